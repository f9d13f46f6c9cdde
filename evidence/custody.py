"""The custody log: who did what and when, each line bound to the one before, and the check that all is as it was."""

from __future__ import annotations

import getpass
import hashlib
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from evidence import codec
from evidence.errors import Message

if TYPE_CHECKING:
    from evidence.store import Store

#: What the first line of a log names as the one before it.
BEGINNING = "0" * 64
_ACTING: ContextVar[str] = ContextVar("acting", default="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A line of the log. ``hash`` covers all the other fields, ``previous`` among them."""

    number: int  # from 1, without gaps
    time: str  # ISO, UTC, to the second
    who: str
    version: str  # of krav
    act: str
    detail: str  # JSON
    previous: str
    hash: str


def line_hash(number: int, time: str, who: str, version: str, act: str, detail: str, previous: str) -> str:
    """SHA-256 over the fields of a line, each on a line of its own (a line break inside one is escaped)."""
    fields = (str(number), time, who, version, act, detail, previous)
    joined = "\n".join(field.replace("\\", "\\\\").replace("\n", "\\n") for field in fields)
    return hashlib.sha256(joined.encode()).hexdigest()


def append(connection: sqlite3.Connection, act: str, detail: Mapping[str, object]) -> None:
    """Add a line. To be called inside the transaction of what it tells, so that the two stand or fall together."""
    last = connection.execute("SELECT number, hash FROM log ORDER BY number DESC LIMIT 1").fetchone()
    number, previous = (last[0] + 1, last[1]) if last else (1, BEGINNING)
    fields = (number, datetime.now(UTC).isoformat(timespec="seconds"), who(), _version(), act, codec.dumps(detail))
    connection.execute(
        "INSERT INTO log (number, time, who, version, act, detail, previous, hash) VALUES (?,?,?,?,?,?,?,?)",
        (*fields, previous, line_hash(*fields, previous)),
    )


def entries(store: Store, *, after: int = 0) -> list[Entry]:
    """The log from its beginning, or from the line after this one."""
    rows = store.connection.execute(
        "SELECT number, time, who, version, act, detail, previous, hash FROM log WHERE number > ? ORDER BY number",
        (after,),
    )
    names = ("number", "time", "who", "version", "act", "detail", "previous", "hash")
    return [Entry(**dict(zip(names, row, strict=True))) for row in rows]


def page_hash(number: int, label: str, text: str, marks: str, words: str = "") -> str:
    """What a stored page is known by: its number, label, text, marks (JSON) and recognised words (JSON), if any."""
    fields = (str(number), label, text, marks, *([words] if words else []))
    return hashlib.sha256("\0".join(fields).encode()).hexdigest()


def pages_hash(hashes: list[str]) -> str:
    """One hash for all pages of a document; it stands in the log line of its intake."""
    return hashlib.sha256("\n".join(hashes).encode()).hexdigest()


def record_hash(values: Iterable[object]) -> str:
    """What a stored document is known by besides its pages: the values of its row, as the store has them."""
    return hashlib.sha256(codec.dumps(list(values)).encode()).hexdigest()


def bytes_hash(data: bytes) -> str:
    """SHA-256 of bytes."""
    return hashlib.sha256(data).hexdigest()


def file_hash(path: Path) -> str:
    """SHA-256 of a file, read in pieces. OSError where it cannot be read."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def head(store: Store) -> str:
    """Number and hash of the last line of the log, as 61:3fa9…; ``0:`` and zeros where the log is empty.

    Noted where nobody can change it, it shows later that no line up to it has been cut off or made anew.
    """
    row = store.connection.execute("SELECT number, hash FROM log ORDER BY number DESC LIMIT 1").fetchone()
    return f"{row[0]}:{row[1]}" if row else f"0:{BEGINNING}"


def verify(store: Store, *, noted: str = "") -> list[Message]:
    """What is not as it was taken in: originals, copies, pages and log lines, each named. Empty: all is well.

    ``noted`` is a ``head`` written down earlier: the log must still have that line.
    """
    wrong, taken = _check_log(store)
    if noted:
        number, _, expected = noted.partition(":")
        row = store.connection.execute("SELECT hash FROM log WHERE number = ?", (number,)).fetchone()
        if row is None or row[0] != expected:
            wrong.append(
                Message("Line {number} of the log is not the one that was noted: lines have been cut off, or the log "
                        "has been made anew.", {"number": number})
            )  # fmt: skip
    for document in store.documents():
        wrong += _check_original(store, document.sha256, document.name)
        logged = taken.pop(document.sha256, None)
        wrong += _check_pages(store, document.sha256, document.name, logged["pages"] if logged else None)
        wrong += _check_copies(store, document.sha256, document.name, (logged or {}).get("copies", {}))
        # Lines of cases made before this was noted have none.
        if logged and logged["record"] and logged["record"] != store.record(document.sha256):
            wrong.append(
                Message("What was noted of {name} as it was read (its day, kind, title, sender) is not what the log "
                        "tells of.", {"name": document.name})
            )  # fmt: skip
    wrong += [
        Message("Document {id} stands in the log and is no longer in the case.", {"id": f"d-{sha[:12]}"})
        for sha in sorted(taken)
    ]
    return wrong + _strays(store)


def innards(store: Store) -> list[Message]:
    """Whether the store can be read throughout: its pages hang together, its text is text, its documents are such.

    Where it cannot, nothing else of it can be relied upon, ``verify`` least of all.
    """
    try:
        said = [str(row[0]) for row in store.connection.execute("PRAGMA integrity_check(3)")]
        wrong = [] if said == ["ok"] else [Message("The store is damaged inside ({reason}).", {"reason": said[0]})]
        tables = store.connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
    except sqlite3.Error as error:
        return [Message("The store is damaged inside ({reason}).", {"reason": str(error)})]
    for (table,) in tables:
        try:
            for _ in store.connection.execute(f'SELECT * FROM "{table}"'):
                pass
        except sqlite3.Error as error:
            wrong.append(_unreadable(table, error))
    if not wrong:
        try:
            store.documents()
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            wrong.append(_unreadable("documents", error))
    return wrong


def _unreadable(table: str, error: Exception) -> Message:
    return Message("The table {name} of the store cannot be read ({reason}).", {"name": table, "reason": str(error)})


def _strays(store: Store) -> list[Message]:
    """Files among the originals that no document answers for, as when the database has been lost or emptied."""
    known = {document.sha256 for document in store.documents()}
    folder = store.folder / "originals"
    return [
        Message(
            "{file} lies among the originals, and neither documents nor log know it; add it again from where it came.",
            {"file": path.name},
        )
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.startswith(".") and path.name[:64] not in known
    ]


def _check_log(store: Store) -> tuple[list[Message], dict[str, dict[str, Any]]]:
    wrong: list[Message] = []
    taken: dict[str, dict[str, Any]] = {}
    previous, number = BEGINNING, 0
    for entry in entries(store):
        number += 1
        if entry.number != number:
            wrong.append(
                Message("The log lacks the lines {first} to {last}.", {"first": number, "last": entry.number - 1})
            )
            number = entry.number
        elif entry.previous != previous:
            wrong.append(
                Message("Line {number} of the log does not follow from the line before it.", {"number": number})
            )
        if entry.hash != line_hash(
            entry.number, entry.time, entry.who, entry.version, entry.act, entry.detail, entry.previous
        ):
            wrong.append(Message("Line {number} of the log has been changed.", {"number": entry.number}))
        previous = entry.hash
        if entry.act in ("take_in", "read_again", "copy"):
            try:
                detail: Any = codec.loads(entry.detail)
                if entry.act == "copy":
                    taken[detail["sha256"]]["copies"].update(detail["copies"])
                    continue
                taken[detail["sha256"]] = {
                    "pages": detail["pages"], "copies": dict(detail.get("copies", {})), "record": detail.get("record")
                }  # fmt: skip
            except (ValueError, KeyError, TypeError, AttributeError):
                continue  # the line has been tampered with, and is named above
    return wrong, taken


def _check_original(store: Store, sha: str, name: str) -> list[Message]:
    path = store.original(sha)
    try:
        found = file_hash(path)
    except FileNotFoundError:
        return [Message("The original of {name} is missing: {path}.", {"name": name, "path": _inside(store, path)})]
    except OSError as error:
        return [
            Message(
                "The original of {name} cannot be read: {path} ({reason}).",
                {"name": name, "path": _inside(store, path), "reason": error.strerror or str(error)},
            )
        ]
    if found != sha:
        return [
            Message("The original of {name} has been changed: {path}.", {"name": name, "path": _inside(store, path)})
        ]
    return []


def _check_pages(store: Store, sha: str, name: str, logged: str | None) -> list[Message]:
    wrong: list[Message] = []
    rows = store.connection.execute(
        "SELECT number, label, text, marks, words, hash FROM pages WHERE document = ? ORDER BY number", (sha,)
    ).fetchall()
    for number, label, text, marks, words, stored in rows:
        if page_hash(number, label, text, marks, words) != stored:
            wrong.append(Message("Page {number} of {name} is not as it was stored.", {"number": number, "name": name}))
    if logged is None:
        wrong.append(Message("The log does not say how {name} came into the case.", {"name": name}))
    elif not wrong and pages_hash([row[5] for row in rows]) != logged:
        wrong.append(Message("The pages of {name} are not those the log tells of.", {"name": name}))
    return wrong


def _check_copies(store: Store, sha: str, name: str, logged: dict[str, str]) -> list[Message]:
    wrong: list[Message] = []
    copies = store.copies(sha)
    if {purpose: path.stem for purpose, path in copies.items()} != logged:
        wrong.append(Message("The copies made of {name} are not those the log tells of.", {"name": name}))
    for purpose, path in sorted(copies.items()):
        try:
            whole = file_hash(path) == path.stem
        except OSError:
            whole = False
        if not whole:
            wrong.append(
                Message("The copy of {name} ({purpose}) is missing or has been changed: {path}.",
                        {"name": name, "purpose": purpose, "path": _inside(store, path)})
            )  # fmt: skip
    return wrong


def _inside(store: Store, path: Path) -> str:
    return path.relative_to(store.folder).as_posix()


@contextmanager
def acting(name: str) -> Iterator[None]:
    """What is done inside is logged under this name, and not under that of the machine's user."""
    token = _ACTING.set(name)
    try:
        yield
    finally:
        _ACTING.reset(token)


def who() -> str:
    """The name acts are logged under."""
    if name := _ACTING.get():
        return name
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return "?"  # a machine without names for its users, such as a bare container


@cache
def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("kravsag")
    except PackageNotFoundError:
        return "0"
