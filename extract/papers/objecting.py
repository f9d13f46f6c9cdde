"""Minutes that somebody objected to afterwards: which papers say so, of which minutes, and of which points of them.

Minutes prove what was said to those who let them stand. What they let one side say is no admission of it where that
side wrote soon after that it cannot approve them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from evidence.model import Document, DocumentKind, Page, Span
from extract.days.named import FULL_MONTHS, month_number
from extract.folding import has_any
from extract.model import Side, Sides
from extract.papers.sources import Sources
from extract.sentences import sentences

_SAYING = (DocumentKind.MAIL, DocumentKind.LETTER, DocumentKind.OTHER, DocumentKind.MINUTES)
#: So long after a meeting its minutes are meant where no day is named.
_SOON = timedelta(days=45)
_MINUTES = r"(?:\w*referat(?:et|er|erne)?|protokollat(?:et)?|(?:the |your )?minutes)"
_POINT = r"(?:dagsordenens\s+)?(?:punkt(?:erne|et)?|pkt\.?|items?|points?)\s*\d[\d., og]*"
_WRONG = (
    r"(?:(?:er|var|is|are|was|were)\s+)?(?:(?:ikke|not)\s+(?:\w+\s+)?(?:korrekt\w*|retvisende|dækkende|rigtig\w*"
    r"|correct\w*|accurate\w*)|forkert\w*|misvisende|wrong|inaccurate)"
    r"|(?:skal|bør|må|bedes|ønskes|should|must)\s+(?:\w+\s+){0,2}?(?:rette[st]|ændre[st]|berigtige[st]|udgå|slettes"
    r"|(?:be )?corrected)"
    r"|(?:gengiver|afspejler|reflects?)\s+ikke|(?:do|does) not reflect"
)
_OBJECTS = re.compile(
    rf"\b(?:ikke|hverken|cannot|can\s?not|not)\s+(?:\w+\s+){{0,2}}?(?:godkend\w*|tiltræd\w*|anerkend\w*|accepter\w*"
    rf"|enig\w*|approve\w*|accept\w*|agree\w*)\b[^.;]{{0,60}}?\b{_MINUTES}\b"
    rf"|\b{_MINUTES}\b[^.;]{{0,60}}?\b(?:ikke|not)\s+(?:\w+\s+)?(?:godkend\w*|approved|accepted)\b"
    rf"|\b(?:indsigelse(?:r|n)?|protest(?:erer|ere)?|indvending(?:er)?|objections?|object)\b[^.;]{{0,40}}?"
    rf"\b(?:mod|imod|til|to)\b[^.;]{{0,40}}?\b{_MINUTES}\b"
    rf"|\b{_MINUTES}\b[^.;]{{0,60}}?\b(?:{_WRONG})\b"
    rf"|\b{_POINT}[^.;]{{0,60}}?\b(?:{_WRONG})\b",
    re.IGNORECASE,
)
_NONE = re.compile(
    r"\b(?:ingen|uden|ikke (?:har |haft )?(?:nogen )?)\s*(?:indsigelse|indvending|bemærkning)|\bno objections?\b",
    re.IGNORECASE,
)
_SUBJECT = re.compile(r"\s*(?:emne|vedr|vedrørende|subject|re)\b\.?\s*:", re.IGNORECASE)
_NAMES_MINUTES = re.compile(rf"\b{_MINUTES}\b", re.IGNORECASE)
#: It cannot be met without one of these.
_RECORDS = ("referat", "protokollat", "minutes")
_POINTS = re.compile(_POINT, re.IGNORECASE)
_NUMBER = re.compile(r"\d+(?:\.\d+)*")
_HEADED = re.compile(
    r"^[ \t]*(?:ad\s+)?(?:punkt|pkt\.?|item)?[ \t]*(\d{1,2}(?:\.\d{1,2})*)[.):]?[ \t]+\S",
    re.IGNORECASE | re.MULTILINE,
)
_DAY = re.compile(
    rf"\b(?P<day>\d{{1,2}})\.?\s*(?:(?P<name>{FULL_MONTHS})|[./-]\s?(?P<month>\d{{1,2}}))(?:[\s./-]*(?P<year>\d{{4}}))?",
    re.IGNORECASE,
)
_ISO = re.compile(r"\b(\d{4})-(\d\d)-(\d\d)\b")


class Objection(NamedTuple):
    """Words by which minutes are objected to, and the stretches of the minutes they are of."""

    by: Span
    quote: str
    side: Side | None  # who objects; None: no paper tells
    day: date | None
    of: tuple[Span, ...]

    def reaches(self, span: Span) -> bool:
        """Whether the words there are objected to."""
        return any(
            (one.document, one.page) == (span.document, span.page) and one.start <= span.start < one.end
            for one in self.of
        )


def objects(sentence: str) -> bool:
    """Whether a sentence objects to minutes: no notice of a breach, whatever else it protests against."""
    return _OBJECTS.search(sentence) is not None and _NONE.search(sentence) is None


def objections(
    documents: Mapping[str, Document], pages: Sequence[Page], sides: Sides
) -> tuple[Objection, ...]:
    """Every paper that objects to minutes of the case, in the order of its day."""
    of: dict[str, list[Page]] = {}
    for page in pages:
        of.setdefault(page.document, []).append(page)
    minutes = [d for d in documents.values() if d.kind is DocumentKind.MINUTES and d.date and of.get(d.sha256)]
    papers = [d for d in documents.values() if d.kind in _SAYING and of.get(d.sha256)] if minutes else []
    found = [one for paper in papers for one in _of_paper(paper, of, minutes, sides)]
    return tuple(sorted(found, key=lambda one: (one.day or date.max, one.by)))


def _of_paper(
    paper: Document, pages: Mapping[str, Sequence[Page]], minutes: Sequence[Document], sides: Sides
) -> Iterator[Objection]:
    own = pages[paper.sha256]
    text = "\n".join(page.text for page in own)
    if not has_any(_RECORDS, text) or not _NAMES_MINUTES.search(text) or not _OBJECTS.search(text):
        return
    meant = _meant(paper, text, [one for one in minutes if one.sha256 != paper.sha256])
    if meant is None:
        return
    sources = Sources(paper, own, sides)
    held = [
        (page, one)
        for page in own
        for one in sentences(page)
        if objects(one.text) and not _SUBJECT.match(one.text)
    ]
    # «Punkt 3 skal rettes» is of the minutes only where they are what is objected to, there or in the subject.
    told = [*(one.text for _, one in held), *(line for line in text.splitlines() if _SUBJECT.match(line))]
    if not held or not any(_NAMES_MINUTES.search(one) for one in told):
        return
    numbers = {n for _, one in held for hit in _POINTS.findall(one.text) for n in _NUMBER.findall(hit)}
    page, first = held[0]
    yield Objection(
        page.span(first.start, first.end),
        first.text,
        sources.writer(page.number, first.start) or sources.names.first_in(first.text),
        paper.date,
        tuple(span for one in pages[meant.sha256] for span in _stretches(one, numbers)),
    )


def _meant(paper: Document, text: str, minutes: Sequence[Document]) -> Document | None:
    """The minutes of a day that is named beside the word; where none is, the last ones before the paper."""
    beside = [line for line in text.splitlines() if _NAMES_MINUTES.search(line)]
    named = {day for line in beside for day in days_written(line)}
    for one in minutes:
        day = one.date
        assert day is not None
        if (day.day, day.month, day.year) in named or (day.day, day.month, None) in named:
            return one if paper.date is None or paper.date >= day else None
    if named or paper.date is None:
        return None
    before = [one for one in minutes if one.date and timedelta(0) <= paper.date - one.date <= _SOON]
    return max(before, key=lambda one: (one.date or date.min, one.name), default=None)


def days_written(line: str) -> Iterator[tuple[int, int, int | None]]:
    """The days a line writes out, as day, month and year; None for a year that is left out."""
    for year, month, day in _ISO.findall(line):
        yield int(day), int(month), int(year)
    for hit in _DAY.finditer(_ISO.sub(" ", line)):  # «2010-05-12» is no 5 December
        month = month_number(hit["name"]) if hit["name"] else int(hit["month"])
        yield int(hit["day"]), month, int(hit["year"]) if hit["year"] else None


def _stretches(page: Page, numbers: set[str]) -> Iterator[Span]:
    """The points of a page of minutes that have these numbers; all of it, where it has none or none is named."""
    heads = [(hit.start(), hit[1]) for hit in _HEADED.finditer(page.text)]
    ends = [*(start for start, _ in heads[1:]), len(page.text)]
    found = [
        page.span(start, end)
        for (start, number), end in zip(heads, ends, strict=False)
        if any(number == one or number.startswith(f"{one}.") for one in numbers)
    ]
    yield from found or [page.span(0, len(page.text))]
