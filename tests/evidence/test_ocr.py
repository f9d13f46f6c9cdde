"""Recognised pages: what was printed is read, word by word, where it stands; and what cannot be read is said."""

from __future__ import annotations

import random
import struct
from collections.abc import Collection, Sequence
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from evidence.model import MarkKind, Outcome
from evidence.ocr import PARTLY, Recogniser, Recognition, Seen, SeenLine, _stand, data_folder, recogniser
from evidence.readers import Reading, pdf
from evidence.readers.image import _grey
from evidence.readers.recognised import text_lines
from evidence.readers.scans import ciphered, garbled
from evidence.reading import read_file
from evidence.straighten import evened
from tests.evidence import scans
from tests.evidence.scans import card

needs_tesseract = pytest.mark.skipif(recogniser() is None, reason="Tesseract's Danish data are not installed")


@pytest.fixture(scope="module")
def scan(tmp_path_factory: pytest.TempPathFactory) -> Reading:
    """A page that leans by a degree and is grainy, read from a PDF of pictures; beside it a blank one."""
    path = tmp_path_factory.mktemp("scan") / "scan.pdf"
    picture, _ = scans.page(8)
    blank = scans.worn(Image.new("L", (620, 877), 235), grain=4)
    scans.scanned_pdf(path, scans.worn(picture, lean=1.0, grain=18), blank)
    return pdf.read(path)


@needs_tesseract
def test_a_leaning_grainy_page_is_read_to_the_last_number(scan: Reading) -> None:
    _, truth = scans.page(8)
    said = scan.pages[0].text
    assert scans.wrong(truth, said) < 0.015
    assert scans.numbers_kept(truth, said) == 1
    assert all(said.count(letter) == truth.count(letter) for letter in "æøåÆØÅ")


@needs_tesseract
def test_every_word_stands_where_its_offsets_say(scan: Reading) -> None:
    page = scan.pages[0]
    ends = 0
    for word in page.words:
        assert ends <= word.start < word.end
        assert not any(map(str.isspace, page.text[word.start : word.end]))
        assert not page.text[ends : word.start].strip("- \n\t")
        ends = word.end
    assert page.text[ends:].strip() == ""


@needs_tesseract
def test_boxes_lie_on_the_page_as_it_was_scanned(scan: Reading) -> None:
    """The page falls by a degree, so the last word of a line stands lower than its first, by sin 1° of the way."""
    page = scan.pages[0]
    first, last = page.words[0], next(word for word in page.words if "\n" in page.text[word.end : word.end + 1])
    fall = ((first.top + first.bottom) - (last.top + last.bottom)) / 2
    assert fall == pytest.approx((last.left - first.left) * 0.01746, abs=2.0)
    # It was drawn 250 dots from the left and 300 from the top, then turned around the middle of the page.
    assert first.left == pytest.approx((250 + 25) * 72 / 300, abs=3)
    assert first.top == pytest.approx((3508 - 300 + 18) * 72 / 300, abs=8)


@needs_tesseract
def test_recognised_lines_are_laid_out_as_paragraphs(scan: Reading) -> None:
    page = scan.pages[0]
    blocks = [page.text[m.start : m.end] for m in page.marks if m.kind is MarkKind.BLOCK]
    assert any("senest den 1. oktober 2009. Systemet har" in " ".join(block.split()) for block in blocks)


@needs_tesseract
def test_what_was_recognised_and_what_is_blank_is_named(scan: Reading) -> None:
    said = [(notice.text, notice.args["pages"]) for notice in scan.notices]
    assert said == [("pages whose text was recognised (OCR): {pages}", "1"), ("blank pages: {pages}", "2")]
    assert scan.outcome is Outcome.READ


def test_without_danish_data_scanned_pages_wait_and_are_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("evidence.readers.pdf.recogniser", lambda: None)
    picture = card("Systemet var nede i 14 timer")
    found = read_file(scans.scanned_pdf(tmp_path / "scan.pdf", picture, picture), "scan.pdf")
    assert found.reading.outcome is Outcome.NEEDS_OCR
    assert found.reading.reason is not None and found.reading.reason.args == {"count": 2}
    assert "krav doctor" in str(found.reading.reason)


def test_the_data_are_looked_for_where_the_environment_says(tmp_path: Path) -> None:
    assert data_folder({"TESSDATA_PREFIX": str(tmp_path)}) is None
    (tmp_path / "tessdata").mkdir()
    (tmp_path / "tessdata" / "dan.traineddata").touch()
    assert data_folder({"TESSDATA_PREFIX": str(tmp_path)}) == tmp_path / "tessdata"


@needs_tesseract
def test_a_searchable_copy_shows_the_scan_and_finds_the_words(scan: Reading, tmp_path: Path) -> None:
    import pypdfium2 as pdfium

    assert list(scan.copies) == ["searchable"]
    document = pdfium.PdfDocument(scan.copies["searchable"])
    page = document[0]
    text = page.get_textpage()
    assert text.search("1. oktober 2009").get_next() is not None
    first, box = scan.pages[0].words[0], text.get_charbox(0)
    assert box[0] == pytest.approx(first.left, abs=3) and box[1] == pytest.approx(first.bottom, abs=6)
    (tmp_path / "kopi.pdf").write_bytes(scan.copies["searchable"])
    again = pdf.read(tmp_path / "kopi.pdf")
    assert again.outcome is Outcome.READ and not again.pages[0].words
    assert any("another program" in notice.text for notice in again.notices)


def test_a_picture_packed_as_nobody_here_unpacks_it_is_not_called_damaged(tmp_path: Path) -> None:
    packed = 34661  # JBIG2
    said = [(256, 4, 800), (257, 4, 600), (258, 3, 1), (259, 3, packed), (262, 3, 0), (273, 4, 100), (279, 4, 20)]
    listed = b"".join(struct.pack("<HHII", tag, kind, 1, value) for tag, kind, value in said)
    head = b"II*\0" + struct.pack("<IH", 8, len(said)) + listed + bytes(4)
    (tmp_path / "fax.tif").write_bytes(head.ljust(100, b"\0") + bytes(20))
    found = read_file(tmp_path / "fax.tif", "fax.tif").reading
    assert found.outcome is Outcome.UNSUPPORTED and "JBIG2" in str(found.reason)


@needs_tesseract
def test_of_two_slips_that_lean_apart_none_is_lost_without_a_word(tmp_path: Path) -> None:
    table = Image.new("L", (3300, 2600), 110)
    for text, lean, place in (("Bod på 60.000 kr. er varslet", 4, (100, 300)), ("Nede i 14 timer", -6, (1500, 1500))):
        slip = Image.new("L", (1500, 700), 255)
        for top in (0, 150, 300):
            slip.paste(card(text), (0, top))
        table.paste(slip.rotate(lean, expand=True, fillcolor=110), place)
    table.save(tmp_path / "kvitteringer.png", dpi=(300, 300))
    reading = read_file(tmp_path / "kvitteringer.png", "kvitteringer.png").reading
    said = reading.pages[0].text
    assert ("60.000" in said and "14 timer" in said) or any("was not recognised" in str(one) for one in reading.notices)


@needs_tesseract
def test_a_tiff_has_a_page_for_each_of_its_pictures_and_a_turned_photo_is_read_upright(tmp_path: Path) -> None:
    first, second = card("Bod på 60.000 kr. er varslet"), card("Systemet var nede i 14 timer")
    fax = second.resize((second.width * 204 // 300, second.height * 98 // 300)).convert("1")
    first.convert("CMYK").save(tmp_path / "a.tif", dpi=(300, 300), save_all=True, append_images=[])
    first.convert("1").save(
        tmp_path / "fax.tif", dpi=(300, 300), compression="group4", save_all=True, append_images=[second.convert("1")]
    )
    fax.save(tmp_path / "grov.tif", dpi=(204, 98), compression="group4")
    photo = first.transpose(Image.Transpose.ROTATE_90)
    exif = Image.Exif()
    exif[0x0112] = 6
    photo.save(tmp_path / "foto.jpg", exif=exif, dpi=(300, 300))
    said = {path.name: read_file(path, path.name).reading for path in sorted(tmp_path.iterdir())}
    assert [page.text.strip() for page in said["fax.tif"].pages] == [
        "Bod på 60.000 kr. er varslet", "Systemet var nede i 14 timer",
    ]  # fmt: skip
    assert said["a.tif"].pages[0].text.strip() == "Bod på 60.000 kr. er varslet"
    assert said["grov.tif"].pages[0].text.strip() == "Systemet var nede i 14 timer"
    assert said["foto.jpg"].pages[0].text.strip() == "Bod på 60.000 kr. er varslet"
    # Shown upright the picture is 1500 wide and 300 high; the words count from its lower left corner.
    word = said["foto.jpg"].pages[0].words[0]
    assert word.left == pytest.approx(100, abs=8)
    assert word.top == pytest.approx(300 - 115, abs=12)


def test_a_blank_picture_is_empty_and_a_huge_or_broken_one_is_not_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("evidence.readers.image.MOST_TO_OPEN", 500_000)
    Image.new("L", (800, 600), 250).save(tmp_path / "tom.png")
    Image.new("1", (1000, 800)).save(tmp_path / "stor.png")
    (tmp_path / "brudt.jpg").write_bytes(b"\xff\xd8\xff\xe0 billede")
    said = {path.name: read_file(path, path.name).reading for path in tmp_path.iterdir()}
    assert {name: reading.outcome for name, reading in said.items()} == {
        "tom.png": Outcome.EMPTY, "stor.png": Outcome.UNREADABLE, "brudt.jpg": Outcome.UNREADABLE,
    }  # fmt: skip
    assert "larger than krav opens" in str(said["stor.png"].reason)


def test_ink_outside_the_words_is_counted_but_ruled_lines_are_not() -> None:
    from evidence.straighten import ink_of, outside

    page = Image.new("L", (1000, 1000), 255)
    draw = ImageDraw.Draw(page)
    draw.rectangle((100, 200, 120, 210), fill=0)
    draw.rectangle((100, 300, 900, 302), fill=0)
    words = [(98, 198, 122, 212)]
    assert outside(ink_of(page), words, 1.0) == 0
    draw.rectangle((500, 600, 520, 610), fill=0)
    assert outside(ink_of(page), words, 1.0) == pytest.approx(0.5, rel=0.1), "lines do not make little of it"


@needs_tesseract
def test_lines_a_stamp_lies_on_are_read_in_their_place() -> None:
    """By itself Tesseract takes the stamp and the lines under it for a picture, and the head of the paper is gone."""
    lines = (
        "Notat om driften af FlowJob, 14. maj 2010, Nørreby", "Til stede: Hanne Møller, Ole Bang, Jens Lund",
        "1. Status", "Systemet har været nede i to dage, og 212 sager kunne", "ikke åbnes.",
    )  # fmt: skip
    reader = recogniser()
    assert reader is not None
    seen = reader.recognise(scans.stamped(lines, ("MODTAGET", "Nørreby 18 MAJ 2010")).rotate(1.2, fillcolor=255))
    said = [" ".join(word.text for word in line.words) for line in seen.lines]
    at = [next(number for number, one in enumerate(said) if start in one) for start in ("Notat om", "Til stede", "1.")]
    assert at == sorted(at)
    assert seen.unread > PARTLY  # the stamp itself is still to be looked at


@needs_tesseract
def test_a_page_photographed_in_a_shadow_is_read() -> None:
    """By itself Tesseract takes all that lies in the shadow for ink, and reads not a word of it."""
    reader = recogniser()
    assert reader is not None
    paper, said = scans.page(6)
    paper = paper.resize((1654, 2339))
    light = Image.linear_gradient("L").resize(paper.size).point(lambda shade: 110 + shade // 2)
    photo = Image.composite(paper, Image.new("L", paper.size, 30), light).rotate(2, fillcolor=35)
    seen = reader.recognise(photo)
    words = {word.text for line in seen.lines for word in line.words}
    assert len(set(said.split()) - words) <= 2
    assert evened(paper) is None


def test_cells_of_a_recognised_row_are_parted_where_most_of_its_gaps_part_cells() -> None:
    row = [Seen(word, 95.0, left, 0, left + 20 * len(word), 30)
           for word, left in (("Marts", 170), ("97,2", 590), ("%", 680), ("20", 1010), ("timer", 1060))]  # fmt: skip
    (line,) = text_lines(Recognition((SeenLine(tuple(row), 30, 40),), 1654, 1000))
    assert line.text == "Marts\t97,2 %\t20 timer"


@pytest.mark.parametrize(
    ("layer", "worthless"),
    [
        ("Rcf3rat af dr1ftsm0de dcn 14 rnaj. Fj0rds0ft 0plyste at l0nm0du1et var nede i t0 timer om dagen.", True),
        ("Referat af driftsmøde den 14. maj. Sag INC0123 og INC0124: H1N1 nævnes, og systemet var nede.", False),
    ],
)
def test_a_layer_of_figures_among_letters_is_worth_less_than_looking_anew(layer: str, worthless: bool) -> None:
    assert garbled(layer) is worthless


def test_what_can_be_seen_through_is_white_and_deep_shades_keep_their_distance() -> None:
    clear = Image.new("RGBA", (2, 1), (0, 0, 0, 0))
    clear.putpixel((1, 0), (0, 0, 0, 255))
    deep = Image.new("I;16", (3, 1))
    for at, shade in enumerate((0, 2000, 4000)):
        deep.putpixel((at, 0), shade)
    assert _grey(clear).tobytes() == b"\xff\0"
    assert _grey(deep).tobytes() == b"\0\x7f\xff"


LETTER = ("Leverandøren skal levere modul 3 og rette", "fejlen senest den 1. juni 2010. Kommunen",
          "stiller testpersoner til rådighed, og parterne", "mødes hver uge, til driften er godkendt af",
          "styregruppen. Bod regnes fra fristen efter", "kontrakten, og hver part bærer sine udgifter.")  # fmt: skip


def test_a_page_whose_letters_stand_for_others_is_told_from_prose_tables_and_lists() -> None:
    text = "\n".join(LETTER)
    names = " ".join(f"{first}{last}sen Kontanthjælp passiv" for first in ("Ab", "Ek", "Ur") for last in "abcdefghijkl")
    turned = str.maketrans("abcdefghijklmnopqrstuvwxyz", "nopqrstuvwxyzabcdefghijklm")
    greek = "Η σύμβαση λύεται " * 40
    assert ciphered(text.translate(turned)) and not any(map(ciphered, (text, names, greek, "")))
    # A short page is told by its blanks, which stand for another sign too.
    next_sign = {code: code + 1 for code in range(32, 256)}
    short = " ".join(LETTER[:4])
    assert ciphered(short.translate(next_sign)) and not ciphered(short.translate(turned))


def wrongly_lettered(path: Path, lines: Sequence[str], right: Collection[int] = ()) -> Path:
    """A PDF whose font gives its letters as others, but for the lines of these numbers."""
    import pikepdf

    name = pikepdf.Name
    turn = (b"begincmap 1 begincodespacerange <00> <FF> endcodespacerange 2 beginbfrange <61> <6d> <006e> "
            b"<6e> <7a> <0061> endbfrange endcmap")  # fmt: skip
    with pikepdf.new() as document:
        page = document.add_blank_page(page_size=(595, 842))
        good, wrong = (pikepdf.Dictionary(Type=name.Font, Subtype=name.Type1, BaseFont=name.Helvetica,
                                          Encoding=name.WinAnsiEncoding) for _ in range(2))  # fmt: skip
        wrong.ToUnicode = document.make_stream(turn)
        page.obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(G=good, F=wrong))
        page.obj.Contents = document.make_stream(b" ".join(
            b"BT /%b 14 Tf 60 %d Td (%b) Tj ET" % (b"G" if at in right else b"F", 700 - 20 * at, said.encode("cp1252"))
            for at, said in enumerate(lines)
        ))  # fmt: skip
        document.save(path)
    return path


_SHORT = ("Kære Tovholm", "Fristen er senest den 1. juni 2010.", "Kommunen tager forbehold.")


@needs_tesseract
@pytest.mark.parametrize(("lines", "right"), [(LETTER, ()), (_SHORT, ()), (_SHORT + LETTER, range(2, 20))],
                         ids=["a letter", "three lines", "one line of a letter"])  # fmt: skip
def test_a_page_whose_font_gives_its_letters_wrong_is_recognised(
    tmp_path: Path, lines: tuple[str, ...], right: Collection[int]
) -> None:
    reading = pdf.read(wrongly_lettered(tmp_path / "brev.pdf", lines, right))
    assert "senest den 1. juni 2010" in reading.pages[0].text and "OCR" in str(reading.notices[0])


@needs_tesseract
def test_a_page_of_names_and_a_line_of_codes_are_read_as_they_stand(tmp_path: Path) -> None:
    lines = ("Tangby Kommune Borgerservice", "Hvskvpks Grtznskj Plmvstrk", "Jobcenter Nordskov Ydelseskontor")
    reading = pdf.read(wrongly_lettered(tmp_path / "navne.pdf", lines, range(3)))
    assert reading.pages[0].text.split() == " ".join(lines).split() and not reading.notices


@needs_tesseract
@pytest.mark.parametrize("agrees", [True, False])
def test_text_laid_over_a_scan_that_is_not_what_it_shows_is_recognised_anew(tmp_path: Path, agrees: bool) -> None:
    """A layer of another paper would be quoted as the words of this one, and stand nowhere on it."""
    import pikepdf

    name = pikepdf.Name
    picture, said = scans.page(6)
    scans.scanned_pdf(tmp_path / "scan.pdf", picture)
    other = "Indkaldelse til personalefest i kantinen fredag eftermiddag. Husk tilmelding senest onsdag til Lone. " * 6
    words = (said if agrees else other).split()
    lines = [" ".join(words[at : at + 9]) for at in range(0, len(words), 9)]
    with pikepdf.open(tmp_path / "scan.pdf") as document:
        page = document.pages[0]
        page.obj.Resources.Font = pikepdf.Dictionary(F=pikepdf.Dictionary(
            Type=name.Font, Subtype=name.Type1, BaseFont=name.Helvetica, Encoding=name.WinAnsiEncoding,
        ))  # fmt: skip
        page.contents_add(b" ".join(
            b"BT 3 Tr /F 11 Tf 60 %d Td (%b) Tj ET" % (760 - 15 * at, line.replace("(", "").encode("cp1252"))
            for at, line in enumerate(lines)
        ))  # fmt: skip
        document.save(tmp_path / "lag.pdf")
    reading = pdf.read(tmp_path / "lag.pdf")
    told = " ".join(str(notice) for notice in reading.notices)
    assert ("not what they show" in told) is not agrees and ("figures to be compared" in told) is agrees
    assert "senest den 1. oktober 2009" in " ".join(reading.pages[0].text.split())
    assert "personalefest" not in reading.pages[0].text


@needs_tesseract
def test_a_page_of_scribbles_is_turned_about_in_vain_and_an_empty_one_has_no_words() -> None:
    reader = recogniser()
    assert reader is not None
    chance = random.Random(3)
    page = Image.new("L", (900, 700), 255)
    draw = ImageDraw.Draw(page)
    for _ in range(60):
        x, y = chance.randrange(60, 840), chance.randrange(60, 640)
        draw.arc((x - 25, y - 20, x + 25, y + 20), chance.randrange(360), chance.randrange(360), 0, 4)
    assert reader._turned_about(page).confidence < 60
    assert reader.glance(Image.new("L", (300, 60), 255)).lines == ()


def test_a_page_that_takes_too_long_is_given_up_with_the_first_way_of_turning_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks: list[object] = []
    monkeypatch.setattr(Recogniser, "_lines_on", lambda *one: looks.append(one))
    assert Recogniser(tmp_path, ["dan"]).recognise(Image.new("L", (300, 400), 255)).gave_up
    assert len(looks) == 1


def test_a_line_tesseract_knows_no_baseline_of_stands_a_fifth_above_its_foot() -> None:
    class Line:
        def BoundingBox(self, _: int) -> tuple[int, int, int, int]:
            return 0, 10, 50, 30

        def RowAttributes(self) -> dict[str, float]:
            return {"row_height": 0.0}

        def Baseline(self, _: int) -> None:
            return None

    assert _stand(Line()) == (26.0, 20)
