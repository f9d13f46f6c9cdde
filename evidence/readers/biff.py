"""What an old Excel workbook (XLS, from Excel 97 on) says beside its cells, of which the library tells nothing.

The file is a row of records, each with its number and length (MS-XLS).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from io import BytesIO

from evidence.readers import Source, bytes_of
from evidence.readers.asides import Beside, letters
from evidence.readers.formats import Form, Forms, looks
from evidence.readers.notes import Note

_BOF, _EOF, _SHEET, _COLUMNS, _ROW, _NOTE, _OBJECT, _TEXT, _GOES_ON = (
    0x0809, 0x000A, 0x0085, 0x007D, 0x0208, 0x001C, 0x005D, 0x01B6, 0x003C
)  # fmt: skip
_FONT, _FORMAT, _LOOK, _NUMBERS = 0x0031, 0x041E, 0x00E0, 0x00BD
#: Cells that hold a number, a formula's result or words.
_CELLS = frozenset((0x0203, 0x027E, 0x0006, 0x00FD))
_STRUCK = 8
_EXCEL_97 = 0x0600
#: The sort of a drawn thing that is the paper of a note.
_OF_NOTE = 0x19

Records = Iterator[tuple[int, bytes]]


def beside_cells(source: Source) -> dict[str, Beside]:
    """By the name of the sheet; nothing where the file is older or damaged."""
    try:
        data = _workbook(source)
        return {name: _of_sheet(_records(data, at)) for name, at in _sheets(data)}
    except (OSError, struct.error, IndexError, StopIteration):
        return {}


def looks_of_cells(source: Source) -> dict[str, Forms]:
    """By the name of the sheet, the cells whose look says something; nothing where the file is older or damaged."""
    try:
        data = _workbook(source)
        telling = dict(looks(*_looks(data)))
        return {name: dict(_shown(_records(data, at), telling)) for name, at in _sheets(data)} if telling else {}
    except (OSError, struct.error, IndexError, StopIteration):
        return {}


def _workbook(source: Source) -> bytes:
    """The records of the file; none where it is of an Excel before 97."""
    import olefile

    with olefile.OleFileIO(BytesIO(bytes_of(source))) as file:
        data: bytes = file.openstream("Workbook").read()
    start, held = next(_records(data, 0))
    return data if start == _BOF and struct.unpack_from("<H", held)[0] == _EXCEL_97 else b""


def _sheets(data: bytes) -> list[tuple[str, int]]:
    """The name of each sheet, and where its records begin."""
    return [(_letters(held, 6, wide=False), struct.unpack_from("<I", held)[0])
            for number, held in _records(data, 0) if number == _SHEET]  # fmt: skip


def _looks(data: bytes) -> tuple[dict[int, str], list[tuple[int, bool]]]:
    """Forms of numbers by their number; and of each look which form it has, and whether it crosses out."""
    codes: dict[int, str] = {}
    fonts: list[bool] = []
    found: list[tuple[int, bool]] = []
    for number, held in _records(data, 0):
        if number == _FORMAT:
            codes[struct.unpack_from("<H", held)[0]] = _letters(held, 2, wide=True)
        elif number == _FONT:
            fonts.append(bool(struct.unpack_from("<H", held, 2)[0] & _STRUCK))
        elif number == _LOOK:
            font, code = struct.unpack_from("<HH", held)
            font -= font > 4  # there is no font 4
            found.append((code, font < len(fonts) and fonts[font]))
    return codes, found


def _shown(records: Records, telling: dict[int, Form]) -> Iterator[tuple[tuple[int, int], Form]]:
    for number, held in records:
        if number in _CELLS:
            row, column, look = struct.unpack_from("<3H", held)
            if look in telling:
                yield (row + 1, column + 1), telling[look]
        elif number == _NUMBERS:
            row, first = struct.unpack_from("<HH", held)
            for at in range((len(held) - 6) // 6):
                if (look := struct.unpack_from("<H", held, 4 + 6 * at)[0]) in telling:
                    yield (row + 1, first + 1 + at), telling[look]


def _records(data: bytes, at: int) -> Records:
    """The records from a place on to the end of what begins there; charts in a sheet are passed over."""
    depth = 0
    while at + 4 <= len(data):
        number, length = struct.unpack_from("<HH", data, at)
        depth += (number == _BOF) - (number == _EOF)
        if depth <= 0:
            return
        if depth == 1:
            yield number, data[at + 4 : at + 4 + length]
        at += 4 + length


def _of_sheet(records: Records) -> Beside:
    columns: set[int] = set()
    rows: set[int] = set()
    said: dict[int, str] = {}  # the words of drawn things, by their numbers
    boxes: list[int] = []
    upon: list[tuple[str, int, str]] = []
    drawn = before = 0
    for number, held in records:
        if number == _COLUMNS:
            first, last, _, _, look = struct.unpack_from("<5H", held)
            columns |= set(range(first + 1, min(last, 255) + 2)) if look & 1 else set()
        elif number == _ROW:
            rows |= {struct.unpack_from("<H", held)[0] + 1} if struct.unpack_from("<H", held, 12)[0] & 0x20 else set()
        elif number == _OBJECT:
            sort, drawn = struct.unpack_from("<HH", held, 4)
            boxes += [drawn] if sort != _OF_NOTE else []
        elif number == _GOES_ON and before == _TEXT:
            said[drawn] = held[1:].decode("utf-16-le" if held[0] & 1 else "latin-1", errors="replace")
        elif number == _NOTE:
            row, column, _, drawn_as = struct.unpack_from("<4H", held)
            upon.append((f"{letters(column + 1)}{row + 1}", drawn_as, _letters(held, 8, wide=True)))
        before = number
    notes = tuple(Note(words=_lines(said[at]), sender=who, upon=cell) for cell, at, who in upon if at in said)
    words = tuple(_lines(said[at]) for at in boxes if said.get(at, "").strip())
    return Beside(notes, words, frozenset(columns), frozenset(rows))


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def _letters(held: bytes, at: int, *, wide: bool) -> str:
    """A string with its length before it, in a byte or, ``wide``, in two; then whether its letters take two each."""
    length, at = (struct.unpack_from("<H", held, at)[0], at + 2) if wide else (held[at], at + 1)
    two = held[at] & 1
    return held[at + 1 : at + 1 + length * (1 + two)].decode("utf-16-le" if two else "latin-1", errors="replace")
