"""Bod and times as told and summed: the sentences of the scale, what is paid beyond it, what is to be claimed."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest

from claims.levels import definition, netting, said, targets, times
from claims.levels.gaps import service_gaps
from claims.levels.keys import BodSection, ServiceSection
from claims.levels.penalty import target_of
from claims.levels.scale import Money
from claims.loss.deductions import DeductionInput
from evidence.errors import KravError
from evidence.model import Span
from extract.model import Bound, Finding, Interval, Label, Precision, Strength
from templates.words import Words

WORDS = Words("en")
MAY, JUNE = dt.date(2010, 5, 31), dt.date(2010, 6, 30)


def _bod(**more: Any) -> BodSection:
    given = {"what": "Bod", "for": "availability", "clause": "9", "per": "point", "amount": "1000"}
    return BodSection.model_validate(given | more)


def _line(last: dt.date, amount: int, status: str = "claimed", paid: int = 0) -> Any:
    claimed_on = dt.date(2010, 7, 1) if status == "claimed" else None
    return SimpleNamespace(
        first=last.replace(day=1), last=last, amount=Decimal(amount), status=status, paid=Decimal(paid),
        claimed_on=claimed_on, claim_by=None,
    )  # fmt: skip


def _penalty(bod: BodSection, *lines: Any, paid: int = 0, due: str | None = "F-1") -> Any:
    sums = SimpleNamespace(paid=Decimal(paid), due=Decimal(0), open=Decimal(0), lost=Decimal(0))
    page = SimpleNamespace(lines=lines, figure="F-0")
    return SimpleNamespace(section=bod, sums=sums, due_figure=due, page=page, of=(), cases=())


def test_every_ceiling_is_a_sentence() -> None:
    bod = _bod(yearly_amount="50000", total_amount="200000")
    told = said.scale(bod, targets.one(Decimal("99.5")), WORDS)
    assert f"In a calendar year at most {WORDS.kr(Decimal(50000))}." in told
    assert f"Over the whole time at most {WORDS.kr(Decimal(200000))}." in told


def test_bod_of_nothing_that_is_given_is_refused_with_what_to_give() -> None:
    with pytest.raises(KravError, match="no availability is promised"):
        target_of(_bod(), None)
    assert target_of(_bod(target="99"), Decimal("99.5")) == 99
    with pytest.raises(KravError, match=r"(?s)contract sum.*Give fee under \[contract\]"):
        Money().whole(_bod())


def test_what_was_paid_beyond_all_bod_is_of_the_day_it_was_paid() -> None:
    over = _penalty(_bod(paid=[{"amount": "900", "day": dt.date(2010, 9, 1)}]), _line(MAY, 500), paid=900)
    assert netting.paid_of([over]) == {MAY: Decimal(500), dt.date(2010, 9, 1): Decimal(400)}
    undated = _penalty(_bod(paid=[{"amount": "900"}]), _line(MAY, 500), paid=900)
    assert netting.paid_of([undated]) == {MAY: Decimal(900)}  # the last of the lines


def test_bod_that_is_paid_is_not_due_and_only_what_carries_its_own_interest_is_apart() -> None:
    own, other = _bod(own_interest=True), _bod()
    penalties = [_penalty(own, _line(MAY, 500), _line(JUNE, 700), paid=500), _penalty(other, _line(JUNE, 300))]
    claimed = dt.date(2010, 7, 1)
    assert netting.by_claim(penalties, own=True) == {claimed: Decimal(700)}
    head: Any = SimpleNamespace(model_copy=lambda update: update)
    rest: Any = netting.without(head, penalties, {claimed})
    assert (rest["net"], rest["dated"]) == (Decimal(300), ((JUNE, Decimal(300)),))


def test_a_payment_deducted_with_another_amount_is_told_and_comes_off_once() -> None:
    bod = _bod(paid=[{"amount": "900", "evidence": "kreditnota.pdf"}])
    given = [DeductionInput(what="Kreditnota 7", amount=Decimal(800), evidence="kreditnota.pdf")]
    made, told = netting.deductions([_penalty(bod, due=None)], given, lambda _: None, WORDS)
    assert made == []
    assert [WORDS.message(one) for one in told] == [
        "case.toml: “Kreditnota 7” is deducted with another amount than [[bod]] says was paid, 900 kr.; the "
        "deduction is used."
    ]
    assert netting.alone(None, WORDS) == ()


def test_the_first_day_that_bod_can_be_lost_on_is_told() -> None:
    lines = [SimpleNamespace(status="open", claim_by=day) for day in (JUNE, MAY, None)]
    bod = SimpleNamespace(
        what="Bod", clause="9", open=Decimal(1500), lost=Decimal(0), barred=Decimal(0), lines=lines, confirmed=True,
        terms=("f-1",), rule="paid_only",
    )  # fmt: skip
    levels: Any = SimpleNamespace(bod=[bod], months=(), times=(), confirmed=True)
    (gap, *_) = service_gaps(levels, SimpleNamespace(service=None, bod=()), WORDS)  # type: ignore[arg-type]  # no more
    assert gap.by == MAY and "can be until 31 May 2010" in gap.what


def test_a_limit_of_some_cases_says_which() -> None:
    limit = times.Limit(what="fix", priorities=("A",), minutes=240, first=dt.date(2010, 1, 1), last=MAY)
    assert limit.told(WORDS) == "4 hours, cases from 1 January 2010 to 31 May 2010"


def test_a_case_mended_before_the_vendor_was_told_has_no_time() -> None:
    told = [{"ticket": ticket, "at": dt.datetime(2010, 5, 3, 9)} for ticket in ("1", "2")]
    service = ServiceSection.model_validate(
        {"from": "07:00", "to": "17:00", "counts_from": "notified", "notified": told}
    )
    rows: list[Any] = [
        SimpleNamespace(attributes={"ticket": ticket, "opened": "2010-05-03T08:00", "resolved": f"2010-05-03T{ended}"})
        for ticket, ended in (("1", "10:00"), ("2", "08:30"), ("3", "10:00"))
    ]
    window = SimpleNamespace(minutes=lambda begun, ended: int((ended - begun).total_seconds() / 60))
    reality: Any = SimpleNamespace(case=SimpleNamespace(service=service), window=window)
    limit = times.Limit(what="fix", priorities=("A",), minutes=240)
    assert [(row.attributes["ticket"], took) for row, _, took in times._measured(limit, rows, reality)] == [("1", 60)]


def test_cases_laid_on_others_that_the_contract_does_not_except_are_told_as_counted() -> None:
    service = ServiceSection.model_validate({"from": "07:00", "to": "17:00", "excepts": []})
    rows = [SimpleNamespace(attributes={"cause": cause}) for cause in ("third_party", "")]
    outages = [SimpleNamespace(cause=""), SimpleNamespace(cause="")]
    found: Any = SimpleNamespace(unended=(), refused=(), rows=rows, outages=outages)
    assert definition.remarks(service, found, WORDS) == (
        "1 case that the log lays on others is counted: the contract does not except them.",
    )


def test_a_change_of_what_nobody_was_held_to_is_no_step_of_the_promise() -> None:
    def promise(name: str, percent: str, **more: Any) -> Finding:
        return Finding(
            label=Label.PROMISE, kind="availability", span=Span(document=name, page=1, start=0, end=5), quote="99,5",
            strength=Strength.BINDING, bound=Bound.VENDOR, metric={"percent": percent, "value": percent}, **more,
        )  # fmt: skip

    first, change = promise("a", "99.5"), promise(
        "b", "98", attributes={"supersedes": "yes"}, when=Interval(start=JUNE, end=None, precision=Precision.DAY)
    )
    tested: Any = SimpleNamespace(promise=first.id, status="broken", sources=())
    for moves, shares in ((first.id, [Decimal("99.5"), Decimal(98)]), ("f-another", [Decimal("99.5")])):
        moved: Any = SimpleNamespace(
            promise=change.id, status="broken", sources=[SimpleNamespace(role="moved", item=moves)]
        )
        held = targets.targets(None, [first, change], [tested, moved], lambda _: None)
        assert [step.percent for step in held.steps] == shares


@pytest.mark.parametrize(("target", "promised", "asked"), [("99.6", "99.4", True), ("99.40", "99.4", False)])
def test_bod_measured_against_another_share_than_the_one_promised_is_asked_about(
    target: str, promised: str, asked: bool
) -> None:
    bod = _bod().model_copy(update={"of": "availability", "target": Decimal(target)})
    levels: Any = SimpleNamespace(bod=[], months=[SimpleNamespace(target=Decimal(promised))], times=(), confirmed=True)
    case: Any = SimpleNamespace(service=None, bod=[bod])
    found = service_gaps(levels, case, WORDS)
    assert [("99.6%" in one.what and "99.4%" in one.what) for one in found] == [True] * asked


def test_one_letter_that_tells_of_two_payments_is_of_two_and_of_one_where_it_tells_of_one() -> None:
    bod = _bod(paid=[{"amount": "900", "evidence": "brev.pdf", "from": dt.date(2010, 6, 1), "to": JUNE}])
    goodwill = [DeductionInput(what="Kulance", amount=Decimal(5000), kind="credit", evidence="brev.pdf")]
    penalty = _penalty(bod, _line(MAY, 900), _line(JUNE, 900), paid=900)
    for told, taken in (((Decimal(900), Decimal(5000)), [900]), ((Decimal(5000),), [])):
        made, _ = netting.deductions([penalty], goodwill, lambda _: None, WORDS, {"brev.pdf": told}.__getitem__)
        assert [one.main for one in made if one.evidence] == taken


def test_a_payment_that_names_its_months_is_of_those_and_leaves_the_others_due() -> None:
    paid = [{"amount": "900", "from": dt.date(2010, 6, 1), "to": JUNE}]
    penalty = _penalty(_bod(paid=paid), _line(MAY, 500), _line(JUNE, 900), paid=900)
    assert netting.paid_of([penalty]) == {JUNE: Decimal(900)}
    assert netting.due_of([penalty]) == {MAY: Decimal(500)}
