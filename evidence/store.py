"""The case's store: documents, pages, what was handed in, corrections and the custody log, in one SQLite file.

Safe to interrupt at any moment: every change is one transaction, and a change and its line in the log stand or fall
together. Other rooms keep their own tables in the same file through ``migrate``.
"""

from __future__ import annotations

import difflib
import json
import os
import re
import shutil
import sqlite3
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Any

from evidence import codec, custody, schema
from evidence.errors import KravError, Message
from evidence.model import BY_HAND, Document, DocumentKind, Input, Outcome, Page, Word, with_gaps

FILE = "case.sqlite3"
ORIGINALS = "originals"
COPIES = "copies"


def _is_emptied(folder: Path) -> bool:
    """Whether nothing is left of the store of a case that has taken documents in: SQLite would begin a new one."""
    files = (folder / FILE, folder / f"{FILE}-wal")
    if any(one.is_file() and one.stat().st_size for one in files):
        return False
    return any(one.is_file() for one in (folder / ORIGINALS).glob("*/*"))


class Store:
    """The case folder's memory. Made by ``create``, opened by ``open``; use it as a context manager or close it."""

    def __init__(self, folder: Path, connection: sqlite3.Connection) -> None:
        self.folder = folder
        self.connection = connection
        #: Whether the folder may only be read: what is written then is refused by the database.
        self.read_only = False

    @classmethod
    def create(cls, folder: Path) -> Store:
        """Make an empty store in ``folder`` (made if need be). KravError where one stands already."""
        target = folder / FILE
        if target.exists() and target.stat().st_size:
            raise KravError(
                Message("There is a case in {folder} already.", {"folder": str(folder)}),
                Message("Use another folder, or go on with that case."),
            )
        try:
            (folder / ORIGINALS).mkdir(parents=True, exist_ok=True)
            return cls._connect(folder)
        except OSError as error:
            raise _not_written(folder, error) from error

    @classmethod
    def open(cls, folder: Path) -> Store:
        """Open the store in ``folder``. KravError where there is no case, or one this krav cannot read."""
        if not (folder / FILE).is_file():
            raise KravError(
                Message("There is no case in {folder}.", {"folder": str(folder)}),
                Message("Make one with krav new, or name the folder of the case with -C FOLDER."),
            )
        if _is_emptied(folder):
            raise KravError(
                Message("The store {file} is empty, and the originals of the case are there.",
                        {"file": str(folder / FILE)}),
                Message("Restore the case folder from a copy, or make a new case and add the documents again; a copy "
                        "that broke off or a full disk leaves such a file."),
            )  # fmt: skip
        return cls._connect(folder)

    @classmethod
    def _connect(cls, folder: Path) -> Store:
        # A second krav at work on the same case is waited for, for as long as a large document may take.
        connection = sqlite3.connect(folder / FILE, timeout=120)
        store = cls(folder, connection)
        try:
            if os.access(folder, os.W_OK) and os.access(folder / FILE, os.W_OK):
                connection.execute("PRAGMA journal_mode = WAL")
                connection.execute("PRAGMA synchronous = FULL")
            else:
                store._only_read()
            store.connection.execute("PRAGMA foreign_keys = ON")
            store.migrate("evidence", schema.STEPS)
        except KravError:
            store.close()
            raise
        except sqlite3.Error as error:
            store.close()
            raise KravError(
                Message("The store {file} cannot be opened ({reason}).",
                        {"file": str(folder / FILE), "reason": str(error)}),
                Message("Check that the folder can be written to; if the file is damaged, restore the case folder "
                        "from a copy, or make a new case and add the documents again."),
            ) from error  # fmt: skip
        return store

    def _only_read(self) -> None:
        """Go on with a case in a place where nothing may be written, as on a disc or in somebody else's folder.

        What was committed and has not been carried into the file yet stands beside it, and only a copy can take it up.
        """
        self.connection.close()
        self.read_only = True
        file, beside = (self.folder / name for name in (FILE, f"{FILE}-wal"))
        if not (beside.is_file() and beside.stat().st_size):
            self.connection = sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
            return
        with TemporaryDirectory() as place:
            for one in (file, beside):
                shutil.copyfile(one, Path(place, one.name))
            self.connection = sqlite3.connect(Path(place, FILE))
            self._set_aside()

    def _set_aside(self) -> None:
        """Go on with a copy nobody else sees, which is gone when it is closed (SQLite: a database without a name)."""
        if not self.connection.execute("PRAGMA database_list").fetchone()[2]:
            return  # it is one already
        aside = sqlite3.connect("")
        self.connection.backup(aside)
        self.connection.close()
        self.connection = aside
        aside.execute("PRAGMA query_only = ON")

    def close(self) -> None:
        """Close the file; what was not committed is undone."""
        self.connection.close()

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def migrate(self, room: str, steps: Sequence[str]) -> None:
        """Bring a room's tables up to date: the steps not run before are run, each once, all or none.

        A step is an SQL script; steps are only ever added at the end. KravError where the store has seen more steps
        than this krav knows.
        """
        if self._steps_done(room) == len(steps):
            return  # so that who only reads waits for nobody who writes
        with self.derived(), self.transaction():
            self.connection.execute(
                "CREATE TABLE IF NOT EXISTS rooms (room TEXT PRIMARY KEY, steps INTEGER NOT NULL) WITHOUT ROWID"
            )
            done = self._steps_done(room)
            if done > len(steps):
                raise KravError(
                    Message("The case in {folder} was made by a newer krav.", {"folder": str(self.folder)}),
                    Message("Install the newest kravsag and try again; this one would not understand all of it."),
                )
            for step in steps[done:]:
                for statement in schema.statements(step):
                    self.connection.execute(statement)
            self.connection.execute("INSERT OR REPLACE INTO rooms VALUES (?, ?)", (room, len(steps)))

    @contextmanager
    def derived(self) -> Iterator[None]:
        """Inside it what can be made anew at any time may be written, an index or a table that is empty yet.

        Where the case may only be read it is written into a copy of our own, and is lost with it.
        """
        if not self.read_only:
            yield
            return
        self._set_aside()
        (before,) = self.connection.execute("PRAGMA query_only").fetchone()
        self.connection.execute("PRAGMA query_only = OFF")
        try:
            yield
        finally:
            self.connection.execute(f"PRAGMA query_only = {before}")

    def _steps_done(self, room: str) -> int:
        try:
            row = self.connection.execute("SELECT steps FROM rooms WHERE room = ?", (room,)).fetchone()
        except sqlite3.OperationalError:
            return 0  # no room has been made yet
        return row[0] if row else 0

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """All of what is done inside, or none of it. Inside another transaction it is a part of that one."""
        if self.connection.in_transaction:
            yield self.connection
            return
        self.connection.execute("BEGIN IMMEDIATE")
        try:
            yield self.connection
            self.connection.commit()
        except BaseException:
            self.connection.rollback()
            raise

    @property
    def state(self) -> tuple[object, ...]:
        """Equal to what it was before for as long as nothing in the store is changed, by this process or another."""
        (by_others,) = self.connection.execute("PRAGMA data_version").fetchone()
        return self.connection, self.connection.total_changes, by_others

    def log(self, act: str, **detail: object) -> None:
        """Add a line to the custody log, in the transaction under way if there is one."""
        with self.transaction():
            custody.append(self.connection, act, detail)

    # What is in the case.

    def documents(self) -> list[Document]:
        """All documents with the corrections made to them, by name and hash."""
        corrections: dict[str, dict[str, str]] = {}
        for sha, field, value in self.connection.execute("SELECT document, field, value FROM corrections"):
            corrections.setdefault(sha, {})[field] = value
        rows = self.connection.execute(f"SELECT {', '.join(_COLUMNS)} FROM documents ORDER BY name, sha256")
        return [_corrected(_document(row), corrections.get(row[0], {})) for row in rows]

    def as_read(self, sha256: str) -> Document | None:
        """A document as its reader and the guesses have it, without corrections; None where there is no such."""
        row = self._row(sha256)
        return _document(row) if row else None

    def record(self, sha256: str) -> str:
        """What the row of a document is known by; "" where there is no such."""
        row = self._row(sha256)
        return custody.record_hash(row) if row else ""

    def _row(self, sha256: str) -> tuple[Any, ...] | None:
        row: tuple[Any, ...] | None = self.connection.execute(
            f"SELECT {', '.join(_COLUMNS)} FROM documents WHERE sha256 = ?", (sha256,)
        ).fetchone()
        return row

    def document(self, ref: str) -> Document:
        """The document named by path, file name, id or the beginning of its hash.

        KravError where nothing or more than one thing goes by that name; it names the candidates.
        """
        if known := self.as_read(ref.lower()):  # named in full: the others of a large case need not be read
            said = self.connection.execute("SELECT field, value FROM corrections WHERE document = ?", (known.sha256,))
            return _corrected(known, dict(said))
        documents = self.documents()
        wanted = unicodedata.normalize("NFC", ref).replace("\\", "/").removeprefix("./")
        by_sha = {document.sha256: document for document in documents}
        paths: dict[str, set[str]] = {}
        for path, sha in self.connection.execute("SELECT path, sha256 FROM inputs"):
            if sha in by_sha:
                paths.setdefault(path, set()).add(sha)
        prefix = wanted.lower().removeprefix("d-")
        ways: Iterable[set[str]] = (
            {sha for sha in by_sha if wanted.lower() in (sha, by_sha[sha].id)},
            paths.get(wanted, set()),
            {document.sha256 for document in documents if document.name == wanted},
            set().union(*(shas for path, shas in paths.items() if path.rsplit("/", 1)[-1] == wanted)),
            {document.sha256 for document in documents if document.name.lower() == wanted.lower()},
            {sha for sha in by_sha if sha.startswith(prefix)} if re.fullmatch(r"[0-9a-f]{4,64}", prefix) else set(),
        )
        found = next((sorted(way) for way in ways if way), [])
        if len(found) == 1:
            return by_sha[found[0]]
        if found:
            candidates = ", ".join(sorted(f"{by_sha[sha].path} ({by_sha[sha].id})" for sha in found))
            raise KravError(
                Message("{ref} can be any of: {candidates}.", {"ref": ref, "candidates": candidates}),
                Message("Name it by its id."),
            )
        near = _near(wanted, documents)
        if near:
            raise KravError(
                Message("No document in the case is called {ref}.", {"ref": ref}),
                Message("Did you mean: {candidates}?", {"candidates": ", ".join(near)}),
            )
        raise KravError(
            Message("No document in the case is called {ref}.", {"ref": ref}),
            Message("krav list documents names those that are."),
        )

    def pages(self, sha256: str) -> list[Page]:
        """The pages of a document, first to last. Empty where there are none or no such document."""
        rows = self.connection.execute(
            "SELECT number, label, text, marks, confidence FROM pages WHERE document = ? ORDER BY number", (sha256,)
        )
        return [_page(sha256, row) for row in rows]

    def page(self, sha256: str, number: int) -> Page:
        """One page, counted from 1. KravError where the document has none of that number."""
        row = self.connection.execute(
            "SELECT number, label, text, marks, confidence FROM pages WHERE document = ? AND number = ?",
            (sha256, number),
        ).fetchone()
        if row is None:
            raise KravError(
                Message("Document {id} has no page {number}.", {"id": f"d-{sha256[:12]}", "number": number}),
                Message("krav list documents names those that are."),
            )
        return _page(sha256, row)

    def pages_hash(self, sha256: str) -> str:
        """The one hash of all pages of a document as they are stored."""
        rows = self.connection.execute("SELECT hash FROM pages WHERE document = ? ORDER BY number", (sha256,))
        return custody.pages_hash([sha256, *(row[0] for row in rows)])

    def words(self, sha256: str, number: int) -> tuple[Word, ...]:
        """The recognised words of a page, first to last. Empty where its text was not recognised but read."""
        row = self.connection.execute(
            "SELECT words FROM pages WHERE document = ? AND number = ?", (sha256, number)
        ).fetchone()
        return codec.words_in(codec.loads(row[0])) if row and row[0] else ()

    def confidences(self) -> Mapping[str, Mapping[int, float]]:
        """How sure the recogniser was of each recognised page, 0 to 100: by document and page number."""
        found: dict[str, dict[int, float]] = {}
        for document, number, confidence in self.connection.execute(
            "SELECT document, number, confidence FROM pages WHERE confidence IS NOT NULL ORDER BY document, number"
        ):
            found.setdefault(document, {})[number] = confidence
        return found

    def inputs(self) -> list[Input]:
        """Everything that was handed in and what became of it, by path and hash."""
        rows = self.connection.execute("SELECT path, sha256, outcome, reason FROM inputs ORDER BY path, sha256")
        return [input_of(row) for row in rows]

    def original(self, sha256: str) -> Path:
        """Where the read-only copy of the bytes as received lies."""
        row = self.connection.execute("SELECT suffix FROM documents WHERE sha256 = ?", (sha256,)).fetchone()
        return original_path(self.folder, sha256, row[0] if row else "")

    def shown(self, sha256: str) -> Path:
        """The file its pages are shown from: the original, or a copy without its password or its damage."""
        copies = self.copies(sha256)
        return copies.get("unlocked") or copies.get("mended") or self.original(sha256)

    def copies(self, sha256: str) -> dict[str, Path]:
        """The read-only PDFs derived from a document, by purpose: unlocked, mended, searchable, reading."""
        rows = self.connection.execute("SELECT purpose, sha256 FROM copies WHERE document = ?", (sha256,))
        return {purpose: copy_path(self.folder, sha) for purpose, sha in rows}

    def put_copy(self, sha256: str, purpose: str, copy: str) -> None:
        """Note a copy derived from a document after it was taken in; always inside a transaction, with its log line."""
        self.connection.execute("INSERT OR REPLACE INTO copies VALUES (?,?,?)", (sha256, purpose, copy))

    def correct(
        self, sha256: str, *, date: date | None = None, kind: DocumentKind | None = None, title: str | None = None
    ) -> None:
        """Set what was guessed wrongly; None leaves it. Kept apart from the guess, so no later reading undoes it."""
        said = {
            "date": date.isoformat() if date else None,
            "kind": kind.value if kind else None,
            "title": title,
        }
        given = {field: value for field, value in said.items() if value is not None}
        if not given:
            return
        with self.transaction():
            self.connection.executemany(
                "INSERT OR REPLACE INTO corrections VALUES (?, ?, ?)",
                [(sha256, field, value) for field, value in given.items()],
            )
            custody.append(self.connection, "set", {"sha256": sha256, **given})

    # What intake puts in; always inside a transaction of its own.

    def put_document(
        self, document: Document, suffix: str, pages: Sequence[Page], words: Mapping[int, Sequence[Word]] | None = None,
        copies: Mapping[str, str] | None = None, summary: Sequence[int] = (),
    ) -> str:  # fmt: skip
        """Store a document and its pages, in the place of an earlier reading; the one hash of all its pages.

        ``words`` are those recognised on its pages, by page number; ``copies`` hashes of what was derived, by purpose;
        ``summary`` what it is held against other documents by, where that has been made.
        """
        reason, kind_reason, date_reason = (
            codec.dumps(said) for said in (document.reason, document.kind_reason, document.date_reason)
        )
        self.connection.execute(
            f"INSERT INTO documents (suffix, {', '.join(_COLUMNS)}) VALUES ({','.join('?' * (len(_COLUMNS) + 1))}) "
            f"ON CONFLICT (sha256) DO UPDATE SET {', '.join(f'{name} = excluded.{name}' for name in _COLUMNS[1:])}",
            (
                suffix, document.sha256, document.name, document.path, document.media, document.size,
                document.outcome.value, reason, document.kind.value, kind_reason,
                document.date.isoformat() if document.date else None, date_reason, document.title,
                codec.dumps(document.fields), document.parent, document.pages, codec.dumps(document.notices),
            ),
        )  # fmt: skip
        for table in ("pages", "sketches"):
            self.connection.execute(f"DELETE FROM {table} WHERE document = ?", (document.sha256,))
        self.connection.execute("DELETE FROM held_against WHERE ? IN (document, other)", (document.sha256,))
        self.connection.execute("UPDATE near SET made_of = '' WHERE ? IN (document, first)", (document.sha256,))
        if summary:
            self.connection.execute("INSERT INTO sketches VALUES (?, ?)", (document.sha256, json.dumps(summary)))
        hashes = []
        for page in pages:
            marks = codec.dumps(codec.marks_out(page.marks))
            seen = (words or {}).get(page.number, ())
            recognised = codec.dumps(codec.words_out(seen)) if seen else ""
            text = page.quote(0, len(page.text))  # the store holds the words of the original
            hashes.append(custody.page_hash(page.number, page.label, text, marks, recognised))
            self.connection.execute(
                "INSERT INTO pages (document, number, label, text, marks, hash, confidence, words) "
                "VALUES (?,?,?,?,?,?,?,?)",
                (page.document, page.number, page.label, text, marks, hashes[-1], page.confidence, recognised),
            )
        self.connection.execute("DELETE FROM copies WHERE document = ?", (document.sha256,))
        self.connection.executemany(
            "INSERT INTO copies (document, purpose, sha256) VALUES (?,?,?)",
            [(document.sha256, purpose, sha) for purpose, sha in (copies or {}).items()],
        )
        return custody.pages_hash(hashes)

    def put_input(self, given: Input, source: str, look: tuple[int, int] = (-1, -1)) -> None:
        """Store an input. What could not be read at that path before is put right by this.

        ``look`` is size and time of change by which the file is known again without being opened; -1: it is not.
        """
        self.connection.execute("DELETE FROM inputs WHERE path = ? AND sha256 = ''", (given.path,))
        self.connection.execute(
            "INSERT OR REPLACE INTO inputs (path, sha256, outcome, reason, source, size, modified) "
            "VALUES (?,?,?,?,?,?,?)",
            (given.path, given.sha256 or "", given.outcome.value, codec.dumps(given.reason), source, *look),
        )

    def known(self, sha256: str) -> str | None:
        """The path under which these bytes came into the case first, or None."""
        row = self.connection.execute("SELECT path FROM documents WHERE sha256 = ?", (sha256,)).fetchone()
        return row[0] if row else None

    def given_before(self, path: str, sha256: str | None, source: str) -> Input | None:
        """The input as recorded when the same bytes came from the same place, under whatever path."""
        row = self.connection.execute(
            "SELECT path, sha256, outcome, reason FROM inputs WHERE sha256 = ? AND (path = ? OR source = ?) "
            "ORDER BY path = ? DESC, path",
            (sha256 or "", path, source, path),
        ).fetchone()
        return input_of(row) if row and (row[1] or row[0] == path) else None


#: Lines of the log hold a hash of their values: what a document comes to have besides goes into a tuple of its own.
_COLUMNS = (
    "sha256", "name", "path", "media", "size", "outcome", "reason", "kind", "kind_reason", "date", "date_reason",
    "title", "fields", "parent", "pages", "notices",
)  # fmt: skip


def suffix_of(name: str) -> str:
    """The suffix under which an original is kept: lower case, and only where it is one."""
    match = re.search(r"\.[A-Za-z0-9]{1,8}$", name)
    return match.group().lower() if match and match.start() else ""


def original_path(folder: Path, sha256: str, suffix: str) -> Path:
    """Originals lie by hash, in folders of its first two digits, with the suffix they came with."""
    return folder / ORIGINALS / sha256[:2] / f"{sha256}{suffix}"


def copy_path(folder: Path, sha256: str) -> Path:
    """Copies derived from originals lie as the originals do; all are PDFs."""
    return folder / COPIES / sha256[:2] / f"{sha256}.pdf"


def _document(row: tuple[Any, ...]) -> Document:
    (sha, name, path, media, size, outcome, reason, kind, kind_reason, day, date_reason, title, fields, parent, pages,
     notices) = row  # fmt: skip
    return Document(
        sha256=sha, name=name, path=path, media=media, size=size, outcome=Outcome(outcome),
        reason=codec.loads(reason), kind=DocumentKind(kind), kind_reason=codec.loads(kind_reason),
        date=date.fromisoformat(day) if day else None, date_reason=codec.loads(date_reason), title=title,
        fields=codec.loads(fields), parent=parent, pages=pages, notices=tuple(codec.loads(notices)),
    )  # fmt: skip


def _corrected(document: Document, said: dict[str, str]) -> Document:
    if "date" in said:
        document = replace(document, date=date.fromisoformat(said["date"]), date_reason=BY_HAND)
    if "kind" in said:
        document = replace(document, kind=DocumentKind(said["kind"]), kind_reason=BY_HAND)
    return replace(document, title=said["title"]) if "title" in said else document


def _page(sha256: str, row: tuple[Any, ...]) -> Page:
    number, label, stored, kept, confidence = row
    marks = codec.marks_in(codec.loads(kept))
    text = with_gaps(stored, marks, "\t")
    return Page(document=sha256, number=number, label=label, text=text, marks=marks, confidence=confidence)


def input_of(row: tuple[Any, ...]) -> Input:
    """An input from its path, hash, outcome and reason as they stand in the store."""
    return Input(path=row[0], sha256=row[1] or None, outcome=Outcome(row[2]), reason=codec.loads(row[3]))


def _near(wanted: str, documents: Sequence[Document]) -> list[str]:
    names = {name.lower(): document for document in documents for name in (document.name, document.path)}
    near = difflib.get_close_matches(wanted.lower(), names, n=3, cutoff=0.6)
    near += [name for name in sorted(names) if len(wanted) > 2 and wanted.lower() in name][:3]
    return list(dict.fromkeys(f"{names[name].path} ({names[name].id})" for name in near))


def _not_written(folder: Path, error: OSError) -> KravError:
    return KravError(
        Message("Nothing can be written in {folder} ({reason}).",
                {"folder": str(folder), "reason": error.strerror or str(error)}),
        Message("Check that there is room on the disk and that you may write there, and try again."),
    )  # fmt: skip
