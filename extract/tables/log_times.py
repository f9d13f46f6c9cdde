"""Points in time as incident logs write them: days in figures or words, clocks, zones, and days by their number."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from evidence.days import danish_time
from extract.folding import small
from extract.model import Precision

_CLOCK = r"(?:,? +(?:kl\.? ?)?(\d{1,2})[:.](\d{2})(?:[:.]\d{2})? ?([ap]\.?m\.?)?)?$"
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]+(?:kl\.? ?)?(\d{1,2})[:.](\d{2})(?:[:.]\d{2}(?:\.\d+)?)?()?)?$")
_ZONED = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?\s?(?:Z|UTC|[+-]\d\d:?\d\d)$")
#: «started (UTC)», «created_at_utc», «Oprettet GMT+1».
_ZONE_OF_COLUMN = re.compile(
    r"(?<![^\W_])(?:UTC|GMT|Zulu)(?:\s?(?P<sign>[+-])(?P<hours>\d{1,2})(?::?(?P<minutes>\d\d))?)?(?![^\W_])", re.I
)
_NUMERIC = re.compile(r"(\d{1,2})[./-] ?(\d{1,2})(?:[./-] ?(\d{4}|\d{2})| (\d{4}))" + _CLOCK, re.I)
#: «3. maj 2010», «03-May-2010», and as ticket systems export it by default «03/May/10 8:15 AM».
_NAMED = re.compile(r"(\d{1,2})(?:\.? |[/-])([a-zæøå]{3,9})(?:\.?,? |[/-])(\d{4}|(?<=[/-])\d{2}(?!\d))" + _CLOCK, re.I)
#: A weekday before a date: «man. 3. maj», «ti 04-05», «onsdag den 5/5».
_WEEKDAY = re.compile(
    r"(?:(?:ma|ti|on|to|fr|lø|sø|mon|tue|wed|thu|fri|sat|sun)[a-zæø]{0,6}\.?,? +)?(?:d(?:en|\.) ?)?(?=\d)", re.I
)
_MONTH_STEMS: tuple[str | tuple[str, ...], ...] = (
    "jan",
    "feb",
    "mar",
    "apr",
    ("maj", "may"),
    "jun",
    "jul",
    "aug",
    "sep",
    ("okt", "oct"),
    "nov",
    "dec",
)
#: Days from 1990 to 2049 by their number, with or without a part of the day.
_DAY_NUMBER = re.compile(r"(?:3[3-9]|4\d|5[0-4])\d{3}(?:[.,]\d{1,12})?")


def in_figures(text: str) -> re.Match[str] | None:
    """A day in figures, behind its weekday: groups 1 and 2 are day and month, in the order of the column."""
    return _NUMERIC.match(_without_weekday(text))


def _without_weekday(text: str) -> str:
    return _WEEKDAY.sub("", " ".join(text.split()), count=1)


def names_zone(text: str) -> bool:
    """Whether a time names its own zone."""
    return _ZONED.match(text) is not None


def without_zone(heading: str) -> str:
    """A heading without the zone it names."""
    return _ZONE_OF_COLUMN.sub("", heading)


def in_zone_of(heading: str, time: datetime) -> datetime:
    """The time as clocks in Denmark showed it, where the heading says that its column is in another zone."""
    zone = _ZONE_OF_COLUMN.search(heading)
    if not zone:
        return time
    offset = f"{zone['sign']}{int(zone['hours']):02}:{zone['minutes'] or '00'}" if zone["sign"] else "+00:00"
    return danish_time(time.isoformat() + offset) or time


def day_number(text: str) -> tuple[datetime, Precision] | None:
    """A time as a spreadsheet counts it, in days from the end of 1899: what is left of one whose cell lost its form."""
    if not _DAY_NUMBER.fullmatch(text):
        return None
    days = float(text.replace(",", "."))
    time = datetime(1899, 12, 30) + timedelta(minutes=round(days * 24 * 60))
    return time, Precision.DAY if days.is_integer() else Precision.MINUTE


def read_time(text: str, month_first: bool = False) -> tuple[datetime, Precision] | None:
    """A point in time as logs write it: ``2010-05-03 08:15``, ``3/5/2010 08.15``, ``man. 3. maj 2010``.

    A time that names its zone is told as clocks in Denmark showed it.
    """
    text = _without_weekday(text)
    if _ZONED.match(text):
        here = danish_time(re.sub(r"\s?(?:Z|UTC)$", "+00:00", text))
        return (here.replace(second=0, microsecond=0), Precision.MINUTE) if here else None
    try:
        if found := _ISO.match(text):
            year, month, day = int(found[1]), int(found[2]), int(found[3])
        elif found := _NUMERIC.match(text):
            day, month, year = int(found[1]), int(found[2]), int(found[3] or found[4])
            day, month = (month, day) if month_first else (day, month)
            year += 2000 if year < 70 else 1900 if year < 100 else 0
        elif found := _NAMED.match(text):
            stem = small(found[2])
            day, year = int(found[1]), int(found[3])
            year += 2000 if year < 70 else 1900 if year < 100 else 0
            month = next((number for number, stems in enumerate(_MONTH_STEMS, 1) if stem.startswith(stems)), 0)
        else:
            return None
        hour, minute, half = found.groups()[-3:]
        if hour is None:
            return datetime(year, month, day), Precision.DAY
        return datetime(year, month, day, _of_day(int(hour), half), int(minute)), Precision.MINUTE
    except ValueError:
        return None


def _of_day(hour: int, half: str | None) -> int:
    """The hour of the day by 24 hours; ValueError for a 13 p.m."""
    if not half:
        return hour
    if not 1 <= hour <= 12:
        raise ValueError(hour)
    return hour % 12 + (12 if small(half).startswith("p") else 0)
