"""A case where nothing may be written, as on a disc or in a colleague's folder, can be read and is not changed."""

from __future__ import annotations

import ctypes
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from claims.build import Workspace
from claims.decisions import decisions
from evidence.store import FILE, Store
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


#: All commands in one process: each by itself would read the rules and the law anew.
_ALL = """
import sys, json
from click.testing import CliRunner
from claims.cli import cli
for words in json.loads(sys.argv[1]):
    told = CliRunner().invoke(cli, words)
    print(json.dumps([words, told.exit_code, told.output]))
"""


def all_told(commands: list[list[str]], folder: Path) -> list[tuple[list[str], int, str]]:
    """What each of the commands says of a case that may only be read, with its code."""
    words = json.dumps([["-C", str(folder), *one] for one in commands])
    ran = subprocess.run(
        [sys.executable, "-c", _ALL, words], capture_output=True, text=True, env=ENGLISH, check=True,
        preexec_fn=as_anybody,
    )  # fmt: skip
    return [json.loads(line) for line in ran.stdout.splitlines()]


def locked(folder: Path, mode: int) -> None:
    for one in (folder, *folder.rglob("*")):
        one.chmod(mode | (0o111 if one.is_dir() else 0))


@pytest.fixture
def case(made: Path, tmp_path: Path) -> Iterator[Path]:
    """A case that was searched, in a folder nobody may write in."""
    kept = shutil.copytree(made, tmp_path / "kun-laese", copy_function=shutil.copyfile)
    locked(kept, 0o444)
    if subprocess.run(["touch", kept / "ny"], preexec_fn=as_anybody, capture_output=True).returncode == 0:
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
    told = all_told(commands, case)
    assert len(told) == len(commands)
    for words, code, said in told:
        assert code == 0 and said.strip(), (words, said)
    assert (case / FILE).read_bytes() == before


def test_nothing_is_said_to_be_noted_that_is_not(case: Path) -> None:
    listed = krav("list", "promises", folder=case)
    assert listed.returncode == 0, listed.stderr
    promise = listed.stdout.splitlines()[1].split("\t")[0]
    decided = krav("decide", promise, "accept", "--reason", "x", folder=case)
    asked = krav("gap", "g-", "--state", "got", folder=case)
    assert decided.returncode == asked.returncode == 1 and not decided.stdout and not asked.stdout
    assert "may not be written in" in decided.stderr


def test_what_was_decided_last_and_stands_beside_the_file_yet_is_seen(made: Path, tmp_path: Path) -> None:
    work = Workspace(shutil.copytree(made, tmp_path / "sag"))
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
