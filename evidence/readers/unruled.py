"""Tables without a line drawn: the days that stand one under the other in a column tell the rows.

Logs and lists printed from a spreadsheet have no rules, and their cells wrap. Rows part at the widest space between two
days of the column, whichever way the cells are aligned; columns stand between the gaps no word of any row stands in.
"""

from __future__ import annotations

import re
import statistics
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

from evidence.readers.frame import Bounds
from evidence.readers.rows import Box, Stack, rows_between

#: A word that is a day in figures: "03-05-2010", "3.5.10", "2010-05-03".
DAY = re.compile(r"(?:\d{1,2}[-./]\d{1,2}[-./](?:\d{4}|\d{2})|\d{4}-\d{2}-\d{2})(?:T[\d:.]+)?,?$")
#: Found in a text this often, and as a word, it may be a table's.
_DAYS = re.compile(r"\d[-./]\d{1,2}[-./]\d{2}")
#: So many rows, and so many columns, make a table: two columns may be a list of dates with prose beside it.
LEAST_ROWS, _LEAST_COLUMNS = 3, 3
#: Words that begin within so many points of one another begin in one column.
_NEAR = 3.0
#: In letters' heights: days further apart belong to two tables; spaces that differ by less are alike.
_APART, _ALIKE = 10.0, 0.15


def may_have_days(text: str) -> bool:
    """Whether enough days in figures stand on a page for a column of them."""
    return sum(1 for _, _ in zip(_DAYS.finditer(text), range(LEAST_ROWS), strict=False)) == LEAST_ROWS


def cells_by_days(days: Sequence[Bounds], words: Sequence[Bounds], table: int) -> list[Box]:
    """The cells of tables with a column of days, numbered from ``table``; ``words`` are the page's as written."""
    found: list[Box] = []
    order = {word: place for place, word in enumerate(words)}
    for column in _columns_of(days):
        lines = _lines(words, column)
        for run in _runs(lines):
            boxes = rows_between(_rules(lines, run, order), words, table + len({box.table for box in found}))
            for _, cells in groupby(boxes, key=lambda box: box.table):
                of_table = list(cells)
                columns = sorted({box.left for box in of_table})
                if len(columns) >= _LEAST_COLUMNS and _by_row([lines[place] for place in run], order, columns):
                    found += of_table
        if found:
            break  # another column of days stands in the same rows
    return found


def _by_row(rows: Sequence[_Line], order: Mapping[Bounds, int], columns: Sequence[float]) -> bool:
    """Whether what stands beside the days was mostly written between them, and not column after column, as prose is."""
    within = beside = 0
    starts = [order[row.day] for row in rows if row.day]
    for number, row in enumerate(rows):
        here = bisect_right(columns, row.day[0]) if row.day else 0
        before, after = (
            starts[number - 1] if number else -1,
            starts[number + 1] if number + 1 < len(rows) else len(order),
        )
        others = [order[word] for word in row.words if bisect_right(columns, word[0]) != here]
        within += sum(before < place < after for place in others)
        beside += len(others)
    return 2 * within > beside


class _Line(NamedTuple):
    words: Sequence[Bounds]
    bottom: float
    top: float
    day: Bounds | None  # its word of the column of days
    in_column: bool  # a word of it stands over or under that column

    @property
    def high(self) -> float:
        """The height of its letters."""
        return self.top - self.bottom


def _columns_of(days: Sequence[Bounds]) -> list[list[Bounds]]:
    """Days that begin one under the other, the longest column first."""
    columns: list[list[Bounds]] = []
    for day in sorted(days):
        if columns and day[0] - columns[-1][0][0] <= _NEAR:
            columns[-1].append(day)
        else:
            columns.append([day])
    return sorted((column for column in columns if len(column) >= LEAST_ROWS), key=lambda one: (-len(one), one[0]))


def _lines(words: Sequence[Bounds], column: Sequence[Bounds]) -> list[_Line]:
    """The lines of a page from the top; words side by side are one line."""
    days = set(column)
    left, right = min(day[0] for day in column), max(day[2] for day in column)
    lines: list[list[Bounds]] = []
    for word in sorted(words, key=lambda word: -(word[1] + word[3])):
        first = lines[-1][0] if lines else None
        if first and (first[1] + first[3] - word[1] - word[3]) / 2 < 0.4 * (first[3] - first[1]):
            lines[-1].append(word)
        else:
            lines.append([word])
    return [
        _Line(
            words=line,
            bottom=min(word[1] for word in line),
            top=max(word[3] for word in line),
            day=next((word for word in line if word in days), None),
            in_column=any(word[0] < right and word[2] > left for word in line),
        )
        for line in lines
    ]


def _runs(lines: Sequence[_Line]) -> list[list[int]]:
    """The lines with a day that belong together, by their places."""
    apart = _APART * statistics.median(line.high for line in lines)
    runs: list[list[int]] = []
    for place, line in enumerate(lines):
        if line.day and runs and lines[runs[-1][-1]].bottom - line.top < apart:
            runs[-1].append(place)
        elif line.day:
            runs.append([place])
    return [run for run in runs if len(run) >= LEAST_ROWS]


def _rules(lines: Sequence[_Line], run: Sequence[int], order: Mapping[Bounds, int]) -> Stack:
    """Where rules would be drawn between the rows. ``order`` is that in which the words were written."""
    alike = _ALIKE * lines[run[0]].high
    spaces = [upper.bottom - lower.top for upper, lower in pairwise(lines)]
    most = min(max(spaces[one:other]) for one, other in pairwise(run))
    inner = [space for space in spaces[run[0] : run[-1]] if space < most - alike]
    within = max(inner, default=most) + alike
    owners = _owners(lines, run, order)
    above, below = run[0], run[-1]
    while above and spaces[above - 1] < within and not lines[above - 1].in_column:
        above -= 1
    while below + 1 < len(lines) and spaces[below] < within and (inner or owners or not lines[below + 1].in_column):
        below += 1
    if owners and owners[above] != 0:
        above = run[0]  # it goes on what stands on the page before
    # Where nothing else tells: cells stand at the foot of their row if what wraps stands over the first day.
    lifted = above < run[0] and below == run[-1]
    heights = [lines[above].top + 0.5]
    for number, (one, other) in enumerate(pairwise(run)):
        wide = [place for place in range(one, other) if spaces[place] >= max(spaces[one:other]) - alike]
        last = wide[0] if lifted else wide[-1]
        if owners:
            last = max(place for place in range(one, other) if owners[place] == number)
        heights.append((lines[last].bottom + lines[last + 1].top) / 2)
    heights.append(lines[below].bottom - 0.5)
    words = [word for line in lines[above : below + 1] for word in line.words]
    return Stack(min(word[0] for word in words), max(word[2] for word in words), tuple(heights))


def _owners(lines: Sequence[_Line], run: Sequence[int], order: Mapping[Bounds, int]) -> list[int | None]:
    """The row each line was written in, however cells are aligned; none where rows were not written one by one."""
    days = [line.day for place in run if (line := lines[place]).day]
    starts, left = [order[day] for day in days if day], min(day[0] for day in days if day)

    def written_in(line: _Line) -> int | None:
        # What stands left of the day is written before it.
        rows = {
            bisect_left(starts, order[word]) if word[2] <= left else bisect_right(starts, order[word]) - 1
            for word in line.words
        }
        return rows.pop() if len(rows) == 1 else None

    owners = [written_in(line) for line in lines]
    whole = owners[run[0] : run[-1] + 1]
    told = all(owners[place] == number for number, place in enumerate(run)) and None not in whole
    return owners if told and whole == sorted(whole, key=lambda row: row or 0) else []
