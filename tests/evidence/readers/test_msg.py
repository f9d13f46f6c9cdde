"""Outlook's own messages: head, zone, body in each form, files and messages inside."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from evidence.intake import take_in
from evidence.model import DocumentKind, MarkKind, Outcome
from evidence.readers import Reading
from evidence.readers import msg as reader
from evidence.readers.compound import compound
from evidence.store import Store
from tests.evidence.msgmade import Msg, Value, msg, tree_of


def read(tmp_path: Path, message: Msg) -> Reading:
    return reader.read(msg(tmp_path / "m.msg", message))


def test_head_and_body_read_as_those_of_any_mail(tmp_path: Path) -> None:
    recipients = (("to", "Ole Bang", "ob@systemhuset.example"), ("cc", "Eva Lund", "el@noerreby.example"))
    reading = read(tmp_path, Msg(body="Systemet er nede igen.\r\n\r\nHanne", recipients=recipients, message_id="<1@x>"))
    assert reading.pages[0].text.splitlines() == [
        "Fra: Hanne Møller <hm@noerreby.example>", "Til: Ole Bang <ob@systemhuset.example>",
        "Cc: Eva Lund <el@noerreby.example>", "Sendt: 2010-05-05 08:12", "Emne: Systemet er nede", "",
        "Systemet er nede igen.", "", "Hanne",
    ]  # fmt: skip
    assert reading.fields["sent"] == "2010-05-05T06:12:40+00:00"
    assert (reading.fields["message_id"], reading.title) == ("<1@x>", "Systemet er nede")


def test_the_zone_is_that_of_the_headers_it_was_carried_with(tmp_path: Path) -> None:
    headers = (
        "Received: from a by b; Wed, 5 May 2010 08:13:02 +0200\r\nFrom: =?utf-8?q?Hanne_M=C3=B8ller?= <hm@x.example>"
        "\r\nDate: Wed, 5 May 2010 08:12:40 +0200\r\nMessage-ID: <7@x.example>\r\nReferences: <5@x.example>\r\n"
        " <6@x.example>\r\n"
    )
    fields = read(tmp_path, Msg(body="x", headers=headers)).fields
    assert fields["sent"] == "2010-05-05T08:12:40+02:00"
    assert fields["received"] == "2010-05-05T08:13:02+02:00"
    assert fields["from"] == "Hanne Møller <hm@x.example>"
    assert (fields["message_id"], fields["references"]) == ("<7@x.example>", "<5@x.example> <6@x.example>")


def test_a_body_in_html_only(tmp_path: Path) -> None:
    html = "<p>Modulet er klar.</p><div style='border-top:solid #E1E1E1 1.0pt'><p><b>Fra:</b> Eva Lund<br>"
    html += "<b>Sendt:</b> 4. maj 2010 10:17<br><b>Til:</b> Ole<br><b>Emne:</b> Modul</p></div><p>Hvornår?</p>"
    page = read(tmp_path, Msg(html=html.encode())).pages[0]
    (quoted,) = [mark for mark in page.marks if mark.kind is MarkKind.QUOTED]
    assert page.text[quoted.start : quoted.end].endswith("Hvornår?")
    assert quoted.detail["sender"] == "Eva Lund"


RTF = (
    rb"{\rtf1\ansi\ansicpg1252\fromhtml1 \deff0{\fonttbl{\f0\fswiss Arial;}}{\*\generator Outlook;}"
    rb"{\*\htmltag64 <p>}\htmlrtf {\htmlrtf0 Systemet er p\'e5 \{pause\} \u8211?\htmlrtf skjult\par\htmlrtf0"
    rb"  igen.{\*\htmltag84 <b>}Nu{\*\htmltag92 </b>}\htmlrtf\par}\htmlrtf0{\*\htmltag72 </p>}}"
)


def test_html_wrapped_in_rtf_is_taken_out(tmp_path: Path) -> None:
    text = read(tmp_path, Msg(rtf=RTF)).pages[0].text
    assert text.endswith("Systemet er på {pause} – igen.Nu")
    assert "skjult" not in text and "Outlook" not in text


def test_signs_and_letters_of_a_page_that_is_not_known_are_taken_out_of_rtf_too(tmp_path: Path) -> None:
    odd = RTF.replace(b"ansicpg1252", b"ansicpg9999").replace(rb"p\'e5", rb"p\'e5\~n\'e6sten\endash  ")
    text = read(tmp_path, Msg(rtf=odd)).pages[0].text
    assert "Systemet er på næsten– " in text.replace("\u00a0", " ")


def test_a_body_in_rtf_only(tmp_path: Path) -> None:
    text = read(tmp_path, Msg(rtf=rb"{\rtf1\ansi\ansicpg1252 Vi pr\'f8ver igen i morgen.\par}")).pages[0].text
    assert text.endswith("Vi prøver igen i morgen.")


def test_files_and_messages_inside_are_documents_of_their_own(tmp_path: Path, store: Store) -> None:
    inner = Msg(subject="Tilsagn", body="Vi leverer den 1. juni.", attachments=[("note.txt", b"Husk det.")])
    outer = Msg(body="Se vedlagt.", attachments=[("log.txt", b"Fejl 12. " * 900), ("Tilsagn", inner)])
    take_in(store, [msg(tmp_path / "m.msg", outer)])
    found = {document.path: document for document in store.documents()}
    assert set(found) == {"m.msg", "m.msg/log.txt", "m.msg/Tilsagn.msg", "m.msg/Tilsagn.msg/note.txt"}
    assert all(document.outcome is Outcome.READ for document in found.values())
    child = found["m.msg/Tilsagn.msg"]
    assert (child.parent, child.kind, child.title) == (found["m.msg"].sha256, DocumentKind.MAIL, "Tilsagn")
    assert "Vi leverer den 1. juni." in store.page(child.sha256, 1).text
    assert len(store.page(found["m.msg/log.txt"].sha256, 1).text) == 8100


def test_a_signed_message_is_read_from_what_it_signs(tmp_path: Path) -> None:
    signed = (
        b'Content-Type: multipart/signed; boundary="s"; protocol="application/pkcs7-signature"\r\n\r\n--s\r\n'
        b"Content-Type: text/plain; charset=utf-8\r\n\r\nVi indest\xc3\xa5r for det.\r\n--s\r\n"
        b"Content-Type: application/pkcs7-signature; name=smime.p7s\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        b"MIIB\r\n--s--\r\n"
    )
    reading = read(tmp_path, Msg(attachments=[("smime.p7m", signed)], kind="IPM.Note.SMIME.MultipartSigned"))
    assert reading.pages[0].text.endswith("Vi indestår for det.")
    assert (reading.fields["signed"], tuple(reading.attachments)) == ("S/MIME", ())


@pytest.mark.parametrize("count", [0, 1, 7, 300])
def test_compound_files_of_any_size_open_again(count: int) -> None:
    from io import BytesIO

    from olefile import OleFileIO

    tree = {f"stream {number}": bytes([number % 256]) * (number * 37) for number in range(count)}
    tree["large"] = b"x" * 8_000_000 if count == 7 else b"x" * 4096  # more than the header can name sectors for
    with OleFileIO(BytesIO(compound({**tree, "folder": {"inner": b"y"}}))) as opened:
        assert not opened.parsing_issues
        for name, data in tree.items():
            assert opened.openstream(name).read() == data
        assert opened.openstream("folder/inner").read() == b"y"


def test_an_appointment_says_when_it_is(tmp_path: Path) -> None:
    times: dict[int, Value] = {
        0x0060: datetime(2010, 5, 7, 7, tzinfo=UTC), 0x0061: datetime(2010, 5, 7, 8, 30, tzinfo=UTC)
    }  # fmt: skip
    for kind in ("IPM.Appointment", "IPM.Schedule.Meeting.Request"):
        text = read(tmp_path, Msg(kind=kind, body="Krisemøde om FlowJob.", further=times)).pages[0].text
        assert text.endswith("\n\nStart: 2010-05-07 09:00\nSlut: 2010-05-07 10:30\n\nKrisemøde om FlowJob.")
    assert "Start" not in read(tmp_path, Msg(body="Krisemøde.", further=times)).pages[0].text


def test_an_appointment_without_an_end_says_when_it_begins(tmp_path: Path) -> None:
    begins: dict[int, Value] = {0x0060: datetime(2010, 5, 7, 7, tzinfo=UTC)}
    text = read(tmp_path, Msg(kind="IPM.Appointment", body="Krisemøde.", further=begins)).pages[0].text
    assert text.endswith("Start: 2010-05-07 09:00\n\nKrisemøde.")


def test_a_sealed_message_says_so_and_a_signed_one_with_more_in_it_keeps_it_all(tmp_path: Path) -> None:
    kind = "IPM.Note.SMIME"
    sealed = read(tmp_path, Msg(attachments=[("smime.p7m", b"0\x80\x06\x09ikke til at laese")], kind=kind))
    assert ["encrypted" in str(notice) for notice in sealed.notices] == [True]
    more = read(tmp_path, Msg(attachments=[("smime.p7m", b"0"), ("log.txt", b"Fejl 12.")], kind=kind))
    assert [one.name for one in more.attachments] == ["smime.p7m", "log.txt"]


@pytest.mark.parametrize("lost", ["names", "properties"])
def test_a_message_within_whose_names_or_head_are_lost_is_taken_out_as_it_stands(tmp_path: Path, lost: str) -> None:
    tree: Any = tree_of(Msg(body="Se vedlagt.", attachments=[("Tilsagn", Msg(body="Vi leverer den 1. juni."))]))
    if lost == "names":
        tree.pop("__nameid_version1.0", None)
    else:
        storage = next(held for name, held in tree.items() if name.startswith("__attach"))
        del storage["__substg1.0_3701000D"]["__properties_version1.0"]
    (tmp_path / "m.msg").write_bytes(compound(tree))
    (inner,) = reader.read(tmp_path / "m.msg").attachments
    assert inner.name.endswith(".msg") is (lost == "names") and inner.data[:4] == b"\xd0\xcf\x11\xe0"


def test_a_word_in_another_encoding_than_is_said_is_read_by_its_bytes() -> None:
    class Properties:
        def str_prop_value(self, _: int) -> str:
            raise UnicodeDecodeError("utf-8", "Møde på Ærø".encode("cp1252"), 1, 2, "invalid start byte")

    assert reader._text(Properties(), 0x0037) == "Møde på Ærø"


def test_a_brace_too_many_in_rtf_ends_nothing_before_its_end(tmp_path: Path) -> None:
    text = read(tmp_path, Msg(rtf=RTF + b"}}")).pages[0].text
    assert text.endswith("Systemet er på {pause} – igen.Nu")
