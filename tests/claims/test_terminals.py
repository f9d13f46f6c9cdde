"""What krav says reaches whoever listens, in whatever code they do; and its work is done where nobody does."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from tests.claims.running import ENGLISH, KRAV, process

NEW = ["--customer", "Ørby", "--vendor", "Tovholm", "--system", "FlowJob"]


@pytest.mark.parametrize("code", ["cp850", "cp1252", "latin-1", "ascii"])
def test_a_terminal_of_fewer_letters_shows_what_it_can_and_data_lose_none(tmp_path: Path, code: str) -> None:
    """A Danish Windows writes what is sent to a file in 256 letters: a name with others ended krav with a fault."""
    case, paper = tmp_path / "sag", tmp_path / "møde – 😀.txt"
    made = process("new", case, *NEW)
    assert made.returncode == 0, made.stderr
    paper.write_text("Referat af mødet den 4. maj 2012 på Ærø.")
    for words in (["add", str(paper)], ["status"], ["status", "--documents"], ["list", "documents", "--json"]):
        ran = subprocess.run(
            [*KRAV, "-C", str(case), *words], capture_output=True, env={**ENGLISH, "PYTHONIOENCODING": code}
        )
        assert ran.returncode == 0 and not ran.stderr, ran.stderr
    assert [one["document"] for one in json.loads(ran.stdout)] == [paper.name]


def test_where_nobody_listens_a_command_does_its_work(tmp_path: Path) -> None:
    deaf = ["sh", "-c", '"$@" >&- 2>&-', "sh"]
    assert subprocess.run([*deaf, *KRAV, "new", str(tmp_path / "sag"), *NEW], env=ENGLISH).returncode == 0
    assert (tmp_path / "sag" / "case.toml").exists()
