"""The worker: a document that crashes, hangs or swells costs only itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from evidence import worker
from evidence.model import Outcome
from evidence.worker import Worker


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    made = tmp_path / "desk"
    made.mkdir()
    return made


def note(tmp_path: Path, text: str = "Systemet er nede.") -> Path:
    path = tmp_path / "note.txt"
    path.write_text(text)
    return path


def test_one_process_reads_many_documents(tmp_path: Path, desk: Path) -> None:
    with Worker(desk) as reader:
        path = note(tmp_path)
        first = reader.read(path, "note.txt")
        process = reader._process
        assert reader.read(path, "note.txt") == first
        assert reader._process is process
    assert process is not None and process.poll() is not None, "the process ends with its worker"


def test_a_hang_is_cut_short_and_the_next_document_is_read(tmp_path: Path, desk: Path) -> None:
    with Worker(desk, seconds=0.000_01) as reader:
        answer = reader.read(note(tmp_path, "lang tekst. " * 100_000), "note.txt")
        assert answer.read.reading.outcome is Outcome.UNREADABLE
        assert "took longer" in str(answer.read.reading.reason)
        reader._seconds = None
        assert reader.read(note(tmp_path), "note.txt").read.reading.outcome is Outcome.READ


def test_a_crash_costs_only_its_document(tmp_path: Path, desk: Path) -> None:
    with Worker(desk) as reader:
        reader.read(note(tmp_path), "note.txt")
        assert reader._process is not None
        reader._process.kill()
        reader._process.stdout.read() if reader._process.stdout else None
        assert reader.read(note(tmp_path), "note.txt").read.reading.outcome in (Outcome.READ, Outcome.UNREADABLE)
        assert reader.read(note(tmp_path), "note.txt").read.reading.outcome is Outcome.READ


def test_a_document_that_swells_is_told_from_a_damaged_one(tmp_path: Path, desk: Path) -> None:
    with Worker(desk, memory=300 << 20) as reader:
        answer = reader.read(note(tmp_path, "æ" * 60_000_000), "note.txt")
        assert answer.read.reading.outcome is Outcome.UNREADABLE
        assert "memory" in str(answer.read.reading.reason) or "broke down" in str(answer.read.reading.reason)


def test_what_libraries_print_does_not_get_into_the_answers(tmp_path: Path, desk: Path) -> None:
    with Worker(desk) as reader:
        for name in ("a.pdf", "b.docx", "c.eml"):
            path = tmp_path / name
            path.write_bytes(b"%PDF-1.4\n1 0 obj <</Type /Catalog" if name == "a.pdf" else b"PK\x03\x04 ikke en zip")
            assert reader.read(path, name).read.reading.outcome is not Outcome.READ


def test_an_answer_goes_through_the_pipe_unchanged(tmp_path: Path, desk: Path) -> None:
    from evidence.reading import read_file

    path = tmp_path / "referat.txt"
    path.write_text("Referat\n\nDeltagere: Hanne, Ole\n\nDato: 3. maj 2010\n\n1. Godkendelse af dagsorden\n")
    with Worker(desk) as reader:
        assert reader.read(path, "referat.txt").read == read_file(path, "referat.txt")
    assert worker.MEMORY <= 2 << 30
