"""The other days interest can run from, the other counts of days, and time that is left out."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.figures import Figures
from claims.loss import alternatives, grades, interest
from claims.loss.interest import InterestTerms
from claims.model import Interest, LossItem
from templates.words import Words
from tests.claims.loss.outlays import head
from tests.claims.worked import case_name, worked

WORDS = Words("da")
UNTIL = date(2025, 12, 31)


def beside(losses: list[LossItem], until: date = UNTIL, **days: Any) -> Interest:
    figures = Figures()
    principal = figures.make("sum", "krav", sum((loss.net for loss in losses), Decimal(0)))
    arose = max(line.end for loss in losses for line in loss.outlays)
    terms = InterestTerms(arose=arose, **days)
    made = interest.compute(principal, terms, until, figures=figures, words=WORDS)
    made = alternatives.beside(made, principal, losses, terms, figures=figures, words=WORDS)
    for one in made.alternatives:
        assert one.figure is None or figures.value(one.figure) == one.total
    return made


@pytest.mark.parametrize("case", worked("interest_days"), ids=case_name)
def test_worked_case(case: Any) -> None:
    obstructed = tuple((first, last) for first, last in case.get("obstructed", ()))
    made = beside([head([tuple(one) for one in case["loss"]])], obstructed=obstructed, **case["given"])
    days = {one.rule: (one.start, format(one.total, "f")) for one in made.alternatives if one.total and one.start}
    for rule, (start, total) in case.get("alternatives", {}).items():
        assert days[rule] == (start, total)
    if "chosen" in case:
        (chosen,) = [one for one in made.alternatives if one.chosen]
        assert (chosen.rule, chosen.total) == (case["chosen"], made.total)
    if "monthly" in case:
        (monthly,) = [one for one in made.alternatives if one.start is None]
        assert format(monthly.total or 0, "f") == case["monthly"]
    if "middle" in case:
        assert days["§ 3, stk. 5"][0] == case["middle"]


def test_each_months_loss_keeps_the_add_on_of_its_own_day() -> None:
    """A loss of February 2013 keeps 7 points, one of March has 8, whatever the last day was."""
    rows = [(date(2013, 2, 1), date(2013, 2, 28), "1000"), (date(2013, 3, 1), date(2013, 3, 31), "1000")]
    made = beside([head(rows)], until=date(2013, 12, 31), filed=date(2013, 9, 1))
    (monthly,) = [one for one in made.alternatives if one.start is None]
    each = 1000 * (Decimal("7.20") * 306 + Decimal("8.20") * 275) / 36500
    assert monthly.total == each.quantize(Decimal("0.01"))


def test_where_a_rate_is_not_checked_the_alternative_says_so_and_the_rest_stands() -> None:
    rows = [(date(2003, 1, 1), date(2003, 12, 31), "1000")]
    made = beside([head(rows)], until=date(2012, 1, 1), filed=date(2011, 1, 1))
    (middle,) = [one for one in made.alternatives if one.rule == "§ 3, stk. 5"]
    assert middle.total is None and middle.figure is None and middle.note
    assert made.total > 0
    # Nor has the loss of each month a rate from the end of its own.
    rows = [(date(2003, 1, 1), date(2003, 1, 31), "1000"), (date(2011, 2, 1), date(2011, 2, 28), "1000")]
    made = beside([head(rows)], until=date(2012, 1, 1), filed=date(2011, 3, 1))
    (monthly,) = [one for one in made.alternatives if one.start is None]
    assert monthly.total is None and monthly.figure is None and "1. januar 2003" in monthly.note
    assert made.total > 0


def test_every_count_of_days_is_shown_and_the_one_reckoned_with_is_the_total() -> None:
    rows = [(date(2024, 1, 1), date(2024, 12, 31), "100000")]
    made = beside([head(rows)], filed=date(2025, 1, 1), until=date(2025, 7, 1))
    shown = {(format(one.first_left_out, "f"), format(one.first_counted, "f")) for one in made.conventions}
    assert len(made.conventions) == 4 and ("5328.08", "5357.53") in shown  # vectors A and R7
    (chosen,) = [one for one in made.conventions if one.chosen]
    assert chosen.first_counted == made.total  # the day of the writ counts


def test_the_heads_share_the_interest_to_the_last_ore() -> None:
    rows = [(date(2024, 1, 1), date(2024, 12, 31), "333.33")]
    losses = [head(rows, name="a"), head(rows, name="b"), head(rows, name="c")]
    made = beside(losses, filed=date(2025, 3, 3))
    assert [one.title for one in made.parts] == ["a", "b", "c"]
    assert sum(one.amount for one in made.parts) == made.total
    assert not beside(losses[:1], filed=date(2025, 3, 3)).parts


AMOUNTS = st.lists(st.integers(1, 10**7).map(lambda cents: Decimal(cents) / 100), min_size=1, max_size=6)


@given(AMOUNTS, st.integers(0, 100))
def test_the_months_add_up_to_the_net_loss(amounts: list[Decimal], percent: int) -> None:
    starts = [date(2010, 1, 15) + timedelta(days=40 * n) for n in range(len(amounts))]
    rows = [(day, day + timedelta(days=20), str(one)) for day, one in zip(starts, amounts, strict=True)]
    net = (sum(amounts, Decimal(0)) * percent / 100).quantize(Decimal("0.01"))
    months = grades.by_month([head(rows, net=str(net))])
    assert sum(months.values()) == net and all(one >= 0 for one in months.values())


DAYS = st.integers(0, 700).map(lambda n: date(2010, 1, 1) + timedelta(days=n))


@given(DAYS, st.lists(st.tuples(DAYS, st.integers(0, 60)), max_size=3), st.sampled_from(("both", "last")))
def test_obstructed_days_and_no_others_are_left_out(start: date, given: list[tuple[date, int]], count: str) -> None:
    until = date(2011, 12, 31)
    obstructed = [(first, first + timedelta(days=days)) for first, days in given]
    parts = interest.stretches(start, until, due=start, count=count, obstructed=obstructed)
    first = start if count == "both" else start + timedelta(days=1)
    running = {first + timedelta(days=n) for n in range((until - first).days + 1)}
    kept = {day for day in running if not any(a <= day <= b for a, b in obstructed)}
    covered = [part.start + timedelta(days=n) for part in parts for n in range(part.days)]
    assert sorted(covered) == sorted(kept)


def test_what_arose_before_the_eight_points_is_told_with_seven() -> None:
    """10.000 of January 2013 and 20.000 of June 2013; a year of interest from 1 July 2014: one point of 10.000 less."""
    lost = [(date(2013, 1, 1), date(2013, 1, 31), "10000.00"), (date(2013, 6, 1), date(2013, 6, 30), "20000.00")]
    made = beside([head(lost)], until=date(2015, 6, 30), filed=date(2014, 6, 30), count="last")
    (seven,) = [one for one in made.alternatives if one.rule == "§ 5, stk. 1"]
    assert seven.total is not None and made.total - seven.total == Decimal("100.00")
    assert "10.000,00 kr." in seven.why
    early = beside([head(lost[:1])], until=date(2015, 6, 30), filed=date(2014, 6, 30))
    late = beside([head(lost[1:])], until=date(2015, 6, 30), filed=date(2014, 6, 30))
    assert not [one for one in late.alternatives if one.rule == "§ 5, stk. 1"]
    # All of it arose before, and was asked for after: 10.000 × 8,20 % × 366/365 = 822,25 against 721,97 at seven.
    (eight,) = [one for one in early.alternatives if one.rule == "§ 5, stk. 1"]
    assert (eight.total, early.total) == (Decimal("822.25"), Decimal("721.97"))


def test_an_agreed_day_and_a_claim_that_arose_all_of_it_later_have_their_alternatives() -> None:
    rows = [(date(2012, 5, 1), date(2012, 5, 31), "1000"), (date(2012, 6, 1), date(2012, 6, 30), "500")]
    agreed = beside([head(rows)], due=date(2011, 1, 1), filed=date(2013, 1, 1))
    assert ("§ 3, stk. 1", date(2011, 1, 1)) in [(one.rule, one.start) for one in agreed.alternatives]
    early = beside([head(rows)], filed=date(2012, 1, 1), request_sent=date(2013, 1, 1))
    (filed,) = [one for one in early.alternatives if one.rule == "§ 3, stk. 4"]
    assert filed.start == date(2012, 5, 31), "no interest before the first of it arose"
    later = beside([head(rows)], filed=date(2012, 7, 1), request_sent=date(2013, 1, 1))
    (after,) = [one for one in later.alternatives if one.rule == "§ 3, stk. 4"]
    assert filed.total and after.total and filed.total > after.total  # each month from its own end


def test_where_bod_has_met_all_that_had_arisen_interest_begins_with_what_is_left() -> None:
    """1.000 of March met by bod, 500 of June left: the writ of April stood as its first day."""
    rows = [(date(2012, 3, 1), date(2012, 3, 31), "1000"), (date(2012, 6, 1), date(2012, 6, 30), "500")]
    met = head(rows, "500").model_copy(
        update={"left": ((date(2012, 3, 31), Decimal(0)), (date(2012, 6, 30), Decimal(500)))}
    )
    given: dict[str, date] = {"filed": date(2012, 4, 10), "request_sent": date(2012, 8, 1)}
    made, june = beside([met], **given), beside([head(rows[1:])], **given)
    for one, other in zip(made.alternatives[:2], june.alternatives[:2], strict=True):
        assert (one.rule, one.start, one.total) == (other.rule, other.start, other.total)
    (filed,) = [one for one in made.alternatives if one.rule == "§ 3, stk. 4"]
    assert filed.start == date(2012, 6, 30) and made.total == june.total


def test_a_loss_of_no_rows_has_no_middle() -> None:
    figures = Figures()
    principal = figures.make("sum", "krav", Decimal(100))
    whole = head([], "100")
    terms = InterestTerms(filed=date(2012, 1, 1))
    made = interest.compute(principal, terms, UNTIL, figures=figures, words=WORDS)
    made = alternatives.beside(made, principal, [whole], terms, figures=figures, words=WORDS)
    assert "§ 3, stk. 5" not in {one.rule for one in made.alternatives}
