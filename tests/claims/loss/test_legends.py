"""What the codes of a ledger stand for, where its own workbook says so."""

from __future__ import annotations

from decimal import Decimal

import pytest

from claims.loss import ledgers, outlays, rowsays
from claims.loss.cells import Cell
from claims.loss.legends import legend, spelled
from claims.loss.sheetrows import LedgerInput
from templates.words import Words
from tests.claims.loss.ledgers import HEAD, Sheet, row
from tests.claims.loss.outlays import table

CODES: list[list[Cell]] = [
    ["Fejlkoder: 10 = post tabt i FlowJob"], ["20 = egen indtastning; 30 = årsag ikke afklaret"], ["A", "Portalen"],
]  # fmt: skip


def book(*codes: Cell, explained: list[list[Cell]]) -> LedgerInput:
    rows = [(*row(borger=f"B-{number}"), code) for number, code in enumerate(codes)]
    sheets = [Sheet("Krav", [(*HEAD, "Fejlkode"), *rows]), Sheet("Koder", explained)]
    return LedgerInput(document="krav.xlsx", exhibit=3, sheets=sheets)


def test_the_words_of_a_code_are_read_in_one_cell_or_in_the_next() -> None:
    assert legend([book(explained=CODES)]) == {
        "10": "post tabt i FlowJob", "20": "egen indtastning", "30": "årsag ikke afklaret", "A": "Portalen",
    }  # fmt: skip
    assert spelled(20, {"20": "egen fejl"}) == "20: egen fejl" and spelled("21", {"20": "egen fejl"}) == "21"


def test_the_letters_of_a_column_of_municipalities_are_read_by_the_books_own_notes() -> None:
    letters = [(*row(borger=f"B-{code}"), code) for code in ("V", "H", "N")]
    notes: list[list[Cell]] = [["Bet.komm.: V = Vestby, H = Holmby, N = anden kommune"]]
    book = LedgerInput(document="krav.xlsx", exhibit=3, sheets=[
        Sheet("Krav", [(*HEAD, "Bet.komm."), *letters]), Sheet("Noter", notes),
    ])  # fmt: skip
    entries, _ = ledgers.read_ledgers([book], {}, None, ["Vestby Kommune", "Holmby Kommune"])
    assert [one.of for one in entries] == ["", "", "anden kommune"]


def test_a_row_is_set_apart_by_what_its_code_stands_for_also_in_another_file() -> None:
    other = LedgerInput(document="andre.csv", exhibit=4, sheets=[Sheet("andre", [(*HEAD, "Fejlkode"), (*row(), "20")])])
    entries, _ = ledgers.read_ledgers(
        [other, book(10, "20", "30", "99", explained=CODES)], {}, None,
        judge=lambda said, _: rowsays.no_loss(said, ["FlowJob"]),
    )  # fmt: skip
    assert [Words("en").message(one.blame) if one.blame else "" for one in entries] == [
        "by its own words it was the municipality's own doing: “20: egen indtastning”", "",
        "by its own words it was the municipality's own doing: “20: egen indtastning”",
        "by its own words nobody knows by what it was lost: “30: årsag ikke afklaret”", "",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("tastefejl AB", "own doing"),
        ("forkert tilbudstype valgt af os", "own doing"),
        ("forkert sats valgt af FlowJob", ""),
        ("årsagen er ikke afklaret", "nobody knows"),
        ("årsagen er fundet", ""),
    ],
)
def test_a_remark_in_few_words_is_understood(said: str, why: str) -> None:
    found = rowsays.no_loss(said, ["FlowJob"])
    assert (found is None) if not why else (found is not None and why in found.text)


def test_the_vat_a_column_of_its_own_tells_is_left_out_and_that_is_said() -> None:
    bills = [
        {"Bilagsdato": "30-06-2012", "Kreditor": "Vikar ApS", "Fakt.nr": str(number), "Beløb inkl. moms": gross,
         "Heraf moms 25 %": vat}
        for number, (gross, vat) in enumerate((("1.250,00", "250,00"), ("-125,00", "-25,00"), ("800,00", "0,00")))
    ]  # fmt: skip
    bills.append(dict.fromkeys(bills[0], "") | {"Bilagsdato": "I alt", "Beløb inkl. moms": "1.925,00"})
    read, notices = outlays.read_outlays([table(bills)], {}, None)
    assert [(str(one.amount), one.with_vat, one.number) for one in read] == [
        ("1000.00", False, "0"), ("-100.00", False, "1"), ("800.00", True, "2"),
    ]  # fmt: skip
    told = [Words("en").message(one) for one in notices]
    assert any("of 2 rows the VAT in the column “Heraf moms 25 %”, 225.00, is left out" in one for one in told)
    assert not any("add up to" in one for one in told)


def test_hours_nobody_approved_are_set_apart_where_others_are_approved() -> None:
    hours = [
        {"Dato": f"0{day}-05-2012", "Medarb.": "A. Holm", "Antal timer": "2", "Anledning": "FlowJob",
         "Godkendt (init.)": by}
        for day, by in ((1, "FY"), (2, ""), (3, "nej"))
    ]  # fmt: skip
    read, _ = outlays.read_outlays([table(hours)], {}, Decimal(300))
    assert [bool(one.faults) for one in read] == [False, True, True]
    for one in hours:
        one["Godkendt (init.)"] = ""
    assert not any(one.faults for one in outlays.read_outlays([table(hours)], {}, Decimal(300))[0])
