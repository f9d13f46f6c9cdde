"""Reads the municipality's own reimbursement ledger: headings in any order, Danish or English, nothing dropped.

A cell that cannot be read as the amount or the day it must be stops the reading, with the place and the remedy of up to
ten such cells: a sum over a half-read ledger would be worse than none. Everything else that is wrong in a row is kept
with the row as a fault, so that the row is set apart and seen.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Protocol

from claims.figures import ZERO, ore
from claims.model import LedgerPlace
from claims.shares import BENEFITS, fold, squash
from evidence.errors import KravError, Message

Cell = str | Decimal | int | float | date | datetime | None


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


#: Our name for each column, and the headings it is known by (squashed: lower case, without signs, æøå as ae oe aa).
HEADINGS: Mapping[str, frozenset[str]] = {
    "person": _set(
        "borger borgerid borgernr borgernummer borgerpseudonym pseudonym person personid klient cpr cprnr cprnummer "
        "citizen citizenid client pseudonymid"
    ),
    "benefit": _set("ydelse ydelsestype ydelsesart forsoergelsesydelse benefit benefittype"),
    "start": _set("fra fradato fraogmed startdato start periodefra periodestart from fromdate startdate periodfrom"),
    "end": _set("til tildato tilogmed slutdato slut periodetil periodeslut to todate enddate end periodto"),
    "week": _set("uge ydelsesuge ugenr ugeiforloebet forloebsuge week benefitweek weekno"),
    "paid": _set(
        "udbetalt udbetaltbeloeb udbetaltydelse ydelseudbetalt bruttoydelse paid amountpaid benefitpaid paidout"
    ),
    "registered": _set(
        "registreret registreretstatus statusregistreret registreretsom systemstatus registered registeredstatus"
    ),
    "actual": _set("faktisk faktiskstatus statusfaktisk reel reelstatus actual actualstatus"),
    "proof": _set("bevis beviser dokumentation bilag proof evidence"),
    "received": _set(
        "refusion modtagetrefusion refusionmodtaget hjemtagetrefusion afregnetrefusion refusionafregnet received "
        "reimbursement reimbursementreceived settled"
    ),
    "state": _set("stand tilstand refusionsstand state"),
    "recovered": _set("genindvundet genindvundetbeloeb genindvundetrefusion recovered regained"),
    "channel": _set("kanal kravsvej channel"),
}
#: What the headings are called in a ledger of ours, for messages.
CALLED = {
    "person": "borger", "benefit": "ydelse", "start": "fra", "end": "til", "week": "uge", "paid": "udbetalt",
    "registered": "registreret", "actual": "faktisk", "proof": "bevis", "received": "refusion", "state": "stand",
    "recovered": "genindvundet", "channel": "kanal",
}  # fmt: skip
REQUIRED = ("person", "benefit", "start", "end", "paid", "actual", "received", "state")
_BY_HEADING = {heading: ours for ours, known in HEADINGS.items() for heading in known}

STATES: Mapping[str, frozenset[str]] = {
    "refused": _set("refused afvist afslaaet afslag naegtet"),
    "window_closed": _set("windowclosed closed fristudloebet vinduelukket lukket udloebet"),
    "recoverable": _set("recoverable kanberigtiges kangenindvindes kanhjemtages aaben"),
    "recovered": _set("recovered genindvundet berigtiget hjemtaget"),
}
_BY_STATE = {word: state for state, words in STATES.items() for word in words}
CHANNELS = "ABCDEFGHI"

_SUMMARY = ("ialt", "total", "subtotal", "hovedtotal", "samlet", "grandtotal", "sumialt")
_CPR = re.compile(r"(?<!\d)(\d{2})(\d{2})(\d{2})[- ]?\d{4}(?!\d)")
_AMOUNT = re.compile(
    r"(?P<danish>\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+,\d{1,2})|(?P<english>\d{1,3}(?:,\d{3})+\.\d+|\d+\.\d{1,2})|(?P<whole>\d+)"
)
_DAY = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})|(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T]00:00(?::00)?)?")
_CHANNEL = re.compile(r"(?:KANAL|CHANNEL)?\s*([A-I])(?!\w)")
SHOWN = 10


class SheetLike(Protocol):
    """A sheet of a workbook or a CSV file: its name and its rows as the file has them."""

    @property
    def name(self) -> str: ...
    @property
    def rows(self) -> Sequence[Sequence[Cell]]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerInput:
    """One ledger as handed in: file name, exhibit number, sheets."""

    document: str
    exhibit: int
    sheets: Sequence[SheetLike]


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
    faults: tuple[Message, ...] = ()

    @property
    def who(self) -> str:
        """The person, however the pseudonym is written: «NB-1», «nb 1» and «NB1» are one."""
        return fold(self.person)

    @property
    def content(self) -> tuple[str, ...]:
        """Everything but where it stands: two rows with one content are one row twice."""
        days = (self.start.isoformat(), self.end.isoformat(), str(self.week or ""))
        amounts = (str(self.paid), str(self.received), str(self.recovered))
        said = (self.registered, self.actual, self.proof, self.state, self.channel)
        return (self.who, self.benefit, *days, *amounts, *said)


class _Reader:
    """Reads one sheet; gathers what is wrong."""

    def __init__(
        self, ledger: LedgerInput, sheet: SheetLike, columns: Mapping[str, int], header: Sequence[Cell]
    ) -> None:
        self.ledger, self.sheet, self.columns = ledger, sheet, columns
        self.header = header
        self.bad: list[Message] = []
        self.notices: list[Message] = []
        self.rounded = 0
        self.row = 0
        self.cells: Sequence[Cell] = ()

    def where(self, column: str, value: object = None, **more: object) -> dict[str, object]:
        """What a message needs to name the cell."""
        index = self.columns.get(column)
        heading = _text(self.header[index]) if index is not None else CALLED[column]
        place = {"file": self.ledger.document, "sheet": self.sheet.name, "row": self.row, "column": heading}
        return place | {"value": _text(value)} | more

    def cell(self, column: str) -> Cell:
        index = self.columns.get(column)
        return self.cells[index] if index is not None and index < len(self.cells) else None

    def words(self, column: str) -> str:
        return " ".join(_text(self.cell(column)).split())

    def amount(self, column: str) -> Decimal | None:
        """The amount; None where the cell is empty. A cell that holds something else is bad."""
        value = self.cell(column)
        if value is None or (isinstance(value, str) and not value.strip()):
            return None
        found = read_amount(value)
        if found is None:
            self.bad.append(
                Message(
                    "{file}, sheet «{sheet}», row {row}, column «{column}»: «{value}» is not an amount.",
                    self.where(column, value),
                )
            )
            return ZERO
        if found != ore(found):
            self.rounded += 1
        return ore(found)

    def day(self, column: str) -> date | None:
        value = self.cell(column)
        found = read_day(value)
        if found is None:
            text = (
                Message(
                    "{file}, sheet «{sheet}», row {row}, column «{column}»: «{value}» is not a day.",
                    self.where(column, value),
                )
                if _text(value)
                else Message("{file}, sheet «{sheet}», row {row}, column «{column}» is empty.", self.where(column))
            )
            self.bad.append(text)
        return found

    def has_cpr(self) -> bool:
        """A CPR number anywhere in the row; the message does not repeat it."""
        for index, value in enumerate(self.cells):
            number = isinstance(value, Decimal | int | float) and index == self.columns.get("person")
            text = f"{value:.0f}".zfill(10) if number else value if isinstance(value, str) else ""
            if any(_is_cpr(match) for match in _CPR.finditer(text)):
                heading = _text(self.header[index]) if index < len(self.header) else str(index + 1)
                place = {"file": self.ledger.document, "sheet": self.sheet.name, "row": self.row, "column": heading}
                self.bad.append(
                    Message(
                        "{file}, sheet «{sheet}», row {row}, column «{column}» holds a CPR number; put a pseudonym "
                        "there.",
                        place,
                    )
                )
                return True
        return False

    def entry(self, channel: str | None) -> Entry | None:
        """The row as an entry; None where a cell is bad (then the reading stops anyway)."""
        before = len(self.bad)
        start, end = self.day("start"), self.day("end")
        paid, received, recovered = self.amount("paid"), self.amount("received"), self.amount("recovered")
        if len(self.bad) > before or start is None or end is None:
            return None
        faults: list[Message] = []
        benefit = BENEFITS.get(squash(self.words("benefit")), "")
        if not benefit:
            faults.append(Message("the benefit «{value}» is not known", self.where("benefit", self.words("benefit"))))
        state = _BY_STATE.get(squash(self.words("state")), "")
        if not state:
            faults.append(Message("the state «{value}» is not known", self.where("state", self.words("state"))))
        said = self.words("channel").upper()
        named = _CHANNEL.match(said)
        letter = named[1] if named else said or channel or ""
        if letter and letter not in tuple(CHANNELS):
            faults.append(Message("the channel «{value}» is not one of A–I", self.where("channel", said)))
        if end < start:
            faults.append(Message("the period ends before it begins", self.where("end", self.cell("end"))))
        if not self.words("person"):
            faults.append(Message("no person is named", self.where("person")))
        for column, amount in (("paid", paid), ("received", received)):
            if amount is None:
                faults.append(Message("the column «{column}» is empty", self.where(column)))
        for column, amount in (("paid", paid), ("received", received), ("recovered", recovered)):
            if amount is not None and amount < 0:
                faults.append(Message("the amount in «{column}» is negative", self.where(column, self.cell(column))))
        week = self.words("week")
        number = re.match(r"(?:uge|week)?\s*(\d{1,3})\b", week.casefold())
        if week and not number:
            faults.append(Message("the week «{value}» is not a number", self.where("week", week)))
        return Entry(
            place=LedgerPlace(
                document=self.ledger.document, exhibit=self.ledger.exhibit, sheet=self.sheet.name, row=self.row
            ),
            person=self.words("person"),
            benefit=benefit or self.words("benefit"),
            start=start,
            end=date.fromordinal(end.toordinal() + 1),
            week=int(number[1]) if number else None,
            paid=paid or ZERO,
            registered=self.words("registered"),
            actual=self.words("actual"),
            proof=self.words("proof"),
            received=received or ZERO,
            state=state or self.words("state"),
            recovered=recovered or ZERO,
            channel=letter,
            faults=tuple(faults),
        )


def read_ledgers(
    ledgers: Iterable[LedgerInput], columns: Mapping[str, str], channel: str | None
) -> tuple[list[Entry], list[Message]]:
    """All rows of all ledgers, and what is worth saying about how they were read.

    Raises ``KravError`` listing up to ten cells that cannot be read as what they must be, or naming a ledger whose
    headings are missing.
    """
    entries: list[Entry] = []
    notices: list[Message] = []
    bad: list[Message] = []
    mapped = _mapping(columns)
    for ledger in ledgers:
        found = False
        for sheet in ledger.sheets:
            header = _header(ledger, sheet, mapped)
            if header is None:
                continue
            found = True
            at, where = header
            reader = _Reader(ledger, sheet, where, sheet.rows[at])
            entries += _rows(reader, at, channel)
            bad += reader.bad
            notices += reader.notices
        if not found and any(_text(cell) for sheet in ledger.sheets for row in sheet.rows for cell in row):
            raise KravError(
                Message("{file} has no sheet with the headings of a reimbursement ledger.", {"file": ledger.document}),
                Message(
                    "It needs a row with {headings}; other headings are named in case.toml under [ledger] columns.",
                    {"headings": ", ".join(CALLED[one] for one in REQUIRED)},
                ),
            )
    if bad:
        raise _unreadable(bad)
    return entries, notices


def read_amount(value: Cell) -> Decimal | None:
    """12.345,67 and 12345.67 alike, with or without «kr.»; None where it is no amount or could be two."""
    if isinstance(value, bool) or value is None or isinstance(value, date):
        return None
    if not isinstance(value, str):
        number = Decimal(str(value))
        return number if number.is_finite() else None
    text = re.sub(r"[\s\u00a0\u202f]", "", value.casefold())
    text = re.sub(r"^(?:kr\.?|dkk)|(?:kr\.?|dkk)$", "", text).replace("\N{MINUS SIGN}", "-")
    sign = 1
    if text.startswith("(") and text.endswith(")"):
        sign, text = -1, text[1:-1]
    if text.endswith(",-"):
        text = text[:-2]
    if text[:1] in ("-", "+"):
        sign, text = (-sign if text[0] == "-" else sign), text[1:]
    match = _AMOUNT.fullmatch(text)
    if not match:
        return None
    plain = text.replace(".", "").replace(",", ".") if match["danish"] else text.replace(",", "")
    return sign * Decimal(plain)


def read_day(value: Cell) -> date | None:
    """A date cell, 2010-05-31 or 31.5.2010 (also with / or -); None where it is no day."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    match = _DAY.fullmatch(value.strip()) if isinstance(value, str) else None
    if not match:
        return None
    day, month, year = (match[1], match[2], match[3]) if match[3] else (match[6], match[5], match[4])
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _mapping(columns: Mapping[str, str]) -> dict[str, str]:
    mapped = {}
    for theirs, ours in columns.items():
        name = _BY_HEADING.get(squash(ours))
        if name is None:
            raise KravError(
                Message("case.toml, [ledger] columns: «{ours}» is not a heading of ours.", {"ours": ours}),
                Message("Use one of {headings}.", {"headings": ", ".join(CALLED.values())}),
            )
        mapped[squash(theirs)] = name
    return mapped


def _header(ledger: LedgerInput, sheet: SheetLike, mapped: Mapping[str, str]) -> tuple[int, dict[str, int]] | None:
    """The row with the headings, and where each column is; None where the sheet is no ledger."""
    best: tuple[int, dict[str, int], list[str]] = (0, {}, [])
    for at, row in enumerate(sheet.rows[:40]):
        where: dict[str, int] = {}
        twice = []
        for index, cell in enumerate(row):
            name = _heading(cell, mapped) if isinstance(cell, str) else None
            if name in where:
                twice.append(CALLED[name])
            elif name:
                where[name] = index
        if len(where) > len(best[1]):
            best = (at, where, twice)
    at, where, twice = best
    if len(where) < 4:
        return None
    missing = [CALLED[one] for one in REQUIRED if one not in where]
    if missing or twice:
        place = {"file": ledger.document, "sheet": sheet.name, "row": at + 1}
        problem = (
            Message(
                "{file}, sheet «{sheet}», row {row}: the headings {missing} are missing.", place | {"missing": missing}
            )
            if missing
            else Message("{file}, sheet «{sheet}», row {row}: {twice} stands twice.", place | {"twice": twice})
        )
        raise KravError(
            problem,
            Message("Name the columns in the file, or say in case.toml under [ledger] columns which heading is which."),
        )
    return at, where


def _heading(cell: str, mapped: Mapping[str, str]) -> str | None:
    plain = squash(re.sub(r"\([^)]*\)", "", cell))
    for one in (squash(cell), plain, re.sub(r"(?:i)?(?:kr|dkk)$", "", plain)):
        if one in mapped:
            return mapped[one]
        if one in _BY_HEADING:
            return _BY_HEADING[one]
    return None


def _rows(reader: _Reader, at: int, channel: str | None) -> list[Entry]:
    entries: list[Entry] = []
    since: list[Entry] = []
    unused = [
        _text(cell) for index, cell in enumerate(reader.header) if _text(cell) and index not in reader.columns.values()
    ]
    place = {"file": reader.ledger.document, "sheet": reader.sheet.name}
    if unused:
        reader.notices.append(
            Message("{file}, sheet «{sheet}»: not used are the columns {unused}.", place | {"unused": unused})
        )
    for index, cells in enumerate(reader.sheet.rows[at + 1 :], start=at + 2):
        reader.row, reader.cells = index, cells
        filled = [cell for cell in cells if _text(cell)]
        if not filled or list(cells[: len(reader.header)]) == list(reader.header):
            continue
        if _is_summary(reader, filled):
            _check_summary(reader, entries, since)
            since = []
            continue
        if reader.has_cpr():
            continue
        if len(filled) == 1 and isinstance(filled[0], str):
            reader.notices.append(
                Message(
                    "{file}, sheet «{sheet}», row {row} is taken as a remark: «{value}».",
                    place | {"row": index, "value": filled[0].strip()},
                )
            )
            continue
        entry = reader.entry(channel)
        if entry is None:
            continue
        entries.append(entry)
        since.append(entry)
        reader.notices += [
            Message("{file}, sheet «{sheet}», row {row} is set apart: {fault}.", place | {"row": index, "fault": fault})
            for fault in entry.faults
        ]
    if reader.rounded:
        reader.notices.append(
            Message(
                "{file}, sheet «{sheet}»: {count} amounts had more than two decimals and were rounded to the øre.",
                place | {"count": reader.rounded},
            )
        )
    return entries


def _is_summary(reader: _Reader, filled: Sequence[Cell]) -> bool:
    dates = [_text(reader.cell("start")), _text(reader.cell("end"))]
    label = squash(_text(filled[0]))
    labelled = label == "sum" or label.startswith(_SUMMARY)
    if labelled and (not any(dates) or not reader.words("benefit")):
        return True
    bare = not any((*dates, reader.words("person"), reader.words("benefit"), reader.words("state")))
    return bare and all(not isinstance(cell, str) or read_amount(cell) is not None for cell in filled)


def _check_summary(reader: _Reader, entries: Sequence[Entry], since: Sequence[Entry]) -> None:
    """A sum at the foot is not counted, but it should agree with the rows above it."""
    said = read_amount(reader.cell("paid"))
    if said is None:
        return
    sums = {sum((one.paid for one in rows), ZERO) for rows in (entries, since)}
    if ore(said) not in sums:
        reader.notices.append(
            Message(
                "{file}, sheet «{sheet}», row {row}: the ledger's own sum of «{column}» is {value}, the rows add up to "
                "{sum}. The rows are used.",
                reader.where("paid", None) | {"value": ore(said), "sum": max(sums)},
            )
        )


def _is_cpr(match: re.Match[str]) -> bool:
    day, month = int(match[1]), int(match[2])
    return 1 <= day <= 31 and 1 <= month <= 12


def _unreadable(bad: Sequence[Message]) -> KravError:
    listed = bad[min(len(bad), SHOWN) - 1]
    for message in reversed(bad[: SHOWN - 1 if len(bad) >= SHOWN else len(bad) - 1]):
        listed = Message("{cell}\n{more}", {"cell": message, "more": listed})
    return KravError(
        Message(
            "The ledger cannot be computed; {count} of its cells cannot be used:\n{cells}",
            {"count": len(bad), "cells": listed},
        ),
        Message(
            "Mend these cells in the file and add it again. Amounts are written 12.345,67 or 12345.67, days 2010-05-31 "
            "or 31.5.2010, persons as pseudonyms."
        ),
    )


def _text(value: object) -> str:
    return "" if value is None else str(value).strip()
