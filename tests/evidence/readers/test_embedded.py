"""Files set into others as objects of another program: taken out where they can be, and named where not."""

from __future__ import annotations

import struct
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2 as pdfium
import pytest
from pikepdf import Array, Dictionary, Name

from evidence.model import Outcome
from evidence.readers import Attachment, drawn
from evidence.readers.bulk import ask_structures
from evidence.readers.compound import compound
from evidence.readers.drawingml import paragraphs_of
from evidence.readers.embedded import unwrapped
from evidence.readers.frame import Frame

TEXT = b"Systemet er nede."


def native(size: int) -> bytes:
    """A file put in as an icon, said to be of that size."""
    return (
        struct.pack("<IH", 0, 2) + b"brev.txt\0C:\\brev.txt\0" + struct.pack("<II", 0x30000, 4) + b"C:\\\0"
        + struct.pack("<I", size) + TEXT
    )  # fmt: skip


@pytest.mark.parametrize(("tree", "name", "data"), [
    ({"\x01Ole10Native": native(len(TEXT))}, "brev.txt", TEXT),
    ({"CONTENTS": TEXT}, "objekt1", TEXT),
    ({"Book": TEXT}, "objekt1.xls", None),
    ({"Andet": TEXT}, "objekt1.bin", None),
])  # fmt: skip
def test_what_an_object_holds_is_a_file_of_its_own(tree: dict[str, bytes], name: str, data: bytes | None) -> None:
    whole = compound(tree)
    found = unwrapped(Attachment(name="objekt1.bin", data=whole))
    assert (found.name, found.data) == (name, whole if data is None else data)


def test_an_object_that_breaks_off_is_damaged() -> None:
    whole = compound({"\x01Ole10Native": native(500)})
    assert unwrapped(Attachment(name="objekt1.bin", data=whole)).outcome is Outcome.UNREADABLE


def test_lines_drawn_in_a_form_within_a_form_lie_where_they_are_shown_and_those_askew_make_no_table(
    tmp_path: Path,
) -> None:
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(200, 200))

        def form(drawn: bytes, **inner: Any) -> Any:
            made = pdf.make_stream(drawn, Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 200, 200]))
            made.Resources = Dictionary(XObject=Dictionary(**inner))
            return made

        lines = form(b"0 0 m 50 0 l S 0 0 m 30 40 l S")
        page.Contents = pdf.make_stream(b"q 1 0 0 1 10 20 cm /A Do Q")
        page.obj.Resources = Dictionary(XObject=Dictionary(A=form(b"q 2 0 0 2 0 0 cm /B Do Q", B=lines)))
        pdf.save(tmp_path / "a.pdf")
    with pdfium.PdfDocument(tmp_path / "a.pdf") as document:
        shown = document[0]
        frame = Frame(turn=0, left=0, bottom=0, width=200, height=200)
        found = [side for path in drawn.paths(shown) for side in drawn.strokes(path, frame)]
    assert [tuple(round(edge) for edge in side) for side in found] == [(10, 20, 110, 20)]


def test_what_pdfium_cannot_tell_of_one_sign_is_nought_and_of_the_next_is_told(tmp_path: Path) -> None:
    from tests.evidence import made

    made.pdf(tmp_path / "a.pdf", "<p>Nede</p>")
    with pdfium.PdfDocument(tmp_path / "a.pdf") as document:
        text = document[0].get_textpage()
        left, *_ = ask_structures("FPDFText_GetLooseCharBox", text.raw, [0, 10_000, 1], 4)
    assert left[1] == 0 < left[0] < left[2]


def test_a_paragraph_of_a_drawing_without_a_word_is_left_out() -> None:
    from lxml import etree

    ns = "http://schemas.openxmlformats.org/drawingml/2006/main"
    drawing = etree.fromstring(f"<a:t xmlns:a='{ns}'><a:p/><a:p><a:t>Bod</a:t><a:br/><a:t>5 %</a:t></a:p></a:t>")
    assert list(paragraphs_of(drawing)) == ["Bod\n5 %"]
