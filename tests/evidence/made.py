"""Documents made at test time, of invented parties."""

from __future__ import annotations

from email.message import EmailMessage
from pathlib import Path

CLAUSES = """
<h1>Kontrakt om levering af FlowJob</h1>
<p>Mellem Nørreby Kommune (herefter »Kunden«) og Systemhuset A/S (herefter »Leverandøren«).</p>
<h2>4. Levering</h2>
<p>4.1 Leverandøren skal levere FlowJob klar til drift senest den 1. oktober 2009. Leverandøren sørger for uddannelse af
superbrugere, for konvertering af Kundens sager og for en driftsvejledning på dansk, der dækker alle funktioner.</p>
<p>4.2 Kunden stiller testpersoner til rådighed. Kundens medvirken er en forudsætning for, at
fristen i punkt 4.1 løber.</p>
<h2>5. Afhjælpning</h2>
<table><tr><th>Prioritet</th><th>Påbegyndelse</th><th>Afhjælpning</th></tr>
<tr><td>Prioritet 1</td><td>inden 30 minutter</td><td>inden 4 timer</td></tr>
<tr><td>Prioritet 2</td><td>inden 2 timer</td><td>inden 2 arbejdsdage</td></tr></table>
"""

STYLE = """
@page { size: A4; margin: 2.5cm; @top-left { content: 'FlowJob-kontrakten' }
        @bottom-right { content: 'Side ' counter(page) ' af ' counter(pages) } }
body { font-size: 11pt } td, th { padding: 2pt 14pt } p { margin: 8pt 0 }
"""


def pdf(path: Path, body: str = CLAUSES, style: str = STYLE) -> Path:
    """A PDF with a text layer."""
    from weasyprint import HTML

    HTML(string=f"<html lang='da'><style>{style}</style>{body}</html>").write_pdf(path)
    return path


def locked_pdf(path: Path, password: str = "bruger") -> Path:
    """A PDF that asks for a password."""
    import pikepdf

    pdf(path.with_name("open.pdf"))
    with pikepdf.open(path.with_name("open.pdf")) as opened:
        opened.save(path, encryption=pikepdf.Encryption(owner="ejer", user=password))
    path.with_name("open.pdf").unlink()
    return path


def empty_page_pdf(path: Path, body: str = "<p></p>") -> Path:
    """A PDF without text."""
    return pdf(path, body, "@page { size: A4 }")


def mail(path: Path, body: str, **heads: str) -> Path:
    """A mail with Danish letters; heads by name, underscores for hyphens."""
    path.write_bytes(mail_message(body, **heads).as_bytes())
    return path


def mail_message(body: str, **heads: str) -> EmailMessage:
    """The same as a message, for attaching to."""
    message = EmailMessage()
    said = {
        "From": "Hanne Møller <hm@noerreby.example>",
        "To": "support@systemhuset.example",
        "Date": "Wed, 05 May 2010 08:12:40 +0200",
        "Subject": "Systemet er nede",
        "Message_ID": "<1@noerreby.example>",
    } | heads
    for name, value in said.items():
        message[name.replace("_", "-")] = value
    message.set_content(body)
    return message


def drawn_pdf(path: Path, content: bytes) -> Path:
    """A page of this content, its letters in Helvetica."""
    import pikepdf

    with pikepdf.new() as document:
        page = document.add_blank_page(page_size=(595, 842))
        font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica,
                                  Encoding=pikepdf.Name.WinAnsiEncoding)  # fmt: skip
        page.obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font))
        page.obj.Contents = document.make_stream(content)
        document.save(path)
    return path


def changed_pdf(path: Path, before: bytes, after: bytes) -> Path:
    """A page whose content was changed, so that the file holds both: what is new is written behind what was there."""
    import pikepdf

    drawn_pdf(path, before)
    data = path.read_bytes()
    with pikepdf.open(path) as document:
        content, root = document.pages[0].Contents.objgen[0], document.Root.objgen[0]
        size = int(document.trailer.Size)
    listed, begins = int(data.rsplit(b"startxref", 1)[1].split()[0]), len(data) + 1
    new = b"\n%d 0 obj\n<</Length %d>>\nstream\n%b\nendstream\nendobj\n" % (content, len(after), after)
    rest = b"xref\n%d 1\n%010d 00000 n \ntrailer\n<</Size %d /Root %d 0 R /Prev %d>>\nstartxref\n%d\n%%%%EOF\n"
    path.write_bytes(data + new + rest % (content, begins, size, root, listed, len(data + new)))
    return path
