"""Footnotes under a table: which rows bear a mark, and what the note says of them («2) heraf 2 timer oplæring»).

A note may say that a row, or a part of it, is of something else. No note is reckoned with: it is put before a person.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

#: A note: a remark alone in its row that begins with a mark.
_NOTE = re.compile(
    r"\s*(?:\(?(?P<sign>\*{1,3}|†|‡)\)?|[(\[]?(?P<number>\d{1,2})[)\]])\s*(?P<text>[^\W\d_].*)", re.DOTALL
)
#: The mark behind what a cell says: a star, or a number with its bracket and a space before it.
_MARK = re.compile(r"\S\s*\(?(?P<sign>\*{1,3}|†|‡)\)?\s*$|\S\s+[(\[]?(?P<number>\d{1,2})[)\]]\s*$")


@dataclass(frozen=True, slots=True)
class Noted:
    """A row under a mark: its number from 1, the mark, and the note's words."""

    row: int
    mark: str
    note: str


def noted(rows: Sequence[Sequence[object]], at: int) -> list[Noted]:
    """The rows below the heading (counted from 0) that bear a mark of which a note in the sheet tells."""
    notes: dict[str, str] = {}
    for cells in rows:
        filled = [cell for cell in cells if cell is not None and str(cell).strip()]
        if len(filled) == 1 and isinstance(filled[0], str) and (found := _NOTE.fullmatch(filled[0])):
            notes.setdefault(found["sign"] or found["number"], " ".join(found["text"].split()))
    if not notes:
        return []
    return [
        Noted(number, mark, notes[mark])
        for number, cells in enumerate(rows[at + 1 :], start=at + 2)
        if sum(1 for cell in cells if cell is not None and str(cell).strip()) > 1
        for mark in dict.fromkeys(_marks(cells))
        if mark in notes
    ]


#: What a column of remarks is called, and so many different remarks of one are told.
_REMARKS = re.compile(
    r"(?:be|an)mærk(?:ning(?:er)?|\.)|bem\.?|noter?|kommentar(?:er)?|remarks?|comments?", re.IGNORECASE
)
MOST_REMARKS = 12


def remark_columns(header: Sequence[object]) -> list[int]:
    """Which columns hold remarks, by their headings."""
    return [index for index, cell in enumerate(header) if _REMARKS.fullmatch(str(cell or "").strip())]


def remarked(rows: Sequence[Sequence[object]], at: int) -> dict[str, list[int]]:
    """What the columns of remarks say of single rows below the heading: the words, and the rows' numbers from 1."""
    columns = remark_columns(rows[at])
    found: dict[str, list[int]] = {}
    for number, cells in enumerate(rows[at + 1 :], start=at + 2):
        for index in columns:
            said = " ".join(str(cells[index]).split()) if index < len(cells) and cells[index] is not None else ""
            if re.search(r"[^\W\d_]", said):
                found.setdefault(said, []).append(number)
    return found


def _marks(cells: Sequence[object]) -> list[str]:
    found = (_MARK.search(cell) for cell in cells if isinstance(cell, str))
    return [one["sign"] or one["number"] for one in found if one]
