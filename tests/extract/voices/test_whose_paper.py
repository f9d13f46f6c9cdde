"""Whose paper it is by its head, its sender and its names: each sort of head on a paper of its own."""

from __future__ import annotations

import pytest

from evidence.model import DocumentKind
from extract.model import Label, Side
from extract.papers import objecting, reach
from extract.sentences import Sentence
from extract.voices import heads, senders, sides
from extract.voices.minuted import goes_on
from extract.voices.people import People, Person
from extract.voices.quotes import quotations
from extract.voices.sides import side_names
from tests.extract.conftest import SIDES, Reader
from tests.extract.voices.voices import voice_of

NAMES = side_names(SIDES)


def test_a_release_is_of_the_house_above_it() -> None:
    assert heads.published_by("Vestby Kommune\n\nPressemeddelelse\n\nSystemet er i drift.", NAMES) is Side.CUSTOMER


@pytest.mark.parametrize(
    ("line", "side"),
    [
        ("VESTBY KOMMUNE, HR og Løn, Torvet 1", Side.CUSTOMER),  # a letterhead on one line
        ("Datahuset A/S, Møllevej 12 B, 7400 Herning", Side.VENDOR),
        ("Vestby Kommune, der har ventet længe på systemet", None),
    ],
)
def test_a_first_line_with_its_street_is_a_letterhead(line: str, side: Side | None) -> None:
    assert senders.house_at_head(f"{line}\n\nStatus\n", NAMES) is side


@pytest.mark.parametrize(
    ("head", "side"),
    [
        ("Datahuset A/S for Vestby Kommune", Side.VENDOR),
        ("Udarbejdet af Klarsyn Consulting A/S for Vestby Kommune", Side.THIRD_PARTY),
    ],
)
def test_whoever_makes_a_paper_for_another_makes_it(head: str, side: Side) -> None:
    assert senders.headed_by(f"{head}\n\nStatus for modul 3\n", NAMES) is side


def test_names_are_read_in_their_definite_forms_and_no_name_is_nobody() -> None:
    assert sides._definite("museum") == ("museet",) and sides._definite("skole") == ("skolen", "skolet")
    assert sides._expression((), ()).search("Hvem som helst") is None
    assert sides._expression(("A", "Datahuset"), ()).search("A er ikke Datahuset")[0] == "Datahuset"  # type: ignore[index]  # found, or the test fails


@pytest.mark.parametrize(
    "told", ["Det var Datahuset, som over for avisen forsikrer, at", "Ordet gik til Ida Krogh, som siger, at"]
)
def test_who_a_clause_after_the_name_tells_of_says_it(told: str, read: Reader) -> None:
    text = f"Her er Ida Krogh, direktør i Datahuset.\n\n{told} modul 3 er klar den 1. maj 2012.\n"
    (found,) = (one for one in read(text, DocumentKind.PRESS) if one.label is Label.PROMISE)
    assert found.speaker_side is Side.VENDOR


def test_what_is_told_within_what_is_told_is_of_whom_it_names(read: Reader) -> None:
    text = "Det fremgår af notatet, at det blev oplyst af Datahuset, at modul 3 er klar den 1. maj 2012.\n"
    (found,) = (one for one in read(text, DocumentKind.MINUTES) if one.label is Label.PROMISE)
    assert found.speaker_side is Side.VENDOR


def test_a_quotation_that_is_never_closed_is_none() -> None:
    assert quotations("Han sagde »Vi venter.\n\nDet er slemt for os alle« i går.") == []
    assert len(quotations("Han sagde »Vi venter, og det er slemt for os alle« i går.")) == 1


@pytest.mark.parametrize("text", ["Det blev aftalt, at fejlen rettes.", "Ida Krogh spurgte til modul 4."])
def test_a_report_ends_where_all_agree_or_another_begins(text: str) -> None:
    known = People()
    known.add(Person("Ida Krogh"))
    assert not goes_on(Sentence(0, len(text), text), known, report=True)
    more = "Derefter gik man videre."
    assert goes_on(Sentence(0, len(more), more), known, report=True)


def test_a_receiver_at_an_unknown_house_is_on_no_side_and_an_office_is_ones_own() -> None:
    sides_of = [reach._side(who, NAMES, {"Ida Krogh": Side.VENDOR}) for who in (
        "x@ukendt.example", "Ida Krogh", "Økonomi", "Datahuset A/S"
    )]  # fmt: skip
    assert sides_of == [None, Side.VENDOR, Side.CUSTOMER, Side.VENDOR]


def test_a_day_written_with_its_year_first_is_that_day_and_no_other() -> None:
    assert list(objecting.days_written("Referatet af 2010-05-12 er forkert, og det af 3. juni 2010 med.")) == [
        (12, 5, 2010), (3, 6, 2010),
    ]  # fmt: skip


def test_whom_a_paper_puts_in_another_municipality_is_of_neither_side() -> None:
    text = (
        "Dokumenter forsvandt\n\nHos den tidligere leverandør ryster man på hovedet.\n\nI Ravnkilde Kommune bruger man "
        "samme system. »Vi har ikke haft et eneste problem,« siger it-chef Inger Vad.\n"
    )
    assert voice_of(text, "ikke haft et eneste").side is Side.THIRD_PARTY
