"""The sample case against its answer key: what must be found, what must not, and every figure worked out by hand.

The key was written without knowledge of the rules; tests/cases/demo/hand.py computes its figures without our code.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections import Counter, defaultdict
from decimal import Decimal
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest

from claims.build import Workspace, make_demo
from claims.model import Dossier, LedgerLine
from claims.show import shown
from extract.model import Finding, Label
from templates.words import Words
from tests.cases.written import written

KEY: dict[str, Any] = written(Path(__file__).parents[1] / "cases" / "demo" / "key.yaml")

KEY_FOLDER = Path(__file__).parents[2] / "claims" / "demo" / "documents"


@pytest.fixture(scope="module", autouse=True)
def _read_here() -> None:
    """The sample case is read as any case is: by processes, in their bounds."""


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    made = make_demo(tmp_path_factory.mktemp("eksempel") / "sag")
    made.find()
    return made


@pytest.fixture(scope="module")
def dossier(work: Workspace) -> Dossier:
    return work.dossier()


@pytest.fixture(scope="module")
def findings(work: Workspace) -> dict[str, list[tuple[Finding, str]]]:
    """By document: the findings with the text of their page, white space folded."""
    names = {d.sha256: d.name for d in work.store.documents()}
    found: dict[str, list[tuple[Finding, str]]] = defaultdict(list)
    for finding in work.findings():
        found[names[finding.span.document]].append((finding, folded(finding.quote)))
    return found


def folded(text: str) -> str:
    return " ".join(text.replace("­", "").split())


def one_of(wanted: Any) -> list[Any]:
    return wanted if isinstance(wanted, list) else [wanted]


def day(value: dt.date | None) -> str | None:
    return value.isoformat() if value else None


def wrong_in(finding: Finding, wanted: dict[str, Any]) -> list[str]:
    """What of the key's fields the finding has not."""
    when = finding.when
    has: dict[str, Any] = {
        "label": str(finding.label),
        "kind": finding.kind,
        "side": str(finding.speaker_side),
        "strength": finding.strength and str(finding.strength),
        "bound": finding.bound and str(finding.bound),
        "from": day(when.start if when else None),
        "to": day((when.end or (None if when.open else when.start)) if when else None),
        "precision": when and str(when.precision),
        "open": bool(when and when.open),
        "amount": finding.amount_dkk,
        "negated": finding.negated,
        "hedged": finding.hedged,
        "reported": finding.reported,
    }
    wrong = []
    for name, value in wanted.items():
        if name in ("core", "document", "quote", "missed"):
            continue
        answers = one_of(value)
        if name == "speaker":
            right = finding.speaker is not None and any(str(a) in finding.speaker for a in answers)
            got: Any = finding.speaker
        elif name == "attributes":
            right = all(finding.attributes.get(k) == v for k, v in value.items())
            got = dict(finding.attributes)
        elif name == "amount":
            got = has[name]
            right = any((got is None) if a is None else (got == Decimal(str(a))) for a in answers)
        elif name in ("from", "to"):
            got = has[name]
            right = got in [str(a) if a is not None else None for a in answers]
        else:
            got = has[name]
            right = got in answers
        if not right:
            wrong.append(f"{name}: {got!r}, not {value!r}")
    return wrong


def each(part: str) -> list[Any]:
    """The lines of a part of the key, each a case; what is known to be missed must still be missed."""
    return [
        pytest.param(
            wanted,
            id=f"{wanted['document'][:24]}: {wanted['quote'][:60]}",
            marks=[pytest.mark.xfail(reason=wanted["missed"], strict=True)] if "missed" in wanted else [],
        )
        for wanted in KEY[part]
    ]


@pytest.mark.parametrize("wanted", each("must_find"))
def test_it_is_found(findings: dict[str, list[tuple[Finding, str]]], wanted: dict[str, Any]) -> None:
    there = [f for f, quote in findings[wanted["document"]] if folded(wanted["quote"]) in quote]
    assert there, "nothing is found there"
    tries = [wrong_in(finding, wanted) for finding in there]
    assert [] in tries, min(tries, key=len)


@pytest.mark.parametrize("wanted", each("must_not_find"))
def test_it_is_not_found(findings: dict[str, list[tuple[Finding, str]]], wanted: dict[str, Any]) -> None:
    labels = wanted.get("labels", list(Label))
    for finding, quote in findings[wanted["document"]]:
        if folded(wanted["quote"]) in quote or quote in folded(wanted["quote"]):
            allowed = "unless" in wanted and not wrong_in(finding, wanted["unless"])
            assert finding.label not in labels or allowed, f"{finding.label} {finding.kind}: {quote}"


def test_every_input_has_the_outcome_of_the_key(work: Workspace) -> None:
    counts = Counter(str(one.outcome) for one in work.store.inputs())
    want = KEY["intake"]
    assert counts == {
        "read": want["read"] + want["attachments"],
        "duplicate": want["duplicate"],
        "unreadable": want["unreadable"],
    }


@pytest.mark.parametrize("name", KEY["documents"])
def test_kind_and_date_are_guessed_right(work: Workspace, name: str) -> None:
    want = KEY["documents"][name]
    document = work.store.document(name)
    assert str(document.kind) in one_of(want["kind"])
    if "date" in want:
        assert day(document.date) in [str(d) if d else None for d in one_of(want["date"])]
    if "pages" in want:
        assert document.pages == want["pages"]


@pytest.mark.parametrize("want", KEY["comparison"], ids=lambda w: str(w["promise"][:70]))
def test_promise_against_reality(dossier: Dossier, want: dict[str, Any]) -> None:
    breaches = [
        b
        for b in dossier.breaches
        if folded(want["promise"]) in folded(dossier.items[b.promise].quote)
        and dossier.items[b.promise].place.document == want["document"]
    ]
    assert breaches, "the promise is not in the matrix"
    if "standing" in want:
        assert {dossier.items[b.promise].standing for b in breaches} == {want["standing"]}
    if "status" not in want:
        return
    fits = [b for b in breaches if b.status in want["status"]]
    assert fits, [(b.status, b.test) for b in breaches]
    said = " ".join(b.test for b in fits)
    for number in ("days", "months_below", "months", "late", "measured"):
        if number in want:
            assert f" {want[number]} " in f" {said} ", (number, said)
    if "superseded_by" in want:
        assert any(
            b.superseded_by and dossier.items[b.superseded_by].place.document == want["superseded_by"] for b in fits
        )


@pytest.mark.parametrize("want", KEY["joined"], ids=lambda w: str(w["promise"][:70]))
def test_one_promise_stands_with_all_its_sources(dossier: Dossier, want: dict[str, Any]) -> None:
    (breach,) = [b for b in dossier.breaches if folded(want["promise"]) in folded(dossier.items[b.promise].quote)]
    told: dict[str, list[str]] = defaultdict(list)
    for source in breach.sources:
        told[dossier.items[source.item].place.document].append(source.role)
    assert {name: sorted(roles) for name, roles in told.items()} == want["sources"]
    assert "3.2" in breach.precedence


@pytest.mark.parametrize("want", KEY["excuses"], ids=lambda w: str(w["promise"][:70]))
def test_excuses_of_a_breach(dossier: Dossier, want: dict[str, Any]) -> None:
    breach = next(
        b
        for b in dossier.breaches
        if b.excuses and folded(want["promise"]) in folded(dossier.items[b.promise].quote)
    )
    slots = {e.kind: [folded(g.quote) for g in e.grounds] for e in breach.excuses}
    for kind, quotes in want.get("found", {}).items():
        for quote in quotes:
            assert any(quote in said for said in slots[kind]), (kind, quote)
    for kind, quotes in want.get("not_found", {}).items():
        assert not [said for said in slots[kind] for quote in quotes if quote in said], kind
    assert [kind for kind, said in slots.items() if said and kind in want["nothing"]] == []


def test_every_broken_promise_has_its_excuses_in_the_key(dossier: Dossier) -> None:
    asked = [folded(dossier.items[b.promise].quote) for b in dossier.breaches if b.excuses]
    known = [folded(want["promise"]) for want in KEY["excuses"]]
    assert [quote for quote in asked if not any(one in quote for one in known)] == []
    assert len(asked) == len(known) == 14


def test_the_status_of_every_promise_that_binds_is_in_the_key(dossier: Dossier) -> None:
    """What is decided is named in the key, and what the key calls undecided is."""
    named = {folded(one["promise"]) for one in (*KEY["comparison"], *KEY["excuses"])} | {folded(q) for q in KEY["held"]}
    binding = [b for b in dossier.breaches if dossier.items[b.promise].standing == "basis"]
    quotes = {b.id: folded(dossier.items[b.promise].quote) for b in binding}
    decided = [quotes[b.id] for b in binding if b.status != "cannot_tell" or b.held]
    assert [quote for quote in decided if not any(one in quote for one in named)] == []
    for document, untold in KEY["untold"].items():
        for want in untold:
            found = [
                b for b in binding
                if dossier.items[b.promise].place.document == document and folded(want) in quotes[b.id]
            ]
            assert found and {(b.status, b.held) for b in found} == {("cannot_tell", False)}, want


def test_what_one_word_ties_is_held_back(dossier: Dossier) -> None:
    held = [folded(dossier.items[b.promise].quote) for b in dossier.breaches if b.held]
    assert sorted(one for one in KEY["held"] for quote in held if one in quote) == sorted(KEY["held"])
    assert len(held) == len(KEY["held"])


def test_the_ten_strongest_statements_against_us(dossier: Dossier) -> None:
    said = [(one, folded(dossier.items[one.items[0]].quote)) for one in dossier.against]
    assert [one.rank for one, _ in said] == list(range(1, len(said) + 1))
    ten = [quote for _, quote in said[:10]]
    assert [want for want in KEY["adverse_ten"] if not any(want in quote for quote in ten)] == []
    assert [quote for quote in ten for other in KEY["adverse_not_ten"] if other in quote] == []
    for want in KEY["adverse_two_edged"]:
        (edged,) = [one for one, quote in said if want in quote]
        assert edged.supports and edged.denies
    assert dossier.search and dossier.search.unread == KEY["intake"]["unreadable"]


def test_what_is_missing_is_named_once_with_from_whom(dossier: Dossier) -> None:
    for want in KEY["gaps"]:
        found = [gap for gap in dossier.gaps if want["what"] in gap.what and want.get("where", "") in gap.where]
        assert len(found) == 1 and found[0].remedy, want


def test_the_chain_from_promise_to_amount(dossier: Dossier) -> None:
    want, chain = KEY["chain"], dossier.chains[0]
    links = {str(link.kind): link for link in chain.links}
    for kind, quotes in (("promise", want["promises"]), ("incident", want["incidents"])):
        told = [folded(dossier.items[i].quote) for i in links[kind].items]
        assert [quote for quote in quotes if not any(quote in said for said in told)] == []
    assert [link.kind for link in chain.links if link.missing] == want["broken"]
    assert [turn.day for turn in chain.turns] == want["turns"]
    assert sum(part.loss for part in chain.stretches) == Decimal(KEY["loss"]["gross"])
    assert sum(part.rows for part in chain.stretches) == KEY["loss"]["claimed_rows"]
    for cause in want["other_causes"]:
        (one,) = [o for o in chain.other_causes if cause["cause"] in o.cause]
        assert (one.incidents, one.minutes, str(one.share)) == (cause["incidents"], cause["minutes"], cause["share"])


def test_the_loss_is_divided_by_cause_and_what_remains_is_told(dossier: Dossier) -> None:
    want, told = KEY["by_cause"], dossier.chains[0].remainder
    assert told is not None and len(told.shares) == len(want["causes"])
    for name, one in want["causes"].items():
        (share,) = [s for s in told.shares if name in s.cause]
        assert (share.rows, str(share.touched), str(share.loss)) == (one["rows"], one["touched"], one["amount"])
        assert share.items and set(share.items) <= set(dossier.items)
    assert (str(told.remains), str(told.least)) == (want["remains"], want["least"])
    assert told.cut + told.remains == Decimal(KEY["loss"]["gross"])
    assert any("ustabil i hele 2010" in dossier.items[i].quote for i in told.undated)


def test_a_row_of_the_ledger_can_be_walked(work: Workspace) -> None:
    data, _ = shown(work, "refusionsopgoerelse.xlsx:5", Words("da"))
    assert data["row"]["loss"] == "8512.40"
    assert [link["kind"] for link in data["chain"]] == ["promise", "breach", "incident", "registration", "amount"]
    assert not any(link["missing"] for link in data["chain"])


@pytest.mark.parametrize("want", KEY["points"], ids=lambda w: str(w["text"]))
def test_a_fact_told_more_than_once_is_told_with_its_sources(dossier: Dossier, want: dict[str, Any]) -> None:
    (point,) = [p for p in dossier.points if (p.question, p.text) == (want["question"], want["text"])]
    assert {a.value_text.replace("\xa0", " "): a.sources for a in point.accounts} == want["accounts"]


@pytest.mark.parametrize("want", KEY["alike"], ids=lambda w: str(w["document"]))
def test_a_story_printed_again_is_told_once(dossier: Dossier, want: dict[str, Any]) -> None:
    exhibits = {e.name: e for e in dossier.exhibits}
    assert exhibits[want["document"]].alike == exhibits[want["first"]].number
    for quote in want["told_once"]:
        said = [i for i in dossier.items.values() if quote in folded(i.quote)]
        assert said and {i.place.document for i in said} == {want["first"]}
        assert {place.document for i in said for place in i.also_in} == {want["document"]}


def test_a_locked_paper_without_its_password_is_named_with_what_to_do(work: Workspace, tmp_path: Path) -> None:
    from evidence.intake import take_in
    from evidence.store import Store

    locked = work.store.original(work.store.document("notat-adgangsrettigheder.pdf").sha256)
    with Store.create(tmp_path / "sag") as store:
        (outcome,) = take_in(store, [locked], jobs=1)
        assert outcome.outcome == "unreadable" and "password" in str(outcome.reason)


def test_a_signed_paper_stays_as_it_was_signed_and_a_scan_has_its_words(work: Workspace) -> None:
    signed = work.store.original(work.store.document("aftale-testmiljoe.pdf").sha256).read_bytes()
    assert b"/ByteRange" in signed and signed == (KEY_FOLDER / "aftale-testmiljoe.pdf").read_bytes()
    scan = work.store.document("scannet-brev-support.pdf")
    assert work.store.words(scan.sha256, 1)
    assert (work.store.page(scan.sha256, 1).confidence or 0) > 80


def test_the_log_is_read_whole(dossier: Dossier) -> None:
    assert len(dossier.incident_log) == KEY["log"]["rows"]


def test_availability_by_month(dossier: Dossier) -> None:
    target = next(b for b in dossier.breaches if "tilgængelighed på mindst 99,5 %" in dossier.items[b.promise].quote)
    values = sorted(str(dossier.figures[f].value) for f in target.figures)
    assert values == sorted(m["percent"] for m in KEY["log"]["availability"].values())


def test_service_levels_to_the_minute_and_bod_to_the_krone(dossier: Dossier) -> None:
    want, levels = KEY["service"], dossier.service
    assert levels is not None and levels.confirmed
    for month in levels.months:
        key = want["months"][f"{month.first:%Y-%m}"]
        assert (month.clock, month.raw, month.down) == (key["clock"], key["raw"], key["down"])
        assert str(month.raw_percent) == key["raw_percent"]
        excepted: dict[str, Decimal] = defaultdict(Decimal)
        for part in month.excepted:
            excepted[part.reason] += part.minutes
        assert (excepted["outside"], excepted["cause"]) == (key["outside"], key["other_cause"])
        assert month.clock == month.down + sum(part.minutes for part in month.excepted)
    availability, delay = levels.bod
    got = {f"{o.first:%Y-%m}": {"steps": o.steps, "amount": str(o.amount), "claim_by": o.claim_by}
           for o in availability.lines}  # fmt: skip
    assert got == want["bod"]
    assert (str(availability.total), str(availability.lost)) == (want["bod_total"], want["bod_total"])
    assert availability.due == availability.paid == 0
    (late,) = delay.lines
    credited = KEY["bod"]
    assert (late.steps, late.claim_by) == (credited["weeks"], credited["claim_by"])
    assert {str(one) for one in (late.amount, delay.claimed, delay.paid)} == {credited["amount"]}
    assert delay.due == delay.lost == 0


def test_fix_times_by_priority(dossier: Dossier) -> None:
    assert dossier.service is not None
    for level in (one for one in dossier.service.times if one.what == "fix"):
        want = KEY["service"]["times"][int(level.priorities[0])]
        assert (level.cases, level.unmeasured, level.longest) == (want["cases"], want["unmeasured"], want["longest"])
        late = [dossier.items[row.item].ticket for row in level.rows if row.late]
        assert sorted(filter(None, late)) == want["late"]


def test_bod_can_be_walked_down_to_the_lines_of_the_log(dossier: Dossier) -> None:
    assert dossier.service is not None
    seen, todo = set(), [dossier.service.bod[0].figure]
    while todo:
        figure = dossier.figures[todo.pop()]
        seen |= set(figure.findings)
        todo += figure.figures
    down = {i.id for i in dossier.items.values() if i.ticket in ("SD-10-0141", "SD-11-0093")}
    assert down <= seen  # the first and the last outage of the period
    assert any(dossier.items[i].clause == "16.3" for i in seen)


def lines(dossier: Dossier) -> tuple[LedgerLine, ...]:
    return dossier.losses[0].lines


def test_the_loss_by_channel_and_month(dossier: Dossier) -> None:
    want = KEY["loss"]
    loss = dossier.losses[0]
    assert (len(loss.lines), len(loss.apart)) == (want["claimed_rows"], want["apart_rows"])
    by_channel: dict[str, Decimal] = defaultdict(Decimal)
    by_month: dict[str, Decimal] = defaultdict(Decimal)
    by_benefit: dict[str, Decimal] = defaultdict(Decimal)
    for line in loss.lines:
        assert line.loss is not None
        by_channel[line.channel] += line.loss
        by_month[f"{line.start:%Y-%m}"] += line.loss
        by_benefit[line.benefit.replace("æ", "ae")] += line.loss  # the page writes it in Danish
    assert {k: str(v) for k, v in by_channel.items()} == {k: v["amount"] for k, v in want["by_channel"].items()}
    assert {k: str(v) for k, v in by_month.items()} == want["by_month"]
    assert {k: str(v) for k, v in by_benefit.items()} == want["by_benefit"]
    assert (str(loss.gross), str(loss.net)) == (want["gross"], want["net"])


def test_printed_rows_and_groups_add_up_to_the_printed_total(dossier: Dossier) -> None:
    loss = dossier.losses[0]
    assert sum(line.loss or 0 for line in loss.lines) == loss.gross
    assert sum(group.loss for group in loss.groups) == loss.gross
    assert loss.gross - sum(d.amount for d in loss.deductions) == loss.net


def test_rows_set_apart_have_the_amounts_of_the_key(dossier: Dossier) -> None:
    amounts = sorted((len(list(rows)), total) for rows, total in _apart(dossier))
    want = sorted((g["rows"], Decimal(g["amount"] or 0)) for g in KEY["loss"]["apart"].values())
    # Reasons may be told apart more finely than the key does; rows and amounts must add up to the key's.
    assert sum(n for n, _ in amounts) == sum(n for n, _ in want)
    assert sum(a for _, a in amounts) == sum(a for _, a in want)


def _apart(dossier: Dossier) -> list[tuple[list[LedgerLine], Decimal]]:
    reasons: dict[str, list[LedgerLine]] = defaultdict(list)
    for line in dossier.losses[0].apart:
        assert line.apart
        reasons[line.apart].append(line)
    return [(rows, sum((r.loss or Decimal(0) for r in rows), Decimal(0))) for rows in reasons.values()]


@pytest.mark.parametrize("want", KEY["by_hand"], ids=lambda w: str(w["person"]))
def test_a_row_worked_by_hand(dossier: Dossier, want: dict[str, Any]) -> None:
    rows = [line for line in lines(dossier) if line.person == want["person"]]
    assert sum(line.loss or 0 for line in rows) == Decimal(want["amount"])
    assert {line.place.row for line in rows} <= set(want["rows"])


def test_interest(dossier: Dossier) -> None:
    want, interest = KEY["interest"], dossier.interest
    assert interest is not None
    assert (str(interest.principal), str(interest.total), interest.start) == (
        want["principal"],
        want["total"],
        want["start"],
    )
    rows = [(r.days, str(r.rate), str(r.amount)) for r in interest.rows]
    assert rows == [(r["days"], r["rate"], r["amount"]) for r in want["rows"]]
    assert sum(r.amount for r in interest.rows) == interest.total


def test_limitation(dossier: Dossier) -> None:
    want = KEY["limitation"]
    assert min(one.earliest for one in dossier.limitation) == want["earliest"]
    assert want["delivery"] in {one.earliest for one in dossier.limitation}
    assert max(one.latest for one in dossier.limitation) == want["latest"]
    assert min(one.days_left for one in dossier.limitation) == want["days_left"]


def test_what_the_estimate_of_the_case_moves(dossier: Dossier) -> None:
    want, (loss,) = KEY["uncertainty"], dossier.losses
    told = loss.uncertainty
    assert told is not None and dossier.total is not None
    assert {"low": str(told.low), "main": str(told.main), "high": str(told.high)} == want
    assert told.main == dossier.total.amount and told.low < told.p10 < told.p50 < told.p90 < told.high


def test_no_court_fee_is_computed_by_rules_of_2012_that_nobody_has_seen(dossier: Dossier) -> None:
    fee = dossier.court_fee
    assert fee is not None and (fee.filed, fee.total) == (dossier.as_of, None) and "[[confirmed]]" in fee.note


def test_cap_scenarios(dossier: Dossier) -> None:
    want = KEY["caps"]
    amounts = {str(cap.amount) for cap in dossier.caps}
    assert amounts == {want[name] for name in ("direct_uncapped", "direct_capped", "indirect_excluded")}
    (capped,) = [cap for cap in dossier.caps if str(cap.amount) == want["direct_capped"]]
    assert f"punkt {want['bod_clause']}" in capped.text
    assert dossier.service is not None
    within = Decimal(want["limit"]) - sum((bod.paid for bod in dossier.service.bod), Decimal(0))
    assert str(within) == want["bod_within"]


def test_every_quote_stands_at_its_span(work: Workspace, dossier: Dossier) -> None:
    for item in dossier.items.values():
        page = work.store.page(item.place.sha256, item.place.page)
        assert page.text[item.place.start : item.place.end] == item.quote


def test_every_figure_can_be_walked_to_its_rows_quotes_and_law(dossier: Dossier) -> None:
    law = {row.id for row in dossier.law}
    for figure in dossier.figures.values():
        assert set(figure.figures) <= set(dossier.figures)
        assert set(figure.findings) <= set(dossier.items)
        assert set(figure.law) <= law
        assert figure.figures or figure.findings or figure.law or figure.rows or figure.assumptions, figure.label


def test_what_is_printed_of_the_sample_reads_as_it_should(dossier: Dossier) -> None:
    """Thousands are parted in every computation; what is set apart is no list of its own beside the statement of loss,
    which knows that one of the rows has no amount; what is said of one time stands together.
    """
    formulas = [one.formula for one in dossier.figures.values()]
    assert [one for one in formulas if re.search(r"(?<![\d.,-])\d{5,}(?![\d,-])", one)] == []
    (loss,) = (one for one in dossier.conditions if one.kind == "loss")
    apart = sum(group.rows for one in dossier.losses for group in one.apart_groups)
    assert [f"{apart} rækker er holdt uden for" in line for line in loss.missing] == [False, True]
    days = [fact.day for fact in dossier.facts]
    assert len([one for one, _ in groupby(days)]) == len({*days})
    assert dossier.summary[0] == (
        "Nørreby Kommune rejser krav mod Brøndvig Systemer A/S for misligholdelse af aftalen om SagsAnker Jobcenter: "
        "937.643,90 kr. med procesrente fra den 3. november 2011, til betaling sker."
    )


def test_a_year_of_the_sample_is_led_in_with_what_fell_due_what_was_logged_measured_and_complained_of(
    dossier: Dossier,
) -> None:
    assert [one.title for one in dossier.chapters] == ["2008", "2009", "2010", "2011", "2012", "Uden kendt dag"]
    (led,) = (one.lead for one in dossier.chapters if one.year == 2010)
    assert led == (
        "Leverings- eller idriftsættelsesdato (bilag 3): Frist senest den 1. februar 2010, men først klar 4. juni "
        "2010: 123 dage for sent.",
        "Reaktions- og afhjælpningstid »Brøndvig Systemer retter fejlen i overførslen fra modul 2 …« (bilag 13): Frist "
        "senest den 16. august 2010, men først klar 4. oktober 2010: 49 dage for sent.",
        "Hændelsesloggen (bilag 35) har 50 hændelser fra året: 24 × funktionsfejl, 22 × nedbrud, 2 × svigtende "
        "integration, 1 × langsomt system, 1 × tabte eller ubrugelige data. 4 af dem har en anden årsag.",
        "Tilgængeligheden var under det lovede i 8 af 8 målte måneder.",
        "Der blev reklameret den 11. juni 2010 (bilag 11).",
        "41 udsagn fra året taler imod kravet.",
    )


def test_what_is_kept_gives_what_is_made_from_nothing(work: Workspace, dossier: Dossier) -> None:
    assert work.dossier(anew=True).content_hash == dossier.content_hash == work.dossier().content_hash


def test_the_json_is_plain_data(dossier: Dossier) -> None:
    json.dumps(dossier.model_dump(mode="json"))


def test_each_figure_a_decision_moves_names_that_decision(work: Workspace, dossier: Dossier) -> None:
    """The last of these tests, since it decides: an outage of the log is rejected, and so is the day of readiness."""
    from claims.dossier.changes import changes

    down = next(i.id for i in dossier.items.values() if i.ticket == "SD-10-0141" and i.place.document.endswith("xlsx"))
    late = next(i.id for i in dossier.items.values() if "Rettelsen til overførslen kom først" in i.quote)
    before = dossier.model_dump(mode="json")
    for one in (down, late):
        work.decide(one, "reject", "Handler om et andet system")
    after = work.dossier().model_dump(mode="json")
    said = {one: f"forkastet: {one}" for one in (down, late)}
    found = changes(before, after, Words("da"), decided=said)
    moved = [one for one in found if one.section not in ("ready", "gaps", "law", "exhibits")]
    assert {one.section for one in moved} >= {"breaches", "figures", "findings"}
    assert [one for one in moved if not one.causes] == []
    month = next(one for one in moved if one.section == "figures" and "maj 2010" in one.title and one.moved)
    assert any(f"forkastet: {down}" in cause for cause in month.causes)
    assert not any(f"forkastet: {late}" in cause for cause in month.causes)
    assert all(any("forkastet" in cause for cause in one.causes) for one in moved if one.section == "figures")
