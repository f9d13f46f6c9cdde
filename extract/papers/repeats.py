"""What is said in the same words is said once: one wire story in ten papers is one source, a sentence copied a thousand
times over is one sentence.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from difflib import SequenceMatcher

from evidence.alike import Near
from evidence.differences import folded, weights
from evidence.model import Document, DocumentKind
from evidence.readers import MAIL
from evidence.wording import one_line
from extract.model import Finding

#: So alike are a sentence and the same sentence with letters misread.
_MISREAD = 0.85


def repeated(
    findings: Iterable[Finding], near: Mapping[str, Near], documents: Mapping[str, Document]
) -> dict[str, str]:
    """Ids of findings that repeat another, and the id of that: the same words in a document that is the same, or once
    more in their own document where they tell the same of the same time, or in a print of the mail they stand in.

    The finding in the document that stands first is the one told; rows of a table stand for themselves. A sentence of
    a recognised page may have letters misread, never a number or a denial.
    """
    findings = tuple(findings)
    within = _within(findings)
    findings = [one for one in findings if one.id not in within]
    across = _across(findings, near, documents)
    printed = _printed([one for one in findings if one.id not in across], documents)
    again = {one: printed.get(head, head) for one, head in across.items()} | printed
    return again | {one: again.get(head, head) for one, head in within.items()}


def _within(findings: Sequence[Finding]) -> dict[str, str]:
    """What a document says again, word for word, with nothing that tells the second time from the first."""
    heads: dict[tuple[object, ...], str] = {}
    again = {}
    for one in sorted(findings, key=lambda one: one.span):
        if "row" not in one.attributes and (head := heads.setdefault(_all_of(one), one.id)) != one.id:
            again[one.id] = head
    return again


def _all_of(one: Finding) -> tuple[object, ...]:
    """Everything a finding tells but where it stands."""
    return (
        one.span.document, one.label, one.kind, one_line(one.quote), one.speaker, one.speaker_side,
        one.strength, one.bound, one.when, one.amount_dkk, tuple(sorted(one.metric.items())), one.negated, one.hedged,
        one.reported, tuple(sorted(one.attributes.items())),
    )  # fmt: skip


def _across(
    findings: Iterable[Finding], near: Mapping[str, Near], documents: Mapping[str, Document]
) -> dict[str, str]:
    """What stands in the same words in another document that is the same."""
    same = {sha256: one for sha256, one in near.items() if one.same}
    concerned = {*same, *(one.first for one in same.values())}

    def rank(finding: Finding) -> tuple[object, ...]:
        document = documents[finding.span.document]
        return (finding.span.document in same, document.date or date.max, document.name, finding.span)

    heads: dict[tuple[str, str, str], list[tuple[Finding, tuple[str, ...]]]] = defaultdict(list)
    again = {}
    told_of = [one for one in findings if one.span.document in concerned and "row" not in one.attributes]
    for finding in sorted(told_of, key=rank):
        link = same.get(finding.span.document)
        told = heads[link.first if link else finding.span.document, finding.label, finding.kind]
        words = folded(finding.quote)
        for head, said in told:
            if head.span.document != finding.span.document and _same(said, words, bool(link and link.recognised)):
                again[finding.id] = head.id
                break
        else:
            told.append((finding, words))
    return again


def _printed(findings: Iterable[Finding], documents: Mapping[str, Document]) -> dict[str, str]:
    """What a mail says and its print says again, too short as they may be to be known as nearly the same.

    They are of one writer and one day. Two mails as they were sent never are: who writes the same twice has said it
    twice.
    """
    sent: dict[tuple[object, ...], str] = {}
    prints: list[tuple[tuple[object, ...], str]] = []
    for one in findings:
        document = documents[one.span.document]
        day = one.attributes.get("said_on") or (document.date.isoformat() if document.date else "")
        if document.kind is not DocumentKind.MAIL or not one.speaker or not day or "row" in one.attributes:
            continue
        key = (one.label, one.kind, folded(one.quote), one.speaker.casefold(), day)
        if document.media in MAIL:
            sent.setdefault(key, one.id)
        else:
            prints.append((key, one.id))
    return {ident: sent[key] for key, ident in prints if key in sent}


def _same(one: tuple[str, ...], other: tuple[str, ...], recognised: bool) -> bool:
    if one == other:
        return True
    if not recognised or weights(one) != weights(other):
        return False
    return SequenceMatcher(None, " ".join(one), " ".join(other), autojunk=False).ratio() >= _MISREAD
