"""Terms of a contract that no longer read as they were written: which later term stands in the place of which."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from evidence.model import Document, Page, Span
from extract.model import Finding, Label
from extract.papers.exchanged import HEAD, calls_itself
from extract.papers.precedence import Papers
from extract.papers.reworded import ANNEX, OTHER_PART, clause_struck
from extract.sentences import sentences


def replaced(
    findings: Iterable[Finding], documents: Mapping[str, Document], pages: Mapping[tuple[str, int], Page]
) -> dict[str, tuple[Finding, date | None]]:
    """For each term an amendment has worded anew, by its id: the term that holds now, and from which day.

    Where an amendment rewords a part of a clause that cannot be told from its number, the clause is left as it was.
    """
    terms = [f for f in findings if f.label is Label.TERM]
    found: dict[str, tuple[Finding, date | None]] = {}
    for anew in (f for f in terms if f.attributes.get("rewords")):
        written = documents[anew.span.document].date
        own = {"instead_of", "accepted"} & anew.attributes.keys()  # its day is the day from which it holds
        since = anew.when.start if own and anew.when else written
        for old in terms:
            before = found.get(old.id)
            if _holds_no_more(old, anew, documents, pages) and (
                before is None or (before[1] or date.min) <= (since or date.min)
            ):
                found[old.id] = (anew, since)
    return found


@dataclass(frozen=True, slots=True)
class Struck:
    """The words of an amendment that strike out the clause a term stands in, and from which day it is gone."""

    span: Span
    quote: str
    since: date | None


def struck(
    findings: Iterable[Finding], documents: Mapping[str, Document], pages: Mapping[tuple[str, int], Page]
) -> dict[str, Struck]:
    """The terms, by their id, whose clause an amendment strikes out whole («Pkt. 9.2 udgår»), and by which words."""
    terms = [f for f in findings if f.label is Label.TERM and not f.attributes.get("rewords")]
    amendments = {one.sha256 for one in Papers(documents.values(), pages.values()).amendments()}
    found: dict[str, Struck] = {}
    for (sha256, _), page in sorted(pages.items()):
        said = sentences(page) if sha256 in amendments else ()
        for sentence, clause in ((one, clause_struck(one.text)) for one in said):
            span = page.span(sentence.start, sentence.end)
            by = Struck(span, sentence.text, documents[sha256].date)
            for old in (f for f in terms if clause and f.clause.rstrip(".") == clause):
                annex = next(iter(ANNEX.findall(sentence.text)), "")
                if sha256 != old.span.document and _is_later(old, by.since, annex, documents, pages):
                    found.setdefault(old.id, by)
    return found


def without_replaced(
    findings: Iterable[Finding], documents: Mapping[str, Document], pages: Mapping[tuple[str, int], Page],
    begins: date | None, out: Mapping[str, Struck],
) -> list[Finding]:  # fmt: skip
    """The findings without what excludes a loss in words that were others before ``begins`` (None: unknown), and
    without what excludes one or limits what is owed in a clause that was struck out before: those of ``out``.
    """
    findings = list(findings)
    if begins is None:
        return findings
    since = {ident: day for ident, (_, day) in replaced(findings, documents, pages).items()}
    since |= {ident: by.since for ident, by in out.items()}
    gone = {ident for ident, day in since.items() if day and day <= begins}
    return [
        f for f in findings
        if f.id not in gone or not (f.kind == "excluded_loss" or (f.kind == "liability_cap" and f.id in out))
    ]  # fmt: skip


def _holds_no_more(
    old: Finding, anew: Finding, documents: Mapping[str, Document], pages: Mapping[tuple[str, int], Page]
) -> bool:
    named = anew.attributes.get("instead_of")
    if named:
        return old.id == named
    own = old.clause.rstrip(".")
    part = anew.attributes.get("rewords_part", "")
    if old.span.document == anew.span.document or own != anew.attributes["rewords"] or part == OTHER_PART:
        return False
    if old.attributes.get("rewords") or old.kind != anew.kind:
        return False
    annex, written = anew.attributes.get("rewords_annex", ""), documents[anew.span.document].date
    if not _is_later(old, written, annex, documents, pages):
        return False
    return not part or part == _sentence_of(old, own, pages)


def _is_later(
    old: Finding, written: date | None, annex: str, documents: Mapping[str, Document],
    pages: Mapping[tuple[str, int], Page],
) -> bool:  # fmt: skip
    """Whether a paper of the day ``written`` that names a clause of ``annex`` may mean one of the term's own paper."""
    paper, first = documents[old.span.document], pages.get((old.span.document, 1))
    if paper.date is None or written is None or paper.date > written:
        return False
    return calls_itself(annex, paper, first.text[:HEAD] if first else "")


def _sentence_of(finding: Finding, clause: str, pages: Mapping[tuple[str, int], Page]) -> str:
    """Which sentence of its clause it stands in, counted from 1; empty where the clause begins on another page."""
    count, begins = 0, re.compile(rf"(?:§\s*)?{re.escape(clause)}\.?(?:\s|$)")
    for sentence in sentences(pages[finding.span.document, finding.span.page]):
        if sentence.start > finding.span.start:
            break
        count = 1 if begins.match(sentence.text) else count + 1 if count else 0
    return str(count or "")
