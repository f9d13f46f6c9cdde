"""Rules as people write them: TOML files read, checked, and answered with the file and the line that is wrong."""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

from evidence.errors import KravError, Message
from evidence.model import DocumentKind
from extract.model import KINDS, Bound, Label, Side, Strength

#: The kind of a rule whose kind follows from what the sentence is about (``words/topics.toml``).
BY_TOPIC = "topic"


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
    about: tuple[str, ...] = ()  # one of them must stand in the sentence or shortly before it
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
    candidate: bool = False  # makes no finding: its sentences are put before a person
    confidence: float = 0.7
    attributes: Mapping[str, str] = field(default_factory=dict)

    def applies_to(self, kind: DocumentKind) -> bool:
        """Whether it is looked for in a paper of this kind."""
        return kind not in self.not_documents and (not self.documents or kind in self.documents)


_FIELDS = frozenset(Rule.__dataclass_fields__)
#: What a rule can ask to be named beside its words.
MEASURES = ("time", "amount", "percent", "duration", "number")


class _WrongRule(Exception):
    """What is wrong with a rule, and in which of its fields, before it is known in which file."""

    def __init__(self, problem: Message, field: str = "") -> None:
        self.problem, self.field = problem, field
        super().__init__(str(problem))


_Choice = TypeVar("_Choice", bound=StrEnum)


def _one_of(choices: type[_Choice], name: str, value: object) -> _Choice:
    if value not in tuple(choices):
        said = {"field": name, "value": str(value), "choices": ", ".join(choices)}
        raise _WrongRule(Message("{field} is «{value}»; it must be one of {choices}", said), name)
    return choices(str(value))


def _texts(raw: Mapping[str, Any], name: str) -> tuple[str, ...]:
    value = raw.get(name, [])
    if not isinstance(value, list) or not all(isinstance(one, str) and one.strip() for one in value):
        raise _WrongRule(Message("{field} must be a list of texts in quotation marks", {"field": name}), name)
    return tuple(value)


def _proof(name: str, raw: object) -> Proof:
    if isinstance(raw, str):
        return Proof(text=raw)
    if not isinstance(raw, dict) or "text" not in raw:
        raise _WrongRule(Message("a proof is a sentence, or a table with «text»"), name)
    rest = {key: str(value) for key, value in raw.items() if key not in ("text", "document")}
    kind = _one_of(DocumentKind, "document", raw["document"]) if "document" in raw else None
    return Proof(text=raw["text"], document=kind, expects=rest)


#: What a field of one value may hold; the lists are looked into one by one.
_PLAIN: Mapping[str, tuple[type, ...]] = {
    "id": (str,), "why": (str,), "confidence": (int, float), "attributes": (dict,), "finds": (list,),
    "passes_by": (list,), "factual": (bool,), "negatable": (bool,), "general": (bool,), "candidate": (bool,),
}  # fmt: skip


def _rule(raw: Mapping[str, Any]) -> Rule:
    if unknown := sorted(set(raw) - _FIELDS):
        near = difflib.get_close_matches(unknown[0], _FIELDS, n=1)
        said = Message("it has an unknown field «{field}»", {"field": unknown[0]})
        if near:
            said = Message("it has an unknown field «{field}»; is it {near}?", {"field": unknown[0], "near": near[0]})
        raise _WrongRule(said, unknown[0])
    for name in ("id", "label", "kind", "why", "patterns", "finds", "passes_by"):
        if not raw.get(name):
            raise _WrongRule(Message("it lacks «{field}»", {"field": name}), name)
    for name, types in _PLAIN.items():
        if name in raw and not isinstance(raw[name], types):
            raise _WrongRule(Message("«{field}» is of the wrong sort", {"field": name}), name)
    made: dict[str, Any] = dict(raw)
    made["label"] = label = _one_of(Label, "label", raw["label"])
    if raw["kind"] != BY_TOPIC and raw["kind"] not in KINDS[label]:
        said = Message("«{kind}» is no kind of {label}", {"kind": str(raw["kind"]), "label": str(label)})
        raise _WrongRule(said, "kind")
    for name in ("patterns", "all", "about", "none", "none_within", "measures", "softened_by"):
        made[name] = _texts(raw, name)
    for name in made["measures"]:
        if name not in MEASURES:
            said = Message("there is no measure «{name}»; use {choices}", {"name": name, "choices": list(MEASURES)})
            raise _WrongRule(said, "measures")
    for name in ("documents", "not_documents"):
        made[name] = tuple(_one_of(DocumentKind, name, kind) for kind in _texts(raw, name))
    made["not_said_by"] = tuple(_one_of(Side, "not_said_by", side) for side in _texts(raw, "not_said_by"))
    for name in ("finds", "passes_by"):
        made[name] = tuple(_proof(name, proof) for proof in raw[name])
    made["strength"] = _one_of(Strength, "strength", raw["strength"]) if "strength" in raw else None
    made["bound"] = _one_of(Bound, "bound", raw["bound"]) if "bound" in raw else None
    return Rule(**made)


def line_of(path: Path, number: int, name: str = "") -> int:
    """The line of a rule file where its rule ``number`` (from 1) has a field, or begins."""
    begins = 0
    for at, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.strip().startswith("[[rule]]"):
            number -= 1
            if number < 0:
                break
            begins = at
        elif begins and not number and name and re.match(rf"\s*{re.escape(name)}\s*=", line):
            return at
    return begins


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
            except _WrongRule as error:
                line = line_of(path, number, error.field)
                raise KravError(
                    Message(
                        "Rule {rule} in {file}, line {line}, is not right: {problem}.",
                        {"rule": name, "file": path.name, "line": line, "problem": error.problem},
                    ),
                    Message("What a rule holds stands in docs/findings.md."),
                ) from None
            seen[name] = path.name
    return tuple(rules)


def read_words(files: Iterable[Path]) -> dict[str, tuple[str, ...]]:
    """The word lists: every key of every file's ``[lists]``, filled with one another."""
    raw: dict[str, Sequence[str]] = {}
    for path in files:
        raw.update(_toml(path).get("lists", {}))
    return filled(raw)


def filled(lists: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    """Word lists where an entry ``{other}`` is the words of that list; it stays where there is none, or in a circle."""

    def entries(*names: str) -> Iterator[str]:
        for entry in lists[names[-1]]:
            other = entry[1:-1] if entry.startswith("{") else ""
            if other in lists and other not in names:
                yield from entries(*names, other)
            else:
                yield entry

    return {name: tuple(entries(name)) for name in lists}
