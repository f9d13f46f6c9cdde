"""Invoices on paper are offered as rows of extra cost, counted where the case names them, and never twice."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from claims.build import Workspace, make_case
from claims.loss.bills import told
from claims.model import Dossier
from extract.papers.bill import bill
from templates.words import Words
from tests.extract.conftest import paper

BILL = """<p>Vikarhuset ApS</p><p>Faktura nr. 20417</p><p>Fakturadato: 10. juni 2010</p><p>Nørreby Kommune</p>
<table><tr><td>Beskrivelse</td><td>Beløb</td></tr><tr><td>Kontorvikarer, genindtastning af notater</td>
<td>184.500,00</td></tr><tr><td>I alt ekskl. moms</td><td>184.500,00</td></tr>
<tr><td>Moms 25 %</td><td>46.125,00</td></tr><tr><td>At betale</td><td>230.625,00</td></tr></table>"""
HEAD = "dato;leverandør;fakturanr;beløb;formål\n"


def assessed(tmp_path: Path, claimed: str = "", rows: str = "", html: str = BILL) -> Dossier:
    from weasyprint import HTML

    tmp_path.mkdir(exist_ok=True)
    folder = tmp_path / "sag"
    make_case(folder, ["Nørreby Kommune"], ["Systemhuset A/S"], ["FlowJob"], date(2012, 6, 29))
    with (folder / "case.toml").open("a", encoding="utf-8") as file:
        file.write(f"\n[claim]\nfrom = 2010-05-01\nto = 2010-12-31\n{claimed}")
    HTML(string=html).write_pdf(tmp_path / "Faktura vikarer.pdf")
    if rows:
        (folder / "ledgers" / "udgifter.csv").write_text(HEAD + rows, encoding="utf-8")
    work = Workspace.at(folder)
    work.add([tmp_path / "Faktura vikarer.pdf"], jobs=1)
    work.take_in_ledgers()
    work.find()
    return work.dossier()


CLAIMED = '[outlays]\nclaimed = ["Faktura vikarer.pdf"]\n'


def offered(made: Dossier) -> list[str]:
    told = (gap.what for gap in made.gaps if "ikke indgår i nogen tabspost" in gap.what)
    return [what for what in told if "Faktura vikarer.pdf" in what]


def test_it_is_offered_with_its_sum_its_vat_apart_and_its_place_and_counted_nowhere(tmp_path: Path) -> None:
    made = assessed(tmp_path)
    (said,) = offered(made)
    assert "184.500,00 kr. uden moms, moms 46.125,00 kr., i alt 230.625,00 kr." in said
    assert "side 1: »At betale 230.625,00«" in said and "Vikarhuset ApS, 20417, 10. juni 2010" in said
    assert made.total is None
    (gap,) = [gap for gap in made.gaps if gap.what == said]
    assert 'claimed = ["Faktura vikarer.pdf"]' in gap.remedy


def test_named_in_the_case_it_is_a_row_without_its_vat(tmp_path: Path) -> None:
    made = assessed(tmp_path, CLAIMED)
    (loss,) = made.losses
    (row,) = loss.outlays
    assert made.total is not None and made.total.amount == row.amount == Decimal("184500.00")
    assert (row.party, row.number, row.start) == ("Vikarhuset ApS", "20417", date(2010, 6, 10))
    assert row.what == "Kontorvikarer, genindtastning af notater" and row.place.sheet == "side 1"
    assert not offered(made) and not any("moms" in one for one in loss.warnings)


@pytest.mark.parametrize(
    "row",
    [
        "2010-06-10;Vikarhuset ApS;20417;184500,00;Vikarer\n",
        "2010-06-30;Vikarhuset;F-20417;230625,00;Vikarer\n",  # typed with VAT, another day and a shorter name
        "2010-06-10;Vikarhuset ApS;;184500,00;Vikarer\n",  # without its number, but of its day and sum
    ],
)
def test_a_row_of_the_same_invoice_is_counted_once(tmp_path: Path, row: str) -> None:
    made = assessed(tmp_path / "a", CLAIMED, row)
    (loss,) = made.losses
    assert len(loss.outlays) == 1 and loss.outlays[0].place.document == "udgifter.csv"
    assert any("Faktura vikarer.pdf er fakturaen i række 2 i udgifter.csv" in one for one in made.notices)
    assert not offered(assessed(tmp_path / "b", "", row))


def test_another_invoice_of_the_same_supplier_is_another(tmp_path: Path) -> None:
    made = assessed(tmp_path, CLAIMED, "2010-07-10;Vikarhuset ApS;20433;184500,00;Vikarer\n")
    assert made.total is not None and made.total.amount == Decimal("369000.00")


def test_one_whose_sums_do_not_add_up_is_named_and_not_counted(tmp_path: Path) -> None:
    made = assessed(tmp_path, CLAIMED, html=BILL.replace("230.625,00", "203.625,00"))
    assert made.total is None and any("dens dag eller beløb er ikke fundet" in one for one in made.notices)


@pytest.mark.parametrize(
    ("foot", "said"),
    [
        ("Subtotal 1.000,00\nMoms 25 % 250,00\nI alt 1.250,00",
         "1.000,00 kr. uden moms, moms 250,00 kr., i alt 1.250,00 kr. ("),
        ("I alt ekskl. moms 1.000,00\nAt betale 1.000,00", "1.000,00 kr., uden moms i ("),
        ("I alt ekskl. moms 1.000,00", "20417: 1.000,00 kr. ("),  # nothing says that there is none
        ("I alt 1.250,00", "1.250,00 kr., og om moms siger den intet ("),
    ],
)  # fmt: skip
def test_what_an_invoice_comes_to_is_told_with_what_it_says_of_vat(foot: str, said: str) -> None:
    found = bill([paper(f"Vikarhuset ApS\nFaktura nr. 20417\n{foot}\n")[1]])
    assert found and said in told(found, None, Words("da"))


#: The same house's credit note: below its own number it names the invoice it takes from.
CREDIT = """<p>Vikarhuset ApS</p><p>{title}</p><p>Dato: 15. juli 2010</p><p>Nørreby Kommune</p>
<p>For meget faktureret, jf. faktura 20417</p><p>Beløb ekskl. moms {sign}4.500,00</p><p>Moms 25 % {sign}1.125,00</p>
<p>I alt at betale {sign}5.625,00</p>"""


@pytest.mark.parametrize(
    ("title", "sign"), [("Kreditnota VH-K0112", ""), ("Faktura VH-K0112<br>Kreditnota til faktura 20417", "-")]
)
def test_a_credit_note_on_paper_comes_off_what_was_spent(tmp_path: Path, title: str, sign: str) -> None:
    row = "2010-06-10;Vikarhuset ApS;20417;184500,00;Vikarer\n"
    made = assessed(tmp_path, CLAIMED, row, CREDIT.format(title=title, sign=sign))
    (loss,) = made.losses
    assert loss.net == Decimal("180000.00") and not offered(made)
    assert not any("er fakturaen i række" in one for one in made.notices)
