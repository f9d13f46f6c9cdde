"""Reads the municipality's own reimbursement ledger: headings in any order, Danish or English, nothing dropped.

A cell that cannot be read as the amount or the day it must be stops the reading, with the place and the remedy of up to
ten such cells: a sum over a half-read ledger would be worse than none. Everything else that is wrong in a row is kept
with the row as a fault, so that the row is set apart and seen.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from claims.figures import ZERO, ore
from claims.lawtables import ONE_DAY
from claims.loss.cells import Cell, is_labelled_sum, read_amount, read_day, text_of
from claims.loss.footnotes import remark_columns
from claims.loss.headings import Headings
from claims.loss.legends import legend, spelled
from claims.loss.shares import BENEFITS, fold, kind_of, squash
from claims.loss.sheetrows import LedgerInput, Reader, SheetLike, house, unreadable
from claims.loss.tablewords import by_word, words
from claims.model import LedgerPlace
from evidence.detect import SHEETS
from evidence.errors import KravError, Message
from evidence.model import Document, DocumentKind, Page

if TYPE_CHECKING:
    from claims.model import Gap
    from templates.words import Words

LEDGER = Headings.of("ledger")
CALLED = LEDGER.called
#: Among so many first rows of a sheet its headings are looked for.
_LOOKED_AT = 40
#: A row with fewer headings than this is none of a ledger.
FEWEST = 4
REQUIRED = ("person", "benefit", "start", "end", "paid", "actual", "received", "state")
#: What a ledger kept by rates has in the place of what was done, and of the kroner received.
BY_RATES = {"actual": "entitled", "received": "drawn"}

_BY_STATE = by_word("states")
#: States told in more words: who refused it, what can still be done, that it is settled for good.
_TOLD_STATE = (
    ("refused", re.compile(r"(?:afvist|afslået|nægtet|refused) (?:af|by|hos) \S.*")),
    ("recoverable", re.compile(
        r"kan (?:stadig |endnu |fortsat )*(?:gen|efter)?(?:anmeldes|indberettes|berigtiges|hjemtages|hentes|indvindes"
        r"|optages|korrigeres|rettes|reguleres)")),
    ("window_closed", re.compile(r"(?:endeligt? (?:afregnet|opgjort|afsluttet)|frist(?:en)? (?:er )?(?:udløbet|overskr"
                                 r"edet|forpasset)|(?:vinduet )?(?:er )?lukket)")),
)  # fmt: skip
_DENIAL, _OF_PROOF = (frozenset(words("proof")[one].split()) for one in ("denied", "of_it"))
CHANNELS = "ABCDEFGHI"
#: «Ressourceforløbsydelse, jobafklaring», «Ressourceforløbsydelse (jobafklaring)»: a benefit and its kind.
_WITH_KIND = re.compile(r"(.+?)\s*(?:[,/:(]|\s[-–])\s*(.+?)\)?")

_WEEK = re.compile(r"(?:uge|week)?\s*(\d{1,3})\b")
_CHANNEL = re.compile(r"(?:KANAL|CHANNEL)?\s*([A-I])(?!\w)")


def state_in(said: str) -> str:
    """The state a cell tells, as the table of words names it; empty where it tells none."""
    if found := _BY_STATE.get(squash(said)):
        return found
    plain = " ".join(said.casefold().split()).rstrip(".")
    return next((state for state, told in _TOLD_STATE if told.fullmatch(plain)), "")


def benefit_in(said: str) -> tuple[str, str]:
    """The benefit a cell names and its kind, where the table has shares of that kind; two empty texts: not known."""
    if found := BENEFITS.get(squash(said)):
        return found, ""
    if named := _WITH_KIND.fullmatch(said.strip()):
        for one, other in ((named[1], named[2]), (named[2], named[1])):
            if (found := BENEFITS.get(squash(one))) and (kind := kind_of(found, other)):
                return found, kind
    return "", ""


_FIGURE = re.compile(r"[0-9]")


def proof_in(said: str) -> str:
    """The proof a cell names; empty where it says that there is none, or nothing but signs."""
    if _FIGURE.search(said):  # nothing that denies holds one
        return said
    words = {squash(one) for one in said.split()} - {""}
    denied = not words.isdisjoint(_DENIAL) and words <= _DENIAL | _OF_PROOF
    return said if words and not denied else ""


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
        self.codes: Mapping[str, str] = {}  # what the codes of its causes stand for
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
        said = self.words("municipality")
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
            found_in = _columns_in(sheet, names)
            if found_in is None:
                continue
            at, where, lacking, twice, by_cells = found_in
            if lacking or twice:
                raise LEDGER.unfit(ledger, sheet, at, lacking, twice)
            found = True
            reader = EntryReader(ledger, sheet, at, where, LEDGER)
            reader.ours, reader.judge = ours, judge or reader.judge
            if "cause" in where:
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


def missing(where: Mapping[str, int]) -> list[str]:
    """The columns a reimbursement ledger must have and this one has not, as people are told of them."""
    return [CALLED[one] for one in REQUIRED if one not in where and BY_RATES.get(one) not in where]


class _Columns(NamedTuple):
    """Where the columns of a ledger stand below which row; what it lacks and what stands twice, as people are told of
    them; and whether the column of states is known by its cells alone.
    """

    at: int
    where: dict[str, int]
    missing: list[str]
    twice: list[str]
    by_cells: bool


def _columns_in(sheet: SheetLike, names: Mapping[str, str]) -> _Columns | None:
    """The columns of a reimbursement ledger; None where there are too few for the sheet to be meant as one."""
    at, where, twice = LEDGER.best(sheet, names)
    if len(where.keys() - {"cause"}) < FEWEST:  # tables of many sorts have a cause
        return None
    seen = None if "state" in where else _state_column(sheet, at, where)
    if seen is not None:
        where["state"] = seen
    return _Columns(at, where, missing(where), twice, seen is not None)


def _state_column(sheet: SheetLike, at: int, where: Mapping[str, int]) -> int | None:
    """The one column of those nothing is taken from whose cells are all states, whatever it is called; else None.

    A table read row by row is looked at as far as its first rows are held.
    """
    found = []
    for index in range(len(sheet.rows[at])):
        said = {text_of(row[index]).strip() for row in sheet.rows[at + 1 :] if index < len(row)} - {""}
        if index not in where.values() and said and all(map(state_in, said)):
            found.append(index)
    return found[0] if len(found) == 1 else None


@dataclass(frozen=True, slots=True)
class _Text:
    """A sheet as its page tells it: a row a line, cells parted by tabs."""

    name: str
    rows: Sequence[Sequence[Cell]]


def lying_unread(
    documents: Mapping[str, Document], pages: Mapping[str, Sequence[Page]], columns: Mapping[str, str],
    mine: Container[str], words: Words,
) -> Iterator[Gap]:  # fmt: skip
    """Sheets among the evidence that are ledgers by their headings or their rows, and of which nothing is counted.

    ``mine`` are the names of the tables that are read as the case's own, of which a copy among the papers is none.
    """
    from claims.model import Gap

    names = LEDGER.mapping(columns)
    for sha256, document in sorted(documents.items(), key=lambda one: one[1].name):
        if document.media not in SHEETS or document.name in mine:
            continue
        for page in pages.get(sha256, ()):
            lines = [re.split(r"[\t;]", line) for line in page.text.split("\n")]
            sheet = _Text(page.label, lines[:_LOOKED_AT])
            at, where, _ = LEDGER.best(sheet, names)
            if document.kind is DocumentKind.LEDGER:
                whole = _Text(page.label, lines)
                if "state" not in where and (seen := _state_column(whole, at, where)) is not None:
                    where["state"] = seen
                at = at if len(where) >= FEWEST else _first_row(lines) - 1
                if at < 0 or _first_row(lines) < 0 or not (lacking := missing(where)):
                    continue
                what = words.say(
                    "{name} looks like a table of lost reimbursement, with {rows} {rows:row|rows}, but has no headings "
                    "known for {missing}: nothing of it is counted. Its headings are {headings}.",
                    name=document.name, rows=_rows_below(lines, at), missing=lacking,
                    headings=", ".join(one.strip() for one in lines[at] if one.strip()),
                )  # fmt: skip
                remedy = words.say(
                    "If the claim is made of it, say in case.toml, [ledger] columns, which of its headings is which, "
                    "and put it into ledgers/."
                )
            elif len(where) < FEWEST or not {"benefit", "paid"} <= where.keys():
                continue
            else:
                what = words.say(
                    "{name} has the headings of a table of lost reimbursement ({headings}) and {rows} {rows:row|rows}, "
                    "and was taken for something else: nothing of it is counted.",
                    name=document.name, rows=_rows_below(lines, at),
                    headings=", ".join(text_of(sheet.rows[at][index]).strip() for index in sorted(where.values())),
                )  # fmt: skip
                remedy = words.say("If the claim is made of it, put it into ledgers/, or say krav set {name} --kind "
                                   "ledger; headings of its own are mapped under [ledger] columns.", name=document.name)
            yield Gap(
                what=what, where="ledgers/", remedy=remedy, source=words.say("the municipality itself"),
                why=words.say("What stands in no table of the claim is not claimed."),
            )  # fmt: skip
            break


def _first_row(lines: Sequence[Sequence[str]]) -> int:
    """The first row that tells a benefit and two days; -1 where there is none."""
    for at, cells in enumerate(lines):
        days = sum(read_day(cell) is not None for cell in cells)
        if days > 1 and any(squash(cell) in BENEFITS for cell in cells):
            return at
    return -1


def _rows_below(lines: Sequence[Sequence[str]], at: int) -> int:
    """How many rows below the headings are more than a remark."""
    return sum(sum(map(bool, cells)) > FEWEST for cells in lines[at + 1 :])


def is_ledger(sheet: SheetLike, columns: Mapping[str, str]) -> bool:
    """Has the sheet the headings of a reimbursement ledger, at least so many that it must be meant as one?"""
    _, where, _ = LEDGER.best(sheet, LEDGER.mapping(columns))
    return len(where) >= FEWEST


LACKING = Message(
    "{file}, sheet «{sheet}», row {row} looks like a reimbursement ledger, but the headings {missing} are missing or "
    "stand twice: nothing of it is counted in the claim. Say under [ledger] columns in case.toml which heading is "
    "which, or put the table with these columns into ledgers/."
)


def meant(ledgers: Iterable[LedgerInput], columns: Mapping[str, str]) -> tuple[list[LedgerInput], list[Message]]:
    """The tables that are, or ought to be, reimbursement ledgers, and what is said of the others.

    One that lacks headings stops nothing, wherever it lies: its columns are named, for the money in it counts nowhere
    until somebody says which they are. Of a paper among the evidence that merely looked like one nobody has said that
    the claim is made of it.
    """
    names = LEDGER.mapping(columns)
    kept: list[LedgerInput] = []
    notices: list[Message] = []
    for ledger in ledgers:
        fit, beside, told = [], [], len(notices)
        for sheet in ledger.sheets:
            found = _columns_in(sheet, names)
            if found is None:
                beside.append(sheet)  # it may say what the codes of the others stand for
            elif found.missing or found.twice:
                place = {"file": ledger.document, "sheet": sheet.name, "row": found.at + 1}
                notices.append(Message(LACKING.text, place | {"missing": found.missing or found.twice}))
            else:
                fit.append(sheet)
        if not ledger.guessed and len(notices) == told:
            kept.append(ledger)
        elif fit:
            kept.append(replace(ledger, sheets=[*fit, *beside]))
        elif not any(is_ledger(sheet, columns) for sheet in ledger.sheets):
            notices.append(
                Message(
                    "{file} has columns like those of a reimbursement ledger, but no rows of persons and periods: "
                    "nothing of it is counted in the claim.",
                    {"file": ledger.document},
                )
            )
    return kept, notices
