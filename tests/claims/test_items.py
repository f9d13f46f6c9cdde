"""An item is told with the time its text gives, whose side it is on, and what to know before leaning on it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from claims.decisions import Decision
from claims.dossier.amendments import amendment
from claims.items import last_day, remarks, retold, standing, when_text
from claims.model import Recognition
from evidence.model import Span
from extract.amending import amended
from extract.model import Bound, Finding, Interval, Label, Precision, Side, SourceClass, Strength
from templates.words import Words

DA = Words("da")
PROMISE = Finding(
    label=Label.PROMISE, kind="delivery_date", span=Span(document="c", page=1, start=0, end=4), quote="klar",
    strength=Strength.BINDING, bound=Bound.VENDOR,
)  # fmt: skip
INCIDENT = replace(PROMISE, label=Label.INCIDENT, kind="outage", strength=None, bound=None)
LOSS = replace(INCIDENT, label=Label.LOSS, kind="lost_time")


@pytest.mark.parametrize(
    ("start", "end", "precision", "told"),
    [
        ("2010-01-01", "2010-12-31", "year", "2010"),
        ("2010-07-01", "2010-12-31", "half_year", "2. halvår 2010"),
        ("2010-04-01", "2010-06-30", "quarter", "2. kvartal 2010"),
        ("2010-05-01", "2010-05-31", "month", "maj 2010"),
        ("2010-05-03", "2010-05-09", "week", "uge 18 i 2010"),
        ("2010-05-03", "2010-05-03", "day", "3. maj 2010"),
        ("2010-05-03", "2010-05-09", "day", "fra 3. maj 2010 til 9. maj 2010"),
        ("2009-01-01", "2010-12-31", "year", "fra 2009 til 2010"),
        ("2010-01-01", "2010-12-31", "half_year", "fra 1. halvår 2010 til 2. halvår 2010"),
        ("2010-01-01", "2010-06-30", "quarter", "fra 1. kvartal 2010 til 2. kvartal 2010"),
        ("2010-05-03", "2010-05-16", "week", "fra uge 18 i 2010 til uge 19 i 2010"),
        ("2010-05-03", None, "month", "maj 2010"),
        (None, "2010-05-03", "day", "senest den 3. maj 2010"),
        (None, None, "day", ""),
    ],
)
def test_a_time_is_told_no_finer_than_its_text_gives_it(
    start: str | None, end: str | None, precision: str, told: str
) -> None:
    first, last = (one and date.fromisoformat(one) for one in (start, end))
    assert when_text(Interval(start=first or None, end=last or None, precision=Precision(precision)), DA) == told


def test_what_goes_on_is_told_from_when() -> None:
    since = Interval(start=date(2010, 5, 1), end=None, precision=Precision.MONTH, open=True)
    assert when_text(since, DA) == "siden maj 2010"


@pytest.mark.parametrize(
    ("precision", "last"),
    [("year", "2010-12-31"), ("half_year", "2010-06-30"), ("quarter", "2010-03-31"), ("month", "2010-02-28"),
     ("day", "2010-02-03")],
)  # fmt: skip
def test_the_last_day_a_time_can_mean(precision: str, last: str) -> None:
    assert last_day(date(2010, 2, 3), Precision(precision)) == date.fromisoformat(last)


@pytest.mark.parametrize(
    ("finding", "stands"),
    [
        (PROMISE, "basis"),
        (replace(PROMISE, strength=Strength.MARKETING), "context"),
        (replace(PROMISE, bound=Bound.CUSTOMER), "context"),
        (replace(PROMISE, negated=True), "context"),
        (replace(PROMISE, attributes={"stranger": "1"}), "context"),
        (replace(PROMISE, attributes={"testimonial": "1"}), "adverse"),
        (replace(PROMISE, strength=Strength.CUSTOMER_STATEMENT), "adverse"),
        (replace(PROMISE, label=Label.ADVERSE, kind="praise"), "adverse"),
        (replace(PROMISE, kind="delivery_date", bound=Bound.BOTH), "context"),
        (replace(PROMISE, kind="integration", bound=Bound.BOTH), "basis"),
        (INCIDENT, "basis"),
        (replace(INCIDENT, negated=True), "adverse"),
        (replace(INCIDENT, attributes={"cause": "third_party"}), "adverse"),
        (replace(INCIDENT, attributes={"elsewhere": "1"}), "context"),
        (LOSS, "basis"),
        (replace(LOSS, attributes={"risked": "1"}), "context"),
        (replace(LOSS, kind="penalty"), "context"),
        (replace(LOSS, negated=True), "context"),
    ],
)
def test_the_claim_rests_only_on_what_binds_happened_or_was_lost(finding: Finding, stands: str) -> None:
    assert standing(finding) == stands


def recognition(**more: Any) -> Recognition:
    return Recognition(lowest=41.2, mean=80, weakest="Iøst", **more)


@pytest.mark.parametrize(
    ("finding", "cause", "seen", "told"),
    [
        (PROMISE, "", None, []),
        (replace(PROMISE, negated=True, hedged=True, reported=True), "", None, ["benægtet", "forbehold", "gengivet"]),
        (replace(PROMISE, attributes={"stranger": "yes"}), "", None, ["en anden end parterne"]),
        (replace(PROMISE, attributes={"stranger": "Nordkyst"}), "", None, ["fra en aftale med Nordkyst"]),
        (replace(PROMISE, attributes={"testimonial": "1"}, reported=True), "", None, ["kundens egne ord"]),
        (replace(PROMISE, strength=Strength.CUSTOMER_STATEMENT), "", None, ["kundens egen side"]),
        (replace(PROMISE, attributes={"quoted": "alone"}), "", None, ["kun findes som citat"]),
        (replace(PROMISE, attributes={"quoted": "changed"}), "", None, ["andre ord"]),
        (replace(PROMISE, attributes={"quoted": "again"}), "", None, ["gentaget"]),
        (replace(LOSS, attributes={"risked": "1", "double_edged": "1"}), "", None, ["frygtet", "begge parter"]),
        (INCIDENT, "strømsvigt", None, ["strømsvigt"]),
        (replace(INCIDENT, attributes={"cause": "third_party"}), "", None, ["tredjemand"]),
        (PROMISE, "", recognition(weak=False), ["41 %"]),
        (PROMISE, "", recognition(weak=True), ["41 %", "originalen"]),
        (PROMISE, "", recognition(weak=True, figures=("1.",)), ["41 %", "1."]),
        (PROMISE, "", recognition(weak=True, seen=True), ["41 %", "sammenholdt med originalen"]),
    ],
)
def test_what_must_be_known_before_leaning_on_it_is_said(
    finding: Finding, cause: str, seen: Recognition | None, told: list[str]
) -> None:
    said = remarks(finding, cause, seen, DA)
    assert len(said) == len(told)
    assert [one for one, what in zip(said, told, strict=True) if what not in one] == []


def test_what_was_amended_is_told_as_it_was_found_and_as_it_is() -> None:
    found = replace(
        PROMISE, speaker_side=Side.VENDOR, amount_dkk=Decimal("100"),
        when=Interval(start=date(2009, 10, 1), end=date(2009, 10, 1), precision=Precision.DAY),
    )  # fmt: skip
    now = amended(
        found,
        {"bound": "customer", "strength": "intent", "side": "customer", "amount": "250.50", "negated": "yes",
         "date_from": "2009-11-01", "speaker": "Bo"},
    )  # fmt: skip
    decision = Decision(item=now.id, verdict="amend", reason="Læst forkert", who="NN", at="2012-01-01", fields={})
    made = amendment(now, decision, DA)
    assert made is not None and made.reason == "Læst forkert"
    assert amendment(found, decision, DA) is None and amendment(now, None, DA) is None
    assert {one.field: (one.found, one.now) for one in made.fields} == {
        "amount": ("100,00 kr.", "250,50 kr."), "bound": ("leverandøren", "kunden"), "negated": ("nej", "ja"),
        "date_from": ("1. oktober 2009", "1. november 2009"), "date_to": ("1. oktober 2009", "1. november 2009"),
        "side": ("leverandøren", "kunden"), "speaker": ("ingen", "Bo"), "strength": ("bindende", "hensigtserklæring"),
    }  # fmt: skip


def test_what_the_vendor_says_of_a_loss_bears_no_claim() -> None:
    """«Vi dækker vores egne ekstra timer» is its own expense, «overarbejdet kunne være undgået» a denial."""
    assert standing(LOSS) == "basis"
    assert standing(replace(LOSS, speaker_side=Side.VENDOR)) == "context"


def test_what_a_letter_says_of_a_term_the_contract_has_is_a_retelling_and_what_it_agrees_to_change_is_not() -> None:
    cap = replace(INCIDENT, label=Label.TERM, kind="liability_cap", source_class=SourceClass.CONTRACT)

    def elsewhere(document: str, **fields: Any) -> Finding:
        place = Span(document=document, page=1, start=0, end=4)
        return replace(replace(cap, span=place, source_class=SourceClass.VENDOR_MAIL), **fields)

    told, agreed = elsewhere("letter"), elsewhere("side letter", attributes={"supersedes": "yes"})
    minuted = elsewhere("minutes", source_class=SourceClass.SIGNED_MINUTES)
    bod = elsewhere("mail", kind="penalty_clause")  # the contract has none
    assert retold([cap, told, agreed, minuted, bod]) == {told.id}
    assert retold([told, bod]) == frozenset()
    another = replace(cap, attributes={"stranger": "Andet Firma A/S"})
    assert retold([another, told]) == frozenset()


def test_a_limit_of_bod_that_its_term_tells_as_its_ceiling_stands_once() -> None:
    limit = replace(INCIDENT, label=Label.TERM, kind="liability_cap", attributes={"cap_on": "penalty"})
    bod = replace(limit, kind="penalty_clause", attributes={"ceiling_percent": "10"})
    assert retold([limit, bod]) == {limit.id}
    assert retold([limit, replace(bod, attributes={})]) == frozenset()


def test_a_clause_on_when_an_amendment_takes_effect_ends_nothing() -> None:
    from claims.items import _runs

    ends = replace(PROMISE, label=Label.TERM, kind="termination", attributes={"who": "customer"})
    assert not _runs(ends) and _runs(replace(ends, attributes={"effective": "2014-10-01"}))
