"""What people have tied: that an incident tests a promise, or that it does not. Nothing is erased."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from evidence import custody
from evidence.store import Store

_SCHEMA = (
    """CREATE TABLE tie (
        number INTEGER PRIMARY KEY,
        incident TEXT NOT NULL,
        promise TEXT NOT NULL,
        tied INTEGER NOT NULL CHECK (tied IN (0, 1)),
        reason TEXT NOT NULL,
        who TEXT NOT NULL,
        at TEXT NOT NULL
    ) STRICT""",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """A person's word on one incident and one promise. The latest one counts; earlier ones are kept."""

    incident: str
    promise: str
    tied: bool  # False: it does not test the promise
    reason: str
    who: str
    at: str  # ISO, UTC

    @property
    def day(self) -> dt.date:
        """The day it was said."""
        return dt.datetime.fromisoformat(self.at).date()


def tie(store: Store, incident: str, promise: str, reason: str, *, tied: bool) -> Tie:
    """Record that an incident tests a promise, or does not, and log it."""
    store.migrate("ties", _SCHEMA)
    made = Tie(
        incident=incident,
        promise=promise,
        tied=tied,
        reason=reason,
        who=custody.who(),
        at=dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
    )
    with store.transaction() as connection:
        connection.execute(
            "INSERT INTO tie (incident, promise, tied, reason, who, at) VALUES (?, ?, ?, ?, ?, ?)",
            (incident, promise, tied, reason, made.who, made.at),
        )
        store.log("tie" if tied else "untie", incident=incident, promise=promise, reason=reason)
    return made


def ties(store: Store) -> list[Tie]:
    """The word in force on each pair, in the order they were first spoken of."""
    store.migrate("ties", _SCHEMA)
    rows = store.connection.execute("SELECT incident, promise, tied, reason, who, at FROM tie ORDER BY number")
    latest = {
        (incident, promise): Tie(
            incident=incident, promise=promise, tied=bool(tied), reason=reason, who=who, at=at
        )
        for incident, promise, tied, reason, who, at in rows
    }
    return list(latest.values())


def named(store: Store) -> set[str]:
    """The ids of all incidents and promises anything was ever said of."""
    store.migrate("ties", _SCHEMA)
    return {item for pair in store.connection.execute("SELECT incident, promise FROM tie") for item in pair}


def rename(store: Store, names: Mapping[str, str]) -> None:
    """Let what was said of a finding hold for what it is called now."""
    with store.transaction() as connection:
        for was, now in names.items():
            connection.execute("UPDATE tie SET incident = ? WHERE incident = ?", (now, was))
            connection.execute("UPDATE tie SET promise = ? WHERE promise = ?", (now, was))


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """What people have said of one promise: which incidents test it and which do not, by their ids."""

    tied: Mapping[str, Tie]
    untied: Mapping[str, Tie]


def spoken_of(promises: Sequence[str], said: Sequence[Tie]) -> Spoken:
    """What is said of a promise that stands in several places, by the ids of all of them."""
    mine = [one for one in said if one.promise in promises]
    return Spoken(
        tied={one.incident: one for one in mine if one.tied},
        untied={one.incident: one for one in mine if not one.tied},
    )
