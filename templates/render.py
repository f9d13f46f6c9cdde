"""The dossier as pages: plain data in, HTML or PDF out. Nothing is computed here and nothing fetched.

The data is ``Dossier.model_dump(mode="json")``, the same that stands in dossier.json. The same data give the same
bytes: dates in the file are ``SOURCE_DATE_EPOCH`` where that is set, else the dossier's own day.
"""

from __future__ import annotations

import hashlib
import logging
import os
import re
from calendar import timegm
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from templates import archive, thrift
from templates.archive import Attached
from templates.files import write_atomically
from templates.lean import lean
from templates.look import PLAIN, Look

HERE = Path(__file__).parent
Data = Mapping[str, Any]


class RenderError(Exception):
    """Pages cannot be made on this machine: ``library`` names the system library that is missing, or is empty."""

    def __init__(self, reason: str, library: str = "") -> None:
        self.reason = reason
        self.library = library
        super().__init__(f"{library}: {reason}" if library else reason)


def fingerprint() -> str:
    """The fingerprint of all that makes pages: this room, and the library that sets them."""
    from importlib.metadata import version

    made = hashlib.sha256(version("weasyprint").encode())
    for path in sorted(one for one in HERE.rglob("*") if one.suffix in (".py", ".j2", ".css", ".mo", ".ttf")):
        made.update(str(path.relative_to(HERE)).encode() + b"\0" + path.read_bytes())
    return made.hexdigest()


def html(dossier: Data, look: Look = PLAIN) -> str:
    """The whole dossier as one HTML page that links only to itself."""
    from templates.pages import environment
    from templates.typeface import showable
    from templates.view import arrange
    from templates.words import Words

    language = dossier["language"]
    arranged = arrange(dossier, Words(language))
    if look.templates is None:
        page = environment(language).get_template("dossier.html.j2").render(arranged, look=look)
    else:
        from templates.own import named, own_environment

        with named(look.templates):
            own = own_environment(language, look.templates)
            page = own.get_template("dossier.html.j2").render(arranged, look=look)
    page = _spared(_eased(showable(page)))
    whole = not look.only and all(len(one.shown) == one.all for one in arranged["on_paper"].values())
    return page if whole else _unlinked(page)


#: A row set as a line, with its address.
_SHEET = re.compile(r'<div class="sheet">.*?</div>', re.DOTALL)
_ROW = re.compile(r'(?<=[>\n])<span id="([\w-]+)"')


def _spared(page: str) -> str:
    """``page`` without the addresses of set lines to which nothing leads: each would make a style of its own."""
    led = set(re.findall(r'href="#([^"]+)"', page))

    def rows(sheet: re.Match[str]) -> str:
        return _ROW.sub(lambda row: row[0] if row[1] in led else "<span", sheet[0])

    return _SHEET.sub(rows, page)


#: A link inside the page: what stands before and behind its address, the address, and what is linked.
_LINK = re.compile(r'<a ([^>]*?)href="#([^"]+)"([^>]*)>(.*?)</a>', re.DOTALL)


def _unlinked(page: str) -> str:
    """``page`` with links to what is not printed in it as plain text."""
    there = set(re.findall(r'\sid="([^"]+)"', page))

    def plain(link: re.Match[str]) -> str:
        before, address, behind, text = link.groups()
        return link[0] if address in there else f"<span {before}{behind}>{text}</span>"

    return _LINK.sub(plain, page)


#: A space between words and a reference or a tag.
_BEFORE = re.compile(r'(?<=[^\s>])[ \n]+<(span|a) class="((?:cite|stands-on|fig|id|ex|tag)\b[^"]*)"([^>]*)>')


def _eased(page: str) -> str:
    """``page`` with spaces before references moved inside them.

    WeasyPrint (70.0) breaks a line after its first word where a text fits but the space after it does not; a text
    that ends without the space is broken as it should be.
    """
    return _BEFORE.sub(r'<\1 class="\2"\3> ', page)


#: A quote, which stays as it is; or a space that parts what is read as one: «§ 3», «stk. 2», «2. september», «4 %».
_ONE = re.compile(
    r"(»[^«<]*«|“[^”<]*”)"
    r"|(?<=§) (?=\d)|(?<=\b(?:stk|pkt)\.) (?=\d)|(?<=\bnr\.) (?=\d)|(?<=\bs\.) (?=\d)|(?<=\bp\.) (?=\d)"
    r"|(?<=\d) (?=%|kr\.|mio\.)|(?<=\d\.) (?=(?:januar|februar|marts|april|maj|ju[nl]i|august|\w+(?:em|to)ber)\b)"
    r"|(?<=\d) (?=(?:January|February|March|April|May|Ju(?:ne|ly)|August|\w+(?:em|to)ber)\b)"
    r"|(?<=\b[AIKP])/(?=S\b)"  # hyphenation parts «A/S» behind its stroke
)


def _held(page: str) -> str:
    """``page`` with what is read as one kept on one line; the words of quotes are not touched, nor is the data."""
    head, body, text = page.rpartition("<body")
    return head + body + _ONE.sub(lambda one: one[0] if one[1] else "/\u2060" if one[0] == "/" else "\u00a0", text)


def pdf(dossier: Data, target: Path, attached: Sequence[Attached] = (), look: Look = PLAIN) -> None:
    """Write the dossier to ``target``, whole or not at all, as an archive keeps it, with these files inside it.

    ``RenderError`` where a system library is missing, ``BrokenTemplate`` where a template of the case's own is wrong or
    the renderer complains of what it makes.
    """
    with _heard() as complaints:
        written = print_pages(_held(html(dossier, look)), epoch(dossier), attached)
    if complaints and look.templates is not None:
        from templates.own import BrokenTemplate

        raise BrokenTemplate("", 0, "; ".join(dict.fromkeys(complaints[:3])))
    write_atomically(target, written)


def epoch(dossier: Data) -> int:
    """Seconds since 1970 that every date in the file is set to."""
    fixed = os.environ.get("SOURCE_DATE_EPOCH", "")
    return int(fixed) if fixed.isdigit() else timegm(date.fromisoformat(dossier["as_of"]).timetuple())


def print_pages(page: str, epoch: int, attached: Sequence[Attached] | None = None) -> bytes:
    """A PDF of an HTML page whose addresses are relative to this folder; every date in it is ``epoch``.

    It is PDF/UA, and with ``attached``, were it none, PDF/A-3 as well. RenderError where WeasyPrint or what it needs
    is lacking.
    """
    weasyprint, fetcher = _renderer()

    stamp = datetime.fromtimestamp(epoch, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    dates = "".join(f'<meta name="dcterms.{what}" content="{stamp}">' for what in ("created", "modified"))
    page = page.replace("</head>", dates + "</head>", 1)
    base = HERE.as_uri() + "/"
    fonts = weasyprint.text.fonts.FontConfiguration()
    with _fixed_clock(epoch):
        parsed = lean(page)(string=page, base_url=base, url_fetcher=fetcher)
        del page
        if attached is None:
            return thrift.write(parsed.render(fonts, pdf_variant="pdf/ua-1"), pdf_variant="pdf/ua-1")
        return thrift.write(
            parsed.render(fonts, pdf_variant=archive.VARIANT), pdf_variant=archive.VARIANT, finisher=archive.finish,
            attachments=archive.as_attachments(attached, epoch),
        )  # fmt: skip


@contextmanager
def _heard() -> Iterator[list[str]]:
    """What WeasyPrint warns of meanwhile: a rule of style it does not know, a picture it may not fetch."""
    heard: list[str] = []

    class Ear(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            heard.append(record.getMessage())

    ear, logger = Ear(logging.WARNING), logging.getLogger("weasyprint")
    logger.addHandler(ear)
    try:
        yield heard
    finally:
        logger.removeHandler(ear)


@contextmanager
def _fixed_clock(epoch: int) -> Iterator[None]:
    """The subset fonts in the file bear a date: of ``epoch``, not of the machine."""
    before = os.environ.get("SOURCE_DATE_EPOCH")
    os.environ["SOURCE_DATE_EPOCH"] = str(epoch)
    try:
        yield
    finally:
        if before is None:
            del os.environ["SOURCE_DATE_EPOCH"]
        else:
            os.environ["SOURCE_DATE_EPOCH"] = before


def _renderer() -> tuple[Any, Any]:
    """WeasyPrint and a fetcher that opens files of this package and data addresses, and refuses all else."""
    try:
        import weasyprint
        import weasyprint.text.fonts
        from weasyprint.urls import URLFetcher
    except OSError as error:  # cffi: cannot load library 'libpango-1.0-0': …
        named = re.search(r"\b(lib(?!rary\b)[\w.+-]+|pango[\w.+-]*|gobject[\w.+-]*)", str(error))
        raise RenderError(str(error).splitlines()[0], named.group(1) if named else "") from error
    except ImportError as error:
        raise RenderError(str(error), error.name or "") from error

    # WeasyPrint is untyped, so its class is Any to mypy.
    class OwnFilesOnly(URLFetcher):  # type: ignore[misc]  # WeasyPrint is untyped
        """Opens nothing outside ``templates/`` and no network."""

        def fetch(self, url: str, headers: dict[str, str] | None = None) -> Any:
            if not url.startswith(("data:", HERE.as_uri() + "/")) or ".." in url:
                raise ValueError(f"not part of the dossier: {url}")
            return super().fetch(url, headers)

    return weasyprint, OwnFilesOnly(allowed_protocols=("file", "data"))
