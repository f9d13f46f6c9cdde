"""Where text lies on a page, as pdfium has it, and places to ask for."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

import pypdfium2 as pdfium

from evidence.geometry import Box
from evidence.model import Document, Page, Span
from evidence.store import Store


def folded(text: str) -> str:
    """Without what cannot be seen, and without hyphens."""
    parts = unicodedata.normalize("NFKD", text)
    return "".join(part for part in parts if not part.isspace() and part not in "-\u2010\u00ad\x02\ufffe")


@lru_cache
def middles(path: Path, page: int) -> list[tuple[float, float, str]]:
    """Where the middle of each character of a page lies, and the character, as pdfium has it."""
    found = []
    with pdfium.PdfDocument(path) as opened:
        loaded = opened[page - 1]
        loaded.set_rotation(0)
        textpage = loaded.get_textpage()
        for at in range(textpage.count_chars()):
            left, bottom, right, top = textpage.get_charbox(at, loose=True)
            if right > left:
                found.append(((left + right) / 2, (bottom + top) / 2, textpage.get_text_range(at, 1)))
    return found


def inside(path: Path, found: Iterable[Box]) -> str:
    """The characters whose middle lies in the boxes."""
    return "".join(
        letter
        for box in found
        for across, up, letter in middles(path, box.page)
        if box.left <= across <= box.right and box.bottom <= up <= box.top
    )


def spans(store: Store, luck: random.Random, a_page: int) -> Iterator[tuple[Document, Page, Span]]:
    for document in store.documents():
        for page in store.pages(document.sha256):
            # What was recognised on a picture is no text to pdfium, nor is a note; their boxes are their own.
            text = page.text.strip() and page.confidence is None and document.name != "note.pdf"
            for _ in range(a_page if text else 0):
                start = luck.randrange(len(page.text))
                end = min(len(page.text), start + luck.randrange(1, 240))
                if page.text[start:end].strip(" \n\t-"):
                    yield document, page, Span(document=document.sha256, page=page.number, start=start, end=end)
