"""Strokes of the drawings as SVG in points. Shapes and hatching carry the meaning, so a grey printer loses none."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup, escape

from templates.typeface import SANS, width

#: The width of the text on an upright A4 page with the margins of dossier.css, in points.
PAGE = 453.0
SIZE = 7.2  # of labels
INK, GREY, PALE = "#1a1a1a", "#6f6f6f", "#d9d9d9"


def text(x: float, y: float, said: str, *, size: float = SIZE, anchor: str = "start", weight: int = 400,
          fill: str = INK) -> str:  # fmt: skip
    """Words on one line; ``x`` and ``y`` are where their base line begins, ends or has its middle, by ``anchor``."""
    return (
        f'<text x="{x:.2f}" y="{y:.2f}" font-family="{SANS}" font-size="{size}" font-weight="{weight}" '
        f'text-anchor="{anchor}" fill="{fill}">{escape(said)}</text>'
    )


def line(x1: float, y1: float, x2: float, y2: float, stroke: str = INK, thick: float = 0.6, dash: str = "") -> str:
    """A stroke from one point to another; ``dash`` as SVG writes it, "" for an unbroken one."""
    dashed = f' stroke-dasharray="{dash}"' if dash else ""
    return (
        f'<line x1="{x1:.2f}" y1="{y1:.2f}" x2="{x2:.2f}" y2="{y2:.2f}" stroke="{stroke}" '
        f'stroke-width="{thick}"{dashed}/>'
    )


def rect(
    x: float, y: float, wide: float, high: float, fill: str = INK, stroke: str = "none", opacity: float = 1
) -> str:
    """A box from its upper left corner, filled unless ``fill`` is "none"; a width below nothing is none."""
    seen = f' fill-opacity="{opacity:.2f}"' if opacity < 1 else ""
    return (
        f'<rect x="{x:.2f}" y="{y:.2f}" width="{max(0.0, wide):.2f}" height="{high:.2f}" fill="{fill}" '
        f'stroke="{stroke}" stroke-width="0.6"{seen}/>'
    )


def hatched(x: float, y: float, wide: float, high: float) -> str:
    """A box of slanting lines: somewhere in here."""
    made = [rect(x, y, wide, high, "#ffffff", GREY)]
    step, at = 2.2, x - high
    while at < x + wide:
        x1, x2 = max(at, x), min(at + high, x + wide)
        if x2 > x1:
            made.append(line(x1, y + high - (x1 - at), x2, y + high - (x2 - at), INK, 0.45))
        at += step
    return "".join(made)


def svg(wide: float, high: float, parts: Sequence[str], says: str, *, role: str = "img") -> Markup:
    """A drawing called ``says``; one with links in it is a ``group``, since an ``img`` hides them from readers."""
    return Markup(
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide:.0f}pt" height="{high:.0f}pt" '
        f'viewBox="0 0 {wide:.0f} {high:.0f}" role="{role}" aria-label="{escape(says)}">{"".join(parts)}</svg>'
    )


def linked(address: str, says: str, parts: Sequence[str]) -> list[str]:
    """The parts as one link, called ``says``; as they are where there is no address."""
    if not address:
        return list(parts)
    return [f'<a href="{escape(address)}"><title>{escape(says)}</title>', *parts, "</a>"]


def shortened(label: str, room: float) -> str:
    """``label``, cut at a word with an ellipsis where it is wider than ``room``."""
    if width(label, SIZE) <= room:
        return label
    words = label.split(" ")
    while len(words) > 1 and width(" ".join(words) + " …", SIZE) > room:
        words.pop()
    said = " ".join(words)
    while said and width(said + " …", SIZE) > room:
        said = said[:-1]
    return said + " …"
