"""Who can be heard on what: the people whose words the claim rests on, or who speak against it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from claims.comparison.matrix import BROKEN
from claims.dossier.resting import falls
from claims.model import Dossier, Item, WitnessLine


@dataclass(frozen=True, slots=True, kw_only=True)
class Witness:
    """A person, and what he or she has said: what bears the claim, and what speaks against it."""

    name: str
    side: str  # in words
    bears: tuple[Item, ...]
    against: tuple[Item, ...]
    speaks_as: tuple[str, ...] = ()  # the names the papers give him or her


def witnesses(dossier: Dossier) -> list[Witness]:
    """Those who are quoted by name, who has said most of what bears the claim first."""
    said: dict[str, list[Item]] = {}
    known = _known_as(people(dossier, dossier.items))
    spoken = {speaker: known.get(written(speaker), "") for item in dossier.items.values() if (speaker := item.speaker)}
    for item in dossier.items.values():
        if item.speaker and item.standing != "context" and (name := spoken[item.speaker]):
            said.setdefault(name, []).append(item)
    called: dict[str, list[str]] = {}
    for speaker, name in sorted(spoken.items()):
        called.setdefault(name, []).append(speaker)
    found = [
        Witness(
            name=name,
            side=items[0].side_text,
            bears=tuple(item for item in items if item.standing == "basis"),
            against=tuple(item for item in items if item.standing == "adverse"),
            speaks_as=tuple(called[name]),
        )
        for name, items in said.items()
    ]
    return sorted(found, key=lambda one: (-len(one.bears), -len(one.against), one.name))


def lines(dossier: Dossier) -> tuple[WitnessLine, ...]:
    """The same as the dossier prints them, with the breaches that rest on one person alone."""
    alone: dict[str, list[str]] = {}
    found = witnesses(dossier)
    names = {spoken: one.name for one in found for spoken in one.speaks_as}
    for breach in dossier.breaches:
        promise = dossier.items.get(breach.promise)
        if breach.status not in BROKEN or promise is None or promise.standing != "basis":
            continue
        told = [dossier.items[one] for one in breach.incidents if one in dossier.items]
        heard = {names.get(one.speaker or "", "") for one in told}
        if len(heard) == 1 and "" not in heard and len(told) == breach.incidents_total:
            alone.setdefault(heard.pop(), []).append(breach.id)
    return tuple(
        WitnessLine(
            name=one.name, side_text=one.side, bears=tuple(item.id for item in one.bears),
            against=tuple(item.id for item in one.against), alone=tuple(alone.get(one.name, ())),
            falls=falls(dossier, alone.get(one.name, ())),
        )
        for one in found
    )  # fmt: skip


def people(dossier: Dossier, idents: Iterable[str]) -> list[str]:
    """The people who say these items, without the parties themselves, each by the fullest name."""
    said = {dossier.items[ident].speaker or "" for ident in idents if ident in dossier.items}
    sides = (dossier.customer, dossier.vendor)
    called = {written(name) for side in sides for name in (side.name, *side.aliases)}
    parties = called | {name.removesuffix(" a/s").removesuffix(" aps") for name in called}
    houses = parties | {f"{name}s" for name in parties}  # «Fjordsofts» tilbud
    known = {one for one in said if one and written(one.split(",")[0]) not in houses}
    # «Bregnhoej» of an address is «Bregnhøj»; the name as it is spelt stands.
    spelt: dict[str, str] = {}
    for one in sorted(known, key=lambda name: (-sum(not one.isascii() for one in name), name)):
        spelt.setdefault(written(one), one)
    # «driftschef Jesper Prøve» says more than «Jesper Prøve».
    shorter = {end for name in spelt for end in _ends(name)[1:]}
    return sorted(one for name, one in spelt.items() if name not in shorter)


def _known_as(names: Iterable[str]) -> dict[str, str]:
    """The name of whoever is called so, as ``written``: by all of it, or by its last words."""
    known: dict[str, str] = {}
    for name in names:
        for end in _ends(written(name)):
            known.setdefault(end, name)
    return known


def _ends(name: str) -> list[str]:
    """A name, and what is left of it without its first word, its first two, and so on."""
    parts = name.split(" ")
    return [" ".join(parts[at:]) for at in range(len(parts))]


def written(name: str) -> str:
    """A name as one writes it without the Danish letters, capitals and accents, and without the initials after it."""
    plain = _MARK.sub("", name).casefold().translate(_WITHOUT)
    return "".join(one for one in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(one))


#: «Jesper Prøve (JP)» in the minutes of one meeting, «Jesper Prøve (A)» in those of the council.
_MARK = re.compile(r"\s+\([A-ZÆØÅ][\wæøåÆØÅ]{0,4}\)$")
_WITHOUT = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "ä": "ae", "ö": "oe", "ü": "ue"})
