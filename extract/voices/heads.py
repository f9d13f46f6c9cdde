"""Whose paper it is by the lines under its title.

Pleadings, notes with their writer, reports a firm made for others, and talks given for the other house. What stands
there is read only where the title says what the paper is: elsewhere such lines name whom it is to, or who was present.
"""

from __future__ import annotations

import re
from functools import lru_cache

from extract.model import Side
from extract.voices.people import NAME, person_in
from extract.voices.sides import OTHER, SideNames, has_title, is_department

#: So far down stand the parties of a case, and so many lines are the head of a paper.
_PARTIES, _HEAD = 1200, 5
#: Who brings a case writes these, who answers it those; later papers are numbered by the one and lettered by the other.
_PLEADS = re.compile(
    r"\A\W*(?:(?P<brings>stævning|klageskrift|replik|processkrift\s+\d)|"
    r"(?P<answers>svarskrift|duplik|processkrift\s+(?-i:[A-H])))\b",
    re.IGNORECASE,
)
_BRINGS = re.compile(
    r"\b(?:sagsøger(?:en)?|klager(?:en)?|claimant|plaintiff)\s*[:,]?\s+(?P<who>[^\n]{2,80})", re.IGNORECASE
)
_ANSWERS = re.compile(
    r"\b(?:sagsøgte|indklagede|respondent|defendant)\s*[:,]?\s+(?P<who>[^\n]{2,80}(?:\n[^\n]{2,40})?)", re.IGNORECASE
)
#: «Notat om refusionstab», «Statusredegørelse»: what somebody writes within a house.
_NOTE = re.compile(
    r"\A\W*(?:\w*notat|memo|\w*redegørelse|\w*opgørelse|\w*orientering|\w*indstilling|\w*notits)\b", re.IGNORECASE
)
#: «Ida Krogh, ydelseschef, Nørreby Kommune. 30. september 2011»
_WRITER = re.compile(
    rf"(?P<who>{NAME}),[ ]+(?P<office>[^,.:;\n]{{3,60}}),[ ]+(?P<house>[^,:;\n]{{3,60}}?)(?:[.,][ ]|$)"
)
#: «Nørreby Kommune, It-afdelingen», «Nørreby Kommune. Sagsnr. 09/4471»
_UNIT = re.compile(r"[,.]?[ ]+(?P<unit>[^,.:;\n]{3,40})(?=[,.]|$)")
_FILED = re.compile(r"\b(?:journal(?:\s?nr)?|j\.?\s?nr|sags?(?:nr|nummer)|dok(?:ument)?\.?\s?nr)\b", re.IGNORECASE)
#: «Bredgaard Analyse P/S. Udarbejdet for Nørreby Kommune»
_MADE_FOR = re.compile(
    r"(?P<firm>[^,.:;\n]{3,50}?\b(?:A/S|ApS|P/S|I/S|K/S|Consult\w*|Advisory|Partners?|Analyse|Rådgivning))[.,]?\s+"
    r"(?:rapport\s+|analyse\s+)?(?:udarbejdet|udført|afgivet|prepared)\s+(?:for|til)\s",
    re.IGNORECASE,
)
#: «Præsentation for Nørreby Kommune, 11. januar 2008»
_SHOWN_TO = re.compile(
    r"\W*(?:præsentation|oplæg|demonstration|demo|presentation|salgsmøde|produktpræsentation)\s+(?:for|til|hos)\s+"
    r"(?P<to>[^\n]{2,60})",
    re.IGNORECASE,
)


def _head(text: str) -> list[str]:
    return [line.strip(" *#\t") for line in text[:800].splitlines() if line.strip()][:_HEAD]


@lru_cache(maxsize=8)
def pleaded_by(text: str, names: SideNames) -> Side | None:
    """The side of the party a pleading is of; None where the paper is none, or its parties are not told apart."""
    m = _PLEADS.match(text)
    if m is None:
        return None
    party = _BRINGS if m["brings"] else _ANSWERS
    return next((side for one in party.finditer(text[:_PARTIES]) if (side := names.first_in(one["who"]))), None)


@lru_cache(maxsize=8)
def noted_by(text: str, names: SideNames) -> tuple[str, Side] | None:
    """Who stands under the title of a note with office and house, or as a person or "" beside the house and its part.
    """
    if _NOTE.match(text) is None:
        return None
    for line in _head(text)[1:3]:
        m = _WRITER.match(line)
        if m and has_title(m["office"].split()[-1]) and (house := names.at_start(m["house"])) is not None:
            return person_in(m["who"]) or "", house[1]
        if (house := names.at_start(line)) is None:
            continue
        rest = line[len(house[0]) :]
        unit = _UNIT.match(rest)
        if _FILED.search(rest) or (unit and is_department(unit["unit"])):
            person = next((name for part in re.split(r"[,.]\s+", rest) if (name := person_in(part.strip()))), "")
            return person, house[1]
    return None


@lru_cache(maxsize=8)
def reported_by(text: str, names: SideNames) -> str | None:
    """The firm, of neither side, that made a report for others; None where the head names none."""
    found = (m for line in _head(text)[:4] if (m := _MADE_FOR.match(line)))
    return next((" ".join(m["firm"].split()) for m in found if names.first_in(m["firm"]) is None), None)


def shown_by(text: str, names: SideNames) -> Side | None:
    """The side of the house alone on a line of the head of a talk that says it is given for the other."""
    lines = _head(text)
    to = next((names.first_in(m["to"]) for line in lines if (m := _SHOWN_TO.match(line))), None)
    alone = (names.at_start(line) for line in lines)
    sides = {house[1] for house, line in zip(alone, lines, strict=True) if house and len(house[0]) == len(line)}
    return OTHER[to] if to in OTHER and OTHER[to] in sides else None
