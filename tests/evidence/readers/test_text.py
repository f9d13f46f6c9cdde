"""Plain text: the file as it stands, its paragraphs, and the furniture of saved pages but never of letters."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.decode import decode
from evidence.model import MarkKind, Page
from evidence.readers import CannotRead, Reading, calendar, chat, tables
from evidence.readers import text as reader
from evidence.readers.aligned import with_tabs
from evidence.readers.text import marks_of
from evidence.reading import read_file

ARTICLE = """Forside
Nyheder
Job
Log ind

Kommune venter stadig på system

Af Signe Holm, 3. maj 2010

Artikel top billede

Nørreby Kommune har ventet et år på FlowJob. "Vi mangler modul 3," siger it-chef Ole Bang fra Nørreby Kommune.

Læs også: Styrelse dropper stort udbud

Leverandøren Systemhuset oplyser, at modulet er klar til juni.

Mest læste
1. Minister trækker sig
2. Banker ramt af nedbrud: Systemet gik ned i fem timer

Ole Bang siger, at Nørreby Kommune overvejer at kræve erstatning.

Seneste nyt

Politiet efterforsker hackerangreb
En ny model skal sikre hurtigere svar. Den er klar den 1. januar.

Tilmeld dig vores nyhedsbrev

Vi bruger cookies til at forbedre din oplevelse.

© 2010 Avisen. Alle rettigheder forbeholdes
"""


def furniture(text: str) -> str:
    marks, _ = marks_of(text)
    return "\n".join(text[mark.start : mark.end] for mark in marks if mark.kind is MarkKind.FURNITURE)


def test_a_saved_page_keeps_its_story_and_loses_its_furniture() -> None:
    apart = furniture(ARTICLE)
    for line in (
        "Nyheder", "Artikel top billede", "Læs også: Styrelse dropper", "Minister trækker sig", "fem timer",
        "hackerangreb", "hurtigere svar", "nyhedsbrev", "cookies", "©",
    ):  # fmt: skip
        assert line in apart, line
    for line in (
        "Kommune venter stadig", "Af Signe Holm", "Vi mangler modul 3", "klar til juni", "at kræve erstatning",
    ):  # fmt: skip
        assert line not in apart, line


MINUTES = """Referat af styregruppemøde

Deltagere: Ole Bang, Hanne Møller
Afbud: Jens Lund

1. Godkendelse af dagsorden

2. Kommentarer
Hanne Møller oplyste, at modul 3 mangler.

3. Annonce
Jobcentret indrykker annonce efter vikarer.

4. Nyhedsbrev
Systemhuset skriver nyhedsbrev til brugerne. Se også bilag 2.

Events

    Gå-hjem-møde den 3. juni 2010.

Job
Der ansættes to vikarer.

Kontakt
Hanne Møller

Læs også bilag 3, som blev omdelt.
"""

LETTER = """Vedr. FlowJob

Kære Ole

Læs mere om sagen i vores brev af 3. maj 2010.

Kontakt
Hanne Møller, tlf. 00 00 00 00

Seneste
Systemet gik ned i går.

Se også vedlagte bilag.

Del
1: 3 timer
Menu
Søg

Med venlig hilsen
Hanne Møller
"""

NOTE = "Systemet var nede.\n\nLæs også loggen.\n\nVi har talt med leverandøren om det.\n"


@pytest.mark.parametrize("paper", [MINUTES, LETTER, NOTE], ids=["minutes", "letter", "note"])
def test_minutes_and_letters_lose_no_line(paper: str) -> None:
    assert furniture(paper) == ""


def test_the_text_is_the_decoded_file_line_ends_and_all(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("Første linje\r\nanden linje\r\n\r\nNæste afsnit\r".encode("cp1252"))
    page = reader.read(path).pages[0]
    assert page.text == "Første linje\r\nanden linje\r\n\r\nNæste afsnit\r"
    blocks = [page.text[mark.start : mark.end] for mark in page.marks]
    assert blocks == ["Første linje\r\nanden linje", "Næste afsnit"]


def test_list_items_and_unwrapped_lines_are_paragraphs_of_their_own() -> None:
    items = "Der er tre fejl:\n- nedbrud\n- tabte data\n1. oktober er fristen\n\n"
    text = items + "Lang linje uden ende. " * 8 + "\nKort."
    marks, _ = marks_of(text)
    blocks = [text[mark.start : mark.end] for mark in marks]
    assert blocks[:3] == ["Der er tre fejl:", "- nedbrud", "- tabte data"]
    assert blocks[-1] == "Kort."


@pytest.mark.parametrize("day", ["3. januar 2021", "2. påskedag", "d. 9. i samme måned", "4. kvartal"])
def test_a_day_broken_from_the_words_before_it_begins_no_list(day: str) -> None:
    text = f"Vi fik at vide, at den nye udgave af systemet nok ville komme\n{day}, og det tror vi på.\n"
    [mark] = marks_of(text)[0]
    assert text[mark.start : mark.end] == text.strip()


def test_wrapped_lines_stay_together_wherever_they_are_wrapped() -> None:
    words = "Systemet har været meget langsomt i hele maj, og Kunden har mistet data i modul 3 flere gange om ugen "
    for width in (60, 72, 100, 118):
        lines, line = [], ""
        for word in (words * 8).split():
            if len(line) + len(word) >= width:
                lines.append(line.strip())
                line = ""
            line += f"{word} "
        text = "\n".join([*lines, line.strip()])
        assert len(marks_of(text)[0]) == 1, width


def test_a_heading_right_above_its_text_is_none_of_it() -> None:
    text = (
        "Dokumentation væk\nDet største problem har været, at systemet fungerer som dokumentation\n"
        "over for staten, siger jobcenterchefen, som nu vil have pengene tilbage."
    )
    (heading, block) = marks_of(text)[0]
    assert text[heading.start : heading.end] == "Dokumentation væk" and heading.kind is MarkKind.HEADING
    assert block.kind is MarkKind.BLOCK


def test_rows_drawn_with_strokes_keep_their_cells_apart() -> None:
    text = "Mål:\n\n| ID | Krav |\n|----|------|\n| S1 | Svar inden 4 timer |\n\nTilgængelighed | mindst 99,5 %\n"
    marks, _ = marks_of(text)
    rows = [text[mark.start : mark.end] for mark in marks if mark.kind is MarkKind.ROW]
    assert rows == ["| ID | Krav |", "| S1 | Svar inden 4 timer |", "Tilgængelighed | mindst 99,5 %"]
    cells = [text[mark.start : mark.end] for mark in marks if mark.kind is MarkKind.BLOCK]
    assert "Svar inden 4 timer" in cells and "mindst 99,5 %" in cells


def test_rows_parted_by_tabs_are_rows_and_a_tab_after_a_number_parts_nothing() -> None:
    text = "Sagerne:\n1\t3. maj\tNede\n2\t4. maj\tOppe\n\n4.1\tLeverandøren skal levere\nsenest den 1. juni.\n"
    marks, _ = marks_of(text)
    rows = [text[mark.start : mark.end] for mark in marks if mark.kind is MarkKind.ROW]
    assert rows == ["1\t3. maj\tNede", "2\t4. maj\tOppe"]
    assert "4.1\tLeverandøren skal levere\nsenest den 1. juni." in [text[mark.start : mark.end] for mark in marks]


def test_page_numbers_left_between_pages_are_furniture() -> None:
    assert furniture("Vi kræver bod.\n\nSide 3 af 12\n\nSide 3 er vigtig.") == "Side 3 af 12"


def test_headings_are_short_lines_that_end_no_sentence() -> None:
    text = "Dokumentation væk\n\nKommunen har mistet data.\n\n# Overskrift\n\nMed venlig hilsen,\n"
    kinds = {text[mark.start : mark.end]: mark.kind for mark in marks_of(text)[0]}
    assert kinds["Dokumentation væk"] is MarkKind.HEADING
    assert kinds["# Overskrift"] is MarkKind.HEADING
    assert kinds["Kommunen har mistet data."] is MarkKind.BLOCK
    assert kinds["Med venlig hilsen,"] is MarkKind.BLOCK


LINES = st.lists(
    st.one_of(
        st.sampled_from(["Læses lige nu", "Læs også", "    Inde.", "Vi siger det.", "", "- punkt", "Log ind"]),
        st.text(max_size=60),
    ),
    max_size=25,
)  # fmt: skip


@given(LINES, st.sampled_from(["\n", "\r\n", "\r"]))
def test_marks_lie_inside_the_text_in_order_and_cover_every_word(lines: list[str], end: str) -> None:
    text = end.join(lines)
    marks, _ = marks_of(text)
    assert list(marks) == sorted(marks, key=lambda mark: (mark.start, -mark.end, mark.kind))
    covered = [False] * len(text)
    for mark in marks:
        assert 0 <= mark.start < mark.end <= len(text)
        assert text[mark.start : mark.end].strip() == text[mark.start : mark.end]
        if mark.kind not in (MarkKind.FURNITURE, MarkKind.ROW):
            assert not any(covered[mark.start : mark.end]), "blocks do not overlap"
            covered[mark.start : mark.end] = [True] * (mark.end - mark.start)
    for mark in marks:
        covered[mark.start : mark.end] = [True] * (mark.end - mark.start)
    assert all(seen or not character.strip() for seen, character in zip(covered, text, strict=True))


@pytest.mark.parametrize("read", [reader.read, calendar.read, tables.read_csv, chat.read])
def test_bytes_that_are_no_text_are_damage_whatever_they_are_called(
    tmp_path: Path, read: Callable[[Path], Reading]
) -> None:
    (tmp_path / "a").write_bytes(bytes(range(256)))
    with pytest.raises(CannotRead):
        read(tmp_path / "a")


def test_a_file_cut_within_a_letter_is_of_one_encoding_and_shows_that_the_letter_is_lost(tmp_path: Path) -> None:
    path = tmp_path / "log.txt"
    path.write_bytes("Fejlen på Læsø er åben. Sidste ord på Ærø".encode()[:-1])
    reading = reader.read(path)
    assert reading.fields["encoding"] == "utf-8"
    assert reading.pages[0].text.endswith("på Ær\ufffd")
    assert len(reading.notices) == 1


def test_what_colours_a_log_is_no_letter_of_its_words_and_moves_none(tmp_path: Path) -> None:
    path = tmp_path / "drift.log"
    said = "08:15 \x1b[1;31mSystemet\x1b[0m er nede\n\x1b]0;titel\x07Færdig" + "\n08:16 alt er, som det skal være" * 9
    path.write_text(said, encoding="utf-8")
    text = reader.read(path).pages[0].text
    assert "\x1b" not in text and len(text) == len(said)
    for word in ("Systemet", " er nede", "Færdig"):
        assert text.index(word) == said.index(word)
    assert re.search(r"\bSystemet\b", text) and "titel" not in text


def test_figures_shown_in_another_order_than_they_stand_in_are_told(tmp_path: Path) -> None:
    for text, told in (("Beløbet er \u202e000.001\u202c kr.\n", True), ("Gemt \u200e04-05-2010\u200e.\n", False)):
        (tmp_path / "brev.txt").write_text(text, encoding="utf-8")
        reading = read_file(tmp_path / "brev.txt", "brev.txt").reading
        assert any("another order" in str(one) for one in reading.notices) is told


def test_a_list_set_in_columns_has_its_rows_and_cells_and_prose_with_wide_blanks_has_none(tmp_path: Path) -> None:
    rows = [("Sag", "Meldt", "Timer", "Løst", "Tekst"), ("S-1", "04-05-2010 08:15", "  2,5", "", "Login nede på Ærø"),
            ("S-2", "05-05-2010 10:00", " 11,0", "ja", "Kørsel standset"), ("S-3", "", "104,5", "", "Uden dag"),
            ("S-4", "07-05-2010 10:00", "  1,0", "", "Udskrift fejler")]  # fmt: skip
    said = "Driftslog\n\n" + "".join(f"{a:<6}{b:<18}{c:<7}{d:<6}{e}\n" for a, b, c, d, e in rows)
    (tmp_path / "log.txt").write_text(said, encoding="utf-8")
    page = read_file(tmp_path / "log.txt", "log.txt").reading.pages[0]
    assert page.text.replace("\t", " ") == said, "no character moves"
    kept = Page(document="0" * 64, number=1, text=page.text, marks=page.marks)
    assert kept.quote(0, len(said)) == said and kept.quote(22, 40) == said[22:40], "a quote is of the original"
    found = [page.text[mark.start : mark.end].split("\t") for mark in page.marks if mark.kind is MarkKind.ROW]
    bare = [[cell.strip() for cell in row] for row in rows]
    assert [[cell.strip() for cell in row] for row in found] == bare
    letter = ("Vi har  set på  sagen,  og vi har   fundet fejlen.  Den er  rettet.\nMed venlig  hilsen,  og tak  nu.\n"
              "Ole   Kjær\nTovholm  IT  og  Drift\nsom  før\n")  # fmt: skip
    (tmp_path / "brev.txt").write_text(letter, encoding="utf-8")
    assert read_file(tmp_path / "brev.txt", "brev.txt").reading.pages[0].text == letter


def test_a_text_of_another_encoding_that_ends_in_a_capital_a_with_a_tilde_is_not_taken_for_one_cut_short() -> None:
    text = "Løsningen blev afprøvet på prøvemiljøet og virkede ikke. São Paulo: SÃ"
    assert decode(text.encode("cp1252")) == (text, "cp1252")


def test_a_file_put_together_of_two_encodings_says_so(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("Mødet blev aflyst.\n".encode() + "Systemet er nede på øen.\n".encode("cp1252"))
    read = read_file(tmp_path / "a.txt", "a.txt").reading
    assert read.pages[0].text == "Mødet blev aflyst.\nSystemet er nede på øen.\n"
    assert "two encodings by turns" in "; ".join(map(str, read.notices))


def test_a_line_of_a_list_that_runs_over_a_column_stays_whole_and_one_that_ends_early_has_fewer_cells() -> None:
    rows = [f"INC-{n}   3-5-2010   Systemet er nede" for n in range(20)]
    rows[7], rows[9] = "INC-7 lukket uden svar", "INC-9   4-5-2010"
    said = with_tabs("\n".join(rows)).split("\n")
    assert said[0].split() == rows[0].split() and said[0].count("\t") == 2
    assert said[7] == rows[7] and said[9].count("\t") == 1
    wide = "\n".join(f"INC-{n}   3-5-2010   {'nede ' * 90}" for n in range(20))
    assert with_tabs(wide) == wide
