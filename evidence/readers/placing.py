"""Where on a PDF page each character of its stored text stands.

The page is read once more by the same code, its cells put in the order they were written in, and the stored text laid
letter to letter over their characters.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from operator import itemgetter
from typing import Any

from evidence.alignment import aligned, seen
from evidence.readers.bulk import ask_structures
from evidence.readers.frame import Bounds, text_and_frame
from evidence.readers.layout import in_written_order
from evidence.readers.pdftext import Cell, characters, lines_of_text, written_letters
from evidence.readers.ruling import Boxes, RuledTables


class Placed:
    """The characters of a text and where each stands, line by line. Boxes are in points of the page's user space."""

    def __init__(self, letters: Sequence[tuple[int, int, Bounds]]) -> None:
        """``letters``: offset in the text, number of the line (or cell of a line), and box, by offset."""
        self._letters = letters

    def line_numbers(self) -> Iterator[tuple[int, int]]:
        """The offset of each character and the number of its line."""
        return ((offset, line) for offset, line, _ in self._letters)

    def lines(self, start: int, end: int) -> dict[int, Bounds]:
        """A box for each line of ``text[start:end]``, by the number of the line, first to last."""
        first = bisect_left(self._letters, start, key=itemgetter(0))
        last = bisect_left(self._letters, end, key=itemgetter(0))
        lines: dict[int, Bounds] = {}
        for _, line, (left, bottom, right, top) in self._letters[first:last]:
            if left == right and bottom == top:
                continue  # a hyphen pdfium has taken out stands nowhere
            known = lines.get(line, (left, bottom, right, top))
            lines[line] = (
                min(left, known[0]), min(bottom, known[1]), max(right, known[2]), max(top, known[3])
            )  # fmt: skip
        return lines


def placed(document: Any, index: int, text: str, furniture: Collection[str]) -> Placed | None:
    """The stored ``text`` of pdfium's page ``index`` (from 0) on that page; None where the page does not say so.

    ``furniture`` are the stretches of the text that are running heads and the like.
    """
    page = document[index]
    try:
        textpage, frame = text_and_frame(page)
        try:
            said = characters(textpage)
            stored = list(seen((character, offset) for offset, character in enumerate(text)))
            # Where a document had too many ruled pages, this one was read without its cells.
            for boxes in (RuledTables().boxes(page, len(said), frame), Boxes()):
                cells = in_written_order(lines_of_text(textpage, said, frame, boxes), furniture)
                pairs = aligned(stored, list(seen(_letters(said, cells))))
                if pairs is not None:
                    break
            else:
                return None
            left, top, right, bottom = ask_structures("FPDFText_GetLooseCharBox", textpage.raw, range(len(said)), 4)
        finally:
            textpage.close()
    finally:
        page.close()
    line_of = {at: line for line, cell in enumerate(cells) for at in range(cell.first, cell.last + 1)}
    return Placed([(offset, line_of[at], (left[at], bottom[at], right[at], top[at])) for offset, at in pairs])


def _letters(said: str, cells: Sequence[Cell]) -> Iterator[tuple[str, int]]:
    for cell in cells:
        yield from written_letters(said, cell)
