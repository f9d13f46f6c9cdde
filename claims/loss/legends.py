"""What the codes of a table stand for, where the workbook says so itself: «40 = egen indtastning»."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from claims.loss.cells import Cell, text_of
from claims.loss.sheetrows import LedgerInput

_CODE = r"(?:\d{1,4}|[A-ZÆØÅ]{1,2}\d{0,3})"
#: «Fejlkoder: 10 = tabt af systemet; 20 = advis udeblev»: one code or several, each with its words.
_EXPLAINED = re.compile(
    rf"(?:^|[:;,.]\s*|\s)(?P<code>{_CODE})\s*[=:]\s+(?P<means>[^\W\d_].*?)(?=[;,.]?\s+{_CODE}\s*[=:]\s|[;.]?\s*$)"
)
_BARE = re.compile(_CODE)


def legend(ledgers: Iterable[LedgerInput]) -> Mapping[str, str]:
    """Each code and its words, from rows that hold nothing else: in one cell, or the code in one and its words beside
    it. The first words given for a code are kept.
    """
    found: dict[str, str] = {}
    for ledger in ledgers:
        for sheet in ledger.sheets:
            for cells in sheet.rows:
                filled = [said for cell in cells if (said := " ".join(text_of(cell).split()))]
                if len(filled) == 1:
                    for one in _EXPLAINED.finditer(filled[0]):
                        found.setdefault(one["code"], one["means"])
                elif len(filled) == 2 and _BARE.fullmatch(filled[0]) and filled[1][0].isalpha():
                    found.setdefault(filled[0], filled[1])
    return found


def spelled(cell: Cell, codes: Mapping[str, str]) -> Cell:
    """The cell with the words of its code («40: egen indtastning»); as it is where it holds none that is explained."""
    said = text_of(cell).strip()
    return f"{said}: {codes[said]}" if said in codes else cell
