"""The answers of a tender: rows of a list of requirements, each with what is asked and whether it is met."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from extract.lines import at_lines

#: What parts the cells of a row: a mark, or more space than stands between words.
_CELL = re.compile(r"(?:[^|\t;\n ]| (?! ))+")
#: «3.2.1», «krav 7», «4b», «12 K» (a requirement), «5 Ø» (a wish).
_NUMBERED = re.compile(r"(?:krav\s*)?[A-Z]{0,2}[.-]?\d{1,2}(?:\.\d{1,2}){0,3}[a-z]?(?: (?:[A-ZÆØÅ]{1,2}|krav))?", re.I)
_YES = re.compile(
    r"(?:ja|opfyld(?:t|es)|bekræft(?:et|es)|accepteret|accepteres|bliver|kan leveres|inkluderet)\b|j\Z", re.IGNORECASE
)
_NO = re.compile(r"(?:nej|ikke opfyldt|opfyldes ikke|kan ikke (?:leveres|opfyldes)|tilbydes ikke)\b|n\Z", re.IGNORECASE)
_PARTLY = re.compile(r"(?:delvis\w*)\b|d\Z", re.IGNORECASE)
#: A line that begins so, and is parted somewhere: most lines of most papers are none, and are not parted into cells.
_ROW = re.compile(rf"^[ \t]*(?:{_NUMBERED.pattern})[ \t]*(?:[|;\t]|  )[^\n]*", re.MULTILINE | re.IGNORECASE)
_DAY = re.compile(r"\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}-\d\d-\d\d")
#: So many answered rows, and a list of requirements has been answered.
_ENOUGH = 5


@dataclass(frozen=True, slots=True)
class Answer:
    """A row of requirements that is answered: its place on the page, what is asked and what the answer says."""

    start: int
    end: int  # of the line
    answered: int  # where the answer ends
    asked: str
    met: bool | None  # None: in part


def answers(text: str) -> Iterator[Answer]:
    """The answered rows of a page."""
    for row in at_lines(_ROW, text):
        line, place = row.group(), row.start()
        cells = list(_CELL.finditer(line))
        if len(cells) < 3 or not _NUMBERED.fullmatch(cells[0].group().strip()):
            continue
        asked = max(cells[1:3], key=lambda one: len(one.group()))
        after = cells[cells.index(asked) + 1 :]
        if any(_DAY.fullmatch(cell.group().strip()) for cell in cells[1 : cells.index(asked) + 2]):
            continue  # «M2 | Testmiljø etableret | 20.05.2011 | Leverandøren | Nej»: a row of a plan asks of its own
        for met, says in ((True, _YES), (False, _NO), (None, _PARTLY)):
            if cell := next((one for one in after if says.match(one.group().strip())), None):
                start, end = place + len(line) - len(line.lstrip()), place + len(line.rstrip())
                answered = place + cell.start() + len(cell.group().rstrip())
                yield Answer(start, end, answered, asked.group().strip(), met)
                break


def is_answered(text: str) -> bool:
    """Whether a list of requirements stands there with its answers filled in."""
    return sum(1 for _ in islice(answers(text), _ENOUGH)) == _ENOUGH
