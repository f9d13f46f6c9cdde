"""What a sentence resembles: a second reader beside the rules, taught by examples of our own (``extract/examples``).

Rules find what somebody thought of; this reader finds what is said in other words. It weighs the words of a sentence
and the pieces they are made of (Danish joins words freely), what the words mean (``meanings``) and how the sentence
is built, and says how sure it is that the sentence is a promise, an incident, an adverse statement or a loss. What it
finds is told apart (``found_by`` ``lighed.…``), names the words that weighed most, and bears no claim before a person
has accepted it. The method is logistic regression on those features, each by how rare it is (tf-idf), every sentence
brought to length one.
"""

from __future__ import annotations

import gzip
import json
import math
import re
import struct
from base64 import b64decode, b64encode
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from extract.model import Finding, Label
from extract.secondreader.meanings import Meanings

MODEL = Path(__file__).parents[1] / "words" / "likeness.json.gz"
#: The labels it knows, in the order of the model's weights.
LABELS = (Label.PROMISE, Label.INCIDENT, Label.ADVERSE, Label.LOSS)
#: The first words of the id of the rule such a finding is found by.
BY_LIKENESS = "lighed."

_WORD = re.compile(r"\w+")
_DIGITS = re.compile(r"\d+")
_CLAUSE = re.compile(r"[,;:](?!\d)|(?=\bmen\b)| [–—-] ")
_ITEM = re.compile(r"\W*[-–•]")


def by_likeness(found: Finding) -> bool:
    """Whether no rule found it, only its likeness to examples."""
    return bool(found.found_by) and all(one.startswith(BY_LIKENESS) for one in found.found_by)


@dataclass(frozen=True, slots=True)
class Likeness:
    """How sure the reader is (0 to 1), and the words that weighed most, heaviest first."""

    label: Label
    sure: float
    words: tuple[tuple[int, int], ...]  # places in the folded sentence


def words_in(text: str) -> list[str]:
    """The words of a folded sentence; numbers count as one."""
    return _WORD.findall(_DIGITS.sub("0", text))


@lru_cache(maxsize=2048)
def word_features(word: str) -> Sequence[str]:
    """The word itself, and its pieces of three to five letters."""
    edged = f"_{word}_"
    pieces = (edged[start : start + size] for size in (3, 4, 5) for start in range(len(edged) - size + 1))
    return (f"w {word}", *pieces)


def pair_feature(before: str, word: str) -> str:
    """Two neighbours."""
    return f"w {before} {word}"


def features(
    text: str, meanings: Meanings, of_word: Callable[[str], Sequence[str]] = word_features
) -> Iterator[tuple[str, int]]:
    """The features of a folded sentence, each with the number of the word it comes from; -1: of the whole sentence.

    ``of_word``: which features of a word are asked for.
    """
    before = ""
    for number, word in enumerate(words_in(text)):
        if before:
            yield pair_feature(before, word), number
        before = word
        for feature in of_word(word):
            yield feature, number
    yield from sense_features(text, meanings)


def sense_features(text: str, meanings: Meanings) -> Iterator[tuple[str, int]]:
    """What the words mean, upon which meaning each follows and with which it shares its clause; how it is built."""
    number, last = 0, frozenset[str]()
    for words in clauses_of(text):
        here: set[str] = set()
        for meant in meanings.in_order(words):
            for meaning in sorted(meant):
                yield from ((feature, number) for feature in meaning_features(meaning, last, here))
                here.add(meaning)
            last = meant or last
            number += 1
    yield from ((feature, -1) for feature in shape(text, number).features())


def clauses_of(text: str) -> Iterator[list[str]]:
    """The words of each clause of a folded sentence."""
    return map(_WORD.findall, _CLAUSE.split(text))


def meaning_features(meaning: str, last: Collection[str], here: Collection[str] = ()) -> Iterator[str]:
    """A meaning, upon each of the ``last`` before it, and beside each of those ``here`` in its clause."""
    yield f"m {meaning}"
    yield from (f"f {one} {meaning}" for one in last)
    yield from (f"p {min(one, meaning)} {max(one, meaning)}" for one in here if one != meaning)


class Shape(NamedTuple):
    """How a sentence is built: its length, the mark it ends with, whether it holds a number or is an item of a list."""

    length: int
    ends: str
    number: bool
    item: bool

    def features(self) -> Iterator[str]:
        """Its features."""
        yield f"s length {self.length}"
        yield f"s ends {self.ends}"
        if self.number:
            yield "s number"
        if self.item:
            yield "s item"


def shape(text: str, words: int) -> Shape:
    """How a folded sentence of so many words is built."""
    ends = text.rstrip()[-1:] or " "
    item = not text[:1].isalnum() and _ITEM.match(text) is not None
    return Shape(min(words // 4, 8), ends if ends in ".?!:" else "open", _DIGITS.search(text) is not None, item)


class Kind(NamedTuple):
    """What speaks for a kind: its bias, the numbers of the features that weigh for it, in order, and what each weighs.
    """

    bias: float
    features: NDArray[np.int64]
    weights: NDArray[np.float64]

    def sum_of(self, held: NDArray[np.int64], values: NDArray[np.float64]) -> float:
        """The sum of what features ``held``, each of its value, weigh for it."""
        at = np.searchsorted(self.features, held)
        known = self.features.take(at, mode="clip") == held
        return self.bias + float(values[known] @ self.weights[at[known]])


@dataclass(frozen=True, slots=True, eq=False)
class Model:
    """The features by number: the ``rarity`` (idf) of each, and what it weighs for each label and for each kind."""

    numbers: Mapping[str, int]
    rarity: NDArray[np.float64]
    weights: Sequence[NDArray[np.float64]]  # a row a label
    bias: Sequence[float]
    kinds: Mapping[Label, Mapping[str, Kind]]
    meanings: Meanings

    def likenesses(self, text: str, least: Sequence[float], known: Collection[Label] = ()) -> list[Likeness]:
        """What a folded sentence resembles, surest first; nothing below the ``least`` sureness of a label.

        ``known`` are labels nobody asks for.
        """
        held, found = _held(self, text), []
        for at, (label, sure) in enumerate(zip(LABELS, _sureness(self, text), strict=True)):
            if sure >= least[at] and label not in known:
                found.append(Likeness(label, sure, self._heaviest(held, at, text)))
        return sorted(found, key=lambda one: -one.sure)

    def sure(self, text: str, label: Label) -> float:
        """How sure it is, 0 to 1, that a folded sentence is of this label."""
        return _sureness(self, text)[LABELS.index(label)]

    def kinds_of(self, text: str, label: Label) -> dict[str, float]:
        """How like the examples of each kind of a label a folded sentence is, in log-odds."""
        held, values = _weighed(self, text)
        return {kind: one.sum_of(held, values) for kind, one in self.kinds[label].items()}

    @lru_cache(maxsize=4096)  # noqa: B019  (there is one model)
    def known_of(self, word: str) -> Sequence[str]:
        """The features of a word that some example holds."""
        return tuple(feature for feature in word_features(word) if feature in self.numbers)

    def _heaviest(self, held: Mapping[int, Sequence[int]], at: int, text: str) -> tuple[tuple[int, int], ...]:
        """The three words whose features speak most for the label."""
        weight: dict[int, float] = defaultdict(float)
        for feature, words in held.items():
            speaks = self.rarity[feature] * self.weights[at][feature]
            if len(words) == 1:
                weight[words[0]] += speaks
            else:
                of = set(words)
                for word in of:
                    weight[word] += speaks / len(of)
        weight.pop(-1, None)
        places = [match.span() for match in _WORD.finditer(text)]
        heavy = sorted((word for word in weight if weight[word] > 0), key=lambda word: -weight[word])
        return tuple(places[word] for word in heavy[:3])


@lru_cache(maxsize=4)
def _held(model: Model, text: str) -> Mapping[int, Sequence[int]]:
    """The features a folded sentence has, each with its places."""
    held: dict[int, list[int]] = {}
    for feature, place in features(text, model.meanings, model.known_of):
        if (number := model.numbers.get(feature)) is not None:
            held.setdefault(number, []).append(place)
    return held


@lru_cache(maxsize=4)
def _weighed(model: Model, text: str) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """The features a folded sentence has, and the value of each, the sentence being brought to length one."""
    held = np.fromiter(_held(model, text), np.int64)
    values = model.rarity[held]
    return held, values / (math.sqrt(float(values @ values)) or 1.0)


@lru_cache(maxsize=4)
def _sureness(model: Model, text: str) -> Sequence[float]:
    """How sure it is, 0 to 1, that a folded sentence is of each label."""
    held, values = _weighed(model, text)
    sums = (bias + float(values @ row[held]) for bias, row in zip(model.bias, model.weights, strict=True))
    return [1 / (1 + math.exp(-one)) for one in sums]


def packed(values: Sequence[float] | NDArray[np.float64]) -> str:
    """Numbers in hundredths, as they lie in the model."""
    return b64encode(struct.pack(f"<{len(values)}h", *(round(100 * value) for value in values))).decode()


def _unpacked(text: str) -> NDArray[np.float64]:
    return np.frombuffer(b64decode(text), "<i2") / 100


@cache
def model() -> Model:
    """The model that comes with krav."""
    held = json.loads(gzip.decompress(MODEL.read_bytes()))
    return Model(
        numbers={feature: number for number, feature in enumerate(held["features"].split("\n"))},
        rarity=_unpacked(held["rarity"]),
        weights=[_unpacked(row) for row in held["weights"]],
        bias=held["bias"],
        kinds={
            Label(label): {
                kind: Kind(bias, np.array(features), _unpacked(weights))
                for kind, (bias, features, weights) in kinds.items()
            }
            for label, kinds in held["kinds"].items()
        },
        meanings=Meanings(held["meanings"]),
    )
