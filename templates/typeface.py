"""The fonts a dossier is set in: which files, which characters they hold, how wide a text runs.

They are loaded from the package only, under names no other font bears, so that pages look the same on every machine.
They are plain TrueType: WeasyPrint unpacks a WOFF2 anew for every file it prints, a quarter of a second each.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "fonts"
SERIF = "Krav Serif"
SANS = "Krav Sans"


@dataclass(frozen=True, slots=True)
class Face:
    """One font file."""

    family: str
    weight: int
    italic: bool
    file: str


FACES = (
    Face(SERIF, 400, False, "krav-serif-regular.ttf"),
    Face(SERIF, 400, True, "krav-serif-italic.ttf"),
    Face(SERIF, 600, False, "krav-serif-semibold.ttf"),
    Face(SANS, 400, False, "krav-sans-regular.ttf"),
    Face(SANS, 400, True, "krav-sans-italic.ttf"),
    Face(SANS, 600, False, "krav-sans-semibold.ttf"),
)


def face_rules(faces: Sequence[Face] = FACES) -> str:
    """The ``@font-face`` rules, with addresses relative to this folder."""
    return "\n".join(
        f'@font-face {{ font-family: "{face.family}"; font-weight: {face.weight};'
        f' font-style: {"italic" if face.italic else "normal"}; src: url("fonts/{face.file}"); }}'
        for face in faces
    )


@cache
def _advances(file: str) -> tuple[dict[int, int], int]:
    """Width of each character in font units, and the units in an em."""
    from fontTools.ttLib import TTFont

    with TTFont(FOLDER / file) as font:
        widths = font["hmtx"]
        return {code: widths[name][0] for code, name in font.getBestCmap().items()}, int(font["head"].unitsPerEm)


def width(text: str, size: float, *, family: str = SANS, weight: int = 400) -> float:
    """How wide ``text`` runs at ``size``, in the unit of ``size``; kerning left out, so never much too small."""
    file = next(f.file for f in FACES if f.family == family and f.weight == weight and not f.italic)
    advances, em = _advances(file)
    usual = advances[ord("n")]
    return sum(advances.get(ord(char), usual) for char in text) * size / em


@cache
def covered() -> frozenset[int]:
    """The characters every one of our fonts can show."""
    return frozenset.intersection(*(frozenset(_advances(face.file)[0]) for face in FACES))


#: White space and marks that need no glyph: the renderer folds, breaks or drops them.
_UNSEEN = frozenset({0x09, 0x0A, 0x0D, 0x20})
#: Invisible characters a copied text is full of; on paper they are nothing.
_NOTHING = frozenset({0xAD, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF, *range(0xFE00, 0xFE10)})


@cache
def _shown(code: int) -> str:
    if code in _UNSEEN or code in covered():
        return chr(code)
    if code in _NOTHING:
        return ""
    return f"[U+{code:04X}]"


def showable(text: str) -> str:
    """``text`` with every character our fonts lack written as its number («[U+1F600]»), never in a borrowed font."""
    import unicodedata

    if text.isascii() or all(ord(char) in _UNSEEN or ord(char) in covered() for char in text):
        return text
    return "".join(_shown(ord(char)) for char in unicodedata.normalize("NFC", text))
