"""The words of many sentences in one go, for readers that ask the same of every sentence of a page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TypeVar

import numpy as np

from extract.rules.rows import Numbering, Numbers, numbers

T = TypeVar("T", int, Numbers)
#: Ends a sentence among its words; none stands in a folded text.
END = "\n"
#: What parts clauses, besides «men»; none of them is a word.
_DASHES = (" – ", " — ", " - ")
PARTING = (",", ";", ":", *_DASHES)
#: What is no word among the tokens; whoever numbers tokens begins with these.
SIGNS = (END, *PARTING)
_TOKEN = re.compile(rf"\w+|{END}|[,;:](?!\d)|{'|'.join(_DASHES)}")


@dataclass(frozen=True, slots=True)
class Running:
    """Folded sentences, and their words and marks one after the other, each sentence closed by ``END``."""

    texts: Sequence[str]
    tokens: Sequence[str]

    def numbered(self, numbering: Numbering[str]) -> tuple[Numbers, Numbers]:
        """The number of each token, and of the sentence it stands in. ``numbering`` begins with ``SIGNS``."""
        tokens = numbering.of(self.tokens)
        ends = tokens == 0
        return tokens, np.cumsum(ends) - ends


def running(texts: Sequence[str]) -> Running:
    """The words of these folded sentences."""
    return Running(texts, _TOKEN.findall(END.join([*texts, ""])))


class Pairs:
    """Pairs of words, looked for where they run."""

    def __init__(self, pairs: Iterable[tuple[str, str]]) -> None:
        pairs = sorted(set(pairs))
        self._number = {word: number for number, word in enumerate(sorted({*chain(*pairs)}), 1)}
        keyed = sorted((self._key(*map(self._number.__getitem__, pair)), pair) for pair in pairs)
        self._keys = numbers(key for key, _ in keyed)
        #: In the order they are known by.
        self.pairs = [pair for _, pair in keyed]

    def _key(self, word: T, following: T) -> T:
        return word * (len(self._number) + 1) + following

    def number(self, word: str) -> int:
        """What ``found`` knows a word by; 0: of no pair."""
        return self._number.get(word, 0)

    def found(self, words: Numbers, tokens: Numbers, stands: Numbers) -> tuple[Numbers, Numbers]:
        """Which pairs run, whatever mark is between them, and where the first of each ``stands``.

        ``words`` are the tokens by ``number``.
        """
        kept = (tokens == 0) | (tokens >= len(SIGNS))
        words, stands = words[kept], stands[kept]
        both = np.flatnonzero((words[:-1] > 0) & (words[1:] > 0))
        keys = self._key(words[both], words[both + 1])
        if not len(keys):
            return keys, keys
        which = np.minimum(np.searchsorted(self._keys, keys), len(self._keys) - 1)
        known = self._keys[which] == keys
        return which[known], stands[both[known]]
