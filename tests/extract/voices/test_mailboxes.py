"""Who writes the mails of a thread and the lines of a talk where the heads name a mailbox, a first name or nobody."""

from __future__ import annotations

from datetime import date

import pytest

from evidence.model import DocumentKind
from extract.model import Side
from tests.extract.voices.voices import CUSTOMER, VENDOR, read, voice_of

MAILBOXES = """From: support@systemhuset.dk
To: ydelse@noerreby.dk
Subject: [#4711] Skærmen fryser
Date: 3. maj 2011 11:14

Kære kunde,

Vi har fundet fejlen.

Venlig hilsen
Oksana
Systemhuset Support, 1st level

------
From: ydelse@noerreby.dk
Date: 3. maj 2011 12:02

Kære Oksana
Den fryser stadig hos os.
Mvh
Birgit, Ydelsen

------
From: support@systemhuset.dk
Date: 4. maj 2011 08:30
Subject: [#4711] Skærmen fryser

Kære Birgit,
Rettelsen er lagt ind i nat.
Oksana
"""


@pytest.mark.parametrize(
    ("words", "who", "side"),
    [("fundet fejlen", "Oksana", VENDOR), ("fryser stadig", "Birgit", CUSTOMER), ("lagt ind", "Oksana", VENDOR)],
)
def test_a_mail_from_a_mailbox_is_whoevers_name_is_under_it(words: str, who: str, side: Side) -> None:
    voice = voice_of(MAILBOXES, words, DocumentKind.MAIL)
    assert (voice.speaker, voice.side) == (who, side)


def test_whom_the_other_house_writes_to_across_is_of_this_one() -> None:
    text = """Fra: Ida Krogh (Nørreby Kommune)
Til: Jurist Vera Holt
Sendt: 12. juni 2011 10:20

Her er det hele.

> Fra: Poul Nymann
> Til: Ida Krogh
> Sendt: 11. juni 2011 16:02
>
> Vores egne tal viser 190 timer.

>> From: Patrick Lind
>> To: Poul Nymann
>> Date: 8 June 2011 13:44
>>
>> Dear Poul,
>> The drawings in your specification were wrong.
>> Best regards
>> Patrick Lind, Systemhuset
"""
    sides = {said: voice.side for said, voice in read(text, DocumentKind.MAIL)}
    told = {words: next(side for said, side in sides.items() if words in said) for words in ("190 timer", "drawings")}
    assert told == {"190 timer": CUSTOMER, "drawings": VENDOR}


@pytest.mark.parametrize(
    "signature", ["Ida\nAfdelingsleder, Byg og Miljø, Nørreby Kommune\nlokal 4417", "Ida Krogh\nNørreby Kommune"]
)
def test_the_house_in_the_last_lines_of_a_mail_is_its_writers(signature: str) -> None:
    text = f"Fra: Ida Krogh\nTil: Bo Ek\nDato: 02-04-2011 16:17\nEmne: Status\n\nDet kører nu.\n\n{signature}\n"
    assert voice_of(text, "kører nu", DocumentKind.MAIL).side is CUSTOMER


def test_who_is_called_by_an_office_alone_where_the_vendor_is_marked_is_the_customers() -> None:
    text = "\n\n".join(
        f"[07:{minute}] {who}\n{said}"
        for minute, who, said in (
            (51, "Nanna (Nørreby Kommune)", "hvid skærm"), (53, "Jakob L (skoleleder, Hede)", "også her"),
            (58, "Simon (Systemhuset)", "vi ser på det"), (59, "Karin Bro (løn)", "overtiden er talt dobbelt"),
            (59, "Nanna (Nørreby Kommune)", "fint"), (59, "Simon (Systemhuset)", "så kører det"),
        )
    )  # fmt: skip
    sides = {said.rpartition(")")[2].strip(): voice.side for said, voice in read(text, DocumentKind.OTHER)}
    assert {sides["også her"], sides["overtiden er talt dobbelt"]} == {CUSTOMER}
    assert sides["vi ser på det"] is VENDOR


def test_the_head_of_a_talk_tells_whose_the_two_are() -> None:
    text = "Samtale med: Rasmus Systemhuset (Pia Vang: Nørreby Kommune)\n" + "".join(
        f"[06.5{place}] {who}: {said}\n"
        for place, (who, said) in enumerate(
            (("Pia", "Er du vågen"), ("Rasmus", "nu er jeg"), ("Pia", "Låsen er rød"), ("Rasmus", "sender ny kode"))
        )
    )
    assert voice_of(text, "ny kode", DocumentKind.OTHER).side is VENDOR
    assert voice_of(text, "rød", DocumentKind.OTHER).side is CUSTOMER


def test_a_letter_signed_by_two_on_one_line_is_the_firsts() -> None:
    text = (
        "Bak Revision\nGade 1\n9997 Bakke\n\nNørreby Kommune\n9999 Nørreby\n\nVi har set på regnskabet.\n\n"
        "Med venlig hilsen\nBAK REVISION\n\nTorben Lade            Margit Kofod\nrevisor                revisor\n\n"
        "Medlem af Foreningen af Statsautoriserede Revisorer\n"
    )
    assert voice_of(text, "regnskabet", DocumentKind.LETTER).speaker == "Torben Lade"


def test_an_address_alone_tells_the_side_of_whom_it_names() -> None:
    text = (
        'Date: Fri, 08 Apr 2011 11:19:00 +0200\nFrom: "Gunnar Riis" <gri@noerreby.dk>\n'
        "To: <lisbeth@noerreby.dk>, <kurt.holm@systemhuset.dk>\nSubject: Scanning\n\n"
        "Kurt oplyste, at resten er i hus.\n"
        "Lisbeth oplyste, at det tager syv minutter.\nVi har kun brugt vores egen tid.\n\nHilsen Gunnar\n"
    )
    for words, side in (("i hus", VENDOR), ("syv minutter", CUSTOMER), ("egen tid", CUSTOMER)):
        assert voice_of(text, words, DocumentKind.MAIL).side is side


def test_messages_off_a_telephone_are_of_their_own_day_and_of_its_owner() -> None:
    text = (
        "Beskeder, Ida Kroghs telefon, udskrevet 03-02-2021\n\n"
        "Per D (Systemhuset) 15/05/2017 16.02: Modulet er klar 1. juni\n"
        "Mig 15/05/2017 16.10: Godt\n"
        "Per D (Systemhuset) 02/06/2017 08.31: Det kører nu\n"
    )
    said = {words.rpartition(": ")[2]: voice for words, voice in read(text, DocumentKind.OTHER)}
    assert [(said[one].side, said[one].speaker, said[one].written) for one in ("Modulet er klar 1. juni", "Godt")] == [
        (VENDOR, "Per D", date(2017, 5, 15)), (CUSTOMER, "Ida Krogh", date(2017, 5, 15))
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("line", "side"),
    [
        ("Vi accepterer de ændringer, I foreslår i brev af 2. maj.", VENDOR),
        ("Vi accepterer det, I skriver i jeres brev.", VENDOR),
        ("Den løsning, I foreslog, virker fint.", VENDOR),
        ("I skriver i jeres brev, at systemet kører.", CUSTOMER),
        ("Af det, I skriver, fremgår det, at systemet kører.", CUSTOMER),
    ],
)
def test_what_the_reader_wrote_may_be_named_in_words_of_the_writers_own(line: str, side: Side) -> None:
    head = "Systemhuset A/S\n9998 Dal\n\nNørreby Kommune\nAtt.: Vera Holt\n\nKære Vera\n\n"
    letter = f"{head}{line}\n\nVenlig hilsen\n\nPer Dam\n"
    assert voice_of(letter, line[:12], DocumentKind.LETTER).side is side


@pytest.mark.parametrize(
    ("line", "side", "name"),
    [
        ("Løn og Personale, Ida Krogh", CUSTOMER, "Ida Krogh"),
        ("Plejecenter Egelund, Ida Krogh, 18. februar 2011", CUSTOMER, "Ida Krogh"),
        ("Systemhuset, Per Dam", VENDOR, "Per Dam"),
        ("Nedbruddet kom, Ida Krogh ringede", Side.AUTHOR, None),
    ],
)
def test_a_note_is_of_whoever_stands_with_a_unit_under_its_title(line: str, side: Side, name: str | None) -> None:
    note = f"Notat om nedbruddet\n\n{line}\n\nVi brugte 46 timer på at taste papirskemaer.\n"
    voice = voice_of(note, "46 timer", DocumentKind.OTHER)
    assert (voice.side, voice.speaker) == (side, name)
