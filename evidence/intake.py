"""Taking documents in: copied as they are, read in processes of their own, stored one whole document at a time.

Killed at any moment and run again it ends in the same state as if it had not been disturbed. A document, its pages, its
input, its line in the log and the list of what was found in it and is still to be read are one transaction, and the
originals are moved into place whole. However many readers are at work, documents are stored in the order of their
paths, those found in a file right after it, so that the store is the same on any machine.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future
from concurrent.futures import TimeoutError as NotYet
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path, PurePosixPath

from evidence import custody, handed
from evidence.crew import Crew, Inner, Taken
from evidence.desk import Desk, NotRead
from evidence.errors import KravError, Message
from evidence.far import FarCrew
from evidence.gather import Given, gather, inside
from evidence.handed import Unread
from evidence.model import Document, Input, Outcome, Page
from evidence.readers import NO_AIDS, Aids, PageText
from evidence.store import Store, copy_path, original_path, suffix_of
from evidence.worker import MOST_BYTES, MOST_FILES, TOO_MUCH

#: Called before each file: how many are done, how many there are so far, the path of this one.
Progress = Callable[[int, int, str], None]
#: Called where a file is locked and no password fits: its path. A password to try, or "" to leave it locked.
Ask = Callable[[str], str]

#: A mail in a mail in a mail … is followed so far down.
MOST_DEPTH = 5
#: Seconds of work that may be lost when the power fails.
_BATCH = 1.0
#: The SHA-256 of a file in which there is nothing: files that share it are no copies of one another.
_NOTHING = hashlib.sha256().hexdigest()

_TOO_DEEP = Message("not taken in, since it lies more than {depth} files deep; take it out and add it by itself",
                    {"depth": MOST_DEPTH})  # fmt: skip


def take_in(
    store: Store, paths: Sequence[Path], *, aids: Aids = NO_AIDS, ask: Ask | None = None, retry: bool = False,
    jobs: int | None = None, executor: Executor | None = None, on_progress: Progress | None = None,
) -> list[Input]:  # fmt: skip
    """Take in files and folders; what became of each, and of what was found in them, sorted by path.

    With ``retry`` also what is in the case and could not be read is read again. ``jobs`` readers work at once (as many
    as there are processors), on other machines where an ``executor`` has them. KravError naming every path that is
    missing, before anything is taken in; or where the case cannot be written: then it is as it was before the file
    under way.
    """
    from evidence.alike import relate


    given = gather([Path(path) for path in paths], store.folder)
    desk = Desk(store.folder)
    with _writing(store.folder), desk.alone():
        left = handed.unread(store)
        desk.sweep({one.sha256 for one in left})
        tasks = [_Task(path=one.path, sha256=one.sha256, found=one) for one in left]
        if retry:
            tasks += [_Task(path=one.path, sha256=one.sha256, again=one) for one in handed.to_retry(store)]
            named = {one.source for one in given}
            given += [Given(*one) for one in handed.unopened(store) if one[1] not in named and Path(one[1]).is_file()]
        tasks += [_Task(path=one.path, given=one) for one in given]
        many = jobs or os.cpu_count() or 1
        with FarCrew(desk, many, executor) if executor else Crew(desk, many) as crew:
            intake = _Intake(store, desk, crew, aids, ask, 1 if many == 1 else 2 * many + 2)
            intake.run(tasks, on_progress)
        relate(store)
        desk.sweep()
    by_place = {(one.path, one.sha256 or ""): one for one in intake.outcomes}
    return [by_place[place] for place in sorted(by_place)]


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


@dataclass(slots=True, kw_only=True)
class _Task:
    """A file on its way into the case: handed in now, found in one that was, or in the case and to be read again."""

    path: str
    sha256: str = ""  # "": not looked into yet
    given: Given | None = None
    found: Unread | None = None
    again: Document | None = None
    look: tuple[int, int] = (-1, -1)
    seen: bool = False  # known by its look, without being opened
    reading: Future[Taken] | None = None
    passwords: int = 0  # how many there were when its reading began

    @property
    def name(self) -> str:
        return self.path.rsplit("/", 1)[-1]

    @property
    def source(self) -> str:
        """Where on this machine it, or the file it was found in, lay; "" where nobody says any more."""
        return self.given.source if self.given else self.found.source if self.found else ""


class _Intake:
    """One intake under way."""

    def __init__(self, store: Store, desk: Desk, crew: Crew, aids: Aids, ask: Ask | None, ahead: int) -> None:
        self.store = store
        self.desk = desk
        self.crew = crew
        self.passwords = list(aids.passwords)
        self.ask = ask
        self.ahead = ahead
        self.outcomes: list[Input] = []
        self.looks = handed.looks(store)
        self.reading: set[str] = set()
        self.room: dict[str, tuple[int, int]] = {}
        self.batch = ExitStack()
        self.batch_began: float | None = None

    def run(self, tasks: list[_Task], on_progress: Progress | None) -> None:
        """See every task through, and those that come of it."""
        waiting, coming, done, total = deque[_Task](), iter(tasks), 0, len(tasks)
        with self._whole():
            while True:
                waiting.extend(self._looked_at(task) for task in islice(coming, max(0, self.ahead - len(waiting))))
                if not waiting:
                    break
                for task in islice(waiting, self.ahead):
                    self._begin_reading(task)
                task = waiting.popleft()
                if on_progress:
                    on_progress(done, total, task.path)
                found = self._store(task)
                waiting.extendleft(reversed(found))
                done, total = done + 1, total + len(found)
                if self.batch_began is not None and time.monotonic() - self.batch_began > _BATCH:
                    self._settle()
            self._settle()
        if on_progress:
            on_progress(total, total, "")

    # Transactions: several documents stand in one, since each costs a flush of the disk.

    @contextmanager
    def _whole(self) -> Iterator[None]:
        """All that has been settled stays, whatever happens; the rest is undone."""
        try:
            yield
        except BaseException as error:
            self.batch.__exit__(type(error), error, error.__traceback__)
            self.desk.undo()
            raise

    def _write(self) -> None:
        if self.batch_began is None:
            self.batch.enter_context(self.store.transaction())
            self.batch_began = time.monotonic()

    def _settle(self) -> None:
        if self.batch_began is not None:
            self.desk.flush()  # what the log tells of must be on the disk before the log
            self.batch.close()  # where there is no room for the log, what it would tell of is taken back
            self.desk.settle()
            self.batch_began = None

    # Reading, ahead of storing.

    def _looked_at(self, task: _Task) -> _Task:
        """Look at a file handed in: it may be known by its look, or by its bytes, or not be readable at all."""
        given = task.given
        if given is None or given.outcome:
            return task
        try:
            task.look = handed.look_of(given.file)
            known = self.looks.get((given.source, *task.look))
            task.seen, task.sha256 = known is not None, known or custody.file_hash(given.file)
        except OSError as error:
            task.given = replace(given, outcome=Outcome.UNREADABLE, reason=NotRead(error).reason)
        return task

    def _begin_reading(self, task: _Task) -> None:
        """Have it read, unless that is done or under way, or its bytes are in the case."""
        if task.reading or task.seen or not task.sha256 or task.sha256 in self.reading:
            return
        if task.again is None and self.store.known(task.sha256) is not None:
            return
        self.reading.add(task.sha256)
        self._read(task)

    def _read(self, task: _Task) -> None:
        aids = Aids(passwords=tuple(self.passwords))
        task.passwords = len(self.passwords)
        if task.given:
            task.reading = self.crew.take(task.given.file, task.name, aids)
            return
        kept = self.store.original(task.sha256) if task.again else self.desk.waiting(task.sha256)
        if not kept.exists():  # moved into its place before the power failed
            kept = original_path(self.store.folder, task.sha256, suffix_of(task.name))
        size = task.again.size if task.again else task.found.size if task.found else 0
        task.reading = self.crew.read(kept, task.sha256, size, task.name, aids)

    def _taken(self, task: _Task) -> Taken:
        """What was read, once that is done; a locked file is tried with every password that can be had. NotRead."""
        taken = self._waited(task)
        while taken.read.reading.locked:
            if task.passwords == len(self.passwords):
                self._settle()
                password = self.ask(task.path) if self.ask else ""
                if not password:
                    break
                self.passwords.append(password)
            task.reading = None
            self._read(task)
            taken = self._waited(task)
        self.reading.discard(task.sha256)
        return taken

    def _waited(self, task: _Task) -> Taken:
        if task.reading is None:
            self._read(task)
        assert task.reading is not None
        try:
            began = self.batch_began
            return task.reading.result(None if began is None else max(0.0, began + _BATCH - time.monotonic()))
        except NotYet:
            self._settle()  # nothing that is done waits for a file that takes long
            return task.reading.result()

    # Storing, in order. Each returns what was found in the file and is still to be read.

    def _store(self, task: _Task) -> list[_Task]:
        if not task.sha256:
            return self._leave_out(task)
        before = self.store.given_before(task.path, task.sha256, task.given.source) if task.given else None
        if before is not None:
            return self._recall(task, before)
        try:
            first = None if task.again else self.store.known(task.sha256)
            taken = None if first is not None else self._taken(task)
            # The file may have become another since it was looked at.
            first = first if taken is None or task.again else self.store.known(taken.sha256)
        except NotRead as problem:
            assert task.given is not None
            task.given = replace(task.given, outcome=Outcome.UNREADABLE, reason=problem.reason)
            return self._leave_out(task)
        self._write()
        if task.found:
            handed.drop_unread(self.store, task.found.place)
        if taken is None or first is not None:
            self._repeat(task, taken.sha256 if taken else task.sha256, first or "")
            return []
        return self._put(task, taken)

    def _leave_out(self, task: _Task) -> list[_Task]:
        """Record something that could not be taken in at all."""
        given = task.given
        assert given is not None and given.outcome is not None
        one = Input(path=given.path, sha256=None, outcome=given.outcome, reason=given.reason)
        if self.store.given_before(given.path, None, given.source) != one:
            self._write()
            self._note(one, given.source)
        else:
            self.outcomes.append(one)
        return []

    def _note(self, one: Input, source: str) -> None:
        self.store.put_input(one, source)
        self.store.log("left_out", path=one.path, outcome=one.outcome.value, source=source)
        self.outcomes.append(one)

    def _recall(self, task: _Task, before: Input) -> list[_Task]:
        """It was handed in before, from the same place."""
        assert task.given is not None
        if not task.seen and task.look[1] != -1:
            self._write()
            handed.note_look(self.store, before, task.given.source, task.look)
        self.outcomes += [before, *handed.beneath(self.store, before.path)]
        return []

    def _repeat(self, task: _Task, sha: str, first: str) -> None:
        """Its bytes are in the case already."""
        same = Message("the same file as {first}", {"first": first})
        reason = Message("empty, as is {first}", {"first": first}) if sha == _NOTHING else same
        one = Input(path=task.path, sha256=sha, outcome=Outcome.DUPLICATE, reason=reason)
        source = task.given.source if task.given else ""
        self.store.put_input(one, source, task.look if sha == task.sha256 else (-1, -1))
        self.store.log("duplicate", path=task.path, sha256=sha, first=first, source=task.source)
        self.outcomes.append(one)

    def _put(self, task: _Task, taken: Taken) -> list[_Task]:
        """Store a document, and what was found in it as still to be read."""
        parent = task.again.parent if task.again else task.found.parent if task.found else None
        document, pages = _document(task, taken, parent)
        if task.again and (document, pages) == (self.store.as_read(taken.sha256), self.store.pages(taken.sha256)):
            self.outcomes += handed.set_outcome(self.store, document.sha256, document.outcome, document.reason)
            return self._found_in(task, taken)
        suffix = suffix_of(task.name)
        if not task.again:
            self.desk.place(taken.sha256, original_path(self.store.folder, taken.sha256, suffix))
        for sha in taken.copies.values():
            self.desk.place(sha, copy_path(self.store.folder, sha))
        words = {number: page.words for number, page in enumerate(taken.read.reading.pages, 1) if page.words}
        hash_of_pages = self.store.put_document(document, suffix, pages, words, taken.copies, taken.summary)
        self.store.log(
            "read_again" if task.again else "take_in", path=document.path, sha256=document.sha256, size=document.size,
            outcome=document.outcome.value, pages=hash_of_pages, record=self.store.record(document.sha256),
            parent=parent or "", source=task.source,
            **({"copies": taken.copies} if taken.copies else {}),
        )  # fmt: skip
        if task.again:
            self.outcomes += handed.set_outcome(self.store, document.sha256, document.outcome, document.reason)
        else:
            one = Input(path=task.path, sha256=document.sha256, outcome=document.outcome, reason=document.reason)
            look = task.look if taken.sha256 == task.sha256 else (-1, -1)
            self.store.put_input(one, task.given.source if task.given else "", look)
            self.outcomes.append(one)
        return self._found_in(task, taken)

    def _found_in(self, task: _Task, taken: Taken) -> list[_Task]:
        named = list(_named(taken.inner, task.path))
        if not named:
            return []
        here = self._place(task)
        depth, root = here.count("."), task.found.root if task.found else task.path
        before = {one.path: one for one in handed.beneath(self.store, task.path)} if task.again else {}
        count, size = self.room.get(root) or handed.taken_from(self.store, root)
        found: list[Unread] = []
        for number, (path, one) in enumerate(named):
            old = before.get(path)
            if old and (old.sha256 or "", one.sha256 or old.outcome) == (one.sha256, one.sha256 or one.outcome):
                continue
            count, size = count + 1, size + one.size
            if one.outcome is None and depth < MOST_DEPTH and count <= MOST_FILES and size <= MOST_BYTES:
                found.append(
                    Unread(place=f"{here}.{number:06}", path=path, sha256=one.sha256, size=one.size,
                           parent=taken.sha256, root=root, source=task.source)
                )  # fmt: skip
            else:
                reason = one.reason if one.outcome else _TOO_DEEP if depth >= MOST_DEPTH else TOO_MUCH
                self._note(Input(path=path, sha256=None, outcome=one.outcome or Outcome.UNSUPPORTED, reason=reason), "")
        self.room[root] = count, size
        handed.put_unread(self.store, found)
        return [_Task(path=one.path, sha256=one.sha256, found=one) for one in found]

    def _place(self, task: _Task) -> str:
        """Where it sorts among files found in one another; the dots count how deep it lies."""
        if task.found:
            return task.found.place
        place, above = "0", task.again
        while above and above.parent and place.count(".") < MOST_DEPTH:
            place, above = f"{place}.0", self.store.as_read(above.parent)
        return place


def _named(found: Sequence[Inner], path: str) -> Iterator[tuple[str, Inner]]:
    """The paths of files found in one; two of one name are told apart by a number."""
    used: set[str] = set()
    for one in found:
        name, number = inside(one.name), 1
        suffix = PurePosixPath(name).suffix
        stem = name.removesuffix(suffix)
        while name in used:
            number += 1
            name = f"{stem} ({number}){suffix}"
        used.add(name)
        yield f"{path}/{name}", one


def _document(task: _Task, taken: Taken, parent: str | None) -> tuple[Document, list[Page]]:
    read, sha = taken.read, taken.sha256
    reading = read.reading
    pages = [
        Page(document=sha, number=number, text=page.text, label=page.label, marks=page.marks, confidence=_sure(page))
        for number, page in enumerate(reading.pages, 1)
    ]
    document = Document(
        sha256=sha, name=task.name, path=task.path, media=read.media, size=taken.size, outcome=reading.outcome,
        reason=reading.reason, kind=read.kind, kind_reason=read.kind_reason, date=read.date,
        date_reason=read.date_reason, title=reading.title, fields=reading.fields, parent=parent, pages=len(pages),
        notices=reading.notices,
    )  # fmt: skip
    return document, pages


def _sure(page: PageText) -> float | None:
    return round(sum(word.confidence for word in page.words) / len(page.words), 1) if page.words else None
