"""What is taken from the loss, each with its reason and evidence, and what the loss is where a reason is uncertain.

A share (per cent) is taken of what the shares before it left of the rows it concerns, so that several reasons never
take the same krone twice; fixed amounts come off last. A deduction, the day it begins, or the rows themselves may be
given with a lowest and a highest value: ``claims.loss.spread`` says what that comes to.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Literal, NamedTuple

from claims.figures import ZERO, Figures, ore, summed
from claims.loss.meeting import met, most
from claims.loss.ranges import Range, RowsInput, range_text
from evidence.errors import KravError, Message

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from claims.model import Deduction, Figure, LedgerPlace, Place
    from templates.words import Words

    #: One value of each draw.
    Drawn = NDArray[np.float64]

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
    months: tuple[tuple[date, Decimal], ...] = ()
    of: tuple[str, ...] = ()
    cases: tuple[tuple[str, tuple[date, ...]], ...] = ()
    named_only: bool = False
    reserved: tuple[tuple[date, Decimal], ...] = ()
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


@dataclass(frozen=True, slots=True)
class _Alike:
    """Rows that every assumption treats the same: which deductions may concern them, which assumptions move them, and
    the day they begin where that decides (else 0).
    """

    hits: tuple[int, ...]
    moved_by: tuple[Range, ...]
    day: int


Value = Callable[[Range], Decimal]


def _main(one: Range) -> Decimal:
    return one.main


class Deducted:
    """The deductions of a head of loss, over the rows that count; ``rows`` are the assumptions on these rows."""

    def __init__(
        self, lines: Sequence[Counted], given: Sequence[DeductionInput], rows: Sequence[RowsInput] = ()
    ) -> None:
        for one in given:
            one.main  # noqa: B018 - a value that cannot be is told before anything is computed
        if any(one.set_off for one in given):
            others = [one for one in given if not one.set_off]
            before = Deducted(lines, others, rows)
            given = [*others, *within(before.net(), before.bearing(), given)]
        self._alike = _alike(lines)
        # Fixed amounts come off last, so that a share is a share of the rows and not of what a credit left.
        self.given = sorted(given, key=lambda one: one.percent is None)
        self.sizes, self.days = [one.size for one in self.given], [one.begins for one in self.given]
        moves = [(one.of, one.range) for one in rows]
        found = (*(one for _, one in moves), *self.sizes, *self.days)
        self.ranges = tuple(dict.fromkeys(one for one in found if one))
        self.rows = [0] * len(self.given)
        # One sum for rows that are alike serves every draw.
        self._sums: dict[_Alike, Decimal] = defaultdict(lambda: ZERO)
        for line in lines:
            hits = tuple(at for at, one in enumerate(self.given) if one.percent is not None and one.concerns(line))
            by = tuple(one for of, one in moves if of in line.rests_on)
            day = line.day.toordinal() if any(self.days[at] for at in hits) else 0
            self._sums[_Alike(hits, by, day)] += line.loss
            for at in hits:
                begins = self.days[at]
                self.rows[at] += line.count if begins is None or day >= begins.main else 0
        self.gross = sum(self._sums.values(), ZERO)
        places = {one: at for at, one in enumerate(self.ranges)}
        self._floats = [
            (float(total), alike.hits, [(places[one], float(one.main)) for one in alike.moved_by], alike.day)
            for alike, total in self._sums.items()
        ]
        self._values = [
            (float(one.main), places[size] if size else None, places[day] if day else None, one.percent is None)
            for one, size, day in zip(self.given, self.sizes, self.days, strict=True)
        ]

    def amounts(self, value: Value = _main) -> tuple[list[Fraction], list[Fraction], Fraction]:
        """What each deduction takes, what it was taken of, and the gross; ``value`` chooses in each range."""
        chosen = [value(size) if size else one.main for one, size in zip(self.given, self.sizes, strict=True)]
        begin = [value(day) if day else ZERO for day in self.days]
        taken, of, gross = [Fraction(0)] * len(chosen), [Fraction(0)] * len(chosen), Fraction(0)
        for alike, total in self._sums.items():
            left = Fraction(total)
            for moved in alike.moved_by:
                left *= Fraction(value(moved)) / Fraction(moved.main)
            gross += left
            for at in alike.hits:
                if alike.day >= begin[at]:
                    of[at] += left
                    taken[at] += left * Fraction(chosen[at]) / 100
                    left -= left * Fraction(chosen[at]) / 100
        for at, one in enumerate(self.given):
            if one.percent is None:
                taken[at] = Fraction(chosen[at])
        return taken, of, gross

    def net(self, value: Value = _main) -> Decimal:
        """What is left of the loss, never below zero; each deduction is rounded to the øre as on the page."""
        taken, _, gross = self.amounts(value)
        return max(ore(gross) - summed(ore(one) for one in taken), ZERO)

    def left(self) -> tuple[tuple[date, Decimal], ...]:
        """What is left of the loss by the last day of its rows; empty where nothing comes off.

        A share comes off the rows it is of, what is set off those of its breach and time, and an amount of neither
        comes off all rows as they were lost.
        """
        if not self.given:
            return ()
        held = self._held()
        for meets, amount in _placed([one for one in self.given if one.set_off], held):
            _spread(held, meets, amount)
        days: dict[date, Decimal] = defaultdict(lambda: ZERO)
        for row, loss in held.items():
            days[row.until] += ore(loss)
        return tuple(sorted(days.items()))

    def bearing(self) -> list[Counted]:
        """The rows as they may bear a set-off, those alike together: with what the other deductions leave of them."""
        # Not rounded: rows that bear alike are, all together, as they stand in a figure.
        return [replace(row, loss=Decimal(loss.numerator) / loss.denominator) for row, loss in self._held().items()]

    def _held(self) -> dict[Counted, Fraction]:
        """What is left of the rows by what comes off them otherwise than as a set-off."""
        held = {row: Fraction(loss) for row, loss in self._alike.items()}
        for one, begins in zip(self.given, self.days, strict=True):
            for row in held if one.percent is not None else ():
                if one.concerns(row) and (begins is None or row.day.toordinal() >= begins.main):
                    held[row] -= held[row] * Fraction(one.main) / 100
        for one in self.given:
            if one.percent is None and not one.set_off:
                own = [row for row in held if one.concerns(row)] if one.of else []
                _spread(held, own or list(held), Fraction(one.main))
        return held

    def about(self, drawn: Sequence[Drawn]) -> Drawn:
        """What is left of the loss with these values of ``ranges``, of each thousands of draws, in floating point."""
        import numpy as np

        values = [main if at is None else drawn[at] for main, at, _, _ in self._values]
        begin = [0 if at is None else np.rint(drawn[at]) for _, _, at, _ in self._values]
        left = -sum(value for value, (*_, is_amount) in zip(values, self._values, strict=True) if is_amount)
        for total, hits, moved_by, day in self._floats:
            rest: float | Drawn = total
            for at, main in moved_by:
                rest = rest * (drawn[at] / main)
            for at in hits:
                rest = rest * np.where(day >= begin[at], 1 - values[at] / 100, 1)
            left = left + rest
        return np.maximum(left, 0.0)

    def netted(
        self, gross: Figure, step: str, label: str, figures: Figures, words: Words
    ) -> tuple[tuple[Deduction, ...], Figure]:
        """The deductions as the page prints them, and what they leave of the gross as a figure of that step."""
        taken = self.shown(figures, words)
        net = figures.make(
            step, label, self.net(),
            formula=" − ".join(words.kr(amount) for amount in (gross.value, *(one.amount for one in taken))),
            figures=[gross.id, *(one.figure for one in taken)],
        )  # fmt: skip
        return taken, net

    def shown(self, figures: Figures, words: Words) -> tuple[Deduction, ...]:
        """The deductions as the page prints them, with their figures."""
        from claims.model import Deduction

        made = []
        every, bases, _ = self.amounts()
        for one, rows, taken, of in zip(self.given, self.rows, every, bases, strict=True):
            amount, formula = ore(taken), ""
            if one.percent is not None:
                formula = words.say("{percent} of {of} (rows: {rows})", percent=words.percent(one.percent),
                                    of=words.kr(ore(of)), rows=rows)  # fmt: skip
            figure = figures.make(
                "deduction", one.what, amount, formula=formula, rows=one.rows, figures=one.figures,
                assumptions=() if one.rows or one.figures else [assumption(one, words)],
            )  # fmt: skip
            low, high = one.ends if one.size else (None, None)
            made.append(
                Deduction(
                    label=one.what, amount=amount, figure=figure.id, evidence=one.evidence, place=one.place,
                    kind=one.kind, kind_text=words.message(_kind_text(one)), percent=one.percent, low=low, high=high,
                    paid=one.paid,
                )
            )  # fmt: skip
        return tuple(made)


def within(
    left: Decimal, lines: Sequence[Counted], given: Iterable[DeductionInput]
) -> Iterable[DeductionInput]:
    """What is set off, as far as what is left of the rows it concerns reaches, no krone of which is met twice.

    ``left`` is what the other deductions leave of the head, in kr.
    """
    off = [one for one in given if one.set_off]
    if any(one.reserved for one in off):
        # The rows here that name its breach bear it before those that name nothing, as the rows to come do.
        here = reserved(off, [(left, lines)])
        off = [replace(one, reserved=_added(one.reserved, own.reserved)) for one, own in zip(off, here, strict=True)]
    parts = _parts(off)
    losses = _lost(_bearing(parts, lines))
    amounts, all_met = [ZERO] * len(parts), ZERO
    for one in off:
        amounts = [part.amount if part.of is one else amount for part, amount in zip(parts, amounts, strict=True)]
        all_met, before = most(amounts, losses), all_met
        room = min(one.main, left, all_met - before)
        if room > 0:
            left -= room
            yield replace(one, amount=room, reserved=())


def reserved(
    off: Iterable[DeductionInput], heads: Iterable[tuple[Decimal, Sequence[Counted]]]
) -> list[DeductionInput]:
    """The set-offs, of each what the rows of these heads that say they come of its breach can bear kept for them.

    A row that says nothing is nearer to no breach than to another: it bears what no row that names one does. The heads
    are those to come, each with what the other deductions leave of it in kr. and its rows.
    """
    given = list(off)
    # By their places: two payments of one bod go by one name.
    left = {
        at: replace(one, named_only=True, reserved=())
        for at, one in enumerate(given)
        if one.set_off and one.of and not one.head
    }
    kept: dict[int, dict[date, Decimal]] = {at: {} for at in left}
    for room, rows in heads:
        parts = _parts(left.values())
        flows: dict[int, Decimal] = defaultdict(lambda: ZERO)
        for (at, _), amount in met([part.amount for part in parts], _lost(_bearing(parts, rows))).items():
            flows[at] += amount
        after = {}
        for place, one in left.items():
            borne = {parts[at].first: amount for at, amount in flows.items() if parts[at].of is one and amount}
            taken = dict(_latest(tuple(borne.items()), min(room, one.main, sum(borne.values(), ZERO))))
            room -= sum(taken.values(), ZERO)
            for first, amount in taken.items():
                kept[place][first] = kept[place].get(first, ZERO) + amount
            if rest := one.main - sum(taken.values(), ZERO):
                months = {first: amount - taken.get(first, ZERO) for first, amount in one.months}
                after[place] = replace(one, amount=rest, months=tuple(part for part in months.items() if part[1]))
        left = after
    return [replace(one, reserved=tuple(sorted(kept.get(at, {}).items()))) for at, one in enumerate(given)]


def _added(
    one: tuple[tuple[date, Decimal], ...], other: tuple[tuple[date, Decimal], ...]
) -> tuple[tuple[date, Decimal], ...]:
    sums: dict[date, Decimal] = defaultdict(lambda: ZERO)
    for first, amount in (*one, *other):
        sums[first] += amount
    return tuple(sorted(sums.items()))


class _Part(NamedTuple):
    """A part of what is set off: the first day of the month it is of (``date.min``: of none), and whether only rows
    that say they come of its breach bear it.
    """

    of: DeductionInput
    first: date
    amount: Decimal
    named: bool


def _parts(off: Iterable[DeductionInput]) -> list[_Part]:
    parts = []
    for one in off:
        kept = dict(one.reserved)
        for first, amount in one.months or ((date.min, one.main),):
            named = amount if one.named_only else min(amount, kept.get(first, ZERO))
            parts += [_Part(one, first, named, True), _Part(one, first, amount - named, False)]
    return [part for part in parts if part.amount]


def _lost(bearing: Mapping[frozenset[int], Sequence[Counted]]) -> dict[frozenset[int], Decimal]:
    """What the rows that bear alike have lost, rounded to the øre."""
    return {by: ore(summed(row.loss for row in rows)) for by, rows in bearing.items()}


def _bearing(parts: Sequence[_Part], rows: Iterable[Counted]) -> dict[frozenset[int], list[Counted]]:
    """The rows by the places of the parts that may come off them."""
    found: dict[frozenset[int], list[Counted]] = defaultdict(list)
    for row in rows:
        # The bod of a month comes off no row that was over before it.
        meets = (
            at for at, part in enumerate(parts)
            if row.until >= part.first and part.of.concerns(row) and part.of.bears(row, part.first)
            and (not part.named or (part.of.of and row.tells))
        )  # fmt: skip
        found[frozenset(meets)].append(row)
    return found


def _placed(
    off: Sequence[DeductionInput], held: Mapping[Counted, Fraction]
) -> Iterator[tuple[list[Counted], Fraction]]:
    """What of the set-offs comes off which rows."""
    # The earliest of the months' bod may meet whatever later bod may: so all of what is set off finds its rows.
    parts = _parts(replace(one, months=_first(one.months, one.main)) for one in off)
    bearing = _bearing(parts, held)
    losses = {by: ore(sum((held[row] for row in rows), Fraction(0))) for by, rows in bearing.items()}
    taken = met([part.amount for part in parts], losses)
    yield from ((bearing[by], Fraction(amount)) for (_, by), amount in taken.items() if amount)


def _spread(held: dict[Counted, Fraction], rows: Sequence[Counted], amount: Fraction) -> None:
    """Take an amount off these rows, of each as much as its part of what is left of them."""
    whole = sum((held[row] for row in rows), Fraction(0))
    for row in rows if whole > 0 else ():
        held[row] -= held[row] * min(amount / whole, Fraction(1))


def _alike(lines: Iterable[Counted]) -> dict[Counted, Decimal]:
    """What was lost of rows that bear deductions alike."""
    sums: dict[Counted, Decimal] = defaultdict(lambda: ZERO)
    for line in lines:
        sums[replace(line, loss=ZERO, count=0, rests_on=())] += line.loss
    return dict(sums)


def rest_of(given: Iterable[DeductionInput], taken: Iterable[Deduction]) -> list[DeductionInput]:
    """What is set off and was more than a head could bear, to come off the next one."""
    used: dict[str, Decimal] = defaultdict(lambda: ZERO)
    for one in taken:
        used[one.label] += one.amount
    rest = []
    for given_one in given:
        amount = min(given_one.main, used[given_one.what])
        used[given_one.what] -= amount
        if left := given_one.main - amount:
            rest.append(replace(given_one, amount=left, months=_rest(given_one, left), reserved=()))
    return rest


def _rest(one: DeductionInput, left: Decimal) -> tuple[tuple[date, Decimal], ...]:
    """What is left of the months' bod: what was reserved for rows to come, and of the rest the latest of it."""
    if not one.reserved:
        return _latest(one.months, left)
    kept = dict(_latest(one.reserved, left))
    others = tuple((first, amount - kept.get(first, ZERO)) for first, amount in one.months)
    more = dict(_latest(others, left - sum(kept.values(), ZERO)))
    return tuple((first, whole) for first, _ in one.months if (whole := kept.get(first, ZERO) + more.get(first, ZERO)))


def _latest(months: tuple[tuple[date, Decimal], ...], left: Decimal) -> tuple[tuple[date, Decimal], ...]:
    """What is left of the months' bod when the earliest of it, which could meet most, has been met."""
    return _filled(sorted(months, reverse=True), left)


def _first(months: tuple[tuple[date, Decimal], ...], met: Decimal) -> tuple[tuple[date, Decimal], ...]:
    """What is met of the months' bod: the earliest of it."""
    return _filled(sorted(months), met)


def _filled(months: Iterable[tuple[date, Decimal]], left: Decimal) -> tuple[tuple[date, Decimal], ...]:
    kept = []
    for first, amount in months:
        if part := min(amount, left):
            kept.append((first, part))
            left -= part
    return tuple(sorted(kept))


def _kind_text(one: DeductionInput) -> Message:
    if one.due:
        return Message("set off against the damages")
    return Message("credited in the municipality's own table") if one.rows else KINDS[one.kind]


def assumption(one: DeductionInput, words: Words) -> str:
    """The deduction as something a figure rests on, with its ranges and what shows it."""
    said = words.say("deduction: {what}", what=one.what)
    for found in (one.size, one.begins):
        if found:
            said = words.say("{said} ({range})", said=said, range=range_text(found, words))
    return words.say("{said}, shown by {evidence}", said=said, evidence=one.evidence) if one.evidence else said


def beyond(gross: Decimal, deductions: Iterable[Deduction], words: Words) -> Iterable[str]:
    """Warnings of deductions that leave nothing, and of those that nothing shows."""
    taken = summed(one.amount for one in deductions)
    if taken > gross:
        yield words.say(
            "The deductions, {deductions}, are more than the loss, {gross}: nothing is left to claim.",
            deductions=words.kr(taken),
            gross=words.kr(gross),
        )
