"""Measures a sentence makes others of: «fra 30 til 45 dage», «99,6 % erstattes af 99,8 %», «I stedet for … læses …»."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import TypeVar

from extract.quantities import AmountMention, DurationMention, PercentMention

M = TypeVar("M", AmountMention, PercentMention, DurationMention)

#: By which a text says that some of its words are others from now on.
MOVES = (
    r"(?:ændres|erstattes|rettes|udskiftes|forlænges|forkortes|forhøjes|hæves|sænkes|nedsættes|skærpes|lempes|reduceres|øges"
    r"|(?:is|are|be)\s+(?:hereby\s+)?(?:replaced|changed|amended|raised|increased|reduced|lowered|extended))"
)
_QUOTE = r"[»“„”«\"]?"
_UNIT = r"\W*(?:(?:kr|kroner|DKK|pct|procent)\b\W*|%\s*)?"
_SUM = r"(?:kr\.?\s*|DKK\s*)?"
#: «fra 30 dage til 45 dage», «ændres 10 pct. til 12 pct.»: what stands before the first, and between the two.
_FROM = re.compile(rf"\b(?:fra|from|{MOVES})\s+{_QUOTE}{_SUM}$", re.IGNORECASE)
_TO = re.compile(rf"{_UNIT}\b(?:til|to)\s+{_QUOTE}{_SUM}", re.IGNORECASE)
#: «erstattes 24 måneder af 36 måneder».
_REPLACES = re.compile(rf"\b(?:erstattes|udskiftes|is\s+replaced)\s+{_QUOTE}{_SUM}$", re.IGNORECASE)
_BY = re.compile(rf"{_UNIT}\b(?:af|med|by|with)\s+{_QUOTE}{_SUM}", re.IGNORECASE)
#: «99,6 % erstattes af 99,8 %», «"2 mdr." rettes til "6 måneder"»: what the words between the two begin with is of the
#: first, «15 % af kontraktsummen erstattes af 20 %».
_BECOMES = re.compile(
    rf"{_UNIT}[^\d.;,]{{0,40}}?{_QUOTE}\s*\b{MOVES}\s+(?:til|af|med|to|by|with)\s+{_QUOTE}{_SUM}", re.IGNORECASE
)
#: By which a text says what stands in the place of other words: «I stedet for "15 %" læses "20 %"».
READ = r"(?:læses|indsættes|træder|gælder|skal\s+der\s+stå|står|skal\s+læses)"
_INSTEAD = re.compile(r"\bi\s+stedet\s+for\s+[^.;\d]{0,40}$", re.IGNORECASE)
_IS_READ = re.compile(rf"{_UNIT}[^\d.;]{{0,60}}?\b{READ}\s+{_QUOTE}[^.;\d]{{0,20}}?", re.IGNORECASE)
_INSTEAD_IS_READ = re.compile(
    rf"{_UNIT}[^\d;]{{0,60}}?\bi\s+stedet(?:\s+herfor)?\s+{READ}\s+{_QUOTE}{_SUM}", re.IGNORECASE
)
#: «4 timer i stedet for 2 timer»: what it becomes stands first.
_IN_PLACE_OF = re.compile(
    rf"{_UNIT}\b(?:i\s+stedet\s+for|frem\s+for|mod\s+(?:hidtil|før)|instead\s+of|in\s+place\s+of)\s+{_SUM}",
    re.IGNORECASE,
)
#: «ændres »50 pct. …« til »75 pct. …«»: the words of a clause, and those they become.
NEW_WORDS = re.compile(
    r"\b(?:ændres|erstattes|udskiftes)\b[^»“„\"]{0,30}[»“„\"][^«”\"]*[«”\"]\s*(?:til|med|af)\s*[»“„\"](?P<new>[^«”\"]*)",
    re.IGNORECASE,
)


def moved(mentions: Sequence[M], text: str) -> tuple[M, M] | None:
    """Of what is moved, from which to which; None where nothing is. ``text`` as it stands."""
    if words := NEW_WORDS.search(text):
        (first, last), end = words.span("new"), words.start()
        was, becomes = (
            [one for one in mentions if start <= one.start and one.end <= stop]
            for start, stop in ((end, first), (first, last))
        )
        return (was[0], becomes[0]) if was and becomes else None
    for one, other in pairwise(mentions):
        between = one.end, other.start
        if _FROM.search(text, 0, one.start) and _TO.fullmatch(text, *between):
            return one, other
        if _REPLACES.search(text, 0, one.start) and _BY.fullmatch(text, *between):
            return one, other
        if _INSTEAD.search(text, 0, one.start) and _IS_READ.fullmatch(text, *between):
            return one, other
        if _BECOMES.fullmatch(text, *between) or _INSTEAD_IS_READ.fullmatch(text, *between):
            return one, other
        if _IN_PLACE_OF.fullmatch(text, *between):
            return other, one
    return None
