"""Days off: the holidays package is held against the dated rule, year by year."""

from __future__ import annotations

from datetime import date

import pytest

from claims import daysoff


@pytest.mark.parametrize("year", range(1995, 2041))
def test_the_package_and_the_dated_table_agree(year: int) -> None:
    by_table = set(daysoff.by_table(year))
    days = (date.fromordinal(n) for n in range(date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal() + 1))
    assert {day for day in days if daysoff.day_off(day) not in ("", "lørdag", "søndag")} == by_table


@pytest.mark.parametrize(
    ("year", "day"), [(2010, date(2010, 4, 4)), (2013, date(2013, 3, 31)), (2024, date(2024, 3, 31))]
)
def test_easter(year: int, day: date) -> None:
    assert daysoff.easter(year) == day


@pytest.mark.parametrize(
    ("day", "why"),
    [
        (date(2023, 5, 5), "store bededag"),
        (date(2024, 4, 26), ""),
        (date(2013, 6, 5), "grundlovsdag"),
        (date(2013, 12, 24), "juleaftensdag"),
        (date(2013, 12, 31), "nytårsaftensdag"),
        (date(2013, 8, 17), "lørdag"),
        (date(2013, 8, 19), ""),
    ],
)
def test_why_a_day_is_off(day: date, why: str) -> None:
    assert daysoff.day_off(day) == why
