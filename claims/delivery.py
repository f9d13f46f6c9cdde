"""Delivery: the day something was due, the day it was ready, and the days between."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from claims.figures import Figures
from claims.items import last_day, when_text
from claims.reality import Reality, Verdict, same_module
from extract.model import Finding, Interval
from templates.words import Words


def delivery_verdict(promise: Finding, reality: Reality, *, figures: Figures, words: Words) -> Verdict | None:
    """Was it ready on the day? None where the promise names no day."""
    say = words.say
    due = due_days(promise)
    if due is None:
        return None
    due_text = when_text(moved_to(promise), words)
    telling = [
        f
        for f in (*reality.incidents, *reality.adverse)
        if f.kind in ("missed_deadline", "acceptance") and f.when and same_module(f, promise)
    ]
    ready = _ready(telling, due)
    early = [(f, done) for f in telling if f.kind == "acceptance" and (done := _done(f)) and done[1] < due[0]]
    late_only = [
        f
        for f in reality.incidents
        if f.kind == "missed_deadline"
        and same_module(f, promise)
        and (written := reality.written(f)) is not None
        and written > due[1]
    ]
    if ready:
        proof, (first, last) = ready[0]
        least, most = (first - due[1]).days, (last - due[0]).days
        shown = {f.id for f, _ in ready}
        incidents = (*(f for f, _ in ready), *(f for f in late_only if f.id not in shown))
        if most <= 0 or (least <= 0 and first == last):
            return Verdict(
                status="kept",
                test=say("Due {due}; delivered {done}.", due=due_text, done=_span(first, last, words)),
                incidents=incidents,
            )
        figure = figures.make(
            value=Decimal(max(least, 0)),
            unit="days",
            step="comparison.days_late",
            label=say("Days late, at least"),
            formula=f"{words.day(first)} − {words.day(due[1])}",
            findings=(promise.id, proof.id),
        )
        if max(least, 0) == most:
            test = say(
                "Due {due}, but ready only {done}: {days} days late.",
                due=due_text,
                done=_span(first, last, words),
                days=most,
            )
        else:
            test = say(
                "Due {due}, but ready only {done}: between {least} and {most} days late.",
                due=due_text,
                done=_span(first, last, words),
                least=max(least, 0),
                most=most,
            )
        return Verdict(status="late", test=test, figures=(figure.id,), incidents=incidents)
    if late_only:
        return Verdict(
            status="late",
            test=say("Due {due}; the evidence says it was late, but not when it was ready.", due=due_text),
            incidents=tuple(late_only),
        )
    if early:
        first, last = early[0][1]
        return Verdict(
            status="kept",
            test=say("Due {due}; delivered {done}.", due=due_text, done=_span(first, last, words)),
            incidents=tuple(f for f, _ in early),
        )
    return Verdict(
        status="cannot_tell",
        test=say("Due {due}; nothing in the evidence says when it was ready.", due=due_text),
    )


def _ready(telling: Sequence[Finding], due: tuple[date, date]) -> list[tuple[Finding, tuple[date, date]]]:
    """What tells when it was ready, best first: «from X to Y» that names the due day, then acceptances, then other
    days of lateness; of each sort the earliest, since no more delay may be claimed than must have been."""
    found = []
    for finding in telling:
        done = _done(finding)
        if done is None or done[1] < due[0]:
            continue
        slipped = _slipped_from(finding)
        if slipped is not None and not due[0] <= slipped <= due[1]:
            continue  # it tells of another due day
        if slipped is None and finding.kind == "missed_deadline" and done[0] <= due[1]:
            continue  # it names the day missed, not the day it was ready
        rank = 0 if slipped is not None else 1 if finding.kind == "acceptance" else 2
        found.append((rank, done, finding))
    found.sort(key=lambda one: (one[0], one[1], one[2].span))
    return [(finding, done) for _, done, finding in found]


def _span(first: date, last: date, words: Words) -> str:
    if first == last:
        return words.day(first)
    return words.say("between {first} and {last}", first=first, last=last)


def moved_to(promise: Finding) -> Interval:
    """The time a promise names; where it moves another, the later of its two days."""
    when = promise.when
    assert when is not None
    if promise.attributes.get("supersedes") == "yes" and when.start and when.end and when.start != when.end:
        if when.precision in ("minute", "day"):
            return Interval(start=when.end, end=when.end, precision=when.precision)
        return Interval(start=when.end.replace(day=1), end=when.end, precision=when.precision)
    return when


def due_days(promise: Finding) -> tuple[date, date] | None:
    """First and last day the promise can mean."""
    if promise.when is None:
        return None
    when = moved_to(promise)
    if when.start is None:
        return (when.end, when.end) if when.end else None
    return when.start, when.end or last_day(when.start, when.precision)


def _done(finding: Finding) -> tuple[date, date] | None:
    """First and last day the finding can mean by «ready»: of a slip ("from X to Y") the later one."""
    when = finding.when
    if when is None or when.open:
        return None
    if finding.kind == "missed_deadline" and when.start and when.end and when.start != when.end:
        if when.precision in ("minute", "day"):
            return when.end, when.end
        if last_day(when.start, when.precision) != when.end:
            unit_start = when.end.replace(day=1) if when.precision != "year" else when.end.replace(month=1, day=1)
            return unit_start, when.end
    if when.start is None:
        return None
    return when.start, when.end or last_day(when.start, when.precision)


def _slipped_from(finding: Finding) -> date | None:
    """The due day a finding says was missed, where it says from when to when."""
    when = finding.when
    if finding.kind != "missed_deadline" or when is None or not when.start or not when.end or when.start == when.end:
        return None
    return None if last_day(when.start, when.precision) == when.end else when.start
