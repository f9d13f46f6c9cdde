"""The outcome table: every single thing that was handed in, what became of it, and how much of it could be read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import ROUND_DOWN, Decimal

from claims.model import Received
from claims.vocabulary import OUTCOME_TEXT, SOURCE_TEXT
from evidence.model import Document, Input, Page
from templates.words import Words

#: So many characters of a document tell its language.
_ENOUGH = 5000
_ORIGIN_TEXT: Mapping[str, str] = {"file": "file", "member": "out of an archive", "attachment": "attached"}
_ARCHIVES = ("zip", "tar")


def received(
    inputs: Sequence[Input], documents: Mapping[str, Document], pages: Mapping[str, Sequence[Page]], words: Words
) -> tuple[Received, ...]:
    """A row for every input, by path; ``documents`` and ``pages`` by SHA-256. A duplicate tells of its own document."""
    media = {one.path: documents[one.sha256].media for one in inputs if one.sha256 and one.sha256 in documents}
    return tuple(
        _row(one, documents.get(one.sha256 or ""), pages.get(one.sha256 or "", ()), _origin(one.path, media), words)
        for one in sorted(inputs, key=lambda one: (one.path, one.sha256 or ""))
    )


def origins(rows: Sequence[Received]) -> dict[str, int]:
    """How many were files, came out of archives, were attached: the three add up to all rows."""
    counts = Counter(row.origin for row in rows)
    return {origin: counts[origin] for origin in _ORIGIN_TEXT}


def _origin(path: str, media: Mapping[str, str]) -> str:
    """Where it came from: the nearest thing handed in that its path leads through, if there is one."""
    holder = path
    while "/" in holder:
        holder = holder.rsplit("/", 1)[0]
        if holder in media:
            return "member" if media[holder] in _ARCHIVES else "attachment"
    return "file"


def _row(one: Input, document: Document | None, pages: Sequence[Page], origin: str, words: Words) -> Received:
    with_text = [page for page in pages if page.text.strip()]
    return Received(
        path=one.path,
        origin=origin,
        origin_text=words.say(_ORIGIN_TEXT[origin]),
        outcome=one.outcome,
        outcome_text=words.say(OUTCOME_TEXT[one.outcome]),
        reason=words.message(one.reason) if one.reason else "",
        document_id=document.id if document else None,
        pages=len(pages),
        text_share=_percent(len(with_text), len(pages)) if pages else None,
        recognised=sum(page.confidence is not None for page in pages),
        language=_language(with_text),
        date=document.date if document else None,
        kind_text=words.say(SOURCE_TEXT[document.kind]) if document else "",
    )


def _percent(part: int, whole: int) -> Decimal:
    """Whole per cent, rounded down: a hundred only where it is all."""
    return (Decimal(100 * part) / whole).quantize(Decimal(1), ROUND_DOWN)


def _language(pages: Sequence[Page]) -> str:
    from extract.language import language_of

    text = ""
    for page in pages:
        text += page.text[: _ENOUGH - len(text)]
    return language_of(text) if text else ""
