"""Findings by likeness: what a sentence resembles, held to the same conditions as what a rule finds.

A question, a supposition, a denial, a definition or the paper it stands in stops it as it stops a rule.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from evidence.model import Document, DocumentKind, Page
from extract import polarity
from extract.attributes import ClauseNumbers
from extract.making import finding, hit, is_over
from extract.model import Finding, Label
from extract.papers.paper import RULEBOOKS
from extract.rules.ownrules import OWN
from extract.rules.rulefiles import BY_TOPIC, Rule
from extract.rules.ruleset import CompiledRule, RuleSet
from extract.rules.running import Running
from extract.rules.screen import condition
from extract.rules.stopping import blames_customer, is_vendors_own, kept_out, stops
from extract.rules.stops import Stop
from extract.secondreader.likeness import BY_LIKENESS, LABELS, Likeness, model
from extract.secondreader.weighing import scale
from extract.view import SentenceView
from extract.voices.debate import has_head_lines

#: How sure the reader must be of each of its labels.
Sureness = tuple[float, ...]
_SURER_THAN_ANY = 1.0
#: Fewer words than these say too little to resemble anything; so do fewer than there are figures (a row of accounts).
_LEAST_WORDS = 5
_WORD = re.compile(r"\w+")
#: What a worked example of a contract says, which is no duty: «… tildelt inden kl. 15, for at opfylde servicemålet».
_EXAMPLE = re.compile(r"\bfor at (?:opfylde|overholde|leve op til)\b|eksempe|\bf\. ?eks\b|\bin order to meet\b")
#: The examples are Danish: what an English sentence resembles is its names and numbers.
_ENGLISH = re.compile(
    r"\b(?:the|of|and|is|are|we|will|you|your|that|this|with|has|have|was|not|but|from|so|a|an|in|on|no|than|who|which|"
    r"been|were|would|without|they|their|our|later|be)\b"
)
_DANISH = re.compile(r"\b(?:og|at|er|det|den|de|vi|på|til|som|ikke|af|med|har|jeg|et|en|der|fra|ved|om)\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Bounds:
    """How sure the reader must be of a label (0 to 1), by where the sentence stands.

    Chosen on ten sets of texts, each read by what was learnt without it: from a bound on, more than two in five of what
    no rule finds are right, and three in four of what is far above it.
    """

    #: On a page that names the vendor or the system by its own name.
    least: float
    #: On any other page: what fails, costs or is praised there is mostly something else.
    nameless: float
    #: In the clauses of a contract, which the rules read for duties and for what limits a claim.
    in_clauses: float = 0.62
    #: In a debate on what ought to be, where praise and blame are mostly politics.
    debated: float
    #: In the heading of a newspaper, and of any other paper.
    in_heading: float = 0.5
    in_other_heading: float = _SURER_THAN_ANY
    #: So sure that it need not tell in so many words that it has happened.
    untold: float = _SURER_THAN_ANY
    #: So sure it needs no word for it: a promise none that looks ahead, an incident and what speaks against a claim may
    #: be told by a denial («ikke adgang i syv timer», «ingen har mistet noget»), and then are not denied.
    plain: float = _SURER_THAN_ANY
    #: What one rule alone finds is doubted where it is unlike the examples: a rule no surer than the first, where the
    #: reader is less sure than the second.
    doubted: tuple[tuple[float, float], ...] = ()
    #: The same in debates, which the examples know less of: there only the widest rules are doubted, and of a
    #: failure only what is like nothing at all.
    doubted_in_debates: tuple[tuple[float, float], ...] = ()

    def in_a_heading(self, kind: DocumentKind) -> float:
        """In a heading of such a paper."""
        return self.in_heading if kind is DocumentKind.PRESS else self.in_other_heading


_BOUNDS = {
    Label.PROMISE: _Bounds(least=0.37, nameless=0.85, debated=0.52, plain=0.7, doubted=((0.65, 0.02),)),
    Label.INCIDENT: _Bounds(
        least=0.38, nameless=0.85, debated=0.48, plain=0.5, in_other_heading=0.6, untold=0.7,
        doubted=((0.65, 0.08), (0.72, 0.02)), doubted_in_debates=((0.62, 0.05),),
    ),
    Label.ADVERSE: _Bounds(
        least=0.5, nameless=0.9, debated=0.65, in_clauses=_SURER_THAN_ANY, plain=0.75,
        doubted=((0.65, 0.1), (0.72, 0.005)), doubted_in_debates=((0.72, 0.005),),
    ),
    Label.LOSS: _Bounds(
        least=0.38, nameless=0.75, debated=0.5,
        doubted=((0.85, 0.03),), doubted_in_debates=((0.72, 0.01),),
    ),
}  # fmt: skip
#: No failure, however alike: that there was one is denied.
_UNTRUE = re.compile(
    r"\b(?:ikke|aldrig) (?:rigtigt|korrekt|sandt|længere et problem)\b|\b(?:passer|stemmer) ikke\b"
    r"|\b(?:bestrid|afvis|benægt|dementer)\w+\b(?! ikke)"
    r"|\b(?:ingen|uden|hverken) (?:\w+ )?(?:fejl|nedbrud|problemer|udfald|afbrydelser)\b"
)
#: «Vi har ikke set, at rettelsen virker»: who has not seen that it works has said nothing against the claim.
_WORKS = re.compile(
    r"\b(?:virker|virkede|fungerer|fungerede|kører|kørte|rettet|afhjulpet|løst|udbedret|på plads|i orden)\b"
)
#: What a statement must be about, in the sentence or shortly before it: the same as the wide rules ask for.
_ABOUT = (
    "{it_thing}/{system}/{vendor}/fejl*/nedbrud*/forsinkelse*/leverance*/dokumentation*/registrering*/forlig*/bod/krav",
)


class SecondReader:
    """Reads sentences for the names of one case."""

    def __init__(self, rules: RuleSet) -> None:
        self._names = rules
        self._rules = {
            label: CompiledRule(
                Rule(
                    id=f"{BY_LIKENESS}{label}", label=label, kind=BY_TOPIC, why="Sætningen ligner eksempler på det.",
                    patterns=(), finds=(), passes_by=(), about=_ABOUT, negatable=label is Label.PROMISE,
                ),
                rules.lists,
            )
            for label in LABELS
        }  # fmt: skip

    def least(self, document: Document, page: Page) -> Sureness:
        """How sure it must be of each label on a page at least."""
        if document.kind in RULEBOOKS:
            return tuple(_BOUNDS[label].in_clauses for label in LABELS)
        named, debate = self._names.own_name_in(page.text), has_head_lines(page.text)
        bounds = [_BOUNDS[label] for label in LABELS]
        return tuple(max(one.least if named else one.nameless, one.debated if debate else 0.0) for one in bounds)

    def alike(self, words: Running, least: Sequence[Sureness]) -> list[int]:
        """The sentences, by number, that resemble anything so surely."""
        return scale().tips(words, least)

    def findings(self, view: SentenceView, clauses: ClauseNumbers, known: Collection[Label] = ()) -> list[Finding]:
        """What the sentence resembles: at most one finding a label, and none of a label the rules found in it."""
        text = view.folded.text
        if len(known) == len(LABELS) or _says_little(text) or _is_english(text):
            return []
        likely = model().likenesses(text, self.least(view.document, view.page), known)
        if view.is_heading:
            likely = [one for one in likely if one.sure >= _BOUNDS[one.label].in_a_heading(view.document.kind)]
        found = [self._finding(view, one, clauses) for one in likely]
        return [one for one in found if one is not None]

    def believes(self, view: SentenceView, found: Finding) -> bool:
        """Whether it lets a finding of the rules stand: it doubts one rule alone that reads like nothing it knows.

        The clauses of a contract are left to the rules, and so are the cells of a table, English sentences, what more
        than one rule saw and what a rule of the case's own finds.
        """
        alone = len(found.found_by) == 1 and not found.found_by[0].startswith(OWN)
        bounds = _BOUNDS.get(found.label)
        if bounds is None or not alone:
            return True
        if view.document.kind in RULEBOOKS or view.is_cell or _is_english(view.folded.text):
            return True
        known = not has_head_lines(view.page.text)
        sureness = view.rules.sureness(found.found_by[0])
        doubted = bounds.doubted if known else bounds.doubted_in_debates
        least = max((least for sure, least in doubted if sureness <= sure), default=0.0)
        kin = LABELS if found.label is Label.INCIDENT and not known else (found.label,)
        return any(model().sure(view.folded.text, label) >= least for label in kin)

    def _finding(self, view: SentenceView, likeness: Likeness, clauses: ClauseNumbers) -> Finding | None:
        compiled, text = self._rules[likeness.label], view.folded.text
        plain = likeness.sure >= _BOUNDS[likeness.label].plain
        if likeness.label is Label.PROMISE and not _may_promise(view, plain):
            return None
        denying = plain and likeness.label in (Label.INCIDENT, Label.ADVERSE)
        if denying and likeness.label is Label.INCIDENT and _UNTRUE.search(text):
            return None
        if likeness.label is Label.ADVERSE and _not_seen_to_work(text):
            return None
        passed = {Stop.DENIED} if denying else set[Stop]()
        if likeness.sure >= _BOUNDS[likeness.label].untold:
            passed.add(Stop.NOT_TOLD)
        heavy = [
            match
            for start, _ in likeness.words
            if (match := _WORD.match(text, start)) and passed.issuperset(stops(view, compiled, match, False))
        ]
        # What is so like failures is about the system, though neither it nor what stands before names it; in a debate
        # it may be about anything.
        at_home = denying and likeness.label is Label.INCIDENT and not has_head_lines(view.page.text)
        known = frozenset({Stop.SUBJECT}) if at_home else frozenset[Stop]()
        if not heavy or not known.issuperset(kept_out(view, compiled)):
            return None
        told = hit(view, compiled, heavy[0], False)
        if likeness.label is Label.INCIDENT and any(blames_customer(view, match) for match in heavy):
            return None
        if told.kind == "shared_blame" and is_vendors_own(view, max(heavy, key=lambda match: match.end())):
            return None
        found = finding(view, likeness.label, told.kind, [told], clauses)
        if is_over(view, found):
            return None
        said = ", ".join(match.group() for match in sorted(heavy, key=lambda match: match.start()))
        return replace(
            found, negated=found.negated and not denying, confidence=round(likeness.sure, 2),
            attributes={**found.attributes, "resembles": said},
        )  # fmt: skip


def _may_promise(view: SentenceView, plain: bool) -> bool:
    """Whether it speaks of what is to come or of what binds somebody; a state of things does not, unless ``plain``.

    A contract states its duties as if they were so («Leverandøren leverer …»), and its examples too.
    """
    if view.document.kind in RULEBOOKS:
        return _EXAMPLE.search(view.folded.text) is None
    return plain or condition(("{looks_ahead}",), view.rules.lists).stands_in(view.folded.text)


def _not_seen_to_work(text: str) -> bool:
    places = (polarity.clause(text, *works.span())[0] for works in _WORKS.finditer(text))
    return any(polarity.denied_above(text, first) for first in places)


def _says_little(text: str) -> bool:
    words = _WORD.findall(text)
    return len(words) < _LEAST_WORDS or 2 * sum(word.isdigit() for word in words) > len(words)


def _is_english(text: str) -> bool:
    english = len(_ENGLISH.findall(text))
    return english > 1 and english > 2 * len(_DANISH.findall(text))


@lru_cache(maxsize=8)
def reader_for(rules: RuleSet) -> SecondReader:
    """The second reader for the names of a case, made once."""
    return SecondReader(rules)
