"""Workbooks and CSV files: a sheet a page, a row a line, each row marked with its number."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path

from evidence.decode import told_of
from evidence.detect import DAMAGED
from evidence.errors import Message
from evidence.model import Mark, MarkKind, Outcome
from evidence.readers import CannotRead, PageText, Reading, Source, TextBuilder, start_of
from evidence.readers.asides import Beside, beside, letters
from evidence.readers.embedded import with_embedded
from evidence.readers.extent import behind_pivots, faults, holds_unreckoned
from evidence.readers.formats import Forms, forms
from evidence.readers.notes import read_though, with_notes
from evidence.sheets import Sheet, cell_text, csv_table, workbook


def read_workbook(source: Source) -> Reading:
    """A page for each sheet, labelled with its name; cells parted by tabs, days as ISO."""
    return _with_embedded(reading_of(workbook(source), beside(source), source), source)


def reading_of(sheets: Sequence[Sheet], aside: Mapping[str, Beside], source: Source = b"") -> Reading:
    """The same of sheets, with what stands beside their cells by their names; ``source`` is the file of an XLSX."""
    looks = forms(source)
    pages = tuple(_page(sheet, aside.get(sheet.name, Beside()), looks.get(sheet.name, {})) for sheet in sheets)
    if not any(page.marks for page in pages):
        reason = Message("no cell of the workbook holds anything")
        return Reading(outcome=Outcome.EMPTY, reason=reason, pages=pages)
    notices = []
    if hidden := [sheet.name for sheet in sheets if sheet.hidden]:
        notices.append(Message("sheets the workbook does not show, read like the others: {names}", {"names": hidden}))
    if failed := faults(source):
        notices.append(
            Message("cells whose formulas came to nothing, and which are empty here: {cells}; have them put right in "
                    "the workbook, and add that too", {"cells": failed})
        )  # fmt: skip
    if rows := [f"{name}!{row}" for name, one in aside.items() for row in sorted(one.rows)]:
        notices.append(Message("rows the workbook does not show, read like the others: {rows}", {"rows": rows[:10]}))
    if columns := [name for sheet in sheets if sheet.name in aside for name in _hidden(sheet, aside[sheet.name])]:
        notices.append(
            Message("columns the workbook does not show, read like the others: {columns}", {"columns": columns[:10]})
        )
    if noted := [note.upon for one in aside.values() for note in one.notes]:
        notices.append(Message("notes upon cells, read below the rows of their sheet: {cells}", {"cells": noted[:10]}))
    notices += read_though(crossed_out=sum(_struck(sheet, looks.get(sheet.name, {})) for sheet in sheets))
    if boxed := [name for name, one in aside.items() if one.boxes]:
        notices.append(
            Message("text boxes laid upon sheets, read below their rows: {names}", {"names": boxed[:10]})
        )
    if kept := behind_pivots(source, [sheet.name for sheet in sheets]):
        notices.append(
            Message("rows kept behind pivot tables ({count} lists), which no sheet of it shows and which were not "
                    "read; ask for the sheets they came from", {"count": kept})
        )  # fmt: skip
    if holds_unreckoned(source):
        notices.append(
            Message("it holds formulas without their results, whose cells are empty here; open it in a spreadsheet "
                    "program, save it and add that too")
        )  # fmt: skip
    return Reading(pages=pages, notices=tuple(notices))


def _with_embedded(reading: Reading, source: Source) -> Reading:
    return with_embedded(reading, source) if start_of(source, 2) == b"PK" else reading


def _hidden(sheet: Sheet, aside: Beside) -> Iterator[str]:
    """The columns that hold something and are not shown, as «Timer!D»."""
    for number in sorted(aside.hidden):
        if any(len(row) >= number and row[number - 1] is not None for row in sheet.rows):
            yield f"{sheet.name}!{letters(number)}"


def _struck(sheet: Sheet, looks: Forms) -> int:
    """How many cells that hold something are crossed out."""
    return sum(
        form.struck and row <= len(sheet.rows) and column <= len(sheet.rows[row - 1])
        and sheet.rows[row - 1][column - 1] is not None
        for (row, column), form in looks.items()
    )  # fmt: skip


def _page(sheet: Sheet, aside: Beside, looks: Forms) -> PageText:
    builder = TextBuilder()
    for number, row in enumerate(sheet.rows, 1):
        cells = [
            form.shown(cell) if isinstance(cell, Decimal) and (form := looks.get((number, column))) else cell_text(cell)
            for column, cell in enumerate(row, 1)
        ] if looks else [cell_text(cell) for cell in row]  # fmt: skip
        while cells and not cells[-1].strip():
            cells.pop()
        start, end = builder.write("\t".join(cells))
        builder.mark(start, end, MarkKind.ROW, row=str(number))
        builder.write("\n")
    for words in (*aside.boxes, *aside.running):
        builder.block(words)
    return with_notes(builder.page(label=sheet.name), aside.notes)


def read_csv(path: Path) -> Reading:
    """One page, the decoded file as it stands; rows are numbered as a spreadsheet numbers them, empty ones included."""
    try:
        table = csv_table(path.read_bytes())
    except ValueError as error:
        raise CannotRead(DAMAGED) from error
    marks = tuple(
        Mark(start=record.start, end=record.end, kind=MarkKind.ROW, detail={"row": str(number)})
        for number, record in enumerate(table.records, 1)
        if record.end > record.start
    )
    return Reading(
        pages=(PageText(text=table.text, marks=marks),),
        fields={"encoding": table.encoding, "delimiter": table.delimiter},
        notices=told_of(table.text, table.encoding),
    )
