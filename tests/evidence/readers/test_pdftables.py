"""Incident logs in PDFs: rows and cells as they stand, whichever lines are drawn, and rows of a log as from a sheet."""

from __future__ import annotations

from pathlib import Path

import pytest

from evidence.model import MarkKind, Page
from evidence.readers import PageText, pdf
from extract.tables.log_table import read_logs
from tests.evidence import made

HEAD = ["Nr.", "Oprettet", "Løst", "Prioritet", "Beskrivelse"]
LONG = "Sagsbehandlerne kan ikke gemme jobplaner for borgere med beskyttet adresse, og skærmen fryser"
STYLE = """@page { size: A4; margin: 2cm } body { font-size: 10pt } tr { break-inside: avoid }
table { border-collapse: collapse; width: 17cm } td, th { padding: 2pt 5pt; text-align: left; vertical-align: top }"""
RULED = "td, th { border: 0.7pt solid }"
LEVEL = "tr { border-bottom: 0.7pt solid }"


def log_rows(count: int) -> list[list[str]]:
    return [
        [f"SD-{at}", f"{at % 28 + 1:02}-05-2010 08:15", f"{at % 28 + 1:02}-05-2010 11:40", str(at % 3 + 1),
         LONG if at % 3 == 0 else "Ingen kan logge på"]
        for at in range(1, count + 1)
    ]  # fmt: skip


def table(rows: list[list[str]], above: str = "") -> str:
    head = f"<thead>{above}<tr>{''.join(f'<th>{cell}</th>' for cell in HEAD)}</tr></thead>"
    return f"<table>{head}{''.join('<tr>' + ''.join(f'<td>{c}</td>' for c in row) + '</tr>' for row in rows)}</table>"


def read(path: Path, body: str, style: str) -> tuple[PageText, ...]:
    return pdf.read(made.pdf(path, f"<p>Her er, hvad der er meldt.</p>{body}<p>Slut.</p>", STYLE + style)).pages


def cells(page: PageText) -> list[list[str]]:
    return [page.text[mark.start : mark.end].split("\t") for mark in page.marks if mark.kind is MarkKind.ROW]


def logged(page: PageText) -> list[str]:
    log = read_logs([Page(document="a" * 64, number=1, text=page.text, marks=page.marks)]).get(1)
    return [log.cell(row, "number") for row in log.rows] if log else []


@pytest.mark.parametrize("lines", [RULED, LEVEL, f"{LEVEL} table {{ border-top: 0.7pt solid }}", ""])
def test_a_log_has_its_rows_and_cells_wherever_its_lines_are_drawn(tmp_path: Path, lines: str) -> None:
    said = log_rows(8)
    (page,) = read(tmp_path / "log.pdf", table(said), lines)
    assert cells(page) == [HEAD, *said]
    assert logged(page) == [row[0] for row in said]


def test_a_log_over_pages_is_read_on_each_by_its_repeated_head(tmp_path: Path) -> None:
    said = log_rows(60)
    pages = read(tmp_path / "log.pdf", table(said), RULED)
    assert len(pages) == 3
    assert [number for page in pages for number in logged(page)] == [row[0] for row in said]


@pytest.mark.parametrize("lines", [RULED, LEVEL, ""])
def test_a_log_goes_on_over_pages_without_its_head_and_with_empty_cells(tmp_path: Path, lines: str) -> None:
    said = [[*row[:2], "" if at % 4 == 0 else row[2], *row[3:]] for at, row in enumerate(log_rows(60))]
    pages = read(tmp_path / "log.pdf", table(said).replace("thead>", "tbody>"), lines)
    logs = read_logs(
        Page(document="a" * 64, number=at, text=page.text, marks=page.marks) for at, page in enumerate(pages, 1)
    )
    assert len(pages) == len(logs) == 3
    rows = [[log.cell(row, name) for name in log.columns] for log in logs.values() for row in log.rows]
    assert [[row[0], row[2]] for row in rows] == [[row[0], row[2]] for row in said]
    assert all(log.shown == logs[1].shown for log in logs.values())  # the order of day and month is told once


@pytest.mark.parametrize("align", ["top", "bottom"])
@pytest.mark.parametrize("style", ["td { padding: 0 5pt }", "td { padding: 2pt 5pt }"])
def test_rows_without_a_line_drawn_are_told_by_their_days_however_cells_are_aligned(
    tmp_path: Path, align: str, style: str
) -> None:
    said = [[*row[:4], LONG if at % 3 == 0 else row[4]] for at, row in enumerate(log_rows(12))]
    (page,) = read(tmp_path / "log.pdf", table(said), f"{style} td {{ vertical-align: {align} }} p {{ margin: 1cm 0 }}")
    assert cells(page) == [HEAD, *said]


def test_dates_beside_prose_and_dates_in_columns_of_prose_make_no_table(tmp_path: Path) -> None:
    items = "".join(f"<p>{at:02}-03-2011 holdt parterne møde nr. {at}. {LONG}.</p>" for at in range(1, 9))
    (page,) = read(tmp_path / "brev.pdf", items, "")
    assert cells(page) == []
    (page,) = read(tmp_path / "avis.pdf", f"<div>{items * 2}</div>", "div { columns: 3; font-size: 8pt }")
    assert all(LONG.split()[0] not in " ".join(row) or len(row) == 1 for row in cells(page))


def test_a_letterhead_in_a_ruled_table_is_furniture_on_every_page(tmp_path: Path) -> None:
    style = f"{RULED} @page {{ margin-top: 3.5cm; @top-left {{ content: element(brevhoved) }} }}"
    style += " .hoved { position: running(brevhoved) }"
    letterhead = "<table class=hoved><tr><td>Nørreby Kommune</td><td>Jobcentret</td></tr></table>"
    clauses = "".join(f"<p>{at}. Leverandøren skal levere modul {at}.</p>" for at in range(90))
    pages = pdf.read(made.pdf(tmp_path / "brev.pdf", letterhead + clauses, STYLE + style)).pages
    assert len(pages) > 1
    assert all(not any("Nørreby" in cell for row in cells(page) for cell in row) for page in pages)


def test_two_tables_with_level_lines_only_stay_apart(tmp_path: Path) -> None:
    one, other = log_rows(4), [[f"X-{row[0]}", *row[1:]] for row in log_rows(3)]
    (page,) = read(tmp_path / "to.pdf", f"{table(one)}<p>{LONG}.</p><p>{LONG}.</p>{table(other)}", LEVEL)
    assert cells(page) == [HEAD, *one, HEAD, *other]


@pytest.mark.parametrize(
    "body",
    [
        f"<p style='border-bottom:1pt solid'>{LONG}. {LONG}.</p>" * 5,
        f"<h2 style='border-bottom:1pt solid'>Bod</h2><p>{LONG}.</p>" * 4,
        "<p style='border-bottom:1pt solid;margin:0'>&nbsp;</p>" * 6,
    ],
)
def test_rules_between_paragraphs_make_no_table(tmp_path: Path, body: str) -> None:
    assert all(not cells(page) for page in read(tmp_path / "streger.pdf", body, ""))


def test_a_row_that_goes_on_over_the_page_is_no_row_of_the_next_page(tmp_path: Path) -> None:
    said = [[*row[:4], LONG] for row in log_rows(60)]
    style = "tr { break-inside: auto } td { padding: 0 5pt } p { margin: 0 0 36pt } body { orphans: 1; widows: 1 }"
    pages = read(tmp_path / "log.pdf", table(said).replace("thead>", "tbody>"), style)
    assert any(not page.text.startswith("SD-") for page in pages[1:3])  # what goes on stands above their first row
    assert [row[0] for page in pages for row in cells(page) if row[0].startswith("SD-")] == [row[0] for row in said]
