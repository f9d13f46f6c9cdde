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


def _one(text: str) -> tuple[Document, list[Page]]:
    document, page = paper(text)
    return document, [page]
