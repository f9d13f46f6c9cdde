"""Reading on other machines: a document travels with its hash, and what is read comes back as the same plain bytes.

Over there it is read by a worker like our own, confined in a process of its own. Where nothing comes back it is read
here, so a machine that is lost on the way loses nothing, and the store is the same as if all had been read here.
"""

from __future__ import annotations

import hashlib
import tempfile
import threading
from concurrent.futures import Executor
from dataclasses import dataclass
from pathlib import Path
from queue import LifoQueue

from evidence import codec
from evidence.crew import Crew, Taken
from evidence.desk import Desk
from evidence.errors import KravError
from evidence.readers import Aids
from evidence.worker import Answer, Worker, as_plain, understood

#: A larger document is read here: sending it takes longer than it saves, and it is held in memory on the way.
MOST_SENT = 256 << 20


@dataclass(frozen=True, slots=True)
class Parcel:
    """What comes back: what was read as JSON, and the bytes of what lay in the document and was made of it."""

    said: bytes
    attachments: tuple[bytes, ...]
    copies: tuple[bytes, ...]


class FarCrew(Crew):
    """A crew whose readers sit wherever the executor has them; ``jobs`` documents are on their way at once."""

    def __init__(self, desk: Desk, jobs: int, executor: Executor) -> None:
        super().__init__(desk, jobs)
        self._executor = executor
        self._corners: LifoQueue[Path] = LifoQueue()
        for number in range(jobs, 2 * jobs):
            self._corners.put(desk.corner(number))

    def _read(self, file: Path, sha: str, size: int, name: str, aids: Aids) -> Taken:
        if size > MOST_SENT:
            return super()._read(file, sha, size, name, aids)
        try:
            parcel = self._executor.submit(read_there, sha, file.read_bytes(), name, aids.passwords).result()
        except KravError:
            raise
        except Exception:  # whoever had it is gone
            return super()._read(file, sha, size, name, aids)
        corner = self._corners.get()
        try:
            return self._received(_put_down(parcel, corner), sha, size)
        finally:
            self._corners.put(corner)


def _put_down(parcel: Parcel, corner: Path) -> Answer:
    """Lay what came back where the answer of a worker here would have it."""
    value = codec.loads(parcel.said.decode("utf-8", errors="surrogatepass"))
    attached = [str(number) for number, one in enumerate(value["attachments"]) if one[1] is None]
    derived = [f"copy-{number}" for number in range(len(value["copies"]))]
    for name, data in zip([*attached, *derived], [*parcel.attachments, *parcel.copies], strict=True):
        (corner / name).write_bytes(data)
    return understood(value, corner)


_HERE = threading.local()


def read_there(sha: str, data: bytes, name: str, passwords: tuple[str, ...]) -> Parcel:
    """Read a document on this machine for another. ValueError where its bytes are not those of its hash."""
    if hashlib.sha256(data).hexdigest() != sha:
        raise ValueError(sha)
    with tempfile.TemporaryDirectory(prefix="krav-") as folder:
        file = Path(folder) / sha
        file.write_bytes(data)
        answer = _reader().read(file, name, Aids(passwords=passwords))
        return Parcel(
            said=codec.dumps(as_plain(answer)).encode("utf-8", errors="surrogatepass"),
            attachments=tuple(one.file.read_bytes() for one in answer.attachments if one.file),
            copies=tuple(copy.read_bytes() for copy in answer.copies.values()),
        )


def _reader() -> Worker:
    """The worker of this thread, used again for the next document."""
    if not hasattr(_HERE, "reader"):
        _HERE.desk = tempfile.TemporaryDirectory(prefix="krav-desk-")
        _HERE.reader = Worker(Path(_HERE.desk.name))
    reader: Worker = _HERE.reader
    return reader
