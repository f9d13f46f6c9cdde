"""Files that lie in a PDF: attached to the whole, as in a portfolio, or clipped to a place on a page."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from evidence.errors import Message
from evidence.model import Outcome
from evidence.readers import Attachment, clean

#: Files attached to one, or clipped to one page; others are named as left out.
MOST_ATTACHED = 500

_ATTACHED = Message(
    "attached to a PDF and could not be taken out; open the PDF, save what is attached and add that too"
)


def attached(document: Any) -> Iterator[Attachment]:
    """What is attached to pdfium's ``document`` as a whole."""
    try:
        count = document.count_attachments()
    except Exception:  # a damaged list of what is attached
        return
    for index in range(min(count, MOST_ATTACHED)):
        yield _taken_out(partial(document.get_attachment, index), f"vedhaeftning-{index + 1}")
    if count > MOST_ATTACHED:
        yield Attachment(name="…", outcome=Outcome.UNREADABLE, reason=_ATTACHED)


def clipped_to(document: Any, page: Any, number: int) -> Iterator[Attachment]:
    """What hangs on a ``page`` of that number by a paper clip."""
    import pypdfium2 as pdfium
    from pypdfium2 import raw

    found = 0
    for at in range(raw.FPDFPage_GetAnnotCount(page.raw)):
        if found == MOST_ATTACHED:
            yield Attachment(name="…", outcome=Outcome.UNREADABLE, reason=_ATTACHED)
            return
        mark = raw.FPDFPage_GetAnnot(page.raw, at)
        if mark and raw.FPDFAnnot_GetSubtype(mark) == raw.FPDF_ANNOT_FILEATTACHMENT:
            found += 1
            held = partial(pdfium.PdfAttachment, raw.FPDFAnnot_GetFileAttachment(mark), document)
            yield _taken_out(held, f"vedhaeftning-side-{number}-{found}")
        if mark:
            raw.FPDFPage_CloseAnnot(mark)


def _taken_out(get: Callable[[], Any], name: str) -> Attachment:
    try:
        held = get()
        name = re.sub(r"[\x00-\x1f/\\:]+", "_", clean(held.get_name())).strip(". ")[:150] or name
        return Attachment(name=name, data=bytes(held.get_data()))
    except Exception:  # what is attached to a damaged file cannot always be taken out
        return Attachment(name=name, outcome=Outcome.UNREADABLE, reason=_ATTACHED)
