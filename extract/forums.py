"""By which law a contract is read and where a dispute about it is decided, in the words of its clause."""

from __future__ import annotations

import re
from collections.abc import Mapping

#: «efter dansk ret», «underlagt svensk lov», «the laws of England and Wales».
_LAW = re.compile(
    r"\b(?:(?:[Dd]ansk|[Ss]vensk|[Nn]orsk|[Tt]ysk|[Ee]ngelsk|[Ff]insk|[Hh]ollandsk|[Ii]rsk)\s+(?:rets?|lov(?:givning)?))\b"
    r"|\b(?:(?:[Dd]anish|[Ss]wedish|[Nn]orwegian|[Gg]erman|[Ee]nglish|[Dd]utch|[Ii]rish)\s+law"
    r"|laws?\s+of\s+(?:the\s+)?[A-Z]\w+(?:(?:\s+(?:and|of))?\s+[A-Z]\w+)*)\b"
)
#: The law goes, but not what it says of which country's law is to be read («bortset fra dansk rets … regler»).
_APART = re.compile(r"(?:bortset fra|undtagen|med undtagelse af|excluding|without regard)[^.;]{0,20}$", re.IGNORECASE)
_ARBITRATION = re.compile(r"\bvoldgift\w*|\barbitrat\w+", re.IGNORECASE)
_MEDIATION = re.compile(r"\bmedia(?:tion|tor)\w*|\bmægling\w*", re.IGNORECASE)
#: A court by its name or its kind; a small word and a place tell which.
_COURT = re.compile(
    r"\b(?:(?:Retten|[Bb]yretten|Københavns Byret)(?:\s+(?:i|på)\s+[A-ZÆØÅ]\w+)?"
    r"|(?:Østre|Vestre)\s+Landsret|Sø-\s+og\s+Handelsretten"
    r"|(?:de\s+)?(?:almindelige\s+)?(?:danske\s+)?(?:domstole|domstolene)"
    r"|(?:[Kk]undens|[Kk]ommunens|[Ll]everandørens|[Ss]agsøgtes|[A-ZÆØÅ]\w+s)\s+(?:hjemting|værneting)"
    r"|(?:(?:exclusive\s+)?(?:jurisdiction\s+of\s+)?the\s+)?(?:Danish\s+courts|courts?\s+of\s+[A-Z]\w+)"
    r"|(?:Copenhagen|London)\s+(?:City\s+Court|Maritime and Commercial Court)"
    r"|(?:Maritime\s+and\s+Commercial|City|District|Eastern|Western)\s+(?:High\s+)?Court(?:\s+(?:in|of)\s+[A-Z]\w+)?)"
)
#: Somebody decides there; «ret» alone is a right.
_BRINGS = re.compile(
    r"\b(?:tvist\w*|uenighed\w*|uoverensstemmelse\w*|sag(?:er|en)?|retssag\w*|søgsmål|værneting|hjemting|afgøres|"
    r"anlægges|indbringes|dispute\w*|proceedings|claims?|jurisdiction|courts?)\b",
    re.IGNORECASE,
)


def forum(text: str) -> Mapping[str, str]:
    """``law`` and ``forum`` of a clause, as it words them, each where it names one.

    ``forum`` is ``arbitration`` where that is agreed, before any court the clause names besides, which is then
    ``court``; ``mediation`` where the clause only sends the parties there; else the court in the clause's own words.
    """
    found: dict[str, str] = {}
    for law in _LAW.finditer(text):
        if not _APART.search(text, 0, law.start()):
            found["law"] = " ".join(law.group().split())
            break
    courts = list(_COURT.finditer(text)) if _BRINGS.search(text) else []
    # «de almindelige domstole med Retten i Holstebro som værneting»: the one that has a name
    court = min(courts, key=lambda one: one.group().endswith(("domstole", "domstolene")), default=None)
    if _ARBITRATION.search(text):
        found["forum"] = "arbitration"
        if court:
            found["court"] = " ".join(court.group().split())
    elif court:
        found["forum"] = " ".join(court.group().split())
    elif _MEDIATION.search(text):
        found["forum"] = "mediation"
    return found
