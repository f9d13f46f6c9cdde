"""A sheet in the case's own ledgers/ folder is a ledger by lying there, whatever its headings."""

from __future__ import annotations

import time
import zipfile
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from claims.build import Workspace, make_case
from evidence import intake
from evidence.errors import KravError
from evidence.model import DocumentKind


def test_a_sheet_with_other_headings_is_a_ledger_by_lying_among_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "sag"
    make_case(folder, ["Nørreby Kommune"], ["Systemhuset A/S"], ["FlowJob"], date(2011, 12, 31))
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Løbenr", "Art", "Første dag", "Sidste dag", "Brutto", "Burde være"])
    sheet.append(["N-1", "sygedagpenge", date(2010, 3, 1), date(2010, 3, 28), 13520, "aktiv"])
    book.save(folder / "ledgers" / "Kopi af liste.xlsx")
    (folder / "ledgers" / "læs mig.txt").write_text("Listen er fra Ydelse.", encoding="utf-8")
    work = Workspace(folder)
    work.take_in_ledgers()
    assert work.store.document("Kopi af liste.xlsx").kind is DocumentKind.LEDGER
    assert work.store.document("læs mig.txt").kind is DocumentKind.OTHER
    # Known by their look the files are not handed in again; one that has changed is.
    later = time.time_ns() + 60 * 10**9
    monkeypatch.setattr(time, "time_ns", lambda: later)
    work.take_in_ledgers()
    with monkeypatch.context() as only:
        only.setattr(intake, "take_in", lambda *_, **__: pytest.fail("handed in again"))
        assert work.take_in_ledgers() == []
    (folder / "ledgers" / "læs mig.txt").write_text("Listen er fra Ydelsen.", encoding="utf-8")
    assert len(work.take_in_ledgers()) == 2


def test_a_list_in_a_zip_among_the_ledgers_is_a_ledger_also_when_the_zip_is_known_by_its_look(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "sag"
    make_case(folder, ["Nørreby Kommune"], ["Systemhuset A/S"], ["FlowJob"], date(2011, 12, 31))
    with zipfile.ZipFile(folder / "ledgers" / "fra Ydelse.zip", "w") as archive:
        archive.writestr("liste.csv", "Løbenr;Art;Første dag\nN-1;sygedagpenge;1.3.2010\n")
    work = Workspace(folder)
    work.take_in_ledgers()
    listed = work.store.document("liste.csv")
    assert listed.kind is DocumentKind.LEDGER
    later = time.time_ns() + 60 * 10**9
    monkeypatch.setattr(time, "time_ns", lambda: later)
    work.take_in_ledgers()
    # Taken for something else by a reading to come, it is a ledger by lying there still.
    work.store.connection.execute("DELETE FROM corrections")
    assert work.take_in_ledgers() == [] and work.store.document("liste.csv").kind is DocumentKind.LEDGER


def _hours(path: Path, *rows: Sequence[Any]) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["Dato", "Medarbejder", "Timer", "Timesats", "Formål"], *rows):
        sheet.append(list(row))
    path.parent.mkdir(exist_ok=True)
    book.save(path)
    return path


@pytest.fixture
def work(tmp_path: Path) -> Workspace:
    folder = tmp_path / "sag"
    make_case(folder, ["Nørreby Kommune"], ["Systemhuset A/S"], ["FlowJob"], date(2011, 12, 31))
    return Workspace(folder)


def test_what_was_guessed_of_the_paper_gives_way_to_where_it_lies_and_what_a_person_said_does_not(
    work: Workspace, tmp_path: Path
) -> None:
    """The same table lies among the evidence too, where its headings look like those of a log."""
    log = "Sag;Fra;Til;Registreret;Status;Beløb\n" + 4 * "R-1;01.03.2010;28.03.2010;passiv;afvist;13.520,00\n"
    for folder in (tmp_path / "bevis", work.folder / "ledgers"):
        folder.mkdir(exist_ok=True)
        (folder / "refusion.csv").write_text(log, encoding="cp1252")
    work.add([tmp_path / "bevis"], jobs=1)
    assert work.store.document("refusion.csv").kind is DocumentKind.LOG
    work.take_in_ledgers()
    assert work.store.document("refusion.csv").kind is DocumentKind.LEDGER
    work.store.correct(work.store.document("refusion.csv").sha256, kind=DocumentKind.OTHER)
    work.take_in_ledgers()
    assert work.store.document("refusion.csv").kind is DocumentKind.OTHER


def test_a_mended_copy_in_ledgers_stands_in_place_of_the_paper_of_that_name(work: Workspace, tmp_path: Path) -> None:
    """Evidence is never altered; who must put a cell right does it in a copy."""
    _hours(tmp_path / "bevis" / "timer.xlsx", ["i påsken", "AK", 4, 300, "tastning"])
    work.add([tmp_path / "bevis"], jobs=1)
    _hours(work.folder / "ledgers" / "timer.xlsx", ["lørdag d. 3. apr. 2010", "AK", 4, 300, "tastning"])
    work.take_in_ledgers()
    made = work.dossier()
    (lost,) = made.losses
    assert (lost.id, lost.gross) == ("lost_time", Decimal(1200))
    assert any("den i ledgers/ bruges" in one for one in made.notices)


def test_a_cell_of_a_table_that_is_only_shown_stops_nothing(work: Workspace, tmp_path: Path) -> None:
    _hours(tmp_path / "bevis" / "vagtplan.xlsx", ["i påsken", "AK", 4, 300, "tastning"])
    work.add([tmp_path / "bevis"], jobs=1)
    assert any("»i påsken« er ikke en dag" in one for one in work.dossier().notices)
    _hours(work.folder / "ledgers" / "egne timer.xlsx", ["i pinsen", "AK", 4, 300, "tastning"])
    work.take_in_ledgers()
    with pytest.raises(KravError, match="i pinsen"):
        work.dossier()


def test_a_reckoning_under_headings_of_its_own_stops_nothing_and_says_what_it_lacks(
    work: Workspace, tmp_path: Path
) -> None:
    """The municipality's own table of what it lost, among the evidence: no state, no status, but rates in per cent."""
    (tmp_path / "bevis").mkdir()
    (tmp_path / "bevis" / "tab.csv").write_text(
        "Lb.nr.;Ydelse;Gruppe;Fra;Til;Udbetalt (kr.);Hjemtaget pct.;Berettiget pct.;Difference (kr.)\n"
        "1;Kontanthjælp;aktiv;01-10-2010;31-10-2010;138.256,00;35;65;41.476,80\n"
        "2;Kontanthjælp;aktiv;01-11-2010;30-11-2010;171.940,50;35;65;51.582,15\n",
        encoding="cp1252",
    )
    work.add([tmp_path / "bevis"], jobs=1)
    made = work.dossier()
    assert made.losses == ()
    (told,) = [one for one in made.notices if "ligner en refusionsopgørelse" in one]
    assert "borger, stand" in told  # what it got back and should have are its rates and "ledgers/" in told


def test_a_table_laid_there_since_the_last_build_is_reckoned_with(tmp_path: Path) -> None:
    from click.testing import CliRunner

    from claims.cli import cli

    folder = tmp_path / "sag"
    make_case(folder, ["Nørreby Kommune"], ["Systemhuset A/S"], ["FlowJob"], date(2011, 12, 31))
    _hours(folder / "ledgers" / "timer.xlsx", [date(2010, 3, 1), "HM", 2, 300, "genindtastning"])
    said = CliRunner().invoke(cli, ["-C", str(folder), "assess"])
    assert said.exit_code == 0 and "600" in said.output and "before deductions" in said.output, said.output


def test_sums_by_month_among_the_evidence_stop_nothing_and_the_same_sheet_among_the_ledgers_does(
    work: Workspace, tmp_path: Path
) -> None:
    sheet = tmp_path / "Refusion pr måned.csv"
    sheet.write_text("Måned;Ydelse;Udbetalt;Korrektion\n10-2024;Sygedagpenge;2.310.750,00;-12.840,50\n", "cp1252")
    intake.take_in(work.store, [sheet])
    assert work.store.document(sheet.name).kind is DocumentKind.LEDGER
    assert any("Refusion pr måned.csv" in notice for notice in work.dossier().notices)
    (work.folder / "ledgers" / sheet.name).write_bytes(sheet.read_bytes())
    again = Workspace(work.folder)
    again.take_in_ledgers()
    with pytest.raises(KravError, match=r"Refusion pr måned\.csv has the headings"):
        again.dossier()


#: As a database has it: no columns for the benefit, for the reimbursement that came and for the state's answer.
_DATABASE = (
    "LØBENR;SAGSNR;UGE_NR;PERIODE_FRA;PERIODE_TIL;UDBETALT_KR;SATS_PCT;TABT_KR;BERIGTIGET_KR;ÅRSAG\n"
    "1;S-1;24;06-01-2010;02-02-2010;10.000,00;50;5.000,00;;A\n2;S-2;34;06-01-2010;02-02-2010;8.000,00;50;4.000,00;10,00;A\n"
)


def test_a_ledger_that_lacks_columns_is_asked_about_and_stops_nothing_in_either_place(
    work: Workspace, tmp_path: Path
) -> None:
    sheet = tmp_path / "tblTABT_REFUSION.csv"
    sheet.write_text(_DATABASE, "cp1252")
    intake.take_in(work.store, [sheet])
    work.store.correct(work.store.document(sheet.name).sha256, kind=DocumentKind.OTHER)
    (gap,) = [one for one in Workspace(work.folder).dossier().gaps if sheet.name in one.what]
    assert "«TABT_KR», 9,000.00" in gap.what or "»TABT_KR«, i alt 9.000,00" in gap.what
    (work.folder / "ledgers" / sheet.name).write_text(_DATABASE, "cp1252")
    again = Workspace(work.folder)
    again.take_in_ledgers()
    (gap,) = [one for one in again.dossier().gaps if sheet.name in one.what]
    assert gap.where == "ledgers/" and "ydelse, faktisk, refusion, stand" in gap.what and gap.remedy


def test_a_table_the_case_claims_is_one_whatever_it_was_taken_for(work: Workspace, tmp_path: Path) -> None:
    """A list of postings looks like nothing in particular; a mended copy of it in ledgers/ goes before it."""
    listed = "Dato;Leverandør;Bilagsnr;Tekst;Beløb ekskl. moms\n01-06-2010;Rådgiver A/S;{};Licens juni;{}\n"
    evidence = tmp_path / "posteringer.csv"
    evidence.write_text(listed.format("77", "1.000,00 EUR"), encoding="cp1252")
    work.add([evidence], jobs=1)
    settings = work.folder / "case.toml"
    settings.write_text(settings.read_text(encoding="utf-8") + '[outlays]\nclaimed = ["posteringer.csv"]\n', "utf-8")
    work.store.correct(work.store.document("posteringer.csv").sha256, kind=DocumentKind.OTHER)
    with pytest.raises(KravError, match="not kroner"):
        Workspace(work.folder).dossier()
    (work.folder / "ledgers" / "posteringer.csv").write_text(listed.format("77", "7.437,00"), encoding="cp1252")
    work.take_in_ledgers()
    total = Workspace(work.folder).dossier().total
    assert total is not None and total.amount == Decimal("7437.00")
