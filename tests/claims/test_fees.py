"""Court fees, before and after 1 October 2021."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from claims import lawtables
from claims.fees import court_fee
from claims.lawtables import Confirmation
from evidence.errors import KravError
from tests.claims.worked import case_name, worked


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
    answers = [
        Confirmation(table=name, row="50000/-", by="N.N.", source="LBK 936/2006")
        for name in ("retsafgift.indlevering", "retsafgift.hovedforhandling")
    ]
    assert court_fee(Decimal(2_000_000), date(2012, 3, 1), confirmed=answers).filing == Decimal("24150.00")


def test_a_negative_value_is_refused() -> None:
    with pytest.raises(KravError):
        court_fee(Decimal(-1), date(2022, 1, 3))
