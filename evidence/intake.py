"""Taking documents in: copied as they are, read in a process of their own, stored one whole document at a time.

Killed at any moment and run again it ends in the same state as if it had not been disturbed: originals are moved into
place whole, and a document, its pages, its attachments, its input and its line in the log are one transaction.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import re
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from evidence import custody
from evidence.errors import KravError, Message
from evidence.gather import Given, gather, inside
from evidence.model import Document, Input, Outcome, Page, Word
from evidence.readers import NO_AIDS, Aids, PageText
from evidence.reading import Read
from evidence.store import Store, copy_path, original_path
from evidence.worker import TOO_MUCH, Attached, Worker

#: Called before each file: how many are done, how many there are, the path of this one.
Progress = Callable[[int, int, str], None]

#: A mail in a mail in a mail … is followed so far down.
MOST_DEPTH = 5
#: And so many files in all are taken out of one.
MOST_ATTACHED = 500

_DESK = ".intake"


@dataclass(slots=True)
class _Batch:
    """What one file given brings into the case: itself and all that was attached to it."""

    aids: Aids
    documents: list[tuple[Document, str, list[Page], dict[int, tuple[Word, ...]], dict[str, str]]] = field(
        default_factory=list
    )
    inputs: list[Input] = field(default_factory=list)


def take_in(
    store: Store, paths: Sequence[Path], *, aids: Aids = NO_AIDS, on_progress: Progress | None = None
) -> list[Input]:
    """Take in files and folders; what became of each, attachments included, sorted by path.

    KravError naming every path that is missing, before anything is taken in; or where the case cannot be written:
    then it is as it was before the file under way.
    """
    from evidence.alike import relate

    given = gather([Path(path) for path in paths], store.folder)
    found: list[Input] = []
    with _alone(store.folder) as desk, Worker(desk) as worker, _writing(store.folder):
        for done, one in enumerate(given):
            if on_progress:
                on_progress(done, len(given), one.path)
            found += _take_one(store, one, worker, aids)
        relate(store)
    if on_progress:
        on_progress(len(given), len(given), "")
    by_place = {(one.path, one.sha256 or ""): one for one in found}
    return [by_place[place] for place in sorted(by_place)]


@contextmanager
def _alone(folder: Path) -> Iterator[Path]:
    """Wait for another intake into the same case; then tidy up what a killed one left behind."""
    desk = folder / _DESK
    with _writing(folder):
        desk.mkdir(exist_ok=True)
        lock = (folder / f"{_DESK}.lock").open("a")
    with lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with _writing(folder):
            for left in desk.iterdir():
                left.unlink()
        yield desk


@contextmanager
def _writing(folder: Path) -> Iterator[None]:
    """Say what is the matter where the case cannot be written."""
    try:
        yield
    except (OSError, sqlite3.OperationalError) as error:
        reason = (error.strerror if isinstance(error, OSError) else None) or str(error)
        raise KravError(
            Message("The case in {folder} cannot be written ({reason}).", {"folder": str(folder), "reason": reason}),
            Message("Make room on the disk or see to it that you may write there, and run krav add again; what was "
                    "taken in before is kept."),
        ) from error  # fmt: skip


def _take_one(store: Store, given: Given, worker: Worker, aids: Aids) -> list[Input]:
    if given.outcome:
        return [_note(store, given, given.outcome, given.reason)]
    try:
        sha = custody.file_hash(Path(given.source))
    except OSError as error:
        reason = Message("it cannot be read ({reason})", {"reason": error.strerror or str(error)})
        return [_note(store, given, Outcome.UNREADABLE, reason)]
    before = store.given_before(given.path, sha, given.source)
    if before:
        return [before, *_attached_to(store, before)]
    first = store.known(sha)
    if first is not None:
        again = Input(path=given.path, sha256=sha, outcome=Outcome.DUPLICATE, reason=_same_as(first))
        with store.transaction():
            store.put_input(again, given.source)
            store.log("duplicate", path=given.path, sha256=sha, first=first, source=given.source)
        return [again]
    sha = _keep(store.folder, Path(given.source), given.path)
    batch = _Batch(aids)
    _read_into(batch, store, worker, sha, given.path, None, 0)
    with store.transaction():
        for document, suffix, pages, words, copies in batch.documents:
            hash_of_pages = store.put_document(document, suffix, pages, words, copies)
            store.log(
                "take_in", path=document.path, sha256=document.sha256, size=document.size,
                outcome=document.outcome.value, pages=hash_of_pages, parent=document.parent or "",
                source=given.source, **({"copies": copies} if copies else {}),
            )  # fmt: skip
        for one in batch.inputs:
            store.put_input(one, given.source if one.path == given.path else "")
    return batch.inputs


def _note(store: Store, given: Given, outcome: Outcome, reason: Message | None) -> Input:
    """Record something that could not be taken in at all."""
    one = Input(path=given.path, sha256=None, outcome=outcome, reason=reason)
    if store.given_before(given.path, None, given.source) != one:
        with store.transaction():
            store.put_input(one, given.source)
            store.log("left_out", path=given.path, outcome=outcome.value, source=given.source)
    return one


def _attached_to(store: Store, mail: Input) -> list[Input]:
    return [one for one in store.inputs() if one.path.startswith(f"{mail.path}/")]


def _read_into(
    batch: _Batch, store: Store, worker: Worker, sha: str, path: str, parent: str | None, depth: int
) -> None:
    """Read a kept file and what is attached to it."""
    name = path.rsplit("/", 1)[-1]
    original = original_path(store.folder, sha, suffix_of(name))
    answer = worker.read(original, name, batch.aids)
    document, pages = _document(answer.read, sha, path, original.stat().st_size, parent)
    # Copied before the next document is read, which clears the desk.
    attached: list[tuple[str, str]] = []
    for inner, one in _named(answer.attachments, path):
        if one.file is None or depth >= MOST_DEPTH or len(attached) >= MOST_ATTACHED:
            reason = one.reason if one.file is None else TOO_MUCH
            batch.inputs.append(
                Input(path=inner, sha256=None, outcome=one.outcome or Outcome.UNSUPPORTED, reason=reason)
            )
        else:
            attached.append((inner, _keep_new(store, batch, one.file, inner)))
    copies = {purpose: _keep_copy(store.folder, file) for purpose, file in answer.copies.items()}
    words = {number: page.words for number, page in enumerate(answer.read.reading.pages, 1) if page.words}
    batch.documents.append((document, suffix_of(name), pages, words, copies))
    batch.inputs.append(Input(path=path, sha256=sha, outcome=document.outcome, reason=document.reason))
    for inner, inner_sha in attached:
        first = _first(store, batch, inner_sha)
        if first is not None:
            batch.inputs.append(Input(path=inner, sha256=inner_sha, outcome=Outcome.DUPLICATE, reason=_same_as(first)))
        else:
            _read_into(batch, store, worker, inner_sha, inner, sha, depth + 1)


def _named(attachments: Sequence[Attached], path: str) -> Iterator[tuple[str, Attached]]:
    """The paths of attached files; two of one name are told apart by a number."""
    used: set[str] = set()
    for one in attachments:
        name, number = inside(one.name), 1
        suffix = PurePosixPath(name).suffix
        stem = name.removesuffix(suffix)
        while name in used:
            number += 1
            name = f"{stem} ({number}){suffix}"
        used.add(name)
        yield f"{path}/{name}", one


def _document(read: Read, sha: str, path: str, size: int, parent: str | None) -> tuple[Document, list[Page]]:
    reading = read.reading
    pages = [
        Page(document=sha, number=number, text=page.text, label=page.label, marks=page.marks, confidence=_sure(page))
        for number, page in enumerate(reading.pages, 1)
    ]
    document = Document(
        sha256=sha, name=path.rsplit("/", 1)[-1], path=path, media=read.media, size=size, outcome=reading.outcome,
        reason=reading.reason, kind=read.kind, kind_reason=read.kind_reason, date=read.date,
        date_reason=read.date_reason, title=reading.title, fields=reading.fields, parent=parent, pages=len(pages),
        notices=reading.notices,
    )  # fmt: skip
    return document, pages


def _sure(page: PageText) -> float | None:
    return round(sum(word.confidence for word in page.words) / len(page.words), 1) if page.words else None


def _same_as(first: str) -> Message:
    return Message("the same file as {first}", {"first": first})


def suffix_of(name: str) -> str:
    """The suffix under which an original is kept: lower case, and only where it is one."""
    match = re.search(r"\.[A-Za-z0-9]{1,8}$", name)
    return match.group().lower() if match and match.start() else ""


def _first(store: Store, batch: _Batch, sha: str) -> str | None:
    """Where the same bytes came from first, in the case or in the batch under way."""
    here = next((one.path for one, *_ in batch.documents if one.sha256 == sha), None)
    return here or store.known(sha)


def _keep_new(store: Store, batch: _Batch, file: Path, path: str) -> str:
    """Copy an attached file among the originals unless it lies there; its hash."""
    sha = custody.file_hash(file)
    return sha if _first(store, batch, sha) is not None else _keep(store.folder, file, path)


def _keep(folder: Path, source: Path, path: str) -> str:
    """Copy a file among the originals, whole or not at all, read-only; its hash.

    OSError where that cannot be done.
    """
    return _keep_at(folder, source, lambda sha: original_path(folder, sha, suffix_of(path.rsplit("/", 1)[-1])))


def _keep_copy(folder: Path, source: Path) -> str:
    """The same for what was derived from an original."""
    return _keep_at(folder, source, lambda sha: copy_path(folder, sha))


def _keep_at(folder: Path, source: Path, place: Callable[[str], Path]) -> str:
    temporary = folder / _DESK / f"copy-{os.getpid()}"
    digest = hashlib.sha256()
    try:
        with source.open("rb") as original, temporary.open("wb") as copy:
            while piece := original.read(1 << 20):
                digest.update(piece)
                copy.write(piece)
            copy.flush()
            os.fsync(copy.fileno())
        sha = digest.hexdigest()
        target = place(sha)
        target.parent.mkdir(parents=True, exist_ok=True)
        temporary.chmod(0o444)
        temporary.replace(target)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    for changed in (target.parent, target.parent.parent):
        handle = os.open(changed, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
    return sha
