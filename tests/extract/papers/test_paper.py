"""A paper of no known kind is read as a contract where it speaks in clauses, and only there."""

from __future__ import annotations

import pytest

from evidence.model import Document, DocumentKind, Page
from extract.papers.paper import read_as
from tests.extract.conftest import paper

CLAUSES = (
    "Leverandøren skal føre en driftslog. Loggen udleveres til Kunden på anmodning. Kunden kan til enhver tid bede om "
    "en udskrift, og Leverandøren afholder udgiften hertil."
)
SUB_PROCESSING = (
    "Databehandleren må ikke overlade opgaven til andre. Databehandleren skal underrette den dataansvarlige om brud. "
    "Den dataansvarlige kan kræve en revisionserklæring."
)


ANSWERS = (
    "Besvarelse af Ordregivers krav. Tilbudsgiver har siddet i Vejle i 20 år, og vi elsker vores fag. Mindstekrav er "
    "MK.\n1.1 | Naboer kan høres | ja |\n1.2 | Kort kan måles | nej |\nTilbudsgiver indestår for oppetiden."
)


@pytest.mark.parametrize("text", [CLAUSES, SUB_PROCESSING, ANSWERS])
def test_clauses_without_a_title_are_a_contract(text: str) -> None:
    assert read_as(*_one(text)).kind is DocumentKind.CONTRACT


@pytest.mark.parametrize(
    "text",
    [
        "Kommunen siger, at leverandøren skal betale, og at leverandøren kan komme i gang, siger borgmesteren.",
        "Kære Jens. Vi mener, at Leverandøren skal rette fejlen, og at Kunden kan vente. Venlig hilsen Ida",
        "Jeg mener ikke, at leverandøren skal slippe. Vi skal have styr på det.",
        "Byrådet holdt møde.",
        f"UDKAST TIL AFTALE\n{CLAUSES}",
    ],
)
def test_what_somebody_says_is_none(text: str) -> None:
    assert read_as(*_one(text)).kind is DocumentKind.OTHER


def test_a_kind_that_is_known_stands() -> None:
    document, page = paper(CLAUSES, DocumentKind.MINUTES)
    assert read_as(document, [page]).kind is DocumentKind.MINUTES


@pytest.mark.parametrize(("kind", "draft"), [(DocumentKind.MINUTES, True), (DocumentKind.MAIL, False)])
def test_a_mail_that_is_named_for_what_it_proposes_is_no_draft(kind: DocumentKind, draft: bool) -> None:
    document, page = paper("Emne: SV: Kurser - forslag\nDet er i orden. Vi frafalder kravet for marts.", kind)
    assert ("draft" in read_as(document, [page]).fields) is draft


def _one(text: str, kind: DocumentKind = DocumentKind.OTHER) -> tuple[Document, list[Page]]:
    document, page = paper(text, kind)
    return document, [page]


SIDE_LETTER = (
    "Kære Birthe\nVi bekræfter hermed, at servicemålet i kontraktens punkt 8.1 fra den 1. april 2015 hæves fra 99,5 % "
    "til 99,7 %. Boden efter punkt 12.3 udgør herefter 2 % af det kvartalsvise vederlag.\nMed venlig hilsen\nTorben\n"
)


@pytest.mark.parametrize(
    "acceded", ["Tiltrådt for Lundeby Kommune, den 24/3 2015", "Returnér venligst et underskrevet eksemplar."]
)
def test_a_letter_that_changes_a_clause_and_is_acceded_to_is_an_amendment(acceded: str) -> None:
    letter, pages = _one(SIDE_LETTER + acceded, DocumentKind.LETTER)
    assert read_as(letter, pages).kind is DocumentKind.CONTRACT


@pytest.mark.parametrize(
    "text",
    [
        SIDE_LETTER,  # nobody has acceded to it
        "Vi foreslår, at servicemålet i punkt 8.1 hæves til 99,7 %.\nReturnér venligst et underskrevet eksemplar.",
        "Vi bekræfter hermed mødet den 3. maj, jf. punkt 4. Mødet er flyttet.\nReturnér et underskrevet eksemplar.",
    ],
)
def test_a_letter_that_changes_nothing_by_agreement_is_a_letter(text: str) -> None:
    letter, pages = _one(text, DocumentKind.LETTER)
    assert read_as(letter, pages).kind is DocumentKind.LETTER


def test_a_paper_of_no_known_kind_that_tells_the_reader_what_they_get_sells() -> None:
    sells = (
        "Vores løsning er bygget sammen med vores kunder. Du slipper for papir, og I får ro. Læs mere om den."
    )
    assert read_as(*_one(sells)).kind is DocumentKind.SALES
    assert read_as(*_one(f"Kære Ida\n{sells}")).kind is DocumentKind.OTHER
