"""A promise that names nothing to measure, tested by the incidents told: of its kind, its time, its part, its words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from claims.comparison.complaints import covers
from claims.comparison.duedays import due_days
from claims.comparison.matching import lost_for_good, of_results, promises_results, security
from claims.comparison.reality import UNNAMED, Reality, Status, Verdict, modules, same_module, strongest
from claims.comparison.service import kept_at_worst
from claims.items import point_text, standing
from claims.levels.targets import of_a_share_of_answers, of_answers
from extract.model import Finding, Precision
from extract.quantities import percentages
from extract.wording import shared, subject

TESTED_BY: Mapping[str, tuple[str, ...]] = {
    "delivery_date": ("missed_deadline",),
    "availability": ("outage", "slow"),
    "response_fix": (),  # a time is measured, or it is not known
    "integration": ("integration_failure",),
    "functionality": ("functional_defect", "slow", "wrong_payment"),
    "compliance_documentation": ("data_loss", "security"),
    "support": (),
    "price_compensation": (),
}

#: Kinds of incident that test a promise of this kind too, where two words say that they are of the same.
BESIDE: Mapping[str, tuple[str, ...]] = {"compliance_documentation": ("functional_defect",)}
#: What is to be handed on as it is: then it is broken by what comes out wrong, and not only by what does not come.
_AS_IT_IS = re.compile(r"\b(?:uændre[td]e?|uforandre[td]e?|unchanged|unaltered)\b", re.IGNORECASE)

#: Kinds of incident that may tell that what the system works out is wrong.
OF_RESULTS = ("functional_defect", "wrong_payment")

#: Kinds whose promises are of many different things: an incident tests one only where their words can be of the same.
BY_WORDS = ("delivery_date", "functionality", "integration", "compliance_documentation", "support")

#: No single slow answer breaks «i 95 pct. af opslagene højst 3 sekunder».
OF_A_SHARE = (
    "The promise is of a share of all answers, and nothing has measured how many of them were slower: it must be shown "
    "by measurements, the vendor's own among them."
)

#: What a time must be given as to be told as a day.
EXACT = frozenset((Precision.MINUTE, Precision.DAY))

#: What it comes to where incidents speak against a promise of this kind.
COMES_TO: Mapping[str, str] = {
    "availability": "Not available as promised.",
    "integration": "Not integrated as promised.",
    "functionality": "The function is missing or fails.",
    "compliance_documentation": "Documentation was not kept or not protected.",
}

#: The same of a duty to keep what the law or the agreement asks for, where that is more than data lost or laid open.
NOT_OBSERVED = "What was to be observed was not."
#: What of a duty to document and protect is data that were.
OF_DATA = ("data_loss", "security")

#: The same of a promise of right results, whatever its kind.
RESULTS_WRONG = "What the system works out is not right."


def incident_verdict(promise: Finding, reality: Reality) -> Verdict:
    """What the incidents tell of the promise; ``cannot_tell`` where none of them is of it."""
    say = reality.words.say
    matching, untold = _testing(promise, reality)
    if not matching:
        return Verdict(status="cannot_tell", test=untold)
    ours = [f for f in matching if not reality.cause(f)]
    if not ours:
        return Verdict(
            status="excused",
            test=say("{count} {count:incident|incidents}, all of them with another cause.", count=len(matching)),
            incidents=tuple(matching),
        )
    plain = [f for f in ours if not f.hedged]
    late = all(f.kind == "missed_deadline" for f in ours)
    broken: Status = "partly" if not plain else "late" if late else "breached"
    return Verdict(
        status="cannot_tell" if _uncounted(promise, ours, reality) else broken,
        test=_told(promise, ours, reality)
        + reality.left_out(len(matching) - len(ours))
        + (" " + say("All are told with reservation.") if not plain else ""),
        incidents=tuple(strongest(ours)),
    )


def _testing(promise: Finding, reality: Reality) -> tuple[Sequence[Finding], str]:
    """The incidents that test a promise; where there are none, why."""
    say = reality.words.say
    of_its_kind = _of_its_kind(promise, reality)
    matching = of_its_subject(promise, of_its_kind, reality)
    if of_its_kind and not matching:
        return (), say(
            "Incidents of this kind are told, but none that by its words is of what was promised; a person must "
            "say whether one is."
        )
    if not matching:
        return (), say("No incident in the evidence tests this promise.")
    if promise.kind == "delivery_date" and not modules(promise):
        dated = _parts_with_a_day(promise, reality)
        left = [f for f in matching if f.id in reality.tied or not modules(f) or not modules(f) <= dated]
        return left, say("Each part is tested by the day promised for it; nothing is told of any other.")
    if promise.kind == "availability":
        logged = [f for f in matching if f.attributes.get("opened") and f.id not in reality.tied]
        if worst := kept_at_worst(promise, [f for f in logged if not reality.cause(f)], reality):
            # A slow hour breaks no promise of so many per cent a month that it leaves kept.
            return [f for f in matching if f not in logged], say(
                "The log tells of no time down. Were every case of it that speaks against the promise of "
                "{target} time down from its beginning to its end, the availability would be at least {worst} "
                "(in {month}), and the promise kept.",
                target=reality.words.percent(Decimal(promise.metric["percent"])),
                worst=reality.words.percent(worst.percent), month=reality.words.month(worst.first),
            )  # fmt: skip
    return matching, ""


def _parts_with_a_day(promise: Finding, reality: Reality) -> frozenset[str]:
    """The parts of the system that the vendor has bound itself to deliver by a day of their own."""
    dated = (
        modules(one) for one in reality.promises
        if one.kind == "delivery_date" and one.id != promise.id and standing(one) == "basis" and not one.negated
        and due_days(one)
    )  # fmt: skip
    return frozenset().union(*dated) - {UNNAMED}


def _told(promise: Finding, ours: Sequence[Finding], reality: Reality) -> str:
    say = reality.words.say
    stated, uncounted = sum(not f.attributes.get("opened") for f in ours), _uncounted(promise, ours, reality)
    wrong = all(of_results(promise, f, reality) for f in ours)
    comes = RESULTS_WRONG if wrong else COMES_TO.get(promise.kind, "")
    if comes == COMES_TO["compliance_documentation"] and not all(f.kind in OF_DATA for f in ours):
        comes = NOT_OBSERVED
    comes_to = say(comes) + " " if comes else ""
    against = (
        "{count} {count:incident|incidents} ({stated} told in the documents, {logged} {logged:line|lines} of the "
        "incident log) {count:speaks|speak} against it{time}."
    )
    if stated in (0, len(ours)):
        against = (
            "{count} {count:incident|incidents} told in the documents {count:speaks|speak} against it{time}."
            if stated
            else "{count} {count:line|lines} of the incident log {count:speaks|speak} against it{time}."
        )
    return (
        ("" if uncounted else comes_to)
        + say(against, count=len(ours), stated=stated, logged=len(ours) - stated, time=_time_of(ours, reality))
        + (" " + say(OF_A_SHARE) if uncounted else "")
        + _after_notice(promise, ours, reality)
    )


def _uncounted(promise: Finding, ours: Sequence[Finding], reality: Reality) -> bool:
    """Whether it lets some answers be slower, and nobody tells how many of them were or has tied one to it."""
    return of_a_share_of_answers(promise) and not any(f.id in reality.tied or percentages(f.quote) for f in ours)


def _after_notice(promise: Finding, ours: Sequence[Finding], reality: Reality) -> str:
    """Whether it went on after notice was given: the first notice that the first incident was followed by.

    Notice is what ``case.toml`` names, and what the customer's letters and mails give of this breach.
    """
    known = [f for f in ours if f.when and f.when.start]
    begun = min((f.when.start for f in known if f.when and f.when.start), default=None)
    told = [(one.given, one.evidence) for one in reality.case.notice]
    told += [
        (one.given, reality.documents[one.span.document].name)
        for one in reality.complaints
        if one.given and covers(one, promise, ours, reality)
    ]
    given, paper = min(((day, paper) for day, paper in told if begun and day >= begun), default=(None, ""))
    if given is None:
        return ""
    shown = reality.words.say("{day} ({paper})", day=given, paper=paper) if paper else reality.words.day(given)
    open_still = any(f.when and f.when.open and _said_after(f, given, reality) for f in known)
    later = [f.when.start for f in known if f.when and f.when.start and f.when.start > given]
    if later:
        return " " + reality.words.say(
            "Notice was given on {day}; {count} of them came after it, the last {days} {days:day|days} after: not "
            "remedied.",
            day=shown,
            count=len(later),
            days=(max(later) - given).days,
        )
    if open_still:
        return " " + reality.words.say("Notice was given on {day}; it went on after that: not remedied.", day=shown)
    return ""


def _said_after(finding: Finding, day: date, reality: Reality) -> bool:
    written = reality.written(finding)
    return written is not None and written > day


def _of_its_kind(promise: Finding, reality: Reality) -> list[Finding]:
    """The incidents of its kinds, its time and its part; and those a person has tied to it, whatever they are."""
    kinds = ("slow",) if of_answers(promise) else (*TESTED_BY[promise.kind], *_beside(promise))
    if promise.kind == "compliance_documentation":
        # Data that were lost and data that strangers saw are two matters.
        kinds = ("security",) if security(promise, reality) else tuple(kind for kind in kinds if kind != "security")
    of_its_kind = [f for f in reality.incidents if f.kind in kinds]
    if promises_results(promise, reality):
        of_its_kind += [
            f for f in reality.incidents
            if f.kind in OF_RESULTS and f.kind not in kinds and of_results(promise, f, reality)
        ]  # fmt: skip
    held = {f.id for f in reality.since(promise, of_its_kind) if same_module(f, promise)}
    return [f for f in reality.incidents if f.id in held or f.id in reality.tied]


def _beside(promise: Finding) -> tuple[str, ...]:
    """The kinds of incident that test it too, where two words say that they are of the same."""
    if promise.kind == "integration" and _AS_IT_IS.search(promise.quote):
        return ("functional_defect",)
    return BESIDE.get(promise.kind, ())


def of_its_subject(promise: Finding, incidents: Sequence[Finding], reality: Reality) -> list[Finding]:
    """Those of the incidents that by their words can be of what was promised; a person's ties go before."""
    if promise.kind not in BY_WORDS:
        return list(incidents)
    if security(promise, reality):
        return list(incidents)
    sides = reality.case.sides
    about = subject(promise.quote, sides)
    return [
        f
        for f in incidents
        if f.id in reality.tied
        or of_results(promise, f, reality)
        or _ties(shared(about, subject(f.quote, sides)), f, _beside(promise))
        or lost_for_good(promise, f)
    ]


def _ties(stems: frozenset[str], incident: Finding, beside: Sequence[str]) -> bool:
    """One everyday word ties nothing; two can, and so can one long one, but for the clipped lines of a log."""
    long_one = any(len(stem) >= 9 for stem in stems)
    return len(stems) > 1 or (long_one and "opened" not in incident.attributes and incident.kind not in beside)


def _time_of(incidents: Sequence[Finding], reality: Reality) -> str:
    """From when to when they are told of, and how many of them tell no time."""
    if not (told := _span_of(incidents, reality)):
        return ""
    without = sum(1 for f in incidents if not (f.when and (f.when.start or f.when.end)))
    return told + (reality.words.say("; {count} of them {count:tells|tell} no time", count=without) if without else "")


def _span_of(incidents: Sequence[Finding], reality: Reality) -> str:
    """From when to when they are told of, no finer than the words give the first and the last of them."""
    days = [(day, f.when.precision) for f in incidents if f.when for day in (f.when.start, f.when.end) if day]
    if not days:
        return ""
    (first, begins), (last, ends) = min(days), max(days)
    if {begins, ends} <= EXACT:
        if first == last:
            return reality.words.say(", on {day}", day=first)
        return reality.words.say(", from {first} to {last}", first=first, last=last)
    one, other = point_text(first, begins, reality.words), point_text(last, ends, reality.words)
    if one == other:
        return reality.words.say(", in {time}", time=one)
    return reality.words.say(", some time from {first} to {last}", first=one, last=other)
