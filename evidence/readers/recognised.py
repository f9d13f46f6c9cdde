"""Recognised words as the lines of a page, and after these have been laid out, where each word came to stand."""

from __future__ import annotations

import statistics
from dataclasses import replace
from itertools import pairwise

from evidence.model import Word
from evidence.ocr import DPI, Recognition, Seen, SeenLine
from evidence.readers import PageText, searchable
from evidence.readers.pdftext import Cell, TextLine, widest_blank
from evidence.straighten import Affine

_POINTS = 72 / DPI
#: Lines whose letters differ by less from the page's usual height are set alike: some have no tails, some no stems.
_ALIKE = 0.18
#: What of the height of letters hangs below the line.
_TAILS = 0.22


def text_lines(seen: Recognition) -> list[TextLine]:
    """The lines in reading order, in points from the lower left corner of the straightened page."""
    sizes = sorted(line.size for line in seen.lines for _ in line.words)
    usual = statistics.median(sizes) if sizes else 1.0
    return [_text_line(line, seen, usual) for line in seen.lines]


def _text_line(line: SeenLine, seen: Recognition, usual: float) -> TextLine:
    size = usual if abs(line.size - usual) < _ALIKE * usual else line.size
    cells = tuple(_cell(words) for words in _parted(line.words, size))
    bottom = (seen.height - line.baseline - _TAILS * size) * _POINTS
    size *= _POINTS
    return TextLine(
        cells, "\t".join(cell.text for cell in cells), cells[0].left, max(cell.right for cell in cells), bottom,
        bottom + size, size, False, seen.height * _POINTS, seen.width * _POINTS,
    )  # fmt: skip


def _cell(words: list[Seen]) -> Cell:
    said = " ".join(searchable(word.text) for word in words)
    return Cell(said, words[0].left * _POINTS, words[-1].right * _POINTS, None, 0, 0)


def _parted(words: tuple[Seen, ...], size: float) -> list[list[Seen]]:
    """The words parted where a gap is wider than any between words."""
    gaps = [after.left - before.right for before, after in pairwise(words)]
    widest = widest_blank(gaps, size)
    cells = [[words[0]]]
    for word, gap in zip(words[1:], gaps, strict=True):
        if gap > widest:
            cells.append([])
        cells[-1].append(word)
    return cells


def with_words(page: PageText, seen: Recognition, out: Affine) -> PageText:
    """The page laid out from ``text_lines`` with its words; ``out`` leads from its straightened picture to the page.

    Its coordinates count upwards there.
    """
    text, at = page.text, 0
    words = []
    for word in (word for line in seen.lines for word in line.words):
        said = searchable(word.text)
        while at < len(text) and text[at].isspace():
            at += 1
        if not text.startswith(said, at) and text.startswith(said[:-1], at):
            said = said[:-1]  # its hyphen fell away when it was joined with the rest of it on the next line
        end = at + len(said)
        left, bottom, right, top = (round(side, 2) for side in out.box(word.left, word.top, word.right, word.bottom))
        words.append(
            Word(start=at, end=end, confidence=word.confidence, left=left, bottom=bottom, right=right, top=top)
        )
        at = end
    return replace(page, words=tuple(words))
