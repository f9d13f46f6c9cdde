"""Papers of the contract that another paper takes back."""

from __future__ import annotations

from dataclasses import replace

import pytest

from evidence.model import DocumentKind
from extract.papers.annulled import taken_back
from tests.extract.conftest import paper

FIRST = "Tillægsaftale nr. 1\ntil kontrakt af 14. november 2009\n1. Fristen udskydes til den 1. juni 2010.\n"
SECOND = "Tillægsaftale nr. 2\ntil kontrakt af 14. november 2009\n1. {said}\n"


@pytest.mark.parametrize(
    ("said", "taken"),
    [
        ("Tillægsaftale nr. 1 annulleres og anses for ikke indgået.", True),
        ("Denne aftale ophæver tillæg 1 af 20. februar 2010.", True),
        ("Allonge nr. 1 bortfalder.", True),
        ("Tillægsaftale nr. 1 ophæves ikke.", False),
        ("Tillægsaftale nr. 3 annulleres.", False),
        ("Fristen i tillægsaftale nr. 1 fastholdes.", False),
    ],
)
def test_a_paper_is_taken_back_by_its_name(said: str, taken: bool) -> None:
    papers = [paper(text, DocumentKind.CONTRACT) for text in (FIRST, SECOND.format(said=said))]
    documents = {one.sha256: replace(one, name=f"tillæg-{at}.txt") for at, (one, _) in enumerate(papers, 1)}
    found = list(taken_back(documents, {one.sha256: [page] for one, page in papers}))
    assert [documents[one.document].name for one in found] == (["tillæg-1.txt"] if taken else [])
    assert all(said[:20] in one.quote for one in found)


@pytest.mark.parametrize("kind", [DocumentKind.MINUTES, DocumentKind.MAIL, DocumentKind.PRESS])
def test_what_minutes_and_mails_say_of_it_is_asked_about_and_undoes_nothing(kind: DocumentKind) -> None:
    papers = [paper(FIRST, DocumentKind.CONTRACT), paper("Referat\nTillægsaftale nr. 1 annulleres.\n", kind)]
    documents = {one.sha256: one for one, _ in papers}
    found = list(taken_back(documents, {one.sha256: [page] for one, page in papers}))
    assert [one.whole for one in found] == ([] if kind is DocumentKind.PRESS else [False])


@pytest.mark.parametrize(
    ("said", "whole"),
    [
        ("Tillægsaftale nr. 1 annulleres og anses for ikke indgået.", True),
        ("Tillægsaftale nr. 1 er uden virkning.", True),
        ("Tillægsaftale nr. 1 bortfalder.", False),  # it held until then
        ("Punkt 2 i tillægsaftale nr. 1 annulleres.", False),
        ("Tillægsaftale nr. 1 annulleres med virkning fra den 1. januar 2011.", False),
        ("Tillægsaftale nr. 1 er underskrevet ved en fejl. Parterne er enige om, at tillægget annulleres.", True),
    ],
)
def test_what_is_undone_from_the_beginning_is_told_from_what_ends(said: str, whole: bool) -> None:
    papers = [paper(text, DocumentKind.CONTRACT) for text in (FIRST, SECOND.format(said=said))]
    documents = {one.sha256: replace(one, name=f"tillæg-{at}.txt") for at, (one, _) in enumerate(papers, 1)}
    found = list(taken_back(documents, {one.sha256: [page] for one, page in papers}))
    assert [(documents[one.document].name, one.whole) for one in found] == [("tillæg-1.txt", whole)]
