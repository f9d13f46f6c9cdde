"""A limit of liability that letters agree on: the claim is reckoned with it from the day of the acceptance."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import openpyxl

from tests.claims.comparison.papers import case, mail

CONTRACT = """KONTRAKT
mellem Nørreby Kommune (Kunden) og Systemhuset A/S (Leverandøren)

9.1 Leverandørens ansvar er begrænset til 20.000 kr.

Nørreby, den 3. marts 2009
"""
TO_NORREBY = {"who": "Palle Krogh, Systemhuset A/S <pk@systemhuset.dk>", "to": "Jørgen Toft <jto@norreby.dk>"}


def test_what_letters_agree_on_is_shown_with_both_papers_and_moves_the_limit(tmp_path: Path) -> None:
    work = case(
        tmp_path, kontrakt=CONTRACT,
        forslag=mail("Vi foreslår, at ansvarsloftet i pkt. 9.1 hæves til 30.000 kr.", "Loftet", "9. november 2009",
                     **TO_NORREBY),
        svar=mail("Vi kan acceptere jeres forslag af 9. november 2009.", "SV: Loftet", "20. november 2009",
                  "Jørgen Toft, Nørreby Kommune <jto@norreby.dk>"),
    )  # fmt: skip
    book = openpyxl.Workbook()
    assert book.active is not None
    for row in (["Fakturadato", "Leverandør", "Fakturanr.", "Beløb"], ["01-07-2010", "Vikar ApS", "1", 90000]):
        book.active.append(row)
    book.save(tmp_path / "sag" / "ledgers" / "fakturaer.xlsx")
    work.take_in_ledgers()
    work.find()
    made = work.dossier()
    (agreed,) = (i for i in made.items.values() if i.kind == "liability_cap" and "30.000" in i.quote)
    assert "aftalt ved accept: »Vi kan acceptere jeres forslag af 9. november 2009.«" in str(agreed.remarks)
    assert {Decimal("30000.00")} <= {one.amount for one in made.caps}
