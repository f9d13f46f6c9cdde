"""Knowledge runs evidence → extract → claims → templates: no circle, no import back; and a light start."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import click
import pytest

from claims.build import Workspace, make_case
from claims.cli import COMMANDS, cli
from claims.commands.terminal import spoken
from templates.words import Words
from tests.loading import HEAVY, ROOT, loaded

MAY_IMPORT = {
    "evidence": {"evidence"},
    "extract": {"extract", "evidence"},
    "claims": {"claims", "extract", "evidence", "templates"},
    "templates": {"templates"},
}
#: What the rooms within ``extract`` know of one another; what lies beside them may know them all.
WITHIN_EXTRACT: dict[str, set[str]] = {
    "days": set(),
    "voices": {"days", "tables"},
    "papers": {"days", "voices", "tables"},
    "rules": {"papers", "voices"},
    "tables": {"days", "voices", "papers", "rules"},
    "secondreader": {"voices", "papers", "rules"},
}


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: a relative import hides which room it reaches into"
            yield node.module or ""


@pytest.mark.parametrize("room", MAY_IMPORT)
def test_a_room_imports_only_what_it_may_know(room: str) -> None:
    files = sorted((ROOT / room).rglob("*.py"))
    assert files
    for path in files:
        rooms = {name.partition(".")[0] for name in imported(path)} & (set(MAY_IMPORT) | {"tests"})
        assert rooms <= MAY_IMPORT[room], f"{path.relative_to(ROOT)} imports {rooms - MAY_IMPORT[room]}"


@pytest.mark.parametrize("room", WITHIN_EXTRACT)
def test_a_room_within_extract_imports_only_the_rooms_it_may_know(room: str) -> None:
    for path in sorted((ROOT / "extract" / room).glob("*.py")):
        parts = [name.split(".") for name in imported(path)]
        known = {names[1] for names in parts if names[0] == "extract" and len(names) > 1} & set(WITHIN_EXTRACT)
        assert known <= WITHIN_EXTRACT[room] | {room}, f"{path.relative_to(ROOT)} imports {known - {room}}"


def test_no_file_of_tests_reaches_into_another() -> None:
    """What several need stands in a module of helpers beside them, so that a test can be moved and mended alone."""
    reaching = [
        f"{path.relative_to(ROOT)}: {name}"
        for path in sorted((ROOT / "tests").rglob("*.py")) for name in imported(path)
        if name.startswith("tests.") and name.rpartition(".")[2].startswith("test_")
    ]  # fmt: skip
    assert reaching == []


def test_what_a_loss_comes_to_is_reckoned_without_the_comparison_or_who_answers_for_it() -> None:
    for path in (ROOT / "claims" / "loss").glob("*.py"):
        folders = {".".join(name.split(".")[:2]) for name in imported(path)}
        assert not folders & {"claims.comparison", "claims.liability"}, path.name


def test_no_two_modules_import_each_other_at_load_time() -> None:
    graph = {}
    for room in MAY_IMPORT:
        for path in (ROOT / room).rglob("*.py"):
            name = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
            graph[name] = set(_at_load(path)) - {name}
    state: dict[str, int] = {}

    def visit(name: str, path: tuple[str, ...]) -> None:
        if state.get(name) == 2:
            return
        assert state.get(name) != 1, f"a circle: {' → '.join((*path, name))}"
        state[name] = 1
        for other in sorted(graph.get(name, ())):
            visit(other, (*path, name))
        state[name] = 2

    for name in sorted(graph):
        visit(name, ())


def _at_load(path: Path) -> Iterator[str]:
    """Modules imported when the module itself is, leaving out what only type checkers read."""
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def test_the_overview_imports_no_command_and_nothing_heavy() -> None:
    modules = loaded("--help")
    assert not HEAVY & {name.partition(".")[0] for name in modules}
    assert not {name for name in modules if name.startswith("claims.commands.")} - {"claims.commands.terminal"}


def test_every_command_is_where_the_overview_looks_for_it() -> None:
    for name in COMMANDS:
        command = cli.get_command(click.Context(cli), name)
        assert command is not None and command.name == name and command.help


def test_where_a_case_stands_is_said_again_without_anything_heavy(tmp_path: Path) -> None:
    make_case(tmp_path / "sag", ["Nørreby Kommune"], ["Systemhuset A/S"], ["FlowJob"], date(2012, 6, 29))
    paper = tmp_path / "referat.txt"
    paper.write_text("Systemhuset A/S skal levere FlowJob senest den 1. oktober 2009.\n", encoding="utf-8")
    work = Workspace(tmp_path / "sag")
    work.add([paper], jobs=1)
    work.find()
    work.status(Words(spoken()))
    modules = {name.partition(".")[0] for name in loaded("-C", str(tmp_path / "sag"), "status")}
    assert modules & HEAVY == {"sqlite3"}


def test_a_benchmark_finds_what_it_reads() -> None:
    """Benchmarks run apart from the tests, so a file that has moved would be missed until somebody measures."""
    from tests.benchmarks import finding

    assert finding.PROSE.is_file() and finding.EVERYDAY.is_file()
