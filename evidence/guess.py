"""What kind of paper a document is and from which day, guessed from its form, each guess with its reason."""

from __future__ import annotations

import datetime as dt

from evidence.errors import Message
from evidence.model import DocumentKind
from evidence.readers import Reading


def guess(
    media: str, name: str, reading: Reading
) -> tuple[DocumentKind, Message | None, dt.date | None, Message | None]:
    """The kind and its reason, the date and its reason; OTHER and None where nothing tells."""
    from evidence.guessdate import guess_date
    from evidence.guesskind import guess_kind

    kind, kind_reason = guess_kind(media, name, reading)
    day, date_reason = guess_date(media, name, reading, kind)
    return kind, kind_reason, day, date_reason
