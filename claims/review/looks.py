"""What each person has seen: the parts of the draft as it was when they said so, to tell what has changed since."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from claims.review.parts import Kept, Part, packed, unpacked
from claims.review.people import Person, now
from evidence.store import Store

_STEPS = (
    """
    CREATE TABLE look (
        who TEXT PRIMARY KEY, at TEXT NOT NULL, heard INTEGER NOT NULL, parts TEXT NOT NULL
    ) WITHOUT ROWID
    """,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """When somebody last said they had seen the draft, and its parts then."""

    at: str  # ISO, UTC
    heard: int  # number of the last thing anybody had said then
    parts: Mapping[str, Kept]


def prepare(store: Store) -> None:
    """Make the table, where there is none."""
    store.migrate("review looks", _STEPS)


def looked(store: Store, person: Person) -> Look | None:
    """Their last look; None where they have never said they had seen anything."""
    row = store.connection.execute("SELECT at, heard, parts FROM look WHERE who = ?", (person.name,)).fetchone()
    return Look(at=row[0], heard=row[1], parts=unpacked(row[2])) if row else None


def look(store: Store, person: Person, parts: Mapping[str, Part]) -> None:
    """They have seen the draft of these parts. Logged."""
    with store.transaction() as connection:
        connection.execute(
            "INSERT OR REPLACE INTO look VALUES (?, ?, (SELECT coalesce(max(number), 0) FROM remark), ?)",
            (person.name, now().isoformat(), packed(parts)),
        )
        store.log("look", who=person.name)
