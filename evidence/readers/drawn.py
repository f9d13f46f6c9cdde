"""What is drawn on a PDF page beside its text: the straight level and upright lines of its paths, and its pictures."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise
from typing import Any, NamedTuple

from evidence.readers.bulk import ask_handles, ask_of_each
from evidence.readers.frame import Bounds, Frame

#: Forms inside forms are looked into so far down.
_DEPTH = 4
#: A scan covers so much of its page; it and its text are looked for among so many pictures and texts.
_COVERS, _FEW = 0.8, 50
#: What leans by less than this, in points, is straight.
_STRAIGHT = 0.5

#: a, b, c, d, e, f of a PDF matrix: x' = ax + cy + e, y' = bx + dy + f.
Matrix = tuple[float, float, float, float, float, float]
Point = tuple[float, float]
_IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class Drawn(NamedTuple):
    """An object of a page, and how what stands in it comes to user space."""

    handle: Any
    matrix: Matrix


class Shows(NamedTuple):
    """What a page shows besides its text."""

    nothing: bool  # nothing at all, not even text
    scan: bool = False  # one picture covers the page
    hidden: bool = False  # and there is text that is not to be seen, as programs lay it under a scan
    unseen: bool = False  # there is text that is not to be seen, and no scan it could belong to


def shows(page: Any) -> Shows:
    """What pdfium's ``page`` shows."""
    import pypdfium2.raw as raw

    if not raw.FPDFPage_CountObjects(page.raw):
        return Shows(nothing=True)
    left, bottom, right, top = page.get_bbox()
    scan = False
    for picture in islice(_objects(page.raw, raw.FPDF_PAGEOBJ_IMAGE), _FEW):
        x0, y0, x1, y1 = bounds_of(picture) or (0.0, 0.0, 0.0, 0.0)
        wide, high = min(x1, right) - max(x0, left), min(y1, top) - max(y0, bottom)
        scan = scan or (wide > 0 and high > 0 and wide * high > _COVERS * (right - left) * (top - bottom))
    texts = islice(_objects(page.raw, raw.FPDF_PAGEOBJ_TEXT), _FEW if scan else 0)
    modes = [raw.FPDFTextObj_GetTextRenderMode(text.handle) for text in texts]
    return Shows(nothing=False, scan=scan, hidden=raw.FPDF_TEXTRENDERMODE_INVISIBLE in modes)


def has_broken_picture(document: Any, index: int) -> bool:
    """Whether a picture set upon a page cannot be unpacked, so that nothing of it is shown."""
    import pypdfium2.raw as raw

    page = document[index]
    try:
        for picture in islice(_objects(page.raw, raw.FPDF_PAGEOBJ_IMAGE), _FEW):
            bitmap = raw.FPDFImageObj_GetBitmap(picture.handle)
            if not bitmap:
                return True
            raw.FPDFBitmap_Destroy(bitmap)
        return False
    finally:
        page.close()


def paths(page: Any) -> list[Drawn]:
    """The paths drawn on pdfium's ``page``."""
    import pypdfium2.raw as raw

    return list(_objects(page.raw, raw.FPDF_PAGEOBJ_PATH))


def pictures(page: Any) -> Iterator[Drawn]:
    """The pictures set upon pdfium's ``page``."""
    import pypdfium2.raw as raw

    return _objects(page.raw, raw.FPDF_PAGEOBJ_IMAGE)


def bounds_of(one: Drawn) -> Bounds | None:
    """The box around an object as drawn, in user space; None where pdfium has none."""
    import pypdfium2.raw as raw

    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not raw.FPDFPageObj_GetBounds(one.handle, left, bottom, right, top):
        return None  # pragma: no cover - pdfium fails here on what it has itself listed, if ever
    corners = [_moved((x.value, y.value), one.matrix) for x in (left, right) for y in (bottom, top)]
    return _box(corners)


def strokes(path: Drawn, frame: Frame) -> list[Bounds]:
    """The sides of a path that run level or upright in the frame, each as a box without width or without height."""
    found = []
    for points in _outlines(path):
        for one, other in pairwise(points):
            side = frame.upright(_box([one, other]))
            if side[2] - side[0] < _STRAIGHT or side[3] - side[1] < _STRAIGHT:
                found.append(side)
    return found


def _objects(page: Any, kind: int, form: Any = None, matrix: Matrix = _IDENTITY, depth: int = 0) -> Iterator[Drawn]:
    import pypdfium2.raw as raw

    if form is None:
        handles = ask_handles("FPDFPage_GetObject", page, range(raw.FPDFPage_CountObjects(page)))
    else:
        handles = ask_handles("FPDFFormObj_GetObject", form, range(raw.FPDFFormObj_CountObjects(form)))
    for handle, found in zip(handles, ask_of_each("FPDFPageObj_GetType", handles), strict=True):
        if found == kind:
            yield Drawn(_typed(handle), matrix)
        elif found == raw.FPDF_PAGEOBJ_FORM and depth + 1 < _DEPTH:
            inner = _typed(handle)
            yield from _objects(page, kind, inner, _times(_matrix(inner), matrix), depth + 1)


def _typed(handle: Any) -> Any:
    import pypdfium2.raw as raw

    return ctypes.cast(handle, raw.FPDF_PAGEOBJECT)


def _matrix(handle: Any) -> Matrix:
    import pypdfium2.raw as raw

    found = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(handle, found):
        return _IDENTITY  # pragma: no cover - pdfium knows no matrix of a kind of object that is not asked about
    return found.a, found.b, found.c, found.d, found.e, found.f


def _times(inner: Matrix, outer: Matrix) -> Matrix:
    a, b, c, d, e, f = inner
    x, y = _moved((e, f), outer)
    return (
        a * outer[0] + b * outer[2], a * outer[1] + b * outer[3], c * outer[0] + d * outer[2],
        c * outer[1] + d * outer[3], x, y,
    )  # fmt: skip


def _moved(point: Point, matrix: Matrix) -> Point:
    x, y = point
    return matrix[0] * x + matrix[2] * y + matrix[4], matrix[1] * x + matrix[3] * y + matrix[5]


def _outlines(path: Drawn) -> Iterator[list[Point]]:
    """The points of each part of a path, in user space; the parts between the ends of a curve are left out."""
    import pypdfium2.raw as raw

    matrix = _times(_matrix(path.handle), path.matrix)
    x, y = ctypes.c_float(), ctypes.c_float()
    points: list[Point] = []
    begun: Point = (0.0, 0.0)
    for number in range(raw.FPDFPath_CountSegments(path.handle)):
        segment = raw.FPDFPath_GetPathSegment(path.handle, number)
        kind = raw.FPDFPathSegment_GetType(segment)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        point = _moved((x.value, y.value), matrix)
        if kind == raw.FPDF_SEGMENT_LINETO and points:
            points.append(point)
        else:
            yield points
            points = [point]
            begun = begun if kind == raw.FPDF_SEGMENT_BEZIERTO else point
        if raw.FPDFPathSegment_GetClose(segment):
            points.append(begun)
    yield points


def _box(points: Sequence[Point]) -> Bounds:
    across, up = [x for x, _ in points], [y for _, y in points]
    return min(across), min(up), max(across), max(up)
