"""The rule workbench: which rules make something of a sentence, why those nearest to it do not."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from evidence.errors import KravError, Message
from evidence.model import DocumentKind
from extract.finder import find_with
from extract.model import Finding, Sides
from extract.papers.paper import read_as
from extract.rules.ownrules import OwnRules, ready
from extract.rules.patterns import OneOf, words_and_pairs
from extract.rules.proofs import failures, paper
from extract.rules.rulefiles import Rule, read_rules
from extract.rules.ruleset import RULES, CompiledRule, Match, RuleSet, own_rules
from extract.rules.stopping import kept_out, stops
from extract.rules.stops import Stop
from extract.sentences import sentences
from extract.view import SentenceView
from extract.voices.speakers import voices
from extract.voices.voice import Voice

_WORD = re.compile(r"\w+")
#: So many rules that lack a word are named, the nearest first.
_NEAREST = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Silent:
    """A rule that made nothing of a sentence, and why."""

    rule: Rule
    words: str  # where its words stand: as they stand there; "" where one is lacking
    stops: tuple[Stop, ...] = ()
    lacks: tuple[str, ...] = ()  # one of these would have to stand there


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """A sentence as the rules see it."""

    text: str
    view: SentenceView
    findings: Sequence[Finding]
    silent: Sequence[Silent]


def tried(
    text: str, rules: RuleSet, kind: DocumentKind, *, day: date | None = None, sender: str = ""
) -> list[Tried]:
    """What becomes of each sentence of a text that is the whole of a paper of this kind, sent or written on a day."""
    found: dict[int, Sequence[Finding]] = {}  # by the start of the sentence; those no rule's words touch are not in it
    document, page = paper(text, kind, day=day, sender=sender)
    find_with(rules, document, [page], witness=lambda view, made, _: found.update({view.sentence.start: made}))
    document, parts = read_as(document, [page]), sentences(page)
    heard = voices(document, page, parts, rules.sides, [page])
    return [
        _tried(SentenceView(document, page, sentence, partial(_itself, voice), rules), found.get(sentence.start, ()))
        for sentence, voice in zip(parts, heard, strict=True)
    ]


def _itself(voice: Voice) -> Voice:
    return voice


def _tried(view: SentenceView, found: Sequence[Finding]) -> Tried:
    fired = {rule for one in found for rule in one.found_by}
    silent = [*_stopped(view, view.rules, fired), *_lacking(view, view.rules)]
    return Tried(text=view.sentence.text, view=view, findings=list(found), silent=silent)


def _stopped(view: SentenceView, rules: RuleSet, fired: set[str]) -> Iterator[Silent]:
    """The rules whose words stand in the sentence and that something stops, those least stopped first."""
    held = []
    for compiled in rules.compiled:
        if compiled.rule.id in fired or not (matches := _matches(compiled, view)):
            continue
        of_paper = [*kept_out(view, compiled), *([] if compiled.holds(view.folded.text) else [Stop.SENTENCE])]
        read = [(tuple(stops(view, compiled, *match)), match) for match in matches]
        of_words, where = min(read, key=lambda one: len(one[0]))
        start, end = view.folded.span(*where[0].span())
        words = " ".join(view.sentence.text[start:end].split())
        held.append(Silent(rule=compiled.rule, words=words, stops=(*of_paper, *of_words)))
    yield from sorted((one for one in held if one.stops), key=lambda one: len(one.stops))


def _matches(compiled: CompiledRule, view: SentenceView) -> list[Match]:
    """Where a rule's words stand, whatever its conditions say."""
    return [
        match
        for pattern in compiled.patterns
        if not _unmet(pattern.pattern.needs, view)
        for match in pattern.matches(view.folded.text)
    ]


def _unmet(needs: Sequence[OneOf], view: SentenceView) -> list[OneOf]:
    words = words_and_pairs(view.folded.text)
    return [choice for choice in needs if not any(need.stands_in(word) for need in choice for word in words)]


def _lacking(view: SentenceView, rules: RuleSet) -> list[Silent]:
    """The rules that only one word keeps from standing there, the nearest first: those with most of their words."""
    near = []
    for compiled in rules.compiled:
        lacks = [(pattern.pattern.needs, _unmet(pattern.pattern.needs, view)) for pattern in compiled.patterns]
        if any(not unmet for _, unmet in lacks):
            continue
        close = [(len(needs), unmet[0]) for needs, unmet in lacks if len(needs) > 1 and len(unmet) == 1]
        if close:
            most, lacking = max(close, key=lambda one: one[0])
            words = tuple(sorted(_written(need.literal, need.open_left, need.open_right) for need in lacking))
            near.append((most, Silent(rule=compiled.rule, words="", lacks=words)))
    return [one for _, one in sorted(near, key=lambda one: -one[0])[:_NEAREST]]


def _written(literal: str, open_left: bool, open_right: bool) -> str:
    return ("*" if open_left else "") + literal + ("*" if open_right else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Proved:
    """A rule's proof as it came out."""

    rule: str
    file: str
    proofs: int
    failures: tuple[Message, ...]


def proved(names: Sequence[str], own: OwnRules, sides: Sides) -> list[Proved]:
    """The proofs of our rules and the case's own, or of those named, run. KravError where there is no such rule.

    The case's own speak of its parties, and are proved with their names; ours are proved with invented ones.
    """
    files = {rule.id: path.name for path in sorted(RULES.glob("*.toml")) for rule in read_rules([path])}
    files |= {rule: path.name for rule, (path, _) in own.places.items()}
    known = (*own_rules(), *own.rules)
    if unknown := sorted(set(names) - {rule.id for rule in known}):
        near = difflib.get_close_matches(unknown[0], [rule.id for rule in known], n=3)
        raise KravError(
            Message("There is no rule {rule}.", {"rule": unknown[0]}),
            Message("Did you mean {rules}?", {"rules": ", ".join(near)})
            if near
            else Message("`krav rules test` without a name runs the proof of all."),
        )
    of_case = ready(own, sides)
    return [
        Proved(rule=rule.id, file=files[rule.id], proofs=len(rule.finds) + len(rule.passes_by),
               failures=tuple(failures(rule, of_case if rule in own.rules else None)))
        for rule in known
        if not names or rule.id in names
    ]  # fmt: skip
