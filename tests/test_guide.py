"""The examples of the guide work as they stand, in the order they stand in."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path
from shutil import copy

import pytest
from click.testing import CliRunner

from claims.case import read_case
from claims.cli import cli
from claims.exports import FILES, TEXTS

ROOT = Path(__file__).parents[1]
GUIDE = ROOT / "docs" / "guide"
PAPERS = {
    "kontrakt.txt": "Kontrakt mellem Nørreby Kommune og Systemhuset A/S\n\nIndgået den 14. november 2008\n\n"
    "4.1 Leverandøren skal levere FlowJob klar til drift senest den 1. oktober 2009.\n",
    "referat.txt": "Referat af styregruppemøde den 27. maj 2010\n\nSystemet blev først taget i drift den 1. marts "
    "2010. Kommunen er tilfreds med uddannelsen. Kommunen har brugt 40 timer på at indtaste oplysninger på ny.\n",
}
LEDGER = (
    "borger;ydelse;fra;til;udbetalt;registreret;faktisk;bevis;refusion;stand\n"
    "B-001;kontanthjaelp;2010-05-03;2010-05-30;10.500,00;;aktiv;journal 1;3.150,00;refused\n"
)


def commands(page: Path) -> list[str]:
    text = page.read_text(encoding="utf-8")
    blocks = re.findall(r"```console\n(.*?)```", text, re.DOTALL)
    return [line.removeprefix("$ ") for block in blocks for line in block.splitlines() if line.startswith("$ ")]


def run(*args: str) -> str:
    ran = CliRunner().invoke(cli, args)
    assert ran.exit_code == 0, (args, ran.output, ran.exception)
    return ran.output


def filled(args: list[str]) -> list[str]:
    """The command with real ids where the guide has dots."""
    lists = {"f-…": "promises", "b-…": "breaches", "F-…": "figures"}
    wanted = next((one for one in args if one in lists), None)
    if wanted is None:
        return args
    name = "figure" if wanted == "F-…" else "id"
    first = json.loads(run("-C", "min-sag", "list", lists[wanted], "--json"))[0]
    return [next(first[key] for key in (name, "id") if key in first) if one == wanted else one for one in args]


def test_both_languages_show_the_same_examples() -> None:
    assert commands(GUIDE / "da.md") == commands(GUIDE / "en.md")


@pytest.mark.parametrize("page", [GUIDE / "da.md", ROOT / "README.md"], ids=["guide", "readme"])
def test_the_examples_work_as_they_stand(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "bevismappe").mkdir()
    for name, text in PAPERS.items():
        (tmp_path / "bevismappe" / name).write_text(text, encoding="utf-8")
    # Setting the pages takes most of a minute and is tried elsewhere.
    monkeypatch.setattr("templates.render.pdf", lambda _made, target, *_: target.write_bytes(b"%PDF-"))
    for line in commands(page):
        program, *args = shlex.split(line, comments=True)
        if program == "make" or args[-1] == "serve":  # the project's own, and what runs until it is ended
            continue
        assert program == "krav"
        run(*filled(args))
        if args[0] == "new":
            (tmp_path / "refusion.csv").write_text(LEDGER, encoding="utf-8")
            copy(tmp_path / "refusion.csv", tmp_path / "min-sag" / "ledgers")
    if page.parent == GUIDE:
        assert (tmp_path / "fund.jsonl").read_text(encoding="utf-8").count('"decision": "accept"') == 1


def test_the_case_file_of_the_danish_guide_is_one(tmp_path: Path) -> None:
    (told,) = re.findall(r"```toml\n(.*?)```", (GUIDE / "sagen.md").read_text(encoding="utf-8"), re.DOTALL)
    (tmp_path / "case.toml").write_text(told, encoding="utf-8")
    case = read_case(tmp_path)
    assert case.contract is not None and case.claim is not None and len(case.limitation.event) == 1


@pytest.mark.parametrize("page", ["da.md", "en.md", "sagen.md", "gennemsyn.md", "eksport.md"])
def test_what_a_page_of_the_guide_leads_to_is_there(page: str) -> None:
    for address in re.findall(r"\]\(([^)#:]+)\)", (GUIDE / page).read_text(encoding="utf-8")):
        assert (GUIDE / address).exists(), address


@pytest.mark.parametrize("page", ["export.md", "guide/eksport.md"])
def test_every_form_a_case_leaves_in_is_told_in_both_languages_and_no_other(page: str) -> None:
    text = (GUIDE.parent / page).read_text(encoding="utf-8")
    table = next(part for part in text.split("\n\n") if part.startswith("| form |"))
    told = [name for line in table.splitlines()[2:] for name in re.findall(r"`(\w+)`", line.split("|")[1])]
    assert sorted(told) == sorted((*TEXTS, *FILES))

