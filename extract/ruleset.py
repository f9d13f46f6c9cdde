"""The rules as they stand in ``rules/*.toml``, made ready for one case.

A rule names what it finds, why, and brings sentences it must find and sentences it must pass by; those are run as
tests. ``RuleSet`` holds the rules compiled for the names of one case, and knows for every word which rules could
match a sentence holding it, so that most rules are never tried.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from evidence.errors import KravError, Message
from evidence.model import DocumentKind
from extract.folding import fold, small
from extract.model import KINDS, Bound, Label, Party, Side, Sides, Strength
from extract.patterns import Need, Pattern, compile_pattern

HERE = Path(__file__).parent
RULES, WORDS = HERE / "rules", HERE / "words"
#: The kind of a rule whose kind follows from what the sentence is about (``words/topics.toml``).
BY_TOPIC = "topic"
_TO_SOMEBODY = ("til", "for", "med", "hos", "fra", "i", "på", "mod", "giver", "to", "for", "with")
_BOTH = re.compile(
    r"\b(?:parterne|begge parter|hver af parterne|hver part|the parties|each party|either party|both parties)\b"
)
_WORDS = re.compile(r"\w+")
_NEGATIVE = re.compile(r"(?<!\w)(?:ikke|ingen|intet|aldrig|hverken|næppe|uden|not|no|never|without|neither|nor)(?!\w)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """A sentence of a rule file and what the rule must make of it."""

    text: str
    document: DocumentKind | None = None  # None: the first kind the rule applies to
    expects: Mapping[str, str] = field(default_factory=dict)  # field of the finding → its value


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule: what it looks for, what it makes of it, and its own proof."""

    id: str
    label: Label
    kind: str
    why: str
    patterns: tuple[str, ...]
    finds: tuple[Proof, ...]
    passes_by: tuple[Proof, ...]
    all: tuple[str, ...] = ()  # must stand in the sentence too
    none: tuple[str, ...] = ()  # must not stand in the sentence
    none_within: tuple[str, ...] = ()  # must not stand in the clause that was found
    measures: tuple[str, ...] = ()  # what the sentence must name: time, amount, percent, duration
    documents: tuple[DocumentKind, ...] = ()  # empty: all
    not_documents: tuple[DocumentKind, ...] = ()
    not_said_by: tuple[Side, ...] = ()  # whose words it passes by
    softened_by: tuple[str, ...] = ()  # these words make it hedged, and a promise an intention
    strength: Strength | None = None  # of promises; None: as the document and the speaker have it
    bound: Bound | None = None  # of promises; None: the subject of the words
    factual: bool = True  # incidents and losses: what is only possible or required is passed by
    negatable: bool = False  # a negation is kept with the finding; otherwise it drops it
    general: bool = False  # gives way to any other finding of its label in the same sentence
    confidence: float = 0.7
    attributes: Mapping[str, str] = field(default_factory=dict)


_FIELDS = frozenset(Rule.__dataclass_fields__)


class _WrongRule(Exception):
    """What is wrong with a rule, before it is known in which file."""

    def __init__(self, problem: Message) -> None:
        self.problem = problem
        super().__init__(str(problem))


def _proof(raw: object) -> Proof:
    if isinstance(raw, str):
        return Proof(text=raw)
    if not isinstance(raw, dict) or "text" not in raw:
        raise _WrongRule(Message("a proof is a sentence, or a table with «text»"))
    rest = {key: str(value) for key, value in raw.items() if key not in ("text", "document")}
    return Proof(text=raw["text"], document=DocumentKind(raw["document"]) if "document" in raw else None, expects=rest)


def _rule(raw: Mapping[str, Any]) -> Rule:
    if unknown := sorted(set(raw) - _FIELDS):
        raise _WrongRule(Message("it has an unknown field «{field}»", {"field": unknown[0]}))
    for name in ("id", "label", "kind", "why", "patterns", "finds", "passes_by"):
        if not raw.get(name):
            raise _WrongRule(Message("it lacks «{field}»", {"field": name}))
    made: dict[str, Any] = dict(raw)
    made["label"] = Label(raw["label"])
    if raw["kind"] != BY_TOPIC and raw["kind"] not in KINDS[made["label"]]:
        raise _WrongRule(
            Message("«{kind}» is no kind of {label}", {"kind": str(raw["kind"]), "label": str(raw["label"])})
        )
    for name in ("patterns", "all", "none", "none_within", "measures", "softened_by"):
        made[name] = tuple(raw.get(name, ()))
    for name in ("documents", "not_documents"):
        made[name] = tuple(DocumentKind(kind) for kind in raw.get(name, ()))
    made["not_said_by"] = tuple(Side(side) for side in raw.get("not_said_by", ()))
    for name in ("finds", "passes_by"):
        made[name] = tuple(_proof(proof) for proof in raw[name])
    made["strength"] = Strength(raw["strength"]) if "strength" in raw else None
    made["bound"] = Bound(raw["bound"]) if "bound" in raw else None
    return Rule(**made)


def _toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise KravError(
            Message("{file} cannot be read as TOML: {problem}", {"file": path.name, "problem": str(error)}),
            Message("Correct the line it names."),
        ) from None


def read_rules(files: Iterable[Path]) -> tuple[Rule, ...]:
    """The rules of these files, in order. Raises ``KravError`` naming the file and the rule that is wrong."""
    rules: list[Rule] = []
    seen: dict[str, str] = {}
    for path in files:
        for number, raw in enumerate(_toml(path).get("rule", []), 1):
            name = str(raw.get("id", f"no. {number}"))
            try:
                if name in seen:
                    raise _WrongRule(Message("its id stands in {file} already", {"file": seen[name]}))
                rules.append(_rule(raw))
            except (_WrongRule, ValueError, TypeError) as error:
                raise KravError(
                    Message(
                        "Rule {rule} in {file} is not right: {problem}",
                        {"rule": name, "file": path.name, "problem": getattr(error, "problem", str(error))},
                    ),
                    Message("What a rule holds stands in docs/findings.md."),
                ) from None
            seen[name] = path.name
    return tuple(rules)


def read_words(files: Iterable[Path]) -> dict[str, tuple[str, ...]]:
    """The word lists: every key of every file's ``[lists]``; an entry ``{other}`` takes in another list."""
    raw: dict[str, list[str]] = {}
    for path in files:
        raw.update(_toml(path).get("lists", {}))

    def entries(name: str, above: tuple[str, ...] = ()) -> list[str]:
        found: list[str] = []
        for entry in raw[name]:
            if entry.startswith("{") and entry[1:-1] in raw and entry[1:-1] not in above:
                found += entries(entry[1:-1], (*above, name))
            else:
                found.append(entry)
        return found

    return {name: tuple(entries(name)) for name in raw}


@lru_cache(maxsize=1)
def own_rules() -> tuple[Rule, ...]:
    """The rules we ship."""
    return read_rules(sorted(RULES.glob("*.toml")))


@lru_cache(maxsize=1)
def own_words() -> Mapping[str, tuple[str, ...]]:
    """The word lists we ship."""
    return read_words(sorted(WORDS.glob("*.toml")))


def _genitive(name: str) -> str:
    return name + "'" if name.endswith(("s", "x", "z")) else name + "s"


def names_of(party: Party, generic: Sequence[str], genitive: bool = False) -> tuple[str, ...]:
    """What a side goes by in folded text: its own names and patterns, then the generic words for its role."""
    own = [fold(name).text for name in (*party.names, *party.patterns) if len(name.strip()) > 1]
    shown = dict.fromkeys([*own, *generic])
    return tuple(_genitive(name) for name in shown) if genitive else tuple(shown)


class CompiledRule:
    """A rule with its patterns compiled for a case."""

    __slots__ = ("_all", "_mains", "_none", "_none_within", "_softened", "patterns", "rule")

    def __init__(self, rule: Rule, lists: Mapping[str, Sequence[str]]) -> None:
        self.rule = rule
        self.patterns: tuple[Pattern, ...] = tuple(compile_pattern(source, lists) for source in rule.patterns)
        self._mains: tuple[tuple[re.Pattern[str], bool], ...] | None = None
        self._all = [compile_pattern(source, lists).regex for source in rule.all]
        self._none = [compile_pattern(source, lists).regex for source in rule.none]
        self._none_within = [compile_pattern(source, lists).regex for source in rule.none_within]
        self._softened = [compile_pattern(source, lists).regex for source in rule.softened_by]

    @property
    def mains(self) -> tuple[tuple[re.Pattern[str], bool], ...]:
        """All its patterns as one expression, made when first needed.

        Patterns that hold a negation themselves («kan ikke», «uden dokumentation») make a second one, marked True: a
        negation in their words turns nothing.
        """
        if self._mains is None:
            plain = [pattern.regex for pattern in self.patterns if not _NEGATIVE.search(pattern.regex)]
            own = [pattern.regex for pattern in self.patterns if _NEGATIVE.search(pattern.regex)]
            self._mains = tuple(
                (re.compile("|".join(f"(?:{regex})" for regex in regexes)), negative)
                for regexes, negative in ((plain, False), (own, True))
                if regexes
            )
        return self._mains

    def matches(self, text: str) -> list[tuple[re.Match[str], bool]]:
        """Where its words stand in a folded sentence, if its conditions on the sentence hold.

        With each, whether a negation belongs to the words themselves.
        """
        found = [
            (match, negative and _NEGATIVE.search(match.group()) is not None)
            for main, negative in self.mains
            for match in main.finditer(text)
        ]
        if not found or not all(_search(regex, text) for regex in self._all):
            return []
        return [] if any(_search(regex, text) for regex in self._none) else found

    def barred_within(self, clause: str) -> bool:
        """Whether a word stands in the clause that the rule does not bear there."""
        return any(_search(regex, clause) for regex in self._none_within)

    def softened(self, clause: str) -> bool:
        """Whether a word in the clause takes the edge off."""
        return any(_search(regex, clause) for regex in self._softened)


@lru_cache(maxsize=8192)
def _compiled(regex: str) -> re.Pattern[str]:
    return re.compile(regex)


def _search(regex: str, text: str) -> bool:
    return _compiled(regex).search(text) is not None


class RuleSet:
    """The rules made ready for the names of one case."""

    def __init__(self, rules: Sequence[Rule], words: Mapping[str, Sequence[str]], sides: Sides) -> None:
        self.sides = sides
        self.rules = tuple(rules)
        self.lists: dict[str, Sequence[str]] = dict(words)
        for role, party in (("customer", sides.customer), ("vendor", sides.vendor), ("system", sides.system)):
            generic = words.get(f"{role}_generic", ())
            self.lists[role] = names_of(party, generic)
            self.lists[f"{role}'s"] = names_of(party, generic, genitive=True)
        self.compiled = tuple(self._compile(rule) for rule in self.rules)
        self._known: dict[str, tuple[int, ...]] = {}

    def _compile(self, rule: Rule) -> CompiledRule:
        try:
            return CompiledRule(rule, self.lists)
        except KravError as error:
            raise KravError(
                Message("Rule {rule}: {problem}", {"rule": rule.id, "problem": error.problem}), error.advice
            ) from None

    @cached_property
    def _index(self) -> tuple[dict[str, tuple[int, ...]], list[tuple[Need, int]], tuple[int, ...]]:
        """Whole words → rules; needs that leave an end open, with their rule; rules that need no word."""
        whole: dict[str, set[int]] = {}
        open_needs: list[tuple[Need, int]] = []
        always: list[int] = []
        for number, compiled in enumerate(self.compiled):
            if any(pattern.needs is None for pattern in compiled.patterns):
                always.append(number)
                continue
            needs = {need for pattern in compiled.patterns for need in pattern.needs or ()}
            for need in sorted(needs, key=lambda need: need.literal):
                if need.open_left or need.open_right:
                    open_needs.append((need, number))
                else:
                    whole.setdefault(need.literal, set()).add(number)
        return {word: tuple(sorted(numbers)) for word, numbers in whole.items()}, open_needs, tuple(always)

    def _rules_for(self, word: str) -> tuple[int, ...]:
        whole, open_needs, _ = self._index
        numbers = set(whole.get(word, ()))
        numbers.update(number for need, number in open_needs if need.stands_in(word))
        return tuple(sorted(numbers))

    def candidates(self, text: str) -> list[CompiledRule]:
        """The rules that could match this folded text; every other rule surely does not.

        Each word met is looked into once for the whole case, so the cost hangs on the text, not on how many
        rules there are.
        """
        known = self._known
        numbers: set[int] = set(self._index[2])
        for word in set(_WORDS.findall(text)):
            mine = known.get(word)
            if mine is None:
                mine = known[word] = self._rules_for(word)
            if mine:
                numbers.update(mine)
        return [self.compiled[number] for number in sorted(numbers)]

    @cached_property
    def _sides(self) -> tuple[tuple[Bound, re.Pattern[str]], ...]:
        both = ((Bound.VENDOR, "vendor"), (Bound.CUSTOMER, "customer"))
        # «til kommunen», «hos kunden» name somebody the duty is owed to; «for Leverandørens regning» who bears it.
        owed = "".join(rf"(?<!\b{word} )" for word in _TO_SOMEBODY)
        bears = "[egen/eget/fulde] regning/ansvar/pligt/risiko/omkostning/forpligtelse*"
        made = []
        for bound, role in both:
            acts = compile_pattern(f"{{{role}}}", self.lists).regex
            pays = compile_pattern(f"{{{role}'s}} {bears}", self.lists).regex
            # «stilles til rådighed af kunden» names who acts; «en af kunden fastsat frist» does not.
            made.append((bound, re.compile(rf"{owed}(?<!\baf )(?:{acts})|(?:{pays})|es (?:\w+ ){{0,3}}af (?:{acts})")))
        return tuple(made)

    def first_side(self, text: str, start: int, end: int) -> Bound | None:
        """The side that is named first in a stretch of folded text as somebody who acts or bears."""
        if _BOTH.search(text, start, end):
            return Bound.BOTH
        named = [
            (found.start(), -found.end(), bound)
            for bound, names in self._sides
            if (found := names.search(text, start, end))
        ]
        return min(named)[2] if named else None

    @cached_property
    def _topics(self) -> tuple[tuple[str, re.Pattern[str]], ...]:
        topics = [name for name in self.lists if name.startswith("topic_")]
        return tuple(
            (name[6:].removesuffix("_first"), re.compile(compile_pattern(f"{{{name}}}", self.lists).regex))
            for name in topics
        )

    def topic(self, text: str) -> str:
        """What a duty is about: the first topic of ``words/topics.toml`` with a word there; else functionality."""
        return next((name for name, words in self._topics if words.search(text)), "functionality")

    @cached_property
    def fingerprint(self) -> str:
        """Changes whenever a rule, a word list or a name of the case does."""
        made = hashlib.sha256()
        for rule in self.rules:
            made.update(repr(rule).encode())
        for name in sorted(self.lists):
            made.update(f"{name}={self.lists[name]!r};".encode())
        return made.hexdigest()[:16]


@lru_cache(maxsize=16)
def rule_set(sides: Sides) -> RuleSet:
    """Our own rules, ready for a case with these sides."""
    return RuleSet(own_rules(), own_words(), sides)


__all__ = ["CompiledRule", "Proof", "Rule", "RuleSet", "own_rules", "own_words", "read_rules", "rule_set", "small"]
