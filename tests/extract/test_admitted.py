"""What the vendor admits is no blame of others, and what is only offered is neither lost nor paid."""

from __future__ import annotations

import pytest

from evidence.model import DocumentKind
from extract.finder import find
from extract.model import Finding, Label
from tests.extract.conftest import SIDES, paper


def found(said: str, head: str = "Fra: Jens Holm <jh@datahuset.example>\nTil: Vestby Kommune\n\n") -> list[Finding]:
    document, page = paper(f"{head}{said}\n\nVenlig hilsen\nJens Holm\nDatahuset A/S\n", DocumentKind.MAIL)
    return find(document, [page], SIDES)


@pytest.mark.parametrize(
    ("said", "blames"),
    [
        ("Vi må erkende, at vi undervurderede opgaven med systemet.", False),
        ("Vi fik tre advarsler fra vores eget overvågningssystem, som ingen reagerede på.", False),
        ("Fejlen i systemet var vores, og ingen havde testet opdateringen.", False),
        ("Fejlen i systemet ligger uden for vores egen kontrol.", True),
        ("Det er vores opfattelse, at nedbruddet skyldes Arbejdsmarkedsportalen.", True),
        ("Nedbruddet skyldtes fejl i jeres netværk, og det er ikke vores ansvar.", True),
    ],
)
def test_the_vendors_own_admission_speaks_for_the_claim(said: str, blames: bool) -> None:
    assert any(one.label is Label.ADVERSE and one.kind == "shared_blame" for one in found(said)) is blames


@pytest.mark.parametrize(
    "said",
    [
        "Vi tilbyder et afslag i prisen på 150.000 kr. til fuld og endelig afgørelse.",
        "Datahuset har tilbudt Vestby Kommune en kompensation på 20.000 kr.",
        "Ole Bang afviste tilbuddet om 75.000 kr. og fastholdt kravet om tabt refusion.",
    ],
)
def test_money_that_is_offered_is_told_as_offered_and_settles_nothing(said: str) -> None:
    made = found(said)
    assert not [one for one in made if one.kind == "lost_revenue" or one.attributes.get("settles")]
    assert all(one.attributes.get("offered") for one in made if one.label is Label.LOSS)


def test_an_offer_that_was_taken_settles() -> None:
    made = found("Vestby Kommune tog imod tilbuddet om 50.000 kr. til fuld og endelig afgørelse.")
    assert any(one.attributes.get("settles") for one in made) and not any(one.attributes.get("offered") for one in made)


def test_reimbursement_lost_for_what_was_offered_to_citizens_is_lost() -> None:
    made = found("Kommunen har tabt 1.500.000 kr. i refusion for 41 tilbud til ledige.")
    assert any(one.kind == "lost_revenue" for one in made)
