"""Big invented cases: ``python -m tests.benchmarks.generate FOLDER --documents 2000 --pages 20000 --seed 1``.

A folder of evidence as a municipality hands it over: mails that answer one another, minutes, letters, reports, press,
notes and incident logs, and beside it a table of reimbursements. Promises and incidents stand spread over it, a page
in so many. The same seed gives the same bytes.
"""

from __future__ import annotations

import argparse
import random
import zipfile
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from email.message import EmailMessage
from html import escape
from itertools import chain
from pathlib import Path
from textwrap import wrap

CUSTOMER = ("Nørreby Kommune", "kommunen", "jobcentret")
VENDOR = ("Systemhuset A/S", "Systemhuset", "leverandøren")
SYSTEM = ("FlowJob",)

_FIRST, _LAST = date(2008, 11, 14), date(2012, 6, 29)
_LINES = 46  # on a page
#: A page in so many says such a thing; of promises a document in so many.
_INCIDENT, _ADVERSE, _LOSS, _PROMISE = 20, 100, 200, 20
_WHO = ("Udvalget", "Afdelingen", "Styregruppen", "Sekretariatet", "Arbejdsgruppen", "Centerchefen", "Teamet")
_DID = ("drøftede", "gennemgik", "orienterede om", "talte om", "så på", "vendte", "tog fat på")
_WHAT = ("budgettet for", "arbejdsgangene i", "planen for", "vejledningen til", "mødekalenderen for", "rapporten om")
_HOW = ("på det faste møde", "med oplæg fra fagområdet", "i plenum", "før frokost", "i den store mødesal")
_PROMISES = (
    "Systemhuset A/S skal levere {thing} senest den {day}.",
    "Leverandøren garanterer en tilgængelighed på {percent} % målt pr. måned for {thing}.",
    "Systemhuset A/S bekræfter, at {thing} er klar til drift senest den {day}.",
    "Leverandøren skal rette kritiske fejl i {thing} inden {hours} timer.",
)
_INCIDENTS = (
    "FlowJob var nede den {day} fra kl. 9.15 til kl. 11.40.",
    "Den {day} gik registreringer i {thing} tabt, og de måtte indtastes igen.",
    "Driftsforstyrrelsen i {thing} den {day} varede {hours} timer.",
    "{thing} blev ikke leveret til tiden og kom først i drift den {day}.",
)
_ADVERSES = ("Kommunen er tilfreds med {thing}.", "Fejlen i {thing} er rettet og lukket den {day}.")
_LOSSES = (
    "Kommunen har brugt {hours} timer på at indtaste oplysningerne i {thing} på ny.",
    "Kommunen har betalt {amount} kr. til vikarer som følge af nedbruddet den {day}.",
)
_MONTHS = ("januar", "februar", "marts", "april", "maj", "juni", "juli", "august", "september", "oktober", "november",
           "december")  # fmt: skip
_SYLLABLES = ("bor", "dal", "fen", "grå", "hæl", "kår", "lyn", "mas", "nør", "pil", "ret", "sø", "tev", "våg")


class Author:
    """Writes the papers of one case, one after the other; ``reports`` of them are reports, of ``pages`` in all."""

    def __init__(self, documents: int, reports: int, pages: int, seed: int) -> None:
        self.luck = random.Random(seed)
        self.reports, self.left = reports, pages
        self.things = [self._thing() for _ in range(12 + documents // 50)]

    def _thing(self) -> str:
        return "".join(self.luck.choice(_SYLLABLES) for _ in range(3)) + "modulet"

    def day(self) -> date:
        return _FIRST + timedelta(days=self.luck.randrange((_LAST - _FIRST).days))

    def said(self, forms: Sequence[str]) -> str:
        """One of these statements, about something, on some day."""
        day, pick = self.day(), self.luck.randint
        said = self.luck.choice(forms).format(
            thing=self.luck.choice(self.things), day=f"{day.day}. {_MONTHS[day.month - 1]} {day.year}",
            percent=f"99,{pick(1, 9)}", hours=pick(2, 48), amount=f"{pick(1, 900)}.000",
        )  # fmt: skip
        return said[0].upper() + said[1:]

    def _filler(self) -> str:
        luck = self.luck.choice
        return f"{luck(_WHO)} {luck(_DID)} {luck(_WHAT)} {self._thing()}, {luck(_HOW)}."

    def page(self, promise: bool = False) -> list[str]:
        """The paragraphs of one page."""
        said = [self._filler() for _ in range(24)]
        chances = ((_INCIDENTS, _INCIDENT), (_ADVERSES, _ADVERSE), (_LOSSES, _LOSS))
        for forms in [_PROMISES] * promise + [forms for forms, every in chances if self.luck.randrange(every) == 0]:
            said[self.luck.randrange(len(said))] = self.said(forms)
        return [" ".join(said[start : start + 4]) for start in range(0, len(said), 4)]

    def pages(self, number: int) -> list[list[str]]:
        promise = self.luck.randrange(_PROMISE) == 0
        return [self.page(promise and at == 0) for at in range(number)]

    # The papers. Each writes one file.

    def mail(self, path: Path, number: int) -> None:
        message = EmailMessage()
        ours, theirs = "Hanne Møller <hm@noerreby.example>", "Drift <drift@systemhuset.example>"
        answer = number % 3 != 0  # two of three answer the one before
        message["From"], message["To"] = (theirs, ours) if answer else (ours, theirs)
        message["Date"] = f"{self.day():%d %b %Y} 08:12:40 +0200"
        message["Subject"] = f"{'SV: ' if answer else ''}Sag {number - number % 3}"
        message["Message-ID"] = f"<{number}@noerreby.example>"
        if answer:
            message["In-Reply-To"] = f"<{number - 1}@noerreby.example>"
        message.set_content("\n\n".join(self.page(self.luck.randrange(_PROMISE) == 0)[:3]) + "\n", cte="8bit")
        path.write_bytes(message.as_bytes())

    def minutes(self, path: Path, number: int) -> None:
        paragraphs = [f"Referat af møde {number} den {self.day():%d.%m.%Y}", *chain(*self.pages(2))]
        body = "".join(f"<w:p><w:r><w:t>{escape(one)}</w:t></w:r></w:p>" for one in paragraphs)
        space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
        _package(path, "word/document.xml", "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
                 f'<w:document xmlns:w="{space}"><w:body>{body}</w:body></w:document>')  # fmt: skip

    def letter(self, path: Path, number: int) -> None:
        head = [f"Brev {number}", "Fra Systemhuset A/S til Nørreby Kommune", f"Dato: {self.day():%d.%m.%Y}"]
        first, *more = self.pages(2)
        _pdf(path, [[*head, *first], *more])

    def report(self, path: Path, number: int) -> None:
        usual = max(2, self.left // self.reports)
        length = self.luck.randint(usual // 2, usual + usual // 2) if self.reports > 1 else max(1, self.left)
        self.reports, self.left = self.reports - 1, self.left - length
        _pdf(path, [[f"Rapport {number}, side {at}", *page] for at, page in enumerate(self.pages(length), 1)])

    def press(self, path: Path, number: int) -> None:
        said = "".join(f"<p>{escape(one)}</p>" for one in self.page())
        path.write_text(f"<!doctype html><html lang=da><head><title>Artikel {number}</title></head><body><article>"
                        f"<h1>Artikel {number}</h1>{said}</article></body></html>", encoding="utf-8")  # fmt: skip

    def note(self, path: Path, number: int) -> None:
        path.write_text(f"Notat {number}\n\n" + "\n\n".join(self.page()) + "\n", encoding="utf-8")

    def log(self, path: Path, number: int) -> None:
        head = ("Nummer", "Oprettet", "Løst", "Prioritet", "System", "Beskrivelse")
        rows = [head]
        for row in range(40):
            day, luck = self.day(), self.luck
            rows.append((f"INC{number:04}{row:02}", f"{day} 09:15", f"{day} {luck.randint(10, 16)}:40",
                         str(luck.randint(1, 4)), "FlowJob", f"{luck.choice(self.things)} svarer ikke"))  # fmt: skip
        _sheet(path, rows)

    def ledger(self, path: Path, rows: int) -> None:
        """The municipality's own table of reimbursements."""
        lines = ["borger;ydelse;fra;til;udbetalt;registreret;faktisk;bevis;refusion;stand"]
        for number in range(rows):
            day = self.day()
            paid, got = (f"{self.luck.randint(*between)}00,00" for between in ((70, 140), (10, 30)))
            span = f"{day};{day + timedelta(days=27)}"
            lines.append(f"B-{number:06};kontanthjaelp;{span};{paid};;aktiv;journal {number};{got};refused")
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")


#: How many in a hundred are of each sort; the rest are reports.
_SORTS: Sequence[tuple[str, str, int, Callable[[Author, Path, int], None]]] = (
    ("mail", ".eml", 46, Author.mail),
    ("referat", ".docx", 12, Author.minutes),
    ("brev", ".pdf", 12, Author.letter),
    ("artikel", ".html", 5, Author.press),
    ("notat", ".txt", 5, Author.note),
    ("log", ".xlsx", 2, Author.log),
    ("rapport", ".pdf", 18, Author.report),
)


def generate(folder: Path, *, documents: int, pages: int, seed: int = 1) -> None:
    """Write so many documents of so many pages into ``folder``/bevis, and ``folder``/refusion.csv.

    Most papers are a page or two; the pages that are left are those of the reports, two each at least.
    """
    count = {name: max(1, round(documents * share / 100)) for name, _, share, _ in _SORTS}
    short = sum(count.values()) - count["rapport"] + count["brev"]  # a letter has two
    author, number = Author(documents, count["rapport"], pages - short, seed), 0
    for name, suffix, _, write in _SORTS:
        for _ in range(count[name]):
            number += 1
            place = folder / "bevis" / f"{number // 500:02}"
            place.mkdir(parents=True, exist_ok=True)
            write(author, place / f"{name}-{number:06}{suffix}", number)
    author.ledger(folder / "refusion.csv", documents * 5)


def _pdf(path: Path, pages: Sequence[Sequence[str]]) -> None:
    """Plain pages of text, a millisecond each."""
    import pikepdf
    from pikepdf import Array, Dictionary, Name

    with pikepdf.new() as pdf:
        font = pdf.make_indirect(
            Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding)
        )
        for paragraphs in pages:
            lines = [line for one in paragraphs for line in (*wrap(one, 92), "")][:_LINES]
            shown = "".join(f"({_escaped(line)}) Tj T*\n" for line in lines)
            content = f"BT /F1 10 Tf 14 TL 60 780 Td\n{shown}ET".encode("cp1252")
            page = Dictionary(
                Type=Name.Page, MediaBox=Array([0, 0, 595, 842]), Contents=pdf.make_stream(content),
                Resources=Dictionary(Font=Dictionary(F1=font)),
            )  # fmt: skip
            pdf.pages.append(pikepdf.Page(page))
        pdf.save(path, deterministic_id=True)


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


def _sheet(path: Path, rows: Sequence[Sequence[str]]) -> None:
    cells = "".join(
        "<row>" + "".join(f'<c t="inlineStr"><is><t>{escape(cell)}</t></is></c>' for cell in row) + "</row>"
        for row in rows
    )
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    book = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    _package(
        path, "xl/workbook.xml", f"{book}.sheet",
        f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets><sheet name="Log" sheetId="1" r:id="rId1"/></sheets>'
        "</workbook>",
        {
            "xl/worksheets/sheet1.xml": (f"{book}.worksheet+xml", f'<worksheet xmlns="{main}"><sheetData>{cells}'
                                         "</sheetData></worksheet>"),
            "xl/_rels/workbook.xml.rels": ("", _relation(f"{office}/worksheet", "worksheets/sheet1.xml")),
        },
    )  # fmt: skip


def _relation(kind: str, target: str) -> str:
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return (f'<Relationships xmlns="{space}"><Relationship Id="rId1" Type="{kind}" Target="{target}"/>'
            "</Relationships>")  # fmt: skip


def _package(
    path: Path, main: str, kind: str, text: str, more: Mapping[str, tuple[str, str]] | None = None
) -> None:
    """An Office file of these parts, each with its kind, the same bytes on any day."""
    parts = {main: (f"{kind}.main+xml", text), **(more or {})}
    types = "".join(f'<Override PartName="/{name}" ContentType="{said}"/>' for name, (said, _) in parts.items() if said)
    space = "http://schemas.openxmlformats.org/package/2006/content-types"
    files = {
        "[Content_Types].xml": f'<Types xmlns="{space}"><Default Extension="rels" ContentType="application/'
        f'vnd.openxmlformats-package.relationships+xml"/>{types}</Types>',
        "_rels/.rels": _relation(
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument", main
        ),
        **{name: said for name, (_, said) in parts.items()},
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, said in files.items():
            package.writestr(zipfile.ZipInfo(name), f'<?xml version="1.0" encoding="UTF-8"?>{said}')


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Write a big invented case.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--documents", type=int, default=200)
    parser.add_argument("--pages", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    generate(given.folder, documents=given.documents, pages=given.pages, seed=given.seed)
