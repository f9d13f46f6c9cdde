"""Terms of a contract that no longer read as they were written: which later term stands in the place of which."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date

from evidence.model import Document, Page
from extract.model import Finding, Label
from extract.papers.exchanged import HEAD, calls_itself
from extract.papers.reworded import OTHER_PART
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
        since = anew.when.start if anew.attributes.get("instead_of") and anew.when else written
        for old in terms:
            before = found.get(old.id)
            if _holds_no_more(old, anew, documents, pages) and (
                before is None or (before[1] or date.min) <= (since or date.min)
            ):
                found[old.id] = (anew, since)
    return found


def without_replaced(
    findings: Iterable[Finding], documents: Mapping[str, Document], pages: Mapping[tuple[str, int], Page],
    begins: date | None,
) -> list[Finding]:  # fmt: skip
    """The findings without what excludes a loss in words that were others before ``begins`` (None: unknown)."""
    findings = list(findings)
    later = replaced(findings, documents, pages) if begins else {}
    gone = {ident for ident, (_, since) in later.items() if since and begins and since <= begins}
    return [f for f in findings if f.kind != "excluded_loss" or f.id not in gone]


def _holds_no_more(
    old: Finding, anew: Finding, documents: Mapping[str, Document], pages: Mapping[tuple[str, int], Page]
) -> bool:
    named = anew.attributes.get("instead_of")
    if named:
        return old.id == named
    own = old.clause.rstrip(".")
    part = anew.attributes.get("rewords_part", "")
    signed, written = (documents[one.span.document].date for one in (old, anew))
    if old.span.document == anew.span.document or own != anew.attributes["rewords"] or part == OTHER_PART:
        return False
    if signed is None or written is None or signed > written or old.attributes.get("rewords") or old.kind != anew.kind:
        return False
    paper, first = documents[old.span.document], pages.get((old.span.document, 1))
    if not calls_itself(anew.attributes.get("rewords_annex", ""), paper, first.text[:HEAD] if first else ""):
        return False
    return not part or part == _sentence_of(old, own, pages)


def _sentence_of(finding: Finding, clause: str, pages: Mapping[tuple[str, int], Page]) -> str:
    """Which sentence of its clause it stands in, counted from 1; empty where the clause begins on another page."""
    count, begins = 0, re.compile(rf"(?:§\s*)?{re.escape(clause)}\.?(?:\s|$)")
    for sentence in sentences(pages[finding.span.document, finding.span.page]):
        if sentence.start > finding.span.start:
            break
        count = 1 if begins.match(sentence.text) else count + 1 if count else 0
    return str(count or "")
