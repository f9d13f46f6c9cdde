"""What a document is, and where in it something stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from evidence.errors import Message

#: Why a document is of its kind, or of its day: a person has said so.
BY_HAND = Message("set by hand")


class Outcome(StrEnum):
    """What became of one thing that was handed in. Every input has exactly one."""

    READ = "read"
    DUPLICATE = "duplicate"  # the same bytes are in the case already
    NEEDS_OCR = "needs_ocr"  # opened, but no page holds text
    EMPTY = "empty"  # opened, and there is nothing in it
    UNREADABLE = "unreadable"
    UNSUPPORTED = "unsupported"


class DocumentKind(StrEnum):
    """What sort of paper it is. Guessed with a reason, corrected by ``krav set``."""

    CONTRACT = "contract"
    SALES = "sales"  # tender answers, sales letters, brochures, the vendor's own pages
    MINUTES = "minutes"
    MAIL = "mail"
    LOG = "log"
    PRESS = "press"
    LETTER = "letter"
    LEDGER = "ledger"
    OTHER = "other"


class MarkKind(StrEnum):
    """What a stretch of a page is, as far as its form tells."""

    FURNITURE = "furniture"  # menus, adverts, teasers, running heads: kept, shown, never searched
    QUOTED = "quoted"  # earlier mail repeated inside a mail; detail: sender, sent (ISO) where they stand there
    HEAD = "head"  # the header lines of a mail as rendered into its text
    HEADING = "heading"
    BLOCK = "block"  # a paragraph, list item or table cell: no sentence crosses its edges
    NOTE = "note"  # written upon a paper or in its margin; detail: sender, sent (ISO day), as far as they are known
    ROW = "row"  # a row of a sheet or table; detail: row (1-based, as the spreadsheet counts)
    GAP = "gap"  # a tab of the text that is a blank in the original: it parts the cells of a list set in columns


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A stretch ``[start, end)`` of a page's text and what its form says it is.

    Where it is no part of the page's text but set upon a page of a PDF, the detail ``box`` is where: left, bottom,
    right and top in points of the page's user space, parted by blanks.
    """

    start: int
    end: int
    kind: MarkKind
    detail: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The text of one page. Offsets everywhere count characters (code points) of ``text``.

    A plain text file has one page whose text is the decoded file as it stands, line ends included, but for the tabs
    that are marked as gaps; a sheet of a workbook is a page whose lines are its rows, cells parted by tabs; mail, Word
    and web documents have one page.
    """

    document: str  # sha256
    number: int  # from 1
    text: str
    label: str = ""  # what people call it: the sheet's name, the printed page number
    marks: tuple[Mark, ...] = ()
    confidence: float | None = None  # mean confidence of its words, 0 to 100, where the text was recognised (OCR)

    def stretches(self, kind: MarkKind) -> list[str]:
        """What stands under each mark of this kind."""
        return [self.text[mark.start : mark.end] for mark in self.marks if mark.kind is kind]

    def span(self, start: int, end: int) -> Span:
        """This place of the page."""
        return Span(document=self.document, page=self.number, start=start, end=end)

    def quote(self, start: int, end: int) -> str:
        """What stands at this place in the original, its gaps blank again."""
        said = self.text[start:end]
        return with_gaps(said, self.marks, " ", start) if "\t" in said else said


def with_gaps(text: str, marks: Iterable[Mark], sign: str, start: int = 0) -> str:
    """The text with this sign at each gap marked in it; the text begins at ``start`` of its page."""
    end = start + len(text)
    gaps = [one.start - start for one in marks if one.kind is MarkKind.GAP and start <= one.start < end]
    if not gaps:
        return text
    signs = list(text)
    for gap in gaps:
        signs[gap] = sign
    return "".join(signs)


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A recognised word ``page.text[start:end]``, how sure the recogniser was, and where it stands on the original.

    The box counts from the lower left corner: points of the page's user space in a PDF, pixels in an image.
    """

    start: int
    end: int
    confidence: float  # 0 to 100
    left: float
    bottom: float
    right: float
    top: float


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Span:
    """A place: the quote is ``page.quote(start, end)``, never retyped."""

    document: str  # sha256
    page: int
    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        """Do the two have a character in common?"""
        same = (self.document, self.page) == (other.document, other.page)
        return same and self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """The bytes as received, named by their SHA-256, and what could be told of them."""

    sha256: str
    name: str  # file name as handed in
    path: str  # as handed in, relative to what was named on the command line
    media: str  # what kind of file, as `evidence.reading` names its readers; "" where unsupported or a sheet is damaged
    size: int  # bytes
    outcome: Outcome
    reason: Message | None = None  # why, where the outcome is not READ
    kind: DocumentKind = DocumentKind.OTHER
    kind_reason: Message | None = None
    date: date | None = None
    date_reason: Message | None = None
    title: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)  # mail: from, to, cc, sent, subject, message_id, …
    parent: str | None = None  # sha256 of the mail it was attached to
    pages: int = 0
    notices: tuple[Message, ...] = ()  # e.g. pages without text

    @property
    def names(self) -> tuple[str, str, str]:
        """What ``case.toml`` and the tables may call it by: its file name, its path, its id."""
        return self.name, self.path, self.id

    @property
    def id(self) -> str:
        """The short name people type: ``d-`` and the first twelve digits of the SHA-256."""
        return f"d-{self.sha256[:12]}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """One thing that was handed in, and what became of it. A duplicate is an input of its own."""

    path: str
    sha256: str | None  # None: it could not even be read as bytes
    outcome: Outcome
    reason: Message | None = None
