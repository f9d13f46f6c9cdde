"""The workbook counts to the øre what the dossier prints, and no text of the evidence ever becomes a formula."""

from __future__ import annotations

import io
import shutil
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from claims import exports
from claims.build import Workspace
from claims.exports import Wanted
from claims.exports.sheets import Book, Formula
from claims.exports.xlsx import workbook
from claims.loss import volume
from claims.model import Dossier
from evidence.errors import KravError
from tests.claims.exports.office import CPR, EVIL, case_with_ledgers, opened_by_office


@pytest.fixture(scope="module")
def path(ledgered: Workspace) -> Path:
    return exports.write(ledgered, "xlsx", Wanted()).paths[0]


def rows(book: Any, name: str) -> list[tuple[Any, ...]]:
    return list(book[name].iter_rows(min_row=2, values_only=True))


def test_every_sentence_of_the_account_stands_on_a_sheet_of_its_own(path: Path, printed: Dossier) -> None:
    told = rows(openpyxl.load_workbook(path, read_only=True), "Sagsfremstilling")
    assert [(row[1], row[2] or "") for row in told] == [(one.sentence, ", ".join(one.items)) for one in printed.facts]


def money(value: object) -> Decimal:
    return Decimal(str(value)).quantize(Decimal("0.01"))


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_what_libreoffice_counts_is_what_the_dossier_prints(path: Path, printed: Dossier) -> None:
    book = openpyxl.load_workbook(opened_by_office(path, "xlsx"), data_only=True)
    loss, time = printed.losses
    counted = rows(book, loss.title[:31])[: len(loss.lines)]
    assert [money(row[17]) for row in counted] == [line.loss for line in loss.lines]
    halves = [line for line in loss.lines if line.share and line.paid * line.share % 1 == Decimal("0.5")]
    assert len(halves) > 30 and any(line.share is None for line in loss.lines), (
        "rows that end on half an øre are what this is about, and one over a change of rate"
    )
    steps = {row[0]: row for row in rows(book, "Beregning")}
    for label, amount in (
        (f"{loss.title}: bruttotab", loss.gross),
        ("Fradrag: =Sparet drift", loss.deductions[0].amount),
        (f"{loss.title}: nettotab", loss.net),
        (f"{time.title}: nettotab", time.net),
        ("Krævet i alt", printed.total and printed.total.amount),
    ):
        assert money(steps[label][2]) == amount, label
    assert printed.interest and printed.interest.total > 0
    interest = rows(book, "Renter")
    assert money(interest[-1][7]) == printed.interest.total
    assert [money(row[7]) for row in interest[:-1]] == [row.amount for row in printed.interest.rows]
    assert [row[1] for row in rows(book, "Sagen") if str(row[0]).startswith("Forskelle")] == [0]
    texts = [cell for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row]
    assert not [cell for cell in texts if str(cell).startswith(("#VALUE", "#NAME", "Err:", "#DIV"))]


def test_the_calculation_is_formulas_and_nothing_else_is(path: Path, printed: Dossier) -> None:
    book = openpyxl.load_workbook(path)
    formulas = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    assert not [cell.value for cell in formulas if not str(cell.value).startswith(("=ROUND(", "=MAX(", "=E", "='"))]
    shares = sum(line.share is not None for line in printed.losses[0].lines)
    assert sum(str(cell.value).startswith("=ROUND(M") for cell in formulas) >= shares > 30
    told = {cell.value: cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "s"}
    for evil in EVIL:
        if evil.strip() == evil:
            assert evil in told, "texts stay as they were written"
    assert all(told[evil].quotePrefix for evil in ("+45 12", "-2+3", "@SUM(A1)"))


def test_what_is_personal_does_not_leave_with_it(path: Path) -> None:
    book = openpyxl.load_workbook(path)
    texts = [str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row]
    assert not any(CPR in text for text in texts) and any("XXXXXX-XXXX" in text for text in texts)


def test_the_same_case_gives_the_same_bytes(path: Path, printed: Dossier) -> None:
    assert workbook(printed, {}) == path.read_bytes()


def test_names_of_sheets_and_long_or_broken_texts_fit_what_a_workbook_holds(tmp_path: Path) -> None:
    book = Book()
    for _ in range(2):
        table = book.table("Udgifter: [timer]/ekstra personale og vikarer", ["a", "b"], [10, 10])
        table.add("x\x00\x0b" + "y" * 40_000, Formula("1+1"))
    (tmp_path / "b.xlsx").write_bytes(book.written("t", date(2011, 1, 1)))
    read = openpyxl.load_workbook(tmp_path / "b.xlsx")
    assert len(set(read.sheetnames)) == 2 and all(len(name) <= 31 for name in read.sheetnames)
    text = read.worksheets[0]["A2"].value
    assert isinstance(text, str) and text.startswith("xyy") and text.endswith("…") and len(text) == 32_767


def test_another_ending_is_refused(ledgered: Workspace, tmp_path: Path) -> None:
    with pytest.raises(KravError, match="xlsx"):
        exports.write(ledgered, "xlsx", Wanted(output=tmp_path / "ark.csv"))


def test_the_rows_of_a_large_ledger_stand_in_bundles_that_add_up_and_what_is_not_claimed_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(volume, "MOST_ROWS", 10)
    work = case_with_ledgers(tmp_path / "sag")
    settings = work.folder / "case.toml"
    settings.write_text(settings.read_text("utf-8").replace("claimed = true", "claimed = false"), "utf-8")
    printed = Workspace(work.folder).dossier()
    loss, time = printed.losses
    assert loss.bundles and loss.bundles_apart and not time.claimed
    book = openpyxl.load_workbook(io.BytesIO(workbook(printed, {})), read_only=True)
    *told, foot = rows(book, loss.title[:31])
    assert sum(money(row[16]) for row in told) == loss.gross
    assert str(foot[16]).startswith("=ROUND(SUM(Q2:Q")
    *apart, _ = rows(book, f"Udeladt, {loss.title}"[:31])
    assert all(row[18] for row in apart) and sum(row[4] for row in (*told, *apart)) == loss.rows_read
    assert f"{time.title}: nettotab (beregnet, ikke krævet)" in {row[0] for row in rows(book, "Beregning")}


def test_what_stands_apart_or_has_a_place_of_its_own_is_in_the_workbook_too(printed: Dossier) -> None:
    loss, time = printed.losses
    place = next(iter(printed.items.values())).place
    given = loss.deductions[0].model_copy(update={"place": place})
    assert printed.interest and place.exhibit
    made = printed.model_copy(
        update={
            "losses": (
                loss.model_copy(update={"deductions": (given, *loss.deductions[1:])}),
                time.model_copy(update={"outlays_apart": time.outlays}),
            ),
            "interest": printed.interest.model_copy(update={"rows": ()}),
            "against": (), "adverse": (next(iter(printed.items)),),
        }
    )  # fmt: skip
    book = openpyxl.load_workbook(io.BytesIO(workbook(made, {})), read_only=True)
    assert len(rows(book, f"Udeladt, {time.title}"[:31])) == len(time.outlays) + 1
    told = [cell for row in rows(book, "Beregning") for cell in row]
    assert f"Bilag {place.exhibit}, side {place.page}" in told
    assert len(rows(book, "Renter")) == 1  # the sum alone
    (against,) = rows(book, "Taler imod kravet")
    assert against[0] is None and next(iter(printed.items)) in against
