"""A paper of the contract that bears no day is reckoned from the contract's, and says so."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from claims.build import Workspace, make_case
from templates.render import html

PAPERS = {
    "Kontrakt 2008-11-14.txt": "KONTRAKT\nmellem Nørreby Kommune og Systemhuset A/S\nIndgået den 14. november 2008\n"
    "4.1 Leverandøren skal levere FlowJob klar til drift senest den 1. oktober 2009.\n",
    "Bilag 3.txt": "Bilag 3 til kontrakt mellem Nørreby Kommune og Systemhuset A/S\n"
    "3.1 Leverandøren garanterer en tilgængelighed på 99,5 % målt pr. måned.\n",
}


def test_an_annex_without_a_day_tells_the_day_of_the_contract_it_is_reckoned_from(tmp_path: Path) -> None:
    folder = tmp_path / "sag"
    make_case(folder, ["Nørreby Kommune"], ["Systemhuset A/S"], ["FlowJob"], date(2012, 6, 29))
    for name, text in PAPERS.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    work = Workspace.at(folder)
    work.add([tmp_path / name for name in PAPERS], jobs=1)
    work.find()
    dossier = work.dossier()
    told = {one.kind: (one.document_date, one.taken_date) for one in dossier.items.values()}
    assert told == {
        "delivery_date": (date(2008, 11, 14), None), "availability": (None, date(2008, 11, 14)),
        "service_target": (None, date(2008, 11, 14)),
    }  # fmt: skip
    assert "udateret, regnet fra kontraktens dag, 14. november 2008" in html(dossier.model_dump(mode="json"))
