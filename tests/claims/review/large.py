"""A case that has grown large."""

from __future__ import annotations

from typing import Any

FINDINGS = 20_000


def swollen(data: dict[str, Any], count: int) -> dict[str, Any]:
    """The dossier with its findings and breaches said over and over, each under an id of its own."""
    items, breaches = list(data["items"].values()), data["breaches"]
    more = {}
    for number in range(count):
        one = items[number % len(items)]
        ident = f"f-{number:012x}"
        more[ident] = {**one, "id": ident, "place": {**one["place"], "start": number}}
    many = [
        {**breaches[0], "id": f"b-{number:012x}", "promise": f"f-{number:012x}"} for number in range(0, count, 10)
    ]
    return {**data, "items": {**data["items"], **more}, "breaches": [*breaches, *many]}
