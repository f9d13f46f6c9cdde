"""Incidents that another municipality met."""

from __future__ import annotations

import pytest

from extract.elsewhere import elsewhere
from extract.model import Party

OURS = Party(names=("Nørreby Kommune", "kommunen"))


@pytest.mark.parametrize(
    ("text", "town"),
    [
        ("Vi har haft udfald hos Ravnkilde Kommune i hele påskeugen, men I er ikke berørt.", "Ravnkilde"),
        ("I nabokommunen Ravnkilde har FlowJob været nede 11 gange.", "Ravnkilde"),
        ("Også Ravnkilde Kommune har haft udfald i hele påskeugen.", ""),
        ("Både Nørreby Kommune og Ravnkilde Kommune har haft udfald.", ""),
        ("FlowJob var nede i Nørreby Kommune.", ""),
        ("FlowJob har været nede i kommunen i hele påskeugen.", ""),
    ],
)
def test_the_town_that_met_it_is_told(text: str, town: str) -> None:
    assert elsewhere(text, OURS) == town


def test_where_any_municipality_is_the_customers_nothing_is_elsewhere() -> None:
    assert elsewhere("Nedbrud i Ravnkilde Kommune.", Party(names=("KL",), patterns=("* Kommune",))) == ""
