"""Times a log writes in parts: the day in one column and the clock in another, or when it began and how long it took.

Which columns those are is told by what stands in every cell below them, so that no heading has to be foreseen.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from decimal import Decimal

_CLOCK = re.compile(r"(?:kl\.? ?)?([01]?\d|2[0-4])[:.]([0-5]\d)(?:[:.][0-5]\d)?", re.IGNORECASE)
_LENGTH = re.compile(r"varighed|nedetid|udetid|duration|downtime|minutterned", re.IGNORECASE)
_MINUTES = re.compile(r"\bmin(?:\.|utter|utes|s)?\b", re.IGNORECASE)
_HOURS = re.compile(r"\b(?:timer?|t|hours?|hrs?|h)\b", re.IGNORECASE)
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
_IN_WORDS = re.compile(
    r"(?:(?P<hours>\d+(?:[.,]\d+)?) ?(?:t(?:imer?)?|h(?:ours?|rs?)?)\b\.?)?,? ?(?:og |and )?"
    r"(?:(?P<minutes>\d+) ?m(?:in(?:utter|utes|s)?)?\b\.?)?",
    re.IGNORECASE,
)
#: Columns of clock times that are neither when it began nor when it ended.
_OTHERS = ("notified", "started", "updated")


_WORKER = re.compile(
    r"medarbejder|ansat\b|vikar|initialer|^(?:antal )?timer$|timeløn|employee|staff\b|^hours(?: worked)?$",
    re.IGNORECASE,
)


#: Of an invoice, or of pay: «Lønart», «kr./t.»; such a sheet may name the case it was for, and tells of none.
_BILLED = re.compile(
    r"faktura|\bmoms\b|invoice|\bvat\b|lønart|timesats|\bpay (?:type|code)\b"
    r"|^kr\.? ?(?:/|pr\.?) ?t(?:ime)?\.?$",
    re.IGNORECASE,
)


def is_of_work(heads: Sequence[str], known: Mapping[str, int]) -> bool:
    """Is it a sheet of invoices, or of hours worked: somebody's name or hours, and nothing only a log has."""
    if any(_BILLED.search(head) for head in heads):
        return True
    graded = {"priority", "status", "cause", "impact", "system", "number"} & known.keys()
    return not graded and any(_WORKER.search(head) for head in heads)


def clock_columns(
    heads: Sequence[str], known: Mapping[str, int], cells: Sequence[Sequence[str]], days: Sequence[int]
) -> dict[str, int]:
    """Further columns beside those ``known``: the clocks beside a day, and how long it took.

    ``days`` are the columns whose every time is a bare day. Among the names returned may be ``opened``, where the
    heading alone had taken a clock for it.
    """
    made: dict[str, int] = {}
    clocks = [at for at, head in enumerate(heads) if head and _all(cells, at, _CLOCK)]
    opened, ended = known.get("opened"), known.get("resolved", known.get("closed"))
    day = opened if opened in days else next(iter(days), None)
    if clocks and day is not None and (opened is None or opened in days or opened in clocks):
        others = {known[name] for name in _OTHERS if name in known}
        free = [at for at in clocks if at not in others or at in (opened, ended)]
        first = opened if opened in clocks else next((at for at in free if at != ended), None)
        last = ended if ended in clocks else next((at for at in free if first is not None and at > first), None)
        if first is not None:
            made |= {"opened": day, "opened_clock": first}
        if first is not None and last is not None:
            made["resolved_clock"] = last
            if ended is not None and ended in days:
                made["resolved"] = ended  # «Lukket» beside its «Kl.»: the clock is of that day
    length = next((at for at, head in enumerate(heads) if _LENGTH.search(head) and at not in made.values()), None)
    return made if length is None else made | {"length": length}


def _all(cells: Sequence[Sequence[str]], at: int, form: re.Pattern[str]) -> bool:
    filled = [row[at].strip() for row in cells if at < len(row) and re.search(r"\d", row[at])]
    return bool(filled) and all(map(form.fullmatch, filled))


def at_clock(day: datetime, cell: str) -> datetime | None:
    """The day at the time a cell says; None where it says none. «24:00» is when the day is over."""
    clock = _CLOCK.fullmatch(cell.strip())
    return day + timedelta(hours=int(clock[1]), minutes=int(clock[2])) if clock else None


def length_of(cell: str, heading: str) -> timedelta | None:
    """How long it took: «1:30», «90 min», «1 t 30 min», or a number whose unit its heading says; None: not told."""
    cell = " ".join(cell.split())
    if clock := re.fullmatch(r"(\d{1,3}):([0-5]\d)(?::[0-5]\d)?", cell):
        return timedelta(hours=int(clock[1]), minutes=int(clock[2]))
    if _NUMBER.fullmatch(cell):
        number = Decimal(cell.replace(",", "."))
        if _MINUTES.search(heading) or "minutter" in heading.casefold():
            return timedelta(minutes=float(number))
        return timedelta(hours=float(number)) if _HOURS.search(heading) else None
    said = _IN_WORDS.fullmatch(cell)
    if not said or not (said["hours"] or said["minutes"]):
        return None
    return timedelta(hours=float((said["hours"] or "0").replace(",", ".")), minutes=int(said["minutes"] or 0))
