"""A file as its reader tells of it."""

from __future__ import annotations

from email.message import EmailMessage
from pathlib import Path

from evidence.readers import Reading, mail


def said(reading: Reading) -> str:
    return " | ".join(str(notice) for notice in reading.notices)


def read(tmp_path: Path, message: EmailMessage | bytes) -> Reading:
    path = tmp_path / "m.eml"
    path.write_bytes(message if isinstance(message, bytes) else message.as_bytes())
    return mail.read(path)
