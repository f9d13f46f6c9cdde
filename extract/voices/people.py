"""The people a page names: title, house and side, and who a name, a title, initials or "hun" mean."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Container, Iterator
from dataclasses import dataclass, field, replace
from functools import cache

from extract.lexicon import one_of, word_set, words
from extract.model import Side
from extract.voices.register import initials_of, shortens, spelt_plain
from extract.voices.sides import (
    CAPITAL,
    LETTERS,
    UNION,
    SideNames,
    has_title,
    is_department,
    named_before,
    title_expression,
    title_root,
)

SMALL = "a-zæøåäöüéèáíóúñ"
_REST = rf"(?:[{SMALL}]+(?:-[{CAPITAL}]?[{SMALL}]+)*(?![\w/])|\.)"
#: «Niels Chr. Vad»: a middle name that is cut short.
_ONE_NAME = rf"(?:(?:Alb|Chr|Edv|Ferd|Fr|Jac|Joh|Mich|Nic|Th|Vald)\.|[{CAPITAL}]{_REST})"
#: Two to four capital words on one line: a person, unless one of them makes a house of it. Written so that the engine
#: skips to the next capital.
NAME = rf"[{CAPITAL}](?<![\w.-].){_REST}(?:[ \u00a0]{{1,2}}(?:(?:von|van|de|af)[ ])?{_ONE_NAME}){{1,3}}"


@dataclass(slots=True)
class Person:
    """Somebody a page names."""

    name: str
    title: str = ""
    side: Side | None = None  # None: nothing on the page tells
    first: int = 0  # where the page first names them
    shown_off: bool = False  # a customer presented by the vendor
    initials: str = ""
    mentions: list[int] = field(default_factory=list)  # where a name or a title of theirs stands
    elsewhere: bool = False  # another paper of the case tells whose side they are on
    guessed: bool = False  # their side follows from a list where others are marked, and gives way to what is told

    @property
    def first_name(self) -> str:
        return self.name.split()[0]

    @property
    def called(self) -> str:
        """With the title where there is one: "it-chef Ida Krogh"."""
        if not self.title:
            return self.name
        title = self.title if self.title[1:2].isupper() else self.title[0].lower() + self.title[1:]
        return f"{title} {self.name}"


def is_first_name(word: str) -> bool:
    """Whether a word is what people are called."""
    return word.lower() in word_set("names", "women") or word.lower() in word_set("names", "men")


def _other_names(pronoun: str) -> Container[str]:
    """The first names of those a pronoun cannot mean: «hun» is not Peter."""
    match pronoun.lower():
        case "hun" | "hende" | "hendes" | "she":
            return word_set("names", "men")
        case "han" | "ham" | "hans" | "he":
            return word_set("names", "women")
        case _:
            return ()


@dataclass(slots=True)
class People:
    """The people of a page, in the order they are first named."""

    known: dict[str, Person] = field(default_factory=dict)

    def by_name(self, name: str) -> Person | None:
        """By full name, or by a first or last name only one of them has."""
        bare = _no_genitive(name)
        for wanted in (name, bare):
            if wanted in self.known:
                return self.known[wanted]
        spelt = [one for one in self.known.values() if spelt_plain(one.name) == spelt_plain(bare)]
        if len(spelt) == 1:
            return spelt[0]
        last = {name.split()[-1], bare.split()[-1]}
        hits = [p for p in self.known.values() if last & set(p.name.split())]
        if len(name.split()) > 1:
            hits = [p for p in hits if name.split()[0] in p.name.split()]
        return hits[0] if len(hits) == 1 else None

    def by_title(self, title: str, place: int) -> Person | None:
        """The last one named before ``place`` who has this title ("chefen" for a jobcenterchef)."""
        root = title_root(title)
        titled = [p for p in self.known.values() if p.title]
        hits = [p for p in titled if title_root(p.title) == root]
        like = [p for p in titled if title_root(p.title).endswith(root) or root.endswith(title_root(p.title))]
        for among in (hits, like):  # «direktøren» is the økonomidirektør just named, no direktør named further down
            if before := [p for p in among if p.first <= place]:
                return max(before, key=lambda p: p.first)
        hits = hits or like
        return hits[0] if len(hits) == 1 else None

    def by_initials(self, initials: str) -> Person | None:
        """Whoever these capitals stand for, if it is one person."""
        hits = [p for p in self.known.values() if p.initials == initials]
        hits = hits or [p for p in self.known.values() if initials in initials_of(p.name)]
        return hits[0] if len(hits) == 1 else None

    def last_before(self, place: int, pronoun: str = "") -> Person | None:
        """The person named or meant last before a place, whom ``pronoun`` can mean by their first name."""
        before = [p for p in self.known.values() if any(mention < place for mention in p.mentions)]
        before = [p for p in before if p.first_name.lower() not in _other_names(pronoun)]
        # Two capital words may be a house or a street.
        before = [p for p in before if p.title or p.side or is_first_name(p.first_name)] or before
        return max(before, key=lambda p: max(m for m in p.mentions if m < place), default=None)

    def add(self, person: Person) -> None:
        """Keep a person; what is newly told fills what was unknown."""
        old = self.known.setdefault(person.name, person)
        old.title = old.title or person.title
        if old.side is None or (old.guessed and person.side and not person.guessed):
            old.side, old.guessed = person.side, person.guessed
        old.initials = old.initials or person.initials
        old.first = min(old.first, person.first)

    def in_full(self, name: str) -> None:
        """Take somebody the page names on no side, short («Ida K.», «IK») or without Danish letters, for the one
        known by this full name.
        """
        short = [one for one, person in self.known.items() if one != name and person.side is None
                 and (shortens(one, name) or spelt_plain(one) == spelt_plain(name))]  # fmt: skip
        if len(short) == 1:
            same, person = self.known.pop(short[0]), self.known[name]
            person.initials, person.title = person.initials or same.initials, person.title or same.title
            person.first = max(person.first, same.first)

    def placed(self, page: str, sides: SideNames | None = None) -> People:
        """The same people, each with the places where their page mentions them.

        A firm that bears somebody's name, one of the ``sides``, is no mention of that person.
        """
        people = People({name: replace(person, mentions=[]) for name, person in self.known.items()})
        text = whole_lines(page)
        _mark_mentions(text, people)
        houses = sides.all_in(text) if sides is not None else []
        begins = [start for start, _, _ in houses]
        for person in people.known.values() if houses else ():
            kept = []
            for place in person.mentions:
                start, end, _ = houses[max(bisect_right(begins, place) - 1, 0)]
                if not start <= place < end or person.first_name in text[start:end]:
                    kept.append(place)
            person.mentions = kept
        return people

    def remember(self, earlier: People) -> None:
        """Know those of an earlier page too; they stand before everything on this one."""
        for person in earlier.known.values():
            self.add(replace(person, first=-1, mentions=[]))


def _no_genitive(name: str) -> str:
    return re.sub(r"(?:['’]s|['’]|(?<=[^s])s)$", "", name)


def person_in(words_with_capitals: str) -> str | None:
    """The person's name in capital words: without a title before it; None if they name a house or a thing."""
    parts = words_with_capitals.split()
    while parts and has_title(parts[0]):
        parts = parts[1:]
    houses = words("speech", "organisation_words")
    marked = [
        place for place, part in enumerate(parts)
        if part in houses or _no_genitive(part) in houses or part.endswith("udvalget")
    ]  # fmt: skip
    if marked:
        parts = parts[marked[-1] + 1 :]  # "Nørreby Kommune Ida Krogh"
    if len(parts) > 1 and parts[-1].lower() in word_set("abbreviations", "sentence_openers"):
        parts = parts[:-1]  # of the next line: «Region Vest / Hvilken halvdel»
    if len(parts) < 2:
        return None
    if parts[0].lower() in word_set("abbreviations", "sentence_openers") or parts[0] in words("speech", "no_names"):
        parts = parts[1:]
    return " ".join(parts) if len(parts) > 1 else None


# ── what a page tells of them ────────────────────────────────────────────────────────────────────────────────────────


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
    then = r"(?:,[ \xa0]*\n?[ ]*|\s+(?=som\s)|\s(?:er|var|har\s+været|blev)\s+)"
    who_is = r"(?:(?:som|der)\s+(?:(?:nu|i\s+dag|dengang|selv)\s+)?(?:er|var)\s+|som\s+)?"
    title = rf"(?P<title>(?:[{SMALL}-]+\s+)?{title_expression()})(?:en|n|e)?\b"
    return re.compile(rf"{_INITIALS}{then}{who_is}{_OWNER}{title}{_HOUSE_AFTER}")


_AFTER_NAME = re.compile(rf"{_INITIALS}{_HOUSE_AFTER}")
_BRACKETS = re.compile(r"\s*\((?P<house>[^()\n]{1,50})\)")
_FROM = re.compile(
    rf"\s+(?:fra|hos|i|from|of)\s+"
    rf"(?P<house>[{CAPITAL}][\w/&.-]+(?:\s[{CAPITAL}][\w/&.-]*)*|kommunen|leverandøren|jobcentret|forvaltningen)"
)
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
    for person in people.known.values():
        if person.side is None and person.title and UNION.search(text, max(0, person.first - 120), person.first + 60):
            person.side = Side.THIRD_PARTY
        if person.title and _told_there(text, person, sides, sure):
            person.side = Side.THIRD_PARTY
        if person.side is None and person.title:
            person.side = sides.of_work(person.title) or next(named_before(sides, text, person.first, _PARAGRAPH), None)
    _mark_shown_off(text, people)
    return people


def _of_another_town(text: str, place: int, sides: SideNames) -> bool:
    """Whether the words of the paragraph shortly before a place are of another municipality than the customer."""
    from extract.elsewhere import elsewhere  # which reads sentences, and they the names of those who write

    before = text[max(0, place - _SHORTLY) : max(0, place)].rpartition("\n\n")[2]
    return bool(elsewhere(before, sides.sides.customer))


def _told_there(text: str, person: Person, sides: SideNames, sure: People) -> bool:
    """Whether somebody with an office is of the other municipality, or the agency, the words before them are of.

    «I Ravnkilde Kommune bruger man det samme. »…,« siger it-chef Ida Krogh». Every municipality has a mayor: an office
    alone puts nobody on the customer's side where the paragraph has gone over to another.
    """
    if person.side is None:
        return _of_another_town(text, person.first, sides) or _of_agency(text, person, sides)
    by_office = person.name not in sure.known and person.side is sides.of_title(person.title)
    return by_office and _in_another_town(text, person.first) and _of_another_town(text, person.first, sides)


#: «I nabokommunen Ravnkilde», «Hos Ravnkilde Kommune» at the beginning of a sentence: what follows is told there.
_THERE = re.compile(
    rf"(?:\A|\n|[.:!?»”] )[ ]*(?:I|Hos)[ ](?:nabokommunen[ ][{CAPITAL}]|"
    rf"[{CAPITAL}][\w-]+(?:[ -][{CAPITAL}][\w-]+)?[ ]Kommune\b)"
)


def _in_another_town(text: str, place: int) -> bool:
    """Whether the paragraph before a place has just gone over to a municipality by its name."""
    return _THERE.search(text[max(0, place - _SHORTLY) : max(0, place)].rpartition("\n\n")[2]) is not None


@cache
def _agency_says() -> re.Pattern[str]:
    """«Arbejdsmarkedsstyrelsen bekræfter, at …»: who is named after that by an office alone is of the agency."""
    return re.compile(
        rf"(?:\A|\n|[.:!?»”][ \n])\s*(?P<agency>[{CAPITAL}][\w-]*(?:styrelsen|ministeriet|direktoratet|tilsynet)|"
        rf"Styrelsen[ ][^.,;:\n]{{3,40}}?)[ ](?:har[ ])?(?:{one_of(words('speech', 'says'))})\b"
    )


def _of_agency(text: str, person: Person, sides: SideNames) -> bool:
    """Whether an agency that is neither party speaks in the paragraph before somebody who has an office and no house.
    """
    before = text[max(0, person.first - _PARAGRAPH) : max(0, person.first)].rpartition("\n\n")[2]
    agency = _agency_says().search(before)
    return agency is not None and sides.first_in(agency["agency"]) is None


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
        after = _AFTER_NAME.match(text, end)
        groups = {**before.groupdict(default=""), **(after.groupdict(default="") if after else {})}
        chairs = _ITS_COMMITTEE.search(lead, 0, before.start("title")) or _CHAIRS_COMMITTEE.search(lead)
        groups["committee"] = "its" if chairs else ""
        whole = before.group() + text[m.start() : after.end() if after else end]
        return _person(name, groups, whole, m.start(), sides, listed)
    if sides.is_local and _CHAIRS_COMMITTEE.search(lead):  # «formand for Ældre- og Sundhedsudvalget Ida Krogh»
        return Person(name, "formand", Side.CUSTOMER, m.start())
    if (after := _title_after().match(text, end)) and not _of_the_next(text, after.end("title")):
        return _person(name, after.groupdict(default=""), after.group(), m.start(), sides, listed)
    if listed is not None:
        return None
    if after := _BRACKETS.match(text, end):
        inside = after["house"]
        if has_title(inside.rpartition(" ")[2]):
            of, _, title = inside.rpartition(", ")  # «Ida Krogh (Vestby Kommune, it-chef)»
            return _person(name, {"title": title, "house": of}, "", m.start(), sides)
        short = re.match(r"([A-ZÆØÅ]{2,4})(?:,\s*|$)", inside)
        if short and (side := sides.of_house(short[1])) and short[1] != "".join(part[0] for part in name.split()):
            return Person(name, side=side, first=m.start())  # «Ida Krogh (VK)» of Vestby Kommune
        if short and not _is_party(short[1], text):
            return _person(name, {"initials": short[1], "house": inside[short.end() :]}, "", m.start(), sides)
        return _person(name, {"house": inside}, "", m.start(), sides)
    if after := _FROM.match(text, end):
        return _person(name, {"house": after["house"]}, "", m.start(), sides)
    return Person(name, first=m.start(), side=_beside(lead, text[end : end + 60], sides))


_NAME_FOLLOWS = re.compile(rf"(?:en|n)?\s+(?P<first>[{CAPITAL}][{SMALL}]+)[ ][{CAPITAL}]")


def _of_the_next(text: str, place: int) -> bool:
    """Whether a title that ends at a place is of somebody named behind it: «Ole Bak, it-chef Ida Krogh»."""
    follows = _NAME_FOLLOWS.match(text, place)
    return follows is not None and is_first_name(follows["first"])


_OF_A_HOUSE = re.compile(rf"\s+(?:(?:fra|hos|i|from|at)\s+|\((?:(?:fra|hos|from)\s+)?)(?=[{CAPITAL}])")
_IN_ITS_BRACKETS = re.compile(rf"[ ]\((?P<name>[{CAPITAL}][{SMALL}]+)(?=\)|,?[ ](?:og|\+)[ ]|,[ ])")
_LAST_NAME_BEFORE = re.compile(rf"(?<![\w.-])(?P<name>{_ONE_NAME})$")


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
        _mark_mentions(text, people)
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
    if groups.get("committee") and sides.is_local and not any(map(_MUNICIPALITY.match, houses)):
        side = Side.CUSTOMER
    if side is None and sides.is_public and _RUNS_A_FIRM.search(groups.get("rank") or ""):
        side = Side.VENDOR
    return Person(name, title, side, place, initials=groups.get("initials", ""))


#: A line end inside a paragraph: what stands before it is long, and what follows begins with a word.
_BROKEN = re.compile(r"\n(?<=[^\n]{50}\n)(?=[ ]{0,2}[^\s\-•*|>#])(?![ ]{0,2}\w[\w ]{1,25}:[ ])")


def whole_lines(text: str) -> str:
    """The text with the line ends inside broken paragraphs made spaces, every character in its place."""
    return _BROKEN.sub(" ", text)


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


_BYLINE = re.compile(r"(?:^|\n)[ \t]*(?:Af|By|Foto|Tekst|Skrevet af)\b:?[^\n.]*$")


#: So far before the last name its office may begin: «direktør Ida Margrethe Krogh».
_TITLE_AND_NAME = 60


def _mark_mentions(text: str, people: People) -> None:
    first_names = [person.name.split()[0] for person in people.known.values()]
    lowered = text.lower()
    for person in people.known.values():
        names = [person.name.split()[-1]]
        if person.side and first_names.count(person.name.split()[0]) == 1:
            names.append(person.name.split()[0])
        if person.initials and person.initials != person.name:
            names.append(person.initials)
        places = (place for name in names for place in _standing(name, text, _OF_NAME))
        person.mentions = [place for place in places if not _BYLINE.search(text[max(0, place - 60) : place])]
        if person.title:  # an office before somebody is named is somebody else's
            titled = _standing(title_root(person.title).lower(), lowered, _OF_TITLE)
            named = min(person.mentions, default=0)
            person.mentions += [place for place in titled if place + len(person.title) >= named - _TITLE_AND_NAME]


#: What may follow a name and an office before the word ends.
_OF_NAME, _OF_TITLE = re.compile(r"(?:['’]?s)?(?!\w)"), re.compile(r"(?:en|n)?(?!\w)")


def _standing(word: str, text: str, ends: re.Pattern[str]) -> Iterator[int]:
    """Where a word stands, with one of its ends. It is looked for letter by letter: an expression a name costs more."""
    place = text.find(word)
    while place >= 0:
        begins = place == 0 or not (text[place - 1].isalnum() or text[place - 1] == "_")
        if begins and ends.match(text, place + len(word)):
            yield place
        place = text.find(word, place + 1)
