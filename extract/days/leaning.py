"""Times that lean on one named before them: «ved udgangen af samme år», and the months of a story that has its year."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from extract.days.dates import written_dates
from extract.days.lookalikes import is_no_date, of_paper
from extract.days.named import Named, make_day
from extract.days.reckoned import reckoned
from extract.days.tense import way_to
from extract.model import Precision

_YEAR = re.compile(r"(?<!\d)(?:19[5-9]|20[0-4])\d(?!\d)|\bsidste år\b|\bi fjor\b", re.IGNORECASE)
_SAME_YEAR = re.compile(
    r"\b(?:(?P<end>udgangen|slutningen)\s+af\s+)?(?:samme\s+år|året\s+(?P<on>efter|før)(?!\s+(?:at|den|en)\b))(?!\w)",
    re.IGNORECASE,
)
_ENDS_SO = re.compile(r"\bsamme\s+år\s*$", re.IGNORECASE)
#: What a writer tells without its year so shortly after is of his own days, whatever year was named before.
_FRESH = timedelta(days=92)
#: Two days of a sentence so near each other are of one year.
_NEAR = timedelta(days=60)
#: A story may go back so far from the day it has named.
_BACK = timedelta(days=31)


def _of_events(text: str, written: date | None = None) -> list[Named]:
    """The times with their year that a text names, but those of papers and what only looks like one."""
    if not _YEAR.search(text):
        return []
    taken: list[Named] = []
    for named in [*written_dates(text, written), *(reckoned(text, written) if written else ())]:
        if not any(named.start < other.end and other.start < named.end for other in taken):
            taken.append(named)
    dated = (one for one in taken if one.year is not None and not of_paper(text, one.start))
    return sorted((one for one in dated if not is_no_date(text, one)), key=lambda one: one.start)


def of_same_year(text: str, before: str) -> Iterator[Named]:
    """«samme år», «udgangen af samme år», «året efter» of a text, by the last year named in it or ``before`` it."""
    for m in _SAME_YEAR.finditer(text):
        told = _of_events(text[: m.start()]) or _years_of(text[: m.start()]) or _of_events(before)
        if not told or told[-1].year is None:
            continue
        year = told[-1].year + {"efter": 1, "før": -1}.get((m["on"] or "").lower(), 0)
        if m["end"]:
            yield Named(
                m.start(), m.end(), Precision.DAY, lambda y: make_day(y, 12, 31), year, 12, part="udgang"
            )
        else:
            yield Named(m.start(), m.end(), Precision.YEAR, lambda y: (date(y, 1, 1), date(y, 12, 31)), year)


def _years_of(text: str) -> list[Named]:
    """Those of papers too: «i svaret af 11. januar 2022 stod der, at …»."""
    return sorted((one for one in written_dates(text, None) if one.year is not None), key=lambda one: one.start)


def in_their_year(
    text: str, found: Sequence[Named], written: date | None, before: str, *, ahead: bool
) -> list[Named]:
    """The times, those told as past without their year in the year of the story they belong to.

    That is the year of another time of the sentence, or of the last one named ``before`` it in its paragraph: «Fra
    1. februar 2021 skete det med det nye system. I marts var tallet 540.» What is told as lately past is of the day of
    writing, whatever was named.
    """
    if written is None or not any(one.year is None and not one.fixed for one in found):
        return list(found)
    here = [one for one in found if one.year is not None and not one.fixed and not of_paper(text, one.start)]
    story = here or _of_events(before, written)
    return [_in_year(text, one, written, here, story, ahead) for one in found] if story else list(found)


def _in_year(
    text: str, named: Named, written: date, here: Sequence[Named], story: Sequence[Named], ahead: bool
) -> Named:
    if named.year is not None or named.fixed:
        return named
    way = way_to(text, named, ahead)
    first = [one for one in here if one.end <= named.start]
    if here and not first and named.precision is not Precision.DAY:
        return named  # «februar, marts og april 2010»: what follows lends its year as a list does
    last = first[-1] if first else here[0] if here else story[-1]
    anchor = last.days(last.year or 0)
    if way == "after" or anchor is None or anchor[1] > written:
        return named
    if _ENDS_SO.search(text, named.start, named.end):
        return replace(named, year=last.year)
    around = [(y, days) for y in range(anchor[0].year - 1, anchor[0].year + 2) if (days := named.days(y))]
    if here and last.precision is Precision.DAY and named.precision is Precision.DAY:
        year, days = min(around, key=lambda one: abs(one[1][0] - anchor[0]))
        return replace(named, year=year) if abs(days[0] - anchor[0]) <= _NEAR and days[0] <= written else named
    past = [days for y in (written.year - 1, written.year) if (days := named.days(y)) and days[0] <= written]
    lately = past[-1] if past else None
    if way != "before" or (lately and written - lately[1] <= _FRESH):
        return named
    coming = [(y, days) for y, days in around if days[1] >= anchor[0] - _BACK and days[0] <= written]
    return replace(named, year=coming[0][0]) if coming else named
