"""Steps of bod in tables of a contract: at which step, how much, of what, for each of what, and at most."""

from __future__ import annotations

from decimal import Decimal

from evidence.model import DocumentKind, Mark, MarkKind
from extract.finder import find
from extract.model import Finding
from tests.extract.conftest import SIDES, paper


def read(text: str, kind: DocumentKind = DocumentKind.CONTRACT) -> list[Finding]:
    """What is found of bod in a text whose lines with tabs are rows of a table."""
    marks, at = [], 0
    for line in text.splitlines(keepends=True):
        if "\t" in line:
            marks.append(Mark(start=at, end=at + len(line.rstrip("\n")), kind=MarkKind.ROW))
        at += len(line)
    document, page = paper(text, kind, marks=tuple(marks))
    return [one for one in find(document, [page], SIDES) if one.kind == "penalty_clause"]


STEPS = """BILAG 11
2. Bod for manglende tilgængelighed
2.1 Bod opgøres månedligt efter den målte tilgængelighed:
Målt tilgængelighed\tBod i % af månedsvederlaget
99,8 % eller derover\t0 %
99,5 % – 99,79 %\t5 %
Under 99,5 %\t12 %
"""


def test_each_step_that_owes_something_is_a_term_with_its_bounds() -> None:
    found = read(STEPS)
    assert [(one.metric["percent"], one.metric["of"], one.clause) for one in found] == [
        ("5", "månedsvederlaget", "2.1"), ("12", "månedsvederlaget", "2.1"),
    ]  # fmt: skip
    first, second = (one.attributes for one in found)
    assert (first["at_least"], first["up_to"], second["below"]) == ("99.5", "99.79", "99.5")
    assert found[1].quote == "Under 99,5 %\t12 %"


def test_a_milestone_has_its_rate_and_the_most_it_can_come_to() -> None:
    text = (
        "1. Bod\nMilepæl\tBod pr. påbegyndt uge\tMaksimal bod\nM1 Afklaring\t1,5 %\t10 %\n"
        "M2 Drift\t5.000 kr.\t50.000 kr.\n"
    )
    first, second = read(text)
    assert (first.metric, first.attributes["ceiling_percent"]) == ({"percent": "1.5", "per": "week"}, "10")
    assert (second.amount_dkk, second.attributes["ceiling_amount"]) == (Decimal(5000), "50000")


def test_a_bare_number_is_of_what_its_heading_says() -> None:
    [found] = read("1. Bod\nKategori\tBod i kr. pr. time\nKritisk\t2.500\n")
    assert (found.amount_dkk, found.metric) == (Decimal(2500), {"per": "hour"})
    [found] = read("1. Bod\nKategori\tBod i kr. pr. time\tHøjst i kr.\nKritisk\t2.500\t40.000\n")
    assert found.attributes["ceiling_amount"] == "40000"
    [found] = read("1. Bod\nKategori\tBod i kr. pr. time\tHøjst i % af vederlaget\nKritisk\t2.500\t15\n")
    assert found.attributes["ceiling_percent"] == "15"


def test_what_was_paid_or_reported_is_no_step_of_a_contract() -> None:
    assert [one for one in read(STEPS, DocumentKind.MINUTES) if "tabel.bod" in one.found_by] == []
    assert read("1. Pris\nModul\tPris pr. måned\nDrift\t5.000 kr.\n") == []


def test_a_row_that_is_no_step_is_passed_by_and_a_number_without_a_unit_is_nothing() -> None:
    head = "1. Bod\nTilgængelighed\tBod i % af månedsvederlaget\n"
    found = read(f"{head}97 – 99\t5\n95\t10\nunder aftalen\t12\nefter aftale\tefter aftale\nA\tB\tC\n")
    told = [(one.metric["percent"], one.attributes.get("at_least"), one.attributes.get("up_to")) for one in found]
    assert told == [("5", "97", "99"), ("10", None, None), ("12", None, None)]
    assert [one for one in read("1. Bod\nKategori\tBod\nKritisk\t2.500\n") if "tabel.bod" in one.found_by] == []


def test_a_table_under_no_clause_names_none() -> None:
    found = read("Bod\nTilgængelighed\tBod i % af månedsvederlaget\nUnder 99,5 %\t12 %\n")
    assert [(one.metric["percent"], one.clause) for one in found] == [("12", "")]


def test_a_cell_says_of_what_for_each_of_what_and_at_most_where_its_heading_does_not() -> None:
    text = (
        "1. Bod\nForhold\tMål\tBod\tLoft\n"
        "Tilgængelighed\t99,7 %\t2 % af månedsvederlaget pr. 0,1 procentpoint\t25 % af månedsvederlaget\n"
        "Løsningstid\t6 timer\t8.000 kr. pr. sag\t80.000 kr. pr. kvartal\n"
        "Leverance 1\t1. juni\t25.000 kr. pr. uge\t10 uger\n"
    )
    first, second, third = read(text)
    assert first.metric == {"percent": "2", "of": "månedsvederlaget", "per": "0.1 percentage points"}
    assert (first.attributes["ceiling_percent"], first.attributes["ceiling_of"]) == ("25", "månedsvederlaget")
    assert (second.amount_dkk, second.metric) == (Decimal(8000), {"per": "case"})
    assert (second.attributes["ceiling_amount"], second.attributes["ceiling_per"]) == ("80000", "quarter")
    assert third.attributes["ceiling_lasts"] == "10 weeks"


def test_a_table_drawn_with_lines_is_one_table() -> None:
    rows = ["| Forhold | Bodssats |", "|---|---:|", "| Forsinket leverance | 25.000 kr. pr. uge |"]
    text = "1. Bod\n" + "\n".join(rows) + "\n"
    marks = tuple(
        Mark(start=text.index(row), end=text.index(row) + len(row), kind=MarkKind.ROW) for row in (rows[0], rows[2])
    )
    document, page = paper(text, DocumentKind.CONTRACT, marks=marks)
    (found,) = (one for one in find(document, [page], SIDES) if one.kind == "penalty_clause")
    assert found.amount_dkk == Decimal(25000) and found.metric == {"per": "week"}
    assert found.attributes["row_heading"] == "Forsinket leverance"
