"""The pictures of the original beside the quotes of a dossier: one for each place, those the claim rests on first.

Quotes of one register that share a line share a picture. Lines of a log that lie on one page are pictured together,
below the table that lists them. See docs/decisions/0043-which-quotes-are-pictured.md.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from claims.comparison.matrix import BROKEN
from evidence.cropping import PRINTED_AROUND, cutting
from evidence.errors import KravError
from evidence.geometry import Box, Place, place_of
from evidence.model import Span
from templates.look import SHARE, SHEET, Look, Picture, SheetPicture

if TYPE_CHECKING:
    from claims.build import Workspace
    from claims.model import Dossier
    from evidence.readingcopy import Press

#: No more places than these are pictured, those of ``borne`` first, and so many pieces of logs: so a large case still
#: prints in minutes, and can still be carried. What is left out is said in words.
MOST, MOST_SHEETS = 600, 24
#: So many lines of a log are in one picture: two of these fit on a page.
_LINES = 12
#: No log with more characters is set on paper for a picture of it.
_LONG = 300_000
#: So many incidents of a breach, and statements against the claim, are shown in full in their sections.
INCIDENTS, AGAINST = 2, 10
#: Beside quotes that carry nothing: hardly more than their lines, and smaller.
_CLOSE, _SMALL = 0.3, 0.62


@dataclass(slots=True)
class _Spot:
    """A stretch of one page that is pictured once: the findings on it, the first pictured first."""

    wide: bool  # the first of them carries something: more is shown around it
    idents: list[str] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)  # of the spans

    def meets(self, boxes: Sequence[Box]) -> bool:
        """Whether a line of these is one of its lines."""
        return any(
            one.page == other.page
            and min(one.top, other.top) - max(one.bottom, other.bottom) > 0.4 * (one.top - one.bottom)
            for place in self.places
            for one in place.boxes
            for other in boxes
        )


def borne(dossier: Dossier) -> list[str]:
    """The findings a breach, an objection or an amount rests on, in the order they matter."""
    found = dict.fromkeys(ident for ident in _named(dossier) if ident in dossier.items)
    return [ident for ident in found if dossier.items[ident].place.row is None]


def _named(dossier: Dossier) -> Iterator[str]:
    items = dossier.items
    for breach in dossier.breaches:
        promise = items.get(breach.promise)
        if breach.status not in BROKEN or promise is None or promise.standing != "basis":
            continue
        yield breach.promise
        told = [ident for ident in breach.incidents if ident in items and items[ident].place.row is None]
        yield from told[:INCIDENTS]
    for one in dossier.against[:AGAINST]:
        yield one.items[0]
    for ident in sorted(dossier.figures):
        yield from dossier.figures[ident].findings


def pictured(work: Workspace, dossier: Dossier) -> Look:
    """How the dossier is printed as far as pictures go.

    What is personal is painted over; where that cannot be done, the place is not shown.
    """
    from evidence.readingcopy import Press
    from templates import reading, typeface

    camera = _Camera(work, Press(reading.typeset, typeface.showable, reading.MARGIN), dossier)
    camera.find_spots()
    camera.take()
    camera.take_sheets()
    return Look(
        pictures=camera.pictures, shown_with=camera.shown_with, unpictured=frozenset(camera.missed),
        left_out=frozenset(camera.left_out), sheets=camera.sheets,
    )  # fmt: skip


class _Camera:
    """Finds the places of a dossier and pictures them."""

    def __init__(self, work: Workspace, press: Press, dossier: Dossier) -> None:
        self._work, self._press, self._dossier = work, press, dossier
        self._spots: dict[tuple[int, str], list[_Spot]] = {}  # by register and document
        self.pictures: dict[str, Picture] = {}
        self.shown_with: dict[str, str] = {}
        self.missed: set[str] = set()
        self.left_out: set[str] = set()
        self.sheets: list[SheetPicture] = []

    def find_spots(self) -> None:
        """Where the quotes stand, in the order they matter."""
        registers = (self._dossier.promises, self._dossier.incidents, self._dossier.adverse)
        of = {ident: number for number, register in reversed(list(enumerate(registers))) for ident in register}
        first = dict.fromkeys(borne(self._dossier))
        spots = 0
        for ident in (*first, *(one for register in registers for one in register if one not in first)):
            span = self._span(ident)
            if span is None:
                continue
            if spots == MOST:
                self.left_out.add(ident)
                continue
            try:
                place = place_of(self._work.store, span, self._press)
            except KravError:
                self.missed.add(ident)
                continue
            here = self._spots.setdefault((of.get(ident, len(registers)), span.document), [])
            spot = next((one for one in here if one.meets(place.boxes)), None)
            if spot is None:
                spot = _Spot(wide=ident in first)
                here.append(spot)
                spots += 1
            spot.idents.append(ident)
            spot.spans.append(span)
            spot.places.append(place)

    def take(self) -> None:
        """A picture of each stretch, kept under the first of its findings."""
        for spot in (spot for spots in self._spots.values() for spot in spots):
            shown, *others = spot.idents
            lines, share = (PRINTED_AROUND, SHARE) if spot.wide else (_CLOSE, _SMALL)
            try:
                cut = cutting(self._work.store, spot.spans, self._press, self._work.personal, lines, spot.places)
            except KravError:
                self.missed.update(spot.idents)
                continue
            self.pictures[shown] = Picture(png=cut.png, width=cut.width, height=cut.height, share=share)
            self.shown_with.update(dict.fromkeys(others, shown))

    def take_sheets(self) -> None:
        """Pictures of the lines of a log that lie on one page, from the first that is listed to the last."""
        store, sheets = self._work.store, dict[tuple[str, int, int], dict[str, tuple[Span, Place]]]()
        lines: Counter[tuple[str, int]] = Counter()
        for ident in self._dossier.incident_log:
            span = self._span(ident, rows=True)
            if span is None:
                continue
            try:
                place = None if self._long(span.document) else place_of(store, span, self._press)
            except KravError:
                place = None
            page = place.boxes[0].page if place else 0
            key = (span.document, page, lines[span.document, page] // _LINES)
            if not place or (len(sheets) == MOST_SHEETS and key not in sheets):
                self.left_out.add(ident)
            else:
                sheets.setdefault(key, {})[ident] = span, place
                lines[span.document, page] += 1
        for told in sheets.values():
            spans, places = zip(*told.values(), strict=True)
            try:
                cut = cutting(store, spans, self._press, self._work.personal, _CLOSE, places)
            except KravError:
                self.left_out.update(told)
                continue
            picture = Picture(png=cut.png, width=cut.width, height=cut.height, most=SHEET)
            self.sheets.append(SheetPicture(picture, tuple(told)))

    def _span(self, ident: str, *, rows: bool = False) -> Span | None:
        """The place of a finding that is a line of a table, or of one that is not."""
        place = self._dossier.items[ident].place if ident in self._dossier.items else None
        if place is None or place.start is None or place.end is None or (place.row is not None) is not rows:
            return None
        return Span(document=place.sha256, page=place.page, start=place.start, end=place.end)

    @cache  # noqa: B019 - the camera lives as long as one print
    def _long(self, document: str) -> bool:
        return sum(len(page.text) for page in self._work.store.pages(document)) > _LONG
