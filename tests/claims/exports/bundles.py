"""A small case of invented papers to bundle, and a finished bundle read back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2 as pdfium

from claims.build import Workspace, make_case

PAGE = "<p style='page-break-before: always'>"


def small_case(folder: Path, extra: str = "") -> Workspace:
    """An empty case; ``extra`` is added to its case.toml."""
    make_case(folder, ["Nørreby Kommune"], ["Systemhuset A/S"], ["FlowJob"], date(2011, 1, 3))
    file = folder / "case.toml"
    file.write_text(file.read_text(encoding="utf-8") + extra, encoding="utf-8")
    return Workspace(folder)


@dataclass(frozen=True)
class Bound:
    """A bundle as a reader has it."""

    texts: list[str]  # of each page
    labels: list[str]
    bookmarks: list[tuple[int, str, int]]  # level, title, page from 0
    links: list[tuple[int, int | str]]  # page from 0, and the page it leads to or the file


def read_back(path: Path) -> Bound:
    document = pdfium.PdfDocument(path)
    try:
        texts = [page.get_textpage().get_text_range() for page in document]
        labels = [document.get_page_label(index) for index in range(len(document))]
        bookmarks = [(one.level, one.get_title(), one.get_dest().get_index()) for one in document.get_toc()]
    finally:
        document.close()
    with pikepdf.open(path) as pdf:
        assert not pdf.check_pdf_syntax()
        return Bound(texts, labels, bookmarks, list(_links(pdf)))


def _links(pdf: Any) -> Iterator[tuple[int, int | str]]:
    at = {page.obj.objgen: index for index, page in enumerate(pdf.pages)}
    for index, page in enumerate(pdf.pages):
        for link in page.obj.get("/Annots", ()):
            if "/Dest" in link:
                yield index, at[link.Dest[0].objgen]
            elif link.get("/A", {}).get("/S") == "/GoToR":
                yield index, str(link.A.F)
            else:
                raise AssertionError(f"page {index + 1}: a link that leads nowhere: {link.get('/A')}")


def beside_links(path: Path) -> Iterator[tuple[str, str, int]]:
    """The links of a PDF that lead to a page of a file beside it: what they stand on, the file, the page from 0."""
    document = pdfium.PdfDocument(path)
    with pikepdf.open(path) as pdf:
        for index, page in enumerate(pdf.pages):
            text = document[index].get_textpage()
            links: Any = page.obj.get("/Annots", ())
            for link in links:
                if "/A" in link and link.A.S == "/GoToR":
                    left, bottom, right, top = (float(edge) for edge in link.Rect)
                    said = text.get_text_bounded(left=left, bottom=bottom, right=right, top=top)
                    yield " ".join(said.split()), str(link.A.F.UF), int(link.A.D[0])
    document.close()


def printed_number(text: str) -> str:
    """The last number on a page, which is the one stamped on it."""
    return str(re.findall(r"\d+", text)[-1])


def typeset(body: str, foot: str) -> bytes:
    """Sets reading copies in the machine's own fonts: ours take a second to load."""
    from weasyprint import HTML

    style = f"""@page {{ size: A4; margin: 22mm 20mm; @bottom-left {{ content: "{foot}" }} }}
    p, td {{ white-space: pre-wrap; overflow-wrap: anywhere; margin: 0 }}
    table {{ width: 100%; table-layout: fixed }}"""
    data: bytes = HTML(string=f"<html lang=da><style>{style}</style>{body}</html>").write_pdf()
    return data
