"""The day something came, where nobody wrote a day: the day it was approved, and the days that bod was owed for."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from claims.case import Case
from claims.comparison.compare import Comparison
from claims.figures import Figures
from claims.levels.page import service_levels
from extract.model import Interval, Label, Precision, Side
from templates.words import Words
from tests.claims.comparison.findings import CASE, DOCUMENTS, breach_of, by, compare, finding, incident, on, promise

DUE = "2010-03-01"


@pytest.mark.parametrize(
    ("quote", "document", "told"),
    [
        # The minutes are of 27 May 2010, 87 days after 1 March.
        ("Gitte Holm godkendte integrationen til ydelsessystemet.", "m", "87 days late"),
        ("Kommunen godkender hermed integrationen til ydelsessystemet.", "m", "87 days late"),
        ("Gitte Holm oplyste, at integrationen til ydelsessystemet er godkendt.", "m", ""),  # on a day before
        ("Gitte Holm godkendte på det forrige møde integrationen til ydelsessystemet.", "m", ""),
        ("Gitte Holm kvitterede for, at integrationen til ydelsessystemet fungerer.", "m", ""),  # it was there before
        ("Kommunen godkendte integrationen til ydelsessystemet.", "t", ""),  # no minutes, and told afterwards
    ],
)
def test_what_was_approved_as_it_was_written_down_was_there_on_that_day(quote: str, document: str, told: str) -> None:
    approved = finding(document, Label.ADVERSE, "acceptance", quote=quote)
    found = breach_of(promise("delivery_date", when=by(DUE)), approved)
    assert found.status == ("late" if told else "cannot_tell") and told in found.test


def test_by_its_test_a_system_is_taken_over() -> None:
    due = promise("delivery_date", quote="Overtagelsesdagen er den 1. marts 2010.", when=on(DUE))
    passed = finding("m", Label.ADVERSE, "acceptance", quote="Kunden godkender hermed overtagelsesprøven.")
    (tie,) = breach_of(due, passed).matches
    assert tie.strength == "strong"


@pytest.mark.parametrize(
    ("start", "status"), [("2010-03-01", "late"), ("2010-03-02", "cannot_tell")]
)  # fmt: skip
def test_bod_acknowledged_from_the_day_it_was_due_tells_when_it_came(start: str, status: str) -> None:
    when = Interval(start=dt.date.fromisoformat(start), end=dt.date(2010, 5, 17), precision=Precision.DAY)
    bod = finding("m", Label.LOSS, "penalty", quote="Vi anerkender boden.", when=when, speaker_side=Side.VENDOR)
    found = breach_of(promise("delivery_date", when=by(DUE)), bod)
    assert found.status == status and ("77 days late" in found.test) == (status == "late")


def test_a_week_in_which_it_was_missing_is_no_day_of_arrival() -> None:
    quote = "Det er nu en uge siden, integrationen til ydelsessystemet skulle have været overtaget."
    week = Interval(start=dt.date(2010, 3, 1), end=dt.date(2010, 3, 7), precision=Precision.WEEK)
    missed = finding("m", Label.INCIDENT, "missed_deadline", quote=quote, when=week)
    found = breach_of(promise("delivery_date", when=by("2010-03-01")), missed)
    assert found.status == "late" and "not when it was ready" in found.test


@pytest.mark.parametrize(("quote", "told"), [
    ("Fejlen i Fristmodulet er rettet.", "not when it was ready"),  # one of its parts is well again
    ("Afstemningen af opfølgninger i Fristmodulet er på plads.", "49 days late"),
])  # fmt: skip
def test_a_fault_that_is_gone_is_no_delivery_of_something_else(quote: str, told: str) -> None:
    promised = "Leverandøren afleverer en afstemning af opfølgninger i Fristmodulet."
    due = promise("delivery_date", quote=promised, when=by(DUE))
    late = incident("missed_deadline", quote="Afstemningen af opfølgninger kom ikke.", when=on(DUE))
    gone = finding("m", Label.ADVERSE, "resolved", quote=quote, when=on("2010-04-19"))
    found = next(b for b in compare([due, late, gone]).breaches if b.promise == due.id)
    assert found.status == "late" and told in found.test


def test_a_later_day_that_the_promise_names_itself_is_no_delay() -> None:
    quote = "Lone Asger lovede, at prøven kan begynde den 1. marts, så kommunen kan overtage senest den 15. april 2010."
    assured = promise("delivery_date", quote=quote, when=on(DUE))
    quote = "Kunden overtog efter prøven."
    by_day = {
        day: breach_of(assured, finding("m", Label.ADVERSE, "acceptance", quote=quote, when=on(day)))
        for day in ("2010-04-15", "2010-04-16")
    }
    assert [one.status for one in by_day.values()] == ["cannot_tell", "late"]
    assert "The promise names 15 April 2010 too" in by_day["2010-04-15"].test


def test_who_tells_that_it_came_goes_before_a_later_approval() -> None:
    """One delay of one module stood as 217 and as 148 days: the second ran to the letter that approved it."""
    came = finding("m", Label.ADVERSE, "satisfaction", quote="Så lykkedes det: Integrationen blev sat i drift i går.",
                   when=on("2010-05-17"))  # fmt: skip
    approved = finding("m", Label.ADVERSE, "acceptance", quote="Integrationen er godkendt.", when=on("2010-05-25"))
    assert "77 days late" in breach_of(promise("delivery_date", when=by(DUE)), came, approved).test


def test_a_delivery_that_is_approved_a_week_later_was_there_on_its_own_day() -> None:
    part = {"module": "modul 3"}
    told = finding("m", Label.INCIDENT, "missed_deadline", when=on("2010-05-17"), attributes=part,
                   quote="Modul 3 blev leveret den 17. maj 2010, 77 dage efter den aftalte dag.")  # fmt: skip
    approved = finding("m", Label.ADVERSE, "acceptance", quote="Kommunen godkendte modul 3 den 25. maj 2010.",
                       when=on("2010-05-25"), attributes=part)  # fmt: skip
    due = promise("delivery_date", quote="Modul 3 leveres senest den 1. marts 2010.", when=by(DUE), attributes=part)
    assert "77 days late" in breach_of(due, told, approved).test
    over = replace(due, quote="Overtagelsesdagen for modul 3 er den 1. marts 2010.")
    assert "85 days late" in breach_of(over, told, approved).test


def test_what_should_have_been_in_place_on_the_very_day_is_what_was_due_then() -> None:
    # «På plads» is no place: such words are of whatever was due; words of another subject are not.
    due = promise("delivery_date", quote="Leverandøren skal have tilpasset varigheden i uger.", when=by(DUE))
    said = "I skulle have haft det på plads 1. marts."
    late = finding("m", Label.INCIDENT, "missed_deadline", quote=said, when=on(DUE))
    assert breach_of(due, late).status == "late"
    other = "Nøglerne til parkeringspladserne skulle være kommet 1. marts."
    assert breach_of(due, finding("m", Label.INCIDENT, "missed_deadline", quote=other, when=on(DUE))).status != "late"


@pytest.mark.parametrize(("day", "status"), [("2010-03-01", "kept"), ("2010-03-02", "late")])
def test_who_tells_that_it_came_on_the_very_day_tells_that_it_was_kept(day: str, status: str) -> None:
    quote = "Så lykkedes det: Integrationen til ydelsessystemet blev sat i drift i dag."
    came = finding("m", Label.ADVERSE, "satisfaction", quote=quote, when=on(day))
    found = breach_of(promise("delivery_date", when=on(DUE)), came)
    assert found.status == status and found.incidents == (came.id,)


def test_what_went_live_on_a_day_too_late_came_that_day() -> None:
    part = {"module": "modul 3"}
    due = promise("delivery_date", quote="Modul 3 leveres senest den 1. marts 2010.", when=by(DUE), attributes=part)
    told = finding("m", Label.INCIDENT, "missed_deadline", when=on("2010-04-06"), attributes=part,
                   quote="Modul 3 gik i luften den 6. april, en måned for sent.")  # fmt: skip
    assert "36 days late" in breach_of(due, told).test


def test_what_is_foretold_as_there_on_the_day_keeps_no_promise() -> None:
    due = promise("delivery_date", quote="Integrationen er klar den 1. september 2010.", when=on("2010-09-01"))
    told = finding("m", Label.ADVERSE, "satisfaction", when=on("2010-09-01"),
                   quote="Jeg kan bekræfte, at integrationen er i drift den 1. september 2010.")  # fmt: skip
    assert breach_of(due, told).status == "cannot_tell"  # the minutes are of 27 May


def test_bod_whose_first_weeks_are_free_is_of_the_delivery_due_before_them() -> None:
    due = promise("delivery_date", quote="Systemet leveres den 1. december 2009.", when=on("2009-12-01"))
    late = finding(
        "m", Label.INCIDENT, "missed_deadline", quote="Systemet blev først leveret den 5. marts 2010.",
        when=Interval(start=dt.date(2009, 12, 1), end=dt.date(2010, 3, 5), precision=Precision.DAY),
    )  # fmt: skip
    bod = {
        "what": "Bod", "clause": "7.1", "for": "delay", "per": "week", "amount": "1.00",
        "due": dt.date(2009, 12, 15), "delivered": dt.date(2010, 3, 5),
    }  # fmt: skip
    case, figures, words = Case.model_validate(CASE | {"bod": [bod]}), Figures(), Words("en")
    made = Comparison([due, late], DOCUMENTS, case, figures=figures, words=words)
    breaches = made.compare().breaches
    levels = service_levels(case, [due, late], made.reality, breaches, figures=figures, words=words)
    assert levels is not None
    assert breaches[0].status == "late" and breaches[0].id in levels.penalties[0].of


def test_what_is_put_off_has_not_come_and_is_late_for_its_own_day_alone() -> None:
    """Minutes of 27 May put off the start of 1 June; the test environment of March only has a word in common."""
    first = promise("delivery_date", quote="Leverandøren afleverer testmiljø med konverterede sager.",
                    when=on("2010-03-01"))  # fmt: skip
    second = promise("delivery_date", quote="Systemet er i drift den 1. juni 2010.", when=on("2010-06-01"))
    put_off = finding("m", Label.INCIDENT, "missed_deadline", when=on("2010-06-01"),
                      quote="Idriftsættelsen den 1. juni 2010 er udskudt på grund af konverteringen.")  # fmt: skip
    assert breach_of(first, put_off, second).status == "cannot_tell"
    assert "not when it was ready" in breach_of(first, put_off).test  # nothing else was due on that day


def test_a_lateness_that_is_counted_is_of_the_day_it_leads_back_to() -> None:
    """«21 uger efter aftalt» told of an adjustment due in January; three deliveries of the year before stood by it."""
    first = promise("delivery_date", quote="Leverandøren leverer systemet den 1. juni 2009.", when=on("2009-06-01"))
    second = promise("delivery_date", quote="Leverandøren tilpasser systemet senest den 4. januar 2010.",
                     when=by("2010-01-04"))  # fmt: skip
    came = finding("m", Label.INCIDENT, "missed_deadline", quote="I drift 30. maj, 21 uger efter aftalt",
                   when=on("2010-05-30"))  # fmt: skip
    assert "146 days late" in breach_of(second, came, first).test
    assert breach_of(first, came, second).status == "cannot_tell"
    alone = breach_of(first, came)  # nothing else was due when it counts from
    assert alone.status == "late" and "363 days late" in alone.test


@pytest.mark.parametrize("kind", ["delivery_date", "response_fix"])
def test_what_was_missed_in_the_week_something_else_was_due_is_late_for_that(kind: str) -> None:
    due, other = promise("delivery_date", when=on(DUE)), promise(kind, when=on("2010-04-19"))
    quote = "Det er nu en uge siden, ydelsessystemet skulle have været overtaget."
    week = Interval(start=dt.date(2010, 4, 19), end=dt.date(2010, 4, 25), precision=Precision.WEEK)
    late = finding("m", Label.INCIDENT, "missed_deadline", quote=quote, when=week)
    found = {one.promise: one.status for one in compare([due, other, late]).breaches}
    assert (found[due.id], found[other.id]) == ("cannot_tell", "late")
    assert breach_of(due, late).status == "late"  # where nothing else was due then


def test_that_something_is_not_finished_names_no_subject() -> None:
    due = promise("integration", quote="Snitfladen skal være færdig og afleveret den 1. marts 2010.", when=on(DUE))
    late = finding("m", Label.INCIDENT, "missed_deadline", quote="Rettelsen af mærkerne er ikke færdig og afleveret.")
    assert breach_of(due, late).status == "cannot_tell"
