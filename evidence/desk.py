"""Where files wait while they are taken in: whole, under their hash, until they are moved into their place.

The desk lies in the case folder, so that moving is renaming; what waits there after a crash is either still to be read
(the store says so) or swept away.
"""

from __future__ import annotations

import ctypes
import fcntl
import hashlib
import itertools
import os
import shutil
import stat
import sys
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from evidence import custody
from evidence.gather import unopened

NAME = ".intake"


class NotRead(Exception):
    """What was handed in cannot be read as bytes: the reason."""

    def __init__(self, error: OSError) -> None:
        self.reason = unopened(error)
        super().__init__(str(self.reason))


class Desk:
    """The desk of one intake. All that is written goes through it; OSError where the disk will not have it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / NAME
        self._placed: list[tuple[Path, str]] = []
        self._numbers = itertools.count()

    @contextmanager
    def alone(self) -> Iterator[Desk]:
        """Wait for another intake into the same case to end, and be the only one until the end of the block."""
        self.folder.mkdir(exist_ok=True)
        with self.folder.with_suffix(".lock").open("a") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield self

    def sweep(self, waiting: Collection[str] = ()) -> None:
        """Clear the desk of everything but the files with the hashes ``waiting``."""
        for left in self.folder.iterdir():
            if left.is_dir() and not left.is_symlink():
                shutil.rmtree(left)
            elif left.name not in waiting:
                left.unlink()

    def corner(self, number: int) -> Path:
        """An empty folder for one reader."""
        made = self.folder / f"reader-{number}"
        made.mkdir(exist_ok=True)
        return made

    def waiting(self, sha: str) -> Path:
        """Where a file waits."""
        return self.folder / sha

    def keep(self, source: Path) -> tuple[str, int]:
        """Copy a file that was handed in onto the desk; the hash and size of what was copied. NotRead."""
        temporary = self.folder / f"copy-{next(self._numbers)}"
        digest, size = hashlib.sha256(), 0
        with _opened(source) as original, temporary.open("wb") as copy:
            while piece := _piece(original):
                digest.update(piece)
                size += copy.write(piece)
        return self._kept(temporary, digest.hexdigest()), size

    def receive(self, file: Path) -> tuple[str, int]:
        """The same for a file that a reader has put down on the desk, which is moved. ValueError of what is no file."""
        status = file.lstat()
        if not stat.S_ISREG(status.st_mode):  # no reader of ours makes links; one taken over by a document might
            raise ValueError(file)
        with file.open("rb") as opened:
            sha = hashlib.file_digest(opened, "sha256").hexdigest()
        return self._kept(file, sha), status.st_size

    def _kept(self, file: Path, sha: str) -> str:
        file.chmod(0o444)
        file.replace(self.waiting(sha))
        return sha

    def place(self, sha: str, target: Path) -> None:
        """Move a file from the desk to its place in the case, unless it lies there."""
        target.parent.mkdir(parents=True, exist_ok=True)
        # After a failure of the power a file can lie in its place that is not whole.
        if target.exists() and custody.file_hash(target) == sha:
            self.waiting(sha).unlink(missing_ok=True)
        else:
            self.waiting(sha).replace(target)
            self._placed.append((target, sha))

    def flush(self) -> None:
        """See to it that all that was moved into place survives a failure of the power."""
        if self._placed:
            _sync(self.folder, [target for target, _ in self._placed])

    def settle(self) -> None:
        """What was moved into place stays there: the log tells of it."""
        self._placed.clear()

    def undo(self) -> None:
        """Take back onto the desk what was moved into place and has not been settled."""
        for target, sha in reversed(self._placed):
            target.replace(self.waiting(sha))
        self._placed.clear()


def _opened(source: Path) -> IO[bytes]:
    try:
        return source.open("rb")
    except OSError as error:
        raise NotRead(error) from error


def _piece(file: IO[bytes]) -> bytes:
    try:
        return file.read(1 << 20)
    except OSError as error:
        raise NotRead(error) from error


def _sync(folder: Path, files: list[Path]) -> None:
    # One flush of the file system costs a fifth of flushing some thirty files and their folders one by one.
    for path in [folder] if sys.platform == "linux" else {*files, *(file.parent for file in files)}:
        handle = os.open(path, os.O_RDONLY)
        try:
            if sys.platform == "linux":
                if ctypes.CDLL(None, use_errno=True).syncfs(handle):
                    error = ctypes.get_errno()
                    raise OSError(error, os.strerror(error))
            else:
                os.fsync(handle)
        finally:
            os.close(handle)
