"""How fast PDFs are taken in: ``python -m tests.benchmarks.intake [PAGES | FOLDER_WITH_PDFS]``.

What a page costs the processor in the whole intake (copying, hashing, reading, comparing, storing) against pdfium's
bare text, ``pdftotext -bbox`` and the words of pdfplumber on the same invented contracts, or on PDFs of one's own; by
the clock, two readers against one; a second run against the first; memory of a reader.
"""

from __future__ import annotations

import random
import subprocess
import sys
import tempfile
from pathlib import Path

from evidence.intake import take_in
from evidence.store import Store
from tests.benchmarks.measured import peak_of_all, processor, side_by_side
from tests.evidence import made

#: Pages of one document; pdfplumber is given every so many pages, since it is slow, and its speed is even.
_PAGES, _FOR_PDFPLUMBER = 40, 20

_WHO = ("Leverandøren", "Kunden", "Styregruppen", "Projektlederen", "Driftscentret", "Den ansvarlige afdeling")
_DOES = ("skal levere", "afprøver", "godkender", "fejlretter", "dokumenterer", "overdrager", "vedligeholder")
_WHAT = ("de aftalte snitflader", "modulet til sagsbehandling", "driftsrapporten", "de øvrige grænseflader",
         "uddannelsen af superbrugere", "konverteringen af ældre sager", "beredskabsplanen")  # fmt: skip
_WHEN = ("senest ti arbejdsdage efter påkrav", "inden udgangen af kvartalet", "før overtagelsesprøven begynder",
         "efter parternes nærmere aftale", "hver måned og uden særskilt betaling")  # fmt: skip


def _sentence(luck: random.Random, things: list[str]) -> str:
    more = f"{luck.choice(things)}, {luck.choice(things)} og {luck.choice(things)}"
    return f"{luck.choice(_WHO)} {luck.choice(_DOES)} {luck.choice(_WHAT)}, {more}, {luck.choice(_WHEN)}."


def _things(luck: random.Random) -> list[str]:
    """Names of things that no other contract has, so that no two contracts are nearly the same."""
    syllables = ("bor", "dal", "fen", "grå", "hæl", "kår", "lyn", "mas", "nør", "pil", "ret", "sø", "tev", "våg")
    return ["".join(luck.choice(syllables) for _ in range(3)) + "modulet" for _ in range(300)]


def _contract(luck: random.Random, pages: int, columns: int) -> str:
    parts, things = [], _things(luck)
    for number in range(1, pages + 1):
        words = [" ".join(_sentence(luck, things) for _ in range(6)) for _ in range(3)]
        clauses = "".join(f"<h2>{number}.{part} Vilkår</h2><p>{said}</p>" for part, said in enumerate(words, 1))
        table = ""
        if number % 10 == 0:
            rows = "".join(f"<tr><td>Ydelse {row}</td><td>{luck.randint(1, 900)}.000 kr.</td></tr>" for row in range(6))
            table = f"<table border=1>{rows}</table>"
        style = f"break-after: page; columns: {columns}; hyphens: auto; text-align: justify"
        parts.append(f"<section style='{style}'><h1>Bilag {number}</h1>{clauses}{table}</section>")
    return "".join(parts)


def documents(pages: int) -> Path:
    """A folder of invented contracts of so many pages in all, made once and kept among the temporary files.

    Every third is set in two columns; every tenth page has a ruled table.
    """
    folder = Path(tempfile.gettempdir()) / f"krav-contracts-{pages}-pages"
    if not (folder / "whole").exists():
        folder.mkdir(exist_ok=True)
        luck = random.Random(2010)
        for number in range(pages // _PAGES):
            made.pdf(folder / f"kontrakt-{number:02}.pdf", _contract(luck, _PAGES, 2 if number % 3 == 2 else 1))
        (folder / "whole").touch()
    return folder


def _with_pdfium(files: list[Path]) -> None:
    """Each page and its text, without the place of a single word."""
    import pypdfium2 as pdfium

    for file in files:
        with pdfium.PdfDocument(file) as opened:
            for page in opened:
                text = page.get_textpage()
                text.get_text_range()
                text.close()
                page.close()


def _with_pdftotext(files: list[Path]) -> None:
    for file in files:
        subprocess.run(["pdftotext", "-bbox", file, "/dev/null"], check=True)


def _with_pdfplumber(files: list[Path]) -> None:
    import pdfplumber

    for file in files:
        with pdfplumber.open(file) as opened:
            for page in opened.pages[::_FOR_PDFPLUMBER]:
                page.extract_words()
                page.close()


def _taken_in(files: list[Path], jobs: int) -> None:
    with tempfile.TemporaryDirectory() as folder, Store.create(Path(folder) / "sag") as store:
        take_in(store, files, jobs=jobs)


def main() -> None:
    """Print the figures."""
    import pypdfium2 as pdfium

    asked = sys.argv[1] if len(sys.argv) > 1 else "480"
    files = sorted((documents(int(asked)) if asked.isdigit() else Path(asked)).glob("*.pdf"))
    counts = [len(pdfium.PdfDocument(file)) for file in files]
    pages, every = sum(counts), sum(-(-count // _FOR_PDFPLUMBER) for count in counts)
    taken = side_by_side(
        {
            "krav": lambda: _taken_in(files, 1),
            "pdfium": lambda: _with_pdfium(files),
            "pdftotext": lambda: _with_pdftotext(files),
            "pdfplumber": lambda: _with_pdfplumber(files),
        },
        by=processor,
    )
    cost = {name: 1000 * took / pages for name, took in taken.items()}
    cost["pdfplumber"] *= pages / every
    print(f"{pages} pages in {len(files)} documents; milliseconds of the processor a page, median of three:")
    peer, krav = cost["pdftotext"], cost["krav"]
    print(f"  krav, all of it    {krav:7.2f}   {peer / krav:.2f} times as fast as pdftotext (to reach: 1.2), "
          f"{cost['pdfplumber'] / krav:.0f} times as fast as pdfplumber (25)")  # fmt: skip
    print(f"  pdfium's bare text {cost['pdfium']:7.2f}   {peer / cost['pdfium']:.2f} times as fast as pdftotext")
    print(f"  pdftotext -bbox    {peer:7.2f}")
    print(f"  pdfplumber's words {cost['pdfplumber']:7.2f}")
    clock = side_by_side({"one": lambda: _taken_in(files, 1), "two": lambda: _taken_in(files, 2)})
    print(f"  by the clock two readers are {clock['one'] / clock['two']:.2f} times as fast as one (1.7)")
    with tempfile.TemporaryDirectory() as folder, Store.create(Path(folder) / "sag") as store:
        with peak_of_all() as peak:
            first = processor(lambda: take_in(store, files, jobs=1))
        again = processor(lambda: take_in(store, files, jobs=1))
    print(f"  a second run takes {100 * again / first:.2f} per cent of the first (at most 3)")
    print(f"  a reader holds at most {peak.largest:.0f} MB (150)")


if __name__ == "__main__":
    main()
