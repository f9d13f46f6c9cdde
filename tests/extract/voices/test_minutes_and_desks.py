"""Whose the lines of minutes and of matters at a desk are, where a list, a cell or a label before them tells it."""

from __future__ import annotations

import pytest

from evidence.model import DocumentKind
from extract.model import Side
from tests.extract.voices.voices import AUTHOR, CUSTOMER, VENDOR, voice_of

LISTED = """Referat - driftsmøde nr. 14
Deltagere: BMA og TRK (Nørreby Kommune), JFO og Lil (Systemhuset), ØH (revisor, under pkt. 3) / Ref.: TRK

2. Drift siden sidst
Lil: Den bliver indlæst inden fredag.
TRK: Der løb tre kubikmeter i kloakken.
JFO: De har været døde i samme tidsrum.

Opgaver
Hvem   Hvad                                         Hvornår
Lil    Rette dobbelt afgift                         30/9
TRK    Spørge forsikringen                          næste møde
"""


@pytest.mark.parametrize(
    ("words", "side"),
    [("inden fredag", VENDOR), ("kloakken", CUSTOMER), ("tidsrum", VENDOR), ("dobbelt afgift", VENDOR),
     ("forsikringen", CUSTOMER), ("Hvornår", AUTHOR)],
)  # fmt: skip
def test_a_house_in_brackets_behind_initials_is_no_name_and_a_task_is_whoevers_row_it_stands_in(
    words: str, side: Side
) -> None:
    assert voice_of(LISTED, words, DocumentKind.MINUTES).side is side


def test_a_dash_behind_a_house_parts_those_present() -> None:
    text = "Nørreby Kommune\nReferat\nDelt.: HEL (fmd.), PTK, ABN (NK) – LRA, MVI (Systemhuset)\n\nLRA: Det holder.\n"
    text += "ABN: Prøven blev aflyst.\n"
    assert voice_of(text, "holder", DocumentKind.MINUTES).side is VENDOR
    assert voice_of(text, "aflyst", DocumentKind.MINUTES).side is CUSTOMER


def test_he_who_goes_on_is_the_office_that_spoke_right_before() -> None:
    text = (
        "Nørreby Kommune\nReferat, mødet den 3. maj 2011\nFraværende: Tage Holm (V)\n\nDrøftelse:\n"
        "Kommunaldirektøren svarede, at det øves to gange årligt.\nHan tilføjede, at vejnavnene ikke var opdateret.\n"
    )
    assert voice_of(text, "vejnavnene", DocumentKind.MINUTES).speaker == "Kommunaldirektøren"


MATTERS = """Udtræk fra servicedesk – FlowJob

INC-20931 · oprettet 23-10-2011 08:17 · af vej3 · status: Closed
vej3: Kan ikke se mine sager, de var der i fredags.
Har prøvet på både telefon og pc.
Desk/Ravi: Vi har lagt laget ind igen.
vej3: Nu kan jeg se dem.

INC-20981 · 31-10-2011 10:00 · system · status: Info
Der er lukket søndag nat.

INC-21003 · 06-11-2011 07:05 · kontor · status: Waiting for customer
kontor: Intet kort her til morgen.
Desk/Maja: Det er rettet nu.
"""


@pytest.mark.parametrize(
    ("words", "who", "side"),
    [("i fredags", "vej3", CUSTOMER), ("telefon", "vej3", CUSTOMER), ("laget", "Desk/Ravi", VENDOR),
     ("se dem", "vej3", CUSTOMER), ("Intet kort", "kontor", CUSTOMER), ("rettet nu", "Desk/Maja", VENDOR)],
)  # fmt: skip
def test_what_is_written_under_a_matter_at_a_desk_is_whoevers_line_it_is(words: str, who: str, side: Side) -> None:
    voice = voice_of(MATTERS, words, DocumentKind.OTHER)
    assert (voice.speaker, voice.side) == (who, side)
    assert voice.written is not None and voice.written.isoformat()[:7] in ("2011-10", "2011-11")


def test_what_stands_under_no_line_of_a_matter_is_not_the_last_writers() -> None:
    assert voice_of(MATTERS, "søndag nat", DocumentKind.OTHER).speaker != "vej3"


def test_a_name_that_the_end_of_the_line_parts_is_of_the_house_its_list_says() -> None:
    text = (
        "Nørreby Kommune\nReferat, styregruppemøde nr. 11\nDeltagere: Ida Krogh, Ole Bak, Birthe Holm, Dorte Vinter; "
        "fra Systemhuset Mette Ravn og Per\nHolst.\n\n1. Drift\nPer Holst forklarede, at en disk var løbet fuld.\n"
    )
    found = voice_of(text, "løbet fuld", DocumentKind.MINUTES)
    assert (found.speaker, found.side) == ("Per Holst", VENDOR)
