"""Which sheets are reimbursement ledgers, by their headings, and what those that ought to be one lack."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import NamedTuple

from claims.loss.cells import text_of
from claims.loss.headings import Headings
from claims.loss.ledgercells import state_in
from claims.loss.sheetrows import LedgerInput, SheetLike
from evidence.errors import Message

LEDGER = Headings.of("ledger")
CALLED = LEDGER.called
#: A row with fewer headings than this is none of a ledger.
FEWEST = 4
REQUIRED = ("person", "benefit", "start", "end", "paid", "actual", "received", "state")
#: What a ledger kept by rates has in the place of what was done, and of the kroner received.
BY_RATES = {"actual": "entitled", "received": "drawn"}


def missing(where: Mapping[str, int]) -> list[str]:
    """The columns a reimbursement ledger must have and this one has not, as people are told of them."""
    return [CALLED[one] for one in REQUIRED if one not in where and BY_RATES.get(one) not in where]


class Columns(NamedTuple):
    """Where the columns of a ledger stand below which row; what it lacks and what stands twice, as people are told of
    them; and whether the column of states is known by its cells alone.
    """

    at: int
    where: dict[str, int]
    missing: list[str]
    twice: list[str]
    by_cells: bool


def columns_in(sheet: SheetLike, names: Mapping[str, str]) -> Columns | None:
    """The columns of a reimbursement ledger; None where there are too few for the sheet to be meant as one."""
    at, where, twice = LEDGER.best(sheet, names)
    if len(where.keys() - {"cause"}) < FEWEST:  # tables of many sorts have a cause
        return None
    seen = None if "state" in where else state_column(sheet, at, where)
    if seen is not None:
        where["state"] = seen
    return Columns(at, where, missing(where), twice, seen is not None)


def state_column(sheet: SheetLike, at: int, where: Mapping[str, int]) -> int | None:
    """The one column of those nothing is taken from whose cells are all states, whatever it is called; else None.

    A table read row by row is looked at as far as its first rows are held.
    """
    found = []
    for index in range(len(sheet.rows[at])):
        said = {text_of(row[index]).strip() for row in sheet.rows[at + 1 :] if index < len(row)} - {""}
        if index not in where.values() and said and all(map(state_in, said)):
            found.append(index)
    return found[0] if len(found) == 1 else None


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
            found = columns_in(sheet, names)
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
