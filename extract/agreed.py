"""What one side's letter proposes to change in the contract and the other's accepts: agreed by two papers together.

Neither paper says it alone: the one only proposes, the other names no terms. What was proposed is read as a contract
would say it, at its own place in the letter, and holds from the day of the acceptance.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from evidence.model import Document, DocumentKind, MarkKind, Page, Span
from extract.finder import find
from extract.model import Finding, Interval, Label, Precision, Side, Sides, SourceClass
from extract.papers.objecting import days_written
from extract.papers.sources import Sources
from extract.sentences import sentences

_SENT = (DocumentKind.LETTER, DocumentKind.MAIL)
_PROPOSES = re.compile(r"\b(?:foreslår|foreslås|tilbyder|kan tilbyde|proposes?|offers?)\b", re.IGNORECASE)
_PROPOSAL = (
    r"(?:forslag(?:et|ene)?|tilbud(?:det)?|ændring(?:en|er|erne)?|proposal|(?:proposed )?(?:change|amendment)s?)"
)
_ACCEPTS = re.compile(
    r"\b(?:accepter(?:er|e)|tiltræder?|godtager?|godkender?|enige? i|accepts?|agrees? to)\b[^.;?]{0,40}"
    rf"\b{_PROPOSAL}\b",
    re.IGNORECASE,
)
#: An acceptance of a part, under a condition or asked for is not the whole of it.
_NOT_ALL = re.compile(
    r"\b(?:ikke|hverken|hvis|såfremt|forudsat|forudsætning|betingelse|forbehold|bortset|undtagen|undtagelse|dog|delvis\w*|kun|"
    r"alene|beder?|anmoder?|not|if|provided|except|subject to|only|partly)\b"
    rf"|\b{_PROPOSAL} (?:om|til|vedr\w*|on|as to)\b|\?",
    re.IGNORECASE,
)
_REFUSES = re.compile(
    r"\b(?:kan|vil|ønsker)\b[^.;?]{0,60}\bikke\b[^.;?]{0,30}\b(?:accepter\w*|gå med|tiltræde|imødekomme\w*|godtage)\b"
    r"|\bafviser\b|\b(?:cannot|do not|reject)\b[^.;?]{0,30}\b(?:accept|agree|proposal)\w*",
    re.IGNORECASE,
)
#: Where one thing that is proposed ends and the next begins.
_THAT = re.compile(r"\b(?<!for )(?:at|that)\s+", re.IGNORECASE)
_AND_THAT = re.compile(r",?\s+(?:og|samt|and)\s+(?:at|that)\s+|,\s+(?:at|that)\s+", re.IGNORECASE)
_SOON = timedelta(days=90)
#: What an agreement by letters can change of a contract, and be read of it.
_READ = {(Label.TERM, kind) for kind in ("liability_cap", "penalty_clause", "notice_rule", "excluded_loss")} | {
    (Label.PROMISE, kind) for kind in ("availability", "response_fix", "delivery_date")
}


@dataclass(frozen=True, slots=True)
class Acceptance:
    """The words by which a proposal is accepted, all of it, and the paper that proposes."""

    span: Span
    quote: str
    day: date
    of: Document


def with_agreed(
    found: Sequence[Finding], documents: Iterable[Document], pages: Mapping[str, Sequence[Page]], sides: Sides
) -> list[Finding]:
    """The findings, and what letters propose and others accept: terms and promises that move what the contract says.

    Each takes the place of what the proposal's own sentence was taken for.
    """
    made: dict[str, Finding] = {}
    taken: list[Span] = []
    for one in acceptances(documents, pages, sides):
        for page in pages[one.of.sha256]:
            for start, end in _proposed(page):
                taken.append(page.span(start, end))
                made |= {f.id: f for f in _agreed(one, page, start, end, sides)}
    own = (f for f in found if not any(_overlaps(f, span) for span in taken))
    return [*own, *made.values()] if made else list(found)


def acceptances(
    documents: Iterable[Document], pages: Mapping[str, Sequence[Page]], sides: Sides
) -> Iterator[Acceptance]:
    """The mails and letters that accept what one of the other side's proposes, each with that one."""
    sent = sorted(
        (one for one in documents if one.kind in _SENT and one.date and pages.get(one.sha256)),
        key=lambda one: (one.date or date.max, one.name, one.sha256),
    )
    accepting = [one for one in sent if any(_ACCEPTS.search(page.text) for page in pages[one.sha256])]
    proposing = [(one, _writer(one, pages[one.sha256], sides, _PROPOSES)) for one in sent] if accepting else []
    for paper in accepting:
        said = [(page, sentence) for page in pages[paper.sha256] for sentence in sentences(page)]
        if any(_REFUSES.search(sentence.text) for _, sentence in said):
            continue
        writer = _writer(paper, pages[paper.sha256], sides, _ACCEPTS)
        for page, sentence in said:
            if not _ACCEPTS.search(sentence.text) or _NOT_ALL.search(sentence.text):
                continue
            theirs = [one for one, who in proposing if {who, writer} == _BOTH]
            if of := _meant(paper, [text.text for _, text in said], theirs):
                span = page.span(sentence.start, sentence.end)
                assert paper.date is not None
                yield Acceptance(span, sentence.text, paper.date, of)
                break


_BOTH = {Side.CUSTOMER, Side.VENDOR}


def _writer(paper: Document, pages: Sequence[Page], sides: Sides, words: re.Pattern[str]) -> Side | None:
    """Whose side writes those words in a mail or letter, where they first stand; None where nobody tells."""
    said = next(((page.number, found.start()) for page in pages if (found := words.search(page.text))), None)
    return Sources(paper, pages, sides).writer(*said) if said else None


def _meant(paper: Document, said: Iterable[str], proposing: Sequence[Document]) -> Document | None:
    """The paper whose proposal is meant: that of the day that is named, or the other side's only one shortly before."""
    assert paper.date is not None
    written = paper.date
    before = [one for one in proposing if one.date and one.date <= written]
    named = [
        one for one in before
        if one.date and any(
            (day, month) == (one.date.day, one.date.month) and year in (None, one.date.year)
            for text in said for day, month, year in days_written(text)
        )
    ]  # fmt: skip
    soon = named or [one for one in before if one.date and written - one.date <= _SOON]
    return soon[0] if len(soon) == 1 else None


def _proposed(page: Page) -> Iterator[tuple[int, int]]:
    """Where each thing stands that a page proposes: «at ansvarsloftet hæves til …», «at tilgængeligheden er …»."""
    for sentence in sentences(page):
        text = sentence.text
        proposes = _PROPOSES.search(text)
        first = _THAT.search(text, proposes.end()) if proposes else None
        if first is None:
            continue
        further = (one.span() for one in _AND_THAT.finditer(text, first.end()))
        for (_, start), (end, _) in pairwise([first.span(), *further, (len(text), len(text))]):
            yield sentence.start + start, sentence.start + end


def _agreed(one: Acceptance, page: Page, start: int, end: int, sides: Sides) -> Iterator[Finding]:
    """What a stretch of the proposal says as a contract says it; its place and its words are those of the letter."""
    alone = "".join(char if start <= at < end or char == "\n" else " " for at, char in enumerate(page.text))
    vendors = _writer(one.of, [page], sides, _PROPOSES) is Side.VENDOR
    source = SourceClass.VENDOR_MAIL if vendors else SourceClass.CUSTOMER_MAIL
    since = Interval(start=one.day, end=None, precision=Precision.DAY, open=True)
    gaps = tuple(mark for mark in page.marks if mark.kind is MarkKind.GAP)  # quotes are of the original
    for f in find(replace(one.of, kind=DocumentKind.CONTRACT), [replace(page, text=alone, marks=gaps)], sides):
        if (f.label, f.kind) not in _READ or "resembles" in f.attributes:
            continue
        if not f.metric and f.amount_dkk is None and f.when is None:
            continue
        yield replace(
            f, when=f.when or since, source_class=source, hedged=False,
            attributes={**f.attributes, "supersedes": "yes", "accepted_in": one.span.document, "accepted": one.quote},
        )  # fmt: skip


def _overlaps(finding: Finding, span: Span) -> bool:
    own = finding.span
    told = finding.label in (Label.TERM, Label.PROMISE, Label.LOSS)
    same = told and (own.document, own.page) == (span.document, span.page)
    return same and own.start < span.end and span.start < own.end
