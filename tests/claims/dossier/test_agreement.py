"""Who reads the account of facts is told first what the parties agreed on, and by which papers."""

from __future__ import annotations

from pathlib import Path

import pytest

from claims.build import Workspace
from claims.model import Agreement
from tests.claims.comparison.papers import CONTRACT, case

ANNEX = """Bilag 1. Kravspecifikation

Systemet skal kunne danne en liste over sager.
"""
AMENDMENT = """TILLÆG NR. 1
til kontrakt af 16. marts 2009 mellem Nørreby Kommune (Kunden) og Systemhuset A/S (Leverandøren)

1. Modul 2 leveres i stedet senest den 1. marts 2010.

Nørreby, den 12. oktober 2009
"""
DRAFT = AMENDMENT.replace("TILLÆG NR. 1", "UDKAST til tillæg nr. 2").replace("12. oktober", "3. november")
SETTINGS = """
[contract]
document = "kontrakt.txt"
signed = 2009-03-16
fee = "4850000.00"
ended = 2012-01-31
monthly_fee = [{ from = 2009-09-01, amount = "145000.00" }]
"""


def told(folder: Path, settings: str, **papers: str) -> Agreement | None:
    work = case(folder, kontrakt=CONTRACT, **papers)
    toml = work.folder / "case.toml"
    toml.write_text(toml.read_text(encoding="utf-8") + settings, encoding="utf-8")
    return Workspace.at(work.folder).dossier().agreement


def test_the_contract_its_price_and_what_changed_it_are_told_with_their_exhibits(tmp_path: Path) -> None:
    made = told(tmp_path / "a", SETTINGS, tillaeg=AMENDMENT, bilag1=ANNEX, udkast_tillaeg2=DRAFT)
    assert made is not None
    text = " ".join(made.text)
    assert text.startswith("Nørreby Kommune og Systemhuset A/S indgik den 16. marts 2009 aftale om FlowJob (bilag 1).")
    assert "vederlag er 4.850.000,00 kr. Driftsvederlaget om måneden er 145.000,00 kr. fra den 1. september" in text
    assert "Kontrakten ophørte den 31. januar 2012." in text
    amended = next(one for one in made.text if one.startswith("Den er ændret"))
    assert "12. oktober 2009" in amended and "tillæg nr. 2" not in text.casefold()  # nobody has agreed to a draft
    assert len(made.papers) >= 2


OTHER = """DRIFTSAFTALE
mellem Nørreby Kommune (Kunden) og Systemhuset A/S (Leverandøren)

1. Leverandøren stiller serverne til rådighed.

Nørreby, den 4. maj 2010
"""


def test_what_nobody_gave_is_not_told_and_another_agreement_of_the_parties_is(tmp_path: Path) -> None:
    made = told(tmp_path / "a", '\n[contract]\ndocument = "kontrakt.txt"\n', driftsaftale=OTHER)
    assert made is not None
    opening, *others = made.text
    assert opening.startswith("Nørreby Kommune og Systemhuset A/S indgik den ")
    assert not any("vederlag" in one or "ophørte" in one or "ændret" in one for one in others)
    (other,) = others
    assert "4. maj 2010" in other


@pytest.mark.parametrize("settings", ["", '\n[contract]\ndocument = "en-anden.txt"\n'])
def test_without_a_contract_among_the_exhibits_nothing_is_said(tmp_path: Path, settings: str) -> None:
    assert told(tmp_path / "a", settings) is None
