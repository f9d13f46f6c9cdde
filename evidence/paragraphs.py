"""Where the paragraphs of a plain text begin and end."""

from __future__ import annotations

import re
from dataclasses import dataclass

#: A line longer than this was not wrapped by a mail program or an editor: it is a paragraph of its own.
_UNWRAPPED = 110

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|$)")
_ITEM = re.compile(r"(?:[-*•–·o▪]\s+|\(?\d{1,2}(?:\.\d{1,2})*[.)]\s+|\(?[a-zæøå][.)]\s+|\d{1,2}(?:\.\d{1,2})+\s+)\S")
_FIELD = re.compile(r"[A-ZÆØÅ][\w/ -]{1,24}:\s+\S")


@dataclass(frozen=True, slots=True)
class Line:
    """A line without its end, as offsets into the text; ``indent`` counts its leading blanks (a tab is four)."""

    start: int
    end: int
    text: str
    indent: int

    @property
    def blank(self) -> bool:
        """Whether there is nothing to see on it."""
        return not self.text


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines that belong together; ``[start, end)`` is trimmed of white space."""

    start: int
    end: int
    lines: tuple[Line, ...]

    @property
    def text(self) -> str:
        """Its lines joined by single blanks."""
        return " ".join(line.text for line in self.lines)

    @property
    def indent(self) -> int:
        """The indentation of its first line."""
        return self.lines[0].indent


def lines_of(text: str) -> list[Line]:
    """Every line, blank ones too."""
    found = []
    for match in _LINE.finditer(text):
        if match.start() == match.end():
            break
        raw = match.group().rstrip("\r\n")
        body = raw.strip()
        lead = raw[: len(raw) - len(raw.lstrip())]
        start = match.start() + len(lead)
        found.append(Line(start, start + len(body), body, len(lead.replace("\t", "    "))))
    return found


def paragraphs_of(text: str) -> list[Paragraph]:
    """Paragraphs parted by blank lines, by list items, and by lines too long to have been wrapped."""
    found: list[Paragraph] = []
    group: list[Line] = []
    for line in [*lines_of(text), Line(len(text), len(text), "", 0)]:
        if line.blank:
            found += _split(group)
            group = []
        else:
            group.append(line)
    return found


def _split(group: list[Line]) -> list[Paragraph]:
    if not group:
        return []
    unwrapped = max(line.end - line.start for line in group) > _UNWRAPPED
    fields = sum(bool(_FIELD.match(line.text)) for line in group) >= max(2, len(group) - 1)
    parts: list[list[Line]] = []
    for line in group:
        # A line set in from the one above begins anew; one set out goes on, as after an indented first line.
        if not parts or unwrapped or fields or line.indent > parts[-1][-1].indent + 1 or _ITEM.match(line.text):
            parts.append([line])
        else:
            parts[-1].append(line)
    return [Paragraph(part[0].start, part[-1].end, tuple(part)) for part in parts]


def is_heading(paragraph: Paragraph) -> bool:
    """Whether it stands alone on a short line and does not end as a sentence does."""
    text = paragraph.text
    return (
        len(paragraph.lines) == 1
        and len(text) <= 90
        and 1 <= len(text.split()) <= 12
        and text[-1] not in ".,;:!?»”\")"
        and any(map(str.isalpha, text))
        and not text[0].islower()
    )
