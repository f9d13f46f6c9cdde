"""How many cells a workbook's largest sheet reaches over, told before it is opened.

The library that reads workbooks makes room for every cell up to the last, said or not: two cells in far corners would
take all the memory there is.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Collection
from html import unescape
from io import BytesIO

from evidence.readers import Source, start_of
from evidence.readers.odt import OFFICE, TABLE, repeated
from evidence.readers.packed import opened

#: A cell of an XLSX sheet that holds something; one that only has a form is closed at once.
_CELL = re.compile(rb'<(?:\w+:)?c\s(?:[^>]*?\s)?r="([A-Z]{1,3})(\d{1,7})"[^>]*(?<!/)>(?=[^<]|<[^/])')
_PIECE = 1 << 20


def most_cells(source: Source) -> int:
    """Rows times columns of the largest sheet of an XLSX or ODS; 0 of other kinds, which are bounded by themselves.

    CannotRead where it unpacks to more than a document can.
    """
    with opened(source) as archive:
        names = archive.namelist()
        if "content.xml" in names:
            return _of_ods(archive)
        sheets = [name for name in names if re.fullmatch(r"xl/worksheets/[^/]+\.xml", name)]
        return max((_of_xlsx(archive, name) for name in sheets), default=0)


#: A formula whose cell holds nothing beside it: programs that write workbooks without reckoning leave them so.
_FORMULA = re.compile(rb"<f(?:\s[^>]*)?(?:/>|>[^<]*</f>)\s*(?:<v\s*/>|<v>\s*</v>)?\s*</c>")


#: A cell in which a formula came to nothing: «#REF!», «#DIV/0!».
_FAULT = re.compile(rb'<c r="([A-Z]+\d+)"[^>]*\bt="e"[^>]*>.{0,2000}?<v>([^<]*)</v>', re.DOTALL)


def faults(source: Source) -> list[str]:
    """The cells of an XLSX whose formulas came to nothing, as «E2 (#REF!)»: they are read as empty. At most ten."""
    if start_of(source, 2) != b"PK":
        return []
    found: list[str] = []
    with opened(source) as archive:
        for name in archive.namelist():
            if re.fullmatch(r"xl/worksheets/[^/]+\.xml", name):
                with archive.open(name) as file:
                    said = _FAULT.findall(file.read(_PIECE))
                found += [f"{place.decode()} ({fault.decode(errors='replace')})" for place, fault in said]
    return found[:10]


def holds_unreckoned(source: Source) -> bool:
    """Whether the beginning of a sheet of an XLSX holds formulas without their results."""
    if start_of(source, 2) != b"PK":
        return False
    with opened(source) as archive:
        for name in archive.namelist():
            if re.fullmatch(r"xl/worksheets/[^/]+\.xml", name):
                with archive.open(name) as file:
                    if _FORMULA.search(file.read(_PIECE)):
                        return True
    return False


#: What a list of rows behind a pivot table says of the sheet they came from.
_FROM_SHEET = re.compile(rb'<(?:\w+:)?worksheetSource\b[^>]*\bsheet="([^"]*)"')


def behind_pivots(source: Source, sheets: Collection[str]) -> int:
    """How many lists of rows an XLSX keeps behind its pivot tables that came from none of its ``sheets``."""
    if start_of(source, 2) != b"PK":
        return 0
    count = 0
    with opened(source) as archive:
        for name in archive.namelist():
            if re.fullmatch(r"xl/pivotCache/pivotCacheDefinition\d*\.xml", name):
                with archive.open(name) as file:
                    found = _FROM_SHEET.search(file.read(_PIECE))
                count += not found or unescape(found[1].decode("utf-8", errors="replace")) not in sheets
    return count


def _of_xlsx(archive: zipfile.ZipFile, name: str) -> int:
    columns: set[bytes] = set()
    rows, kept = 0, b""
    with archive.open(name) as file:
        while piece := file.read(_PIECE):
            found = _CELL.findall(kept + piece)
            columns.update(column for column, _ in found)
            rows = max(rows, max((int(row) for _, row in found), default=0))
            kept = (kept + piece)[-200:]  # a cell's head may stand across two pieces
    return rows * max((column_number(column) for column in columns), default=0)


def column_number(column: bytes) -> int:
    """The number of a column, from 1, by what a spreadsheet calls it."""
    number = 0
    for letter in column:
        number = number * 26 + letter - ord("A") + 1
    return number


def _of_ods(archive: zipfile.ZipFile) -> int:
    from lxml import etree

    most = row = height = width = column = last = 0
    tags = [f"{TABLE}{one}" for one in ("table-cell", "covered-table-cell", "table-row", "table")]
    with archive.open("content.xml") as file:
        try:
            for _, element in etree.iterparse(file, tag=tags, resolve_entities=False, no_network=True, load_dtd=False):
                if element.tag == tags[3]:
                    most = max(most, height * width)
                    row = height = width = 0
                elif element.tag == tags[2]:
                    row += repeated(element, "rows")
                    if last:
                        height, width = row, max(width, last)
                    column = last = 0
                else:
                    column += repeated(element, "columns")
                    if len(element) or element.get(f"{OFFICE}value-type"):
                        last = column
                element.clear()
        except etree.XMLSyntaxError:
            return most  # what is wrong with it the reader will tell
    return most


#: A cell with a form and a number; the last day a spreadsheet knows, 31 December 9999.
_NUMBER_CELL = re.compile(
    rb"(<(?:\w+:)?c\b[^>]*?) s=\"\d+\"([^>]*>(?:(?!</(?:\w+:)?c>).){0,9999}?"
    rb"<(?:\w+:)?v>(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)<)",
    re.DOTALL,
)
_LAST_DAY = 2_958_465


def without_endless_times(source: Source) -> bytes | None:
    """A workbook of today whose cells show numbers beyond the last day as numbers, whatever form they have.

    None where it has no such cell. A spreadsheet shows «#####» in their place where they have the form of a day.
    """

    def bare(cell: re.Match[bytes]) -> bytes:
        return cell[1] + cell[2] if abs(float(cell[3])) > _LAST_DAY else cell[0]

    if start_of(source, 2) != b"PK":
        return None
    made, changed = BytesIO(), False
    with opened(source) as archive, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as anew:
        for part in archive.infolist():
            data = archive.read(part)
            if part.filename.startswith("xl/worksheets/"):
                data, before = _NUMBER_CELL.sub(bare, data), data
                changed = changed or data != before
            anew.writestr(part.filename, data)
    return made.getvalue() if changed else None
