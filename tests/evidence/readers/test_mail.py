"""Mail: head, body, what is quoted and by whom, and everything that hangs on it."""

from __future__ import annotations

from email.message import EmailMessage
from pathlib import Path

import pytest

from evidence.model import MarkKind, Outcome
from evidence.readers import CannotRead, PageText, Reading, mail
from tests.evidence import made


def read(tmp_path: Path, message: EmailMessage | bytes) -> Reading:
    path = tmp_path / "m.eml"
    path.write_bytes(message if isinstance(message, bytes) else message.as_bytes())
    return mail.read(path)


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
    assert detail == {"depth": "1", "sender": "Hanne Møller", "sent": "2010-05-05"}
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
    assert (detail["sender"], detail["sent"]) == ("Hanne Møller", "2010-05-05")


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
    assert (first_detail["sender"], first_detail["sent"]) == ("Hanne Møller", "2010-05-04")
    assert (second_detail["sender"], second_detail["sent"]) == ("Ole Bang", "2010-05-03")
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
