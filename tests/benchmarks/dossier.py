"""What the pages of a dossier cost: ``python -m tests.benchmarks.dossier [ROWS]``. No test.

Three figures, each of a process of its own: a dossier with a ledger of ROWS rows (2,000 unless told) beside a bare
WeasyPrint run of the same HTML (goal: at most 1.25 times its processor seconds); its peak memory by the page (goal:
under 1.2 MB); and rows a second of a long register beside one plain table of the same cells (goal: 4 times as many).
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import Any

import pikepdf
import weasyprint

from templates import listing, render
from templates.pages import environment
from templates.words import Words
from tests.benchmarks.measured import processor
from tests.templates import made_up

ROWS = 2_000
#: Rows of the two registers that are held side by side.
FEW = 600


def whole(rows: int, target: Path) -> float:
    """Seconds of the processor for a dossier as krav writes it."""
    data = made_up.dossier(rows).model_dump(mode="json")
    return processor(lambda: render.pdf(data, target))


def bare(rows: int, target: Path) -> float:
    """Seconds of the processor for the same HTML, given to WeasyPrint and nothing else."""
    page = render.html(made_up.dossier(rows).model_dump(mode="json"))
    return processor(lambda: weasyprint.HTML(string=page, base_url=render.HERE.as_uri() + "/").write_pdf(target))


def _register(body: Callable[[list[Any]], str], target: Path) -> float:
    dossier = made_up.dossier(FEW).model_dump(mode="json")
    style = f"{environment('da').globals['style']} td {{ font: 7pt 'Krav Sans' }}"

    def make() -> None:
        page = f"<html lang=da><head><style>{style}</style></head><body>{body(dossier['losses'])}</body></html>"
        target.write_bytes(render.print_pages(page, 0))

    return processor(make)


def _cells(losses: list[Any]) -> list[tuple[str, ...]]:
    cells = environment("da").filters["ledger_cells"]
    return [cells(line, {}) for loss in losses for line in loss["lines"]]


def table(_: int, target: Path) -> float:
    """Seconds of the processor for a register as one plain table."""

    def set_cells(losses: list[Any]) -> str:
        rows = ("".join(f"<td>{escape(cell)}</td>" for cell in row) for row in _cells(losses))
        return f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"

    return _register(set_cells, target)


def lines(_: int, target: Path) -> float:
    """Seconds of the processor for the same register as krav sets a long one."""
    macros: Any = environment("da").get_template("parts/macros.html.j2").module

    def set_lines(losses: list[Any]) -> str:
        rows = [{"cells": cells} for cells in _cells(losses)]
        columns = listing.ledger_columns(Words("da"))
        return str(macros.listed(listing.sheets(rows, columns, lambda row: row["cells"], lambda _: "")))

    return _register(set_lines, target)


def _measured(what: str, rows: int) -> tuple[float, float, int]:
    """Seconds of the processor, most memory (MB) and pages, of a process of its own."""
    code = [sys.executable, "-m", "tests.benchmarks.dossier", what, str(rows)]
    said = subprocess.run(code, check=True, stdout=subprocess.PIPE, text=True).stdout.split()
    return float(said[0]), float(said[1]), int(said[2])


def main(rows: int) -> None:
    """Print the three."""
    ours, memory, pages = _measured("whole", rows)
    alone, _, _ = _measured("bare", rows)
    print(f"{pages} pages: {ours:.1f} s, {ours / alone:.2f} times a bare run of the same HTML ({alone:.1f} s)")
    print(f"{memory:.0f} MB at most, {memory / pages:.2f} MB a page")
    plain, _, _ = _measured("table", FEW)
    long, _, _ = _measured("lines", FEW)
    print(f"a register of {FEW} rows: {FEW / long:.0f} rows a second, {plain / long:.1f} times one plain table")


if __name__ == "__main__":
    if len(sys.argv) > 2:
        with tempfile.TemporaryDirectory() as name:
            made = Path(name) / "a.pdf"
            spent = globals()[sys.argv[1]](int(sys.argv[2]), made)
            most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
            with pikepdf.open(made) as pdf:
                print(spent, most, len(pdf.pages))
    else:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else ROWS)
