"""A scanned page set upright: which way it lies, how far it leans, and the way back to the page as it was.

A page that leans three degrees loses one number in five at high confidence, so it is straightened before it is read.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PIL.Image import Image

#: The page is looked at this small; letters are then some ten pixels high.
_SMALL = 1100
#: So many points of ink tell the lean of a page.
_POINTS = 40_000
#: Degrees a page may lean, and what is not worth turning it for.
MOST_LEAN, LEAST_LEAN = 12.0, 0.25
#: Scanners leave shadows on so much of a page at each edge.
_EDGE = 0.04
#: In pixels of the small copy: what is nearer to a word belongs to it; what runs on for longer is a ruled line.
_NEAR, _RULE = 3, 30
#: In pixels of the small copy, as wide as a letter at most; and by how much of 255 paper differs that is not lit alike.
_LETTER, _SHADED = 15, 40
#: Darker than its surroundings by so much of 255 is ink.
_INK = 24


@dataclass(frozen=True, slots=True)
class Affine:
    """``x' = a·x + b·y + c`` and ``y' = d·x + e·y + f``, in the order Pillow takes them."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 0.0
    e: float = 1.0
    f: float = 0.0

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Where a point comes to lie."""
        return self.a * x + self.b * y + self.c, self.d * x + self.e * y + self.f

    def after(self, first: Affine) -> Affine:
        """This one of what ``first`` makes."""
        c, f = self.point(first.c, first.f)
        return Affine(
            self.a * first.a + self.b * first.d, self.a * first.b + self.b * first.e, c,
            self.d * first.a + self.e * first.d, self.d * first.b + self.e * first.e, f,
        )  # fmt: skip

    def box(self, left: float, top: float, right: float, bottom: float) -> tuple[float, float, float, float]:
        """The smallest upright rectangle around what a rectangle becomes: least x and y, greatest x and y."""
        points = [self.point(x, y) for x in (left, right) for y in (top, bottom)]
        xs, ys = zip(*points, strict=True)
        return min(xs), min(ys), max(xs), max(ys)


NOWHERE = Affine()


@dataclass(frozen=True, slots=True)
class Ink:
    """Where a page is darker than around: columns and rows of a small copy of it, and that copy's size."""

    x: Any
    y: Any
    width: int
    height: int

    @property
    def inside(self) -> Any:
        """Which of it does not lie at an edge of the page, where scanners leave shadows."""
        return (
            (self.x > _EDGE * self.width) & (self.x < (1 - _EDGE) * self.width)
            & (self.y > _EDGE * self.height) & (self.y < (1 - _EDGE) * self.height)
        )  # fmt: skip

    @property
    def share(self) -> float:
        """How much of the page is ink, edges left out."""
        return float(self.inside.sum()) / (self.width * self.height)


def dark_on_light(grey: Image) -> Image:
    """The page, or its negative where most of it is dark."""
    from PIL import ImageOps

    shades = grey.histogram()
    return ImageOps.invert(grey) if sum(shades[:100]) > sum(shades[100:]) else grey


def ink_of(grey: Image) -> Ink:
    """The ink of a page in shades of grey."""
    import numpy
    from PIL import ImageFilter

    small = grey.reduce(max(1, round(max(grey.size) / _SMALL)))
    around = small.filter(ImageFilter.BoxBlur(max(small.size) // 60))
    darker = numpy.asarray(around, dtype=numpy.int16) - numpy.asarray(small, dtype=numpy.int16)
    y, x = numpy.nonzero(darker > _INK)
    return Ink(x, y, small.width, small.height)


def evened(grey: Image) -> Image | None:
    """The page as if it were lit alike everywhere, as a photo taken by hand is not; None where it is so already."""
    import numpy
    from PIL import Image, ImageFilter

    small = grey.reduce(max(1, round(max(grey.size) / _SMALL)))
    # The paper around letters is what is lightest near them.
    paper = small.filter(ImageFilter.MaxFilter(_LETTER)).filter(ImageFilter.BoxBlur(_LETTER))
    darkest, lightest = numpy.percentile(numpy.asarray(paper), (5, 95))
    if lightest - darkest < _SHADED:
        return None
    light = numpy.asarray(paper.resize(grey.size), dtype=numpy.float32)
    even = 255 * numpy.asarray(grey, dtype=numpy.float32) / numpy.maximum(light, 1)
    return Image.fromarray(numpy.minimum(even, 255).astype(numpy.uint8))


def outside(ink: Ink, boxes: Iterable[tuple[float, float, float, float]], scale: float) -> float:
    """The share of a page's ink, ruled lines and edges left out, that stands in none of the boxes.

    A box is left, top, right, bottom in pixels of a page ``scale`` times as fine as the ink.
    """
    import numpy

    left = numpy.zeros((ink.height, ink.width), dtype=bool)
    left[ink.y, ink.x] = True
    left[: int(_EDGE * ink.height)] = left[int((1 - _EDGE) * ink.height) :] = False
    left[:, : int(_EDGE * ink.width)] = left[:, int((1 - _EDGE) * ink.width) :] = False
    inside = left.sum()
    for box in boxes:
        x0, y0, x1, y1 = (round(side / scale) for side in box)
        left[max(0, y0 - _NEAR) : y1 + _NEAR, max(0, x0 - _NEAR) : x1 + _NEAR] = False
    rules = _ruled(left) | _ruled(left.T).T
    return float((left & ~rules).sum()) / max(1, int(inside - (left & rules).sum()))


def _ruled(ink: Any) -> Any:
    """Which of the ink runs on level for longer than any letter."""
    import numpy

    so_far = numpy.cumsum(numpy.pad(ink, ((0, 0), (_RULE + 1, _RULE))), axis=1, dtype=numpy.int32)
    begins = so_far[:, _RULE:] - so_far[:, :-_RULE] == _RULE
    begun = numpy.cumsum(numpy.pad(begins, ((0, 0), (1, 0))), axis=1, dtype=numpy.int32)
    return (begun[:, _RULE + 1 :] - begun[:, 1:-_RULE] > 0)[:, : ink.shape[1]]


def lean_of(ink: Ink) -> tuple[float, bool]:
    """Degrees the lines of text fall to the right, and whether they run up and down the page rather than across."""
    # The shadow of an edge is as sharp as any line of text, and runs the other way.
    x, y = ink.x[ink.inside], ink.y[ink.inside]
    step = max(1, len(x) // _POINTS)
    x, y = x[::step], y[::step]
    if len(x) < 50:
        return 0.0, False
    across, sharp = _lean(x, y)
    up, sharper = _lean(-y, x)
    # Text set in even columns has edges as sharp as lines: it takes more than a little to lay a page on its side.
    return (up, True) if sharper > 1.3 * sharp else (across, False)


def _lean(along: Any, down: Any) -> tuple[float, float]:
    """The angle at which rows of ink and rows of nothing are parted most sharply, and how sharply."""
    import numpy

    def sharpness(degrees: float) -> float:
        rows = numpy.rint(down - along * math.tan(math.radians(degrees))).astype(numpy.int64)
        counts = numpy.bincount(rows - rows.min()).astype(numpy.float64)
        return float(numpy.square(numpy.diff(counts)).sum())

    best = max((0.5 * step for step in range(int(-2 * MOST_LEAN), int(2 * MOST_LEAN) + 1)), key=sharpness)
    best = max((best + 0.05 * step for step in range(-10, 11)), key=sharpness)
    return best, sharpness(best)


def turned(page: Image, quarters: int) -> tuple[Image, Affine]:
    """The page turned so many quarters to the left, and the way back."""
    from PIL.Image import Transpose

    width, height = page.size
    if quarters == 1:
        return page.transpose(Transpose.ROTATE_90), Affine(0, -1, width, 1, 0, 0)
    if quarters == 2:
        return page.transpose(Transpose.ROTATE_180), Affine(-1, 0, width, 0, -1, height)
    if quarters == 3:
        return page.transpose(Transpose.ROTATE_270), Affine(0, 1, 0, -1, 0, height)
    return page, NOWHERE


def straightened(page: Image, lean: float) -> tuple[Image, Affine]:
    """The page turned so that lines falling ``lean`` degrees to the right are level, and the way back."""
    from PIL.Image import Resampling, Transform

    if abs(lean) < LEAST_LEAN:
        return page, NOWHERE
    cos, sin = math.cos(math.radians(lean)), math.sin(math.radians(lean))
    width, height = page.size
    wide = round(width * cos + height * abs(sin))
    high = round(height * cos + width * abs(sin))
    back = Affine(
        cos, -sin, width / 2 - (cos * wide - sin * high) / 2, sin, cos, height / 2 - (sin * wide + cos * high) / 2
    )
    data = (back.a, back.b, back.c, back.d, back.e, back.f)
    background = _background(page)
    return page.transform((wide, high), Transform.AFFINE, data, Resampling.BICUBIC, fillcolor=background), back


def _background(page: Image) -> int:
    """The shade most of the page has."""
    shades = page.histogram()
    return shades.index(max(shades))
