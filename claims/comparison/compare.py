"""Promise against reality: each promise of the vendor, the incidents that test it, and the test with its numbers.

A promise is measured where it names what to measure (a day, a share, a time), and else tested by the incidents told.
What the customer's own people promised, and what was only advertised or intended, is listed and not tested as a duty.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from claims.case import Case
from claims.comparison.delivery import delivery_verdict
from claims.comparison.duedays import due_days, moved_to
from claims.comparison.incidenttest import TESTED_BY, incident_verdict
from claims.comparison.matching import match
from claims.comparison.matrix import BROKEN, Match
from claims.comparison.reality import Reality, Verdict, clauses_named, modules, moves_by_number, moves_day
from claims.comparison.service import availability_verdict, fix_time_verdict
from claims.comparison.ties import Spoken, Tie, spoken_of
from claims.comparison.undertakings import Ranking, Undertaking, sources, undertakings
from claims.figures import Figures
from claims.items import by_time, is_term, standing, when_text
from claims.levels.targets import holds_from, holds_until, of_answers
from claims.levels.times import changed_from
from claims.mentions import named_in
from claims.model import Breach
from evidence.errors import Message
from evidence.model import Document, DocumentKind, Page
from extract.arriving import arrivals
from extract.elsewhere import other_towns, told_on
from extract.excusing import excusing
from extract.model import Bound, Finding, Label, Saying, Side, Strength
from extract.papers.complaining import complaints
from extract.papers.objecting import objections
from extract.papers.precedence import Paper, Papers
from extract.partnames import part_names
from extract.wording import shared, subject, yields
from templates.words import Words

#: How promises are measured, in this order, where they name what to measure; else their incidents tell.
MEASURED: Mapping[str, Sequence[Callable[[Finding, Reality, Figures], Verdict | None]]] = {
    "delivery_date": (delivery_verdict,),
    "availability": (availability_verdict,),
    "response_fix": (fix_time_verdict, delivery_verdict),
    "functionality": (delivery_verdict,),
    "integration": (delivery_verdict,),
    "compliance_documentation": (delivery_verdict,),
    "support": (delivery_verdict,),
}

STATUS_TEXT: Mapping[str, str] = {
    "kept": "kept",
    "late": "late",
    "partly": "partly kept",
    "breached": "breached",
    "superseded": "superseded",
    "excused": "excused",
    "cannot_tell": "cannot be told",
}

#: What both parties have signed.
AGREED = (Paper.AMENDMENT, Paper.CONTRACT, Paper.ANNEX)
#: What one of them had asked for or offered before.
OFFERED = (Paper.REQUIREMENTS, Paper.TENDER, Paper.SALES)
_AGREED = re.compile(r"\b(?:aftal|enig|accept|godkend|agree)", re.IGNORECASE)

#: Kinds that are measured from the lines of the incident log.
BY_LOG = ("availability", "response_fix")

@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """The matrix, the promises nothing tested, and the incidents that test no promise (ids)."""

    breaches: tuple[Breach, ...]
    untested: tuple[str, ...]
    unmatched: tuple[str, ...]


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
        pages: Iterable[Page] = (),
        sayings: Mapping[str, Sequence[Saying]] | None = None,
        ties: Sequence[Tie] = (),
    ) -> None:
        self.case, self.figures, self.words, self.ties = case, figures, words, ties
        contracts = {sha256 for sha256, one in documents.items() if one.kind is DocumentKind.CONTRACT}
        pages = tuple(pages)
        names = part_names(
            (p.text for p in pages if p.document in contracts), [m.names for m in case.module],
            (*case.customer.names, *case.vendor.names, *case.system.names),
        ).with_papers((p.document, p.text) for p in pages).with_points(
            p for p in pages if p.document not in contracts
        )
        self._parts = frozenset((*names.parts.values(), *names.capital.values()))
        towns = other_towns((p.text for p in pages), case.sides.customer)
        told = told_on([names.told(finding) for finding in findings], case.sides.customer, known=towns)
        findings = by_time(list(told))  # in whatever order they came
        # The line above a table promises what its rows say; the rows are tested.
        self.promises = [f for f in findings if f.label is Label.PROMISE and not f.attributes.get("introduces")]
        self.reality = Reality(
            findings, documents, case, words=words,
            complaints=complaints(documents, pages, sayings or {}, case.sides, excusing(case.sides), findings),
            arrivals=tuple(one.naming(names.named_in(one.quote)) for one in arrivals(documents, pages)),
            objections=objections(documents, pages, case.sides),
        )  # fmt: skip
        clauses = [f for f in findings if is_term(f) and f.kind == "precedence"]
        self.ranking = Ranking(Papers(documents.values(), pages), clauses, self.reality.written)
        self.undertakings = undertakings(self.promises, self.ranking, self.reality)
        self._home = {f.id: u for u in self.undertakings for f in u.members}
        moved = {id(u): self._successor(u) for u in self.undertakings}
        self._moved_by = {u.head.id: by for u in self.undertakings if (by := moved[id(u)])}

    def compare(self) -> Compared:
        """Test every promise that binds the vendor; list what tests nothing and what nothing tests."""
        breaches, untested, matched = [], [], set()
        for promise in by_time([one.head for one in self.undertakings]):
            undertaking = self._home[promise.id]
            spoken = spoken_of([f.id for f in undertaking.members], self.ties)
            result = self._said(self._test(promise, self.reality.seen_for(spoken)), spoken)
            ties = self._ties(promise, result, spoken)
            if held := _rests_on_weak_ties(result, ties):
                result = self._held(result)
            elif promise.kind not in BY_LOG:
                result = self._doubted(result, ties)
            matched |= {f.id for f in result.incidents}
            if not result.incidents and result.status == "cannot_tell":
                untested.append(promise.id)
            breaches.append((_weight(promise, result), self._breach(undertaking, result, ties, held=held)))
        unmatched = [f.id for f in by_time(self.reality.incidents) if f.id not in matched]
        # What binds and was broken stands first; within that, by time.
        breaches.sort(key=lambda one: one[0])
        return Compared(breaches=tuple(b for _, b in breaches), untested=tuple(untested), unmatched=tuple(unmatched))

    def _said(self, result: Verdict, spoken: Spoken) -> Verdict:
        """The verdict with what people have tied to the promise among its incidents, and the sentences that say so."""
        if not spoken.tied and not spoken.untied:
            return result
        known = {f.id: f for f in (*self.reality.incidents, *self.reality.adverse)}
        shown = {f.id for f in result.incidents}
        beside = tuple(f for f in by_time([known[i] for i in spoken.tied if i in known]) if f.id not in shown)
        tied, untied = len(spoken.tied.keys() & known), len(spoken.untied.keys() & known)
        said = result.test
        if tied:
            said += " " + self.words.say("{count} of the incidents {count:is|are} tied to it by a person.", count=tied)
        if untied:
            said += " " + self.words.say(
                "{count} {count:is|are} left out because a person has untied {count:it|them}.", count=untied
            )
        return replace(result, test=said, incidents=(*result.incidents, *beside))

    def _ties(self, promise: Finding, result: Verdict, spoken: Spoken) -> tuple[Match, ...]:
        measured = {f.id for f in result.incidents if promise.kind in BY_LOG and "opened" in f.attributes}
        return tuple(
            match(promise, f, self.reality, measured=f.id in measured, tie=spoken.tied.get(f.id))
            for f in result.incidents
        )

    def _held(self, result: Verdict) -> Verdict:
        """What would be a breach if its incidents belonged to it, which only a person can say."""
        return replace(
            result,
            status="cannot_tell",
            test=self.words.say(
                "Held back: no incident has more in common with the promise than one word or its kind. Tie those that "
                "belong to it, and untie the rest. If they do, the test reads: {test}",
                test=result.test,
            ),
        )

    def _doubted(self, result: Verdict, ties: Sequence[Match]) -> Verdict:
        weak = sum(one.strength == "weak" for one in ties)
        if not weak or result.status not in BROKEN:
            return result
        return replace(result, test=f"{result.test} {self.words.message(doubt(weak))}")

    def _breach(self, undertaking: Undertaking, result: Verdict, ties: tuple[Match, ...], *, held: bool) -> Breach:
        promise = undertaking.head
        successor = self._moved_by.get(promise.id)
        conflicts = () if successor else [f for f in undertaking.conflicts if f.id not in self._moved_by]
        told = sources(undertaking, self._moved_from(promise), conflicts, self.ranking, self.words)
        say = self.words.say
        return Breach(
            id="b-" + promise.id.removeprefix("f-"),
            promise=promise.id,
            status=result.status,
            status_text=say(STATUS_TEXT[result.status]),
            test=result.test,
            figures=result.figures,
            incidents=tuple(f.id for f in result.incidents[:12]),
            incidents_total=len(result.incidents),
            matches=ties,
            held=held,
            sources=told,
            precedence=self.ranking.told(self.words) if told else "",
            superseded_by=successor.id if successor and result.status == "superseded" else None,
        )

    def _test(self, promise: Finding, reality: Reality) -> Verdict:
        say = self.words.say
        if why := self._no_undertaking(promise):
            return Verdict(status="cannot_tell", test=why)
        if successor := self._moved_by.get(promise.id):
            return self._until_changed(promise, successor, reality) or Verdict(
                status="superseded", test=self._superseded(successor)
            )
        if why := self._contract_before(promise):
            return Verdict(status="cannot_tell", test=why)
        result = self._measured(promise, reality) or incident_verdict(promise, reality)
        if standing(promise) == "context" and result.status != "cannot_tell":
            weak = say("The words are an intention or marketing, not a binding promise; the test shows how it went.")
            result = replace(result, test=f"{result.test} {weak}")
        return result

    def _no_undertaking(self, promise: Finding) -> str:
        """Why the words bind the vendor to nothing that can be tested; empty: they may."""
        say, whose = self.words.say, promise.attributes.get("stranger", "")
        if promise.negated:
            return say("The words deny the promise; there is nothing to test.")
        if whose == "yes":
            return say(
                "Written by neither party, about neither of them and not about the system, and not tested. If it "
                "is the vendor who writes, add the name under [vendor] names in case.toml."
            )
        if "stranger" in promise.attributes:
            return say(
                "Of an agreement with {firm}, which is not named as the vendor, and not tested. If it is the vendor "
                "under another name, add the name under [vendor] names in case.toml.",
                firm=whose,
            )
        if standing(promise) == "adverse":
            return say(
                "Not an undertaking by the vendor: the words are the customer's own. They show what was expected, "
                "and the other side can use them."
            )
        if standing(promise) == "context" and promise.strength not in (Strength.INTENT, Strength.MARKETING):
            if promise.bound is Bound.BOTH:
                return say("The duty is both parties' and is not tested here as the vendor's.")
            return say("The duty is the customer's own and is not tested here.")
        return ""

    def _contract_before(self, promise: Finding) -> str:
        """Which of the contract's own promises goes before it and is tested in its place; empty: none does."""
        say, documents = self.words.say, self.reality.documents
        if goes_before := self._goes_before(promise):
            return say(
                "The contract promises {percent} ({document}) and goes before this; that is what is tested.",
                percent=self.words.percent(Decimal(goes_before.metric["percent"])),
                document=documents[goes_before.span.document].name,
            )
        if dated := self._dated_by_contract(promise):
            return say(
                "The contract gives another day for it, {when} ({document}), and goes before this; that is what is "
                "tested.",
                when=when_text(moved_to(dated), self.words), document=documents[dated.span.document].name,
            )  # fmt: skip
        return ""

    def _measured(self, promise: Finding, reality: Reality) -> Verdict | None:
        """By its own measure; a measure that cannot tell leaves it to the incidents, where those can."""
        undecided = None
        for measure in MEASURED.get(promise.kind, ()):
            result = measure(promise, reality, self.figures)
            if result is not None and (
                result.status != "cannot_tell" or (promise.kind == "delivery_date" and not reality.tied)
            ):
                return result
            undecided = undecided or result
        return undecided if not TESTED_BY[promise.kind] and not reality.tied else None

    def _successor(self, undertaking: Undertaking) -> Finding | None:
        """The latest later promise of the same kind and module whose words move one of its statements."""
        head = undertaking.head
        later = [
            pair for promise in (head, *undertaking.same) for pair in self._moving(promise)
            if self._may_move(pair[1], head)
        ]  # fmt: skip
        if not later and self.ranking.paper(head) in OFFERED:
            return self._moved_with_the_contract(head)
        by = max(later, key=lambda pair: (pair[0], pair[1].span))[1] if later else None
        return self._home[by.id].head if by and self._home[by.id] is not undertaking else None

    def _moved_with_the_contract(self, offered: Finding) -> Finding | None:
        """What moved the contract's own promise of the day that a tender had offered for the same parts."""
        day = due_days(offered) if offered.kind == "delivery_date" else None
        taken_up = (
            u for u in self.undertakings
            if day and u.head.kind == offered.kind and due_days(u.head) == day and self._in_contract(u.head)
            and modules(u.head) == modules(offered)
        )  # fmt: skip
        return next((by for u in taken_up if (by := self._successor(u))), None)

    def _moving(self, promise: Finding) -> list[tuple[date, Finding]]:
        if promise.bound is Bound.CUSTOMER:  # what the vendor moves is a day of its own
            return []
        mine = self.reality.written(promise)
        return [
            (written, f)
            for f in self.promises
            if f.kind == promise.kind
            and f.attributes.get("supersedes") == "yes"
            and f.id != promise.id
            and not f.negated
            and standing(f) == "basis"
            and (not clauses_named(f) or "clause" not in promise.attributes or moves_by_number(f, promise))
            and self._of_one_part(f, promise)
            and _reaches(f, promise)
            and not self._moves_anothers_day(f, promise)
            and (was_it := _was(f, promise)) is not False
            and (was_it or self._of_one_thing(f, promise))
            and (written := self.reality.written(f)) is not None
            and mine is not None
            and written > mine
        ]

    def _moves_anothers_day(self, later: Finding, earlier: Finding) -> bool:
        """Whether words that move a day name that of another promise: «… den 1. marts i stedet for den 1. december»."""
        if earlier.attributes.get("milestone") or moves_by_number(later, earlier):
            return False
        its, new = due_days(earlier), due_days(later)
        if later.kind != "delivery_date" or its is None or its[0] != its[1] or moves_day(later, its[1]):
            return False
        others = (due_days(one) for one in self.promises if one.kind == later.kind and one.id != later.id)
        return any(due and due != new and due[0] == due[1] and moves_day(later, due[1]) for due in others)

    def _goes_before(self, promise: Finding) -> Finding | None:
        """The contract's own share, where a tender, a brochure or what was said before it gave another; or that of
        another paper of it, where the promise says itself that it yields («medmindre andet er aftalt i bilag 3»)."""
        if promise.kind != "availability" or "percent" not in promise.metric:
            return None
        if self._in_contract(promise):
            return self._yields_to(promise)
        agreed = next(
            (
                u.head for u in self.undertakings
                if u.head.kind == promise.kind and "percent" in u.head.metric and standing(u.head) == "basis"
                and self._in_contract(u.head) and modules(u.head) == modules(promise)
                and u.head.id not in self._moved_by
            ),
            None,
        )  # fmt: skip
        if agreed is None or agreed.metric["percent"] == promise.metric["percent"]:
            return None
        signed, written = self.reality.written(agreed), self.reality.written(promise)
        earlier = signed is not None and written is not None and written <= signed
        offered = self.ranking.paper(promise) in OFFERED
        return agreed if earlier or offered or standing(promise) != "basis" else None

    def _yields_to(self, promise: Finding) -> Finding | None:
        """Another share agreed in a paper of the contract, where the promise holds only if nothing else is agreed."""
        if not yields(promise.quote):
            return None
        return next(
            (
                u.head for u in self.undertakings
                if u.head.kind == promise.kind and standing(u.head) == "basis" and self._in_contract(u.head)
                and not u.head.hedged and u.head.span.document != promise.span.document
                and modules(u.head) == modules(promise) and u.head.id not in self._moved_by
                and u.head.metric.get("percent", promise.metric["percent"]) != promise.metric["percent"]
            ),
            None,
        )  # fmt: skip

    def _dated_by_contract(self, promise: Finding) -> Finding | None:
        """The contract's own day for the very part, where a tender or a brochure had given another."""
        mine = due_days(promise) if promise.kind == "delivery_date" else None
        if mine is None or self.ranking.paper(promise) not in OFFERED:
            return None
        its = modules(promise)
        agreed = [
            u.head for u in self.undertakings
            if u.head.kind == promise.kind and standing(u.head) == "basis" and not u.head.negated
            and self._in_contract(u.head) and due_days(u.head) is not None and modules(u.head) == its
            and (its or shared(*(subject(one.quote, self.reality.case.sides) for one in (u.head, promise))))
        ]  # fmt: skip
        return next(iter(agreed), None) if all(due_days(one) != mine for one in agreed) else None

    def _in_contract(self, finding: Finding) -> bool:
        return self.ranking.paper(finding) in AGREED

    def _may_move(self, later: Finding, earlier: Finding) -> bool:
        """Whether words can move what the parties signed: both sides' words can, one side's only where they agreed."""
        if self._in_contract(later) or not self._in_contract(earlier) or later.speaker_side is Side.AUTHOR:
            return True
        return _AGREED.search(later.quote) is not None

    def _of_one_part(self, later: Finding, earlier: Finding) -> bool:
        """Whether both are of the same part of the system: named in both, in none, or meant with the one clause."""
        its, moved = modules(earlier), modules(later)
        if moved and (its & moved or moves_by_number(later, earlier)):
            # «Dagen i pkt. 3.1 ændres for modulerne A og B»: nothing of it stands where the others have a later day.
            left = (its or self._parts) - moved
            return all(self._has_later_day(part, earlier) for part in left)
        if not its or moved:
            return its <= moved and bool(its) == bool(moved)
        clause = [
            f
            for f in self.promises
            if (f.span.document, f.kind, f.attributes.get("clause")) == (
                earlier.span.document, earlier.kind, earlier.attributes.get("clause")
            )
        ]  # fmt: skip
        return moves_by_number(later, earlier) and all(modules(f) == its for f in clause)

    def _has_later_day(self, part: str, earlier: Finding) -> bool:
        mine = self.reality.written(earlier)
        return any(
            f.kind == earlier.kind and part in modules(f) and self._in_contract(f) and not f.negated
            and mine is not None and (written := self.reality.written(f)) is not None and written > mine
            for f in self.promises
        )  # fmt: skip

    def _of_one_thing(self, later: Finding, earlier: Finding) -> bool:
        """Whether words that move a day can be of this promise: its clause, its thing, or one of them names none."""
        if moves_by_number(later, earlier) or earlier.attributes.get("milestone"):
            return True
        # How much of the time the system is there is one thing, also where the amendment is in another language.
        if later.kind == "availability" and all("percent" in one.metric for one in (later, earlier)):
            return of_answers(later) == of_answers(earlier)
        about, its = (subject(one.quote, self.reality.case.sides) for one in (later, earlier))
        # Words that name a clause are of it; where the other stands in none, only its own words can make it the same.
        # Where neither gives a day or a number, one word that both happen to use does not.
        if len(shared(about, its)) >= (1 if any(one.when or one.metric for one in (later, earlier)) else 2):
            return True
        due, when = due_days(earlier), later.when
        if not clauses_named(later) and not (about and its):
            both = later.kind == "delivery_date" and when is not None and when.start and when.end != when.start
            return not both or (due is not None and moves_day(later, due[1]))  # a day that is moved names its promise
        # «The delivery date for M4 is changed from 1 September …» is of the system due on that very day.
        names = (*_THE_SYSTEM, *self.reality.case.system.names)
        whole = about <= _OF_A_DELIVERY and any(named_in(name, earlier.quote) for name in names)
        return whole and due is not None and due[0] == due[1] and moves_day(later, due[1])

    def _moved_from(self, promise: Finding) -> list[Finding]:
        """The earlier promises this one took the place of."""
        earlier = (self._home[one].head for one, by in self._moved_by.items() if by is promise)
        return by_time([one for one in earlier if not one.negated])  # «we cannot promise» is no promise that was moved

    def _until_changed(self, promise: Finding, successor: Finding, reality: Reality) -> Verdict | None:
        """How a share or a time promised was kept until another took its place; None where nothing says when it did."""
        if (day := changed_from(successor, self.reality.written(successor))) is not None:
            return self._until_day(promise, successor, day, reality)
        begins = holds_from(successor, self.reality.written(successor))
        if promise.kind != "availability" or begins is None:
            return None
        before = availability_verdict(promise, reality, self.figures, changed_by=successor)
        if before is None:
            return None
        changed = self.words.say(
            "From {month} {document} puts {percent} in its place.",
            month=self.words.month(begins),
            document=self.reality.documents[successor.span.document].name,
            percent=self.words.percent(Decimal(successor.metric["percent"])),
        )
        if again := holds_until(successor):
            changed += " " + self.words.say("From {month} this holds again.", month=self.words.month(again))
        return replace(before, test=f"{before.test} {changed}")

    def _until_day(self, promise: Finding, successor: Finding, day: date, reality: Reality) -> Verdict | None:
        """How soon cases were solved that began before a day from which another time holds."""
        before = fix_time_verdict(promise, reality, self.figures, until_day=day)
        if before is None:
            return None
        changed = self.words.say(
            "For cases from {day} on {document} puts another time in its place.", day=self.words.day(day),
            document=self.reality.documents[successor.span.document].name,
        )  # fmt: skip
        return replace(before, test=f"{before.test} {changed}")

    def _superseded(self, successor: Finding) -> str:
        document = self.reality.documents[successor.span.document]
        if successor.when and successor.kind != "availability":
            return self.words.say(
                "Moved to {when} by {document}; the later promise is tested instead.",
                when=when_text(moved_to(successor), self.words),
                document=document.name,
            )
        return self.words.say("Replaced by {document}; the later promise is tested instead.", document=document.name)


#: Words by which the whole of what is delivered is named, whatever the case calls it.
_THE_SYSTEM = ("systemet", "løsningen", "the system", "the solution")
#: What is left of words that move a day and name nothing but a milestone.
_OF_A_DELIVERY = frozenset(
    ("delivery", "changed", "amended", "moved", "deadline", "leveringsdato", "leveringsfrist", "leveringsdag",
     "idriftsættelsesdato", "overtagelsesdato", "overtagelsesdag")
)  # fmt: skip


def _was(later: Finding, earlier: Finding) -> bool | None:
    """Whether what words move was what a promise gives; None where they do not say what it was."""
    was, its = later.metric.get("was"), earlier.metric
    return None if not was else was in (f"{its.get('value')} {its.get('unit')}", f"{its.get('percent')} percent")


def _reaches(later: Finding, earlier: Finding) -> bool:
    """Whether a promise that moves a day can move that of a schedule's row: it names the row, or the day it was."""
    milestone, day = earlier.attributes.get("milestone", "").casefold(), due_days(earlier)
    named = milestone in (word.strip("().,;:»«“”") for word in later.quote.casefold().split())
    return not milestone or named or (day is not None and moves_day(later, day[1]))


def _rests_on_weak_ties(result: Verdict, ties: Sequence[Match]) -> bool:
    """Whether a promise would be broken, late or excused by nothing that surely is of it."""
    return result.status in (*BROKEN, "excused") and bool(ties) and all(one.strength == "weak" for one in ties)


def _weight(promise: Finding, result: Verdict) -> tuple[int, int]:
    order = ("breached", "late", "partly", "excused", "superseded", "kept", "cannot_tell")
    return ("basis", "context", "adverse").index(standing(promise)), order.index(result.status)


def doubt(count: int) -> Message:
    """What is said in one's own house of incidents that are tied weakly to the promise they test."""
    return Message(
        "Of the incidents {count} {count:is|are} tied weakly to the promise: see whether "
        "{count:it belongs|they belong} to it.",
        {"count": count},
    )
