"""What is damaged, cut short or written wrong is read as far as it goes, and said; nothing stands where it does not."""

from __future__ import annotations

import os
import zipfile
import zlib
from datetime import date
from io import BytesIO
from pathlib import Path

import openpyxl
import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from evidence.decode import decode, meant
from evidence.model import DocumentKind, Outcome
from evidence.ocr import recogniser
from evidence.readers import CannotRead, pdf
from evidence.reading import read_file
from tests.evidence import made
from tests.evidence.made import changed_pdf, drawn_pdf
from tests.evidence.readers.told import said
from tests.evidence.scans import card

DOCUMENTS = Path(__file__).parents[2] / "documents"
needs_tesseract = pytest.mark.skipif(recogniser() is None, reason="Tesseract's Danish data are not installed")


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


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """A contract of nine pages, as its program saved it and made ready for the web."""
    folder = tmp_path_factory.mktemp("hel")
    pages = "".join(f"<h2 style='break-before:page'>{number}. Frist</h2><p>Modul {number} leveres i uge {number}.</p>"
                    for number in range(6, 14))  # fmt: skip
    made.pdf(folder / "hel.pdf", made.CLAUSES + pages)
    found = {}
    with pikepdf.open(folder / "hel.pdf") as whole:
        for name, mode in (("plain", pikepdf.ObjectStreamMode.disable), ("web", pikepdf.ObjectStreamMode.generate)):
            whole.save(folder / name, object_stream_mode=mode, linearize=name == "web")
            found[name] = (folder / name).read_bytes()
    return found


def test_a_pdf_for_the_web_cut_short_is_read_as_far_as_it_goes(papers: dict[str, bytes], tmp_path: Path) -> None:
    (tmp_path / "hel.pdf").write_bytes(papers["web"])
    whole = pdf.read(tmp_path / "hel.pdf")
    assert not whole.notices and len(whole.pages) == 9
    for share in (80, 95):
        (tmp_path / "halv.pdf").write_bytes(papers["web"][: len(papers["web"]) * share // 100])
        reading = pdf.read(tmp_path / "halv.pdf")
        assert reading.outcome is Outcome.READ and "cut short" in said(reading)
        assert "blank pages" not in said(reading)
        # What is lost is lost: no page says another thing than it did. Where running heads stand hangs on all pages.
        found, expected = ([sorted(page.text.split()) for page in one.pages] for one in (reading, whole))
        assert found[0] == expected[0] and all(page in ([], other) for page, other in zip(found, expected, strict=True))


def test_pages_whose_fonts_are_lost_tell_nothing_rather_than_codes(papers: dict[str, bytes], tmp_path: Path) -> None:
    (tmp_path / "halv.pdf").write_bytes(papers["plain"][: len(papers["plain"]) * 3 // 10])
    with pytest.raises(CannotRead, match="cut short"):
        pdf.read(tmp_path / "halv.pdf")


def test_pages_whose_drawing_was_spoilt_on_the_way_are_not_called_blank(
    papers: dict[str, bytes], tmp_path: Path
) -> None:
    seven = bytes(byte & 127 for byte in range(256))  # as a gateway that carries seven bits of each byte does
    (tmp_path / "tekst.pdf").write_bytes(papers["plain"].translate(seven))
    assert "could not be read" in said(reading := pdf.read(tmp_path / "tekst.pdf")) and "blank" not in said(reading)


def test_a_page_whose_picture_cannot_be_unpacked_is_not_called_blank(tmp_path: Path) -> None:
    name = pikepdf.Name
    with pikepdf.new() as document:
        for packed in (name.JBIG2Decode, name.FlateDecode):
            page = document.add_blank_page()
            data = bytes(50) if packed == name.JBIG2Decode else zlib.compress(b"\xff" * 1250)
            picture = document.make_stream(data, Type=name.XObject, Subtype=name.Image, Width=100, Height=100,
                                           ColorSpace=name.DeviceGray, BitsPerComponent=1, Filter=packed)  # fmt: skip
            page.obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(I=picture))
            page.obj.Contents = document.make_stream(b"q 400 0 0 400 0 0 cm /I Do Q")
        document.save(tmp_path / "scan.pdf")
    reading = pdf.read(tmp_path / "scan.pdf")
    assert reading.outcome is Outcome.UNREADABLE
    assert "could not be read: 1 " in said(reading) and said(reading).endswith("blank pages: 2")


@pytest.mark.parametrize("keeps_list", [True, False])
def test_pages_packed_away_in_a_file_without_its_list_are_found(tmp_path: Path, keeps_list: bool) -> None:
    path = tmp_path / "pakket.pdf"
    with pikepdf.new() as document:
        font = document.make_indirect(
            pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
        )
        for number in (1, 2):
            page = document.add_blank_page()
            page.obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font))
            page.obj.Contents = document.make_stream(b"BT /F 11 Tf 60 700 Td (Side %d) Tj ET" % number)
        document.save(path, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    data = path.read_bytes()
    data = data[: data.rindex(b"/XRef")]
    path.write_bytes(data if keeps_list else data.replace(b"Catalog", b"Katalog"))
    reading = pdf.read(path)
    assert [page.text.strip() for page in reading.pages] == ["Side 1", "Side 2"] and "mended" in said(reading)


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


@pytest.mark.parametrize(
    ("bar", "told"),
    [(b"0 g 102 697 60 14 re f", True), (b"1 g 102 697 60 14 re f", True), (b"", False),
     (b"0 g 102.3 697.3 60.4 14.5 re b", True), (b"0 g 102 600 60 14 re f", False),
     (b"0 G 102 697 60 14 re S", False), (b"0 G 14 w 102 704 m 162 704 l S", True),
     (b"0 G 14 w 102 730 m 162 730 l S", False),
     (b"q 60 0 0 14 102 697 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \x00 EI Q", True),
     (b"q 60 0 0 14 102 600 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \x00 EI Q", False)],
    ids=["black", "white", "none", "with a line around it", "elsewhere", "a frame", "a thick pen", "a pen elsewhere",
         "a picture", "a picture elsewhere"],
)  # fmt: skip
def test_words_somebody_blacked_out_are_told(tmp_path: Path, bar: bytes, told: bool) -> None:
    content = b"0.9 g 50 690 500 30 re f 0 g BT /F 11 Tf 60 700 Td (Borger Hans Eksempel har klaget.) Tj ET "
    assert ("nobody can see" in said(pdf.read(drawn_pdf(tmp_path / "brev.pdf", content + bar)))) is told


def test_words_changed_after_a_pdf_had_been_saved_are_told(tmp_path: Path) -> None:
    first, then, more = (b"BT /F 11 Tf 60 700 Td (Kravet er %b kr.) Tj ET" % one for one in (b"100", b"200", b"100"))
    reading = pdf.read(changed_pdf(tmp_path / "krav.pdf", first, then))
    assert "200 kr." in reading.pages[0].text and "100" not in reading.pages[0].text
    assert "earlier edition the PDF still holds: 1" in said(reading)
    added = changed_pdf(tmp_path / "mere.pdf", first, more + b" BT /F 11 Tf 60 600 Td (Underskrevet.) Tj ET")
    reading = pdf.read(added)
    assert "Underskrevet." in reading.pages[0].text and "earlier edition" not in said(reading)


def test_a_page_drawn_from_its_foot_upwards_is_read_from_its_head(tmp_path: Path) -> None:
    lines = ("Til stede var Hanne og Ole.", "Ole oplyste, at FlowJob leveres", "senest den 1. juni 2010 med", "alt.")
    set_out = [f"BT /F 11 Tf 60 {700 - 14 * at} Td ({line}) Tj ET".encode() for at, line in enumerate(lines)]
    page = pdf.read(drawn_pdf(tmp_path / "op.pdf", b" ".join(reversed(set_out)))).pages[0]
    assert page.text.split() == " ".join(lines).split()
    columns = [f"BT /F 11 Tf {left} {700 - 14 * at} Td (ord {left} {at}) Tj ET".encode()
               for left in (60, 300) for at in range(5)]  # fmt: skip
    page = pdf.read(drawn_pdf(tmp_path / "to.pdf", b" ".join(columns))).pages[0]
    assert page.text.split()[1::3] == ["60"] * 5 + ["300"] * 5


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


def office_files() -> dict[str, bytes]:
    """A paper, a log and minutes as three programs save them, the log's list of its parts first and last."""
    import docx

    found = {}
    paper = docx.Document()
    paper.add_heading("Referat")
    for number in range(300):
        paper.add_paragraph(f"Punkt {number} af {os.urandom(30).hex()}: Systemet var nede på Ærø.")
    paper.save(made_of := BytesIO())
    found["referat.docx"] = made_of.getvalue()
    book = openpyxl.Workbook()
    sheet = book.create_sheet("Log", 0)
    sheet.append(["Nr.", "Åbnet", "Tekst"])
    for number in range(300):
        sheet.append([number, date(2010, 5, 1 + number % 28), f"Nede på Ærø {os.urandom(30).hex()}"])
    book.save(made_of := BytesIO())
    found["log.xlsx"] = made_of.getvalue()
    found["referat.odt"] = (DOCUMENTS / "referat.odt").read_bytes()
    return found


def test_an_office_file_cut_short_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    for name, whole in office_files().items():
        path = tmp_path / name
        path.write_bytes(whole)
        expected = read_file(path, name)
        main = {"log.xlsx": "xl/worksheets/sheet1.xml", "referat.odt": "content.xml"}.get(name, "word/document.xml")
        with zipfile.ZipFile(path) as archive:
            held = archive.getinfo(main)
        lengths = {"all of it": len(whole) - 100, "some": held.header_offset + held.compress_size * 2 // 3}
        for left, length in lengths.items():
            path.write_bytes(whole[:length])
            read = read_file(path, name)
            if left == "some" and name == "referat.odt":  # what comes first there says how the text looks
                assert read.reading.outcome is Outcome.UNREADABLE
                continue
            assert read.reading.outcome is Outcome.READ and "damaged or cut short" in str(read.reading.notices[0])
            text, all_of_it = (one.reading.pages[0].text.split() for one in (read, expected))
            assert text == all_of_it if left == "all of it" else 100 < len(text) < len(all_of_it)
        if name == "log.xlsx":
            assert "days stand in it as numbers" in said(read.reading) and read.media == ""
        path.write_bytes(whole[:80])
        assert read_file(path, name).reading.outcome is Outcome.UNREADABLE


def test_texts_lost_with_the_end_of_a_workbook_are_told_and_no_ledger_is_made_of_the_rest(tmp_path: Path) -> None:
    path, name = tmp_path / "udgifter.xlsx", "xl/sharedStrings.xml"
    book = openpyxl.Workbook()
    book.create_sheet("A", 0).append(["Dato", "Leverandør", "Beløb", "Formål", "Fakturanr"])
    book.save(path)
    with zipfile.ZipFile(path) as archive:
        parts = {one: archive.read(one) for one in archive.namelist()}
    strings = ["Dato", "Leverandør", "Beløb"]
    cells = "".join(f'<c r="{column}1" t="s"><v>{at}</v></c>' for at, column in enumerate("ABCDE"))
    sheet = f"<sheetData><row r='1'>{cells}</row><row r='2'><c r='C2'><v>1250.5</v></c></row></sheetData>"
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    parts["xl/worksheets/sheet1.xml"] = f"<worksheet xmlns='{main}'>{sheet}</worksheet>".encode()
    cut = f"<sst xmlns='{main}'>" + "".join(f"<si><t>{one}</t></si>" for one in strings) + "<si><t>"
    with zipfile.ZipFile(path, "w") as archive:  # as Excel orders its parts, the texts last
        for part, data in parts.items():
            archive.writestr(part, data)
        archive.writestr(name, cut + "Formål</t></si><si><t>Fakturanr</t></si></sst>")
    data = path.read_bytes()
    path.write_bytes(data[: data.index(cut.encode()) + len(cut.encode())])
    read = read_file(path, path.name)
    assert read.reading.pages[0].text == "Dato\tLeverandør\tBeløb\t\t…\n\t\t1250.5\n"
    assert "«…» stands for each" in said(read.reading) and read.kind is DocumentKind.OTHER


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


def test_letters_written_as_on_web_pages_are_read_and_told(tmp_path: Path) -> None:
    path = tmp_path / "udtræk.csv"
    path.write_text("nr;tekst\n1;Leverand&oslash;ren p&aring; &#198;r&oslash; &amp; co.\n")
    reading = read_file(path, path.name).reading
    assert reading.pages[0].text == "nr;tekst\n1;Leverandøren på Ærø &amp; co.\n" and "&oslash;" in said(reading)
    for about in ("Skriv &oslash; i feltet.", "Ø skrives &Oslash; og ø &oslash;.", "<b>L&oslash;n</b> &aring;r"):
        assert decode(about.encode()) == (about, "utf-8")


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
