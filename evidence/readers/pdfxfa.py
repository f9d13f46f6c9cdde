"""What is filled in in a form that only the program it was made with shows (XFA): its data, field by field.

The pages of such a file may hold a request to wait alone; what was filled in lies as XML beside them.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from evidence.readers.pdfseals import opened_by_qpdf

_DATA = "{http://www.xfa.org/schema/xfa-data/1.0/}data"
#: So many fields, and so many bytes of the form, are read.
_MOST_FIELDS, _MOST_BYTES = 5_000, 20_000_000
_LONGEST = 20_000


def filled_in(path: Path, password: str | None) -> list[str]:
    """The fields with a value («Beskrivelse: Systemet er nede»), in the form's order.

    What a field is called is the form's own name for it. A form that cannot be taken apart costs nothing.
    """
    import pikepdf

    try:
        with opened_by_qpdf(path, password) as document:
            form: Any = document.Root.get("/AcroForm")
            packet = form.get("/XFA") if form is not None else None
            parts = [packet] if isinstance(packet, pikepdf.Stream) else [*packet][1::2] if packet is not None else []
            pieces = [one.read_bytes() for one in parts if isinstance(one, pikepdf.Stream)]
    except (pikepdf.PdfError, ValueError, TypeError, AttributeError, OSError):
        return []
    return [*_fields(b"".join(pieces))]


def _fields(form: bytes) -> Iterator[str]:
    from lxml import etree

    if not form or len(form) > _MOST_BYTES:
        return
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True)
    root = etree.fromstring(form, parser)
    told = 0
    for data in root.iter(_DATA) if root is not None else ():
        for leaf in data.iter():
            value = "" if len(leaf) or not isinstance(leaf.tag, str) else " ".join((leaf.text or "").split())
            if not value or told == _MOST_FIELDS:
                continue
            told += 1
            yield f"{_called(leaf)}: {value[:_LONGEST]}"


def _called(leaf: Any) -> str:
    return str(leaf.tag).rpartition("}")[2]
