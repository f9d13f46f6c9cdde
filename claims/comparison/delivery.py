"""Delivery: the day something was due, the day it was ready, and the days between."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from claims.comparison.duedays import done_days, due_days, moved_to, slipped_from, told_day
from claims.comparison.reality import UNNAMED, Reality, Verdict, modules, same_module
from claims.figures import Figures
from claims.items import standing, when_text
from claims.levels.keys import BodSection
from evidence.errors import Message
from evidence.model import DocumentKind
from evidence.wording import one_line
from extract.arriving import Arrival
from extract.excusing import excusing
from extract.model import Finding
from extract.wording import days_named, late_by, matter, shared, tells_absence, tells_arrival
from templates.words import Words

#: What a person says in case.toml of the day it came; said otherwise to the other side.
AS_GIVEN = Message(
    "Due {due}; the evidence says it was late, and case.toml that it was ready {done}: {days} {days:day|days} late."
)
NEVER_CAME = Message(
    "Due {due}; the evidence says it was late, and case.toml that it never came: {days} {days:day|days} late on "
    "{done}, when it was given up."
)
#: What is put off has not come.
_PUT_OFF = re.compile(
    r"\b(?:udskudt|udskyd(?:es|er|e)|udsat|udsættes|postponed|rescheduled|deferred|put off)\b", re.IGNORECASE
)


def delivery_verdict(promise: Finding, reality: Reality, figures: Figures) -> Verdict | None:
    """Was it ready on the day? None where the promise names no day, or none of its own kind is told late or done.

    Only what tells of the same thing can date it: the same part of the system, the day that was due, or shared words.
    """
    promise, by = reality.as_moved(promise)
    due = due_days(promise)
    made = _Delivery(promise, due, reality, figures).verdict() if due else None
    if made is None or by is None:
        return made
    moved = reality.words.say("The day was moved by {document}.", document=reality.documents[by.span.document].name)
    return replace(made, test=f"{made.test} {moved}")


@dataclass(frozen=True, slots=True)
class _Delivery:
    """Something promised by a day, ``due`` the first and the last it can mean, beside what tells of the very thing."""

    promise: Finding
    due: tuple[date, date]
    reality: Reality
    figures: Figures

    @property
    def words(self) -> Words:
        """The language of the dossier."""
        return self.reality.words

    @property
    def due_text(self) -> str:
        """When it was due, as the promise says it."""
        return when_text(moved_to(self.promise), self.words)

    def verdict(self) -> Verdict | None:
        """Was it ready on the day? None where case.toml gives a day of delivery that is not late."""
        promise, due, reality, say = self.promise, self.due, self.reality, self.words.say
        due_text, telling = self.due_text, self._telling()
        on_time = [
            f
            for f in telling
            if f.kind == "acceptance" and (done := told_day(f, reality)) and done[1] <= due[1] and self._is_its(f)
        ]
        ready = self._ready(telling)
        assured = self._only_assured()
        late_only = [
            f
            for f in telling
            if f.kind == "missed_deadline" and (written := reality.written(f)) is not None and written > due[1]
            and not (assured and not self._names(f))
        ]
        if on_time and not any(slipped_from(f) and modules(f) & modules(promise) for f, _ in ready):
            done = told_day(on_time[0], reality)
            assert done is not None
            return Verdict(
                status="kept",
                test=say("Due {due}; delivered {done}.", due=due_text, done=_span(*done, self.words)),
                incidents=tuple(on_time),
            )
        if ready:
            return self._dated(ready, late_only)
        if late_only and (given := self._given()):
            return self._as_given(given, late_only)
        came = arrived(promise, reality)
        if late_only:
            return Verdict(
                status="late",
                test=say("Due {due}; the evidence says it was late, but not when it was ready.", due=due_text)
                if came is None
                else say("Due {due}; the evidence says it was late.", due=due_text) + " " + self._bare(came),
                incidents=tuple(late_only),
            )
        return Verdict(
            status="cannot_tell",
            test=say("Due {due}; nothing in the evidence says when it was ready.", due=due_text)
            if came is None
            else say("Due {due}.", due=due_text) + " " + self._bare(came),
        )

    def _telling(self) -> list[Finding]:
        """What tells of the very thing promised that it came, was late or was paid for as late."""
        reality, due = self.reality, self.due
        allows = excusing(reality.case.sides)
        told = (*reality.incidents, *reality.adverse, *(f for f in reality.delays if slipped_from(f)))
        made = reality.written(self.promise)
        if made is not None and made <= due[1]:  # what was due before the words were written may have been there too
            told = (*reality.since(self.promise, told),)
        return [
            f
            for f in told
            if (f.kind in ("missed_deadline", "acceptance", "resolved", "penalty") or _came(f))
            and not _foretold(f, reality)
            and not reality.customers_own(f)
            and not reality.disowned(f)
            and not (f.kind == "acceptance" and allows.consents(f.quote))  # to let it come later is not to have it
            and self._tells_of(f)
        ]

    def _bare(self, came: Arrival) -> str:
        """What a bare sentence on the day it came says, and what it would come to."""
        words, (first, _) = self.words, came.days
        told = {
            "quote": words.quoted(one_line(came.quote)), "paper": self.reality.documents[came.span.document].name,
            "page": came.span.page,
        }  # fmt: skip
        days = (first - self.due[1]).days
        if days <= 0:
            return words.say(
                "No finding says when it was ready, but the words {quote} ({paper}, page {page}) do: in time. "
                "A person is to say whether they are of this.", **told,
            )  # fmt: skip
        return words.say(
            "No finding says when it was ready, but the words {quote} ({paper}, page {page}) do: {days} "
            "{days:day|days} late. A person is to say whether they are of this; marked as a missed deadline "
            "(krav mark) they are reckoned with.", days=days, **told,
        )  # fmt: skip

    def _dated(
        self, ready: Sequence[tuple[Finding, tuple[date, date]]], late_only: Sequence[Finding]
    ) -> Verdict:
        """Late, or not, by the best of what tells when it was ready."""
        promise, due, due_text, words, say = self.promise, self.due, self.due_text, self.words, self.words.say
        proof, (first, last) = ready[0]
        least, most = max((first - due[1]).days, 0), (last - due[0]).days
        shown = {f.id for f, _ in ready}
        incidents = (*(f for f, _ in ready), *(f for f in late_only if f.id not in shown))
        done = _span(first, last, words)
        foreseen = max((day for day in days_named(promise.quote) if day > due[1]), default=None)
        if foreseen and due[1] < first <= foreseen:
            # «Prøven kan begynde den 21. august, så kommunen kan overtage senest den 15. september 2017»
            return Verdict(
                status="cannot_tell",
                test=say(
                    "Due {due}; ready {done}. The promise names {later} too, and by that day it was there: a person is "
                    "to say which of the two days it was promised for.",
                    due=due_text, done=done, later=foreseen,
                ),
                incidents=incidents,
            )  # fmt: skip
        if most <= 0 or (least == 0 and first == last):
            return Verdict(
                status="kept", test=say("Due {due}; delivered {done}.", due=due_text, done=done), incidents=incidents
            )
        figure = self.figures.make(
            value=Decimal(least),
            unit="days",
            step="comparison.days_late",
            label=say("Days late, at least"),
            formula=f"{words.day(first)} − {words.day(due[1])}",
            findings=(promise.id, proof.id),
        )
        if least == most:
            test = say("Due {due}, but ready only {done}: {days} {days:day|days} late.",
                       due=due_text, done=done, days=most)  # fmt: skip
        else:
            test = say(
                "Due {due}, but ready only {done}: between {least} and {most} days late.",
                due=due_text,
                done=done,
                least=least,
                most=most,
            )
        return Verdict(status="late", test=test, figures=(figure.id,), incidents=incidents)

    def _given(self) -> BodSection | None:
        """The bod in case.toml for a delay of what was due then: a person says there when it was delivered."""
        first, last = self.due
        bod = self.reality.case.bod
        return next((one for one in bod if one.due and one.delivered and first <= one.due <= last), None)

    def _as_given(self, bod: BodSection, late: Sequence[Finding]) -> Verdict | None:
        """Late by the day case.toml gives, where the evidence says that it was late and not until when."""
        due, words, done = self.due, self.words, bod.delivered
        if done is None or done <= due[1]:
            return None
        days = (done - due[1]).days
        figure = self.figures.make(
            value=Decimal(days), unit="days", step="comparison.days_late", label=words.say("Days late, at least"),
            formula=f"{words.day(done)} − {words.day(due[1])}", findings=(self.promise.id, *(f.id for f in late[:1])),
            assumptions=[
                words.say("{what}: ended {day} without delivery, as case.toml says", what=bod.what, day=done)
                if bod.never
                else words.say("{what}: delivered {day}, as case.toml says", what=bod.what, day=done)
            ],
        )  # fmt: skip
        test = words.say(
            NEVER_CAME.text if bod.never else AS_GIVEN.text, due=self.due_text, done=words.day(done), days=days
        )
        return Verdict(status="late", test=test, figures=(figure.id,), incidents=tuple(late))

    def _tells_of(self, finding: Finding) -> bool:
        """Can it be about what was promised? A person's tie decides, then the parts; else the due day or the words."""
        promise, due, reality = self.promise, self.due, self.reality
        if finding.id in reality.tied:
            return True
        if not same_module(finding, promise):
            return False
        slipped = slipped_from(finding)
        if slipped is not None and due[0] <= slipped <= due[1]:
            return True
        if finding.kind == "penalty":  # bod for another delay, or for none
            return False
        if self._of_another_day(finding) or self._late_for_another(finding):
            return False
        about = reality.about(promise)
        if promise.kind == "delivery_date" and modules(promise):
            return bool(modules(finding) & modules(promise))
        its = matter(finding, reality.case.sides)
        if finding.kind == "resolved" and promise.kind == "delivery_date":
            return len(shared(about, its)) > 1  # a fault in one of its parts that is gone is no delivery of another
        if finding.kind == "acceptance" and taken_over(about) and taken_over(its):
            return True
        if promise.attributes.get("milestone"):  # a row of a schedule is one thing of many: it must be named
            return bool(shared(about, its))
        # Words that name no subject are of the whole: its lateness is that of its parts, its being there is not. So it
        # is where they bind; «we expect you to be on again before lunch» is of what was talked of that day.
        whole = promise.kind == "delivery_date" and standing(promise) == "basis"
        if whole and (not about or (not its and finding.kind == "missed_deadline")):
            return True
        return bool(shared(about, its))

    def _only_assured(self) -> bool:
        """Is it a new day given for what the contract had promised earlier? Lateness is told of the contract's day.

        «Systemet kom fem uger senere end aftalt» says nothing of the day it was last assured for.
        """
        promise, reality = self.promise, self.reality
        if _signed(promise, reality):
            return False
        return any(
            f.kind == promise.kind and not f.negated and standing(f) == "basis" and modules(f) == modules(promise)
            and _signed(f, reality) and (agreed := due_days(f)) is not None and agreed[1] < self.due[0]
            for f in reality.promises
        )

    def _names(self, finding: Finding) -> bool:
        """Does it name the day that was due?"""
        due, slipped, named = self.due, slipped_from(finding), done_days(finding)
        if slipped is not None:
            return due[0] <= slipped <= due[1]
        return named is not None and named[0] <= due[1] and due[0] <= named[1]

    def _of_another_day(self, finding: Finding) -> bool:
        """Does it name, as the day or week missed, the one another promise was due in («skulle … den 2. september»)?"""
        due, missed = self.due, done_days(finding)
        if finding.kind != "missed_deadline" or missed is None:
            return False
        if tells_arrival(finding.quote) and not _PUT_OFF.search(finding.quote):
            return False
        return not (missed[0] <= due[1] and due[0] <= missed[1]) and any(
            f.kind in ("delivery_date", "response_fix") and not f.negated and standing(f) == "basis"
            and (agreed := due_days(f)) is not None
            and (agreed == missed or (_in_a_week(missed) and missed[0] <= agreed[0] and agreed[1] <= missed[1]))
            for f in self.reality.promises
        )

    def _late_for_another(self, finding: Finding) -> bool:
        """Does it count a lateness that leads back to the day another promise was due on, and not to this one?

        «I drift 30. maj, 21 uger efter aftalt» is of what was due in the first days of January.
        """
        counted, done = late_by(finding.quote), done_days(finding)
        if counted is None or done is None or finding.kind != "missed_deadline":
            return False

        def fits(due: tuple[date, date]) -> bool:
            return (done[1] - due[0]).days >= counted[0] and (done[0] - due[1]).days <= counted[1]

        return not fits(self.due) and any(
            f.kind == "delivery_date" and not f.negated and standing(f) == "basis" and f.id != self.promise.id
            and (agreed := due_days(f)) is not None and fits(agreed)
            for f in self.reality.promises
        )  # fmt: skip

    def _is_its(self, finding: Finding) -> bool:
        """Does it name the very parts promised (or neither names any)?"""
        its, promised = modules(finding), modules(self.promise)
        return bool(its & promised) or not (its or promised)

    def _ready(self, telling: Sequence[Finding]) -> list[tuple[Finding, tuple[date, date]]]:
        """What tells when it was ready, best first: «from X to Y» that names the due day, then acceptances and who
        tells that it came, then other days of lateness; of each sort the earliest: no more delay may be claimed than
        must have been. Where the very part was promised delivered, «blev leveret den 18. januar» is as good as its
        approval of the 25th: a delivery that is approved later was there on its own day. What was promised taken over
        waits for that.
        """
        promise, due, reality, found = self.promise, self.due, self.reality, []
        approved = taken_over(reality.about(promise))
        for finding in telling:
            done = told_day(finding, reality)
            if done is None or done[1] < due[0]:
                continue
            slipped = slipped_from(finding)
            if slipped is not None and not due[0] <= slipped <= due[1]:
                continue  # it tells of another due day
            if slipped is not None and tells_absence(finding.quote):
                continue  # «skulle være leveret den 1. marts og er ikke leveret den 1. oktober»: still late, not ready
            if slipped is None and finding.kind == "missed_deadline" and done[0] <= due[1]:
                continue  # it names the day missed, not the day it was ready
            if slipped is None and finding.kind == "missed_deadline" and not tells_arrival(finding.quote):
                continue  # it says that something had not come, or tells of another goal: no day of arrival
            if slipped is None and _PUT_OFF.search(finding.quote) and done[0] > (reality.written(finding) or done[0]):
                continue  # «idriftsættelsen den 1. februar er udskudt», said in January: nothing had come yet
            named = bool(modules(finding) & modules(promise) - {UNNAMED})
            delivered = finding.kind == "missed_deadline" and named and not approved
            rank = 0 if slipped is not None else 1 if finding.kind == "acceptance" or _came(finding) or delivered else 2
            found.append((rank, done, finding))
        found.sort(key=lambda one: (one[0], one[1], one[2].span))
        return [(finding, done) for _, done, finding in found]


def arrived(promise: Finding, reality: Reality) -> Arrival | None:
    """The first sentence that is no finding and tells on which day the very part promised came; None: none does."""
    parts = modules(promise) - {UNNAMED}
    # A waiver that tells of it besides («…, også for Modul 2, som blev leveret den 3. marts») is weighed as that alone.
    told = (*reality.incidents, *(f for f in reality.adverse if f.kind != "waiver"))
    known = {(f.span.document, f.span.page, f.span.start) for f in told}
    return next(
        (
            one for one in reality.arrivals
            if {part.casefold() for part in one.modules} & parts
            and (one.span.document, one.span.page, one.span.start) not in known
        ),
        None,
    )  # fmt: skip


def taken_over(stems: frozenset[str]) -> bool:
    """Do the words speak of taking the system over? By its test it is taken over: the test's day is that day."""
    return any(stem.startswith("overtagels") for stem in stems)


def _came(finding: Finding) -> bool:
    """Does somebody tell, pleased, of the day it came: «Så lykkedes det: Integrationen er i drift fra i dag»?"""
    return finding.kind == "satisfaction" and done_days(finding) is not None and tells_arrival(finding.quote)


def _in_a_week(days: tuple[date, date]) -> bool:
    return (days[1] - days[0]).days < 7


def _signed(promise: Finding, reality: Reality) -> bool:
    return reality.documents[promise.span.document].kind is DocumentKind.CONTRACT


def _foretold(finding: Finding, reality: Reality) -> bool:
    """Is it told as gone, or as there, on a day that was still to come? Nobody knew that it would be."""
    done, written = done_days(finding), reality.written(finding)
    return finding.kind in ("resolved", "satisfaction") and bool(done and written and done[0] > written)


def _span(first: date, last: date, words: Words) -> str:
    if first == last:
        return words.day(first)
    return words.say("between {first} and {last}", first=first, last=last)
