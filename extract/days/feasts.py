"""When the holidays of the year are, and how exactly it is known."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

from extract.model import Precision


def _july(year: int) -> tuple[date, date]:
    return date(year, 7, 1), date(year, 7, 31)


def _christmas(year: int) -> tuple[date, date]:
    return date(year, 12, 24), date(year, 12, 26)


def _midsummer(year: int) -> tuple[date, date]:
    return date(year, 6, 23), date(year, 6, 24)


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
