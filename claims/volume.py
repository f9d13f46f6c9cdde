"""A ledger of a million rows in whole øre: each row read once, like rows summed, the rest left to the reference path.

Rows that are alike in all but person, amounts and proof have one share of the benefit and one reason to be set apart:
the first of them goes through ``lossrows`` as any row does, the others only add their øre. Every distinct cell is read
once. What is not plain is never decided here: of a person with a row that is odd, that stands twice or that shares a
day with another, all rows are read again and computed by ``lossrows`` one by one. So the øre are those of that path.
"""

from __future__ import annotations

import gc
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import count, islice

from claims.figures import ore
from claims.lawtables import Confirmation
from claims.ledgers import Entry, EntryReader, fitting
from claims.lossrows import Line, Together, line_of, set_doubles_apart, set_overlaps_apart
from claims.losswarnings import highest_amount
from claims.model import LedgerPlace
from claims.shares import Part, fold, known_status, parts
from claims.sheetrows import Cell, LedgerInput, holds_cpr, read_amount, text_of, unreadable
from evidence.errors import Message

#: From so many rows on they are no longer printed one by one.
MOST_ROWS = 10_000
#: So many rows of a bundle are named.
NAMED = 9
#: So many rows are taken at a time.
_AT_ONCE = 500
#: So many cells that cannot be read are enough to stop.
_ENOUGH_BAD = 1000
#: Columns that differ from row to row without making another kind of row.
_OWN = ("person", "paid", "received", "recovered", "proof")
#: Days before the first row's that a ledger in no order may reach back.
_BACK = 1000
_NO_LIMIT = 1 << 62
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
    lines = sweep.lines(readers)
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
    """Persons by number, however the pseudonym is written, or None where the cell names nobody plainly.

    ``days`` holds those on which each has lost, as bits.
    """

    def __init__(self) -> None:
        super().__init__()
        self.numbers: dict[str, int] = {}
        self.days: list[int] = []
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
        number = self.numbers.setdefault(who, len(self.days))
        if number == len(self.days):
            self.days.append(0)
            self._first.append(said)
        elif said != self._first[number]:
            self.spelled.setdefault(who, {self._first[number]}).add(said)
        return number


@dataclass(slots=True)
class _Bucket:
    """Rows of one kind that are alike also in sign, proof and what they are warned of, in øre."""

    line: Line
    counts: bool  # they are a loss, and claimed
    count: int = 0
    paid: int = 0
    due: int = 0
    left: int = 0  # due − received − recovered
    recovered: int = 0
    rows: list[tuple[EntryReader, int]] = field(default_factory=list)

    def made(self) -> Line:
        """The rows as one line."""
        line = self.line
        line.together = Together(
            count=self.count,
            paid=_kroner(self.paid),
            received=_kroner(self.due - self.left - self.recovered),
            recovered=_kroner(self.recovered),
            places=tuple(_place(reader, row) for reader, row in self.rows),
        )
        if line.due is not None:
            line.due = _kroner(self.due)
            line.difference = _kroner(self.left)
        return line


@dataclass(slots=True, eq=False)
class _Kind:
    """Rows alike in all but person, amounts and proof: due = (paid × times + half) // over, in øre, half rounded up."""

    times: int
    half: int
    over: int
    share: int  # by what was registered: paid × share and received × whole differ by leeway at most
    whole: int
    leeway: int
    highest: int  # more paid than this is warned of
    days: int  # the days covered, as bits; −1, every day there is, where they lie too far back for it
    #: By what rows of a kind may differ in: lost (1) or settled too high (2), proof (4), paid above the highest amount
    #: (8), settled otherwise than was registered (16).
    buckets: list[_Bucket | None] = field(default_factory=lambda: [None] * 32)


def _kroner(cents: int) -> Decimal:
    return Decimal(cents).scaleb(-2)


def _place(reader: EntryReader, row: int) -> LedgerPlace:
    ledger = reader.ledger
    return LedgerPlace(document=ledger.document, exhibit=ledger.exhibit, sheet=reader.sheet.name, row=row)


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


class _Columns:
    """Rows column by column; None where a cell is not plain."""

    def __init__(self, rows: _Rows, taken: Sequence[Sequence[Cell]], people: _People, cents: _Cents) -> None:
        columns = list(zip(*taken, strict=False))
        self.keys = zip(*(columns[at] for at in rows.keys), strict=True)
        self.people = list(map(people.__getitem__, columns[rows.person]))
        self.paid, self.received = (cents.column(columns[at]) for at in (rows.paid, rows.received))
        regained = () if rows.recovered is None else columns[rows.recovered]
        self.recovered = list(map(cents.or_zero, regained)) if any(regained) else [0] * len(taken)
        proofs = ("",) * len(taken) if rows.proof is None else columns[rows.proof]
        self.proofs = list(map(text_of if _typed(proofs) else str.strip, proofs))
        if any(_may_hold_cpr(columns[at]) for at in (rows.proof, *rows.others) if at is not None):
            held = [any(holds_cpr(cells[at]) for at in (rows.proof, *rows.others) if at is not None) for cells in taken]
            self.people = [None if bad else who for bad, who in zip(held, self.people, strict=True)]
        self.is_plain = None not in self.people and None not in self.paid and None not in self.received
        self.is_plain = self.is_plain and None not in self.recovered


def _typed(cells: Sequence[Cell]) -> bool:
    return set(map(type, cells)) != {str}


def _may_hold_cpr(cells: Sequence[Cell]) -> bool:
    texts = cells if not _typed(cells) else [one for one in cells if isinstance(one, str)]
    return _TEN_DIGITS.search("\n".join(texts)) is not None  # type: ignore[arg-type]  # they are all text


_Plain = tuple[_Kind, int, int, int, int, str]


class _Sweep:
    """One reading of all ledgers."""

    def __init__(
        self, channel: str | None, period: tuple[date, date] | None, confirmed: Sequence[Confirmation]
    ) -> None:
        self.channel, self.period, self.confirmed = channel, period, confirmed
        self.base = period[0].toordinal() if period else None
        self.people, self.cents = _People(), _Cents()
        self.kinds: dict[tuple[object, ...], _Kind] = {}
        self.suspects: set[int] = set()
        self.odd_names: set[Cell] = set()
        self.seen: set[int] = set()
        self.odd_paid = self.read = 0

    def over(self, rows: _Rows) -> None:
        """Read a sheet and add up its plain rows."""
        reader = rows.reader
        known: dict[tuple[Cell, ...], _Kind] = {}
        # Looked up once: a million rows ask for each of them.
        days, seen, suspects = self.people.days, self.seen, self.suspects
        before = since = self._paid()
        rounded = self.cents.rounded
        reader.tell_unused()
        for first, taken in rows:
            columns = _Columns(rows, taken, self.people, self.cents)
            kinds = list(map(known.get, columns.keys))
            is_plain = columns.is_plain and None not in kinds
            self.read += len(taken)
            for number, kind, who, paid, received, recovered, proof in zip(
                count(first), kinds, columns.people, columns.paid, columns.received, columns.recovered, columns.proofs,
                strict=False,
            ):  # fmt: skip
                if not is_plain and (
                    kind is None or who is None or paid is None or received is None or recovered is None
                ):
                    cells = taken[number - first]
                    stands = reader.stands(number, cells, reader.is_sum)
                    if stands:
                        now = self._paid()
                        reader.check_sum("paid", (_kroner(now - before), _kroner(now - since)))
                        since = now
                    self.read -= stands is not False  # a sum, a remark, an empty row
                    read = self._slowly(rows, known) if stands is False else None
                    if len(reader.bad) > _ENOUGH_BAD:
                        return
                    if read is None:
                        continue
                    kind, who, paid, received, recovered, proof = read
                due = (paid * kind.times + kind.half) // kind.over
                left = due - received - recovered
                # As in _flags; a call for each of a million rows would be felt.
                flags = (1 if left > 0 else 2 if left else 0) + (4 if proof else 0) + (8 if paid > kind.highest else 0)
                if abs(paid * kind.share - received * kind.whole) > kind.leeway:
                    flags += 16
                bucket = kind.buckets[flags]
                if bucket is None or bucket.count < NAMED:
                    if bucket is None:
                        bucket = kind.buckets[flags] = self._bucket(reader, number, taken[number - first], left)
                    bucket.rows.append((reader, number))
                bucket.count += 1
                bucket.paid += paid
                bucket.due += due
                bucket.left += left
                if recovered:
                    bucket.recovered += recovered
                if bucket.counts:
                    held = days[who]
                    if held & kind.days:
                        suspects.add(who)
                    else:
                        days[who] = held | kind.days
                else:
                    content = hash((who, id(kind), paid, received, recovered, " ".join(proof.split())))
                    if content in seen:
                        suspects.add(who)
                    else:
                        seen.add(content)
        reader.rounded = self.cents.rounded - rounded
        reader.tell_rounded()

    def _paid(self) -> int:
        """What has been paid in all rows so far, in øre."""
        return self.odd_paid + sum(b.paid for kind in self.kinds.values() for b in kind.buckets if b)

    def _slowly(self, rows: _Rows, known: dict[tuple[Cell, ...], _Kind]) -> _Plain | None:
        """The row the reader stands at, of a kind not met before or not plain; None where it is not plain."""
        reader = rows.reader
        entry = reader.entry(self.channel)
        if entry is None:
            return None
        picked = tuple(reader.cells[at] for at in rows.keys)
        kind = known[picked] = known.get(picked) or self._kind(entry)
        plain = self._plain(rows, reader.cells, kind)
        if plain is None:
            self.odd_names.add(reader.cell("person"))
            self.suspects.add(self.people.number(reader.cell("person")))
            self.odd_paid += int(entry.paid * 100)
        return plain

    def _plain(self, rows: _Rows, cells: Sequence[Cell], kind: _Kind) -> _Plain | None:
        """What the row adds; None where it is not plain."""
        one = _Columns(rows, [cells], self.people, self.cents)
        who, paid, received, recovered = one.people[0], one.paid[0], one.received[0], one.recovered[0]
        if who is None or paid is None or received is None or recovered is None:
            return None
        return kind, who, paid, received, recovered, one.proofs[0]

    def _kind(self, entry: Entry) -> _Kind:
        content = (
            entry.benefit, entry.start, entry.end, entry.week, entry.registered, entry.actual, entry.state,
            entry.channel,
        )  # fmt: skip
        made = self.kinds.get(content)
        if made is None:
            made = self.kinds[content] = self._new_kind(entry)
        return made

    def _new_kind(self, entry: Entry) -> _Kind:
        if self.base is None:
            self.base = entry.start.toordinal() - _BACK
        if entry.end <= entry.start:
            return _Kind(0, 0, 1, 0, 0, 0, _NO_LIMIT, 0)
        back = entry.start.toordinal() - self.base
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
            days=((1 << (entry.end - entry.start).days) - 1) << back if back >= 0 else -1,
        )

    def _bucket(self, reader: EntryReader, number: int, cells: Sequence[Cell], left: int) -> _Bucket:
        reader.row, reader.cells = number, cells
        entry = reader.entry(self.channel)
        assert entry is not None  # its kind was made from cells like these
        line = line_of(entry, self.period, self.confirmed)
        return _Bucket(line, counts=line.apart is None and left > 0)

    def lines(self, readers: Sequence[EntryReader]) -> list[Line]:
        """All rows: those of suspects one by one, the others in bundles."""
        single = self._singly(readers) if self.suspects else []
        together = [b.made() for kind in self.kinds.values() for b in kind.buckets if b and b.count]
        return [*together, *single]

    def _singly(self, readers: Sequence[EntryReader]) -> list[Line]:
        """The rows of suspects, taken out of the bundles again and computed by the reference path."""
        theirs = {cell for cell, who in self.people.items() if who in self.suspects} | self.odd_names
        lines: list[Line] = []
        for reader in readers:
            rows = _Rows(reader)
            for first, taken in rows:
                for number, cells in enumerate(taken, start=first):
                    if cells[rows.person] in theirs and (line := self._single(rows, number, cells)):
                        lines.append(line)
        lines.sort(key=lambda one: (one.entry.start, one.entry.end, one.entry.person, one.entry.content))
        set_doubles_apart(lines)
        set_overlaps_apart(lines)
        return lines

    def _single(self, rows: _Rows, number: int, cells: Sequence[Cell]) -> Line | None:
        """A row of a suspect, taken out of its bundle; None where it is no row of the ledger."""
        reader, told = rows.reader, len(rows.reader.notices)
        if reader.stands(number, cells, reader.is_sum) is not False:
            del reader.notices[told:]  # said in the first reading
            return None
        entry = reader.entry(self.channel)
        assert entry is not None  # else the reading had stopped
        reader.tell(entry.faults)
        if plain := self._plain(rows, cells, self._kind(entry)):
            kind, _, paid, received, recovered, proof = plain
            due = (paid * kind.times + kind.half) // kind.over
            bucket = kind.buckets[_flags(kind, paid, received, due - received - recovered, proof)]
            assert bucket is not None  # the first reading put the row there
            bucket.count -= 1
            bucket.paid -= paid
            bucket.due -= due
            bucket.left -= due - received - recovered
            bucket.recovered -= recovered
            if (reader, number) in bucket.rows:
                bucket.rows.remove((reader, number))
        return line_of(entry, self.period, self.confirmed)


def _flags(kind: _Kind, paid: int, received: int, left: int, proof: str) -> int:
    """Which of its kind's buckets a row belongs to."""
    flags = (1 if left > 0 else 2 if left else 0) + (4 if proof else 0) + (8 if paid > kind.highest else 0)
    return flags + (16 if abs(paid * kind.share - received * kind.whole) > kind.leeway else 0)
