"""The lines of a PDF page as pdfium gives them: text, where they stand, how large and how heavy they are."""

from __future__ import annotations

import ctypes
import statistics
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from evidence.readers.frame import Bounds, Frame, text_and_frame
from evidence.readers.ruling import Box, Boxes, RuledTables

#: pdfium's marks for a hyphen it has taken out at the end of a line.
_HYPHENS = (0x02, 0xFFFE)
_LOW = range(0xDC00, 0xE000)
_HIGH = range(0xD800, 0xDC00)

#: Tells where a character stands, by its number on the page.
_Reader = Callable[[int], Bounds]


@dataclass(frozen=True, slots=True)
class Cell:
    """A stretch of a line without wide gaps; ``left`` and ``right`` in points."""

    text: str
    left: float
    right: float
    box: Box | None = None  # of the table it stands in, where that is ruled


@dataclass(frozen=True, slots=True)
class TextLine:
    """A visual line. Points, from the lower left corner of the page turned upright."""

    cells: tuple[Cell, ...]
    bottom: float
    top: float
    bold: bool
    height_of_page: float
    width_of_page: float

    @property
    def text(self) -> str:
        """The cells parted by tabs."""
        return "\t".join(cell.text for cell in self.cells)

    @property
    def left(self) -> float:
        """Where it begins."""
        return self.cells[0].left

    @property
    def right(self) -> float:
        """Where it ends."""
        return max(cell.right for cell in self.cells)

    @property
    def size(self) -> float:
        """The height of its letters' boxes."""
        return max(self.top - self.bottom, 0.1)

    @property
    def place(self) -> float:
        """How far up the page it stands, from 0 to 1."""
        return self.bottom / self.height_of_page if self.height_of_page > 0 else 0.5


def lines_of_page(document: Any, index: int, tables: RuledTables) -> tuple[list[TextLine], bool]:
    """The lines in the order of the content, and, where there are none, whether the page shows pictures.

    ``tables`` are those of the same document.

    PdfiumError where the page cannot be loaded.
    """
    import pypdfium2.raw as raw

    page = document[index]
    try:
        textpage, frame = text_and_frame(page)
        try:
            boxes = tables.boxes(index, page, textpage.count_chars(), frame)
            lines = _lines(textpage, frame, boxes)
        finally:
            textpage.close()
        pictures = False
        if not lines:
            pictures = any(True for _ in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=4))
        return lines, pictures
    finally:
        page.close()


def _lines(textpage: Any, frame: Frame, boxes: Boxes) -> list[TextLine]:
    import pypdfium2.raw as raw

    handle, get = textpage.raw, raw.FPDFText_GetUnicode
    codes = [get(handle, at) for at in range(textpage.count_chars())]
    bounds = _bounds_reader(textpage, frame)
    if boxes:
        boxes = boxes.of_text([_around(word, bounds) for word in _words(_seen(codes, 0, len(codes)), bounds, boxes)])
    lines: list[TextLine] = []
    start = 0
    for at, code in enumerate(codes):
        if code in (0x0A, 0x0D):
            lines += _line(textpage, codes, start, at, bounds, frame, boxes)
            start = at + 1
        elif code in _HYPHENS:
            lines += _line(textpage, codes, start, at + 1, bounds, frame, boxes)
            start = at + 1
    return lines + _line(textpage, codes, start, len(codes), bounds, frame, boxes)


def _seen(codes: list[int], start: int, end: int) -> list[int]:
    """Which of the characters ``[start, end)`` are to be seen."""
    return [
        at
        for at in range(start, end)
        if (codes[at] > 0x20 and codes[at] not in (0xA0, 0x3000)) or codes[at] in _HYPHENS
    ]


def _words(seen: list[int], bounds: _Reader, boxes: Boxes) -> list[list[int]]:
    """Characters that stand side by side, put together."""
    words: list[list[int]] = []
    for at in seen:
        if not words or at - words[-1][-1] > 1 or (boxes and _ruled_apart(words[-1][-1], at, bounds, boxes)):
            words.append([])
        words[-1].append(at)
    return words


def _ruled_apart(one: int, other: int, bounds: _Reader, boxes: Boxes) -> bool:
    """Whether two characters stand in cells of their own: pdfium puts no space between figures of narrow columns."""
    before, after = bounds(one), bounds(other)
    gap = after[0] - before[2]
    return gap > 0.2 * (before[3] - before[1]) and boxes.around(before) != boxes.around(after)


def _line(
    textpage: Any, codes: list[int], start: int, end: int, bounds: _Reader, frame: Frame, boxes: Boxes
) -> list[TextLine]:
    """The line of the characters ``[start, end)`` as a list: empty where nothing is to be seen."""
    seen = _seen(codes, start, end)
    if not seen:
        return []
    first, last = bounds(seen[0]), bounds(seen[-1])
    if codes[seen[-1]] in _HYPHENS and len(seen) > 1:
        last = bounds(seen[-2])
    size = max(first[3] - first[1], 0.1)
    cells = []
    for one, box in _cells(seen, bounds, size, boxes):
        left, right = bounds(one[0])[0], bounds(one[-1])[2] if one[-1] != seen[-1] else last[2]
        cells.append(Cell(_text(codes[one[0] : one[-1] + 1]), left, right, box))
    bold = _bold(textpage, seen[0]) and _bold(textpage, seen[-1])
    # A capital or a footnote mark at either end must not pass for the size of the line.
    bottom, top = min(first[1], last[1]), max(first[3], last[3])
    return [TextLine(tuple(cells), bottom, top, bold, frame.height, frame.width)]


def _cells(seen: list[int], bounds: _Reader, size: float, boxes: Boxes) -> list[tuple[list[int], Box | None]]:
    """The seen characters parted where a rule stands or a gap is wider than any between words, each with its box."""
    words = _words(seen, bounds, boxes)
    around = [boxes.around(_around(word, bounds)) if boxes else None for word in words]
    gaps = [bounds(after[0])[0] - bounds(before[-1])[2] for before, after in pairwise(words)]
    usual = statistics.median(gaps) if len(gaps) > 2 else 0.0
    cells = [(list(words[0]), around[0])]
    for at, gap in enumerate(gaps):
        ruled = around[at] != around[at + 1]
        spaces = words[at + 1][0] - words[at][-1]
        if ruled or gap > max(1.1 * size, 2.5 * usual) or (spaces > 4 and gap > size) or gap < -2 * size:
            cells.append(([], around[at + 1]))
        cells[-1][0].extend(words[at + 1])
    return cells


def _around(word: list[int], bounds: _Reader) -> Bounds:
    """Where a word stands, as high as its first letter."""
    # The last letter may be a hyphen pdfium has taken out, which stands nowhere.
    first, last = bounds(word[0]), bounds(word[-2] if len(word) > 1 else word[-1])
    return first[0], first[1], last[2], first[3]


def _bounds_reader(textpage: Any, frame: Frame) -> _Reader:
    import pypdfium2.raw as raw

    rect = raw.FS_RECTF()
    reference = ctypes.byref(rect)
    handle = textpage.raw
    known: dict[int, Bounds] = {}

    def bounds(at: int) -> Bounds:
        if at not in known:
            if raw.FPDFText_GetLooseCharBox(handle, at, reference):
                known[at] = frame.upright((rect.left, rect.bottom, rect.right, rect.top))
            else:
                known[at] = (0.0, 0.0, 0.0, 0.0)
        return known[at]

    return bounds


def _bold(textpage: Any, at: int) -> bool:
    import pypdfium2.raw as raw

    if raw.FPDFText_GetFontWeight(textpage.raw, at) >= 600:
        return True
    name = ctypes.create_string_buffer(128)
    flags = ctypes.c_int()
    raw.FPDFText_GetFontInfo(textpage.raw, at, name, 128, ctypes.byref(flags))
    said = name.value.lower()
    return b"bold" in said or b"black" in said or b"heavy" in said


def _text(codes: list[int]) -> str:
    pieces: list[str] = []
    at = 0
    while at < len(codes):
        code = codes[at]
        if code in _HIGH and at + 1 < len(codes) and codes[at + 1] in _LOW:
            pieces.append(chr(0x10000 + ((code - 0xD800) << 10) + (codes[at + 1] - 0xDC00)))
            at += 1
        elif code in _HYPHENS:
            pieces.append("-")
        elif code in _HIGH or code in _LOW or code == 0xFFFF or code > 0x10FFFF:
            pieces.append("\ufffd")
        elif code:
            pieces.append(" " if code == 0xA0 else chr(code))
        at += 1
    return "".join(pieces)
