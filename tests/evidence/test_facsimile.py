"""What a document is shown in when it is damaged, and what is done where something personal on it has no place."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2 as pdfium
import pytest
from PIL import Image

from evidence.facsimile import DRAWN_ANEW, NoFacsimile, facsimile
from evidence.intake import take_in
from evidence.model import Document
from evidence.personal import Personal
from evidence.pictured import Album
from evidence.readingcopy import Press
from evidence.redaction import notes, redacted
from evidence.shown import Letters
from evidence.store import Store
from tests.evidence import made

pytestmark = pytest.mark.usefixtures("read_here")

PRESS = Press(lambda *_: b"", str, 0)
CPR = "010170-1234"


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made.pdf(tmp_path_factory.mktemp("papir") / "kontrakt.pdf", "<p>Leverandøren skal levere modul 3.</p>")


def taken(store: Store, path: Path) -> Document:
    take_in(store, [path], jobs=1)
    return store.document(path.name)


def refused(*_: Any, **__: Any) -> Any:
    raise pikepdf.PdfError("no trailer")


def test_a_pdf_only_one_library_opens_is_drawn_anew_with_its_words(store: Store, paper: Path, tmp_path: Path) -> None:
    document = taken(store, paper)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pikepdf, "open", refused)
        shown = facsimile(store, document, PRESS, tmp_path)
    assert shown.notes == (DRAWN_ANEW,) and len(shown.starts) == document.pages
    text = pdfium.PdfDocument(shown.path)[0].get_textpage().get_text_range()
    assert "Leverandøren skal levere modul 3" in " ".join(text.split())


def test_what_no_library_opens_or_has_no_page_says_why(store: Store, paper: Path, tmp_path: Path) -> None:
    document = taken(store, paper)
    original = store.original(document.sha256)
    original.chmod(0o600)
    original.write_bytes(b"%PDF-1.4 og intet mere")
    with pytest.raises(NoFacsimile, match="damaged"):
        facsimile(store, document, PRESS, tmp_path)
    (tmp_path / "tom.txt").write_text("   ", encoding="utf-8")
    with pytest.raises(NoFacsimile, match="no text to print"):
        facsimile(store, taken(store, tmp_path / "tom.txt"), PRESS, tmp_path)
    pikepdf.new().save(original)
    with pytest.raises(NoFacsimile, match="no pages"):
        facsimile(store, document, PRESS, tmp_path)


def test_a_page_of_pictures_that_is_cut_short_stands_empty_and_a_file_that_is_none_says_so(
    store: Store, paper: Path, tmp_path: Path
) -> None:
    pages = [Image.new("1", (400, 560), 1) for _ in range(2)]
    pages[0].save(tmp_path / "foto.tif", save_all=True, append_images=pages[1:], dpi=(100, 100))
    document = taken(store, tmp_path / "foto.tif")
    original = store.original(document.sha256)
    original.chmod(0o600)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("evidence.readers.image.go_to", _only_first)
        shown = facsimile(store, document, PRESS, tmp_path)
    assert shown.notes == (DRAWN_ANEW,)
    sizes = [page.get_size() for page in pdfium.PdfDocument(shown.path)]
    assert len(sizes) == 2 and sizes[1] == pytest.approx((595, 842), abs=1)
    shutil.copy(paper, original)
    with pytest.raises(NoFacsimile):
        facsimile(store, document, PRESS, tmp_path)


def _only_first(file: Any, number: int) -> None:
    if number > 1:
        raise OSError("cut short")
    file.seek(0)


def test_a_page_whose_number_has_no_place_is_left_out_whole_and_the_cover_says_so(
    store: Store, paper: Path, tmp_path: Path
) -> None:
    """The stored text knows of a number that cannot be found on the page, as where a scan's words lie elsewhere."""
    document = taken(store, paper)
    store.connection.execute("UPDATE pages SET text = text || ? WHERE document = ?", (f"\n{CPR}", document.sha256))
    shown = facsimile(store, document, PRESS, tmp_path)
    copy = redacted(store, document, shown, Personal(), PRESS, tmp_path)
    assert [(one.sheet, one.whole) for one in copy.taken] == [(1, True)]
    (said,) = notes(copy)
    assert said.text.startswith("left out as a whole")
    page = pdfium.PdfDocument(copy.facsimile.path)[0]
    assert not page.get_textpage().get_text_range().strip()
    assert page.get_size() == pytest.approx(pdfium.PdfDocument(shown.path)[0].get_size(), abs=0.01)


def test_a_picture_that_is_damaged_and_a_text_that_cannot_be_set_say_why(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Image.new("L", (40, 40), 255).save(tmp_path / "foto.png")
    picture = taken(store, tmp_path / "foto.png")
    with monkeypatch.context() as patch:
        patch.setattr("evidence.facsimile._picture", _broken)
        with pytest.raises(NoFacsimile, match="damaged"):
            facsimile(store, picture, PRESS, tmp_path)
    (tmp_path / "brev.txt").write_text("Systemet er nede.", encoding="utf-8")
    monkeypatch.setattr("evidence.readingcopy.reading_copy", lambda *_: None)
    with pytest.raises(NoFacsimile, match="without a change"):
        facsimile(store, taken(store, tmp_path / "brev.txt"), PRESS, tmp_path)


def _broken(*_: Any) -> Any:
    raise SyntaxError("broken PNG file")


def test_a_page_that_cannot_be_looked_behind_is_shown_as_a_picture_and_one_without_words_is_named(
    store: Store, paper: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = taken(store, paper)
    shown = facsimile(store, document, PRESS, tmp_path)
    with monkeypatch.context() as patch:
        patch.setattr("evidence.scrubbing.behind", refused)
        copy = redacted(store, document, shown, Personal(), PRESS, tmp_path)
    lost = redacted(store, document, replace(shown, starts=()), Personal(names=["modul 3"]), PRESS, tmp_path)
    assert [one.sheet for one in lost.taken] == [1]  # a page nobody knows the stored text of is looked through as well
    assert copy.facsimile.path != shown.path  # a picture of the page stands in its place
    text = pdfium.PdfDocument(copy.facsimile.path)[0].get_textpage().get_text_range()
    assert "Leverandøren" in text and not copy.unsearched
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(200, 200))
        page.Contents = pdf.make_stream(b"0 0 100 100 re f")
        pdf.save(tmp_path / "stempel.pdf")
    document = taken(store, tmp_path / "stempel.pdf")
    shown = facsimile(store, document, PRESS, tmp_path)
    copy = redacted(store, document, shown, Personal(), PRESS, tmp_path)
    assert copy.unsearched == [1] and not copy.taken


def test_a_page_whose_picture_still_tells_a_number_is_left_blank(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made.pdf(tmp_path / "sag.pdf", f"<p>Borger {CPR} ventede.</p>")
    document = taken(store, tmp_path / "sag.pdf")
    shown = facsimile(store, document, PRESS, tmp_path)
    every = Letters.words
    monkeypatch.setattr(Letters, "words", lambda letters, _=(): every(letters))  # as if none were held back
    copy = redacted(store, document, shown, Personal(), PRESS, tmp_path)
    assert [(one.sheet, one.whole) for one in copy.taken] == [(1, True)]
    assert not pdfium.PdfDocument(copy.facsimile.path)[0].get_textpage().get_text_range().strip()


def test_a_picture_of_four_inks_is_packed_as_any_other(tmp_path: Path) -> None:
    album = Album()
    album.add(Image.new("CMYK", (20, 20), (0, 0, 0, 255)), 20, 20, ())
    album.save(tmp_path / "a.pdf")
    assert pdfium.PdfDocument(tmp_path / "a.pdf")[0].render().to_pil().getpixel((10, 10)) < (40, 40, 40)


def test_a_word_pdfium_has_no_box_of_is_not_laid_over_its_picture() -> None:
    letters = Letters("Nede nu", [(0.0, 0.0, 0.0, 0.0)] * 5 + [(10.0, 10.0, 14.0, 20.0), (14.0, 10.0, 18.0, 20.0)])
    assert [word.text for word in letters.words()] == ["nu"]
