"""A person's ties between incidents and promises: kept, shown as such, and firm when new evidence comes."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from claims.build import Workspace, make_case
from claims.cli import cli
from claims.model import Breach, Dossier
from evidence.errors import KravError

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


def run(work: Workspace, *words: str) -> str:
    result = CliRunner().invoke(cli, ["-C", str(work.folder), *words], catch_exceptions=False)
    assert result.exit_code == 0
    return result.output


def test_a_tie_says_why_and_how_strongly(work: Workspace) -> None:
    dossier = work.dossier()
    kept = breach(dossier, the(dossier, "bevarer alle registreringer", "promise"))
    (tie,) = kept.matches
    assert kept.status == "breached"
    assert tie.incident == the(dossier, "forsvundet", "incident")
    assert any("samtaler" in reason for reason in tie.reasons) and not tie.by_person


def test_a_person_ties_and_unties_and_it_holds_when_evidence_comes(work: Workspace, tmp_path: Path) -> None:
    before = work.dossier()
    lists, kept = the(before, "lister over fravær", "promise"), the(before, "bevarer alle", "promise")
    gone, phones = the(before, "forsvundet", "incident"), the(before, "telefonerne", "incident")
    assert breach(before, lists).status == "cannot_tell"
    run(work, "tie", phones, "b-" + lists[2:], "--reason", "Fraværslisten udeblev samme dag")
    run(work, "untie", gone[:8], kept, "--reason", "Samtalerne lå i et andet register")
    (tmp_path / "mere.txt").write_text("Referat af møde den 9. juli 2010\n\nIntet nyt om driften.\n", encoding="utf-8")
    work.add([tmp_path / "mere.txt"], jobs=1)
    work.find()
    after = work.dossier()
    tied = breach(after, lists)
    assert (tied.status, tied.incidents, tied.matches[0].by_person) == ("breached", (phones,), True)
    assert "Fraværslisten udeblev samme dag" in tied.matches[0].reasons[0]
    assert breach(after, kept).status == "cannot_tell" and "løst" in breach(after, kept).test
    assert "bundet af" in run(work, "show", tied.id)
    assert [b for b in after.breaches if b.promise not in (lists, kept)] == [
        b for b in before.breaches if b.promise not in (lists, kept)
    ]
    assert not work.verify()


def test_a_tie_to_what_is_gone_is_named(work: Workspace) -> None:
    before = work.dossier()
    lists, phones = the(before, "lister over fravær", "promise"), the(before, "telefonerne", "incident")
    run(work, "tie", phones, lists, "--reason", "Hører sammen")
    work.decide(phones, "reject", "Ikke systemet")
    (notice,) = [n for n in work.dossier().notices if phones in n]
    assert "forkastet" in notice


def test_what_is_no_incident_or_no_promise_is_not_tied(work: Workspace) -> None:
    from claims.comparison.tying import tie_items

    dossier = work.dossier()
    lists, phones = the(dossier, "lister over fravær", "promise"), the(dossier, "telefonerne", "incident")
    for incident, promise, reason in ((lists, lists, "x"), (phones, phones, "x"), (phones, lists, " ")):
        with pytest.raises(KravError):
            tie_items(work, incident, promise, reason, tied=True)
