"""Rows of a plain text whose cells are parted by blanks alone, each column beginning at the same place of its line.

So do mainframes, terminals and psql print a list. The blank before each column becomes a tab, by which rows and cells
are told from there on; no character of the text moves.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

#: Lines a list has at least, columns it has at least, and blanks between two of them.
_LINES, _COLUMNS, _GAP = 4, 3, 2
#: So many lines of a list tell its columns; one in so many of them may run over its own.
_TOLD_BY, _ONE_IN = 60, 10
#: So many of its lines hold something in those columns; others may be all but empty.
_FILLED = 0.5
#: Longer lines are no list anybody set in columns.
_LONGEST = 400
_BLOCK = re.compile(r"(?:[^\r\n]*\S[^\r\n]*(?:\r\n|\r|\n|$))+")
#: What stands between two gaps.
_PARTS = re.compile(rf"x(?:x| {{1,{_GAP - 1}}}(?=x))*")
_GAPS = re.compile(rf"(?<=\S) {{{_GAP},}}(?=\S)")


def with_tabs(text: str) -> str:
    """The text with a tab before each column of such lists, as long as it was."""
    if not _GAPS.search(text):
        return text
    return _BLOCK.sub(lambda block: _parted(block[0]), text)


def _parted(block: str) -> str:
    if "\t" in block or "|" in block or len(_GAPS.findall(block[: _TOLD_BY * _LONGEST])) < _LINES:
        return block
    lines = block.splitlines(keepends=True)
    begins = _columns([line.rstrip() for line in lines[:_TOLD_BY]]) if len(lines) >= _LINES else []
    return "".join(_with_tabs(line, begins) for line in lines) if begins else block


def _columns(lines: Sequence[str]) -> list[int]:
    """Where the columns after the first begin; empty where there are too few."""
    width = max(map(len, lines))
    if width > _LONGEST:
        return []
    spare = max(len(lines) // _ONE_IN, int(len(lines) > _LINES))
    held = [sum(line[at : at + 1].strip() != "" for line in lines) > spare for at in range(width)]
    parts = [part.span() for part in _PARTS.finditer("".join(" x"[one] for one in held))]
    filled = [sum(line[begin:end].strip() != "" for line in lines) >= _FILLED * len(lines) for begin, end in parts]
    return [begin for begin, _ in parts[1:]] if sum(filled) >= _COLUMNS else []


def _runs_over(line: str, place: int) -> bool:
    """Whether what stands before a column leaves no gap to it."""
    return bool(line[place - _GAP : place].strip(" "))


def _with_tabs(line: str, begins: Sequence[int]) -> str:
    said = line.rstrip()
    if any(_runs_over(said, place) for place in begins):
        return line
    signs = list(line)
    for place in begins:
        if place < len(said):
            signs[place - 1] = "\t"
    return "".join(signs)
