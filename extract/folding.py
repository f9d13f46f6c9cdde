"""The form of a text in which patterns are looked for: small letters, single spaces, words whole again.

Nothing here changes the stored text. A ``Folded`` knows where each of its characters stood, so that what is found
in it can be cut from the page word for word.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from evidence.wording import QUOTE_SIGNS

#: What a line end or a soft hyphen does to a word, and every run of white space. A hyphen before a line end is part of
#: a broken word only where the next line goes on with a small letter.
_UNEVEN = re.compile(
    r"­\s*\n?\s*|(?<=[^\W\d_])[-‐]\s*\n[\s>]*(?=[a-zæøåäöüé])(?!(?:og|eller|samt|and|or)\b)"
    rf"|\s*{QUOTE_SIGNS.pattern}|\s+"
)


def small(text: str) -> str:
    """``text`` in small letters, character for character: ``str.lower`` may change the length, this never does."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(low if len(low := char.lower()) == 1 else char for char in text)


def has_any(stems: Iterable[str], text: str) -> bool:
    """Whether one of these, in small letters, stands anywhere in a text, in letters of any size.

    Asked before an expression that cannot be met without one of them: a page is looked through many times as fast.
    """
    low = text.casefold()
    return any(stem in low for stem in stems)


#: Written so that the engine skips to the next sign it may begin with.
_AT_LINE_END = re.compile(r"[-‐\n](?:(?<!\n)\s*\n|(?<=\n)[ \t]*>)")


@dataclass(frozen=True, slots=True)
class Folded:
    """A text as patterns see it, and the place of each of its characters in the text it was made of."""

    text: str
    places: Sequence[int]  # one a character, and one for the end

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where ``text[start:end]`` stood in the original, as a half-open stretch."""
        if end <= start:
            return self.places[start], self.places[start]
        return self.places[start], self.places[end - 1] + 1

    def at(self, place: int) -> int:
        """The first character here that stood at ``place`` of the original or after it."""
        return bisect_left(self.places, place)


def folded(text: str) -> str:
    """The text of ``fold(text)``, where its places are not asked for."""
    lowered = small(text)
    if may_be_broken(lowered):
        return _UNEVEN.sub(lambda uneven: " " if uneven.group()[0].isspace() else "", lowered)
    words = " ".join(lowered.split())
    if len(words) == len(lowered):  # and so the same, but for spaces of other kinds
        return words
    before, after = (" " if edge.isspace() else "" for edge in (lowered[:1], lowered[-1:]))
    return before + words + after if words else before


def folded_each(texts: Sequence[str]) -> list[str]:
    """``folded`` of each of these texts, trimmed ones, in one go."""
    whole = "\0".join(texts)
    if may_be_broken(whole) or whole.count("\0") >= len(texts):
        return list(map(folded, texts))
    return " ".join(small(whole).split()).split("\0")


def may_be_broken(text: str) -> bool:
    """Whether a text may be broken by more than white space: a soft hyphen, or the end of a line with a sign at it."""
    return "­" in text or (any(sign in text for sign in "-‐>") and _AT_LINE_END.search(text) is not None)


def fold(text: str) -> Folded:
    """Make the folded form of ``text``."""
    lowered = small(text)
    if " ".join(lowered.split()) == lowered and "­" not in lowered:
        return Folded(lowered, range(len(text) + 1))
    pieces: list[str] = []
    places: list[int] = []
    last = 0
    for uneven in _UNEVEN.finditer(lowered):
        start, end = uneven.span()
        pieces.append(lowered[last:start])
        places.extend(range(last, start))
        if uneven.group()[0].isspace():
            pieces.append(" ")
            places.append(start)
        last = end
    pieces.append(lowered[last:])
    places.extend(range(last, len(text) + 1))
    return Folded("".join(pieces), places)
