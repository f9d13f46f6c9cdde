"""Who can be heard on what: the people whose words the claim rests on, or who speak against it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from claims.model import Dossier, Item


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
    names = people(dossier, dossier.items)
    spoken = {item.speaker for item in dossier.items.values() if item.speaker}
    for item in dossier.items.values():
        if item.speaker and item.standing != "context" and (name := _known_as(item.speaker, names)):
            said.setdefault(name, []).append(item)
    found = [
        Witness(
            name=name,
            side=items[0].side_text,
            bears=tuple(item for item in items if item.standing == "basis"),
            against=tuple(item for item in items if item.standing == "adverse"),
            speaks_as=tuple(sorted(one for one in spoken if _known_as(one, names) == name)),
        )
        for name, items in said.items()
    ]
    return sorted(found, key=lambda one: (-len(one.bears), -len(one.against), one.name))


def people(dossier: Dossier, idents: Iterable[str]) -> list[str]:
    """The people who say these items, without the parties themselves, each by the fullest name."""
    said = {dossier.items[ident].speaker or "" for ident in idents if ident in dossier.items}
    sides = (dossier.customer, dossier.vendor)
    parties = {name.casefold() for side in sides for name in (side.name, *side.aliases)}
    known = {one for one in said if one and one.split(",")[0].casefold() not in parties}
    # «driftschef Jesper Prøve» says more than «Jesper Prøve».
    return sorted(one for one in known if not any(other.endswith(f" {one}") for other in known))


def _known_as(speaker: str, names: Iterable[str]) -> str:
    return next((name for name in names if name == speaker or name.endswith(f" {speaker}")), "")
