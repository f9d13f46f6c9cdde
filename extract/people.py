"""Who is who: the sides of the case by name, and the people a page names with title, house and side."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache

from extract.lexicon import one_of, word_set, words
from extract.model import Party, Side, Sides

CAPITAL = "A-ZÆØÅÄÖÜÉ"
SMALL = "a-zæøåäöüéèáíóúñ"
_ONE_NAME = rf"(?:[{CAPITAL}][{SMALL}]+(?:-[{CAPITAL}]?[{SMALL}]+)*|[{CAPITAL}]\.)"
#: Two to four capital words: a person, unless one of them makes an organisation of it.
NAME = rf"{_ONE_NAME}(?:\s+(?:von\s+|van\s+|de\s+|af\s+)?{_ONE_NAME}){{1,3}}"


@cache
def _title() -> str:
    return rf"(?:[\w-]*(?:{one_of(words('speech', 'title_endings'))}))"


@dataclass(slots=True)
class Person:
    """Somebody a page names."""

    name: str
    title: str = ""
    house: str = ""
    side: Side | None = None  # None: nothing on the page tells
    first: int = 0  # where the page first names them
    shown_off: bool = False  # a customer presented by the vendor
    initials: str = ""
    mentions: list[int] = field(default_factory=list)  # where a name or a title of theirs stands

    @property
    def called(self) -> str:
        """With the title where there is one: "it-chef Ida Krogh"."""
        return f"{self.title} {self.name}" if self.title else self.name


@dataclass(slots=True)
class People:
    """The people of a page, in the order they are first named."""

    known: dict[str, Person] = field(default_factory=dict)

    def by_name(self, name: str) -> Person | None:
        """By full name, or by a first or last name only one of them has."""
        bare = re.sub(r"['’]?s$", "", name)
        for wanted in (name, bare):
            if wanted in self.known:
                return self.known[wanted]
        parts = name.split()
        hits = [
            p
            for p in self.known.values()
            if parts[-1] in p.name.split() or re.sub(r"['’]?s$", "", parts[-1]) in p.name.split()
        ]
        if len(parts) > 1:
            hits = [p for p in hits if parts[0] in p.name.split()]
        return hits[0] if len({p.name for p in hits}) == 1 else None

    def by_title(self, title: str, place: int) -> Person | None:
        """The last one named before ``place`` who has this title ("jobcenterchefen" for a jobcenterchef)."""
        root = title_root(title)
        hits = [p for p in self.known.values() if p.title and title_root(p.title) == root]
        if not hits:
            hits = [
                p
                for p in self.known.values()
                if p.title and (title_root(p.title).endswith(root) or root.endswith(title_root(p.title)))
            ]
        before = [p for p in hits if p.first <= place]
        return max(before, key=lambda p: p.first, default=hits[0] if len(hits) == 1 else None)

    def by_initials(self, initials: str) -> Person | None:
        """Whoever these capitals stand for, if it is one person."""
        hits = [p for p in self.known.values() if p.initials == initials]
        if not hits:
            hits = [p for p in self.known.values() if "".join(part[0] for part in p.name.split()) == initials]
        return hits[0] if len(hits) == 1 else None

    def add(self, person: Person) -> Person:
        """Keep a person; what is newly told fills what was unknown."""
        old = self.known.get(person.name)
        if old is None:
            self.known[person.name] = person
            return person
        old.title = old.title or person.title
        old.house = old.house or person.house
        old.side = old.side or person.side
        old.initials = old.initials or person.initials
        old.first = min(old.first, person.first)
        return old


def title_root(title: str) -> str:
    """A title without its article: "jobcenterchefen" and "jobcenterchef" are one."""
    word = title.lower().split()[-1] if title.split() else ""
    for ending in word_set("speech", "title_endings"):
        for tail in ("en", "n", "et", "ens", "s", "erne", "e", "en's"):
            if word == ending + tail or (word.endswith(ending + tail) and len(word) > len(ending + tail)):
                return word[: -len(tail)]
    return word


def has_title(word: str) -> bool:
    """Whether a word is a title or office, definite or not."""
    root = title_root(word)
    return any(root.endswith(ending.lower()) for ending in words("speech", "title_endings"))


# ── sides ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _expression(names: Iterable[str], patterns: Iterable[str], general: Iterable[str]) -> re.Pattern[str]:
    parts = []
    for name in sorted({*names, *general}, key=lambda name: (-len(name), name)):
        if len(name.strip()) > 1:
            parts.append(re.escape(name.strip()).replace(r"\ ", r"\s+") + r"(?:['’]?s|['’])?")
    capital = rf"(?-i:[{CAPITAL}])[\w-]+"
    for pattern in patterns:
        pieces = [re.escape(piece.strip()).replace(r"\ ", r"\s+") for piece in pattern.split("*")]
        parts.append(
            rf"(?:{capital}(?:[\s-]{capital})*)".join(f"{p}" if not p else rf"\s*{p}" for p in pieces) + r"(?:['’]?s)?"
        )
    return re.compile(rf"(?<![\w-])(?:{'|'.join(parts)})(?![\w])" if parts else r"(?!)", re.IGNORECASE)


class SideNames:
    """Finds and names the sides of a case in a text."""

    def __init__(self, sides: Sides) -> None:
        self.sides = sides
        self._customer = _expression(sides.customer.names, sides.customer.patterns, words("speech", "customer_words"))
        self._vendor = _expression(sides.vendor.names, sides.vendor.patterns, words("speech", "vendor_words"))

    def all_in(self, text: str) -> Iterator[tuple[int, int, Side]]:
        """Each place where a side is named, in order."""
        found = [(*m.span(), Side.VENDOR) for m in self._vendor.finditer(text)]
        found += [(*m.span(), Side.CUSTOMER) for m in self._customer.finditer(text)]
        yield from sorted(found)

    def first_in(self, text: str) -> Side | None:
        """The side named first, None where none is."""
        return next((side for _, _, side in self.all_in(text)), None)

    def at_start(self, text: str) -> tuple[str, Side] | None:
        """The side whose name a text begins with, and the name as it stands."""
        for pattern, side in ((self._customer, Side.CUSTOMER), (self._vendor, Side.VENDOR)):
            if m := pattern.match(text):
                return m.group(), side
        return None

    def of_title(self, title: str) -> Side | None:
        """Whose side an office is on, whoever holds it."""
        root = title_root(title)
        if any(root.endswith(head) for head in words("speech", "heads_of_customer")):
            return Side.CUSTOMER
        return Side.THIRD_PARTY if any(root.endswith(word) for word in words("speech", "bystanders")) else None

    def of_address(self, address: str) -> Side | None:
        """Whose side a mail address is on: its domain holds a name of the party."""
        domain = address.rpartition("@")[2].lower().strip("> ")
        labels = [label for label in re.split(r"[.\s]", domain)[:-1] if label]
        for party, side in ((self.sides.vendor, Side.VENDOR), (self.sides.customer, Side.CUSTOMER)):
            if any(
                label in spellings or any(label.startswith(s + "-") or label.endswith("-" + s) for s in spellings)
                for spellings in [_spellings(party)]
                for label in labels
            ):
                return side
        return None


_GENERAL = frozenset(word.lower() for word in words("speech", "general_names"))


@lru_cache(maxsize=16)
def _spellings(party: Party) -> frozenset[str]:
    """How the proper words of a party's names may be spelt in a domain."""
    made: set[str] = set()
    for name in party.names:
        plain = re.sub(r"\b(?:a/s|aps|i/s|p/s|k/s|kommunes?|ltd|inc|gmbh)\b\.?", " ", name.lower())
        tokens = [t for t in re.findall(r"[\wæøå]+", plain) if len(t) > 2 and t not in _GENERAL]
        for word in [*tokens, "".join(tokens), "-".join(tokens)]:
            if len(word) > 2:
                made.add(word)
                made.add(word.replace("æ", "ae").replace("ø", "oe").replace("å", "aa"))
                made.add(word.replace("æ", "ae").replace("ø", "o").replace("å", "a"))
                made.add(word.replace("æ", "e").replace("ø", "o").replace("å", "aa"))
    return frozenset(made)


@lru_cache(maxsize=16)
def side_names(sides: Sides) -> SideNames:
    """The names of a case's sides, made ready once."""
    return SideNames(sides)


# ── people of a page ─────────────────────────────────────────────────────────────────────────────────────────────────


def is_person(name: str) -> bool:
    """Whether capital words are a person's name rather than a house's."""
    parts = name.split()
    last = re.sub(r"['’]?s$", "", parts[-1])
    houses = words("speech", "organisation_words")
    if any(part in houses for part in parts) or last in houses:
        return False
    first = parts[0]
    return (
        not has_title(first)
        and first.lower() not in word_set("abbreviations", "sentence_openers")
        and first not in words("speech", "no_names")
    )


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    title = _title()
    house = (
        rf"(?:(?:i|fra|hos|for|ved|of|at|from)\s+(?P<house>[^,.;:()\n\"”»«]{{2,60}})|"
        rf",\s*(?P<house2>[{CAPITAL}][^,.;:()\n\"”»«]{{2,50}}))?"
    )
    owner = rf"(?:(?P<owner>[\w/.ÆØÅæøå-]+(?:\s[{CAPITAL}][\w/]+)*s['’]?)\s+)?"
    return (
        re.compile(
            rf"{owner}(?P<title>{title})(?:en|n)?,?\s+(?P<house0>(?:i|fra|"
            rf"hos)\s+[{CAPITAL}][^,.;:()\n\"]{{2,40}}?,?\s+)?"
            rf"(?P<name>{NAME})(?:\s*\((?P<initials>[{CAPITAL}]{{2,4}})\))?,?\s*{house}"
        ),
        re.compile(
            rf"(?P<name>{NAME})(?:\s*\((?P<initials>[{CAPITAL}]{{2,4}})\))?,\s+(?:som\s+er\s+|"
            rf"der\s+er\s+)?{owner}(?P<title>(?:[\w-]+\s+)?{title})(?:en|n)?\b\s*{house}"
        ),
        re.compile(rf"(?P<name>{NAME})\s*\((?P<house>[^()\n]{{1,50}})\)"),
        re.compile(
            rf"(?P<name>{NAME})\s+(?:fra|hos|i|from|"
            rf"of)\s+(?P<house>[{CAPITAL}][\w/&.-]+(?:\s[{CAPITAL}][\w/&.-]*)*|(?:kommunen|leverandøren|jobcentret|"
            rf"forvaltningen))"
        ),
    )


_PARTY_LETTERS = re.compile(r"[A-ZÆØÅ]{1,3}|UFG|ALT|LA|SF|DF|DD|EL|KD|NB|IA|JF|SIU|UFG")


def people_of(text: str, sides: SideNames) -> People:
    """The people a page names, with what it tells of them."""
    people = People()
    for number, pattern in enumerate(_patterns()):
        for m in pattern.finditer(text):
            groups = m.groupdict()
            name = " ".join(m["name"].split())
            if not is_person(name):
                continue
            title = " ".join((groups.get("title") or "").split())
            house = " ".join(
                (
                    groups.get("house") or groups.get("house2") or groups.get("house0") or groups.get("owner") or ""
                ).split()
            )
            initials = groups.get("initials") or ""
            if number == 2 and re.fullmatch(r"[A-ZÆØÅ]{2,4}", house) and not _is_party(house, text):
                initials, house = house, ""
            side = _side_of(title, house, groups.get("owner") or "", sides)
            people.add(Person(name, title, house, side, m.start("name"), initials=initials))
    _from_lists(text, sides, people)
    for m in re.finditer(NAME, text):
        name = " ".join(m.group().split())
        if is_person(name) and sides.first_in(name) is None and people.by_name(name) is None:
            people.add(Person(name, first=m.start()))
    _mark_shown_off(text, people)
    _mark_mentions(text, people)
    return people


def _mark_mentions(text: str, people: People) -> None:
    for person in people.known.values():
        last = person.name.split()[-1]
        person.mentions = [m.start() for m in re.finditer(rf"(?<!\w){re.escape(last)}(?:['’]?s)?(?!\w)", text)]
        if person.title:
            root = title_root(person.title)
            person.mentions += [
                m.start() for m in re.finditer(rf"(?<!\w){re.escape(root)}(?:en|n)?(?!\w)", text, re.IGNORECASE)
            ]


def _is_party(letters: str, text: str) -> bool:
    """Whether letters in brackets are a political party: the text is a debate with head lines."""
    return bool(_PARTY_LETTERS.fullmatch(letters)) and bool(re.search(rf"\({letters}\):\s*$", text, re.MULTILINE))


def _side_of(title: str, house: str, owner: str, sides: SideNames) -> Side | None:
    for words_for_it in (house, owner):
        if words_for_it and (side := sides.first_in(words_for_it)):
            return side
    if title and (side := sides.of_title(title)):
        return side
    return Side.THIRD_PARTY if house and re.match(rf"[{CAPITAL}]", house) else None


_LIST_LINE = re.compile(r"^[ \t]*(?:[-•*·]\s*)?(?P<who>[^:\n]{2,60}):\s*(?P<names>[^\n]+)$", re.MULTILINE)


def _from_lists(text: str, sides: SideNames, people: People) -> None:
    """Those present, as minutes list them: "Systemhuset: Ida Krogh (IK), Ole Bak"."""
    for m in _LIST_LINE.finditer(text):
        for part in re.split(r",|;|\bog\b", m["names"]):
            found = re.fullmatch(rf"\s*(?P<name>{NAME})\s*(?:\((?P<what>[^()]*)\))?\s*\.?", part)
            if not found or not is_person(found["name"]):
                continue
            what = found["what"] or ""
            side = sides.first_in(what) or sides.first_in(m["who"])
            initials = what if re.fullmatch(r"[A-ZÆØÅ]{2,4}", what) else ""
            if side or initials:
                people.add(
                    Person(" ".join(found["name"].split()), side=side, first=m.start("names"), initials=initials)
                )


def _mark_shown_off(text: str, people: People) -> None:
    shown = one_of(words("speech", "shown_off"))
    for m in re.finditer(rf"[^.!?\n]*\b(?:{shown})\b[^.!?\n]*", text, re.IGNORECASE):
        for found in re.finditer(NAME, m.group()):
            person = people.by_name(" ".join(found.group().split()))
            if person is not None and person.side is Side.CUSTOMER:
                person.shown_off = True
