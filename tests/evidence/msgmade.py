"""Outlook messages (MSG) made at test time: properties, recipients, attachments and messages inside."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from evidence.readers.compound import Tree, compound

_STRING, _BINARY, _INTEGER, _TIME, _OBJECT = 0x001F, 0x0102, 0x0003, 0x0040, 0x000D
_KINDS = {"to": 1, "cc": 2, "bcc": 3}

#: What a property may be given as.
Value = str | bytes | int | datetime


@dataclass(frozen=True, kw_only=True)
class Msg:
    """A message as Outlook would save it."""

    subject: str = "Systemet er nede"
    sender: tuple[str, str] = ("Hanne Møller", "hm@noerreby.example")
    recipients: Sequence[tuple[str, str, str]] = (("to", "Ole Bang", "ob@systemhuset.example"),)
    sent: datetime | None = datetime(2010, 5, 5, 6, 12, 40, tzinfo=UTC)
    body: str = ""
    html: bytes = b""
    rtf: bytes = b""
    headers: str = ""
    message_id: str = ""
    in_reply_to: str = ""
    attachments: Sequence[tuple[str, bytes | Msg]] = ()
    content_ids: Sequence[str] = ()  # of the attachments, in their order
    kind: str = "IPM.Note"
    further: dict[int, Value] = field(default_factory=dict)


def msg(path: Path, message: Msg) -> Path:
    """The message as a file."""
    path.write_bytes(compound(tree_of(message)))
    return path


def tree_of(message: Msg, *, inside: bool = False) -> Tree:
    """What the message's compound file holds; ``inside`` another message its head is shorter."""
    from compressed_rtf import compress

    said: dict[int, Value] = {
        0x001A: message.kind, 0x0037: message.subject, 0x0C1A: message.sender[0], 0x5D01: message.sender[1],
        0x0C1F: "/O=NOERREBY/OU=FIRST/CN=RECIPIENTS/CN=HM", 0x1000: message.body, 0x1013: message.html,
        0x1009: compress(message.rtf) if message.rtf else b"", 0x007D: message.headers, 0x1035: message.message_id,
        0x1042: message.in_reply_to, 0x3FDE: 65001,
    }  # fmt: skip
    if message.sent:
        said[0x0039] = message.sent
    said |= message.further
    count = len(message.recipients), len(message.attachments)
    counts = struct.pack("<4I", *count, *count)
    head = bytes(8) + counts + (b"" if inside else bytes(8))
    tree: dict[str, bytes | Tree] = dict(_properties({k: v for k, v in said.items() if v not in ("", b"")}, head))
    for number, (kind, name, address) in enumerate(message.recipients):
        recipient: dict[int, Value] = {0x0C15: _KINDS[kind], 0x3001: name, 0x39FE: address}
        tree[f"__recip_version1.0_#{number:08X}"] = _properties(recipient, bytes(8))
    for number, (name, content) in enumerate(message.attachments):
        mark = message.content_ids[number] if number < len(message.content_ids) else ""
        tree[f"__attach_version1.0_#{number:08X}"] = _attached(name, content, mark)
    if not inside:
        tree["__nameid_version1.0"] = {f"__substg1.0_0000{n}0102": b"" for n in (2, 3, 4)}
    return tree


def _attached(name: str, content: bytes | Msg, mark: str) -> Tree:
    said: dict[int, Value] = {0x3707: name}
    if mark:
        said[0x3712] = mark
    if isinstance(content, bytes):
        return _properties({**said, 0x3705: 1, 0x3701: content}, bytes(8))
    tree = _properties({**said, 0x3705: 5}, bytes(8))
    tree["__substg1.0_3701000D"] = tree_of(content, inside=True)
    return tree


def _properties(said: dict[int, Value], head: bytes) -> dict[str, bytes | Tree]:
    """The stream of properties, and beside it a stream for each that has no room there."""
    streams: dict[str, bytes | Tree] = {}
    entries = head
    for number, value in sorted(said.items()):
        if isinstance(value, int):
            entries += struct.pack("<HHIIi", _INTEGER, number, 6, value, 0)
        elif isinstance(value, datetime):
            ticks = int((value - datetime(1601, 1, 1, tzinfo=UTC)).total_seconds()) * 10_000_000
            entries += struct.pack("<HHIQ", _TIME, number, 6, ticks)
        else:
            kind = _STRING if isinstance(value, str) else _BINARY
            data = value.encode("utf-16-le") if isinstance(value, str) else value
            streams[f"__substg1.0_{number:04X}{kind:04X}"] = data
            entries += struct.pack("<HHIII", kind, number, 6, len(data) + 2 * isinstance(value, str), 0)
    return {"__properties_version1.0": entries, **streams}
