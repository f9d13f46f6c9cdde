"""Whether an incident is told of another municipality than the customer: «hos Ravnkilde Kommune», not with us."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from extract.model import Finding, Label, Party

_TOWN = re.compile(
    r"(?P<a>[A-ZÆØÅ][\wæøå]+(?:[- ][A-ZÆØÅ][\wæøå]+){0,2})s? Kommune\b"
    r"|\b(?:nabo|søster)kommunen (?P<b>[A-ZÆØÅ][\wæøå]+)"
)
_HERE_TOO = re.compile(r"\b(?:også|ligesom|hos os|vi selv|begge kommuner|as well|too)\b", re.IGNORECASE)


def elsewhere(text: str, customer: Party) -> str:
    """The municipality the words are of; "" where they name none, the customer, or say that it met both."""
    if customer.patterns:  # any municipality may be the customer's own side
        return ""
    towns = [found["a"] or found["b"] for found in _TOWN.finditer(text)]
    ours = {name.casefold().removesuffix(" kommune") for name in customer.names}
    at_home = any(name.casefold() in text.casefold() for name in customer.names if " " in name)
    if not towns or at_home or _HERE_TOO.search(text) or any(town.casefold() in ours for town in towns):
        return ""
    return towns[0]


def told_on(found: Iterable[Finding], customer: Party) -> Iterator[Finding]:
    """The findings of a paper; a town once named as another municipality is one by its name alone, too.

    «Vi mistede 300 registreringer,« siger jobcenterchefen i Ravnkilde: neither here nor of what was sent there.
    """
    found = list(found)
    towns = {one.attributes["elsewhere"] for one in found if "elsewhere" in one.attributes}
    named = re.compile(rf"(?<!til )(?<!fra )(?<!med )\b(?P<town>{'|'.join(map(re.escape, sorted(towns)))})s?\b")
    for one in found:
        open_to = towns and one.label is Label.INCIDENT and not {"elsewhere", "row"} & one.attributes.keys()
        there = named.search(one.quote) if open_to and not _HERE_TOO.search(one.quote) else None
        if there and not any(name.removesuffix(" Kommune") in one.quote for name in customer.names if " " in name):
            one = replace(one, attributes={**one.attributes, "elsewhere": there["town"]})
        yield one
