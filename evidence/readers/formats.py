"""How the cells of a workbook are shown, where that says what stands in them: a share, other money, words crossed out.

The library that reads workbooks gives the bare numbers: 0.972 of a cell that shows 97,2 %, 42 of one that shows 0042.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import IO, Any

from evidence.readers import CannotRead, Source, start_of
from evidence.readers.asides import sheets_of
from evidence.readers.extent import column_number
from evidence.readers.odt import OFFICE, TABLE, repeated
from evidence.readers.packed import opened, xml

_STYLES = "xl/styles.xml"
#: Forms every program knows by number: whole per cent, and with two decimals.
_KNOWN = {9: "0%", 10: "0.00%"}
#: What a form says in so many words, or by a sign: «"timer"», «[$EUR]», «[$€-2]», «€», «\k\r».
_WORDS = re.compile(r'"([^"]*)"|\[\$([^\]-]*)[^\]]*\]|\\(.)')
#: What fills a cell or leaves room in it: «_-», «*x».
_ROOM = re.compile(r"[_*].")
#: Money that is not kroner. «$» alone is what a form begins its own words with.
_OTHER_MONEY = re.compile(r"(?i)€|£|\b(?:eur|euro|usd|sek|nok|gbp)\b|\$")
_ZEROS = re.compile(r"0{2,}")
_CELL = re.compile(rb'<(?:\w+:)?c\s(?=[^>]*\br="([A-Z]{1,3})(\d{1,7})")(?=[^>]*\bs="(\d+)")[^>]*[^/]>')
_PIECE = 1 << 20


@dataclass(frozen=True, slots=True)
class Form:
    """What the look of a cell says of its number."""

    share: bool = False  # it is shown in per cent
    money: str = ""  # what is not kroner, as the cell shows it
    digits: int = 0  # so many figures are shown, zeros before them
    struck: bool = False  # what stands in it is crossed out

    def shown(self, value: Decimal) -> str:
        """The number as its cell says it, with all of its decimals."""
        if self.share:
            return f"{(value * 100).normalize():f} %"
        if self.digits and value == value.to_integral_value() and value >= 0:
            return f"{int(value):0{self.digits}}"
        return f"{value:f} {self.money}" if self.money else f"{value:f}"


#: By row and column, from 1.
Forms = Mapping[tuple[int, int], Form]


def forms(source: Source) -> dict[str, Forms]:
    """By the name of the sheet, the cells of an XLSX, ODS or XLS whose look says something; of other files nothing."""
    start = start_of(source, 2)
    if start == b"\xd0\xcf":
        from evidence.readers.biff import looks_of_cells

        return looks_of_cells(source)
    if start != b"PK":
        return {}
    with opened(source) as archive:
        names = archive.namelist()
        if "content.xml" in names:
            return dict(_of_ods(archive))
        if _STYLES not in names:
            return {}
        try:
            telling = {str(at).encode(): form for at, form in looks(*_styles(archive.read(_STYLES)))}
            if not telling:
                return {}
            found: dict[str, Forms] = {}
            for name, part in sheets_of(archive):
                with archive.open(part) as sheet:
                    found[name] = dict(_cells(sheet, telling))
        except CannotRead:  # a damaged list of looks does not cost the cells
            return {}
    return found


def _styles(data: bytes) -> tuple[dict[int, str], list[tuple[int, bool]]]:
    """Forms of numbers by their number; and of each look which form it has, and whether it crosses out."""
    root = xml(data)
    codes = {
        int(number): one.get("formatCode") or ""
        for one in root.iter("{*}numFmt")
        if (number := one.get("numFmtId") or "").isdigit()
    }
    fonts = [any(_is_on(mark) for mark in font.iter("{*}strike")) for font in next(root.iter("{*}fonts"), ())]
    found = []
    for look in next(root.iter("{*}cellXfs"), ()):
        number, font = look.get("numFmtId") or "", look.get("fontId") or ""
        struck = font.isdigit() and int(font) < len(fonts) and fonts[int(font)]
        found.append((int(number) if number.isdigit() else 0, struck))
    return codes, found


def _is_on(mark: Any) -> bool:
    return (mark.get("val") or "1") not in ("0", "false")


def looks(codes: Mapping[int, str], listed: Sequence[tuple[int, bool]]) -> Iterator[tuple[int, Form]]:
    """Those of the listed looks that say something, by their place: the number of the form, whether it crosses out."""
    for at, (number, struck) in enumerate(listed):
        form = form_of(codes.get(number, _KNOWN.get(number, "")))
        if struck:
            form = replace(form or Form(), struck=True)
        if form:
            yield at, form


def _of_ods(archive: zipfile.ZipFile) -> Iterator[tuple[str, Forms]]:
    from lxml import etree

    tags = [f"{TABLE}{one}" for one in ("table-cell", "covered-table-cell", "table-row", "table")]
    cells: dict[tuple[int, int], Form] = {}
    of_row: dict[int, Form] = {}
    row = column = 1
    with archive.open("content.xml") as file, suppress(etree.XMLSyntaxError):  # the reader tells what is wrong
        for _, one in etree.iterparse(file, tag=tags, resolve_entities=False, no_network=True, load_dtd=False):
            if one.tag == f"{TABLE}table":
                yield one.get(f"{TABLE}name") or "", cells
                cells, row, column = {}, 1, 1
            elif one.tag == f"{TABLE}table-row":
                count = repeated(one, "rows")
                cells |= {(at, place): form for at in range(row, row + count) for place, form in of_row.items()}
                of_row, row, column = {}, row + count, 1
            else:
                count, kind = repeated(one, "columns"), one.get(f"{OFFICE}value-type")
                money = one.get(f"{OFFICE}currency") or "DKK"
                form = Form(share=True) if kind == "percentage" else Form(money=money) if kind == "currency" else None
                if form and (form.share or money != "DKK"):
                    of_row |= dict.fromkeys(range(column, column + count), form)
                column += count
            one.clear()


def form_of(code: str) -> Form | None:
    """What a form of numbers says; None where it says nothing but the number."""
    first = code.split(";")[0]
    words = [next(filter(None, found), "") for found in _WORDS.findall(first)]
    bare = _ROOM.sub("", _WORDS.sub("", first))
    if "%" in bare:
        return Form(share=True)
    if _ZEROS.fullmatch(re.sub(r"\[[^\]]*\]", "", bare).strip()) and not any(map(str.strip, words)):
        return Form(digits=len(bare.strip()))
    if other := _OTHER_MONEY.search(" ".join([*words, bare])):
        return Form(money=other[0])
    return None


def _cells(sheet: IO[bytes], telling: Mapping[bytes, Form]) -> Iterator[tuple[tuple[int, int], Form]]:
    kept = b""
    while piece := sheet.read(_PIECE):
        for column, row, style in _CELL.findall(kept + piece):
            if form := telling.get(style):
                yield (int(row), column_number(column)), form
        kept = (kept + piece)[-200:]  # a cell's head may stand across two pieces
