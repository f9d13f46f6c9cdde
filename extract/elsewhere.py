"""Whether an incident is told of another municipality than the customer: «hos Ravnkilde Kommune», not with us."""

from __future__ import annotations

import re

from extract.model import Party

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
