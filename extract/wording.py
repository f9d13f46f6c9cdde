"""What a statement is about, by its words: enough to tell whether two statements can speak of the same thing.

Not a parser: Danish endings are cut off, words that stand everywhere are left out, and a compound meets its parts
(«jobsamtaler», «samtaler»). Two statements that share no such word are not tied to each other by the program.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path

from extract.model import Sides

_WORD = re.compile(r"[a-zæøåéäöü]{5,}", re.IGNORECASE)
_ENDINGS = re.compile(r"(?:ernes|enes|ernes|erne|ene|ens|ets|ers|ende|ede|er|en|et|es|e|s)$")


@cache
def _everywhere() -> frozenset[str]:
    with (Path(__file__).parent / "words" / "everywhere.toml").open("rb") as file:
        return frozenset(tomllib.load(file)["words"])


def subject(text: str, sides: Sides) -> frozenset[str]:
    """The stems of the words a statement is about; names of the parties and the system are not among them."""
    names = {
        word.casefold()
        for party in (sides.customer, sides.vendor, sides.system)
        for name in party.names
        for word in name.split()
    }
    left_out = names | _everywhere()
    words = (word.casefold() for word in _WORD.findall(text))
    return frozenset(
        stem for word in words if word not in left_out and len(stem := _ENDINGS.sub("", word)) >= 4
    ) - frozenset(_ENDINGS.sub("", word) for word in left_out)


def shared(one: frozenset[str], other: frozenset[str]) -> frozenset[str]:
    """Stems of ``one`` that ``other`` speaks of too, a compound and its part of six letters or more counting as one."""
    return frozenset(stem for stem in one if stem in other or any(_compound(stem, its) for its in other))


def _compound(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return len(short) >= 6 and (long.startswith(short) or long.endswith(short))
