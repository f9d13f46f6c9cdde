"""Many rows of a ledger taken column by column: every distinct cell read once, amounts by the column.

What is not plainly a person, an amount or free of CPR numbers is marked as odd and left to those who read with care.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from functools import cache
from itertools import repeat
from typing import TYPE_CHECKING

from claims.figures import ore
from claims.loss.cells import Cell, holds_cpr, read_amount, read_percent, text_of
from claims.loss.ledgercells import proof_in
from claims.loss.ledgers import EntryReader
from claims.loss.shares import fold
from evidence.rowstream import by_column

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]

#: So many rows are taken at a time.
_AT_ONCE = 1000
#: Columns that differ from row to row without making another kind of row.
_OWN = ("person", "paid", "received", "recovered", "proof", "incident")
#: More than any amount in øre that is reckoned here: share × amount must stay within 64 bits.
_TOO_MUCH = 10**10
_PLAIN_AMOUNTS = re.compile(r"[0-9]{1,8}+[.,][0-9][0-9](?:;[0-9]{1,8}+[.,][0-9][0-9])*+")
_TEN_DIGITS = re.compile(r"\d{6}[- ]?\d{4}")
#: Every digit as 0, so that six in a row are found at once.
_AS_ZEROS = bytes(48 if chr(byte).isdecimal() else byte for byte in range(256))
#: Stands for a cell that is not plain.
ODD = -1

Plain = tuple[int, int, int, int, int]


class Cents:
    """Cells in øre, rounded; odd where a cell is not plainly an amount."""

    def __init__(self) -> None:
        self.rounded = 0

    def __call__(self, cell: Cell) -> int:
        amount = None if holds_cpr(cell) else read_amount(cell)
        if amount is None or amount < 0:
            return ODD
        cents = int(ore(amount) * 100)
        if cents >= _TOO_MUCH:
            return ODD
        self.rounded += cents != amount * 100
        return cents

    def or_zero(self, cell: Cell) -> int:
        """The same; an empty cell is zero."""
        return self(cell) if text_of(cell) else 0

    def column(self, cells: Sequence[Cell]) -> Ints:
        """A whole column. Amounts written as usual are read all at once; any other way is read with care."""
        import numpy as np

        text = _joined(cells, ";")
        if text is not None and _PLAIN_AMOUNTS.fullmatch(text):
            found = np.fromstring(text.replace(",", "").replace(".", ""), np.int64, sep=";")
            if len(found) == len(cells):
                return found
        return np.array([self(cell) for cell in cells], np.int64)


class People(dict[Cell, int]):
    """Persons by number, however the pseudonym is written; odd where the cell names nobody plainly."""

    def __init__(self) -> None:
        super().__init__()
        self.numbers: dict[str, int] = {}
        self.spelled: dict[str, set[str]] = {}
        self._first: list[str] = []

    def __missing__(self, cell: Cell) -> int:
        if holds_cpr(cell, person=True) or not text_of(cell):
            return ODD
        self[cell] = number = self.number(cell)
        return number

    def number(self, cell: Cell) -> int:
        """The number of the person the cell names, odd or not."""
        said = " ".join(text_of(cell).split())
        who = fold(said)
        number = self.numbers.setdefault(who, len(self._first))
        if number == len(self._first):
            self._first.append(said)
        elif said != self._first[number]:
            self.spelled.setdefault(who, {self._first[number]}).add(said)
        return number


class Rows:
    """The rows of one sheet below its headings, each with its number."""

    def __init__(self, reader: EntryReader, meaning: Callable[[Cell], Hashable] = text_of) -> None:
        """``meaning`` is what the cell that says what a row comes of tells: cells of one meaning make one kind."""
        self.reader, self.meaning = reader, meaning
        where = reader.columns
        self.remarks = reader.remarks
        self.keys = [index for name, index in sorted(where.items()) if name not in _OWN]
        self.width = len(reader.header)
        self.person, self.paid = where["person"], where["paid"]
        self.received, self.drawn = map(where.get, ("received", "drawn"))
        self.recovered, self.proof, self.incident = map(where.get, ("recovered", "proof", "incident"))
        self.named = frozenset(where.values())

    def __iter__(self) -> Iterator[tuple[int, Sequence[Sequence[Cell]]]]:
        """So many rows at a time, column by column and filled up to the width of the headings, with the number of the
        first.
        """
        first = self.reader.at + 2
        stream, held = self.reader.ledger.stream, self.reader.sheet.rows
        blocks: Iterator[Sequence[Sequence[Cell]]] = (
            (by_column(held[at : at + _AT_ONCE], self.width, "") for at in range(first - 1, len(held), _AT_ONCE))
            if stream is None
            else stream.blocks(first - 1, _AT_ONCE, self.width)
        )
        for columns in blocks:
            yield first, columns
            first += len(columns[0])

    def key(self, cells: Sequence[Cell]) -> tuple[Hashable, ...]:
        """What makes the row one of its kind, as it is written."""
        own = () if self.incident is None else (self.meaning(cells[self.incident]),)
        return (*(cells[at] for at in self.keys), *own, *map(self.said, (cells[at] for at in self.remarks)))

    def said(self, cell: Cell) -> str:
        """Why a row is no loss by this remark; nothing else of it makes a kind of its own."""
        return "|".join(str(self.reader.blame(cell, regained)) for regained in (False, True))

    def only(self, numbers: Sequence[int]) -> Iterator[tuple[int, Sequence[Cell]]]:
        """The rows of those numbers, which rise."""
        stream, held = self.reader.ledger.stream, self.reader.sheet.rows
        found = (held[number - 1] for number in numbers) if stream is None else stream.only(numbers)
        for number, cells in zip(numbers, found, strict=True):
            yield number, [*cells, *[""] * (self.width - len(cells))]


class Columns:
    """Rows column by column, by whose kind and amounts they are reckoned."""

    def __init__(
        self, rows: Rows, columns: Sequence[Sequence[Cell]], known: Mapping[tuple[Hashable, ...], int], people: People,
        cents: Cents,
    ) -> None:  # fmt: skip
        import numpy as np

        self.cells, count = columns, len(columns[0])
        meant = [] if rows.incident is None else [map(rows.meaning, columns[rows.incident])]
        remarks = [map(rows.said, columns[at]) for at in rows.remarks]
        keys = zip(*(columns[at] for at in rows.keys), *meant, *remarks, strict=True)
        self.kinds: Ints = np.fromiter(map(known.get, keys, repeat(ODD)), np.int64, count)
        self.people = np.fromiter(map(people.__getitem__, columns[rows.person]), np.int64, count)
        self.paid, self.received = self._settled(rows, columns, cents)
        regained = () if rows.recovered is None else columns[rows.recovered]
        self.recovered = np.array([cents.or_zero(cell) for cell in regained] if any(regained) else [0] * count)
        proofs = ("",) * count if rows.proof is None else columns[rows.proof]
        told = {cell: bool(proof_in(text_of(cell))) for cell in set(proofs)}
        self.proofs = np.fromiter(map(told.__getitem__, proofs), np.int64, count)
        seen = {rows.proof, rows.incident}
        watched = [column for at, column in enumerate(columns) if at in seen or at not in rows.named]
        if any(map(_may_hold_cpr, watched)):
            self.people[[any(map(holds_cpr, cells)) for cells in zip(*watched, strict=True)]] = ODD

    def _settled(self, rows: Rows, columns: Sequence[Sequence[Cell]], cents: Cents) -> tuple[Ints, Ints]:
        """Paid and received, in øre; by a ledger that says only the share, as that of what was paid.

        Where it says both and they differ by more than a krone, the row is odd.
        """
        import numpy as np

        paid = cents.column(columns[rows.paid])
        if rows.drawn is None:
            assert rows.received is not None  # a ledger has the one or the other
            return paid, cents.column(columns[rows.received])
        share = np.fromiter(map(_hundredths, columns[rows.drawn]), np.int64, len(paid))
        of_share: Ints = np.where((paid == ODD) | (share == ODD), ODD, (paid * share + 5000) // 10_000)
        if rows.received is None:
            return paid, of_share
        received = cents.column(columns[rows.received])
        received[np.abs(of_share - received) > 100] = ODD
        return paid, received

    def row(self, at: int) -> list[Cell]:
        """The cells of one row."""
        return [column[at] for column in self.cells]

    def put(self, at: int, row: Plain | None) -> None:
        """What a row adds that was read with care; None: nothing."""
        for column, value in zip(self.reckoned, row or (ODD,) * 5, strict=True):
            column[at] = value

    @property
    def reckoned(self) -> tuple[Ints, ...]:
        """What must be known of a plain row, in the order of ``Plain``."""
        return self.kinds, self.people, self.paid, self.received, self.recovered

    def is_plain(self, at: int) -> bool:
        """Is everything in the row plain?"""
        return all(column[at] != ODD for column in self.reckoned)

    def not_plain(self) -> list[int]:
        """Which of the rows are not plain."""
        if all(int(column.min()) != ODD for column in self.reckoned):
            return []
        return [at for at in range(len(self.kinds)) if not self.is_plain(at)]


@cache
def _hundredths(cell: Cell) -> int:
    """A share in hundredths of a per cent; odd where the cell is none, or finer than that."""
    share = None if holds_cpr(cell) else read_percent(cell)
    return int(share * 100) if share is not None and share * 100 == int(share * 100) else ODD


def _joined(cells: Sequence[Cell], sign: str) -> str | None:
    """The cells as one text; None where not all of them are text."""
    try:
        return sign.join(cells)  # type: ignore[arg-type]  # that is what is asked
    except TypeError:
        return None


def _may_hold_cpr(cells: Sequence[Cell]) -> bool:
    text = _joined(cells, "\n")
    if text is None:
        text = "\n".join(one for one in cells if isinstance(one, str))
    try:
        return b"000000" in text.encode("latin-1").translate(_AS_ZEROS)
    except UnicodeEncodeError:
        return _TEN_DIGITS.search(text) is not None
