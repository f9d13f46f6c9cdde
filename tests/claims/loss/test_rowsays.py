"""What a row says of itself in its status or its remark: set apart, reckoned without VAT, or counted."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

import pytest

from claims.case import SystemSection
from claims.figures import Figures
from claims.loss import outlays, reimbursement, rowsays
from claims.loss.choices import Choices
from claims.loss.heads import sorted_out
from claims.loss.worktimes import named_time
from claims.mentions import other_system
from templates.words import Words
from tests.claims.loss.ledgers import HEAD, ledger, row
from tests.claims.loss.outlays import both, cost, invoice, table


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("Eftergivet af udvalget 3. marts", "gave it up"),
        ("Betalt senere", "had after all"),
        ("Indbetalt i maj", "had after all"),
        ("Under inddrivelse", "may still be had"),
        ("Sendt til inkasso", "may still be had"),
        ("Takstfejl, vores egen", "own doing"),
        ("egen fejl", "own doing"),
        ("vedrører ikke ElevSys", "not of the system"),
        ("ikke ElevSys", "not of the system"),
        ("Forældet 2017", ""),
        ("Ikke indbetalt", ""),
        ("Under inddrivelse til 2016, nu forældet", ""),
        ("Kan ikke inddrives, inkasso opgivet", ""),
        ("ElevSys virkede ikke", ""),
        ("efter vores egen opgørelse", ""),
        ("nedbrud om morgenen", ""),
        ("ikke ElevSys alene", ""),
        ("sagsbehandler glemte registrering", "own doing"),
        ("Vi havde glemt at sende den", "own doing"),
        ("glemt hos os", "own doing"),
        ("systemet virkede den dag", "own doing"),
        ("systemet glemte registreringen", ""),
        ("leverandøren overså fejlen", ""),
        ("sagsbehandler glemte den, fordi adviset udeblev", ""),
        ("Delvist hjemtaget", ""),
        ("hjemtaget med 0 pct.", ""),
        ("Hjemtaget for lidt", ""),
        ("hjemtaget med restafregningen", "had after all"),
        ("timer aldrig tastet af sagsbehandler", "own doing"),
        ("varsel kom, men blev ikke set", "own doing"),
        ("sagsbeh. havde selv glemt at taste", "own doing"),
        ("efter version 4 - vist selv tastet forkert", "own doing"),
        ("ligger i det gamle system", "not of the system"),
        ("over 18 mdr.", "the state bears none"),
        ("18 mdr.", ""),
        ("adviset blev dannet og overset", "own doing"),
        ("varsel kom ikke", ""),
        ("intet varsel, derfor ikke set", ""),
    ],
)
def test_a_status_tells_what_is_no_loss(said: str, why: str) -> None:
    found = rowsays.no_loss(said, ["ElevSys"])
    assert (found is None) if not why else (found is not None and why in found.text)


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("Betalt", "had after all"),
        ("Efteropkrævet og betalt", "had after all"),
        ("Betalt efter dispensation", "had after all"),
        ("Betalt af kommunen", ""),
        ("Delvist betalt", ""),
        ("Ikke betalt", ""),
        ("Afventer svar", "may still be had"),
        ("Klage i Ankestyrelsen", "may still be had"),
        ("Efteropkrævet, afdrag", "may still be had"),
        ("Afventer bilag", ""),
        ("betalingskommune tastet forkert af visitationen", "own doing"),
        ("glemt af afregningen", "own doing"),
        ("kommunen havde ikke indhentet tilsagn", "own doing"),
        ("kommunen har ikke modtaget pengene", ""),
        ("kommunen har ikke sendt kravet, fordi modulet stod stille", ""),
        ("registreret forkert af leverandøren", ""),
        ("registreret forkert af ElevSys", ""),
        ("glemt af ElevSys", ""),
        ("fra det gamle system", "not of the system"),
        ("fejl fra konverteringen af det gamle system", ""),
        ("Afvist - for sent", ""),
        ("Kan ikke opkræves - varslingsfrist", ""),
    ],
)
def test_what_others_should_have_paid_is_told_by_its_own_status(said: str, why: str) -> None:
    found = rowsays.no_loss(said, ["ElevSys"], stated=True)
    assert (found is None) if not why else (found is not None and why in found.text)


def test_of_an_invoice_paid_is_what_the_municipality_did() -> None:
    assert rowsays.no_loss("Betalt", ["ElevSys"]) is None


def owed(**cells: object) -> dict[str, object]:
    """A row of what other municipalities should have paid for a citizen."""
    usual: dict[str, object] = {
        "Borger": "B-1", "Betalingskommune": "Sundbæk", "Periode": "01-07-2017", "Tab": Decimal("1000"),
        "Modtaget": Decimal(0), "Senere modtaget": Decimal(0), "Bilag": "brev", "Status": "Afvist",
    }  # fmt: skip
    return usual | cells


def test_what_came_in_is_off_what_a_row_says_was_lost_and_a_citizen_makes_the_row() -> None:
    held = [
        owed(), owed(Borger="B-2"), owed(Borger="B-2"),
        owed(Borger="B-3", **{"Modtaget": Decimal("300"), "Senere modtaget": Decimal("200")}),
        owed(Borger="B-4", Modtaget=Decimal("1000")), owed(Borger="B-5", Betalingskommune="Hulvig"),
        owed(Borger="B-6", Bilag=""), owed(Borger="I alt", Betalingskommune="", Periode="", Tab=Decimal("7000")),
    ]  # fmt: skip
    read, notices = outlays.read_outlays(
        [table(held)], {"Periode": "fra"}, None, customer=["Hulvig Kommune", "kommunen"], systems=["Birk"]
    )
    amounts = [str(one.amount) for one in read]
    assert amounts == ["1000.00", "1000.00", "1000.00", "500.00", "0.00", "1000.00", "1000.00"]
    assert [Words("en").message(one.faults[0]) if one.faults else "" for one in read] == [
        "", "", "", "", "what was lost came in after all",
        "who should have paid is the municipality itself: “Hulvig”", "no proof of what was lost",
    ]  # fmt: skip
    rows, _ = sorted_out(read, Choices())
    assert [one.entry.party for one in rows if one.apart is None] == ["B-1", "B-2", "B-3"]
    told = [Words("en").message(one) for one in notices]
    assert any("of 2 rows (5–6) 1,500.00 had come in by the columns Modtaget, Senere modtaget" in one for one in told)
    assert not any("add up to" in one for one in told)


def test_a_remark_names_the_ticket_of_its_row_and_of_a_row_set_apart_is_not_told_as_reckoned() -> None:
    held = [owed(Bemærkning="2016-takst, jf. SD-10377"), owed(Borger="B-2", Status="Betalt", Bemærkning="rykket")]
    read, notices = outlays.read_outlays([table(held)], {"Periode": "fra"}, None)
    assert [one.incident for one in outlays.naming(read, {"sd-10377"})] == ["SD-10377", ""]
    told = [Words("en").message(one) for one in notices]
    assert any("a remark says: “2016-takst" in one for one in told) and not any("“rykket”" in one for one in told)


def test_a_lawyers_work_on_the_claim_is_costs_of_the_case() -> None:
    other = invoice(formål="Advokat om ny leverandør", fakturanr="2")
    made, _ = both(table([invoice(formål="Juridisk bistand til kravet"), other]))
    assert [str(one.what) for one in made["extra_cost"].outlays] == ["Advokat om ny leverandør"]
    assert "sagens omkostninger" in str(made["extra_cost"].outlays_apart[0].apart)


def rows(*said: str) -> list[dict[str, Any]]:
    return [
        {"Måned": "jul 2014", "Institution": f"Børnehus {number}", "Tab": Decimal("100"), "Status": one}
        for number, one in enumerate(said)
    ]


def test_a_table_of_lost_fees_counts_what_was_lost() -> None:
    claimed = table(rows("Forældet 2017", "Eftergivet", "Betalt senere", "Under inddrivelse"), "tabt betaling.xlsx")
    (kept,) = outlays.divided([claimed], {}, {})[1]
    read, notices = outlays.read_outlays([kept], {}, None)
    assert [one.what for one in read] == ["Børnehus 0", "Børnehus 1", "Børnehus 2", "Børnehus 3"]
    assert [bool(one.faults) for one in read] == [False, True, True, True]
    told = [str(one.args["fault"]) for one in notices if "fault" in one.args]
    assert [one.split(":")[0].startswith("by its own words") for one in told] == [True, True, True]


def test_what_a_remark_says_of_vat_is_reckoned_and_told_once() -> None:
    bills = [
        {"Dato": "20-03-2015", "Leverandør": "Hegn Rådgivning", "Beløb ekskl. moms": "150.000,00", "Bemærkning": said}
        for said in ("beløb inkl. moms", "afregnet pr. time")
    ]
    read, notices = outlays.read_outlays([table(bills)], {}, None)
    assert [one.amount for one in read] == [Decimal("120000.00"), Decimal("150000.00")]
    told = [Words("en").message(one) for one in notices]
    assert sum("VAT is in its amount" in one for one in told) == 1
    assert not any("a remark says: “beløb inkl. moms”" in one for one in told)
    assert any("a remark says: “afregnet pr. time”" in one for one in told)


@pytest.mark.parametrize(
    ("remark", "recovered", "net", "counted_as_it_stands"),
    [
        ("Portalen nede 14.-18.6., ikke FlowJob", "", 3000, False),
        ("Portalen nede 14.-18.6.", "", 3000, False),
        ("sagsbehandler glemte den", "", 3000, False),
        ("hjemtaget i maj", "", 3000, False),
        ("hjemtaget i maj", "1000,00", 5000, True),  # what was had stands in its own column and comes off
        ("ringet til borgeren 3. maj", "", 6000, True),
    ],
)
def test_what_a_remark_says_of_a_row_of_reimbursement_sets_it_apart_and_is_told_once(
    remark: str, recovered: str, net: int, counted_as_it_stands: bool
) -> None:
    names = SystemSection(names=("FlowJob",), others=("Portalen",))
    rows_of_two = [(*row(borger="B-2"), ""), (*row(genindvundet=recovered), remark)]
    item, notices = reimbursement.compute(
        [ledger(rows_of_two, (*HEAD, "Bemærkning"))],
        Choices(systems=names.names, elsewhere=partial(other_system, names)), figures=Figures(), words=Words("da"),
    )  # fmt: skip
    assert item is not None and item.net == net
    told = [Words("da").message(one) for one in notices]
    assert any("Det ændrer intet i opgørelsen" in one for one in told) == counted_as_it_stands
    assert not any("er ikke brugt" in one for one in told)  # the column of remarks is


@pytest.mark.parametrize(
    ("what", "written", "begins"),
    [
        ("Vikarer aug-sep", date(2014, 9, 30), date(2014, 8, 1)),
        ("Vikar november", date(2014, 12, 15), date(2014, 11, 1)),
        ("Porto december", date(2015, 1, 10), date(2014, 12, 1)),
        ("Vikarer uge 3-12", date(2015, 3, 31), date(2015, 1, 12)),
        ("Vikar uge 50", date(2015, 1, 5), date(2014, 12, 8)),
        ("Vikar uge 53", date(2016, 1, 10), date(2015, 12, 28)),
        ("Vikar uge 53", date(2015, 1, 5), None),  # 2014 has no week 53, and that of 2015 is yet to come
        ("Oprydning fra maj 2007", date(2010, 1, 5), date(2007, 5, 1)),
        ("Tryk og porto, 4.212 girokort", date(2014, 10, 10), None),
    ],
)
def test_a_bill_names_the_time_of_its_work_without_the_year(what: str, written: date, begins: date | None) -> None:
    assert named_time(what, written) == begins


def test_the_old_system_taken_up_again_is_carried_on() -> None:
    case = SystemSection(names=("ElevSys",), others=("Arkivus",))
    words = ("Arkivus, nødopkrævning", "Arkivus genoptaget efter ophævelsen", "Arkivus drift", "Arkivus, nødvendig")
    made = cost(
        *(invoice(formål=what, fakturanr=str(number)) for number, what in enumerate(words)),
        elsewhere=partial(other_system, case),
    )
    assert {one.what for one in made.outlays} == set(words[:2])
    assert {one.what for one in made.outlays_apart} == set(words[2:])


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("normal tid", True),
        ("I normal arbejdstid.", True),
        ("alm. timer", True),
        ("inden for ordinær arbejdstid", True),
        ("ikke overarbejde", True),
        ("overarbejde, afspadseret i maj", True),
        ("normal working hours", True),
        ("overarbejde", False),
        ("uden for normal arbejdstid", False),
        ("efter kontorets normale arbejdstid", False),
        ("outside normal hours", False),
        ("overarbejde, ikke afspadseret", False),
    ],
)
def test_hours_that_cost_no_pay_of_their_own_are_told_with_their_amount(said: str, told: bool) -> None:
    hours = [
        {"Dato": f"1{number}-02-2011", "Hvem": "Bo Lind", "Timer": "4", "Art": art}
        for number, art in enumerate(("overarbejde", said))
    ]
    items, notices = both(table(hours), rate="200", claimed="Timerne er brugt på rettelse")
    warned = [one for one in items["lost_time"].warnings if "afspadseret" in one]
    assert [("1 række siger selv" in one, "800,00" in one) for one in warned] == [(True, True)] * told
    assert not any("afspadseret" in one for one in notices)  # told once


@pytest.mark.parametrize(
    ("reason", "amounts"),
    [
        ("Udbetalt overarbejde", [800]),
        ("Overarbejde, dels sager, der ikke blev behandlet", [800, 800, 800]),
        ("Sagerne blev ikke behandlet imens", [800, 800, 800]),
    ],
)
def test_a_claim_of_overtime_leaves_out_hours_that_were_none_by_their_own_words(
    reason: str, amounts: list[int]
) -> None:
    hours = [
        {"Dato": f"1{number}-02-2011", "Hvem": "Bo Lind", "Timer": "4", "Art": art, "Hvad for": "lister i hånden"}
        for number, art in enumerate(("overarbejde, udbetalt", "ordinær tid", "afspadsering"))
    ]
    items, _ = both(table(hours), rate="200", claimed=reason)
    assert [one.amount for one in items["lost_time"].outlays] == amounts
    assert items["lost_time"].outlays[0].what == "lister i hånden"
    apart = {one.apart for one in items["lost_time"].outlays_apart}
    assert len(apart) == 3 - len(amounts) and all("kræver overarbejde" in why for why in apart)
