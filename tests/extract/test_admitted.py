"""What the vendor admits is no blame of others, and what is only offered is neither lost nor paid."""

from __future__ import annotations

import pytest

from evidence.model import DocumentKind
from extract.finder import find
from extract.model import Finding, Label
from tests.extract.conftest import SIDES, Reader, paper


def found(said: str, head: str = "Fra: Jens Holm <jh@datahuset.example>\nTil: Vestby Kommune\n\n") -> list[Finding]:
    document, page = paper(f"{head}{said}\n\nVenlig hilsen\nJens Holm\nDatahuset A/S\n", DocumentKind.MAIL)
    return find(document, [page], SIDES)


@pytest.mark.parametrize(
    ("said", "blames"),
    [
        ("Vi må erkende, at vi undervurderede opgaven med systemet.", False),
        ("Vi fik tre advarsler fra vores eget overvågningssystem, som ingen reagerede på.", False),
        ("Fejlen i systemet var vores, og ingen havde testet opdateringen.", False),
        ("Systemet er nede. Årsagen ligger hos os.", False),
        ("Sikkerhedskopien af systemet manglede. Det skulle vi have opdaget.", False),
        ("Vi erkender, at der var en fejl i vores natlige kørsel, så registreringer i systemet ikke blev gemt.", False),
        ("Vi beklager, men nedbruddet i systemet skyldtes fejl i kommunens netværk.", True),
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


@pytest.mark.parametrize(
    "said",
    [
        "Datahuset tilbyder et afslag på 150.000 kr. til fuld og endelig afgørelse.",
        "Uden præjudice tilbyder Datahuset A/S et afslag på 150.000 kr. til fuld og endelig afgørelse af ethvert krav.",
        "Vi vil være villige til at betale 25.000 kr. mod, at sagen dermed er endeligt afsluttet.",
        "Vi er indstillet på at kreditere kommunen 40.000 kr., hvis sagen dermed er afsluttet.",
        "Som et forligsforslag betaler Datahuset 80.000 kr. til fuld og endelig afgørelse af alle krav.",
        "Vi foreslår, at sagen afsluttes mod en kreditnota på 30.000 kr.",
        "Vores tilbud er 75.000 kr. til endelig afgørelse af mellemværendet.",
        "Vi strækker os til 50.000 kr., og så er sagen afsluttet.",
        "Såfremt kommunen frafalder sine krav, betaler Datahuset 120.000 kr.",
        "Vi har tilbudt kommunen 90.000 kr. til fuld og endelig afgørelse, hvilket kommunen har afvist.",
        "Tilbuddet om 90.000 kr. til fuld og endelig afgørelse bortfalder den 1. juli 2010.",
        "Vi kan gå med til en kreditering på 45.000 kr. mod at kommunen frafalder bod.",
        "Datahuset vil kreditere 45.000 kr. til fuld og endelig afgørelse, når kommunen har bekræftet det.",
        "Datahuset er parat til at yde et nedslag på 20.000 kr. til fuld og endelig afgørelse af sagen.",
        "We would be prepared to pay DKK 50,000 in full and final settlement of all claims.",
    ],
)
def test_no_offer_to_settle_is_a_waiver_a_payment_or_a_settlement(said: str) -> None:
    made = found(said)
    assert not [one for one in made if one.attributes.get("settles")]
    assert all(one.attributes.get("offered") for one in made if one.label is not Label.INCIDENT)


@pytest.mark.parametrize(
    "said",
    [
        "Datahuset har betalt 60.000 kr. til fuld og endelig afgørelse af forsinkelsen.",
        "Vi har i dag overført 60.000 kr. til fuld og endelig afgørelse af sagen.",
        "Kommunen accepterer Datahusets tilbud om 75.000 kr. til fuld og endelig afgørelse.",
    ],
)
def test_what_was_paid_or_taken_settles(said: str) -> None:
    made = found(said)
    assert [one for one in made if one.kind == "waiver" and one.attributes.get("settles")]
    assert not [one for one in made if one.attributes.get("offered")]


def test_what_a_contract_says_is_agreed_and_not_offered(read: Reader) -> None:
    text = "Datahuset A/S betaler 250.000 kr. til fuld og endelig afgørelse, mod at Vestby Kommune frafalder sine krav."
    made = read(f"AFTALE\n\n1. {text}\n", DocumentKind.CONTRACT)
    assert [one for one in made if one.kind == "waiver"] and not [one for one in made if one.attributes.get("offered")]
