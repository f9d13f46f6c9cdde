"""Expressions that begin with a line, looked for at the beginnings of lines alone.

The engine tries an expression with ``^`` at every character; a page has a hundred times as many as lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice

from evidence.model import Mark, MarkKind, Page

#: Where a paragraph ends: a line with nothing on it.
BLANK_LINE = re.compile(r"\n[ \t]*\n")


def at_lines(expression: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """What ``expression.finditer(text)`` finds of an expression that begins with the ``^`` of a line."""
    next_line = _after_a_break(expression)
    m, since = expression.match(text), 0
    while True:
        if m:
            yield m
            since = max(m.end() - 1, m.start())  # what ends with a line's break is followed by that line
        found = next_line.search(text, since)
        if not found:
            return
        m = expression.match(text, found.end())


@cache
def _after_a_break(expression: re.Pattern[str]) -> re.Pattern[str]:
    """Finds the break before the next line the expression stands in: the engine goes from line to line by itself."""
    return re.compile(f"\n(?={expression.pattern})", expression.flags)


def up_to_next(text: str, heads: Sequence[re.Match[str]]) -> Iterator[tuple[re.Match[str], int]]:
    """Each head with where what stands under it ends: at the next, or with the text."""
    return zip(heads, [*(head.start() for head in heads[1:]), len(text)], strict=False)  # without heads: nothing


def plain_ends(text: str) -> str:
    """The same text with every line ended as on Unix; each sign keeps its place, a blank standing for the other's."""
    return text.replace("\r\n", " \n")


def first_lines(text: str, count: int) -> list[str]:
    """The first so many lines of a text with anything on them, without the marks that set a title off.

    The number of the page is none of them.
    """
    lines = (line.strip(" \t*#") for line in text.splitlines())
    return list(islice((line for line in lines if line and not _PAGE.fullmatch(line)), count))


_PAGE = re.compile(r"(?:side|page)[ ]\d{1,3}(?:[ ]?(?:af|of|/)[ ]?\d{1,3})?", re.IGNORECASE)


_EDGE = re.compile(r"\s*\|\s*|\t+|[ ]{2,}")


def cells_of(row: str) -> list[str]:
    """What stands in the cells of a row whose edges are bars, tabs or more than one blank; no cell is empty."""
    return [cell for cell in _EDGE.split(row.strip(" |\t")) if cell]


def row_at(page: Page, place: int) -> Mark | None:
    """The row of a table or sheet that a place of the page stands in; None where it stands in none."""
    return next((mark for mark in page.marks if mark.kind is MarkKind.ROW and mark.start <= place < mark.end), None)


def cell_end(page: Page, start: int, end: int) -> int:
    """Where the cell ends that ``start:end`` of a page stands in; the page's end where it is in no row of a table."""
    row = row_at(page, start)
    if row is None:
        return len(page.text)
    edge = page.text.find("\t", end, row.end)
    return row.end if edge < 0 else edge
