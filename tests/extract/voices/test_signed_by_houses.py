"""A paper that a house signs by somebody, sends out, or makes with the other; and houses and people by what they do."""

from __future__ import annotations

from dataclasses import replace

from evidence.model import DocumentKind
from extract.model import Party
from extract.tables.requirements import is_answered
from tests.extract.voices.voices import AUTHOR, CUSTOMER, SIDES, VENDOR, voice_of


def test_a_letter_a_house_signs_by_somebody_is_both_their_names() -> None:
    text = (
        "Systemhuset A/S\nNørreby Kommune\nAtt. Vera Holt\n\nKære Vera Holt\n\nVi krediterer 40.000 kr.\n\n"
        "Med venlig hilsen\nSystemhuset A/S\nSøren Blad\nadm. direktør\n"
    )
    voice = voice_of(text, "krediterer", DocumentKind.LETTER)
    assert (voice.speaker, voice.side) == ("Systemhuset A/S, Søren Blad", VENDOR)


def test_a_release_names_the_house_that_sends_it() -> None:
    text = "PRESSEMEDDELELSE\nSystemhuset A/S · Havnegade 19 · 7100 Vejle\n\nSkolerne får overblik fra august.\n"
    assert voice_of(text, "overblik").speaker == "Systemhuset A/S"


def test_what_is_made_between_both_parties_is_neithers_own() -> None:
    text = "FORLIGSOPLÆG\nmellem Nørreby Kommune og Systemhuset A/S\n\nParterne indgik den 3. februar 2010 aftale.\n"
    assert voice_of(text, "indgik", DocumentKind.LETTER).side is AUTHOR


def test_a_house_whose_name_ends_in_a_stop_says_something() -> None:
    sides = replace(SIDES, vendor=Party(names=("Fritid & Co.",)))
    text = "Noter\n\nFritid & Co. sagde, at sms ligger i den kommende udgave.\n"
    assert voice_of(text, "sms", DocumentKind.MINUTES, sides).side is VENDOR


def test_who_leads_what_a_fire_service_does_is_of_the_customer_that_is_one() -> None:
    sides = replace(SIDES, customer=Party(names=("Fjordby Brandvæsen",)))
    text = "Systemhuset har 40 ansatte.\n\nIndsatsleder Flemming Dam har prøvet meget.\n– Det frøs, fortæller han.\n"
    assert voice_of(text, "frøs", sides=sides).side is CUSTOMER


def test_rows_of_a_plan_with_their_days_answer_no_requirements() -> None:
    plan = "".join(f"{n} | Delleverance {n} idriftsat | 0{n}.05.2011 | Leverandøren | Nej\n" for n in range(1, 8))
    asked = "".join(f"{n} | Systemet kan vise side {n} | Ja | fra 01.05.2011\n" for n in range(1, 8))
    assert (is_answered(plan), is_answered(asked)) == (False, True)


def test_a_ministers_answer_is_the_ministrys_though_the_committee_it_is_to_stands_above_it() -> None:
    sides = replace(SIDES, customer=Party(names=("Beskæftigelsesministeriet", "Styrelsen for Ydelser")))
    text = (
        "Folketingets Beskæftigelsesudvalg\nChristiansborg\n1240 København K\n\n26. maj 2011\n\n"
        "Udvalget har stillet spørgsmål nr. 377 (alm. del) til beskæftigelsesministeren, som hermed besvares.\n\n"
        "Svar:\nPortalen var lukket i to døgn.\n\nMed venlig hilsen\n\nJørn Neergaard\n"
    )
    assert voice_of(text, "to døgn", DocumentKind.LETTER, sides).side is CUSTOMER
    assert voice_of(text, "to døgn", DocumentKind.LETTER).side is not CUSTOMER  # a municipality answers no committee


def test_a_story_that_holds_an_interview_tells_whose_its_other_quotations_are() -> None:
    text = (
        "Tekst: Nanna Bild\n\nSocialrådgiver Gitte Moos viser rundt.\n"
        '"Den har lyst grønt i hele januar", siger hun.\n\n'
        "Ældrechef Kim Dahl erkender, at det gik hurtigt.\nEr det blevet bedre?\n"
        '"Siden uge 2 er der ro på."\nHvornår kan hun regne med at have fri?\n"Det skal hun kunne fra påske."\n'
    )
    assert voice_of(text, "lyst grønt").speaker == "socialrådgiver Gitte Moos"
    assert voice_of(text, "ro på").speaker == "ældrechef Kim Dahl"
