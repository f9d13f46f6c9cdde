"""What is filled in in a form: boxes ticked by their field's name, and forms that only Adobe's own program shows."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pikepdf
import pytest

from evidence.model import MarkKind, Outcome
from evidence.readers import Reading, pdf
from evidence.readers.pdfxfa import filled_in

DATA = """<xfa:datasets xmlns:xfa="http://www.xfa.org/schema/xfa-data/1.0/"><xfa:data><skema>
<Kommune>Nørreby Kommune</Kommune><Frist/><Hændelse><Beskrivelse>Systemet har været
nede siden den 3. marts 2016.</Beskrivelse></Hændelse></skema></xfa:data></xfa:datasets>"""
TEMPLATE = (
    '<template xmlns="http://www.xfa.org/schema/xfa-template/3.0/"><field>Ikke udfyldt</field></template>'
)
TOLD = ["Kommune: Nørreby Kommune", "Beskrivelse: Systemet har været nede siden den 3. marts 2016."]


def form(path: Path, xfa: Any) -> Path:
    """A form whose one page says that it cannot be shown, with this made of a document as its XML."""
    with pikepdf.new() as document:
        page = document.add_blank_page(page_size=(595, 842))
        font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
        page.obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=document.make_indirect(font)))
        page.obj.Contents = document.make_stream(b"BT /F1 12 Tf 72 700 Td (Please wait for the form.) Tj ET")
        document.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array([]), XFA=xfa(document))
        document.save(path)
    return path


def notices(reading: Reading) -> str:
    return " ".join(one.text for one in reading.notices)


def in_one_piece(document: Any) -> Any:
    return document.make_stream(f"<xdp>{TEMPLATE}{DATA}</xdp>".encode())


def in_parts(document: Any) -> Any:
    parts = (("preamble", "<xdp>"), ("template", TEMPLATE), ("datasets", DATA), ("postamble", "</xdp>"))
    return pikepdf.Array([one for name, part in parts for one in (name, document.make_stream(part.encode()))])


@pytest.mark.parametrize("xfa", [in_one_piece, in_parts])
def test_what_is_filled_in_in_a_form_only_adobes_program_shows_is_read_from_its_data(tmp_path: Path, xfa: Any) -> None:
    reading = pdf.read(form(tmp_path / "skema.pdf", xfa))
    (page,) = reading.pages
    blocks = [page.text[mark.start : mark.end] for mark in page.marks if mark.kind is MarkKind.BLOCK]
    assert blocks[-2:] == TOLD and "Ikke udfyldt" not in page.text
    assert reading.outcome is Outcome.READ and "was read from its data" in notices(reading)


@pytest.mark.parametrize("data", [b"", b"no form at all", b"<xdp><broken", DATA.replace("xfa-data", "else").encode()])
def test_a_form_whose_data_cannot_be_had_says_so_and_is_read_otherwise(tmp_path: Path, data: bytes) -> None:
    path = form(tmp_path / "skema.pdf", lambda document: document.make_stream(data))
    reading = pdf.read(path)
    assert "Please wait" in reading.pages[0].text and filled_in(path, None) == []
    assert "may be missing here" in notices(reading)


def test_a_file_that_is_no_form_or_no_pdf_has_nothing_filled_in(tmp_path: Path) -> None:
    (tmp_path / "x.pdf").write_bytes(b"ikke en PDF")
    assert filled_in(tmp_path / "x.pdf", None) == []
    with pikepdf.new() as document:
        document.add_blank_page()
        document.save(tmp_path / "tom.pdf")
    assert filled_in(tmp_path / "tom.pdf", None) == []


@pytest.mark.parametrize(
    ("field", "called", "worth", "said"),
    [
        ("Godkendt", "", "Ja", "[x] Godkendt"),  # «Ja» alone says nothing of what it is ticked for
        ("k1", "Leverancen godkendes", "Ja", "[x] Leverancen godkendes"),
        ("Vurdering", "", "Afvist", "[x] Afvist"),
    ],
)
def test_a_ticked_box_says_what_it_is_ticked_for(
    tmp_path: Path, field: str, called: str, worth: str, said: str
) -> None:
    path = tmp_path / "skema.pdf"
    with pikepdf.new() as document:
        page, on = document.add_blank_page(), pikepdf.Name(f"/{worth}")
        looks = pikepdf.Dictionary({f"/{worth}": document.make_stream(b""), "/Off": document.make_stream(b"")})
        made = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Widget, FT=pikepdf.Name.Btn, T=field, V=on, AS=on,
            Rect=[50, 300, 60, 310], AP=pikepdf.Dictionary(N=looks),
        )  # fmt: skip
        if called:
            made.TU = pikepdf.String(called)
        ticked = document.make_indirect(made)
        page.obj.Annots = document.make_indirect(pikepdf.Array([ticked]))
        document.Root.AcroForm = pikepdf.Dictionary(Fields=[ticked])
        document.save(path)
    assert pdf.read(path).pages[0].text.strip() == said
