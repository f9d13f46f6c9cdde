"""The rules as they stand in ``rules/*.toml``, made ready for one case.

A rule names what it finds, why, and brings sentences it must find and sentences it must pass by; those are run as
tests. ``RuleSet`` holds the rules compiled for the names of one case, and knows for every word which rules could
match a sentence holding it, so that most rules are never tried.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property, lru_cache
from pathlib import Path

from evidence.errors import KravError, Message
from evidence.model import DocumentKind
from extract.folding import fold, small
from extract.model import Bound, Label, Party, Sides
from extract.rules.patterns import Pattern, compile_pattern
from extract.rules.rulefiles import Rule, filled, read_rules, read_words
from extract.rules.running import Running, running
from extract.rules.screen import Condition, Screen, condition

RULES = Path(__file__).parent
WORDS = RULES.parent / "words"
_TO_SOMEBODY = ("til", "for", "med", "hos", "fra", "i", "på", "mod", "giver", "to", "for", "with")
_BOTH = re.compile(
    r"\b(?:parterne|begge parter|hver af parterne|hver part|the parties|each party|either party|both parties)\b"
)
_AND = re.compile(r"\s*(?:og|samt|and)\s*")
_PARTIES = ((Bound.VENDOR, "vendor"), (Bound.CUSTOMER, "customer"))
#: What is done to somebody who stands right after it: «fejl meddeles Leverandøren» is a duty of the other side.
_GIVEN = (
    "meddeles|oplyses|anmeldes|tilsendes|tilstilles|tilbydes|udleveres|overdrages|overlades|forelægges|godskrives|"
    "krediteres|refunderes|tildeles|gives|ydes|varsles"
)
#: Of the lists for what something is about: whether it is asked before the others, or after them.
_TURN = re.compile(r"_(?:first|last)$")
_NEGATIVE = re.compile(
    r"(?<!\w)(?:ikke|ingen|intet|ingenting|aldrig|hverken|næppe|uden|nej|"
    r"not|no|never|without|neither|nor|cannot|\w+n't)(?!\w)"
)


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


#: The expression of a pattern; most are the same in every case.
_expression = lru_cache(maxsize=8192)(re.compile)

#: A place where a rule's words stand, and whether a negation belongs to the words themselves.
Match = tuple[re.Match[str], bool]


def _place(match: Match) -> tuple[int, int]:
    return match[0].span()


class CompiledPattern:
    """A pattern of a rule, its expression compiled when first reached."""

    __slots__ = ("_expression", "_own_negation", "pattern", "rule")

    def __init__(self, pattern: Pattern, rule: CompiledRule) -> None:
        self.pattern, self.rule = pattern, rule
        self._own_negation = False
        self._expression: re.Pattern[str] | None = None

    @property
    def expression(self) -> re.Pattern[str]:
        if self._expression is None:
            self._expression = _expression(self.pattern.regex)
            self._own_negation = _NEGATIVE.search(self.pattern.regex) is not None
        return self._expression

    def matches(self, text: str, starts: Iterable[int] | None = None) -> list[Match]:
        """Where it stands in a folded sentence. ``starts``: the only places where it can begin, if they are known.

        A pattern that holds a negation itself («kan ikke», «uden dokumentation») is not turned by the one in its words.
        """
        if starts is None:
            found = list(self.expression.finditer(text))
        else:
            found = [match for start in starts if (match := self.expression.match(text, start))]
        return [(match, self._own_negation and _negates(match)) for match in found]


def _negates(match: re.Match[str]) -> bool:
    """Whether the pattern's own words hold a negation; the words of its gaps, which are its groups, are not its own."""
    start, end = match.span()
    gaps = match.regs[1:]
    return any(
        not any(first <= found.start() < last for first, last in gaps)
        for found in _NEGATIVE.finditer(match.string, start, end)
    )


class CompiledRule:
    """A rule with its patterns compiled for a case."""

    __slots__ = ("_all", "_none", "_none_within", "_softened", "about", "patterns", "rule")

    def __init__(self, rule: Rule, lists: Mapping[str, Sequence[str]]) -> None:
        self.rule = rule
        self.patterns = tuple(CompiledPattern(compile_pattern(source, lists), self) for source in rule.patterns)
        self._all = [condition((source,), lists) for source in rule.all]
        self.about, self._none, self._none_within, self._softened = (
            condition(sources, lists) for sources in (rule.about, rule.none, rule.none_within, rule.softened_by)
        )

    def holds(self, text: str) -> bool:
        """Whether its conditions on the whole sentence hold."""
        return all(wanted.stands_in(text) for wanted in self._all) and not self._none.stands_in(text)

    def concerns(self, *texts: Callable[[], str]) -> bool:
        """Whether one of these folded texts, asked for one by one, names what the rule is about."""
        return not self.rule.about or any(self.about.stands_in(text()) for text in texts)

    def barred_within(self, clause: str) -> bool:
        """Whether a word stands in the clause that the rule does not bear there."""
        return self._none_within.stands_in(clause)

    def softened(self, clause: str) -> bool:
        """Whether a word in the clause takes the edge off."""
        return self._softened.stands_in(clause)


#: The rules whose words stand in a sentence, and where.
Matched = Sequence[tuple[CompiledRule, Sequence[Match]]]


class RuleSet:
    """The rules made ready for the names of one case."""

    def __init__(self, rules: Sequence[Rule], words: Mapping[str, Sequence[str]], sides: Sides) -> None:
        self.sides = sides
        self.rules = tuple(rules)
        names: dict[str, Sequence[str]] = {}
        for role, party in (("customer", sides.customer), ("vendor", sides.vendor), ("system", sides.system)):
            generic = words.get(f"{role}_generic", ())
            names[role] = names_of(party, generic)
            names[f"{role}'s"] = names_of(party, generic, genitive=True)
        self.lists = filled({**words, **names})
        #: What the case calls its systems, folded.
        self.system_names = tuple(fold(name).text for name in sides.system.names)
        self.compiled = tuple(self._compile(rule) for rule in self.rules)
        self._screens: dict[DocumentKind | None, tuple[Screen, Sequence[CompiledPattern]]] = {}

    def _compile(self, rule: Rule) -> CompiledRule:
        try:
            return CompiledRule(rule, self.lists)
        except KravError as error:
            raise KravError(
                Message("Rule {rule}: {problem}", {"rule": rule.id, "problem": error.problem}), error.advice
            ) from None

    def _screen(self, kind: DocumentKind | None) -> tuple[Screen, Sequence[CompiledPattern]]:
        """The patterns of the rules that apply to a kind of paper (None: of all), and their screen."""
        made = self._screens.get(kind)
        if made is None:
            rules = [one for one in self.compiled if kind is None or one.rule.applies_to(kind)]
            every = [pattern for compiled in rules for pattern in compiled.patterns]
            made = self._screens[kind] = Screen((one.pattern.needs, one.pattern.firsts) for one in every), every
        return made

    def matches_in(self, words: Running, kind: DocumentKind | None) -> dict[int, Matched]:
        """Every rule whose words stand in one of these sentences, and where, in the order of the rule files.

        By the number of the sentence; nothing of those where none does. ``kind``: only the rules that apply to such a
        paper.
        """
        screen, patterns = self._screen(kind)
        found = dict[int, Matched]()
        for sentence, called in screen.let_through(words):
            text, by_rule = words.texts[sentence], dict[CompiledRule, list[Match]]()
            for number, starts in called:
                pattern = patterns[number]
                if matches := pattern.matches(text, starts):
                    by_rule.setdefault(pattern.rule, []).extend(matches)
            if held := [(rule, sorted(at, key=_place)) for rule, at in by_rule.items() if rule.holds(text)]:
                found[sentence] = held
        return found

    def matches(self, text: str, kind: DocumentKind | None = None) -> Matched:
        """The same of one folded sentence."""
        return self.matches_in(running([text]), kind).get(0, [])

    def sureness(self, name: str) -> float:
        """How sure the rule of this name is; 1 for what is no rule of the set."""
        return self._sureness.get(name, 1.0)

    @cached_property
    def _sureness(self) -> Mapping[str, float]:
        return {rule.id: rule.confidence for rule in self.rules}

    @cached_property
    def _sides(self) -> tuple[tuple[Bound, re.Pattern[str]], ...]:
        # «til kommunen», «hos kunden» name somebody the duty is owed to; «for Leverandørens regning» who bears it.
        owed = "".join(rf"(?<!\b{word} )" for word in _TO_SOMEBODY)
        bears = "regning/ansvar/pligt/risiko/omkostning/forpligtelse*/egen/eget/egne/fulde"
        made = []
        for bound, role in _PARTIES:
            acts = compile_pattern(f"{{{role}}}", self.lists).regex
            pays = compile_pattern(f"{{{role}'s}} {bears}", self.lists).regex
            # «stilles til rådighed af kunden», «kan af kunden opsiges» name who acts; «en af kunden fastsat frist» not.
            by = rf"(?:es (?:\w+ ){{0,3}}|\b(?:kan|skal|må) (?:\w+ )?)af (?:{acts})"
            made.append((bound, re.compile(rf"{owed}(?<!\baf )(?:{acts})|(?:{pays})|{by}")))
        return tuple(made)

    def first_side(self, text: str, start: int, end: int) -> Bound | None:
        """The side that is named first in a stretch of folded text as somebody who acts or bears."""
        if _BOTH.search(text, start, end):
            return Bound.BOTH
        hits = [(bound, found) for bound, names in self._sides if (found := names.search(text, start, end))]
        named = sorted((found.start(), -found.end(), bound) for bound, found in hits)
        if len(named) == 2 and _AND.fullmatch(text, -named[0][1], named[1][0]):
            return Bound.BOTH  # «Kunden og Leverandøren skal i fællesskab …»
        return named[0][2] if named else None

    def receiver(self, text: str, start: int, end: int) -> tuple[int, Bound] | None:
        """Who is given or told something in a stretch of folded text, and where: «meddeles Kunden», not who does it."""
        found = [(told.start(), bound) for bound, names in self._told if (told := names.search(text, start, end))]
        return min(found) if found else None

    def getting(self, text: str, start: int, end: int) -> Bound | None:
        """Who gets something in a stretch of folded text that names nobody else before: «får kommunen en knap»."""
        first = self.first_side(text, start, end)
        return next((bound for bound, gets in self._get if bound is first and gets.search(text, start, end)), None)

    @cached_property
    def _get(self) -> tuple[tuple[Bound, re.Pattern[str]], ...]:
        gets = r"(?:får|modtager|har (?:fri |gratis )?adgang til|vil få)"
        return tuple(
            (bound, re.compile(rf"(?:{names.pattern}) {gets}\b|\b{gets} (?:{names.pattern})"))
            for bound, names in self._sides
        )

    @cached_property
    def _told(self) -> tuple[tuple[Bound, re.Pattern[str]], ...]:
        return tuple(
            (bound, re.compile(rf"\b(?:{_GIVEN}) (?:skriftligt |straks |dog )?(?:{named})"))
            for bound, role in _PARTIES
            for named in (compile_pattern(f"{{{role}}}", self.lists).regex,)
        )

    def _proper(self, role: str, party: Party) -> list[str]:
        """The names of a party that are no general word for its role."""
        generic = {fold(word).text for word in self.lists.get(f"{role}_generic", ())}
        return [name for name in party.names if len(name) > 2 and fold(name).text not in generic]

    @cached_property
    def _named(self) -> Sequence[str]:
        """The proper names of the vendor and the system, as somebody would write them; roles are none."""
        own = {*self._proper("vendor", self.sides.vendor), *self._proper("system", self.sides.system)}
        return sorted((name for name in own if name != name.lower()), key=lambda name: (-len(name), name))

    @cached_property
    def _own_names(self) -> re.Pattern[str] | None:
        named = self._named
        return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, named))})(?!\w)") if named else None

    @cached_property
    def _own_words(self) -> re.Pattern[str] | None:
        """The system's proper names in folded text, with whatever ending."""
        named = {fold(name).text for name in self._proper("system", self.sides.system)}
        own = sorted(map(re.escape, named), key=lambda name: (-len(name), name))
        return re.compile(rf"\b(?:{'|'.join(own)})\w*") if own else None

    @lru_cache(maxsize=8)  # noqa: B019  (one set of rules lives as long as its case)
    def own_name_in(self, text: str) -> str:
        """The vendor's or the system's own name as a page first calls it, in small letters; "" where it does not."""
        names = self._own_names
        found = names.search(text) if names and any(name in text for name in self._named) else None
        return small(found.group()) if found else ""

    @cached_property
    def _vendor_names(self) -> tuple[str, ...]:
        """The vendor's proper names in folded text: firms, no roles."""
        return tuple(fold(name).text for name in self._proper("vendor", self.sides.vendor) if name != name.lower())

    @property
    def vendor_has_name(self) -> bool:
        """Whether the case knows the vendor by a proper name and not by its role alone."""
        return bool(self._vendor_names)

    def names_vendor(self, text: str) -> bool:
        """Whether a text names the vendor by a proper name, in small or capital letters."""
        return any(name in fold(text).text for name in self._vendor_names)

    def names_customer(self, text: str) -> bool:
        """Whether a text holds a name of the customer."""
        return any(fold(name).text in fold(text).text for name in self.sides.customer.names)

    @cached_property
    def _topics(self) -> Mapping[Label, Sequence[tuple[str, Condition]]]:
        of = {Label.PROMISE: "topic_", Label.INCIDENT: "fault_"}
        return {
            label: [
                (_TURN.sub("", name.removeprefix(prefix)), condition((f"{{{name}}}",), self.lists))
                for name in self.lists
                if name.startswith(prefix)
            ]
            for label, prefix in of.items()
        }

    def topic(self, text: str, label: Label = Label.PROMISE) -> str:
        """What a duty or a failure is about: the first list of ``words/topics.toml`` with a word there; else ""."""
        if self._own_words:
            text = self._own_words.sub("_", text)  # «Ydelsesporten» is no word for payments
        return next((topic for topic, words in self._topics.get(label, ()) if words.stands_in(text)), "")


@lru_cache(maxsize=16)
def rule_set(sides: Sides) -> RuleSet:
    """Our own rules, ready for a case with these sides."""
    return RuleSet(own_rules(), own_words(), sides)
