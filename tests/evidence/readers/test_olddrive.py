"""Files as they lie on an old drive: carried in the wrong way, begun and never finished, packed as something else."""

from __future__ import annotations

import base64
import time
import zipfile
from email.message import EmailMessage
from pathlib import Path

import openpyxl
import pikepdf
import pytest
from docx import Document

from evidence.decode import decode
from evidence.gather import SYSTEM, junk
from evidence.model import Outcome
from evidence.readers import Reading, extent, mail
from evidence.readers.extent import without_endless_times
from evidence.readers.scans import unmapped
from evidence.reading import read_file
from tests.evidence import made
from tests.evidence.made import drawn_pdf
from tests.evidence.readers.told import said

SAID = "Leverandøren lovede at rette fejlen på Ærø"


@pytest.mark.parametrize("name", ["kontrakt.pdf", "referat.docx", "driftslog.txt", "driftslog.log"])
def test_a_file_of_zeros_is_told_at_once(tmp_path: Path, name: str) -> None:
    """As where a copy was begun and never finished. Looking for lost blocks in it took a minute and told nothing."""
    (tmp_path / name).write_bytes(bytes(200_000))
    began = time.monotonic()
    reading = read_file(tmp_path / name, name).reading
    assert time.monotonic() - began < 10
    assert reading.outcome is Outcome.UNREADABLE and "nothing but zeros" in str(reading.reason)


def test_a_long_block_of_zeros_within_a_log_takes_no_time(tmp_path: Path) -> None:
    line = "2012-05-04 Login nede på Ærø\n".encode()
    (tmp_path / "app.log").write_bytes(line + b"x" + bytes(60_000) + b"y" + line)
    began = time.monotonic()
    read_file(tmp_path / "app.log", "app.log")
    assert time.monotonic() - began < 10


def test_a_pdf_carried_as_text_has_its_letters_and_says_that_it_is_damaged(tmp_path: Path) -> None:
    """FTP in text mode makes two bytes of each line end: pdfium opened such a file and left out every «ø» and «å»."""
    path = tmp_path / "kontrakt.pdf"
    with pikepdf.open(made.pdf(path, f"<p>{SAID} senest den 1. juni 2012.</p>")) as pdf:
        pdf.save(tmp_path / "kontrakt2.pdf", compress_streams=True)
    for whole in (path.read_bytes(), (tmp_path / "kontrakt2.pdf").read_bytes()):
        path.write_bytes(whole)
        assert not read_file(path, path.name).reading.notices
        path.write_bytes(whole.replace(b"\n", b"\r\n"))
        reading = read_file(path, path.name).reading
        assert SAID in reading.pages[0].text and "damaged or cut short" in said(reading)
        assert "mended" in reading.copies


def test_a_pdf_whose_line_ends_are_two_bytes_from_the_first_is_whole(tmp_path: Path) -> None:
    """Some programs write them so: where its list of objects begins is where the file says."""
    path = tmp_path / "brev.pdf"
    lines = [b"%PDF-1.4", b"1 0 obj", b"<</Type/Catalog/Pages 2 0 R>>", b"endobj", b"2 0 obj",
             b"<</Type/Pages/Count 1/Kids[3 0 R]>>", b"endobj", b"3 0 obj",
             b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
             b"endobj", b"4 0 obj", b"<</Length 39>>", b"stream", b"BT /F 12 Tf 70 700 Td (Bod varsles) Tj ET",
             b"endstream", b"endobj", b"5 0 obj",
             b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>", b"endobj"]  # fmt: skip
    data = b"\r\n".join(lines) + b"\r\n"
    places = [data.index(b"%d 0 obj" % number) for number in range(1, 6)]
    listed = b"".join([b"%010d 00000 n\r\n" % place for place in places])
    rest = b"trailer\r\n<</Size 6/Root 1 0 R>>\r\nstartxref\r\n%d\r\n%%%%EOF\r\n" % len(data)
    path.write_bytes(data + b"xref\r\n0 6\r\n0000000000 65535 f\r\n" + listed + rest)
    reading = read_file(path, path.name).reading
    assert "Bod varsles" in reading.pages[0].text and not reading.notices


def test_a_pdf_whose_end_was_never_written_is_read_as_one_cut_short(tmp_path: Path) -> None:
    path = drawn_pdf(tmp_path / "brev.pdf", b"BT /F 12 Tf 70 700 Td (Fristen er overskredet) Tj ET")
    whole = path.read_bytes()
    path.write_bytes(whole[: whole.rindex(b"xref\n0")] + bytes(4000))
    reading = read_file(path, path.name).reading
    assert "Fristen er overskredet" in reading.pages[0].text and "cut short" in said(reading)


def test_what_a_server_said_before_a_file_does_not_hide_it(tmp_path: Path) -> None:
    head = b"HTTP/1.1 200 OK\r\n" + b"X-Spor: %b\r\n" % (b"a" * 60) * 40 + b"\r\n"
    path = made.pdf(tmp_path / "kontrakt.pdf", f"<p>{SAID}.</p>")
    path.write_bytes(head + path.read_bytes())
    assert SAID in read_file(path, path.name).reading.pages[0].text
    letter = Document()
    letter.add_paragraph(SAID)
    letter.save(str(tmp_path / "brev.docx"))
    path = tmp_path / "brev.docx"
    path.write_bytes(head + path.read_bytes())
    assert SAID in read_file(path, path.name).reading.pages[0].text
    with zipfile.ZipFile(tmp_path / "bilag.zip", "w") as archive:
        archive.writestr("brev.txt", SAID)
    path = tmp_path / "bilag.zip"
    path.write_bytes(b"\x01\x02" + path.read_bytes())
    assert [one.name for one in read_file(path, path.name).reading.attachments] == ["brev.txt"]


def test_a_word_of_rtf_is_whole_where_a_running_head_stands_right_before_it(tmp_path: Path) -> None:
    """What is set apart was taken out so that «Brødtekst» became the end of the control word before it: «ødtekst»."""
    path = tmp_path / "brev.rtf"
    head = r"{\rtf1\ansi{\header\pard Journalnr. 11/4711\par}"
    path.write_text(head + r"Br\'f8dtekst p\'e5 \'c6r\'f8\b{\footnote Se bilag 4.}Fed.\par}")
    text = read_file(path, path.name).reading.pages[0].text
    assert text.startswith("Brødtekst på ÆrøFed.") and "Journalnr. 11/4711" in text and "Se bilag 4." in text


@pytest.mark.parametrize("cut", range(5))
def test_a_file_saved_as_mail_carries_it_is_a_document_of_its_own(tmp_path: Path, cut: int) -> None:
    """Read as words it was thousands of lines that say nothing, and the contract in it was read by nobody."""
    whole = made.pdf(tmp_path / "k.pdf", f"<p>{SAID}.</p>").read_bytes()
    packed = base64.encodebytes(whole)
    for name in ("kontrakt.pdf", "kontrakt.txt"):
        (tmp_path / name).write_bytes(packed[: len(packed) - cut])
        reading = read_file(tmp_path / name, name).reading
        (one,) = reading.attachments
        assert whole.startswith(one.data) and len(whole) - len(one.data) < 4 and "base64" in said(reading)


def test_words_of_one_length_are_no_packed_file(tmp_path: Path) -> None:
    for text in ("A" * 5000, "sagsbehandler" * 40, base64.b64encode(b"Systemet er nede. " * 20).decode()):
        (tmp_path / "note.txt").write_text(text)
        assert read_file(tmp_path / "note.txt", "note.txt").media == "txt"


@pytest.mark.parametrize(
    "answer", ["<!DOCTYPE html><html><body><h1>Log ind</h1><p>Din session er udløbet.</p></body></html>",
               '{"error": {"code": "itemNotFound", "message": "Elementet blev ikke fundet"}}', "404 Siden findes ikke"]
)  # fmt: skip
def test_what_a_server_answered_with_is_not_silently_the_contract(tmp_path: Path, answer: str) -> None:
    path = tmp_path / "kontrakt"
    path.write_text(answer)
    assert "called .pdf, but it is a web page or a text" in said(read_file(path, "kontrakt.pdf").reading)
    assert "called" not in said(read_file(path, "svar.html").reading)


def test_a_head_of_a_mail_below_empty_lines_is_its_head(tmp_path: Path) -> None:
    (tmp_path / "m.eml").write_bytes(b"\r\n \r\n" + sent("Systemet er nede.").as_bytes())
    reading = mail.read(tmp_path / "m.eml")
    assert reading.fields["subject"] == "Nede igen" and reading.fields["sent"].startswith("2012-05-04")


def sent(body: str, **heads: str) -> EmailMessage:
    head = {"From": "sb@orby.example", "To": "support@tovholm.example", "Subject": "Nede igen",
            "Date": "Fri, 4 May 2012 08:15:00 +0200"}  # fmt: skip
    return made.mail_message(body, **head | heads)


def read_mail(tmp_path: Path, message: EmailMessage) -> Reading:
    (tmp_path / "m.eml").write_bytes(message.as_bytes())
    return mail.read(tmp_path / "m.eml")


def test_the_day_of_a_clock_that_was_never_set_is_no_day_of_a_mail(tmp_path: Path) -> None:
    heads = {"Date": "Thu, 1 Jan 1970 00:00:00 +0000", "Received": "from a by b; Fri, 4 May 2012 08:15:02 +0200"}
    (tmp_path / "m.eml").write_bytes(sent("Systemet er nede.", **heads).as_bytes())
    read = read_file(tmp_path / "m.eml", "m.eml")
    assert str(read.date) == "2012-05-04" and "1970" not in read.reading.pages[0].text


def test_of_two_forms_of_a_mail_the_one_that_kept_its_letters_is_read(tmp_path: Path) -> None:
    message = sent("Fejl p? ?rsopg?relsen, og l?nsedlerne mangler p? r?dhuset.")
    message.add_alternative("<p>Fejl på årsopgørelsen, og lønsedlerne mangler på rådhuset.</p>", subtype="html")
    reading = read_mail(tmp_path, message)
    assert "Fejl på årsopgørelsen, og lønsedlerne" in reading.pages[0].text and "?" not in reading.pages[0].text
    assert not reading.notices


def test_the_words_pgp_signed_are_the_mail_and_the_signature_is_none_of_it(tmp_path: Path) -> None:
    signed = ("-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\nVi afviser kravet.\n- - men betaler bod\n"
              "-----BEGIN PGP SIGNATURE-----\n\niQEzBAEBCAAdFiEE\n=abcd\n-----END PGP SIGNATURE-----\n")  # fmt: skip
    reading = read_mail(tmp_path, sent(signed))
    assert reading.pages[0].text.endswith("Vi afviser kravet.\n- men betaler bod") and reading.fields["signed"] == "PGP"


def test_words_beside_the_page_are_told(tmp_path: Path) -> None:
    drawn = b"BT /F 12 Tf 70 700 Td (Fristen er aftalt) Tj 0 %d Td (Vi vidste det) Tj ET"
    path = drawn_pdf(tmp_path / "brev.pdf", drawn % -800)
    reading = read_file(path, path.name).reading
    assert "Vi vidste det" in reading.pages[0].text and "words outside the part that is shown" in said(reading)
    path = drawn_pdf(tmp_path / "brev.pdf", drawn % -698)
    assert not read_file(path, path.name).reading.notices


def test_what_systems_and_saved_pages_leave_beside_papers_is_no_paper(tmp_path: Path) -> None:
    for name in ("brev.pdf:Zone.Identifier", "mappe/brev.pdf\uf03aZone.Identifier", "brev.pdf.Zone.Identifier:$DATA"):
        assert junk(name) == SYSTEM
    assert junk("Zone 4.pdf") is None
    for name, text in (("side_filer/a.js", "(function(){var lovet='Fristen';})();"), ("a.css", "p{color:red}")):
        (tmp_path / "fil").write_text(text)
        reading = read_file(tmp_path / "fil", name).reading
        assert reading.outcome is Outcome.UNSUPPORTED and "save it as .txt" in str(reading.reason)
    (tmp_path / "side.webloc").write_bytes(b"bplist00\xd1\x01\x02SURL_\x10\x1bhttps://tovholm.example/sla")
    assert "a link" in str(read_file(tmp_path / "side.webloc", "side.webloc").reading.reason)


def test_letters_of_rtf_in_utf8_are_read_as_such(tmp_path: Path) -> None:
    """As programs write it that know no other code: as they are, or each byte by its number."""
    numbered = "".join(f"\\'{byte:02x}" for byte in "Ærø 😀".encode())
    for page, words in ((1252, "Ærø 😀"), (65001, numbered)):
        (tmp_path / "brev.rtf").write_text(f"{{\\rtf1\\ansi\\ansicpg{page} Fejl på {words}.\\par}}", encoding="utf-8")
        assert read_file(tmp_path / "brev.rtf", "brev.rtf").reading.pages[0].text == "Fejl på Ærø 😀.\n"
    (tmp_path / "brev.rtf").write_bytes("{\\rtf1\\ansi\\ansicpg1252 Fejl på \\'c6rø.\\par}".encode("cp1252"))
    assert read_file(tmp_path / "brev.rtf", "brev.rtf").reading.pages[0].text == "Fejl på Ærø.\n"


NAMES = "urn:oasis:names:tc:opendocument:xmlns"


def odt(path: Path, body: str, **parts: str) -> Path:
    spaces = " ".join(f'xmlns:{one}="{NAMES}:{one}:1.0"' for one in ("office", "text", "table", "style"))
    head = f'<?xml version="1.0"?><office:document-content {spaces}>'
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", f"{head}{body}</office:document-content>")
        for name, content in parts.items():
            archive.writestr(f"{name}/content.xml", f"{head}{content}</office:document-content>")
    return path


def test_a_sheet_set_into_an_open_document_is_a_document(tmp_path: Path) -> None:
    cells = "".join(f'<table:table-cell office:value-type="string"><text:p>{one}</text:p></table:table-cell>'
                    for one in ("Tabte timer", "Ærø"))  # fmt: skip
    sheet = f'<table:table table:name="A"><table:table-row>{cells}</table:table-row></table:table>'
    body = "<office:body><office:text><text:p>Se arket.</text:p></office:text></office:body>"
    path = odt(tmp_path / "notat.odt", body,
               **{"Object 1": f"<office:body><office:spreadsheet>{sheet}</office:spreadsheet></office:body>",
                  "Object 2": "<office:body><office:chart/></office:body>"})  # fmt: skip
    (one,) = read_file(path, path.name).reading.attachments
    (tmp_path / one.name).write_bytes(one.data)
    assert one.name == "Object 1.ods"
    assert read_file(tmp_path / one.name, one.name).reading.pages[0].text == "Tabte timer\tÆrø\n"


def test_what_an_open_document_hides_is_told(tmp_path: Path) -> None:
    style = ('<office:automatic-styles><style:style style:name="T1" style:family="text"><style:text-properties '
             'text:display="none"/></style:style></office:automatic-styles>')  # fmt: skip
    said_so = ('<text:section text:display="none"><text:p>Internt.</text:p></text:section><text:p>Åbent '
               '<text:span text:style-name="T1">men ikke dette</text:span><text:span text:style-name="T1"/>'
               '</text:p>')  # fmt: skip
    path = odt(tmp_path / "notat.odt", f"{style}<office:body><office:text>{said_so}</office:text></office:body>")
    reading = read_file(path, path.name).reading
    assert said(reading) == "hidden text was read like the rest: 2 stretches of it"
    assert "Internt." in reading.pages[0].text


def test_a_note_on_a_pdf_whose_words_are_only_set_is_read(tmp_path: Path) -> None:
    path = drawn_pdf(tmp_path / "brev.pdf", b"BT /F 12 Tf 70 700 Td (Fristen er aftalt) Tj ET")
    rich = "<?xml version='1.0'?><body><p>Her er vi <b>ikke</b> enige</p><p>Bod &amp; renter</p></body>"
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        mark = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.FreeText,
                                  Rect=pikepdf.Array([300, 300, 500, 340]), RC=pikepdf.String(rich))  # fmt: skip
        pdf.pages[0].obj.Annots = pikepdf.Array([pdf.make_indirect(mark)])
        pdf.save(path)
    assert "Her er vi ikke enige\nBod & renter" in read_file(path, path.name).reading.pages[0].text


@pytest.mark.parametrize("code", ["cp865", "cp850", "mac_roman", "cp1252"])
def test_the_code_of_a_text_is_told_by_its_letters_however_far_down_they_stand(code: str) -> None:
    """A log of a system of DOS is plain for thousands of lines before the first name with an «ø»."""
    last = "Fejl på Ærø blev meldt af Åse Bøgh, og sagsbehandlerne måtte vente på løsningen."
    found = decode(("2012-05-04 INFO job done ok\n" * 4000 + last).encode(code))
    assert found is not None and found[0].endswith(last)


def test_letters_without_meaning_within_words_are_told_and_many_of_them_make_a_page_worth_recognising(
    tmp_path: Path,
) -> None:
    """Danish loses «æ», «ø» and «å» alone where a program of old gave only the letters of English their meaning."""
    lost = "Leverand\x01ren lovede p\x01 m\x01det at rette fejlen i \x01rsopg\x01relsen senest den 1. juni 2012."
    assert unmapped(lost) and not unmapped("\uf0b7Leverandøren lovede at rette fejlen.\n" * 30)
    line = b"(Linje nummer %d handler om driften af systemet og om hvad kommunen har meldt) Tj 0 -14 Td "
    content = b"BT /F 10 Tf 70 780 Td (Leverand\\001ren rettede fejlen) Tj 0 -14 Td " + b"".join(
        line % number for number in range(30)
    )
    path = drawn_pdf(tmp_path / "brev.pdf", content + b"ET")
    reading = read_file(path, path.name).reading
    assert "letters have no meaning in the file" in said(reading) and "Linje nummer 29" in reading.pages[0].text


def test_a_time_no_calendar_holds_costs_its_form_and_not_the_workbook(tmp_path: Path) -> None:
    """An EAN number in a column of times, say: Excel shows «#####» there, and every other row as it is."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["Sag", "Tid"])
    sheet.append(["Ærø", 1.5])
    sheet.append(["Fyn", 5_790_000_000_001])
    for row in (2, 3):
        sheet.cell(row, 2).number_format = "[h]:mm"
    book.save(tmp_path / "tid.xlsx")
    text = read_file(tmp_path / "tid.xlsx", "tid.xlsx").reading.pages[0].text
    assert text.splitlines() == ["Sag\tTid", "Ærø\t36:00", "Fyn\t5790000000001"]
    assert without_endless_times(tmp_path / "tid.xlsx") and without_endless_times(b"\xd0\xcf\x11\xe0") is None


def test_letters_by_their_numbers_are_letters_in_any_json(tmp_path: Path) -> None:
    path = tmp_path / "svar.json"
    kept = '"sti": "C:\\\\u00e5ben", "linje": "a\\u000ab\\u0022"}'
    path.write_text('{"besked": "Login nede p\\u00e5 \\u00c6r\\u00f8 \\ud83d\\ude00", ' + kept)
    text = read_file(path, path.name).reading.pages[0].text
    assert text == '{"besked": "Login nede på Ærø 😀", ' + kept


def test_how_long_something_lasts_reads_alike_from_an_open_document_sheet(tmp_path: Path) -> None:
    spaces = " ".join(f'xmlns:{one}="{NAMES}:{one}:1.0"' for one in ("office", "text", "table"))
    cells = "".join(f'<table:table-cell office:value-type="time" office:time-value="{one}"><text:p>x</text:p>'
                    "</table:table-cell>" for one in ("PT36H30M00S", "PT00H05M10S", "-PT01H00M00S"))  # fmt: skip
    with zipfile.ZipFile(tmp_path / "tid.ods", "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", f'<m:manifest xmlns:m="{NAMES}:manifest:1.0"/>')
        archive.writestr("content.xml", f'<?xml version="1.0"?><office:document-content {spaces}><office:body>'
                         f'<office:spreadsheet><table:table table:name="A"><table:table-row>{cells}</table:table-row>'
                         "</table:table></office:spreadsheet></office:body></office:document-content>")  # fmt: skip
    assert read_file(tmp_path / "tid.ods", "tid.ods").reading.pages[0].text == "36:30\t00:05:10\t-1:00\n"


def test_a_workbook_of_endless_times_in_a_form_nobody_mends_is_told_as_damaged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].append(["Tid", 5_790_000_000_001])
    book.worksheets[0].cell(1, 2).number_format = "[h]:mm"
    book.save(tmp_path / "tid.xlsx")
    monkeypatch.setattr(extent, "without_endless_times", lambda _: None)  # as of an .xls
    assert read_file(tmp_path / "tid.xlsx", "tid.xlsx").reading.outcome is Outcome.UNREADABLE
