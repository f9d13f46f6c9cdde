"""What a statement is about, by its words: enough to tell whether two statements can speak of the same thing.

Not a parser: Danish endings are cut off, words that stand everywhere are left out, and a compound meets its parts
(«jobsamtaler», «samtaler»). Two statements that share no such word are not tied to each other by the program.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache, lru_cache
from math import ceil
from pathlib import Path

from evidence.days import DAY, day_of
from extract.language import plain_words, stop_words
from extract.model import Finding, Sides
from extract.quantities import durations

_ENDINGS = re.compile(r"(?:ernes|enes|erne|ene|ens|ets|ers|ende|ede|er|en|et|es|e|s)$")
#: Shorter words tell too little, and a shorter stem can be anything.
_LEAST_WORD, _LEAST_STEM = 5, 4
_LEAST_PART = 6  # of a compound


@cache
def _everywhere() -> frozenset[str]:
    """Words that tell no subject: the stop words of both languages, and those any IT contract is full of."""
    with (Path(__file__).parent / "words" / "everywhere.toml").open("rb") as file:
        ours = tomllib.load(file)
    return (stop_words("da") | stop_words("en") | frozenset(ours["words"])) - frozenset(ours["telling"])


@lru_cache(maxsize=16)
def _left_out(sides: Sides) -> tuple[frozenset[str], frozenset[str]]:
    """The words that tell no subject in this case, and their stems."""
    names = {
        word.casefold()
        for party in (sides.customer, sides.vendor, sides.system)
        for name in party.names
        for word in name.split()
    }
    words = _everywhere() | names
    return words, frozenset(_stem(word) for word in words)


def _stem(word: str) -> str:
    return _ENDINGS.sub("", word)


#: The words of every statement asked about, by case and text: reading them again would cost spaCy's start.
_known: dict[Sides, dict[str, Mapping[str, str]]] = {}


def telling(text: str, sides: Sides) -> Mapping[str, str]:
    """The words a statement is about, by their stems; names of the parties and the system are not among them."""
    held = _known.setdefault(sides, {})
    if text not in held:
        held[text] = _read(text, sides)
    return held[text]


def known(sides: Sides) -> Mapping[str, Mapping[str, str]]:
    """The words of every statement that was asked about, by its text; ``recall`` takes them up again."""
    return dict(_known.get(sides, {}))


def recall(sides: Sides, told: Mapping[str, Mapping[str, str]]) -> None:
    """Take up words that ``known`` gave; what is known already stands."""
    _known[sides] = {**told, **_known.get(sides, {})}


def forget(sides: Sides) -> None:
    """Let go of what is known, so that it is read again."""
    _known.pop(sides, None)


#: «Det skulle have været på plads 1. december» is of whatever was talked of, and of no place.
_IN_PLACE = re.compile(r"\b(?:på plads|in place)\b", re.IGNORECASE)
#: Every system has versions; «version 2» is one thing.
_VERSION = re.compile(r"\bversion(?:en|s)?\s+(\d+(?:\.\d+)*)", re.IGNORECASE)


def _read(text: str, sides: Sides) -> Mapping[str, str]:
    words, stems = _left_out(sides)
    said = plain_words(_IN_PLACE.sub(" ", text))
    about = {_stem(word): word for word in said if len(word) >= _LEAST_WORD and word not in words}
    told = {stem: word for stem, word in about.items() if len(stem) >= _LEAST_STEM and stem not in stems}
    return told | {f"v{number}": f"version {number}" for number in _VERSION.findall(text)}


def subject(text: str, sides: Sides) -> frozenset[str]:
    """The stems of the words a statement is about."""
    return frozenset(telling(text, sides))


def matter(said: Finding, sides: Sides) -> frozenset[str]:
    """The stems of the words a finding is about; the name of who says it («Villads oplyste, at …») is none of them."""
    name = (said.speaker or "").casefold().split()
    return subject(said.quote, sides) - {_stem(word.strip("().,:;")) for word in name}


def shared(one: frozenset[str], other: frozenset[str]) -> frozenset[str]:
    """Stems of ``one`` that ``other`` speaks of too, a compound and its part of six letters or more counting as one."""
    common = one & other
    parts = _parts(other)
    return common | {stem for stem in _parts(one) if stem not in common and _is_compound(stem, parts)}


@lru_cache(maxsize=4096)
def _parts(stems: frozenset[str]) -> tuple[str, ...]:
    """Those that can be a compound, or a part of one."""
    return tuple(stem for stem in stems if len(stem) >= _LEAST_PART)


def _is_compound(stem: str, others: tuple[str, ...]) -> bool:
    """Whether it is a compound with one of the others, or they with it."""
    if stem.startswith(others) or stem.endswith(others):
        return True
    return any(one.startswith(stem) or one.endswith(stem) for one in others)


_LEADING_NUMBER = re.compile(r"^\s*(?:§\s*)?\d+(?:\.\d+)*\.?\s")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


def numbers(text: str) -> tuple[str, ...]:
    """The numbers a statement names, but for the number of the clause it begins with."""
    return tuple(sorted(_NUMBER.findall(_LEADING_NUMBER.sub("", text))))


#: «kom først den», «ikke klar før», «not until»: the day named is the one it came on.
_AT_LAST = re.compile(
    r"\bførst\b|\b(?:ikke|ej)\b[^.;]{0,80}\bfør\b|\bnot\b[^.;]{0,80}\buntil\b|\bonly (?:on|in|after)\b|\bendelig\b"
    r"|\bat last\b"
)
#: «i drift», «i fuld drift»
IN_OPERATION = r"i (?:(?:fuld|ordinær|normal|egentlig) )?drift"
#: It came: verbs of arrival, and what something is that has come.
_CAME = re.compile(
    r"\b(?:kom|kommet|lever(?:et|ede|edes)|aflever(?:et|ede|edes)|klar|i luften"
    rf"|{IN_OPERATION}|idriftsat\w*|ibrugtage\w*"
    r"|(?:taget|tog \w+) i brug|overtog|overtaget|modtog|modtaget|overdraget|lanceret|implementeret|udrullet|færdig\w*"
    r"|gennemført\w*|sket|skete|startede|afhjulpet|rettet|udskudt|udsat|forsinket til|ready|delivered|live|received"
    r"|completed|deployed|launched|arrived|postponed)\b"
)
#: It had not, or the day is the one it was to come on.
_NOT_YET = re.compile(
    r"\b(?:ikke|ej|endnu|aldrig|ingen|intet|mangler|overskred\w*|skulle|not|never|missed|should)\b"
)

#: It was still not there: no day named with it is one of arrival, but where another is put against it («men den …»).
_ABSENT = re.compile(
    r"\b(?:ikke|ej|aldrig|not|never)\s+(?:\w+\s+){0,2}?(?:lever(?:et|ede|edes)|aflever(?:et|ede|edes)|klar"
    rf"|{IN_OPERATION}"
    r"|idriftsat\w*|taget i brug|overtaget|overdraget|bestået|godkendt|færdig\w*|kommet|modtaget|ready|delivered|live"
    r"|completed|received)\b(?!.*\b(?:men|but)\b)"
)


def tells_absence(text: str) -> bool:
    """Do the words of a lateness say that the thing had not come on the last day they name?"""
    said = text.casefold()
    return bool(_ABSENT.search(said)) and not _AT_LAST.search(said)


def tells_arrival(text: str) -> bool:
    """Do the words of a lateness say when the thing came, and not only that a day had passed or a goal was missed?"""
    said = text.casefold()
    return bool(_AT_LAST.search(said) or (_CAME.search(said) and not _NOT_YET.search(said)))


def days_named(text: str) -> tuple[date, ...]:
    """The days the text writes out, in words or figures, in its order."""
    return tuple(day for match in DAY.finditer(text) if (day := day_of(match)))


def names_day(text: str, day: date) -> bool:
    """Does the text write out that day, in words or figures?"""
    return day in days_named(text)


#: What makes a length of time a lateness: «to uger for sent», «21 uger efter aftalt», «tre måneder efter planen»,
#: «fem uger senere end aftalt», «two weeks behind schedule».
_LATE_BY = re.compile(
    r"\s*(?:(?:for sen[te]|forsinket|forsinkede|bagud|over (?:fristen|tiden)|(?:efter|senere end)"
    r"\s+(?:(?:hvad|end|som|der)\s+|(?:vi|var|er|blev|det|den|de)\s+)*(?:aftalt\w*|lovet|lovede|fristen|planen|tidsplanen|planlagt\w*|forudsat"
    r"|kontrakten|oprindelig\w*)"
    r"|too late|late|overdue|behind (?:schedule|plan)|(?:after|later than)\s+(?:the\s+)?(?:agreed|deadline|due|promised"
    r"|planned|schedule)))\b",
    re.IGNORECASE,
)
_UNIT_DAYS = {"days": 1.0, "working_days": 1.4, "weeks": 7.0, "months": 30.44, "years": 365.25}


def late_by(text: str) -> tuple[int, int] | None:
    """The least and the most days of lateness that the words count; None where they count none.

    Counted lengths are round: «to måneder for sent» is said of 45 days and of 75. So a whole unit to either side, or a
    quarter where that is more, is within what they can mean.
    """
    text = " ".join(text.split())
    for told in durations(text):
        if told.unit in _UNIT_DAYS and _LATE_BY.match(text, told.end):
            unit = _UNIT_DAYS[told.unit]
            days = float(told.value) * unit
            give = max(unit, days / 4)
            return int(days - give), ceil(days + give)
    return None


#: It holds only where nothing else is agreed: «medmindre andet er aftalt i bilag 3», «unless otherwise stated».
_YIELDS = re.compile(
    r"\b(?:medmindre|hvis ikke|såfremt ikke|hvor ikke) andet (?:er |måtte være |udtrykkeligt )*"
    r"(?:aftalt|fremgår|følger|angivet|anført|bestemt)"
    r"|\bunless (?:otherwise|something else) (?:is )?(?:agreed|stated|specified|set out)",
    re.IGNORECASE,
)


def yields(text: str) -> bool:
    """Does what is promised hold only where nothing else is agreed?"""
    return _YIELDS.search(" ".join(text.split())) is not None


#: «data skal kunne genskabes», «must be able to be restored»: nothing may be lost for good.
_RESTORES = re.compile(
    r"\bskal\s+(?:\w+\s+){0,3}?kunne\s+(?:\w+\s+){0,3}?(?:genskab|gendan|genindlæs|tilbageindlæs)\w*"
    r"|\b(?:shall|must)\s+be\s+able\s+to\s+(?:be\s+)?restore\w*",
    re.IGNORECASE,
)


def restores(text: str) -> bool:
    """Is what is promised that the data can be brought back, so that none of them is lost for good?"""
    return _RESTORES.search(text) is not None


#: A span of the day: «kl. 8.00 og 16.00», «kl. 7-18», «8:00 to 16:00»; figures alone may be those of a clause.
_HOURS = re.compile(
    r"\b(?:kl\.?|klokken) ?\d{1,2}(?:[.:]\d{2})? ?(?:og|til|[-–]) ?(?:kl\.? ?)?\d{1,2}(?:[.:]\d{2})?"
    r"|\b\d{1,2}:\d{2} ?(?:og|til|and|to|[-–]) ?\d{1,2}:\d{2}",
    re.IGNORECASE,
)


def hours_named(quote: str) -> str:
    """The span of the day that words name, as they write it; empty where they name none."""
    found = _HOURS.search(" ".join(quote.split()))
    return found[0] if found else ""
