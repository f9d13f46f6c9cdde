"""Whether a sentence resembles anything at all: the sums of ``likeness`` without its places, for the many that do not.

Made from the model's own features, so it loses nothing: what a word adds is looked up once for the whole case, and the
sums of all labels are made in one go, as the digits of one integer.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cache

from extract.likeness import Model, model, pair_feature, sense_features, word_features, words_in

#: A digit holds a sum of weights in units of ``1 / _FINE``, each weight raised by ``_RAISED`` so that none is negative.
_BITS, _FINE, _RAISED = 48, 1 << 20, 1 << 30
_DIGIT = (1 << _BITS) - 1
#: More than the rounding of all features of a sentence can change.
_SLACK = 0.01


def _packed(values: Sequence[float]) -> int:
    return sum((round(value * _FINE) + _RAISED) << (_BITS * place) for place, value in enumerate(values))


class Scale:
    """The features of a model by number, and what each weighs."""

    def __init__(self, model: Model) -> None:
        self._number = {feature: number for number, feature in enumerate(model.rarity)}
        self._weights = [
            _packed((rarity * rarity, *(rarity * weight for weight in model.weights[feature])))
            for feature, rarity in model.rarity.items()
        ]
        self._needed = [
            math.log(least / (1 - least)) - bias for least, bias in zip(model.least, model.bias, strict=True)
        ]
        self._meanings = model.meanings
        self._words: dict[str, frozenset[int]] = {}

    def tips(self, text: str) -> bool:
        """Whether a folded sentence is like enough to examples of some label."""
        known, number = self._words, self._number
        words = words_in(text)
        held: set[int] = set()
        for word in set(words):
            of_word = known.get(word)
            if of_word is None:
                of_word = known[word] = frozenset(number[one] for one in word_features(word) if one in number)
            held |= of_word
        for pair in map(pair_feature, words, words[1:]):
            if pair in number:
                held.add(number[pair])
        held.update(number[one] for one, _ in sense_features(text, self._meanings) if one in number)
        if not held:
            return False
        total = sum(map(self._weights.__getitem__, held))
        squares, *sums = (
            (total >> (_BITS * place) & _DIGIT) - _RAISED * len(held) for place in range(1 + len(self._needed))
        )
        length = math.sqrt(squares / _FINE)
        return any(one / _FINE >= needed * length - _SLACK for one, needed in zip(sums, self._needed, strict=True))


@cache
def scale() -> Scale:
    """The scale of the model that comes with krav."""
    return Scale(model())
