"""What the dossier holds of ledgers too large to be printed row by row, and of other ways to the same loss."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from claims.frozen import Frozen, LedgerPlace, Number


class LedgerBundle(Frozen):
    """Ledger rows of one benefit and month that are alike in status, channel and rate, or in why they are set apart."""

    benefit: str
    start: date  # of the first of them
    end: date  # last day of the last of them; all end in one month
    registered: str
    actual: str
    channel: str
    share: Number | None  # per cent; None where rows cross a change of rate or none applies
    rows: int
    places: tuple[LedgerPlace, ...]  # where the first of them stand
    paid: Number
    due: Number | None
    received: Number
    recovered: Number
    loss: Number | None
    figure: str | None
    law: tuple[str, ...] = ()
    apart: str = ""  # why they are not in the sum; empty: they are
    incident: str = ""  # what the rows say they come of, as written


class Losing(NamedTuple):
    """A row that lost something, or so many that are alike: its days, the last included, what was lost in kr., and what
    it says that it comes of, as written.
    """

    start: date
    end: date
    rows: int
    amount: Decimal
    incident: str


class RowCount(Frozen):
    """What became of the rows of one head's tables: each was counted, deducted or set apart, and none of them twice."""

    title: str
    read: int
    counted: int
    deducted: int  # credit notes
    apart: int


class BaselineMonth(Frozen):
    """A month of the comparison: the share of the benefit reimbursed, and what was to be expected; per cent."""

    month: date
    share: Number
    expected: Number
    low: Number
    high: Number
    claimed: bool  # it lies in the claim period


class CrossCheck(Frozen):
    """Another way to the loss before deductions: a statistical estimate, never added to the claim."""

    kind: str  # sample, baseline
    title: str
    method: str
    value: Number
    low: Number  # the interval of 95 per cent
    high: Number
    main: Number  # the loss row by row
    agrees: bool  # does it lie in the interval?
    verdict: str
    figure: str
    sources: tuple[str, ...]  # the tables it rests on
    months: tuple[BaselineMonth, ...] = ()
