"""Which sentences resemble anything at all: the sums of ``likeness`` without its places, for the many that do not.

Made from the model's own features and weights, for all sentences of a page in one go. What a word is made of, what one
meaning adds after or beside another and how a sentence is built is looked up once for the whole case.
"""

from __future__ import annotations

import math
from array import array
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import chain, pairwise

import numpy as np

from extract.rules.rows import MANY, Numbering, Numbers, Rows, numbers, once
from extract.rules.running import SIGNS, Pairs, Running
from extract.secondreader.likeness import (
    Model,
    Shape,
    meaning_features,
    model,
    pair_feature,
    shape,
    word_features,
    words_in,
)

#: More than the rounding of the sums can change.
_SLACK = 1e-6
#: A clause begins with this word, as it does after a mark.
_BUT = "men"
_NEVER = 1e9

#: Features by number, and the sentence each stands in.
_Held = tuple[Numbers, Numbers]


class Scale:
    """The features of a model by number, and what each weighs."""

    def __init__(self, model: Model) -> None:
        self._meanings, self._bias = model.meanings, model.bias
        self._number = model.numbers
        rarity = model.rarity
        self._squares = rarity**2
        self._weights = rarity * np.array(model.weights)  # a row a label
        pairs = [one.split(" ")[1:] for one in self._number if one.startswith("w ") and " " in one[2:]]
        self._pairs = Pairs((one, other) for one, other in pairs)
        self._pair_features = numbers(self._number[pair_feature(*pair)] for pair in self._pairs.pairs)
        self._runs = Pairs(self._meanings.begin_runs())
        self._forget()

    def _forget(self) -> None:
        self._word_features, self._told = Rows(), array("q")
        self._words = Numbering(self._look_into)
        self._senses: list[frozenset[str]] = []  # what a word can mean, by number; 0: nothing
        self._sense_numbers = Numbering(self._senses.append)
        self._after_features, self._after = Rows(), Numbering(self._look_after)  # one sense after another
        self._beside_features, self._beside = Rows(), Numbering(self._look_beside)  # those of a clause
        self._shape_features, self._shapes = Rows(), Numbering(self._look_at)
        self._sense_numbers.of([frozenset()])
        self._words.of(SIGNS)

    def _numbers(self, features: Iterable[str]) -> list[int]:
        return [self._number[one] for one in features if one in self._number]

    def _look_into(self, word: str) -> None:
        """Note a word's features, its sense, and its numbers among the words of pairs and of runs."""
        plain = "" if word in SIGNS else words_in(word)[0]
        self._word_features.add(self._numbers(word_features(plain)) if plain else ())
        sense = self._sense_numbers[self._meanings.of(word) if plain else frozenset()]
        self._told.extend((sense, self._pairs.number(plain), self._runs.number(word)))

    def _look_after(self, senses: tuple[int, int]) -> None:
        last, here = map(self._senses.__getitem__, senses)
        self._after_features.add(self._numbers(chain(*(meaning_features(one, last) for one in here))))

    def _look_beside(self, senses: frozenset[int]) -> None:
        clause = frozenset[str]().union(*map(self._senses.__getitem__, senses))
        self._beside_features.add(self._numbers(chain(*(meaning_features(one, (), clause) for one in clause))))

    def _look_at(self, shape: Shape) -> None:
        self._shape_features.add(self._numbers(shape.features()))

    def tips(self, words: Running, least: Sequence[Sequence[float]]) -> list[int]:
        """The sentences, by number, that are like enough to examples of some label.

        ``least``: of each sentence, how sure it must be of each label.
        """
        if len(self._words) > MANY:
            self._forget()
        tokens, sentence = words.numbered(self._words)
        told = np.frombuffer(self._told, np.int64).reshape(-1, 3)[tokens].T
        held = [
            self._of(self._word_features, tokens, sentence),
            self._of_pairs(told[1], tokens, sentence),
            *self._of_senses(words.tokens, told[0], told[2], tokens, sentence),
            self._of_shapes(words.texts, tokens, sentence),
        ]
        features, stands = map(np.concatenate, zip(*held, strict=True))
        stands, features = np.divmod(once(stands * len(self._number) + features), len(self._number))
        count = len(words.texts)
        length = np.sqrt(np.bincount(stands, self._squares[features], count))
        known = {one: self._needs(one) for one in set(map(tuple, least))}
        needed = np.array([known[tuple(one)] for one in least]).T
        reached = np.zeros(count, bool)
        for weights, needs in zip(self._weights, needed, strict=True):
            reached |= np.bincount(stands, weights[features], count) >= needs * length - _SLACK
        return np.flatnonzero(reached).tolist()

    def _needs(self, least: Sequence[float]) -> list[float]:
        """What each label's sum must reach for every one of length."""
        odds = (math.log(sure / (1 - sure)) if sure < 1 else _NEVER for sure in least)
        return [one - bias for one, bias in zip(odds, self._bias, strict=True)]

    @staticmethod
    def _of(rows: Rows, wanted: Numbers, sentence: Numbers) -> _Held:
        features, place = rows.of(wanted)
        return features, sentence[place]

    def _of_pairs(self, paired: Numbers, tokens: Numbers, sentence: Numbers) -> _Held:
        """The features of two words running, whatever mark stands between them."""
        which, stands = self._pairs.found(paired, tokens, sentence)
        return self._pair_features[which], stands

    def _of_senses(
        self, words: Sequence[str], sense: Numbers, in_runs: Numbers, tokens: Numbers, sentence: Numbers
    ) -> tuple[_Held, _Held]:
        """The features of what the words mean: each after the one before it, and those of a clause together."""
        clause = np.cumsum((tokens < len(SIGNS)) | (tokens == self._words[_BUT]))
        sense = sense.copy()
        for number in np.unique(self._runs.found(in_runs, tokens, clause)[1]).tolist():
            first, last = np.searchsorted(clause, (number, number + 1)).tolist()
            first += words[first] in SIGNS
            sense[first:last] = self._sense_numbers.of(self._meanings.in_order(words[first:last]))
        at = np.flatnonzero(sense)
        sense, clause, sentence = sense[at], clause[at], sentence[at]
        goes_on = np.zeros(len(at), bool)
        goes_on[1:] = sentence[1:] == sentence[:-1]
        last_sense = np.where(goes_on, np.roll(sense, 1), 0)
        after = self._after.of(zip(last_sense.tolist(), sense.tolist(), strict=True))
        first = np.flatnonzero(np.diff(clause, prepend=-1))  # of each clause with any
        senses, edges = sense.tolist(), [*first.tolist(), len(sense)]
        together = (frozenset(senses[start:end]) for start, end in pairwise(edges))
        return (
            self._of(self._after_features, after, sentence),
            self._of(self._beside_features, self._beside.of(together), sentence[first]),
        )

    def _of_shapes(self, texts: Sequence[str], tokens: Numbers, sentence: Numbers) -> _Held:
        """The features of how each sentence is built."""
        lengths = np.bincount(sentence[tokens >= len(SIGNS)], minlength=len(texts)).tolist()
        shapes = self._shapes.of(map(shape, texts, lengths))
        return self._of(self._shape_features, shapes, np.arange(len(texts)))


@cache
def scale() -> Scale:
    """The scale of the model that comes with krav."""
    return Scale(model())
