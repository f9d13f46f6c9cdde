"""Days off: the holidays package is held against the dated rule, year by year."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from claims import daysoff
from claims.lawtables import table


def easter(year: int) -> date:
    """Easter Sunday, by the Gregorian computus (Butcher)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


def by_table(year: int) -> dict[date, str]:
    """The days off of a year as the dated table has them."""
    found: dict[date, str] = {}
    for row in table(daysoff.TABLE).rows:
        if row.text.startswith("påske"):
            day = easter(year) + timedelta(days=int(row.text.removeprefix("påske")))
        else:
            month, number = (int(part) for part in row.text.split("-"))
            day = date(year, month, number)
        if row.covers(day):
            found.setdefault(day, row.key[0])
    return found


@pytest.mark.parametrize("year", range(1995, 2041))
def test_the_package_and_the_dated_table_agree(year: int) -> None:
    days = (date.fromordinal(n) for n in range(date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal() + 1))
    assert {day for day in days if daysoff.day_off(day) not in ("", "lørdag", "søndag")} == set(by_table(year))


@pytest.mark.parametrize(
    ("year", "day"), [(2010, date(2010, 4, 4)), (2013, date(2013, 3, 31)), (2024, date(2024, 3, 31))]
)
def test_easter(year: int, day: date) -> None:
    assert easter(year) == day


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
