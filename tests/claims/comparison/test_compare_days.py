"""What the papers tell of a day when something came, was due or was tried, held against what was promised."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from claims.case import Case
from claims.comparison.compare import Comparison
from claims.figures import Figures
from evidence.model import Document, DocumentKind, Outcome
from extract.model import Bound, Interval, Label, Precision
from templates.words import Words
from tests.claims.comparison.findings import CASE, DOCUMENTS, breach_of, by, compare, finding, incident, on, promise


def test_a_pleased_word_on_the_day_it_came_tells_when_it_came() -> None:
    due = promise("delivery_date", quote="Integration til lønsystemet i drift", when=on("2010-02-01"))
    came = finding(
        "m", Label.ADVERSE, "satisfaction", quote="Integrationen til lønsystemet er i drift fra i dag",
        when=on("2010-05-03"),
    )  # fmt: skip
    assert "91 days late" in breach_of(due, came).test
    runs = replace(came, quote="Integrationen til lønsystemet kører godt")
    assert breach_of(due, runs).status == "cannot_tell"


def test_a_deadline_the_customer_missed_is_its_own_delay() -> None:
    """The list of cases was the customer's to hand over; the module the vendor's to deliver."""
    ours = promise("support", bound=Bound.CUSTOMER, when=by("2009-06-01"), quote="en fortegnelse over sager")
    theirs = promise("delivery_date", when=by("2009-10-01"), quote="modulet til opfølgning")
    late = incident("missed_deadline", when=on("2009-07-20"), quote="sagsfortegnelsen blev først sendt den 20. juli")
    module = incident("missed_deadline", when=on("2009-12-01"), quote="modulet til opfølgning kom den 1. december")
    made = Case.model_validate(CASE)
    reality = Comparison(
        [ours, theirs, late, module], DOCUMENTS, made, figures=Figures(), words=Words("en")
    ).reality
    assert reality.cause(late) == "the customer's own delay" and not reality.cause(module)
    # A promise of the vendor's due on the same day is not dated by the list.
    slip = Interval(start=dt.date(2009, 6, 1), end=dt.date(2009, 7, 20), precision=Precision.DAY)
    whole = promise("delivery_date", when=by("2009-06-01"), quote="sættes i drift")
    assert "20 July" in breach_of(whole, replace(late, when=slip)).test
    assert breach_of(whole, replace(late, when=slip), ours).status == "cannot_tell"


def test_a_day_on_which_it_was_still_not_there_is_no_day_of_arrival() -> None:
    due = promise("delivery_date", when=by("2010-03-01"), quote="Leverance 3, integrationen")
    span = Interval(start=dt.date(2010, 3, 1), end=dt.date(2010, 5, 1), precision=Precision.DAY)
    still = "integrationen skulle være leveret den 1. marts 2010 og er ikke leveret den 1. maj 2010"
    assert "not when it was ready" in breach_of(due, incident("missed_deadline", when=span, quote=still)).test
    for came in (
        "integrationen skulle være leveret den 1. marts 2010 og blev først leveret den 1. maj 2010",
        "integrationen blev ikke leveret den 1. marts 2010, men den 1. maj 2010",
    ):
        assert "61 days late" in breach_of(due, incident("missed_deadline", when=span, quote=came)).test


def test_the_contracts_own_day_for_a_part_goes_before_the_tenders() -> None:
    tender = DOCUMENTS | {
        "b": Document(
            sha256="b", name="Tilbud.pdf", path="Tilbud.pdf", media="pdf", size=1, outcome=Outcome.READ,
            kind=DocumentKind.SALES, date=dt.date(2008, 9, 1), pages=1,
        )
    }  # fmt: skip
    part = {"module": "leverance 3"}
    offered = promise("delivery_date", "b", when=by("2009-12-01"), attributes=part)
    agreed = promise("delivery_date", when=by("2010-03-01"), attributes=part)
    came = incident("missed_deadline", when=on("2010-05-01"), quote="kom først den 1. maj", attributes=part)
    case = Case.model_validate(CASE)
    compared = Comparison([offered, agreed, came], tender, case, figures=Figures(), words=Words("en")).compare()
    found = {b.promise: b for b in compared.breaches}
    assert found[offered.id].status == "cannot_tell" and "goes before this" in found[offered.id].test
    assert found[agreed.id].status == "late"


@pytest.mark.parametrize(("never", "said"), [(True, "that it never came: 364 days late"), (False, "was ready")])
def test_what_never_came_is_late_to_the_day_it_was_given_up(never: bool, said: str) -> None:
    part = {"module": "leverance 3"}
    due = promise("delivery_date", when=by("2009-03-01"), attributes=part)
    late = incident("missed_deadline", quote="leverance 3 er fortsat ikke leveret", attributes=part)
    bod = {
        "what": "Bod", "clause": "7.1", "for": "delay", "per": "week", "amount": "1.00", "due": dt.date(2009, 3, 1),
        "delivered": dt.date(2010, 2, 28), "never": never,
    }  # fmt: skip
    found = breach_of(due, late, bod=[bod])
    assert found.status == "late" and said in found.test and "364" in found.test


def test_a_time_is_told_no_finer_than_its_words() -> None:
    year = Interval(start=dt.date(2010, 1, 1), end=dt.date(2010, 12, 31), precision=Precision.YEAR)
    lost = [incident("integration_failure", when=year), incident("integration_failure", when=on("2010-05-03"))]
    found = breach_of(promise("integration"), *lost)
    assert "speak against it, in 2010." in found.test and "31 December" not in found.test
    month = Interval(start=dt.date(2011, 2, 1), end=dt.date(2011, 2, 28), precision=Precision.MONTH)
    found = breach_of(promise("integration"), *lost, incident("integration_failure", when=month))
    assert "some time from 2010 to February 2011" in found.test
    assert ", on 3 May 2010." in breach_of(promise("integration"), lost[1]).test


def test_what_is_told_of_a_part_with_a_day_of_its_own_breaks_no_promise_of_all_parts_too() -> None:
    """One delay stood as two broken promises: of the part by its day, and of «hver leverance» by none."""
    frame = promise("delivery_date", quote="Hver leverance skal være overtaget på den dag, bilaget angiver.")
    quote = "Leverance 1 skal være overtaget senest den 1. marts."
    part = promise("delivery_date", "t", when=by("2010-03-01"), quote=quote, attributes={"module": "leverance 1"})
    late = {
        name: incident("missed_deadline", quote=f"{name.capitalize()} blev overtaget efter den dag, bilaget angiver.",
                       when=on("2010-04-01"), attributes={"module": name})
        for name in ("leverance 1", "leverance 2")
    }  # fmt: skip
    found = {b.promise: b for b in compare([frame, part, late["leverance 1"]]).breaches}
    assert (found[frame.id].status, found[part.id].status) == ("cannot_tell", "late")
    assert breach_of(frame, part, *late.values()).incidents == (late["leverance 2"].id,)
