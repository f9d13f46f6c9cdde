"""The name a paper carries: under its closing, after «sign.», in the «Fra:» of its head, on its last lines."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from extract.lexicon import one_of, words
from extract.voices.people import NAME, SMALL, is_first_name, person_in
from extract.voices.sides import CAPITAL, has_title


@dataclass(frozen=True, slots=True)
class Signed:
    """The end of a paper: who signs, and the lines under the name."""

    name: str
    under: str


#: What a closing may go on with: «De bedste hilsner fra os alle på rådhuset», «… på vegne af Systemhuset».
_FROM_WHOM = r"(?P<whom>[ \t]+(?:fra|på\s+vegne\s+af|f\.|for|from|on\s+behalf\s+of)[ \t][^\n]{2,60})?"
FIRST_NAME = rf"[{CAPITAL}][{SMALL}]+(?:-[{CAPITAL}][{SMALL}]+)?"
#: «E. Krogh», «K.M. Krogh»
_SHORT = rf"(?:[{CAPITAL}]\.[ ]?){{1,2}}[{CAPITAL}][{SMALL}]+"


@cache
def _closing() -> re.Pattern[str]:
    closings = (
        rf"(?:{one_of(words('speech', 'closings'))}|(?:med\s+|de\s+)?(?:\w+\s+){{0,2}}?\w*hils(?:en|ner)|"
        r"på\s+vegne\s+af\s[\w ]{2,40}|p\.?\s?[a-zæøå]\.?\s?v\.?|(?:ær|aer)b(?:ø|oe?)digst|"
        r"højagtungsfuldt|med\s+\w*\s?højagtelse)"
    )
    # A program sets what signs every mail off by two dashes.
    alone = rf"^[ \t]*(?:(?i:{closings}){_FROM_WHOM}(?:[ ]fra)?[,.!]?|--)[ \t]*\n(?P<under>(?:.*\n?){{1,7}})"
    # «Vh Ida, Systemhuset», «… Hilsen Ida Krogh, Systemhuset»: all on the last line.
    here = (
        rf"(?:^[ \t]*|(?<=[.!?] ))(?i:{closings}|vh|kh|bh|hilsen)[.,]?[ \t]+(?P<name>{NAME}|{FIRST_NAME})"
        r"(?:,[ \t]*(?P<house>[^\n]{2,60})|[ ]\((?P<inside>[^()\n]{2,40})\))?[.]?[ \t]*$"
    )
    return re.compile(rf"{alone}|{here}", re.MULTILINE)


#: «sign. Ida Krogh», «Ida Krogh (sign.)»
_IN_WRITING = re.compile(
    rf"^[ \t]*(?:(?i:sign\.?|underskrevet(?:\s+af)?|/s/|\[underskrift\])[: ][ \t]*(?P<after>{NAME})|"
    rf"(?P<before>{NAME})[ \t]*[(\[](?i:sign\.?|underskrift|/s/)[)\]])[ \t]*$(?P<below>(?:\n.*){{0,2}})",
    re.MULTILINE,
)


def _is_somebody(closing: re.Match[str]) -> bool:
    """Whether a name on the line of a closing is somebody's, and no place («Hilsen Samsø»)."""
    known = person_in(closing["name"]) is not None or is_first_name(closing["name"])
    return known or bool(closing["house"] or closing["inside"])


@lru_cache(maxsize=256)  # asked of a page for each sentence on it
def signed(text: str) -> Signed | None:
    """Who signs a text under a closing or with «sign.»; an empty name where only a house does."""
    m = next((one for one in _closing().finditer(text) if not one["name"] or _is_somebody(one)), None)
    if m is None:
        by_hand = _IN_WRITING.search(text)
        signer = person_in(by_hand["after"] or by_hand["before"]) if by_hand else None
        above = text[: by_hand.start()].rstrip().rpartition("\n")[2] if by_hand else ""
        return Signed(signer, f"{by_hand['below']}\n{above}") if by_hand and signer else None
    if m["name"]:
        return Signed(" ".join(m["name"].split()), m["house"] or m["inside"] or "")
    under = m["under"].split("\n>")[0]
    name = re.search(
        # «p.k.v. Ida Krogh», «E. Krogh», «Ida Krogh // konsulent // Systemhuset»
        rf"^[ \t]*(?!Kære|Hej\b|Dear)(?:(?:[a-zæøå]\.){{2,4}}[ ])?"
        rf"(?P<name>{NAME}|{_SHORT})"
        # of two who sign side by side the first
        r"[ \t]*(?:(?:,|[ ](?://|[|·–/])|[ ]{3,})[^\n]{2,80})?$",
        under, re.MULTILINE,
    )  # fmt: skip
    first = re.split(r"\s*[,(/|·–]", under.strip().partition("\n")[0])[0].rstrip(" .")  # «Ida, Borgerservice»
    called = " ".join(name["name"].split()) if name else first
    return Signed(called if name or is_first_name(called) else "", under + (m["whom"] or ""))


#: «Ida Krogh, Systemhuset», «Ida», alone on a line.
_LAST_NAME = re.compile(rf"(?P<name>{NAME}|{_SHORT}|{FIRST_NAME})(?:,[ \t]*(?P<beside>[^\n.!?:]{{2,50}}))?[ \t]*")
_SENTENCE_ENDS = (".", "!", "?", ")", "…")
#: So many short lines may follow the name.
_UNDER_NAME = 3


def signed_without_closing(text: str) -> Signed | None:
    """Who signs a mail or a letter whose last words are a name, between the last sentence and no more than a house."""
    lines = [line.strip() for line in text.rstrip().split("\n")]
    for place in range(len(lines) - 1, max(0, len(lines) - 2 - _UNDER_NAME), -1):
        m = _LAST_NAME.fullmatch(lines[place])
        before = next((line for line in reversed(lines[:place]) if line), "")
        somebody = m and ("." in m["name"] or person_in(m["name"]) or is_first_name(m["name"]))
        if m and somebody and before.endswith(_SENTENCE_ENDS):
            return Signed(" ".join(m["name"].split()), "\n".join(filter(None, (m["beside"], *lines[place + 1 :]))))
        if len(lines[place]) > 50 or (lines[place].endswith(_SENTENCE_ENDS) and lines[place].count(" ") > 2):
            break
    return None


#: Where another field of a head begins on the same line: «1. kvartal · Kunde: …», «Dato: 3. maj   Noteret af: …».
_FIELDS = re.compile(
    r"[ \t]+[·•|][ \t]+|[ \t]{2,}(?=[A-ZÆØÅ][^\n:]{1,30}:)|"
    r"(?<=\d)\.[ ]+(?=(?:Kunde|Leverandør|Periode|Sag|Emne|Til):)"
)


def in_fields(head: str) -> str:
    """The head of a paper with each of its fields on a line of its own."""
    return _FIELDS.sub("\n", head)


_FROM_LINE = re.compile(
    r"^[ \t]*(?:Fra|From|Afsender|Forfatter|Opretter|Indmelder|Anmelder|"
    r"(?:Udarbejdet|Skrevet|Udfærdiget|Gennemført|Oprettet|Indmeldt|Anmeldt|Indberettet|Written|Created)\s+(?:af|by)|"
    r"(?:[Rr]eferat|[Nn]otat|[Oo]pringning|[Nn]oteret|(?:Kommentar|Notat)\b[^\n]{0,40}[ ]oprettet)\s+"
    r"(?:v\.?|ved|af)(?=[ ]?[:\t/]|[ ][A-ZÆØÅ]))"
    r"[ \t]*[:\t/]?[ \t]*\"?"
    rf"(?P<who>(?P<name>{NAME})[^\n]*)$",
    re.MULTILINE,
)
#: «Fra: Vestby Kommune, Ida Krogh», and without a colon right under «Til Systemhuset»: a house and somebody of it.
_FROM_HOUSE_OF = re.compile(
    rf"(?:^[ \t]*(?:Fra|From|Afsender)[ \t]*:|^[ \t]*Til[ \t]+[^\n]+\n[ \t]*Fra)[ \t]+"
    rf"(?P<house>[^\n,]{{2,50}}?)(?:,[ \t]*(?:att\.?[ \t]*)?|[ \t]+v/[ \t]*)(?P<name>{NAME})[ \t]*$",
    re.MULTILINE,
)
#: «af it-chef Ida Krogh» on a line under the title.
_UNDER_TITLE = re.compile(
    rf"\A[^\n]+\n(?:[ \t]*\n)?[ \t]*[Aa]f:?[ \t]+"
    rf"(?P<who>(?:[{SMALL}-]+[ \t]+){{0,2}}(?P<name>{NAME})(?:,[^\n]{{2,40}})?)[ \t]*$",
    re.MULTILINE,
)


#: «Til: Direktionen. Fra: Ida Krogh. 19. august 2011», all on one line.
_TO_AND_FROM = re.compile(
    rf"^[ \t]*Til[ \t]*:[^\n]{{2,80}}?[.;,|][ \t]+Fra[ \t]*:[ \t]*(?P<who>(?P<name>{NAME})[^\n.;|]*)", re.MULTILINE
)
#: «Notat af 3. maj 2016, Ida Krogh» above all else.
_NOTED_BY = re.compile(
    r"^[ \t]*(?:(?:Notat|Redegørelse|Rapport|Status\w*|Orientering|Memo)\b[^\n]{0,60}?\d{4},?[ ](?:af[ ]|v?/[ ]?)?|"
    # «Telefonnotat, Ida Krogh, 28/9-15 kl. 14.20»
    r"(?:Telefon|Samtale|Opkalds|Sags)notat,?[ ](?:af[ ]|v?/[ ]?)?)"
    rf"(?P<who>(?P<name>{NAME})(?:,[^\n]{{2,40}})?)[ \t]*$",
    re.MULTILINE,
)


#: «Ida Krogh, økonomi, 3. januar 2011» under the title of a note.
_DATED_BY = re.compile(
    r"\A\W*(?:[Ii]nternt[ ]|[Ss]ags)?(?:[Nn]otat|[Rr]edegørelse|[Mm]emo)\b[^\n]*\n\s*[*_]*"
    rf"(?P<who>(?P<name>(?!Advokat)(?:{NAME}))(?:,[ ][^\n,.\d]{{2,30}}){{0,2}}),[ ](?:den[ ])?\d{{1,2}}[./]"
)
#: «Løn og Personale, Ida Krogh» alone on the line under «Notat – …», with the day behind it or without.
_UNIT_AND_NAME = re.compile(
    r"\A\W*(?:(?:[Ii]nternt|[Ss]ags|[Tt]elefon|[Mm]øde)[ ]?)?(?:[Nn]otat|[Rr]edegørelse|[Mm]emo)\b[^\n]*\n"
    r"(?:[ \t]*\n)?"
    rf"[ \t]*(?P<unit>[{CAPITAL}][^\n,.:;]{{2,40}}),[ ](?P<name>{NAME})(?:,[ ](?:den[ ])?\d[^\n]{{3,25}})?[ \t]*$",
    re.MULTILINE,
)


def from_line(text: str) -> str:
    """The sender a note names at its head («Fra: Ida Krogh, it-chef»); "" where it has none."""
    if (m := _FROM_HOUSE_OF.search(text[:700])) and person_in(m["name"]):
        return f"{m['name'].strip()}, {m['house'].strip()}"
    if (m := _UNIT_AND_NAME.search(text[:300])) and person_in(m["name"]):
        return f"{m['name'].strip()}, {m['unit'].strip()}"
    tried = (_FROM_LINE.search(in_fields(text[:700])), _TO_AND_FROM.search(text[:700]), _NOTED_BY.search(text[:400]))
    m = next((one for one in (*tried, _UNDER_TITLE.search(text[:300]), _DATED_BY.search(text[:300])) if one), None)
    return m["who"].strip() if m and person_in(m["name"]) else ""


_OFFICE_SIGNED = re.compile(
    rf"^[ \t]*(?P<name>{NAME})[ \t]*\n[ \t]*(?P<office>[^\n]{{3,60}})[ \t]*$", re.MULTILINE
)


def signed_below(text: str) -> tuple[str, str] | None:
    """The name and office on the last lines of a report that closes with no greeting."""
    tail = text.rstrip()[-400:]
    lines = [m for m in _OFFICE_SIGNED.finditer(tail) if any(map(has_title, m["office"].split()))]
    found = [m for m in lines if person_in(m["name"])]
    return (" ".join(found[-1]["name"].split()), found[-1]["office"].strip()) if found else None
