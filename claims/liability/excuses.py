"""The usual excuses of each breach, filled with what the evidence has for them, and why it bears on that breach.

A slot is filled by what the words say and by how they stand to the breach: the same incident, the same part of the
system, the same matter, a time that fits. What is said of the whole, naming neither part nor matter, is kept apart and
stands last. A slot where nothing was found says only that: nothing was found in what was searched.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from claims.comparison.compare import Compared, Comparison
from claims.comparison.duedays import due_days, slipped_from
from claims.comparison.incidenttest import TESTED_BY, of_its_subject
from claims.comparison.matching import security
from claims.comparison.reality import UNNAMED, modules
from claims.frozen import Place
from claims.held import Evidence
from claims.items import KIND_TEXT, SIDE_TEXT, place_of, standing
from claims.levels.log import same_priority
from claims.liability.contested import Excuse, Ground
from claims.liability.objected import told
from claims.model import Breach
from claims.vocabulary import EXCUSES as EXCUSES
from evidence.errors import Message
from evidence.model import DocumentKind, MarkKind, Span
from extract.excusing import excusing
from extract.model import NOTICE, Finding, Label, Saying, Side
from extract.modules import modules as modules_named
from extract.wording import shared, subject
from templates.words import Words

#: Statuses that ask for an excuse.
ASKED_FOR = ("late", "partly", "breached", "excused")
#: Excuses that are said of the claim as such: their own day does not have to lie in the time of the breach.
OF_THE_CLAIM = ("acceptance", "waiver", "late_notice")
#: Duties that go on after the delivery: to have accepted it is no excuse for them, unless it is of their matter.
RUNNING = ("availability", "response_fix", "support")
#: Excuses that say where it came from.
CAUSES = frozenset({"third_party", "customer_delay", "change_request", "force_majeure", "own_configuration"})
#: «Det er vores eget ansvar»: what begins so is of what was said before it.
_BACK = re.compile(r"\W*(?:det|dette|de|den|disse|it|this|that|these|they)\b", re.IGNORECASE)
#: So far before a statement its time or its matter may stand, in characters of the page.
AROUND = 240


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A statement as an excuse can rest on it."""

    id: str
    quote: str
    span: Span
    place: Place
    said_by: str
    excuses: frozenset[str]
    modules: frozenset[str]
    matters: frozenset[str]  # by its own words
    near: frozenset[str]  # by those before it, where its own name none
    subject: frozenset[str]
    days: tuple[date, date] | None  # what it tells of
    written: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """A breach as an excuse has to fit it."""

    kind: str
    matter: str  # its kind, but that the security of data is a matter of its own
    modules: frozenset[str]
    subject: frozenset[str]
    made: date | None  # when the promise was made
    last: date | None  # the last day of what broke it; None: it goes on, or no day is known
    incidents: Mapping[str, Finding]  # all that touch it, also those with another cause
    left_out: Mapping[str, str]  # of them those with another cause, and which
    days: frozenset[date]
    due: tuple[date, date] | None = None  # of a delivery: the day it was promised for


class Excuses:
    """Fills the slots of the breaches of one case."""

    def __init__(
        self, comparison: Comparison, evidence: Evidence, numbers: Mapping[str, int], words: Words
    ) -> None:
        self.reality, self.evidence, self.numbers, self.words = comparison.reality, evidence, numbers, words
        self.sides = comparison.case.sides
        self.reader = excusing(self.sides)
        self.findings = {f.id: f for f in evidence.live}

    def filled(self, compared: Compared) -> Compared:
        """The comparison with the slots of every breach that asks for an excuse."""
        return replace(compared, breaches=tuple(self._with_slots(breach) for breach in compared.breaches))

    def _with_slots(self, breach: Breach) -> Breach:
        promise = self.findings[breach.promise]
        # What does not bind the vendor needs no excuse.
        if breach.status not in ASKED_FOR or standing(promise) != "basis":
            return breach.model_copy(update={"ready": True})
        facts = self._facts(promise, breach)
        return breach.model_copy(update={"excuses": tuple(self._slot(kind, facts) for kind in EXCUSES)})

    def _slot(self, kind: str, facts: Facts) -> Excuse:
        grounds = [g for said in self.statements if kind in said.excuses and (g := self._bears(said, kind, facts))]
        grounds += self._causes(kind, facts)
        # The same words may be several findings; they speak for an excuse once.
        once = {g.place.spot: g for g in reversed(grounds)}
        ordered = sorted(once.values(), key=lambda g: (not g.direct, g.place.exhibit, g.place.page, g.place.start or 0))
        return Excuse(
            kind=kind,
            kind_text=self.words.say(EXCUSES[kind]),
            items=tuple(ground.id for ground in ordered if ground.id in self.findings),
            grounds=tuple(ordered),
            settled=next((self._settled(one, facts) for one in ordered if self._settled(one, facts)), ""),
        )

    def _settled(self, ground: Ground, facts: Facts) -> str:
        """The words of a ground by which the very part or delay was settled for good; empty: it settles nothing of it.

        A settlement that names no part is of the delay that its own agreement tells from day to day; else it may be of
        anything: it is put before a person, and holds nothing back.
        """
        found = self.findings.get(ground.id)
        if found is None or not found.attributes.get("settles") or found.negated or found.hedged:
            return ""
        parts = modules(found) - {UNNAMED}
        if not parts & facts.modules and (parts or not self._told_with(found, facts)):
            return ""
        return f"{self.words.quoted(found.quote)} ({self.evidence.documents[found.span.document].name})"

    def _told_with(self, settlement: Finding, facts: Facts) -> bool:
        """Whether the agreement that settles tells of this very delay, from the day it was due to the day it came."""
        paper = settlement.span.document
        return self.evidence.documents[paper].kind is DocumentKind.CONTRACT and any(
            f.span.document == paper and (slipped := slipped_from(f)) is not None
            and facts.due is not None and facts.due[0] <= slipped <= facts.due[1]
            for f in facts.incidents.values()
        )

    def _bears(self, said: Said, kind: str, facts: Facts) -> Ground | None:
        """The statement as a ground for this breach, with why; None where it does not bear on it."""
        why = self._why(said, kind, facts)
        if why is None:
            return None
        return Ground(
            id=said.id, quote=said.quote, place=said.place, said_by=said.said_by,
            why=self.words.message(why[1]) + self._objected(said) + self._drafted(said), direct=why[0],
        )  # fmt: skip

    def _drafted(self, said: Said) -> str:
        """That it stands in a paper that calls itself a draft, where it does."""
        found = self.findings.get(said.id)
        if found is None or not found.attributes.get("draft"):
            return ""
        return " " + self.words.say("It stands in a draft: see whether both sides have approved it.")

    def _objected(self, said: Said) -> str:
        """That the minutes it stands in were objected to, where they were."""
        found = self.findings.get(said.id)
        by = self.reality.objected(found) if found else None
        return f" {told(by, self.evidence.documents, self.words)}" if by else ""

    def _why(self, said: Said, kind: str, facts: Facts) -> tuple[bool, Message] | None:
        if not self._in_time(said, kind, facts):
            return None
        if kind == "waiver" and (only := self.reader.waives_only(said.quote)) is not None and facts.kind not in only:
            return None
        named = said.modules - {UNNAMED}
        if both := named & facts.modules:
            return True, Message("It names the same part: {parts}.", {"parts": ", ".join(sorted(both))})
        if any(said.span.overlaps(incident.span) for incident in facts.incidents.values()):
            return True, Message("The same words tell of an incident that tests the promise.")
        if named and facts.modules:
            return None
        if facts.matter in said.matters:
            kind_text = self.words.say(KIND_TEXT[facts.kind])
            return True, Message("It speaks of the same matter: {kind}.", {"kind": kind_text})
        if kind not in OF_THE_CLAIM and said.days and said.days[0] == said.days[1] and said.days[0] in facts.days:
            return True, Message("It tells of a day on which an incident is counted.")
        if len(shared(facts.subject, said.subject)) > 1:
            return True, Message("It uses the words of the promise.")
        if kind == "acceptance" and facts.kind in RUNNING:
            return None
        if facts.matter in said.near:
            return False, Message(
                "The words before it speak of the same matter ({kind}): see whether it is of this.",
                {"kind": self.words.say(KIND_TEXT[facts.kind])},
            )  # fmt: skip
        if not (said.matters or said.near) or (kind == "acceptance" and not facts.modules):
            if named:
                return False, Message("The promise is of the whole system, and this is of a part of it.")
            return False, Message("It names no part and no matter of what was promised: see whether it is of this.")
        return None

    def _in_time(self, said: Said, kind: str, facts: Facts) -> bool:
        """Could it be of the time of the breach? What has no day could."""
        if kind in OF_THE_CLAIM:
            first = said.days[1] if said.days else said.written
            return facts.made is None or first is None or first >= facts.made
        if said.days is None:
            return True
        first, last = said.days
        return (facts.made is None or last >= facts.made) and (facts.last is None or first <= facts.last)

    def _causes(self, kind: str, facts: Facts) -> Iterator[Ground]:
        """Incidents of this breach with another cause, which is of this excuse by what it is called."""
        for ident, cause in facts.left_out.items():
            incident = self.findings[ident]
            if kind in self._called(incident, cause):
                yield Ground(
                    id=ident, quote=incident.quote, place=self._place(incident), said_by=self._speaker(incident),
                    why=self.words.say("An incident left out of the test: {cause}.", cause=cause.rstrip(".")),
                    direct=True,
                )  # fmt: skip

    def _called(self, incident: Finding, cause: str) -> frozenset[str]:
        if incident.attributes.get("cause") == "third_party":
            return frozenset({"third_party"})
        if by_words := self.reader.excuses(f"{cause} {incident.quote}") & CAUSES:
            return by_words
        blamed = any(f.kind == "shared_blame" and f.span.overlaps(incident.span) for f in self.reality.adverse)
        return frozenset({"own_configuration" if blamed else "third_party"})

    def _facts(self, promise: Finding, breach: Breach) -> Facts:
        kinds = TESTED_BY[promise.kind]
        priority = promise.metric.get("priority", "")
        # A fault promised mended by a day is no time within which every case of the log is to be mended.
        timed = promise.kind == "response_fix" and "value" in promise.metric
        touching = [
            f
            for f in (self.reality.logged() if timed else [])
            if not priority or same_priority(f.attributes.get("priority"), priority)
        ]
        touching += of_its_subject(promise, [f for f in self.reality.incidents if f.kind in kinds], self.reality)
        parts = modules(promise) - {UNNAMED}
        touching = [
            f for f in self.reality.since(promise, touching) if not parts or not modules(f) or parts & modules(f)
        ]
        tested = {f.id: f for f in touching} | {i: self.findings[i] for i in breach.incidents if i in self.findings}
        ends = [f.when.end for f in tested.values() if f.when and f.when.end and not f.when.open]
        going_on = promise.kind != "delivery_date" and any(f.when and f.when.open for f in tested.values())
        days = frozenset(
            f.when.start for f in tested.values() if f.when and f.when.start and f.when.end in (None, f.when.start)
        )
        return Facts(
            kind=promise.kind,
            matter="security" if security(promise, self.reality) else promise.kind,
            modules=parts,
            subject=subject(promise.quote, self.sides),
            made=self.reality.written(promise),
            last=None if going_on or not ends else max(ends),
            incidents=tested,
            left_out={f.id: cause for f in touching if (cause := self.reality.cause(f))},
            days=days,
            due=due_days(self.reality.as_moved(promise)[0]) if promise.kind == "delivery_date" else None,
        )

    @cached_property
    def statements(self) -> Sequence[Said]:
        """Everything that can speak for an excuse, by the words it uses: findings first, then other sentences."""
        found = [
            *self.reality.adverse,
            *(f for f in self.reality.incidents if not f.attributes.get("row") and self.reality.cause(f)),
            *(f for f in self.reality.promises if f.attributes.get("testimonial") is None and standing(f) == "adverse"),
        ]
        said = [one for f in found if (one := self._of_finding(f)).excuses]
        told: dict[tuple[str, int], list[Said]] = defaultdict(list)
        for one in said:
            told[one.span.document, one.span.page].append(one)
        others = [
            one
            for one in self._of_sentences()
            if not any(
                one.span.overlaps(its.span) and one.excuses <= its.excuses
                for its in told[one.span.document, one.span.page]
            )
        ]
        return [*said, *others]

    def _of_finding(self, finding: Finding) -> Said:
        by_words = self.reader.excuses(finding.quote)
        around = self._around(finding.span)
        match finding.kind if finding.label is Label.ADVERSE else "":
            case "acceptance":
                excuses = frozenset() if self.reader.admits(finding.quote) else frozenset({"acceptance"})
            case "waiver":
                excuses = frozenset({"waiver"})
            case "late_notice":
                excuses = by_words & {"late_notice"}
            case "shared_blame":
                excuses = _blame(by_words, self.reader.excuses(around))
            case _:
                excuses = by_words & {"change_request", "force_majeure", "customer_delay"}
                if finding.label is Label.INCIDENT:
                    excuses |= by_words & {"third_party"}
        theirs = finding.speaker_side is Side.CUSTOMER and not finding.negated
        if theirs and finding.kind in ("acceptance", "delivery_date") and self.reader.consents(finding.quote):
            excuses |= {"waiver"}
        own = self.reader.matters(finding.quote)
        before = frozenset() if own else self.reader.matters(around)
        if _BACK.match(finding.quote):
            own, before = own or before, frozenset()
        when = finding.when
        start, end = (when.start or when.end, when.end or when.start) if when else (None, None)
        days = None if start is None or end is None else (start, date.max if when and when.open else end)
        return Said(
            id=finding.id,
            quote=finding.quote,
            span=finding.span,
            place=self._place(finding),
            said_by=self._speaker(finding),
            excuses=excuses,
            modules=modules(finding),
            matters=frozenset({"security"}) & own or own,
            near=before,
            subject=subject(finding.quote, self.sides),
            days=days,
            written=self.reality.written(finding),
        )

    def _of_sentences(self) -> Iterator[Said]:
        for sha256, said in sorted(self.evidence.sayings.items()):
            if sha256 in self.numbers:
                yield from (self._of_saying(one) for one in said if one.what != NOTICE)

    def _of_saying(self, one: Saying) -> Said:
        span = one.span
        document, page = self.evidence.documents[span.document], self.evidence.pages[span.document, span.page]
        text = page.quote(span.start, span.end)
        spot = f"{span.document}|{span.page}|{span.start}|{span.end}"
        return Said(
            id="s-" + hashlib.sha256(spot.encode()).hexdigest()[:12],
            quote=text,
            span=span,
            place=Place(
                exhibit=self.numbers[span.document], document=document.name, sha256=span.document, page=span.page,
                page_label=page.label, start=span.start, end=span.end,
            ),
            said_by="",
            excuses=frozenset({one.what}),
            modules=frozenset(modules_named(text)),
            matters=self.reader.matters(text),
            near=frozenset(),
            subject=subject(text, self.sides),
            days=None,
            written=document.date,
        )  # fmt: skip

    def _around(self, span: Span) -> str:
        """The words of the same paragraph that stand before it, near enough to say what it is about."""
        page = self.evidence.pages[span.document, span.page]
        blocks = (m.start for m in page.marks if m.kind is MarkKind.BLOCK and m.start <= span.start < m.end)
        before = page.text[max(span.start - AROUND, 0, *blocks) : span.start]
        return before.rpartition("\n\n")[2] + page.text[span.start : span.end]

    def _place(self, finding: Finding) -> Place:
        document = self.evidence.documents[finding.span.document]
        page = self.evidence.pages[finding.span.document, finding.span.page]
        return place_of(finding, document, page, self.numbers[finding.span.document])

    def _speaker(self, finding: Finding) -> str:
        return finding.speaker or self.words.say(SIDE_TEXT[finding.speaker_side])


def _blame(own: Iterable[str], around: Iterable[str]) -> frozenset[str]:
    """What is laid on others by its own words, else by those around it; on the customer's own use, where none tell."""
    return CAUSES & frozenset(own) or CAUSES & frozenset(around) or frozenset({"own_configuration"})
