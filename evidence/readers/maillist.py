"""Mails exported as a table, a row a mail (Outlook's «Emne, Brødtekst, Fra: (navn) …» and others).

Each is told as a mail pasted below the one before it, in the order of the rows, so that whoever reads on knows whose
words they are and of which day. Outlook's own export has no column of days: then nothing is said of them.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from evidence.days import MONTHS, first_day
from evidence.errors import Message
from evidence.model import MarkKind
from evidence.readers import Reading, TextBuilder

#: What its columns are called, most telling first: a name goes before an address.
_HEADS: Mapping[str, tuple[str, ...]] = {
    "subject": ("emne", "subject"),
    "text": ("brødtekst", "body", "meddelelse", "meddelelsestekst", "message"),
    "who": ("fra: (navn)", "from: (name)", "afsender", "afsendernavn", "sender", "sender name", "fra", "from",
            "fra: (adresse)", "from: (address)"),
    "to": ("til: (navn)", "to: (name)", "modtager", "recipient", "til", "to", "til: (adresse)", "to: (address)"),
    "sent": ("sendt", "sendt den", "afsendt", "sent", "sent on", "modtaget", "modtaget den", "received", "dato",
             "date"),
}  # fmt: skip
_NEEDED = ("subject", "text", "who")
_CLOCK = re.compile(r"\b(\d{1,2})[.:](\d{2})(?:[.:]\d{2})?\s*$")


def looks_so(sample: str) -> bool:
    """Whether the first line of a text names the columns of such a table."""
    line = next((one for one in sample.lstrip("\ufeff").splitlines() if one.strip()), "")
    return any(_columns(next(csv.reader([line], delimiter=sign), [])) is not None for sign in ",;\t")


def read(path: Path) -> Reading:
    """One page, a mail after the other. ``published`` is the day of the first that has one."""
    from evidence.readers import tables
    from evidence.sheets import csv_table

    try:
        table = csv_table(path.read_bytes())
        rows = list(csv.reader(table.text.lstrip("\ufeff").splitlines(keepends=True), delimiter=table.delimiter))
    except (ValueError, csv.Error):
        return tables.read_csv(path)
    columns = _columns(rows[0]) if rows else None
    if columns is None:
        return tables.read_csv(path)
    builder, count, first = TextBuilder(), 0, ""
    for row in rows[1:]:
        cells = {name: row[at].strip() if at < len(row) else "" for name, at in columns.items()}
        if not cells["text"] or not cells["who"]:
            continue
        day = first_day(sent) if (sent := cells.get("sent", "")) else None
        first = first or (day.isoformat() if day else "")
        count += 1
        builder.block(f"Fra: {cells['who']}", MarkKind.BLOCK)
        if day:
            month = next(name for name, number in MONTHS.items() if number == day.month)
            clock = _CLOCK.search(sent)
            at = f" {int(clock[1]):02}:{clock[2]}" if clock else ""
            builder.block(f"Sendt: {day.day}. {month} {day.year}{at}", MarkKind.BLOCK)
        if cells.get("to"):
            builder.block(f"Til: {cells['to']}", MarkKind.BLOCK)
        builder.block(f"Emne: {cells['subject'] or '–'}", MarkKind.BLOCK)
        builder.write("\n\n")
        for line in filter(None, map(str.strip, cells["text"].splitlines())):
            builder.block(line, MarkKind.BLOCK)
        builder.write("\n\n")
    if not count:
        return tables.read_csv(path)
    notice = Message("a table of {count} mails, told one by one with sender and time; its other columns are left out",
                     {"count": count})  # fmt: skip
    return Reading(pages=(builder.page(),), notices=(notice,), fields={"published": first} if first else {})


def _columns(heads: Sequence[str]) -> dict[str, int] | None:
    """Where each column is; None where they are not those of such a table."""
    said = [" ".join(one.split()).casefold() for one in heads]
    found = {
        name: said.index(called)
        for name, names in _HEADS.items()
        if (called := next((one for one in names if one in said), None)) is not None
    }
    return found if all(name in found for name in _NEEDED) else None
