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
#: Features by number, and the most they can add to each label, whatever of them is counted already.
_Known = tuple[frozenset[int], int]


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
        self._after: dict[tuple[_Meant, _Meant], _Known] = {}  # of meanings upon others
        self._beside: dict[_Meant, _Known] = {}  # of meanings in one clause
        self._built: dict[tuple[str, ...], _Known] = {}  # of how a sentence is built

    def tips(self, text: str, sure: float = 0.0) -> bool:
        """Whether a folded sentence is like enough to examples of some label, and at least so sure."""
        needs = self._needed.get(sure) or self._needs(sure)
        total, count = self._of_words(words_in(text))
        senses, most = self._of_senses(text)
        if not self._reaches(needs, total, count, most):  # the more features, the longer, and the more it must be
            return False
        held = frozenset().union(*(numbers for numbers, _ in senses))
        return self._reaches(needs, total + self._together(held), count + len(held), 0)

    def _reaches(self, needs: Sequence[float], total: int, count: int, more: int) -> bool:
        """Whether so many features of this weight, and ``more`` at most, are enough for some label."""
        length = math.sqrt(((total & _DIGIT) - _RAISED * count) / _FINE)
        for needed in needs:
            total, more = total >> _BITS, more >> _BITS
            if (total & _DIGIT) - _RAISED * count + (more & _DIGIT) >= (needed * length - _SLACK) * _FINE:
                return True
        return False

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

    def _of_senses(self, text: str) -> tuple[list[_Known], int]:
        """The features of what the words mean in order and of how the sentence is built, and the most they add."""
        held: list[_Known] = []
        last, count = _Meant(), 0
        for words in clauses_of(text):
            count += len(words)
            told = [meant for meant in self._model.meanings.in_order(words) if meant]
            for meant in told:
                held.append(self._after.get((last, meant)) or self._upon(last, meant))
                last = meant
            if len(clause := _Meant().union(*told)) > 1:
                held.append(self._beside.get(clause) or self._in_one(clause))
        built = tuple(shapes(text, count))
        held.append(self._built.get(built) or self._in_shape(built))
        return held, sum(most for _, most in held)

    def _known(self, features: Iterable[str]) -> _Known:
        """Features by number, and what those of them that speak for a label weigh together, not raised."""
        numbers = self._numbers(features)
        most = 0
        for place in range(1, 1 + len(self._model.bias)):
            weights = ((self._weights[one] >> (_BITS * place) & _DIGIT) - _RAISED for one in numbers)
            most += sum(weight for weight in weights if weight > 0) << (_BITS * place)
        return numbers, most

    def _upon(self, last: _Meant, meant: _Meant) -> _Known:
        """The features of meanings, and of each upon the last."""
        if len(self._after) > _MANY:
            self._after.clear()
        found = self._after[last, meant] = self._known(
            one for meaning in meant for one in meaning_features(meaning, last)
        )
        return found

    def _in_one(self, clause: _Meant) -> _Known:
        """The features of meanings that stand in one clause."""
        if len(self._beside) > _MANY:
            self._beside.clear()
        found = self._beside[clause] = self._known(
            one for meaning in clause for one in meaning_features(meaning, (), clause)
        )
        return found

    def _in_shape(self, built: tuple[str, ...]) -> _Known:
        found = self._built[built] = self._known(built)
        return found


@cache
def scale() -> Scale:
    """The scale of the model that comes with krav."""
    return Scale(model())
