"""What the tables of a page say by their rows, and what gives way to it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from evidence.model import Document, MarkKind, Page
from extract.attributes import ClauseNumbers
from extract.model import Finding, Label, Sides
from extract.tables import bod_table, claim_table, delivery_table, schedule_table, service_table, uptime_table
from extract.tables.cells import tables
from extract.voices.voice import Voice

#: What gives way to a row that says something itself, by who found that. The duties of a service table are its figures:
#: the rest says what a level is. «Rettelse lagt i drift | 15. december» is still to come; what is claimed, «Bod for
#: forsinkelse», did not happen.
_IN_ROW = {
    service_table.FOUND_BY: (Label.PROMISE, Label.INCIDENT),
    schedule_table.FOUND_BY: (Label.INCIDENT, Label.ADVERSE),
    claim_table.FOUND_BY: tuple(Label),
    delivery_table.FOUND_BY: (Label.PROMISE, Label.INCIDENT),
}


def tabled(
    document: Document, page: Page, clauses: ClauseNumbers, sides: Sides, before: Sequence[Finding],
    voice_at: Callable[[int], Voice],
) -> tuple[Finding, ...]:  # fmt: skip
    """All that the tables of a page say.

    ``before`` is what the document has said so far, ``voice_at`` tells whose the words at a place are.
    """
    return (
        *service_table.service_table(document, page, clauses, before),
        *bod_table.bod_table(document, page, clauses),
        *schedule_table.schedule_table(document, page, clauses, sides),
        *uptime_table.uptime_table(document, page, voice_at),
        *claim_table.claim_table(document, page, voice_at),
        *delivery_table.delivery_table(document, page, voice_at),
    )


def gives_way(found: Finding, said: Sequence[Finding], page: Page) -> bool:
    """Whether something found on a page stands in a row that says it otherwise, or of bod in a table of its steps.

    ``said`` is what the tables of the page say.
    """
    if not said:
        return False
    rows = [(mark.start, mark.end) for mark in page.marks if mark.kind is MarkKind.ROW]
    whole = [(table[0].start, table[-1].end) for table in tables(page)]
    return any(
        _within(found, one, whole) if one.found_by == (bod_table.FOUND_BY,) and found.kind == "penalty_clause"
        else _within(found, one, rows) and found.label in _IN_ROW.get(one.found_by[0], ())
        for one in said
    )  # fmt: skip


def _within(found: Finding, said: Finding, stretches: Sequence[tuple[int, int]]) -> bool:
    """Whether one of these stretches of a page holds both."""
    return any(
        start <= said.span.start < end and start <= found.span.start and found.span.end <= end
        for start, end in stretches
    )
