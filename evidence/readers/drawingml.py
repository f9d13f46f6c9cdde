"""Words that Office programs draw (DrawingML): in shapes, charts, and boxes with arrows (SmartArt)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
#: What a paper or a slide refers to that draws words and lies in a part of its own.
DRAWN = frozenset(("chart", "diagramData"))


def paragraphs_of(parent: Any) -> Iterator[str]:
    """The paragraphs set into a shape, a chart or a drawing, those without a word left out."""
    for paragraph in parent.iter(f"{A}p"):
        pieces = ["\n" if one.tag == f"{A}br" else one.text or "" for one in paragraph.iter(f"{A}t", f"{A}br")]
        text = "".join(pieces).strip()
        if text:
            yield text
