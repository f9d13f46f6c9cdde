"""Outlook's winmail.dat (MS-OXTNEF): the files in it, and the mail itself where nothing else holds its words."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from evidence.decode import decode
from evidence.detect import DAMAGED
from evidence.errors import Message
from evidence.readers import Attachment, CannotRead, Reading, clean

_SIGNATURE = 0x223E9F78
#: Attributes: the properties of the mail and of a file, the plain body, where a file begins, its name, its data.
_OF_MAIL, _OF_FILE, _PLAIN, _BEGINS, _NAME, _DATA = 0x9003, 0x9005, 0x800C, 0x9002, 0x8010, 0x800F
#: Properties.
_SUBJECT, _SENT, _SENDER, _BODY, _RTF, _HTML, _OBJECT, _LONG_NAME = (
    0x0037, 0x0039, 0x0C1A, 0x1000, 0x1009, 0x1013, 0x3701, 0x3707
)  # fmt: skip
#: Bytes of values of a fixed length, by their type, as they are padded.
_FIXED = {2: 4, 3: 4, 4: 4, 5: 8, 6: 8, 7: 8, 10: 4, 11: 4, 20: 8, 64: 8, 72: 16}
_VARIES = frozenset((0x0D, 0x1E, 0x1F, 0x102))
_STRING, _WIDE, _SEVERAL = 0x1E, 0x1F, 0x1000


CUT = Message(
    "the winmail.dat is cut short: what is whole in it was read, and the rest is missing; ask for it again from where "
    "it came"
)


@dataclass(slots=True)
class Tnef:
    """What a winmail.dat holds."""

    files: list[tuple[str, bytes]] = field(default_factory=list)  # names and bytes
    bodies: list[tuple[str, str]] = field(default_factory=list)  # kind ("text/plain", "text/html") and text
    head: dict[str, str] = field(default_factory=dict)  # from, sent (ISO), subject, as far as it says
    cut: bool = False  # it ends before it should


def read(path: Path) -> Reading:
    """A winmail.dat saved by itself: the mail in it, and each file as a document of its own."""
    from evidence.readers.mail import body_of
    from evidence.readers.mailpage import page_of, safe_name

    found = unwrapped(path.read_bytes())
    body = body_of(found.bodies) if found else ""
    if not found or not (found.files or body.strip()):
        raise CannotRead(DAMAGED)
    held = Message("an archive of {count} {count:file|files}, each a document of its own", {"count": len(found.files)})
    files = (Attachment(name=safe_name(name, at, ""), data=data) for at, (name, data) in enumerate(found.files, 1))
    notices = (CUT,) if found.cut else ()
    if not body.strip():
        return Reading(notices=(held, *notices), attachments=tuple(files))
    return Reading(
        pages=(page_of(found.head, body),), title=found.head.get("subject", ""), fields=found.head,
        notices=(*((held,) if found.files else ()), *notices), attachments=tuple(files),
    )  # fmt: skip


def unwrapped(data: bytes) -> Tnef | None:
    """What is in a winmail.dat; None where it is damaged."""
    if len(data) < 6 or struct.unpack_from("<I", data)[0] != _SIGNATURE:
        return None
    found = Tnef()
    name, at, content = "", 6, b""
    while at + 9 <= len(data):
        _, what, length = struct.unpack_from("<BII", data, at)
        content = data[at + 9 : at + 9 + length]
        what &= 0xFFFF
        if len(content) < length:  # of the mail what is whole is told, and no file that is not
            found.cut = True
            if what == _PLAIN:
                found.bodies += [("text/plain", _text(content, _STRING))]
            break
        if what == _BEGINS:
            name = ""
        elif what == _NAME:
            name = content.rstrip(b"\0").decode("cp1252", errors="replace")
        elif what == _DATA:
            found.files.append((name, content))
        elif what == _PLAIN:
            found.bodies += [("text/plain", _text(content, _STRING))]
        elif what in (_OF_MAIL, _OF_FILE):
            values = dict(_properties(content))
            (_take_mail if what == _OF_MAIL else _take_file)(found, values)
        at += 9 + length + 2
    found.cut = found.cut or at < len(data)
    return found if found.files or found.bodies or not found.cut else None


def _take_mail(found: Tnef, values: dict[int, tuple[int, bytes]]) -> None:
    from evidence.readers.rtfhtml import of_packed

    said = {number: _text(value, kind) for number, (kind, value) in values.items()}
    head = {"from": said.get(_SENDER, ""), "sent": _time(values.get(_SENT)), "subject": said.get(_SUBJECT, "")}
    found.head |= {name: text for name, text in head.items() if text}
    if said.get(_BODY, "").strip():
        found.bodies.append(("text/plain", said[_BODY]))
    elif _HTML in values:
        found.bodies.append(("text/html", said[_HTML]))
    elif _RTF in values:
        found.bodies += of_packed(values[_RTF][1])


def _take_file(found: Tnef, values: dict[int, tuple[int, bytes]]) -> None:
    """The name of a file as it was before DOS' eight letters, and a mail put in as one."""
    kind, long = values.get(_LONG_NAME, (_WIDE, b""))
    name = _text(long, kind)
    of, held = values.get(_OBJECT, (0, b""))
    if of == 0x0D and held[16:20] == struct.pack("<I", _SIGNATURE):  # after what names its sort
        found.files.append((name or "besked", held[16:]))
    elif name and found.files:
        found.files[-1] = name, found.files[-1][1]


def _properties(content: bytes) -> Iterator[tuple[int, tuple[int, bytes]]]:
    """The properties in an attribute: number, and kind and bytes of the value, of several the first.

    What is damaged ends them.
    """
    try:
        (count,), at = struct.unpack_from("<I", content), 4
        for _ in range(count):
            kind, number = struct.unpack_from("<HH", content, at)
            at += 4
            if number >= 0x8000:  # one with a name: whose, and a number or the letters of it
                lettered, length = struct.unpack_from("<II", content, at + 16)
                at += 24 + (length + -length % 4 if lettered else 0)
            kind, several = kind & ~_SEVERAL, bool(kind & _SEVERAL)
            values = 1
            if several or kind in _VARIES:
                (values,), at = struct.unpack_from("<I", content, at), at + 4
            first = b""
            for place in range(values):
                if kind in _VARIES:
                    (length,), at = struct.unpack_from("<I", content, at), at + 4
                    value, at = content[at : at + length], at + length + -length % 4
                else:
                    value, at = content[at : at + _FIXED[kind]], at + _FIXED[kind]
                first = first if place else value
                if at > len(content):
                    return
            yield number, (kind, first)
    except (struct.error, KeyError):
        return


def _text(value: bytes, kind: int) -> str:
    if kind == _WIDE:
        return clean(value.decode("utf-16-le", errors="replace")).rstrip("\0")
    found = decode(value.rstrip(b"\0")) if value else None
    return clean(found[0]) if found else ""


def _time(value: tuple[int, bytes] | None) -> str:
    """A time of Windows, tenths of millionths of a second since 1601, as ISO; "" where it is none."""
    if value is None or len(value[1]) != 8:
        return ""
    try:
        moment = datetime(1601, 1, 1, tzinfo=UTC) + timedelta(microseconds=int.from_bytes(value[1], "little") // 10)
    except OverflowError:
        return ""
    return moment.replace(microsecond=0).isoformat()
