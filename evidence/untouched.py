"""Pages of a PDF that need not be opened again to know that nothing personal is written on them.

The stored text of a page was told by pdfium of the very bytes that are copied: of a page without tables it holds the
page's letters in their order, only blanks, line ends and hyphens fall otherwise. Where nothing personal can be in it
however these fall, nothing personal is in what the page tells. See docs/decisions/0021-what-never-leaves.md.
"""

from __future__ import annotations

from pathlib import Path

from evidence.custody import file_hash
from evidence.model import Document, MarkKind, Page
from evidence.personal import Personal
from evidence.readers.pdftext import READER, reader
from evidence.store import Store


def pages_without(store: Store, document: Document, path: Path, personal: Personal) -> frozenset[int]:
    """The pages of the PDF at ``path``, from 0, whose stored text shows that there is nothing personal in theirs.

    None where anything was recognised, where another library or another issue of it told the text, or where ``path``
    does not hold the bytes that were read.
    """
    pages = store.pages(document.sha256)
    if (
        document.fields.get(READER) != reader()
        or any(page.confidence is not None for page in pages)
        or not _sound(path, len(pages))
        or file_hash(path) != document.sha256
    ):
        return frozenset()
    return frozenset(page.number - 1 for page in pages if _in_order(page) and personal.cannot_be_in(page.text))


def _sound(path: Path, pages: int) -> bool:
    """Whether qpdf, which copies the pages, finds the file whole: of a damaged one it may see others than pdfium."""
    import pikepdf

    with pikepdf.open(path) as pdf:
        return len(pdf.pages) == pages and not pdf.get_warnings()


def _in_order(page: Page) -> bool:
    """Whether a page holds text, and its letters in the order of the file: the cells of a table are put together."""
    return any(map(str.isalnum, page.text)) and not any(mark.kind is MarkKind.ROW for mark in page.marks)
