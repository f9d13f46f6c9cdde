"""Days set apiece: each part of the system is promised for its own day, and is no part late by the day of another."""

from __future__ import annotations

from datetime import date

import pytest

from evidence.model import DocumentKind
from extract.model import Label
from tests.extract.conftest import Reader

CONTRACT, MAIL, MINUTES = DocumentKind.CONTRACT, DocumentKind.MAIL, DocumentKind.MINUTES


def due(read: Reader, text: str, kind: DocumentKind = CONTRACT) -> list[tuple[date | None, str]]:
    """The day each promise of a text ends on, and the part it is of, the earliest first."""
    told = [one for one in read(text, kind) if one.label is Label.PROMISE and one.when]
    return sorted((one.when.end, one.attributes.get("module", "")) for one in told if one.when)


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("14.1 Leverandøren skal levere Delleverance 1 senest den 1. september 2012 og Delleverance 2 senest "
         "den 1. marts 2013, jf. Bilag 1.",
         CONTRACT, [(date(2012, 9, 1), "leverance 1"), (date(2013, 3, 1), "leverance 2")]),
        ("Leverandøren leverer modul A den 1. april 2012, modul B den 1. juni 2012 og modul C den 1. september 2012.",
         CONTRACT, [(date(2012, 4, 1), "modul A"), (date(2012, 6, 1), "modul B"), (date(2012, 9, 1), "modul C")]),
        ("Leverandøren leverer modul A (1. april 2012) og modul B (1. juni 2012).",
         CONTRACT, [(date(2012, 4, 1), "modul A"), (date(2012, 6, 1), "modul B")]),
        ("Leverandøren leverer delleverance 1 og 2 henholdsvis den 1. maj 2012 og den 1. juni 2012.",
         CONTRACT, [(date(2012, 5, 1), "leverance 1"), (date(2012, 6, 1), "leverance 2")]),
        ("Systemet leveres den 1. maj 2012, og dokumentationen afleveres den 1. juni 2012.",
         CONTRACT, [(date(2012, 5, 1), ""), (date(2012, 6, 1), "")]),
        ("Systemhuset oplyste, at modul 2 leveres den 1. marts 2012, mens modul 3 først kommer den 1. juni 2012.",
         MINUTES, [(date(2012, 3, 1), "modul 2"), (date(2012, 6, 1), "modul 3")]),
        ("Module A will be delivered by 1 June 2012 and module B by 1 July 2012.",
         MAIL, [(date(2012, 6, 1), "modul A"), (date(2012, 7, 1), "modul B")]),
    ],
)  # fmt: skip
def test_each_part_is_due_on_its_own_day(
    text: str, kind: DocumentKind, expected: list[tuple[date, str]], read: Reader
) -> None:
    assert due(read, text, kind) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Systemet leveres den 1. maj 2012, bekræftet i mail den 3. april 2012.",
        "Systemet leveres senest den 1. maj 2012, dog tidligst den 1. april 2012.",
        "Systemet leveres den 1. maj 2012, forudsat at Kunden giver adgang den 1. marts 2012.",
        "Overtagelsesprøven påbegyndes den 1. maj 2012 og afsluttes den 15. maj 2012.",
        "Leverandøren leverer delleverance 1, 2 og 3 henholdsvis den 1. maj 2012 og den 1. juni 2012.",
    ],
)
def test_a_day_of_something_else_makes_no_further_promise(text: str, read: Reader) -> None:
    assert len(due(read, text)) == 1


def test_a_further_part_is_quoted_from_its_name_to_its_day(read: Reader) -> None:
    text = "Leverandøren leverer modul A (1. april 2012) og modul B (1. juni 2012)."
    assert [one.quote for one in read(text, CONTRACT) if one.label is Label.PROMISE] == [text, "modul B (1. juni 2012)"]


def test_what_came_late_apiece_is_late_apiece(read: Reader) -> None:
    text = "Modul A blev først leveret den 3. december 2011 og modul B den 9. januar 2012."
    late = [one for one in read(text, MAIL) if one.kind == "missed_deadline"]
    assert [(one.when and one.when.end, one.attributes["module"]) for one in late] == [
        (date(2011, 12, 3), "modul A"), (date(2012, 1, 9), "modul B"),
    ]  # fmt: skip
