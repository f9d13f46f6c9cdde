"""The tables of the case's store that this room keeps, in the steps they came in; steps are only added at the end."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator

STEPS = (
    """
    CREATE TABLE documents (
        sha256 TEXT PRIMARY KEY, name TEXT NOT NULL, path TEXT NOT NULL, suffix TEXT NOT NULL, media TEXT NOT NULL,
        size INTEGER NOT NULL, outcome TEXT NOT NULL, reason TEXT NOT NULL, kind TEXT NOT NULL,
        kind_reason TEXT NOT NULL, date TEXT, date_reason TEXT NOT NULL, title TEXT NOT NULL, fields TEXT NOT NULL,
        parent TEXT, pages INTEGER NOT NULL, notices TEXT NOT NULL
    ) WITHOUT ROWID;
    CREATE TABLE pages (
        document TEXT NOT NULL REFERENCES documents (sha256) ON DELETE CASCADE, number INTEGER NOT NULL,
        label TEXT NOT NULL, text TEXT NOT NULL, marks TEXT NOT NULL, hash TEXT NOT NULL,
        PRIMARY KEY (document, number)
    );
    CREATE TABLE inputs (
        path TEXT NOT NULL, sha256 TEXT NOT NULL, outcome TEXT NOT NULL, reason TEXT NOT NULL, source TEXT NOT NULL,
        PRIMARY KEY (path, sha256)
    ) WITHOUT ROWID;
    CREATE INDEX inputs_by_hash ON inputs (sha256);
    CREATE TABLE corrections (
        document TEXT NOT NULL, field TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (document, field)
    ) WITHOUT ROWID;
    CREATE TABLE log (
        number INTEGER PRIMARY KEY, time TEXT NOT NULL, who TEXT NOT NULL, version TEXT NOT NULL, act TEXT NOT NULL,
        detail TEXT NOT NULL, previous TEXT NOT NULL, hash TEXT NOT NULL
    );
    """,
    # Recognised text with its words, files known by size and time, copies derived from originals, documents alike.
    """
    ALTER TABLE pages ADD COLUMN confidence REAL;
    ALTER TABLE pages ADD COLUMN words TEXT NOT NULL DEFAULT '';
    ALTER TABLE inputs ADD COLUMN size INTEGER NOT NULL DEFAULT -1;
    ALTER TABLE inputs ADD COLUMN modified INTEGER NOT NULL DEFAULT -1;
    CREATE TABLE copies (
        document TEXT NOT NULL REFERENCES documents (sha256) ON DELETE CASCADE, purpose TEXT NOT NULL,
        sha256 TEXT NOT NULL, PRIMARY KEY (document, purpose)
    ) WITHOUT ROWID;
    CREATE TABLE near (
        document TEXT PRIMARY KEY REFERENCES documents (sha256) ON DELETE CASCADE, first TEXT NOT NULL,
        share REAL NOT NULL
    ) WITHOUT ROWID;
    """,
    # Which documents are alike: a sketch of each, where two part, and the state of the case for which this was said.
    """
    ALTER TABLE near ADD COLUMN same INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE near ADD COLUMN differences TEXT NOT NULL DEFAULT '{"more":0,"shown":[]}';
    CREATE TABLE sketches (
        document TEXT PRIMARY KEY REFERENCES documents (sha256) ON DELETE CASCADE, sketch TEXT NOT NULL
    ) WITHOUT ROWID;
    CREATE TABLE related (state TEXT PRIMARY KEY) WITHOUT ROWID;
    """,
    # What was found in a file that is in the case, and is still to be read: it outlives a crash. ``place`` sorts as
    # the files stand in one another.
    """
    CREATE TABLE unread (
        place TEXT PRIMARY KEY, path TEXT NOT NULL, sha256 TEXT NOT NULL, size INTEGER NOT NULL, parent TEXT NOT NULL,
        root TEXT NOT NULL, source TEXT NOT NULL
    ) WITHOUT ROWID;
    """,
    # What two documents were found to share, so that one more is held against those like it and no two others again.
    """
    CREATE TABLE held_against (
        document TEXT NOT NULL REFERENCES documents (sha256) ON DELETE CASCADE,
        other TEXT NOT NULL REFERENCES documents (sha256) ON DELETE CASCADE,
        rules INTEGER NOT NULL, theirs REAL NOT NULL, mine REAL NOT NULL, PRIMARY KEY (document, other)
    ) WITHOUT ROWID;
    ALTER TABLE near ADD COLUMN made_of TEXT NOT NULL DEFAULT '';
    """,
)


def statements(script: str) -> Iterator[str]:
    """The statements of a step, one by one: ``executescript`` would commit first, so they stay in its transaction."""
    statement = ""
    for piece in re.findall(r"[^;]*;|[^;]+$", script):
        statement += piece
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
    if statement.strip():
        yield statement
