"""What stops a rule where its words stand: the paper, who speaks, and what the sentence makes of the words.

Each reason is given one by one as it is asked for: most rules are stopped by the first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from evidence.model import DocumentKind
from extract import polarity
from extract.model import Bound, Label, Side
from extract.papers.paper import RULEBOOKS
from extract.rules.rulefiles import Rule
from extract.rules.ruleset import CompiledRule
from extract.rules.stops import Stop
from extract.voices.sides import side_names

if TYPE_CHECKING:
    from extract.view import SentenceView

#: What only the customer can do to its own claim: somebody of another side, or of none known, does not.
_OF_THE_CUSTOMER = frozenset({"acceptance", "waiver"})
#: Who speaks tells of an omission of their own; and who is spoken to in the same words.
_OURSELVES = re.compile(
    r"\b(?:vi|jeg|man) (?:(?!ikke\b)\w+ ){0,3}?(?:glemte?|overså|overset|forsømte?|undlod|undladt|misforstod|"
    r"misforstået|undervurdere(?:de|t)|sjuskede|sjusket)\b|"
    r"\b(?:vores|vort) (?:eg(?:en|et|ne) )?\w+ (?:\w+ ){0,3}?(?:reagerede|svigtede|fejlede|virkede)\b|"
    r"\b(?:(?:vi|jeg) (?:burde|skulle|kunne)|(?:burde|skulle|kunne) (?:vi|jeg)) (?:(?!ikke\b)\w+ ){0,2}?have\b|"
    r"\b(?:fejlen|årsagen|problemet|skylden|ansvaret|miseren)\b [^.;]{0,30}?(?<!ikke )\bhos os\b"
)
#: And admits it, wherever in the sentence: «vi må erkende, at vi …», «vores eget system», «fejlen er vores».
_ADMITTED = re.compile(
    r"\b(?:erkende[rt]?|erkendte|indrømme[rt]?|medgive[rt]?|medgav|vedgår|vedgik|beklage[rt]?|beklagede)"
    r"\b[^.;]{0,25}\b(?:vi|jeg)\b"
    r"(?!\s+ikke\b)|\b(?:vi|jeg) (?:må )?(?:erkender|indrømmer|medgiver|vedgår)\b(?! ikke)|"
    r"\b(?:fejl|svigt|brist|nedbrud|udfald) (?:i|på|hos) (?:vores|vort)\b|"
    r"\b(?<!uden for )(?:vores|vort) eg(?:en|et|ne) (?!kontrol|opfattelse|vurdering|mening|undersøgelse)|"
    r"\b(?:er|var) (?:alene |helt )?(?:vores|vort)(?: egen| eget)?(?: fejl| skyld| ansvar|[.,]|$)"
)
_YOU = re.compile(r"\b(?:jer|jeres|hos jer|du|din|dit|dine)\b|(?<=[a-zæøå,] )I\b|^I (?:har|havde|skulle|kunne|burde)\b")
#: «Hændelse»: …, «Dag» betyder …: what a word means is no duty, whatever verbs explain it.
_DEFINES = re.compile(
    r"\W*(?:[\d.]+\s+)?[»«\"”“][^»«\"”“\n]{1,60}[»«\"”“]\s*(?::|(?:betyder|betegner|er|omfatter|means)\b|(?:skal\s+)?forstås)"
)
#: «mellem Vestby Kommune (herefter Kunden) og …» promises nothing.
_NAMES_PARTIES = re.compile(r"\((?:herefter|i det følgende|hereinafter)\b", re.IGNORECASE)
#: What somebody is to do tells of nothing that has happened: «Kunden skal reklamere inden 30 dage efter, at …».
_RULES = re.compile(
    r"\b(?:skal|shall|er forpligtet til|er berettiget til|har ret til"
    r"|(?:regnes|anses|betragtes) (?:\w+ ){0,2}?(?:for|som))\b"
)
#: What is agreed on limitation is neither lost nor promised nor a failure, whatever claims it names.
_PUTS_OFF = re.compile(
    r"\b(?:suspen(?:der|sion)\w*|udsæt\w*|forlæng\w*|afbryd\w*)\b[^.;]{0,40}\bforældelse\w*|"
    r"\bforældelse\w*\b[^.;]{0,60}\b(?:suspender\w*|udskudt|udsættes|afbrydes|afbrudt)\b|\bsuspensions?aftale\w*"
)
#: «Emne: SV: Nedbrud» says what a mail is about, not that it happened.
_SUBJECT_LINE = re.compile(r"[ \t>]*(?:Emne|Subject|Vedr\.|Vedrørende)[ \t]*:", re.IGNORECASE)
#: Kasper, Jesper, Peter: with a last name after it.
_LIKE_A_VERB = re.compile(r"(?<![.!?])\W\s[A-ZÆØÅ][a-zæøå]+er\b(?=\s[A-ZÆØÅ])")


#: What somebody has agreed to: no offer is.
_AGREED = ("waiver", "acceptance")
#: What can be offered and is told as offered; an offer is no revenue lost, and no cost.
_OFFERABLE = ("compensation_paid", "penalty", "claim")


def kept_out(view: SentenceView, compiled: CompiledRule) -> Iterator[Stop]:
    """What of the paper, the sentence as a whole and the speaker stops a rule, one by one as they are asked for."""
    yield from out_of_place(view, compiled)
    yield from unfit_to_say(view, compiled)


def unfit_to_say(view: SentenceView, compiled: CompiledRule, match: re.Match[str] | None = None) -> Iterator[Stop]:
    """What of the speaker stops a rule. Asked last: who speaks is worked out for a whole page at a time."""
    rule = compiled.rule
    if rule.not_said_by and view.voice.side in rule.not_said_by:
        yield Stop.SPEAKER
    if rule.kind in _OF_THE_CUSTOMER and view.voice.subject not in (None, Side.CUSTOMER):
        yield Stop.SPEAKER
    if match and rule.kind in ("shared_blame", "late_notice") and is_vendors_own(view, match):
        yield Stop.SPEAKER
    if match and rule.label is Label.INCIDENT and blames_customer(view, match):
        yield Stop.SPEAKER


#: What came late, and by whom: «kommunens udtræk kom tre uger for sent».
_LATE = re.compile(
    r"\b(?:for sen[te]|forsink\w+|udeblev(?:en)?|ikke (?:\w+ )?(?:leveret|modtaget|klar|afleveret|bestilt)|"
    r"delay\w*|late)\b"
)


def blames_customer(view: SentenceView, match: re.Match[str]) -> bool:
    """Whether the vendor says of the customer, in the clause of these words, that something of its came late."""
    text = view.folded.text
    first, last = polarity.clause(text, *match.span())
    if view.voice.side is not Side.VENDOR or not _LATE.search(text, first, last) or _OURS.search(text, first, last):
        return False
    said = re.sub(r"^\W*(?:[^:]{2,40}:\s|at\s)?\W*", "", text[first:last])
    named = ((said[a:b], a) for a, b, side in side_names(view.rules.sides).all_in(said) if side is Side.CUSTOMER)
    return any(name.endswith("s") or place == 0 for name, place in named)


_OURS = re.compile(r"\b(?:vi|vores|vort|jeg|os|we|our|til kommunen|til kunden|hos kommunen|hos kunden)\b")


def is_vendors_own(view: SentenceView, match: re.Match[str]) -> bool:
    """Whether the vendor takes the blame: «vi havde glemt at slå overvågningen til», with a word of nobody else."""
    text = view.folded.text
    first, _ = polarity.clause(text, *match.span())
    return (
        view.voice.side is Side.VENDOR
        and (_OURSELVES.search(text, first, match.end()) or _ADMITTED.search(text)) is not None
        and view.rules.first_side(text, 0, len(text)) is not Bound.CUSTOMER
        and not _YOU.search(view.sentence.text)
    )


def out_of_place(view: SentenceView, compiled: CompiledRule) -> Iterator[Stop]:
    """What of the paper and the sentence as a whole stops a rule."""
    rule, kind = compiled.rule, view.document.kind
    if not rule.applies_to(kind):
        yield Stop.PAPER
    if view.is_form:
        yield Stop.FORM
    if rule.label is not Label.TERM and kind in RULEBOOKS and _DEFINES.match(view.sentence.text):
        yield Stop.DEFINITION
    if rule.label is not Label.TERM and kind in RULEBOOKS and _NAMES_PARTIES.search(view.sentence.text):
        yield Stop.DEFINITION
    if rule.label is Label.INCIDENT and kind in RULEBOOKS and _RULES.search(view.folded.text):
        yield Stop.NOT_TOLD
    if rule.label not in (Label.TERM, Label.ADVERSE) and _PUTS_OFF.search(view.folded.text):
        yield Stop.SUBJECT
    if rule.label is Label.TERM and view.is_heading:
        yield Stop.HEADING
    if rule.label is Label.INCIDENT and view.is_of_the_house:
        yield Stop.SUBJECT
    if rule.label is Label.ADVERSE and view.is_of_another:
        yield Stop.SUBJECT
    if rule.label is not Label.TERM and _SUBJECT_LINE.match(view.sentence.text):
        yield Stop.FORM
    if not compiled.concerns(lambda: view.folded.text, lambda: view.of_case, lambda: view.lead):
        yield Stop.SUBJECT


def stops(view: SentenceView, compiled: CompiledRule, match: re.Match[str], own_negation: bool) -> Iterator[Stop]:
    """What the words say where they stand that is not what the rule looks for, one by one as it is asked for."""
    rule, text = compiled.rule, view.folded.text
    start, end = match.span()
    if rule.candidate:
        yield Stop.ALONE
    if not all(view.measured(what, start, end) for what in rule.measures):
        yield Stop.MEASURE
    first, last = polarity.clause(text, start, end)
    if compiled.barred_within(text[first:last]):
        yield Stop.WORD
    if not rule.negatable and denied(view, rule, start, end, own_negation):
        yield Stop.DENIED
    if rule.label is Label.INCIDENT and polarity.words("house_practice").search(text, first, end):
        yield Stop.SUBJECT
    # «…, at Kunden kræver erstatning» in a contract is what the customer may claim; who has claimed says how much.
    claimable = rule.kind == "claim" and view.document.kind in RULEBOOKS and not view.amounts
    if claimable and not polarity.happened(text, start, end):
        yield Stop.NOT_TOLD
    if rule.factual and rule.label in (Label.INCIDENT, Label.LOSS, Label.ADVERSE):
        if polarity.supposed(text, start, end) and "risked" not in rule.attributes:
            yield Stop.SUPPOSED
        told = not polarity.on_condition(text) and polarity.happened(text, start, end)
        if view.document.kind in RULEBOOKS and not told:
            yield Stop.NOT_TOLD
    if rule.label is Label.LOSS and rule.kind not in _OFFERABLE and polarity.money_offered(text):
        yield Stop.UNSETTLED
    # Who offers money that a matter be settled has waived nothing, and the other side has not agreed; a contract has.
    offering = rule.label is Label.ADVERSE and rule.kind in _AGREED and view.document.kind is not DocumentKind.CONTRACT
    if offering and polarity.settlement_offered(text):
        yield Stop.UNSETTLED
    settles = rule.label is Label.PROMISE and _is_dated(view, first, last)
    if rule.label in (Label.PROMISE, Label.ADVERSE) and not settles and polarity.unsettled(text, start, end):
        yield Stop.UNSETTLED
    if rule.label is Label.PROMISE and view.document.kind not in RULEBOOKS and polarity.demanded(text, start):
        yield Stop.UNSETTLED
    if rule.general and _names_somebody(view, end):
        yield Stop.WORD
    if polarity.asked(text) and (
        rule.label is not Label.INCIDENT or not (view.measured("number", start, end) or view.system_named)
    ):
        yield Stop.ASKED


def _names_somebody(view: SentenceView, end: int) -> bool:
    """Whether the word before ``end`` is a name that looks like a verb: «For Datahuset A/S: Kasper Brandt»."""
    place = view.folded.span(max(0, end - 1), end)[1]
    return _LIKE_A_VERB.search(view.sentence.text, max(0, place - 20), place + 2) is not None


def _is_dated(view: SentenceView, first: int, last: int) -> bool:
    """Whether a clause tells when something happens: «når vi til september skal sende …» sets no condition."""
    if not re.match(r"\W*(?:når|when)\b", view.folded.text[first:]):
        return False
    begin, end = view.folded.span(first, last)
    return any(begin <= mention.start and mention.end <= end for mention in view.times)


def denied(view: SentenceView, rule: Rule, start: int, end: int, own_negation: bool) -> bool:
    """Whether the clause denies what the words say."""
    if rule.label is Label.TERM:
        return False
    text = view.folded.text
    if own_negation:
        return polarity.denied_above(text, polarity.clause(text, start, end)[0])
    promised = rule.label is Label.PROMISE
    return polarity.negated(text, start, end, good=rule.label is not Label.INCIDENT, promised=promised)
