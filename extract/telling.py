"""A sentence that tells what somebody said: the verb of saying, and whose mouth it puts the words in.

"…," siger it-chef Ida Krogh. · Hun understreger, at … · Ifølge leverandøren … · Som ministeriet selv betegner det …
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from extract.lexicon import one_of, words
from extract.model import Side
from extract.people import CAPITAL, NAME, People, Person, SideNames, has_title, is_person
from extract.quotes import Quote
from extract.sentences import Sentence


@dataclass(frozen=True, slots=True)
class Telling:
    """That a sentence puts words in somebody's mouth."""

    speaker: str
    side: Side
    direct: bool  # the sentence holds their words in quotation marks
    personal: bool  # a person rather than a house
    shown_off: bool = False
    weak: bool = False  # only the sentence before announces it


@cache
def _verbs() -> str:
    says = one_of(words("speech", "says"))
    has = one_of(words("speech", "has_said"))
    return rf"(?:(?P<verb>{says})|(?:har|havde|has|have|had)\s+(?P<adverbs>(?:\w+\s+){{0,4}}?)(?P<perfect>{has}))(?!\w)"


@cache
def _any_telling() -> re.Pattern[str]:
    return re.compile(
        rf"(?<!\w)(?:{one_of([*words('speech', 'says'), *words('speech', 'has_said')])}|ifølge|according\s+to)(?!\w)",
        re.IGNORECASE,
    )


@cache
def _verb() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){_verbs()}", re.IGNORECASE)


_ACCORDING = re.compile(
    r"(?P<lead>^|,\s*|^[\w\s]{0,40}?\s)(?:ifølge|according\s+to)\s+(?P<who>[^,.;:\n]{2,100})", re.IGNORECASE
)
_PRONOUN = re.compile(r"(?:han|hun|he|she|de|they)\b", re.IGNORECASE)
_OWN = re.compile(r"\b(?:jeg|vi|I|we|man|du|der|det|dette|som|hvad|hvem)\b\s*(?:\w+\s*)?$")
_FOLLOWS_THAT = re.compile(
    r"\s*(?:[\w-]+\s+){0,6}?(?:[^.;:]{0,60}?,\s*)?(?:om\s+)?(?:at|hvordan|hvorfor|hvornår|hvad|om|that|:|\")|"
    r"\s*[^.;]{0,60}:\s*$",
    re.IGNORECASE,
)
_CLAUSE_WORDS = re.compile(
    r"\b(?:at|som|der|hvis|når|fordi|mens|hvor|hvad|såfremt|da|selv\s+om|efter\s+at|that|which|who|if|because|when)\b",
    re.IGNORECASE,
)
_OPENING = re.compile(
    r"^(?:[–—-]\s*)?(?:(?:Men|Og|Også|Dog|Samtidig|Desuden|Derudover|Endelig|Endvidere|Derfor|Således|Her|Nu|"
    r"I\s+dag|Dengang|På\s+mødet|Herefter|Derefter|But|And|Also)\s+)?",
    re.IGNORECASE,
)
_AFTER_SUBJECT = re.compile(
    r"[.;:\"”»«“?!\n]|,\s+(?:at|og|men|der|som|mens|hvor|efter|that|and|but|who)\b|\b(?:at|efter|mens|om|that|about)\b",
    re.IGNORECASE,
)


def telling_of(
    sentence: Sentence, quotes: list[Quote], people: People, names: SideNames, debate: bool
) -> Telling | None:
    """Who a sentence says its words come from; None where it tells of nobody's words.

    In a ``debate`` the speaker's own "han siger" is part of the speech; only houses and named people count there.
    """
    text = sentence.text
    if not _any_telling().search(text):
        return None
    bare = _without_quotes(sentence, quotes)
    quoted = bare != text
    for m in _verb().finditer(bare):
        who = _after_verb(bare, m, people, names, sentence) or _before_verb(bare, m, people, names, sentence, quoted)
        if who is not None and not (debate and _PRONOUN.fullmatch(who[2])):
            return _telling(who[0], who[1], quoted, names, text, people)
    if source := _ACCORDING.search(bare):
        leading = not source["lead"].strip() and source.start() == 0
        trailing = source["lead"].startswith(",") and len(bare[source.end() :].strip(" .")) == 0
        if leading or trailing:
            who = _parse(source["who"], people, names, sentence)
            if who is not None:
                return _telling(who[0], who[1], quoted, names, text, people)
    return None


def _without_quotes(sentence: Sentence, quotes: list[Quote]) -> str:
    """The sentence with the words of quotations blanked out, each character in its place."""
    text = list(sentence.text)
    for quote in quotes:
        a, b = max(quote.start, sentence.start), min(quote.end, sentence.end)
        if a < b:
            for place in range(a - sentence.start, b - sentence.start):
                text[place] = " "
            text[max(0, a - sentence.start)] = '"'
            text[b - sentence.start - 1] = '"'
    return "".join(text)


_Who = tuple[str, "Person | Side | None", str]


def _telling(
    speaker: str, who: Person | Side | None, quoted: bool, names: SideNames, text: str, people: People
) -> Telling | None:
    if isinstance(who, Person):
        his = who.side or names.of_title(who.title) or Side.THIRD_PARTY
        return Telling(speaker, his, quoted, True, who.shown_off)
    if who is None:
        # A role nobody is named for: an office the sentence itself mentions may tell whose it is.
        heads = any(names.of_title(word) is Side.CUSTOMER for word in re.findall(r"\w+", text))
        office = Side.CUSTOMER if heads else None
        return Telling(speaker, office or names.of_title(speaker.split()[-1]) or Side.THIRD_PARTY, quoted, True)
    shown = any(p.shown_off for p in people.known.values() if p.name in speaker)
    return Telling(speaker, who, quoted, False, shown)


def _after_verb(bare: str, m: re.Match[str], people: People, names: SideNames, sentence: Sentence) -> _Who | None:
    """The subject behind the verb: "…, oplyser Ida Krogh." "Her udtaler han:" "På mødet oplyste Systemhuset, at"."""
    if m["perfect"]:
        if not m["adverbs"]:
            return None
        # "Her har Systemhuset oplyst, at": what stands between is the subject
        who = _parse(m["adverbs"], people, names, sentence)
        return who if who and not _clause_before(bare[: m.start()]) else None
    lead = bare[: m.start()].rstrip()
    tail = lead.endswith((",", '"', "”", "«", "»", "–", "-", "!", "?")) or not lead
    if not tail and _clause_before(_OPENING.sub("", lead)):
        return None
    rest = bare[m.end() :]
    stop = _AFTER_SUBJECT.search(rest)
    phrase = rest[: stop.start() if stop else None][:140]
    who = _parse(phrase, people, names, sentence)
    if who is None:
        return None
    if tail:
        return who
    if len(lead.split()) > 10:
        return None
    return who if _told(m, rest[len(phrase) :], phrase) else None


def _told(m: re.Match[str], rest: str, phrase: str = "") -> bool:
    """Whether the verb tells of words: most do, some only with "at"."""
    verb = (m["verb"] or "").lower()
    if verb in words("speech", "says_only_with_that"):
        return bool(
            re.match(
                r"\s*(?:[\w-]+\s+){0,5},?\s*(?:at|om|that|hvordan|hvorfor)\b|\s*(?:\w+\s+){0,3}:", phrase[-1:] + rest
            )
        )
    return True


def _clause_before(lead: str) -> bool:
    return bool(_CLAUSE_WORDS.search(lead))


def _before_verb(
    bare: str, m: re.Match[str], people: People, names: SideNames, sentence: Sentence, quoted: bool
) -> _Who | None:
    """The subject in front of the verb: "Hun understreger, at", "Som ministeriet selv betegner det"."""
    lead = bare[: m.start()]
    as_they = re.match(r"(?:Som|As)\s+", lead)
    own = _OPENING.sub("", lead[as_they.end() :] if as_they else lead)
    if len(own) > 160 or not own.strip():
        return None
    own = re.sub(r'^.*["”»«]\s*,?\s*', "", own, flags=re.DOTALL)
    apposition = re.sub(r",\s+(?:som|der)\s+[^,]{1,80},\s*$|,[^,]{1,80},\s*$", " ", own)
    if (
        _CLAUSE_WORDS.search(apposition)
        or _OWN.search(apposition)
        or re.search(r"[;:.!?]\s", re.sub(rf"\b[{CAPITAL}]\.\s|\b(?:hr|fr|dr)\.\s", "", apposition))
    ):
        return None
    if apposition.count(",") > 0 and not m["perfect"] and not quoted:
        apposition = apposition.rsplit(",", 1)[-1]
    who = _parse(own if own != apposition and re.search(NAME, own) else apposition, people, names, sentence)
    if who is None:
        return None
    rest = bare[m.end() :]
    if as_they or quoted or _told_before(m, rest):
        return who
    return None


def _told_before(m: re.Match[str], rest: str) -> bool:
    verb = (m["verb"] or m["perfect"] or "").lower()
    if verb in words("speech", "says_only_with_that"):
        return bool(_FOLLOWS_THAT.match(rest)) and bool(
            re.match(r"[^.;]{0,50}?(?:,\s*|\s)(?:at|om\s+at|that|hvordan|hvorfor)\b|[^.;]{0,40}:", rest)
        )
    return True


def _parse(phrase: str, people: People, names: SideNames, sentence: Sentence) -> _Who | None:
    """The person, office or house a phrase names: how to call it, who or whose it is, and the word that stood there."""
    phrase = phrase.strip(' ,\t\n"”»«').strip()
    phrase = re.sub(
        r"^(?:også|dog|selv|imidlertid|samtidig|ligeledes|videre|blandt\s+andet|bl\.a\.|nu|da|således|endvidere|"
        r"also|however)\s+",
        "",
        phrase,
        flags=re.IGNORECASE,
    )
    if not phrase:
        return None
    if m := _PRONOUN.match(phrase):
        person = _last_person(m.group(), people, sentence)
        if person is None:
            return None
        return person.called, person, m.group()
    for found in re.finditer(NAME, phrase):
        name = re.sub(r"['’]s$", "", " ".join(found.group().split()))
        if is_person(name) and names.first_in(name) is None:
            person = people.by_name(name)
            return (person.called if person else name), person, name
    house = names.at_start(phrase)
    title = _title_in(phrase)
    if title is not None:
        person = people.by_title(title, sentence.start)
        if person is not None:
            return person.called, person, title
        owner = names.first_in(phrase)
        return _short(phrase, title), owner, title
    if house is not None:
        return (
            re.sub(r"['’]?s$", "", house[0]) if house[0][-1:] == "s" and len(phrase) > len(house[0]) else house[0],
            house[1],
            house[0],
        )
    for found in re.finditer(rf"[{CAPITAL}][\wæøå-]+", phrase):
        person = people.by_name(found.group())
        if person is not None:
            return person.called, person, found.group()
    for a, b, side in names.all_in(phrase[:60]):
        return phrase[a:b], side, phrase[a:b]
    m = re.match(rf"[{CAPITAL}][\w&/-]+(?:\s[{CAPITAL}][\w&/-]+)*", phrase)
    if m and m.group().lower() not in words("speech", "nobody"):
        return m.group(), Side.THIRD_PARTY, m.group()
    return None


def _title_in(phrase: str) -> str | None:
    for word in re.findall(r"[\w-]+", phrase)[:6]:
        if has_title(word) and not word.isupper():
            return str(word)
    return None


def _short(phrase: str, title: str) -> str:
    """The phrase up to its title: "kommunens it-chef"."""
    return " ".join(phrase[: phrase.index(title) + len(title)].split())


def _last_person(pronoun: str, people: People, sentence: Sentence) -> Person | None:
    """The last person named before the sentence; "de" is a house or nobody."""
    if pronoun.lower() in ("de", "they"):
        return None
    before = [p for p in people.known.values() if p.mentions and min(p.mentions) < sentence.start]
    if not before:
        return None
    return max(before, key=lambda p: max(place for place in p.mentions if place < sentence.start))
