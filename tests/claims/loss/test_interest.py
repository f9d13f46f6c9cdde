"""Interest: published vectors, own computations, the traps, and what must hold of any claim."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims import lawtables
from claims.figures import Figures, ore
from claims.lawtables import Confirmation, table
from claims.loss import interest
from claims.loss.interest import InterestTerms, Stretch
from claims.model import Interest
from evidence.errors import KravError
from templates.words import Words
from tests.claims.worked import case_name, worked

WORDS = Words("da")


def compute(principal: str, terms: InterestTerms, until: date, **more: Any) -> Interest:
    figures = Figures()
    figure = figures.make("sum", "hovedstol", Decimal(principal))
    return interest.compute(figure, terms, until, figures=figures, words=WORDS, **more)


@pytest.mark.parametrize("case", worked("interest"), ids=case_name)
def test_worked_case(case: Any) -> None:
    given = case["given"]
    if "day" in given:
        (part,) = interest.stretches(given["day"], given["day"], due=given["day"], count="both")
        assert part.rate == Decimal(case["rate"])
        return
    if "reference" in given:
        exact = Fraction(given["principal"]) * synthetic(given)
        if "exact" in case:
            assert abs(exact - Fraction(case["exact"])) < Fraction(1, 10**15)
        assert "total" not in case or format(ore(exact), "f") == case["total"]
        return
    terms = InterestTerms(start=given["from"], arose=given["due"], convention=given["convention"], count=given["count"])
    if "refused" in case:
        with pytest.raises(getattr(lawtables, case["refused"])) as refused:
            compute(given["principal"], terms, given["until"])
        assert refused.value.advice.text and refused.value.exit_code == 1
        return
    made = compute(given["principal"], terms, given["until"])
    if "rows" in case:
        assert [format(row.amount, "f") for row in made.rows] == case["rows"]
    if "addition" in case:
        assert {row.addition for row in made.rows if row.days} == {Decimal(case["addition"])}
    if "additions" in case:
        assert [format(row.addition, "f") for row in made.rows if row.days] == case["additions"]
    if "total" in case:
        assert format(made.total, "f") == case["total"]
    assert sum(row.amount for row in made.rows) == made.total


def synthetic(given: Any) -> Fraction:
    """Interest on one krone at a rate that is in no table."""
    reference, addition = Decimal(given["reference"]), Decimal(given["addition"])
    days = interest.day_counts(given["from"], given["until"], convention=given["convention"], count=given["count"])
    parts = [
        Stretch(start=a, end=b, days=n, divisor=d, reference=reference, addition=addition) for a, b, n, d in days
    ]
    return sum((part.exact(Decimal(1)) for part in parts), Fraction(0))


@pytest.mark.parametrize(
    ("terms", "start", "rule"),
    [
        # The defence of the default: the later of the three days of § 3, stk. 2-3, but never after the writ.
        (
            InterestTerms(
                request_sent=date(2011, 10, 3),
                request_received=date(2011, 10, 4),
                particulars=date(2011, 10, 3),
                filed=date(2012, 3, 1),
            ),
            date(2011, 11, 2),
            "§ 3, stk. ",
        ),
        (
            InterestTerms(
                request_sent=date(2011, 10, 3),
                request_received=date(2011, 12, 24),
                particulars=date(2011, 10, 3),
            ),
            date(2011, 12, 24),
            "§ 3, stk. 2",
        ),
        (
            InterestTerms(request_sent=date(2011, 10, 3), particulars=date(2012, 2, 20), filed=date(2012, 3, 1)),
            date(2012, 3, 1),
            "§ 3, stk. 4",
        ),
        (InterestTerms(request_sent=date(2011, 10, 3), filed=date(2012, 3, 1)), date(2012, 3, 1), "§ 3, stk. 4"),
        (InterestTerms(request_received=date(2011, 10, 3)), date(2011, 11, 2), "§ 3, stk. 2"),
        (InterestTerms(due=date(2011, 1, 1), filed=date(2012, 3, 1)), date(2011, 1, 1), "§ 3, stk. 1"),
        (InterestTerms(filed=date(2011, 3, 1), arose=date(2011, 6, 30)), date(2011, 6, 30), "§ 3, stk. 4"),
    ],
)
def test_interest_starts_by_the_rule_it_names(terms: InterestTerms, start: date, rule: str) -> None:
    found = interest.start_day(terms)
    assert found.day == start
    assert rule in str(found.why)


def test_no_day_to_start_from_is_refused_with_the_keys_to_give() -> None:
    with pytest.raises(KravError, match="filed"):
        interest.start_day(InterestTerms())


def test_the_day_of_the_writ_counts_and_a_due_day_does_not() -> None:
    writ = compute("100000", InterestTerms(filed=date(2012, 3, 1)), date(2012, 3, 31))
    due = compute("100000", InterestTerms(due=date(2012, 3, 1)), date(2012, 3, 31))
    assert (sum(row.days for row in writ.rows), sum(row.days for row in due.rows)) == (31, 30)
    assert "1. marts 2012" in writ.pleading and "til betaling sker" in writ.pleading


def test_a_loss_of_2011_keeps_seven_points_though_the_writ_came_in_2014() -> None:
    made = compute("100000", InterestTerms(filed=date(2014, 1, 2), arose=date(2011, 6, 30)), date(2014, 6, 30))
    assert {row.rate for row in made.rows} == {Decimal("7.20")}


def test_a_recalled_half_year_is_used_once_somebody_answers_for_it() -> None:
    answer = Confirmation(
        table="renteloven.referencesats", row=date(2004, 7, 1), by="Advokat N.N.", source="Nationalbankens tabel"
    )
    parts = interest.stretches(date(2004, 8, 1), date(2004, 8, 2), due=date(2004, 8, 1), confirmed=[answer])
    assert parts[0].rate == Decimal("9.15")


def test_figures_of_interest_lead_back_to_principal_and_law() -> None:
    figures = Figures()
    principal = figures.make("sum", "hovedstol", Decimal("100000"))
    made = interest.compute(
        principal, InterestTerms(filed=date(2010, 6, 1)), date(2010, 12, 31), figures=figures, words=WORDS
    )
    tree = figures.tree(made.figure)
    assert tree.figure.value == made.total == sum(child.figure.value for child in tree.made_from)
    assert {grand.figure.id for child in tree.made_from for grand in child.made_from} == {principal.id}
    assert {row.id for child in tree.made_from for row in child.law} >= {
        "renteloven.referencesats#2010-01-01",
        "renteloven.referencesats#2010-07-01",
        "renteloven.tillaeg#2002-08-01",
    }


days = st.dates(date(2005, 1, 1), date(2026, 6, 30))


@given(days, st.integers(1, 900), st.integers(1, 900), st.sampled_from(["actual/actual", "actual/365", "30E/360"]))
def test_interest_over_two_adjoining_spans_is_interest_over_the_whole(
    start: date, first: int, second: int, convention: str
) -> None:
    end = date(2026, 12, 31)
    middle = min(start + timedelta(days=first), end)
    last = min(middle + timedelta(days=second), end)

    def exact(a: date, b: date) -> Fraction:
        parts = interest.stretches(a, b, due=date(2010, 1, 1), convention=convention, count="last")
        return sum((part.exact(Decimal(1)) for part in parts), Fraction(0))

    if convention == "30E/360" and table("renteloven.referencesats").on(middle) != table("renteloven.referencesats").on(
        max(start, middle - timedelta(days=1))
    ):
        return  # a 30-day count from date to date gives the day a half-year opens to whichever span it ends in
    assert exact(start, middle) + exact(middle, last) == exact(start, last)


@given(
    days,
    st.integers(0, 1500),
    st.decimals(1, 10**8, places=2),
    st.sampled_from(interest.CONVENTIONS),
    st.sampled_from(interest.COUNTS),
)
def test_printed_rows_add_up_to_the_printed_total(
    start: date, length: int, principal: Decimal, convention: str, count: str
) -> None:
    until = min(start + timedelta(days=length), date(2026, 12, 31))
    terms = InterestTerms(start=start, convention=convention, count=count)
    made = compute(str(principal), terms, until)
    assert sum((row.amount for row in made.rows), Decimal(0)) == made.total
    if convention.startswith("actual"):
        assert sum(row.days for row in made.rows) == (until - start).days + (count == "both")


def test_a_request_received_before_it_was_sent_is_refused_with_both_keys() -> None:
    with pytest.raises(KravError, match=r"request_received.*request_sent"):
        interest.start_day(InterestTerms(request_sent=date(2011, 10, 3), request_received=date(2011, 10, 2)))


def test_a_negative_principal_is_refused() -> None:
    with pytest.raises(KravError, match="negative"):
        compute("-1", InterestTerms(filed=date(2012, 3, 1)), date(2012, 3, 31))


def test_before_the_day_interest_begins_there_is_none_and_it_says_so() -> None:
    made = compute("100000", InterestTerms(start=date(2012, 5, 1), arose=date(2012, 5, 1)), date(2012, 4, 30))
    assert made.total == 0 and not made.rows
    assert "Renten er ikke begyndt at løbe den 30. april 2012." in made.notes


@pytest.mark.parametrize(("convention", "count"), [("actual/364", "both"), ("30/360", "first")])
def test_a_way_to_count_days_that_nobody_knows_is_refused(convention: str, count: str) -> None:
    with pytest.raises(KravError, match=r"«(?:actual/364|first)»"):
        list(interest.day_counts(date(2012, 1, 1), date(2012, 6, 30), convention=convention, count=count))


def test_it_is_told_what_is_assumed_where_nobody_says_when_the_loss_was_documented() -> None:
    (told,) = interest.start_day(InterestTerms(request_received=date(2011, 10, 3))).notes
    assert "It is assumed that the request" in told.text


def test_no_interest_runs_in_a_time_the_payee_stood_in_the_way_until_the_end() -> None:
    runs = interest._runs(date(2011, 1, 1), date(2011, 6, 30), "last", [(date(2011, 3, 1), date(2011, 7, 31))])
    assert list(runs) == [(date(2011, 1, 1), date(2011, 2, 28), "last")]
