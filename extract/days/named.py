"""What a time is that a text names: its place, how exactly, and its first and last day in a year.

Months, years and the parts of a stretch («primo», «udgangen af») as the expressions of ``dates`` read them.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from evidence.months import month_end, months_after
from extract.lexicon import one_of, words
from extract.model import Precision

Days = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Named:
    """A time at ``[start, end)``. ``days`` gives its first and last day in a year, None if there is no such day."""

    start: int
    end: int
    precision: Precision
    days: Callable[[int], Days | None]
    year: int | None  # None: the words name none
    month: int = 1  # what it begins in, to order times of one year
    bare: bool = False  # a month or a year alone: a time only in the right company
    part: str = ""  # primo, medio, ultimo, udgang
    fixed: bool = False  # reckoned from the day of writing: the words leave nothing out
    now: bool = False  # "i dag": the day of writing, or just these days
    anchor: bool = False  # relative words that carry their own direction


def make_day(year: int, month: int, day: int) -> Days | None:
    """A single day, or None where the calendar has no such day."""
    try:
        made = date(year, month, day)
    except ValueError:
        return None
    return made, made


_FULL = ("months_danish", "months_english", "months_misread", "months_misread_other")


@cache
def months() -> dict[str, int]:
    """The number of each month by its Danish and English names, long and short, and as scans misread them."""
    lists = (*_FULL, "months_short", "months_short_other")
    return {name: place for key in lists for place, name in enumerate(words("time", key), start=1)}


def month_number(name: str) -> int:
    """The number of a month by its Danish or English name, shortened or not."""
    return months()[name.rstrip(".").lower()]


#: The names of months in full, and shortened, and either; the names of weekdays.
FULL_MONTHS = one_of([name for key in _FULL for name in words("time", key)])
SHORT_MONTHS = one_of([*words("time", "months_short"), *words("time", "months_short_other")])
ANY_MONTH = rf"(?:(?:{FULL_MONTHS})|(?:{SHORT_MONTHS})\b\.?)"
WEEKDAY = one_of([*words("time", "weekdays"), *words("time", "weekdays_english")])
#: The years that evidence is of.
YEAR = r"(?:19[5-9]\d|20[0-4]\d)"
#: The part of a stretch that stands before it.
PART = (
    r"(?:(?<!\w)(?P<part>primo|medio|ultimo|(?:i\s+)?(?:begyndelsen|starten|midten|slutningen|udgangen)\s+af|(?:tidligt|"
    r"(?<!for\s)sent|midt)\s+i|"
    r"slut|start|the\s+(?:beginning|start|middle|end)\s+of|(?:beginning|end|middle)\s+of|early|mid|late)[\s-]+)?"
)
#: The year as told from the day of writing.
RELATIVE_YEAR = r"i\s+år|i\s+fjor|sidste\s+år|forrige\s+år|næste\s+år|samme\s+år|this\s+year|last\s+year|next\s+year"


def _part_of(words_before: str | None) -> str:
    if not words_before:
        return ""
    word = words_before.lower()
    if re.search(r"udgang|\bend\b", word):
        return "udgang"
    if re.search(r"primo|begynd|start|tidlig|early|beginn", word):
        return "primo"
    if re.search(r"medio|mid", word):
        return "medio"
    return "ultimo"


def full_year(text: str) -> int:
    """``2010`` of "2010", "10" and "'10"; two digits below 50 are of this century."""
    year = int(text.strip("'’ "))
    if year >= 100:
        return year
    return 2000 + year if year < 50 else 1900 + year


def _relative_year(text: str | None, written: date | None) -> int | None:
    if not text or written is None:
        return None
    word = text.lower()
    if re.match(r"(?:sidste|forrige|last|i\s+fjor)", word):
        return written.year - 1
    if re.match(r"(?:næste|next)", word):
        return written.year + 1
    return written.year if not word.startswith("samme") else None


def _narrow(days: Days, part: str) -> Days:
    """The part of a stretch that primo, medio or ultimo names, roughly thirds; never printed finer than the stretch."""
    first, last = days
    third = (last - first).days // 3
    if part == "primo":
        return first, first + timedelta(days=max(third - 1, 0))
    if part == "medio":
        return first + timedelta(days=third), last - timedelta(days=third)
    if part == "ultimo":
        return last - timedelta(days=third), last
    if part == "udgang":
        return last, last
    return days


def _of(match: re.Match[str], key: str) -> str | None:
    return match.groupdict().get(key)


def year_of(match: re.Match[str], written: date | None) -> int | None:
    """The year an expression found, in digits or told from the day of writing («i fjor»); None where it found none."""
    for key in ("year", "short"):
        if value := _of(match, key):
            return full_year(value)
    return _relative_year(_of(match, "rel"), written)


#: The months «primo», «medio» and «ultimo» are of a year, and how many.
_EDGE_OF_YEAR = {"primo": (1, 1), "medio": (6, 2), "ultimo": (12, 1)}


def _stretch_of(match: re.Match[str], edge: tuple[int, int], year: int | None, **more: bool) -> Named:
    month, months = edge

    def days(y: int) -> Days:
        last = months_after(date(y, month, 1), months - 1)
        return date(y, month, 1), month_end(last)

    return Named(
        match.start(), match.end(), Precision.MONTH, days, year, month, part=_part_of(_of(match, "part")), **more
    )


def stretch_named(
    match: re.Match[str], precision: Precision, month: int, months: int, year: int | None, **more: bool
) -> Named:
    """So many months from one on, or the part of them that «primo», «medio», «ultimo» or «udgangen» names."""
    part = _part_of(_of(match, "part"))

    edge = _EDGE_OF_YEAR.get((_of(match, "part") or "").strip().lower())
    if edge and precision is Precision.YEAR and months == 12:
        # Primo and ultimo are the first and the last days: of a year its first and its last month.
        return _stretch_of(match, edge, year, **more)

    def days(y: int) -> Days:
        last = months_after(date(y, month, 1), months - 1)
        return _narrow((date(y, month, 1), month_end(last)), part)

    return Named(match.start(), match.end(), precision, days, year, month, part=part, **more)
