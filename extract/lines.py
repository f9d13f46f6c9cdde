"""Expressions that begin with a line, looked for at the beginnings of lines alone.

The engine tries an expression with ``^`` at every character; a page has a hundred times as many as lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from evidence.model import MarkKind, Page

#: Where a paragraph ends: a line with nothing on it.
BLANK_LINE = re.compile(r"\n[ \t]*\n")


def at_lines(expression: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """What ``expression.finditer(text)`` finds of an expression that begins with the ``^`` of a line."""
    place = 0
    while place >= 0:
        m = expression.match(text, place)
        if m:
            yield m
        end = m.end() if m else place
        if end == place or text[end - 1] != "\n":
            end = text.find("\n", end) + 1 or -1
        place = end


def up_to_next(text: str, heads: Sequence[re.Match[str]]) -> Iterator[tuple[re.Match[str], int]]:
    """Each head with where what stands under it ends: at the next, or with the text."""
    return zip(heads, [*(head.start() for head in heads[1:]), len(text)], strict=False)  # without heads: nothing


def cell_end(page: Page, start: int, end: int) -> int:
    """Where the cell ends that ``start:end`` of a page stands in; the page's end where it is in no row of a table."""
    row = next((mark for mark in page.marks if mark.kind is MarkKind.ROW and mark.start <= start < mark.end), None)
    if row is None:
        return len(page.text)
    edge = page.text.find("\t", end, row.end)
    return row.end if edge < 0 else edge
