"""Invoices on paper among the evidence: offered as rows of extra cost, and counted where the case names them.

What a municipality pays of VAT it has refunded as a rule (købsmoms; no source of ours tells it, so it is unverified
here), and the amount without VAT is the lower one: that is what counts.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Protocol

from claims.loss.outlays import Outlay
from claims.loss.shares import fold, squash
from claims.model import LedgerPlace
from evidence.detect import SHEETS
from evidence.errors import Message
from evidence.model import Document, Outcome, Page
from extract.papers.bill import Bill, bill
from templates.words import Words


class Row(Protocol):
    """A row of cost, as read or as printed."""

    @property
    def number(self) -> str: ...
    @property
    def party(self) -> str: ...
    @property
    def start(self) -> date: ...
    @property
    def amount(self) -> Decimal | None: ...


def is_same(one: Bill, day: date | None, row: Row) -> bool:
    """Is the row that invoice, however its number is typed, with VAT or without? A credit note is none of its invoice.
    """
    of_it = one.net if one.net is not None else one.gross
    if of_it is not None and row.amount is not None and (of_it < 0) != (row.amount < 0):
        return False
    amount = row.amount in {one.net, one.gross} - {None}
    mine, its = (re.sub(r"\D", "", said).lstrip("0") for said in (one.number, row.number))
    of_same = fold(row.party) == fold(one.supplier)
    if mine and its:
        return mine == its and (amount or of_same or squash(row.number) == squash(one.number))
    return amount and (of_same or row.start == day)


def told(one: Bill, day: date | None, words: Words) -> str:
    """What it comes to, its VAT apart, and where that stands."""
    say, kr = words.say, words.kr
    who = ", ".join(part for part in (one.supplier, one.number, words.day(day) if day else "", one.what) if part)
    if one.net is not None and one.vat:
        sums = say("{net} without VAT, VAT {vat}, in all {gross}", net=kr(one.net), vat=kr(one.vat),
                   gross=kr(one.net + one.vat))  # fmt: skip
    elif one.net is not None:
        sums = say("{net}, no VAT in it", net=kr(one.net)) if one.vat is not None else kr(one.net)
    elif one.gross is not None:
        sums = say("{gross}, and of VAT it says nothing", gross=kr(one.gross))
    else:
        sums = say("its sums do not add up")
    return say("{who}: {sums} (page {page}: »{quote}«)", who=who, sums=sums, page=one.page, quote=one.quote)


def claimed(
    documents: Iterable[Document], pages: Mapping[str, Sequence[Page]], names: Collection[str],
    numbers: Mapping[str, int], rows: Sequence[Outlay], words: Words,
) -> tuple[list[Outlay], list[Message]]:  # fmt: skip
    """A row of cost for each invoice on paper that the case names under ``[outlays] claimed``, a credit note as what
    comes off it, and what is to be said.

    One that a row of a table is already is counted there, and once; one whose sum or day is not found is named.
    """
    made: list[Outlay] = []
    notices: list[Message] = []
    for document in sorted(documents, key=lambda one: (numbers.get(one.sha256, 0), one.name)):
        is_named = not {document.name, document.path}.isdisjoint(names)
        if not is_named or document.media in SHEETS or document.outcome is not Outcome.READ:
            continue
        found = bill(pages.get(document.sha256, ()))
        amount = None if found is None else found.net if found.net is not None else found.gross
        if found is None or not amount or document.date is None:
            notices.append(
                Message(
                    "{file} is named under [outlays] claimed, but its day or what it comes to was not found: enter it "
                    "as a row in a table in ledgers/.",
                    {"file": document.name},
                )
            )
        elif same := next((row for row in (*rows, *made) if is_same(found, document.date, row)), None):
            notices.append(
                Message(
                    "{file} is the invoice of row {row} in {table}: it is counted there, once.",
                    {"file": document.name, "row": same.place.row, "table": same.place.document},
                )
            )
        else:
            made.append(_row(document, found, amount, document.date, numbers, words))
    return made, notices


def _row(
    document: Document, found: Bill, amount: Decimal, day: date, numbers: Mapping[str, int], words: Words
) -> Outlay:
    place = LedgerPlace(
        document=document.name, exhibit=numbers.get(document.sha256, 0),
        sheet=words.say("page {number}", number=found.page), row=found.line,
    )  # fmt: skip
    return Outlay(
        place=place, head="extra_cost", start=day, end=day, party=found.supplier, what=found.what, incident="",
        number=found.number, proof=document.name, hours=None, rate=None, amount=amount,
        with_vat=found.net is None,
    )  # fmt: skip


def read(
    documents: Mapping[str, Document], pages: Mapping[str, Sequence[Page]]
) -> Iterator[tuple[str, Bill]]:
    """The invoices on paper, by SHA-256."""
    for sha256, document in documents.items():
        if document.media not in SHEETS and (found := bill(pages.get(sha256, ()))):
            yield sha256, found
