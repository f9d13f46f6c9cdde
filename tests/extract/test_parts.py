"""Which part of the system a finding is about: named, pointed at, or told by the heading above."""

from __future__ import annotations

import pytest

from evidence.model import DocumentKind, Mark, MarkKind
from extract.model import Label
from extract.parts import part_of
from tests.extract.conftest import Reader


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("Modul 3 er forsinket.", "modul 3"),
        ("Fejlen ligger mellem modul 1 og modul 2.", "modul 1, modul 2"),
        ("Det sidste modul kom først i maj.", "?"),
        ("Det ene modul virker, det andet ikke.", "?"),
        ("Et af modulerne er ikke leveret.", "?"),
        ("De resterende moduler mangler.", "?"),
        ("Leverandøren leverer et modul til opfølgning inden den 1. maj.", ""),
        ("The last module is late.", "?"),
        # near misses: all of it, or no part at all
        ("Modulet er forsinket.", ""),
        ("Alle moduler er leveret.", ""),
        ("Den sidste fejl er rettet.", ""),
        ("I den sidste måned var det nede.", ""),
        ("Modul 3 kom, og det sidste modul mangler.", "modul 3"),
    ],
)
def test_the_part_a_sentence_is_about(text: str, part: str) -> None:
    assert part_of(text) == part


CONTRACT = """4. Modul 2
4.1 Leverandøren skal levere brevskabeloner på dansk.
4.2 Frister
4.2.1 Leverandøren skal levere senest den 1. maj 2010.
5. Drift
5.1 Leverandøren skal overvåge driften.
5.2 Leverandøren skal levere modul 1 senest den 1. juni 2010.
"""


def test_a_clause_is_about_the_part_its_heading_names(read: Reader) -> None:
    found = [one for one in read(CONTRACT, DocumentKind.CONTRACT) if one.label is Label.PROMISE]
    parts = {one.quote[-30:]: one.attributes.get("module", "") for one in found}
    assert [part for quote, part in parts.items() if "brevskabeloner" in quote] == ["modul 2"]
    assert [part for quote, part in parts.items() if "maj 2010" in quote] == ["modul 2"]  # under 4.2 under 4
    assert [part for quote, part in parts.items() if "driften" in quote] == [""]
    assert [part for quote, part in parts.items() if "juni 2010" in quote] == ["modul 1"]


def test_the_point_of_an_agenda_names_no_part_for_what_is_said_under_it(read: Reader) -> None:
    text = "3. Modul 2 og økonomi\n\nSystemet brød sammen den 4. maj 2010."
    marks = (Mark(start=0, end=21, kind=MarkKind.HEADING),)
    [found] = read(text, DocumentKind.MINUTES, marks=marks)
    assert "module" not in found.attributes


@pytest.mark.parametrize(
    ("system", "described", "part"),
    [("Aktiv modul 2", "Kan ikke gemme", "modul 2"), ("Aktiv", "Modul 3 fejler", "modul 3"), ("Aktiv", "Nede", "")],
)
def test_a_row_of_a_log_is_about_the_part_it_names(read: Reader, system: str, described: str, part: str) -> None:
    row = f"X-1\t04-05-2010 08:00\t04-05-2010 09:00\t{system}\t{described}\n"
    text = "Nummer\tOprettet\tLøst\tSystem\tBeskrivelse\n" + row
    first = text.index("\n")
    marks = (
        Mark(start=0, end=first, kind=MarkKind.ROW, detail={"row": "1"}),
        Mark(start=first + 1, end=len(text) - 1, kind=MarkKind.ROW, detail={"row": "2"}),
    )
    [found] = read(text, DocumentKind.LOG, marks=marks)
    assert found.attributes.get("module", "") == part
