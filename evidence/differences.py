"""Two texts held against each other word by word: how much of one stands in the other, and where they part.

Line breaks, hyphens at their ends, case and punctuation are passed over, since the same paper in Word, in PDF and on a
scan has them differently. A number, a day or a «not» that is another is what counsel looks for, and is told apart.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import chain

from evidence.days import MONTHS
from evidence.model import MarkKind, Page
from evidence.readers import PageText

#: So many words in a row are compared at once.
RUN = 3
#: A stretch longer than this was put in or left out; a shorter one was put otherwise.
SHORT = 12
#: Words times words of two stretches that are compared word by word: of more it would take hours.
_MOST_PAIRS = 9_000_000
#: So many words on either side are shown with a difference.
_AROUND = 3

_HYPHEN = r"[-\u2010\u2011\u00ad]"
_WORD = re.compile(rf"[^\W\d_]+(?:{_HYPHEN}(?:[ \t]*\r?\n\s*)?[^\W\d_]+)*|\d+(?:[.,:]\d+)*")
_APART = re.compile(rf"{_HYPHEN}\s*")
_NOT_OWN = (MarkKind.FURNITURE, MarkKind.QUOTED, MarkKind.HEAD)
_DENIALS = ("ikke", "ej", "aldrig", "ingen", "intet", "uden", "hverken", "no", "not", "never", "without")
_WEIGHTY = frozenset((*MONTHS, *_DENIALS))

Words = Sequence[str]


@dataclass(frozen=True, slots=True)
class Difference:
    """A stretch put otherwise in two documents, each with the words around it; empty: nothing stands there."""

    page: int
    here: str
    there_page: int
    there: str


def folded(text: str) -> tuple[str, ...]:
    """The words of a text as they are compared: small letters, hyphens and line breaks gone, numbers kept whole."""
    words = _WORD.findall(text.lower())
    return tuple([word if word.isalnum() else _APART.sub("", word) for word in words])


def said(pages: Iterable[Page | PageText]) -> tuple[str, ...]:
    """The words of a document. Page furniture, mail heads and quoted mail are no part of what it says itself."""
    return tuple(chain.from_iterable([folded(_own(page)) for page in pages]))


def _places(pages: Sequence[Page]) -> list[tuple[int, int, int]]:
    """Where each of the same words stands: page, start, end."""
    return [(page.number, match.start(), match.end()) for page in pages for match in _WORD.finditer(_own(page).lower())]


def _own(page: Page | PageText) -> str:
    """The text of a page with what is not its own blanked out, so that the rest stands where it stood."""
    text, pieces, at = page.text, [], 0
    for mark in sorted((mark for mark in page.marks if mark.kind in _NOT_OWN), key=lambda mark: mark.start):
        if mark.end > at:
            pieces += [text[at : max(at, mark.start)], " " * (mark.end - max(at, mark.start))]
            at = mark.end
    return "".join([*pieces, text[at:]])


def runs(words: Words) -> Iterator[tuple[str, ...]]:
    """Every stretch of ``RUN`` words."""
    return zip(*(words[n:] for n in range(RUN)), strict=False)


def share(words: Words, known: frozenset[tuple[str, ...]]) -> float:
    """How many of the words, from 0 to 1, stand in a run that is among ``known``."""
    # A byte for each run, 1 where it is known; moved on by a word and another, these tell which words it covers.
    begun = int.from_bytes(bytes(map(known.__contains__, runs(words))), "little")
    covered = 0
    for moved in range(RUN):
        covered |= begun << 8 * moved
    return covered.bit_count() / len(words) if words else 0.0


def weights(words: Words) -> list[str]:
    """The numbers, months and denials among words: what may not differ where two papers are the same."""
    return sorted(word for word in words if word in _WEIGHTY or word[0].isdigit())


def differences(
    pages: Sequence[Page], others: Sequence[Page], both: tuple[Words, Words] | None = None
) -> list[Difference]:
    """The short stretches in which a number, a month or a denial is another, in the order of the first document.

    ``both``: what is ``said`` on the pages and on the others, where that is known.
    """
    here, there = both or (said(pages), said(others))
    found = []
    for start, end, other_start, other_end in _parted(here, there):
        mine, theirs = here[start:end], there[other_start:other_end]
        outside = not start or not other_start or end == len(here) or other_end == len(there)
        if outside and not (mine and theirs):
            continue  # set above or below, as the day a copy was made
        if max(len(mine), len(theirs)) <= SHORT and weights(mine) != weights(theirs):
            found.append((start, end, other_start, other_end))
    if not found:  # most say the same: where each word stands is asked only to show it
        return []
    places, other_places = _places(pages), _places(others)
    return [
        Difference(*_around(pages, places, start, end), *_around(others, other_places, other_start, other_end))
        for start, end, other_start, other_end in found
    ]


def _around(
    pages: Sequence[Page], places: Sequence[tuple[int, int, int]], start: int, end: int
) -> tuple[int, str]:
    """The page of a stretch and its words with those around it, as they stand there."""
    number = places[min(start, len(places) - 1)][0]
    around = places[max(0, start - _AROUND) : min(len(places), end + _AROUND)]
    inside = [place for place in around if place[0] == number]
    text = next(page.text for page in pages if page.number == number)
    return number, " ".join(text[inside[0][1] : inside[-1][2]].split()) if inside else ""


def _parted(here: Words, there: Words) -> Iterator[tuple[int, int, int, int]]:
    """The stretches in which two texts part: start and end in the one, start and end in the other."""
    at = other_at = 0
    for place, other in [*_partners(here, there), (len(here), len(there))]:
        if (place, other) != (at, other_at):
            yield at, place, other_at, other
        at, other_at = place + 1, other + 1


def _partners(here: Words, there: Words, *, numbered: bool = False) -> Iterator[tuple[int, int]]:
    """Words that answer to each other, in order: runs that stand once in both hold the texts together.

    ``numbered``: so does the first of several with the first, the second with the second.
    """
    at = other_at = 0
    for place, other in [*_anchors(here, there, numbered=numbered), (len(here), len(there))]:
        if place < at or other < other_at:
            continue  # the anchors overlap; its words are paired already
        mine, theirs = here[at:place], there[other_at:other]
        if len(mine) * len(theirs) > _MOST_PAIRS:  # two logs of the same few sentences, for one
            pairs = iter(()) if numbered else _partners(mine, theirs, numbered=True)
        else:
            pairs = _alike(mine, theirs)
        yield from ((at + one, other_at + two) for one, two in pairs)
        at, other_at = place, other
        while at < len(here) and other_at < len(there) and here[at] == there[other_at]:
            yield at, other_at
            at, other_at = at + 1, other_at + 1


def _alike(mine: Words, theirs: Words) -> Iterator[tuple[int, int]]:
    """The same of two stretches in which nothing holds them together."""
    # In long stretches that are not the same a word in common holds nothing together.
    least = 1 if max(len(mine), len(theirs)) <= 2 * SHORT else RUN
    for block in SequenceMatcher(None, mine, theirs).get_matching_blocks():
        if block.size >= least:
            yield from ((block.a + n, block.b + n) for n in range(block.size))


def _anchors(here: Words, there: Words, *, numbered: bool) -> list[tuple[int, int]]:
    """The longest row, rising in both texts, of runs that stand once in each, or are the same one of several."""
    ours, theirs = map(_numbered if numbered else _once, (here, there))
    pairs = sorted((place, theirs[run]) for run, place in ours.items() if run in theirs)
    ends: list[int] = []
    lasts: list[int] = []
    before: list[int] = []
    for number, (_, other) in enumerate(pairs):
        length = bisect_left(ends, other)
        before.append(lasts[length - 1] if length else -1)
        ends[length : length + 1] = [other]
        lasts[length : length + 1] = [number]
    row = []
    number = lasts[-1] if lasts else -1
    while number >= 0:
        row.append(pairs[number])
        number = before[number]
    return row[::-1]


def _numbered(words: Words) -> dict[tuple[object, ...], int]:
    times: Counter[tuple[str, ...]] = Counter()
    found: dict[tuple[object, ...], int] = {}
    for place, run in enumerate(runs(words)):
        found[run, times[run]] = place
        times[run] += 1
    return found


def _once(words: Words) -> dict[tuple[object, ...], int]:
    times = Counter(runs(words))
    return {run: place for place, run in enumerate(runs(words)) if times[run] == 1}
