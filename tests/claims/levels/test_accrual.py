"""Interest on bod runs from its own claim where that stated the amount, and nothing carries interest twice."""

from __future__ import annotations

import io
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from claims.exports.xlsx import workbook
from tests.claims.loss.test_set_off import built

DAYS = "\n[interest]\nrequest_sent = 2011-11-15\nrequest_received = 2011-11-15\nparticulars = 2011-11-15"
CLAIMED = "claimed = [{ day = 2010-06-01 }]"


def test_bod_carries_interest_from_thirty_days_after_its_own_claim(tmp_path: Path) -> None:
    interest = built(tmp_path, f"{CLAIMED}\nown_interest = true{DAYS}").interest
    assert interest is not None and len(interest.apart) == 1
    (bod,) = interest.apart
    # By hand: 60.000 of bod from 1 July 2010, 33.000 from 15 December 2011, to 29 June 2012, the first day left out.
    assert (bod.principal, bod.start, bod.total) == (Decimal(60000), date(2010, 7, 1), Decimal("9611.99"))
    assert (interest.principal, interest.start) == (Decimal(33000), date(2011, 12, 15))
    assert interest.total == Decimal("1376.68")
    assert interest.sum[0] == Decimal("10988.67")
    assert interest.pleading == (
        "procesrente af 60.000,00 kr. fra den 1. juli 2010 og af resten fra den 15. december 2011, til betaling sker"
    )
    assert sum(part.principal for part in interest.parts) == interest.principal


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (CLAIMED, True),  # nobody has said that the claim of 1 June stated the amount: that is told
        ("claimed = [{ day = 2011-12-01 }]\nown_interest = true", False),  # claimed too late to run before the rest
        (f'{CLAIMED}\npaid = [{{ amount = "60000.00" }}]\nown_interest = true', False),  # nothing is due of it
    ],
)
def test_else_all_of_the_claim_has_one_day(tmp_path: Path, given: str, told: bool) -> None:
    made = built(tmp_path, given + DAYS)
    interest = made.interest
    assert interest is not None and made.total is not None
    assert not interest.apart and interest.in_all is None and interest.sum == (interest.total, interest.figure)
    assert interest.principal == made.total.amount
    assert any("own_interest" in note for note in interest.notes) == told


def test_each_of_them_has_its_sheet_in_the_workbook(tmp_path: Path) -> None:
    made = built(tmp_path, f"{CLAIMED}\nown_interest = true{DAYS}")
    book = openpyxl.load_workbook(io.BytesIO(workbook(made, {})))
    assert made.interest is not None
    for name, interest in zip(("Renter", "Renter 2"), (made.interest, *made.interest.apart), strict=True):
        assert book[name].cell(book[name].max_row, 9).value == pytest.approx(float(interest.total))
