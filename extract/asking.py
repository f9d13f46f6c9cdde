"""Questions put by number: «Spørgsmål 3: Var den dobbelte udbetaling en følge af en fejl?» tells of nothing.

What an expert, a witness or a mayor is asked takes for granted what the other side denies; only the answer says it.
"""

from __future__ import annotations

import re
from functools import lru_cache

from evidence.model import Page
from extract.lines import at_lines
from extract.model import Finding

#: The question goes to its question mark or, where it bids somebody to tell, to the end of its sentence; what is told
#: before it in a sentence of its own is a statement of whoever asks.
_ASKED = re.compile(
    r"^[ \t]*(?:spørgsmål|spm\.?|question)[ \t]*(?:nr\.?[ \t]*)?\d{0,3}[a-z]?[ \t]*[:.)–-][ \t]*"
    r"(?:(?:[^?.]|\.(?!\s+(?-i:[A-ZÆØÅ])))*\?"
    r"|(?:beskriv|redegør|oplys|angiv|vurd[eé]r|forklar|describe|state|explain|skønsmanden (?:bedes|anmodes))\b"
    r"(?:[^?.]|\.(?!\s+(?-i:[A-ZÆØÅ])))*[?.])",
    re.MULTILINE | re.IGNORECASE,
)


def is_asked(found: Finding, page: Page) -> bool:
    """Whether it stands within a question that is put by number or under the word for it."""
    return any(start <= found.span.start and found.span.end <= end for start, end in _questions(page.text))


@lru_cache(maxsize=4)
def _questions(text: str) -> tuple[tuple[int, int], ...]:
    """Where the questions of a page stand."""
    return tuple(one.span() for one in at_lines(_ASKED, text))
