"""Search over all pages: Danish letters and endings are one, phrases stand together, the index follows the store."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from evidence.intake import take_in
from evidence.search import folded, found_on, index, search, stem
from evidence.store import Store

pytestmark = pytest.mark.usefixtures("read_here")

TEXTS = {
    "a.txt": "Leverandøren af FlowJob i Åbenrå meldte om driftsforstyrrelser. Systemet stod stille hele dagen.",
    "b.txt": "Leverandoeren skrev, at systemets drift i Aabenraa var stabil.\n\nDriften er sikret.",
    "c.txt": 'Mødet blev holdt uden nogen "aftale" OR noget NEAR andet; møderne er slut.',
}


@pytest.fixture(scope="module")
def indexed(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """For tests that only ask."""
    folder = tmp_path_factory.mktemp("søgning")
    papers = folder / "papirer"
    papers.mkdir()
    for name, text in TEXTS.items():
        (papers / name).write_text(text, encoding="utf-8")
    made = Store.create(folder / "sag")
    take_in(made, [papers])
    index(made)
    return made


def names(store: Store, asked: str) -> list[str]:
    return sorted(store.document(hit.document).name for hit in search(store, asked).pages)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("leverandør", ["a.txt", "b.txt"]),
        ("LEVERANDOERENS", ["a.txt", "b.txt"]),
        ("aabenraa", ["a.txt", "b.txt"]),
        ("åbenrå systemer", ["a.txt", "b.txt"]),
        ("drift", ["b.txt"]),
        ("drift*", ["a.txt", "b.txt"]),
        ('"stod stille"', ["a.txt"]),
        ('"stille stod"', []),
        ("møde", ["c.txt"]),
        ("møder OR", ["c.txt"]),  # OR is a word like any other
        ('NEAR "aftale"', ["c.txt"]),
        ("findes ikke", []),
        ("  ", []),
        ('"', []),
        ("*", []),
    ],
)
def test_what_is_asked_for_is_found_as_danes_write(indexed: Store, asked: str, found: list[str]) -> None:
    assert names(indexed, asked) == found


def test_a_hit_says_where_its_words_stand(indexed: Store) -> None:
    (hit,) = search(indexed, '"systemets drift"').pages
    page = indexed.page(hit.document, hit.page)
    assert [page.text[span.start : span.end] for span in hit.spans] == ["systemets drift"]
    assert "".join(hit.excerpt) in page.text
    assert found_on(page, "driften")[1].start > hit.spans[0].start


def test_the_forms_of_a_word_have_one_stem() -> None:
    for forms in (
        ("leverandør", "leverandøren", "leverandørens", "leverandører", "leverandørerne", "Leverandoer"),
        ("drift", "driften", "driftens", "drifts"),
        ("møde", "mødet", "møder", "møderne", "mødets"),
        ("system", "systemet", "systemer", "systemernes", "systems"),
    ):
        assert len({stem(form) for form in forms}) == 1, forms
    assert folded("Ærø Ådal Café") == "aeroe aadal cafe"
    assert stem("2010") == "2010" != stem("2011")


def test_the_index_follows_what_is_taken_in_and_is_made_once(indexed: Store, tmp_path: Path) -> None:
    store = Store.open(shutil.copytree(indexed.folder, tmp_path / "sag"))
    assert index(store) == 0
    late = tmp_path / "sent.txt"
    late.write_text("Bilaget om kørselsgodtgørelse kom til sidst.", encoding="utf-8")
    take_in(store, [late], jobs=1)
    assert names(store, "kørselsgodtgørelse") == []
    assert index(store) == 1
    assert names(store, "koerselsgodtgoerelse") == ["sent.txt"]


def test_many_hits_are_counted_up_to_a_limit_and_told_so(indexed: Store) -> None:
    some = search(indexed, "systemer", count_to=1)
    assert some.more and some.total == 1 and len(some.pages) == 1
    assert search(indexed, "systemer").total == 2


def test_a_document_that_is_gone_is_found_no_more_and_accents_are_one_with_their_letter(
    store: Store, folder: Path
) -> None:
    (folder / "a.txt").write_text("Café Nørreby lukkede.", encoding="utf-8")
    (folder / "b.txt").write_text("Caféen blev genåbnet.", encoding="utf-8")
    take_in(store, [folder])
    index(store)
    assert names(store, "cafe") == names(store, "CAFÉ") == ["a.txt", "b.txt"]
    gone = store.document("b.txt").sha256
    with store.connection:
        store.connection.execute("DELETE FROM pages WHERE document = ?", (gone,))
        store.connection.execute("DELETE FROM documents WHERE sha256 = ?", (gone,))
    (folder / "c.txt").write_text("Mødet blev aflyst.", encoding="utf-8")
    take_in(store, [folder / "c.txt"])
    index(store)
    assert names(store, "cafe") == ["a.txt"]


def test_an_empty_quotation_asks_for_nothing_and_signs_of_other_tongues_are_folded(indexed: Store) -> None:
    assert names(indexed, '"" drift') == names(indexed, "drift")
    assert folded("Čapek") == "capek"


def test_of_many_hits_on_one_page_the_first_are_marked(store: Store, folder: Path) -> None:
    (folder / "log.txt").write_text("Systemet er nede.\n" * 60, encoding="utf-8")
    take_in(store, [folder])
    index(store)
    (hit,) = search(store, "nede").pages
    assert len(hit.spans) == 40
