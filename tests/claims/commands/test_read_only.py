"""A case where nothing may be written, as on a disc or in a colleague's folder, can be read and is not changed."""

from __future__ import annotations

import ctypes
import multiprocessing
import shutil
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, TypeVar

import pytest

from claims.build import Workspace
from claims.decisions import decisions
from evidence.store import FILE, Store
from tests.claims.running import done, krav

FORK = multiprocessing.get_context("fork")
Answer = TypeVar("Answer")

#: Linux: the layout of what a process may do, and the two rights by which root reads and writes whatever the mode says.
_VERSION, _OVERRIDE = 0x20080522, 0b110


def _as_anybody(ask: Callable[..., Any], given: Sequence[Any], answers: Connection) -> None:
    """Root is held to the modes of files, as anybody is: for good, so it is said in a copy of this process."""
    libc = ctypes.CDLL(None, use_errno=True)
    head, rights = (ctypes.c_uint32 * 2)(_VERSION, 0), (ctypes.c_uint32 * 6)()  # in force, allowed, handed on; twice
    assert libc.capget(head, rights) == 0
    for which in (0, 1):
        rights[which] &= ~_OVERRIDE
    assert libc.capset(head, rights) == 0
    answers.send([ask(*one) for one in given])


def by_anybody(ask: Callable[..., Answer], given: Sequence[tuple[object, ...]]) -> list[Answer]:
    """What is answered to each when it is asked by somebody who may do what the modes of files say and no more."""
    here, there = FORK.Pipe(duplex=False)
    asking = FORK.Process(target=_as_anybody, args=(ask, given, there))
    asking.start()
    there.close()
    told: list[Answer] = here.recv()
    asking.join()
    return told


def may_write_in(folder: Path) -> bool:
    with suppress(PermissionError):
        (folder / "ny").touch()
    return (folder / "ny").exists()


def locked(folder: Path, mode: int) -> None:
    for one in (folder, *folder.rglob("*")):
        one.chmod(mode | (0o111 if one.is_dir() else 0))


@pytest.fixture
def case(made: Path, tmp_path: Path) -> Iterator[Path]:
    """A case that was searched, in a folder nobody may write in."""
    kept = shutil.copytree(made, tmp_path / "kun-laese", copy_function=shutil.copyfile)
    locked(kept, 0o444)
    if by_anybody(may_write_in, [(kept,)]) == [True]:
        pytest.skip("this machine lets us write whatever the mode says")
    yield kept
    locked(kept, 0o644)


def test_all_of_it_can_be_listed_searched_and_reckoned(case: Path) -> None:
    before = (case / FILE).read_bytes()
    commands = [
        ["status", "--documents"], ["list", "promises"], ["list", "gaps"], ["list", "documents"],
        ["list", "limitation"], ["search", "FlowJob"], ["show", "kontrakt.txt"], ["assess"], ["verify"],
        ["export", "--as", "findings"],
    ]  # fmt: skip
    for told in by_anybody(partial(krav, folder=case), [tuple(one) for one in commands]):
        assert told.returncode == 0 and told.stdout.strip(), (told.args, told.stderr)
    assert (case / FILE).read_bytes() == before


def test_nothing_is_said_to_be_noted_that_is_not(case: Path, made: Path) -> None:
    promise = done("list", "promises", folder=made).splitlines()[1].split("\t")[0]
    wanted = [("decide", promise, "accept", "--reason", "x"), ("gap", "g-", "--state", "got")]
    decided, asked = by_anybody(partial(krav, folder=case), wanted)
    assert decided.returncode == asked.returncode == 1 and not decided.stdout and not asked.stdout
    assert "may not be written in" in decided.stderr


def decided_on(folder: Path, item: str) -> tuple[str, str]:
    """Why an item was decided as it was, and what the store says to who would note something."""
    with Store.open(folder) as store:
        try:
            store.log("decide")
        except sqlite3.OperationalError as refused:
            return decisions(store)[item].reason, str(refused)
        return decisions(store)[item].reason, ""


@pytest.mark.usefixtures("case")  # who may write everywhere is passed by
def test_what_was_decided_last_and_stands_beside_the_file_yet_is_seen(made: Path, tmp_path: Path) -> None:
    work = Workspace(shutil.copytree(made, tmp_path / "sag"))
    work.store.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    promise = done("list", "promises", folder=tmp_path / "sag").splitlines()[1].split("\t")[0]
    work.decide(promise, "accept", "Bekræftet")
    copy = shutil.copytree(tmp_path / "sag", tmp_path / "kopi", ignore=shutil.ignore_patterns("*-shm"),
                           copy_function=shutil.copyfile)  # fmt: skip
    work.store.close()
    assert (copy / f"{FILE}-wal").stat().st_size
    locked(copy, 0o444)
    ((reason, refused),) = by_anybody(decided_on, [(copy, promise)])
    locked(copy, 0o644)
    assert reason == "Bekræftet" and "readonly" in refused
