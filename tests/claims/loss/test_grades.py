"""What arose after interest on the rest had begun to run carries interest from its own day, and holds nothing back."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.figures import Figures
from claims.loss import alternatives, grades, interest
from claims.loss.interest import InterestTerms
from claims.model import LossItem
from templates.words import Words
from tests.claims.loss.outlays import head

WORDS = Words("da")
FIRST, LATE, FILED, UNTIL = date(2015, 6, 30), date(2015, 12, 31), date(2015, 9, 1), date(2016, 6, 30)


def losses() -> list[LossItem]:
    rows = [(date(2015, 6, 1), FIRST, "100000.00"), (date(2015, 12, 1), LATE, "120000.00")]
    return [head(rows), head([(FIRST, FIRST, "50000.00")], name="lost_time")]


def test_one_late_invoice_does_not_hold_back_interest_on_what_was_lost_before_it() -> None:
    figures = Figures()
    net = figures.make("sum", "krav", Decimal(270000))
    terms = InterestTerms(filed=FILED)
    first, at, (late,) = grades.parted(net, losses(), terms, figures, WORDS)
    early = interest.compute(first, at, UNTIL, figures=figures, words=WORDS)
    after = interest.compute(late[0], late[1], UNTIL, figures=figures, words=WORDS)
    # By hand at 8,05 per cent: 150.000 for 122/365 and 182/366; 120.000 from the last of the year, 1/365 and 182/366.
    assert (early.principal, early.start, early.total) == (Decimal(150000), FILED, Decimal("10040.54"))
    assert (after.principal, after.start, after.total) == (Decimal(120000), LATE, Decimal("4830.07"))
    shown = alternatives.beside(early, net, losses(), at, figures=figures, words=WORDS)
    assert [(part.title, part.principal) for part in shown.parts] == [
        ("extra_cost", Decimal(100000)), ("lost_time", Decimal(50000)),
    ]  # fmt: skip
    (chosen,) = [one for one in shown.alternatives if one.chosen]
    assert (chosen.start, chosen.total) == (FILED, early.total + after.total)
    assert any(one.chosen and chosen.total in (one.first_counted, one.first_left_out) for one in shown.conventions)


def test_where_a_day_was_agreed_all_of_it_falls_due_then() -> None:
    figures = Figures()
    net = figures.make("sum", "krav", Decimal(270000))
    first, at, late = grades.parted(net, losses(), InterestTerms(due=FILED), figures, WORDS)
    assert (first, at.arose, late) == (net, LATE, [])


def test_many_later_months_are_put_together_by_year_and_never_after_the_last_loss() -> None:
    rows = [(date(2016 + month // 12, month % 12 + 1, 5),) * 2 + ("100.00",) for month in range(18)]
    found = grades.later([head([(a, b, c) for a, b, c in rows])], date(2015, 12, 31))
    assert {day: sum(heads.values()) for day, heads in found.items()} == {
        date(2016, 12, 31): Decimal("1200.00"), date(2017, 6, 5): Decimal("600.00"),
    }  # fmt: skip


DAYS = st.dates(date(2014, 1, 1), date(2017, 12, 31))


@given(st.lists(st.tuples(DAYS, st.integers(1, 10**6)), min_size=1, max_size=20), DAYS, st.integers(0, 10**6))
def test_the_parts_of_a_claim_are_all_of_it(rows: list[tuple[date, int]], start: date, net: int) -> None:
    one = head([(day, day, f"{cents / 100:.2f}") for day, cents in rows], net=f"{net / 100:.2f}")
    figures = Figures()
    whole = figures.make("sum", "krav", one.net)
    first, _, late = grades.parted(whole, [one], InterestTerms(filed=start), figures, WORDS)
    assert first.value + sum((of.value for of, _ in late), Decimal(0)) == one.net
    assert all(at.arose and start < at.arose <= max(day for day, _ in rows) for _, at in late)


@pytest.mark.parametrize("start", [date(2015, 1, 1), date(2015, 12, 30)])
def test_a_claim_all_of_which_arose_later_begins_with_the_first_of_it(start: date) -> None:
    figures = Figures()
    net = figures.make("sum", "krav", Decimal(120000))
    late = [head([(LATE, LATE, "120000.00")])]
    first, at, rest = grades.parted(net, late, InterestTerms(filed=start), figures, WORDS)
    assert (first.value, interest.start_day(at).day, rest) == (Decimal(120000), LATE, [])
