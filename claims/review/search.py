"""Search as a page: what was found, page by page, with the words marked in their sentence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from evidence.model import Span
from evidence.search import index
from evidence.search import search as find
from evidence.store import Store

MOST = 20


def answer(store: Store, asked: Mapping[str, str]) -> dict[str, Any]:
    """What the page of a search shows."""
    text = asked.get("q", "").strip()[:300]
    number = int(asked["page"]) if asked.get("page", "").isdecimal() else 1
    first = (max(1, number) - 1) * MOST
    if not text:
        return {"asked": "", "hits": [], "total": 0, "more": False, "number": 1, "last": True}
    index(store)
    found = find(store, text, first=first, most=MOST)
    names = {document.sha256: document for document in store.documents()}
    hits = [
        {"paper": names[hit.document], "page": hit.page, "excerpt": hit.excerpt, "count": len(hit.spans)}
        for hit in found.pages
    ]
    return {
        "asked": text, "hits": hits, "total": found.total, "more": found.more, "number": max(1, number),
        "last": first + MOST >= found.total,
    }  # fmt: skip


def pieces(text: str, spans: Sequence[Span]) -> Iterator[tuple[str, bool]]:
    """A text in pieces, each with whether it was searched for."""
    at = 0
    for span in sorted(spans):
        if span.start >= at:
            yield text[at : span.start], False
            yield text[span.start : span.end], True
            at = span.end
    yield text[at:], False
