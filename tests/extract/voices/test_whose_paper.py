"""Whose paper it is by its head, its sender and its names: each sort of head on a paper of its own."""

from __future__ import annotations

import pytest

from evidence.model import DocumentKind
from extract.model import Label, Side
from extract.voices import senders, sides
from extract.voices.sides import side_names
from tests.extract.conftest import SIDES, Reader

NAMES = side_names(SIDES)


def test_a_release_is_of_the_house_above_it() -> None:
    assert senders.published_by("Vestby Kommune\n\nPressemeddelelse\n\nSystemet er i drift.", NAMES) is Side.CUSTOMER


@pytest.mark.parametrize(
    ("line", "side"),
    [
        ("VESTBY KOMMUNE, HR og Løn, Torvet 1", Side.CUSTOMER),  # a letterhead on one line
        ("Datahuset A/S, Møllevej 12 B, 7400 Herning", Side.VENDOR),
        ("Vestby Kommune, der har ventet længe på systemet", None),
    ],
)
def test_a_first_line_with_its_street_is_a_letterhead(line: str, side: Side | None) -> None:
    assert senders.first_lines(f"{line}\n\nStatus\n", NAMES) is side


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
    assert sides._expression(("A", "Datahuset"), ()).search("A er ikke Datahuset")[0] == "Datahuset"  # type: ignore[index]


@pytest.mark.parametrize(
    "told", ["Det var Datahuset, som over for avisen forsikrer, at", "Ordet gik til Ida Krogh, som siger, at"]
)
def test_who_a_clause_after_the_name_tells_of_says_it(told: str, read: Reader) -> None:
    text = f"Her er Ida Krogh, direktør i Datahuset.\n\n{told} modul 3 er klar den 1. maj 2012.\n"
    (found,) = (one for one in read(text, DocumentKind.PRESS) if one.label is Label.PROMISE)
    assert found.speaker_side is Side.VENDOR
