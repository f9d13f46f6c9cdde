"""Tables with level rules only: rows stand between the rules, columns between the gaps no word of any row stands in."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from evidence.readers.frame import Bounds

#: So many rules of one width, one above the other, may part rows.
LEAST_RULES = 3
#: Lines nearer to one another than this, in points, are one line.
_NEAR = 3.0
#: A row is at most so many letters high, and the row above the first rule, its head, so many.
_MOST_HIGH, _HEAD_HIGH = 9.0, 1.7
#: A gap between columns is at least this share of a letter's height; between words it is half as much.
_GAP = 0.5


@dataclass(frozen=True, slots=True)
class Box:
    """A cell of a table: the table's number on the page, and its sides in points as the page is read."""

    table: int
    left: float
    bottom: float
    right: float
    top: float


class Stack(NamedTuple):
    """Rules of one width one above the other, from the top."""

    left: float
    right: float
    heights: tuple[float, ...]


def stacks(sides: Sequence[Bounds], boxes: Sequence[Box]) -> list[Stack]:
    """The stacks of rules among the lines drawn on a page; those of tables with ``boxes`` are left out."""
    level = sorted((side for side in sides if side[3] - side[1] < 1 and side[2] - side[0] > _NEAR),
                   key=lambda side: (-side[1], side[0]))  # fmt: skip
    rules: list[list[float]] = []  # left, right, height
    for left, bottom, right, _ in level:
        for rule in reversed(rules):
            if rule[2] - bottom > _NEAR:
                rules.append([left, right, bottom])
                break
            if left <= rule[1] + _NEAR and right >= rule[0] - _NEAR:
                rule[0], rule[1] = min(rule[0], left), max(rule[1], right)
                break
        else:
            rules.append([left, right, bottom])
    found: list[tuple[float, float, list[float]]] = []
    for left, right, height in rules:
        if any(box.left - _NEAR < right and left < box.right + _NEAR and box.bottom - _NEAR < height < box.top + _NEAR
               for box in boxes):  # fmt: skip
            continue
        for other_left, other_right, heights in found:
            if abs(other_left - left) <= _NEAR and abs(other_right - right) <= _NEAR:
                heights.append(height)
                break
        else:
            found.append((left, right, [height]))
    return [Stack(left, right, tuple(heights)) for left, right, heights in found if len(heights) >= LEAST_RULES]


def rows_between(stack: Stack, words: Sequence[Bounds], table: int) -> list[Box]:
    """The cells between the rules of a stack, tables numbered from ``table``.

    A table has three rows and two columns or more; rules with prose between them are none's.
    """
    within = [word for word in words if stack.left - _NEAR <= (word[0] + word[2]) / 2 <= stack.right + _NEAR]
    if not within:
        return []
    high = statistics.median(word[3] - word[1] for word in within)
    cells: list[Box] = []
    run: list[_Row] = []
    for top, bottom in [*pairwise(stack.heights), (0.0, 0.0)]:
        row = _Row(bottom, top, _in(within, bottom, top))
        fits = row.words and top - bottom < _MOST_HIGH * high
        # A row may reach over a gap of the others; prose reaches over most of them.
        least = len(_columns(run, stack, high)) / 2 if run else 0
        if fits and len(_columns([*run, row], stack, high)) > max(2, least):
            run.append(row)
            continue
        cells += _cells(_with_head(run, within, stack, high), stack, high, table + len({box.table for box in cells}))
        run = [row] if fits else []
    return cells


class _Row(NamedTuple):
    bottom: float
    top: float
    words: Sequence[Bounds]


def _with_head(run: list[_Row], within: Sequence[Bounds], stack: Stack, high: float) -> list[_Row]:
    """The rows, with the one above the first rule where it has the same columns: prose would reach over the gaps."""
    if not run:
        return run
    first = run[0].top
    words = _in(within, first, first + _HEAD_HIGH * high)
    head = _Row(first, max((word[3] for word in words), default=first) + 1, words)
    edges = _columns([head, *run], stack, high)
    same = len(edges) == len(_columns(run, stack, high))
    held = sum(any(one <= word[0] < other for word in words) for one, other in pairwise(edges))
    return [head, *run] if same and held > 1 else run


def _cells(rows: Sequence[_Row], stack: Stack, high: float, table: int) -> list[Box]:
    if len(rows) < LEAST_RULES:
        return []
    return [
        Box(table, round(left, 2), round(row.bottom, 2), round(right, 2), round(row.top, 2))
        for row in rows
        for left, right in pairwise(_columns(rows, stack, high))
    ]


def _in(words: Sequence[Bounds], bottom: float, top: float) -> list[Bounds]:
    return [word for word in words if bottom < (word[1] + word[3]) / 2 < top]


def _columns(rows: Sequence[_Row], stack: Stack, high: float) -> list[float]:
    """The edges of the columns, from the left: the middle of each gap no word reaches into."""
    edges = [stack.left - _NEAR]
    reach = None
    for left, _, right, _ in sorted(word for row in rows for word in row.words):
        if reach is not None and left - reach >= _GAP * high:
            edges.append((left + reach) / 2)
        reach = max(right, reach if reach is not None else right)
    return [*edges, stack.right + _NEAR]
