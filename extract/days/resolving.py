"""The first and last day of a named time: the year its words leave out is found by what stands near, and by tense."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from extract.days.named import Days, Named
from extract.days.tense import Way, way_to
from extract.lexicon import one_of, words
from extract.model import Precision


@dataclass(frozen=True, slots=True)
class Resolved:
    """A named time with its first and last day."""

    named: Named
    first: date
    last: date


#: «tirsdag den 30. maj»: only in some years is it a Tuesday.
_ON_WEEKDAY = re.compile(
    rf"\b(?P<day>{one_of(words('time', 'weekdays'))})(?:en)?,?\s+(?:den\s+|d\.\s*)?(?=\d|$)", re.IGNORECASE
)


def _on_weekday(text: str, named: Named) -> int | None:
    """The place in the week, from 0, of the weekday before a day or at its head; None where none stands there."""
    before = [m for m in _ON_WEEKDAY.finditer(text, max(0, named.start - 20), named.start) if m.end() == named.start]
    on = before[0] if before else _ON_WEEKDAY.match(text, named.start, named.end)
    return words("time", "weekdays").index(on["day"].lower()) if on else None


def resolve(
    text: str, named: Named, written: date | None, near: date | None = None, *, ahead: bool
) -> Resolved | None:
    """With its first and last day; None where neither the words nor the day of writing give the year."""
    if named.year is not None:
        days = named.days(named.year)
        return Resolved(named, *days) if days else None
    if written is None and near is None:
        return None
    if near is not None:
        return nearest(named, near, "after")
    assert written is not None
    if named.precision is Precision.DAY and (place := _on_weekday(text, named)) is not None:
        fits = [named.days(year) for year in (written.year, written.year - 1, written.year + 1)]
        days = next((one for one in fits if one and one[0].weekday() == place), None)
        if days:  # else a slip of the pen: the number holds
            return Resolved(replace(named, year=days[0].year), *days)
    return nearest(named, written, way_to(text, named, ahead))


def nearest(named: Named, day: date, way: Way) -> Resolved | None:
    """The occurrence of a yearless time next to a day. One that is going on that day counts either way."""
    around = [(y, named.days(y)) for y in range(day.year - 2, day.year + 3)]
    known: list[tuple[int, Days]] = [(y, days) for y, days in around if days]
    if way == "after":
        known = [(y, days) for y, days in known if days[1] >= day]
        pick = min(known, default=None)
    elif way == "before":
        known = [(y, days) for y, days in known if days[0] <= day]
        pick = max(known, default=None)
    else:
        pick = min(known, key=lambda item: (abs((item[1][0] - day).days), -item[0]), default=None)
    return Resolved(replace(named, year=pick[0]), *pick[1]) if pick else None


def pair_of(text: str, one: Named, two: Named, written: date | None, ahead: bool) -> tuple[Resolved, Resolved] | None:
    """Two joined times, each lending the other the year it lacks; None where they do not follow each other."""
    if two.fixed and not one.fixed and (days := _next_such_weekday(text, one, two, written, ahead)):
        return days
    if one.fixed or two.fixed:
        if not (one.fixed and two.fixed) or one.anchor or two.anchor:
            return None
        begin, finish = one.days(one.year or 0), two.days(two.year or 0)
        if begin and finish and written and begin[0] == begin[1] >= finish[0] == finish[1] <= written:
            week = timedelta(days=7)  # «fra mandag morgen til onsdag», told on a Monday
            begin = (begin[0] - week, begin[1] - week)
        if begin and finish and begin[0] == begin[1] < finish[0] == finish[1]:  # "fra mandag morgen til onsdag"
            return Resolved(one, *begin), Resolved(two, *finish)
        return None
    if one.year is None and two.year is not None:
        year = two.year - (1 if one.month > two.month else 0)
        one = replace(one, year=year)
    weekday = _on_weekday(text, one)  # it tells the year
    if written and one.year is two.year is None and weekday is None and way_to(text, one, ahead) == "near":
        return _nearest_stretch(one, two, written)
    first = resolve(text, one, written, ahead=ahead)
    if first is None:
        return None
    second = resolve(text, two, written, near=first.last if two.year is None else None, ahead=ahead)
    if second is None or second.last < first.first:
        return None
    return first, second


def _nearest_stretch(one: Named, two: Named, day: date) -> tuple[Resolved, Resolved] | None:
    """Both without a year: the stretch next to a day, taken as a whole.

    «Bod for perioden 1. marts til 4. oktober», written on 12 October, is of the months before, though the March to come
    is nearer than the one that was.
    """
    stretches = []
    for year in (day.year - 1, day.year, day.year + 1):
        first = one.days(year)
        last = nearest(two, first[1], "after") if first else None
        if first and last:
            away = max((first[0] - day).days, (day - last.last).days, 0)
            stretches.append((away, -year, Resolved(replace(one, year=year), *first), last))
    if not stretches:
        return None
    _, _, begins, ends = min(stretches, key=lambda stretch: stretch[:2])
    return begins, ends


def _next_such_weekday(
    text: str, one: Named, two: Named, written: date | None, ahead: bool
) -> tuple[Resolved, Resolved] | None:
    """«fra tirsdag den 30. maj til onsdag»: a weekday behind a day is the next of its name after it."""
    weekdays = words("time", "weekdays")
    first = resolve(text, one, written, ahead=ahead) if one.precision is Precision.DAY else None
    if first is None or (name := text[two.start : two.end].lower()) not in weekdays:
        return None
    on = first.last + timedelta(days=(weekdays.index(name) - first.last.weekday() - 1) % 7 + 1)
    return first, Resolved(two, on, on)
