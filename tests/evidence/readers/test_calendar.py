"""Calendar entries: who was to meet when, about what."""

from __future__ import annotations

from pathlib import Path

import pytest

from evidence.model import Outcome
from evidence.readers import calendar
from evidence.reading import read_file

EVENT = (
    "BEGIN:VEVENT\r\nUID:1\r\nSUMMARY:Styregruppe\\, FlowJob\r\nDTSTART;TZID=Europe/Copenhagen:20100527T090000\r\n"
    "DTEND:20100527T080000Z\r\nLOCATION:Rådhuset\r\nORGANIZER;CN=\"Møller, Hanne\":mailto:hm@noerreby.example\r\n"
    "ATTENDEE;CN=Ole:MAILTO:ole@systemhuset.example\r\nDESCRIPTION:Nedbrud i april.\\nBod aft\r\n ales.\r\n"
    "BEGIN:VALARM\r\nEND:VALARM\r\nEND:VEVENT\r\n"
)


def test_an_entry_is_read_line_by_line(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(f"BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\n{EVENT}END:VCALENDAR\r\n".encode())
    read = read_file(tmp_path / "a", "møde.txt")
    assert read.media == "ics"
    assert read.reading.pages[0].text.splitlines() == [
        "Emne: Styregruppe, FlowJob", "Start: 2010-05-27 09:00", "Slut: 2010-05-27 08:00 UTC", "Sted: Rådhuset",
        "Arrangør: Møller, Hanne <hm@noerreby.example>", "Deltager: Ole <ole@systemhuset.example>",
        "Nedbrud i april.", "Bod aftales.",
    ]  # fmt: skip
    assert (read.reading.title, str(read.date)) == ("Styregruppe, FlowJob", "2010-05-27")


def test_a_calendar_of_many_entries_has_no_day_of_its_own_and_an_empty_one_is_empty(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("BEGIN:VCALENDAR\n" + EVENT * 2)
    assert "published" not in read_file(tmp_path / "a", "a.ics").reading.fields
    (tmp_path / "b").write_text("BEGIN:VCALENDAR\nEND:VCALENDAR\n")
    assert read_file(tmp_path / "b", "b.ics").reading.outcome is Outcome.EMPTY


def test_what_was_called_off_or_comes_again_says_so_and_a_file_in_it_is_taken_out(tmp_path: Path) -> None:
    further = ("STATUS:CANCELLED\r\nRRULE:FREQ=WEEKLY;UNTIL=20100630T000000Z\r\n"
               "ATTACH;VALUE=BINARY;ENCODING=BASE64;X-FILENAME=\"plan.txt\":UGxhbg==\r\n"
               "BEGIN:VALARM\r\nDESCRIPTION:REMINDER\r\nEND:VALARM\r\nEND:VEVENT")  # fmt: skip
    (tmp_path / "a").write_bytes(f"BEGIN:VCALENDAR\r\n{EVENT.replace('END:VEVENT', further)}".encode())
    reading = read_file(tmp_path / "a", "møde.ics").reading
    lines = reading.pages[0].text.splitlines()
    assert lines[-2:] == ["Aflyst", "Gentages: ugentligt, til og med 2010-06-30"] and "REMINDER" not in lines
    assert [(one.name, one.data) for one in reading.attachments] == [("plan.txt", b"Plan")]


def test_a_damaged_file_in_an_entry_and_a_line_that_is_no_property_cost_nothing_else(tmp_path: Path) -> None:
    further = "ATTACH;ENCODING=BASE64;VALUE=BINARY:UGxhb\r\nikke en egenskab\r\nEND:VEVENT"
    (tmp_path / "a").write_bytes(f"BEGIN:VCALENDAR\r\n{EVENT.replace('END:VEVENT', further)}".encode())
    reading = read_file(tmp_path / "a", "møde.ics").reading
    assert reading.outcome is Outcome.READ and not reading.attachments
    assert "Bod aftales." in reading.pages[0].text


def test_an_entry_of_the_older_edition_has_its_letters(tmp_path: Path) -> None:
    path = tmp_path / "moede.vcs"
    path.write_text(
        "BEGIN:VCALENDAR\nVERSION:1.0\nBEGIN:VEVENT\n"
        "SUMMARY;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:M=C3=B8de om fejl p=C3=\n=A5 =C3=86r=C3=B8\n"
        "DESCRIPTION;QUOTED-PRINTABLE;CHARSET=ISO-8859-1:F=F8rste=0D=0AAnden\nDTSTART:20120504T070000Z\n"
        "END:VEVENT\nEND:VCALENDAR\n"
    )
    text = read_file(path, path.name).reading.pages[0].text
    assert "Emne: Møde om fejl på Ærø\n" in text
    assert "Første\nAnden" in text


@pytest.mark.parametrize("said", [";CHARSET=ukendt", ";CHARSET=UTF-8", ""])
def test_letters_of_another_encoding_than_is_said_are_read_by_their_bytes(said: str) -> None:
    assert calendar._read_quoted("M=F8de p=E5 =E6blet=0D=0Aigen", said) == "Møde på æblet\\nigen"
