"""A case of known amounts: its losses, its bod, and what is assessed of them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
from hypothesis import strategies as st

from claims.build import Workspace, make_case
from claims.loss.deductions import Counted, DeductionInput
from claims.model import Dossier

AMOUNTS = st.decimals(min_value=0, max_value=10**6, places=2)


def in_month(month: int, loss: str) -> Counted:
    return Counted(Decimal(loss), date(2010, month, 1), date(2010, month, 28))


def bod_of(**months: str) -> DeductionInput:
    parts = tuple((date(2010, int(name[1:]), 1), Decimal(amount)) for name, amount in months.items())
    whole = sum((amount for _, amount in parts), Decimal(0))
    return DeductionInput(what="Bod", amount=whole, set_off=True, months=parts)


def built(
    tmp_path: Path, received: str, start: str = "2010-05-01", invoice: int = 90000,
    work: tuple[date, date] | None = None,
) -> Dossier:
    """A case with bod of 60.000 for a delay to 18 May, a row of reimbursement and an invoice."""
    from tests.claims.loss.ledgers import HEAD
    from tests.claims.loss.ledgers import row as settled

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
    if work:
        invoices = [["Fra", "Til", "Leverandør", "Fakturanr.", "Beløb"], [*work, "Vikar ApS", "1", invoice]]
    elif invoice:
        invoices.append([date(2010, 7, 1), "Vikar ApS", "1", invoice])
    tables: dict[str, list[Any]] = {"Refusion": [HEAD, settled()], "Fakturaer": invoices}
    for name, rows in ((name, rows) for name, rows in tables.items() if len(rows) > 1):
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    book.save(folder / "ledgers" / "tab.xlsx")
    workspace = Workspace.at(folder)
    workspace.take_in_ledgers()
    return workspace.dossier()


CONTRACT = """KONTRAKT OM LEVERANCE OG DRIFT

mellem Sandvig Kommune (Kunden) og Fjordsoft A/S (Leverandøren)

2.2 Leverandøren skal levere Modul 2 klar til drift senest den 2. november 2009.
3.1 Leverandøren garanterer en tilgængelighed på 99,5 % pr. kalendermåned målt døgnet rundt.
4.2 Nås tilgængeligheden efter punkt 3.1 ikke, betaler Leverandøren en bod på 3.000 kr. pr. påbegyndt procentpoint.

Sandvig, den 16. marts 2009
"""

LOG = """Sagsnr;Oprettet;Løst;Prioritet;System;Beskrivelse;Status
S-101;2010-03-03 08:00;2010-03-03 20:00;1;JobSpor;Nedbrud, ingen kan logge på;Lukket
S-104;2010-03-12 08:00;2010-03-12 09:00;2;JobSpor;Registreringer gik tabt;Lukket
"""

ROWS = """fra;til;leverandør;fakturanr;beløb;formål;hændelse
2010-03-03;2010-03-11;VikarCentrum ApS;V-91;2000,00;Overarbejde;{first}
2010-03-20;2010-03-28;VikarCentrum ApS;V-95;20000,00;Indtastning;{second}
"""


def assessed(
    tmp_path: Path, first: str, second: str, more: str = "", ledger: str = "", contract: str = CONTRACT
) -> Dossier:
    """A case whose March has 98,39 per cent, so two points begun below 99,5: bod of 6.000, paid."""
    tmp_path.mkdir(exist_ok=True)
    make_case(tmp_path / "sag", ["Sandvig Kommune", "Kunden"], ["Fjordsoft A/S", "Leverandøren"], ["JobSpor"],
              date(2012, 6, 29))  # fmt: skip
    with (tmp_path / "sag" / "case.toml").open("a", encoding="utf-8") as file:
        file.write(
            '\n[claim]\nfrom = 2010-03-01\nto = 2010-03-31\n[[bod]]\nwhat = "Bod for tilgængelighed"\nclause = "4.2"\n'
            'for = "availability"\nper = "point"\namount = "3000.00"\nclaimed = [{ day = 2010-04-12 }]\n'
            f'paid = [{{ amount = "6000.00" }}]\n{more}'
        )
    (tmp_path / "Kontrakt 2009-03-16.txt").write_text(contract, encoding="utf-8")
    (tmp_path / "log.csv").write_text(LOG, encoding="utf-8")
    made = Workspace(tmp_path / "sag")
    (made.folder / "ledgers").mkdir(exist_ok=True)
    (made.folder / "ledgers" / "udgifter.csv").write_text(ROWS.format(first=first, second=second), encoding="utf-8")
    if ledger:
        (made.folder / "ledgers" / "refusion.csv").write_text(ledger, encoding="utf-8")
    made.add([tmp_path / "Kontrakt 2009-03-16.txt", tmp_path / "log.csv"], jobs=1)
    made.take_in_ledgers()
    made.find()
    return made.dossier()


LEDGER = """borger;ydelse;fra;til;udbetalt;registreret;faktisk;bevis;refusion;stand;kanal;hændelse
B-1;kontanthjaelp;2010-03-01;2010-03-31;10000,00;passiv;aktiv;Bilag 7;3500,00;afvist;B;{first}
B-2;kontanthjaelp;2010-03-01;2010-03-31;10000,00;passiv;aktiv;Bilag 8;3500,00;afvist;B;{second}
"""

CASE: dict[str, Any] = {
    "as_of": date(2012, 6, 29),
    "customer": {"names": ["Vestby Kommune"]},
    "vendor": {"names": ["Datahuset A/S", "Datahuset"]},
    "system": {"names": ["Aktiv Jobcenter"]},
    "contract": {"fee": "4000000.00"},
}
