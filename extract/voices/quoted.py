"""Who says each quotation of a page: whom its own sentence names, else the words before it or after it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import chain

from extract.lines import BLANK_LINE
from extract.sentences import Sentence, sentence_at
from extract.voices.naming import Named
from extract.voices.people import NAME, People, Person, person_in
from extract.voices.quotes import Quote, quotations, says_who
from extract.voices.sides import SideNames, has_title
from extract.voices.telling import Telling, announced, telling_by, telling_of

#: So far before a sentence stands what it may go on with.
BEFORE = 300
#: A quotation is by whoever said the one before it so few characters, or sentences, above.
_NEAR, _NEXT = 200, 2
#: So far before a quotation stands whom the narration is about.
_IN_THE_ROOM = 900
_BYLINE = re.compile(rf"[–—-]?\s*(?P<name>{NAME})(?:,[^.!?\n]{{2,80}})?$")


class Quoted:
    """The quotations of a page. ``said`` tells who says each sentence by itself, and is filled before any is asked of.

    In a ``debate`` only houses and named people are told of.
    """

    def __init__(
        self, text: str, sentences: list[Sentence], people: People, names: SideNames,
        said: Sequence[Telling | None], *, debate: bool,
    ) -> None:  # fmt: skip
        self._text, self._sentences, self._people, self._names = text, sentences, people, names
        self._said, self._debate = said, debate
        self._quotes = quotations(text)
        #: The quotations that reach into each sentence.
        self.at: list[list[Quote]] = [[] for _ in sentences]
        self._touched = [self._note(quote) for quote in self._quotes]

    def _note(self, quote: Quote) -> list[int]:
        """The sentences a quotation reaches into; it is noted with each."""
        touched = []
        for index in range(max(0, sentence_at(self._sentences, quote.start)), len(self._sentences)):
            sentence = self._sentences[index]
            if sentence.start >= quote.end:
                break
            if sentence.end > quote.start:
                self.at[index].append(quote)
                touched.append(index)
        return touched

    def holds(self, index: int) -> bool:
        """Whether a sentence lies wholly inside a quotation that goes on: what it tells is told by its speaker."""
        sentence = self._sentences[index]
        return any(
            one.start <= sentence.start and (sentence.end < one.end or (sentence.end == one.end and not one.dash))
            for one in self.at[index]
        )

    def spoken(self) -> Iterator[tuple[Quote, Sequence[int], Telling]]:
        """Each quotation that somebody is known to say, the sentences it reaches into, and who says it."""
        owners = self._owners()
        last: tuple[Telling, int] | None = None
        for quote, touching, owner in zip(self._quotes, self._touched, owners, strict=True):
            if not touching:
                continue
            if owner is None or owner.weak:
                owner = self._after(touching[-1]) or owner
            apart = quote.dash or quote.alone
            if owner is None and apart:
                owner = self._in_the_room(quote)
            if owner is None and last is not None and (apart or touching[0] - last[1] <= _NEXT):
                owner = last[0]
            if owner is not None:
                yield quote, touching, owner
                last = owner, touching[-1]

    def _owners(self) -> list[Telling | None]:
        """Who says each quotation by its own sentence or the one before it, else as the next to it."""
        owners = [
            self._own(quote, touching) if touching else None
            for quote, touching in zip(self._quotes, self._touched, strict=True)
        ]
        for number in range(1, len(owners)):
            between = self._text[self._quotes[number - 1].end : self._quotes[number].start]
            if owners[number] is None and "\n\n" not in between and len(between) < _NEAR:
                owners[number] = owners[number - 1]  # "…," siger hun. "…"
        for number in range(len(owners) - 2, -1, -1):
            here, after = owners[number], owners[number + 1]
            if after is None or after.weak or not self._adjacent(self._touched[number], self._touched[number + 1]):
                continue
            if here is None or (here.weak and here.side is after.side):
                owners[number] = after
        return owners

    def _own(self, quote: Quote, touching: Sequence[int]) -> Telling | None:
        """Who says a quotation by one of its sentences, else whom the one before it announces or turns to.

        A house announced gives way to the person of its side who turns out to go on.
        """
        if own := next((self._outer[index] for index in touching if self._tells_whose(quote, index)), None):
            return own
        if intro := self._intro(touching[0]):
            return replace(intro, weak=not intro.personal)
        return self._turned_to(quote, touching[0])

    @cached_property
    def _outer(self) -> dict[int, Telling | None]:
        """Who says each sentence that a quotation touches, by its number."""
        return {index: self._outermost(index) for index in sorted(set(chain.from_iterable(self._touched)))}

    def _outermost(self, index: int) -> Telling | None:
        """Who says a sentence: «Vi fik at vide af Systemhuset, at …, siger Ida Krogh» are her words, of theirs."""
        told, sentence = self._said[index], self._sentences[index]
        ends = says_who(sentence.text) if told is not None and not told.personal else None
        if ends is None:
            return told
        outer = self._telling(
            sentence._replace(start=sentence.start + ends, text=sentence.text[ends:]), debate=self._debate
        )
        return outer if outer is not None and outer.personal else told

    def _telling(self, sentence: Sentence, *, debate: bool) -> Telling | None:
        """Who says a sentence as if nothing in it were quoted."""
        before = self._text[max(0, sentence.start - BEFORE) : sentence.start]
        return telling_of(sentence, [], self._people, self._names, debate, before)

    def _tells_whose(self, quote: Quote, index: int) -> bool:
        """Whether a sentence tells whose a quotation is: from outside it, or behind the words a dash sets apart."""
        if self._said[index] is None:
            return False
        return not self.holds(index) or (quote.dash and says_who(self._sentences[index].text) is not None)

    def told_within(self, index: int) -> Telling | None:
        """A house whose words somebody quoted tells of: «De sagde, at det var vores net.»"""
        if (first := self._said[index]) is not None and self._outer[index] is not first:
            return first
        told = self._telling(self._sentences[index], debate=True) if self.holds(index) else None
        return told if told and not told.personal else None

    def _turned_to(self, quote: Quote, first: int) -> Telling | None:
        """Whom the sentence right before a quotation turns to: «Ida Krogh nikker modstræbende. "Det var forkert."»"""
        if first == 0 or self._said[first - 1] is not None or self.at[first - 1]:
            return None
        before = self._sentences[first - 1]
        if quote.start > self._sentences[first].start or BLANK_LINE.search(self._text, before.start, quote.start):
            return None
        m = re.search(NAME, before.text)
        opens = m is not None and (m.start() == 0 or has_title(before.text[: m.start()].strip()))
        return self._of_name(m.group()) if m and opens else None

    def _of_name(self, words: str) -> Telling | None:
        """That somebody known, whose name some capital words are, says something."""
        name = person_in(words)
        person = self._people.by_name(name) if name else None
        return self.of_person(person) if person else None

    def of_person(self, person: Person) -> Telling:
        """That somebody says something in their own words."""
        return telling_by(Named(person.called, person), self._names, direct=True)

    def _in_the_room(self, quote: Quote) -> Telling | None:
        """Whom the narration before a quotation is about: «Ida Krogh er ikke overbevist. – Jeg skriver stadig …»."""
        before = max((one.end for one in self._quotes if one.start < quote.start), default=quote.start - _IN_THE_ROOM)
        person = self._people.last_before(quote.start)
        if person is None or not (person.title or person.side):
            return None
        met = any(before <= mention < quote.start for mention in person.mentions)
        return self.of_person(person) if met else None

    def _adjacent(self, one: Sequence[int], two: Sequence[int]) -> bool:
        return bool(one and two) and two[0] - one[-1] <= 1 and self._said[one[-1]] is None

    def _intro(self, first: int) -> Telling | None:
        """Who a sentence before a quotation announces: "Her udtaler han blandt andet:"."""
        if first == 0 or not self._sentences[first - 1].text.rstrip().endswith(":"):
            return None
        before = self._sentences[first - 1]
        return self._said[first - 1] or announced(before, self._people, self._names, self._text[: before.start])

    def _after(self, last: int) -> Telling | None:
        """Who the sentence after a quotation names: "Det siger …", "Sådan lyder det fra …"."""
        if last + 1 >= len(self._sentences):
            return None
        told = self._said[last + 1]
        if told is not None and told.back:
            return told
        byline = _BYLINE.match(self._sentences[last + 1].text)
        return self._of_name(byline["name"]) if byline else None
