"""A table of lost reimbursement among the evidence that nobody reads is named; rows not reckoned are told as that."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from claims.build import Workspace, make_case
from claims.loss import unread
from claims.loss.unread import tallies
from claims.model import Gap
from evidence.model import DocumentKind
from templates.words import Words
from tests.claims.loss.ledgers import compute, row

HEAD = ("Løbenr", "Person", "Ydelsesart", "Periode start", "Periode slut", "Uge i forløbet", "Bruttoydelse",
        "Kode i FlowJob", "Rigtig kode", "Kilde", "Hjemtaget refusion", "Afgørelse", "Efterreguleret",
        "Kanal")  # fmt: skip
ROW = (1, "S01", "kontanthjælp", date(2010, 6, 1), date(2010, 6, 30), None, 13096, "passiv", "aktiv", "Blanket S01",
       4583.60, "afvist", None, "B")  # fmt: skip


def work(tmp_path: Path, head: tuple[str, ...] = HEAD) -> Workspace:
    make_case(tmp_path / "sag", ["Nørreby Kommune"], ["Systemhuset A/S"], ["FlowJob"], date(2012, 6, 29))
    book = openpyxl.Workbook()
    assert book.active is not None
    for cells in (("Mistet refusion",), head, ROW, (*ROW[:1], "S02", *ROW[2:])):
        book.active.append(cells)
    book.save(tmp_path / "Opgørelse.xlsx")
    made = Workspace.at(tmp_path / "sag")
    made.add([tmp_path / "Opgørelse.xlsx"], jobs=1)
    return made


def told(made: Workspace, kind: DocumentKind, mine: tuple[str, ...] = ()) -> list[Gap]:
    evidence = made.evidence(frozenset())
    papers = {sha256: replace(document, kind=kind) for sha256, document in evidence.documents.items()}
    pages = {sha256: [page for (of, _), page in sorted(evidence.pages.items()) if of == sha256] for sha256 in papers}
    return list(unread.ledgers(papers, pages, {}, mine, Words("da")))


def test_a_table_taken_for_another_paper_is_named_with_its_rows_and_headings(tmp_path: Path) -> None:
    made = work(tmp_path)
    (gap,) = told(made, DocumentKind.OTHER)
    assert gap.what.startswith("Opgørelse.xlsx har overskrifter som en tabel over tabt refusion (Person, Ydelsesart")
    assert "og 2 rækker" in gap.what and "krav set Opgørelse.xlsx --kind ledger" in gap.remedy
    assert not told(made, DocumentKind.LEDGER) and not told(made, DocumentKind.OTHER, ("Opgørelse.xlsx",))


SHEETS: dict[str, list[tuple[Any, ...]]] = {
    "Havnen overarbejde.xlsx": [
        ("Havnen, overarbejde på grund af systemet",), ("Navn", "Uge 3", "Uge 4", "Sum"),
        ("Bo Lind", 2, 3.5, 5.5), ("Ane Dal", 0, 2, 2), ("I alt", 2, 5.5, 7.5),
    ],
    "Tid.xlsx": [
        ("Timer brugt på listerne",), ("dag", "hvem var det", "tid (t:mm)"), ("12/1", "BL", "1:30"),
        ("13/1", "AD", "2:45"),
    ],
    "Mistet betaling.xlsx": [
        ("Hus", "Periode", "Skulle", "Kom ind", "Mistet"), ("Viben", "sommer", 900, 300, 600),
        ("Solen", "sommer", 500, 500, 0), ("Mosen", "efterår", 700, 100, 600), ("I alt", "", 2100, 900, 1200),
    ],
    "Krav mod andre.xlsx": [
        ("Mellemkommunal refusion",), ("Borger", "Periode", "Beregnet krav", "Betalt", "Status"),
        ("B-1", "juli", 900, 0, "Afvist"), ("B-2", "juli", 500, 500, "Betalt"),
    ],
    "Oppetid.xlsx": [("Måned", "Tilgængelighed", "Tid nede"), ("maj", 99.5, 20), ("juni", 99.1, 40)],
    "Budget vikarer.xlsx": [("Konto", "Art", "Beløb"), ("1", "vikar", 500), ("2", "vikar", 600)],
    "Timer, blanket.xlsx": [("Timer brugt på listerne",), ("dag", "hvem", "timer"), ("", "", ""), ("", "", "")],
    "Timer noteret.xlsx": [
        ("dag", "timer ekstra", "tid i alt"), ("12/1", 3, "se sedlen"), ("13/1", 4, "se sedlen"),
    ],
    "Timer.xlsx": [("ekstra timer på listerne",)],
    "Telefonliste.xlsx": [("Navn", "Lokale", "Telefon"), ("Bo", 3, 4455), ("Ane", 4, 4456)],
}  # fmt: skip


def test_sheets_of_hours_or_money_under_any_headings_are_asked_about_with_their_sum(tmp_path: Path) -> None:
    make_case(tmp_path / "sag", ["Nørreby Kommune"], ["Systemhuset A/S"], ["FlowJob"], date(2016, 6, 29))
    for name, rows in SHEETS.items():
        book = openpyxl.Workbook()
        assert book.active is not None
        for cells in rows:
            book.active.append(cells)
        book.save(tmp_path / name)
    made = Workspace.at(tmp_path / "sag")
    made.add([tmp_path / name for name in SHEETS], jobs=1)
    evidence = made.evidence(frozenset())
    pages = {of: [page for (sha256, _), page in sorted(evidence.pages.items()) if sha256 == of]
             for of in evidence.documents}  # fmt: skip
    said = [gap.what for gap in tallies(evidence.documents, pages, (), Words("da"))]
    names = ["Havnen overarbejde.xlsx", "Krav mod andre.xlsx", "Mistet betaling.xlsx", "Tid.xlsx", "Timer noteret.xlsx"]
    assert [one.split(" oplyser ")[0] for one in said] == names
    assert "i 2 rækker (»Sum«, i alt 7,5 timer" in said[0]
    assert "i 2 rækker (»Beregnet krav«, i alt 1.400,00" in said[1]
    assert "i 2 rækker (»Mistet«, i alt 1.200,00" in said[2]
    assert "i 2 rækker (»tid (t:mm)«, i alt 4,25 timer" in said[3]
    assert "i 2 rækker (»timer ekstra«, i alt 7 timer" in said[4]  # the last column holds words alone
    assert not list(tallies(evidence.documents, pages, list(SHEETS), Words("da")))


def test_its_headings_are_known_where_it_is_a_ledger(tmp_path: Path) -> None:
    made = work(tmp_path)
    (tmp_path / "sag" / "ledgers" / "Opgørelse.xlsx").write_bytes((tmp_path / "Opgørelse.xlsx").read_bytes())
    made.take_in_ledgers()
    (loss,) = made.dossier().losses
    assert [str(line.loss) for line in loss.lines] == ["3928.80", "3928.80"]  # 13.096 × 65 % − 4.583,60


@pytest.mark.parametrize("head", [("Dato", "Fra", "Til", "Person", "Timer", "Bilag") + ("",) * 8, ("",) * 14])
def test_a_sheet_of_hours_or_of_nothing_is_none(tmp_path: Path, head: tuple[str, ...]) -> None:
    assert not told(work(tmp_path, head), DocumentKind.OTHER)


def test_rows_of_which_nobody_can_say_what_was_lost_are_counted_as_such() -> None:
    unknown = row(ydelse="kontanthjaelp", fra=date(2011, 6, 1), til=date(2011, 6, 30), faktisk="aktiv")
    item = compute([row(), unknown, row(borger="B-2", bevis="")])
    held = {group.label: (group.rows, group.unknown) for group in item.apart_groups}
    assert held == {
        "Aktivitetens art mangler, og satsen afhænger af den": (1, 1), "Intet bevis for den faktiske status": (1, 0)
    }  # fmt: skip


def papers(tmp_path: Path, name: str, text: str) -> Workspace:
    make_case(tmp_path / "sag", ["Nørreby Kommune"], ["Systemhuset A/S"], ["FlowJob"], date(2012, 6, 29))
    (tmp_path / name).write_text(text, encoding="cp1252")
    made = Workspace.at(tmp_path / "sag")
    made.add([tmp_path / name], jobs=1)
    return made


def table(head: str, rows: list[str], count: int = 6) -> str:
    return "\r\n".join(["Opgjort af økonomi;;;;;;;", head, *(row.format(n=n) for n in range(count) for row in rows)])


@pytest.mark.parametrize(
    "head",
    [
        "Linje;Hvem;Type;Begynder;Ophører;Penge;Systemet sagde;Sandheden;Fik vi",
        "Nr.;Borger (init.);Ydelsestype;Periode fra;Periode til;Udb. brutto;Gik ind som;Rettelig;Ref. modtaget",
    ],
)
def test_rows_of_benefit_period_and_amount_are_a_ledger_whatever_their_headings(tmp_path: Path, head: str) -> None:
    """Rows of a ledger were told as incidents, one by one, where its headings were unknown, and nobody asked."""
    row = "{n};B-{n};kontanthjælp;01-07-2010;31-07-2010;9.607,00;tilbud ikke registreret;aktiv;0,00"
    made = papers(tmp_path, "Tab.csv", table(head, [row]))
    evidence = made.evidence(frozenset())
    assert {one.kind for one in evidence.documents.values()} == {DocumentKind.LEDGER} and not evidence.live
    (gap,) = told(made, DocumentKind.LEDGER)
    assert gap.what.startswith("Tab.csv ligner en tabel over tabt refusion med 6 rækker") and "stand" in gap.what
    assert head.split(";")[6] in gap.what and "[ledger] columns" in gap.remedy


@pytest.mark.parametrize(
    ("head", "row"),
    [
        ("Sag;Oprettet;Lukket;Modul;Tekst", "H-{n};05-02-2010 09:14;05-02-2010 10:00;Sygedagpenge;Kan ikke åbnes"),
        ("Sag;Oprettet;Lukket;Modul;Prioritet", "{n};05-02-2010;05-02-2010;Sygedagpenge;1"),
        ("Område;Måned;Budget;Forbrug", "Kontanthjælp;2010-0{n};120.000,00;119.500,00"),
        ("Person;Tilbud;Fra;Til;Beløb", "B-{n};Kursus;01-02-2010;01-03-2010;4.500,00"),
    ],
)
def test_a_log_a_budget_or_bills_of_courses_are_no_ledger(tmp_path: Path, head: str, row: str) -> None:
    made = papers(tmp_path, "Andet.csv", table(head, [row]))
    (document,) = made.evidence(frozenset()).documents.values()
    assert document.kind is not DocumentKind.LEDGER


def test_a_state_said_in_other_words_far_down_the_table_is_asked_about_too(tmp_path: Path) -> None:
    head = "Nr.;Borger;Ydelsestype;Periode fra;Periode til;Udbetalt;Registreret som;Rettelig;Ref. modtaget;Svar"
    row = "{n};B-{n};kontanthjælp;01-07-2010;31-07-2010;9.607,00;passiv;aktiv;0,00;"
    text = table(head, [row + "afvist"], 60) + "\r\n" + row.format(n=61) + "hjemtaget i marts"
    (gap,) = told(papers(tmp_path, "Tab.csv", text), DocumentKind.LEDGER)
    assert "stand" in gap.what and "61 rækker" in gap.what


def test_a_column_that_holds_nothing_but_states_is_not_asked_for_whatever_it_is_called(tmp_path: Path) -> None:
    head = "Nr.;Borger;Ydelsestype;Periode fra;Periode til;Udbetalt;Gik ind som;Sandheden;Ref. modtaget;Svar"
    row = "{n};B-{n};kontanthjælp;01-07-2010;31-07-2010;9.607,00;passiv;aktiv;0,00;afvist"
    (gap,) = told(papers(tmp_path, "Tab.csv", table(head, [row])), DocumentKind.LEDGER)
    assert "faktisk" in gap.what.partition("overskrifter")[2].partition(":")[0]
    assert "stand" not in gap.what.partition("overskrifter")[2].partition(":")[0]
