"""Which tables are incident logs, what their columns are, and when a line of one says that it began and ended.

A log is a sheet, a CSV file or a table whose headings say so, in Danish or English, in any order. Days are read day
first unless the column itself shows otherwise.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from io import StringIO
from itertools import zip_longest

from evidence.model import MarkKind, Page
from extract.folding import small
from extract.model import Precision
from extract.tables.log_cells import graded, telling
from extract.tables.log_clocks import at_clock, clock_columns, is_of_work, length_of
from extract.tables.log_times import day_number, in_figures, in_zone_of, names_zone, read_time, without_zone
from extract.tables.log_words import words

#: Headings are looked for in the first rows only: above a log there may stand a title and a date.
_HEAD_ROWS = 15
#: What a cell that says nothing holds.
_EMPTY = frozenset({"", "?", "-", "–", "n/a", "null", "none", "ukendt"})
#: What the heading of a time, and that of a number, may say besides what it is: «Anmeldt dato og tid», «Sagsref.».
_WHEN = re.compile(r"(?:(?:s?dato|s?tidspunkt|tid|den|kl)(?:og)?)+$")
_FORMS = dict.fromkeys(("opened", "notified", "started", "resolved", "closed", "updated"), _WHEN)
_FORMS["notified"] = re.compile(rf"{_WHEN.pattern}|til\w+$")  # «Anmeldt til driftscentret»
_FORMS["number"] = re.compile(r"s?ref(?:erence)?(?:nr|nummer)?$")


def _bare(heading: str) -> str:
    return re.sub(r"[\W_]+", "", small(heading))


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: its cells and where they stand on the page."""

    start: int
    end: int
    number: int  # 1-based, as the spreadsheet counts
    cells: tuple[str, ...]

    def at(self, place: int) -> str:
        """What stands in a cell; "" where the row ends before it."""
        return self.cells[place] if place < len(self.cells) else ""


@dataclass(frozen=True, slots=True)
class Log:
    """A page read as an incident log."""

    head: Row
    rows: tuple[Row, ...]
    columns: Mapping[str, int]  # our word for it → its place
    month_first: bool
    shown: str  # the cell that shows the order of day and month; empty where none does

    def cell(self, row: Row, name: str) -> str:
        """What stands in a row under a heading; empty where nothing does."""
        place = self.columns.get(name)
        text = row.at(place).strip() if place is not None else ""
        return "" if small(text) in _EMPTY else text

    def time(self, row: Row, name: str) -> tuple[datetime, Precision] | None:
        """The time under a heading, to the minute or to the day; None where none can be read.

        Where the log gives the day and the clock apart, or how long it took, the time is made of both.
        """
        told = self._told(row, name)
        if name == "opened" and told and (begun := at_clock(told[0], self.cell(row, "opened_clock"))):
            return begun, Precision.MINUTE
        if name != "resolved" or (told and told[1] is Precision.MINUTE):
            return told
        opened = self.time(row, "opened")
        if opened is None or opened[1] is not Precision.MINUTE:
            return told
        day = told[0] if told else opened[0].replace(hour=0, minute=0)
        if ended := at_clock(day, self.cell(row, "resolved_clock")):
            over_midnight = not told and ended < opened[0]
            return ended + timedelta(days=over_midnight), Precision.MINUTE
        place = self.columns.get("length")
        length = length_of(self.cell(row, "length"), self.head.cells[place]) if place is not None else None
        return (opened[0] + length, Precision.MINUTE) if length else told

    def _told(self, row: Row, name: str) -> tuple[datetime, Precision] | None:
        text = self.cell(row, name)
        told = read_time(text, self.month_first) or day_number(text)
        if told is None or told[1] is not Precision.MINUTE or names_zone(text):
            return told
        return in_zone_of(self.head.cells[self.columns[name]], told[0]), Precision.MINUTE


def _rows(page: Page) -> list[Row]:
    """The rows of a page that is a table; none where it is prose."""
    marked = sorted((mark for mark in page.marks if mark.kind is MarkKind.ROW), key=lambda mark: mark.start)
    places = [(mark.start, mark.end, int(mark.detail.get("row", number))) for number, mark in enumerate(marked, 1)]
    if not marked:
        place = 0
        for number, line in enumerate(page.text.splitlines(keepends=True), 1):
            if "\t" in line:
                places.append((place, place + len(line.rstrip("\r\n")), number))
            place += len(line)
    texts = [page.text[start:end] for start, end, _ in places]
    parted_by = _delimiter(texts)
    return [
        Row(start, end, number, _cells(text, parted_by))
        for (start, end, number), text in zip(places, texts, strict=True)
    ]


def _delimiter(rows: Sequence[str]) -> str:
    """What parts the cells: the sign that stands in the first rows oftenest; a tab before all others."""
    sample = rows[:_HEAD_ROWS]
    if any("\t" in row for row in sample):
        return "\t"
    return max(";|,", key=lambda sign: sum(row.count(sign) for row in sample))


def _cells(text: str, parted_by: str) -> tuple[str, ...]:
    if parted_by in "\t|" or '"' not in text:
        return tuple(cell.strip() for cell in text.strip(" |").split(parted_by))
    return tuple(cell.strip() for row in csv.reader(StringIO(text), delimiter=parted_by) for cell in row)


def _columns(head: Row, own: Mapping[str, str]) -> dict[str, int]:
    """Our word for each heading that is known; the first of two columns with the same meaning."""
    named = {_bare(theirs): ours for theirs, ours in own.items()}
    headings: Mapping[str, Sequence[str]] = words()["headings"]
    columns: dict[str, int] = {}
    best: dict[str, int] = {}
    for place, cell in enumerate(head.cells):
        bare = _bare(cell)
        if bare in named:
            columns[named[bare]], best[named[bare]] = place, -1
            continue
        bare = _bare(without_zone(cell))
        exact = any(bare in theirs for theirs in headings.values())
        for ours, theirs in headings.items():
            known = bare if exact else _FORMS[ours].sub("", bare) if ours in _FORMS else ""
            if known not in theirs:
                continue
            before, worth = columns.get(ours), theirs.index(known)
            if worth < best.get(ours, 1_000):
                columns[ours], best[ours] = place, worth
            # «Emne» and «Beskrivelse»: the one says in short what the other goes on with.
            if ours == "description" and before is not None and "subject" not in columns:
                columns["subject"] = before if columns[ours] == place else place
    return columns


def _headed_as(head: Row, ours: str) -> list[int]:
    """The places of all headings with this meaning."""
    theirs = words()["headings"][ours]
    return [place for place, cell in enumerate(head.cells) if _bare(without_zone(cell)) in theirs]


def read_logs(pages: Iterable[Page], own_columns: Mapping[str, str] | None = None) -> dict[int, Log]:
    """The pages of a document that are an incident log, by their numbers: those whose headings say so, and those on
    which such a log goes on without its headings.

    ``own_columns`` maps headings of this log to ours (``[log] columns`` in case.toml). The order of day and month is
    told by all pages under the same headings.
    """
    logs: list[list[tuple[int, Log]]] = []
    for page in pages:
        rows = _rows(page)
        log = _headed(rows, own_columns or {})
        last = logs[-1][-1] if logs else None
        if log is None and last and last[0] == page.number - 1:
            log = _continued(rows, last[1])
        if log is None:
            continue
        if last and logs[-1][0][1].head.cells == log.head.cells:
            logs[-1].append((page.number, log))
        else:
            logs.append([(page.number, log)])
    return {number: log for parts in logs for number, log in _in_one_order(parts)}


def _headed(rows: Sequence[Row], own: Mapping[str, str]) -> Log | None:
    """A log whose headings stand among the first of these rows."""
    for place, head in enumerate(rows[:_HEAD_ROWS]):
        below = rows[place + 1 :]
        log = _below(head, below, own)
        both = _over_two_rows(head, below[0]) if below else None
        other = _below(both, below[1:], own) if both else None
        if other and (log is None or len(other.columns) > len(log.columns)):
            return other
        if log:
            return log
    return None


def _over_two_rows(upper: Row, lower: Row) -> Row | None:
    """Two rows that are one head: «Tidspunkt» over «Åbnet» and «Løst», and «Beskrivelse» over nothing."""
    pairs = list(zip_longest(upper.cells, lower.cells, fillvalue=""))
    if any(map(str.isdigit, "".join(lower.cells))) or not any(over and not under for over, under in pairs):
        return None
    return Row(upper.start, lower.end, lower.number, tuple(under or over for over, under in pairs))


def _below(head: Row, below: Sequence[Row], own: Mapping[str, str]) -> Log | None:
    """The rows below a head as a log, where its headings are those of one."""
    cells = [row.cells for row in below]
    rivals = [] if "priority" in own.values() else _headed_as(head, "priority")
    columns = _timed(head, graded(_columns(head, own), cells, rivals), below)
    if len(columns.keys() - {"customer", "reporter"}) < 3 or is_of_work(head.cells, columns):
        return None
    bare = [_bare(cell) for cell in head.cells]
    if any(map(_OF_RISKS.fullmatch, bare)):
        return None  # what may happen
    if any(map(_OF_BENEFITS.fullmatch, bare)) and any(map(_OF_ACCOUNTS.fullmatch, bare)):
        return None  # who was paid what from when to when, and what the state bore of it
    told = _OF_A_LOG if "description" in columns else _OF_A_LOG - {"status", "resolved"}
    if not told & columns.keys() and any(map(_OF_ACCOUNTS.fullmatch, bare)):
        return None  # «Nr., Dato, Tekst, Beløb» of an invoice, «Sag, Fra, Betalt, Status» of a list of claims
    if not _GRADED & columns.keys() and _is_a_plan(bare, columns):
        return None  # «Aktivitet, Ansvarlig, Start, Slut»
    if not _GRADED - {"cause"} & columns.keys() and len(_amounts(below)) > 1:
        return None  # «Borger, Fra, Til, Takst, Opkrævet, Difference, Status»; «Sag, Fra, Til, Udbetalt, Tabt, Årsag»
    columns |= clock_columns(head.cells, columns, cells, _bare_days(below))
    columns = _remarked(head, telling(columns, cells, len(head.cells)))
    tells = {"number", "description", "priority", "status", "system", "resolved", "closed"} & columns.keys()
    if "opened" in columns and tells - {"number"} and tells & {"number", "description"}:
        return Log(head, tuple(row for row in below if any(row.cells)), columns, False, "")
    return None


#: «Leverandørens bemærkning»: whatever it is headed by, what is said there was said of what the line tells.
_REMARK = re.compile(r"(?:bemærkning|kommentar)(?:er)?$|\b(?:remarks?|comments?)$", re.IGNORECASE)


def _remarked(head: Row, columns: dict[str, int]) -> dict[str, int]:
    """The same, a column of remarks being what was done about it, where what happened stands in another."""
    if "description" not in columns or "solution" in columns:
        return columns
    free = (at for at, cell in enumerate(head.cells) if _REMARK.search(cell) and at not in columns.values())
    place = next(free, None)
    return columns if place is None else {**columns, "solution": place}


#: What only a log of incidents has a column for; a sheet of duties or of hours worked has none of them.
_OF_A_LOG = {"priority", "status", "resolved", "cause", "impact"}
#: And what accounts have one for: the words alone, or any heading that ends in the currency («Betalt, kr.»).
_OF_ACCOUNTS = re.compile(
    r"(?:beløb|pris|stykpris|debet|kredit|saldo|moms|ialt|amount|price|total)(?:i?(?:kr|dkk|eur))?|.+(?:kr|dkk|eur)"
)
#: A reckoning of benefits names the benefit beside the amounts: its «Fra» and «Til» are no breakdown.
_OF_BENEFITS = re.compile(r"(?:forsørgelses)?ydelse(?:stype|sart|r)?|benefit(?:type)?")
#: What a log grades or explains its lines by, and no plan of work does; an account says why a sum was lost, no more.
_GRADED = {"priority", "impact", "cause", "category"}
#: A plan of work names the work and who is to do it.
_OF_A_PLAN = re.compile(r"(?:aktivitet|opgave|milepæl|fase|leverance|activity|task|milestone|phase|deliverable)\w*")
_IN_CHARGE = re.compile(r"ansvarlig\w*|ansvar|udføresaf|responsible\w*|owner")
#: «3.500,00», «-1,100.00»: money is written to the øre.
_AMOUNT = re.compile(r"[-−]?\d{1,3}(?:[.,\s]?\d{3})*[.,]\d\d(?:\s?kr\.?)?")
#: A list of risks grades how likely what has not happened is; no log of incidents does.
_OF_RISKS = re.compile(r"(?:sandsynlighed|probability|likelihood)(?:score|\d+)?")


def _is_a_plan(bare: Sequence[str], columns: Collection[str]) -> bool:
    """Whether these headings, squashed, are of a plan of work; a log of what broke says of what, or how it stands."""
    named = any(map(_OF_A_PLAN.fullmatch, bare)) and any(map(_IN_CHARGE.fullmatch, bare))
    return named and not {"system", "status", "closed"} & set(columns)


def _amounts(rows: Sequence[Row]) -> list[int]:
    """The columns that hold nothing but money written to the øre."""
    width = max((len(row.cells) for row in rows), default=0)
    told = {at: [cell for row in rows if (cell := row.at(at))] for at in range(width)}
    return [at for at, cells in told.items() if cells and all(map(_AMOUNT.fullmatch, cells))]


def _timed(head: Row, columns: dict[str, int], rows: Sequence[Row]) -> dict[str, int]:
    """The same, and the columns that must be when it began and ended, called by words nobody could foresee.

    Under such a heading every time stands to the minute, and none of the second's is before the first's.
    """
    if "opened" in columns or len(columns) < 2 or not _OF_A_LOG & columns.keys():
        return columns
    times: dict[int, dict[int, datetime]] = {}
    for place, heading in enumerate(head.cells):
        if heading and place not in columns.values():
            read = _times_under(rows, place)
            if len(read) > 1 and all(fine is Precision.MINUTE for _, fine in read.values()):
                times[place] = {number: time for number, (time, _) in read.items()}
    if not times:
        return columns
    opened, *later = times
    begun = times[opened]
    after = [at for at in later if all(time >= begun.get(row, time) for row, time in times[at].items())]
    ended = {"resolved": after[0]} if after and not {"resolved", "closed"} & columns.keys() else {}
    return columns | {"opened": opened} | ended


def _bare_days(rows: Sequence[Row]) -> list[int]:
    """The columns whose every time is a day without a clock."""
    read = {at: _times_under(rows, at) for at in range(max((len(row.cells) for row in rows), default=0))}
    return [at for at, told in read.items() if told and all(fine is Precision.DAY for _, fine in told.values())]


def _times_under(rows: Sequence[Row], place: int) -> dict[int, tuple[datetime, Precision]]:
    """The times of a column by the number of the row, where nearly all that has a figure in it is one; else none."""
    told = {row.number: cell for row in rows if re.search(r"\d", cell := row.at(place))}
    read = {number: time for number, cell in told.items() if (time := read_time(cell))}
    return read if len(read) > len(told) * 0.8 else {}


def _continued(rows: Sequence[Row], before: Log) -> Log | None:
    """The log of the page before, where these rows have its columns, and times where it has them."""
    body = tuple(row for row in rows if any(row.cells))
    log = Log(before.head, body, before.columns, False, "")
    fitting = [row for row in body if len(row.cells) <= len(before.head.cells) and log.time(row, "opened")]
    return log if body and len(fitting) > len(body) / 2 else None


def _in_one_order(parts: Sequence[tuple[int, Log]]) -> list[tuple[int, Log]]:
    columns = parts[0][1].columns
    places = [columns[name] for name in ("opened", "resolved", "closed") if name in columns]
    month_first, shown = _order([row for _, log in parts for row in log.rows], places)
    return [(number, replace(log, month_first=month_first, shown=shown)) for number, log in parts]


def _order(rows: Sequence[Row], places: Sequence[int]) -> tuple[bool, str]:
    """Whether the month stands first, and the cell that shows the order. Day first where nothing shows it."""
    month_first = ""
    for row in rows:
        for place in places:
            found = in_figures(row.at(place))
            if found and int(found[1]) > 12:
                return False, row.at(place)
            if found and int(found[2]) > 12 and not month_first:
                month_first = row.at(place)
    return bool(month_first), month_first
