"""Where a quote stands on its page, and a picture of the place with the quote marked.

Both are worked out when they are asked for, from the page as it was received. A quote whose letters cannot be found on
the page one by one has no place: then there is an error, never a guess.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from evidence.errors import KravError, Message
from evidence.model import Document, Mark, MarkKind, Page, Span, Word

if TYPE_CHECKING:
    from evidence.readers.frame import Bounds
    from evidence.readers.placing import Placed
    from evidence.readingcopy import Press
    from evidence.store import Store

#: Recognised words are on one line where they share this much of their height.
_SAME_LINE = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A rectangle around a line of a quote, counted from the lower left corner of the page.

    Points of the page's user space, whatever its rotation; of an image, pixels of the picture as it is shown.
    """

    page: int  # of the file the place is in, from 1
    left: float
    bottom: float
    right: float
    top: float


class NoPlace(KravError):
    """A quote cannot be found again on its page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """The file a quote is shown in, and the boxes of its lines there."""

    path: Path
    boxes: tuple[Box, ...]


def boxes(store: Store, span: Span, press: Press | None = None) -> tuple[Box, ...]:
    """A rectangle for each line of the quote, and for each cell of a row, in the order of the text.

    A document without pages of its own has them in its reading copy, which ``press`` makes. NoPlace where the letters
    of the quote are not all found on the page; KravError where there is no such page.
    """
    return place_of(store, span, press).boxes


def place_of(store: Store, span: Span, press: Press | None = None) -> Place:
    """As ``boxes``, with the file whose pages they count: the original, its unlocked copy or its reading copy."""
    (place,) = places_of(store, (span,), press)
    return place


def places_of(store: Store, spans: Sequence[Span], press: Press | None = None) -> list[Place]:
    """As ``place_of``, of quotes that all stand on one page, which is looked through once for them.

    NoPlace where one of them is not found on it.
    """
    if not spans:
        return []
    document = store.document(spans[0].document)
    page = store.page(document.sha256, spans[0].page)
    path, lines = _looked_through(store, document, page, press)
    places = []
    for span in spans:
        found = lines(span)
        if not found:
            said, where = _short(page.text[span.start : span.end]), {"document": document.name, "page": page.number}
            raise NoPlace(
                Message("The words »{quote}« of {document}, page {page}, are not found on the page as it was received.",
                        {"quote": said, **where}),
                Message("Check with krav verify that the case is whole, and look the place up in the original."),
            )  # fmt: skip
        boxes = (
            Box(page=number, left=left, bottom=bottom, right=right, top=top)
            for number, (left, bottom, right, top) in found
        )
        places.append(Place(path=path, boxes=tuple(boxes)))
    return places


_Lines = Callable[[Span], "list[tuple[int, Bounds]]"]


def _looked_through(store: Store, document: Document, page: Page, press: Press | None) -> tuple[Path, _Lines]:
    """The file a page is shown in, and what tells the lines of a span there, each with the file's page it is on."""
    from evidence.readingcopy import reading_copy

    path = store.shown(document.sha256)
    if set_upon := [mark for mark in page.marks if "box" in mark.detail]:
        said = page.text[: min(mark.start for mark in set_upon)]
        marks = tuple(mark for mark in page.marks if mark.end <= len(said))
        _, lines = _looked_through(store, document, replace(page, text=said, marks=marks), press)
        return path, lambda span: [(page.number, one) for one in _of_notes(set_upon, span)] or lines(span)
    if words := store.words(document.sha256, page.number):
        return path, lambda span: [(page.number, bounds) for bounds in _of_words(words, page.text, span)]
    if document.media == "pdf":
        placed = _placed(path, page.number - 1, page.text, page.stretches(MarkKind.FURNITURE))
        if placed:
            return path, lambda span: [(page.number, box) for box in placed.lines(span.start, span.end).values()]
    elif press and (copy := reading_copy(store, document, press)):
        return copy.path, lambda span: copy.boxes(page.number, span.start, span.end)
    return path, lambda _: []


@contextmanager
def opened(path: Path) -> Iterator[Any]:
    """The PDF as pdfium opens it. NoPlace where it cannot be opened."""
    import pypdfium2 as pdfium

    try:
        document = pdfium.PdfDocument(path)
    except (pdfium.PdfiumError, OSError) as error:
        raise NoPlace(
            Message("{file} cannot be opened to show a place in it ({reason}).",
                    {"file": path.name, "reason": str(error)}),
            Message("Check with krav verify that the originals are whole."),
        ) from error  # fmt: skip
    try:
        yield document
    finally:
        document.close()


def _placed(path: Path, index: int, text: str, furniture: Sequence[str]) -> Placed | None:
    from evidence.readers.placing import placed

    with opened(path) as document:
        return placed(document, index, text, furniture)


def _of_words(words: Iterable[Word], text: str, span: Span) -> list[Bounds]:
    """The lines of recognised words a span touches; none where a letter of it belongs to no word."""
    touched = [word for word in words if word.start < span.end and word.end > span.start]
    held = {at for word in touched for at in range(word.start, word.end)}
    if any(not text[at].isspace() and at not in held for at in range(span.start, span.end)):
        return []
    lines: list[Bounds] = []
    for word in touched:
        if lines and _beside(lines[-1], word):
            left, bottom, right, top = lines[-1]
            lines[-1] = (
                min(left, word.left), min(bottom, word.bottom), max(right, word.right), max(top, word.top)
            )  # fmt: skip
        else:
            lines.append((word.left, word.bottom, word.right, word.top))
    return lines


def _of_notes(set_upon: Iterable[Mark], span: Span) -> list[Bounds]:
    """Where the note a span touches is set, which has no lines of its own."""
    found: dict[Bounds, None] = {}
    for mark in set_upon:
        if mark.start < span.end and span.start < mark.end:
            left, bottom, right, top = map(float, mark.detail["box"].split())
            found[left, bottom, right, top] = None
    return list(found)


def _beside(line: Bounds, word: Word) -> bool:
    """Whether a word goes on a line to the right, or on a leaning or turned page in its other direction."""
    shared = min(line[3], word.top) - max(line[1], word.bottom)
    return shared > _SAME_LINE * min(line[3] - line[1], word.top - word.bottom) and word.right > line[2]


def _short(quote: str) -> str:
    said = " ".join(quote.split())
    return said if len(said) <= 80 else f"{said[:77]}…"
