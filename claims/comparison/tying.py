"""Ties between the findings of a case, as people make them: ids completed, kinds checked, repeats resolved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims.comparison.ties import Tie, tie
from evidence.errors import KravError, Message
from extract.model import Finding, Label

if TYPE_CHECKING:
    from claims.build import Workspace

#: What can test a promise: what went wrong, and what says that it was there in time.
TESTING = (Label.INCIDENT, Label.ADVERSE)


def tie_items(work: Workspace, incident: str, promise: str, reason: str, *, tied: bool) -> Tie:
    """Tie an incident to a promise, or untie them.

    Raises:
        KravError: no reason is given, there is no such finding, or it is not an incident or not a promise.
    """
    if not reason.strip():
        raise KravError("A tie needs a reason.", "Say why with --reason TEXT.")
    findings = work.findings()
    repeats = work.repeats(findings)
    known = {finding.id: finding for finding in findings}
    if incident.startswith("b-"):
        raise KravError(
            Message("{id} is a breach, not an incident.", {"id": incident}),
            "Name the incident first, then the promise.",
        )
    tested = _one(known, promise.replace("b-", "f-", 1) if promise.startswith("b-") else promise)
    testing = _one(known, incident)
    if tested.label is not Label.PROMISE:
        raise KravError(
            Message("{id} is no promise.", {"id": tested.id}), "`krav list promises` shows the ids of the promises."
        )
    if testing.label not in TESTING:
        raise KravError(
            Message("{id} is no incident.", {"id": testing.id}), "`krav list incidents` shows the ids of the incidents."
        )
    first, second = (repeats.get(one.id, one.id) for one in (testing, tested))
    return tie(work.store, first, second, reason, tied=tied)


def _one(known: dict[str, Finding], wanted: str) -> Finding:
    from claims.build import chosen

    return known[chosen(known, wanted)]
