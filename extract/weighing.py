"""Whether a sentence resembles anything at all: the sums of ``likeness`` without its places, for the many that do not.

Made from the model's own features, so it loses nothing: what a word, and what one meaning after or beside another
adds, is looked up once for the whole case, and the sums of all labels are made in one go, as the digits of one integer.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import pairwise

from extract.likeness import Model, clauses_of, meaning_features, model, shapes, word_features, words_in

#: A digit holds a sum of weights in units of ``1 / _FINE``, each weight raised by ``_RAISED`` so that none is negative.
_BITS, _FINE, _RAISED = 48, 1 << 20, 1 << 30
_DIGIT = (1 << _BITS) - 1
#: More than the rounding of all features of a sentence can change.
_SLACK = 0.01
#: So many sets of meanings are kept at most.
_MANY = 50_000

_Meant = frozenset[str]


def _packed(values: Sequence[float]) -> int:
    return sum((round(value * _FINE) + _RAISED) << (_BITS * place) for place, value in enumerate(values))


class Scale:
    """The features of a model by number, and what each weighs."""

    def __init__(self, model: Model) -> None:
        self._model = model
        self._number = {feature: number for number, feature in enumerate(model.rarity)}
        self._weights = [
            _packed((rarity * rarity, *(rarity * weight for weight in model.weights[feature])))
            for feature, rarity in model.rarity.items()
        ]
        self._pairs = {
            tuple(feature.split(" ")[1:]): number
            for feature, number in self._number.items()
            if feature.startswith("w ") and feature.count(" ") == 2
        }
        self._needed: dict[float, Sequence[float]] = {}  # by how sure it must be at least
        self._words: dict[str, tuple[frozenset[int], int]] = {}  # the features of a word, and what they weigh together
        self._after: dict[tuple[_Meant, _Meant], frozenset[int]] = {}  # those of meanings upon others
        self._beside: dict[_Meant, frozenset[int]] = {}  # those of meanings in one clause

    def tips(self, text: str, sure: float = 0.0) -> bool:
        """Whether a folded sentence is like enough to examples of some label, and at least so sure."""
        needs = self._needed.get(sure) or self._needs(sure)
        total, count = self._of_words(words_in(text))
        senses = self._of_senses(text)
        total, count = total + self._together(senses), count + len(senses)
        if not count:
            return False
        raised = _RAISED * count
        squares, *sums = ((total >> (_BITS * place) & _DIGIT) - raised for place in range(1 + len(needs)))
        length = math.sqrt(squares / _FINE)
        return any(one / _FINE >= needed * length - _SLACK for one, needed in zip(sums, needs, strict=True))

    def _needs(self, sure: float) -> Sequence[float]:
        """What each label's sum must reach for every one of length."""
        least = [max(one, sure) for one in self._model.least]
        made = self._needed[sure] = [
            math.log(one / (1 - one)) - bias for one, bias in zip(least, self._model.bias, strict=True)
        ]
        return made

    def _numbers(self, features: Iterable[str]) -> frozenset[int]:
        return frozenset(self._number[one] for one in features if one in self._number)

    def _together(self, numbers: Iterable[int]) -> int:
        return sum(map(self._weights.__getitem__, numbers))

    def _look_into(self, word: str) -> tuple[frozenset[int], int]:
        numbers = self._numbers(word_features(word))
        found = self._words[word] = numbers, self._together(numbers)
        return found

    def _of_words(self, words: Sequence[str]) -> tuple[int, int]:
        """What the words and pairs of words of a sentence weigh, each feature once, and how many features they have."""
        known, held = self._words, set[int]()
        total, count = 0, 0
        for word in set(words):
            numbers, weight = known.get(word) or self._look_into(word)
            total += weight
            count += len(numbers)
            if twice := held & numbers:
                total -= self._together(twice)
                count -= len(twice)
            held |= numbers
        pairs = self._pairs.keys() & set(pairwise(words))
        return total + self._together(self._pairs[one] for one in pairs), count + len(pairs)

    def _of_senses(self, text: str) -> set[int]:
        """The features of what the words mean in their order, and of how the sentence is built."""
        held, last, count = set[int](), _Meant(), 0
        for words in clauses_of(text):
            count += len(words)
            clause = _Meant()
            for meant in filter(None, self._model.meanings.in_order(words)):
                after = self._after.get((last, meant))
                held |= self._upon(last, meant) if after is None else after
                clause |= meant
                last = meant
            if len(clause) > 1:
                beside = self._beside.get(clause)
                held |= self._in_one(clause) if beside is None else beside
        held |= self._numbers(shapes(text, count))
        return held

    def _upon(self, last: _Meant, meant: _Meant) -> frozenset[int]:
        """The features of meanings, and of each upon the last."""
        if len(self._after) > _MANY:
            self._after.clear()
        features = (one for meaning in meant for one in meaning_features(meaning, last))
        found = self._after[last, meant] = self._numbers(features)
        return found

    def _in_one(self, clause: _Meant) -> frozenset[int]:
        """The features of meanings that stand in one clause."""
        if len(self._beside) > _MANY:
            self._beside.clear()
        features = (one for meaning in clause for one in meaning_features(meaning, (), clause))
        found = self._beside[clause] = self._numbers(features)
        return found


@cache
def scale() -> Scale:
    """The scale of the model that comes with krav."""
    return Scale(model())
