"""The claim as a whole: a krone counted once, what is not claimed unasked, and the spread of the sum."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from claims.build import Workspace, make_case
from claims.figures import Figures
from claims.loss import totals
from claims.loss.deducted import Deducted
from claims.loss.deductions import Counted, DeductionInput
from claims.loss.spread import Spread
from claims.model import Dossier, LossItem
from evidence.errors import KravError
from templates.words import Words
from tests.claims.loss.checks import computed
from tests.claims.loss.ledgers import HEAD, compute, ledger, row

WORDS = Words("da")
INVOICES: list[Sequence[Any]] = [
    ["Fakturadato", "Leverandør", "Fakturanr.", "Beløb", "Vedrørende"],
    [date(2010, 7, 31), "Vikar ApS", "1001", 12000, "vikar"],
    [date(2010, 8, 31), "Vikar ApS", "1002", -2000, "kreditnota"],
]


def book(path: Path, *sheets: Sequence[Sequence[Any]]) -> None:
    made = openpyxl.Workbook()
    for at, rows in enumerate(sheets):
        sheet = made.create_sheet(f"Ark{at + 1}")
        for one in rows:
            sheet.append(list(one))
    del made["Sheet"]
    path.parent.mkdir(exist_ok=True)
    made.save(path)


def case(tmp_path: Path, more: str = "") -> Path:
    folder = tmp_path / "sag"
    make_case(folder, ["Nørreby Kommune"], ["Systemhuset A/S"], ["FlowJob"], date(2012, 6, 29))
    with (folder / "case.toml").open("a", encoding="utf-8") as file:
        file.write("\n[claim]\nfrom = 2010-05-01\nto = 2010-12-31\n" + more)
    return folder


def built(folder: Path, *added: Path) -> Dossier:
    work = Workspace.at(folder)
    if added:
        work.add(list(added), jobs=1)
    work.take_in_ledgers()
    return work.dossier()


def test_an_invoice_list_among_the_evidence_is_not_claimed_until_the_case_says_so(tmp_path: Path) -> None:
    folder = case(tmp_path)
    book(folder / "ledgers" / "refusion.xlsx", [HEAD, row(udbetalt=10000, refusion=3500)])
    book(tmp_path / "bevis" / "fakturaer.xlsx", INVOICES)
    dossier = built(folder, tmp_path / "bevis")
    cost = next(loss for loss in dossier.losses if loss.id == "extra_cost")
    assert dossier.total is not None and dossier.total.amount == Decimal("3000.00") and not cost.claimed
    assert {line.apart for line in cost.outlays_apart} == {"den står blandt bevismaterialet, og sagen kræver den ikke"}
    assert any("fakturaer.xlsx" in one and "10.000,00" in one and "[outlays] claimed" in one for one in dossier.notices)
    with (folder / "case.toml").open("a", encoding="utf-8") as file:
        file.write('\n[outlays]\nclaimed = ["fakturaer.xlsx"]\n')
    said = built(folder)
    assert said.total is not None and said.total.amount == Decimal("13000.00")
    assert [(one.read, one.counted, one.deducted, one.apart) for one in said.total.rows] == [(1, 1, 0, 0), (2, 1, 1, 0)]


def test_a_sum_of_a_month_among_the_rows_is_no_row(tmp_path: Path) -> None:
    folder = case(tmp_path, '[time]\nclaimed = true\nreason = "overtid"\n')
    hours: list[Sequence[Any]] = [
        ["Overtid ved FlowJob"], ["Dato", "Medarbejder", "Timer", "Timesats", "Beløb"], ["Juli 2010"],
        ["30.07.2010", "HM", "7,5", "310,00", "2.325,00"], ["Sum juli", None, "7,5", None, "2.325,00"],
        ["August 2010"], [date(2010, 8, 3), "OB", timedelta(hours=2), 300, 600], ["Delsum august", None, 2, None, 700],
        ["Sum i alt", None, 9.5, None, 2925],
    ]  # fmt: skip
    book(folder / "ledgers/timer.xlsx", hours)
    dossier = built(folder)
    (loss,) = dossier.losses
    assert (loss.gross, loss.net) == (Decimal("2925.00"), Decimal("2925.00"))
    # A sum that is wrong is held against the rows since the sum before it, where that is what it is nearest to.
    assert [one for one in dossier.notices if "egen sum" in one and "er 700,00, men rækkerne giver 600,00" in one]


def test_a_deduction_that_bears_on_all_heads_moves_the_total_once_and_together(tmp_path: Path) -> None:
    folder = case(
        tmp_path,
        '\n[[deduction]]\nwhat = "Portalens fejl"\npercent = "10"\nlow = "0"\nhigh = "20"\nhead = "all"\n'
        '\n[[deduction]]\nwhat = "Sparet"\namount = "500.00"\nlow = "100.00"\nhigh = "900.00"\nhead = "extra_cost"\n',
    )
    book(folder / "ledgers" / "tabeller.xlsx", [HEAD, row(udbetalt=10000, refusion=3500)], INVOICES)
    dossier = built(folder)
    total = dossier.total
    assert total is not None and total.uncertainty is not None
    # 3.000 × 90 % + (12.000 × 90 % − 2.000 − 500)
    assert total.amount == total.uncertainty.main == Decimal("11000.00")
    assert total.uncertainty.low == Decimal("9100.00")  # 3.000 × 80 % + 12.000 × 80 % − 2.000 − 900
    assert total.uncertainty.high == Decimal("12900.00")
    assert [(one.label, one.low, one.high) for one in total.uncertainty.swings] == [
        ("Portalens fejl", Decimal("9500.00"), Decimal("12500.00")),
        ("Sparet", Decimal("10600.00"), Decimal("11400.00")),
    ]
    low, middle, high = total.uncertainty.p10, total.uncertainty.p50, total.uncertainty.p90
    assert 9100 < low < middle < high < 12900 and abs(middle - 11000) < 60
    assert built(folder).content_hash == dossier.content_hash


ESTIMATES = """
[time]
rate = "300.00"
claimed = true
reason = "Betalt overarbejde"

[[assumption]]
what = "Timerne er skrevet op bagefter"
of = "hours"
low = "90"
high = "110"

[[assumption]]
what = "Timesatsen"
of = "rate"
low = "250.00"
high = "350.00"

[[assumption]]
what = "Vikarer, der var brug for"
of = "extra_cost"
low = "70"
high = "100"

[[assumption]]
what = "Stikprøvens andel"
of = "sample_share"
low = "80"
high = "100"

[[deduction]]
what = "Papirlister"
kind = "avoidable"
percent = "50"
from = 2010-09-01
from_earliest = 2010-06-01
"""
HOURS: list[Sequence[Any]] = [
    ["Dato", "Medarbejder", "Timer", "Beløb", "Opgave"],
    [date(2010, 6, 30), "AB", 10, None, "indtastning"],
]


def test_every_head_may_rest_on_estimates_of_its_own(tmp_path: Path) -> None:
    """3.000 of reimbursement in June, ten hours at 300, invoices of 12.000 less a credit note of 2.000."""
    folder = case(tmp_path, ESTIMATES)
    book(folder / "ledgers" / "tabeller.xlsx", [HEAD, row(udbetalt=10000, refusion=3500)], INVOICES, HOURS)
    total = built(folder).total
    assert total is not None and total.uncertainty is not None
    told = total.uncertainty
    assert total.amount == told.main == Decimal("16000.00")
    assert told.low == Decimal("9850.00")  # 3.000 × 80 % × 50 % + 9 × 250 + 12.000 × 70 % − 2.000
    assert told.high == Decimal("16850.00")  # 3.000 + 11 × 350 + 10.000
    assert [(one.label, one.low, one.high) for one in told.swings] == [
        ("Vikarer, der var brug for", Decimal("12400.00"), Decimal("16000.00")),
        ("Papirlister: fra hvilken dag", Decimal("14500.00"), Decimal("16000.00")),
        ("Timesatsen", Decimal("15500.00"), Decimal("16500.00")),
        ("Stikprøvens andel", Decimal("15400.00"), Decimal("16000.00")),
        ("Timerne er skrevet op bagefter", Decimal("15700.00"), Decimal("16300.00")),
    ]
    assert told.low < told.p10 < told.p50 < told.p90 < told.high


def test_an_estimate_of_a_head_that_is_not_there_is_told(tmp_path: Path) -> None:
    folder = case(tmp_path, ESTIMATES)
    book(folder / "ledgers" / "refusion.xlsx", [HEAD, row(udbetalt=10000, refusion=3500)])
    said = "\n".join(built(folder).notices)
    assert "«Timesatsen» flytter intet" in said and "«Stikprøvens andel»" not in said


def test_an_amount_cannot_bear_on_all_heads(tmp_path: Path) -> None:
    folder = case(tmp_path, '\n[[deduction]]\nwhat = "Bod"\namount = "500.00"\nhead = "all"\n')
    with pytest.raises(KravError, match="only a percentage"):
        built(folder)


def test_the_spread_of_two_heads_drawn_apart_is_narrower_than_the_sum_of_their_ends() -> None:
    spread, figures = Spread(), Figures()
    total = figures.make("claim.total", "i alt", Decimal("2000.00")).id
    for head in ("a", "b"):
        one = DeductionInput(what=f"skøn {head}", amount=Decimal(0), high=Decimal(500), low=Decimal(0))
        spread.keep(head, Deducted([Counted(Decimal(1000), date(2010, 6, 1), date(2010, 6, 30))], [one]))
    item = compute([row()])
    a, b, sure = (item.model_copy(update={"id": head}) for head in ("a", "b", "c"))
    both = spread.uncertainty([a, b], total, figures, WORDS)
    alone = spread.uncertainty([a], total, figures, WORDS)
    assert both is not None and alone is not None
    assert (both.low, both.main, both.high) == (Decimal(1000), Decimal(2000), Decimal(2000))
    assert both.p90 - both.p10 < 2 * (alone.p90 - alone.p10)
    assert spread.uncertainty([sure], total, figures, WORDS) is None
    more = spread.uncertainty([a, sure], total, figures, WORDS)
    assert more is not None and (more.low, more.high, more.p50) == (
        alone.low + sure.net, alone.high + sure.net, alone.p50 + sure.net
    )  # fmt: skip


def test_rows_that_do_not_add_up_or_stand_in_two_heads_stop_the_build() -> None:
    item = compute([row(), row(borger="B-2", bevis="")])
    assert totals.counted_once([item], Figures())[0].model_dump() == {
        "title": item.title, "read": 2, "counted": 1, "deducted": 0, "apart": 1,
    }  # fmt: skip
    with pytest.raises(totals.RowLost, match="3 rows were read, and 2"):
        totals.counted_once([item.model_copy(update={"rows_read": 3})], Figures())
    again: LossItem = item.model_copy(update={"id": "other", "title": "Andet"})
    with pytest.raises(totals.CountedTwice, match="row 2"):
        totals.counted_once([item, again], Figures())


def test_a_row_of_a_sheet_told_in_bundles_stands_in_no_other_head() -> None:
    figures = Figures()
    large, _ = computed([ledger([row(), row(borger="B-2")])], large=True, figures=figures)
    assert large.bundles and totals.counted_once([large], figures)[0].counted == 2
    other = compute([row()])
    assert other.lines[0].place.document == large.bundles[0].places[0].document
    with pytest.raises(totals.CountedTwice, match="row 2"):
        totals.counted_once([large, other.model_copy(update={"id": "other", "title": "Andet"})], figures)
