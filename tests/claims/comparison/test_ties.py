"""A person's ties between incidents and promises: kept, shown as such, and firm when new evidence comes."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from claims.build import Workspace
from claims.cli import cli
from evidence.errors import KravError
from tests.claims.comparison.twobreaches import breach, the
from tests.claims.comparison.twobreaches import searched as searched
from tests.claims.comparison.twobreaches import work as work


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
