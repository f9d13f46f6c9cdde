"""Where quotes stand: the letters inside the boxes are those of the quote, however the page is laid, turned and cut."""

from __future__ import annotations

import io
import random
import shutil
import statistics
import subprocess
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import pikepdf
import pytest
from PIL import Image, ImageChops, ImageDraw, ImageStat

from evidence.cropping import crop, cutting, whole_page
from evidence.geometry import Box, NoPlace, _of_words, boxes
from evidence.intake import take_in
from evidence.model import Document, DocumentKind, Outcome, Page, Span, Word
from evidence.store import Store
from tests.evidence import made
from tests.evidence.places import folded, inside, spans

pytestmark = pytest.mark.usefixtures("read_here")

ROOT = Path(__file__).resolve().parents[2]
STYLE = """@page { size: A4; margin: 2.2cm; @top-left { content: 'FlowJob-kontrakten' }
 @bottom-right { content: 'Side ' counter(page) ' af ' counter(pages) } }
 body { font-size: 10.5pt } p { hyphens: auto; text-align: justify; margin: 5pt 0 } .spalter { columns: 2 }
 td, th { border: 0.7pt solid black; padding: 2pt 6pt } table { border-collapse: collapse; width: 12cm }"""
PARAGRAPH = """Leverandøren indestår for, at beskæftigelsesforvaltningens sagsbehandlingssystem er klar til drift senest
den 1. oktober 2009, og for at effektmålingerne af arbejdsmarkedsindsatsen kan udføres af it-afdelingen."""
BODY = f"""<h1>Kontrakt</h1><p>{PARAGRAPH * 6}</p><div class=spalter><p>{PARAGRAPH * 5}</p><p>{PARAGRAPH * 4}</p></div>
<table><tr><th>Prioritet</th><th>Påbegyndelse</th><th>Afhjælpning</th></tr>
<tr><td rowspan=2>Prioritet 1</td><td>inden 30 minutter fra Kundens melding til servicedesken</td><td>4 timer</td></tr>
<tr><td>inden 2 timer uden for servicetiden</td><td>8 timer</td></tr></table>
<p style='break-before:page'>{PARAGRAPH * 9}</p>"""


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    folder = tmp_path_factory.mktemp("steder")
    whole = made.pdf(folder / "lige.pdf", BODY, STYLE)
    for turn in (90, 180):
        with pikepdf.open(whole) as opened:
            for page in opened.pages:
                page.Rotate = turn
            opened.save(folder / f"drejet-{turn}.pdf")
    with pikepdf.open(whole) as opened:
        for page in opened.pages:
            page.obj.CropBox = pikepdf.Array([30, 40, 570, 810])
            page.obj.MediaBox = pikepdf.Array([-60, -90, 600, 900])
        opened.save(folder / "beskaaret.pdf")
    with pikepdf.open(whole) as opened:
        note = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, Contents="Rettes inden maj", Rect=[70, 520, 50, 500]
        )
        opened.pages[0].Annots = pikepdf.Array([note])
        opened.save(folder / "note.pdf")
    with Store.create(folder / "sag") as store:
        take_in(store, [*folder.glob("*.pdf"), *sorted((ROOT / "claims/demo/documents").glob("*.pdf"))])
        yield store


def test_a_note_is_where_it_is_set_and_the_words_of_its_page_are_where_they_stand(case: Store) -> None:
    (document,) = (one for one in case.documents() if one.name == "note.pdf")
    page = case.page(document.sha256, 1)
    at = page.text.index("Rettes inden maj")
    (box,) = boxes(case, Span(document=document.sha256, page=1, start=at, end=at + 6))
    assert (box.left, box.bottom, box.right, box.top) == (50, 500, 70, 520)
    quote = Span(document=document.sha256, page=1, start=page.text.index("Kontrakt"), end=at - 40)
    assert folded("Leverandøren indestår") in folded(inside(case.original(document.sha256), boxes(case, quote)))


def test_what_stands_in_the_boxes_of_any_quote_is_the_quote(case: Store) -> None:
    count = 0
    for document, page, span in spans(case, random.Random(1), 2):
        found = inside(case.original(document.sha256), boxes(case, span))
        quote = page.text[span.start : span.end]
        # Lines that stand close may have the middle of a neighbour's letter in their box, never lack one of their own.
        assert folded(quote) in folded(found), (document.name, page.number, quote)
        assert len(folded(found)) <= len(folded(quote)) + 2
        count += 1
    assert count > 40


def test_a_quote_has_a_box_for_each_of_its_lines_from_the_top(case: Store) -> None:
    document = case.document("lige.pdf")
    page = case.page(document.sha256, 1)
    start = page.text.index("Leverandøren indestår")
    found = boxes(case, Span(document=document.sha256, page=1, start=start, end=start + 700))
    assert len(found) >= 6
    assert [box.top for box in found] == sorted((box.top for box in found), reverse=True)
    assert all(one.bottom >= other.bottom + 5 for one, other in pairwise(found))


def test_cells_of_a_ruled_row_have_boxes_of_their_own(case: Store) -> None:
    document = case.document("lige.pdf")
    page = next(page for page in case.pages(document.sha256) if "servicedesken\t4 timer" in page.text)
    start = page.text.index("inden 30 minutter")
    end = page.text.index("4 timer") + len("4 timer")
    found = boxes(case, Span(document=document.sha256, page=page.number, start=start, end=end))
    assert len({round(box.left) for box in found}) == 2


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="poppler is not installed: it is asked as a witness alone")
def test_boxes_are_where_poppler_sees_the_words(case: Store) -> None:
    document = case.document("lige.pdf")
    said = subprocess.run(
        ["pdftotext", "-bbox", str(case.original(document.sha256)), "-"], capture_output=True, timeout=20, check=True
    ).stdout
    space = "{http://www.w3.org/1999/xhtml}"
    overlaps = []
    for number, seen in enumerate(ElementTree.fromstring(said).iter(f"{space}page"), 1):
        page, high = case.page(document.sha256, number), float(seen.attrib["height"])
        theirs = {word.text: word.attrib for word in seen.iter(f"{space}word") if word.text and len(word.text) > 3}
        for word, box in theirs.items():
            if page.text.count(word) == 1:
                start = page.text.index(word)
                (ours,) = boxes(
                    case, Span(document=document.sha256, page=number, start=start, end=start + len(word))
                )
                left, right = float(box["xMin"]), float(box["xMax"])
                bottom, top = high - float(box["yMax"]), high - float(box["yMin"])
                wide = min(ours.right, right) - max(ours.left, left)
                tall = min(ours.top, top) - max(ours.bottom, bottom)
                both = max(wide, 0) * max(tall, 0)
                area = (ours.right - ours.left) * (ours.top - ours.bottom) + (right - left) * (top - bottom)
                overlaps.append(both / (area - both))
    assert len(overlaps) > 8
    assert statistics.median(overlaps) >= 0.95


def test_a_page_that_says_something_else_has_no_place_for_the_quote(tmp_path: Path) -> None:
    with Store.create(tmp_path / "sag") as store:
        take_in(store, [made.pdf(tmp_path / "kontrakt.pdf")])
        (document,) = store.documents()
        text = store.page(document.sha256, 1).text
        with store.transaction() as connection:
            connection.execute("UPDATE pages SET text = replace(text, '1. oktober 2009', '1. oktober 2008')")
        start = text.index("1. oktober 2009")
        quote = Span(document=document.sha256, page=1, start=start, end=start + 15)
        with pytest.raises(NoPlace, match=r"kontrakt\.pdf"):
            boxes(store, quote)
        with pytest.raises(NoPlace, match=r"kontrakt\.pdf"):
            whole_page(store, [quote])


def test_a_quote_a_letter_of_which_no_recognised_word_holds_has_no_place() -> None:
    words = [Word(start=0, end=4, left=10, bottom=10, right=50, top=20, confidence=90)]
    span = Span(document="a", page=1, start=0, end=9)
    assert _of_words(words, "nede 3/5 ", span) == [] != _of_words(words, "nede     ", span)


def marked_pixels(png: bytes) -> int:
    """How much of a picture is as yellow as the marker."""
    blue = Image.open(io.BytesIO(png)).convert("RGB").getchannel("B")
    # Print and paper are grey; only the marker is without its share of blue and bright all the same.
    bright = Image.open(io.BytesIO(png)).convert("RGB").getchannel("R")
    return sum(r > 240 and b < 180 for r, b in zip(bright.tobytes(), blue.tobytes(), strict=True))


def test_a_crop_shows_the_quote_marked_and_the_same_each_time(case: Store) -> None:
    document = case.document("drejet-90.pdf")
    page = case.page(document.sha256, 1)
    start = page.text.index("Leverandøren indestår")
    short = Span(document=document.sha256, page=1, start=start, end=start + 40)
    long = Span(document=document.sha256, page=1, start=start, end=start + 400)
    assert crop(case, short, 75) == crop(case, short, 75)
    assert 0 < 4 * marked_pixels(crop(case, short, 75)) < marked_pixels(crop(case, long, 75))


@pytest.mark.parametrize(("top", "seen"), [(600, False), (778, True)])
def test_words_a_page_is_cut_down_below_have_no_picture_and_words_half_cut_have(
    tmp_path: Path, top: int, seen: bool
) -> None:
    """The text is there though no reader of the file sees it: it ended the printing of the dossier."""
    whole = made.pdf(tmp_path / "lige.pdf", BODY, STYLE)
    with pikepdf.open(whole) as opened:
        opened.pages[0].obj.CropBox = pikepdf.Array([30, 40, 570, top])
        opened.save(tmp_path / "beskaaret.pdf")
    with Store.create(tmp_path / "sag") as store:
        take_in(store, [tmp_path / "beskaaret.pdf"])
        document = store.document("beskaaret.pdf")
        start = store.page(document.sha256, 1).text.index("Kontrakt")
        span = Span(document=document.sha256, page=1, start=start, end=start + 8)
        pictures: list[Callable[[], bytes]] = [
            lambda: crop(store, span), lambda: whole_page(store, (span,)), lambda: cutting(store, (span,)).png,
        ]  # fmt: skip
        for picture in pictures:
            if seen:
                assert marked_pixels(picture()) > 0
            else:
                with pytest.raises(NoPlace, match="outside what the file shows"):
                    picture()


def test_a_cutting_for_print_is_a_small_file_with_the_words_still_marked(case: Store) -> None:
    document = case.document("drejet-90.pdf")
    start = case.page(document.sha256, 1).text.index("Leverandøren indestår")
    span = Span(document=document.sha256, page=1, start=start, end=start + 40)
    cut = cutting(case, (span,))
    assert cut == cutting(case, (span,)) and len(cut.png) * 5 < len(crop(case, span))
    assert marked_pixels(cut.png) > 100 and 0 < cut.height < cut.width < 842


def test_recognised_words_carry_the_boxes_of_their_lines(tmp_path: Path) -> None:
    Image.new("L", (600, 400), 255).save(tmp_path / "scan.png")
    text = "Systemet var nede\nhele dagen"
    words = [
        Word(start=0, end=8, confidence=96, left=50, bottom=300, right=150, top=320),
        Word(start=9, end=12, confidence=96, left=160, bottom=301, right=190, top=318),
        Word(start=13, end=17, confidence=96, left=200, bottom=302, right=240, top=322),
        Word(start=18, end=22, confidence=96, left=50, bottom=270, right=90, top=290),
        Word(start=23, end=28, confidence=96, left=100, bottom=270, right=150, top=288),
    ]
    with Store.create(tmp_path / "sag") as store:
        sha = "a" * 64
        document = Document(
            sha256=sha, name="scan.png", path="scan.png", media="image", size=1, outcome=Outcome.READ,
            kind=DocumentKind.LETTER, pages=1,
        )  # fmt: skip
        store.original(sha).parent.mkdir(parents=True)
        (tmp_path / "scan.png").rename(store.original(sha).with_suffix(".png"))
        with store.transaction():
            store.put_document(document, ".png", [Page(document=sha, number=1, text=text)], {1: words})
        quote = Span(document=sha, page=1, start=9, end=28)
        assert boxes(store, quote) == (
            Box(page=1, left=160, bottom=301, right=240, top=322), Box(page=1, left=50, bottom=270, right=150, top=290)
        )  # fmt: skip
        assert marked_pixels(crop(store, quote)) > 1000


@pytest.mark.parametrize("turned", [90, 180, 270])
def test_a_page_that_lies_on_its_head_or_side_in_the_scan_is_shown_upright(tmp_path: Path, turned: int) -> None:
    """The picture of a quote is the same however the sheet lay in the scanner."""
    upright = Image.new("L", (600, 400), 255)
    places = [(60, 60, 150, 84), (170, 60, 260, 84), (280, 60, 330, 84), (60, 100, 150, 124), (170, 100, 200, 124)]
    for at, place in enumerate(places):
        ImageDraw.Draw(upright).rectangle(place, fill=40 * at)
    wide, high = upright.size
    lies: dict[int, Callable[[int, int, int, int], tuple[int, int, int, int]]] = {
        0: lambda left, top, right, bottom: (left, top, right, bottom),
        90: lambda left, top, right, bottom: (top, wide - right, bottom, wide - left),
        180: lambda left, top, right, bottom: (wide - right, high - bottom, wide - left, high - top),
        270: lambda left, top, right, bottom: (high - bottom, left, high - top, right),
    }
    pictures = []
    with Store.create(tmp_path / "sag") as store:
        for angle in (0, turned):
            sha = f"{angle:064d}"
            document = Document(
                sha256=sha, name="scan.png", path="scan.png", media="image", size=1, outcome=Outcome.READ,
                kind=DocumentKind.LETTER, pages=1,
            )  # fmt: skip
            store.original(sha).parent.mkdir(parents=True, exist_ok=True)
            lying = upright.rotate(angle, expand=True)
            lying.save(store.original(sha).with_suffix(".png"))
            words = [
                Word(start=3 * at, end=3 * at + 2, confidence=96, left=left, bottom=lying.height - bottom, right=right,
                     top=lying.height - top)
                for at, (left, top, right, bottom) in enumerate(lies[angle](*place) for place in places)
            ]  # fmt: skip
            with store.transaction():
                page = Page(document=sha, number=1, text="aa bb cc dd ee")
                store.put_document(document, ".png", [page], {1: words})
            pictures.append(Image.open(io.BytesIO(crop(store, Span(document=sha, page=1, start=3, end=8), 75))))
    assert pictures[0].size == pictures[1].size
    apart = ImageChops.difference(pictures[0].convert("L"), pictures[1].convert("L"))
    assert ImageStat.Stat(apart).mean[0] < 3  # a dot's breadth along the edges
