"""Who owes what is promised, and how firmly: by the words, the paper they stand in and who says them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from evidence.model import DocumentKind
from extract import polarity
from extract.anothers import FIRM, headed_by
from extract.folding import fold
from extract.model import Bound, Side, Strength
from extract.papers.paper import DRAFT, OFFER, RULEBOOKS
from extract.rules.patterns import compile_pattern
from extract.secondreader.likeness import BY_LIKENESS
from extract.voices.debate import has_head_lines
from extract.voices.posted import thread

if TYPE_CHECKING:
    from extract.making import Hit
    from extract.view import SentenceView

#: Papers between the parties: who is to deliver goes without saying.
_BETWEEN_THE_PARTIES = frozenset(
    {DocumentKind.CONTRACT, DocumentKind.SALES, DocumentKind.MINUTES, DocumentKind.MAIL, DocumentKind.LETTER}
)
#: Here one says what one means to do, and binds oneself in so many words or not at all.
_SAID_IN_PASSING = frozenset({DocumentKind.MINUTES, DocumentKind.MAIL, DocumentKind.LOG})
#: «… skal registrere alle samtaler, så Kunden kan dokumentere dem»: the end of a duty.
_PURPOSE = re.compile(r"[\s,]*(?:så(?:dan|ledes)?(?: at)?|for at|so that)\b(?= .{1,60}?\b(?:kan|can)\b)")
#: «De skal have svaret inden fire timer», «version 7 er stillet os i udsigt», said in the customer's house.
_OTHERS_OWE = re.compile(
    r"^\W*(?:og |men |så )?de (?:skal|skulle|vil|ville|har (?:lovet|sagt|tilbudt)|lover|lovede|tilbød)\b|"
    r"\b(?:stillet|stiller|stillede) (?:os|kommunen) (?:\w+ ){0,3}i udsigt\b|"
    # «vi havde lovet» is what we promised, «vi havde fået lovet» what they did
    r"\bvi (?:er|var|blev|har fået|havde fået) (?:blevet )?(?:lovet|stillet i udsigt)\b|"
    r"\b(?:har|havde) (?:\w+ )?lovning på\b|\b(?:har|fået|fik) [\w/]+(?: [\w/]+)? ord (?:for|på)\b|"
    r"\b(?:(?:vi|jeg|kommunen) (?:fik|har fået|havde fået)|fik (?:vi|jeg|kommunen)) (?:[\w/.-]+ ){0,6}?"
    r"(?:løfte|tilsagn|håndslag) (?:på|om)\b|"
    # «modulet skulle vi have haft til jul»
    r"\b(?:skulle vi|vi skulle) have (?:haft|fået|modtaget)\b|"
    r"\b(?:lovet|lovede|lover) (?:os|mundtligt)\b|"
    r"\b(?:gav|givet) (?:os|mig|kommunen) (?:\w+ ){0,2}(?:ord|løfte|tilsagn)\b|"
    r"\b(?:firmaet|selskabet) (?:har|lover|lovede|skal|vil|leverer)\b|\bforpligter (?:firmaet|selskabet)\b|"
    r"\bvi har i kontrakten\b|\bkontrakten (?:giver|sikrer) os\b|"
    r"\bat de (?:\w+ )?(?:betaler|dækker|leverer|retter|erstatter|afholder|krediterer|stiller|overtager)\b|"
    # «Vi fik jo at vide, at …», «dengang blev vi forsikret om, at …»
    r"\b(?:vi|jeg|kommunen) (?:jo |da |også )?(?:fik|har fået|havde fået) (?:\w+ ){0,3}at vide\b|"
    r"\b(?:fik|har|havde) (?:vi|jeg|kommunen) (?:\w+ ){0,3}at vide\b|"
    r"\b(?:er|var|blev|er blevet) (?:vi|jeg) (?:\w+ ){0,2}(?:lovet|forsikret|stillet i udsigt)\b|"
    r"\b(?:vi|jeg) (?:er|var|blev|er blevet) (?:\w+ ){0,2}forsikret om\b"
)


#: «Kommunen skal stille … til rådighed», «Begge parter udpeger …»: who opens the sentence is to do something.
_IS_TO_DO = re.compile(r"\W*(?:[\d.]+ )?(?:\w+ ){0,3}?(?:skal(?! kunne| ikke| bare| blot)|udpeger|stiller)\b")


#: «Ledelsen lovede os …», said by a union: who heads the customer's house, or the state, promises for it.
_HEADS_PROMISE = re.compile(
    r"\b(?:ledelsen|chefen|direktionen|forvaltningen|kommunen|borgmesteren|ministeren|ministeriet|"
    r"(?:min|vores) (?:leder|chef)) "
    r"(?:har |havde )?(?:\w+ ){0,3}?(?:lov(?:er|ede|et)|forsikre(?:r|de|t)|sagde|siger|sagt)\b"
)
_OPPOSITE = {Bound.CUSTOMER: Bound.VENDOR, Bound.VENDOR: Bound.CUSTOMER}
#: «i» is a preposition, and «I» the others, but in English.
_OURSELVES = re.compile(
    r"\b(?:vi|jeg|vores|os|we|our|"
    r"i(?='ll\b| (?:will|shall|have|am|can|would|promise|guarantee|expect|hope|confirm)\b))\b"
)


def owed_by(view: SentenceView, hit: Hit) -> Bound:
    """Who owes: the rule knows, or the words name them, or whoever speaks means themselves."""
    if hit.rule.bound is not None:
        return hit.rule.bound
    text = view.folded.text
    if view.voice.testimonial:
        return Bound.CUSTOMER
    first, last = polarity.clause(text, hit.start, hit.end)
    if view.document.kind is DocumentKind.SALES and view.voice.side is not Side.CUSTOMER:
        # Who sells tells what the buyer gets; what the buyer is to do stands there as a duty.
        does = _IS_TO_DO.match(text)
        return (does and view.rules.first_side(text, 0, does.end())) or Bound.VENDOR
    duty = view.document.kind in RULEBOOKS
    gets = None if _OURSELVES.search(text) else view.rules.getting(text, first, last)
    if gets is not None:  # who gets something does not owe it; «jeg sørger for, at byrådet får …» tells who does
        return _OPPOSITE[gets]
    if duty and (told := view.rules.receiver(text, first, last)) is not None:
        other = _OPPOSITE[told[1]]
        if view.rules.first_side(text, first, told[0]) in (None, other):
            return other
    if duty and _PURPOSE.match(text, first):  # what somebody can then do is why it is owed, not what they owe
        return view.rules.first_side(text, 0, first) or Bound.VENDOR
    if (speakers := _as_speaker_promises(view)) is not None:
        return speakers
    if view.voice.side is Side.THIRD_PARTY and _HEADS_PROMISE.search(text):
        return Bound.CUSTOMER
    if view.voice.side in (Side.CUSTOMER, Side.THIRD_PARTY) and _OTHERS_OWE.search(text):
        return Bound.VENDOR
    if (assures := _assuring(view, hit)) is not None:
        return assures
    # «Kommunen venter, for i 2022 blev den stillet i udsigt», «… på et system, der skulle have været klar»: nobody is
    # named where it was promised.
    nobody = _OF_A_THING.match(text, first) or _WAS_PROMISED.search(text, first, last)
    behind = hit.start if duty or nobody else polarity.behind_opening(text, hit.start)
    after = max(hit.start, hit.end - len("es"))  # «arkiveres af Kunden»: the passive is part of what names who acts
    for begin, end in ((hit.start, hit.end), (first, hit.start), (behind, hit.start), (after, last), _that(text, last)):
        if (side := view.rules.first_side(text, begin, end)) is not None:
            return side
    if _VENDORS_MONEY.search(text):
        return Bound.VENDOR
    we = _OURSELVES.search(text, first, hit.end)
    side_of_voice = {Side.CUSTOMER: Bound.CUSTOMER, Side.VENDOR: Bound.VENDOR, Side.THIRD_PARTY: Bound.CUSTOMER}
    if not we and (_is_between(view) or view.of_contract or _is_note(view)):
        return Bound.VENDOR
    return side_of_voice.get(view.voice.side, Bound.VENDOR)


#: «i 2022 blev den stillet i udsigt»: nobody is said to have promised it.
_WAS_PROMISED = re.compile(r"\b(?:blev|er|var) (?:\w+ ){0,4}?(?:lovet|stillet (?:\w+ ){0,3}?i udsigt)(?! af\b)")
#: «…, der skulle have været klar»: who is named before it is not who owes the thing.
_OF_A_THING = re.compile(r"\W*(?:der|som)\b")


def _that(text: str, end: int) -> tuple[int, int]:
    """The clause with «at» that goes on one which ends there: «det blev aftalt, at begge parter …»; else nothing."""
    return polarity.clause(text, end + 1, end + 2) if re.match(r",? at\b", text[end:]) else (end, end)


#: «Borgmesteren lovede, at …», «PBJ kan ikke love, at …»: whoever stands before the verb is who promises.
_PROMISES = re.compile(
    r"\b(?:lover|lovede|love|forsikrede|garanterede|garantere|gav|tilsagde|"
    r"(?<!fået )(?<!blevet )(?<!blev )(?<!var )(?<!er )lovet)\b(?P<that>(?: \w+){0,3}, at\b)?"
)


def _as_speaker_promises(view: SentenceView) -> Bound | None:
    """Who owes what somebody is told to promise: they themselves, unless they say what the other side will do."""
    voice, text = view.voice, view.folded.text
    own = {Side.CUSTOMER: Bound.CUSTOMER, Side.VENDOR: Bound.VENDOR}.get(voice.side)
    verb = _PROMISES.search(text)
    if own is None or verb is None or not voice.reported or not voice.speaker:
        return None
    names = {word for word in re.findall(r"\w+", fold(voice.speaker).text) if len(word) > 1} | {"han", "hun"}
    others = [view.rules.first_side(text, 0, verb.start())]
    if verb["that"] and own is Bound.CUSTOMER:
        others.append(view.rules.first_side(text, verb.end(), len(text)))
    if _OPPOSITE[own] in others or names.isdisjoint(re.findall(r"\w+", text[: verb.start()])):
        return None
    return own


#: «sikrer, at kommunen får sin refusion»: who stands behind it is whom it is assured of, or what it does.
_ASSURES = re.compile(
    r"\b(?:(?:sikrer|garanterer|lover|indestår for|indestaar for|hæfter for|haefter for|står inde for|staar inde for|"
    r"sørger for|soerger for|tager ansvar for|ensures|guarantees|promises),? (?:at|that))\b"
)


#: What follows is no longer what was assured.
_GOES_ON = re.compile(r"[;:.]|,? (?:og|men|mens|samt|and|but|while) ")


def _assuring(view: SentenceView, hit: Hit) -> Bound | None:
    """Who assures of something, by who stands before such a verb; None where there is none or nobody is named there."""
    text = view.folded.text
    verb = next(reversed([*_ASSURES.finditer(text, 0, hit.end)]), None)
    if verb is None or _GOES_ON.search(text, verb.end(), hit.start):
        return None
    first, _ = polarity.clause(text, verb.start(), verb.end())
    if (side := view.rules.first_side(text, first, verb.start())) is not None:
        return side
    if _OURSELVES.search(text, first, verb.start()):
        return Bound.CUSTOMER if view.voice.side is Side.CUSTOMER else Bound.VENDOR
    systems = (fold(name).text for name in view.rules.sides.system.names)
    return Bound.VENDOR if any(name in text[first : verb.start()] for name in systems) else None


def acting(view: SentenceView, start: int, end: int) -> Bound | None:
    """Who by the words of a term is to act, or may; ``start`` and ``end`` are its words in the folded sentence.

    None where nobody is named. Whoever is told something or against whom something is raised is the other side.
    """
    rules, text = view.rules, view.folded.text
    first, last = polarity.clause(text, start, end)
    if (told := rules.receiver(text, first, last)) is not None and rules.first_side(text, first, told[0]) is None:
        return _OPPOSITE[told[1]]
    stretches = ((first, last), (start, end), (0, len(text)))
    return next((side for begin, stop in stretches if (side := rules.first_side(text, begin, stop))), None)


#: What the customer pays: whoever sets off in it is the customer.
_PAID = re.compile(
    r"\bmodregn\w* i (?:\w+ ){0,3}?\w*(?:faktura\w*|vederlag\w*|betaling\w*|afgift\w*|abonnement\w*)"
    r"|\bset[ -]?off (?:\w+ ){0,6}?(?:against|from) (?:the )?(?:fees?|charges|invoices?)"
)


def setting_off(view: SentenceView, start: int, end: int) -> Bound | None:
    """Who may set off, or may not, by the words of a term on it: who is named as doing it, or the side opposite to
    whose claim it is set off in («modregnes i Leverandørens fakturaer»); what is paid is the vendor's claim.
    """
    text, lists = view.folded.text, view.rules.lists
    for owner, other in (("vendor", Bound.CUSTOMER), ("customer", Bound.VENDOR)):
        if re.search(compile_pattern(f"modregn* i …2 {{{owner}'s}}", lists).regex, text):
            return other
    return acting(view, start, end) or (Bound.CUSTOMER if _PAID.search(text) else None)


#: «Der er aftalt en bod»: money only the one who delivers pays, where nobody is named.
_VENDORS_MONEY = re.compile(r"\b(?:(?:dag)?bod(?:en)?|dekort(?:en)?|kreditnota(?:en)?|servicekredit\w*)\b")


def _is_between(view: SentenceView) -> bool:
    """Whether the sentence stands in what the parties tell each other, and not an assembly or somebody outside.

    What the customer's people have said in public of when their system is ready is theirs, also where a letter of
    somebody else repeats it.
    """
    kind, voice = view.document.kind, view.voice
    outside = voice.side is Side.THIRD_PARTY or (voice.side is Side.CUSTOMER and voice.reported)
    if kind is DocumentKind.LETTER and outside:
        return False
    return kind in _BETWEEN_THE_PARTIES and not (kind is DocumentKind.MINUTES and has_head_lines(view.page.text))


def _is_note(view: SentenceView) -> bool:
    """Whether the customer's people write down what goes on: what is to come of the vendor's system is the vendor's.

    Who speaks in an assembly answers for what they say will be ready.
    """
    return (
        view.document.kind is DocumentKind.OTHER
        and view.voice.side is Side.CUSTOMER
        and not view.voice.reported
        and view.rules.own_name_in(view.page.text) != ""
        and not has_head_lines(view.page.text)
    )


_SAID = r"(?:står|stod|skr(?:ev|iver|evet)|anfør(?:e[rst]|te|t)|he[dt]|hedder|lød|lov(?:er|ede|et)|oplyste|garanterede)"
_OFFERED = r"(?:(?:det|jeres|deres|vores|\w+s|sit) tilbud|tilbuddet|udbuddet|(?:krav|tilbuds)besvarelsen)"
#: What is said to whoever may read it: «skriver på sin hjemmeside», «i salgsmaterialet hedder det».
_PRAISED = (
    r"(?:på (?:sin|jeres|deres|\w+s) hjemmeside|"
    r"i (?:\w+ ){0,2}?(?:salgsmaterial|brochure|pjece|nyhedsbrev|annonce|reklame|pressemeddelelse)\w*)"
)
_IN_PRAISE = re.compile(rf"\b{_PRAISED}\b[^,;]{{0,60}}\b{_SAID}\b|\b{_SAID}(?: \w+){{0,2}} {_PRAISED}")
#: What the contract says, whoever tells it: «efter aftalens bilag 4», «i kontrakten står der», «… påtog sig at».
_BY_CONTRACT = re.compile(
    # What is offered in a tender binds whoever offers it, as the contract does (aftaleloven § 1).
    rf"\bi {_OFFERED}\b[^,;]{{0,60}}\b{_SAID}\b|\b{_SAID}(?: \w+){{0,2}} i {_OFFERED}\b|"
    r"\btilb(?:ød|udt)\b.{4,120}\b(?:sagt|sagde|siger|takket|takkede) ja\b|"
    # «aftalen var, at», «der er aftalt en bod», «har indvilget i at»
    r"\b(?:(?:var|er) aftalen|aftalen var|har en aftale\b[^,;]{0,40}),? at\b|"
    r"\b(?:der|det) (?:er|var|blev) (?:[\w.]+ ){0,6}?aftalt\b|\b(?:er|blev) (?:der|det) (?:[\w.]+ ){0,6}?aftalt\b|"
    r"\b(?:vi|parterne) (?:har (?:\w+ )?aftalt|aftalte)\b|\baftaltes\b|"
    r"\b(?:har|havde) (?:[\w-]+ ){0,4}?(?:indvilget i|forpligtet sig|skrevet under på)\b|"
    r"\b(?:ifølge|efter|i|af|jf\.?|under|iflg\.?|henhold til|ved) (?:den |vores |jeres |deres |hele |parternes )?"
    r"(?:kontrakten|kontraktens|driftsaftalen|hovedaftalen|rammeaftalen|serviceaftalen|aftalen|aftalens)\b|"
    r"\bkontrakten (?:siger|giver|kræver|forpligte[rd]e?|pålægger|"
    r"fastsætter|havde|forudsætter|forudsatte|foreskriver|bestemmer)\b|"
    r"\b(?:kontraktens|aftalens) (?:bilag|punkt|pkt|§|tidsplan|frist|krav)|\bkontrakten,|"
    r"\bi den nye (?:drifts)?aftale\b|\baftalen er (?:\w+, |\w+ )?at\b|"
    r"\bpåt(?:og|aget) (?:sig|de dem|i jer|vi os|jer|os|dem)\b"
)
_WOULD = re.compile(r"\b(?:ville|skulle|would|should)\b")
#: What somebody promised, as it is told afterwards: word of a promise, and not the promise.
_TOLD_AFTERWARDS = re.compile(
    r"\b(?:lovede|tilsagde|promised|forsikrede)\b|"
    r"\b(?:har|havde|er|var|blev|blevet) (?:\w+ ){0,5}?(?:lovet|forsikret)\b|"
    r"\b(?:gav|givet|har|fik|fået) (?:\w+ ){0,3}?(?:tilsagn|løfte|lovning)\b"
)


#: «tilbød, at …»: what was offered, and nobody tells that it was taken.
_OFFERING = re.compile(r"\b(?:tilbød|(?:har|havde) tilbudt)\b")
#: «ikke kan garantere»
_NOT = re.compile(r"\b(?:ikke (?:kan|kunne|vil|tør)|(?:kan|kunne|vil|tør) (?:\w+ )?ikke)(?: \w+)?\s*\Z")


def _as_agreed(text: str) -> Strength:
    """How far what is agreed goes by its words: a warranty, where one is given and not refused."""
    given = polarity.words("warranty").search(text)
    return Strength.WARRANTY if given and not _NOT.search(text, 0, given.start()) else Strength.BINDING


def of_agreement(view: SentenceView) -> bool:
    """Whether the sentence of another paper tells what the contract, the tender or an agreement says."""
    told = view.document.kind is not DocumentKind.CONTRACT and _BY_CONTRACT.search(view.folded.text) is not None
    return told or view.of_contract


def firmness(view: SentenceView, hit: Hit, bound: Bound) -> Strength:
    """How far the promise goes: by the paper it stands in, who says it, and the words."""
    text = view.folded.text
    kind, side = view.document.kind, view.voice.side
    if view.voice.testimonial:
        return Strength.CUSTOMER_STATEMENT
    if DRAFT in view.document.fields:
        return Strength.INTENT
    own = polarity.own_and_governing(text, hit.start, hit.end)
    if kind is DocumentKind.CONTRACT and any(polarity.words("effort").search(part) for part in own):
        return Strength.INTENT
    # In what the contract says «højst» and «mindst» are exact, whoever tells it.
    if of_agreement(view) and not polarity.hedged(text, hit.start, hit.end, duty=True):
        return _as_agreed(text)
    if side is Side.CUSTOMER and bound is Bound.CUSTOMER and kind is not DocumentKind.CONTRACT:
        return Strength.CUSTOMER_STATEMENT
    if bound is Bound.VENDOR and _IN_PRAISE.search(text):
        return Strength.MARKETING
    tender = kind is DocumentKind.CONTRACT or OFFER in view.document.fields
    offered = not tender and (polarity.money_offered(text) or any(_OFFERING.search(part) for part in own))
    if hit.rule.strength is not None and not (offered and hit.rule.strength is Strength.BINDING):
        return hit.rule.strength
    if kind is DocumentKind.CONTRACT:
        return _as_agreed(text)
    if side in (Side.CUSTOMER, Side.THIRD_PARTY) and bound is not Bound.VENDOR:
        return Strength.CUSTOMER_STATEMENT
    if side is Side.CUSTOMER:  # what the vendor is to do, as the customer tells it
        return Strength.INTENT
    if offered or any(polarity.words("intention").search(part) for part in own):
        return Strength.INTENT
    if _as_agreed(text) is Strength.WARRANTY:
        return Strength.WARRANTY
    given_here = kind is DocumentKind.MINUTES and not _WOULD.search(text)  # «Leverandøren lovede, at den er oppe igen»
    if _TOLD_AFTERWARDS.search(text) and not given_here:
        return Strength.INTENT
    if kind is DocumentKind.SALES:
        bound_by = tender and not hit.hedged
        return Strength.BINDING if bound_by or polarity.words("firm").search(text) else Strength.MARKETING
    if kind is DocumentKind.PRESS and side is Side.VENDOR and not view.voice.reported:
        return Strength.MARKETING  # the vendor's own release, written for whoever reads it
    # What is said to a newspaper or retold by somebody else is not said to the customer.
    retold = view.is_at_large and (view.voice.reported or kind is DocumentKind.PRESS)
    to_the_customer = side is Side.VENDOR and not retold
    between = kind in _BETWEEN_THE_PARTIES and side is not Side.THIRD_PARTY
    if hit.hedged or hit.negated or not (between or to_the_customer):  # what is refused binds nobody
        return Strength.INTENT
    # What only resembles a promise has no word of a duty: it binds where somebody undertakes it in so many words.
    talk = kind is DocumentKind.OTHER and bool(thread(view.page.text))  # messages are written as mails are
    in_passing = kind in _SAID_IN_PASSING or talk or hit.rule.id.startswith(BY_LIKENESS)
    if not in_passing or polarity.words("undertaking").search(text):
        return Strength.BINDING
    return Strength.INTENT


#: «Sektor IT A/S leverer …», «2. Leverandøren Arkivhuset ApS har lovet …»: a firm that acts, named in full.
_FIRM_ACTS = re.compile(
    r"\W*(?:\d[\d.]*\s+)?(?:(?:Leverandøren|Firmaet|Selskabet|Virksomheden)\s+)?"
    rf"(?P<firm>{FIRM})\s+(?P<rest>[a-zæøå].*)",
    re.DOTALL,
)


_WE = re.compile(r"\b(?:vi|jeg|we|i)\b")


def _of_neither(view: SentenceView) -> bool:
    """Whether the sentence is said of itself by somebody who is on neither side."""
    if view.document.kind in (DocumentKind.MAIL, DocumentKind.LETTER):
        return view.voice.side is Side.THIRD_PARTY
    # A report that opens with the name of its house speaks as that house.
    return (
        view.document.kind is DocumentKind.OTHER
        and view.voice.side in (Side.AUTHOR, Side.THIRD_PARTY)
        and bool(_WE.search(view.folded.text))
        and bool(headed_by(view.page.text, view.rules))
    )


def is_strangers(view: SentenceView) -> bool:
    """Whether neither party owes it: said of itself in a mail, letter or paper of neither, or of a firm that is none of
    them.

    A contract that names the vendor may have such a firm do the vendor's work: then it is the vendor who owes it.
    """
    rules = view.rules
    if (acts := _FIRM_ACTS.match(view.sentence.text)) and not rules.own_name_in(acts["firm"]):
        rest = fold(acts["rest"]).text
        ours = view.document.kind in RULEBOOKS and rules.own_name_in(view.page.text)
        return not ours and rules.first_side(rest, 0, len(rest)) is not Bound.VENDOR
    return (
        _of_neither(view)
        and rules.first_side(view.folded.text, 0, len(view.folded.text)) is None
        and not rules.own_name_in(view.sentence.text)
    )
