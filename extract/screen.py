"""The screen: which patterns could stand in a text at all, and where each could begin.

Derived from the patterns themselves, so it cannot lose a hit: a pattern is let through only where a word stands for
each of its needs, and tried only at words it can begin with. Each word is looked into once for the whole case; what a
text costs hangs on its length and hardly on how many patterns there are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from functools import cache, lru_cache, partial
from itertools import pairwise
from typing import Generic, TypeVar

from extract.patterns import NUMBER, Need, OneOf, Pattern, compile_pattern, rarity

T = TypeVar("T")
_WORDS = re.compile(r"\w+")


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
    """Patterns looked for together, tried only at words that can begin one."""

    __slots__ = ("_cut", "_expression", "_firsts", "_tails", "_tried", "_whole")

    def __init__(self, patterns: Sequence[Pattern]) -> None:
        firsts = [one.firsts for one in patterns]
        self._firsts = None if None in firsts else frozenset(need for one in firsts if one for need in one)
        #: Words looked into, and those of them that begin a pattern; the same of words whose heads are cut.
        self._tried, self._whole = set[str](), set[str]()
        self._cut, self._tails = set[str](), set[str]()
        self._expression = _expression("|".join(one.regex for one in patterns)) if patterns else None

    def stands_in(self, text: str) -> bool:
        """Whether one of the patterns stands in this folded text."""
        if self._expression is None:
            return False
        if self._firsts is None:
            return self._expression().search(text) is not None
        return any(self._expression().match(text, start) for start in self._beginnings(text))

    def begun_by(self, words: Set[str]) -> tuple[Set[str], Set[str]]:
        """Of these words in small letters those a pattern can begin with, and those it could with their heads cut."""
        if self._firsts is None:
            return words, words
        whole = self._begun(words)
        for word in words - self._cut:
            self._cut.add(word)
            if any(first.may_stand_in(word) for first in self._firsts):
                self._tails.add(word)
        return whole, (words & self._tails) - whole

    def _begun(self, words: Set[str]) -> Set[str]:
        if not words <= self._tried:
            new = words - self._tried
            self._tried |= new
            self._whole.update(word for word in new if any(first.stands_in(word) for first in self._firsts or ()))
        return words & self._whole

    def _beginnings(self, text: str) -> Iterator[int]:
        """Where the words of a folded text stand that can begin a pattern, word for word."""
        return (place for word in self._begun(words_of(text)) for place in _standing(word, text))


class Words(Condition):
    """A list of words and phrases, each beginning with a whole word: as an expression, but many times as fast."""

    __slots__ = ()

    def __init__(self, pattern: Pattern) -> None:
        super().__init__((pattern,))
        if not self._firsts or any(first.open_left for first in self._firsts):
            raise ValueError(f"«{pattern.source}» may begin inside a word")

    def match(self, text: str, start: int = 0) -> re.Match[str] | None:
        """The words that stand at this place of a folded text."""
        return self._expression().match(text, start) if self._expression else None

    def finditer(self, text: str, start: int = 0, end: int | None = None) -> Iterator[re.Match[str]]:
        """The words in this stretch of a folded text, from left to right."""
        if self._expression is None:
            return
        end, last = len(text) if end is None else end, start
        for place in sorted(start + place for place in self._beginnings(text[start:end])):
            if last <= place and (found := self._expression().match(text, place, end)):
                yield found
                last = found.end()

    def search(self, text: str, start: int = 0, end: int | None = None) -> re.Match[str] | None:
        """The first of them."""
        return next(self.finditer(text, start, end), None)


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

    def met_by(self, word: str) -> Iterator[Need]:
        """The needs a word in small letters meets."""
        if whole := self._whole.get(word):
            yield whole
        for size in range(1, len(word) + 1):
            if begins := self._begins.get(word[:size]):
                yield begins
            if ends := self._ends.get(word[-size:]):
                yield ends
        yield from (need for need in (*self._number, *self._within) if need.stands_in(word))


class Screen(Generic[T]):
    """A set of patterns with their needs and beginnings."""

    def __init__(self, patterns: Iterable[tuple[T, Sequence[OneOf], OneOf | None]]) -> None:
        #: The known words that meet a need, or begin a pattern.
        self._meeting: dict[OneOf, set[str]] = {}
        # The pattern, the words that meet each of its needs but the rarest, the words it can begin with (None: any).
        self._patterns: list[tuple[T, list[set[str]], set[str] | None]] = []
        self._always: list[int] = []  # patterns that need nothing
        self._called_by: dict[OneOf, set[int]] = {}  # the rarest need → patterns
        for number, (pattern, needs, firsts) in enumerate(patterns):
            ranked = sorted(needs, key=rarity, reverse=True)
            for rarest in ranked[:1]:
                self._words_for(rarest)
                self._called_by.setdefault(rarest, set()).add(number)
            if not ranked:
                self._always.append(number)
            openers = None if firsts is None else self._words_for(firsts)
            self._patterns.append((pattern, list(map(self._words_for, ranked[1:])), openers))
        self._of: dict[Need, list[OneOf]] = {}
        for choice in self._meeting:
            for one in choice:
                self._of.setdefault(one, []).append(choice)
        self._index = Index(self._of)
        #: The pairs of words among the needs.
        self._pairs = {tuple(one.literal.split(" ")): one.literal for one in self._of if " " in one.literal}
        self._seen: set[str] = set()
        self._calls: dict[str, Sequence[int]] = {}  # the patterns a word calls up
        self._callers: set[str] = set()

    def _words_for(self, choice: OneOf) -> set[str]:
        return self._meeting.setdefault(choice, set())

    def _look_into(self, word: str) -> None:
        calls = set[int]()
        for need in self._index.met_by(word):
            for choice in self._of[need]:
                self._meeting[choice].add(word)
                calls.update(self._called_by.get(choice, ()))
        self._seen.add(word)
        if calls:
            self._calls[word] = tuple(calls)
            self._callers.add(word)

    def called_by(self, running: Sequence[str]) -> list[int]:
        """The patterns (by number) whose every need is met among the running words of a text, wherever they stand."""
        words = set(running)
        words.update(map(self._pairs.__getitem__, self._pairs.keys() & set(pairwise(running))))
        if not words <= self._seen:
            for word in words - self._seen:
                self._look_into(word)
        called = set(self._always)
        for caller in words & self._callers:
            called.update(self._calls[caller])
        patterns = self._patterns
        found = []
        for number in called:
            for meeting in patterns[number][1]:
                if words.isdisjoint(meeting):
                    break
            else:
                found.append(number)
        return found

    def placed(
        self, numbers: Iterable[int], text: str, running: Iterable[str]
    ) -> Iterator[tuple[T, Sequence[int] | None]]:
        """These patterns with the places of a folded text each could begin at (None: any); its words must be known."""
        words, places = set(running), dict[str, Sequence[int]]()
        for number in numbers:
            pattern, _, openers = self._patterns[number]
            if openers is None:
                yield pattern, None
                continue
            begins = words & openers
            for word in begins - places.keys():
                places[word] = list(_standing(word, text))
            if begins:
                yield pattern, sorted(start for word in begins for start in places[word])

    def let_through(self, text: str) -> Iterator[tuple[T, Sequence[int] | None]]:
        """The patterns that could stand in the folded text, each with the places it could begin at (None: any)."""
        running = _WORDS.findall(text)
        return self.placed(sorted(self.called_by(running)), text, running)
