"""The word lists of the language half, read once: ``extract/words/<name>.toml``, each key of its ``[lists]``."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from re import escape

_WORDS = Path(__file__).parent / "words"


#: What the grade of a fault is called before its number or letter: «prioritet 1», «kategori B».
GRADE = "prioritet|prio|kategori|niveau|klasse|priority|severity|category"


@cache
def _lists(name: str) -> dict[str, tuple[str, ...]]:
    with (_WORDS / f"{name}.toml").open("rb") as file:
        return {key: tuple(words) for key, words in tomllib.load(file)["lists"].items()}


def words(name: str, key: str) -> tuple[str, ...]:
    """The list ``key`` of the file ``name``; KeyError if there is none."""
    return _lists(name)[key]


@cache
def word_set(name: str, key: str) -> frozenset[str]:
    """The same as a set, in small letters."""
    return frozenset(word.lower() for word in words(name, key))


def one_of(choices: Iterable[str]) -> str:
    """An expression for any of these, the longest first; a space is any white space, ``*`` any more letters.

    What begins alike is tried together: the longer the list, the more that saves.
    """
    parts = [[_SIGNS.get(sign, escape(sign)) for sign in word] for word in _longest_first(choices)]
    if any(r"\w*" in signs for signs in parts):  # the order counts: «fejl*» and «fejlen» both match «fejlene»
        return "|".join("".join(signs) for signs in parts)
    return _alike(parts)


_SIGNS = {" ": r"\s+", "*": r"\w*"}


def _longest_first(choices: Iterable[str]) -> list[str]:
    return sorted(set(choices), key=lambda word: (-len(word), word))


def _alike(words: Sequence[Sequence[str]]) -> str:
    """An expression for any of these words, given sign by sign."""
    after: dict[str, list[Sequence[str]]] = {}
    for signs in words:
        if signs:
            after.setdefault(signs[0], []).append(signs[1:])
    either = "|".join(sign + _alike(rest) for sign, rest in after.items())
    if not all(words) and either:
        return f"(?:{either})?"
    return f"(?:{either})" if len(after) > 1 else either
