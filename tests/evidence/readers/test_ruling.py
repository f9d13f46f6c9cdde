"""Ruled tables of PDFs: rows and cells whichever way the page lies, and the page's text whatever pdfplumber does."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pikepdf
import pytest

from evidence.model import MarkKind
from evidence.readers import PageText, pdf, pdftext, ruling
from evidence.readers.rows import Box, rows_between, stacks
from tests.evidence import made

ROOT = Path(__file__).resolve().parents[3]

RULED = "td, th { border: 0.7pt solid black; padding: 2pt 6pt } table { border-collapse: collapse; width: 12cm }"
STYLE = f"@page {{ size: A4; margin: 2.5cm }} body {{ font-size: 11pt }} {RULED}"
FIX_TIMES = """<h2>5. Afhjælpning</h2><p>Leverandøren afhjælper fejl inden for disse frister:</p>
<table><tr><th>Prioritet</th><th>Påbegyndelse</th><th>Afhjælpning</th></tr>
<tr><td>Prioritet 1</td><td>inden 30 minutter fra Kundens melding til servicedesken</td><td>inden 4 timer</td></tr>
<tr><td>Prioritet 2</td><td>inden 2 timer</td><td>inden 2 arbejdsdage</td></tr></table>
<p>Fristerne regnes i servicetiden.</p>"""
ROWS = [
    "Prioritet\tPåbegyndelse\tAfhjælpning",
    "Prioritet 1\tinden 30 minutter fra Kundens melding til servicedesken\tinden 4 timer",
    "Prioritet 2\tinden 2 timer\tinden 2 arbejdsdage",
]


def marked(page: PageText, kind: MarkKind) -> list[str]:
    return [" ".join(page.text[mark.start : mark.end].replace("\t", "|").split()).replace("|", "\t")
            for mark in page.marks if mark.kind is kind]  # fmt: skip


def rows(page: PageText) -> list[str]:
    return marked(page, MarkKind.ROW)


@pytest.fixture(scope="module")
def straight(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made.pdf(tmp_path_factory.mktemp("ruled") / "lige.pdf", FIX_TIMES, STYLE)


def lay(source: Path, target: Path, turn: int, corner: tuple[int, int], *, rotate: bool = True) -> Path:
    """The page with its content drawn ``turn`` degrees to the left and its MediaBox at ``corner``."""
    with pikepdf.open(source) as opened:
        page = opened.pages[0]
        wide, high = (float(side) for side in page.obj.MediaBox.as_list()[2:])
        matrix = {
            0: (1, 0, 0, 1, 0, 0), 90: (0, 1, -1, 0, high, 0), 180: (-1, 0, 0, -1, wide, high),
            270: (0, -1, 1, 0, 0, wide),
        }[turn]  # fmt: skip
        x, y = corner
        moved = (*matrix[:4], matrix[4] + x, matrix[5] + y)
        page.contents_add(f"q {' '.join(map(str, moved))} cm".encode(), prepend=True)
        page.contents_add(b"Q")
        if turn in (90, 270):
            wide, high = high, wide
        page.obj.MediaBox = pikepdf.Array([x, y, x + wide, y + high])
        if rotate:
            page.obj.Rotate = turn
        opened.save(target)
    return target


def test_rows_and_cells_are_those_of_the_table(straight: Path) -> None:
    page = pdf.read(straight).pages[0]
    assert rows(page) == ROWS
    cells = [cell for row in ROWS for cell in row.split("\t")]
    assert [block for block in marked(page, MarkKind.BLOCK) if block in cells] == cells


@pytest.mark.parametrize("corner", [(0, 0), (120, -300)])
@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_turned_page_with_its_corner_elsewhere_reads_the_same(
    tmp_path: Path, straight: Path, turn: int, corner: tuple[int, int]
) -> None:
    assert pdf.read(lay(straight, tmp_path / "t.pdf", turn, corner)).pages == pdf.read(straight).pages


@pytest.mark.parametrize("turn", [90, 270])
def test_a_table_set_sideways_on_a_page_that_is_not_turned_reads_the_same(
    tmp_path: Path, straight: Path, turn: int
) -> None:
    sideways = lay(straight, tmp_path / "s.pdf", turn, (0, 0), rotate=False)
    assert pdf.read(sideways).pages == pdf.read(straight).pages


def test_a_mediabox_and_rotation_held_by_the_page_tree_count_too(tmp_path: Path, straight: Path) -> None:
    path = lay(straight, tmp_path / "t.pdf", 90, (120, -300))
    with pikepdf.open(path, allow_overwriting_input=True) as opened:
        for key in ("/MediaBox", "/Rotate"):
            opened.Root.Pages[key] = opened.pages[0].obj[key]
            del opened.pages[0].obj[key]
        opened.save(path)
    assert pdf.read(path).pages == pdf.read(straight).pages


def test_a_cropped_page_reads_the_same(tmp_path: Path, straight: Path) -> None:
    with pikepdf.open(straight) as opened:
        opened.pages[0].obj.CropBox = pikepdf.Array([20, 30, 560, 800])
        opened.save(tmp_path / "c.pdf")
    assert rows(pdf.read(tmp_path / "c.pdf").pages[0]) == ROWS


def test_cells_over_several_columns_or_rows_keep_their_row_and_the_others_their_columns(tmp_path: Path) -> None:
    body = """<table><tr><th rowspan=2>Mål</th><th colspan=2>Krav til driften</th></tr>
    <tr><th>I servicetiden</th><th>Uden for</th></tr>
    <tr><td rowspan=2>Svartid</td><td>3 sekunder</td><td>6 sekunder</td></tr>
    <tr><td>95 % af kaldene</td><td>90 % af kaldene</td></tr></table>"""
    assert rows(pdf.read(made.pdf(tmp_path / "s.pdf", body, STYLE)).pages[0]) == [
        "Mål\tKrav til driften", "\tI servicetiden\tUden for", "Svartid\t3 sekunder\t6 sekunder",
        "\t95 % af kaldene\t90 % af kaldene",
    ]  # fmt: skip


def test_frames_around_paragraphs_are_no_tables(tmp_path: Path) -> None:
    one = "<div style='border:{} black;padding:4pt'><p>Kunden kan hæve, hvis leveringen udebliver.</p></div>"
    body = "".join(one.format(edge) for edge in ("1pt solid", "5pt solid", "4pt double", "1pt dotted"))
    page = pdf.read(made.pdf(tmp_path / "r.pdf", body, STYLE)).pages[0]
    assert rows(page) == []
    assert marked(page, MarkKind.BLOCK) == ["Kunden kan hæve, hvis leveringen udebliver."] * 4


def test_a_table_over_two_pages_loses_no_row(tmp_path: Path) -> None:
    said = [f"INC-{number:04}\tUdfald nummer {number}\t{number} minutter" for number in range(1, 80)]
    body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row.split("\t")) + "</tr>" for row in said)
    pages = pdf.read(made.pdf(tmp_path / "l.pdf", f"<table>{body}</table>", STYLE)).pages
    assert len(pages) > 1
    assert [row for page in pages for row in rows(page)] == said


def test_tables_one_after_the_other_and_side_by_side_stay_apart(tmp_path: Path) -> None:
    one = "<table style='width:6cm'><tr><td>Trin {0}</td><td>driftschef</td></tr><tr><td>Trin {1}</td><td>direktør</td>"
    one += "</tr></table>"
    body = f"{one.format(1, 2)}<br>{one.format(3, 4)}"
    below = pdf.read(made.pdf(tmp_path / "u.pdf", body, STYLE)).pages[0]
    assert rows(below) == ["Trin 1\tdriftschef", "Trin 2\tdirektør", "Trin 3\tdriftschef", "Trin 4\tdirektør"]
    beside = f"<div style='display:flex;gap:1cm'>{one.format(1, 2)}{one.format(3, 4)}</div>"
    page = pdf.read(made.pdf(tmp_path / "v.pdf", beside, STYLE)).pages[0]
    assert rows(page) == ["Trin 1\tdriftschef", "Trin 2\tdirektør", "Trin 3\tdriftschef", "Trin 4\tdirektør"]


def test_lines_that_run_through_the_words_make_no_table(tmp_path: Path) -> None:
    lines = "".join(
        f"<div style='position:absolute;left:0;right:0;top:{10 * at}pt;border-top:0.5pt solid'></div>"
        f"<div style='position:absolute;top:0;bottom:0;left:{10 * at}pt;border-left:0.5pt solid'></div>"
        for at in range(12)
    )
    body = f"<div style='position:relative;width:110pt;height:110pt'>{lines}<p>Tilgængelighed i procent</p></div>"
    page = pdf.read(made.pdf(tmp_path / "d.pdf", body, STYLE)).pages[0]
    assert rows(page) == []
    assert "Tilgængelighed i procent" in page.text.replace("\n", " ")


def loaded_by_reading(path: Path) -> bool:
    """Whether reading the file brings pdfplumber in."""
    code = f"import sys, pathlib; from evidence.readers import pdf; pdf.read(pathlib.Path({str(path)!r})); "
    code += "print('pdfplumber' in sys.modules)"
    return subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT
    ).stdout.strip() == "True"  # fmt: skip


def test_pdfplumber_is_fetched_only_for_a_page_with_rules(tmp_path: Path, straight: Path) -> None:
    for odd in ("", "<p style='border: 1pt solid black'>Vigtigt: bod</p>", "<p><u>bod</u></p><p><u>dagbod</u></p>"):
        assert not loaded_by_reading(made.pdf(tmp_path / "uden.pdf", f"<h2>5. Bod</h2>{odd}")), odd
    assert loaded_by_reading(straight)


def _raise(*_: object) -> None:
    raise KeyError("odd")


def _run(*_: object) -> None:
    while True:
        pass


@pytest.mark.parametrize("what", [_raise, _run])
def test_a_page_pdfplumber_fails_on_is_read_all_the_same(
    straight: Path, monkeypatch: pytest.MonkeyPatch, what: Callable[..., None]
) -> None:
    monkeypatch.setattr("pdfplumber.table.TableFinder.get_edges", what)
    monkeypatch.setattr(ruling, "SECONDS", 0.05)
    (page,) = pdf.read(straight).pages
    with_cells = pdf_with_cells(straight, monkeypatch)
    assert page != with_cells
    assert sorted(page.text.split()) == sorted(with_cells.text.split())
    assert signal.getitimer(signal.ITIMER_VIRTUAL) == (0.0, 0.0)
    assert signal.getsignal(signal.SIGVTALRM) is signal.SIG_DFL


def pdf_with_cells(path: Path, monkeypatch: pytest.MonkeyPatch) -> PageText:
    monkeypatch.undo()
    (page,) = pdf.read(path).pages
    assert rows(page) == ROWS
    return page


@pytest.mark.parametrize("limit", ["MOST_A_PAGE", "MOST_A_DOCUMENT", "MOST_CROSSINGS"])
def test_a_page_with_too_much_on_it_is_read_without_its_cells(
    straight: Path, monkeypatch: pytest.MonkeyPatch, limit: str
) -> None:
    monkeypatch.setattr(ruling, limit, 5)
    (page,) = pdf.read(straight).pages
    with_cells = pdf_with_cells(straight, monkeypatch)
    # Where only the crossings are too many, rows can still be told by the level lines.
    assert (page == with_cells) is (limit == "MOST_CROSSINGS")
    assert sorted(page.text.split()) == sorted(with_cells.text.split())


def test_figures_of_narrow_columns_are_not_run_together(tmp_path: Path) -> None:
    style = f"{STYLE} table {{ width: auto }} td {{ padding: 0 1.4pt; font-size: 6pt }}"
    body = "<table><tr><td>Antal</td><td>1</td><td>0</td><td>7</td></tr><tr><td>I alt</td><td>2</td><td>0</td>"
    page = pdf.read(made.pdf(tmp_path / "n.pdf", f"{body}<td>9</td></tr></table>", style)).pages[0]
    assert rows(page) == ["Antal\t1\t0\t7", "I alt\t2\t0\t9"]


def test_a_word_in_a_table_within_a_cell_stands_in_the_smaller_cell() -> None:
    outer, inner = Box(1, 0, 0, 100, 100), Box(2, 10, 10, 50, 50)
    assert ruling.Boxes([outer, inner]).around((20, 20, 30, 30)) is inner
    assert ruling.Boxes([outer, inner]).around((70, 70, 80, 80)) is outer


def test_rules_of_other_widths_are_another_stack_and_between_rules_without_words_there_is_no_row() -> None:
    level = [(left, height, right, height) for left, right in ((0.0, 200.0), (300.0, 400.0))
             for height in (10.0, 30.0, 50.0, 70.0)]  # fmt: skip
    found = stacks(level, [])
    assert sorted((stack.left, stack.right) for stack in found) == [(0, 200), (300, 400)]
    assert rows_between(found[0], [], 0) == []


def test_outside_the_main_thread_no_time_is_measured_and_nothing_is_stopped() -> None:
    def work() -> str:
        with ruling._at_most(0.001):
            return "done"

    with ThreadPoolExecutor(1) as threads:
        assert threads.submit(work).result() == "done"


def test_figures_whose_letters_stand_in_two_cells_are_two_words() -> None:
    letters = pdftext.Letters([0, 5, 20, 25], [0] * 4, [5, 10, 25, 30], [9] * 4)
    boxes = ruling.Boxes([Box(1, -1, -1, 15, 10), Box(1, 15, -1, 40, 10)])
    assert pdftext._parted([[(0, 4)]], letters, [2], boxes) == [[(0, 2), (2, 4)]]
    assert pdftext._parted([[(0, 4)]], letters, [1], boxes) == [[(0, 4)]]
    assert pdftext._encodable("12") and not pdftext._encodable("\ud800")
