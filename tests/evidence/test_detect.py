"""What a file is: told by its bytes, whatever it is called."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.decode import decode
from evidence.detect import media_of
from evidence.model import Outcome
from evidence.readers import CannotRead
from evidence.reading import read_file

CSV = "nr;oprettet;tekst\n1;3.5.2010;nede\n2;4.5.2010;oppe\n3;5.5.2010;nede\n"
MAIL = "From: a@b.example\nTo: c@d.example\nDate: Wed, 5 May 2010 08:12:40 +0200\nSubject: Fejl\n\nTekst\n"
TABLE = "<table><tr><td>nr</td><td>tekst</td></tr></table><table></table><p></p>"
HTML = "<!DOCTYPE html><html><body><p>Tekst</p></body></html>"


@pytest.mark.parametrize(
    ("name", "content", "media"),
    [
        ("brev.pdf", HTML, "html"), ("brev.txt", "%PDF-1.4 ...", "pdf"), ("x", "rubbish\n%PDF-1.7", "pdf"),
        ("mail.txt", f"Message-ID: <1@b.example>\n{MAIL}", "eml"),
        ("mail.txt", MAIL, "txt"), ("mail", MAIL, "eml"),
        ("mail.eml", "Subject: Fejl\n\nTekst", "eml"), ("log.txt", CSV, "csv"),
        # Sent on as it was, or through a list: other fields stand first.
        ("mail.eml", f"Resent-From: chef@x.example\nResent-Date: Tue, 4 May 2010 10:00\n{MAIL}", "eml"),
        ("mail.eml", f"List-Id: <drift.x.example>\n{MAIL}", "eml"),
        ("log.csv", "en eneste kolonne\n1\n", "csv"), ("note.md", "# Note\n\nTekst", "txt"),
        ("note", "Systemet er nede.", "txt"), ("side.htm", "<p>Tekst</p>", "html"),
        ("kode.txt", "Skriv <div> og <p> i feltet.", "txt"),
        ("kopi.txt", "From: Ole <ole@x.example>\nTo: Hanne\nDate: 3. maj 2010\nSubject: Fejl\n\nTekst", "txt"),
        ("kopi", "From: Ole <ole@x.example>\nTo: Hanne\nDate: Mon, 3 May 2010 10:00\nSubject: Fejl\n\nTekst", "eml"),
        ("referat.txt", "To: alle\n\nReferat af mødet. Date: i går.", "txt"),
        ("notat.doc", HTML, "html"), ("udtraek.xls", CSV, "csv"), ("udtraek.xls", TABLE, "html"),
        ("udtraek.xlsx", 'nr;dag;tekst\n1;3. maj;"nede; ""igen"""\n2;4. maj;oppe\n', "csv"),
        ("udtraek.xls", "nr\ttekst\n1\tnede\n2\toppe\n", "csv"),
        ("brev.docx", "{\\rtf1 Tekst}", "rtf"), ("bmw.txt", "BMW og MZ er nævnt i referatet.", "txt"),
        ("udtraek.xls", "<?xml version='1.0'?><Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'/>",
         "sheetml"),
        ("brev.doc", "<?xml version='1.0'?><w:wordDocument xmlns:w='http://schemas.microsoft.com/office/word/2003/wordml'/>",
         "onepiece"),
        ("liste.txt", "Deltagere; Ole, Hanne\n\nVi talte om: fejl; nedbrud; bod.\n\nSlut.", "txt"),
    ],
)  # fmt: skip
def test_the_content_decides(tmp_path: Path, name: str, content: str, media: str) -> None:
    path = tmp_path / "fil"
    path.write_text(content)
    assert media_of(path, name) == media


@pytest.mark.parametrize(
    ("name", "content", "outcome", "words"),
    [
        ("a.txt", b"", Outcome.EMPTY, "empty"),
        ("a.txt", b" \r\n\t ", Outcome.EMPTY, "blank"),
        ("a.docx", b"PK\x03\x04 brudt", Outcome.UNREADABLE, "damaged"),
        ("a.pdf", b"\x00\x01\x02\x03" * 50, Outcome.UNREADABLE, "something else"),
        ("a.bin", b"\x00\x01\x02\x03" * 50, Outcome.UNSUPPORTED, "does not read"),
        ("a.psd", b"8BPS\0\1" + b"\xff" * 4800, Outcome.UNSUPPORTED, "does not read"),
        ("a.7z", b"7z\xbc\xaf\x27\x1c" + bytes(20), Outcome.UNSUPPORTED, "pack it as ZIP"),
        ("a.mp4", b"\0\0\0\x20ftypisom", Outcome.UNSUPPORTED, "film"),
        ("a.mov", b"\0\0\4\0mdat" + bytes(99), Outcome.UNSUPPORTED, "film"),
        ("a.dss", b"\2dss" + bytes(99), Outcome.UNSUPPORTED, "sound"),
        ("a.amr", b"#!AMR\n\x3c" + bytes(99), Outcome.UNSUPPORTED, "sound"),
        ("a.wma", bytes.fromhex("3026b2758e66cf11a6d900aa0062ce6c") + bytes(99), Outcome.UNSUPPORTED, "sound"),
        ("a.mp3", b"\xff\xfb\x90\x64" + bytes(99), Outcome.UNSUPPORTED, "sound"),
        ("a.xls", b"\x09\4\x06\0\0\0\x10\0\0\0" + bytes(99), Outcome.UNSUPPORTED, "as .xlsx"),
        ("a.wk1", b"\0\0\2\0\x06\4\6\0" + bytes(99), Outcome.UNSUPPORTED, "as .xlsx"),
        ("a.dbf", b"\3\x6e\5\5\1\0\0\0\x41\0\x15\0" + bytes(99), Outcome.UNSUPPORTED, "export the tables"),
        ("a.nsf", b"\x1a\0\0\x04" + bytes(99), Outcome.UNSUPPORTED, "save the mails that matter"),
        ("a.one", bytes.fromhex("e4525c7b8cd8a74d") + bytes(99), Outcome.UNSUPPORTED, "OneNote"),
        ("a.accdb", b"\0\1\0\0Standard ACE DB\0" + bytes(99), Outcome.UNSUPPORTED, "export the tables"),
        ("a.txt", b"-----BEGIN PGP MESSAGE-----\n\nhQEMA\n", Outcome.UNSUPPORTED, "encrypted with PGP"),
        ("a.eps", b"%!PS-Adobe-3.0\n(Nede) show\n", Outcome.UNSUPPORTED, "save it as PDF"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_says_why(
    tmp_path: Path, name: str, content: bytes, outcome: Outcome, words: str
) -> None:
    path = tmp_path / "fil"
    path.write_bytes(content)
    with pytest.raises(CannotRead, match=words) as caught:
        media_of(path, name)
    assert caught.value.outcome is outcome


def test_old_office_files_are_told_by_the_streams_in_them(tmp_path: Path) -> None:
    documents = Path(__file__).parents[1] / "documents"
    assert media_of(documents / "referat.doc", "referat.pdf") == "doc"
    assert media_of(documents / "opgoerelse.xls", "opgoerelse.doc") == "xls"
    for stream, media in (("EncryptedPackage", "locked"), ("WordDocument", "doc")):
        broken = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + stream.encode("utf-16-le")
        (tmp_path / "a").write_bytes(broken)
        assert media_of(tmp_path / "a", "a") == media
    # A font's name is no stream's: where the folder of the file is lost, its own name is to be believed.
    (tmp_path / "a").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "Bookman".encode("utf-16-le"))
    assert media_of(tmp_path / "a", "brev.doc") == "doc"


@pytest.mark.parametrize(
    ("member", "content", "found"),
    [
        ("word/document.xml", "x", "docx"), ("xl/workbook.xml", "x", "xlsx"), ("xl/workbook.bin", "x", "xlsb"),
        ("brev.txt", "x", "zip"), ("word/brev.txt", "x", "zip"),
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet", "ods"),
    ],
)  # fmt: skip
def test_zip_files_are_told_by_what_is_in_them(tmp_path: Path, member: str, content: str, found: str) -> None:
    with zipfile.ZipFile(tmp_path / "fil", "w") as archive:
        archive.writestr(member, content)
    assert media_of(tmp_path / "fil", "fil.pdf") == found


DANISH = "Så blev æbler og ærgrelser til ødelæggende nedbrud på åen – »Systemet« gik i stå.\r\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_encodings_are_told_by_content(encoding: str) -> None:
    decoded = decode(DANISH.encode(encoding))
    assert decoded is not None and decoded[0] == DANISH


@given(st.lists(st.tuples(st.text("abå øÆé,.»–", min_size=1), st.sampled_from(["utf-8", "cp1252"])), min_size=1))
def test_pieces_in_two_encodings_are_each_read_in_their_own(pieces: list[tuple[str, str]]) -> None:
    pieces = [("Så blev mødet åbnet.", "utf-8"), *pieces, ("Så blev mødet lukket på ny.", "cp1252")]
    data = b"\r\n".join(text.encode(encoding) for text, encoding in pieces)
    decoded = decode(data)
    assert decoded == ("\r\n".join(text for text, _ in pieces), "utf-8 + cp1252")


def test_a_piece_in_another_encoding_may_begin_within_a_line_and_a_file_with_a_mark_may_hold_one() -> None:
    data = "Møde på ".encode() + "Rådhuset på »Så«\n".encode("cp1252")
    assert decode(data) == ("Møde på Rådhuset på »Så«\n", "utf-8 + cp1252")
    assert decode("Mødet og ".encode("utf-8-sig") + "på ny\n".encode("cp1252")) == (
        "Mødet og på ny\n", "utf-8 + cp1252",
    )  # fmt: skip


def test_a_few_nuls_make_a_text_no_other_thing() -> None:
    decoded = decode(b"borger;udbetalt\nB-01;1\0\n" + "B-02;på ø\n".encode() * 40)
    assert decoded is not None and decoded[0].count("på ø") == 40


def test_a_block_of_a_log_that_was_never_written_makes_it_no_other_thing(tmp_path: Path) -> None:
    """After a failure of the power: the file has its length, some of its lines were never put down."""
    lines = ["2012-05-04 Login nede på Ærø\n".encode(), b"2012-05-05 Login oppe\n"]
    (tmp_path / "app.log").write_bytes(lines[0] + b"\0" * 4096 + lines[1])
    text = read_file(tmp_path / "app.log", "app.log").reading.pages[0].text
    assert text.startswith("2012-05-04 Login nede på Ærø\n") and text.endswith("2012-05-05 Login oppe\n")
    (tmp_path / "tom.log").write_bytes(b"\n" + b"\0" * 4096)
    assert read_file(tmp_path / "tom.log", "tom.log").reading.outcome is Outcome.UNSUPPORTED


def test_old_encodings_of_macs_and_dos_are_told_apart() -> None:
    plain = "Så blev æbler og ærgrelser til ødelæggende nedbrud på åen.\r\n"
    for encoding in ("mac_roman", "cp865"):
        decoded = decode(plain.encode(encoding))
        assert decoded == (plain, encoding)
    assert decode(bytes(range(256)) * 4) is None


def test_an_archive_is_not_a_pdf_for_beginning_with_one(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("brev.pdf", b"%PDF-1.7 og saa videre")
    assert media_of(tmp_path / "a.zip", "a.zip") == "zip"


@pytest.mark.parametrize(
    ("name", "inside", "said"),
    [
        ("plan.vsdx", {"[Content_Types].xml": "", "visio/document.xml": ""}, "save it as PDF"),
        ("noter.pages", {"Index/Document.iwa": ""}, "save it as PDF"),
        ("bog.epub", {"mimetype": "application/epub+zip"}, "save it as PDF"),
        ("sag.asice", {"mimetype": "application/vnd.etsi.asic-e+zip", "aftale.pdf": ""}, "zip"),
    ],
)
def test_documents_of_other_programs_are_no_archives(
    tmp_path: Path, name: str, inside: dict[str, str], said: str
) -> None:
    with zipfile.ZipFile(tmp_path / "a", "w") as archive:
        for part, data in inside.items():
            archive.writestr(part, data)
    try:
        found = media_of(tmp_path / "a", name)
    except CannotRead as refused:
        found = str(refused)
    assert said in found


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("sag.zip.001", b"PK\3\4" + bytes(60), "one part of an archive"),
        ("sag.part2.rar", b"Rar!\x1a\7\1\0" + bytes(60), "one part of an archive"),
        ("a.cab", b"MSCF" + bytes(60), "pack it as ZIP"),
        ("a.iso", bytes(32768) + b"\1CD001" + bytes(60), "pack it as ZIP"),
        ("a.url", b"[InternetShortcut]\r\nURL=https://systemhuset.example/\r\n", "saved as PDF"),
        ("Referat.gdoc", b'{"": "WARNING! DO NOT EDIT THIS FILE!", "doc_id": "1Ab"}', "a link"),
    ],
)
def test_what_krav_cannot_open_is_told_by_what_it_is(tmp_path: Path, name: str, data: bytes, said: str) -> None:
    (tmp_path / "a").write_bytes(data)
    with pytest.raises(CannotRead, match=said):
        media_of(tmp_path / "a", name)


@pytest.mark.parametrize("brand", [b"heic", b"msf1", b"avif"])
def test_a_phones_photo_is_told_from_film(tmp_path: Path, brand: bytes) -> None:
    (tmp_path / "foto").write_bytes(b"\0\0\0\x18ftyp" + brand + b"\0" * 40)
    with pytest.raises(CannotRead, match="photo"):
        media_of(tmp_path / "foto", "foto.heif")


def test_a_mail_that_carries_a_pdf_as_it_is_stays_a_mail(tmp_path: Path) -> None:
    (tmp_path / "a").write_text(MAIL + "%PDF-1.4", encoding="ascii")
    assert media_of(tmp_path / "a", "a.eml") == "eml"


def test_the_picture_a_paper_of_apples_programs_carries_is_a_document(tmp_path: Path) -> None:
    for preview in ("preview.jpg", "QuickLook/Preview.pdf"):
        with zipfile.ZipFile(tmp_path / "brev.pages", "w") as archive:
            archive.writestr("Index/Document.iwa", b"x")
            archive.writestr(preview, b"billede")
        reading = read_file(tmp_path / "brev.pages", "brev.pages").reading
        assert [(one.name, one.data) for one in reading.attachments] == [(preview.rsplit("/")[-1], b"billede")]
        assert "save it as PDF" in str(reading.notices[0])


def test_the_mark_old_programs_end_a_text_with_makes_a_short_one_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "note.txt"
    path.write_bytes(b"Systemet er nede.\r\n\x1a")
    assert media_of(path, path.name) == "txt"
