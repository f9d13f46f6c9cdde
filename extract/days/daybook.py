"""The days a log or a diary is kept under: «Mandag den 9. januar», «ti 3/9», «Onsdag den 11.» on lines of their own."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from datetime import date, timedelta
from functools import lru_cache
from itertools import pairwise

from extract.days.named import FULL_MONTHS, SHORT_MONTHS, month_number
from extract.lines import at_lines
from extract.model import Interval, Precision

#: The first day of each stretch of the text, by its place.
Days = Sequence[tuple[int, date]]

_WEEKDAYS = ("man", "tir", "ons", "tor", "fre", "lør", "søn")
_WEEKDAY = rf"(?:{'|'.join(_WEEKDAYS)})(?:\.|s?dag)?|ma|ti|on|to|fr|lø|sø"
_HEAD = re.compile(
    rf"^[ \t]*(?:[-*•][ ](?=\*\*))?(?:\[|[*=–—-]{{2,}}[ ]*|[–—][ ])?(?P<weekday>{_WEEKDAY})?\b\.?,?[ ]*"
    rf"(?:(?:den|d\.|the)[ ]*)?(?P<day>\d{{1,2}})"
    rf"(?:[./-][ ]?(?P<month>\d{{1,2}})|(?:\.|st|nd|rd|th)?[ ]+(?P<name>(?:{FULL_MONTHS})|"
    rf"(?:{SHORT_MONTHS})\b\.?))?\b\.?"
    r"(?:[-./ ][ ]?(?P<year>(?:20)?\d{2}))?"
    r"(?=[ \t\]*=–—-]*$|\*\*[ ]|(?:\*\*)?[ \t]*(?::[ \t]*$|[:–][ ]|,?[ ]kl\b|[ \t]+\d{2}[.:]\d{2}\b)|"
    r"(?(year)(?:[ ]{2}|[ ]?\t)|(?!)))",
    re.MULTILINE | re.IGNORECASE,
)
#: The same, and «11/9     sort skærm», where the year stands at the entry before.
_ENTRY = re.compile(_HEAD.pattern.replace("(?(year)", "(?(month)"), _HEAD.flags)
#: So many days one after the other make a log.
_LOG = 2


@lru_cache(maxsize=16)
def days_of(text: str, written: date | None) -> Days:
    """The days a text is kept under, each with the place of its heading; none where it is no log of days.

    ``written`` is the day of the paper, near which days without their year lie; where it is not known, only days that
    name their year are read.
    """
    return _headed(text, written, entries=True) or _headed(text, written, entries=False)


def _headed(text: str, written: date | None, *, entries: bool) -> Days:
    """The days of the headings; with ``entries`` also lines that begin with a day without its year and a gap."""
    found: list[tuple[int, date]] = []
    for m in at_lines(_ENTRY if entries else _HEAD, text):
        whole = m.group().rstrip()
        clock = not (m["weekday"] or m["name"] or m["year"]) and "." in whole[:-1] and whole[-1] != "."  # «15.06»
        if clock or not (m["weekday"] or m["month"] or m["name"]):
            continue
        before = found[-1][1] if found else None
        if entries and m["month"] and not m["year"] and not ((head := _HEAD.match(text, m.start())) and head["month"]):
            # A book goes on from the day it last gave whole: «5/3-12  …», «11/9  …» is September 2012.
            day = _next(before, int(m["month"]), int(m["day"])) if before else None
        else:
            day = _day(m, before, written)
        if day is not None:
            found.append((m.start(), day))
    days = [day for _, day in found]
    in_order = all(one <= other for one, other in pairwise(days))
    return tuple(found) if len(set(days)) >= _LOG and in_order else ()


def day_at(days: Days, place: int) -> date | None:
    """The day a place stands under."""
    at = bisect_right(days, place, key=lambda one: one[0]) - 1
    return days[at][1] if at >= 0 else None


#: «11/9    sort skærm. 12/9 sort skærm.»: what is put down later in the same entry, under a day of its own.
_PUT_DOWN = re.compile(r"\W*\d{1,2}/\d{1,2}\b")


def put_down_by(text: str, place: int, days: Days) -> date | None:
    """The last day on which the book can have been at what stands at a place: the day of its next entry.

    None of words that do not begin with a day, and of a book's last entry.
    """
    return next((day for head, day in days if head > place), None) if _PUT_DOWN.match(text, place) else None


#: So long after the day of its last entry a book may have been closed.
_CLOSED = timedelta(days=7)


def closed_by(place: int, days: Days, day: date) -> date | None:
    """The day by which the entry of a day was put down that holds a place: that of the next one; None where none does.

    «Systemet var nede. Den 11. september var det også nede», under the 10th: told of the days up to then.
    """
    if day_at(days, place) != day:
        return None
    return next((later for head, later in days if head > place and later > day), day + _CLOSED)


#: «kl. 14.20», and «03-02 04:12 |» where every entry begins with its day.
_CLOCK = re.compile(
    r"\W*(?:\d{1,2}[./-]\d{1,2}(?:[./-]\d{2,4})?[ \t]+|kl\.?[ ]?)?\d{1,2}[.:]\d{2}\b(?!\.?\d)", re.IGNORECASE
)
#: «17.01.11  hele dagen  …»: an entry that begins with its day and goes on behind a gap.
_WITH_DAY = re.compile(r"[ ]*\d{1,2}[./-]\d{1,2}(?:[./-](?:20)?\d{2})?(?:[ ]{2}|[ ]?\t)")


def by_clock(text: str, place: int, days: Days, day: date | None) -> Interval | None:
    """The day of what stands at a place in an entry that begins with the clock, in a log kept under its days.

    In a diary, whose days stand alone above what is told of them, of whatever stands there. None of other words.
    """
    begins = (place, text.rfind("\n", 0, place) + 1)
    if day is None or not days:
        return None
    heads = {head for head, _ in days}
    begun = any(
        _CLOCK.match(text, begin) or (begin in heads and _WITH_DAY.match(text, begin)) for begin in begins
    )
    if not begun and not _is_diary(text, days):
        return None
    return Interval(start=day, end=day, precision=Precision.DAY)


#: So many days alone on their lines make a diary, and so long such a line is at most.
_DIARY, _ALONE = 4, 25
#: What its title calls one, whose entries go on behind their day: «**3. nov 2008** Første dag. Det tog …».
_TITLED = re.compile(r"\A\W*(?:(?:min|mine|egen|personlig)\s+)?\w*(?:dagbog|notesbog|logbog|log)\b", re.IGNORECASE)


def _is_diary(text: str, days: Days) -> bool:
    lines = (text[place : text.find("\n", place)] for place, _ in days)
    alone = all(len(line.strip()) <= _ALONE for line in lines)
    return len({day for _, day in days}) >= _DIARY and (alone or _TITLED.match(text) is not None)


def _day(m: re.Match[str], before: date | None, written: date | None) -> date | None:
    """The day a heading names: what it leaves out is that of the heading before it, else of the paper."""
    number = int(m["day"])
    month = int(m["month"]) if m["month"] else month_number(m["name"]) if m["name"] else None
    if m["year"] and month:
        return _made(int(m["year"]) % 100 + 2000, month, number)
    if written is None:
        return None
    if month:
        near = [day for year in range(written.year - 1, written.year + 2) if (day := _made(year, month, number))]
        return min(near, key=lambda day: abs(day - (before or written)), default=None)
    first = before or written - timedelta(days=31)
    coming = (first + timedelta(days=on) for on in range(62))
    weekday = m["weekday"].lower()[:3]
    fits = [day for day in coming if day.day == number and _WEEKDAYS[day.weekday()].startswith(weekday[:2])]
    return min(fits, key=lambda day: abs(day - (before or written)), default=None)


def _next(before: date, month: int, number: int) -> date | None:
    """The first such day that is not before the one before it."""
    days = (_made(year, month, number) for year in range(before.year, before.year + 2))
    return next((day for day in days if day and day >= before), None)


def _made(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
