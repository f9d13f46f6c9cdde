"""What an old Excel workbook (XLS, from Excel 97 on) says beside its cells, of which the library tells nothing.

The file is a row of records, each with its number and length (MS-XLS).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from io import BytesIO

from evidence.readers import Source, bytes_of
from evidence.readers.asides import Beside, letters
from evidence.readers.notes import Note

_BOF, _EOF, _SHEET, _COLUMNS, _ROW, _NOTE, _OBJECT, _TEXT, _GOES_ON = (
    0x0809, 0x000A, 0x0085, 0x007D, 0x0208, 0x001C, 0x005D, 0x01B6, 0x003C
)  # fmt: skip
_EXCEL_97 = 0x0600
#: The sort of a drawn thing that is the paper of a note.
_OF_NOTE = 0x19

Records = Iterator[tuple[int, bytes]]


def beside_cells(source: Source) -> dict[str, Beside]:
    """By the name of the sheet; nothing where the file is older or damaged."""
    import olefile

    try:
        with olefile.OleFileIO(BytesIO(bytes_of(source))) as file:
            data = file.openstream("Workbook").read()
        start, held = next(_records(data, 0))
        if start != _BOF or struct.unpack_from("<H", held)[0] != _EXCEL_97:
            return {}
        sheets = [(_letters(held, 6, wide=False), struct.unpack_from("<I", held)[0])
                  for number, held in _records(data, 0) if number == _SHEET]  # fmt: skip
        return {name: _of_sheet(_records(data, at)) for name, at in sheets}
    except (OSError, struct.error, IndexError, StopIteration):
        return {}


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
