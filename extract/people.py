"""The people a page names: title, house and side, and who a name, a title, initials or "hun" mean."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Protocol

from extract.lexicon import one_of, word_set, words
from extract.model import Side
from extract.sides import CAPITAL, SideNames, has_title, named_before, title_expression, title_root

_SMALL = "a-zæøåäöüéèáíóúñ"
_ONE_NAME = rf"(?:[{CAPITAL}][{_SMALL}]+(?:-[{CAPITAL}]?[{_SMALL}]+)*(?![\w/])|[{CAPITAL}]\.)"
#: Two to four capital words on one line: a person, unless one of them makes a house of it.
NAME = rf"(?<![\w.-]){_ONE_NAME}(?:[ \u00a0]{{1,2}}(?:(?:von|van|de|af)[ ])?{_ONE_NAME}){{1,3}}"


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
        hits = hits or [p for p in titled if title_root(p.title).endswith(root) or root.endswith(title_root(p.title))]
        before = [p for p in hits if p.first <= place]
        return max(before, key=lambda p: p.first, default=hits[0] if len(hits) == 1 else None)

    def by_initials(self, initials: str) -> Person | None:
        """Whoever these capitals stand for, if it is one person."""
        hits = [p for p in self.known.values() if p.initials == initials]
        hits = hits or [p for p in self.known.values() if "".join(part[0] for part in p.name.split()) == initials]
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
        old.side = old.side or person.side
        old.initials = old.initials or person.initials
        old.first = min(old.first, person.first)

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
    marked = [place for place, part in enumerate(parts) if part in houses or _no_genitive(part) in houses]
    if marked:
        parts = parts[marked[-1] + 1 :]  # "Nørreby Kommune Ida Krogh"
    if len(parts) < 2:
        return None
    if parts[0].lower() in word_set("abbreviations", "sentence_openers") or parts[0] in words("speech", "no_names"):
        parts = parts[1:]
    return " ".join(parts) if len(parts) > 1 else None


# ── what a page tells of them ────────────────────────────────────────────────────────────────────────────────────────


_PLAIN = r"[^,.;:()\n\"”»«]"
_HOUSE_AFTER = (
    rf"(?:,?\s*(?:i|fra|hos|for|ved|of|at|from|with)\s+(?P<house>{_PLAIN}{{2,60}})|"
    rf",\s*(?P<house2>[{CAPITAL}]{_PLAIN}{{2,50}})|\s*\((?P<house3>[^()\n]{{2,50}})\))?"
)
_OWNER = rf"(?:(?P<owner>[\w/.-]+(?:\s[{CAPITAL}][\w/]+)*s['’]?)\s+)?"
_INITIALS = rf"(?:\s*\((?P<initials>[{CAPITAL}]{{2,4}})\))?"


@cache
def _title_before() -> re.Pattern[str]:
    between = rf"(?P<house0>(?:i|fra|hos)\s+[{CAPITAL}]{_PLAIN}{{2,40}}?,?\s+|for\s+\w+\s+)?"
    return re.compile(rf"(?<![\w-]){_OWNER}(?<![\w-])(?P<title>{title_expression()})(?:en|n)?,?\s+{between}$")


@cache
def _title_after() -> re.Pattern[str]:
    return re.compile(
        rf"{_INITIALS}(?:,\s+|\s+(?=som\s))(?:(?:som|der)\s+(?:(?:nu|i\s+dag|dengang|selv)\s+)?(?:er|var)\s+|som\s+)?{_OWNER}"
        rf"(?P<title>(?:[{_SMALL}-]+\s+)?{title_expression()})(?:en|n)?\b{_HOUSE_AFTER}"
    )


_AFTER_NAME = re.compile(rf"{_INITIALS}{_HOUSE_AFTER}")
_BRACKETS = re.compile(r"\s*\((?P<house>[^()\n]{1,50})\)")
_FROM = re.compile(
    rf"\s+(?:fra|hos|i|from|of)\s+"
    rf"(?P<house>[{CAPITAL}][\w/&.-]+(?:\s[{CAPITAL}][\w/&.-]*)*|kommunen|leverandøren|jobcentret|forvaltningen)"
)
_HOUSES = ("house", "house2", "house3", "house0", "owner")


class Told(Protocol):
    """What another paper of the case tells of somebody."""

    @property
    def name(self) -> str:
        """In full."""

    @property
    def title(self) -> str:
        """"" where unknown."""

    @property
    def side(self) -> Side:
        """Whose side they are on."""


def presented(
    texts: Sequence[str], fields: Mapping[str, str], sides: SideNames, known: Sequence[Told] = ()
) -> People:
    """The people a whole document presents so that their side is beyond doubt, and those ``known`` from elsewhere.

    Mail addresses, lists of those present and the lines under a signature: what these say holds on every page,
    before anything a single sentence may seem to tell.
    """
    people = People()
    for text in [*(fields.get(key, "") for key in ("from", "to", "cc")), *texts]:
        for m in _ADDRESS.finditer(text):
            name = person_in(re.sub(r"^([^\s,]+), (.+)$", r"\2 \1", m["name"]))
            side = sides.of_address(m["address"])
            if name is not None and side is not None:
                people.add(Person(name, side=side))
    for text in texts:
        _from_lists(text, sides, people)
        _from_signatures(text, sides, people)
        _from_columns(text, sides, people)
    for one in known:
        people.add(Person(one.name, one.title, one.side, elsewhere=True))
    return people


def introduced_by_house(text: str, sides: SideNames) -> Iterator[Person]:
    """Those a text puts in a party's house by name: «projektleder Ida Krogh fra Systemhuset»; a title does not do."""
    text = whole_lines(text)
    for m in re.finditer(NAME, text):
        person = _introduced(text, m, sides)
        if person is None or person.side in (None, Side.THIRD_PARTY) or sides.first_in(person.name) is not None:
            continue
        if not (person.title and sides.of_title(person.title)):
            yield person


def people_of(page: str, sides: SideNames, sure: People | None = None) -> People:
    """The people a page names, with what it tells of them; ``sure`` are those ``presented`` by its document."""
    text = whole_lines(page)
    people = People()
    for m in re.finditer(NAME, text):
        if (person := _introduced(text, m, sides)) is not None:
            people.add(person)
    if sure is not None:
        for known in sure.known.values():
            person = people.known.get(known.name)
            if person is None:
                people.add(replace(known, first=-1, mentions=[]))
                continue
            person.side = (person.side or known.side) if known.elsewhere else (known.side or person.side)
            person.title = person.title or known.title
            person.initials = person.initials or known.initials
    for person in people.known.values():
        if person.side is None and person.title:
            person.side = sides.of_work(person.title) or next(named_before(sides, text, person.first), None)
    _mark_shown_off(text, people)
    _mark_mentions(text, people)
    return people


def _introduced(text: str, m: re.Match[str], sides: SideNames) -> Person | None:
    """The person a capital name is, with the title, house and initials that stand beside it."""
    # «Direktør i Brøndvig Systemer Ida Krogh»: the house and the person in it stand in one row of capital words.
    house = sides.at_start(m.group())
    name = (house and person_in(m.group()[len(house[0]) :].strip())) or person_in(m.group())
    if name is None:
        return None
    listed = sides.first_in(name)  # a person the case names as of a side; a house of that name has no title beside it
    end = m.end()
    lead = text[max(0, m.start() - 110) : m.start() + len(m.group()) - len(name)]
    before = _title_before().search(lead)
    if before:
        after = _AFTER_NAME.match(text, end)
        groups = {**before.groupdict(default=""), **(after.groupdict(default="") if after else {})}
        whole = before.group() + text[m.start() : after.end() if after else end]
        return _person(name, groups, whole, m.start(), sides, listed)
    if after := _title_after().match(text, end):
        return _person(name, after.groupdict(default=""), after.group(), m.start(), sides, listed)
    if listed is not None:
        return None
    if after := _BRACKETS.match(text, end):
        inside = after["house"]
        short = re.match(r"([A-ZÆØÅ]{2,4})(?:,\s*|$)", inside)
        if short and not _is_party(short[1], text):
            return _person(name, {"initials": short[1], "house": inside[short.end() :]}, "", m.start(), sides)
        return _person(name, {"house": inside}, "", m.start(), sides)
    if after := _FROM.match(text, end):
        return _person(name, {"house": after["house"]}, "", m.start(), sides)
    return Person(name, first=m.start(), side=_beside(lead, text[end : end + 60], sides))


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
    return Person(name, title, side, place, initials=groups.get("initials", ""))


def whole_lines(text: str) -> str:
    """The text with the line ends inside broken paragraphs made spaces, every character in its place."""
    return re.sub(r"(?<=[^\n]{50})\n(?=[ ]{0,2}[^\s\-•*|>#])", " ", text)


def _is_party(letters: str, text: str) -> bool:
    """Whether letters in brackets are a political party: the text is a debate with head lines."""
    return bool(re.search(rf"\({letters}\):\s*$", text, re.MULTILINE))


def _side_of(title: str, houses: list[str], whole: str, sides: SideNames) -> Side | None:
    """By the houses beside a name, then by whatever is named in ``whole``, its title and all, then by the title."""
    for house in (*houses, whole):
        if side := sides.first_in(house):
            return side
    if title and (side := sides.of_title(title)):
        return side
    return Side.THIRD_PARTY if any(re.match(rf"[{CAPITAL}]", house) for house in houses) else None


_ADDRESS = re.compile(
    rf"(?P<name>{NAME}|[{CAPITAL}][{_SMALL}-]+, [{CAPITAL}][{_SMALL}-]+)[\"']?[ ]*[<\[](?:mailto:)?"
    r"(?P<address>[\w.+-]+@[\w.-]+)[>\]]"
)
_LIST_LINE = re.compile(
    r"^[ \t]*(?:[-•*·][ \t]*)?(?P<who>[^:\n\t]{2,60})(?::|\t)[ \t]*(?P<names>[^\n]+)$", re.MULTILINE
)
_PRESENT = r"(?:Deltagere?|Til\s+stede|Tilstede|Fra|For|Mødt|Afbud|Present)\b"
_LIST_HEAD = re.compile(
    rf"^[ \t]*(?:{_PRESENT}[^\n]{{0,50}}|[^\n]{{2,40}}):?[ \t]*\n"
    rf"(?P<names>(?:[ \t]*(?:[-•*·][ \t]*)?(?:[{_SMALL}-]+[ ]){{0,2}}{NAME}[^\n.:]{{0,60}}(?:\n|$)){{1,12}})",
    re.MULTILINE,
)


def _from_lists(text: str, sides: SideNames, people: People) -> None:
    """Those present, as minutes list them.

    On one line, after a colon or in the next cell («Systemhuset: it-chef Ida Krogh (IK), Ole Bak»), or one a line
    under a heading that names the house.
    """
    for m in _LIST_LINE.finditer(text):
        present = re.match(rf"(?:{_PRESENT}|Møde)", m["who"].strip()) is not None
        for heading, names in _by_house(m["who"], m["names"]):
            parts = re.split(r",(?![^()]*\))|;|\bog\b", names.strip(" |\t."))
            marked = [_house_of(part, sides) for part in parts]
            both = {Side.CUSTOMER, Side.VENDOR} <= set(marked)
            own = present and Side.VENDOR in marked and not both
            for place, part in enumerate(parts):
                after = parts[place + 1].strip() if place + 1 < len(parts) else ""
                if (alone := sides.at_start(after)) and len(alone[0]) == len(after):  # «Ida Krogh, Systemhuset»
                    _listed(part, heading, sides, people, unmarked=alone[1])
                    continue
                # Where only the vendor's people are marked, the others are the customer's; where both houses are, a
                # house in brackets closes the group that stands before it: «Ida Krogh, Ole Bak (Nørreby)».
                group = next((side for side in marked[place:] if side), None) if present and both else None
                _listed(part, heading, sides, people, unmarked=Side.CUSTOMER if own else group)
    for m in _LIST_HEAD.finditer(text):
        head = text[m.start() : m.start("names")].strip(" :\t\n-–•*")
        house = re.sub(rf"^{_PRESENT}:?\s*(?:fra|for)?\s*", "", head)
        named = sides.at_start(house)
        if named is None or len(house) - len(named[0]) > 12:
            continue
        for line in m["names"].splitlines():
            _listed(re.split(r"[,;]", line.strip(" \t-•*·"))[0], head, sides, people, line)


#: Somebody listed by initials alone.
_INITIALS_ALONE = re.compile(rf"\s*(?P<name>[{CAPITAL}]{{2,4}})\s*(?:\((?P<what>[^()]*)\))?\s*\.?")
_SUBLIST = re.compile(r"(?:(?<=\. )|(?<=; )|^)[ \t]*(?P<house>[^:.;,()]{2,60}):[ \t]*")


def _by_house(heading: str, names: str) -> list[tuple[str, str]]:
    """The lists of one line, each with its heading: «Fra Nørreby: Ida Krogh, Ole Bak. Fra Systemhuset: Per Lund»."""
    heads = list(_SUBLIST.finditer(names))
    if not heads:
        return [(heading, names)]
    ends = [*(head.start() for head in heads[1:]), len(names)]
    return [
        (re.sub(rf"^{_PRESENT}\s*", "", head["house"].strip()), names[head.end() : end])
        for head, end in zip(heads, ends, strict=True)
    ]


def _house_of(part: str, sides: SideNames) -> Side | None:
    """The side an entry of a list names beside the person: a party, or in brackets the proper word of its name."""
    inside = re.search(r"\(([^()]*)\)", part)
    return sides.first_in(part) or (sides.of_house(inside[1]) if inside else None)


def _listed(
    part: str, heading: str, sides: SideNames, people: People, line: str = "", unmarked: Side | None = None
) -> None:
    """Keep the person one entry of a list names, on the side of its own house or of its heading."""
    found = re.fullmatch(
        rf"\s*(?P<title>(?:[\w-]+\s+){{0,3}}?)(?P<name>{NAME})\s*(?:\((?P<what>[^()]*)\))?\s*\.?", part
    )
    name = person_in(found["name"]) if found else None
    if found is None and (alone := _INITIALS_ALONE.fullmatch(part)):  # «Til stede: IK, LB, RT (Datahuset)»
        side = sides.of_house(alone["what"] or "") or sides.first_in(line) or sides.of_house(heading) or unmarked
        if side and sides.first_in(alone["name"]) is None:
            people.add(Person(alone["name"], side=side, initials=alone["name"]))
        return
    if found is None or name is None or sides.first_in(name) is not None:
        return
    what = found["what"] or ""
    pieces = [piece.strip() for piece in what.split(",")]
    initials = next((piece for piece in pieces if re.fullmatch(r"[A-ZÆØÅ]{2,4}", piece)), "")
    side = sides.of_house(what) or sides.first_in(line) or sides.of_house(heading) or unmarked
    title = " ".join(found["title"].split())
    if side or initials:
        people.add(Person(name, title if title and has_title(title.split()[-1]) else "", side, initials=initials))


_SIGNATURE = re.compile(
    rf"^[ \t]*(?P<name>{NAME})[ \t]*\n[ \t]*(?P<office>[^\n]{{3,70}})(?:\n[ \t]*(?P<house>[^\n]{{2,60}}))?",
    re.MULTILINE,
)


#: A house by name: whose side its people are on does not follow from their titles.
_HOUSE_NAMED = re.compile(rf"[{CAPITAL}][\w-]+\s+(?:Kommune|Region)\b|\bRegion\s+[{CAPITAL}]|\b(?:A/S|ApS)\b")


def _from_signatures(text: str, sides: SideNames, people: People) -> None:
    """A name on a line of its own with an office under it: «Ida Krogh / kommuneadvokat / Vestby Kommune»."""
    for m in _SIGNATURE.finditer(text):
        name = person_in(m["name"])
        office = re.match(rf"(?:[\w-]+\s+){{0,2}}?{title_expression()}(?:en|n)?\b", m["office"])
        if name is None or office is None or sides.first_in(name) is not None:
            continue
        side = sides.first_in(m["office"]) or sides.first_in(m["house"] or "")
        if side is None and not _HOUSE_NAMED.search(f"{m['office']} {m['house'] or ''}"):
            side = sides.of_title(office.group())
        people.add(Person(name, " ".join(office.group().split()), side))


_COLUMNS = re.compile(
    r"^(?P<heads>[^\n]*\b(?:For|På\s+vegne\s+af|On\s+behalf\s+of)\b[^\n]*)\n(?P<under>(?:[^\n]*\n?){1,8})", re.MULTILINE
)
_CELL = re.compile(r"\t+|\s\|\s|[ ]{3,}")
_FOR = re.compile(r"\s*(?:For|På\s+vegne\s+af|On\s+behalf\s+of)\s+(?P<house>[^:,\n]{3,60})")


def _from_columns(text: str, sides: SideNames, people: People) -> None:
    """Those who sign side by side: «For Kunden | For Systemhuset» with a name under each."""
    for m in _COLUMNS.finditer(text):
        heads = [_FOR.match(cell) for cell in _CELL.split(m["heads"].strip())]
        houses = [sides.first_in(head["house"]) if head else None for head in heads]
        if len(houses) < 2 or not any(houses):
            continue
        for line in m["under"].splitlines():
            cells = _CELL.split(line.strip())
            for side, cell in zip(houses, cells, strict=False) if len(cells) == len(houses) else ():
                found = re.match(rf"\s*(?P<name>{NAME})(?:,\s*(?P<title>[^,\n]{{3,50}}))?", cell)
                name = person_in(found["name"]) if found else None
                if found and name and side and sides.first_in(name) is None:
                    title = " ".join((found["title"] or "").split())
                    people.add(Person(name, title if title and has_title(title.split()[-1]) else "", side))


@cache
def _shown_off() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{one_of(words('speech', 'shown_off'))})\b", re.IGNORECASE)


def _mark_shown_off(text: str, people: People) -> None:
    small = text.lower()
    if not any(shown.split()[0] in small for shown in words("speech", "shown_off")):
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


def _mark_mentions(text: str, people: People) -> None:
    first_names = [person.name.split()[0] for person in people.known.values()]
    for person in people.known.values():
        last = re.escape(person.name.split()[-1])
        if person.side and first_names.count(person.name.split()[0]) == 1:
            last = f"{last}|{re.escape(person.name.split()[0])}"
        person.mentions = [
            m.start()
            for m in re.finditer(rf"(?<!\w)(?:{last})(?:['’]?s)?(?!\w)", text)
            if not _BYLINE.search(text[max(0, m.start() - 60) : m.start()])
        ]
        if person.title:
            root = re.escape(title_root(person.title))
            person.mentions += [m.start() for m in re.finditer(rf"(?<!\w)(?i:{root})(?:en|n)?(?!\w)", text)]
