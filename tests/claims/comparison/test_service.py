"""Service levels: worked cases through the whole way from a log and ``case.toml`` to minutes and bod."""

from __future__ import annotations

import csv
import datetime as dt
from collections import Counter
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.case import Case, checked
from claims.casefolder import CaseFileError
from claims.comparison.reality import Reality
from claims.figures import Figures
from claims.levels import netting, scale
from claims.levels.keys import BodSection
from claims.levels.log import Measured, measure, same_priority
from claims.levels.page import Levels, service_levels
from claims.levels.reported import reported_apart, reported_otherwise
from claims.levels.times import Limit, in_days
from claims.loss.deductions import DeductionInput
from evidence.errors import KravError
from evidence.model import Document, DocumentKind, Mark, MarkKind, Outcome, Page
from extract.tables.incident_log import log_findings
from extract.tables.log_table import read_logs
from templates.words import Words
from tests.claims.worked import case_name, worked

LOG = Document(
    sha256="l", name="log.csv", path="log.csv", media="csv", size=1, outcome=Outcome.READ, kind=DocumentKind.LOG
)
#: A case of which nothing is said but who is who.
BARE: dict[str, Any] = {
    "as_of": dt.date(2026, 1, 1),
    "customer": {"names": ["Nørreby Kommune"]},
    "vendor": {"names": ["Systemhuset A/S"]},
    "system": {"names": ["FlowJob"]},
}
REAL = Path(__file__).parents[3] / "../shared/real/ticket-log-dmy.csv"
HEADINGS = ("sagsnr", "oprettet", "løst", "prioritet")


def reality_of(case: dict[str, Any]) -> Reality:
    """The log of a worked case, read as any log is; every line is of an outage unless ``says`` has other words."""
    head = [*HEADINGS, *case.get("headings", ()), "beskrivelse"]
    lines = ["\t".join(head)]
    for cells in case["log"]:
        lines.append("\t".join([*cells, *[""] * (len(head) - 1 - len(cells)), case.get("says", "Systemet er nede")]))
    page = Page(document="l", number=1, text="\n".join(lines) + "\n", label="", marks=())
    period = case.get("period")
    given: dict[str, Any] = {
        **BARE,
        **{key: case[key] for key in ("as_of", "contract", "service", "bod", "other_cause") if key in case},
        **({"claim": {"from": period[0], "to": period[1]}} if period else {}),
    }
    rows = log_findings(LOG, page, read_logs([page]).get(1))
    return Reality(rows, {"l": LOG}, Case.model_validate(given), words=Words("en"))


def measured(case: dict[str, Any]) -> Measured:
    found = measure(None, reality_of(case))
    assert found is not None
    return found


@pytest.mark.skipif(not REAL.exists(), reason="the real log is not here")
def test_a_real_log_of_updates_is_measured_one_incident_a_ticket(tmp_path: Path) -> None:
    from evidence.intake import take_in
    from evidence.store import Store

    with Store.create(tmp_path / "case") as store:
        take_in(store, [REAL])
        (document,) = store.documents()
        (page,) = store.pages(document.sha256)
        found = log_findings(document, page, read_logs([page]).get(1))
    # 198 rows, an update each, of 32 tickets; all opened on 29 February 2016, which only the day first makes a day.
    lines = list(csv.DictReader(REAL.open(encoding="utf-8")))
    tickets = {line["number"]: line for line in lines}
    assert (len(lines), len(tickets), len(found)) == (198, 32, 32)
    assert Counter(f.attributes["priority"] for f in found) == {"3 - Moderate": 26, "4 - Low": 5, "2 - High": 1}
    assert {f.attributes["opened"][:10] for f in found} == {"2016-02-29"}
    assert sum("resolved" in f.attributes for f in found) == sum(
        bool({one["resolved_at"], one["closed_at"]} - {"?", ""}) for one in tickets.values()
    )
    case = Case.model_validate(BARE | {"service": {"days": "weekdays", "from": "08:00", "to": "16:00",
                                                   "priorities": ["2", "3"]}})  # fmt: skip
    held = measure(None, Reality(found, {document.sha256: document}, case, words=Words("en")))
    assert held is not None
    march = next(one for one in held.months if one.first == dt.date(2016, 3, 1))
    # March 2016: 23 weekdays less Maundy Thursday, Good Friday and Easter Monday = 20 × 480.
    assert march.agreed == 9600
    assert march.clock == march.down + sum(part.minutes for part in march.excepted)


@pytest.mark.parametrize("case", worked("service"), ids=case_name)
def test_a_month_worked_by_hand(case: dict[str, Any]) -> None:
    got = {f"{one.first:%Y-%m}": one for one in measured(case).months}
    assert got.keys() == case["months"].keys()
    for month, want in case["months"].items():
        one = got[month]
        assert (one.agreed, one.clock, one.raw, one.down) == (want["agreed"], want["clock"], want["raw"], want["down"])
        assert str(one.percent) == want["percent"]
        if "raw_percent" in want:
            assert str(one.raw_percent) == want["raw_percent"]
        excepted: dict[str, Decimal] = {}
        for part in one.excepted:
            excepted[part.reason] = excepted.get(part.reason, Decimal(0)) + part.minutes
        assert excepted == want.get("excepted", {})
        assert one.clock == one.down + sum(excepted.values())


def levels_of(case: dict[str, Any]) -> tuple[Levels, Figures]:
    """A worked case of bod, computed as a dossier would."""
    bod = {"what": "Bod", "clause": "16.3"} | case["bod"]
    service = {"target": "99.5"} | case.get("service", {})
    reality = reality_of({"log": [], "as_of": dt.date(2010, 9, 1)} | case | {"service": service, "bod": [bod]})
    figures = Figures()
    made = service_levels(reality.case, reality.incidents, reality, (), figures=figures, words=reality.words)
    assert made is not None
    return made, figures


@pytest.mark.parametrize("case", worked("bod"), ids=case_name)
def test_bod_worked_by_hand(case: dict[str, Any]) -> None:
    levels, figures = levels_of(case)
    (bod,) = levels.page.bod
    got = [
        [f"{o.first:%Y-%m}", o.steps, str(o.full), str(o.amount), o.status, o.claim_by]
        for o in bod.lines
        if o.amount or len(bod.lines) == 1
    ]
    assert got == [[str(month), *rest] for month, *rest in case["lines"]]
    assert sum(one.amount for one in bod.lines) == bod.total == figures.value(bod.figure)
    if "sums" in case:
        assert {name: str(getattr(bod, name)) for name in case["sums"]} == case["sums"]
    words = Words("en")
    given = [DeductionInput(what=d["what"], amount=Decimal(d["amount"]), evidence=d["evidence"])
             for d in case.get("deductions", ())]  # fmt: skip
    off, told = netting.deductions(levels.penalties, given, lambda _: None, words)
    head = netting.head(levels.penalties, figures, words)
    assert sum(netting.paid_of(levels.penalties).values(), Decimal(0)) == sum(
        (Decimal(one["amount"]) for one in case["bod"].get("paid", ())), Decimal(0)
    )
    if "off" in case:
        assert [str(one.amount) for one in off] == case["off"]
        assert told == []
    if "head" in case:
        assert (str(head.net) if head else None) == case["head"]
        if head:
            assert sum(amount for _, amount in head.dated) == head.net
    if case["bod"].get("besides", "deducted") != "beside" and head:
        # Every krone claimed as bod has come off the damages.
        assert sum((one.main for one in off), Decimal(0)) >= head.net


def test_a_month_without_a_fee_is_refused_with_what_to_do() -> None:
    case = worked("bod")[0]
    late = {"monthly_fee": [{"from": dt.date(2010, 7, 1), "amount": "35000.00"}]}
    with pytest.raises(KravError, match="no monthly fee is given for") as refused:
        levels_of(case | {"contract": late})
    assert "monthly_fee" in str(refused.value.advice)
    within = {"monthly_fee": [{"from": dt.date(2010, 6, 7), "amount": "35000.00"}]}
    with pytest.raises(KravError) as refused:
        levels_of(case | {"contract": within})
    assert "begins on" in str(refused.value.advice)


@pytest.mark.parametrize(
    ("bod", "why"),
    [
        ({"for": "delay", "per": "point", "amount": "1.00"}, "per does not fit"),
        ({"for": "delay", "per": "week", "amount": "1.00"}, "a delay needs due and delivered"),
        ({"for": "availability", "per": "point", "percent": "5"}, "a percentage needs base"),
        ({"for": "availability", "per": "point"}, "give percent or amount"),
        ({"for": "availability", "per": "bracket", "amount": "1.00"}, "give percent or amount"),
        ({"for": "availability", "per": "point", "amount": "1.00", "besides": "beside"}, "besides_clause"),
        ({"for": "delay", "per": "week", "amount": "1.00", "due": dt.date(2010, 2, 1), "delivered": dt.date(2010, 3, 1),
          "within_days": 3, "within_months": 1}, "give one of"),
    ],
)  # fmt: skip
def test_bod_that_cannot_be_is_named(bod: dict[str, Any], why: str) -> None:
    with pytest.raises(CaseFileError) as refused:
        checked(BARE | {"bod": [{"what": "Bod", "clause": "1"} | bod]}, "", "case.toml")
    assert why in str(refused.value)


@pytest.mark.parametrize(
    ("service", "why"),
    [
        ({"maintenance": [{"what": "Ny version", "from": dt.datetime(2010, 6, 2), "to": dt.datetime(2010, 6, 1)}]},
         "the last day comes before the first"),
        ({"limit": [{"priorities": ["1"], "working_days": "2", "clock": True}]}, "clock"),
        ({"limit": [{"priorities": ["1"], "hours": "2", "from": dt.date(2010, 6, 2), "to": dt.date(2010, 6, 1)}]},
         "the last day comes before the first"),
    ],
)  # fmt: skip
def test_a_definition_that_cannot_be_is_named(service: dict[str, Any], why: str) -> None:
    with pytest.raises(CaseFileError) as refused:
        checked(BARE | {"service": service}, "", "case.toml")
    assert why in str(refused.value)


def test_bod_is_taken_once_whatever_is_claimed_beside_it() -> None:
    # 60,000 due, 20,000 of it paid: with 100,000 of damages the claim is 100,000 − 20,000, part of it as bod.
    case = next(one for one in worked("bod") if one["name"] == "delvist betalt")
    levels, figures = levels_of(case)
    words = Words("en")
    off, _ = netting.deductions(levels.penalties, (), lambda _: None, words)
    head = netting.head(levels.penalties, figures, words)
    assert head is not None
    assert Decimal("100000.00") - sum(one.main for one in off) + head.net == Decimal("80000.00")


@settings(max_examples=60)
@given(
    st.decimals("0", "100", places=2), st.sampled_from(["0.1", "0.5", "1", "2"]), st.booleans(),
    st.decimals("0", "50000", places=2),
)  # fmt: skip
def test_bod_never_falls_with_the_availability(percent: Decimal, step: str, whole: bool, ceiling: Decimal) -> None:
    bod = BodSection.model_validate(
        {"what": "Bod", "clause": "1", "for": "availability", "per": "point", "amount": "1000.00", "step": step,
         "whole": whole, "ceiling_amount": ceiling}
    )  # fmt: skip
    first, last = dt.date(2010, 6, 1), dt.date(2010, 6, 30)
    one, worse = (
        scale.for_availability(p, Decimal("99.5"), first, last, bod, scale.Money())
        for p in (percent, max(percent - Decimal("0.37"), Decimal(0)))
    )
    assert 0 <= one.amount <= worse.amount <= ceiling
    assert one.amount <= one.full


@pytest.mark.parametrize(
    ("logged", "promised", "same"),
    [
        ("1", "1", True), ("P1", "1", True), ("1 - Kritisk", "1", True), ("2", "1", False),
        ("Kritisk", "kritisk", True), ("Kritiske fejl", "kritisk", True), ("Øvrig", "kritisk", False),
        ("A", "A", True), ("Kategori A", "A", True), ("Kategori B", "Kategori A", False), ("", "kritisk", False),
        ("1 - Kritisk", "kritisk", True), ("1", "kritisk", False), ("Prioritet A", "Prioritet B", False),
    ],
)  # fmt: skip
def test_a_priority_is_known_again_by_its_digit_or_its_word(logged: str, promised: str, same: bool) -> None:
    assert same_priority(logged, promised) is same


def test_an_announced_service_window_is_no_case_and_counts_only_where_the_contract_does_not_except_it() -> None:
    window: dict[str, Any] = {
        "log": [["M-1", "2010-06-14 10:00", "2010-06-14 12:00", "1"]], "says": "Planlagt servicevindue, alt er nede",
        "period": ["2010-06-01", "2010-06-30"], "service": {"priorities": ["1"]},
    }  # fmt: skip
    (month,) = measured(window).months
    assert (month.clock, month.down) == (120, Decimal(0))
    late = [{"what": "Version 3", "ticket": "M-1", "announced": dt.date(2010, 6, 14)}]
    service = {**window["service"], "maintenance": late, "notice_days": 7}
    (month,) = measured({**window, "service": service}).months
    assert (month.clock, month.down) == (120, Decimal(120))
    reality = reality_of({**window, "service": service})
    assert reality.cause(reality.logged()[0])  # no time limit for faults runs in it, whoever answers for it


def test_a_report_that_tells_a_month_otherwise_than_the_log_is_asked_about() -> None:
    made, _ = levels_of({
        "log": [["1", "03-05-2010 08:00", "03-05-2010 20:00", "1"]], "period": [dt.date(2010, 5, 1),
        dt.date(2010, 6, 30)], "bod": {"for": "availability", "per": "point", "amount": "1.00"},
    })  # fmt: skip

    def asked(*rows: str) -> list[str]:
        text, marks = "", []
        for line in ("Måned\tOppetid målt (%)", *rows):
            marks.append(Mark(start=len(text), end=len(text) + len(line), kind=MarkKind.ROW, detail={}))
            text += line + "\n"
        held = {
            sha: replace(LOG, sha256=sha, name=f"{sha}.csv", kind=DocumentKind.OTHER) for sha in ("rapport", "kopi")
        }
        pages = {(sha, 1): Page(document=sha, number=1, text=text, label="", marks=tuple(marks)) for sha in held}
        evidence: Any = SimpleNamespace(documents=held, pages=pages)
        return [gap.what for gap in reported_otherwise(made.page, evidence, Words("en"))]

    (told,) = asked("maj 2010\t99,52", "juni 2010\t100,00")
    assert "kopi.csv = rapport.csv" in told and "May 2010: 99.52% against 98.39%" in told
    assert "these months were kept: May 2010" in told and "June" not in told
    (told,) = asked("maj 2010\t98,40")
    assert "kept" not in told
    (told,) = asked("juni 2010\t98,90")
    assert "by the log they were not: June 2010" in told
    assert asked("maj 2010\t98,39", "juni 2010\t100") == asked("2010\t99,9") == []


def test_two_reports_that_measure_the_same_months_otherwise_are_held_against_one_another() -> None:
    def asked(*sheets: tuple[str, ...]) -> list[str]:
        held, pages = {}, {}
        for number, rows in enumerate(sheets):
            sha, text, marks = f"ark{number}", "", []
            for row in rows:
                marks.append(Mark(start=len(text), end=len(text) + len(row), kind=MarkKind.ROW))
                text += row + "\n"
            held[sha] = replace(LOG, sha256=sha, name=f"{sha}.csv", kind=DocumentKind.OTHER)
            pages[sha, 1] = Page(document=sha, number=1, text=text, label="", marks=tuple(marks))
        evidence: Any = SimpleNamespace(documents=held, pages=pages)
        return [gap.what for gap in reported_apart(evidence, Words("en"))]

    theirs = ("Måned\tMålt oppetid", "2012-03\t99,9 %", "2012-04\t99,8 %", "2012-05\t99,9 %")
    ours = ("Måned\tKommunens egenmåling (pct.)", "marts 2012\t97,2", "april 2012\t99,8")
    (told,) = asked(theirs, ours)
    assert told == "ark0.csv and ark1.csv tell the availability of 1 month otherwise: March 2012: 99.9% against 97.2%."
    assert asked(theirs) == asked(theirs, theirs) == []
    both = ("Måned\tKommunens måling\tHusets måling", "2012-03\t97,2\t99,9", "2012-04\t99,8\t99,8")
    (told,) = asked(both)
    assert "ark0.csv (»Husets måling«)" in told
    assert len(asked(theirs, both)) == 1  # the same two figures once more


def test_a_limit_in_working_days_is_told_in_them_with_what_it_is_measured_as() -> None:
    two = Limit(what="fix", priorities=("2",), minutes=1320, days=Decimal(2))
    assert two.told(Words("da")) == "2 arbejdsdage (målt som 22 timer i driftstiden)"
    assert Limit(what="fix", priorities=("1",), minutes=118700).told(Words("da")) == "1.978 timer og 20 minutter"
    half = in_days(Decimal("1.5"), 720, Words("da"), working=False)
    assert half == "1,5 dage (målt som 12 timer i driftstiden)"  # it stood as 1 day


@settings(max_examples=100)
@given(st.lists(st.decimals("0.01", "90000", places=2), min_size=1, max_size=6), st.integers(0, 6),
       st.lists(st.decimals("0.01", "90000", places=2), max_size=3), st.sampled_from([None, 30, 2000]))  # fmt: skip
def test_every_krone_of_bod_is_paid_due_open_or_lost_and_only_one_of_them(
    amounts: list[Decimal], claimed: int, paid: list[Decimal], within: int | None
) -> None:
    months = [(dt.date(2010, at, 1), dt.date(2010, at, 28)) for at in range(1, len(amounts) + 1)]
    lines = [scale.Line(first=first, last=last, steps=1, each=amount, full=amount, amount=amount,
                        claim_by=None if within is None else last + dt.timedelta(days=within))
             for (first, last), amount in zip(months, amounts, strict=True)]  # fmt: skip
    bod = BodSection.model_validate(
        {"what": "Bod", "clause": "1", "for": "availability", "per": "point", "amount": "1.00", "within_days": within,
         "claimed": [{"day": last, "from": first, "to": last} for first, last in months[:claimed]],
         "paid": [{"amount": one} for one in paid]}
    )  # fmt: skip
    sums = scale.standing_of(scale.settled(lines, bod, scale.Money(), dt.date(2011, 1, 1)), bod)
    whole, received = sum(amounts, Decimal(0)), sum(paid, Decimal(0))
    assert received + sums.due + sums.open + sums.lost == max(whole, received)
