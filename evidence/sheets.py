"""Tables as values: the sheets of a workbook or a CSV file, each cell with its type, numbers exact."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from evidence.decode import decode
from evidence.detect import DAMAGED, is_invoice, is_one_piece, is_workbook_of_xml
from evidence.errors import KravError, Message
from evidence.readers import NO_AIDS, CannotRead, Source, bytes_of, start_of

if TYPE_CHECKING:
    from evidence.readers.formats import Forms

#: What can stand in a cell. Texts of a CSV file stay texts: what they mean depends on their column.
Cell = str | Decimal | date | datetime | None

#: More than this is no table a person keeps; a workbook can declare billions of empty cells in a few bytes.
MOST_CELLS = 10_000_000

#: So much of the beginning of a file tells whether it is an electronic invoice.
_START = 65536
TOO_LARGE = Message(
    "a sheet of it reaches over more than {millions} million cells, most of them surely empty; delete the empty rows "
    "and columns below and beside the table, save it and add it again",
    {"millions": MOST_CELLS // 1_000_000},
)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet; ``rows[0]`` is row 1 as the spreadsheet counts, empty rows included."""

    name: str
    rows: tuple[tuple[Cell, ...], ...]
    hidden: bool = False  # the workbook does not show it


def read_sheets(path: Path) -> list[Sheet]:
    """The sheets of a workbook, or the one of a CSV file or electronic invoice (told by content).

    KravError naming the file where it cannot be read.
    """
    try:
        with path.open("rb") as file:
            start = file.read(8)
    except OSError as error:
        raise KravError(
            Message("{file} cannot be read ({reason}).", {"file": str(path), "reason": error.strerror or str(error)}),
            Message("Check that the file is there and that you may read it."),
        ) from error
    try:
        if start.startswith((b"PK", b"\xd0\xcf\x11\xe0")):
            return workbook(path)
        data = path.read_bytes()
        begins = found[0] if (found := decode(data[:_START])) else ""
        if is_invoice(begins):
            from evidence.readers import einvoice

            return [einvoice.sheet(data)]
        if is_workbook_of_xml(begins):
            from evidence.readers import sheetml

            return sheetml.sheets(data)
        if is_one_piece(begins):
            from evidence.readers.onepiece import packed

            return workbook(packed(data))
        table = csv_table(data)
    except (ValueError, OSError, CannotRead) as error:
        reason = error.reason if isinstance(error, CannotRead) else str(error)
        raise KravError(
            Message("{file} cannot be read as a table ({reason}).", {"file": str(path), "reason": reason}),
            Message("Open it in a spreadsheet program, save it as .xlsx or .csv and try again."),
        ) from error
    return [Sheet(path.stem, tuple(tuple(cell or None for cell in record.cells) for record in table.records))]


def workbook(source: Source) -> list[Sheet]:
    """The sheets of a workbook. CannotRead where it is damaged, locked by a password or too large."""
    from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

    from evidence.readers.extent import most_cells, without_endless_times
    from evidence.readers.formats import forms
    from evidence.readers.office import unlocked

    if start_of(source, 2) == b"PK" and most_cells(source) > MOST_CELLS:
        raise CannotRead(TOO_LARGE)
    try:
        # By its bytes: given a path, calamine believes the suffix, and a workbook of today called .xls is none to it.
        with CalamineWorkbook.from_filelike(BytesIO(bytes_of(source))) as book:
            sheets = []
            looks = forms(source)
            hidden = {one.name for one in book.sheets_metadata if one.visible is not SheetVisibleEnum.Visible}
            for name in book.sheet_names:
                sheet = book.get_sheet_by_name(name)
                if sheet.total_height * sheet.total_width > MOST_CELLS:
                    raise CannotRead(TOO_LARGE)
                rows = sheet.to_python(skip_empty_area=False)
                blank = (None,) * max(map(len, rows), default=0)
                cells = tuple(_row(row, blank) for row in rows)
                if any(form.money for form in looks.get(name, {}).values()):
                    cells = tuple(_in_other_money(row, number, looks[name]) for number, row in enumerate(cells, 1))
                sheets.append(Sheet(name, cells, name in hidden))
            return sheets
    except OverflowError as error:
        # A time that no calendar holds costs the number its form, and not the whole of the workbook.
        if (other := without_endless_times(source)) is None:
            raise CannotRead(DAMAGED) from error
        return workbook(other)
    except CalamineError as error:
        # What is locked is damaged to calamine: a ledger of the municipality's, which nobody has unlocked before.
        if opened := unlocked(source, NO_AIDS):
            return workbook(opened[0])
        raise CannotRead(DAMAGED) from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        # Where calamine breaks down in itself it raises what no ``except Exception`` catches and nobody can import.
        raise CannotRead(DAMAGED) from error


def _row(row: list[Any], blank: tuple[None, ...]) -> tuple[Cell, ...]:
    # A sheet may hold a million empty rows above its last: they are one and the same.
    return blank if row.count("") == len(blank) else tuple(_cell(value) for value in row)


def _in_other_money(row: tuple[Cell, ...], number: int, looks: Forms) -> tuple[Cell, ...]:
    """The row with amounts that are not kroner as their cells show them: their bare numbers would pass for kroner."""
    return tuple(
        form.shown(cell) if isinstance(cell, Decimal) and (form := looks.get((number, column))) and form.money else cell
        for column, cell in enumerate(row, 1)
    )


_LASTS = re.compile(r"(-?)PT(\d{1,9})H(\d\d)M(\d\d)(?:[.,]\d+)?S")


def _cell(value: Any) -> Cell:
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int):
        return Decimal(value)
    if isinstance(value, float):
        # The shortest text that gives this binary number back is what the person wrote: 0.1, not 0.1000000000000000055.
        # A sum the spreadsheet computed may carry a binary tail (0.30000000000000004): it shows 15 digits, so do we.
        exact = Decimal(repr(value))
        if not exact.is_finite():
            return None
        if len(exact.as_tuple().digits) > 15:
            exact = Decimal(f"{value:.15g}")
        return exact.to_integral_value() if exact == exact.to_integral_value() else exact.normalize()
    if isinstance(value, dt.datetime):
        return value
    if isinstance(value, dt.date):
        return value
    if isinstance(value, dt.time):
        return value.isoformat("minutes" if not value.second else "seconds")
    if isinstance(value, dt.timedelta):
        # As the sheet shows it, «37:30»: as a part of a day, 7:30 would pass for 0.3125 hours.
        minutes, seconds = divmod(int(abs(value).total_seconds()), 60)
        sign = "-" if value < dt.timedelta() else ""
        return f"{sign}{minutes // 60}:{minutes % 60:02}" + (f":{seconds:02}" if seconds else "")
    if isinstance(value, str) and (lasts := _LASTS.fullmatch(value)):  # as OpenDocument has it
        return f"{lasts[1]}{int(lasts[2])}:{lasts[3]}" + (f":{lasts[4]}" if int(lasts[4]) else "")
    return value if isinstance(value, str) and value != "" else None


def cell_text(cell: Cell) -> str:
    """A cell as it stands in a page: days as ISO, numbers plain, no tab or line break inside."""
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        if cell.hour or cell.minute or cell.second:
            return cell.strftime("%Y-%m-%d %H:%M" if not cell.second else "%Y-%m-%d %H:%M:%S")
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, Decimal):
        return f"{cell:f}"
    return re.sub(r"[\t\r\n\v\f\x85\u2028\u2029]+", " ", cell)


def number(text: str) -> Decimal | None:
    """A number as a cell shows it, "12.345,67", "12345.67", "1 234,50 kr."; None where the text is none."""
    said = re.sub(r"(?i)\s|\u00a0|kr\.?|dkk", "", text).replace("−", "-")
    if re.fullmatch(r"-?\d{1,3}(?:\.\d{3})+(?:,\d+)?", said) or re.fullmatch(r"-?\d+,\d+", said):
        said = said.replace(".", "").replace(",", ".")
    return Decimal(said) if re.fullmatch(r"-?\d+(?:\.\d+)?", said) else None


# CSV.

#: Excel writes the delimiter into a first line of its own; it is no record.
_DECLARED = re.compile(r"sep=(.)\r?\n")


@dataclass(frozen=True, slots=True)
class Record:
    """A record of a CSV file: where it stands in the text (without its line end), its first line, its cells."""

    start: int
    end: int
    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A CSV file read: its text as decoded, the sign between its cells, its encoding, its records."""

    text: str
    delimiter: str
    encoding: str
    records: tuple[Record, ...]


def csv_table(data: bytes) -> Table:
    """Read a CSV file whose encoding and delimiter are told by its content. ValueError where it is no text."""
    decoded = decode(data)
    if decoded is None:
        raise ValueError("no text")
    text, encoding = decoded[0].replace("\0", "\ufffd"), decoded[1]
    declared = _DECLARED.match(text)
    delimiter = declared.group(1) if declared else delimiter_of(text)
    return Table(text, delimiter, encoding, tuple(_records(text, delimiter, declared.end() if declared else 0)))


def declared_delimiter(text: str) -> str | None:
    """The delimiter the first line declares, if it does."""
    declared = _DECLARED.match(text)
    return declared.group(1) if declared else None


def delimiter_of(text: str) -> str:
    """The sign that parts the most lines into the same number of cells, at least two."""
    sample = list(_lines(text[:65536]))[:50]
    best, best_score = ",", 0.0
    for sign in (";", "\t", ",", "|"):
        counts = [len(row) for row in csv.reader((line for line in sample if line.strip()), delimiter=sign)] or [1]
        usual = max(set(counts), key=lambda count: (counts.count(count), count))
        score = counts.count(usual) / len(counts) * min(usual, 20) if usual > 1 else 0.0
        if score > best_score:
            best, best_score = sign, score
    return best


def _lines(text: str) -> Iterator[str]:
    # Only true line ends: a NEL or line separator inside a cell is no end of a record.
    return iter(re.findall(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$", text))


def _records(text: str, delimiter: str, start: int) -> Iterator[Record]:
    line = 1 + text.count("\n", 0, start)
    position = start
    pending: list[str] = []
    quoted = False
    usual = 0
    for raw in _lines(text[start:]):
        pending.append(raw)
        quoted = _open_quote(raw, delimiter, quoted)
        usual = usual or raw.count(delimiter)
        # A quote nobody closes must not swallow the rest of the file.
        if quoted and len(pending) < 200:
            continue
        # Nor must one closed by the next: where each line is a record by itself, they are not the lines of one cell.
        alike = len(pending) > 1 and usual > 1 and all(one.count(delimiter) == usual for one in pending)
        if quoted or (alike and not _is_record("".join(pending), delimiter)):
            for single in pending:
                yield _record(single, position, line, delimiter, csv.QUOTE_NONE)
                position, line = position + len(single), line + 1
        else:
            whole = "".join(pending)
            yield _record(whole, position, line, delimiter, csv.QUOTE_MINIMAL)
            position, line = position + len(whole), line + len(pending)
        pending, quoted = [], False
    for single in pending:
        yield _record(single, position, line, delimiter, csv.QUOTE_NONE)
        position, line = position + len(single), line + 1


def _is_record(text: str, delimiter: str) -> bool:
    """Whether lines are one record as programs write it: each quotation fills its cell from end to end."""
    sign = re.escape(delimiter)
    cell = rf'(?: *"(?:[^"]|"")*" *|[^"{sign}\r\n][^{sign}\r\n]*|)'
    return re.fullmatch(rf"{cell}(?:{sign}{cell})*[\r\n]*", text) is not None


def _open_quote(line: str, delimiter: str, quoted: bool) -> bool:
    """Whether a quotation that began at the start of a cell is still open at the end of this line."""
    at_start, index = not quoted, 0
    while index < len(line):
        sign = line[index]
        if quoted:
            if sign == '"':
                if line[index + 1 : index + 2] == '"':
                    index += 1
                else:
                    quoted = False
        elif sign == '"' and at_start:
            quoted = True
        at_start = not quoted and (sign == delimiter or (at_start and sign == " "))
        index += 1
    return quoted


def _record(raw: str, start: int, line: int, delimiter: str, quoting: int) -> Record:
    body = raw.rstrip("\r\n")
    csv.field_size_limit(1 << 30)
    # The stub wants a literal; ``quoting`` is one of the two the sniffing chose.
    rows = list(csv.reader(io.StringIO(body, newline=""), delimiter=delimiter, quoting=quoting, skipinitialspace=True))  # type: ignore[arg-type]  # one of the csv module's constants
    cells = tuple(cell for row in rows for cell in row)
    if start == 0 and cells:
        cells = (cells[0].lstrip("\ufeff"), *cells[1:])
    return Record(start, start + len(body), line, cells)
