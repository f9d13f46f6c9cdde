"""What kind of paper a document is and from which day, guessed from its form, each guess with its reason."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from evidence.cover import covering
from evidence.detect import SHEETS
from evidence.errors import Message
from evidence.model import DocumentKind, MarkKind
from evidence.readers import PageText, Reading

#: The form of a document shows in so many lines at its beginning and at its end.
_FIRST, _LAST = 500, 100


def guess(
    media: str, name: str, reading: Reading
) -> tuple[DocumentKind, Message | None, dt.date | None, Message | None]:
    """The kind and its reason, the date and its reason; OTHER and None where nothing tells."""
    from evidence.guessdate import guess_date
    from evidence.guesskind import guess_kind

    lines = [] if media in SHEETS else outer_lines(reading.pages)
    kind, kind_reason = guess_kind(media, name, reading, lines)
    day, date_reason = guess_date(media, name, reading, kind, lines)
    return kind, kind_reason, day, date_reason


def outer_lines(pages: Sequence[PageText]) -> list[str]:
    """The first and the last lines of a document, trimmed: all of them where there are no more.

    Page furniture and quoted mail are left out; a row's tabs are kept.
    """
    first: list[str] = []
    last: list[str] = []
    begin, end = 0, len(pages)
    while begin < end and len(first) < _FIRST:
        first += _lines_of(pages[begin])
        begin += 1
    while begin < end and len(last) < _LAST:
        end -= 1
        last = _lines_of(pages[end]) + last
    return first[:_FIRST] + [*first[_FIRST:], *last][-_LAST:]


def _lines_of(page: PageText) -> list[str]:
    others = (MarkKind.FURNITURE, MarkKind.QUOTED, MarkKind.NOTE)
    hidden = covering((mark.start, mark.end) for mark in page.marks if mark.kind in others)
    lines: list[str] = []
    position = 0
    text = page.text
    for mark in page.marks:
        # «Referat af møde den 14. maj» and, on the next line, «2012»; «Dato: 12-05-2016» there is a field of its own.
        if mark.kind is MarkKind.HEADING and "\n" in text[mark.start : mark.end]:
            whole = re.sub(r"\n(?!\w+ ?:)", " ", text[mark.start : mark.end])
            text = text[: mark.start] + whole + text[mark.end :]
    for line in text.splitlines(keepends=True):
        middle = position + len(line) // 2
        position += len(line)
        said = line.strip()
        if said and not hidden(middle):
            lines.append(said)
    return lines
