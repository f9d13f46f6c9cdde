"""What lies within a mail: pictures, packed mails, what a program wrote beside the words."""

from __future__ import annotations

import struct
from base64 import b64encode
from dataclasses import replace
from email.message import EmailMessage
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from evidence import wording
from evidence.model import Document, MarkKind, Outcome
from evidence.quoted import Quotation, Source, _Index, _Known
from evidence.readers import mail
from evidence.readers.mailimages import is_ornament
from evidence.readers.quoting import _time, quotations, unprefixed
from tests.evidence import made
from tests.evidence.readers.told import read


def test_a_mail_within_that_is_packed_as_base64_is_unpacked(tmp_path: Path) -> None:
    from base64 import encodebytes

    raw = b"From: a@b.example\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n--x\n"
    raw += b"Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\n"
    raw += encodebytes(made.mail_message("Systemet er nede.").as_bytes()) + b"--x--\n"
    (inner,) = read(tmp_path, raw).attachments
    assert "Systemet er nede." in read(tmp_path, inner.data).pages[0].text


def test_a_picture_nobody_sees_is_an_ornament_and_what_is_no_picture_is_not() -> None:
    from PIL import Image

    dot = BytesIO()
    Image.new("L", (1, 1)).save(dot, "PNG")
    shown = "<p>Hej</p><img src='cid:a@b'>"
    assert is_ornament(dot.getvalue(), "a@b", shown)
    assert not is_ornament(b"GIF89a itu", "a@b", shown)


def test_a_blank_that_only_marks_a_flowed_line_is_no_part_of_the_word(tmp_path: Path) -> None:
    head = b"From: a@b.example\nTo: c@d.example\nDate: Wed, 5 May 2010 08:12:40 +0200\nContent-Type: text/plain;"
    text = " charset=utf-8; format=flowed{more}\n\nSagsbehandlings \ntiden er for lang.\n"
    for more, said in (("", "Sagsbehandlings tiden"), ("; delsp=yes", "Sagsbehandlingstiden")):
        (tmp_path / "a.eml").write_bytes(head + text.format(more=more).encode())
        assert f"{said} er for lang." in mail.read(tmp_path / "a.eml").pages[0].text


def test_a_picture_written_into_the_text_is_a_document(tmp_path: Path) -> None:
    from PIL import Image

    Image.effect_noise((400, 300), 60).save(tmp_path / "a.png")
    shot = (tmp_path / "a.png").read_bytes()
    shown = f"<p>Se her:</p><img src='data:image/png;base64,{b64encode(shot).decode()}'><p>Mvh Ida</p>"
    message = made.mail_message("Se her: skærmen er sort.")
    message.add_alternative(shown, subtype="html")
    assert [(one.name, one.data) for one in read(tmp_path, message).attachments] == [("billede-1.png", shot)]


def test_of_mails_near_in_time_the_first_that_says_most_of_what_is_quoted_is_the_one() -> None:
    def known(document: str, text: str) -> _Known:
        source = Source(document=document)
        return _Known(source, "Bo Ek <bo@nordkap.example>", "2010-05-05T08:12", "Nede", [wording.said(text)], [source])

    index, words = _Index(), "Systemet er nede igen i dag, og vi venter på jer."
    for one in (known("a", "Vi ses på torsdag."), known("b", words), known("c", words)):
        index.add(one)
    within = Document(sha256="m", name="m.eml", path="m.eml", media="mail", size=1, outcome=Outcome.READ)
    quoted = Quotation(document="m", page=1, number=1, stretches=(), sender="Bo Ek", sent="2010-05-05T08:12")
    found = index.find(quoted, words, within)
    assert found is not None and found.source == Source(document="b")
    assert index.find(replace(quoted, sent="2010-05-05T11:30"), "Det er løst nu.", within) is None


class Broken(EmailMessage):
    """A part of a mail so damaged that whatever is asked of it raises."""

    def get_content_charset(self, *_: Any) -> Any:
        raise ValueError("charset")

    def get_payload(self, *_: Any, decode: bool = False) -> Any:
        if decode:
            raise ValueError("transfer encoding")
        return "Systemet er nede."

    def get_filename(self, *_: Any) -> Any:
        raise ValueError("name")


def test_a_part_the_library_stumbles_over_is_read_as_it_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    part = Broken()
    assert mail._content(part) == "Systemet er nede." and mail._name(part) == ""
    assert mail._data(part) == b"Systemet er nede."
    assert mail._decoded("Nede =?utf-8?B?a?=") == "Nede =?utf-8?B?a?="

    def stumbles(*_: object, **__: object) -> Any:
        raise IndexError("string index out of range")

    outer, inner = EmailMessage(), made.mail_message("Systemet er nede.")
    outer.set_type("message/rfc822")
    outer.set_payload([inner])
    monkeypatch.setattr(inner, "as_bytes", stumbles)
    assert mail._inner(outer).rstrip().endswith(b"Systemet er nede.")
    monkeypatch.setattr(mail, "getaddresses", stumbles)
    assert mail._people("Hanne <hm@noerreby.example>") == "Hanne <hm@noerreby.example>"


def test_a_winmail_that_breaks_off_has_its_text_as_far_as_it_goes_and_says_so(tmp_path: Path) -> None:
    cut = struct.pack("<IH", 0x223E9F78, 1) + struct.pack("<BII", 1, 0x2800C, 500) + b"Systemet er ne"
    message = made.mail_message("")
    message.add_attachment(cut, "application", "ms-tnef", filename="winmail.dat")
    reading = read(tmp_path, message)
    assert reading.pages[0].text.rstrip().endswith("Systemet er ne")
    assert any("cut" in str(notice) or "break" in str(notice) for notice in reading.notices)


def quoted(body: str) -> list[str]:
    text, depths = unprefixed(body)
    return [text[mark.start : mark.end] for mark in quotations(text, depths) if mark.kind is MarkKind.QUOTED]


def test_the_end_of_a_quoted_line_that_was_broken_anew_is_quoted_with_it() -> None:
    long = "> Vi har haft nedbrud i systemet hver dag i denne uge, og det er ikke til"
    assert "at holde ud" in "".join(quoted(f"Hej\n\n{long}\nat holde ud\n> længere.\n\nMvh Bo\n"))
    assert "Det ordner vi" not in "".join(quoted(f"Hej\n\n{long}\nDet ordner vi i morgen, siger Ida.\n> længere.\n"))


def test_a_rule_with_a_line_below_it_or_nothing_is_the_end_of_ones_own_words() -> None:
    head = "Fra: Bo Ek\nSendt: 5. maj 2010 10:00\nTil: Ida\nEmne: Nede\n\nDet er nede.\n"
    told = "".join(quoted(f"Se her.\n\n----- Videresendt af Ida Krogh -----\nden 5. maj 2010\n\n{head}"))
    assert "Det er nede." in told and "Se her." not in told
    assert "Det er nede." in "".join(quoted("Se her.\n\n-----Oprindelig meddelelse-----\n\nDet er nede.\n"))
    assert quoted("Se her.\n\n-----Oprindelig meddelelse-----\n") == ["-----Oprindelig meddelelse-----"]


@pytest.mark.parametrize("body", [
    "Hej\n\nDen 5. maj 2010 skrev Bo Ek:\n",  # and nothing below
    "> Hej\n> Bo Ek skrev:\nDet er nede.\n",  # what is below was not quoted
    "Bo Ek skrev:\nDet er nede.\n",  # of no day: a sentence
    "Den 5. maj 2010 skrev Bo Ek:\nDet er nede.\n\n> Hvad nu?\n",  # what is quoted below has its signs
])  # fmt: skip
def test_what_only_looks_like_the_beginning_of_a_quotation_begins_none(body: str) -> None:
    assert not any("Det er nede" in one for one in quoted(body))


def test_a_clock_that_is_none_leaves_the_day() -> None:
    assert _time("5. maj 2010 kl. 10.75") == "2010-05-05"
    assert _time("5. maj 2010 kl. 10.15").startswith("2010-05-05T10:15")


def test_a_head_of_notes_with_nothing_below_it_is_quoted() -> None:
    head = "Bo Ek/IT/Norreby\n05-05-2010 10:15\nTil: Ida Krogh\nEmne: Nede"
    assert "Emne: Nede" in "".join(quoted(f"Se her.\n\n{head}"))


@pytest.mark.parametrize(
    ("kind", "report", "told"),
    [
        ("message/delivery-status", "Reporting-MTA: dns; mx.noerreby.example\n\nFinal-Recipient: rfc822; "
         "support@systemhuset.example\nAction: failed\nDiagnostic-Code: smtp;\n 550 User unknown\n",
         ["Final-Recipient: rfc822; support@systemhuset.example", "Action: failed",
          "Diagnostic-Code: smtp; 550 User unknown"]),
        ("message/disposition-notification", "Final-Recipient: rfc822; ik@systemhuset.example\nDisposition: "
         "manual-action/MDN-sent-manually; displayed\n",
         ["Disposition: manual-action/MDN-sent-manually; displayed"]),
    ],
)  # fmt: skip
def test_whom_a_mail_reached_or_who_was_shown_it_is_read(
    tmp_path: Path, kind: str, report: str, told: list[str]
) -> None:
    raw = (
        "From: post@noerreby.example\nTo: Per Bak <pb@noerreby.example>\nSubject: Rapport\n"
        f'Content-Type: multipart/report; boundary="b"\n\n--b\nContent-Type: text/plain\n\nOm din mail.\n'
        f"--b\nContent-Type: {kind}\n\n{report}\n--b--\n"
    )
    (path := tmp_path / "rapport.eml").write_text(raw, encoding="utf-8")
    lines = mail.read(path).pages[0].text.splitlines()
    assert "Om din mail." in lines and [one for one in told if one not in lines] == []


def test_of_a_stretch_that_has_its_signs_a_line_of_who_sent_it_is_its_head_and_none_of_its_words() -> None:
    body, depths = unprefixed("Hej Eva\n\nDet retter vi.\n\n> Fra: Eva Lund\n> Listen er tom\n> hos os.\n")
    marks = {mark.kind: (body[mark.start : mark.end], mark.detail) for mark in quotations(body, depths)}
    assert marks[MarkKind.HEAD][0] == "Fra: Eva Lund"
    assert marks[MarkKind.QUOTED][1]["sender"] == "Eva Lund"
    plain, none = unprefixed("Hej Eva\n\nFra: Eva Lund\nListen er tom.\n")
    assert not quotations(plain, none)


def test_two_lines_that_say_who_and_by_the_clock_when_are_the_head_of_a_mail_below_another() -> None:
    body = "Hi all\n\nIda\n\nFrom: Per Holst (CTO)\nSent: 19 July 2016 18:02\n\nWe lost a folder.\n"
    marks = {mark.kind: (body[mark.start : mark.end], mark.detail) for mark in quotations(body, ())}
    assert marks[MarkKind.HEAD][0] == "From: Per Holst (CTO)\nSent: 19 July 2016 18:02"
    assert marks[MarkKind.QUOTED][1]["sender"] == "Per Holst (CTO)"
    assert not quotations("Fra: Ida Krogh\nDato: 3. maj 2016\n\nHusk mødet.\n", ())
