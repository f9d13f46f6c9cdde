"""What the documents say of the program is what the program says."""

from __future__ import annotations

import re

import pytest
from jinja2 import Environment

from claims.cli import cli
from claims.commands.manual import man_page, told
from claims.dossier import templatelist
from claims.lawtables import tables
from templates.look import PLAIN
from templates.pages import environment
from templates.view import arrange
from templates.words import Words
from tests.templates import made_up
from tools import pages, site
from tools.reference import PAGES, REFERENCE, markdown

TEMPLATES = REFERENCE.parent / "templates.md"


@pytest.mark.parametrize("language", PAGES)
def test_the_command_reference_is_fresh(language: str) -> None:
    printed = (REFERENCE / PAGES[language]).read_text(encoding="utf-8")
    assert printed == markdown(language), "run `make reference`"


def test_the_site_prints_every_table_of_law_with_its_rows() -> None:
    """The hook called what had got another argument, and ``make site`` ended in its traceback."""
    page = site.law()
    for table in tables():
        told = page.split(f"## {table.name}\n")[1].split("\n## ")[0]
        assert told.count("\n| ") == len(table.rows) + 2  # the head and the line under it
        assert all(row.cite.replace("|", "\\|") in told for row in table.rows)


@pytest.mark.parametrize("language", PAGES)
def test_every_command_has_a_man_page_that_names_its_options(language: str) -> None:
    for one in told(cli, language):
        page = man_page(one, language)
        assert page.startswith(".TH ") and len(page.split(".TP\n")) == len(one.options) + 1
        assert not [line for line in page.splitlines() if line.startswith("'")]


def test_everything_a_template_may_use_is_told_and_nothing_else() -> None:
    assert TEMPLATES.read_text(encoding="utf-8") == templatelist.page(TEMPLATES), "run `make schema`"
    dossier = made_up.empty().model_dump(mode="json")
    given = arrange(dossier, Words("da"))
    assert set(templatelist.ARRANGED) == {*given, "look"}
    for name in set(templatelist.ARRANGED["look"].split("look.")[1:]):
        assert hasattr(PLAIN, name.partition("`")[0].partition("(")[0]), name
    ours = environment("da").globals
    assert set(templatelist.GLOBAL) == set(ours) - set(Environment().globals)
    for name, module in (("charts", ours["charts"]), ("drawing", ours["drawing"])):
        for function in re.findall(r"`(?:\w+\.)?(\w+)[`(]", templatelist.GLOBAL[name]):
            assert callable(getattr(module, function))


def test_every_field_of_every_model_of_the_dossier_is_in_the_list() -> None:
    told = templatelist.page(TEMPLATES)
    models = templatelist.reachable()
    names = {model.__name__ for model in models}
    assert {"Dossier", "Item", "Breach", "LossItem", "Chain", "ServiceLevels", "OwnTemplate"} <= names
    for model in models:
        part = told.split(f"\n### {model.__name__}")[1].split("\n### ")[0]
        assert re.findall(r"^\| `(\w+)` \|", part, re.MULTILINE) == list(model.model_fields)


def test_the_pictures_of_pages_are_there_and_small() -> None:
    docs = REFERENCE.parent
    for page in (docs / "dossier.md", docs / "templates.md"):
        for address in re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8")):
            assert (page.parent / address).exists(), f"{page.name}: {address}"
    shown = re.findall(r"images/(page-[\w-]+\.png)", (docs / "dossier.md").read_text(encoding="utf-8"))
    assert sorted(f"page-{name}.png" for name in (*pages.DOSSIER, *pages.BUNDLE)) == sorted(shown)
    assert all((docs / "images" / name).stat().st_size < 120_000 for name in shown)
