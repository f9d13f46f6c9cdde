"""Which time the words of a bill name for the work it is of: «oprydning i data fra maj 2007», «aug-sep», «uge 3-12»."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from extract.days.named import FULL_MONTHS, SHORT_MONTHS, month_number
from extract.days.times import times

#: A week or a month without its year; «maj» and «mar» are common in other words, so a whole word it must be.
_WEEK = re.compile(r"\b(?:uge|week)\s+(\d{1,2})\b(?!\s*(?:[.-]|til|to)?\s*\d*\s*(?:19|20)\d\d)", re.IGNORECASE)
_MONTH = re.compile(rf"\b(?:{FULL_MONTHS}|{SHORT_MONTHS})\b", re.IGNORECASE)


def named_time(what: str, written: date) -> date | None:
    """The first day of the time the words of a row name («oprydning i data fra maj 2007»); None: they name none."""
    named = [day for one in times(what, written) if (day := one.interval.start)]
    return min(named, default=None) or _time_without_year(what, written)


def _time_without_year(what: str, written: date) -> date | None:
    """«aug-sep», «uge 3-12» of a bill: the first of them, the latest that had begun on the day it is written."""
    if found := _WEEK.search(what):
        return _latest(written, lambda year: date.fromisocalendar(year, int(found[1]), 1))
    if (named := _MONTH.search(what)) is None:
        return None
    month = month_number(named[0])
    return _latest(written, lambda year: date(year, month, 1))


def _latest(written: date, begins: Callable[[int], date]) -> date | None:
    """The latest day by ``written`` of those that ``begins`` gives for a year; None: no year has it."""
    for year in (written.year, written.year - 1):
        try:
            if (day := begins(year)) <= written:
                return day
        except ValueError:  # not every year has a week 53
            continue
    return None
