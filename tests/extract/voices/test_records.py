"""Whom minutes list, and who signs an agreement for whom, in the words of the paper."""

from __future__ import annotations

import pytest

from extract.voices.records import APPROVING, attendance, signatures
from extract.voices.sides import side_names
from tests.extract.conftest import SIDES

NAMES = side_names(SIDES)
TABLE = (
    "Referat af styregruppemøde nr. 7\nDato\t3. maj 2010\nDeltagere fra Vestby Kommune\tIda Krogh, Ole Bak\n"
    "Deltagere fra Datahuset A/S\tkundechef Per Lund\nAfbud\tBo Falk\nReferent\tOle Bak\n1. Drift\n"
)


def test_minutes_list_those_present_absent_and_keeping_them_each_line_once_and_as_it_stands() -> None:
    assert attendance([TABLE], {}, NAMES) == (
        "Deltagere fra Vestby Kommune: Ida Krogh, Ole Bak", "Deltagere fra Datahuset A/S: kundechef Per Lund",
        "Afbud: Bo Falk", "Referent: Ole Bak",
    )  # fmt: skip


def test_names_one_a_line_under_a_heading_are_a_list_too() -> None:
    text = "Referat\n\nDeltagere:\n- Ida Krogh (IK)\n- Ole Bak (OB)\n\n1. Drift\n"
    assert attendance([text], {}, NAMES) == ("Deltagere: Ida Krogh (IK), Ole Bak (OB)",)


def test_minutes_without_a_list_tell_whom_they_present_or_nobody() -> None:
    rows = "Mødenotat\n\nIda Krogh   Vestby Kommune   IK\nPer Lund   Datahuset A/S   PL\n"
    assert attendance([rows], {}, NAMES) == ("Ida Krogh", "Per Lund")
    assert attendance(["Vi talte om driften."], {}, NAMES) == attendance([], {}, NAMES) == ()


@pytest.mark.parametrize(
    ("text", "listed"),
    [
        ("Til stede: IK, PL (Datahuset)\nAfbud: BF\n\n1. Drift\nFra kommunen: alt kører, siger Ida Krogh.\n",
         ("Til stede: IK, PL (Datahuset)", "Afbud: BF")),
        ("1. møde\n| Deltagere | Ida Krogh, Per Lund (Datahuset) |\n| Referent | Ole Bak |\n",
         ("Deltagere: Ida Krogh, Per Lund (Datahuset)", "Referent: Ole Bak")),
        ("Notat\nFra: Ida Krogh\nEmne: Referat\nDeltagere var Ida Krogh og Per Lund.\n", ()),
        ("Deltagere:\nVestby Kommune:\nIda Krogh, it-chef\nDatahuset A/S:\nPer Lund, kundechef\n\nDagsorden\n",
         ("Vestby Kommune: Ida Krogh, it-chef", "Datahuset A/S: Per Lund, kundechef")),
    ],
)  # fmt: skip
def test_a_list_ends_where_the_points_begin_and_who_a_note_is_from_is_no_list(
    text: str, listed: tuple[str, ...]
) -> None:
    assert attendance([text], {}, NAMES) == listed


SIDE_BY_SIDE = (
    "For Vestby Kommune\tFor Datahuset A/S\nVestby, den 3. maj 2010\tLilleby, den 4. maj 2010\n(sign.)\t(sign.)\n"
    "Ida Krogh, direktør\tPer Lund, kundechef\nSide 1 af 1\n"
)
BELOW = (
    "For Vestby Kommune:\n\n______________\nIda Krogh\nkommunaldirektør\n\nFor Datahuset A/S:\n_____________\n"
    "Per Lund\nsalgschef i henhold til fuldmagt\n"
)


@pytest.mark.parametrize(
    ("text", "signed"),
    [
        (SIDE_BY_SIDE, ("For Vestby Kommune: Vestby, den 3. maj 2010; (sign.); Ida Krogh, direktør",
                        "For Datahuset A/S: Lilleby, den 4. maj 2010; (sign.); Per Lund, kundechef")),
        (BELOW, ("For Vestby Kommune: Ida Krogh; kommunaldirektør",
                 "For Datahuset A/S: Per Lund; salgschef i henhold til fuldmagt")),
        ("På Kundens vegne:      På Leverandørens vegne:\n\nIda Krogh, direktør     Per Lund\n",
         ("På Kundens vegne: Ida Krogh, direktør", "På Leverandørens vegne: Per Lund")),
        ("Vestby, den 3/5 2010\n____________\nIda Krogh\nVestby Kommune\n\n…………\nPer Lund\n",
         ("Ida Krogh; Vestby Kommune", "Per Lund")),
        # Below the place and the day at the foot, of no house by its words.
        ("5. Øvrigt\nKontrakten gælder.\n\n   Vestby, den 3. maj 2010\nIda Krogh, direktør\n"
         "Per Lund, kundechef\nSide 1\n",
         ("Ida Krogh, direktør", "Per Lund, kundechef")),
        ("Vestby, den 3. maj 2010\n\nIda Krogh, advokat Per Lund, advokat\n",
         ("Ida Krogh, advokat Per Lund, advokat",)),
        ("Vestby, den 3. maj 2010\nVi skriver om modulet.\nIda Krogh\n", ()),
        ("For Vestby Kommune: Ida Krogh\nSide 4\n", ("For Vestby Kommune: Ida Krogh",)),
        ("For Vestby Kommune gælder, at modulet er godkendt.\nLeverandøren skal levere.\n", ()),
    ],
)  # fmt: skip
def test_each_house_signs_with_its_day_and_office(text: str, signed: tuple[str, ...]) -> None:
    assert signatures(text, NAMES) == signed


def test_minutes_are_approved_by_a_day_alone_at_their_foot() -> None:
    assert APPROVING.search("Godkendt 15.12.2011 IK PL") and not APPROVING.search("Godkendt er kun modul 1.")
