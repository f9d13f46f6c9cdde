"""What looks like a date and is none: version numbers, laws, counts, a month or a year in no company of time."""

from __future__ import annotations

import re
from functools import cache

from extract.days.named import FULL_MONTHS, Named
from extract.lexicon import one_of, words
from extract.model import Precision


@cache
def patterns(name: str) -> re.Pattern[str]:
    """The words of time listed under ``name``, each whole."""
    listed = one_of(words("time", name))
    return re.compile(rf"(?<!\w)(?:{listed})(?!\w)", re.IGNORECASE)


@cache
def before_it(name: str, rest: str) -> re.Pattern[str]:
    """The same, standing last before a place with ``rest`` between."""
    return re.compile(rf"(?<!\w)(?:{one_of(words('time', name))}){rest}$", re.IGNORECASE)


@cache
def _counted() -> re.Pattern[str]:
    return re.compile(rf"\s*(?:{one_of(words('time', 'counted'))}|%)(?!\w)", re.IGNORECASE)


_LAW_BEFORE = re.compile(r"\bnr\.?\s*\d+\s+(?:af|fra|of)\s+$", re.IGNORECASE)
_YEAR_AFTER = re.compile(
    r"(?:\b(?:i|siden|fra|til|inden|før|efter|omkring|ved|året|år|mellem|og|senest|hele|medio|primo|ultimo|for|"
    r"pr\.|per|af|løbet\s+af|start(?:en)?|slut(?:ningen)?|indtil|allerede|først|mod|ca\.|cirka|tidligst|"
    r"in|since|by|until|of|before|after|from|to|during|and|between|through|eller|or|than|"
    r"\w+(?:runden|sæsonen|opgørelsen|valget|terminen|året|prøverne))\s*(?:og\s+med\s+|"
    r"med\s+)?|[(–-]\s*)$",
    re.IGNORECASE,
)
_MONTH_AFTER = re.compile(
    r"(?:\b(?:i|siden|fra|til|inden|før|efter|omkring|ved|hele|senest|indtil|mellem|pr\.|per|af|allerede|for|med|"
    r"i\s+løbet\s+af|løbet\s+af|"
    r"angår|er\s+det|det\s+er|oppetid(?:en)?|"
    r"in|since|by|until|of|before|after|from|to|during|between|through)\s+(?:og\s+med\s+|med\s+)?(?:(?:den|hele|"
    r"denne)\s+)?|[–-]\s*)$",
    re.IGNORECASE,
)
_AGAIN = re.compile(
    r"\b(?:hver|hvert|årligt|(?:en|én|to|tre|fire)\s+gange?\s+om\s+året|every|each)\s+(?:år\s+)?(?:(?:inden|senest|før|pr\.)\s+)?(?:den\s+|i\s+)?$",
    re.IGNORECASE,
)


#: «uændret i forhold til 2023»: what something is held against is no day of it.
_COMPARED = re.compile(
    r"\b(?:i\s+forhold\s+til|sammenlignet\s+med|sammenholdt\s+med|i\s+modsætning\s+til|"
    r"(?:flere|færre|højere|lavere|mere|mindre|bedre|værre|større)\s+end\s+i)\s+(?:(?:den|i)\s+)?$",
    re.IGNORECASE,
)


#: «alle sager med fødselsdag den 30. og 31.», «borgere født før den 1. maj 1950»: people's own days, on which nothing
#: happened; «på hendes fødselsdag den 3. maj gik det ned» is a day on which something did.
_BIRTHDAY = re.compile(
    r"\b(?:født|born|(?:med|uden|har|havde|efter|hvis|with|whose)\s+(?:fødselsdage?|birthdays?|fødselsdato(?:er)?))\s+"
    r"(?:(?:er|falder|ligger|is|are)\s+)?(?:(?:i|før|efter|inden|siden|mellem|fra|in|on|before|after|between)\s+)?"
    r"(?:den\s+|d\.\s*)?(?:\d{1,2}\.?\s*(?:,|og|eller|til|-|–)\s*(?:den\s+)?)*$",
    re.IGNORECASE,
)


def is_no_date(text: str, named: Named) -> bool:
    """Whether what was read as a time is none in its sentence."""
    before = text[max(0, named.start - 40) : named.start]
    if _BIRTHDAY.search(before):
        return True
    if _LAW_BEFORE.search(before) or _AGAIN.search(before) or _COMPARED.search(before):
        return True
    if "fra" in before and _OF_THE_THING.search(text[max(0, named.start - 80) : named.start]):
        return _TO_ANOTHER.match(text, named.end) is None
    if _HAS_ITS_TIME.search(before) and not _TO_ANOTHER.match(text, named.end) and _ENDS.match(text, named.end):
        return True
    if named.fixed:
        return bool(_ITS_HOURS.match(text, named.end) and _KEEPS_HOURS.search(before))
    in_words = any(char.isalpha() for char in text[named.start : named.end])
    if not (in_words and named.precision is Precision.DAY) and before_it("names_of_versions", r"[\s:]*").search(before):
        return True
    if named.bare and named.precision is Precision.YEAR and not named.part:
        if SO_MANY_OF.search(before) and not _TO_ANOTHER.match(text, named.end):
            return True
        if not _YEAR_AFTER.search(before) and not _joined(text, named) and before.strip():
            return True
        if not before.strip() and not re.match(r"\s*(?:$|[-–:,)]|(?:og|til)\s+\d{4})", text[named.end :]):
            return True
        return bool(_counted().match(text, named.end))
    if named.bare and named.precision is Precision.MONTH and named.year is None and not named.part:
        listed = _ON_A_LIST.match(text, named.end) is not None
        told = not before.strip(" »\"-–*•") and _OF_A_MONTH.match(text, named.end) is not None
        return not (_MONTH_AFTER.search(before) or listed or told or _joined(text, named))
    if named.precision is Precision.WEEK and named.year is None:
        if _TWO_WEEKS.search(text, named.start, named.end):
            return False
        return not (_WEEK_AFTER.search(before) or _is_weeks_own(text, named))
    return False


#: «Februar har været en måned med …», «December bød på tre nedbrud»: a month that opens the sentence and has a verb.
_OF_A_MONTH = re.compile(r"\s+(?:var|blev|bød|gav|gik|begyndte|endte|(?:har|havde)\s+(?:været|budt|givet))\b")
#: What a week is counted by: «hver uge 12 timer», and of a benefit «sats uge 5-26».
_NO_WEEK_OF_YEAR = re.compile(
    r"\b(?:hver|pr\.?|per|om|en|én|den|denne|hele|sidste|forrige|næste|samme|første|anden|halv|\d+\.?|ydelse\w*|"
    r"\w*penge|\w*hjælp|refusion\w*|sats\w*)\s*[:,]?\s*$",
    re.IGNORECASE,
)
#: So many weeks in a row are seldom told by their numbers alone.
_FEW_WEEKS = 5


def _is_weeks_own(text: str, named: Named) -> bool:
    """Whether «uge 43» without a word of time before it is a week of the year: nothing it could count is beside it."""
    if _NO_WEEK_OF_YEAR.search(text, 0, named.start) or _counted().match(text, named.end):
        return False
    days = named.days(2015)  # a year of 53 weeks
    few = days is not None and (days[1] - days[0]).days < 7 * _FEW_WEEKS
    return few and not re.search(r"%|\bpct\b|\bprocent\b|\brefusion", text, re.IGNORECASE)


#: What begins as a paper does and is none: «KP lover uge 44», «ansøgningsrunden 2016».
_NO_PAPER = re.compile(r"\b(?:lov(?:er|ede|et|es)|\w+runden?)\s*$", re.IGNORECASE)


def of_paper(text: str, start: int) -> bool:
    """Whether the time that begins there is the date of a paper named before it."""
    before = text[max(0, start - 50) : start]
    paper = before_it(
        "papers",
        r"(?:(?:\s+(?:til|om)\s+(?:[\w/-]+\s+){1,3}?(?:af|dateret)|\s+(?:af|fra|dateret|of|dated|from|for))\s*(?:den|d\.)?)?\s*",
    )
    return paper.search(before) is not None and _NO_PAPER.search(before) is None


#: «hverdage kl. 8-16, fredag dog kl. 8-14»: the hours of every week.
_HOURS = r"(?:kl\.?\s*)?\d{1,2}(?:[.:]\d\d)?\s*(?:-|–|til)\s*(?:kl\.?\s*)?\d{1,2}"
_KEEPS_HOURS = re.compile(
    rf"\b(?:hverdage?|dagligt|(?:man|tirs|ons|tors|fre|lør|søn)dage?)\b[^.;\d]{{0,25}}{_HOURS}(?:[.:]\d\d)?\s*(?:,|og)\s*$",
    re.IGNORECASE,
)
_ITS_HOURS = re.compile(rf"\s*(?:dog\s+|kun\s+)?{_HOURS}", re.IGNORECASE)
#: «for månederne februar, marts og april 2015»: a month at the head of a list that ends in a year.
_ON_A_LIST = re.compile(
    rf"\s*(?:,\s*(?:{FULL_MONTHS}))*,?\s+(?:og|samt|and)\s+(?:{FULL_MONTHS})\s+(?:19|20)\d\d\b", re.IGNORECASE
)
#: «i uge 23», and in notes «kommer uge 26», «leveres med 6.3, uge 41»
_WEEK_AFTER = re.compile(
    r"\b(?:i|fra|siden|senest|inden|til|før|efter|hele|in|by)\s+$|"
    r"(?:\b(?:kommer|leveres|leverer|klar|færdig|starter?|begynder|planlagt|lukket|lukker|afholdes)|[,:(])\s*$",
    re.IGNORECASE,
)
#: What «fra» after these begins, and what names no thing: «i drift fra», «virker fra».
_BEGINS = (
    r"(?:drift|kraft|brug|rådighed|plads|luften|gang|virkning|salg|produktion|orden|funktion|start|gælder|virker|kører|"
    r"måneden|ugen|dagen|timen|året|træder|starter|begynder|løber|regnes|ikke|straks|først|allerede|senest|tidligst|også|igen|klar|nede|oppe)"
)
#: «Fraflytninger fra december mangler», «venter på karakterer fra før jul», «den ældste fra den 3. august»: the time is
#: that of the thing, not of what is told of it.
_OF_THE_THING = re.compile(
    rf"(?:(?:^|[.:–]\s+|^[\d.]+\s+)(?i:de|den|det|alle|nogle|flere)\s+(?:[a-zæøå]+e\s+)?(?!{_BEGINS}\b)[\w-]{{3,}}|"
    rf"(?:^|[.:–]\s+)(?!(?i:{_BEGINS})\b)[A-ZÆØÅ][a-zæøå]+(?:er|e|erne|ene|en|et)|"
    rf"\b(?:på|med|om|for|over|mangler|mine?|vores|jeres|sine?|den|de|det)\s+(?:[a-zæøå]+e\s+)?"
    rf"(?!{_BEGINS}\b)[a-zæøå'’-]{{3,}}(?<!t)(?<!s))(?<!\bhar)(?<!\bhavde)\s+fra\s+(?:(?:den|d\.|før|i)\s*)*$"
)
#: «mangler 22 byggesager fra 2003»: the year is that of the things.
SO_MANY_OF = re.compile(
    r"\b(?:\d[\d.]*|to|tre|fire|fem|seks|syv|otte|ni|ti|nogle|flere|mange|alle|samtlige)\s+(?:[a-zæøå]+e\s+)?"
    r"(?!(?:timer|dage|uger|måneder|minutter|gange|døgn)\b)[a-zæøå-]{3,}(?:er|e|r)\s+fra\s+$|"
    r"\b(?:version|udgave|release|opdatering|rettelse|kørsel)e?n\s+fra\s+(?:den\s+|d\.\s*)?$"
)
#: «Det gamle system var fra 1996, og …»
_HAS_ITS_TIME = re.compile(r"\b(?:er|var|is|was)\s+(?:fra|from)\s+(?:den\s+|d\.\s*)?$")
_ENDS = re.compile(r"\s*(?:[.,;)]|$|\s(?:og|men)\b)")
#: «fra den 3. maj kl. 00.00 til den 7. maj»: the hour of a day parts it from no other.
_TO_ANOTHER = re.compile(
    r"(?:\s*,?\s*(?:kl\.?|klokken)\s*\d{1,2}(?:[.:]\d\d)?)?[^.,;:]{0,30}?(?:\b(?:til|indtil)\b|[–-])"
)
#: «lukket uge 29 og 30»
_TWO_WEEKS = re.compile(r"\d\s+og\s+\d|\bjul\b")
_JOINT = r"\s*(?:-|–|—|\b(?:til\s+og\s+med|frem\s+til|til|og|eller|to|through|and|samt)\b)\s*(?:den\s+|i\s+)?"


def _joined(text: str, named: Named) -> bool:
    """Whether a month or year stands beside another one: "maj-juni 2010", "2010 og 2011"."""
    after, before = _joints()
    return bool(after.match(text[named.end :]) or before.search(text[: named.start]))


@cache
def _joints() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A joint and another month or year behind a time, and before it."""
    months = one_of([*words("time", "months_danish"), *words("time", "months_english")])
    other = rf"(?:(?:{months})(?:\s+måned)?(?:\s+\d{{4}})?|\d{{1,2}}\.\s*(?:{months})(?:\s+\d{{4}})?|(?:19|20)\d\d)"
    after = re.compile(rf"{_JOINT}(?:medio\s+|ultimo\s+|primo\s+)?{other}\b", re.IGNORECASE)
    return after, re.compile(rf"\b{other}{_JOINT}$", re.IGNORECASE)
