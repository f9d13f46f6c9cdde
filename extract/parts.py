"""Which part of the system a statement is about, where parts are delivered one by one.

The words of the sentence tell first («modul 3»). A part that is only pointed at («det sidste modul») is noted as
unnamed, so that nobody takes it for one with a number. In a contract a sentence that names none speaks of the part
its heading names.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from evidence.model import MarkKind, Page
from extract.lines import at_lines
from extract.modules import modules

#: A part that is pointed at and not named.
UNNAMED = "?"
_POINTED = re.compile(
    r"\b(?:det|den|de|et|ét|én|the|one)\s+(?:(?:helt|aller|næst|to|tre)\s*)?"
    r"(?:første|sidste|næstsidste|ene|andet|anden|andre|tredje|resterende|øvrige|manglende|forsinkede|nye|udestående|"
    r"næste|first|last|remaining|other|outstanding)\s+"
    r"(?:modul|moduler|(?:del)?leverancer?|fase|etape|module|modules|phase)\b|"
    # «et modul til opfølgning» says which one it is.
    r"\b(?:et|ét|én|one)\s+(?:enkelt\s+)?(?:af\s+)?(?:modul(?:erne)?|(?:del)?leverancerne|faserne|modules?)\b"
    r"(?!\s+(?:til|for|med|som|der|to|that|which)\b)",
    re.IGNORECASE,
)
_NUMBERED = re.compile(
    r"^[ \t]*(?:#+[ \t]*)?(?:(?:bilag|afsnit|kapitel|section)[ \t]+)?"
    r"(?P<number>\d{1,3}(?:\.\d{1,3})*)\.?[ \t]+(?=[^\W\d])",
    re.IGNORECASE,
)
_HEADING_LINE = re.compile(
    r"^[ \t]*(?:#+[ \t]*)?\d{1,3}(?:\.\d{1,3}){0,3}\.?[ \t]+[A-ZÆØÅ][^\n]{1,60}(?<![.,:;])[ \t]*$", re.MULTILINE
)
_VERB = re.compile(r"\b(?:skal|er|har|kan|må|leverer|leveres|betaler|shall|is|may)\b", re.IGNORECASE)


def part_of(text: str) -> str:
    """The parts a text names, in its order: «modul 1, modul 2»; ``UNNAMED`` where it only points at one; else ""."""
    named = modules(text)
    if named:
        return ", ".join(named)
    return UNNAMED if _POINTED.search(text) else ""


class Headings:
    """The headings of a document, page after page: the part that the one above a place names."""

    def __init__(self) -> None:
        self._open: list[tuple[tuple[str, ...], str]] = []  # numbers and parts of the headings that still hold
        self._starts: list[int] = []
        self._parts: list[str] = []
        self._carried = ""

    def turn_to(self, page: Page) -> None:
        """Go on with the next page; what its predecessor ended under still holds at its top."""
        self._carried = self._parts[-1] if self._parts else self._carried
        self._starts, self._parts = [], []
        for start, text in _headings(page):
            self._enter(text)
            self._starts.append(start)
            self._parts.append(next((part for _, part in reversed(self._open) if part), ""))

    def _enter(self, text: str) -> None:
        """A heading ends those it does not stand under: «5.2» ends «5.1» and stands under «5»."""
        m = _NUMBERED.match(text)
        number = tuple(m["number"].split(".")) if m else ()
        held = [one for one in self._open if one[0] and len(one[0]) < len(number) and number[: len(one[0])] == one[0]]
        self._open = [*held, (number, ", ".join(modules(text)))]

    def at(self, place: int) -> str:
        """The part named by the heading above a place of the page; "" where none is."""
        index = bisect_right(self._starts, place) - 1
        return self._parts[index] if index >= 0 else self._carried


def _headings(page: Page) -> list[tuple[int, str]]:
    """The headings of a page in order: those its form shows, and short numbered lines without a verb."""
    found = {mark.start: page.text[mark.start : mark.end] for mark in page.marks if mark.kind is MarkKind.HEADING}
    away = [(mark.start, mark.end) for mark in page.marks if mark.kind in (MarkKind.FURNITURE, MarkKind.ROW)]
    for m in at_lines(_HEADING_LINE, page.text):
        start = m.start() + len(m.group()) - len(m.group().lstrip())
        if not _VERB.search(m.group()) and not any(a <= start < b for a, b in away):
            found.setdefault(start, m.group().strip())
    return sorted(found.items())
