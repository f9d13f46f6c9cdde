"""The tables of a page: which rows stand together, and what stands in the cells of each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from evidence.model import Mark, MarkKind, Page


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a row, and where its words stand on the page."""

    start: int
    end: int
    text: str


def cells_of(page: Page, row: Mark) -> list[Cell]:
    """The cells of a row."""
    cells, place = [], row.start
    text = page.text[row.start : row.end]
    between = _SEMICOLON if "\t" not in text and text.count(";") > 1 else _BETWEEN
    for edge in between.finditer(page.text, row.start, row.end):
        cells.append((place, edge.start()))
        place = edge.end()
    return [_cell(page.text, start, end) for start, end in (*cells, (place, row.end))]


#: What stands between two cells; an upright line of a scanned table is recognised as «|».
_BETWEEN = re.compile(r"\t|(?<= )\|(?= )")
#: A text table as spreadsheets save it here.
_SEMICOLON = re.compile(";")


def _cell(text: str, start: int, end: int) -> Cell:
    # «| a | b |»: the lines at both ends of a row are of no cell
    bare = text[start:end].strip().removeprefix("| ").removesuffix(" |").strip()
    begin = text.index(bare, start) if bare else end
    return Cell(begin, begin + len(bare), bare)


#: What a line under a heading is drawn with: «|---|---:|».
_LINE = " \t\r\n|-–—=+:_"


def tables(page: Page) -> Iterator[list[Mark]]:
    """The tables of a page: rows that follow on each other with nothing but white space or a drawn line between."""
    table: list[Mark] = []
    for row in sorted((mark for mark in page.marks if mark.kind is MarkKind.ROW), key=lambda mark: mark.start):
        if table and page.text[table[-1].end : row.start].strip(_LINE):
            yield table
            table = []
        table.append(row)
    if table:
        yield table
