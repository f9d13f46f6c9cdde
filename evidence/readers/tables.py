"""Workbooks and CSV files: a sheet a page, a row a line, each row marked with its number."""

from __future__ import annotations

from pathlib import Path

from evidence.decode import told_of
from evidence.detect import DAMAGED
from evidence.errors import Message
from evidence.model import Mark, MarkKind, Outcome
from evidence.readers import CannotRead, PageText, Reading, Source, TextBuilder
from evidence.readers.extent import faults, hidden_rows, holds_unreckoned, noted_cells
from evidence.sheets import Sheet, cell_text, csv_table, workbook


def read_workbook(source: Source) -> Reading:
    """A page for each sheet, labelled with its name; cells parted by tabs, days as ISO."""
    sheets = workbook(source)
    pages = tuple(_page(sheet) for sheet in sheets)
    if not any(page.marks for page in pages):
        return Reading(
            outcome=Outcome.EMPTY, reason=Message("no cell of the workbook holds anything"), pages=pages
        )
    notices = []
    if hidden := [sheet.name for sheet in sheets if sheet.hidden]:
        notices.append(Message("sheets the workbook does not show, read like the others: {names}", {"names": hidden}))
    if failed := faults(source):
        notices.append(
            Message("cells whose formulas came to nothing, and which are empty here: {cells}; have them put right in "
                    "the workbook, and add that too", {"cells": failed})
        )  # fmt: skip
    if rows := hidden_rows(source):
        notices.append(Message("rows the workbook does not show, read like the others: {rows}", {"rows": rows}))
    if noted := noted_cells(source):
        notices.append(
            Message("notes upon cells, which were not read: {cells}; write what matters in them into a text, and add "
                    "that too", {"cells": noted})
        )  # fmt: skip
    if holds_unreckoned(source):
        notices.append(
            Message("it holds formulas without their results, whose cells are empty here; open it in a spreadsheet "
                    "program, save it and add that too")
        )  # fmt: skip
    return Reading(pages=pages, notices=tuple(notices))


def _page(sheet: Sheet) -> PageText:
    builder = TextBuilder()
    for number, row in enumerate(sheet.rows, 1):
        cells = [cell_text(cell) for cell in row]
        while cells and not cells[-1].strip():
            cells.pop()
        start, end = builder.write("\t".join(cells))
        builder.mark(start, end, MarkKind.ROW, row=str(number))
        builder.write("\n")
    return builder.page(label=sheet.name)


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
