"""Days of a month told one after the other, the month behind the last of them: «den 3., 4. og 5. juni»."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from extract.days.named import FULL_MONTHS, Named, make_day, month_number
from extract.model import Precision

_LISTED = re.compile(
    r"\b(?:den\s+|d\.\s*)(?P<days>(?:\d{1,2}\.,\s*(?:den\s+)?)+\d{1,2}\.\s*(?:og|eller|samt)\s+(?:den\s+)?\d{1,2}\.)\s*"
    rf"(?P<month>{FULL_MONTHS})(?!\w)(?:\s+(?P<year>(?:19|20)\d\d)\b)?",
    re.IGNORECASE,
)


def listed_days(text: str) -> Iterator[Named]:
    """Each day of such a list, in its order; three of them or more."""
    for m in _LISTED.finditer(text):
        month, year = month_number(m["month"]), int(m["year"]) if m["year"] else None
        days = list(re.finditer(r"\d+", m["days"]))
        for day in days:
            start = m.start("days") + day.start()
            end = m.end() if day is days[-1] else start + len(day[0]) + 1
            yield Named(start, end, Precision.DAY, partial(make_day, month=month, day=int(day[0])), year, month)
