"""Hours and cost as heads of loss: worked cases, how the sheets are read, and what must hold of any of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.build import Workspace, make_case
from claims.case import Case, SystemSection
from claims.figures import Figures
from claims.loss import outlays, totals
from claims.loss.cells import Cell
from claims.loss.checktables import read_check_tables
from claims.loss.deductions import DeductionInput
from claims.loss.sheetrows import LedgerInput
from claims.mentions import other_system
from claims.model import Dossier
from evidence.errors import KravError
from tests.claims.loss.amounts import CASE
from tests.claims.loss.ledgers import Sheet
from tests.claims.loss.ledgers import compute as reimbursement
from tests.claims.loss.ledgers import row as settled
from tests.claims.loss.outlays import WORDS, both, cost, invoice, table
from tests.claims.worked import case_name, worked


@pytest.mark.parametrize("case", worked("outlays"), ids=case_name)
def test_worked_case(case: Any) -> None:
    given: list[dict[str, Any]] = [
        {key: Decimal(value) if key in ("amount", "percent") else value for key, value in one.items()}
        for one in case.get("deductions", ())
    ]
    deductions = [DeductionInput(**one) for one in given]
    figures = Figures()
    made, _ = both(
        table(case["rows"]),
        rate=case.get("rate"),
        deductions=deductions,
        figures=figures,
        others={name.casefold(): what for name, what in case.get("others", {}).items()},
        claimed=case.get("claimed", ""),
        systems=case.get("system", ()),
    )
    for name, head in (("time", "lost_time"), ("cost", "extra_cost")):
        assert (name in case) == (head in made)
        if name in case:
            item, want = made[head], case[name]
            assert (format(item.gross, "f"), format(item.net, "f")) == (want["gross"], want["net"])
            apart = [[group.label, format(group.loss, "f")] for group in item.apart_groups]
            assert apart == want.get("apart", [])
    claim = totals.total(list(made.values()), figures, WORDS)
    assert (claim and format(claim.amount, "f")) == case["total"]


def test_a_figure_leads_to_the_row_and_its_sum() -> None:
    figures = Figures()
    row = {"dato": date(2010, 5, 10), "medarbejder": "AKL", "timer": Decimal("7.5"), "timesats": Decimal(350)}
    made, _ = both(table([row]), figures=figures)
    line = figures.tree(made["lost_time"].net_figure).made_from[0].made_from[0].made_from[0]
    assert line.figure.formula == "7,5 timer × 350,00 kr." and line.figure.rows[0].row == 2


def test_a_credit_note_is_a_deduction_that_leads_to_its_row() -> None:
    figures = Figures()
    item = cost(invoice(), invoice(beløb="-250", fakturanr="K-1"), figures=figures)
    (credit,) = item.deductions
    assert (credit.amount, credit.kind, figures.get(credit.figure).rows[0].row) == (Decimal("250.00"), "credit", 3)
    assert "K-1" in credit.label


def test_what_was_spent_on_somebody_elses_system_is_set_apart() -> None:
    case = SystemSection(names=("FlowJob",), others=("DokuArk", "Statsportalen"))
    rows = [invoice(formål=what, fakturanr=str(n)) for n, what in enumerate((
        "Scanning til DokuArk", "Vikar, manuel indberetning til Statsportalen", "FlowJob: sager flyttet fra DokuArk",
        "Oprydning i DokuArk",
    ))]  # fmt: skip
    items, _ = both(table(rows), elsewhere=partial(other_system, case))
    apart = sorted(line.what for line in items["extra_cost"].outlays_apart)
    assert apart == ["Oprydning i DokuArk", "Scanning til DokuArk"]
    assert "DokuArk" in items["extra_cost"].outlays_apart[0].apart


def test_a_cpr_number_stops_the_reading_and_an_invoice_number_of_ten_digits_does_not() -> None:
    assert cost(invoice(fakturanr="0112345678")).gross == 1000
    with pytest.raises(KravError, match="CPR") as caught:
        cost(invoice(formål="opfølgning 010190-1234"))
    assert "010190" not in str(caught.value)
    with pytest.raises(KravError, match="CPR"):
        cost(invoice(fakturanr="010190-1234"))


def test_a_cell_that_is_no_amount_stops_the_reading_with_its_place() -> None:
    with pytest.raises(KravError, match=r"udgifter\.xlsx.*2.*ca\. 500"):
        cost(invoice(beløb="ca. 500"))


@pytest.mark.parametrize(
    "headings",
    [
        ("Fakturadato", "Leverandør", "Faktura nr.", "Beløb ekskl. moms (kr.)", "Vedrørende"),
        ("Invoice date", "Supplier", "Invoice no.", "Net amount", "What for"),
    ],
)
def test_headings_in_any_language_and_order_under_a_title_with_a_sum_below(headings: Sequence[str]) -> None:
    row = ("30.6.2010", "Vikar ApS", "1", "1.234,50", "vikar")
    for order in ((0, 1, 2, 3, 4), (4, 3, 2, 1, 0)):
        rows: list[list[Cell]] = [["Merudgifter 2010"], []]
        rows += [[line[at] for at in order] for line in (headings, row)]
        rows.append(["I alt" if at == order[0] else "1.234,50" if at == 3 else None for at in order])
        made, said = both(LedgerInput(document="u.xlsx", exhibit=1, sheets=[Sheet("Ark1", rows)]))
        assert made["extra_cost"].gross == Decimal("1234.50") and not said


def test_a_sum_at_the_foot_that_is_not_the_sum_is_told() -> None:
    _, said = both(table([invoice(), {**dict.fromkeys(invoice()), "dato": "I alt", "beløb": "1100"}]))
    assert any("1.100,00" in one or "1100" in one for one in said)


def test_other_headings_are_mapped_in_the_case_file() -> None:
    rows = [{"Registreret": "2010-06-30", "Hvem": "AKL", "Antal": "3", "Pris": "300"}]
    columns = {"Registreret": "dato", "Antal": "timer", "Pris": "timesats"}
    made, _ = both(table(rows), columns=columns)
    assert made["lost_time"].gross == 900
    with pytest.raises(KravError, match="outlays"):
        both(table(rows), columns={"Antal": "mængde"})


def test_a_time_sheet_in_a_departments_own_words_is_read_as_it_stands() -> None:
    row = {"Dag": "2010-06-04", "Init.": "AKL", "Antal timer": "5,5", "Hvad gik tiden med": "Mærker sat", "Kr.": "1650"}
    made, _ = both(table([row]))
    assert made["lost_time"].gross == Decimal("1650.00")


def test_a_workbook_may_hold_a_ledger_hours_and_notes() -> None:
    from tests.claims.loss.ledgers import HEAD

    settlement = Sheet("Refusion", [HEAD, settled()])
    book = LedgerInput(
        document="alt.xlsx",
        exhibit=1,
        sheets=[settlement, *table([invoice()]).sheets, Sheet("Noter", [["Spørg økonomi"]])],
    )
    left, spent = outlays.divided([book], {}, {})
    assert [sheet.name for one in left for sheet in one.sheets] == ["Refusion"]
    assert [sheet.name for one in spent for sheet in one.sheets] == ["Ark1"]


def test_amounts_with_vat_are_used_where_there_are_no_others_and_warned_of() -> None:
    gross = {k: v for k, v in invoice().items() if k != "beløb"}
    item = cost({**gross, "Beløb inkl. moms": "1250"})
    assert item.gross == 1250 and any("moms" in one for one in item.warnings)
    item = cost({**gross, "Beløb inkl. moms": "1250", "Beløb ekskl. moms": "1000"})
    assert item.gross == 1000 and not any("moms" in one for one in item.warnings)


@pytest.mark.parametrize(
    ("change", "warned"),
    [
        ({"fakturanr": ""}, "bevis"),
        ({"fakturanr": "", "bevis": "mangler endnu"}, "bevis"),  # that is no proof
        ({"fakturanr": "", "bevis": "Bilag 7"}, ""),
        ({"hændelse": ""}, "hændelse"),
        ({"leverandør": "SYSTEMHUSET a/s"}, "leverandøren selv"),
        ({"leverandør": "Fjernhuset Vest"}, "leverandøren selv"),  # as a bill names it, without its «A/S»
        ({"leverandør": "Fjernhuset Vest ApS"}, "leverandøren selv"),
        ({}, ""),
    ],
)
def test_what_the_other_side_would_see_is_warned_of(change: dict[str, Any], warned: str) -> None:
    warnings = cost(invoice(**change), vendor=frozenset({"systemhuset-a-s", "fjernhuset-vest"})).warnings
    assert len(warnings) == bool(warned) and all(warned in one for one in warnings)


def test_more_hours_than_a_day_has_are_warned_of() -> None:
    row = {"dato": "2010-05-10", "medarbejder": "Team 2", "timer": "75", "timesats": "300", "bevis": "Bilag 2",
           "hændelse": "SD-1"}  # fmt: skip
    (warning,) = both(table([row]))[0]["lost_time"].warnings
    assert "22.500,00" in warning
    assert not both(table([row | {"timer": "7,5"}]))[0]["lost_time"].warnings


def test_the_same_row_in_two_files_is_counted_once() -> None:
    made, said = both(table([invoice()]), table([invoice()], name="kopi.csv", exhibit=5))
    assert made["extra_cost"].gross == 1000
    assert any("kopi.csv" in one and "udgifter.xlsx" in one for one in said)


def test_a_row_in_two_heads_is_refused() -> None:
    figures = Figures()
    made, _ = both(table([invoice()]), figures=figures)
    item = made["extra_cost"]
    with pytest.raises(totals.CountedTwice, match=r"udgifter\.xlsx"):
        totals.total([item, item.model_copy(update={"id": "lost_time", "title": "Tid"})], figures, WORDS)


def test_the_claim_is_the_sum_of_its_heads_and_says_so() -> None:
    figures = Figures()
    first = reimbursement([settled()], figures=figures)
    made, _ = both(table([invoice()]), figures=figures)
    claim = totals.total([first, made["extra_cost"]], figures, WORDS)
    assert claim is not None and claim.amount == first.net + 1000
    assert set(figures.get(claim.figure).figures) == {first.net_figure, made["extra_cost"].net_figure}
    alone = totals.total([first], figures, WORDS)
    assert alone is not None and alone.figure == first.net_figure


ROW = st.fixed_dictionaries(
    {
        "dato": st.dates(date(2010, 4, 20), date(2010, 5, 20)),
        "leverandør": st.sampled_from(["", "Vikar ApS", "Konsulent A/S"]),
        "medarbejder": st.sampled_from(["AKL", "MBN"]),
        "timer": st.sampled_from([None, Decimal(1), Decimal("7.4"), Decimal(-2)]),
        "timesats": st.sampled_from([None, Decimal("333.33"), Decimal(400)]),
        "fakturanr": st.sampled_from(["", "1", "2", "3"]),
        "beløb": st.sampled_from([None, Decimal("0.01"), Decimal("99.99"), Decimal(1000), Decimal("-50.5")]),
        "hændelse": st.sampled_from(["", "SD-1", "SD-2"]),
    }
)


def _sums(rows: Sequence[dict[str, Any]]) -> dict[str, tuple[Any, ...]]:
    made, _ = both(table(rows), others={"sd-2": "portalen"})
    return {
        head: (item.gross, item.net, sorted(group.loss for group in item.apart_groups)) for head, item in made.items()
    }


@settings(max_examples=40)
@given(st.lists(ROW, min_size=1, max_size=8), st.randoms())
def test_the_order_of_the_rows_decides_nothing(rows: list[dict[str, Any]], order: Any) -> None:
    mixed = list(rows)
    order.shuffle(mixed)
    assert _sums(rows) == _sums(mixed)


@settings(max_examples=40)
@given(st.lists(ROW, min_size=1, max_size=8))
def test_every_row_is_counted_deducted_or_set_apart_once_and_the_rows_add_up(rows: list[dict[str, Any]]) -> None:
    figures = Figures()
    made, _ = both(table(rows), others={"sd-2": "portalen"}, claimed="overarbejde", figures=figures)
    held = totals.counted_once(made.values(), figures)
    apart = sum(len(item.outlays_apart) for item in made.values())
    assert [one.read for one in held] == [one.counted + one.deducted + one.apart for one in held]
    assert sum(one.read for one in held) == len(rows) and sum(one.apart for one in held) == apart
    for item in made.values():
        assert item.gross == sum((line.amount or 0 for line in item.outlays), Decimal(0))
        assert item.gross == sum((group.loss for group in item.groups), Decimal(0))
        assert item.net == max(item.gross - sum((one.amount for one in item.deductions), Decimal(0)), Decimal(0))
    claim = totals.total(list(made.values()), figures, WORDS)
    assert claim is not None and claim.amount == sum((item.net for item in made.values()), Decimal(0))


@pytest.fixture(scope="module")
def dossier(tmp_path_factory: pytest.TempPathFactory) -> Dossier:
    """A case with a reimbursement ledger, hours and invoices in one workbook, as a user makes it."""
    from tests.claims.loss.ledgers import HEAD

    folder = tmp_path_factory.mktemp("sag") / "sag"
    make_case(folder, ["Nørreby Kommune"], ["Systemhuset A/S"], ["FlowJob"], date(2012, 6, 29))
    book = openpyxl.Workbook()
    tables: dict[str, list[Sequence[Any]]] = {
        "Refusion": [HEAD, settled()],
        "Timer": [["Dato", "Medarbejder", "Timer", "Formål"], [date(2010, 6, 1), "AKL", 10, "genindtastning"]],
        "Fakturaer": [
            ["Fakturadato", "Leverandør", "Fakturanr.", "Beløb (kr.)", "Vedrørende"],
            [date(2010, 7, 31), "Vikar ApS", "1001", 12000, "vikar"],
            [date(2010, 8, 31), "Vikar ApS", "1002", -2000, "kreditnota"],
        ],
    }
    for name, rows in tables.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    del book["Sheet"]
    book.save(folder / "ledgers" / "opgoerelser.xlsx")
    with (folder / "case.toml").open("a", encoding="utf-8") as file:
        file.write(
            '\n[claim]\nfrom = 2010-05-01\nto = 2010-12-31\n\n[time]\nrate = "350.00"\n'
            "\n[interest]\nfiled = 2011-12-01\n"
            '\n[[deduction]]\nwhat = "Sparet løn"\namount = "1000.00"\nhead = "extra_cost"\n'
            '\n[[deduction]]\nwhat = "Bod"\namount = "500.00"\nkind = "penalty"\n'
        )
    work = Workspace.at(folder)
    work.take_in_ledgers()
    return work.dossier()


def test_in_a_case_interest_and_pleading_follow_the_claim_in_all(dossier: Dossier) -> None:
    nets = {loss.id: (loss.net, loss.claimed) for loss in dossier.losses}
    assert nets == {
        "reimbursement": (Decimal("2500.00"), True),
        "extra_cost": (Decimal("9000.00"), True),
        "lost_time": (Decimal("3500.00"), False),
    }
    assert dossier.total is not None and dossier.total.amount == 11500
    assert dossier.interest is not None and dossier.interest.principal == 11500
    assert sum(part.amount for part in dossier.interest.parts) == dossier.interest.total
    assert "11.500,00 kr." in dossier.pleaded[0].text and dossier.pleaded[0].figure == dossier.total.figure
    assert {cap.amount for cap in dossier.caps} == {Decimal(11500)}
    assert any("kræves ikke" in sentence for sentence in dossier.summary)
    assert {one.kind for one in dossier.objections} >= {"extra_cost", "grants"}
    assert "lost_time" not in {one.kind for one in dossier.objections}


def test_a_row_of_hours_or_cost_says_what_it_stands_on(dossier: Dossier) -> None:
    from claims.dossier.rowpath import row_shown

    def told(row: int, sheet: str) -> str:
        made = dossier.model_copy(update={"losses": tuple(
            one.model_copy(update={
                "outlays": tuple(o for o in one.outlays if o.place.sheet == sheet), "lines": (), "apart": (),
            }) for one in dossier.losses
        )})  # fmt: skip
        return "\n".join(row_shown(made, f"opgoerelser.xlsx:{row}", WORDS)[1])

    invoice = told(2, "Fakturaer")
    assert "Vikar ApS, 1001, vikar" in invoice and "Beløb: 12.000,00 kr." in invoice
    assert "Medregnet under: Merudgifter" in invoice and "årsagen må vises på anden måde" in invoice
    hours = told(2, "Timer")
    assert "10 timer × 350,00 kr. = 3.500,00 kr." in hours and "tabsposten kræves ikke" in hours


def test_in_a_workbook_with_a_sheet_for_each_municipality_only_our_own_is_claimed() -> None:
    head = ["Dato", "Medarbejder", "Timer", "Timesats", "Opgave"]

    def sheet(name: str) -> Sheet:
        return Sheet(name, [head, [date(2010, 5, 3), "AK", 4, 300, "tastning"]])

    def apart(*names: str) -> list[str]:
        book = LedgerInput(document="timer.xlsx", exhibit=1, sheets=[sheet(name) for name in names])
        read, _ = outlays.read_outlays([book], {}, None, customer=["Nørreby Kommune", "jobcentret"])
        return [one.place.sheet for one in read if one.faults]

    assert apart("Nørreby", "Tornkær og Ravnkilde", "Ark2", "Maj", "Uge 12") == ["Tornkær og Ravnkilde"]
    assert apart("Overarbejde", "Vikarer") == []  # no sheet is named after us: none is somebody else's


def test_what_is_carried_on_beside_the_late_system_is_counted_and_told() -> None:
    case = SystemSection(names=("FlowJob",), others=("DokuArk",))
    rows = [invoice(formål=what, fakturanr=str(n)) for n, what in enumerate((
        "DokuArk licens december (forlængelse)", "Dobbelt journalføring i DokuArk", "Oprydning i DokuArk",
    ))]  # fmt: skip
    items, _ = both(table(rows), elsewhere=partial(other_system, case))
    assert items["extra_cost"].gross == 2000
    assert any("2.000,00" in one for one in items["extra_cost"].warnings)


def test_what_was_written_off_is_cost_and_what_was_paid_back_is_none() -> None:
    head = ("Nr.", "Medarbejder", "Lønmåned", "Fejludbetalt", "Tilbagebetalt", "Afskrevet", "Status")
    rows = [
        dict(zip(head, one, strict=True))
        for one in (
            ("1", "M-1", "maj 2010", "9.000,00", "2.000,00", "7.000,00", "Afskrevet"),
            ("2", "M-2", "juni 2010", "4.000,00", "4.000,00", "0,00", "Tilbagebetalt"),
        )
    ]
    items, _ = both(table(rows))
    assert items["extra_cost"].gross == 7000 and "lost_time" not in items
    assert len(items["extra_cost"].outlays_apart) == 1


def test_rows_that_say_themselves_what_was_lost_are_counted_and_told_as_held_against_no_law() -> None:
    head = ("Lb.", "Ydelse", "Sagsnr.", "Måned", "Udbetalt", "Refusion", "Tabt refusion (kr.)", "Anmærkning")
    rows = [
        dict(zip(head, one, strict=True))
        for one in (
            ("1", "Friplads", "B-1", "2010-05", "9.000,00", "4.500,00", "4.500,00", ""),
            ("2", "Friplads", "B-2", "2010-06", "6.000,00", "3.000,00", "1.000,50", "resten kom i maj"),
            ("3", "Friplads", "B-2", "2010-06", "6.000,00", "3.000,00", "1.000,50", ""),
            ("I alt", "", "", "", "21.000,00", "10.500,00", "6.501,00", ""),
        )
    ]
    ledger = table(rows)
    assert read_check_tables([ledger], ())[0] == [ledger]  # no months to compare
    items, said = both(ledger)
    assert items["extra_cost"].gross == Decimal("5500.50")  # the same row twice is one
    assert any("ikke holdt op mod loven" in one and "6.501,00" in one for one in said)
    assert any("resten kom i maj" in one and "(3)" in one for one in said)


def test_hours_keep_their_worth_beside_a_column_of_what_was_lost() -> None:
    row = {"Dato": "24-12-2010", "Medarbejder": "AK", "Timer": "7,0", "Timesats": "300", "Tab": "2.100,00"}
    assert both(table([row]))[0]["lost_time"].gross == 2100


def test_a_ticket_named_in_what_a_row_was_for_is_its_incident() -> None:
    rows = [invoice(formål=what, hændelse="") for what in ("Vikarer efter nedbrud INC-2209-004.", "Vikarer 2209")]
    _, spent = outlays.divided([table(rows)], {}, {})
    read, _ = outlays.read_outlays(spent, {}, None)
    assert [one.incident for one in outlays.naming(read, {"inc-2209-004", "12"})] == ["INC-2209-004", ""]


def test_a_row_under_a_footnotes_mark_is_told_with_the_note() -> None:
    hours = {"Dato": "24-12-2010", "Medarbejder": "AK", "Timer": "7,0 *)", "Timesats": "300"}
    sheet = table([hours, hours | {"Dato": "25-12-2010", "Timer": "5,0"}])
    rows = [*sheet.sheets[0].rows, ["*) heraf 2 timer oplæring"]]
    items, said = both(LedgerInput(document="t.xlsx", exhibit=1, sheets=[Sheet("Ark1", rows)]))
    assert items["lost_time"].gross == 3600
    (told,) = [one for one in said if "heraf 2 timer oplæring" in one and "*" in one and "remark" not in one][:1]
    assert "2" in told


def test_an_amount_in_other_money_is_told_as_that() -> None:
    with pytest.raises(KravError, match="not kroner") as caught:
        cost(invoice(beløb="14.200,00 EUR"))
    assert "ledgers/" in caught.value.advice.text


@pytest.mark.parametrize("party", ["Egne medarbejdere", "Kommunens eget personale", "Fastansatte", "own staff"])
def test_what_own_people_were_paid_is_working_time_whatever_column_it_stands_in(party: str) -> None:
    rows = [
        invoice(), invoice(fakturanr="-", leverandør=party, beløb="212000"),
        invoice(fakturanr="2", leverandør="Vikarhuset", formål="Vikarer for fastansatte", beløb="500"),
    ]  # fmt: skip
    items, _ = both(table(rows))
    assert items["extra_cost"].gross == 1500 and items["lost_time"].gross == 212000


def test_an_hour_costs_what_it_did_from_the_day_its_rate_was_changed() -> None:
    toml = {"rate": "385.00", "rates": [{"from": "2012-01-01", "amount": "402.50"}]}
    time = Case.model_validate({**CASE, "time": toml}).time
    days = ("31-12-2011", "01-01-2012")
    hours = [{"Dato": day, "Hvem": "Bo Lind", "Timer": "2", "Art": "overarbejde"} for day in days]
    rows, _ = outlays.read_outlays([table(hours)], {}, time.rate, rates={one.start: one.amount for one in time.rates})
    assert [(one.amount, one.by_default_rate) for one in rows] == [
        (Decimal("770.00"), True), (Decimal("805.00"), False),
    ]  # fmt: skip
