"""Pictures and files set into an RTF: what its groups of figures stand for."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator, Sequence

from evidence.detect import DAMAGED
from evidence.model import Outcome
from evidence.readers import Attachment
from evidence.readers.embedded import native, unwrapped
from evidence.readers.mailimages import is_small

#: How pictures begin, and the suffix of what else stands there: drawings in Windows' own form.
_BEGINS = ((b"\x89PNG", "png"), (b"\xff\xd8\xff", "jpg"), (b"GIF8", "gif"))
DRAWN = "wmf"
#: The head of a drawing is no shorter.
_LEAST = 18
#: Words and groups among the figures, which are none.
_NO_FIGURES = re.compile(r"\{[^{}]*\}|\\[a-zA-Z]+-?\d* ?|[^0-9a-fA-F]")


def set_into(groups: Sequence[tuple[str, str]]) -> tuple[Attachment, ...]:
    """The files and pictures of the groups ``objdata`` and ``pict``, each a document of its own.

    Small pictures are ornaments; a drawing beside a file is what that looks like.
    """
    files = [_file(_bytes(group), number) for number, group in enumerate(_named(groups, "objdata"), 1)]
    seen: dict[bytes, str] = {}
    for held in map(_bytes, _named(groups, "pict")):
        suffix = next((suffix for begins, suffix in _BEGINS if held.startswith(begins)), DRAWN)
        if len(held) >= _LEAST and (not files if suffix == DRAWN else not is_small(held)):
            seen.setdefault(held, suffix)
    pictures = [Attachment(name=f"image{at}.{suffix}", data=held) for at, (held, suffix) in enumerate(seen.items(), 1)]
    return (*files, *pictures)


def _named(groups: Sequence[tuple[str, str]], name: str) -> Iterator[str]:
    return (group for said, group in groups if said == name)


def _bytes(group: str) -> bytes:
    figures = _NO_FIGURES.sub("", group)
    return bytes.fromhex(figures[: len(figures) // 2 * 2])


def _file(held: bytes, number: int) -> Attachment:
    """The file an object holds: three names, each with its length before it, then the file as its program put it."""
    name = f"object{number}"
    try:
        at, names = 8, []
        for _ in range(3):
            (length,) = struct.unpack_from("<I", held, at)
            names.append(held[at + 4 : at + 4 + length].rstrip(b"\0"))
            at += 4 + length
        (size,) = struct.unpack_from("<I", held, at)
        data = held[at + 4 : at + 4 + size]
        if names[0] == b"Package":
            return native(bytes(4) + data, name)
        return unwrapped(Attachment(name=f"{name}.bin", data=data))
    except Exception:  # what is cut short or no such object breaks off anywhere
        return Attachment(name=f"{name}.bin", outcome=Outcome.UNREADABLE, reason=DAMAGED)
