"""A searchable copy of scanned pages: the pages as they are, with the recognised words laid invisibly over them.

The original is never altered. The copy adds some kilobytes a page to the size of its original; see
docs/decisions/0009-what-is-recognised.md.
"""

from __future__ import annotations

import io
import math
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from evidence.ocr import Recognition, Seen
from evidence.readers.pdfseals import opened_by_qpdf
from evidence.straighten import Affine

#: Originals larger than this get no copy: it would be as large again.
MOST_BYTES = 50_000_000
_FONT = "/KravOcr"
#: The font's letters are all so wide, of 1000; each word is stretched to its box.
_WIDE = 500

#: By page, from 0: what was recognised, and the way from its picture to the page's user space.
Pages = Mapping[int, tuple[Recognition, Affine]]


def searchable_pdf(path: Path, pages: Pages, password: str | None) -> bytes | None:
    """A copy of the PDF with the words of these pages to be found in it; None where it would be too large.

    ``password`` opens a locked one. A copy bears no signature: it is not what was signed.
    """
    if not pages or path.stat().st_size > MOST_BYTES:
        return None
    import pikepdf

    try:
        with opened_by_qpdf(path, password) as document:
            return _copy(document, pages)
    except (pikepdf.PdfError, ValueError):  # pdfium opens damaged files that cannot be written anew
        return None


def _copy(document: Any, pages: Pages) -> bytes:
    for key in ("/AcroForm", "/Perms"):
        if key in document.Root:
            del document.Root[key]
    _lay_over(document, pages)
    written = io.BytesIO()
    document.save(written, deterministic_id=True, encryption=False)
    return written.getvalue()


def _lay_over(document: Any, pages: Pages) -> None:
    import pikepdf

    font = document.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica,
            Encoding=pikepdf.Name.WinAnsiEncoding, FirstChar=32, LastChar=255, Widths=[_WIDE] * 224,
        )
    )  # fmt: skip
    for index, (seen, out) in pages.items():
        page = document.pages[index]
        page.add_resource(font, pikepdf.Name.Font, pikepdf.Name(_FONT))
        words = [_word(word, out) for line in seen.lines for word in line.words]
        # The page's own drawing must not leave the letters turned or coloured.
        page.contents_add(document.make_stream(b"q\n"), prepend=True)
        page.contents_add(document.make_stream(b"\nQ q BT 3 Tr\n" + b"".join(words) + b"ET Q\n"))


def _word(word: Seen, out: Affine) -> bytes:
    text = f"{word.text} ".encode("cp1252", errors="replace")
    x, y = out.point(word.left, word.bottom)
    along = out.point(word.right, word.bottom)
    up = out.point(word.left, word.top)
    length, size = math.dist((x, y), along), max(math.dist((x, y), up), 0.1)
    turn = math.atan2(along[1] - y, along[0] - x)
    cos, sin = math.cos(turn), math.sin(turn)
    stretch = 100 * length / (len(word.text) * size * _WIDE / 1000)
    return (
        f"{_FONT} {size:.2f} Tf {stretch:.1f} Tz {cos:.5f} {sin:.5f} {-sin:.5f} {cos:.5f} {x:.2f} {y:.2f} Tm "
        f"<{text.hex()}> Tj\n"
    ).encode()
