"""A4 pages drawn straight into a PDF: lines of text in our fonts, rules, frames and links.

For leaves that are laid out alike by the hundred, which a renderer of HTML takes twenty times as long over. Lengths
are points, counted from the left and upper edge of the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from templates.lettering import Lettering
from templates.typeface import showable

WIDE, HIGH = 595.28, 841.89
MM = 72 / 25.4
#: A line may end after a space, and after a hyphen or slash before a letter.
_ENDS = re.compile(r"(?<= )|(?<=[-–/])(?=[^\W\d])")


@dataclass(frozen=True, slots=True)
class Type:
    """How a text is set: font file, size, distance of its lines, and shade from 0, black, to 1."""

    file: str
    size: float
    leading: float
    shade: float = 0.1


class Paper:
    """A PDF in the making. Nothing can be drawn before the first page is turned to."""

    def __init__(self) -> None:
        self._letterings: dict[str, Lettering] = {}
        self._pages: list[list[str]] = []
        self._links: list[tuple[int, str, tuple[float, float, float, float]]] = []

    @property
    def pages(self) -> int:
        """How many there are."""
        return len(self._pages)

    def clear(self) -> None:
        """Take all pages away again."""
        self._pages.clear()
        self._links.clear()

    def turn(self) -> None:
        """Go on on a new page."""
        self._pages.append([])

    def width(self, text: str, type_: Type) -> float:
        """How wide a text runs."""
        return self._lettering(type_).width(text) * type_.size / 1000

    def broken(self, text: str, type_: Type, width: float) -> list[str]:
        """A text as lines of at most this width; a word that is wider by itself is broken where the line ends."""
        lines = [""]
        for piece in self._pieces(showable(" ".join(text.split(" "))), type_, width):
            if lines[-1] and self.width((lines[-1] + piece).rstrip(), type_) > width:
                lines.append("")
            lines[-1] += piece
        return [line.rstrip() for line in lines]

    def _pieces(self, text: str, type_: Type, width: float) -> Iterator[str]:
        for piece in _ENDS.split(text):
            while self.width(piece.rstrip(), type_) > width:
                fits = max(1, sum(self.width(piece[:end], type_) <= width for end in range(1, len(piece))))
                yield piece[:fits]
                piece = piece[fits:]
            yield piece

    def write(self, lines: Sequence[str], type_: Type, left: float, top: float, *, right: bool = False) -> float:
        """Write lines one below the other from ``top`` on; where the next would begin.

        ``right``: they end at ``left`` instead of beginning there.
        """
        letters = self._lettering(type_)
        inside = (type_.leading - (letters.above + letters.below) * type_.size / 1000) / 2
        for line in lines:
            base = HIGH - top - inside - letters.above * type_.size / 1000
            at = left - self.width(line, type_) if right else left
            self._pages[-1].append(
                f"BT {type_.shade:g} g /{self._resource(type_)} {type_.size:g} Tf {at:.2f} {base:.2f} Td "
                f"{letters.shown(line)} ET"
            )
            top += type_.leading
        return top

    def rule(self, left: float, right: float, top: float, thick: float, shade: float) -> float:
        """Draw a line across; where what follows begins."""
        self._pages[-1].append(f"{shade:g} g {left:.2f} {HIGH - top - thick:.2f} {right - left:.2f} {thick:g} re f")
        return top + thick

    def frame(self, left: float, right: float, top: float, bottom: float, thick: float) -> None:
        """Draw a black frame whose outer edges these are."""
        half = thick / 2
        self._pages[-1].append(
            f"0.1 G {thick:g} w {left + half:.2f} {HIGH - bottom + half:.2f} {right - left - thick:.2f} "
            f"{bottom - top - thick:.2f} re S"
        )

    def link(self, address: str, left: float, right: float, top: float, bottom: float) -> None:
        """Let what stands here lead to an address."""
        self._links.append((self.pages - 1, address, (left, HIGH - bottom, right, HIGH - top)))

    def save(self, target: Path) -> None:
        """Write it, the same bytes for the same pages."""
        import pikepdf
        from pikepdf import Array, Dictionary, Name, String

        pdf = pikepdf.new()
        fonts = Dictionary({f"/F{at}": one.embedded(pdf) for at, one in enumerate(self._letterings.values())})
        resources = pdf.make_indirect(Dictionary(Font=fonts))
        for drawn in self._pages:
            page = Dictionary(
                Type=Name.Page, MediaBox=[0, 0, WIDE, HIGH], Resources=resources,
                Contents=pdf.make_stream("\n".join(drawn).encode()),
            )  # fmt: skip
            pdf.pages.append(pikepdf.Page(page))
        for index, address, edges in self._links:
            page = pdf.pages[index].obj
            page.Annots = page.get("/Annots", Array())
            page.Annots.append(
                Dictionary(
                    Type=Name.Annot, Subtype=Name.Link, Rect=[round(edge, 2) for edge in edges], Border=[0, 0, 0], F=4,
                    A=Dictionary(S=Name.URI, URI=String(address)),
                )
            )  # fmt: skip
        pdf.save(target, deterministic_id=True)

    def _lettering(self, type_: Type) -> Lettering:
        if type_.file not in self._letterings:
            self._letterings[type_.file] = Lettering(type_.file)
        return self._letterings[type_.file]

    def _resource(self, type_: Type) -> Any:
        return f"F{list(self._letterings).index(type_.file)}"
