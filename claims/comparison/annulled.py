"""Papers of the contract that another paper takes back: what stands in them is asked about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from claims.held import Evidence
from claims.model import Gap
from evidence.model import Page
from evidence.wording import one_line
from extract.annulled import taken_back
from extract.model import Label
from templates.words import Words

_SHOWN = 8


def no_longer_held(evidence: Evidence, words: Words) -> tuple[Gap, ...]:
    """For each paper taken back that promises or provides something: by which words, and what stands in it."""
    return tuple(_gaps(evidence, words))


def _gaps(evidence: Evidence, words: Words) -> Iterator[Gap]:
    pages: dict[str, list[Page]] = defaultdict(list)
    for (sha256, _), page in sorted(evidence.pages.items()):
        pages[sha256].append(page)
    for one in taken_back(evidence.documents, pages):
        standing = [
            f.id for f in evidence.live
            if f.span.document == one.document and f.label in (Label.PROMISE, Label.TERM)
        ]  # fmt: skip
        if standing:
            yield Gap(
                what=words.say("{document} is taken back: »{quote}« ({by}). What it says is reckoned with all the "
                               "same.", document=evidence.documents[one.document].name,
                               quote=one_line(one.quote), by=evidence.documents[one.by.document].name),
                where=", ".join(standing[:_SHOWN]),
                remedy=words.say("See which of the two holds, and reject what no longer does with krav decide … "
                                 "reject, with these words as the reason."),
                source=words.say("the municipality itself"),
                why=words.say("A promise that was taken back is broken by nobody."),
            )  # fmt: skip
