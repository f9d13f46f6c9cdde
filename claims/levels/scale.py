"""The contract's scale of bod: steps, amounts, ceilings and the last day to claim. Nothing here knows a log or a page.

A step begun is a step, unless the clause counts whole ones; money is rounded to the øre once a line.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from claims.comparison.availability import each_month
from claims.daysoff import working_days_after
from claims.figures import ZERO, ore, summed
from claims.levels.keys import BodSection, FeeSection
from claims.liability.notice import after
from evidence.errors import KravError, Message

Status = Literal["none", "claimed", "late", "open", "lost", "barred", "paid"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Bod for one month, or for one delay: the time it is of (both days included), its steps and what they come to.

    ``full`` is before the ceiling, ``amount`` after it. ``claim_by`` is the last day to claim (None: no deadline).
    ``paid`` is what of it was paid though no claim of it in time is given.
    """

    first: date
    last: date
    steps: int
    each: Decimal
    full: Decimal
    amount: Decimal
    claim_by: date | None = None
    claimed_on: date | None = None
    evidence: str = ""
    status: Status = "none"
    paid: Decimal = ZERO

    @property
    def holds(self) -> bool:
        """Is it due still: not lost, and something?"""
        return self.status in ("claimed", "open")


@dataclass(frozen=True, slots=True, kw_only=True)
class Money:
    """What shares are taken of: the contract sum and the monthly fee from each day on."""

    contract_sum: Decimal | None = None
    monthly: tuple[FeeSection, ...] = ()

    def base(self, bod: BodSection, first: date, last: date) -> Decimal:
        """What a percentage of this bod is of in a time, both days included; of a delay, on its first day.

        The fee of several months together is what is paid for them. Raises ``KravError`` where it is not given for one.
        """
        if bod.of != "availability" or bod.base != "monthly_fee":
            return self._base(bod, first)
        return summed(self._base(bod, month) for month, _ in each_month(first, last))

    def _base(self, bod: BodSection, day: date) -> Decimal:
        if isinstance(bod.base, Decimal):
            return bod.base
        if bod.base == "contract_sum":
            return self.whole(bod)
        rows = [row for row in self.monthly if row.start <= day]
        if not rows:
            begun = next((row.start for row in self.monthly if f"{row.start:%Y-%m}" == f"{day:%Y-%m}"), None)
            raise KravError(
                Message("case.toml, [[bod]] «{what}»: no monthly fee is given for {day}.",
                        {"what": bod.what, "day": day}),
                Message('Give it under [contract]: monthly_fee = [{ from = 2010-01-01, amount = "35000.00" }].')
                if begun is None
                else Message("The fee given begins on {begun}, within that month. Let it begin on {day}, or give what "
                             "was paid for that month as a row of its own from {day} on.",
                             {"begun": begun, "day": day}),
            )  # fmt: skip
        return max(rows, key=lambda row: row.start).amount

    def year(self, bod: BodSection, year: int) -> Decimal:
        """The monthly fee over a calendar year; the months before it began cost what the first did.

        Raises ``KravError`` where none is given by the end of the year.
        """
        first = min((row.start for row in self.monthly), default=date.max)
        monthly = bod.model_copy(update={"base": "monthly_fee"})
        months = (max(date(year, month, 1), min(first, date(year, 12, 31))) for month in range(1, 13))
        return summed(self._base(monthly, month) for month in months)

    def whole(self, bod: BodSection) -> Decimal:
        """The contract sum. Raises ``KravError`` where it is not given."""
        if self.contract_sum is None:
            raise KravError(
                Message("case.toml, [[bod]] «{what}» is a share of the contract sum, and that is not given.",
                        {"what": bod.what}),
                Message("Give fee under [contract] in case.toml."),
            )  # fmt: skip
        return self.contract_sum


def steps(over: Fraction, bod: BodSection) -> int:
    """How many steps an overrun comes to."""
    if over <= 0:
        return 0
    whole, begun = divmod(over, Fraction(bod.step or 1))
    return int(whole) + (1 if begun and not bod.whole else 0)


def for_availability(percent: Decimal, target: Decimal, first: date, last: date, bod: BodSection, money: Money) -> Line:
    """Bod for a month, or for several measured together, whose availability was ``percent``, rounded as the contract
    says; a target kept costs nothing.
    """
    if bod.per == "bracket":
        below = [one for one in bod.bracket if percent < min(one.below, target)]
        lowest = min(below, key=lambda one: one.below, default=None)
        size = _size(lowest.percent, lowest.amount, bod, money, first, last) if lowest else Fraction(0)
        return _line(1 if lowest else 0, size, first, last, bod, money)
    count = steps(Fraction(target) - Fraction(percent), bod)
    size = _size(bod.percent, bod.amount, bod, money, first, last) if count else Fraction(0)
    return _line(count, size, first, last, bod, money)


def for_cases(late: Sequence[int], a_day: int, first: date, last: date, bod: BodSection, money: Money) -> Line:
    """Bod for the cases of a month that were late by so many minutes of operating time each."""
    unit = {"case": 0, "hour": 60, "day": a_day}[bod.per]
    count = sum((steps(Fraction(minutes, unit), bod) if unit else 1) for minutes in late)
    return _line(count, _size(bod.percent, bod.amount, bod, money, first, last), first, last, bod, money)


def for_delay(bod: BodSection, money: Money) -> Line:
    """Bod for something delivered late."""
    assert bod.due is not None and bod.delivered is not None
    days = days_late(bod)
    count = steps(Fraction(days, 7 if bod.per == "week" else 1), bod)
    size = _size(bod.percent, bod.amount, bod, money, bod.due, bod.delivered)
    return _line(count, size, bod.due, bod.delivered, bod, money)


def days_late(bod: BodSection) -> int:
    """The days, or working days, from the day it was due to the day it was there, or the one before as the clause says.
    """
    assert bod.due is not None and bod.delivered is not None
    last = bod.delivered - timedelta(days=1) if bod.to_day_before else bod.delivered
    if bod.per != "working_day":
        return max((last - bod.due).days, 0)
    count, day = 0, bod.due
    while (day := working_days_after(day, 1)) <= last:
        count += 1
    return count


def _size(
    percent: Decimal | None, amount: Decimal | None, bod: BodSection, money: Money, first: date, last: date
) -> Fraction:
    """What one step costs."""
    if percent is None:
        return Fraction(amount or 0)
    return Fraction(money.base(bod, first, last)) * Fraction(percent) / 100


def _line(count: int, each: Fraction, first: date, last: date, bod: BodSection, money: Money) -> Line:
    full = ore(each * count)
    limit = ceiling(bod, money, first, last) if count else None  # a month that costs nothing asks for no fee
    return Line(
        first=first, last=last, steps=count, each=ore(each), full=full,
        amount=full if limit is None else min(full, limit), claim_by=claim_by(first, last, bod),
    )  # fmt: skip


def ceiling(bod: BodSection, money: Money, first: date, last: date) -> Decimal | None:
    """The most in kr. a line of these days, both included, may come to; None: no ceiling."""
    limits = [bod.ceiling_amount] if bod.ceiling_amount is not None else []
    if bod.ceiling_percent is not None:
        limits.append(ore(Fraction(money.base(bod, first, last)) * Fraction(bod.ceiling_percent) / 100))
    return min(limits, default=None)


def claim_by(first: date, last: date, bod: BodSection) -> date | None:
    """The last day to claim what is of that time, both days included; it is not moved for days off.

    It is counted from the last day of the time, or from the first day ``deadline_from`` gives for it after that: a
    contract may count from when the report of the month came.
    """
    counted = min(
        (one.day for one in bod.deadline_from
         if one.day >= last and (one.start or last) <= last and first <= (one.end or first)),
        default=last,
    )  # fmt: skip
    for count, unit in (
        (bod.within_days, "days"), (bod.within_working_days, "working_days"), (bod.within_months, "months"),
    ):  # fmt: skip
        if count is not None:
            return after(counted, count, unit)
    return None


def settled(
    lines: Sequence[Line],
    bod: BodSection,
    money: Money,
    as_of: date,
    barred: Callable[[Line], bool] = lambda _: False,
) -> tuple[Line, ...]:
    """The lines with what became of each: claimed in time or too late, still to be claimed, or lost.

    ``barred`` says of a line whether it is time-barred; what something was paid on is not, for that acknowledged it.
    A ceiling of a year or over the whole time is used up by what holds, in order of time; what was lost is not paid and
    uses none.
    """
    limits = [bod.total_amount] if bod.total_amount is not None else []
    if bod.total_percent is not None:
        limits.append(ore(Fraction(money.whole(bod)) * Fraction(bod.total_percent) / 100))
    left, of_year = min(limits, default=None), dict[int, Decimal]()
    made, paid = [], summed(one.amount for one in bod.paid)
    for line in sorted(lines, key=lambda one: one.first):
        line = _claimed(line, bod, as_of)
        if line.holds and not paid and not bod.settled and barred(line):
            line = replace(line, status="barred")
        elif line.status == "claimed":
            paid = max(paid - line.amount, ZERO)
        if line.holds and (room := _of_year(line.last.year, of_year, bod, money)) is not None:
            line = replace(line, amount=min(line.amount, room))
            of_year[line.last.year] = room - line.amount
        if left is not None and line.holds:
            line = replace(line, amount=min(line.amount, left))
            left -= line.amount
        made.append(line)
    return tuple(_paid_unasked(made, bod))


def _of_year(year: int, left: Mapping[int, Decimal], bod: BodSection, money: Money) -> Decimal | None:
    """What is left of the ceiling of a calendar year; None: it has none."""
    if year in left:
        return left[year]
    limits = [bod.yearly_amount] if bod.yearly_amount is not None else []
    if bod.yearly_percent is not None:
        limits.append(ore(Fraction(money.year(bod, year)) * Fraction(bod.yearly_percent) / 100))
    return min(limits, default=None)


def _paid_unasked(lines: Sequence[Line], bod: BodSection) -> Iterator[Line]:
    """The lines, and what of those not claimed in time was paid all the same: what a payment says it is of, claimed or
    not, and of the rest what is beyond all that was claimed, the oldest first.

    Who pays bod owes it no more: it is not deducted, or asked for, a second time as bod nobody claimed. What was paid
    for May pays no August.
    """
    met, rest = [ZERO for _ in lines], ZERO

    def pay(left: Decimal, first: date = date.min, last: date = date.max) -> Decimal:
        """Pay the lines of these days, the claimed ones first; what is left over."""
        for claimed in (True, False):
            for at, line in enumerate(lines):
                if line.amount and (line.status == "claimed") is claimed and first <= line.last and line.first <= last:
                    part = min(left, line.amount - met[at])
                    left, met[at] = left - part, met[at] + part
        return left

    for one in bod.paid:
        named = one.start or one.end
        rest += pay(one.amount, one.start or date.min, one.end or date.max) if named else one.amount
    pay(rest)
    for line, paid in zip(lines, met, strict=True):
        unasked = paid and line.status != "claimed"
        yield replace(line, paid=paid, status="paid" if paid == line.amount else line.status) if unasked else line


def _claimed(line: Line, bod: BodSection, as_of: date) -> Line:
    if not line.amount:
        return line
    # A claim that names no time is of what was over; of a delay, of what had begun.
    begun = line.first if bod.of == "delay" else line.last
    claims = [
        one
        for one in bod.claimed
        if (one.start or date.min) <= line.last and (line.first <= one.end if one.end else begun <= one.day)
    ]
    if claims:
        first = min(claims, key=lambda one: one.day)
        in_time = line.claim_by is None or first.day <= line.claim_by
        return replace(line, claimed_on=first.day, evidence=first.evidence, status="claimed" if in_time else "late")
    return replace(line, status="open" if line.claim_by is None or as_of <= line.claim_by else "lost")


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What bod comes to in all. ``claimed`` less what of ``paid`` is not ``unasked`` is ``due``; ``unclaimed`` is open
    or lost; ``barred`` is what of the lost is time-barred. ``unasked``: paid of what was not claimed in time.

    Together the parts say what comes off damages for the same breach.
    """

    claimed: Decimal
    paid: Decimal
    open: Decimal
    lost: Decimal
    barred: Decimal = ZERO
    unasked: Decimal = ZERO

    @property
    def due(self) -> Decimal:
        """Claimed in time and not paid: to be claimed in the case."""
        return max(self.claimed - (self.paid - self.unasked), ZERO)


def standing_of(lines: Sequence[Line], bod: BodSection) -> Standing:
    """The sums of the lines; where it was settled, nothing is left of it but what was paid."""

    def of(*status: Status) -> Decimal:
        return summed(line.amount - line.paid for line in lines if line.status in status)

    paid = summed(one.amount for one in bod.paid)
    if bod.settled:
        return Standing(claimed=paid, paid=paid, open=ZERO, lost=ZERO)
    return Standing(
        claimed=of("claimed"), paid=paid, open=of("open"), lost=of("late", "lost", "barred"),
        barred=of("barred"), unasked=summed(line.paid for line in lines),
    )
