"""The cells of a PDF page's ruled tables, as pdfplumber finds them.

pdfplumber takes many times longer over a page than pdfium, so only pages whose drawn lines could make a table are
opened in it. It is a second opinion on the form of a page, never on its text: where it fails, or would take too long,
the page is read without the cells.
"""

from __future__ import annotations

import signal
import threading
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any

from evidence.readers.frame import Bounds, Frame

#: Letters and drawn paths of a page, and of all pages of a document that are opened; more are read without cells.
#: pdfplumber takes some 35 seconds for a million. Counts, unlike seconds, come out the same on every machine.
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


@dataclass(frozen=True, slots=True)
class Box:
    """A cell of a ruled table: the table's number on the page, and its sides in points as the page is read."""

    table: int
    left: float
    bottom: float
    right: float
    top: float


class Boxes:
    """The cells of one page."""

    def __init__(self, boxes: Sequence[Box] = ()) -> None:
        self._boxes = boxes

    def __bool__(self) -> bool:
        return bool(self._boxes)

    def around(self, bounds: Bounds) -> Box | None:
        """The cell the middle of these bounds stands in, if any; the smaller one where a cell holds a table."""
        x, y = (bounds[0] + bounds[2]) / 2, (bounds[1] + bounds[3]) / 2
        found = [box for box in self._boxes if box.left <= x < box.right and box.bottom <= y < box.top]
        return min(found, key=lambda box: (box.right - box.left) * (box.top - box.bottom), default=None)

    def of_text(self, words: Sequence[Bounds]) -> Boxes:
        """Only the tables made for the page's words: lines that run through these belong to a chart or a pattern."""
        inside: Counter[int] = Counter()
        cut: Counter[int] = Counter()
        for word in words:
            box = self.around(word)
            if box:
                inside[box.table] += 1
                cut[box.table] += word[0] < box.left - _NEAR or word[2] > box.right + _NEAR
        return Boxes([box for box in self._boxes if cut[box.table] <= inside[box.table] * _MOST_CUT])


class _TooLong(BaseException):
    """Raised in the midst of pdfplumber; no Exception, as that would be taken for a damaged page there."""


class RuledTables:
    """The ruled tables of a document. Use it as a context manager; pdfplumber opens the file when a page needs it."""

    def __init__(self, path: Path, pages: int) -> None:
        self._path = path
        self._count = pages
        self._left = MOST_A_DOCUMENT
        self._opened: Any = None
        self._given_up = False

    def __enter__(self) -> RuledTables:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._close()

    def boxes(self, index: int, page: Any, letters: int, frame: Frame) -> Boxes:
        """The cells on pdfium's ``page``, the one numbered ``index`` from 0, with so many ``letters``."""
        paths = paths_of_a_ruled_page(page) if letters and not self._given_up else 0
        work = letters + paths
        if not paths or work > min(MOST_A_PAGE, self._left):
            return Boxes()
        self._left -= work
        try:
            with _at_most(SECONDS):
                tables = self._tables(index, page)
        except _TooLong:
            self._given_up = True
            self._close()
            return Boxes()
        except Exception:  # pdfminer raises whatever it likes on pages pdfium can read; see the module's head
            return Boxes()
        return Boxes(_boxes(tables, frame))

    def _tables(self, index: int, page: Any) -> list[list[Bounds]]:
        """The tables of a page, each as its cells in user space."""
        if self._opened is None:
            import pdfplumber

            self._given_up = True  # a file it cannot open is not tried again
            self._opened = pdfplumber.open(self._path)
            # Where the two disagree on the pages there are, the lines of one page would be laid over another's text.
            self._given_up = len(self._opened.pages) != self._count
            if self._given_up:
                return []
        twin = self._opened.pages[index]
        try:
            return _tables_of(twin) if _same_page(twin, page) else []
        finally:
            twin.close()

    def _close(self) -> None:
        opened, self._opened = self._opened, None
        if opened is not None:
            try:
                opened.close()
            except Exception:  # it reads the pages once more to close them, and may fail on them once more
                opened.stream.close()


def paths_of_a_ruled_page(page: Any) -> int:
    """How many paths are drawn on pdfium's ``page`` where they could make two cells or more, else 0."""
    import pypdfium2 as pdfium
    import pypdfium2.raw as raw

    upright: set[int] = set()
    level: set[int] = set()
    grid = False
    count = 0
    for shape in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=4):
        count += 1
        if count > MOST_A_PAGE:
            break
        if grid:
            continue
        try:
            left, bottom, right, top = shape.get_bounds()
        except pdfium.PdfiumError:
            continue
        wide, high = right - left > _NEAR, top - bottom > _NEAR
        if high:
            upright.update((round(left), round(right)) if wide else (round(left),))
        if wide:
            level.update((round(bottom), round(top)) if high else (round(bottom),))
        # Two cells have at least five sides, two and three. One path of six strokes or more may be a whole table; the
        # frame of one cell, drawn inside and outside, has ten points.
        grid = (len(upright) > 1 and len(level) > 1 and len(upright) + len(level) > 4) or (
            wide and high and raw.FPDFPath_CountSegments(shape.raw) > 11
        )
    return count if grid else 0


def _same_page(twin: Any, page: Any) -> bool:
    """Whether pdfplumber's page is turned as pdfium's is and lies around it."""
    left, bottom, right, top = page.get_bbox()
    x0, y0, x1, y1 = twin.page_obj.mediabox
    inside = min(x0, x1) - 1 <= left and right <= max(x0, x1) + 1
    return bool(twin.rotation == page.get_rotation() and inside
                and min(y0, y1) - 1 <= bottom and top <= max(y0, y1) + 1)  # fmt: skip


def _tables_of(twin: Any) -> list[list[Bounds]]:
    from pdfplumber.table import TableFinder

    class Finder(TableFinder):
        """As ``page.find_tables``, but lines without end are looked at before they are crossed with one another."""

        def get_edges(self) -> list[dict[str, Any]]:
            edges: list[dict[str, Any]] = super().get_edges()
            upright = sum(edge["orientation"] == "v" for edge in edges)
            return edges if upright * (len(edges) - upright) <= MOST_CROSSINGS else []

    return [[_in_user_space(twin, cell) for cell in table.cells] for table in Finder(twin, _SETTINGS).tables]


def _in_user_space(twin: Any, cell: Bounds) -> Bounds:
    """A box of pdfplumber's in user space.

    pdfplumber counts from the top of the turned page, and adds corners of the turned MediaBox to both directions.
    """
    from_left = sorted(x - twin.mediabox[0] for x in (cell[0], cell[2]))
    from_bottom = sorted(twin.height - (y - twin.mediabox[1]) for y in (cell[1], cell[3]))
    x0, y0, x1, y1 = twin.page_obj.mediabox
    if twin.rotation == 90:
        return x1 - from_bottom[1], y0 + from_left[0], x1 - from_bottom[0], y0 + from_left[1]
    if twin.rotation == 180:
        return x1 - from_left[1], y1 - from_bottom[1], x1 - from_left[0], y1 - from_bottom[0]
    if twin.rotation == 270:
        return x0 + from_bottom[0], y1 - from_left[1], x0 + from_bottom[1], y1 - from_left[0]
    return x0 + from_left[0], y0 + from_bottom[0], x0 + from_left[1], y0 + from_bottom[1]


def _boxes(tables: Sequence[Sequence[Bounds]], frame: Frame) -> list[Box]:
    """The cells in the page's frame, tables numbered from the top."""
    upright = [[frame.upright(cell) for cell in table] for table in tables]
    upright.sort(key=lambda table: (-max(cell[3] for cell in table), min(cell[0] for cell in table)))
    return [
        Box(number, *(round(side, 2) for side in cell)) for number, table in enumerate(upright) for cell in table
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
