"""Pages per second of a PDF's text, hashing and storing included, against ``pdftotext -bbox`` and pdfplumber's words.

    python -m tests.benchmarks.pdf_text [FOLDER_WITH_PDFS]

Without a folder, contracts of some 180 pages are made of invented text. Times are seconds of the processor, so other
work on the machine counts little; each is the least of three. pdfplumber reads every tenth page.
"""

from __future__ import annotations

import random
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

ROUNDS = 3
_SENTENCES = (
    "Leverandøren skal levere modul {} klar til drift senest den {}. oktober 2009.",
    "Kunden stiller testpersoner til rådighed for prøven, jf. pkt. {}.{}.",
    "Fejl i kategori {} afhjælpes inden {} timer efter Kundens anmeldelse til servicedesken.",
    "Tilgængeligheden opgøres månedligt ud fra målinger i servicetiden og skal være mindst {},{} procent.",
)
_STYLE = """@page { size: A4; margin: 2.5cm; @bottom-right { content: 'Side ' counter(page) } }
body { font-size: 10.5pt; line-height: 1.35 } p { margin: 6pt 0; text-align: justify; hyphens: auto }
td, th { border: 0.7pt solid; padding: 2pt 6pt } table { border-collapse: collapse } .two { columns: 2 }"""


def contracts(folder: Path) -> None:
    """Three contracts: plain, in two columns, and with a ruled table on some pages."""
    from weasyprint import HTML

    luck = random.Random(2010)

    def paragraph() -> str:
        said = (luck.choice(_SENTENCES).format(luck.randrange(1, 30), luck.randrange(1, 30)) for _ in range(5))
        return f"<p>{' '.join(said)}</p>"

    table = "<table><tr><th>Nr.</th><th>Beskrivelse</th></tr>" + "<tr><td>1</td><td>Nede</td></tr>" * 6 + "</table>"
    for name, sections, opening, closing in (
        ("plain", 130, "", ""), ("columns", 60, "<div class=two>", "</div>"), ("tables", 60, "", table),
    ):  # fmt: skip
        body = "".join(
            f"<h2>{at}. Afsnit</h2>{opening}{paragraph() * 4}{closing if at % 5 == 0 or opening else ''}"
            for at in range(sections)
        )
        HTML(string=f"<html lang=da><style>{_STYLE}</style>{body}</html>").write_pdf(folder / f"{name}.pdf")


def seconds(act: Callable[[], object], who: int = resource.RUSAGE_SELF) -> float:
    """Processor time of an act of this process, or of those it starts."""

    def used() -> float:
        usage = resource.getrusage(who)
        return usage.ru_utime + usage.ru_stime

    least = float("inf")
    for _ in range(ROUNDS):
        before = used()
        act()
        least = min(least, used() - before)
    return least


def ours(files: list[Path]) -> None:
    """Hash, read and store, in one process."""
    from evidence import custody
    from evidence.model import Document, Page
    from evidence.reading import read_file
    from evidence.store import Store

    with tempfile.TemporaryDirectory() as folder, Store.create(Path(folder) / "sag") as store:
        for file in files:
            sha = custody.file_hash(file)
            read = read_file(file, file.name)
            pages = [
                Page(document=sha, number=number, text=page.text, label=page.label, marks=page.marks)
                for number, page in enumerate(read.reading.pages, 1)
            ]
            document = Document(
                sha256=sha, name=file.name, path=file.name, media=read.media, size=file.stat().st_size,
                outcome=read.reading.outcome, pages=len(pages),
            )  # fmt: skip
            with store.transaction():
                store.put_document(document, ".pdf", pages)


def poppler(files: list[Path]) -> None:
    """Words and boxes by pdftotext."""
    for file in files:
        subprocess.run(["pdftotext", "-bbox", str(file), "/dev/null"], check=False, timeout=600, capture_output=True)


def plumber(files: list[Path], every: int) -> None:
    """Words by pdfplumber, of every so many pages."""
    import pdfplumber

    for file in files:
        with pdfplumber.open(file) as opened:
            for page in opened.pages[::every]:
                page.extract_words()
                page.close()


def main() -> None:
    """Print the comparison."""
    import pypdfium2 as pdfium

    with tempfile.TemporaryDirectory() as made:
        folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(made)
        if folder == Path(made):
            contracts(folder)
        files = sorted(folder.glob("*.pdf"))
        pages = sum(len(pdfium.PdfDocument(file)) for file in files)
        own = seconds(lambda: ours(files))
        theirs = seconds(lambda: poppler(files), resource.RUSAGE_CHILDREN)
        words = 10 * seconds(lambda: plumber(files, 10))
    print(f"{pages} pages of {len(files)} files")
    print(f"read, hashed and stored  {pages / own:7.0f} pages/s")
    print(f"pdftotext -bbox          {pages / theirs:7.0f} pages/s   we are {theirs / own:.2f} times as fast")
    print(f"pdfplumber words         {pages / words:7.0f} pages/s   we are {words / own:.1f} times as fast")


if __name__ == "__main__":
    main()
