"""What a municipality's file server holds besides: pictures of scanners, dictation, damaged mail, old programs."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest

from evidence.model import Outcome
from evidence.reading import read_file
from tests.evidence.readers.told import read, said
from tests.evidence.scans import card

FROM_LINES = b"Bilag om nedbruddet den 5. maj.\n" * 8


@pytest.mark.parametrize(("between", "cut"), [(b"!!! scannet for virus !!!\n", 0), (b"", 7), (b"* * *\n", 5)])
def test_a_file_in_a_mail_is_whole_where_words_stand_between_its_lines_and_begun_where_it_breaks_off(
    tmp_path: Path, between: bytes, cut: int
) -> None:
    """The library gave it as it was packed, or shifted by what stood between; looking at it ended the reader."""
    first, *rest = base64.encodebytes(FROM_LINES).splitlines(keepends=True)
    packed = first + between + b"".join(rest).rstrip()
    mail = (b"From: hm@noerreby.example\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=B\n\n"
            b"--B\nContent-Type: text/plain\n\nSe filen.\n--B\nContent-Type: application/octet-stream; name=n.txt\n"
            b"Content-Transfer-Encoding: base64\n\n" + packed[: len(packed) - cut] + b"\n--B--\n")  # fmt: skip
    (one,) = read(tmp_path, mail).attachments
    assert FROM_LINES.startswith(one.data) and len(FROM_LINES) - len(one.data) <= cut


def test_lines_of_a_text_that_only_begin_as_a_packed_file_end_no_reader(tmp_path: Path) -> None:
    path = tmp_path / "n.txt"
    path.write_bytes(base64.b64encode(FROM_LINES)[:46] + b"!!! scannet !!!" + base64.b64encode(FROM_LINES)[46:])
    assert read_file(path, path.name).media == "txt"


@pytest.mark.parametrize(("name", "form"), [("s.pgm", "PPM"), ("s.pcx", "PCX"), ("s.pbm", "PPM")])
def test_pictures_of_older_scanning_programs_are_recognised(tmp_path: Path, name: str, form: str) -> None:
    card("Systemet var nede").convert("1" if name.endswith("pbm") else "L").save(tmp_path / name, form)
    assert "nede" in read_file(tmp_path / name, name).reading.pages[0].text
    (tmp_path / "note.txt").write_text("P5 400 gange\nP6 40 gange\n")
    assert read_file(tmp_path / "note.txt", "note.txt").media == "txt"


@pytest.mark.parametrize("begins", ["dba52d00", "31be0000"])
def test_a_word_file_older_than_word_97_is_not_called_damaged(
    tmp_path: Path, begins: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shutil.which", lambda _: None)
    path = tmp_path / "brev.doc"
    path.write_bytes(bytes.fromhex(begins) + bytes(380) + "Brev på Ærø\r\n".encode("cp1252") * 20)
    told = read_file(path, path.name).reading
    assert told.outcome is Outcome.UNSUPPORTED and "save it as" in str(told.reason)


def test_letters_a_web_page_has_escaped_twice_are_read_and_told(tmp_path: Path) -> None:
    path = tmp_path / "side.html"
    path.write_text("<html><body><p>L&amp;oslash;ftet om drift &amp;amp; svar p&amp;aring; tid</p></body></html>")
    told = read_file(path, path.name).reading
    assert told.pages[0].text == "Løftet om drift & svar på tid\n" and "&oslash;" in said(told)
    path.write_text("<html><body><p>Skriv &amp;oslash; og &amp;aring; for ø og å.</p></body></html>", encoding="utf-8")
    assert read_file(path, path.name).reading.pages[0].text == "Skriv &oslash; og &aring; for ø og å.\n"


def test_words_deleted_under_tracking_that_still_stand_in_a_flat_file_are_left_out(tmp_path: Path) -> None:
    office = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
    path = tmp_path / "udkast.fodt"
    path.write_text(
        f"""<?xml version="1.0" encoding="UTF-8"?><office:document xmlns:office="{office}"
        xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
        office:mimetype="application/vnd.oasis.opendocument.text"><office:body><office:text><text:tracked-changes>
        <text:changed-region text:id="a"><text:insertion/></text:changed-region>
        <text:changed-region text:id="b"><text:deletion/></text:changed-region></text:tracked-changes>
        <text:p>Systemet er <text:change-start text:change-id="a"/>klar<text:change-end text:change-id="a"/>
        <text:change-start text:change-id="b"/>ikke<text:tab/>færdigt</text:p><text:p>endnu<text:change-end
        text:change-id="b"/> den 1. maj.</text:p></office:text></office:body></office:document>""", encoding="utf-8"
    )  # fmt: skip
    told = read_file(path, path.name).reading
    assert told.pages[0].text == "Systemet er klar\nden 1. maj.\n" and "1 tracked deletion" in said(told)


def test_a_comment_in_a_footnote_and_a_footnote_in_a_box_of_an_rtf_are_read(tmp_path: Path) -> None:
    path = tmp_path / "brev.rtf"
    path.write_bytes(
        rb"{\rtf1\ansi\ansicpg1252 Brevet.{\footnote En note{\*\atnauthor KA}{\*\annotation Se bilag 2}}\par "
        rb"{\shp{\*\shpinst{\shptxt Boksen{\footnote Boksens note}\par}}}\par}"
    )
    text = read_file(path, path.name).reading.pages[0].text
    assert [one for one in ("En note", "Boksen\n", "Boksens note", "KA\nSe bilag 2") if one not in text] == []
