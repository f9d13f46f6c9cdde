"""What a later paper moves: the day, the share or the clause it names, and no other."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest

from claims.case import Case
from claims.comparison.compare import Comparison
from claims.figures import Figures
from claims.levels import times
from claims.levels.page import service_levels
from claims.levels.targets import Step, Targets, targets
from evidence.model import Span
from extract.model import Bound, Interval, Label, Precision, Side
from templates.words import Words
from tests.claims.comparison.findings import (
    CASE,
    DOCUMENTS,
    breach_of,
    by,
    compare,
    finding,
    incident,
    on,
    promise,
    row,
)


def test_a_later_amendment_supersedes_and_is_tested_instead() -> None:
    first = promise("delivery_date", when=by("2009-10-01"))
    moved = promise("delivery_date", "t", when=on("2010-02-01"), attributes={"supersedes": "yes"})
    ready = finding("m", Label.ADVERSE, "acceptance", when=on("2010-02-01"))
    found = compare([first, moved, ready])
    statuses = {b.promise: b.status for b in found.breaches}
    assert statuses == {first.id: "superseded", moved.id: "kept"}
    assert next(b for b in found.breaches if b.promise == first.id).superseded_by == moved.id


@pytest.mark.parametrize(("later", "status"), [
    ("I stedet arkiveres ansøgninger og afgørelser i fem år.", "superseded"),
    ("I stedet udskrives ansøgninger på papir.", "cannot_tell"),  # one word alone in common
])  # fmt: skip
def test_what_names_neither_a_day_nor_a_number_is_moved_by_words_of_the_same_thing(later: str, status: str) -> None:
    earlier = promise("compliance_documentation", quote="Vi gemmer alle ansøgninger og afgørelser.")
    moved = promise("compliance_documentation", "t", quote=later, attributes={"supersedes": "yes"})
    assert breach_of(earlier, moved).status == status


def test_an_amendment_of_one_module_leaves_the_others() -> None:
    first = promise("delivery_date", when=by("2009-10-01"), attributes={"module": "modul 1"})
    moved = promise("delivery_date", "t", when=on("2010-02-01"), attributes={"supersedes": "yes", "module": "modul 3"})
    assert breach_of(first, moved).status == "cannot_tell"


@pytest.mark.parametrize("quote", ["Fristen i punkt 6.2 nedsættes fra 8 timer til 4.", "Fristen er 4 timer, ikke 8."])
def test_of_two_limits_an_amendment_moves_the_one_that_was_what_it_moves(quote: str) -> None:
    """Punkt 6.2 lover 8 timer for nogle fejl og 5 arbejdsdage for andre; tillægget gør 8 timer til 4."""
    hours = promise("response_fix", quote="Fejl rettes inden 8 timer.", metric={"value": "8", "unit": "hours"},
                    attributes={"clause": "6.2"})  # fmt: skip
    days = promise("response_fix", quote="Mindre fejl rettes på 5 arbejdsdage.", attributes={"clause": "6.2"},
                   metric={"value": "5", "unit": "working_days"})  # fmt: skip
    moved = promise(
        "response_fix", "t", quote=quote, metric={"value": "4", "unit": "hours", "was": "8 hours"},
        attributes={"clause": "1", "supersedes": "yes"},
    )  # fmt: skip
    found = {b.promise: b.superseded_by for b in compare([hours, days, moved]).breaches}
    assert (found[hours.id], found[days.id]) == (moved.id, None)


def test_an_amendment_that_names_a_clause_moves_that_clause_and_no_other() -> None:
    ready = promise("delivery_date", quote="FlowJob er klar senest 1. marts 2009.", attributes={"clause": "3.1"},
                    when=on("2009-03-01"))  # fmt: skip
    rest = promise("delivery_date", quote="Konverteringen er slut senest 30. april 2009.",
                   attributes={"clause": "3.3"}, when=on("2009-04-30"))  # fmt: skip
    moved = promise(
        "delivery_date", document="t", quote="Fristen i pkt. 3.1 udskydes til den 1. august 2009.",
        attributes={"clause": "1", "supersedes": "yes"}, when=on("2009-08-01"),
    )  # fmt: skip
    used = finding("m", Label.ADVERSE, "acceptance", quote="FlowJob er taget i brug den 14. september 2009.",
                   when=on("2009-09-14"))  # fmt: skip
    found = {b.promise: b for b in compare([ready, rest, moved, used]).breaches}
    assert (found[ready.id].status, found[ready.id].superseded_by) == ("superseded", moved.id)
    assert found[rest.id].status != "superseded"
    assert found[moved.id].status == "late" and "44" in found[moved.id].test


def test_what_the_customer_took_over_is_no_promise_that_was_moved() -> None:
    taken = promise("delivery_date", quote="Kunden godkender prøven og overtager fase 2 den 2. oktober 2009.",
                    bound=Bound.CUSTOMER, when=on("2009-10-02"), attributes={"module": "fase 2"})  # fmt: skip
    moved = promise("delivery_date", "t", quote="Overtagelsesdagen for fase 2 ændres til den 1. februar 2010.",
                    when=on("2010-02-01"), attributes={"supersedes": "yes", "module": "fase 2"})  # fmt: skip
    found = {b.promise: b for b in compare([taken, moved]).breaches}
    assert found[taken.id].superseded_by is None
    assert [one.role for one in found[moved.id].sources if one.item == taken.id] == []


@pytest.mark.parametrize(("other", "moved"), [(None, True), ("modul 2", False)])
def test_a_clause_that_is_moved_by_its_number_is_moved_with_the_part_it_names(other: str | None, moved: bool) -> None:
    first = promise("delivery_date", "c", quote="Leverandøren leverer modul 1 senest den 1. marts 2010.",
                    attributes={"clause": "3.1", "module": "modul 1"}, when=on("2010-03-01"))  # fmt: skip
    later = promise("delivery_date", "t", quote="Fristen i punkt 3.1 udskydes til den 1. juni 2010.",
                    attributes={"supersedes": "yes"}, when=on("2010-06-01"))  # fmt: skip
    # Of a clause with days for several parts nobody says which of them is meant.
    beside = [
        promise("delivery_date", "c", quote=f"Leverandøren leverer {other} senest den 1. april 2010.",
                attributes={"clause": "3.1", "module": other}, when=on("2010-04-01"))
    ] if other else []  # fmt: skip
    found = {b.promise: b for b in compare([first, later, *beside]).breaches}
    assert (found[first.id].status == "superseded") is moved


def test_what_hangs_on_a_day_by_its_name_moves_with_that_day() -> None:
    """«Fra overtagelsesdagen» is due when the amendment says, not when the contract said."""
    named = promise("integration", when=on("2009-10-01"), quote="integrationen kører fra overtagelsesdagen")
    moved = promise(
        "delivery_date", "t", quote="overtagelsesdagen flyttes", attributes={"supersedes": "yes"},
        when=Interval(start=dt.date(2009, 10, 1), end=dt.date(2010, 2, 1), precision=Precision.DAY),
    )  # fmt: skip
    came = incident("missed_deadline", when=on("2010-03-01"), quote="integrationen kom først i drift den 1. marts 2010")
    found = breach_of(named, moved, came)
    assert " 28 days late" in found.test and "tillaeg.pdf" in found.test
    told = replace(moved, when=on("2010-02-01"), quote="overtagelsesdagen flyttes fra den 1. oktober 2009 til 1/2 2010")
    assert " 28 days late" in breach_of(named, told, came).test
    other = replace(moved, when=on("2010-02-01"), quote="overtagelsesdagen flyttes fra 1. november 2009 til 1/2 2010")
    assert " 151 days late" in breach_of(named, other, came).test
    written = replace(named, quote="integrationen kører fra den 1. oktober 2009")
    assert " 151 days late" in breach_of(written, moved, came).test


def test_an_amendment_moves_the_row_of_a_schedule_it_names_and_no_other() -> None:
    rows = {
        name: promise("delivery_date", when=on(day), attributes={"milestone": name})
        for name, day in (("M2", "2009-08-01"), ("M3", "2009-09-01"), ("M4", "2009-10-01"))
    }
    moved = promise(
        "delivery_date", "t", quote="overtagelsen (M3) flyttes", attributes={"supersedes": "yes"},
        when=Interval(start=dt.date(2009, 10, 1), end=dt.date(2010, 2, 1), precision=Precision.DAY),
    )  # fmt: skip
    found = compare([*rows.values(), moved])
    statuses = {b.promise: b.status for b in found.breaches}
    assert [statuses[one.id] for one in rows.values()] == ["cannot_tell", "superseded", "superseded"]


def test_words_that_move_one_thing_leave_the_promise_of_another() -> None:
    tested = promise("delivery_date", "m", when=by("2010-06-30"), quote="snitfladen til økonomi er klar til test")
    taken = promise("delivery_date", when=by("2009-10-01"), quote="overtagelsesdagen er den 1. oktober")
    moved = promise(
        "delivery_date", "t", when=on("2010-12-01"), quote="overtagelsesdagen flyttes", attributes={"supersedes": "yes"}
    )
    later = replace(moved, span=Span(document="l", page=1, start=0, end=5))
    statuses = {b.promise: b.status for b in compare([tested, taken, later]).breaches}
    assert (statuses[taken.id], statuses[tested.id]) == ("superseded", "cannot_tell")


def test_words_of_one_side_move_nothing_that_both_have_signed() -> None:
    first = promise("delivery_date", when=on("2009-10-01"))
    said = promise(
        "delivery_date", "m", when=on("2010-10-04"), quote="Hun siger, at integrationen er udskudt til oktober 2010.",
        speaker_side=Side.VENDOR, attributes={"supersedes": "yes"},
    )  # fmt: skip
    agreed = replace(said, quote="Det er aftalt, at integrationen udskydes til 4. oktober 2010.")
    assert breach_of(first, said).status == "cannot_tell"
    assert breach_of(first, agreed).status == "superseded"
    # Nor what both have signed and one of them said in minutes too.
    repeated = replace(first, span=replace(first.span, document="m"), speaker_side=Side.VENDOR)
    assert breach_of(first, repeated, said).status == "cannot_tell"
    signed = replace(said, span=replace(said.span, document="t"), when=on("2010-03-01"))
    assert breach_of(first, signed).status == "superseded"


def test_a_clause_worded_anew_is_moved_by_the_number_before_its_words() -> None:
    """«1. Punkt 3.1 affattes således: »Idriftsættelse sker den 1. marts 2010.«»."""
    first = promise("delivery_date", quote="Idriftsættelse sker 1. oktober 2009.", when=on("2009-10-01"),
                    attributes={"clause": "3.1"})  # fmt: skip
    other = promise("delivery_date", quote="Idriftsættelse af kurset sker 1. november 2009.",
                    when=on("2009-11-01"), attributes={"clause": "3.4"})  # fmt: skip
    anew = promise("delivery_date", "t", quote="»Idriftsættelse sker den 1. marts 2010.«", when=on("2010-03-01"),
                   attributes={"clause": "1", "rewords": "3.1", "supersedes": "yes"})  # fmt: skip
    found = {b.promise: b.superseded_by for b in compare([first, other, anew]).breaches}
    assert (found[first.id], found[other.id]) == (anew.id, None)


def test_a_share_lowered_from_a_day_is_measured_by_the_old_share_before_and_by_the_new_one_after() -> None:
    """The annex has no day of its own: it is of the contract's. May lies below both shares, July between them."""
    annex = replace(DOCUMENTS["c"], sha256="b", name="Bilag C.pdf", date=None)
    old = promise("availability", "b", metric={"percent": "99.8"})
    new = promise("availability", "t", metric={"percent": "99.5", "was": "99.8 percent"}, when=on("2010-07-01"),
                  attributes={"supersedes": "yes"})  # fmt: skip
    rows = [row("2010-05-03T08:00", "2010-05-03T18:00"), row("2010-07-05T08:00", "2010-07-05T10:00")]
    case, figures = Case.model_validate(CASE), Figures()
    comparison = Comparison([old, new, *rows], DOCUMENTS | {"b": annex}, case, figures=figures, words=Words("en"))
    breaches = comparison.compare().breaches
    found = {b.promise: b for b in breaches}
    # 600 minutes of May's 44,640 and 120 of July's.
    assert found[old.id].status == "breached" and "In 1 of 2 months from May 2010 to June 2010" in found[old.id].test
    assert "From July 2010 tillaeg.pdf puts 99.5% in its place." in found[old.id].test
    assert found[new.id].status == "kept" and "In 0 of 1 month" in found[new.id].test
    assert found[old.id].incidents == (rows[0].id,)
    made = service_levels(case, [old, new, *rows], comparison.reality, breaches, figures=figures, words=Words("en"))
    assert made is not None
    assert [(str(one.target), one.met) for one in made.page.months] == [("99.8", False), ("99.8", True), ("99.5", True)]
    assert made.page.definition[:2] == (
        "Promised: 99.8%, as the contract is found to say.",
        "Promised from July 2010: 99.5%, as its amendment is found to say.",
    )


def test_a_day_moved_for_a_milestone_moves_that_of_the_whole_system_in_another_language_and_nothing_else() -> None:
    system = promise("delivery_date", quote="Leverandøren leverer systemet klar til brug.", when=by("2009-09-01"))
    tested = promise("delivery_date", quote="Leverandøren leverer systemet til prøve.", when=by("2009-06-02"))
    warned = promise("delivery_date", quote="We guarantee that everybody is warned 14 days ahead.")
    moved = promise("delivery_date", "t", quote="The delivery date for M4 is changed from 1 September to 1 December.",
                    when=Interval(start=dt.date(2009, 9, 1), end=dt.date(2009, 12, 1), precision=Precision.DAY),
                    attributes={"supersedes": "yes"})  # fmt: skip
    found = {b.promise: b.superseded_by for b in compare([system, tested, warned, moved]).breaches}
    assert (found[system.id], found[tested.id], found[warned.id]) == (moved.id, None, None)


def test_a_share_in_an_english_amendment_takes_the_place_of_the_one_in_a_danish_annex() -> None:
    """What it is a share of is called by other words in each, and is one thing."""
    old = promise("availability", quote="Leverandøren garanterer en tilgængelighed på 98,5 %.",
                  metric={"percent": "98.5"})  # fmt: skip
    new = promise("availability", "t", quote="The Supplier shall provide an availability of 99.0 %.",
                  metric={"percent": "99"}, when=on("2010-07-01"), attributes={"supersedes": "yes"})  # fmt: skip
    rows = [row("2010-05-03T08:00", "2010-05-03T18:00"), row("2010-07-05T08:00", "2010-07-05T18:00")]
    made = Comparison([old, new, *rows], DOCUMENTS, Case.model_validate(CASE), figures=Figures(), words=Words("en"))
    breaches = made.compare().breaches
    found = {b.promise: b for b in breaches}
    assert "From July 2010 tillaeg.pdf puts 99% in its place." in found[old.id].test
    page = service_levels(made.case, [old, new, *rows], made.reality, breaches, figures=Figures(), words=Words("en"))
    assert page is not None
    assert [str(one.target) for one in page.page.months] == ["98.5", "98.5", "99"]


def test_a_share_lowered_for_a_time_is_the_old_one_after_it() -> None:
    old = promise("availability", metric={"percent": "99.5"}, attributes={"clause": "3.1"})
    lowered = promise(
        "availability", "t", metric={"percent": "98", "was": "99.5 percent"}, when=by("2010-05-31"),
        quote="I pkt. 3.1 ændres »99,5 pct.« til »98 pct.« for tiden til og med den 31. maj 2010",
        attributes={"supersedes": "yes"},
    )  # fmt: skip
    rows = [row("2010-05-03T08:00", "2010-05-03T18:00"), row("2010-06-03T08:00", "2010-06-03T18:00")]  # 98.6 %
    made = Comparison([old, lowered, *rows], DOCUMENTS, Case.model_validate(CASE), figures=Figures(), words=Words("en"))
    breaches = made.compare().breaches
    found = {b.promise: b for b in breaches}
    assert found[lowered.id].status == "kept" and "In 0 of 1 month" in found[lowered.id].test
    assert found[old.id].status == "breached" and found[old.id].incidents == (rows[1].id,)
    assert "From June 2010 this holds again." in found[old.id].test
    levels = service_levels(made.reality.case, [old, lowered, *rows], made.reality, breaches, figures=Figures(),
                            words=Words("en"))  # fmt: skip
    assert levels is not None
    assert [(str(one.target), one.met) for one in levels.page.months] == [("98", True), ("99.5", False)]


def test_a_change_for_a_time_stands_again_after_a_shorter_one_within_it() -> None:
    """99,5 pct.; fra marts til og med august 98 pct.; i maj og juni 97 pct."""

    def month(number: int) -> dt.date:
        return dt.date(2010, number, 1)

    made = Targets(
        (
            Step(Decimal("99.5"), None),
            Step(Decimal("98"), None, month(3), month(9)),
            Step(Decimal("97"), None, month(5), month(7)),
        )
    )
    assert [str(made.percent(month(m))) for m in range(2, 10)] == ["99.5", "98", "98", "97", "97", "98", "98", "99.5"]
    turns = [(one.first, str(one.percent)) for one in made.turns]
    assert turns[0] == (dt.date.min, "99.5")
    assert turns[1:] == [(month(3), "98"), (month(5), "97"), (month(7), "98"), (month(9), "99.5")]


def test_the_share_bod_is_measured_by_is_the_one_the_comparison_tested() -> None:
    """A demand or a tender may stand first among the papers; the contract goes before it, and it was not tested."""
    offered = promise("availability", "m", metric={"percent": "99.9"}, quote="tilgængelighed på 99,9 % døgnet rundt")
    agreed = promise("availability", metric={"percent": "99.5"}, quote="tilgængelighed på 99,5 % af driftstiden")
    down = row("2010-05-03T08:00", "2010-05-05T08:00")
    found = compare([offered, agreed, down]).breaches
    assert {b.promise: b.status for b in found} == {offered.id: "cannot_tell", agreed.id: "breached"}
    assert targets(None, [offered, agreed], found, lambda _: None).percent(dt.date(2010, 5, 1)) == Decimal("99.5")


def test_words_that_name_the_day_they_move_leave_a_part_due_on_another_day() -> None:
    """«Modul Refusion leveres den 1. marts 2010 i stedet for den 1. december 2009» moves no other part's day."""
    cases = promise("delivery_date", when=on("2009-02-01"), quote="Modulet FlowJob Sag skal være klar")
    refunds = promise("delivery_date", when=on("2009-12-01"), quote="FlowJob Refusion")
    moved = promise(
        "delivery_date", "t", when=by("2010-03-01"), attributes={"supersedes": "yes"},
        quote="Modulet FlowJob Refusion leveres senest den 1. marts 2010 i stedet for den 1. december 2009.",
    )  # fmt: skip
    found = {one.promise: one for one in compare([cases, refunds, moved]).breaches}
    assert found[refunds.id].superseded_by == moved.id
    assert found[cases.id].superseded_by is None


@pytest.mark.parametrize("down", [(), ("2010-07-05T08:00", "2010-07-05T10:00")], ids=["no log", "a log of after"])
def test_a_share_of_whose_months_there_is_no_log_is_told_as_replaced_and_not_as_kept(down: tuple[str, ...]) -> None:
    old = promise("availability", metric={"percent": "99.8"})
    new = promise("availability", "t", metric={"percent": "99.5", "was": "99.8 percent"}, when=on("2010-07-01"),
                  attributes={"supersedes": "yes"})  # fmt: skip
    found = {b.promise: b for b in compare([old, new, *([row(*down)] if down else [])]).breaches}
    assert (found[old.id].status, found[old.id].superseded_by) == ("superseded", new.id)
    assert found[new.id].status == ("kept" if down else "cannot_tell")


def test_a_time_to_mend_moved_from_a_day_is_measured_case_by_case_by_the_one_that_held_when_it_began() -> None:
    """2 hours until July, 4 from then on: 3 hours in May are late, 3 in July are not, 5 are."""
    old = promise("response_fix", metric={"value": "2", "unit": "hours", "priority": "A", "what": "fix"})
    new = promise("response_fix", "t", metric={"value": "4", "unit": "hours", "priority": "A", "what": "fix",
                  "was": "2 hours"}, when=on("2010-07-01"), attributes={"supersedes": "yes"})  # fmt: skip
    rows = [
        row("2010-05-03T08:00", "2010-05-03T11:00", priority="A"),
        row("2010-06-30T08:00", "2010-06-30T09:00", priority="A"),
        row("2010-07-05T08:00", "2010-07-05T11:00", priority="A"),
        row("2010-08-02T08:00", "2010-08-02T13:00", priority="A"),
    ]
    case, figures = Case.model_validate(CASE), Figures()
    comparison = Comparison([old, new, *rows], DOCUMENTS, case, figures=figures, words=Words("en"))
    found = {b.promise: b for b in comparison.compare().breaches}
    assert "1 of 2 resolved cases" in found[old.id].test and "For cases from 1 July 2010" in found[old.id].test
    assert "1 of 2 resolved cases" in found[new.id].test
    timed = times.levels([old, new, *rows], comparison.reality, figures=figures, words=Words("en"))
    assert [(one.level.limit, one.level.cases, one.level.late) for one in timed] == [(120, 2, 1), (240, 2, 1)]
