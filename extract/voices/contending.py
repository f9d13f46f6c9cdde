"""The voice of a contract: nobody's, but for what its recitals tell a party to hold."""

from __future__ import annotations

import re

from extract.model import Side
from extract.voices.debate import has_head_lines
from extract.voices.sides import SideNames

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


def contended(text: str, names: SideNames) -> tuple[str, Side] | None:
    """The party a clause tells to hold something, as it names it: «Kunden gør gældende, at …»; None where it rules."""
    m = _CONTENDS.match(text)
    return names.at_start(m["who"]) if m else None
