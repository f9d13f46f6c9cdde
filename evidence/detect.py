"""What a file is, told by its bytes; the suffix is a hint where the bytes leave it open."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

from evidence.decode import decode
from evidence.errors import Message
from evidence.model import Outcome
from evidence.readers import CannotRead

#: How much of the beginning is looked at.
_SAMPLE = 65536

_SAVE_AS = {
    "doc": Message("an old Word or Excel file; save it as .docx or .xlsx (or PDF) and add that too"),
    "rtf": Message("an RTF file; save it as .docx or PDF and add that too"),
    "odf": Message("an OpenDocument file; save it as .docx, .xlsx or PDF and add that too"),
    "ppt": Message("a presentation; save it as PDF and add that too"),
    "zip": Message("an archive; unpack it and add what is in it"),
    "image": Message("an image; have its text recognised (OCR) into a PDF and add that too"),
    "msg": Message("an Outlook message file; save it as .eml and add that too"),
    "mbox": Message("a mailbox file; save its mails as .eml files and add those too"),
    "mhtml": Message("a web archive; open it in a browser, save the page as .html or PDF and add that too"),
    "media": Message("sound or film; add a written record of what is said in it"),
    "other": Message("of a kind krav does not read; save it as PDF and add that too"),
}

_MAGIC = (
    (b"\x89PNG", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"II*\0", "image"),
    (b"MM\0*", "image"),
    (b"BM", "image"),
    (b"{\\rtf", "rtf"),
    (b"7z\xbc\xaf\x27\x1c", "zip"),
    (b"Rar!", "zip"),
    (b"\x1f\x8b", "zip"),
    (b"BZh", "zip"),
    (b"\xfd7zXZ", "zip"),
    (b"ID3", "media"),
    (b"OggS", "media"),
    (b"RIFF", "media"),
)

_HEADER = re.compile(
    r"^(?:from|to|cc|date|subject|message-id|received|mime-version|return-path|x-[\w-]+|content-type|reply-to|sender"
    r"|delivered-to|dkim-signature|references|in-reply-to|thread-[\w-]+|authentication-results): ?",
    re.IGNORECASE,
)
_HTML = re.compile(r"<(?:!doctype\s+html|html|head|body|article|meta\s|title|div|p|table)\b", re.IGNORECASE)


def media_of(path: Path, name: str) -> str:
    """One of pdf, docx, xlsx, eml, html, csv, txt. CannotRead (UNSUPPORTED, EMPTY, UNREADABLE) for all else.

    ``name`` is the file's name as handed in.
    """
    with path.open("rb") as file:
        sample = file.read(_SAMPLE)
    suffix = Path(name).suffix.lower()
    if not sample:
        raise CannotRead(Message("the file is empty"), Outcome.EMPTY)
    # Readers of PDF accept rubbish before the mark, and so must whoever tells the kinds apart.
    if b"%PDF-" in sample[:1024]:
        return "pdf"
    if sample.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zipped(path, suffix)
    if sample.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        raise _ole(sample, path, suffix)
    for magic, kind in _MAGIC:
        if sample.startswith(magic):
            raise CannotRead(_SAVE_AS[kind], Outcome.UNSUPPORTED)
    if sample[4:8] == b"ftyp":
        heic = sample[8:12] in (b"heic", b"heix", b"mif1", b"avif")
        raise CannotRead(_SAVE_AS["image" if heic else "media"], Outcome.UNSUPPORTED)
    decoded = decode(sample)
    if decoded is None:
        if suffix in _READABLE:
            raise CannotRead(
                Message("called {suffix}, but its content is something else, or it is damaged; ask for it again from "
                        "where it came", {"suffix": suffix})
            )  # fmt: skip
        raise CannotRead(_SAVE_AS["other"], Outcome.UNSUPPORTED)
    return _written(decoded[0], suffix)


_READABLE = (".pdf", ".docx", ".docm", ".xlsx", ".xlsm", ".eml", ".html", ".htm", ".csv", ".tsv", ".txt", ".md")


def _zipped(path: Path, suffix: str) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
            declared = archive.read("mimetype")[:100] if "mimetype" in names else b""
    except (zipfile.BadZipFile, OSError, NotImplementedError, RuntimeError, ValueError, EOFError):
        if suffix in (".docx", ".docm", ".xlsx", ".xlsm"):
            raise CannotRead(DAMAGED) from None
        raise CannotRead(_SAVE_AS["zip"], Outcome.UNSUPPORTED) from None
    if any(name.startswith("word/") for name in names):
        return "docx"
    if any(name.startswith("xl/") for name in names):
        return "xlsx"
    if any(name.startswith("ppt/") for name in names):
        raise CannotRead(_SAVE_AS["ppt"], Outcome.UNSUPPORTED)
    if b"opendocument" in declared:
        raise CannotRead(_SAVE_AS["odf"], Outcome.UNSUPPORTED)
    raise CannotRead(_SAVE_AS["zip"], Outcome.UNSUPPORTED)


DAMAGED = Message("the file is damaged and cannot be opened; ask for it again from where it came")


def _ole(sample: bytes, path: Path, suffix: str) -> CannotRead:
    data = sample + path.read_bytes()[-_SAMPLE:]
    if "EncryptedPackage".encode("utf-16-le") in data:
        return CannotRead(
            Message("protected by a password; open it in its program, save a copy without the password and add that "
                    "too")
        )
    if suffix == ".msg" or "__substg1.0".encode("utf-16-le") in data or "__nameid".encode("utf-16-le") in data:
        return CannotRead(_SAVE_AS["msg"], Outcome.UNSUPPORTED)
    if suffix in (".ppt", ".pps"):
        return CannotRead(_SAVE_AS["ppt"], Outcome.UNSUPPORTED)
    return CannotRead(_SAVE_AS["doc"], Outcome.UNSUPPORTED)


def _written(text: str, suffix: str) -> str:
    start = text.lstrip("\ufeff \t\r\n")
    if not start:
        raise CannotRead(Message("there is nothing but blank space in the file"), Outcome.EMPTY)
    lines = start.splitlines()
    heads = 0
    for line in lines[:40]:
        if _HEADER.match(line):
            heads += 1
        elif not line[:1].isspace():
            break
    mail = heads >= 3 or (heads >= 1 and suffix == ".eml")
    if mail and re.search(r"(?im)^content-type: *multipart/related", start[:4000]) and suffix in (".mht", ".mhtml"):
        raise CannotRead(_SAVE_AS["mhtml"], Outcome.UNSUPPORTED)
    # A list of "From: … Date: …" in a note is no mail: the head of one starts the file and knows when it was sent.
    if mail and (suffix == ".eml" or re.search(r"(?im)^(?:message-id|mime-version|received|date): ", start[:8000])):
        return "eml"
    if re.match(r"From \S+@?\S* .*\d\d:\d\d", lines[0]) and len(lines) > 1 and _HEADER.match(lines[1]):
        raise CannotRead(_SAVE_AS["mbox"], Outcome.UNSUPPORTED)
    head = start[:4096].lower()
    if head.startswith(("<!doctype html", "<html")) or ("<html" in head and head.startswith(("<?xml", "<!--"))):
        return "html"
    if suffix in (".html", ".htm", ".xhtml") and len(_HTML.findall(start)) >= 1:
        return "html"
    if head.startswith("<") and len(_HTML.findall(start)) >= 3:
        return "html"
    if suffix in (".csv", ".tsv"):
        return "csv"
    if suffix in (".txt", ".md", ".text", ".log", ".html", ".htm", ".eml", "") and not _tabular(lines):
        return "txt"
    return "csv" if _tabular(lines) else "txt"


def _tabular(lines: list[str]) -> bool:
    """Whether every line is parted alike, often enough that it is no accident of prose."""
    filled = [line for line in lines[:30] if line.strip()]
    if len(filled) < 3:
        return False
    return any(
        filled[0].count(sign) >= 2 and all(line.count(sign) == filled[0].count(sign) for line in filled[:-1])
        for sign in (";", "\t", "|")
    )
