"""Long ledgers as set lines: each row a line of text, padded to its columns with spaces of known width.

A table cell costs the renderer some thirty times what a word in a line does. A ledger of thousands of rows would take
minutes and gigabytes as a table; as lines it takes seconds. Nothing is left out: what does not fit its column goes on
below it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from templates.typeface import showable, width
from templates.words import Words

Data = Mapping[str, Any]
#: From so many ledger lines on they are set as lines; fewer stand in a table, which reads better aloud.
FROM = 201
SIZE = 7.0  # points, as in dossier.css
#: Lines a turned page holds under its head, and the first one under the section's headings.
PAGE_LINES, FIRST_LINES = 47, 38
ROOM = 728.0  # the width of a turned page's text, in points
GAP = 5.0
#: White space and its width in points at SIZE, widest first.
SPACES = ((" ", 0.2 * SIZE), ("\u202f", 0.1 * SIZE), ("\u200a", 0.04 * SIZE))


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its head, its share of the width in per cent, and whether it is set to the right."""

    title: str
    share: float
    right: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A ledger row as set: its anchor, if it is one, and its lines."""

    anchor: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """What stands on one page: the head and the rows."""

    head: str
    rows: tuple[Row, ...]


def ledger_columns(words: Words) -> tuple[Column, ...]:
    """The columns of a ledger, as in the table."""
    return (
        Column(words.say("Place"), 12.4), Column(words.say("Person"), 4.9), Column(words.say("Benefit"), 8),
        Column(words.say("Period"), 10.3), Column(words.say("Registered → actual"), 13.9),
        Column(words.say("Proof"), 16.3), Column(words.say("Paid"), 5.6, True), Column(words.say("Share"), 3.7, True),
        Column(words.say("Due"), 5.2, True), Column(words.say("Received"), 5, True),
        Column(words.say("Recovered"), 5.2, True), Column(words.say("Loss"), 5.2, True),
        Column(words.say("Note"), 4.3),
    )  # fmt: skip


def outlay_columns(words: Words) -> tuple[Column, ...]:
    """The columns of hours and cost, as in the table."""
    return (
        Column(words.say("Place"), 15), Column(words.say("Day"), 10), Column(words.say("Person or supplier"), 12),
        Column(words.say("What for"), 22), Column(words.say("Incident"), 9), Column(words.say("Invoice, proof"), 9),
        Column(words.say("Hours"), 5, True), Column(words.say("Rate"), 6, True), Column(words.say("DKK"), 7, True),
        Column(words.say("Note"), 5),
    )  # fmt: skip


def _wrapped(text: str, room: float) -> list[str]:
    """``text`` in lines no wider than ``room``; a word too long for a line is cut."""
    lines: list[str] = []
    for part in text.split("\n"):
        line = ""
        for word in part.split():
            joined = f"{line} {word}" if line else word
            if width(joined, SIZE) <= room:
                line = joined
                continue
            if line:
                lines.append(line)
            while width(word, SIZE) > room and len(word) > 1:
                cut = next(n for n in range(len(word) - 1, 0, -1) if n == 1 or width(word[:n], SIZE) <= room)
                lines.append(word[:cut])
                word = word[cut:]
            line = word
        lines.append(line)
    return lines


def _padding(points: float) -> str:
    """Spaces that come to ``points``, to a seventh of a point."""
    made = ""
    for space, wide in SPACES:
        count = int((points + SPACES[-1][1] / 2) / wide) if points > 0 else 0
        made += space * count
        points -= count * wide
    return made


def _set(cells: Sequence[str], columns: Sequence[Column], weight: int = 400) -> str:
    """One line: every cell at its column, errors of padding never adding up."""
    line, at, left = "", 0.0, 0.0
    for cell, column in zip(cells, columns, strict=True):
        wide = column.share / 100 * ROOM
        run = width(cell, SIZE, weight=weight)
        begin = left + (wide - GAP - run if column.right else 0.0)
        if cell:
            pad = _padding(begin - at)
            line += pad + cell
            at += sum(dict(SPACES)[space] for space in pad) + run
        left += wide
    return line


def sheets(
    lines: Sequence[Data],
    columns: Sequence[Column],
    cells: Callable[[Data], Sequence[str]],
    anchor: Callable[[Data], str],
) -> Iterator[Sheet]:
    """The table page by page. ``cells`` gives a row's texts, a column each; ``anchor`` its address or nothing."""
    head = _set([column.title for column in columns], columns, 600)
    rows: list[Row] = []
    used, room = 0, FIRST_LINES
    for one in lines:
        wrapped = [
            _wrapped(showable(text), column.share / 100 * ROOM - (GAP if column is not columns[-1] else 0))
            for text, column in zip(cells(one), columns, strict=True)
        ]
        deep = max(len(cell) for cell in wrapped)
        row = Row(
            anchor(one),
            tuple(_set([cell[n] if n < len(cell) else "" for cell in wrapped], columns) for n in range(deep)),
        )
        if rows and used + deep > room:
            yield Sheet(head, tuple(rows))
            rows, used, room = [], 0, PAGE_LINES
        rows.append(row)
        used += deep
    if rows:
        yield Sheet(head, tuple(rows))
