"""Reads the municipality's own reimbursement ledger: headings in any order, Danish or English, nothing dropped.

A cell that cannot be read as the amount or the day it must be stops the reading, with the place and the remedy of up to
ten such cells: a sum over a half-read ledger would be worse than none. Everything else that is wrong in a row is kept
with the row as a fault, so that the row is set apart and seen.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import partial

from claims.figures import ZERO, ore
from claims.lawtables import ONE_DAY
from claims.loss.cells import Cell, is_labelled_sum, read_amount, text_of
from claims.loss.footnotes import remark_columns
from claims.loss.headings import Headings
from claims.loss.ledgercells import benefit_in, proof_in, state_in
from claims.loss.ledgersheets import CALLED, LEDGER, REQUIRED, columns_in
from claims.loss.legends import legend, spelled
from claims.loss.shares import fold, squash
from claims.loss.sheetrows import LedgerInput, Reader, SheetLike, house, unreadable
from claims.model import LedgerPlace
from evidence.errors import KravError, Message

CHANNELS = "ABCDEFGHI"
_WEEK = re.compile(r"(?:uge|week)?\s*(\d{1,3})\b")
_CHANNEL = re.compile(r"(?:KANAL|CHANNEL)?\s*([A-I])(?!\w)")
#: Why a row is no loss of the breach by the words of a cell; the second says whether the row has what was had later.
Blaming = Callable[[str, bool], Message | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A ledger row as read. ``end`` is the first day no longer covered; ``faults`` say why it cannot be claimed."""

    place: LedgerPlace
    person: str
    benefit: str  # one of the table's, or as written where it is not known
    start: date
    end: date
    week: int | None
    paid: Decimal
    registered: str
    actual: str
    proof: str
    received: Decimal
    state: str
    recovered: Decimal
    channel: str
    incident: str = ""  # what it comes of, as written
    of: str = ""  # another municipality, as the row names it
    entitled: Decimal | None = None  # per cent of the benefit the state owed, as the ledger says
    drawn: Decimal | None = None  # per cent of it that was settled; ``received`` is reckoned from it
    hours: Decimal | None = None  # a week, of the offer
    blame: Message | None = None  # why it is no loss of the breach by what it says of its cause, or remarks
    faults: tuple[Message, ...] = ()

    @property
    def who(self) -> str:
        """The person, however the pseudonym is written: «NB-1», «nb 1» and «NB1» are one."""
        return fold(self.person)

    def shares_days(self, other: Entry) -> bool:
        """Is there a day in both?"""
        return self.start < other.end and other.start < self.end

    @property
    def content(self) -> tuple[str, ...]:
        """Everything but where it stands: two rows with one content are one row twice."""
        days = (self.start.isoformat(), self.end.isoformat(), str(self.week or ""))
        amounts = (str(self.paid), str(self.received), str(self.recovered), str(self.entitled), str(self.drawn))
        said = (self.registered, self.actual, self.proof, self.state, self.channel, self.incident, str(self.hours))
        return (self.who, self.benefit, *days, *amounts, *said, str(self.blame or ""))


class EntryReader(Reader):
    """Reads the rows of one reimbursement ledger; ``ours`` are the customer's names, squashed (none: not known).

    ``judge`` says why a row is no loss of the breach by the words of a cell, where the row says or says not how much of
    it was had later.
    """

    judge: Blaming = staticmethod(lambda _said, _regained: None)

    def __init__(
        self, ledger: LedgerInput, sheet: SheetLike, at: int, columns: Mapping[str, int], headings: Headings
    ) -> None:
        super().__init__(ledger, sheet, at, columns, headings)
        used = frozenset(columns.values())
        self.remarks = [index for index in remark_columns(self.header) if index not in used]
        self.codes: Mapping[str, str] = {}  # what the codes of its causes and municipalities stand for
        self._judged: dict[tuple[Cell, bool], Message | None] = {}

    def blame(self, cell: Cell, regained: bool) -> Message | None:
        """Why a row is no loss by what this cell says; every distinct one is judged once."""
        if (key := (cell, regained)) not in self._judged:
            said = " ".join(text_of(cell).split())
            self._judged[key] = self.judge(said, regained) if said else None
        return self._judged[key]

    def _blamed(self, regained: bool) -> Message | None:
        """Why the row is no loss by its cause or its remarks, which then are not told of once more."""
        if why := self.blame(spelled(self.cell("cause"), self.codes), regained):
            return why
        for index in self.remarks:
            if index < len(self.cells) and (why := self.blame(self.cells[index], regained)):
                self.taken.add(" ".join(text_of(self.cells[index]).split()))
                return why
        return None

    def is_sum(self, filled: Sequence[Cell]) -> bool:
        """A sum at the foot: labelled as one without days or benefit, or numbers and nothing else."""
        dates = [text_of(self.cell("start")), text_of(self.cell("end"))]
        if is_labelled_sum(filled) and (not any(dates) or not self.words("benefit")):
            return True
        bare = not any((*dates, self.words("person"), self.words("benefit"), self.words("state")))
        return bare and all(not isinstance(cell, str) or read_amount(cell) is not None for cell in filled)

    def entry(self, channel: str | None) -> Entry | None:
        """The row as an entry; None where a cell is bad (then the reading stops anyway)."""
        before = len(self.bad)
        self.tell_currency()
        start, end = self.day("start"), self.day("end", last=True)
        paid, received, recovered = self.amount("paid"), self.amount("received"), self.amount("recovered")
        entitled, drawn = self.percent("entitled"), self.percent("drawn")
        if len(self.bad) > before or start is None or end is None:
            return None
        named_benefit, state, said = self.words("benefit"), self.words("state"), self.words("channel").upper()
        benefit, kind = benefit_in(named_benefit)
        named, week = _CHANNEL.match(said), _WEEK.match(self.words("week").casefold())
        of_rate = None if drawn is None else ore((paid or ZERO) * drawn / 100)
        settled = of_rate if received is None else received
        made = Entry(
            place=self.place,
            person=self.words("person"),
            benefit=benefit or named_benefit,
            start=start,
            end=end + ONE_DAY,
            week=int(week[1]) if week else None,
            paid=paid or ZERO,
            registered=_of_kind(kind, self.words("registered")),
            actual=_of_kind(kind, self.words("actual")),
            proof=proof_in(self.words("proof")),
            received=settled or ZERO,
            state=state_in(state) or state,
            recovered=recovered or ZERO,
            channel=named[1] if named else said or channel or "",
            incident=self.words("incident"),
            of=self._another(),
            entitled=entitled,
            drawn=drawn,
            hours=read_amount(self.words("hours")),
            blame=self._blamed(bool(recovered)),
        )
        settling = "drawn" if self.columns.get("received") is None and "drawn" in self.columns else "received"
        empty = [column for column, amount in (("paid", paid), (settling, settled)) if amount is None]
        return replace(made, faults=tuple(self._faults(made, of_rate, empty)))

    def _faults(self, entry: Entry, of_rate: Decimal | None, empty: Collection[str]) -> Iterator[Message]:
        """What is wrong in the row though each cell can be read; the first of it is why the row is set apart.

        ``of_rate`` is what the share in the row makes of what was paid; ``empty`` are the columns of amounts it lacks.
        """
        if of_rate is not None and abs(of_rate - entry.received) > 1:
            both = self.where("received") | {"settled": entry.received, "percent": entry.drawn, "amount": of_rate}
            yield Message("{settled} kr. was settled, but {percent} per cent of the benefit is {amount} kr.", both)
        if not benefit_in(self.words("benefit"))[0]:
            yield Message("the benefit «{value}» is not known", self.where("benefit", entry.benefit))
        if not state_in(self.words("state")):
            yield Message("the state «{value}» is not known", self.where("state", entry.state))
        if entry.channel and entry.channel not in tuple(CHANNELS):
            yield Message("the channel «{value}» is not one of A–I", self.where("channel", entry.channel))
        if entry.of:
            yield Message("the row is of «{value}», not of the customer", self.where("municipality", entry.of))
        if entry.end <= entry.start:
            yield Message("the period ends before it begins", self.where("end", self.cell("end")))
        if not entry.person:
            yield Message("no person is named", self.where("person"))
        for column in empty:
            yield Message("the column «{column}» is empty", self.where(column))
        for column, amount in (("paid", entry.paid), ("received", entry.received), ("recovered", entry.recovered)):
            if amount < 0:
                yield Message("the amount in «{column}» is negative", self.where(column, self.cell(column)))
        if entry.week is None and (week := self.words("week")):
            yield Message("the week «{value}» is not a number", self.where("week", week))

    def _another(self) -> str:
        """The municipality the row, or its sheet, names, where it is not the customer; a number tells nothing."""
        said = self.codes.get(code := self.words("municipality"), code)  # «H = Halsted»
        named = house(said)
        return said if self.ours and named and not named.isdigit() and named not in self.ours else self.of_another


def _of_kind(kind: str, status: str) -> str:
    """The status as the table names it for one kind of the benefit."""
    return status if not kind or squash(status).startswith(squash(kind)) else f"{kind}, {status}" if status else kind


def read_ledgers(
    ledgers: Iterable[LedgerInput], columns: Mapping[str, str], channel: str | None, customer: Iterable[str] = (),
    judge: Blaming | None = None,
) -> tuple[list[Entry], list[Message]]:  # fmt: skip
    """All rows of all ledgers, and what is worth saying about how they were read. ``customer`` are its names, ``judge``
    as of ``EntryReader``.

    Raises ``KravError`` listing up to ten cells that cannot be read as what they must be, or naming a ledger whose
    headings are missing.
    """
    entries: list[Entry] = []
    notices: list[Message] = []
    bad: list[Message] = []
    for reader in fitting(ledgers, columns, customer, judge):
        entries += reader.all("paid", partial(reader.entry, channel), lambda one: one.paid)
        bad += reader.bad
        notices += reader.notices
    if bad:
        raise unreadable(bad)
    return entries, notices


def fitting(
    ledgers: Iterable[LedgerInput], columns: Mapping[str, str], customer: Iterable[str] = (),
    judge: Blaming | None = None,
) -> Iterator[EntryReader]:  # fmt: skip
    """A reader for each sheet that is a reimbursement ledger; ``judge`` as of ``EntryReader``.

    Raises ``KravError`` naming a ledger whose headings are missing, or all files without any sheet that is one.
    """
    names = LEDGER.mapping(columns)
    ours = frozenset(map(house, customer))
    unlike: list[str] = []
    ledgers, codes = tuple(ledgers), None
    for ledger in ledgers:
        found = False
        for sheet in ledger.sheets:
            found_in = columns_in(sheet, names)
            if found_in is None:
                continue
            at, where, lacking, twice, by_cells = found_in
            if lacking or twice:
                raise LEDGER.unfit(ledger, sheet, at, lacking, twice)
            found = True
            reader = EntryReader(ledger, sheet, at, where, LEDGER)
            reader.ours, reader.judge = ours, judge or reader.judge
            if {"cause", "municipality"} & where.keys():
                reader.codes = codes = legend(ledgers) if codes is None else codes
            if by_cells:
                reader.notices.append(
                    Message(
                        "{file}, sheet «{sheet}»: the column «{column}» holds the state of each row and is read as it.",
                        reader.where("state"),
                    )
                )
            yield reader
        if not found and any(text_of(cell) for sheet in ledger.sheets for row in sheet.rows for cell in row):
            unlike.append(ledger.document)
    if unlike:
        raise KravError(
            Message(
                "No sheet of {file} has the headings of a reimbursement ledger, of hours or of invoices.",
                {"file": ", ".join(unlike)},
            ),
            Message(
                "A reimbursement ledger needs a row with {headings}; hours need dato and timer, invoices dato and "
                "beløb. Other headings are named in case.toml under [ledger] columns and [outlays] columns.",
                {"headings": ", ".join(CALLED[one] for one in REQUIRED)},
            ),
        )
