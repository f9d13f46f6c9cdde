"""What the words of a line of an incident log say it was: its kind, whose doing, a request, maintenance as planned."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from typing import Any

from extract.folding import small
from extract.rules.patterns import compile_pattern
from extract.rules.ruleset import WORDS


@cache
def words() -> Mapping[str, Any]:
    """The file of words as it is written."""
    return tomllib.loads((WORDS / "log.toml").read_text(encoding="utf-8"))


@cache
def _expression(table: str, name: str) -> re.Pattern[str]:
    # In a list of words a stroke is a sign like any other; patterns use it between words that may stand for each other.
    written = words()[table][name]
    plain = written if table == "planned" else [word.replace("/", r"\/") for word in written]
    return re.compile("|".join(compile_pattern(word, {}).regex for word in plain))


def kind_of(told: str) -> str:
    """The kind of incident the folded words tell of."""
    kind = next((kind for kind in words()["kinds"] if _expression("kinds", kind).search(told)), "functional_defect")
    return kind.removesuffix("_first")


def whose_doing(blamed: str, told: str) -> str:
    """Whose doing it was by the folded words for its cause, else by what is told of it; "" where they do not say."""
    return _who(blamed, "causes") or _who(told, "causes_told")


def _who(told: str, table: str) -> str:
    return next((who for who in words()[table] if told and _expression(table, who).search(told)), "")


def is_request(category: str, description: str) -> bool:
    """Does its category, or the word its description opens with, say that somebody asks for something?"""
    opens, colon, _ = description.partition(":")
    told = {small(category), small(opens.strip()) if colon else ""}
    return not told.isdisjoint(words()["requests"]["words"])


def is_planned(category: str, description: str) -> bool:
    """Do its folded words call it maintenance that was planned or announced, and nothing more than that?"""
    named = category in words()["planned"]["categories"]
    if not named and _expression("planned", "opens").match(description) is None:
        return False
    return _expression("planned", "not").search(description) is None


_TICKET = re.compile(r"[a-zæøå]{1,6}[-_ ]?\d[\w-]*|#?\d{3,}[\w-]*")


def repeats(status: str, description: str) -> str:
    """The ticket the line says it is a duplicate of («dublet af INC-7»), "?" where it names none; else "".

    Both as they are written; «dubletter i registret» tells of doubled data and not of the line.
    """
    said = small(description)
    opens = re.search(r"(?<!\w)(?:dublet|duplikat|gentagelse|duplicate)(?: af| of|:)? (?P<of>[^,;)\]]+)", said)
    if opens and (named := _TICKET.match(opens["of"])):
        return named[0]
    return "?" if small(status) in words()["duplicates"]["words"] else ""


def is_closed(status: str) -> bool:
    """Does its status say that it is over?"""
    return small(status) in words()["closed"]["words"]
