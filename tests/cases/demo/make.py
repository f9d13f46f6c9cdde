"""Makes the sample case's documents from the sources beside this file.

    .venv/bin/python -m tests.cases.demo.make [TARGET]      (default: claims/demo/documents)

The same sources give the same bytes on the same machine; the PDFs also hang on the fonts and the WeasyPrint at hand,
so what is shipped is what is committed; so does the signed one on a key made anew. No network, no clock.
"""

from __future__ import annotations

import csv
import html
import io
import os
import re
import sys
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

from tests.cases.written import written

HERE = Path(__file__).parent
SOURCES = HERE / "sources"
TARGET = HERE.parents[2] / "claims" / "demo" / "documents"

PDFS = (
    "kontrakt-sagsanker",
    "referat-styregruppe-14",
    "revisionsbrev",
    "kreditnota-1187",
    "paakrav",
    "suspensionsaftale",
)
DOCX = ("tillaegsaftale-1", "tilbudsbrev", "referat-styregruppe-07", "notat-dobbeltregistrering")
COPIES = ("leverandoerens-hjemmeside.html", "artikel-forvaltnings-it.txt", "artikel-dagbladet-noerreby.txt")
PASSWORDS = HERE.parents[2] / "claims" / "demo" / "passwords.txt"

CSS = """
@page { size: A4; margin: 26mm 24mm 24mm 24mm;
  @top-left { content: string(head); font: 8.5pt 'Liberation Sans'; color: #444; }
  @bottom-right { content: 'Side ' counter(page) ' af ' counter(pages); font: 8.5pt 'Liberation Sans'; color: #444; } }
@page :first { @top-left { content: none; } }
html { font: 11pt/1.42 'Liberation Serif'; }
.head { string-set: head content(); position: absolute; font-size: 0.1pt; color: white; visibility: hidden; }
h1 { font-size: 17pt; line-height: 1.2; margin: 10mm 0 4mm; }
h2 { font-size: 12.5pt; margin: 6mm 0 2mm; break-after: avoid; }
h3 { font-size: 12.5pt; margin: 0 0 4mm; }
p { margin: 0 0 2.4mm; orphans: 2; widows: 2; }
p.clause { margin-left: 13mm; text-indent: -13mm; }
p.clause b.no { display: inline-block; width: 13mm; text-indent: 0; font-weight: normal; }
ul { margin: 0 0 3mm 13mm; padding: 0 0 0 5mm; } li { margin-bottom: 1.2mm; }
table { border-collapse: collapse; width: 100%; margin: 2mm 0 4mm; break-inside: avoid; font-size: 10pt; }
td, th { border: 0.4pt solid #555; padding: 1.4mm 2mm; text-align: left; vertical-align: top; }
.contract table { margin-left: 13mm; width: calc(100% - 13mm); }
p.toc { margin: 0 0 1.6mm; } p.toc a { color: black; text-decoration: none; }
p.toc a::after { content: leader('.') target-counter(attr(href), page); }
p.toc b { display: inline-block; width: 18mm; font-weight: normal; }
.cover { text-align: center; padding-top: 50mm; } .cover h1 { font-size: 28pt; margin-bottom: 14mm; }
.cover p { font-size: 13pt; margin-bottom: 6mm; }
.newpage { break-before: page; }
.letter table { width: 100%; margin-left: 0; }
td.short { white-space: nowrap; } .minutes td:first-child { white-space: normal; width: 48mm; }
"""

Block = tuple[str, Any]


def read_source(path: Path) -> tuple[dict[str, str], list[Block]]:
    """The head lines (``key: value``) and the blocks of a source: h1-h3, p, ul, table, break."""
    head_text, _, body = path.read_text(encoding="utf-8").partition("\n\n")
    head = dict(line.split(": ", 1) for line in head_text.splitlines())
    blocks: list[Block] = []
    for chunk in re.split(r"\n{2,}", body.strip()):
        lines = chunk.splitlines()
        if chunk == "===":
            blocks.append(("break", None))
        elif match := re.match(r"(#+) (.*)", chunk):
            blocks.append((f"h{len(match[1])}", match[2]))
        elif lines[0].startswith("|"):
            blocks.append(("table", [[cell.strip() for cell in line.strip("| ").split(" | ")] for line in lines]))
        elif lines[0].startswith("- "):
            blocks.append(("ul", [line[2:] for line in lines]))
        else:
            blocks.append(("p", lines))
    return head, blocks


def has_heading(table: Sequence[Sequence[str]]) -> bool:
    return len(table[0]) > 2 or table[0][0] == "Tekst"


# --- PDF ------------------------------------------------------------------------------------------------------------


def as_html(head: dict[str, str], blocks: Iterable[Block]) -> str:
    def words(text: str) -> str:
        return re.sub(r"\*\*(.+?)\*\*", r"<b>\1</b>", html.escape(text, quote=False))

    contract = head.get("style") == "contract"
    out = [f'<div class="head">{words(head["head"])}</div>', '<div class="cover">' if contract else "<div>"]
    after_contents = False
    for kind, value in blocks:
        if kind == "break":
            out.append('</div><div class="newpage">')
        elif kind in ("h1", "h2", "h3"):
            number = re.match(r"(\d+|Bilag \d+)\.", value)
            out.append(f'<{kind} id="s{number[1].replace(" ", "") if number else ""}">{words(value)}</{kind}>')
        elif kind == "ul":
            out.append("<ul>" + "".join(f"<li>{words(item)}</li>" for item in value) + "</ul>")
        elif kind == "table" and after_contents:
            out += [
                f'<p class="toc"><a href="#s{no.replace(" ", "")}"><b>{no}</b>{words(name)}</a></p>'
                for no, name in value
            ]
        elif kind == "table":
            for i, row in enumerate(value):
                tag = "th" if i == 0 and has_heading(value) else "td"
                out.append("<table>" if i == 0 else "")
                cells = (f"<{tag}{' class=short' if len(cell) < 13 else ''}>{words(cell)}</{tag}>" for cell in row)
                out.append("<tr>" + "".join(cells) + "</tr>")
            out.append("</table>")
        else:
            text = "<br>".join(words(line) for line in value)
            if contract and (clause := re.match(r"(B?\d+\.\d+) (.*)", text, re.DOTALL)):
                out.append(f'<p class="clause"><b class="no">{clause[1]}</b> {clause[2]}</p>')
            else:
                out.append(f"<p>{text}</p>")
        after_contents = kind == "h3" and value == "Indholdsfortegnelse"
    return (
        f'<!DOCTYPE html><html lang="da"><head><meta charset="utf-8"><title>{words(head["title"])}</title>'
        f'</head><body class="{head.get("style", "")}">{"".join(out)}</div></body></html>'
    )


def make_pdf(name: str, target: Path | io.BytesIO) -> None:
    from weasyprint import CSS as Sheet
    from weasyprint import HTML

    head, blocks = read_source(SOURCES / f"{name}.md")
    os.environ["SOURCE_DATE_EPOCH"] = "1325376000"  # one fixed moment; the papers carry their own dates
    HTML(string=as_html(head, blocks)).write_pdf(target, stylesheets=[Sheet(string=CSS)])


def damage(target: Path) -> None:
    """A report as it is when the disk gave out: the first part, with the objects in it gone."""
    whole = target.read_bytes()
    part = bytearray(whole[: len(whole) * 2 // 5])
    for i in range(9, len(part)):
        part[i] = (part[i] * 7 + i) % 251
    target.write_bytes(bytes(part))


def make_scan(name: str, target: Path) -> None:
    """The paper as a scanner gives it: a picture of the page, fallen a little to the right, grainy; no text."""
    import pypdfium2

    from tests.evidence.scans import worn

    whole = io.BytesIO()
    make_pdf(name, whole)
    pages = [page.render(scale=200 / 72, grayscale=True) for page in pypdfium2.PdfDocument(whole.getvalue())]
    first, *rest = [worn(page.to_pil(), lean=0.8, grain=7) for page in pages]
    first.save(target, "PDF", resolution=200, quality=45, save_all=True, append_images=rest)


def make_signed(name: str, target: Path) -> None:
    """The paper with a digital signature of the vendor's, by a key made for this one occasion and thrown away."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import rsa
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign import signers

    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    who = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "Brøndvig Systemer A/S (opdigtet)")])
    paper = (
        x509.CertificateBuilder(issuer_name=who, subject_name=who, public_key=key.public_key(), serial_number=1187)
        .not_valid_before(datetime(2011, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(2021, 1, 1, tzinfo=UTC))
        .sign(key, hashes.SHA256())
    )
    packed = serialization.pkcs12.serialize_key_and_certificates(
        b"broendvig", key, paper, None, serialization.BestAvailableEncryption(b"opdigtet")
    )
    signer = signers.SimpleSigner.load_pkcs12_data(packed, other_certs=[], passphrase=b"opdigtet")
    whole = io.BytesIO()
    make_pdf(name, whole)
    said = signers.PdfSignatureMetadata(field_name="Underskrift", name="Pia Hornemose", reason="Aftale indgået")
    with target.open("wb") as file:
        signers.sign_pdf(IncrementalPdfFileWriter(io.BytesIO(whole.getvalue())), said, signer, output=file)


def make_locked(name: str, target: Path) -> None:
    """The paper locked with the password that lies beside the case file."""
    import pikepdf

    whole = io.BytesIO()
    make_pdf(name, whole)
    password = PASSWORDS.read_text(encoding="utf-8").splitlines()[0]
    with pikepdf.open(io.BytesIO(whole.getvalue())) as paper:
        paper.save(target, encryption=pikepdf.Encryption(owner=password, user=password))


# --- archive --------------------------------------------------------------------------------------------------------


def make_archive(target: Path) -> None:
    """Papers packed by a colleague, with an archive of the vendor's inside."""
    import tempfile

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for paper in ("notat-superbruger", "vejledning-udskrift"):
            make_docx(paper, folder / f"{paper}.docx")
        inner = _zipped({"vejledning-udskrift.docx": (folder / "vejledning-udskrift.docx").read_bytes()})
        note = (folder / "notat-superbruger.docx").read_bytes()
        target.write_bytes(_zipped({"notat-superbruger.docx": note, "vejledninger.zip": inner}))


def _zipped(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name, (2010, 10, 11, 9, 0, 0)), data)
    return out.getvalue()


# --- Word -----------------------------------------------------------------------------------------------------------


def make_docx(name: str, target: Path) -> None:
    import docx
    from docx.shared import Cm

    head, blocks = read_source(SOURCES / f"{name}.md")
    paper = docx.Document()
    section = paper.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.header.paragraphs[0].text = head["head"]
    for kind, value in blocks:
        if kind in ("h1", "h2", "h3"):
            paper.add_heading(value, level=int(kind[1]))
        elif kind == "ul":
            for item in value:
                paper.add_paragraph(item, style="List Bullet")
        elif kind == "table":
            table = paper.add_table(rows=len(value), cols=len(value[0]), style="Table Grid")
            for i, row in enumerate(value):
                for j, cell in enumerate(row):
                    table.cell(i, j).text = cell
        elif kind == "p":
            paragraph = paper.add_paragraph()
            for i, line in enumerate(value):
                if i:
                    paragraph.add_run().add_break()
                for j, piece in enumerate(re.split(r"\*\*", line)):
                    paragraph.add_run(piece).bold = bool(j % 2)
    core = paper.core_properties
    core.title, core.author, core.last_modified_by, core.comments = head["title"], head["author"], head["author"], ""
    if "date" in head:
        core.created = core.modified = datetime.combine(date.fromisoformat(head["date"]), datetime.min.time())
    else:  # a paper without a date has none hidden in it either
        for child in list(core._element):
            if child.tag.endswith(("}created", "}modified", "}lastPrinted")):
                core._element.remove(child)
    buffer = io.BytesIO()
    paper.save(buffer)
    target.write_bytes(_settled_zip(buffer.getvalue(), modified=None))


def _settled_zip(content: bytes, modified: str | None) -> bytes:
    """The same archive with fixed times, so it is the same bytes every time."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(old.namelist(), key=lambda n: (n != "[Content_Types].xml", n)):
            data = old.read(name)
            if modified and name == "docProps/core.xml":
                data = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>" + modified.encode(), data)
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, data)
    return out.getvalue()


# --- workbooks ------------------------------------------------------------------------------------------------------


def _log_lines(name: str) -> Iterator[list[str]]:
    with (SOURCES / name).open(encoding="utf-8", newline="") as file:
        yield from csv.reader(file, delimiter=";")


def make_log(target: Path) -> None:
    """The incident log: a sheet a year, written differently, and a sheet that explains the codes."""
    from openpyxl import Workbook

    book = Workbook()
    first = book.active
    assert first is not None
    first.title = "2010"
    first.append(["Sagsnr.", "Oprettet", "Løst", "Prioritet", "System", "Beskrivelse", "Status", "Meldt af"])
    for number, opened, solved, priority, *rest in _log_lines("haendelser.csv"):
        times = [datetime.fromisoformat(t) if t else None for t in (opened, solved)]
        first.append([number, *times, int(priority) if priority else None, *(cell or None for cell in rest)])
    for row in first.iter_rows(min_row=2, min_col=2, max_col=3):
        for cell in row:
            cell.number_format = "dd-mm-yyyy hh:mm"
    second = book.create_sheet("2011")
    second.append(["Udtræk af servicedesk, SagsAnker Jobcenter"])
    second.append(["Periode: 1. januar - 30. juni 2011"])
    second.append([])
    second.append(["Sagsnr.", "Oprettet", "Prioritet", "Status", "Løst", "System", "Beskrivelse", "Meldt af"])
    for number, opened, solved, priority, system, text, state, who in _log_lines("haendelser-2011.csv"):
        written = [datetime.fromisoformat(t).strftime("%d-%m-%Y %H:%M") if t else None for t in (opened, solved)]
        second.append([number, written[0], f"P{priority}", state, written[1], system, text, who])
    third = book.create_sheet("Koder")
    for line in (
        ["Prioritet", "Betydning"],
        ["1", "Systemet er nede for alle, eller registreringer går tabt"],
        ["2", "Væsentlig funktion kan ikke bruges"],
        ["3", "Fejl, der kan omgås"],
        ["4", "Ønsker og småfejl"],
        ["Dublet", "Samme hændelse meldt af flere"],
        ["Egen fejl", "Hændelsen skyldtes kommunen selv"],
    ):
        third.append(line)
    for sheet, widths in ((first, (12, 17, 17, 9, 20, 60, 22, 18)), (second, (12, 17, 9, 16, 17, 20, 60, 18))):
        for letter, width in zip("ABCDEFGH", widths, strict=True):
            sheet.column_dimensions[letter].width = width
    _save_book(book, target, datetime(2011, 7, 4, 9, 30))


def make_ledger(target: Path) -> None:
    """The reimbursement ledger, with the odd amount and date written as text, as real ones have them."""
    from openpyxl import Workbook

    from tests.cases.demo.ledger_rows import HEADINGS, rows

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Refusion"
    sheet.append(list(HEADINGS))
    for i, r in enumerate(rows(), 2):
        paid: object = float(r.udbetalt)
        first: object = r.fra
        if i % 41 == 0:
            paid = f"{r.udbetalt:,.2f}".translate(str.maketrans(",.", ".,"))
        if i % 53 == 0:
            first = f"{r.fra.day}.{r.fra.month}.{r.fra.year}"
        sheet.append(
            [
                r.borger,
                r.ydelse,
                first,
                r.til,
                r.uge,
                paid,
                r.registreret or None,
                r.faktisk,
                r.bevis or None,
                float(r.refusion),
                r.stand,
                float(r.genindvundet) or None,
                r.kanal or None,
            ]
        )
    for row in sheet.iter_rows(min_row=2):
        for cell in row:
            if cell.column in (3, 4):
                cell.number_format = "dd-mm-yyyy"
            elif cell.column in (6, 10, 12):
                cell.number_format = "#,##0.00"
    for letter, width in zip("ABCDEFGHIJKLM", (10, 14, 12, 12, 6, 12, 24, 44, 40, 12, 15, 13, 7), strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes = "A2"
    _save_book(book, target, datetime(2012, 6, 26, 10, 0))


def _save_book(book: Any, target: Path, moment: datetime) -> None:
    book.properties.creator = "Nørreby Kommune"
    book.properties.created = book.properties.modified = moment
    buffer = io.BytesIO()
    book.save(buffer)
    target.write_bytes(
        _settled_zip(buffer.getvalue(), modified=moment.replace(tzinfo=UTC).strftime("%Y-%m-%dT%H:%M:%SZ"))
    )


# --- mail -----------------------------------------------------------------------------------------------------------


def make_mails(target: Path, attachments: Path) -> list[str]:
    """The mails of ``mails.yaml``: one in Latin-1, one in plain text and HTML, one with an attachment."""
    names = []
    for i, mail in enumerate(written(SOURCES / "mails.yaml")):
        stem = mail["file"].removesuffix(".eml")
        sent = parsedate_to_datetime(mail["date"])
        if sent.strftime("%a") != mail["date"][:3]:
            raise ValueError(f"{mail['file']}: the weekday is not that of {sent.date()}")
        message = EmailMessage(policy=SMTP)
        message["From"], message["To"] = mail["from"], mail["to"]
        if "cc" in mail:
            message["Cc"] = mail["cc"].replace(";", ",")
        message["Subject"] = mail["subject"]
        message["Date"] = mail["date"]
        message["Message-ID"] = f"<{stem}@{mail['from'].split('@')[1].rstrip('>')}>"
        if "reply_to_id" in mail:
            message["In-Reply-To"] = message["References"] = f"<{mail['reply_to_id']}>"
        latin = i % 5 == 2
        message.set_content(
            mail["body"], charset="iso-8859-1" if latin else "utf-8", cte="quoted-printable" if latin else "8bit"
        )
        if mail.get("html"):
            paragraphs = "".join(f"<p>{html.escape(p)}</p>\n" for p in mail["body"].strip().split("\n\n"))
            message.add_alternative(
                f"<html><body>\n{paragraphs}</body></html>\n", subtype="html", cte="quoted-printable"
            )
        if "attach" in mail:
            message.add_attachment(
                (attachments / mail["attach"]).read_bytes(),
                maintype="application",
                subtype="pdf",
                filename=mail["attach"],
            )
        for n, part in enumerate(message.walk()):
            if part.is_multipart():
                part.set_boundary(f"----=_del_{stem}_{n}")
        (target / mail["file"]).write_bytes(message.as_bytes())
        names.append(mail["file"])
    return names


def make_message(target: Path) -> None:
    """A mail as Outlook saves it."""
    from tests.evidence.msgmade import Msg, msg

    mail = written(SOURCES / "outlook.yaml")
    sent = datetime.fromisoformat(mail["sent"])
    msg(
        target,
        Msg(
            subject=mail["subject"],
            sender=tuple(mail["from"]),
            recipients=[("to", *mail["to"])],
            sent=sent.astimezone(UTC),
            body=mail["body"].replace("\n", "\r\n"),
            message_id=f"<{target.stem}@noerreby.example>",
        ),
    )


def make(target: Path) -> None:
    """Write all documents of the sample case to ``target``."""
    import tempfile

    (target / "mails").mkdir(parents=True, exist_ok=True)
    for name in PDFS:
        make_pdf(name, target / f"{name}.pdf")
    (target / "kopi-af-revisionsbrev.pdf").write_bytes((target / "revisionsbrev.pdf").read_bytes())
    make_pdf("driftsrapport-juni-2010", target / "driftsrapport-juni-2010.pdf")
    damage(target / "driftsrapport-juni-2010.pdf")
    for name in DOCX:
        make_docx(name, target / f"{name}.docx")
    make_log(target / "haendelseslog.xlsx")
    make_ledger(target / "refusionsopgoerelse.xlsx")
    for name in COPIES:
        text = (SOURCES / name).read_text(encoding="utf-8")
        (target / name).write_bytes(text.replace("\n", "\r\n").encode())
    with tempfile.TemporaryDirectory() as folder:
        make_pdf("oversigt-reklamation", Path(folder) / "oversigt-reklamation.pdf")
        make_mails(target / "mails", Path(folder))
    make_scan("scannet-brev-support", target / "scannet-brev-support.pdf")
    make_signed("aftale-testmiljoe", target / "aftale-testmiljoe.pdf")
    make_locked("notat-adgangsrettigheder", target / "notat-adgangsrettigheder.pdf")
    make_archive(target / "fra-superbrugerne.zip")
    make_message(target / "mails" / "2010-09-06-svartider-modul-1.msg")


if __name__ == "__main__":
    make(Path(sys.argv[1]) if len(sys.argv) > 1 else TARGET)
