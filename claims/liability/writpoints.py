"""What a writ must contain, by the wording of retsplejeloven § 348 on the day the case is filed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from claims.lawtables import Row, table

TABLE = "retsplejeloven.staevning"


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A point the writ must contain, the row that says so, and whether that row is checked for the day."""

    key: str
    row: Row
    checked: bool


def points(day: date) -> Iterator[Point]:
    """The points of that day, in the order of the law.

    Before the first wording that was read, and after the day the table was checked, the nearest wording stands in,
    marked: a writ with a point too many is no worse, one with a point too few may be dismissed (§ 349).
    """
    held = table(TABLE)
    first_of_all = min(row.start for row in held.rows if row.start)
    for (key,), rows in held.by_key.items():
        ordered = sorted(rows, key=lambda row: row.start or date.min)
        covering = next((row for row in ordered if row.covers(day)), None)
        if covering:
            surely = covering.confidence != "recalled" and (covering.end is not None or day <= held.checked)
            yield Point(key=key, row=covering, checked=surely)
        elif ordered[0].start == first_of_all:
            yield Point(key=key, row=ordered[0], checked=False)
