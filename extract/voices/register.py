"""Who is who in a case: people whose side one paper tells beyond doubt are known in every paper that names them.

A mail address, a list of those present, the lines under a signature or «projektleder Ida Krogh fra Systemhuset» in one
paper tell whose words a bare «Ida Krogh» in another are. Where two papers put the same name on different sides, it is
on none: they may be two people, or one who changed employer.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extract.model import Side

if TYPE_CHECKING:
    from extract.voices.sides import SideNames


@dataclass(frozen=True, slots=True, order=True)
class Known:
    """Somebody whose side a paper of the case tells."""

    name: str
    title: str
    side: Side
    guessed: bool = False  # by how the others of a list are marked, or by the head of a letter they close


def named_in(texts: Sequence[str], fields: Mapping[str, str]) -> frozenset[str]:
    """Everybody a paper names in full, in its text or as sender or receiver."""
    from extract.voices.people import NAME, person_in

    found = set()
    for text in (*fields.values(), *texts):
        text = re.sub(r"^([^\s,<]+), ([^,<]+?)(?=\s*<|$)", r"\2 \1", text) if len(text) < 200 else text
        found |= {name for m in re.finditer(NAME, text) if (name := person_in(m.group()))}
    return frozenset(found.union(*map(_shortened, texts)))


#: Those present, up to the first empty line: «Mødt: Ida K., Ole B.», «Deltagere: IK, OB (ref. IK)».
_THOSE_PRESENT = re.compile(
    r"^[ \t|]*(?:Deltagere?|Deltog|Mødedeltagere|Til\s?stede|Tilstede|Tilstedeværende|Fremmødte|Mødt|Present)\b"
    r"[^\n:]{0,20}[:\t][ \t]*(?P<names>[^\n]+(?:\n(?!\s*\n|[^\n]{0,30}:)[^\n]+){0,3})",
    re.MULTILINE | re.IGNORECASE,
)
_SHORTENED = re.compile(
    r"(?<![\w.-])(?:[A-ZÆØÅ][a-zæøåéüö]+(?:-[A-ZÆØÅ][a-zæøåéüö]+)?[ ][A-ZÆØÅ](?![\w-])|[A-ZÆØÅ]{2,4}(?![\w-])|"
    r"(?:[A-ZÆØÅ]\.[ ]?){1,2}\s?[A-ZÆØÅ][a-zæøåéüö]+)"
)


def _shortened(text: str) -> frozenset[str]:
    """Those a list of people present names by initials or by a first name and a letter: «IK», «Ida K»."""
    return frozenset(short for m in _THOSE_PRESENT.finditer(text[:1500]) for short in _SHORTENED.findall(m["names"]))


def initials_of(name: str) -> frozenset[str]:
    """The initials a name may have: «Anne-Mette Krogh» is AK or AMK."""
    return frozenset("".join(part[0] for part in parts if part) for parts in (name.split(), re.split(r"[ -]", name)))


def shortens(short: str, name: str) -> bool:
    """May this be short for the name: «IK», «Ida K» or «I. Krogh» for Ida Krogh?"""
    if short.isupper():
        return short in initials_of(name)
    if "." in short[:-1]:
        *letters, last = re.split(r"[.\s]+", short)
        firsts = [one[:1] for one in re.split(r"[ -]", name.rpartition(" ")[0])]
        return last == name.split()[-1] and letters == firsts[: len(letters)]
    first, _, letter = short.rstrip(".").rpartition(" ")
    return len(letter) == 1 and first == name.split()[0] and letter == name.split()[-1][0]


_PLAIN = str.maketrans({"æ": "e", "ø": "o", "å": "a", "Æ": "E", "Ø": "O", "Å": "A"})


def spelt_plain(name: str) -> str:
    """A name as a scan or a keyboard without Danish letters may give it: «Thykjer», «Thykjaer» of Thykjær."""
    for two, one in (("ae", "e"), ("oe", "o"), ("aa", "a"), ("Ae", "E"), ("Oe", "O"), ("Aa", "A")):
        name = name.replace(two, one)
    return name.translate(_PLAIN)


def meant_by(names: Iterable[str], agreed: Mapping[str, Known]) -> frozenset[str]:
    """Whom the names of one paper mean of all those known, by their full name or, in a list of those present, short.

    One that is spelt without its Danish letters is the one that has them. Shortened names are taken where most of a
    list's, and two at least, each fit one person alone: people who meet are of the case.
    """
    full, short = set(), []
    plain: dict[str, list[str]] = {}
    for one in agreed:
        plain.setdefault(spelt_plain(one), []).append(one)
    for name in names:
        if name in agreed:
            full.add(name)
        elif len(spelt := plain.get(spelt_plain(name), [])) == 1:
            full.add(spelt[0])
        elif name.isupper() or "." in name or len(name.split()[-1].rstrip(".")) == 1:
            short.append([one for one in agreed if shortens(name, one)])
    sure = [fitting[0] for fitting in short if len(fitting) == 1]
    return frozenset(full.union(sure if len(sure) > max(1, len(short) / 2) else ()))


def presents(texts: Sequence[str], fields: Mapping[str, str], sides: SideNames) -> list[Known]:
    """Those a paper itself puts on the side of a party, sorted."""
    from extract.voices.attendance import presented
    from extract.voices.introduced import introduced_by_house
    from extract.voices.people import Person, person_in
    from extract.voices.senders import letter_side
    from extract.voices.signatures import signed_without_closing

    people = presented(texts, fields, sides)
    for text in texts:
        for person in introduced_by_house(text, sides):
            people.add(person)
    parties = (Side.CUSTOMER, Side.VENDOR)
    # Who closes a letter with a name alone is of the house that heads it.
    if texts and (end := signed_without_closing(texts[-1])) and (name := person_in(end.name)):
        side = letter_side(texts[0], sides)
        people.add(Person(name, side=side if side in parties else None, guessed=True))
    return sorted(
        Known(one.name, one.title, one.side, one.guessed) for one in people.known.values() if one.side in parties
    )


def register(told: Iterable[Known]) -> Mapping[str, Known]:
    """What all papers together tell of each name; nothing where they disagree on the side, no title not shared.

    What is guessed of somebody counts only where no paper tells.
    """
    gathered: dict[str, list[Known]] = {}
    for one in told:
        gathered.setdefault(one.name, []).append(one)
    agreed = {}
    for name, said in sorted(gathered.items()):
        if "." in name and all(one.guessed for one in said) and any(shortens(name, one) for one in gathered):
            continue  # «I. Krogh» of a list is the Ida Krogh other papers tell of
        titles = {one.title for one in said if one.title}
        said = [one for one in said if not one.guessed] or said
        if len({one.side for one in said}) == 1:
            agreed[name] = Known(name, titles.pop() if len(titles) == 1 else "", said[0].side, said[0].guessed)
    return agreed
