"""A document that lets go of what it no longer needs is written the same to the byte."""

from __future__ import annotations

import gc
import weakref

from templates import archive, render, thrift
from templates.lean import lean

PAGE = """<html lang=da><head><title>Prøve</title><style>@page { size: A5 } p { break-before: page }</style></head>
<body><h1 id=et>Et</h1><figure><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><title>Søjle</title>
<rect width="3" height="7"/><text y="9">7</text></svg></figure><table><tr><th>Dag<td>1.000</table>
<p>Se <a href="#et">side et</a>.<p>Og <a href="https://eksempel.invalid/">her</a>.</body></html>"""


def test_a_document_is_written_the_same_and_holds_no_box_of_it_afterwards() -> None:
    with render._fixed_clock(0):
        plain = lean(PAGE)(string=PAGE).write_pdf(pdf_variant=archive.VARIANT)
        document = lean(PAGE)(string=PAGE).render(pdf_variant=archive.VARIANT)
        [layout] = thrift._layouts(document)  # else nothing is let go of: WeasyPrint has changed
        used = weakref.ref(layout.target_collector)
        boxes = [weakref.ref(page._page_box) for page in document.pages]
        assert len(boxes) == 3
        written = thrift.write(document, pdf_variant=archive.VARIANT)
    assert written == plain
    gc.collect()
    assert used() is None
    assert [box() for box in boxes] == [None] * 3


def test_a_long_document_holds_no_box_either() -> None:
    long = PAGE.replace("</body>", "<p>Side.</p>" * 60 + "</body>")
    with render._fixed_clock(0):
        document = lean(long)(string=long).render(pdf_variant=archive.VARIANT)
        assert len(document.pages) >= thrift._LONG
        written = thrift.write(document, pdf_variant=archive.VARIANT)
        assert written == lean(long)(string=long).write_pdf(pdf_variant=archive.VARIANT)
