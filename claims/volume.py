"""A ledger of a million rows in whole øre: each row read once, like rows summed, the rest left to the reference path.

Rows that are alike in all but person, amounts and proof have one share of the benefit and one reason to be set apart:
the first of them goes through ``lossrows`` as any row does, the others only add their øre. Every distinct cell is read
once, the øre of many rows are reckoned together. What is not plain is never decided here: of a person with a row that
is odd, that may stand twice or that shares a day with another, all rows are read again and computed by ``lossrows`` one
by one. So the øre are those of that path.
"""

from __future__ import annotations

import gc
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import compress, islice
from typing import TYPE_CHECKING, Any, NamedTuple

from claims.figures import ore
from claims.lawtables import Confirmation
from claims.ledgers import Entry, EntryReader, fitting
from claims.lossrows import Line, Together, line_of, set_doubles_apart, set_overlaps_apart
from claims.losswarnings import highest_amount
from claims.model import LedgerPlace
from claims.shares import Part, fold, known_status, parts
from claims.sheetrows import Cell, LedgerInput, holds_cpr, read_amount, text_of, unreadable
from evidence.errors import Message

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]

#: From so many rows on they are no longer printed one by one.
MOST_ROWS = 10_000
#: So many rows of a bundle are named.
NAMED = 9
#: So many rows are taken at a time.
_AT_ONCE = 1000
#: So many cells that cannot be read are enough to stop.
_ENOUGH_BAD = 1000
#: Columns that differ from row to row without making another kind of row.
_OWN = ("person", "paid", "received", "recovered", "proof")
#: More than any amount in øre that is reckoned here: share × amount must stay within 64 bits.
_NO_LIMIT = 1 << 62
_TOO_MUCH = 10**10
_PLAIN_AMOUNTS = re.compile(r"\d{1,8}+[.,]\d\d(?:;\d{1,8}+[.,]\d\d)*+")
_TEN_DIGITS = re.compile(r"\d{6}[- ]?\d{4}")


def is_large(ledgers: Iterable[LedgerInput]) -> bool:
    """Are there too many rows to be computed and printed one by one?"""
    return any(one.stream is not None for one in ledgers) or (
        sum(len(sheet.rows) for one in ledgers for sheet in one.sheets) > MOST_ROWS
    )


def bundled(
    ledgers: Sequence[LedgerInput],
    columns: Mapping[str, str],
    channel: str | None,
    period: tuple[date, date] | None,
    confirmed: Sequence[Confirmation],
) -> tuple[list[Line], list[Message], dict[str, set[str]], int]:
    """The rows in bundles of like ones; what is worth saying of the ledgers; who is written in which ways; how many
    rows were read.

    Raises ``KravError`` as ``read_ledgers`` does.
    """
    sweep = _Sweep(channel, period, confirmed)
    readers = list(fitting(ledgers, columns))
    with _uncollected():
        for reader in readers:
            sweep.over(_Rows(reader))
    bad = [one for reader in readers for one in reader.bad]
    if bad:
        raise unreadable(bad)
    lines = sweep.lines()
    notices = [*(one for reader in readers for one in reader.notices), *_told(lines)]
    return lines, notices, sweep.people.spelled, sweep.read


@contextmanager
def _uncollected() -> Iterator[None]:
    """Rows come and go by the million and none holds itself: looking for such circles only costs time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _told(lines: Sequence[Line]) -> Iterator[Message]:
    """Why rows told together are set apart, where the lawyer must mend them."""
    for line in lines:
        if line.remark and line.together and line.together.places:
            place = line.together.places[0]
            yield Message(
                "{file}, sheet «{sheet}», row {row} and others like it (rows: {count}) are set apart: {fault}.",
                {
                    "file": place.document,
                    "sheet": place.sheet,
                    "row": place.row,
                    "count": line.count,
                    "fault": line.remark,
                },
            )


class _Cents:
    """Cells in øre, rounded; None where a cell is not plainly an amount."""

    def __init__(self) -> None:
        self.rounded = 0

    def __call__(self, cell: Cell) -> int | None:
        amount = None if holds_cpr(cell) else read_amount(cell)
        if amount is None or amount < 0:
            return None
        cents = int(ore(amount) * 100)
        if cents >= _TOO_MUCH:
            return None
        self.rounded += cents != amount * 100
        return cents

    def or_zero(self, cell: Cell) -> int | None:
        """The same; an empty cell is zero."""
        return self(cell) if text_of(cell) else 0

    def column(self, cells: Sequence[Cell]) -> list[int | None]:
        """A whole column. Amounts written as usual are read all at once; any other way is read with care."""
        if not _typed(cells):
            text = ";".join(cells)  # type: ignore[arg-type]  # they are all text
            if _PLAIN_AMOUNTS.fullmatch(text):
                found: list[int | None] = list(map(int, text.replace(",", "").replace(".", "").split(";")))
                if len(found) == len(cells):
                    return found
        return list(map(self, cells))


class _People(dict[Cell, int | None]):
    """Persons by number, however the pseudonym is written, or None where the cell names nobody plainly."""

    def __init__(self) -> None:
        super().__init__()
        self.numbers: dict[str, int] = {}
        self.spelled: dict[str, set[str]] = {}
        self._first: list[str] = []

    def __missing__(self, cell: Cell) -> int | None:
        if holds_cpr(cell, person=True) or not text_of(cell):
            return None
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


class _Kind(NamedTuple):
    """Rows alike in all but person, amounts and proof: due = (paid × times + half) // over, in øre, half rounded up."""

    times: int
    half: int
    over: int
    share: int  # by what was registered: paid × share and received × whole differ by leeway at most
    whole: int
    leeway: int
    highest: int  # more paid than this is warned of
    first: int  # the days covered, by their ordinals: first ≤ day < last
    last: int


#: By what rows of a kind may differ in: lost (1) or settled too high (2), proof (4), paid above the highest amount (8),
#: settled otherwise than was registered (16).
_WAYS = 32
#: More days than there are ordinals.
_DAYS = 1 << 22
_SPREAD = 0x9E3779B97F4A7C15


def _kroner(cents: int) -> Decimal:
    return Decimal(cents).scaleb(-2)


def _share(found: Sequence[Part]) -> Fraction | None:
    """The state's share over the parts, by calendar days; None where the law does not say."""
    rows = [part.found.row for part in found]
    if not rows or any(row is None for row in rows):
        return None
    days = sum(part.days for part in found)
    of_days = (Fraction(row.value) * part.days for row, part in zip(rows, found, strict=True) if row)
    return sum(of_days, Fraction(0)) / (100 * days)


class _Rows:
    """The rows of one sheet below its headings, each with its number."""

    def __init__(self, reader: EntryReader) -> None:
        self.reader = reader
        where = reader.columns
        self.keys = [index for name, index in sorted(where.items()) if name not in _OWN]
        self.width = len(reader.header)
        self.person, self.paid, self.received = where["person"], where["paid"], where["received"]
        self.recovered, self.proof = where.get("recovered"), where.get("proof")
        self.others = [
            index for index, cell in enumerate(reader.header) if text_of(cell) and index not in where.values()
        ]

    def __iter__(self) -> Iterator[tuple[int, list[Sequence[Cell]]]]:
        """So many rows at a time, with the number of the first, each filled up to the width of the headings."""
        first = self.reader.at + 2
        stream = self.reader.ledger.stream
        rows = iter(self.reader.sheet.rows if stream is None else stream)
        for _ in islice(rows, first - 1):
            pass
        while taken := list(islice(rows, _AT_ONCE)):
            if min(map(len, taken)) < self.width:
                # Empty cells at the end that their writer left out.
                taken = [[*cells, *[""] * (self.width - len(cells))] for cells in taken]
            yield first, taken
            first += len(taken)

    def only(self, numbers: Sequence[int]) -> Iterator[tuple[int, Sequence[Cell]]]:
        """The rows of those numbers, which rise."""
        stream, held = self.reader.ledger.stream, self.reader.sheet.rows
        found = (held[number - 1] for number in numbers) if stream is None else stream.only(numbers)
        for number, cells in zip(numbers, found, strict=True):
            yield number, [*cells, *[""] * (self.width - len(cells))]


class _Columns:
    """Rows column by column; None where a cell is not plain."""

    def __init__(self, rows: _Rows, taken: Sequence[Sequence[Cell]], people: _People, cents: _Cents) -> None:
        columns = list(zip(*taken, strict=False))
        self.keys = list(zip(*(columns[at] for at in rows.keys), strict=True))
        self.people = list(map(people.__getitem__, columns[rows.person]))
        self.paid, self.received = (cents.column(columns[at]) for at in (rows.paid, rows.received))
        regained = () if rows.recovered is None else columns[rows.recovered]
        self.recovered: list[int | None] = list(map(cents.or_zero, regained)) if any(regained) else [0] * len(taken)
        proofs = ("",) * len(taken) if rows.proof is None else columns[rows.proof]
        self.proofs = list(map(bool, map(text_of if _typed(proofs) else str.strip, proofs)))
        if any(_may_hold_cpr(columns[at]) for at in (rows.proof, *rows.others) if at is not None):
            held = [any(holds_cpr(cells[at]) for at in (rows.proof, *rows.others) if at is not None) for cells in taken]
            self.people = [None if bad else who for bad, who in zip(held, self.people, strict=True)]
        self.kinds: list[int | None] = []

    def put(self, at: int, row: _Plain | None) -> None:
        """What a row adds that was read with care; None: nothing."""
        for column, value in zip(self.reckoned, row or (None,) * 5, strict=True):
            column[at] = value

    @property
    def reckoned(self) -> tuple[list[int | None], ...]:
        """What must be known of a plain row, in the order of ``_Plain``."""
        return self.kinds, self.people, self.paid, self.received, self.recovered

    def is_plain(self, at: int) -> bool:
        """Is everything in the row plain?"""
        return None not in [column[at] for column in self.reckoned]

    def not_plain(self) -> list[int]:
        """Which of the rows are not plain."""
        if not any(None in column for column in self.reckoned):
            return []
        return [at for at in range(len(self.kinds)) if not self.is_plain(at)]


def _typed(cells: Sequence[Cell]) -> bool:
    return set(map(type, cells)) != {str}


def _may_hold_cpr(cells: Sequence[Cell]) -> bool:
    texts = cells if not _typed(cells) else [one for one in cells if isinstance(one, str)]
    return _TEN_DIGITS.search("\n".join(texts)) is not None  # type: ignore[arg-type]  # they are all text


class _Added:
    """Plain rows by column, in the order they were read, each with the number of its bucket and what was due."""

    NAMES = ("number", "code", "who", "paid", "due", "received", "recovered")

    def __init__(self) -> None:
        self.held: dict[str, list[Ints]] = {name: [] for name in self.NAMES}
        self.sheets: list[tuple[_Rows, int]] = []  # each with how many rows there are up to its end
        self.count = 0

    def add(self, columns: Sequence[Ints]) -> None:
        """Some more rows."""
        for name, column in zip(self.NAMES, columns, strict=True):
            self.held[name].append(column)
        self.count += len(columns[0])

    def column(self, name: str) -> Ints:
        """All rows of one column."""
        import numpy as np

        held = self.held[name]
        if len(held) != 1:
            held[:] = [np.concatenate(held) if held else np.zeros(0, np.int64)]
        return held[0]

    def sheet(self, at: int) -> _Rows:
        """The sheet a row stands in."""
        return next(rows for rows, end in self.sheets if at < end)


_Plain = tuple[int, int, int, int, int]


class _Sweep:
    """One reading of all ledgers."""

    def __init__(
        self, channel: str | None, period: tuple[date, date] | None, confirmed: Sequence[Confirmation]
    ) -> None:
        self.channel, self.period, self.confirmed = channel, period, confirmed
        self.people, self.cents = _People(), _Cents()
        self.kinds: list[_Kind] = []
        self.by_content: dict[tuple[object, ...], int] = {}
        self.terms: Ints | None = None  # the kinds as columns
        self.first: dict[int, Line] = {}  # of each bucket the row met first
        self.added = _Added()
        self.suspects: set[int] = set()
        self.odd: list[tuple[_Rows, int]] = []
        self.paid = self.read = 0

    def over(self, rows: _Rows) -> None:
        """Read a sheet and add up its plain rows."""
        reader = rows.reader
        known: dict[tuple[Cell, ...], int] = {}
        before = since = self.paid
        rounded = self.cents.rounded
        reader.tell_unused()
        for first, taken in rows:
            columns = _Columns(rows, taken, self.people, self.cents)
            columns.kinds = list(map(known.get, columns.keys))
            self.read += len(taken)
            for at in columns.not_plain():
                columns.kinds[at] = known.get(columns.keys[at])  # met by now, perhaps
                if columns.is_plain(at):
                    continue
                stands = reader.stands(first + at, taken[at], reader.is_sum)
                if stands:
                    now = self.paid + sum(filter(None, columns.paid[:at]))
                    reader.check_sum("paid", (_kroner(now - before), _kroner(now - since)))
                    since = now
                self.read -= stands is not False  # a sum, a remark, an empty row
                columns.put(at, self._slowly(rows, known) if stands is False else None)
                if len(reader.bad) > _ENOUGH_BAD:
                    return
            self._add(reader, first, taken, columns)
        reader.rounded = self.cents.rounded - rounded
        reader.tell_rounded()
        self.added.sheets.append((rows, self.added.count))

    def _add(self, reader: EntryReader, first: int, taken: Sequence[Sequence[Cell]], columns: _Columns) -> None:
        """Reckon what was due in each of the rows, and which bucket it belongs to."""
        import numpy as np

        number = np.arange(first, first + len(taken))
        each: list[list[Any]] = [*columns.reckoned, columns.proofs]
        if None in columns.kinds:
            is_kept = [kind is not None for kind in columns.kinds]
            number, each = number[is_kept], [list(compress(column, is_kept)) for column in each]
        kind, who, paid, received, recovered, proofs = (np.array(one, np.int64) for one in each)
        self.paid += int(paid.sum())
        if self.terms is None or self.terms.shape[1] < len(self.kinds):
            self.terms = np.array(self.kinds, np.int64).reshape(-1, len(_Kind._fields)).T
        times, half, over, share, whole, leeway, highest = self.terms[:7, kind]
        due = (paid * times + half) // over
        left = due - received - recovered
        flags = np.sign(left) % 3 + 4 * proofs + 8 * (paid > highest)
        code = kind * _WAYS + flags + 16 * (np.abs(paid * share - received * whole) > leeway)
        for new in set(code.tolist()) - self.first.keys():
            at = int(number[int(np.argmax(code == new))])
            self.first[new] = self._line(reader, at, taken[at - first])
        self.added.add((number, code, who, paid, due, received, recovered))

    def _slowly(self, rows: _Rows, known: dict[tuple[Cell, ...], int]) -> _Plain | None:
        """The row the reader stands at, of a kind not met before or not plain; None where it is not plain."""
        reader = rows.reader
        entry = reader.entry(self.channel)
        if entry is None:
            return None
        one = _Columns(rows, [reader.cells], self.people, self.cents)
        (picked,) = one.keys
        kind = known[picked] = self._kind(entry)
        who, paid, received, recovered = one.people[0], one.paid[0], one.received[0], one.recovered[0]
        if who is None or paid is None or received is None or recovered is None:
            self.suspects.add(self.people.number(reader.cell("person")))
            self.odd.append((rows, reader.row))
            self.paid += int(entry.paid * 100)
            return None
        return kind, who, paid, received, recovered

    def _kind(self, entry: Entry) -> int:
        content = (
            entry.benefit, entry.start, entry.end, entry.week, entry.registered, entry.actual, entry.state,
            entry.channel,
        )  # fmt: skip
        number = self.by_content.setdefault(content, len(self.kinds))
        if number == len(self.kinds):
            self.kinds.append(_new_kind(entry))
        return number

    def _line(self, reader: EntryReader, number: int, cells: Sequence[Cell]) -> Line:
        reader.row, reader.cells = number, cells
        entry = reader.entry(self.channel)
        assert entry is not None  # its kind was made from cells like these
        return line_of(entry, self.period, self.confirmed)

    def lines(self) -> list[Line]:
        """All rows: those of suspects one by one, the others in bundles."""
        import numpy as np

        if not self.added.count and not self.odd:
            return []
        is_suspect = np.zeros(max(len(self.people.numbers), 1), bool)
        is_suspect[list(self.suspects | self._twice())] = True
        theirs = is_suspect[self.added.column("who")]
        return [*self._together(np.flatnonzero(~theirs)), *self._singly(np.flatnonzero(theirs))]

    def _twice(self) -> set[int]:
        """Who has two losses on one day, or two rows alike that are no loss."""
        import numpy as np

        assert self.terms is not None or not self.added.count
        if self.terms is None:
            return set()
        code, who = self.added.column("code"), self.added.column("who")
        counts = np.zeros(len(self.kinds) * _WAYS, bool)
        counts[[number for number, line in self.first.items() if line.apart is None and number % 4 == 1]] = True
        is_loss = counts[code]
        lost = np.flatnonzero(is_loss)
        first, last = self.terms[7:, code[lost] // _WAYS]
        order = np.argsort(who[lost] * _DAYS + first)
        who_lost, first, last = who[lost][order], first[order], last[order]
        meets = (who_lost[1:] == who_lost[:-1]) & (first[1:] < last[:-1])
        rest = np.flatnonzero(~is_loss)
        # Different rows that come to the same number only cost a second reading.
        content = code[rest].astype(np.uint64)
        for name in ("who", "paid", "received", "recovered"):
            content = content * np.uint64(_SPREAD) + self.added.column(name)[rest].astype(np.uint64)
        order = np.argsort(content)
        same = content[order][1:] == content[order][:-1]
        return {*who_lost[1:][meets].tolist(), *who[rest][order][1:][same].tolist()}

    def _together(self, kept: Ints) -> Iterator[Line]:
        """These rows, bucket by bucket."""
        import numpy as np

        if not len(kept):
            return
        code = self.added.column("code")[kept]
        order = np.argsort(code, kind="stable")
        starts = np.flatnonzero(np.diff(code[order], prepend=-1))
        sums = [
            np.add.reduceat(self.added.column(name)[kept][order], starts).tolist()
            for name in ("paid", "due", "received", "recovered")
        ]
        counts = np.diff(starts, append=len(order)).tolist()
        for start, count, paid, due, received, recovered in zip(starts.tolist(), counts, *sums, strict=True):
            line = self.first[int(code[order[start]])]
            named = kept[order[start : start + min(count, NAMED)]].tolist()
            line.together = Together(
                count=count, paid=_kroner(paid), received=_kroner(received), recovered=_kroner(recovered),
                places=tuple(self._place(at) for at in named),
            )  # fmt: skip
            if line.due is not None:
                line.due, line.difference = _kroner(due), _kroner(due - received - recovered)
            yield line

    def _place(self, at: int) -> LedgerPlace:
        reader, number = self.added.sheet(at).reader, int(self.added.column("number")[at])
        ledger = reader.ledger
        return LedgerPlace(document=ledger.document, exhibit=ledger.exhibit, sheet=reader.sheet.name, row=number)

    def _singly(self, theirs: Ints) -> list[Line]:
        """The rows of suspects, computed by the reference path."""
        numbers, before, lines = self.added.column("number"), 0, list[Line]()
        for rows, end in self.added.sheets:
            plain = numbers[theirs[(theirs >= before) & (theirs < end)]].tolist()
            odd = [number for sheet, number in self.odd if sheet is rows]
            for number, cells in rows.only(sorted([*plain, *odd])):
                line = self._line(rows.reader, number, cells)
                rows.reader.tell(line.entry.faults)
                lines.append(line)
            before = end
        lines.sort(key=lambda one: (one.entry.start, one.entry.end, one.entry.person, one.entry.content))
        set_doubles_apart(lines)
        set_overlaps_apart(lines)
        return lines


def _new_kind(entry: Entry) -> _Kind:
    if entry.end <= entry.start:
        return _Kind(0, 0, 1, 0, 0, 0, _NO_LIMIT, 0, 0)
    share = _share(parts(entry.benefit, entry.actual, entry.start, entry.end, entry.week)) or Fraction(0)
    settled = None
    if entry.registered and known_status(entry.benefit, entry.registered):
        settled = _share(parts(entry.benefit, entry.registered, entry.start, entry.end, entry.week))
    highest, _ = highest_amount(entry)
    return _Kind(
        times=2 * share.numerator,
        half=share.denominator,
        over=2 * share.denominator,
        share=settled.numerator if settled is not None else 0,
        whole=settled.denominator if settled is not None else 0,
        leeway=100 * settled.denominator if settled is not None else 0,
        highest=int(highest * 100) if highest is not None else _NO_LIMIT,
        first=entry.start.toordinal(),
        last=entry.end.toordinal(),
    )
