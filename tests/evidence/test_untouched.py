"""Which pages of a PDF are known from their stored text to hold nothing personal, and are not opened again."""

from __future__ import annotations

import re
from importlib import resources
from pathlib import Path

import pikepdf
import pypdfium2 as pdfium
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.intake import take_in
from evidence.model import MarkKind
from evidence.personal import Personal, bare
from evidence.reading import read_file
from evidence.shown import text_of
from evidence.store import Store
from evidence.untouched import pages_without
from tests.evidence import made

NAME = "Birthe Testrup"
PAGE = "<p style='page-break-before: always'>"
COLUMNS = f"<div style='columns: 2; hyphens: auto'>{'Leverandøren skal rette fejl i sagsbehandlingen. ' * 40}</div>"


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sider")
    table = "<table style='border: 1px solid'><tr><td>010170-</td><td>Hansen</td></tr><tr><td>1234</td></tr></table>"
    body = f"<p>Ingen står her, side 1 af 5.</p>{PAGE}Sagen om 010170-1234.</p>{PAGE}Om Birthe<br>Testrup.</p>"
    made.pdf(folder / "notat.pdf", f"{body}{PAGE}Ordre 12 af 3.4.2010.</p>{PAGE}</p>{table}")
    made.pdf(folder / "spalter.pdf", COLUMNS + PAGE + "Ring 33 12 34 56 78.</p>")
    return folder


@pytest.fixture(scope="module")
def store(papers: Path) -> Store:
    made_now = Store.create(papers / "sag")
    take_in(made_now, [papers / "notat.pdf"])
    return made_now


def without(store: Store, personal: Personal, path: Path | None = None) -> set[int]:
    document = store.document("notat.pdf")
    return set(pages_without(store, document, path or store.original(document.sha256), personal))


def test_a_page_on_which_nothing_can_stand_is_not_opened_again(store: Store) -> None:
    assert without(store, Personal([NAME])) == {0, 3}
    assert without(store, Personal()) == {0, 2, 3}  # nobody is listed; a table is always opened


def test_all_are_opened_where_the_case_has_patterns_or_the_text_was_told_otherwise(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert without(store, Personal(patterns={"konto": r"\d{4}\n\d{3}"})) == set()
    with pikepdf.open(store.original(store.document("notat.pdf").sha256)) as pdf:
        pdf.save(tmp_path / "andet.pdf")
    assert without(store, Personal(), tmp_path / "andet.pdf") == set()  # the same pages, other bytes
    monkeypatch.setattr("evidence.untouched.reader", lambda: "pdfium 1")
    assert without(store, Personal()) == set()


def test_stored_pages_hold_the_letters_of_the_page_in_their_order(papers: Path) -> None:
    sample = Path(str(resources.files("claims") / "demo" / "documents"))
    seen = 0
    of_the_sample = (sample / f"{name}.pdf" for name in ("kontrakt-sagsanker", "paakrav", "revisionsbrev"))
    for path in (*papers.glob("*.pdf"), *of_the_sample):
        reading = read_file(path, path.name).reading
        document = pdfium.PdfDocument(path)
        for index, page in enumerate(reading.pages):
            if not page.words and not any(mark.kind is MarkKind.ROW for mark in page.marks):
                assert bare(page.text) == bare(text_of(document[index])), (path.name, index)
                seen += 1
        document.close()
    assert seen > 8


@given(
    st.lists(st.sampled_from(["010170", "1234", "-", "– ", "\n", " ", "\u00ad", "a", "cpr ", "31", "12.", "Birthe",
                              "birthe", "TESTRUP", "Test", "-\nrup", ", ", "s", "Testrup, birthe", "610170\n1234"]),
             max_size=12),
    st.sampled_from(["", " ", "\n", "\t", "-"]),
)  # fmt: skip
def test_what_is_found_in_a_text_can_be_in_it_however_it_is_set(parts: list[str], blank: str) -> None:
    personal, text = Personal([NAME]), "".join(parts)
    reset = re.sub(r"[\s\u00ad]+", blank, text)
    if personal.find(text):
        assert not personal.cannot_be_in(reset)
