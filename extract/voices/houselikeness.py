"""Whose a paper is most like, where nothing in it tells who wrote it: taught by the papers written for it.

A multinomial logistic regression (``evidence.weighed``) on what stands in a paper with the names of both houses made
one word each: its words and neighbouring words, those of its first and last lines once more, what stands around «vi»,
how much it speaks of itself, its reader and each house, and where each house is named first.
"""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from pathlib import Path

from evidence import weighed
from extract.model import Side
from extract.voices.sides import SideNames

#: Made by ``tools/learn_papers.py``.
MODEL = Path(__file__).parents[1] / "words" / "houselikeness.json.gz"
#: How surely a paper must be like those of a house: of papers left out of the teaching five in six told so are rightly.
_LEAST = {Side.CUSTOMER: 0.55, Side.VENDOR: 0.65, Side.THIRD_PARTY: 0.35, Side.AUTHOR: 0.0}
#: Fewer words than these are like anything.
_FEW = 50
#: So many pages, the last of them, tell whose a paper is.
_PAGES = 3

_MOST_LINES, _MOST_WORDS = 300, 2500
_CUSTOMER, _VENDOR = "qcustomer", "qvendor"
_NAMED = {Side.CUSTOMER: _CUSTOMER, Side.VENDOR: _VENDOR}
_SELF = frozenset(("vi", "os", "vores", "vort", "jeg", "mig", "min", "mit", "mine"))
#: Of whom a paper speaks; each is counted by its share of the words.
_SPEAKS_OF = {
    "self": _SELF, "reader": frozenset(("i", "jer", "jeres", "du", "dig", "din")), "customer": {_CUSTOMER},
    "vendor": {_VENDOR}, "leverandøren": {"leverandøren", "leverandørens"}, "kommunen": {"kommunen", "kommunens"},
    "kunden": {"kunden", "kunder"},
}  # fmt: skip


@lru_cache(maxsize=8)
def house_like(texts: tuple[str, ...], names: SideNames) -> Side:
    """The side whose papers one of these pages is surely like; AUTHOR where it is like nobody's."""
    text = "\n".join(texts if len(texts) <= _PAGES else (*texts[: _PAGES - 1], texts[-1]))
    if len(weighed.words(text)) < _FEW:
        return Side.AUTHOR
    house, sure, _ = weighed.stored(MODEL).most_like(features(text, names))
    return Side(house) if sure >= _LEAST[Side(house)] else Side.AUTHOR


def features(text: str, names: SideNames) -> dict[str, float]:
    """What a paper holds, each with how much it counts: digits are one, capitals small, each house is one word."""
    lines = [line for line in map(str.strip, _masked(text, names).splitlines()) if line][:_MOST_LINES]
    words = [word for line in lines for word in weighed.words(line)][:_MOST_WORDS]
    found = weighed.worded(lines, words)
    for at, word in enumerate(words):
        if word in _SELF:
            found |= {f"vi {beside}": 0.8 for beside in (*words[max(0, at - 3) : at], *words[at + 1 : at + 5])}
    often = Counter(words)
    for name, said in _SPEAKS_OF.items():
        share = sum(often[word] for word in said) / (len(words) or 1)
        found[f"l {name} {weighed.steps(share, 0, 0.003, 0.008, 0.015, 0.03)}"] = 1.5
    for house in _NAMED.values():
        found |= {f"line {at} {house}": 1.5 for at, line in enumerate(lines[:3]) if house in line}
        first_at = words.index(house) // 20 if house in words else 9
        found[f"first {house} {min(first_at, 9 if first_at == 9 else 6)}"] = 1.5
    found["order " + " ".join([word for word in words if word in (_CUSTOMER, _VENDOR)][:3])] = 1.5
    return found


def _masked(text: str, names: SideNames) -> str:
    """The text with one word for each house where it is called by name: «kommunen» stays as it is."""
    pieces, end = [], 0
    for start, stop, side in names.all_in(text):
        if start >= end and side in _NAMED and not text[start:stop].islower():
            pieces += [text[end:start], f" {_NAMED[side]} "]
            end = stop
    return "".join([*pieces, text[end:]])
