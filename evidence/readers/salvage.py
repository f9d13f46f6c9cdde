"""What is whole in a ZIP archive whose list of members, at its end, is gone: each member has a head of its own."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from pathlib import Path

from evidence.decode import likeliest
from evidence.gather import inside, junk
from evidence.readers import Attachment, clean

_HEAD = b"PK\x03\x04"
#: Bytes all of them together may unpack to; a damaged archive is not worth more.
MOST = 256 << 20
_STORED, _DEFLATED, _LOCKED = 0, 8, 1


def salvaged(path: Path) -> Iterator[Attachment]:
    """The members that unpack to the checksum their head gives, or, where it gives none, to their end."""
    data = path.read_bytes()
    at, room = data.find(_HEAD), MOST
    while at >= 0 and room > 0:
        member = _member(data, at, room)
        if member:
            room -= len(member.data)
            yield member
        at = data.find(_HEAD, at + 4)


def _member(data: bytes, at: int, room: int) -> Attachment | None:
    try:
        flags, method, crc, packed, _, named, extra = struct.unpack("<HH4xIIIHH", data[at + 6 : at + 30])
    except struct.error:
        return None
    raw, start = data[at + 30 : at + 30 + named], at + 30 + named + extra
    if flags & _LOCKED or raw.endswith(b"/") or method not in (_STORED, _DEFLATED) or start >= len(data):
        return None
    content = data[start : start + packed] if method == _STORED else _inflated(data, start, room)
    if not content or (crc and zlib.crc32(content) != crc):
        return None
    name = inside(clean(_name(raw)))
    return None if junk(name) else Attachment(name=name, data=content)


def _inflated(data: bytes, start: int, room: int) -> bytes:
    """What is packed there; nothing where it does not come to its end."""
    packer = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        content = packer.decompress(memoryview(data)[start:], room)
    except zlib.error:
        return b""
    return content if packer.eof else b""


def _name(raw: bytes) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode(likeliest(raw, ("cp850", "cp1252")), errors="replace")
