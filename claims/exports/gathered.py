"""The exhibits of a case as they are put before others, each with the pages printed of it or why there are none."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from claims.exports.binding import tried
from claims.vocabulary import SOURCE_TEXT
from evidence.errors import Message
from evidence.facsimile import NoFacsimile, Start, facsimile
from evidence.model import Document
from evidence.redaction import Redacted, Taken, notes, redacted, runs
from templates.words import Words, exhibit_mark

if TYPE_CHECKING:
    from claims.build import Workspace

#: More bookmarks than these of one document hide the others.
_MOST_SECTIONS = 60
#: What libraries raise on files that are damaged, pikepdf's own errors apart; pdfium's are of these.
_NOT_COPIED = (RuntimeError, ValueError, MemoryError, OSError, LookupError, TypeError)
_SIGNED = Message("the original bears a digital signature ({by}), which a copy cannot carry; the file itself shows it")


@dataclass(frozen=True, slots=True, kw_only=True)
class Exhibit:
    """An exhibit and its pages."""

    document: Document
    number: int
    title: str
    name: str
    parent: int | None  # number of the mail it came with
    path: Path | None = None  # a PDF of its pages; None: there are none
    pages: int = 0
    starts: Sequence[Start] = ()
    sections: Sequence[tuple[str, int]] = ()  # bookmarks it had, each with its page, from 0
    notes: Sequence[Message] = ()  # what a reader must know of this copy
    taken: Sequence[Taken] = ()  # what was taken out of it
    unsearched: Sequence[int] = ()  # its pages in which nothing personal could be looked for
    slip: Message | None = None  # why there are no pages

    @property
    def mark(self) -> str:
        """What it is called on paper."""
        return exhibit_mark(self.number)

    @property
    def size(self) -> int:
        """Bytes of its pages, about."""
        return self.path.stat().st_size if self.path else 0

    @property
    def theirs(self) -> bool:
        """Whether the other side put it in."""
        return self.number < 0

    def told(self, first: int, words: Words) -> Mapping[str, object]:
        """What contents, cover and list say of it, its cover being page ``first`` of the bundle."""
        document = self.document
        return {
            "number": self.number,
            "mark": self.mark,
            "date": document.date.isoformat() if document.date else None,
            "title": self.title,
            "name": self.name,
            "kind_text": words.say(SOURCE_TEXT[document.kind]),
            "parent": exhibit_mark(self.parent) if self.parent is not None else "",
            "pages": self.pages,
            "first": first,
            "sha256": document.sha256,
            "notes": [words.message(note) for note in self.notes],
            "slip": words.message(self.slip) if self.slip else "",
        }


def gathered(
    work: Workspace, numbers: Mapping[str, int], chosen: Sequence[str], desk: Path,
    on_progress: Callable[..., None] | None = None,
) -> Iterator[Exhibit]:  # fmt: skip
    """The chosen documents as exhibits, nothing personal left in them; what is made for them is laid into ``desk``.

    Raises:
        KravError: the evidence is not as it was taken in.
    """
    import pikepdf

    from evidence.readingcopy import Press
    from templates import reading, typeface

    work.unchanged()
    press = Press(reading.typeset, typeface.showable, reading.MARGIN)
    documents = {document.sha256: document for document in work.store.documents()}
    for done, sha256 in enumerate(chosen, 1):
        document = documents[sha256]
        if on_progress:
            on_progress(done, len(chosen), document.name)
        exhibit = Exhibit(
            document=document, number=numbers[sha256], title=work.personal.masked(document.title or document.name),
            name=work.personal.masked(document.name),
            parent=numbers.get(document.parent) if document.parent else None,
        )  # fmt: skip
        try:
            shown = facsimile(work.store, document, press, desk)
            copy = redacted(work.store, document, shown, work.personal, press, desk)
            yield _with_pages(exhibit, copy, work)
        except NoFacsimile as none:
            yield replace(exhibit, slip=none.reason)
        except (pikepdf.PdfError, *_NOT_COPIED) as error:
            reason = Message("its pages cannot be copied ({reason})", {"reason": str(error).splitlines()[0]})
            yield replace(exhibit, slip=reason)


def _with_pages(exhibit: Exhibit, copy: Redacted, work: Workspace) -> Exhibit:
    shown = copy.facsimile
    signed = exhibit.document.fields.get("signed")
    said = [Message(_SIGNED.text, {"by": work.personal.masked(signed)})] if signed else []
    return replace(
        exhibit, path=shown.path, pages=tried(shown.path), starts=shown.starts,
        notes=[*shown.notes, *said, *notes(copy)],
        sections=[(work.personal.masked(title), page) for title, page in _sections(shown.path)],
        taken=copy.taken, unsearched=copy.unsearched,
    )  # fmt: skip


def log_taken(work: Workspace, exhibits: Sequence[Exhibit]) -> None:
    """A line in the custody log for each exhibit out of which something was taken: what, and on which of its pages."""
    for exhibit in exhibits:
        if exhibit.taken:
            taken = [[one.what, one.sheet, *(["page"] if one.whole else [])] for one in exhibit.taken]
            work.store.log("redact", sha256=exhibit.document.sha256, exhibit=exhibit.mark, taken=taken)


def told_of(exhibits: Sequence[Exhibit]) -> Iterator[Message]:
    """What a person must know before the exhibits are handed over."""
    taken = [one for exhibit in exhibits for one in exhibit.taken]
    if taken:
        yield Message(
            "Personal data were taken out in {count} {count:place|places} of {exhibits} {exhibits:exhibit|exhibits}; "
            "the covers say on which pages. "
            "The originals are untouched.",
            {"count": len(taken), "exhibits": sum(bool(exhibit.taken) for exhibit in exhibits)},
        )
    for exhibit in exhibits:
        if exhibit.unsearched:
            yield Message(
                "Exhibit {number}, {name}: pages {pages} hold no text that could be searched for personal data. "
                "Look at them before the bundle is handed over.",
                {"number": exhibit.mark, "name": exhibit.name, "pages": runs(exhibit.unsearched)},
            )
        if exhibit.slip:
            yield Message(
                "Exhibit {number}, {name}, is not printed: {why}.",
                {"number": exhibit.mark, "name": exhibit.name, "why": exhibit.slip},
            )


def _sections(path: Path) -> Iterator[tuple[str, int]]:
    """The bookmarks on top; where that is one, the document's title, those below it."""
    import pypdfium2 as pdfium

    document = pdfium.PdfDocument(path)
    try:
        marks = list(document.get_toc(max_depth=4))
        level = 1 if sum(one.level == 0 for one in marks) == 1 else 0
        for bookmark in islice((one for one in marks if one.level == level), _MOST_SECTIONS):
            place, title = bookmark.get_dest(), " ".join(bookmark.get_title().split())
            index = place.get_index() if place else None
            if index is not None and title:
                yield title, index
    finally:
        document.close()
