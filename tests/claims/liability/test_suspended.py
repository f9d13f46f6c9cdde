"""A paper that lets limitation rest keeps claims alive: it is asked about until the case counts with it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from claims.build import Workspace, make_case

AGREEMENT = """Suspensionsaftale
mellem Solby Kommune og Kronhus Software ApS
Parterne er enige om, at forældelsen af kommunens krav er suspenderet fra den 12. marts 2018 til den 31. december 2018.
Garantiperioden løber i 12 måneder fra overtagelsesdagen.
Solby, den 12. marts 2018
For Solby Kommune: Ida Krogh
For Kronhus Software ApS: Morten Falk
"""
EVENT = '\n[[limitation.event]]\nkind = "agreement"\ndate = 2018-03-12\nuntil = 2018-12-31\nevidence = "aftale.txt"\n'


@pytest.mark.parametrize(("given", "asked"), [("", 1), (EVENT, 0)])
def test_it_is_asked_about_until_the_case_gives_it(tmp_path: Path, given: str, asked: int) -> None:
    folder = tmp_path / "sag"
    make_case(folder, ["Solby Kommune"], ["Kronhus Software ApS"], ["PlanFlow"], date(2018, 6, 1))
    with (folder / "case.toml").open("a", encoding="utf-8") as file:
        file.write(given)
    paper = tmp_path / "aftale.txt"
    paper.write_text(AGREEMENT, encoding="utf-8")
    work = Workspace.at(folder)
    work.add([paper])
    work.find()
    told = [gap.what for gap in work.dossier().gaps]
    assert sum("lader forældelsen hvile" in what for what in told) == asked
    assert not any("sin egen regel om, hvornår" in what for what in told)


CONTRACT = """Kontrakt mellem Solby Kommune og Kronhus Software ApS, den 2. januar 2015
13.1 Krav efter kontrakten forældes efter forældelseslovens almindelige regler.
13.2 Krav efter kontrakten bortfalder, hvis de ikke er fremsat skriftligt senest seks måneder efter kontraktens ophør.
13.3 Aftales suspension, indtræder forældelse tidligst seks måneder efter opsigelsen af den.
Solby, den 2. januar 2015
"""


def test_a_clause_that_names_the_act_or_comes_no_sooner_is_no_rule_by_which_claims_are_lost(tmp_path: Path) -> None:
    folder = tmp_path / "sag"
    make_case(folder, ["Solby Kommune"], ["Kronhus Software ApS"], ["PlanFlow"], date(2018, 6, 1))
    paper = tmp_path / "kontrakt.txt"
    paper.write_text(CONTRACT, encoding="utf-8")
    work = Workspace.at(folder)
    work.add([paper])
    work.find()
    told = [gap.what for gap in work.dossier().gaps if "sin egen regel om, hvornår" in gap.what]
    assert len(told) == 1 and "13.2" in told[0]
