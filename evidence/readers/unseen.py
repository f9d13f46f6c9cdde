"""Words in a PDF that nobody sees on the page.

Drawn invisibly, in the colour of what is behind them, too small, or on a layer that is switched off.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from ctypes import c_uint, c_ulong, c_ushort, sizeof
from typing import TYPE_CHECKING, Any

from evidence.readers.bulk import ask_structures

if TYPE_CHECKING:
    from evidence.readers.pdftext import TextLine

#: Letters whose boxes are lower than this, in points, are too small to be read.
_TOO_SMALL = 3.0
#: Shades, of 255: letters at least so light are looked at, and what differs by less cannot be told apart.
_LIGHT, _ALIKE = 235, 12
#: So many letters of a line are looked at.
_SOME = 6


def holds_unseen(page: Any, textpage: Any, lines: Sequence[TextLine]) -> bool:
    """Whether one of these lines of pdfium's ``page`` is not to be seen on it."""
    said = [line for line in lines if sum(map(str.isalnum, line.text)) > 3]
    if any(line.size < _TOO_SMALL for line in said):
        return True
    doubtful = list(_doubtful(textpage, [line.cells[0].first for line in said]))
    return bool(doubtful) and not all(_stand_out(page, textpage, doubtful))


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
