"""What lies inside the dossier's PDF: the data it was printed from, the rows it was counted from, and what they are.

Everything is made of the dossier as it is printed, in which what is personal is masked already; who sees to what is
missing and what is noted of it stay in the house.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections.abc import Iterator, Sequence

from claims.model import Dossier, LedgerBundle, LedgerLine, LossItem, OutlayLine
from templates.archive import Attached
from templates.words import Words, exhibit_mark

DATA, LEDGER, CALCULATION, MANIFEST = "dossier.json", "ledger.csv", "calculation.xlsx", "manifest-sha256.txt"


def attached(made: Dossier, text: str) -> list[Attached]:
    """The files to lay into the pages of a dossier, whose JSON ``text`` is; the same bytes for the same dossier."""
    from claims.exports.xlsx import workbook

    say = Words(made.language).say
    files = [
        Attached(name=DATA, data=text.encode(), told=say("The dossier for programs"), relation="Data"),
        Attached(name=LEDGER, data=_rows(made), told=say("The rows the loss is counted from"), relation="Source"),
        Attached(
            name=CALCULATION, data=workbook(made, {}), told=say("The calculation with live formulas"), relation="Data"
        ),
    ]
    told = say("SHA-256 of what is attached and of the original of each exhibit")
    return [*files, Attached(name=MANIFEST, data=_manifest(made, files), told=told, relation="Supplement")]


def _manifest(made: Dossier, files: Sequence[Attached]) -> bytes:
    """One line a file, as ``sha256sum`` writes and checks them; an exhibit's name is its mark and that of its file."""
    marks = {one.sha256: one.mark or exhibit_mark(one.number) for one in made.exhibits}
    lines = [f"{hashlib.sha256(one.data).hexdigest()}  {one.name}" for one in files]
    lines += [f"{one.sha256}  originals/{marks[one.sha256]} {' '.join(one.name.split())}" for one in made.exhibits]
    return ("\n".join(lines) + "\n").encode()


_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
#: The columns of the rows, as keys of dossier.json: they are read by programs.
_COLUMNS = (
    "loss", "counted", "document", "exhibit", "sheet", "row", "rows", "person", "benefit", "start", "end", "registered",
    "actual", "channel", "party", "what", "incident", "number", "proof", "hours", "rate", "paid", "share", "due",
    "received", "recovered", "amount", "figure", "apart",
)  # fmt: skip


def _rows(made: Dossier) -> bytes:
    from claims.exports.exhibitlist import harmless

    out = io.StringIO()
    table = csv.writer(out, delimiter=";", lineterminator="\r\n")
    table.writerow(_COLUMNS)
    for row in (row for loss in made.losses for row in _of(loss)):
        cells = ("" if row.get(column) is None else str(row[column]) for column in _COLUMNS)
        table.writerow([cell if _NUMBER.fullmatch(cell) else harmless(cell) for cell in cells])
    return out.getvalue().encode("utf-8-sig")


def _of(loss: LossItem) -> Iterator[dict[str, object]]:
    """Its rows, those set apart with the reason after those that count."""
    for line in (*loss.ledger_rows, *loss.outlays):
        yield _told(line) | {"loss": loss.id, "counted": 1}
    apart: Sequence[LedgerLine | LedgerBundle | OutlayLine] = (*loss.apart, *loss.bundles_apart, *loss.outlays_apart)
    for line in apart:
        yield _told(line) | {"loss": loss.id, "counted": 0}


def _told(line: LedgerLine | LedgerBundle | OutlayLine) -> dict[str, object]:
    told = line.model_dump(mode="json")
    place = told["places"][0] if isinstance(line, LedgerBundle) else told["place"]
    if not isinstance(line, OutlayLine):
        told["amount"] = told["loss"]
    return told | {name: place[name] for name in ("document", "exhibit", "sheet", "row")}
