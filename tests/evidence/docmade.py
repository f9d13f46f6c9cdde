"""Old Word files (DOC) made at test time, by Microsoft's description of the format."""

from __future__ import annotations

import struct
from dataclasses import dataclass, field
from pathlib import Path

from evidence.readers.compound import Tree, compound

IN_TABLE, ROW_END = b"\x16\x24\x01", b"\x17\x24\x01"
DELETED, HIDDEN = b"\x00\x08\x01", b"\x3c\x08\x01"


def numbered(use: int, level: int = 0) -> bytes:
    """A paragraph's codes for a place in a list."""
    return b"\x0a\x26" + bytes([level]) + b"\x0b\x46" + struct.pack("<H", use)


@dataclass
class Doc:
    """Runs of text, each with the codes of its characters and of the paragraph it ends (bytes after its mark)."""

    body: list[tuple[str, bytes, bytes]]
    footnotes: list[str] = field(default_factory=list)
    comments: list[tuple[str, str, str]] = field(default_factory=list)  # words, writer, ISO day
    levels: list[str] = field(default_factory=list)  # of the one list there is, "\x00.\x01"
    further: bytes = b""  # pictures
    pool: Tree = field(default_factory=dict)  # files of other programs set into it; Word makes the folder in any case
    split: int = 0  # the text is kept in two pieces, the second before the first, as after a quick save


def doc(path: Path, made: Doc) -> Path:
    """Write it as Word 97 would: text in the main stream, what is said of it in tables behind."""
    notes = "".join(f"\x02 {one}\r" for one in made.footnotes) + ("\r" if made.footnotes else "")
    margin = "".join(f"\x05{words}\r" for words, _, _ in made.comments)
    runs = [*made.body, (notes + margin + "\r", b"", b"")]
    text = "".join(run[0] for run in runs)
    cut = made.split or len(text)
    tail, head = text[cut:].encode("utf-16-le"), text[:cut].encode("cp1252")
    start = 1536
    where = [start + len(tail) + at if at < cut else start + 2 * (at - cut) for at in range(len(text))]
    data = bytearray(start) + tail + head
    characters: list[tuple[int, bytes]] = []
    paragraphs: list[tuple[int, bytes]] = []
    at = 0
    for said, codes, of_paragraph in runs:
        for number in range(at, at + len(said)):
            characters.append((number, codes))
            paragraphs.append((number, of_paragraph))
        at += len(said)
    pages = [_page(_runs(characters, where, cut), of_paragraphs=False),
             _page(_runs(paragraphs, where, cut), of_paragraphs=True)]  # fmt: skip
    data += b"\0" * (-len(data) % 512)
    numbers = []
    for page in pages:
        numbers.append(len(data) // 512)
        data += page
    table = bytearray()
    struct.pack_into("<HH", data, 0, 0xA5EC, 193)
    struct.pack_into("<H", data, 10, 0x200)
    struct.pack_into("<8i", data, 0x4C, sum(len(run[0]) for run in made.body), len(notes), 0, 0, len(margin), 0, 0, 0)
    struct.pack_into("<H", data, 0x98, 136)

    def put(number: int, content: bytes, behind: bytes = b"") -> None:
        struct.pack_into("<II", data, 0x9A + 8 * number, len(table), len(content))
        table.extend(content + behind)

    end = struct.pack("<I", len(data))
    put(12, b"\0\0\0\0" + end + struct.pack("<I", numbers[0]))
    put(13, b"\0\0\0\0" + end + struct.pack("<I", numbers[1]))
    pieces = [(0, cut, (start + len(tail)) * 2 | 0x40000000), (cut, len(text), start)]
    pieces = [one for one in pieces if one[0] < one[1]]
    ends = [pieces[0][0], *(one[1] for one in pieces)]
    kept = struct.pack(f"<{len(ends)}I", *ends) + b"".join(struct.pack("<HIH", 0, one[2], 0) for one in pieces)
    put(33, b"\x02" + struct.pack("<I", len(kept)) + kept)
    if made.comments:
        places, starts, at = [], [], 0
        for number, (words, _, _) in enumerate(made.comments):
            places.append(number)
            starts.append(at)
            at += len(words) + 2
        writers = list(dict.fromkeys(writer for _, writer, _ in made.comments))
        heads = b"".join(b"\0" * 20 + struct.pack("<H", writers.index(one[1])) + b"\0" * 8 for one in made.comments)
        put(4, struct.pack(f"<{len(places) + 1}I", *places, len(places)) + heads)
        put(5, struct.pack(f"<{len(starts) + 1}I", *starts, at))
        put(36, b"".join(struct.pack("<H", len(one)) + one.encode("utf-16-le") for one in writers))
        put(112, b"".join(_packed(one[2]) + b"\0" * 14 for one in made.comments))
    if made.levels:
        levels = b"".join(
            struct.pack("<iB", 1, 0) + b"\0" * 23 + struct.pack("<H", len(one)) + one.encode("utf-16-le")
            for one in [*made.levels, *[""] * (9 - len(made.levels))]
        )
        put(73, struct.pack("<H", 1) + struct.pack("<i", 7) + b"\0" * 24, levels)
        put(74, struct.pack("<I", 1) + struct.pack("<i", 7) + b"\0" * 12 + b"\xff\xff\xff\xff")
    path.write_bytes(compound({"WordDocument": bytes(data), "1Table": bytes(table), "Data": made.further,
                               "ObjectPool": made.pool}))  # fmt: skip
    return path


def _runs(said: list[tuple[int, bytes]], where: list[int], cut: int) -> list[tuple[int, int, bytes]]:
    """Stretches of the file with one thing said of them, sorted."""
    found: list[tuple[int, int, bytes]] = []
    for number, codes in sorted(said, key=lambda one: where[one[0]]):
        begin, end = where[number], where[number] + (1 if number < cut else 2)
        if found and found[-1][2] == codes and found[-1][1] == begin:
            found[-1] = (found[-1][0], end, codes)
        else:
            found.append((begin, end, codes))
    return found


def _page(runs: list[tuple[int, int, bytes]], *, of_paragraphs: bool) -> bytes:
    page = bytearray(512)
    struct.pack_into(f"<{len(runs) + 1}I", page, 0, *(one[0] for one in runs), runs[-1][1])
    size, at = (13 if of_paragraphs else 1), 510
    for number, (_, _, codes) in enumerate(runs):
        if not codes:
            continue
        said = b"\0\0" + codes if of_paragraphs else codes
        kept = bytes([0, (len(said) + 1) // 2]) + said if of_paragraphs else bytes([len(said)]) + said
        at = (at - len(kept)) // 2 * 2
        page[at : at + len(kept)] = kept
        page[4 * (len(runs) + 1) + size * number] = at // 2
    page[511] = len(runs)
    return bytes(page)


def _packed(day: str) -> bytes:
    year, month, of_month = map(int, day.split("-"))
    return struct.pack("<I", (year - 1900) << 20 | month << 16 | of_month << 11)
