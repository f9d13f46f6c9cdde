"""Earlier editions within a PDF: whoever changes one may leave what it said before in the file and add what is new."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import Any

#: The end of an edition, and what tells that the first of these is the mark of a file set in order for the web.
_END, _FOR_THE_WEB = re.compile(rb"%%EOF[ \t]*\r?\n?"), b"/Linearized"
#: So many editions before the last are looked at, so many pages of each, and no file larger than this.
_EDITIONS, _PAGES, _MOST_BYTES = 4, 300, 100 << 20
_WORD = re.compile(r"\w+")


def changed(path: Path, document: Any, password: str | None = None) -> list[int]:
    """Pages, from 1, on which words stood in an earlier edition that stand there no more in pdfium's ``document``."""
    if path.stat().st_size > _MOST_BYTES:
        return []
    data = path.read_bytes()
    ends = [found.end() for found in _END.finditer(data)][:-1]
    if _FOR_THE_WEB in data[:2048]:
        ends = ends[1:]
    return sorted({page for end in ends[-_EDITIONS:] for page in _gone(data[:end], document, password)})


def _gone(earlier: bytes, document: Any, password: str | None) -> list[int]:
    import pypdfium2 as pdfium

    try:
        before = pdfium.PdfDocument(earlier, password=password)
    except pdfium.PdfiumError:  # what ends there is no edition of its own
        return []
    try:
        count = min(len(before), _PAGES)
        return [at + 1 for at in range(count) if _words(before, at) - _words(document, at)]
    except pdfium.PdfiumError:
        return []
    finally:
        before.close()


def _words(document: Any, at: int) -> Counter[str]:
    """How often each word stands on a page; none where there is no such page."""
    if at >= len(document):
        return Counter()
    page = document[at]
    text = page.get_textpage()
    try:
        return Counter(_WORD.findall(text.get_text_range().lower()))
    finally:
        text.close()
        page.close()
