"""Availability and fix times: small logs a lawyer can count by hand, and what holds for any log."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.availability import Window, fix_times, months

OFFICE = Window.parse("07:00", "18:00", weekdays=True)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


@pytest.mark.parametrize(
    ("window", "start", "end", "minutes"),
    [
        (Window(), "2010-05-03 08:00", "2010-05-03 09:30", 90),
        (Window(), "2010-05-03 23:00", "2010-05-04 01:00", 120),
        (OFFICE, "2010-05-03 06:00", "2010-05-03 08:00", 60),  # a Monday; from 7
        (OFFICE, "2010-05-07 17:00", "2010-05-10 08:00", 120),  # Friday evening to Monday morning
        (OFFICE, "2010-05-13 08:00", "2010-05-13 12:00", 0),  # Ascension Day
        (OFFICE, "2010-05-08 08:00", "2010-05-08 12:00", 0),  # a Saturday
    ],
)
def test_minutes_are_counted_in_the_agreed_time_only(window: Window, start: str, end: str, minutes: int) -> None:
    assert window.minutes(at(start), at(end)) == minutes


def test_a_month_worked_by_hand() -> None:
    # May 2010 has 31 days of 1,440 minutes = 44,640. Down: 600 + 300 = 900. (44,640 − 900) / 44,640 = 97.98 %.
    (may,) = months(
        [(at("2010-05-03 08:00"), at("2010-05-03 18:00")), (at("2010-05-20 10:00"), at("2010-05-20 15:00"))], Window()
    )
    assert (may.agreed, may.down, may.outages, may.percent) == (44640, 900, 2, Decimal("97.98"))


def test_overlapping_outages_are_counted_once() -> None:
    (may,) = months(
        [(at("2010-05-03 08:00"), at("2010-05-03 12:00")), (at("2010-05-03 10:00"), at("2010-05-03 13:00"))], Window()
    )
    assert may.down == 300


def test_an_outage_over_the_turn_of_a_month_is_split() -> None:
    may, june = months([(at("2010-05-31 23:00"), at("2010-06-01 02:00"))], Window())
    assert (may.first, may.down, june.first, june.down) == (date(2010, 5, 1), 60, date(2010, 6, 1), 120)


def test_a_month_without_outages_between_two_is_there() -> None:
    measured = months(
        [(at("2010-05-03 08:00"), at("2010-05-03 09:00")), (at("2010-07-03 08:00"), at("2010-07-03 09:00"))], Window()
    )
    assert [m.down for m in measured] == [60, 0, 60]


def test_fix_times_count_what_exceeds_the_limit() -> None:
    cases = [(at("2010-05-03 08:00"), at("2010-05-03 12:00")), (at("2010-05-03 08:00"), at("2010-05-03 12:01"))]
    found = fix_times(cases, 240, OFFICE)
    assert (found.cases, found.exceeded, found.longest) == (2, 1, 241)


moments = st.datetimes(min_value=datetime(2010, 1, 1), max_value=datetime(2010, 6, 30)).map(
    lambda d: d.replace(second=0, microsecond=0)
)
outages = st.lists(
    st.tuples(moments, st.integers(0, 4000)).map(lambda p: (p[0], p[0] + timedelta(minutes=p[1]))), max_size=8
)


@given(outages)
def test_no_month_is_down_longer_than_it_is_long(spans: list[tuple[datetime, datetime]]) -> None:
    for month in months(spans, OFFICE):
        assert 0 <= month.down <= month.agreed
        assert 0 <= month.percent <= 100


@given(moments, st.integers(0, 3000), st.integers(0, 3000))
def test_time_adds_up_over_any_cut(start: datetime, first: int, second: int) -> None:
    middle, end = start + timedelta(minutes=first), start + timedelta(minutes=first + second)
    assert OFFICE.minutes(start, middle) + OFFICE.minutes(middle, end) == OFFICE.minutes(start, end)


def test_an_outage_that_ends_before_it_begins_is_none() -> None:
    backwards = (at("2010-05-03 12:00"), at("2010-05-03 08:00"))
    assert months([backwards], Window()) == []
    (may,) = months([backwards, (at("2010-05-04 08:00"), at("2010-05-04 09:00"))], Window())
    assert (may.down, may.outages) == (60, 1)
    assert fix_times([backwards], 240, OFFICE).cases == 0
