"""Two writings of the same text laid letter to letter: as it is stored, and as it stands on a page.

Only what cannot be seen may differ: blanks, line breaks and marks of the typesetter, how accents and letters cast
together are encoded, and a hyphen at a line's end that the stored text is without. Anything else is no match.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

_DASHES = frozenset("-\u2010\u2011")


@lru_cache(maxsize=4096)
def _parts(character: str) -> str:
    """What is to be seen of a character, taken apart: «å» is an a and a ring, «ﬁ» two letters, a blank nothing."""
    return "".join(
        "-" if part in _DASHES else part
        for part in unicodedata.normalize("NFKD", "-" if character in _DASHES else character)
        if not part.isspace() and unicodedata.category(part) not in ("Cc", "Cf")
    )


def seen(characters: Iterable[tuple[str, int]]) -> Iterator[tuple[str, int]]:
    """The visible parts of characters, each with the number of the character it belongs to."""
    for character, number in characters:
        for part in _parts(character):
            yield part, number


def aligned(
    stored: Sequence[tuple[str, int]], standing: Sequence[tuple[str, int]]
) -> list[tuple[int, int]] | None:
    """The number in ``stored`` and the number in ``standing`` of all that is to be seen; None where the two differ.

    Both are ``seen``. Each part of a character counts, so numbers come more than once.
    """
    pairs: list[tuple[int, int]] = []
    place, last = 0, len(standing)
    for part, number in stored:
        while place < last and standing[place][0] != part and standing[place][0] == "-":
            place += 1
        if place == last or standing[place][0] != part:
            return None
        pairs.append((number, standing[place][1]))
        place += 1
    return pairs if all(part == "-" for part, _ in standing[place:]) else None
