"""Reality as the evidence tells it: incidents and adverse statements, each asked for its time, module and cause."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from claims.availability import Window
from claims.case import Case
from claims.items import by_time
from evidence.model import Document
from extract.model import Finding, Label, Side
from templates.words import Words

Status = Literal["kept", "late", "partly", "breached", "superseded", "excused", "cannot_tell"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """How a promise came out: status, the test in words with its numbers, the figures made, the incidents used."""

    status: Status
    test: str
    figures: tuple[str, ...] = ()
    incidents: tuple[Finding, ...] = ()


class Reality:
    """What the findings of one case tell of what happened. ``findings`` are those no person has rejected."""

    def __init__(
        self, findings: Sequence[Finding], documents: Mapping[str, Document], case: Case, *, words: Words
    ) -> None:
        self.documents, self.case, self.words = documents, case, words
        self.adverse = [f for f in findings if f.label is Label.ADVERSE]
        self.incidents = [f for f in findings if f.label is Label.INCIDENT and not f.negated]
        self._named = {_ticket(ticket): cause.what for cause in case.other_cause for ticket in cause.tickets}
        service = case.service
        self.window = (
            Window.parse(service.start, service.end, weekdays=service.days == "weekdays") if service else Window()
        )

    def written(self, finding: Finding) -> date | None:
        """The day of the document it stands in."""
        return self.documents[finding.span.document].date

    def cause(self, incident: Finding) -> str:
        """The other cause people have named for an incident, or that its own words give; empty: none."""
        named = self._named.get(_ticket(incident.attributes.get("ticket", "")), "")
        if not named and incident.attributes.get("cause") == "third_party":
            return self.words.say("laid on a third party")
        return named

    def logged(self, *kinds: str) -> list[Finding]:
        """Lines of an incident log, of these kinds or of all."""
        return [f for f in self.incidents if f.attributes.get("opened") and (not kinds or f.kind in kinds)]

    def since(self, promise: Finding, incidents: Sequence[Finding]) -> list[Finding]:
        """Those that were not over before the promise was made: what was cannot break it."""
        made = self.written(promise)
        return [f for f in incidents if made is None or (over := self._over(f)) is None or over >= made]

    def _over(self, incident: Finding) -> date | None:
        when = incident.when
        if when and when.open:
            return None
        return (when and (when.end or when.start)) or self.written(incident)

    def left_out(self, other_cause: int, unresolved: int = 0) -> str:
        """The sentences that say what a test has left out; empty where it is nothing."""
        said = ""
        if other_cause:
            said += " " + self.words.say("{count} with another cause are left out.", count=other_cause)
        if unresolved:
            said += " " + self.words.say("{count} without an end in the log are not counted.", count=unresolved)
        return said


def modules(finding: Finding) -> frozenset[str]:
    """The parts of the system it speaks of; none: of all of it, or it does not say."""
    return frozenset(filter(None, finding.attributes.get("module", "").casefold().split(", ")))


def same_module(one: Finding, other: Finding) -> bool:
    """May they speak of the same part of the system?"""
    a, b = modules(one), modules(other)
    return not a or not b or bool(a & b)


def strongest(incidents: Sequence[Finding]) -> list[Finding]:
    """The vendor's own admissions first, then third parties, then the customer; lines of a log last; by time."""
    rank = {Side.VENDOR: 0, Side.THIRD_PARTY: 1, Side.CUSTOMER: 2, Side.AUTHOR: 3}
    ordered = by_time(incidents)
    return sorted(ordered, key=lambda f: (bool(f.attributes.get("opened")), f.hedged, rank[f.speaker_side]))


def _ticket(number: str) -> str:
    return "".join(number.split()).casefold()
