"""Parts of the system are told apart by their number or letter."""

from __future__ import annotations

import pytest

from extract.modules import modules


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Leverandøren skal levere modul 3 klar til drift.", ("modul 3",)),
        ("modul 1 og modul 2 er overtaget", ("modul 1", "modul 2")),
        ("Modul 1, 2 og 3 leveres samlet.", ("modul 1", "modul 2", "modul 3")),
        ("Modulerne A og B er forsinket", ("modul A", "modul B")),
        ("fase 2 begynder, når delleverance 1 er godkendt", ("fase 2", "leverance 1")),
        ("Delleverance 2 (Delivery 2) was taken over", ("leverance 2",)),
        ("Module 4 was late", ("modul 4",)),
        ("overførslen fra modul 2 til modul 3", ("modul 2", "modul 3")),
        ("Leverance 1, 2 og 3 afprøves hver for sig", ("leverance 1", "leverance 2", "leverance 3")),
        ("som følge af forsinkelsen af Leverance 1. Aftalen omfatter ikke Leverance 2", ("leverance 1", "leverance 2")),
        ("Release 4.2 er udsat", ("release 4",)),
    ],
)
def test_parts_named(text: str, found: tuple[str, ...]) -> None:
    assert modules(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "alle moduler er klar", "modulet er klar", "I denne fase er det svært", "modul i drift", "moduler og data",
        "leverancen 1. september 2021", "Leverance 2021", "leverancen i dag", "Leverancen I har modtaget",
    ],
)  # fmt: skip
def test_no_part_is_named(text: str) -> None:
    assert modules(text) == ()
