"""The wheel holds all the program needs, and works where nothing else of the project lies."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path
from shutil import copytree, ignore_patterns

import pytest

ROOT = Path(__file__).parents[1]
ROOMS = ("evidence", "extract", "claims", "templates")
#: What teaches the second reader and the kinds of papers goes into their models and need not travel.
LEFT_OUT = (ROOT / "extract" / "examples", ROOT / "evidence" / "examples")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    source, made = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("wheel")
    for room in ROOMS:
        copytree(ROOT / room, source / room, ignore=ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        (source / name).write_bytes((ROOT / name).read_bytes())
    code = f"from setuptools import build_meta; build_meta.build_wheel({str(made)!r})"
    subprocess.run([sys.executable, "-c", code], cwd=source, check=True, capture_output=True)
    return next(made.glob("*.whl"))


def test_every_file_of_the_rooms_is_in_the_wheel(wheel: Path) -> None:
    held = set(zipfile.ZipFile(wheel).namelist())
    wanted = {
        str(path.relative_to(ROOT))
        for room in ROOMS
        for path in (ROOT / room).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts and not set(path.parents).intersection(LEFT_OUT)
    }
    assert not wanted - held
    assert {name.split("/")[0] for name in held - wanted} == {"kravsag-0.1.0.dist-info"}


def test_it_finds_its_rules_law_words_fonts_and_sample_when_unpacked(wheel: Path, tmp_path: Path) -> None:
    zipfile.ZipFile(wheel).extractall(tmp_path / "unpacked")
    code = """
from importlib import resources
from click.testing import CliRunner
import claims.cli
from templates.render import fingerprint
from templates.words import Words

assert Words("da").say("Where the case stands.") == "Hvor sagen står."
for args in (["rules", "try", "Systemet har været nede siden maj 2010."], ["law"], ["man", "manual"]):
    ran = CliRunner().invoke(claims.cli.cli, args)
    assert ran.exit_code == 0, ran.output
assert fingerprint()
with resources.as_file(resources.files("claims") / "demo" / "documents") as sample:
    assert len(list(sample.rglob("*.*"))) > 30
print(claims.cli.__file__)
"""
    ran = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path / "unpacked", capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.strip().startswith(str(tmp_path))
