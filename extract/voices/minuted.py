"""Minutes: who reports, acts or takes something on in a sentence, and how far a report goes on."""

from __future__ import annotations

import re
from functools import cache

from extract.lexicon import one_of, words
from extract.lines import at_lines, cells_of
from extract.model import Side
from extract.sentences import Sentence
from extract.voices.naming import Named, Read, named_in
from extract.voices.people import NAME, SMALL, People, Person
from extract.voices.sides import CAPITAL, LETTERS, SideNames
from extract.voices.telling import Telling, telling_by


@cache
def _reports() -> re.Pattern[str]:
    return re.compile(rf"(?P<who>[^,.;:\n]{{2,50}}?)\s+(?:{one_of(words('speech', 'reports'))})(?!\w)", re.IGNORECASE)


#: What may stand before it: a number, «Aktion:».
_BEGINS = r"\W*(?:\d+[.)]\s+)?(?:(?i:aktion|action|opfølgning|beslutning|aftalt|aftale|to-?\s?do|ansvar)\s*[:–-]\s*)?"
#: «IK sender listen», «Ida Krogh bad om en plan»: a name and a verb open the sentence.
_ACTS = re.compile(
    rf"{_BEGINS}(?P<who>{LETTERS}|{NAME}|[{CAPITAL}][{SMALL}]+)\s+"
    # What somebody is or was tells what they think where it is of that sort alone: «IK var ikke enig i, at …».
    r"(?!(?:blev|bliver|er|var|deltog|deltager|mødte)\b(?!\s+(?:\w+\s+){0,2}?(?:enige?|uenige?|med\s+på|tilfredse?|utilfredse?|"
    r"bekymrede?|glade?|skeptiske?|ked\s+af|overrasket|uforstående|af\s+den\s+(?:opfattelse|mening))\b))[a-zæøå]{2,}\b"
)
#: A sentence that somebody opens, whatever is told of them.
_OF_SOMEBODY = re.compile(rf"{_BEGINS}(?P<who>{LETTERS}|{NAME}|[{CAPITAL}][{SMALL}]+)\s+[a-zæøå]{{2,}}\b")
#: What a house takes on: a verb of now. What runs or fails there is no undertaking.
_UNDERTAKES = re.compile(
    r"\s+(?!(?:er|har|bliver|får|kører|virker|fungerer|mangler|oplever|ligger|står|bruger|anvender|består|indeholder)\b)"
    r"(?:[a-zæøå]+r|vil)\b"
)
#: What a party does by writing it down.
_DECIDES = re.compile(r"\s+(?:overtager|godkender|accepterer|frafalder|anerkender|afviser|tager\s+forbehold)\b")


def acting(
    sentence: Sentence, people: People, present: People, names: SideNames, *, protocol: bool
) -> Telling | None:
    """Which of those ``present``, or which party, a sentence of minutes opens with as the one who says or does it.

    A ``protocol`` states what both have found: there a party speaks only where it decides something by its words.
    """
    text = sentence.text.replace("\n", " ")
    told = Read(text, False, sentence.start, people, names)
    if m := _ACTS.match(text):
        who = named_in(m["who"], told)
        person = who.person if who is not None else None
        if who is not None and person is not None and person.name in present.known and not _is_theirs(m["who"], person):
            return telling_by(who, names)
    opening = re.match(_BEGINS, text)
    begins = opening.end() if opening else 0
    house = names.at_start(text[begins:])
    does = _DECIDES if protocol else _UNDERTAKES
    if house and house[0][-1] not in "s’'" and does.match(text, begins + len(house[0])):
        return telling_by(Named(house[0], side=house[1]), names)
    return None


#: A task, who has it and by when.
_ROW = 3
#: By when something is to be done, in a cell of its own.
_BY_WHEN = re.compile(
    r"(?:senest[ ]|inden[ ])?\d{1,2}[./-][ ]?(?:\d{1,2}|[a-z]{3,9})[./-]?(?:[ ]?\d{2,4})?|"
    r"uge[ ]\d{1,2}|snarest|straks|løbende|asap|(?:inden[ ])?næste[ ](?:møde|uge|gang)|efter[ ]\w+",
    re.IGNORECASE,
)


def owning(text: str, sentence: Sentence, people: People, present: People, names: SideNames) -> Telling | None:
    """Who is to do what the row a sentence stands in says: «34 | Patch til gamle målere | RA | 18/11»."""
    start = text.rfind("\n", 0, sentence.start) + 1
    row = text[start:].partition("\n")[0]
    held = cells_of(row)
    told_in_full = any(cell.endswith(".") and len(cell.split()) > 2 for cell in held)  # what was said, and no task
    if len(held) < _ROW or told_in_full or not any(map(_BY_WHEN.fullmatch, held)):
        return None
    who = [cell for cell in held if re.fullmatch(rf"{LETTERS}|{NAME}|[{CAPITAL}][{SMALL}]+", cell)]
    told = Read(row, False, start, people, names)
    named = [one for cell in who if (one := named_in(cell, told)) and one.person and one.person.name in present.known]
    return telling_by(named[0], names) if len(named) == 1 else None


def _is_theirs(name: str, person: Person) -> bool:
    """Whether a name stands in the genitive: what «Kirstens folk» do is not Kirsten's to say."""
    last = name.split()[-1]
    return last.endswith("s") and last not in person.name.split()


def reporting(sentence: Sentence, people: People, names: SideNames) -> Telling | None:
    """Who begins a report in minutes: «NF gennemgik statusrapporten.», «Ida Krogh aflagde rapport.»."""
    text = sentence.text.replace("\n", " ")
    m = _reports().match(text)
    who = named_in(m["who"], Read(text, False, sentence.start, people, names)) if m else None
    return telling_by(who, names) if who is not None else None


_DECIDED = re.compile(
    r"(?:(?:Man|Parterne|Mødet|Gruppen)\s+(?:blev\s+)?(?:enedes|enige|aftalte|besluttede)|[^.]*\bmellem\s+parterne\b|"
    r"Der\s+(?:er|var)\s+enighed|"
    r"Det\s+(?:blev|er)\s+(?:aftalt|besluttet)|Aftalt|Beslutning|Besluttet|Styregruppen|Aktion|Opfølgning|Konklusion)"
)
#: What points back at what was just said.
_POINTS_BACK = re.compile(
    r"(?:Han|Hun|Hans|Hendes|Man|De|Det|Den|Dette|Disse|Deres|Årsagen|Baggrunden|Derfor|Derudover|Desuden|Samtidig|Endvidere|"
    r"Derved|Dermed|Derefter|Herefter|Ifølge\s+h|He|She|It|They|This|These)\b"
)


_CLAUSE = re.compile(r",\s*(?:at|om|hvad|hvem|hvor\w*)\b|\bthat\b")


def is_decision(sentence: Sentence) -> bool:
    """Whether a sentence tells what all of a meeting agreed on or decided."""
    return _DECIDED.match(sentence.text) is not None


def tells_a_clause(sentence: Sentence) -> bool:
    """Whether a sentence says in a clause what was said: then no report begins with it."""
    return _CLAUSE.search(sentence.text) is not None


def goes_on(sentence: Sentence, people: People, *, report: bool) -> bool:
    """Whether a sentence goes on with what the one before it told: a ``report`` until somebody else is named.

    After «Ida Krogh forklarede, at …» only what points back at it does.
    """
    if is_decision(sentence):
        return False
    if m := _OF_SOMEBODY.match(sentence.text):
        who = m["who"]
        if (people.by_initials(who) if who.isupper() else people.by_name(who)) is not None:
            return False
    return report or _POINTS_BACK.match(sentence.text) is not None


#: A line of running words; where so many of them end a sentence, nobody has wrapped them.
_PROSE = re.compile(r"^[ \t]*[A-ZÆØÅ](?:[^\n ]*[ ](?![ ]{2})){3,}[^\n]*$", re.MULTILINE)
_UNWRAPPED, _SO_MANY = 0.8, 4
#: An empty line, or the heading of the next item.
SECTION_END = re.compile(r"\n[ \t]*(?:\n|\d{1,2}\.[ \t]+[A-ZÆØÅ][^\n]{0,60}(?<![.!?:])\n)")
#: «Gentest: alle fire testere stilles til rådighed», whoever spoke before.
_ANOTHER_LABEL = re.compile(r"[^:\n]{2,30}:\s")


def is_unwrapped(text: str) -> bool:
    """Whether a text has whole sentences on the lines below its head: they end where sentences do."""
    lines = [m.group().rstrip() for m in at_lines(_PROSE, text.partition("\n\n")[2])]
    return len(lines) > _SO_MANY and sum(line[-1] in ".!?:" for line in lines) >= _UNWRAPPED * len(lines)


def may_be_under(side: Side, sentence: Sentence, people: People, names: SideNames) -> bool:
    """Whether a line under what somebody of a side said in minutes may be theirs too: it begins with nobody else."""
    if _ANOTHER_LABEL.match(sentence.text) or names.first_in(sentence.text) not in (None, side):
        return False
    return goes_on(sentence, people, report=True)


#: The record of a court, where witnesses explain themselves at length.
IN_COURT = re.compile(
    r"^\W*(?:udskrift af (?:dombogen|retsbogen)|dom(?:\s+afsagt)?|retsbog|forklaringer|vidneforklaring)\b",
    re.IGNORECASE | re.MULTILINE,
)
#: «Protokol over aflevering», «Overtagelsesprotokol»: what two parties write down together.
PROTOCOL = re.compile(r"^\W*(?:\w+)?protokol\b(?!at)", re.IGNORECASE | re.MULTILINE)
