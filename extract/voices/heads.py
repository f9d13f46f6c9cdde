"""Whose paper it is by the lines under its title.

Pleadings, notes with their writer, diaries and logs with their keeper, answers to a hearing, reports a firm made for
others, talks given for the other house, and newsletters and press releases, which may tell it at their end. What
stands there is read only where the title says what the paper is: elsewhere such lines name whom it is to, or who was
present.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from extract.lines import first_lines
from extract.model import Side
from extract.voices.people import NAME, person_in
from extract.voices.sides import CAPITAL, LETTERS, OTHER, SideNames, has_title, is_department, title_expression

#: So far down stand the parties of a case, and so many lines are the head of a paper.
_PARTIES, _HEAD = 1200, 5
#: Who brings a case writes these, who answers it those; later papers are numbered by the one and lettered by the other.
_PLEADS = re.compile(
    r"\A\W*(?:(?P<brings>stævning|klageskrift|replik|processkrift\s+\d)|"
    r"(?P<answers>svarskrift|duplik|processkrift\s+(?-i:[A-H])))\b",
    re.IGNORECASE,
)
_BRINGS = re.compile(
    r"\b(?:sagsøger(?:en)?|klager(?:en)?|claimant|plaintiff)\s*[:,]?\s+(?P<who>[^\n]{2,80})", re.IGNORECASE
)
_ANSWERS = re.compile(
    r"\b(?:sagsøgte|indklagede|respondent|defendant)\s*[:,]?\s+(?P<who>[^\n]{2,80}(?:\n[^\n]{2,40})?)", re.IGNORECASE
)
#: «Notat om refusionstab», «Statusredegørelse»: what somebody writes within a house.
_NOTE = re.compile(
    r"\A\W*(?:(?:strengt[ ])?(?:fortroligt?|intern(?:t|e)?|udkast)\b\W*)?"
    r"(?:\w*notat|memo|\w*redegørelse|\w*opgørelse|\w*orientering|\w*indstilling|\w*notits)\b",
    re.IGNORECASE,
)
#: «Advokat Ida Krogh, Krogh & Bak» under the title of a note, and those a town's counsel writes to.
_COUNSEL = re.compile(rf"(?P<who>[Aa]dvokat(?:fuldmægtig)?[ ]{NAME})(?:,|$)")
_CLIENT = re.compile(r"^[ \t]*(?:Vor(?:es)?[ ])?[Kk]lient[ ]?:[ \t]*(?P<who>[^\n]{2,60})", re.MULTILINE)
_COUNCIL = re.compile(
    r"\btil[ ]+(?:\w+[ ])?(?:byråd|kommunalbestyrelse|regionsråd|\w*udvalg|direktion)\w*", re.IGNORECASE
)
#: «Notesbog», «LOGBOG - ydelseskontoret - ført af IK», «Projektleder Ida Krogh»: what somebody keeps day by day.
_KEPT = re.compile(
    r"\A\W*(?:(?:mine|min|egne|personlige?)[ ])?\w*(?:notesbog|dagbog|logbog|notater|noter|journal|log)\b",
    re.IGNORECASE,
)
_KEEPER = re.compile(
    rf"\b(?i:ført|skrevet|noteret|kept)[ ](?:af|by)[ ](?:[a-zæøå][\w-]+[ ]){{0,2}}(?P<who>{NAME}|{LETTERS})\b"
)
#: «Dagbog - Ida Krogh, projektkontoret»
_IN_TITLE = re.compile(rf"(?:[,:]|[ ][-–]|[ ](?:af|ved|v/))[ ](?P<who>{NAME})(?=,|[ ]\(|$)")
#: Of what is told, and no house whose book it is.
_ABOUT = re.compile(r"\b(?:hos|fra|om|til|med|mod|vedr\.?|angående)[ ]$", re.IGNORECASE)
#: «Forbundet af Lærere takker for muligheden for at afgive høringssvar»
_THANKS = re.compile(
    rf"^[ \t]*(?P<who>[{CAPITAL}][^.,:;\n]{{2,60}}?)[ ]takker[ ]for[ ](?:mulighed|lejlighed|det[ ]fremsendte|høring)",
    re.MULTILINE,
)
#: «Ida Krogh, ydelseschef, Nørreby Kommune. 30. september 2011»
_WRITER = re.compile(
    rf"(?P<who>{NAME}),[ ]+(?P<office>[^,.:;\n]{{3,60}}),[ ]+(?P<house>[^,:;\n]{{3,60}}?)(?:[.,][ ]|$)"
)
#: «Nørreby Kommune, It-afdelingen», «Nørreby Kommune. Sagsnr. 09/4471»
_UNIT = re.compile(r"[,.]?[ ]+(?P<unit>[^,.:;\n]{3,40})(?=[,.]|$)")
_FILED = re.compile(r"\b(?:journal(?:\s?nr)?|j\.?\s?nr|sags?(?:nr|nummer)|dok(?:ument)?\.?\s?nr)\b", re.IGNORECASE)
_FIRM = r"(?P<firm>[^,.:;\n]{3,50}?\b(?:A/S|ApS|P/S|I/S|K/S|Consult\w*|Advisory|Partners?|Analyse|Rådgivning))"
#: «Bredgaard Analyse P/S. Udarbejdet for Nørreby Kommune»
_FIRM_MADE = re.compile(
    r"(?:rapport\s+|analyse\s+|evaluering\s+)?(?:udarbejdet|udført|afgivet|gennemført|prepared)\s+(?:af|by)\s+"
    rf"{_FIRM}\s+(?:for|til)\s",
    re.IGNORECASE,
)
_MADE_FOR = re.compile(
    rf"{_FIRM}[.,]?\s+"
    r"(?:rapport\s+|analyse\s+)?(?:udarbejdet|udført|afgivet|prepared)\s+(?:for|til)\s",
    re.IGNORECASE,
)
#: «Præsentation for Nørreby Kommune, 11. januar 2008»
_SHOWN_TO = re.compile(
    r"\W*(?:præsentation|oplæg|demonstration|demo|presentation|salgsmøde|produktpræsentation)\s+(?:for|til|hos)\s+"
    r"(?P<to>[^\n]{2,60})",
    re.IGNORECASE,
)


#: «INTERNT ARBEJDSNOTAT», which may hold what was agreed at a meeting and is no record of one.
_WORKING_NOTE = re.compile(
    r"\A\W*(?:internt[ ])?(?:arbejds|sags|status)?notat\b(?![^\n]*(?:møde|referat))", re.IGNORECASE
)


def is_working_note(text: str) -> bool:
    """Whether a paper is by its title what somebody notes of a matter, and not of a meeting."""
    return _WORKING_NOTE.match(text) is not None


@lru_cache(maxsize=8)
def pleaded_by(text: str, names: SideNames) -> Side | None:
    """The side of the party a pleading is of; None where the paper is none, or its parties are not told apart."""
    m = _PLEADS.match(text)
    if m is None:
        return None
    party = _BRINGS if m["brings"] else _ANSWERS
    return next((side for one in party.finditer(text[:_PARTIES]) if (side := names.first_in(one["who"]))), None)


@lru_cache(maxsize=8)
def noted_by(text: str, names: SideNames) -> tuple[str, Side] | None:
    """Who stands under the title of a note with office and house, or as a person or "" beside the house and its part.
    """
    if (note := _NOTE.match(text)) is None:
        return None
    title = text[: note.end()].count("\n", len(text) - len(text.lstrip()))
    lines = first_lines(text, _HEAD)
    client = names.first_in(of["who"]) if (of := _CLIENT.search(text[:_PARTIES])) else None
    if client is None and names.is_local and title < len(lines) and _COUNCIL.search(lines[title]):
        client = Side.CUSTOMER
    if client and (counsel := next((m for line in lines[title + 1 :] if (m := _COUNSEL.search(line))), None)):
        return counsel["who"], client
    for line in lines[title + 1 : title + 3]:
        m = _WRITER.match(line)
        if m and has_title(m["office"].split()[-1]) and (house := names.at_start(m["house"])) is not None:
            return person_in(m["who"]) or "", house[1]
        if (house := names.at_start(line)) is None:
            continue
        rest = line[len(house[0]) :]
        unit = _UNIT.match(rest)
        if _FILED.search(rest) or (unit and is_department(unit["unit"])):
            person = next((name for part in re.split(r"[,.]\s+", rest) if (name := person_in(part.strip()))), "")
            return person, house[1]
    return None


@lru_cache(maxsize=8)
def kept_by(text: str, names: SideNames) -> tuple[str, Side] | None:
    """Who keeps a diary or a log by the lines under its title, on the side of the house named there or of their office.
    """
    if _KEPT.match(text) is None:
        return None
    lines = first_lines(text, 3)
    keeper = next((m["who"] for line in lines if (m := _KEEPER.search(line))), None)
    officers = (m for line in lines if (m := _office_and_name().match(line)))
    named = [(m["who"], m["office"]) for m in officers if person_in(m["name"])]
    if keeper is None and not named and (title := _IN_TITLE.search(lines[0])) and person_in(title["who"]):
        keeper = title["who"]
    if keeper is None and not named:
        return None
    houses = (of for line in lines for at, _, of in names.all_in(line) if not _ABOUT.search(line[:at]))
    side = next(houses, None) or names.of_office(" ".join(office for _, office in named))
    return (keeper or named[0][0], side) if side is not None else None


#: «49_Dagbog_Ida_Krogh.md», «Telefonnotater Ida Krogh 2007.txt»
_BOOK_OF = re.compile(
    r"\A(?:[A-ZÆØÅ]?\d*[ .-]+)?(?i:dagbog|notesbog|logbog|kalender|(?:telefon|samtale)?notat(?:er)?|"
    rf"noter|diary|notebook|notes)(?:[ ](?:af|fra|ved|for|by|of))?[ ](?P<who>{NAME})"
)


def kept_under(file: str) -> str:
    """The person a file is named for as the diary or the notes of; "" where none is."""
    m = _BOOK_OF.match(file.rpartition(".")[0].replace("_", " "))
    return (person_in(m["who"]) or "") if m else ""


@cache
def _office_and_name() -> re.Pattern[str]:
    return re.compile(rf"(?P<who>(?P<office>{title_expression()})[ ](?P<name>{NAME}))(?:,[ ][^\n]+)?$")


@lru_cache(maxsize=8)
def heard_from(text: str) -> str | None:
    """Who answers a hearing, as the first words of the answer thank for it; None where a paper is no such answer."""
    if not any("høringssvar" in line.lower() for line in first_lines(text, _HEAD)):
        return None
    thanks = _THANKS.search(text[:_PARTIES])
    return " ".join(thanks["who"].split()) if thanks else None


@lru_cache(maxsize=8)
def reported_by(text: str, names: SideNames) -> str | None:
    """The firm, of neither side, that made a report for others; None where the head names none."""
    found = (m for line in first_lines(text, 4) if (m := _MADE_FOR.match(line) or _FIRM_MADE.match(line)))
    return next((" ".join(m["firm"].split()) for m in found if names.first_in(m["firm"]) is None), None)


def shown_by(text: str, names: SideNames) -> Side | None:
    """The side of the house alone on a line of the head of a talk that says it is given for the other."""
    lines = first_lines(text, _HEAD)
    to = next((names.first_in(m["to"]) for line in lines if (m := _SHOWN_TO.match(line))), None)
    return OTHER[to] if to in OTHER and OTHER[to] in map(names.whole, lines) else None


#: «Nyhedsbrevet udgives af Systemhuset» at the end of it.
_PUBLISHED = re.compile(r"\b(?:udgives|udgivet|udsendes|udsendt)\s+af\s+(?P<who>[^,;:()\n]{2,60})", re.IGNORECASE)
#: «SYSTEMHUSET NYT · APRIL 2024» above a newsletter.
_ITS_NEWS = re.compile(r"[ ]?(?:nyt|nyhedsbrev|nyheder|news|newsletter)\b", re.IGNORECASE)
_RELEASE = re.compile(r"^\W*(?:pressemeddelelse|press release)\b", re.IGNORECASE | re.MULTILINE)
_ABOUT_US = re.compile(r"^[ \t]*(?:Om|About)[ \t]+(?P<who>[^\n]{2,60})$", re.MULTILINE)

#: «Pressekontakt: Ida Krogh, kommunikationschef, Systemhuset», «Yderligere oplysninger: presse@systemhuset.dk»
_PRESS_CONTACT = re.compile(
    r"^[ \t]*(?:Presse|Medie)?(?:kontakt|henvendelse|Yderligere oplysninger|Press contact|Contact)\b"
    r"[^\n:]{0,40}:(?P<who>[^\n]{3,80})$",
    re.MULTILINE | re.IGNORECASE,
)


def published_by(text: str, names: SideNames) -> Side | None:
    """Whose side sends out a newsletter or a press release.

    The one names at its end who publishes it; the other whom it tells about there, else first in its headline.
    """
    for first in first_lines(text, 1):
        if (house := names.at_start(first)) and _ITS_NEWS.match(first, len(house[0])):
            return house[1]
    published = _PUBLISHED.search(text[-400:])
    if published and (house := names.at_start(published["who"])) is not None:
        return house[1]
    if (m := _RELEASE.search(text[:300])) is None:
        return None
    abouts = [*_ABOUT_US.finditer(text), *_PRESS_CONTACT.finditer(text)]
    if (above := names.first_in(text[: m.start()])) is not None:
        return above
    told = [side for one in abouts if (side := names.first_in(one["who"]) or names.of_address(one["who"])) is not None]
    return told[0] if told else names.first_in(text[m.end() : m.end() + 250])
