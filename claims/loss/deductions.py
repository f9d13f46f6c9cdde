"""What is to be taken from the loss, each with its reason and evidence, and the rows it may come off."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from claims.loss.ranges import Range
from evidence.errors import KravError, Message

if TYPE_CHECKING:
    from claims.model import LedgerPlace, Place

#: What each month of bod comes to, in kr., by the first day of the month.
Months = tuple[tuple[date, Decimal], ...]
#: So many days after work was done a bill for it has come, unless it says otherwise: the accounts of a year are closed.
_BILLED_WITHIN = 366
#: Why something is taken from the loss, as the lawyer names it in ``case.toml``.
KINDS = {
    "recovered": Message("regained later"),
    "normal_lateness": Message("lateness there would have been anyway"),
    "exempt": Message("persons exempt, or no longer on the benefit"),
    "saved_cost": Message("cost saved"),
    "credit": Message("credit from the vendor"),
    "penalty": Message("agreed penalty (bod) received"),
    "avoidable": Message("loss that could have been averted"),
    "other_cause": Message("other causes than the vendor's"),
    "grant": Message("general grants"),
    "other": Message("other"),
}


@dataclass(frozen=True, slots=True)
class Counted:
    """A row that counts, or so many that are alike, as deductions come off it.

    What was lost (kr.), its first and its last day, its channel (empty: none), which assumptions on rows bear on it,
    whether its day is only that of a bill for work done before, the first day of the time its words name then (None:
    none), and what it says that it comes of (``claims.loss.rownames``).
    """

    loss: Decimal
    day: date
    until: date
    channel: str = ""
    count: int = 1
    rests_on: tuple[str, ...] = ()
    billed: bool = False
    work: date | None = None
    tells: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DeductionInput:
    """Something to be taken from the loss: what, how much, and what shows it.

    Either ``amount`` (kr.) or ``percent`` of the rows that begin from ``first`` to ``last``, both included, under
    ``channels`` (empty: all). ``low`` and ``high`` are the least and the most it may be, in the same unit,
    ``earliest`` and ``latest`` the ends of what ``first`` may be. ``rows``
    are the rows of a table it stands in itself, as a credit note does; ``head`` the head it is taken from (None: the
    reimbursement, or else the first one claimed); ``figures`` what its amount was computed as. One that is ``set_off``
    takes no more than the others left, of the rows that begin to ``last`` where that is given and of bills that
    may be of that time, and the rest of it comes off the next head (``rest_of``); ``due`` is bod that nobody has paid.
    ``months``: what each month of it comes to, by the month's first day: that comes off no row which was over before.
    ``of`` names the breach a set-off or a credit note is of: a row that says it comes of that bears it whatever its
    day, one that says it comes of another bears none of it, and one that says nothing goes by its day. ``cases`` gives
    of the cases of the log among those the months each was down in: a row of such cases bears the bod of these alone.
    ``named_only``: the rows that say it bear it, and no others; ``reserved`` is what of it only such rows bear, by
    month as ``months`` has it, since rows of another head say it. ``paid`` is the day it was received, if known.
    """

    what: str
    amount: Decimal | None = None
    percent: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    kind: str = "other"
    first: date | None = None
    last: date | None = None
    earliest: date | None = None
    latest: date | None = None
    channels: tuple[str, ...] = ()
    evidence: str = ""
    place: Place | None = None
    rows: tuple[LedgerPlace, ...] = ()
    head: str | None = None
    figures: tuple[str, ...] = ()
    set_off: bool = False
    due: bool = False
    months: Months = ()
    of: tuple[str, ...] = ()
    cases: tuple[tuple[str, tuple[date, ...]], ...] = ()
    named_only: bool = False
    reserved: Months = ()
    paid: date | None = None

    @property
    def main(self) -> Decimal:
        """What is deducted in the main computation. Raises ``KravError`` where it is missing, double or negative."""
        if (self.amount is None) == (self.percent is None):
            raise self._wrong(Message("it needs either an amount or a percentage"))
        main = self.amount if self.percent is None else self.percent
        assert main is not None
        low, high = main if self.low is None else self.low, main if self.high is None else self.high
        if not 0 <= low <= main <= high:
            raise self._wrong(Message("low, the value itself and high must rise, from 0"))
        if self.percent is not None and high > 100:
            raise self._wrong(Message("a percentage is at most 100"))
        return main

    def _wrong(self, why: Message) -> KravError:
        return KravError(
            Message("case.toml, [[deduction]] «{what}»: {why}.", {"what": self.what, "why": why}),
            Message("Give amount or percent, and low and high around it where it is uncertain, in quotation marks."),
        )

    @property
    def ends(self) -> tuple[Decimal, Decimal]:
        """The least and the most it may be."""
        return (self.main if self.low is None else self.low), (self.main if self.high is None else self.high)

    @property
    def size(self) -> Range | None:
        """How much it may be; None: that is not uncertain. Raises ``KravError`` as ``main`` does."""
        if self.low is None and self.high is None:
            return None
        low, high = self.ends
        unit: Literal["kr", "percent"] = "kr" if self.percent is None else "percent"
        return Range(
            what=self.what, low=low, main=self.main, high=high, unit=unit, takes=True, evidence=self.evidence,
            of=self._whose,
        )  # fmt: skip

    @property
    def begins(self) -> Range | None:
        """The day it may begin; None: that is not uncertain. Raises ``KravError`` where the days do not rise."""
        if self.earliest is None and self.latest is None:
            return None
        first = self.first
        if first is None or self.percent is None:
            raise self._wrong(Message("a day that may be earlier or later needs from and percent"))
        earliest, latest = self.earliest or first, self.latest or first
        if not earliest <= first <= latest:
            raise self._wrong(Message("from_earliest, from and from_latest must rise"))
        low, main, high = (Decimal(day.toordinal()) for day in (earliest, first, latest))
        return Range(
            what=self.what, low=low, main=main, high=high, unit="day", takes=False, evidence=self.evidence,
            of=self._whose,
        )  # fmt: skip

    @property
    def _whose(self) -> str:
        return "|".join(map(str, (self.kind, self.first, self.last, self.channels, self.head, self.figures)))

    def concerns(self, line: Counted) -> bool:
        """Is the row one of those it comes off, or is a share of, or would be if it began at the earliest?"""
        if self.of and line.tells:
            return not set(self.of).isdisjoint(line.tells)
        first = self.earliest or self.first
        return (
            (first is None or first <= line.day)
            and (self.last is None or line.day <= self.last or (self.set_off and _may_be_of(line, self.last)))
            and (not self.channels or line.channel in self.channels)
        )

    def bears(self, line: Counted, month: date) -> bool:
        """May the bod of the month that begins then (``date.min``: of none) be for what the row says it comes of?"""
        own, down = set(self.of).intersection(line.tells), dict(self.cases)
        return month == date.min or not own or any(month in down.get(one, (month,)) for one in own)


def _may_be_of(line: Counted, last: date) -> bool:
    """May a bill dated after a delay was over, with ``last``, be for work done while it lasted?

    Not where its words name a later time alone, nor, where they name none, more than a year after.
    """
    if not line.billed:
        return False
    return line.work <= last if line.work else line.day <= last + timedelta(days=_BILLED_WITHIN)
