"""A PDF that is shown to others says and does nothing beside its pages that they must not see."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from evidence.personal import Personal
from evidence.scrubbing import behind, scrubbed

CPR = "010170-1234"


def note(kind: str, **more: Any) -> Dictionary:
    return Dictionary(Type=Name.Annot, Subtype=Name(kind), Rect=[10, 10, 90, 30], **more)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A note that names a citizen, a link that leads elsewhere and one that leads on, and a field filled in."""
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(200, 200))
        bare = pdf.add_blank_page(page_size=(200, 200))
        page.obj.Annots = Array([
            pdf.make_indirect(note("/Text", Contents=String(f"Ring til {CPR}"), T=String("Anne"))),
            pdf.make_indirect(note("/Link", A=Dictionary(S=Name.URI, URI=String("https://example.invalid/")))),
            pdf.make_indirect(note("/Link", A=Dictionary(S=Name.GoTo, D=Array([bare.obj, Name.Fit])))),
            pdf.make_indirect(
                note("/Widget", FT=Name.Tx, T=String("navn"), V=String("Udfyldt"), DA=String("/Helv 9 Tf 0 g"))
            ),
            Name.Ingenting,
        ])  # fmt: skip
        page.obj.PieceInfo = Dictionary(Ude=Dictionary())
        bare.obj.Annots = Array()
        font = pdf.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
        pdf.Root.AcroForm = Dictionary(
            Fields=Array([page.obj.Annots[3]]), DR=Dictionary(Font=Dictionary(Helv=font)), DA=String("/Helv 9 Tf 0 g")
        )
        pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))
        pdf.save(tmp_path / "a.pdf")
    return tmp_path / "a.pdf"


def test_notes_are_masked_what_acts_is_gone_and_what_was_filled_in_is_drawn(path: Path, tmp_path: Path) -> None:
    made = scrubbed(path, Personal(), tmp_path / "b.pdf")
    assert made.path != path and dict(made.masked) == {0: ["CPR"]} and made.drawn == {0}
    with pikepdf.open(made.path) as pdf:
        assert not {"/AcroForm", "/OpenAction"} & set(pdf.Root.keys())
        first, second = (page.obj for page in pdf.pages)
        assert [str(one.Subtype) for one in first.Annots] == ["/Text", "/Link", "/Link"]
        said, elsewhere, on = first.Annots
        assert CPR not in str(said.Contents) and str(said.T) == "Anne"
        assert "/A" not in elsewhere and str(on.A.S) == "/GoTo"
        assert "/PieceInfo" not in first and "/Annots" not in second
    assert CPR.encode() not in made.path.read_bytes()


def test_a_file_with_nothing_beside_its_pages_stays_the_file(tmp_path: Path) -> None:
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(tmp_path / "a.pdf")
    assert scrubbed(tmp_path / "a.pdf", Personal(), tmp_path / "b.pdf").path == tmp_path / "a.pdf"


@pytest.mark.parametrize("parts", [1, 2])
def test_what_is_read_aloud_behind_the_letters_is_seen(parts: int) -> None:
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page()
        assert behind(page, Personal()) == []
        streams = [
            pdf.make_stream(f"/Span <</ActualText (Borger {CPR})>> BDC EMC\n".encode()), pdf.make_stream(b"0 0 m\n")
        ]  # fmt: skip
        page.obj.Contents = streams[0] if parts == 1 else Array(streams)
        assert set(behind(page, Personal())) == {"CPR"}
        page.obj.Contents = pdf.make_stream(b"/Span <</ActualText (Systemet)>> BDC EMC\n")
        assert behind(page, Personal()) == []


def test_a_note_that_says_nothing_personal_stays_and_what_cannot_be_read_of_one_is_gone(tmp_path: Path) -> None:
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(200, 200))
        said = note("/Text", Contents=String("Ring tilbage"), T=Dictionary(Ikke=1), NM=String(b"\xef\xbb\xbf\xff\xfe"))
        page.obj.Annots = Array([pdf.make_indirect(said)])
        del page.obj.Contents
        pdf.save(tmp_path / "a.pdf")
    made = scrubbed(tmp_path / "a.pdf", Personal(), tmp_path / "b.pdf")
    assert made.masked == {}
    with pikepdf.open(made.path) as pdf:
        (kept,) = pdf.pages[0].obj.Annots
        assert str(kept.Contents) == "Ring tilbage"
        assert "/NM" not in kept
        assert behind(pdf.pages[0], Personal()) == []  # a page with nothing drawn on it
