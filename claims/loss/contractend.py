"""What is claimed of the time after the contract had ended, and papers that end it where the case gives no day.

What a breach cost may come after the contract is over, but no service was owed then: the other side will say that
whoever ran the system by then caused it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from claims.case import Case
from claims.figures import summed
from claims.levels.model import BOD
from claims.model import Gap, LossItem
from evidence.model import Document, DocumentKind
from evidence.wording import one_line
from extract.folding import has_any
from templates.words import Words

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


def after_end(
    case: Case, documents: Mapping[str, Document], begins: Mapping[str, str], losses: Sequence[LossItem], words: Words
) -> Iterator[Gap]:
    """Rows claimed that begin after ``[contract] ended``; without that day, the papers that end the contract.

    ``begins`` is the first page of each document, by SHA-256.
    """
    if case.contract.ended is None:
        yield from _untold(documents, begins, words)
        return
    for loss in (loss for loss in losses if loss.claimed and loss.id != BOD):
        late = [one for one in loss.losing if one.start > case.contract.ended]
        if late:
            yield Gap(
                what=words.say(
                    "{title}: {count} {count:row|rows} of {amount} {count:begins|begin} after the contract had ended, "
                    "{day}.",
                    title=loss.title, count=sum(one.rows for one in late),
                    amount=words.kr(summed(one.amount for one in late)), day=case.contract.ended,
                ),
                where="ledgers/",
                remedy=words.say("Show for each that it still comes of a breach from the time of the contract, or "
                                 "leave it out."),
                source=words.say("the municipality itself"),
                why=words.say("After the contract the vendor owed nothing; the other side will say that whoever ran "
                              "the system by then caused it."),
            )  # fmt: skip


def _untold(documents: Mapping[str, Document], begins: Mapping[str, str], words: Words) -> Iterator[Gap]:
    said = [
        (one_line(found[0]), document.name)
        for sha256, document in sorted(documents.items(), key=lambda one: one[1].name)
        if document.kind in _ENDING
        and has_any(_ENDINGS, begins.get(sha256, ""))
        and (found := _ENDS.search(begins[sha256]))
        and not _MAY.search(found[0])
    ]
    if said:
        yield Gap(
            what=words.say(
                "The papers end the contract, and case.toml does not say when it ended: {quotes}.",
                quotes="; ".join(f"{words.quoted(quote)} ({name})" for quote, name in said[:3]),
            ),
            where="case.toml, [contract]",
            remedy=words.say("Give the day in ended: what is claimed of the time after it is then asked about."),
            source=words.say("the municipality itself"),
            why=words.say("After the contract the vendor owed nothing."),
        )  # fmt: skip
