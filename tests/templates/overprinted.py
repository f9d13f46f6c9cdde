"""Letters of a page that are printed over others, as only the pages themselves can show."""

from __future__ import annotations

import ctypes
from pathlib import Path

import pypdfium2


def covered(path: Path) -> list[tuple[int, str, str]]:
    """Letters that each hold the other's middle: page, the letter below and the one above it."""
    found = []
    for number, page in enumerate(pypdfium2.PdfDocument(path), 1):
        text, edges = page.get_textpage(), [ctypes.c_double() for _ in range(4)]
        seen: dict[tuple[int, int], list[tuple[str, float, float, float, float]]] = {}
        for n in range(text.count_chars()):
            char = chr(pypdfium2.raw.FPDFText_GetUnicode(text, n))
            if not char.isalnum() or not pypdfium2.raw.FPDFText_GetCharBox(text, n, *edges):
                continue
            left, right, bottom, top = (edge.value for edge in edges)
            here = (left + right) / 2, (bottom + top) / 2
            cells = {(int(x // 20), int(y // 20)) for x in (left, right) for y in (bottom, top)}
            for other, l2, r2, b2, t2 in {one for cell in cells for one in seen.get(cell, ())}:
                there = (l2 + r2) / 2, (b2 + t2) / 2
                if l2 < here[0] < r2 and b2 < here[1] < t2 and left < there[0] < right and bottom < there[1] < top:
                    found.append((number, other, char))
            for cell in cells:
                seen.setdefault(cell, []).append((char, left, right, bottom, top))
    return found
