"""Several readers at work at once: each job is one file read in a worker, and what is in it put on the desk."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from queue import LifoQueue
from types import TracebackType

from evidence.desk import Desk
from evidence.errors import Message
from evidence.model import Outcome
from evidence.readers import Aids
from evidence.reading import Read
from evidence.worker import Answer, Worker


@dataclass(frozen=True, slots=True)
class Inner:
    """A file found in another: waiting on the desk under its hash, or (with an outcome) not taken out."""

    name: str
    sha256: str = ""
    size: int = 0
    outcome: Outcome | None = None
    reason: Message | None = None


@dataclass(frozen=True, slots=True)
class Taken:
    """A file that was read: its bytes, what they say, what is in it, and the hashes of what was derived from it.

    ``summary`` is what is held against other documents; empty where there are no pages.
    """

    sha256: str
    size: int
    read: Read
    inner: tuple[Inner, ...] = ()
    copies: Mapping[str, str] = field(default_factory=dict)
    summary: tuple[int, ...] = ()


class Crew:
    """Workers, each with a corner of the desk and a thread that waits for it. Use it as a context manager."""

    def __init__(self, desk: Desk, jobs: int) -> None:
        self._desk = desk
        self._workers = [Worker(desk.corner(number)) for number in range(jobs)]
        # The one that came back last goes out first: a few files do not start many processes.
        self._free: LifoQueue[Worker] = LifoQueue()
        for worker in reversed(self._workers):
            self._free.put(worker)
        self._pool = ThreadPoolExecutor(jobs)

    def __enter__(self) -> Crew:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._pool.shutdown(wait=False, cancel_futures=True)
        for worker in self._workers:
            worker.kill()
        self._pool.shutdown()
        for worker in self._workers:
            worker.end()

    def take(self, source: Path, name: str, aids: Aids) -> Future[Taken]:
        """Copy a file onto the desk and read it as ``name``. The future raises NotRead, or OSError of the desk."""

        def job() -> Taken:
            sha, size = self._desk.keep(source)
            return self._read(self._desk.waiting(sha), sha, size, name, aids)

        return self._pool.submit(job)

    def read(self, file: Path, sha: str, size: int, name: str, aids: Aids) -> Future[Taken]:
        """The same for a file that is in the case or on the desk."""
        return self._pool.submit(self._read, file, sha, size, name, aids)

    def _read(self, file: Path, sha: str, size: int, name: str, aids: Aids) -> Taken:
        worker = self._free.get()
        try:
            # What is in the file is taken from the worker's corner before that is cleared for the next.
            return self._received(worker.read(file, name, aids), sha, size)
        finally:
            self._free.put(worker)

    def _received(self, answer: Answer, sha: str, size: int) -> Taken:
        inner = []
        for one in answer.attachments:
            if one.file is None:
                inner.append(Inner(one.name, outcome=one.outcome, reason=one.reason))
            else:
                inner.append(Inner(one.name, *self._desk.receive(one.file)))
        copies = {purpose: self._desk.receive(file)[0] for purpose, file in answer.copies.items()}
        return Taken(sha, size, answer.read, tuple(inner), copies, answer.summary)
