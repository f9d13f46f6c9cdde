"""The lines of a PDF page as pdfium gives them: text, where they stand, how large and how heavy they are."""

from __future__ import annotations

import ctypes
import re
import statistics
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import pairwise, zip_longest
from operator import sub
from typing import Any, NamedTuple

from evidence.readers.bulk import ask, ask_structures
from evidence.readers.drawn import Shows, shows
from evidence.readers.frame import Bounds, Frame, text_and_frame
from evidence.readers.rows import Box
from evidence.readers.ruling import Boxes, RuledTables
from evidence.readers.unruled import DAY, may_have_days
from evidence.readers.unseen import holds_unseen

#: The field of a document that tells which library, and which issue of it, told its text.
READER = "reader"
#: pdfium's marks for a hyphen it has taken out at the end of a line.
HYPHENS = "\x02\ufffe"
#: What is to be seen, side by side. A hyphen taken out ends its word and its line.
_WORD = re.compile("[^\x00-\x20\xa0\u3000\ufffe]*[\x02\ufffe]|[^\x00-\x20\xa0\u3000\ufffe]+")
_END_OF_LINE = re.compile("[\r\n\x02\ufffe]")
_PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")
#: A word that ends in a footnote's mark, if that stands higher than the word: «2009» and a small 4, but no «m» and «2».
_MARKED = re.compile(r".*?(?:[^\W\d]{3}|[.,;:!?)\]»”\"]|\d)(\d{1,2}|\*{1,3})")
#: The same with a stop after the mark, which stands level: «2009¹².»
_STOPS = ".,;:!?)]»”"
_STOPPED = re.compile(rf"{_MARKED.pattern}[{re.escape(_STOPS)}]{{1,3}}")
#: It is written as it is seen, and apart from its word: neither year nor amount ends in it.
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
#: A gap so many letters high is between cells, whatever the others of its line.
_SURELY = 4
#: So many letters side by side, each with a blank before the next, are words set apart for looks.
_SPACED = 5
#: Characters that are written otherwise, or not at all.
_ODD = re.compile("[\x00\x02\xa0\ud800-\udfff\ufffe\uffff]")
_WRITTEN = {0: None, 0x02: "-", 0xA0: " ", 0xFFFE: "-", 0xFFFF: "\ufffd"} | dict.fromkeys(
    range(0xD800, 0xE000), "\ufffd"
)


class Cell(NamedTuple):
    """A stretch of a line without wide gaps; ``left`` and ``right`` in points."""

    text: str
    left: float
    right: float
    box: Box | None  # of the table it stands in, where that is ruled
    first: int  # pdfium's numbers of its first and last character
    last: int


class TextLine(NamedTuple):
    """A visual line. Points, from the lower left corner of the page turned upright."""

    cells: tuple[Cell, ...]
    text: str  # the cells parted by tabs
    left: float
    right: float
    bottom: float
    top: float
    size: float  # the height of its letters' boxes
    bold: bool
    height_of_page: float
    width_of_page: float

    @property
    def place(self) -> float:
        """How far up the page it stands, from 0 to 1."""
        return self.bottom / self.height_of_page if self.height_of_page > 0 else 0.5


#: So many lines, and such a share of them, stand above the one before on a page drawn from its foot upwards.
_UPWARDS, _MOSTLY = 3, 0.8


def _is_mirrored(textpage: Any, at: int) -> bool:
    """Whether a character is drawn as in a mirror; a page of such lines goes down where it seems to go up."""
    import pypdfium2.raw as raw

    drawn = raw.FS_MATRIX()
    return bool(raw.FPDFText_GetMatrix(textpage.raw, at, drawn)) and drawn.a * drawn.d < drawn.b * drawn.c


class Letters(NamedTuple):
    """Where characters stand, in the frame of the page: a list for each side."""

    left: list[float]
    bottom: list[float]
    right: list[float]
    top: list[float]

    def bounds(self, place: int) -> Bounds:
        """The box of the one at this place in the lists."""
        return self.left[place], self.bottom[place], self.right[place], self.top[place]


def reader() -> str:
    """What a page's text is read by here, as ``READER`` keeps it."""
    from pypdfium2 import PDFIUM_INFO

    return f"pdfium {PDFIUM_INFO.build}"


def lines_of_page(page: Any, tables: RuledTables) -> tuple[list[TextLine], Shows]:
    """The lines of pdfium's ``page`` in the order of the content, and what else it shows.

    ``tables`` are those of the same document.

    PdfiumError where the page's text cannot be loaded.
    """
    textpage, frame = text_and_frame(page)
    try:
        text = characters(textpage)
        boxes = tables.boxes(page, len(text), frame)
        lines = lines_of_text(textpage, text, frame, boxes)
        seen = shows(page)
        if not seen.scan:  # where there is one, the words that lie under it are told by themselves
            seen = seen._replace(unseen=holds_unseen(page, textpage, lines))
    finally:
        textpage.close()
    return lines, seen


def lines_of_text(textpage: Any, text: str, frame: Frame, boxes: Boxes) -> list[TextLine]:
    """The lines of a page whose ``characters`` these are, in the order of the content."""
    return _downwards(_Lines(textpage, text, frame, boxes).lines(), textpage)


def _downwards(lines: list[TextLine], textpage: Any) -> list[TextLine]:
    """The lines as they stand, or from the top where their program drew the page from its foot upwards.

    Such a page goes up nearly everywhere; one whose order is its program's own goes up from column to column only.
    """
    steps = [after.bottom - before.bottom for before, after in pairwise(lines)
             if after.left < before.right and before.left < after.right]  # fmt: skip
    upwards = sum(step > 0 for step in steps)
    if upwards < _UPWARDS or upwards < _MOSTLY * (len(lines) - 1) or _is_mirrored(textpage, lines[0].cells[0].first):
        return lines
    return sorted(lines, key=lambda line: -line.bottom)


def written_letters(text: str, cell: Cell) -> Iterator[tuple[str, int]]:
    """The letters of a cell as they are written, each with its number among the page's ``characters``."""
    at = cell.first
    while at <= cell.last:
        end = at + 2 if _PAIR.match(text, at) else at + 1
        for letter in _written(text[at:end]):
            yield letter, at
        at = end


def characters(textpage: Any) -> str:
    """The page's text, in which each character has the number it has in pdfium."""
    import pypdfium2.raw as raw

    count = textpage.count_chars()
    if count <= 0:
        return ""
    room = (ctypes.c_ushort * (count + 1))()
    written = raw.FPDFText_GetText(textpage.raw, 0, count, room) - 1
    text = bytes(room)[: 2 * count].decode("utf-16-le", errors="surrogatepass")
    # pdfium leaves characters out of its text that it counts, and writes some as two: then numbers and text part.
    if written == len(text) == count and _encodable(text):
        return text
    codes = ask("FPDFText_GetUnicode", textpage.raw, range(count))
    return "".join([chr(code) if 0 <= code <= 0x10FFFF else "\ufffd" for code in codes])


def _encodable(text: str) -> bool:
    """Whether there is no half of a pair in it."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def letters(textpage: Any, at: Sequence[int], frame: Frame) -> Letters:
    """Where the characters of these numbers stand; all zeros for one that stands nowhere."""
    left, top, right, bottom = ask_structures("FPDFText_GetLooseCharBox", textpage.raw, at, 4)
    if frame.turn or frame.left or frame.bottom:
        placed = zip(left, bottom, right, top, strict=True)
        turned = [frame.upright(bounds) for bounds in placed]
        left, bottom, right, top = ([bounds[side] for bounds in turned] for side in range(4))
    return Letters(left, bottom, right, top)


class _Lines:
    """Puts the lines of one page together."""

    def __init__(self, textpage: Any, text: str, frame: Frame, boxes: Boxes) -> None:
        self._textpage = textpage
        self._text = text
        self._frame = frame
        self._odd = bool(_ODD.search(text))
        by_line = _words_by_line(text)
        self._around: list[Box | None] = []
        if boxes or may_have_days(text):
            every = letters(textpage, range(len(text)), frame)
            wide = _wide_gaps(every)
            parted = _parted(by_line, every, wide, boxes)
            words_seen = [word for words in parted for word in words]
            whole = [_whole(word, text, every) for word in words_seen]
            days = [placed for word, placed in zip(words_seen, whole, strict=True) if DAY.match(text, *word)]
            boxes = boxes.of_text([_around(word, every) for word in words_seen], whole, days)
        if boxes:
            by_line = _parted(by_line, every, wide, boxes)
            self._around = [boxes.around(_around(word, every)) for words in by_line for word in words]
        self._words = [word for words in by_line for word in words]
        self._raised: set[int] = set()  # numbers of words whose last letter stands higher
        self._marks: list[tuple[int, int]] = []  # where a footnote's mark stands, at the end of a word
        self._by_line = by_line

    def lines(self) -> list[TextLine]:
        """The lines in the order of the content."""
        starts = letters(self._textpage, [start for start, _ in self._words], self._frame)
        ends = letters(self._textpage, self._last_letters(), self._frame)
        self._part_marks(starts, ends)
        gaps = list(map(sub, starts.left[1:], ends.right))
        bold = self._bold()
        words, around, height, width = self._words, self._around, self._frame.height, self._frame.width
        lines: list[TextLine] = []
        first = 0
        for heavy, of_line in zip(bold, self._by_line, strict=True):
            last = first + len(of_line) - 1
            cells = tuple([
                Cell(
                    self._cell(one, other, gaps), starts.left[one], ends.right[other],
                    around[one] if around else None, words[one][0], words[other][1] - 1,
                )
                for one, other in self._cells(first, last, gaps, max(starts.top[first] - starts.bottom[first], 0.1))
            ])  # fmt: skip
            text, right = cells[0].text, cells[0].right
            if len(cells) > 1:
                text, right = "\t".join([cell.text for cell in cells]), max([cell.right for cell in cells])
            # A capital or a footnote mark at either end must not pass for the size of the line.
            bottom = min(starts.bottom[first], ends.bottom[last])
            top = max(starts.top[first], ends.top[last])
            size = max(top - bottom, 0.1)
            line = TextLine(cells, text, cells[0].left, right, bottom, top, size, heavy, height, width)
            if lines and self._goes_on(lines[-1], gaps, first):
                lines[-1] = _one_line(lines[-1], line, gaps[first - 1])
            else:
                lines.append(line)
            first = last + 1
        return lines

    def _part_marks(self, starts: Letters, ends: Letters) -> None:
        """Note which words end in a raised sign, and where that is a footnote's mark; it makes no line higher."""
        for at, (start, end) in enumerate(self._words):
            height = starts.top[at] - starts.bottom[at]
            raised, high = ends.bottom[at] - starts.bottom[at], ends.top[at] - ends.bottom[at]
            if raised < 0.08 * height or end - start < 2 or (raised < 0.25 * height and high > 0.85 * height):
                continue
            if raised >= ends.left[at] - starts.left[at]:
                continue  # the line itself goes upwards, as a stamp in the margin does
            if found := _MARKED.fullmatch(self._text, start, end):
                first = letters(self._textpage, [found.start(1)], self._frame)
                level = first.bottom[0] > ends.bottom[at] - 0.05 * height
                self._marks.append((found.start(1) if level else end - 1, end))
            self._raised.add(at)
            ends.bottom[at], ends.top[at] = starts.bottom[at], starts.top[at]

        self._part_stopped_marks(starts)

    def _part_stopped_marks(self, starts: Letters) -> None:
        stopped = [(at, word) for at, word in enumerate(self._words) if self._text[word[1] - 1] in _STOPS]
        found = [(at, hit) for at, word in stopped if (hit := _STOPPED.fullmatch(self._text, *word))]
        if not found:
            return
        first = letters(self._textpage, [hit.start(1) for _, hit in found], self._frame)
        last = letters(self._textpage, [hit.end(1) - 1 for _, hit in found], self._frame)
        for number, (at, hit) in enumerate(found):
            height = starts.top[at] - starts.bottom[at]
            raised, high = last.bottom[number] - starts.bottom[at], last.top[number] - last.bottom[number]
            if raised >= last.left[number] - starts.left[at]:
                continue
            if raised >= 0.08 * height and (raised >= 0.25 * height or high <= 0.85 * height):
                level = first.bottom[number] > last.bottom[number] - 0.05 * height
                self._marks.append((hit.start(1) if level else hit.end(1) - 1, hit.end(1)))
        self._marks.sort()

    def _goes_on(self, before: TextLine, gaps: list[float], first: int) -> bool:
        """Whether the line from word ``first`` on is the rest of that before: pdfium ends one after a raised sign."""
        return first - 1 in self._raised and -0.5 * before.size < gaps[first - 1] < before.size

    def _last_letters(self) -> list[int]:
        """The number of the last letter of each word; a hyphen taken out stands nowhere, the letter before it does."""
        found = []
        for words in self._by_line:
            found += [end - 1 for _, end in words]
            start, end = words[-1]
            if self._text[end - 1] in HYPHENS and (end - start > 1 or len(words) > 1):
                found[-1] = end - 2 if end - start > 1 else words[-2][1] - 1
        return found

    def _cells(self, first: int, last: int, gaps: list[float], size: float) -> list[tuple[int, int]]:
        """The first and last word of each cell: a rule stands between cells, or a gap wider than any between words.

        ``gaps`` are those after each of the page's words.
        """
        gaps = gaps[first:last]
        if not gaps or (not self._around and max(gaps) <= size and min(gaps) >= -2 * size):
            return [(first, last)]
        widest = widest_blank(gaps, size)
        cells = []
        for at, gap in enumerate(gaps, first):
            ruled = bool(self._around) and self._around[at] != self._around[at + 1]
            spaces = self._words[at + 1][0] - self._words[at][1] + 1
            if ruled or gap > widest or (spaces > 4 and gap > size) or gap < -2 * size:
                cells.append((first, at))
                first = at + 1
        return [*cells, (first, last)]

    def _cell(self, first: int, last: int, gaps: list[float]) -> str:
        """The text of a cell. Letters set apart («R e f e r a t») are words, which wider gaps part."""
        start, end = self._words[first][0], self._words[last][1]
        text = self._said(start, end)
        if last - first < _SPACED or end - start > 2.2 * (last - first + 1):
            return text
        pieces = [self._said(*word) for word in self._words[first : last + 1]]
        if sum(map(str.isalpha, pieces)) < 0.8 * len(pieces):
            return text
        usual = statistics.median(gaps[first:last])
        parted = ("" if gap < 1.6 * usual else " " for gap in gaps[first:last])
        return "".join(part for pair in zip_longest(pieces, parted, fillvalue="") for part in pair)

    def _said(self, start: int, end: int) -> str:
        text = self._text[start:end]
        for mark, last in reversed(self._marks):
            if start < mark < end:
                before, raised, after = text[: mark - start], text[mark - start : last - start], text[last - start :]
                text = f"{before} {raised.translate(_RAISED)}{after}"
        return _written(text) if self._odd else text

    def _bold(self) -> list[bool]:
        """Of each line, whether it begins and ends in heavy type."""
        begins = _heavy(self._textpage, [words[0][0] for words in self._by_line])
        some = [number for number, heavy in enumerate(begins) if heavy]
        ends = _heavy(self._textpage, [self._by_line[number][-1][1] - 1 for number in some])
        for number, heavy in zip(some, ends, strict=True):
            begins[number] = heavy
        return begins


def widest_blank(gaps: Sequence[float], size: float) -> float:
    """The widest gap of a line that may be between words, by all of its gaps and the height of its letters."""
    # Of a row most gaps may be between its cells, or all; those of a line set to both edges are all as wide.
    usual = sorted(gaps)[(len(gaps) - 1) // 4] if len(gaps) > 2 else 0.0
    usual = 0.0 if usual > 1.1 * size and max(gaps) > 2 * usual else usual
    return max(1.1 * size, min(2.5 * usual, _SURELY * size))


def _one_line(one: TextLine, other: TextLine, gap: float) -> TextLine:
    """Two lines side by side as one, the last cell of the first and the first of the other put together."""
    left, right = one.cells[-1], other.cells[0]
    between = " " if gap > 0.1 * one.size else ""
    cell = Cell(f"{left.text}{between}{right.text}", left.left, right.right, left.box, left.first, right.last)
    return one._replace(
        cells=(*one.cells[:-1], cell, *other.cells[1:]), text=f"{one.text}{between}{other.text}", right=other.right,
        bottom=min(one.bottom, other.bottom), top=max(one.top, other.top), size=max(one.size, other.size),
    )  # fmt: skip


def _words_by_line(text: str) -> list[list[tuple[int, int]]]:
    """Where the words of each line stand; lines without any are left out."""
    words = [word.span() for word in _WORD.finditer(text)]
    lines, first = [], 0
    for end in _END_OF_LINE.finditer(text):
        # A word that ends in a hyphen taken out begins before it.
        last = bisect_left(words, (end.start(), len(text) + 1), first)
        if last > first:
            lines.append(words[first:last])
            first = last
    return [*lines, words[first:]] if first < len(words) else lines


def _written(text: str) -> str:
    if not _ODD.search(text):
        return text
    pairs = _PAIR.sub(lambda pair: pair.group().encode("utf-16", "surrogatepass").decode("utf-16"), text)
    return pairs.translate(_WRITTEN)


def _wide_gaps(every: Letters) -> list[int]:
    """The numbers of letters that stand apart from the one before."""
    heights = map(sub, every.top, every.bottom)
    gaps = map(sub, every.left[1:], every.right)
    return [at for at, (gap, height) in enumerate(zip(gaps, heights, strict=False), 1) if gap > 0.2 * height]


def _parted(
    by_line: Sequence[Sequence[tuple[int, int]]], every: Letters, wide: Sequence[int], boxes: Boxes
) -> list[list[tuple[int, int]]]:
    """The words of each line, those parted whose letters stand in cells of their own.

    pdfium puts no space between figures of narrow columns.
    """
    found = []
    for words in by_line:
        found.append(parts := list[tuple[int, int]]())
        for start, end in words:
            for at in wide[bisect_right(wide, start) : bisect_left(wide, end)]:
                if boxes.around(every.bounds(at - 1)) != boxes.around(every.bounds(at)):
                    parts.append((start, at))
                    start = at
            parts.append((start, end))
    return found


def _around(word: tuple[int, int], every: Letters) -> Bounds:
    """Where a word stands, as high as its first letter."""
    start, end = word
    # The last letter may be a hyphen pdfium has taken out, which stands nowhere.
    last = end - 2 if end - start > 1 else end - 1
    return every.left[start], every.bottom[start], every.right[last], every.top[start]


def _whole(word: tuple[int, int], text: str, every: Letters) -> Bounds:
    """Where a word stands to its last letter."""
    left, bottom, right, top = _around(word, every)
    last = word[1] - 1
    return left, bottom, right if text[last] in HYPHENS else every.right[last], top


def _heavy(textpage: Any, at: Sequence[int]) -> list[bool]:
    """Whether each of the characters is set in heavy type, by its font's weight or name."""
    weights = ask("FPDFText_GetFontWeight", textpage.raw, at)
    return [weight >= 600 or _named_bold(textpage, number) for number, weight in zip(at, weights, strict=True)]


def _named_bold(textpage: Any, at: int) -> bool:
    import pypdfium2.raw as raw

    name, flags = _room_for_name()
    length = raw.FPDFText_GetFontInfo(textpage.raw, at, name, len(name), flags)
    return 0 < length <= len(name) and _says_bold(name.value)


@cache
def _room_for_name() -> tuple[Any, Any]:
    return ctypes.create_string_buffer(128), ctypes.c_int()


@lru_cache
def _says_bold(name: bytes) -> bool:
    said = name.lower()
    return b"bold" in said or b"black" in said or b"heavy" in said
