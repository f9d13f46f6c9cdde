"""Papers of Apple's programs (Pages, Numbers, Keynote): krav reads none, but the picture each carries of itself."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from evidence.detect import PREVIEWS
from evidence.errors import Message
from evidence.readers import Reading
from evidence.readers.archives import taken
from evidence.readers.packed import opened

_SHOWN = Message(
    "a paper of Apple's programs, of which krav reads the picture that lies in it, often of its first page only, as a "
    "document of its own; save it as PDF and add that too"
)


def read(path: Path) -> Reading:
    """A document without pages; its picture is a document of its own."""
    with opened(path) as archive:
        name = next(one for one in PREVIEWS if one in archive.namelist())
        shown = taken(name.rsplit("/", 1)[-1], partial(archive.read, name))
    return Reading(notices=(_SHOWN,), attachments=(shown,))
