"""Cells as people write them: amounts and days, read in both ways of writing and never guessed."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest

from claims.loss.cells import Cell, read_amount, read_day


@pytest.mark.parametrize(
    ("cell", "amount"),
    [
        ("12.345,67", "12345.67"),
        ("1.234,50-", "-1234.50"),
        ("-1.234,50-", None),
        ("12345.67", "12345.67"),
        ("12345,6", "12345.6"),
        ("12.345", "12345"),
        ("1.234.567,00 kr.", "1234567.00"),
        ("kr. 500,-", "500"),
        ("12,345.67", "12345.67"),
        ("\N{MINUS SIGN}3 449,95", "-3449.95"),
        ("(500,00)", "-500.00"),
        (Decimal("12.5"), "12.5"),
        (7, "7"),
        ("1,234", None),
        ("12.34.56", None),
        ("ca. 500", None),
        (True, None),
        (date(2010, 1, 1), None),
    ],
)
def test_amounts_are_read_in_both_ways_of_writing_and_never_guessed(cell: Cell, amount: str | None) -> None:
    assert read_amount(cell) == (None if amount is None else Decimal(amount))


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("2010-05-31", date(2010, 5, 31)),
        ("31.5.2010", date(2010, 5, 31)),
        ("31/05/2010", date(2010, 5, 31)),
        (datetime(2010, 5, 31, 12), date(2010, 5, 31)),
        ("2010-05-31 00:00:00", date(2010, 5, 31)),
        ("9. sept. 2010", date(2010, 9, 9)),
        ("Tors. d. 9 september 2010", date(2010, 9, 9)),
        ("søndag den 31. maj 2010", date(2010, 5, 31)),
        ("May 31st, 2010", date(2010, 5, 31)),
        ("3.5.10", date(2010, 5, 3)),
        ("03-05-10", date(2010, 5, 3)),
        ("3/5 2010", date(2010, 5, 3)),
        ("31. juni 2010", None),
        ("uge 22 2010", None),
        ("fra den 9. september 2010", None),
        ("31.6.2010", None),
        ("5.10", None),
        (Decimal("40299"), None),
    ],
)
def test_days_are_read_day_first_or_iso(cell: Cell, day: date | None) -> None:
    assert read_day(cell) == day
