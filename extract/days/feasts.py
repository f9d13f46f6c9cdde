"""When the holidays of the year are, and how exactly it is known."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from functools import cache

from extract.model import Precision


def _july(year: int) -> tuple[date, date]:
    return date(year, 7, 1), date(year, 7, 31)


def _christmas(year: int) -> tuple[date, date]:
    return date(year, 12, 24), date(year, 12, 26)


def _midsummer(year: int) -> tuple[date, date]:
    """The eve, which is what Danes call by the saint."""
    return date(year, 6, 23), date(year, 6, 23)


def _august(year: int) -> tuple[date, date]:
    return date(year, 8, 1), date(year, 8, 31)


def _autumn_break(year: int) -> tuple[date, date]:
    return date.fromisocalendar(year, 42, 1), date.fromisocalendar(year, 42, 7)


def _winter_break(year: int) -> tuple[date, date]:
    """Week 7 or 8, as the municipality has it."""
    return date.fromisocalendar(year, 7, 1), date.fromisocalendar(year, 8, 7)


@cache
def _easter_day(year: int) -> date:
    from holidays import country_holidays

    return next(day for day, name in country_holidays("DK", years=year, language="da").items() if name == "Påskedag")


def _easter(year: int) -> tuple[date, date]:
    """From Maundy Thursday to Easter Monday."""
    sunday = _easter_day(year)
    return sunday - timedelta(days=3), sunday + timedelta(days=1)


def _shrovetide(year: int) -> tuple[date, date]:
    sunday = _easter_day(year) - timedelta(days=49)
    return sunday, sunday + timedelta(days=1)


def _pentecost(year: int) -> tuple[date, date]:
    sunday = _easter_day(year) + timedelta(days=49)
    return sunday, sunday + timedelta(days=1)


def _advent(year: int) -> tuple[date, date]:
    """From the first Sunday in Advent to Christmas."""
    fourth = date(year, 12, 24) - timedelta(days=(date(year, 12, 24).weekday() + 1) % 7)
    return fourth - timedelta(days=21), date(year, 12, 23)


#: Days of the year that have a name, by it: so many days from Easter, or their month and day.
#: ``Store bededag`` was abolished from 2024 on (lov nr. 214 af 6. marts 2023); older papers name it.
FEAST_DAYS: dict[str, int | tuple[int, int]] = {
    "skærtorsdag": -3, "langfredag": -2, "påskesøndag": 0, "påskedag": 0, "anden påskedag": 1, "2. påskedag": 1,
    "store bededag": 26, "kristi himmelfartsdag": 39, "kristi himmelfart": 39, "pinsedag": 49, "anden pinsedag": 50,
    "2. pinsedag": 50, "nytårsdag": (1, 1), "grundlovsdag": (6, 5), "sankthansaften": (6, 23),
    "lillejuleaften": (12, 23), "juleaften": (12, 24), "juleaftensdag": (12, 24), "første juledag": (12, 25),
    "1. juledag": (12, 25), "anden juledag": (12, 26), "2. juledag": (12, 26),
    "nytårsaften": (12, 31), "nytårsaftensdag": (12, 31),
}  # fmt: skip


def feast_day(name: str, year: int) -> tuple[date, date]:
    """The day a feast of that name, a key of ``FEAST_DAYS``, falls on in a year; as its first and last day."""
    when = FEAST_DAYS[name]
    day = date(year, *when) if isinstance(when, tuple) else _easter_day(year) + timedelta(days=when)
    return day, day


def week_of(days: Callable[[int], tuple[date, date]], year: int) -> tuple[date, date]:
    """The week a feast begins in: «juleugen»."""
    first, _ = days(year)
    monday = first - timedelta(days=first.weekday())
    return monday, monday + timedelta(days=6)


#: By the first three letters: how exactly it is known when it is, what it begins in, and its days.
HOLIDAYS = {
    "adv": (Precision.WEEK, 11, _advent),
    "jul": (Precision.MONTH, 12, _christmas),
    "chr": (Precision.MONTH, 12, _christmas),
    "pås": (Precision.WEEK, 4, _easter),
    "eas": (Precision.WEEK, 4, _easter),
    "pin": (Precision.WEEK, 5, _pentecost),
    "san": (Precision.WEEK, 6, _midsummer),
    "fas": (Precision.WEEK, 2, _shrovetide),
    "som": (Precision.MONTH, 7, _july),
    "sko": (Precision.MONTH, 8, _august),
    "eft": (Precision.WEEK, 10, _autumn_break),
    "vin": (Precision.WEEK, 2, _winter_break),
}

#: How the holidays are called.
FEASTS = (
    r"jul|julen|juleferien?|(?:jule|påske|pinse)(?:ugen|dagene)|påsken?|påskeferien?|pinsen?|advent|sankt\s?hans(?:aften)?|fastelavn|sommerferien?|"
    r"efterårsferien?|vinterferien?|skolestart(?:en)?(?!\s+efter)|skoleårets\s+(?:start|begyndelse)(?!\s+i\s)|Christmas|Easter"
)
#: One of them, or the turn of the year, where a time begins.
FEAST = re.compile(rf"(?:{FEASTS}|nytår|års?skiftet)\b", re.IGNORECASE)
