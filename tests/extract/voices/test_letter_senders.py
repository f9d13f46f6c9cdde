"""Letters, notes and opinions: whose they are by their head, signature and those they write for."""

from __future__ import annotations

import pytest

from evidence.model import Document, DocumentKind, Outcome, Page
from extract.model import Side
from extract.sentences import sentences
from extract.voices.speakers import voices
from tests.extract.voices.voices import AUTHOR, CUSTOMER, LETTERS, SIDES, VENDOR, WRITTEN, read, voice_of


@pytest.mark.parametrize(("head", "signature", "side"), LETTERS)
def test_a_letter_is_its_senders(head: str, signature: str, side: Side) -> None:
    text = f"{head}\n\nSystemet har været nede i maj.\n\nMed venlig hilsen\n\n{signature}\n"
    assert voice_of(text, "Systemet har været nede", DocumentKind.LETTER).side is side


def test_a_letter_signed_on_its_last_page_is_the_signers_from_the_first() -> None:
    first = Page(document="0" * 64, number=1, text="Systemet har været nede i maj 2011.")
    last = Page(document="0" * 64, number=2, text="Vi hører gerne.\n\nMed venlig hilsen\n\nPer Dam\nSystemhuset A/S\n")
    document = Document(
        sha256="0" * 64, name="x.pdf", path="x.pdf", media="pdf", size=1, outcome=Outcome.READ,
        kind=DocumentKind.LETTER, date=WRITTEN,
    )  # fmt: skip
    [heard] = voices(document, first, sentences(first), SIDES, (first, last))
    assert (heard.speaker, heard.side) == ("Per Dam", VENDOR)


def test_a_note_is_whoever_it_is_from() -> None:
    text = "Notat\nTil: ledelsen\nFra: Lis Brink, systemansvarlig i Nørreby Kommune\n\nSystemet er nede hver dag.\n"
    assert voice_of(text, "Systemet er nede", DocumentKind.OTHER).side is CUSTOMER
    text = "Notat\nFra: Aalborg til Odense\n\nSystemet er nede hver dag.\n"
    assert voice_of(text, "Systemet er nede", DocumentKind.OTHER).side is AUTHOR


@pytest.mark.parametrize(("named", "side"), [("Kommunen", VENDOR), ("Systemhuset", CUSTOMER)])
def test_counsel_who_names_one_side_writes_for_the_other(named: str, side: Side) -> None:
    text = (
        "LASSEN & BO ADVOKATER\n\n21. januar 2013\n\nAdvokat Signe Rohde\n\n"
        "Vedr.: Systemhuset A/S ./. Nørreby Kommune\n\n"
        f"Jeg har gennemgået Deres breve. {named} har ikke reklameret inden for fristen på 30 dage. Min klient er "
        "indstillet på en drøftelse.\n\nFrederik Lassen\n"
    )
    heard = read(text, DocumentKind.LETTER)
    assert [voice.side for words, voice in heard if "ikke reklameret" in words] == [side]


@pytest.mark.parametrize(
    ("denied", "side"),
    [("kommunen har lidt noget tab", VENDOR), ("Systemhuset har krav på betaling", CUSTOMER)],
)
def test_what_counsels_client_denies_is_said_of_the_other_side(denied: str, side: Side) -> None:
    text = (
        "Advokatfirmaet Lund & Brix\n10. marts 2011\n\nNørreby Kommune, Juridisk sekretariat\n\n"
        f"Systemhuset A/S ./. Nørreby Kommune\n\nMin klient bestrider, at {denied}. "
        "Retten til at påberåbe sig fejlen er fortabt.\n\nMed venlig hilsen\nJørgen Brix, advokat\n"
    )
    for kind in (DocumentKind.LETTER, DocumentKind.OTHER):
        assert {voice.side for words, voice in read(text, kind) if "bestrider" in words or "fortabt" in words} == {side}


@pytest.mark.parametrize(
    ("said", "side"),
    [
        ("Kommunen har først den 11. maj gjort opmærksom på de manglende registreringer.", VENDOR),
        ("Kommunen har fortsat samarbejdet om modulet og dermed accepteret den nye dato.", VENDOR),
        ("Kommunens skoler har desuden ikke svaret på spørgsmål om testdata fra marts.", VENDOR),
        ("Kommunen har svaret, at testdata kom for sent.", CUSTOMER),
        ("Kommunen har først den 11. maj meddelt, at registreringerne mangler.", CUSTOMER),
        ("Kommunen har den 11. maj gjort opmærksom på de manglende registreringer.", CUSTOMER),
    ],
)
def test_that_somebody_told_so_late_is_the_word_of_whoever_writes_it(said: str, side: Side) -> None:
    head, foot = "Systemhuset A/S\nHavnegade 11, 6701 Esbjerg", "Med venlig hilsen\n\nPer Dam\nSystemhuset A/S"
    text = f"{head}\n\n25. maj 2007\n\n{said}\n\n{foot}\n"
    assert voice_of(text, said[:12], DocumentKind.LETTER).side is side


def test_a_note_to_and_from_somebody_on_one_line_is_the_senders() -> None:
    text = (
        "Internt notat\nTil: Direktionen. Fra: Hanne Møller. 19. august 2011\n\n"
        "Vi må erkende, at vi selv har en del af skylden.\n"
    )
    (voice,) = [voice for words, voice in read(text, DocumentKind.OTHER) if "erkende" in words]
    assert voice.speaker == "Hanne Møller" and voice.side in (CUSTOMER, AUTHOR)


def test_in_somebodys_opinion_by_their_initials_is_their_word() -> None:
    text = (
        "Referat\nTil stede: Jens Lund (JL), Nørreby Kommune; Per Krogh (PK), Systemhuset.\n\n"
        "Fejlen er efter JL’s opfattelse løst med version 4.2.\n"
    )
    (voice,) = [voice for words, voice in read(text, DocumentKind.MINUTES) if "opfattelse" in words]
    assert (voice.speaker, voice.side) == ("Jens Lund (JL)", CUSTOMER)


@pytest.mark.parametrize(
    "head",
    [
        "Betalingscentralen A/S\n\n4. marts 2016\n\nVestby Kommune, att. Ida Krogh",
        "Ravnkilde Kommune\nIT-afdelingen\n\nTil rette vedkommende",
        "Netværk & Drift ApS\nHavnegade 2\n\nVestby Kommune\n\nSvar på jeres spørgsmål om systemet",
    ],
)
def test_a_letter_under_a_house_that_is_neither_partys_is_a_third_ones(head: str) -> None:
    text = f"{head}\n\nVi modtog ingen filer på grund af en fejl hos os.\n\nVenlig hilsen\n\nBo Falk, driftschef\n"
    assert voice_of(text, "Vi modtog ingen filer", DocumentKind.LETTER).side is Side.THIRD_PARTY


def test_counsels_letterhead_is_no_third_house() -> None:
    text = "Holm Advokater ApS\n\nPå vegne af Systemhuset A/S bestrider jeg kravet.\n\nMed venlig hilsen\n\nEva Holm\n"
    assert voice_of(text, "bestrider jeg", DocumentKind.LETTER).side is VENDOR
