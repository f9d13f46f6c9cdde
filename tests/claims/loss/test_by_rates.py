"""A ledger kept by rates: what the state owed and what was settled, both in per cent of the benefit paid."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from claims.figures import Figures
from claims.loss import reimbursement, volume
from claims.loss.cells import Cell
from claims.model import LossItem
from evidence.errors import KravError
from templates.words import Words
from tests.claims.loss.ledgers import chosen, ledger
from tests.claims.worked import case_name, worked

WORDS = Words("da")
COLUMNS = {
    "borger": "Borger", "ydelse": "Ydelse", "fra": "Fra", "til": "Til", "udbetalt": "Udbetalt (kr.)",
    "faktisk": "Faktisk", "refusion": "Refusion", "hjemtaget": "Hjemtaget pct.", "berettiget": "Berettiget pct.",
    "bevis": "Bevis", "stand": "Stand", "genindvundet": "Genindvundet", "kanal": "Kanal",
}  # fmt: skip
USUAL: dict[str, Any] = {
    "borger": "B-1", "ydelse": "kontanthjælp", "fra": date(2010, 6, 1), "til": date(2010, 6, 30), "bevis": "Bilag 7",
    "stand": "afvist", "kanal": "B",
}  # fmt: skip


def compute(rows: Sequence[dict[str, Any]], head: dict[str, str] | None = None, **more: Any) -> LossItem:
    """The rows as a ledger of those columns that any of them fills."""
    named = {**COLUMNS, **(head or {})}
    full = [USUAL | one for one in rows]
    used = [one for one in named if any(one in row for row in full)]
    cells: list[tuple[Cell, ...]] = [tuple(row.get(one) for one in used) for row in full]
    item, _ = reimbursement.compute(
        [ledger(cells, [named[one] for one in used])], chosen(more), figures=more.pop("figures", Figures()),
        words=WORDS, **more,
    )  # fmt: skip
    assert item is not None
    return item


@pytest.mark.parametrize("many", [False, True])
@pytest.mark.parametrize("case", worked("reimbursement_by_rate"), ids=case_name)
def test_worked_case(case: Any, many: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("claims.loss.reimbursement.is_large", lambda _: many)
    figures = Figures()
    item = compute([case["row"]], figures=figures)
    counted, apart = (item.bundles, item.bundles_apart) if many else (item.lines, item.apart)
    if "apart" in case:
        (line,) = apart
        assert line.apart.casefold() == case["apart"].casefold() and not counted and item.net == 0
        assert line.loss == (Decimal(case["would"]) if "would" in case else None)
        return
    (line,) = counted
    assert line.loss == item.net == Decimal(case["loss"]) and line.due is not None
    assert line.due - line.received - line.recovered == line.loss  # the row adds up as it is printed
    if "formula" in case and not many:
        assert line.figure and figures.get(line.figure).formula == case["formula"]


@pytest.mark.parametrize(
    ("owed", "settled"),
    [("Berettiget %", "Hjemtaget %"), ("Korrekt sats", "Anvendt sats"), ("Berettiget (%)", "Modtaget refusionsprocent"),
     ("Refusionspct. berettiget", "Refusionspct. hjemtaget"), ("Entitled %", "Received per cent")],
)  # fmt: skip
def test_the_common_headings_are_known_and_one_in_per_cent_is_no_amount(owed: str, settled: str) -> None:
    rows = [{"udbetalt": "13096", "hjemtaget": "35", "berettiget": "65"}]
    assert compute(rows, {"berettiget": owed, "hjemtaget": settled}).net == Decimal("3928.80")


def test_own_headings_go_through_the_case() -> None:
    rows = [{"udbetalt": "13096", "hjemtaget": "35", "berettiget": "65"}]
    columns = {"Skulle have været": "berettiget pct.", "Blev til": "hjemtaget pct."}
    head = {"berettiget": "Skulle have været", "hjemtaget": "Blev til"}
    assert compute(rows, head, columns=columns).net == Decimal("3928.80")
    with pytest.raises(KravError, match="refusion"):
        compute(rows, {"hjemtaget": "Refusion %"})  # of which share it is nobody says; it is no amount either


def test_rows_by_rate_alone_are_told_and_cite_a_row_of_law_that_has_the_share() -> None:
    rows = [{"udbetalt": "13096", "hjemtaget": "35", "berettiget": "65"}]
    figures = Figures()
    item = compute(rows, figures=figures)
    assert any("hvilken sats staten skulle have betalt" in said and "3.928,80" in said for said in item.warnings)
    assert item.lines[0].share == 65 and item.lines[0].drawn == 35 and item.lines[0].law
    known = compute([rows[0] | {"faktisk": "aktiv"}])
    assert known.net == item.net and not any("hvilken sats" in said for said in known.warnings)


@pytest.mark.parametrize("share", ["120", "-5", "halvdelen"])
def test_what_is_no_share_of_a_whole_stops_the_reading(share: str) -> None:
    for many in (False, True):
        with pytest.MonkeyPatch.context() as patched, pytest.raises(KravError, match="row 2"):
            patched.setattr("claims.loss.reimbursement.is_large", lambda _, many=many: many)
            compute([{"udbetalt": "10000", "hjemtaget": share, "berettiget": "65"}])


def test_a_large_ledger_by_rates_comes_to_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [
        {"borger": f"B-{n}", "udbetalt": f"{9000 + n},{n % 100:02}", "hjemtaget": ("0", "35", 0.35)[n % 3],
         "berettiget": ("65", "35 %")[n % 2]}
        for n in range(120)
    ]  # fmt: skip
    one = compute(rows)
    monkeypatch.setattr("claims.loss.reimbursement.is_large", lambda _: True)
    assert len(rows) < volume.MOST_ROWS and compute(rows).net == one.net > 0
