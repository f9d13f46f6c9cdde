"""The drafts of a case: each dossier that was printed, as its JSON, kept so that two of them can be held together."""

from __future__ import annotations

import datetime as dt
import json
import zlib
from dataclasses import dataclass
from typing import Any

from evidence.errors import KravError, Message
from evidence.store import Store

_SCHEMA = (
    """CREATE TABLE draft (
        number INTEGER PRIMARY KEY,
        content_hash TEXT NOT NULL UNIQUE,
        at TEXT NOT NULL,
        settings TEXT NOT NULL,
        json BLOB NOT NULL
    ) STRICT""",
)


@dataclass(frozen=True, slots=True)
class Draft:
    """A printed dossier: its number in the case, what it holds as one hash, and when it was first printed."""

    number: int
    content_hash: str
    at: str  # ISO, UTC


def keep(store: Store, content_hash: str, text: str, settings: str) -> Draft:
    """Keep a dossier that was printed, and the case.toml it was made with.

    One that says the same as an earlier draft is that draft.
    """
    store.migrate("drafts", _SCHEMA)
    with store.transaction() as connection:
        connection.execute(
            "INSERT OR IGNORE INTO draft (content_hash, at, settings, json) VALUES (?, ?, ?, ?)",
            (
                content_hash,
                dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
                settings,
                zlib.compress(text.encode()),
            ),
        )
    return next(one for one in drafts(store) if one.content_hash == content_hash)


def drafts(store: Store) -> list[Draft]:
    """All drafts of the case, the oldest first."""
    store.migrate("drafts", _SCHEMA)
    rows = store.connection.execute("SELECT number, content_hash, at FROM draft ORDER BY number")
    return [Draft(*row) for row in rows]


def read_draft(store: Store, number: int) -> tuple[dict[str, Any], str]:
    """A draft as it was printed, and the case.toml it was made with. KravError where there is none of that number."""
    store.migrate("drafts", _SCHEMA)
    row = store.connection.execute("SELECT json, settings FROM draft WHERE number = ?", (number,)).fetchone()
    if row is None:
        raise KravError(
            Message("There is no draft {number} in this case.", {"number": number}),
            Message("`krav diff --drafts` lists them; each `krav dossier` or `krav build` that says something new "
                    "makes one."),
        )  # fmt: skip
    return json.loads(zlib.decompress(row[0])), row[1]
