"""Mail (EML): its head rendered on top, its body, what it quotes marked, its attachments handed on."""

from __future__ import annotations

import re
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import getaddresses
from pathlib import Path
from typing import Any

from evidence.decode import decode
from evidence.errors import Message
from evidence.model import MarkKind, Outcome
from evidence.paragraphs import paragraphs_of
from evidence.readers import Attachment, CannotRead, Reading, TextBuilder, clean, searchable
from evidence.readers.quoting import quotations, unprefixed

#: The head as Danish mail programs show it; the page is read by Danish lawyers.
_SHOWN = (("Fra", "from"), ("Til", "to"), ("Cc", "cc"), ("Sendt", "sent"), ("Emne", "subject"))
_HEADERS = ("message_id", "in_reply_to", "references")

_DISCLAIMER = re.compile(
    r"(?i)denne (?:e-?mail|mail|meddelelse|besked)\b.{0,200}\b(?:fortrolig|tiltænkt|bestemt for)|har du modtaget "
    r"denne (?:e-?mail|mail) ved en fejl"
    r"|this (?:e-?mail|message)\b.{0,200}\b(?:confidential|intended (?:only|solely))|tænk på miljøet|think before "
    r"you print"
    r"|before printing this|scannet for virus|no virus found|virus-free"
)

_EXTENSIONS = {
    "application/pdf": ".pdf", "image/png": ".png", "image/jpeg": ".jpg", "image/gif": ".gif", "text/plain": ".txt",
    "text/html": ".html", "text/calendar": ".ics", "text/csv": ".csv", "message/rfc822": ".eml",
    "application/zip": ".zip",
}  # fmt: skip


def read(path: Path) -> Reading:
    """One page: the head's lines, then the body. ``fields`` holds the head."""
    message = BytesParser(policy=policy.default).parsebytes(path.read_bytes())
    fields = _fields(message)
    body, attachments, notices = _parts(message)
    if not any(fields.get(name) for name in ("from", "to", "subject", "sent")) and not body.strip():
        raise CannotRead(Message("the mail has neither head nor body"), Outcome.EMPTY)
    builder = TextBuilder()
    for word, name in _SHOWN:
        if fields.get(name):
            shown = fields[name][:16].replace("T", " ") if name == "sent" else fields[name]
            builder.block(f"{word}: {shown}", MarkKind.HEAD)
    builder.write("\n\n" if builder.length else "")
    _write_body(builder, body)
    return Reading(
        pages=(builder.page(),), title=fields.get("subject", ""), fields=fields, notices=notices,
        attachments=tuple(attachments),
    )  # fmt: skip


def _write_body(builder: TextBuilder, body: str) -> None:
    text, stretches = unprefixed(searchable(body).rstrip())
    start, _ = builder.write(text)
    for mark in quotations(text, stretches):
        builder.mark(start + mark.start, start + mark.end, mark.kind, **mark.detail)
    signature = re.search(r"(?m)^-- ?$", text)
    quotes = [mark.start - start for mark in builder.marks if mark.kind is MarkKind.QUOTED]
    until = min((quote for quote in quotes if signature and quote > signature.start()), default=len(text))
    if signature:
        builder.mark(start + signature.start(), start + len(text[:until].rstrip()), MarkKind.FURNITURE)
    for paragraph in paragraphs_of(text):
        builder.mark(start + paragraph.start, start + paragraph.end, MarkKind.BLOCK)
        if _DISCLAIMER.search(paragraph.text):
            builder.mark(start + paragraph.start, start + paragraph.end, MarkKind.FURNITURE)


def _fields(message: EmailMessage) -> dict[str, str]:
    fields = {name: _people(message, name) for name in ("from", "to", "cc")}
    fields["subject"] = _flat(_header(message, "subject"))
    for name in _HEADERS:
        fields[name] = _flat(_header(message, name.replace("_", "-")))
    try:
        sent: Any = message["date"]
        fields["sent"] = sent.datetime.isoformat() if sent is not None and sent.datetime else ""
    except Exception:  # the parser of dates raises what it likes on a damaged line
        fields["sent"] = ""
    return {name: value for name, value in fields.items() if value}


def _header(message: EmailMessage, name: str) -> str:
    try:
        return str(message[name] or "")
    except Exception:  # so does that of other headers
        raw = next((value for key, value in message.raw_items() if key.lower() == name), "")
        return str(raw)


def _people(message: EmailMessage, name: str) -> str:
    said = _flat(_header(message, name))
    try:
        people = [(_flat(person), address) for person, address in getaddresses([said])]
    except Exception:
        return said
    shown = [f"{person} <{address}>" if person and address else person or address for person, address in people]
    return "; ".join(one for one in shown if one) or said


def _flat(text: str) -> str:
    return clean(re.sub(r"\s+", " ", text)).strip()


def _parts(message: EmailMessage) -> tuple[str, list[Attachment], tuple[Message, ...]]:
    bodies: list[tuple[str, str]] = []
    attachments: list[Attachment] = []
    encrypted = False

    def walk(part: EmailMessage, alternatives: bool) -> None:
        nonlocal encrypted
        kind = part.get_content_type()
        if kind == "message/rfc822":
            inner = part.get_payload()
            inner = inner[0] if isinstance(inner, list) and inner else part
            attachments.append(_attached(part, len(attachments), _inner_bytes(inner)))
            return
        if part.is_multipart():
            encrypted = encrypted or kind == "multipart/encrypted"
            for inner in part.iter_parts():
                if isinstance(inner, EmailMessage):
                    walk(inner, alternatives or kind == "multipart/alternative")
            return
        encrypted = encrypted or kind in ("application/pkcs7-mime", "application/x-pkcs7-mime")
        is_text = kind in ("text/plain", "text/html") and part.get_content_disposition() != "attachment"
        if is_text and not part.get_filename():
            bodies.append((kind if alternatives or not bodies else f"{kind}+", _content(part)))
        else:
            attachments.append(_attached(part, len(attachments), part.get_payload(decode=True)))

    walk(message, False)
    notices = (Message("part of the mail is encrypted and was not read"),) if encrypted else ()
    return _body(bodies), attachments, notices


def _body(bodies: list[tuple[str, str]]) -> str:
    from evidence.readers.html import to_text

    plain = [text for kind, text in bodies if kind == "text/plain" and text.strip()]
    html = [to_text(text) for kind, text in bodies if kind == "text/html" and not plain]
    more = [to_text(text) if "html" in kind else text for kind, text in bodies if kind.endswith("+")]
    return "\n\n".join(part.strip("\r\n") for part in (*plain, *html, *more) if part.strip()).replace("\r\n", "\n")


def _content(part: EmailMessage) -> str:
    data = part.get_payload(decode=True)
    if not isinstance(data, bytes):
        return str(part.get_payload())
    charset = part.get_content_charset()
    if charset:
        try:
            return data.decode(charset)
        except (LookupError, UnicodeDecodeError):
            pass
    decoded = decode(data)
    return decoded[0] if decoded else data.decode("cp1252", errors="replace")


def _inner_bytes(message: Any) -> bytes:
    try:
        return bytes(message.as_bytes())
    except Exception:  # a damaged inner mail cannot always be written out again
        return str(message).encode("utf-8", errors="replace")


def _attached(part: EmailMessage, count: int, data: object) -> Attachment:
    try:
        name = part.get_filename() or ""
    except Exception:
        name = ""
    name = re.sub(r"[\x00-\x1f/\\:]+", "_", _flat(name)).strip(". ")[:150]
    kind = part.get_content_type()
    if not name:
        name = f"vedhaeftning-{count + 1}{_EXTENSIONS.get(kind, '')}"
    return Attachment(name=name, data=data if isinstance(data, bytes) else b"")
