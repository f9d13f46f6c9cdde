"""Rows that are set apart are told together where one reason holds for many."""

from __future__ import annotations

from claims.loss.setapart import set_apart, together
from claims.model import LedgerPlace
from evidence.errors import Message


def at(name: str, row: int) -> LedgerPlace:
    return LedgerPlace(document=f"{name}.csv", exhibit=1, sheet=name, row=row)


def test_many_rows_with_one_reason_are_one_notice_and_the_rest_stand_as_they_stood() -> None:
    other = Message("The month is not finished.")
    told = together(
        [
            set_apart(at("a", 2), Message("the state «{value}» is unknown", {"value": "x"})),
            other,
            set_apart(at("a", 3), Message("the state «{value}» is unknown", {"value": "x"})),
            set_apart(at("a", 4), Message("the state «{value}» is unknown", {"value": "y"})),
            set_apart(at("b", 3), "the state «x» is unknown"),
        ]
    )
    assert [str(one) for one in told] == [
        "a.csv, sheet «a», 2 rows are set apart (2, 3): the state «x» is unknown.",
        "The month is not finished.",
        "a.csv, sheet «a», row 4 is set apart: the state «y» is unknown.",
        "b.csv, sheet «b», row 3 is set apart: the state «x» is unknown.",
    ]


def test_of_very_many_only_the_first_numbers_are_told() -> None:
    (told,) = together(set_apart(at("a", row), "twice") for row in range(1, 100))
    assert "99 rows" in str(told) and str(told).endswith("(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, …): twice.")
