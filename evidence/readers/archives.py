"""Archives (ZIP, TAR, and what gzip, bzip2 and xz make): documents without pages, whose members are attachments.

Members are taken out one at a time, in memory, under a name made harmless; nothing is written here. What cannot be
taken out is a member too, with the reason.
"""

from __future__ import annotations

import bz2
import gzip
import lzma
import stat
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import IO

from evidence.decode import likeliest
from evidence.detect import DAMAGED
from evidence.errors import Message
from evidence.gather import LINK, SPECIAL, inside, junk
from evidence.model import Outcome
from evidence.readers import NO_AIDS, Aids, Attachment, CannotRead, Locked, Reading, clean, start_of
from evidence.readers.packed import MOST_RATIO, SMALL
from evidence.readers.salvage import salvaged

#: Bytes a member may unpack to, and all members of an archive together.
MOST_MEMBER, MOST_IN_ALL = 512 << 20, 4 << 30
#: Members of one archive.
MOST_MEMBERS = 10_000

#: Members that unpack to too much, of which each takes its time to be told.
MOST_SWOLLEN = 20

_PIECE = 1 << 20

_TOO_LARGE = Message(
    "unpacks to more than {megabytes} MB, or to far more than its packed size; it was not taken out. If it is what it "
    "says, unpack it and add it by itself",
    {"megabytes": MOST_MEMBER >> 20},
)
_IN_ALL = Message("the archive unpacks to more than {gigabytes} GB; unpack it and add what is in it, in parts",
                  {"gigabytes": MOST_IN_ALL >> 30})  # fmt: skip
_AES = Message(
    "locked by a password in a way krav cannot open (AES); unpack it with the password and add what is in it"
)
_METHOD = Message("packed in a way krav cannot open; unpack it and add what is in it")

_CUT = Message(
    "the archive is damaged or cut short; the files that are whole were taken out, the others are missing: ask for it "
    "again from where it came"
)

_BROKEN = (
    zipfile.BadZipFile, tarfile.TarError, zlib.error, lzma.LZMAError, OSError, EOFError, ValueError, struct.error
)  # fmt: skip


class _TooLarge(Exception):
    """A member, or the archive, goes beyond what may be taken out."""


def read_zip(path: Path, aids: Aids = NO_AIDS) -> Reading:
    """The members of a ZIP archive; a locked one is opened by the first password that fits."""
    try:
        with zipfile.ZipFile(path) as archive:
            members = [info for info in archive.infolist() if not info.is_dir()]
            locked = [info for info in members if info.flag_bits & 1]
    except (*_BROKEN, NotImplementedError) as error:
        whole = list(salvaged(path))
        if not whole:
            raise CannotRead(DAMAGED) from error
        return replace(_reading(len(whole), lambda: iter(whole)), notices=(_CUT,))
    reading = _reading(len(members), lambda: _unzipped(path, aids))
    if not locked:
        return reading
    notice = Message("{count} of them are locked by a password", {"count": len(locked)})
    return replace(reading, notices=(*reading.notices, notice))


def read_tar(path: Path) -> Reading:
    """The members of a TAR archive, packed or not; of a file packed by itself (.gz, .bz2, .xz) that file."""
    try:
        archive = tarfile.open(path)  # noqa: SIM115  # closed below; that it opens is what tells the two apart
    except _BROKEN:
        return _reading(1, lambda: _single(path))
    count = 0
    with archive, suppress(*_BROKEN):
        for count, _ in enumerate(_files(archive), 1):
            if count > MOST_MEMBERS:
                break
    return _reading(count, lambda: _untarred(path))


def _reading(count: int, members: Callable[[], Iterator[Attachment]]) -> Reading:
    if not count:
        return Reading(outcome=Outcome.EMPTY, reason=Message("there is no file in the archive"))
    held = Message("an archive of {count} {count:file|files}, each a document of its own", {"count": count})
    return Reading(notices=(held,), attachments=_bounded(members()))


def _bounded(members: Iterator[Attachment]) -> Iterator[Attachment]:
    """The members as far as count and size in all allow; the rest stands as one that was left out."""
    total = swollen = 0
    for number, member in enumerate(members, 1):
        total += len(member.data)
        swollen += member.reason is _TOO_LARGE
        if number > MOST_MEMBERS:
            reason = Message("the archive holds more than {count} {count:file|files}; unpack it and add them in parts",
                             {"count": MOST_MEMBERS})  # fmt: skip
            yield Attachment(name=member.name, outcome=Outcome.UNREADABLE, reason=reason)
            return
        if total > MOST_IN_ALL or swollen > MOST_SWOLLEN:
            yield Attachment(name=member.name, outcome=Outcome.UNREADABLE, reason=_IN_ALL)
            return
        yield member


def _unzipped(path: Path, aids: Aids) -> Iterator[Attachment]:
    with zipfile.ZipFile(path) as archive:
        for info in archive.infolist():
            if info.is_dir():
                continue
            name = inside(clean(_name_in(info)))
            mode = info.external_attr >> 16
            if (why := junk(name)) or stat.S_ISLNK(mode):
                yield _left_out(name, why or LINK, Outcome.UNSUPPORTED)
            elif stat.S_IFMT(mode) not in (0, stat.S_IFREG):
                yield _left_out(name, SPECIAL, Outcome.UNSUPPORTED)
            elif info.flag_bits & 1 and info.compress_type == 99:
                yield _left_out(name, _AES)
            else:
                yield taken(name, partial(_member, archive, info, aids))


def _member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, aids: Aids) -> bytes:
    if not info.flag_bits & 1:
        with archive.open(info) as file:
            return _all_of(file, info.compress_size)
    for password in _written(aids):
        try:
            with archive.open(info, pwd=password) as file:
                return _all_of(file, info.compress_size)
        except (RuntimeError, zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError):
            continue  # a wrong password passes the archive's own check once in 256 times and unpacks to rubbish
    raise Locked()


def _written(aids: Aids) -> list[bytes]:
    """The passwords as bytes: Danish letters in one are in whatever code its maker's program used."""
    codes = ("utf-8", "cp1252", "cp850")
    return list(dict.fromkeys(password.encode(code, "replace") for password in aids.passwords for code in codes))


def _files(archive: tarfile.TarFile) -> Iterator[tarfile.TarInfo]:
    return (info for info in archive if not info.isdir())


def _untarred(path: Path) -> Iterator[Attachment]:
    packed = path.stat().st_size
    with tarfile.open(path) as archive:
        members = _files(archive)
        number = 0
        while True:
            number += 1
            try:
                info = next(members, None)
            except _BROKEN:
                yield _left_out(f"rest-{number}", DAMAGED)
                return
            if info is None:
                return
            name = inside(clean(info.name))
            if (why := junk(name)) or info.issym() or info.islnk():
                yield _left_out(name, why or LINK, Outcome.UNSUPPORTED)
            elif not info.isreg():
                yield _left_out(name, SPECIAL, Outcome.UNSUPPORTED)
            else:
                yield taken(name, partial(_untarred_member, archive, info, packed))


def _untarred_member(archive: tarfile.TarFile, info: tarfile.TarInfo, packed: int) -> bytes:
    file = archive.extractfile(info)
    return _all_of(file, packed) if file else b""


def _single(path: Path) -> Iterator[Attachment]:
    start = start_of(path, 300)
    name = "indhold"
    if start[:2] == b"\x1f\x8b" and start[3:4] == b"\x08":  # the name of what was packed, and no field before it
        name = inside(clean(start[10:].split(b"\0")[0].decode("cp1252", errors="replace")))
    packer = {b"\x1f\x8b": gzip.GzipFile, b"BZ": bz2.BZ2File}.get(start[:2], lzma.LZMAFile)

    def whole() -> bytes:
        with packer(path) as file:
            return _all_of(file, path.stat().st_size)

    one = taken(name, whole)
    begun = _begun(packer(path), path.stat().st_size) if one.reason == DAMAGED else b""
    if not begun:
        yield one
        return
    yield Attachment(name=name, data=begun)
    yield _left_out(f"rest af {name}", DAMAGED)


def _begun(file: gzip.GzipFile | bz2.BZ2File | lzma.LZMAFile, packed: int) -> bytes:
    """What a file cut short unpacks to before it breaks off."""
    pieces, size = [], 0
    with suppress(*_BROKEN), file:
        while size <= max(SMALL, MOST_RATIO * packed) and (piece := file.read1(_PIECE)):
            pieces.append(piece)
            size += len(piece)
    return b"".join(pieces)


def taken(name: str, take: Callable[[], bytes]) -> Attachment:
    """The member that ``take`` takes out; where it cannot, one with the reason."""
    try:
        return Attachment(name=name, data=take())
    except CannotRead as problem:
        locked = isinstance(problem, Locked)
        return Attachment(name=name, outcome=problem.outcome, reason=problem.reason, locked=locked)
    except _TooLarge:
        return _left_out(name, _TOO_LARGE)
    except NotImplementedError:
        return _left_out(name, _METHOD, Outcome.UNSUPPORTED)
    except (*_BROKEN, RuntimeError):
        return _left_out(name, DAMAGED)


def _left_out(name: str, reason: Message, outcome: Outcome = Outcome.UNREADABLE) -> Attachment:
    return Attachment(name=name, outcome=outcome, reason=reason)


def _all_of(file: IO[bytes], packed: int) -> bytes:
    """What comes out, however little the archive says it is. _TooLarge where it does not end in time."""
    pieces, size = [], 0
    while piece := file.read(_PIECE):
        pieces.append(piece)
        size += len(piece)
        if size > MOST_MEMBER or (size > SMALL and size > MOST_RATIO * max(packed, 1)):
            raise _TooLarge
    return b"".join(pieces)


def _name_in(info: zipfile.ZipInfo) -> str:
    """The name as its maker wrote it: UTF-8 where the archive says so or the bytes show it, else of DOS or Windows."""
    if info.flag_bits & 0x800:
        return info.filename
    told = _told_name(info.extra)
    if told:
        return told
    raw = info.orig_filename.encode("cp437")  # as zipfile decoded it
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode(likeliest(raw, ("cp850", "cp1252")), errors="replace")


def _told_name(extra: bytes) -> str:
    """The name in UTF-8 that some programs add beside the old one (field 0x7075), or ""."""
    while len(extra) >= 4:
        kind, size = struct.unpack("<HH", extra[:4])
        if kind == 0x7075 and size > 5:
            return extra[9 : 4 + size].decode("utf-8", errors="replace")
        extra = extra[4 + size :]
    return ""
