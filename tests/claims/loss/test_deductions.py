"""What comes off the loss: shares of what is left, amounts last, and the spread where they are uncertain."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.figures import Figures
from claims.loss.deductions import DeductionInput
from claims.loss.ranges import RowsInput
from claims.model import LossItem
from evidence.errors import KravError
from tests.claims.loss.ledgers import compute, row


def loss(*deductions: DeductionInput, **more: Any) -> LossItem:
    """Three rows of 3.000 kr.: June and July under channel B, August under G."""
    return compute(
        [
            row(),
            row(borger="B-2", fra=date(2010, 7, 1), til=date(2010, 7, 31)),
            row(borger="B-3", fra=date(2010, 8, 1), til=date(2010, 8, 31), faktisk="aktiv", kanal="G"),
        ],
        deductions=deductions,
        **more,
    )


def share(percent: str, **more: Any) -> DeductionInput:
    return DeductionInput(what=f"{percent} %", percent=Decimal(percent), **more)


def test_a_share_is_of_the_rows_it_concerns_and_an_amount_comes_off_last() -> None:
    item = loss(
        DeductionInput(what="Bod", amount=Decimal("500"), kind="penalty"),
        share("10", kind="normal_lateness"),  # 900 of 9.000
        share("50", channels=("G",), kind="other_cause"),  # half of the 2.700 left of August
        share("100", first=date(2010, 7, 15), last=date(2010, 7, 31), kind="avoidable"),  # no row begins there
    )
    assert [one.amount for one in item.deductions] == [
        Decimal("900.00"), Decimal("1350.00"), Decimal("0.00"), Decimal("500.00"),
    ]  # fmt: skip
    assert item.net == Decimal("6250.00") == item.gross - sum(one.amount for one in item.deductions)
    assert item.deductions[1].kind_text == "andre årsager end leverandørens"


def test_the_figure_of_a_share_says_what_it_was_taken_of() -> None:
    figures = Figures()
    item = loss(share("25", last=date(2010, 7, 31)), figures=figures)
    assert figures.get(item.deductions[0].figure).formula == "25 % af 6.000,00 kr. (rækker: 2)"


def test_without_ranges_nothing_is_uncertain() -> None:
    assert loss(share("10")).uncertainty is None


def test_low_main_and_high_and_what_each_range_moves() -> None:
    item = loss(
        share("10", low=Decimal("5"), high=Decimal("20")),
        DeductionInput(what="Sparet", amount=Decimal("100"), low=Decimal("0"), high=Decimal("400")),
    )
    told = item.uncertainty
    assert told is not None
    assert (told.low, told.main, told.high) == (Decimal("6800.00"), Decimal("8000.00"), Decimal("8550.00"))
    assert [(one.label, one.low, one.high) for one in told.swings] == [
        ("10 %", Decimal("7100.00"), Decimal("8450.00")),
        ("Sparet", Decimal("7700.00"), Decimal("8100.00")),
    ]
    assert told.low < told.p10 < told.p50 < told.p90 < told.high


def test_the_day_a_workaround_could_have_begun_may_be_earlier_or_later() -> None:
    """Half of July and August in the main; of June too at the earliest, of none at the latest."""
    day = {"first": date(2010, 7, 1), "earliest": date(2010, 6, 1), "latest": date(2010, 9, 1)}
    item = loss(share("50", kind="avoidable", **day))
    told = item.uncertainty
    assert told is not None and item.deductions[0].amount == Decimal("3000.00")
    assert (told.low, told.main, told.high) == (Decimal("4500.00"), Decimal("6000.00"), Decimal("9000.00"))
    (swing,) = told.swings
    assert (swing.label, swing.low, swing.high) == ("50 %: fra hvilken dag", told.low, told.high)
    assert swing.range_text == "1. juni 2010 til 1. september 2010, hovedværdi 1. juli 2010"
    assert told.low <= told.p10 <= told.p50 <= told.p90 <= told.high


def test_a_sample_may_bear_out_less_than_all_of_the_rows() -> None:
    borne = RowsInput(what="Stikprøven", of="sample_share", low=Decimal(80), high=Decimal(100), evidence="stik.xlsx")
    item = loss(share("10", low=Decimal(5), high=Decimal(20)), assumed=[borne])
    told = item.uncertainty
    # 9.000 × 80 % × 80 %, 9.000 × 90 %, 9.000 × 95 %: a share is of what the rows then come to.
    assert told is not None and item.net == told.main == Decimal("8100.00")
    assert (told.low, told.high) == (Decimal("5760.00"), Decimal("8550.00"))
    assert [(one.label, one.low, one.high) for one in told.swings] == [
        ("Stikprøven", Decimal("6480.00"), Decimal("8100.00")),
        ("10 %", Decimal("7200.00"), Decimal("8550.00")),
    ]


def test_the_draws_are_the_same_each_time() -> None:
    given = share("10", low=Decimal("0"), high=Decimal("50"))
    assert loss(given).uncertainty == loss(given).uncertainty


@pytest.mark.parametrize(
    "wrong",
    [
        DeductionInput(what="Intet"),
        DeductionInput(what="Begge", amount=Decimal("1"), percent=Decimal("1")),
        share("101"),
        share("10", low=Decimal("11")),
        share("10", high=Decimal("9")),
        share("60", high=Decimal("120")),
        DeductionInput(what="Minus", amount=Decimal("-1")),
        DeductionInput(what="Dag uden andel", amount=Decimal("1"), earliest=date(2010, 6, 1)),
        share("10", first=date(2010, 7, 1), earliest=date(2010, 8, 1)),
    ],
)
def test_what_cannot_be_is_refused(wrong: DeductionInput) -> None:
    with pytest.raises(KravError, match="deduction"):
        loss(wrong)


@pytest.mark.parametrize(
    "wrong",
    [
        RowsInput(what="Over", of="sample_share", low=Decimal(101), high=Decimal(120)),
        RowsInput(what="Under", of="sample_share", low=Decimal(50), high=Decimal(99)),
    ],
)
def test_rows_that_would_not_lie_in_their_own_range_are_refused(wrong: RowsInput) -> None:
    with pytest.raises(KravError, match="assumption"):
        loss(assumed=[wrong])


PERCENT = st.integers(0, 100).map(Decimal)


@given(st.lists(PERCENT, max_size=4), st.lists(st.integers(0, 5000).map(Decimal), max_size=2))
def test_no_krone_is_taken_twice_and_the_net_is_never_below_zero(shares: list[Decimal], amounts: list[Decimal]) -> None:
    given = [
        *(DeductionInput(what=f"s{n}", percent=one) for n, one in enumerate(shares)),
        *(DeductionInput(what=f"b{n}", amount=one) for n, one in enumerate(amounts)),
    ]
    item = loss(*given)
    taken = sum((one.amount for one in item.deductions[: len(shares)]), Decimal(0))
    assert taken <= item.gross + Decimal("0.05")  # each printed deduction is rounded to the øre
    assert item.net == max(item.gross - sum((one.amount for one in item.deductions), Decimal(0)), Decimal(0))


@given(st.lists(PERCENT, min_size=2, max_size=4), st.randoms())
def test_the_order_of_shares_changes_no_net(shares: list[Decimal], order: Any) -> None:
    mixed = list(shares)
    order.shuffle(mixed)
    one = loss(*(DeductionInput(what=str(n), percent=s) for n, s in enumerate(shares))).net
    other = loss(*(DeductionInput(what=str(n), percent=s) for n, s in enumerate(mixed))).net
    assert abs(one - other) <= Decimal("0.02") * len(shares)
