"""What a paper itself records of people: whom minutes list as present, and who signed an agreement, and for whom.

All in the words of the paper: who was there with what office, and in what capacity somebody signed, is often what the
parties disagree on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import takewhile

from evidence.wording import one_line
from extract.lines import at_lines
from extract.voices.attendance import CELL, FOR_HOUSE, LIST_HEAD, LIST_LINE, NOTED, PRESENT, SPACED, presented
from extract.voices.people import NAME
from extract.voices.sides import SideNames

#: So much of minutes holds the lists of those present.
_HEAD = 2500
#: Where minutes have listed who was there: «1. Drift», «Dagsorden».
_POINTS = re.compile(
    r"^[ \t]*(?:(?:ad |punkt |pkt\.? |item )?1[.):]?[ \t]|dagsorden|agenda)", re.IGNORECASE | re.MULTILINE
)
_FIRST_LIST = re.compile(rf"^[ \t]*{PRESENT}", re.MULTILINE)
#: «Referent: Ida Krogh»
_KEEPER = re.compile(
    r"(?:Referent|Mødeleder|Ordstyrer|Formand|Apologies|Absent|Minute-?taker|Chair)\b", re.IGNORECASE
)
#: «Fra: Ida Krogh» heads a note, «Fra Vestby: Ida Krogh» a list of those present.
_OF_A_HOUSE = re.compile(r"(?:Fra|For|Med)\b", re.IGNORECASE)
_NAMED = re.compile(NAME)
#: So many lines under «For Kunden» may belong to the signature.
_UNDER = 6
_LONG = 80


def attendance(texts: Sequence[str], fields: Mapping[str, str], sides: SideNames) -> tuple[str, ...]:
    """The lists of those present, absent and keeping the minutes, each with its heading, as the minutes have them;
    where they have none that is known, those they present.
    """
    head = _unruled(texts[0][:_HEAD]) if texts else ""
    begins = _FIRST_LIST.search(head)  # «1. møde i styregruppen» above it is no point
    points = _POINTS.search(head, begins.end()) if begins else None
    head = head[: points.start()] if points else head
    # A line that is read two ways is told as the first reads it: the heading up to its colon or its next cell.
    found = {m.start(): m for kind in (SPACED.finditer, NOTED.finditer) for m in kind(head)}
    found |= {m.start(): m for m in at_lines(LIST_LINE, head)}
    lists = [(found[at]["who"], found[at]["names"]) for at in sorted(found)]
    told = {
        f"{one_line(who).strip(' :')}: {one_line(names)}": None
        for who, names in lists
        if (re.match(PRESENT, who.strip()) and not _OF_A_HOUSE.match(who.strip())) or _KEEPER.match(who.strip())
        or (sides.first_in(who) is not None and _NAMED.search(names))
    }  # fmt: skip
    for m in at_lines(LIST_HEAD, head):
        title = one_line(head[m.start() : m.start("names")]).strip(" :–-")
        if re.match(PRESENT, title) or sides.at_start(title):
            names = (line.strip(" \t-•*·") for line in m["names"].splitlines())
            told.setdefault(f"{title}: {', '.join(filter(None, names))}")
    if told:
        return tuple(told)
    people = presented(texts, fields, sides).known.values()
    return tuple(one.called for one in people if one.side is not None)


def _unruled(text: str) -> str:
    """The text with the bars of its tables as the tabs they stand for."""
    return "\n".join(re.sub(r"[ \t]*\|[ \t]*", "\t", line).strip("\t") for line in text.splitlines())


#: «For Kunden», «På Leverandørens vegne».
_FOR = re.compile(rf"{FOR_HOUSE.pattern}|\s*på\s+[^:,\n]{{3,40}}s\s+vegne", re.IGNORECASE)
#: The line somebody signs on.
_RULE = re.compile(r"[_.…]{4,}")


def signatures(text: str, sides: SideNames) -> tuple[str, ...]:
    """Who signs for each house, with the place, day and office that stand there: «For Nørreby Kommune: … Ida Krogh,
    jobcenterchef».
    """
    lines = [line.strip() for line in _unruled(text).splitlines()]
    found: dict[str, None] = {}
    for at, line in enumerate(lines):
        heads = CELL.split(line)
        if len(heads) < 2 or not all(_FOR.match(cell) for cell in heads):
            continue
        columns: list[list[str]] = [[] for _ in heads]
        for following in [one for one in lines[at + 1 : at + 1 + 2 * _UNDER] if one][:_UNDER]:
            cells = CELL.split(following)
            if len(cells) != len(heads):
                break
            for column, cell in zip(columns, cells, strict=True):
                column.append(cell)
        found |= dict.fromkeys(_block(head, under) for head, under in zip(heads, columns, strict=True))
    ways = (_stacked(lines, sides), _on_rules(lines), _at_foot(lines))
    return tuple(found or next(filter(None, map(dict.fromkeys, ways)), ()))


def _on_rules(lines: Sequence[str]) -> Iterator[str]:
    """Whoever stands under a line to sign on, with what follows up to the next empty line."""
    for at, line in enumerate(lines):
        under = [*takewhile(bool, lines[at + 1 : at + 4])] if _RULE.fullmatch(line) else []
        if under and _NAMED.match(under[0]):
            yield "; ".join(map(one_line, under))


#: «Nørreby, den 19. november 2009», alone on its line: below it the agreement is signed.
_PLACE_AND_DAY = re.compile(
    r"[A-ZÆØÅ][\wæøåÆØÅ-]+(?:\s[A-ZÆØÅ][\wæøåÆØÅ-]+)?,\s+(?:den\s+|d\.\s*)\d{1,2}\.\s*(?:[a-zæøå]+|\d{1,2}\.)\s*\d{4}"
)
#: A name with its office, and another's on the same line: «Ida Krogh, direktør», «Ida Krogh Bo Lind».
_SIGNED = re.compile(rf"(?:{NAME}(?:,\s+[a-zæøå][a-zæøå ]{{2,30}})?(?:\s+|$)){{1,3}}")


def _at_foot(lines: Sequence[str]) -> Iterator[str]:
    """Names below the place and the day at the foot, with the offices that stand there, and of no house by their words.
    """
    filled = [line for line in lines if line]
    last = next((at for at in reversed(range(len(filled))) if _PLACE_AND_DAY.fullmatch(filled[at])), None)
    under = () if last is None else takewhile(_SIGNED.fullmatch, filled[last + 1 : last + 1 + _UNDER])
    yield from map(one_line, under)


def _stacked(lines: Sequence[str], sides: SideNames) -> Iterator[str]:
    """Signatures one below the other: «For Nørreby Kommune», and a name on one of the next lines."""
    for at, line in enumerate(lines):
        head = FOR_HOUSE.match(line)
        house = sides.at_start(line[head.end() :]) if head else None
        rest = line[head.end() + len(house[0]) :].strip(" :,.") if head and house else ""
        if house is None or (rest and not _NAMED.match(rest)):
            continue  # «For Kunden gælder, at …»
        under: list[str] = []
        for following in filter(None, lines[at + 1 : at + 1 + 2 * _UNDER]):
            if FOR_HOUSE.match(following) or len(following) > _LONG or len(under) == _UNDER:
                break
            under.append(following)
        if any(_NAMED.search(one) for one in (rest, *under)):
            yield _block(line, under)


#: What stands at the foot of a page and is no signature.
_PAGE = re.compile(r"\W*(?:side|page)\s+\d+(?:\s+(?:af|of|/)\s*\d+)?\W*", re.IGNORECASE)


def _block(head: str, under: Sequence[str]) -> str:
    """«For Nørreby Kommune: Nørreby, den 3. maj 2010; (sign.) Ida Krogh, jobcenterchef»; ruled lines are left out."""
    said = [one_line(one) for one in under if re.search(r"[^\W_]", one) and not _PAGE.fullmatch(one)]
    return f"{one_line(head).rstrip(' :')}: {'; '.join(said)}" if said else one_line(head)


#: What an agreement says of its being signed, and of the right to.
SIGNING = re.compile(
    r"\b(?:underskrevet|underskrives|underskriver|digitalt signeret|signeres|fuldmagt\w*|bemyndig\w*|tegningsret\w*"
    r"|tegningsberettig\w*|prokura|signed by|power of attorney|authori[sz]ed to sign)\b",
    re.IGNORECASE,
)
#: What minutes say of the approval of minutes.
APPROVING = re.compile(
    r"\b(?:referat\w*|protokol\w*|minutes)\b[^.]{0,80}\b(?:godkendt\w*|godkendes|underskrevet|approved|signed)\b"
    r"|\b(?:godkendt\w*|approved)\b[^.]{0,40}\b(?:referat\w*|minutes)\b"
    # «Godkendt 15.12.2011 HB KF» at the foot.
    r"|^\s*(?:godkendt|approved)\s+(?:den\s+|d\.\s*)?\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b",
    re.IGNORECASE,
)
