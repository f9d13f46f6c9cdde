"""From a file to what can be said of it: its kind of file is told, its reader called, its date and kind guessed."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from importlib import import_module
from pathlib import Path

from evidence.detect import DAMAGED, SHEETS, media_of
from evidence.errors import Message
from evidence.guess import guess
from evidence.model import DocumentKind, MarkKind, Outcome
from evidence.readers import NO_AIDS, SEALED, UNLOCKED, Aids, CannotRead, Locked, PageText, Reading, Source, clean


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """A reading with what was guessed from it."""

    media: str
    reading: Reading
    kind: DocumentKind = DocumentKind.OTHER
    kind_reason: Message | None = None
    date: date | None = None
    date_reason: Message | None = None


#: Signs that have what follows them shown from right to left, or in the order it stands, whatever script it is in.
_TURNING = re.compile("[\u202d\u202e\u2067]")
_TURNED = Message(
    "signs in it have words and figures shown in another order than they stand in, and were read as they stand; look "
    "at what is quoted from it in its own program"
)


def read_file(path: Path, name: str, aids: Aids = NO_AIDS) -> Read:
    """Read the file at ``path``, which was handed in as ``name``. What is wrong with it is in the outcome.

    Raises MemoryError and RecursionError where the reader runs out; whoever calls bounds its time.
    """
    media = ""
    try:
        media = media_of(path, name)
        source, notices = (path, ()) if media not in _WRAPPED else _unwrapped(path, aids)
        if media == "onepiece":
            from evidence.readers.onepiece import packed

            source = packed(source)
        if media == "locked" and source is path:
            raise CannotRead(SEALED)
        media = media_of(source, name) if media in ("locked", "onepiece") else media
        reading, whole = _read_or_mended(media, source, aids)
    except CannotRead as problem:
        return Read(media=media, reading=_unread(problem))
    reading = replace(
        reading,
        pages=tuple(replace(page, text=_storable(page)) for page in reading.pages),
        title=clean(reading.title)[:300],
        fields={key: clean(value)[:4000] for key, value in reading.fields.items()},
        notices=(*_not_as_called(media, name), *notices, *reading.notices, *_turned(reading)),
    )
    if reading.outcome is not Outcome.READ:
        return Read(media=media, reading=reading)
    kind, kind_reason, day, date_reason = guess(media, name, reading)
    if media in SHEETS and not whole:  # nothing is reckoned with a table of which rows may be missing
        media = ""
        kind, kind_reason = (DocumentKind.OTHER, None) if kind is DocumentKind.LEDGER else (kind, kind_reason)
    return Read(
        media=media, reading=reading, kind=kind, kind_reason=kind_reason, date=day, date_reason=date_reason
    )


#: What a server answers with, saved under the name of the file that was asked for; and names no page or text goes by.
_ANSWERS = frozenset(("html", "txt", "json", "xml"))
_NO_ANSWER = frozenset((".pdf", ".docx", ".docm", ".pptx", ".msg", ".zip", ".png", ".jpg", ".jpeg", ".tif", ".tiff"))
_ANSWERED = Message(
    "called {suffix}, but it is a web page or a text, as where a server answered with a message or a page to log in "
    "on; look at it, and where it is not what was asked for, get the file again"
)


def _not_as_called(media: str, name: str) -> tuple[Message, ...]:
    """What is to be said of a text that goes by the name of a file that is none."""
    suffix = Path(name).suffix.lower()
    told = media in _ANSWERS and suffix in _NO_ANSWER
    return (Message(_ANSWERED.text, {"suffix": suffix}),) if told else ()


def _turned(reading: Reading) -> tuple[Message, ...]:
    """What is to be said where the text is not seen as it is read."""
    return (_TURNED,) if any(_TURNING.search(page.text) for page in reading.pages) else ()


def _read_or_mended(media: str, source: Source, aids: Aids) -> tuple[Reading, bool]:
    """The file read, a damaged office file from what is left of its parts; and whether it was whole."""
    try:
        if media in _PACKED:
            from evidence.readers.packed import respelled

            source = respelled(source)
        return _reader(media, source, aids), True
    except CannotRead as problem:
        if media not in _PACKED or DAMAGED not in (problem.reason, problem.reason.args.get("advice")):
            raise
        from evidence.readers.officemend import put_together

        try:
            made, notices = put_together(source)
            reading = _reader(media, made, aids)
        except Exception:  # what cannot be mended is as damaged as it was said to be
            raise problem from None
        if not any(mark.kind is not MarkKind.FURNITURE for page in reading.pages for mark in page.marks):
            raise problem from None
        return replace(reading, notices=(*notices, *reading.notices)), False


def _unread(problem: CannotRead) -> Reading:
    return Reading(outcome=problem.outcome, reason=problem.reason, locked=isinstance(problem, Locked))


def _unwrapped(path: Path, aids: Aids) -> tuple[Source, tuple[Message, ...]]:
    """The file without its password where it has one, and what is to be said of that."""
    from evidence.readers import office

    opened = office.unlocked(path, aids)
    if opened is None:
        return path, ()
    return opened[0], (UNLOCKED,) if office.was_given(opened[1]) else ()


def _storable(page: PageText) -> str:
    # Readers clean as they go; a page that is not clean would have its marks in the wrong places.
    if clean(page.text) != page.text:
        return "".join("\ufffd" if c == "\0" or "\ud800" <= c <= "\udfff" else c for c in page.text)
    return page.text


#: Which module reads what kind of file, and by which of its functions.
_READERS = {
    "pdf": "pdf:read",
    "image": "image:read",
    "docx": "docx:read",
    "html": "html:read",
    "eml": "mail:read",
    "msg": "msg:read",
    "mbox": "mbox:read",
    "xlsx": "tables:read_workbook",
    "xls": "tables:read_workbook",
    "xlsb": "tables:read_workbook",
    "ods": "tables:read_workbook",
    "csv": "tables:read_csv",
    "txt": "text:read",
    "odt": "odt:read",
    "rtf": "rtf:read",
    "doc": "office:read_text",
    "ppt": "office:read_slides",
    "sheetml": "sheetml:read",
    "pptx": "slides:read_pptx",
    "odp": "slides:read_odp",
    "mhtml": "mhtml:read",
    "ics": "calendar:read",
    "einvoice": "einvoice:read",
    "captions": "captions:read",
    "json": "records:read_json",
    "xml": "records:read_xml",
    "chat": "chat:read",
    "maillist": "maillist:read",
    "tnef": "tnef:read",
    "p7m": "wrapped:read_signed",
    "base64": "wrapped:read_packed",
    "apple": "previews:read",
    "zip": "archives:read_zip",
    "tar": "archives:read_tar",
}
#: Kinds whose readers take ``Aids`` too: they open what is locked by a password, or leave out pages.
_AIDED = frozenset({"pdf", "zip", "image"})
#: Kinds that are archives of parts, of which some may be left where the archive is damaged.
_PACKED = frozenset({"docx", "xlsx", "pptx", "odt", "ods", "odp"})
#: Kinds that are another file once a password has opened them.
_WRAPPED = frozenset({"locked", "doc", "xls", "ppt"})


def _reader(media: str, source: Source, aids: Aids) -> Reading:
    module, function = _READERS[media].split(":")
    try:
        # Imported where it is used: a worker that meets no PDF need not hold what reads them.
        read: Callable[..., Reading] = getattr(import_module(f"evidence.readers.{module}"), function)
        return read(source, aids) if media in _AIDED else read(source)
    except (CannotRead, MemoryError):
        raise
    except Exception as error:  # parsers raise whatever they like on damaged files: TypeError, KeyError, their own
        raise CannotRead(
            Message("{advice} ({error})", {"advice": DAMAGED, "error": type(error).__name__})
        ) from error
