"""The dossier's first page: what it counts is what a reader would count."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from claims.build import Workspace, make_case


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
    assert made.summary[1] == "Af 1 løfte, der binder leverandøren, er det ikke for noget vist, at det er misligholdt."
