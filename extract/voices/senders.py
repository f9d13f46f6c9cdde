"""Whose side a paper is on: its letterhead and headline, whom it is written to, who closes it.

A signature alone (``signatures``) often names no house. Then the letterhead with its address, or the house that closes
the paper, tell; in the end only how it speaks of itself and of the other.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import takewhile

from extract.days.named import FULL_MONTHS
from extract.elsewhere import elsewhere
from extract.lines import BLANK_LINE, first_lines
from extract.model import Side
from extract.voices.heads import pleaded_by, shown_by
from extract.voices.outside import HEAD_CHARS, LAW_FIRM, writes_for
from extract.voices.people import NAME, person_in
from extract.voices.sides import CAPITAL, LEGAL_FORM, OTHER, UNION, SideNames, has_title
from extract.voices.signatures import in_fields, signed

_OPINION = re.compile(
    r"(?:^\W*|[·|•–][ ])(?:debat(?:indlæg)?|læserbreve?|kronik(?:ken)?|synspunkt|klumme[nr]?|kommentar|indlæg|replik|"
    r"leder)\b",
    re.IGNORECASE | re.MULTILINE,
)
_BYLINE = re.compile(
    rf"^[ \t]*(?:Af|By)[ \t]+(?P<title>(?:[\w-]+[ ]){{0,3}}?)(?P<name>{NAME})(?:[ ]\([^()\n]*\))?"
    r"(?P<office>,[^\n]{3,100})?[ \t]*$",
    re.MULTILINE,
)


_OF_THE_PAPER = re.compile(
    r"(?:redaktør|journalist|korrespondent|kommentator|skribent|anmelder)(?:en)?\b", re.IGNORECASE
)


@lru_cache(maxsize=8)
def opinion_of(text: str) -> tuple[str, str] | None:
    """Who writes an opinion piece, and the office behind the name («Af Ida Krogh, formand for …»); None elsewhere."""
    m = _BYLINE.search(text[:700])
    personal = len(_I.findall(text)) > 2
    opinion = _OPINION.search(text[:300])
    if m is None and opinion and personal and (end := signed(text)) and end.name:  # a reader's letter, signed below
        return end.name, next((line for line in end.under.splitlines() if any(map(has_title, line.split()))), "")
    if m is None or person_in(m["name"]) is None or not (opinion or (m["office"] and personal)):
        return None
    if _OF_THE_PAPER.search(m["title"] + (m["office"] or "")):  # the paper's own writer narrates
        return None
    return " ".join(m["name"].split()), m["title"] + (m["office"] or "")


_ASKED_IN_ASSEMBLY = re.compile(
    r"\b(?:svar|besvarelse)\b[^\n]{0,60}\bspørgsmål\b|\bspørgsmål\s+nr\.[^\n]{1,60}|\bAlm\.\s?del\b", re.IGNORECASE
)
_OF_MINISTER = re.compile(r"\b(?:\w*ministeren|\w*ministerium)\b", re.IGNORECASE)


def answers_assembly(text: str, names: SideNames) -> Side | None:
    """The side of a minister who answers a question of an assembly in writing; None where a paper is no such answer."""
    head = text[:900]
    return names.of_title("minister") if _ASKED_IN_ASSEMBLY.search(head) and _OF_MINISTER.search(head) else None


# ── the letterhead ───────────────────────────────────────────────────────────────────────────────────────────────────

_POSTAL = re.compile(rf"^[ \t]*(?:DK-?)?\d{{4}}[ \t]+(?P<town>[{CAPITAL}][\w. -]+?)[ \t]*$", re.MULTILINE)
_ADDRESSED = re.compile(r"^[ \t]*(?:Att\b|Attn\b|Til\b|To\b)|,[ \t]*attn?\b[.:]", re.MULTILINE | re.IGNORECASE)
_TO_SOMEBODY = re.compile(r"[ \t]*(?:Til|To)[ \t]*:", re.IGNORECASE)
_OWN = re.compile(r"\b(?:CVR|Tlf|Telefon|Telefax|EAN|www\.|Phone)\b|@", re.IGNORECASE)
_DATE_LINE = re.compile(
    rf"^[ \t]*(?P<town>[{CAPITAL}][\w.-]+(?: [{CAPITAL}][\w.-]+)?),?[ \t]+(?:den[ \t]+|d\.[ \t]*)?\d{{1,2}}\.",
    re.MULTILINE,
)


def _blocks(text: str) -> list[str]:
    """The address blocks at the head of a text: paragraphs that hold a line with a postal code."""
    head = text[:HEAD_CHARS]
    return [block for block in BLANK_LINE.split(head) if _POSTAL.search(block) and len(block) < 300]


def letterhead(text: str, names: SideNames) -> Side | None:
    """Whose letterhead a paper has; None where it has none, or only the address of whom it is to."""
    blocks = _blocks(text)[:2]
    own = [block for block in blocks if not _ADDRESSED.search(block)]
    if len(blocks) < 2:
        own = [block for block in own if _OWN.search(block)]
    if not own:
        return None
    town = _DATE_LINE.search(text[:HEAD_CHARS])
    here = [b for b in own if town and (m := _POSTAL.search(b)) and m["town"].startswith(town["town"])]
    block = here[0] if len(here) == 1 else own[0]
    return names.first_in(block) or Side.THIRD_PARTY


#: «Rådhustorvet 1», «Møllevej 12 B, 7400 Herning» at the end of a line.
_STREET = re.compile(rf",[ ]+[{CAPITAL}][\w. ]+[ ]\d{{1,3}}(?:[ ]?[A-Z])?(?:,[ ]*\d{{4}}[ ][{CAPITAL}][\w ]+)?$")


def house_at_head(text: str, names: SideNames) -> Side | None:
    """The side of the house alone on a paper's first line, or under its title, that is not whom the paper is to."""
    return next((side for line in first_lines(text, 2) if (side := _house_alone(line, names)) is not None), None)


def _house_alone(line: str, names: SideNames) -> Side | None:
    house = names.at_start(line)
    if house is None or _ADDRESSED.search(line):
        return None
    if line[len(house[0]) :].startswith(",") and _STREET.search(line):
        return house[1]  # a letterhead on one line: «VESTBY KOMMUNE, HR og Løn, Torvet 1»
    if len(line) - len(house[0]) >= 25:
        return None
    # What goes on in small letters is a headline about the house: «Politikreds uden sagsstyring i to døgn».
    return None if re.match(r"\s+[a-zæøå]{2}", line[len(house[0]) :]) else house[1]  # «Elnet a.m.b.a.» is none


#: So long is no line of an address.
_PROSE = 70
_GREETING = re.compile(r"^[ \t]*(?:Kære|Hej|Hr\.|Fru|Dear|Til rette vedkommende)\b", re.MULTILINE)


def _above_greeting(text: str) -> str:
    greeting = _GREETING.search(text[:HEAD_CHARS])
    return text[: greeting.start() if greeting else HEAD_CHARS]


def addressed_to(text: str, names: SideNames) -> str:
    """The house a letter is sent to, as its address names it above the greeting; "" where that does not tell.

    A letter with one address carries that of whoever it is to, unless a telephone or a number of register stands by it.
    """
    head = _above_greeting(text)
    if "\n\n" not in head:  # typed without blank lines: what stands above the first line of prose
        head = "\n".join(takewhile(lambda line: len(line) < _PROSE, head.splitlines()))
    blocks = [block for block in BLANK_LINE.split(head) if len(block) < 300]
    asked = [block for block in blocks if _ADDRESSED.search(block)]
    posted = [block for block in blocks if _POSTAL.search(block)]
    named = [block for block in blocks if names.at_start(block.strip())]
    for block in asked or (posted if len(posted) == 1 and named == posted and not _OWN.search(posted[0]) else []):
        # Heads are often typed without a blank line between the sender's name and the address.
        said = block.split("\n")
        at = next((number for number, line in enumerate(said) if _ADDRESSED.search(line)), 0)
        # «Systemhuset A/S / Att.: Ida Krogh» is to the house above; what stands above «Til: Ida Krogh» is the head.
        to = _TO_SOMEBODY.match(said[at]) is not None
        for line in (said[at], "\n".join(said[at + 1 :] if to else said[max(at - 1, 0) : at]), "" if to else block):
            for start, end, _ in names.all_in(line):
                return line[start:end]
    return ""


_MADE_FOR = re.compile(r"\bUdarbejdet\s+af\s+(?P<who>[^.,:;()]{2,60}?)\s+(?:til|for)\s", re.IGNORECASE)
_FROM_HOUSE = re.compile(
    r"\b(?:fra|from|(?:udarbejdet|udsendt|udfyldt|besvaret)\s+af|ved)\s+(?P<who>[^.,:;()]{2,60}?)\)?"
    r"\s*(?:$|\s(?:af|på|til|vedr\w*|om)\s)",
    re.IGNORECASE,
)


_FIRM = re.compile(
    r"\b(?:A/S|ApS|P/S|I/S|Consult\w*|Advisory|Revision|Rådgiv\w+|Institut\w*|\w*konsulenter\w*|Partners?|Group|\w*universitet\w*|"
    r"Deloitte|KPMG|PwC|EY|BDO)\b"
)
#: A line that ends in a day, as under a letterhead; a meeting held that day is no sender.
_DATED = re.compile(
    rf"(?:^|[.,·|–]\s*(?:den\s+)?|\sden\s+)\d{{1,2}}\.\s*\w+\s+\d{{4}}\.?$|[.,·|–]\s*(?i:{FULL_MONTHS})\s+\d{{4}}\.?$"
)
_MEETS = re.compile(r"møde|referat|dagsorden|samling", re.IGNORECASE)


#: «Udarbejdet af Systemhuset A/S, driftschef Ida Krogh», «Systemhuset A/S for Vestby Kommune»: who makes it.
_MADE_BY = re.compile(r"^(?:udarbejdet|udfærdiget|skrevet)\s+af:?\s+(?P<who>[^,:;()]{2,60}),", re.IGNORECASE)
_FOR_ANOTHER = re.compile(r"\s+(?:for|til)\s+(?P<to>\S.{2,60})$")
#: «Vestby Kommunes opgørelse af tab»: whose paper it is by its title.
_OWN_PAPER = re.compile(
    r"s['’]?[ ](?:\w+[ ])?(?:opgørelse|redegørelse|notat|rapport|svar|bemærkninger|kommentarer|krav|"
    r"indsigelse|statusrapport)\b"
)
#: What is written within a house lies among the papers of the house that keeps them.
_INTERNAL = re.compile(
    r"^\W*Intern(?:t|e)?[ ](?:redegørelse|notat|opgørelse|evaluering|orientering|statusnotat)\b",
    re.MULTILINE | re.IGNORECASE,
)
_SITE = re.compile(r"(?<![\w@])(?:[\w-]+\.)*(?P<domain>[\w-]+\.(?:dk|com|net|eu|io|org))\b")
_TO_BUYER = re.compile(r"^[ \t]*Kunde(?::|[ ]{2,}|[ ]?\t)[ \t]*(?P<who>[^\n]{2,60})$", re.MULTILINE)


def headed_by(text: str, names: SideNames) -> Side | None:
    """Whose paper it is by its headline: «Driftsinformation fra Systemhuset», «Udarbejdet af Systemhuset»."""
    text = text[:500]
    lines = [line.strip() for line in in_fields("\n".join(first_lines(text, 4))).splitlines()]
    for line in lines:
        house = names.at_start(line)
        if house and _DATED.search(line[len(house[0]) :]) and not _MEETS.search(line):
            return house[1]
        if house and _OWN_PAPER.match(line[len(house[0]) - 1 :]):
            return house[1]
        reader = _FOR_ANOTHER.match(line[len(house[0]) :]) if house else None
        if house and reader and names.whole(reader["to"]) is OTHER[house[1]]:
            return house[1]
    if _INTERNAL.search("\n".join(lines)):
        return Side.CUSTOMER
    for line in lines[:2]:
        site = _SITE.search(line)
        if site and (of := names.of_address(f"x@{site['domain']}")) is not None:
            return of  # a page saved from its own site
    buyer = _TO_BUYER.search(in_fields(text))
    if buyer and names.first_in(buyer["who"]) is Side.CUSTOMER:
        # Whoever sends a bill calls who reads it «Kunde»: another firm at its head is who sends it, else the vendor is.
        other = any(_FIRM.search(line) and names.first_in(line) is None for line in lines)
        return Side.THIRD_PARTY if other else Side.VENDOR
    made = next((m for line in lines if (m := _MADE_FOR.search(line))), None)
    if made and names.first_in(made["who"]) is None and _FIRM.search(made["who"]):
        return Side.THIRD_PARTY  # «Udarbejdet af Klarsyn Consulting for Vestby Kommune»
    makers = (m["who"] for line in lines for one in (_FROM_HOUSE, _MADE_FOR, _MADE_BY) if (m := one.search(line)))
    return next(filter(None, map(names.whole, makers)), None)


#: Who writes to another house speaks to it; a note «Til: Direktionen» stays in its own.
_SPEAKS_TO = re.compile(
    r"\b(?:[Jj]eres|[Jj]er|Deres|Dem|[Dd]in|[Dd]it|[Dd]ig|your?)\b|^[ \t]*(?:Kære|Hej|Dear|Til rette|Vedr)|"
    r"\b(?:hilsen|anmode[rs]|reklamere[rs]|opkræve[rs]|meddele[rs]|fremsende[rs]|regards)\b",
    re.MULTILINE,
)


@lru_cache(maxsize=8)
def letter_side(first: str, names: SideNames) -> Side | None:
    """Whose side the writer of a letter is on by its first page; None where that does not tell."""
    ways = (
        pleaded_by, writes_for, _closed_by, headed_by, shown_by, letterhead, _of_another, _written_by, _prepared_by,
        _head_and_address, _across, _does_hereby, house_at_head, _within, _laid_before,
    )  # fmt: skip
    return next((side for way in ways if (side := way(first, names)) is not None), None)


def _across(text: str, names: SideNames) -> Side | None:
    """The side of whoever writes to a house and speaks to it: the other's, where they write for a house."""
    to = names.first_in(addressed_to(text, names)) if _SPEAKS_TO.search(text) else None
    if to not in OTHER:
        return None
    # Many write to a municipality; of the vendor is whoever names it, or speaks for a house.
    named = any(side is Side.VENDOR for _, _, side in names.all_in(text)) or _WE.search(text) is not None
    return Side.THIRD_PARTY if _is_private(text) or (to is Side.CUSTOMER and not named) else OTHER[to]


#: A firm's or a municipality's name and nothing else on a line.
_A_HOUSE = re.compile(
    rf"[{CAPITAL}][\w.&+/-]*(?:[ ][\w.&+/-]+){{0,4}}[ ](?:{LEGAL_FORM}|Kommune|Region)|"
    rf"Region[ ][{CAPITAL}][\w -]{{2,30}}"
)


def _of_another(text: str, names: SideNames) -> Side | None:
    """That a letter is a third's, whoever it is to: of a house or an authority at its head, or by its signature."""
    signs = _SIGNS_FOR.search(text)
    signed_so = signs is not None and names.first_in(signs["house"]) is None
    thirds = _heads_another(text, names) or is_of_bystander(text, names) or _heads_authority(text, names) or signed_so
    return Side.THIRD_PARTY if thirds else None


def _heads_another(text: str, names: SideNames) -> bool:
    """Whether a house that is neither party's, and no law firm's, heads a letter: «Datahuset A/S» on its first line.
    """
    first = "".join(first_lines(text, 1))
    first = first.partition(",")[0] if len(first) < _PROSE else first  # «Datahuset A/S, leverandør af Løn»
    patterns = names.sides.customer.patterns  # any municipality may be the customer's own side
    if _A_HOUSE.fullmatch(first) is None or LAW_FIRM.search(first) or (patterns and first.endswith("Kommune")):
        return False
    return names.of_house(first) is None or bool(elsewhere(first, names.sides.customer))


#: «# skrevet af Bo E (Systemhuset)» at the head of notes.
_WRITTEN_BY = re.compile(
    r"\b(?:skrevet|ført|noteret|udarbejdet|written|kept)\s+(?:af|by)\s+[^\n()]{2,40}\((?P<house>[^()\n]{2,40})\)",
    re.IGNORECASE,
)
#: «Prepared by Systemhuset Service Operations for Vestby Kommune», «Submitted by Systemhuset A/S, 5 November 2010»
_PREPARED_BY = re.compile(
    r"^[ \t]*(?:(?:Prepared|Submitted|Issued)[ ]by|(?:Udarbejdet|Indgivet|Udsendt)[ ]af):?[ ]+(?P<who>[^\n]{2,80})$",
    re.MULTILINE | re.IGNORECASE,
)


def _prepared_by(text: str, names: SideNames) -> Side | None:
    """The side of the house that a paper says at its head it was prepared by."""
    by = _PREPARED_BY.search(text[:HEAD_CHARS])
    house = names.at_start(by["who"]) if by else None
    return house[1] if house else None


#: «STYRELSEN FOR KOMMUNAL REFUSION» above all else; below a name, «medlem af kommunalbestyrelsen for …».
_AUTHORITY = re.compile(
    r"(?:\w*styrelsen|\w*ministeriet|\w*nævnet|\w*tilsynet|\w*forbundet|rigsrevisionen|folketingets\s+\w+|datatilsynet)\b"
    r"|[^\n]+\n[ \t]*(?:medlem\s+af\s+(?:kommunalbestyrelsen|byrådet)|byrådsmedlem|kommunalbestyrelsesmedlem)\b",
    re.IGNORECASE,
)


#: «Med venlig hilsen / Ida Krogh, specialkonsulent / Styrelsen for Kommunal Refusion»
_SIGNS_FOR = re.compile(
    r"\b[Vv]enlig hilsen\b[^\n]*\n(?:[^\n]*\n){0,4}?[ \t]*"
    r"(?P<house>(?:Styrelsen for|[A-ZÆØÅ]\w*(?:styrelsen|ministeriet|nævnet|tilsynet))\b[^\n]*)"
)


def _written_by(text: str, names: SideNames) -> Side | None:
    """The side of the house in brackets behind whoever the head says wrote it."""
    written = _WRITTEN_BY.search(text[:HEAD_CHARS])
    return names.of_house(written["house"]) if written else None


def _heads_authority(text: str, names: SideNames) -> bool:
    """Whether an authority, or a member of the council, heads a paper that names neither party on its first line."""
    first = text.strip()
    return _AUTHORITY.match(first) is not None and names.first_in(first.split("\n")[0]) is None


#: So far in stands what is set at the right margin, where some have their own house and the day.
_AT_MARGIN = re.compile(r"^[ \t]{15,}(?P<words>\S.*[A-Za-zÆØÅæøå]{3}.*)$", re.MULTILINE)


def _head_and_address(text: str, names: SideNames) -> Side | None:
    """The side of the house on the first line, where the other's stands alone below it as whom the letter is to.

    Where the writer's house stands at the right margin, and is neither's, it is a third.
    """
    lines = list(takewhile(lambda line: len(line.strip()) < _PROSE, _above_greeting(text).splitlines()))
    lone = [line for line in lines if line.strip() and not line.rstrip().endswith((".", ":", "?"))]
    alone = [names.first_in(line) for line in lone]
    named = [side for side in alone if side is not None]
    # «FlowJob – ro i maven i jobcentret» is a headline that speaks of a house.
    by_name = any(not lone[0][start:end].islower() for start, end, _ in names.all_in(lone[0])) if lone else False
    if len(set(named)) == 2 and alone[0] is not None and by_name:
        return alone[0]
    margin = "\n".join(m["words"] for line in lines[:6] if (m := _AT_MARGIN.match(line)))
    others = [names.first_in(line) for line in lines if line.strip() and not _AT_MARGIN.match(line)]
    if not re.search(rf"[{CAPITAL}][\w-]+[ ][\w-]*[A-Za-z]", margin) or not any(others):
        return None
    return names.first_in(margin) or (Side.THIRD_PARTY if len(set(filter(None, others))) == 1 else None)


def _closed_by(text: str, names: SideNames) -> Side | None:
    """The side of the house that closes a letter alone: its last paragraph is «Vestby Kommune / It-afdelingen»."""
    lines = [line.strip() for line in BLANK_LINE.split(text.strip())[-1].splitlines()]
    house = names.at_start(lines[0])
    short = len(lines) <= 3 and all(len(line) < 40 and line[-1:] not in ".:" for line in lines)
    return house[1] if house and short and len(lines[0]) - len(house[0]) < 12 else None


#: «Vestby Kommune ophæver herved …», «Vestby Kommune opgør foreløbigt sit krav til …»: a letter does what it says.
_HEREBY = re.compile(
    r"\s+(?:skal\s+|må\s+)?(?:\w+\s+)?(?:hermed|herved|hereby)\b|"
    r"\s+opgør\s+(?:\w+\s+){0,2}?(?:sit|sine|kravet|tabet)\b"
)


def _does_hereby(text: str, names: SideNames) -> Side | None:
    """The side of the house a letter says does something by it; above such words a house alone is whom it is to."""
    found = (side for _, end, side in names.all_in(text[:2000]) if _HEREBY.match(text, end))
    return next(found, None)


_TO_HOUSE = re.compile(r"\b(?:til|for|hos|om|af|fra|mod|i|på|kære|vedr\.?|kunde:?|to|for)\s*$", re.IGNORECASE)
#: So much oftener whoever writes in the customer's house names the vendor than the house itself.
_OFTENER = 2


def _within(text: str, names: SideNames) -> Side | None:
    """The customer's, where a note stands under its name and speaks of itself, and of the vendor as of another."""
    head = "\n".join(first_lines(text, 4))
    named = [side for start, _, side in names.all_in(head) if not _TO_HOUSE.search(head[:start])]
    if set(named) != {Side.CUSTOMER} or len(_I.findall(text)) + len(_WE.findall(text)) < _PRIVATE:
        return None
    told = [side for _, _, side in names.all_in(text[len(head) :])]
    return Side.CUSTOMER if told.count(Side.VENDOR) >= _OFTENER * max(1, told.count(Side.CUSTOMER)) else None


_CASE = re.compile(r"^[ \t]*Sagsfremstilling\b", re.MULTILINE)
_COMMITTEE = re.compile(r"\b(?:\w*udvalg|byråd|kommunalbestyrelse|regionsråd)(?:et|en)?\b", re.IGNORECASE)


def is_laid_before(text: str) -> bool:
    """Whether a paper presents a matter to an assembly or its committee, as an item of their agenda."""
    return _CASE.search(text) is not None


def _laid_before(text: str, names: SideNames) -> Side | None:
    """The customer's, where its own administration lays a matter before the committee at the head of the paper."""
    own = names.is_local and is_laid_before(text) and _COMMITTEE.search(text[:300])
    return Side.CUSTOMER if own else None


_BYSTANDER = re.compile(
    r"\W*(?:tillidsrepræsentant|\w*klubben\b|"
    r"[\w .-]{0,40}(?:forening|forbund|styrelse|ministeri(?:et|um)|nævn|ombudsmand|tilsyn|universitet)(?:et|e?n)?\W*$)",
    re.IGNORECASE,
)


def is_of_bystander(text: str, names: SideNames) -> bool:
    """Whether a house that is no party's speaks under its name alone on the first line: «KOMMUNERNES LANDSFORENING»."""
    first = "".join(first_lines(text, 1))
    return names.whole(first) is None and (_BYSTANDER.match(first) or UNION.match(first)) is not None


@lru_cache(maxsize=8)
def speaks_of_itself(text: str) -> bool:
    """Whether whoever writes says «jeg» or «vi»."""
    return _I.search(text) is not None or _WE.search(text) is not None


_I = re.compile(r"\b(?:jeg|mig|min|mit|mine)\b", re.IGNORECASE)
_WE = re.compile(r"\b(?:vi|os|vores|vort)\b", re.IGNORECASE)
#: So often somebody who writes for no house speaks of themselves.
_PRIVATE = 5


def _is_private(text: str) -> bool:
    """Whether somebody writes of their own affairs and for no house: a citizen who complains."""
    own = len(_I.findall(text))
    return own >= _PRIVATE and own > 2 * len(_WE.findall(text))
