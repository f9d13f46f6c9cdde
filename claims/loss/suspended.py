"""What an agreement on limitation or an acknowledgement says it is of, where the case takes it for every claim."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import partial

from claims.case import Case
from claims.loss.limitation import ACKNOWLEDGED
from claims.model import Gap
from evidence.model import Document
from templates.words import Words

#: «Aftalen omfatter ikke krav på servicekreditter», «forældelsesfristen for kommunens krav om tab af refusion».
_ONLY_OF = re.compile(
    r"(?:(?<=[.\n] )|(?<=\n)|^)(?:\d+\.\s+)?"
    r"(?P<said>[^.]*?(?:\b(?:omfatter|gælder|angår|vedrører)\s+(?:ikke|alene|kun)\b|"
    r"\bbortset\s+fra\b|\bmed\s+undtagelse\s+af\b|\bdoes\s+not\s+(?:cover|apply\s+to)\b|"
    r"\bforældelse\w*\s+(?:for|af)\s+(?:\S+\s+){0,3}?krav(?:et|ene)?\s+(?:om|på|vedrørende|som\s+følge\s+af|i\s+anledning\s+af)\b)"
    r"(?:[^.]|(?<=\d)\.(?=\s(?-i:[a-zæøå])|\d))*)",
    re.IGNORECASE,
)


def partly_suspended(
    case: Case, documents: Mapping[str, Document], begins: Mapping[str, str], words: Words
) -> Iterator[Gap]:
    """Agreements and acknowledgements given without ``covers`` whose own paper names the claims it is of, or leaves
    some out.

    ``begins`` is the first page of each document, by SHA-256.
    """
    ask = partial(
        Gap, where="case.toml, [[limitation.event]]",
        remedy=words.say("Hold the words against each claim, and say under covers which kinds of promise, "
                         "breaches or heads of loss it is of; what it leaves out lapses on the Act's own days."),
        source=words.say("the municipality itself"),
        why=words.say("What it leaves out may be time-barred already."),
    )  # fmt: skip
    for event in case.limitation.event if case.limitation else ():
        if event.kind not in ("agreement", *ACKNOWLEDGED) or event.covers or not event.evidence:
            continue
        papers = [sha256 for sha256, one in documents.items() if event.evidence in (one.name, one.path, one.id)]
        said = [" ".join(m["said"].split()) for sha256 in papers for m in _ONLY_OF.finditer(begins.get(sha256, ""))]
        clauses = "; ".join(words.quoted(one) for one in said)
        if said and event.kind in ACKNOWLEDGED:
            yield ask(what=words.say("The acknowledgement of {day} is reckoned to begin a new time limit for every "
                                     "claim, but says itself what it is of: {clauses}.", day=event.date,
                                     clauses=clauses))  # fmt: skip
        elif said:
            yield ask(what=words.say("The agreement of {day} is reckoned to put off the limitation of every claim, but "
                                     "says itself what it is of: {clauses}.", day=event.date,
                                     clauses=clauses))  # fmt: skip
