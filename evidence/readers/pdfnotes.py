"""What is written upon a PDF page and is no part of its text: filled-in fields, sticky notes, what a reviewer typed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from ctypes import c_ushort, sizeof
from functools import partial
from typing import Any

from evidence.readers import clean

#: So many characters of all of it are told.
_SHOWN = 400
#: So many marks on a page are looked at; links, which have no words of their own, are passed over.
_MOST = 200


def written_upon(document: Any, index: int) -> Iterator[str]:
    """The words of notes and fields on a page, in the order of the file. Nothing where the page cannot be loaded."""
    from pypdfium2 import raw

    page = document[index]  # held as long as its marks are looked at: pdfium frees both with it
    for at in range(min(raw.FPDFPage_GetAnnotCount(page.raw), _MOST)):
        mark = raw.FPDFPage_GetAnnot(page.raw, at)
        if not mark:
            continue
        kind = raw.FPDFAnnot_GetSubtype(mark)
        if kind not in (raw.FPDF_ANNOT_LINK, raw.FPDF_ANNOT_POPUP):
            said = _filled_in(document, mark) if kind == raw.FPDF_ANNOT_WIDGET else _string(mark, b"Contents")
            if words := " ".join(clean(said).split()):
                yield words
        raw.FPDFPage_CloseAnnot(mark)


def _filled_in(document: Any, mark: Any) -> str:
    """What a field says; several places on the paper may show one field, which alone holds the words."""
    from pypdfium2 import raw

    if document.formenv is None:
        document.init_forms()
    if document.formenv is None:  # the file has places for fields and no fields
        return _string(mark, b"V")
    return _written_by(partial(raw.FPDFAnnot_GetFormFieldValue, document.formenv, mark))


def _string(mark: Any, key: bytes) -> str:
    from pypdfium2 import raw

    return _written_by(partial(raw.FPDFAnnot_GetStringValue, mark, key))


def _written_by(ask: Callable[[Any, int], int]) -> str:
    """What pdfium writes when asked: first how much there is, then that into the room made for it."""
    size = ask(None, 0)
    room = (c_ushort * (size // sizeof(c_ushort) + 1))()
    ask(room, size)
    return bytes(room)[: max(size - 2, 0)].decode("utf-16-le", errors="replace")


def told(found: list[tuple[int, str]]) -> list[str]:
    """What was found on which page, shortened where it is much."""
    said: list[str] = []
    room = _SHOWN
    for page, words in found:
        if room <= 0:
            return [*said, "…"]
        said.append(f"{page}: »{words[:room]}{'…' if len(words) > room else ''}«")
        room -= len(words)
    return said
