"""The leaves of a bundle that are no exhibit: contents and covers, and the font its pages are numbered in.

The data say everything that is printed; nothing is counted here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

from templates.formats import Formats, opening
from templates.paper import HIGH, MM, WIDE, Paper, Type
from templates.typeface import FACES, FOLDER, SANS, SERIF
from templates.words import Words, capital

Data = Mapping[str, Any]
#: Contents lead to this address and the number of an exhibit, until they are bound and it has a page.
LINK = "https://exhibit.invalid/"
#: What is stamped on pages: figures, and the letters exhibits are named with.
STAMPED = "".join(map(chr, range(0x20, 0x7F))) + "ÆØÅæøå"


def _file(family: str, weight: int) -> str:
    return next(face.file for face in FACES if (face.family, face.weight, face.italic) == (family, weight, False))


_SERIF, _SANS, _BOLD = _file(SERIF, 400), _file(SANS, 400), _file(SANS, 600)
_GREY, _PALE = 0.33, 0.79
_HEAD, _TEXT, _PLAIN = Type(_SANS, 8, 11.2, _GREY), Type(_SERIF, 10, 14), Type(_SANS, 10, 14)
_NAME, _PART = Type(_BOLD, 21, 24), Type(_BOLD, 11.5, 16)
_COLUMN, _ROW, _NUMBER = Type(_SANS, 7.6, 10.3, _GREY), Type(_SANS, 9, 12.2), Type(_BOLD, 9, 12.2)
_ABSENT = Type(_SANS, 9, 12.2, 0.27)
_MARK, _TITLE, _WARNING = Type(_BOLD, 44, 44), Type(_SERIF, 17, 21.3), Type(_BOLD, 10, 14)
_LABEL, _HASH = Type(_SANS, 8.5, 14, _GREY), Type(_SANS, 8, 14)

_LEFT, _RIGHT, _TOP, _BOTTOM = 25 * MM, WIDE - 25 * MM, 24 * MM, HIGH - 24 * MM


def draw(told: Callable[[int], Data], target: Path) -> int:
    """Write contents and a cover for each exhibit, in their order; how many pages the contents take.

    ``told`` has what is printed, where the contents take so many pages.
    """
    paper, length = Paper(), 0
    while not paper.pages or paper.pages != length:
        length = paper.pages
        paper.clear()
        _Contents(paper, told(length)).draw()
    bundle = told(length)
    for part in bundle["parts"]:
        for exhibit in part["exhibits"]:
            paper.turn()
            top = _headed(paper, f"{bundle['title']} · {part['title']}")
            _Cover(paper, exhibit, Words(bundle["language"])).draw(top)
    paper.save(target)
    return length


def _headed(paper: Paper, title: str) -> float:
    """The head of a leaf; where what follows may begin."""
    top = paper.write(paper.broken(title, _HEAD, _RIGHT - _LEFT), _HEAD, _LEFT, _TOP)
    return paper.rule(_LEFT, _RIGHT, top + 2 * MM, 0.5, 0.1)


class _Contents:
    """A row an exhibit, under the heading of the party that put it in."""

    _COLUMNS = (_LEFT, _LEFT + 13 * MM, _RIGHT - 39 * MM, _RIGHT)

    def __init__(self, paper: Paper, bundle: Data) -> None:
        words = Words(bundle["language"])
        self._paper, self._bundle, self._say, self._day = paper, bundle, words.say, Formats(words).short_day

    def draw(self) -> None:
        paper, bundle = self._paper, self._bundle
        paper.turn()
        top = _headed(paper, bundle["title"]) + 10 * MM
        top = paper.write(paper.broken(bundle["name"], _NAME, _RIGHT - _LEFT), _NAME, _LEFT, top) + 4 * MM
        top = paper.write(paper.broken(bundle["about"], _TEXT, 130 * MM), _TEXT, _LEFT, top) + 1 * MM
        for part in bundle["parts"]:
            top = self._part(part, top)

    def _part(self, part: Data, top: float) -> float:
        rows = [self._row(exhibit) for exhibit in part["exhibits"]]
        heading = self._paper.broken(part["title"], _PART, _RIGHT - _LEFT)
        top += 8 * MM
        if top + len(heading) * _PART.leading + 10 * MM + _high(rows[0]) > _BOTTOM:
            self._paper.turn()
            top = _TOP
        top = self._columns(self._paper.write(heading, _PART, _LEFT, top) + 2 * MM)
        for row, exhibit in zip(rows, part["exhibits"], strict=True):
            if top + _high(row) > _BOTTOM:
                self._paper.turn()
                top = self._columns(_TOP)
            top = self._drawn(row, exhibit, top)
        return top

    def _row(self, exhibit: Data) -> tuple[list[str], list[str]]:
        """The lines of its title, and those that say it is not there."""
        width = self._COLUMNS[2] - self._COLUMNS[1] - 3 * MM
        absent = self._say("not printed: see its page") if exhibit["slip"] else ""
        title = self._paper.broken(opening(exhibit["title"], 240), _ROW, width)
        return title, self._paper.broken(absent, _ABSENT, width) if absent else []

    def _columns(self, top: float) -> float:
        say, paper = self._say, self._paper
        for head, left in zip((say("Exhibit"), say("Document"), say("Date")), self._COLUMNS, strict=False):
            paper.write([head], _COLUMN, left, top + MM)
        end = paper.write([say("Page")], _COLUMN, _RIGHT, top + MM, right=True)
        return paper.rule(_LEFT, _RIGHT, end + MM, 0.5, 0.1)

    def _drawn(self, row: tuple[list[str], list[str]], exhibit: Data, top: float) -> float:
        paper, (number, title, date, page) = self._paper, self._COLUMNS
        at = top + 1.3 * MM
        paper.write([exhibit["mark"]], _NUMBER, number, at)
        paper.write([self._day(exhibit["date"])], _ROW, date, at)
        paper.write([str(exhibit["first"])], _ROW, page, at, right=True)
        end = paper.write(row[1], _ABSENT, title, paper.write(row[0], _ROW, title, at)) + 1.3 * MM
        paper.link(f"{LINK}{exhibit['number']}", _LEFT, _RIGHT, top, end)
        return paper.rule(_LEFT, _RIGHT, end, 0.4, _PALE)


def _high(row: tuple[Sequence[str], Sequence[str]]) -> float:
    return sum(map(len, row)) * _ROW.leading + 2.6 * MM + 0.4


class _Cover:
    """What is to be known of an exhibit before one reads it."""

    _VALUE = _LEFT + 40 * MM

    def __init__(self, paper: Paper, exhibit: Data, words: Words) -> None:
        self._paper, self._exhibit, self._say, self._day = paper, exhibit, words.say, Formats(words).day

    def draw(self, top: float) -> None:
        paper, exhibit, say = self._paper, self._exhibit, self._say
        top = paper.write([say("Exhibit {number}", number=exhibit["mark"])], _MARK, _LEFT, top + 34 * MM) + 6 * MM
        title = paper.broken(opening(exhibit["title"], 240), _TITLE, 145 * MM)
        top = paper.rule(_LEFT, _RIGHT, paper.write(title, _TITLE, _LEFT, top) + 12 * MM, 1.2, 0.1)
        top = self._row(say("Date"), [self._day(exhibit["date"]) if exhibit["date"] else say("undated")], top)
        top = self._row(say("Document"), self._document(), top)
        if not exhibit["slip"]:
            top = self._row(say("Pages"), [self._pages()], top)
        sha256 = exhibit["sha256"]
        parted = "  ".join(sha256[at : at + 8] for at in range(0, len(sha256), 8))
        top = self._row(say("SHA-256 of the original"), [parted], top, _HASH)
        if exhibit["notes"]:
            top = self._notes(say("About this copy"), top)
        if exhibit["slip"]:
            self._slip(top + 10 * MM)

    def _document(self) -> list[str]:
        exhibit, say = self._exhibit, self._say
        said = [f"{capital(exhibit['kind_text'])} · {opening(exhibit['name'], 200)}"]
        if exhibit["parent"]:
            said.append(say("came with") + " " + say("exhibit {number}", number=exhibit["parent"]))
        return said

    def _pages(self) -> str:
        first, count = self._exhibit["first"], self._exhibit["pages"]
        if count == 1:
            return self._say("1 page: page {page} of the bundle", page=first + 1)
        last = first + count
        return self._say("{count} {count:page|pages}: {first} to {last} of the "
                         "bundle", count=count, first=first + 1, last=last)

    def _row(self, label: str, texts: Sequence[str], top: float, type_: Type = _TEXT) -> float:
        lines = [line for text in texts for line in self._paper.broken(text, type_, _RIGHT - self._VALUE)]
        return self._labelled(label, lines, top, type_, self._VALUE)

    def _labelled(self, label: str, lines: Sequence[str], top: float, type_: Type, left: float) -> float:
        said = self._paper.broken(label, _LABEL, 36 * MM)
        ends = (
            self._paper.write(said, _LABEL, _LEFT, top + 2.2 * MM),
            self._paper.write(lines, type_, left, top + 2.2 * MM),
        )
        return self._paper.rule(_LEFT, _RIGHT, max(ends) + 2.2 * MM, 0.4, _PALE)

    def _notes(self, label: str, top: float) -> float:
        """As many of the notes as there is room for."""
        left, lines, bullets = self._VALUE + 4 * MM, list[str](), list[int]()
        for note in self._exhibit["notes"]:
            bullets.append(len(lines))
            lines += self._paper.broken(opening(note, 300), _TEXT, _RIGHT - left)
        room = int((_BOTTOM - 5 * MM - top) / _TEXT.leading)
        if len(lines) > room:
            lines = [*lines[: room - 1], "…"]
        for at in (at for at in bullets if at < len(lines)):
            self._paper.write(["•"], _TEXT, self._VALUE + 1 * MM, top + 2.2 * MM + at * _TEXT.leading)
        return self._labelled(label, lines, top, _TEXT, left)

    def _slip(self, top: float) -> None:
        paper, left = self._paper, _LEFT + 6 * MM
        reason = capital(opening(self._exhibit["slip"], 600))
        heading = paper.broken(self._say("The document is not printed here."), _WARNING, _RIGHT - 6 * MM - left)
        end = paper.write(heading, _WARNING, left, top + 5 * MM) + 1 * MM
        lines = paper.broken(reason if reason.endswith(".") else f"{reason}.", _PLAIN, _RIGHT - 6 * MM - left)
        paper.frame(_LEFT, _RIGHT, top, paper.write(lines, _PLAIN, left, end) + 5 * MM, 1.2)


@cache
def stamp_font() -> tuple[bytes, Mapping[int, int]]:
    """A TrueType font of the characters that are stamped, and the width of each by its cp1252 code, of 1000 an em."""
    from fontTools import subset
    from fontTools.ttLib import TTFont

    options = subset.Options()
    options.layout_features, options.name_IDs, options.notdef_outline = [], [6], True
    options.drop_tables += ["GDEF", "GPOS", "GSUB"]
    with TTFont(FOLDER / "krav-sans-semibold.ttf", recalcTimestamp=False) as font:
        cutter = subset.Subsetter(options)
        cutter.populate(text=STAMPED)
        cutter.subset(font)
        made = BytesIO()
        font.save(made)
        em, names, widths = font["head"].unitsPerEm, font.getBestCmap(), font["hmtx"]
        by_code = {char.encode("cp1252")[0]: round(1000 * widths[names[ord(char)]][0] / em) for char in STAMPED}
    return made.getvalue(), by_code
