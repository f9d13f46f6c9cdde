"""Which availability is promised for which month: an amendment that changes it holds from its day, not before."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from claims.items import is_term, standing
from claims.model import Breach
from extract.model import Finding, Label
from extract.quantities import percentages


@dataclass(frozen=True, slots=True)
class Step:
    """A share in per cent, the months it holds for, and the words it is promised in; none: case.toml.

    ``first`` and ``until``, which is excluded, are the first days of months.
    """

    percent: Decimal
    source: Finding | None
    first: date = date.min
    until: date = date.max


@dataclass(frozen=True, slots=True)
class Targets:
    """The shares promised one after the other, the earliest first; empty where none is.

    A later one goes before those it follows while it holds.
    """

    steps: tuple[Step, ...] = ()

    def at(self, day: date) -> Step | None:
        """What holds then."""
        return next((step for step in reversed(self.steps) if step.first <= day < step.until), None)

    def percent(self, month: date) -> Decimal | None:
        """The share that holds for the month that begins then."""
        step = self.at(month)
        return step.percent if step else None

    @property
    def turns(self) -> tuple[Step, ...]:
        """What holds from when on, in order: what a change for a time put aside stands again after it."""
        days = sorted({day for step in self.steps for day in (step.first, step.until)} - {date.max})
        return tuple(replace(step, first=day) for day in days if (step := self.at(day)))

    @property
    def source(self) -> Finding | None:
        """The words the first of them is promised in."""
        return self.steps[0].source if self.steps else None


#: «95 pct. af opslagene inden for 3 sekunder»: how fast the system answers, not whether it is there.
_OF_ANSWERS = re.compile(r"\b(?:sekund\w*|sek\b|millisekund\w*|ms|seconds?|milliseconds?)\b", re.IGNORECASE)
_FOR_A_TIME = re.compile(r"\b(?:til og med|indtil|frem til|til udgangen af|until|through)\b", re.IGNORECASE)


def of_answers(promise: Finding) -> bool:
    """Whether it is of how fast the system answers: time down says nothing of that."""
    return promise.kind in ("availability", "functionality") and _OF_ANSWERS.search(promise.quote) is not None


def of_a_share_of_answers(promise: Finding) -> bool:
    """Whether it lets some answers be slower: «i 95 pct. af opslagene højst 3 sekunder»; no single one breaks it."""
    return of_answers(promise) and any(share.value < 100 for share in percentages(promise.quote))


def holds_until(promise: Finding) -> date | None:
    """The first day of the month from which what was before holds again, where words change the share for a time only:
    «ændres til 98 pct. for tiden til og med den 31. maj»; None where they change it for good.
    """
    last = promise.when.end if promise.when else None
    changes = promise.attributes.get("supersedes") == "yes" and "percent" in promise.metric
    if not changes or last is None or _FOR_A_TIME.search(promise.quote) is None:
        return None
    return (last.replace(day=1) + timedelta(days=31)).replace(day=1)


def holds_from(promise: Finding, written: date | None) -> date | None:
    """The first day of the month from which words that change the share promised hold; None where nothing says.

    What changes it for a time, and names no beginning, begins when it was ``written``. A change in the middle of a
    month is of the whole month: which of two shares half a month is to be measured by no contract says.
    """
    if promise.attributes.get("supersedes") != "yes" or "percent" not in promise.metric:
        return None
    begins = written if holds_until(promise) else promise.when and promise.when.start
    return begins.replace(day=1) if begins else None


def step(promise: Finding, written: date | None) -> Step:
    """The share words promise for the months they say, or for all; ``written`` is the day they are from."""
    first, until = holds_from(promise, written), holds_until(promise)
    return Step(Decimal(promise.metric["percent"]), promise, first or date.min, until or date.max)


def targets(
    stated: Decimal | None, findings: Sequence[Finding], breaches: Sequence[Breach],
    written: Callable[[Finding], date | None],
) -> Targets:
    """What is ``stated`` in case.toml, for all months; else what the contract's own words are found to promise.

    The first of these that was tested holds from the beginning: what the contract goes before (a tender, a demand of
    the customer's) was not. ``written`` gives the day words are from.
    """
    if stated is not None:
        return one(stated)
    gone = {b.promise for b in breaches if b.status == "superseded"}
    promised = [
        f for f in findings
        if f.label is Label.PROMISE and f.kind == "availability" and f.metric.get("percent")
        and f.id not in gone and standing(f) == "basis" and not of_answers(f)
    ]  # fmt: skip
    moved = {b.promise: {other.item for other in b.sources if other.role == "moved"} for b in breaches}
    changes = {f.id: step(f, written(f)) for f in promised if moved.get(f.id) and holds_from(f, written(f))}
    terms = [f for f in findings if is_target(f) and f.metric.get("percent") and not f.negated]
    tested = {b.promise for b in breaches if b.status != "cannot_tell"}
    begins = [f for f in (*promised, *terms) if f.id not in changes]
    first = next((f for f in begins if f.id in tested), next(iter(begins), None))
    held, steps = {first.id} if first else set(), [Step(Decimal(first.metric["percent"]), first)] if first else []
    for later in sorted((f for f in promised if f.id in changes), key=lambda f: (changes[f.id].first, f.span)):
        if moved[later.id] & held or not held:
            held.add(later.id)
            steps.append(changes[later.id])
    return Targets(tuple(steps))


def one(percent: Decimal | None) -> Targets:
    """One share for all time; none where there is none."""
    return Targets((Step(percent, None),) if percent is not None else ())


def is_target(finding: Finding) -> bool:
    """Is it a term that sets a service target?"""
    return is_term(finding) and finding.kind == "service_target"
