"""A limit of liability that an amendment moved: which limit holds for what, and what it leaves."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.build import Workspace, make_case
from claims.figures import Figures
from claims.loss import caps
from claims.loss.capmoves import CapMoves, Stage, held_against
from claims.loss.caps import CapTerm, Penalties
from claims.model import Dossier, Limitation
from templates.words import Words
from tests.claims.loss.amounts import AMOUNTS
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


Said = Literal["inside", "beside"] | None


def readings(
    said: Said, losses: list[int], due: list[int], paid: list[int], received: int = 0
) -> dict[str, tuple[Decimal, str]]:
    """What is left under 15.000 kr. and then 25.000 kr., by the last part of its name, and its text."""
    figures = Figures()
    net, claimed, had = (figures.make("sum", name, Decimal(sum(each)))
                         for name, each in (("tab", losses), ("bod", due), ("betalt", paid)))  # fmt: skip
    cap = CapTerm(
        amount=Decimal(25000), findings=("f-1",), moves=moves([15000, 25000], losses, due, paid), bod=said,
        bod_clause="18.4" if said else "", bod_findings=("f-4",) if said else (),
    )  # fmt: skip
    made = caps.scenarios(
        net, cap, (), figures, WORDS, bod=Penalties(due=claimed, paid=had.value, figures=(had.id,)),
        received=caps.Received(amount=Decimal(received)) if received else None,
    )  # fmt: skip
    assert all(("f-4" in one.decided_by) is bool(said) for one in made[1:-1])
    return {one.name.rpartition(", ")[2]: (one.amount, one.text) for one in made[1:-1]}


@pytest.mark.parametrize(
    ("said", "left"),
    [
        # To 2011 18.000 lost and 1.000 of bod claimed under 15.000, of which 2.000 paid has used some: 13.000. Then
        # 3.000 lost and 4.000 claimed, under 25.000 − 13.000 − 2.000. The last for all: 26.000 under 25.000 − 2.000.
        ("inside", {"med loft": 20000, "det seneste loft for alt": 23000, "det første loft for alt": 13000}),
        # 15.000 and 3.000 of the loss, and the 5.000 of bod comes to that.
        ("beside", {"med loft": 23000, "det seneste loft for alt": 26000, "det første loft for alt": 20000}),
        (None, {"bod uden for beløbsgrænsen": 23000, "bod inden for beløbsgrænsen": 20000,
                "det seneste loft for alt": 26000, "det første loft for alt": 20000}),
    ],
)  # fmt: skip
def test_bod_within_a_limit_that_moved_uses_that_of_its_own_time(said: Said, left: dict[str, int]) -> None:
    made = readings(said, [18000, 3000], [1000, 4000], [2000, 0])
    assert {name: amount for name, (amount, _) in made.items()} == left
    within = made.get("bod inden for beløbsgrænsen") or made["med loft"]
    assert ("2.000,00 kr. er betalt" in within[1]) is (said != "beside")
    assert ("punkt 18.4" in within[1]) is bool(said)


def test_one_limit_for_all_is_a_reading_where_bod_within_it_makes_the_difference() -> None:
    """10.000 and 5.000 lost, 20.000 of bod claimed of the first time: 15.000 + 5.000, or 25.000 of 35.000.

    The loss alone lies under either limit, and the reading was left out.
    """
    made = readings("inside", [10000, 5000], [20000, 0], [0, 0])
    assert {name: amount for name, (amount, _) in made.items()} == {
        "med loft": 20000, "det seneste loft for alt": 25000, "det første loft for alt": 15000,
    }  # fmt: skip


def test_what_was_received_otherwise_may_have_used_some_of_a_limit_that_moved() -> None:
    told, plain = (readings(None, [18000, 9000], [0, 0], [0, 0], received=one) for one in (500, 0))
    said = "kan have brugt af loftet for sin tid"
    for name, (amount, text) in plain.items():
        assert told[name][0] == amount and said not in text
    assert any(said in text for _, text in told.values())


def test_bod_and_breaches_are_of_the_limit_that_held_on_their_day() -> None:
    def lapse(breach: str, what: str, day: date) -> Limitation:
        return Limitation(breach=breach, what=what, basis="", start=day, earliest=day, latest=day, steps=(),
                          days_left=0, interrupted=False)  # fmt: skip

    stages = moves([15000, 25000], [0, 0], [0, 0], [0, 0]).stages
    lapses = [lapse("b-1", "Nedbrud", date(2010, 3, 3)), lapse("b-2", "Svartid", date(2011, 1, 1)),
              lapse("", "Kravet som helhed", date(2010, 3, 3))]  # fmt: skip
    due = {date(2010, 12, 31): Decimal(300), date(2011, 1, 1): Decimal(40), date(2011, 2, 1): Decimal(5)}
    held = held_against(stages, [], lambda _: (), {}, lapses, due, {date(2010, 3, 31): Decimal(100)}, WORDS)
    assert held is not None and held.due == (Decimal(300), Decimal(45)) and held.paid == (Decimal(100), Decimal(0))
    assert held.named == (("Nedbrud (3. marts 2010)",), ("Svartid (1. januar 2011)",))
    assert held_against(stages[:1], [], lambda _: (), {}, lapses, due, {}, WORDS) is None


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
        # The clause by its number, what stands in it and what it becomes.
        "Beløbet i pkt. 14.1 forhøjes fra 15.000 kr. til 25.000 kr.",
        # Words no rule is sure of, but they name the clause of the limit by its number.
        "Pkt. 14.1 ændres til 25.000 kr.",
    ],
)
def test_an_amendment_moves_the_limit_from_its_day_and_both_clauses_are_printed(tmp_path: Path, clause: str) -> None:
    # 18.000 lost in March under 15.000; 9.000 lost in August under 25.000 − 15.000. Alone the newest left 25.000.
    made = assessed(tmp_path, clause)
    # The whole under the last limit is a reading too, and under the first where nobody has taken the words in.
    left = {name.rpartition(", ")[2]: amount for name, amount in capped(made).items()}
    unsure = {} if "Leverandør" in clause or "fra 15.000" in clause else {"det første loft for alt": 15000}
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


def test_a_limit_that_is_struck_out_holds_for_what_was_broken_before(tmp_path: Path) -> None:
    # 18.000 lost in March under 15.000, and 9.000 in August under none. It had cut all of the claim to 15.000.
    made = assessed(tmp_path, "Pkt. 14.1 udgår.")
    left = {name.rpartition(", ")[2]: amount for name, amount in capped(made).items()}
    assert left == {"med loft": 24000, "intet loft for noget af det": 27000, "det første loft for alt": 15000}
    (split,) = [one for one in made.caps if one.amount == 24000]
    assert "Fra 1. juni 2010: intet loft, »1. Pkt. 14.1 udgår.« (Tillæg 1 2010-06-01.txt)" in split.text
    assert "Til og med 31. maj 2010: 15.000,00 kr." in split.text
    below = [made.figures[one] for one in (split.figure, *made.figures[split.figure].figures)]
    assert any("fra 1. juni 2010: 9.000,00 kr. uden loft" in one.formula for one in below)
