"""A table of lost reimbursement among the evidence that nobody reads is named; rows not reckoned are told as that."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from claims.build import Workspace, make_case
from claims.loss.ledgers import lying_unread
from claims.model import Gap
from evidence.model import DocumentKind
from templates.words import Words
from tests.claims.loss.test_reimbursement import compute, row

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
    return list(lying_unread(papers, pages, {}, mine, Words("da")))


def test_a_table_taken_for_another_paper_is_named_with_its_rows_and_headings(tmp_path: Path) -> None:
    made = work(tmp_path)
    (gap,) = told(made, DocumentKind.OTHER)
    assert gap.what.startswith("Opgørelse.xlsx har overskrifter som en tabel over tabt refusion (Person, Ydelsesart")
    assert "og 2 rækker" in gap.what and "krav set Opgørelse.xlsx --kind ledger" in gap.remedy
    assert not told(made, DocumentKind.LEDGER) and not told(made, DocumentKind.OTHER, ("Opgørelse.xlsx",))


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
