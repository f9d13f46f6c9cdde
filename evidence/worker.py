"""Reading in a process of its own, bounded in time and memory, so that a bad document costs only itself.

One worker is kept and used again; after a crash or a timeout the next document gets a new one.
"""

from __future__ import annotations

import os
import signal
import struct
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import IO, Any

from evidence import codec
from evidence.errors import KravError, Message
from evidence.model import DocumentKind, Outcome
from evidence.readers import PageText, Reading
from evidence.reading import Read, read_file

#: Seconds a document gets, and seconds more for each of its megabytes.
SECONDS, SECONDS_A_MEGABYTE = 60, 20
#: Bytes of address space the worker may use.
MEMORY = 2 << 30
#: An answer larger than this is refused: no document says so much.
MOST_ANSWER = 1 << 30


@dataclass(frozen=True, slots=True)
class Answer:
    """What the worker read, and the files that hold what was attached, by the names they were given."""

    read: Read
    attachments: tuple[tuple[str, Path], ...] = ()


class Worker:
    """A reader in a child process. Use it as a context manager; it ends with it.

    ``desk`` is an empty folder for what is attached to documents; what lies there is gone with the next document.
    """

    def __init__(self, desk: Path, *, seconds: float | None = None, memory: int = MEMORY) -> None:
        self._seconds = seconds
        self._memory = memory
        self._process: subprocess.Popen[bytes] | None = None
        self._desk = desk.resolve()

    def __enter__(self) -> Worker:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end()
        self._clear()

    def _clear(self) -> None:
        for old in self._desk.iterdir():
            old.unlink()

    def read(self, path: Path, name: str) -> Answer:
        """Read a file. A crash, a hang or a blow-up comes back as UNREADABLE with its reason.

        OSError where what is attached cannot be put down.
        """
        self._clear()
        megabytes = path.stat().st_size / 1_000_000
        seconds = self._seconds or SECONDS + SECONDS_A_MEGABYTE * megabytes
        question = {"path": str(path.resolve()), "name": name, "seconds": seconds, "desk": str(self._desk)}
        process = self._start()
        assert process.stdin is not None and process.stdout is not None
        try:
            _send(process.stdin, question)
            answer = _receive(process.stdout)
        except OSError:
            answer = None
        if answer is None:
            return Answer(_failed(self._end(), seconds))
        if "no_room" in answer:
            raise OSError(answer["errno"], answer["no_room"])
        attachments = tuple((name, self._desk / str(number)) for number, name in enumerate(answer["attachments"]))
        return Answer(_from_json(answer), attachments)

    def _start(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            root = str(Path(__file__).resolve().parent.parent)
            code = f"import sys; sys.path.insert(0, {root!r}); from evidence.worker import main; main({self._memory})"
            try:
                self._process = subprocess.Popen(
                    [sys.executable, "-c", code],
                    stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=self._desk,
                )  # fmt: skip
            except OSError as error:
                raise KravError(
                    Message("The process that reads documents cannot be started ({reason}).", {"reason": str(error)}),
                    Message("Close other programs and try again."),
                ) from error
        return self._process

    def _end(self) -> int:
        """End the process; how it ended (negative: by that signal)."""
        process, self._process = self._process, None
        if process is None:
            return 0
        for pipe in (process.stdin, process.stdout):
            if pipe:
                try:
                    pipe.close()
                except OSError:
                    continue  # what stood in the pipe cannot be delivered to a dead process
        try:
            return process.wait(timeout=2)
        except subprocess.TimeoutExpired:
            process.kill()
            return process.wait()


def _failed(code: int, seconds: float) -> Read:
    if code == -signal.SIGALRM:
        reason = Message(
            "reading it took longer than {seconds} seconds; open it in its program, save it anew as PDF and add "
            "that too",
            {"seconds": round(seconds)},
        )
    else:
        reason = Message("its reader broke down on it; open it in its program, save it anew as PDF and add that too")
    return Read(media="", reading=Reading(outcome=Outcome.UNREADABLE, reason=reason))


# What goes through the pipes: a length, then JSON. Never pickle: a document that takes over its reader must not reach
# the process that holds the case.


def _send(pipe: IO[bytes], value: Mapping[str, object]) -> None:
    data = codec.dumps(value).encode("utf-8", errors="surrogatepass")
    pipe.write(struct.pack(">Q", len(data)) + data)
    pipe.flush()


def _receive(pipe: IO[bytes]) -> Any:
    """The next value, or None where the other side is gone or talks nonsense."""
    head = pipe.read(8)
    if len(head) < 8:
        return None
    (length,) = struct.unpack(">Q", head)
    if length > MOST_ANSWER:
        return None
    data = pipe.read(length)
    if len(data) < length:
        return None
    try:
        return codec.loads(data.decode("utf-8", errors="surrogatepass"))
    except ValueError:
        return None


def _to_json(read: Read, attachments: list[str]) -> dict[str, object]:
    reading = read.reading
    return {
        "media": read.media, "kind": read.kind.value, "kind_reason": read.kind_reason, "date": read.date,
        "date_reason": read.date_reason, "outcome": reading.outcome.value, "reason": reading.reason,
        "title": reading.title, "fields": dict(reading.fields), "notices": list(reading.notices),
        "pages": [
            [page.text, page.label, codec.marks_out(page.marks), codec.words_out(page.words)] for page in reading.pages
        ],
        "attachments": attachments,
    }  # fmt: skip


def _from_json(value: Any) -> Read:
    reading = Reading(
        outcome=Outcome(value["outcome"]), reason=value["reason"], title=value["title"], fields=value["fields"],
        notices=tuple(value["notices"]),
        pages=tuple(
            PageText(text=text, label=label, marks=codec.marks_in(marks), words=codec.words_in(words))
            for text, label, marks, words in value["pages"]
        ),
    )  # fmt: skip
    day: date | None = value["date"]
    return Read(
        media=value["media"], reading=reading, kind=DocumentKind(value["kind"]), kind_reason=value["kind_reason"],
        date=day, date_reason=value["date_reason"],
    )  # fmt: skip


def main(memory: int) -> None:
    """The worker's own life: read what is asked for until nobody asks any more."""
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides when the user interrupts
    # Libraries may print; the answers must not be mixed with that.
    questions, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    quiet = os.open(os.devnull, os.O_RDWR)
    os.dup2(quiet, 0)
    os.dup2(quiet, 1)
    while (question := _receive(questions)) is not None:
        # The default act of SIGALRM ends the process even in the midst of a C library.
        signal.setitimer(signal.ITIMER_REAL, question["seconds"])
        answer = _answer(Path(question["path"]), question["name"], Path(question["desk"]))
        _send(answers, answer)
        signal.setitimer(signal.ITIMER_REAL, 0)


def _answer(path: Path, name: str, desk: Path) -> dict[str, object]:
    try:
        read = read_file(path, name)
    except MemoryError:
        reason = Message("reading it takes more memory than a document may; save it in parts as PDF and add those too")
        read = Read(media="", reading=Reading(outcome=Outcome.UNREADABLE, reason=reason))
    names: list[str] = []
    try:
        for number, attachment in enumerate(read.reading.attachments):
            (desk / str(number)).write_bytes(attachment.data)
            names.append(attachment.name)
    except OSError as error:
        return {"no_room": error.strerror or str(error), "errno": error.errno or 0}
    return _to_json(read, names)
