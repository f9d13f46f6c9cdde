"""What sort of source a finding stands in, and which of two tells more: a contract more than a newspaper.

What the other side has signed or written weighs more than what we wrote ourselves, and that more than what a newspaper
tells; a newspaper that names who said it more than one that does not.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from evidence.model import Document, DocumentKind, MarkKind, Page
from extract.model import Finding, Side, Sides, SourceClass
from extract.people import person_in
from extract.senders import letter_side
from extract.sides import side_names

#: Signed or approved by those who met; not where that is yet to be done.
_SIGNED = re.compile(
    r"(?<!ikke )(?<!not )\b(?:underskrevet|godkendt|signed|approved)\s+"
    r"(?:af\s+(?:begge\s+)?parter|den\b|d\.|by\s+(?:both\s+)?(?:the\s+)?parties|on\b)",
    re.IGNORECASE,
)
_OF_PAPER: Mapping[DocumentKind, SourceClass] = {
    DocumentKind.CONTRACT: SourceClass.CONTRACT,
    DocumentKind.LOG: SourceClass.LOG,
    DocumentKind.SALES: SourceClass.SALES,
}
_OF_WRITER: Mapping[Side | None, SourceClass] = {
    Side.VENDOR: SourceClass.VENDOR_MAIL,
    Side.CUSTOMER: SourceClass.CUSTOMER_MAIL,
}
_ADDRESS = re.compile(r"[\w.+-]+@[\w.-]+")


def rank(source: SourceClass | str) -> int:
    """0 for the weightiest source, more for each that weighs less."""
    return tuple(SourceClass).index(SourceClass(source))


class Sources:
    """Tells the source class of the findings of one document."""

    def __init__(self, document: Document, pages: Sequence[Page], sides: Sides) -> None:
        self.document, self.pages, self.names = document, {page.number: page for page in pages}, side_names(sides)

    def classed(self, found: Finding) -> Finding:
        """The finding with its source class."""
        return replace(found, source_class=self.of(found))

    def of(self, found: Finding) -> SourceClass:
        """The source class of a finding of the document."""
        if found.attributes.get("row"):
            return SourceClass.LOG
        match self.document.kind:
            case DocumentKind.MINUTES:
                return SourceClass.SIGNED_MINUTES if self._signed else SourceClass.MINUTES
            case DocumentKind.MAIL | DocumentKind.LETTER:
                speaker = None if found.reported else found.speaker_side
                writer = self.writer(found.span.page, found.span.start) or speaker
                return _OF_WRITER.get(writer, SourceClass.OTHER)
            case DocumentKind.PRESS:
                return SourceClass.PRESS_NAMED if self._named(found.speaker) else SourceClass.PRESS_UNNAMED
            case kind:
                return _OF_PAPER.get(kind, SourceClass.OTHER)

    @cached_property
    def _signed(self) -> bool:
        return bool(self.document.fields.get("signed")) or any(_SIGNED.search(p.text) for p in self.pages.values())

    @cached_property
    def _letter(self) -> Side | None:
        return letter_side([page.text for page in self.pages.values()], self.names)

    def writer(self, number: int, place: int) -> Side | None:
        """Whose side the writer of the words there is on: of the mail they are quoted from, else of the paper."""
        page = self.pages[number]
        quoted = next((m for m in page.marks if m.kind is MarkKind.QUOTED and m.start <= place < m.end), None)
        sender = quoted.detail.get("sender", "") if quoted else self.document.fields.get("from", "")
        if sender:
            address = _ADDRESS.search(sender)
            of_address = self.names.of_address(address.group()) if address else None
            return of_address or self.names.first_in(sender)
        return self._letter if self.document.kind is DocumentKind.LETTER else None

    def _named(self, speaker: str | None) -> bool:
        """Whether a speaker is named by name: a person or one of the parties, not «en medarbejder»."""
        return speaker is not None and bool(person_in(speaker) or self.names.first_in(speaker))
