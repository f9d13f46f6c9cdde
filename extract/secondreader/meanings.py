"""What words mean, roughly: «gik i sort» and «nede» are of one meaning, «refusionen» and «tilskud» of another.

The meanings lie beside the examples (``extract/examples/meanings.toml``) and are kept in the model made of them. They
let the second reader understand a word that no example holds.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

#: A beginning of fewer letters than this stands for a word alone, with at most an ending of three.
_SHORT, _ENDING = 4, 3
_WORD = re.compile(r"\w+")
#: So many words looked up are remembered; then it begins anew.
KEPT = 50_000


class Meanings:
    """Knows the meanings of words: «ord» begins a word, «*ord» stands anywhere in it, «=ord» is all of it."""

    def __init__(self, listed: Mapping[str, Sequence[str]]) -> None:
        self._whole: dict[str, set[str]] = defaultdict(set)
        self._begins: dict[str, set[str]] = defaultdict(set)
        self._within: dict[str, set[str]] = defaultdict(set)
        self._running: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
        for meaning, entries in listed.items():
            for entry in entries:
                words = tuple(_WORD.findall(entry))
                if len(words) > 1:
                    self._running[words[0]].append((words, meaning))
                else:
                    kept = {"=": self._whole, "*": self._within}.get(entry[0], self._begins)
                    kept[words[0]].add(meaning)
        self._longest = max(map(len, self._begins), default=0)
        self._known: dict[str, frozenset[str]] = {}

    def of(self, word: str) -> frozenset[str]:
        """What a word of small letters means; mostly nothing."""
        meant = self._known.get(word)
        if meant is None:
            if len(self._known) > KEPT:
                self._known.clear()
            meant = self._known[word] = self._looked_up(word)
        return meant

    def _looked_up(self, word: str) -> frozenset[str]:
        found = set(self._whole.get(word, ()))
        for size in range(2, min(self._longest, len(word)) + 1):
            if size >= _SHORT or len(word) - size <= _ENDING:
                found |= self._begins.get(word[:size], set())
        for piece, meanings in self._within.items():
            if piece in word:
                found |= meanings
        return frozenset(found)

    def begin_runs(self) -> set[tuple[str, str]]:
        """The first two of all words running that mean something together."""
        return {(words[0], words[1]) for runs in self._running.values() for words, _ in runs}

    def in_order(self, words: Sequence[str]) -> list[frozenset[str]]:
        """What each word of a sentence means; words running stand with the first of them."""
        known = self._known
        found = [known[word] if word in known else self.of(word) for word in words]
        for word in self._running.keys() & words:
            for place in (place for place, one in enumerate(words) if one == word):
                for run, meaning in self._running[word]:
                    if tuple(words[place : place + len(run)]) == run:
                        found[place] |= {meaning}
        return found
