"""What is written upon a paper or in its margin, set after the page's text: notes, filled-in fields."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from evidence.errors import Message
from evidence.model import Mark, MarkKind
from evidence.readers import PageText, in_order, searchable
from evidence.readers.frame import Bounds


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """Words upon a page, whose they are as far as that is known, and where they are set."""

    words: str
    sender: str = ""
    sent: str = ""  # ISO day
    upon: str = ""  # what it is written upon, as the cell «B2»
    filled: bool = False  # the paper asked for it: a field of a form, whose words are the paper's own
    box: Bounds | None = None  # in points of a PDF page's user space


def commented(notes: Sequence[Note]) -> Message:
    """What a person is told of the comments of a paper."""
    return Message("comments in the margin, read after the text: {count}", {"count": len(notes)})


def tracked(deleted: int, inserted: int = 0) -> Iterator[Message]:
    """What a person is told of changes a paper still shows: how many words were taken out, how many put in."""
    if deleted:
        yield Message("{count} tracked deletions were left out of the text", {"count": deleted})
    if inserted:
        yield Message("{count} tracked insertions were read as part of the text", {"count": inserted})


def read_though(*, hidden: int = 0, crossed_out: int = 0) -> Iterator[Message]:
    """What a person is told of stretches that were read like the rest, though nobody sees them or they are struck."""
    if hidden:
        yield Message("hidden text was read like the rest: {count} {count:stretch|stretches} of it", {"count": hidden})
    if crossed_out:
        yield Message("words that are crossed out were read like the rest: {count} {count:stretch|stretches} of them; "
                      "look at what is quoted from them", {"count": crossed_out})  # fmt: skip


def with_notes(page: PageText, notes: Iterable[Note]) -> PageText:
    """The page with each note as a paragraph of its own after the text, below a line that says whose and when."""
    text, marks = page.text, list(page.marks)
    for note in notes:
        if not (words := searchable(note.words).strip()):
            continue
        text += "\n" if text and not text.endswith("\n") else ""
        detail = {"box": " ".join(f"{side:.2f}" for side in note.box)} if note.box else {}
        start = begin = len(text)
        if head := searchable(", ".join(part for part in (note.upon, note.sender, note.sent) if part)):
            marks.append(Mark(start=start, end=start + len(head), kind=MarkKind.FURNITURE))
            text += f"{head}\n"
            begin = len(text)
        text += words
        marks.append(Mark(start=begin, end=len(text), kind=MarkKind.BLOCK, detail=detail))
        if not note.filled:
            said = {name: value for name, value in (("sender", note.sender), ("sent", note.sent)) if value}
            marks.append(Mark(start=start, end=len(text), kind=MarkKind.NOTE, detail={**said, **detail}))
        text += "\n"
    return page if text == page.text else replace(page, text=text, marks=in_order(marks))
