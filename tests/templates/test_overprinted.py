"""No word of a dossier is printed over another: days, ids and addresses longer than the room they were given."""

from __future__ import annotations

import ctypes
from pathlib import Path

import pypdfium2
import pytest

from templates import render
from tests.templates import made_up


def _covered(path: Path) -> list[tuple[int, str, str]]:
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


@pytest.mark.parametrize("language", ["da", "en"])
def test_nothing_is_printed_over_something_else(language: str, tmp_path: Path) -> None:
    data = made_up.dossier().model_dump(mode="json") | {"language": language}
    fact, row = data["facts"][0], next(row for row in data["law"] if row["url"])
    # A day told in more lines than what happened on it, and the id of a row that is longer than its column.
    days = ("fra 18. august 2010 til 19. august 2010", "18. august 2010", "senest den 31. december 2010")
    about = "refusion.satser#sygedagpenge/uge 9-52 aktiv (gradvis tilbage eller tilbud)/2010-01-04"
    data["facts"] += [fact | {"day": day, "sentence": "Parterne mødtes."} for day in days]
    data["law"].append(row | {"id": about, "valid_from": "2010-01-04", "valid_to": "2010-12-31"})
    render.pdf(data, tmp_path / "a.pdf")
    assert not _covered(tmp_path / "a.pdf")
    printed = "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(tmp_path / "a.pdf"))
    # An address that goes over a line stands as it is: a hyphen would be read as part of it.
    assert row["url"] in "".join(printed.split())
