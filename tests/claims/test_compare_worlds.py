"""Random small worlds whose outcome is known by how they were made; comparing must give it back.

A world is a handful of promises, each of its own part of the system, and what happened to each. What happened to one
part bears on no other, so that adding it must change nothing else.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from claims.comparison.compare import Compared
from claims.model import Breach
from extract.model import Bound, Finding, Interval, Label, Precision, Strength
from tests.claims.comparison.findings import compare, finding, incident, promise, row

#: A subject of each part in words of its own, so that words tie no part to another.
SUBJECTS = ("kontaktforløbskalenderen", "refusionsberegningen", "brevskabelonerne", "fraværsregistreringen")
OTHERS = "Ydelsesmotoren"
DUE = dt.date(2009, 10, 1)
#: A month with 30 days of 24 hours, measured round the clock: 43,200 minutes.
MONTH = dt.date(2010, 6, 1)


@dataclass
class Fate:
    """One promise, what happened to it, and how it must come out."""

    promise: Finding
    status: str
    happened: list[Finding] = field(default_factory=list)
    says: str = ""  # a number the test must give
    cause: dict[str, Any] | None = None  # an entry of case.toml


def day(value: dt.date, precision: Precision = Precision.DAY, end: dt.date | None = None) -> Interval:
    return Interval(start=value, end=end or value, precision=precision)


def line(start: dt.datetime, hours: int, **fields: str) -> Finding:
    end = start + dt.timedelta(hours=hours)
    return row(start.isoformat(timespec="minutes"), end.isoformat(timespec="minutes"), **fields)


@st.composite
def deliveries(draw: st.DrawFn, part: int) -> Fate:
    about: dict[str, Any] = {"quote": SUBJECTS[part] + " leveres", "attributes": {"module": f"modul {part + 1}"}}
    due = DUE + dt.timedelta(days=draw(st.integers(0, 400)))
    made = promise("delivery_date", when=Interval(start=None, end=due, precision=Precision.DAY), **about)
    fate = draw(st.sampled_from(["kept", "late", "month", "nothing", "said", "moved"]))
    if fate == "nothing":
        return Fate(made, "cannot_tell")
    if fate == "said":  # late by the words of a paper written after the day, without a day of its own
        return Fate(made, "late", [incident("missed_deadline", "l", **about)])
    if fate == "kept":
        ready = due - dt.timedelta(days=draw(st.integers(0, 90)))
        return Fate(made, "kept", [finding("m", Label.ADVERSE, "acceptance", when=day(ready), **about)])
    if fate == "moved":
        to = due + dt.timedelta(days=draw(st.integers(30, 200)))
        attributes = {"module": f"modul {part + 1}", "supersedes": "yes"}
        moves = promise("delivery_date", "t", when=day(to), quote=about["quote"], attributes=attributes)
        return Fate(made, "superseded", [moves])
    if fate == "month":  # ready «in June 2011»: somewhere between its first and its last day
        ready = dt.date(2011, draw(st.integers(6, 9)), 1)
        last = (ready + dt.timedelta(days=31)).replace(day=1) - dt.timedelta(days=1)
        told = finding("m", Label.ADVERSE, "acceptance", when=day(ready, Precision.MONTH, last), **about)
        return Fate(made, "late", [told], says=f"between {(ready - due).days} and {(last - due).days} days late")
    ready = due + dt.timedelta(days=draw(st.integers(1, 500)))
    slip = incident("missed_deadline", when=Interval(start=due, end=ready, precision=Precision.DAY), **about)
    return Fate(made, "late", [slip], says=f": {(ready - due).days} day")


@st.composite
def duties(draw: st.DrawFn, part: int) -> Fate:
    kind, fault = draw(
        st.sampled_from(
            [("integration", "integration_failure"), ("compliance_documentation", "data_loss"),
             ("functionality", "functional_defect")]
        )
    )  # fmt: skip
    about: dict[str, Any] = {"quote": SUBJECTS[part] + " fungerer", "attributes": {"module": f"modul {part + 1}"}}
    made = promise(kind, **about)
    when = day(dt.date(2010, draw(st.integers(1, 12)), draw(st.integers(1, 28))))
    fate = draw(st.sampled_from(["breached", "excused", "other system", "hedged", "nothing", "before", "another kind"]))
    told: dict[str, Any] = {"when": when, **about}
    if fate == "nothing":
        return Fate(made, "cannot_tell")
    if fate == "before":
        return Fate(made, "cannot_tell", [incident(fault, **{**told, "when": day(dt.date(2008, 1, 7))})])
    if fate == "another kind":
        return Fate(made, "cannot_tell", [incident("missed_deadline", **told)])
    if fate == "excused":
        blamed = {"module": f"modul {part + 1}", "cause": "third_party"}
        return Fate(made, "excused", [incident(fault, **{**told, "attributes": blamed})])
    if fate == "other system":
        return Fate(made, "excused", [incident(fault, **{**told, "quote": f"{OTHERS} svigtede: {about['quote']}"})])
    count = draw(st.integers(1, 4))
    if fate == "hedged":
        return Fate(made, "partly", [incident(fault, hedged=True, **told) for _ in range(count)])
    return Fate(made, "breached", [incident(fault, **told) for _ in range(count)], says=f"{count} incident")


@st.composite
def levels(draw: st.DrawFn, part: int) -> Fate:
    """One share promised for the whole; outages of whole hours, some of them another's."""
    hours = draw(st.integers(1, 40))
    made = promise("availability", quote=SUBJECTS[part], metric={"percent": "99"})
    start = dt.datetime(2010, 6, 5)
    other = draw(st.booleans())
    lines = [line(start, hours, ticket="INC 1", priority="1")]
    cause = None
    if other:
        lines.append(line(start + dt.timedelta(days=10), 30, ticket="INC 2", priority="1"))
        cause = {"tickets": ["INC 2"], "what": "statens portal"}
    # 720 hours in June: more than 7.2 of them down is less than 99 per cent.
    below = hours * 100 > 720
    return Fate(made, "breached" if below else "kept", lines, says=f"In {int(below)} of 1 month", cause=cause)


@st.composite
def fixes(draw: st.DrawFn, part: int) -> Fate:
    """A time to fix of cases of priority 2; some of the cases are within, some over, one exactly on it.

    They are outages: a slow system is a failure of the kind that any function may have, and is pointed at there too.
    """
    made = promise("response_fix", quote=SUBJECTS[part], metric={"value": "4", "unit": "hours", "priority": "2"})
    lengths = draw(st.lists(st.integers(1, 12), min_size=1, max_size=5))
    lines = [
        line(dt.datetime(2010, 7, 1 + number, 8), hours, ticket=f"FIX {number}", priority="2")
        for number, hours in enumerate(lengths)
    ]
    over = sum(hours > 4 for hours in lengths)
    return Fate(made, "breached" if over else "kept", lines, says=f"{over} of {len(lengths)} resolved case")


@st.composite
def worlds(draw: st.DrawFn) -> list[Fate]:
    """Two parts with a delivery or a duty, and perhaps a service level and a time to fix."""
    made = [draw(draw(st.sampled_from([deliveries, duties]))(part)) for part in (0, 1)]
    if draw(st.booleans()):
        made.append(draw(levels(2)))
    if draw(st.booleans()):
        made.append(draw(fixes(3)))
    return made


def outcome(fates: Sequence[Fate], extra: Sequence[Finding] = ()) -> Compared:
    findings = [f for fate in fates for f in (fate.promise, *fate.happened)]
    return compare(
        [*findings, *extra],
        system={"names": ["FlowJob"], "others": [OTHERS]},
        service={"priorities": ["1"]},
        claim={"from": MONTH, "to": MONTH.replace(day=30)},
        other_cause=[fate.cause for fate in fates if fate.cause],
    )


def by_promise(found: Compared) -> dict[str, Breach]:
    return {b.promise: b for b in found.breaches}


@settings(max_examples=60)
@given(worlds())
def test_each_promise_comes_out_as_the_world_was_made(fates: list[Fate]) -> None:
    found = by_promise(outcome(fates))
    for fate in fates:
        breach = found[fate.promise.id]
        assert breach.status == fate.status, (fate.status, breach.test)
        assert fate.says in breach.test
        assert {match.incident for match in breach.matches} >= set(breach.incidents)
        assert set(breach.incidents) <= {f.id for f in fate.happened}


@settings(max_examples=30)
@given(worlds(), st.randoms(use_true_random=False))
def test_the_order_of_the_evidence_decides_nothing(fates: list[Fate], chance: Any) -> None:
    shuffled = [Fate(f.promise, f.status, chance.sample(f.happened, len(f.happened)), f.says, f.cause) for f in fates]
    chance.shuffle(shuffled)
    assert by_promise(outcome(shuffled)) == by_promise(outcome(fates))


@settings(max_examples=30)
@given(worlds(), st.one_of(deliveries(3), duties(3)))
def test_evidence_of_one_thing_changes_only_what_it_bears_on(fates: list[Fate], more: Fate) -> None:
    fates = [fate for fate in fates if fate.promise.quote != SUBJECTS[3]]
    before, after = by_promise(outcome(fates)), by_promise(outcome([*fates, more]))
    for fate in fates:
        assert after[fate.promise.id] == before[fate.promise.id]


@settings(max_examples=30)
@given(worlds(), st.sampled_from(["marketing", "customer", "stranger", "denied", "loss"]))
def test_what_binds_nobody_changes_no_outcome(fates: list[Fate], sort: str) -> None:
    first = fates[0].promise
    said: dict[str, Any] = {"quote": first.quote, "when": first.when, "attributes": dict(first.attributes)}
    more: dict[str, dict[str, Any]] = {
        "marketing": {"strength": Strength.MARKETING},
        "customer": {"strength": Strength.CUSTOMER_STATEMENT, "bound": Bound.CUSTOMER},
        "stranger": {"attributes": {**first.attributes, "stranger": "yes"}},
        "denied": {"negated": True},
    }
    if sort == "loss":
        extra = finding("m", Label.LOSS, "extra_cost", **said)
    else:
        extra = promise(first.kind, "m", **{**said, **more[sort]})
    before, after = by_promise(outcome(fates)), by_promise(outcome(fates, [extra]))
    for fate in fates:
        was, now = before[fate.promise.id], after[fate.promise.id]
        assert (now.status, now.test, now.incidents) == (was.status, was.test, was.incidents)


@settings(max_examples=30)
@given(worlds())
def test_taking_a_rejected_incident_away_can_only_clear_its_own_promise(fates: list[Fate]) -> None:
    there = [fate for fate in fates if fate.happened]
    if not there:
        return
    bare = [Fate(f.promise, f.status, f.happened if f is not there[0] else [], cause=f.cause) for f in fates]
    before, after = by_promise(outcome(fates)), by_promise(outcome(bare))
    assert after[there[0].promise.id].status in ("cannot_tell", before[there[0].promise.id].status)
    for fate in fates:
        if fate is not there[0]:
            assert after[fate.promise.id] == before[fate.promise.id]
