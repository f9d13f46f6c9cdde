"""Papers of the contract that another paper takes back: what stands in them is asked about."""

from __future__ import annotations

from collections.abc import Iterator

from claims.held import Evidence
from claims.model import Gap
from evidence.wording import one_line
from extract.model import Label
from templates.words import Words

_SHOWN = 8


def no_longer_held(evidence: Evidence, words: Words) -> tuple[Gap, ...]:
    """For each paper taken back that promises or provides something: by which words, and what stands in it."""
    return tuple(_gaps(evidence, words))


def _gaps(evidence: Evidence, words: Words) -> Iterator[Gap]:
    say = words.say
    live = {f.id for f in evidence.live}
    for one in evidence.taken_back:
        standing = [
            f.id for f in evidence.findings
            if f.span.document == one.document and f.label in (Label.PROMISE, Label.TERM)
            and (f.id in live or evidence.undone(f))
        ]  # fmt: skip
        if not standing:
            continue
        said = say(
            "{document} is taken back: »{quote}« ({by}).", document=evidence.documents[one.document].name,
            quote=one_line(one.quote), by=evidence.documents[one.by.document].name,
        )  # fmt: skip
        if one.whole:
            left = say("What it promises and provides is left out.")
            remedy = say(
                "See which of the two holds; what holds all the same is reckoned with after krav decide … accept."
            )
        else:
            left = say("What it says is reckoned with all the same.")
            remedy = say(
                "See which of the two holds, and reject what no longer does with krav decide … reject, with these "
                "words as the reason."
            )
        yield Gap(
            what=f"{said} {left}",
            where=", ".join(standing[:_SHOWN]),
            remedy=remedy,
            source=say("the municipality itself"),
            why=say("A promise that was taken back is broken by nobody."),
        )
