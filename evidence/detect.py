"""What a file is, told by its bytes; the suffix is a hint where the bytes leave it open."""

from __future__ import annotations

import csv
import re
import zipfile
import zlib
from pathlib import Path

from evidence.decode import decode
from evidence.errors import Message
from evidence.model import Outcome
from evidence.readers import CannotRead, Source, bytes_of, file_of, maillist, start_of
from evidence.readers.chat import looks_so
from evidence.readers.mbox import POSTMARK
from evidence.readers.wrapped import is_packed_as_text

#: Kinds whose pages are sheets, their lines rows.
SHEETS = frozenset(("xlsx", "xls", "xlsb", "ods", "sheetml", "csv", "einvoice"))

#: How much of the beginning is looked at; where so much of it is zeros alone, nothing was ever written there.
_SAMPLE, _ALL_ZEROS = 65536, 512

_ZEROS = Message("there is nothing but zeros where its content should begin: it was lost when the file was copied or "
                 "on the disk it lay on; ask for it again from where it came")  # fmt: skip

DAMAGED = Message("the file is damaged and cannot be opened; ask for it again from where it came")

_SAVE_AS = {
    "7z": Message("an archive krav cannot open (7z, RAR, CAB or an image of a disk); unpack it, or pack it as ZIP, and "
                  "add that too"),
    "part": Message("one part of an archive in several; unpack the archive, which takes all of its parts, and add what "
                    "is in it"),
    "exe": Message("a program; if it is an archive that unpacks itself, run it and add what it unpacks"),
    "heic": Message("a photo in a phone's own format; save it as JPEG or PDF and add that too"),
    "link": Message("a link, which is not followed; add the file it leads to, or the page it leads to saved as PDF"),
    "media": Message("sound or film; add a written record of what is said in it"),
    "web": Message("what tells a web page how to look or work; where its words matter, save it as .txt and add that "
                   "too"),
    "other": Message("of a kind krav does not read; save it as PDF and add that too"),
    "database": Message("a database; export the tables that matter as .xlsx or .csv and add those"),
    "mailbox": Message("the file of a mail program; save the mails that matter from it as .msg or .eml and add those"),
    "oldsheet": Message("a workbook of an old program (Excel before 5, Lotus 1-2-3, Works); open it in Excel or "
                        "LibreOffice, save it as .xlsx and add that too"),
    "onenote": Message("a notebook of OneNote; export the pages that matter as PDF and add those"),
    "pgp": Message("encrypted with PGP; ask its sender or recipient for a copy that is not"),
    "pst": Message("an Outlook data file; save the mails that matter from it as .msg or .eml and add those"),
}

#: Files told by how they begin; what has no reader is refused with the advice above.
_MAGIC = (
    (b"{\\rtf", "rtf"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"Rar!", "7z"),
    (b"MSCF", "7z"),
    (b"\x28\xb5\x2f\xfd", "7z"),
    (b"\x1f\x8b", "tar"),
    (b"\xfd7zXZ", "tar"),
    (b"\x1f\x9d", "7z"),
    (b"\x04\x22\x4d\x18", "7z"),
    (b"\x60\xea", "7z"),
    (b"\xcf\xad\x12\xfe", "mailbox"),  # Outlook Express
    (b"\x1a\0\0\x04", "mailbox"),  # Notes
    (b"\xe4\x52\x5c\x7b\x8c\xd8\xa7\x4d", "onenote"),
    (b"\0\x01\0\0Standard ", "database"),  # Access
    (b"SQLite format 3\0", "database"),
    (b"\xc5\xd0\xd3\xc6", "other"),  # PostScript with a picture of itself
    (b"ID3", "media"),
    (b"OggS", "media"),
    (b"RIFF", "media"),
    (b"FORM", "media"),
    (b"fLaC", "media"),
    (b".snd", "media"),
    (b"#!AMR", "media"),
    (b"FLV\1", "media"),
    (b"\2dss", "media"),  # what was dictated
    (b"\3ds2", "media"),
    (b"\x30\x26\xb2\x75\x8e\x66\xcf\x11", "media"),  # Windows Media
    (b"\x1aE\xdf\xa3", "media"),
    (b"\0\0\1\xba", "media"),
    (b"\0\0\1\xb3", "media"),
    (b"\xdb\xa5", "doc"),  # Word 2
    (b"\x9b\xa5", "doc"),  # Word 1
    (b"\x31\xbe\0\0", "doc"),  # Word for DOS, Write
    (b"\x32\xbe\0\0", "doc"),
    (b"\x09\0\x04\0", "oldsheet"),  # Excel 2, 3 and 4
    (b"\x09\2\x06\0", "oldsheet"),
    (b"\x09\4\x06\0", "oldsheet"),
    (b"\0\0\2\0\x04\4", "oldsheet"),  # Lotus
    (b"\0\0\2\0\x06\4", "oldsheet"),
    (b"\0\0\x1a\0", "oldsheet"),
    (b"\xff\0\2\0", "oldsheet"),  # Works
    (b"\xffWPC", "doc"),  # WordPerfect: LibreOffice reads it as it reads old Word files
    (b"!BDN", "pst"),
    (b"MZ", "exe"),
    (b"L\0\0\0\x01\x14\x02\0", "link"),
    (b"\x78\x9f\x3e\x22", "tnef"),
)

#: What lies in the root of an OLE file ("compound file"), and what the file is then; the first that is there decides.
_STREAMS = (
    ("EncryptedPackage", "locked"),
    ("__properties_version1.0", "msg"),
    ("WordDocument", "doc"),
    ("Workbook", "xls"),
    ("Book", "xls"),
    ("PowerPoint Document", "ppt"),
)

#: The beginning of what a PKCS #7 file says it holds: signed or enveloped data.
_PKCS7 = bytes.fromhex("2a864886f70d0107")
_IMAGE = re.compile(rb"\x89PNG|\xff\xd8\xff|GIF8|II\*\0|MM\0\*|BM.{4}\0\0\0\0|RIFF.{4}WEBP"
                    rb"|\0\0\0\x0cjP  |\xff\x4f\xff\x51", re.DOTALL)  # fmt: skip

#: Pictures of programs that scan, whose beginning alone could be that of a text: PBM, PGM, PPM, and PCX.
_PLAIN_IMAGE = re.compile(rb"P[1-6]\s|\n[\x00\x02-\x05]\x01")
_PLAIN_IMAGES = (".pbm", ".pgm", ".ppm", ".pnm", ".pcx")
#: A frame of sound as it begins, without the name of the piece before it; and how tables of dBase and its like begin.
_SOUND, _DBASE = re.compile(rb"\xff[\xf1\xf2\xf3\xf9-\xfd]"), (b"\x03", b"\x30", b"\x31", b"\x83", b"\x8b", b"\xf5")

#: Office files written as one piece of XML, told by what they declare.
_FLAT = (
    ("urn:schemas-microsoft-com:office:spreadsheet", "sheetml"),
    ("http://schemas.microsoft.com/office/word/2003/wordml", "onepiece"),
    ("http://schemas.microsoft.com/office/2006/xmlpackage", "onepiece"),
    ("application/vnd.oasis.opendocument.text", "onepiece"),
    ("application/vnd.oasis.opendocument.spreadsheet", "onepiece"),
    ("application/vnd.oasis.opendocument.presentation", "onepiece"),
)

#: How an electronic invoice begins, in an envelope or by itself.
_INVOICE = re.compile(
    r"<(?:\w+:)?(?:Invoice|CreditNote)\s[^>]*[\"'](?:urn:oasis:names:specification:ubl:schema:xsd:(?:Invoice|CreditNote)-2"
    r"|http://rep\.oio\.dk/ubl/xml/schemas/0p71/p(?:ie|cm)/)[\"']"
    r"|<(?:\w+:)?CrossIndustry(?:Invoice|Document)\s[^>]*[\"']urn:(?:un:unece:uncefact:data:standard:CrossIndustryInvoice|ferd:)"
)
#: The first element of a file of XML: one that says so, or whose element no web page has.
_ROOT = re.compile(
    r"(?:<\?xml\b[^>]*\?>(?:\s|<!--.*?-->|<\?[^>]*\?>|<!DOCTYPE[^>\[]*(?:\[[^\]]*\])?[^>]*>)*<|(?:<!--.*?-->\s*)?<(?=svg\s|rss\s"
    r"|feed\s))(?:\w+:)?([\w.-]+)", re.DOTALL
)
_PAGES = frozenset(("html", "head", "body", "article", "div"))
#: When words written down by a program were said: «00:01:05.000 --> 00:01:09.500».
TIMED = re.compile(r"((?:\d{1,3}:)?\d\d:\d\d)[.,]\d{1,3} +--> +(?:\d{1,3}:)?\d\d:\d\d[.,]\d{1,3}\b")
#: Names of parts of one archive: «sag.zip.001», «sag.z01», «sag.part2.rar».
_PART = re.compile(r"(?i)\.(?:(?:zip|7z|rar)\.\d{3}|[zr]\d\d|part\d+\.rar)$")

#: Where papers of Apple's programs keep pictures of themselves, the whole paper before its first page.
PREVIEWS = ("QuickLook/Preview.pdf", "preview.pdf", "preview.jpg")
#: Brands of a file in boxes that is a picture, or several, and no film.
_PHOTOS = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1", b"avif", b"avis")

_HEADER = re.compile(
    r"^(?:from|to|cc|date|subject|message-id|received|mime-version|return-path|x-[\w-]+|content-type|reply-to|sender"
    r"|delivered-to|dkim-signature|references|in-reply-to|thread-[\w-]+|authentication-results"
    r"|snapshot-content-location|resent-[\w-]+|arc-[\w-]+|list-[\w-]+|received-spf|bcc|importance|priority|organization"
    r"|user-agent|disposition-notification-to|auto-submitted|content-[\w-]+|envelope-to|errors-to|precedence): ?",
    re.IGNORECASE,
)
#: The head of parts nobody sent, the first of which is a web page.
_UNSENT = re.compile(
    r"(?is)(?:(?!from|to|received)[\w-]+: ?[^\n]*\n(?:[ \t][^\n]*\n)*){0,9}?content-type: *multipart/related\b"
    r".{1,4000}?\ncontent-type: *text/html\b"
)
_HTML = re.compile(r"<(?:!doctype\s+html|html|head|body|article|meta\s|title|div|p|table)\b", re.IGNORECASE)


def media_of(source: Source, name: str) -> str:
    """What kind of file it is, one of the names in ``evidence.reading``'s table of readers.

    CannotRead (UNSUPPORTED, EMPTY, UNREADABLE) for all else. ``name`` is the file's name as handed in.
    """
    sample = start_of(source, _SAMPLE)
    suffix = Path(name).suffix.lower()
    if not sample:
        raise CannotRead(Message("the file is empty"), Outcome.EMPTY)
    if len(sample) >= _ALL_ZEROS and not sample.strip(b"\0"):
        raise CannotRead(_ZEROS)
    if _PART.search(name) and decode(sample) is None:
        return _known("part")
    if sample.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK00PK", b"PK\x07\x08")):
        return _zipped(source, suffix)
    if sample.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return _known(_ole(source, suffix))
    if sample[32769:32774] == b"CD001":
        return _known("7z")
    if sample[257:262] == b"ustar" or re.match(rb"BZh[1-9]1AY&SY", sample):
        return "tar"
    if POSTMARK.match(sample) and _HEADER.match(sample.partition(b"\n")[2][:200].decode("latin-1")):
        return "mbox"
    if sample[:1] == b"\x30" and _PKCS7 in sample[:40]:
        return "p7m"
    # Readers of PDF accept rubbish before the mark, and so must whoever tells the kinds apart; but an archive whose
    # first member is a PDF holds the mark as near its beginning.
    # So does a mail that carries one as it is.
    if b"%PDF-" in sample[:1024] and not (suffix == ".eml" and _HEADER.match(sample[:200].decode("latin-1"))):
        return "pdf"
    # What a server said before it may have been saved with it.
    if suffix == ".pdf" and re.search(rb"(?<=\n)%PDF-\d", sample):
        return "pdf"
    if _IMAGE.match(sample) or (suffix in _PLAIN_IMAGES and _PLAIN_IMAGE.match(sample)):
        return "image"
    for magic, kind in _MAGIC:
        # Letters alone also begin a text: "MZ".
        if sample.startswith(magic) and (not magic.isalpha() or b"\0" in sample[:512]):
            return _known(kind)
    if sample.startswith(b"bplist00") and suffix == ".webloc":
        return _known("link")
    if _SOUND.match(sample) and suffix in (".mp3", ".mp2", ".aac", ".mpa", ""):
        return _known("media")
    if suffix == ".dbf" and sample[:1] in _DBASE:
        return _known("database")
    if sample[4:8] in (b"moov", b"mdat", b"wide", b"pnot"):  # QuickTime
        return _known("media")
    if sample[4:8] == b"ftyp":
        return _known("heic" if sample[8:12] in _PHOTOS else "media")
    decoded = decode(sample)
    if decoded is None:
        if suffix in _READABLE and sample[:1] != b"\0" and zipfile.is_zipfile(file_of(source)):
            return _zipped(source, suffix)
        if suffix in _READABLE:
            raise CannotRead(
                Message("called {suffix}, but its content is something else, or it is damaged; ask for it again from "
                        "where it came", {"suffix": suffix})
            )  # fmt: skip
        return _known("other")
    return _known(_written(decoded[0], suffix))


_READABLE = frozenset(
    (".pdf", ".docx", ".docm", ".xlsx", ".xlsm", ".xlsb", ".pptx", ".odt", ".ods", ".odp", ".rtf", ".doc", ".xls",
     ".ppt", ".eml", ".html", ".htm", ".mht", ".mhtml", ".csv", ".tsv", ".txt", ".md", ".ics", ".zip", ".tar")
)  # fmt: skip


def _known(kind: str) -> str:
    """The kind, where there is a reader of it."""
    if kind in _SAVE_AS:
        raise CannotRead(_SAVE_AS[kind], Outcome.UNSUPPORTED)
    return kind


#: Where an Office file lists what its parts are.
_KINDS = "[content_types].xml"


def _zipped(source: Source, suffix: str) -> str:
    try:
        with zipfile.ZipFile(file_of(source)) as archive:
            names = frozenset(archive.namelist())
            held = {name.replace("\\", "/").lstrip("/").lower(): name for name in names}  # as Office tells them apart
            declared = archive.open("mimetype").read(100) if "mimetype" in names else b""
            kinds = archive.open(held[_KINDS]).read(_SAMPLE) if _KINDS in held else b""
    except (zipfile.BadZipFile, zlib.error, OSError, NotImplementedError, RuntimeError, ValueError, EOFError):
        if suffix == ".zip":  # what is whole in it may still be taken out
            return "zip"
        from evidence.readers.officemend import kind_of

        if kind := kind_of(source):
            return kind
        raise CannotRead(DAMAGED) from None
    for main, kind in (("word/document.xml", "docx"), ("xl/workbook.bin", "xlsb"), ("xl/workbook.xml", "xlsx"),
                       ("ppt/presentation.xml", "pptx")):  # fmt: skip
        if main in held:
            return kind
    if kinds:
        # Programs other than Microsoft's may name the main part otherwise; the folder stays, or what it is said to be.
        for folder, kind in (("word/", "docx"), ("xl/", "xlsx"), ("ppt/", "pptx")):
            if any(name.startswith(folder) for name in held):
                return kind
        if b"wordprocessingml.document.main+xml" in kinds:
            return "docx"
    for sort, kind in ((b"opendocument.text", "odt"), (b"opendocument.spreadsheet", "ods"),
                       (b"opendocument.presentation", "odp")):  # fmt: skip
        if sort in declared:
            return kind
    of_apple = any(name.endswith((".iwa", "index.apxl", "index.xml")) for name in names)
    if of_apple and not names.isdisjoint(PREVIEWS):
        return "apple"
    # A file that says what it is, or lists the kinds of its parts, is the document of some program. What holds signed
    # papers with their signatures (ASiC) says so too, and is an archive.
    own = declared and not declared.startswith(b"application/vnd.etsi.asic")
    listed = _KINDS in held or any(name.endswith(".iwa") for name in names)
    return _known("other") if own or listed or suffix in (".docx", ".xlsx", ".pptx", ".odt", ".ods") else "zip"


_OLD = {".msg": "msg", ".doc": "doc", ".dot": "doc", ".xls": "xls", ".ppt": "ppt", ".pps": "ppt"}


def _ole(source: Source, suffix: str) -> str:
    import olefile

    data = bytes_of(source)
    try:
        with olefile.OleFileIO(data) as file:
            names = {entry[0] for entry in file.listdir()}
    except Exception:  # olefile raises OSError, TypeError, IndexError by turns on damaged files
        # The folder of a damaged file may still be there to be read; its name says it more surely.
        names = {stream for stream, _ in _STREAMS if stream.encode("utf-16-le") in data}
        names = set() if suffix in _OLD else names
    found = next((kind for stream, kind in _STREAMS if stream in names), None)
    return found or ("other" if names else _OLD.get(suffix, "other"))


def is_workbook_of_xml(start: str) -> bool:
    """Whether a file that begins so is a workbook written as one piece of XML."""
    head = start[:4096].lower()
    return "<?xml" in head and _FLAT[0][0] in head and "<html" not in head


def is_one_piece(start: str) -> bool:
    """Whether a file that begins so is an office file in one piece of XML that stands for one of several parts."""
    head = start[:4096].lower()
    return "<?xml" in head and any(sign in head for sign, kind in _FLAT if kind == "onepiece")


def is_invoice(start: str) -> bool:
    """Whether a file that begins so is an electronic invoice."""
    return _INVOICE.search(start) is not None


#: What lies in a folder for a paper that is kept at Google.
_ELSEWHERE = (".gdoc", ".gsheet", ".gslides", ".gdraw", ".gform")
_TEXT = (".txt", ".md", ".text", ".log")


def _written(text: str, suffix: str) -> str:
    """The kind of a file of text; CannotRead (EMPTY) where nothing stands in it."""
    start = text.lstrip("\ufeff \t\r\n")
    if not start:
        raise CannotRead(Message("there is nothing but blank space in the file"), Outcome.EMPTY)
    lines = start.splitlines()
    if suffix == ".emlx" and lines[0].strip().isdigit():
        lines, suffix = lines[1:], ".eml"
    if kind := _sent(start, lines, suffix) or _by_its_beginning(start, lines, suffix) or _marked_up(start, suffix):
        return kind
    if suffix in (".json", ".jsonl", ".ndjson") and start[0] in "[{":
        return "chat" if looks_so(start) else "json"
    if suffix in (".csv", ".tsv", ".txt") and maillist.looks_so(start):
        return "maillist"
    if suffix in (".csv", ".tsv") or (suffix in (".xls", ".xlsx", ".ods") and _tabular(lines, 2)):
        return "csv"
    return "csv" if _tabular(lines) else "txt"


def _sent(start: str, lines: list[str], suffix: str) -> str:
    """Whether it is a mail, or a page that is packed as one: its kind; "" where it is neither."""
    heads = 0
    for line in lines[:40]:
        if _HEADER.match(line):
            heads += 1
        elif not line[:1].isspace():
            break
    mail = heads >= 3 or (heads >= 1 and suffix in (".eml", ".mht", ".mhtml"))
    saved_page = suffix in (".mht", ".mhtml") or re.search(r"(?im)^snapshot-content-location:", start[:4000])
    if mail and saved_page and re.search(r"(?im)^content-type: *(?:multipart/related|text/html)", start[:4000]):
        return "mhtml"
    # What Confluence and others write as «.doc»: parts as in a mail that nobody sent.
    if suffix != ".eml" and _UNSENT.match(start):
        return "mhtml"
    # A list of "From: … Date: …" in a note is no mail: the head of one starts the file and knows when it was sent. A
    # text file is one only where a mail server has written in it: what somebody pasted stays as it stands.
    sure = "message-id|mime-version|received" if suffix in _TEXT else "message-id|mime-version|received|date"
    return "eml" if mail and (suffix == ".eml" or re.search(rf"(?im)^(?:{sure}): ", start[:8000])) else ""


def _by_its_beginning(start: str, lines: list[str], suffix: str) -> str:
    """The kind of a text that its first signs tell; "" where they do not."""
    if start.startswith("[InternetShortcut]") or suffix == ".webloc" or (suffix in _ELSEWHERE and start[0] == "{"):
        return "link"
    if suffix in (".css", ".js"):
        return "web"
    if is_packed_as_text(start):
        return "base64"
    if kind := next((kind for sign, kind in _SIGNS if start.startswith(sign)), ""):
        return kind
    return "captions" if any(TIMED.match(line.strip()) for line in lines[:2]) else ""


_SIGNS = (("-----BEGIN PGP MESSAGE", "pgp"), ("%!PS", "other"), ("BEGIN:VCALENDAR", "ics"), ("WEBVTT", "captions"))


def _marked_up(start: str, suffix: str) -> str:
    """The kind of a text in XML or HTML; "" where it is in neither."""
    head = start[:4096].lower()
    if head.startswith("<?xml") and (flat := next((kind for sign, kind in _FLAT if sign in head), "")):
        return flat
    if head.startswith("<") and is_invoice(start):
        return "einvoice"
    named = suffix in (".html", ".htm", ".xhtml")
    if (root := _ROOT.match(start)) and root[1].lower() not in _PAGES and not named:
        return "xml"
    if head.startswith(("<!doctype html", "<html")) or ("<html" in head and head.startswith(("<?xml", "<!--"))):
        return "html"
    fewest = 1 if named else 3 if head.startswith("<") else None
    return "html" if fewest and len(_HTML.findall(start)) >= fewest else ""


def _tabular(lines: list[str], least: int = 3) -> bool:
    """Whether every line is parted alike, often enough that it is no accident of prose."""
    filled = [line for line in lines[:30] if line.strip()]
    if len(filled) < 3:
        return False
    for sign in (";", "\t", "|"):
        # What stands in quotation marks is one cell, whatever signs are in it.
        cells = [len(row) for row in csv.reader(filled, delimiter=sign)]
        if cells[0] >= least and len(cells) > 2 and all(count == cells[0] for count in cells[:-1]):
            return True
    return False
