"""Whose words stand behind a name and a colon: «Systemhuset: …», «IK: …», «Claus: …» in minutes, talks and logs."""

from __future__ import annotations

import re
from collections.abc import Mapping

from extract.lines import at_lines
from extract.model import Side
from extract.voices.people import NAME, SMALL, People, Person, is_first_name, person_in
from extract.voices.sides import SideNames, has_title

#: So many lines that begin with a name and a colon, of more than one, are a talk written down.
_LINES_OF_TALK = 3
_TALKS = re.compile(rf"^[ \t]*(?:[-–•*][ \t]+)?(?P<who>{NAME})(?:[ ]\([^()\n]{{1,40}}\))?:[ \t]+\S", re.MULTILINE)


def sides_of_talk(text: str, people: People) -> dict[str, Side]:
    """The sides of those a record of a talk names line by line; nothing where it is none.

    Where only the vendor's people are marked, the others are the customer's.
    """
    named = [name for m in at_lines(_TALKS, text) if (name := person_in(m["who"]))]
    if len(named) < _LINES_OF_TALK or len(set(named)) < 2:
        return {}
    known = {name: person.side for name in named if (person := people.by_name(name)) and person.side}
    unmarked = Side.CUSTOMER if set(known.values()) == {Side.VENDOR} else Side.THIRD_PARTY
    return {name: known.get(name, unmarked) for name in named}


def of_label(
    label: str, text: str, people: People, names: SideNames, talk: Mapping[str, Side]
) -> tuple[str, Side] | None:
    """Whose words stand behind a ``label`` and a colon, and their side; None where it is a heading or nobody known.

    ``talk``: the sides of those whom a record of a talk names. «IK (VK): …» makes IK known further down.
    """
    if re.search(
        # «Sagsøgte: Systemhuset A/S» says who the party is.
        r"\b(?:deltagere|til stede|afbud|fra|kopi|bilag|dagsorden|referent|sagsøger|sagsøgte|klager|indklagede)\b",
        label, re.IGNORECASE,
    ):  # fmt: skip
        return None
    of = re.fullmatch(rf"(?P<who>[A-ZÆØÅ]{{2,4}}|[A-ZÆØÅ][{SMALL}]+) \((?P<house>[^()]+)\)", label)
    if of and (theirs := names.of_house(of["house"])):
        label = of["who"]
        people.add(Person(label, side=theirs, initials=label if label.isupper() else ""))
    short = re.fullmatch(r"[A-ZÆØÅ]{2,4}", label)
    named = re.search(rf"{NAME}(?=\s*(?:\([^()]*\))?$)", label)  # «KLIP, skoleleder Ida Krogh»
    name = person_in(named.group() if named else label)
    alone = name or (label if is_first_name(label) else None)  # «Claus: Adresserne kom ikke med»
    # «Lil: …» where a list of those present has nobody else of that name
    person = people.by_initials(label) if short else people.by_name(alone) if alone else people.known.get(label)
    if person is not None and (person.side or person.initials):
        called = f"{person.called} ({label})" if short and label != person.name else person.called
        return called, person.side or Side.THIRD_PARTY
    if name is not None and (told := talk.get(name)):
        return person.called if person else name, told
    if label.endswith("en") and has_title(label) and (office := names.of_title(label)) is not None:
        officer = people.by_title(label, len(text))  # «Borgmesteren: Ingen borgere har manglet penge.»
        who, told = (officer.called, officer.side) if officer else (label, None)
        return who, told or office
    side = names.at_start(label)
    dateline = label.isupper() and not short and text.count(f"{label}:") == 1  # «VESTBY: Det er tredje gang …»
    return (label, side[1]) if side and len(label) - len(side[0]) < 3 and not dateline else None
