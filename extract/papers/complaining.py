"""Where the customer complains to the vendor: notice of a breach as it stands in letters and mails, with its day.

A finding says what happened; that it was complained of is said once for all of it. So a complaint is a paper, or a mail
quoted in another, with the sentences that give notice, what they speak of, and what is asked for by when.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from typing import NamedTuple

from evidence.model import Document, DocumentKind, Mark, MarkKind, Page, Span
from extract.excusing import Excusing
from extract.folding import fold
from extract.model import NOTICE, Finding, Saying, Side, Sides
from extract.modules import modules
from extract.papers.reach import stays_inside
from extract.papers.sources import Sources
from extract.sentences import Sentence, sentences

_NOT_SAID = (MarkKind.HEAD, MarkKind.FURNITURE)
#: Papers that somebody has sent to somebody.
_SENT = (DocumentKind.MAIL, DocumentKind.LETTER)
_CLAUSE = re.compile(
    r"(?:\bpkt\.?|\bpunkt(?:erne|et)?|\bafsnit|§|\bclauses?|\bsections?)\s*"
    r"((?:\d+(?:\.\d+)*)(?:(?:,| og| and)\s*\d+\.\d+)*)",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\d+(?:\.\d+)*")


class Point(NamedTuple):
    """What one sentence of a complaint speaks of: kinds of promise, and parts of the system."""

    matters: frozenset[str]
    modules: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Complaint:
    """A notice of breach by the customer. ``span`` is the first sentence that gives it, ``spans`` all of them."""

    span: Span
    quote: str
    given: date | None
    spans: tuple[Span, ...]
    points: tuple[Point, ...]  # what the paper speaks of, sentence by sentence
    clauses: frozenset[str]  # that the paper names
    demand: str = ""  # what is asked for and by when, in its own words
    writer_told: bool = True  # False: no paper tells whose words these are, and nothing speaks against the customer's


def complaints(
    documents: Mapping[str, Document], pages: Iterable[Page], sayings: Mapping[str, Sequence[Saying]], sides: Sides,
    reader: Excusing, findings: Iterable[Finding] = (),
) -> tuple[Complaint, ...]:  # fmt: skip
    """The complaints of a case, the first one first; what several papers quote is told once.

    ``sayings`` are what was said in each document, by SHA-256. ``findings`` tell whose words a sentence is where its
    paper gives a name alone, and other papers say on which side the name stands.
    """
    notices = {
        sha256: spans
        for sha256, said in sayings.items()
        if sha256 in documents and (spans := [one.span for one in said if one.what == NOTICE])
    }
    voices: dict[str, list[Finding]] = {}
    for one in findings:
        if one.span.document in notices and not one.reported:
            voices.setdefault(one.span.document, []).append(one)
    of: dict[str, list[Page]] = {}
    for page in pages:
        if page.document in notices:
            of.setdefault(page.document, []).append(page)
    found = [
        complaint
        for sha256, own in of.items()
        for complaint in _of_paper(
            Sources(documents[sha256], sorted(own, key=lambda page: page.number), sides), notices[sha256],
            voices.get(sha256, ()), reader,
        )
    ]  # fmt: skip
    found.sort(key=lambda one: (one.given or date.max, documents[one.span.document].name, one.span))
    told: dict[str, Complaint] = {}
    for complaint in found:
        told.setdefault("".join(fold(complaint.quote).text.split()), complaint)
    return tuple(told.values())


def _of_paper(
    sources: Sources, notices: Sequence[Span], voices: Sequence[Finding], reader: Excusing
) -> Iterator[Complaint]:
    pages = tuple(sources.pages.values())
    known = {one.speaker: one.speaker_side for one in voices if one.speaker}
    inside = stays_inside(sources.document, [page.text for page in pages], sources.names, known)
    for page in pages:
        heads = [m for m in page.marks if m.kind in _NOT_SAID]
        spans = (one for one in notices if one.page == page.number)
        given = [Sentence(one.start, one.end, page.text[one.start : one.end]) for one in spans]
        hits = [(s, _quoted(page, s)) for s in given if not any(_inside(s, m) for m in heads)]
        ours = [
            (sentence, quoted, writer)
            for sentence, quoted in hits
            if (quoted or not inside) and (writer := _writer(sources, page, sentence, voices)) in (Side.CUSTOMER, None)
        ]
        for letter, said in groupby(ours, key=lambda hit: (hit[1].start, hit[1].end) if hit[1] else None):
            held = list(said)
            quoted = held[0][1] if letter else None
            paper = [page] if quoted else pages
            made = _complaint(sources.document, page, quoted, [s for s, _, _ in held], _said_in(paper, quoted), reader)
            yield replace(made, writer_told=any(writer for _, _, writer in held))


def _writer(sources: Sources, page: Page, sentence: Sentence, voices: Sequence[Finding]) -> Side | None:
    """Whose words a notice is: as the paper tells, or the sentence, or what else of the case tells of whoever wrote it.

    None: nobody tells. Such a mail or letter to the vendor is the customer's to explain, and is not passed over; any
    other paper of nobody's may be a draft or a note that was never sent.
    """
    if signer := sources.signer(one.speaker_side for one in voices if not one.reported):
        return signer
    told = sources.writer(page.number, sentence.start) or sources.names.first_in(sentence.text)
    if told is not None or sources.addressed(page.number, sentence.start):
        return told or Side.THIRD_PARTY
    heard = {
        one.speaker_side
        for one in voices
        if one.span.page == page.number and one.span.start < sentence.end and sentence.start < one.span.end
    }
    parties = heard & {Side.CUSTOMER, Side.VENDOR}
    if len(parties) == 1:
        return parties.pop()
    return None if sources.document.kind in _SENT else Side.AUTHOR


def _complaint(
    document: Document, page: Page, quoted: Mark | None, said: Sequence[Sentence], own: Sequence[str], reader: Excusing
) -> Complaint:
    spans = [page.span(s.start, s.end) for s in said]
    asked = [text for text in own if reader.demands(text)]
    points = (Point(reader.matters(text), frozenset(modules(text))) for text in own)
    sent = quoted.detail.get("sent", "")[:10] if quoted else ""
    return Complaint(
        span=spans[0],
        quote=page.quote(said[0].start, said[0].end),
        given=date.fromisoformat(sent) if sent else document.date,
        spans=tuple(spans),
        points=tuple(one for one in points if one.matters),
        clauses=frozenset(number for text in own for hit in _CLAUSE.findall(text) for number in _NUMBER.findall(hit)),
        demand=" ".join(asked[0].split()) if asked else "",
    )


def _said_in(pages: Iterable[Page], quoted: Mark | None) -> list[str]:
    """The sentences of a letter, or of the mail that is quoted; what stands in heads and at the edges is not said."""
    return [
        one.text
        for page in pages
        for one in sentences(page)
        if _quoted(page, one) == quoted and not any(_inside(one, m) for m in page.marks if m.kind in _NOT_SAID)
    ]


def _quoted(page: Page, sentence: Sentence) -> Mark | None:
    inside = [m for m in page.marks if m.kind is MarkKind.QUOTED and _inside(sentence, m)]
    return min(inside, key=lambda m: m.end - m.start, default=None)


def _inside(sentence: Sentence, mark: Mark) -> bool:
    return mark.start <= sentence.start < mark.end
