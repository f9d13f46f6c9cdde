"""Compound files, the form of Outlook's .msg: written, so that a message kept inside another is a file of its own."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from dataclasses import dataclass, field

#: What a storage holds, by name: a stream's bytes, or a storage again.
Tree = Mapping[str, "bytes | Tree"]

_SECTOR, _SMALL, _CUTOFF = 512, 64, 4096
_FREE, _END, _FAT, _DIFAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFC
_IN_HEADER = 109  # so many sectors of the allocation table are named in the header itself
_A_SECTOR = _SECTOR // 4  # and so many entries one of them holds


@dataclass(slots=True)
class _Entry:
    """A line of the directory."""

    name: str
    kind: int  # 1 storage, 2 stream, 5 root
    data: bytes = b""
    first: int = 0
    size: int = 0
    left: int = _FREE
    right: int = _FREE
    child: int = _FREE


@dataclass(slots=True)
class _Sectors:
    """Sectors of one size and the table that chains them."""

    size: int
    chain: list[int] = field(default_factory=list)
    data: bytearray = field(default_factory=bytearray)

    def add(self, data: bytes) -> int:
        """Put data at the end; the number of its first sector."""
        first, count = len(self.chain), -(-len(data) // self.size)
        if not count:
            return _END
        self.chain += [*range(first + 1, first + count), _END]
        self.data += data.ljust(count * self.size, b"\0")
        return first


def compound(tree: Tree) -> bytes:
    """The bytes of a compound file (version 3) that holds the tree. The same tree gives the same bytes."""
    entries = [_Entry("Root Entry", 5)]
    entries[0].child = _enter(entries, tree)
    sectors, small = _Sectors(_SECTOR), _Sectors(_SMALL)
    for entry in entries[1:]:
        if entry.kind == 2:
            entry.first = (small if len(entry.data) < _CUTOFF else sectors).add(entry.data)
            entry.size = len(entry.data)
    entries[0].first, entries[0].size = sectors.add(bytes(small.data)), len(small.data)
    table = b"".join(number.to_bytes(4, "little") for number in small.chain)
    first_small = sectors.add(table.ljust(-(-len(table) // _SECTOR) * _SECTOR, b"\xff"))
    directory = b"".join(map(_packed, entries))
    first_directory = sectors.add(directory.ljust(-(-len(directory) // _SECTOR) * _SECTOR, b"\0"))
    fat, difat = _allocate(sectors.chain)
    chained = struct.pack(f"<{len(sectors.chain)}I", *sectors.chain)
    table = chained.ljust(len(fat) * _SECTOR, b"\xff")
    overflow = fat[_IN_HEADER:]
    further = b""
    for number in range(len(difat)):
        named = overflow[number * (_A_SECTOR - 1) : (number + 1) * (_A_SECTOR - 1)]
        named += [_FREE] * (_A_SECTOR - 1 - len(named))
        further += struct.pack(f"<{_A_SECTOR}I", *named, difat[number + 1] if number + 1 < len(difat) else _END)
    header = struct.pack(
        "<8s16xHHHHH6x9I", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0x3E, 3, 0xFFFE, 9, 6, 0, len(fat),
        first_directory, 0, _CUTOFF, first_small, -(-len(small.chain) // _A_SECTOR),
        difat[0] if difat else _END, len(difat),
    )  # fmt: skip
    named = (fat + [_FREE] * _IN_HEADER)[:_IN_HEADER]
    return header + struct.pack(f"<{_IN_HEADER}I", *named) + bytes(sectors.data) + table + further


def _allocate(chain: list[int]) -> tuple[list[int], list[int]]:
    """Sectors for the allocation table and, where the header cannot name them all, for the list of them."""
    used = len(chain)
    fat = difat = 0
    while True:
        needed = -(-(used + fat + difat) // _A_SECTOR)
        listed = -(-max(0, needed - _IN_HEADER) // (_A_SECTOR - 1))
        if (needed, listed) == (fat, difat):
            break
        fat, difat = needed, listed
    chain += [_FAT] * fat + [_DIFAT] * difat
    return list(range(used, used + fat)), list(range(used + fat, used + fat + difat))


def _enter(entries: list[_Entry], tree: Tree) -> int:
    """Enter what a storage holds into the directory as a balanced tree; the number of its root."""
    # The order the format asks for: shorter names first, then as in capitals.
    names = sorted(tree, key=lambda name: (len(name), name.upper()))
    numbers = {}
    for name in names:
        content = tree[name]
        numbers[name] = len(entries)
        entries.append(_Entry(name, 2, content) if isinstance(content, bytes) else _Entry(name, 1))
    for name in names:
        content = tree[name]
        if not isinstance(content, bytes):
            entries[numbers[name]].child = _enter(entries, content)

    def hang(low: int, high: int) -> int:
        if low >= high:
            return _FREE
        middle = (low + high) // 2
        entry = entries[numbers[names[middle]]]
        entry.left, entry.right = hang(low, middle), hang(middle + 1, high)
        return numbers[names[middle]]

    return hang(0, len(names))


def _packed(entry: _Entry) -> bytes:
    name = entry.name.encode("utf-16-le")[:62]
    return struct.pack(
        "<64sHBBIII16xI16xIQ", name, len(name) + 2, entry.kind, 1, entry.left, entry.right, entry.child, 0,
        entry.first, entry.size,
    )  # fmt: skip
