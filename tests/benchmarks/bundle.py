"""What a bundle of 300 exhibits and 3,000 pages costs beside qpdf: ``python -m tests.benchmarks.bundle``. No test.

Processor seconds and peak memory of ``krav export --as bundle``, covers, contents, the search of every page for
personal data and the pages drawn anew with it, and of qpdf merely merging the same files. One document in ten holds a
CPR number. Each is run three times in turn; what is printed is the median, with the least and the most. Goal: at most
twice qpdf's time, and less than 1.5 GB.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pikepdf

from claims.build import Workspace, make_case
from tests.benchmarks.measured import told
from tests.evidence import made

EXHIBITS, PAGES, ROUNDS = 300, 10, 3
WORDS = """
leverandøren skal levere systemet senest den første oktober og kommunen betaler efter godkendt overtagelsesprøve
mens registreringer i jobcentret drøftes på møder om drift vejledning fejl frister og bilag til kontrakten
"""


def papers(folder: Path) -> list[Path]:
    """PDFs of ten pages of prose, no two the same."""
    luck = random.Random(300)
    prose = "".join(f"<p>{' '.join(luck.choices(WORDS.split(), k=95))}.</p>" for _ in range(6 * PAGES))
    whole = made.pdf(folder / "hele.pdf", prose)
    said = made.pdf(folder / "borger.pdf", "<p>Sagen om 010170-1234 er ikke løst.</p>")
    paths = []
    with pikepdf.open(whole) as pdf, pikepdf.open(said) as other:
        del pdf.pages[PAGES:]
        for number in range(EXHIBITS):
            paths.append(folder / f"{number:03}.pdf")
            pdf.docinfo["/Title"] = f"Bilag {number}"
            kept = pdf.pages[3].obj
            if number % 10 == 0:
                pdf.pages[3] = other.pages[0]
            pdf.save(paths[-1])
            if number % 10 == 0:
                pdf.pages[3] = pikepdf.Page(kept)
    whole.unlink()
    said.unlink()
    return paths


def cost(command: Sequence[object]) -> tuple[float, float]:
    """Processor seconds and the most memory (MB) of a command."""
    process = subprocess.Popen([str(part) for part in command], stdout=subprocess.DEVNULL)
    _, code, used = os.wait4(process.pid, 0)
    if code not in (0, 768):  # qpdf's 3: done, with warnings
        raise RuntimeError(f"{command[0]} failed: {code}")
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1000


def main() -> None:
    """Print both, and their ratio."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        paths = papers(folder)
        make_case(folder / "sag", ["Nørreby Kommune"], ["Systemhuset A/S"], ["FlowJob"], date(2012, 1, 1))
        work = Workspace(folder / "sag")
        work.add(paths)
        work.store.close()
        rounds = [_round(folder, paths) for _ in range(ROUNDS)]
    told("qpdf, merging the same files, s", [merged for merged, _, _ in rounds])
    told(f"krav export --as bundle, {EXHIBITS} files of {PAGES} pages, s", [bound for _, bound, _ in rounds])
    told("times qpdf", [bound / merged for merged, bound, _ in rounds])
    told("MB at most", [most for _, _, most in rounds])


def _round(folder: Path, paths: Sequence[Path]) -> tuple[float, float, float]:
    """Seconds of qpdf and of krav, and the most memory of krav."""
    merged, _ = cost(["qpdf", "--empty", "--pages", *paths, "--", folder / "qpdf.pdf"])
    bound, most = cost([sys.executable, "-m", "claims.cli", "-C", folder / "sag", "export", "--as", "bundle"])
    return merged, bound, most


if __name__ == "__main__":
    main()
