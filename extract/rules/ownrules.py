"""The case's own rules: ``rules/*.toml`` in the case folder, of the same form as ours, used beside them.

What they find is found by ``case:`` and the rule's id, so that a reader sees whose rule it is.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from evidence.errors import KravError, Message
from extract.model import Sides
from extract.rules.rulefiles import Rule, line_of, read_rules, read_words

if TYPE_CHECKING:
    from extract.rules.ruleset import RuleSet

#: The folder of a case its own rules lie in, and what stands before the id of each.
FOLDER, OWN = "rules", "case:"


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnRules:
    """The rules and word lists of one case; told apart by the bytes of their files."""

    fingerprint: str = ""
    rules: tuple[Rule, ...] = field(default=(), compare=False)
    words: Mapping[str, Sequence[str]] = field(default_factory=dict, compare=False)
    places: Mapping[str, tuple[Path, int]] = field(default_factory=dict, compare=False)  # by id: file, number in it


def files(case: Path) -> list[Path]:
    """The rule files of a case folder, by name."""
    return sorted((case / FOLDER).glob("*.toml"))


def fingerprint(case: Path) -> str:
    """Changes whenever a rule file of the case does; "" where there is none."""
    made = hashlib.sha256()
    for path in (found := files(case)):
        made.update(path.name.encode() + b"\0" + path.read_bytes())
    return made.hexdigest()[:16] if found else ""


def read_own(case: Path) -> OwnRules:
    """The own rules of a case folder. KravError naming file, line and what is wrong."""
    paths = files(case)
    if not paths:
        return OwnRules()
    from extract.rules.ruleset import own_words  # a search that has nothing to do asks for the fingerprint alone

    rules = [replace(rule, id=OWN + rule.id) for rule in read_rules(paths)]
    words, places = read_words(paths), {}
    if taken := sorted(set(words) & set(own_words())):
        raise KravError(
            Message("The word list «{name}» of the case's own rules is one of krav's.", {"name": taken[0]}),
            Message("Give it another name in {folder}/.", {"folder": FOLDER}),
        )
    for path in paths:
        for number, rule in enumerate(read_rules([path]), 1):
            places[OWN + rule.id] = path, number
    return OwnRules(fingerprint=fingerprint(case), rules=tuple(rules), words=words, places=places)


@lru_cache(maxsize=16)
def ready(own: OwnRules, sides: Sides) -> RuleSet:
    """Our rules and the case's, ready for its names. KravError naming the line of a pattern that cannot be read."""
    from extract.rules.ruleset import CompiledRule, RuleSet, own_rules, own_words, rule_set

    if not own.rules:
        return rule_set(sides)
    words = {**own_words(), **own.words}
    lists = RuleSet((), words, sides).lists
    for rule in own.rules:
        try:
            CompiledRule(rule, lists)
        except KravError as error:
            path, number = own.places[rule.id]
            line = _line_of(path, number, str(error.problem.args.get("pattern", "")))
            raise KravError(
                Message(
                    "Rule {rule} in {file}, line {line}, is not right: {problem}.",
                    {"rule": rule.id.removeprefix(OWN), "file": path.name, "line": line, "problem": error.problem},
                ),
                error.advice,
            ) from None
    return RuleSet((*own_rules(), *own.rules), words, sides)


def _line_of(path: Path, number: int, pattern: str) -> int:
    """The line of a rule's pattern, or where the rule begins."""
    begins = line_of(path, number)
    lines = path.read_text(encoding="utf-8").splitlines()
    return next((at for at, line in enumerate(lines[begins - 1 :], begins) if pattern and pattern in line), begins)
