"""The screen: which patterns could stand in a text at all, and where each could begin.

Derived from the patterns themselves, so it cannot lose a hit: a pattern is let through only where a word stands for
each of its needs, and tried only at words it can begin with. Each word is looked into once for the whole case; what a
text costs hangs on its length and hardly on how many patterns there are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache, partial
from typing import Generic, TypeVar

from extract.patterns import Need, OneOf, Pattern, compile_pattern

T = TypeVar("T")
_WORDS = re.compile(r"\w+")


def _rarity(choice: OneOf) -> tuple[int, int]:
    """How rarely one of these words stands somewhere: as well as can be told, long words are rarer than short ones."""
    return (min((len(one.literal) for one in choice), default=99), -len(choice))


@lru_cache(maxsize=256)
def words_of(text: str) -> tuple[tuple[str, int], ...]:
    """The words of a folded text and where each begins."""
    return tuple((word.group(), word.start()) for word in _WORDS.finditer(text))


class Condition:
    """Patterns of which it is only asked whether one stands in a text; tried only at words that can begin one."""

    __slots__ = ("_expression", "_firsts", "_known")

    def __init__(self, patterns: Sequence[Pattern]) -> None:
        firsts = [one.firsts for one in patterns]
        self._firsts = None if None in firsts else frozenset(need for one in firsts if one for need in one)
        self._known: dict[str, bool] = {}
        self._expression = _expression("|".join(one.regex for one in patterns)) if patterns else None

    def stands_in(self, text: str) -> bool:
        """Whether one of the patterns stands in this folded text."""
        if self._expression is None:
            return False
        if self._firsts is None:
            return self._expression().search(text) is not None
        known = self._known
        for word, start in words_of(text):
            begins = known.get(word)
            if begins is None:
                begins = known[word] = any(first.stands_in(word) for first in self._firsts)
            if begins and self._expression().match(text, start):
                return True
        return False


def _expression(regex: str) -> Callable[[], re.Pattern[str]]:
    """The expression, compiled when first asked for."""
    return cache(partial(re.compile, regex))


_shared = lru_cache(maxsize=4096)(Condition)


def condition(sources: Sequence[str], lists: Mapping[str, Sequence[str]]) -> Condition:
    """The condition that one of these patterns stands in a text; rules with the same words share it."""
    return _shared(tuple(compile_pattern(source, lists) for source in sources))


class _Known:
    """What a word is good for: the needs and beginnings it meets (as bits), and the patterns it calls up."""

    __slots__ = ("calls", "meets")

    def __init__(self, meets: int, calls: tuple[int, ...]) -> None:
        self.meets, self.calls = meets, calls


class Screen(Generic[T]):
    """A set of patterns with their needs and beginnings."""

    def __init__(self, patterns: Iterable[tuple[T, Sequence[OneOf], OneOf | None]]) -> None:
        self._patterns: list[tuple[T, int, int]] = []  # the pattern, the bits of its needs, the bit of its beginnings
        self._bits: dict[OneOf, int] = {}
        self._called_by: dict[int, list[int]] = {}  # the bit of the rarest need → patterns
        self._always: list[int] = []
        for number, (pattern, needs, firsts) in enumerate(patterns):
            asked = 0
            for choice in needs:
                asked |= self._bit(choice)
            self._patterns.append((pattern, asked, 0 if firsts is None else self._bit(firsts)))
            if needs:
                rarest = max(needs, key=_rarity)
                self._called_by.setdefault(self._bit(rarest), []).append(number)
            else:
                self._always.append(number)
        self._whole: dict[str, int] = {}  # words that stand whole in a need → their bits
        self._open: dict[Need, int] = {}  # needs with an open end → their bits
        for choice, bit in self._bits.items():
            for one in choice:
                if one.open_left or one.open_right:
                    self._open[one] = self._open.get(one, 0) | bit
                else:
                    self._whole[one.literal] = self._whole.get(one.literal, 0) | bit
        self._known: dict[str, _Known] = {}
        self._idle: set[str] = set()  # words that call up nothing

    def _bit(self, needs: OneOf) -> int:
        return self._bits.setdefault(needs, 1 << len(self._bits))

    def _look_into(self, word: str) -> _Known:
        bits = self._whole.get(word, 0)
        for need, of_need in self._open.items():
            if need.stands_in(word):
                bits |= of_need
        calls = tuple(sorted(n for bit, numbers in self._called_by.items() if bits & bit for n in numbers))
        known = self._known[word] = _Known(bits, calls)
        if not calls:
            self._idle.add(word)
        return known

    def called_by(self, words: set[str]) -> list[int]:
        """The patterns (by number) whose every need is met among these words of a text, wherever they stand."""
        known = self._known
        called = set(self._always)
        for word in words - self._idle:
            called.update((known.get(word) or self._look_into(word)).calls)
        if not called:
            return []
        met = 0
        for word in words:
            met |= (known.get(word) or self._look_into(word)).meets
        return [number for number in called if not self._patterns[number][1] & ~met]

    def placed(self, numbers: Iterable[int], text: str) -> Iterator[tuple[T, list[int] | None]]:
        """These patterns with the places of a folded text each could begin at (None: any)."""
        known = self._known
        words = [(known.get(word) or self._look_into(word), start) for word, start in words_of(text)]
        for number in numbers:
            pattern, _, begins = self._patterns[number]
            yield pattern, [start for word, start in words if word.meets & begins] if begins else None

    def let_through(self, text: str) -> list[tuple[T, list[int] | None]]:
        """The patterns that could stand in the folded text, each with the places it could begin at (None: any)."""
        known = self._known
        words = [
            (known.get(word.group()) or self._look_into(word.group()), word.start()) for word in _WORDS.finditer(text)
        ]
        met, called = 0, set(self._always)
        for word, _ in words:
            if word.meets:
                met |= word.meets
                called.update(word.calls)
        through: list[tuple[T, list[int] | None]] = []
        for number in sorted(called):
            pattern, asked, begins = self._patterns[number]
            if asked & ~met:
                continue
            if not begins:
                through.append((pattern, None))
            elif starts := [start for word, start in words if word.meets & begins]:
                through.append((pattern, starts))
        return through
