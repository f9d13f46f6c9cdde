"""The municipality's own tables as they are handed to the engines: whole, or as a stream where they are too large."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from claims.casefolder import LEDGERS
from claims.loss.ledgers import is_ledger
from claims.loss.sheetrows import LedgerInput

#: A CSV file beyond this is read row by row; some 30,000 rows.
LARGE = 4_000_000
#: Among so many first rows the headings are looked for.
_HEAD = 60


def ledger_input(
    path: Path, name: str, exhibit: int, columns: Mapping[str, str], *, guessed: bool = False
) -> LedgerInput:
    """The table in the file; ``columns`` are the headings that ``[ledger] columns`` of the case maps.

    Raises ``KravError`` where it cannot be read as one.
    """
    from evidence.sheets import Sheet, read_sheets

    if path.stat().st_size > LARGE and not _is_workbook(path):
        from evidence.rowstream import row_stream

        if stream := row_stream(path):
            head = Sheet(Path(name).stem, tuple(tuple(row) for row in stream.head(_HEAD)))
            # Hours and invoices are read whole, however many: each is printed, and shown on its own.
            if is_ledger(head, columns):
                return LedgerInput(document=name, exhibit=exhibit, sheets=[head], stream=stream, guessed=guessed)
    # A file without named sheets lies under its hash; people know it by the name they gave it.
    sheets = [replace(one, name=Path(name).stem) if one.name == path.stem else one for one in read_sheets(path)]
    return LedgerInput(document=name, exhibit=exhibit, sheets=sheets, guessed=guessed)


def own_tables(case: Path) -> frozenset[str]:
    """The SHA-256 of everything in the case's own ``ledgers/`` folder."""
    from evidence.custody import file_hash

    return frozenset(file_hash(path) for path in sorted((case / LEDGERS).rglob("*")) if path.is_file())


def _is_workbook(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(8).startswith((b"PK", b"\xd0\xcf\x11\xe0"))
