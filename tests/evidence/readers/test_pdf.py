"""PDF: paragraphs, rows, headings and running heads as they stand on the page; damage told in plain words."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest

from evidence.errors import Message
from evidence.model import MarkKind, Outcome
from evidence.readers import CannotRead, PageText, pdf
from evidence.readers.scans import ranges
from evidence.reading import read_file
from tests.evidence import made


def marked(page: PageText, *kinds: MarkKind) -> list[str]:
    return [page.text[mark.start : mark.end] for mark in page.marks if mark.kind in kinds]


def flat(text: str) -> str:
    return " ".join(text.split())


@pytest.fixture(scope="module")
def contract(tmp_path_factory: pytest.TempPathFactory) -> PageText:
    return pdf.read(made.pdf(tmp_path_factory.mktemp("pdf") / "kontrakt.pdf")).pages[0]


def test_a_clause_is_one_block_over_its_lines(contract: PageText) -> None:
    blocks = [flat(text) for text in marked(contract, MarkKind.BLOCK)]
    (clause,) = [text for text in blocks if text.startswith("4.1")]
    assert clause.endswith("der dækker alle funktioner.")
    assert any(text.startswith("4.2") for text in blocks)


def test_headings_are_told_by_size_weight_or_number(contract: PageText) -> None:
    assert marked(contract, MarkKind.HEADING)[:3] == [
        "Kontrakt om levering af FlowJob", "4. Levering", "5. Afhjælpning",
    ]  # fmt: skip


def test_a_row_of_a_table_keeps_its_cells_apart(contract: PageText) -> None:
    rows = marked(contract, MarkKind.ROW)
    assert "Prioritet 1\tinden 30 minutter\tinden 4 timer" in rows
    assert "Prioritet 2\tinden 2 timer\tinden 2 arbejdsdage" in rows


def test_a_ruled_table_is_read_box_by_box(tmp_path: Path) -> None:
    body = """<p>Servicemål:</p><table><tr><th>Mål</th><th>Krav</th></tr>
    <tr><td>Tilgængelighed i hele servicetiden målt over en kalendermåned</td><td>mindst 99,5 % af tiden, jf. pkt.
    10.3 i kontrakten</td></tr><tr><td>Svartid</td><td>3 sekunder</td></tr></table><p>Slut.</p>"""
    style = "table { width: 8cm; border-collapse: collapse } td, th { border: 1px solid black; padding: 1pt }"
    page = pdf.read(made.pdf(tmp_path / "t.pdf", body, style)).pages[0]
    assert marked(page, MarkKind.ROW) == [
        "Mål\tKrav",
        "Tilgængelighed i hele servicetiden målt over en kalendermåned\t"
        "mindst 99,5 % af tiden, jf. pkt. 10.3 i kontrakten",
        "Svartid\t3 sekunder",
    ]
    assert page.text.rstrip().endswith("Slut.")


def test_a_frame_around_text_is_no_table(tmp_path: Path) -> None:
    body = "<div style='border:1px solid black;padding:4pt'><p>Kunden kan hæve, hvis leveringen udebliver.</p></div>"
    assert marked(pdf.read(made.pdf(tmp_path / "r.pdf", body)).pages[0], MarkKind.ROW) == []


def test_running_heads_and_page_numbers_are_furniture(tmp_path: Path) -> None:
    body = "".join(f"<p>Afsnit {number}. Leverandøren skal levere modul {number}.</p>" for number in range(1, 90))
    pages = pdf.read(made.pdf(tmp_path / "lang.pdf", body)).pages
    assert len(pages) >= 3
    for number, page in enumerate(pages, 1):
        assert set(marked(page, MarkKind.FURNITURE)) == {"FlowJob-kontrakten", f"Side {number} af {len(pages)}"}
    assert sum(len(marked(page, MarkKind.BLOCK, MarkKind.HEADING)) for page in pages) == 89


def test_a_contents_page_is_furniture(tmp_path: Path) -> None:
    body = "<h1>Indhold</h1><p>1. Parter ............................ 3</p><p>2. Force majeure ............... 9</p>"
    page = pdf.read(made.pdf(tmp_path / "i.pdf", body)).pages[0]
    assert any("Force majeure" in text for text in marked(page, MarkKind.FURNITURE))


def test_words_parted_at_the_end_of_a_line_can_be_searched(tmp_path: Path) -> None:
    words = "arbejdsmarkedsforvaltningens sagsbehandlingsdokumentation beskæftigelsesindsatsens leverandørforpligtelse "
    body = f"<p>{words * 4}</p>"
    style = "@page { size: 9cm 29cm; margin: 1cm } p { hyphens: auto; font-size: 11pt }"
    for mark in ("\u2010", "-"):
        own = f"{style} p {{ hyphenate-character: '{mark}' }}"
        page = pdf.read(made.pdf(tmp_path / "delt.pdf", body, own)).pages[0]
        for word in words.split():
            assert flat(page.text).count(word) == 4, (mark, word)


def test_a_hyphen_that_belongs_to_the_word_is_kept(tmp_path: Path) -> None:
    body = "<p>Kommunens it-<br>leverandør og drifts-<br>og vedligeholdelsesaftalen med Nørreby-<br>Tårnsø"
    body += " samt leve-<br>ring.</p>"
    text = pdf.read(made.pdf(tmp_path / "a.pdf", body)).pages[0].text
    assert "it-leverandør" in text
    assert "drifts-\nog vedligeholdelsesaftalen" in text
    assert "Nørreby-Tårnsø" in text
    assert "levering." in text


def test_columns_do_not_run_into_one_another(tmp_path: Path) -> None:
    body = (
        "<div style='columns:2;column-gap:1cm'><p>Leverandøren indestår for, at systemet er klar. "
        + "Her følger mere tekst om leverancen. " * 14
        + "</p><p>Kunden betaler prisen. " + "Og her følger mere tekst om betalingen. " * 14 + "</p></div>"
    )  # fmt: skip
    blocks = [flat(text) for text in marked(pdf.read(made.pdf(tmp_path / "sp.pdf", body)).pages[0], MarkKind.BLOCK)]
    assert not any("leverancen" in text and "betalingen" in text for text in blocks)


def test_a_reference_at_the_end_of_a_line_does_not_begin_a_clause(tmp_path: Path) -> None:
    body = "<p>Fristen regnes efter pkt.<br>4.2 i kontrakten og udløber den<br>1. oktober 2009 om morgenen.</p>"
    blocks = marked(pdf.read(made.pdf(tmp_path / "a.pdf", body)).pages[0], MarkKind.BLOCK)
    assert flat(blocks[0]) == "Fristen regnes efter pkt. 4.2 i kontrakten og udløber den 1. oktober 2009 om morgenen."


def test_a_sum_at_the_head_of_a_line_does_not_begin_a_clause(tmp_path: Path) -> None:
    body = "<p>Leverandøren betaler en bod på<br>25.000 kr. pr. uge, dog højst<br>250.000 kr. i alt.</p>"
    blocks = marked(pdf.read(made.pdf(tmp_path / "a.pdf", body)).pages[0], MarkKind.BLOCK)
    assert flat(blocks[0]) == "Leverandøren betaler en bod på 25.000 kr. pr. uge, dog højst 250.000 kr. i alt."


def test_a_footnotes_mark_parts_neither_a_paragraph_nor_is_it_a_figure_of_a_year(tmp_path: Path) -> None:
    said = (
        "Leverandøren garanterer,<sup>1</sup> at systemet er klar senest den 1. oktober 2009<sup>12</sup>. Hver ret, "
        "der koster mere end 25.000<sup>3</sup> kr., og hver m<sup>2</sup> er med i prisen<sup>4</sup> fra den dag."
    )
    read = (
        "Leverandøren garanterer, ¹ at systemet er klar senest den 1. oktober 2009 ¹². Hver ret, "
        "der koster mere end 25.000 ³ kr., og hver m2 er med i prisen ⁴ fra den dag."
    )
    for small in ("font-size:7pt", "font-size:6pt;vertical-align:4pt;line-height:0"):
        body = f"<p>{said.replace('<sup>', f'<sup style={small!r}>')}</p>"
        page = pdf.read(made.pdf(tmp_path / "a.pdf", body)).pages[0]
        assert flat(marked(page, MarkKind.BLOCK)[0]) == read
    # Marks of the usual size push their lines down.
    plain = (
        "Kunden betaler vederlaget efter faktura, når leverancen er godkendt af begge parter, og når driften har været "
        "uden fejl i tre måneder i træk, medmindre andet er aftalt skriftligt mellem parterne i styregruppen. "
    )
    page = pdf.read(made.pdf(tmp_path / "a.pdf", f"<p style='width:9cm'>{said} {plain}</p>")).pages[0]
    assert flat(marked(page, MarkKind.BLOCK)[0]) == f"{read} {plain}".strip()


def test_a_password_is_told_from_damage(tmp_path: Path) -> None:
    with pytest.raises(CannotRead, match="password"):
        pdf.read(made.locked_pdf(tmp_path / "laast.pdf"))
    whole = made.pdf(tmp_path / "hel.pdf").read_bytes()
    (tmp_path / "kort.pdf").write_bytes(whole[:100])
    with pytest.raises(CannotRead, match="cut short"):
        pdf.read(tmp_path / "kort.pdf")


def test_blank_pages_are_named(tmp_path: Path) -> None:
    none = pdf.read(made.empty_page_pdf(tmp_path / "tom.pdf"))
    assert none.outcome is Outcome.EMPTY
    body = "<p>Side med tekst.</p><p style='break-before:page'></p><p style='break-before:page'></p>"
    some = pdf.read(made.pdf(tmp_path / "noget.pdf", body, "@page { size: A4 }"))
    assert some.outcome is Outcome.READ
    assert some.notices == (Message("blank pages: {pages}", {"pages": "2-3"}),)


def test_every_damaged_pdf_has_an_outcome(tmp_path: Path) -> None:
    whole = made.pdf(tmp_path / "hel.pdf").read_bytes()
    luck = random.Random(2010)
    path = tmp_path / "skadet.pdf"
    for attempt in range(60):
        data = bytearray(whole[: luck.randrange(len(whole))] if attempt % 3 == 0 else whole)
        for _ in range(luck.randrange(1, 200)):
            if data:
                data[luck.randrange(len(data))] = luck.randrange(256)
        path.write_bytes(data)
        found = read_file(path, "skadet.pdf")
        assert found.reading.outcome is Outcome.READ or found.reading.reason
        check_marks(found.reading.pages)


def check_marks(pages: tuple[PageText, ...]) -> None:
    for page in pages:
        last = 0
        for mark in page.marks:
            assert last <= mark.start < mark.end <= len(page.text)
            last = mark.start


def test_the_same_file_reads_the_same(tmp_path: Path) -> None:
    path = made.pdf(tmp_path / "a.pdf")
    assert pdf.read(path) == pdf.read(path)


def test_page_numbers_are_said_as_people_say_them() -> None:
    assert ranges([1, 2, 3, 7, 9, 10]) == "1-3, 7, 9-10"


def test_words_outside_the_part_of_a_page_that_is_shown_are_read_and_said_to_be(tmp_path: Path) -> None:
    import pikepdf

    whole = made.pdf(tmp_path / "hel.pdf", "<p>Systemet er nede.</p><p style='margin-top:15cm'>Uden for siden.</p>", "")
    assert pdf.read(whole).notices == ()
    with pikepdf.open(whole) as file:
        file.pages[0].CropBox = pikepdf.Array([0, 500, 600, 842])
        file.pages[0].Rotate = 90
        file.save(tmp_path / "klippet.pdf")
    cut = pdf.read(tmp_path / "klippet.pdf")
    assert "Uden for siden." in cut.pages[0].text
    assert [str(notice) for notice in cut.notices] == [
        "pages with words outside the part that is shown, which were read: 1"
    ]


def test_notes_and_fields_upon_a_page_are_read_after_its_text(tmp_path: Path) -> None:
    import pikepdf

    path = tmp_path / "skema.pdf"
    with pikepdf.new() as document:
        page = document.add_blank_page()
        field = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Widget, FT=pikepdf.Name.Tx, T="svar", V="Nede i går, æøå",
            Rect=[50, 600, 400, 620],
        )  # fmt: skip
        note = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, Contents="Rettes inden maj", Rect=[50, 500, 70, 520],
            T="Ida Krogh", M="D:20100503081500",
        )
        link = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Contents="ikke vist", Rect=[50, 400, 70, 420]
        )
        looks = pikepdf.Dictionary(Ja=document.make_stream(b""), Off=document.make_stream(b""))
        ticked = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Widget, FT=pikepdf.Name.Btn, T="k1",
            TU="Leverancen godkendes", V=pikepdf.Name.Ja, AS=pikepdf.Name.Ja, Rect=[50, 300, 60, 310],
            AP=pikepdf.Dictionary(N=looks),
        )  # fmt: skip
        held = [document.make_indirect(one) for one in (field, ticked, note, link)]
        page.obj.Annots = document.make_indirect(pikepdf.Array(held))
        document.Root.AcroForm = pikepdf.Dictionary(Fields=held[:2])
        document.save(path)
    reading = pdf.read(path)
    (told,) = reading.pages
    assert reading.outcome is Outcome.READ and [one.args for one in reading.notices][-1] == {"pages": "1"}
    assert told.text == "Nede i går, æøå\n[x] Leverancen godkendes\nIda Krogh, 2010-05-03\nRettes inden maj\n"
    (mark,) = [mark for mark in told.marks if mark.kind is MarkKind.NOTE]
    assert (mark.detail["sender"], mark.detail["sent"]) == ("Ida Krogh", "2010-05-03")
    assert marked(told, MarkKind.FURNITURE) == ["Ida Krogh, 2010-05-03"]


def test_a_sentence_goes_on_from_the_foot_of_a_column_to_the_head_of_the_next(tmp_path: Path) -> None:
    clause = "Leverandøren erstatter udgifter til genskabelse af data og vikarer, når systemet har mistet oplysninger."
    made.pdf(
        tmp_path / "a.pdf",
        "<div style='columns:2;column-gap:1cm;column-fill:auto;height:4.5cm;font-size:11pt'>"
        + "<p>Forord.</p>" * 4 + f"<p style='orphans:1;widows:1'>{clause}</p><p>Punkt to er et andet.</p></div>",
    )  # fmt: skip
    (page,) = read_file(tmp_path / "a.pdf", "a.pdf").reading.pages
    blocks = [page.text[m.start : m.end] for m in page.marks if m.kind is MarkKind.BLOCK]
    assert clause in [" ".join(block.split()) for block in blocks]
    assert "Punkt to er et andet." in blocks


def test_the_rows_of_an_invoice_have_their_cells_however_few_gaps_are_narrow(tmp_path: Path) -> None:
    """Most gaps of such a line stand between cells; in a line set to both edges all are as wide, and none does."""
    rows = (("Beskrivelse", "Antal", "Pris", "Beløb"), ("Bistand ved datafejl", "12,50", "950,00", "11.875,00"),
            ("Kørsel", "1", "420,00", "420,00"))  # fmt: skip
    cells = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    style = made.STYLE + "table { width: 100% } td + td { text-align: right } .s { text-align: justify; width: 8cm }"
    prose = "Leverandøren erstatter udgifter til genskabelse af data og vikarer. " * 6
    (page,) = pdf.read(made.pdf(tmp_path / "a.pdf", f"<table>{cells}</table><p class='s'>{prose}</p>", style)).pages
    assert marked(page, MarkKind.ROW) == ["\t".join(row) for row in rows]
    assert flat(prose).strip() in flat(page.text)


def test_a_stamp_that_goes_upwards_has_its_figures_level(tmp_path: Path) -> None:
    stamp = "<p>Vi klager over svartiden.</p><p style='transform: rotate(-90deg); width: 6cm'>MODTAGET 12. MAJ 2010</p>"
    assert "MODTAGET 12. MAJ 2010" in pdf.read(made.pdf(tmp_path / "a.pdf", stamp)).pages[0].text


def test_words_crossed_out_or_marked_to_be_blacked_out_are_told(tmp_path: Path) -> None:
    import pikepdf

    made.pdf(tmp_path / "a.pdf", "<p>Fejlen blev meldt den 5. maj 2012 af Anne Prøve.</p>")
    for kind, says in (("StrikeOut", "crossed out"), ("Redact", "marked to be blacked out"), ("Underline", "")):
        with pikepdf.open(tmp_path / "a.pdf") as document:
            sides = [70, 760, 200, 780]
            document.pages[0].obj.Annots = pikepdf.Array([document.make_indirect(pikepdf.Dictionary(
                Type=pikepdf.Name.Annot, Subtype=pikepdf.Name(f"/{kind}"), Rect=sides,
                QuadPoints=[70, 780, 200, 780, 70, 760, 200, 760],
            ))])  # fmt: skip
            document.save(tmp_path / "b.pdf")
        said = " ".join(str(notice) for notice in pdf.read(tmp_path / "b.pdf").notices)
        assert says in said and bool(said) is bool(says), kind


def test_what_a_stamp_or_a_field_shows_and_nobody_noted_is_read(tmp_path: Path) -> None:
    import pikepdf

    path = made.pdf(tmp_path / "a.pdf", "<p>Vi klager over svartiden.</p>", "@page { size: A4 }")
    with pikepdf.open(path) as document:
        font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)

        def mark(said: str, **further: Any) -> pikepdf.Object:
            looks = document.make_stream(
                f"BT /F1 12 Tf 2 5 Td ({said}) Tj ET".encode("latin-1"), Type=pikepdf.Name.XObject,
                Subtype=pikepdf.Name.Form, BBox=[0, 0, 250, 20],
                Resources=pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font)),
            )  # fmt: skip
            shown = pikepdf.Dictionary(Type=pikepdf.Name.Annot, AP=pikepdf.Dictionary(N=looks), **further)
            return document.make_indirect(shown)

        stamp = mark("MODTAGET 12. MAJ 2010", Subtype=pikepdf.Name.Stamp, Rect=[200, 300, 450, 320], Contents="Journal")
        field = mark("Birthe Kjer", Subtype=pikepdf.Name.Widget, FT=pikepdf.Name.Tx, T="navn", Rect=[50, 200, 300, 220])
        button = mark("Send", Subtype=pikepdf.Name.Widget, FT=pikepdf.Name.Btn, Ff=65536, T="s", Rect=[9, 9, 99, 29])
        document.pages[0].obj.Annots = pikepdf.Array([stamp, field, button])
        document.Root.AcroForm = pikepdf.Dictionary(Fields=[field, button])
        document.save(tmp_path / "b.pdf")
    (page,) = pdf.read(tmp_path / "b.pdf").pages
    assert page.text == "Vi klager over svartiden.\nMODTAGET 12. MAJ 2010\nJournal\nBirthe Kjer\n"
