"""Make the fonts shipped in ``templates/fonts``: ``python -m templates.makefonts FOLDER``.

FOLDER holds the ``.woff2`` files of @fontsource/source-serif-4 and @fontsource/source-sans-3, each a subset of a
script. Here the scripts are joined again, the signs a dossier needs and the subsets lack are drawn (≥ ≤ → ✓ and a few
shapes), and the fonts take a name of their own, as the licence asks of a changed font: "Source" is a reserved name.
Needed only when the fonts are to be renewed; no part of a build runs it.
"""

from __future__ import annotations

import itertools
import sys
from pathlib import Path
from typing import Any

from templates.typeface import FACES, FOLDER, Face

SCRIPTS = ("latin", "latin-ext", "greek", "cyrillic")
SOURCES = {"Krav Serif": "source-serif-4", "Krav Sans": "source-sans-3"}
Point = tuple[float, float]


def _shapes(font: Any, bar: float) -> dict[int, tuple[str, list[list[Point]], float]]:
    """Outlines of the signs to add: code → (glyph name, contours clockwise, advance width). ``bar`` is a stroke's."""
    cap = font["OS/2"].sCapHeight
    glyphs, widths, names = font["glyf"], font["hmtx"], font.getBestCmap()
    digit = widths[names[ord("0")]][0]

    def contours(char: str) -> list[list[Point]]:
        drawn = glyphs[names[ord(char)]]
        points, ends, _ = drawn.getCoordinates(glyphs)
        cut = [0, *(end + 1 for end in ends)]
        return [[(x, y) for x, y in points[a:b]] for a, b in itertools.pairwise(cut)]

    def raised(char: str) -> list[list[Point]]:
        up = 0.12 * cap
        sign = [[(x, y + up) for x, y in line] for line in contours(char)]
        xs = [x for line in sign for x, _ in line]
        low = min(y for line in sign for _, y in line) - 1.6 * bar
        return [*sign, [(min(xs), low), (min(xs), low + bar), (max(xs), low + bar), (max(xs), low)]]

    arrow = [[(y + 60, cap / 2 - (x - widths[names[0x2191]][0] / 2)) for x, y in line] for line in contours("↑")]
    side, mid = 0.74 * cap, 0.5 * cap
    left, right = 70.0, 70.0 + side
    low, high = mid - side / 2, mid + side / 2
    square: list[Point] = [(left, low), (left, high), (right, high), (right, low)]
    inner: list[Point] = [
        (left + bar, low + bar), (right - bar, low + bar), (right - bar, high - bar), (left + bar, high - bar),
    ]  # fmt: skip
    wide = side + 140
    tick: list[Point] = [
        (60, 0.38 * cap), (60 + bar, 0.38 * cap + bar), (0.38 * cap + 60, 1.5 * bar), (0.98 * cap, 0.98 * cap),
        (0.98 * cap + bar, 0.98 * cap - bar), (0.38 * cap + 60, -bar),
    ]  # fmt: skip
    return {
        0x2265: ("greaterequal", raised(">"), digit),
        0x2264: ("lessequal", raised("<"), digit),
        0x2192: ("arrowright", arrow, cap + 120),
        0x2713: ("checkmark", [tick], 0.98 * cap + bar + 60),
        0x25A0: ("blacksquare", [square], wide),
        0x25AA: ("smallsquare", [[(x * 0.6, y * 0.6 + 0.2 * cap) for x, y in square]], wide * 0.6),
        0x25A1: ("whitesquare", [square, inner], wide),
        0x25B2: ("triangle", [[(left, low), ((left + right) / 2, high), (right, low)]], wide),
    }


def _draw(font: Any) -> None:
    from fontTools.pens.ttGlyphPen import TTGlyphPen

    xs = [y for _, y in font["glyf"][font.getBestCmap()[0x2212]].coordinates]
    bar = float(max(xs) - min(xs))  # the thickness of the minus sign
    order, tables = font.getGlyphOrder(), [t for t in font["cmap"].tables if t.isUnicode()]
    for code, (name, lines, width) in _shapes(font, bar).items():
        pen = TTGlyphPen(None)
        for line in lines:
            pen.moveTo(line[0])
            for point in line[1:]:
                pen.lineTo(point)
            pen.closePath()
        glyph = pen.glyph()
        order.append(name)
        font["glyf"].glyphs[name] = glyph
        glyph.recalcBounds(font["glyf"])
        font["hmtx"][name] = (round(width), glyph.xMin)
        for table in tables:
            table.cmap[code] = name
    figure = font["hmtx"][font.getBestCmap()[ord("0")]][0]
    point = font["hmtx"][font.getBestCmap()[ord(".")]][0]
    # Spaces of known width, with which listings are set to the tenth of a point; documents hold them too.
    for code, wide in ((0x2002, 500), (0x2003, 1000), (0x2007, figure), (0x2008, point), (0x200A, 40), (0x202F, 100)):
        name = f"space{code:04X}"
        order.append(name)
        font["glyf"].glyphs[name] = TTGlyphPen(None).glyph()
        font["hmtx"][name] = (wide, 0)
        for table in tables:
            table.cmap[code] = name
    for table in tables:  # signs that look like another
        for code, like in ((0x2011, 0x2D), (0x2010, 0x2D)):
            if like in table.cmap:
                table.cmap.setdefault(code, table.cmap[like])
    font.setGlyphOrder(order)
    font["glyf"].setGlyphOrder(order)
    font["maxp"].numGlyphs = len(order)


def _name(font: Any, face: Face) -> None:
    style = {400: "Regular", 600: "Semibold"}[face.weight] + (" Italic" if face.italic else "")
    style = "Italic" if style == "Regular Italic" else style
    table = font["name"]
    notice = table.getDebugName(0)
    table.names = []
    texts = {
        0: f"{notice} Changed by the makers of kravsag: joined, signs added, renamed.",
        1: face.family if face.weight == 400 else f"{face.family} Semibold",
        2: "Italic" if face.italic else "Regular",
        3: f"{face.family} {style}",
        4: f"{face.family} {style}",
        6: f"{face.family}-{style}".replace(" ", ""),
        13: "SIL Open Font License, Version 1.1",
        14: "https://openfontlicense.org",
        16: face.family,
        17: style,
    }
    for number, text in texts.items():
        table.setName(text, number, 3, 1, 0x409)


def make(folder: Path, face: Face) -> Path:
    """Join, draw, rename and write one face; return its path."""
    from fontTools.merge import Merger
    from fontTools.ttLib import TTFont

    slope = "italic" if face.italic else "normal"
    parts = [folder / f"{SOURCES[face.family]}-{script}-{face.weight}-{slope}.woff2" for script in SCRIPTS]
    plain = []
    for part in parts:
        font = TTFont(part)
        font.flavor = None
        for tag in ("STAT", "BASE", "gasp", "prep", "fpgm", "cvt "):
            if tag in font:
                del font[tag]
        copy = part.with_suffix(".plain.ttf")
        font.save(copy)
        plain.append(copy)
    font = Merger().merge([str(path) for path in plain])
    for path in plain:
        path.unlink()
    _draw(font)
    _name(font, face)
    font["head"].created = font["head"].modified = 3_500_000_000  # seconds from 1904; a fixed day
    font.recalcTimestamp = False
    target = FOLDER / face.file
    font.save(target)
    return target


if __name__ == "__main__":
    for one in FACES:
        path = make(Path(sys.argv[1]), one)
        print(path.name, path.stat().st_size)
