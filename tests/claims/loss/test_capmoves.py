"""A limit of liability that an amendment moved: which limit holds for what, and what it leaves."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.build import Workspace, make_case
from claims.figures import Figures
from claims.loss.capmoves import CapMoves, Stage
from claims.model import Dossier
from templates.words import Words
from tests.claims.loss.test_set_off import AMOUNTS
from tests.claims.worked import case_name, worked

WORDS = Words("da")


def moves(limits: list[Any], losses: list[Any], due: list[Any], paid: list[Any]) -> CapMoves:
    days = [None, *(date(2010 + at, 1, 1) for at in range(1, len(limits)))]
    stages = tuple(
        Stage(limit=Decimal(limit), start=day, quote="pkt. 14", paper="Kontrakt")
        for limit, day in zip(limits, days, strict=True)
    )
    sums = [tuple(map(Decimal, each)) for each in (losses, due, paid)]
    return CapMoves(stages=stages, losses=sums[0], others=sums[0], due=sums[1], paid=sums[2])


@pytest.mark.parametrize("case", worked("caps_moved"), ids=case_name)
def test_worked_case(case: Any) -> None:
    none = [0] * len(case["lofter"])
    held = moves(case["lofter"], case["tab"], case.get("krævet", none), case.get("betalt", none))
    figures = Figures()
    base = figures.make("sum", "tab", sum(map(Decimal, case["tab"]), Decimal(0)))
    if "left" in case:
        assert held.left(base, None, figures, WORDS, others=False).value == Decimal(case["left"])
        return
    bod = figures.make("sum", "bod", sum(map(Decimal, case["krævet"]), Decimal(0)))
    assert held.left(base, bod, figures, WORDS, others=False, paid=[]).value == Decimal(case["inside"])


@given(st.lists(st.tuples(AMOUNTS, AMOUNTS), min_size=2, max_size=4))
def test_no_more_is_left_than_was_lost_nor_than_the_highest_limit_and_one_limit_moved_to_itself_is_one(
    each: list[tuple[Decimal, Decimal]],
) -> None:
    limits, losses = [one for one, _ in each], [loss for _, loss in each]
    none, figures = [0] * len(each), Figures()
    base = figures.make("sum", "tab", sum(losses, Decimal(0)))
    left = moves(limits, losses, none, none).left(base, None, figures, WORDS, others=False).value
    assert left <= min(base.value, max(limits))
    same = moves([limits[0]] * len(each), losses, none, none).left(base, None, figures, WORDS, others=False).value
    assert same == min(base.value, limits[0])


CONTRACT = """KONTRAKT OM LEVERANCE OG DRIFT

mellem Sandvig Kommune (Kunden) og Fjordsoft A/S (Leverandøren)

2.2 Leverandøren skal levere Modul 2 klar til drift senest den 2. november 2009.
3.1 Leverandøren garanterer en tilgængelighed på 99,5 % pr. kalendermåned målt døgnet rundt.
14.1 Leverandørens samlede erstatningsansvar er begrænset til 15.000 kr.

Sandvig, den 16. marts 2009
"""
AMENDMENT = """TILLÆG NR. 1 TIL KONTRAKT

mellem Sandvig Kommune (Kunden) og Fjordsoft A/S (Leverandøren)

1. {clause}

Sandvig, den 1. juni 2010
"""
ROWS = """fra;til;leverandør;fakturanr;beløb;formål;hændelse
2010-03-03;2010-03-11;Vikarhuset ApS;V-91;18000,00;Overarbejde;{first}
2010-08-20;2010-08-28;Vikarhuset ApS;V-95;9000,00;Indtastning;{second}
"""
LOG = """Sagsnr;Oprettet;Løst;Prioritet;System;Beskrivelse;Status
S-101;2010-03-03 08:00;2010-03-04 20:00;1;JobSpor;Nedbrud, ingen kan logge på;Lukket
"""


def assessed(tmp_path: Path, clause: str, first: str = "", second: str = "", more: str = "") -> Dossier:
    folder = tmp_path / "sag"
    make_case(folder, ["Sandvig Kommune", "Kunden"], ["Fjordsoft A/S", "Leverandøren"], ["JobSpor"], date(2012, 6, 29))
    with (folder / "case.toml").open("a", encoding="utf-8") as file:
        file.write(f"\n[claim]\nfrom = 2010-03-01\nto = 2010-12-31\n{more}")
    papers = {"Kontrakt 2009-03-16.txt": CONTRACT, "log.csv": LOG}
    if clause:
        papers["Tillæg 1 2010-06-01.txt"] = AMENDMENT.format(clause=clause)
    for name, text in papers.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    made = Workspace(folder)
    (folder / "ledgers").mkdir(exist_ok=True)
    (folder / "ledgers" / "udgifter.csv").write_text(ROWS.format(first=first, second=second), encoding="utf-8")
    made.add([tmp_path / name for name in papers], jobs=1)
    made.take_in_ledgers()
    made.find()
    return made.dossier()


def capped(made: Dossier) -> dict[str, Decimal]:
    return {one.name: one.amount for one in made.caps if "loft" in one.name and "uden loft" not in one.name}


@pytest.mark.parametrize(
    "clause",
    [
        "Pkt. 14.1 ændres til: »Leverandørens samlede erstatningsansvar er begrænset til 25.000 kr.«",
        "Loftet over Leverandørens ansvar forhøjes til 25.000 kr.",
        # Words no rule is sure of, but they name the clause of the limit by its number.
        "Beløbet i pkt. 14.1 forhøjes fra 15.000 kr. til 25.000 kr.",
        "Pkt. 14.1 ændres til 25.000 kr.",
    ],
)
def test_an_amendment_moves_the_limit_from_its_day_and_both_clauses_are_printed(tmp_path: Path, clause: str) -> None:
    # 18.000 lost in March under 15.000; 9.000 lost in August under 25.000 − 15.000. Alone the newest left 25.000.
    made = assessed(tmp_path, clause)
    # The whole under the last limit is a reading too, and under the first where nobody has taken the words in.
    left = {name.rpartition(", ")[2]: amount for name, amount in capped(made).items()}
    unsure = {} if "Leverandør" in clause else {"det første loft for alt": 15000}
    assert left == {"med loft": 24000, "det seneste loft for alt": 25000} | unsure
    (moved,) = [one for one in made.caps if one.amount == 24000]
    assert "begrænset til 15.000 kr." in moved.text and "25.000" in moved.text and "1. juni 2010" in moved.text
    assert "Tillæg 1 2010-06-01.txt" in moved.text and "Kontrakt 2009-03-16.txt" in moved.text
    figure = made.figures[moved.figure]
    below = [made.figures[one] for one in figure.figures]
    assert any("det mindste af 18.000,00 kr. og 15.000,00 kr." in one.formula for one in (figure, *below))
    assert not any("flere lofter" in gap.what for gap in made.gaps)


def test_a_row_that_names_its_breach_goes_by_the_day_it_was_broken(tmp_path: Path) -> None:
    # The August row comes of the outage of March: all 27.000 lies under the first limit of 15.000.
    made = assessed(tmp_path, "Pkt. 14.1 ændres til 25.000 kr.", "S-101", "S-101")
    assert min(capped(made).values()) == Decimal("15000.00")
    (moved,) = [one for one in made.caps if one.amount == 15000]
    assert "Misligholdt da" in moved.text and "3. marts 2010" in moved.text


def test_the_day_it_gives_or_is_in_force_from_goes_before_the_day_it_was_signed(tmp_path: Path) -> None:
    clause = "Loftet over Leverandørens ansvar forhøjes til 25.000 kr. med virkning fra den 1. september 2010."
    assert min(capped(assessed(tmp_path / "a", clause)).values()) == Decimal("15000.00")
    force = "Pkt. 14.1 ændres til 25.000 kr.\n2. Tillægget træder i kraft den 1. september 2010."
    assert min(capped(assessed(tmp_path / "b", force)).values()) == Decimal("15000.00")


def test_what_moves_another_clause_or_is_given_in_the_case_moves_nothing(tmp_path: Path) -> None:
    assert list(capped(assessed(tmp_path / "a", "Beløbet i pkt. 9.2 ændres til 25.000 kr.")).values()) == [15000]
    given = assessed(tmp_path / "b", "Pkt. 14.1 ændres til 25.000 kr.", more='[cap]\namount = "20000.00"\n')
    assert list(capped(given).values()) == [20000]
    waiting = assessed(tmp_path / "c", "Pkt. 14.1 ændres til 25.000 kr.")
    assert any("ord, ingen har taget ind" in gap.what and gap.where.startswith("c-") for gap in waiting.gaps)
