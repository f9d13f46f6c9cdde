"""A witness is one person however the papers spell the name."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from claims.dossier.witnesses import lines, witnesses


def dossier(*speakers: str) -> Any:
    items = {
        f"f-{at}": SimpleNamespace(speaker=one, standing="basis", side_text="the vendor")
        for at, one in enumerate(speakers)
    }
    party = SimpleNamespace(name="Fjordsoft A/S", aliases=("Fjordsoft",))
    return SimpleNamespace(items=items, customer=SimpleNamespace(name="Sandvig Kommune", aliases=()), vendor=party)


@pytest.mark.parametrize(
    ("speakers", "heard"),
    [
        (("Anne Bregnhøj", "Anne Bregnhoej"), {"Anne Bregnhøj": 2}),
        (("anne bregnhoej", "ANNE BREGNHØJ"), {"ANNE BREGNHØJ": 2}),
        (("direktør Anne Bregnhøj", "Anne Bregnhoej", "Bregnhøj"), {"direktør Anne Bregnhøj": 3}),
        (("Åse Kjær", "Aase Kjaer", "Åse Kjaer"), {"Åse Kjær": 3}),
        (("René Holm", "Rene Holm"), {"René Holm": 2}),
        (("Anne Bregnhøj", "Anne Bregnholt"), {"Anne Bregnhøj": 1, "Anne Bregnholt": 1}),
        (("Anne Bregnhøj (AB)", "direktør Anne Bregnhøj", "Anne Bregnhøj"), {"direktør Anne Bregnhøj": 3}),
        (("direktør Anne Bregnhøj (AB)", "Anne Bregnhøj"), {"direktør Anne Bregnhøj (AB)": 2}),
        (("Fjordsofts",), {}),
        (("Fjordsoft", "FJORDSOFT A/S"), {}),  # the parties are no witnesses
    ],
)
def test_one_person_is_one_witness(speakers: tuple[str, ...], heard: dict[str, int]) -> None:
    found = witnesses(dossier(*speakers))
    assert {one.name: len(one.bears) for one in found} == heard
    if found:
        assert {name for one in found for name in one.speaks_as} == set(speakers)


def test_a_breach_that_one_person_alone_tells_of_is_told_beside_him() -> None:
    made = dossier("Ida Krogh", "Ida Krogh", "Per Lund", "")
    made.items["f-p"] = SimpleNamespace(speaker=None, standing="basis", side_text="", kind="delivery_date")
    for ident, item in made.items.items():
        item.id = ident

    def breach(ident: str, *told: str, total: int = 0, status: str = "late") -> Any:
        return SimpleNamespace(
            id=ident, promise="f-p", status=status, incidents=told, incidents_total=total or len(told)
        )

    made.losses, made.chains = (), ()
    made.breaches = [
        breach("b-1", "f-0", "f-1"),
        breach("b-2", "f-0", "f-2"),  # two tell of it
        breach("b-3", "f-2", "f-3"),  # and a paper's own text
        breach("b-4", "f-2", total=9),  # others are told of that are not shown
        breach("b-5", "f-2", status="kept"),
    ]
    assert {one.name: one.alone for one in lines(made)} == {"Ida Krogh": ("b-1",), "Per Lund": ()}
