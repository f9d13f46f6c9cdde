"""What becomes of the words of rules in a sentence: each hit read for what it says, and the findings they agree on.

Who is bound and how firmly, denied or loosely said, when and how much: read here from the sentence, its voice and the
paper it stands in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from evidence.model import DocumentKind
from extract import polarity, told, topics
from extract.arriving import has_come
from extract.attributes import ClauseNumbers, further
from extract.days.daybook import days_of, put_down_by
from extract.days.times import times
from extract.model import Finding, Interval, Label, Side, Strength
from extract.owing import acting, firmness, is_strangers, of_agreement, owed_by, setting_off
from extract.papers.paper import RULEBOOKS
from extract.papers.reworded import changes_clause, clause_changed, reworded, reworded_annex, reworded_part
from extract.references import references
from extract.rules.rulefiles import Rule
from extract.rules.ruleset import CompiledRule
from extract.rules.stopping import denied, out_of_place, stops, unfit_to_say
from extract.terms import OF_SOMEBODY, limits, run
from extract.view import SentenceView


@dataclass(frozen=True, slots=True)
class Hit:
    """A rule's words in a sentence, read for what they say."""

    rule: Rule
    start: int  # of the folded sentence
    end: int
    kind: str
    negated: bool
    hedged: bool
    resembled: bool = False  # its kind is no more than what the sentence is like


def _hits(view: SentenceView) -> Iterator[Hit]:
    """Every rule that says something of this sentence."""
    for compiled, matches in view.matched:
        if next(out_of_place(view, compiled), None):
            continue
        said = next((match for match in matches if not next(stops(view, compiled, *match), None)), None)
        if said and not next(unfit_to_say(view, compiled, said[0]), None):
            yield hit(view, compiled, *said)


def hit(view: SentenceView, compiled: CompiledRule, match: re.Match[str], own_negation: bool) -> Hit:
    """What the words say where they stand."""
    rule, text = compiled.rule, view.folded.text
    start, end = match.span()
    first, last = polarity.clause(text, start, end)
    hedged = rule.label is not Label.TERM and (
        polarity.hedged(text, start, end, view.document.kind in RULEBOOKS) or compiled.softened(text[first:last])
    )
    hedged = hedged or polarity.asked(text) or "risked" in rule.attributes
    kind, told = view.kind_of(rule, start)
    return Hit(rule, start, end, kind, denied(view, rule, start, end, own_negation), hedged, resembled=not told)


def findings(view: SentenceView, clauses: ClauseNumbers) -> list[Finding]:
    """The findings of a sentence: one a label and kind, with every rule that found it."""
    hits = _of_known_kinds(list(_hits(view)))
    particular = {one.rule.label for one in hits if not one.rule.general}
    telling = [one for one in hits if not one.rule.general or one.rule.label not in particular]
    found: list[Finding] = []
    for label, kind in sorted({(one.rule.label, one.kind) for one in telling}):
        alike = _of_one_mind(view, [one for one in telling if (one.rule.label, one.kind) == (label, kind)])
        gave_way = [one for one in hits if one.rule.label is label and one.rule.general and label in particular]
        said = [[one for one in alike if one.negated is denied] for denied in (False, True)]
        both = all(said) and not _same_clause(view, alike)
        for agreed in said if both else [alike]:
            found.append(finding(view, label, kind, agreed, clauses, gave_way, narrow=both))
    found = [
        one for one in found
        if not (_is_yet_to_be(view, one) or is_over(view, one) or _is_heading(view, one))
        and not topics.of_no_interface(view.sentence.text, one.kind)
    ]  # fmt: skip
    if found and (view.voice.side is not Side.VENDOR or any(one.kind == "missed_deadline" for one in found)):
        # «Rettelsen, som de havde lovet til august, er ikke leveret»: the promise stands elsewhere, this complains.
        return [_only_recalled(view, one) for one in found]
    return found


#: What is the case on a day: said of one that has not come, it is promised or announced, and has not happened.
_OF_A_DAY = {Label.ADVERSE: ("resolved", "satisfaction"), Label.INCIDENT: ("outage", "slow")}


def _is_yet_to_be(view: SentenceView, found: Finding) -> bool:
    """Whether it is said of a day that has not come: «Fra den 31. januar kører systemet stabilt» in November.

    So is a closing that is announced («Lørdag den 10. november kl. 20-24 er systemet lukket»).
    """
    when, written = found.when, view.written
    if found.kind not in _OF_A_DAY.get(found.label, ()) or not (when and written):
        return False
    if found.kind == "satisfaction" and not when.open:  # «vi er glade for valget og klar den 1. januar»
        return False
    day = when.start or when.end
    days = days_of(view.page.text, view.document.date)
    told_past = view.entry_closed if view.is_told_as_past else None
    return day is not None and day > (put_down_by(view.page.text, view.sentence.start, days) or told_past or written)


#: «Overtagelsesdag: 14. december 2015»: a label with its day, and no sentence.
_DAY_TOLD = re.compile(r"\s*[^\W\d]\w*\s*:\s*(?:den |d\. )?\d[^:]{4,24}\s*")


def is_over(view: SentenceView, found: Finding) -> bool:
    """Whether a day of delivery had come when it was written, and is told as that: it has been, and is no promise.

    «Parterne er enige om, at overtagelsen skete den 3. december», in a settlement too; in a record, its label alone.
    """
    day, written = found.when and (found.when.end or found.when.start), view.written
    if found.label is not Label.PROMISE or found.kind != "delivery_date" or not (day and written and day <= written):
        return False
    record = view.document.kind is not DocumentKind.CONTRACT and _DAY_TOLD.fullmatch(view.sentence.text)
    return bool(record) or has_come(view.folded.text)


#: «15. Force majeure», «§ 11 Værneting»: the number and the name of what follows.
_HEADING = re.compile(r"\s*(?:§\s*)?\d+(?:\.\d+)*\.?\s+[^\W\d]+(?:\s+[^\W\d]+)?\s*")


def _is_heading(view: SentenceView, found: Finding) -> bool:
    """Whether it is no more than the heading of the clause that tells a term, of an item of minutes or of a column."""
    if found.label is Label.TERM:
        return _HEADING.fullmatch(view.sentence.text) is not None
    if found.label is Label.INCIDENT and _COLUMN.fullmatch(view.sentence.text):
        return True
    return view.document.kind is DocumentKind.MINUTES and _ITEM.fullmatch(view.sentence.text) is not None


#: «Udfald» above a column of results: one word without a stop heads something, and tells of nothing.
_COLUMN = re.compile(r"\s*[^\W\d]+:?\s*")


#: «2. Merarbejde.»: what is talked of next, and not that there was any.
_ITEM = re.compile(r"\s*\d{1,2}[.)]\s+[^\W\d]+[.:]?\s*")


def _of_known_kinds(hits: Sequence[Hit]) -> list[Hit]:
    """The hits, with the kind that one rule knows where others only tell what the sentence is like."""
    known = {one.rule.label: one.kind for one in reversed(hits) if not one.resembled}
    return [replace(one, kind=known.get(one.rule.label, one.kind)) if one.resembled else one for one in hits]


def _of_one_mind(view: SentenceView, hits: Sequence[Hit]) -> list[Hit]:
    """The hits without those whose words hold another's that is denied, or are held by theirs.

    «oplyste, at modulet ikke er klar til den 2. juni» promises nothing, «lovede, at det ikke varer til juni» does:
    whether what leads up to the denial is a promise decides which of the two speaks.
    """
    out = set()
    for outer in hits:
        held = [one for one in hits if one.negated and outer.start < one.start and one.end <= outer.end]
        if outer.negated or not held or _same_clause(view, [outer, *held]):
            continue
        promising = polarity.words("promising").match(view.folded.text[outer.start :])
        out |= set(map(id, held)) if promising else {id(outer)}
    return [hit for hit in hits if id(hit) not in out]


def _only_recalled(view: SentenceView, found: Finding) -> Finding:
    """A promise told in the past, by others or where its breach is told: what was meant, no new one."""
    recalled = found.label is Label.PROMISE and found.strength in (Strength.BINDING, Strength.WARRANTY)
    retold = recalled and view.document.kind not in RULEBOOKS and not of_agreement(view)
    past = retold and _HAD_PROMISED.search(view.folded.text)
    return replace(found, strength=Strength.INTENT) if past else found


def _same_clause(view: SentenceView, hits: Sequence[Hit]) -> bool:
    """Whether the hits begin in one clause, so that they cannot be told apart by their places."""
    return len({polarity.clause(view.folded.text, hit.start, hit.start + 1) for hit in hits}) == 1


_HAD_PROMISED = re.compile(
    r"\b(?:(?:havde|var|(?<!\bdet\s)(?:blev|er)|har|som|der|had|was)\s(?:\w+\s){0,4}?(?:lovet|lovede|aftalt|tilsagt|"
    r"garanteret|garanterede|bekræftet|bekræftede|bebudet|bebudede|stillet\s(?:\w+\s){0,2}?i\sudsigt|promised))\b"
)


def finding(
    view: SentenceView,
    label: Label,
    kind: str,
    hits: Sequence[Hit],
    clauses: ClauseNumbers,
    backing: Sequence[Hit] = (),
    narrow: bool = False,
) -> Finding:
    """One finding made of the hits that agree on it; the surest of them speaks for it.

    ``backing`` are general rules that saw the same and gave way. ``narrow``: the sentence says the opposite too,
    so only the clause is this finding («Vi forventer …, men kan ikke love …»).
    """
    lead = max(hits, key=lambda hit: (hit.rule.confidence, -hit.start))
    text, voice = view.sentence.text, view.voice
    start, end = _clause_place(view, lead) if narrow else (0, len(text))
    place = view.folded.span(lead.start, lead.end)
    attributes, runs = _attributes(view, label, kind, lead, hits, clauses)
    measured = told.metric(label, kind, view.percentages, view.durations, view.folded.text, text, place)
    if label is Label.PROMISE and told.changes(measured, text):
        attributes["supersedes"] = "yes"
    when = None if kind == "working_day" else runs or _when(view, label, kind, lead, start, end)  # true of every year
    of_a_day = label is Label.PROMISE and when is not None
    hedged = lead.hedged or (of_a_day and polarity.depends(view.folded.text, lead.start))
    made = Finding(
        label=label,
        kind=kind,
        span=view.page.span(view.sentence.start + start, view.sentence.start + end),
        quote=view.page.quote(view.sentence.start + start, view.sentence.start + end),
        speaker=voice.speaker,
        speaker_side=Side.CUSTOMER if voice.testimonial else voice.side,
        when=when,
        amount_dkk=told.amount(label, kind, view.amounts, text, place),
        metric=measured,
        negated=lead.negated,
        hedged=hedged,
        reported=voice.reported,
        confidence=_confidence(view, hits, hedged),
        found_by=tuple(sorted({hit.rule.id for hit in (*hits, *backing)})),
        attributes=attributes,
    )
    return _owed(view, made, lead) if label is Label.PROMISE else made


#: «1. Nye datoer»: what stands under it moves the days there were.
_NEW_DAYS = re.compile(
    r"^[ \t]*(?:\d+\.?[ \t]+)?(?:nye|ændrede|reviderede|justerede)[ \t]+\w*(?:datoer|frister|terminer)[ \t:.]*\n",
    re.IGNORECASE | re.MULTILINE,
)
_NEXT_POINT = re.compile(r"^[ \t]*\d+\.[ \t]", re.MULTILINE)


def _under_new_days(view: SentenceView) -> bool:
    """Whether the sentence stands under a heading of new days, and no other point begins between."""
    heads = [*_NEW_DAYS.finditer(view.page.text, 0, view.sentence.start)]
    return bool(heads) and _NEXT_POINT.search(view.page.text, heads[-1].end(), view.sentence.start) is None


def _attributes(
    view: SentenceView, label: Label, kind: str, lead: Hit, hits: Sequence[Hit], clauses: ClauseNumbers
) -> tuple[dict[str, str], Interval | None]:
    """What else the words tell, and when the contract runs where they are a term of that."""
    text, runs = view.sentence.text, None
    agreed = view.document.kind is DocumentKind.CONTRACT
    attributes = dict(further(label, text, view.folded, lead.start, view.rules.sides, agreed=agreed))
    for hit in hits:
        attributes.update(hit.rule.attributes)
    if label is Label.TERM:
        attributes |= limits(kind, text, view.folded.text)
        whose = setting_off if kind == "set_off" else acting
        if kind in OF_SOMEBODY and (who := whose(view, lead.start, lead.end)) is not None:
            attributes["who"] = str(who)
        if attributes.pop("runs", ""):
            term = run(text, times(text, None, view.own), view.own.get("effective date"))
            runs = term.when
            attributes |= term.attributes()
    if view.document.kind is DocumentKind.CONTRACT:
        if number := clauses.at(view.sentence.start):
            attributes["clause"] = number
            if part := clauses.part_at(view.sentence.start):
                attributes["part"] = part
        if label is Label.TERM and (named := references(text, number.removeprefix("§").strip())):
            attributes["refers_to"] = "; ".join(map(str, named))
        if anew := reworded(view.page.text, view.sentence.start, view.sentence.end):
            attributes |= {"rewords": anew, "supersedes": "yes"}
            if part := reworded_part(view.page.text, view.sentence.start, view.sentence.end):
                attributes["rewords_part"] = part
            if annex := reworded_annex(view.page.text, view.sentence.start, view.sentence.end):
                attributes["rewords_annex"] = annex
        elif label is Label.TERM and (changed := clause_changed(text))[0]:
            attributes |= {"rewords": changed[0], "supersedes": "yes"}
            if changed[1]:
                attributes["rewords_part"] = changed[1]
        elif label is Label.PROMISE and changes_clause(text):
            attributes["supersedes"] = "yes"  # «pkt. 7.1 ændres …, således at tilgængeligheden skal udgøre 99,0 %»
        elif label is Label.PROMISE and kind == "delivery_date" and _under_new_days(view):
            attributes["supersedes"] = "yes"
    if view.quoted is not None:
        attributes["quoted"] = "yes"
    if view.voice.testimonial:
        attributes["testimonial"] = "yes"
    return attributes, runs


def _when(view: SentenceView, label: Label, kind: str, lead: Hit, start: int, end: int) -> Interval | None:
    """When it was or is to be, by the days named in a stretch of the sentence, else by the entry of a log it is."""
    was_due, mentions = _was_due(view, lead), view.times
    if mentions and label is Label.PROMISE:
        mentions = view.times_nearest if was_due or _HAS_PROMISED.search(view.folded.text) else view.times_ahead
    within = [mention for mention in mentions if start <= mention.start and mention.end <= end]
    place = lead.start, lead.end
    return told.when(label, kind, within, view.folded, place, was_due, view.written) or view.day_of_entry(label, kind)


def _was_due(view: SentenceView, hit: Hit) -> bool:
    """Whether the promise is told by its breach: the rules of what was once due are those of intentions.

    «Vi lægger en rettelse ind torsdag, og så skulle det virke» is still to come.
    """
    return hit.rule.strength is Strength.INTENT and not _THEN_SHOULD.search(view.folded.text, 0, hit.end)


#: «har garanteret, at det virker fra 1. januar»: told afterwards, the day may have passed.
_HAS_PROMISED = re.compile(r"\b(?:har|havde) (?:\w+ ){0,5}?(?:lovet|garanteret|tilsagt|forsikret)\b")
_THEN_SHOULD = re.compile(r"\b(?:vi|jeg) \w+r\b.*\bog så (?:skulle|burde)\b")


def _owed(view: SentenceView, made: Finding, lead: Hit) -> Finding:
    """A promise with who owes it and how firmly."""
    bound = owed_by(view, lead)
    strength = firmness(view, lead, bound)
    if is_strangers(view):
        made = replace(made, attributes={**made.attributes, "stranger": "yes"})
        strength = Strength.MARKETING if strength is Strength.CUSTOMER_STATEMENT else strength
    return replace(made, bound=bound, strength=strength)


def _clause_place(view: SentenceView, hit: Hit) -> tuple[int, int]:
    """Where the clause of a hit stands in the sentence, without the white space and commas at its edges."""
    text = view.sentence.text
    start, end = view.folded.span(*polarity.clause(view.folded.text, hit.start, hit.start + 1))
    while start < end and text[start] in " \t\r\n,;:":
        start += 1
    return start, end


def _confidence(view: SentenceView, hits: Sequence[Hit], hedged: bool) -> float:
    """How sure: the surest rule, a little more for each that agrees, less for what is hedged or only told."""
    best = max(hit.rule.confidence for hit in hits)
    sure = best + 0.03 * (len({hit.rule.id for hit in hits}) - 1)
    if hedged:
        sure -= 0.08
    if view.voice.reported and not view.voice.direct:
        sure -= 0.03
    return round(min(0.97, max(0.2, sure)), 2)
