"""Where the paragraphs of a plain text begin and end."""

from __future__ import annotations

import re
from dataclasses import dataclass

#: A line of so much of the width of its neighbours may have been broken at the edge.
_FULL = 0.6
#: A line longer than this was not wrapped by a mail program or an editor: it is a paragraph of its own.
_UNWRAPPED = 110

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_ITEM = re.compile(r"(?:[-*•–·o▪]\s+|\(?\d{1,2}(?:\.\d{1,2})*[.)]\s+|\(?[a-zæøå][.)]\s+|\d{1,2}(?:\.\d{1,2})+\s+)\S")
_ENDS = re.compile(r"[.:!?…][\"”»’')]*$")
#: A day broken from the words before it: «… kommer den / 3. januar», «og den sendte vi / d. 9.».
_DAY = re.compile(
    r"(?:d\.\s*\d|\d{1,2}\.\s+(?:januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december|kvartal|"
    r"halvår|påskedag|pinsedag|juledag|søndag)\b)"
)
#: A sum or a count broken from what it counts: «skal sende / 1,7 millioner vurderinger».
_COUNTS = re.compile(r"\d[\d.,]*\s+[a-zæøå]{2,}")
_FIELD = re.compile(r"[A-ZÆØÅ][\w/ -]{1,24}:\s+\S")


#: «## Evt.»: a heading as Markdown marks it, however it ends.
HASHED = re.compile(r"#{1,6} ")


@dataclass(frozen=True, slots=True)
class Line:
    """A line without its end, as offsets into the text; ``indent`` counts its leading blanks (a tab is four)."""

    start: int
    end: int
    text: str
    indent: int
    tabs: int = 0  # after its first word, those at its end too: they stand for cells in which nothing is

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
    alone: bool = True  # between blank lines

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
        raw = match.group().rstrip("\r\n")
        body = raw.strip()
        lead = raw[: len(raw) - len(raw.lstrip())]
        start = match.start() + len(lead)
        found.append(Line(start, start + len(body), body, len(lead.replace("\t", "    ")), raw.count("\t", len(lead))))
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
    width = max(line.end - line.start for line in group)
    fields = sum(bool(_FIELD.match(line.text)) for line in group) >= max(2, len(group) - 1)
    parts: list[list[Line]] = []
    for line in group:
        if parts and not fields and not _begins(parts[-1][-1], line, width):
            parts[-1].append(line)
        else:
            parts.append([line])
    return [Paragraph(part[0].start, part[-1].end, tuple(part), len(parts) == 1) for part in parts]


def _begins(before: Line, line: Line, width: int) -> bool:
    """Whether a line begins a paragraph although no blank line stands before it. ``width`` is that of the longest."""
    ended = bool(_ENDS.search(before.text))
    # A line set in from the one above begins anew; one set out goes on, as after an indented first line.
    if line.indent > before.indent + 1 or "|" in before.text + line.text:
        return True
    if _ITEM.match(line.text):
        broken = not ended and before.end - before.start > _FULL * width and _DAY.match(line.text)
        return not broken or _DAY.match(before.text) is not None
    if _is_tabbed(before) or _is_tabbed(line) or HASHED.match(before.text):
        return True
    # A line too long to have been wrapped is a paragraph, if it ends as one; to part after a sentence does no harm.
    if before.end - before.start > _UNWRAPPED and ended:
        return True
    # A heading set right above its text: it stops well before the edge, and what follows begins anew.
    short = width > 50 and before.end - before.start < _FULL * width and before.text[-1] not in ",;-–("
    return short and not ended and not (line.text[0].islower() or _COUNTS.match(line.text))


def is_heading(paragraph: Paragraph) -> bool:
    """Whether it stands on a short line and does not end as a sentence does."""
    text = paragraph.text
    return (
        len(paragraph.lines) == 1
        and len(text) <= (90 if paragraph.alone else 60)
        and 1 <= len(text.split()) <= (12 if paragraph.alone else 8)
        and text[-1] not in ".,;:!?»”\")|"
        and any(map(str.isalpha, text))
        and not re.match(r"[-*•–·▪]\s|\(?\w{1,3}[.)] [a-zæøå]|[a-zæøå]", text)
    )


def cells_of(line: Line) -> list[tuple[int, int]]:
    """The cells of a row drawn with upright strokes ("ID | Mål | Krav") or parted by tabs, as a table comes when it is
    copied: where each stands. Empty where it is none.
    """
    strokes = line.text.count("|") > 0 and re.search(r"\S\s*\|\s*\S|^\|.*\|$", line.text)
    if not strokes and not _is_tabbed(line):
        return []
    cells = []
    for match in re.finditer(r"[^|]+" if strokes else r"[^\t]+", line.text):
        said = match.group().strip()
        if said and not re.fullmatch(r"[-:=+ ]+", said):
            start = line.start + match.start() + match.group().index(said)
            cells.append((start, start + len(said)))
    return cells


def _is_tabbed(line: Line) -> bool:
    """Whether tabs part it into three cells or more; one alone stands after the number of a clause or «Fra:»."""
    return line.tabs > 1 and "\t" in line.text
