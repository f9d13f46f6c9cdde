"""Whether a paper went to the vendor: by its receivers, by who was there, or because it says that it is internal."""

from __future__ import annotations

import pytest

from evidence.model import DocumentKind
from extract.model import Side
from extract.papers.reach import stays_inside
from extract.voices.sides import side_names
from tests.extract.conftest import SIDES, paper

CLAIM = "\n\nVi frygter, at kravet mod Datahuset er ved at blive forældet.\n"


@pytest.mark.parametrize(
    ("head", "kind", "inside"),
    [
        ("INTERNT NOTAT", DocumentKind.OTHER, True),
        ("Notat til internt brug", DocumentKind.OTHER, True),
        ("Fra: Karen Dam\nTil: Direktionen\nDato: 3. maj 2012", DocumentKind.MAIL, True),
        ("Fra: Karen Dam\nTil: Ole Bak, Peter Skov\nDato: 3. maj 2012", DocumentKind.MAIL, False),
        ("Fra: Karen Dam\nTil: Ole Bak\nDato: 3. maj 2012", DocumentKind.MAIL, True),
        ("Fra: Karen Dam\nTil: Ukendt Person\nDato: 3. maj 2012", DocumentKind.MAIL, False),
        ("Internt notat\nTil: Datahuset A/S", DocumentKind.OTHER, False),
        ("Kære Peter", DocumentKind.LETTER, False),
        ("Referat\nDeltagere: Karen Dam (Vestby Kommune), Ole Bak (Vestby Kommune)", DocumentKind.MINUTES, True),
        ("Referat\nDeltagere: Karen Dam (Vestby Kommune), Peter Skov (Datahuset)", DocumentKind.MINUTES, False),
        ("Referat af styregruppemøde", DocumentKind.MINUTES, False),
    ],
)
def test_a_paper_stays_inside_where_it_says_so(head: str, kind: DocumentKind, inside: bool) -> None:
    document, page = paper(head + CLAIM, kind)
    known = {"Ole Bak": Side.CUSTOMER, "Peter Skov": Side.VENDOR}
    assert stays_inside(document, [page.text], side_names(SIDES), known) is inside


def test_the_receivers_of_a_mail_tell_it() -> None:
    for to, inside in (("ole@vestby.invalid", True), ("ole@vestby.invalid; bo@datahuset.invalid", False)):
        document, page = paper(CLAIM, DocumentKind.MAIL, fields={"to": to})
        assert stays_inside(document, [page.text], side_names(SIDES), {}) is inside
