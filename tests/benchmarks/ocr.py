"""How well and how fast scanned pages are recognised: ``python -m tests.benchmarks.ocr``, beside the tesseract command.

Seconds are of work, not of the clock, so that a busy machine does not tell; the command's include loading its data.
"""

from __future__ import annotations

import io
import os
import random
import resource
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from PIL import Image, ImageDraw

from evidence.ocr import recogniser
from tests.evidence import scans


def _stamped(page: Image.Image) -> Image.Image:
    """A stamp over the text and a scribble through it."""
    page = page.copy()
    draw = ImageDraw.Draw(page)
    draw.ellipse((1500, 500, 2100, 800), outline=90, width=12)
    draw.text((1600, 600), "MODTAGET 17 MAJ", 90, font_size=50)
    luck = random.Random(7)
    points = [(300 + 20 * step, 900 + luck.randint(-60, 60)) for step in range(80)]
    draw.line(points, fill=60, width=6)
    return page


def _fax(page: Image.Image) -> Image.Image:
    return page.resize((1728, 1143)).convert("1").convert("L").resize(page.size, Image.Resampling.BICUBIC)


def _squeezed(page: Image.Image) -> Image.Image:
    written = io.BytesIO()
    page.save(written, "JPEG", quality=12)
    return Image.open(written).convert("L")


def pages() -> Iterator[tuple[str, Image.Image, str]]:
    """What is tried: its name, the page, and what stands on it."""
    page, truth = scans.page()
    yield "clean", page, truth
    yield "1 degree, grain", scans.worn(page, lean=1.0, grain=18), truth
    yield "3 degrees, grain", scans.worn(page, lean=3.0, grain=35), truth
    yield "-6 degrees", scans.worn(page, lean=-6.0, grain=18), truth
    yield "upside down", scans.worn(page, lean=1.0, grain=10).transpose(Image.Transpose.ROTATE_180), truth
    yield "on its side", scans.worn(page, lean=1.0, grain=10).transpose(Image.Transpose.ROTATE_90), truth
    columns, said = scans.page(columns=2)
    yield "two columns", columns, said
    yield "stamp, scribble", _stamped(page), truth
    yield "fax", _fax(page), truth
    yield "JPEG 12", _squeezed(page), truth
    yield "grey paper", page.point(lambda shade: round(60 + shade * 0.5)), truth


def _command(page: Image.Image) -> tuple[str, float]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "page.png"
        page.save(path, dpi=(300, 300))
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        said = subprocess.run(
            ["tesseract", path, "-", "-l", "dan+eng"], capture_output=True, text=True, check=True,
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
        ).stdout  # fmt: skip
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return said, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    """Print the table."""
    by = recogniser()
    if by is None:
        print("Tesseract's Danish data are not installed.")
        return
    by.recognise(next(pages())[1])
    head = f"{'page':18}{'wrong %':>9}{'numbers':>9}{'sure':>7}{'s':>7}"
    print(f"{head}   {'tesseract: wrong %':>18}{'numbers':>9}{'s':>7}")
    ours = theirs = 0.0
    for name, page, truth in pages():
        start = time.process_time()
        seen = by.recognise(page)
        spent = time.process_time() - start
        said = " ".join(word.text for line in seen.lines for word in line.words)
        other, taken = _command(page)
        ours, theirs = ours + spent, theirs + taken
        print(
            f"{name:18}{100 * scans.wrong(truth, said):9.2f}{scans.numbers_kept(truth, said):9.2f}"
            f"{seen.confidence:7.1f}{spent:7.2f}   {100 * scans.wrong(truth, other):18.2f}"
            f"{scans.numbers_kept(truth, other):9.2f}{taken:7.2f}"
        )
    print(f"time beside the tesseract command: {ours / theirs:.2f}")


if __name__ == "__main__":
    main()
