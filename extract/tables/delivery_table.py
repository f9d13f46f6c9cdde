"""A report of deliveries: «Modul 1 | 1. oktober | 23. november» under «Aftalt» and «Leveret» is of what came late.

Days without their year are the last before the paper was written; where that is not known, near the day agreed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta

from evidence.model import Document, DocumentKind, Mark, Page
from extract.days.times import times
from extract.folding import fold
from extract.model import Finding, Interval, Label, Precision
from extract.parts import part_of
from extract.tables.cells import Cell, cells_of, tables
from extract.voices.voice import Voice

FOUND_BY = "tabel.leverancer"
_DAY = r"(?: (?:den|pr\.?|dato|dag|levering|leveringsdato|overtagelse|date|day|delivery))?"
_AGREED = re.compile(
    r"(?:aftalt|lovet|planlagt|oprindelig\w*|kontraktens|agreed|promised|planned|contractual)(?: (?:frist|klar))?"
    rf"{_DAY}|(?:kontrakt|leverings|aftalt )?(?:frist|dato)(?:en)?|skulle (?:leveres|være klar)|due(?: date)?|deadline"
)
_CAME = re.compile(
    r"(?:faktisk|faktisk leveret|realiseret|actual|actually delivered|leveret|afleveret|overtaget|taget over|idriftsat"
    rf"|i drift|taget i brug|ibrugtaget|modtaget|kom|delivered|taken over|in operation|went live){_DAY}"
)
_WHAT = re.compile(
    r"\w*milepæl\w*|(?:del)?leverance\w*|(?:hvad|indhold|fase|opgave|aktivitet)\w*|modul(?:er|navn)?|(?:del)?system(?:er)?"
    r"|komponent\w*|rettelse\w*|deliver(?:y|ies|able\w*)|milestone\w*|modules?|components?|phases?|what"
)
#: Who a row puts it on: what the customer was to deliver is no delay of the vendor's.
_OF_THE_CUSTOMER = re.compile(r"kunden|kommunen|(?:the )?customer|client")
_HALF_A_YEAR = timedelta(days=183)


def is_report(document: Document, head: Sequence[str]) -> bool:
    """Whether folded headings are of what was agreed and when it came; in a contract nothing has come."""
    return document.kind is not DocumentKind.CONTRACT and None not in _columns(head)


def delivery_table(document: Document, page: Page, voice_at: Callable[[int], Voice]) -> list[Finding]:
    """What the tables of a page say came late; ``voice_at`` tells whose the words at a place are."""
    if document.kind in (DocumentKind.LEDGER, DocumentKind.LOG, DocumentKind.SALES, DocumentKind.PRESS):
        return []
    return [one for table in tables(page) for one in _late(document, page, table, voice_at)]


def _columns(head: Sequence[str]) -> tuple[int | None, int | None, int | None]:
    """Where the thing, the day agreed and the day it came stand."""
    what, agreed, came = (
        next((at for at, said in enumerate(head) if one.fullmatch(said)), None) for one in (_WHAT, _AGREED, _CAME)
    )
    return what, agreed, came


def _late(
    document: Document, page: Page, table: Sequence[Mark], voice_at: Callable[[int], Voice]
) -> Iterator[Finding]:
    heads = (cells_of(page, row) for row in table[:2])  # a title may stand above the headings
    found = ((at, head) for at, cells in enumerate(heads) if is_report(document, head := headings(cells)))
    at, head = next(found, (0, list[str]()))
    what, agreed, came = _columns(head)
    if what is None or agreed is None or came is None:
        return
    for row in table[at + 1 :]:
        cells = cells_of(page, row)
        if len(cells) <= max(what, agreed, came) or any(_OF_THE_CUSTOMER.fullmatch(one) for one in headings(cells)):
            continue
        due = _last(cells[agreed], document.date)
        if due is None or due.end is None:
            continue
        ready = _last(cells[came], document.date) if document.date else _day(cells[came], due.end)
        if ready is None or ready.start is None or ready.start <= due.end:
            continue
        if document.date and ready.start > document.date:  # it is still to come
            continue
        voice = voice_at(cells[0].start)
        part = next(filter(None, (part_of(cell.text) for cell in cells)), "")
        yield Finding(
            label=Label.INCIDENT,
            kind="missed_deadline",
            span=page.span(cells[0].start, cells[-1].end),
            quote=page.quote(cells[0].start, cells[-1].end),
            speaker=voice.speaker,
            speaker_side=voice.side,
            when=Interval(start=due.end, end=ready.end, precision=ready.precision),
            confidence=0.8,
            found_by=(FOUND_BY,),
            attributes={
                **({"module": part} if part else {}),
                "description": "; ".join(f"{head[one]}: {cells[one].text}" for one in (what, agreed, came)),
            },
        )


def headings(cells: Sequence[Cell]) -> list[str]:
    """The headings of a table as they are looked for."""
    return [fold(cell.text).text.strip(" :") for cell in cells]


def _last(cell: Cell, written: date | None) -> Interval | None:
    """The time a cell names; where it gives no year, one that is not to come when the paper is written."""
    when = _day(cell, written)
    to_come = written and when and when.start and when.start > written
    return _day(cell, written - _HALF_A_YEAR) if written and to_come else when


def _day(cell: Cell, near: date | None) -> Interval | None:
    """The one time a cell names, from its first day to its last."""
    said = fold(cell.text).text
    told = times(said, near) or times(f"i {said}", near)
    when = told[0].interval if len(told) == 1 else None
    if when is None or when.start is None or when.open:
        return None
    end = when.end or when.start
    return Interval(start=when.start, end=end, precision=Precision.DAY if end == when.start else when.precision)
