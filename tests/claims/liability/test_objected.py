"""Minutes one side objected to soon after are no admission of it, and that it objected is said where they stand."""

from __future__ import annotations

from pathlib import Path

import pytest

from claims.liability.argument import Material
from claims.liability.objections import _of_reimbursement
from claims.model import Dossier
from templates.words import Words
from tests.claims.comparison.papers import CONTRACT, case, mail
from tests.claims.liability.items import READER, item

MINUTES = """Referat af møde i styregruppen for FlowJob
Dato: 7. oktober 2009
Referent: Systemhuset A/S v/ Palle Krogh

Til stede: Birthe Holm (Nørreby Kommune), Jørgen Toft (Nørreby Kommune), Palle Krogh (Systemhuset A/S)

1. Godkendelse af referat
Referatet af 2. september blev godkendt.

2. Modul 1
Birthe Holm oplyste, at kommunen godkender Modul 1 uden forbehold.

3. Modul 2
Kommunen accepterede, at Modul 2 udskydes til den 1. februar 2010.
Jørgen Toft erkendte, at kommunen havde leveret testdata for sent.
"""


def built(tmp_path: Path, **papers: str) -> Dossier:
    return case(tmp_path, kontrakt=CONTRACT, referat=MINUTES, **papers).dossier()


def objected(made: Dossier) -> set[str]:
    """The first words of what the dossier says was objected to."""
    found = [i for i in made.items.values() if "der er gjort indsigelse mod referatet" in i.remarks]
    return {" ".join(one.quote.split()[:2]) for one in found}


ALL = {"Birthe Holm", "Kommunen accepterede,", "Jørgen Toft"}
THIRD = {"Kommunen accepterede,", "Jørgen Toft"}


@pytest.mark.parametrize(
    ("paper", "reached"),
    [
        (mail("Vi kan ikke godkende referatet af 7. oktober 2009. Punkt 3 skal rettes."), THIRD),
        (mail("Vi kan ikke godkende referatet af mødet den 7/10."), ALL),
        (mail("Punkt 3 er ikke korrekt gengivet.", "Indsigelse mod referat af 7. oktober 2009"), THIRD),
        (mail("Kommunen har indsigelser mod jeres referat fra sidste uge, punkt 2 og 3."), ALL),
        # What is said of other minutes, of no minutes at all, or approved, leaves these as they stand.
        (mail("Vi kan ikke godkende referatet af 2. september 2009."), set()),
        (mail("Vi har ingen indsigelser mod referatet af 7. oktober 2009."), set()),
        (mail("Punkt 3 i kontrakten skal rettes, som nævnt ved mødet."), set()),
        (mail("Vi kan ikke godkende referatet.", day="12. april 2010"), set()),  # half a year on: of which minutes?
    ],
)
def test_an_objection_reaches_the_minutes_it_names(tmp_path: Path, paper: str, reached: set[str]) -> None:
    assert objected(built(tmp_path, mail=paper)) == reached


def test_what_was_objected_to_is_no_delivery_no_admission_and_is_answered(tmp_path: Path) -> None:
    made = built(tmp_path, mail=mail("Vi kan ikke godkende referatet af 7. oktober 2009. Punkt 3 skal rettes."))
    (second,) = [b for b in made.breaches if "Modul 2" in made.items[b.promise].quote and b.status != "superseded"][:1]
    assert second.status == "cannot_tell", "a later day somebody is said to have agreed to is no day of delivery"
    weight = {made.items[one.items[0]].quote.split(",")[0]: one for one in made.against}
    said = weight["Kommunen accepterede"]
    assert said.answers[0] == (
        "Kommunen gjorde indsigelse mod referatet: »Vi kan ikke godkende referatet af 7. oktober 2009.« (mail.txt)."
    )
    assert weight["Birthe Holm oplyste"].weight > said.weight and not weight["Birthe Holm oplyste"].answers


def test_what_the_other_side_will_say_of_it_is_answered_by_the_objection(tmp_path: Path) -> None:
    words = "Vi kan ikke godkende referatet af 7. oktober 2009. Punkt 3 skal rettes."
    expected = {one.kind: one for one in built(tmp_path, mail=mail(words)).objections}
    # All of the blame stands in the point objected to; the first module was approved in another, so that stays strong.
    blame, accepted = expected["shared_blame"], expected["acceptance"]
    assert blame.answer.startswith("Kommunen gjorde indsigelse mod referatet: ") and blame.strength == "medium"
    assert not accepted.answer and accepted.strength == "strong"
    # To let a delivery come later is no praise of it.
    assert "satisfaction" not in expected


def test_an_offer_is_nothing_the_other_side_can_point_to(tmp_path: Path) -> None:
    offer = "Vi er villige til at betale 25.000 kr. mod, at sagen dermed er endeligt afsluttet."
    made = built(tmp_path, mail=mail(offer, who="Palle Krogh <pk@systemhuset.dk>", to="Jørgen Toft <jto@norreby.dk>"))
    pointed = {made.items[ident].quote for one in made.objections for ident in one.items}
    assert offer not in pointed


def test_consent_to_a_later_day_is_no_delivery_where_nobody_objected_either(tmp_path: Path) -> None:
    # It was told as ready on 1 February 2010, and the delay as 91 days, by the words that only let it come later.
    made = built(tmp_path)
    assert {b.status for b in made.breaches if "Modul 2" in made.items[b.promise].quote} == {"cannot_tell"}


def test_what_the_vendor_objects_to_is_said_and_answers_nothing(tmp_path: Path) -> None:
    words = "Vi kan ikke godkende referatet af 7. oktober 2009, punkt 3."
    made = built(
        tmp_path, mail=mail(words, who="Palle Krogh <pk@systemhuset.dk>", to="Jørgen Toft <jto@norreby.dk>")
    )
    assert objected(made) == THIRD
    assert not any("indsigelse" in answer for one in made.against for answer in one.answers)


@pytest.mark.parametrize(
    ("quote", "side", "told"),
    [
        ("Kommunen har fra den 1. marts 2010 ført manuelle lister for at begrænse tabet.", "customer", True),
        ("Kommunen førte manuelle lister.", "vendor", False),  # what the other side says we did is for us to say
        ("Systemet var nede hele dagen.", "customer", False),
    ],
)
def test_that_the_loss_could_be_avoided_is_answered_with_what_was_done(quote: str, side: str, told: bool) -> None:
    said = item("f-1", quote=quote, side=side, label="incident", kind="functional_defect", standing="basis")
    material = Material(
        items={"f-1": said}, breaches=(), untested=(), unmatched=(), losses=(), exhibits=(), unread=(),
        interest_known=True, mitigation=(), forfeits=(), words=Words("da"),
    )  # fmt: skip
    (avoided,) = [one for one in _of_reimbursement(material, READER) if one.kind == "mitigation"]
    assert (f"Hvad kommunen selv gjorde: »{quote}« (bilag 1, side 1)" in avoided.answer) == told
