"""Which quotes are printed with a picture of the original page: those a breach, an objection or an amount rests on.

A picture beside every quote would make the dossier half as long again and show nothing a reader asks for first.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from claims.comparison.matrix import BROKEN
from evidence.errors import KravError
from evidence.model import Span
from templates.look import Picture

if TYPE_CHECKING:
    from claims.build import Workspace
    from claims.model import Dossier

#: No more than these are printed, the first that are named; so a large case still prints in minutes.
MOST = 150
#: So many incidents of a breach, and statements against the claim, are shown in full in their sections.
INCIDENTS, AGAINST = 2, 10


def borne(dossier: Dossier) -> list[str]:
    """The findings that are pictured, in the order they matter: breaches, objections, amounts."""
    found = dict.fromkeys(
        ident for ident in _named(dossier)
        if ident in dossier.items and dossier.items[ident].place.row is None
    )  # fmt: skip
    return list(found)[:MOST]


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


def pictures(work: Workspace, dossier: Dossier) -> tuple[dict[str, Picture], frozenset[str]]:
    """The pictures by the id of their finding, and the findings whose place cannot be shown.

    What is personal is painted over; where that cannot be done, the place is not shown.
    """
    from evidence.cropping import cutting
    from evidence.readingcopy import Press
    from templates import reading, typeface

    press = Press(reading.typeset, typeface.showable, reading.MARGIN)
    made: dict[str, Picture] = {}
    missed = set()
    for ident in borne(dossier):
        place = dossier.items[ident].place
        if place.start is None or place.end is None:
            continue
        span = Span(document=place.sha256, page=place.page, start=place.start, end=place.end)
        try:
            cut = cutting(work.store, span, press, work.personal)
        except KravError:
            missed.add(ident)
            continue
        made[ident] = Picture(png=cut.png, width=cut.width, height=cut.height)
    return made, frozenset(missed)
