"""One file a format: from bytes to pages of text with marks. A reader never writes and never opens another file.

Where nothing can be read of a file its reader raises CannotRead, which says what a person can do; what is wrong with
a part of it is in the notices of the Reading.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

from evidence.errors import Message
from evidence.model import Mark, MarkKind, Outcome, Word

#: The kinds of file that are one mail each.
MAIL = frozenset({"eml", "msg"})

#: A file, or its bytes where they came out of a locked one.
Source = Path | bytes


def start_of(source: Source, size: int) -> bytes:
    """The first ``size`` bytes."""
    if isinstance(source, Path):
        with source.open("rb") as file:
            return file.read(size)
    return source[:size]


def bytes_of(source: Source) -> bytes:
    """All of them."""
    return source.read_bytes() if isinstance(source, Path) else source


def file_of(source: Source) -> Path | BytesIO:
    """It as libraries open it."""
    return source if isinstance(source, Path) else BytesIO(source)


@dataclass(frozen=True, slots=True, kw_only=True)
class PageText:
    """What a page says, before it belongs to a document."""

    text: str
    label: str = ""
    marks: tuple[Mark, ...] = ()
    words: tuple[Word, ...] = ()  # where the text was recognised (OCR): each word's confidence and place


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file inside a document, to be taken in as a document of its own.

    With an outcome it is one that could not be taken out, and why; then there is no data.
    """

    name: str  # may hold folders, parted by "/", where the container has them
    data: bytes = b""
    outcome: Outcome | None = None
    reason: Message | None = None
    locked: bool = False  # a password that was not given would let it be taken out


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a reader made of a file.

    ``fields`` holds what the format itself declares: of a mail its head (from, to, sent, …); of the others
    ``published`` (ISO day; what the page says of itself) and ``created`` (ISO day; the program's own note, weak).
    """

    outcome: Outcome = Outcome.READ
    reason: Message | None = None
    pages: tuple[PageText, ...] = ()
    title: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)
    notices: tuple[Message, ...] = ()
    attachments: Iterable[Attachment] = ()  # gone through once; may be made as it is gone through
    copies: Mapping[str, bytes] = field(default_factory=dict)  # PDFs derived from it, by purpose: unlocked, searchable
    locked: bool = False  # a password that was not given would let more of it be read


@dataclass(frozen=True, slots=True, kw_only=True)
class Aids:
    """What helps reading: passwords a person has given, tried in this order on whatever is locked.

    ``skipped``: pages, from 1, on which the reader broke down when it was asked before; they are left out and named.
    """

    passwords: tuple[str, ...] = ()
    skipped: tuple[int, ...] = ()


NO_AIDS = Aids()

LOCKED = Message(
    "locked by a password; write the password on a line of a text file and run krav add --retry --passwords FILE"
)
SEALED = Message("encrypted in a way krav cannot open; save or print it to a new PDF and add that too")
UNLOCKED = Message("locked by a password; it was opened with one of those given")


class CannotRead(Exception):
    """Stops the reading of this document only: what is wrong with it, and what a person can do."""

    def __init__(self, reason: Message, outcome: Outcome = Outcome.UNREADABLE) -> None:
        self.reason = reason
        self.outcome = outcome
        super().__init__(str(reason))


class Locked(CannotRead):
    """A password is asked for, and none of those given fits."""

    def __init__(self, reason: Message = LOCKED) -> None:
        super().__init__(reason)


def clean(text: str) -> str:
    """The text as it can be stored: NULs out, halves of surrogate pairs shown as unreadable."""
    if "\0" in text:
        text = text.replace("\0", "")
    try:
        text.encode()
    except UnicodeEncodeError:
        text = "".join("\ufffd" if "\ud800" <= character <= "\udfff" else character for character in text)
    return text


#: Marks of the typesetter that are no part of a word: soft hyphen, zero-width blanks, letters cast together.
_TYPESETTING = str.maketrans(
    {"\u00ad": "", "\u200b": "", "\u2060": "", "\ufeff": "", "\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl",
     "\ufb03": "ffi", "\ufb04": "ffl"}
)  # fmt: skip
_TYPESET = re.compile("[\u00ad\u200b\u2060\ufeff\ufb00-\ufb04]")


_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def raised(text: str) -> str:
    """Figures that are set raised, a note's mark or a power, as such; "" for any other text.

    «12.000» with a note is not «12.0003».
    """
    said = text.strip()
    return said.translate(_RAISED) if said.isascii() and said.isdigit() else ""


def searchable(text: str) -> str:
    """The text with each word written as one would search for it. Not for plain text files, which stay as they are."""
    text = clean(text)
    if text.isascii():
        return text
    return unicodedata.normalize("NFC", text.translate(_TYPESETTING) if _TYPESET.search(text) else text)


def in_order(marks: list[Mark]) -> tuple[Mark, ...]:
    """Marks by where they start, the longer first."""
    return tuple(sorted(marks, key=lambda mark: (mark.start, -mark.end, mark.kind)))


class TextBuilder:
    """Puts a page together piece by piece, keeping where each piece stands."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._length = 0
        self.marks: list[Mark] = []

    @property
    def length(self) -> int:
        """How many characters there are so far: where the next piece begins."""
        return self._length

    def write(self, text: str) -> tuple[int, int]:
        """Add text; where it starts and ends."""
        text = searchable(text)
        start = self._length
        self._pieces.append(text)
        self._length += len(text)
        return start, self._length

    def mark(self, start: int, end: int, kind: MarkKind, **detail: str) -> None:
        """Mark a stretch; an empty one is not worth a mark."""
        if end > start:
            self.marks.append(Mark(start=start, end=end, kind=kind, detail=detail))

    def block(self, text: str, *kinds: MarkKind, **detail: str) -> tuple[int, int]:
        """Add a paragraph on a line of its own, marked as each of ``kinds`` (a plain block where none is named)."""
        if self._length and not self.ends_with_newline():
            self.write("\n")
        start, end = self.write(text)
        for kind in kinds or (MarkKind.BLOCK,):
            self.mark(start, end, kind, **detail)
        return start, end

    def row(self, cells: Sequence[str], number: int) -> None:
        """Add a row of a table on a line of its own, its cells parted by tabs; one that says nothing is left out."""
        if not any(cells):
            return
        if self._length and not self.ends_with_newline():
            self.write("\n")
        begin = self._length
        for index, cell in enumerate(cells):
            if index:
                self.write("\t")
            self.mark(*self.write(cell), MarkKind.BLOCK)
        self.mark(begin, self._length, MarkKind.ROW, row=str(number))
        self.write("\n")

    def ends_with_newline(self) -> bool:
        """Whether the next piece begins a line."""
        return not self._pieces or self._pieces[-1].endswith("\n")

    def page(self, label: str = "") -> PageText:
        """The page as built."""
        return PageText(text="".join(self._pieces), label=label, marks=in_order(self.marks))


def pages_without_text(pages: tuple[PageText, ...]) -> list[int]:
    """The numbers of the pages that hold no letter or digit."""
    return [number for number, page in enumerate(pages, 1) if not any(map(str.isalnum, page.text))]


def of_one_page(
    page: PageText, title: str, fields: Mapping[str, str], notices: tuple[Message, ...], *, pictures: Callable[[], bool]
) -> Reading:
    """The reading of a paper that is one page; without text it waits to be recognised where it holds ``pictures``."""
    if not pages_without_text((page,)):
        return Reading(pages=(page,), title=title, fields=fields, notices=notices)
    shown = pictures()
    return Reading(
        outcome=Outcome.NEEDS_OCR if shown else Outcome.EMPTY,
        reason=Message("it holds pictures and no text") if shown else Message("there is no text in it"),
        pages=(page,), title=title, fields=fields, notices=notices,
    )  # fmt: skip
