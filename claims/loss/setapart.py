"""What is said of the rows that cannot be claimed: of each why, and of many for one reason once, with their numbers."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from claims.model import LedgerPlace
from evidence.errors import Message
from templates.words import few

_ONE = Message("{file}, sheet «{sheet}», row {row} is set apart: {fault}.")
_MANY = Message("{file}, sheet «{sheet}», {count} {count:row is|rows are} set apart ({rows}): {fault}.")
#: So many of their numbers are told.
_SHOWN = 12


def set_apart(place: LedgerPlace, fault: str | Message) -> Message:
    """That a row is set apart, and why."""
    return Message(_ONE.text, {"file": place.document, "sheet": place.sheet, "row": place.row, "fault": fault})


def outside(period: tuple[date, date] | None, first: date, last: date) -> tuple[Message, Message | None] | None:
    """Why a row of the days ``first`` to ``last`` is not of the time claimed, and how to mend it; None: it is.

    All days are included. Where no ``period`` is claimed, every row is of it.
    """
    if period is None or (period[0] <= first and last <= period[1]):
        return None
    if last < period[0] or first > period[1]:
        return Message("outside the claim period"), None
    return Message("partly outside the claim period"), Message(
        "it lies partly outside the claim period; divide it at {day} to claim the part inside",
        {"day": period[0] if first < period[0] else period[1]},
    )


def together(notices: Iterable[Message]) -> list[Message]:
    """The notices with those of rows set apart for one reason made one, where the first of them stood."""
    found: dict[object, list[Message]] = {}
    for place, notice in enumerate(notices):
        alike = notice.text == _ONE.text
        key = (notice.args["file"], notice.args["sheet"], str(notice.args["fault"])) if alike else place
        found.setdefault(key, []).append(notice)
    return [same[0] if len(same) == 1 else _many(same) for same in found.values()]


def _many(same: list[Message]) -> Message:
    rows = [str(one.args["row"]) for one in same]
    return Message(_MANY.text, {**same[0].args, "count": len(rows), "rows": ", ".join(few(rows, _SHOWN))})
