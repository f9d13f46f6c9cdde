"""What kind of paper a document is most like, where no sign tells: taught by papers written for it (evidence/examples).

A multinomial logistic regression on what stands in a paper's lines: its words and neighbouring words, once more those
of its first and last lines, what its lines begin with, how long they are, and how its writer talks.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from evidence import weighed
from evidence.model import DocumentKind

#: Made by ``tools/learn_papers.py``.
MODEL = Path(__file__).parent / "words" / "kindlikeness.json.gz"
#: How surely a paper must be like a kind to be told by it: of papers left out of the teaching, five in six told so are
#: told rightly. In press and minutes words are whoever's they name, so what is neither must not be taken for one; a
#: contract binds and an offer sells, which only signs can tell.
_LEAST = {
    DocumentKind.LETTER: 0.5, DocumentKind.LOG: 0.5, DocumentKind.MAIL: 0.5, DocumentKind.MINUTES: 0.7,
    DocumentKind.PRESS: 0.7,
}  # fmt: skip
#: Fewer words than these are like anything.
_FEW = 25

_MOST_LINES, _MOST_WORDS = 300, 1500
#: What lines begin with.
_BEGINS = {name: re.compile(pattern) for name, pattern in {
    "clock": r"\d{1,2}[.:]\d\d\b", "day": r"\d{1,2}[./-]\s?\d{1,2}", "iso": r"\d{4}-\d\d",
    "number": r"\d+(?:\.\d+)*[.)]?\s", "bullet": r"[-•*–]\s", "label": r"[\w .]{2,25}:", "quote": r"[»\"“]",
    "capitals": r"[A-ZÆØÅ .]{6,}$", "bracket": r"\[", "quoted": r">", "initials": r"[A-ZÆØÅ]{2,3}\b",
    "cells": r".*[|;\t].*[|;\t]", "paragraph": r".*§",
}.items()}  # fmt: skip
#: How the writer talks: of oneself, to somebody, of what others said, of duties.
_TALK = {
    "I": ("jeg", "mig", "min", "mit"), "we": ("vi", "os", "vores"),
    "you": ("du", "dig", "din", "i", "jer", "jeres"), "says": ("siger", "fortæller", "mener", "forklarer", "sagde"),
    "told": ("oplyste", "oplyser", "orienterede", "spurgte", "svarede"), "must": ("skal", "må"),
    "asked": ("?",), "cried": ("!",), "marks": ("»", '"', "“"), "dashes": ("–", "-"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class KindLikeness:
    """The kind a paper is most like, how surely (0 to 1), and the words that speak most for it."""

    kind: DocumentKind
    sure: float
    words: tuple[str, ...]

    @property
    def tells(self) -> bool:
        """Whether it is sure enough to name the paper by."""
        return self.sure >= _LEAST.get(self.kind, math.inf)


def most_like(lines: Sequence[str]) -> KindLikeness:
    """What the lines of a paper are most like, OTHER among all; ``lines`` are trimmed, those of its outer pages."""
    if sum(len(line.split()) for line in lines) < _FEW:
        return KindLikeness(DocumentKind.OTHER, 1.0, ())
    kind, sure, says = weighed.stored(MODEL).most_like(features(lines))
    told = {feature.partition(" ")[2]: for_it for feature, for_it in says.items()
            if feature[0] in "wht" and feature[-1].isalpha()}  # fmt: skip
    heaviest = sorted((one for one in told if told[one] > 0), key=lambda one: (-told[one], one))
    return KindLikeness(DocumentKind(kind), sure, tuple(heaviest[:4]))


def features(lines: Sequence[str]) -> dict[str, float]:
    """What a paper's lines hold, each with how much it counts: digits are one, and capitals small."""
    lines = [line for line in lines if line][:_MOST_LINES]
    words = [word for line in lines for word in weighed.words(line)][:_MOST_WORDS]
    found = weighed.worded(lines, words)
    for number, line in enumerate(lines[: weighed.FIRST]):
        found |= {f"s {_shape(line)[:12]}": 1.0, f"s{min(number, 2)} {_shape(line)[:5]}": 1.0}
    found |= {f"ts {_shape(line)[:10]}": 1.0 for line in lines[-weighed.LAST :]}
    count = len(lines) or 1
    for name, begins in _BEGINS.items():
        found[f"l {name} {weighed.steps(sum(map(bool, map(begins.match, lines))) / count, 0, 0.1, 0.3, 0.6)}"] = 1.5
    lengths = sorted(map(len, lines)) or [0]
    for name, value in (("mean", sum(lengths) / count), ("median", lengths[len(lengths) // 2])):
        found[f"l {name} {weighed.steps(value, 25, 45, 70, 100, 200)}"] = 1.5
    found[f"l lines {weighed.steps(count, 5, 10, 20, 40, 80)}"] = 1.5
    often = Counter(words)
    for name, said in _TALK.items():
        share = sum(often[word] for word in said) / (len(words) or 1)
        found[f"l {name} {weighed.steps(share, 0, 0.005, 0.015, 0.03)}"] = 1.5
    return found


def _shape(line: str) -> str:
    """«12. maj kl. 8» as «0. a a. 0»: signs of a sort are one."""
    line = re.sub(r"\d+", "0", re.sub(r"[a-zæøåé]+", "a", re.sub(r"[A-ZÆØÅ]+", "A", line[:60])))
    return re.sub(r"\s+", " ", re.sub(r"([^\w\s])\1+", r"\1", line))
