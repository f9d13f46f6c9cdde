"""The law as dated data: tables under ``claims/law/``, asked for a day, answered with a cited row or refused.

A table is a TOML file with the day it was ``checked`` (a row may have its own);
``renteloven/referencesats.toml`` is the table ``renteloven.referencesats``. In the files
``from`` and ``to`` are both days the row covers, as a lawyer writes them (til og med); in code a row's period is half
open, ``[start, end)``. A row without ``to`` stands until the table was ``checked``, no longer: nothing is carried on.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from evidence.errors import KravError, Message

if TYPE_CHECKING:
    from claims.model import LawRow
    from templates.words import Words

LAW = Path(__file__).parent / "law"

Confidence = Literal["primary", "computed", "secondary", "recalled"]
ONE_DAY = timedelta(days=1)


class OutsideCheckedLaw(KravError):
    """The table holds no checked row for that day: nothing is computed from a guess."""

    def __init__(self, table: str, day: date, advice: Message | str, key: str = "") -> None:
        self.table, self.day = table, day
        problem = (
            Message("{table} has no checked row for {key} on {day}.", {"table": table, "key": f"«{key}»", "day": day})
            if key
            else Message("{table} has no checked row for {day}.", {"table": table, "day": day})
        )
        super().__init__(problem, advice)


class UnconfirmedLaw(KravError):
    """The row is merely recalled, and nobody has answered for it in the case."""

    def __init__(self, row: Row) -> None:
        self.row = row
        super().__init__(
            Message(
                "{table} on {day} is recalled, not checked: row {row}.",
                {"table": row.table, "day": row.start or row.last or "–", "row": row.id},
            ),
            Message(
                'Check it at its source, then answer for it in case.toml: [[confirmed]] table = "{table}", '
                'row = "{row}", by = "…", source = "…".',
                {"table": row.table, "row": row.id.partition("#")[2]},
            ),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmation:
    """Somebody answers for a recalled row: ``row`` is its first day or what follows ``#`` in its id."""

    table: str
    row: str | date
    by: str
    source: str

    def covers(self, row: Row) -> bool:
        """Is it about this row?"""
        said, short = str(self.row), row.id.partition("#")[2]
        by_day = not row.key and row.start is not None and said == row.start.isoformat()
        return self.table == row.table and (said in (row.id, short) or by_day)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One dated row. ``value`` is what the table says from ``start`` until, not including, ``end``."""

    table: str
    key: tuple[str, ...]
    start: date | None  # None: as far back as the table goes
    end: date | None  # first day no longer covered; None: until the table was checked
    text: str
    cite: str
    url: str
    confidence: Confidence
    note: str
    checked: date  # the day somebody last held it against its source
    columns: Mapping[str, str] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """«renteloven.referencesats#2010-01-01», «refusion.satser#kontanthjaelp/aktiv/2008-01-01»."""
        first = self.start.isoformat() if self.start else "-"
        return f"{self.table}#{'/'.join((*self.key, first))}"

    @property
    def last(self) -> date | None:
        """The last day covered, as it is written on paper."""
        return self.end - ONE_DAY if self.end else None

    @property
    def value(self) -> Decimal:
        """The row's number. Raises ``ValueError`` where the row holds words."""
        try:
            return Decimal(self.text)
        except InvalidOperation:
            raise ValueError(f"{self.id} holds words, no number: {self.text}") from None

    def covers(self, day: date) -> bool:
        """Does the row speak of that day?"""
        return (self.start is None or self.start <= day) and (self.end is None or day < self.end)


def file_of(name: str) -> str:
    """Where the rows of a table stand."""
    return f"claims/law/{name.replace('.', '/')}.toml"


def newer_wanted(name: str, last: date) -> Message:
    """What to do where a table has no row as new as what is asked of it."""
    return Message(
        "The table is checked up to {last}. Add the newer row with its citation to {path}, or compute to an earlier "
        "day.",
        {"last": last, "path": file_of(name)},
    )



@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table of law: its rows, and which day picks one."""

    name: str
    title: str
    title_en: str
    unit: str
    chosen_by: str  # the day a caller has to name
    chosen_by_en: str
    checked: date
    keys: tuple[str, ...]
    rows: tuple[Row, ...]
    by_key: Mapping[tuple[str, ...], tuple[Row, ...]]
    note: str = ""
    notes_en: Mapping[str, str] = field(default_factory=dict)  # by each note of its rows the same in English

    def find(self, day: date, **key: str) -> Row | None:
        """The row of that day, or None; asks nothing of its confidence."""
        for row in self.by_key.get(self._key(key), ()):
            if row.covers(day) and (row.end is not None or day <= self.checked):
                return row
        return None

    def on(self, day: date, *, confirmed: Iterable[Confirmation] = (), **key: str) -> Row:
        """The row of that day.

        Raises ``OutsideCheckedLaw`` where no checked row stands and ``UnconfirmedLaw`` where it is merely recalled
        and none of ``confirmed`` answers for it.
        """
        row = self.find(day, **key)
        if row is None:
            raise OutsideCheckedLaw(self.name, day, self._advice(day, self._key(key)), "/".join(self._key(key)))
        return self.confirm(row, confirmed)

    def confirm(self, row: Row, confirmed: Iterable[Confirmation]) -> Row:
        """The row itself, if it may be used. Raises ``UnconfirmedLaw``."""
        if not self.may_use(row, confirmed):
            raise UnconfirmedLaw(row)
        return row

    def may_use(self, row: Row, confirmed: Iterable[Confirmation]) -> bool:
        """Is the row more than recalled, or does one of ``confirmed`` answer for it?"""
        return row.confidence != "recalled" or any(one.covers(row) for one in confirmed)

    def standing(self, day: date) -> tuple[Row, ...]:
        """All rows that speak of that day, in the order of the file."""
        return tuple(row for row in self.rows if row.covers(day) and (row.end is not None or day <= self.checked))

    def last_day(self) -> date:
        """The last day the table speaks of at all."""
        return self._last(self.rows)

    def _last(self, rows: Iterable[Row]) -> date:
        return max(row.last or self.checked for row in rows)

    def _key(self, key: Mapping[str, str]) -> tuple[str, ...]:
        if set(key) != set(self.keys):
            raise TypeError(f"{self.name} is asked by {', '.join(self.keys) or 'the day alone'}, not by {sorted(key)}")
        return tuple(key[name] for name in self.keys)

    def _advice(self, day: date, key: tuple[str, ...]) -> Message:
        path = file_of(self.name)
        rows = self.by_key.get(key, ())
        if not rows:
            near = [one for one in self.by_key if key and one[0] == key[0]] or [one[:1] for one in self.by_key]
            return Message(
                "The table does not know it. It knows: {known}. Use one of those, or add a row with its citation to "
                "{path}.",
                {"known": "; ".join(dict.fromkeys("/".join(one) for one in near)), "path": path},
            )
        if day > (last := self._last(rows)):
            return newer_wanted(self.name, last)
        return Message(
            "No row covers that day, and no other is put in its place. Add the row with its citation to {path}, "
            "or leave that time out of the claim.",
            {"path": path},
        )


def printed(row: Row, words: Words, confirmed: Iterable[Confirmation] = ()) -> LawRow:
    """The row as the dossier prints it."""
    from claims.model import LawRow

    holder = table(row.table)
    answer = next((one for one in confirmed if one.covers(row)), None) if row.confidence == "recalled" else None
    return LawRow(
        id=row.id,
        table=holder.title if words.language == "da" else holder.title_en,
        value=_said(row.text, holder.unit, words),
        valid_from=row.start,
        valid_to=row.last,
        cite=row.cite,
        url=row.url,
        confidence=row.confidence,
        confidence_text=_confidence_text(row.confidence, words),
        note=row.note if words.language == "da" else holder.notes_en.get(row.note, row.note),
        checked=row.checked,
        confirmed_by=f"{answer.by}: {answer.source}" if answer else "",
    )


def _confidence_text(confidence: Confidence, words: Words) -> str:
    if confidence == "primary":
        return words.say("read in the official text")
    if confidence == "computed":
        return words.say("computed from an official source")
    if confidence == "secondary":
        return words.say("secondary source")
    return words.say("recalled, not checked")


#: What the words of a table are in words: whether a rule was in force, what a period does.
_IN_WORDS = {
    "in_force": Message("in force"),
    "not_yet": Message("not yet in force"),
    "suspended": Message("set out of force"),
    "repealed": Message("repealed"),
    "uden frist": Message("no time limit"),
    "til den aftalte dag": Message("to the day agreed"),
    "ender på en hverdag": Message("ends on a working day"),
    "afbryder fristen": Message("interrupts the period"),
    "365 eller 366": Message("365 or 366 days a year"),
}
_OF_UNIT = {
    "år": Message("{number} {number:year|years}"),
    "dage": Message("{number} {number:day|days}"),
    "uger": Message("{number} {number:week|weeks}"),
    "dage pr. år": Message("{number} days a year"),
}


def _said(text: str, unit: str, words: Words) -> str:
    """The value of a row with its unit; other words than those known stand as they are."""
    try:
        number = Decimal(text)
    except InvalidOperation:
        return words.message(_IN_WORDS[text]) if text in _IN_WORDS else text
    if unit.startswith("procentpoint"):
        return words.say("{number} percentage points", number=number)
    if unit.startswith("procent"):
        return words.percent(number)
    if unit == "kr.":
        return words.kr(number)
    return words.say(_OF_UNIT[unit].text, number=number) if unit in _OF_UNIT else words.number(number)


@cache
def table(name: str) -> Table:
    """The table of that name. Raises ``KravError`` naming the tables there are."""
    from claims.lawfiles import read_table

    if name not in names():
        raise KravError(
            Message("There is no table of law called «{name}».", {"name": name}),
            Message("The tables are: {names}.", {"names": ", ".join(names())}),
        )
    return read_table(name, LAW.joinpath(*name.split(".")).with_suffix(".toml"))


@cache
def names() -> tuple[str, ...]:
    """The names of all tables, in order."""
    return tuple(sorted(".".join(path.relative_to(LAW).with_suffix("").parts) for path in LAW.rglob("*.toml")))


def tables() -> tuple[Table, ...]:
    """All tables, by name."""
    return tuple(table(name) for name in names())


def checked_to() -> date:
    """The day to which all tables have been held against their sources."""
    return min(one.checked for one in tables())


def unconfirmed(confirmed: Sequence[Confirmation] = ()) -> tuple[Row, ...]:
    """The rows that are merely recalled and that nobody answers for."""
    return tuple(row for one in tables() for row in one.rows if not one.may_use(row, confirmed))


def stale(day: date) -> tuple[Row, ...]:
    """The rows last checked more than a year before ``day``."""
    limit = day.replace(year=day.year - 1, day=min(day.day, 28)) if day.month == 2 else day.replace(year=day.year - 1)
    return tuple(row for one in tables() for row in one.rows if row.checked < limit)
