"""Bod and credits come off what their own breach cost, where the papers tell which breach a row comes of."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.figures import Figures
from claims.loss.deducted import Deducted
from claims.loss.deductions import Counted, DeductionInput
from claims.loss.ledgers import Entry
from claims.loss.lossrows import Line
from claims.loss.meeting import most
from claims.loss.rownames import RowNames
from claims.loss.totals import beside_reimbursement
from claims.model import Deduction, LedgerPlace, LossItem, OutlayLine
from templates.words import Words
from tests.claims.loss.amounts import AMOUNTS, CONTRACT, LEDGER, assessed, bod_of, in_month


@given(
    st.lists(AMOUNTS, min_size=1, max_size=4),
    st.dictionaries(st.frozensets(st.integers(0, 3), max_size=4), AMOUNTS, max_size=6),
)
def test_the_most_comes_off_that_any_division_could_take(
    amounts: list[Decimal], losses: dict[frozenset[int], Decimal]
) -> None:
    losses = {frozenset(at for at in by if at < len(amounts)): loss for by, loss in losses.items()}
    # What stops a greatest flow is a cut: some amounts are met whole, and the rest fill every loss they may meet.
    cuts = (frozenset(at for at in range(len(amounts)) if chosen >> at & 1) for chosen in range(2 ** len(amounts)))
    least = min(
        sum((amounts[at] for at in range(len(amounts)) if at not in cut), Decimal(0))
        + sum((loss for by, loss in losses.items() if by & cut), Decimal(0))
        for cut in cuts
    )
    assert most(amounts, losses) == least


def of_breach(row: Counted, *tells: str) -> Counted:
    return replace(row, tells=tells)


@pytest.mark.parametrize(
    ("rows", "off", "taken"),
    [
        # Of 23.000 lost in March only the 3.000 that the outage cost bear the bod for it.
        ([of_breach(in_month(3, "3000"), "s-101"), of_breach(in_month(3, "20000"), "s-104")], "9000", "3000"),
        ([of_breach(in_month(3, "20000"), "s-104")], "9000", "0"),
        # A row that names nothing goes by its month, as before.
        ([in_month(3, "20000"), of_breach(in_month(3, "20000"), "s-104")], "9000", "9000"),
        # One that names several bears it where its own is among them.
        ([of_breach(in_month(3, "5000"), "s-101", "s-104")], "9000", "5000"),
    ],
)
def test_bod_comes_off_what_its_own_breach_cost(rows: list[Counted], off: str, taken: str) -> None:
    bod = replace(bod_of(m3=off), of=("s-101", "§ 3.1"))
    shown = Deducted(rows, [bod]).shown(Figures(), Words("da"))
    assert sum((one.amount for one in shown), Decimal(0)) == Decimal(taken)


def test_what_says_it_comes_of_the_delay_bears_its_bod_after_it_was_over() -> None:
    delay = DeductionInput(what="Bod", amount=Decimal(500), set_off=True, last=date(2010, 5, 17), of=("§ 2.2",))
    late = Counted(Decimal(300), date(2010, 7, 1), date(2010, 7, 2), tells=("§ 2.2",))
    other = Counted(Decimal(900), date(2010, 5, 2), date(2010, 5, 3), tells=("s-104",))
    assert Deducted([late, other], [delay]).net() == 900


def test_two_clauses_leave_each_other_the_rows_only_one_of_them_meets() -> None:
    # By month alone the first took the row that only the second could have met: 100 of 200 came off.
    outage = replace(bod_of(m3="100"), of=("s-1",))
    fix = replace(bod_of(m3="100"), what="Bod for løsningstid", of=("s-2",))
    both, own = of_breach(in_month(3, "100"), "s-1", "s-2"), of_breach(in_month(3, "100"), "s-1")
    assert Deducted([both, own], [outage, fix]).net() == 0


@pytest.mark.parametrize(
    ("first", "second", "net", "unmet"),
    [
        # Both rows lie in the month of the bod. Only the first comes of the outage: 22.000 - 2.000, and 4.000 is told.
        ("S-101", "S-104", "20000", "4.000,00 kr."),
        ("pkt. 3.1", "pkt. 2.2", "20000", "4.000,00 kr."),
        ("", "S-104", "20000", "4.000,00 kr."),  # a row that names nothing goes by its month
        ("S-101", "", "16000", ""),
        ("S-104", "X-9", "16000", ""),  # what the case does not know says nothing
    ],
)
def test_the_bod_of_outages_comes_off_what_the_outages_cost(
    tmp_path: Path, first: str, second: str, net: str, unmet: str
) -> None:
    made = assessed(tmp_path, first, second)
    assert made.total is not None and made.total.amount == Decimal(net)
    told = [gap.what for gap in made.gaps if "skyldes en anden misligholdelse" in gap.what]
    assert [unmet in what for what in told] == [True] * bool(unmet)


@pytest.mark.parametrize(
    ("first", "second", "reimbursement", "cost"),
    [
        # Two rows of 10.000 × (65 − 35) % = 3.000 each, and 22.000 of cost by another breach; bod of 6.000 is paid for
        # the outage. Without names the ledger bears it all, with them only the outage's own row does.
        ("", "", "0.00", "22000.00"),
        ("S-101", "S-104", "3000.00", "22000.00"),
        ("pkt. 3.1", "pkt. 2.2", "3000.00", "22000.00"),
        ("S-104", "S-104", "6000.00", "22000.00"),
    ],
)
def test_a_row_of_the_ledger_may_say_what_it_comes_of(
    tmp_path: Path, first: str, second: str, reimbursement: str, cost: str
) -> None:
    made = assessed(tmp_path, "S-104", "S-104", ledger=LEDGER.format(first=first, second=second))
    assert made.total is not None
    assert {part.head: part.net for part in made.total.parts} == {
        "reimbursement": Decimal(reimbursement), "extra_cost": Decimal(cost)
    }  # fmt: skip


def test_a_row_of_the_ledger_that_was_anothers_fault_is_set_apart(tmp_path: Path) -> None:
    portal = '[[other_cause]]\ntickets = ["S-101"]\nwhat = "statens portal"\nkind = "third_party"\n'
    made = assessed(tmp_path, "S-104", "S-104", portal, ledger=LEDGER.format(first="S-101", second="S-104"))
    (loss,) = (one for one in made.losses if one.id == "reimbursement")
    (apart,) = loss.apart
    assert loss.gross == Decimal("3000.00") and "statens portal" in apart.apart and apart.incident == "S-101"


def test_bod_for_an_availability_promised_by_the_quarter_is_reckoned_by_the_quarter(tmp_path: Path) -> None:
    by_quarter = CONTRACT.replace("pr. kalendermåned", "pr. kvartal")
    made = assessed(tmp_path, "S-101", "S-104", contract=by_quarter)
    assert made.service is not None
    (bod,) = made.service.bod
    (line,) = bod.lines
    assert bod.scale[0] == "Tilgængeligheden måles over 3 måneder ad gangen, og det gør boden også."
    assert (line.first, line.last, line.steps) == (date(2010, 3, 1), date(2010, 3, 31), 2)


def test_a_credit_may_say_what_it_is_of(tmp_path: Path) -> None:
    credit = '[[deduction]]\nwhat = "Kreditnota"\nkind = "credit"\namount = "5000.00"\nof = "S-104"\n'
    made = assessed(tmp_path, "S-101", "", credit)
    # The bod's 6.000 and the credit's 5.000 both come off the row that names nothing; none of the credit off S-101.
    assert made.total is not None and made.total.amount == Decimal(11000)
    alone = assessed(tmp_path / "alene", "S-101", "S-101", credit)
    assert alone.total is not None and alone.total.amount == Decimal(16000)
    assert any("5.000,00 kr." in gap.what and "of under [[deduction]]" in gap.remedy for gap in alone.gaps)
    # With the head named too it is the same; what it is of was forgotten then, and it came off S-101.
    headed = assessed(tmp_path / "post", "S-101", "S-101", credit + 'head = "extra_cost"\n')
    assert headed.total is not None and headed.total.amount == Decimal(16000)
    of_own = assessed(tmp_path / "egen", "S-101", "S-104", credit + 'head = "extra_cost"\n')
    assert of_own.total is not None and of_own.total.amount == Decimal(15000)  # 22.000 − 2.000 bod − 5.000
    other = assessed(tmp_path / "anden", "S-101", "S-104", credit + 'head = "reimbursement"\n')
    assert other.total is not None and other.total.amount == Decimal(20000)


@pytest.mark.parametrize(
    ("of", "moved"),
    [
        # 9.000 of bod came off 2.457,10 of reimbursement and the 3.000 that the outage cost: where the reimbursement
        # falls there is nothing more it could come off. The 2.457,10 came off what lost registrations had cost.
        (("s-101",), "0.00"),
        ((), "2457.10"),  # bod of nothing that is named goes by its month, and the other row bears it
    ],
)
def test_where_the_reimbursement_falls_its_bod_moves_to_rows_of_its_own_breach(of: tuple[str, ...], moved: str) -> None:
    figures = Figures()

    def borne(amount: str) -> tuple[Deduction, ...]:
        value = Decimal(amount)
        return (Deduction(label="Bod", amount=value, figure=figures.make("off", amount, value).id, evidence=""),)

    def spent(row: int, amount: str, incident: str) -> OutlayLine:
        return OutlayLine(
            place=LedgerPlace(exhibit=1, document="t.csv", sheet="t", row=row), start=date(2010, 3, 3),
            end=date(2010, 3, 9), party="Vikar", what="Indtastning", incident=incident, number=str(row), proof="",
            hours=None, rate=None, amount=Decimal(amount), figure=None, apart="",
        )  # fmt: skip

    def head(ident: str, net: str, **more: Any) -> LossItem:
        value = Decimal(net)
        figure = figures.make("net", ident, value).id
        return LossItem(id=ident, title=ident, method="", rule="", gross=value, net=value, gross_figure=figure,
                        net_figure=figure, **more)  # fmt: skip

    losses = [
        head("reimbursement", "0", deductions=borne("2457.10")),
        head("extra_cost", "20000", deductions=borne("3000"),
             outlays=(spent(2, "3000", "S-101"), spent(3, "20000", "S-104"))),
    ]  # fmt: skip
    bod = replace(bod_of(m3="9000"), of=of)
    told = RowNames(("s-101", "s-104"), (), ()).told
    _, found = beside_reimbursement(losses, [bod], told, figures, Words("da"))
    assert found == Decimal(moved)


def days_of(off: list[DeductionInput], *rows: Counted) -> dict[str, str]:
    return {f"{day:%Y-%m}": str(amount) for day, amount in Deducted(rows, off).left()}


def test_what_is_left_of_each_month_is_what_came_off_it() -> None:
    """A limit for each year and interest from the day of each loss go by it; deductions were spread as the loss is."""
    outage, other = of_breach(in_month(3, "6000"), "n-1"), of_breach(in_month(12, "94000"), "n-4")
    bod = replace(bod_of(m3="6000"), of=("n-1",))
    assert days_of([bod], outage, other) == {"2010-03": "0.00", "2010-12": "94000.00"}
    # A share of the rows of March alone, and a credit note that says what it is of.
    share = DeductionInput(what="Forsinket alligevel", percent=Decimal(10), last=date(2010, 3, 31))
    assert days_of([share], outage, other) == {"2010-03": "5400.00", "2010-12": "94000.00"}
    note = DeductionInput(what="Kreditnota", amount=Decimal(4000), of=("n-4",))
    assert days_of([note], outage, other) == {"2010-03": "6000.00", "2010-12": "90000.00"}
    # One that says nothing comes off as the loss is: 6 and 94 of 100.
    assert days_of([replace(note, of=())], outage, other) == {"2010-03": "5760.00", "2010-12": "90240.00"}
    assert days_of([], outage, other) == {}
    # Of the bod of March and May only that of March can meet April: February, over before both, bore 160 of the 200.
    assert days_of([bod_of(m3="200", m5="200")], in_month(2, "1000"), in_month(4, "250")) == {
        "2010-02": "1000.00", "2010-04": "50.00",
    }  # fmt: skip


@given(st.lists(st.tuples(st.integers(1, 12), AMOUNTS), min_size=1, max_size=6), AMOUNTS, AMOUNTS, AMOUNTS)
def test_what_is_left_of_all_months_is_the_net(
    rows: list[tuple[int, Decimal]], may: Decimal, august: Decimal, credit: Decimal
) -> None:
    off = [bod_of(m5=str(may), m8=str(august)), replace(bod_of(m3=str(august)), what="Bod for svartid"),
           DeductionInput(what="Kreditnota", amount=credit)]  # fmt: skip
    deducted = Deducted([in_month(month, str(amount)) for month, amount in rows], off)
    left = sum((amount for _, amount in deducted.left()), Decimal(0))
    assert abs(left - deducted.net()) <= Decimal("0.01") * len(rows)


def test_a_ledger_row_that_ends_with_february_bears_no_bod_of_march() -> None:
    def net(first: date, last: date) -> Decimal:
        entry = Entry(
            place=LedgerPlace(exhibit=1, document="t.csv", sheet="t", row=2), person="A", benefit="kontanthjaelp",
            start=first, end=last + timedelta(days=1), paid=Decimal(1000), registered="", actual="passiv",
            received=Decimal(0), recovered=Decimal(0), proof="x", state="refused", channel="B", week=None,
        )  # fmt: skip
        return Deducted([Line(entry=entry, difference=Decimal(350)).counted], [bod_of(m3="300")]).net()

    assert net(date(2010, 2, 1), date(2010, 2, 28)) == 350, "the day after its last one was taken for its own"
    assert net(date(2010, 2, 1), date(2010, 3, 1)) == 50
