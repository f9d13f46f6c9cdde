"""Files embedded in Office documents: whole ones, pictures, and what lies in the objects of other programs."""

from __future__ import annotations

import re
import struct
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from functools import partial
from io import BytesIO
from itertools import chain

from evidence.detect import DAMAGED
from evidence.errors import Message
from evidence.gather import inside
from evidence.model import Outcome
from evidence.readers import Attachment, CannotRead, Reading, Source
from evidence.readers.archives import taken
from evidence.readers.mailimages import is_small
from evidence.readers.packed import opened, relations

ALONE = Message("no word stands in it; the pictures and files set into it are documents of their own")

#: The lists of what a text, a slide or a sheet refers to, and pictures an OpenDocument text shows.
_LISTED = re.compile(r"(word|ppt/slides|xl/drawings)/_rels/(?!header|footer)([^/]+)\.rels")
#: A paper of another program of OpenDocument set into one, in a folder of its own, and what its body is called.
_ODF_OBJECT = re.compile(r"(Object \d{1,5})/content\.xml")
_ODF_BODY = re.compile(rb"<(?:\w+:)?body[^>]*>\s*<(?:\w+:)?(spreadsheet|text|presentation)\b")
_ODF_SUFFIX = {"spreadsheet": ".ods", "text": ".odt", "presentation": ".odp"}
_ODF_LIST = '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
_ODF_PICTURE = re.compile(rb'href="(Pictures/[\w.-]{1,100})"')
#: Where pictures lie, and the suffixes of those that are drawn and have no dots.
_PICTURES = re.compile(r"(?:^|/)(?:media|Pictures)/")
_DRAWN = (".emf", ".wmf")
#: Streams of an object that are a file of themselves, and the suffix its name lacks.
_WHOLE = (("Package", ""), ("CONTENTS", ""))
#: An object that is an old Office file itself.
_OLD = (("WordDocument", ".doc"), ("Workbook", ".xls"), ("Book", ".xls"), ("PowerPoint Document", ".ppt"))


def embedded(source: Source) -> Iterable[Attachment]:
    """What is embedded in an Office or OpenDocument file, and the pictures set into it; one by one as asked for.

    Small pictures are ornaments, and those of running heads, masters and backgrounds belong to every paper of a house.
    """
    with opened(source) as archive:
        names = {info.filename: info for info in archive.infolist() if not info.is_dir()}
        found = [info for name, info in names.items() if "/embeddings/" in name]
        shown = set(_shown(archive))
        objects = list(_objects(archive))
    # What an object of another program looks like is a drawing of what is taken out as a file.
    shown -= {name for name in shown if found and name.lower().endswith(_DRAWN)}
    found += [names[name] for name in sorted(shown & set(names))]
    each = _each(source, found) if found else ()
    return chain(each, objects) if objects else each


def with_embedded(reading: Reading, source: Source) -> Reading:
    """The reading with what is embedded. Where no word stands in the paper but pictures do, that is said."""
    found = embedded(source)
    if found == () or reading.outcome is Outcome.READ:
        return replace(reading, attachments=found)
    return replace(reading, outcome=Outcome.READ, reason=None, notices=(*reading.notices, ALONE), attachments=found)


def _shown(archive: zipfile.ZipFile) -> Iterator[str]:
    """The pictures set into the text, slides or sheets, and papers put into the text as they are."""
    for name in archive.namelist():
        if listed := _LISTED.fullmatch(name):
            with suppress(CannotRead):
                for kind, part in relations(archive, f"{listed[1]}/{listed[2]}").values():
                    if kind in ("image", "aFChunk"):
                        yield part
    if "content.xml" in archive.namelist():
        yield from (found.decode() for found in _ODF_PICTURE.findall(archive.read("content.xml")))


def _objects(archive: zipfile.ZipFile) -> Iterator[Attachment]:
    """The sheets and texts set into an OpenDocument file, each packed as the file it would be by itself."""
    for name in archive.namelist():
        listed = _ODF_OBJECT.fullmatch(name)
        if listed and (body := _ODF_BODY.search(content := archive.read(name))):
            sort = body[1].decode()
            packed = BytesIO()
            with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as one:
                one.writestr(zipfile.ZipInfo("mimetype"), f"application/vnd.oasis.opendocument.{sort}")
                one.writestr(zipfile.ZipInfo("META-INF/manifest.xml"), _ODF_LIST)
                one.writestr(zipfile.ZipInfo("content.xml"), content)
            yield Attachment(name=listed[1] + _ODF_SUFFIX[sort], data=packed.getvalue())


def _each(source: Source, parts: list[zipfile.ZipInfo]) -> Iterator[Attachment]:
    with opened(source) as archive:
        for info in parts:
            name = inside(info.filename.rsplit("/", 1)[-1])
            part = taken(name, partial(archive.read, info))
            if part.outcome or not _PICTURES.search(info.filename):
                yield unwrapped(part) if name.lower().endswith(".bin") and not part.outcome else part
            elif not is_small(part.data):
                yield part


def unwrapped(part: Attachment) -> Attachment:
    """The file that an object of another program holds, where it holds one."""
    import olefile

    stem = part.name.rsplit(".", 1)[0]
    try:
        with olefile.OleFileIO(BytesIO(part.data)) as file:
            if file.exists("\x01Ole10Native"):
                return native(file.openstream("\x01Ole10Native").read(), stem)
            for stream, suffix in _WHOLE:
                if file.exists(stream):
                    return Attachment(name=stem + suffix, data=file.openstream(stream).read())
            for stream, suffix in _OLD:
                if file.exists(stream):
                    return Attachment(name=stem + suffix, data=part.data)
    except Exception:  # olefile raises what it likes on damage; the object then stands as what it is
        return Attachment(name=part.name, outcome=Outcome.UNREADABLE, reason=DAMAGED)
    return part


def native(data: bytes, stem: str) -> Attachment:
    """A file put in as an icon ("Package"): size, flags, its name and two paths, each ended by a NUL, then the file.

    CannotRead where it breaks off.
    """
    name, _, rest = data[6:].partition(b"\0")
    _, _, rest = rest.partition(b"\0")
    skip = struct.unpack("<I", rest[4:8])[0]
    at = 8 + skip
    size = struct.unpack("<I", rest[at : at + 4])[0]
    shown = inside(name.decode("cp1252", errors="replace")).rsplit("/", 1)[-1]
    if len(rest) < at + 4 + size:
        raise CannotRead(DAMAGED)
    return Attachment(name=shown or stem, data=rest[at + 4 : at + 4 + size])
