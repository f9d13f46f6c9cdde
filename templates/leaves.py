"""The leaves of a bundle that are no exhibit: contents and covers as PDFs, and the font its pages are numbered in.

The data say everything that is printed; nothing is counted here.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from io import BytesIO
from typing import Any

from markupsafe import Markup

from templates.pages import environment
from templates.render import HERE, print_pages
from templates.typeface import FACES, FOLDER, SANS, face_rules, showable
from templates.view import chunks

Data = Mapping[str, Any]
#: Contents lead to this address and the number of an exhibit, until they are bound and it has a page.
LINK = "https://exhibit.invalid/"
#: What is stamped on pages: figures, and the letters exhibits are named with.
STAMPED = "".join(map(chr, range(0x20, 0x7F))) + "ÆØÅæøå"
_FACES = [face for face in FACES if not face.italic and (face.weight == 400 or face.family == SANS)]


def contents(bundle: Data, epoch: int) -> bytes:
    """The contents, as many pages as they take; RenderError where a system library is missing."""
    return _printed("bundle/contents.html.j2", bundle, epoch)


def covers(bundle: Data, epoch: int) -> bytes:
    """A page for each exhibit, in their order; RenderError where a system library is missing."""
    return _printed("bundle/covers.html.j2", bundle, epoch)


def _printed(template: str, bundle: Data, epoch: int) -> bytes:
    style = Markup(face_rules(_FACES) + (HERE / "bundle.css").read_text("utf-8"))
    page = environment(bundle["language"]).get_template(template)
    made = page.render(b=bundle, leaf_style=style, link=LINK, chunks=chunks)
    return print_pages(showable(made), epoch)


@cache
def stamp_font() -> tuple[bytes, Mapping[int, int]]:
    """A TrueType font of the characters that are stamped, and the width of each by its cp1252 code, of 1000 an em."""
    from fontTools import subset
    from fontTools.ttLib import TTFont

    options = subset.Options()
    options.layout_features, options.name_IDs, options.notdef_outline = [], [6], True
    options.drop_tables += ["GDEF", "GPOS", "GSUB"]
    with TTFont(FOLDER / "krav-sans-semibold.woff2", recalcTimestamp=False) as font:
        cutter = subset.Subsetter(options)
        cutter.populate(text=STAMPED)
        cutter.subset(font)
        font.flavor = None
        made = BytesIO()
        font.save(made)
        em, names, widths = font["head"].unitsPerEm, font.getBestCmap(), font["hmtx"]
        by_code = {char.encode("cp1252")[0]: round(1000 * widths[names[ord(char)]][0] / em) for char in STAMPED}
    return made.getvalue(), by_code
