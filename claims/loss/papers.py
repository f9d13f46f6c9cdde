"""What the papers of a case tell of money, beside what the case reckons."""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from claims.case import Case
from claims.model import Gap, LossItem
from evidence.model import Document
from extract.model import Finding
from extract.papers.bill import Bill
from templates.words import Words, few

_QUOTED = 4  # so many of the statements are quoted


@dataclass(frozen=True, slots=True)
class Papers:
    """The findings and documents of a case, and what is claimed and taken off in it.

    ``begins`` is the first page of each document, by SHA-256; ``reckoned`` every amount there is a figure of;
    ``answered`` are the settlements (ids of findings) of which people have said what they settle; ``bills`` the
    invoices on paper, by SHA-256.
    """

    findings: Sequence[Finding]
    documents: Mapping[str, Document]
    case: Case
    words: Words
    losses: Sequence[LossItem] = ()
    begins: Mapping[str, str] = field(default_factory=dict)
    reckoned: Container[Decimal] = ()
    answered: Container[str] = ()
    bills: Mapping[str, Bill] = field(default_factory=dict)

    @property
    def say(self) -> Callable[..., str]:
        """Says a text in the dossier's language."""
        return self.words.say

    @property
    def kr(self) -> Callable[[Decimal], str]:
        """Writes an amount in kr."""
        return self.words.kr

    def paper(self, one: Finding) -> Document:
        """The document it stands in."""
        return self.documents[one.span.document]

    def quoted(self, said: Sequence[Finding]) -> str:
        """The words of some findings, each with its paper."""
        shown = [f"{self.words.quoted(one.quote)} ({self.paper(one).name})" for one in said]
        return "; ".join(dict.fromkeys(few(shown, _QUOTED)))

    def ask(self, *, what: str, where: str, remedy: str, why: str, source: str = "") -> Gap:
        """A gap that the municipality itself can fill, unless another ``source`` is named."""
        source = source or self.say("the municipality itself")
        return Gap(what=what, where=where, remedy=remedy, source=source, why=why)
