"""Who takes part in a review: people with a role, the links that let them in, and how long they stay in.

Neither links nor sessions are kept as they are, only what they hash to: who reads the store cannot use them.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from evidence.errors import KravError, Message
from evidence.store import Store

Role = Literal["lawyer", "chief", "reader"]

ROLE_TEXT: Mapping[str, Message] = {
    "lawyer": Message("lawyer"),
    "chief": Message("chief"),
    "reader": Message("reader"),
}
#: How long one stays in without coming again, and how long the link a server prints for itself is good.
SESSION = dt.timedelta(hours=12)
FIRST_MINUTES = dt.timedelta(minutes=15)

_STEPS = (
    """
    CREATE TABLE person (name TEXT PRIMARY KEY, role TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE entry_link (
        hash TEXT PRIMARY KEY, name TEXT NOT NULL, until TEXT NOT NULL, once INTEGER NOT NULL
    ) WITHOUT ROWID;
    CREATE TABLE entry_session (hash TEXT PRIMARY KEY, name TEXT NOT NULL, until TEXT NOT NULL) WITHOUT ROWID;
    """,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody who takes part, and as what."""

    name: str
    role: Role

    @property
    def decides(self) -> bool:
        """May decide, comment, ask and assign. A reader only reads."""
        return self.role != "reader"

    @property
    def signs(self) -> bool:
        """May approve a draft or return it."""
        return self.role == "chief"


def prepare(store: Store) -> None:
    """Make the tables, where there are none."""
    store.migrate("review people", _STEPS)


def now() -> dt.datetime:
    """The time, to the second."""
    return dt.datetime.now(dt.UTC).replace(microsecond=0)


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def invite(store: Store, name: str, role: Role, *, until: dt.datetime, once: bool = False) -> str:
    """The secret of a link that lets ``name`` in until then; the role is theirs from now on. Logged.

    Raises:
        KravError: the name is empty.
    """
    name = " ".join(name.split())
    if not name:
        raise KravError("The name is empty.", "Write the name as it is to stand beside what the person decides.")
    prepare(store)
    secret = secrets.token_urlsafe(24)
    with store.transaction() as connection:
        connection.execute("INSERT OR REPLACE INTO person VALUES (?, ?)", (name, role))
        connection.execute(
            "INSERT INTO entry_link VALUES (?, ?, ?, ?)", (_hash(secret), name, until.isoformat(), once)
        )
        store.log("invite", name=name, role=role, until=until.isoformat())
    return secret


def take_back(store: Store, name: str) -> int:
    """Make the links and sessions of a person worthless; how many links that was. Logged."""
    prepare(store)
    with store.transaction() as connection:
        gone = connection.execute("DELETE FROM entry_link WHERE name = ?", (name,)).rowcount
        connection.execute("DELETE FROM entry_session WHERE name = ?", (name,))
        store.log("invite", name=name, taken_back=gone)
    return gone


def enter(store: Store, secret: str) -> str | None:
    """The secret of a new session for whom the link was made; None where it is no link of this case, or is over."""
    with store.transaction() as connection:
        row = connection.execute(
            "SELECT name, until, once FROM entry_link WHERE hash = ?", (_hash(secret),)
        ).fetchone()
        if row is None or row[1] <= now().isoformat():
            return None
        if row[2]:
            connection.execute("DELETE FROM entry_link WHERE hash = ?", (_hash(secret),))
        session = secrets.token_urlsafe(32)
        connection.execute("DELETE FROM entry_session WHERE until <= ?", (now().isoformat(),))
        connection.execute(
            "INSERT INTO entry_session VALUES (?, ?, ?)", (_hash(session), row[0], (now() + SESSION).isoformat())
        )
    return session


def leave(store: Store, session: str) -> None:
    """End a session."""
    with store.transaction() as connection:
        connection.execute("DELETE FROM entry_session WHERE hash = ?", (_hash(session),))


def of_session(store: Store, session: str) -> Person | None:
    """Whose session it is; None where it is none, or over."""
    row = store.connection.execute(
        "SELECT p.name, p.role FROM entry_session s JOIN person p ON p.name = s.name WHERE s.hash = ? AND s.until > ?",
        (_hash(session), now().isoformat()),
    ).fetchone()
    return Person(name=row[0], role=row[1]) if row else None


def named(store: Store, name: str) -> Person | None:
    """The person of that name; None where nobody has invited them."""
    row = store.connection.execute("SELECT name, role FROM person WHERE name = ?", (name,)).fetchone()
    return Person(name=row[0], role=row[1]) if row else None


def everyone(store: Store) -> list[Person]:
    """All who take part, by name."""
    return [
        Person(name=name, role=role)
        for name, role in store.connection.execute("SELECT name, role FROM person ORDER BY name")
    ]
