"""Limitation: the dates of the act, one by one, and what interrupts them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims import daysoff, limitation
from claims.figures import Figures
from claims.limitation import Event
from claims.model import Limitation
from evidence.errors import KravError
from templates.words import Words
from tests.claims.worked import case_name, worked

WORDS = Words("da")


def record(
    start: date, *, knowledge: date | None = None, as_of: date = date(2012, 6, 29), events: Any = ()
) -> Limitation:
    return limitation.record("b-1", "Levering", start, "fristen", knowledge, events, as_of, WORDS, Figures())


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
