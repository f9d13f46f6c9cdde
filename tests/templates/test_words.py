"""Every text a person can be shown has its Danish, with the same places to fill; the compiled catalogues are fresh."""

from __future__ import annotations

import ast
import re
import string
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from templates.catalogue import compiled
from templates.words import DOMAINS, LOCALES, Words

ROOT = Path(__file__).parents[2]
CATALOGUES = LOCALES / "da" / "LC_MESSAGES"
ERRORS = ("KravError", "CaseFileError")


def danish() -> dict[str, str]:
    texts: dict[str, str] = {}
    for domain in DOMAINS:
        with (CATALOGUES / f"{domain}.po").open("rb") as file:
            texts |= {str(m.id): str(m.string) for m in read_po(file) if m.id}
    return texts


def spoken_in_code() -> Iterator[tuple[str, str]]:
    """Literal texts in ``Message("…")``, ``say("…")``, ``KravError("…", "…")`` and tables of words."""
    for room in ("evidence", "extract", "claims", "templates"):
        for path in sorted((ROOT / room).rglob("*.py")):
            tree = ast.parse(path.read_text(encoding="utf-8"))
            for node in ast.walk(tree):
                if isinstance(node, ast.Call):
                    name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                    args: list[ast.expr] = []
                    if name in ("Message", "say", "_"):
                        args = node.args[:1]
                    elif name in ERRORS or name == "__init__":
                        args = node.args[:2]
                    for arg in args:
                        if isinstance(arg, ast.Constant) and isinstance(arg.value, str) and arg.value:
                            yield arg.value, str(path.relative_to(ROOT))
            for statement in tree.body:
                target = getattr(statement, "target", None) or next(iter(getattr(statement, "targets", [])), None)
                table = re.fullmatch(r"_?[A-Z_]+", getattr(target, "id", ""))
                value = getattr(statement, "value", None)
                if table and room == "claims" and isinstance(value, ast.Dict):
                    yield from _table_texts(value, getattr(target, "id", ""), str(path.relative_to(ROOT)))


def _table_texts(table: ast.Dict, name: str, path: str) -> Iterator[tuple[str, str]]:
    if name not in (
        "KIND_TEXT", "STRENGTH_TEXT", "SIDE_TEXT", "SOURCE_TEXT", "OUTCOME_TEXT", "STATUS_TEXT", "EXCUSES",
        "_REQUESTS", "_TOLD", "_ORIGIN_TEXT", "SECTION_TEXT", "_SEARCH_TEXT", "_PAGES_TEXT",
        "_STEP_TEXT",
    ):  # fmt: skip
        return
    for value in table.values:
        texts = value.elts if isinstance(value, ast.Tuple) else [value]
        for text in texts:
            if isinstance(text, ast.Constant) and isinstance(text.value, str) and text.value:
                yield text.value, path


def spoken_in_pages() -> Iterator[tuple[str, str]]:
    from jinja2 import Environment

    environment = Environment(extensions=["jinja2.ext.i18n"])
    for path in sorted((ROOT / "templates").rglob("*.j2")):
        # The i18n extension adds this method at run time.
        for _, _, text in environment.extract_translations(path.read_text(encoding="utf-8")):  # type: ignore[attr-defined]  # Babel's extension, which jinja2's types do not know
            if isinstance(text, str):
                yield text, str(path.relative_to(ROOT))


def spoken_in_help() -> Iterator[tuple[str, str]]:
    """Help texts of the command line, as they are before it speaks."""
    import click

    from claims.cli import COMMANDS, below, cli
    from claims.commands.terminal import help_of

    yield from ((summary, "claims/cli.py") for _, summary in COMMANDS.values())
    for command in below(cli):
        spoken = (command, *(parameter for parameter in command.params if isinstance(parameter, click.Option)))
        texts = [help_of(one) for one in spoken]
        yield from ((text, f"krav {command.name}") for text in texts if text)


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_every_text_has_its_danish() -> None:
    known = danish()
    spoken = (*spoken_in_code(), *spoken_in_pages(), *spoken_in_help())
    missing = sorted({(path, text) for text, path in spoken if not known.get(text)})
    assert not missing, "\n".join(f"{path}: {text!r}" for path, text in missing)


def test_danish_fills_the_same_places() -> None:
    for text, said in danish().items():
        assert places(said) <= places(text), (text, said)


@pytest.mark.parametrize("domain", (*DOMAINS, "messages"))
def test_compiled_catalogues_are_fresh(domain: str) -> None:
    source = CATALOGUES / f"{domain}.po"
    assert source.with_suffix(".mo").read_bytes() == compiled(source), "run `make messages`"


@pytest.mark.parametrize("domain", DOMAINS)
def test_each_text_stands_once_in_its_catalogue(domain: str) -> None:
    entries = (CATALOGUES / f"{domain}.po").read_text("utf-8").split("\nmsgid ")[1:]
    texts = [entry.partition("\nmsgstr")[0] for entry in entries]
    assert len(texts) > 1 and sorted(texts) == sorted(set(texts))


def test_no_text_stands_in_two_catalogues_with_two_meanings() -> None:
    seen: dict[str, str] = {}
    for domain in DOMAINS:
        with (CATALOGUES / f"{domain}.po").open("rb") as file:
            for message in read_po(file):
                if message.id:
                    assert seen.setdefault(str(message.id), str(message.string)) == str(message.string), message.id


@pytest.mark.parametrize(
    ("language", "amount", "day", "share"),
    [("da", "−1.234.567,50 kr.", "1. oktober 2010", "99,5 %"), ("en", "DKK −1,234,567.50", "1 October 2010", "99.5%")],
)
def test_numbers_and_days_as_the_language_writes_them(language: str, amount: str, day: str, share: str) -> None:
    words = Words(language)
    assert words.kr(Decimal("-1234567.5")) == amount
    assert words.day(date(2010, 10, 1)) == day
    assert words.percent(Decimal("99.5")) == share
    assert words.say("{when}", when=datetime(2010, 10, 1, 8, 5, tzinfo=UTC)) == f"{day} 08:05"


@pytest.mark.parametrize(("count", "said"), [(0, "0 dage"), (1, "1 dag"), ("1", "1 dag"), (21, "21 dage")])
def test_one_is_told_from_many(count: object, said: str) -> None:
    assert Words("da").say("{count} {count:day|days}", count=count) == said


@pytest.mark.parametrize(
    ("language", "said", "quoted"),
    [
        ("da", "Systemet  er\nnede", "»Systemet er nede«"),
        ("da", "»Vi er glade,« siger han", "“»Vi er glade,« siger han”"),
        ("da", "Han sagde “nej”", "»Han sagde “nej”«"),
        ("da", "»a« og “b”", "»»a« og “b”«"),
        ("en", "It is down", "“It is down”"),
        ("en", "“No,” he said", "»“No,” he said«"),
    ],
)
def test_a_quote_stands_in_marks_that_are_not_those_inside_it(language: str, said: str, quoted: str) -> None:
    assert Words(language).quoted(said) == quoted


def test_what_an_english_text_quotes_stands_in_english_marks() -> None:
    told = {"quote": "Vi reklamerer.", "sheet": "Ark1"}
    for text in ("It says: »{quote}« (sheet «{sheet}»).", "It says: «{quote}» (sheet »{sheet}«)."):
        assert Words("en").say(text, **told) == "It says: “Vi reklamerer.” (sheet “Ark1”)."
    assert Words("en").say("{said}", said="»som det står«") == "»som det står«"  # what is quoted keeps its own


def test_an_amount_at_the_end_of_a_sentence_has_one_stop() -> None:
    words = Words("da")
    said = words.say("Over the whole time at most {amount}.", amount=words.kr(Decimal(750000)))
    assert said == "Over hele tiden højst 750.000,00 kr."
