"""Reality as the evidence tells it: incidents and adverse statements, each asked for its time, module and cause."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Literal

from claims.case import Case
from claims.comparison.correspondence import said_on
from claims.comparison.ties import Spoken
from claims.items import by_time, standing
from claims.levels.hours import window_of
from claims.mentions import clauses_in, is_denied, named_in, other_system, ticket
from evidence.model import Document, DocumentKind
from extract.arriving import Arrival
from extract.model import Bound, Finding, Interval, Label, Side, Strength
from extract.papers.complaining import Complaint
from extract.papers.objecting import Objection
from extract.papers.sources import rank
from extract.tables.log_words import tells_of_a_test
from extract.wording import matter, names_day, shared, subject
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
    """What the findings of one case tell of what happened. ``findings`` are those no person has rejected.

    Beside them: where the customer complains to the vendor, sentences that are no finding and tell on which day
    something came, and minutes that somebody objected to afterwards.
    """

    #: Incidents a person has tied to the promise reality is looked at for.
    tied: frozenset[str] = frozenset()

    def __init__(
        self, findings: Sequence[Finding], documents: Mapping[str, Document], case: Case, *, words: Words,
        complaints: tuple[Complaint, ...] = (), arrivals: tuple[Arrival, ...] = (),
        objections: tuple[Objection, ...] = (),
    ) -> None:  # fmt: skip
        self.documents, self.case, self.words = documents, case, words
        self.complaints, self.arrivals, self.objections = complaints, arrivals, objections
        self.promises = [f for f in findings if f.label is Label.PROMISE]
        self._about: dict[str, frozenset[str]] = {}
        self.adverse = [f for f in findings if f.label is Label.ADVERSE and standing(f) == "adverse"]
        self.repeated = repeated_tickets(findings, documents)
        self.duplicates = duplicates(findings)
        self.incidents = [
            f
            for f in findings
            if f.label is Label.INCIDENT and not f.negated and f.id not in self.repeated | self.duplicates
            and not f.attributes.get("elsewhere")
        ]
        self.delays = [f for f in findings if f.label is Label.LOSS and f.kind == "penalty" and not f.negated and
                       not f.attributes.get("offered") and f.when and f.when.precision == "day"]  # fmt: skip
        self._named = {ticket(one): cause.what for cause in case.other_cause for one in cause.tickets}
        self._days = self._days_of_others()
        self._blamed = [f.span for f in self.adverse if f.kind == "shared_blame"]
        self.window = window_of(case.service)
        contracts = [d.date for d in documents.values() if d.kind is DocumentKind.CONTRACT and d.date]
        self._signed = case.contract.signed or min(contracts, default=None)

    def seen_for(self, spoken: Spoken) -> Reality:
        """What can test one promise, of which people have said what does and what does not."""
        if not spoken.tied and not spoken.untied:
            return self
        seen = copy(self)
        seen.tied = frozenset(spoken.tied)
        seen.incidents = [f for f in self.incidents if f.id not in spoken.untied]
        seen.adverse = [f for f in self.adverse if f.id not in spoken.untied]
        return seen

    def written(self, finding: Finding) -> date | None:
        """The day its words are from; an annex of the contract without a day of its own is of the contract's."""
        document = self.documents[finding.span.document]
        day = said_on(finding, document)
        return self._signed if day is None and document.kind is DocumentKind.CONTRACT else day

    def as_moved(self, promise: Finding) -> tuple[Finding, Finding | None]:
        """The promise with the day that stands, and the later words that moved it; None: nothing did.

        «Fra overtagelsesdagen» is a day by its name: an amendment that moves that day moves all that hangs on it.
        """
        by: Finding | None = None
        while promise.when and (moved := self._mover(promise, promise.when, by)):
            by, when = moved, moved.when
            assert when is not None
            promise = replace(promise, when=replace(when, start=when.end or when.start, end=when.end or when.start))
        return promise, by

    def _mover(self, promise: Finding, when: Interval, before: Finding | None) -> Finding | None:
        """The first later promise that moves the very day this one names without writing it."""
        made = self.written(before or promise)
        day = when.start
        if promise.kind == "delivery_date" or not day or names_day(promise.quote, day) or made is None:
            return None
        moving = [
            (written, f)
            for f in self.promises
            if f.attributes.get("supersedes") == "yes" and f.kind == "delivery_date" and not f.negated
            and f.when and (f.when.end or f.when.start or day) > day and moves_day(f, day)
            and not modules(f) and (written := self.written(f)) is not None and written > made
        ]  # fmt: skip
        return min(moving, key=lambda one: (one[0], one[1].span))[1] if moving else None

    def about(self, promise: Finding) -> frozenset[str]:
        """The words of what was promised: of the clause it moves, where it moves one that it names."""
        if promise.id not in self._about:
            moved = [f for f in self.promises if moves_by_number(promise, f)]
            told = [matter(f, self.case.sides) for f in moved or [promise]]
            self._about[promise.id] = frozenset().union(*told)
        return self._about[promise.id]

    def cause(self, incident: Finding) -> str:
        """The other cause of an incident; empty: none is known.

        People name it by ticket in ``case.toml``; what the documents tell of that day and sort is the same incident.
        Or its own words give it: they lay it on a third party, or in the same breath on somebody else.
        """
        if number := ticket(incident.attributes.get("ticket", "")):
            if named := self._named.get(number):
                return named
        elif named := self._of_that_day(incident):
            return named
        if incident.attributes.get("environment") == "test":
            return self.words.say("the log says that it is of a system for tests or courses")
        if "opened" not in incident.attributes and tells_of_a_test(incident.quote):
            return self.words.say("its words are of a system for tests or courses")
        if incident.attributes.get("planned"):
            return self.words.say("the log calls it planned or announced maintenance")
        if incident.attributes.get("cause") == "third_party":
            return self.words.say("laid on a third party")
        if incident.attributes.get("cause") == "customer":
            return self.words.say("the log lays it on the customer")
        if self.customers_own(incident):
            return self.words.say("the customer's own delay")
        if other := self._other_system(incident):
            return self.words.say("another system: {system}", system=other)
        if any(blamed.overlaps(incident.span) for blamed in self._blamed):
            return self.words.say("the same words lay it on others")
        return ""

    def objected(self, finding: Finding) -> Objection | None:
        """The words by which somebody afterwards objected to the minutes it stands in; None: nobody did."""
        return next((one for one in self.objections if one.reaches(finding.span)), None)

    def disowned(self, finding: Finding) -> bool:
        """Does it stand in minutes as the customer's own words, or as what it let stand, and did it object to them?"""
        by = self.objected(finding)
        return by is not None and by.side is not Side.VENDOR and finding.speaker_side is not Side.VENDOR

    def customers_own(self, incident: Finding) -> bool:
        """Is the deadline it tells of one that the customer had taken upon itself, and none of the vendor's?"""
        if incident.kind != "missed_deadline" or incident.attributes.get("row") or not self.own_duties:
            return False
        its, done = subject(incident.quote, self.case.sides), _last(incident)
        for duty in self.own_duties:
            due = _last(duty)
            late = done is None or (due is not None and done > due)
            if late and same_module(incident, duty) and shared(self.about(duty), its):
                theirs = [p for p in self.promises if p.bound is Bound.VENDOR and p.when and not p.negated]
                return not any(shared(self.about(one), its) for one in theirs)
        return False

    @cached_property
    def own_duties(self) -> Sequence[Finding]:
        """What the customer had undertaken by a day."""
        bind = (Strength.BINDING, Strength.WARRANTY)
        return [p for p in self.promises if p.bound is Bound.CUSTOMER and p.when and p.strength in bind]

    def names_system(self, incident: Finding) -> bool:
        """Whether its words, or its line of the log in the column for it, name the vendor's system, and not to deny it.
        """
        said = _of_what(incident)
        return any(named_in(name, said) and not is_denied(name, said) for name in self.case.system.names)

    def _other_system(self, incident: Finding) -> str:
        """The system that is not the vendor's, where the words or the log name it and not the vendor's own.

        A line of a log without a column for the system opens with its name.
        """
        if self.names_system(incident):
            return ""
        told = incident.attributes.get("description", "")
        # «Portalen nede – ikke FlowJob», whatever part of the system the line was entered under.
        if any(named_in(name, told) and is_denied(name, told) for name in self.case.system.names):
            return other_system(self.case.system, told)
        if "opened" in incident.attributes and not incident.attributes.get("system"):
            return next((name for name in self.case.system.others if named_in(name, told[: len(name)])), "")
        return other_system(self.case.system, _of_what(incident))

    def _of_that_day(self, incident: Finding) -> str:
        when = incident.when
        if when is None or when.open or when.end not in (None, when.start):
            return ""
        return self._days.get((when.start, incident.kind), "")

    def _days_of_others(self) -> dict[tuple[date | None, str], str]:
        """Days on which every logged incident of a sort had another cause."""
        rows = [f for f in self.incidents if f.attributes.get("opened") and f.when]
        days = {
            (f.when.start, f.kind): named
            for f in rows
            if f.when and (named := self._named.get(ticket(f.attributes.get("ticket", ""))))
        }
        ours = {
            (f.when.start, f.kind) for f in rows if f.when and ticket(f.attributes.get("ticket", "")) not in self._named
        }
        return {key: named for key, named in days.items() if key not in ours}

    def logged(self, *kinds: str) -> list[Finding]:
        """Lines of an incident log, of these kinds or of all."""
        return [f for f in self.incidents if f.attributes.get("opened") and (not kinds or f.kind in kinds)]

    def since(self, promise: Finding, incidents: Sequence[Finding]) -> list[Finding]:
        """Those that were not over before the promise was made: what was cannot break it."""
        made = self.written(promise)
        return [f for f in incidents if made is None or (over := self.over(f)) is None or over >= made]

    def over(self, incident: Finding) -> date | None:
        """The last day it is known to have gone on: what is told as going on, to the day it was told."""
        when = incident.when
        if when and when.open:
            return self.written(incident)
        return (when and (when.end or when.start)) or self.written(incident)

    def left_out(self, other_cause: int, unresolved: int = 0) -> str:
        """The sentences that say what a test has left out; empty where it is nothing."""
        said = ""
        if other_cause:
            said += " " + self.words.say("{count} with another cause {count:is|are} left out.", count=other_cause)
        if unresolved:
            said += " " + self.words.say(
                "{count} without an end in the log {count:is|are} not counted.", count=unresolved
            )
        return said


def _last(finding: Finding) -> date | None:
    """The last day it names."""
    return (finding.when.end or finding.when.start) if finding.when else None


def clauses_named(promise: Finding) -> frozenset[str]:
    """The clauses a promise that moves another names: «Fristen i pkt. 3.1 udskydes …»; none: it names none."""
    if promise.attributes.get("supersedes") != "yes":
        return frozenset()
    anew = promise.attributes.get("rewords", "")
    return clauses_in(promise.quote) | (frozenset({anew}) if anew else frozenset())


def moves_day(later: Finding, day: date) -> bool:
    """Whether a promise that moves another names the very day it moves: «… flyttes fra den 1. marts til …»."""
    return later.attributes.get("supersedes") == "yes" and (
        names_day(later.quote, day) or bool(later.when and later.when.start == day != later.when.end)
    )


def moves_by_number(later: Finding, earlier: Finding) -> bool:
    """Whether a promise moves another by the number of its clause, or of the clause both of them move."""
    named = clauses_named(later)
    if not named or later.kind != earlier.kind or later.id == earlier.id:
        return False
    return bool(named & ({earlier.clause} | clauses_named(earlier)))


def _of_what(incident: Finding) -> str:
    return incident.attributes.get("system", "") if "opened" in incident.attributes else incident.quote


#: A part of the system spoken of without its number ("det sidste modul"): it is none of those that are named.
UNNAMED = "?"


def modules(finding: Finding) -> frozenset[str]:
    """The parts of the system it speaks of; none: of all of it, or it does not say."""
    return frozenset(filter(None, finding.attributes.get("module", "").casefold().split(", ")))


def same_module(one: Finding, other: Finding) -> bool:
    """May they speak of the same part of the system?"""
    a, b = modules(one), modules(other)
    return not a or not b or bool((a & b) - {UNNAMED})


def repeated_tickets(findings: Sequence[Finding], documents: Mapping[str, Document]) -> frozenset[str]:
    """Log lines whose ticket stands in a log of its own too, as in an extract sent along with a letter: ids."""
    seen: dict[str, str] = {}
    again = set()
    rows = [f for f in findings if f.label is Label.INCIDENT and f.attributes.get("ticket")]
    rows.sort(key=lambda f: (documents[f.span.document].kind is not DocumentKind.LOG, f.span))
    for row in rows:
        first = seen.setdefault(ticket(row.attributes["ticket"]), row.span.document)
        if first != row.span.document:
            again.add(row.id)
    return frozenset(again)


def duplicates(findings: Sequence[Finding]) -> frozenset[str]:
    """Log lines that the log itself calls duplicates of a line there is, by its number or else by its time: ids."""
    rows = [f for f in findings if f.label is Label.INCIDENT and f.attributes.get("ticket")]
    called = [f for f in rows if f.attributes.get("duplicate")]
    return frozenset(f.id for f in called if any(_repeats(f, f.attributes["duplicate"], other) for other in rows))


def _repeats(row: Finding, of: str, other: Finding) -> bool:
    """Is the other the line that a duplicate repeats: by the number it gives, or else by its time?"""
    if other.attributes.get("duplicate"):
        return False
    if of != "?":
        return ticket(of) == ticket(other.attributes["ticket"])
    opened, resolved = row.attributes.get("opened", ""), other.attributes.get("resolved", "")
    return other.attributes.get("opened", "~") <= opened < (resolved or "~")


def strongest(incidents: Sequence[Finding]) -> list[Finding]:
    """The weightiest source first, in it the vendor's own admissions, then third parties; log lines last; by time."""
    side = {Side.VENDOR: 0, Side.THIRD_PARTY: 1, Side.CUSTOMER: 2, Side.AUTHOR: 3}
    ordered = by_time(incidents)
    return sorted(
        ordered,
        key=lambda f: (bool(f.attributes.get("opened")), f.hedged, rank(f.source_class), side[f.speaker_side]),
    )
