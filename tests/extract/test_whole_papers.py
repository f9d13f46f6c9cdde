"""Long papers, papers of other firms, and the odd times of single statements: the same however a paper is read."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from evidence.errors import KravError
from evidence.model import DocumentKind, Page
from extract import finder
from extract.amending import amended
from extract.anothers import with_new_names
from extract.candidates import Candidate
from extract.edge import Edge
from extract.export import line
from extract.finder import find
from extract.folding import fold
from extract.model import Label
from extract.numbers import number
from extract.rules.stops import Stop
from extract.secondreader import meanings, weighing
from extract.secondreader.meanings import Meanings
from extract.tables.log_clocks import length_of
from extract.tables.log_table import _cells
from extract.terms import run
from tests.extract.conftest import SIDES, Reader, paper, screened
from tests.extract.found import HOSTING


def test_a_long_paper_is_read_as_its_pages_are(monkeypatch: pytest.MonkeyPatch) -> None:
    said = [f"Systemet gik ned den {day}. maj 2010. Kommunen har mistet {day}00.000 kr." for day in range(1, 8)]
    document, first = paper(said[0], day=date(2010, 6, 1))
    pages = [Page(document=first.document, number=n, text=text, marks=()) for n, text in enumerate(said, 1)]
    whole = find(document, pages, SIDES)
    assert {one.span.page for one in whole} == set(range(1, 8))
    monkeypatch.setattr(finder, "_TOGETHER", 3)
    assert find(document, pages, SIDES) == whole


@pytest.mark.parametrize("form", ["A/S", "Limited", "Oy"])
def test_what_happened_under_anothers_contract_is_no_promise_of_that_firm_and_its_promises_say_so(
    form: str, read: Reader
) -> None:
    text = HOSTING.format(more="Systemet gik ned den 3. maj 2010.\n").replace("A/S", form)
    found = read(text, DocumentKind.CONTRACT)
    assert {one.attributes.get("stranger") for one in found if one.label is Label.INCIDENT} == {None}
    document, _ = paper(HOSTING)
    told = {one.id: line(one, document).get("stranger") for one in found}
    assert {told[one.id] for one in found if one.label is Label.PROMISE} == {True}
    assert {told[one.id] for one in found if one.label is Label.INCIDENT} == {None}


@pytest.mark.parametrize(
    ("said", "ours"),
    [
        ("Påkrav til Nettet Drift A/S (tidligere Datahuset\nA/S), 15. juni 2017.", True),
        ("Datahuset A/S, nu Nettet Drift A/S, har modtaget regningen.", True),
        ("Datahuset A/S ændrede den 1. oktober 2016 navn til Nettet Drift A/S.", True),
        ("Datahuset A/S og Nettet Drift A/S deltog i mødet. Navnene står nedenfor.", False),
        ("Nettet Drift A/S (tidligere Kablet A/S) er vores driftscenter.", False),
    ],
)
def test_an_agreement_with_the_vendor_under_another_name_is_the_vendors_where_a_paper_says_so(
    said: str, ours: bool, read: Reader
) -> None:
    found = read(HOSTING.format(more=""), DocumentKind.CONTRACT)
    assert {one.attributes.get("stranger") for one in found} == {"Nettet Drift A/S"}
    _, page = paper(said)
    read_so = with_new_names(found, {"b" * 64: [page]}, SIDES)
    assert {one.attributes.get("renamed") for one in read_so} == ({"Nettet Drift A/S"} if ours else {None})
    assert {"stranger" in one.attributes for one in read_so} == {not ours}


def test_a_candidate_a_finding_covers_or_that_is_told_elsewhere_is_none(read: Reader) -> None:
    (found,) = read("Systemet gik ned den 3. maj 2010.", day=date(2010, 6, 1))
    edge = Edge()
    edge._seen = [Candidate(finding=found, stop=Stop.ALONE)]

    assert edge.kept([found]) == [] and edge.kept([]) == edge._seen
    told: Any = SimpleNamespace(elsewhere=lambda *place: place[-1] == found.quote)
    assert edge.kept([], told) == []


@pytest.mark.parametrize(
    ("text", "label", "first", "last"),
    [
        # It was missing on that day; that it should have been there then, nobody says.
        ("Modul 3 er stadig ikke leveret den 1. juni 2012.", Label.INCIDENT, date(2012, 6, 1), date(2012, 6, 1)),
        ("Datahuset leverer modul 3 fra uge 29 2012.", Label.PROMISE, date(2012, 7, 16), date(2012, 7, 22)),
        # What stands between two dashes interrupts the clause.
        ("Datahuset leverer modul 3 – som aftalt i maj – senest den 1. oktober 2012.", Label.PROMISE, None,
         date(2012, 10, 1)),
    ],
)  # fmt: skip
def test_a_statement_is_of_the_time_its_own_clause_names(
    read: Reader, text: str, label: Label, first: date | None, last: date
) -> None:
    when = next(one.when for one in read(text, DocumentKind.MINUTES, date(2012, 7, 1)) if one.label is label)
    assert when and (when.start, when.end) == (first, last)


def test_the_length_of_a_notice_is_not_how_long_the_contract_lasts() -> None:
    assert run("The term may be ended on three months prior written notice.", [], date(2012, 1, 1)).lasts is None
    assert run("The term is 3 months prior notice.", [], date(2012, 1, 1)).expires is None
    assert run("This Agreement shall continue for three years.", [], date(2012, 1, 1)).expires == date(2014, 12, 31)


def test_what_a_finding_has_not_and_the_times_of_a_log_cannot_be_amended(read: Reader) -> None:
    (one,) = read("Systemet gik ned den 3. maj 2010.")
    with pytest.raises(KravError, match="Only a promise has strength"):
        amended(one, {"strength": "binding"})
    with pytest.raises(KravError, match="the log's"):
        amended(replace(one, attributes={"opened": "2010-05-03T08:00"}), {"date_from": "2010-05-04"})


def test_cells_numbers_and_lengths_that_are_none_are_read_as_none() -> None:
    assert _cells('1;"Nede; igen";x', ";") == ("1", "Nede; igen", "x")
    assert length_of("snart", "Varighed") is None and length_of("", "Varighed") is None
    assert number("3.5.2010") is None
    assert fold("Systemet gik ned").span(9, 9) == (9, 9)


def test_what_words_are_remembered_as_is_the_same_when_it_is_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    held = Meanings({"down": ("ned", "gik i sort")})
    before = [held.of(word) for word in ("ned", "nedbrud", "op", "ned")]
    monkeypatch.setattr(meanings, "KEPT", 0)
    assert [held.of(word) for word in ("ned", "nedbrud", "op", "ned")] == before
    document, page = paper("Systemet har drillet hele ugen, og ingen kunne arbejde. Vi har mistet mange timer på det.")
    whole = screened(document, page)
    monkeypatch.setattr(weighing, "MANY", 0)
    assert screened(document, page) == whole
