"""A byte changed in an original, a log line or a stored page is named, by krav and by the script that does without."""

from __future__ import annotations

import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from claims import verifier
from claims.build import Workspace, make_case
from evidence.custody import head

Change = Callable[[Path, sqlite3.Connection], object]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("varetaegt")
    papers = folder / "bevis"
    papers.mkdir()
    for name in ("a", "b", "c"):
        (papers / f"{name}.txt").write_text(f"Systemet har været nede i {name} uger siden den 3. maj 2010.")
    make_case(folder / "sag", ["Nørreby Kommune"], ["Systemhuset A/S"], ["FlowJob"], date(2012, 1, 1))
    work = Workspace(folder / "sag")
    work.add([papers], jobs=1)
    work.find()
    assert work.findings()
    work.decide(work.findings()[0].id, "accept", "Set efter")
    work.store.close()
    return folder / "sag"


def original(folder: Path, name: str) -> Path:
    return next(path for path in (folder / "originals").rglob("*.txt") if f"i {name} uger" in path.read_text())


def rewritten(folder: Path, data: bytes) -> None:
    path = original(folder, "b")
    path.chmod(0o644)
    path.write_bytes(data)


def run(*changes: str) -> Change:
    return lambda _, database: [database.execute(change) for change in changes]


LINE = "time, who, version, act, detail, previous, hash"
CHANGES: dict[str, tuple[Change, str, str]] = {
    "original": (
        lambda folder, _: rewritten(folder, original(folder, "b").read_bytes().replace(b"ned", b"opp")),
        "original of b.txt has been changed: originals/", "b.txt: the file originals/",
    ),
    "original gone": (
        lambda folder, _: original(folder, "b").unlink(), "original of b.txt is missing", "is missing or cannot be read"
    ),
    "file put in": (
        lambda folder, _: (folder / "originals" / "nyt.txt").write_text("x"), "nyt.txt lies among the originals",
        "originals/nyt.txt: nothing in the case answers for this file",
    ),
    "page": (
        run("UPDATE pages SET text = replace(text, 'nede', 'oppe') WHERE text LIKE '% i b %'"),
        "Page 1 of b.txt is not as it was stored", "b.txt: its text has been changed, page 1",
    ),
    "page taken out": (
        run("DELETE FROM pages WHERE text LIKE '% i b %'"), "pages of b.txt are not those", "b.txt: its pages are not"
    ),
    "log line": (
        run("UPDATE log SET who = 'en anden' WHERE number = 2"), "Line 2 of the log has been changed",
        "Log, line 2: it has been changed",
    ),
    "what a log line tells": (
        run("UPDATE log SET detail = 'x' WHERE number = 2"), "Line 2 of the log has been changed",
        "Log, line 2: it has been changed",
    ),
    "copy put in": (
        run(f"INSERT INTO copies (document, purpose, sha256) SELECT sha256, 'ocr', '{'c' * 64}' FROM documents "
            "WHERE name = 'b.txt'"),
        "b.txt", "b.txt: its copies are not those in the log",
    ),
    "log line taken out": (
        run("DELETE FROM log WHERE number = 2"), "lacks the lines 2 to 2", "lines 2 to 2 are missing"
    ),
    "log lines changed about": (
        run("UPDATE log SET number = -number WHERE number < 3", "UPDATE log SET number = 3 + number WHERE number < 0"),
        "Line 1 of the log has been changed", "Log, line 1: it has been changed",
    ),
    "log line put in": (
        run(f"INSERT INTO log (number, {LINE}) SELECT 5, {LINE} FROM log WHERE number = 4"),
        "Line 5 of the log does not follow", "Log, line 5: it does not follow",
    ),
    "last lines cut off": (
        run("DELETE FROM log WHERE number >= 3"), "log does not say how c.txt", "c.txt: the log does not tell of it"
    ),
    "quote": (
        run("UPDATE finding SET body = replace(body, 'været nede i b', 'været oppe i b')"),
        "in b.txt, page 1", "b.txt, page 1: the quote of f-",
    ),
    "document": (
        run("DELETE FROM documents WHERE name = 'b.txt'"), "is no longer in the case", "b.txt: the log tells of it"
    ),
}  # fmt: skip


def checked(folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *more: str) -> str:
    """What the script prints, as it prints it to a sceptical expert."""
    monkeypatch.setattr(sys, "argv", ["verifier.py", str(folder), *more])
    monkeypatch.setenv("LC_ALL", "C")
    code = verifier.main()
    said = capsys.readouterr().out
    assert (code == 0) == said.startswith("All is as it was")
    return said


def told(folder: Path, noted: str = "") -> str:
    work = Workspace(folder)
    said = "\n".join(map(str, work.verify(noted=noted)))
    work.store.close()
    return said


@pytest.mark.parametrize("change", CHANGES)
def test_what_was_changed_is_named_by_both(
    whole: Path, tmp_path: Path, change: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = shutil.copytree(whole, tmp_path / "sag")
    assert told(folder) == ""
    assert "4 log lines, 3 documents, 3 pages" in checked(folder, monkeypatch, capsys)
    do, by_krav, by_script = CHANGES[change]
    database = sqlite3.connect(folder / "case.sqlite3")
    with database:
        do(folder, database)
    database.close()
    assert by_krav in told(folder)
    assert by_script in checked(folder, monkeypatch, capsys)


def test_last_lines_that_tell_of_no_document_are_missed_only_by_the_noted_line(
    whole: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = shutil.copytree(whole, tmp_path / "sag")
    work = Workspace(folder)
    noted = head(work.store)
    work.store.close()
    assert noted.startswith("4:") and noted in checked(folder, monkeypatch, capsys, "--head", noted)
    with sqlite3.connect(folder / "case.sqlite3") as database:
        database.execute("DELETE FROM log WHERE number = 4")
    assert told(folder) == ""
    checked(folder, monkeypatch, capsys)
    assert "Line 4 of the log is not the one that was noted" in told(folder, noted)
    assert "line 4 is not the one that was noted" in checked(folder, monkeypatch, capsys, "--head", noted)


def test_it_needs_nothing_of_krav_and_leaves_the_case_alone(whole: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(whole, tmp_path / "sag")
    Workspace(folder).store.close()  # what SQLite keeps beside a store somebody still has open is not copied as it is
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*")}
    script = tmp_path / "verifier.py"
    script.write_bytes(Path(verifier.__file__).read_bytes())
    ran = subprocess.run(
        [sys.executable, "-I", "-S", script, folder], capture_output=True, text=True, env={"LANG": "da_DK"}
    )
    assert (ran.returncode, ran.stdout[:20]) == (0, "Alt er, som det var:"), ran.stderr
    assert {path: path.stat().st_mtime_ns for path in folder.rglob("*")} == before
    assert len(script.read_text().splitlines()) < 320


def test_every_text_of_the_script_has_its_danish() -> None:
    text = Path(verifier.__file__).read_text()
    for english, danish in verifier.DANISH.items():
        assert text.count(f'"{english}"') >= 2, english
        assert set(re.findall(r"{\d}", english)) == set(re.findall(r"{\d}", danish)), english


def test_the_dossier_comes_with_a_receipt_that_the_log_answers_for(whole: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(whole, tmp_path / "sag")
    work = Workspace(folder)
    receipt = work.write_dossier(None)[-1].read_text()
    assert head(work.store) in receipt
    assert work.verify(noted=head(work.store)) == []


def test_a_case_nobody_has_searched_has_no_quotes_that_could_be_wrong(one_paper: Workspace) -> None:
    wrong, right = verifier.check_case(one_paper.folder, "")
    assert (wrong, right.split(":")[0]) == ([], "All is as it was")


def test_where_there_is_neither_case_nor_parcel_it_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.txt").write_text("x", encoding="utf-8")
    for given in (tmp_path, tmp_path / "a.txt", tmp_path / "none"):
        monkeypatch.setattr(sys, "argv", ["verifier.py", str(given)])
        assert verifier.main() == 2
        assert str(given) in capsys.readouterr().err
