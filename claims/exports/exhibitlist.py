"""The list of exhibits as a table for a court's portal or another program: one row an exhibit."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence

from claims.exports.gathered import Exhibit
from templates.words import Words

#: The columns, as keys of the catalogue.
HEADS = (
    "exhibit", "title", "date", "put in by", "kind", "came with", "file name", "pages", "page from", "page to",
    "bundle file", "SHA-256", "remarks",
)  # fmt: skip
#: A cell that begins like this is a formula to a spreadsheet.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def table(exhibits: Sequence[Exhibit], covers: Mapping[int, int], files: Mapping[int, str], words: Words) -> bytes:
    """CSV as Danish spreadsheets open it: semicolons, a byte order mark; no cell is ever a formula."""
    made = io.StringIO()
    out = csv.writer(made, delimiter=";", lineterminator="\r\n")
    out.writerow([words.say(head) for head in HEADS])
    for exhibit in exhibits:
        said = exhibit.told(covers[exhibit.number], words)
        remarks = "; ".join([str(said["slip"]), *map(words.message, exhibit.notes)]).strip("; ")
        row = [
            said["mark"], said["title"], said["date"] or "",
            words.say("the other side") if exhibit.theirs else words.say("the claimant"), said["kind_text"],
            said["parent"], said["name"], exhibit.pages, said["first"] or min(exhibit.pages, 1),
            covers[exhibit.number] + exhibit.pages,
            files[exhibit.number], said["sha256"], remarks,
        ]  # fmt: skip
        out.writerow([harmless(str(cell)) for cell in row])
    return made.getvalue().encode("utf-8-sig")


def harmless(cell: str) -> str:
    """A cell that is a text to every spreadsheet, whatever it begins with."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell
