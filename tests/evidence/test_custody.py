"""Custody: whatever is changed behind krav's back is named."""

from __future__ import annotations

from datetime import date
from importlib.metadata import PackageNotFoundError
from pathlib import Path

import pytest

from evidence import custody
from evidence.errors import KravError
from evidence.intake import take_in
from evidence.store import FILE, Store

pytestmark = pytest.mark.usefixtures("read_here")


@pytest.fixture
def filled(store: Store, folder: Path) -> Store:
    for name in ("a", "b", "c"):
        (folder / f"{name}.txt").write_text(f"Systemet gik ned på dag {name}.")
    take_in(store, [folder])
    assert custody.verify(store) == []
    return store


def wrong(store: Store) -> str:
    return "\n".join(map(str, custody.verify(store)))


def test_a_changed_original_is_named(filled: Store) -> None:
    original = filled.original(filled.document("b.txt").sha256)
    assert oct(original.stat().st_mode)[-3:] == "444"
    original.chmod(0o644)
    original.write_bytes(b"Systemet gik ikke ned.")
    assert "original of b.txt has been changed" in wrong(filled)
    original.unlink()
    assert "original of b.txt is missing" in wrong(filled)


def test_a_changed_page_is_named_even_when_its_hash_is_made_to_fit(filled: Store) -> None:
    sha = filled.document("b.txt").sha256
    with filled.connection:
        filled.connection.execute("UPDATE pages SET text = replace(text, 'ned', 'op') WHERE document = ?", (sha,))
    assert "Page 1 of b.txt is not as it was stored" in wrong(filled)
    number, label, text, marks = filled.connection.execute(
        "SELECT number, label, text, marks FROM pages WHERE document = ?", (sha,)
    ).fetchone()
    with filled.connection:
        filled.connection.execute(
            "UPDATE pages SET hash = ? WHERE document = ?", (custody.page_hash(number, label, text, marks), sha)
        )
    assert "pages of b.txt are not those the log tells of" in wrong(filled)


def test_a_changed_line_of_the_log_is_named(filled: Store) -> None:
    with filled.connection:
        filled.connection.execute("UPDATE log SET who = 'en anden' WHERE number = 2")
    assert wrong(filled) == "Line 2 of the log has been changed."


def test_a_line_taken_out_of_the_log_is_named(filled: Store) -> None:
    with filled.connection:
        filled.connection.execute("DELETE FROM log WHERE number = 2")
    assert "lacks the lines 2 to 2" in wrong(filled)
    with filled.connection:
        filled.connection.execute("UPDATE log SET number = 2 WHERE number = 3")
    assert "Line 2 of the log" in wrong(filled)


def test_a_document_taken_out_is_missed(filled: Store) -> None:
    sha = filled.document("b.txt").sha256
    with filled.connection:
        filled.connection.execute("DELETE FROM documents WHERE sha256 = ?", (sha,))
    assert f"d-{sha[:12]} stands in the log and is no longer in the case" in wrong(filled)


def test_fields_of_a_line_cannot_be_shifted_into_one_another() -> None:
    one = custody.line_hash(1, "t", "a\nb", "c", "d", "e", "f")
    other = custody.line_hash(1, "t", "a", "b\nc", "d", "e", "f")
    assert one != other


def test_a_copy_that_is_exchanged_or_gone_and_an_original_that_cannot_be_read_are_named(
    filled: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    sha = filled.document("a.txt").sha256
    with filled.connection:
        filled.connection.execute(
            "INSERT INTO copies VALUES (?, 'reading', ?)", (sha, "0" * 64)
        )
    assert "copies made of a.txt are not those the log tells of" in wrong(filled)

    def unreadable(path: Path) -> str:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(custody, "file_hash", unreadable)
    assert "Permission denied" in wrong(filled)


def test_a_line_of_the_log_whose_detail_is_no_data_is_named_and_the_rest_is_checked(filled: Store) -> None:
    with filled.connection:
        filled.connection.execute("UPDATE log SET detail = 'revet over' WHERE number = 2")
    assert "Line 2 of the log has been changed." in wrong(filled)


def test_where_the_machine_has_no_name_for_its_user_the_log_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def nameless() -> str:
        raise KeyError("getpwuid(): uid not found: 4711")

    monkeypatch.setattr("getpass.getuser", nameless)
    assert custody.who() == "?"


def test_what_was_noted_of_a_document_is_bound_by_the_log_and_a_correction_is_none_of_it(filled: Store) -> None:
    filled.correct(filled.document("a.txt").sha256, date=date(2010, 5, 4))
    assert not custody.verify(filled)
    with filled.connection:
        filled.connection.execute("UPDATE documents SET date = '2011-05-04' WHERE name = 'b.txt'")
    assert wrong(filled).startswith("What was noted of b.txt as it was read") and "\n" not in wrong(filled)


def test_bytes_overwritten_in_the_store_are_named_wherever_they_lie(filled: Store) -> None:
    filled.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert not custody.innards(filled)
    filled.close()
    file = filled.folder / FILE
    whole = file.read_bytes()
    places = [whole.index(said) for said in (b"Systemet gik ned", b'"encoding"', b"CREATE TABLE documents", b"take_in")]
    for place in places:
        file.write_bytes(whole[:place] + b"\xf0" * 8 + bytes(12) + whole[place + 20 :])
        try:
            with Store.open(filled.folder) as damaged:
                assert custody.innards(damaged) or custody.verify(damaged)
        except KravError as refused:
            assert "cannot be opened" in str(refused)


def test_a_store_that_is_damaged_within_is_told_whatever_it_is_that_cannot_be_read(filled: Store) -> None:
    assert custody.innards(filled) == []
    with filled.connection:
        filled.connection.execute("UPDATE documents SET outcome = 'tabt' WHERE name = 'b.txt'")
    (said,) = custody.innards(filled)
    assert "documents" in str(said)
    filled.close()  # as where the disk is gone
    (said,) = custody.innards(filled)
    assert str(said).startswith("The store is damaged inside")


def test_krav_that_was_not_installed_has_no_version_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(name: str) -> str:
        raise PackageNotFoundError(name)

    monkeypatch.setattr("importlib.metadata.version", unknown)
    assert custody._version.__wrapped__() == "0"
