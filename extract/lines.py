"""Expressions that begin with a line, looked for at the beginnings of lines alone.

The engine tries an expression with ``^`` at every character; a page has a hundred times as many as lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator


def at_lines(expression: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """What ``expression.finditer(text)`` finds of an expression that begins with the ``^`` of a line."""
    place = 0
    while place >= 0:
        m = expression.match(text, place)
        if m:
            yield m
        end = m.end() if m else place
        if end == place or text[end - 1] != "\n":
            end = text.find("\n", end) + 1 or -1
        place = end
