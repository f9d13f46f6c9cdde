"""What is written upon a PDF page and is no part of its text: filled-in fields, sticky notes, what a reviewer typed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from ctypes import byref, c_ushort, sizeof
from functools import cached_property, partial
from html import unescape
from itertools import islice
from typing import Any

from evidence.readers import clean
from evidence.readers.frame import Bounds
from evidence.readers.notes import Note

#: So many notes on a page are read, and so many characters of one.
MOST_NOTES, _LONGEST = 1000, 20_000
#: So many letters and figures of a note that stand on the page too are no accident.
_REPEATED = 12
#: What a box is worth that is ticked, in forms that give it no value of its own.
_TICKED = frozenset(("", "ja", "yes", "on", "x", "1", "true", "sand", "checked", "valgt"))
_DAY = re.compile(r"D:(\d{4})(\d\d)(\d\d)")


def load_forms(document: Any) -> None:
    """Have pdfium know the fields of a form; before a page is loaded, or its boxes are never ticked."""
    from pypdfium2 import PdfiumError

    with suppress(PdfiumError):  # what is wrong with its fields does not cost the document
        document.init_forms()


def written_upon(document: Any, page: Any, index: int, text: str, *, recognised: bool) -> list[Note]:
    """The notes, stamps and filled-in fields on a page, counted from 0, whose ``text`` this is; in the file's order.

    Links have no words of their own, nor have notes that repeat the words they are laid over, nor what was recognised
    on the picture of the page, which shows them.
    """
    said = _bare(text)
    own = (
        note
        for note, laid_over in _notes(document, page, index)
        if note.words and not ((recognised or laid_over) and _repeats(note, said))
    )
    return list(islice(own, MOST_NOTES))


def _repeats(note: Note, said: str) -> bool:
    bare = _bare(note.words)
    return len(bare) >= _REPEATED and bare in said


def _notes(document: Any, page: Any, index: int) -> Iterator[tuple[Note, bool]]:
    """Each with whether it is laid over words of the page, as with a marker pen."""
    from pypdfium2 import raw

    drawn = _Drawn(document, index)
    over = (raw.FPDF_ANNOT_HIGHLIGHT, raw.FPDF_ANNOT_UNDERLINE, raw.FPDF_ANNOT_SQUIGGLY, raw.FPDF_ANNOT_STRIKEOUT)
    for at in range(raw.FPDFPage_GetAnnotCount(page.raw)):
        mark = raw.FPDFPage_GetAnnot(page.raw, at)
        if not mark:
            continue
        kind = raw.FPDFAnnot_GetSubtype(mark)
        if kind == raw.FPDF_ANNOT_WIDGET:
            box, words = _box(mark), _filled_in(document, mark)
            # A form printed to a PDF may keep of a field what it looks like, and not what was written in it.
            if not words and _is_text_field(document, mark):
                words = drawn.words_in(mark, box)
            yield Note(words=words, filled=True, box=box), False
        elif kind not in (raw.FPDF_ANNOT_LINK, raw.FPDF_ANNOT_POPUP):
            made = _DAY.match(_string(mark, b"CreationDate") or _string(mark, b"M"))
            sent = "-".join(made.groups()) if made else ""
            sender = _one_line(_string(mark, b"T"))
            box, words = _box(mark), _string(mark, b"Contents") or _plain(_string(mark, b"RC"))
            if kind == raw.FPDF_ANNOT_STAMP and (stamped := drawn.words_in(mark, box)) not in words:
                words = f"{stamped}\n{words}".strip()  # what a stamp shows, and what was noted with it
            yield Note(words=words, sender=sender, sent=sent, box=box), kind in over
        raw.FPDFPage_CloseAnnot(mark)


def _plain(rich: str) -> str:
    """The words of a note that has them only as they are set, in marks of web pages."""
    return unescape(re.sub(r"<[^<>]*>", "", re.sub(r"(?i)</p>|<br\b[^<>]*>", "\n", rich))).strip()


class _Drawn:
    """What the marks upon a page show, read in a copy of the page with nothing else on it; made where it is asked."""

    def __init__(self, document: Any, index: int) -> None:
        self._document, self._index = document, index

    @cached_property
    def _text(self) -> Any:
        from pypdfium2 import PdfDocument, raw

        copy = PdfDocument.new()
        copy.import_pages(self._document, [self._index])
        page = copy[0]
        for shown in list(page.get_objects(max_depth=1)):
            page.remove_obj(shown)
        page.gen_content()
        raw.FPDFPage_Flatten(page.raw, raw.FLAT_NORMALDISPLAY)
        page.close()
        return copy[0].get_textpage()

    def words_in(self, mark: Any, box: Bounds | None) -> str:
        """The words a mark shows in its box; "" where it looks like nothing of its own."""
        from pypdfium2 import PdfiumError, raw

        if box is None or not raw.FPDFAnnot_HasKey(mark, b"AP"):
            return ""
        with suppress(PdfiumError):  # a mark that cannot be drawn does not cost the page
            return clean(self._text.get_text_bounded(*box).replace("\r\n", "\n"))[:_LONGEST].strip()
        return ""


def _is_text_field(document: Any, mark: Any) -> bool:
    from pypdfium2 import raw

    form = document.formenv
    return form is None or raw.FPDFAnnot_GetFormFieldType(form, mark) == raw.FPDF_FORMFIELD_TEXTFIELD


def marked_out(page: Any) -> tuple[int, int]:
    """How many marks upon a page cross words out, and how many ask that something be blacked out that still stands."""
    from pypdfium2 import raw

    kinds = []
    for at in range(raw.FPDFPage_GetAnnotCount(page.raw)):
        if mark := raw.FPDFPage_GetAnnot(page.raw, at):
            kinds.append(raw.FPDFAnnot_GetSubtype(mark))
            raw.FPDFPage_CloseAnnot(mark)
    return kinds.count(raw.FPDF_ANNOT_STRIKEOUT), kinds.count(raw.FPDF_ANNOT_REDACT)


def needs_its_program(document: Any) -> bool:
    """Whether it is a form that only the program it was made with shows (XFA); its pages may say that alone."""
    from pypdfium2 import raw

    return document.get_formtype() in (raw.FORMTYPE_XFA_FULL, raw.FORMTYPE_XFA_FOREGROUND)


def _bare(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _box(mark: Any) -> Bounds | None:
    from pypdfium2 import raw

    sides = raw.FS_RECTF()
    if not raw.FPDFAnnot_GetRect(mark, byref(sides)):
        return None  # pragma: no cover - of a mark that can be had pdfium has a place, if of no size
    return (
        min(sides.left, sides.right), min(sides.bottom, sides.top),
        max(sides.left, sides.right), max(sides.bottom, sides.top),
    )  # fmt: skip


def _filled_in(document: Any, mark: Any) -> str:
    """What a field says, after what the form calls it; several places may show one field, which alone holds the words.

    A box that is ticked says its name, one that is not says nothing. Where it is only ticked as «Ja» or «On», which
    says nothing of what it is, it says what the form calls its field.
    """
    from pypdfium2 import raw

    form = document.formenv
    if form is None:  # the file has places for fields and no fields
        return _string(mark, b"V")
    name = _one_line(_written_by(partial(raw.FPDFAnnot_GetFormFieldAlternateName, form, mark)))
    if raw.FPDFAnnot_GetFormFieldType(form, mark) in (raw.FPDF_FORMFIELD_CHECKBOX, raw.FPDF_FORMFIELD_RADIOBUTTON):
        if not raw.FPDFAnnot_IsChecked(form, mark):
            return ""
        said = _written_by(partial(raw.FPDFAnnot_GetFormFieldExportValue, form, mark))
        if not name and said.casefold() in _TICKED:
            name = _one_line(_written_by(partial(raw.FPDFAnnot_GetFormFieldName, form, mark)))
        return f"[x] {name or said}"
    said = _written_by(partial(raw.FPDFAnnot_GetFormFieldValue, form, mark))
    return f"{name}: {said}" if said.strip() and name else said


def _string(mark: Any, key: bytes) -> str:
    from pypdfium2 import raw

    return _written_by(partial(raw.FPDFAnnot_GetStringValue, mark, key))


def _written_by(ask: Callable[[Any, int], int]) -> str:
    """What pdfium writes when asked: first how much there is, then that into the room made for it."""
    size = ask(None, 0)
    room = (c_ushort * (size // sizeof(c_ushort) + 1))()
    ask(room, size)
    said = bytes(room)[: max(size - 2, 0)].decode("utf-16-le", errors="replace")
    said = re.sub("\r\n?", "\n", said if len(said) <= _LONGEST else f"{said[:_LONGEST]}…")
    return clean(said).strip()
