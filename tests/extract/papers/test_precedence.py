"""The sort of paper a promise stands in, and the order a contract's clause gives the papers."""

from __future__ import annotations

import pytest

from evidence.model import Document, DocumentKind, Outcome, Page, Span
from extract.model import Finding, Label
from extract.papers.precedence import Paper, Papers, annexes_in, full, listed, order_in

A, C, B, R, T = Paper.AMENDMENT, Paper.CONTRACT, Paper.ANNEX, Paper.REQUIREMENTS, Paper.TENDER


@pytest.mark.parametrize(
    ("clause", "order"),
    [
        ("Ved modstrid gælder følgende rækkefølge: 1) tillægsaftaler, 2) kontrakten, 3) bilagene, 4) tilbuddet.",
         (A, C, B, T)),
        ("Rangfølgen er: Kundens kravspecifikation, nærværende kontrakt, bilag 2 og Leverandørens løsningsbeskrivelse.",
         (R, C, B, T)),
        ("Kontrakten går forud for bilagene.", (C, B)),
        ("The order of precedence is: (1) this Agreement, (2) the annexes, (3) the Supplier's proposal.", (C, B, T)),
        ("The annexes take precedence over the contract.", (B, C)),
        ("I tilfælde af modstrid går hovedaftalen forud for bilagene, som gælder efter deres rækkefølge.", (C, B)),
        ("Løsningsbeskrivelsen viger for kontrakten og dens bilag.", (C, B, T)),
        ("Har kravspecifikationen forrang for bilag 3, og tilbuddet viger dog for begge, jf. pkt. 2.", (R, B, T)),
        ("Det gælder, at hovedteksten går forud for bilagene, bilagene for Systemhusets tilbud, og tilbuddet for "
         "ordrebekræftelser.", (C, B, T)),
        ("Ved modstrid går et dokument forud for de efterfølgende: (a) underskrevne tillæg, det yngste først, (b) "
         "denne Driftsaftale, (c) Bilag A, Databehandleraftale, (d) Bilag B, Priser.", (A, C, B)),
        ("In case of conflict each document prevails over those listed after it: (i) addenda, (ii) this Service "
         "Agreement, (iii) the Schedules.", (A, C, B)),
        ("Ved modstrid går denne kontrakt forud for bilagene, og bilag 3-7 går forud for bilag 1 og bilag 2 "
         "(Leverandørens tilbud).", (C, B, T)),
        ("Er der uoverensstemmelse, går et tillæg forud for aftalen og aftalen forud for bilagene, som går forud for "
         "hinanden efter nummer.", (A, C, B)),
        ("Bilagene går forud for tilbuddet, og kontrakten går forud for bilagene.", (C, B, T)),
        ("In the event of any conflict between the body of this Agreement and the Annexes, the body of this Agreement "
         "shall prevail.", (C, B)),
        ("Clause 2.4 is replaced: in the event of conflict, Annexes 3, 4, 6 and 8 prevail over the body of the "
         "Agreement.", (B, C)),
        ("Ved uoverensstemmelse mellem kontrakten og bilagene går kontrakten forud.", (C, B)),
        ("Er der strid mellem aftalen og tilbuddet, gælder aftalen.", (C, T)),
        ("Bilag 3, 4 og 6 går forud for hovedaftalen.", (B, C)),
        ("Ved uoverensstemmelse går et senere tillæg forud for rammeaftalen, og rammeaftalen går forud for bilagene og "
         "Leverandørens tilbud.", (A, C, B, T)),
        ("Ved strid går underskrevne tillæg forud for driftskontrakten, og driftskontrakten går forud for bilagene.",
         (A, C, B)),
        ("Tilbuddet viger for senere oplysninger.", ()),
        ("Et yngre dokument går forud for et ældre af samme rang.", ()),
        ("Ved uoverensstemmelse aftaler parterne, hvad der gælder.", ()),
    ],
)  # fmt: skip
def test_the_order_is_read_from_the_clause(clause: str, order: tuple[Paper, ...]) -> None:
    assert order_in(clause) == order


@pytest.mark.parametrize(
    ("clause", "numbers"),
    [
        ("Annexes 3, 4, 6 and 8 prevail over the body.", "3, 4, 6, 8"),
        ("Bilag 3-7 går forud for hovedaftalen.", "3-7"),
        ("Bilagene går forud for hovedaftalen.", ""),
        ("Bilag 3-7 går forud for bilag 1 og bilag 2.", ""),
    ],
)
def test_a_clause_may_be_of_some_annexes_alone(clause: str, numbers: str) -> None:
    assert annexes_in(clause) == numbers


def test_each_annex_of_a_list_is_known_by_its_number() -> None:
    assert listed("3, 5-7") == {3, 5, 6, 7} and listed("") == frozenset()
    begins = ("Bilag 6 – Ansvar", "ANNEX 12\nExit", "Kontrakt\nmed bilag 6")
    assert [papers(DocumentKind.CONTRACT, "", one).number(at(1)) for one in begins] == [6, 12, None]


def test_what_the_clause_does_not_rank_comes_after_in_the_usual_order_but_an_amendment_goes_first() -> None:
    assert full((B, C))[:4] == (A, B, C, R)
    assert full((C, A, B))[:3] == (C, A, B)  # where the clause does rank it, the clause holds
    assert set(full((B, C))) == set(Paper)


@pytest.mark.parametrize(
    ("kind", "title", "begins", "paper"),
    [
        (DocumentKind.CONTRACT, "Kontrakt om FlowJob", "Kontrakt om FlowJob\nmed bilag 1-3", C),
        (DocumentKind.CONTRACT, "", "Tillægsaftale nr. 2\ntil kontrakt", A),
        (DocumentKind.CONTRACT, "", "Bilag 4 Servicemål\n1. Svartider", B),
        (DocumentKind.SALES, "Tilbud på jobcentersystem", "Kære kommune", T),
        (DocumentKind.SALES, "Systemhuset A/S: Besvarelse af kravspecifikation", "Kære kommune", T),
        (DocumentKind.SALES, "Derfor FlowJob", "Derfor FlowJob", Paper.SALES),
        (DocumentKind.MINUTES, "Tilbud til borgere", "Referat", Paper.MINUTES),
    ],
)
def test_a_paper_is_what_it_calls_itself(kind: DocumentKind, title: str, begins: str, paper: Paper) -> None:
    assert papers(kind, title, begins).of(at(1)) is paper


def papers(kind: DocumentKind, title: str, *pages: str) -> Papers:
    document = Document(sha256="d", name="fil.pdf", path="fil.pdf", media="pdf", size=1, outcome=Outcome.READ,
                        kind=kind, title=title)  # fmt: skip
    return Papers([document], [Page(document="d", number=n, text=text) for n, text in enumerate(pages, 1)])


def at(page: int) -> Finding:
    span = Span(document="d", page=page, start=20, end=30)
    return Finding(label=Label.PROMISE, kind="availability", span=span, quote="x")


def test_an_annex_at_the_end_of_a_contract_is_an_annex() -> None:
    pages = ("Kontrakt\nBilag 1: Servicemål", "5. Krav", "Bilag 1\nServicemål", "B1.2 Mål")
    made = papers(DocumentKind.CONTRACT, "Kontrakt", *pages)
    assert [made.of(at(page)) for page in (1, 2, 3, 4)] == [C, C, B, B]
