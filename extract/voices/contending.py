"""The voice of a contract: nobody's, but for what its recitals tell a party to hold."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from extract.model import Side
from extract.sentences import Sentence
from extract.voices.debate import has_head_lines
from extract.voices.headed import part_at, parts
from extract.voices.sides import SideNames
from extract.voices.voice import NOBODYS, Voice

_DUTIES = re.compile(
    r"\b(?:Leverandøren|Kunden|Parterne|Databehandleren|The\s+Supplier|The\s+Customer)\s+(?:skal|"
    r"er\s+(?:forpligtet|berettiget)|forpligter|kan|har\s+(?:ret|pligt)|afholder|shall|may)\b"
)
_CONTENDS = re.compile(
    r"^\W*(?:(?:\d+(?:\.\d+)*|[A-ZÆØÅ]|[a-z])[.)]?\s+)?(?P<who>[^,.;:]{2,60}?)\s+(?:gør|gjorde|anfører|anførte|bestrider|"
    r"bestred|mener|har\s+(?:\w+\s+){0,2}?(?:gjort\s+gældende|anført|bestridt|oplyst))\b"
    r"(?:(?<=bestred)|(?<=bestrider)|(?<=bestridt)|(?=[^.]*\sat\s))"
)


def reads_like_contract(text: str) -> bool:
    """Whether a paper of unknown kind speaks in clauses: parties that shall, and nobody who says anything."""
    return len(_DUTIES.findall(text)) >= 3 and not has_head_lines(text)


def of_contract(text: str, sentences: Sequence[Sentence], names: SideNames, written: date | None) -> list[Voice]:
    """The voices of a contract's sentences: of those it tells a party to hold, or has under a party's name, theirs."""
    clause, said = replace(NOBODYS, written=written), parts(text, names)
    voices = []
    for sentence in sentences:
        part = part_at(said, sentence.end - 1)
        one = contended(sentence.text, names) or ((part.who, part.side) if part and part.who and part.side else None)
        voices.append(replace(clause, speaker=one[0], side=one[1], reported=True) if one else clause)
    return voices


def contended(text: str, names: SideNames) -> tuple[str, Side] | None:
    """The party a clause tells to hold something, as it names it: «Kunden gør gældende, at …»; None where it rules."""
    m = _CONTENDS.match(text)
    return names.at_start(m["who"]) if m else None
