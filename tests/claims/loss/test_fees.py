"""Court fees, before and after 1 October 2021."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from claims import lawtables
from claims.figures import Figures
from claims.lawtables import Confirmation
from claims.loss.fees import court_fee, of_claim
from claims.model import CourtFee
from evidence.errors import KravError
from templates.words import Words
from tests.claims.worked import case_name, worked

ANSWERS = [
    Confirmation(table=name, row="50000/-", by="N.N.", source="LBK 936/2006")
    for name in ("retsafgift.indlevering", "retsafgift.hovedforhandling")
]


@pytest.mark.parametrize("case", worked("fees"), ids=case_name)
def test_worked_case(case: Any) -> None:
    given = case["given"]
    amount, filed, appeal = Decimal(given["amount"]), given["filed"], given.get("appeal")
    if "refused" in case:
        with pytest.raises(getattr(lawtables, case["refused"])):
            court_fee(amount, filed, appeal=appeal)
        return
    fee = court_fee(amount, filed, appeal=appeal)
    assert (format(fee.filing, ".2f"), format(fee.hearing, ".2f")) == (case["filing"], case["hearing"])
    assert fee.total == fee.filing + fee.hearing and len(fee.law) == (3 if appeal else 2)


def test_the_older_rules_can_be_answered_for() -> None:
    assert court_fee(Decimal(2_000_000), date(2012, 3, 1), confirmed=ANSWERS).filing == Decimal("24150.00")


def test_a_negative_value_is_refused() -> None:
    with pytest.raises(KravError):
        court_fee(Decimal(-1), date(2022, 1, 3))


def claimed(filed: date | None, confirmed: Sequence[Confirmation] = ()) -> tuple[CourtFee, Figures]:
    figures = Figures()
    claim = figures.make("claim.total", "krav", Decimal("937643.90"))
    return of_claim(claim, filed, date(2012, 8, 31), confirmed, figures, Words("da")), figures


def test_the_fee_of_the_claim_stands_in_the_dossier_by_the_day_it_is_filed() -> None:
    fee, figures = claimed(date(2022, 3, 1))
    assert (fee.filing, fee.hearing, fee.total, fee.note) == (Decimal(1500), Decimal(14000), Decimal(15500), "")
    assert figures.value(str(fee.figure)) == fee.total and {row.id for row in figures.law()} == set(fee.law)


def test_a_fee_by_rules_nobody_has_seen_is_told_with_the_remedy_and_not_computed() -> None:
    fee, _ = claimed(None)
    assert fee.total is None and fee.filed == date(2012, 8, 31) and "[[confirmed]]" in fee.note
    answered, _ = claimed(None, ANSWERS)
    # 750 + 1,2 % of 887.643,90 = 11.401,73, for filing and for the hearing
    assert (answered.filing, answered.total) == (Decimal("11401.73"), Decimal("22803.46")) and answered.note
