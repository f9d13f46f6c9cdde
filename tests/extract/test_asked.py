"""What is asked by number has not happened, and what one piece costs is no sum."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from time import process_time

import pytest

from evidence.model import DocumentKind
from extract.asking import is_asked
from extract.model import Label
from tests.extract.conftest import Reader, paper


@pytest.mark.parametrize(
    "asked",
    [
        "Spørgsmål 3: Var den dobbelte udbetaling den 15. november 2018 en følge af en fejl i systemet?",
        "Spørgsmål 1: Beskriv årsagen til, at systemet brød sammen den 4. maj 2010.",
        "Question 4: Was the system down on 4 May 2010?",
    ],
)
def test_what_is_asked_by_number_has_not_been_told(read: Reader, asked: str) -> None:
    assert read(asked + "\n\nSvar: Det kan ikke afgøres.\n", DocumentKind.OTHER) == []


def test_what_whoever_asks_tells_first_and_what_is_answered_is_told(read: Reader) -> None:
    text = (
        "Spørgsmål 2: Systemet brød sammen den 4. maj 2010. Hvorfor skete det?\n\n"
        "Svar: Systemet brød sammen igen den 5. maj 2010.\n"
    )
    days = [one.when.start for one in read(text, DocumentKind.OTHER) if one.label is Label.INCIDENT and one.when]
    assert days == [date(2010, 5, 4), date(2010, 5, 5)]


def test_a_long_page_is_searched_for_questions_once_and_not_for_each_finding(read: Reader) -> None:
    """Measured in the processor's time; for each of thousands of findings the whole page was looked through again."""
    (found,) = read("Systemet var nede den 4. maj 2010.", DocumentKind.OTHER)
    asked = "Spørgsmål 2: Var systemet nede?\n" + "Systemet var nede den 4. maj 2010. " * 40 + "\n"
    _, page = paper(asked * 400)
    places = range(0, len(page.text), len(asked))
    begun = process_time()
    spans = [replace(found.span, document=page.document, start=at + 13, end=at + 24) for at in places for _ in range(9)]
    assert all(is_asked(replace(found, span=span), page) for span in spans)
    assert process_time() - begun < 20  # half a second where this was written; it took 29


@pytest.mark.parametrize(
    ("said", "sum_of"),
    [
        ("Kommunen kræver erstatning for merarbejde, 3.412 timer à 345 kr.", None),
        ("Kommunen kræver erstatning for merarbejde, 3.412 timer à 345 kr., i alt 1.177.140 kr.", Decimal(1177140)),
        ("Kommunen kræver erstatning for 40 timer a 345 kr.", None),
        ("Kommunen kræver en erstatning på 345 kr.", Decimal(345)),
        ("Kommunen kræver bod med 11 pct. af 2.600.000 kr., i alt 286.000 kr.", Decimal(286000)),
        ("Kommunen kræver bod med 11 pct. af vederlaget på 2.600.000 kr.", None),
        ("Kommunen kræver bod, 12 pct. af 900.000 kr.", None),
    ],
)
def test_what_an_hour_costs_or_a_share_is_taken_of_is_no_sum(read: Reader, said: str, sum_of: Decimal | None) -> None:
    told = {one.amount_dkk for one in read(said, DocumentKind.LETTER) if one.label is Label.LOSS}
    assert told == {sum_of}
