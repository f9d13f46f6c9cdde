"""The sentences of a case in which nothing was found: what a sample of what was overlooked is drawn from."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

from evidence.model import Document, DocumentKind, Outcome
from evidence.store import Store
from evidence.threads import told
from extract.sentences import sentences
from extract.store import findings

#: Fewer words say nothing that could be judged.
_LEAST_WORDS = 3
_WORD = re.compile(r"[^\W\d_]{2,}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Silent:
    """A sentence that no finding touches."""

    document: str  # sha256
    name: str
    kind: DocumentKind
    page: int
    start: int
    end: int
    text: str

    @property
    def id(self) -> str:
        """``s-`` and twelve digits, the same for the same place."""
        place = f"{self.document}|{self.page}|{self.start}|{self.end}"
        return "s-" + hashlib.sha256(place.encode()).hexdigest()[:12]


def silent(store: Store) -> list[Silent]:
    """Every sentence of the searched papers that no finding touches, by document name, page and place.

    Ledgers and incident logs are tables, read row by row, and not among them; what is quoted from another mail of the
    case is counted there.
    """
    touched: dict[tuple[str, int], list[tuple[int, int]]] = {}
    for one in findings(store):
        touched.setdefault((one.span.document, one.span.page), []).append((one.span.start, one.span.end))
    return [
        one
        for document in store.documents()
        if document.outcome is Outcome.READ and document.kind not in (DocumentKind.LEDGER, DocumentKind.LOG)
        for one in _of(store, document, touched)
    ]


def _of(store: Store, document: Document, touched: dict[tuple[str, int], list[tuple[int, int]]]) -> list[Silent]:
    quoted, found = told(store, document.sha256), []
    for page in store.pages(document.sha256):
        places = touched.get((document.sha256, page.number), [])
        for sentence in sentences(page):
            if len(_WORD.findall(sentence.text)) < _LEAST_WORDS:
                continue
            if any(start < sentence.end and sentence.start < end for start, end in places):
                continue
            if quoted.elsewhere(page.number, sentence.start, sentence.text):
                continue
            found.append(
                Silent(
                    document=document.sha256, name=document.name, kind=document.kind, page=page.number,
                    start=sentence.start, end=sentence.end, text=" ".join(sentence.text.split()),
                )
            )  # fmt: skip
    return found
