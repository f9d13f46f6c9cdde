"""Files that are ZIP archives of XML (Word, OpenDocument, presentations): opened within bounds, nothing fetched."""

from __future__ import annotations

import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from io import BytesIO
from typing import Any

from evidence.detect import DAMAGED
from evidence.errors import Message
from evidence.readers import CannotRead, Source, file_of

#: Unpacked, no honest document is larger; a zip bomb is.
MOST_BYTES = 1 << 30
#: How many times its packed size a part may unpack to, once it is larger than ``SMALL``: zeros pack 1000 to 1.
MOST_RATIO, SMALL = 200, 16 << 20

_REL = "{http://schemas.openxmlformats.org/package/2006/relationships}"

_BOMB = Message(
    "unpacks to more than a document can be; it was not opened. If it is an honest one, open it in its program, save "
    "it as PDF and add that too"
)


@contextmanager
def opened(source: Source) -> Iterator[zipfile.ZipFile]:
    """The archive. CannotRead where it is damaged or says it unpacks to too much (what it says is then a bound)."""
    try:
        with zipfile.ZipFile(file_of(source)) as archive:
            parts = archive.infolist()
            swollen = any(one.file_size > SMALL and one.file_size > MOST_RATIO * one.compress_size for one in parts)
            if swollen or sum(one.file_size for one in parts) > MOST_BYTES:
                raise CannotRead(_BOMB)
            yield archive
    except (zipfile.BadZipFile, zlib.error, KeyError, OSError, EOFError, NotImplementedError, RuntimeError,
            ValueError) as error:  # fmt: skip  # a name that is no text is a ValueError
        raise CannotRead(DAMAGED) from error


#: How the names of the stricter edition of the format begin.
_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/")
#: Whole papers put into a Word file (altChunk): programs list them as if each were the text of the file.
_KINDS = "[Content_Types].xml"
_WITHIN = re.compile(
    rb"(?i)<(?:\w+:)?(?:Default|Override)\s(?=[^>]*\b(?:Extension=\"|PartName=\"[^\"]*\.)(?:docx|docm|dotx)\")"
    rb"[^>]*\bmain\+xml\"[^>]*>"
)
_KIND = re.compile(rb"(?<=ContentType=\")[^\"]*")


#: The parts in which each kind of Office file begins, as programs call them.
BEGINNINGS = frozenset(("word/document.xml", "xl/workbook.xml", "xl/workbook.bin", "ppt/presentation.xml"))
_TARGET = re.compile(rb"\bTarget=\"([^\"]*)\"")


def respelled(source: Source) -> Source:
    """An Office file whose parts are called as it refers to them itself.

    To Office «Word\\Document.XML» is «word/document.xml»: programs of Windows packed such files, libraries do not find
    the parts in them. CannotRead as for ``opened``.
    """
    with opened(source) as archive:
        names = archive.namelist()
        if _KINDS in names and not BEGINNINGS.isdisjoint(names) and not any("\\" in name for name in names):
            return source
        held = {name.replace("\\", "/").lstrip("/"): name for name in names}
        spelled = {one.lower(): one for one in _referred(archive, {one.lower(): name for one, name in held.items()})}
        made = BytesIO()
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as anew:
            for one, name in held.items():
                anew.writestr(spelled.get(one.lower(), one), archive.read(name))
    return made.getvalue()


def _referred(archive: zipfile.ZipFile, held: Mapping[str, str]) -> Iterator[str]:
    """The parts a file refers to, as it calls them, and the lists in which it does; ``held`` by their small letters."""
    yield _KINDS
    pending, seen = [""], {""}
    for part in pending:
        folder, name = posixpath.split(part)
        listed = posixpath.join(folder, "_rels", f"{name}.rels")
        if listed.lower() not in held:
            continue
        yield listed
        for target in _TARGET.findall(archive.read(held[listed.lower()])):
            one = posixpath.normpath(posixpath.join("/", folder, target.decode(errors="replace"))).lstrip("/")
            if one not in seen:
                seen.add(one)
                pending.append(one)
                yield one


def transitional(source: Source) -> Source:
    """An Office file in the edition of the format libraries know; one saved in the stricter one is written anew,
    and one that takes papers put into it for its own text.

    CannotRead as for ``opened``.
    """
    with opened(source) as archive:
        names = archive.namelist()
        strict = "_rels/.rels" in names and _STRICT.search(archive.read("_rels/.rels"))
        kinds = archive.read(_KINDS) if _KINDS in names else b""
        if not strict and not _WITHIN.search(kinds):
            return source
        made = BytesIO()
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as anew:
            for part in archive.infolist():
                data = archive.read(part)
                if part.filename == _KINDS:
                    data = _WITHIN.sub(lambda kind: _KIND.sub(rb"application/octet-stream", kind[0]), data)
                if part.filename.endswith((".xml", ".rels")):
                    data = _STRICT.sub(rb"http://schemas.openxmlformats.org/\1/2006/", data)
                anew.writestr(part.filename, data)
    return made.getvalue()


def xml(data: bytes) -> Any:
    """The tree; entities stay as they are and nothing outside is asked for. CannotRead where it is damaged."""
    from lxml import etree

    try:
        return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
    except etree.XMLSyntaxError as error:
        raise CannotRead(DAMAGED) from error


def relations(archive: zipfile.ZipFile, part: str) -> dict[str, tuple[str, str]]:
    """What a part refers to inside the file: by id, the kind and the part. What lies outside is left alone."""
    folder, name = posixpath.split(part)
    listed = f"{folder}/_rels/{name}.rels"
    if listed not in archive.namelist():
        return {}
    return {
        one.get("Id"): (
            (one.get("Type") or "").rsplit("/", 1)[-1],
            posixpath.normpath(posixpath.join(folder, one.get("Target") or "")).lstrip("/"),
        )
        for one in xml(archive.read(listed)).iter(f"{_REL}Relationship")
        if one.get("TargetMode") != "External"
    }
