"""Availability by month as a contract defines it: agreed hours, what is excepted and why, how much each outage weighs.

Each minute the log has the system down is counted once, and is either time down under the contract or excepted for one
reason that is named; together they are the time down by the clock. Minutes are real ones: on the nights the clock is
moved an hour is left out or counted twice, as it was.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise
from typing import Literal
from zoneinfo import ZoneInfo

from claims.daysoff import day_off
from evidence.months import next_month

DENMARK = ZoneInfo("Europe/Copenhagen")
DAY = 24 * 60
WHOLE = Decimal(100)
NEVER = datetime.max  # an outage that nobody can show was notified counts from no time at all
Span = tuple[datetime, datetime]
Reason = Literal["outside", "day_off", "standing", "maintenance", "cause", "unnotified", "partial"]


def elapsed(moment: datetime) -> int:
    """Minutes from 1970 to a time by the Danish clock; an hour the clock skipped is the moment it was moved at.

    Of an hour that was there twice, the first is meant.
    """
    before, after = (moment.replace(tzinfo=DENMARK, fold=fold).utcoffset() or timedelta() for fold in (0, 1))
    if before < after:
        moment = moment.replace(minute=0)
    return int((moment - before).replace(tzinfo=UTC).timestamp()) // 60


def minutes_between(start: datetime, end: datetime) -> int:
    """Whole real minutes from one time by the clock to another."""
    return elapsed(end) - elapsed(start)


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """The agreed operating time of a week.

    ``hours``: for Monday to Sunday the minutes after midnight ``[start, end)``, None where there are none; past 24:00
    they go on into the next day, and belong to the day they begin on. ``days_off`` says whether they hold on public
    holidays, 5 June, 24 and 31 December too; ``closed`` are further days on which they do not.
    """

    hours: tuple[tuple[int, int] | None, ...] = ((0, DAY),) * 7
    days_off: bool = True
    closed: frozenset[date] = frozenset()

    @classmethod
    def parse(cls, start: str, end: str, *, weekdays: bool) -> Window:
        """From «07:00» and «18:00» (24:00 is the end of the day; an end before the start is of the next day)."""
        span = clock_span(start, end)
        return cls(hours=(span,) * 5 + (None,) * 2, days_off=False) if weekdays else cls(hours=(span,) * 7)

    def on(self, day: date) -> Span | None:
        """The operating time that begins on a day, or None where there is none."""
        span = self.hours[day.weekday()]
        if span is None or day in self.closed or (not self.days_off and day_off(day)):
            return None
        midnight = datetime.combine(day, time.min)
        return midnight + timedelta(minutes=span[0]), midnight + timedelta(minutes=span[1])

    def pieces(self, start: datetime, end: datetime) -> list[Span]:
        """The operating time within ``[start, end)``, in order, no minute twice."""
        days = (start.date() + timedelta(days=n) for n in range(-1, (end.date() - start.date()).days + 1))
        held = (hours for day in days if (hours := self.on(day)))
        return united((max(a, start), min(b, end)) for a, b in held)

    def minutes(self, start: datetime, end: datetime) -> int:
        """Whole minutes of operating time in ``[start, end)``."""
        return sum(minutes_between(a, b) for a, b in self.pieces(start, end))

    @property
    def longest_day(self) -> int:
        """The minutes of the longest day: what «a working day» of a time limit is."""
        return max((span[1] - span[0] for span in self.hours if span), default=DAY)

    @property
    def on_working_days(self) -> Window:
        """The same from Monday to Friday, no public holiday: in it a limit of so many working days is counted."""
        return replace(self, hours=(*self.hours[:5], None, None), days_off=False)


def clock_span(start: str, end: str) -> tuple[int, int]:
    """Minutes after midnight of two times of day; the end is of the next day where it does not come after the start."""
    first, last = (int(t[:2]) * 60 + int(t[3:]) for t in (start, end))
    return first, last if last > first else last + DAY


def united(spans: Iterable[Span]) -> list[Span]:
    """The spans put together where they touch or overlap, in order; empty and backward ones left out."""
    merged: list[Span] = []
    for start, end in sorted(span for span in spans if span[0] < span[1]):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return merged


@dataclass(frozen=True, slots=True, kw_only=True)
class Outage:
    """A line of the log that counts as time down, ``[start, end)``.

    ``weight`` is how much of the system was down, per cent; ``cause`` why it is not the vendor's to answer for (empty:
    it is); ``counts_from`` the moment it counts from, where that is not its start.
    """

    start: datetime
    end: datetime
    name: str = ""
    weight: Decimal = WHOLE
    cause: str = ""
    counts_from: datetime | None = None

    def excepted(self, moment: datetime) -> tuple[Reason, str] | None:
        """Why it does not count at a moment it was going on; None: it does."""
        if self.cause:
            return "cause", self.cause
        return ("unnotified", "") if self.counts_from and moment < self.counts_from else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What the contract says of measuring.

    ``standing`` are the weekly service windows in which the system may be down; ``maintenance`` the announced ones,
    each with what it was, of which at most ``allowance`` minutes a month are excepted. ``less`` takes both from the
    agreed time too. ``decimals`` is what the availability is rounded to, half up.
    """

    window: Window = field(default_factory=Window)
    standing: tuple[Window, ...] = ()
    maintenance: tuple[tuple[datetime, datetime, str], ...] = ()
    allowance: int | None = None
    less: bool = False
    decimals: int = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Excepted:
    """Minutes down that do not count, for one reason, with the names of the outages they are of."""

    reason: Reason
    what: str
    minutes: Decimal
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """One month: ``clock`` minutes down by the clock, ``raw`` of them in the agreed time, ``down`` under the contract.

    ``hours`` is the agreed time before anything is taken from it, ``agreed`` what availability is a share of. ``clock``
    is ``down`` and everything excepted.
    """

    first: date
    hours: int
    agreed: int
    clock: int
    raw: int
    down: Decimal
    excepted: tuple[Excepted, ...]
    outages: int
    decimals: int = 2

    @property
    def percent(self) -> Decimal:
        """Availability under the contract in per cent, rounded half up."""
        return self._share(self.down, self.agreed)

    @property
    def raw_percent(self) -> Decimal:
        """Availability in the agreed time with nothing excepted."""
        return self._share(Decimal(self.raw), self.hours)

    def _share(self, down: Decimal, agreed: int) -> Decimal:
        up = (agreed - down) * 100 / agreed if agreed else WHOLE
        return up.quantize(Decimal(1).scaleb(-self.decimals), rounding="ROUND_HALF_UP")


def months(outages: Iterable[Outage], terms: Terms, period: tuple[date, date] | None = None) -> list[Month]:
    """Availability of every month of the period (first and last day, both included), outages or not.

    Without a period: from the first outage's month to the last one's. Months are counted whole. An outage that ends
    before it begins is an error of the log and no outage.
    """
    held = sorted((o for o in outages if o.start <= o.end), key=lambda o: (o.start, o.end, o.name, o.weight, o.cause))
    return list(_months(tuple(held), terms, period))


@lru_cache(maxsize=16)
def _months(held: tuple[Outage, ...], terms: Terms, period: tuple[date, date] | None) -> Sequence[Month]:
    """Promises of the same availability, and the chain of causes, ask the same of the same log."""
    if not held and period is None:
        return ()
    begins, ends = period or (held[0].start.date(), max(o.end for o in held).date())
    return tuple(_Measured(held, terms, first, after).month() for first, after in each_month(begins, ends))


#: How many months the contract measures together where it measures by more than one.
PERIODS = {"quarter": 3, "half_year": 6, "year": 12}


def by_period(months: Sequence[Month], length: int) -> list[Month]:
    """The same time measured by so many calendar months together: 3 are a quarter, 12 a year.

    What is excepted, such as an allowance a month, stays as it was found month by month; a period of which only some
    months are measured is of those.
    """
    held: dict[tuple[int, int], list[Month]] = defaultdict(list)
    for month in months:
        held[month.first.year, (month.first.month - 1) // length].append(month)
    return [
        replace(
            parts[0],
            hours=sum(one.hours for one in parts),
            agreed=sum(one.agreed for one in parts),
            clock=sum(one.clock for one in parts),
            raw=sum(one.raw for one in parts),
            down=sum((one.down for one in parts), Decimal(0)),
            excepted=tuple(one for part in parts for one in part.excepted),
            outages=sum(one.outages for one in parts),
        )
        for parts in held.values()
    ]


def each_month(first: date, last: date) -> Iterator[tuple[date, date]]:
    """The first day of each month that is touched, and the first after it."""
    month = first.replace(day=1)
    while month <= last:
        after = next_month(month)
        yield month, after
        month = after


class _Measured:
    """One month under measurement."""

    def __init__(self, outages: Sequence[Outage], terms: Terms, first: date, after: date) -> None:
        self.first, self.terms = first, terms
        self.start, self.end = (datetime.combine(day, time.min) for day in (first, after))
        self.outages = [o for o in outages if o.start < self.end and o.end > self.start]
        self.operating = terms.window.pieces(self.start, self.end)
        self.standing = united(span for one in terms.standing for span in one.pieces(self.start, self.end))
        self.maintenance = [one for one in terms.maintenance if one[0] < self.end and one[1] > self.start]
        self.left = DAY * 31 if terms.allowance is None else terms.allowance
        self.excepted: dict[tuple[Reason, str], Decimal] = defaultdict(Decimal)
        self.names: dict[tuple[Reason, str], set[str]] = defaultdict(set)

    def month(self) -> Month:
        """Every stretch between two moments at which anything changes, looked at once."""
        clock, raw, down = 0, 0, Decimal(0)
        for start, end in pairwise(self._moments()):
            active = [o for o in self.outages if o.start <= start and o.end >= end]
            minutes = minutes_between(start, end)
            if not active or not minutes:
                continue
            clock += minutes
            if not _within(self.operating, start):
                self._except(self._closed(start), "", Decimal(minutes), active)
                continue
            raw += minutes
            down += self._counted(start, minutes, active)
        hours = sum(minutes_between(a, b) for a, b in self.operating)
        return Month(
            first=self.first, hours=hours, agreed=hours - self._less(), clock=clock, raw=raw, down=down,
            excepted=tuple(
                Excepted(reason=reason, what=what, minutes=minutes, names=tuple(sorted(self.names[reason, what])))
                for (reason, what), minutes in sorted(self.excepted.items())
            ),
            outages=len(self.outages), decimals=self.terms.decimals,
        )  # fmt: skip

    def _moments(self) -> list[datetime]:
        spans = [*self.operating, *self.standing, *((a, b) for a, b, _ in self.maintenance)]
        spans += [(o.start, o.end) for o in self.outages]
        moments = {moment for span in spans for moment in span} | {self.start, self.end}
        moments |= {o.counts_from for o in self.outages if o.counts_from}
        # What is excepted because nobody works that day is told apart from what lies outside the hours.
        for start, end in united((max(o.start, self.start), min(o.end, self.end)) for o in self.outages):
            days = (end.date() - start.date()).days
            moments |= {datetime.combine(start.date() + timedelta(days=n), time.min) for n in range(days + 1)}
        return sorted(moment for moment in moments if self.start <= moment <= self.end)

    def _closed(self, moment: datetime) -> Reason:
        window, day = self.terms.window, moment.date()
        closed = day in window.closed or (not window.days_off and day_off(day))
        return "day_off" if window.hours[day.weekday()] and closed else "outside"

    def _counted(self, start: datetime, minutes: int, active: Sequence[Outage]) -> Decimal:
        """How much of a stretch in the agreed time is time down; the rest is excepted."""
        left = minutes
        if _within(self.standing, start):
            self._except("standing", "", Decimal(minutes), active)
            return Decimal(0)
        if announced := [what for a, b, what in self.maintenance if a <= start < b]:
            excused = min(left, self.left)
            self._except("maintenance", announced[0], Decimal(excused), active)
            left, self.left = left - excused, self.left - excused
        if not left:
            return Decimal(0)
        whys = {o: o.excepted(start) for o in active}
        counting = [o for o in active if whys[o] is None]
        if not counting:
            reason, what = min(why for why in whys.values() if why)
            self._except(reason, what, Decimal(left), active)
            return Decimal(0)
        counted = left * max(o.weight for o in counting) / 100
        self._except("partial", "", left - counted, counting)
        return counted

    def _except(self, reason: Reason, what: str, minutes: Decimal, of: Iterable[Outage]) -> None:
        if minutes:
            self.excepted[reason, what] += minutes
            self.names[reason, what] |= {o.name for o in of}

    def _less(self) -> int:
        """What is taken from the agreed time: standing windows and announced maintenance in it, the latter capped."""
        if not self.terms.less:
            return 0
        standing = _shared(self.operating, self.standing)
        both = _shared(self.operating, united([*self.standing, *((a, b) for a, b, _ in self.maintenance)]))
        allowed = DAY * 31 if self.terms.allowance is None else self.terms.allowance
        return standing + min(both - standing, allowed)


def _within(spans: Sequence[Span], moment: datetime) -> bool:
    return any(start <= moment < end for start, end in spans)


def _shared(ours: Sequence[Span], theirs: Sequence[Span]) -> int:
    """The minutes two sets of spans have in common."""
    both = ((max(a, c), min(b, d)) for a, b in ours for c, d in theirs)
    return sum(minutes_between(a, b) for a, b in both if a < b)


@dataclass(frozen=True, slots=True, kw_only=True)
class FixTimes:
    """How many of the resolved cases took longer than the agreed time, and the longest of them, in minutes."""

    cases: int
    exceeded: int
    longest: int


def fix_times(cases: Sequence[Span], limit_minutes: int, window: Window) -> FixTimes:
    """Measure cases against a limit, in operating time; those that end before they begin are left out."""
    lengths = [window.minutes(start, end) for start, end in cases if start <= end]
    return FixTimes(
        cases=len(lengths), exceeded=sum(length > limit_minutes for length in lengths), longest=max(lengths, default=0)
    )
