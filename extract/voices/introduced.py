"""What a page tells of the people it names: office, house and side, beside the name or in a later sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from extract.elsewhere import elsewhere
from extract.lexicon import one_of, words
from extract.model import Side
from extract.voices.people import NAME, ONE_NAME, SMALL, People, Person, is_first_name, person_in, whole_lines
from extract.voices.sides import (
    CAPITAL,
    LETTERS,
    UNION,
    SideNames,
    has_title,
    is_department,
    named_before,
    title_expression,
)

_PLAIN = r"[^,.;:()\n\"”»«]"
#: A name broken over a line end in running text: «fra Fjord\nData er uenig»; a list goes on with a name of its own.
_WRAPPED = rf"(?:{_PLAIN}|\n(?=[{CAPITAL}][\w-]+\s+[{SMALL}]))"
_HOUSE_AFTER = (
    rf"(?:,?\s*(?:i|fra|hos|for|ved|of|at|from|with)\s+(?P<house>{_WRAPPED}{{2,60}})|"
    rf",\s*(?P<house2>[{CAPITAL}]{_PLAIN}{{2,50}})|\s*\((?P<house3>[^()\n]{{2,50}})\))?"
)
_OWNER = rf"(?:(?P<owner>[\w/.-]+(?:\s[{CAPITAL}][\w/]+)*s['’]?)\s+)?"
#: What stands before an office: «adm. direktør», «tidligere it-chef».
_RANK = (
    r"(?P<rank>(?i:(?:adm\.|administrerende|konstitueret|kst\.|daværende|tidligere|nuværende|forhenværende|øverste|nye|ny)\s+)*)"
)
#: Who runs a firm: municipalities, regions and the state have nobody of that office.
_RUNS_A_FIRM = re.compile(r"\badm(?:\.|inistrerende)", re.IGNORECASE)
_INITIALS = rf"(?:\s*\((?P<initials>{LETTERS})\))?"


@cache
def _title_before() -> re.Pattern[str]:
    between = (
        rf"(?:(?P<house0>(?:i|fra|hos)\s+[{CAPITAL}]{_PLAIN}{{2,40}}?,?\s+|for\s+(?:[\w-]+\s+){{1,4}}?)|"
        r"(?:for|af)\s+(?P<part>[\w/&'’-]+(?:,?\s+[\w/&'’-]+){0,5}?),\s+)?"
    )
    return re.compile(rf"(?<![\w-]){_OWNER}(?<![\w-]){_RANK}(?P<title>{title_expression()})(?:en|n|e)?,?\s+{between}$")


@cache
def _title_after() -> re.Pattern[str]:
    then = r"(?:,[ \xa0]*\n?[ ]*(?:\d\d(?:[ ]år)?,[ \xa0]*\n?[ ]*)?|\s+(?=som\s)|\s(?:er|var|har\s+været|blev)\s+)"
    who_is = r"(?:(?:som|der)\s+(?:(?:nu|i\s+dag|dengang|selv)\s+)?(?:er|var)\s+|som\s+)?"
    title = rf"(?P<title>(?:[{SMALL}-]+\s+)?{title_expression()})(?:en|n|e)?\b"
    return re.compile(rf"{_INITIALS}{then}{who_is}{_OWNER}{title}{_HOUSE_AFTER}")


#: «Ida Krogh har været ansat i Vestby Kommune i elleve år»
_EMPLOYED = re.compile(
    rf"\s+(?:har\s+)?(?:(?:er|var|været|blev)\s+)?(?:ansat|arbejder|arbejdede|arbejdet)\s+(?:[\w-]+\s+){{0,3}}?"
    rf"(?:i|hos|for|ved)\s+(?P<house>{_WRAPPED}{{2,60}})"
)
_AFTER_NAME = re.compile(rf"{_INITIALS}{_HOUSE_AFTER}")
_BRACKETS = re.compile(r"\s*\((?P<house>[^()\n]{1,50})\)")
_FROM = re.compile(
    rf"\s+(?:fra|hos|i|from|of)\s+"
    rf"(?P<house>[{CAPITAL}][\w/&.-]+(?:\s[{CAPITAL}][\w/&.-]*)*|kommunen|leverandøren|jobcentret|forvaltningen)"
)
#: Where somebody is told of: «Hos Systemhuset er …»
_AT_HOUSE = re.compile(rf"\b[Hh]os\s+(?P<house>[{CAPITAL}][^,.;:\n]{{1,50}}?)\s+[{SMALL}]+\s+$")
_HOUSES = ("house", "house2", "house3", "house0", "part", "owner")


def introduced_by_house(text: str, sides: SideNames) -> Iterator[Person]:
    """Those a text puts in a party's house by name: «projektleder Ida Krogh fra Systemhuset»; a title does not do."""
    text = whole_lines(text)
    for m in re.finditer(NAME, text):
        person = _introduced(text, m, sides)
        if person is None or person.side in (None, Side.THIRD_PARTY) or sides.first_in(person.name) is not None:
            continue
        if not (person.title and sides.of_title(person.title)):
            yield person


def people_of(page: str, sides: SideNames, sure: People) -> People:
    """The people a page names, with what it tells of them; ``sure`` are those ``presented`` by its document.

    Where each is mentioned is told once they are ``placed``.
    """
    text = whole_lines(page)
    people = People()
    for m in re.finditer(NAME, text):
        if (person := _introduced(text, m, sides)) is not None:
            people.add(person)
    _by_first_name(text, sides, people)
    for known in sure.known.values():
        person = people.known.get(known.name)
        if person is None:
            people.add(replace(known, first=-1, mentions=[]))
            continue
        person.side = (person.side or known.side) if known.elsewhere else (known.side or person.side)
        person.title = person.title or known.title
        person.initials = person.initials or known.initials
    for known in sure.known.values():
        if known.elsewhere:
            people.in_full(known.name)
    _by_pronoun(text, sides, people)
    for person in (one for one in people.known.values() if one.title):
        speaks_for_staff = UNION.search(text, max(0, person.first - 120), person.first + 60) is not None
        if (speaks_for_staff and person.side is None) or _told_there(text, person, sides, sure):
            person.side = Side.THIRD_PARTY
        if person.side is None:
            person.side = sides.of_work(person.title) or next(named_before(sides, text, person.first, _PARAGRAPH), None)
    _mark_shown_off(text, people)
    return people


def _paragraph_before(text: str, place: int, within: int) -> str:
    """What stands before a place in its paragraph, so many characters at most."""
    return text[max(0, place - within) : max(0, place)].rpartition("\n\n")[2]


def _told_there(text: str, person: Person, sides: SideNames, sure: People) -> bool:
    """Whether somebody with an office is of the other municipality, or the agency, the words before them are of.

    «I Ravnkilde Kommune bruger man det samme. »…,« siger it-chef Ida Krogh». Every municipality has a mayor: an office
    alone puts nobody on the customer's side where the paragraph has gone over to another.
    """
    near = _paragraph_before(text, person.first, _SHORTLY)
    if person.side is None:
        agency = _agency_says().search(_paragraph_before(text, person.first, _PARAGRAPH))
        by_agency = agency is not None and sides.first_in(agency["agency"]) is None
        return by_agency or bool(elsewhere(near, sides.sides.customer))
    by_office = person.name not in sure.known and person.side is sides.of_title(person.title)
    return by_office and _THERE.search(near) is not None and bool(elsewhere(near, sides.sides.customer))


#: «I nabokommunen Ravnkilde», «Hos Ravnkilde Kommune» at the beginning of a sentence: what follows is told there.
_THERE = re.compile(
    rf"(?:\A|\n|[.:!?»”] )[ ]*(?:I|Hos)[ ](?:nabokommunen[ ][{CAPITAL}]|"
    rf"[{CAPITAL}][\w-]+(?:[ -][{CAPITAL}][\w-]+)?[ ]Kommune\b)"
)


@cache
def _agency_says() -> re.Pattern[str]:
    """«Arbejdsmarkedsstyrelsen bekræfter, at …»: who is named after that by an office alone is of the agency."""
    return re.compile(
        rf"(?:\A|\n|[.:!?»”][ \n])\s*(?P<agency>[{CAPITAL}][\w-]*(?:styrelsen|ministeriet|direktoratet|tilsynet)|"
        rf"Styrelsen[ ][^.,;:\n]{{3,40}}?)[ ](?:har[ ])?(?:{one_of(words('speech', 'says'))})\b"
    )


#: So far before somebody the municipality stands that they are of.
_SHORTLY = 150
#: So far before somebody with an office the house stands that they are of, where nothing nearer tells.
_PARAGRAPH = 400


#: «kulturudvalgets formand, Ida Krogh»: who chairs a committee answers for what it governs.
_ITS_COMMITTEE = re.compile(r"(?i:\w*udvalgets)\s+$")
_CHAIRS_COMMITTEE = re.compile(r"(?i:form(?:and|kvinde)(?:en)?\s+for\s[^.:;()\n]{2,60}?udvalget),?\s+$")
#: «Henrik Vadum (HV), arbejdsmarkedschef, Mona Skriver»: in a list an office stands behind its name.
_OF_THE_ONE_BEFORE = re.compile(rf"(?:{NAME}|\({LETTERS}\)),\s+$")


def _introduced(text: str, m: re.Match[str], sides: SideNames) -> Person | None:
    """The person a capital name is, with the title, house and initials that stand beside it."""
    # «Direktør i Brøndvig Systemer Ida Krogh»: the house and the person in it stand in one row of capital words.
    house = sides.at_start(m.group())
    name = (house and person_in(m.group()[len(house[0]) :].strip())) or person_in(m.group())
    if name is None or name in sides.sides.system.names:
        return None
    listed = sides.first_in(name)  # a person the case names as of a side; a house of that name has no title beside it
    if m.group().startswith("Region ") and " af " in m.group():
        return None  # «Region Sydfyn af Holm & Lassen»
    end = m.end()
    lead = text[max(0, m.start() - 110) : m.start() + len(m.group()) - len(name)]
    if (cell := lead.rfind("\t")) >= 0 and (row := lead.rfind("\n", cell)) >= 0:
        lead = lead[row + 1 :]  # the last cell of a table's row is of that row: it is nobody's title below
    before = _title_before().search(lead)
    if before and not _OF_THE_ONE_BEFORE.search(lead, 0, before.start("title")):
        after = _EMPLOYED.match(text, end) or _AFTER_NAME.match(text, end)
        groups = {**before.groupdict(default=""), **(after.groupdict(default="") if after else {})}
        whole = before.group() + text[m.start() : after.end() if after else end]
        person = _person(name, groups, whole, m.start(), sides, listed)
        chairs = _ITS_COMMITTEE.search(lead, 0, before.start("title")) or _CHAIRS_COMMITTEE.search(lead)
        if chairs and sides.is_local and not any(_MUNICIPALITY.match(groups[key]) for key in _HOUSES if key in groups):
            person.side = Side.CUSTOMER
        return person
    if sides.is_local and _CHAIRS_COMMITTEE.search(lead):  # «formand for Ældre- og Sundhedsudvalget Ida Krogh»
        return Person(name, "formand", Side.CUSTOMER, m.start())
    if (after := _title_after().match(text, end)) and not _of_the_next(text, after.end("title")):
        return _person(name, after.groupdict(default=""), after.group(), m.start(), sides, listed)
    if listed is not None:
        return None
    if after := _BRACKETS.match(text, end):
        short = _LETTERS_FIRST.match(after["house"])
        if short and (side := sides.of_letters(short["letters"], name)):
            return Person(name, side=side, first=m.start())  # «Ida Krogh (VK)» of Vestby Kommune
        return _person(name, _in_brackets(after["house"], short, text), "", m.start(), sides)
    if after := _EMPLOYED.match(text, end) or _FROM.match(text, end):
        return _person(name, {"house": after["house"]}, "", m.start(), sides)
    if at := _AT_HOUSE.search(lead):  # «Hos Systemhuset er Ida Krogh enig»
        return _person(name, {"house": at["house"]}, "", m.start(), sides)
    return Person(name, first=m.start(), side=_beside(lead, text[end : end + 60], sides))


_LETTERS_FIRST = re.compile(r"(?P<letters>[A-ZÆØÅ]{2,4})(?:,\s*|$)")


def _in_brackets(inside: str, short: re.Match[str] | None, text: str) -> dict[str, str]:
    """What brackets behind a name hold: an office and its house, or the initials they are ``short`` for and a house."""
    if has_title(inside.rpartition(" ")[2]):
        of, _, title = inside.rpartition(", ")  # «Ida Krogh (Vestby Kommune, it-chef)»
        return {"title": title, "house": of}
    if short is None or _is_party(short["letters"], text):
        return {"house": inside}
    return {"initials": short["letters"], "house": inside[short.end() :]}


_NAME_FOLLOWS = re.compile(rf"(?:en|n)?\s+(?P<first>[{CAPITAL}][{SMALL}]+)[ ][{CAPITAL}]")


def _of_the_next(text: str, place: int) -> bool:
    """Whether a title that ends at a place is of somebody named behind it: «Ole Bak, it-chef Ida Krogh»."""
    follows = _NAME_FOLLOWS.match(text, place)
    return follows is not None and is_first_name(follows["first"])


_OF_A_HOUSE = re.compile(rf"\s+(?:(?:fra|hos|i|from|at)\s+|\((?:(?:fra|hos|from)\s+)?)(?=[{CAPITAL}])")
_IN_ITS_BRACKETS = re.compile(rf"[ ]\((?P<name>[{CAPITAL}][{SMALL}]+)(?=\)|,?[ ](?:og|\+)[ ]|,[ ])")
_LAST_NAME_BEFORE = re.compile(rf"(?<![\w.-])(?P<name>{ONE_NAME})$")


@cache
def _he_is() -> re.Pattern[str]:
    """«Han har været chef for Systemhusets danske afdeling.»"""
    return re.compile(
        rf"(?P<who>[HhSs](?:(?<=[Hh])(?:an|un|e)|(?<=[Ss])he))\s+(?:er|var|har\s+været|is|was)\s+(?P<title>{title_expression()})"
        rf"(?:en|n)?\s+(?:i|for|hos|ved|of|at)\s+(?P<house>[^,.;:\n]{{2,60}})"
    )


def _by_pronoun(text: str, sides: SideNames, people: People) -> None:
    """Those whose office and house a later sentence tells."""
    told = [m for m in _he_is().finditer(text) if not re.match(r"[\w-]", text[max(0, m.start() - 1) : m.start()])]
    if told:
        people.mark_mentions(text)
    for m in told:
        side, person = sides.first_in(m["house"]), people.last_before(m.start(), m["who"])
        if person is not None and person.side is None and side is not None:
            person.side, person.title = side, person.title or m["title"]


def _by_first_name(text: str, sides: SideNames, people: People) -> None:
    """Those called by their first name and their house: «Søren fra Systemhuset», «Søren (Systemhuset)»."""
    houses = sides.all_in(text) if _IN_ITS_BRACKETS.search(text) else ()
    for start, end, side in houses:  # «Møde med Systemhuset (Tine + ham den nye)»
        behind = _IN_ITS_BRACKETS.match(text, end)
        if behind and is_first_name(behind["name"]) and people.by_name(behind["name"]) is None:
            people.add(Person(behind["name"], side=side, first=start))
    for m in _OF_A_HOUSE.finditer(text):
        named = _LAST_NAME_BEFORE.search(text, max(0, m.start() - 40), m.start())
        house = sides.at_start(text[m.end() : m.end() + 80]) if named else None
        # «Toke (Systemhuset): »Vi er på den««, whatever he is called
        speaks = house is not None and text.startswith("):", m.end() + len(house[0]))
        if named and house and (is_first_name(named["name"]) or speaks) and people.by_name(named["name"]) is None:
            people.add(Person(named["name"], side=house[1], first=named.start()))


def _beside(before: str, after: str, sides: SideNames) -> Side | None:
    """The side of a house a name stands next to: «Systemhusets Ida Krogh», «Ida Krogh, Systemhuset»."""
    houses = [(end, side) for _, end, side in sides.all_in(before) if before[end:] == " "]
    if houses and re.search(r"(?:s|['’])$", before.rstrip()):
        return houses[-1][1]
    house = sides.at_start(after[2:]) if after.startswith(", ") else None
    return house[1] if house and house[0][:1].isupper() else None


def _person(
    name: str, groups: dict[str, str], whole: str, place: int, sides: SideNames, listed: Side | None = None
) -> Person:
    title = " ".join(groups.get("title", "").split())
    houses = [groups[key] for key in _HOUSES if groups.get(key)]
    side = listed or _side_of(title, houses, whole, sides)
    if side is None and sides.is_public and _RUNS_A_FIRM.search(groups.get("rank") or ""):
        side = Side.VENDOR
    return Person(name, title, side, place, initials=groups.get("initials", ""))


def _is_party(letters: str, text: str) -> bool:
    """Whether letters in brackets are a political party: the text is a debate with head lines."""
    return bool(re.search(rf"\({letters}\):\s*$", text, re.MULTILINE))


_MUNICIPALITY = re.compile(rf"(?:[{CAPITAL}][\w-]+\s+(?:Kommune|Municipality)|Region\s+[{CAPITAL}][\w-]+)\b")


def _side_of(title: str, houses: list[str], whole: str, sides: SideNames) -> Side | None:
    """By the houses beside a name, then by whatever is named in ``whole``, its title and all, then by the title.

    Whoever is of another municipality or region is no party's, whatever the title.
    """
    for house in (*houses, whole):
        if side := sides.first_in(house):
            return side
    if any(map(_MUNICIPALITY.match, houses)):
        return Side.THIRD_PARTY
    # «bibliotekschef Ida Krogh fra Nørreby»: whoever has a municipal office there is Nørreby Kommune's.
    short = next(filter(None, map(sides.of_house, houses)), None)
    if short is Side.VENDOR or (short and title and sides.of_work(title) is short):
        return short
    if title and (side := sides.of_title(title)):
        return side
    if sides.is_public and any(is_department(house.partition(" i ")[0]) for house in houses):
        return Side.CUSTOMER
    return Side.THIRD_PARTY if any(re.match(rf"[{CAPITAL}]", house) for house in houses) else None


@cache
def _shown_off() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{one_of(words('speech', 'shown_off'))})\b", re.IGNORECASE)


def _mark_shown_off(text: str, people: People) -> None:
    if all(person.side is not Side.CUSTOMER for person in people.known.values()):
        return
    for m in _shown_off().finditer(text):
        start = max(text.rfind(sign, 0, m.start()) for sign in ".!?\n") + 1
        end = min((place for sign in ".!?\n" if (place := text.find(sign, m.end())) >= 0), default=len(text))
        for found in re.finditer(NAME, text[start:end]):
            name = person_in(found.group())
            person = people.by_name(name) if name else None
            if person is not None and person.side is Side.CUSTOMER:
                person.shown_off = True
