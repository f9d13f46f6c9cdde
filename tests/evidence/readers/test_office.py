"""Text documents of other programs than Word: what they hold reads as it does from Word, or is refused with advice."""

from __future__ import annotations

import io
import shutil
import struct
import zipfile
from pathlib import Path

import docx
import msoffcrypto
import openpyxl
import pytest
from docx.oxml import parse_xml
from msoffcrypto.format.ooxml import OOXMLFile
from PIL import Image

from evidence.errors import KravError
from evidence.model import MarkKind, Outcome
from evidence.readers import Aids, CannotRead, PageText, Reading, office
from evidence.readers import docx as docx_reader
from evidence.readers.compound import compound
from evidence.readers.saveddays import _saved, with_saved_days
from evidence.reading import read_file
from evidence.sheets import read_sheets

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
DOCUMENTS = Path(__file__).parents[2] / "documents"

LINES = [
    "Referat af driftsmøde",
    "Systemhuset A/S lovede den 3. maj 2010 at rette fejlen inden 1. juni.",
    "1. Levering af modul 3", "2. Afhjælpning af fejl", "nyt i driften", "Aftaler",
    "Punkt\tAnsvar", "Nedbrud på Ærø\tOle", "Svartider\tHanne og Ole", "Næste møde er den 3. juni 2010.",
]  # fmt: skip


def read(path: Path, *passwords: str) -> Reading:
    return read_file(path, path.name, Aids(passwords=passwords)).reading


def marked(page: PageText, kind: MarkKind) -> list[str]:
    return [page.text[mark.start : mark.end] for mark in page.marks if mark.kind is kind]


@pytest.mark.parametrize("name", ["referat.odt", "referat.rtf", "referat.doc"])
def test_minutes_read_alike_from_every_program(name: str) -> None:
    reading = read(DOCUMENTS / name)
    page = reading.pages[0]
    running = marked(page, MarkKind.FURNITURE)
    assert running == ["Nørreby Kommune", "Fortroligt"]
    assert [line for line in page.text.split("\n") if line and line not in running] == LINES
    assert marked(page, MarkKind.HEADING) == ["Referat af driftsmøde", "Aftaler"]
    assert marked(page, MarkKind.ROW) == [line for line in LINES if "\t" in line]
    assert [mark.detail["row"] for mark in page.marks if mark.kind is MarkKind.ROW] == ["1", "2", "3"]
    assert "Ole" in marked(page, MarkKind.BLOCK)
    assert (reading.title, reading.fields["created"]) == ("Referat af driftsmøde", "2010-05-27")
    assert reading.fields["author"] == "Hanne Møller"


def test_a_workbook_written_as_xml_is_a_workbook_whose_cells_are_of_their_sort(tmp_path: Path) -> None:
    cells = (("String", "Nede på Ærø"), ("Number", "12.5"), ("DateTime", "2010-05-03T00:00:00.000"),
             ("DateTime", "2010-05-03T08:15:00.000"), ("DateTime", "i maj"), ("Boolean", "1"), ("Error", "#REF!"))
    said = "".join(f"<Cell><Data ss:Type='{kind}'>{value}</Data></Cell>" for kind, value in cells)
    (tmp_path / "a.xls").write_text(
        "<?xml version='1.0' encoding='UTF-8'?><Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet' "
        "xmlns:ss='urn:schemas-microsoft-com:office:spreadsheet'><Worksheet ss:Name='Log'><Table><Row>"
        f"{said}<Cell/><Cell><Data ss:Type='String'>slut</Data></Cell></Row></Table></Worksheet></Workbook>",
        encoding="utf-8",
    )
    page = read(tmp_path / "a.xls").pages[0]
    assert page.label == "Log"
    assert marked(page, MarkKind.ROW) == [
        "Nede på Ærø\t12.5\t2010-05-03\t2010-05-03 08:15\ti maj\tTRUE\t\t\tslut"
    ]


def test_an_old_document_without_libreoffice_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    with pytest.raises(CannotRead, match="install LibreOffice"):
        office.read_slides(b"x")
    with pytest.raises(CannotRead, match="install LibreOffice"):
        office.read_text(b"\xffWPC")


def test_a_converter_that_does_not_end_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    slow = tmp_path / "soffice.bin"
    slow.write_text("#!/bin/sh\nexec sleep 60\n")
    slow.chmod(0o755)
    monkeypatch.setattr(shutil, "which", lambda _: str(tmp_path / "soffice"))
    monkeypatch.setattr(office, "SECONDS", 0.1)
    with pytest.raises(CannotRead, match="save it as PDF"):
        office.converted(b"x", "docx")


# Passwords.


def locked(path: Path, password: str) -> Path:
    data = path.read_bytes()
    with path.open("wb") as target:
        OOXMLFile(io.BytesIO(data)).encrypt(password, target)
    return path


def test_a_locked_document_opens_with_its_password_and_says_so(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("Systemet er nede.")
    document.save(str(tmp_path / "a.docx"))
    path = locked(tmp_path / "a.docx", "blåbær")
    found = read_file(path, "a.docx", Aids(passwords=("forkert", "blåbær")))
    assert (found.media, found.reading.pages[0].text) == ("docx", "Systemet er nede.\n")
    assert "blåbær" not in str(found) and "opened with one of those given" in str(found.reading.notices[0])
    shut = read(path)
    assert (shut.outcome, shut.locked) == (Outcome.UNREADABLE, True) and "--passwords FILE" in str(shut.reason)


def test_a_workbook_excel_locked_by_itself_opens_without_a_word(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active["A1"] = "beløb"  # type: ignore[index]  # a new workbook has a sheet
    book.save(tmp_path / "a.xlsx")
    found = read(locked(tmp_path / "a.xlsx", "VelvetSweatshop"))
    assert (found.pages[0].text, found.notices) == ("beløb\n", ())
    assert read_sheets(tmp_path / "a.xlsx")[0].rows == (("beløb",),)


def test_a_ledger_locked_with_a_password_is_not_called_damaged(tmp_path: Path) -> None:
    openpyxl.Workbook().save(tmp_path / "a.xlsx")
    locked(tmp_path / "a.xlsx", "bruger")
    with pytest.raises(KravError, match="password"):
        read_sheets(tmp_path / "a.xlsx")


def test_a_locked_open_document_is_told_from_a_damaged_one(tmp_path: Path) -> None:
    manifest = (
        "<m:manifest xmlns:m='urn:oasis:names:tc:opendocument:xmlns:manifest:1.0'><m:file-entry m:full-path='content."
        "xml'><m:encryption-data/></m:file-entry></m:manifest>"
    )
    path = odt(tmp_path / "a.odt", "", {"META-INF/manifest.xml": manifest})
    found = read(path, "blåbær")
    assert found.outcome is Outcome.UNREADABLE and "without the password" in str(found.reason)
    path.write_bytes(path.read_bytes()[:200])
    assert "damaged" in str(read(path).reason)


def test_a_document_sealed_so_that_no_password_opens_it_says_so(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(compound({"EncryptedPackage": bytes(600), "EncryptionInfo": b"rettigheder"}))
    found = read(path, "blåbær")
    assert found.outcome is Outcome.UNREADABLE and "save or print it to a new PDF" in str(found.reason)


def test_the_library_that_unlocks_tells_a_file_that_is_not_locked() -> None:
    with (DOCUMENTS / "opgoerelse.xls").open("rb") as file:
        assert not msoffcrypto.OfficeFile(file).is_encrypted()


# OpenDocument.

NAMES = " ".join(
    f"xmlns:{short}='urn:oasis:names:tc:opendocument:xmlns:{long}:1.0'"
    for short, long in (("office", "office"), ("text", "text"), ("table", "table"), ("draw", "drawing"),
                        ("style", "style"))
)  # fmt: skip


def odt(path: Path, body: str, more: dict[str, str] | None = None, before: str = "", styles: str = "") -> Path:
    parts = {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": f"<?xml version='1.0'?>{before}<office:document-content {NAMES}><office:automatic-styles>"
        f"{styles}</office:automatic-styles><office:body><office:text>{body}</office:text></office:body>"
        "</office:document-content>",
    } | (more or {})
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return path


def text_of(path: Path) -> str:
    return read(path).pages[0].text


def test_numbered_clauses_count_on_through_levels_and_breaks(tmp_path: Path) -> None:
    levels = "".join(
        f"<text:list-level-style-number text:level='{level}' style:num-format='1' style:num-suffix='.' "
        f"text:display-levels='{level}'/>"
        for level in (1, 2)
    )
    inner = "<text:list><text:list-item><text:p>{0}</text:p></text:list-item></text:list>"
    body = (
        "<text:list text:style-name='L'><text:list-item><text:p>Levering</text:p>" + inner.format("Frist") +
        "</text:list-item><text:list-item><text:p>Drift</text:p></text:list-item></text:list>"
        "<text:p>Indskud.</text:p>"
        "<text:list text:style-name='L' text:continue-numbering='true'><text:list-item>" + inner.format("Oppetid") +
        inner.format("Svartid") + "</text:list-item><text:list-item><text:p>Bod</text:p></text:list-item></text:list>"
    )  # fmt: skip
    path = odt(tmp_path / "a.odt", body, styles=f"<text:list-style style:name='L'>{levels}</text:list-style>")
    assert text_of(path).split("\n") == [
        "1. Levering", "1.1. Frist", "2. Drift", "Indskud.", "2.1. Oppetid", "2.2. Svartid", "3. Bod", "",
    ]  # fmt: skip


def test_blanks_notes_boxes_and_changes_are_as_a_reader_sees_them(tmp_path: Path) -> None:
    body = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>slettet</text:p></text:deletion>"
        "</text:changed-region></text:tracked-changes>"
        "<text:p>Fristen<text:s text:c='2'/>er<text:tab/>1. juni<text:note><text:note-citation>1</text:note-citation>"
        "<text:note-body><text:p>Jf. bilag 2.</text:p></text:note-body></text:note>.<text:line-break/>Ny linje"
        "<draw:frame><draw:text-box><text:p>I boksen.</text:p></draw:text-box></draw:frame>"
        "<office:annotation><text:p>kommentar</text:p></office:annotation></text:p>"
        "<table:table><table:table-row><table:table-cell><text:p>celle<office:annotation><text:p>om cellen</text:p>"
        "</office:annotation></text:p></table:table-cell></table:table-row></table:table>"
    )
    found = read(odt(tmp_path / "a.odt", body))
    assert found.pages[0].text == (
        "Fristen  er\t1. juni.\nNy linje\nI boksen.\ncelle\nJf. bilag 2.\nkommentar\nom cellen\n"
    )
    assert [word in str(note) for word, note in zip(("deletions", "margin"), found.notices, strict=True)] == [True] * 2


def test_rows_that_stand_for_a_million_do_not_fill_the_page(tmp_path: Path) -> None:
    cell = "<table:table-cell><text:p>{}</text:p></table:table-cell>"
    body = (
        "<table:table><table:table-row table:number-rows-repeated='1000000'>" + cell.format("") + "</table:table-row>"
        "<table:table-row table:number-rows-repeated='9999999'>" + cell.format("fyld") + "</table:table-row>"
        "</table:table>"
    )
    assert text_of(odt(tmp_path / "a.odt", body)) == "fyld\n" * 100


def test_nothing_is_expanded_and_nothing_outside_is_read(tmp_path: Path) -> None:
    (tmp_path / "hemmeligt").write_text("kode")
    outside = f"<!DOCTYPE x [<!ENTITY ud SYSTEM '{(tmp_path / 'hemmeligt').as_uri()}'>]>"
    assert "kode" not in text_of(odt(tmp_path / "a.odt", "<text:p>før &ud; efter</text:p>", before=outside))
    laughs = "".join(f"<!ENTITY l{n} '{f'&l{n - 1};' * 10}'>" for n in range(1, 10))
    bomb = odt(tmp_path / "b.odt", "<text:p>før &l9;</text:p>", before=f"<!DOCTYPE x [<!ENTITY l0 'ha'>{laughs}]>")
    found = read(bomb)
    assert found.outcome is not Outcome.READ or len(found.pages[0].text) < 100


@pytest.mark.parametrize("kind", ["odt", "docx", "pptx"])
def test_a_bomb_is_not_unpacked(tmp_path: Path, kind: str) -> None:
    path = odt(tmp_path / "a", "<text:p>tekst</text:p>")
    if kind != "odt":
        main = {"docx": "word/document.xml", "pptx": "ppt/presentation.xml"}[kind]
        path = odt(tmp_path / "b", "", {main: "<x/>"})
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("Pictures/stor.bmp", bytes(17 << 20))
    found = read_file(path, f"a.{kind}")
    assert found.media == kind
    assert found.reading.outcome is Outcome.UNREADABLE and "more than a document can be" in str(found.reading.reason)


# RTF.


def rtf(path: Path, body: str) -> PageText:
    path.write_bytes(("{\\rtf1\\ansi\\ansicpg1252 " + body + "}").encode("cp1252"))
    return read(path).pages[0]


def test_rtf_as_word_writes_rows_notes_and_deletions(tmp_path: Path) -> None:
    page = rtf(
        tmp_path / "a.rtf",
        "\\pard\\outlinelevel0 Aftale\\par\\pard\\outlinelevel9 Fristen er {\\deleted 1. maj}1. juni"
        "{\\footnote \\pard Jf. bilag.\\par}.\\par "
        "\\trowd\\cellx1\\cellx2\\pard\\intbl Punkt\\cell Ansvar\\cell\\pard\\intbl{\\trowd\\cellx1\\cellx2\\row}"
        "\\pard\\intbl Svartid\\par og drift\\cell Ole\\cell\\pard\\intbl{\\trowd\\cellx1\\cellx2\\row}"
        "\\pard C:\\\\cell \\u230\\'e6 \\u-10179?\\u-8704?{\\*\\atnauthor Ida Krogh}{\\*\\annotation{\\*\\atndate 12}"
        "\\pard Ikke aftalt.}\\par",
    )
    assert page.text == (
        "Aftale\nFristen er 1. juni.\nPunkt\tAnsvar\nSvartid og drift\tOle\n"
        "C:\\cell æ 😀\nJf. bilag.\nIda Krogh\nIkke aftalt.\n"
    )
    assert marked(page, MarkKind.HEADING) == ["Aftale"]
    assert marked(page, MarkKind.ROW) == ["Punkt\tAnsvar", "Svartid og drift\tOle"]


def test_pictures_in_rtf_are_passed_over_whatever_stands_in_them(tmp_path: Path) -> None:
    assert rtf(tmp_path / "a.rtf", "Før{\\pict\\bin6 }}{{\\'\\'} og efter\\par").text == "Før og efter\n"
    (tmp_path / "b.rtf").write_bytes(b"{\\rtf1{\\shppict{\\pict 00ff}}}")
    assert read(tmp_path / "b.rtf").outcome is Outcome.NEEDS_OCR


def test_what_is_set_into_an_rtf_is_a_document_and_an_ornament_is_none(tmp_path: Path) -> None:
    def png(width: int, height: int) -> bytes:
        made = io.BytesIO()
        Image.effect_noise((width, height), 90).save(made, "PNG")
        return made.getvalue()

    def named(text: bytes) -> bytes:
        return struct.pack("<I", len(text)) + text

    log = b"Nede i tre timer."
    packed = (struct.pack("<H", 2) + b"log.txt\0C:\\log.txt\0" + struct.pack("<HH", 0, 3) + named(b"C:\\l.txt\0")
              + named(log))  # fmt: skip
    held = struct.pack("<II", 0x501, 2) + named(b"Package\0") + named(b"") * 2 + named(packed)
    screen, logo = png(300, 240), png(40, 40)
    pictures = b"".join((
        b"{\\header {\\pict\\pngblip ", png(310, 240).hex().encode(), b"}}",
        b"{\\*\\shppict{\\pict{\\*\\picprop{\\sp{\\sn a}{\\sv 12}}}\\pngblip\\picw300\n", screen.hex().encode(), b"}}",
        b"{\\nonshppict{\\pict\\wmetafile8 ", bytes(40).hex().encode(), b"}}",
        b"{\\pict\\pngblip\\bin%d " % len(logo), logo, b"}",
    ))  # fmt: skip
    objects = b"{\\object\\objemb{\\*\\objclass Package}{\\*\\objdata " + held.hex().encode() + b"}}"
    half = b"{\\object\\objemb{\\*\\objdata " + held[:60].hex().encode() + b"}}"
    path = tmp_path / "brev.rtf"
    path.write_bytes(b"{\\rtf1\\ansi Se her:" + pictures + objects + half + b" Hilsen}")
    reading = read(path)
    assert reading.pages[0].text == "Se her: Hilsen\n"
    assert [(one.name, one.data, one.outcome) for one in reading.attachments] == [
        ("log.txt", log, None), ("object2.bin", b"", Outcome.UNREADABLE), ("image1.png", screen, None)
    ]  # fmt: skip
    path.write_bytes(b"{\\rtf1" + pictures + b"}")
    assert read(path).outcome is Outcome.READ and "no word stands in it" in str(read(path).notices[-1])


def test_groups_in_groups_without_end_are_read(tmp_path: Path) -> None:
    assert rtf(tmp_path / "a.rtf", "{" * 20_000 + "Systemet er nede." + "}" * 20_000).text == "Systemet er nede.\n"
    links = "Nede. {\\field{\\*\\fldinst{HYPERLINK " * 2_000
    assert rtf(tmp_path / "b.rtf", "{" * 20_000 + links).text.startswith("Nede.")


@pytest.mark.parametrize("letters", ["cp1252", "utf-16-le"])
def test_the_day_in_a_letters_date_field_is_the_one_saved_and_not_the_day_it_is_read(letters: str) -> None:
    """LibreOffice writes today into such fields; a letter of 2010 would be dated the day it was taken in."""
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> DATE \\@ "d. MMMM yyyy" </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>26. november</w:t></w:r><w:r><w:t> 2026</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    letter = docx.Document()
    for head in ("Nørreby, den ", "Svar inden "):
        paragraph = letter.add_paragraph(head)
        for run in parse_xml(f'<w:p xmlns:w="{W}">{field}</w:p>'):
            paragraph._p.append(run)
    made = io.BytesIO()
    letter.save(made)
    saved = "Nørreby, den \x13 DATE \\@ \"d.\" \x143. maj 2010\x15\rSvar inden \x13DATE \x141. juni 2010\x15\r"
    for text, days, lost in ((saved, ["3. maj 2010", "1. juni 2010"], False), ("Nørreby", ["", ""], True)):
        data, missing = with_saved_days(compound({"WordDocument": text.encode(letters)}), made.getvalue())
        lines = [paragraph.text for paragraph in docx.Document(io.BytesIO(data)).paragraphs]
        assert lines == [f"Nørreby, den {days[0]}", f"Svar inden {days[1]}"] and missing is lost
    assert any("written anew" in str(notice) for notice in docx_reader.read(made.getvalue()).notices)


@pytest.mark.parametrize(
    ("head", "letters"),
    [("ansi\\ansicpg1252", "\\'e5 \\'c6r\\'f8"), ("pca", "\\'86 \\'92r\\'9b"), ("mac", "\\'8c \\'aer\\'bf"),
     ("pc", "\\'86 \\'92r\\u248?")],
)  # fmt: skip
def test_rtf_of_dos_and_of_a_mac_has_its_danish_letters(tmp_path: Path, head: str, letters: str) -> None:
    (tmp_path / "a.rtf").write_text(f"{{\\rtf1\\{head}\\deff0 Systemet er nede p{letters}.\\par}}")
    assert read(tmp_path / "a.rtf").pages[0].text == "Systemet er nede på Ærø.\n"


def test_rtf_says_what_it_hides_and_deletes_and_where_it_was_cut(tmp_path: Path) -> None:
    changed = "Fristen er {\\deleted 1. juni}{\\revised 1. juli}.{\\v Skjult}\\par"
    (tmp_path / "a.rtf").write_text(f"{{\\rtf1\\ansi {changed}}}")
    reading = read(tmp_path / "a.rtf")
    assert reading.pages[0].text == "Fristen er 1. juli.Skjult\n"
    assert [notice.text.split()[1] for notice in reading.notices] == ["tracked", "tracked", "text"]
    (tmp_path / "a.rtf").write_text("{\\rtf1\\ansi Fristen er 1. juli.\\par Bod er af")
    assert "cut short" in str(read(tmp_path / "a.rtf").notices[0])
    (tmp_path / "a.rtf").write_text("{\\rtf1\\ansi{\\fonttbl{\\f0 Ari")
    assert read(tmp_path / "a.rtf").outcome is Outcome.UNREADABLE


# LibreOffice, where it is.


def test_what_libreoffice_makes_of_an_old_file_is_read_and_a_day_it_lost_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = docx.Document()
    document.add_paragraph("Systemet er nede.")
    document.save(str(tmp_path / "a.docx"))
    odt(tmp_path / "a.odp", "")
    monkeypatch.setattr(office, "converted", lambda _, kind: (tmp_path / f"a.{kind}").read_bytes())
    assert office.read_text(b"\xd0\xcf").pages[0].text.strip() == "Systemet er nede."
    monkeypatch.setattr(office, "with_saved_days", lambda _, made: (made, True))
    assert office._DAYS_LOST in office.read_text(b"\xd0\xcf").notices
    assert office.read_slides(b"\xd0\xcf").outcome is Outcome.EMPTY


def test_a_converter_that_asks_to_be_begun_again_is_and_one_that_makes_nothing_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "soffice.bin"
    program.write_text(
        f"#!/bin/sh\nif [ ! -e {tmp_path}/en ]; then touch {tmp_path}/en; exit 81; fi\n"
        "while [ \"$1\" != --outdir ]; do shift; done\n"
        f"[ -e {tmp_path}/to ] || printf %s Nede > \"$2/original.docx\"\ntouch {tmp_path}/to\n"
    )
    program.chmod(0o755)
    monkeypatch.setattr(shutil, "which", lambda _: str(tmp_path / "soffice"))
    assert office.converted(b"x", "docx") == b"Nede"
    with pytest.raises(CannotRead, match="save it as PDF"):
        office.converted(b"x", "docx")


def test_a_password_that_opens_to_nothing_is_not_the_one(monkeypatch: pytest.MonkeyPatch) -> None:
    class Empty:
        def __init__(self, _: object) -> None: ...

        def is_encrypted(self) -> bool:
            return True

        def load_key(self, password: str) -> None: ...

        def decrypt(self, _: object) -> None: ...

    sealed = compound({"EncryptedPackage": bytes(600), "EncryptionInfo": b"\x04\0\x04\0\x40\0\0\0"})
    monkeypatch.setattr(msoffcrypto, "OfficeFile", Empty)
    with pytest.raises(CannotRead):
        office.unlocked(sealed, Aids(passwords=("bruger",)))


def test_empty_paragraphs_tables_in_cells_and_insertions_of_an_open_document(tmp_path: Path) -> None:
    cell = "<table:table-row><table:table-cell>{}</table:table-cell></table:table-row>"
    inner = f"<table:table>{cell.format('<text:p>4 timer</text:p>')}</table:table>"
    body = (
        "<text:tracked-changes><text:changed-region text:id='c'><text:insertion/></text:changed-region>"
        "</text:tracked-changes><text:p> </text:p><text:list><text:list-item><text:soft-page-break/>"
        f"<text:p>Frister</text:p></text:list-item></text:list><table:table>{cell.format(inner)}</table:table>"
    )
    reading = read(odt(tmp_path / "a.odt", body))
    assert reading.pages[0].text.count("4 timer") == 1 and "Frister" in reading.pages[0].text
    assert any("1 tracked insertions" in str(notice) or "insertion" in str(notice) for notice in reading.notices)


def test_an_object_of_another_program_in_an_rtf_a_day_that_is_none_and_an_empty_head_cost_nothing(
    tmp_path: Path,
) -> None:
    def named(text: bytes) -> bytes:
        return struct.pack("<I", len(text)) + text

    inner = compound({"CONTENTS": b"Systemet er nede."})
    held = struct.pack("<II", 0x501, 2) + named(b"Andet.1\0") + named(b"") * 2 + named(inner)
    path = tmp_path / "a.rtf"
    path.write_bytes(
        b"{\\rtf1\\ansi{\\info{\\title Kontrakt}{\\creatim\\yr2010\\mo13\\dy1}}{\\header {\\pard Hoved\\par\\par}}"
        b"{\\object\\objemb{\\*\\objdata " + held.hex().encode() + b"}}Systemet er oppe.\\par}"
    )
    reading = read(path)
    assert reading.title == "Kontrakt" and "created" not in reading.fields
    assert [one.data for one in reading.attachments] == [b"Systemet er nede."]


def test_a_text_without_a_date_field_is_as_it_was_made_and_of_a_file_that_is_none_no_day_is_known() -> None:
    letter, made = docx.Document(), io.BytesIO()
    letter.add_paragraph("Nørreby")
    letter.save(made)
    assert with_saved_days(b"x", made.getvalue()) == (made.getvalue(), False)
    assert _saved(b"x") == []
