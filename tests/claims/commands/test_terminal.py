"""What a person meets at the prompt: the language, a password asked for, the sample case, and that there is no more."""

from __future__ import annotations

import locale
from pathlib import Path
from typing import Any

import pytest

from claims import build
from claims.build import Workspace
from claims.commands.terminal import Progress, spoken
from evidence import search
from tests.claims.running import done


@pytest.mark.parametrize(
    ("machine", "language"), [("da_DK", "da"), ("Danish_Denmark", "da"), ("en_GB", "en"), (None, "en")]
)
def test_without_a_word_in_the_environment_the_machine_says_the_language(
    machine: str | None, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(locale, "getlocale", lambda: (machine, "UTF-8"))
    assert spoken() == language


@pytest.mark.parametrize("bar", [True, False])
def test_a_password_is_asked_for_with_a_bar_and_without(bar: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def prompt(question: str, **_: Any) -> str:
        asked.append(question)
        return "Hemmeligt1"

    monkeypatch.setattr("click.prompt", prompt)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.setattr("sys.stderr.isatty", lambda: bar, raising=False)
    with Progress("Reading files") as step:
        step(1, 2)
        assert step.ask("bevis/laast.pdf") == "Hemmeligt1"
        step(2, 2)
    assert asked == ["bevis/laast.pdf is locked. Its password (Enter leaves it locked)"]


def test_where_no_row_of_law_wants_seeing_to_that_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("claims.lawtables.unconfirmed", lambda _: [])
    monkeypatch.setattr("claims.lawtables.stale", lambda _: [])
    assert done("law", "check") == "Every row of law is confirmed and was checked within the last year.\n"


def test_more_pages_than_are_counted_are_told_as_more(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    every = search.search
    monkeypatch.setattr(search, "search", lambda store, asked, most: every(store, asked, most=most, count_to=1))
    assert "More than 1 page holds these words." in done("search", "FlowJob", folder=made)


def test_the_sample_case_is_made_and_built_in_one(one_paper: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(build, "make_demo", lambda *_, **__: one_paper)  # the sample's own papers take longer
    said = done("demo", one_paper.folder)
    assert "1 document" in said
    assert f"Wrote {one_paper.folder / 'out' / 'dossier.pdf'}" in said
    assert (one_paper.folder / "out" / "dossier.pdf").read_bytes().startswith(b"%PDF")
