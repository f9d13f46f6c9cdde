"""The people a page names: title, house and side, and who a name, a title, initials or "hun" mean."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache

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

    @property
    def called(self) -> str:
        """With the title where there is one: "it-chef Ida Krogh"."""
        if not self.title:
            return self.name
        title = self.title if self.title[1:2].isupper() else self.title[0].lower() + self.title[1:]
        return f"{title} {self.name}"


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

    def last_before(self, place: int) -> Person | None:
        """The person named or meant last before a place."""
        before = [p for p in self.known.values() if any(mention < place for mention in p.mentions)]
        return max(before, key=lambda p: max(m for m in p.mentions if m < place), default=None)

    def add(self, person: Person) -> None:
        """Keep a person; what is newly told fills what was unknown."""
        old = self.known.setdefault(person.name, person)
        old.title = old.title or person.title
        old.side = old.side or person.side
        old.initials = old.initials or person.initials
        old.first = min(old.first, person.first)


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


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    title = title_expression()
    plain = r"[^,.;:()\n\"”»«]"
    house = (
        rf"(?:,?\s*(?:i|fra|hos|for|ved|of|at|from|with)\s+(?P<house>{plain}{{2,60}})|"
        rf",\s*(?P<house2>[{CAPITAL}]{plain}{{2,50}})|\s*\((?P<house3>[^()\n]{{2,50}})\))?"
    )
    owner = rf"(?:(?P<owner>[\w/.-]+(?:\s[{CAPITAL}][\w/]+)*s['’]?)\s+)?"
    between = rf"(?P<house0>(?:i|fra|hos)\s+[{CAPITAL}]{plain}{{2,40}}?,?\s+)?"
    initials = rf"(?:\s*\((?P<initials>[{CAPITAL}]{{2,4}})\))?"
    return (
        re.compile(rf"{owner}(?P<title>{title})(?:en|n)?,?\s+{between}(?P<name>{NAME}){initials}{house}"),
        re.compile(
            rf"(?P<name>{NAME}){initials},\s+(?:(?:som|der)\s+er\s+)?{owner}"
            rf"(?P<title>(?:[{_SMALL}-]+\s+)?{title})(?:en|n)?\b{house}"
        ),
        re.compile(rf"(?P<name>{NAME})\s*\((?P<house>[^()\n]{{1,50}})\)"),
        re.compile(
            rf"(?P<name>{NAME})\s+(?:fra|hos|i|from|of)\s+"
            rf"(?P<house>[{CAPITAL}][\w/&.-]+(?:\s[{CAPITAL}][\w/&.-]*)*|kommunen|leverandøren|jobcentret|"
            rf"forvaltningen)"
        ),
    )


_HOUSES = ("house", "house2", "house3", "house0", "owner")


def people_of(page: str, sides: SideNames) -> People:
    """The people a page names, with what it tells of them."""
    text = whole_lines(page)
    people = People()
    for number, pattern in enumerate(_patterns()):
        for m in pattern.finditer(text):
            groups = m.groupdict(default="")
            name = person_in(m["name"])
            if name is None:
                continue
            title = " ".join(groups.get("title", "").split())
            houses = [groups[key] for key in _HOUSES if groups.get(key)]
            initials = groups.get("initials", "")
            short = re.match(r"([A-ZÆØÅ]{2,4})(?:,\s*|$)", m["house"]) if number == 2 else None
            if short and not _is_party(short[1], text):
                initials, houses = short[1], [m["house"][short.end() :]]
            side = _side_of(title, houses, sides) if number == 2 else _side_of(title, [*houses, m.group()], sides)
            people.add(Person(name, title, side, m.start("name"), initials=initials))
    _from_lists(text, sides, people)
    for m in re.finditer(NAME, text):
        name = person_in(m.group())
        if name is not None and sides.first_in(name) is None and people.by_name(name) is None:
            people.add(Person(name, first=m.start()))
    for person in people.known.values():
        if person.side is None and person.title:
            person.side = sides.of_work(person.title) or next(named_before(sides, text, person.first), None)
    _mark_shown_off(text, people)
    _mark_mentions(text, people)
    return people


def whole_lines(text: str) -> str:
    """The text with the line ends inside broken paragraphs made spaces, every character in its place."""
    return re.sub(r"(?<=[^\n]{50})\n(?=[ ]{0,2}[^\s\-•*|>#])", " ", text)


def _is_party(letters: str, text: str) -> bool:
    """Whether letters in brackets are a political party: the text is a debate with head lines."""
    return bool(re.search(rf"\({letters}\):\s*$", text, re.MULTILINE))


def _side_of(title: str, houses: list[str], sides: SideNames) -> Side | None:
    for house in houses:
        if side := sides.first_in(house):
            return side
    if title and (side := sides.of_title(title)):
        return side
    return Side.THIRD_PARTY if any(re.match(rf"[{CAPITAL}]", house) for house in houses) else None


_LIST_LINE = re.compile(r"^[ \t]*(?:[-•*·]\s*)?(?P<who>[^:\n]{2,60}):[ \t]*(?P<names>[^\n]+)$", re.MULTILINE)


def _from_lists(text: str, sides: SideNames, people: People) -> None:
    """Those present, as minutes list them: "Systemhuset: Ida Krogh (IK), Ole Bak"."""
    for m in _LIST_LINE.finditer(text):
        for part in re.split(r",|;|\bog\b", m["names"]):
            found = re.fullmatch(rf"\s*(?P<name>{NAME})\s*(?:\((?P<what>[^()]*)\))?\s*\.?", part)
            name = person_in(found["name"]) if found else None
            if found is None or name is None:
                continue
            what = found["what"] or ""
            initials = what if re.fullmatch(r"[A-ZÆØÅ]{2,4}", what) else ""
            side = sides.first_in(what) or sides.first_in(m["who"])
            if side or initials:
                people.add(Person(name, side=side, first=m.start("names"), initials=initials))


def _mark_shown_off(text: str, people: People) -> None:
    shown = one_of(words("speech", "shown_off"))
    for m in re.finditer(rf"[^.!?\n]*\b(?:{shown})\b[^.!?\n]*", text, re.IGNORECASE):
        for found in re.finditer(NAME, m.group()):
            name = person_in(found.group())
            person = people.by_name(name) if name else None
            if person is not None and person.side is Side.CUSTOMER:
                person.shown_off = True


_BYLINE = re.compile(r"(?:^|\n)[ \t]*(?:Af|By|Foto|Tekst|Skrevet af)\b:?[^\n.]*$")


def _mark_mentions(text: str, people: People) -> None:
    for person in people.known.values():
        last = re.escape(person.name.split()[-1])
        person.mentions = [
            m.start()
            for m in re.finditer(rf"(?<!\w){last}(?:['’]?s)?(?!\w)", text)
            if not _BYLINE.search(text[max(0, m.start() - 60) : m.start()])
        ]
        if person.title:
            root = re.escape(title_root(person.title))
            person.mentions += [m.start() for m in re.finditer(rf"(?<!\w)(?i:{root})(?:en|n)?(?!\w)", text)]
