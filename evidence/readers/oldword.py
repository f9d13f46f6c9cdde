"""Old Word files (DOC of Word 97 to 2003) taken apart: their text in its order, and what is said of its stretches.

Written from Microsoft's published description of the format [MS-DOC]. What a paragraph, a row or a word is stands in
short codes ("sprm"), sorted by where the characters lie in the file, which need not be the order they are read in.
"""

from __future__ import annotations

import struct
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from itertools import pairwise
from typing import Any

from evidence.detect import DAMAGED
from evidence.readers import CannotRead

#: A Word file begins so; the version that first wrote its text in pieces, as all since.
_MARK, _WORD_97 = 0xA5EC, 0xC1
#: The texts one file holds, in their order: of the paper, then of what belongs to it.
TEXTS = ("body", "footnotes", "headers", "macros", "comments", "endnotes", "boxes", "header boxes")
#: Where the list of places begins in the head of the file; each has eight bytes.
_PLACES = 0x9A
_STYLES, _COMMENT_REFS, _COMMENT_TEXTS, _HEADERS, _CHARACTERS, _PARAGRAPHS = 1, 4, 5, 11, 12, 13
_CLX, _AUTHORS, _LISTS, _LIST_USES, _COMMENT_DAYS = 33, 36, 73, 74, 112
#: Bytes of what follows a code, by its three upper bits; 0: the first byte says.
_OPERAND = (1, 1, 2, 4, 2, 2, 0, 3)

#: What codes say: of a paragraph …
IN_TABLE, ROW_END, LIST, LEVEL, OUTLINE, ITS_STYLE = 0x2416, 0x2417, 0x460B, 0x260A, 0x2640, 0x4600
#: … and of a stretch of characters.
DELETED, INSERTED, BOLD, STRUCK, HIDDEN, SYMBOL, PICTURE = 0x0800, 0x0801, 0x0835, 0x0837, 0x083C, 0x6A09, 0x6A03
_KEPT = frozenset((IN_TABLE, ROW_END, LIST, LEVEL, OUTLINE, DELETED, INSERTED, BOLD, STRUCK, HIDDEN, SYMBOL, PICTURE))

Codes = Mapping[int, int]
_NONE: Codes = {}


@dataclass(frozen=True, slots=True)
class Style:
    """A style of paragraphs: its name, the number of the one it is based on, what it says itself."""

    name: str
    base: int
    codes: Codes


@dataclass(slots=True)
class _Runs:
    """What is said of stretches of the file, sorted by where they begin."""

    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    said: list[tuple[int, Codes]] = field(default_factory=list)  # number of the style, codes

    def at(self, place: int) -> tuple[int, Codes]:
        found = bisect_right(self.starts, place) - 1
        return self.said[found] if found >= 0 and place < self.ends[found] else (0, _NONE)


class OldWord:
    """A file taken apart. CannotRead where it is damaged, ``Older`` where it is of a Word before 97."""

    def __init__(self, source: bytes) -> None:
        import olefile

        try:
            with olefile.OleFileIO(BytesIO(source)) as file:
                self.data: bytes = file.openstream("WordDocument").read()
                flags = struct.unpack_from("<H", self.data, 10)[0]
                self._table: bytes = file.openstream("1Table" if flags & 0x200 else "0Table").read()
                self.further: bytes = file.openstream("Data").read() if file.exists("Data") else b""
                self.objects = any(one[:1] == ["ObjectPool"] for one in file.listdir())  # Word makes it in any case
                self.properties = file.get_metadata()
            mark, version = struct.unpack_from("<HH", self.data)
            if mark != _MARK or version < _WORD_97:
                raise Older
            lengths = struct.unpack_from("<8i", self.data, 0x4C)
            self._pieces = list(self._read_pieces())
            self.text, self._files = self._read_text()
            self._characters = self._runs(_CHARACTERS, of_paragraphs=False)
            self._paragraphs = self._runs(_PARAGRAPHS, of_paragraphs=True)
            self.styles = self._read_styles()
        except CannotRead:
            raise
        except Exception as error:  # damage shows as whatever olefile, struct or a list raises
            raise CannotRead(DAMAGED) from error
        self.parts: dict[str, tuple[int, int]] = {}
        start = 0
        for name, length in zip(TEXTS, lengths, strict=True):
            self.parts[name] = (start, min(start + max(length, 0), len(self.text)))
            start = self.parts[name][1]

    def place(self, number: int) -> bytes:
        """What lies at this place of the list; empty where the file has no such."""
        count = struct.unpack_from("<H", self.data, 0x98)[0]
        if number >= count:
            return b""
        start, length = struct.unpack_from("<II", self.data, _PLACES + 8 * number)
        return self._table[start : start + length]

    def after(self, number: int) -> bytes:
        """What lies behind that place: some lists go on there without a word."""
        start, length = struct.unpack_from("<II", self.data, _PLACES + 8 * number)
        return self._table[start + length :]

    def of_character(self, at: int) -> Codes:
        """What is said of the character at this place of the text."""
        return self._characters.at(self._files[at])[1]

    def of_paragraph(self, end: int) -> tuple[int, Codes]:
        """The number of the style, and what is said beside it, of the paragraph that ends with this character."""
        return self._paragraphs.at(self._files[end])

    def stretches(self, start: int, end: int) -> Iterator[tuple[int, int, Codes]]:
        """A stretch of the text by what is said of it, unbroken."""
        at = start
        while at < end:
            codes, to = self.of_character(at), at + 1
            while to < end and self.of_character(to) == codes:
                to += 1
            yield at, to, codes
            at = to

    def _read_pieces(self) -> Iterator[tuple[int, int, int, bool]]:
        clx = self.place(_CLX)
        at = 0
        while clx[at] == 1:
            at += 3 + struct.unpack_from("<H", clx, at + 1)[0]
        if clx[at] != 2:
            raise CannotRead(DAMAGED)
        length = struct.unpack_from("<I", clx, at + 1)[0]
        pieces = clx[at + 5 : at + 5 + length]
        count = (length - 4) // 12
        ends = struct.unpack_from(f"<{count + 1}I", pieces)
        if ends[-1] > len(self.data):  # no byte stands twice in an honest text
            raise CannotRead(DAMAGED)
        for number in range(count):
            place = struct.unpack_from("<I", pieces, 4 * (count + 1) + 8 * number + 2)[0]
            narrow = bool(place & 0x40000000)
            place &= 0x3FFFFFFF
            yield ends[number], ends[number + 1], place // 2 if narrow else place, not narrow

    def _read_text(self) -> tuple[str, list[int]]:
        """The whole text, a character for each the file counts, and where in the file each lies."""
        texts: list[str] = []
        files: list[int] = []
        for start, end, place, wide in self._pieces:
            size = (end - start) * (2 if wide else 1)
            if end < start or place + size > len(self.data):
                raise CannotRead(DAMAGED)
            raw = self.data[place : place + size]
            # What counts as two characters stays two until the paragraph is put together.
            units = struct.unpack(f"<{end - start}H", raw) if wide else ()
            texts.append("".join(map(chr, units)) if wide else "".join(_LETTERS[byte] for byte in raw))
            files += range(place, place + size, 2 if wide else 1)
        return "".join(texts), files

    def _runs(self, number: int, *, of_paragraphs: bool) -> _Runs:
        listed = self.place(number)
        count = (len(listed) - 4) // 8
        found: list[tuple[int, int, tuple[int, Codes]]] = []
        pages = struct.unpack_from(f"<{count}I", listed, 4 * (count + 1)) if count > 0 else ()
        for page in dict.fromkeys(pages):
            block = self.data[512 * page : 512 * page + 512]
            if len(block) < 512:
                continue
            runs = block[511]
            bounds = struct.unpack_from(f"<{runs + 1}I", block)
            for run in range(runs):
                offset = 2 * block[4 * (runs + 1) + run * (13 if of_paragraphs else 1)]
                said = _of_paragraphs(block, offset) if of_paragraphs else (0, _of_characters(block, offset))
                found.append((bounds[run], bounds[run + 1], said))
        found.sort(key=lambda one: one[0])
        return _Runs([one[0] for one in found], [one[1] for one in found], [one[2] for one in found])

    def _read_styles(self) -> list[Style | None]:
        sheet = self.place(_STYLES)
        if len(sheet) < 6:
            return []
        head, count, size = struct.unpack_from("<HHH", sheet)
        at, styles = 2 + head, list[Style | None]()
        for _ in range(count):
            length = struct.unpack_from("<H", sheet, at)[0]
            styles.append(_style(sheet[at + 2 : at + 2 + length], size) if length else None)
            at += 2 + length
        return styles

    def comments(self) -> Iterator[tuple[int, int, str, str]]:
        """Each comment: where its text stands, its writer, its day (ISO or "")."""
        texts, notes = self.place(_COMMENT_TEXTS), self.place(_COMMENT_REFS)
        count = (len(notes) - 4) // 34
        if count < 1 or len(texts) < 4 * (count + 1):
            return
        writers = list(_strings(self.place(_AUTHORS)))
        days = self.place(_COMMENT_DAYS)
        first = self.parts["comments"][0]
        for number in range(count):
            start, end = struct.unpack_from("<II", texts, 4 * number)
            writer = struct.unpack_from("<H", notes, 4 * (count + 1) + 30 * number + 20)[0]
            day = _day(struct.unpack_from("<I", days, 18 * number)[0]) if len(days) >= 18 * (number + 1) else ""
            yield first + start, first + end, writers[writer] if writer < len(writers) else "", day

    def running(self) -> Iterator[tuple[bool, int, int]]:
        """Running heads (True) and feet: where their texts stand."""
        listed = self.place(_HEADERS)
        bounds = struct.unpack_from(f"<{len(listed) // 4}I", listed)
        first = self.parts["headers"][0]
        # The first six are the lines between text and notes; the last place means nothing.
        for number, (start, end) in enumerate(pairwise(bounds[6:-1])):
            if start < end:
                yield number % 6 in (0, 1, 4), first + start, first + end

    def lists(self) -> tuple[dict[int, list[bytes]], list[tuple[int, dict[int, int]]]]:
        """The kinds of lists by number, each level as it is written; and each use of one, with where it begins anew."""
        return _kinds(self.place(_LISTS), self.after(_LISTS)), _uses(self.place(_LIST_USES))


class Older(Exception):
    """A file of a Word before 97, which is made otherwise."""


_LETTERS = [bytes([byte]).decode("cp1252", errors="replace") for byte in range(256)]


def codes_of(said: bytes) -> dict[int, int]:
    """The codes that matter here, each with its value as a number."""
    found: dict[int, int] = {}
    at = 0
    while at + 2 < len(said):
        code = struct.unpack_from("<H", said, at)[0]
        at += 2
        size = _OPERAND[code >> 13]
        if not size:  # the definition of a table has two bytes for its length
            size = int.from_bytes(said[at : at + 2], "little") + 1 if code == 0xD608 else said[at] + 1
        if code in _KEPT:
            found[code] = int.from_bytes(said[at : at + size], "little")
        at += size
    return found


def _of_paragraphs(block: bytes, offset: int) -> tuple[int, Codes]:
    if not offset:
        return 0, _NONE
    length, start = 2 * block[offset] - 1, offset + 1
    if length < 0:
        length, start = 2 * block[offset + 1], offset + 2
    said = block[start : start + length]
    return (struct.unpack_from("<H", said)[0], codes_of(said[2:])) if len(said) >= 2 else (0, _NONE)


def _of_characters(block: bytes, offset: int) -> Codes:
    return codes_of(block[offset + 1 : offset + 1 + block[offset]]) if offset else _NONE


def _style(said: bytes, size: int) -> Style | None:
    kind, upx = struct.unpack_from("<HH", said, 2)
    if kind & 15 != 1:  # of characters, tables or lists
        return None
    letters = struct.unpack_from("<H", said, size)[0]
    name = said[size + 2 : size + 2 + 2 * letters].decode("utf-16-le", errors="replace")
    at = size + 2 + 2 * letters + 2
    at += at % 2
    length = struct.unpack_from("<H", said, at)[0] if upx & 15 else 0
    return Style(name, kind >> 4, codes_of(said[at + 4 : at + 2 + length]))


def _strings(listed: bytes) -> Iterator[str]:
    at = 0
    while at + 2 <= len(listed):
        end = at + 2 + 2 * struct.unpack_from("<H", listed, at)[0]
        yield listed[at + 2 : end].decode("utf-16-le", errors="replace")
        at = end


def _day(packed: int) -> str:
    """A time as the format packs it; "" for none."""
    year, month, day = 1900 + (packed >> 20 & 511), packed >> 16 & 15, packed >> 11 & 31
    return f"{year}-{month:02}-{day:02}" if packed and 1 <= month <= 12 and 1 <= day <= 31 else ""


def _kinds(listed: bytes, levels: bytes) -> dict[int, list[bytes]]:
    found: dict[int, list[bytes]] = {}
    if len(listed) < 2:
        return found
    at = 0
    for number in range(struct.unpack_from("<H", listed)[0]):
        head = 2 + 28 * number
        key, simple = struct.unpack_from("<i", listed, head)[0], listed[head + 26] & 1
        found[key] = []
        for _ in range(1 if simple else 9):
            codes = levels[at + 24] + levels[at + 25]
            letters = struct.unpack_from("<H", levels, at + 28 + codes)[0]
            end = at + 28 + codes + 2 + 2 * letters
            found[key].append(levels[at : at + 28] + levels[at + 30 + codes : end])
            at = end
    return found


def _uses(listed: bytes) -> list[tuple[int, dict[int, int]]]:
    found: list[tuple[int, dict[int, int]]] = []
    if len(listed) < 4:
        return found
    count = struct.unpack_from("<I", listed)[0]
    at = 4 + 16 * count
    for number in range(count):
        key, changed = struct.unpack_from("<i8xB", listed, 4 + 16 * number)
        anew: dict[int, int] = {}
        at += 4
        for _ in range(changed):
            start, flags = struct.unpack_from("<iI", listed, at)
            at += 8
            if flags & 0x20:  # a level of its own follows
                codes = listed[at + 24] + listed[at + 25]
                at += 30 + codes + 2 * struct.unpack_from("<H", listed, at + 28 + codes)[0]
            if flags & 0x10:
                anew[flags & 15] = start
        found.append((key, anew))
    return found


def metadata(properties: Any) -> tuple[str, str, str]:
    """Title, author and day of making (ISO), as the file says them."""

    def said(value: Any) -> str:
        if not isinstance(value, bytes):
            return ""
        encoding = f"cp{properties.codepage}" if (properties.codepage or 0) > 0 else "utf-8"
        try:
            return value.decode(encoding).strip("\0 ")
        except (LookupError, UnicodeDecodeError):
            return value.decode("cp1252", errors="replace").strip("\0 ")

    made = properties.create_time
    return said(properties.title), said(properties.author), made.isoformat() if made and made.year > 1980 else ""
