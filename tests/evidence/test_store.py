"""The store: what is in it, how it is asked, and that it neither forgets nor misunderstands."""

from __future__ import annotations

import sqlite3
from datetime import date
from pathlib import Path

import pytest

from evidence import custody
from evidence.errors import KravError
from evidence.intake import take_in
from evidence.model import DocumentKind
from evidence.store import FILE, Store

pytestmark = pytest.mark.usefixtures("read_here")


def test_a_folder_without_a_case_is_met_with_advice(tmp_path: Path) -> None:
    with pytest.raises(KravError, match="There is no case") as caught:
        Store.open(tmp_path)
    assert "krav new" in str(caught.value.advice)


def test_a_second_case_is_not_made_over_the_first(store: Store) -> None:
    with pytest.raises(KravError, match="already"):
        Store.create(store.folder)


def test_a_damaged_store_is_named(tmp_path: Path) -> None:
    (tmp_path / "case.sqlite3").write_bytes(b"no database at all" * 100)
    with pytest.raises(KravError, match=r"case\.sqlite3 cannot be opened"):
        Store.open(tmp_path)


def test_a_store_that_was_emptied_is_no_new_case(tmp_path: Path) -> None:
    """As a full disk or a copy that broke off leaves it; krav told «There are none» of a case full of documents."""
    folder = tmp_path / "sag"
    Store.create(folder).close()
    (folder / FILE).write_bytes(b"")
    Store.open(folder).close()  # killed while it was made: nothing was in it
    kept = folder / "originals" / "ab" / "ab.txt"
    kept.parent.mkdir()
    kept.write_text("Referat")
    (folder / FILE).write_bytes(b"")
    with pytest.raises(KravError, match="is empty"):
        Store.open(folder)
    assert (folder / FILE).read_bytes() == b""


def test_each_step_of_a_room_runs_once_and_a_failing_one_leaves_nothing(store: Store) -> None:
    steps = ["CREATE TABLE a (x); INSERT INTO a VALUES (1);"]
    store.migrate("extract", steps)
    store.migrate("extract", steps)
    steps.append("INSERT INTO a VALUES (2);")
    store.migrate("extract", steps)
    assert [row[0] for row in store.connection.execute("SELECT x FROM a")] == [1, 2]
    with pytest.raises(sqlite3.OperationalError):
        store.migrate("extract", [*steps, "INSERT INTO a VALUES (3); INSERT INTO nowhere VALUES (1);"])
    assert store.connection.execute("SELECT count(*) FROM a").fetchone() == (2,)


def test_a_store_made_by_a_newer_krav_is_refused(store: Store) -> None:
    store.migrate("claims", ["CREATE TABLE b (x);", "CREATE TABLE c (x);"])
    with pytest.raises(KravError, match="newer krav"):
        store.migrate("claims", ["CREATE TABLE b (x);"])


def test_what_is_done_in_a_failed_transaction_is_undone_with_its_log_line(store: Store) -> None:
    with pytest.raises(ValueError, match="midway"), store.transaction():
        store.log("something", what="x")
        raise ValueError("midway")
    assert custody.entries(store) == []


def test_documents_answer_to_path_name_id_and_hash(store: Store, folder: Path) -> None:
    (folder / "mails").mkdir()
    (folder / "Påkrav.txt").write_text("Vi kræver erstatning.")
    (folder / "mails" / "note.txt").write_text("Systemet er langsomt.")
    take_in(store, [folder])
    wanted = store.document("Påkrav.txt")
    for ref in (wanted.id, wanted.sha256, wanted.sha256[:8], "påkrav.txt", "./Påkrav.txt", "P\u0061\u030akrav.txt"):
        assert store.document(ref) == wanted, ref
    assert store.document("mails/note.txt") == store.document("note.txt")


def test_an_unknown_document_names_those_that_are_near(store: Store, folder: Path) -> None:
    (folder / "kontrakt.txt").write_text("Kontrakt")
    take_in(store, [folder])
    with pytest.raises(KravError, match=r"kontrakt\.txt \(d-"):
        store.document("kontrakt.pdf")


def test_an_ambiguous_name_lists_its_candidates(store: Store, folder: Path) -> None:
    for number in "12":
        (folder / number).mkdir()
        (folder / number / "referat.txt").write_text(f"Referat {number}")
    take_in(store, [folder])
    with pytest.raises(KravError, match=r"of: 1/referat\.txt \(d-\w+\), 2/referat\.txt \(d-"):
        store.document("referat.txt")


def test_a_duplicate_answers_with_the_document_it_is(store: Store, folder: Path) -> None:
    (folder / "a.txt").write_text("det samme")
    (folder / "b.txt").write_text("det samme")
    take_in(store, [folder])
    assert store.document("b.txt").name == "a.txt"


def test_corrections_stand_apart_from_what_was_guessed(store: Store, folder: Path) -> None:
    (folder / "2010-05-27 brev.txt").write_text("Et brev uden dato")
    take_in(store, [folder])
    guessed = store.documents()[0]
    assert guessed.date == date(2010, 5, 27)
    store.correct(guessed.sha256, date=date(2010, 6, 1), kind=DocumentKind.LETTER)
    store.correct(guessed.sha256, title="Brev om fejl")
    corrected = store.documents()[0]
    assert (corrected.date, corrected.kind, corrected.title) == (date(2010, 6, 1), DocumentKind.LETTER, "Brev om fejl")
    assert str(corrected.date_reason) == "set by hand"
    # A later reading puts its guess in again, and still the correction stands.
    with store.transaction():
        store.put_document(guessed, ".txt", store.pages(guessed.sha256))
    assert store.documents()[0] == corrected
    assert [entry.act for entry in custody.entries(store)].count("set") == 2


def test_a_document_named_in_full_is_had_without_reading_the_others(
    store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each quote of a dossier asks for its document: reading all of a large case each time took minutes."""
    (folder / "brev.txt").write_text("Kære kommune, …\n", encoding="utf-8")
    take_in(store, [folder], jobs=1)
    store.correct(store.document("brev.txt").sha256, kind=DocumentKind.LETTER, date=date(2010, 5, 4), title="Brev")
    (one,) = store.documents()
    monkeypatch.setattr(Store, "documents", lambda _: pytest.fail("all were read"))
    assert store.document(one.sha256) == store.document(one.sha256.upper()) == one


def test_a_page_that_is_not_there_is_named(store: Store, folder: Path) -> None:
    (folder / "a.txt").write_text("En side.")
    take_in(store, [folder])
    document = store.document("a.txt")
    assert store.page(document.sha256, 1) == store.pages(document.sha256)[0]
    with pytest.raises(KravError, match="no page 2"):
        store.page(document.sha256, 2)


def test_a_folder_nothing_can_be_written_in_is_met_with_advice(tmp_path: Path) -> None:
    (tmp_path / "fil").write_bytes(b"")
    with pytest.raises(KravError, match="Nothing can be written in"):
        Store.create(tmp_path / "fil" / "sag")


def test_a_case_of_a_newer_krav_is_not_opened(store: Store) -> None:
    with store.connection:
        store.connection.execute("UPDATE rooms SET steps = 999 WHERE room = 'evidence'")
    store.close()
    with pytest.raises(KravError, match="made by a newer krav"):
        Store.open(store.folder)


def test_a_correction_that_says_nothing_is_not_noted(store: Store, folder: Path) -> None:
    (folder / "a.txt").write_text("Systemet er nede.")
    (folder / "Thumbs.db").write_bytes(b"")  # of the system: no document answers to its name
    take_in(store, [folder])
    before = custody.head(store)
    store.correct(store.document("a.txt").sha256)
    assert custody.head(store) == before
    with pytest.raises(KravError):
        store.document("Thumbs.db")


def test_a_case_in_a_place_where_nothing_may_be_written_is_read(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "brev.txt").write_text("Systemet er nede.", encoding="utf-8")
    with Store.create(tmp_path / "sag") as made:
        take_in(made, [folder])
    assert not (tmp_path / "sag" / f"{FILE}-wal").exists()  # all of it has been carried into the file
    before = (tmp_path / "sag" / FILE).read_bytes()
    monkeypatch.setattr("os.access", lambda *_: False)
    with Store.open(tmp_path / "sag") as read:
        assert [one.name for one in read.documents()] == ["brev.txt"]
        with pytest.raises(sqlite3.OperationalError, match="readonly"), read.transaction():
            read.connection.execute("DELETE FROM documents")
    assert (tmp_path / "sag" / FILE).read_bytes() == before
