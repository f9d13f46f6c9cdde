"""What sort of source a finding stands in, and which of two tells more: a contract more than a newspaper.

What the other side has signed or written weighs more than what we wrote ourselves, and that more than what a newspaper
tells; a newspaper that names who said it more than one that does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from evidence.days import first_day
from evidence.model import Document, DocumentKind, Mark, MarkKind, Page
from extract.model import Finding, Side, Sides, SourceClass
from extract.voices.people import person_in
from extract.voices.posted import thread
from extract.voices.senders import letter_side
from extract.voices.sides import side_names

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
        pages = [_with_pasted(page) for page in pages] if document.kind is DocumentKind.MAIL else pages
        self.document, self.pages, self.names = document, {page.number: page for page in pages}, side_names(sides)
        self._quoted: dict[int, list[Mark]] = {}  # the mails and notes repeated on a page

    def classed(self, found: Finding) -> Finding:
        """The finding with its source class."""
        return replace(found, source_class=self.of(found))

    def of(self, found: Finding) -> SourceClass:
        """The source class of a finding of the document."""
        if found.attributes.get("row"):
            return SourceClass.LOG
        match self.document.kind:
            case DocumentKind.MINUTES:
                return SourceClass.SIGNED_MINUTES if self.signed else SourceClass.MINUTES
            case DocumentKind.MAIL | DocumentKind.LETTER:
                speaker = None if found.reported else found.speaker_side
                writer = self.writer(found.span.page, found.span.start) or speaker
                return _OF_WRITER.get(writer, SourceClass.OTHER)
            case DocumentKind.PRESS:
                return SourceClass.PRESS_NAMED if self._named(found.speaker) else SourceClass.PRESS_UNNAMED
            case kind:
                return _OF_PAPER.get(kind, SourceClass.OTHER)

    @cached_property
    def signed(self) -> bool:
        """Whether the paper says that the parties signed or approved it, or its file bears a signature."""
        return bool(self.document.fields.get("signed")) or any(_SIGNED.search(p.text) for p in self.pages.values())

    @cached_property
    def _letter(self) -> Side | None:
        return next((letter_side(page.text, self.names) for page in self.pages.values()), None)

    def writer(self, number: int, place: int) -> Side | None:
        """Whose side the writer of the words there is on: of the mail they are quoted from, else of the paper."""
        if sender := self._sender(number, place):
            address = _ADDRESS.search(sender)
            of_address = self.names.of_address(address.group()) if address else None
            return of_address or self.names.first_in(sender)
        return self._letter if self.document.kind is DocumentKind.LETTER else None

    def signer(self, heard: Iterable[Side]) -> Side | None:
        """The one party among those whose own words a letter was found to hold; None of any other paper.

        Who signs a letter is known by more than its head, where the house it is to may stand above all else.
        """
        parties = {Side.CUSTOMER, Side.VENDOR}.intersection(heard)
        return parties.pop() if self.document.kind is DocumentKind.LETTER and len(parties) == 1 else None

    def addressed(self, number: int, place: int) -> bool:
        """Whether the sender of the words there is given with an address, which would have told the side of a party."""
        return bool(_ADDRESS.search(self._sender(number, place)))

    def _sender(self, number: int, place: int) -> str:
        if number not in self._quoted:
            kinds = (MarkKind.QUOTED, MarkKind.NOTE)
            self._quoted[number] = [mark for mark in self.pages[number].marks if mark.kind in kinds]
        quoted = next((m for m in self._quoted[number] if m.start <= place < m.end), None)
        return quoted.detail.get("sender", "") if quoted else self.document.fields.get("from", "")

    def _named(self, speaker: str | None) -> bool:
        """Whether a speaker is named by name: a person or one of the parties, not «en medarbejder»."""
        return speaker is not None and bool(person_in(speaker) or self.names.first_in(speaker))


def _with_pasted(page: Page) -> Page:
    """The page with a mark for each mail that was pasted into it as text, its head lines and all."""
    if any(mark.kind in (MarkKind.QUOTED, MarkKind.HEAD) for mark in page.marks):
        return page
    mails = thread(page.text)
    heads = [one.start - len(one.heads) for one in mails]
    marks = [Mark(start=start, end=one.start, kind=MarkKind.HEAD) for start, one in zip(heads, mails, strict=True)]
    for one, end in zip(mails, [*heads[1:], len(page.text)], strict=False):
        day = first_day(one.sent)
        detail = {"sender": one.who, **({"sent": day.isoformat()} if day else {})}
        marks.append(Mark(start=one.start, end=end, kind=MarkKind.QUOTED, detail=detail))
    return replace(page, marks=(*page.marks, *marks)) if marks else page
