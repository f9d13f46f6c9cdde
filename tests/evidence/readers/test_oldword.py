"""Old Word files read where there is no LibreOffice: nothing is lost, and nothing stands that was deleted."""

from __future__ import annotations

import random
import shutil
import struct
from pathlib import Path

import pytest

from evidence.model import MarkKind, Outcome
from evidence.readers import CannotRead, Reading
from evidence.readers.oldword import OldWord, _uses, codes_of, metadata
from evidence.reading import read_file
from tests.evidence.docmade import DELETED, HIDDEN, IN_TABLE, ROW_END, Doc, doc, numbered


@pytest.fixture(autouse=True)
def _no_libreoffice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)


def read(path: Path) -> Reading:
    return read_file(path, path.name).reading


LETTER = [
    ("Tangby, den \x13 DATE \\@ \"d. MMMM yyyy\" \x144. maj 2009\x15\r", b"", b""),
    ("Fristen er den 1. ", b"", b""), ("maj ", DELETED, b""), ("juni 2009", b"", b""), ("\x02\x05.\r", b"", b""),
    ("Skjult bemærkning.", HIDDEN, b""), ("\r", b"", b""),
    ("Levering\r", b"", numbered(1)), ("Modul 3 leveres i maj.\r", b"", numbered(1, 1)), ("Priser\r", b"", numbered(1)),
    ("Fejl\x07", b"", IN_TABLE), ("Varighed\x07", b"", IN_TABLE), ("\x07", b"", IN_TABLE + ROW_END),
    ("Login nede\x07", b"", IN_TABLE), ("\x07", b"", IN_TABLE), ("\x07", b"", IN_TABLE + ROW_END),
    ("Årsafregning\x1emodul og \x13 HYPERLINK \"x\" \x14bilag 4\x15.\r", b"", b""),
]  # fmt: skip


@pytest.mark.parametrize("split", [0, 60])
def test_a_letter_of_word_97_has_its_text_rows_numbers_notes_and_changes(tmp_path: Path, split: int) -> None:
    margin = [("Det har de aldrig lovet.", "Søs Bjerre", "2009-05-06"), ("Jo, i marts.", "Ole Kjær", "2009-05-07")]
    made = Doc(LETTER, ["Se bilag 4."], margin, ["\x00.", "\x00.\x01"], split=split)
    reading = read(doc(tmp_path / "a.doc", made))
    page = reading.pages[0]
    lines = [line for line in page.text.split("\n") if line]
    assert lines[:9] == [
        "Tangby, den 4. maj 2009", "Fristen er den 1. juni 2009.", "Skjult bemærkning.", "1. Levering",
        "1.1 Modul 3 leveres i maj.", "2. Priser", "Fejl\tVarighed", "Login nede\t", "Årsafregning-modul og bilag 4.",
    ]  # fmt: skip
    assert "Se bilag 4." in lines
    notes = [(page.text[mark.start : mark.end], dict(mark.detail)) for mark in page.marks if mark.kind is MarkKind.NOTE]
    assert [(words.splitlines()[-1], one["sender"], one["sent"]) for words, one in notes] == [
        ("Det har de aldrig lovet.", "Søs Bjerre", "2009-05-06"), ("Jo, i marts.", "Ole Kjær", "2009-05-07"),
    ]  # fmt: skip
    said = " ".join(str(notice) for notice in reading.notices)
    assert "tracked deletions" in said and "hidden text" in said and "written anew" in said


def test_only_files_that_are_set_into_it_are_said_to_be(tmp_path: Path) -> None:
    """Word makes the folder for them whether there is one or not."""
    text = [("Systemet er nede.\r", b"", b"")]
    told = [read(doc(tmp_path / f"{len(pool)}.doc", Doc(text, pool=pool))).notices
            for pool in ({}, {"_1": {"Workbook": b"x"}})]  # fmt: skip
    assert told[0] == () and "files of other programs" in str(told[1][0])


def test_what_cannot_be_taken_apart_says_what_to_install(tmp_path: Path) -> None:
    path = doc(tmp_path / "a.doc", Doc([("Systemet er nede.\r", b"", b"")]))
    whole = path.read_bytes()
    older = whole.replace(b"\xec\xa5\xc1\0", b"\xdc\xa5\x68\0", 1)  # Word 6 made its files otherwise
    cut = bytearray(whole)
    at = whole.index(b"\xec\xa5\xc1\0")
    cut[at + 0x9A + 8 * 33 : at + 0x9A + 8 * 33 + 8] = b"\xff" * 8
    for data in (older, bytes(cut)):
        path.write_bytes(data)
        reading = read(path)
        assert reading.outcome is Outcome.UNSUPPORTED and "install LibreOffice" in str(reading.reason)


def test_codes_are_stepped_over_whatever_their_length() -> None:
    changed_tabs = b"\x15\xc6\x03\0\0\0"
    table = b"\x08\xd6\x05\0\0\0\0\0"
    assert codes_of(changed_tabs + table + b"\x03\x4a\x10\0" + IN_TABLE + b"\x16") == {0x2416: 1}


def test_pictures_set_into_it_are_documents_of_their_own(tmp_path: Path) -> None:
    from PIL import Image

    Image.effect_noise((400, 300), 60).save(tmp_path / "a.png")
    picture = (tmp_path / "a.png").read_bytes()
    kept = b"\0" * 68 + struct.pack("<HHI", 0x6E00, 0xF01E, 17 + len(picture)) + b"\0" * 17 + picture
    path = doc(tmp_path / "a.doc", Doc([("Se billedet: \x01.\r", b"", b"")], further=kept))
    reading = read(path)
    assert [(one.name, one.data) for one in reading.attachments] == [("picture0.png", picture)]
    assert reading.pages[0].text == "Se billedet: .\n"


@pytest.mark.parametrize("seed", range(60))
def test_a_damaged_one_is_read_or_says_what_to_do(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    made = Doc(LETTER, ["Se bilag 4."], [("Nej.", "Ole", "2009-05-07")], ["\x00."])
    data = bytearray(doc(tmp_path / "a.doc", made).read_bytes())
    for _ in range(chance.randrange(1, 40)):
        data[chance.randrange(512, len(data))] = chance.randrange(256)
    (tmp_path / "a.doc").write_bytes(data[: chance.choice((len(data), len(data), chance.randrange(600, len(data))))])
    reading = read(tmp_path / "a.doc")
    assert reading.outcome in (Outcome.READ, Outcome.EMPTY) or reading.reason


def test_a_row_whose_end_is_lost_a_box_that_is_ticked_and_a_sign_of_another_font(tmp_path: Path) -> None:
    kept = bytearray(200)
    struct.pack_into("<H", kept, 4, 0x44)
    struct.pack_into("<H", kept, 0x44 + 4, 1 | 1 << 2)
    of_box, of_sign = b"\x03\x6a\0\0\0\0", b"\x09\x6a\0\0\x4a\xf0"
    letter = [
        ("\x13 FORMCHECKBOX ", b"", b""), ("\x01", of_box, b""), ("\x15Godkendt\r", b"", b""),
        ("Tak ", b"", b""), ("(", of_sign, b""), ("\r", b"", b""),
        ("Fejl\r", b"", IN_TABLE), ("Login nede\x07", b"", IN_TABLE), ("4 timer\r", b"", IN_TABLE),
    ]  # fmt: skip
    said = read(doc(tmp_path / "a.doc", Doc(letter, further=bytes(kept)))).pages[0].text
    assert "☒" in said and "Godkendt" in said
    assert "☒" not in read(doc(tmp_path / "a.doc", Doc(letter))).pages[0].text  # what tells whether it is, is lost
    assert "Login nede" in said and "4 timer" in said


def test_a_photo_set_into_it_is_a_document_of_its_own(tmp_path: Path) -> None:
    from PIL import Image

    Image.effect_noise((400, 300), 60).save(tmp_path / "a.jpg")
    photo = (tmp_path / "a.jpg").read_bytes()
    kept = b"\0" * 68 + struct.pack("<HHI", 0x6E00, 0xF01D, 17 + len(photo)) + b"\0" * 17 + photo
    path = doc(tmp_path / "a.doc", Doc([("Se billedet: \x01.\r", b"", b"")], further=kept))
    assert [(one.name, one.data) for one in read(path).attachments] == [("picture0.jpg", photo)]


def test_a_list_that_begins_anew_and_levels_of_a_list_of_its_own_are_told() -> None:
    of_its_own = bytes(24) + b"\0\0" + bytes(2) + struct.pack("<H", 2) + bytes(4)
    listed = struct.pack("<I", 2) + struct.pack("<i8xB3x", 7, 2) + struct.pack("<i8xB3x", 8, 0)
    listed += bytes(4) + struct.pack("<iI", 3, 0x10 | 1) + struct.pack("<iI", 5, 0x20) + of_its_own + bytes(4)
    assert _uses(listed) == [(7, {1: 3}), (8, {})]


def test_a_title_in_a_page_of_letters_nobody_knows_is_read_as_windows_wrote_it() -> None:
    class Properties:
        codepage, title, author, create_time = 9999, "Møde".encode("cp1252"), b"Ole", None

    assert metadata(Properties())[:2] == ("Møde", "Ole")


def test_where_the_pieces_of_a_text_lie_is_told_behind_what_was_changed_quickly_or_the_file_is_damaged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = OldWord(doc(tmp_path / "a.doc", Doc([("Systemet er nede.\r", b"", b"")])).read_bytes())
    pieces, where = list(old._read_pieces()), old.place(33)
    monkeypatch.setattr(OldWord, "place", lambda *_: b"\x01\x02\0xx" + where)
    assert list(old._read_pieces()) == pieces
    beyond = where[:9] + struct.pack("<I", 1 << 30) + where[13:]
    for lost in (b"\x03" + where[1:], beyond):
        monkeypatch.setattr(OldWord, "place", lambda *_, lost=lost: lost)
        with pytest.raises(CannotRead):
            list(old._read_pieces())
    monkeypatch.undo()
    old.data = old.data[:0x98] + struct.pack("<H", 33) + old.data[0x9A:]
    assert old.place(33) == b""  # of a Word that kept fewer lists
