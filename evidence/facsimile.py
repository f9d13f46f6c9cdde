"""The pages a document is put before others in: its own, its pictures set on paper, or its reading copy."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from evidence.errors import Message
from evidence.model import Document
from evidence.pictured import Album, Said
from evidence.readers import CannotRead

if TYPE_CHECKING:
    from PIL.Image import Image

    from evidence.readingcopy import Press
    from evidence.store import Store

IMAGE = "image"
#: Points of an A4 page within which a picture of unknown size is set.
_A4 = (595.0, 842.0)

DRAWN_ANEW = Message("the file is damaged; its pages are shown as they could be drawn")


class NoFacsimile(Exception):
    """A document that no pages can be made of; ``reason`` says why."""

    def __init__(self, reason: Message) -> None:
        self.reason = reason
        super().__init__(reason.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """From character ``start`` of the stored page ``page`` on, the text stands on page ``sheet`` of the facsimile."""

    page: int
    start: int
    sheet: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Facsimile:
    """A PDF of a document."""

    path: Path
    starts: Sequence[Start]
    notes: Sequence[Message] = ()


def facsimile(store: Store, document: Document, press: Press, desk: Path) -> Facsimile:
    """The PDF a document is shown in; what has to be made for it alone is laid into the folder ``desk``.

    Raises:
        NoFacsimile: the document has no pages that could be shown.
    """
    if document.media == "pdf":
        return _of_pdf(store, document, desk)
    if document.media == IMAGE:
        return _of_pictures(store, document, desk)
    return _of_text(store, document, press)


def _of_pdf(store: Store, document: Document, desk: Path) -> Facsimile:
    import pikepdf

    # The searchable copy of a scan shows the same pages, and its words can be found.
    path = store.copies(document.sha256).get("searchable") or store.shown(document.sha256)
    try:
        with pikepdf.open(path) as pdf:
            return Facsimile(path=path, starts=_one_to_one(len(pdf.pages)))
    except (pikepdf.PdfError, OSError, ValueError, RuntimeError):
        drawn = desk / f"{document.sha256}-drawn.pdf"
        return Facsimile(path=drawn, starts=_one_to_one(_drawn_anew(path, drawn)), notes=(DRAWN_ANEW,))


def _one_to_one(pages: int) -> list[Start]:
    if not pages:
        raise NoFacsimile(Message("it holds no pages"))
    return [Start(page=number, start=0, sheet=number) for number in range(1, pages + 1)]


def _drawn_anew(path: Path, target: Path) -> int:
    """Draw what pdfium opens and qpdf does not; the number of pages."""
    import pypdfium2 as pdfium

    from evidence.shown import drawn, letters_of

    album = Album()
    try:
        source = pdfium.PdfDocument(path)
        try:
            for index in range(len(source)):
                page = source[index]
                width, height = page.get_size()
                album.add(drawn(page), width, height, letters_of(page).words())
                page.close()
            album.save(target)
            return len(source)
        finally:
            source.close()
    except (pdfium.PdfiumError, OSError, ValueError, MemoryError) as error:
        raise NoFacsimile(Message("the file is damaged ({reason})", {"reason": str(error)})) from error


def _of_pictures(store: Store, document: Document, desk: Path) -> Facsimile:
    from PIL import Image

    from evidence.readers.image import opened_picture

    album = Album()
    target = desk / f"{document.sha256}-pictures.pdf"
    try:
        file, whole = opened_picture(store.original(document.sha256))
        with closing(file):
            for number in range(1, max(document.pages, 1) + 1):
                picture, fine = _picture(file, number)
                whole = whole and picture is not None
                picture = picture or Image.new("1", (round(_A4[0]), round(_A4[1])), 1)
                album.add(picture, *_on_paper(store, document, number, picture.size, fine))
    except CannotRead as problem:
        raise NoFacsimile(problem.reason) from problem
    except (OSError, ValueError, SyntaxError, EOFError) as error:
        raise NoFacsimile(Message("the file is damaged ({reason})", {"reason": str(error)})) from error
    album.save(target)
    return Facsimile(path=target, starts=_one_to_one(max(document.pages, 1)), notes=() if whole else (DRAWN_ANEW,))


def _picture(file: Any, number: int) -> tuple[Image | None, float]:
    """A page as it is shown, none where it is damaged, and its dots an inch."""
    from PIL import ImageOps

    from evidence.readers.image import go_to

    try:
        go_to(file, number)
        picture = ImageOps.exif_transpose(file)
    except (CannotRead, OSError):
        return None, 0.0
    return picture if picture.mode in ("1", "L") else picture.convert("RGB"), float(file.info.get("dpi", (0, 0))[0])


def _on_paper(
    store: Store, document: Document, number: int, size: tuple[int, int], fine: float
) -> tuple[float, float, list[Said]]:
    """Width and height of the page in points, and its recognised words on it."""
    paper = _A4 if size[0] <= size[1] else _A4[::-1]
    scale = 72 / fine if 90 < fine < 1300 else 1.0
    scale = min(scale, *(most / pixels for most, pixels in zip(paper, size, strict=True)))
    page = store.page(document.sha256, number).text if document.pages else ""
    words = [
        Said(page[word.start : word.end], *(scale * edge for edge in (word.left, word.bottom, word.right, word.top)))
        for word in store.words(document.sha256, number)
    ]
    return scale * size[0], scale * size[1], words


def _of_text(store: Store, document: Document, press: Press) -> Facsimile:
    from evidence.readingcopy import reading_copy

    if not document.pages:
        raise NoFacsimile(Message("it holds no text to print; it is handed over as a file"))
    copy = reading_copy(store, document, press)
    if copy is None:
        raise NoFacsimile(Message("its text could not be set on paper without a change"))
    return Facsimile(path=copy.path, starts=list(_starts(copy.sheets())))


def _starts(sheets: Iterator[tuple[int, int, int]]) -> Iterator[Start]:
    """Where a new sheet or stored page begins, of all characters' page, offset and sheet."""
    for (page, sheet), letters in itertools.groupby(sheets, key=lambda one: (one[0], one[2])):
        yield Start(page=page, start=next(letters)[1], sheet=sheet)
