"""The word lists of the language half, read once: ``extract/words/<name>.toml``, each key of its ``[lists]``."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from re import escape

_WORDS = Path(__file__).parent / "words"


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
    """An expression for any of these, the longest first; a space is any white space, ``*`` any more letters."""
    parts = sorted(set(choices), key=lambda word: (-len(word), word))
    return "|".join(escape(word).replace(r"\ ", r"\s+").replace(r"\*", r"\w*") for word in parts)
