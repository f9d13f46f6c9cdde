"""Pictures of the place a quote stands in, the quote marked: some lines around it, or the whole page; as PNG."""

from __future__ import annotations

import math
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

from evidence.errors import Message
from evidence.geometry import Box, NoPlace, Place, opened, place_of, places_of
from evidence.model import Span
from evidence.personal import ALWAYS, Personal

if TYPE_CHECKING:
    from PIL.Image import Image

    from evidence.readingcopy import Press
    from evidence.store import Store

#: A page drawn with more pixels than this is drawn coarser: a drawing of a building in its full size.
MOST_PIXELS = 40_000_000
#: Light enough to read through, dark enough to be seen printed in grey.
_MARKER = (255, 226, 110)
_RULE = (196, 120, 0)
_INK = 200  # of 255: darker than this is print, not paper
#: So many heights of the quote's lines are shown above and below it.
_AROUND = 4.0
#: The same where it is printed beside the quote: enough to see that the words stand there, and among what.
PRINTED_AROUND = 1.3
#: So many words of a page tell which way they run.
_SEEN = 120
#: A printed picture: dots an inch, and the most dots in all, so that many of them stay a small file.
_PRINTED, _DOTS = 110, 250_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Cutting:
    """A picture of the place of a quote as it is printed: PNG, its size in points on the page it was cut from."""

    png: bytes
    width: float
    height: float


def crop(
    store: Store, span: Span, dpi: int = 150, press: Press | None = None, personal: Personal = ALWAYS
) -> bytes:
    """The place of a quote as PNG, the quote marked, the same bytes each time. ``press`` as for ``boxes``.

    A picture is made to be shown to others: what is ``personal`` on the page is painted over. NoPlace where the quote,
    or something personal, is not found on its page, or the page is cut down to less than where it stands; KravError
    where there is no such page.
    """
    whole = _around(store, (span,), dpi, press, personal, _AROUND)
    out = BytesIO()
    whole.save(out, "PNG", dpi=(dpi, dpi))
    return out.getvalue()


def cutting(
    store: Store, spans: Sequence[Span], press: Press | None = None, personal: Personal = ALWAYS,
    lines: float = PRINTED_AROUND, places: Sequence[Place] = (),
) -> Cutting:  # fmt: skip
    """As ``crop``, of quotes of one document that stand near one another, all of them marked, with ``lines`` heights
    of their lines around, and small enough to be printed by the dozen. The same errors.

    ``places``: those of the quotes, where they have been found before.
    """
    from PIL import Image

    whole = _around(store, spans, _PRINTED, press, personal, lines, places)
    width, height = whole.size
    share = math.sqrt(_DOTS / (width * height))
    if share < 1:  # a photograph has as many dots as the camera took
        whole = whole.resize((max(1, int(width * share)), max(1, int(height * share))), Image.Resampling.LANCZOS)
    out = BytesIO()
    whole.quantize(palette=_shades(), dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return Cutting(png=out.getvalue(), width=width * 72 / _PRINTED, height=height * 72 / _PRINTED)


def _shades() -> Image:
    """Nine greys, and the pen over six of them: the mark is never lost among the colours of the page."""
    from PIL import Image

    greys = [round(255 * n / 8) for n in range(9)]
    pens = [tuple(shade * part // 255 for part in _MARKER) for shade in (255, 210, 165, 120, 75, 40)]
    held = Image.new("P", (1, 1))
    held.putpalette([part for colour in (*((grey,) * 3 for grey in greys), *pens, _RULE) for part in colour])
    return held


def _around(
    store: Store, spans: Sequence[Span], dpi: int, press: Press | None, personal: Personal, lines: float,
    known: Sequence[Place] = (),
) -> Image:  # fmt: skip

    found = known or [place_of(store, span, press) for span in spans]
    boxes = [box for place in found for box in place.boxes]
    covering = (place for page in _hidden(store, spans, personal) for place in places_of(store, page, press))
    hidden = [box for place in covering for box in place.boxes]
    strips = []
    for number in dict.fromkeys(box.page for box in boxes):
        here = [box for box in boxes if box.page == number]
        covered = [box for box in hidden if box.page == number]
        picture, places = _upright(store, spans, found[0].path, number, [*here, *covered], dpi)
        shown = _on_sheet(picture, places[: len(here)])
        strips.append(_strip(_covered(_marked(picture, shown), places[len(here) :]), shown, dpi, lines))
    return _stacked(strips)


def _stacked(pictures: Sequence[Image]) -> Image:
    """The pictures one below the other on white."""
    from PIL import Image

    whole = Image.new("RGB", (max(one.width for one in pictures), sum(one.height for one in pictures)), "white")
    down = 0
    for one in pictures:
        whole.paste(one, (0, down))
        down += one.height
    return whole


def _hidden(store: Store, spans: Sequence[Span], personal: Personal) -> list[list[Span]]:
    """What is personal on the pages of these spans, page by page."""
    return [
        [
            Span(document=document, page=page, start=hit.start, end=hit.end)
            for hit in personal.find_on(store.page(document, page))
        ]
        for document, page in dict.fromkeys((span.document, span.page) for span in spans)
    ]


def _covered(picture: Image, places: Sequence[tuple[int, int, int, int]]) -> Image:
    from PIL import ImageDraw

    draw = ImageDraw.Draw(picture)
    for left, top, right, bottom in places:
        edge = max(2, (bottom - top) // 8)
        draw.rectangle((left - edge, top - edge, right + edge, bottom + edge), fill="black")
    return picture


def whole_page(store: Store, spans: Sequence[Span], dpi: int = 110, press: Press | None = None) -> bytes:
    """The pages quotes of one page of a document stand on as PNG, one below the other, the quotes marked.

    NoPlace where none of the quotes is found; KravError where there is no such page.
    """

    places, missed = [], None
    for span in spans:
        try:
            places.append(place_of(store, span, press))
        except NoPlace as error:
            missed = error
    if not places:
        raise missed or ValueError("no quote was asked for")
    boxes = [box for place in places for box in place.boxes]
    pictures = []
    for number in sorted({box.page for box in boxes}):
        here = [box for box in boxes if box.page == number]
        picture, where = _upright(store, spans, places[0].path, number, here, dpi)
        pictures.append(_marked(picture, _on_sheet(picture, where)))
    out = BytesIO()
    _stacked(pictures).quantize(64).save(out, "PNG", dpi=(dpi, dpi))
    return out.getvalue()


def _upright(
    store: Store, spans: Sequence[Span], path: Path, number: int, found: Sequence[Box], dpi: int
) -> tuple[Image, list[tuple[int, int, int, int]]]:
    """As ``_drawn``, turned so that the words recognised on the page run from left to right: scans lie as they fell."""
    from PIL import Image

    ours = next((span for span in spans if span.page == number), spans[0])
    words = [
        Box(page=number, left=word.left, bottom=word.bottom, right=word.right, top=word.top)
        for word in store.words(ours.document, ours.page)[:_SEEN]
    ]
    picture, places = _drawn(path, number, [*found, *words], dpi)
    places, run = places[: len(found)], places[len(found) :]
    steps = [(two[0] + two[2] - one[0] - one[2], two[1] + two[3] - one[1] - one[3]) for one, two in pairwise(run)]
    across, down = (median(step) for step in zip(*steps, strict=True)) if steps else (1, 0)
    wide, high = picture.size
    if abs(down) > abs(across):
        if down < 0:  # they run upwards
            turned = [(high - bottom, left, high - top, right) for left, top, right, bottom in places]
            return picture.transpose(Image.Transpose.ROTATE_270), turned
        turned = [(top, wide - right, bottom, wide - left) for left, top, right, bottom in places]
        return picture.transpose(Image.Transpose.ROTATE_90), turned
    if across < 0:
        turned = [(wide - right, high - bottom, wide - left, high - top) for left, top, right, bottom in places]
        return picture.transpose(Image.Transpose.ROTATE_180), turned
    return picture, places


def _drawn(path: Path, number: int, found: Sequence[Box], dpi: int) -> tuple[Image, list[tuple[int, int, int, int]]]:
    """The page as a picture, and the boxes on it: left, top, right, bottom in pixels."""
    if path.suffix.lower() == ".pdf":
        return _drawn_by_pdfium(path, number, found, dpi)
    return _photographed(path, number, found)


def _drawn_by_pdfium(
    path: Path, number: int, found: Sequence[Box], dpi: int
) -> tuple[Image, list[tuple[int, int, int, int]]]:
    with opened(path) as document:
        page = document[number - 1]
        width, height = page.get_size()
        scale = min(dpi / 72, math.sqrt(MOST_PIXELS / max(width * height, 1)))
        picture: Image = page.render(scale=scale, rev_byteorder=True).to_pil().convert("RGB")
        return picture, [_on_picture(page, box, picture.size) for box in found]


def _on_picture(page: Any, box: Box, size: tuple[int, int]) -> tuple[int, int, int, int]:
    import ctypes

    import pypdfium2.raw as raw

    across, down = [], []
    for x, y in ((box.left, box.bottom), (box.right, box.top)):
        px, py = ctypes.c_int(), ctypes.c_int()
        raw.FPDF_PageToDevice(page, 0, 0, *size, 0, x, y, px, py)
        across.append(px.value)
        down.append(py.value)
    return min(across), min(down), max(across), max(down)


def _photographed(path: Path, number: int, found: Sequence[Box]) -> tuple[Image, list[tuple[int, int, int, int]]]:
    from PIL import ImageOps

    from evidence.readers.image import go_to, opened_picture

    with closing(opened_picture(path)[0]) as file:
        go_to(file, number)
        picture = ImageOps.exif_transpose(file).convert("RGB")
    high = picture.height
    return picture, [
        (round(box.left), round(high - box.top), round(box.right), round(high - box.bottom)) for box in found
    ]


def _on_sheet(picture: Image, places: Sequence[tuple[int, int, int, int]]) -> list[tuple[int, int, int, int]]:
    """The places as far as the picture shows them: a PDF may cut its page down to a part of what stands on it.

    NoPlace where none of them is shown.
    """
    wide, high = picture.size
    shown = [
        (max(0, left), max(0, top), min(wide, right), min(high, bottom))
        for left, top, right, bottom in places
        if left < wide and right > 0 and top < high and bottom > 0
    ]
    if not shown:
        raise NoPlace(
            Message("The words stand outside what the file shows of its page."),
            Message("Show the whole page with a program for PDF that can undo its cropping."),
        )
    return shown


def _marked(picture: Image, places: Sequence[tuple[int, int, int, int]]) -> Image:
    """The quote as with a marker pen, a rule under each line and a bar in the margin: drawn upon the picture."""
    from PIL import Image, ImageChops, ImageDraw

    thick = max(1, picture.width // 900)
    x0, y0 = max(0, min(place[0] for place in places) - thick), max(0, min(place[1] for place in places))
    x1 = min(picture.width, max(place[2] for place in places) + thick + 1)
    y1 = min(picture.height, max(place[3] for place in places) + thick)
    pen = Image.new("RGB", (x1 - x0, y1 - y0), "white")
    draw = ImageDraw.Draw(pen)
    for left, top, right, bottom in places:
        draw.rectangle((left - thick - x0, top - y0, right + thick - x0, bottom - y0), fill=_MARKER)
    for left, _, right, bottom in places:
        draw.rectangle((left - thick - x0, bottom - y0, right + thick - x0, bottom + thick - 1 - y0), fill=_RULE)
    picture.paste(ImageChops.multiply(picture.crop((x0, y0, x1, y1)), pen), (x0, y0))
    return picture


def _strip(picture: Image, places: Sequence[tuple[int, int, int, int]], dpi: int, lines: float) -> Image:
    """The lines around the quote, without the paper's white margins."""
    from PIL import Image, ImageDraw

    first, last = min(place[1] for place in places), max(place[3] for place in places)
    line = sorted(bottom - top for _, top, _, bottom in places)[len(places) // 2]
    ink = picture.convert("L").point(lambda shade: 255 if shade < _INK else 0)
    rows = ink.resize((1, ink.height), Image.Resampling.BOX).tobytes()
    top = _between_lines(rows, round(first - lines * line), line, 0, first)
    bottom = _between_lines(rows, round(last + lines * line), line, last, picture.height)
    print_left, _, print_right, _ = ink.crop((0, top, ink.width, bottom)).getbbox() or (0, 0, ink.width, 0)
    edge, bar = max(8, dpi // 8) if lines >= 1 else max(4, dpi // 20), max(3, dpi // 40)
    left = max(0, min(print_left, *(place[0] for place in places)) - edge)
    right = min(picture.width, max(print_right, *(place[2] for place in places)) + edge)
    strip = Image.new("RGB", (right - left + 2 * bar + edge, bottom - top + 2 * edge), "white")
    strip.paste(picture.crop((left, top, right, bottom)), (2 * bar + edge // 2, edge))
    down = edge - top
    ImageDraw.Draw(strip).rectangle((edge // 2, first + down, edge // 2 + bar - 1, last + down), fill=_RULE)
    return strip


def _between_lines(rows: bytes, wanted: int, near: int, least: int, most: int) -> int:
    """The row with the least print near the one wanted, so that no line is cut through."""
    wanted = min(max(wanted, least), most)
    if wanted in (0, len(rows)):
        return wanted
    window = range(max(least, wanted - near), min(most, len(rows) - 1, wanted + near) + 1)
    return min(window, key=lambda row: (rows[row], abs(row - wanted)))
