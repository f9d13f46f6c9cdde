"""Checked samples and months compared, as tests write them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any
from unittest import mock

from claims.figures import Figures
from claims.loss import reimbursement
from claims.loss.crosschecks import (
    MonthShare,
)
from claims.loss.deductions import DeductionInput
from claims.loss.sheetrows import LedgerInput
from claims.model import LedgerPlace, LossItem
from templates.words import Words
from tests.claims.loss.ledgers import Sheet, chosen

WORDS = Words("da")

DEDUCTIONS = [
    DeductionInput(what="Forsinkelse", percent=Decimal(7), channels=("B",), low=Decimal(5), high=Decimal(9)),
    DeductionInput(what="Bod", amount=Decimal("10.55")),
]


def computed(ledgers: Sequence[LedgerInput], *, large: bool, **more: Any) -> tuple[LossItem, list[str]]:
    given: dict[str, Any] = {"figures": Figures(), "words": WORDS, "as_of": date(2012, 6, 29)} | more
    off = [*DEDUCTIONS, *given.pop("more", ())]
    with mock.patch.object(reimbursement, "is_large", lambda _: large):
        item, notices = reimbursement.compute(ledgers, chosen(given), deductions=off, **given)
    assert item is not None
    return item, [WORDS.message(one) for one in notices]


PLACE = LedgerPlace(document="s.csv", exhibit=1, sheet="s", row=2)
PERIOD = (date(2010, 5, 1), date(2010, 12, 31))


def months(own: list[float], other: list[float] | None, start: date = date(2009, 1, 1)) -> list[MonthShare]:
    made = []
    for who, shares in (("", own), ("Sønderby", other or [])):
        for at, share in enumerate(shares):
            month = date(start.year + (start.month - 1 + at) // 12, (start.month - 1 + at) % 12 + 1, 1)
            made.append(MonthShare(place=PLACE, who=who, month=month, paid=Decimal(1000000),
                                   received=Decimal(str(round(share * 1000000, 2)))))  # fmt: skip
    return made


def table(rows: list[list[Any]]) -> LedgerInput:
    return LedgerInput(document="t.csv", exhibit=4, sheets=[Sheet("t", rows)])
