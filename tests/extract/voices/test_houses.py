"""Whose side an address, a bracket or a list in columns puts somebody on."""

from __future__ import annotations

import pytest

from evidence.model import DocumentKind
from extract.model import Party, Side, Sides
from extract.sentences import sentences
from extract.voices.sides import side_names
from extract.voices.speakers import voices
from tests.extract.conftest import paper

SIDES = Sides(
    customer=Party(names=("Nørrevig Kommune",)),
    vendor=Party(names=("Brix & Co Data", "Brix")),
    system=Party(names=("DanDok",)),
)


@pytest.mark.parametrize(
    ("address", "side"),
    [
        ("cb@brixdata.example", Side.VENDOR),
        ("ik@noerrevigkommune.example", Side.CUSTOMER),
        ("ik@brixtonhotel.example", None),
        ("ik@data.example", None),
    ],
)
def test_a_domain_glued_of_a_partys_words_is_its_own(address: str, side: Side | None) -> None:
    assert side_names(SIDES).of_address(address) is side


def _sides(text: str, kind: DocumentKind) -> dict[str, Side]:
    document, page = paper(text, kind)
    found = sentences(page)
    return {s.text: v.side for s, v in zip(found, voices(document, page, found, SIDES, [page]), strict=True)}


def test_who_writes_as_another_municipality_is_not_the_customer() -> None:
    said = _sides(
        "Fra: Ruth Holm (Søndervig Kommune)\nTil: Poul Tang (Nørrevig Kommune)\nDato: 14-12-2007 11:38:20\n"
        "Emne: DanDok\n\nKære Poul\n\nHos os har det kørt fejlfrit i to år.\n\nVenlig hilsen\nRuth\n",
        DocumentKind.MAIL,
    )
    assert said["Hos os har det kørt fejlfrit i to år."] is Side.THIRD_PARTY


def test_those_present_may_be_listed_in_columns_by_house() -> None:
    said = _sides(
        "BESLUTNINGSREFERAT\n\nForum        Projektgruppen\nFra Nørrevig  Joan Bang, Sten T.\n"
        "Fra Brix     Ole Friis\n\n"
        "Ad 1  Joan Bang konstaterede, at planerne ikke var indlæst.\nAd 2  Ole Friis oplyste, at køen er rettet.\n",
        DocumentKind.MINUTES,
    )
    assert [side for text, side in said.items() if "Ad " in text] == [Side.CUSTOMER, Side.VENDOR]


def test_a_slash_parts_the_houses_of_those_listed_by_letters() -> None:
    said = _sides(
        "Driftsmøde 17/3-08\nDeltagere: MB, RH, SD (Nørrevig) / CN, TL (Brix)\n\n"
        "1. Listen\nCN: rettelsen blev lagt på den 10. marts.\nRH oplyste, at listen mangler elleve borgere.\n",
        DocumentKind.MINUTES,
    )
    by_whom = {text[:2]: side for text, side in said.items()}
    assert (by_whom["CN"], by_whom["RH"]) == (Side.VENDOR, Side.CUSTOMER)


def test_those_present_are_read_where_day_and_room_stand_on_the_same_line() -> None:
    said = _sides(
        "Referat nr. 6\n\n7. marts 2007 kl. 9.00, lokale 2. Til stede: Ida Krogh, Ole Bang (Nørrevig), Tina Holm, "
        "Per Vang (Brix).\n\n1. Tina Holm erkendte, at listen ikke blev afleveret.\n",
        DocumentKind.MINUTES,
    )
    assert [side for text, side in said.items() if "erkendte" in text] == [Side.VENDOR]


@pytest.mark.parametrize(
    ("head", "side"),
    [
        ("LMU i jobcentret, 12. marts 2008", Side.CUSTOMER),
        ("MØDE MED NABOERNE, 12. marts 2008", Side.THIRD_PARTY),
        ("LMU hos Brix Data, 12. marts 2008", Side.THIRD_PARTY),
    ],
)
def test_who_meets_in_a_works_council_is_of_the_house_whose_minutes_they_are(head: str, side: Side) -> None:
    said = _sides(
        f"{head}\nTil stede: IT, MB, SD\n\nAd 3. Arbejdspres\nMB oplyste, at listen ikke er til at stole på.\n",
        DocumentKind.MINUTES,
    )
    assert [side for text, side in said.items() if "MB oplyste" in text] == [side]


@pytest.mark.parametrize(
    ("said", "side"),
    [
        ("siger bibliotekschef Grethe Ploug fra Nørrevig", Side.CUSTOMER),
        ("siger bibliotekschef Grethe Ploug fra Ravnkilde", Side.THIRD_PARTY),
        ("siger tømrermester Grethe Ploug fra Nørrevig", Side.THIRD_PARTY),
        ("siger udviklingschef Grethe Ploug fra Brix", Side.VENDOR),
        ("siger chef for Plan og Byg, Grethe Ploug", Side.CUSTOMER),
        ("siger chefen for Børn og Unge i Nørrevig, Grethe Ploug", Side.CUSTOMER),
        ("siger lederen af jobcentret, Grethe Ploug", Side.CUSTOMER),
        ("siger lederen af Brix' supportafdeling, Grethe Ploug", Side.VENDOR),
        ("siger direktør for Dansk Byggeri, Grethe Ploug", Side.THIRD_PARTY),
        ("siger lægeformand i kommunen, Grethe Ploug", Side.THIRD_PARTY),
    ],
)
def test_an_office_and_its_town_or_department_tell_whose_it_is(said: str, side: Side) -> None:
    sides = _sides(f"Nyt fra byen\n\nAf Ida Holm\n\nDet hjalp ikke, {said}.\n", DocumentKind.PRESS)
    assert sides[f"Det hjalp ikke, {said}."] is side


@pytest.mark.parametrize(
    ("said", "speaker"),
    [
        ("oplyser flere af Nørrevig Kommunes ansatte", "Nørrevig Kommune"),
        ("fortæller en vikar i Nørrevig Kommunes reception", "Nørrevig Kommune"),
        ("siger folk fra Brix' support", "Brix"),
    ],
)
def test_a_house_that_is_named_in_the_genitive_is_called_by_its_name(said: str, speaker: str) -> None:
    text = f"Nyt fra byen\n\nAf Ida Holm\n\nDet hjalp ikke, {said}.\n"
    document, page = paper(text, DocumentKind.PRESS)
    told = dict(zip((one.text for one in sentences(page)), voices(document, page, sentences(page), SIDES), strict=True))
    assert told[f"Det hjalp ikke, {said}."].speaker == speaker
