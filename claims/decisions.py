"""What people have decided about single items: accept or reject, with name, time and reason. Nothing is erased."""

from __future__ import annotations

import datetime as dt
import getpass
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from evidence.store import Store

Verdict = Literal["accept", "reject"]

_SCHEMA = (
    """CREATE TABLE decision (
        number INTEGER PRIMARY KEY,
        item TEXT NOT NULL,
        verdict TEXT NOT NULL CHECK (verdict IN ('accept', 'reject')),
        reason TEXT NOT NULL,
        who TEXT NOT NULL,
        at TEXT NOT NULL
    ) STRICT""",
    "ALTER TABLE decision ADD COLUMN seen INTEGER NOT NULL DEFAULT 0",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A person's word on one item. The latest one counts; earlier ones are kept."""

    item: str
    verdict: Verdict
    reason: str
    who: str
    at: str  # ISO, UTC
    seen: bool = False  # held against the original


def decide(store: Store, item: str, verdict: Verdict, reason: str, *, seen: bool = False) -> Decision:
    """Record a decision and log it; the same item may be decided anew, the latest counts."""
    store.migrate("claims", _SCHEMA)
    decision = Decision(
        item=item,
        verdict=verdict,
        reason=reason,
        who=getpass.getuser(),
        at=dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
        seen=seen,
    )
    with store.transaction() as connection:
        connection.execute(
            "INSERT INTO decision (item, verdict, reason, who, at, seen) VALUES (?, ?, ?, ?, ?, ?)",
            (item, verdict, reason, decision.who, decision.at, seen),
        )
        store.log("decide", item=item, verdict=verdict, reason=reason, **({"seen": True} if seen else {}))
    return decision


def decisions(store: Store) -> Mapping[str, Decision]:
    """The decision in force for each decided item, the latest last."""
    store.migrate("claims", _SCHEMA)
    rows = store.connection.execute("SELECT item, verdict, reason, who, at, seen FROM decision ORDER BY number")
    found: dict[str, Decision] = {}
    for item, verdict, reason, who, at, seen in rows:
        found.pop(item, None)  # so that the latest stands last
        found[item] = Decision(item=item, verdict=verdict, reason=reason, who=who, at=at, seen=bool(seen))
    return found
