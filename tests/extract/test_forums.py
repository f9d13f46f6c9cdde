"""By which law a contract is read, and where a dispute is decided: a clause may name more than one place."""

from __future__ import annotations

import pytest

from extract.forums import forum


@pytest.mark.parametrize(
    ("clause", "told"),
    [
        (
            "Tvister afgøres endeligt ved voldgift; forbud og arrest kan dog søges ved Københavns Byret.",
            {"forum": "arbitration", "court": "Københavns Byret"},
        ),
        ("Tvister afgøres ved voldgift efter regler vedtaget af Voldgiftsinstituttet.", {"forum": "arbitration"}),
        ("Er parterne uenige, søges tvisten først løst ved mediation.", {"forum": "mediation"}),
        (
            "Tvister afgøres ved de almindelige domstole med Retten i Holstebro som værneting.",
            {"forum": "Retten i Holstebro"},
        ),
        (
            "Tvisten søges løst ved mediation og indbringes ellers for Retten i Viborg.",
            {"forum": "Retten i Viborg"},
        ),
        (
            "Aftalen er undergivet dansk ret bortset fra dansk rets regler om lovvalg.",
            {"law": "dansk ret"},
        ),
        ("Bortset fra svensk rets regler om lovvalg gælder dansk ret.", {"law": "dansk ret"}),
        ("Kunden har ret til at kræve afhjælpning.", {}),
    ],
)  # fmt: skip
def test_arbitration_goes_before_the_courts_and_mediation_after_them(clause: str, told: dict[str, str]) -> None:
    assert dict(forum(clause)) == told
