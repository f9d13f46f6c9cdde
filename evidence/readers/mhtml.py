"""Saved web pages (MHTML): the page itself, read as any web page. What it shows beside its text is not loaded."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from pathlib import Path

from evidence.detect import DAMAGED
from evidence.model import Outcome
from evidence.readers import CannotRead, Reading, clean
from evidence.readers.html import read_bytes
from evidence.readers.mail import ends_early
from evidence.readers.officemend import CUT


def read(path: Path) -> Reading:
    """One page; ``fields`` add when and from where it was saved (created, url)."""
    message = BytesParser(policy=policy.default).parsebytes(path.read_bytes())
    page = _page(message)
    if page is None:
        raise CannotRead(DAMAGED)
    reading = _read(page)
    if reading.outcome is Outcome.EMPTY and (shown := _set_into(message, page)):
        reading = replace(shown[0], pages=tuple(one for sheet in shown for one in sheet.pages),
                          notices=tuple(one for sheet in shown for one in sheet.notices))  # fmt: skip
    fields = dict(reading.fields)
    url = _said(page, "Content-Location") or _said(message, "Snapshot-Content-Location")
    if url:
        fields["url"] = url
    try:
        fields["created"] = message["date"].datetime.date().isoformat()
    except Exception:  # a head without a day, or with one that the library stumbles over
        fields.pop("created", None)
    cut = (CUT,) if ends_early(message) else ()
    title = reading.title or _said(message, "Subject")
    return replace(reading, title=title, fields=fields, notices=(*cut, *reading.notices))


def _read(part: EmailMessage) -> Reading:
    data = part.get_payload(decode=True)
    return read_bytes(data if isinstance(data, bytes) else b"", part.get_content_charset() or "")


def _set_into(message: EmailMessage, page: EmailMessage) -> list[Reading]:
    """The pages that a page of frames shows, as Excel saves the sheets of a workbook, where they are in the file."""
    shown = []
    for part in _pages(message):
        with suppress(CannotRead):
            if part is not page and (reading := _read(part)).outcome is Outcome.READ:
                shown.append(reading)
    return shown


def _page(message: EmailMessage) -> EmailMessage | None:
    """The part that is the page: named as the start, or the first that is HTML."""
    pages = _pages(message)
    start = message.get_param("start", "")
    return next((part for part in pages if start and part["Content-ID"] == start), pages[0] if pages else None)


def _pages(message: EmailMessage) -> list[EmailMessage]:
    return [
        part for part in message.walk()
        if part.get_content_type() in ("text/html", "application/xhtml+xml") and isinstance(part, EmailMessage)
    ]  # fmt: skip


def _said(message: EmailMessage, name: str) -> str:
    try:
        return clean(" ".join(str(message[name] or "").split()))
    except Exception:  # the parser of heads raises what it likes on damage
        return ""
