"""The cells of a PDF page's ruled tables: pdfium tells what lines are drawn, pdfplumber what cells they make.

Only pages whose drawn lines could make a table are looked at. Cells tell of the form of a page, never of its text:
where they cannot be told, or would take too long, the page is read without them.
"""

from __future__ import annotations

import signal
import threading
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from evidence.readers.drawn import Drawn, bounds_of, paths, strokes
from evidence.readers.frame import Bounds, Frame
from evidence.readers.rows import LEAST_RULES, Box, Stack, rows_between, stacks
from evidence.readers.unruled import LEAST_ROWS, cells_by_days

#: Drawn paths of a page, and of all pages of a document; more are read without cells.
#: Counts, unlike seconds, come out the same on every machine.
MOST_A_PAGE, MOST_A_DOCUMENT = 20_000, 600_000
#: Upright lines times level ones: a table of 200 rows and 40 columns has 8241, a hatched map millions.
MOST_CROSSINGS = 10_000
#: Seconds of work after which a page is given up. The counts keep all but pages made to hurt far below.
SECONDS = 10.0

#: Lines nearer to one another than this, in points, are one line; what is shorter is no side of a cell.
_NEAR = 3.0
#: The share of a table's words that may be too wide for their cells.
_MOST_CUT = 0.2
_SETTINGS = {
    "vertical_strategy": "lines",
    "horizontal_strategy": "lines",
    "snap_tolerance": _NEAR,
    "join_tolerance": _NEAR,
    "edge_min_length": _NEAR,
    "intersection_tolerance": _NEAR,
}


class Boxes:
    """The cells of one page."""

    def __init__(self, boxes: Sequence[Box] = (), stacks: Sequence[Stack] = ()) -> None:
        """``stacks`` are rules one above the other, between which rows without upright lines may stand."""
        self._boxes = boxes
        self._stacks = stacks
        self._left = min((box.left for box in boxes), default=0.0)
        self._bottom = min((box.bottom for box in boxes), default=0.0)
        self._right = max((box.right for box in boxes), default=0.0)
        self._top = max((box.top for box in boxes), default=0.0)

    def __bool__(self) -> bool:
        return bool(self._boxes or self._stacks)

    def around(self, bounds: Bounds) -> Box | None:
        """The cell the middle of these bounds stands in, if any; the smaller one where a cell holds a table."""
        x, y = (bounds[0] + bounds[2]) / 2, (bounds[1] + bounds[3]) / 2
        # Most words of most pages stand in no table.
        if not (self._left <= x < self._right and self._bottom <= y < self._top):
            return None
        found = [box for box in self._boxes if box.left <= x < box.right and box.bottom <= y < box.top]
        if len(found) < 2:
            return found[0] if found else None
        return min(found, key=lambda box: (box.right - box.left) * (box.top - box.bottom))

    def of_text(self, words: Sequence[Bounds], whole: Sequence[Bounds], days: Sequence[Bounds] = ()) -> Boxes:
        """Only the tables made for the page's words: lines that run through these belong to a chart or a pattern.

        Rows between rules are parted where no word of any row stands. ``whole`` are the words to their very ends, and
        ``days`` those of them that are days: a column of these makes rows where nothing is drawn.
        """
        inside: Counter[int] = Counter()
        cut: Counter[int] = Counter()
        for word in words:
            box = self.around(word)
            if box:
                inside[box.table] += 1
                cut[box.table] += word[0] < box.left - _NEAR or word[2] > box.right + _NEAR
        boxes = [box for box in self._boxes if cut[box.table] <= inside[box.table] * _MOST_CUT]
        for stack in self._stacks:
            boxes += rows_between(stack, whole, _next(boxes))
        ruled = Boxes(boxes)
        free = [day for day in days if not ruled.around(day)]
        if len(free) < LEAST_ROWS:
            return ruled
        return Boxes([*boxes, *cells_by_days(free, [word for word in whole if not ruled.around(word)], _next(boxes))])


def _next(boxes: Sequence[Box]) -> int:
    """The number of the next table."""
    return max((box.table for box in boxes), default=-1) + 1


class _TooLong(BaseException):
    """Raised in the midst of finding cells."""


class RuledTables:
    """The ruled tables of a document, page by page."""

    def __init__(self) -> None:
        self._left = MOST_A_DOCUMENT

    def boxes(self, page: Any, letters: int, frame: Frame) -> Boxes:
        """The cells on pdfium's ``page`` with so many ``letters``, in the page's frame."""
        drawn = paths(page) if letters and self._left else []
        if len(drawn) > min(MOST_A_PAGE, self._left):
            return Boxes()
        grid, rules = may_hold_cells(drawn), may_part_rows(drawn)
        if not grid and not rules:
            return Boxes()
        self._left -= len(drawn)
        try:
            with _at_most(SECONDS):
                sides = [side for path in drawn for side in strokes(path, frame)]
                boxes = _boxes(_tables(sides)) if grid else []
                return Boxes(boxes, stacks(sides, boxes) if rules else ())
        except _TooLong:
            self._left = 0
        except Exception:  # pdfplumber's assertions, on lines that end nowhere; see the module's head
            return Boxes()
        return Boxes()


def may_hold_cells(drawn: Sequence[Drawn]) -> bool:
    """Whether the boxes around the paths drawn on a page could make two cells or more."""
    import pypdfium2.raw as raw

    upright: set[int] = set()
    level: set[int] = set()
    for path in drawn:
        bounds = bounds_of(path)
        if bounds is None:
            continue  # pragma: no cover - pdfium fails here on what it has itself listed, if ever
        left, bottom, right, top = bounds
        wide, high = right - left > _NEAR, top - bottom > _NEAR
        if high:
            upright.update((round(left), round(right)) if wide else (round(left),))
        if wide:
            level.update((round(bottom), round(top)) if high else (round(bottom),))
        # Two cells have at least five sides, two and three. One path of six strokes or more may be a whole table; the
        # frame of one cell, drawn inside and outside, has ten points.
        if (len(upright) > 1 and len(level) > 1 and len(upright) + len(level) > 4) or (
            wide and high and raw.FPDFPath_CountSegments(path.handle) > 11
        ):
            return True
    return False


def may_part_rows(drawn: Sequence[Drawn]) -> bool:
    """Whether there are level lines enough for rows without upright lines between them."""
    level = (bounds for path in drawn if (bounds := bounds_of(path)))
    return len({round(low) for left, low, right, top in level if top - low <= _NEAR < right - left}) >= LEAST_RULES


def _tables(sides: Sequence[Bounds]) -> list[list[Bounds]]:
    """The tables the lines make, from the top, each as its cells."""
    from pdfplumber.table import TableFinder

    class Finder(TableFinder):
        """As of a page, but lines without end are looked at before they are crossed with one another."""

        def get_edges(self) -> list[dict[str, Any]]:
            edges: list[dict[str, Any]] = super().get_edges()
            upright = sum(edge["orientation"] == "v" for edge in edges)
            return edges if upright * (len(edges) - upright) <= MOST_CROSSINGS else []

    lines: Any = _Lines([_edge(side) for side in sides])  # stands in for a page of pdfplumber's
    found = Finder(lines, _SETTINGS)
    tables = [[(left, -bottom, right, -top) for left, top, right, bottom in table.cells] for table in found.tables]
    return sorted(tables, key=lambda table: (-max(cell[3] for cell in table), min(cell[0] for cell in table)))


@dataclass(frozen=True, slots=True)
class _Lines:
    """What pdfplumber asks of a page to find tables by lines."""

    edges: list[dict[str, Any]]


def _edge(side: Bounds) -> dict[str, Any]:
    """A line as pdfplumber has it, who counts from the top."""
    left, bottom, right, top = side
    level = right - left > top - bottom
    if level:
        bottom = top = (bottom + top) / 2
    else:
        left = right = (left + right) / 2
    return {
        "x0": left, "x1": right, "top": -top, "bottom": -bottom, "doctop": -top, "width": right - left,
        "height": top - bottom, "orientation": "h" if level else "v", "object_type": "line",
    }  # fmt: skip


def _boxes(tables: Sequence[Sequence[Bounds]]) -> list[Box]:
    return [
        Box(number, *(round(side, 2) for side in cell)) for number, table in enumerate(tables) for cell in table
    ]


@contextmanager
def _at_most(seconds: float) -> Iterator[None]:
    """_TooLong after so many seconds of this process's work; outside the main thread, where no signal comes, never."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(_number: int, _frame: object) -> None:
        raise _TooLong

    before = signal.signal(signal.SIGVTALRM, stop)
    # Again each second: where the first comes in a destructor, Python prints it and goes on.
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds, 1.0)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
