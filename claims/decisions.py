"""What people have decided about single items: accept, reject, amend, reopen; who, when and why. Nothing is erased."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from evidence import custody
from evidence.errors import KravError, Message
from evidence.store import Store
from templates.words import Words

Verdict = Literal["accept", "reject", "amend", "reopen"]

_SENTENCE: Mapping[Verdict, Message] = {
    "accept": Message("accepted by {who} on {day}: {reason}"),
    "reject": Message("rejected by {who} on {day}: {reason}"),
    "amend": Message("amended by {who} on {day}: {reason}"),
    "reopen": Message("opened anew by {who} on {day}: {reason}"),
}

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
    # A third verdict; SQLite cannot change a check.
    """CREATE TABLE decided (
        number INTEGER PRIMARY KEY,
        item TEXT NOT NULL,
        verdict TEXT NOT NULL CHECK (verdict IN ('accept', 'reject', 'amend')),
        reason TEXT NOT NULL,
        who TEXT NOT NULL,
        at TEXT NOT NULL,
        seen INTEGER NOT NULL DEFAULT 0,
        fields TEXT NOT NULL DEFAULT '{}'
    ) STRICT;
    INSERT INTO decided (number, item, verdict, reason, who, at, seen)
        SELECT number, item, verdict, reason, who, at, seen FROM decision;
    DROP TABLE decision;
    ALTER TABLE decided RENAME TO decision;""",
    # A fourth: nothing is decided any more.
    """CREATE TABLE decided (
        number INTEGER PRIMARY KEY,
        item TEXT NOT NULL,
        verdict TEXT NOT NULL CHECK (verdict IN ('accept', 'reject', 'amend', 'reopen')),
        reason TEXT NOT NULL,
        who TEXT NOT NULL,
        at TEXT NOT NULL,
        seen INTEGER NOT NULL DEFAULT 0,
        fields TEXT NOT NULL DEFAULT '{}'
    ) STRICT;
    INSERT INTO decided (number, item, verdict, reason, who, at, seen, fields)
        SELECT number, item, verdict, reason, who, at, seen, fields FROM decision;
    DROP TABLE decision;
    ALTER TABLE decided RENAME TO decision;""",
)


class Undecided(KravError):
    """An item is to be opened anew on which nobody has decided."""

    def __init__(self, item: str) -> None:
        super().__init__(
            Message("Nobody has decided on {id}.", {"id": item}), "Only what has been decided on is opened anew."
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
    fields: Mapping[str, str] = field(default_factory=dict)  # amended: what stands in the place of what was found


def decide(
    store: Store, item: str, verdict: Verdict, reason: str, *, seen: bool = False,
    fields: Mapping[str, str] | None = None,
) -> Decision:  # fmt: skip
    """Record a decision and log it; the same item may be decided anew, the latest counts.

    An amendment adds to the one before it; accepted or rejected, the item is again as it was found. Opened anew, it is
    as if nobody had decided on it.
    """
    store.migrate("claims", _SCHEMA)
    before = decisions(store).get(item)
    fields = {**(before.fields if before else {}), **(fields or {})} if verdict == "amend" else {}
    decision = Decision(
        item=item,
        verdict=verdict,
        reason=reason,
        who=custody.who(),
        at=dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
        seen=seen,
        fields=fields,
    )
    with store.transaction() as connection:
        connection.execute(
            "INSERT INTO decision (item, verdict, reason, who, at, seen, fields) VALUES (?, ?, ?, ?, ?, ?, ?)",
            (item, verdict, reason, decision.who, decision.at, seen, json.dumps(fields, ensure_ascii=False)),
        )
        store.log(
            "decide", item=item, verdict=verdict, reason=reason,
            **({"seen": True} if seen else {}), **({"fields": fields} if fields else {}),
        )  # fmt: skip
    return decision


def follow(store: Store, item: str, renamed: str, fields: Mapping[str, str]) -> None:
    """Let what was decided on an item hold for what it is called now, with ``fields`` as the person saw them.

    A statement searched anew may be read as of another kind: whoever accepted or amended it decided on what it was.
    """
    last = decisions(store)[item]
    with store.transaction() as connection:
        connection.execute("UPDATE decision SET item = ? WHERE item = ?", (renamed, item))
    if last.verdict != "reject":
        decide(store, renamed, "amend", last.reason, seen=last.seen, fields={**fields, **last.fields})


def decisions(store: Store) -> Mapping[str, Decision]:
    """The decision in force for each decided item, the latest last; none for one that was opened anew."""
    return {item: one for item, one in _latest(store).items() if one.verdict != "reopen"}


def _latest(store: Store) -> dict[str, Decision]:
    found: dict[str, Decision] = {}
    for decision in _decided(store):
        found.pop(decision.item, None)  # so that the latest stands last
        found[decision.item] = decision
    return found


def sentences(store: Store, words: Words) -> dict[str, str]:
    """The latest decision on each item that was ever decided on, in a sentence."""
    return {
        one.item: words.say(_SENTENCE[one.verdict].text, who=one.who, day=dt.date.fromisoformat(one.at[:10]),
                            reason=one.reason)
        for one in _latest(store).values()
    }  # fmt: skip


def history(store: Store, item: str) -> list[Decision]:
    """Every decision ever made on an item, the first one first."""
    return _decided(store, "WHERE item = ?", item)


def _decided(store: Store, where: str = "", *args: str) -> list[Decision]:
    store.migrate("claims", _SCHEMA)
    rows = store.connection.execute(
        f"SELECT item, verdict, reason, who, at, seen, fields FROM decision {where} ORDER BY number", args
    )
    return [
        Decision(item=item, verdict=verdict, reason=reason, who=who, at=at, seen=bool(seen), fields=json.loads(fields))
        for item, verdict, reason, who, at, seen, fields in rows
    ]
