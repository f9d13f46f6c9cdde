"""What a case's own words in case.toml and its contract make of the same two invoices, each sum redone by hand."""

from __future__ import annotations

import shutil
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from claims.build import Workspace, make_case
from claims.model import Dossier

CONTRACT = """Kontrakt mellem Nørreby Kommune og Systemhuset A/S om FlowJob

4.1 Leverandøren skal levere modul 3 senest den 1. oktober 2010.
15.1 Leverandørens ansvar er begrænset til 30.000 kr. Ved grov uagtsomhed er ansvaret begrænset til det dobbelte.
16.1 Leveres modul 3 for sent, betaler leverandøren en bod på 1.000 kr. pr. dag.
"""
#: 40.000 kr. lost in 2010 and 25.000 kr. in 2011.
INVOICES = """Dato;Leverandør;Fakturanr.;Beløb;Formål
03-05-2010;Vikarhuset;F-1;40.000,00;Genindtastning efter nedbrud i FlowJob
02-02-2011;Vikarhuset;F-2;25.000,00;Genindtastning efter nedbrud i FlowJob
"""
#: Ten days late, 1.000 kr. each.
BOD = """
[[bod]]
what = "Dagbod"
for = "delay"
clause = "16.1"
per = "day"
amount = "1000"
due = 2010-10-01
delivered = 2010-10-11
claimed = [{ day = 2010-10-12 }]
"""


@pytest.fixture(scope="module")
def searched(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("opgjort")
    make_case(folder / "sag", ["Nørreby Kommune"], ["Systemhuset A/S"], ["FlowJob"], date(2012, 6, 29))
    (folder / "kontrakt.txt").write_text(CONTRACT, encoding="utf-8")
    work = Workspace(folder / "sag")
    work.add([folder / "kontrakt.txt"], jobs=1)
    work.find()
    work.store.close()
    return folder / "sag"


def assessed(searched: Path, folder: Path, settings: str, ledger: str = INVOICES) -> Dossier:
    case = Path(shutil.copytree(searched, folder / "sag"))
    toml = case / "case.toml"
    toml.write_text(toml.read_text("utf-8") + settings, encoding="utf-8")
    work = Workspace(case)
    if ledger:
        (case / "ledgers" / "udgifter.csv").write_text(ledger, encoding="utf-8")
        work.take_in_ledgers()
    return work.dossier()


def amounts(dossier: Dossier) -> list[Decimal]:
    return [cap.amount for cap in dossier.caps]


def test_a_limit_of_each_year_takes_what_is_over_it_in_one_year_and_lends_nothing_to_the_next(
    searched: Path, tmp_path: Path
) -> None:
    dossier = assessed(searched, tmp_path, '\n[cap]\namount = "30000"\nper = "year"\n')
    assert dossier.total and dossier.total.amount == 65_000
    assert Decimal(30_000 + 25_000) in amounts(dossier) and min(amounts(dossier)) == 55_000


def test_a_limit_that_gross_negligence_doubles_is_told_beside_the_ordinary_one(
    searched: Path, tmp_path: Path
) -> None:
    assert {Decimal(30_000), Decimal(2 * 30_000)} <= set(amounts(assessed(searched, tmp_path, "")))


def test_a_deduction_from_a_head_the_case_does_not_hold_is_told_and_takes_nothing(
    searched: Path, tmp_path: Path
) -> None:
    off = '\n[[deduction]]\nwhat = "Genindvundet"\namount = "500"\nhead = "reimbursement"\n'
    dossier = assessed(searched, tmp_path, off)
    assert any("»Genindvundet«" in said and "[[deduction]]" in said for said in dossier.notices)
    assert dossier.total and dossier.total.amount == 65_000


def test_days_of_a_request_that_cannot_both_be_right_are_a_gap_and_no_interest(
    searched: Path, tmp_path: Path
) -> None:
    days = "\n[interest]\nrequest_sent = 2011-05-04\nrequest_received = 2011-05-02\n"
    dossier = assessed(searched, tmp_path, days)
    assert dossier.interest is None and dossier.total and dossier.total.amount == 65_000
    assert any("request_received" in gap.what for gap in dossier.gaps)


def test_where_bod_alone_is_claimed_it_is_held_against_the_limit_as_no_damages(
    searched: Path, tmp_path: Path
) -> None:
    dossier = assessed(searched, tmp_path, BOD, ledger="")
    assert dossier.total and dossier.total.amount == 10_000
    (alone,) = dossier.caps
    assert (alone.amount, alone.name) == (Decimal(10_000), "Bod alene")


def test_a_deduction_where_nothing_at_all_is_claimed_is_not_said_to_lack_its_rows(
    searched: Path, tmp_path: Path
) -> None:
    off = '\n[[deduction]]\nwhat = "Genindvundet"\namount = "500"\n'
    dossier = assessed(searched, tmp_path, off, ledger="")
    assert dossier.total is None or not dossier.total.amount
    assert not any("[[deduction]]" in said for said in dossier.notices)


def test_a_limit_of_a_fee_nobody_gave_is_told_as_not_reckoned_and_takes_nothing(tmp_path: Path) -> None:
    make_case(tmp_path / "sag", ["Nørreby Kommune"], ["Systemhuset A/S"], ["FlowJob"], date(2012, 6, 29))
    (tmp_path / "kontrakt.txt").write_text(
        "Kontrakt mellem Nørreby Kommune og Systemhuset A/S om FlowJob\n\n"
        "15.1 Leverandørens samlede ansvar er begrænset til 50 % af kontraktsummen.\n",
        encoding="utf-8",
    )
    work = Workspace(tmp_path / "sag")
    work.add([tmp_path / "kontrakt.txt"], jobs=1)
    work.find()
    (work.folder / "ledgers" / "udgifter.csv").write_text(INVOICES, encoding="utf-8")
    work.take_in_ledgers()
    (alone,) = work.dossier().caps
    (clause,) = [one.id for one in work.findings() if one.kind == "liability_cap"]
    assert (alone.name, alone.amount) == ("Loft, der ikke er beregnet", Decimal(65_000))
    assert alone.decided_by == (clause,)
