"""Finding: from the pages of a document to what they say.

Sentences, who speaks in each, the rules that match, what the words make of it (negated, hedged, only possible), who
is bound and how firmly, when, how much. Nothing is read from anywhere but the document and the names of the case.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property

from evidence.model import Document, DocumentKind, Mark, MarkKind, Page, Span
from extract import polarity
from extract.attributes import ClauseNumbers, further
from extract.folding import Folded, fold
from extract.incident_log import log_findings
from extract.model import Bound, Finding, Interval, Label, Side, Sides, Strength
from extract.quantities import AmountMention, DurationMention, PercentMention, amounts, durations, percentages
from extract.ruleset import BY_TOPIC, CompiledRule, Rule, RuleSet, rule_set
from extract.sentences import Sentence, sentences
from extract.speakers import Voice, voices
from extract.times import TimeMention, times

#: Papers that state rules: what they say of outages is a definition unless it is told as past.
RULEBOOKS = frozenset({DocumentKind.CONTRACT})
#: The paper itself is a promise made by its sender.
_SOFT = frozenset({Strength.INTENT, Strength.MARKETING, Strength.CUSTOMER_STATEMENT})


@dataclass(frozen=True, slots=True)
class Hit:
    """A rule's words in a sentence, read for what they say."""

    rule: Rule
    start: int  # of the folded sentence
    end: int
    kind: str
    negated: bool
    hedged: bool


class SentenceView:
    """A sentence with all that may be asked of it, computed once and only when asked."""

    def __init__(self, document: Document, page: Page, sentence: Sentence, voice: Voice, rules: RuleSet) -> None:
        self.document, self.page, self.sentence, self.voice, self.rules = document, page, sentence, voice, rules

    @cached_property
    def folded(self) -> Folded:
        return fold(self.sentence.text)

    @cached_property
    def times(self) -> Sequence[TimeMention]:
        told = times(self.sentence.text, self.voice.written or self.document.date)
        return [mention for mention in told if not mention.of_paper]

    @cached_property
    def amounts(self) -> Sequence[AmountMention]:
        return amounts(self.sentence.text)

    @cached_property
    def percentages(self) -> Sequence[PercentMention]:
        return percentages(self.sentence.text)

    @cached_property
    def durations(self) -> Sequence[DurationMention]:
        return durations(self.sentence.text)

    @cached_property
    def quoted(self) -> Mark | None:
        """The earlier mail this sentence is repeated from, if it is."""
        place = self.sentence.start
        return next((m for m in self.page.marks if m.kind is MarkKind.QUOTED and m.start <= place < m.end), None)

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
        if _FORM.search(self.folded.text):
            return
        for compiled in self.rules.candidates(self.folded.text):
            rule = compiled.rule
            kind = self.document.kind
            if (rule.documents and kind not in rule.documents) or kind in rule.not_documents:
                continue
            if self.voice.side in rule.not_said_by:
                continue
            matches = compiled.matches(self.folded.text)
            if hit := next((hit for match, own in matches if (hit := self.read(compiled, match, own))), None):
                yield hit

    def read(self, compiled: CompiledRule, match: re.Match[str], own_negation: bool) -> Hit | None:
        """What the words say where they stand; None if they do not come to what the rule looks for."""
        rule, text = compiled.rule, self.folded.text
        start, end = match.span()
        if not all(self.measured(what, start, end) for what in rule.measures):
            return None
        first, last = polarity.clause(text, start, end)
        if compiled.barred_within(text[first:last]):
            return None
        denied = rule.label is not Label.TERM and not own_negation and polarity.negated(text, start, end)
        if denied and not rule.negatable:
            return None
        if rule.factual and rule.label in (Label.INCIDENT, Label.LOSS, Label.ADVERSE):
            if polarity.supposed(text, start, end) and "risked" not in rule.attributes:
                return None
            if self.document.kind in RULEBOOKS and not polarity.happened(text, start, end):
                return None
        if rule.label is Label.PROMISE and polarity.unsettled(text, start, end):
            return None
        hedged = polarity.hedged(text, start, end, self.document.kind in RULEBOOKS) or compiled.softened(
            text[first:last]
        )
        if polarity.asked(text):
            if rule.label is not Label.INCIDENT or not (self.measured("number", start, end) or self.system_named):
                return None
            hedged = True
        named = self.topic if rule.kind == BY_TOPIC else rule.kind
        return Hit(rule, start, end, named, denied, hedged)

    @cached_property
    def is_item(self) -> bool:
        """Whether the sentence begins an item of a list."""
        text, start = self.page.text, self.sentence.start
        line = text.rfind("\n", 0, start) + 1
        return _ITEM.match(text[line:start] + self.sentence.text) is not None

    @cached_property
    def system_named(self) -> bool:
        own = [fold(name).text for name in self.rules.sides.system.names]
        return any(name in self.folded.text for name in own)

    @cached_property
    def topic(self) -> str:
        """The kind of promise a duty is by what it is about."""
        return self.rules.topic(self.folded.text)

    # What a hit becomes.

    def findings(self, clauses: ClauseNumbers) -> list[Finding]:
        """The findings of this sentence: one a label and kind, with every rule that found it."""
        gathered: dict[tuple[Label, str], list[Hit]] = {}
        for hit in self.hits():
            gathered.setdefault((hit.rule.label, hit.kind), []).append(hit)
        particular = {label for (label, _), hits in gathered.items() if any(not hit.rule.general for hit in hits)}
        found: list[Finding] = []
        for (label, kind), hits in sorted(gathered.items()):
            if label not in particular:
                found.append(self.finding(label, kind, hits, clauses))
            elif telling := [hit for hit in hits if not hit.rule.general]:
                backing = [hit for (of, _), more in gathered.items() if of is label for hit in more if hit.rule.general]
                found.append(self.finding(label, kind, telling, clauses, backing))
        return found

    def finding(
        self, label: Label, kind: str, hits: list[Hit], clauses: ClauseNumbers, backing: Sequence[Hit] = ()
    ) -> Finding:
        """One finding made of the hits that agree on it; the surest of them speaks for it.

        ``backing`` are general rules that saw the same and gave way.
        """
        lead = max(hits, key=lambda hit: (hit.rule.confidence, -hit.start))
        sentence, voice = self.sentence, self.voice
        attributes = dict(further(label, sentence.text, self.folded, lead.start, self.rules.sides))
        for hit in hits:
            attributes.update(hit.rule.attributes)
        if self.document.kind is DocumentKind.CONTRACT and (number := clauses.at(sentence.start)):
            attributes["clause"] = number
        if self.quoted is not None:
            attributes["quoted"] = "yes"
        if voice.testimonial:
            attributes["testimonial"] = "yes"
        hedged = lead.hedged
        made = Finding(
            label=label,
            kind=kind,
            span=Span(document=self.document.sha256, page=self.page.number, start=sentence.start, end=sentence.end),
            quote=sentence.text,
            speaker=voice.speaker,
            speaker_side=Side.CUSTOMER if voice.testimonial else voice.side,
            when=self.when(label, kind, lead),
            amount_dkk=self.amount(label, kind, lead),
            metric=self.metric(label, kind, lead),
            negated=lead.negated,
            hedged=hedged,
            reported=voice.reported,
            confidence=self.confidence(hits, hedged),
            found_by=tuple(sorted({hit.rule.id for hit in (*hits, *backing)})),
            attributes=attributes,
        )
        if label is not Label.PROMISE:
            return made
        bound = self.bound(lead)
        named = {self.rules.first_side(self.folded.text, hit.start, hit.end) for hit in (*hits, *backing)} - {None}
        if lead.rule.bound is None and len(named) == 2:
            bound = Bound.BOTH
        return replace(made, bound=bound, strength=self.strength(lead, bound))

    def confidence(self, hits: list[Hit], hedged: bool) -> float:
        """How sure: the surest rule, a little more for each that agrees, less for what is hedged or only told."""
        best = max(hit.rule.confidence for hit in hits)
        sure = best + 0.03 * (len({hit.rule.id for hit in hits}) - 1)
        if hedged:
            sure -= 0.08
        if self.voice.reported and not self.voice.direct:
            sure -= 0.03
        return round(min(0.97, max(0.2, sure)), 2)

    def bound(self, hit: Hit) -> Bound:
        """Who owes: the rule knows, or the words name them, or whoever speaks means themselves."""
        if hit.rule.bound is not None:
            return hit.rule.bound
        text = self.folded.text
        if self.voice.testimonial:
            return Bound.CUSTOMER
        first, last = polarity.clause(text, hit.start, hit.end)
        duty = self.document.kind in RULEBOOKS
        for begin, end in ((hit.start, hit.end), (first, hit.start), (0, 0 if duty else hit.start), (hit.end, last)):
            if (side := self.rules.first_side(text, begin, end)) is not None:
                return side
        we = re.search(r"\b(?:vi|jeg|vores|os|we|i|our)\b", text[first : hit.end])
        side_of_voice = {Side.CUSTOMER: Bound.CUSTOMER, Side.VENDOR: Bound.VENDOR, Side.THIRD_PARTY: Bound.CUSTOMER}
        if self.document.kind is DocumentKind.CONTRACT and not we:
            return Bound.VENDOR
        return side_of_voice.get(self.voice.side, Bound.VENDOR)

    def strength(self, hit: Hit, bound: Bound) -> Strength:
        """How far the promise goes: by the paper it stands in, who says it, and the words."""
        text = self.folded.text
        kind, side = self.document.kind, self.voice.side
        if self.voice.testimonial:
            return Strength.CUSTOMER_STATEMENT
        if hit.rule.strength is not None:
            return hit.rule.strength
        if kind is DocumentKind.CONTRACT:
            return Strength.WARRANTY if polarity.words("warranty").search(text) else Strength.BINDING
        if side is Side.CUSTOMER or (side is Side.THIRD_PARTY and bound is Bound.CUSTOMER):
            return Strength.CUSTOMER_STATEMENT
        if polarity.words("intention").search(text):
            return Strength.INTENT
        if polarity.words("warranty").search(text):
            return Strength.WARRANTY
        if kind is DocumentKind.SALES:
            return Strength.BINDING if polarity.words("firm").search(text) else Strength.MARKETING
        if side is Side.VENDOR:
            return Strength.BINDING if not hit.hedged else Strength.INTENT
        if kind in (DocumentKind.MINUTES, DocumentKind.MAIL, DocumentKind.LETTER) and not hit.hedged:
            return Strength.BINDING
        return Strength.INTENT

    def when(self, label: Label, kind: str, hit: Hit) -> Interval | None:
        """The time the statement is about, as precise as its words."""
        mentions = [mention for mention in self.times if not mention.now or label is Label.INCIDENT]
        if not mentions:
            return None
        slips = {mention.role: mention for mention in mentions if mention.role in ("slip_from", "slip_to")}
        if label is Label.INCIDENT and kind == "missed_deadline" and len(slips) == 2:
            return replace(slips["slip_from"].interval, end=slips["slip_to"].interval.end)
        if label is Label.INCIDENT and kind == "missed_deadline" and polarity.words("was_due").search(self.folded.text):
            days = [mention.interval for mention in mentions if mention.role == "point" and mention.interval.start]
            if len(days) > 1 and days[0].start and days[-1].end and days[0].start < days[-1].end:
                return replace(days[0], end=days[-1].end)
        if label is Label.PROMISE and slips:
            broken = hit.rule.strength is Strength.INTENT and "slip_from" in slips
            return (slips["slip_from"] if broken or "slip_to" not in slips else slips["slip_to"]).interval
        if label is Label.INCIDENT and kind != "missed_deadline":
            mentions = [mention for mention in mentions if mention.role != "deadline"] or mentions
            since = [mention for mention in mentions if mention.role == "since"]
            mentions = since or mentions
        if label is Label.PROMISE:
            mentions = [mention for mention in mentions if mention.role != "since"]
            mentions = [mention for mention in mentions if mention.role == "deadline"] or mentions
        if not mentions:
            return None
        start, end = self.folded.span(hit.start, hit.end)
        if label is Label.ADVERSE:  # a time in another clause belongs to what that clause says
            first, last = self.folded.span(*polarity.clause(self.folded.text, hit.start, hit.end))
            mentions = [mention for mention in mentions if mention.start < last and first < mention.end]
            if not mentions:
                return None

        def distance(mention: TimeMention) -> tuple[int, int]:
            apart = max(mention.start - end, start - mention.end, 0)
            return (apart, mention.start)

        return min(mentions, key=distance).interval

    def amount(self, label: Label, kind: str, hit: Hit) -> Decimal | None:
        """The sum the statement is about: the nearest, those after its words first."""
        of_money = label in (Label.LOSS, Label.TERM) or kind in ("price_compensation", "wrong_payment")
        if not of_money or not self.amounts:
            return None
        start, end = self.folded.span(hit.start, hit.end)

        def distance(mention: AmountMention) -> tuple[int, int]:
            return (max(mention.start - end, 2 * (start - mention.end), 0), mention.start)

        return min(self.amounts, key=distance).dkk

    def metric(self, label: Label, kind: str, hit: Hit) -> dict[str, str]:
        """What is measured: a share of something, a length of time."""
        if label not in (Label.PROMISE, Label.TERM, Label.LOSS):
            return {}
        made: dict[str, str] = {}
        start, end = self.folded.span(hit.start, hit.end)
        if self.percentages and label is not Label.LOSS:
            share = min(self.percentages, key=lambda one: (max(one.start - end, start - one.end, 0), one.start))
            made["percent"] = _plain(share.value)
            if share.of:
                made["of"] = share.of
        if self.durations:
            length = min(self.durations, key=lambda one: (max(one.start - end, start - one.end, 0), one.start))
            made["value"], made["unit"] = _plain(length.value), str(length.unit)
        if kind in ("response_fix", "service_target") and (level := _PRIORITY.search(self.folded.text)):
            made["priority"] = level["level"].upper()
        if per := _PER.search(self.folded.text):
            made["per"] = _PERIODS[per["period"]]
        return made if len(made) > ("per" in made) else {}


#: How many characters from its words a rule still looks for the time or sum it needs, whatever the commas say.
_NEAR = 40
#: «Målingen udføres af:» is the label of a field; what it says stands in the field.
_FORM = re.compile(r"\b(?:for|ved|med|senest|af|til|i|på|fra|hos|over|by|within|from|to)\s*:$")
_PRIORITY = re.compile(
    r"\b(?:prioritet|prio|kategori|niveau|klasse|fejlkategori|priority|severity|category)\W{0,2}(?P<level>\d|[a-d])\b"
)
_PERIODS = {
    "døgn": "day", "dag": "day", "hverdag": "working_day", "arbejdsdag": "working_day", "uge": "week",
    "måned": "month", "kalendermåned": "month", "kvartal": "quarter", "år": "year", "day": "day", "week": "week",
    "month": "month", "quarter": "quarter", "year": "year",
}  # fmt: skip
_PER = re.compile(
    r"\b(?:pr\.?|per|om|hver|each|a)\s(?:påbegyndt\s|løbende\s|hel\s|calendar\s)?"
    rf"(?P<period>{'|'.join(_PERIODS)})(?:en|et)?\b"
)


def _plain(value: Decimal) -> str:
    return format(value.normalize(), "f")


class Lists:
    """Lists of duties: «Leverandøren skal:» and the items below it that are clauses take its duty over.

    What is no clause («serverrum», «licenser») takes nothing over; hours of service do, under a duty of service.
    """

    def __init__(self) -> None:
        self._above: Finding | None = None

    def hear(self, view: SentenceView, said: Sequence[Finding]) -> None:
        """Note what was said last: a duty that ends in a colon is taken over until the list ends."""
        if view.document.kind not in RULEBOOKS:
            return
        if view.sentence.text.rstrip().endswith(":"):
            duties = [one for one in said if one.label is Label.PROMISE and not one.negated]
            self._above = duties[0] if duties else None
        elif not view.is_item:
            self._above = None

    def inherited(self, view: SentenceView, clauses: ClauseNumbers) -> list[Finding]:
        """The duty an item takes over from the sentence above its list; nothing where there is none."""
        above = self._above
        if (
            above is None
            or not view.is_item
            or not (_ITEM_CLAUSE.match(view.folded.text) or _HOURS.search(view.folded.text))
        ):
            return []
        hit = Hit(_ITEM_RULE, 0, len(view.folded.text), above.kind, False, False)
        own = view.topic
        taken = view.finding(Label.PROMISE, above.kind if own == "functionality" else own, [hit], clauses)
        return [replace(taken, bound=above.bound, strength=above.strength, speaker=above.speaker)]


_ITEM = re.compile(r"[ \t]*(?:[-–•·*o]|\(?[a-zæøå]{1,2}[.)]|\(?\d{1,2}[.)]|\(?[ivx]{1,4}[.)])[ \t]+", re.I)
#: An item that goes on the sentence above: an infinitive, with or without «at», or an «at»-clause.
_ITEM_CLAUSE = re.compile(
    r"(?:[-–•·*o]|\(?\w{1,3}[.)])?\s*(?:at\b|to\b|(?:løbende|straks|altid|selv|herunder|i øvrigt|på\s\w+)\s)*\s*"
    r"(?!(?:alle|den|de|egne|hele|denne|disse|ingen|mere|flere|ene|eventuelle|øvrige|nye|skriftlige|andre)\b)"
    r"(?:at\b|[a-zæøå]{2,}(?:ere|re|de|le|ge|be|ve|se|te|ke|ne|me|je|ske|stå|få|gå))\b"
)
_HOURS = re.compile(r"\b\d{1,2}[.:]\d{2}\s*[-–—]\s*\d{1,2}[.:]\d{2}\b")
_ITEM_RULE = Rule(
    id="pligt.punkt",
    label=Label.PROMISE,
    kind=BY_TOPIC,
    why="Et punkt på en liste, som indledes af en pligt, er selv en pligt, når det er en sætning.",
    patterns=(),
    finds=(),
    passes_by=(),
    confidence=0.6,
)


def find(
    document: Document, pages: Sequence[Page], sides: Sides, *, log_columns: Mapping[str, str] | None = None
) -> list[Finding]:
    """Everything the rules find in a document, sorted by page, start, label and kind. Pure: same in, same out.

    ``log_columns`` maps headings of an incident log to ours, where a person has told them.
    """
    return find_with(rule_set(sides), document, pages, log_columns=log_columns)


def find_with(
    rules: RuleSet, document: Document, pages: Sequence[Page], *, log_columns: Mapping[str, str] | None = None
) -> list[Finding]:
    """As ``find``, with rules of your own."""
    if document.kind is DocumentKind.LEDGER:
        return []
    found: list[Finding] = []
    clauses, lists = ClauseNumbers(), Lists()
    for page in pages:
        clauses.turn_to(page)
        rows = log_findings(document, page, log_columns)
        found += rows
        if rows and document.kind is DocumentKind.LOG:
            continue
        taken = [(row.span.start, row.span.end) for row in rows]
        parts = sentences(page)
        for sentence, voice in zip(parts, voices(document, page, parts, rules.sides), strict=True):
            if any(start <= sentence.start < end for start, end in taken):
                continue
            view = SentenceView(document, page, sentence, voice, rules)
            said = view.findings(clauses)
            found += said or lists.inherited(view, clauses)
            lists.hear(view, said)
    return sorted(found, key=lambda one: (one.span.page, one.span.start, one.span.end, one.label, one.kind))
