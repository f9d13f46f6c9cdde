"""Parts of a paper that stand under a heading which says whose words they are.

«Leverandørens bemærkning:», «2. Hvad Systemhuset har forklaret».
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from extract.lines import BLANK_LINE, at_lines, up_to_next
from extract.model import Side
from extract.voices.sides import CAPITAL, SideNames, is_unit

_SAID = (
    r"(?:bemærkning(?:er)?|besvarelse|svar|kommentar(?:er)?|synspunkt(?:er)?|anbringender|forklaring|redegørelse|"
    r"tilbagemelding|udtalelse|indlæg|vurdering)"
)
#: «Kundens bemærkning:», «Leverandørens bemærkninger» alone on a line.
_WHOSE = re.compile(
    rf"^[ \t]*(?:\d{{1,2}}(?:\.\d{{1,2}})*\.?[ \t]+)?(?P<who>[{CAPITAL}][^:.;\n]{{2,50}}?)(?:s|['’])[ ]{_SAID}"
    r"(?:[ \t]*:?[ \t]*$|:[ \t]+(?=\S))"
    rf"|^[ \t]*(?i:{_SAID})[ ]fra[ ](?P<from>[^:.;,\n]{{2,50}}?)(?:[ \t]*:?[ \t]*$|:[ \t]+(?=\S))",
    re.MULTILINE,
)
#: «2. Hvad Systemhuset har forklaret»
_WHAT = re.compile(
    r"^[ \t]*(?:(?P<number>\d{1,2}(?:\.\d{1,2})*\.?)[ \t]+)?Hvad[ ](?P<who>[^:.;\n]{2,50}?)[ ]har[ ]"
    r"(?:forklaret|oplyst|anført|tilkendegivet|gjort[ ]gældende|sagt|svaret|bemærket|meddelt|skrevet)[ \t]*:?[ \t]*$",
    re.MULTILINE,
)
#: «C. Aftalt på møde 28/11»: what both agreed on is nobody's word.
_AGREED = re.compile(
    r"^[ \t]*(?:(?:\d{1,2}|[A-Z])[.)]?[ \t]+)?(?:Det[ ]blev[ ])?(?:[Aa]ftalt|Aftaler)(?:[ ](?:på|ved)[ ][^\n.]{2,40})?"
    r"[ \t]*:?[ \t]*$",
    re.MULTILINE,
)
#: «3. Økonomi», the next heading of a paper whose parts are numbered.
_NUMBERED = re.compile(rf"^[ \t]*\d{{1,2}}\.?[ \t]+[{CAPITAL}][^\n]{{2,80}}(?<![.,;:])[ \t]*$", re.MULTILINE)
@dataclass(frozen=True, slots=True)
class Part:
    """What stands under a heading: from ``start`` to ``end``, and whose words it is, as the heading calls them."""

    start: int
    end: int
    who: str
    side: Side | None  # None: of nobody but whose paper it is


@lru_cache(maxsize=16)
def parts(text: str, names: SideNames) -> Sequence[Part]:
    """The parts whose heading says that they are a party's, an office's of the writer's own house, or agreed on."""
    agreed = (
        Part(m.end(), blank.start() if (blank := BLANK_LINE.search(text, m.end())) else len(text), "", Side.AUTHOR)
        for m in at_lines(_AGREED, text)
    )
    found = [*of_parties(text, names), *_of_sections(text, names), *agreed]
    return sorted(found, key=lambda part: part.start)


def part_at(found: Sequence[Part], place: int) -> Part | None:
    """The part a place stands in."""
    at = bisect_right(found, place, key=lambda part: part.start) - 1
    return found[at] if at >= 0 and place < found[at].end else None


def of_parties(text: str, names: SideNames) -> Iterator[Part]:
    """Each from its label to the next or a blank line; a blank line may stand below the label."""
    for m, after in up_to_next(text, list(at_lines(_WHOSE, text))):
        begins = m.end() + len(text[m.end() :]) - len(text[m.end() :].lstrip())
        blank = BLANK_LINE.search(text, begins, after)
        who = m["who"] or m["from"]
        if (side := names.whole(who)) is not None:
            yield Part(begins, blank.start() if blank else after, who, side)


def _of_sections(text: str, names: SideNames) -> Iterator[Part]:
    """Each to the next numbered heading, where its own has a number, else to a blank line."""
    for m in at_lines(_WHAT, text):
        side = names.whole(m["who"])
        if side is None and not is_unit(m["who"]):
            continue
        ends = (_NUMBERED if m["number"] else BLANK_LINE).search(text, m.end() + 2)
        yield Part(m.end(), ends.start() if ends else len(text), m["who"], side)
