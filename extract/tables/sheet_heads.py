"""The headings of a sheet tell what stands below them and nothing besides: «Bod betalt kr.» is no payment of bod."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from evidence.detect import SHEETS
from evidence.model import Document, Page
from extract.model import Finding

#: So many cells without a figure make a row of headings, and so many with one a row below them.
_HEADINGS, _FIGURES = 3, 2


def in_sheet_heads(found: Finding, page: Page, document: Document) -> bool:
    """Whether it stands within the row of headings above the rows of a sheet."""
    if document.media not in SHEETS:
        return False
    return any(start <= found.span.start and found.span.end <= end for start, end in _heads(page.text))


@lru_cache(maxsize=4)
def _heads(text: str) -> tuple[tuple[int, int], ...]:
    lines = list(re.finditer(r"[^\n]+", text))
    return tuple(row.span() for row, below in pairwise(lines) if _is_head(row.group(), below.group()))


def _is_head(row: str, below: str) -> bool:
    cells = [cell for cell in re.split(r"[\t;]", row) if cell.strip()]
    figures = [cell for cell in re.split(r"[\t;]", below) if re.search(r"\d", cell)]
    return len(cells) >= _HEADINGS and not any(re.search(r"\d", cell) for cell in cells) and len(figures) >= _FIGURES
