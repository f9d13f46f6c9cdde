"""Where things stand on a PDF page as it is read: text upright, points from the page's lower left corner.

pdfium speaks in the file's own user space, whatever the page's rotation and the corner of its MediaBox. A page that
is turned, or a table set sideways on a page that is not, is laid out like any other once it has been turned upright.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from evidence.readers.bulk import ask, ask_structures

#: Left, bottom, right, top, in points.
Bounds = tuple[float, float, float, float]

#: So many letters of a page tell which way it is written.
_SAMPLE = 60


@dataclass(frozen=True, slots=True)
class Frame:
    """From user space to the page as it is read. ``turn`` is the quarter turns to the left its lines run at."""

    turn: int
    left: float
    bottom: float
    width: float
    height: float

    def upright(self, bounds: Bounds) -> Bounds:
        """A box of user space in this frame."""
        left, bottom, right, top = _turned(bounds, self.turn)
        return left - self.left, bottom - self.bottom, right - self.left, top - self.bottom


def text_and_frame(page: Any) -> tuple[Any, Frame]:
    """pdfium's text of the page, to be closed by the caller, and the frame most of it is upright in.

    PdfiumError where the page's text cannot be loaded.
    """
    textpage = page.get_textpage()
    turn = _turn(textpage)
    shown = page.get_rotation()
    if shown != 90 * turn:
        # pdfium orders letters as the page is shown; those of a page shown sideways would come back to front.
        textpage.close()
        page.set_rotation(90 * turn)
        try:
            textpage = page.get_textpage()
        finally:
            page.set_rotation(shown)
    left, bottom, right, top = _turned(page.get_bbox(), turn)
    return textpage, Frame(turn, left, bottom, right - left, top - bottom)


def _turned(bounds: Bounds, turn: int) -> Bounds:
    left, bottom, right, top = bounds
    if turn == 1:
        return bottom, -right, top, -left
    if turn == 2:
        return -right, -top, -left, -bottom
    if turn == 3:
        return -top, left, -bottom, right
    return bounds


def _turn(textpage: Any) -> int:
    count = textpage.count_chars()
    some = range(0, count, max(1, count // _SAMPLE))
    # A space pdfium has put in has no direction of its own.
    drawn = [at for at, made in zip(some, ask("FPDFText_IsGenerated", textpage.raw, some), strict=True) if not made]
    turns: Counter[int] = Counter()
    right, up, *_ = ask_structures("FPDFText_GetMatrix", textpage.raw, drawn, 6)
    for along, across in zip(right, up, strict=True):
        if abs(along) >= abs(across):
            turns[0 if along >= 0 else 2] += 1
        else:
            turns[1 if across > 0 else 3] += 1
    return max(sorted(turns), key=lambda turn: turns[turn], default=0)
