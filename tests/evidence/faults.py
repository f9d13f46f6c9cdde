"""Faults made on purpose: an intake in a process of its own that is killed, or finds the disk full, at a chosen step.

A step is what the system sees: a file opened, renamed, made or removed in the case folder, a statement to the store.
"""

from __future__ import annotations

import errno
import itertools
import os
import select
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from threading import Lock

from evidence import codec, crew, worker
from evidence.errors import KravError
from evidence.intake import take_in
from evidence.readers import NO_AIDS, Aids
from evidence.store import Store
from evidence.worker import Answer, Worker

_WRITES = {"os.rename", "os.mkdir", "os.remove", "os.rmdir", "os.chmod"}


_ONE = Lock()


class Inline(Worker):
    """A worker that reads in the process that asks, since it is not the reading that is tried."""

    def read(self, path: Path, name: str, aids: Aids = NO_AIDS) -> Answer:
        self._clear()
        with _ONE:  # PDFium is not made for two threads
            return worker.understood(codec.loads(codec.dumps(worker.answer(path, name, self._desk, aids))), self._desk)


def forked(act: Callable[[], None]) -> int:
    """Do it in a copy of this process; how that ended (negative: by that signal)."""
    child = os.fork()
    if not child:
        code = 1
        try:
            act()
            code = 0
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def _intake(case: Path, folder: Path, on_step: Callable[[bool], None]) -> None:
    vars(crew)["Worker"] = Inline  # in a copy of the process that ends with this

    def heard(event: str, arguments: tuple[object, ...]) -> None:
        if not arguments or not str(arguments[0]).startswith(str(case)):
            return
        if event in _WRITES:
            on_step(True)
        elif event == "open":
            flags = arguments[2]
            on_step(isinstance(flags, int) and bool(flags & (os.O_WRONLY | os.O_RDWR)))

    with Store.open(case) as store:
        store.connection.set_trace_callback(lambda _: on_step(False))
        sys.addaudithook(heard)
        take_in(store, [folder], jobs=1)


def steps_of(case: Path, folder: Path) -> int:
    """How many steps an undisturbed intake takes; the case is filled by it."""
    counted, writer = os.pipe()

    def act() -> None:
        def on_step(_: bool) -> None:
            os.write(writer, b".")

        _intake(case, folder, on_step)

    child = forked(act)
    os.close(writer)
    with os.fdopen(counted, "rb") as pipe:
        told = pipe.read()
    assert child == 0
    return len(told)


def killed_at(step: int, case: Path, folder: Path) -> bool:
    """Take in, and be killed at that step as by the failure of the power. Whether it came so far."""
    numbers = itertools.count(1)

    def on_step(_: bool) -> None:
        if next(numbers) == step:
            os.kill(os.getpid(), signal.SIGKILL)

    return forked(lambda: _intake(case, folder, on_step)) == -signal.SIGKILL


def full_at(write: int, case: Path, folder: Path) -> bool:
    """Take in, and find the disk full at that write and for some time. Whether there was such a write, and advice."""
    numbers = itertools.count(1)

    def on_step(writing: bool) -> None:
        # Not for ever: what needs no room (to rename, to remove) still goes on a full disk.
        if writing and next(numbers) == write:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    def act() -> None:
        try:
            _intake(case, folder, on_step)
        except KravError as error:
            os._exit(28 if "No space left" in str(error.problem) and "room on the disk" in str(error.advice) else 1)

    ended = forked(act)
    assert ended in (0, 28)
    return ended == 28


def gone(process: int, within: float = 60) -> bool:
    """Whether a process that is no child of ours has ended, or ends within so many seconds."""
    try:
        handle = os.pidfd_open(process)
    except ProcessLookupError:
        return True
    try:
        return bool(select.select([handle], [], [], within)[0])
    finally:
        os.close(handle)
