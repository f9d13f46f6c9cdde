"""Bod that comes off the damages comes off all of them: what one head cannot bear, the next one does."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
from hypothesis import given
from hypothesis import strategies as st

from claims.build import Workspace, make_case
from claims.figures import Figures
from claims.loss.deductions import Deducted, DeductionInput, rest_of
from templates.words import Words

AMOUNTS = st.decimals(min_value=0, max_value=10**6, places=2)


@dataclass(frozen=True)
class Row:
    """A row that counts."""

    loss: Decimal
    day: date = date(2010, 6, 1)
    channel: str = ""
    count: int = 1
    rests_on: tuple[str, ...] = ()


@given(st.lists(AMOUNTS, min_size=1, max_size=4), st.lists(AMOUNTS, max_size=3), AMOUNTS)
def test_no_krone_of_it_is_lost_or_taken_twice(heads: list[Decimal], bod: list[Decimal], credit: Decimal) -> None:
    off = [DeductionInput(what=f"Bod {at}", amount=one, set_off=True) for at, one in enumerate(bod)]
    wanted, taken, left = sum(bod, Decimal(0)), Decimal(0), Decimal(0)
    for gross in heads:
        before = [DeductionInput(what="Kreditnota", amount=credit)]
        left += max(gross - credit, Decimal(0))
        deducted = Deducted([Row(gross)], [*before, *off])
        shown = deducted.shown(Figures(), Words("da"))
        assert deducted.net() >= 0
        taken += sum((one.amount for one in shown if one.label != "Kreditnota"), Decimal(0))
        off = rest_of(off, shown)
    assert taken == min(wanted, left)
    assert taken + sum((one.main for one in off), Decimal(0)) == wanted


def test_a_claim_with_an_empty_first_head_is_no_larger_for_it(tmp_path: Path) -> None:
    """Bod 60.000, of which the reimbursement (3.000) bears the first part and the invoices (90.000) the rest."""
    from tests.claims.loss.test_reimbursement import HEAD
    from tests.claims.loss.test_reimbursement import row as settled

    folder = tmp_path / "sag"
    make_case(folder, ["Nørreby Kommune"], ["Systemhuset A/S"], ["FlowJob"], date(2012, 6, 29))
    with (folder / "case.toml").open("a", encoding="utf-8") as file:
        file.write(
            '\n[claim]\nfrom = 2010-05-01\nto = 2010-12-31\n[contract]\nfee = "4000000.00"\n'
            '[[bod]]\nwhat = "Forsinkelse"\nclause = "7"\nfor = "delay"\ndue = 2010-05-01\ndelivered = 2010-05-18\n'
            'per = "week"\npercent = "0.5"\nbase = "contract_sum"\nclaimed = [{ day = 2010-06-01 }]\n'
        )
    book = openpyxl.Workbook()
    del book["Sheet"]
    invoices: list[list[Any]] = [["Fakturadato", "Leverandør", "Fakturanr.", "Beløb"]]
    invoices.append([date(2010, 7, 1), "Vikar ApS", "1", 90000])
    tables: dict[str, list[Any]] = {"Refusion": [HEAD, settled()], "Fakturaer": invoices}
    for name, rows in tables.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    book.save(folder / "ledgers" / "tab.xlsx")
    work = Workspace.at(folder)
    work.take_in_ledgers()
    made = work.dossier()
    assert {one.id: (one.gross, one.net) for one in made.losses} == {
        "reimbursement": (Decimal("3000.00"), Decimal("0.00")),
        "extra_cost": (Decimal("90000.00"), Decimal("33000.00")),
        "penalty": (Decimal("60000.00"), Decimal("60000.00")),
    }
    assert made.total and made.total.amount == 93000  # 3.000 + 90.000 in damages, 60.000 of it as bod
    assert all("modregnes i erstatningen" in one.kind_text for loss in made.losses for one in loss.deductions)
