"""Reads the tables other methods rest on: ledger rows drawn and checked by a person, and months to compare."""

from __future__ import annotations

import csv
import io
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from claims.figures import summed
from claims.loss.cells import Cell, is_labelled_sum, read_day, read_month, text_of
from claims.loss.crosschecks import Checked, MonthShare, Stratum, drawn
from claims.loss.headings import Headings
from claims.loss.ledgers import Entry, fitting
from claims.loss.outlays import states_losses
from claims.loss.shares import BENEFITS, NAMES, fold, squash
from claims.loss.sheetrows import LedgerInput, Reader, SheetLike, unreadable
from evidence.errors import KravError, Message
from templates.words import Words

SAMPLE, MONTHS = Headings.of("sample"), Headings.of("months")


@dataclass(frozen=True, slots=True)
class CheckTables:
    """What other methods rest on; ``notices`` is worth saying of how it was read."""

    checked: tuple[Checked, ...] = ()
    months: tuple[MonthShare, ...] = ()
    notices: tuple[Message, ...] = ()


def read_check_tables(
    tables: Sequence[LedgerInput], own: Collection[str]
) -> tuple[list[LedgerInput], CheckTables]:
    """The tables without those of other methods, and what these hold. ``own`` are the municipality's names.

    Raises ``KravError`` listing up to ten cells that cannot be read as what they must be.
    """
    rest: list[LedgerInput] = []
    checked: list[Checked] = []
    months: list[MonthShare] = []
    bad: list[Message] = []
    notices: list[Message] = []
    ours = {fold(name) for name in own}
    for table in tables:
        kept = []
        for sheet in table.sheets:
            at, where = _fit(sheet, SAMPLE)
            if where.keys() >= {"row", "benefit", "month", "lost"}:
                reader = _Reader(table, sheet, at, where, SAMPLE)
                checked += reader.checked()
            else:
                at, where = _fit(sheet, MONTHS)
                if not where.keys() >= {"month", "paid", "received"} or states_losses(sheet):
                    kept.append(sheet)
                    continue
                reader = _Reader(table, sheet, at, where, MONTHS)
                months += reader.months(ours)
            bad += reader.bad
            notices += reader.notices
        if len(kept) == len(table.sheets):
            rest.append(table)
        elif any(text_of(cell) for sheet in kept for row in sheet.rows for cell in row):
            rest.append(replace(table, sheets=kept))
    if bad:
        raise unreadable(bad)
    return rest, CheckTables(tuple(checked), tuple(_summed(months)), tuple(notices))


def _fit(sheet: SheetLike, headings: Headings) -> tuple[int, dict[str, int]]:
    at, where, twice = headings.best(sheet, headings.mapping({}))
    return at, {} if twice else where


def _summed(months: Sequence[MonthShare]) -> Iterator[MonthShare]:
    """A month of one municipality that stands in several rows, as one."""
    held: dict[tuple[str, date], list[MonthShare]] = defaultdict(list)
    for one in months:
        held[one.who, one.month].append(one)
    for _, rows in sorted(held.items()):
        paid, received = summed(one.paid for one in rows), summed(one.received for one in rows)
        yield replace(rows[0], paid=paid, received=received)


class _Reader(Reader):
    """Reads the rows of one such table."""

    def checked(self) -> Iterator[Checked]:
        left = 0
        for is_sum in self.each():
            if is_sum:
                continue
            benefit = BENEFITS.get(squash(self.words("benefit")), self.words("benefit"))
            month, lost = self.month(), self.amount("lost")
            if lost is None:
                left += 1
            elif month and lost >= 0:
                yield Checked(place=self.place, stratum=(NAMES.get(benefit, benefit), month), lost=lost)
            elif month:
                self.bad.append(
                    Message(
                        "{file}, sheet «{sheet}», row {row}, column «{column}»: a loss cannot be below zero.",
                        self.where("lost"),
                    )
                )
        if left:
            self.notices.append(
                Message(
                    "{file}: {count} {count:row of the sample is|rows of the sample are} not checked. A sample that "
                    "leaves out what is hard to "
                    "check is none by lot; fill in the rest.",
                    {"file": self.ledger.document, "count": left},
                )
            )

    def months(self, ours: Collection[str]) -> Iterator[MonthShare]:
        for is_sum in self.each():
            if is_sum:
                continue
            month, paid, received = self.month(), self.amount("paid"), self.amount("received")
            who = self.words("who")
            if month and paid is not None and received is not None:
                yield MonthShare(
                    place=self.place, who="" if fold(who) in ours else who, month=month, paid=paid, received=received
                )

    def is_sum(self, filled: Sequence[Cell]) -> bool:
        """A sum at the foot: labelled as one, in whatever column, and of no month."""
        return is_labelled_sum(filled) and _month(self.cell("month")) is None

    def month(self) -> date | None:
        """The first day of the month in the cell; None, and told as bad, where it is none."""
        found = _month(self.cell("month"))
        if found is None:
            self.bad.append(
                Message(
                    "{file}, sheet «{sheet}», row {row}, column «{column}»: «{value}» is not a month; write 2010-05.",
                    self.where("month", self.cell("month")),
                )
            )
        return found


def _month(cell: Cell) -> date | None:
    day = read_day(cell)
    return day.replace(day=1) if day else read_month(cell)


def _stratum(entry: Entry) -> Stratum:
    return NAMES.get(entry.benefit, entry.benefit), entry.start.replace(day=1)


def entries(ledgers: Sequence[LedgerInput], columns: Mapping[str, str], channel: str | None) -> Iterator[Entry]:
    """The rows of the reimbursement ledgers one after the other, however many. Raises ``KravError``."""
    for reader in fitting(ledgers, columns):
        rows: Any = reader.sheet.rows if reader.ledger.stream is None else reader.ledger.stream
        for number, cells in enumerate(rows, start=1):
            if number <= reader.at + 1 or reader.stands(number, cells) is not False:
                continue
            if entry := reader.entry(channel):
                yield entry
            if reader.bad:
                raise unreadable(reader.bad)


def sample_table(
    ledgers: Sequence[LedgerInput], columns: Mapping[str, str], *, size: int, seed: int, words: Words
) -> tuple[bytes, int]:
    """The drawn rows as a table to fill in (CSV), and how many.

    Raises ``KravError`` where there is no row to draw from.
    """
    strata = Counter(_stratum(entry) for entry in entries(ledgers, columns, None))
    if not strata:
        raise KravError(
            Message("There is no row of a reimbursement ledger to draw from."),
            Message("Put the ledger into the case's ledgers folder and run krav build first."),
        )
    chosen = {stratum: set(rows) for stratum, rows in drawn(strata, size, seed).items()}
    written = io.StringIO()
    out = csv.writer(written, delimiter=";", lineterminator="\r\n")
    out.writerow(
        [
            words.say("document"), words.say("sheet"), words.say("row"), words.say("person"), words.say("benefit"),
            words.say("month"), words.say("checked loss"), words.say("reason"),
        ]
    )  # fmt: skip
    met: Counter[Stratum] = Counter()
    for entry in entries(ledgers, columns, None):
        stratum = _stratum(entry)
        if met[stratum] in chosen[stratum]:
            place, (benefit, month) = entry.place, stratum
            person = f"'{entry.person}" if entry.person.startswith(("=", "+", "-", "@")) else entry.person
            out.writerow([place.document, place.sheet, place.row, person, benefit, f"{month:%Y-%m}", "", ""])
        met[stratum] += 1
    return written.getvalue().encode("utf-8-sig"), sum(map(len, chosen.values()))

