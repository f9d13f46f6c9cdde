"""Recognised pages: what was printed is read, word by word, where it stands; and what cannot be read is said."""

from __future__ import annotations

from pathlib import Path

import pytest

from evidence.model import MarkKind, Outcome
from evidence.ocr import data_folder, recogniser
from evidence.readers import Reading, pdf
from evidence.reading import read_file
from tests.evidence import scans

needs_tesseract = pytest.mark.skipif(recogniser() is None, reason="Tesseract's Danish data are not installed")


@pytest.fixture(scope="module")
def scan(tmp_path_factory: pytest.TempPathFactory) -> Reading:
    """A page that leans by a degree and is grainy, read from a PDF of pictures; beside it a blank one."""
    from PIL import Image

    path = tmp_path_factory.mktemp("scan") / "scan.pdf"
    picture, _ = scans.page()
    blank = scans.worn(Image.new("L", (1240, 1754), 235), grain=4)
    scans.scanned_pdf(path, scans.worn(picture, lean=1.0, grain=18), blank)
    return pdf.read(path)


@needs_tesseract
def test_a_leaning_grainy_page_is_read_to_the_last_number(scan: Reading) -> None:
    _, truth = scans.page()
    said = scan.pages[0].text
    assert scans.wrong(truth, said) < 0.015
    assert scans.numbers_kept(truth, said) == 1
    assert all(said.count(letter) == truth.count(letter) for letter in "æøåÆØÅ")


@needs_tesseract
def test_every_word_stands_where_its_offsets_say(scan: Reading) -> None:
    page = scan.pages[0]
    ends = 0
    for word in page.words:
        assert ends <= word.start < word.end
        assert not any(map(str.isspace, page.text[word.start : word.end]))
        assert not page.text[ends : word.start].strip("- \n\t")
        ends = word.end
    assert page.text[ends:].strip() == ""


@needs_tesseract
def test_boxes_lie_on_the_page_as_it_was_scanned(scan: Reading) -> None:
    """The page falls by a degree, so the last word of a line stands lower than its first, by sin 1° of the way."""
    page = scan.pages[0]
    first, last = page.words[0], next(word for word in page.words if "\n" in page.text[word.end : word.end + 1])
    fall = ((first.top + first.bottom) - (last.top + last.bottom)) / 2
    assert fall == pytest.approx((last.left - first.left) * 0.01746, abs=2.0)
    # It was drawn 250 dots from the left and 300 from the top, then turned around the middle of the page.
    assert first.left == pytest.approx((250 + 25) * 72 / 300, abs=3)
    assert first.top == pytest.approx((3508 - 300 + 18) * 72 / 300, abs=8)


@needs_tesseract
def test_recognised_lines_are_laid_out_as_paragraphs(scan: Reading) -> None:
    page = scan.pages[0]
    blocks = [page.text[m.start : m.end] for m in page.marks if m.kind is MarkKind.BLOCK]
    assert any("senest den 1. oktober 2009. Systemet har" in " ".join(block.split()) for block in blocks)


@needs_tesseract
def test_what_was_recognised_and_what_is_blank_is_named(scan: Reading) -> None:
    said = [(notice.text, notice.args["pages"]) for notice in scan.notices]
    assert said == [("pages whose text was recognised (OCR): {pages}", "1"), ("blank pages: {pages}", "2")]
    assert scan.outcome is Outcome.READ


def test_without_danish_data_scanned_pages_wait_and_are_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("evidence.readers.pdf.recogniser", lambda: None)
    picture, _ = scans.page(2)
    found = read_file(scans.scanned_pdf(tmp_path / "scan.pdf", picture, picture), "scan.pdf")
    assert found.reading.outcome is Outcome.NEEDS_OCR
    assert found.reading.reason is not None and found.reading.reason.args == {"count": 2}
    assert "krav doctor" in str(found.reading.reason)


def test_the_data_are_looked_for_where_the_environment_says(tmp_path: Path) -> None:
    assert data_folder({"TESSDATA_PREFIX": str(tmp_path)}) is None
    (tmp_path / "tessdata").mkdir()
    (tmp_path / "tessdata" / "dan.traineddata").touch()
    assert data_folder({"TESSDATA_PREFIX": str(tmp_path)}) == tmp_path / "tessdata"
