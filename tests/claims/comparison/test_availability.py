"""Availability and fix times: small logs a lawyer can count by hand, and what holds for any log."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.comparison.availability import Outage, Terms, Window, fix_times, minutes_between, months

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


def test_fix_times_count_what_exceeds_the_limit() -> None:
    cases = [(at("2010-05-03 08:00"), at("2010-05-03 12:00")), (at("2010-05-03 08:00"), at("2010-05-03 12:01"))]
    found = fix_times(cases, 240, OFFICE)
    assert (found.cases, found.exceeded, found.longest) == (2, 1, 241)


moments = st.datetimes(min_value=datetime(2010, 1, 1), max_value=datetime(2010, 6, 30)).map(
    lambda d: d.replace(second=0, microsecond=0)
)
lengths = st.integers(0, 4000).map(lambda n: timedelta(minutes=n))


@st.composite
def outages(draw: st.DrawFn) -> Outage:
    start = draw(moments)
    return Outage(
        start=start,
        end=start + draw(lengths),
        name=str(draw(st.integers(0, 99))),
        weight=Decimal(draw(st.sampled_from(["100", "50", "33.33"]))),
        cause=draw(st.sampled_from(["", "", "portal"])),
        counts_from=draw(st.none() | lengths.map(lambda late: start + late)),
    )


@st.composite
def definitions(draw: st.DrawFn) -> Terms:
    begins = draw(moments)
    return Terms(
        window=draw(st.sampled_from([OFFICE, Window(), Window.parse("22:00", "06:00", weekdays=False)])),
        standing=draw(st.sampled_from([(), (Window(hours=(None,) * 5 + ((360, 720), None)),)])),
        maintenance=((begins, begins + draw(lengths), "new version"),),
        allowance=draw(st.sampled_from([None, 120])),
        less=draw(st.booleans()),
    )


logs = st.lists(outages(), max_size=8)
HALF_YEAR = (date(2010, 1, 1), date(2010, 7, 31))


@settings(max_examples=60)
@given(logs, definitions())
def test_no_month_is_down_longer_than_it_is_long(rows: list[Outage], terms: Terms) -> None:
    for month in months(rows, terms, HALF_YEAR):
        assert 0 <= month.down <= month.raw <= month.clock
        assert month.down <= month.agreed <= month.hours
        assert 0 <= month.percent <= 100


@settings(max_examples=60)
@given(logs, definitions())
def test_every_minute_down_counts_or_is_excepted_for_one_reason(rows: list[Outage], terms: Terms) -> None:
    for month in months(rows, terms, HALF_YEAR):
        assert month.clock == month.down + sum(part.minutes for part in month.excepted)
        first = datetime.combine(month.first, datetime.min.time())
        whole = minutes_between(first, datetime.combine((month.first + timedelta(32)).replace(day=1), first.time()))
        assert month.clock <= whole


@settings(max_examples=60)
@given(logs, definitions(), st.randoms(use_true_random=False))
def test_the_same_outage_twice_and_in_another_order_changes_nothing(
    rows: list[Outage], terms: Terms, chance: Random
) -> None:
    again = [*rows, *rows]
    chance.shuffle(again)
    for one, other in zip(months(rows, terms, HALF_YEAR), months(again, terms, HALF_YEAR), strict=True):
        assert replace(one, outages=0) == replace(other, outages=0)


@settings(max_examples=60)
@given(logs, definitions(), moments)
def test_an_outage_in_two_pieces_is_the_same_outage(rows: list[Outage], terms: Terms, cut: datetime) -> None:
    pieces = [
        piece
        for row in rows
        for piece in (
            [replace(row, end=cut), replace(row, start=cut, counts_from=row.counts_from or row.start)]
            if row.start < cut < row.end
            else [row]
        )
    ]
    for one, other in zip(months(rows, terms, HALF_YEAR), months(pieces, terms, HALF_YEAR), strict=True):
        assert (one.down, one.clock, one.excepted) == (other.down, other.clock, other.excepted)


@given(moments, st.integers(0, 3000), st.integers(0, 3000))
def test_time_adds_up_over_any_cut(start: datetime, first: int, second: int) -> None:
    middle, end = start + timedelta(minutes=first), start + timedelta(minutes=first + second)
    for window in (OFFICE, Window()):
        assert window.minutes(start, middle) + window.minutes(middle, end) == window.minutes(start, end)


def test_an_outage_that_ends_before_it_begins_is_none() -> None:
    backwards = Outage(start=at("2010-05-03 12:00"), end=at("2010-05-03 08:00"))
    assert months([backwards], Terms()) == []
    (may,) = months([backwards, Outage(start=at("2010-05-04 08:00"), end=at("2010-05-04 09:00"))], Terms())
    assert (int(may.down), may.outages) == (60, 1)
    assert fix_times([(backwards.start, backwards.end)], 240, OFFICE).cases == 0


def test_the_clock_runs_forward_through_the_nights_it_is_moved() -> None:
    # An hour skipped is no time; of an hour that was there twice the first is meant.
    assert minutes_between(at("2010-03-28 01:30"), at("2010-03-28 02:30")) == 30
    assert minutes_between(at("2010-03-28 02:30"), at("2010-03-28 03:30")) == 30
    assert minutes_between(at("2010-10-31 02:30"), at("2010-10-31 03:30")) == 120
