"""A workbook in the making: sheets of text, days, amounts and formulas. Only a ``Formula`` is ever one."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from claims.exports.exhibitlist import FORMULA
from claims.exports.office import steady

if TYPE_CHECKING:
    from openpyxl import Workbook

#: The most characters a cell holds, and a sheet's name.
_CELL, _NAME = 32_767, 31
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\']")


@dataclass(frozen=True, slots=True)
class Formula:
    """What the spreadsheet is to count, without the equals sign at its head."""

    text: str


Cell = str | date | Decimal | int | Formula | None


@dataclass(slots=True)
class Table:
    """A sheet: heads in its first row, and what stands below them."""

    name: str
    heads: Sequence[str]
    widths: Sequence[int]  # in characters
    rows: list[Sequence[Cell]] = field(default_factory=list)
    sums: set[int] = field(default_factory=set)  # rows of the sheet that are set in bold

    def add(self, *cells: Cell, is_sum: bool = False) -> int:
        """A row more; gives the number it has in the sheet."""
        self.rows.append(cells)
        if is_sum:
            self.sums.add(self.last)
        return self.last

    @property
    def last(self) -> int:
        """The number of the last row."""
        return len(self.rows) + 1

    def column(self, letter: str, first: int, last: int) -> str:
        """Cells of a column as another sheet names them."""
        return f"'{self.name}'!${letter}${first}:${letter}${last}"

    def cell(self, letter: str, row: int) -> str:
        """A cell as another sheet names it."""
        return f"'{self.name}'!${letter}${row}"


class Book:
    """The sheets of a workbook in their order."""

    def __init__(self) -> None:
        self.tables: list[Table] = []

    def table(self, name: str, heads: Sequence[str], widths: Sequence[int]) -> Table:
        """A sheet more; its name is shortened, and numbered where it is taken."""
        plain = _NOT_IN_NAMES.sub(" ", name).strip() or "1"
        taken = {table.name.casefold() for table in self.tables}
        chosen, number = plain[:_NAME].strip(), 1
        while chosen.casefold() in taken:
            number += 1
            chosen = f"{plain[: _NAME - 4].strip()} {number}"
        self.tables.append(Table(chosen, heads, widths))
        return self.tables[-1]

    def written(self, title: str, day: date) -> bytes:
        """The workbook as XLSX; ``day`` stands in it as the day it was made."""
        from openpyxl import Workbook

        book = Workbook(write_only=True)
        book.properties.title, book.properties.creator = title, "kravsag"
        book.properties.created = datetime.combine(day, time())
        _styles(book)
        for table in self.tables:
            _write(book, table)
        made = io.BytesIO()
        book.save(made)
        return steady(made.getvalue(), day)


_FORMS = {"text": "@", "day": "yyyy-mm-dd", "amount": "#,##0.00", "count": "0"}


def _styles(book: Workbook) -> None:
    from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side

    line = Border(bottom=Side(style="thin"))
    top = Alignment(vertical="top", wrap_text=True)
    for name, form in _FORMS.items():
        book.add_named_style(NamedStyle(name=f"krav {name}", number_format=form, alignment=top))
        book.add_named_style(
            NamedStyle(name=f"krav {name} sum", number_format=form, alignment=top, font=Font(bold=True), border=line)
        )
    head = NamedStyle(name="krav head", alignment=top, font=Font(bold=True), border=line)
    head.fill = PatternFill("solid", fgColor="E7E6E6")
    book.add_named_style(head)


def _write(book: Workbook, table: Table) -> None:
    from openpyxl.utils import get_column_letter

    sheet: Any = book.create_sheet(table.name)
    sheet.freeze_panes = "A2"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9  # A4
    sheet.page_setup.fitToHeight, sheet.sheet_properties.pageSetUpPr.fitToPage = 0, True
    sheet.print_title_rows = "1:1"
    for at, width in enumerate(table.widths, start=1):
        sheet.column_dimensions[get_column_letter(at)].width = width
    sheet.append([_cell(sheet, head, "krav head") for head in table.heads])
    for number, row in enumerate(table.rows, start=2):
        end = " sum" if number in table.sums else ""
        sheet.append([_cell(sheet, value, f"krav {_form(value)}{end}") for value in row])


def _form(value: Cell) -> str:
    if isinstance(value, Decimal | Formula):
        return "amount"
    if isinstance(value, int):
        return "count"
    return "day" if isinstance(value, date) else "text"


def _cell(sheet: Any, value: Cell, style: str) -> Any:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    if value is None:
        return None
    if isinstance(value, Formula):
        cell = WriteOnlyCell(sheet, f"={value.text}")
    elif isinstance(value, str):
        said = ILLEGAL_CHARACTERS_RE.sub("", value)
        said = said if len(said) <= _CELL else said[: _CELL - 1] + "…"
        cell = WriteOnlyCell(sheet, said)
        # The library takes what begins like a formula, or reads as an error value, for one.
        cell.data_type = "s"
    else:
        held: Any = value
        cell = WriteOnlyCell(sheet, held)
    cell.style = style
    if isinstance(value, str) and value.startswith(FORMULA):
        cell.quotePrefix = True  # it stays text when somebody edits it
    return cell
