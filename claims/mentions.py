"""What words name: a clause of the contract, a ticket of the log, a house or system; asked of papers and of cells."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from claims.case import SystemSection

_CLAUSE_NAMED = re.compile(
    r"(?:\bpkt\.?|\bpunkt(?:et)?|\bafsnit|§|\bclause|\bsection)\s*(\d+(?:\.\d+)*)", re.IGNORECASE
)


def clauses_in(text: str) -> frozenset[str]:
    """The numbers of the clauses a text speaks of."""
    return frozenset(_CLAUSE_NAMED.findall(text))


#: By which words a head of loss is named.
HEADS_NAMED = {
    "reimbursement": re.compile(r"refusion|reimbursement", re.IGNORECASE),
    "extra_cost": re.compile(r"udgift|omkostning|faktura|vikar|konsulent|\bcosts?\b|expense", re.IGNORECASE),
    "lost_time": re.compile(
        r"\btimer\b|arbejdstid|tidsforbrug|(?:over|mer)arbejde|overtid\b|working time|overtime", re.IGNORECASE
    ),
    "penalty": re.compile(r"\b\w*bod(?:en)?\b|penalt", re.IGNORECASE),
}


def heads_named(text: str) -> frozenset[str]:
    """The heads of loss a text names; none: it speaks of loss as such, or of something else."""
    return frozenset(head for head, words_of in HEADS_NAMED.items() if words_of.search(text))


def spares(text: str, heads: Collection[str]) -> bool:
    """Does a clause that keeps a loss out of the exclusion of indirect loss reach one of these heads? «Tab af refusion
    anses for direkte tab» says nothing of hours; a clause that names no head may be of any."""
    named = heads_named(text)
    return not named or not named.isdisjoint(heads)


def ticket(number: str) -> str:
    """A ticket's number as it is compared: without spaces, small letters."""
    return "".join(number.split()).casefold()


def named_in(name: str, text: str) -> bool:
    """Whether a text names a house or a system, whatever follows the name in the word."""
    return re.search(rf"(?<!\w){re.escape(name.casefold())}", text.casefold()) is not None


#: What a firm is by law: in a time sheet or a table of bills it is often called without it.
_BY_LAW = re.compile(r"\W+(?:aps|a/s|i/s|p/s|ivs|ltd\.?|limited|gmbh)\W*$", re.IGNORECASE)




def firm(name: str) -> str:
    """The name of a firm without what it is by law: «Systemhuset» of «Systemhuset A/S»."""
    return _BY_LAW.sub("", name)


#: «Integrationen til Ydelsesrefusion», «indberetter hver nat til …»: where something goes is not what fails.
_GOING_TO = re.compile(
    r"\b(?:\w*integration|\w*snitflade|\w*grænseflade|\w*indberet|\w*overfør|\w*udveksl|\w*kobling|\w*sende)\w*\b"
    r"[^.;:]{0,80}?\b(?:til|mod|med)\s+(?:\w+\s+)?$",
    re.IGNORECASE,
)


def is_of(name: str, text: str) -> bool:
    """Whether a text is about that system: it names it, and not only as what something is sent or joined to."""
    named = re.finditer(rf"(?<!\w){re.escape(name.casefold())}", text.casefold())
    return any(_GOING_TO.search(text.casefold()[: found.start()]) is None for found in named)


#: «Portalen nede, ikke FlowJob»: what is named so is what it was not; «ikke FlowJob alene» leaves it among the causes.
_NOT = re.compile(r"\b(?:ikke|intet med|not|nothing to do with)\s+(?:(?:hos|i|på|fra|in|of)\s+)?$", re.IGNORECASE)
_NOT_ALONE = re.compile(r"\w*\s+(?:alene|kun|only|alone)\b", re.IGNORECASE)


def is_denied(name: str, text: str) -> bool:
    """Whether all that a text says of a system is that it was not that."""
    found = re.finditer(rf"(?<!\w){re.escape(name.casefold())}", text.casefold())
    return all(_NOT.search(text, 0, one.start()) and not _NOT_ALONE.match(text, one.end()) for one in found)


def other_system(system: SystemSection, text: str) -> str:
    """The system that is somebody else's a text is about; "" where it is about none, or is about the vendor's too."""
    if any(named_in(name, text) and not is_denied(name, text) for name in system.names):
        return ""
    return next((name for name in system.others if is_of(name, text)), "")
