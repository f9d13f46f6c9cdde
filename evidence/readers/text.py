"""Plain text and Markdown: one page, the decoded file as it stands, line ends included."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from evidence.cover import covering
from evidence.decode import decode, told_of
from evidence.detect import DAMAGED
from evidence.furniture import furniture_of_text
from evidence.model import Mark, MarkKind
from evidence.paragraphs import HASHED, Paragraph, cells_of, is_heading, paragraphs_of
from evidence.readers import CannotRead, PageText, Reading, in_order
from evidence.readers.aligned import with_tabs

#: What tells a terminal to colour or place what follows, and a sign of no width.
_COLOURS, _NOTHING = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]{0,500}(?:\x07|\x1b\\))"), "\u200b"


def read(path: Path) -> Reading:
    """One page; its title is the first heading where the text begins with one."""
    decoded = decode(path.read_bytes())
    if decoded is None:
        raise CannotRead(DAMAGED)
    return reading_of(*decoded)


def reading_of(decoded: str, encoding: str) -> Reading:
    """The reading of a text that was in this encoding."""
    # A NUL would end the text for many a program; it keeps its place as an unreadable sign.
    text = decoded.replace("\0", "\ufffd")
    # What colours a log on a terminal is no letter of the word behind it; all else keeps its place.
    text = _COLOURS.sub(lambda code: _NOTHING * len(code[0]), text) if "\x1b" in text else text
    tabbed = with_tabs(text)
    marks, title = marks_of(tabbed)
    if tabbed != text:
        gaps = (at for at, (sign, before) in enumerate(zip(tabbed, text, strict=True)) if sign != before)
        marks = in_order([*marks, *(Mark(start=at, end=at + 1, kind=MarkKind.GAP) for at in gaps)])
    return Reading(
        pages=(PageText(text=tabbed, marks=marks),), title=title, fields={"encoding": encoding},
        notices=told_of(text, encoding),
    )  # fmt: skip


def rows_among(paragraphs: Sequence[Paragraph]) -> dict[int, list[Mark]]:
    """The marks of those paragraphs that are rows of a table, and of their cells, by where they start."""
    marks: dict[int, list[Mark]] = {}
    number = 0
    for paragraph in paragraphs if len(paragraphs) > 1 else ():
        cells = cells_of(paragraph.lines[0]) if len(paragraph.lines) == 1 else []
        number = number + 1 if cells else 0
        if cells:
            row = Mark(start=paragraph.start, end=paragraph.end, kind=MarkKind.ROW, detail={"row": str(number)})
            marks[paragraph.start] = [row, *(Mark(start=start, end=end, kind=MarkKind.BLOCK) for start, end in cells)]
    return marks


def marks_of(text: str) -> tuple[tuple[Mark, ...], str]:
    """Blocks, headings and furniture of a plain text, and the heading it begins with (or "")."""
    paragraphs = paragraphs_of(text)
    furniture = furniture_of_text(text, paragraphs)
    marks = [Mark(start=start, end=end, kind=MarkKind.FURNITURE) for start, end in furniture]
    title = ""
    is_furniture = covering(furniture)
    rows = rows_among([one for one in paragraphs if not is_furniture(one.start)])
    for paragraph in paragraphs:
        covered = is_furniture(paragraph.start)
        if paragraph.start in rows:
            marks += rows[paragraph.start]
            continue
        heading = bool(HASHED.match(paragraph.text)) or is_heading(paragraph)
        kind = MarkKind.HEADING if heading and not covered else MarkKind.BLOCK
        marks.append(Mark(start=paragraph.start, end=paragraph.end, kind=kind))
        if not covered and not title and paragraph is paragraphs[0] and heading:
            title = paragraph.text.lstrip("# ")
    return in_order(marks), title
