"""The dossier's first page: what it counts is what a reader would count."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from claims.build import Workspace, make_case
from claims.dossier import summary
from templates.words import Words


def test_a_sentence_that_promises_two_things_is_one_promise_on_the_first_page(tmp_path: Path) -> None:
    make_case(tmp_path / "sag", ["Nørreby Kommune"], ["Systemhuset A/S"], ["FlowJob"], date(2012, 6, 29))
    work = Workspace(tmp_path / "sag")
    (paper := tmp_path / "kontrakt.txt").write_text(
        "Kontrakt mellem Nørreby Kommune og Systemhuset A/S\n\n"
        "3.1 Systemhuset A/S skal levere integrationen mellem FlowJob og økonomisystemet senest den 1. oktober 2009.\n",
        encoding="utf-8",
    )
    work.add([paper], jobs=1)
    work.find()
    made = work.dossier()
    assert len(made.promises) == 2
    assert made.summary[0] == "Nørreby Kommune anvendte FlowJob fra Systemhuset A/S; der kræves endnu ikke noget."
    assert made.summary[1].endswith(" Af 1 løfte, der binder leverandøren, er intet vist misligholdt.")


def _delivered_late(folder: Path, as_of: date) -> tuple[Workspace, list[Path]]:
    """A case as of a day, and the two papers of a delivery that was due on 1 January and came on 6 March 2017."""
    make_case(folder / "sag", ["Havrum Kommune"], ["Lindegaard Data A/S"], ["Pladsnet"], as_of)
    work = Workspace(folder / "sag")
    (contract := folder / "kontrakt.txt").write_text(
        "Kontrakt mellem Havrum Kommune og Lindegaard Data A/S\n\n"
        "1.3 Lindegaard Data A/S skal levere Pladsnet senest den 1. januar 2017.\n", encoding="utf-8",
    )  # fmt: skip
    (minutes := folder / "referat.txt").write_text(
        "Referat af møde den 9. marts 2017\n\nPladsnet blev først leveret den 6. marts 2017.\n", encoding="utf-8"
    )
    return work, [contract, minutes]


def test_a_table_among_the_evidence_that_nobody_claims_is_told_with_its_sum(tmp_path: Path) -> None:
    work, papers = _delivered_late(tmp_path, date(2019, 6, 28))
    (bills := tmp_path / "fakturaer.csv").write_text(
        "Dato;Leverandør;Fakturanr.;Beløb;Formål\n31.01.2017;Vikar Vest;17;28.800,00;Vikar i pladsanvisningen\n"
        "28.02.2017;Vikar Vest;18;12.000,00;Vikar i pladsanvisningen\n", encoding="utf-8",
    )  # fmt: skip
    work.add([*papers, bills], jobs=1)
    work.find()
    said = " ".join(work.dossier().summary)
    assert "Merudgifter: 40.800,00 kr. står i bevismaterialet og kræves ikke." in said and " 0,00 kr. uden" not in said


def test_the_first_page_says_which_head_of_loss_no_breach_carries(tmp_path: Path) -> None:
    work, papers = _delivered_late(tmp_path, date(2019, 6, 28))
    ledger = tmp_path / "sag" / "ledgers" / "fakturaer.csv"
    rows = "Dato;Leverandør;Beløb;Formål;Hændelse\n31.01.2017;Vikar Vest;28.800,00;Vikar i pladsanvisningen;{}\n"
    ledger.write_text(rows.format(""), encoding="utf-8")
    work.add(papers, jobs=1)
    work.take_in_ledgers()
    work.find()
    told = work.dossier().summary
    assert told[0] == (
        "Havrum Kommune rejser krav mod Lindegaard Data A/S for misligholdelse af aftalen om Pladsnet: 28.800,00 kr."
    )
    loose = [one for one in told if one.startswith("Kæden fra løfte til beløb er brudt")]
    assert len(loose) == 1 and "Merudgifter (28.800,00 kr.)" in loose[0]
    ledger.write_text(rows.format("pkt. 1.3"), encoding="utf-8")
    work.take_in_ledgers()
    assert not [one for one in work.dossier().summary if one.startswith("Kæden fra løfte til beløb er brudt")]


@pytest.mark.parametrize(
    ("as_of", "told"),
    [
        (date(2020, 1, 2), "Inden for 3 måneder, den 2. april 2020, kan 1 af 1 krav være forældet; i dag er det 0."),
        (date(2020, 1, 3), "1 af 1 krav kan allerede være forældet"),
    ],
)
def test_a_claim_has_not_lapsed_on_its_last_day(tmp_path: Path, as_of: date, told: str) -> None:
    """The first page said that every claim may have lapsed, and the table that no day was left and none past."""
    work, papers = _delivered_late(tmp_path, as_of)
    work.add(papers, jobs=1)
    work.find()
    made = work.dossier()
    assert [one.earliest for one in made.limitation] == [date(2020, 1, 2)]
    assert any(told in one for one in made.summary)
    assert made.summary[0] == (
        "Havrum Kommune gør Lindegaard Data A/S ansvarlig for misligholdelse af aftalen om Pladsnet; der kræves endnu "
        "ikke noget beløb."
    )


def test_answers_given_before_more_was_found_are_not_ready(monkeypatch: pytest.MonkeyPatch) -> None:
    counts = {"excuses with evidence unanswered": 0, "answers out of date": 2}
    monkeypatch.setattr(summary, "standing_open", lambda _: counts)
    m: Any = SimpleNamespace(broken=[SimpleNamespace(ready=False)], losses=(), unread=())
    evidence: Any = SimpleNamespace(live=(), decisions={}, waiting=())
    told = summary.not_ready(m, evidence, (), Words("en"))
    assert told[:2] == ("1 breach has unanswered excuses.", "More has been found since 2 of the excuses were answered.")


def test_of_the_days_of_limitation_the_first_page_tells_the_first_that_rows_name_too() -> None:
    items = {"f-1": SimpleNamespace(clause="1.3", ticket=""), "f-2": SimpleNamespace(clause="2.1", ticket="")}
    broken = [SimpleNamespace(id=f"b-{n}", names=(), promise=f"f-{n}", matches=()) for n in (1, 2)]
    lapses = [
        SimpleNamespace(what=what, earliest=day, interrupted=False, breaches=(breach,), heads=())
        for what, day, breach in (("levering", date(2016, 5, 9), "b-1"), ("oppetid", date(2018, 11, 5), "b-2"))
    ]
    row = SimpleNamespace(incident="pkt. 2.1", amount=100)
    loss = SimpleNamespace(claimed=True, id="extra_cost", losing=(row,))
    m: Any = SimpleNamespace(items=items, broken=broken)
    assessed: Any = SimpleNamespace(limitation=lapses, losses=(loss,))
    case: Any = SimpleNamespace(as_of=date(2018, 9, 3))
    told = list(summary._lapsing(m, assessed, case, Words("da")))
    assert "9. maj 2016 (levering)" in told[0] and "5. november 2018 (oppetid)" in told[1]
    row.incident = "pkt. 1.3"
    assert "5. november 2018" not in " ".join(summary._lapsing(m, assessed, case, Words("da")))
