"""Reading in a process of its own, bounded in time and memory, so that a bad document costs only itself.

One worker is kept and used again; after a crash or a timeout the next document gets a new one.
"""

from __future__ import annotations

import os
import shutil
import signal
import struct
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import IO, Any

from evidence import codec
from evidence.alike import summary
from evidence.errors import KravError, Message
from evidence.model import DocumentKind, Outcome
from evidence.pace import breathe, on_breath, on_turn
from evidence.readers import NO_AIDS, Aids, Attachment, PageText, Reading
from evidence.reading import Read, read_file
from evidence.sandbox import confine, environment, held

#: Seconds a page gets (of a document that is not read page by page: the whole of it), and seconds more for each of
#: its megabytes; and seconds for the whole document at most.
SECONDS, SECONDS_A_MEGABYTE, MOST_SECONDS = 60, 20, 7200
#: Bytes of address space the worker may use.
MEMORY = 3 << 29
#: A worker that has come to hold so many bytes is followed by a new one.
TIRED = 400 << 20
#: An answer larger than this is refused: no document says so much.
MOST_ANSWER = 1 << 28
#: How many files are taken out of one, and how many bytes; what is beyond is named without its bytes.
MOST_FILES, MOST_BYTES = 50_000, 8 << 30
#: Pages a reader may break down on before those that follow are given up, and more pages than any document has.
_BREAKDOWNS, _MOST_PAGES = 3, 20_000
#: Where on the desk a reading process notes the page it is on.
_AT = "at"
#: What a reading process begins with, once it knows where to import from.
START = "from evidence.worker import main; main(sys.argv)"

TOO_MUCH = Message("not taken in, since there is too much in the file it lies in; take it out and add it by itself")
_MORE = Message("and more files, which were not counted; take the file apart and add the parts")
_BROKE_OFF = Message("the files after this place could not be taken out; take them out and add them by themselves")


@dataclass(frozen=True, slots=True)
class Attached:
    """A file taken out of another: where it lies, or (with an outcome) why it could not be taken out."""

    name: str
    file: Path | None
    outcome: Outcome | None = None
    reason: Message | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What the worker read, and the files that hold what was attached and what was derived (by purpose).

    ``summary`` is what is held against other documents; empty where there are no pages.
    """

    read: Read
    attachments: tuple[Attached, ...] = ()
    copies: Mapping[str, Path] = field(default_factory=dict)
    summary: tuple[int, ...] = ()


class Worker:
    """A reader in a child process. Use it as a context manager; it ends with it.

    ``desk`` is an empty folder for what is taken out of documents; what lies there is gone with the next document.
    """

    def __init__(self, desk: Path, *, seconds: float | None = None, memory: int = MEMORY) -> None:
        self._seconds = seconds
        self._memory = memory
        self._process: subprocess.Popen[bytes] | None = None
        self._killed = False
        self._desk = desk.resolve()

    def __enter__(self) -> Worker:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.end()
        self._clear()

    def _clear(self) -> None:
        for old in self._desk.iterdir():
            shutil.rmtree(old) if old.is_dir() and not old.is_symlink() else old.unlink()

    def read(self, path: Path, name: str, aids: Aids = NO_AIDS) -> Answer:
        """Read a file. A crash, a hang or a blow-up comes back as UNREADABLE with its reason.

        Where that came of one page among others, the file is read again without it. OSError where what is taken out of
        it cannot be put down.
        """
        first, page = self._told(path, name, aids)
        told = first
        for breakdown in range(1, _BREAKDOWNS + 1):
            if not page or page in aids.skipped or self._killed:
                break
            more = (page,) if breakdown < _BREAKDOWNS else range(page, _MOST_PAGES + 1)
            aids = replace(aids, skipped=(*aids.skipped, *more))
            told, page = self._told(path, name, aids)
        return told if told.read.reading.outcome is Outcome.READ else first

    def _told(self, path: Path, name: str, aids: Aids) -> tuple[Answer, int]:
        """What the process answers; and the page on which it broke down, 0 where it did not or nobody knows."""
        self._clear()
        megabytes = path.stat().st_size / 1_000_000
        seconds = self._seconds or SECONDS + SECONDS_A_MEGABYTE * megabytes
        question = {"path": str(path.resolve()), "name": name, "seconds": seconds, "passwords": aids.passwords,
                    "skipped": aids.skipped}  # fmt: skip
        process = self._start()
        assert process.stdin is not None and process.stdout is not None
        try:
            _send(process.stdin, question)
            answer = _receive(process.stdout)
        except OSError:
            answer = None
        try:
            told = understood(answer, self._desk)
            if answer["held"] > TIRED:  # what one document has taken must not be missing to the next
                self.end()
            return told, 0
        except (TypeError, ValueError, KeyError, AttributeError):  # gone, or it talks nonsense
            return Answer(_failed(self.end(), seconds)), _page_in(self._desk / _AT)

    def _start(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            root = str(Path(__file__).resolve().parent.parent)
            code = f"import sys; sys.path[:] = {[root, *sys.path]!r}; {START}"
            try:
                self._process = subprocess.Popen(
                    [sys.executable, "-I", "-c", code, str(os.getpid()), str(self._memory)],
                    stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=self._desk,
                    env=environment(str(self._desk)), start_new_session=True,
                )  # fmt: skip
            except OSError as error:
                raise KravError(
                    Message("The process that reads documents cannot be started ({reason}).", {"reason": str(error)}),
                    Message("Close other programs and try again."),
                ) from error
        return self._process

    def kill(self) -> None:
        """End the process at once, from another thread than the one that waits for its answer."""
        self._killed = True
        process = self._process
        if process is not None:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(process.pid, signal.SIGKILL)

    def end(self) -> int:
        """End the process and whatever it has started; how it ended (negative: by that signal)."""
        process, self._process = self._process, None
        if process is None:
            return 0
        for pipe in filter(None, (process.stdin, process.stdout)):
            with suppress(OSError):  # what stood in the pipe cannot be delivered to a dead process
                pipe.close()
        try:
            code = process.wait(timeout=2)
        except subprocess.TimeoutExpired:
            code = 0
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
        return process.wait() or code


def understood(value: Any, desk: Path) -> Answer:
    """What plain values say was read, the files they speak of lying on ``desk`` under their numbers.

    OSError where there was no room for these; TypeError, ValueError, KeyError or AttributeError where it is nonsense.
    """
    if "no_room" in value:
        raise OSError(value["errno"], value["no_room"])
    attachments = tuple(
        Attached(name, desk / str(number) if outcome is None else None, outcome and Outcome(outcome), reason)
        for number, (name, outcome, reason) in enumerate(value["attachments"])
    )
    copies = {purpose: desk / f"copy-{number}" for number, purpose in enumerate(value["copies"])}
    return Answer(_from_json(value), attachments, copies, tuple(map(int, value["summary"])))


def as_plain(answer: Answer) -> dict[str, object]:
    """The same as plain values again, but for the files."""
    return _to_json(answer.read) | {
        "attachments": [[one.name, one.outcome and one.outcome.value, one.reason] for one in answer.attachments],
        "copies": list(answer.copies),
        "summary": answer.summary,
    }


def _page_in(note: Path) -> int:
    """The page a process has noted that it is on; 0 where it has noted none."""
    try:
        return int(note.read_text(encoding="ascii"))
    except (OSError, ValueError):
        return 0


def _note_page(note: Path, page: int) -> None:
    with suppress(OSError):  # where there is no room for a number, the document is only dearer to lose
        note.write_text(str(page), encoding="ascii")


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


def _to_json(read: Read) -> dict[str, object]:
    reading = read.reading
    return {
        "media": read.media, "kind": read.kind.value, "kind_reason": read.kind_reason, "date": read.date,
        "date_reason": read.date_reason, "outcome": reading.outcome.value, "reason": reading.reason,
        "title": reading.title, "fields": reading.fields, "notices": reading.notices, "locked": reading.locked,
        "pages": [
            [page.text, page.label, codec.marks_out(page.marks), codec.words_out(page.words)] for page in reading.pages
        ],
    }  # fmt: skip


def _from_json(value: Any) -> Read:
    reading = Reading(
        outcome=Outcome(value["outcome"]), reason=value["reason"], title=value["title"], fields=value["fields"],
        notices=tuple(value["notices"]), locked=value["locked"],
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


def main(arguments: list[str]) -> None:
    """The worker's own life: read what is asked for until nobody asks any more."""
    import resource

    parent, memory = map(int, arguments[1:])
    confine(parent, {resource.RLIMIT_AS: memory, resource.RLIMIT_FSIZE: MOST_BYTES})
    # Libraries may print; the answers must not be mixed with that.
    questions, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    quiet = os.open(os.devnull, os.O_RDWR)
    os.dup2(quiet, 0)
    os.dup2(quiet, 1)
    desk = Path.cwd()
    on_turn(lambda page: _note_page(desk / _AT, page))
    while (question := _receive(questions)) is not None:
        _run_clock(question["seconds"])
        aids = Aids(passwords=tuple(question["passwords"]), skipped=tuple(question["skipped"]))
        said = answer(Path(question["path"]), question["name"], desk, aids)
        _send(answers, {**said, "held": held()})
        signal.setitimer(signal.ITIMER_REAL, 0)


def _run_clock(seconds: float) -> None:
    end = time.monotonic() + max(seconds, MOST_SECONDS)

    def renew() -> None:
        # The default act of SIGALRM ends the process even in the midst of a C library.
        signal.setitimer(signal.ITIMER_REAL, max(0.001, min(seconds, end - time.monotonic())))

    on_breath(renew)
    renew()


def answer(path: Path, name: str, desk: Path, aids: Aids) -> dict[str, object]:
    """What is sent back: the file read, and what is in it put down on the desk."""
    said: list[int] = []
    try:
        read = read_file(path, name, aids)
        said = summary(read.reading.pages) if read.reading.pages else []
    except MemoryError:
        reason = Message("reading it takes more memory than a document may; save it in parts (a log by its months, a "
                         "PDF by its pages) and add those too")  # fmt: skip
        read = Read(media="", reading=Reading(outcome=Outcome.UNREADABLE, reason=reason))
    try:
        for number, data in enumerate(read.reading.copies.values()):
            (desk / f"copy-{number}").write_bytes(data)
        attached = list(_put_down(read.reading.attachments, desk))
    except OSError as error:
        return {"no_room": error.strerror or str(error), "errno": error.errno or 0}
    return _to_json(read) | {
        "attachments": [[one.name, one.outcome and one.outcome.value, one.reason] for one in attached],
        "copies": list(read.reading.copies),
        "summary": said,
        "locked": read.reading.locked or any(one.locked for one in attached),
    }


def _put_down(attachments: Iterable[Attachment], desk: Path) -> Iterator[Attachment]:
    """Write what is attached into the desk, each under its number, while there is room; each without its bytes."""
    room = MOST_BYTES
    for number, one in enumerate(_whole(attachments)):
        room -= len(one.data)
        if one.outcome is None and (room < 0 or number >= MOST_FILES):
            one = replace(one, outcome=Outcome.UNSUPPORTED, reason=TOO_MUCH)
        if one.outcome is None:
            (desk / str(number)).write_bytes(one.data)
        yield replace(one, data=b"")
        breathe()
        if number >= 2 * MOST_FILES:
            yield Attachment(name="…", outcome=Outcome.UNSUPPORTED, reason=_MORE)
            return


def _whole(attachments: Iterable[Attachment]) -> Iterator[Attachment]:
    """The same; and where taking them out breaks down, a last one that says so."""
    try:
        yield from attachments
    except Exception:  # parsers raise whatever they like, and in the midst of it
        yield Attachment(name="…", outcome=Outcome.UNREADABLE, reason=_BROKE_OFF)
