"""A CSV file too large to hold, record by record: read anew each time, nothing kept but the record at hand.

What comes out is what ``evidence.sheets`` would have held, cell for cell; a file in which a quotation mark is left open
is not streamed, because there the two could part ways.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, zip_longest
from operator import methodcaller
from pathlib import Path
from typing import TypeVar

from evidence.decode import MIXED, encoding_of, meant, without_entities
from evidence.sheets import declared_delimiter, delimiter_of

#: A record over more lines than this is a quotation nobody closed.
_MOST_LINES = 200
_HEAD = 65536
_One = TypeVar("_One")


#: A quotation that a blank sets off from the sign before it.
_SET_OFF = re.compile(rb'[;,|\t] +"')


@dataclass(frozen=True, slots=True)
class RowStream:
    """The records of one CSV file, in order; empty cells are empty strings."""

    path: Path
    encoding: str
    delimiter: str
    declared: bool  # the first line only says which delimiter is used
    lined: bool  # every record is one line, which ends as lines do in bytes

    def __iter__(self) -> Iterator[list[str]]:
        csv.field_size_limit(1 << 30)
        with self.path.open(encoding=self.encoding, errors="replace", newline="") as file:
            yield from islice(csv.reader(file, delimiter=self.delimiter), int(self.declared), None)

    def blocks(self, skip: int, count: int, width: int) -> Iterator[list[Sequence[str]]]:
        """The records after the first ones, so many at a time, column by column, at least ``width`` columns."""
        if not self.lined:
            records = islice(self, skip, None)
            while taken := list(islice(records, count)):
                yield by_column(taken, width, "")
            return
        with self.path.open(encoding=self.encoding, errors="replace") as file:
            lines = islice(file, int(self.declared) + skip, None)
            while told := list(islice(lines, count)):
                yield self._columns(told, width)

    def _columns(self, lines: Sequence[str], width: int) -> list[Sequence[str]]:
        """Lines that all have as many cells are cut at once; others one by one."""
        cuts = set(map(methodcaller("count", self.delimiter), lines))
        columns = max(cuts) + 1
        if len(cuts) > 1 or columns < width:
            return by_column(list(csv.reader(lines, delimiter=self.delimiter)), width, "")
        cells = "".join(lines).removesuffix("\n").replace("\n", self.delimiter).split(self.delimiter)
        return [cells[at::columns] for at in range(columns)]

    def only(self, numbers: Sequence[int]) -> Iterator[list[str]]:
        """The records of those numbers, counted from 1 and rising; the others are passed over unread where they can."""
        if not self.lined:
            yield from _of(self, numbers)
            return
        with self.path.open("rb") as file:
            lines = _of(islice(file, int(self.declared), None), numbers)
            texts = (line.decode(self.encoding, errors="replace") for line in lines)
            yield from csv.reader(texts, delimiter=self.delimiter)

    def head(self, count: int) -> list[list[str]]:
        """The first records."""
        return list(islice(self, count))


def by_column(rows: Sequence[Sequence[_One]], width: int, empty: _One) -> list[Sequence[_One]]:
    """Rows column by column, short ones filled up; at least ``width`` columns."""
    columns: list[Sequence[_One]] = list(zip_longest(*rows, fillvalue=empty))
    return columns + [(empty,) * len(rows)] * (width - len(columns))


def _of(records: Iterable[_One], numbers: Sequence[int]) -> Iterator[_One]:
    each, passed = iter(records), 0
    for number in numbers:
        yield next(islice(each, number - passed - 1, None))
        passed = number


def row_stream(path: Path) -> RowStream | None:
    """The file as a stream; None where it is no text, or must be read whole to be read rightly."""
    data = path.read_bytes()
    encoding = encoding_of(data)
    if encoding is None or encoding.startswith(MIXED) or b"\0" in data or data.count(b'"') % 2:
        return None
    quoted = b'"' in data
    lined = not quoted and data.count(b"\r") == data.count(b"\r\n")
    start = data[:_HEAD].decode(encoding, errors="replace")
    if meant(start)[1] or without_entities(start) != start or _SET_OFF.search(data):
        return None
    del data
    said = declared_delimiter(start)
    stream = RowStream(path, encoding, said or delimiter_of(start), declared=said is not None, lined=lined)
    return None if quoted and not _closed(stream) else stream


def _closed(stream: RowStream) -> bool:
    """Does every quotation end where a person would have ended it?"""
    csv.field_size_limit(1 << 30)
    with stream.path.open(encoding=stream.encoding, errors="replace", newline="") as file:
        reader, before = csv.reader(file, delimiter=stream.delimiter), 0
        for _ in reader:
            if reader.line_num - before >= _MOST_LINES:
                return False
            before = reader.line_num
    return True
