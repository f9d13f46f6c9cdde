"""Rows that are set apart: for what, and told together where one reason holds for many."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.figures import Figures
from claims.loss import reimbursement
from claims.loss.setapart import outside, set_apart, together
from claims.model import LedgerPlace
from evidence.errors import Message
from tests.claims.loss.ledgers import HEAD, WORDS, both, ledger, row


def at(name: str, row: int) -> LedgerPlace:
    return LedgerPlace(document=f"{name}.csv", exhibit=1, sheet=name, row=row)


def test_many_rows_with_one_reason_are_one_notice_and_the_rest_stand_as_they_stood() -> None:
    other = Message("The month is not finished.")
    told = together(
        [
            set_apart(at("a", 2), Message("the state «{value}» is unknown", {"value": "x"})),
            other,
            set_apart(at("a", 3), Message("the state «{value}» is unknown", {"value": "x"})),
            set_apart(at("a", 4), Message("the state «{value}» is unknown", {"value": "y"})),
            set_apart(at("b", 3), "the state «x» is unknown"),
        ]
    )
    assert [str(one) for one in told] == [
        "a.csv, sheet «a», 2 rows are set apart (2, 3): the state «x» is unknown.",
        "The month is not finished.",
        "a.csv, sheet «a», row 4 is set apart: the state «y» is unknown.",
        "b.csv, sheet «b», row 3 is set apart: the state «x» is unknown.",
    ]


def test_of_very_many_only_the_first_numbers_are_told() -> None:
    (told,) = together(set_apart(at("a", row), "twice") for row in range(1, 100))
    assert "99 rows" in str(told) and str(told).endswith("(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, …): twice.")


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"ydelse": "børnepenge"}, "ydelsen »børnepenge« "),
        ({"faktisk": "sovende"}, "status »sovende« kendes ikke for kontanthjaelp"),
        ({"stand": "måske"}, "»måske« "),
        ({"kanal": "Q"}, "»Q« er ikke en af A–I"),
        ({"kanal": "AB"}, "»AB« er ikke en af A–I"),
        ({"til": "2010-05-01"}, "perioden slutter, før den begynder"),
        ({"udbetalt": "-500"}, "beløbet i »udbetalt« er negativt"),
        ({"refusion": ""}, "kolonnen »refusion« er tom"),
    ],
)
def test_a_row_with_a_fault_is_set_apart_and_named(wrong: dict[str, str], said: str) -> None:
    item, notices = both([row(), row(borger="B-2", **wrong)])
    assert item is not None and item.gross == Decimal("3000.00") and len(item.apart) == 1
    (notice,) = [WORDS.message(one) for one in notices]
    assert said in notice and "refusion.xlsx, ark »Ark1«, række 3" in notice


@pytest.mark.parametrize(
    ("said", "named"),
    [
        ("ingen", False), ("Mangler", False), ("ikke fundet endnu", False), ("kan ikke findes", False), ("-", False),
        ("Ingen bilag", False), ("nej", False), ("uden dokumentation", False), ("not found", False),
        ("Ingen bilag i sagen, men fremmødeliste af 3. maj", True), ("Bilag 7", True), ("x", True), ("12", True),
        ("bilag", True), ("kan ses i journalen", True),
    ],
)  # fmt: skip
def test_a_cell_that_says_there_is_no_proof_is_none(said: str, named: bool) -> None:
    item, _ = both([row(bevis=said), row(borger="B-2")])
    assert item is not None and item.gross == Decimal(6000 if named else 3000)


@pytest.mark.parametrize(
    ("hours", "fields", "counted"),
    [
        ("24", {}, False), ("25", {}, True), ("24,5", {}, False), ("30", {}, True), ("", {}, True),
        ("ukendt", {}, True),
        ("12", {"ydelse": "ledighedsydelse"}, True), ("9", {"ydelse": "ledighedsydelse"}, False),
        ("0", {"faktisk": "passiv", "refusion": "500"}, True),
    ],
)  # fmt: skip
def test_a_row_with_fewer_hours_a_week_than_its_rate_asks_for_is_set_apart(
    hours: str, fields: dict[str, Any], counted: bool
) -> None:
    one = ledger([(*row(**fields), hours)], (*HEAD, "Timer pr. uge"))
    item, notices = reimbursement.compute([one], figures=Figures(), words=WORDS)
    assert item is not None and (item.gross == Decimal(3000)) == counted and (len(item.apart) == 0) == counted
    said = " ".join(WORDS.message(one) for one in notices)
    assert ("timer om ugen, og satsen kræver" in said) != counted


@pytest.mark.parametrize(
    ("registered", "counted"),
    [
        ("mere end 18 mdr.", False), ("Over 18 måneder", False), ("passiv", True), ("", True),
        ("aktiv over 10 timer", True),
    ],
)  # fmt: skip
def test_activity_regains_nothing_of_a_benefit_that_had_run_too_long(registered: str, counted: bool) -> None:
    late = row(ydelse="ledighedsydelse", registreret=registered, refusion="0" if not counted else "3500")
    item, notices = both([late, row(borger="B-2")])
    assert item is not None and item.gross == Decimal(6000 if counted else 3000)
    assert any("hvor længe ydelsen havde løbet" in WORDS.message(one) for one in notices) != counted


@given(st.lists(st.integers(0, 40), min_size=4, max_size=4))
def test_a_row_is_of_the_time_claimed_where_all_of_its_days_are_and_partly_where_some_are(days: list[int]) -> None:
    numbers = (*sorted(days[:2]), *sorted(days[2:]))
    begins, ends, first, last = (date(2010, 5, 1) + timedelta(days=number) for number in numbers)
    claimed = {begins + timedelta(days=n) for n in range((ends - begins).days + 1)}
    its = {first + timedelta(days=n) for n in range((last - first).days + 1)}
    away = outside((begins, ends), first, last)
    assert (away is None) == (its <= claimed)
    if away is not None:
        why, mend = away
        assert why.text == ("partly outside the claim period" if its & claimed else "outside the claim period")
        assert mend is None if why.text.startswith("outside") else mend and mend.args["day"] in (begins, ends)
    assert outside(None, first, last) is None
