"""Old presentations (PPT of PowerPoint 97 to 2003): the words of their slides and notes, from their own records.

Written from Microsoft's published description of the format [MS-PPT]. A quick save leaves what it replaced in the
file; the list of places tells which edition of a slide stands.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import NamedTuple

from evidence.detect import DAMAGED
from evidence.model import MarkKind
from evidence.readers import CannotRead, PageText, TextBuilder, clean

_EDIT, _PLACES, _DOCUMENT, _LISTED, _ONE_LISTED = 0x0FF5, 0x1772, 0x03E8, 0x0FF0, 0x03F3
_ABOUT, _SHOWN, _DRAWN, _BOX = 0x03EF, 0x03F9, 0x040C, 0xF00D
_SORT, _WIDE, _NARROW, _OF_OUTLINE = 0x0F9F, 0x0FA0, 0x0FA8, 0x0F9E
#: What is listed: slides, masters, notes.
_SLIDES, _NOTES = 0, 2
#: Sorts of text that are a title; and that of what a speaker has noted.
_TITLES, _NOTED = frozenset((0, 6)), 2
_HIDDEN = 4
#: Records lie in one another no deeper than this in an honest file.
_MOST_DEPTH = 30
#: A presentation is saved anew less often than this.
_MOST_EDITS = 10_000


class Record(NamedTuple):
    """A record of the file: its number and what tells it from others of that, where what it holds begins and ends."""

    number: int
    instance: int
    start: int
    end: int
    holds_records: bool


class _Text(NamedTuple):
    sort: int
    words: str


def slides(source: bytes) -> tuple[list[PageText], list[int]]:
    """A page for each slide in their order, and the numbers of those that are not shown. CannotRead where damaged."""
    import olefile

    try:
        with olefile.OleFileIO(BytesIO(source)) as file:
            data: bytes = file.openstream("PowerPoint Document").read()
            newest = struct.unpack_from("<I", file.openstream("Current User").read(), 16)[0]
        return _read(data, newest)
    except Exception as error:  # damage shows as whatever olefile or struct raises
        raise CannotRead(DAMAGED) from error


def _read(data: bytes, newest: int) -> tuple[list[PageText], list[int]]:
    places, first = _places(data, newest)
    document = _at(data, places[first])
    noted = {
        slide: list(_texts(data, _at(data, places[place]), ()))
        for place, slide, _ in _listed(data, document, _NOTES) if place in places
    }  # fmt: skip
    pages: list[PageText] = []
    hidden: list[int] = []
    for place, _, outline in _listed(data, document, _SLIDES):
        builder = TextBuilder()
        if place not in places:
            pages.append(builder.page())
            continue
        slide = _at(data, places[place])
        notes, shown = _about(data, slide)
        for text in _texts(data, slide, outline):
            _write(builder, text)
        for text in noted.get(notes, ()) if notes else ():
            if text.sort == _NOTED:
                _write(builder, text)
        pages.append(builder.page())
        hidden += [] if shown else [len(pages)]
    return pages, hidden


def _write(builder: TextBuilder, text: _Text) -> None:
    for line in text.words.split("\r"):
        if said := " ".join(line.replace("\x0b", " ").split()):
            builder.block(clean(said), MarkKind.HEADING if text.sort in _TITLES else MarkKind.BLOCK)
            builder.write("\n")


def _at(data: bytes, place: int) -> Record:
    head, number, length = struct.unpack_from("<HHI", data, place)
    return Record(number, head >> 4, place + 8, min(place + 8 + length, len(data)), head & 15 == 15)


def _within(data: bytes, record: Record) -> Iterator[Record]:
    at = record.start
    while at + 8 <= record.end:
        one = _at(data, at)
        yield one
        at = max(one.end, at + 8)


def _places(data: bytes, newest: int) -> tuple[dict[int, int], int]:
    """Where each part of the presentation lies, as last saved; and the number of the presentation itself."""
    found: dict[int, int] = {}
    first = at = 0
    for number in range(_MOST_EDITS):
        edit = _at(data, at if number else newest)
        if edit.number != _EDIT:
            raise CannotRead(DAMAGED)
        before, listed, document = struct.unpack_from("<III", data, edit.start + 8)
        first = first or document
        places = _at(data, listed)
        entry = places.start
        while places.number == _PLACES and entry + 4 <= places.end:
            head = struct.unpack_from("<I", data, entry)[0]
            count = min(head >> 20, (places.end - entry) // 4 - 1)
            for one, place in enumerate(struct.unpack_from(f"<{count}I", data, entry + 4), head & 0xFFFFF):
                found.setdefault(one, place)
            entry += 4 + 4 * count
        if not before or before >= (at if number else newest):
            break
        at = before
    return found, first


def _listed(data: bytes, document: Record, which: int) -> Iterator[tuple[int, int, list[_Text]]]:
    """The slides or notes in their order: the number of its part, its own number, the texts of its outline."""
    for listed in _within(data, document):
        if listed.number != _LISTED or listed.instance != which:
            continue
        part = own = 0
        texts: list[_Text] = []
        begun, sort = False, 0
        for one in _within(data, listed):
            if one.number == _ONE_LISTED:
                if begun:
                    yield part, own, texts
                part, own = struct.unpack_from("<I8xI", data, one.start)
                texts, begun = [], True
            elif one.number == _SORT:
                sort = struct.unpack_from("<I", data, one.start)[0]
                texts.append(_Text(sort, ""))
            elif one.number in (_WIDE, _NARROW) and texts:
                texts[-1] = _Text(sort, _words(data, one))
        if begun:
            yield part, own, texts


def _about(data: bytes, slide: Record) -> tuple[int, bool]:
    """The number of the notes to a slide, and whether it is shown."""
    notes, shown = 0, True
    for one in _within(data, slide):
        if one.number == _ABOUT:
            notes = struct.unpack_from("<I", data, one.start + 16)[0]
        elif one.number == _SHOWN:
            shown = not struct.unpack_from("<H", data, one.start + 10)[0] & _HIDDEN
    return notes, shown


def _texts(data: bytes, slide: Record, outline: Sequence[_Text], depth: int = 0) -> Iterator[_Text]:
    """The texts set upon a slide, in the order of the file; those of its outline stand elsewhere."""
    sort = 0
    for one in _within(data, slide):
        if one.number == _SORT:
            sort = struct.unpack_from("<I", data, one.start)[0]
        elif one.number in (_WIDE, _NARROW):
            yield _Text(sort, _words(data, one))
        elif one.number == _OF_OUTLINE:
            number = struct.unpack_from("<I", data, one.start)[0]
            if number < len(outline):
                yield outline[number]
        elif (one.holds_records or one.number == _BOX) and depth < _MOST_DEPTH:
            yield from _texts(data, one, outline, depth + 1)


def _words(data: bytes, record: Record) -> str:
    held = data[record.start : record.end]
    return held.decode("utf-16-le" if record.number == _WIDE else "latin-1", errors="replace")
