"""Words that are a time by themselves, reckoned from the day of writing: "i går", "sidste uge", "i vinter"."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from evidence.months import month_end, months_after
from extract.days.named import Days
from extract.model import Precision


def monday(day: date) -> date:
    """The first day of its week."""
    return day - timedelta(days=day.weekday())


def week_from(day: date, weeks: int) -> Days:
    """The week so many from that of a day."""
    first = monday(day) + timedelta(weeks=weeks)
    return first, first + timedelta(days=6)


def month_from(day: date, months: int) -> Days:
    """The month so many from that of a day."""
    there = months_after(day.replace(day=1), months)
    return there, month_end(there)


def year_from(day: date, years: int) -> Days:
    """The year so many from that of a day."""
    return date(day.year + years, 1, 1), date(day.year + years, 12, 31)


def day_from(day: date, days: int) -> Days:
    """The day so many from a day."""
    there = day + timedelta(days=days)
    return there, there


def quarter_of(day: date) -> Days:
    """The quarter a day lies in."""
    first = date(day.year, (day.month - 1) // 3 * 3 + 1, 1)
    return first, months_after(first, 3) - timedelta(days=1)


def weekend(day: date, weeks: int) -> Days:
    """The Saturday and Sunday of the week so many from that of a day."""
    saturday = monday(day) + timedelta(weeks=weeks, days=5)
    return saturday, saturday + timedelta(days=1)


def _winter_of(day: date) -> Days:
    """The winter that is or was last: December to February."""
    year = day.year if day.month == 12 else day.year - 1
    return date(year, 12, 1), month_end(date(year + 1, 2, 1))


_WORDS: tuple[tuple[str, Precision, Callable[[date], Days]], ...] = (
    (r"i\s+forgårs|the\s+day\s+before\s+yesterday", Precision.DAY, lambda d: day_from(d, -2)),
    (r"i\s+går|yesterday", Precision.DAY, lambda d: day_from(d, -1)),
    (r"i\s+nat|tonight", Precision.DAY, lambda d: (d, d + timedelta(days=1))),
    (
        r"inden\s+(?:middag|frokost|fyraften|lukketid|dagen\s+er\s+omme)|i\s+løbet\s+af\s+dagen|by\s+(?:the\s+)?(?:end\s+of\s+(?:the\s+)?day|"
        r"close\s+of\s+business)",
        Precision.DAY,
        lambda d: day_from(d, 0),
    ),
    (
        r"i\s+(?:morges|formiddags?|eftermiddags?|aften)|her\s+til\s+morgen|(?:pr\.?\s+)?dags\s+dato|this\s+morning",
        Precision.DAY,
        lambda d: day_from(d, 0),
    ),
    (r"i\s+aftes|last\s+night", Precision.DAY, lambda d: day_from(d, -1)),
    (r"inden\s+weekenden|before\s+the\s+weekend", Precision.DAY, lambda d: day_from(monday(d), 4)),
    (r"i\s+dag|today", Precision.DAY, lambda d: day_from(d, 0)),
    (r"i\s+overmorgen", Precision.DAY, lambda d: day_from(d, 2)),
    (r"i\s+morgen|tomorrow", Precision.DAY, lambda d: day_from(d, 1)),
    (
        r"(?:i\s+)?(?:sidste|forrige|foregående)\s+weekend|last\s+weekend",
        Precision.DAY,
        lambda d: weekend(d, -1),
    ),
    (r"(?:i\s+)?(?:den\s+kommende|kommende|næste)\s+weekend|next\s+weekend", Precision.DAY, lambda d: weekend(d, 0)),
    (r"(?:i\s+)?(?:sidste|forrige)\s+uge|last\s+week", Precision.WEEK, lambda d: week_from(d, -1)),
    (
        r"i\s+denne\s+uge|i\s+den\s+her\s+uge|i\s+løbet\s+af\s+ugen|resten\s+af\s+ugen|senere\s+på\s+ugen|denne\s+uges|this\s+week",
        Precision.WEEK,
        lambda d: week_from(d, 0),
    ),
    (r"(?:i\s+)?næste\s+uge|next\s+week", Precision.WEEK, lambda d: week_from(d, 1)),
    (r"(?:i\s+)?(?:sidste|forrige)\s+måned|last\s+month", Precision.MONTH, lambda d: month_from(d, -1)),
    (
        r"i\s+denne\s+måned|i\s+løbet\s+af\s+måneden|resten\s+af\s+måneden|denne\s+måneds|this\s+month",
        Precision.MONTH,
        lambda d: month_from(d, 0),
    ),
    (r"(?:i\s+)?næste\s+kvartal", Precision.QUARTER, lambda d: quarter_of(months_after(d.replace(day=1), 3))),
    (r"for\s+halvandet\s+år\s+siden", Precision.MONTH, lambda d: month_from(d, -18)),
    (r"om\s+halvandet\s+år", Precision.MONTH, lambda d: month_from(d, 18)),
    (r"resten\s+af\s+kvartalet|i\s+løbet\s+af\s+kvartalet|dette\s+kvartals?", Precision.QUARTER, quarter_of),
    (r"(?:i\s+)?næste\s+måned|next\s+month", Precision.MONTH, lambda d: month_from(d, 1)),
    (
        r"(?:årets|dette\s+års)\s+(?:begyndelse|start)|(?:i\s+)?(?:begyndelsen|starten)\s+af\s+året",
        Precision.MONTH,
        lambda d: (date(d.year, 1, 1), date(d.year, 1, 31)),
    ),
    (
        r"(?:i\s+)?(?:begyndelsen|starten)\s+af\s+(?:det\s+nye|næste)\s+år|(?:først|tidligt)\s+(?:i\s+det\s+nye|næste)\s+år",
        Precision.MONTH,
        lambda d: (date(d.year + 1, 1, 1), date(d.year + 1, 1, 31)),
    ),
    (r"for\s+et\s+halvt\s+år\s+siden", Precision.MONTH, lambda d: month_from(d, -6)),
    (r"om\s+et\s+halvt\s+år", Precision.MONTH, lambda d: month_from(d, 6)),
    (r"(?:i|sidste)\s+vinter(?:en)?(?!\s*\d)", Precision.MONTH, _winter_of),
    (r"i\s+forfjor", Precision.YEAR, lambda d: year_from(d, -2)),
    (r"(?:i\s+)?(?:sidste|forrige)\s+år|i\s+fjor|last\s+year", Precision.YEAR, lambda d: year_from(d, -1)),
    (r"i\s+år(?!evis)|this\s+year", Precision.YEAR, lambda d: year_from(d, 0)),
    (r"(?:i\s+|til\s+)?næste\s+år|i\s+det\s+nye\s+år|next\s+year", Precision.YEAR, lambda d: year_from(d, 1)),
)
#: Each with how exact it is and its days.
ALONE = [
    (re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.IGNORECASE), precision, days) for pattern, precision, days in _WORDS
]
#: Whether there is any: most texts that name a time hold none, and are not looked through for each.
ANY_ALONE = re.compile(rf"(?<!\w)(?:{'|'.join(pattern for pattern, _, _ in _WORDS)})(?!\w)", re.IGNORECASE)
