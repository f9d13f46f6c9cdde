"""Cap scenarios: what remains of the loss under each reading of the contract."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any, Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from claims.case import Case
from claims.figures import Figures
from claims.loss import caps
from claims.loss.caps import CapTerm
from claims.loss.capyears import CapYears
from evidence.errors import KravError
from templates.words import Words
from tests.claims.comparison.findings import CASE
from tests.claims.worked import case_name, worked

WORDS = Words("da")
AMOUNT = st.decimals(0, 10**6, places=2)


@pytest.mark.parametrize("case", worked("caps"), ids=case_name)
def test_worked_case(case: Any) -> None:
    given = case["given"]
    figures = Figures()
    net = figures.make("sum", "nettotab", Decimal(given["net"]))
    numbers: dict[str, Any] = {name: Decimal(given[name]) for name in ("amount", "share", "fee") if name in given}
    said = {"bod": given["bod"], "bod_clause": "18.4", "bod_findings": ("f-4",)} if "bod" in given else {}
    cap = CapTerm(**numbers, **said, findings=("f-1",)) if "amount" in given or "share" in given else None
    due = figures.make("sum", "bod", Decimal(given["due"])) if "due" in given else None
    bod = caps.Penalties(due=due, paid=Decimal(given.get("paid", 0)))
    others = figures.make("sum", "merudgifter", Decimal(given["others"])) if "others" in given else None
    made = caps.scenarios(net, cap, ("f-2",) if given["excluded"] else (), figures, WORDS, others=others, bod=bod)
    assert [format(one.amount, "f") for one in made] == case["amounts"]
    for one in made:
        assert figures.value(one.figure) == one.amount and one.text
        made_from = {name for first in figures.get(one.figure).figures for name in (first, *figures.get(first).figures)}
        assert net.id in made_from or (others and others.id in made_from)
    if given["excluded"] and not due:
        assert [one.decided_by for one in made if one.amount == 0] == [("f-2",)]
    if said:
        by_clause = [one for one in made if "punkt 18.4" in one.text]
        assert by_clause and by_clause == [one for one in made if "f-4" in one.decided_by]


def test_a_share_without_the_fee_is_refused_with_the_key_to_give() -> None:
    figures = Figures()
    net = figures.make("sum", "nettotab", Decimal(1))
    with pytest.raises(KravError, match="fee"):
        caps.scenarios(net, CapTerm(share=Decimal(50)), (), figures, WORDS)


def test_the_cap_itself_is_a_figure_with_its_sum() -> None:
    figures = Figures()
    net = figures.make("sum", "nettotab", Decimal("937643.90"))
    cap = CapTerm(share=Decimal(50), fee=Decimal("1850000"), findings=("f-1",))
    (_, capped, _) = caps.scenarios(net, cap, (), figures, WORDS)
    limit = figures.get(figures.get(capped.figure).figures[1])
    assert limit.formula == "50 % × 1.850.000,00 kr." and limit.findings == ("f-1",)


@pytest.mark.parametrize("limited", [True, False])
def test_a_clause_that_excepts_gross_negligence_is_what_the_scenario_cites(limited: bool) -> None:
    figures = Figures()
    net = figures.make("sum", "nettotab", Decimal("937643.90"))
    cap = CapTerm(
        amount=Decimal("925000") if limited else None,
        findings=("f-1",) if limited else (),
        gross_negligence=True,
        gross_findings=("f-3",),
    )
    made = caps.scenarios(net, cap, ("f-2",), figures, WORDS)
    assert len(made) == (4 if limited else 3)
    assert made[-1].decided_by == ("f-3",) == figures.get(made[-1].figure).findings
    assert "bestemmelsens ordlyd" in made[-1].text and made[-1].amount == net.value


def test_a_contract_without_such_an_exception_is_not_said_to_have_it() -> None:
    figures = Figures()
    net = figures.make("sum", "nettotab", Decimal(1000))
    for excepted, said in ((None, "Undersøg"), (False, "gør ingen undtagelse")):
        cap = CapTerm(amount=Decimal(500), findings=("f-1",), gross_negligence=excepted)
        made = caps.scenarios(net, cap, ("f-2",), figures, WORDS)
        assert said in made[-1].text and made[-1].decided_by == ("f-1", "f-2")


def test_a_negative_cap_is_refused() -> None:
    with pytest.raises(KravError, match="negative"):
        CapTerm(amount=Decimal(-1)).limit()


def test_a_clause_that_keeps_a_loss_out_of_the_exclusion_is_cited_for_us() -> None:
    figures = Figures()
    net = figures.make("sum", "nettotab", Decimal(1000))
    direct, excluded, _ = caps.scenarios(net, None, ("f-2",), figures, WORDS, spared=("f-9",))
    assert direct.decided_by == ("f-9",) and "Kontrakten angiver selv" in direct.text
    assert excluded.amount == 0 and excluded.decided_by == ("f-2", "f-9") and "undtagelse" in excluded.text
    plain, _, _ = caps.scenarios(net, None, ("f-2",), figures, WORDS)
    assert "Kontrakten angiver selv" not in plain.text and plain.decided_by == ()


def test_a_limit_that_is_raised_at_gross_negligence_has_a_reading_of_its_own() -> None:
    figures = Figures()
    net = figures.make("sum", "nettotab", Decimal(9000))
    cap = CapTerm(
        amount=Decimal(2000), findings=("f-1",), gross_amount=Decimal(4000), gross_findings=("f-3",),
    )  # fmt: skip
    made = caps.scenarios(net, cap, (), figures, WORDS)
    assert [one.amount for one in made] == [9000, 2000, 4000, 9000]
    assert made[2].decided_by == ("f-3",) and "4.000,00" in made[2].text
    assert "forhøjer kun" in made[3].text


def test_a_limit_nobody_can_reckon_is_never_said_not_to_be_there() -> None:
    figures = Figures()
    net = figures.make("sum", "nettotab", Decimal(9000))
    (only,) = caps.scenarios(net, CapTerm(findings=("f-1",)), (), figures, WORDS)
    assert only.decided_by == ("f-1",) and "ikke kan beregnes" in only.text
    direct, *_ = caps.scenarios(net, CapTerm(findings=("f-1",)), ("f-2",), figures, WORDS)
    assert "f-1" in direct.decided_by and "ikke kan beregnes" in direct.text


def test_what_was_received_comes_off_the_loss_once_and_may_have_used_some_of_the_limit() -> None:
    figures = Figures()
    net, off = (figures.make("sum", name, Decimal(amount)) for name, amount in (("nettotab", 9000), ("forlig", 500)))
    cap = CapTerm(amount=Decimal(2000), findings=("f-1",))
    received = caps.Received(amount=Decimal(500), figures=(off.id,))
    made = caps.scenarios(net, cap, (), figures, WORDS, received=received)
    assert [one.amount for one in made] == [9000, 2000, 1500, 9000]
    assert "500,00" in made[2].text and off.id in figures.get(made[2].figure).figures
    wide = CapTerm(amount=Decimal(20000), findings=("f-1",))  # it takes nothing in either reading
    assert len(caps.scenarios(net, wide, (), figures, WORDS, received=received)) == 3


MONTHS = {
    date(2018, 3, 31): Decimal("18500.00"), date(2018, 11, 30): Decimal("271500.00"),
    date(2019, 1, 31): Decimal("30000.00"), date(2019, 3, 31): Decimal("220000.00"),
}  # fmt: skip


@pytest.mark.parametrize(
    ("begins", "left", "year"),
    [
        # 2018: 290.000 > 240.000; 2019: 250.000 > 240.000.
        (None, "480000.00", "2018"),
        # The year of the agreement: 320.000 to 31 January 2019, 220.000 after it.
        (date(2018, 2, 1), "460000.00", "1. februar 2018 – 31. januar 2019"),
    ],
)
def test_a_limit_for_each_year_is_held_against_the_loss_of_that_year(begins: date | None, left: str, year: str) -> None:
    figures = Figures()
    net = figures.make("sum", "nettotab", Decimal("540000.00"))
    cap = CapTerm(amount=Decimal(240000), findings=("f-1",), years=CapYears(months=MONTHS, others={}, begins=begins))
    (_, capped, _) = caps.scenarios(net, cap, (), figures, WORDS)
    assert capped.amount == Decimal(left) and "gælder for hvert år" in capped.text
    (years,) = figures.get(capped.figure).figures
    assert year in figures.get(years).formula
    received = caps.Received(amount=Decimal(500))
    _, told, _ = caps.scenarios(net, cap, (), figures, WORDS, received=received)
    assert told.amount == capped.amount
    assert "kan have brugt noget af beløbsgrænsen for sit år" in told.text and "for sit år" not in capped.text


def test_a_limit_for_each_year_is_held_against_the_hours_alone_where_the_reimbursement_falls() -> None:
    figures = Figures()
    net = figures.make("sum", "nettotab", Decimal("540000.00"))
    others = figures.make("sum", "timer", Decimal("290000.00"))
    hours = {day: amount for day, amount in MONTHS.items() if day.year == 2018}
    cap = CapTerm(amount=Decimal(240000), findings=("f-1",), years=CapYears(months=MONTHS, others=hours))
    made = {one.name: one.amount for one in caps.scenarios(net, cap, ("f-2",), figures, WORDS, others=others)}
    assert sorted(made.values()) == [Decimal("0.00"), Decimal("240000.00"), Decimal("480000.00"), net.value, net.value]


@pytest.mark.parametrize(
    ("said", "names", "left"),
    [
        # 2018: 290.000 lost and 30.000 of bod claimed, of which the limit of 240.000 less 50.000 paid leaves 190.000;
        # 2019: 250.000 lost, no bod, 240.000; 2020: nothing lost, 12.000 of bod claimed. Beside: 480.000 + 42.000.
        ("inside", ["Direkte tab, med loft"], ["442000.00"]),
        ("beside", ["Direkte tab, med loft"], ["522000.00"]),
        (None, [f"Direkte tab, med loft, bod {where} beløbsgrænsen" for where in ("uden for", "inden for")],
         ["522000.00", "442000.00"]),
    ],
)  # fmt: skip
def test_bod_within_a_limit_for_each_year_uses_that_of_the_year_it_is_of(
    said: Literal["inside", "beside"] | None, names: list[str], left: list[str]
) -> None:
    figures = Figures()
    net = figures.make("sum", "nettotab", Decimal("540000.00"))
    due = figures.make("sum", "bod", Decimal("42000.00"))
    years = CapYears(
        months=MONTHS, others={},
        due={date(2018, 12, 31): Decimal("30000.00"), date(2020, 1, 31): Decimal("12000.00")},
        paid={date(2018, 3, 31): Decimal("50000.00")},
    )  # fmt: skip
    cap = CapTerm(
        amount=Decimal(240000), findings=("f-1",), years=years, bod=said, bod_clause="18.4" if said else "",
        bod_findings=("f-4",) if said else (),
    )  # fmt: skip
    made = caps.scenarios(net, cap, (), figures, WORDS, bod=caps.Penalties(due=due, paid=Decimal(50000)))
    assert [one.name for one in made[1:-1]] == names
    assert [format(one.amount, "f") for one in made[1:-1]] == left
    assert all(("punkt 18.4" in one.text) is bool(said) and ("f-4" in one.decided_by) is bool(said)
               for one in made[1:-1])  # fmt: skip
    assert all(figures.value(one.figure) == one.amount for one in made)


@settings(max_examples=100)
@given(st.lists(st.tuples(st.dates(date(2009, 1, 1), date(2015, 12, 31)), AMOUNT, AMOUNT, AMOUNT), min_size=1),
       AMOUNT, st.none() | st.dates(date(2009, 1, 1), date(2009, 12, 31)))  # fmt: skip
def test_what_limits_of_years_leave_lies_between_one_limit_and_all_of_it(
    lines: list[tuple[date, Decimal, Decimal, Decimal]], amount: Decimal, begins: date | None
) -> None:
    figures = Figures()
    losses, asked, paid = dict[date, Decimal](), dict[date, Decimal](), dict[date, Decimal]()
    for day, *amounts in lines:
        for held, one in zip((losses, asked, paid), amounts, strict=True):
            held[day] = held.get(day, Decimal(0)) + one
    net, bod = (figures.make("sum", "x", sum(one.values(), Decimal(0))) for one in (losses, asked))
    limit = figures.make("sum", "grænse", amount)
    years = CapYears(months=losses, others={}, begins=begins, due=asked, paid=paid)
    within = years.left(net, limit, bod, figures, WORDS, others=False, paid=())
    beside = years.left(net, limit, None, figures, WORDS, others=False)
    used = sum(paid.values(), Decimal(0))
    assert min(max(limit.value - used, Decimal(0)), net.value + bod.value) <= within.value
    assert within.value <= beside.value + bod.value <= net.value + bod.value


def test_a_limit_for_each_year_needs_its_amount() -> None:
    with pytest.raises(ValidationError, match="amount"):
        Case.model_validate(CASE | {"cap": {"per": "year", "bod": "beside", "bod_clause": "5.2"}})
    assert Case.model_validate(CASE | {"cap": {"per": "year", "amount": "240000.00"}}).cap


def test_where_only_the_reimbursement_is_indirect_what_moves_to_the_rest_and_what_speaks_against_it_are_told() -> None:
    figures = Figures()
    net, others = (figures.make(name, name, Decimal(kr)) for name, kr in (("sum", 1000), ("rest", 300)))
    moved = caps.scenarios(net, None, ("f-2",), figures, WORDS, others=others, spared=("f-9",), moved=Decimal(50))
    plainly = caps.scenarios(net, None, ("f-2",), figures, WORDS, others=others)
    told, plain = ({one.name: one.text for one in made} for made in (moved, plainly))
    name = "Refusionen indirekte, resten direkte"
    assert "taler imod" in told[name] and WORDS.kr(Decimal(50)) in told[name]
    assert "taler imod" not in plain[name] and WORDS.kr(Decimal(50)) not in plain[name]
