"""What a duty or a failure is about: its kind, where a rule leaves that to the sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from extract.folding import folded
from extract.model import Label
from extract.polarity import words
from extract.rules.ruleset import RuleSet, own_words
from extract.rules.screen import Condition, condition
from extract.secondreader.likeness import model

#: What a duty is where no word tells what it is about.
SAYS_WHAT = "functionality"
#: How much a voice weighs beside the likeness, in log-odds. Of 7,508 examples of promises, read by what was learnt
#: without their neighbours, from 1 to 2 most come out right (.70 to .71; where the rule or the list decides, .66).
VOICE = 2.0
#: At no price: how something is done, not what.
_GRATIS = re.compile(
    r"\b(?:uden\s(?:\w+\s)?(?:beregning|betaling|udgift|omkostninger|merpris)|vederlagsfrit?|for egen regning|gratis|"
    r"free of charge|at no (?:extra )?cost)\b(?:\sfor\s\w+)?"
)
#: «…, når modtageren er klar», «før fristen for …»: not what a duty is about.
_CIRCUMSTANCE = re.compile(
    r"(?:^|[.:]\s)(?:er|bliver|går|sker|mangler|overskrides|opstår|indtræder|konstateres|svigter)\s[^,:;]{3,80},\s(?=\w+(?:r|s)\s)|"
    r",\s*(?:når|hvis|såfremt|medmindre|indtil|mens|when|if|unless|until)\s[^,;]*|"
    r"\b(?:før|efter|inden)\s(?:fristen|frist|leveringen|overtagelsen|idriftsættelsen|overtagelsesdagen)\b[^,;]*|"
    r"\b(?:i|på)\s[\w-]+\s(?:dage|uger|måneder|år)\s(?:regnet\s)?(?:fra|efter)\s[\w-]+|"  # how long a warranty lasts
    # Nor is what is told of the cases on a list: «en liste over de sager, hvor opfølgning skal ske inden for 14 dage».
    r"(?:(?<=liste)|(?<=oversigt))\s(?:over|med)\s[^,;:.]{2,60},?\s(?:hvor|der|som)\s[^;.]*"
)
#: «integrationsprogrammet», «Integrationscentret»: refugees are no interface, however alike the words.
_OF_PEOPLE = re.compile(
    r"\b(?:udlændinge- og )?integrations(?:program|plan|indsats|kontrakt|cent|lov|område|udvalg|ydelse|arbejde|politik"
    r"|afdeling|team|konsulent|medarbejder|minist)\w*",
    re.IGNORECASE,
)
#: «fristlisten», «Fristmodulet», «fører frister i hånden», «uge 8-fristen»: what a system watches over for its users,
#: and no day that anything was to be delivered by.
_OF_CASES = re.compile(
    r"\bfrist(?:liste|modul|advis|vars|oversigt|kontrol|overvågning|kalender)\w*|\buge \d{1,2}-\w+|"
    r"\b(?:før|fører|førte|ført|skriv|skrive|skriver|skrev|beregn|beregne|beregner|regner|vars|varsle|varsler|tab|taber|tabte|"
    r"slet|slettes|slettede|forsvinder|forsvandt) (?:\w+ ){0,2}?frist(?:er|erne|en)?\b|"
    r"\bfrister(?:ne)? (?:i hånden|på (?:gule )?(?:sedler|papir|listen?)|fra listen?|i (?:regneark|ringbind)\w*)"
)
#: «modulet Integration», «at Integration mangler»: with a capital inside a sentence it is what a part is called.
_CALLED_SO = re.compile(r"(?<=[a-zæøåé,»] )Integration\b(?![-/])")
#: And so it is at the head of such a sentence («1. Integration: … at Integration mangler»).
_NAMED = re.compile(r"\bIntegration\b(?![-/])")
_INTERFACES = frozenset({"integration", "integration_failure"})
_DEADLINE = re.compile(r"tidsplan|frist|milepæl|klardato|overtagelsesdag|rettidig|schedule|milestone|deadline")


def of_duty(rules: RuleSet, text: str, *, in_rulebook: bool) -> str:
    """The kind of promise by the words of a folded sentence for what is owed; "" where there are none.

    At what price does not count, nor in a contract when and on what condition.
    """
    if in_rulebook:
        return rules.topic(_GRATIS.sub(" ", _CIRCUMSTANCE.sub(" ", text)))
    return rules.topic(_GRATIS.sub(" ", text)) or rules.topic(text)


def of_failure(rules: RuleSet, text: str, label: Label) -> str:
    """The kind of what went wrong by the words of a folded sentence; "" where there are none."""
    return rules.topic(_OF_CASES.sub("listen", text), label)


def of_no_interface(said: str, kind: str) -> bool:
    """Whether a kind that speaks of interfaces rests on words for the integration of people, or on a part called so.

    ``said`` is the sentence as it stands: «Integration» with a capital inside it is a name.
    """
    if kind not in _INTERFACES:
        return False
    bare = without_called(said)
    return bare != said and not _interface_words().stands_in(folded(bare))


def without_called(said: str) -> str:
    """A sentence as it stands, without the words that are of the integration of people or name a part after it."""
    called = _NAMED.sub("modulet", said) if _CALLED_SO.search(said) else said
    return _OF_PEOPLE.sub("forløb", called)


def likeliest(text: str, label: Label, start: int, voices: Sequence[str] = ()) -> str:
    """The kind whose examples a folded sentence is most like, each of ``voices`` being for one.

    A rule's words stand at ``start``. What is said before the «men» they stand after is not what they are about, nor
    is when a duty is owed.
    """
    after = max(text.rfind(word, 0, start) for word in (" men ", " but ")) + 1
    about = _CIRCUMSTANCE.sub(" ", text[after:]) if label is Label.PROMISE else text[after:]
    like = model().kinds_of(_OF_PEOPLE.sub("forløb", about), label)
    return max(sorted(like), key=lambda kind: like[kind] + VOICE * voices.count(kind))


@cache
def _interface_words() -> Condition:
    return condition(("{topic_integration}", "{fault_integration_failure}"), own_words())


def mended(kind: str, text: str) -> str:
    """The kind of a promise of a day: that by which a fault is mended is one of mending («er ude af verden fredag»)."""
    return "response_fix" if kind == "delivery_date" and words("mending").search(text) else kind


#: What is opened, and what of that is no system: single cases, and the papers on them.
_OPENS = r"\b(?:åbn\w+|tilgå\w*|komme ind i|komme til|adgang til|slå op i|open|access)\b"
_SOME_CASES = (
    r"\b(?:\d+|en enkelt|en af|to|tre|fire|fem|seks|syv|otte|ni|ti|tolv|enkelte?|visse|nogle|flere|some|several)"
    r"(?: (?:af|of))?(?: \w+)? (?:\w*sag(?:er(?:ne)?)?|cases?)\b"
)
_PAPERS = (
    r"\b(?:\w*dokument(?:er(?:ne)?|et)?|\w*bilag(?:ene|et)?|akter(?:ne)?|notat(?:er(?:ne)?|et)?|breve(?:ne)?"
    r"|(?:scannede )?filer(?:ne)?|documents?|files)\b"
)
_PAPERS_SHUT = re.compile(rf"{_OPENS}(?: \w+){{0,3}}? ?{_PAPERS}")
_CASES_SHUT = re.compile(
    rf"{_OPENS}[^.,;:]{{0,40}}?{_SOME_CASES}"
    rf"|{_SOME_CASES}[^.,;:]{{0,40}}?(?:\bikke\b[^.,;:]{{0,20}}?{_OPENS}|\butilgængelig)"
)
#: Where nobody can open so much as one, it is down.
_DOWN = re.compile(
    r"\b(?:ingen\b[^.,;:]{0,40}? en (?:eneste )?sag|nobody\b[^.,;:]{0,40}? a (?:single )?case|"
    r"nede|ned|nedbrud\w*|sort skærm|brød sammen|utilgængeligt|driftsstop\w*|logge|"
    r"down|outage)\b"
)


def shut(kind: str, text: str) -> str:
    """The kind of a failure: where only papers or single cases cannot be opened, the system is there all the same.

    Papers nobody can open are data that cannot be used; cases that do not open are a fault in what the system does.
    """
    if kind != "outage" or _DOWN.search(text):
        return kind
    if _PAPERS_SHUT.search(text):
        return "data_loss"
    return "functional_defect" if _CASES_SHUT.search(text) else kind


def names_deadline(text: str) -> bool:
    """Whether a folded sentence names a time limit of the contract, if not its day."""
    return _DEADLINE.search(text) is not None
