"""Sentences of a dossier for what is seldom met: each says what it is of, and nothing that is not so."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest

from claims import calc, standing
from claims.build import Workspace
from claims.comparison import (
    compare,
    correspondence,
    nearness,
    points,
    reality,
    service,
    undertakings,
)
from claims.comparison.delivery import _Delivery
from claims.comparison.duedays import done_days, due_days
from claims.comparison.logreading import _doubtful
from claims.decisions import decide, decisions, follow
from claims.dossier.assemble import QuoteNotInPlace, _also_in
from claims.dossier.owntemplates import broken_ones_told
from claims.dossier.pagemap import PageMap
from claims.dossier.pleading import _no_amount
from claims.liability import calledupon, excuses, settled, weakpoints
from claims.loss import givenup, limitgaps
from claims.loss.papers import Papers
from claims.model import LossItem
from claims.rowlapse import RowLapse
from evidence.errors import KravError, Message
from evidence.model import Document, Outcome, Page, Span
from evidence.quoted import Standing
from extract.model import Finding, Interval, Label, Precision
from templates.own import BrokenTemplate
from templates.words import Words
from tests.extract.conftest import SIDES

WORDS = Words("en")


def _found(kind: str, when: Interval | None = None, label: Label = Label.INCIDENT, **more: Any) -> Finding:
    return Finding(
        label=label, kind=kind, span=Span(document="d", page=1, start=0, end=4), quote="Klar", when=when, **more
    )


def test_further_differences_of_two_papers_are_counted() -> None:
    near: Any = SimpleNamespace(differences=(), more=3)
    assert nearness.differences(near, WORDS) == ("and 3 further differences",)


def test_a_quotation_that_stands_in_another_mails_quotation_says_in_which() -> None:
    quoted: Any = SimpleNamespace(
        of=SimpleNamespace(document="a"), document="b", standing=Standing.AGAIN
    )
    papers: Any = {"a": SimpleNamespace(name="svar.eml"), "b": SimpleNamespace(name="mail.eml")}
    assert correspondence.standing(quoted, papers, WORDS) == "found in its quotation in svar.eml"


def test_a_log_whose_days_or_times_are_doubtful_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    module = "claims.comparison.logreading"
    monkeypatch.setattr(f"{module}.in_both_orders", lambda _: ("31/1", "1/31"))
    monkeypatch.setattr(f"{module}.day_numbers", lambda _: ("40299.5", "2010-05-01 12:00"))
    monkeypatch.setattr(f"{module}.untimed", lambda _: ())
    log: Any = None
    both, counted = _doubtful("log.csv", log, WORDS)
    assert "«31/1», «1/31»" in both.replace("“", "«").replace("”", "»") and "40299.5" in counted


def test_of_a_day_that_moves_another_the_later_counts_as_precisely_as_it_is_told() -> None:
    moved = Interval(start=date(2010, 5, 1), end=date(2010, 8, 31), precision=Precision.MONTH)
    promise = _found("delivery_date", moved, Label.PROMISE, attributes={"supersedes": "yes"})
    assert due_days(promise) == (date(2010, 8, 1), date(2010, 8, 31))
    whole = Interval(start=date(2010, 5, 1), end=date(2010, 5, 31), precision=Precision.MONTH)
    assert done_days(_found("missed_deadline", whole)) == (date(2010, 5, 1), date(2010, 5, 31))


def test_a_delay_that_was_none_by_the_day_given_is_none() -> None:
    bod: Any = SimpleNamespace(delivered=date(2010, 5, 1))
    promise = _found("delivery_date", label=Label.PROMISE)
    figures: Any = None
    reality: Any = SimpleNamespace(words=WORDS)
    due = (date(2010, 5, 1), date(2010, 5, 1))
    assert _Delivery(promise, due, reality, figures)._as_given(bod, []) is None


def test_a_quote_that_is_no_longer_in_its_place_stops_the_dossier_and_is_named() -> None:
    again, paper = _found("outage"), Document(
        sha256="d", name="a.txt", path="a.txt", media="txt", size=1, outcome=Outcome.READ
    )
    evidence: Any = SimpleNamespace(
        also={again.id: (again,)}, documents={"d": paper}, pages={("d", 1): Page(document="d", number=1, text="Gone")}
    )
    with pytest.raises(QuoteNotInPlace, match=rf"(?s){again.id}.*a\.txt, page 1"):
        _also_in(again, evidence, {"d": 1})


def test_words_that_stand_twice_more_on_a_page_are_told_of_it_once() -> None:
    paper = Document(sha256="d", name="a.txt", path="a.txt", media="txt", size=1, outcome=Outcome.READ)
    first = _found("outage")
    again = [replace(first, span=Span(document="d", page=page, start=at, end=at + 4))
             for page, at in ((1, 5), (2, 0), (2, 5))]  # fmt: skip
    evidence: Any = SimpleNamespace(
        also={first.id: again}, documents={"d": paper},
        pages={("d", number): Page(document="d", number=number, text="Klar Klar") for number in (1, 2)},
    )  # fmt: skip
    assert [(place.page, place.start) for place in _also_in(first, evidence, {"d": 1})] == [(2, 0)]


def test_a_template_that_is_wrong_in_no_line_is_named_without_one() -> None:
    with pytest.raises(KravError, match=r"templates/parts/front.html.j2: it is no text"), broken_ones_told():
        raise BrokenTemplate("parts/front.html.j2", 0, "it is no text")


def test_what_is_in_no_bundle_has_no_page_of_it(one_paper: Workspace) -> None:
    assert PageMap(one_paper.store).page("x" * 64, 1, 0) is None


def test_a_loss_that_deductions_have_eaten_is_no_amount() -> None:
    part = SimpleNamespace(gross=Decimal(100), claimed=True)
    assessed: Any = SimpleNamespace(total=SimpleNamespace(parts=(part,)))
    said = _no_amount(SimpleNamespace(losses=()), assessed, WORDS)  # type: ignore[arg-type]  # asked for nothing else
    assert said == "No amount is claimed: after deductions nothing is left of the loss that was computed."


def test_a_file_that_is_gone_looks_like_an_empty_one(one_paper: Workspace) -> None:
    assert standing._look(one_paper.folder / "none") == (0, 0)


def test_a_rejection_follows_what_is_renamed_and_stays_one(one_paper: Workspace) -> None:
    one_paper.find()
    ident = one_paper.findings()[0].id
    decide(one_paper.store, ident, "reject", "Ikke om systemet")
    follow(one_paper.store, ident, "f-new", {"kind": "outage"})
    assert decisions(one_paper.store)["f-new"].verdict == "reject"


def test_a_share_without_an_amount_comes_to_none() -> None:
    made = calc.share("kontanthjaelp", "passiv", date(2010, 5, 1), date(2010, 5, 31), None, None, WORDS)
    assert "due" not in made.data and not any("owed" in line for line in made.lines)


def test_bod_that_is_of_no_delay_lapses_with_knowledge_like_all_else(monkeypatch: pytest.MonkeyPatch) -> None:
    lapse = RowLapse.__new__(RowLapse)
    lapse.kept, lapse.told = frozenset(), True
    asked: list[dict[str, object]] = []

    def stands(*_: object, **more: object) -> str:
        asked.append(more)
        return "hangs"

    monkeypatch.setattr(RowLapse, "__call__", lambda *_: "barred")
    monkeypatch.setattr(RowLapse, "_stand", stands)
    assert lapse.is_barred("availability", date(2010, 5, 31), ())
    assert not lapse.is_barred("delay", date(2010, 5, 31), ()) and asked == [{"may_not_know": False}]


def test_one_time_promised_for_a_priority_is_one_promise_and_another_time_contradicts_it() -> None:
    def fixed(paper: str, hours: str, priority: str = "A") -> Finding:
        metric = {"value": hours, "unit": "hours", "priority": priority, "what": "fix"}
        span = Span(document=paper, page=1, start=0, end=4)
        return Finding(label=Label.PROMISE, kind="response_fix", span=span, quote="Rettes i tide.", metric=metric)

    reality: Any = SimpleNamespace(case=SimpleNamespace(sides=SIDES))
    one = fixed("a", "4")
    assert undertakings._same(fixed("b", "4"), one, reality)
    assert undertakings._differs(fixed("b", "8"), one, reality)
    assert not undertakings._differs(fixed("b", "8", "B"), one, reality)


def test_a_time_promised_in_days_is_told_with_what_it_is_measured_as() -> None:
    promise = _found("response_fix", label=Label.PROMISE, metric={"value": "2", "unit": "days"})
    assert service._promised_length(promise, 1200, WORDS) == "2 days (measured as 20 hours of operating time)"


def test_what_no_request_is_written_for_is_only_asked_for_in_minutes() -> None:
    broken = [SimpleNamespace(promise="f-1")]
    m: Any = SimpleNamespace(broken=broken, words=WORDS, items={"f-1": SimpleNamespace(kind="price_compensation")})
    (asked,) = calledupon.requests(m)
    assert "minutes and status reports" in asked.text


def test_a_notice_no_answer_to_is_known_is_asked_about_and_no_other() -> None:
    m: Any = SimpleNamespace(broken=[SimpleNamespace(promise="f-1")], words=WORDS,
                             items={"f-1": SimpleNamespace(kind="price_compensation")})  # fmt: skip
    sure, unsure = SimpleNamespace(sure=True), SimpleNamespace(sure=False)
    noticed: Any = [
        SimpleNamespace(given=day, writer_told=told, replies=replies, items=(f"f-{at}",))
        for at, (day, told, replies) in enumerate((
            (date(2010, 5, 3), True, (unsure,)), (date(2010, 6, 3), True, (unsure, sure)),
            (date(2010, 7, 3), False, ()), (None, True, ()), (date(2010, 8, 3), True, ()),
        ))
    ]  # fmt: skip
    asked, _ = calledupon.requests(m, noticed)
    assert "answered the notice of 3 May 2010, 3 August 2010" in asked.text and asked.items == ("f-0", "f-4")


def test_a_row_that_tells_of_another_part_is_not_of_the_breach_and_no_rows_are_told_as_none() -> None:
    breach: Any = SimpleNamespace(id="b-1", promise="f-gone", matches=())
    assert settled._may_be_of(breach, (), {}) and settled._may_be_of(breach, ("b-1",), {})
    assert not settled._may_be_of(breach, ("b-2",), {})
    loss = LossItem.model_construct(title="Timer")
    assert givenup._rows_of(loss, lambda *_: True, WORDS) == ""


def test_what_a_letter_says_of_limitation_is_no_gap_where_it_is_given(monkeypatch: pytest.MonkeyPatch) -> None:
    paper = SimpleNamespace(name="aftale.pdf", sha256="d")
    monkeypatch.setattr(weakpoints, "_papers", lambda *_: [(paper, SimpleNamespace(number=1))])
    monkeypatch.setattr(weakpoints, "on_limitation", lambda _: [("given_up", "Vi gør ikke forældelse gældende.")])
    evidence: Any = None
    for given, gaps in (("aftale.pdf", 0), ("andet.pdf", 1)):
        case: Any = SimpleNamespace(limitation=SimpleNamespace(event=[SimpleNamespace(evidence=given)]))
        assert len(list(weakpoints._on_limitation(evidence, {"d": 1}, case, WORDS))) == gaps


def test_a_store_that_is_broken_inside_is_told_before_anything_it_says_is_believed(
    one_paper: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("evidence.custody.innards", lambda _: [Message("The database is torn.")])
    assert [one.text for one in one_paper.verify()] == ["The database is torn."]


def test_answers_to_excuses_that_are_gone_are_counted(
    one_paper: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("claims.liability.answers.lost", lambda *_: [object(), object()])
    counts = one_paper.status()["counts"]
    assert counts["answers to excuses that are no longer there"] == 2


def test_what_is_ready_within_a_month_is_ready_between_its_first_day_and_its_last() -> None:
    whole = Interval(start=date(2010, 5, 1), end=date(2010, 5, 31), precision=Precision.MONTH)
    asks: Any = SimpleNamespace(_words=WORDS)
    assert points.Points._ready_text(asks, _found("acceptance", whole)) == "between 1 May 2010 and 31 May 2010"


def test_what_the_log_lays_on_the_customer_is_told_as_that_and_is_no_third_partys() -> None:
    asks: Any = SimpleNamespace(
        words=WORDS, reader=SimpleNamespace(excuses=lambda _: frozenset()), _of_that_day=lambda _: ""
    )
    laid = _found("outage", attributes={"cause": "customer", "opened": "2010-05-03T08:00"})
    assert reality.Reality.cause(asks, laid) == "the log lays it on the customer"
    blame = SimpleNamespace(kind="shared_blame", span=laid.span)
    for adverse, whose in (([blame], "own_configuration"), ([], "third_party")):
        asks.reality = SimpleNamespace(adverse=adverse)
        assert excuses.Excuses._called(asks, laid, "x") == {whose}


def test_a_promise_of_another_firm_is_told_and_not_tested() -> None:
    asks: Any = SimpleNamespace(words=WORDS)
    asks._no_undertaking = lambda promise: compare.Comparison._no_undertaking(asks, promise)
    promise = _found("support", label=Label.PROMISE, attributes={"stranger": "Nettet Drift A/S"})
    verdict = compare.Comparison._test(asks, promise, asks)
    assert verdict.status == "cannot_tell" and "Nettet Drift A/S" in verdict.test


def test_a_breach_whose_promise_is_gone_names_no_rows_and_a_clause_elsewhere_moves_no_limit() -> None:
    case: Any = SimpleNamespace(limitation=SimpleNamespace(is_given=True, keep=()), cap=None,
                                contract=SimpleNamespace(fee=None, monthly_fee=()))  # fmt: skip
    breach: Any = SimpleNamespace(promise="f-gone")
    assert RowLapse(case, [breach], {}, WORDS).of == {}
    moved = _found("liability_cap", label=Label.TERM)
    assert list(limitgaps.asked(Papers([], {}, case, WORDS), [], [moved])) == []
