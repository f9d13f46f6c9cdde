"""What a loss rests on that may be more or less: each assumption with its lowest, main and highest value.

A range is of a deduction, of the day a deduction begins, or of the rows of a head themselves: the hours, their rate,
the expenses, how much of the reimbursement a sample bears out. The main value of rows is what they say.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from evidence.errors import KravError, Message

if TYPE_CHECKING:
    from templates.words import Words

Basis = Literal["hours", "rate", "extra_cost", "sample_share"]
#: The head each of them is of.
HEADS: Mapping[Basis, str] = {
    "hours": "lost_time",
    "rate": "lost_time",
    "extra_cost": "extra_cost",
    "sample_share": "reimbursement",
}
ALL = Decimal(100)


@dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    """One assumption that may be more or less.

    ``unit`` is kr., per cent, or days by their ordinals; ``takes`` says that the loss falls as the value rises.
    """

    what: str
    low: Decimal
    main: Decimal
    high: Decimal
    unit: Literal["kr", "percent", "day"]
    takes: bool
    evidence: str = ""
    of: str = ""  # tells apart two of the same name

    @property
    def worst(self) -> Decimal:
        """The value that leaves the least."""
        return self.high if self.takes else self.low

    @property
    def best(self) -> Decimal:
        """The value that leaves the most."""
        return self.low if self.takes else self.high


@dataclass(frozen=True, slots=True, kw_only=True)
class RowsInput:
    """An assumption on the rows of a head: so much of them, per cent, or kr. an hour, may be more or less.

    ``main`` is 100 per cent, or the hourly rate of ``case.toml`` that rows without one of their own take.
    """

    what: str
    of: Basis
    low: Decimal
    high: Decimal
    main: Decimal = ALL
    evidence: str = ""

    @property
    def range(self) -> Range:
        """Its range. Raises ``KravError`` where the main value does not lie in it."""
        if not self.main > 0 or not self.low <= self.main <= self.high:
            why = (
                Message("low and high must lie around [time] rate, which must be given")
                if self.of == "rate"
                else Message("low and high must lie around 100, which is what the rows say")
            )
            raise KravError(
                Message("case.toml, [[assumption]] «{what}»: {why}.", {"what": self.what, "why": why}),
                Message("Give low and high in per cent of the rows, or of the rate in kr. an hour."),
            )
        return Range(
            what=self.what, low=self.low, main=self.main, high=self.high, takes=False, evidence=self.evidence,
            unit="kr" if self.of == "rate" else "percent", of=self.of,
        )  # fmt: skip


def range_text(one: Range, words: Words) -> str:
    """«5 % to 9 %, main 7 %»."""
    said: Callable[[Decimal], object] = {
        "kr": words.kr, "percent": words.percent, "day": lambda value: date.fromordinal(int(value)),
    }[one.unit]  # fmt: skip
    return words.say("{low} to {high}, main {main}", low=said(one.low), high=said(one.high), main=said(one.main))


def rests_on(one: Range, words: Words) -> str:
    """The assumption as something a figure rests on, with its range and what shows it."""
    said = words.say("assumption: {what} ({range})", what=one.what, range=range_text(one, words))
    return words.say("{said}, shown by {evidence}", said=said, evidence=one.evidence) if one.evidence else said
