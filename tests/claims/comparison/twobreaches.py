"""A small case with two promises and two incidents, searched."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pytest

from claims.build import Workspace, make_case
from claims.model import Breach, Dossier

CONTRACT = """Kontrakt mellem Nørreby Kommune og Systemhuset A/S
Dato: 14. november 2008

4. Leverancen
Modul 1 (Sag og jobplan) og modul 2 (Samtaler og tilbud).

5. Krav
5.1 Leverandøren skal sikre, at Systemet bevarer alle registreringer af samtaler.
5.2 Leverandøren skal sikre, at Systemet danner lister over fravær.
"""

MINUTES = """Referat af møde den 3. juni 2010

Lone Holm oplyste, at registreringer af samtaler var forsvundet fra systemet den 1. juni 2010.

Lone Holm oplyste, at telefonerne var gået ned den 2. juni 2010.
"""


@pytest.fixture(scope="module")
def searched(tmp_path_factory: pytest.TempPathFactory) -> Path:
    tmp_path = tmp_path_factory.mktemp("bånd")
    make_case(tmp_path / "sag", ["Nørreby Kommune"], ["Systemhuset A/S", "Leverandøren"], ["FlowJob", "Systemet"],
              dt.date(2012, 6, 29))  # fmt: skip
    made = Workspace(tmp_path / "sag")
    for name, text in (("kontrakt.txt", CONTRACT), ("referat.txt", MINUTES)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    made.add([tmp_path / "kontrakt.txt", tmp_path / "referat.txt"], jobs=1)
    made.find()
    made.store.close()
    return made.folder


@pytest.fixture
def work(searched: Path, tmp_path: Path) -> Workspace:
    return Workspace(shutil.copytree(searched, tmp_path / "sag"))


def the(dossier: Dossier, words: str, label: str) -> str:
    (found,) = [i.id for i in dossier.items.values() if words in i.quote and i.label == label]
    return found


def breach(dossier: Dossier, promise: str) -> Breach:
    return next(b for b in dossier.breaches if b.promise == promise)
