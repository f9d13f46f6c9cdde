"""A PDF page as it is shown: drawn as a picture, and the letters on it with their boxes.

Boxes are in points from the lower left corner of the page as it is turned for the reader.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from evidence.pictured import Said
from evidence.readers.bulk import ask_structures
from evidence.readers.frame import Bounds, text_and_frame
from evidence.readers.pdftext import characters

if TYPE_CHECKING:
    from PIL.Image import Image

#: Dots an inch.
FINE = 200
_MOST_PIXELS = 40_000_000
#: The primary colours of a grey page are at most so far apart, of 255.
_GREY = 24


def drawn(page: Any, dpi: int = FINE) -> Image:
    """A page of pdfium's with the notes and filled fields on it; in shades of grey where nothing has a colour."""
    width, height = page.get_size()
    scale = min(dpi / 72, math.sqrt(_MOST_PIXELS / max(width * height, 1)))
    picture: Image = page.render(scale=scale, rev_byteorder=True, may_draw_forms=True).to_pil()
    return picture if _coloured(picture) else picture.convert("L")


def _coloured(picture: Image) -> bool:
    from PIL import ImageChops

    red, green, blue = picture.split()
    # One band has one pair of extremes; Pillow's types allow for several bands.
    return any(int(ImageChops.difference(red, other).getextrema()[1]) > _GREY for other in (green, blue))  # type: ignore[arg-type]  # one band has one pair of extremes, not a pair a band


@dataclass(frozen=True, slots=True)
class Letters:
    """The text of a page as pdfium tells it, and a box for each of its characters."""

    text: str
    boxes: list[Bounds]

    def words(self, without: Collection[int] = ()) -> Iterator[Said]:
        """The words and their boxes, leaving out those that hold one of these characters."""
        start = 0
        while start < len(self.text):
            end = start
            while end < len(self.text) and not self.text[end].isspace():
                end += 1
            if end > start and not any(at in without for at in range(start, end)):
                boxes = [self.boxes[at] for at in range(start, end) if self.boxes[at] != (0, 0, 0, 0)]
                said = self.text[start:end].replace("\x02", "-").replace("\ufffe", "-").replace("\x00", "")
                if boxes and said:
                    yield Said(said, *around(boxes))
            start = max(end, start + 1)


def around(boxes: Collection[Bounds]) -> Bounds:
    """The box around these."""
    left, bottom, right, top = zip(*boxes, strict=True)
    return min(left), min(bottom), max(right), max(top)


def text_of(page: Any) -> str:
    """The text of a page of pdfium's. PdfiumError where it cannot be loaded."""
    textpage, _ = text_and_frame(page)
    try:
        return characters(textpage)
    finally:
        textpage.close()


def letters_of(page: Any) -> Letters:
    """The letters of a page of pdfium's. PdfiumError where its text cannot be loaded."""
    textpage, _ = text_and_frame(page)
    try:
        text = characters(textpage)
        left, top, right, bottom = ask_structures("FPDFText_GetLooseCharBox", textpage.raw, range(len(text)), 4)
    finally:
        textpage.close()
    return Letters(text, as_shown(page, zip(left, bottom, right, top, strict=True)))


def as_shown(page: Any, boxes: Iterable[Bounds]) -> list[Bounds]:
    """Boxes of the page's user space on the page as it is shown; all noughts for one that stands nowhere."""
    x0, y0, x1, y1 = page.get_bbox()
    ways: dict[int, Callable[[float, float, float, float], Bounds]] = {
        0: lambda left, bottom, right, top: (left - x0, bottom - y0, right - x0, top - y0),
        90: lambda left, bottom, right, top: (bottom - y0, x1 - right, top - y0, x1 - left),
        180: lambda left, bottom, right, top: (x1 - right, y1 - top, x1 - left, y1 - bottom),
        270: lambda left, bottom, right, top: (y1 - top, left - x0, y1 - bottom, right - x0),
    }
    way = ways[page.get_rotation()]
    return [way(*box) if box[0] != box[2] or box[1] != box[3] else (0, 0, 0, 0) for box in boxes]
