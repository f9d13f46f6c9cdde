"""Reads a table people keep row by row: amounts and days however they are written.

A cell that cannot be read as the amount or the day it must be stops the reading, with the place and the remedy of up to
ten such cells: a sum over a half-read table would be worse than none. Nothing is dropped without being named.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Protocol, TypeVar

from claims.figures import ZERO, ore
from claims.loss.cells import Cell, calls_a_sum, holds_cpr, read_amount, read_day, read_month, read_percent, text_of
from claims.loss.footnotes import MOST_REMARKS, noted, remark_columns, remarked
from claims.loss.headings import Headings
from claims.loss.rowplaces import stretches
from claims.loss.setapart import set_apart
from claims.loss.shares import squash
from claims.model import LedgerPlace
from evidence.days import MONTHS
from evidence.errors import KravError, Message
from evidence.months import month_end

#: A heading that tells of other money, or of kroner by the thousand.
_OTHER_UNIT = re.compile(
    r"\b(?:eur|euro|usd|sek|nok|gbp|t\.?\s?kr|tkr|tdkk|mio|mill(?:ioner)?|tusinde?r?)\b|[€$£]|\b1[. ]?000\b",
    re.IGNORECASE,
)
#: How a column of currencies calls ours; empty: it says nothing.
_KRONER = frozenset(("", "dkk", "dkr", "kr", "krone", "kroner", "danskekroner", "dk"))
#: A year of two figures, and what is said of such days and of months without a day.
_SHORT_YEAR = re.compile(r"^\d{1,2}[./-] ?\d{1,2}[./ -] ?\d\d$")
_READ_AS = (
    ("year", Message("{file}, sheet «{sheet}»: days with a year of two figures were read as day, month, year "
                     "(03-05-10 as 3 May 2010).")),
    ("month", Message("{file}, sheet «{sheet}»: where a month stands without a day, the row was read as from its first "
                      "day, or to its last.")),
    ("mark", Message("{file}, sheet «{sheet}»: amounts with a footnote's mark («1.200*») were read without it; see "
                     "what the note says of them.")),
)  # fmt: skip
#: The mark of a footnote behind an amount.
_FOOTNOTED = re.compile(
    r"\s*(?:[⁰¹²³⁴-⁹*†‡]+\)?|\([*†‡]+\)|(?<=\s)\d\)|\(\d\)|\[\d\])(?=\s*(?:kr\.?|dkk)?\s*$)", re.IGNORECASE
)
_NO_SHARE = Message("{file}, sheet «{sheet}», row {row}, column «{column}»: «{value}» is not a percentage.")
_NO_AMOUNT = Message("{file}, sheet «{sheet}», row {row}, column «{column}»: «{value}» is not an amount.")
_NOT_KRONER = Message(
    "{file}, sheet «{sheet}», row {row}, column «{column}»: «{value}» is not kroner; put the amount in kr. into the "
    "table, and say what it was reckoned by."
)
#: So many bad cells are named.
SHOWN = 10


class SheetLike(Protocol):
    """A sheet of a workbook or a CSV file: its name and its rows as the file has them."""

    @property
    def name(self) -> str: ...
    @property
    def rows(self) -> Sequence[Sequence[Cell]]: ...


class RowsLike(Protocol):
    """Rows read anew each time, all of them or only some."""

    def __iter__(self) -> Iterator[Sequence[Cell]]: ...
    def only(self, numbers: Sequence[int]) -> Iterator[Sequence[Cell]]:
        """The rows of those numbers, counted from 1 and rising."""
        ...
    def blocks(self, skip: int, count: int, width: int) -> Iterator[Sequence[Sequence[Cell]]]:
        """The rows after the first ones, so many at a time, column by column, at least ``width`` columns."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerInput:
    """One table as handed in: file name, exhibit number, sheets."""

    document: str
    exhibit: int
    sheets: Sequence[SheetLike]
    stream: RowsLike | None = None  # all rows, read anew each time; the one sheet holds only the first
    guessed: bool = False  # taken for one by its look alone: nobody has said so, nor put it among the case's own


class Faulty(Protocol):
    """A row as read, with what is wrong in it."""

    @property
    def faults(self) -> tuple[Message, ...]: ...


RowT = TypeVar("RowT", bound=Faulty)


class Reader(ABC):
    """Reads one sheet row by row; gathers what is wrong."""

    def __init__(
        self, ledger: LedgerInput, sheet: SheetLike, at: int, columns: Mapping[str, int], headings: Headings
    ) -> None:
        self.ledger, self.sheet, self.at, self.columns = ledger, sheet, at, columns
        self.headings = headings
        self.ours: frozenset[str] = frozenset()  # the customer's names, as `house` has them; none: not asked
        self.systems: Sequence[str] = ()  # what the vendor's system is called
        self.taken: set[str] = set()  # remarks by which their rows were reckoned
        self.apart: set[int] = set()  # rows in which something is wrong
        self.header = sheet.rows[at]
        self.bad: list[Message] = []
        self.notices: list[Message] = []
        self.rounded = 0
        self.short: set[str] = set()  # what was left out of a day and read all the same: its year's first half, itself
        self.row = 0
        self.cells: Sequence[Cell] = ()

    @property
    def of_another(self) -> str:
        """The sheet's name, where one of the workbook bears the customer's and this one somebody else's; else nothing.

        Municipalities that run something together keep a sheet each; «Ark2» or a month's name is nobody's.
        """
        name = self.sheet.name
        named = {house(sheet.name) for sheet in self.ledger.sheets}
        plain = not re.search(r"\d", name) and squash(name) not in MONTHS and not calls_a_sum(name)
        return name if plain and named & self.ours and house(name) not in self.ours else ""

    @property
    def named(self) -> dict[str, object]:
        """The file and the sheet, as messages name them."""
        return {"file": self.ledger.document, "sheet": self.sheet.name}

    @property
    def place(self) -> LedgerPlace:
        """Where the row stands."""
        return LedgerPlace(
            document=self.ledger.document, exhibit=self.ledger.exhibit, sheet=self.sheet.name, row=self.row
        )

    def all(
        self, column: str, row: Callable[[], RowT | None], amount: Callable[[RowT], Decimal]
    ) -> list[RowT]:
        """What ``row`` makes of each row it stands at; a sum in the ``column`` of the amounts is held against them."""
        rows: list[RowT] = []
        since: list[RowT] = []
        for is_sum in self.each():
            if is_sum:
                self.check_sum(column, (sum(map(amount, held), ZERO) for held in (rows, since)))
                since = []
            elif (one := row()) is not None:
                rows.append(one)
                since.append(one)
                self.tell(one.faults)
        return rows

    @abstractmethod
    def is_sum(self, filled: Sequence[Cell]) -> bool:
        """Is the row, of which these cells are filled, a sum of those above it?"""

    def each(self) -> Iterator[bool]:
        """Stands at one row after the other, and says whether it is a sum of those above it.

        Empty rows and repeated headings are passed over; remarks, and rows with a CPR number, are named.
        """
        self.tell_unused()
        for index, cells in enumerate(self.sheet.rows[self.at + 1 :], start=self.at + 2):
            stands = self.stands(index, cells)
            if stands is not None:
                yield stands
        self.tell_rounded()

    def stands(self, index: int, cells: Sequence[Cell]) -> bool | None:
        """Stand at that row: is it a sum of those above it? None where it is neither that nor a row of the table."""
        self.row, self.cells = index, cells
        filled = [cell for cell in cells if text_of(cell)]
        if not filled or list(cells[: len(self.header)]) == list(self.header):
            return None
        if self.is_sum(filled):
            return True
        if self.has_cpr():
            return None
        if len(filled) == 1 and isinstance(filled[0], str):
            self.notices.append(
                Message(
                    "{file}, sheet «{sheet}», row {row} is taken as a remark: «{value}».",
                    self.named | {"row": index, "value": filled[0].strip()},
                )
            )
            return None
        return False

    def tell_unused(self) -> None:
        """Name the columns nothing is taken from, and those whose heading says that they are not of kroner."""
        for column, index in self.columns.items():
            if _OTHER_UNIT.search(text_of(self.header[index])):
                self.row = self.at + 1
                self.bad.append(
                    Message(
                        "{file}, sheet «{sheet}», row {row}, column «{column}»: its heading says that the amounts are "
                        "not in kroner; put them in kr. into the table, and say what they were reckoned by.",
                        self.where(column),
                    )
                )
        told = {*self.columns.values(), *remark_columns(self.header)}  # what remarks say is told of their rows
        unused = [text_of(cell) for index, cell in enumerate(self.header) if text_of(cell) and index not in told]
        if unused:
            self.notices.append(
                Message("{file}, sheet «{sheet}»: not used are the columns {unused}.", self.named | {"unused": unused})
            )

    def tell_rounded(self) -> None:
        """Say how many amounts were rounded in reading, and how days were read that were not written in full."""
        if self.rounded:
            self.notices.append(
                Message(
                    "{file}, sheet «{sheet}»: {count} {count:amount|amounts} had more than two decimals and were "
                    "rounded to the øre.",
                    self.named | {"count": self.rounded},
                )
            )

        for what, told in _READ_AS:
            if what in self.short:
                self.notices.append(Message(told.text, self.named))
        for one in noted(self.sheet.rows, self.at):
            self.notices.append(
                Message(
                    "{file}, sheet «{sheet}», row {row} bears the mark {mark}, of which the sheet says: «{note}». It "
                    "is reckoned as it stands: see what of it is the breach's.",
                    self.named | {"row": one.row, "mark": one.mark, "note": one.note},
                )
            )

        for remark, held in list(remarked(self.sheet.rows, self.at).items())[:MOST_REMARKS]:
            numbers = [number for number in held if number not in self.apart]
            if remark in self.taken or not numbers:
                continue
            self.notices.append(
                Message(
                    "{file}, sheet «{sheet}»: of {count} {count:row|rows} ({rows}) a remark says: «{remark}». That "
                    "changes nothing in the account: see what of it is the breach's.",
                    self.named | {"count": len(numbers), "rows": ", ".join(stretches(numbers)), "remark": remark},
                )
            )

    def tell(self, faults: Iterable[Message]) -> None:
        """Say of the row why it is set apart."""
        faults = tuple(faults)
        self.apart.update([self.row] if faults else ())
        self.notices += [set_apart(self.place, fault) for fault in faults]

    def check_sum(self, column: str, sums: Iterable[Decimal]) -> None:
        """A sum at the foot is not counted, but it should agree with the rows above it."""
        said = read_amount(self.cell(column))
        sums = sorted(set(sums))
        if said is not None and ore(said) not in sums:
            # Whether it is of all rows or of those since the last sum nobody says: it is nearest to what it is of.
            nearest = min(sums, key=lambda one: abs(one - said))
            self.notices.append(
                Message(
                    "{file}, sheet «{sheet}», row {row}: the ledger's own sum of «{column}» is {value}, the rows add "
                    "up to {sum}. The rows are used.",
                    self.where(column, None) | {"value": ore(said), "sum": nearest},
                )
            )

    def where(self, column: str, value: object = None) -> dict[str, object]:
        """What a message needs to name the cell."""
        index = self.columns.get(column)
        heading = text_of(self.header[index]) if index is not None else self.headings.called[column]
        return self.named | {"row": self.row, "column": heading, "value": text_of(value)}

    def cell(self, column: str) -> Cell:
        """What the row has in that column; None where it has nothing, or the sheet no such column."""
        index = self.columns.get(column)
        return self.cells[index] if index is not None and index < len(self.cells) else None

    def words(self, column: str) -> str:
        """The text of the cell, its white space evened out."""
        return " ".join(text_of(self.cell(column)).split())

    def unused(self) -> tuple[str, ...]:
        """What the row says in the columns nothing is taken from, their white space evened out; numbers say nothing."""
        used = frozenset(self.columns.values())
        cells = (text_of(cell) for index, cell in enumerate(self.cells) if index not in used and isinstance(cell, str))
        return tuple(said for one in cells if read_amount(said := " ".join(one.split())) is None and said)

    def amount(self, column: str) -> Decimal | None:
        """The amount to the øre; None where the cell is empty. A cell that holds something else is bad."""
        found = self.number(column)
        if found is None:
            return None
        if found != ore(found):
            self.rounded += 1
        return ore(found)

    def tell_currency(self) -> None:
        """A row whose own column says that its amounts are in other money is bad: at which rate would they count?"""
        said = self.words("currency")
        if squash(said) not in _KRONER:
            self.bad.append(Message(_NOT_KRONER.text, self.where("currency", said)))

    def number(self, column: str) -> Decimal | None:
        """The number, not rounded; None where the cell is empty. A cell that holds something else is bad."""
        value = self.cell(column)
        if value is None or (isinstance(value, str) and not value.strip()):
            return None
        found = read_amount(value)
        if found is None and isinstance(value, str) and _FOOTNOTED.search(value):
            found = read_amount(_FOOTNOTED.sub("", value))
            self.short.add("mark")
        if found is None:
            bare = re.sub(r"[^\d.,\s-]+", "", value) if isinstance(value, str) and _OTHER_UNIT.search(value) else ""
            other = read_amount(bare) is not None
            self.bad.append(Message(_NOT_KRONER.text if other else _NO_AMOUNT.text, self.where(column, value)))
            return ZERO
        return found

    def percent(self, column: str) -> Decimal | None:
        """The per cent; None where the cell is empty. A cell that is no share of a whole is bad."""
        value = self.cell(column)
        if not text_of(value):
            return None
        found = read_percent(value)
        if found is None:
            self.bad.append(Message(_NO_SHARE.text, self.where(column, value)))
        return found

    def day(self, column: str, *, last: bool = False) -> date | None:
        """The day, of a month the first or the ``last``; None, and told as bad, where the cell is neither."""
        value = self.cell(column)
        found = read_day(value)
        if found is None and (month := read_month(value)):
            self.short.add("month")
            found = month_end(month) if last else month
        elif found and isinstance(value, str) and _SHORT_YEAR.search(value):
            self.short.add("year")
        if found is None:
            text = (
                Message(
                    "{file}, sheet «{sheet}», row {row}, column «{column}»: «{value}» is not a day.",
                    self.where(column, value),
                )
                if text_of(value)
                else Message("{file}, sheet «{sheet}», row {row}, column «{column}» is empty.", self.where(column))
            )
            self.bad.append(text)
        return found

    def has_cpr(self) -> bool:
        """A CPR number anywhere in the row; the message does not repeat it."""
        people, number = {self.columns.get(one) for one in ("person", "subject")}, self.columns.get("number")
        for index, value in enumerate(self.cells):
            if holds_cpr(value, person=index in people, numbered=index == number):
                heading = text_of(self.header[index]) if index < len(self.header) else str(index + 1)
                self.bad.append(
                    Message(
                        "{file}, sheet «{sheet}», row {row}, column «{column}» holds a CPR number; put a pseudonym "
                        "there.",
                        self.named | {"row": self.row, "column": heading},
                    )
                )
                return True
        return False


def house(name: str) -> str:
    """The name of a municipality without «Kommune», squashed."""
    return squash(name).removesuffix("kommune")


def unreadable(bad: Sequence[Message]) -> KravError:
    """The cells that cannot be used, up to ten of them by name."""
    listed = bad[min(len(bad), SHOWN) - 1]
    for message in reversed(bad[: SHOWN - 1 if len(bad) >= SHOWN else len(bad) - 1]):
        listed = Message("{cell}\n{more}", {"cell": message, "more": listed})
    return KravError(
        Message(
            "The municipality's tables cannot be reckoned; {count} of their cells cannot be used:\n{cells}",
            {"count": len(bad), "cells": listed},
        ),
        Message(
            "Mend these cells in the table in ledgers/; of a table among the evidence, in a copy of the same name "
            "there. Amounts are written 12.345,67 or 12345.67, days 2010-05-31 or 31.5.2010, persons as pseudonyms."
        ),
    )
