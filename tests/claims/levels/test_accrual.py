"""Interest on bod runs from its own claim where that stated the amount, and nothing carries interest twice."""

from __future__ import annotations

import io
from datetime import date
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace

import openpyxl
import pytest

from claims.exports.xlsx import workbook
from claims.loss.interest import InterestTerms
from claims.loss.latepaid import come_off
from claims.model import Deduction
from tests.claims.loss.amounts import built

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


@pytest.mark.parametrize(
    ("given", "start", "interest_on_it"),
    [
        # Paid 15 March 2012, three months after interest had begun on the claim: 16 days of 2011 at 8,30 per cent over
        # 365 and 75 days of 2012 at 7,70 per cent over 366 of 60.000. All of it was lost when it was taken off.
        ("", date(2011, 12, 15), "1165.02"),
        # By its own claim from 1 July 2010: 2.421,62 + 2.395,15 + 2.510,47 of three half-years and 946,72 of 2012;
        # the sum is rounded once.
        ("\nown_interest = true", date(2010, 7, 1), "8273.95"),
    ],
)
def test_what_was_paid_late_carried_interest_until_it_was_paid(
    tmp_path: Path, given: str, start: date, interest_on_it: str
) -> None:
    paid = f'{CLAIMED}\npaid = [{{ amount = "60000.00", day = 2012-03-15 }}]{given}{DAYS}'
    interest = built(tmp_path, paid).interest
    assert interest is not None
    (late,) = interest.apart
    assert (late.principal, late.start, late.until) == (Decimal(60000), start, date(2012, 3, 15))
    assert late.total == Decimal(interest_on_it)
    assert interest.sum[0] == interest.total + late.total
    assert interest.pleading.startswith("procesrente fra den 15. december 2011, til betaling sker, samt procesrente af")
    assert interest.pleading.endswith("2011 til den 15. marts 2012" if not given else "2010 til den 15. marts 2012")
    assert late.what.startswith("Betalt 15. marts 2012, efter at renten var begyndt at løbe: ")


@pytest.mark.parametrize("day", ["", ", day = 2011-12-15"])
def test_what_was_paid_before_interest_ran_or_on_no_day_that_is_given_carries_none(tmp_path: Path, day: str) -> None:
    interest = built(tmp_path, f'{CLAIMED}\npaid = [{{ amount = "60000.00"{day} }}]{DAYS}').interest
    assert interest is not None and not interest.apart


def test_a_credit_received_late_carried_interest_until_then(tmp_path: Path) -> None:
    credit = '\n[[deduction]]\nwhat = "Kreditnota"\nkind = "credit"\namount = "1000.00"\nday = 2011-12-31'
    interest = built(tmp_path, f'besides = "paid_only"\nbesides_clause = "7"{credit}{DAYS}').interest
    assert interest is not None
    (late,) = interest.apart
    assert (late.principal, late.total) == (Decimal(1000), Decimal("3.64"))  # 1.000 × 8,30 % × 16/365


def test_one_payment_that_two_heads_bore_is_one_principal() -> None:
    payment = Deduction(label="Bod", amount=Decimal(100), figure="F-1", evidence="", paid=date(2012, 3, 15))
    heads = [SimpleNamespace(deductions=(payment,)),
             SimpleNamespace(deductions=(payment.model_copy(update={"amount": Decimal(50), "figure": "F-2"}),))]
    (late,) = come_off(heads, InterestTerms(filed=date(2012, 1, 1)))  # type: ignore[arg-type]  # of a head only its deductions are read
    assert (late.amount, late.figures) == (Decimal(150), ("F-1", "F-2"))


def test_bod_without_a_deadline_is_not_said_to_be_claimed_in_time(tmp_path: Path) -> None:
    """No clause gives a deadline: nobody can say that the claim was in time, and the other side would say so."""
    plain, timely = (
        " ".join(made.service.netting if (made := built(tmp_path / name, given)).service else ())
        for name, given in (("a", CLAIMED), ("b", f"{CLAIMED}\nwithin_days = 200"))
    )
    assert "er krævet og ikke betalt" in plain and "krævet i tide" not in plain
    assert "er krævet i tide og ikke betalt" in timely
