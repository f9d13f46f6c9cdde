"""Reading copies: any quote of a mail, Word file, web page, text or sheet is found again on paper, letter by letter."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import openpyxl
import pypdfium2
import pytest

from evidence import custody
from evidence.cropping import crop
from evidence.geometry import NoPlace, boxes, place_of
from evidence.intake import take_in
from evidence.model import Mark, MarkKind, Span
from evidence.readingcopy import PURPOSE, Press, _runs, reading_copy
from evidence.store import Store
from templates import reading, typeface
from tests.evidence import made
from tests.evidence.places import folded, inside, spans

pytestmark = pytest.mark.usefixtures("read_here")

ROOT = Path(__file__).resolve().parents[2]


def quick(body: str, _foot: str) -> bytes:
    """Sets a copy in the machine's own fonts: ours take a second to load."""
    from weasyprint import HTML

    style = """@page { size: A4; margin: 22mm 20mm } @page across { size: A4 landscape } .wide { page: across }
    p, td { white-space: pre-wrap; overflow-wrap: anywhere; margin: 0 } table { width: 100%; table-layout: fixed }
    tr { break-inside: avoid } td, th { border: 0.5pt solid } .number { width: 12mm }"""
    data: bytes = HTML(string=f"<html lang=da><style>{style}</style>{body}</html>").write_pdf()
    return data


PRESS = Press(quick, typeface.showable, reading.MARGIN)
LETTER = "Kære Hanne\r\n\r\n"
LETTER += "Systemet går ned – igen – hver dag kl. 8.15, og det er ikke i orden. " * 3 + "\r\n> nej"


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    folder = tmp_path_factory.mktemp("laesekopi")
    made.mail(folder / "mail.eml", "Hej\n\nSystemet er nede, og 12 venter.\n\n> Er det oppe igen?\n> Mvh Jens\n")
    (folder / "brev.txt").write_bytes(LETTER.encode("cp1252"))
    rows = "".join(f'INC-{at};{at % 28 + 1}-05-2010;"Skærm ""{at}"" hænger; igen"\r\n' for at in range(1, 45))
    (folder / "log.csv").write_text(f"Nr.;Oprettet;Beskrivelse\r\n{rows}", encoding="utf-8", newline="")
    (folder / "side.html").write_text(
        "<html lang=da><body><h1>Drift</h1><p>Vi er <b>klar</b> til tiden \U0001f600.</p><table><tr><th>Mål</th>"
        "<th>Krav</th></tr><tr><td>Oppetid</td><td>99,5&nbsp;%</td></tr></table></body></html>", encoding="utf-8"
    )  # fmt: skip
    book = openpyxl.Workbook()
    sheet = book.create_sheet("Hændelser")
    for number in range(25):
        sheet.append([f"SD-{number}", *[f"felt {number}.{at}" for at in range(10)]])
    book.save(folder / "log.xlsx")
    with Store.create(folder / "sag") as store:
        take_in(store, [*folder.glob("*.*"), *(ROOT / "claims/demo/documents").glob("*.docx")])
        yield store


def test_what_stands_in_the_boxes_of_any_quote_is_the_quote(case: Store) -> None:
    count = 0
    for document, page, span in spans(case, random.Random(3), 3):
        place = place_of(case, span, PRESS)
        found = inside(place.path, place.boxes)
        quote = page.text[span.start : span.end]
        if document.media == "csv":
            quote, found = (said.replace('"', "").replace(";", "") for said in (quote, found))
        assert folded(typeface.showable(quote)) in folded(found), (document.name, quote)
        count += 1
    assert count > 20


def test_a_row_of_a_sheet_has_a_box_for_each_cell(case: Store) -> None:
    document = case.document("log.xlsx")
    page = next(page for page in case.pages(document.sha256) if page.label == "Hændelser")
    start = page.text.index("SD-7\t")
    end = page.text.index("\n", start)
    found = boxes(case, Span(document=document.sha256, page=page.number, start=start, end=end), PRESS)
    assert len(found) == 11
    assert [box.left for box in found] == sorted(box.left for box in found)


def test_the_name_of_a_wide_sheet_stands_over_its_table(case: Store) -> None:
    copy = reading_copy(case, case.document("log.xlsx"), PRESS)
    assert copy
    told = [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(copy.path)]
    [first] = [text for text in told if "SD-0\r" in text or "SD-0 " in text]
    assert first.index("Hændelser") < first.index("SD-0")


def test_a_copy_is_made_once_kept_and_verified(case: Store) -> None:
    document = case.document("mail.eml")
    copy = reading_copy(case, document, PRESS)
    assert copy is not None
    assert case.copies(document.sha256)[PURPOSE] == copy.path
    before = copy.path.stat().st_mtime_ns
    assert reading_copy(case, document, PRESS) is not None
    assert copy.path.stat().st_mtime_ns == before
    assert custody.verify(case) == []
    copy.path.chmod(0o644)
    copy.path.write_bytes(copy.path.read_bytes() + b"%")
    assert [str(wrong) for wrong in custody.verify(case) if "mail.eml" in str(wrong)]
    copy.path.unlink()
    assert reading_copy(case, document, PRESS) is not None
    assert custody.verify(case) == []


def test_a_copy_that_lost_a_letter_is_made_anew_or_there_is_no_place(case: Store) -> None:
    document = case.document("brev.txt")
    text = case.page(document.sha256, 1).text
    span = Span(document=document.sha256, page=1, start=text.index("Systemet"), end=text.index("8.15"))
    place_of(case, span, PRESS).path.unlink()
    dropping = Press(lambda body, foot: quick(body.replace("ned", "ne"), foot), typeface.showable, reading.MARGIN)
    with pytest.raises(NoPlace, match=r"brev\.txt"):
        boxes(case, span, dropping)
    assert boxes(case, span, PRESS)


def test_without_a_press_there_is_no_place_in_a_document_without_pages(case: Store) -> None:
    with pytest.raises(NoPlace):
        boxes(case, Span(document=case.document("side.html").sha256, page=1, start=0, end=5))


def test_long_lines_are_set_in_pieces_in_little_time(tmp_path: Path) -> None:
    (tmp_path / "lang.txt").write_text("Systemet er nede og oppe igen. " * 700 + "slut", encoding="utf-8")
    with Store.create(tmp_path / "sag") as store:
        take_in(store, [tmp_path / "lang.txt"])
        (document,) = store.documents()
        text = store.page(document.sha256, 1).text
        (last,) = boxes(store, Span(document=document.sha256, page=1, start=len(text) - 4, end=len(text)), PRESS)
        assert last.page > 3


def test_our_own_press_sets_the_same_bytes_each_time(case: Store) -> None:
    document = case.document("log.csv")
    own = Press(reading.typeset, typeface.showable, reading.MARGIN)
    text = case.page(document.sha256, 1).text
    span = Span(document=document.sha256, page=1, start=text.index("INC-3;"), end=text.index("INC-4;"))
    assert crop(case, span, 75, own) == crop(case, span, 75, own)
    assert reading.typeset("<p>Nede</p>", "a") == reading.typeset("<p>Nede</p>", "a")


def test_each_letter_of_a_document_of_several_pages_stands_on_a_sheet_of_its_own_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = openpyxl.Workbook()
    for name in ("Drift", "Timer"):
        book.create_sheet(name).append([name, "tekst"])
    book.save(tmp_path / "log.xlsx")
    monkeypatch.setattr("evidence.readingcopy._MOST_KNOWN", 0)  # none is remembered
    with Store.create(tmp_path / "sag") as store:
        take_in(store, [tmp_path / "log.xlsx"])
        (document,) = store.documents()
        copy = reading_copy(store, document, PRESS)
        assert copy is not None
        told = list(copy.sheets())
        said = {page.number: page.text for page in store.pages(document.sha256)}
        seen = {number: "".join(said[number][at] for page, at, _ in told if page == number) for number in said}
        assert {number: text.split() for number, text in seen.items()} == {
            number: [text.strip() for text in ["".join(whole.split())]] if whole.strip() else []
            for number, whole in said.items()
        }


def test_a_row_with_a_cell_too_long_for_a_table_is_set_as_lines() -> None:
    text = "a\tb\n" + "x" * 5000 + "\tc\nd\te\n"
    ends = [0, 4, 5007, len(text)]
    rows = [Mark(start=start, end=end, kind=MarkKind.ROW) for start, end in pairwise(ends)]
    assert [mark.start for _, mark in _runs(text, rows)] == [0, 5007]
