"""The days a period cannot end on under forældelsesloven § 27: weekends, public holidays, 5 June, 24 and 31 December.

Public holidays come from the ``holidays`` package; ``foraeldelsesloven.fridage`` is the dated rule it is held against.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from claims.lawtables import ONE_DAY, table

TABLE = "foraeldelsesloven.fridage"
#: Days off in § 27 that are no public holidays; their dates stand in the table.
NAMED = ("grundlovsdag", "juleaftensdag", "nytårsaftensdag")

#: What the two days of a weekend are called in Danish.
WEEKEND = ("lørdag", "søndag")


def day_off(day: date) -> str:
    """Why nothing can end on that day, in Danish («lørdag», «store bededag»); empty: it is a working day."""
    if day in (found := _year(day.year)):
        return found[day]
    return WEEKEND[day.weekday() - 5] if day.weekday() > 4 else ""


def next_working_day(day: date) -> date:
    """The day itself, or the first working day after it."""
    while day_off(day):
        day += ONE_DAY
    return day


def working_days_after(day: date, count: int) -> date:
    """The last of so many working days that come after the day."""
    while count:
        day += ONE_DAY
        count -= not day_off(day)
    return day


def beyond_checked(day: date) -> bool:
    """Is the day later than the calendar was checked? Then the days off as they stood are used, and it is said."""
    return day > table(TABLE).checked


#: The days off of each year that was asked about.
_years: dict[int, dict[date, str]] = {}


def known() -> dict[str, dict[str, str]]:
    """The days off of every year asked about, as plain data; ``recall`` takes them up again."""
    return {str(year): {day.isoformat(): name for day, name in found.items()} for year, found in _years.items()}


def recall(told: Mapping[str, Mapping[str, str]]) -> None:
    """Take up days that ``known`` gave: the package with the calendars of the world need not be opened for them."""
    for year, days in told.items():
        _years.setdefault(int(year), {date.fromisoformat(day): name for day, name in days.items()})


def forget() -> None:
    """Let go of what is known, so that it is asked again."""
    _years.clear()


def _year(year: int) -> dict[date, str]:
    if year not in _years:
        _years[year] = _read(year)
    return _years[year]


def _read(year: int) -> dict[date, str]:
    import holidays

    rows = {row.key[0]: row.text for row in table(TABLE).rows}
    found = {
        day: str(name).casefold() for day, name in holidays.country_holidays("DK", years=year, language="da").items()
    }
    for name in NAMED:
        month, number = (int(part) for part in rows[name].split("-"))
        found.setdefault(date(year, month, number), name)
    return found
