"""Service measured from the incident log: availability by month, and fix times, inside the agreed operating time.

An outage counts from it was opened to it was resolved, as the log has it; outages that overlap are counted once.
Rows without a resolved time are left out of the sums and counted apart: their length is not known.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from claims.daysoff import day_off


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """The agreed operating time of a day: ``[start, end)`` in minutes after midnight, on all days or working days."""

    start: int = 0
    end: int = 24 * 60
    weekdays: bool = False

    @classmethod
    def parse(cls, start: str, end: str, *, weekdays: bool) -> Window:
        """From «07:00» and «18:00» (24:00 is the end of the day)."""
        first, last = (int(t[:2]) * 60 + int(t[3:]) for t in (start, end))
        return cls(start=first, end=last, weekdays=weekdays)

    def on(self, day: date) -> tuple[datetime, datetime] | None:
        """The operating time of one day, or None where there is none."""
        if self.weekdays and day_off(day):
            return None
        midnight = datetime.combine(day, time.min)
        return midnight + timedelta(minutes=self.start), midnight + timedelta(minutes=self.end)

    def minutes(self, start: datetime, end: datetime) -> int:
        """Whole minutes of operating time in ``[start, end)``."""
        total, day = 0, start.date()
        while day <= end.date():
            if hours := self.on(day):
                first, last = max(start, hours[0]), min(end, hours[1])
                if first < last:
                    total += int((last - first).total_seconds()) // 60
            day += timedelta(days=1)
        return total


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """One month: minutes agreed, minutes down, and how many outages."""

    first: date
    agreed: int
    down: int
    outages: int

    @property
    def percent(self) -> Decimal:
        """Availability in per cent, rounded half up to two decimals."""
        if not self.agreed:
            return Decimal("100.00")
        up = Decimal(self.agreed - self.down) * 100 / self.agreed
        return up.quantize(Decimal("0.01"), rounding="ROUND_HALF_UP")


def months(
    outages: Iterable[tuple[datetime, datetime]], window: Window, period: tuple[date, date] | None = None
) -> list[Month]:
    """Availability of every month of the period (first and last day, both included), outages or not.

    Without a period: from the first outage's month to the last one's. Months are counted whole. An outage that ends
    before it begins is an error of the log and no outage.
    """
    spans = sorted((start, end) for start, end in outages if start <= end)
    if not spans and period is None:
        return []
    merged: list[tuple[datetime, datetime]] = []
    for start, end in spans:
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    begins, ends = period or (spans[0][0].date(), max(end for _, end in merged).date())
    found = []
    for first, after in _months(begins, ends):
        start, end = datetime.combine(first, time.min), datetime.combine(after, time.min)
        down = sum(window.minutes(max(a, start), min(b, end)) for a, b in merged if a < end and b > start)
        found.append(
            Month(
                first=first,
                agreed=window.minutes(start, end),
                down=down,
                outages=sum(1 for a, b in spans if a < end and b > start),
            )
        )
    return found


def _months(first: date, last: date) -> Iterator[tuple[date, date]]:
    month = first.replace(day=1)
    while month <= last:
        after = (month + timedelta(days=32)).replace(day=1)
        yield month, after
        month = after


@dataclass(frozen=True, slots=True, kw_only=True)
class FixTimes:
    """How many of the resolved cases took longer than the agreed time, and the longest of them, in minutes."""

    cases: int
    exceeded: int
    longest: int


def fix_times(cases: Sequence[tuple[datetime, datetime]], limit_minutes: int, window: Window) -> FixTimes:
    """Measure cases against a limit, in operating time; those that end before they begin are left out."""
    lengths = [window.minutes(start, end) for start, end in cases if start <= end]
    return FixTimes(
        cases=len(lengths), exceeded=sum(length > limit_minutes for length in lengths), longest=max(lengths, default=0)
    )
