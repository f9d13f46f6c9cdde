"""Lines of a laid-out page put together into paragraphs, rows, headings and running heads."""

from __future__ import annotations

import re
import statistics
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise

from evidence.model import MarkKind
from evidence.readers import PageText, TextBuilder, searchable
from evidence.readers.pdftext import Cell, TextLine
from evidence.readers.rows import Box

_NUMBERED = re.compile(r"(?:§+ ?\d+|[A-ZÆØÅ]{1,2}\d{0,2}(?:\.\d{1,3})+\.?|\d{1,2}(?:\.\d{1,3})+\.?|\d{1,2}\."
                       r"|\(?[a-zæøå]\)|\([ivx]{1,4}\)|[•●▪◦–—\-*·])\s")
_MONTH = re.compile(r"\d{1,2}\.? (?:januar|februar|marts|april|maj|juni|juli|august|september|oktober|november"
                    r"|december)\b", re.I)
#: «… en bod på / 25.000 kr. pr. uge»: a sum at the head of a line is no clause.
_SUM = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?(?:,-)?\s*(?:kr|kroner|dkk|eur|euro|mio|timer|borgere|sager|brugere)\b",
                  re.I)
#: Looked for in the last letters of a line only: as many as the longest of these words, a point and a letter before it.
_REFERS_WITHIN = 10
_REFERS = re.compile(r"(?:\b(?:pkt|punkt|punkter|stk|nr|bilag|afsnit|kapitel|kap|side|s|ca|kl|art|artikel|jf|den|og"
                     r"|eller|samt|til)\.?|§+)$", re.I)
_QUOTES = "\"”»’')"
_PAGE_NUMBER = re.compile(
    r"(?:side|page|s\.|p\.)\s*\d{1,4}(?:\s*(?:af|of|/)\s*\d{1,4})?|[-–—]\s*\d{1,4}\s*[-–—]|\d{1,4}\s*(?:/|af"
    r"|of)\s*\d{1,4}|\d{1,4}",
    re.IGNORECASE,
)
#: A line of a contents page: it says where something stands, not what.
_CONTENTS = re.compile(r"(?:\. ?){6,}\s*\d{1,4}$|…{3,}\s*\d{1,4}$|_{6,}\s*\d{1,4}$")
#: A footnote's mark as it is written here.
_MARK = re.compile("[⁰¹²³⁴-⁹]")
_HYPHENS = "-\u2010\u00ad"
_HYPHEN = re.compile(rf"(?P<word>[^\W_]+)(?P<mark>[{_HYPHENS}])$")
#: Where a line may be broken behind a word that was parted: not before a number, which would begin a clause there.
_AFTER = re.compile(r" (?=[^\W\d_]{2})")
_HYPHENED = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_HEAD_OF_WORD = re.compile(r"[^\W_]+")

#: Parts that keep their hyphen when a line happens to end there: "it-system", "e-mail".
_KEPT_PARTS = "it e pc cv a b tv edb cpr cvr ip web on off ikke ad hoc non ex anti gb mb sms xml"
_KEEPS = frozenset(_KEPT_PARTS.split())


@dataclass(slots=True)
class PageLayout:
    """The lines of one page."""

    lines: list[TextLine]


def lay_out(pages: Sequence[PageLayout]) -> list[PageText]:
    """The text of each page with its marks."""
    lines = [line for page in pages for line in page.lines]
    words = _Words(lines)
    body = _body_size(lines)
    pitch = _pitch(pages)
    running = _running(pages)
    return [_Page(page.lines, running[number], words, body, pitch).write() for number, page in enumerate(pages)]


def in_written_order(lines: Sequence[TextLine], furniture: Collection[str]) -> list[Cell]:
    """The cells of one page's lines in the order its text was written in.

    ``furniture`` are the stretches of the text that are running heads and the like, which part tables.
    """
    said = {" ".join(text.split()) for text in furniture}
    running = {at for at, line in enumerate(lines) if " ".join(searchable(line.text).split()) in said}
    page = _Page(lines, running, _Words(()), _body_size(lines), 1.2)
    page.write()
    return page.order


class _Words:
    """The words of a document, gathered when first asked for: many documents part none at a line's end."""

    def __init__(self, lines: Sequence[TextLine]) -> None:
        self._lines = lines
        self._found: set[str] = set()

    def __contains__(self, word: str) -> bool:
        for line in self._lines:
            for cell in line.cells:
                # The last word may be half a word, and the first its other half.
                self._found.update(_HYPHENED.findall(cell.text.lower())[1:-1])
        self._lines = ()
        return word in self._found


def _body_size(lines: Sequence[TextLine]) -> float:
    weights: Counter[float] = Counter()
    for line in lines:
        weights[round(line.size, 1)] += len(line.text)
    return max(weights.items(), key=lambda item: (item[1], -item[0]))[0] if weights else 1.0


def _pitch(pages: Sequence[PageLayout]) -> float:
    """The usual distance from line to line of a paragraph, as a share of the letters' height."""
    pairs = [
        ((before.bottom - after.bottom) / before.size, after.text.lstrip()[:1].islower())
        for page in pages
        for before, after in pairwise(page.lines)
        if 0.7 < (before.bottom - after.bottom) / before.size < 2.4
        and abs(before.size - after.size) < 0.1 * before.size
    ]
    # A line that begins with a small letter goes on from the one above; others may be paragraphs of their own.
    certain = [step for step, goes_on in pairs if goes_on]
    if len(certain) >= 3:
        return statistics.median_low(certain)
    return min(statistics.median_low(step for step, _ in pairs), 1.45) if pairs else 1.2


def _running(pages: Sequence[PageLayout]) -> list[set[int]]:
    """For each page the lines that are running heads, feet or page numbers."""
    candidates: list[list[tuple[int, str]]] = []
    for page in pages:
        edge = [(at, line) for at, line in enumerate(page.lines) if line.place > 0.89 or line.place < 0.1]
        candidates.append([(at, _running_key(line)) for at, line in edge])
    counts = Counter(key for found in candidates for key in {key for _, key in found})
    needed = max(2, 0.4 * len(pages))
    running: list[set[int]] = []
    for page, found in zip(pages, candidates, strict=True):
        marked = {at for at, key in found if counts[key] >= needed and len(key) < 200}
        for at, _ in found:
            line = page.lines[at]
            if (line.place < 0.1 or line.place > 0.93) and _PAGE_NUMBER.fullmatch(line.text.strip()):
                marked.add(at)
        running.append(marked - _heads_of_tables(page.lines, marked))
    return running


def _heads_of_tables(lines: Sequence[TextLine], marked: set[int]) -> set[int]:
    """Those of the marked lines that stand in a ruled table with others: its head, repeated on each page."""
    tables = [{cell.box.table for cell in line.cells if cell.box} for line in lines]
    others = {table for at, here in enumerate(tables) if at not in marked for table in here}
    return {at for at in marked if tables[at] & others}


def _running_key(line: TextLine) -> str:
    """What running lines have in common from page to page: all but their numbers, unless they are sentences.

    The rows of a ruled table that goes on over pages may differ in nothing but their numbers.
    """
    text = " ".join(line.text.split()).lower()
    keeps_numbers = (_ends(text) and len(text.split()) > 3) or any(cell.box for cell in line.cells)
    return text if keeps_numbers else re.sub(r"\d+", "#", text)


class _Page:
    """Writes the lines of one page."""

    def __init__(
        self, lines: Sequence[TextLine], running: set[int], words: _Words, body: float, pitch: float
    ) -> None:
        self._lines = lines
        self._running = running
        self._words = words
        self._body = body
        self._pitch = pitch
        self._builder = TextBuilder()
        self.order: list[Cell] = []  # the cells written so far
        self._rows = 0
        self._left = min((line.left for line in lines), default=0.0)
        self._ruled = any(cell.box for line in lines for cell in line.cells)
        self._by_right = sorted(lines, key=lambda line: -line.right)

    def write(self) -> PageText:
        """The page."""
        block: list[TextLine] = []
        at = 0
        while at < len(self._lines):
            line = self._lines[at]
            table = self._table_from(at) if self._ruled and at not in self._running else []
            if table:
                self._block(block)
                block = []
                self._table(table)
                at += len(table)
                continue
            if at in self._running:
                self._block(block)
                block = []
                self.order += line.cells
                self._builder.block(line.text, MarkKind.FURNITURE)
                self._builder.write("\n")
            elif self._is_row(line):
                self._block(block)
                block = []
                self.order += line.cells
                self._row([cell.text.strip() for cell in line.cells])
            elif block and self._goes_on(block, line):
                block.append(line)
            else:
                self._block(block)
                block = [line]
            at += 1
        self._block(block)
        return self._builder.page()

    def _table_from(self, first: int) -> list[TextLine]:
        """The lines from here on that stand in the boxes of a ruled table of two columns or more."""
        lines: list[TextLine] = []
        tables: set[int] = set()
        columns: set[float] = set()
        for at in range(first, len(self._lines)):
            boxes = [cell.box for cell in self._lines[at].cells if cell.box]
            here = {box.table for box in boxes}
            # Lines that reach over tables side by side hold these together.
            if at in self._running or len(boxes) < len(self._lines[at].cells) or (tables and not tables & here):
                break
            lines.append(self._lines[at])
            tables |= here
            columns |= {box.left for box in boxes}
        return lines if len(columns) > 1 else []

    def _table(self, lines: Sequence[TextLine]) -> None:
        """A ruled table row by row, each box's lines put together; a box over several rows stands in its first."""
        boxes: dict[Box, str] = {}
        cells: dict[Box, list[Cell]] = {}
        for line in lines:
            for cell in line.cells:
                if cell.box:  # pragma: no branch - each cell of such lines stands in one
                    cells.setdefault(cell.box, []).append(cell)
                    said = " ".join(cell.text.split())
                    boxes[cell.box] = self._joined(boxes[cell.box], said) if cell.box in boxes else said
        rows: dict[tuple[int, float], list[Box]] = {}
        for box in sorted(boxes, key=lambda one: (one.table, -one.top, one.left)):
            rows.setdefault((box.table, box.top), []).append(box)
        lefts: dict[int, set[float]] = {}
        for box in boxes:
            lefts.setdefault(box.table, set()).add(box.left)
        for (table, _), row in rows.items():
            self.order += [cell for box in row for cell in cells[box]]
            texts = {box.left: " ".join(boxes[box].split()) for box in row}
            # A cell in which nothing stands has its place before others, so that these keep theirs.
            reached = {left for left in lefts[table] for box in row if box.left < left < box.right}
            places = [left for left in sorted(lefts[table] - reached) if left <= row[-1].left]
            self._row([texts.get(left, "") for left in places] if len(row) > 1 else list(texts.values()))

    @staticmethod
    def _is_row(line: TextLine) -> bool:
        if line.text[-1].isdigit() and _CONTENTS.search(line.text):
            return True
        # "4.1    Leverandøren skal …": the gap after a number or a bullet parts no cells.
        cells = line.cells
        return len(cells) > 2 or (len(cells) == 2 and not _NUMBERED.fullmatch(f"{cells[0].text.strip()} "))

    def _row(self, cells: Sequence[str]) -> None:
        self._rows += 1
        start = self._builder.length
        for index, cell in enumerate(cells):
            if index:
                self._builder.write("\t")
            first, last = self._builder.write(cell)
            if cell:
                self._builder.mark(first, last, MarkKind.BLOCK)
        self._builder.mark(start, self._builder.length, MarkKind.ROW, row=str(self._rows))
        if _CONTENTS.search("\t".join(cells)):
            self._builder.mark(start, self._builder.length, MarkKind.FURNITURE)
        self._builder.write("\n")

    def _goes_on(self, block: list[TextLine], line: TextLine) -> bool:
        """Whether a line is the next of the paragraph."""
        before = block[-1]
        if _in_next_column(before, line):
            return True
        step = (before.bottom - line.bottom) / before.size
        # A raised mark in a line pushes it down in what browsers and some programs print.
        pushed = 0.2 if _MARK.search(line.text) and line.text.lstrip()[:1].islower() else 0.0
        if step < 0.5 or step > max(self._pitch, 0.9) + 0.28 + pushed:
            return False
        if min(before.right, line.right) <= max(before.left, line.left):
            return False
        if abs(before.size - line.size) > 0.13 * before.size:
            return False
        said, next_said = before.text.rstrip(), line.text.strip()
        if before.bold != line.bold and not _parted(said):
            return False
        ended, numbered = _ends(said), _numbered(next_said)
        if (ended or numbered) and _REFERS.search(said[-_REFERS_WITHIN:]):
            ended = numbered = False
        if not (ended or numbered):
            return True
        # The text reaches as far as any line above or below this one, and the margins of a page are alike.
        edge = next(one.right for one in self._by_right
                    if one.left < line.right > line.left and line.left < one.right > one.left)  # fmt: skip
        edge = max(edge, line.width_of_page - self._left)
        margin = min(one.left for one in block if one.right > line.left)  # of this column, where it began in another
        short = before.right < edge - 0.12 * (edge - margin)
        if numbered and (
            ended or short or next_said[0] in "•●▪◦" or _heading_like(said) or line.left > before.left + 2
        ):
            return False
        if ended and short and not next_said[0].islower():
            return False
        return not (ended and line.left > before.left + 0.8 * line.size and len(block) > 1)

    def _block(self, block: list[TextLine]) -> None:
        if not block:
            return
        if self._builder.length:
            self._builder.write("\n")
        text = ""
        for line in block:
            self.order += line.cells
            said = " ".join(line.text.replace("\t", " ").split())
            text = self._joined(text, said) if text else said
        first = block[0]
        larger = first.size > 1.12 * self._body
        short = (len(block) <= 3 and len(text) <= 140 and text[-1] not in ".,;"
                 and sum(map(str.isalpha, text)) > 1)  # fmt: skip
        heading = short and (larger or first.bold or (len(block) == 1 and _heading_like(text)))
        self._builder.block(text, MarkKind.HEADING if heading else MarkKind.BLOCK)
        self._builder.write("\n")

    def _joined(self, text: str, more: str) -> str:
        """Two lines of a paragraph: with a line break between them, or behind the word where one was parted.

        A line stays about as long as it was set: by that is told whether it was broken or ended.
        """
        match = _parted(text)
        head = _HEAD_OF_WORD.match(more) if match else None
        if not match or not head or not match["word"][-1].isalpha():
            return f"{text}\n{more}"
        left, right = match["word"].lower(), head.group().lower()
        whole = _AFTER.sub("\n", more, count=1)
        if match["mark"] != "-":
            return text[: match.start("mark")] + whole
        if right in ("og", "eller", "samt", "and", "or"):
            return f"{text}\n{more}"
        if not more[0].islower() or f"{left}-{right}" in self._words:
            return text + whole
        if left + right in self._words:
            return text[: match.start("mark")] + whole
        keeps = left in _KEEPS or len(left) < 2 or match["word"].isupper() or any(map(str.isdigit, left))
        return text + whole if keeps else text[: match.start("mark")] + whole


def _in_next_column(before: TextLine, line: TextLine) -> bool:
    """Whether a sentence breaks off at the foot of a column and goes on at the head of the next: no sign ends it, and
    the next line, in the same letters, begins with a small one.
    """
    beside = line.left >= before.right - 0.5 * before.size and line.bottom > before.bottom + 3 * before.size
    alike = abs(before.size - line.size) <= 0.05 * before.size and before.bold == line.bold
    said, next_said = before.text.rstrip(), line.text.strip()
    return beside and alike and not _ends(said) and next_said[:1].islower() and not _numbered(next_said)


def _ends(text: str) -> bool:
    """Whether a sentence or a list's head ends there, quotation marks aside."""
    return text.rstrip(_QUOTES)[-1:] in (".", ":", ";", "!", "?")


def _numbered(text: str) -> bool:
    """Whether a line begins with the number or the bullet of a clause or an item."""
    return bool(_NUMBERED.match(f"{text} ")) and not (_MONTH.match(text) or _SUM.match(text))


def _parted(text: str) -> re.Match[str] | None:
    """The word at the end, if its line ends in a hyphen."""
    if text[-1:] not in _HYPHENS:
        return None
    return _HYPHEN.search(text, max(0, len(text) - 200, text.rfind(" ") + 1, text.rfind("\n") + 1))


def _heading_like(text: str) -> bool:
    """«7. Ansvar og erstatning», «§ 4 Levering», «Bilag 3»: a number and a few words that end no sentence."""
    return bool(
        re.fullmatch(
            r"(?:(?:§+ ?\d+|\d{1,2}(?:\.\d{1,2})*\.?)\s+[A-ZÆØÅ][^.;:!?]{1,70}|(?:bilag|kapitel|afsnit|annex"
            r"|appendix) \w{1,4}\b[^.;!?]{0,70})",
            text.strip(),
            re.IGNORECASE if text[:1].isalpha() else 0,
        )
    ) and len(text.split()) <= 12
