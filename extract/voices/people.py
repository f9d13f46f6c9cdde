"""People as a page has them, and whom of them a name, a title, initials or "hun" mean."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Container, Iterator
from dataclasses import dataclass, field, replace
from functools import cache

from extract.lexicon import one_of, word_set, words
from extract.model import Side
from extract.voices.register import initials_of, shortens, spelt_plain
from extract.voices.sides import CAPITAL, SideNames, has_title, title_expression, title_root

SMALL = "a-zæøåäöüéèáíóúñ"
_REST = rf"(?:[{SMALL}]+(?:-[{CAPITAL}]?[{SMALL}]+)*(?![\w/])|\.)"
#: «Niels Chr. Vad»: a middle name that is cut short.
ONE_NAME = rf"(?:(?:Alb|Chr|Edv|Ferd|Fr|Jac|Joh|Mich|Nic|Th|Vald)\.|[{CAPITAL}]{_REST})"
#: Two to four capital words on one line: a person, unless one of them makes a house of it. Written so that the engine
#: skips to the next capital.
NAME = rf"[{CAPITAL}](?<![\w.-].){_REST}(?:[ \u00a0]{{1,2}}(?:(?:von|van|de|af)[ ])?{ONE_NAME}){{1,3}}"


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
        name = _HONORIFIC.sub("", name)
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
        """Keep a person; what is newly told fills what was unknown, also of one known without Danish letters."""
        if person.side is None and person.name not in self.known and (plain := spelt_plain(person.name)) != person.name:
            same = next((one for one in self.known.values() if one.side and spelt_plain(one.name) == plain), None)
            person.side, person.title = (same.side, person.title or same.title) if same else (None, person.title)
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

    def placed(self, page: str, sides: SideNames) -> People:
        """The same people, each with the places where their page mentions them.

        A firm that bears somebody's name, one of the ``sides``, is no mention of that person.
        """
        people = People({name: replace(person, mentions=[]) for name, person in self.known.items()})
        text = whole_lines(page)
        people.mark_mentions(text)
        mentioned = [person for person in people.known.values() if person.mentions]
        houses = sides.all_in(text) if mentioned else []
        begins = [start for start, _, _ in houses]
        for person in mentioned if houses else ():
            kept = []
            for place in person.mentions:
                start, end, _ = houses[max(bisect_right(begins, place) - 1, 0)]
                if not start <= place < end or person.first_name in text[start:end]:
                    kept.append(place)
            person.mentions = kept
        return people

    def mark_mentions(self, text: str) -> None:
        """Note with each person where the page mentions them, by name, first name, initials or office."""
        first_names = [person.name.split()[0] for person in self.known.values()]
        lowered = text.lower()
        for person in self.known.values():
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

    def remember(self, earlier: People) -> None:
        """Know those of an earlier page too; they stand before everything on this one."""
        for person in earlier.known.values():
            self.add(replace(person, first=-1, mentions=[]))


#: «Ms Krogh», «Hr. Bak»: by the last name, where only one has it.
_HONORIFIC = re.compile(r"(?:Mr|Mrs|Ms|Miss|Hr|Fru|Frk)\.?\s+(?=\S)")


def _no_genitive(name: str) -> str:
    return re.sub(r"(?:['’]s|['’]|(?<=[^s])s)$", "", name)


def person_in(words_with_capitals: str) -> str | None:
    """The person's name in capital words: without a title before it; None if they name a house or a thing."""
    parts = _HONORIFIC.sub("", words_with_capitals).split()
    while parts and has_title(parts[0]):
        parts = parts[1:]
    houses = words("speech", "organisation_words")
    marked = [
        place for place, part in enumerate(parts)
        if part in houses or _no_genitive(part) in houses or part.endswith("udvalget")
    ]  # fmt: skip
    if marked:
        parts = parts[marked[-1] + 1 :]  # "Nørreby Kommune Ida Krogh"
    if parts[1:2] == ["af"] and not is_first_name(parts[0]):
        parts = parts[2:]  # «Skrevet af Ida Krogh»
    if len(parts) > 1 and parts[-1].lower() in word_set("abbreviations", "sentence_openers"):
        parts = parts[:-1]  # of the next line: «Region Vest / Hvilken halvdel»
    if len(parts) < 2:
        return None
    if parts[0].lower() in word_set("abbreviations", "sentence_openers") or parts[0] in words("speech", "no_names"):
        parts = parts[1:]
    return " ".join(parts) if len(parts) > 1 else None


#: A line end inside a paragraph: what stands before it is long, and what follows begins with a word.
_BROKEN = re.compile(r"\n(?<=[^\n]{50}\n)(?=[ ]{0,2}[^\s\-•*|>#])(?![ ]{0,2}\w[\w ]{1,25}:[ ])")


#: A line end before what may be somebody's last name.
_LAST_NAME_BELOW = re.compile(rf"(?<=[{SMALL}])\n(?=[{CAPITAL}][{SMALL}]+(?![\w:]))")


@cache
def _begins_a_name() -> re.Pattern[str]:
    """«siger salgschef Ida», last on the line of a narrow column."""
    return re.compile(
        rf"\b(?:{one_of(words('speech', 'says'))})\s{title_expression()}(?:en|n)?\s[{CAPITAL}][{SMALL}]+$"
    )


def whole_lines(text: str) -> str:
    """The text with the line ends inside broken paragraphs, and inside the name of who is quoted, made spaces, every
    character in its place.
    """
    text = _BROKEN.sub(" ", text)

    def joined(m: re.Match[str]) -> str:
        return " " if _begins_a_name().search(text, max(0, m.start() - _TITLE_AND_NAME), m.start()) else m.group()

    return _LAST_NAME_BELOW.sub(joined, text)


_BYLINE = re.compile(r"(?:^|\n)[ \t]*(?:Af|By|Foto|Tekst|Skrevet af)\b:?[^\n.]*$")


#: So far before the last name its office may begin: «direktør Ida Margrethe Krogh».
_TITLE_AND_NAME = 60


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
