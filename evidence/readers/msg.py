"""Mail as Outlook keeps it (MSG): properties for the head, a body in up to three forms, messages inside messages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import policy
from email.parser import BytesParser
from pathlib import Path
from typing import Any

from evidence.days import danish_time
from evidence.decode import decode
from evidence.readers import Attachment, Reading, clean
from evidence.readers.compound import Tree, compound
from evidence.readers.mail import Parts, fields_of, heads_of, reading_of, text_of
from evidence.readers.mailpage import flat, person, safe_name
from evidence.readers.rtfhtml import of_packed

# Properties by their numbers (MS-OXPROPS), those the library gives no name first.
_REPLY_TO, _RECEIVED, _CONTENT_ID, _REPRESENTED_SMTP = 0x0050, 0x0E06, 0x3712, 0x5D02
_CLASS, _SUBJECT, _HEADERS, _BODY, _HTML, _RTF = 0x001A, 0x0037, 0x007D, 0x1000, 0x1013, 0x1009
_SENDER, _SENDER_ADDRESS, _SENDER_SMTP = 0x0C1A, 0x0C1F, 0x5D01
_REPRESENTED, _REPRESENTED_ADDRESS = 0x0042, 0x0065
_SENT, _MESSAGE_ID, _IN_REPLY_TO, _REFERENCES = 0x0039, 0x1035, 0x1042, 0x1039
_BEGINS, _ENDS = 0x0060, 0x0061
_NAME, _ADDRESS, _SMTP, _RECIPIENT = 0x3001, 0x3003, 0x39FE, 0x0C15
_LONG_NAME, _SHORT_NAME, _DATA, _CODEPAGE = 0x3707, 0x3704, 0x3701, 0x3FDE

_KINDS = {1: "to", 2: "cc", 3: "bcc"}
#: Where a message or a file of another program lies inside an attachment.
_OBJECT = "__substg1.0_3701000D"
_PROPERTIES = "__properties_version1.0"
_NAMED = "__nameid_version1.0"


def read(path: Path) -> Reading:
    """One page, as of any other mail. Messages inside are attachments of the same form."""
    from olefile import OleFileIO
    from oxmsg.properties import Properties
    from oxmsg.storage import Storage

    with OleFileIO(path) as file:
        root = Storage.from_ole(file)
    properties = Properties(root, properties_header_offset=32)
    parts = Parts()
    for kind, text in _bodies(properties):
        parts.bodies.append((kind, text))
    if when := "\n".join(_appointed(properties)):
        parts.bodies = [("text/plain", when), *((f"{kind}+", text) for kind, text in parts.bodies[:1])]
    for storage in root.iter_attachment_storages():
        _attach(parts, storage, Properties(storage, properties_header_offset=8), root)
    people: dict[str, list[str]] = {}
    for storage in root.iter_recipient_storages():
        one = Properties(storage, properties_header_offset=8)
        kind = _KINDS.get((one.int_prop_value(_RECIPIENT) or 0) & 0xF, "to")
        people.setdefault(kind, []).append(_person(one, _NAME, _SMTP, _ADDRESS))
    if _text(properties, _CLASS).upper().startswith("IPM.NOTE.SMIME"):
        _open_signed(parts)
    return reading_of(_fields(properties, people), parts)


def _fields(properties: Any, people: dict[str, list[str]]) -> dict[str, str]:
    """The head: from the headers it was carried with where those are kept, else from Outlook's own notes."""
    carried = BytesParser(policy=policy.default).parsebytes(_text(properties, _HEADERS).lstrip().encode(), True)
    sender = _person(properties, _REPRESENTED, _REPRESENTED_SMTP, _REPRESENTED_ADDRESS) or _person(
        properties, _SENDER, _SENDER_SMTP, _SENDER_ADDRESS
    )
    own = {
        "from": sender,
        **{kind: "; ".join(one for one in listed if one) for kind, listed in people.items()},
        "reply_to": flat(_text(properties, _REPLY_TO)),
        "sent": _time(properties, _SENT),
        "received": _time(properties, _RECEIVED),
        "subject": flat(_text(properties, _SUBJECT)),
        "message_id": flat(_text(properties, _MESSAGE_ID)),
        "in_reply_to": flat(_text(properties, _IN_REPLY_TO)),
        "references": flat(_text(properties, _REFERENCES)),
    }
    said = fields_of(heads_of(carried))
    both = {name: said.get(name) or own.get(name, "") for name in (*own, *said)}
    order = ("from", "to", "cc", "bcc", *both)
    return {name: both[name] for name in dict.fromkeys(order) if both.get(name)}


def _bodies(properties: Any) -> Iterator[tuple[str, str]]:
    if plain := _text(properties, _BODY):
        yield "text/plain", plain
    data = _bytes(properties, _HTML)
    if html := _of_codepage(data, properties) if data else _text(properties, _HTML):
        yield "text/html", html
    elif not plain.strip() and (packed := _bytes(properties, _RTF)):
        yield from of_packed(packed)


def _appointed(properties: Any) -> Iterator[str]:
    """When an appointment or what invites to it begins and ends, as Danish calendars name it."""
    if _text(properties, _CLASS).upper().startswith(("IPM.APPOINTMENT", "IPM.SCHEDULE")):
        for word, number in (("Start", _BEGINS), ("Slut", _ENDS)):
            if moment := danish_time(_time(properties, number)):
                yield f"{word}: {moment:%Y-%m-%d %H:%M}"


def _of_codepage(data: bytes, properties: Any) -> str:
    page = properties.int_prop_value(_CODEPAGE)
    names = {65001: "utf-8", 28591: "iso-8859-1", 28605: "iso-8859-15", 20127: "us-ascii", 1252: "cp1252"}
    return text_of(data, names.get(page, f"cp{page}" if page else None))


def _attach(parts: Parts, storage: Any, properties: Any, root: Any) -> None:
    name = _text(properties, _LONG_NAME) or _text(properties, _SHORT_NAME) or _text(properties, _NAME)
    inner = next((one for one in storage.storages if one.name == _OBJECT), None)
    if inner is None:
        name = safe_name(name, len(parts.attached) + 1, "")
        mark = _text(properties, _CONTENT_ID).strip(" <>")
        parts.attached.append((Attachment(name=name, data=_bytes(properties, _DATA) or b""), mark))
        return
    tree: dict[str, Any] = dict(_tree(inner))
    head = tree.get(_PROPERTIES)
    if head is not None:
        # A message of its own has a longer head before its properties, and the names of those its root keeps.
        tree[_PROPERTIES] = head[:24] + bytes(8) + head[24:]
        names = next((one for one in root.storages if one.name == _NAMED), None)
        if names is not None:
            tree.setdefault(_NAMED, _tree(names))
    name = safe_name(name, len(parts.attached) + 1, "")
    suffix = ".msg" if head is not None and not name.lower().endswith(".msg") else ""
    parts.attached.append((Attachment(name=name + suffix, data=compound(tree)), ""))


def _tree(storage: Any) -> Tree:
    return {
        **{stream.name: stream.bytes_ for stream in storage.streams},
        **{inner.name: _tree(inner) for inner in storage.storages},
    }


def _open_signed(parts: Parts) -> None:
    """A signed mail is kept as one attachment that holds all of it."""
    whole = [one for one, _ in parts.attached if one.name.lower().endswith((".p7m", ".p7s"))]
    if len(whole) != len(parts.attached) or len(whole) != 1:
        return
    parts.attached.clear()
    parts.bodies.clear()
    data = whole[0].data
    if re.match(rb"(?i)\s*(?:[\w-]+:.*\r?\n)*content-type:\s*multipart/signed", data[:4000]):
        parts.walk(BytesParser(policy=policy.default).parsebytes(data.lstrip()), False)
    else:
        parts.unseal(data)


def _person(properties: Any, name: int, *addresses: int) -> str:
    """Name and address; the inner address of an Exchange server («/O=…») is none."""
    found = (flat(_text(properties, one)) for one in addresses)
    address = next((one for one in found if "@" in one and not one.startswith("/")), "")
    return person(flat(_text(properties, name)), address)


def _time(properties: Any, number: int) -> str:
    """Outlook notes times without the zone of whoever sent the mail: UTC."""
    try:
        time = properties.date_prop_value(number)
        return str(time.isoformat()) if time else ""
    except (AttributeError, KeyError, OverflowError, ValueError):
        return ""


def _text(properties: Any, number: int) -> str:
    try:
        return clean(properties.str_prop_value(number) or "")
    except UnicodeDecodeError as error:
        found = decode(error.object)
        return clean(found[0]) if found else ""
    except KeyError:  # named among the properties, and not there
        return ""


def _bytes(properties: Any, number: int) -> bytes | None:
    try:
        data = properties.binary_prop_value(number)
        return data if isinstance(data, bytes) else None
    except KeyError:
        return None
