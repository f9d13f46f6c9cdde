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
from extract.topics import shut


@cache
def words() -> Mapping[str, Any]:
    """The file of words as it is written."""
    return tomllib.loads((WORDS / "log.toml").read_text(encoding="utf-8"))


@cache
def _expression(table: str, name: str) -> re.Pattern[str]:
    # In a list of words a stroke is a sign like any other; patterns use it between words that may stand for each other.
    written = words()[table][name]
    patterns = table in ("planned", "environments", "requests")
    plain = written if patterns else [word.replace("/", r"\/") for word in written]
    return re.compile("|".join(compile_pattern(word, {}).regex for word in plain))


def kind_of(told: str) -> str:
    """The kind of incident the folded words tell of."""
    kind = next((kind for kind in words()["kinds"] if _expression("kinds", kind).search(told)), "functional_defect")
    return shut(kind.removesuffix("_first"), told)


def whose_doing(blamed: str, told: str) -> str:
    """Whose doing it was by the folded words for its cause, else by what is told of it; "" where they do not say."""
    return _who(_NOT_THEIRS.sub("", blamed), "causes") or _who(told, "causes_told")


#: «Ikke kundens fejl»: nothing is laid on the customer.
_NOT_THEIRS = re.compile(r"\bikke (?:hos |fra )?(?:kund|kommun|bruger)\w*")
#: «Brugerfejl»: a status that is nothing but whose doing it was.
_USERS = re.compile(r"(?:brugerfejl|betjeningsfejl|fejlbetjening|user error)\W*")
#: «Lukket - kundens rapportkørsel»: what a closed line says beside being closed is why; not what it waits for, or who
#: has agreed, and not whose «own» fault it was, which hangs on who keeps the log.
_WHY_CLOSED = re.compile(r"^(?P<closed>\w+)\s*(?:[-–—:,;/(]+)\s*(?P<why>.+)$")
_NO_CAUSE = re.compile(
    r"^(?:egen|eget|egne)\b"
    r"|\b(?:afvent|godkend|bekræft|accept|kvitter|aftal|orienter|infor|svar|waiting|approv|confirm)"
)


def why_closed(status: str) -> str:
    """What the status of a closed line says of its cause, folded; "" where it says nothing."""
    plain = small(status).strip()
    if _USERS.fullmatch(plain):
        return plain
    said = _WHY_CLOSED.match(plain)
    if said is None or said["closed"] not in words()["closed"]["words"] or _NO_CAUSE.search(said["why"]):
        return ""
    return said["why"].rstrip(") ")


def is_of_a_test(system: str, description: str) -> bool:
    """Do the folded words tell of a system nobody works in: a test environment, one for courses?"""
    named = system and _expression("environments", "system").search(system)
    return bool(named or _expression("environments", "opens").match(description))


def tells_of_a_test(sentence: str) -> bool:
    """Does a sentence tell of such a system, and of the one people work in at most as unharmed?"""
    told = small(sentence)
    if not (_expression("environments", "opens").match(told) or _expression("environments", "told").search(told)):
        return False
    running = _expression("environments", "running").search(told)
    return not running or bool(_expression("environments", "unharmed").search(told))


def _who(told: str, table: str) -> str:
    return next((who for who in words()[table] if told and _expression(table, who).search(told)), "")


def is_request(category: str, description: str) -> bool:
    """Does its category, or what its description opens with, say that somebody asks for something?"""
    opens, colon, _ = description.partition(":")
    told = {small(category), small(opens.strip()) if colon else ""}
    said = small(description)
    asked = _expression("requests", "asks").match(said) and " ikke" not in said
    opening = _expression("requests", "opens").match(said)
    troubled = _WRONG.search(said) or any(_expression("kinds", kind).search(said) for kind in words()["kinds"])
    asked = asked or (opening and not troubled)
    return bool(asked) or not told.isdisjoint(words()["requests"]["words"])


#: A question about what is wrong tells of it.
_WRONG = re.compile(r"\b(?:ikke|ingen|intet|aldrig|nede|not|never|down)\b|fejl|forkert|mangl|wrong|error|missing")


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
    return re.split(r"\s*[-–—:,;/(]", small(status).strip())[0] in words()["closed"]["words"]
