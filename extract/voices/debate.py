"""Speeches: whose turn it is in the record of a debate, and on which side a speech without a head line is given.

A record names the speaker in a line of its own. An excerpt may begin in the middle of a speech; then only the words
tell: who asks "ministeren" is not the minister, and "jeg har bedt Vejdirektoratet" is said by somebody in charge of it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from extract.lexicon import one_of, words
from extract.lines import BLANK_LINE, at_lines, up_to_next
from extract.model import Side
from extract.voices.people import NAME, People, person_in
from extract.voices.sides import CAPITAL, SideNames, has_title, is_department, title_expression

#: «Kl. 14:20», «[00:41:10]», «(07.15)»: when a turn began, before its head line.
_CLOCK = r"[ \t]*(?:Kl\.\s*\d{1,2}[.:]\d\d\s*|[\[(]?\d{1,2}[.:]\d\d(?:[.:]\d\d)?[\])]?[ \t]+)?"
#: «Hr. », «(Kort bemærkning). »: what may stand before the name.
_BEFORE_NAME = r"(?:\([Kk]ort(?:e)? bemærkning(?:er)?\)\.?[ \t]+)?(?:[Hh]r\.|[Ff]ru|[Ff]rk\.|Mr\.|Mrs\.|Ms\.)?[ \t]*"
#: «Børne- og skoledirektør»: the first half of an office of two.
_HALF_OFFICE = r"(?:[\w-]+-\s+og\s+)?"
_SHOUTED = rf"(?:[{CAPITAL}]{{2,}}[{CAPITAL}-]*[ ]){{1,4}}[{CAPITAL}]{{2,}}[{CAPITAL}-]*"
#: Who asks on behalf of a station or a paper.
_HOST = re.compile(r"(?i:(?:studie|radio|tv-?)?vært(?:en|inden?)?|speaker|interviewer|reporter|journalist|spørger)")
#: Who has the floor by office alone.
_OFFICER = (
    r"(?i:[\w-]*(?:formanden|ministeren|borgmesteren|rådmanden|ordføreren|direktøren|chefen)|"
    r"(?:ordstyrer|dirigent|mødeleder)(?:en)?)"
)
_HEAD_LINE = re.compile(
    rf"^{_CLOCK}{_BEFORE_NAME}(?:"
    rf"(?P<who>(?!Kl\.|Kort)[{CAPITAL}][^.:;!?()\n]{{1,90}}\((?P<in>[^()\n]{{1,50}})\))"
    r"(?:[ \t]*\([Kk]l\.[^()\n]{3,8}\))?(?:,(?P<as>[^.:;!?\n]{3,70}))?:[ \t]*$"
    rf"|(?P<titled>{NAME},[ \t]+[^.:;!?()\n]{{3,70}}):[ \t]*$"
    rf"|(?P<clocked>[{CAPITAL}][^.:;!?()\n]{{1,90}})\([Kk]l\.[^()\n]{{3,8}}\):[ \t]*$"
    rf"|(?P<office>(?:[{CAPITAL}][\w-]*\s+)?{_OFFICER}):[ \t]*$"
    rf"|(?P<inline>{NAME}\s+\([{CAPITAL}]{{1,4}}\)|(?=[{CAPITAL}])[\w-]*(?i:ministeren|borgmesteren|rådmanden)"
    rf"(?:[ ](?:for|af)[ ][^.:;()\n]{{2,50}}?)?[ ]\({NAME}\)):[ \t]+(?=\S)"
    rf"|(?P<named>{NAME}\s+\((?P<of>[^()\n]{{2,40}})\)):[ \t]+(?=\S)"
    rf"|(?P<officer>{_OFFICER}):[ \t]+(?=\S)"
    rf"|(?P<shouted>{_SHOUTED}"
    r"(?:[ ]\([^()\n]{1,30}\)|,[ ][^.:;()\n]{2,50})?):(?:[ \t]+(?=\S)|[ \t]*$)"
    rf"|(?P<host>{_HOST.pattern}):(?:[ \t]+(?=\S)|[ \t]*$)"
    rf"|(?P<called>[{CAPITAL}-]*(?:CHEF|DIREKTØR|MESTER|MINISTER|FORMAND|FORKVINDE|LEDER|ORDFØRER|RÅDMAND|KONSULENT|"
    rf"ADVOKAT|JURIST|REVISOR)(?:EN)?(?:[ ][{CAPITAL}]{{2,}}[{CAPITAL}-]*){{1,4}}):[ \t]*$)",
    re.MULTILINE,
)
#: A speaker who has been presented is called by name alone the next time.
_NAME_ALONE = re.compile(rf"^{_CLOCK}(?P<who>{NAME}):[ \t]*$", re.MULTILINE)
_BARE = re.compile(NAME)
_OFFICE_ALONE = re.compile(rf"^{_CLOCK}(?P<who>[{CAPITAL}][^.:;!?()\n]{{3,60}}):[ \t]*$", re.MULTILINE)
#: «Teknik- og Miljøudvalget» alone on a line of the head of minutes, which is so long.
_COMMITTEES = re.compile(rf"^[ \t]*[{CAPITAL}][^.:;\n]{{0,60}}udvalg(?:et)?[ \t]*$", re.MULTILINE)
_PAPER_HEAD = 300
_CHAIR = re.compile(r"\b(?:formand|næstformand|aldersformand|mødeleder|ordstyrer|dirigent|chair)", re.IGNORECASE)
#: The ways a head line may name a speaker without a party, and so many of the weaker ones make a debate.
_HEADS = ("titled", "clocked", "office", "inline", "named", "officer", "shouted", "host", "called")
#: What it tells of them in brackets or behind a comma.
_TOLD = ("in", "as", "of")
_CAPITALS = frozenset({"shouted", "called"})
#: «Ida Krogh (Systemhuset): …» may stand in any talk: it makes no debate.
_WEAK = _CAPITALS | {"named", "officer", "host"}
_SHOUTS = 3
#: The chair of a committee answers for what the committee governs.
COMMITTEE = re.compile(
    r"\b[\w-]*udvalg(?:s|ets\s)form(?:and|kvinde)|\bform(?:and|kvinde)(?:en)?\s+for\s[^,.:;()\n]{0,50}udvalget\b",
    re.IGNORECASE,
)
_CHAIRS = re.compile(r"\bform(?:and|kvinde)(?:en)?\s+for\s")
#: Who speaks in an assembly by office and is no member of it serves the authority.
_SERVES = re.compile(
    rf"^{_HALF_OFFICE}[\w-]*(?:direktør|chef|leder|jurist|konsulent|koordinator)(?:en)?\b", re.IGNORECASE
)
_THANKED = re.compile(r"\btak\s+til\s+(?P<who>[\w-]*minister(?:en)?|borgmesteren|rådmanden)\b", re.IGNORECASE)


@cache
def _chairs_of_committees() -> re.Pattern[str]:
    """«udvalgsformand Ida Krogh», «formanden for skoleudvalget, Ida Krogh», «Ida Krogh, formand for skoleudvalget»."""
    chair = rf"(?i:{COMMITTEE.pattern})(?:en)?,?"
    return re.compile(rf"{chair}\s+(?P<who>{NAME})")


#: A head line: its place, whom it names, and what it says of them in brackets or behind a comma.
Head = tuple[int, str, str]


@dataclass(frozen=True, slots=True)
class Turn:
    """A stretch of the record from ``start`` on, and who has the floor: as the head line calls them, None unknown.

    ``retold``: in the record's words and not the speaker's own.
    """

    start: int
    who: str | None
    side: Side
    retold: bool = False


@cache
def _officed(*, of_record: bool) -> re.Pattern[str]:
    """An office and a name alone on a line, what they say below it; a newspaper quotes in that place.

    ``of_record``: what they say may follow on the line, as in a text whose other heads tell that it is a record.
    """
    below = r"[ \t]*\n(?!\s*[»«„“”\"–—-])"
    return re.compile(
        rf"^[ \t]*(?P<who>{_HALF_OFFICE}{title_expression()}(?:\s+(?:for|i|af)\s[^.:;!?()\n]{{2,50}}?)?\s+{NAME}):"
        rf"(?:{below}{'|[ ]+(?=[^ ])' if of_record else ''})",
        re.MULTILINE,
    )


@lru_cache(maxsize=16)
def _head_lines(text: str) -> list[re.Match[str]]:
    return list(at_lines(_HEAD_LINE, text))


def has_head_lines(text: str) -> bool:
    """Whether a text is the record of a debate."""
    heads = _head_lines(text)
    shouted = sum(m.lastgroup in _CAPITALS for m in heads)
    hosted = sum(m.lastgroup == "host" for m in heads) if shouted else 0  # a host alone reads out what others said
    return any(m.lastgroup not in _WEAK for m in heads) or shouted + hosted >= _SHOUTS


def turns_of(text: str, names: SideNames) -> list[Turn]:
    """Who has the floor when, in order; empty where the text is no record of speeches."""
    heads = [
        (m.start(), next(filter(None, m.group("who", *_HEADS))).strip(), ",".join(filter(None, m.group(*_TOLD))))
        for m in _head_lines(text)
    ]
    if not has_head_lines(text):
        heads = []
    officed = [(m.start(), m["who"], "") for m in at_lines(_officed(of_record=bool(heads)), text)]
    if heads or len(officed) > 2:
        heads = sorted(heads + [one for one in officed if one[0] not in {place for place, _, _ in heads}])
    heads = heads or _regular(text)
    if not heads:
        return _interview(text, names)
    heads = sorted(heads + _called_again(text, heads) + _answered_for(text))
    turns = [Turn(place, who, _side_of_head(who, inside, names)) for place, who, inside in heads]
    if names.is_local:
        chairs = {person for m in _chairs_of_committees().finditer(text) if (person := person_in(m["who"]))}
        if _COMMITTEES.search(text[:_PAPER_HEAD]):  # «Ida Krogh (A), formand:» in a committee's own minutes
            chairs |= {who for _, who, inside in heads if _CHAIR.search(inside)}
        turns = [
            replace(turn, side=Side.CUSTOMER) if turn.who and any(chair in turn.who for chair in chairs) else turn
            for turn in turns
        ]
    if any(m["host"] for m in _head_lines(text)):
        met = {person: side for person, side in _met(text, names) if side is not Side.THIRD_PARTY}
        turns = [_hosted(turn, met) for turn in turns]
    turns = _by_any_head(turns)
    first = text[: heads[0][0]]
    if len(first.strip()) > 20:
        turns.insert(0, _begun_before(text, first, heads, names))
    return turns


def _hosted(turn: Turn, met: Mapping[str, Side]) -> Turn:
    """A turn of a talk on the air, whose heads are names alone: its host presents the others by office and house."""
    if _HOST.fullmatch(turn.who or ""):
        return replace(turn, side=Side.AUTHOR)
    side = met.get(_person_of(turn) or "")
    return replace(turn, side=side) if side and turn.side is Side.THIRD_PARTY else turn


def _person_of(turn: Turn) -> str | None:
    """The person a head line names: «JENS BANG, skolechef» is Jens Bang."""
    return person_in(re.split(r"[,(]", turn.who or "")[0].strip().title())


def _by_any_head(turns: list[Turn]) -> list[Turn]:
    """The turns, each person on the side that any of their heads tells: the office stands in the first alone."""
    people = list(map(_person_of, turns))
    told = {name: turn.side for name, turn in zip(people, turns, strict=True) if name and turn.side in _PARTIES}
    return [replace(turn, side=told.get(name or "", turn.side)) for name, turn in zip(people, turns, strict=True)]


#: Where the record of a meeting goes over from those who speak to the paper itself.
_OF_PAPER = re.compile(
    r"^[ \t]*(?:(?:Pkt\.?|Punkt|Ad)[ ]?\d+|\d{1,2}\.[ ]+[A-ZÆØÅ]|Beslutning|Konklusion|Sagsfremstilling|Indstilling|"
    r"Vedtag\w*|Afgørelse|Næste møde|Referent)\b[^\n]*$",
    re.MULTILINE,
)
_PARTIES = (Side.CUSTOMER, Side.VENDOR)
#: So many head lines, of which one speaker is named in full, make a debate of minutes.
_SPEAK = 3


def turns_in_minutes(text: str, names: SideNames) -> list[Turn]:
    """Who has the floor when, in minutes that let people speak; the paper itself between them has no speaker.

    Empty where the minutes only tell here and there what was said.
    """
    turns = [turn for turn in turns_of(text, names) if turn.who] or _retold(text, names)
    # «BO LUND» is named in full as «Bo Lund» is.
    if len(turns) < _SPEAK or not any(_BARE.search((turn.who or "").title()) for turn in turns):
        return []
    own = [Turn(m.start(), None, Side.AUTHOR) for m in at_lines(_OF_PAPER, text)]
    return sorted([Turn(0, None, Side.AUTHOR), *own, *turns], key=lambda turn: turn.start)


#: «TAGE RIBER (A) takkede for spørgsmålet.»: a paragraph opened by a member of an assembly and what they did.
_RETOLD = re.compile(
    rf"(?:^|\n)[ \t]*\n[ \t]*(?P<who>(?:[\w-]+[ ])?(?:{NAME}|{_SHOUTED}))[ ]"
    rf"\((?P<in>[{CAPITAL}][\w.]{{0,3}}|[^()\n]{{1,40}}parti[^()\n]{{0,20}})\)"
    r"[ ]+[a-zæøå]{2,}\b"
)


def _retold(text: str, names: SideNames) -> list[Turn]:
    """The turns of a debate that minutes tell in their own words, a paragraph for each who spoke."""
    turns, until = list[Turn](), 0
    for m in _RETOLD.finditer(text):
        if until and until < m.start():
            turns.append(Turn(until, None, Side.AUTHOR))
        end = BLANK_LINE.search(text, m.end())
        until = end.start() if end else len(text)
        turns.append(Turn(m.start("who"), f"{m['who']} ({m['in']})", _side_of_head(m["who"], m["in"], names), True))
    turns = _by_any_head([*turns, Turn(until, None, Side.AUTHOR)])
    return turns if sum(turn.who is not None for turn in turns) >= _SPEAK else []


def _called_again(text: str, heads: list[Head]) -> list[Head]:
    """The head lines that name a speaker of the record and nothing else, with what the first head tells of them."""
    presented = {name: (who, inside) for _, who, inside in reversed(heads) for name in _BARE.findall(who)}
    again = ((m.start(), presented.get(m["who"])) for m in at_lines(_NAME_ALONE, text))
    return [(place, *known) for place, known in again if known]


def _answered_for(text: str) -> list[Head]:
    """The head lines of a department that answers in a debate: «Forvaltningen:»."""
    return [(m.start(), m["who"], "") for m in at_lines(_OFFICE_ALONE, text) if is_department(m["who"])]


def _begun_before(text: str, first: str, heads: list[Head], names: SideNames) -> Turn:
    """The speech an excerpt begins in: the chair who follows may thank its speaker, else its words tell."""
    if _CHAIR.search(heads[0][1]):
        after = heads[1][0] if len(heads) > 1 else len(text)
        if thanks := _THANKED.search(text, heads[0][0], after):
            return Turn(0, thanks["who"], names.of_title(thanks["who"]) or Side.THIRD_PARTY)
    return Turn(0, None, side_by_words(first, names) or Side.THIRD_PARTY)


def turn_at(turns: list[Turn], place: int) -> Turn | None:
    """Who has the floor at a place."""
    index = bisect_right(turns, place, key=lambda turn: turn.start) - 1
    return turns[index] if index >= 0 else None


def _side_of_head(who: str, inside: str, names: SideNames) -> Side:
    """A minister answers for the authority that bought; the others of a debate stand beside the case."""
    title = who.partition("(")[0].strip()
    for word in title.split():  # «Regionsrådsformand Ida Krogh»: an office before the name
        if has_title(word) and (side := names.of_title(word)) is Side.CUSTOMER:
            return side
    if names.is_local and (COMMITTEE.search(title) or _CHAIRS.search(inside)):
        return Side.CUSTOMER
    if _CHAIR.search(title):
        return Side.THIRD_PARTY
    told = names.of_title(title) or names.first_in(title) or names.first_in(inside)
    works = next((side for word in title.split() if has_title(word) and (side := names.of_work(word))), None)
    if told is None and works is None and names.is_local and _SERVES.search(title.rpartition(", ")[2]):
        return Side.CUSTOMER
    return told or works or Side.THIRD_PARTY


@cache
def _set_off() -> re.Pattern[str]:
    """A line that begins with a person, parted from what they say by its end, a dash, a tabulator or a verb."""
    office = rf"{_HALF_OFFICE}{title_expression()}[ \t]+"
    return re.compile(
        rf"^{_CLOCK}[ \t]*(?:\d{{1,3}}[.)][ \t]+)?{_BEFORE_NAME}(?P<who>(?:{office})?{NAME}|{_SHOUTED})"
        rf"(?:[ \t]*\((?P<in>[^()\n]{{1,40}})\))?(?:,[ \t]+(?P<as>[^.:;!?()\n\t–—]{{1,60}}?))?"
        r"(?P<by>[ \t]*\n|[ \t]+[–—-][ \t]+|[ \t]*\t[ \t]*|[ ](?:(?:tog|fik)[ ]ordet|svarede|spurgte|sagde|replicerede)"
        r"(?:[ ]og[ ]\w+)?:[ \t]+)(?=[ \t]*[A-ZÆØÅ][^\n]*[ ][^\n]*[ ][^\n])",
        re.MULTILINE,
    )


_SPEECH_ENDS = re.compile(r"[.!?…][\"”»]?[ \t]*$", re.MULTILINE)


def _regular(text: str) -> list[Head]:
    """The lines that begin with a person, where they come so regularly that the record names those who speak by them.

    One way of parting the name from the words, three times, of people who come back or whose party stands beside them,
    and a sentence after each: what lists of people, signatures and signed praise have not.
    """
    found: dict[str, list[re.Match[str]]] = {}
    for m in at_lines(_set_off(), text):
        after = text.find("\n\n", m.end())
        speech = text[m.end() : after if after >= 0 else len(text)]
        if person_in(m["who"].title()) and _SPEECH_ENDS.search(speech) and not _set_off().match(speech.lstrip()):
            by = m["by"].strip(" ")[:1]
            found.setdefault("verb" if by.isalpha() else by, []).append(m)
    for heads in found.values():
        people = [person_in(m["who"].title()) for m in heads]
        parties = sum(bool(m["in"]) for m in heads)
        returns = len(set(people)) < len(people) or 3 * parties >= 2 * len(heads)
        if len(heads) >= _SPEAK and len(set(people)) > 1 and returns:
            called = [f"{m['who']} ({m['in']})" if m["in"] else m["who"] for m in heads]
            told = [",".join(filter(None, m.group("in", "as"))) for m in heads]
            return list(zip((m.start() for m in heads), called, told, strict=True))
    return []


#: A question put to somebody, on lines of its own, and their answer where that is marked.
_QUESTION = re.compile(
    r"^[ \t]*(?:(?:(?:Q|Spm\.?|Spørgsmål|Question)[ ]?\d*[ ]?[:.]|\d{1,2}[.)])[ \t]+[^\n]*\?"
    r"|(?P<set>[*_])(?=[^*_\n]{3})[^*_]{8,300}\?[^*_\n]{0,60}(?P=set)"  # «*Hvad sagde leverandøren?*»
    r"|[A-ZÆØÅ][^\n»\"”“]{6,250}\?(?=[ \t]*\n\s*[»\"”“]))[ \t]*$",  # «Og havde I det?» above «"Nej."»
    re.MULTILINE,
)
#: «Hvad gør du så?» on the first line of a paragraph or, after a sentence that leads up to it, on the second.
_OPENS_PARAGRAPH = re.compile(
    rf"^(?<=\n\n)(?:[–—-][ ])?[{CAPITAL}][^\n»\"”“?]{{4,250}}(?:\n[{CAPITAL}][^\n»\"”“?]{{4,250}})?\?[ \t]*\n"
    rf"(?P<apart>[ \t]*\n)?(?=[{CAPITAL}])",
    re.MULTILINE,
)
_ANSWER = re.compile(r"^[ \t]*(?:A|Svar|Answer)[ ]?\d*[ ]?:[ \t]+", re.MULTILINE)


#: Who wrote and who photographed.
_CREDITS = re.compile(
    r"^[^\n]*\b(?:Tekst|Foto|Af|Skrevet af|Illustration|By|Photo)\b:?[ ]+[A-ZÆØÅ][^\n]*$", re.MULTILINE
)
_IN_MARKS = re.compile(r"»[^«]+«|[\"”“][^\"”“]+[\"”“]")


@cache
def _presented() -> re.Pattern[str]:
    """«ældrechef, Ida Krogh», «IDA KROGH, KUNDECHEF I SYSTEMHUSET»: somebody by office and name."""
    name = rf"(?:{NAME}|{_SHOUTED})"
    return re.compile(
        rf"{title_expression()}(?:en)?(?:[ ](?:i|hos)[ ][^,\n]{{2,40}})?,?[ ](?P<after>{name})"
        rf"|(?P<before>{name}),[ ](?:\d\d(?:[ ]år)?,[ ])?(?=(?:[\w-]+[ ]){{0,2}}{title_expression()})"
    )


def known_sides(turns: list[Turn], people: People) -> list[Turn]:
    """The turns of whoever no head puts on a side, on the side the text tells elsewhere that they are of."""
    found = []
    for turn in turns:
        name = _person_of(turn) if turn.side is Side.THIRD_PARTY else None
        person = people.by_name(name) if name else None
        found.append(replace(turn, side=person.side) if person and person.side in _PARTIES else turn)
    return found


def _met(text: str, names: SideNames) -> Iterator[tuple[str, Side]]:
    """The people a text presents by office and name, with the side that the line tells."""
    for m in _presented().finditer(text):
        if person := person_in((m["after"] or m["before"]).title()):
            line = text[text.rfind("\n", 0, m.start()) + 1 : (text + "\n").find("\n", m.end())]
            # of several on a line each is of the house or the office beside the name
            side = _side_told(m.group(), names) or _side_told(line, names)
            yield person, side or Side.THIRD_PARTY


def _side_told(words: str, names: SideNames) -> Side | None:
    """The side of the house some words name, else of the first office they hold."""
    return names.first_in(words) or names.of_office(words)


def _interview(text: str, names: SideNames) -> list[Turn]:
    """The turns of an interview: the questions are the paper's, the answers of whoever is presented before the first.

    Of the questions put to a tenderer the house whose answers they are; empty where nobody is presented.
    """
    questions = list(at_lines(_QUESTION, text))
    asked = _asked_in_paragraphs(text)
    questions = asked or questions
    if len(questions) < 2:
        return []
    before = text[: questions[0].start()]
    people = list(_met(before, names))
    met = {person for m in re.finditer(NAME, _CREDITS.sub("", before)) if (person := person_in(m.group()))}
    answers = (line for line in before.splitlines() if re.search(r"\b(?:svar|besvarelse)\b", line))
    houses = [(line[a:b], of) for line in answers for a, b, of in names.all_in(line)]
    side: Side | None
    if people:
        who, side = people[-1]
    elif houses:
        who, side = houses[-1]
    elif len(met) == 1:  # «Hun er jobcenterchef i Nørreby … Ida Krogh stiller en skål frem»
        who, side = met.pop(), names.of_office(_CREDITS.sub("", before)) or Side.THIRD_PARTY
    else:
        return []
    turns = []
    for m, end in up_to_next(text, questions):
        answer = _ANSWER.search(text, m.end(), end)
        turns.append(Turn(m.start(), None, Side.AUTHOR))
        if re.match(r"\s*[»\"”“]", text[m.end() : end]):  # the paper tells between the answers
            for said in _IN_MARKS.finditer(text, m.end(), end):
                turns += [Turn(said.start(), who, side), Turn(said.end(), None, Side.AUTHOR)]
        else:
            turns.append(Turn(answer.start() if answer else m.end(), who, side))
    if asked and (closes := BLANK_LINE.search(text, asked[-1].end())):  # what follows the last answer is the paper's
        turns.append(Turn(closes.end(), None, Side.AUTHOR))
    return turns


def _asked_in_paragraphs(text: str) -> list[re.Match[str]]:
    """The questions that open a paragraph of an interview and are answered right below; else none.

    From the first to the last every paragraph opens so, but for one that goes on with an answer here and there.
    """
    questions = list(at_lines(_OPENS_PARAGRAPH, text))
    if len(questions) < _SPEAK:
        return []
    paragraphs = len(BLANK_LINE.findall(text, questions[0].end(), questions[-1].start()))
    apart = sum(bool(m["apart"]) for m in questions[:-1])  # the question alone, and its answer in the next paragraphs
    return questions if 3 * (len(questions) - 1 + 2 * apart) >= 2 * paragraphs else []


#: So many lines that begin with a number or stand in cells make a paper: nobody speaks so.
_NUMBERED = re.compile(r"^[ \t]*(?:\d{1,2}\.(?:\d\.?)?[ \t]+[A-ZÆØÅ]|[A-Z]\.\d|[^\n|]*\|)", re.MULTILINE)
_A_PAPER = 3
#: What others say in it is no part of a speech.
_QUOTED = re.compile(r"^[ \t]*[–—-][ ][^\n]*|»[^«]*«", re.MULTILINE)


@cache
def _cues(key: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{one_of(words('speech', key))})(?!\w)", re.IGNORECASE)


def side_by_words(text: str, names: SideNames) -> Side | None:
    """Whose side a speech is given on, as far as its words tell; None where they do not, or where it is no speech."""
    text = _QUOTED.sub(" ", text)
    if len(re.findall(r"\b(?:jeg|vi)\b", text, re.IGNORECASE)) < 2 or len(_NUMBERED.findall(text)) >= _A_PAPER:
        return None
    in_charge = len({m.group().lower() for m in _cues("in_charge").finditer(text)})
    asks = len({m.group().lower() for m in _cues("calls_to_account").finditer(text)})
    if in_charge > asks:
        return names.of_title("minister") if names.answers_for_state else names.of_title("borgmester")
    return Side.THIRD_PARTY if asks else None
