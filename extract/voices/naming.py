"""Whom a phrase names: a person, an office, a house, or one of them by «hun» and «din kollega»."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from extract.lexicon import one_of, word_set, words
from extract.lines import BLANK_LINE
from extract.model import Side
from extract.voices.debate import COMMITTEE
from extract.voices.people import NAME, SMALL, People, Person, is_first_name, person_in
from extract.voices.sides import CAPITAL, SideNames, has_title, is_department, is_unit, named_before, title_expression


@dataclass(frozen=True, slots=True)
class Named:
    """The subject of a verb of saying: how to call it, and whose side it is on where that is known."""

    called: str
    person: Person | None = None
    side: Side | None = None
    pronoun: bool = False
    of_reader: bool | None = None  # «din kollega» is of the reader's house, «min chef» of the speaker's own


@dataclass(frozen=True, slots=True)
class Read:
    """A sentence being read, its quotations blanked out."""

    text: str
    quoted: bool
    place: int
    people: People
    names: SideNames
    before: str = ""  # what stands before it on the page


def _once(told: Read, title: str) -> Side | None:
    """Whose side a role was on when it spoke: "i 2014 var ordføreren skatteminister, og … sagde ordføreren"."""
    offices = re.findall(rf"\b(?:var|er|blev|som)\s+(?:{re.escape(title)}\s+)?(?:daværende\s+)?([\w-]+)", told.text)
    return next((side for office in offices if (side := told.names.of_title(office)) and has_title(office)), None)


def last_house(text: str, names: SideNames) -> Named | None:
    """The house a text names last."""
    house = names.last_in(text)
    return Named(house[0], side=house[1]) if house else None


_PRONOUN = re.compile(r"(?:han|hun|ham|hende|he|she)\b", re.IGNORECASE)
#: "Den fik jeg af mine medarbejdere, sagde …": a clause with a subject of its own names no speaker.
_SOMEBODY_DOES = re.compile(r"\b(?:jeg|vi|du|man)\b", re.IGNORECASE)
_LEADING = re.compile(
    r"^(?:(?:også|dog|selv|imidlertid|samtidig|ligeledes|videre|blandt\s+andet|bl\.a\.|nu|da|således|endvidere|"
    r"derfor|fra|hos|af|hr\.|fru|"
    r"tidligere|senere|nuværende|also|however)\s+)+",
    re.IGNORECASE,
)


#: Somebody of the reader's house, or of the speaker's own.
_OF_ONE = re.compile(
    r"(?:(?P<you>din|dine|dit|jeres|your)|min|mine|mit|vores|vor|our|my)\s+(?:\w+\s+)?"
    r"(?:kollega(?:er)?|colleagues?|manager|"
    r"\w*(?:konsulent|tekniker|udvikler|leder|chef|medarbejder|direktør|folk)(?:e|er)?)\b",
    re.IGNORECASE,
)


#: «Vor mandant tilbød allerede den 4. januar at …»
_CLIENT = re.compile(r"(?:min|vor|vores)\s+(?:mandant|klient)\b", re.IGNORECASE)
#: «lønchefen til Systemhuset»: whom it is said to says nothing of who says it.
_TO_WHOM = re.compile(r"\s(?:til|over\s+for|to)\s")
#: Who speaks unnamed is of the house the story was just about.
_INSIDER = re.compile(r"^(?:\w*(?:medarbejder|projektleder|kilde|leder|chef|konsulent))(?:en|n|e)?$", re.IGNORECASE)


#: «gentog det sig», «oplevede man»: nobody.
_IT_ITSELF = re.compile(r"(?:(?:det|den|de)\s+)?sig\b|(?:man|der)\b", re.IGNORECASE)
#: What a paper or a station tells, it tells itself.
_PRESS = re.compile(r"(?:Radio|TV)\s?[A-ZÆØÅ0-9]\w*|(?:Avisen|avisen|Bladet|bladet|Redaktionen|redaktionen)\b")
#: Who once was of a house speaks for it no longer: «en tidligere ansat i Systemhuset».
_FORMER = re.compile(
    r"(?:en|to|flere|tre)\s+(?:tidligere|forhenværende|fratrådte?)\s+(?:ansat(?:te)?|medarbejdere?)\b", re.IGNORECASE
)
#: «Firmaet bag systemet, Systemhuset, forklarer», «Firmaet Systemhuset havde skrevet»: the name is behind the word.
_CALLED_SO = re.compile(
    r"(?:firmaet|virksomheden|selskabet|leverandøren|it-firmaet|it-selskabet|softwarehuset)(?:\s+bag(?:\s+[\w-]+)?)?,?\s+"
    rf"(?P<name>(?-i:[{CAPITAL}])[\w&-]+(?:\s(?-i:[{CAPITAL}])[\w&/-]+)*)",
    re.IGNORECASE,
)


#: A paper whose words are one side's whoever hands it over, by what it is.
_OFFER = (
    r"(?:\w*tilbud(?:det|smaterialet|sbrevet)|løsningsbeskrivelsen|salgsmaterialet|produktbladet|"
    r"(?:(?:en|den)\s+)?\w*(?:pjece|brochure|folder)(?:n|en)?)"
)
_FROM_OUTSIDE = (
    r"(?:(?:en|den)\s+(?:\w+\s+)?)?(?:beretning|revisionsrapport|evalueringsrapport|revisionsberetning)(?:en)?|"
    r"(?:statsrevisorerne|rigsrevisionen)s\s+beretning"
)
_INTERNAL = r"(?:(?:en|et|den|det)\s+)?interne?t?\s+(?:redegørelse|notat|rapport|evaluering|undersøgelse)(?:en|et)?"
TOLD_BY_ITSELF = rf"{_OFFER}|{_FROM_OUTSIDE}|{_INTERNAL}"
_PAPERS = (
    (re.compile(rf"(?:{_OFFER})\b", re.IGNORECASE), Side.VENDOR),
    (re.compile(rf"(?:{_FROM_OUTSIDE})\b", re.IGNORECASE), Side.THIRD_PARTY),
    (re.compile(rf"(?:{_INTERNAL})\b", re.IGNORECASE), Side.CUSTOMER),
)


_LAST_NAME = re.compile(rf"\s[{CAPITAL}][{SMALL}]+\b")


def calls_by_name(phrase: str) -> bool:
    """Whether a phrase is a word for a house with its name behind it."""
    return _CALLED_SO.match(phrase) is not None


@cache
def _officer() -> re.Pattern[str]:
    """What stands behind a house whose officer is meant, and before it: «Systemhusets direktør», «direktøren i …»."""
    return re.compile(rf"(?P<own>['’]?s?)\s+(?P<title>{title_expression()})\b(?!\w|\s+[{CAPITAL}])")


@cache
def _officer_of() -> re.Pattern[str]:
    return re.compile(rf"(?P<title>{title_expression()}(?:en|n|et)?)\s+(?:fra|i|hos|for|ved)\s+$")


@cache
def _office_speaks() -> re.Pattern[str]:
    """«Beredskabsdirektøren svarede, at …»: an office that opens a sentence and says something there."""
    says, has = (one_of(words("speech", key)) for key in ("says", "has_said"))
    verb = rf"(?:{says}|har\s+(?:\w+\s+){{0,2}}?(?:{has}))"
    opens = r"(?:^|(?<=[.!?:]\s)|(?<=[.!?][»”\"]\s)|(?<=\n\n))"
    return re.compile(rf"{opens}(?P<office>[{CAPITAL}][\w-]+(?:en|n))\s+{verb}\b")


def _office_before(told: Read, after: int) -> Named | None:
    """The office with no name that opens a sentence shortly before one, and speaks, ``after`` a place of the page.

    Between them a short sentence of nobody's may stand: «Det var alt.»
    """
    start = told.place - len(told.before)
    spoke = [m for m in _office_speaks().finditer(told.before) if start + m.start() >= after and has_title(m["office"])]
    since = told.before[spoke[-1].end() :] if spoke else ""
    apart = BLANK_LINE.search(since) or not _AT_MOST_ONE.fullmatch(since)
    return _by_office(spoke[-1]["office"], told) if spoke and not apart else None


#: The rest of a sentence, and at most one more of few words.
_AT_MOST_ONE = re.compile(
    r"(?:[^.!?:]|[.:](?=\S))*(?:[.!?:][»”\"]?\s+(?:[^.!?:\s]+\s){0,5}[^.!?:\s]*)?[.!?:]?[»”\"]?\s*"
)


def _unnamed_before(told: Read, after: int) -> Named | None:
    """Whom a house and an office told last before a sentence, ``after`` a place of the page, where no name did."""
    start = told.place - len(told.before)
    for first, last, side in reversed(told.names.all_in(told.before)):
        since = told.before[max(0, after - start) : first] if after >= start else "."
        if start + first <= after or not re.search(r"[.!?:\n]", since):
            return None  # «Ida Krogh ringede til direktøren for Systemhuset. Hun …»: she is Ida Krogh
        behind = _officer().match(told.before, last)
        if behind and (behind["own"] or told.before[last - 1] in "s’'"):
            return Named(told.before[first : behind.end()], side=side)
        if ahead := _officer_of().search(told.before, max(0, first - 60), first):
            return Named(told.before[ahead.start() : last], side=side)
    return None


def named_in(phrase: str, told: Read) -> Named | None:
    """The person, office or house a phrase names; None where it names nobody."""
    phrase = _LEADING.sub("", phrase.strip(' ,\t\n"')).strip()
    if not phrase or _PRESS.match(phrase) or _IT_ITSELF.match(phrase):
        return None
    systems = told.names.sides.system.names
    if any(re.match(rf"{re.escape(name)}(?![\w-])", phrase) for name in systems) and not told.names.at_start(phrase):
        return None  # «FlowJob har ikke advaret om fristen»: the system does not speak, unless its house bears its name
    if _FORMER.match(phrase):
        return Named(" ".join(phrase.split()[:6]), side=Side.THIRD_PARTY)
    if by_name := _CALLED_SO.match(phrase):
        phrase = by_name["name"]
    for paper, whose in _PAPERS:
        if m := paper.match(phrase):
            return Named(m.group(), side=whose)
    if _CLIENT.match(phrase):
        return None  # whoever pleads for somebody speaks for them
    if of_one := _OF_ONE.match(phrase):
        word = re.search(rf"{NAME}|(?<=\s)[{CAPITAL}][\w-]+$", phrase) or re.match(r"\S+(?:\s\S+){1,2}", phrase)
        return Named(word.group(), of_reader=of_one["you"] is not None) if word else None
    if pronoun := _PRONOUN.match(phrase):
        person = told.people.last_before(told.place, pronoun.group())
        last = max((m for m in person.mentions if m < told.place), default=-1) if person else -1
        if unnamed := _unnamed_before(told, last) or _office_before(told, last):
            return unnamed
        return Named(person.called, person, pronoun=True) if person else None
    ways = (_by_full_name, _by_initials, _by_office, _by_known_word, _by_capitals)
    return next((named for way in ways if (named := way(phrase, told)) is not None), None)


def _by_full_name(phrase: str, told: Read) -> Named | None:
    """«Ida Krogh», unless it is the name of a house; whom the case names as of a side is a person all the same."""
    people = told.people
    for found in re.finditer(NAME, phrase):
        # «It-chef i Region Sydvang Ida Krogh»: the name begins where the house's ends
        houses = (b for a, b, _ in told.names.all_in(phrase) if a <= found.start() < b < found.end())
        name = person_in(phrase[next(houses, found.start()) : found.end()].strip())
        if name is None:
            continue
        if told.names.first_in(name) is None:
            person = people.by_name(name)
            return Named(person.called, person) if person else Named(name)
        if name in people.known:
            return Named(people.known[name].called, people.known[name])
    return None


def _by_initials(phrase: str, told: Read) -> Named | None:
    m = re.match(r"[A-ZÆØÅ]{2,4}(?!\w)", phrase)
    person = told.people.by_initials(m.group()) if m else None
    if m is None or person is None:
        return None
    return Named(person.called if person.name == m.group() else f"{person.called} ({m.group()})", person)


def _by_office(phrase: str, told: Read) -> Named | None:
    """«projektlederen», «kommunens jobcenterchef», «direktør Krogh»: whoever holds it, or the office with its side."""
    names = told.names
    if names.is_local and (chair := COMMITTEE.match(phrase)):  # «kulturudvalgets formand»
        return Named(chair.group(), side=Side.CUSTOMER)
    title = next((word for word in re.findall(r"[\w-]+", phrase)[:6] if has_title(word) and not word.isupper()), None)
    if title is None or _SOMEBODY_DOES.search(phrase[: phrase.index(title)]):
        return None
    owner = names.first_in(phrase[: phrase.index(title)]) or names.at_start(phrase)
    person = told.people.by_title(title, told.place)
    side = owner[1] if isinstance(owner, tuple) else owner
    if person is not None and (side is None or person.side in (side, None)):
        return Named(person.called, person)
    end = phrase.index(title) + len(title)
    if last := _LAST_NAME.match(phrase, end):  # «direktør Krogh»
        end = end if names.first_in(last.group()) else last.end()
    return Named(" ".join(phrase[:end].split()), side=side or _side_of_office(title, phrase, told))


def _side_of_office(title: str, phrase: str, told: Read) -> Side | None:
    """Whose an office is that the phrase puts with no house: the sentence's, the paper's, its own, the story's."""
    names = told.names
    side = names.first_in(_TO_WHOM.split(phrase)[0]) or _once(told, title)
    side = side or names.of_office(title)
    if side is None and _INSIDER.search(title):
        # Which house the story is in, not one that somebody quoted before spoke of.
        near = _QUOTED_WORDS.sub(" ", told.before + told.text[: told.text.find(phrase)])
        side = next(named_before(names, near, len(near)), None)
    return side


_QUOTED_WORDS = re.compile(r"^[ \t]*[–—-][ ][^\n]*|»[^«\n]*«", re.MULTILINE)


def _by_known_word(phrase: str, told: Read) -> Named | None:
    """A house that begins the phrase, somebody known by one name, a house within it, or a first name."""
    if house := told.names.at_start(phrase):
        return Named(_meant(house, phrase, told), side=house[1])
    for found in re.finditer(rf"[{CAPITAL}][\wæøå-]+", phrase):
        if (person := told.people.by_name(found.group())) is not None:
            return Named(person.called, person)
    for a, b, side in told.names.all_in(phrase[:60]):
        return Named(_base(phrase[a:b], told), side=side)
    m = re.match(rf"[{CAPITAL}][\w-]+", phrase)
    return Named(m.group()) if m and is_first_name(m.group()) else None


_GENITIVE = re.compile(r"(?:['’]s?|(?<=[^s])s)$")


def _base(house: str, told: Read) -> str:
    """A house as it is called: «kommunen» speaks in «kommunens controller» and «en vikar i kommunens reception»."""
    bare = _GENITIVE.sub("", house)
    return bare if told.names.first_in(bare) is not None else house


#: A house by what it is, whose name stands shortly before: «Systemhuset har leveret … Firmaet oplyser, at …»
_BY_WHAT_IT_IS = re.compile(r"(?:it-)?(?:firmaet|selskabet|virksomheden|softwarehuset)", re.IGNORECASE)


def _meant(house: tuple[str, Side], phrase: str, told: Read) -> str:
    """What a house that begins a phrase is called, with the name it was last called by where the phrase has none."""
    part = re.match(r"\s[\w-]+", phrase[len(house[0]) :])
    if part and house[0].endswith("s") and is_department(part.group().strip()):
        return house[0] + part.group()  # «Regionens it-afdeling»
    if not _BY_WHAT_IT_IS.fullmatch(house[0]):
        return _base(house[0], told)
    near = told.before + told.text[: told.text.find(phrase)]
    called = [near[a:b] for a, b, side in told.names.all_in(near) if side is house[1]]
    called = [name for name in called if not name.islower() and not _BY_WHAT_IT_IS.match(name)]
    return f"{house[0]} ({_GENITIVE.sub('', called[-1])})" if called else house[0]


@cache
def _openers() -> frozenset[str]:
    return frozenset(words("abbreviations", "sentence_openers"))


def _by_capitals(phrase: str, told: Read) -> Named | None:
    """What is called by its town or the proper word of its name alone."""
    m = re.match(rf"[{CAPITAL}][\w&/-]+(?:\s[{CAPITAL}][\w&/-]*)*", phrase)
    m = m or re.search(rf"(?<=\bfra )[{CAPITAL}][\w&/-]+(?:\s[{CAPITAL}][\w&/-]+)*", phrase)
    if m is None or m.group().split()[0].lower() in word_set("speech", "nobody") or _is_thing(m.group(), told.text):
        return None
    if m.group() in _openers() and _HOUSE_WORD.search(m.group()) is None:
        return None  # «Derimod kan De ikke forklare, hvorfor …»
    if not is_department(m.group()) and is_unit(m.group()):
        return Named(m.group(), of_reader=False)
    department = Side.CUSTOMER if is_department(m.group()) else Side.THIRD_PARTY
    return Named(m.group(), side=told.names.of_house(m.group()) or department)


def _is_thing(word: str, text: str) -> bool:
    """Whether a word has its capital from the beginning of the sentence, and means a thing: «Koderne», «Budgettet»."""
    opens = re.match(rf"\W*{re.escape(word)}\b", text) is not None
    return opens and _THE_THING.search(word) is not None and _HOUSE_WORD.search(word) is None and not has_title(word)


_THE_THING = re.compile(r"^[^\s-]*[a-zæøå]{3}(?:en|et|erne|ene|rne)$")
_HOUSE_WORD = re.compile(
    r"(?:styrelsen|ministeriet|tilsynet|kredsen|foreningen|forbundet|udvalget|rådet|nævnet|kontoret|cent(?:re|er|)et|"
    r"afdelingen|afsnittet|"
    r"kommunen|regionen|selskabet|firmaet|huset|værket|banken|gruppen|ledelsen|skolen|hospitalet|sygehuset|fonden|"
    r"instituttet|"
    r"universitetet|politiet|klinikken|direktoratet|myndigheden|partiet|organisationen?|teamet|vagten|supporten|hotlinen|"
    r"virksomheden|forvaltningen|staben|sekretariatet|retten|ombudsmanden|agenturet|agenturen|parten|parterne|folkene|"
    r"lægerne|borgerne|brugerne|kunderne|naboerne|forældrene|kollegerne|personalet|flertallet|oppositionen|regeringen|"
    r"staten|manden|kvinden|kilden|enheden|sektionen|biblioteket|museet|arkivet|laboratoriet|kollegiet|konsortiet)$",
    re.IGNORECASE,
)
