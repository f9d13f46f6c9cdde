"""What is whole in a ZIP archive whose list of members, at its end, is gone: each member has a head of its own."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from evidence.decode import likeliest
from evidence.gather import inside, junk
from evidence.readers import Attachment, Source, bytes_of, clean

_HEAD = b"PK\x03\x04"
#: Bytes all of them together may unpack to; a damaged archive is not worth more.
MOST = 256 << 20
_STORED, _DEFLATED, _LOCKED = 0, 8, 1
#: So many bytes are unpacked at a time: where the rest is damaged, these are not.
_PIECE = 4096


@dataclass(frozen=True, slots=True)
class Member:
    """What is left of a member of a damaged archive."""

    name: str
    data: bytes
    whole: bool  # it unpacks to the checksum its head gives, or, where it gives none, to its end


def salvaged(path: Path) -> Iterator[Attachment]:
    """The members that are whole."""
    for member in members(path):
        if member.whole and not junk(name := inside(member.name)):
            yield Attachment(name=name, data=member.data)


def members(source: Source) -> Iterator[Member]:
    """What is left of each member, in the order of the file."""
    data = bytes_of(source)
    at, room = data.find(_HEAD), MOST
    while at >= 0 and room > 0:
        member, end = _member(data, at, room)
        if member:
            room -= len(member.data)
            yield member
        at = data.find(_HEAD, end)


def _member(data: bytes, at: int, room: int) -> tuple[Member | None, int]:
    """What is left of the member whose head stands there, and where to look for the next."""
    try:
        flags, method, crc, packed, _, named, extra = struct.unpack("<HH4xIIIHH", data[at + 6 : at + 30])
    except struct.error:
        return None, at + 4
    raw, start = data[at + 30 : at + 30 + named], at + 30 + named + extra
    if flags & _LOCKED or raw.endswith(b"/") or method not in (_STORED, _DEFLATED) or start >= len(data):
        return None, at + 4
    if method == _STORED:
        content, whole = data[start : start + packed], start + packed <= len(data)
    else:
        content, whole = _inflated(data, start, room)
    whole = whole and bool(content) and (not crc or zlib.crc32(content) == crc)
    # What is stored as it is may be an archive itself, whose members are none of this one.
    return Member(clean(_name(raw)), content, whole), start + packed if whole else at + 4


def _inflated(data: bytes, start: int, room: int) -> tuple[bytes, bool]:
    """What is packed there as far as it unpacks, and whether that is to its end."""
    packer = zlib.decompressobj(-zlib.MAX_WBITS)
    pieces: list[bytes] = []
    packed = memoryview(data)[start:]
    try:
        for place in range(0, len(packed), _PIECE):
            pieces.append(packer.decompress(packed[place : place + _PIECE], room))
            room -= len(pieces[-1])
            if packer.eof or room <= 0:
                break
    except zlib.error:
        return b"".join(pieces), False
    return b"".join(pieces), packer.eof


def _name(raw: bytes) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode(likeliest(raw, ("cp850", "cp1252")), errors="replace")
