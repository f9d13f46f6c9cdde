"""Bod that comes off the damages comes off all of them: what one head cannot bear, the next one does."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.figures import Figures
from claims.levels.gaps import taken_off_after_all, told_otherwise
from claims.levels.keys import BodSection
from claims.loss.deducted import Deducted
from claims.loss.deductions import Counted, DeductionInput
from claims.loss.setoffs import reserved, rest_of
from claims.loss.totals import beside_reimbursement
from extract.model import Label
from templates.words import Words
from tests.claims.loss.amounts import AMOUNTS, bod_of, built, in_month


def in_june(loss: Decimal, day: date = date(2010, 6, 1)) -> Counted:
    return Counted(loss, day, date(2010, 6, 30))


@given(st.lists(AMOUNTS, min_size=1, max_size=4), st.lists(AMOUNTS, max_size=3), AMOUNTS)
def test_no_krone_of_it_is_lost_or_taken_twice(heads: list[Decimal], bod: list[Decimal], credit: Decimal) -> None:
    off = [DeductionInput(what=f"Bod {at}", amount=one, set_off=True) for at, one in enumerate(bod)]
    wanted, taken, left = sum(bod, Decimal(0)), Decimal(0), Decimal(0)
    for gross in heads:
        before = [DeductionInput(what="Kreditnota", amount=credit)]
        left += max(gross - credit, Decimal(0))
        deducted = Deducted([in_june(gross)], [*before, *off])
        shown = deducted.shown(Figures(), Words("da"))
        assert deducted.net() >= 0
        taken += sum((one.amount for one in shown if one.label != "Kreditnota"), Decimal(0))
        off = rest_of(off, shown)
    assert taken == min(wanted, left)
    assert taken + sum((one.main for one in off), Decimal(0)) == wanted


def silent(_: str) -> tuple[str, ...]:
    return ()


@pytest.mark.parametrize(
    ("rows", "bod", "taken"),
    [
        # All was lost before the month: nothing of its bod is of the same breach. It came off all the same.
        ([in_month(3, "1000")], bod_of(m5="300"), "0"),
        ([in_month(3, "1000"), in_month(5, "200")], bod_of(m5="300"), "200"),
        # What was lost later may come of the month before, and no krone of it is met twice.
        ([in_month(6, "250")], bod_of(m3="200", m5="200"), "250"),
        ([in_month(3, "100"), in_month(6, "50")], bod_of(m3="200", m6="80"), "150"),
        # A row that goes on into the month was not over before it.
        ([Counted(Decimal(1000), date(2010, 4, 1), date(2010, 6, 30))], bod_of(m5="300"), "300"),
    ],
)
def test_the_bod_of_a_month_comes_off_no_loss_that_was_over_before(
    rows: list[Counted], bod: DeductionInput, taken: str
) -> None:
    shown = Deducted(rows, [bod]).shown(Figures(), Words("da"))
    assert sum((one.amount for one in shown), Decimal(0)) == Decimal(taken)


def test_a_row_of_a_case_of_the_log_bears_the_bod_of_the_months_that_case_was_down_in_and_of_no_others() -> None:
    bod = replace(bod_of(m3="200", m5="300"), of=("h-7", "§ 4"), cases=(("h-7", (date(2010, 5, 1),)),))
    for tells, taken in ((("h-7",), 300), (("§ 4",), 500), (("h-7", "§ 4"), 500), (("h-8",), 0)):
        deducted = Deducted([replace(in_month(6, "1000"), tells=tells)], [bod])
        assert sum((one.amount for one in deducted.shown(Figures(), Words("da"))), Decimal(0)) == taken


def test_two_clauses_of_one_month_meet_its_loss_once() -> None:
    two = [bod_of(m5="300"), replace(bod_of(m5="300"), what="Bod for svartid")]
    shown = Deducted([in_month(3, "1000"), in_month(5, "400")], two).shown(Figures(), Words("da"))
    assert sum((one.amount for one in shown), Decimal(0)) == Decimal(400)


def test_what_the_first_head_could_not_meet_is_of_the_latest_months() -> None:
    bod = bod_of(m3="200", m5="300")
    first = Deducted([in_month(3, "1000")], [bod])
    (rest,) = rest_of([bod], first.shown(Figures(), Words("da")))
    assert (rest.main, rest.months) == (Decimal(300), ((date(2010, 5, 1), Decimal(300)),))
    assert Deducted([in_month(4, "500")], [rest]).net() == Decimal(500)
    assert Deducted([in_month(6, "500")], [rest]).net() == Decimal(200)


@pytest.mark.parametrize(
    ("received", "start", "nets", "total"),
    [
        # 1 to 18 May is late: the reimbursement of June is no loss by it, and the invoice (90.000) bears the bod.
        ("claimed = [{ day = 2010-06-01 }]", "2010-05-01", ("3000.00", "30000.00"), 93000),
        ("claimed = [{ day = 2010-06-01 }]\npaid = [{ amount = \"60000.00\" }]", "2010-05-01",
         ("3000.00", "30000.00"), 33000),
        # Named, it comes off that head, and no other.
        ("claimed = [{ day = 2010-06-01 }]\nhead = \"reimbursement\"", "2010-05-01", ("0.00", "90000.00"), 150000),
        # A credit that no delay stands behind: the reimbursement bears the first part, the invoice the rest.
        ("besides = \"beside\"\nbesides_clause = \"8\"\n[[deduction]]\nwhat = \"Kreditnota\"\nkind = \"credit\"\n"
         "amount = \"60000.00\"\nevidence = \"\"", "2010-05-01", ("0.00", "33000.00"), 33000),
    ],
)  # fmt: skip
def test_bod_for_a_delay_comes_off_what_the_delay_can_have_cost(
    tmp_path: Path, received: str, start: str, nets: tuple[str, str], total: int
) -> None:
    made = built(tmp_path, received, start)
    held = {one.id: (one.gross, one.net) for one in made.losses if one.id != "penalty"}
    assert held == {
        "reimbursement": (Decimal("3000.00"), Decimal(nets[0])),
        "extra_cost": (Decimal("90000.00"), Decimal(nets[1])),
    }
    assert made.total and made.total.amount == total
    told = {one.kind_text for loss in made.losses for one in loss.deductions}
    assert len(told) == 1 and ("modregnes i erstatningen" in told.pop()) == (total in (93000, 150000))


@pytest.mark.parametrize(
    ("work", "net"),
    [
        ((date(2010, 5, 3), date(2010, 6, 30)), "30000.00"),  # begun while it was late
        ((date(2010, 5, 18), date(2010, 6, 30)), "90000.00"),  # begun on the day it was there: no loss of the delay
        ((date(2010, 7, 1), date(2010, 7, 1)), "30000.00"),  # one day may be that of the bill
    ],
)
def test_an_invoice_that_says_when_its_work_was_done_bears_no_bod_for_a_delay_over_before(
    tmp_path: Path, work: tuple[date, date], net: str
) -> None:
    made = built(tmp_path, "claimed = [{ day = 2010-06-01 }]", work=work)
    assert next(one.net for one in made.losses if one.id == "extra_cost") == Decimal(net)


@pytest.mark.parametrize(
    ("invoice", "given", "asked"),
    [
        (0, "", ["60.000,00 kr."]),  # a row of June alone, and bod for a delay that was over in May
        (15000, "", ["45.000,00 kr."]),
        (90000, "", []),
        (0, "head = \"reimbursement\"", []),
        (0, "besides = \"beside\"\nbesides_clause = \"8\"", []),
    ],
)
def test_bod_that_meets_no_loss_of_its_time_is_asked_about(
    tmp_path: Path, invoice: int, given: str, asked: list[str]
) -> None:
    made = built(tmp_path, f"claimed = [{{ day = 2010-06-01 }}]\n{given}", invoice=invoice)
    told = " ".join(bod for bod in (made.service.netting if made.service else ()))
    assert ("før forsinkelsen var forbi" in told) == (given == "")
    gaps = [gap for gap in made.gaps if "efter den 17. maj 2010" in gap.what]
    assert [amount in gap.what for gap, amount in zip(gaps, asked, strict=True)] == [True] * len(asked)
    assert all("head" in gap.remedy for gap in gaps)


def test_bod_that_a_deduction_takes_off_is_told_as_it_is_taken(tmp_path: Path) -> None:
    paid = (
        'claimed = [{ day = 2010-06-01 }]\npaid = [{ amount = "60000.00", evidence = "kreditnota.pdf" }]\n'
        '[[deduction]]\nwhat = "Bod"\namount = "60000.00"\nevidence = "kreditnota.pdf"'
    )
    service = built(tmp_path, paid).service
    told = " ".join(service.netting if service else ())
    assert "som et fradrag for sig" in told and "før forsinkelsen var forbi" not in told


def test_what_is_set_off_takes_no_row_twice() -> None:
    early, late = in_june(Decimal(100), date(2010, 5, 1)), in_june(Decimal(100), date(2010, 7, 1))
    off = [
        DeductionInput(what=f"Bod {at}", amount=Decimal(80), set_off=True, last=date(2010, 5, 31)) for at in range(2)
    ]
    taken = [one.amount for one in Deducted([early, late], off).shown(Figures(), Words("da"))]
    assert taken == [80, 20]


@given(st.lists(st.integers(1, 400), min_size=1, max_size=4), st.integers(0, 900), st.integers(1, 900))
def test_payments_of_one_bod_by_one_name_each_keep_no_more_than_they_are(
    paid: list[int], room: int, lost: int
) -> None:
    # The bod of two months, 300 each, of which less was paid, in parts that all go by its name.
    months = ((date(2010, 5, 1), Decimal(300)), (date(2010, 6, 1), Decimal(300)))
    off = [
        DeductionInput(what="Betalt bod", amount=Decimal(one), months=months, of=("s-1",), set_off=True)
        for one in paid
    ]
    row = replace(in_june(Decimal(lost)), tells=("s-1",))
    kept = [sum((amount for _, amount in one.reserved), Decimal(0)) for one in reserved(off, [(Decimal(room), [row])])]
    assert all(0 <= one <= whole for one, whole in zip(kept, paid, strict=True))
    assert sum(kept) <= min(room, lost)


@pytest.mark.parametrize(
    ("last", "left", "moved"),
    [
        (None, 30000, 3000),  # the invoice would have borne all of it
        (date(2010, 5, 17), 30000, 3000),  # an invoice is dated after its work: the day of a delay says nothing
    ],
)
def test_what_the_reimbursement_bore_comes_off_the_rest_where_it_falls(
    tmp_path: Path, last: date | None, left: int, moved: int
) -> None:
    credit = (
        'besides = "beside"\nbesides_clause = "8"\n[[deduction]]\nwhat = "Kreditnota"\nkind = "credit"\n'
        'amount = "60000.00"\nevidence = ""'
    )
    figures, words = Figures(), Words("da")
    losses = []
    for loss in built(tmp_path, credit).losses:
        net = figures.make("net", loss.title, loss.net)
        taken = tuple(
            one.model_copy(update={"figure": figures.make("off", f"{loss.id} {one.label}", one.amount).id})
            for one in loss.deductions
        )
        losses.append(loss.model_copy(update={"net_figure": net.id, "deductions": taken}))
    off = [DeductionInput(what="Kreditnota", amount=Decimal(60000), set_off=True, last=last)]
    found, shifted = beside_reimbursement(losses, off, silent, figures, words)
    assert found is not None and found.value == left and shifted == moved
    alone, none = beside_reimbursement(losses, [], silent, figures, words)
    assert alone is not None and alone.value == 33000 and none == 0


def test_bod_that_ends_the_delay_on_another_day_than_the_evidence_is_asked_about() -> None:
    words, figures = Words("da"), Figures()
    bod = BodSection.model_validate(
        {"what": "Forsinkelse", "clause": "7", "for": "delay", "due": date(2010, 3, 1), "delivered": date(2010, 4, 26),
         "per": "week", "percent": "1", "base": "contract_sum"}
    )  # fmt: skip
    late = figures.make(
        "comparison.days_late", "Dage", Decimal(49), unit="days", formula="19. april 2010 − 1. marts 2010"
    )
    breach = SimpleNamespace(figures=(late.id,))

    def asked(given: BodSection) -> list[str]:
        penalty: Any = SimpleNamespace(section=given)
        told: Any = breach
        return [gap.what for gap in told_otherwise([penalty], [told], figures, words)]

    (gap,) = asked(bod)
    assert "26. april 2010" in gap and gap.endswith("19. april 2010.")  # the day, and not the sum it stands in
    assert not asked(bod.model_copy(update={"delivered": date(2010, 4, 19)}))
    assert not asked(bod.model_copy(update={"due": date(2010, 5, 1)}))


@pytest.mark.parametrize(
    ("clause", "besides", "asked"),
    [
        ("Bod modregnes i erstatning for samme\nforhold.", "beside", True),
        ("Betalt bod fragår i erstatningen for samme forhold.", "beside", True),
        ("Bod fradrages ikke i erstatning for samme forhold.", "beside", False),
        ("Betaling af bod udelukker ikke, at Kunden kræver erstatning.", "beside", False),
        ("Bod modregnes i erstatning for samme forhold.", "deducted", False),
    ],
)
def test_bod_kept_beside_damages_by_a_clause_that_takes_it_off_is_asked_about(
    clause: str, besides: str, asked: bool
) -> None:
    penalty: Any = SimpleNamespace(section=SimpleNamespace(what="Bod", besides=besides, besides_clause="7.3"))
    term: Any = SimpleNamespace(label=Label.TERM, quote=clause, attributes={}, clause="7.3", id="f-1")
    assert bool([*taken_off_after_all([penalty], [term], Words("da"))]) is asked
