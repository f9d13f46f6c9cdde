"""What something is most like, by a multinomial logistic regression on named features as it was taught and stored."""

from __future__ import annotations

import gzip
import json
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

#: So many lines at the head of a paper, and at its foot, tell once more by their words.
FIRST, LAST = 6, 4
_WORD = re.compile(r"\w+|[^\w\s]")
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Weights:
    """The classes, and of each feature what it weighs for each of them; what each begins with stands under ""."""

    classes: Sequence[str]
    of: Mapping[str, Sequence[float]]

    def most_like(self, features: Mapping[str, float]) -> tuple[str, float, dict[str, float]]:
        """The likeliest class, how sure that is (0 to 1), and what each feature says for it, unscaled.

        ``features``: how much each of them counts.
        """
        has = {feature: weight for feature, weight in features.items() if feature in self.of}
        size = math.sqrt(sum(weight * weight for weight in has.values())) or 1.0
        sums = list(self.of[""])
        for feature, weight in has.items():
            for at, of_class in enumerate(self.of[feature]):
                sums[at] += of_class * weight / size
        best = max(range(len(sums)), key=sums.__getitem__)
        sure = 1 / sum(math.exp(one - sums[best]) for one in sums)
        return self.classes[best], sure, {feature: self.of[feature][best] * weight for feature, weight in has.items()}


@cache
def stored(path: Path) -> Weights:
    """The weights in a file that ``tools/learn_papers.py`` made."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        made = json.load(file)
    return Weights(made["classes"], made["weights"])


def steps(value: float, *above: float) -> int:
    """How many of the bounds a value is above."""
    return sum(value > one for one in above)


def words(line: str) -> list[str]:
    """The words and signs of a line: digits are one, and capitals small."""
    return _WORD.findall(_DIGITS.sub("0", line.lower()))


def worded(lines: Sequence[str], said: Sequence[str]) -> dict[str, float]:
    """The features that are the words of a paper and its neighbouring words, once more those of its outer lines.

    ``said`` are its words as far as they are looked at.
    """
    found = {f"w {word}": 0.5 for word in said} | {f"b {one} {next_}": 0.5 for one, next_ in pairwise(said)}
    for line in lines[:FIRST]:
        first = words(line)[:25]
        found |= {f"h {word}": 1.0 for word in first}
        found |= {f"hb {one} {next_}": 1.0 for one, next_ in pairwise(["^", *first, "$"])}
    for line in lines[-LAST:]:
        found |= {f"t {word}": 1.0 for word in words(line)[:15]}
    return found
