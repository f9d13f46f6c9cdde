"""A case where nothing may be written, as on a disc or in a colleague's folder, can be read and is not changed."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from claims.decisions import decisions
from evidence.store import FILE, Store
from tests.claims.exports.office import case_with_ledgers
from tests.claims.test_cli import ENGLISH, KRAV, Ran, done

#: Linux: what a process may ever do, and the rights by which root reads and writes whatever the mode says.
_DROP, _OVERRIDE = 24, (1, 2)


def as_anybody() -> None:
    """Root is held to the modes of files as anybody is."""
    for right in _OVERRIDE if os.geteuid() == 0 else ():
        ctypes.CDLL(None).prctl(_DROP, right, 0, 0, 0)


def krav(*args: object, folder: Path) -> Ran:
    words = [*KRAV, "-C", str(folder), *map(str, args)]
    return subprocess.run(words, capture_output=True, text=True, env=ENGLISH, preexec_fn=as_anybody)


def locked(folder: Path, mode: int) -> None:
    for one in (folder, *folder.rglob("*")):
        one.chmod(mode | (0o111 if one.is_dir() else 0))


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Path]:
    """A case that was searched, in a folder nobody may write in."""
    work = case_with_ledgers(tmp_path / "sag")
    work.find()
    work.store.close()
    kept = shutil.copytree(tmp_path / "sag", tmp_path / "kun-laese", copy_function=shutil.copyfile)
    locked(kept, 0o444)
    if subprocess.run(["touch", kept / "ny"], preexec_fn=as_anybody, capture_output=True).returncode == 0:
        pytest.skip("this machine lets us write whatever the mode says")
    yield kept
    locked(kept, 0o644)


def test_all_of_it_can_be_listed_searched_and_reckoned(case: Path) -> None:
    before = (case / FILE).read_bytes()
    for words in (
        ["status", "--documents"], ["list", "promises"], ["list", "gaps"], ["list", "documents"],
        ["list", "limitation"], ["search", "FlowJob"], ["show", "kontrakt.txt"], ["assess"], ["verify"],
        ["export", "--as", "findings"],
    ):  # fmt: skip
        told = krav(*words, folder=case)
        assert told.returncode == 0 and told.stdout.strip(), (words, told.stderr)
    assert (case / FILE).read_bytes() == before


def test_nothing_is_said_to_be_noted_that_is_not(case: Path) -> None:
    listed = krav("list", "promises", folder=case)
    assert listed.returncode == 0, listed.stderr
    promise = listed.stdout.splitlines()[1].split("\t")[0]
    for words in (["decide", promise, "accept", "--reason", "x"], ["gap", "g-", "--state", "got"]):
        told = krav(*words, folder=case)
        assert told.returncode == 1 and not told.stdout
    assert "may not be written in" in krav("decide", promise, "accept", "--reason", "x", folder=case).stderr


def test_what_was_decided_last_and_stands_beside_the_file_yet_is_seen(tmp_path: Path) -> None:
    work = case_with_ledgers(tmp_path / "sag")
    work.find()
    work.store.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    promise = done("list", "promises", folder=tmp_path / "sag").splitlines()[1].split("\t")[0]
    work.decide(promise, "accept", "Bekræftet")
    shutil.copytree(tmp_path / "sag", tmp_path / "kopi", ignore=shutil.ignore_patterns("*-shm"))
    assert (tmp_path / "kopi" / f"{FILE}-wal").stat().st_size
    with Store.open(tmp_path / "kopi") as store:
        store._only_read()
        assert decisions(store)[promise].reason == "Bekræftet"
        with pytest.raises(Exception, match="readonly"):
            store.log("decide")
    work.store.close()
