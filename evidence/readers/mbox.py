"""Mailboxes (MBOX): each mail a document of its own, taken out one at a time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from evidence.errors import Message
from evidence.readers import Attachment, Reading

#: So many mails are taken out of one mailbox; the rest are counted.
MOST_MAILS = 20_000
#: A mail longer than this is cut there, as no mail program would have sent it.
_MOST_BYTES = 100_000_000

#: The line that begins a mail: an address (or «-») and the time it arrived.
POSTMARK = re.compile(rb"From \S.*\d{1,2}:\d{2}(?::\d{2})?.*\d{4}|From \S.* \d{4} \d{1,2}:\d{2}")
_KEPT = re.compile(rb">+From ")


def read(path: Path) -> Reading:
    """No page of its own; as many attachments as there are mails."""
    count = sum(1 for _ in _starts(path))
    left = Message(
        "mails beyond the first {most} were not taken out: {count}; split the mailbox and add the parts",
        {"count": count - MOST_MAILS, "most": MOST_MAILS},
    )
    notices = (left,) if count > MOST_MAILS else ()
    return Reading(fields={"mails": str(count)}, notices=notices, attachments=_mails(path))


def _starts(path: Path) -> Iterator[bytes]:
    blank = True
    with path.open("rb") as file:
        for line in file:
            if blank and line.startswith(b"From ") and POSTMARK.match(line):
                yield line
            blank = not line.strip()


def _mails(path: Path) -> Iterator[Attachment]:
    number, lines, size, blank = 0, list[bytes](), 0, True
    with path.open("rb") as file:
        for line in file:
            if blank and line.startswith(b"From ") and POSTMARK.match(line):
                if number:
                    yield _mail(number, lines)
                number, lines, size = number + 1, [], 0
                if number > MOST_MAILS:
                    return
            elif number and size < _MOST_BYTES:
                # Programs that keep mailboxes put a ">" before lines that would look like the beginning of a mail.
                lines.append(line[1:] if _KEPT.match(line) else line)
                size += len(line)
            blank = not line.strip()
    if number:
        yield _mail(number, lines)


def _mail(number: int, lines: list[bytes]) -> Attachment:
    while lines and not lines[-1].strip():
        lines.pop()  # the blank line that parts mails belongs to the mailbox
    return Attachment(name=f"{number:05}.eml", data=b"".join(lines))
