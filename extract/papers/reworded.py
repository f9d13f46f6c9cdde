"""Clauses that an amendment words anew: «Punkt 3.1 affattes således: »Idriftsættelse sker den 1. marts 2010.«»."""

from __future__ import annotations

import re

_HEAD = re.compile(
    r"(?:\bpkt\.?|\bpunkt(?:et)?|\bafsnit|\bkapitel|§|\bclause|\bsection)\s*(?P<number>\d+(?:\.\d+)*)"
    r"(?:,? (?:stk|nr|litra)\.? ?\w+|, \d+\. pkt\.)*[^.:]{0,60}?\b(?:affattes|får|skal have|formuleres|omformuleres"
    r"|lyder|skal lyde|ændres til|erstattes af|udgår og erstattes|is amended to read|is replaced|shall read)\b"
    r"[^:.]{0,60}:\s*",
    re.IGNORECASE,
)
_OVER = re.compile(r"[«”]\s*$|\n\s*(?:\d{1,2}|[a-z])[.)]\s", re.MULTILINE)
_REACH = 600


def reworded(text: str, start: int, end: int) -> str:
    """The number of the clause whose new words stand at this place of a page; "" where it is no such place."""
    head = next(reversed([*_HEAD.finditer(text, max(0, start - _REACH), end)]), None)
    if head is None or (start < head.end() <= end and not text[head.end() : end].strip()):
        return ""
    return "" if head.end() < start and _OVER.search(text[head.end() : start]) else head["number"]


_CHANGED = re.compile(
    r"(?:\bpkt\.?|\bpunkt(?:et)?|\bafsnit|§|\bclause|\bsection)\s*\d+(?:\.\d+)*[^;\n]{0,160}?"
    r"\b(?:ændres|erstattes|ophæves|udgår|bortfalder|nedsættes|forhøjes|hæves|sænkes|forlænges|forkortes|flyttes|udskydes"
    r"|rykkes|affattes|får følgende|is (?:hereby )?(?:replaced|amended|deleted|reduced|increased|raised|extended|moved)"
    r"|shall (?:be replaced|be amended|read))\b(?!\s+(?:ikke|not)\b)",
    re.IGNORECASE,
)


def changes_clause(sentence: str) -> bool:
    """Whether a sentence of an amendment says that a clause, which it names by its number, is another from now on."""
    return _CHANGED.search(sentence) is not None
