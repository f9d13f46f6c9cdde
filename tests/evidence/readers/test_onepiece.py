"""Office files in one piece of XML are read as the files of parts they stand for."""

from __future__ import annotations

import re
import zipfile
from base64 import b64encode
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest

from evidence.model import MarkKind, Outcome
from evidence.readers import CannotRead
from evidence.readers.onepiece import packed
from evidence.reading import Read, read_file
from evidence.sheets import read_sheets

_OPEN = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<office:document'
    ' xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2"'
    ' office:mimetype="application/vnd.oasis.opendocument.{kind}"><office:body><office:{kind}>{body}</office:{kind}>'
    "</office:body></office:document>"
)


def _read(path: Path, said: str) -> Read:
    path.write_text(said, encoding="utf-8")
    return read_file(path, path.name)


def _row(*cells: str) -> str:
    return f"<table:table-row>{''.join(cells)}</table:table-row>"


def _cell(said: str) -> str:
    return f'<table:table-cell office:value-type="string"><text:p>{said}</text:p></table:table-cell>'


def test_flat_opendocument_text_has_its_headings_and_paragraphs(tmp_path: Path) -> None:
    body = '<text:h text:outline-level="1">Levering</text:h><text:p>Leverandøren leverer senest 1. juni 2012.</text:p>'
    read = _read(tmp_path / "aftale.fodt", _OPEN.format(kind="text", body=body))
    assert (read.media, read.reading.outcome) == ("odt", Outcome.READ)
    page = read.reading.pages[0]
    assert page.text.split("\n")[:2] == ["Levering", "Leverandøren leverer senest 1. juni 2012."]
    assert [mark.kind for mark in page.marks] == [MarkKind.HEADING, MarkKind.BLOCK]


def test_a_flat_spreadsheet_is_a_table_that_can_be_reckoned_with(tmp_path: Path) -> None:
    day = (
        '<table:table-cell office:value-type="date" office:date-value="2012-05-04"><text:p>4. maj</text:p>'
        "</table:table-cell>"
    )
    rows = _row(_cell("Dato"), _cell("Fejl")) + _row(day, _cell("Nede på Ærø"))
    body = f'<table:table table:name="Log">{rows}</table:table>'
    read = _read(tmp_path / "log.fods", _OPEN.format(kind="spreadsheet", body=body))
    assert (read.media, read.reading.pages[0].text) == ("ods", "Dato\tFejl\n2012-05-04\tNede på Ærø\n")
    [sheet] = read_sheets(tmp_path / "log.fods")
    assert sheet.rows == (("Dato", "Fejl"), (date(2012, 5, 4), "Nede på Ærø"))


_CHANGE = (
    '<aml:annotation aml:author="Ole Bang" aml:createdate="2012-05-04T08:15:00Z" w:type="Word.{kind}">'
    "<aml:content><w:r><w:{tag}>{said}</w:{tag}></w:r></aml:content></aml:annotation>"
)
_WORD_2003 = f"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?><?mso-application progid="Word.Document"?>
<w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml"
 xmlns:wx="http://schemas.microsoft.com/office/word/2003/auxHint" xmlns:aml="http://schemas.microsoft.com/aml/2001/core"
 xmlns:o="urn:schemas-microsoft-com:office:office"><o:DocumentProperties><o:Title>Kontrakt</o:Title>
<o:Created>2012-05-04T08:00:00Z</o:Created></o:DocumentProperties><w:body><wx:sect>
<w:p><w:pPr><w:listPr><wx:t wx:val="4.1"/></w:listPr></w:pPr>
<w:r><w:t>Leverandøren leverer modul 4 senest den 1. </w:t></w:r>
{_CHANGE.format(kind="Deletion", tag="delText", said="juni")}{_CHANGE.format(kind="Insertion", tag="t", said="juli")}
<w:r><w:t> 2012.</w:t></w:r>
<w:r><w:footnote><w:p><w:r><w:t>Efter aftalt prøve.</w:t></w:r></w:p></w:footnote></w:r></w:p>
<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Prioritet 1</w:t></w:r></w:p></w:tc>
<w:tc><w:p><w:r><w:t>4 timer</w:t></w:r></w:p></w:tc></w:tr></w:tbl>
<w:sectPr><w:hdr w:type="odd"><w:p><w:r><w:t>Sidehoved</w:t></w:r></w:p></w:hdr></w:sectPr>
</wx:sect></w:body></w:wordDocument>"""


def test_the_xml_of_word_2003_keeps_numbers_changes_notes_and_tables(tmp_path: Path) -> None:
    read = _read(tmp_path / "kontrakt.xml", _WORD_2003)
    page = read.reading.pages[0]
    assert (read.media, read.reading.title) == ("docx", "Kontrakt")
    assert "4.1 Leverandøren leverer modul 4 senest den 1. juli 2012.[1]\n" in page.text
    assert "Prioritet 1\t4 timer\n" in page.text
    assert "[1] Efter aftalt prøve." in page.text
    assert "juni" not in page.text  # crossed out; that there are such is said
    assert any("tracked" in str(notice) or "change" in str(notice) for notice in read.reading.notices)
    assert [page.text[m.start : m.end] for m in page.marks if m.kind is MarkKind.FURNITURE] == ["Sidehoved"]


def test_what_word_saves_as_one_piece_is_the_document_it_holds(tmp_path: Path) -> None:
    office, package = "http://schemas.openxmlformats.org", "http://schemas.microsoft.com/office/2006/xmlPackage"
    relation = f"{office}/officeDocument/2006/relationships/officeDocument"
    words = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    read = _read(
        tmp_path / "brev.xml",
        f'<?xml version="1.0" standalone="yes"?><pkg:package xmlns:pkg="{package}">'
        '<pkg:part pkg:name="/_rels/.rels" pkg:contentType="application/vnd.openxmlformats-package.relationships+xml">'
        f'<pkg:xmlData><Relationships xmlns="{office}/package/2006/relationships"><Relationship Id="r1"'
        f' Type="{relation}" Target="word/document.xml"/></Relationships></pkg:xmlData></pkg:part>'
        f'<pkg:part pkg:name="/word/document.xml" pkg:contentType="{words}"><pkg:xmlData>'
        f'<w:document xmlns:w="{office}/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>Nede den 4. maj.</w:t></w:r>'
        "</w:p></w:body></w:document></pkg:xmlData></pkg:part></pkg:package>",
    )
    assert (read.media, read.reading.pages[0].text.strip()) == ("docx", "Nede den 4. maj.")


def test_one_that_is_cut_short_is_damaged(tmp_path: Path) -> None:
    assert _read(tmp_path / "kontrakt.xml", _WORD_2003[:900]).reading.outcome is Outcome.UNREADABLE


def test_pictures_are_kept_and_those_damaged_cost_no_word(tmp_path: Path) -> None:
    frame = (
        '<text:p>Nede<draw:frame xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"><draw:image>'
        "<office:binary-data>{}</office:binary-data></draw:image></draw:frame></text:p>"
    )
    body = frame.format(b64encode(b"ikke et billede").decode()) + frame.format("abcde")
    assert _read(tmp_path / "a.fodt", _OPEN.format(kind="text", body=body)).reading.pages[0].text == "Nede\nNede\n"
    whole = packed(_OPEN.format(kind="text", body=body).encode())
    with zipfile.ZipFile(BytesIO(whole)) as archive:
        assert [archive.read(f"Pictures/{number}") for number in (0, 1)] == [b"ikke et billede", b""]


def test_what_is_neither_or_has_no_body_is_damaged() -> None:
    for said in ("<andet/>", '<w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml"/>'):
        with pytest.raises(CannotRead):
            packed(said.encode())


def test_remarks_bookmarks_and_looks_of_word_2003_are_kept_or_passed_over(tmp_path: Path) -> None:
    remark = (
        '<aml:annotation aml:author="Ole Bang" w:type="Word.Comment"><aml:content><w:p><w:r><w:t>Aldrig lovet.</w:t>'
        "</w:r></w:p><w:p><w:r><w:t>Og ikke betalt.</w:t></w:r></w:p></aml:content></aml:annotation>"
    )
    mark = '<aml:annotation w:type="Word.Bookmark.Start" w:name="a"/><!-- fra et program -->'
    bold = '<w:r><w:rPr><w:b w:val="on"/></w:rPr><w:t>Fedt.</w:t>'
    said = _WORD_2003.replace("<w:tbl>", f"<w:p>{mark}{bold}{remark}</w:r></w:p><w:tbl>")
    said = re.sub(r"(?s)<o:DocumentProperties>.*</o:DocumentProperties>", "", said)
    read = _read(tmp_path / "a.xml", said).reading
    assert "Fedt." in read.pages[0].text and "Aldrig lovet.\nOg ikke betalt." in read.pages[0].text
    assert read.title != "Kontrakt"


def test_a_part_that_is_no_xml_is_kept_as_it_is() -> None:
    package = "http://schemas.microsoft.com/office/2006/xmlPackage"
    held = f"<pkg:binaryData>{b64encode(b'png').decode()}</pkg:binaryData>"
    said = f'<pkg:package xmlns:pkg="{package}"><pkg:part pkg:name="/word/media/a.png">{held}</pkg:part></pkg:package>'
    with zipfile.ZipFile(BytesIO(packed(said.encode()))) as made:
        assert made.read("word/media/a.png") == b"png"
