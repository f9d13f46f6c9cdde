"""A sentence as the rules see it: what it holds, which rules say something of it, and what becomes of that.

Who is bound and how firmly, denied or loosely said, when and how much: read here from the sentence, its voice and the
paper it stands in.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from evidence.model import Document, DocumentKind, Mark, MarkKind, Page, Span
from evidence.wording import QUOTE_SIGNS
from extract import polarity, told, topics
from extract.attributes import ClauseNumbers, further
from extract.daybook import by_clock, days_of
from extract.elsewhere import elsewhere
from extract.folding import Folded, fold, folded
from extract.model import Bound, Finding, Interval, Label, Side, Strength
from extract.owing import firmness, is_strangers, owed_by
from extract.owndays import NONE, OwnDays
from extract.paper import RULEBOOKS
from extract.quantities import AmountMention, DurationMention, PercentMention, amounts, durations, percentages
from extract.reworded import reworded
from extract.rulefiles import BY_TOPIC, Rule
from extract.ruleset import CompiledRule, Matched, RuleSet
from extract.sentences import Sentence
from extract.speakers import said_on_other_days
from extract.stops import Stop
from extract.terms import limits, run
from extract.times import SINCE_THEN, TimeMention, named_times, since_then, times
from extract.voice import Voice

#: A day to read a sentence by where it only matters whether it names a time at all.
_ANY_DAY = date(2000, 2, 15)


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


#: Papers that tell of many things, unless they name the vendor or the system.
_AT_LARGE = frozenset({DocumentKind.PRESS, DocumentKind.OTHER})


def _last_break(text: str) -> int:
    """Where the last paragraph of a text begins."""
    return max((m.end() for m in _BREAK.finditer(text)), default=0)


_BREAK = re.compile(r"\n[ \t]*\n")


#: «…, at integrationen er i luften», not «… skulle være» or «ville være».
_HOLDS_STILL = re.compile(
    r"\bat\b(?!.*\b(?:skulle|var|blev|havde|kunne|ville|været)\b).*\b(?:er|bliver|kommer|går|står|leverer|leveres|vil|skal)\b"
)


def _days_from(one: TimeMention, written: date) -> int:
    day = one.interval.end or one.interval.start
    return abs((day - written).days) if day else 0


class SentenceView:
    """A sentence with all that may be asked of it, computed once and only when asked."""

    def __init__(
        self,
        document: Document,
        page: Page,
        sentence: Sentence,
        hear: Callable[[], Voice],
        rules: RuleSet,
        own: OwnDays = NONE,
        matched: Matched | None = None,
    ) -> None:
        self.document, self.page, self.sentence, self._hear, self.rules = document, page, sentence, hear, rules
        self.own = own
        if matched is not None:
            self.matched = matched

    @cached_property
    def voice(self) -> Voice:
        return self._hear()

    @cached_property
    def folded(self) -> Folded:
        return fold(self.sentence.text)

    @cached_property
    def plain(self) -> str:
        """The sentence, character for character, but for the signs before the lines of a quoted mail."""
        return QUOTE_SIGNS.sub(lambda signs: signs.group().replace(">", " "), self.sentence.text)

    @cached_property
    def lead(self) -> str:
        """What stands shortly before the sentence, in folded form: it may name what «det» is."""
        start = self.sentence.start
        before = self.page.text[max(0, start - _SHORTLY) : start]
        # A page that names neither the vendor nor the system is about many things: one paragraph, one matter.
        if self.is_at_large and not self.of_case:
            title = self.page.text.lstrip().partition("\n")[0][:100]
            before = f"{title}\n{before[_last_break(before) :]}"
        return folded(before)

    @cached_property
    def of_case(self) -> str:
        """The vendor or the system as the page calls it by its own name: then all of the page is about it; else ""."""
        return self.rules.own_name_in(self.page.text)

    @property
    def written(self) -> date | None:
        """The day its words were said, as far as known."""
        if not said_on_other_days(self.page, self.document.date):
            return self.document.date  # spares asking whose words these are
        return self.voice.written or self.document.date

    @cached_property
    def times(self) -> Sequence[TimeMention]:
        return self._times()

    @cached_property
    def times_ahead(self) -> Sequence[TimeMention]:
        """The same, read as what is still to come."""
        return self._times(ahead=True)

    @cached_property
    def times_nearest(self) -> Sequence[TimeMention]:
        """The same of what was promised and is told as still to hold: each as it lies nearest to the day of the paper.

        «Han lovede, at den er i luften senest den 1. september», written in July, is of that year.
        """
        past, ahead, written = self.times, self.times_ahead, self.written
        if written is None or len(past) != len(ahead) or not _HOLDS_STILL.search(self.folded.text):
            return past
        return [min(both, key=lambda one: _days_from(one, written)) for both in zip(past, ahead, strict=True)]

    def _times(self, *, ahead: bool = False) -> Sequence[TimeMention]:
        if SINCE_THEN.match(self.plain):
            start = self.sentence.start
            return since_then(self.page.text[max(0, start - _SHORTLY) : start], self.written, self.own)
        if not self._names_a_time:  # spares asking whose words these are, for the day they were said
            return []
        told = times(self.plain, self.written, self.own, ahead=ahead)
        return [mention for mention in told if not mention.of_paper]

    def _by_clock(self, label: Label) -> Interval | None:
        """The day of an entry of a log that begins with the clock; what is promised there is for another time."""
        if label not in (Label.INCIDENT, Label.ADVERSE):
            return None
        days = days_of(self.page.text, self.document.date)
        return by_clock(self.page.text, self.sentence.start, days, self.written)

    @cached_property
    def _names_a_time(self) -> bool:
        return bool(named_times(self.plain, _ANY_DAY, self.own))

    @cached_property
    def amounts(self) -> Sequence[AmountMention]:
        return amounts(self.plain)

    @cached_property
    def percentages(self) -> Sequence[PercentMention]:
        return percentages(self.plain)

    @cached_property
    def durations(self) -> Sequence[DurationMention]:
        return durations(self.plain)

    @cached_property
    def quoted(self) -> Mark | None:
        """The earlier mail this sentence is repeated from, or the note it stands in, if it does."""
        place, kinds = self.sentence.start, (MarkKind.QUOTED, MarkKind.NOTE)
        return next((m for m in self.page.marks if m.kind in kinds and m.start <= place < m.end), None)

    def measured(self, what: str, start: int, end: int) -> bool:
        """Whether the clause that holds ``start:end``, or the words next to it, names such a thing.

        ``what`` is time, amount, percent, duration or number.
        """
        text = self.folded.text
        first, last = polarity.clause(text, start, end)
        begin, finish = self.folded.span(max(0, min(first, start - _NEAR)), max(last, min(end + _NEAR, len(text))))
        if what == "number":
            return re.search(r"\d{2}|\d\s*%", self.sentence.text[begin:finish]) is not None
        mentions: Sequence[TimeMention | AmountMention | PercentMention | DurationMention]
        match what:
            case "time":
                mentions = [mention for mention in self.times if not mention.now]
            case "amount":
                mentions = self.amounts
            case "percent":
                mentions = self.percentages
            case _:
                mentions = self.durations
        return any(mention.start < finish and begin < mention.end for mention in mentions)

    def hits(self) -> Iterator[Hit]:
        """Every rule that says something of this sentence."""
        for compiled, matches in self.matched:
            if next(self.out_of_place(compiled), None):
                continue
            said = next((match for match in matches if not next(self.stops(compiled, *match), None)), None)
            if said and not next(self.unfit_to_say(compiled, said[0]), None):
                yield self.hit(compiled, *said)

    @cached_property
    def matched(self) -> Matched:
        """The rules whose words stand in the sentence, and where."""
        return self.rules.matches(self.folded.text, self.document.kind)

    def kept_out(self, compiled: CompiledRule) -> Iterator[Stop]:
        """What of the paper, the sentence as a whole and the speaker stops a rule, one by one as they are asked for."""
        yield from self.out_of_place(compiled)
        yield from self.unfit_to_say(compiled)

    def unfit_to_say(self, compiled: CompiledRule, match: re.Match[str] | None = None) -> Iterator[Stop]:
        """What of the speaker stops a rule. Asked last: who speaks is worked out for a whole page at a time."""
        rule = compiled.rule
        if rule.not_said_by and self.voice.side in rule.not_said_by:
            yield Stop.SPEAKER
        if rule.kind in _OF_THE_CUSTOMER and self.voice.subject not in (None, Side.CUSTOMER):
            yield Stop.SPEAKER
        if match and rule.kind in ("shared_blame", "late_notice") and self.is_vendors_own(match):
            yield Stop.SPEAKER

    def is_vendors_own(self, match: re.Match[str]) -> bool:
        """Whether the vendor takes the blame: «vi havde glemt at slå overvågningen til», with a word of nobody else."""
        text = self.folded.text
        return (
            self.voice.side is Side.VENDOR
            and _OURSELVES.search(text, polarity.clause(text, *match.span())[0], match.end()) is not None
            and self.rules.first_side(text, 0, len(text)) is not Bound.CUSTOMER
            and not _YOU.search(self.sentence.text)
        )

    def out_of_place(self, compiled: CompiledRule) -> Iterator[Stop]:
        """What of the paper and the sentence as a whole stops a rule."""
        rule, kind = compiled.rule, self.document.kind
        if not rule.applies_to(kind):
            yield Stop.PAPER
        if self.is_form:
            yield Stop.FORM
        if rule.label is not Label.TERM and kind in RULEBOOKS and _DEFINES.match(self.sentence.text):
            yield Stop.DEFINITION
        if rule.label is Label.TERM and self.is_heading:
            yield Stop.HEADING
        if rule.label is Label.INCIDENT and self.is_of_the_house:
            yield Stop.SUBJECT
        if rule.label is Label.ADVERSE and self.is_of_another:
            yield Stop.SUBJECT
        if rule.label is not Label.TERM and _SUBJECT_LINE.match(self.sentence.text):
            yield Stop.FORM
        if not compiled.concerns(lambda: self.folded.text, lambda: self.lead, lambda: self.of_case):
            yield Stop.SUBJECT

    def stops(self, compiled: CompiledRule, match: re.Match[str], own_negation: bool) -> Iterator[Stop]:
        """What the words say where they stand that is not what the rule looks for, one by one as it is asked for."""
        rule, text = compiled.rule, self.folded.text
        start, end = match.span()
        if rule.candidate:
            yield Stop.ALONE
        if not all(self.measured(what, start, end) for what in rule.measures):
            yield Stop.MEASURE
        first, last = polarity.clause(text, start, end)
        if compiled.barred_within(text[first:last]):
            yield Stop.WORD
        if not rule.negatable and self.denied(rule, start, end, own_negation):
            yield Stop.DENIED
        if rule.label is Label.INCIDENT and polarity.words("house_practice").search(text, first, end):
            yield Stop.SUBJECT
        if rule.factual and rule.label in (Label.INCIDENT, Label.LOSS, Label.ADVERSE):
            if polarity.supposed(text, start, end) and "risked" not in rule.attributes:
                yield Stop.SUPPOSED
            told = not polarity.on_condition(text) and polarity.happened(text, start, end)
            if self.document.kind in RULEBOOKS and not told:
                yield Stop.NOT_TOLD
        settles = rule.label is Label.PROMISE and self.is_dated(first, last)
        if rule.label in (Label.PROMISE, Label.ADVERSE) and not settles and polarity.unsettled(text, start, end):
            yield Stop.UNSETTLED
        if rule.label is Label.PROMISE and self.document.kind not in RULEBOOKS and polarity.demanded(text, start):
            yield Stop.UNSETTLED
        if rule.general and self.names_somebody(end):
            yield Stop.WORD
        if polarity.asked(text) and (
            rule.label is not Label.INCIDENT or not (self.measured("number", start, end) or self.system_named)
        ):
            yield Stop.ASKED

    def names_somebody(self, end: int) -> bool:
        """Whether the word before ``end`` is a name that looks like a verb: «For Datahuset A/S: Kasper Brandt»."""
        place = self.folded.span(max(0, end - 1), end)[1]
        return _LIKE_A_VERB.search(self.sentence.text, max(0, place - 20), place + 2) is not None

    def is_dated(self, first: int, last: int) -> bool:
        """Whether a clause tells when something happens: «når vi til september skal sende …» sets no condition."""
        if not re.match(r"\W*(?:når|when)\b", self.folded.text[first:]):
            return False
        begin, end = self.folded.span(first, last)
        return any(begin <= mention.start and mention.end <= end for mention in self.times)

    def denied(self, rule: Rule, start: int, end: int, own_negation: bool) -> bool:
        """Whether the clause denies what the words say."""
        if rule.label is Label.TERM:
            return False
        text = self.folded.text
        if own_negation:
            return polarity.denied_above(text, polarity.clause(text, start, end)[0])
        promised = rule.label is Label.PROMISE
        return polarity.negated(text, start, end, good=rule.label is not Label.INCIDENT, promised=promised)

    def hit(self, compiled: CompiledRule, match: re.Match[str], own_negation: bool) -> Hit:
        """What the words say where they stand."""
        rule, text = compiled.rule, self.folded.text
        start, end = match.span()
        first, last = polarity.clause(text, start, end)
        hedged = rule.label is not Label.TERM and (
            polarity.hedged(text, start, end, self.document.kind in RULEBOOKS) or compiled.softened(text[first:last])
        )
        hedged = hedged or polarity.asked(text) or "risked" in rule.attributes
        named = rule.kind
        if named == BY_TOPIC:
            named = self.topic if rule.label is Label.PROMISE else self.rules.topic(text, rule.label)
        kind = topics.mended(named or self._dated(topics.resembled(text, rule.label, start)), text)
        return Hit(rule, start, end, kind, self.denied(rule, start, end, own_negation), hedged, resembled=not named)

    @cached_property
    def is_form(self) -> bool:
        """Whether the sentence is the label of a field: «Målingen udføres af:»."""
        return _FORM.search(self.folded.text) is not None

    @cached_property
    def is_item(self) -> bool:
        """Whether the sentence begins an item of a list."""
        text, start = self.page.text, self.sentence.start
        line = text.rfind("\n", 0, start) + 1
        return _ITEM.match(text[line:start] + self.sentence.text) is not None

    @cached_property
    def goes_on(self) -> bool:
        """Whether a line of its own begins here with a small letter: it goes on what stands above it."""
        text, start = self.page.text, self.sentence.start
        return text[:start].rstrip(" \t•·–-").endswith("\n") and text[start : start + 1].islower()

    @cached_property
    def is_heading(self) -> bool:
        """Whether the sentence is the heading of a clause: it names what is ruled, and rules nothing."""
        start, end = self.sentence.start, self.sentence.end
        marked = any(m.kind is MarkKind.HEADING and m.start <= start and end <= m.end for m in self.page.marks)
        return marked and len(self.sentence.text.split()) < 10 and not self.sentence.text.rstrip().endswith(".")

    @cached_property
    def is_of_the_house(self) -> bool:
        """Whether the sentence is about a printer, a lift or a coffee machine, and names no system."""
        text = self.folded.text
        named = self.system_named or "system" in text or "modul" in text
        return not named and polarity.words("furnishing").search(text) is not None

    @cached_property
    def is_of_another(self) -> bool:
        """Whether the sentence tells how another municipality fares, and not with the system by its own name."""
        return not self.system_named and bool(elsewhere(self.sentence.text, self.rules.sides.customer))

    @cached_property
    def system_named(self) -> bool:
        own = [fold(name).text for name in self.rules.sides.system.names]
        return any(name in self.folded.text for name in own)

    @cached_property
    def topic(self) -> str:
        """The kind of promise a duty is by the words for what it is about; "" where there are none."""
        in_rulebook = self.document.kind in RULEBOOKS
        return self._dated(topics.of_duty(self.rules, self.folded.text, in_rulebook=in_rulebook))

    def _dated(self, kind: str) -> str:
        """«Leverer og installerer» in a contract with no day says what, not when."""
        if kind != "delivery_date" or self.document.kind not in RULEBOOKS:
            return kind
        return kind if self.times or self.durations or topics.names_deadline(self.folded.text) else topics.SAYS_WHAT

    @property
    def is_at_large(self) -> bool:
        """Whether the paper is of no kind that the parties write to each other."""
        return self.document.kind in _AT_LARGE

    # What a hit becomes.

    def findings(self, clauses: ClauseNumbers) -> list[Finding]:
        """The findings of this sentence: one a label and kind, with every rule that found it."""
        gathered: dict[tuple[Label, str], list[Hit]] = {}
        hits = list(self.hits())
        told = {hit.rule.label: hit.kind for hit in reversed(hits) if not hit.resembled}
        for hit in hits:  # where one rule knows the kind, what the sentence is like is not asked
            kind = told.get(hit.rule.label, hit.kind) if hit.resembled else hit.kind
            gathered.setdefault((hit.rule.label, kind), []).append(hit)
        particular = {label for (label, _), hits in gathered.items() if any(not hit.rule.general for hit in hits)}
        found: list[Finding] = []
        for (label, kind), hits in sorted(gathered.items()):
            telling, backing = hits, list[Hit]()
            if label in particular:
                telling = [hit for hit in hits if not hit.rule.general]
                backing = [hit for (of, _), more in gathered.items() if of is label for hit in more if hit.rule.general]
            telling = self.of_one_mind(telling)
            said = [[hit for hit in telling if hit.negated is denied] for denied in (False, True)]
            both = all(said) and not self.same_clause(said[0] + said[1])
            for agreed in said if both else [telling]:
                if agreed:
                    found.append(self.finding(label, kind, agreed, clauses, backing, narrow=both))
        if not found:
            return found
        told_by_others = self.voice.side is not Side.VENDOR
        if told_by_others or any(one.kind == "missed_deadline" for one in found):
            # «Rettelsen, som de havde lovet til august, er ikke leveret»: the promise stands elsewhere, this complains.
            found = [self.only_recalled(one) for one in found]
        return found

    def of_one_mind(self, hits: Sequence[Hit]) -> list[Hit]:
        """The hits without those whose words hold another's that is denied, or are held by theirs.

        «oplyste, at modulet ikke er klar til den 2. juni» promises nothing, «lovede, at det ikke varer til juni» does:
        whether what leads up to the denial is a promise decides which of the two speaks.
        """
        out = set()
        for outer in hits:
            held = [one for one in hits if one.negated and outer.start < one.start and one.end <= outer.end]
            if outer.negated or not held or self.same_clause([outer, *held]):
                continue
            promising = polarity.words("promising").match(self.folded.text[outer.start :])
            out |= set(map(id, held)) if promising else {id(outer)}
        return [hit for hit in hits if id(hit) not in out]

    def only_recalled(self, found: Finding) -> Finding:
        """A promise told in the past, by others or where its breach is told: what was meant, no new one."""
        recalled = found.label is Label.PROMISE and found.strength in (Strength.BINDING, Strength.WARRANTY)
        past = recalled and self.document.kind not in RULEBOOKS and _HAD_PROMISED.search(self.folded.text)
        return replace(found, strength=Strength.INTENT) if past else found

    def same_clause(self, hits: Sequence[Hit]) -> bool:
        """Whether the hits begin in one clause, so that they cannot be told apart by their places."""
        return len({polarity.clause(self.folded.text, hit.start, hit.start + 1) for hit in hits}) == 1

    def finding(
        self,
        label: Label,
        kind: str,
        hits: list[Hit],
        clauses: ClauseNumbers,
        backing: Sequence[Hit] = (),
        narrow: bool = False,
    ) -> Finding:
        """One finding made of the hits that agree on it; the surest of them speaks for it.

        ``backing`` are general rules that saw the same and gave way. ``narrow``: the sentence says the opposite too,
        so only the clause is this finding («Vi forventer …, men kan ikke love …»).
        """
        lead = max(hits, key=lambda hit: (hit.rule.confidence, -hit.start))
        sentence, voice = self.sentence, self.voice
        start, end = self.clause_place(lead) if narrow else (0, len(sentence.text))
        place, mentions = self.folded.span(lead.start, lead.end), self.times
        if mentions and label is Label.PROMISE:
            mentions = self.times_ahead if not self.was_due(lead) else self.times_nearest
        if narrow:
            mentions = [mention for mention in mentions if start <= mention.start and mention.end <= end]
        attributes = dict(further(label, sentence.text, self.folded, lead.start, self.rules.sides))
        for hit in hits:
            attributes.update(hit.rule.attributes)
        runs = None
        if label is Label.TERM:
            attributes |= limits(kind, sentence.text, self.folded.text)
            if attributes.pop("runs", ""):
                runs = run(sentence.text, times(sentence.text, None, self.own), self.own.get("effective date"))
                attributes |= runs.attributes()
        if self.document.kind is DocumentKind.CONTRACT:
            if number := clauses.at(sentence.start):
                attributes["clause"] = number
            if anew := reworded(self.page.text, sentence.start, sentence.end):
                attributes |= {"rewords": anew, "supersedes": "yes"}
        if self.quoted is not None:
            attributes["quoted"] = "yes"
        if voice.testimonial:
            attributes["testimonial"] = "yes"
        measured = told.metric(
            label, kind, self.percentages, self.durations, self.folded.text, sentence.text, place
        )
        if label is Label.PROMISE and told.changes(measured, sentence.text):
            attributes["supersedes"] = "yes"
        when = (
            (runs and runs.when)
            or told.when(label, kind, mentions, self.folded, (lead.start, lead.end), self.was_due(lead), self.written)
            or self._by_clock(label)
        )
        of_a_day = label is Label.PROMISE and when is not None
        hedged = lead.hedged or (of_a_day and polarity.depends(self.folded.text, lead.start))
        made = Finding(
            label=label,
            kind=kind,
            span=Span(
                document=self.document.sha256,
                page=self.page.number,
                start=sentence.start + start,
                end=sentence.start + end,
            ),
            quote=sentence.text[start:end],
            speaker=voice.speaker,
            speaker_side=Side.CUSTOMER if voice.testimonial else voice.side,
            when=when,
            amount_dkk=told.amount(label, kind, self.amounts, sentence.text, place),
            metric=measured,
            negated=lead.negated,
            hedged=hedged,
            reported=voice.reported,
            confidence=self.confidence(hits, hedged),
            found_by=tuple(sorted({hit.rule.id for hit in (*hits, *backing)})),
            attributes=attributes,
        )
        if label is not Label.PROMISE:
            return made
        bound = owed_by(self, lead)
        named = {self.rules.first_side(self.folded.text, hit.start, hit.end) for hit in (*hits, *backing)} - {None}
        if lead.rule.bound is None and len(named) == 2:
            bound = Bound.BOTH
        strength = firmness(self, lead, bound)
        if is_strangers(self):
            made = replace(made, attributes={**made.attributes, "stranger": "yes"})
            strength = Strength.MARKETING if strength is Strength.CUSTOMER_STATEMENT else strength
        return replace(made, bound=bound, strength=strength)

    def was_due(self, hit: Hit) -> bool:
        """Whether the promise is told by its breach: the rules of what was once due are those of intentions.

        «Vi lægger en rettelse ind torsdag, og så skulle det virke» is still to come.
        """
        return hit.rule.strength is Strength.INTENT and not _THEN_SHOULD.search(self.folded.text, 0, hit.end)

    def clause_place(self, hit: Hit) -> tuple[int, int]:
        """Where the clause of a hit stands in the sentence, without the white space and commas at its edges."""
        text = self.sentence.text
        start, end = self.folded.span(*polarity.clause(self.folded.text, hit.start, hit.start + 1))
        while start < end and text[start] in " \t\r\n,;:":
            start += 1
        while end > start and text[end - 1] in " \t\r\n,;:":
            end -= 1
        return start, end

    def confidence(self, hits: list[Hit], hedged: bool) -> float:
        """How sure: the surest rule, a little more for each that agrees, less for what is hedged or only told."""
        best = max(hit.rule.confidence for hit in hits)
        sure = best + 0.03 * (len({hit.rule.id for hit in hits}) - 1)
        if hedged:
            sure -= 0.08
        if self.voice.reported and not self.voice.direct:
            sure -= 0.03
        return round(min(0.97, max(0.2, sure)), 2)


#: What only the customer can do to its own claim: somebody of another side, or of none known, does not.
_OF_THE_CUSTOMER = frozenset({"acceptance", "waiver"})
#: Who speaks tells of an omission of their own; and who is spoken to in the same words.
_OURSELVES = re.compile(
    r"\b(?:vi|jeg|man) (?:(?!ikke\b)\w+ ){0,3}?(?:glemte?|overså|overset|forsømte?|undlod|undladt|misforstod|"
    r"misforstået|undervurdere(?:de|t)|sjuskede|sjusket)\b|"
    r"\b(?:vores|vort) (?:eg(?:en|et|ne) )?\w+ (?:\w+ ){0,3}?(?:reagerede|svigtede|fejlede|virkede)\b"
)
_YOU = re.compile(r"\b(?:jer|jeres|hos jer|du|din|dit|dine)\b|(?<=[a-zæøå,] )I\b|^I (?:har|havde|skulle|kunne|burde)\b")
#: «Hændelse»: …, «Dag» betyder …: what a word means is no duty, whatever verbs explain it.
_DEFINES = re.compile(
    r"\W*(?:[\d.]+\s+)?[»«\"”“][^»«\"”“\n]{1,60}[»«\"”“]\s*(?::|(?:betyder|betegner|er|omfatter|means)\b|(?:skal\s+)?forstås)"
)
#: Kasper, Jesper, Peter: with a last name after it.
_LIKE_A_VERB = re.compile(r"(?<![.!?])\W\s[A-ZÆØÅ][a-zæøå]+er\b(?=\s[A-ZÆØÅ])")
_THEN_SHOULD = re.compile(r"\b(?:vi|jeg) \w+r\b.*\bog så (?:skulle|burde)\b")
_HAD_PROMISED = re.compile(
    r"\b(?:(?:havde|var|(?<!\bdet\s)(?:blev|er)|har|som|der|had|was)\s(?:\w+\s){0,4}?(?:lovet|lovede|aftalt|tilsagt|"
    r"garanteret|garanterede|bekræftet|bekræftede|bebudet|bebudede|stillet\s(?:\w+\s){0,2}?i\sudsigt|promised))\b"
)
#: What opens an item of a list.
_ITEM = re.compile(r"[ \t]*(?:[-–•·*o]|\(?[a-zæøå]{1,2}[.)]|\(?\d{1,2}[.)]|\(?[ivx]{1,4}[.)])[ \t]+", re.I)
#: How many characters from its words a rule still looks for the time or sum it needs, whatever the commas say.
_NEAR = 40
#: How many characters before a sentence still tell what it is about.
_SHORTLY = 500
#: «Emne: SV: Nedbrud» says what a mail is about, not that it happened.
_SUBJECT_LINE = re.compile(r"[ \t>]*(?:Emne|Subject|Vedr\.|Vedrørende)[ \t]*:", re.IGNORECASE)
#: «Målingen udføres af:» is the label of a field; what it says stands in the field.
_FORM = re.compile(r"\b(?:(?<!sørger )for|ved|med|senest|af|til|i|på|fra|hos|over|by|within|from|to)\s*:$")
