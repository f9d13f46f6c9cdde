"""Sheets: numbers exact, days as days, rows numbered as the spreadsheet numbers them."""

from __future__ import annotations

import csv
import io
import struct
import zipfile
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from html import escape
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.comments import Comment

from evidence.errors import KravError
from evidence.model import MarkKind, Outcome
from evidence.readers import tables
from evidence.readers.asides import beside
from evidence.readers.biff import _records, beside_cells, looks_of_cells
from evidence.readers.compound import compound
from evidence.reading import read_file
from evidence.sheets import _cell, cell_text, csv_table, number, read_sheets


def workbook(path: Path, rows: list[list[object]]) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Opgørelse"
    for row in rows:
        sheet.append(row)
    book.create_sheet("Tom")
    book.save(path)
    return path


def test_cells_keep_their_type_and_their_exact_number(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "a.xlsx",
        [
            ["borger", "udbetalt", "fra"],
            ["B-01", 12345.67, date(2010, 5, 3)],
            [None, 0.1 + 0.2, datetime(2010, 5, 3, 8, 12)],
            ["B-03", 7, None],
        ],
    )
    sheet = read_sheets(path)[0]
    assert sheet.name == "Opgørelse"
    assert sheet.rows[1][:2] == ("B-01", Decimal("12345.67"))
    assert sheet.rows[1][2] in (date(2010, 5, 3), datetime(2010, 5, 3))
    assert sheet.rows[2] == (None, Decimal("0.3"), datetime(2010, 5, 3, 8, 12))
    assert str(sheet.rows[3][1]) == "7"


def test_a_sheet_is_a_page_and_its_rows_are_lines(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "a.xlsx",
        [
            [],
            ["nr.", "oprettet", "tekst"],
            [1, datetime(2010, 5, 3, 8, 12), "Nede\ni\tdag"],
            [2, date(2010, 5, 4), 99.5],
        ],
    )
    first, empty = tables.read_workbook(path).pages
    assert (first.label, empty.label) == ("Opgørelse", "Tom")
    assert {mark.kind for mark in first.marks} == {MarkKind.ROW}
    rows = {mark.detail["row"]: first.text[mark.start : mark.end] for mark in first.marks}
    assert rows == {"2": "nr.\toprettet\ttekst", "3": "1\t2010-05-03 08:12\tNede i dag", "4": "2\t2010-05-04\t99.5"}


def test_an_empty_workbook_says_so(tmp_path: Path) -> None:
    assert tables.read_workbook(workbook(tmp_path / "a.xlsx", [])).outcome is Outcome.EMPTY


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("sign", [";", ",", "\t"])
def test_encoding_and_delimiter_are_told_by_content(encoding: str, sign: str) -> None:
    text = f"nr{sign}beskrivelse{sign}løst\r\n1{sign}Fejl på skærm{sign}ja\r\n2{sign}Også{sign}nej\r\n"
    table = csv_table(text.encode(encoding))
    assert table.delimiter == sign
    assert [record.cells for record in table.records] == [
        ("nr", "beskrivelse", "løst"), ("1", "Fejl på skærm", "ja"), ("2", "Også", "nej"),
    ]  # fmt: skip


def test_decimal_commas_do_not_pass_for_delimiters() -> None:
    table = csv_table(b"borger;udbetalt\nB-01;12.345,67\nB-02;1,50\n")
    assert table.delimiter == ";"
    assert table.records[1].cells == ("B-01", "12.345,67")


def test_a_record_over_several_lines_is_one_row(tmp_path: Path) -> None:
    path = tmp_path / "log.csv"
    path.write_bytes(b'nr;tekst\r\n1;"Nede\r\nhele dagen; ""igen"""\r\n\r\n2;Oppe\r\n')
    page = tables.read_csv(path).pages[0]
    assert page.text == path.read_bytes().decode()
    rows = {mark.detail["row"]: page.text[mark.start : mark.end] for mark in page.marks}
    assert rows["2"] == '1;"Nede\r\nhele dagen; ""igen"""'
    assert rows["4"] == "2;Oppe"
    assert read_sheets(path)[0].rows[1] == ("1", 'Nede\r\nhele dagen; "igen"')
    assert read_sheets(path)[0].rows[3][1] == "Oppe"


def test_a_quote_nobody_closes_does_not_swallow_the_file() -> None:
    lines = ['1;"åben', *(f"{number};tekst" for number in range(2, 400))]
    table = csv_table("\n".join(lines).encode())
    assert len(table.records) == len(lines)


def test_a_quote_closed_in_another_line_leaves_each_its_record_and_a_cell_over_lines_is_one() -> None:
    broken = 'nr;dag;tekst\r\n1;3. maj;"nede\r\n2;4. maj;oppe\r\n3;5. maj;"siger "nej" igen"\r\n'
    assert [len(record.cells) for record in csv_table(broken.encode()).records] == [3] * 4
    alike = '"nr";"";"\r\n";"";"tekst"\r\n'
    assert [record.cells for record in csv_table(alike.encode()).records] == [("nr", "", "\r\n", "", "tekst")]
    whole = 'nr;dag;tekst\r\n1;3. maj;"nede;\r\nigen\r\n"\r\n2;4. maj;oppe\r\n'
    assert csv_table(whole.encode()).records[1].cells == ("1", "3. maj", "nede;\r\nigen\r\n")


def test_a_workbook_is_opened_whatever_it_is_called(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.create_sheet("Liste", 0).append(["Dato", date(2010, 5, 3)])
    for name in ("liste.xls", "liste.ods", "liste"):
        book.save(tmp_path / "liste.xlsx")
        (tmp_path / name).write_bytes((tmp_path / "liste.xlsx").read_bytes())
        assert read_sheets(tmp_path / name)[0].rows == (("Dato", date(2010, 5, 3)),)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12.345,67", "12345.67"), ("12345.67", "12345.67"), ("1 234,50 kr.", "1234.50"), ("-7", "-7"),
        ("1.234", "1234"), ("0,5", "0.5"), ("tolv", None), ("1,2,3", None), ("", None), ("3. maj", None),
    ],
)  # fmt: skip
def test_numbers_are_read_as_written(text: str, value: str | None) -> None:
    assert number(text) == (None if value is None else Decimal(value))


def test_what_is_no_table_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(b"PK\x03\x04 slet ikke en projektmappe")
    with pytest.raises(KravError, match=r"a\.xlsx cannot be read as a table"):
        read_sheets(tmp_path / "a.xlsx")
    with pytest.raises(KravError, match=r"b\.xlsx cannot be read"):
        read_sheets(tmp_path / "b.xlsx")


def corners(path: Path, *cells: str) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for cell in cells:
        sheet[cell] = "x"
    book.save(path)
    return path


def test_cells_in_far_corners_do_not_take_all_the_memory(tmp_path: Path) -> None:
    path = corners(tmp_path / "a.xlsx", "A1", "XFD1048576")
    found = read_file(path, "a.xlsx").reading
    assert found.outcome is Outcome.UNREADABLE and "delete the empty rows" in str(found.reason)
    with pytest.raises(KravError, match="10 million cells"):
        read_sheets(path)


def test_cells_that_only_have_a_form_do_not_make_a_sheet_large(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["A1"] = "borger"
    sheet["XFD1048576"].number_format = "0.00"
    book.save(tmp_path / "a.xlsx")
    assert read_sheets(tmp_path / "a.xlsx")[0].rows == (("borger",),)


def test_an_open_document_sheet_of_a_billion_cells_is_not_opened(tmp_path: Path) -> None:
    names = " ".join(
        f"xmlns:{one}='urn:oasis:names:tc:opendocument:xmlns:{one}:1.0'" for one in ("office", "table", "text")
    )
    cell = "<table:table-cell office:value-type='string'><text:p>x</text:p></table:table-cell>"
    rows = (
        "<table:table-row table:number-rows-repeated='1048575'><table:table-cell/></table:table-row>"
        f"<table:table-row><table:table-cell table:number-columns-repeated='1023'/>{cell}</table:table-row>"
    )
    with zipfile.ZipFile(tmp_path / "a.ods", "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr(
            "content.xml",
            f"<office:document-content {names}><office:body><office:spreadsheet><table:table table:name='A'>{rows}"
            "</table:table></office:spreadsheet></office:body></office:document-content>",
        )
    assert "delete the empty rows" in str(read_file(tmp_path / "a.ods", "a.ods").reading.reason)


def test_sheets_other_programs_saved_are_the_same() -> None:
    for name in ("opgoerelse.ods", "opgoerelse.xls"):
        sheet = read_sheets(Path(__file__).parents[1] / "documents" / name)[0]
        assert sheet.name == "Opgørelse"
        assert sheet.rows[1] == ("B-01", Decimal("12345.67"), date(2010, 5, 3))
        assert sheet.rows[3] == ("B-03", Decimal(7), datetime(2010, 5, 3, 8, 12))


def test_a_workbook_that_unpacks_to_too_much_is_not_opened(tmp_path: Path) -> None:
    path = corners(tmp_path / "a.xlsx", "A1")
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet9.xml", bytes(17 << 20))
    assert "more than a document can be" in str(read_file(path, "a.xlsx").reading.reason)


CELLS = st.text(st.characters(exclude_characters="\0\ufeff", exclude_categories=["Cs"]), max_size=12)


@given(st.lists(st.lists(CELLS, min_size=2, max_size=5), min_size=1, max_size=8), st.sampled_from(["\r\n", "\n"]))
def test_records_are_what_was_written_and_stand_where_they_say(rows: list[list[str]], end: str) -> None:
    written = io.StringIO(newline="")
    csv.writer(written, delimiter=";", lineterminator=end, quoting=csv.QUOTE_ALL).writerows(rows)
    data = written.getvalue().encode("utf-8")
    try:
        table = csv_table(data)
    except ValueError:
        return  # so full of control characters that it is no text
    if table.delimiter != ";" or table.text != written.getvalue():
        return
    assert [list(record.cells) for record in table.records] == rows
    for record in table.records:
        assert table.text[record.end : record.end + len(end)] == end


def test_what_a_workbook_does_not_show_or_has_not_reckoned_is_said(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["timer", "sats", "beløb"])
    sheet.append([2, 300, "=A2*B2"])
    book.create_sheet("Intern").sheet_state = "hidden"
    book.create_sheet("Skjult helt").sheet_state = "veryHidden"
    book.save(tmp_path / "a.xlsx")
    hidden, unreckoned = read_file(tmp_path / "a.xlsx", "a.xlsx").reading.notices
    assert hidden.args["names"] == ["Intern", "Skjult helt"] and "formulas without their results" in str(unreckoned)
    assert read_file(workbook(tmp_path / "b.xlsx", [["a"], [1]]), "b.xlsx").reading.notices == ()


def test_a_length_of_time_is_read_as_the_sheet_shows_it_and_a_failed_formula_is_named(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(["Timer", "Beløb"])
    book.active.append([timedelta(hours=7, minutes=30), "#REF!"])
    book.active.append([timedelta(hours=37, minutes=5, seconds=9), 100])
    book.save(tmp_path / "timer.xlsx")
    (sheet,) = read_sheets(tmp_path / "timer.xlsx")
    assert [row[0] for row in sheet.rows[1:]] == ["7:30", "37:05:09"]
    (told,) = tables.read_workbook(tmp_path / "timer.xlsx").notices
    assert told.args == {"cells": ["B2 (#REF!)"]}


def test_what_a_sheet_hides_is_named_and_notes_upon_its_cells_are_read(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for line in (["nr", "tekst"], [1, "vist"], [2, "skjult"]):
        sheet.append(line)
    sheet.row_dimensions[3].hidden = True
    sheet["B2"].comment = Comment("Lovet rettet 1. juni", "Peter Skov")
    book.save(tmp_path / "a.xlsx")
    sheet.column_dimensions.group("A", "C", hidden=True)
    book.save(tmp_path / "a.xlsx")
    reading = tables.read_workbook(tmp_path / "a.xlsx")
    (page,) = reading.pages
    assert page.text.endswith("2\tskjult\nB2, Peter Skov\nLovet rettet 1. juni\n")
    (note,) = [mark for mark in page.marks if mark.kind is MarkKind.NOTE]
    assert note.detail == {"sender": "Peter Skov"}
    assert [one.args for one in reading.notices] == [
        {"rows": ["Sheet!3"]}, {"columns": ["Sheet!A", "Sheet!B"]}, {"cells": ["B2"]}
    ]  # fmt: skip


def test_threads_of_notes_and_text_boxes_upon_a_sheet_are_read(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", [["krav"]])
    ns, office = "http://schemas.openxmlformats.org/", "http://schemas.microsoft.com/office/"
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(
            "xl/worksheets/_rels/sheet1.xml.rels",
            f"<Relationships xmlns='{ns}package/2006/relationships'>"
            f"<Relationship Id='a' Type='{ns}officeDocument/2006/relationships/drawing' Target='../drawings/d.xml'/>"
            f"<Relationship Id='b' Type='{office}2017/10/relationships/threadedComment' Target='../t.xml'/>"
            f"<Relationship Id='c' Type='{ns}officeDocument/2006/relationships/comments' Target='../c.xml'/>"
            "</Relationships>",
        )
        archive.writestr("xl/drawings/d.xml", "<d><txBody><p><r><t>Betaler </t></r><r><t>bod</t></r></p></txBody></d>")
        archive.writestr("xl/c.xml", "<c><authors/><comment ref='A1'><t>[Tråd]</t></comment></c>")
        archive.writestr("xl/persons/person.xml", "<p><person id='{1}' displayName='Ole Lund'/></p>")
        archive.writestr(
            "xl/t.xml", "<t><threadedComment ref='A1' dT='2012-05-16T08:00' personId='{1}'><text>Rykket</text>"
            "</threadedComment></t>",
        )  # fmt: skip
    assert tables.read_workbook(path).pages[0].text == "krav\nBetaler bod\nA1, Ole Lund, 2012-05-16\nRykket\n"


def test_an_open_document_sheet_tells_its_notes_and_hidden_columns(tmp_path: Path) -> None:
    names = " ".join(
        f'xmlns:{one}="urn:oasis:names:tc:opendocument:xmlns:{one}:1.0"' for one in ("office", "table", "text")
    )
    cell = "<table:table-cell office:value-type='string'>{}<text:p>{}</text:p></table:table-cell>"
    note = "<office:annotation><text:p>Ikke aftalt</text:p></office:annotation>"
    content = (
        f"<office:document-content {names}><office:body><office:spreadsheet><table:table table:name='Ark'>"
        "<table:table-column/><table:table-column table:visibility='collapse' table:number-columns-repeated='2'/>"
        f"<table:table-row>{cell.format('', 'post')}{cell.format('', 'sats')}</table:table-row>"
        f"<table:table-row>{cell.format('', 'vikar')}{cell.format(note, '400')}</table:table-row>"
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    with zipfile.ZipFile(tmp_path / "a.ods", "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
        archive.writestr("content.xml", content)
    reading = tables.read_workbook(tmp_path / "a.ods")
    assert reading.pages[0].text.endswith("vikar\t400\nB2\nIkke aftalt\n")
    assert [one.args for one in reading.notices] == [{"columns": ["Ark!B"]}, {"cells": ["B2"]}]


def test_a_cell_of_any_kind_reads_as_the_sheet_shows_it() -> None:
    shown = [(True, "TRUE"), (False, "FALSE"), (time(7, 30), "07:30"), (time(7, 30, 5), "07:30:05"),
             (float("inf"), ""), (datetime(2010, 5, 4), "2010-05-04"), (date(2010, 5, 4), "2010-05-04"),
             (0.30000000000000004, "0.3")]  # fmt: skip
    assert [cell_text(_cell(value)) for value, _ in shown] == [text for _, text in shown]


def test_an_old_workbook_tells_what_it_hides_and_what_is_written_upon_its_cells(tmp_path: Path) -> None:
    def record(number: int, *values: int, more: bytes = b"") -> bytes:
        held = struct.pack(f"<{len(values)}H", *values) + more
        return struct.pack("<HH", number, len(held)) + held

    def wide(text: str) -> bytes:
        return struct.pack("<HB", len(text), 1) + text.encode("utf-16-le")

    def drawn(sort: int, number: int, words: str) -> bytes:
        thing = record(0x005D, 0x15, 0x12, sort, number, *[0] * 7) + record(0x01B6, 0, 0, 0, 0, 0, len(words), 16, 0, 0)
        return thing + record(0x003C, more=b"\1" + words.encode("utf-16-le")) + record(0x003C, *[0] * 8)

    begins, ends = record(0x0809, 0x0600, 5, 0, 0, 0, 0, 0, 0), record(0x000A)
    name = "Nedbrud på Ærø"
    sheet = begins[:6] + struct.pack("<H", 0x10) + begins[8:] + record(0x0200, 0, 0, 2, 0, 0, 2, 0)
    sheet += record(0x007D, 1, 2, 2000, 15, 1, 0) + record(0x0208, 1, 0, 2, 255, 0, 0, 0x20, 0)
    for row, column, words in ((0, 0, "Sag"), (0, 1, "Internt"), (1, 0, "INC1")):
        sheet += record(0x0204, row, column, 15, more=wide(words))
    # A chart within the sheet has records of its own, which are none of the sheet's.
    sheet += begins + record(0x007D, 0, 0, 2000, 15, 1, 0) + ends
    sheet += drawn(0x19, 7, "Kendt siden april\rOle") + drawn(0x06, 8, "Boks på arket")
    sheet += record(0x001C, 1, 0, 0, 7, more=wide("Ole Bang") + b"\0") + ends
    listed = struct.pack("<BB", len(name), 1) + name.encode("utf-16-le")
    place = len(begins) + 4 + 6 + len(listed) + len(ends)
    book = begins + record(0x0085, place & 0xFFFF, place >> 16, 0, more=listed) + ends + sheet
    (tmp_path / "a.xls").write_bytes(compound({"Workbook": book + bytes(-len(book) % 512)}))
    reading = read_file(tmp_path / "a.xls", "a.xls").reading
    told = [notice.args for notice in reading.notices]
    assert told == [{"rows": [f"{name}!2"]}, {"columns": [f"{name}!B"]}, {"cells": ["A2"]}, {"names": [name]}]
    assert reading.pages[0].text.splitlines() == [
        "Sag\tInternt", "INC1", "Boks på arket", "A2, Ole Bang", "Kendt siden april", "Ole"
    ]  # fmt: skip


def test_what_a_chart_upon_a_sheet_is_called_is_read(tmp_path: Path) -> None:
    from openpyxl.chart import BarChart, Reference

    book = openpyxl.Workbook()
    sheet = book.create_sheet("Drift", 0)
    sheet.append(["maj", 12])
    chart = BarChart()
    chart.title = "Nedetid i timer på Ærø"
    chart.add_data(Reference(sheet, min_col=2, min_row=1, max_row=1))
    sheet.add_chart(chart, "D2")
    book.save(tmp_path / "a.xlsx")
    assert read_file(tmp_path / "a.xlsx", "a.xlsx").reading.pages[0].text == "maj\t12\nNedetid i timer på Ærø"


def test_a_workbook_written_as_xml_has_its_cells_where_they_stand(tmp_path: Path) -> None:
    cells = ('<Row><Cell><Data ss:Type="String">Dato</Data></Cell><Cell ss:MergeAcross="1">'
             '<Data ss:Type="String">Beløb</Data></Cell><Cell><Data ss:Type="String">Hvad</Data></Cell></Row>'
             '<Row ss:Index="3" ss:Hidden="1"><Cell>'
             '<Data ss:Type="DateTime">2010-05-03T00:00:00.000</Data><Comment ss:Author="Ole"><ss:Data>Set</ss:Data>'
             '</Comment></Cell><Cell><Data ss:Type="Number">12.345</Data></Cell><Cell ss:Index="4">'
             '<Data ss:Type="String">Nede på Ærø</Data></Cell></Row>')  # fmt: skip
    space = "urn:schemas-microsoft-com:office:spreadsheet"
    path = tmp_path / "udtræk.xls"
    path.write_text(f'<?xml version="1.0"?><Workbook xmlns="{space}" xmlns:ss="{space}"><Worksheet ss:Name="Udtræk">'
                    f'<Table>{cells}</Table></Worksheet></Workbook>', encoding="utf-8")  # fmt: skip
    rows = (("Dato", "Beløb", None, "Hvad"), (None,) * 4,
            (date(2010, 5, 3), Decimal("12.345"), None, "Nede på Ærø"))  # fmt: skip
    assert [(one.name, one.rows) for one in read_sheets(path)] == [("Udtræk", rows)]
    reading = read_file(path, path.name).reading
    assert reading.pages[0].text.splitlines()[2:] == ["2010-05-03\t12.345\t\tNede på Ærø", "A3, Ole", "Set"]
    assert [notice.args for notice in reading.notices] == [{"rows": ["Udtræk!3"]}, {"cells": ["A3"]}]
    path.write_text(path.read_text(encoding="utf-8").replace('ss:Index="4"', 'ss:Index="99999999"'), encoding="utf-8")
    assert "million cells" in str(read_file(path, path.name).reading.reason)


def test_a_blank_before_a_quotation_is_none_of_it() -> None:
    records = csv_table(b'"nr"; "tekst"\r\n"1"; "nede; igen"\r\n').records
    assert [record.cells for record in records] == [("nr", "tekst"), ("1", "nede; igen")]


def test_what_is_printed_above_and_below_a_sheet_is_read_below_its_rows(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Sag", "Timer"])
    above, below, even = sheet.oddHeader, sheet.oddFooter, sheet.evenHeader
    assert above is not None and below is not None and even is not None
    above.left.text, above.left.size = "Udkast til opgørelse", 14
    below.right.text, even.left.text = "Side &P af &N", "Udkast til opgørelse"
    book.save(tmp_path / "a.xlsx")
    page = tables.read_workbook(tmp_path / "a.xlsx").pages[0]
    assert page.text.splitlines()[:2] == ["Sag\tTimer", "Udkast til opgørelse"]
    assert page.text.count("Udkast") == 1


@pytest.mark.parametrize(("sheet", "told"), [("Opgørelse", False), ("Data & log", True)])
def test_rows_behind_a_pivot_table_that_no_sheet_shows_are_told(tmp_path: Path, sheet: str, told: bool) -> None:
    path = workbook(tmp_path / "a.xlsx", [["Antal", 3]])
    with zipfile.ZipFile(path, "a") as archive:
        source = f'<cacheSource type="worksheet"><worksheetSource ref="A1:B9" sheet="{escape(sheet)}"/></cacheSource>'
        kept = f"<pivotCacheDefinition>{source}</pivotCacheDefinition>"
        archive.writestr("xl/pivotCache/pivotCacheDefinition1.xml", kept)
    said = " ".join(str(notice) for notice in tables.read_workbook(path).notices)
    assert ("behind pivot tables (1 lists)" in said) is told


def test_a_quote_nobody_closes_at_the_end_leaves_its_lines_their_records() -> None:
    table = csv_table(b'nr;tekst\n1;"nede\n2;oppe\n')
    assert [one.cells for one in table.records][-2:] == [("1", '"nede'), ("2", "oppe")]


def test_a_sheet_of_too_many_cells_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    book = openpyxl.Workbook()
    book.create_sheet("Log").append(["nr", "tekst"])
    book.save(tmp_path / "a.xlsx")
    monkeypatch.setattr("evidence.sheets.MOST_CELLS", 1)
    for path in (tmp_path / "a.xlsx", Path(__file__).parents[1] / "documents" / "opgoerelse.xls"):
        with pytest.raises(KravError, match="million cells"):
            read_sheets(path)


def _zip(parts: dict[str, str]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, said in parts.items():
            archive.writestr(name, said)
    return made.getvalue()


def test_what_stands_beside_the_cells_of_another_or_a_damaged_file_is_nothing_and_costs_no_cell() -> None:
    assert beside(b"nr;tekst") == beside(_zip({"a.txt": ""})) == beside(_zip({"xl/workbook.xml": "<workbook"})) == {}
    assert not beside_cells(b"\xd0\xcf\x11\xe0 cut") and not looks_of_cells(b"\xd0\xcf\x11\xe0 cut")
    assert list(_records(struct.pack("<HHxxHH", 0x809, 2, 0x3E, 0), 0))  # cut short before its end


def test_a_sheet_without_its_part_a_box_without_a_word_and_rows_hidden_in_ods_are_as_they_are(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("evidence.readers.asides._HEAD", 16)
    monkeypatch.setattr("evidence.readers.asides._MORE", 16)
    ns = "http://schemas.openxmlformats.org/"
    related = f"<Relationships xmlns='{ns}package/2006/relationships'>{{}}</Relationships>"
    one = f"<Relationship Id='{{}}' Type='{ns}officeDocument/2006/relationships/{{}}' Target='{{}}'/>"
    sheets = f"<workbook xmlns:r='{ns}r'><sheet name='Drift' r:id='a'/><sheet name='Tabt' r:id='b'/></workbook>"
    told = beside(_zip({
        "xl/workbook.xml": sheets,
        "xl/_rels/workbook.xml.rels": related.format(one.format("a", "worksheet", "s.xml")),
        "xl/s.xml": "<worksheet>" + " " * 60 + "</worksheet>",
        "xl/_rels/s.xml.rels": related.format(one.format("d", "drawing", "d.xml")),
        "xl/d.xml": "<d><txBody><p/></txBody><txBody><p><r><t>Bod</t></r></p></txBody></d>",
        "xl/_rels/d.xml.rels": related.format(one.format("i", "image", "i.png")),
    }))  # fmt: skip
    assert list(told) == ["Drift"] and told["Drift"].boxes == ("Bod",)
    oasis = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
    hidden = f"<t:table xmlns:t='{oasis}' t:name='Ark'><t:table-row/><t:table-row t:visibility='collapse'/></t:table>"
    assert beside(_zip({"content.xml": hidden}))["Ark"].rows == {2}
