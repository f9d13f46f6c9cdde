"""A sheet in the case's own ledgers/ folder is a ledger by lying there, whatever its headings."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl

from claims.build import Workspace, make_case
from evidence.model import DocumentKind


def test_a_sheet_with_other_headings_is_a_ledger_by_lying_among_them(tmp_path: Path) -> None:
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
