"""Bod of the months a report tells the availability of, where the contract lets the report decide."""

from __future__ import annotations

import tomllib
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from claims.build import Workspace, make_case
from claims.levels import targets
from claims.levels.keys import BodSection
from claims.levels.said import scale
from evidence.errors import KravError
from templates.words import Words

BOD = """
[contract]
monthly_fee = [{ from = 2014-01-01, amount = "100000.00" }]
[[bod]]
what = "Nedslag"
clause = "bilag 5"
for = "availability"
target = "99.6"
per = "bracket"
bracket = [{ below = "99.6", percent = "5" }, { below = "99.0", percent = "12" }, { below = "98.0", percent = "25" }]
base = "monthly_fee"
reported = [
  { month = 2015-01-01, percent = "98.41", evidence = "Driftsrapport.pdf" },
  { month = 2015-02-01, percent = "97.62", evidence = "Driftsrapport.pdf" },
  { month = 2015-05-01, percent = "99.58", evidence = "Driftsrapport.pdf" },
  { month = 2015-06-01, percent = "99.60", evidence = "Driftsrapport.pdf" },
]
"""
LOG = (
    "Sagsnr;Oprettet;Løst;Prioritet;System;Beskrivelse;Status\n"
    "S-1;12-02-2015 08:00;12-02-2015 09:00;1;ElevSys;ElevSys er nede for alle;Løst\n"
    "S-2;10-03-2015 08:00;10-03-2015 20:00;1;ElevSys;ElevSys er nede for alle;Løst\n"
    "S-3;11-03-2015 08:00;11-03-2015 20:00;1;ElevSys;ElevSys er nede for alle;Løst\n"
)


def bod_of(tmp_path: Path, text: str, *, log: bool) -> dict[str, Decimal]:
    make_case(tmp_path / "sag", ["Nørreby Kommune"], ["Systemhuset A/S"], ["ElevSys"], date(2016, 6, 1))
    toml = tmp_path / "sag" / "case.toml"
    toml.write_text(toml.read_text("utf-8") + text, "utf-8")
    made = Workspace.at(tmp_path / "sag")
    if log:
        (tmp_path / "log.csv").write_text(LOG, "utf-8")
        made.add([tmp_path / "log.csv"], jobs=1)
        made.find()
    levels = made.dossier().service
    assert levels is not None
    (bod,) = levels.bod
    return {line.first.isoformat()[:7]: line.amount for line in bod.lines if line.amount}


def test_the_months_of_a_report_decide_without_a_log(tmp_path: Path) -> None:
    assert bod_of(tmp_path, BOD, log=False) == {"2015-01": 12000, "2015-02": 25000, "2015-05": 5000}


def test_the_log_decides_the_months_the_report_does_not_name(tmp_path: Path) -> None:
    found = bod_of(tmp_path, BOD, log=True)
    # Down 60 minutes in February, and 97.62 % by the report; 24 hours in March, by the log alone: 96.77 %.
    assert found == {"2015-01": 12000, "2015-02": 25000, "2015-03": 25000, "2015-05": 5000}


def test_a_report_of_months_fits_no_delay(tmp_path: Path) -> None:
    delay = BOD.replace('for = "availability"', 'for = "delay"\ndue = 2015-01-01\ndelivered = 2015-02-01')
    with pytest.raises(KravError, match="reported is of availability"):
        bod_of(tmp_path, delay.replace('per = "bracket"', 'per = "week"').replace("bracket = [{", "# [{").replace(
            'base =', 'percent = "1"\nbase ='), log=False)


def test_the_months_a_report_decides_are_told_beside_the_scale() -> None:
    given = tomllib.loads(BOD)["bod"][0]
    said = " ".join(scale(BodSection.model_validate(given), targets.one(Decimal("99.6")), Words("da")))
    assert "en rapports og ikke loggens: januar 2015 98,41 % (Driftsrapport.pdf); februar 2015 97,62 % (" in said
    unreported = BodSection.model_validate({key: value for key, value in given.items() if key != "reported"})
    assert "rapports" not in " ".join(scale(unreported, targets.one(Decimal("99.6")), Words("da")))
