"""What mail programs wrap, byte by byte: a signed content however its lengths are written, and damage that is none."""

from __future__ import annotations

import struct
from base64 import b64encode
from pathlib import Path

import pytest

from evidence.readers import CannotRead, tnef, uuencoded, wrapped

SIGNED, DATA = bytes.fromhex("06092a864886f70d010702"), bytes.fromhex("06092a864886f70d010701")
SAID = b"Vi leverer den 1. juni."


def value(tag: int, content: bytes, open_end: bool) -> bytes:
    return bytes([tag, 0x80]) + content + b"\0\0" if open_end else bytes([tag, len(content)]) + content


def signed(content: bytes = SAID, kind: bytes = DATA, open_end: bool = False) -> bytes:
    held = value(0xA0, value(4, content, False), open_end) if content else b""
    body = value(0x30, b"\x02\x01\x01\x31\0" + value(0x30, kind + held, open_end), open_end)
    return value(0x30, SIGNED + value(0xA0, body, open_end), open_end)


@pytest.mark.parametrize("open_end", [False, True])
def test_the_content_is_taken_out_whether_lengths_are_given_or_ends_are_marked(open_end: bool) -> None:
    assert wrapped.content_of_signed(signed(open_end=open_end)) == SAID
    assert wrapped.content_of_signed(b64encode(signed(open_end=open_end))) == SAID


@pytest.mark.parametrize(
    "data",
    [b"", b"0", b"MMM", signed()[:-5], signed(kind=SIGNED), signed(b""), b"0\x80" * 200, b"0\x84\xff\xff\xff\xff"],
    ids=["empty", "cut", "base64", "short", "within", "bare", "deep", "long"],
)
def test_what_holds_no_content_gives_none(data: bytes) -> None:
    assert wrapped.content_of_signed(data) is None


def test_a_winmail_that_is_none_is_damaged(tmp_path: Path) -> None:
    assert tnef.unwrapped(b"x") is None
    (tmp_path / "winmail.dat").write_bytes(bytes.fromhex("789f3e220100"))
    with pytest.raises(CannotRead):
        tnef.read(tmp_path / "winmail.dat")


def attribute(number: int, content: bytes) -> bytes:
    return struct.pack("<BII", 1, number, len(content)) + content + b"\0\0"


def mail_properties(*of: tuple[int, int, bytes]) -> bytes:
    """Properties of a mail in a winmail.dat: the kind, the number and the value, whose length is written before it."""
    made = struct.pack("<I", len(of))
    for kind, number, held in of:
        long = kind in (0x0D, 0x1E, 0x102)
        made += struct.pack("<HH", kind, number) + (struct.pack("<II", 1, len(held)) if long else b"")
        made += held + b"\0" * (-len(held) % 4)
    return made


HEAD = bytes.fromhex("789f3e220100")
SENT = (0x40, 0x0039)


@pytest.mark.parametrize(
    ("inside", "said"),
    [
        (attribute(0x0002800C, b"Vi leverer i juni.\0"), "Vi leverer i juni."),
        (attribute(0x00069003, mail_properties((0x1E, 0x1000, b"Vi leverer i maj.\0"))), "Vi leverer i maj."),
        (attribute(0x00069003, mail_properties((0x102, 0x1013, b"<p>Vi leverer <b>snart</b>.</p>"))),
         "Vi leverer snart."),
        (attribute(0x00069003, mail_properties((*SENT, b"\xff" * 8), (0x1E, 0x1000, b"Uden dag.\0"))), "Uden dag."),
        (attribute(0x00069003, mail_properties((0x1E, 0x1000, b"Hel.\0"), (0x7777, 1, b""))), "Hel."),
    ],
    ids=["plain", "text", "html", "no time", "damaged"],
)  # fmt: skip
def test_the_words_of_a_winmail_are_read_in_whatever_form_they_stand(tmp_path: Path, inside: bytes, said: str) -> None:
    (tmp_path / "winmail.dat").write_bytes(HEAD + inside)
    assert said in tnef.read(tmp_path / "winmail.dat").pages[0].text


def test_a_mail_put_into_a_winmail_is_a_document_of_its_own() -> None:
    inner = HEAD + attribute(0x0002800C, b"Den indre.\0")
    found = tnef.unwrapped(HEAD + attribute(0x00069005, mail_properties((0x0D, 0x3701, b"\0" * 16 + inner))))
    assert found is not None and found.files == [("besked", inner)]


def test_of_a_winmail_cut_short_what_is_whole_is_read_and_that_it_is_cut_is_told(tmp_path: Path) -> None:
    path = tmp_path / "winmail.dat"
    whole = HEAD + attribute(0x0002800C, b"Vi leverer i juni.\0") + attribute(0x00018010, b"et.txt\0")
    whole += attribute(0x0006800F, b"Helt bilag")
    whole += attribute(0x00018010, b"to.txt\0") + attribute(0x0006800F, b"x" * 99)
    path.write_bytes(whole)
    assert len(tnef.read(path).notices) == 1  # how many files there are
    path.write_bytes(whole[:-50])
    reading = tnef.read(path)
    assert "Vi leverer i juni." in reading.pages[0].text
    assert [(one.name, one.data) for one in reading.attachments] == [("et.txt", b"Helt bilag")]
    assert "cut short" in str(reading.notices[-1])


def test_values_end_where_their_end_is_marked() -> None:
    assert wrapped._values(b"\x04\x01a\0\0\x04\x01b", 0) == [(4, b"a")]


def test_what_a_winmail_says_of_nothing_is_passed_over_and_a_property_that_breaks_off_ends_them() -> None:
    found = tnef.Tnef()
    tnef._take_mail(found, {})
    tnef._take_file(found, {})
    assert found == tnef.Tnef()
    whole = struct.pack("<IHHII", 1, 0x1E, 0x1000, 1, 4) + b"Nede"
    assert list(tnef._properties(whole)) == [(0x1000, (0x1E, b"Nede"))]
    assert list(tnef._properties(whole[:-1])) == []
    unknown = struct.pack("<IH", 0x223E9F78, 1) + struct.pack("<BII", 1, 0x8FFFF, 2) + b"xx\0\0"
    assert tnef.unwrapped(unknown) == tnef.Tnef()


def test_lines_that_only_look_like_a_file_between_words_stay_words() -> None:
    said = "Hej\nbegin 644 a.txt\n#2&5J\n`\nend\nMvh\n"
    text, files = uuencoded.taken_out(said)
    assert files == [("a.txt", b"Hej")] and "begin" not in text
    spoilt = said.replace("#2&5J", "#2&5JXXXX")
    assert uuencoded.taken_out(spoilt) == (spoilt, [])
