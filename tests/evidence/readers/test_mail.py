"""Mail: head, body, what is quoted and by whom, and everything that hangs on it."""

from __future__ import annotations

import binascii
from pathlib import Path

import pytest

from evidence.model import MarkKind, Outcome
from evidence.readers import CannotRead, PageText, mail
from evidence.reading import read_file
from tests.evidence import made
from tests.evidence.readers.told import read


def marked(page: PageText, kind: MarkKind) -> list[tuple[str, dict[str, str]]]:
    return [(page.text[mark.start : mark.end], dict(mark.detail)) for mark in page.marks if mark.kind is kind]


def test_the_head_stands_on_top_and_in_the_fields(tmp_path: Path) -> None:
    message = made.mail_message("Hej\n\nSystemet er nede igen. Ærgerligt.\n", Cc="Ole Bang <ob@noerreby.example>")
    reading = read(tmp_path, message)
    page = reading.pages[0]
    assert page.text.splitlines()[:5] == [
        "Fra: Hanne Møller <hm@noerreby.example>", "Til: support@systemhuset.example",
        "Cc: Ole Bang <ob@noerreby.example>", "Sendt: 2010-05-05 08:12", "Emne: Systemet er nede",
    ]  # fmt: skip
    assert len(marked(page, MarkKind.HEAD)) == 5
    assert reading.fields["sent"] == "2010-05-05T08:12:40+02:00"
    assert reading.fields["message_id"] == "<1@noerreby.example>"
    assert [text for text, _ in marked(page, MarkKind.BLOCK)] == ["Hej", "Systemet er nede igen. Ærgerligt."]


DANISH = """Hej Hanne

Vi ser på det.

> Den 5. maj 2010 kl. 08.12 skrev Hanne Møller <hm@noerreby.example>:
> Systemet er nede,
> og ingen kan logge på.
>> Modul 3 er klar.

Mvh Ole
"""

INTRO = """Vi ser på det.

Den 5. maj 2010 kl. 08.12 skrev Hanne Møller
<hm@noerreby.example>:

> Systemet er nede,
> og ingen kan logge på.

Svar: det er rettet nu.
"""

ENGLISH = """Fixed.

On Wed, May 5, 2010 at 8:12 AM, Hanne Møller <hm@noerreby.example> wrote:
> It is down.
"""


def test_quoted_lines_lose_their_prefix_and_keep_their_writer(tmp_path: Path) -> None:
    page = read(tmp_path, made.mail_message(INTRO)).pages[0]
    ((quoted, detail),) = marked(page, MarkKind.QUOTED)
    assert "Systemet er nede,\nog ingen kan logge på." in quoted
    assert "Svar" not in quoted
    assert detail == {
        "depth": "1", "mail": "1", "sender": "Hanne Møller <hm@noerreby.example>", "sent": "2010-05-05T08:12",
    }  # fmt: skip
    assert any("skrev Hanne Møller" in text for text, _ in marked(page, MarkKind.HEAD))


def test_a_quote_inside_a_quote_is_a_quote_of_its_own(tmp_path: Path) -> None:
    page = read(tmp_path, made.mail_message(DANISH)).pages[0]
    quoted = marked(page, MarkKind.QUOTED)
    assert [detail["depth"] for _, detail in quoted] == ["1", "2"]
    assert "Modul 3 er klar." in quoted[1][0] and "Modul 3" not in quoted[0][0]
    assert "Mvh Ole" not in "".join(text for text, _ in quoted)


def test_english_introductions_are_known(tmp_path: Path) -> None:
    page = read(tmp_path, made.mail_message(ENGLISH)).pages[0]
    ((_, detail),) = marked(page, MarkKind.QUOTED)
    assert (detail["sender"], detail["sent"]) == ("Hanne Møller <hm@noerreby.example>", "2010-05-05T08:12")


OUTLOOK = """Modul 3 er forsinket.

Venlig hilsen
Ole

-----Oprindelig meddelelse-----
Fra: Hanne Møller [mailto:hm@noerreby.example]
Sendt: 4. maj 2010 10:17
Til: Ole Bang
Emne: Modul 3

Hvornår kommer modul 3?

________________________________
Fra: Ole Bang
Sendt: 3. maj 2010 08:00
Til: Hanne Møller
Emne: Modul 3

Modul 3 er klar den 1. juni.
"""


def test_outlook_threads_are_parted_mail_by_mail(tmp_path: Path) -> None:
    page = read(tmp_path, made.mail_message(OUTLOOK)).pages[0]
    (first, first_detail), (second, second_detail) = marked(page, MarkKind.QUOTED)
    assert (first_detail["sender"], first_detail["sent"]) == (
        "Hanne Møller <hm@noerreby.example>", "2010-05-04T10:17",
    )  # fmt: skip
    assert (second_detail["sender"], second_detail["sent"]) == ("Ole Bang", "2010-05-03T08:00")
    assert "Hvornår kommer" in first and "klar den 1. juni" not in first
    assert second.endswith("Modul 3 er klar den 1. juni.")
    heads = "".join(text for text, _ in marked(page, MarkKind.HEAD))
    assert "Sendt: 4. maj 2010" in heads and "Hvornår" not in heads


NEAR_MISSES = """Hej

Fra: den 1. maj gælder de nye regler.
Til: alle teams

Den nye leverandør skrev under i går: det gik godt.
5 > 3, og det er godt.
"""


def test_a_head_above_lines_with_their_signs_is_the_head_of_those(tmp_path: Path) -> None:
    body = (
        "Vi har set på det.\n\nFra: Torben Skjøde\nSendt: 1. oktober 2010 08:15\nTil: Ole Bang\nEmne: Oppetid\n\n"
        "> Systemet lå ned hele formiddagen.\n>\n>> Den 19. september 2010 skrev Hanne Møller:\n>> Se på det.\n"
    )
    page = mail.read(made.mail(tmp_path / "m.eml", body)).pages[0]
    said = [(m.detail.get("sender"), m.detail["depth"], page.text[m.start : m.end].split("\n")[-1])
            for m in page.marks if m.kind is MarkKind.QUOTED]  # fmt: skip
    assert said == [
        ("Torben Skjøde", "1", "Systemet lå ned hele formiddagen."), ("Hanne Møller", "2", "Se på det.")
    ]  # fmt: skip


def test_lines_that_only_look_like_quotes_are_none(tmp_path: Path) -> None:
    page = read(tmp_path, made.mail_message(NEAR_MISSES)).pages[0]
    assert marked(page, MarkKind.QUOTED) == []
    assert "5 > 3, og det er godt." in page.text


def test_a_body_in_html_is_converted_and_its_quotation_marked(tmp_path: Path) -> None:
    message = made.mail_message("x")
    message.set_content(
        "<p>Det er <b>rettet</b>.</p><div>Den 5. maj 2010 kl. 08.12 skrev Hanne Møller:</div>"
        "<blockquote><p>Systemet er nede.</p></blockquote>", subtype="html",
    )  # fmt: skip
    page = read(tmp_path, message).pages[0]
    ((quoted, detail),) = marked(page, MarkKind.QUOTED)
    assert "Systemet er nede." in quoted and detail["sender"] == "Hanne Møller"
    assert "Det er rettet." in page.text and "<b>" not in page.text


def test_a_table_pasted_into_a_mail_has_its_rows(tmp_path: Path) -> None:
    rows = (("Nr.", "Åbnet", "Tekst"), ("7", "3. maj", "FlowJob nede"), ("8", "4. maj"))
    set_out = ("".join(f"<td><p>{cell}</p></td>" for cell in (*row, "&nbsp;")[:3]) for row in rows)
    table = "".join(f"<tr>{row}</tr>" for row in set_out)
    message = made.mail_message("")
    message.set_content(f"<p>Se listen:</p><table>{table}</table><p>Hilsen Hanne</p>", subtype="html")
    (tmp_path / "liste.eml").write_bytes(message.as_bytes())
    page = mail.read(tmp_path / "liste.eml").pages[0]
    told = [page.text[mark.start : mark.end].split("\t") for mark in page.marks if mark.kind is MarkKind.ROW]
    assert told == [list(row) for row in rows]


def test_of_two_bodies_the_one_that_keeps_the_rows_of_a_table_is_read(tmp_path: Path) -> None:
    rows = (("Nr.", "Åbnet", "Tekst"), ("7", "3. maj", "FlowJob nede"), ("8", "4. maj", "Langsomt"))
    table = "".join("<tr>" + "".join(f"<td><p>{cell}</p></td>" for cell in row) + "</tr>" for row in rows)
    letter = "Se listen. " + "Vi har talt med jer om den flere gange i denne uge. " * 8
    for plain, kept in (("\n\n".join(map("\n\n".join, rows)), "HTML"), ("\n".join(map("\t".join, rows)), "plain")):
        message = made.mail_message(f"{letter}\n\n{plain}\n")
        message.add_alternative(f"<p>{letter} HTML</p><table>{table}</table>", subtype="html")
        page = read(tmp_path, message).pages[0]
        told = [page.text[mark.start : mark.end].split("\t") for mark in page.marks if mark.kind is MarkKind.ROW]
        assert told == [list(row) for row in rows] and ("HTML" in page.text) is (kept == "HTML")


def test_of_two_bodies_the_plain_one_is_read_once(tmp_path: Path) -> None:
    message = made.mail_message("Den rene tekst.")
    message.add_alternative("<p>Den pyntede tekst.</p>", subtype="html")
    reading = read(tmp_path, message)
    assert "Den rene tekst." in reading.pages[0].text
    assert "pyntede" not in reading.pages[0].text
    assert reading.attachments == ()


def test_signature_and_disclaimer_are_furniture_but_the_greeting_is_not(tmp_path: Path) -> None:
    body = (
        "Systemet er nede.\n\nMed venlig hilsen\nHanne Møller\n\n"
        "Denne e-mail er fortrolig og kun tiltænkt modtageren.\n\n-- \nNørreby Kommune\n"
    )
    page = read(tmp_path, made.mail_message(body)).pages[0]
    apart = "\n".join(text for text, _ in marked(page, MarkKind.FURNITURE))
    assert "fortrolig" in apart and "Nørreby Kommune" in apart
    assert "Hanne Møller" not in apart and "nede" not in apart


@pytest.mark.parametrize(
    "raw",
    [
        b"From: a@b\nDate: i morgen\nSubject: =?utf-8?q?=ff=fe?=\nMIME-Version: 1.0\n\nTekst \xe6\xf8\xe5\n",
        b"From: \nTo: <<>>\nContent-Type: multipart/mixed; boundary=x\n\n"
        b"--x\nContent-Type: text/plain; charset=nope\n\nTekst\n",
        b"From: a@b\nContent-Type: text/plain\nContent-Transfer-Encoding: base64\n\n!!!ikke base64!!! Tekst\n",
    ],
)
def test_damaged_mail_is_read_as_far_as_it_goes(tmp_path: Path, raw: bytes) -> None:
    reading = read(tmp_path, raw)
    assert reading.outcome is Outcome.READ
    assert reading.pages[0].text


def test_a_mail_with_nothing_in_it_is_empty(tmp_path: Path) -> None:
    with pytest.raises(CannotRead) as caught:
        read(tmp_path, b"X-Mailer: tom\n\n")
    assert caught.value.outcome is Outcome.EMPTY


# ── what programs write ──────────────────────────────────────────────────────────────────────────────────────────────


def test_letters_nobody_declared_are_read(tmp_path: Path) -> None:
    raw = "From: Åse Møller <a@b.example>\nDate: Wed, 5 May 2010 08:12:40 +0200\nSubject: På gensyn\n\nBlåbær – ja."
    reading = read(tmp_path, raw.encode("cp1252"))
    assert (reading.fields["from"], reading.title) == ("Åse Møller <a@b.example>", "På gensyn")
    assert reading.pages[0].text.endswith("Blåbær – ja.")


@pytest.mark.parametrize(
    ("charset", "encoding"), [("iso-8859-1", "cp1252"), ("iso-8859-1", "utf-8"), ("us-ascii", "cp1252"), ("x", "utf-8")]
)
def test_letters_declared_wrongly_are_read(tmp_path: Path, charset: str, encoding: str) -> None:
    head = f"From: a@b.example\nDate: Wed, 5 May 2010 08:12:40 +0200\nContent-Type: text/plain; charset={charset}\n"
    assert read(tmp_path, head.encode() + "\nBlåbær – ja.".encode(encoding)).pages[0].text.endswith("Blåbær – ja.")


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1"])
def test_an_answer_in_another_encoding_than_what_it_quotes_garbles_neither(tmp_path: Path, charset: str) -> None:
    head = f"From: a@b.example\nDate: Wed, 5 May 2010 08:12:40 +0200\nContent-Type: text/plain; charset={charset}\n\n"
    mail = head.encode() + "Prøven løber på mandag.\n".encode() + "> Hvornår når I så vidt?\n".encode("cp1252")
    assert read(tmp_path, mail).pages[0].text.endswith("Prøven løber på mandag.\nHvornår når I så vidt?")


def test_a_letter_cut_between_two_encoded_words_is_put_together(tmp_path: Path) -> None:
    raw = (
        b"From: =?utf-8?q?M=C3=B8ller=2C_Han?=\n =?utf-8?q?ne?= <hm@b.example>, Ole <o@b.example>\n"
        b"Date: Wed, 5 May 2010 08:12:40 +0200\nSubject: =?utf-8?q?N=C3=B8dplan_p=C3?=\n =?utf-8?q?=A5_vej?=\n\nx\n"
    )
    fields = read(tmp_path, raw).fields
    assert fields["from"] == "Møller, Hanne <hm@b.example>; Ole <o@b.example>"
    assert fields["subject"] == "Nødplan på vej"


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("=?utf-8?q?Br=C3=B8ndvig?= Drift, Debitor <d@b.example>", "Brøndvig Drift, Debitor <d@b.example>"),
        ("Hansen, Per <p@b.example>, Li, Bo <o@b.example>", "Hansen, Per <p@b.example>; Li, Bo <o@b.example>"),
        ("p@b.example, Ole <o@b.example>", "p@b.example; Ole <o@b.example>"),
    ],
)
def test_a_name_with_a_comma_nobody_quoted_is_one_name(tmp_path: Path, written: str, read_as: str) -> None:
    raw = f"From: {written}\nDate: Wed, 5 May 2010 08:12:40 +0200\nSubject: x\n\nx\n"
    assert read(tmp_path, raw.encode()).fields["from"] == read_as


def test_all_of_the_head_is_kept(tmp_path: Path) -> None:
    message = made.mail_message(
        "x", Bcc="Eva <e@b.example>", Reply_To="post@b.example", In_Reply_To="<0@b.example> (Oles mail)",
        References="<00@b.example> <0@b.example>",
        Received="from a by b; Wed, 5 May 2010 06:13:02 +0000",
    )  # fmt: skip
    fields = read(tmp_path, message).fields
    assert (fields["bcc"], fields["reply_to"]) == ("Eva <e@b.example>", "post@b.example")
    assert (fields["in_reply_to"], fields["references"]) == ("<0@b.example>", "<00@b.example> <0@b.example>")
    assert fields["received"] == "2010-05-05T06:13:02+00:00"


@pytest.mark.parametrize(
    ("head", "sent", "day"),
    [
        ("Date: Fri, 31 Dec 2010 23:30:00 +0000", "2010-12-31T23:30:00+00:00", "2011-01-01"),
        ("Date: Fri, 31 Dec 2010 23:30:00 +0100", "2010-12-31T23:30:00+01:00", "2010-12-31"),
        ("Date: Fri, 31 Dec 2010 23:30:00 -0000", "2010-12-31T23:30:00+00:00", "2011-01-01"),
        ("Date: on, 05 maj 2010 08.12.40 +0200", "2010-05-05T08:12:40+02:00", "2010-05-05"),
        ("Received: by b; Fri, 31 Dec 2010 23:30:00 +0000", "", "2011-01-01"),
    ],
)
def test_a_mail_is_of_the_day_it_was_sent_by_the_clock_in_denmark(
    tmp_path: Path, head: str, sent: str, day: str
) -> None:
    path = tmp_path / "m.eml"
    path.write_bytes(f"{head}\nFrom: a@b.example\nSubject: x\n\nTekst\n".encode())
    made_of = read_file(path, "m.eml")
    assert made_of.reading.fields.get("sent", "") == sent
    assert str(made_of.date) == day


def test_a_mail_inside_a_mail_keeps_its_bytes(tmp_path: Path) -> None:
    inner = b"From: a@b.example\nSubject: =?iso-8859-1?Q?P=E5_vej?= og en linje,\n der er brudt\nX-Odd: to  x\n\nHej\n"
    raw = b"From: c@d.example\nSubject: vs\nContent-Type: multipart/mixed; boundary=x\n\n--x\n\nSe her.\n--x\n"
    raw += b"Content-Type: message/rfc822\n\n" + inner + b"\n--x--\n"
    (attached,) = read(tmp_path, raw).attachments
    assert (attached.name, attached.data) == ("vedhaeftning-1.eml", inner)


def _picture(width: int, height: int) -> bytes:
    from io import BytesIO

    from PIL import Image

    out = BytesIO()
    Image.new("RGB", (width, height), "white").save(out, "PNG")
    return out.getvalue()


def test_pictures_are_attachments_but_logos_of_the_signature_are_only_counted(tmp_path: Path) -> None:
    message = made.mail_message("x")
    html = '<p>Se fejlen:</p><img src="cid:fejl"><p>Venlig hilsen<br>Hanne</p><img src="cid:logo">'
    message.set_content(html, subtype="html")
    for mark, size in (("fejl", (120, 90)), ("logo", (180, 60))):
        message.add_related(_picture(*size), "image", "png", cid=f"<{mark}>", filename=f"{mark}.png")
    reading = read(tmp_path, message)
    assert [one.name for one in reading.attachments] == ["fejl.png"]
    assert "documents: 1" in str(reading.notices[0])


def test_a_file_written_into_the_text_is_taken_out_and_prose_stays(tmp_path: Path) -> None:
    coded = "".join(binascii.b2a_uu(part).decode() for part in (b"Fejlen rettes ", b"inden juni."))
    path = made.mail(tmp_path / "a.eml", f"Hermed referatet.\n\nbegin 644 referat.txt\n{coded}`\nend\n\nHilsen Vera\n")
    reading = mail.read(path)
    assert [(one.name, one.data) for one in reading.attachments] == [("referat.txt", b"Fejlen rettes inden juni.")]
    assert "begin 644" not in reading.pages[0].text and "Hilsen Vera" in reading.pages[0].text
    prose = mail.read(made.mail(tmp_path / "b.eml", "begin 644 a.txt\nhvorfor det?\nend\n"))
    assert prose.attachments == () and "begin 644 a.txt" in prose.pages[0].text


def test_a_mail_as_apples_program_keeps_it_is_a_mail(tmp_path: Path) -> None:
    sent = made.mail(tmp_path / "a.eml", "Systemet er nede.").read_bytes()
    (tmp_path / "1.emlx").write_bytes(b"%d\n" % len(sent) + sent + b"<?xml version='1.0'?><plist/>")
    found = read_file(tmp_path / "1.emlx", "1.emlx")
    assert found.media == "eml" and found.reading.fields["subject"] == "Systemet er nede"
    assert "plist" not in found.reading.pages[0].text


def test_a_signature_is_noted_and_no_attachment(tmp_path: Path) -> None:
    raw = (
        b"From: a@b.example\nContent-Type: multipart/signed; boundary=s; protocol=application/pkcs7-signature\n\n"
        b"--s\nContent-Type: text/plain\n\nVi leverer.\n--s\nContent-Type: application/pkcs7-signature; "
        b"name=smime.p7s\nContent-Transfer-Encoding: base64\n\nMIIB\n--s--\n"
    )
    reading = read(tmp_path, raw)
    assert reading.pages[0].text.endswith("Vi leverer.")
    assert (reading.fields["signed"], reading.attachments, reading.notices) == ("S/MIME", (), ())


def _value(tag: int, content: bytes) -> bytes:
    size = len(content)
    return bytes([tag]) + (bytes([size]) if size < 128 else b"\x82" + size.to_bytes(2, "big")) + content


def _sealed(kind: str, content: bytes) -> bytes:
    """A PKCS #7 message, its content in two pieces as some programs write it."""
    octets = _value(0x24, _value(4, content[:9]) + _value(4, content[9:]))
    inner = _value(0x30, bytes.fromhex("06092a864886f70d010701") + _value(0xA0, octets))
    body = _value(0x30, _value(2, b"\1") + _value(0x31, b"") + inner + _value(0x31, b""))
    return _value(0x30, bytes.fromhex(f"06092a864886f70d0107{kind}") + _value(0xA0, body))


@pytest.mark.parametrize(("kind", "read_it"), [("02", True), ("03", False)])
def test_what_is_signed_as_a_whole_is_read_and_what_is_encrypted_is_said(
    tmp_path: Path, kind: str, read_it: bool
) -> None:
    from base64 import encodebytes

    raw = b"From: a@b.example\nContent-Type: application/pkcs7-mime; name=smime.p7m\n"
    raw += b"Content-Transfer-Encoding: base64\n\n"
    raw += encodebytes(_sealed(kind, b"Content-Type: text/plain\n\nVi leverer den 1. juni." + b" x" * 200))
    reading = read(tmp_path, raw)
    assert ("Vi leverer den 1. juni." in reading.pages[0].text) is read_it
    assert ("signed" in reading.fields) is read_it
    assert any("encrypted" in str(notice) for notice in reading.notices) is not read_it


def test_files_in_a_winmail_dat_are_taken_out(tmp_path: Path) -> None:
    def attribute(number: int, content: bytes) -> bytes:
        return b"\2" + number.to_bytes(4, "little") + len(content).to_bytes(4, "little") + content + b"\0\0"

    data = bytes.fromhex("789f3e220100") + attribute(0x00069002, bytes(14))
    data += attribute(0x00018010, b"log.txt\0") + attribute(0x0006800F, b"Fejl 12")
    message = made.mail_message("Se vedlagt.")
    message.add_attachment(data, "application", "ms-tnef", filename="winmail.dat")
    (attached,) = read(tmp_path, message).attachments
    assert (attached.name, attached.data) == ("log.txt", b"Fejl 12")
    message = made.mail_message("Se vedlagt.")
    message.add_attachment(data[:-9], "application", "ms-tnef", filename="winmail.dat")
    reading = read(tmp_path, message)
    assert [one.name for one in reading.attachments] == ["winmail.dat"]
    assert "winmail.dat" in str(reading.notices[0])


def test_a_mail_whose_words_stand_in_its_winmail_dat_alone_is_read(tmp_path: Path) -> None:
    import compressed_rtf

    def attribute(number: int, content: bytes) -> bytes:
        return b"\1" + number.to_bytes(4, "little") + len(content).to_bytes(4, "little") + content + b"\0\0"

    def properties(*values: tuple[int, int, bytes]) -> bytes:
        padded = (one.to_bytes(2, "little") + two.to_bytes(2, "little") + value for one, two, value in values)
        return len(values).to_bytes(4, "little") + b"".join(padded)

    def long(value: bytes) -> bytes:
        return b"\1\0\0\0" + len(value).to_bytes(4, "little") + value + bytes(-len(value) % 4)

    rtf = compressed_rtf.compress(rb"{\rtf1\ansi\ansicpg1252 Systemet er nede p\'e5 \'c6r\'f8.\par }")
    # One with a name of its own and one of two values stand before it, and the day it was sent.
    mine = bytes(16) + b"\1\0\0\0" + (6).to_bytes(4, "little") + "Æ\0\0".encode("utf-16-le")[:6] + b"\0\0"
    told = properties(
        (0x0B, 0x8001, mine + b"\1\0\0\0"), (0x101F, 0x3000, b"\2\0\0\0" + 2 * long("nå".encode("utf-16-le"))[4:]),
        (0x40, 0x0039, (129175000000000000).to_bytes(8, "little")), (0x102, 0x1009, long(rtf)),
        (0x1F, 0x0C1A, long("Hanne Møller\0".encode("utf-16-le"))),
    )  # fmt: skip
    data = bytes.fromhex("789f3e220100") + attribute(0x00069003, told) + attribute(0x00069002, bytes(14))
    data += attribute(0x00018010, b"LOGOVE~1.TXT\0") + attribute(0x0006800F, b"Fejl 12")
    data += attribute(0x00069005, properties((0x1F, 0x3707, long("Log over nedbrud på Ærø.txt\0".encode("utf-16-le")))))
    message = made.mail_message("")
    message.add_attachment(data, "application", "ms-tnef", filename="winmail.dat")
    reading = read(tmp_path, message)
    assert reading.pages[0].text.endswith("Emne: Systemet er nede\n\nSystemet er nede på Ærø.")
    assert [one.name for one in reading.attachments] == ["Log over nedbrud på Ærø.txt"]
    (tmp_path / "winmail.dat").write_bytes(data)
    alone = read_file(tmp_path / "winmail.dat", "winmail.dat").reading
    assert alone.pages[0].text == "Fra: Hanne Møller\nSendt: 2010-05-05 04:26\n\nSystemet er nede på Ærø."


def test_a_mail_saved_as_any_text_has_its_head_and_parts_and_letters(tmp_path: Path) -> None:
    message = made.mail_message("Systemet er nede på Ærø.")
    message.add_attachment(b"Fejl 12", "text", "plain", filename="log.txt")
    sent = message.as_bytes()
    between = message.get_boundary() or ""
    other = sent.replace(f'boundary="{between}"'.encode(), b'boundary="en anden"')
    for data in (
        b"\xef\xbb\xbf" + sent, sent.decode().encode("utf-16"), sent.replace(b"\n", b"\r\r\n"), other,
        sent.replace(f';\n boundary="{between}"'.encode(), b"").replace(f'; boundary="{between}"'.encode(), b""),
    ):  # fmt: skip
        reading = read(tmp_path, data)
        assert reading.fields["from"] == "Hanne Møller <hm@noerreby.example>" and not reading.notices
        assert reading.pages[0].text.endswith("\n\nSystemet er nede på Ærø.")
        assert [one.name for one in reading.attachments] == ["log.txt"]


def test_a_file_kept_elsewhere_is_named_and_no_empty_document(tmp_path: Path) -> None:
    part = b'Content-Type: message/external-body; access-type=URL; name="log.xlsx"\n\nContent-Type: text/plain\n\n'
    head = b"From: a@b.example\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nSe filen.\n--b\n"
    reading = read(tmp_path, head + part + b"\n--b--\n")
    assert not reading.attachments and "log.xlsx" in str(reading.notices[0])


def test_quoted_printable_nobody_declared_is_read_and_told(tmp_path: Path) -> None:
    head = b"From: a@b.example\nTo: c@d.example\nSubject: Fejl\n\n"
    for body, expected in (
        (b"Systemet er nede p=C3=A5 =C3=86r=C3=B8, og vi kan ik=\nke vente.\n", "nede på Ærø, og vi kan ikke vente."),
        (b"Systemet er nede p=E5 havnen, s=F8rg for svar.\n", "nede på havnen, sørg for svar."),
    ):
        reading = read(tmp_path, head + body)
        assert reading.pages[0].text.endswith(expected) and "quoted-printable" in str(reading.notices[0])
    address = b"Se https://intra.example/?side=C3&navn=E5F8 og a=B8.\n"
    assert read(tmp_path, head + address).pages[0].text.endswith(address.decode().strip())


def test_what_mail_programs_wrap_is_taken_out_where_it_lies_by_itself(tmp_path: Path) -> None:
    from evidence.reading import read_file

    def attribute(number: int, content: bytes) -> bytes:
        return b"\2" + number.to_bytes(4, "little") + len(content).to_bytes(4, "little") + content + b"\0\0"

    tnef = bytes.fromhex("789f3e220100") + attribute(0x00018010, b"log.txt\0") + attribute(0x0006800F, b"Fejl 12")
    for name, data, inside, says in (
        ("winmail.dat", tnef, [("log.txt", b"Fejl 12")], "archive of"),
        ("brev.p7m", _sealed("02", b"Subject: Fejl\n\nVi leverer den 1. juni."),
         [("indhold.eml", b"Subject: Fejl\n\nVi leverer den 1. juni.")], "signature was not checked"),
        ("notat.pdf.p7m", _sealed("02", b"%PDF-1.4 og resten"), [("indhold", b"%PDF-1.4 og resten")], "S/MIME"),
        ("hemmelig.p7m", _sealed("03", b"xxxxxxxxxxxxxxxx"), [], "encrypted mail"),
        ("hemmelig.eml", b"Content-Type: application/pkcs7-mime\nMIME-Version: 1.0\n\nMMMM", [], "encrypted mail"),
        ("genvej.lnk", b"L\0\0\0\x01\x14\x02\0" + bytes(60), [], "a link"),
    ):  # fmt: skip
        (tmp_path / name).write_bytes(data)
        found = read_file(tmp_path / name, name).reading
        assert [(one.name, one.data) for one in found.attachments] == inside, name
        assert says in str(found.reason or found.notices[0]), name


def test_flowed_lines_are_joined_and_a_stub_beside_html_is_not_the_mail(tmp_path: Path) -> None:
    raw = (
        b"From: a@b.example\nContent-Type: text/plain; charset=utf-8; format=flowed\n\nSystemet er \nnede.\n"
        b"> Modul 3 \n> er klar.\nTak.\n"
    )
    assert read(tmp_path, raw).pages[0].text.endswith("Systemet er nede.\nModul 3 er klar.\nTak.")
    message = made.mail_message("Denne mail er i HTML.")
    message.add_alternative(f"<p>{'Systemet er nede igen. ' * 20}</p>", subtype="html")
    assert "nede igen" in read(tmp_path, message).pages[0].text


def test_what_is_encrypted_or_wraps_nothing_is_said_and_a_mail_within_has_a_name(tmp_path: Path) -> None:
    message = made.mail_message("Se vedlagt.")
    message.add_attachment(made.mail_message("Systemet er nede."), filename="fejl")
    message.add_attachment(bytes.fromhex("789f3e220100"), "application", "ms-tnef", filename="winmail.dat")
    reading = read(tmp_path, message)
    assert [one.name for one in reading.attachments] == ["fejl.eml"]
    assert "winmail.dat" in str(reading.notices[0])
    sealed = (
        b"From: a@b.example\nMIME-Version: 1.0\nContent-Type: multipart/encrypted; boundary=x\n\n"
        b"--x\nContent-Type: application/pgp-encrypted\n\nVersion: 1\n--x--\n"
    )
    assert "encrypted" in str(read(tmp_path, sealed).notices[0])


def test_what_a_mac_sends_beside_a_file_is_named_and_the_file_keeps_its_name(tmp_path: Path) -> None:
    mail = (
        b"From: a@b.example\nMIME-Version: 1.0\nContent-Type: multipart/appledouble; boundary=x\n\n"
        b"--x\nContent-Type: application/applefile; name=tal.txt\nContent-Transfer-Encoding: base64\n\nAAUWBwACAAA=\n"
        b"--x\nContent-Type: text/plain; name=tal.txt\n\nTabte timer: 14\n--x--\n"
    )
    besides, file = read(tmp_path, mail).attachments
    assert (file.name, file.data.strip(), file.outcome) == ("tal.txt", b"Tabte timer: 14", None)
    assert besides.outcome is Outcome.UNSUPPORTED and "operating system" in str(besides.reason)


_HEAD = (
    "From: Søs Bjerre <sb@noerreby.example>\nTo: support@systemhuset.example\nSubject: Nede\n"
    "Date: Fri, 4 May 2012 08:15:00 +0200\n"
)


@pytest.mark.parametrize(
    ("head", "body", "said"),
    [
        ("Content-Type: multipart/mixed", "Systemet er nede for tredje gang.", "Systemet er nede for tredje gang."),
        ("Content-Type: text/enriched; charset=utf-8",
         "<bold>Fejlen</bold> er\nalvorlig <param>x</param>og << 5 %.\n\nSøs", "Fejlen er alvorlig og < 5 %.\nSøs"),
        ('Content-Type: message/partial; id="a"; number=1; total=3', "Første del af mailen.", "Første del af mailen."),
    ],
)  # fmt: skip
def test_what_is_written_is_the_mail_and_no_file_beside_it(tmp_path: Path, head: str, body: str, said: str) -> None:
    path = tmp_path / "nede.eml"
    path.write_text(f"{_HEAD}MIME-Version: 1.0\n{head}\n\n{body}\n", encoding="utf-8")
    reading = mail.read(path)
    assert reading.pages[0].text.strip().endswith(said)
    assert list(reading.attachments) == []
    assert any("sent in several" in str(one) for one in reading.notices) == ("partial" in head)
