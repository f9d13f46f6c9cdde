"""What the dossier holds of ledgers too large to be printed row by row."""

from __future__ import annotations

from datetime import date

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
