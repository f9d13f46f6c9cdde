"""A limit of liability that holds for each year: what it leaves of the loss, year by year."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from claims.figures import ZERO, Figures, divided

if TYPE_CHECKING:
    from claims.model import Figure
    from templates.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class CapYears:
    """What was lost in each month, by its last day, in kr., and the day a year of the limit begins on (None: New Year).

    ``others`` is the part of it that is hours and cost. ``due`` and ``paid`` are the bod claimed in the case and the
    bod paid, by the last day of what it is of.
    """

    months: Mapping[date, Decimal]
    others: Mapping[date, Decimal]
    begins: date | None = None
    due: Mapping[date, Decimal] = field(default_factory=dict)
    paid: Mapping[date, Decimal] = field(default_factory=dict)

    def left(
        self, base: Figure, limit: Figure, bod: Figure | None, figures: Figures, words: Words, *, others: bool,
        paid: Sequence[str] | None = None,
    ) -> Figure:  # fmt: skip
        """What the limit, in each year, leaves of ``base``, which is all of the loss or its ``others``.

        A month belongs to the year its last day lies in. Where ``paid`` is given, the figures of the bod that was paid,
        bod counts within the limit: what is claimed of it, ``bod``, shares the limit of its year with the loss, and
        what was paid has used some of it.
        """
        lost = self._years(self._spread(base, others=others))
        due, used = self._years(self.due if bod else {}), self._years({} if paid is None else self.paid)
        kr, parts, whole = words.kr, [], ZERO
        for first in sorted({*lost, *due}):
            asked, room = [lost[first], due[first]], max(limit.value - used[first], ZERO)
            whole += min(sum(asked, ZERO), room)
            cap = f"({kr(limit.value)} − {kr(used[first])})" if used[first] else kr(limit.value)
            loss = " + ".join(kr(one) for one in asked if one) or kr(ZERO)
            year = self._named(first, words)
            parts.append(words.say("{year}: the lesser of {loss} and {cap}", year=year, loss=loss, cap=cap))
        return figures.make(
            "cap.years", words.say("Cap on liability, year by year"), whole, formula="; ".join(parts),
            figures=[base.id, *([bod.id] if bod else []), limit.id, *(paid or ())],
        )  # fmt: skip

    def _spread(self, base: Figure, *, others: bool) -> dict[date, Decimal]:
        """``base`` by month: what has come off the whole of it comes off the months as the loss is spread."""
        losses = self.others if others else self.months
        return dict(zip(losses, divided(base.value, list(losses.values())), strict=True))

    def _years(self, amounts: Mapping[date, Decimal]) -> dict[date, Decimal]:
        """The amounts by the first day of the year they belong to, in order of time."""
        years: dict[date, Decimal] = defaultdict(lambda: ZERO)
        for day, amount in sorted(amounts.items()):
            years[self._first_of(day)] += amount
        return years

    def _first_of(self, day: date) -> date:
        begins = self.begins or date(day.year, 1, 1)
        # A year that begins on a leap day begins on the day before it in the others.
        turn = begins.replace(year=day.year, day=min(begins.day, 28) if begins.month == 2 else begins.day)
        return turn if day >= turn else turn.replace(year=day.year - 1)

    def _named(self, first: date, words: Words) -> str:
        if (first.month, first.day) == (1, 1):
            return str(first.year)
        return f"{words.day(first)} – {words.day(first.replace(year=first.year + 1) - timedelta(days=1))}"
