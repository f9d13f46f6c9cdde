"""A document set by WeasyPrint, written while it lets go of what is no longer needed. The bytes are the same.

WeasyPrint (70.0) keeps all it made until a file is whole: the boxes of every page after they were drawn and tagged,
what was drawn as a list of small pieces, and, where a page has a figure of its own, all that was used to lay it out.
See docs/decisions/0046-what-a-page-holds-in-memory.md.
"""

from __future__ import annotations

import gc
import zlib
from functools import cache
from typing import Any

#: What a figure needs of the layout to be drawn.
_NEEDED = ("font_config", "get_image_from_uri", "dictionaries")
#: Pages from which on what is let go of is more than the time it takes to look through all the program holds.
_LONG = 50


def write(document: Any, **options: Any) -> bytes:
    """The PDF of a laid out document, which cannot be written again. ``options`` are those of ``write_pdf``."""
    for context in _layouts(document):
        needed = {name: vars(context)[name] for name in _NEEDED if name in vars(context)}
        vars(context).clear()
        vars(context).update(needed)
    if len(document.pages) >= _LONG:
        gc.collect()  # boxes and styles hold one another
    for page in document.pages:
        page.__class__ = _leaf()
    written: bytes = document.write_pdf(**options)
    return written


def _layouts(document: Any) -> list[Any]:
    """What the pages were laid out with, where a figure still holds it."""
    boxes = (box for page in document.pages for box in page._page_box.descendants())
    held = (getattr(getattr(box, "replacement", None), "_context", None) for box in boxes)
    return list({id(one): one for one in held if one is not None}.values())


@cache
def _leaf() -> type[Any]:
    """A page of WeasyPrint's that packs what is drawn at once, and gives its boxes away when they are tagged."""
    from weasyprint.document import Page

    class Leaf(Page):  # type: ignore[misc]  # WeasyPrint is untyped
        drawn = False

        def paint(self, stream: Any, scale: float = 1) -> None:
            super().paint(stream, scale)
            self.drawn = True
            _pack(stream)

        @property
        def _page_box(self) -> Any:
            return self.__dict__.pop("_page_box") if self.drawn else self.__dict__["_page_box"]

    return Leaf


def _pack(stream: Any) -> None:
    """Compress a finished stream now, as it would be twice when the file is written: for its hash and for itself."""
    from pydyf import _to_bytes

    stream.stream = [zlib.compress(b"\n".join(map(_to_bytes, stream.stream)), 9)]
    stream.extra["Filter"] = "/FlateDecode"
    stream.compress = False
