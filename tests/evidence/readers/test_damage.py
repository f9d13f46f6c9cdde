"""What is damaged, cut short or written wrong is read as far as it goes, and said; nothing stands where it does not."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from evidence.decode import decode, meant
from evidence.model import Outcome
from evidence.ocr import recogniser
from evidence.readers import CannotRead, Reading, pdf
from evidence.reading import read_file
from tests.evidence import made
from tests.evidence.test_ocr import card

needs_tesseract = pytest.mark.skipif(recogniser() is None, reason="Tesseract's Danish data are not installed")


def said(reading: Reading) -> str:
    return " | ".join(str(notice) for notice in reading.notices)


@needs_tesseract
@pytest.mark.filterwarnings("error")
def test_a_tiff_cut_short_keeps_the_pages_it_has_and_shows_none_of_them_twice(tmp_path: Path) -> None:
    path = tmp_path / "fax.tif"
    cards = [card(text) for text in ("Bod er varslet", "Systemet var nede", "Fristen er overskredet")]
    cards[0].save(path, save_all=True, append_images=cards[1:], compression="tiff_lzw", dpi=(300, 300))
    whole = path.read_bytes()
    found = []
    for left in (len(whole) * 3 // 4, len(whole) - 150):  # in the third page's data, and in the note on them
        path.write_bytes(whole[:left])
        reading = read_file(path, path.name).reading
        assert reading.outcome is Outcome.READ and "cut short" in said(reading)
        found.append([page.text.strip() for page in reading.pages if page.text])
    assert found == [["Bod er varslet", "Systemet var nede"]] * 2


@needs_tesseract
def test_a_photo_cut_short_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    path = tmp_path / "foto.jpg"
    page = Image.new("L", (1500, 900), 255)
    page.paste(card("Systemet var nede"), (0, 0))
    page.paste(card("Resten er borte"), (0, 600))
    page.save(path, dpi=(300, 300))
    path.write_bytes(path.read_bytes()[: path.stat().st_size * 2 // 3])
    reading = read_file(path, path.name).reading
    assert reading.pages[0].text.strip().startswith("Systemet var nede") and "cut short" in said(reading)
    path.write_bytes(b"\xff\xd8\xff\xe0 billede")
    assert read_file(path, path.name).reading.outcome is Outcome.UNREADABLE


def test_a_pdf_cut_short_is_read_from_a_mended_copy_where_its_pages_can_be_found(tmp_path: Path) -> None:
    path = tmp_path / "kontrakt.pdf"
    with pikepdf.open(made.pdf(tmp_path / "hel.pdf")) as whole:
        whole.save(path, object_stream_mode=pikepdf.ObjectStreamMode.disable, compress_streams=True)
    expected = pdf.read(path).pages
    path.write_bytes(path.read_bytes()[:-600])
    reading = pdf.read(path)
    assert [page.text for page in reading.pages] == [page.text for page in expected]
    assert "mended" in said(reading) and reading.copies["mended"].startswith(b"%PDF")


def test_a_pdf_without_pages_is_not_said_to_be_locked(tmp_path: Path) -> None:
    pikepdf.new().save(tmp_path / "tom.pdf")
    with pytest.raises(CannotRead, match="no pages"):
        pdf.read(tmp_path / "tom.pdf")


def test_a_field_whose_words_stand_with_its_parent_is_read(tmp_path: Path) -> None:
    path = tmp_path / "skema.pdf"
    with pikepdf.open(made.pdf(tmp_path / "hel.pdf")) as document:
        name, words = pikepdf.String("bem"), pikepdf.String("Leverancen er godkendt.")
        parent = document.make_indirect(pikepdf.Dictionary(FT=pikepdf.Name.Tx, T=name, V=words))
        place = document.make_indirect(
            pikepdf.Dictionary(
                Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Widget, Parent=parent, Rect=[50, 50, 300, 80]
            )
        )
        parent.Kids = [place]
        document.pages[0].Annots = pikepdf.Array([place])
        document.Root.AcroForm = pikepdf.Dictionary(Fields=[parent])
        document.save(path)
    assert pdf.read(path).pages[0].text.endswith("\nLeverancen er godkendt.\n")


def test_words_on_a_layer_that_is_off_are_told_and_a_file_on_a_paper_clip_is_taken_out(tmp_path: Path) -> None:
    name, path = pikepdf.Name, tmp_path / "lag.pdf"
    with pikepdf.new() as document:
        page = document.add_blank_page()
        layer = document.make_indirect(pikepdf.Dictionary(Type=name.OCG, Name="Internt"))
        layers = pikepdf.Array([layer])
        document.Root.OCProperties = pikepdf.Dictionary(OCGs=layers, D=pikepdf.Dictionary(OFF=layers))
        font = pikepdf.Dictionary(Type=name.Font, Subtype=name.Type1, BaseFont=name.Helvetica)
        page.obj.Resources = pikepdf.Dictionary(
            Font=pikepdf.Dictionary(F=font), Properties=pikepdf.Dictionary(MC0=layer)
        )
        page.obj.Contents = document.make_stream(b"/OC /MC0 BDC BT /F 11 Tf 60 300 Td (Kendt i april) Tj ET EMC "
                                                b"BT /F 11 Tf 4 Tc 60 500 Td (Leverancen er forsinket.) Tj ET")
        clip = pikepdf.AttachedFileSpec(document, b"Referat", filename="referat.txt")
        page.obj.Annots = pikepdf.Array(
            [pikepdf.Dictionary(Type=name.Annot, Subtype=name.FileAttachment, Rect=[5, 5, 9, 9], FS=clip.obj)]
        )
        document.save(path)
    reading = pdf.read(path)
    assert reading.pages[0].text == "Kendt i april\n\nLeverancen er forsinket.\n"
    assert "on a layer that is switched off" in said(reading)
    assert [(one.name, one.data) for one in reading.attachments] == [("referat.txt", b"Referat")]


def test_words_nobody_sees_are_read_and_told_and_white_on_dark_is_seen(tmp_path: Path) -> None:
    dark = "<p style='color:white;background:#123'>Hvidt på mørkt</p>"
    for number, (body, told) in enumerate((
        (f"<p>Driften er omtalt.</p>{dark}", False), ("<p>Driften.</p><p style='color:#fefefe'>Godkendt.</p>", True),
        ("<p>Driften.</p><p style='font-size:1px'>Leverancen er godkendt.</p>", True),
    )):  # fmt: skip
        reading = pdf.read(made.pdf(tmp_path / f"{number}.pdf", body))
        assert ("nobody can see" in said(reading)) is told
    assert "Leverancen er godkendt." in reading.pages[0].text


def test_a_mail_cut_short_says_so(tmp_path: Path) -> None:
    message = made.mail_message("Systemet er nede.")
    message.add_attachment(b"tal " * 400, maintype="application", subtype="pdf", filename="log.pdf")
    (tmp_path / "hel.eml").write_bytes(message.as_bytes())
    (tmp_path / "halv.eml").write_bytes(message.as_bytes()[:-900])
    assert "cut short" not in said(read_file(tmp_path / "hel.eml", "hel.eml").reading)
    assert "cut short" in said(read_file(tmp_path / "halv.eml", "halv.eml").reading)


def test_a_zip_cut_short_gives_the_files_that_are_whole(tmp_path: Path) -> None:
    path = tmp_path / "bilag.zip"
    papers = {"Mødereferat.txt": b"Systemet er nede. " * 40, "mappe/brev.txt": b"Kort.", "log.csv": os.urandom(4000)}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in papers.items():
            archive.writestr(name, data)
    whole = path.read_bytes()
    found = []
    for left in (len(whole) - 40, len(whole) - 2500):  # the list of members is gone, then the last of them too
        path.write_bytes(whole[:left])
        reading = read_file(path, path.name).reading
        assert reading.outcome is Outcome.READ and "cut short" in said(reading)
        found.append({one.name: one.data for one in reading.attachments})
    assert found == [papers, {name: papers[name] for name in ("Mødereferat.txt", "mappe/brev.txt")}]
    path.write_bytes(whole[:50])
    assert read_file(path, path.name).reading.outcome is Outcome.UNREADABLE


# Letters.

DANISH = "Mødet på Ærø: »sagen er åben« – Åge Ølgaard fik 3 § til svar."


@given(
    st.text("aBcæøåÆØÅé »«–§.\n", min_size=1).filter(lambda text: any(letter in text for letter in "æøåÆØÅ")),
    st.sampled_from(["latin-1", "mac_roman", "cp865"]), st.integers(1, 2),
)  # fmt: skip
def test_letters_encoded_twice_are_read_as_they_were_meant(text: str, taken_for: str, times: int) -> None:
    broken = text
    for _ in range(times if taken_for == "latin-1" else 1):
        broken = broken.encode().decode(taken_for)
    lines = [line for line in text.split("\n") if any(letter in line for letter in "æøåÆØÅ")]
    read = meant(broken)[0].split("\n")
    assert all(line in read for line in lines)


@given(st.text("aBcæøåÆØÅé »«–§Ã¸.\n?", min_size=1))
def test_what_is_written_right_is_left_alone(text: str) -> None:
    lines = [line for line in text.split("\n") if any(letter in line for letter in "æøåÆØÅ")]
    assert all(line in meant(text)[0].split("\n") for line in lines)


def test_a_letter_somebody_writes_about_stays_and_lost_ones_are_counted(tmp_path: Path) -> None:
    for about in ("Bogstavet ø vises som Ã¸ i listen.", "I listen står der Ã¸.\nSagen er på vej."):
        assert decode(about.encode()) == (about, "utf-8")
    path = tmp_path / "referat.txt"
    for text, expected in (
        (DANISH.encode().decode("cp1252", "replace"), "UTF-8 twice"), (DANISH.replace("å", "\ufffd"), "2 of them"),
        ("Systemet har v?ret nede, sp?rg sagsbehandleren.", "2 of them"),
        ("Se https://intra.example/a.php?id=3 og b?c=1. Virker det?", ""), (DANISH, ""),
    ):  # fmt: skip
        path.write_text(text, encoding="utf-8")
        notices = said(read_file(path, path.name).reading)
        assert expected in notices and bool(notices) == bool(expected)
