"""The ruled lines of a PDF page and the boxes they make: in which box of which table a piece of text stands."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

#: A page may be drawn of a million strokes (a map, a scan made of vectors); its tables are looked for in so many.
MOST_PATHS = 6000
#: Lines nearer to one another than this, in points, are one line.
_NEAR = 2.5
#: What is shorter is no side of a box.
_SHORT = 6.0

#: Left, bottom, right, top of a box, in points.
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class _Edge:
    """A ruled line: where it lies across its direction, and from where to where it runs."""

    at: float
    start: float
    end: float


class Ruling:
    """The boxes of one page."""

    def __init__(self, upright: Sequence[_Edge], level: Sequence[_Edge]) -> None:
        self._upright = _snapped(upright)
        # The line under a word runs from the word's beginning to its end; that of a table from rule to rule.
        sides = [edge.at for edge in self._upright]
        self._level = [
            edge
            for edge in _snapped(level)
            if all(any(abs(end - side) <= 2 * _NEAR for side in sides) for end in (edge.start, edge.end))
        ]

    def parts(self, left: float, right: float, height: float) -> bool:
        """Whether a rule stands between two words of a line at this height."""
        middle = (left + right) / 2
        low, high = min(left, middle - 1), max(right, middle + 1)
        return any(
            low <= edge.at <= high and edge.start - _NEAR <= height <= edge.end + _NEAR for edge in self._upright
        )

    def box(self, left: float, right: float, height: float) -> Box | None:
        """The box around a piece of text, or None where it is not ruled in on all four sides."""
        middle = (left + right) / 2
        sides = [edge.at for edge in self._upright if edge.start - _NEAR <= height <= edge.end + _NEAR]
        levels = [edge.at for edge in self._level if edge.start - _NEAR <= middle <= edge.end + _NEAR]
        around = (
            max((at for at in sides if at <= left + _NEAR), default=None),
            max((at for at in levels if at <= height), default=None),
            min((at for at in sides if at >= right - _NEAR), default=None),
            min((at for at in levels if at > height), default=None),
        )
        if None in around:
            return None
        return around  # type: ignore[return-value]  # no side is None


def ruling_of(page: Any) -> Ruling:
    """The ruled lines of a page; nothing where it has none or too many strokes to be a page of text."""
    import pypdfium2.raw as raw

    upright: list[_Edge] = []
    level: list[_Edge] = []
    for number, shape in enumerate(page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=4)):
        if number >= MOST_PATHS:
            return Ruling([], [])
        count = raw.FPDFPath_CountSegments(shape.raw)
        if count <= 6:
            _from_bounds(shape.get_bounds(), count, upright, level)
        elif count <= 2000 and shape.level == 0:
            for (x0, y0), (x1, y1) in _strokes(shape, count):
                if abs(x1 - x0) < 1 and abs(y1 - y0) > _SHORT:
                    upright.append(_Edge((x0 + x1) / 2, min(y0, y1), max(y0, y1)))
                elif abs(y1 - y0) < 1 and abs(x1 - x0) > _SHORT:
                    level.append(_Edge((y0 + y1) / 2, min(x0, x1), max(x0, x1)))
    return Ruling(upright, level)


def _from_bounds(bounds: Box, count: int, upright: list[_Edge], level: list[_Edge]) -> None:
    left, bottom, right, top = bounds
    wide, high = right - left, top - bottom
    if wide <= _NEAR and high > _SHORT:
        upright.append(_Edge((left + right) / 2, bottom, top))
    elif high <= _NEAR and wide > _SHORT:
        level.append(_Edge((bottom + top) / 2, left, right))
    elif count >= 4 and wide > _SHORT and high > _SHORT:
        upright += [_Edge(left, bottom, top), _Edge(right, bottom, top)]
        level += [_Edge(bottom, left, right), _Edge(top, left, right)]


def _strokes(shape: Any, count: int) -> Iterator[tuple[tuple[float, float], tuple[float, float]]]:
    """The straight strokes of a path, in the page's own points."""
    import pypdfium2.raw as raw

    matrix = shape.get_matrix()
    x, y = ctypes.c_float(), ctypes.c_float()
    last: tuple[float, float] | None = None
    for index in range(count):
        segment = raw.FPDFPath_GetPathSegment(shape.raw, index)
        if not segment or not raw.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y)):
            return
        here = matrix.on_point(x.value, y.value)
        if last is not None and raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_LINETO:
            yield last, here
        last = here


def _snapped(edges: Sequence[_Edge]) -> list[_Edge]:
    """The edges with those that lie as good as on one line put on it."""
    snapped: list[_Edge] = []
    line = first = float("-inf")
    for edge in sorted(edges, key=lambda one: (one.at, one.start, one.end)):
        if edge.at - first > _NEAR:
            line = first = edge.at
        snapped.append(_Edge(line, edge.start, edge.end))
    return list(dict.fromkeys(snapped))
