"""WeasyPrint without the styles of what our pages do not have: they take a fifth of its time and of its memory.

Its own style sheet speaks of the marks of footnotes and notes of every element there is, and of the markers of all of
them, so that six more styles are made and kept for each. Where a page has no notes, and markers on items of lists
alone, these are left out; it is set the same, to the byte. See docs/decisions/0046-what-a-page-holds-in-memory.md.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

#: A page that may use what is left out: as its style sheet, or a template of the case's own, may have it.
_USED = re.compile(
    r"(?:float|position|display|content)\s*:[^;}\"]*(?:note|list-item|element\()|::?(?:foot)?note-|::?marker"
)
_OF_NOTES = re.compile(r"(?m)^::(?:foot)?note-[a-z]+ \{.*\}\n")
_OF_MARKERS = re.compile(r"(?m)^::marker \{")
#: Names only WeasyPrint's own sheet may give a rule; read again they would be warned of. It has them already.
_RESERVED = re.compile(r"(?m)^@counter-style (?:disc|decimal) \{.*\}\n")


def lean(page: str) -> type[Any]:
    """WeasyPrint's class for an HTML page, for this one."""
    from weasyprint import HTML

    sheet = None if _USED.search(page) else _sheet()
    if sheet is None:
        return HTML  # type: ignore[no-any-return]  # WeasyPrint is untyped

    class Lean(HTML):  # type: ignore[misc]  # WeasyPrint is untyped
        """Set by the shorter style sheet."""

        def _ua_stylesheets(self, _forms: bool = False) -> list[Any]:
            return [sheet]

    return Lean


@cache
def _sheet() -> Any:
    """WeasyPrint's own style sheet without those rules; None where it is another than the one we know (70.0)."""
    from weasyprint import CSS, html

    text = getattr(html, "UA", "")
    spared, notes = _OF_NOTES.subn("", text)
    spared, markers = _OF_MARKERS.subn("li::marker {", spared)
    if not notes or not markers or not hasattr(html, "UA_COUNTER_STYLE"):
        return None
    return CSS(string=_RESERVED.sub("", spared), counter_style=html.UA_COUNTER_STYLE)
