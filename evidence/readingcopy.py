"""A reading copy: a document without pages of its own — mail, Word, web page, text, sheet — set on paper.

Its text is the stored text as it stands, styled by its marks; nothing is left out but the signs that part the cells of
a CSV file. It is made when a place in the document is to be shown, kept as a copy beside the original, and found letter
by letter on its pages again, or there is no place to show.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from evidence import custody
from evidence.alignment import aligned, seen
from evidence.model import Document, Mark, MarkKind, Page
from evidence.readers.bulk import ask_structures
from evidence.readers.pdftext import HYPHENS, characters
from evidence.readers.placing import Placed
from evidence.store import copy_path

if TYPE_CHECKING:
    from evidence.readers.frame import Bounds
    from evidence.store import Store

PURPOSE = "reading"
_SHEETS = frozenset({"xlsx", "xls", "ods", "csv"})
#: Long blocks are set in pieces: the time a paragraph or table takes grows with the square of its length.
_MOST_LETTERS, _MOST_ROWS = 3000, 40
#: A row with a cell longer than this may not fit on one page, and is set as a paragraph.
_LONG_CELL = 1200
#: More columns than this are set across.
_NARROW = 8


@dataclass(frozen=True, slots=True)
class Press:
    """Who sets reading copies: handed in by whoever has the fonts.

    ``typeset`` makes a PDF of the inside of an HTML body and a line for the foot of each page, the same bytes each
    time; nothing of the text stands within ``margin`` points of a page's upper and lower edge. ``showable`` writes what
    the fonts lack in letters they have.
    """

    typeset: Callable[[str, str], bytes]
    showable: Callable[[str], str]
    margin: float


#: Copies looked into lately: many quotes of a dossier stand in one document, and the lines of a few dozen logs in turn.
_known: dict[tuple[str, Press], ReadingCopy] = {}
_MOST_KNOWN = 64


class ReadingCopy:
    """A reading copy and where each character of the stored text stands on it."""

    def __init__(self, path: Path, placed: Placed, page_of_line: Sequence[int], starts: dict[int, int]) -> None:
        self.path = path
        self._placed = placed
        self._page_of_line = page_of_line
        self._starts = starts

    def boxes(self, page: int, start: int, end: int) -> list[tuple[int, Bounds]]:
        """For each line of a quote, the copy's page it is on and its box."""
        first = self._starts[page]
        lines = self._placed.lines(first + start, first + end)
        return [(self._page_of_line[line], bounds) for line, bounds in lines.items()]

    def sheets(self) -> Iterator[tuple[int, int, int]]:
        """For each character that is to be seen: its stored page, its place there, and the copy's page it is on."""
        firsts = sorted((first, page) for page, first in self._starts.items())
        at = 0
        for place, line in self._placed.line_numbers():
            while at + 1 < len(firsts) and firsts[at + 1][0] <= place:
                at += 1
            yield firsts[at][1], place - firsts[at][0], self._page_of_line[line]


def reading_copy(store: Store, document: Document, press: Press) -> ReadingCopy | None:
    """The document's reading copy, made and kept if there is none; None where its text is not found on it again."""
    key = (store.pages_hash(document.sha256), press)
    kept = store.copies(document.sha256).get(PURPOSE)
    if kept and not (kept.is_file() and custody.file_hash(kept) == kept.stem):
        kept = None  # lost or changed: it is made anew
    known = _known.get(key)
    if known and known.path == kept:
        return known
    found = _found_or_made(store, document, press, kept)
    if found:
        _known[key] = found
        if len(_known) > _MOST_KNOWN:
            _known.pop(next(iter(_known)))
    return found


def _found_or_made(store: Store, document: Document, press: Press, kept: Path | None) -> ReadingCopy | None:
    setting = _Setting(document, press.showable)
    for page in store.pages(document.sha256):
        setting.page(page)
    found = _found_again(kept, setting, press.margin) if kept else None
    if found:
        return found
    data = press.typeset("".join(setting.html), f"{document.name} · {document.id}")
    return _found_again(_keep(store, document, data), setting, press.margin)


def _keep(store: Store, document: Document, data: bytes) -> Path:
    """Put a copy into its place, whole or not at all, and a line into the log."""
    sha = custody.bytes_hash(data)
    path = copy_path(store.folder, sha)
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_name(f".{sha}-{os.getpid()}")
    half.write_bytes(data)
    half.chmod(0o444)
    half.replace(path)
    with store.transaction():
        store.put_copy(document.sha256, PURPOSE, sha)
        store.log("copy", sha256=document.sha256, copies={PURPOSE: sha})
    return path


class _Setting:
    """The stored text as HTML, and all letters to be seen of it in the order they are set in."""

    def __init__(self, document: Document, showable: Callable[[str], str]) -> None:
        self._document = document
        self._showable = showable
        self.html: list[str] = []
        self.letters: list[tuple[str, int]] = []  # with the number of the stored character, or -1 where there is none
        self.block_of: dict[int, int] = {}  # by number of the stored character
        self.starts: dict[int, int] = {}  # by page: the number of its first character
        self._next = 0
        self._blocks = 0

    def page(self, page: Page) -> None:
        """Set a page of the document."""
        self.starts[page.number] = self._next
        top = len(self.html)
        if page.label:
            self._open("h2")
            self._extra(page.label)
            self._close("h2")
        rows = [mark for mark in page.marks if mark.kind is MarkKind.ROW]
        place, after = 0, len(self.html)
        for _, group in groupby(enumerate(_runs(page.text, rows)), key=lambda item: item[1][0]):
            run = [mark for _, (_, mark) in group]
            self._lines(page, place, run[0].start)
            headed = place == 0 and page.label and len(self.html) == after
            if self._table(page, run) and headed:
                self.html[top] = "<h2 class='wide'>"  # on the turned page, with its table
            place = run[-1].end
        self._lines(page, place, len(page.text))
        self._next += len(page.text)

    def _lines(self, page: Page, start: int, end: int) -> None:
        over = _Kinds(page.marks)
        for first, last in _pieces(page.text, start, end):
            if page.text[first:last].strip():
                self._open("p", over.at(first + len(page.text[first:last]) - len(page.text[first:last].lstrip())))
                self._put(page, range(first, last))
                self._close("p")
            else:
                self.html.append("<p class=blank>&#8203;</p>")

    def _table(self, page: Page, rows: Sequence[Mark]) -> bool:
        """Set a table; whether it is so wide that its page is turned."""
        sheet = self._document.media in _SHEETS
        table = [(mark, self._cells(page, mark)) for mark in rows]
        columns = max(len(cells) for _, cells in table)
        longest = [max(len(cells[at]) if at < len(cells) else 0 for _, cells in table) for at in range(columns)]
        widths = [min(max(4, letters), 26) + 3 for letters in longest]
        self._open("div", "wide" if columns > _NARROW else "")
        for start in range(0, len(table), _MOST_ROWS):
            self._open("table", "sheet" if sheet else "")
            cols = "".join(f"<col style='width:{100 * width / (sum(widths) + 4):.2f}%'>" for width in widths)
            self.html.append(f"<colgroup>{'<col class=number>' if sheet else ''}{cols}</colgroup>")
            if sheet:
                self._head(columns)
            for mark, cells in table[start : start + _MOST_ROWS]:
                self._row(page, mark, cells, columns if sheet else len(cells), sheet)
            self._close("table")
        self._close("div")
        return columns > _NARROW

    def _head(self, columns: int) -> None:
        self.html.append("<tr><th></th>")
        for number in range(columns):
            self._open("th")
            self._extra(_column_name(number))
            self._close("th")
        self.html.append("</tr>")

    def _row(self, page: Page, mark: Mark, cells: Sequence[Sequence[int]], columns: int, sheet: bool) -> None:
        self.html.append("<tr>")
        if sheet:
            self._open("th", "number")
            self._extra(mark.detail.get("row", ""))
            self._close("th")
        for at in range(columns):
            self._open("td")
            self._put(page, cells[at] if at < len(cells) else ())
            self._close("td")
        self.html.append("</tr>")

    def _cells(self, page: Page, mark: Mark) -> list[Sequence[int]]:
        """The cells of a row, each as the numbers of its characters on the page."""
        if self._document.media != "csv":
            return list(_parted(page.text, mark.start, mark.end, "\t"))
        delimiter = self._document.fields.get("delimiter", ";")
        if '"' not in page.text[mark.start : mark.end]:
            return list(_parted(page.text, mark.start, mark.end, delimiter))
        return list(_unquoted(page.text, mark.start, mark.end, delimiter))

    def _open(self, tag: str, kind: str = "") -> None:
        self._blocks += 1
        self.html.append(f"<{tag} class='{kind}'>" if kind else f"<{tag}>")

    def _close(self, tag: str) -> None:
        self.html.append(f"</{tag}>")

    def _put(self, page: Page, places: Iterable[int]) -> None:
        first = self.starts[page.number]
        for at in places:
            shown = "\n" if page.text[at] in "\r\n" else self._showable(page.text[at])
            self.html.append(escape(shown))
            self.letters += seen((letter, first + at) for letter in shown)
            self.block_of[first + at] = self._blocks

    def _extra(self, text: str) -> None:
        shown = self._showable(text)
        self.html.append(escape(shown))
        self.letters += seen((letter, -1) for letter in shown)


class _Kinds:
    """What kinds of mark lie over a place, for places asked about from first to last."""

    def __init__(self, marks: Iterable[Mark]) -> None:
        ends = [(mark.end, -1, mark.kind) for mark in marks]
        self._steps = sorted([*ends, *((mark.start, 1, mark.kind) for mark in marks)], key=lambda step: step[:2])
        self._open: Counter[MarkKind] = Counter()
        self._done = 0

    def at(self, place: int) -> str:
        """As a class for the style sheet."""
        while self._done < len(self._steps) and self._steps[self._done][0] <= place:
            _, step, kind = self._steps[self._done]
            self._open[kind] += step
            self._done += 1
        styled = (MarkKind.FURNITURE, MarkKind.QUOTED, MarkKind.NOTE, MarkKind.HEAD, MarkKind.HEADING)
        return " ".join(kind.value for kind in styled if self._open[kind] > 0)


def _runs(text: str, rows: Sequence[Mark]) -> Iterator[tuple[int, Mark]]:
    """Rows with the number of the table they belong to: rows with nothing but a line's end between them are one's.

    A row with a cell too long for a table is left out, and set as lines.
    """
    run, last = 0, -1
    for mark in rows:
        if mark.start < last or any(len(cell) > _LONG_CELL for cell in text[mark.start : mark.end].split("\t")):
            continue
        if last < 0 or text[last : mark.start].strip("\r\n"):
            run += 1
        last = mark.end
        yield run, mark


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The lines of ``text[start:end]``, long ones parted at a blank; line ends stand in none."""
    while start < end:
        stop = min((at for at in (text.find("\n", start, end), text.find("\r", start, end)) if at >= 0), default=end)
        while stop - start > _MOST_LETTERS:
            blank = text.rfind(" ", start, start + _MOST_LETTERS)
            part = blank + 1 if blank > start else start + _MOST_LETTERS
            yield start, part
            start = part
        yield start, stop
        start = stop + 2 if text[stop : stop + 2] == "\r\n" else stop + 1


def _parted(text: str, start: int, end: int, sign: str) -> Iterator[range]:
    first = start
    for at in range(start, end):
        if text.startswith(sign, at):
            yield range(first, at)
            first = at + 1
    yield range(first, end)


def _unquoted(text: str, start: int, end: int, sign: str) -> Iterator[list[int]]:
    """Cells of a row of which some stand in quotation marks: these marks are not set, doubled ones once."""
    cell: list[int] = []
    quoted, at, first = False, start, start
    while at < end:
        if text[at] == '"' and not quoted and at == first:
            quoted = True
        elif text[at] == '"' and quoted and text[at + 1 : at + 2] == '"':
            at += 1
            cell.append(at)
        elif text[at] == '"' and quoted:
            quoted = False
        elif text.startswith(sign, at) and not quoted:
            yield cell
            cell, first = [], at + 1
        else:
            cell.append(at)
        at += 1
    yield cell


def _column_name(number: int) -> str:
    name = ""
    number += 1
    while number:
        number, letter = divmod(number - 1, 26)
        name = chr(65 + letter) + name
    return name


def _found_again(path: Path, setting: _Setting, margin: float) -> ReadingCopy | None:
    """The copy with the place of each stored character; None where it does not say what was set."""
    standing: list[tuple[str, int]] = []
    where: list[tuple[int, int, Bounds]] = []  # page, line and box of each letter
    for number, line, letter, bounds in _letters(path, margin):
        standing += seen([(letter, len(where))])
        where.append((number, line, bounds))
    pairs = aligned(setting.letters, standing)
    if pairs is None:
        return None
    lines: dict[tuple[int, int, int], int] = {}
    placed = []
    for stored, at in pairs:
        if stored >= 0:
            number, line, bounds = where[at]
            key = (number, line, setting.block_of[stored])
            placed.append((stored, lines.setdefault(key, len(lines)), bounds))
    return ReadingCopy(path, Placed(placed), [number for number, _, _ in lines], setting.starts)


def _letters(path: Path, margin: float) -> Iterator[tuple[int, int, str, Bounds]]:
    """Page, line, letter and box of all that stands between the margins of a PDF."""
    import pypdfium2 as pdfium

    document = pdfium.PdfDocument(path)
    try:
        for index in range(len(document)):
            page = document[index]
            textpage = page.get_textpage()
            said, high = characters(textpage), page.get_height()
            left, top, right, bottom = ask_structures("FPDFText_GetLooseCharBox", textpage.raw, range(len(said)), 4)
            textpage.close()
            page.close()
            line = 0
            for at, letter in enumerate(said):
                line += letter == "\n"
                # A hyphen pdfium has taken out at a line's end stands nowhere.
                if letter in HYPHENS or margin < (bottom[at] + top[at]) / 2 < high - margin:
                    letter = "-" if letter in HYPHENS else letter
                    yield index + 1, line, letter, (left[at], bottom[at], right[at], top[at])
    finally:
        document.close()
