"""What is claimed of the time after the contract had ended, and papers that end it where the case gives no day.

What a breach cost may come after the contract is over, but no service was owed then: the other side will say that
whoever ran the system by then caused it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from claims.figures import summed
from claims.levels.model import BOD
from claims.loss.papers import Papers
from claims.model import Gap
from evidence.model import DocumentKind
from evidence.wording import one_line
from extract.folding import has_any

#: «Kommunen opsiger hermed kontrakten til ophør den …», «ophæves hermed», «The agreement is hereby terminated».
_ENDS = re.compile(
    r"[^.\n]*\b(?:(?:opsiger|ophæver|opsiges|ophæves)\b[^.\n]{0,60}?\b(?:kontrakt|aftale)\w*|"
    r"(?:kontrakt|aftale)\w*[^.\n]{0,40}?\b(?:opsiges|ophæves|er\s+(?:opsagt|ophævet)|ophører)\b|"
    r"\b(?:terminates?|terminated)\b[^.\n]{0,60}?\b(?:agreement|contract)\b|"
    r"\b(?:agreement|contract)\b[^.\n]{0,40}?\b(?:is\s+(?:hereby\s+)?terminated)\b)"
    r"(?:[^.\n]|(?<=\d)\.)*",
    re.IGNORECASE,
)
#: It cannot be met without one of these.
_ENDINGS = ("opsig", "opsagt", "ophæv", "ophør", "terminat")
#: A right or a threat to end it ends nothing.
_MAY = re.compile(r"\b(?:kan|kunne|vil|ville|hvis|såfremt|ret\s+til|ikke|overvejer|may|can|will|if|not|unless)\b", re.I)
#: Papers by which one side ends a contract.
_ENDING = (DocumentKind.LETTER, DocumentKind.MAIL, DocumentKind.OTHER)


def after_end(p: Papers) -> Iterator[Gap]:
    """Rows claimed that begin after ``[contract] ended``; without that day, the papers that end the contract."""
    ended = p.case.contract.ended
    if ended is None:
        yield from _untold(p)
        return
    for loss in (loss for loss in p.losses if loss.claimed and loss.id != BOD):
        late = [one for one in loss.losing if one.start > ended]
        if late:
            yield p.ask(
                what=p.say(
                    "{title}: {count} {count:row|rows} of {amount} {count:begins|begin} after the contract had ended, "
                    "{day}.",
                    title=loss.title, count=sum(one.rows for one in late),
                    amount=p.kr(summed(one.amount for one in late)), day=ended,
                ),
                where="ledgers/",
                remedy=p.say("Show for each that it still comes of a breach from the time of the contract, or leave it "
                             "out."),
                why=p.say("After the contract the vendor owed nothing; the other side will say that whoever ran the "
                          "system by then caused it."),
            )  # fmt: skip


def _untold(p: Papers) -> Iterator[Gap]:
    said = [
        (one_line(found[0]), document.name)
        for sha256, document in sorted(p.documents.items(), key=lambda one: one[1].name)
        if document.kind in _ENDING
        and has_any(_ENDINGS, p.begins.get(sha256, ""))
        and (found := _ENDS.search(p.begins[sha256]))
        and not _MAY.search(found[0])
    ]
    if said:
        yield p.ask(
            what=p.say("The papers end the contract, and case.toml does not say when it ended: {quotes}.",
                       quotes="; ".join(f"{p.words.quoted(quote)} ({name})" for quote, name in said[:3])),
            where="case.toml, [contract]",
            remedy=p.say("Give the day in ended: what is claimed of the time after it is then asked about."),
            why=p.say("After the contract the vendor owed nothing."),
        )  # fmt: skip
