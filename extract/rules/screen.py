"""The screen: which patterns could stand in which of many sentences at all, and where each could begin.

Derived from the patterns themselves, so it cannot lose a hit: a pattern is let through only where a word stands for
each of its needs, and tried only at words it can begin with. Each word is looked into once for the whole case.
"""

from __future__ import annotations

import re
import sys
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from functools import cache, lru_cache, partial
from itertools import groupby
from operator import itemgetter

import numpy as np

from extract.rules.patterns import NUMBER, Need, OneOf, Pattern, compile_pattern, rarity
from extract.rules.rows import MANY, Numbering, Rows, once
from extract.rules.running import END, SIGNS, Pairs, Running

_WORDS = re.compile(r"\w+")
#: So many answers are remembered: rules that share their words ask the same of a sentence, one after the other.
_ASKED_AGAIN = 1024


@lru_cache(maxsize=256)
def words_of(text: str) -> frozenset[str]:
    """The words of a folded text."""
    return frozenset(_WORDS.findall(text))


def _standing(word: str, text: str) -> Iterator[int]:
    """Where a word stands by itself in a folded text."""
    start = text.find(word)
    while start >= 0:
        end = start + len(word)
        if not (_in_word(text[start - 1 : start]) or _in_word(text[end : end + 1])):
            yield start
        start = text.find(word, end)


def _in_word(sign: str) -> bool:
    return sign.isalnum() or sign == "_"


class Condition:
    """Patterns looked for together, tried only at words that can begin one, and not where a word alone settles it."""

    __slots__ = ("_alone", "_expression", "_firsts", "_index", "_settle", "_signs", "_tried", "_whole")

    def __init__(self, patterns: Sequence[Pattern]) -> None:
        firsts = [one.firsts for one in patterns]
        self._firsts = None if None in firsts else frozenset(need for one in firsts if one for need in one)
        self._index: Index | None = None
        self._signs = [need.literal for need in self._firsts or () if need.is_sign]
        self._alone = frozenset[Need]().union(*(one.alone for one in patterns))
        #: Words looked into, those of them that begin a pattern, and those that are one.
        self._tried, self._whole, self._settle = set[str](), set[str](), set[str]()
        rest = "|".join(one.rest for one in patterns if one.rest)
        self._expression = _expression(rest) if rest else None

    @lru_cache(maxsize=_ASKED_AGAIN)  # noqa: B019  (few, and shared by all cases)
    def stands_in(self, text: str) -> bool:
        """Whether one of the patterns stands in this folded text."""
        if self._alone and self._begun(words_of(text)) & self._settle:
            return True
        if self._expression is None:
            return False
        if self._firsts is None:
            return self._expression().search(text) is not None
        return any(self._expression().match(text, start) for start in self._beginnings(text))

    def _begun(self, words: Set[str]) -> Set[str]:
        if not words <= self._tried:
            if self._index is None:
                self._index = Index({*(self._firsts or ()), *self._alone})
            for word in words - self._tried:
                met = set(self._index.met_by(word))
                if met:
                    self._whole.add(word)
                if not met.isdisjoint(self._alone):
                    self._settle.add(word)
            self._tried |= words
        return words & self._whole

    def _beginnings(self, text: str) -> Sequence[int]:
        """Where the words and signs of a folded text stand that can begin a pattern, word for word."""
        words = [place for word in self._begun(words_of(text)) for place in _standing(word, text)]
        return [*words, *(place for sign in self._signs for place, found in enumerate(text) if found == sign)]


class Words(Condition):
    """A list of words and phrases, each beginning with a whole word: as an expression, but many times as fast."""

    __slots__ = ()

    def __init__(self, pattern: Pattern) -> None:
        super().__init__((pattern,))
        self._expression = _expression(pattern.regex)
        if not self._firsts or any(first.open_left for first in self._firsts):
            raise ValueError(f"«{pattern.source}» may begin inside a word")

    def match(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """The words that stand at this place of a folded text."""
        return self._expression().match(text, start, end) if self._expression else None

    def finditer(self, text: str, start: int = 0, end: int | None = None) -> Iterator[re.Match[str]]:
        """The words in this stretch of a folded text, from left to right."""
        return iter(self._found(text, start, len(text) if end is None else end))

    def search(self, text: str, start: int = 0, end: int | None = None) -> re.Match[str] | None:
        """The first of them."""
        return next(self.finditer(text, start, end), None)

    @lru_cache(maxsize=_ASKED_AGAIN)  # noqa: B019  (few, and shared by all cases)
    def _found(self, text: str, start: int, end: int) -> Sequence[re.Match[str]]:
        found = list[re.Match[str]]()
        for place in sorted(start + place for place in self._beginnings(text[start:end])):
            if (not found or found[-1].end() <= place) and (m := self.match(text, place, end)):
                found.append(m)
        return found


def _expression(regex: str) -> Callable[[], re.Pattern[str]]:
    """The expression, compiled when first asked for."""
    return cache(partial(re.compile, regex))


_shared = lru_cache(maxsize=4096)(Condition)


def condition(sources: Sequence[str], lists: Mapping[str, Sequence[str]]) -> Condition:
    """The condition that one of these patterns stands in a text; rules with the same words share it."""
    return _shared(tuple(compile_pattern(source, lists) for source in sources))


class Index:
    """Which of many needs a word meets, looked up by its beginnings and ends instead of asked of each need."""

    def __init__(self, needs: Iterable[Need]) -> None:
        self._number: list[Need] = []
        self._within: list[Need] = []
        self._whole: dict[str, Need] = {}
        self._begins: dict[str, Need] = {}
        self._ends: dict[str, Need] = {}
        for need in needs:
            if need == NUMBER:
                self._number.append(need)
            elif need.open_left and need.open_right:
                self._within.append(need)
            else:
                held = self._begins if need.open_right else self._ends if need.open_left else self._whole
                held[need.literal] = need
        self._longest = max((len(literal) for literal in (*self._begins, *self._ends)), default=0)

    def met_by(self, word: str) -> Iterator[Need]:
        """The needs a word in small letters meets."""
        if whole := self._whole.get(word):
            yield whole
        for size in range(1, min(len(word), self._longest) + 1):
            if begins := self._begins.get(word[:size]):
                yield begins
            if ends := self._ends.get(word[-size:]):
                yield ends
        yield from self._number if word[0].isdigit() else ()
        yield from (need for need in self._within if need.literal in word)


class Screen:
    """A set of patterns with their needs and beginnings, asked of many sentences in one go."""

    def __init__(self, patterns: Iterable[tuple[Sequence[OneOf], OneOf | None]]) -> None:
        asked = [
            (sorted(needs, key=rarity, reverse=True), None if firsts and any(one.is_sign for one in firsts) else firsts)
            for needs, firsts in patterns
        ]
        every = dict.fromkeys(choice for needs, firsts in asked for choice in (*needs, firsts) if choice is not None)
        number = {choice: number for number, choice in enumerate(every)}
        self._choices = len(number)
        self._met = np.empty((0, 0), bool)  # kept: to ask for so much memory anew costs more than to fill it
        #: The choices that must be met for a pattern; filled up with the number of what always is.
        self._needs = np.full((len(asked), 2 + max((len(needs) for needs, _ in asked), default=0)), self._choices)
        self._firsts = [None if firsts is None else number[firsts] for _, firsts in asked]
        self._calls: dict[int, list[int]] = {}  # patterns by the rarest of their needs
        self._always: list[int] = []  # and those that need nothing
        for pattern, (needs, firsts) in enumerate(asked):
            held = [number[choice] for choice in (*needs, firsts) if choice is not None]
            self._needs[pattern, : len(held)] = held
            (self._calls.setdefault(number[needs[0]], []) if needs else self._always).append(pattern)
        self._of: dict[Need, list[int]] = {}
        for choice in every:
            for need in choice:
                self._of.setdefault(need, []).append(number[choice])
        self._index = Index(self._of)
        self._pairs = Pairs(
            (one, other) for need in self._of for one, _, other in [need.literal.partition(" ")] if other
        )
        self._pairs_meet, self._pairs_call = Rows(), Rows()
        for pair in self._pairs.pairs:
            met = self._of[Need(" ".join(pair))]
            self._pairs_meet.add(met)
            self._pairs_call.add(self._called_by(met))
        self._forget()

    def _forget(self) -> None:
        self._meets, self._words_call, self._in_pairs = Rows(), Rows(), array("q")  # of each word
        #: The words that begin a pattern, by the number of what it begins with.
        self._openers: dict[int, set[str]] = {number: set() for number in self._firsts if number is not None}
        self._words = Numbering(self._look_into)
        self._words.of(SIGNS)

    def _called_by(self, choices: Iterable[int]) -> set[int]:
        return {pattern for choice in choices for pattern in self._calls.get(choice, ())}

    def _look_into(self, word: str) -> None:
        met = {one for need in self._index.met_by(word) for one in self._of[need]} if word not in SIGNS else set[int]()
        self._meets.add(met)
        self._words_call.add(self._always if word == END else self._called_by(met))
        self._in_pairs.append(self._pairs.number(word))
        for number in met & self._openers.keys():
            self._openers[number].add(word)

    def let_through(self, words: Running) -> Iterator[tuple[int, list[tuple[int, Sequence[int] | None]]]]:
        """The sentences patterns could stand in, by number: which, and where each could begin (None: anywhere)."""
        for sentence, called in groupby(self._met_in(words), itemgetter(0)):
            text = words.texts[sentence]
            held, places = words_of(text), dict[str, list[int]]()
            found: list[tuple[int, Sequence[int] | None]] = []
            for _, pattern in called:
                first = self._firsts[pattern]
                if first is None:
                    found.append((pattern, None))
                    continue
                begins = held & self._openers[first]
                for word in begins - places.keys():
                    places[word] = list(_standing(word, text))
                found.append((pattern, sorted(start for word in begins for start in places[word])))
            yield sentence, found

    def _met_in(self, words: Running) -> list[tuple[int, int]]:
        """Sentences and patterns, by number, of which every need is met among the words of the sentence."""
        if len(self._words) > MANY:
            self._forget()
        tokens, sentence = words.numbered(self._words)
        pairs, begin = self._pairs.found(np.frombuffer(self._in_pairs, np.int64)[tokens], tokens, sentence)
        if len(self._met) < len(words.texts):
            self._met = np.empty((len(words.texts), self._choices + 1), bool)
        met = self._met[: len(words.texts)]
        met[:] = False
        met[:, self._choices] = True
        called = []
        for meet, call, asked, stands in (
            (self._meets, self._words_call, tokens, sentence),
            (self._pairs_meet, self._pairs_call, pairs, begin),
        ):
            choices, place = meet.of(asked)
            met[stands[place], choices] = True
            patterns, place = call.of(asked)
            called.append(stands[place] * len(self._firsts) + patterns)
        stands, patterns = np.divmod(once(np.concatenate(called)), max(len(self._firsts), 1))
        fits = met[stands[:, None], self._needs[patterns]].all(axis=1)
        return list(zip(stands[fits].tolist(), patterns[fits].tolist(), strict=True))
