"""Mails exported as a table: each a mail with its sender and day; other tables stay tables."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from evidence.model import DocumentKind, MarkKind
from evidence.readers import CannotRead, maillist, tables
from evidence.reading import Read, read_file
from extract.finder import find
from extract.model import Label, Party, Side, Sides
from tests.extract.conftest import paper

OUTLOOK = (
    '"Emne","Brødtekst","Fra: (navn)","Fra: (adresse)","Til: (navn)","Sendt"\r\n'
    '"Nedbrud igen","FlowJob har været nede siden kl. 9.15.\r\n\r\nLone","Lone Skriver","ls@norreby.example",'
    '"Hotline","08-09-2010 10:02"\r\n'
    '"SV: Nedbrud igen","Der var strømsvigt i vores driftscenter i går, og FlowJob var nede.","Ida Krogh, Systemhuset",'
    '"ik@systemhuset.example","Lone Skriver","10-09-2010 13:15"\r\n'
)


def read(tmp_path: Path, text: str, name: str = "udbakke.csv") -> Read:
    path = tmp_path / name
    path.write_bytes(text.encode("cp1252"))
    return read_file(path, name)


def test_each_row_is_a_mail_with_who_wrote_it_and_when(tmp_path: Path) -> None:
    found = read(tmp_path, OUTLOOK)
    assert (found.media, found.kind, found.date) == ("maillist", DocumentKind.MAIL, date(2010, 9, 8))
    (page,) = found.reading.pages
    assert page.text.startswith(
        "Fra: Lone Skriver\nSendt: 8. september 2010 10:02\nTil: Hotline\nEmne: Nedbrud igen\n\n"
        "FlowJob har været nede siden kl. 9.15.\nLone"
    )
    assert not [mark for mark in page.marks if mark.kind is MarkKind.ROW]


def test_what_is_found_in_it_is_the_writers_on_the_day_of_the_mail(tmp_path: Path) -> None:
    sides = Sides(
        customer=Party(names=("Nørreby Kommune",)), vendor=Party(names=("Systemhuset",)),
        system=Party(names=("FlowJob",)),
    )  # fmt: skip
    read_in = read(tmp_path, OUTLOOK)
    document, page = paper(read_in.reading.pages[0].text, DocumentKind.MAIL, read_in.date)
    outages = [one for one in find(document, [page], sides) if one.label is Label.INCIDENT]
    assert [(one.speaker_side, one.when and one.when.start) for one in outages if "strøm" in one.quote] == [
        (Side.VENDOR, date(2010, 9, 9))
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Emne;Status;Fra;Til\nNedbrud;Lukket;1.1.2010;2.1.2010\nFejl;Åben;1.2.2010;2.2.2010\n",  # a list of cases
        "Emne,Brødtekst,Fra: (navn)\n,,\n",  # no mail in it
    ],
)
def test_another_table_stays_a_table(tmp_path: Path, text: str) -> None:
    found = read(tmp_path, text)
    assert found.reading.pages[0].text == text
    assert found.kind is not DocumentKind.MAIL


def test_a_list_that_is_none_of_mails_is_a_table_and_one_that_is_no_text_is_damaged(tmp_path: Path) -> None:
    path = tmp_path / "liste.csv"
    path.write_text("nr;tekst\n1;Nede\n")
    assert maillist.read(path) == tables.read_csv(path)
    path.write_bytes(bytes(range(256)) * 8)
    with pytest.raises(CannotRead):
        maillist.read(path)


def test_a_mail_without_its_day_and_its_receiver_has_what_it_has(tmp_path: Path) -> None:
    path = tmp_path / "udbakke.csv"
    path.write_text('"Emne","Brødtekst","Fra: (navn)","Til: (navn)","Sendt"\r\n"Nede","Det er nede.","Lone","",""\r\n')
    assert maillist.read(path).pages[0].text.split("\n")[:2] == ["Fra: Lone", "Emne: Nede"]
