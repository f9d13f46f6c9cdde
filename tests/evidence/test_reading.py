"""Reading whatever is handed in: an outcome for every damage, and never a mark outside the text."""

from __future__ import annotations

import random
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import openpyxl
import pytest

from evidence.model import Outcome, Page, Word
from evidence.readers import PageText
from evidence.reading import _storable, read_file
from evidence.sureness import sureness
from evidence.wording import altered, said
from tests.evidence import made


def _docx(path: Path) -> None:
    document = docx.Document()
    document.add_heading("Notat", 1)
    document.add_table(2, 2).cell(0, 0).text = "Systemet er nede"
    document.save(str(path))


def _xlsx(path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["nr.", "oprettet", "tekst"])
    book.save(path)


def _eml(path: Path) -> None:
    message = made.mail_message("Den 5. maj 2010 kl. 08.12 skrev Hanne:\n> Systemet er nede.\n>> Igen.\n")
    message.add_attachment(b"noter", maintype="text", subtype="plain", filename="n.txt")
    path.write_bytes(message.as_bytes())


def _html(path: Path) -> None:
    path.write_text("<html><body><nav><a href=x>Forside</a></nav><h1>Fejl</h1><table><tr><td>a<td>b</table></html>")


def _sample(name: str) -> Callable[[Path], object]:
    return lambda path: shutil.copyfile(Path(__file__).parents[1] / "documents" / name, path)


def _zip(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", "Systemet er nede. " * 50)
        archive.writestr("mappe/b.csv", "a;b\n1;2\n")


@pytest.mark.parametrize(
    ("name", "make"),
    [("a.docx", _docx), ("a.xlsx", _xlsx), ("a.eml", _eml), ("a.html", _html), ("a.pdf", made.pdf),
     ("a.odt", _sample("referat.odt")), ("a.rtf", _sample("referat.rtf")), ("a.xls", _sample("opgoerelse.xls")),
     ("a.ods", _sample("opgoerelse.ods")), ("a.zip", _zip)],
)  # fmt: skip
def test_every_damage_has_an_outcome(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, make: Callable[[Path], object]
) -> None:
    # Recognising what a damaged page has become takes a second each, and is tried in test_pdf.
    monkeypatch.setattr("evidence.readers.pdf.recogniser", lambda: None)
    whole = tmp_path / name
    make(whole)
    assert read_file(whole, name).reading.outcome is Outcome.READ
    luck = random.Random(name)
    damaged = tmp_path / "skadet"
    for attempt in range(45):
        data = bytearray(whole.read_bytes())
        if attempt % 3 == 0:
            data = data[: luck.randrange(len(data))]
        elif attempt % 3 == 1:
            at = luck.randrange(len(data))
            data[at:at] = data[at : at + luck.randrange(4000)]
        for _ in range(luck.randrange(60)):
            if data:
                data[luck.randrange(len(data))] = luck.randrange(256)
        damaged.write_bytes(data)
        found = read_file(damaged, name)
        assert all(one.outcome is None or one.reason for one in found.reading.attachments)
        assert found.reading.outcome is Outcome.READ or found.reading.reason
        for page in found.reading.pages:
            last = 0
            for mark in page.marks:
                assert last <= mark.start < mark.end <= len(page.text)
                last = mark.start


def test_the_same_bytes_read_the_same(tmp_path: Path) -> None:
    for name, make in (("a.docx", _docx), ("a.xlsx", _xlsx), ("a.eml", _eml), ("a.html", _html)):
        make(tmp_path / name)
        assert read_file(tmp_path / name, name) == read_file(tmp_path / name, name)


def test_a_page_a_reader_left_unclean_is_stored_with_as_many_signs_and_every_mark_in_its_place() -> None:
    assert _storable(PageText(text="a\0b\ud800c")) == "a\ufffdb\ufffdc"


def test_a_quote_no_recognised_word_stands_in_is_neither_sure_nor_unsure() -> None:
    page = Page(document="a", number=1, text="Systemet er nede")
    word = Word(start=0, end=8, left=0, bottom=0, right=9, top=9, confidence=90)
    assert sureness(page, [word], 9, 16) is None
    assert sureness(page, [word], 0, 8) is not None


def test_a_few_words_are_never_the_others_altered() -> None:
    there = said("Leverandøren skal levere modul 3 senest den 1. oktober 2009 klar til drift")
    assert altered("Leverandøren skal levere modul 3 senest den 1. november 2009 klar til drift", there)
    assert not altered("modul 4", there)
