"""What a case adds to its dossier in print: pictures beside quotes, templates of its own, the sections wanted."""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

from templates.archive import BUNDLE

#: A picture is printed at this share of its own size unless told otherwise, no wider than the text and no taller than
#: this, in points; one of a table may be as tall as a page.
SHARE, _WIDE, _HIGH, SHEET = 0.74, 440.0, 200.0, 620.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture of the place a quote stands in; its size in points on the page it was cut from."""

    png: bytes
    width: float
    height: float
    share: float = SHARE
    most: float = _HIGH

    @property
    def address(self) -> str:
        """The picture as an address that holds it."""
        return "data:image/png;base64," + base64.b64encode(self.png).decode("ascii")

    @property
    def printed(self) -> tuple[float, float]:
        """Its width and height as it is printed, in points."""
        share = min(self.share, _WIDE / max(self.width, 1), self.most / max(self.height, 1))
        return round(self.width * share, 1), round(self.height * share, 1)


@dataclass(frozen=True, slots=True)
class SheetPicture:
    """A picture of the lines of a log that lie on one page, and the findings they are."""

    picture: Picture
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How one dossier is printed; as it stands, it is the dossier alone."""

    pictures: Mapping[str, Picture] = field(default_factory=dict)  # by the id of the finding
    shown_with: Mapping[str, str] = field(default_factory=dict)  # findings marked in the picture of another: which
    unpictured: frozenset[str] = frozenset()  # findings whose place cannot be shown
    left_out: frozenset[str] = frozenset()  # findings past the number of those that are pictured
    sheets: Sequence[SheetPicture] = ()  # of the log
    templates: Path | None = None  # folder whose templates stand in the place of ours
    only: tuple[str, ...] = ()  # the sections printed, by their keys; none named: all
    bundle: Mapping[str, range] = field(default_factory=dict)  # its files that lie beside, and their page numbers

    def shows(self, section: str) -> bool:
        """Whether a section is printed."""
        return not self.only or section in self.only

    def bundle_link(self, page: int) -> str:
        """An address that becomes a link to this page of the bundle; "" where it lies in no file beside."""
        found = ((file, page - pages.start) for file, pages in self.bundle.items() if page in pages)
        return next((f"{BUNDLE}{quote(file, safe='')}/{index}" for file, index in found), "")


PLAIN = Look()
