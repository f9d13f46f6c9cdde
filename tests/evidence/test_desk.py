"""The desk of an intake: what may lie on it, what is moved from it, and readers that sit elsewhere."""

from __future__ import annotations

import ctypes
import hashlib
import os
import sys
from concurrent.futures import Future
from pathlib import Path
from typing import Any

import pytest

from evidence import far
from evidence.desk import Desk, NotRead
from evidence.errors import KravError
from evidence.far import FarCrew, read_there
from evidence.gather import _file
from evidence.model import Outcome
from evidence.readers import Aids

TEXT = b"Systemet er nede."
SHA = hashlib.sha256(TEXT).hexdigest()


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    made = Desk(tmp_path)
    made.folder.mkdir()
    return made


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    (tmp_path / "brev.txt").write_bytes(TEXT)
    return tmp_path / "brev.txt"


def test_what_waits_stays_on_the_desk_and_all_else_is_cleared(desk: Desk, paper: Path) -> None:
    assert desk.keep(paper) == (SHA, len(TEXT))
    desk.corner(0)
    (desk.folder / "copy-7").write_bytes(b"halv")
    desk.sweep({SHA})
    assert [left.name for left in desk.folder.iterdir()] == [SHA]


def test_a_file_that_may_not_be_opened_and_a_link_a_reader_put_down_are_refused(desk: Desk, paper: Path) -> None:
    with pytest.raises(NotRead, match="cannot be read"):
        desk.keep(paper.with_name("væk.txt"))
    (desk.folder / "0").symlink_to(paper)
    with pytest.raises(ValueError, match="0"):
        desk.receive(desk.folder / "0")


def test_a_file_that_lies_in_its_place_is_left_there_and_one_that_is_not_whole_is_laid_anew(
    desk: Desk, paper: Path, tmp_path: Path
) -> None:
    target = tmp_path / "originals" / "brev.txt"
    for there in (TEXT, TEXT[:4]):
        desk.keep(paper)
        target.parent.mkdir(exist_ok=True)
        target.unlink(missing_ok=True)
        target.write_bytes(there)
        desk.place(SHA, target)
        assert target.read_bytes() == TEXT and not desk.waiting(SHA).exists()


def test_what_cannot_be_flushed_stops_the_intake_and_elsewhere_each_file_is_flushed(
    desk: Desk, paper: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Failing:
        def syncfs(self, _handle: int) -> int:
            ctypes.set_errno(28)
            return -1

    def placed() -> None:
        desk.keep(paper)
        desk.place(SHA, paper.with_name("originals") / "brev.txt")

    placed()
    with monkeypatch.context() as patch:
        patch.setattr(sys, "platform", "linux")
        patch.setattr(ctypes, "CDLL", lambda *_, **__: Failing())
        with pytest.raises(OSError, match="No space left"):
            desk.flush()
    flushed: list[int] = []
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr(os, "fsync", flushed.append)
    desk.flush()
    assert len(flushed) == 2  # the file and its folder


class Elsewhere:
    """An executor whose machine is gone, or refuses."""

    def __init__(self, error: Exception) -> None:
        self._error = error
        self.asked = 0

    def submit(self, *_: Any) -> Future[Any]:
        self.asked += 1
        made: Future[Any] = Future()
        made.set_exception(self._error)
        return made


def test_where_the_machine_elsewhere_is_gone_the_document_is_read_here_and_so_is_a_very_large_one(
    desk: Desk, paper: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone, refusing = Elsewhere(ConnectionError("væk")), Elsewhere(KravError("Nej.", "Spørg igen."))
    with FarCrew(desk, 1, gone) as crew:  # type: ignore[arg-type]  # all of it that is asked
        assert crew.take(paper, "brev.txt", Aids()).result().read.reading.outcome is Outcome.READ
        monkeypatch.setattr(far, "MOST_SENT", 1)
        assert crew.take(paper, "brev.txt", Aids()).result().read.reading.outcome is Outcome.READ
    assert gone.asked == 1
    monkeypatch.undo()
    with pytest.raises(KravError, match="Nej"), FarCrew(desk, 1, refusing) as crew:  # type: ignore[arg-type]  # as above
        crew.take(paper, "brev.txt", Aids()).result()


def test_bytes_that_have_changed_on_their_way_are_not_read() -> None:
    with pytest.raises(ValueError, match=SHA):
        read_there(SHA, TEXT + b"!", "brev.txt", ())


def test_a_file_that_is_gone_when_its_turn_comes_has_an_outcome(paper: Path) -> None:
    given = _file(paper.with_name("væk.txt"), "væk.txt")
    assert given.outcome is Outcome.UNREADABLE and "cannot be read" in str(given.reason)
