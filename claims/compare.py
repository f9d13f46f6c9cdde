"""Promise against reality: each promise of the vendor, the incidents that test it, and the test with its numbers.

A promise is tested by incidents of the kinds in ``TESTED_BY``, of its time, and of its module where both name one.
What the customer's own people promised, and what was only advertised or intended, is listed and not tested as a duty.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Literal

from claims.availability import Window, fix_times, months
from claims.case import Case
from claims.figures import Figures
from claims.items import by_time, last_day, standing, when_text
from claims.model import Breach, Excuse
from evidence.model import Document
from extract.model import Finding, Interval, Label, Side, Strength
from extract.wording import shared, subject
from templates.words import Words

Status = Literal["kept", "late", "partly", "breached", "superseded", "excused", "cannot_tell"]

TESTED_BY: Mapping[str, tuple[str, ...]] = {
    "delivery_date": ("missed_deadline",),
    "availability": ("outage", "slow"),
    "response_fix": ("outage", "slow", "functional_defect"),
    "integration": ("integration_failure",),
    "functionality": ("functional_defect", "slow", "wrong_payment"),
    "compliance_documentation": ("data_loss", "security"),
    "support": (),
    "price_compensation": (),
}

#: Kinds whose promises are of many different things: an incident tests one only where their words can be of the same.
BY_WORDS = ("functionality", "integration", "compliance_documentation", "support")

STATUS_TEXT: Mapping[str, str] = {
    "kept": "kept",
    "late": "late",
    "partly": "partly kept",
    "breached": "breached",
    "superseded": "superseded",
    "excused": "excused",
    "cannot_tell": "cannot be told",
}

#: The usual excuses, in words, and the adverse kinds that fill them.
EXCUSES: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "customer_delay": ("the customer's delay or missing participation", ()),
    "change_request": ("change requests", ()),
    "acceptance": ("acceptance", ("acceptance",)),
    "waiver": ("waiver", ("waiver",)),
    "force_majeure": ("force majeure", ()),
    "third_party": ("a third party, e.g. a state portal", ()),
    "late_notice": ("late notice", ("late_notice",)),
    "own_configuration": ("the customer's own configuration or use", ("shared_blame",)),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """The matrix, the promises nothing tested, and the incidents that test no promise (ids)."""

    breaches: tuple[Breach, ...]
    untested: tuple[str, ...]
    unmatched: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Result:
    status: Status
    test: str
    figures: tuple[str, ...] = ()
    incidents: tuple[Finding, ...] = ()


class Comparison:
    """Compares the findings of one case. ``findings`` are those no person has rejected."""

    def __init__(
        self,
        findings: Sequence[Finding],
        documents: Mapping[str, Document],
        case: Case,
        *,
        figures: Figures,
        words: Words,
    ) -> None:
        self.documents, self.case, self.figures, self.words = documents, case, figures, words
        self.other_cause = {_ticket(ticket): cause.what for cause in case.other_cause for ticket in cause.tickets}
        self.promises = [f for f in findings if f.label is Label.PROMISE]
        self.adverse = [f for f in findings if f.label is Label.ADVERSE]
        self.incidents = [f for f in findings if f.label is Label.INCIDENT and not f.negated]
        service = case.service
        self.window = (
            Window.parse(service.start, service.end, weekdays=service.days == "weekdays") if service else Window()
        )

    def compare(self) -> Compared:
        """Test every promise that binds the vendor; list what tests nothing and what nothing tests."""
        breaches, untested, matched = [], [], set()
        for promise in by_time(self.promises):
            result = self._test(promise)
            matched |= {f.id for f in result.incidents}
            if not result.incidents and result.status == "cannot_tell":
                untested.append(promise.id)
            breaches.append(self._breach(promise, result))
        unmatched = [f.id for f in by_time(self.incidents) if f.id not in matched]
        return Compared(breaches=tuple(breaches), untested=tuple(untested), unmatched=tuple(unmatched))

    def cause(self, incident: Finding) -> str:
        """The other cause people have named for an incident, or that its own words give; empty: none."""
        named = self.other_cause.get(_ticket(incident.attributes.get("ticket", "")), "")
        if not named and incident.attributes.get("cause") == "third_party":
            return self.words.say("laid on a third party")
        return named

    def _breach(self, promise: Finding, result: _Result) -> Breach:
        successor = self._successor(promise)
        say = self.words.say
        excuses = () if result.status in ("kept", "superseded", "cannot_tell") else self._excuses(result.incidents)
        return Breach(
            id="b-" + promise.id.removeprefix("f-"),
            promise=promise.id,
            status=result.status,
            status_text=say(STATUS_TEXT[result.status]),
            test=result.test,
            figures=result.figures,
            incidents=tuple(f.id for f in result.incidents[:12]),
            incidents_total=len(result.incidents),
            superseded_by=successor.id if successor and result.status == "superseded" else None,
            excuses=excuses,
            ready=not excuses,
        )

    def _excuses(self, incidents: Sequence[Finding]) -> tuple[Excuse, ...]:
        filled = []
        for kind, (text, adverse_kinds) in EXCUSES.items():
            items = [f for f in self.adverse if f.kind in adverse_kinds]
            if kind == "third_party":
                items = [f for f in (*self.adverse, *incidents) if f.attributes.get("cause") == "third_party"]
            elif kind == "own_configuration":
                items = [f for f in items if f.attributes.get("cause") != "third_party"]
            filled.append(
                Excuse(kind=kind, kind_text=self.words.say(text), items=tuple(f.id for f in by_time(items)[:6]))
            )
        return tuple(filled)

    def _test(self, promise: Finding) -> _Result:
        say = self.words.say
        if promise.negated:
            return _Result(status="cannot_tell", test=say("The words deny the promise; there is nothing to test."))
        if standing(promise) == "adverse":
            return _Result(
                status="cannot_tell",
                test=say(
                    "Not an undertaking by the vendor: the words are the customer's own. They show what was expected, "
                    "and the other side can use them."
                ),
            )
        if standing(promise) == "context" and promise.strength not in (Strength.INTENT, Strength.MARKETING):
            return _Result(status="cannot_tell", test=say("The duty is the customer's own and is not tested here."))
        if successor := self._successor(promise):
            return _Result(status="superseded", test=self._superseded(successor))
        if promise.kind == "delivery_date":
            result = self._delivery(promise)
        elif promise.kind == "availability" and (target := _percent(promise)):
            result = self._availability(promise, target)
        elif promise.kind == "response_fix" and (limit := _minutes(promise, self.window)):
            result = self._fix_time(promise, limit)
        else:
            result = self._by_incidents(promise)
        if standing(promise) == "context" and result.status != "cannot_tell":
            weak = say("The words are an intention or marketing, not a binding promise; the test shows how it went.")
            result = _Result(
                status=result.status, test=f"{result.test} {weak}", figures=result.figures, incidents=result.incidents
            )
        return result

    # --- superseded -----------------------------------------------------------------------------------------------

    def _successor(self, promise: Finding) -> Finding | None:
        """The latest later promise of the same kind and module whose words move it."""
        mine = self._written(promise)
        later = [
            (written, f)
            for f in self.promises
            if f.kind == promise.kind
            and f.attributes.get("supersedes") == "yes"
            and f.id != promise.id
            and not f.negated
            and standing(f) == "basis"
            and _modules(promise) <= _modules(f)
            and bool(_modules(promise)) == bool(_modules(f))
            and (written := self._written(f)) is not None
            and mine is not None
            and written > mine
        ]
        return max(later, key=lambda pair: (pair[0], pair[1].span))[1] if later else None

    def _superseded(self, successor: Finding) -> str:
        document = self.documents[successor.span.document]
        if successor.when:
            return self.words.say(
                "Moved to {when} by {document}; the later promise is tested instead.",
                when=when_text(_new_date(successor), self.words),
                document=document.name,
            )
        return self.words.say("Replaced by {document}; the later promise is tested instead.", document=document.name)

    def _written(self, finding: Finding) -> date | None:
        return self.documents[finding.span.document].date

    # --- delivery -------------------------------------------------------------------------------------------------

    def _delivery(self, promise: Finding) -> _Result:
        say = self.words.say
        due = due_days(promise)
        if due is None:
            return self._by_incidents(promise)
        due_text = when_text(_new_date(promise), self.words)
        telling = [
            f
            for f in (*self.incidents, *self.adverse)
            if f.kind in ("missed_deadline", "acceptance") and f.when and _same_module(f, promise)
        ]
        ready = self._ready(telling, due)
        early = [(f, done) for f in telling if f.kind == "acceptance" and (done := _done(f)) and done[1] < due[0]]
        late_only = [
            f
            for f in self.incidents
            if f.kind == "missed_deadline"
            and _same_module(f, promise)
            and (written := self._written(f)) is not None
            and written > due[1]
        ]
        if ready:
            proof, (first, last) = ready[0]
            least, most = (first - due[1]).days, (last - due[0]).days
            shown = {f.id for f, _ in ready}
            incidents = (*(f for f, _ in ready), *(f for f in late_only if f.id not in shown))
            if most <= 0 or (least <= 0 and first == last):
                return _Result(
                    status="kept",
                    test=say("Due {due}; delivered {done}.", due=due_text, done=self._span(first, last)),
                    incidents=incidents,
                )
            figure = self.figures.make(
                value=Decimal(max(least, 0)),
                unit="days",
                step="comparison.days_late",
                label=say("Days late, at least"),
                formula=f"{self.words.day(first)} − {self.words.day(due[1])}",
                findings=(promise.id, proof.id),
            )
            if max(least, 0) == most:
                test = say(
                    "Due {due}, but ready only {done}: {days} days late.",
                    due=due_text,
                    done=self._span(first, last),
                    days=most,
                )
            else:
                test = say(
                    "Due {due}, but ready only {done}: between {least} and {most} days late.",
                    due=due_text,
                    done=self._span(first, last),
                    least=max(least, 0),
                    most=most,
                )
            return _Result(status="late", test=test, figures=(figure.id,), incidents=incidents)
        if late_only:
            return _Result(
                status="late",
                test=say("Due {due}; the evidence says it was late, but not when it was ready.", due=due_text),
                incidents=tuple(late_only),
            )
        if early:
            first, last = early[0][1]
            return _Result(
                status="kept",
                test=say("Due {due}; delivered {done}.", due=due_text, done=self._span(first, last)),
                incidents=tuple(f for f, _ in early),
            )
        return _Result(
            status="cannot_tell",
            test=say("Due {due}; nothing in the evidence says when it was ready.", due=due_text),
        )

    def _ready(self, telling: Sequence[Finding], due: tuple[date, date]) -> list[tuple[Finding, tuple[date, date]]]:
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

    def _span(self, first: date, last: date) -> str:
        if first == last:
            return self.words.day(first)
        return self.words.say("between {first} and {last}", first=first, last=last)

    # --- measured service -----------------------------------------------------------------------------------------

    def _log(self, *kinds: str) -> list[Finding]:
        return [f for f in self.incidents if f.attributes.get("opened") and (not kinds or f.kind in kinds)]

    def _availability(self, promise: Finding, target: Decimal) -> _Result:
        say = self.words.say
        rows = [f for f in self._log("outage") if self._in_time(f, promise)]
        ours = [f for f in rows if not self.cause(f)]
        closed = [f for f in ours if f.attributes.get("resolved")]
        if not closed:
            return self._by_incidents(promise)
        measured = months([_times(f) for f in closed], self.window)
        below = [m for m in measured if m.percent < target]
        worst = min(measured, key=lambda m: (m.percent, m.first))
        made = tuple(
            self.figures.make(
                value=month.percent,
                unit="percent",
                step="availability.month",
                label=say("Availability in {month}", month=self.words.month(month.first)),
                formula=f"({month.agreed} − {month.down}) / {month.agreed} × 100",
                findings=(promise.id, *(f.id for f in closed if _touches(f, month.first))),
            ).id
            for month in measured
        )
        test = say(
            "Promised {target}. In {below} of {months} months from {first} to {last} the availability in the agreed "
            "operating time was lower; lowest {worst} in {month} ({down} of {agreed} minutes down).",
            target=self.words.percent(target),
            below=len(below),
            months=len(measured),
            first=self.words.month(measured[0].first),
            last=self.words.month(measured[-1].first),
            worst=self.words.percent(worst.percent),
            month=self.words.month(worst.first),
            down=worst.down,
            agreed=worst.agreed,
        )
        test += self._left_out(len(rows) - len(ours), len(ours) - len(closed))
        if not self.case.service:
            test += " " + say("No operating time is stated in case.toml ([service]), so every hour of the day counts.")
        stated = [f for f in self._matching(promise) if not f.attributes.get("opened")]
        return _Result(
            status="breached" if below else "kept", test=test, figures=made, incidents=(*_strongest(stated), *closed)
        )

    def _fix_time(self, promise: Finding, limit: int) -> _Result:
        say = self.words.say
        priority = promise.metric.get("priority")
        rows = [
            f
            for f in self._log()
            if self._in_time(f, promise) and (not priority or _same_priority(f.attributes.get("priority"), priority))
        ]
        ours = [f for f in rows if not self.cause(f)]
        closed = [f for f in ours if f.attributes.get("resolved")]
        if not closed or (promise.metric.get("what") == "response"):
            return self._by_incidents(promise)
        measured = fix_times([_times(f) for f in closed], limit, self.window)
        figure = self.figures.make(
            value=Decimal(measured.exceeded),
            unit="count",
            step="fix_time.exceeded",
            label=say("Cases that took longer than agreed"),
            formula=say(
                "{exceeded} of {cases} cases over {limit} minutes", exceeded=measured.exceeded, cases=measured.cases,
                limit=limit,
            ),
            findings=(promise.id, *(f.id for f in closed)),
        )  # fmt: skip
        test = say(
            "Promised within {limit}. {exceeded} of {cases} resolved cases{priority} took longer; the longest took "
            "{longest}, counted in the agreed operating time.",
            limit=self._length(limit),
            exceeded=measured.exceeded,
            cases=measured.cases,
            priority=say(" of priority {priority}", priority=priority) if priority else "",
            longest=self._length(measured.longest),
        )
        test += self._left_out(len(rows) - len(ours), len(ours) - len(closed))
        status: Status = "kept" if not measured.exceeded else "breached"
        over = [f for f in closed if self.window.minutes(*_times(f)) > limit]
        return _Result(status=status, test=test, figures=(figure.id,), incidents=tuple(over or closed))

    def _length(self, minutes: int) -> str:
        if minutes % 60 == 0:
            return self.words.say("{hours} hours", hours=minutes // 60)
        if minutes < 60:
            return self.words.say("{minutes} minutes", minutes=minutes)
        return self.words.say("{hours} hours {minutes} minutes", hours=minutes // 60, minutes=minutes % 60)

    def _left_out(self, other: int, unresolved: int) -> str:
        said = ""
        if other:
            said += " " + self.words.say("{count} with another cause are left out.", count=other)
        if unresolved:
            said += " " + self.words.say("{count} without an end in the log are not counted.", count=unresolved)
        return said

    # --- any other promise ----------------------------------------------------------------------------------------

    def _by_incidents(self, promise: Finding) -> _Result:
        say = self.words.say
        of_its_kind = self._matching(promise)
        matching = self._about_the_same(promise, of_its_kind)
        if of_its_kind and not matching:
            return _Result(
                status="cannot_tell",
                test=say(
                    "{count} incidents of this kind, but none that by its words is of what was promised; "
                    "a person must say whether one is.",
                    count=len(of_its_kind),
                ),
            )
        if not matching:
            return _Result(status="cannot_tell", test=say("No incident in the evidence tests this promise."))
        ours = [f for f in matching if not self.cause(f)]
        if not ours:
            return _Result(
                status="excused",
                test=say("{count} incidents, all of them with another cause.", count=len(matching)),
                incidents=tuple(matching),
            )
        plain = [f for f in ours if not f.hedged]
        stated = [f for f in ours if not f.attributes.get("opened")]
        test = say(
            "{count} incidents ({stated} told in the documents, {logged} lines of the incident log) speak against "
            "it{time}.",
            count=len(ours),
            stated=len(stated),
            logged=len(ours) - len(stated),
            time=self._time_of(ours),
        )
        test += self._left_out(len(matching) - len(ours), 0)
        if not plain:
            test += " " + say("All are told with reservation.")
        return _Result(status="breached" if plain else "partly", test=test, incidents=tuple(_strongest(ours)))

    def _about_the_same(self, promise: Finding, incidents: Sequence[Finding]) -> list[Finding]:
        if promise.kind not in BY_WORDS:
            return list(incidents)
        about = subject(promise.quote, self.case.sides)
        return [f for f in incidents if shared(about, subject(f.quote, self.case.sides))]

    def _time_of(self, incidents: Sequence[Finding]) -> str:
        days = [day for f in incidents if f.when for day in (f.when.start, f.when.end) if day]
        if not days:
            return ""
        first, last = min(days), max(days)
        if first == last:
            return self.words.say(", on {day}", day=first)
        return self.words.say(", from {first} to {last}", first=first, last=last)

    def _matching(self, promise: Finding) -> list[Finding]:
        return [
            f
            for f in self.incidents
            if f.kind in TESTED_BY[promise.kind] and self._in_time(f, promise) and _same_module(f, promise)
        ]

    def _in_time(self, incident: Finding, promise: Finding) -> bool:
        """What was over before the promise was made cannot break it."""
        made = self._written(promise)
        told = incident.when and (incident.when.end or (None if incident.when.open else incident.when.start))
        if incident.when and incident.when.open:
            return True
        told = told or self._written(incident)
        return made is None or told is None or told >= made


def _ticket(number: str) -> str:
    return "".join(number.split()).casefold()


def _modules(finding: Finding) -> frozenset[str]:
    """The parts of the system it speaks of; none: of all of it, or it does not say."""
    return frozenset(filter(None, finding.attributes.get("module", "").casefold().split(", ")))


def _same_module(one: Finding, other: Finding) -> bool:
    a, b = _modules(one), _modules(other)
    return not a or not b or bool(a & b)


def _same_priority(one: str | None, other: str) -> bool:
    digits = [c for c in (one or "") if c.isdigit()]
    wanted = [c for c in other if c.isdigit()]
    return digits[:1] == wanted[:1] if digits and wanted else (one or "").strip().casefold() == other.strip().casefold()


def _percent(finding: Finding) -> Decimal | None:
    share = finding.metric.get("percent")
    return Decimal(share) if share else None


def _minutes(finding: Finding, window: Window) -> int | None:
    """The time promised in minutes of the agreed operating time; None where it is not a length of hours or days."""
    a_day = window.end - window.start
    unit = {"minutes": 1, "hours": 60, "working_days": a_day, "days": a_day}.get(finding.metric.get("unit", ""))
    return int(Decimal(finding.metric["value"]) * unit) if unit and "value" in finding.metric else None


def _times(row: Finding) -> tuple[datetime, datetime]:
    return datetime.fromisoformat(row.attributes["opened"]), datetime.fromisoformat(row.attributes["resolved"])


def _touches(row: Finding, month: date) -> bool:
    start, end = _times(row)
    after = (month + timedelta(days=32)).replace(day=1)
    return start.date() < after and end.date() >= month


def _new_date(promise: Finding) -> Interval:
    """A promise that moves another is due on the later of its two days."""
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
    when = _new_date(promise)
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


def _strongest(incidents: Sequence[Finding]) -> list[Finding]:
    """The vendor's own admissions first, then third parties, then the customer; lines of a log last; by time."""
    rank = {Side.VENDOR: 0, Side.THIRD_PARTY: 1, Side.CUSTOMER: 2, Side.AUTHOR: 3}
    ordered = by_time(incidents)
    return sorted(ordered, key=lambda f: (bool(f.attributes.get("opened")), f.hedged, rank[f.speaker_side]))
