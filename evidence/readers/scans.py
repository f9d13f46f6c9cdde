"""The pages of a PDF that must be recognised: those without a text layer that can be used.

A page whose text another program has laid over its scan keeps that text, and is named.
"""

from __future__ import annotations

import math
import re
from collections.abc import Set
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from evidence.errors import Message
from evidence.model import Outcome
from evidence.ocr import DPI, MOST_PIXELS, NO_TEXT, PARTLY, WEAK_PAGE, Recogniser, Recognition, is_blank
from evidence.readers import PageText
from evidence.readers.drawn import Shows
from evidence.readers.pdftext import TextLine
from evidence.readers.recognised import text_lines, with_words
from evidence.straighten import Affine

if TYPE_CHECKING:
    from PIL.Image import Image

#: The share of a layer's characters that may be no letters of any script.
_MOST_UNMAPPED = 0.05
#: Fewer letters and digits over a scan are a stamp or a page number.
_STAMP = 100


#: Of so many pages of a file with text laid over their scans one is looked at: this many lines of at least so many
#: letters each.
_LOOKED_AT, _GLANCES, _LONG = 20, 3, 25
#: What is cut out around a line, in its heights: where letters stand is known, not so those of a layer over a scan.
_AROUND, _FOREIGN_AROUND = 0.1, 0.7
#: Letters side by side that may tell two readings apart.
_NO_SMALL_WORD = re.compile(r"[^\W\d_]{4,}")

NOTHING_RECOGNISED = Message(
    "no text could be recognised: pictures, drawings or handwriting; look at it yourself, and add a typed copy of what "
    "matters in it"
)


@dataclass(slots=True)
class Sorted:
    """Numbers of pages (from 1) by what came of recognising them."""

    recognised: list[int] = field(default_factory=list)
    weak: list[int] = field(default_factory=list)
    partly: list[int] = field(default_factory=list)  # there is more on them than the words recognised
    without: list[int] = field(default_factory=list)  # pictures, drawings, handwriting
    blank: list[int] = field(default_factory=list)
    waiting: list[int] = field(default_factory=list)  # there is no recogniser
    gave_up: list[int] = field(default_factory=list)
    foreign: list[int] = field(default_factory=list)  # text laid over a scan by another program
    lacking: list[int] = field(default_factory=list)  # some of their letters have no meaning in the file
    other: list[int] = field(default_factory=list)  # such text that is not what the page shows
    senseless: list[int] = field(default_factory=list)  # letters that make no words of Danish or English

    def recognised_on(self, number: int, picture: Image, recogniser: Recogniser | None) -> Recognition | None:
        """What is recognised on the picture of a page, where it is text; the page's number is noted."""
        if is_blank(picture):
            self.blank.append(number)
        elif recogniser is None:
            self.waiting.append(number)
        else:
            seen = recogniser.recognise(picture)
            if seen.gave_up:
                self.gave_up.append(number)
            elif seen.confidence < NO_TEXT:
                self.without.append(number)
            else:
                self.recognised.append(number)
                if seen.confidence < WEAK_PAGE:
                    self.weak.append(number)
                if seen.unread > PARTLY:
                    self.partly.append(number)
                return seen
        return None

    def make_no_words(self, number: int) -> None:
        """Note a page whose letters make no words, recognised or not."""
        for pages in (self.recognised, self.weak, self.partly):
            pages[:] = [page for page in pages if page != number]
        self.senseless.append(number)

    def notices(self) -> list[Message]:
        """What a person must know of these pages."""
        said = (
            (self.recognised, Message("pages whose text was recognised (OCR): {pages}")),
            (self.weak, Message("pages recognised badly, to be compared with the original: {pages}")),
            (self.partly, Message("pages with something on them that was not recognised (stamps, handwriting, "
                                  "pictures, words under them), to be looked at: {pages}")),
            (self.without, Message("pages on which no text could be recognised (pictures, drawings or handwriting), "
                                   "to be looked at: {pages}")),
            (self.gave_up, Message("pages that took too long to recognise, to be looked at: {pages}")),
            (self.blank, Message("blank pages: {pages}")),
            (self.foreign, Message("pages with text another program has recognised over the scan, figures to be "
                                   "compared with the original: {pages}")),
            (self.other, Message("pages over which another program has laid text that is not what they show, "
                                 "recognised anew: {pages}")),
            (self.senseless, Message("pages whose letters make no words of Danish or English, to be looked at: "
                                     "{pages}")),
            (self.lacking, Message("pages on which some letters have no meaning in the file, so that words with them "
                                   "are not found; look at what is quoted from them: {pages}")),
            (self.waiting, Message("pages that must be recognised (OCR): {pages}; krav doctor says what to install, "
                                   "then krav add --retry reads them")),
        )  # fmt: skip
        return [Message(message.text, {"pages": ranges(pages)}) for pages, message in said if pages]

    def outcome(self) -> tuple[Outcome, Message]:
        """What became of a document none of whose pages holds text, and why."""
        if self.waiting:
            return Outcome.NEEDS_OCR, Message(
                "{count} {count:page|pages} must be recognised (OCR); krav doctor says what to install, then krav add "
                "--retry "
                "reads them",
                {"count": len(self.waiting)},
            )
        if self.without or self.gave_up:
            return Outcome.UNREADABLE, NOTHING_RECOGNISED
        return Outcome.EMPTY, Message("every page is blank")


class Scans:
    """Recognises pages of an opened PDF as they come."""

    def __init__(self, document: Any, recogniser: Recogniser | None) -> None:
        self._document = document
        self._recogniser = recogniser
        #: By page, from 0: what was recognised, and the way from its straightened picture to the page's user space.
        self.seen: dict[int, tuple[Recognition, Affine]] = {}
        self.sorted = Sorted()
        self._right = 0  # pages whose letters looked odd and were right
        self._sound: set[str] = set()  # long words of lines that read well, so far
        self._layers = 0  # pages with text laid over a scan, so far
        self._looked_at = _LOOKED_AT  # of so many of these one is looked at; once one says something else, all are

    def lines(self, index: int, layer: list[TextLine], shows: Shows) -> list[TextLine]:
        """The lines of a page, from its layer or recognised. PdfiumError where it cannot be drawn."""
        text = "\n".join([line.text for line in layer])
        if any(map(str.isalnum, text)):
            if unmapped(text) or (shows.scan and _letters(text) < _STAMP):
                return self._recognised(index, layer, _letters(text))
            if shows.hidden and garbled(text):
                return self._recognised(index, layer, 0)
            if _WITHOUT_MEANING.search(text):
                self.sorted.lacking.append(index + 1)
            if ciphered(text):
                found = self._recognised(index, layer, 0)
                if not ciphered("\n".join(line.text for line in found)):
                    return found
                self.seen.pop(index, None)
                self.sorted.make_no_words(index + 1)
                return layer
            if not shows.hidden:
                told = words_of(layer)
                self._sound |= sound_words(told)
                if (odd := oddly_lettered(told, self._sound)) and self._drawn_otherwise(index, odd):
                    return self._recognised(index, layer, 0)
            if shows.hidden and self._shows_other_words(index, layer):
                self._looked_at, self.sorted.other = 1, [*self.sorted.other, index + 1]
                return self._recognised(index, layer, 0)
            if shows.hidden:
                self.sorted.foreign.append(index + 1)
        elif shows.nothing:
            self.sorted.blank.append(index + 1)
        else:
            return self._recognised(index, layer, 0)
        return layer

    def _shows_other_words(self, index: int, layer: list[TextLine]) -> bool:
        """Whether the longest lines of a layer are not what stands in their place on the page; told of some pages."""
        self._layers += 1
        long = sorted((one for one in layer if _letters(one.text) >= _LONG), key=lambda one: -_letters(one.text))
        if self._recogniser is None or len(long) < _GLANCES or (self._layers - 1) % self._looked_at:
            return False
        picture, _ = _picture(self._document, index)
        for line in long[:_GLANCES]:
            part = _cut_out(picture, line, _FOREIGN_AROUND)
            if part is None or _agree([line], self._recogniser.glance(part)):
                return False
        found = self._recogniser.recognise(picture)  # its lines may stand elsewhere: the whole page tells
        return found.confidence >= WEAK_PAGE and not _agree(layer, found)

    def _drawn_otherwise(self, index: int, odd: list[TextLine]) -> bool:
        """Whether one of these lines of letters is surely drawn as other words than it says; told of some pages."""
        if self._recogniser is None or (self._right > _LOOKED_AT and self._right % _LOOKED_AT):
            self._right += 1
            return False
        picture, _ = _picture(self._document, index)
        for line in odd[:_GLANCES]:
            part = _cut_out(picture, line, _AROUND)
            seen = self._recogniser.glance(part) if part else None
            if seen and seen.confidence >= WEAK_PAGE and not _agree([line], seen):
                return True
        self._right += 1
        return False

    def _recognised(self, index: int, layer: list[TextLine], letters: int) -> list[TextLine]:
        picture, out = _picture(self._document, index)
        seen = self.sorted.recognised_on(index + 1, picture, self._recogniser)
        found = text_lines(seen) if seen else []
        if seen is None or _letters("".join(line.text for line in found)) < letters / 2:
            return layer
        self.seen[index] = seen, out.after(seen.back)
        return found

    def page(self, index: int, laid_out: PageText) -> PageText:
        """A page as laid out, with its words where they were recognised."""
        return with_words(laid_out, *self.seen[index]) if index in self.seen else laid_out


def _cut_out(picture: Image, line: TextLine, around: float) -> Image | None:
    """The part of a page's picture on which a line stands, and so much of its height around; None: it is outside."""
    wide, high = picture.width / line.width_of_page, picture.height / line.height_of_page
    around *= line.size
    left, right = max(0, (line.left - around) * wide), min(picture.width, (line.right + around) * wide)
    top, bottom = picture.height - (line.top + around) * high, picture.height - (line.bottom - around) * high
    top, bottom = max(0, top), min(picture.height, bottom)
    return picture.crop((left, top, right, bottom)) if right - left >= 1 and bottom - top >= 1 else None


def _agree(layer: list[TextLine], found: Recognition) -> bool:
    """Whether a part of the words of these lines that is no accident was recognised too."""
    there = {part for one in found.lines for word in one.words for part in _NO_SMALL_WORD.findall(word.text.lower())}
    said = {part for line in layer for part in _NO_SMALL_WORD.findall(line.text.lower())}
    return 3 * len(said & there) >= len(said)


def _letters(text: str) -> int:
    """How many letters and digits there are."""
    return sum(map(str.isalnum, text))


def ranges(numbers: list[int]) -> str:
    """Page numbers as people write them: "1-3, 7"."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return ", ".join(str(first) if first == last else f"{first}-{last}" for first, last in runs)


#: What cannot be a letter: the sign for one that is not known, those of private use, and what steers a machine.
_STRANGE = re.compile("[\ufffd\ue000-\uf8ff\x00-\x08\x0b\x0c\x0e-\x1f]")
#: Such a sign within a word; the fewest, and the share of a page's signs, that make it worth recognising the page.
_WITHOUT_MEANING = re.compile(f"(?<=[^\\W\\d_]){_STRANGE.pattern}(?=[^\\W\\d_])")
_LEAST_LOST, _MOST_WITHIN = 3, 0.01


def unmapped(text: str) -> bool:
    """Whether a layer's letters have no meaning: their font tells which shapes they have, but not which letters."""
    strange = len(_STRANGE.findall(text)) + 5 * text.count("(cid:")
    if strange > _MOST_UNMAPPED * len(text):
        return True
    # Where «æ», «ø» and «å» alone are lost, it is fewer; what stands within a word is no bullet.
    within = len(_WITHOUT_MEANING.findall(text)) if strange else 0
    return within >= _LEAST_LOST and within > _MOST_WITHIN * len(text)


#: A word with figures among its letters, as where a bad scan was recognised: «dr1ft», «Fj0rds0ft».
_WORD, _MIXED = re.compile(r"\w{3,}"), re.compile(r"[^\W\d_]\d+[^\W\d_]")
#: The share of such words that no paper has, be there ever so many case numbers in it; and the fewest words to tell by.
_MOST_MIXED, _LEAST_WORDS = 0.1, 10


def garbled(text: str) -> bool:
    """Whether what another program has recognised is worth less than recognising the page anew."""
    words = _WORD.findall(text)
    return len(words) >= _LEAST_WORDS and sum(map(bool, map(_MIXED.search, words))) > _MOST_MIXED * len(words)


#: Words of which a page of prose has many, and one of tables some; letters that make two of five in both languages.
_SMALL_WORDS = (
    "af at de den der det du en er et for fra har ikke kan med og om som til var ved vi and are by in is it no not of "
    "on or that the to was"
)
_SMALL = frozenset(_SMALL_WORDS.split())
_VOWELS = frozenset("aeiouyæøå")
_LATIN = re.compile("[A-Za-zæøåÆØÅ]{2,}")
#: The fewest different words to tell by, the most of them that are small ones by chance, and the share of vowels that
#: written Danish and English stay above.
_LEAST_DIFFERENT, _BY_CHANCE, _FEWEST_VOWELS = 30, 2, 0.3
#: More signs than this between two blanks are no words: half as many tell then. The blank itself stands for another.
_MOST_TO_A_BLANK = 40


def ciphered(text: str) -> bool:
    """Whether the letters of a layer stand for others: its fonts give wrong meanings to the shapes they draw."""
    words = {word.lower() for word in _LATIN.findall(text)}
    least = _LEAST_DIFFERENT if text.count(" ") > len(text) / _MOST_TO_A_BLANK else _LEAST_DIFFERENT // 2
    if len(words) < least or len(words & _SMALL) > _BY_CHANCE:
        return False
    letters = "".join(words)
    return _few_vowels(letters)


#: A line of so many words and letters tells something of its letters; a page of so few different words is a short one.
_WORDS_OF_LINE, _LETTERS_OF_LINE, _FEW_WORDS, _LONG_WORD = 3, 15, 6, 5


def words_of(layer: list[TextLine]) -> list[tuple[TextLine, list[str]]]:
    """The lines, each with its words in small letters."""
    return [(line, [word.lower() for word in _LATIN.findall(line.text)]) for line in layer]


def sound_words(told: list[tuple[TextLine, list[str]]]) -> set[str]:
    """The long words of lines that have a small word and the vowels that words have: they are no cipher."""
    found: set[str] = set()
    for _, words in told:
        if not _SMALL.isdisjoint(words) and not _few_vowels("".join(words)):
            found.update(word for word in words if len(word) >= _LONG_WORD)
    return found


def oddly_lettered(told: list[tuple[TextLine, list[str]]], sound: Set[str] = frozenset()) -> list[TextLine]:
    """Lines worth a look at what is drawn, the longest first: without a small word and with few vowels.

    Not where most of it are ``sound`` words. On a page of few words, none of which is small, any line is: too little
    stands there to tell by its vowels.
    """
    page = {word for _, words in told for word in words}
    short = _FEW_WORDS <= len(page) < _LEAST_DIFFERENT and not page & _SMALL
    odd = []
    for line, words in told:
        letters = "".join(words)
        if len(words) < _WORDS_OF_LINE or len(letters) < _LETTERS_OF_LINE or not _SMALL.isdisjoint(words):
            continue
        known = sum(len(word) for word in words if word in sound)
        if short or (2 * known < len(letters) and _few_vowels(letters)):
            odd.append(line)
    return sorted(odd, key=lambda line: -len(line.text))


def _few_vowels(letters: str) -> bool:
    return sum(letter in _VOWELS for letter in letters) < _FEWEST_VOWELS * len(letters)


def _picture(document: Any, index: int) -> tuple[Image, Affine]:
    """The page as it is shown, in shades of grey, and the way from its pixels to the page's user space."""
    page = document[index]
    try:
        width, height = page.get_size()
        scale = min(DPI / 72, math.sqrt(MOST_PIXELS / max(width * height, 1)))
        bitmap = page.render(scale=scale, grayscale=True)
        picture = bitmap.to_pil().convert("L").copy()
        place = bitmap.get_posconv(page)
        x, y = place.to_page(0, 0)
        # From corner to corner, since pdfium takes whole pixels and rounds little over such lengths.
        right, down = place.to_page(bitmap.width, 0), place.to_page(0, bitmap.height)
        out = Affine(
            (right[0] - x) / bitmap.width, (down[0] - x) / bitmap.height, x,
            (right[1] - y) / bitmap.width, (down[1] - y) / bitmap.height, y,
        )  # fmt: skip
        return picture, out
    finally:
        page.close()
