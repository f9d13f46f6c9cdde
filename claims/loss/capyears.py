"""A limit of liability that holds for each year: what it leaves of the loss, year by year."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from claims.figures import ZERO, Figures
from claims.loss.grades import shares

if TYPE_CHECKING:
    from claims.model import Figure
    from templates.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class CapYears:
    """What was lost in each month, by its last day, in kr., and the day a year of the limit begins on (None: New Year).

    ``others`` is the part of it that is hours and cost.
    """

    months: Mapping[date, Decimal]
    others: Mapping[date, Decimal]
    begins: date | None = None

    def left(self, base: Figure, limit: Figure, figures: Figures, words: Words, *, others: bool) -> Figure:
        """What the limit, in each year, leaves of ``base``, which is all of the loss or its ``others``.

        A month belongs to the year its last day lies in.
        """
        losses = self.others if others else self.months
        # Where something has come off the whole of it, it comes off the months as the loss is spread.
        spread = dict(zip(losses, shares(base.value, list(losses.values())), strict=True))
        years: dict[date, Decimal] = defaultdict(lambda: ZERO)
        for day, amount in sorted(spread.items()):
            years[self._first_of(day)] += amount
        parts = [
            words.say("{year}: the lesser of {loss} and {cap}", year=self._named(first, words), loss=words.kr(amount),
                      cap=words.kr(limit.value))
            for first, amount in years.items()
        ]  # fmt: skip
        return figures.make(
            "cap.years", words.say("Cap on liability, year by year"),
            sum((min(amount, limit.value) for amount in years.values()), ZERO), formula="; ".join(parts),
            figures=[base.id, limit.id],
        )  # fmt: skip

    def _first_of(self, day: date) -> date:
        begins = self.begins or date(day.year, 1, 1)
        # A year that begins on a leap day begins on the day before it in the others.
        turn = begins.replace(year=day.year, day=min(begins.day, 28) if begins.month == 2 else begins.day)
        return turn if day >= turn else turn.replace(year=day.year - 1)

    def _named(self, first: date, words: Words) -> str:
        if (first.month, first.day) == (1, 1):
            return str(first.year)
        return f"{words.day(first)} – {words.day(first.replace(year=first.year + 1) - timedelta(days=1))}"
