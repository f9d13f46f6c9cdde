"""Which pictures of a mail or paper are logos and icons, not evidence somebody put in."""

from __future__ import annotations

import re
from io import BytesIO

#: A logo weighs and measures no more than this; the picture of an error on a screen is larger.
_MOST_BYTES, _MOST_HEIGHT, _MOST_AREA = 40_000, 150, 60_000
_CLOSING = re.compile(r"(?:hilsen|hilsner|\bmvh|\bregards|\bsincerely|\bvh\b)", re.IGNORECASE)


def is_ornament(data: bytes, content_id: str, html: str) -> bool:
    """Whether a picture the HTML body shows by its ``content_id`` is a small one below the signature's greeting."""
    place = html.find(f"cid:{content_id}") if content_id else -1
    size = _size(data) if place >= 0 and len(data) <= _MOST_BYTES else None
    if size is None:
        return False
    if max(size) <= 2:
        return True  # a picture nobody sees, which reports that the mail was opened
    return _CLOSING.search(html, 0, place) is not None and _is_small(*size)


def is_small(data: bytes) -> bool:
    """Whether a picture is no larger than a logo; one that cannot be opened is not said to be."""
    size = _size(data) if len(data) <= _MOST_BYTES else None
    return size is not None and _is_small(*size)


def _is_small(width: int, height: int) -> bool:
    return height <= _MOST_HEIGHT and width * height <= _MOST_AREA


def _size(data: bytes) -> tuple[int, int] | None:
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(BytesIO(data)) as picture:
            return picture.size
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError):
        return None
