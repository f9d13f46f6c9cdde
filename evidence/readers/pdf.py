"""PDF: the text layer page by page, laid out into paragraphs, rows, headings and running heads.

Text comes from pdfium in the order of the file's content, the cells of ruled tables from pdfplumber. What pdfium makes
of a hyphen at a line's end is undone so that words can be searched; otherwise nothing is left out but NULs.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from evidence.errors import Message
from evidence.model import Outcome
from evidence.ocr import recogniser
from evidence.pace import breathe, turn_to
from evidence.readers import (
    NO_AIDS,
    SEALED,
    UNLOCKED,
    Aids,
    Attachment,
    CannotRead,
    Locked,
    Reading,
    clean,
    pages_without_text,
)
from evidence.readers.drawn import has_broken_picture
from evidence.readers.layout import PageLayout, lay_out
from evidence.readers.notes import Note, with_notes
from evidence.readers.overlay import searchable_pdf
from evidence.readers.pdfattached import attached, clipped_to
from evidence.readers.pdfeditions import changed
from evidence.readers.pdfmend import has_no_pages, is_broken_as_text, is_cut, mended, unreadable
from evidence.readers.pdfnotes import MOST_NOTES, load_forms, marked_out, needs_its_program, written_upon
from evidence.readers.pdfseals import signed, unlocked
from evidence.readers.pdftext import READER, TextLine, lines_of_page, reader
from evidence.readers.pdfxfa import filled_in
from evidence.readers.ruling import RuledTables
from evidence.readers.scans import Scans, Sorted, ranges

#: Nothing a person would put before a court is longer; a file that claims more is an attack or damaged.
MOST_PAGES = 20_000

#: What lies beside a page is words where it holds more letters and digits than these.
_A_WORD = 2
_PASSWORD = Message(
    "protected by a password; write the password on a line of a text file and run krav add --retry --passwords FILE, "
    "or save it in a PDF program without the password and add that too"
)
_NO_PAGES = Message("the PDF has no pages; ask for it again from where it came")
_MENDED = Message(
    "the PDF is damaged or cut short; what could be found of it was read from a mended copy, and pages may be missing: "
    "ask for it again from where it came"
)
_CUT = Message(
    "the PDF is cut short: what stands in it was read, and pages may be missing or blank here; ask for it again from "
    "where it came"
)
_FORM = Message(
    "a form that only Adobe's own program shows (XFA), and what is filled in may be missing here; open it there, print "
    "it to a PDF and add that too"
)
_FORM_READ = Message(
    "a form that only Adobe's own program shows (XFA): what is filled in was read from its data, under the names the "
    "form has for its fields, and what it asks may be missing here; open it there, print it to a PDF and add that too"
)
_STRUCK = Message(
    "pages with words somebody has crossed out, read like the rest: {pages}; look at what is quoted from them"
)
_DOOMED = Message(
    "pages with places marked to be blacked out, where the words still stand in the file and were read: {pages}; ask "
    "whoever marked them whether they may be used"
)
_CHANGED = Message(
    "pages that read otherwise in an earlier edition the PDF still holds: {pages}; it was changed after it had been "
    "saved, and was read as it shows now: ask whoever made it what was changed, and for the earlier one"
)
_BROKEN = Message("the PDF is damaged and cannot be opened; ask for it again from where it came")


def read(path: Path, aids: Aids = NO_AIDS) -> Reading:
    """A page of text for each page; pages that cannot be read or hold no text are named in the notices."""
    try:
        if is_broken_as_text(path):
            raise Damaged(_BROKEN)
        reading = _read(path, aids)
        return replace(reading, notices=(_CUT, *reading.notices)) if is_cut(path) else reading
    except Damaged as problem:
        with NamedTemporaryFile(suffix=".pdf") as made:
            copy = Path(made.name)
            lost = mended(path, copy)
            if lost is None:
                raise
            reading = _read(copy, aids, lost)
            if reading.outcome is not Outcome.READ:
                raise CannotRead(problem.reason) from problem
            copies = {**reading.copies, "mended": copy.read_bytes()}
        return replace(reading, notices=(_MENDED, *reading.notices), copies=copies)


def _read(path: Path, aids: Aids, lost: Collection[int] = ()) -> Reading:
    """``lost``: pages (from 0) whose letters mean nothing any more."""
    document, password = _opened(path, aids)
    try:
        load_forms(document)
        count = len(document)
        if not count:
            raise CannotRead(_NO_PAGES)
        if count > MOST_PAGES:
            raise CannotRead(Message("the PDF claims to have {count} {count:page|pages}; it was not "
                                     "read", {"count": count}))
        scans = Scans(document, recogniser())
        met = _gone_through(document, {*lost, *(number - 1 for number in aids.skipped)}, scans)
        if blank := scans.sorted.blank:
            broken = {*unreadable(path, blank), *(one for one in blank if has_broken_picture(document, one - 1))}
            scans.sorted.blank = [number for number in blank if number not in broken]
            met.failed = sorted({*met.failed, *broken})
        pages = tuple(
            replace(scans.page(index, page), label=_label(document, index))
            for index, page in enumerate(lay_out(met.layouts))
        )
        fields, title = _properties(document)
        fields |= signed(document, path, password) | {READER: reader()}
        attachments = (*attached(document), *met.clips)
        told: tuple[Message, ...] = ()
        if needs_its_program(document):
            told = (_FORM,)
            if said := [Note(words=one, filled=True) for one in filled_in(path, password)]:
                met.upon[1] = [*said, *met.upon.get(1, ())]
                told = (_FORM_READ,)
        if otherwise := changed(path, document, password):
            told += (Message(_CHANGED.text, {"pages": ranges(otherwise)}),)
    finally:
        document.close()
    copy = searchable_pdf(path, scans.seen, password)
    reading = Reading(
        pages=pages, fields=fields, title=title, attachments=attachments, notices=(*told, *met.marked()),
        copies={"searchable": copy} if copy else {},
    )  # fmt: skip
    reading = _judged(reading, met, scans.sorted)
    if password is None:
        return reading
    return replace(reading, notices=(UNLOCKED, *reading.notices), copies={**reading.copies, **unlocked(path, password)})


@dataclass(slots=True)
class _Met:
    """What was met on the way through the pages: their lines, what lies upon them, and the numbers of the odd ones."""

    layouts: list[PageLayout] = field(default_factory=list)
    upon: dict[int, list[Note]] = field(default_factory=dict)
    clips: list[Attachment] = field(default_factory=list)
    failed: list[int] = field(default_factory=list)
    hiding: list[int] = field(default_factory=list)
    unseen: list[int] = field(default_factory=list)
    struck: list[int] = field(default_factory=list)
    doomed: list[int] = field(default_factory=list)

    def marked(self) -> list[Message]:
        """What is said of pages with words somebody has marked for leaving out."""
        both = ((_STRUCK, self.struck), (_DOOMED, self.doomed))
        return [Message(one.text, {"pages": ranges(pages)}) for one, pages in both if pages]


def _gone_through(document: Any, lost: Collection[int], scans: Scans) -> _Met:
    """Page by page, but for the ``lost``; what fails in the middle of one leaves what was read of it."""
    import pypdfium2 as pdfium

    met, tables = _Met(), RuledTables()
    for index in range(len(document)):
        number = index + 1
        lines: list[TextLine] = []
        if index in lost:
            met.failed.append(number)
            met.layouts.append(PageLayout(lines))
            continue
        turn_to(number)
        try:
            # A page is loaded once: that is as dear as its letters.
            with closing(document[index]) as page:
                layer, shows = lines_of_page(page, tables)
                lines = scans.lines(index, layer, shows)
                met.unseen += [number] if shows.unseen else []
                met.hiding += [number] if _hides_words(page) or any(map(_lies_beyond, lines)) else []
                crossed, doomed = marked_out(page)
                met.struck += [number] if crossed else []
                met.doomed += [number] if doomed else []
                text = "".join(line.text for line in lines)
                if notes := written_upon(document, page, index, text, recognised=index in scans.seen):
                    met.upon[number] = notes
                met.clips += clipped_to(document, page, number)
        except (pdfium.PdfiumError, ValueError, OSError, MemoryError):
            met.failed.append(number)
        breathe()
        met.layouts.append(PageLayout(lines))
    turn_to(0)
    return met


def _opened(path: Path, aids: Aids) -> tuple[Any, str | None]:
    """The document, unlocked by the first password that fits where it is locked, and that password."""
    import pypdfium2 as pdfium

    for password in (None, *aids.passwords):
        try:
            return pdfium.PdfDocument(path, password=password), password
        except pdfium.PdfiumError as error:
            problem = error
    if has_no_pages(path):
        raise CannotRead(_NO_PAGES) from problem
    why = _why(path, str(problem))
    raise (Locked(why) if why is _PASSWORD else Damaged(why)) from problem


class Damaged(CannotRead):
    """pdfium does not open it, and no password is missing."""


def _hides_words(page: Any) -> bool:
    """Whether words stand outside the part of the page that is shown (its CropBox); they are read all the same."""
    shown, whole = page.get_cropbox(), page.get_mediabox()
    if all(abs(one - other) < 1 for one, other in zip(shown, whole, strict=True)):
        return False
    text = page.get_textpage()
    said, seen = (sum(map(str.isalnum, one)) for one in (text.get_text_range(), text.get_text_bounded(*shown)))
    return said > seen + 2


def _lies_beyond(line: TextLine) -> bool:
    """Whether a line of words lies beside the page itself, where no program shows it."""
    beside = line.right < 0 or line.left > line.width_of_page or line.top < 0 or line.bottom > line.height_of_page
    return beside and sum(map(str.isalnum, line.text)) > _A_WORD


def _judged(reading: Reading, met: _Met, scans: Sorted) -> Reading:
    """The reading with all that is to be told of its pages, and whether it counts as read."""
    upon = met.upon
    notices = [*reading.notices, *scans.notices()]
    if upon:
        notices.append(
            Message("pages with notes or filled-in fields upon them, read after the text of the page: {pages}",
                    {"pages": ranges(list(upon))})
        )  # fmt: skip
    if full := [number for number, notes in upon.items() if len(notes) == MOST_NOTES]:
        notices.append(
            Message("pages with more than {count} {count:note|notes} upon them, of which only these were read: "
                    "{pages}; print them "
                    "to a new PDF with the notes, and add that too", {"count": MOST_NOTES, "pages": ranges(full)})
        )  # fmt: skip
    if met.unseen:
        notices.insert(
            0, Message("pages with words nobody can see on them (in the colour of the paper, too small, covered, or on "
                       "a layer that is switched off), which were read: {pages}; look at what is quoted from them",
                       {"pages": ranges(met.unseen)})
        )  # fmt: skip
    if met.hiding:
        notices.insert(
            0, Message("pages with words outside the part that is shown, which were read: {pages}",
                       {"pages": ranges(met.hiding)})
        )  # fmt: skip
    if met.failed:
        notices.insert(0, Message("pages that could not be read: {pages}", {"pages": ranges(met.failed)}))
    outcome, reason = Outcome.READ, None
    if len(pages_without_text(reading.pages)) == len(reading.pages):
        outcome, reason = scans.outcome()
        if met.failed and outcome is Outcome.EMPTY:
            outcome, reason = Outcome.UNREADABLE, _BROKEN
        if upon and outcome is Outcome.EMPTY:
            outcome, reason = Outcome.READ, None
    pages = tuple(with_notes(page, upon.get(number, ())) for number, page in enumerate(reading.pages, 1))
    return replace(reading, pages=pages, outcome=outcome, reason=reason, notices=tuple(notices))


def _why(path: Path, said: str) -> Message:
    if "assword" in said:
        return _PASSWORD
    if "ecurity" in said:
        return SEALED
    data = path.read_bytes()
    # pdfium calls some damage "Success"; an encrypted file with a damaged key reports it too.
    if b"/Encrypt" in data and "Data format" not in said:
        return _PASSWORD
    if b"%%EOF" not in data[-2048:] and b"startxref" not in data[-2048:]:
        return Message("the PDF is cut short and cannot be opened; ask for it again from where it came")
    return _BROKEN


def _label(document: Any, index: int) -> str:
    try:
        return clean(document.get_page_label(index) or "")[:40]
    except Exception:  # a damaged list of labels costs the labels only
        return ""


#: What programs that write the same file every time put in the place of the day: the second a calendar begins with.
_NO_DAY = re.compile(r"D:(?:1970|1980|2000)0101000000")

#: What a program writes as title and author where nobody gave them: «(anonymous)», «(unspecified)».
_NOBODY = re.compile(r"\W*(?:anonymous|unspecified|unknown|ukendt)\W*", re.IGNORECASE)


def _properties(document: Any) -> tuple[dict[str, str], str]:
    try:
        said = {key: clean(value).strip() for key, value in document.get_metadata_dict(skip_empty=True).items()}
    except Exception:  # nor may a damaged note on the author cost the document
        return {}, ""
    fields = {}
    made = re.match(r"D:(\d{4})(\d{2})(\d{2})", said.get("CreationDate", ""))
    if made and not _NO_DAY.match(said["CreationDate"]):
        fields["created"] = "-".join(made.groups())
    if said.get("Author") and not _NOBODY.fullmatch(said["Author"]):
        fields["author"] = said["Author"]
    title = said.get("Title", "")
    # Programs put file names there ("Microsoft Word - brev.doc"), which are no titles.
    named = not re.search(r"(?i)^microsoft |\.\w{3,4}$|^untitled|^ikke-navngivet", title)
    return fields, title if named and not _NOBODY.fullmatch(title) else ""
