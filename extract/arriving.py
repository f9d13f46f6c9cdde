"""Sentences that tell, as a bare fact, on which day a thing came: «Modul 2 blev sat i drift den 15. februar 2010.»

Such a sentence says neither that it was late nor that it was accepted, so it is no finding. Held against the day that
was due it may be the proof of a delay, and nobody may say that the evidence does not tell.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from evidence.model import Document, DocumentKind, Page, Span
from extract import polarity
from extract.apiece import runs
from extract.days.times import TimeMention, times
from extract.folding import folded, has_any
from extract.model import Interval, Precision
from extract.modules import modules
from extract.sentences import sentences
from extract.wording import IN_OPERATION

#: In a settlement or an amendment both sides say what had come: of a day before it, it is no term.
_TELLING = (
    DocumentKind.MAIL, DocumentKind.LETTER, DocumentKind.MINUTES, DocumentKind.OTHER, DocumentKind.CONTRACT,
)  # fmt: skip
_ARRIVED = re.compile(
    r"\b(?:blev|er|var|blevet|kom|gik|have|has|was|were|went)\b[^.;]{0,40}?\b(?:sat i drift|idriftsat"
    rf"|{IN_OPERATION}"
    r"|taget i brug|ibrugtaget|leveret|afleveret|overdraget|overtaget|taget over|i luften|put into operation"
    r"|taken into use"
    r"|delivered|live)\b"
    r"|\b(?:idriftsættelsen|idriftsættelse|leveringen|levering|overtagelsen|overdragelsen|ibrugtagningen)\b(?:(?!\b(?:men|der)\b)[^.;]){0,40}?"
    r"\b(?:skete|fandt sted|er sket|took place)\b"
)
#: It cannot be met without one of these.
_COMING = (
    " drift", "idrift", "i brug", "ibrug", "lever", "overdrag", "overtag", "taget over", "i luften", "into operation",
    "into use", "live",
)  # fmt: skip
#: Not the thing itself to be used: a part of it, a try, or something else that is delivered.
_ONLY = re.compile(
    r"\b(?:ikke|endnu|ej|aldrig|ingen|not|never|skal|skulle|ville|vil|forventes|forventet|planlagt|planlægges"
    r"|efter planen"
    r"|til test\w*|til (?:af)?prøv\w*|i test\w*|på prøve|pilot\w*|delvis\w*|testmiljø\w*|testdata|prøvedrift\w*|igen"
    r"|rettelse\w*|hotfix|patch|should|will|expected|planned|for test\w*|again)\b"
)


#: «… enhver bod, også for Modul 2, som blev leveret den 3. marts»: what came on a day did not come in general only.
_EVERY = re.compile(r"\b(?:enhver|ethvert)\b")


class Arrival(NamedTuple):
    """A sentence that tells of it, with the first and the last day it may mean, and the parts it names."""

    span: Span
    quote: str
    days: tuple[date, date]
    modules: frozenset[str]

    def naming(self, parts: Iterable[str]) -> Arrival:
        """The same, naming these parts too, which the contract alone tells the names of."""
        return self._replace(modules=self.modules | frozenset(parts))


def arrivals(documents: Mapping[str, Document], pages: Sequence[Page]) -> tuple[Arrival, ...]:
    """All of them, the first day first."""
    found = [
        one
        for page in pages
        if (document := documents.get(page.document)) and document.kind in _TELLING
        for one in _on(page, document.date)
    ]
    return tuple(sorted(found, key=lambda one: (one.days, one.span)))


def has_come(text: str) -> bool:
    """Whether a folded sentence tells as a fact that the thing came: not that it was to, nor only a part or a try."""
    text = _EVERY.sub(lambda every: "al".ljust(len(every.group())), text)
    hit = _ARRIVED.search(text)
    if hit is None or _ONLY.search(text):
        return False
    return not (polarity.supposed(text, *hit.span()) or polarity.asked(text))


def _on(page: Page, written: date | None) -> Iterator[Arrival]:
    if not has_any(_COMING, page.text) or _ARRIVED.search(page.text.casefold()) is None:
        return
    for sentence in sentences(page):
        if not has_come(folded(sentence.text)):
            continue
        told = [
            one for one in times(sentence.text, written)
            if one.role == "point" and not one.of_paper and not one.by_paper and one.interval.start
            and one.interval.precision in (Precision.DAY, Precision.MINUTE)
        ]  # fmt: skip
        for when, start, end in _each(sentence.text, told):
            first, last = when.start, when.end or when.start
            if first and last and (written is None or first <= written):
                span = page.span(sentence.start + start, sentence.start + end)
                quote = page.quote(sentence.start + start, sentence.start + end)
                yield Arrival(span, quote, (first, last), frozenset(modules(quote)))


def _each(text: str, told: Sequence[TimeMention]) -> Iterator[tuple[Interval, int, int]]:
    """The days on which it came, each with the stretch that tells it.

    Two days are two events: on which of them it came the sentence does not say, unless each is of a part.
    """
    if len({one.interval for one in told}) == 1:
        yield told[0].interval, 0, len(text)
        return
    parts = max(runs(text, told), key=len)
    if len(parts) == len(told):
        yield from ((day.interval, start, end) for start, end, day in parts)
