"""What mail programs wrap, byte by byte: a signed content however its lengths are written, and damage that is none."""

from __future__ import annotations

from base64 import b64encode
from pathlib import Path

import pytest

from evidence.readers import CannotRead, tnef, wrapped

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
