"""What people say to each other about a thing in the case: comments, questions with a day, answers, who sees to it.

A thing is an item, breach, figure, sentence or page, named by its id. Everything said is kept; what is settled is
settled by being said so.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from claims.review.people import Person, now
from evidence.custody import bytes_hash
from evidence.errors import KravError, Message
from evidence.store import Store

Kind = Literal["comment", "question", "reply", "settled", "assigned"]

_STEPS = (
    """
    CREATE TABLE remark (
        number INTEGER PRIMARY KEY, target TEXT NOT NULL, parent INTEGER, kind TEXT NOT NULL, body TEXT NOT NULL,
        person TEXT NOT NULL, due TEXT NOT NULL, who TEXT NOT NULL, role TEXT NOT NULL, at TEXT NOT NULL
    ) STRICT;
    CREATE INDEX remark_of ON remark (target);
    """,
)
#: More than this is a document, and belongs into the evidence.
MOST_LETTERS = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """Something one person said. ``person`` is whom a question or task is for; ``due`` the day (ISO) it is due."""

    number: int
    target: str
    parent: int | None
    kind: Kind
    body: str
    person: str
    due: str
    who: str
    role: str
    at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Thread:
    """A comment or question with what was said to it."""

    first: Remark
    replies: tuple[Remark, ...]

    @property
    def open(self) -> bool:
        """A question that nobody has settled."""
        return self.first.kind == "question" and not any(one.kind == "settled" for one in self.replies)


def prepare(store: Store) -> None:
    """Make the table, where there is none."""
    store.migrate("review talk", _STEPS)


def say(
    store: Store, by: Person, target: str, kind: Kind, body: str,
    *, parent: int | None = None, person: str = "", due: str = "",
) -> int:  # fmt: skip
    """Record and log what somebody said; its number.

    Raises:
        KravError: nothing is said, too much is, the day is none, or what is replied to is not about the same thing.
    """
    body = body.strip()
    if not body and kind not in ("settled", "assigned"):
        raise KravError("Nothing is written.", "Write what you want to say and send it again.")
    if len(body) > MOST_LETTERS:
        raise KravError(
            Message("The text has more than {count} letters.", {"count": MOST_LETTERS}),
            "Make it shorter, or send it to the lawyer as a document.",
        )
    if due:
        _checked_day(due)
    with store.transaction() as connection:
        if parent is not None:
            row = connection.execute("SELECT target, parent FROM remark WHERE number = ?", (parent,)).fetchone()
            if row is None or row[0] != target or row[1] is not None:
                raise KravError("What you reply to is not there.", "Open the item again and reply there.")
        number = connection.execute(
            "INSERT INTO remark (target, parent, kind, body, person, due, who, role, at) VALUES (?,?,?,?,?,?,?,?,?)",
            (target, parent, kind, body, person, due, by.name, by.role, now().isoformat()),
        ).lastrowid
        said = {"person": person, "due": due, "parent": parent}
        # The log goes to the other side with the parcel: there, what is said in the house is known by its hash.
        told = {name: value for name, value in said.items() if value}
        store.log("remark", target=target, kind=kind, sha256=bytes_hash(body.encode()), **told)
    return int(number or 0)


def _checked_day(due: str) -> None:
    try:
        dt.date.fromisoformat(due)
    except ValueError:
        raise KravError(
            Message("{value} is not a day.", {"value": due}), "Write it as 2026-01-31, or leave it empty."
        ) from None


def _remarks(store: Store, where: str = "", args: tuple[object, ...] = ()) -> list[Remark]:
    rows = store.connection.execute(
        f"SELECT number, target, parent, kind, body, person, due, who, role, at FROM remark {where} ORDER BY number",
        args,
    )
    names = ("number", "target", "parent", "kind", "body", "person", "due", "who", "role", "at")
    return [Remark(**dict(zip(names, row, strict=True))) for row in rows]


def threads(store: Store, target: str) -> list[Thread]:
    """What was said about one thing, the first first."""
    return _threaded(_remarks(store, "WHERE target = ?", (target,)))


def _threaded(said: list[Remark]) -> list[Thread]:
    replies: dict[int, list[Remark]] = {}
    for one in said:
        if one.parent is not None:
            replies.setdefault(one.parent, []).append(one)
    return [
        Thread(first=one, replies=tuple(replies.get(one.number, ())))
        for one in said
        if one.parent is None and one.kind != "assigned"
    ]


def open_questions(store: Store) -> list[Thread]:
    """Questions nobody has settled, those due first before the others."""
    found = [one for one in _threaded(_remarks(store)) if one.open]
    return sorted(found, key=lambda one: (one.first.due or "9999", one.first.number))


def assigned(store: Store) -> Mapping[str, Remark]:
    """Who sees to which thing now: by target."""
    latest = {one.target: one for one in _remarks(store, "WHERE kind = 'assigned'")}
    return {target: one for target, one in latest.items() if one.person}


def since(store: Store, number: int) -> list[Remark]:
    """What was said after the remark of that number, the latest first."""
    return _remarks(store, "WHERE number > ?", (number,))[::-1]
