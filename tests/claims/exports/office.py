"""A small case with ledgers of its own, and LibreOffice to open what is made of it."""

from __future__ import annotations

import random
import shutil
import subprocess
from datetime import date, timedelta
from pathlib import Path

import openpyxl

from claims.build import Workspace
from tests.claims.exports.bundles import small_case

SETTINGS = """
[claim]
from = 2010-01-01
to = 2011-12-31
channel = "B"

[time]
claimed = true
reason = "Timerne blev betalt som overarbejde."

[interest]
request_sent = 2010-10-01
request_received = 2010-10-04
particulars = 2010-10-04

[[deduction]]
what = "=Sparet drift"
percent = "12.5"

[[deduction]]
what = "Godtgjort"
amount = "333.33"
"""
EVIL = ('=HYPERLINK("http://x.example";"se")', "+45 12", "-2+3", "@SUM(A1)", "\tindrykket", "#REF!")
CPR = "010170-1234"
PAPERS = {
    "kontrakt.txt": """Kontrakt mellem Nørreby Kommune og Systemhuset A/S om FlowJob

    4.1 Leverandøren skal levere modul 3 senest den 1. oktober 2009.
    12.3 Kunden skal reklamere senest 30 dage efter, at manglen er opdaget.
    15.1 Leverandørens ansvar er begrænset til 150.000 kr.
    """,
    "2010-03-10 referat.txt": f"""Referat af møde i styregruppen den 10. marts 2010

    Leverandøren oplyste, at modul 3 endnu ikke er leveret. Registreringen for {CPR} gik tabt i FlowJob
    den 3. marts 2010.
    """,
}


def case_with_ledgers(folder: Path) -> Workspace:
    """Reimbursement of which many rows end on half an øre, a row over a change of rate, hours and invoices."""
    small_case(folder, SETTINGS)
    settings = folder / "case.toml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("2011-01-03", "2012-03-01"), encoding="utf-8")
    work = Workspace(folder)
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Borger", "Ydelse", "Fra", "Til", "Udbetalt", "Faktisk", "Registreret", "Refusion", "Genindvundet",
                  "Stand", "Bevis", "Kanal"])  # fmt: skip
    draw = random.Random(8)
    for at in range(60):
        first = date(2010, 1, 4) + timedelta(days=7 * at)
        paid = draw.randrange(5_000, 75_000) / 5 + 0.1  # 65 per cent of it ends on half an øre
        person = EVIL[at] if at < len(EVIL) else f"N-{at}"
        sheet.append([person, "kontanthjælp", first, first + timedelta(days=6), paid, "aktiv", "passiv",
                      draw.choice([0, 100.05, 9999999 / 100]) if at % 9 else 20_000, draw.choice([0, 12.35]),
                      "afvist", EVIL[at % 6], ""])  # fmt: skip
    sheet.append(["N-99", "kontanthjælp", date(2010, 12, 20), date(2011, 1, 9), 3333.33, "passiv", "", 0, 0,
                  "afvist", "udskrift", "G"])  # fmt: skip
    for row in sheet.iter_rows():
        for cell in row:
            if isinstance(cell.value, str):
                cell.data_type = "s"  # the library would take it for a formula; the ledger says it in words
    book.save(folder / "ledgers" / "refusion.xlsx")
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Dato", "Medarbejder", "Timer", "Timesats", "Formål"])
    sheet.append([date(2010, 3, 1), "N-1", 7.35, 333.3, "Dobbelt registrering"])
    sheet.append([date(2010, 4, 1), "N-2", "7:20", 410.05, "Dobbelt registrering"])
    book.save(folder / "ledgers" / "timer.xlsx")
    (folder.parent / "bevis").mkdir()
    for name, text in PAPERS.items():
        (folder.parent / "bevis" / name).write_text(text, encoding="utf-8")
    work.add([folder.parent / "bevis"], jobs=1)
    work.take_in_ledgers()
    work.find()
    return work


def opened_by_office(path: Path, form: str) -> Path:
    """The file as LibreOffice writes it anew, all its formulas counted. Raises where LibreOffice complains."""
    office = shutil.which("soffice") or shutil.which("libreoffice")
    assert office is not None
    out = path.parent / "office"
    run = subprocess.run(
        [office, f"-env:UserInstallation={(path.parent / 'profile').as_uri()}", "--headless", "--convert-to", form,
         "--outdir", str(out), str(path)],
        capture_output=True, text=True, timeout=300, check=True,
    )  # fmt: skip
    said = [line for line in run.stderr.splitlines() if line and "javaldx" not in line]
    assert not said, said
    return out / path.with_suffix(f".{form}").name
