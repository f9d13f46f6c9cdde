"""What a person must see to in an incident log."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import cast

import pytest

from claims.case import Case, SystemSection
from claims.comparison.logreading import told_twice, unplaced_systems, untimed_rows
from claims.comparison.reality import Reality
from claims.held import Evidence
from claims.mentions import other_system
from evidence.model import Mark, MarkKind, Page, Span
from templates.words import Words
from tests.claims.comparison.findings import CASE, DOCUMENTS, row


@pytest.mark.parametrize(
    ("named", "others", "told"),
    [
        (("FlowJob", "Netværk", "Netværk", "FlowJob Mobil"), (), "Netværk (2)"),
        (("FlowJob", "Netværk"), ("Netværk",), ""),
        (("FlowJob", ""), (), ""),
        (("Netværk", "Printer"), (), ""),  # the column never names the vendor's system: it tells nothing
    ],
)
def test_a_system_of_the_log_that_nobody_has_placed_is_asked_for(
    named: tuple[str, ...], others: tuple[str, ...], told: str
) -> None:
    case = Case.model_validate(CASE | {"system": {"names": ["FlowJob"], "others": list(others)}})
    rows = [row("2010-05-03T08:00", "2010-05-03T13:00", system=name) for name in named]
    found = unplaced_systems(cast(Evidence, SimpleNamespace(findings=rows)), case, Words("en"))
    assert [gap.what for gap in found] == (
        [f"The incident log names systems that nobody has placed: {told}."] if told else []
    )


def test_lines_of_two_logs_that_may_be_one_incident_are_told_and_no_others() -> None:
    ours = row("2010-05-03T08:00", "2010-05-03T13:00", ticket="SD-1")
    theirs = replace(
        row("2010-05-03T08:40", "2010-05-03T13:10", ticket="V-77"), span=Span(document="m", page=1, start=0, end=5)
    )
    later = replace(theirs, attributes={**theirs.attributes, "opened": "2010-05-03T12:00", "ticket": "V-78"})
    held = SimpleNamespace(live=[later, theirs, ours], documents=DOCUMENTS)
    (gap,) = told_twice(cast(Evidence, held), Words("en"))
    assert "SD-1 = V-77 (2010-05-03)" in gap.what and "V-78" not in gap.what
    assert (gap.where, "krav decide" in (gap.remedy or "")) == ("log.xlsx, referat.pdf", True)
    others = [replace(theirs, span=ours.span), replace(theirs, kind="slow")]
    alone = SimpleNamespace(live=[ours, *others], documents=DOCUMENTS)
    assert told_twice(cast(Evidence, alone), Words("en")) == ()


def test_lines_of_two_logs_whose_times_are_in_dispute_are_told_with_both() -> None:
    """Ours says the system was down from 7 to 15, theirs from 8.30 to 12: counsel will hold one against the other."""
    ours = row("2020-01-20T07:00", "2020-01-20T15:00", ticket="J-121")
    theirs = replace(
        row("2020-01-20T08:30", "2020-01-20T12:00", ticket="T-5710"), span=Span(document="m", page=1, start=0, end=5)
    )
    held = SimpleNamespace(live=[theirs, ours], documents=DOCUMENTS)
    (gap,) = told_twice(cast(Evidence, held), Words("en"))
    said = "their times differ: 2020-01-20 07:00 – 2020-01-20 15:00 and 2020-01-20 08:30 – 2020-01-20 12:00"
    assert f"J-121 = T-5710 ({said})" in gap.what


def test_a_line_whose_words_name_no_sort_may_be_of_any() -> None:
    """«Database fuld» in theirs is «FlowJob nede» in ours, from 8 and from 8.15 to the same minute."""
    ours = row("2014-03-10T08:00", "2014-03-11T17:30", ticket="V-49")
    theirs = replace(
        row("2014-03-10T08:15", "2014-03-11T17:30", ticket="K-2301"), span=Span(document="m", page=1, start=0, end=5),
        kind="functional_defect",
    )  # fmt: skip
    held = SimpleNamespace(live=[ours, theirs], documents=DOCUMENTS)
    (gap,) = told_twice(cast(Evidence, held), Words("en"))
    assert "V-49 = K-2301" in gap.what
    shorter = replace(theirs, attributes={**theirs.attributes, "resolved": "2014-03-10T18:00"})
    assert told_twice(cast(Evidence, SimpleNamespace(live=[ours, shorter], documents=DOCUMENTS)), Words("en")) == ()


def test_the_lines_of_other_customers_in_a_log_are_said_to_be_left_out() -> None:
    text = (
        "Sagsnr.;Kunde;Oprettet;Lukket;Titel\n"
        "K-1;Nørreby Kommune;03-05-2010 08:15;03-05-2010 11:40;Login fejler\n"
        "K-2;Sønderkøbing;03-05-2010 09:00;03-05-2010 10:00;Login fejler\n"
    )
    ends = [at for at, sign in enumerate(text) if sign == "\n"]
    marks = [Mark(start=a, end=b, kind=MarkKind.ROW) for a, b in zip([0, *(e + 1 for e in ends)], ends, strict=False)]
    page = Page(document="l", number=1, text=text, marks=tuple(marks))
    held = SimpleNamespace(
        findings=[row("2010-05-03T08:15", "2010-05-03T11:40")], documents=DOCUMENTS, pages_of={"l": [page]}
    )
    (said,) = untimed_rows(cast(Evidence, held), Case.model_validate(CASE), Words("en"))
    assert said == "log.xlsx tells of other customers' cases too (Sønderkøbing; rows: 1): they are counted nowhere."


def test_a_log_of_which_no_line_could_be_read_says_so() -> None:
    text = "Sagsnr.;Oprettet;Lukket;Titel\nK-1;maj 2010;;Login fejler\nK-2;juni 2010;;Login fejler\n"
    ends = [at for at, sign in enumerate(text) if sign == "\n"]
    marks = [Mark(start=a, end=b, kind=MarkKind.ROW) for a, b in zip([0, *(e + 1 for e in ends)], ends, strict=False)]
    page = Page(document="l", number=1, text=text, marks=tuple(marks))
    held = SimpleNamespace(findings=[], documents=DOCUMENTS, pages_of={"l": [page]})
    said = untimed_rows(cast(Evidence, held), Case.model_validate(CASE), Words("en"))
    assert ["maj 2010" in said[0], "juni 2010" in said[1], len(said)] == [True, True, 2]


@pytest.mark.parametrize(
    ("said", "other"),
    [
        ("Statsportalen er nede", "Statsportalen"),
        ("Integrationen til Statsportalen bliver ikke klar den 1. juni", ""),
        ("Natlig indberetning til Statsportalen er standset", ""),
        ("Integrationen til Statsportalen er standset af en fejl i Statsportalen", "Statsportalen"),
        ("FlowJob kan ikke nå Statsportalen", ""),
        ("Statsportalen nede – ikke FlowJob", "Statsportalen"),
        ("Statsportalen nede, fejlen er ikke i FlowJob", "Statsportalen"),
        ("Statsportalen nede, men ikke FlowJob alene", ""),
        ("Statsportalen nede, FlowJob svarer heller ikke", ""),
    ],
)
def test_what_something_is_sent_or_joined_to_is_not_what_fails(said: str, other: str) -> None:
    assert other_system(SystemSection(names=("FlowJob",), others=("Statsportalen",)), said) == other


@pytest.mark.parametrize(
    ("said", "other"), [("Statsportalen nede – ikke FlowJob", True), ("Statsportalen nede, FlowJob med", False)]
)
def test_a_line_that_says_it_was_not_the_system_is_the_others_under_whatever_part_it_stands(
    said: str, other: bool
) -> None:
    case = Case.model_validate(CASE | {"system": {"names": ["FlowJob"], "others": ["Statsportalen"]}})
    line = replace(
        row("2010-06-14T08:00", kind="outage"),
        attributes={"opened": "2010-06-14T08:00", "system": "Dagpenge", "description": said},
    )
    cause = Reality([line], DOCUMENTS, case, words=Words("en")).cause(line)
    assert ("Statsportalen" in cause) == other
