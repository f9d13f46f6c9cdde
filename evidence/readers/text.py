"""Plain text and Markdown: one page, the decoded file as it stands, line ends included."""

from __future__ import annotations

import re
from pathlib import Path

from evidence.decode import decode, told_of
from evidence.detect import DAMAGED
from evidence.furniture import furniture_of_text
from evidence.model import Mark, MarkKind
from evidence.paragraphs import cells_of, is_heading, paragraphs_of
from evidence.readers import CannotRead, PageText, Reading, in_order


def read(path: Path) -> Reading:
    """One page; its title is the first heading where the text begins with one."""
    decoded = decode(path.read_bytes())
    if decoded is None:
        raise CannotRead(DAMAGED)
    # A NUL would end the text for many a program; it keeps its place as an unreadable sign.
    text = decoded[0].replace("\0", "\ufffd")
    marks, title = marks_of(text)
    return Reading(
        pages=(PageText(text=text, marks=marks),), title=title, fields={"encoding": decoded[1]},
        notices=told_of(text, decoded[1]),
    )  # fmt: skip


def marks_of(text: str) -> tuple[tuple[Mark, ...], str]:
    """Blocks, headings and furniture of a plain text, and the heading it begins with (or "")."""
    paragraphs = paragraphs_of(text)
    furniture = furniture_of_text(text, paragraphs)
    marks = [Mark(start=start, end=end, kind=MarkKind.FURNITURE) for start, end in furniture]
    title = ""
    rows = 0
    for paragraph in paragraphs:
        covered = any(start <= paragraph.start < end for start, end in furniture)
        cells = cells_of(paragraph.lines[0]) if len(paragraph.lines) == 1 and not covered else []
        rows = rows + 1 if cells else 0
        if cells and len(paragraphs) > 1:
            marks.append(
                Mark(start=paragraph.start, end=paragraph.end, kind=MarkKind.ROW, detail={"row": str(rows)})
            )
            marks += [Mark(start=start, end=end, kind=MarkKind.BLOCK) for start, end in cells]
            continue
        heading = bool(re.match(r"#{1,6} ", paragraph.text)) or is_heading(paragraph)
        kind = MarkKind.HEADING if heading and not covered else MarkKind.BLOCK
        marks.append(Mark(start=paragraph.start, end=paragraph.end, kind=kind))
        if not covered and not title and paragraph is paragraphs[0] and heading:
            title = paragraph.text.lstrip("# ")
    return in_order(marks), title
