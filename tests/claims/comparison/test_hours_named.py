"""Where a promise names its own hours, an availability or a fix time reckoned round the clock says so."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from claims.build import Workspace, make_case
from claims.casefolder import FILE
from claims.dossier.outward import outward
from extract.wording import hours_named

CONTRACT = """Kontrakt mellem Nørreby Kommune og Systemhuset A/S

Indgået den 14. november 2008

2.1 Leverandøren garanterer en tilgængelighed på mindst 99,0 % pr. måned på arbejdsdage mellem kl. 8.00 og 16.00.
2.2 Fejl i prioritet 1 skal være afhjulpet inden 8 timer fra meldingen.
"""
LOG = """Sag;Oprettet;Løst;Prioritet;Beskrivelse
INC-7;03-03-2010 08:00;04-03-2010 20:00;1;FlowJob er nede
INC-8;10-03-2010 09:00;10-03-2010 10:30;1;FlowJob er nede
"""
SERVICE = """
[service]
days = "weekdays"
from = "08:00"
to = "16:00"
"""


@pytest.mark.parametrize(
    ("words", "hours"),
    [
        ("på arbejdsdage mellem kl. 8.00 og 16.00.", "kl. 8.00 og 16.00"),
        ("alle hverdage kl. 7-18 uden for ferier", "kl. 7-18"),
        ("i tidsrummet klokken 08.00 til kl. 17.00", "klokken 08.00 til kl. 17.00"),
        ("99.5 % on working days, 8:00 to 16:00", "8:00 to 16:00"),
        ("mindst 99,5 % i Servicetiden, målt pr. kalendermåned", ""),
        ("jf. punkt 10.11-10.14", ""),
        ("5 til 8 brugere ad gangen", ""),
        ("meldt kl. 8.00 den 3. maj", ""),
    ],
)
def test_a_span_of_the_day_is_told_from_other_figures(words: str, hours: str) -> None:
    assert hours_named(words) == hours


def test_hours_the_promise_names_are_asked_for_until_they_are_stated(tmp_path: Path) -> None:
    (tmp_path / "kontrakt.txt").write_text(CONTRACT, encoding="utf-8")
    (tmp_path / "driftslog.csv").write_text(LOG, encoding="utf-8")
    folder = tmp_path / "sag"
    make_case(folder, ["Nørreby Kommune"], ["Systemhuset A/S"], ["FlowJob"], date(2012, 6, 29))
    work = Workspace(folder)
    work.add([tmp_path / "kontrakt.txt", tmp_path / "driftslog.csv"], jobs=1)
    work.find()
    tests = " ".join(breach.test for breach in work.dossier().breaches)
    assert "Løftet angiver selv tider («kl. 8.00 og 16.00»)" in tests
    assert "den længste tog 36 timer, regnet hele døgnet" in tests and "den aftalte driftstid." not in tests
    sent = " ".join(breach.test for breach in outward(work.dossier(), work.words).breaches)
    assert "Lovet 99 %" in sent and "driftstid i case.toml" not in sent and "angiver selv" not in sent
    (folder / FILE).write_text((folder / FILE).read_text(encoding="utf-8") + SERVICE, encoding="utf-8")
    tests = " ".join(breach.test for breach in Workspace(folder).dossier().breaches)
    assert "Løftet angiver selv tider" not in tests
    assert "den længste tog 16 timer, regnet i den aftalte driftstid" in tests  # 8 hours of each of two days
