"""What the pages of a dossier cost: ``python -m tests.benchmarks.dossier [ROWS]``. No test.

Three figures, each of processes of their own, the median of three with the least and the most: a dossier with a ledger
of ROWS rows (2,000 unless told) beside a bare WeasyPrint run of the same HTML (goal: at most 1.25 times its processor
seconds); its peak memory by the page (goal: under 1.2 MB at 1,000 pages); and rows a second of a long register beside
one plain table of the same cells (goal: 4 times as many).

Memory by the page is the peak of the whole process divided by its pages, nothing subtracted. What the process held
before a page was set, and bare WeasyPrint setting plain text of as many pages, are printed beside it.
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
from tests.benchmarks.measured import processor, told
from tests.templates import made_up

ROWS = 2_000
#: Rows of the two registers that are held side by side.
FEW = 600
ROUNDS = 3
WORDS = "Leverandøren skal levere systemet senest den første oktober, og kommunen betaler efter godkendt prøve. " * 5


def whole(rows: int, target: Path) -> float:
    """Seconds of the processor for a dossier as krav writes it."""
    data = made_up.dossier(rows).model_dump(mode="json")
    target.with_suffix(".before").write_text(str(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000))
    return processor(lambda: render.pdf(data, target))


def bare(rows: int, target: Path) -> float:
    """Seconds of the processor for the same HTML, given to WeasyPrint and nothing else."""
    page = render.html(made_up.dossier(rows).model_dump(mode="json"))
    return processor(lambda: weasyprint.HTML(string=page, base_url=render.HERE.as_uri() + "/").write_pdf(target))


def plain(pages: int, target: Path) -> float:
    """Seconds of the processor for plain text of as many pages, by WeasyPrint alone."""
    text = "".join(f"<p>{WORDS}</p>" * 5 + "<p style='break-after: page'></p>" for _ in range(pages))
    page = f"<html lang=da><style>{environment('da').globals['style']}</style><body>{text}</body></html>"
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


def _measured(what: str, rows: int) -> tuple[float, ...]:
    """Of a process of its own: seconds of the processor, most memory (MB), pages, and its memory before them (MB)."""
    code = [sys.executable, "-m", "tests.benchmarks.dossier", what, str(rows)]
    said = subprocess.run(code, check=True, stdout=subprocess.PIPE, text=True).stdout.split()
    return tuple(map(float, said))


def main(rows: int) -> None:
    """Print the three."""
    ours = [_measured("whole", rows) for _ in range(ROUNDS)]
    alone = [_measured("bare", rows) for _ in range(ROUNDS)]
    text = [_measured("plain", int(ours[0][2])) for _ in range(ROUNDS)]
    told(f"{ours[0][2]:.0f} pages, seconds", [one[0] for one in ours])
    told("times a bare run of the same HTML", [one[0] / other[0] for one, other in zip(ours, alone, strict=True)])
    told("MB a page, the peak of the process by its pages", [one[1] / one[2] for one in ours])
    told("MB held before a page was set", [one[3] for one in ours])
    told("MB a page of the bare run of the same HTML", [one[1] / one[2] for one in alone])
    told("MB a page of bare WeasyPrint, plain text of as many pages", [one[1] / one[2] for one in text])
    pairs = [(_measured("table", FEW)[0], _measured("lines", FEW)[0]) for _ in range(ROUNDS)]
    told(f"a register of {FEW} rows, rows a second", [FEW / long for _, long in pairs])
    told("times the rows a second of one plain table", [table / long for table, long in pairs])


if __name__ == "__main__":
    if len(sys.argv) > 2:
        with tempfile.TemporaryDirectory() as name:
            made = Path(name) / "a.pdf"
            spent = globals()[sys.argv[1]](int(sys.argv[2]), made)
            most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
            before = made.with_suffix(".before")
            with pikepdf.open(made) as pdf:
                print(spent, most, len(pdf.pages), before.read_text() if before.exists() else 0)
    else:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else ROWS)
