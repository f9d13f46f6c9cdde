"""Where a case stands is said again until something it hangs on changes, whoever changes it and wherever."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from claims import casestatus
from claims.build import Workspace
from claims.dossier.printing import grounds


@pytest.fixture
def work(one_paper: Workspace) -> Workspace:
    one_paper.find()
    return one_paper


def test_nothing_is_read_again_while_nothing_changes(work: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    first = work.status()

    def never(*_: object) -> dict[str, Any]:
        raise AssertionError

    monkeypatch.setattr(casestatus, "status", never)
    assert Workspace(work.folder).status() == first


def test_a_search_that_finds_nothing_new_leaves_it_standing(work: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    first = work.status()

    def never(*_: object) -> dict[str, Any]:
        raise AssertionError

    monkeypatch.setattr(casestatus, "status", never)
    again = Workspace(work.folder)
    assert again.find() == 0
    assert again.status() == first


def test_what_changes_the_case_is_seen(work: Workspace, tmp_path: Path) -> None:
    def changed(act: object) -> dict[str, Any]:
        now = Workspace(work.folder).status()
        assert now == casestatus.status(Workspace(work.folder), work.words), act
        return now

    before = work.status()
    (tmp_path / "b.txt").write_text("Systemet var nede den 3. maj 2010.\n", encoding="utf-8")
    work.add([tmp_path / "b.txt"], jobs=1)
    assert changed("add")["counts"]["documents to search"] == 1
    work.find()
    assert changed("find")["counts"]["documents to search"] == 0
    work.decide(work.findings()[0].id, "reject", "handler om et andet system")
    assert changed("decide")["counts"]["decisions"] == 1
    case = work.folder / "case.toml"
    case.write_text(case.read_text(encoding="utf-8").replace("2012-06-29", "2012-07-02"), encoding="utf-8")
    assert changed("case.toml")["as_of"] == "2012-07-02" != before["as_of"]
    (work.folder / "out" / "dossier.pdf").write_bytes(b"%PDF")
    changed("printed")
    (work.folder / "rules").mkdir()
    (work.folder / "rules" / "egne.toml").write_text("", encoding="utf-8")
    changed("rules")
    work.kept.put("pages", "printed", {"grounds": grounds(Workspace(work.folder))})
    printed = changed("nothing but what is kept")["stale"]
    (work.folder / "templates").mkdir()
    (work.folder / "templates" / "dossier.css").write_text("p { color: black }", encoding="utf-8")
    assert changed("templates")["stale"] != printed


def test_a_damaged_memory_is_as_good_as_none(work: Workspace) -> None:
    first = work.status()
    (work.folder / "kept" / "status.json").write_bytes(b"{")
    assert work.status() == first
