"""What a cell of a workbook shows beside its number: per cent, other money, a case's number, words crossed out."""

from __future__ import annotations

import struct
import zipfile
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from openpyxl.styles import Font

from evidence.model import Document, DocumentKind, Outcome, Page
from evidence.readers import tables
from evidence.readers.compound import compound
from evidence.readers.formats import Form, form_of, forms
from evidence.sheets import read_sheets
from extract.tables.uptime_table import reported

KRONER = '_ "kr." * #,##0.00_ ;_ "kr." * -#,##0.00_ ;_ "kr." * "-"??_ ;_ @_ '


@pytest.mark.parametrize(
    ("code", "form"),
    [
        ("0.00%", Form(share=True)), ('0.0" %"', None), ("General", None), ("#,##0.00", None), (KRONER, None),
        ("[$kr-406] #,##0.00", None), ("dd-mm-yyyy", None), ("[$-406]d. mmmm yyyy;@", None), ("0000", Form(digits=4)),
        ("[$EUR] #,##0.00", Form(money="EUR")), ("#,##0.00 [$€-2]", Form(money="€")), ("0", None),
        ('#,##0 "SEK"', Form(money="SEK")), ("", None), ('0.0" timer"', None),
    ],
)  # fmt: skip
def test_a_form_says_per_cent_other_money_or_how_many_figures(code: str, form: Form | None) -> None:
    assert form_of(code) == form


@pytest.fixture
def report(tmp_path: Path) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["Måned", "Oppetid", "Mål", "Pris", "Sag"], [date(2012, 3, 1), 0.972, 0.995, 1500, 42],
                [date(2012, 4, 1), 0.9991, 0.995, -20.5, 4711]):  # fmt: skip
        sheet.append(row)
    for number in (2, 3):
        for column, code in enumerate(("mmmm yyyy", "0.0%", "0.0%", "[$EUR] #,##0.00", "0000"), 1):
            sheet.cell(number, column).number_format = code
    sheet["E3"].font = Font(strike=True)
    book.save(tmp_path / "a.xlsx")
    return tmp_path / "a.xlsx"


def test_a_share_is_read_in_per_cent_and_other_money_never_passes_for_kroner(report: Path) -> None:
    reading = tables.read_workbook(report)
    assert reading.pages[0].text.splitlines()[1:] == [
        "2012-03-01\t97.2 %\t99.5 %\t1500 EUR\t0042", "2012-04-01\t99.91 %\t99.5 %\t-20.5 EUR\t4711"
    ]  # fmt: skip
    assert ["crossed out" in str(notice) for notice in reading.notices] == [True]
    # For reckoning a share stays a number; an amount that is not kroner is none.
    assert read_sheets(report)[0].rows[1][1:4] == (Decimal("0.972"), Decimal("0.995"), "1500 EUR")


def test_an_uptime_kept_as_a_share_is_told_in_per_cent(report: Path) -> None:
    """0.972 of a cell that shows 97,2 % was told as an uptime of 0.972 per cent."""
    shown = tables.read_workbook(report).pages[0]
    document = Document(sha256="0" * 64, name="a", path="a", media="xlsx", size=1, outcome=Outcome.READ,
                        kind=DocumentKind.OTHER)  # fmt: skip
    page = Page(document=document.sha256, number=1, text=shown.text, marks=shown.marks)
    assert [(row.was, row.due) for row in reported(document, page)] == [
        (Decimal("97.2"), Decimal("99.5")), (Decimal("99.91"), Decimal("99.5"))
    ]  # fmt: skip


def test_an_open_document_sheet_says_the_same(tmp_path: Path) -> None:
    spaces = "".join(f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in
                     ("office", "table", "text"))  # fmt: skip
    value = '<table:table-cell office:value-type="{}" office:value="{}" {}><text:p>x</text:p></table:table-cell>'
    share = value.format("percentage", "0.972", 'table:number-columns-repeated="2"')
    euro, kroner = (value.format("currency", "20", f'office:currency="{one}"') for one in ("EUR", "DKK"))
    row = f'<table:table-row table:number-rows-repeated="2">{share}{euro}{kroner}</table:table-row>'
    with zipfile.ZipFile(tmp_path / "a.ods", "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", "<m/>")
        archive.writestr(
            "content.xml",
            f'<office:document-content{spaces}><office:body><office:spreadsheet><table:table table:name="A">{row}'
            "</table:table></office:spreadsheet></office:body></office:document-content>",
        )
    assert tables.read_workbook(tmp_path / "a.ods").pages[0].text == "97.2 %\t97.2 %\t20 EUR\t20\n" * 2


def test_an_old_workbook_says_the_same(tmp_path: Path) -> None:
    def record(number: int, *values: int, more: bytes = b"") -> bytes:
        held = struct.pack(f"<{len(values)}H", *values) + more
        return struct.pack("<HH", number, len(held)) + held

    begins, ends = record(0x0809, 0x0600, 5, 0, 0, 0, 0, 0, 0), record(0x000A)
    euro = "[$EUR] 0.00".encode("latin-1")
    fonts = b"".join(record(0x0031, 200, 8 * (at == 4), 0, 400, 0, 0, 0, more=b"\1\0a") for at in range(5))
    forms = record(0x041E, 164, len(euro), more=b"\0" + euro)
    looks = b"".join(record(0x00E0, font, code, *[0] * 8) for font, code in ((0, 0), (0, 10), (0, 164), (5, 0)))
    number = struct.Struct("<d").pack
    sheet = begins[:6] + struct.pack("<H", 0x10) + begins[8:] + record(0x0200, 0, 0, 2, 0, 0, 4, 0)
    sheet += record(0x0203, 0, 0, 1, more=number(0.972)) + record(0x0203, 0, 1, 2, more=number(20.5))
    sheet += record(0x00BD, 1, 0, 1, 0, 0x3FE0, 3, 0, 0x4014, 1) + ends  # 0.5 in per cent, and 5 crossed out
    listed = b"\1\0A"
    place = len(begins + fonts + forms + looks) + 4 + 6 + len(listed) + len(ends)
    book = begins + fonts + forms + looks + record(0x0085, place, 0, 0, more=listed) + ends + sheet
    (tmp_path / "a.xls").write_bytes(compound({"Workbook": book + bytes(-len(book) % 512)}))
    reading = tables.read_workbook(tmp_path / "a.xls")
    assert reading.pages[0].text == "97.2 %\t20.5 EUR\n50 %\t5\n"
    assert ["crossed out" in str(notice) for notice in reading.notices] == [True]


def test_a_damaged_list_of_looks_says_nothing_and_costs_no_cell(report: Path, tmp_path: Path) -> None:
    assert forms(report)["Sheet"]
    with zipfile.ZipFile(report) as old, zipfile.ZipFile(tmp_path / "b.xlsx", "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name)[:-40] if name == "xl/styles.xml" else old.read(name))
    assert forms(tmp_path / "b.xlsx") == {}
