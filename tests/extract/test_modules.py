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
        ("fase 2 begynder, når delleverance 1 er godkendt", ("fase 2", "delleverance 1")),
        ("Module 4 was late", ("modul 4",)),
        ("overførslen fra modul 2 til modul 3", ("modul 2", "modul 3")),
    ],
)
def test_parts_named(text: str, found: tuple[str, ...]) -> None:
    assert modules(text) == found


@pytest.mark.parametrize(
    "text", ["alle moduler er klar", "modulet er klar", "I denne fase er det svært", "modul i drift", "moduler og data"]
)
def test_no_part_is_named(text: str) -> None:
    assert modules(text) == ()
