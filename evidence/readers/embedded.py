"""Files embedded in Office documents: whole ones, and what lies in the objects of other programs."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Iterable, Iterator
from functools import partial
from io import BytesIO

from evidence.detect import DAMAGED
from evidence.gather import inside
from evidence.model import Outcome
from evidence.readers import Attachment, CannotRead, Source
from evidence.readers.archives import taken
from evidence.readers.packed import opened

#: Streams of an object that are a file of themselves, and the suffix its name lacks.
_WHOLE = (("Package", ""), ("CONTENTS", ""))
#: An object that is an old Office file itself.
_OLD = (("WordDocument", ".doc"), ("Workbook", ".xls"), ("Book", ".xls"), ("PowerPoint Document", ".ppt"))


def embedded(source: Source) -> Iterable[Attachment]:
    """What is embedded in a Word, Excel or PowerPoint file; one by one as asked for."""
    with opened(source) as archive:
        found = [info for info in archive.infolist() if "/embeddings/" in info.filename and not info.is_dir()]
    return _each(source, found) if found else ()


def _each(source: Source, parts: list[zipfile.ZipInfo]) -> Iterator[Attachment]:
    with opened(source) as archive:
        for info in parts:
            name = inside(info.filename.rsplit("/", 1)[-1])
            part = taken(name, partial(archive.read, info))
            yield _unwrapped(part) if name.lower().endswith(".bin") and not part.outcome else part


def _unwrapped(part: Attachment) -> Attachment:
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
    """A file put in as an icon ("Package"): size, flags, its name and two paths, each ended by a NUL, then the file."""
    name, _, rest = data[6:].partition(b"\0")
    _, _, rest = rest.partition(b"\0")
    skip = struct.unpack("<I", rest[4:8])[0]
    at = 8 + skip
    size = struct.unpack("<I", rest[at : at + 4])[0]
    shown = inside(name.decode("cp1252", errors="replace")).rsplit("/", 1)[-1]
    if len(rest) < at + 4 + size:
        raise CannotRead(DAMAGED)
    return Attachment(name=shown or stem, data=rest[at + 4 : at + 4 + size])
