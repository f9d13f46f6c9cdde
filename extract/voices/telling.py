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
from extract.voices.naming import TOLD_BY_ITSELF, Named, Read, last_house, named_in
from extract.voices.people import NAME, People, is_first_name
from extract.voices.quotes import Quote
from extract.voices.sides import CAPITAL, LETTERS, SideNames, has_title
from extract.voices.verbs import BACK, CLAUSE, OPENING, TELLING, subjects, verbs_of


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


@cache
def _felt() -> re.Pattern[str]:
    """«Til gengæld er hun træt af, at …», «Hos regionen er it-chef Ida Krogh glad for …»."""
    felt = one_of(entry.split(" ", 1)[1] for entry in words("speech", "feels") if entry.startswith("er "))
    who = rf"(?P<person>(?:han|hun|(?:[\w-]+\s+){{0,2}}?{NAME}))"
    return re.compile(rf"(?<!\w)(?:er|var)\s+{who}\s+(?:\w+\s+){{0,2}}?(?:{felt})(?!\w)")


@cache
def _telling_words() -> frozenset[str]:
    """The longest words of all that tells of words: without one of them a sentence is not looked into."""
    listed = [entry for key in TELLING for entry in words("speech", key)]
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
    r"(?<!\w)(?:ifølge|iflg\.|according\s+to)\s+(?P<who>[^,.;:\n]{2,100})", re.IGNORECASE
)
#: «Det skyldes efter hans udlægning, at Systemhuset havde sagt god for det»
_IN_THEIR_VIEW = re.compile(
    r"(?<!\w)efter\s+(?P<whose>hans|hendes|(?:[A-ZÆØÅ][\w-]+\s){0,2}(?:[A-ZÆØÅ][\w-]+|[\w-]{4,})(?:s|['’]s?))\s+(?:egen\s+)?"
    r"(?:oplysning(?:er)?|opfattelse|mening|vurdering|udsagn|udlægning|forklaring|skøn|erfaring)",
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
_HER_VIEW = re.compile(rf"\b(?:er|var)\s+det\s+(?:\w+\s+)?(?P<whose>hans|hendes)\s+(?:\w+\s+)?(?:{_VIEW})\b,?\s+at\b")
_VIEWED = re.compile(
    rf"^\W*(?:\d+[.)]?\s+)?(?:(?:[Dd]et\s+(?:er|var|fremgår\s+af)|[Ee]fter|[Ii]|[Aa]f)\s+)?"
    rf"(?P<whose>(?!(?i:min|mit|vor|vores|jeres|deres|sin|dens|dets)\b)(?:[{CAPITAL}][\w.&/-]*\s+){{0,3}}?[\w.&/-]+(?:s|['’]))\s+(?:\w+\s+)?(?:{_VIEW})(?:en|et)?\b"
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
    r",\s+(?:lyder|lød)\s+(?P<whose>hans|hendes|[A-ZÆØÅ][\w-]+s)\s+\w+\s*\.|"
    r"\b(?:i|hos|fra)\s+(?P<house>[^,.;:\n]{2,40}?)\s+(?:siger|mener|oplyser|peger|vurderer|erkender|afviser|frygter|"
    r"fortæller|forklarer|beklager)\s+(?:man|de)\b",
    re.IGNORECASE,
)
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


@cache
def _back() -> re.Pattern[str]:
    return re.compile(rf"{BACK.pattern}\s+(?:{one_of(words('speech', 'says_of_that'))})\s+(?!,)")


#: «Kan borgmesteren oplyse, hvorfor …?»: whoever asks says it.
_ASKS = re.compile(r"\W*(?:Kan|Vil|Kunne|Ville|Skal|Må)\s[^.!]*\?\W*$")


def telling_of(
    sentence: Sentence, quotes: list[Quote], people: People, names: SideNames, debate: bool,
    before: str, last: Callable[[], Telling | None] = lambda: None,
) -> Telling | None:  # fmt: skip
    """Who a sentence says its words come from; None where it tells of nobody's words.

    In a ``debate`` the speaker's own "han siger" is part of the speech; only houses and named people count there.
    ``before`` is what stands before the sentence on the page, ``last`` tells whom the words before it were said to come
    from, asked only where a sentence goes on with them.
    """
    if _telling_words().isdisjoint(re.findall(r"\w+", sentence.text.lower())) or _ASKS.match(sentence.text):
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
    ways = [_passive(), _SOUNDS, _SHOWN, _WROTE, _IN_PAPER, _LAID_OUT, _HEARD, _HER_VIEW, _IN_THEIR_VIEW, _VIEWED]
    ways += [_felt()]
    ways += [] if _SUBORDINATE.match(told.text) else [_TAG]
    ways += [] if debate else [_and_that_says()]
    for way in filter(None, (one.search(told.text) for one in ways)):
        # What a group is called tells what stands in it: «who», or «whose» in the genitive, or a «person» and no house.
        group = way.lastgroup or "who"
        who = named_in(_bare(way[group]) if group == "whose" else way[group], told)
        if who is not None and way.re is _passive() and _THAT.search(told.text, 0, way.start()):
            within = who
        elif who is not None and (who.person or not group.startswith("person")):
            yield who
    if _IN_ITS_WORDS.match(told.text) and (who := _of_the_one_before(told)) is not None:
        yield who
    yield from subjects(told)
    if (m := _relative().search(told.text)) and (who := _last_named(told.text[: m.start()], told)) is not None:
        yield who
    if m := _ACCORDING.search(told.text):
        before, after = told.text[: m.start()], told.text[m.end() :]
        if (
            not before.strip()
            or (before.rstrip().endswith(",") and not after.strip(" ."))
            or not (debate or (CLAUSE.search(before) and not _MAIN_VERB.search(before)))
        ):
            own = _OWN.match(m["who"])
            who = named_in(_bare(own["whose"]) if own else m["who"], told)
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
    rf",\s+(?:(?:har|havde)\s+(?P<person>han|hun|{NAME})\s+(?:\w+\s+){{0,2}}?\w+(?:et|t)(?:\s+(?:ud|op|frem|sig))?|"
    rf"(?!(?:er|var|blev|bliver|har|havde|kan|skal|vil|må|får|fik)\b)\w+(?:r|ede|te)\s+(?P<person2>han|hun|{NAME}))\s*\.?\s*$"
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
    """A name without its genitive: «Miljøstyrelsens», «Fokus'», «hans»."""
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
    return last_house(re.split(r"(?<=[.!?])\s+", told.before.strip())[-1], told.names)


#: «ifølge Regionens egne tal»
_OWN = re.compile(r"(?P<whose>(?:[\w&/.-]+\s)?[\w&/.-]+(?:s|['’]))\s+eg(?:ne|en|et)\b")


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
    house = last_house(entry, names)
    return telling_by(house, names) if house else None


#: «En sundhedsfaglig visitator:» above what somebody said who is not named, and «5.2 Fra Systemhuset» above them all.
_UNNAMED = re.compile(r"\W*(?P<who>(?:En|Én|To|Tre|Flere)\s+(?:[\w-]+\s+){0,2}?(?P<office>[\w-]+)):\s*")
_FROM_WHERE = re.compile(r"^[ \t]*(?:\d+(?:\.\d+)*\.?[ \t]+)?(?:Fra|Hos)[ ](?P<house>[^\n.:,]{2,40})$", re.MULTILINE)


def announced(sentence: Sentence, people: People, names: SideNames, before: str) -> Telling | None:
    """Who a sentence that ends with a colon is about: "Byrådsmedlem Ida Krogh er rystet:".

    ``before`` is all that stands before it on the page.
    """
    text = OPENING.sub("", sentence.text.replace("\n", " "))
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
    house = last_house(named, names)
    return telling_by(house, names) if house and named.endswith(house.called) else None


@cache
def _who_says() -> re.Pattern[str]:
    """"…, der oplyser følgende:"."""
    return re.compile(rf",\s+(?:der|som)\s+(?:\w+\s+)?(?:{one_of(words('speech', 'says'))})(?:\s+\w+){{0,2}}\s*:\s*$")
