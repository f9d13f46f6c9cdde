"""A report of uptime by month: a month below its target is an outage of that month, told by a row of figures.

Only where the table itself holds the measured share against a target: what the contract asks for is not read here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from evidence.model import Document, DocumentKind, Mark, Page, Span
from extract.folding import fold
from extract.model import Finding, Interval, Label
from extract.quantities import percentages
from extract.service_table import cells_of, tables
from extract.times import times

FOUND_BY = "tabel.oppetid"
_MONTH = re.compile(r"måned(?:er)?|periode|month|period|kvartal|quarter|uge|week|år")
_MEASURED = re.compile(
    r"(?:målt |faktisk |opnået |measured |actual )?(?:tilgængelighed|oppetid|driftseffektivitet|rådighed|availability"
    r"|uptime)(?:en)?(?: \(?%\)?| i %| i pct\.?| in %)?|målt|faktisk|opnået|resultat|measured|actual"
)
_TARGET = re.compile(
    r"(?:aftalt |krævet |kontrakt\w* )?(?:service)?(?:mål|målet|krav|niveau)(?: \(?%\)?)?|aftalt|target|goal|sla"
    r"|required"
)


def uptime_table(document: Document, page: Page) -> list[Finding]:
    """The months below their target in the tables of a page; none in a contract, where a table says what is owed."""
    if document.kind in (DocumentKind.CONTRACT, DocumentKind.LEDGER):
        return []
    return [found for table in tables(page) for found in _below(document, page, table)]


def _below(document: Document, page: Page, table: Sequence[Mark]) -> Iterator[Finding]:
    head = [fold(cell.text).text.strip(" :") for cell in cells_of(page, table[0])]
    month, measured, target = (_column(head, one) for one in (_MONTH, _MEASURED, _TARGET))
    if month is None or measured is None or target is None:
        return
    for row in table[1:]:
        cells = cells_of(page, row)
        if len(cells) <= max(month, measured, target):
            continue
        was, due = _share(cells[measured].text), _share(cells[target].text)
        told = times(fold(cells[month].text).text, document.date)
        if was is None or due is None or was >= due or not told:
            continue
        when = told[0].interval
        yield Finding(
            label=Label.INCIDENT,
            kind="outage",
            span=Span(document=document.sha256, page=page.number, start=cells[0].start, end=cells[-1].end),
            quote=page.text[cells[0].start : cells[-1].end],
            when=Interval(start=when.start, end=when.end, precision=when.precision),
            metric={"percent": format(was.normalize(), "f"), "of": format(due.normalize(), "f")},
            confidence=0.8,
            found_by=(FOUND_BY,),
        )


def _column(head: Sequence[str], heading: re.Pattern[str]) -> int | None:
    return next((at for at, said in enumerate(head) if heading.fullmatch(said)), None)


def _share(text: str) -> Decimal | None:
    """«96,8 %», or «96,8» under a heading that says per cent."""
    found = percentages(text) or percentages(f"{text.strip()} %")
    return found[0].value if len(found) == 1 else None
