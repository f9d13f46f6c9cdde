"""What a document is shown in when it is damaged, and what is done where something personal on it has no place."""

from __future__ import annotations

import shutil
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
from evidence.readingcopy import Press
from evidence.redaction import notes, redacted
from evidence.store import Store
from tests.evidence import made

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
