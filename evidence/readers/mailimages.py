"""Which pictures of a mail are logos and icons of its signature, not evidence somebody put in."""

from __future__ import annotations

import re
from io import BytesIO

#: A logo weighs and measures no more than this; the picture of an error on a screen is larger.
_MOST_BYTES, _MOST_HEIGHT, _MOST_AREA = 40_000, 150, 60_000
_CLOSING = re.compile(r"(?:hilsen|hilsner|\bmvh|\bregards|\bsincerely|\bvh\b)", re.IGNORECASE)


def is_ornament(data: bytes, content_id: str, html: str) -> bool:
    """Whether a picture the HTML body shows by its ``content_id`` is a small one below the signature's greeting."""
    place = html.find(f"cid:{content_id}") if content_id else -1
    if place < 0 or len(data) > _MOST_BYTES:
        return False
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(BytesIO(data)) as picture:
            width, height = picture.size
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError):
        return False
    if width <= 2 and height <= 2:
        return True  # a picture nobody sees, which reports that the mail was opened
    closing = _CLOSING.search(html, 0, place)
    return closing is not None and height <= _MOST_HEIGHT and width * height <= _MOST_AREA
