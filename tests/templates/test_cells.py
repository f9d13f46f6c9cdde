"""Rows that are set as lines say what their tables say."""

from __future__ import annotations

from typing import Any

import pytest

from templates.cells import Cells
from templates.view import excuse_cell, row_runs, without_bod
from templates.words import Words

PLACE = {"exhibit": 7, "document": "timer.xlsx", "sheet": "2010", "row": 12}
OUTLAY = {
    "place": PLACE, "start": "2010-05-03", "end": "2010-05-03", "party": "Ida Krogh", "what": "Indtastning i hånden",
    "apart": "", "incident": "H-1", "number": "F-77", "proof": "Bilag 9", "hours": "7.5", "rate": "312",
    "amount": "2340", "figure": "n1",
}  # fmt: skip
SLOT: dict[str, Any] = {"answered": None, "grounds": [], "items": [], "kind": "notice"}


def test_a_row_of_hours_names_its_place_its_days_and_its_sum() -> None:
    row = Cells(Words("da")).outlay(OUTLAY)
    assert row == (
        "Bilag 7, 2010, række 12", "3.5.2010", "Ida Krogh", "Indtastning i hånden", "H-1", "F-77, Bilag 9", "7,50",
        "312,00", "2.340,00", "n1",
    )  # fmt: skip


def test_a_row_of_hours_over_several_days_without_a_name_says_so() -> None:
    row = Cells(Words("da")).outlay(
        {**OUTLAY, "end": "2010-05-07", "party": "", "incident": "", "number": "", "proof": "", "apart": "intet bevis"}
    )
    assert row[1:6] == ("3.5.2010 – 7.5.2010", "–", "Indtastning i hånden\nintet bevis", "–", "–")


def test_a_row_over_a_change_of_rate_tells_how_it_was_reckoned_where_its_share_would_stand() -> None:
    line = {
        "place": PLACE, "person": "N-1", "benefit": "kontanthjælp", "start": "2010-12-20", "end": "2011-01-09",
        "registered": "", "actual": "aktiv", "apart": "", "proof": "", "paid": "3000", "share": None, "due": "1650",
        "received": "0", "recovered": "0", "loss": "1650", "figure": "F-1", "channel": "B",
    }  # fmt: skip
    reckoned = {"F-1": {"formula": "12 dage à 65 % + 9 dage à 50 %"}}
    assert "– → aktiv\n12 dage à 65 % + 9 dage à 50 %" in Cells(Words("da")).ledger(line, reckoned)
    tied = Cells(Words("da")).ledger({**line, "share": "50", "incident": "INC-7"}, reckoned)
    assert "– → aktiv\nHændelse: INC-7" in tied


def test_a_figure_stands_with_its_unit() -> None:
    units = {"DKK": "1.234,50\u00a0kr.", "percent": "1.234,5\u00a0%"}
    assert {unit: Cells(Words("da")).figure({"value": "1234.5", "unit": unit}) for unit in units} == units


def test_a_line_of_a_log_stands_by_its_sheet_and_row() -> None:
    line = {
        "place": {"exhibit": 3, "page_label": "Drift", "page": 1, "row": 4}, "kind_text": "nedbrud", "id": "f-1",
        "when": {"start": "2010-05-03", "precision": "minute", "text": "3. maj 2010 08:15"},
        "description": "Systemet er nede", "quote": "H-1\tSystemet er nede", "speaker": "", "side_text": "kunden",
    }  # fmt: skip
    assert Cells(Words("da")).finding(line) == (
        "3.5.2010", "nedbrud", "Systemet er nede", "kunden", "Bilag 3, Drift, række 4", "f-1",
    )  # fmt: skip


def test_rows_that_follow_one_another_are_drawn_together() -> None:
    ((place, rows),) = row_runs([{**PLACE, "row": row} for row in (3, 2, 17, 4)])
    assert (place["sheet"], rows) == ("2010", "2–4, 17")


@pytest.mark.parametrize(
    ("slot", "said"),
    [
        ({}, "·"),
        ({"items": ["f-1", "f-2"]}, "2"),
        ({"answered": {"verdict": "fails", "share": None, "stale": False}}, "nej"),
        ({"answered": {"verdict": "partly", "share": "25", "stale": True}, "grounds": [{}]}, "25 % (1) !"),
    ],
)
def test_an_excuse_comes_to_a_few_signs(slot: dict[str, Any], said: str) -> None:
    assert excuse_cell({**SLOT, **slot}, Words("da")).replace("\u00a0", " ") == said


@pytest.mark.parametrize(
    ("label", "said"), [("", "s. 3"), ("12", "s. 12"), ("iv", "s. iv"), ("A-3", "s. A-3"), ("Timer", "Timer")]
)  # fmt: skip
def test_a_sheet_is_cited_by_its_name_and_a_page_by_its_number(label: str, said: str) -> None:
    assert Cells(Words("da")).page({"page": 3, "page_label": label}) == said


def test_days_on_end_are_said_by_their_first_and_last() -> None:
    days = ["2015-06-02", *(f"2015-06-{day:02}" for day in range(8, 23)), "2015-07-01", "2015-07-02"]
    assert Cells(Words("da")).days(days) == "2.6.2015, 8.6.2015 – 22.6.2015, 1.7.2015, 2.7.2015"
    assert Cells(Words("da")).days(days, 2) == "2.6.2015, 8.6.2015 – 22.6.2015 og 2 til"


@pytest.mark.parametrize(("clause", "said"), [("6.1", "punkt 6.1"), ("bilag 3", "bilag 3"), ("§ 7", "§ 7")])
def test_a_clause_is_cited_as_what_it_is(clause: str, said: str) -> None:
    assert Words("da").clause(clause) == said


def test_months_without_bod_are_told_together_where_they_are_many() -> None:
    none, some = {"status": "none", "amount": "0.00"}, {"status": "open", "amount": "10.00"}
    assert without_bod([none] * 6 + [some]) == [none] * 6
    assert not without_bod([none] * 5 + [some]) and not without_bod([none] * 6)
