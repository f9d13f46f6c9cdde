"""What a workbook says beside its cells, sheet by sheet: notes upon cells, text boxes, columns it does not show."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from html import unescape
from typing import Any

from evidence.readers import CannotRead, Source, start_of
from evidence.readers.drawingml import DRAWN, paragraphs_of
from evidence.readers.notes import Note
from evidence.readers.odt import TABLE, comments, repeated
from evidence.readers.packed import opened, relations, xml

_BOOK = "xl/workbook.xml"
#: So much of the beginning of a sheet is looked at for its columns, which stand before its rows, and then for those.
_HEAD, _MORE = 1 << 16, 1 << 20
_MOST_COLUMNS = 16_384
_HIDDEN = re.compile(rb'<(?:\w+:)?col\b(?=[^>]*\bhidden="(?:1|true)")[^>]*>')
_HIDDEN_ROW = re.compile(rb'<row\b(?=[^>]*\bhidden="(?:1|true)")[^>]*\br="(\d+)"')
_RUNNING = re.compile(rb"<(?:\w+:)?(?:odd|even|first)(?:Header|Footer)>([^<]{1,2000})<")
#: How its parts begin, and what stands in them for a look, the day, the page or the name of the file.
_PARTS, _CODES = re.compile("&[LCR]"), re.compile(r'&(?:"[^"]*"|K[0-9A-F+-]{5,6}|\d+|.)')
_FROM_TO = re.compile(rb'\b(min|max)="(\d{1,5})"')


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside the cells of one sheet."""

    notes: tuple[Note, ...] = ()  # upon cells, each with the cell's name
    boxes: tuple[str, ...] = ()  # what text boxes and figures laid upon the sheet say
    hidden: frozenset[int] = field(default_factory=frozenset)  # columns that are not shown, from 1
    rows: frozenset[int] = field(default_factory=frozenset)  # rows that are not shown, by hand or by a filter, from 1
    running: tuple[str, ...] = ()  # what is printed above and below each page of it


def beside(source: Source) -> dict[str, Beside]:
    """By the name of the sheet; of XLSX, ODS and XLS, of others nothing. CannotRead where it unpacks to too much."""
    if start_of(source, 2) == b"\xd0\xcf":
        from evidence.readers.biff import beside_cells

        return beside_cells(source)
    if start_of(source, 2) != b"PK":
        return {}
    with opened(source) as archive:
        if "content.xml" in archive.namelist():
            return dict(_of_ods(archive))
        if _BOOK not in archive.namelist():
            return {}
        try:
            return {name: _beside(archive, part) for name, part in sheets_of(archive)}
        except CannotRead:  # what is damaged beside the cells does not cost the cells
            return {}


def _of_ods(archive: zipfile.ZipFile) -> Iterator[tuple[str, Beside]]:
    from lxml import etree

    tags = [f"{TABLE}{one}" for one in ("table-cell", "covered-table-cell", "table-row", "table-column", "table")]
    notes: list[Note] = []
    hidden: set[int] = set()
    away: set[int] = set()
    row = column = columns = 0
    with archive.open("content.xml") as file, suppress(etree.XMLSyntaxError):  # the reader tells what is wrong
        for _, one in etree.iterparse(file, tag=tags, resolve_entities=False, no_network=True, load_dtd=False):
            if one.tag == f"{TABLE}table-column":
                count = min(repeated(one, "columns"), _MOST_COLUMNS)
                if one.get(f"{TABLE}visibility") in ("collapse", "filter"):
                    hidden.update(range(columns + 1, columns + count + 1))
                columns += count
            elif one.tag == f"{TABLE}table-row":
                count = repeated(one, "rows")
                if one.get(f"{TABLE}visibility") in ("collapse", "filter") and count < _MOST_COLUMNS:
                    away.update(range(row + 1, row + count + 1))
                row, column = row + count, 0
            elif one.tag == f"{TABLE}table":
                yield one.get(f"{TABLE}name") or "", Beside(tuple(notes), (), frozenset(hidden), frozenset(away))
                notes, hidden, away, row, column, columns = [], set(), set(), 0, 0, 0
            else:
                notes += (replace(note, upon=f"{letters(column + 1)}{row + 1}") for note in comments(one))
                column += repeated(one, "columns")
            one.clear()


def letters(number: int) -> str:
    """What a spreadsheet calls its column of that number, from 1."""
    found = ""
    while number:
        number, at = divmod(number - 1, 26)
        found = chr(ord("A") + at) + found
    return found


def sheets_of(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """The sheets of a workbook in order, each by its name and the part of the archive it lies in."""
    parts = relations(archive, _BOOK)
    for sheet in _all(xml(archive.read(_BOOK)), "sheet"):
        key = next((value for name, value in sheet.attrib.items() if name.endswith("}id")), "")
        _, part = parts.get(key, ("", ""))
        if part in archive.namelist():
            yield sheet.get("name", ""), part


def _beside(archive: zipfile.ZipFile, part: str) -> Beside:
    notes: list[Note] = []
    boxes: list[str] = []
    answered: set[str] = set()
    # Programs repeat a thread of notes as one note, for those that know no threads.
    for kind, target in sorted(relations(archive, part).values(), key=lambda one: one[0] != "threadedComment"):
        with suppress(CannotRead, KeyError):
            if kind == "threadedComment":
                notes += (found := list(_threaded(archive, target)))
                answered |= {one.upon for one in found}
            elif kind == "comments":
                notes += [one for one in _noted(xml(archive.read(target))) if one.upon not in answered]
            elif kind == "drawing":
                boxes += _boxes(xml(archive.read(target)))
                for sort, chart in relations(archive, target).values():
                    if sort in DRAWN and (words := "\n".join(paragraphs_of(xml(archive.read(chart))))):
                        boxes.append(words)
    with archive.open(part) as sheet:
        head = sheet.read(_HEAD)
        rows = _HIDDEN_ROW.findall(head + sheet.read(_MORE))
        end = head
        while piece := sheet.read(_HEAD):
            end = end[-_HEAD:] + piece
    hidden: set[int] = set()
    for column in _HIDDEN.findall(head):
        ends = {name: int(number) for name, number in _FROM_TO.findall(column)}
        hidden.update(range(ends.get(b"min", 1), min(ends.get(b"max", 0), _MOST_COLUMNS) + 1))
    return Beside(tuple(notes), tuple(boxes), frozenset(hidden), frozenset(map(int, rows)), tuple(_running(end)))


def _running(end: bytes) -> Iterator[str]:
    """What is printed above and below each page, as the end of a sheet says it, part by part."""
    said = (unescape(found.decode("utf-8", errors="replace")) for found in _RUNNING.findall(end))
    parts = (" ".join(_CODES.sub(" ", part).split()) for one in said for part in _PARTS.split(one))
    yield from dict.fromkeys(part for part in parts if sum(map(str.isalpha, part)) > 2)


def _noted(root: Any) -> Iterator[Note]:
    writers = [(one.text or "").strip() for one in _all(root, "author")]
    for one in _all(root, "comment"):
        number = one.get("authorId") or ""
        sender = writers[int(number)] if number.isdigit() and int(number) < len(writers) else ""
        words = "".join(piece.text or "" for piece in _all(one, "t"))
        # The program writes the writer's name above the words once more.
        yield Note(words=words.strip().removeprefix(f"{sender}:").strip(), sender=sender, upon=one.get("ref") or "")


def _threaded(archive: zipfile.ZipFile, part: str) -> Iterator[Note]:
    named = {
        one.get("id"): one.get("displayName") or ""
        for listed in archive.namelist() if re.fullmatch(r"xl/persons/[^/]+\.xml", listed)
        for one in _all(xml(archive.read(listed)), "person")
    }  # fmt: skip
    for one in _all(xml(archive.read(part)), "threadedComment"):
        words = "".join(piece.text or "" for piece in _all(one, "text"))
        yield Note(
            words=words, sender=named.get(one.get("personId"), ""), sent=(one.get("dT") or "")[:10],
            upon=one.get("ref") or "",
        )  # fmt: skip


def _boxes(root: Any) -> Iterator[str]:
    for box in _all(root, "txBody"):
        said = ("".join(piece.text or "" for piece in _all(line, "t")) for line in _all(box, "p"))
        if words := "\n".join(line for line in said if line.strip()):
            yield words


def _all(root: Any, name: str) -> Iterator[Any]:
    """The elements of that name, of whatever edition of the format."""
    return (one for one in root.iter("{*}" + name))
