"""What the store remembers of what was handed in: how a file looked, what is still to be read, what was not read."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from evidence import codec
from evidence.model import Document, Input, Outcome
from evidence.store import Store, input_of

#: A file that was changed so shortly before it was read (ns) could change again without looking otherwise: some file
#: systems keep time in steps of two seconds.
_TOO_FRESH = 2_100_000_000

#: Outcomes that another attempt may better.
UNSURE = (Outcome.UNREADABLE, Outcome.NEEDS_OCR, Outcome.UNSUPPORTED)


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Unread:
    """A file found in another, kept and still to be read. ``place`` sorts a file before those found in it."""

    place: str
    path: str
    sha256: str
    size: int
    parent: str
    root: str  # path of the outermost file it lies in
    source: str  # where that lay


def look_of(source: str | Path) -> tuple[int, int]:
    """Size and time of the last change (ns) of a file, be it of its bytes or of what the system notes on it.

    The time is -1 where the file was changed just now, and its look says nothing. OSError.
    """
    status = Path(source).stat()
    # Programs set the first time as they like, as when unpacking; the second is the system's own.
    changed = max(status.st_mtime_ns, status.st_ctime_ns)
    return status.st_size, changed if changed < time.time_ns() - _TOO_FRESH else -1


def looks(store: Store) -> dict[tuple[str, int, int], str]:
    """The hashes of files handed in before, by where they lie, size and time of change."""
    rows = store.connection.execute("SELECT source, size, modified, sha256 FROM inputs WHERE modified != -1")
    return {(source, size, modified): sha for source, size, modified, sha in rows}


def known_by_look(store: Store, files: Iterable[Path]) -> dict[Path, str]:
    """Those of the files that were handed in from where they lie and look as they did then: their hashes. OSError."""
    seen = looks(store)
    sources = {path: str(path.resolve()) for path in files}
    held = {path: seen.get((source, *look_of(source))) for path, source in sources.items()}
    return {path: sha for path, sha in held.items() if sha is not None}


def within(documents: Sequence[Document], outer: Iterable[str]) -> set[str]:
    """These documents and all that was found in them, by hash."""
    found = set(outer)
    while more := {one.sha256 for one in documents if one.parent in found} - found:
        found |= more
    return found


def note_look(store: Store, known: Input, source: str, look: tuple[int, int]) -> None:
    """Remember how a file known by its bytes looks now. No act of anybody's, so the log does not tell of it."""
    store.connection.execute(
        "UPDATE inputs SET size = ?, modified = ? WHERE path = ? AND sha256 = ? AND source = ?",
        (*look, known.path, known.sha256 or "", source),
    )


def beneath(store: Store, path: str) -> list[Input]:
    """What was found in the file of that path, at any depth."""
    rows = store.connection.execute(
        "SELECT path, sha256, outcome, reason FROM inputs WHERE path > ? AND path < ? ORDER BY path, sha256",
        (f"{path}/", f"{path}0"),  # "0" comes next after "/"
    )
    return [input_of(row) for row in rows]


def taken_from(store: Store, path: str) -> tuple[int, int]:
    """How many files were found in the file of that path, at any depth, and how many bytes they hold."""
    count, size = store.connection.execute(
        "SELECT count(*), coalesce(sum(documents.size), 0) FROM inputs LEFT JOIN documents USING (sha256) "
        "WHERE inputs.path > ? AND inputs.path < ?",
        (f"{path}/", f"{path}0"),
    ).fetchone()
    return count, size


_UNREAD = ("place", "path", "sha256", "size", "parent", "root", "source")


def put_unread(store: Store, found: Iterable[Unread]) -> None:
    """Remember what is still to be read."""
    store.connection.executemany(
        f"INSERT INTO unread ({', '.join(_UNREAD)}) VALUES (?,?,?,?,?,?,?)",
        [[getattr(one, name) for name in _UNREAD] for one in found],
    )


def unread(store: Store) -> list[Unread]:
    """What is still to be read, in order: left over from an intake that was cut short."""
    rows = store.connection.execute(f"SELECT {', '.join(_UNREAD)} FROM unread ORDER BY place")
    return [Unread(**dict(zip(_UNREAD, row, strict=True))) for row in rows]


def drop_unread(store: Store, place: str) -> None:
    """It has been read."""
    store.connection.execute("DELETE FROM unread WHERE place = ?", (place,))


def to_retry(store: Store) -> list[Document]:
    """Documents that were not read, or in which something could not be read, by path."""
    documents = store.documents()
    by_path = {document.path: document for document in documents}
    wanted = {document.sha256 for document in documents if document.outcome in UNSURE}
    rows = store.connection.execute(
        "SELECT path FROM inputs WHERE sha256 = '' AND source = '' AND outcome = ?", (Outcome.UNREADABLE.value,)
    )
    for (path,) in rows:
        while "/" in path:  # the innermost file it lies in  # pragma: no branch - what has no source lies in one
            path = path.rpartition("/")[0]
            if path in by_path:
                wanted.add(by_path[path].sha256)
                break
    return sorted((one for one in documents if one.sha256 in wanted), key=lambda one: (one.path, one.sha256))


def unopened(store: Store) -> list[tuple[str, str]]:
    """Path and place of files handed in that could not even be opened."""
    rows = store.connection.execute(
        "SELECT path, source FROM inputs WHERE sha256 = '' AND source != '' AND outcome = ? ORDER BY path",
        (Outcome.UNREADABLE.value,),
    )
    return [(path, source) for path, source in rows]


def set_outcome(store: Store, sha256: str, outcome: Outcome, reason: object) -> list[Input]:
    """Give the inputs with these bytes the outcome of another reading; those that are duplicates stay so."""
    store.connection.execute(
        "UPDATE inputs SET outcome = ?, reason = ? WHERE sha256 = ? AND outcome != ?",
        (outcome.value, codec.dumps(reason), sha256, Outcome.DUPLICATE.value),
    )
    rows = store.connection.execute(
        "SELECT path, sha256, outcome, reason FROM inputs WHERE sha256 = ? ORDER BY path", (sha256,)
    )
    return [input_of(row) for row in rows]
