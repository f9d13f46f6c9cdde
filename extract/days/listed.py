"""Days told one after the other, of which the last alone has the month («den 3., 4. og 5. juni») or the year («den 15.
maj, den 14. august og den 9. september 2015»).
"""

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
_DAY = rf"(?:den\s+|d\.\s*)?\d{{1,2}}\.\s*(?:{FULL_MONTHS})(?!\w)"
_OF_ONE_YEAR = re.compile(
    rf"\b(?P<days>{_DAY}(?:,\s*{_DAY})+)\s*(?:og|eller|samt)\s+{_DAY}\s+(?P<year>(?:19|20)\d\d)\b", re.IGNORECASE
)
_DAY_MONTH = re.compile(rf"(?P<day>\d{{1,2}})\.\s*(?P<month>{FULL_MONTHS})", re.IGNORECASE)


def listed_days(text: str) -> Iterator[Named]:
    """Each day of such a list, in its order; three of them or more. Of one with a year behind it all but the last."""
    for m in _OF_ONE_YEAR.finditer(text):
        for one in _DAY_MONTH.finditer(text, m.start("days"), m.end("days")):
            of_day = partial(make_day, month=month_number(one["month"]), day=int(one["day"]))
            yield Named(one.start(), one.end(), Precision.DAY, of_day, int(m["year"]), month_number(one["month"]))
    for m in _LISTED.finditer(text):
        month, year = month_number(m["month"]), int(m["year"]) if m["year"] else None
        days = list(re.finditer(r"\d+", m["days"]))
        for day in days:
            start = m.start("days") + day.start()
            end = m.end() if day is days[-1] else start + len(day[0]) + 1
            yield Named(start, end, Precision.DAY, partial(make_day, month=month, day=int(day[0])), year, month)
