"""The days a contract gives a name: «on 1 March 2011 (the "Effective Date")», «Acceptance Date: 1 March 2011».

What is reckoned from such a day («no later than 30 days after the Effective Date») is then known to the day.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from evidence.model import Document, DocumentKind, Page
from evidence.months import months_after
from extract.days.dates import written_dates
from extract.days.named import Days, Named, make_day
from extract.model import Precision

#: Names of days, in small letters, and the day each is.
OwnDays = Mapping[str, date]
NONE: OwnDays = {}

_NAME = r"(?:[A-Z][\w-]*\s+){1,3}(?:Date|DATE|Day|DAY)|[A-ZÆØÅ][\wæøå]*(?:dag|dato)(?:en)?"
_QUOTE = "(?:[\"“”„»«'‘’]{1,2})"
#: A name in brackets or quotation marks behind a day: «… (the "Effective Date")», «(herefter "Klardatoen")».
_CALLED = re.compile(
    rf"[^.;\n]{{0,40}}?\(?\s*(?:(?:the|hereinafter|hereafter|herein|herefter|i\s+det\s+følgende|called|benævnt|kaldet|"
    rf"referred\s+to\s+as|this|as|,)\s+){{0,4}}{_QUOTE}\s*(?:the\s+)?(?P<name>{_NAME})\s*[,.]?\s*{_QUOTE}"
)
#: A name and its day: «Effective Date: 1 March 2011», «"Start Date" means 1 March 2011», «Klardatoen er den …».
_IS = re.compile(
    rf"{_QUOTE}?\b(?P<name>{_NAME})\b{_QUOTE}?[ \t]*(?:of\s+this\s+(?i:agreement|"
    rf"contract))?[ \t]*(?:\([^)\n]{{0,20}}\))?"
    r"(?::|(?<=DATE)(?=\s+$)|"
    r",?[ \t]+(?:is|means|shall\s+be|shall\s+mean|will\s+be|er|betyder|was))[ \t]*:?\s*(?:the|den|on)?\s*"
    r"(?:[^.;\n]{0,80}\bi\.\s?e\.,?\s*)?$"
)
#: What dates the paper itself.
_MADE = re.compile(
    r"\b(?:(?:made|entered\s+into|executed|effective|dated|signed)(?:\s+and\s+(?:\w+\s+){1,2})?[\s,]*(?:as\s+of|"
    r"on|this|effective|the|by\s+and\s+between\s+the\s+parties){0,3}[\s,]*){1,3}(?:as\s+of|on|this|the|\s|,)*$",
    re.IGNORECASE,
)
#: What points back to the day of the paper.
_OF_PAPER = (
    "date hereof", "date of this agreement", "date of this contract", "date of the agreement",
    "date first above written", "date first written above", "date first set forth above", "date set forth above",
    "date listed above", "day and year first above written",
)  # fmt: skip
_OPENING = 6000


def own_days(document: Document, pages: Sequence[Page]) -> OwnDays:
    """The named days of a contract; none of another paper. The first day a name is given stands."""
    if document.kind is not DocumentKind.CONTRACT:
        return NONE
    found: dict[str, date] = {}
    paper: date | None = None
    for page in pages:
        for named in written_dates(page.text, None):
            day = _day(named)
            if day is None:
                continue
            before, after = page.text[max(0, named.start - 90) : named.start], page.text[named.end : named.end + 120]
            if called := _CALLED.match(after) or _IS.search(before):
                found.setdefault(_small(called["name"]), day)
            elif paper is None and page is pages[0] and named.start < _OPENING and _MADE.search(before):
                paper = day
    paper = paper or found.get("effective date") or found.get("commencement date")
    if paper is not None:
        found.setdefault("effective date", paper)
        found |= dict.fromkeys(_OF_PAPER, paper)
    return found


def _day(named: Named) -> date | None:
    """The day, where it is one and its year stands there."""
    if named.precision is not Precision.DAY or named.year is None:
        return None
    days = named.days(named.year)
    return days[0] if days and days[0] == days[1] else None


def _small(name: str) -> str:
    return " ".join(name.lower().split())


def named_days(text: str, own: OwnDays) -> Iterator[Named]:
    """Where a text names one of these days."""
    if not own:
        return
    names = "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in sorted(own, key=len, reverse=True))
    for m in re.finditer(rf"\b(?:(?:the|such)\s+)?(?P<name>{names})\b(?:en)?", text, re.IGNORECASE):
        day = own[_small(m["name"])]
        days = partial(make_day, month=day.month, day=day.day)
        yield Named(m.start(), m.end(), Precision.DAY, days, day.year, day.month)


_ANNIVERSARY = re.compile(
    r"\b(?:the\s+)?(?P<nth>first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d{1,2}(?=st|nd|rd|th))(?:st|nd|rd|th)?"
    r"(?:\s+\([\w ]+\))?\s+anniversary\s+(?:date\s+)?of\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_NTH = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")


def anniversary(text: str, named: Named) -> Named:
    """The day some years on, where it is called an anniversary of this one; else the day itself."""
    m = _ANNIVERSARY.search(text, max(0, named.start - 60), named.start)
    if m is None or named.year is None or named.precision is not Precision.DAY or not named.days(named.year):
        return named
    years = int(m["nth"]) if m["nth"].isdigit() else _NTH.index(m["nth"].lower()) + 1

    def days(year: int) -> Days | None:
        first = named.days(year - years)
        there = months_after(first[0], 12 * years) if first else None
        return (there, there) if there else None

    return replace(named, start=m.start(), days=days, year=named.year + years)


__all__ = ["NONE", "OwnDays", "anniversary", "named_days", "own_days"]
