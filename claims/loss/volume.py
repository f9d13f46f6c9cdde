"""A ledger of a million rows in whole øre: each row read once, like rows summed, the rest left to the reference path.

Rows that are alike in all but person, amounts and proof have one share of the benefit and one reason to be set apart:
the first of them goes through ``lossrows`` as any row does, the others only add their øre. Every distinct cell is read
once, the øre of many rows are reckoned together. What is not plain is never decided here: rows that may stand twice or
share a day, and all rows of a person of whom one is odd, are read again and computed by ``lossrows`` one by one. So the
øre are those of that path.
"""

from __future__ import annotations

import gc
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from claims.loss.cells import Cell, text_of
from claims.loss.choices import Choices
from claims.loss.columns import ODD, Cents, Columns, People, Plain, Rows
from claims.loss.ledgers import Blaming, Entry, EntryReader, fitting
from claims.loss.lossrows import Line, Together, line_of, owed, registered_share, set_apart_by_others
from claims.loss.losswarnings import highest_amount
from claims.loss.shares import exact_share
from claims.loss.sheetrows import LedgerInput, unreadable
from claims.model import LedgerPlace
from evidence.errors import Message

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]

#: From so many rows on they are no longer printed one by one.
MOST_ROWS = 10_000
#: So many rows of a bundle are named.
NAMED = 9
#: So many cells that cannot be read are enough to stop.
_ENOUGH_BAD = 1000
#: More than any amount in øre that is reckoned here.
_NO_LIMIT = 1 << 62


def is_large(ledgers: Iterable[LedgerInput]) -> bool:
    """Are there too many rows to be computed and printed one by one?"""
    return any(one.stream is not None for one in ledgers) or (
        sum(len(sheet.rows) for one in ledgers for sheet in one.sheets) > MOST_ROWS
    )


def bundled(
    ledgers: Sequence[LedgerInput],
    columns: Mapping[str, str],
    channel: str | None,
    choices: Choices,
    customer: Sequence[str] = (),
    judge: Blaming | None = None,
) -> tuple[list[Line], list[Message], dict[str, set[str]], int]:
    """The rows in bundles of like ones; what is worth saying of the ledgers; who is written in which ways; how many
    rows were read.

    Raises ``KravError`` as ``read_ledgers`` does.
    """
    sweep = _Sweep(channel, choices)
    readers = list(fitting(ledgers, columns, customer, judge))
    with _uncollected():
        for reader in readers:
            sweep.over(Rows(reader, sweep.meaning))
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


class _Kinds:
    """The kinds met, each with its number."""

    def __init__(self) -> None:
        import numpy as np

        self.by_content: dict[tuple[object, ...], int] = {}
        self.terms: Ints = np.zeros((len(_Kind._fields), 256), np.int64)  # a column each; more than are filled
        self.met: NDArray[np.bool_] = np.zeros(256 * _WAYS, bool)  # of which buckets a row was met

    def number(self, entry: Entry, meaning: Hashable) -> int:
        """The number of the kind the row is of; ``meaning`` is what it says that it comes of."""
        import numpy as np

        content = (
            entry.benefit, entry.start, entry.end, entry.week, entry.registered, entry.actual, entry.state,
            entry.channel, meaning, entry.of, entry.entitled, entry.drawn, str(entry.blame),
        )  # fmt: skip
        number = self.by_content.setdefault(content, len(self.by_content))
        if len(self.by_content) > self.terms.shape[1]:
            self.terms = np.concatenate([self.terms, np.zeros_like(self.terms)], axis=1)
            self.met = np.concatenate([self.met, np.zeros_like(self.met)])
        if not self.terms[2, number]:  # nothing is divided by zero: not filled yet
            self.terms[:, number] = _new_kind(entry)
        return number


class _Added:
    """Plain rows by column, in the order they were read, each with the number of its bucket and what was due."""

    NAMES = ("number", "code", "who", "paid", "due", "received", "recovered")

    def __init__(self) -> None:
        self.held: dict[str, list[Ints]] = {name: [] for name in self.NAMES}
        self.sheets: list[tuple[Rows, int]] = []  # each with how many rows there are up to its end
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

    def sheet(self, at: int) -> Rows:
        """The sheet a row stands in."""
        return next(rows for rows, end in self.sheets if at < end)


class _Sweep:
    """One reading of all ledgers."""

    def __init__(self, channel: str | None, choices: Choices) -> None:
        self.channel, self.choices = channel, choices
        self.meant: dict[Cell, tuple[tuple[str, ...], str]] = {}
        self.people, self.cents = People(), Cents()
        self.kinds = _Kinds()
        self.first: dict[int, Line] = {}  # of each bucket the row met first
        self.added = _Added()
        self.suspects: set[int] = set()
        self.odd: list[tuple[Rows, int]] = []
        self.paid = self.read = 0

    def meaning(self, cell: Cell) -> tuple[tuple[str, ...], str]:
        """What a cell says that its row comes of; every distinct cell is read once."""
        found = self.meant.get(cell)
        if found is None:
            said = " ".join(text_of(cell).split())
            found = self.meant[cell] = self.choices.told(said), str(self.choices.another_cause(said) or "")
        return found

    def over(self, rows: Rows) -> None:
        """Read a sheet and add up its plain rows."""
        reader = rows.reader
        known: dict[tuple[Hashable, ...], int] = {}
        before = since = self.paid
        rounded = self.cents.rounded
        reader.tell_unused()
        for first, cells in rows:
            columns = Columns(rows, cells, known, self.people, self.cents)
            self.read += len(columns.kinds)
            for at in columns.not_plain():
                columns.kinds[at] = known.get(rows.key(columns.row(at)), ODD)  # met by now, perhaps
                if columns.is_plain(at):
                    continue
                stands = reader.stands(first + at, columns.row(at))
                if stands:
                    now = self.paid + int(columns.paid[:at].clip(0).sum())
                    reader.check_sum("paid", (_kroner(now - before), _kroner(now - since)))
                    since = now
                self.read -= stands is not False  # a sum, a remark, an empty row
                columns.put(at, self._slowly(rows, known) if stands is False else None)
                if len(reader.bad) > _ENOUGH_BAD:
                    return
            self._add(reader, first, columns)
        reader.rounded = self.cents.rounded - rounded
        reader.tell_rounded()
        self.added.sheets.append((rows, self.added.count))

    def _add(self, reader: EntryReader, first: int, columns: Columns) -> None:
        """Reckon what was due in each of the rows, and which bucket it belongs to."""
        import numpy as np

        number, each = np.arange(first, first + len(columns.kinds)), [*columns.reckoned, columns.proofs]
        is_kept = columns.kinds != ODD
        if not is_kept.all():
            number, each = number[is_kept], [column[is_kept] for column in each]
        kind, who, paid, received, recovered, proofs = each
        self.paid += int(paid.sum())
        times, half, over, share, whole, leeway, highest = self.kinds.terms[:7, kind]
        due = (paid * times + half) // over
        left = due - received - recovered
        flags = np.sign(left) % 3 + 4 * proofs + 8 * (paid > highest)
        code = kind * _WAYS + flags + 16 * (np.abs(paid * share - received * whole) > leeway)
        for new in set(code[~self.kinds.met[code]].tolist()):
            at = int(number[int(np.argmax(code == new))])
            self.first[new] = self._line(reader, at, columns.row(at - first))
            self.kinds.met[new] = True
        self.added.add((number, code, who, paid, due, received, recovered))

    def _slowly(self, rows: Rows, known: dict[tuple[Hashable, ...], int]) -> Plain | None:
        """The row the reader stands at, of a kind not met before or not plain; None where it is not plain."""
        reader = rows.reader
        entry = reader.entry(self.channel)
        if entry is None:
            return None
        kind = known[rows.key(reader.cells)] = self.kinds.number(entry, self.meaning(reader.cell("incident")))
        one = Columns(rows, [[cell] for cell in reader.cells], known, self.people, self.cents)
        who, paid, received, recovered = (int(column[0]) for column in one.reckoned[1:])
        if ODD in (who, paid, received, recovered):
            self.suspects.add(self.people.number(reader.cell("person")))
            self.odd.append((rows, reader.row))
            self.paid += int(entry.paid * 100)
            return None
        return kind, who, paid, received, recovered

    def _line(self, reader: EntryReader, number: int, cells: Sequence[Cell]) -> Line:
        reader.row, reader.cells = number, cells
        entry = reader.entry(self.channel)
        assert entry is not None  # its kind was made from cells like these
        return line_of(entry, self.choices)

    def lines(self) -> list[Line]:
        """All rows: those of suspects one by one, the others in bundles."""
        import numpy as np

        if not self.added.count and not self.odd:
            return []
        is_suspect = np.zeros(len(self.people.numbers), bool)
        is_suspect[list(self.suspects)] = True
        theirs = is_suspect[self.added.column("who")]
        theirs[self._sharing_days()] = theirs[self._alike()] = True
        return [*self._together(np.flatnonzero(~theirs)), *self._singly(np.flatnonzero(theirs))]

    def _is_loss(self) -> NDArray[np.bool_]:
        """Which of the rows are claimed and lost something."""
        import numpy as np

        counts = np.zeros(self.kinds.met.shape, bool)
        counts[[number for number, line in self.first.items() if line.apart is None and number % 4 == 1]] = True
        return counts[self.added.column("code")]

    def _sharing_days(self) -> Ints:
        """Losses of one person that hang together by the days they share."""
        import numpy as np

        lost = np.flatnonzero(self._is_loss())
        first, last = self.kinds.terms[7:, self.added.column("code")[lost] // _WAYS]
        person = self.added.column("who")[lost] * _DAYS
        order = np.argsort(person + first)
        until = np.maximum.accumulate((person + last)[order])
        meets = (person + first)[order][1:] < until[:-1]
        found: Ints = lost[np.concatenate([order[1:][meets], order[:-1][meets]])]
        return found

    def _alike(self) -> Ints:
        """Rows that are no loss and stand twice, by all that is known here of them."""
        import numpy as np

        rest = np.flatnonzero(~self._is_loss())
        # Different rows that come to the same number only cost a second reading.
        content = self.added.column("code")[rest].astype(np.uint64)
        for name in ("who", "paid", "received", "recovered"):
            content = content * np.uint64(_SPREAD) + self.added.column(name)[rest].astype(np.uint64)
        order = np.argsort(content)
        same = content[order][1:] == content[order][:-1]
        found: Ints = rest[np.concatenate([order[1:][same], order[:-1][same]])]
        return found

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
        """These rows and the odd ones, computed by the reference path."""
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
        set_apart_by_others(lines)
        return lines


def _new_kind(entry: Entry) -> _Kind:
    if entry.end <= entry.start:
        return _Kind(0, 0, 1, 0, 0, 0, _NO_LIMIT, 0, 0)
    share = exact_share(owed(entry)) or Fraction(0)
    settled = registered_share(entry)
    part, whole = (0, 0) if settled is None else settled.as_integer_ratio()
    highest, _ = highest_amount(entry)
    return _Kind(
        times=2 * share.numerator, half=share.denominator, over=2 * share.denominator,
        share=part, whole=whole, leeway=100 * whole,
        highest=int(highest * 100) if highest is not None else _NO_LIMIT,
        first=entry.start.toordinal(), last=entry.end.toordinal(),
    )  # fmt: skip
