"""Old presentations read where there is no LibreOffice: each slide as last saved, with its notes."""

from __future__ import annotations

import random
import shutil
import struct
from pathlib import Path

import pytest

from evidence.model import MarkKind, Outcome
from evidence.readers import CannotRead, oldslides
from evidence.readers.compound import compound
from evidence.reading import read_file


@pytest.fixture(autouse=True)
def _no_libreoffice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)


def record(number: int, held: bytes = b"", instance: int = 0, *, parts: bool = False) -> bytes:
    return struct.pack("<HHI", instance << 4 | (15 if parts else 0), number, len(held)) + held


def text(sort: int, words: str, *, wide: bool = True) -> bytes:
    said = record(0x0FA0, words.encode("utf-16-le")) if wide else record(0x0FA8, words.encode("latin-1"))
    return record(0x0F9F, struct.pack("<I", sort)) + said


def box(held: bytes) -> bytes:
    return record(0xF004, record(0xF00D, held), parts=True)


def slide(boxes: bytes, notes: int = 0, *, hidden: bool = False) -> bytes:
    about = record(0x03EF, struct.pack("<I8xIIH2x", 1, 0, notes, 7))
    shown = record(0x03F9, struct.pack("<IIBBH4x", 0, 0, 0, 0, 4 if hidden else 0))
    drawn = record(0x040C, record(0xF002, record(0xF003, boxes, parts=True), parts=True), parts=True)
    return record(0x03EE, about + shown + drawn, parts=True)


def listed(which: int, *entries: tuple[int, int, bytes]) -> bytes:
    held = b"".join(record(0x03F3, struct.pack("<IIiII", part, 0, 0, own, 0)) + more for part, own, more in entries)
    return record(0x0FF0, held, which, parts=True)


def presentation(path: Path) -> Path:
    """Two slides and a note; the second slide was saved again, quickly, behind what it replaced."""
    outline = text(0, "Status på modul 3") + text(1, "Fristen er den 1. juni\rLister mangler", wide=False)
    reference = b"".join(box(record(0x0F9E, struct.pack("<I", number))) for number in (0, 1))
    parts = [
        record(0x03E8, listed(0, (2, 256, outline), (3, 257, b"")) + listed(2, (4, 300, b"")), parts=True),
        slide(reference + box(text(4, "Fra Tovholm IT på Ærø")), 300),
        slide(box(text(4, "Fristen holder"))),
        record(0x03F0, record(0x03EF) + box(text(2, "Sig ikke, at den er skredet.")) + box(text(4, "2")), parts=True),
    ]  # fmt: skip
    data, places = b"", []
    for part in parts:
        places.append(len(data))
        data += part
    first = len(data)
    data += record(0x1772, struct.pack("<I4I", 4 << 20 | 1, *places))
    edits = [len(data)]
    data += record(0x0FF5, struct.pack("<IHBBIIIIHH", 256, 0, 0, 3, 0, first, 1, 5, 0, 0))
    again = len(data)
    data += slide(box(text(4, "Fristen holder ikke")), hidden=True)
    second = len(data)
    data += record(0x1772, struct.pack("<II", 1 << 20 | 3, again))
    edits.append(len(data))
    data += record(0x0FF5, struct.pack("<IHBBIIIIHH", 256, 0, 0, 3, edits[0], second, 1, 5, 0, 0))
    user = record(0x0FF6, struct.pack("<III", 20, 0xE391C05F, edits[1]))
    path.write_bytes(compound({"PowerPoint Document": data, "Current User": user}))
    return path


def test_slides_are_read_as_last_saved_with_titles_and_notes(tmp_path: Path) -> None:
    path = presentation(tmp_path / "a.ppt")
    reading = read_file(path, "a.ppt").reading
    first, second = reading.pages
    assert first.text.split("\n")[:-1] == [
        "Status på modul 3", "Fristen er den 1. juni", "Lister mangler", "Fra Tovholm IT på Ærø",
        "Sig ikke, at den er skredet.",
    ]  # fmt: skip
    assert (second.text, reading.title) == ("Fristen holder ikke\n", "Status på modul 3")
    assert [first.text[one.start : one.end] for one in first.marks if one.kind is MarkKind.HEADING] == [reading.title]
    assert [str(notice) for notice in reading.notices] == ["slides that are not shown, read like the others: 2"]


@pytest.mark.parametrize("seed", range(40))
def test_a_damaged_one_is_read_or_says_what_to_do(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    data = bytearray(presentation(tmp_path / "a.ppt").read_bytes())
    for _ in range(chance.randrange(1, 30)):
        data[chance.randrange(512, len(data))] = chance.randrange(256)
    (tmp_path / "a.ppt").write_bytes(data)
    reading = read_file(tmp_path / "a.ppt", "a.ppt").reading
    assert reading.outcome is Outcome.READ or reading.reason


def test_a_slide_whose_place_is_lost_is_an_empty_page_and_a_file_that_begins_elsewhere_is_damaged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = presentation(tmp_path / "a.ppt").read_bytes()
    whole = oldslides._places

    def lost(held: bytes, newest: int) -> tuple[dict[int, int], int]:
        places, document = whole(held, newest)
        slides = sorted(places)
        return {number: at for number, at in places.items() if number != slides[2]}, document

    with monkeypatch.context() as patch:
        patch.setattr(oldslides, "_places", lost)
        pages, _ = oldslides.slides(data)
    assert [bool(page.text) for page in pages].count(False) == 1
    with monkeypatch.context() as patch:
        patch.setattr(oldslides, "_MOST_EDITS", 1)
        assert len(oldslides._places(*_streams(data))[0]) == 1  # what was saved before is not asked for
    held, newest = _streams(data)
    with pytest.raises(CannotRead):
        oldslides._places(held, newest - 8 if newest >= 8 else 0)


def _streams(data: bytes) -> tuple[bytes, int]:
    from io import BytesIO

    from olefile import OleFileIO

    with OleFileIO(BytesIO(data)) as file:
        newest = struct.unpack_from("<I", file.openstream("Current User").read(), 16)[0]
        return file.openstream("PowerPoint Document").read(), newest


def test_a_presentation_without_a_slide_lists_none() -> None:
    data = record(0x03E8, listed(0), parts=True)
    assert list(oldslides._listed(data, oldslides._at(data, 0), 0)) == []
