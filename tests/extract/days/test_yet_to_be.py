"""What is said of a day that has not come has not happened, and is no praise."""

from __future__ import annotations

from datetime import date

import pytest

from evidence.model import DocumentKind
from extract.model import Label
from extract.rules.ruleset import rule_set
from extract.sentences import sentences
from extract.view import SentenceView
from extract.voices.voice import NOBODYS
from tests.extract.conftest import SIDES, Reader, paper


@pytest.mark.parametrize(
    ("text", "label", "found"),
    [
        ("Fra den 31. januar 2011 kører systemet stabilt.", Label.ADVERSE, False),
        ("Fra den 31. januar 2010 har systemet kørt stabilt.", Label.ADVERSE, True),
        ("Lørdag den 13. november 2010 kl. 20-24 er systemet lukket.", Label.INCIDENT, False),
        ("Lørdag den 6. november 2010 var systemet lukket hele dagen.", Label.INCIDENT, True),
    ],
)
def test_it_is_found_only_where_its_day_has_come(read: Reader, text: str, label: Label, found: bool) -> None:
    made = read(text, DocumentKind.MINUTES, day=date(2010, 11, 8))
    assert (label in {one.label for one in made}) is found


def test_the_months_a_report_covers_are_not_when_it_is_due(read: Reader) -> None:
    said = "Leverandøren fremsender driftsrapporter for maj, juni og juli senest den 10. september 2010."
    found = read(said, DocumentKind.MINUTES, day=date(2010, 9, 1))
    assert [one.when and one.when.end for one in found if one.label == Label.PROMISE] == [date(2010, 9, 10)]


def test_weeks_of_a_benefit_are_no_days(read: Reader) -> None:
    said = "Systemet sætter forkert borgere i uge 53+, og mange står i uge 53 eller mere."
    assert {one.when for one in read(said, DocumentKind.MINUTES, day=date(2016, 5, 12))} == {None}
    said = "Systemet viser ikke uge 8-fristen i mange sager, og uge 8-samtalen blev glemt."
    assert {one.when for one in read(said, DocumentKind.MINUTES, day=date(2016, 5, 12))} == {None}


def test_bod_may_be_waived_for_a_time_to_come(read: Reader) -> None:
    said = "Kunden frafalder bod for tiden fra den 3. juni 2013 til den 2. september 2013."
    (waived,) = (one.when for one in read(said, DocumentKind.CONTRACT, day=date(2013, 5, 14)) if one.kind == "waiver")
    assert waived and (waived.start, waived.end) == (date(2013, 6, 3), date(2013, 9, 2))


@pytest.mark.parametrize(
    ("said", "years"),
    [
        ("Han lovede, at den er i luften senest den 1. september.", [2023]),
        ("Han lovede, at den ville være i luften senest den 1. september.", [2022]),
    ],
)
def test_what_is_still_to_hold_is_of_the_year_nearest_the_paper_and_what_is_over_of_the_last(
    said: str, years: list[int]
) -> None:
    document, page = paper(said, day=date(2023, 7, 5))
    [sentence] = sentences(page)
    view = SentenceView(document, page, sentence, lambda: NOBODYS, rule_set(SIDES))
    days = [one.interval.end or one.interval.start for one in view.times_nearest]
    assert [day and day.year for day in days] == years
