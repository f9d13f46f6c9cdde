"""What stands in the clauses a term refers to: «jf. pkt. 12.3» with the words of 12.3 and their page."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property
from textwrap import shorten

from claims.held import Evidence
from evidence.wording import one_line
from extract.model import Finding, Label
from extract.papers.precedence import Paper, Papers
from extract.references import clauses
from templates.words import Words

_SHOWN = 140  # so much of a clause is enough to know what it rules
#: A reference into an annex, or out of one into the contract, is not looked up in its own paper.
_ELSEWHERE = ("bilag", "annex", "appendix", "schedule", "kontrakt", "aftale", "hovedkontrakt", "hovedaftale", "ramme")
_THE_CONTRACT = re.compile(r"(?:hoved)?(?:kontrakt|aftale), ", re.IGNORECASE)


class Referring:
    """Looks up the clauses that terms of the papers refer to; each paper is read once, when it is first asked for."""

    def __init__(self, evidence: Evidence) -> None:
        self._evidence = evidence
        self._known: dict[str, Mapping[str, tuple[int, str]]] = {}

    def told(self, finding: Finding, words: Words) -> tuple[str, ...]:
        """For each clause of its own paper a term refers to what stands there, or that the paper has no such clause."""
        named = finding.attributes.get("refers_to", "")
        if not named or finding.label is not Label.TERM:
            return ()
        own = self._own(finding, named.split("; "))
        known = self._clauses(finding.span.document) if own else {}
        if not known:
            return ()
        return tuple(_told(one, known.get(one) or known.get(one.partition(",")[0]), words) for one in own)

    def _own(self, finding: Finding, named: list[str]) -> list[str]:
        """Those of the references that are into the finding's own paper: in the contract itself «aftalen» is that."""
        bare = [_THE_CONTRACT.sub("", one) for one in named]
        if bare != named and self._papers.of(finding) is Paper.CONTRACT:
            named = list(dict.fromkeys(bare))
        return [one for one in named if not one.casefold().startswith(_ELSEWHERE)]

    @cached_property
    def _papers(self) -> Papers:
        return Papers(self._evidence.documents.values(), self._evidence.pages.values())

    def _clauses(self, sha256: str) -> Mapping[str, tuple[int, str]]:
        if sha256 not in self._known:
            count = self._evidence.documents[sha256].pages or 0
            pages = (self._evidence.pages.get((sha256, number)) for number in range(1, count + 1))
            self._known[sha256] = clauses(page for page in pages if page is not None)
        return self._known[sha256]


def _told(number: str, stands: tuple[int, str] | None, words: Words) -> str:
    if stands is None:
        return words.say("refers to clause {number}, which is not found in this paper", number=number)
    page, text = stands
    return words.say("refers to clause {number}: {quote} (page {page})", number=number, page=page,
                     quote=words.quoted(shorten(one_line(text), _SHOWN, placeholder=" …")))  # fmt: skip
