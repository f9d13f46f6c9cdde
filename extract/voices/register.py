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
    guessed: bool = False  # by how the others of a list are marked alone


def named_in(texts: Sequence[str], fields: Mapping[str, str]) -> frozenset[str]:
    """Everybody a paper names in full, in its text or as sender or receiver."""
    from extract.voices.people import NAME, person_in

    found = set()
    for text in (*fields.values(), *texts):
        text = re.sub(r"^([^\s,<]+), ([^,<]+?)(?=\s*<|$)", r"\2 \1", text) if len(text) < 200 else text
        found |= {name for m in re.finditer(NAME, text) if (name := person_in(m.group()))}
    return frozenset(found)


def presents(texts: Sequence[str], fields: Mapping[str, str], sides: SideNames) -> list[Known]:
    """Those a paper itself puts on the side of a party, sorted."""
    from extract.voices.attendance import presented
    from extract.voices.people import introduced_by_house

    people = presented(texts, fields, sides)
    for text in texts:
        for person in introduced_by_house(text, sides):
            people.add(person)
    parties = (Side.CUSTOMER, Side.VENDOR)
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
        titles = {one.title for one in said if one.title}
        said = [one for one in said if not one.guessed] or said
        if len({one.side for one in said}) == 1:
            agreed[name] = Known(name, titles.pop() if len(titles) == 1 else "", said[0].side, said[0].guessed)
    return agreed
