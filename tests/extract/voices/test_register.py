"""One paper tells whose side somebody is on, and every other paper that names them knows."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from evidence.intake import take_in
from evidence.store import Store
from extract import store as findings_store
from extract.model import Finding, Side
from extract.voices.attendance import presented
from extract.voices.register import Known, meant_by, named_in, presents, register
from extract.voices.sides import side_names
from tests.extract.conftest import SIDES

MINUTES = "Referat\n\nDeltagere: Fra kommunen: Ida Krogh (IK). Fra Datahuset: projektleder Per Lund (PL)\n"
PRESS = "Per Lund siger, at systemet brød sammen den 4. maj 2010.\n\nIda Krogh oplyser, at systemet har været nede.\n"
SIGNED = "Aftalen.\n\nFor Vestby Kommune\tFor Datahuset A/S\nIda Krogh, kommunaldirektør\tPer Lund, salgsdirektør\n"


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Store]:
    with Store.create(tmp_path / "case") as store:
        yield store


def hand_in(store: Store, tmp_path: Path, **papers: str) -> None:
    folder = tmp_path / "papers"
    folder.mkdir(exist_ok=True)
    for name, text in papers.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    take_in(store, [folder], jobs=1)


def sides_in(store: Store, name: str) -> dict[str, Side]:
    sha = store.document(name).sha256
    found = [one for one in findings_store.findings(store) if one.span.document == sha]
    return {_first(one): one.speaker_side for one in found}


def _first(found: Finding) -> str:
    return " ".join((found.speaker or "").split()[-2:])


def test_whose_side_somebody_is_on_is_known_from_another_paper(case: Store, tmp_path: Path) -> None:
    hand_in(case, tmp_path, avis=PRESS)
    findings_store.find_new(case, SIDES)
    assert sides_in(case, "avis.txt") == {"Per Lund": Side.THIRD_PARTY, "Ida Krogh": Side.THIRD_PARTY}
    hand_in(case, tmp_path, referat=MINUTES)
    assert {one.name for one in findings_store.find_new(case, SIDES)} == {"avis.txt", "referat.txt"}
    assert sides_in(case, "avis.txt") == {"Per Lund": Side.VENDOR, "Ida Krogh": Side.CUSTOMER}
    assert findings_store.find_new(case, SIDES) == []


def test_what_a_list_leaves_to_be_guessed_gives_way_to_what_another_paper_tells(case: Store, tmp_path: Path) -> None:
    listed = (
        "Referat\n\nTil stede: Ida Krogh, Bo Falk (Datahuset), Per Lund\n\nPer Lund oplyste, at det har været nede.\n"
        "\nIda Krogh oplyste, at systemet brød sammen den 4. maj 2010.\n"
    )
    hand_in(case, tmp_path, referat=listed, avis=PRESS)
    findings_store.find_new(case, SIDES)
    assert sides_in(case, "referat.txt") == {"Per Lund": Side.CUSTOMER, "Ida Krogh": Side.CUSTOMER}
    assert sides_in(case, "avis.txt") == {"Per Lund": Side.CUSTOMER, "Ida Krogh": Side.CUSTOMER}
    hand_in(case, tmp_path, aftale=SIGNED)
    findings_store.find_new(case, SIDES)
    assert sides_in(case, "referat.txt") == {"Per Lund": Side.VENDOR, "Ida Krogh": Side.CUSTOMER}
    assert sides_in(case, "avis.txt") == {"Per Lund": Side.VENDOR, "Ida Krogh": Side.CUSTOMER}


def test_what_papers_disagree_on_is_no_side(case: Store, tmp_path: Path) -> None:
    hand_in(case, tmp_path, avis=PRESS, referat=MINUTES, andet="Projektleder Per Lund fra Vestby Kommune var her.\n")
    findings_store.find_new(case, SIDES)
    assert sides_in(case, "avis.txt") == {"Per Lund": Side.THIRD_PARTY, "Ida Krogh": Side.CUSTOMER}


def test_what_a_paper_tells_itself_goes_before(case: Store, tmp_path: Path) -> None:
    moved = "Per Lund, som nu er it-chef i Vestby Kommune, siger, at systemet brød sammen den 4. maj 2010.\n"
    hand_in(case, tmp_path, avis=moved, referat=MINUTES)
    findings_store.find_new(case, SIDES)
    assert set(sides_in(case, "avis.txt").values()) == {Side.CUSTOMER}


def test_those_who_sign_side_by_side_are_on_the_side_above_them() -> None:
    told = presents([SIGNED], {}, side_names(SIDES))
    assert told == [
        Known("Ida Krogh", "kommunaldirektør", Side.CUSTOMER), Known("Per Lund", "salgsdirektør", Side.VENDOR)
    ]  # fmt: skip


def test_those_who_sign_in_a_cell_with_their_house_are_of_that_house() -> None:
    signed = "Aftalen.\n\nfor Datahuset A/S Per Lund, salgsdirektør\tfor Vestby Kommune Ida Krogh, it-chef\n"
    assert presents([signed], {}, side_names(SIDES)) == [
        Known("Ida Krogh", "it-chef", Side.CUSTOMER), Known("Per Lund", "salgsdirektør", Side.VENDOR)
    ]  # fmt: skip


def test_a_title_alone_in_another_house_tells_nothing() -> None:
    signed = "Med venlig hilsen\n\nBo Vind\nkommunaldirektør\nNørre Søby Kommune\n"
    assert presents([signed], {}, side_names(SIDES)) == []


def test_whoever_signs_for_a_party_is_of_it_and_whoever_signs_for_another_is_of_neither() -> None:
    signed = "Aftalen.\n\nIda Holm for Vestby Kommune\nBo Vind for Nørre Søby Kommune\nNye retningslinjer for møder\n"
    assert presents([signed], {}, side_names(SIDES)) == [Known("Ida Holm", "", Side.CUSTOMER)]


def test_titles_that_differ_are_left_out_and_names_are_read_from_senders() -> None:
    told = [Known("Ida Krogh", "it-chef", Side.CUSTOMER), Known("Ida Krogh", "direktør", Side.CUSTOMER)]
    assert register(told) == {"Ida Krogh": Known("Ida Krogh", "", Side.CUSTOMER)}
    assert named_in(["Mødt var Per Lund."], {"from": "Krogh, Ida <ik@vestby.example>"}) == {"Ida Krogh", "Per Lund"}


SHORT = (
    "Styregruppe\nDato: 24/6-15\nMødt: Ida K., Per L., Ole B.\n\nIK konstaterede, at koderne mangler i filen.\n\n"
    "PL oplyste, at systemet brød sammen den 4. juni 2015.\n"
)
LETTERS = "Styregruppe 25/2 2016\n\nDeltagere: IK, PL\n(ref. IK)\n\nPL: Systemet brød sammen den 4. maj 2015.\n"


@pytest.mark.parametrize(("minutes", "who"), [(SHORT, {"Per Lund (PL)"}), (LETTERS, {"Per Lund (PL)"})])
def test_those_present_by_a_letter_or_initials_are_those_other_papers_name_in_full(
    case: Store, tmp_path: Path, minutes: str, who: set[str]
) -> None:
    hand_in(case, tmp_path, aftale=MINUTES, referat=minutes)
    findings_store.find_new(case, SIDES)
    sha = case.document("referat.txt").sha256
    down = [one for one in findings_store.findings(case) if one.span.document == sha and "brød" in one.quote]
    assert {(one.speaker or "").removeprefix("projektleder ") for one in down} == who
    assert {one.speaker_side for one in down} == {Side.VENDOR}


def test_initials_that_fit_two_and_a_list_of_strangers_tell_nobody() -> None:
    people = [Known("Ida Krogh", "", Side.CUSTOMER), Known("Per Lund", "", Side.VENDOR),
              Known("Pia Lind", "", Side.CUSTOMER), Known("Anne-Mette Bo", "", Side.CUSTOMER)]  # fmt: skip
    known = register(people)
    assert meant_by(["IK", "PL", "AMB"], known) == {"Ida Krogh", "Anne-Mette Bo"}
    assert meant_by(["IK", "XY", "ZW", "Ole B."], known) == frozenset()
    assert meant_by(["Per L.", "Anne-Mette B"], known) == {"Per Lund", "Anne-Mette Bo"}
    assert meant_by(["Per Lund", "IT"], known) == {"Per Lund"}


COUNSEL = (
    "Holm Advokater\n\n15. november 2017\n\nPå vegne af Vestby Kommune opgør jeg kravet til 9 kr. Jeg beder "
    "om betaling af beløbet.\n\nIda Holm\n"
)


@pytest.mark.parametrize("known", [COUNSEL, "Aftale\n\n1. Forældelsen suspenderes.\n\nIda Holm for Vestby Kommune\n"])
def test_counsel_who_writes_for_a_party_once_writes_for_it_in_every_letter(
    case: Store, tmp_path: Path, known: str
) -> None:
    answer = (
        "Holm Advokater\n\n12. marts 2018\n\nAdvokat Eva Bo\n\nKære kollega\n\n1. Loftet er 2.400.000 kr.\n\n"
        "2. Kommunen opgiver kravet om dækning af udgifter til systemet.\n\nIda Holm\n"
    )
    hand_in(case, tmp_path, krav=known, svar=answer)
    findings_store.find_new(case, SIDES)
    sha = case.document("svar.txt").sha256
    given_up = [one for one in findings_store.findings(case) if one.span.document == sha and "opgiver" in one.quote]
    assert {one.speaker_side for one in given_up} == {Side.CUSTOMER}


def test_a_house_in_brackets_ends_each_lot_of_those_present() -> None:
    text = "Styregruppemøde\n\nDeltagere: IK, ABC, OB (Vestby). CW, Rune Toft/RT (Datahuset). Afbud: ingen\n"
    people = presented([text], {}, side_names(SIDES))
    sides = {short: getattr(people.by_initials(short), "side", None) for short in ("IK", "ABC", "OB", "CW", "RT")}
    ours, theirs = Side.CUSTOMER, Side.VENDOR
    assert sides == {"IK": ours, "ABC": ours, "OB": ours, "CW": theirs, "RT": theirs}


@pytest.mark.parametrize("spelt", ["Rasmus Thykjer", "Rasmus Thykjaer"])
def test_a_name_that_lost_its_danish_letters_is_that_of_the_one_who_has_them(
    case: Store, tmp_path: Path, spelt: str
) -> None:
    listed = "Referat\n\nDeltagere: Fra kommunen: Ida Krogh. Fra Datahuset: projektleder Rasmus Thykjær\n"
    hand_in(case, tmp_path, referat=listed, scan=f"{spelt} oplyste, at systemet brød sammen den 4. maj 2010.\n")
    findings_store.find_new(case, SIDES)
    assert [*sides_in(case, "scan.txt").values()] == [Side.VENDOR]
