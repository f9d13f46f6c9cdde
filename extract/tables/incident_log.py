"""Incident logs: every line of one is an incident with exact times; no rule is needed to find it.

Several lines of one ticket (a tool that writes a line at each update) are one incident. How a log was read can be
printed (``describe``) for a person to confirm.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from evidence.errors import Message, joined
from evidence.model import Document, DocumentKind, Page
from extract.folding import fold, small
from extract.model import Finding, Interval, Label, Precision, Side
from extract.parts import part_of
from extract.tables.log_table import Log, Row
from extract.tables.log_times import day_number, in_figures
from extract.tables.log_words import (
    is_closed,
    is_of_a_test,
    is_planned,
    is_request,
    kind_of,
    repeats,
    whose_doing,
    why_closed,
)

#: How a column is named to a person: the log's own heading and what we take it for.
_SAID = {
    "number": Message("«{heading}» (number)"),
    "opened": Message("«{heading}» (opened)"),
    "notified": Message("«{heading}» (notified)"),
    "started": Message("«{heading}» (work begun)"),
    "resolved": Message("«{heading}» (resolved)"),
    "closed": Message("«{heading}» (closed)"),
    "updated": Message("«{heading}» (updated)"),
    "opened_clock": Message("«{heading}» (opened, the clock)"),
    "resolved_clock": Message("«{heading}» (resolved, the clock)"),
    "length": Message("«{heading}» (how long it took)"),
    "priority": Message("«{heading}» (priority)"),
    "users": Message("«{heading}» (users hit)"),
    "impact": Message("«{heading}» (impact)"),
    "system": Message("«{heading}» (system)"),
    "description": Message("«{heading}» (description)"),
    "subject": Message("«{heading}» (subject)"),
    "status": Message("«{heading}» (status)"),
    "category": Message("«{heading}» (category)"),
    "cause": Message("«{heading}» (cause)"),
    "customer": Message("«{heading}» (customer)"),
    "reporter": Message("«{heading}» (reported by)"),
    "solution": Message("«{heading}» (solution)"),
}


#: «12:30 d. 4», «maj 2010», and no count of rows.
_COULD_BE_A_TIME = re.compile(r"\d\D+\d|[^\W\d]{3,}\W*\d{2}")


def describe(log: Log) -> Message:
    """How a page was read as an incident log, for a person to confirm."""
    in_order = sorted(log.columns.items(), key=lambda column: column[1])
    named = [Message(_SAID[ours].text, {"heading": log.head.cells[place]}) for ours, place in in_order]
    columns = joined(named, ", ")
    told = {"rows": len(log.rows), "tickets": len(_tickets(log)), "columns": columns, "cell": log.shown}
    if log.month_first:
        return Message(
            "Read as an incident log: {rows} {rows:row|rows}, {tickets} {tickets:incident|incidents}. Columns: "
            "{columns}. "
            "Dates have the month first, as «{cell}» shows.",
            told,
        )
    if log.shown:
        return Message(
            "Read as an incident log: {rows} {rows:row|rows}, {tickets} {tickets:incident|incidents}. Columns: "
            "{columns}. "
            "Dates have the day first, as «{cell}» shows.",
            told,
        )
    return Message(
        "Read as an incident log: {rows} {rows:row|rows}, {tickets} {tickets:incident|incidents}. Columns: {columns}. "
        "Dates are read with the day first; no date shows it.",
        told,
    )


def untimed(log: Log) -> tuple[tuple[int, str], ...]:
    """The rows of a log whose opening time cannot be read, so that no incident is made of them: number and cell.

    Rows with nothing under that heading that could be a time (a sum, a remark below the table) are none of them.
    """
    opened = [(row.number, log.cell(row, "opened")) for row in log.rows if log.time(row, "opened") is None]
    return tuple((number, cell) for number, cell in opened if _COULD_BE_A_TIME.search(cell))


def day_numbers(log: Log) -> tuple[str, datetime] | None:
    """The first cell under the heading of opening that holds a day by its number, and the time that is; None: none."""
    cells = (log.cell(row, "opened") for row in log.rows)
    return next(((cell, time[0]) for cell in cells if (time := day_number(cell))), None)


def in_both_orders(log: Log) -> tuple[str, str] | None:
    """Two cells that show days in both orders, the day first and the month first; None where they agree."""
    shown: dict[bool, str] = {}
    for row in log.rows:
        for name in ("opened", "resolved", "closed"):
            found = in_figures(log.cell(row, name))
            if found and max(int(found[1]), int(found[2])) > 12:
                shown.setdefault(int(found[1]) > 12, found[0])
    return (shown[True], shown[False]) if len(shown) == 2 else None


def _tickets(log: Log) -> list[list[Row]]:
    """The rows of each incident, in the order they first appear; a row without a number stands alone."""
    tickets: dict[str, list[Row]] = {}
    for row in log.rows:
        # What the description leaves to the subject («Password | Bruger spærret») is asked for by both.
        said = {log.cell(row, "description"), _said(log, [row])}
        if any(is_request(log.cell(row, "category"), one) for one in said) or log.time(row, "opened") is None:
            continue
        tickets.setdefault(log.cell(row, "number") or f"\0{row.number}", []).append(row)
    return list(tickets.values())


def _latest(log: Log, rows: Sequence[Row], name: str) -> str:
    return next((cell for row in reversed(rows) if (cell := log.cell(row, name))), "")


def customers(logs: Iterable[Log]) -> list[str]:
    """The customers the lines of logs name, in their order."""
    return list(dict.fromkeys(log.cell(row, "customer") for log in logs for row in log.rows))


def log_findings(
    document: Document, page: Page, log: Log | None, others: Collection[str] = (), system: Sequence[str] = (),
    vendor: Sequence[str] = (),
) -> list[Finding]:
    """The incidents of a page that was read as an incident log; none where it was not.

    ``others`` are the customers whose lines are left out, ``system`` and ``vendor`` the names of the two, of the
    vendor also its people's.
    """
    if log is None or document.kind in (DocumentKind.LEDGER, DocumentKind.CONTRACT):
        return []
    tickets = (rows for rows in _tickets(log) if log.cell(rows[-1], "customer") not in others)
    return [_finding(page, log, rows, system, vendor) for rows in tickets]


def places_of(found: Sequence[Finding], log: Log | None) -> list[tuple[int, int]]:
    """Where the rows stand that incidents of a log were read from, each row of an incident told of more than once."""
    told = {number for one in found for number in (one.attributes.get("rows") or one.attributes["row"]).split(", ")}
    return [(row.start, row.end) for row in log.rows if str(row.number) in told] if log else []


def _finding(
    page: Page, log: Log, rows: Sequence[Row], system: Sequence[str], vendor: Sequence[str]
) -> Finding:
    last = rows[-1]
    opened = min(time for row in rows if (time := log.time(row, "opened")))
    ends = [time for name in ("resolved", "closed") if (time := _last_time(log, rows, name)) and time[0] >= opened[0]]
    status = _latest(log, rows, "status")
    end = ends[0] if ends else None
    said = _said(log, rows)
    told = fold(" ".join((said, *(_latest(log, rows, name) for name in ("category", "solution"))))).text
    told = _called(told, system, "systemet")
    blamed = _called(fold(f"{_latest(log, rows, 'cause')} {why_closed(status)}".strip()).text, vendor, "leverandøren")
    planned = is_planned(fold(_latest(log, rows, "category")).text, fold(said).text)
    attributes = {
        "row": str(last.number),
        "ticket": log.cell(last, "number"),
        "opened": opened[0].isoformat(timespec="minutes"),
        "resolved": end[0].isoformat(timespec="minutes") if end else "",
        "notified": _first_time(log, rows, "notified"),
        "started": _first_time(log, rows, "started"),
        "users": _latest(log, rows, "users"),
        "priority": _latest(log, rows, "priority"),
        "status": status,
        "system": _latest(log, rows, "system"),
        "cause": whose_doing(blamed, told),
        "planned": "yes" if planned else "",
        "environment": "test" if is_of_a_test(fold(_latest(log, rows, "system")).text, fold(said).text) else "",
        "duplicate": repeats(status, said),
        "description": said,
        "module": part_of(_latest(log, rows, "system")) or part_of(said),
        "rows": ", ".join(str(row.number) for row in rows) if len(rows) > 1 else "",
    }
    who = log.cell(rows[0], "reporter")
    who = who if _NAMES_SOMEBODY.fullmatch(who) else ""
    theirs = "leverandøren" in _called(fold(who).text, vendor, "leverandøren")
    closed = end is not None or is_closed(status)
    timed = opened[1] is Precision.MINUTE and (not end or end[1] is Precision.MINUTE)
    return Finding(
        label=Label.INCIDENT,
        kind=kind_of(told),
        span=page.span(last.start, last.end),
        quote=page.quote(last.start, last.end),
        when=Interval(
            start=opened[0].date(),
            end=end[0].date() if end else None,
            precision=Precision.MINUTE if timed else Precision.DAY,
            open=not closed,
        ),
        # Who reports a fault is a user, and the customer's where nobody tells otherwise.
        speaker=who or None,
        speaker_side=(Side.VENDOR if theirs else Side.CUSTOMER) if who else Side.AUTHOR,
        confidence=0.95,
        found_by=("log.row",),
        attributes={name: value for name, value in attributes.items() if value},
    )


#: «IDKR», «Ida Krogh», «Ole (løn)»; no number.
_NAMES_SOMEBODY = re.compile(r"[^\W\d_][^\d\n]{1,40}")


def _called(text: str, names: Sequence[str], role: str) -> str:
    """Folded text with what somebody is called by a name called by the role."""
    named = "|".join(re.escape(fold(one).text) for one in sorted(names, key=len, reverse=True))
    return re.sub(rf"\b(?:{named})\b", role, text) if named else text


def _said(log: Log, rows: Sequence[Row]) -> str:
    """What a line says happened: its subject, and what its description adds to it."""
    subject, more = (_latest(log, rows, name) for name in ("subject", "description"))
    return " – ".join(filter(None, (subject if small(subject) not in small(more) else "", more)))


def _first_time(log: Log, rows: Sequence[Row], name: str) -> str:
    """The earliest time to the minute under a heading; a day alone says nothing of the hour."""
    times = [time[0] for row in rows if (time := log.time(row, name)) and time[1] is Precision.MINUTE]
    return min(times).isoformat(timespec="minutes") if times else ""


def _last_time(log: Log, rows: Sequence[Row], name: str) -> tuple[datetime, Precision] | None:
    return next((time for row in reversed(rows) if (time := log.time(row, name))), None)
