"""Cases of every version so far are opened, found whole and built; one of a version to come is told of."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from importlib.metadata import version
from pathlib import Path

import pytest

from claims.build import Workspace
from claims.comparison.ties import ties
from claims.decisions import decisions
from claims.liability.answers import answers
from evidence.store import Store

VERSIONS = Path(__file__).parent / "cases" / "versions"
PACKED = sorted(VERSIONS.glob("*.zip"))


def unpacked(packed: Path, folder: Path) -> Path:
    zipfile.ZipFile(packed).extractall(folder / "sag")
    return folder / "sag"


def test_there_is_a_case_of_this_version() -> None:
    assert f"{version('kravsag')}.zip" in [one.name for one in PACKED], "run `python -m tools.old_case`"


@pytest.mark.parametrize("packed", PACKED, ids=lambda one: one.stem)
def test_a_case_of_an_earlier_version_opens_and_builds(packed: Path, tmp_path: Path) -> None:
    work = Workspace(unpacked(packed, tmp_path))
    assert work.verify() == []
    assert {one.verdict for one in decisions(work.store).values()} == {"accept", "reject", "amend"}
    assert answers(work.store) and ties(work.store)
    work.take_in_ledgers()
    work.find()
    dossier = work.dossier()
    assert dossier.breaches and dossier.losses
    # A statement that is read as of another kind today is as the person who decided on it saw it.
    broken = "Systemet brød ned den 5. maj 2010, og ingen kan registrere."
    amended = [one for one in work.findings() if one.quote == broken]
    assert [(one.kind, one.when and str(one.when.start)) for one in amended] == [("functional_defect", "2010-05-04")]
    assert {one.id for one in work.findings()} >= {item for item in decisions(work.store) if item.startswith("f-")}
    assert work.verify() == []


def test_a_case_of_a_later_version_is_told_of(tmp_path: Path) -> None:
    folder = unpacked(PACKED[-1], tmp_path)
    with Store.open(folder) as store, store.transaction() as connection:
        connection.execute("UPDATE rooms SET steps = steps + 1 WHERE room = 'evidence'")
    said = subprocess.run(
        [sys.executable, "-m", "claims.cli", "-C", str(folder), "status"], capture_output=True, text=True, check=False,
        env={"PATH": "/usr/bin", "LC_ALL": "C.UTF-8"}, cwd=Path(__file__).parents[1],
    )  # fmt: skip
    assert said.returncode == 1
    assert "made by a newer krav" in said.stderr and "Install the newest kravsag" in said.stderr


def test_a_store_of_the_first_steps_is_brought_up_to_date(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from evidence import schema

    every = schema.STEPS
    monkeypatch.setattr(schema, "STEPS", every[:1])
    Store.create(tmp_path / "sag").close()
    monkeypatch.setattr(schema, "STEPS", every)
    with Store.open(tmp_path / "sag") as store:
        assert store.connection.execute("SELECT steps FROM rooms WHERE room = 'evidence'").fetchone() == (len(every),)
        assert store.documents() == []
