"""Why an incident is held to test a promise, in words a reader can check, and how strongly the two are tied."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from claims.comparison.delivery import taken_over
from claims.comparison.duedays import due_days, slipped_from, told_day
from claims.comparison.matrix import Match, Tightness
from claims.comparison.reality import UNNAMED, Reality, modules
from claims.comparison.ties import Tie
from claims.mentions import clauses_in
from extract.excusing import excusing
from extract.model import Finding, Precision, Side
from extract.wording import restores, shared, subject, telling
from templates.words import Words

TIGHTNESS_TEXT: Mapping[Tightness, str] = {"strong": "strong tie", "medium": "medium tie", "weak": "weak tie"}
#: So many of the words that two statements share are named.
_NAMED = 4
#: Kinds that are promised of the system as such: what names the system speaks of what was promised.
OF_THE_SYSTEM = ("availability", "response_fix")


def match(promise: Finding, incident: Finding, reality: Reality, *, measured: bool, tie: Tie | None) -> Match:
    """Tell what ties an incident to a promise. ``measured``: it is one of those a service level was measured by.

    Each thing in common weighs by how little chance there is that it is one: a part, a clause, the day that was due,
    the security of data or two words weigh two; a long word, the system at a known time, or a day after the one that
    was due one, but two where it is of the very system or delivery that was promised; kind and time alone nothing.
    Three make a strong tie, two a medium one, and what is less is weak: one word in common does not show that two
    statements are of the same thing.
    """
    words, common = reality.words, list(_in_common(promise, incident, reality, measured=measured))
    reasons = [why for why, _ in common] or [words.say("only its kind and its time")]
    weight = sum(weighs for _, weighs in common)
    if tie:
        reasons.insert(0, tied_by(tie, words))
        weight += 3
    strength: Tightness = "strong" if weight > 2 else "medium" if weight == 2 else "weak"
    return Match(
        incident=incident.id,
        reasons=tuple(reasons),
        strength=strength,
        strength_text=words.say(TIGHTNESS_TEXT[strength]),
        by_person=tie is not None,
    )


def _in_common(promise: Finding, incident: Finding, reality: Reality, *, measured: bool) -> Iterator[tuple[str, int]]:
    """What the two have in common, and how much each of it weighs."""
    say = reality.words.say
    if parts := (modules(promise) & modules(incident)) - {UNNAMED}:
        yield say("the same part: {parts}", parts=sorted(parts)), 2
    if _names_clause(incident, promise):
        yield say("it names the clause, {clause}", clause=promise.attributes["clause"]), 2
    if _names_due_day(incident, promise):
        yield say("it names the day that was due"), 2
    if not measured and (told := _words_shared(promise, incident, reality)):
        yield say("shared words: {words}", words=told[:_NAMED]), 2 if len(told) > 1 else 1
    if security(promise, reality) and incident.kind == "security":
        yield say("both are of the security of data"), 2
    if not measured and of_results(promise, incident, reality):
        yield say("both are of whether what the system works out is right"), 2
    if lost_for_good(promise, incident):
        yield say("data were lost that were to be brought back"), 2
    if not measured and _of_the_system(incident, promise, reality):
        weighs = 2 if promise.kind in OF_THE_SYSTEM else 1
        yield say("it is of the system, at a known time after the promise"), weighs
    if incident.kind == "acceptance" and all(
        taken_over(subject(one.quote, reality.case.sides)) for one in (promise, incident)
    ):
        yield say("both are of the taking over"), 2
    if not measured and _after_due(incident, promise, reality):
        yield say("it tells of a day after the one that was due"), 2 if promise.kind == "delivery_date" else 1
    if measured:
        yield say("a line of the log the promise is measured by"), 3


def security(promise: Finding, reality: Reality) -> bool:
    """Whether the promise is of the security of data, a matter of its own among the duties to keep and protect them."""
    kept = promise.kind == "compliance_documentation"
    return kept and "security" in excusing(reality.case.sides).matters(promise.quote)


def of_results(promise: Finding, incident: Finding, reality: Reality) -> bool:
    """Whether the promise is that what the system works out is right, and the incident that something of it is not."""
    reader = excusing(reality.case.sides)
    return promises_results(promise, reality) and reader.wrong_results(incident.quote)


def promises_results(promise: Finding, reality: Reality) -> bool:
    """Whether a promise of what the system does or must obey is one of right results."""
    kinds = ("functionality", "compliance_documentation")
    return promise.kind in kinds and excusing(reality.case.sides).promises_results(promise.quote)


def lost_for_good(promise: Finding, incident: Finding) -> bool:
    """Whether it was promised that the data can be brought back, and data were lost.

    A duty to take copies alone is not broken by a loss: the copy may be there, and be of the night before.
    """
    kept = promise.kind == "compliance_documentation" and incident.kind == "data_loss"
    return kept and restores(promise.quote)


def tied_by(tie: Tie, words: Words) -> str:
    """«bundet af Else Madsen den 3. marts 2011: …»."""
    return words.say("tied by {who} on {day}: {reason}", who=tie.who, day=tie.day, reason=tie.reason)


def _names_clause(incident: Finding, promise: Finding) -> bool:
    return bool(promise.clause) and promise.clause in clauses_in(incident.quote)


def _names_due_day(incident: Finding, promise: Finding) -> bool:
    slipped, due, when = slipped_from(incident), due_days(promise), incident.when
    if slipped is None and incident.kind == "missed_deadline" and when and when.precision is Precision.DAY:
        # «Den 2. juni er gået, og der er intet modul»: a day that is missed is the one that was due, told to the day.
        days = {day for day in (when.start, when.end) if day}
        return len(days) == 1 and due is not None and due[0] == due[1] and days == {due[0]}
    return slipped is not None and due is not None and due[0] <= slipped <= due[1]


def _of_the_system(incident: Finding, promise: Finding, reality: Reality) -> bool:
    """Whether its words or its line of the log are of the system, or the vendor's own, and its time is known."""
    when = incident.when
    if when is None or not (when.start or when.end) or not reality.since(promise, [incident]):
        return False
    if "opened" in incident.attributes:
        return reality.names_system(incident)
    own = incident.speaker_side is Side.VENDOR or modules(incident) - {UNNAMED}
    return bool(own) or reality.names_system(incident)


def _after_due(incident: Finding, promise: Finding, reality: Reality) -> bool:
    due, done = due_days(promise), told_day(incident, reality)
    told = incident.kind in ("missed_deadline", "acceptance", "resolved", "penalty")
    return told and due is not None and done is not None and done[1] > due[1]


def _words_shared(promise: Finding, incident: Finding, reality: Reality) -> list[str]:
    """The words of the promise that the incident speaks of too, the longest first: they are the least by chance."""
    sides = reality.case.sides
    its = telling(promise.quote, sides)
    stems = shared(reality.about(promise) & frozenset(its), frozenset(telling(incident.quote, sides)))
    return sorted((its[stem] for stem in stems), key=lambda word: (-len(word), word))
