"""Papers of those who stand beside both sides or write for one of them: auditors, experts, counsel.

Whose paper it is they say at its head or foot, or counsel in how they speak of a client.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from extract.lines import first_lines
from extract.model import Side
from extract.voices.people import NAME
from extract.voices.sides import CAPITAL, OTHER, SideNames

#: So many characters hold a letterhead and the address of whom it is to, with room.
HEAD_CHARS = 900
_AUDIT = re.compile(
    r"\b(?:revisions(?:beretning|protokollat|rapport|notat|erklæring)|forvaltningsrevision|rigsrevision(?:en)?s?|"
    r"statsrevisorerne|beretning\s+om\s+revision(?:en)?\s+af|"
    r"tilsynsrapport|evalueringsrapport|ekstern\s+kvalitetssikring|sagkyndig\s+(?:erklæring|udtalelse|vurdering)|sk[øo]nserklæring|syns-?\s+og\s+skøns\w*|"
    r"slutevaluering|reviewrapport|(?:uvildig|ekstern|uafhængig)t?\s+(?:undersøgelse|gennemgang|"
    r"eftersyn|vurdering|evaluering|review)|audit report)\b",
    re.IGNORECASE,
)
_ANSWERS = re.compile(
    r"\b(?:svar|bemærkninger|redegørelse|kommentarer|indstilling|orientering|referat|intern)\w*\b", re.IGNORECASE
)


#: The house of an auditor at the head of its paper.
_AUDITORS = re.compile(
    r"\brevisions(?:aktieselskab|partnerselskab|virksomhed|firma)(?:et|en)?\b"
    r"|\b(?:statsautorisere|registrere)(?:t|de)\s+revis(?:ion|orer)",
    re.IGNORECASE,
)
#: Whom somebody asked what they find of it: who looks into a matter from outside, and a law firm that advises on it.
_COMMISSIONED = re.compile(
    r"(?:\bvi\s+(?:er\s+blevet|blev|er)\s+(?:\w+\s+){0,3}?(?:bedt|anmodet|hyret|spurgt)|"
    r"\b(?:har|havde)\s+(?:bedt|anmodet|spurgt|hyret)\s+os|\basked\s+us)\s+(?:\w+\s+){0,3}?(?:om\s+)?(?:at\s+|to\s+)?"
    r"(?:svare|se|vurdere|undersøge|gennemgå|afdække|kortlægge|belyse|evaluere|assess|advise)\b|\bresponsum\b",
    re.IGNORECASE,
)


_AUDITOR_SIGNS = re.compile(
    rf"\brevisor[ \t]*\n?[ \t]*(?P<a>{NAME})|(?P<b>{NAME}),?[ \t]*\n?[ \t]*(?:[\w]+[ ])?revisor\b"
)
#: «Holm & Lassen, juni 2025» alone on a line under a headline.
_OF_FIRM = re.compile(
    rf"^[ \t]*(?P<who>[{CAPITAL}][\w.&/ -]{{2,40}}),[ ](?:den[ ])?[\w. ]{{0,15}}\d{{4}}[ \t]*$", re.MULTILINE
)


_MADE_FOR_US = re.compile(r"\b(?:Kommune|Region)\b")
#: «Holm & Lassen, statsautoriserede revisorer», «Holm & Lassen – beretning nr. 14», «Holm Review ApS»
_FIRM_ABOVE = re.compile(
    rf"(?P<who>[{CAPITAL}][\w./-]+(?:[ ](?:&|og|[{CAPITAL}][\w./-]*)){{0,5}})(?:,[ ]\w+[ ]revi\w+|[ ][–-][ ][^\n]*)?$"
)


#: «Sagkyndig erklæring afgivet af civilingeniør Ida Krogh»
_GIVEN_BY = re.compile(rf"\b(?i:afgivet|udarbejdet|udfærdiget|udført)\s+af:?\s+(?:[\w-]+\s+){{0,3}}?(?P<who>{NAME})")

#: «Udarbejdet for Vestby Kommune af Holm & Lassen»
_BY_FIRM = re.compile(
    rf"\b[Uu]darbejdet[ ](?:for|til)[ ][^\n]{{2,50}}?[ ]af[ ]"
    rf"(?P<who>[{CAPITAL}][\w./-]*(?:[ ](?:&|[{CAPITAL}][\w./-]*)){{0,4}})"
)


def audited_by(texts: Sequence[str]) -> str | None:
    """Who signs a report made from outside, else the firm its head says made it, or with the day at head or foot."""
    if m := _AUDITOR_SIGNS.search(texts[-1].rstrip()[-400:]):
        return " ".join((m["a"] or m["b"]).split())
    head, foot = texts[0][:400], texts[-1].rstrip().rpartition("\n")[2]
    found = _GIVEN_BY.search(head) or _BY_FIRM.search(head) or _OF_FIRM.search(head) or _OF_FIRM.fullmatch(foot)
    return " ".join(found["who"].split()) if found else _named_by_itself(texts) or firm_above(texts[0])


def firm_above(text: str) -> str | None:
    """The house that heads a paper, alone on the first line, with what it is or what paper: «Holm & Lassen – …»."""
    m = _FIRM_ABOVE.match("".join(first_lines(text, 1)))
    return m["who"] if m and not (_AUDIT.search(m["who"]) or _MADE_FOR_US.search(m["who"])) else None


#: «Revisionen konstaterer, at …»: what those who look into a matter call themselves.
_LOOKS_INTO = re.compile(
    r"(?<![\w-])(?P<who>(?:Rigsr|R)evision(?:en)?|[Rr]evisor|Konsulenterne|Undersøgerne|Tilsynet|Udvalget)\s+"
    r"(?:konstaterer|bemærker|vurderer|finder|anbefaler|har\s+(?:ved|gennemgået|efterprøvet|undersøgt|vurderet|påset))\b"
)


def _named_by_itself(texts: Sequence[str]) -> str | None:
    """What a report calls whoever made it: the house at its head («HOLM & LASSEN») by its name, else «Revisionen»."""
    for line in first_lines(texts[0], 2):
        house = re.escape(re.split(r"\s+[·|–-]\s+", line.strip())[0])
        again = re.compile(rf"(?:^|(?<=[.:]\s))(?i:{house})(?=\s+[a-zæøå]|\s+[PAI]/S)", re.MULTILINE)
        if house[:1].isupper() and (m := next((m for text in texts for m in again.finditer(text)), None)):
            return m.group()
    found = [m["who"] for text in texts for m in _LOOKS_INTO.finditer(text)]
    return found[0] if len(found) > 1 else None


@lru_cache(maxsize=8)
def is_audit(text: str) -> bool:
    """Whether a report is by its title an auditor's, or another's who looks at both sides from outside."""
    if _AUDITORS.search(text[:200]) or _COMMISSIONED.search(text[:2000]):
        return True
    title = first_lines(text, 4)
    return any(_AUDIT.search(line) and len(line) < 120 and not _ANSWERS.search(line) for line in title)


_ON_BEHALF = re.compile(
    r"\b(?P<you>(?-i:[Dd]u|De|I)\s+)?(?:på\s+vegne\s+af|som\s+(?:advokat|repræsentant|rådgiver|partsrepræsentant)\s+for|(?:vi|jeg)\s+repræsenterer|"
    r"repræsenterer\s+(?:vi|jeg)|vores\s+klient,?|min\s+klient,?|varetage[rt]?|on\s+behalf\s+of)\s+(?P<who>[^,;\n]{2,60}(?:\n[^,.;\n]{2,40})?)",
    re.IGNORECASE,
)


def writes_for(text: str, names: SideNames) -> Side | None:
    """The side a letter says at its beginning that it is written for: «På vegne af Vestby Kommune …»."""
    m = _ON_BEHALF.search(text[:1800])
    house = names.at_start(m["who"].strip()) if m else None
    if m and house is not None:  # «hvori De på vegne af Vestby Kommune rejser krav»: whom the letter answers
        return OTHER.get(house[1]) if m["you"] else house[1]
    if not _CLIENT.search(text):
        return None
    if (denied := _CLIENT_DENIES.search(text)) and (other := names.first_in(denied["what"])):
        return OTHER[other]
    told = {side: len(does.findall(text)) for side, does in _CLIENT_DOES.items()}
    side = max(told, key=lambda one: told[one]) if any(told.values()) else None
    return side or OTHER.get(_against(text, names) or Side.AUTHOR)


def _against(text: str, names: SideNames) -> Side | None:
    """The side counsel writes to or of: whose lawyer the letter is to, else the one a law firm's letter names."""
    if to := _TO_LAWYER.search(text[:HEAD_CHARS]):
        return names.first_in(to["who"])
    if not _of_law_firm(text):
        return None
    told = "\n".join(line for line in text.splitlines() if not _SUBJECT.match(line))
    named = {side for _, _, side in names.all_in(told)}
    return named.pop() if len(named) == 1 else None


#: What a letter is about, where parties stand by name whoever writes.
_SUBJECT = re.compile(
    r"\W*(?:vedr(?:ørende)?|angående|re|emne|sag)\b|[^\n]*(?:\./\.|\bmod\b)[^\n]{0,40}$", re.IGNORECASE
)
_TO_LAWYER = re.compile(r"^[ \t]*(?:Til|Att\.?:?)[ \t]+(?P<who>[^\n]{3,80}advokat\b)", re.MULTILINE | re.IGNORECASE)
#: Counsel speaks of the client so, whoever it is, and of the other side by its name.
_CLIENT = re.compile(r"\b(?:min|vores)\s+(?:klient|mandant)s?\b", re.IGNORECASE)
#: «Min klient bestrider, at kommunen har lidt noget tab»: what is denied is said of the other side.
_CLIENT_DENIES = re.compile(
    rf"{_CLIENT.pattern}[^.]{{0,40}}\b(?:bestrider|afviser|benægter|har\s+(?:afvist|bestridt)),?\s+at\s+(?P<what>[^.,]{{2,60}})",
    re.IGNORECASE,
)
#: Of two clients the one that turns claims down, delivered or offers to pay is the vendor, the one that makes claims
#: the customer; where a letter tells both, what it tells more often.
_CLIENT_DOES = {
    side: re.compile(rf"{_CLIENT.pattern}[^.]{{0,60}}\b{does}", re.IGNORECASE)
    for side, does in (
        (
            Side.VENDOR,
            r"(?:(?:kan\s+ikke\s+(?:anerkende|tiltræde)|anerkender\s+ikke|bestrider|afviser|har\s+(?:afvist|bestridt))\b"
            r"[^.]{0,60}\bkrav|indstillet\s+på\s+at\s+(?:betale|kreditere)|påtager\s+sig|har\s+leveret|(?:intet|ikke\s+noget)\s+ansvar)",
        ),
        (
            Side.CUSTOMER,
            r"(?:(?:sit|sine|dette|et)\s+krav|kræver|krav\s+(?:på|om)|tab\b|erstatning|har\s+reklameret|reklamerer)",
        ),
    )
}
LAW_FIRM = re.compile(r"\b(?:advokat(?:firma(?:et)?|\w*selskab|erne)|advokater|law firm|attorneys)\b", re.IGNORECASE)


@lru_cache(maxsize=8)
def advised_by(text: str, names: SideNames) -> bool:
    """Whether a law firm writes what it thinks of a matter, asked by whom it writes to and on behalf of nobody."""
    asked = _of_law_firm(text) and _COMMISSIONED.search(text[:2000]) is not None
    return asked and writes_for(text, names) is None


def _of_law_firm(text: str) -> bool:
    """Whether a law firm's name stands on the first two lines."""
    return any(map(LAW_FIRM.search, first_lines(text, 2)))
