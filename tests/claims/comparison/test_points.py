"""How many independent sources tell of a fact, and where they part."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

import pytest

from claims.case import Case
from claims.comparison.compare import Comparison
from claims.comparison.matrix import Point
from claims.comparison.points import Points
from claims.figures import Figures
from claims.held import Evidence
from evidence.alike import Near
from evidence.model import Page
from extract.model import Finding, Interval, Label, Precision, Side
from templates.words import Words
from tests.claims.comparison.findings import CASE, DOCUMENTS, by, finding, incident, on, promise


def points(
    *findings: Finding, near: Mapping[str, Near] | None = None, texts: Mapping[str, str] = {}, **case: object
) -> Sequence[Point]:
    evidence = Evidence(
        documents=DOCUMENTS, inputs=(), findings=findings, decisions={}, near=near or {}, sureness={},
        quotations=(), ties=(), repeats={},
        pages={(sha256, 1): Page(document=sha256, number=1, text=text) for sha256, text in texts.items()},
    )  # fmt: skip
    made, words = Case.model_validate(CASE | case), Words("en")
    comparison = Comparison(findings, DOCUMENTS, made, figures=Figures(), words=words)
    return Points(evidence, comparison, [f.id for f in findings], words).weighed(comparison.compare())


def down(document: str, **fields: Any) -> Finding:
    return incident("outage", document, when=on("2010-05-03"), **fields)


def test_one_paper_and_one_person_are_one_source_however_often_they_tell_it() -> None:
    assert points(down("m"), down("m")) == ()
    (one,) = points(down("m", speaker="Lone Holm"), down("c", speaker="jobcenterchef Lone Holm"), down("l"))
    assert one.sources == 2 and one.accounts[0].sources == 2


def test_papers_that_are_nearly_the_same_are_one_source() -> None:
    copy = {"t": Near(document="t", first="m", share=1.0, same=True)}
    (one,) = points(down("m"), down("t"), near=copy)
    assert one.sources == 1


def test_quotations_of_a_mail_are_the_mail() -> None:
    quoted = {"attributes": {"quoted": "alone", "said_on": "2010-05-03"}, "speaker": "Lone Holm"}
    (one,) = points(down("m", **quoted), down("t", **quoted))
    assert one.sources == 1


@pytest.mark.parametrize(
    ("sides", "fields", "status"),
    [
        ((Side.CUSTOMER, Side.VENDOR), {}, "undisputed"),
        ((Side.CUSTOMER, Side.CUSTOMER), {}, "unsure"),
        ((Side.CUSTOMER, Side.VENDOR), {"negated": True}, "disputed"),
        ((Side.CUSTOMER, Side.VENDOR), {"hedged": True}, "unsure"),
    ],
)
def test_a_fact_stands_as_in_pleadings(sides: tuple[Side, Side], fields: dict[str, Any], status: str) -> None:
    (one,) = points(down("m", speaker_side=sides[0]), down("t", speaker_side=sides[1], **fields))
    assert one.status == status
    assert len(one.accounts) == (2 if "negated" in fields else 1)


def test_sources_that_part_on_the_day_stand_side_by_side() -> None:
    due = promise("delivery_date", when=by("2010-02-01"), attributes={"module": "modul 3"})
    part = {"attributes": {"module": "modul 3"}}
    quote = "Integrationen til ydelsessystemet kom først den 18. maj 2010."
    ours = incident("missed_deadline", "m", quote=quote, when=on("2010-05-18"), speaker_side=Side.CUSTOMER, **part)
    theirs = finding("t", Label.ADVERSE, "acceptance", when=on("2010-05-04"), speaker_side=Side.VENDOR, **part)
    again = promise("delivery_date", when=by("2010-03-01"), attributes={"module": "modul 3"})
    assert points(due, again, ours, theirs) == points(due, ours, theirs)
    (one,) = points(due, ours, theirs)
    assert (one.question, one.status) == ("when", "disputed")
    assert {a.value_text: a.items for a in one.accounts} == {"4 May 2010": (theirs.id,), "18 May 2010": (ours.id,)}


def test_who_names_the_day_that_was_missed_does_not_say_that_it_was_ready_then() -> None:
    due = promise("delivery_date", when=on("2010-03-01"), attributes={"module": "modul 3"})
    part = {"attributes": {"module": "modul 3"}}
    missed = incident("missed_deadline", "t", when=on("2010-03-01"), **part)
    ready = incident("missed_deadline", "m", when=on("2010-04-19"), **part)
    assert points(due, missed, ready) == ()


def test_sources_that_part_on_who_caused_it_are_told_apart() -> None:
    blamed = down("t", attributes={"cause": "third_party"}, speaker_side=Side.VENDOR)
    found = {p.question: p for p in points(down("m", speaker_side=Side.CUSTOMER), blamed)}
    assert found["happened"].status == "undisputed" and found["who"].status == "disputed"
    assert [a.value_text for a in found["who"].accounts] == ["no other cause is given", "laid on a third party"]


def test_amounts_of_the_same_loss_are_compared_and_the_fee_a_share_is_taken_of_is_none() -> None:
    def said(document: str, kroner: int) -> Finding:
        about = "vikarer til dobbeltregistrering"
        return finding(document, Label.LOSS, "extra_cost", quote=about, amount_dkk=Decimal(kroner))

    (one,) = points(said("m", 100), said("t", 200), said("c", 9000), contract={"fee": "9000.00"})
    assert [a.value_text for a in one.accounts] == ["DKK 100.00", "DKK 200.00"]


def test_two_bills_of_two_sums_are_two_expenses() -> None:
    def billed(document: str, kroner: int) -> Finding:
        about = "vikarer til dobbeltregistrering"
        return finding(document, Label.LOSS, "extra_cost", quote=about, amount_dkk=Decimal(kroner))

    october, november = billed("m", 100), billed("t", 200)
    bill = "Vikarhuset ApS\n\nFaktura nr. 4711\nDato 30-10-2009\n\nVikarer 100,00\n"
    assert not points(october, november, texts={"m": bill, "t": bill.replace("4711", "4712")})
    assert len(points(october, november)) == 1


def test_what_is_only_feared_is_prospective() -> None:
    def feared(document: str) -> Finding:
        return finding(document, Label.LOSS, "lost_revenue", amount_dkk=Decimal(5), attributes={"risked": "yes"})

    (one,) = points(feared("m"), feared("t"))
    assert one.status == "prospective"


def test_a_day_on_which_it_was_still_not_ready_is_no_day_it_was_ready() -> None:
    """«Heller ikke klar den 1. juni» stood in the dossier as an account of the day it was ready: the 1st of June."""
    due = promise("delivery_date", quote="Hver leverance skal være overtaget til den dag, der står i bilaget.")
    quote = "Leverance 2 var heller ikke overtaget den 1. juni 2010, som bilaget siger."
    missed = incident("missed_deadline", "m", quote=quote, when=on("2010-06-01"), attributes={"module": "leverance 2"})
    slipped = [
        incident(
            "missed_deadline", document, quote="Leverance 1 blev overtaget efter den dag, bilaget siger.",
            when=Interval(start=dt.date(2009, 2, 1), end=dt.date(2009, 5, 1), precision=Precision.DAY),
            attributes={"module": "leverance 1"},
        )
        for document in ("m", "t")
    ]  # fmt: skip
    told = [one for one in points(due, missed, *slipped) if one.question == "when"]
    assert [(one.text, [a.value_text for a in one.accounts]) for one in told] == [
        ("Leverance 1: the day it was ready", ["1 May 2009"])
    ]
