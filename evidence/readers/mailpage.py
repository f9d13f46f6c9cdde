"""A mail as a page: its head on top as Danish mail programs show it, its body, what it quotes marked.

Every format of mail ends here, so a mail reads alike whether it came as EML, as MSG or out of a mailbox.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC
from email.utils import parsedate_to_datetime

from evidence.days import danish_time, first_day
from evidence.model import Mark, MarkKind
from evidence.paragraphs import paragraphs_of
from evidence.readers import PageText, TextBuilder, clean, searchable
from evidence.readers.quoting import quotations, unprefixed
from evidence.readers.text import rows_among

#: The page is read by Danish lawyers; the time is Danish, whatever zone the mail was sent from.
_SHOWN = (("Fra", "from"), ("Til", "to"), ("Cc", "cc"), ("Bcc", "bcc"), ("Sendt", "sent"), ("Emne", "subject"))

_DISCLAIMER = re.compile(
    r"(?i)denne (?:e-?mail|mail|meddelelse|besked)\b.{0,200}\b(?:fortrolig|tiltænkt|bestemt for)|har du modtaget "
    r"denne (?:e-?mail|mail) ved en fejl"
    r"|this (?:e-?mail|message)\b.{0,200}\b(?:confidential|intended (?:only|solely))|tænk på miljøet|think before "
    r"you print"
    r"|before printing this|scannet for virus|no virus found|virus-free"
    r"|(?:denne )?(?:e-?mail|mail)(?:en)? (?:kommer|er sendt|er modtaget) (?:fra|uden for).{0,60}\b(?:ekstern|uden for)"
    r"|^\W*(?:ekstern (?:e-?mail|mail|afsender)|external (?:e-?mail|sender))\b"
)


def page_of(fields: Mapping[str, str], body: str) -> PageText:
    """The page of a mail with these fields and this body, in plain text as its sender's program quoted it."""
    builder = TextBuilder()
    for word, name in _SHOWN:
        if fields.get(name):
            builder.block(f"{word}: {_shown(name, fields[name])}", MarkKind.HEAD)
    builder.write("\n\n" if builder.length else "")
    text, depths = unprefixed(searchable(body).rstrip())
    start, _ = builder.write(text)
    for mark in quotations(text, depths):
        builder.mark(start + mark.start, start + mark.end, mark.kind, **mark.detail)
    signature = re.search(r"(?m)^-- ?$", text)
    quotes = [mark.start - start for mark in builder.marks if mark.kind is MarkKind.QUOTED]
    until = min((quote for quote in quotes if signature and quote > signature.start()), default=len(text))
    if signature:
        builder.mark(start + signature.start(), start + len(text[:until].rstrip()), MarkKind.FURNITURE)
    paragraphs = paragraphs_of(text)
    rows = rows_among(paragraphs)
    for paragraph in paragraphs:
        for mark in rows.get(paragraph.start, [Mark(start=paragraph.start, end=paragraph.end, kind=MarkKind.BLOCK)]):
            builder.mark(start + mark.start, start + mark.end, mark.kind, **mark.detail)
        if _DISCLAIMER.search(paragraph.text):
            builder.mark(start + paragraph.start, start + paragraph.end, MarkKind.FURNITURE)
    return builder.page()


def _shown(name: str, value: str) -> str:
    time = danish_time(value) if name == "sent" else None
    return f"{time:%Y-%m-%d %H:%M}" if time else value


def flat(text: str) -> str:
    """A header's value on one line."""
    return clean(re.sub(r"\s+", " ", text)).strip()


def sent_time(said: str) -> str:
    """The time of a Date header as ISO with its zone; "" where it is none.

    A clock without a zone stays without one; the months may be Danish.
    """
    said = flat(said)
    try:
        time = parsedate_to_datetime(said)
        return (time if time.tzinfo or "-0000" not in said else time.replace(tzinfo=UTC)).isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        pass
    day, clock = first_day(said), re.search(r"\b(\d{1,2})[.:](\d{2})(?:[.:](\d{2}))?(?: ?([+-]\d{2}):?(\d{2}))?", said)
    if day is None:
        return ""
    if clock is None or int(clock[1]) > 23:
        return day.isoformat()
    zone = f"{clock[4]}:{clock[5]}" if clock[4] else ""
    return f"{day.isoformat()}T{int(clock[1]):02}:{clock[2]}:{clock[3] or '00'}{zone}"


def person(name: str, address: str) -> str:
    """A person with their address as it is shown, or whichever of the two there is."""
    name = name.strip(" '\"")
    return f"{name} <{address}>" if name and address and name != address else name or address


def safe_name(said: str, number: int, suffix: str) -> str:
    """The name an attached file goes by; one of our own where the mail gives none."""
    name = re.sub(r"[\x00-\x1f/\\:]+", "_", flat(said)).strip(". ")[:150]
    return name or f"vedhaeftning-{number}{suffix}"
