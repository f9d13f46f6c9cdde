"""Which availability is promised for which month: an amendment that changes it holds from its day, not before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from claims.items import standing
from claims.model import Breach
from extract.model import Finding, Label


@dataclass(frozen=True, slots=True)
class Step:
    """A share in per cent that holds from the month of a day on, and the words it is promised in; none: case.toml."""

    first: date
    percent: Decimal
    source: Finding | None


@dataclass(frozen=True, slots=True)
class Targets:
    """The shares promised one after the other, the earliest first; empty where none is."""

    steps: tuple[Step, ...] = ()

    def at(self, month: date) -> Step | None:
        """What holds for the month that begins then."""
        return next((step for step in reversed(self.steps) if step.first <= month), None)

    def percent(self, month: date) -> Decimal | None:
        """The share that holds for the month that begins then."""
        step = self.at(month)
        return step.percent if step else None

    @property
    def source(self) -> Finding | None:
        """The words the first of them is promised in."""
        return self.steps[0].source if self.steps else None


def holds_from(promise: Finding) -> date | None:
    """The first day of the month from which words that change the share promised hold; None where they name no day.

    A change in the middle of a month is of the whole month: which of two shares half a month is to be measured by no
    contract says.
    """
    if promise.attributes.get("supersedes") != "yes" or "percent" not in promise.metric:
        return None
    return promise.when.start.replace(day=1) if promise.when and promise.when.start else None


def targets(stated: Decimal | None, findings: Sequence[Finding], breaches: Sequence[Breach]) -> Targets:
    """What is ``stated`` in case.toml, for all months; else what the contract's own words are found to promise."""
    if stated is not None:
        return one(stated)
    gone = {b.promise for b in breaches if b.status == "superseded"}
    promised = [
        f for f in findings
        if f.label is Label.PROMISE and f.kind == "availability" and f.metric.get("percent")
        and f.id not in gone and standing(f) == "basis"
    ]  # fmt: skip
    moved = {b.promise: {other.item for other in b.sources if other.role == "moved"} for b in breaches}
    changed = {f.id for f in promised if holds_from(f) and moved.get(f.id)}
    terms = [f for f in findings if is_target(f) and f.metric.get("percent") and not f.negated]
    first = next((f for f in (*promised, *terms) if f.id not in changed), None)
    held, steps = {first.id} if first else set(), [Step(date.min, _percent(first), first)] if first else []
    for later in sorted((f for f in promised if f.id in changed), key=lambda f: (holds_from(f) or date.min, f.span)):
        if moved[later.id] & held or not held:
            held.add(later.id)
            steps.append(Step(holds_from(later) or date.min, _percent(later), later))
    return Targets(tuple(steps))


def one(percent: Decimal | None) -> Targets:
    """One share for all time; none where there is none."""
    return Targets((Step(date.min, percent, None),) if percent is not None else ())


def is_target(finding: Finding) -> bool:
    """Is it a term that sets a service target?"""
    return finding.label is Label.TERM and finding.kind == "service_target"


def _percent(source: Finding) -> Decimal:
    return Decimal(source.metric["percent"])
