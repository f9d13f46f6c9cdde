"""Archives: every member is taken out or named with the reason, and nothing else comes out of them."""

from __future__ import annotations

import gzip
import io
import lzma
import os
import stat
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from evidence.gather import shown
from evidence.model import Outcome
from evidence.readers import Aids, Attachment, CannotRead, Reading, archives
from evidence.reading import read_file


def members(path: Path, *passwords: str) -> dict[str, Attachment]:
    found = read_file(path, path.name, Aids(passwords=passwords)).reading
    assert found.outcome is Outcome.READ
    taken = list(found.attachments)
    assert len({one.name for one in taken}) == len(taken)
    return {one.name: one for one in taken}


def zipped(path: Path, files: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return path


def tarred(path: Path, mode: str, files: dict[str, bytes]) -> Path:
    with tarfile.open(path, mode) as archive:  # type: ignore[call-overload]  # the stub wants a literal mode
        for name, data in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return path


FILES = {"brev.txt": b"Systemet er nede.", "bilag/log.csv": b"a;b\n1;2\n"}


@pytest.mark.parametrize(
    "make",
    [
        lambda path: zipped(path, FILES),
        lambda path: tarred(path, "w", FILES),
        lambda path: tarred(path, "w:gz", FILES),
        lambda path: tarred(path, "w:bz2", FILES),
        lambda path: tarred(path, "w:xz", FILES),
    ],
    ids=["zip", "tar", "tar.gz", "tar.bz2", "tar.xz"],
)
def test_members_are_taken_out_whatever_the_archive_is_called(tmp_path: Path, make: Callable[[Path], Path]) -> None:
    path = make(tmp_path / "aflevering.bin")
    assert {name: one.data for name, one in members(path).items()} == FILES
    assert str(read_file(path, path.name).reading.notices[0]).startswith("an archive of 2 files")


def test_a_file_packed_by_itself_is_a_member(tmp_path: Path) -> None:
    with gzip.open(tmp_path / "log.csv.gz", "wb") as file:
        file.write(b"a;b\n1;2\n")
    (tmp_path / "log.xz").write_bytes(lzma.compress(b"a;b\n1;2\n"))
    assert members(tmp_path / "log.csv.gz")["log.csv"].data == b"a;b\n1;2\n"
    assert members(tmp_path / "log.xz")["indhold"].data == b"a;b\n1;2\n"


def test_a_packed_file_cut_short_is_taken_out_as_far_as_it_goes(tmp_path: Path) -> None:
    lines = b"".join(b"%d;03-05-2010;Nede %d\n" % (number, number * 7919 % 1000) for number in range(3000))
    for suffix, pack in ((".gz", gzip.compress), (".xz", lzma.compress)):
        path = tmp_path / f"log.csv{suffix}"
        path.write_bytes(pack(lines)[: len(pack(lines)) * 2 // 3])
        found = members(path)
        begun = found["indhold"].data
        assert 1000 < len(begun) < len(lines) and lines.startswith(begun)
        assert found["rest af indhold"].outcome is Outcome.UNREADABLE
        path.write_bytes(pack(lines)[:30])
        assert members(path)["indhold"].outcome is Outcome.UNREADABLE



def test_an_archive_in_an_archive_is_a_member_like_others(tmp_path: Path) -> None:
    inner = zipped(tmp_path / "indre.zip", FILES)
    outer = zipped(tmp_path / "ydre.zip", {"indre.zip": inner.read_bytes()})
    inner.write_bytes(members(outer)["indre.zip"].data)
    assert set(members(inner)) == set(FILES)


def test_an_empty_archive_is_empty_and_a_damaged_one_unreadable(tmp_path: Path) -> None:
    assert read_file(zipped(tmp_path / "tom.zip", {}), "tom.zip").reading.outcome is Outcome.EMPTY
    whole = zipped(tmp_path / "hel.zip", FILES).read_bytes()
    (tmp_path / "halv.zip").write_bytes(whole[:34])
    assert read_file(tmp_path / "halv.zip", "halv.zip").reading.outcome is Outcome.UNREADABLE


def test_names_lead_nowhere(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", {"../../ud.txt": b"1", "/etc/x.txt": b"2", "C:\\sag\\y.txt": b"3", "..": b"4"})
    assert set(members(path)) == {"ud.txt", "etc/x.txt", "C:/sag/y.txt", "_"}


def test_a_name_neither_breaks_a_line_nor_turns_its_direction() -> None:
    assert shown("brev\nfra.txt") == "brev_fra.txt" and shown("faktura\u202efdp.exe") == "faktura_fdp.exe"
    assert shown("re\u200bferat.txt") == "re_ferat.txt"  # what nobody sees would make two names look like one


def test_danish_letters_in_names_are_told_right(tmp_path: Path) -> None:
    said = "Mødereferat på Ærø.txt"
    for code in ("cp850", "cp1252", "utf-8"):
        placeholder = "x" * len(said.encode(code))
        data = zipped(tmp_path / "a.zip", {placeholder: b"1"}).read_bytes()
        (tmp_path / "b.zip").write_bytes(data.replace(placeholder.encode(), said.encode(code)))
        assert list(members(tmp_path / "b.zip")) == [said]
    assert list(members(zipped(tmp_path / "c.zip", {said: b"1"}))) == [said]
    told = said.encode()
    with zipfile.ZipFile(tmp_path / "d.zip", "w") as archive:
        beside = zipfile.ZipInfo("M_dereferat.txt")  # the name in UTF-8 beside one that has lost its letters
        beside.extra = struct.pack("<HHH", 1, 2, 0) + struct.pack("<HHBI", 0x7075, 5 + len(told), 1, 0) + told
        archive.writestr(beside, b"1")
    assert list(members(tmp_path / "d.zip")) == [said]


def test_links_devices_and_what_systems_leave_are_named_and_not_followed(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        link = zipfile.ZipInfo("genvej")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
        pipe = zipfile.ZipInfo("roer")
        pipe.external_attr = (stat.S_IFIFO | 0o600) << 16
        archive.writestr(pipe, b"")
        archive.writestr("__MACOSX/._brev.txt", b"x")
        archive.writestr("mappe/", b"")
    found = members(tmp_path / "a.zip")
    assert [(one.outcome, one.data) for one in found.values()] == [(Outcome.UNSUPPORTED, b"")] * 3
    assert "not followed" in str(found["genvej"].reason)
    with tarfile.open(tmp_path / "a.tar", "w") as tar:
        for name, kind in (("symlink", tarfile.SYMTYPE), ("hardlink", tarfile.LNKTYPE), ("roer", tarfile.FIFOTYPE)):
            info = tarfile.TarInfo(name)
            info.type, info.linkname = kind, "/etc/passwd"
            tar.addfile(info)
    assert {one.outcome for one in members(tmp_path / "a.tar").values()} == {Outcome.UNSUPPORTED}


def test_a_damaged_member_costs_itself_only(tmp_path: Path) -> None:
    noise = os.urandom(4000)
    path = zipped(tmp_path / "a.zip", {"foer.txt": b"god", "skadet.bin": noise, "efter.txt": b"god"})
    data = bytearray(path.read_bytes())
    at = data.index(noise[100:200])
    data[at : at + 50] = bytes(50)
    path.write_bytes(data)
    found = members(path)
    assert (found["foer.txt"].data, found["efter.txt"].data) == (b"god", b"god")
    assert found["skadet.bin"].outcome is Outcome.UNREADABLE and "damaged" in str(found["skadet.bin"].reason)


def test_a_tar_cut_short_gives_what_stood_before_the_cut(tmp_path: Path) -> None:
    path = tarred(tmp_path / "a.tar", "w", {"hel.txt": b"hel", "halv.bin": os.urandom(5000)})
    path.write_bytes(path.read_bytes()[:3000])
    found = members(path)
    assert found["hel.txt"].data == b"hel"
    assert [one.outcome for one in found.values()][1:] == [Outcome.UNREADABLE] * (len(found) - 1) != []


def test_what_unpacks_to_too_much_is_left_out_and_the_rest_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archives, "SMALL", 1 << 20)
    path = zipped(tmp_path / "a.zip", {"bombe.txt": bytes(3 << 20), "brev.txt": b"ord"})
    found = members(path)
    assert found["bombe.txt"].outcome is Outcome.UNREADABLE and "unpacks to more" in str(found["bombe.txt"].reason)
    assert found["brev.txt"].data == b"ord"
    monkeypatch.setattr(archives, "MOST_MEMBERS", 1)
    assert [one.outcome for one in members(path).values()] == [Outcome.UNREADABLE] * 2
    monkeypatch.setattr(archives, "MOST_MEMBERS", 10)
    monkeypatch.setattr(archives, "MOST_IN_ALL", 2)
    assert members(path)["brev.txt"].outcome is Outcome.UNREADABLE


def zip_crypto(path: Path, name: str, data: bytes, password: bytes) -> Path:
    """A ZIP locked in the old way, which Python reads and cannot write: stored, then run through the same cipher."""
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(name, data)
    raw = bytearray(path.read_bytes())
    keys = [0x12345678, 0x23456789, 0x34567890]

    def crc(value: int, byte: int) -> int:
        rest = (value ^ byte) & 0xFF
        for _ in range(8):
            rest = (rest >> 1) ^ (0xEDB88320 if rest & 1 else 0)
        return (value >> 8) ^ rest

    def update(byte: int) -> None:
        keys[0] = crc(keys[0], byte)
        keys[1] = ((keys[1] + (keys[0] & 0xFF)) * 134775813 + 1) & 0xFFFFFFFF
        keys[2] = crc(keys[2], keys[1] >> 24)

    for byte in password:
        update(byte)
    locked = bytearray()
    for byte in bytes(11) + bytes([zlib.crc32(data) >> 24]) + data:
        mixed = (keys[2] | 2) & 0xFFFF
        locked.append(byte ^ ((mixed * (mixed ^ 1)) >> 8 & 0xFF))
        update(byte)
    body = 30 + len(name)
    raw[body : body + len(data)] = locked
    central = raw.index(b"PK\x01\x02")
    for at, flags, size in ((0, 6, 18), (central, 8, 20)):
        raw[at + flags] |= 1
        raw[at + size : at + size + 4] = len(locked).to_bytes(4, "little")
    end = raw.index(b"PK\x05\x06")
    raw[end + 16 : end + 20] = central.to_bytes(4, "little")
    path.write_bytes(raw)
    return path


def test_a_locked_member_opens_with_its_password_and_asks_for_it_without(tmp_path: Path) -> None:
    path = zip_crypto(tmp_path / "a.zip", "brev.txt", b"Systemet er nede. " * 30, "blåbær".encode("cp850"))
    assert members(path, "forkert", "blåbær")["brev.txt"].data == b"Systemet er nede. " * 30
    for passwords in ((), ("forkert",)):
        left = members(path, *passwords)["brev.txt"]
        assert left.outcome is Outcome.UNREADABLE and "--passwords" in str(left.reason)
    assert "locked by a password" in str(read_file(path, "a.zip").reading.notices[1])


def test_what_others_pack_is_refused_with_advice(tmp_path: Path) -> None:
    for start in (b"7z\xbc\xaf\x27\x1c\0\4", b"Rar!\x1a\x07\x01\0"):
        (tmp_path / "a").write_bytes(start + bytes(100))
        found: Reading = read_file(tmp_path / "a", "a.zip").reading
        assert found.outcome is Outcome.UNSUPPORTED and "pack it as ZIP" in str(found.reason)


def test_a_reader_of_archives_says_when_the_bytes_are_none(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(b"PK\x03\x04 brudt")
    with pytest.raises(CannotRead, match="damaged"):
        archives.read_zip(tmp_path / "a.zip")


def test_many_that_unpack_to_too_much_end_the_archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each costs its time until it is told: two thousand entries that lead to one bomb took minutes."""
    monkeypatch.setattr(archives, "SMALL", 1000)
    files = {f"{number:02}.txt": b"0" * 1_000_000 for number in range(archives.MOST_SWOLLEN + 9)}
    found = members(zipped(tmp_path / "a.zip", files))
    assert len(found) == archives.MOST_SWOLLEN + 1
    assert "more than 4 GB" in str(found[f"{archives.MOST_SWOLLEN:02}.txt"].reason)


@pytest.mark.parametrize(("method", "flags", "outcome", "said"), [
    (99, 1, Outcome.UNREADABLE, "AES"), (97, 0, Outcome.UNSUPPORTED, "packed in a way"),
])  # fmt: skip
def test_a_member_packed_as_nobody_here_unpacks_it_is_named_beside_the_others(
    tmp_path: Path, method: int, flags: int, outcome: Outcome, said: str
) -> None:
    data = bytearray(zipped(tmp_path / "a.zip", {"brev.txt": b"Systemet er nede.", "b.txt": b"b"}).read_bytes())
    for head, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        struct.pack_into("<HH", data, data.index(head) + at, flags, method)
    (tmp_path / "a.zip").write_bytes(data)
    found = members(tmp_path / "a.zip")
    assert found["b.txt"].data == b"b"
    assert found["brev.txt"].outcome is outcome and said in str(found["brev.txt"].reason)


def test_a_tar_of_more_files_than_a_case_takes_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MOST_MEMBERS", 1)
    reading = archives.read_tar(tarred(tmp_path / "a.tar", "w", {**FILES, "c.txt": b"c"}))
    assert [one.outcome for one in reading.attachments].count(None) <= 1
