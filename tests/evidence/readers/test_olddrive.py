"""Files as they lie on an old drive: carried in the wrong way, begun and never finished, packed as something else."""

from __future__ import annotations

import time
import zipfile
from pathlib import Path

import pikepdf
import pytest
from docx import Document

from evidence.model import Outcome
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
