"""A sentence that tells what somebody said: the verb of saying, and whose mouth it puts the words in.

"…," siger it-chef Ida Krogh. · Hun understreger, at … · Ifølge leverandøren … · Som ministeriet selv betegner det …
Kommunen fik oplyst af Systemhuset, at … · lyder det fra borgmesteren.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache

from extract.lexicon import one_of, words
from extract.lines import BLANK_LINE
from extract.model import Side
from extract.sentences import Sentence
from extract.voices.naming import TOLD_BY_ITSELF, Named, Read, calls_by_name, named_in
from extract.voices.people import NAME, People, is_first_name, person_in
from extract.voices.quotes import Quote
from extract.voices.sides import CAPITAL, LETTERS, SideNames, has_title


@dataclass(frozen=True, slots=True)
class Telling:
    """That a sentence puts words in somebody's mouth."""

    speaker: str
    side: Side
    direct: bool  # the sentence holds their words in quotation marks
    personal: bool  # a person rather than a house
    shown_off: bool = False
    weak: bool = False  # only the sentence before announces it
    back: bool = False  # "Det oplyser …": it tells whose the words before it are
    unknown: bool = False  # nothing tells whose side they are on
    of_reader: bool | None = None  # «din kollega» is of the reader's house, «min chef» of the speaker's own


def verbs_of(key: str) -> str:
    """The verbs of a list; those of several words may have an adverb or two between: "gjorde samtidig gældende"."""
    listed = one_of(words("speech", key))
    return listed.replace(r"\s+", r"\s+(?:\w+\s+){0,2}?")


@cache
def _verb() -> re.Pattern[str]:
    says, has, will, feels = (verbs_of(key) for key in ("says", "has_said", "will_say", "feels"))
    return re.compile(
        rf"(?<!\w)(?:(?P<feels>{feels})|(?P<verb>{says})|(?:har|havde|has|have|"
        rf"had)\s+(?P<adverbs>(?:[\w-]+\.?\s+){{0,10}}?)(?P<perfect>{has})|"
        rf"(?:kan|må|vil|tør|skal|kunne|måtte|ville|turde|can)\s+(?P<between>(?:\w+\s+){{0,3}}?)(?P<will>{will}))(?!\w)",
        re.IGNORECASE,
    )


@cache
def _felt() -> re.Pattern[str]:
    """«Til gengæld er hun træt af, at …», «Hos regionen er it-chef Ida Krogh glad for …»."""
    felt = one_of(entry.split(" ", 1)[1] for entry in words("speech", "feels") if entry.startswith("er "))
    who = rf"(?P<who>(?:han|hun|(?:[\w-]+\s+){{0,2}}?{NAME}))"
    return re.compile(rf"(?<!\w)(?:er|var)\s+{who}\s+(?:\w+\s+){{0,2}}?(?:{felt})(?!\w)")


@cache
def _any_telling() -> re.Pattern[str]:
    listed = "|".join(verbs_of(key) for key in ("says", "has_said", "will_say", "feels"))
    others = (
        rf"viser|ifølge|iflg|according\s+to|lyder|lød|at\s+vide|efter\s+(?:hans|hendes|\w+s)|{_VIEW}|{_SENT}\s+fra|{_STANDS}|sige"
    )
    return re.compile(rf"(?<!\w)(?:{listed}|{others})(?!\w)", re.IGNORECASE)


@cache
def _telling_words() -> frozenset[str]:
    """The longest words of all that tells of words: without one of them a sentence is not looked into."""
    listed = [entry for key in ("says", "has_said", "will_say", "feels") for entry in words("speech", key)]
    listed += ["ifølge", "according", "lyder", "lød", "vide", "efter", "sige", "hedder", "hed", "står", "stod", "læse"]
    listed += ["viser", "iflg", "fremgår", "fremgik", *_VIEW.split("|"), *_SENT[3:-1].split("|")]
    return frozenset(max(entry.lower().split(), key=len) for entry in listed)


@cache
def _passive() -> re.Pattern[str]:
    has = one_of(words("speech", "has_said"))
    return re.compile(
        rf"\b(?:fik|får|fået|blev|bliver|blevet|er|was|were|been)\s+(?:\w+\s+){{0,4}}?(?:(?:{has}|"
        rf"at\s+vide)\s+(?:\w+\s+){{0,2}}?(?:af|by|fra)\s+"
        rf"(?P<who>[^,.;:]{{2,80}})|(?:af|by)\s+(?P<who2>[^,.;:]{{2,60}}?)\s+(?:{has})\b)",
        re.IGNORECASE,
    )


_ACCORDING = re.compile(
    r"(?<!\w)(?:(?:ifølge|iflg\.|according\s+to)\s+(?P<who>[^,.;:\n]{2,100})|"
    r"efter\s+(?P<his>hans|hendes|(?:[A-ZÆØÅ][\w-]+\s){0,2}(?:[A-ZÆØÅ][\w-]+|[\w-]{4,})(?:s|['’]s?))\s+(?:egen\s+)?(?:oplysning(?:er)?|opfattelse|mening|vurdering|udsagn|skøn|erfaring))",
    re.IGNORECASE,
)
#: What somebody thinks or has written: «det er forvaltningens vurdering, at», «det fremgår af leverandørens svar, at».
_VIEW = (
    "vurdering|opfattelse|indtryk|holdning|forventning|synspunkt|forklaring|redegørelse|gennemgang|undersøgelse|udsagn|"
    "høringssvar|notat|svarbrev|påstand|standpunkt"
)
_SENT = "(?:mail|svar|besked|meddelelse|brev|sms|tilbagemelding|udmelding|melding)"
_STANDS = r"(?:hedder|hed|står|stod|fremgår|fremgik|kan\s+man\s+(?:\w+\s+)?læse)"
_PAPER = (
    r"(?:tilbud|mail|e-mail|brev|svar|redegørelse|rapport|referat|pressemeddelelse|hjemmeside|besvarelse|notat|nyhedsbrev|"
    r"opslag|statusrapport|driftsrapport|høringssvar|salgsmateriale|brochure)"
)
#: «I Systemhusets tilbud hed det, at …», «I et referat fra Systemhuset stod der, at …».
_IN_PAPER = re.compile(
    rf"(?:^|,\s|\bog\s)\W*(?:i|af|på)\s+(?:(?P<whose>[\w&.-]+(?:\s[{CAPITAL}][\w&.-]*){{0,2}}(?:s|['’]))\s+(?:\w+\s+)?{_PAPER}|"
    rf"(?:(?:en|et|den|det|\w+)\s+)?(?:\w+\s+)?{_PAPER}(?:en|d?et)?\s+(?:fra|af)\s+(?P<of>(?!(?:den|d\.|januar|\d)\b)[^,.;:]{{2,40}}?)(?:,\s[^,.;:]{{2,60}},)?|"
    rf"(?P<alone>{TOLD_BY_ITSELF})(?:,\s[^,.;:]{{2,80}},)?)"
    rf"(?:\s+(?:fra|af|samme|til)\s[^,.;:]{{2,30}}?)?\s+{_STANDS}\b",
    re.IGNORECASE,
)
#: «I den meddelelse, som Systemhuset sendte ud, kan man læse …», «ifølge den log, Systemhuset har fremlagt, var der …»
_LAID_OUT = re.compile(
    rf"\b(?:af|i|ifølge)\s+(?:det|den|de|et|en)\s+[\w-]+,\s+(?:som\s+)?(?P<who>[^,.;:]{{2,40}}?)\s+(?:\w+\s+){{0,3}}?"
    r"(?:forelagde|sendte|udsendte|fremlagde|udgav|(?:har|havde)\s+(?:forelagt|sendt|udsendt|fremlagt|udgivet))\b[^,.;:]{0,50},\s+"
    rf"(?:{_STANDS}|(?:er|var|har|havde|blev)\s+der)\b",
    re.IGNORECASE,
)
#: «Nu hører jeg ministeren sige, at …».
_HEARD = re.compile(
    r"\b(?:hør(?:er|te)|har\s+hørt)\s+(?:(?:jeg|vi|man)\s+)?(?P<who>[^,.;:]{2,50}?)\s+sige\b", re.IGNORECASE
)
#: «Alligevel er det hendes vurdering, at …»
_HER_VIEW = re.compile(rf"\b(?:er|var)\s+det\s+(?:\w+\s+)?(?P<who>hans|hendes)\s+(?:\w+\s+)?(?:{_VIEW})\b,?\s+at\b")
_VIEWED = re.compile(
    rf"^\W*(?:\d+[.)]?\s+)?(?:(?:[Dd]et\s+(?:er|var|fremgår\s+af)|[Ee]fter|[Ii]|[Aa]f)\s+)?"
    rf"(?P<who>(?!(?i:min|mit|vor|vores|jeres|deres|sin|dens|dets)\b)(?:[{CAPITAL}][\w.&/-]*\s+){{0,3}}?[\w.&/-]+(?:s|['’]))\s+(?:\w+\s+)?(?:{_VIEW})(?:en|et)?\b"
)
#: «…, viser en rundspørge, som Ældresagen har lavet», «…, viser tal fra Datatilsynet».
_SHOWN = re.compile(
    r"\bviser\s+(?:[\w-]+\s+){0,3}?(?:\w*undersøgelse|\w*gennemgang|rundspørge|opgørelse|analyse|rapport|måling|stikprøve|"
    r"kortlægning|tal|statistik)(?:en|er|et)?"
    r"(?:\s+(?:fra|af)\s+(?P<of>[^.;:\n]{2,60}?)(?=[.,;]|$)|,\s+(?:som\s+)?(?P<who>[^,.;:]{2,60}?)\s+(?:selv\s+)?(?:har|fik)\s)",
    re.IGNORECASE,
)
#: «I en skriftlig kommentar hedder det, at …», of whoever the sentence before was about.
_IN_ITS_WORDS = re.compile(
    r"\W*I\s+(?:en|et|sit|sin)\s+(?:[\w-]+\s+)?(?:kommentar|svar|mail|redegørelse|udtalelse|pressemeddelelse)\b"
    r"(?!\s+(?:fra|af)\s+[A-ZÆØÅ])"
    r"(?:[^.;»\"]|(?<=\d)\.){0,50}?\s(?:hedder|hed|står|stod|forklares|oplyses|anføres|lyder|lød|afvises|beklages)\b"
)
_WROTE = re.compile(
    rf"\b{_SENT}\s+(?:\w+\s+){{0,2}}?fra\s+(?P<who>[^,.;:\n\"]{{2,60}}?)\s*(?=:|om\s+at|\")", re.IGNORECASE
)
_SOUNDS = re.compile(
    r"\b(?:lyder|lød)\s+(?:det|reaktionen|svaret|meldingen|beskeden|forklaringen|vurderingen|kritikken|"
    r"ordene)\s+(?:\w+\s+)?(?:fra|hos)\s+"
    r"(?P<who>[^,.;:\n]{2,100})|"
    r"\b(?:fra|hos|i)\s+(?P<from>[^,.;:\n]{2,50}?)\s+(?:lyder|lød)\s+(?:det|svaret|meldingen|beskeden|forklaringen|vurderingen)\b|"
    r",\s+(?:lyder|lød)\s+(?P<his>hans|hendes|[A-ZÆØÅ][\w-]+s)\s+\w+\s*\.|"
    r"\b(?:i|hos|fra)\s+(?P<house>[^,.;:\n]{2,40}?)\s+(?:siger|mener|oplyser|peger|vurderer|erkender|afviser|frygter|"
    r"fortæller|forklarer|beklager)\s+(?:man|de)\b",
    re.IGNORECASE,
)
_NOBODY_SAYS = re.compile(r"\b(?:jeg|vi|we|man|du|der|det|dette|som|hvad|hvem|that|it(?!-))\b\s*(?:[\w-]+\s*)?$")
_CLAUSE = re.compile(
    r"\b(?:at|som|der|hvis|når|fordi|mens|hvor|hvad|såfremt|da|selvom|that|which|who|if|because|when)\b", re.IGNORECASE
)
_OPENING = re.compile(
    r"^\s*(?:[–—-]\s*)?(?:(?:Men|Og|Også|Dog|Samtidig|Desuden|Derudover|Endelig|Endvidere|Derfor|Således|Her|Nu|"
    r"I\s+dag|"
    r"Dengang|På\s+mødet|Herefter|Derefter|Siden|But|And|Also)\s+)?",
    re.IGNORECASE,
)
_SUBJECT_ENDS = re.compile(
    r"[.;:\"”»«“?!\n]|,\s+(?:at|og|men|der|som|mens|hvor|efter|that|and|but|who)\b|\b(?:at|efter|mens|om|that|about)\b",
    re.IGNORECASE,
)
_WHAT_WAS_TOLD = re.compile(r"[^.;]{0,60}?(?:\b(?:at|that)\b|[:»\"])")
_THAT_FOLLOWS = re.compile(
    r"(?:[^.;\"]|(?<=\d)\.){0,60}?(?:^|[\s,])(?:om\s+at|at|that|hvordan|hvorfor|hvornår|hvad|hvor|(?<!selv\s)om)\b|"
    r"[^.;\"]{0,60}:\s*(?:$|[\"“„”»«])|(?:\s+(?:nu|også|stadig|ikke|selv))?,?\s+(?:det|den|der|de|vi|han|hun)\s+\w+(?:r|de|te)\b",
    re.IGNORECASE,
)
#: Not to have done these is silence; not to have promised or admitted may be said by whoever did not.
_UNTOLD = re.compile(
    r"svaret|oplyst|meddelt|orienteret|fortalt|rapporteret|meldt|nævnt|redegjort|informed|reported|stated",
    re.IGNORECASE,
)
_SPOKEN_TO = re.compile(r"\s*(?:over\s+for|til|på|ved|under|efter)\b", re.IGNORECASE)
#: «…, lyder det.» «…, siger vedkommende.»: whoever spoke before.
_GOES_ON = re.compile(
    r"[,\"]\s*(?:(?:lyder|lød|hedder|hed)\s+det(?:\s+(?:videre|også))?|\w+\s+(?:vedkommende|kilden)|"
    r"(?:slutter|lyder|skriver|fortsætter|sluttede|lød)\s+(?:(?:e-?)?mailen|brevet|meddelelsen|svaret|beskeden|pressemeddelelsen))\s*\.?\s*$",
    re.IGNORECASE,
)
#: «9.45 Systemhuset oplyser, at …», «17. Systemhuset har oplyst, at …»: a line of a log, a numbered paragraph.
_NUMBERED = re.compile(
    r"^\s*(?:\d{1,3}(?:(?:\.\d{1,2})*(?:\s[a-z])?\.|(?:\.\d{1,2})+)|"
    rf"(?:[Kk]l\.?\s*)?\d{{1,2}}[.:]\d{{2}}(?:[.:]\d\d)?\s*[-–:,]?)\s+(?:{LETTERS}/\w+:\s+)?(?=[{CAPITAL}])"
)


def _blank(m: re.Match[str]) -> str:
    return " " * len(m.group())


_BACK = re.compile(r"(?:Det|Dette|Sådan|Således|So)\b")


@cache
def _back() -> re.Pattern[str]:
    return re.compile(rf"(?:Det|Dette|Sådan|Således|So)\s+(?:{one_of(words('speech', 'says_of_that'))})\s+(?!,)")


#: «Kan borgmesteren oplyse, hvorfor …?»: whoever asks says it.
_ASKS = re.compile(r"\W*(?:Kan|Vil|Kunne|Ville|Skal|Må)\s[^.!]*\?\W*$")


def telling_of(
    sentence: Sentence, quotes: list[Quote], people: People, names: SideNames, debate: bool,
    before: str = "", last: Callable[[], Telling | None] = lambda: None,
) -> Telling | None:  # fmt: skip
    """Who a sentence says its words come from; None where it tells of nobody's words.

    In a ``debate`` the speaker's own "han siger" is part of the speech; only houses and named people count there.
    ``before`` is what stands before the sentence on the page, ``last`` tells whom the words before it were said to come
    from, asked only where a sentence goes on with them.
    """
    if _telling_words().isdisjoint(re.findall(r"\w+", sentence.text.lower())):
        return None
    if not _any_telling().search(sentence.text) or _ASKS.match(sentence.text):
        return None
    bare, quoted = _without_quotes(sentence, quotes)
    bare = _NUMBERED.sub(_blank, bare)
    told = Read(bare, quoted, sentence.start, people, names, before)
    if _GOES_ON.search(bare) and (spoke := last()) is not None:
        return replace(spoke, direct=quoted, weak=False, back=False)
    for who in _subjects(told, debate):
        if who.pronoun and debate:  # an officer without a name is none of those who have the floor
            continue
        return telling_by(who, names, direct=quoted, back=len(bare) < 160 and bool(_back().match(bare)))
    return None


def _subjects(told: Read, debate: bool) -> Iterator[Named]:
    """Everybody the sentence may put its words in the mouth of, the likeliest first."""
    within = None  # «Kommunen har oplyst, at filen blev afvist af banken»: told within what is told
    for pattern in (_passive(), _SOUNDS, _SHOWN, _WROTE, _IN_PAPER, _LAID_OUT, _HEARD, _HER_VIEW):
        if m := pattern.search(told.text):
            named = next(filter(None, m.groups()))
            who = named_in(_HIS.get(named.lower(), _bare(named) if pattern is _IN_PAPER else named), told)
            if who is not None and pattern is _passive() and _THAT.search(told.text, 0, m.start()):
                within = who
            elif who is not None:
                yield who
    if _IN_ITS_WORDS.match(told.text) and (who := _of_the_one_before(told)) is not None:
        yield who
    if (m := _TAG.search(told.text)) and not _SUBORDINATE.match(told.text):
        who = named_in(m["who"] or m["who2"], told)
        if who is not None and who.person is not None:
            yield who
    if not debate and (m := _and_that_says().search(told.text)) and (who := named_in(m["who"], told)) is not None:
        yield who
    if (m := _VIEWED.match(told.text)) and (who := named_in(_bare(m["who"]), told)) is not None:
        yield who
    if (m := _felt().search(told.text)) and (who := named_in(m["who"], told)) is not None and who.person:
        yield who
    for m in _verb().finditer(told.text):
        who = _before_verb(told, m) if m["feels"] else _after_verb(told, m) or _before_verb(told, m)
        if who is not None and (who.person or not m["feels"]):
            yield who
    if (m := _relative().search(told.text)) and (who := _last_named(told.text[: m.start()], told)) is not None:
        yield who
    if m := _ACCORDING.search(told.text):
        before, after = told.text[: m.start()], told.text[m.end() :]
        if (
            m["his"]
            or not before.strip()
            or (before.rstrip().endswith(",") and not after.strip(" ."))
            or not (debate or (_CLAUSE.search(before) and not _MAIN_VERB.search(before)))
        ):
            whose = m["his"] or (own["whose"] if (own := _OWN.match(m["who"])) else "")
            who = named_in(_HIS.get(whose.lower(), _bare(whose)) or m["who"], told)
            if who is not None:
                yield who
    if within is not None:
        yield within
    for start, end, side in told.names.all_in(told.text):
        if _CLAUSE_OPENS.search(told.text[:start]) and _told_in_clause().match(told.text, end):
            yield Named(told.text[start:end], side=side)


#: «Jeg ved godt, at Systemhuset siger, at …», «en brochure, hvor Systemhuset skrev, at …»: told in a clause.
_CLAUSE_OPENS = re.compile(r"\b(?:at|hvor|hvori|som|da|fordi|that|where)\s$")


@cache
def _told_in_clause() -> re.Pattern[str]:
    says, has = verbs_of("says"), verbs_of("has_said")
    return re.compile(
        rf"\s(?:\w+\s){{0,2}}?(?:{says}|(?:har|havde)\s(?:\w+\s){{0,3}}?(?:{has}))(?:\s\w+){{0,4}}?,?\s(?:om\s)?(?:at\b|that\b|[»\"])",
        re.IGNORECASE,
    )


_THAT = re.compile(r"\b(?:at|that)\s")
#: «…, og det har», «Siden er der»: only in a main clause a verb stands before what is said of all of it.
_MAIN_VERB = re.compile(
    r"(?:\b(?:er|var|har|havde|kan|kunne|skal|skulle|vil|ville|blev|bliver)(?:\s(?:der|det|de|den|man))?|r\ssig)\s*$"
)


#: «…, har han regnet ud.» «…, griner Ida Krogh.»: a verb and its subject close the sentence behind a whole statement.
_TAG = re.compile(
    rf",\s+(?:(?:har|havde)\s+(?P<who>han|hun|{NAME})\s+(?:\w+\s+){{0,2}}?\w+(?:et|t)(?:\s+(?:ud|op|frem|sig))?|"
    rf"(?!(?:er|var|blev|bliver|har|havde|kan|skal|vil|må|får|fik)\b)\w+(?:r|ede|te)\s+(?P<who2>han|hun|{NAME}))\s*\.?\s*$"
)


@cache
def _and_that_says() -> re.Pattern[str]:
    """«…, og det bekræfter it-chef Ida Krogh.»: what comes before is theirs."""
    says = one_of((*words("speech", "says_of_that"), "indrømmer", "tilføjer", "erkendte", "indrømmede", "medgiver"))
    return re.compile(rf",\s+(?:(?:og|men)\s+)?det\s+(?:{says})\s+(?P<who>(?!at\b)[^,.;:\n\"]{{2,80}})", re.IGNORECASE)

_SUBORDINATE = re.compile(
    r"\W*(?:Da|Når|Hvis|Selv\s?om|Fordi|Mens|For\s+at|Uden\s+at|Ved\s+at|Såfremt|Som|Hvor|Hver\s+gang|"
    r"(?:Efter|Inden|Før|Siden|Om)\s+(?:at|han|hun|de|vi|jeg|man|det|den))\s"
)


def _bare(whose: str) -> str:
    """A name without its genitive: «Miljøstyrelsens», «Fokus'»."""
    return re.sub(r"(?:['’]s?|s)$", "", whose)


@cache
def _relative() -> re.Pattern[str]:
    """"…, som over for avisen forsikrer, at …"."""
    says = one_of(words("speech", "says"))
    return re.compile(
        rf",\s+(?:som|der)\s+(?:[\w-]+\s+){{0,4}}?(?:{says})\s*(?:,\s*at\b|:?\s*\")|"
        r",\s+(?:som|der)\s+(?:\w+\s+)?(?:siger\s+god|står\s+inde)\s+for\b",
        re.IGNORECASE,
    )


def _last_house(text: str, names: SideNames) -> Named | None:
    house = names.last_in(text)
    return Named(house[0], side=house[1]) if house else None


def _last_named(text: str, told: Read) -> Named | None:
    """The house or person a text ends with."""
    for start, end, side in told.names.all_in(text):
        if end == len(text):
            return Named(text[start:end], side=side)
    found = [m for m in re.finditer(NAME, text) if m.end() == len(text)]
    person = told.people.by_name(found[0].group()) if found else None
    return Named(person.called, person) if person else None


def _of_the_one_before(told: Read) -> Named | None:
    """The house the sentence before one names last."""
    return _last_house(re.split(r"(?<=[.!?])\s+", told.before.strip())[-1], told.names)


#: «ifølge Regionens egne tal»
_OWN = re.compile(r"(?P<whose>(?:[\w&/.-]+\s)?[\w&/.-]+(?:s|['’]))\s+eg(?:ne|en|et)\b")
#: Whom a word for what is his or hers points at.
_HIS = {"hans": "ham", "hendes": "hende"}


def _without_quotes(sentence: Sentence, quotes: list[Quote]) -> tuple[str, bool]:
    """The sentence with quoted words blanked out, every character in its place, and whether it holds a quotation.

    Each of ``quotes`` reaches into the sentence.
    """
    text = list(_SHORT_RANK.sub(r"\1 ", _LINE_BREAK.sub(_blank, sentence.text)))
    quoted = False
    for quote in quotes:
        a, b = max(quote.start, sentence.start) - sentence.start, min(quote.end, sentence.end) - sentence.start
        quoted = True
        if not quote.dash:
            text[a:b] = ['"', *" " * (b - a - 2), '"'] if b - a > 1 else ['"']
    return "".join(text), quoted


#: The end of a line, and the marks of a quoted mail that the next begins with.
_LINE_BREAK = re.compile(r"\n(?:[ \t]*>)*")
#: The stop of a shortened word ends no phrase: «siger adm. direktør Ida Krogh».
_SHORT_RANK = re.compile(r"\b(adm|kst|fhv|bl|hr|fr|(?<=& )co|inc|ltd)\.", re.IGNORECASE)


def telling_by(who: Named, names: SideNames, *, direct: bool = False, back: bool = False) -> Telling:
    """That somebody says something, on the side that is known of them, else beside both: ``direct`` and ``back`` are
    the telling's.
    """
    if who.person is not None:
        side = who.person.side or names.of_title(who.person.title)
        shown, unknown = who.person.shown_off, side is None
        return Telling(who.called, side or Side.THIRD_PARTY, direct, True, shown, back=back, unknown=unknown)
    if who.side is not None:
        return Telling(who.called, who.side, direct, False, back=back)
    alone = len(who.called.split()) == 1 and has_title(who.called)  # «chefen siger» of one's own
    unknown = (alone or is_first_name(who.called.split()[0])) and who.of_reader is None
    return Telling(who.called, Side.THIRD_PARTY, direct, True, back=back, unknown=unknown, of_reader=who.of_reader)


def _after_verb(told: Read, m: re.Match[str]) -> Named | None:
    """The subject behind the verb: "…, oplyser Ida Krogh." "Her udtaler han:" "På mødet oplyste Systemhuset, at"."""
    lead = told.text[: m.start()].rstrip()
    lead = _JOINED.split(lead)[-1]
    if not m["verb"]:
        # "Her har Systemhuset oplyst, at", «Da det skete, kunne Systemhuset oplyse, at»: what stands between is the
        # subject of a main clause, and so it is behind a comma whatever the clause before it says.
        between = m["adverbs"] or m["between"]
        if not between or _SPOKEN_TO.match(between):  # "har over for avisen lovet": to whom, not who
            return None
        if m["will"] and not (_tells(m, told.text[m.end() :]) or _ASKED.match(lead)):
            return None
        if _DOES.search(lead):  # «Jeg har selv ringet til 19 medarbejdere og skrevet det ind»: the subject is in front
            return None
        opens = lead.endswith(",") or (not _CLAUSE.search(lead) and len(lead.split()) < 12)
        return named_in(between, told) if opens else None
    front = _OPENING.sub("", lead)
    if _A_NAME.fullmatch(front) and person_in(front):  # «Ida Krogh said the system was down»: it stands in front
        return None
    closing = lead.endswith((",", '"', "–", "-", "!", "?"))
    if not closing and (
        _CLAUSE.search(_OPENING.sub("", lead))
        or len(lead.split()) > 10
        or (_NOBODY_SAYS.search(lead) and not _BACK.match(lead))
    ):
        return None
    rest = told.text[m.end() :]
    stop = _SUBJECT_ENDS.search(rest)
    phrase = rest[: stop.start() if stop else None][:140]
    if not closing and lead and not _subject_first(phrase):
        return None
    who = named_in(phrase, told)
    return who if who is not None and (closing or _tells(m, rest)) else None


_DOES = re.compile(r"\b(?:jeg|vi|du|I|man|han|hun|de)$", re.IGNORECASE)
#: «Hvad det har kostet, vil hun ikke sætte tal på, …»: what is told of stands in front.
_ASKED = re.compile(r"\W*(?:Hvad|Hvor\w*|Hvem|Om|At)\b[^.;]*,$")
_A_NAME = re.compile(rf"(?:[\w-]+\s){{0,2}}?{NAME}")
#: Where another main clause begins: «…, og i går lovede Systemhuset, at …».
_JOINED = re.compile(r",\s+(?:og|and)\s+|\smen\s+|;\s+")


def _subject_first(phrase: str) -> bool:
    """Whether a phrase begins with what can say something, at most an adverb before it."""
    return bool(
        re.match(
            rf"\s*(?:(?:også|dog|selv|nu|imidlertid|samtidig)\s+)?(?:[{CAPITAL}]|[\w-]+(?:en|et|erne|n|s)\b|han\b|"
            rf"hun\b|he\b|she\b|(?:[\w-]+\s+){{0,2}}[{CAPITAL}]|the\b)",
            phrase,
        )
    )


#: «sagde fra», «siger op», «melder sig»: another thing than saying.
_WITH_PARTICLE = ("siger", "sagde", "sagt", "melder", "meldte", "meldt")
#: «I mellemtiden fortsætter de med at ringe»
_GOES_ON_DOING, _DOING = ("fortsætter", "fortsatte"), re.compile(r"[^.,;]{0,60}\bmed\s+at\b")
_PARTICLE = re.compile(r"\s+(?:fra|op|sig)\b")


def _tells(m: re.Match[str], rest: str) -> bool:
    """Whether the verb tells of words: most do, some only with "at"."""
    verb = (m["verb"] or m["perfect"] or m["will"] or "").lower()
    if (verb in _WITH_PARTICLE and _PARTICLE.match(rest)) or (verb in _GOES_ON_DOING and _DOING.match(rest)):
        return False
    parted = re.sub(r"\s.*\s", " ", verb)  # «gjort bod gældende»
    if m["will"] or not {verb, parted}.isdisjoint(words("speech", "says_only_with_that")):
        return bool(_THAT_FOLLOWS.match(rest))
    return True


def _before_verb(told: Read, m: re.Match[str]) -> Named | None:
    """The subject in front of the verb: "Hun understreger, at", "Som ministeriet selv betegner det"."""
    if re.search(r"\b(?:fået|blevet|been|jeg|vi|man|du)\b", m["adverbs"] or m["between"] or ""):
        return None  # what it was told, or another tells
    if _UNTOLD.fullmatch(m["perfect"] or "") and re.search(r"\b(?:ikke|aldrig|not|never)\b", m["adverbs"] or ""):
        return None  # «Kommunens skoler har ikke svaret på spørgsmål om …»: that it said nothing another says
    if re.search(r"\bførst\b", m["adverbs"] or "") and not _WHAT_WAS_TOLD.match(told.text, m.end()):
        return None  # «Kommunen har først den 11. maj gjort opmærksom på fejlen»: that it told so late another says
    lead = told.text[: m.start()]
    if _THEY.search(lead):
        return _they(told, lead)
    as_they = re.match(r"(?:Som|As)\s+", lead)
    if _ELIDED.match(lead) or _A_PAPER.match(lead):
        return None
    own = _OPENING.sub("", _LABEL.sub("", lead[as_they.end() :] if as_they else lead))
    own = _ADDED.sub("", own)
    if shared := _SHARED.match(own):  # «Direktøren ønsker ikke at stille op, men skriver, at …»
        own = shared["who"]
    own = re.sub(r'^.*"\s*,?\s*', "", own, flags=re.DOTALL)
    last = _JOINED.split(own)[-1]  # «Listen kommer, når den er klar, og Systemhuset siger medio maj»
    if last != own and _is_subject(last.strip(), told):
        own = last
    if he := _AND_HE.search(own):  # «Jeg har talt med Ida Krogh, og hun lover, at …»: somebody named in it
        own, told = he["who"], replace(told, place=told.place + m.start())
    if not 0 < len(own.strip()) <= 160:
        return None
    plain = re.sub(r",\s+(?:(?:som|der)\s+)?[^,]{1,80},\s*$", " ", own)
    announces = told.text.rstrip().endswith(":")  # "noget af det, ordføreren sagde dengang, var:"
    if (told.quoted or announces) and m["verb"] and "," in plain:
        plain = plain.rsplit(",", 1)[-1] or plain
    stops = re.sub(rf"\b(?:[{CAPITAL}]|hr|fr|dr)\.\s", "", plain)
    if _CLAUSE.search(plain) or _NOBODY_SAYS.search(plain) or re.search(r"[;:.!?]\s", stops):
        return None
    if "," in plain and re.search(NAME, plain) is None:
        return None
    who = named_in(own if re.search(NAME, own) or calls_by_name(own) else plain, told)
    return who if who is not None and (as_they or told.quoted or _tells(m, told.text[m.end() :])) else None


def _is_subject(word: str, told: Read) -> bool:
    """Whether a clause begins with a house, somebody known or «økonomichefen», and nothing else."""
    officer = word.endswith("en") and has_title(word)
    known = word[:1].isupper() and told.people.by_name(word) is not None
    return told.names.whole(word) is not None or (told.names.at_start(word) is None and (officer or known))


#: «Tillæg 2, pkt. 6, siger udtrykkeligt, at …»: a paper is nobody's voice but the writer's.
_A_PAPER = re.compile(
    r"\W*(?:tillæg(?:get)?|bilag(?:et)?|pkt\.|punkt(?:et)?|afsnit|§|amendment|annex|clause|section)\s*\d", re.IGNORECASE
)
#: «Ringede til Systemhuset og spurgte»: who keeps the log leaves himself out.
_ELIDED = re.compile(
    r"\W*(?:\d[\d.:]*\s+)?(?:Ringede|Ringer|Skrev|Skriver|Talte|Rykkede|Mødtes|Fik|Sendte|Kontaktede|Spurgte|Bad)\s+(?:igen\s+)?(?:til|med|fat|hos|ved|på|mail)\b"
)
_AND_HE = re.compile(rf",\s+(?:og|men|and|but)\s+(?P<who>han|hun|he|she|{NAME}|{LETTERS})\s*$")
#: «Borgmester Ida Krogh (A): Leverandøren har lovet …»
_LABEL = re.compile(rf"^(?:[^:.\n]{{0,40}}?{NAME}|[{CAPITAL} -]{{6,60}})(?:\s*\([^()]*\))?:\s+")
#: «Opdatering kl. 14.10: Systemhuset oplyser, at …», «Snitflade til byggesag: Systemhuset fastholder, at …»
_ADDED = re.compile(rf"^(?:[^:.;,\"\n]|(?<=\d)[.:](?=\d)|(?<=\bkl)\.){{2,50}}:\s+(?=[{CAPITAL}])")
_SHARED = re.compile(
    r"(?P<who>[^.;:]{3,90}?),?\s+(?:har|havde|vil|ville|ønsker|ønskede|kan|kunne|er|var|stod|sad|kom|gik|rejste|stillede)\s+"
    r"[^.;:]{5,120}?,?\s+(?:men|og)\s+"
    r"(?:(?:også|dog|nu|i|en|et|[\w-]+t)\s+){0,3}$"
)
_THEY = re.compile(r"(?:^|[.,;:–—»“\"-]\s*|\b(?:og|men|at)\s+)(?:de|they)\s+$", re.IGNORECASE)


def _they(told: Read, lead: str) -> Named | None:
    """The house «de» are of, if it was just named: «Ringede til hotline, de siger, at …»."""
    return _last_house((told.before[-200:] + lead)[-260:], told.names)


#: «Siger, at det er løst.»: notes leave out who says it, whom the sentences before have told of.
_LEFT_OUT = re.compile(
    r"\W*(?:Siger|Sagde|Oplyser|Oplyste|Lover|Lovede|Mener|Mente|Forklarer|Forklarede|Påstår|Kan\s+ikke\s+(?:love|garantere))\b"
)


def left_out(sentence: Sentence, people: People, names: SideNames, before: str) -> Telling | None:
    """Who says a sentence of a log that begins with the verb: whom its entry, the end of ``before``, told of last."""
    if _LEFT_OUT.match(sentence.text) is None:
        return None
    entry = BLANK_LINE.split(before)[-1]
    start = sentence.start - len(entry)
    met = [(at, person) for person in people.known.values() for at in person.mentions if start <= at < sentence.start]
    if met:
        person = max(met, key=lambda one: one[0])[1]
        return telling_by(Named(person.called, person), names)
    house = _last_house(entry, names)
    return telling_by(house, names) if house else None


#: «En sundhedsfaglig visitator:» above what somebody said who is not named, and «5.2 Fra Systemhuset» above them all.
_UNNAMED = re.compile(r"\W*(?P<who>(?:En|Én|To|Tre|Flere)\s+(?:[\w-]+\s+){0,2}?(?P<office>[\w-]+)):\s*")
_FROM_WHERE = re.compile(r"^[ \t]*(?:\d+(?:\.\d+)*\.?[ \t]+)?(?:Fra|Hos)[ ](?P<house>[^\n.:,]{2,40})$", re.MULTILINE)


def announced(sentence: Sentence, people: People, names: SideNames, before: str) -> Telling | None:
    """Who a sentence that ends with a colon is about: "Byrådsmedlem Ida Krogh er rystet:".

    ``before`` is all that stands before it on the page.
    """
    text = _OPENING.sub("", sentence.text.replace("\n", " "))
    if (unnamed := _UNNAMED.fullmatch(text)) and has_title(unnamed["office"]):
        section = list(_FROM_WHERE.finditer(before))
        side = (section and names.first_in(section[-1]["house"])) or names.of_work(unnamed["office"])
        return Telling(unnamed["who"], side or Side.THIRD_PARTY, True, True, unknown=side is None)
    told = Read(text, False, sentence.start, people, names)
    m = re.match(
        rf"[^,.;:]{{0,60}}?(?P<who>{NAME})|(?P<pron>han|hun|he|she)\b", text, re.IGNORECASE if text[:1].islower() else 0
    )
    who = named_in(m["who"] or m["pron"], told) if m else None
    if who is not None and who.person is not None:
        return telling_by(who, names)
    m = _who_says().search(text)
    named = text[: m.start()] if m else ""
    house = _last_house(named, names)
    return telling_by(house, names) if house and named.endswith(house.called) else None


@cache
def _who_says() -> re.Pattern[str]:
    """"…, der oplyser følgende:"."""
    return re.compile(rf",\s+(?:der|som)\s+(?:\w+\s+)?(?:{one_of(words('speech', 'says'))})(?:\s+\w+){{0,2}}\s*:\s*$")
