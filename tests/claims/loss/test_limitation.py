"""Limitation: the dates of the act, one by one, and what interrupts them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims import daysoff
from claims.figures import Figures
from claims.loss import limitation
from claims.loss.limitation import Event
from claims.model import Limitation
from evidence.errors import KravError
from templates.words import Words
from tests.claims.worked import case_name, worked

WORDS = Words("da")


def record(
    start: date, *, knowledge: date | None = None, as_of: date = date(2012, 6, 29), events: Any = (),
    incidents: Any = (),
) -> Limitation:  # fmt: skip
    return limitation.record("b-1", "Levering", start, "fristen", knowledge, events, as_of, WORDS, Figures(), incidents)


@pytest.mark.parametrize("case", worked("limitation"), ids=case_name)
def test_worked_case(case: Any) -> None:
    given = case["given"]
    made = record(
        given["breach"],
        knowledge=given.get("knowledge"),
        as_of=given.get("as_of", date(2012, 6, 29)),
        events=[Event(**event) for event in given.get("events", [])],
    )
    assert made.earliest == case["expires"]
    for field in ("latest", "days_left", "interrupted"):
        if field in case:
            assert getattr(made, field) == case[field]
    assert made.latest >= made.earliest
    assert made.steps and all(step.strip() for step in made.steps)
    assert "foraeldelsesloven.frister#almindelig/-" in made.law


def test_days_left_are_counted_from_the_given_day_and_go_below_zero() -> None:
    assert record(date(2010, 5, 3), as_of=date(2013, 5, 1)).days_left == 2
    assert record(date(2010, 5, 3), as_of=date(2013, 5, 5)).days_left == -2


def test_the_steps_say_why_a_day_was_moved() -> None:
    (step, _) = record(date(2010, 4, 26)).steps
    assert "store bededag" in step and "29. april 2013" in step and "§ 3, stk. 1" in step


def test_steps_that_decide_nothing_are_the_same_of_every_claim_so_that_they_are_printed_once() -> None:
    """Ten years from the breach and an agreement that ends too early stood under each of ten claims with their days."""
    pause = (Event(kind="agreement", day=date(2011, 5, 10), until=date(2011, 9, 30)),)
    first, second = (
        record(day, knowledge=date(2011, 2, 15), events=pause).steps for day in (date(2010, 5, 3), date(2010, 8, 3))
    )
    assert [one for one in first if one not in second] == [first[0]]
    assert any(one.startswith("Ti år fra misligholdelsen udløber senere") and "§ 3, stk. 3" in one for one in first)
    late = record(date(2010, 5, 3), knowledge=date(2019, 5, 3), as_of=date(2019, 6, 3)).steps
    assert any("4. maj 2020" in one and one.startswith("Højst ti år") for one in late)  # here it decides


def test_a_day_after_the_calendar_was_checked_is_said_to_be_so() -> None:
    assert any("kontrolleret" in step for step in record(date(2026, 5, 4), as_of=date(2026, 6, 1)).steps)


def test_an_event_of_an_unknown_kind_or_an_agreement_without_end_is_refused() -> None:
    with pytest.raises(KravError, match="reminder"):
        record(date(2010, 5, 3), events=[Event(kind="reminder", day=date(2011, 1, 3))])
    with pytest.raises(KravError, match="until"):
        record(date(2010, 5, 3), events=[Event(kind="agreement", day=date(2011, 1, 3))])


@given(st.dates(date(2008, 1, 1), date(2035, 12, 31)))
def test_no_period_ends_on_a_day_off_or_before_its_day(start: date) -> None:
    end = limitation.expiry(start)
    assert not daysoff.day_off(end)
    assert 0 <= (end - limitation.years_after(start, 3)).days <= 6


def test_an_agreement_that_may_be_ended_says_so_and_until_when_it_is_counted() -> None:
    agreement = Event(kind="agreement", day=date(2012, 5, 10), until=date(2013, 9, 30), notice_months=3)
    made = record(date(2009, 5, 18), as_of=date(2012, 8, 31), events=[agreement])
    said = "\n".join(made.steps)
    assert "30. september 2013" in said and "3 måneders varsel" in said and "30. november 2012" in said
    assert (made.earliest, made.latest) == (date(2012, 11, 30), date(2013, 9, 30))


def test_notice_ends_the_time_that_stands_still_and_the_rest_runs_on_from_there() -> None:
    still = Event(kind="agreement", day=date(2012, 5, 10), until=date(2013, 9, 30), stands_still=True, notice_months=3)
    made = record(date(2009, 5, 18), as_of=date(2012, 8, 31), events=[still])
    said = "\n".join(made.steps)
    # 18.5.2012 was eight days on, the tenth counted with: 205 days to 30.11.2012, 509 to 30.9.2013.
    assert "205 dage" in said and "509 dage" in said and "9 dage" in said
    assert (made.earliest, made.latest) == (date(2012, 12, 10), date(2013, 10, 9))


@pytest.mark.parametrize(
    ("event", "said"),
    [
        (Event(kind="agreement", day=date(2012, 5, 10), until=date(2012, 5, 9)), "until"),
        (Event(kind="agreement", day=date(2012, 5, 10), until=date(2013, 5, 9), notice_months=-1), "notice_months"),
        (Event(kind="writ", day=date(2012, 5, 10), notice_months=3), "notice_months"),
        (Event(kind="writ", day=date(2012, 5, 10), stands_still=True), "stands_still"),
        (Event(kind="negotiations_ended", day=date(2012, 5, 10), began=date(2012, 5, 11)), "before it began"),
    ],
)
def test_days_of_an_event_that_cannot_be_right_are_refused(event: Event, said: str) -> None:
    with pytest.raises(KravError, match=said):
        record(date(2010, 5, 3), events=[event])


def test_knowledge_after_the_day_of_the_claim_is_left_out_and_said_to_be() -> None:
    made = record(date(2010, 5, 3), knowledge=date(2013, 1, 2), as_of=date(2012, 6, 29))
    assert made.latest == made.earliest
    assert any("knowledge" in step and "2. januar 2013" in step for step in made.steps)


@given(st.dates(date(2009, 1, 1), date(2012, 1, 1)), st.integers(0, 30))
def test_notice_only_ever_makes_the_earliest_day_earlier_and_never_earlier_than_without_the_agreement(
    start: date, months: int
) -> None:
    def earliest(*events: Event) -> date:
        return record(start, as_of=date(2012, 1, 3), events=events).earliest

    until, day = date(2013, 9, 30), date(2012, 1, 2)
    plain = earliest(Event(kind="agreement", day=day, until=until))
    noticed = earliest(Event(kind="agreement", day=day, until=until, notice_months=months))
    assert earliest() <= noticed <= plain


def test_an_event_about_other_claims_moves_nothing_and_says_so() -> None:
    other = Event(kind="agreement", day=date(2011, 5, 2), until=date(2020, 1, 1), elsewhere=True)
    made = record(date(2009, 3, 2), events=[other])
    assert (made.earliest, made.latest) == (date(2012, 3, 2), date(2012, 3, 2))
    assert any("andre krav end dette" in step for step in made.steps)


def test_what_later_incidents_cost_lapses_later_and_the_page_says_how_many_had_lapsed() -> None:
    days = [date(2009, 3, 2), date(2009, 6, 30), date(2010, 9, 1)]
    (told,) = [step for step in record(days[0], incidents=days).steps if "egen dag" in step]
    # 2.3.2012 lies before 29.6.2012; 30.6.2009 + three years is a Saturday, so 2.7.2012; 1.9.2013 is a Sunday.
    assert "1. september 2010" in told and "2. september 2013" in told and "1 af 3" in told
    assert not any("egen dag" in step for step in record(days[0], incidents=days[:1]).steps)


def test_once_the_writ_is_filed_nothing_later_ends_the_interruption() -> None:
    writ = Event(kind="writ", day=date(2011, 5, 2))
    later = Event(kind="acknowledgement", day=date(2012, 1, 2))
    alone, both = (record(date(2010, 5, 3), events=events) for events in ([writ], [writ, later]))
    assert both.interrupted and (both.earliest, both.latest) == (alone.earliest, alone.latest)
