"""The lines of a PDF page as pdfium gives them: text, where they stand, how large and how heavy they are."""

from __future__ import annotations

import ctypes
import statistics
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from evidence.readers.ruling import Box, Ruling, ruling_of

#: pdfium's marks for a hyphen it has taken out at the end of a line.
_HYPHENS = (0x02, 0xFFFE)
_LOW = range(0xDC00, 0xE000)
_HIGH = range(0xD800, 0xDC00)


@dataclass(frozen=True, slots=True)
class Cell:
    """A stretch of a line without wide gaps; ``left`` and ``right`` in points."""

    text: str
    left: float
    right: float
    box: Box | None = None  # of the table it stands in, where that is ruled


@dataclass(frozen=True, slots=True)
class TextLine:
    """A visual line. Points, from the bottom of the page (pdfium's user space)."""

    cells: tuple[Cell, ...]
    bottom: float
    top: float
    bold: bool
    height_of_page: float
    bottom_of_page: float
    right_of_page: float

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
        return (self.bottom - self.bottom_of_page) / self.height_of_page if self.height_of_page > 0 else 0.5


def lines_of_page(document: Any, index: int) -> tuple[list[TextLine], bool]:
    """The lines in the order of the content, and, where there are none, whether the page shows pictures.

    PdfiumError where the page cannot be loaded.
    """
    import pypdfium2.raw as raw

    page = document[index]
    try:
        textpage = page.get_textpage()
        try:
            lines = _lines(textpage, page.get_mediabox(), ruling_of(page))
        finally:
            textpage.close()
        pictures = False
        if not lines:
            pictures = any(True for _ in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=4))
        return lines, pictures
    finally:
        page.close()


def _lines(textpage: Any, mediabox: tuple[float, float, float, float], ruling: Ruling) -> list[TextLine]:
    import pypdfium2.raw as raw

    handle, get = textpage.raw, raw.FPDFText_GetUnicode
    codes = [get(handle, at) for at in range(textpage.count_chars())]
    lines: list[TextLine] = []
    start = 0
    for at, code in enumerate(codes):
        if code in (0x0A, 0x0D):
            lines += _line(textpage, codes, start, at, mediabox, ruling)
            start = at + 1
        elif code in _HYPHENS:
            lines += _line(textpage, codes, start, at + 1, mediabox, ruling)
            start = at + 1
    return lines + _line(textpage, codes, start, len(codes), mediabox, ruling)


def _line(
    textpage: Any, codes: list[int], start: int, end: int, mediabox: tuple[float, ...], ruling: Ruling
) -> list[TextLine]:
    """The line of the characters ``[start, end)`` as a list: empty where nothing is to be seen."""
    seen = [
        at
        for at in range(start, end)
        if (codes[at] > 0x20 and codes[at] not in (0xA0, 0x3000)) or codes[at] in _HYPHENS
    ]
    if not seen:
        return []
    box = _box_reader(textpage)
    first, last = box(seen[0]), box(seen[-1])
    if codes[seen[-1]] in _HYPHENS and len(seen) > 1:
        last = box(seen[-2])
    size = max(first[3] - first[1], 0.1)
    middle = (first[1] + first[3]) / 2
    cells = []
    for one in _cells(seen, box, size, ruling):
        left, right = box(one[0])[0], box(one[-1])[2] if one[-1] != seen[-1] else last[2]
        cells.append(Cell(_text(codes[one[0] : one[-1] + 1]), left, right, ruling.box(left, right, middle)))
    made = tuple(cells)
    bold = _bold(textpage, seen[0]) and _bold(textpage, seen[-1])
    bottom_of_page, height = mediabox[1], mediabox[3] - mediabox[1]
    # A capital or a footnote mark at either end must not pass for the size of the line.
    return [TextLine(made, min(first[1], last[1]), max(first[3], last[3]), bold, height, bottom_of_page, mediabox[2])]


def _cells(seen: list[int], box: Any, size: float, ruling: Ruling) -> list[list[int]]:
    """The seen characters parted where a rule stands or a gap is wider than any between words."""
    gaps = []
    for before, after in pairwise(seen):
        if after - before > 1:
            one, other = box(before), box(after)
            gaps.append((other[0] - one[2], before, after, ruling.parts(one[2], other[0], (one[1] + one[3]) / 2)))
    if not gaps:
        return [seen]
    usual = statistics.median(gap for gap, _, _, _ in gaps) if len(gaps) > 2 else 0.0
    wide = {
        before
        for gap, before, after, ruled in gaps
        if ruled or gap > max(1.1 * size, 2.5 * usual) or (after - before > 4 and gap > size) or gap < -2 * size
    }
    cells: list[list[int]] = [[]]
    for at in seen:
        cells[-1].append(at)
        if at in wide:
            cells.append([])
    return [cell for cell in cells if cell]


def _box_reader(textpage: Any) -> Any:
    import pypdfium2.raw as raw

    rect = raw.FS_RECTF()
    reference = ctypes.byref(rect)
    handle = textpage.raw
    known: dict[int, tuple[float, float, float, float]] = {}

    def box(at: int) -> tuple[float, float, float, float]:
        if at not in known:
            if raw.FPDFText_GetLooseCharBox(handle, at, reference):
                known[at] = (rect.left, rect.bottom, rect.right, rect.top)
            else:
                known[at] = (0.0, 0.0, 0.0, 0.0)
        return known[at]

    return box


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
