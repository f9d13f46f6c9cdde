"""Saved web pages: the page as it was saved, and nothing of what it would load."""

from __future__ import annotations

import re
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from evidence.readers import mhtml
from evidence.reading import read_file

PAGE = (
    b"From: <Saved by Blink>\r\nSnapshot-Content-Location: https://systemhuset.example/nyheder\r\n"
    b"Subject: =?utf-8?Q?Kunder_p=C3=A5_FlowJob?=\r\nDate: Thu, 6 May 2010 10:00:00 +0200\r\nMIME-Version: 1.0\r\n"
    b'Content-Type: multipart/related; type="text/html"; boundary="x"\r\n\r\n'
    b"--x\r\nContent-Type: text/css\r\n\r\np {color: red}\r\n"
    b"--x\r\nContent-Type: text/html; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n"
    b"Content-Location: https://systemhuset.example/nyheder/1\r\n\r\n"
    b"<html><body><article><p>FlowJob er klar til drift p=E5 =C6r=F8 den 1. juni.</p></article>"
    b'<img src=3D"https://ude.example/x.png"></body></html>\r\n--x--\r\n'
)


def test_a_saved_page_reads_as_the_page_with_the_day_and_place_it_was_saved_from(tmp_path: Path) -> None:
    (tmp_path / "side").write_bytes(PAGE)
    for name in ("side.mhtml", "side.eml", "side.txt"):
        read = read_file(tmp_path / "side", name)
        assert read.media == "mhtml"
        assert read.reading.pages[0].text == "FlowJob er klar til drift på Ærø den 1. juni.\n"
        assert read.reading.title == "Kunder på FlowJob"
        assert read.reading.fields == {"url": "https://systemhuset.example/nyheder/1", "created": "2010-05-06"}


def test_a_saved_page_without_its_page_is_damaged(tmp_path: Path) -> None:
    (tmp_path / "side").write_bytes(PAGE.split(b"--x\r\nContent-Type: text/html")[0])
    assert "damaged" in str(read_file(tmp_path / "side", "side.mht").reading.reason)


def test_the_sheets_of_a_workbook_saved_as_a_web_page_are_read_where_it_only_frames_them(tmp_path: Path) -> None:
    sheet = "--B\r\nContent-Location: {}\r\nContent-Type: text/html; charset=\"windows-1252\"\r\n\r\n{}\r\n"
    parts = [("bog.htm", "<html><frameset><frame src='ark1.htm'><frame src='faner.htm'></frameset></html>"),
             ("ark1.htm", "<table><tr><td>Nedbrud på Ærø</td><td>4 timer</td></tr></table>"), ("faner.htm", ""),
             ("ark2.htm", "<table><tr><td>Langsomt</td><td>1 time</td></tr></table>")]  # fmt: skip
    (tmp_path / "log").write_bytes((
        'MIME-Version: 1.0\r\nX-Document-Type: Workbook\r\nContent-Type: multipart/related; boundary="B"\r\n\r\n'
        + "".join(sheet.format(name, text) for name, text in parts) + "--B--\r\n").encode("cp1252"))  # fmt: skip
    reading = read_file(tmp_path / "log", "log.xls").reading
    assert [page.text for page in reading.pages] == ["Nedbrud på Ærø\t4 timer\n", "Langsomt\t1 time\n"]
    assert not reading.notices


def test_a_saved_page_cut_short_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    (tmp_path / "side").write_bytes(PAGE[: PAGE.index(b" den 1. juni")])
    reading = read_file(tmp_path / "side", "side.mht").reading
    assert reading.pages[0].text == "FlowJob er klar til drift på Ærø\n" and "cut short" in str(reading.notices[0])


def test_a_page_a_program_wrote_as_a_paper_of_word_is_a_page_and_a_mail_stays_one(tmp_path: Path) -> None:
    """What Confluence exports «to Word»: the parts of a mail that nobody sent."""
    head = b"Date: Thu, 6 May 2010 10:00:00 +0200\r\nMessage-ID: <1@wiki>\r\nSubject: Status\r\nMIME-Version: 1.0\r\n"
    parts = b'Content-Type: multipart/related; boundary="x"\r\n\r\n' + PAGE.split(b"\r\n\r\n", 1)[1]
    (tmp_path / "a").write_bytes(head + parts)
    (tmp_path / "b").write_bytes(b"From: a@b.example\r\n" + head + parts)
    assert [read_file(tmp_path / "b", name).media for name in ("status.doc", "status.eml")] == ["eml", "eml"]
    read = read_file(tmp_path / "a", "status.doc")
    assert (read.media, read.reading.title) == ("mhtml", "Status")
    assert read.reading.pages[0].text == "FlowJob er klar til drift på Ærø den 1. juni.\n"


def test_a_saved_page_that_tells_neither_place_nor_day_is_read_all_the_same(tmp_path: Path) -> None:
    bare = re.sub(rb"(?m)^(?:Snapshot-Content-Location|Date|Content-Location): .*\r\n", b"", PAGE)
    (tmp_path / "side").write_bytes(bare)
    reading = read_file(tmp_path / "side", "side.mhtml").reading
    assert reading.fields == {} and "klar til drift" in reading.pages[0].text


def test_a_head_the_library_stumbles_over_says_nothing() -> None:
    class Broken(EmailMessage):
        def __getitem__(self, name: str) -> Any:
            raise IndexError(name)

    assert mhtml._said(Broken(), "Subject") == ""
