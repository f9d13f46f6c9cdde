"""A damaged PDF: whether it is cut short, and a mended copy of what can be found in it. Originals are never mended."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

#: So much of a file's end is looked at for its end mark, which some programs set before a little of their own.
_TAIL = 1 << 16
#: Packed, nothing takes so many bytes.
_NOTHING = 30
#: Bytes the packed objects of a damaged file may unpack to.
_MOST = 256 << 20
#: An object that holds others, packed: its dictionary, and where its data begin.
_PACKED = re.compile(rb"\d+\s+\d+\s+obj\s*(<<(?:[^>]|>(?!>))*/ObjStm\b(?:[^>]|>(?!>))*>>)\s*stream\r?\n")
_NUMBER = re.compile(rb"\b(\d{1,8})\s+0\s+obj\b")
_PAGE, _CATALOG = (
    re.compile(rb"\b(\d{1,8})\s+0\s+obj\s*<<(?:(?!endobj).){0,4000}?/Type\s*/" + kind + rb"\b", re.DOTALL)
    for kind in (b"Page", b"Catalog")
)
#: A line end of one byte; the list of objects a file ends with; how far from its place it is looked for.
_LINE_FEED = re.compile(rb"(?<!\r)\n")
_LIST, _NEAR = re.compile(rb"xref\s|\d+\s+\d+\s+obj\b"), 64
_SHOWN_IN = re.compile(rb"(/[^\s/\[\]<>()]+)\s+-?[\d.]+\s+Tf\b")


def is_cut(path: Path) -> bool:
    """Whether the end of the file is missing: no mark of it stands after the last of its objects."""
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - _TAIL))
        tail = file.read()
    return tail.rfind(b"%%EOF") <= tail.rfind(b"endobj")


def is_broken_as_text(path: Path) -> bool:
    """Whether it was carried as a text, every line end of its packed data made two bytes (FTP does, asked for text).

    Where its list of objects begins tells so: it lies where the file says only once that is undone.
    """
    with path.open("rb") as file:
        if _LINE_FEED.search(file.read(_TAIL)):
            return False
    data = path.read_bytes()
    said = re.findall(rb"startxref\s+(\d+)\s+%%EOF", data)
    if not said or _LINE_FEED.search(data) or _LIST.match(data, int(said[-1])):
        return False
    # Line ends of two bytes that were there before are one byte now, and what follows lies so much nearer.
    return _LIST.search(_as_sent(data), max(0, int(said[-1]) - _NEAR), int(said[-1]) + _NEAR) is not None


def _as_sent(data: bytes) -> bytes:
    return data.replace(b"\r\n", b"\n")


def has_no_pages(path: Path) -> bool:
    """Whether it is a sound file that holds no page; pdfium does not tell that from one that is locked."""
    import pikepdf

    try:
        with pikepdf.open(path, attempt_recovery=False) as pdf:
            return len(pdf.pages) == 0
    except Exception:  # locked or damaged
        return False


def unreadable(path: Path, pages: Iterable[int]) -> list[int]:
    """Those of these pages (from 1) that show nothing because what is drawn on them is lost or cannot be unpacked."""
    import pikepdf

    cut = is_cut(path)
    try:
        with pikepdf.open(path) as pdf:
            found = dict(enumerate(pdf.pages, 1))
            return [number for number in pages
                    if not (page := found.get(number)) or not _unpacks(page) or (cut and not _drawn(page))]
    except Exception:  # pdfium opens damaged and locked files that qpdf does not
        return []


def _unpacks(page: Any) -> bool:
    try:
        return not any(len(stream.read_raw_bytes()) > _NOTHING and not stream.read_bytes() for stream in _drawn(page))
    except Exception:  # qpdf says in many ways what is wrong with a stream
        return False


def _drawn(page: Any) -> list[Any]:
    contents = page.obj.get("/Contents")
    return [] if contents is None else [contents] if hasattr(contents, "read_bytes") else list(contents)


def mended(path: Path, copy: Path) -> frozenset[int] | None:
    """Write a copy of what can be found in a damaged file.

    The pages (from 0) whose letters lost the fonts that gave them their meaning; None where no page can be found.
    """
    data = _as_sent(path.read_bytes()) if is_broken_as_text(path) else path.read_bytes().rstrip(b"\0")
    data = data[max(0, data.find(b"%PDF-")) :] + b"\n%%EOF\n"  # an object the file ends with right away is none to qpdf
    lost = _saved(data, copy)
    if lost is None and b"/Encrypt" not in data:
        data += b"".join(_unpacked(data))
        ends = (_end(_CATALOG.findall(data)[-1:], data), _list_of_pages(data))
        lost = next((found for end in ends if end and (found := _saved(data + end, copy)) is not None), None)
    return lost


def _saved(data: bytes, copy: Path) -> frozenset[int] | None:
    import pikepdf

    try:
        with pikepdf.open(BytesIO(data)) as pdf:
            if not len(pdf.pages):
                return None
            lost = frozenset(index for index, page in enumerate(pdf.pages) if _lost_fonts(page))
            pdf.save(copy, deterministic_id=True)
            return lost
    except Exception:  # what qpdf cannot find its way in, it says in many ways
        return None


def _unpacked(data: bytes) -> Iterator[bytes]:
    """The objects that lie packed in others, each as one by itself.

    Where the list at the end of a file is gone, nothing else tells of them.
    """
    room = _MOST
    for found in _PACKED.finditer(data):
        first = re.search(rb"/First\s+(\d+)", found[1])
        packer = zlib.decompressobj()
        try:
            held = packer.decompress(memoryview(data)[found.end() :], room)
        except zlib.error:
            continue
        room -= len(held)
        if not first or room <= 0:
            continue
        start = int(first[1])
        places = [int(one) for one in re.findall(rb"\d+", held[:start])]
        starts = [*places[1::2], len(held) - start]
        for number, begin, end in zip(places[::2], starts, starts[1:], strict=False):
            if start + end <= len(held):
                yield b"\n%d 0 obj\n%s\nendobj\n" % (number, held[start + begin : start + end])


def _end(root: list[bytes], data: bytes) -> bytes:
    """The end of a file whose pages are listed by the object of this number."""
    size = max(map(int, _NUMBER.findall(data)), default=0) + 1
    return b"\ntrailer\n<< /Size %d /Root %b 0 R >>\nstartxref\n0\n%%%%EOF\n" % (size, root[0]) if root else b""


def _list_of_pages(data: bytes) -> bytes:
    """A list of the pages that stand in a file, in the order of the file, and an end."""
    pages = b" ".join(number + b" 0 R" for number in dict.fromkeys(_PAGE.findall(data)))
    free = max(map(int, _NUMBER.findall(data)), default=0) + 1
    listed = b"\n%d 0 obj\n<< /Type /Pages /Count %d /Kids [%b] >>\nendobj" % (free, pages.count(b"R"), pages)
    listed += b"\n%d 0 obj\n<< /Type /Catalog /Pages %d 0 R >>\nendobj" % (free + 1, free)
    return listed + _end([b"%d" % (free + 1)], listed)


def _lost_fonts(page: Any) -> bool:
    """Whether letters of a page are set in a font that is not in the file any more: their codes say nothing."""
    held = page.resources.get("/Font", {})
    used = {name.decode("latin-1") for stream in _drawn(page) for name in _SHOWN_IN.findall(stream.read_bytes())}
    return any(name not in held or not _tells_letters(held[name]) for name in used)


def _tells_letters(font: Any) -> bool:
    """Whether what the file still holds of a font tells which letters its codes are."""
    if font.get("/Subtype") != "/Type0":
        return True
    return "/ToUnicode" in font or not str(font.get("/Encoding", "")).startswith("/Identity")
