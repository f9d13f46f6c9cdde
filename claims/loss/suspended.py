"""What an agreement on limitation or an acknowledgement says of itself, where the case takes it otherwise.

It may be of some claims only, and time may stand still meanwhile.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from claims.loss.limitation import ACKNOWLEDGED
from claims.loss.papers import Papers
from claims.model import Gap

#: «Aftalen omfatter ikke krav på servicekreditter», «forældelsesfristen for kommunens krav om tab af refusion».
_ONLY_OF = re.compile(
    r"(?:(?<=[.\n] )|(?<=\n)|^)(?:\d+\.\s+)?"
    r"(?P<said>[^.]*?(?:\b(?:omfatter|gælder|angår|vedrører)\s+(?:ikke|alene|kun)\b|"
    r"\bbortset\s+fra\b|\bmed\s+undtagelse\s+af\b|\bdoes\s+not\s+(?:cover|apply\s+to)\b|"
    r"\bforældelse\w*\s+(?:for|af)\s+(?:\S+\s+){0,3}?krav(?:et|ene)?\s+(?:i?mod\s+(?:[^\s.]+\s+){1,5}?)?(?:om|på|vedrørende|som\s+følge\s+af|i\s+anledning\s+af)\b)"
    r"(?:[^.]|(?<=\d)\.(?=\s(?-i:[a-zæøå])|\d))*)",
    re.IGNORECASE,
)
#: «krav, der allerede var forældet den 28. februar 2012»: left out by the Act itself.
_LAPSED = re.compile(r"krav,?\s+(?:der|som)\s+(?:(?:allerede|da|på\s+dette\s+tidspunkt)\s+)*(?:er|var|måtte\s+være)\s+"
                     r"(?:(?:allerede|da)\s+)*forældet|claims\s+(?:that|which)\s+(?:are|were|had)\s+(?:already\s+)?"
                     r"(?:lapsed|time-barred)", re.IGNORECASE)  # fmt: skip
_TIME = r"(?:forældelses)?(?:fristen|tiden)|forældelse[nr]?"
#: «Fristen løber ikke i denne periode», «den resterende del af fristen løber videre», «forældelsen hviler».
_STANDS_STILL = re.compile(
    r"(?:(?<=[.\n] )|(?<=\n)|^)(?:\d+\.\s+)?"
    r"(?P<said>[^.]*?(?:"
    rf"\b(?:{_TIME})\s+(?:(?:for|af)\s+[^.,]{{3,60}}?\s+)?(?:løber\s+(?:således\s+|dermed\s+|derfor\s+)?ikke|"
    r"hviler|står\s+stille|er\s+sat\s+i\s+bero|sættes\s+i\s+bero|stilles\s+i\s+bero)\b|"
    r"\b(?:resterende|tilbageværende)\s+(?:del\s+af\s+)?(?:\w*frist|forældelsestid|tid)\w*|"
    rf"\b(?:{_TIME})\s+løber\s+(?:herefter\s+|derefter\s+)?videre\b|"
    r"\btime\s+(?:shall\s+|does\s+)?(?:stand(?:s)?\s+still|not\s+run)\b"
    r")(?:[^.]|(?<=\d)\.(?=\s(?-i:[a-zæøå])|\d))*)",
    re.IGNORECASE,
)


def _said(p: Papers, paper: str, pattern: re.Pattern[str]) -> list[str]:
    """The clauses of a paper, named by its name, path or id, that the pattern finds on its first page."""
    pages = (p.begins.get(sha256, "") for sha256, one in p.documents.items() if paper in one.names)
    return [" ".join(m["said"].split()) for page in pages for m in pattern.finditer(page)]


def standing_still(p: Papers) -> Iterator[Gap]:
    """Agreements reckoned to keep a claim from lapsing before their last day, whose own paper says that time stands
    still until then: what was left of it runs on.
    """
    for event in p.case.limitation.event if p.case.limitation else ():
        if event.kind != "agreement" or event.stands_still or not event.evidence:
            continue
        if said := _said(p, event.evidence, _STANDS_STILL):
            yield p.ask(
                what=p.say("The agreement of {day} is reckoned to keep the claims from lapsing before {until}, but "
                           "says itself that time stands still: {clauses}.", day=event.date, until=event.until,
                           clauses="; ".join(map(p.words.quoted, said))),
                where="case.toml, [[limitation.event]]",
                remedy=p.say("If it does, say stands_still = true of the agreement: what was left of the time then "
                             "runs on after its last day."),
                why=p.say("What is still alive may be told as time-barred, and be left out of the claim."),
            )  # fmt: skip


def partly_suspended(p: Papers) -> Iterator[Gap]:
    """Agreements and acknowledgements given without ``covers`` whose own paper names the claims it is of, or leaves
    some out.
    """
    for event in p.case.limitation.event if p.case.limitation else ():
        if event.kind not in ("agreement", *ACKNOWLEDGED) or event.covers or not event.evidence:
            continue
        said = [one for one in _said(p, event.evidence, _ONLY_OF) if not _LAPSED.search(one)]
        told = {"day": event.date, "clauses": "; ".join(map(p.words.quoted, said))}
        if said:
            yield p.ask(
                what=p.say("The acknowledgement of {day} is reckoned to begin a new time limit for every claim, but "
                           "says itself what it is of: {clauses}.", **told)
                if event.kind in ACKNOWLEDGED
                else p.say("The agreement of {day} is reckoned to put off the limitation of every claim, but says "
                           "itself what it is of: {clauses}.", **told),
                where="case.toml, [[limitation.event]]",
                remedy=p.say("Hold the words against each claim, and say under covers which kinds of promise, "
                             "breaches or heads of loss it is of; what it leaves out lapses on the Act's own days."),
                why=p.say("What it leaves out may be time-barred already."),
            )  # fmt: skip
