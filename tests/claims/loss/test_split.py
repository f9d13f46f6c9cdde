"""Which heads bear bod and credits: the rows that name the breach first, and what nobody will pay none but those."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.figures import Figures
from claims.loss.deducted import Deducted
from claims.loss.deductions import Counted, DeductionInput
from claims.loss.setoffs import reserved, rest_of
from claims.loss.worktimes import named_time
from templates.words import Words
from tests.claims.loss.amounts import AMOUNTS, LEDGER, assessed
from tests.claims.worked import case_name, worked

WORDS = Words("da")


def row(loss: Any, names: str = "", month: int = 6) -> Counted:
    day = date(2010, month, 1)
    return Counted(Decimal(loss), day, day.replace(day=28), tells=(names,) if names else ())


def borne(
    heads: Mapping[str, list[Counted]], off: list[DeductionInput], credits: Mapping[str, Any] | None = None,
    shares: Mapping[str, Any] | None = None,
) -> dict[str, Decimal]:  # fmt: skip
    """What each head bears of the set-offs, the heads taken in order as the claim takes them."""
    before = {name: [DeductionInput(what="Kreditnota", amount=Decimal((credits or {}).get(name, 0)))] for name in heads}
    for name, percent in (shares or {}).items():
        before[name].append(DeductionInput(what="Kreditnota", percent=Decimal(percent)))
    left = {name: Deducted(rows, before[name]) for name, rows in heads.items()}
    found, waiting = {}, list(heads)
    for name, rows in heads.items():
        waiting.remove(name)
        off = reserved(off, [(left[one].net(), left[one].bearing()) for one in waiting])
        shown = Deducted(rows, [*before[name], *off]).shown(Figures(), WORDS)
        found[name] = sum((one.amount for one in shown if one.label != "Kreditnota"), Decimal(0))
        off = rest_of(off, shown)
    return found


@pytest.mark.parametrize("case", [one for one in worked("modregning") if "poster" in one], ids=case_name)
def test_worked_case(case: Any) -> None:
    off = []
    for at, one in enumerate(case["modregning"]):
        months = tuple((date(2010, month, 1), Decimal(kr)) for month, kr in one.get("måneder", {}).items())
        amount = Decimal(one["kr"]) if "kr" in one else sum((part[1] for part in months), Decimal(0))
        off.append(
            DeductionInput(what=f"Bod {at}", amount=amount, months=months, of=(one["af"],), set_off=True,
                           named_only=one.get("tabt", False))
        )  # fmt: skip
    heads = {name: [row(*one) for one in rows] for name, rows in case["poster"].items()}
    want = {name: Decimal(kr) for name, kr in case["fra"].items()}
    assert borne(heads, off, case.get("kreditnota"), case.get("procent")) == want


@pytest.mark.parametrize("case", [one for one in worked("modregning") if "regninger" in one], ids=case_name)
def test_a_bill_bears_bod_for_a_delay_where_its_work_may_have_been_done_while_it_lasted(case: Any) -> None:
    bills = [
        Counted(Decimal(kr), day, day, billed=True, work=named_time(what, day)) for kr, day, what in case["regninger"]
    ]
    delay = case["forsinkelse"]
    bod = DeductionInput(what="Bod", amount=Decimal(delay["kr"]), set_off=True, last=delay["til"])
    assert borne({"merudgift": bills}, [bod]) == {"merudgift": Decimal(case["fra"])}


@given(
    st.lists(st.lists(st.tuples(AMOUNTS, st.sampled_from(["", "s-1", "s-2"])), max_size=3), min_size=1, max_size=3),
    st.lists(st.tuples(AMOUNTS, st.sampled_from(["s-1", "s-2"]), st.booleans()), max_size=3),
)
def test_no_krone_is_lost_and_no_head_bears_more_than_it_lost(
    heads: list[list[tuple[Decimal, str]]], bod: list[tuple[Decimal, str, bool]]
) -> None:
    off = [
        DeductionInput(what=f"Bod {at}", amount=amount, of=(of,), set_off=True, named_only=lapsed)
        for at, (amount, of, lapsed) in enumerate(bod)
    ]
    held = {str(at): [row(loss, names) for loss, names in rows] for at, rows in enumerate(heads)}
    found = borne(held, off)
    assert all(found[name] <= sum((one.loss for one in rows), Decimal(0)) for name, rows in held.items())
    assert sum(found.values()) <= sum((one.main for one in off), Decimal(0))
    lapsed_only = borne(held, [replace(one, named_only=True) for one in off])
    named = sum((one.loss for rows in held.values() for one in rows if one.tells), Decimal(0))
    assert sum(lapsed_only.values()) <= named


@pytest.mark.parametrize(
    ("first", "reimbursement", "cost"),
    [
        # Paid bod of 6.000 for the outage; 2.000 of cost names it (S-101), the ledger's 2 × 3.000 name nothing. The
        # cost bears its 2.000 first and the ledger the other 4.000; before, the ledger bore all of it.
        ("S-101", "2000.00", "20000.00"),
        ("pkt. 3.1", "2000.00", "20000.00"),
        ("S-104", "0.00", "22000.00"),
    ],
)
def test_cost_that_names_the_breach_bears_its_bod_before_reimbursement_that_names_none(
    tmp_path: Path, first: str, reimbursement: str, cost: str
) -> None:
    made = assessed(tmp_path, first, "S-104", ledger=LEDGER.format(first="", second=""))
    assert made.total is not None
    assert {part.head: part.net for part in made.total.parts} == {
        "reimbursement": Decimal(reimbursement), "extra_cost": Decimal(cost)
    }  # fmt: skip
    assert made.total.amount == Decimal("22000.00")  # 28.000 lost, 6.000 received, whichever head bears it
