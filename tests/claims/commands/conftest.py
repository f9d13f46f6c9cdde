"""A case of a contract, minutes, a log and two ledgers, and what its commands say."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.claims.exports.office import case_with_ledgers
from tests.claims.running import done, krav

LOG = """Sag;Oprettet;Løst;Prioritet;Beskrivelse
INC-7;03-03-2010 08:00;03-03-2010 12:00;1;FlowJob er nede
INC-8;04-03-2010 09:00;04-03-2010 10:30;2;FlowJob er langsomt
"""


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case of a contract, minutes, a log and two ledgers, that tests only look at."""
    work = case_with_ledgers(tmp_path_factory.mktemp("ansigter") / "sag")
    (work.folder.parent / "driftslog.csv").write_text(LOG, encoding="utf-8")
    done("add", work.folder.parent / "driftslog.csv", folder=work.folder)
    work.find()
    work.store.close()
    return work.folder


@pytest.fixture(scope="session")
def printed(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same when its dossier has been made and printed once, which takes longest of all."""
    folder = Path(shutil.copytree(made, tmp_path_factory.mktemp("trykt") / "sag"))
    done("build", folder=folder)
    return folder


@pytest.fixture
def case(made: Path, tmp_path: Path) -> Path:
    """The same as one's own."""
    return Path(shutil.copytree(made, tmp_path / "sag"))


def data(*args: object, folder: Path | None = None) -> Any:
    return json.loads(done(*args, "--json", folder=folder))


def refused(*args: object, folder: Path | None = None, code: int = 1) -> str:
    """What it complained of."""
    ran = krav(*args, folder=folder)
    assert ran.returncode == code, ran.stdout
    assert "Traceback" not in ran.stderr
    return ran.stderr


def found(folder: Path, label: str) -> dict[str, Any]:
    lines = done("export", "--as", "findings", folder=folder).splitlines()
    return next(one for one in map(json.loads, lines) if one["label"] == label)
