"""What of a PDF is lost, damaged or too much costs itself alone, and what nobody can see in it is told."""

from __future__ import annotations

import zlib
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2 as pdfium
import pytest
from pikepdf import Array, Dictionary, Name, String
from PIL import Image

from evidence.model import Outcome
from evidence.ocr import Recognition, Seen, SeenLine
from evidence.readers import (
    SEALED,
    CannotRead,
    PageText,
    overlay,
    pdf,
    pdfattached,
    pdfeditions,
    pdfmend,
    pdfnotes,
    pdfseals,
)
from evidence.readers.drawn import Shows
from evidence.readers.layout import _Page, _Words
from evidence.readers.notes import Note
from evidence.readers.pdfattached import attached, clipped_to
from evidence.readers.pdftext import Cell, TextLine
from evidence.readers.placing import Placed
from evidence.readers.recognised import with_words
from evidence.readers.scans import Scans, Sorted, oddly_lettered, sound_words, words_of
from evidence.readers.unseen import _doubtful, _on_a_layer
from evidence.straighten import NOWHERE
from tests.evidence.made import changed_pdf, drawn_pdf
from tests.evidence.readers.told import said

NEDE = b"BT /F 11 Tf 60 700 Td (Systemet er nede.) Tj ET"


def stumbles(*_: Any, **__: Any) -> Any:
    raise pdfium.PdfiumError("Failed")


class Broken:
    """A document so damaged that whatever is asked of it raises."""

    raw = None

    def __getattr__(self, name: str) -> Any:
        return stumbles


def with_marks(path: Path, *marks: Any, form: bool = False, **root: Any) -> Path:
    """A page of words with these marks upon it; ``form``: they are fields of a form."""
    drawn_pdf(path, NEDE)
    with pikepdf.open(path, allow_overwriting_input=True) as document:
        held = Array([document.make_indirect(one) if isinstance(one, Dictionary) else one for one in marks])
        document.pages[0].obj.Annots = held
        if form:
            document.Root.AcroForm = Dictionary(Fields=held)
        for key, value in root.items():
            document.Root[f"/{key}"] = value
        document.save(path)
    return path


def mark(kind: str, **more: Any) -> Dictionary:
    return Dictionary(Type=Name.Annot, Subtype=Name(kind), Rect=[10, 10, 90, 30], **more)


def test_a_mark_that_is_none_is_passed_over_and_the_next_is_read(tmp_path: Path) -> None:
    path = with_marks(tmp_path / "a.pdf", Name.Ingenting, mark("/Text", Contents=String("Aldrig lovet.")))
    assert pdf.read(path).pages[0].text.endswith("Aldrig lovet.\n")


def test_a_field_without_a_form_says_what_it_holds_and_a_box_that_is_not_ticked_nothing(tmp_path: Path) -> None:
    alone = mark("/Widget", FT=Name.Tx, T=String("navn"), V=String("Udfyldt"))
    assert pdf.read(with_marks(tmp_path / "a.pdf", alone)).pages[0].text.endswith("Udfyldt\n")
    box = mark("/Widget", FT=Name.Btn, T=String("godkendt"), AS=Name.Off, V=Name.Off)
    assert pdf.read(with_marks(tmp_path / "b.pdf", box, form=True)).pages[0].text == "Systemet er nede.\n"


def test_notes_that_repeat_the_words_below_them_are_none_and_more_than_are_read_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    over = mark("/Highlight", Contents=String("Systemet er nede."), QuadPoints=Array([0] * 8))
    assert pdf.read(with_marks(tmp_path / "a.pdf", over)).pages[0].text == "Systemet er nede.\n"
    assert not pdfnotes._repeats(Note(words="ja"), "ja")  # too short to tell
    monkeypatch.setattr(pdf, "MOST_NOTES", 1)
    monkeypatch.setattr(pdfnotes, "MOST_NOTES", 1)
    notes = [mark("/Text", Contents=String(words)) for words in ("Aldrig lovet.", "Jo.")]
    reading = pdf.read(with_marks(tmp_path / "b.pdf", *notes))
    assert "of which only these were read: 1" in said(reading) and "Jo." not in reading.pages[0].text


def test_a_stamp_that_looks_like_nothing_or_cannot_be_drawn_has_no_words(tmp_path: Path) -> None:
    path = with_marks(tmp_path / "a.pdf", mark("/Stamp"), mark("/Stamp", AP=Dictionary(N=Dictionary())))
    with pdfium.PdfDocument(path) as document:
        page, drawn = document[0], pdfnotes._Drawn(document, 0)
        bare, shown = (pdfium.raw.FPDFPage_GetAnnot(page.raw, at) for at in (0, 1))
        assert drawn.words_in(bare, (0, 0, 9, 9)) == drawn.words_in(shown, None) == ""
        drawn.__dict__["_text"] = Broken()
        assert drawn.words_in(shown, (0, 0, 9, 9)) == ""


def test_of_more_files_on_paper_clips_than_are_taken_the_rest_are_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = with_marks(tmp_path / "a.pdf", *[mark("/FileAttachment") for _ in range(2)], Name.Ingenting)
    with pdfium.PdfDocument(path) as document:
        one, other = clipped_to(document, document[0], 1)  # nothing hangs on either
        assert one.outcome is other.outcome is Outcome.UNREADABLE
        monkeypatch.setattr(pdfattached, "MOST_ATTACHED", 1)
        _, rest = clipped_to(document, document[0], 1)
    assert rest.name == "…" and rest.outcome is Outcome.UNREADABLE
    assert list(attached(Broken())) == []


def test_an_earlier_edition_that_is_none_cannot_be_read_or_had_more_pages_tells_nothing_false(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = changed_pdf(tmp_path / "a.pdf", NEDE, NEDE.replace(b"nede", b"oppe"))
    with pdfium.PdfDocument(path) as document:
        assert pdfeditions.changed(path, document) == [1]
        assert pdfeditions._gone(b"%PDF-1.4 %%EOF", document, None) == []
        assert not pdfeditions._words(document, 7)
        with monkeypatch.context() as patch:
            patch.setattr(pdfeditions, "_words", stumbles)
            assert pdfeditions.changed(path, document) == []
        monkeypatch.setattr(pdfeditions, "_MOST_BYTES", 1)
        assert pdfeditions.changed(path, document) == []


def test_a_signature_or_a_lock_that_cannot_be_looked_into_is_told_as_far_as_it_goes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.4 og intet mere")
    monkeypatch.setattr(pdfium.raw, "FPDF_GetSignatureCount", lambda _: 2)
    assert pdfseals.signed(Broken(), tmp_path / "a.pdf", None) == {"signed": "2"}
    assert pdfseals.unlocked(tmp_path / "a.pdf", "bruger") == {}


def test_what_keeps_a_pdf_from_being_opened_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = drawn_pdf(tmp_path / "a.pdf", NEDE)
    assert pdf._why(path, "Unsupported security scheme") is SEALED
    assert pdf._why(path, "Success") is pdf._BROKEN
    path.write_bytes(path.read_bytes().replace(b"trailer", b"%/Encrypt\ntrailer"))
    assert pdf._why(path, "Success") is pdf._PASSWORD
    with monkeypatch.context() as patch:
        patch.setattr(pdf, "_opened", lambda *_: (pdfium.PdfDocument.new(), None))
        with pytest.raises(CannotRead, match="no page"):
            pdf.read(path)
    monkeypatch.setattr(pdf, "MOST_PAGES", 0)
    with pytest.raises(CannotRead, match="claims to have 1 page"):
        pdf.read(drawn_pdf(tmp_path / "b.pdf", NEDE))


def test_labels_and_properties_that_are_damaged_are_none_and_who_wrote_it_is_told(tmp_path: Path) -> None:
    assert pdf._label(Broken(), 0) == "" and pdf._properties(Broken()) == ({}, "")
    path = drawn_pdf(tmp_path / "a.pdf", NEDE)
    with pikepdf.open(path, allow_overwriting_input=True) as document:
        document.docinfo["/Author"] = String("Ole Bang")
        document.save(path)
    assert pdf.read(path).fields["author"] == "Ole Bang"


def test_a_copy_of_pages_that_are_gone_is_none_and_parts_packed_without_a_list_are_passed_over(tmp_path: Path) -> None:
    bare = BytesIO()
    pikepdf.new().save(bare)
    assert pdfmend._saved(bare.getvalue(), tmp_path / "b.pdf") is None
    held = zlib.compress(b"7 0 <</Type/Page>>")
    assert list(pdfmend._unpacked(b"3 0 obj<</Type/ObjStm/N 1>>stream\n" + held)) == []
    assert list(pdfmend._unpacked(b"3 0 obj<</Type/ObjStm/N 1/First 4>>stream\n" + held)) != []


def test_a_searchable_copy_promises_no_form_any_more(tmp_path: Path) -> None:
    path = with_marks(tmp_path / "a.pdf", form=True)
    with pikepdf.open(path) as document:
        written = overlay._copy(document, {})
    with pikepdf.open(BytesIO(written)) as copy:
        assert "/AcroForm" not in copy.Root


def test_figures_set_apart_stay_as_they_stand_and_letters_set_apart_are_words(tmp_path: Path) -> None:
    apart = [" ".join(one) for one in ("1234567890123456", "Referatafmodet")]
    for words in apart:
        page = drawn_pdf(tmp_path / "a.pdf", f"BT /F 11 Tf 60 700 Td ({words}) Tj ET".encode())
        text = pdf.read(page).pages[0].text
        assert (text == f"{words}\n") is words[0].isdigit()


def test_a_mark_of_a_program_around_words_is_no_layer_and_a_letter_that_is_none_is_not_doubted(tmp_path: Path) -> None:
    content = b"/Span <</ActualText (nede)>> BDC " + NEDE + b" EMC"
    with pdfium.PdfDocument(drawn_pdf(tmp_path / "a.pdf", content)) as document:
        text = document[0].get_textpage()
        assert list(_doubtful(text, [0, 10_000])) == []
        assert not _on_a_layer(pdfium.raw.FPDFText_GetTextObject(text.raw, 0))


def test_a_hyphen_taken_out_stands_in_no_box() -> None:
    placed = Placed([(0, 1, (10, 10, 14, 20)), (1, 1, (0, 0, 0, 0)), (2, 1, (14, 10, 18, 20))])
    assert placed.lines(0, 3) == {1: (10, 10, 18, 20)}


# Pages that are recognised.


def seen(*lines: str, confidence: float = 90, gave_up: bool = False) -> Recognition:
    """A page on which these lines were recognised."""
    return Recognition(
        tuple(
            SeenLine(
                tuple(Seen(word, confidence, 50 * at, 20 * row, 50 * at + 40, 20 * row + 15)
                      for at, word in enumerate(line.split())), 20 * row + 15, 15,
            )
            for row, line in enumerate(lines)
        ), 600, 800, NOWHERE, gave_up,
    )  # fmt: skip


class Reads:
    """A recogniser that reads this on every page."""

    def __init__(self, found: Recognition) -> None:
        self._found = found

    def recognise(self, _: Image.Image) -> Recognition:
        return self._found


def dark() -> Image.Image:
    made = Image.new("L", (600, 800), 255)
    made.paste(0, (100, 100, 500, 300))
    return made


def test_what_comes_of_recognising_a_page_is_noted() -> None:
    by = Sorted()
    results = (seen(gave_up=True), seen("ab", confidence=5), seen("Nede igen", confidence=55), seen("Nede igen"))
    for number, found in enumerate(results, 1):
        by.recognised_on(number, dark(), Reads(found))  # type: ignore[arg-type]  # it recognises as one does
    assert (by.gave_up, by.without, by.recognised, by.weak) == ([1], [2], [3, 4], [3])
    by.make_no_words(3)
    assert (by.senseless, by.recognised, by.weak) == ([3], [4], [])
    nothing = Sorted(without=[1])
    assert nothing.outcome()[0] is Outcome.UNREADABLE


def layer(text: str) -> list[TextLine]:
    cell = Cell(text, 50, 300, None, 0, len(text) - 1)
    return [TextLine((cell,), text, 50, 300, 700, 712, 12, False, 842, 595)]


def test_a_layer_of_rubbish_is_recognised_anew_and_what_makes_no_words_either_way_is_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("evidence.readers.scans._picture", lambda *_: (dark(), NOWHERE))
    monkeypatch.setattr("evidence.readers.scans.garbled", lambda text: "qq" in text)
    monkeypatch.setattr("evidence.readers.scans.ciphered", lambda text: "zz" in text)
    scans = Scans(None, Reads(seen("Systemet er nede igen i dag")))  # type: ignore[arg-type]  # it recognises as one does
    scan = Shows(nothing=False, scan=True, hidden=True)
    assert scans.lines(0, layer("qq qqq qqqq qq " * 90), scan)[0].text == "Systemet er nede igen i dag"
    alone = layer("zz zzz zzzz " * 9)
    again = Scans(None, Reads(seen("zz zzz zzzz zz")))  # type: ignore[arg-type]  # it recognises as one does
    assert again.lines(0, alone, Shows(nothing=False)) is alone
    assert again.sorted.senseless == [1] and not again.seen
    untold = Scans(None, None)
    assert untold.lines(0, layer("Systemet er nede " * 90), scan)[0].text.startswith("Systemet")
    assert untold.sorted.foreign == [1]  # nobody can look whether it is what the page shows


def test_a_word_joined_over_a_line_end_stands_where_both_its_halves_were_seen() -> None:
    page = with_words(PageText(text="sagsbehandlingen er nede"), seen("sagsbe-", "handlingen er nede"), NOWHERE)
    assert [page.text[word.start : word.end] for word in page.words] == ["sagsbe", "handlingen", "er", "nede"]


def test_a_word_parted_at_a_line_end_is_joined_as_the_document_writes_it_elsewhere() -> None:
    page = _Page([], set(), _Words(layer("Her er edbsystemet nede")), 12, 14)
    assert page._joined("Det nye edb-", "systemet virker") == "Det nye edbsystemet\nvirker"
    assert page._joined("tidsplanen i bi\u2010", "lag 3. Milepæle er") == "tidsplanen i bilag 3.\nMilepæle er"


def test_a_line_of_few_vowels_is_worth_a_look_unless_its_words_are_known_from_lines_that_read_well() -> None:
    long, turned = layer("Driftscentret fejlretter beredskabsplanen"), layer("Gsjgutdfousfu gfkmsfuufs cfsfetlbctqmbo")
    assert oddly_lettered(words_of(long)) == long and oddly_lettered(words_of(turned)) == turned
    said = "Det er Driftscentret, der fejlretter, og Kunden skal have besked om det i tide"
    known = sound_words(words_of(layer(said)))
    assert {"driftscentret", "fejlretter", "kunden"} <= known
    assert oddly_lettered(words_of(long), known) == [] and oddly_lettered(words_of(turned), known) == turned
    by_chance = sound_words(words_of(layer("Gsjgutdfousfu i gfkmsfuufs cfsfetlbctqmbo")))
    assert not by_chance  # one small word among letters that are no words tells nothing
