"""Words in a PDF that nobody sees on the page.

Drawn invisibly, in the colour of what is behind them, too small, on a layer that is switched off, or covered by what
is drawn over them, as where somebody blacked out a name.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from ctypes import byref, c_float, c_int, c_uint, c_ulong, c_ushort, sizeof
from itertools import islice
from typing import TYPE_CHECKING, Any

from evidence.readers.bulk import ask_structures
from evidence.readers.drawn import bounds_of, paths, pictures, strokes
from evidence.readers.frame import Bounds, Frame

if TYPE_CHECKING:
    from evidence.readers.pdftext import TextLine

#: Letters whose boxes are lower than this, in points, are too small to be read.
_TOO_SMALL = 3.0
#: Shades, of 255: letters at least so light are looked at, and what differs by less cannot be told apart.
_LIGHT, _ALIKE = 235, 12
#: A bar that hides words is so wide and high, in points, and lies over more letters than these; so many are looked at.
_LEAST_BAR, _A_WORD, _MOST_BARS = 5.0, 2, 500
#: Pixels at the edge of a bar that are not looked at, where it is more than so many wide and high.
_EDGE, _NARROW = 3, 12
#: Marks upon a page that may hide what is below: squares, marker pens, ink, stamps, places to be blacked out.
_LAID_OVER = frozenset((5, 9, 13, 15, 28))
#: The page in user space, where bars are told.
_AS_IT_LIES = Frame(0, 0.0, 0.0, 0.0, 0.0)
#: So many letters of a line are looked at.
_SOME = 6


def holds_unseen(page: Any, textpage: Any, lines: Sequence[TextLine]) -> bool:
    """Whether one of these lines of pdfium's ``page`` is not to be seen on it."""
    said = [line for line in lines if sum(map(str.isalnum, line.text)) > 3]
    if any(line.size < _TOO_SMALL for line in said):
        return True
    doubtful = list(_doubtful(textpage, [line.cells[0].first for line in said]))
    if doubtful and not all(_stand_out(page, textpage, doubtful)):
        return True
    return bool(said) and _covers_words(page, textpage)


def _covers_words(page: Any, textpage: Any) -> bool:
    """Whether a bar of one shade lies where words stand."""
    bars = [bar for bar in _bars(page) if _words_in(textpage, bar)]
    if not bars:
        return False
    bitmap = page.render(scale=1, grayscale=True)
    picture, place = bitmap.to_pil().convert("L"), bitmap.get_posconv(page)
    for left, bottom, right, top in bars:
        (x0, y0), (x1, y1) = place.to_bitmap(left, top), place.to_bitmap(right, bottom)
        across, down = sorted((x0, x1)), sorted((y0, y1))
        # The edge of a bar is half its shade; a line around it is drawn half outside, and a seam is seen beside it.
        edge = _EDGE if min(across[1] - across[0], down[1] - down[0]) > _NARROW else 1
        within = picture.crop((across[0] + edge, down[0] + edge, across[1] + 1 - edge, down[1] + 1 - edge))
        darkest, lightest = within.getextrema()
        if lightest - darkest < _ALIKE:
            return True
    return False


def _bars(page: Any) -> Iterator[Bounds]:
    """What is filled, drawn with a thick pen, set or laid upon the page, and could hide words: box by box."""
    from pypdfium2 import raw

    filled, stroked, wide = c_int(), c_int(), c_float()
    for path in islice(paths(page), _MOST_BARS):
        if not raw.FPDFPath_GetDrawMode(path.handle, filled, stroked):
            continue  # pragma: no cover - pdfium knows how every path it has listed is drawn
        if filled.value and (box := bounds_of(path)):
            yield box
        elif stroked.value and raw.FPDFPageObj_GetStrokeWidth(path.handle, wide) and wide.value >= _LEAST_BAR:
            half = wide.value / 2  # pdfium's own box around it is wider than what is drawn
            for left, bottom, right, top in strokes(path, _AS_IT_LIES):
                level = right - left > top - bottom
                yield (left, bottom - half, right, top + half) if level else (left - half, bottom, right + half, top)
    yield from filter(None, map(bounds_of, islice(pictures(page), _MOST_BARS)))
    for at in range(min(raw.FPDFPage_GetAnnotCount(page.raw), _MOST_BARS)):
        mark = raw.FPDFPage_GetAnnot(page.raw, at)
        sides = raw.FS_RECTF()
        if mark and raw.FPDFAnnot_GetSubtype(mark) in _LAID_OVER and raw.FPDFAnnot_GetRect(mark, byref(sides)):
            yield sides.left, sides.bottom, sides.right, sides.top
        if mark:
            raw.FPDFPage_CloseAnnot(mark)


def _words_in(textpage: Any, bar: Bounds) -> bool:
    left, bottom, right, top = bar
    if right - left < _LEAST_BAR or top - bottom < _LEAST_BAR:
        return False
    return sum(map(str.isalnum, textpage.get_text_bounded(left, bottom, right, top))) > _A_WORD


def _doubtful(textpage: Any, firsts: Sequence[int]) -> Iterator[int]:
    """Those of these characters that are drawn invisibly, nearly so, in a light colour, or on a layer."""
    from pypdfium2 import raw

    red, green, blue, cover = (c_uint() for _ in range(4))
    for first in firsts:
        drawn = raw.FPDFText_GetTextObject(textpage.raw, first)
        if not drawn:
            continue
        invisible = raw.FPDFTextObj_GetTextRenderMode(drawn) == raw.FPDF_TEXTRENDERMODE_INVISIBLE
        coloured = raw.FPDFPageObj_GetFillColor(drawn, red, green, blue, cover)
        light = coloured and (min(red.value, green.value, blue.value) >= _LIGHT or cover.value < 20)
        if invisible or light or _on_a_layer(drawn):
            yield first


def _on_a_layer(drawn: Any) -> bool:
    from pypdfium2 import raw

    name, length = (c_ushort * 3)(), c_ulong()
    for at in range(raw.FPDFPageObj_CountMarks(drawn)):
        mark = raw.FPDFPageObj_GetMark(drawn, at)
        if raw.FPDFPageObjMark_GetName(mark, name, sizeof(name), length) and bytes(name)[:4] == b"O\0C\0":
            return True
    return False


def _stand_out(page: Any, textpage: Any, firsts: Sequence[int]) -> Iterator[bool]:
    """Of the lines that begin with these characters, whether something is to be seen where they stand."""
    bitmap = page.render(scale=1, grayscale=True)
    picture, place = bitmap.to_pil().convert("L"), bitmap.get_posconv(page)
    count = textpage.count_chars()
    for first in firsts:
        some = range(first, min(first + _SOME, count))
        left, top, right, bottom = ask_structures("FPDFText_GetLooseCharBox", textpage.raw, some, 4)
        x0, y0 = place.to_bitmap(min(left), max(top))
        x1, y1 = place.to_bitmap(max(right), min(bottom))
        across, down = sorted((x0, x1)), sorted((y0, y1))
        darkest, lightest = picture.crop((across[0], down[0], across[1] + 1, down[1] + 1)).getextrema()
        yield lightest - darkest >= _ALIKE
