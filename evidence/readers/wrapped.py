"""What other programs wrap files in: S/MIME signatures around a mail, base64 as mail carries a file."""

from __future__ import annotations

import re
from base64 import b64decode
from binascii import Error
from pathlib import Path

from evidence.errors import Message
from evidence.readers import Attachment, CannotRead, Reading

_SIGNED_DATA = bytes.fromhex("2a864886f70d010702")
_DATA = bytes.fromhex("2a864886f70d010701")
_DEEPEST = 12

#: What files begin with that mail carries packed as text.
_BEGINNINGS = (b"%PDF-", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"II*\0", b"MM\0*",
               b"{\\rtf", b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", b"RIFF")  # fmt: skip
#: So much of it, in lines of nothing but base64, is no word.
_LINES = re.compile(r"(?:[A-Za-z0-9+/]{40,}={0,2}\s*)+")
_LEAST = 120

SEALED = Message("an encrypted mail; open it in a mail program, save it without encryption and add that too")


def is_packed_as_text(start: str) -> bool:
    """Whether a text that begins so is a file packed as base64, as where what a mail carries was saved as it came."""
    lines = _LINES.match(start[:_LEAST]) if len(start) >= _LEAST else None
    return lines is not None and unpacked(lines[0].encode()).startswith(_BEGINNINGS)


def unpacked(packed: bytes) -> bytes:
    """What is packed as base64, as far as it goes; what is no sign of it is passed over."""
    signs = re.sub(rb"[^A-Za-z0-9+/]", b"", packed)
    whole = signs[: len(signs) - (len(signs) % 4 == 1)]  # one sign by itself holds no byte
    return b64decode(whole + b"=" * (-len(whole) % 4))


def read_packed(path: Path) -> Reading:
    """A file packed as base64: that file as a document of its own."""
    data = unpacked(path.read_bytes())
    held = Message("packed as text (base64), as mail carries a file; what is packed is a document of its own")
    return Reading(notices=(held,), attachments=(Attachment(name="indhold", data=data),))


def read_signed(path: Path) -> Reading:
    """A file signed so that its content lies inside the signature (.p7m): that content as a document of its own."""
    content = content_of_signed(path.read_bytes())
    if content is None:
        raise CannotRead(SEALED)
    mail = re.match(rb"(?i)(?:[\w-]+: [^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*)+\r?\n", content)
    held = Message("signed with S/MIME; the signature was not checked, and its content is a document of its own")
    return Reading(notices=(held,), attachments=(Attachment(name="indhold.eml" if mail else "indhold", data=content),))


def content_of_signed(data: bytes) -> bytes | None:
    """The content of a PKCS #7 signed message (RFC 5652); None where it is encrypted or damaged. Nothing is checked."""
    if data.lstrip()[:1] == b"M":  # base64 that nobody declared
        try:
            data = b64decode(data)
        except Error:
            return None
    try:
        outer = list(_values(_only(data), 0))
        if outer[0][1] != _SIGNED_DATA:
            return None
        signed = list(_values(_only(outer[1][1]), 0))
        inner = list(_values(signed[2][1], 0))
        if inner[0][1] != _DATA or len(inner) < 2:
            return None
        return _octets(inner[1][1], 0)
    except (IndexError, ValueError):
        return None


def _only(data: bytes) -> bytes:
    return next(iter(_values(data, 0)))[1]


def _values(data: bytes, depth: int) -> list[tuple[int, bytes]]:
    """Tags and contents of the values that follow one another in ``data`` (BER). ValueError where they do not."""
    found, at = [], 0
    while at < len(data):
        tag, start, end, after = _value(data, at, depth)
        if tag == 0 and start == end:
            break
        found.append((tag, data[start:end]))
        at = after
    if not found:
        raise ValueError("no value")
    return found


def _value(data: bytes, at: int, depth: int) -> tuple[int, int, int, int]:
    """Tag of the value at a place, where its content starts and ends, and where the next value stands."""
    if at + 2 > len(data) or depth > _DEEPEST:
        raise ValueError("cut short")
    tag, length, start = data[at], data[at + 1], at + 2
    if length == 0x80:  # no length given: the content ends with two zeros
        end = start
        while data[end : end + 2] != b"\0\0":
            end = _value(data, end, depth + 1)[3]
        return tag, start, end, end + 2
    if length > 0x80:
        count = length & 0x7F
        length, start = int.from_bytes(data[start : start + count], "big"), start + count
    if start + length > len(data):
        raise ValueError("cut short")
    return tag, start, start + length, start + length


def _octets(data: bytes, depth: int) -> bytes:
    """An octet string, whole or in pieces."""
    return b"".join(
        _octets(content, depth + 1) if tag & 0x20 and depth < _DEEPEST else content
        for tag, content in _values(data, depth)
    )
