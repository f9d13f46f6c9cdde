"""Bod that comes off the damages comes off all of them: what one head cannot bear, the next one does."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.build import Workspace, make_case
from claims.figures import Figures
from claims.loss.deductions import Deducted, DeductionInput, rest_of
from claims.model import Dossier
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


def built(tmp_path: Path, received: str, start: str = "2010-05-01") -> Dossier:
    """A case with bod of 60.000 for a delay to 18 May, a row of reimbursement and an invoice."""
    from tests.claims.loss.test_reimbursement import HEAD
    from tests.claims.loss.test_reimbursement import row as settled

    folder = tmp_path / "sag"
    make_case(folder, ["Nørreby Kommune"], ["Systemhuset A/S"], ["FlowJob"], date(2012, 6, 29))
    with (folder / "case.toml").open("a", encoding="utf-8") as file:
        file.write(
            f'\n[claim]\nfrom = {start}\nto = 2010-12-31\n[contract]\nfee = "4000000.00"\n'
            '[[bod]]\nwhat = "Forsinkelse"\nclause = "7"\nfor = "delay"\ndue = 2010-05-01\ndelivered = 2010-05-18\n'
            'per = "week"\npercent = "0.5"\nbase = "contract_sum"\n'
            f"{received}\n"
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
    return work.dossier()


@pytest.mark.parametrize(
    ("received", "net", "total"),
    [
        # Bod 60.000, of which the reimbursement (3.000) bears the first part and the invoices (90.000) the rest.
        ("claimed = [{ day = 2010-06-01 }]", "33000.00", 93000),  # 3.000 + 90.000 in damages, 60.000 of it as bod
        # What was paid comes off as far: were 57.000 of it forgotten with the first head, the claim was too high.
        ("claimed = [{ day = 2010-06-01 }]\npaid = [{ amount = \"60000.00\" }]", "33000.00", 33000),
        ("besides = \"beside\"\nbesides_clause = \"8\"\n[[deduction]]\nwhat = \"Kreditnota\"\nkind = \"credit\"\n"
         "amount = \"60000.00\"\nevidence = \"\"", "33000.00", 33000),
    ],
)  # fmt: skip
def test_a_claim_with_an_empty_first_head_is_no_larger_for_it(
    tmp_path: Path, received: str, net: str, total: int
) -> None:
    made = built(tmp_path, received)
    held = {one.id: (one.gross, one.net) for one in made.losses if one.id != "penalty"}
    assert held == {
        "reimbursement": (Decimal("3000.00"), Decimal("0.00")),
        "extra_cost": (Decimal("90000.00"), Decimal(net)),
    }
    assert made.total and made.total.amount == total
    told = {one.kind_text for loss in made.losses for one in loss.deductions}
    assert len(told) == 1 and ("modregnes i erstatningen" in told.pop()) == (total == 93000)


def test_bod_for_a_delay_that_comes_off_what_was_lost_after_it_is_asked_about(tmp_path: Path) -> None:
    claimed = "claimed = [{ day = 2010-06-01 }]"
    asked = [
        [gap for gap in built(tmp_path / name, given, start).gaps if "efter den 18. maj 2010" in gap.what]
        for name, given, start in (
            ("after", claimed, "2010-06-01"), ("while late", claimed, "2010-05-01"),
            ("beside", f'{claimed}\nbesides = "beside"\nbesides_clause = "8"', "2010-06-01"),
        )
    ]  # fmt: skip
    assert [len(gaps) for gaps in asked] == [1, 0, 0]
    assert "60.000,00 kr." in asked[0][0].what and "besides" in asked[0][0].remedy
