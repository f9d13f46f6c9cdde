"""Papers with CPR numbers planted in every place a paper has, and everything that can be got out of a file again."""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Iterator
from datetime import date, timedelta
from importlib import resources
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pikepdf
import pypdfium2 as pdfium

from tests.evidence import made, scans

NAME = "Birthe Testrup"
#: Looks like a CPR number, and is the number of an order.
ALLOWED = "1205121000"


class Numbers:
    """CPR numbers one after the other, each given out once; all of them are kept in ``planted``."""

    def __init__(self) -> None:
        self._luck = random.Random(1968)
        self.planted: list[str] = []

    def next(self, form: str = "{}-{}", *, born: str = "") -> str:
        """A new number, in six and four figures put into ``form``."""
        day = date(1930, 1, 1) + timedelta(days=self._luck.randrange(25_000))
        six, four = born or day.strftime("%d%m%y"), f"{self._luck.randrange(1000, 10_000)}"
        self.planted.append(six + four)
        return form.format(six, four)


FORMS = ("{}-{}", "{}{}", "{} {}", "{} - {}", "{}–{}", "{}-\n{}", "{}\n{}", "{}\u2011{}", "{}\u00a0{}")


def papers(folder: Path) -> list[str]:
    """Write the papers; the planted numbers."""
    new = Numbers()
    _pdf(folder, new)
    _mail(folder, new)
    _sheets(folder, new)
    _texts(folder, new)
    _scan(folder, new)
    return new.planted


def _pdf(folder: Path, new: Numbers) -> None:
    body = f"<h1>Sag {new.next()} om levering</h1><p>Ordre {ALLOWED} er sendt. Borgeren er {NAME}.</p>"
    body += f"<p>Leverandøren skal levere modul 3 for {new.next()} senest den 1. oktober 2009.</p>"
    body += "".join(f"<p>Systemet var nede, da {new.next(form)} søgte.</p>" for form in FORMS)
    body += f"<div style='width: 18mm'>Sagen om {new.next()} og {new.next('{}- {}')} hører til.</div>"
    body += "<p style='page-break-before: always'>En side om ingen. Ordre 1205121000.</p>"
    body += "<p style='page-break-before: always; font-size: 7pt'>" + ", ".join(new.next() for _ in range(40)) + "</p>"
    path = made.pdf(folder / f"notat {new.next()}.pdf", body)
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.docinfo["/Title"], pdf.docinfo["/Keywords"] = f"Om {new.next()}", new.next("{}{}")
        with pdf.open_metadata() as meta:
            meta["dc:description"] = f"Sagen {new.next()}"
        pdf.attachments["bilag.txt"] = f"Vedhæftet om {new.next()}".encode()
        _notes(pdf, new)
        pdf.save(path)


def _notes(pdf: Any, new: Numbers) -> None:
    from pikepdf import Array, Dictionary, Name, String

    font = Dictionary(F=Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
    look = pdf.make_stream(f"BT /F 9 Tf 2 4 Td ({new.next()}) Tj ET".encode())
    look.Type, look.Subtype, look.BBox = Name.XObject, Name.Form, Array([0, 0, 120, 20])
    look.Resources = Dictionary(Font=font)
    notes = [
        Dictionary(Subtype=Name.Text, Contents=String(f"Ring til {new.next()}"), T=String(NAME), Rect=[50, 50, 70, 70]),
        Dictionary(Subtype=Name.FreeText, Contents=String(f"Se {new.next()}"), Rect=[100, 60, 220, 80], DA=String(""),
                   AP=Dictionary(N=look)),
        Dictionary(Subtype=Name.Link, Rect=[50, 100, 90, 110], A=Dictionary(
            S=Name.URI, URI=String(f"https://sag.example/{new.next('{}{}')}"))),
    ]  # fmt: skip
    pdf.pages[1].obj.Annots = Array([pdf.make_indirect(Dictionary(Type=Name.Annot, **note)) for note in notes])
    drawn = pdf.pages[1].Contents.read_bytes() + f"\n/Span <</ActualText ({new.next()})>> BDC EMC".encode()
    pdf.pages[1].Contents = pdf.make_stream(drawn)


def _mail(folder: Path, new: Numbers) -> None:
    lines = "\n".join(f"Fejlen ramte {new.next(form)} i går." for form in FORMS)
    message = made.mail_message(
        f"Hej\n\nSystemet er nede, og {NAME} venter.\nOrdre {ALLOWED}.\n{lines}\n\n> Hvad med {new.next()}?\n",
        Subject=f"Fejl for {new.next()}",
    )
    message.add_attachment(f"Log for {new.next()}\n".encode(), maintype="text", subtype="plain", filename="log.txt")
    (folder / f"mail-{new.next('{}{}')}.eml").write_bytes(message.as_bytes())


def _sheets(folder: Path, new: Numbers) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = f"Sag {new.next()}"
    sheet.append(["CPR-nr.", "Hændelse", "Bemærkning"])
    for row in range(30):
        number = new.next("{}{}", born="0703" + f"{50 + row % 40}") if row % 3 else new.next("{}{}")
        sheet.append([int(number), f"Systemet var nede {row}", f"se {new.next()} " * 3])
    book.properties.title = f"Liste {new.next()}"
    book.save(folder / "liste.xlsx")
    rows = "".join(f"{new.next()};Systemet var nede;Ordre {ALLOWED}\n" for _ in range(35))
    (folder / "udtræk.csv").write_text(f"Borger;Hændelse;Ordre\n{rows}", encoding="utf-8")


def _texts(folder: Path, new: Numbers) -> None:
    paper = docx.Document()
    paper.add_heading(f"Referat om {new.next()}")
    paper.add_paragraph(f"Systemhuset A/S skal rette fejlen for {new.next()} senest den 1. juni 2010.")
    paper.add_paragraph(f"{NAME}s sag haster.")
    paper.core_properties.title = f"Referat {new.next()}"
    paper.core_properties.comments = new.next()
    paper.save(str(folder / "referat.docx"))
    (folder / "brev.txt").write_bytes("\r\n".join(f"Sag {new.next(form)}" for form in FORMS[:5]).encode("cp1252"))
    items = "".join(f"<li>{new.next('{}<b>-</b>{}')}</li><li>{new.next()}</li>" for _ in range(8))
    (folder / "side.html").write_text(
        f"<html lang=da><title>Om {new.next()}</title><body><p>Systemet gik ned.</p><ul>{items}</ul></body></html>",
        encoding="utf-8",
    )


def _scan(folder: Path, new: Numbers) -> None:
    from PIL import ImageDraw, ImageFont

    picture, _ = scans.page(5)
    font = ImageFont.truetype(str(resources.files("templates") / "fonts" / "krav-serif-regular.ttf"), 46)
    draw = ImageDraw.Draw(picture)
    for at in range(6):
        draw.text((250, 1600 + 90 * at), f"Sagen om {new.next(FORMS[at % 4])} er ikke løst i systemet.", 0, font)
    scans.scanned_pdf(folder / "scan.pdf", scans.worn(picture, grain=6))
    picture.crop((0, 1500, 2480, 2300)).save(folder / "billede.png", dpi=(300, 300))


def told_by(path: Path) -> Iterator[str]:
    """Everything a file says to whoever looks: text, and for a PDF all strings and streams of it, and the cells and
    paragraphs of an office file, unpacked.
    """
    if path.suffix == ".pdf":
        document = pdfium.PdfDocument(path)
        yield from (page.get_textpage().get_text_range() for page in document)
        document.close()
        with pikepdf.open(path) as pdf:
            for one in pdf.objects:
                yield from _strings(one)
    else:
        yield from _unpacked(path.read_bytes())
    yield path.name


#: Where a cell, row or paragraph of an office file ends.
_ENDS = re.compile(r"</(?:w:p|row|c|si|\w+:\w+)>")


def _unpacked(data: bytes) -> Iterator[str]:
    if not zipfile.is_zipfile(io.BytesIO(data)):
        yield data.decode("utf-8", errors="replace")
        return
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        for member in packed.namelist():
            yield member
            for told in _ENDS.split(packed.read(member).decode("utf-8", errors="replace")):
                yield re.sub(r"<[^>]*>", "", told)


def _strings(one: Any) -> Iterator[str]:
    if isinstance(one, pikepdf.Stream):
        if one.get("/Subtype") != "/Image" and "/FontFile2" not in one:
            data = one.read_bytes()
            if data.startswith(b"PK"):
                yield from _unpacked(data)
            yield data.decode("latin-1")
            yield re.sub(r"\s", "", data.decode("latin-1"))
        one = one.stream_dict if hasattr(one, "stream_dict") else None
    if isinstance(one, pikepdf.Dictionary):
        for _, value in one.items():
            if not getattr(value, "is_indirect", False):
                yield from _strings(value)
    elif isinstance(one, pikepdf.Array):
        for value in one:
            if not getattr(value, "is_indirect", False):
                yield from _strings(value)
    elif isinstance(one, pikepdf.String):
        yield str(one)


def left(planted: list[str], texts: Iterator[str]) -> list[str]:
    """Planted numbers that a text still holds, whatever stands between their figures, also without a leading nought."""
    bare = {re.sub(r"\D", "", text) for text in texts}
    whole = "|".join(bare)
    return [number for number in planted if (number if number[0] != "0" else number[1:]) in whole]
