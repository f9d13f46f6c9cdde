"""Word: everything a reader sees on the page, in its order, and a note on what was left out."""

from __future__ import annotations

import zipfile
from pathlib import Path

import docx
import pytest
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from lxml import etree
from PIL import Image

from evidence.model import MarkKind, Outcome
from evidence.readers import CannotRead, PageText, Reading, embedded, numbering
from evidence.readers import docx as reader

DOCUMENTS = Path(__file__).parents[2] / "documents"


def read(tmp_path: Path, document: object) -> Reading:
    path = tmp_path / "a.docx"
    # The helper takes any document; only python-docx's has a save.
    document.save(str(path))  # type: ignore[attr-defined]  # made by python-docx, which has no types
    return reader.read(path)


def marked(page: PageText, kind: MarkKind) -> list[str]:
    return [page.text[mark.start : mark.end] for mark in page.marks if mark.kind is kind]


def test_paragraphs_and_tables_stand_in_order(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("Referat af styregruppemøde", 1)
    document.add_paragraph("Systemhuset lover modul 3 til juni.")
    table = document.add_table(2, 2)
    for row, texts in zip(table.rows, (("Punkt", "Ansvar"), ("Nedbrud", "Ole")), strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    document.add_paragraph("Næste møde er den 3. juni.")
    page = read(tmp_path, document).pages[0]
    assert page.text.split("\n") == [
        "Referat af styregruppemøde", "Systemhuset lover modul 3 til juni.", "Punkt\tAnsvar", "Nedbrud\tOle",
        "Næste møde er den 3. juni.", "",
    ]  # fmt: skip
    assert marked(page, MarkKind.HEADING) == ["Referat af styregruppemøde"]
    assert marked(page, MarkKind.ROW) == ["Punkt\tAnsvar", "Nedbrud\tOle"]
    assert "Ole" in marked(page, MarkKind.BLOCK)


def test_headers_and_footers_are_furniture(tmp_path: Path) -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "Systemhuset A/S"
    document.sections[0].footer.paragraphs[0].text = "Fortroligt"
    document.add_paragraph("Indholdet.")
    page = read(tmp_path, document).pages[0]
    assert marked(page, MarkKind.FURNITURE) == ["Systemhuset A/S", "Fortroligt"]
    assert marked(page, MarkKind.BLOCK) == ["Indholdet."]


def test_tracked_changes_are_read_as_accepted_and_noted(tmp_path: Path) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("Fristen er ")
    for xml in (
        f"<w:del {nsdecls('w')} w:id='1' w:author='x'><w:r><w:delText>1. maj</w:delText></w:r></w:del>",
        f"<w:ins {nsdecls('w')} w:id='2' w:author='x'><w:r><w:t>1. juni</w:t></w:r></w:ins>",
    ):
        paragraph._p.append(parse_xml(xml))
    reading = read(tmp_path, document)
    assert reading.pages[0].text == "Fristen er 1. juni\n"
    assert ["deletions" in str(one) or "insertions" in str(one) for one in reading.notices] == [True, True]


def test_comments_stand_after_the_text_under_the_name_of_their_writer(tmp_path: Path) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("Prisen er 45.000 kr.")
    document.add_comment(paragraph.runs, text="Lovet for 40.000 kr.", author="Vera Holm")
    document.part._comments_part.element.comment_lst[0].set(qn("w:date"), "2012-05-03T08:00:00Z")
    page = read(tmp_path, document).pages[0]
    assert page.text == "Prisen er 45.000 kr.\nVera Holm, 2012-05-03\nLovet for 40.000 kr.\n"
    assert [mark.detail for mark in page.marks if mark.kind is MarkKind.NOTE] == [
        {"sender": "Vera Holm", "sent": "2012-05-03"}
    ]


def test_hidden_text_and_words_that_were_moved_are_named(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("Vist.").add_run(" Skjult.").font.hidden = True
    moved = f"<w:moveFrom {nsdecls('w')} w:id='1' w:author='x'><w:r><w:t>Flyttet.</w:t></w:r></w:moveFrom>"
    document.add_paragraph()._p.append(parse_xml(moved))
    reading = read(tmp_path, document)
    assert reading.pages[0].text == "Vist. Skjult.\n"
    assert [("moves" in str(one), "hidden" in str(one)) for one in reading.notices] == [(True, False), (False, True)]


def test_numbers_that_word_prints_are_a_part_of_the_text(tmp_path: Path) -> None:
    document = docx.Document()
    for text in ("Levering", "Afhjælpning"):
        document.add_paragraph(text, style="List Number")
    document.add_paragraph("et punkt", style="List Bullet")
    assert read(tmp_path, document).pages[0].text == "1. Levering\n2. Afhjælpning\net punkt\n"


def test_text_boxes_and_footnotes_are_not_lost(tmp_path: Path) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("Før boksen.")
    box = (
        f"<w:r {nsdecls('w')} xmlns:v='urn:schemas-microsoft-com:vml'><w:pict><v:shape><v:textbox><w:txbxContent>"
        "<w:p><w:r><w:t>I boksen.</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    )
    paragraph._p.append(parse_xml(box))
    page = read(tmp_path, document).pages[0]
    assert marked(page, MarkKind.BLOCK) == ["Før boksen.", "I boksen."]


def test_a_table_in_a_table_is_read_once(tmp_path: Path) -> None:
    document = docx.Document()
    cell = document.add_table(1, 1).cell(0, 0)
    cell.text = "Ydre"
    cell.add_table(1, 1).cell(0, 0).text = "Indre"
    text = read(tmp_path, document).pages[0].text
    assert text.count("Indre") == 1 and text.count("Ydre") == 1


def test_links_and_line_breaks_keep_their_words(tmp_path: Path) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("Se ")
    link = parse_xml(f"<w:hyperlink {nsdecls('w')}><w:r><w:t>vilkårene</w:t></w:r></w:hyperlink>")
    paragraph._p.append(link)
    paragraph.add_run("\nny linje")
    assert read(tmp_path, document).pages[0].text == "Se vilkårene\nny linje\n"
    assert link.tag == qn("w:hyperlink")


def test_what_is_embedded_is_an_attachment(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("Se bilaget.")
    document.save(str(tmp_path / "a.docx"))
    with zipfile.ZipFile(tmp_path / "a.docx", "a") as archive:
        archive.writestr("word/embeddings/Microsoft_Excel_Sheet.xlsx", b"PK ark")
        archive.write(DOCUMENTS / "referat.doc", "word/embeddings/oleObject1.bin")
        archive.writestr("word/embeddings/oleObject2.bin", b"\xd0\xcf\x11\xe0 brudt")
    found = {one.name: one for one in reader.read(tmp_path / "a.docx").attachments}
    assert found["Microsoft_Excel_Sheet.xlsx"].data == b"PK ark"
    assert found["oleObject1.doc"].data == (DOCUMENTS / "referat.doc").read_bytes()
    assert found["oleObject2.bin"].outcome is Outcome.UNREADABLE


def test_pictures_in_the_text_are_documents_of_their_own_and_logos_are_not(tmp_path: Path) -> None:
    screen, logo, head = (tmp_path / f"{name}.png" for name in ("skaerm", "logo", "hoved"))
    for path, size in ((screen, (900, 500)), (logo, (120, 40)), (head, (900, 501))):
        Image.new("L", size, 200).save(path)
    document = docx.Document()
    document.sections[0].header.paragraphs[0].add_run().add_picture(str(head))
    for path in (screen, logo):
        document.add_picture(str(path))
    reading = read(tmp_path, document)
    assert [one.data for one in reading.attachments] == [screen.read_bytes()]
    assert reading.outcome is Outcome.READ and "no word stands in it" in str(reading.notices[-1])


def test_text_put_in_as_another_file_and_files_of_the_stricter_form_are_read(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("Fristen er 1. juni.")
    document.save(str(tmp_path / "a.docx"))
    transitional, strict = (b"http://schemas.openxmlformats.org/%s/2006/", b"http://purl.oclc.org/ooxml/%s/")
    with zipfile.ZipFile(tmp_path / "a.docx") as usual, zipfile.ZipFile(tmp_path / "b.docx", "w") as anew:
        for name in usual.namelist():
            data = usual.read(name)
            for part in (b"wordprocessingml", b"officeDocument", b"drawingml"):
                data = data.replace(transitional % part, strict % part)
            if name == "word/_rels/document.xml.rels":
                chunk = (strict % b"officeDocument").decode() + "relationships/aFChunk"
                listed = f'<Relationship Id="r99" Type="{chunk}" Target="a.html"/></Relationships>'
                data = data.replace(b"</Relationships>", listed.encode())
            data = data.replace(b"</Types>", b'<Default Extension="html" ContentType="text/html"/></Types>')
            anew.writestr(name, data)
        anew.writestr("word/a.html", "<p>Sat ind</p>")
    reading = reader.read(tmp_path / "b.docx")
    assert reading.pages[0].text == "Fristen er 1. juni.\n"
    assert [(one.name, one.data) for one in reading.attachments] == [("a.html", b"<p>Sat ind</p>")]


def test_boxes_signs_and_formulas_are_read_and_crossed_out_words_named(tmp_path: Path) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph()
    math = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    for xml in (
        f"<w:r {nsdecls('w')}><w:fldChar w:fldCharType='begin'><w:ffData><w:checkBox><w:default w:val='0'/><w:checked/>"
        "</w:checkBox></w:ffData></w:fldChar></w:r>",
        f"<w:r {nsdecls('w')}><w:t>Godkendt </w:t><w:sym w:font='Wingdings' w:char='F0A8'/></w:r>",
        f"<w:r {nsdecls('w')}><w:rPr><w:strike/></w:rPr><w:t> uden frist </w:t></w:r>",
        f"<m:oMath {math}><m:r><m:t>12·45.000</m:t></m:r></m:oMath>",
    ):
        paragraph._p.append(parse_xml(xml))
    reading = read(tmp_path, document)
    assert reading.pages[0].text == "☒ Godkendt ☐ uden frist 12·45.000\n"
    assert ["crossed out" in str(one) for one in reading.notices] == [True]


def test_a_file_put_in_as_an_icon_keeps_its_name() -> None:
    path = b"C:\\bilag\\log.csv\0"
    data = b"\x02\0Oversigt \xf8st.csv\0" + path + b"\0\0\x03\0" + len(path).to_bytes(4, "little") + path
    stream = (len(data) + 9).to_bytes(4, "little") + data + (5).to_bytes(4, "little") + b"a;b\n1"
    one = embedded.native(stream, "oleObject1")
    assert (one.name, one.data) == ("Oversigt øst.csv", b"a;b\n1")


def test_an_empty_document_and_a_damaged_one_are_told_apart(tmp_path: Path) -> None:
    assert read(tmp_path, docx.Document()).outcome is Outcome.EMPTY
    whole = (tmp_path / "a.docx").read_bytes()
    (tmp_path / "b.docx").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(CannotRead, match="damaged"):
        reader.read(tmp_path / "b.docx")


LEVELS = "".join(
    f"<w:lvl w:ilvl='{at}'><w:start w:val='1'/><w:numFmt w:val='{form}'/><w:lvlText w:val='{text}'/></w:lvl>"
    for at, (form, text) in enumerate((("upperRoman", "%1."), ("lowerLetter", "%1.%2)"), ("decimalZero", "(%3)")))
)


def test_lists_of_romans_letters_and_zeros_count_as_word_prints_them(tmp_path: Path) -> None:
    document = docx.Document()
    root = document.part.numbering_part.element
    root.insert(0, parse_xml(f"<w:abstractNum {nsdecls('w')} w:abstractNumId='77'>{LEVELS}</w:abstractNum>"))
    override = "<w:lvlOverride w:ilvl='0'><w:startOverride w:val='9'/></w:lvlOverride>"
    for number, more in (("71", ""), ("72", override)):
        root.append(parse_xml(f"<w:num {nsdecls('w')} w:numId='{number}'><w:abstractNumId w:val='77'/>{more}</w:num>"))
    root.append(parse_xml(f"<w:num {nsdecls('w')} w:numId='73'/>"))  # of no list
    for text, listed, level in (
        ("Levering", 71, 0), ("modul 1", 71, 1), ("modul 2", 71, 1), ("prøve", 71, 2), ("Bod", 71, 0), ("modul", 71, 1),
        ("Forfra", 72, 0), ("Uden liste", 73, 0),
    ):  # fmt: skip
        given = f"<w:numPr {nsdecls('w')}><w:ilvl w:val='{level}'/><w:numId w:val='{listed}'/></w:numPr>"
        document.add_paragraph(text)._p.get_or_add_pPr().append(parse_xml(given))
    assert read(tmp_path, document).pages[0].text.split("\n")[:-1] == [
        "I. Levering", "I.a) modul 1", "I.b) modul 2", "(01) prøve", "II. Bod", "II.a) modul", "IX. Forfra",
        "Uden liste",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("number", "form", "shown"),
    [(28, "lowerLetter", "bb"), (3, "upperLetter", "C"), (1994, "lowerRoman", "mcmxciv"), (0, "lowerRoman", "0"),
     (4000, "upperRoman", "4000"), (7, "decimalZero", "07"), (12, "ordinal", "12")],
)  # fmt: skip
def test_a_number_is_written_in_words_form_for_it(number: int, form: str, shown: str) -> None:
    assert numbering.written(number, form) == shown


def test_footnotes_stand_after_the_text_and_cells_in_controls_in_their_row(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("Leveres til juni.")
    cell = "<w:tc><w:p><w:r><w:t>{}</w:t><w:noBreakHyphen/><w:t>1</w:t></w:r></w:p></w:tc>"
    control = f"<w:sdt><w:sdtContent>{cell.format('B')}</w:sdtContent></w:sdt>"
    row = f"<w:tbl {nsdecls('w')}><w:tr>{cell.format('A')}{control}</w:tr></w:tbl>"
    document.element.body.insert(1, parse_xml(row))
    note = "<w:footnote w:type='{}'><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:footnote>"
    notes = note.format("separator", "streg") + note.format("normal", "Jf. bilag 3.")
    for name, blob in (
        ("footnotes", f"<w:footnotes {nsdecls('w')}>{notes}</w:footnotes>".encode()), ("endnotes", b"<w:endnotes"),
    ):  # fmt: skip
        part = Part(PackURI(f"/word/{name}.xml"), f"application/vnd.{name}+xml", blob, document.part.package)
        document.part.relate_to(part, f"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{name}")
    page = read(tmp_path, document).pages[0]
    assert page.text == "Leveres til juni.\nA-1\tB-1\nJf. bilag 3.\n"
    assert marked(page, MarkKind.ROW) == ["A-1\tB-1"]


def test_what_boxes_with_arrows_and_charts_say_stands_after_the_text(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("Forløbet:")
    document.save(str(tmp_path / "a.docx"))
    drawing = "http://schemas.openxmlformats.org/drawingml/2006"
    related = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    parts = {"diagramData": "Levering den 1. juni", "chart": "Oppetid i maj"}
    listed = "".join(f'<Relationship Id="r9{kind}" Type="{related}/{kind}" Target="{kind}.xml"/>' for kind in parts)
    with zipfile.ZipFile(tmp_path / "a.docx") as usual, zipfile.ZipFile(tmp_path / "b.docx", "w") as anew:
        for name in usual.namelist():
            anew.writestr(name, usual.read(name).replace(b"</Relationships>", f"{listed}</Relationships>".encode())
                          if name == "word/_rels/document.xml.rels" else usual.read(name))  # fmt: skip
        for kind, words in parts.items():
            said = f"<a:p><a:r><a:t>{words}</a:t></a:r></a:p>"
            anew.writestr(f"word/{kind}.xml", f"<d xmlns:a='{drawing}/main'>{said}</d>")
    page = reader.read(tmp_path / "b.docx").pages[0]
    assert page.text == "Forløbet:\nLevering den 1. juni\nOppetid i maj\n"


def test_what_a_template_holds_in_content_controls_is_read_and_an_outlined_line_is_a_heading(tmp_path: Path) -> None:
    """Word's own templates put the fields one fills in into controls; a heading may be one by its level alone."""
    document = docx.Document()
    document.add_paragraph("Bilag 3.")
    body = document.element.body
    control = (
        f"<w:sdt {nsdecls('w')}><w:sdtContent><w:p><w:r><w:t>Leverandøren:</w:t><w:tab/><w:t>Systemhuset A/S</w:t>"
        "</w:r></w:p></w:sdtContent></w:sdt>"
    )
    outlined = (
        f"<w:p {nsdecls('w')}><w:pPr><w:outlineLvl w:val='0'/></w:pPr><w:r><w:t>Frist for modul 3</w:t></w:r></w:p>"
    )
    for part in (control, outlined):
        body.insert(len(body) - 1, parse_xml(part))
    page = read(tmp_path, document).pages[0]
    assert page.text == "Bilag 3.\nLeverandøren:\tSystemhuset A/S\nFrist for modul 3\n"
    assert marked(page, MarkKind.HEADING) == ["Frist for modul 3"]


def test_a_letter_set_large_a_watermark_and_a_field_nobody_filled_in(tmp_path: Path) -> None:
    document = docx.Document()
    spaces = nsdecls("w") + ' xmlns:v="urn:schemas-microsoft-com:vml"'
    frame = '<w:pPr><w:framePr w:dropCap="drop" w:lines="3"/></w:pPr><w:r><w:t>L</w:t></w:r>'
    asked = (
        '<w:r><w:t xml:space="preserve">Sag 44 </w:t></w:r><w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>'
        "<w:r><w:t>Klik her for at skrive.</w:t></w:r></w:sdtContent></w:sdt>"
    )
    rest = "<w:r><w:t>everandøren retter fejlen.</w:t></w:r>"
    for said in (frame, rest, asked):
        document.element.body.insert(-1, parse_xml(f"<w:p {spaces}>{said}</w:p>"))
    mark = f'<w:p {spaces}><w:r><w:pict><v:shape><v:textpath string="UDKAST"/></v:shape></w:pict></w:r></w:p>'
    document.sections[0].header._element.append(parse_xml(mark))
    page = read(tmp_path, document).pages[0]
    assert page.text == "UDKAST\nLeverandøren retter fejlen.\nSag 44\n"
    assert all(one.kind is not MarkKind.FURNITURE for one in page.marks)


@pytest.mark.parametrize(
    "listed",
    ['<Default Extension="docx" ContentType="{kind}"/>', '<Override ContentType="{kind}" PartName="/word/a.docx"/>'],
)
def test_a_word_file_put_into_another_whole_costs_neither(tmp_path: Path, listed: str) -> None:
    """As systems for cases put papers together (altChunk); it is listed as the text of a Word file, which it is."""
    document = docx.Document()
    document.add_paragraph("Fristen er 1. juni.")
    document.save(str(tmp_path / "a.docx"))
    within = (tmp_path / "a.docx").read_bytes()
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    chunk = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/aFChunk"
    with zipfile.ZipFile(tmp_path / "a.docx") as usual, zipfile.ZipFile(tmp_path / "b.docx", "w") as anew:
        for name in usual.namelist():
            data = usual.read(name).replace(b"</Types>", f"{listed.format(kind=kind)}</Types>".encode())
            if name == "word/_rels/document.xml.rels":
                relation = f'<Relationship Id="r99" Type="{chunk}" Target="a.docx"/></Relationships>'
                data = data.replace(b"</Relationships>", relation.encode())
            anew.writestr(name, data)
        anew.writestr("word/a.docx", within)
    reading = reader.read(tmp_path / "b.docx")
    assert reading.pages[0].text == "Fristen er 1. juni.\n"
    assert [(one.name, one.data) for one in reading.attachments] == [("a.docx", within)]


def test_what_is_not_filled_in_what_is_noted_in_the_file_and_what_is_damaged_beside_it_cost_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = docx.Document()
    document.add_paragraph("Systemet er nede.")
    table = document.add_table(1, 1)
    table.rows[0].cells[0].text = "Ole"
    space = "xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'"
    unfilled = f"<w:sdt {space}><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:p><w:r><w:t>Klik her</w:t></w:r>"
    document.element.body.insert(0, parse_xml(f"{unfilled}</w:p></w:sdtContent></w:sdt>"))
    table._tbl.tr_lst[0].insert(0, parse_xml(f"<w:bookmarkStart {space} w:id='1' w:name='a'/>"))
    document.paragraphs[0]._p.append(etree.Comment("til os selv"))
    monkeypatch.setattr("docx.document.Document.core_properties", property(_broken))
    monkeypatch.setattr("docx.section.Section.header", property(_broken))
    reading = read(tmp_path, document)
    assert reading.pages[0].text.split() == ["Systemet", "er", "nede.", "Ole"]
    assert reading.fields == {} and reading.title == ""


def _broken(_: object) -> object:
    raise KeyError("the part is missing")


def test_an_override_that_tells_no_beginning_counts_on() -> None:
    document = docx.Document()
    root = document.part.numbering_part.element
    counted = "<w:lvl w:ilvl='0'><w:start w:val='1'/><w:numFmt w:val='decimal'/><w:lvlText w:val='%1.'/></w:lvl>"
    for one in (
        f"<w:abstractNum {nsdecls('w')} w:abstractNumId='90'>{counted}</w:abstractNum>",
        f"<w:num {nsdecls('w')} w:numId='91'><w:abstractNumId w:val='90'/><w:lvlOverride w:ilvl='0'/></w:num>",
    ):
        root.append(parse_xml(one))
    counting = numbering.Numbering(document)
    assert counting._abstract["91"] == "90"


def test_a_figure_set_raised_is_no_figure_of_the_amount_before_it(tmp_path: Path) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("Boden er 12.000")
    paragraph.add_run("3").font.superscript = True
    paragraph.add_run(" kr. pr. m")
    paragraph.add_run("2").font.superscript = True
    paragraph.add_run(", den 1")
    paragraph.add_run("ste").font.superscript = True
    paragraph.add_run("H").font.subscript = True
    paragraph.add_run("2").font.subscript = True
    assert read(tmp_path, document).pages[0].text.strip() == "Boden er 12.000³ kr. pr. m², den 1steH2"
