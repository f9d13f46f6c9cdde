"""Workbooks written as one piece of XML (Excel 2003), as many systems still export them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time
from decimal import Decimal, InvalidOperation
from typing import Any

from evidence.readers import CannotRead, Reading, Source, bytes_of
from evidence.readers.asides import Beside, letters
from evidence.readers.notes import Note
from evidence.readers.packed import xml
from evidence.sheets import MOST_CELLS, TOO_LARGE, Cell, Sheet

_SS = "{urn:schemas-microsoft-com:office:spreadsheet}"


def read(source: Source) -> Reading:
    """A page for each sheet, as of any workbook."""
    from evidence.readers import tables

    read_so = list(_sheets(source))
    return tables.reading_of([sheet for sheet, _ in read_so], {sheet.name: beside for sheet, beside in read_so})


def sheets(source: Source) -> list[Sheet]:
    """Its sheets. CannotRead where it is damaged or too large."""
    return [sheet for sheet, _ in _sheets(source)]


def _sheets(source: Source) -> Iterator[tuple[Sheet, Beside]]:
    for one in xml(bytes_of(source)).iter(f"{_SS}Worksheet"):
        table = one.find(f"{_SS}Table")
        rows: list[tuple[Cell, ...]] = []
        notes: list[Note] = []
        hidden_rows = {at for at, row in _placed(table, "Row") if row.get(f"{_SS}Hidden") == "1"}
        hidden = {at for at, column in _placed(table, "Column") if column.get(f"{_SS}Hidden") == "1"}
        width = 0
        for at, row in _placed(table, "Row"):
            cells: list[Cell] = []
            for place, cell in _placed(row, "Cell"):
                if at * max(width, place) > MOST_CELLS:
                    raise CannotRead(TOO_LARGE)
                cells += [None] * (place - 1 - len(cells)) + [_value(cell.find(f"{_SS}Data"))]
                notes += _note(cell, f"{letters(place)}{at}")
            rows += [()] * (at - 1 - len(rows)) + [tuple(cells)]
            width = max(width, len(cells))
        whole = tuple(row + (None,) * (width - len(row)) for row in rows)
        visible = next((found.text for found in one.iter("{*}Visible")), "")
        sheet = Sheet(one.get(f"{_SS}Name") or "", whole, visible in ("SheetHidden", "SheetVeryHidden"))
        yield sheet, Beside(tuple(notes), (), frozenset(hidden), frozenset(hidden_rows))


def _placed(parent: Any, name: str) -> Iterator[tuple[int, Any]]:
    """The rows, columns or cells of that name with their numbers, from 1; what is joined takes several."""
    at = 1
    for one in parent.findall(f"{_SS}{name}") if parent is not None else ():
        at = max(at, _count(one.get(f"{_SS}Index"))) if one.get(f"{_SS}Index") else at
        span = _count(one.get(f"{_SS}Span"))
        for further in range(span + 1 if name == "Column" else 1):
            yield at + further, one
        at += 1 + span + _count(one.get(f"{_SS}MergeAcross"))


def _count(said: str | None) -> int:
    return min(int(said), MOST_CELLS) if said and said.isdigit() else 0


def _value(data: Any) -> Cell:
    if data is None:
        return None
    text, kind = "".join(data.itertext()), data.get(f"{_SS}Type")
    try:
        if kind == "Number":
            return Decimal(text)
        if kind == "DateTime":
            moment = datetime.fromisoformat(text)
            return moment if moment.time() != time() else moment.date()
    except (InvalidOperation, ValueError):
        return text or None
    if kind == "Boolean":
        return "TRUE" if text == "1" else "FALSE"
    return None if kind == "Error" else text or None


def _note(cell: Any, place: str) -> Iterator[Note]:
    for one in cell.findall(f"{_SS}Comment"):
        words = "".join(one.find(f"{_SS}Data").itertext()) if one.find(f"{_SS}Data") is not None else ""
        yield Note(words=words.strip(), sender=one.get(f"{_SS}Author") or "", upon=place)
