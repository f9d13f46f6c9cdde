"""Clauses that an amendment words anew: «Punkt 3.1 affattes således: »Idriftsættelse sker den 1. marts 2010.«»."""

from __future__ import annotations

import re

_HEAD = re.compile(
    r"(?:\bpkt\.?|\bpunkt(?:et)?|\bafsnit|\bkapitel|§|\bclause|\bsection)\s*(?P<number>\d+(?:\.\d+)*)"
    # «Ad pkt. 18.2: Bestemmelsen affattes således: …»
    r"(?:,? (?:stk|nr|litra)\.? ?\w+|, \d+\. pkt\.)*(?:: (?=bestemmelsen|punktet|teksten))?[^.:]{0,60}?"
    r"\b(?:affattes|får|skal have|formuleres|omformuleres"
    r"|lyder|skal lyde|ændres til|erstattes af|udgår og erstattes|is amended to read|is replaced|shall read)\b"
    r"[^:.]{0,60}:\s*",
    re.IGNORECASE,
)
_OVER = re.compile(r"(?<=\S)[«”\"]\s*$|\n\s*(?:\d{1,2}|[a-z])[.)]\s", re.MULTILINE)
#: The next clause of the amendment's own, where its numbers have several parts.
_NEXT = re.compile(r"^[ \t]*(\d{1,2})(?:\.\d{1,2})+\.?\s+(?=[^\W\d_])", re.MULTILINE)
_REACH = 600
_LONGEST_NUMBER = 12


def reworded(text: str, start: int, end: int) -> str:
    """The number of the clause whose new words stand at this place of a page; "" where it is no such place."""
    head = _head(text, start, end)
    return head["number"] if head else ""


#: A part of a clause that is worded anew: its sentence by number, or one nobody can count from its words alone.
_SENTENCE, _OTHER_PART = re.compile(r"\b(\d+)\. pkt\.", re.I), re.compile(r"\b(?:stk|nr|litra)\b", re.I)
OTHER_PART = "other"


def reworded_part(text: str, start: int, end: int) -> str:
    """Which part of the clause the new words at this place are of: "2" its second sentence, "other" some other part; ""
    all of it, or it is no such place.
    """
    head = _head(text, start, end)
    if head is None or _OTHER_PART.search(head.group()):
        return "" if head is None else OTHER_PART
    return sentence[1] if (sentence := _SENTENCE.search(head.group())) else ""


#: An annex by its number or letter.
ANNEX = re.compile(r"\b(?:bilag|annex|appendix|schedule)\s+(\w{1,3})\b", re.I)
_BEFORE = 40


def reworded_annex(text: str, start: int, end: int) -> str:
    """The annex whose clause the new words at this place are of, as it is numbered; "" where none is named."""
    head = _head(text, start, end)
    named = ANNEX.findall(text[max(0, head.start() - _BEFORE) : head.end()].rpartition(". ")[2]) if head else ()
    return named[-1] if named else ""


def _head(text: str, start: int, end: int) -> re.Match[str] | None:
    head = next(reversed([*_HEAD.finditer(text, max(0, start - _REACH), end)]), None)
    if head is None or (start < head.end() <= end and not text[head.end() : end].strip()):
        return None
    if head.end() >= start:
        return head
    between = text[head.end() : start + 1 + _LONGEST_NUMBER]
    own = head["number"].partition(".")[0]
    later = any(one[1] != own and head.end() + one.start() <= start for one in _NEXT.finditer(between))
    return None if later or _OVER.search(text[head.end() : start]) else head


_CHANGED = re.compile(
    r"(?:\bpkt\.?|\bpunkt(?:et)?|\bafsnit|§|\bclause|\bsection)\s*(?P<number>\d+(?:\.\d+)*)"
    r"(?P<between>(?:[^;\n]|\n(?![\s\d§])){0,160}?)"  # on to the next line, where that is no clause of its own
    r"\b(?:ændres|erstattes|ophæves|udgår|bortfalder|slettes|nedsættes|forhøjes|hæves|sænkes|forlænges|forkortes|flyttes|udskydes"
    r"|rykkes|affattes|får følgende|is (?:hereby )?(?:replaced|amended|deleted|reduced|increased|raised|extended|moved)"
    r"|shall (?:be replaced|be amended|read))\b(?!\s+(?:ikke|not)\b)",
    re.IGNORECASE,
)


#: «Nås kravet i § 2 ikke, nedsættes afgiften …», «Hvis målet i pkt. 8.1 …»: what follows where a clause is not kept.
_CONDITION = re.compile(
    r"[\W\d]*(?:hvis|såfremt|når|er|bliver|sker|ved|nås|opfyldes|overholdes|overskrides|underskrides|falder|if|where|when|"
    r"should)\b",
    re.IGNORECASE,
)
#: A part of the clause named by its number, and its commas.
_PARTS = re.compile(r"(?:\s*,?\s*(?:(?:stk|nr|litra)\.?\s*\w+|\d+\.\s*pkt\.))*\s*,?\s*", re.IGNORECASE)


def _change(sentence: str) -> re.Match[str] | None:
    """The words by which a clause is another; none where they tell what follows if it is not kept: the verb then comes
    first in its own clause, after a comma.
    """
    found = None if _CONDITION.match(sentence) else _CHANGED.search(sentence)
    if found and found["between"].rstrip().endswith(",") and _PARTS.fullmatch(found["between"]) is None:
        return None
    return found


def changes_clause(sentence: str) -> bool:
    """Whether a sentence of an amendment says that a clause, which it names by its number, is another from now on."""
    return _change(sentence) is not None


#: «Punkt 18.3 ændres således, at boden udgør …», «Boden efter punkt 12.3 udgør herefter …»: what it is now is told.
_NOW = re.compile(
    r"\b(?:ændres|nedsættes|forhøjes|hæves|sænkes|forlænges|forkortes|erstattes|amended|reduced|increased|raised|extended|"
    r"replaced)\b",
    re.IGNORECASE,
)
_FROM_NOW_ON = re.compile(
    r"(?:\bpkt\.?|\bpunkt(?:et)?|\bafsnit|§|\bclause|\bsection)\s*(?P<number>\d+(?:\.\d+)*)"
    r"(?P<between>(?:[^.;\n]|\n(?![\s\d§])){0,40}?)"
    r"\b(?:udgør|er|bliver|lyder)\s+(?:herefter|fremover|fra\s+nu\s+af)\b",
    re.IGNORECASE,
)


def clause_changed(sentence: str) -> tuple[str, str]:
    """The clause a sentence gives another content from now on, and which part of it; "" and "": none.

    What is only struck out has no content in its place.
    """
    found = _change(sentence)
    if found is None or not _NOW.search(found.group()[found.end("between") - found.start() :]):
        found = _FROM_NOW_ON.search(sentence)
    if found is None:
        return "", ""
    return found["number"], OTHER_PART if _OTHER_PART.search(found["between"]) else ""


_STRIKES = re.compile(r"\b(?:ophæves|udgår|bortfalder|slettes|deleted)$", re.IGNORECASE)
_IN_ITS_PLACE = re.compile(r"\b(?:erstattes|i stedet|indsættes|affattes|følgende|replaced)\b|[:»“„\"]", re.IGNORECASE)


def clause_struck(sentence: str) -> str:
    """The clause a sentence of an amendment strikes out whole, with nothing in its place; "": none."""
    found = _change(sentence)
    if found is None or found["between"].strip() or not _STRIKES.search(found.group()):
        return ""
    return "" if _IN_ITS_PLACE.search(sentence) else found["number"]
