"""Findings as others read them: JSON Lines, one finding a line. A public format; see docs/findings.md."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from evidence.model import Document
from extract.amending import differences
from extract.model import Finding

#: What a finding nobody has decided on is exported as.
PENDING = "pending"


def line(
    finding: Finding,
    document: Document,
    decision: str = PENDING,
    *,
    repeats: str | None = None,
    also_in: Iterable[str] = (),
) -> dict[str, Any]:
    """One finding in the public format.

    ``repeats`` is the id of the finding that says the same words in a paper that is the same; ``also_in`` are the ids
    of those that repeat this one.
    """
    when, span = finding.when, finding.span
    stranger = "stranger" in finding.attributes  # it binds nobody of the case
    made: dict[str, Any] = {
        "id": finding.id,
        "label": str(finding.label),
        "kind": finding.kind,
        "document": document.name,
        "sha256": span.document,
        "page": span.page,
        "start": span.start,
        "end": span.end,
        "quote": finding.quote,
        "speaker": finding.speaker,
        "speaker_side": str(finding.speaker_side),
        "strength": None if finding.strength is None else str(finding.strength),
        "bound": None if finding.bound is None or stranger else str(finding.bound),
        "date_from": when.start.isoformat() if when and when.start else None,
        "date_to": when.end.isoformat() if when and when.end else None,
        "date_precision": str(when.precision) if when else None,
        "date_open": bool(when and when.open),
        "amount_dkk": None if finding.amount_dkk is None else format(finding.amount_dkk, "f"),
        "negated": finding.negated,
        "hedged": finding.hedged,
        "reported": finding.reported,
        "confidence": finding.confidence,
        "found_by": list(finding.found_by),
        "decision": decision,
        "source_class": str(finding.source_class),
    }
    if stranger:
        made["stranger"] = True
    if changed := differences(finding):
        made["as_found"] = {name: _plain(was) for name, (was, _) in changed.items()}
    if row := finding.attributes.get("row"):
        made["row"] = int(row)
    if document.parent:  # «00001.eml» alone does not say of which mailbox
        made["path"] = document.path
    if repeats:
        made["repeats"] = repeats
    if again := list(also_in):
        made["also_in"] = again
    return made


def _plain(value: object) -> object:
    return value if value is None or isinstance(value, bool) else str(value)


def lines(
    findings: Iterable[Finding],
    documents: Iterable[Document],
    decisions: Mapping[str, str] | None = None,
    repeats: Mapping[str, str] | None = None,
) -> Iterator[str]:
    """Every finding as a line of JSON with its line end, sorted by document, page and start.

    ``decisions`` maps ids of findings to accept, reject, amend or pending; what it does not name is pending.
    ``repeats`` maps those that say again what another says to that.
    """
    heads = repeats or {}
    also: dict[str, list[str]] = {}
    for one, head in sorted(heads.items()):
        also.setdefault(head, []).append(one)
    known = {document.sha256: document for document in documents}

    def place(finding: Finding) -> tuple[object, ...]:
        return (known[finding.span.document].name, finding.span, finding.label, finding.kind)

    for finding in sorted(findings, key=place):
        decided = (decisions or {}).get(finding.id, PENDING)
        said = line(
            finding,
            known[finding.span.document],
            decided,
            repeats=heads.get(finding.id),
            also_in=also.get(finding.id, ()),
        )
        yield json.dumps(said, ensure_ascii=False) + "\n"
