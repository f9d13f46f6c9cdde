"""Findings on recognised text: how sure the words are is told everywhere, and weak ones are not accepted unseen."""

from __future__ import annotations

from pathlib import Path

import pytest

from claims.build import Workspace
from claims.show import listing, shown
from evidence.errors import KravError
from extract.byhand import Said
from extract.model import Bound, Label
from templates.words import Words
from tests.claims.made import case_with_scan


@pytest.fixture
def weak(tmp_path: Path) -> Workspace:
    return case_with_scan(tmp_path / "sag", "2009", 62.0)


def test_what_rests_on_a_weak_word_is_not_accepted_unseen(weak: Workspace) -> None:
    [finding] = weak.findings()
    with pytest.raises(KravError, match=r"62 % sure of «2009\.»") as refused:
        weak.decide(finding.id, "accept", "Står i kontrakten")
    assert "--seen" in str(refused.value.advice)
    assert weak.dossier().items[finding.id].decision == "pending"
    weak.decide(finding.id, "accept", "Set i originalen", seen=True)
    item = weak.dossier().items[finding.id]
    assert item.decision == "accept"
    assert item.recognition is not None and item.recognition.seen
    logged = weak.store.connection.execute("SELECT detail FROM log WHERE act = 'decide'").fetchall()
    assert len(logged) == 1 and '"seen":true' in logged[0][0]


def test_it_can_be_rejected_unseen(weak: Workspace) -> None:
    [finding] = weak.findings()
    weak.decide(finding.id, "reject", "Handler om et andet system")
    assert not weak.dossier().items


def test_the_weakest_word_and_the_figures_are_told(weak: Workspace) -> None:
    [finding] = weak.findings()
    recognition = weak.dossier().items[finding.id].recognition
    assert recognition is not None and recognition.weak
    assert (recognition.lowest, recognition.weakest, recognition.figures) == (62.0, "2009.", ("1", "2009"))
    _, lines = shown(weak, finding.id, Words("da"))
    assert any("svageste ord 62 %" in line and "tallene: 1; 2009" in line for line in lines)
    rows, head = listing(weak, "promises", Words("da"), "promise")
    assert rows[0][head.index("recognised")] == "62 %"


def test_sure_text_is_accepted_as_any_other(tmp_path: Path) -> None:
    work = case_with_scan(tmp_path / "sag", "2009", 91.0)
    [finding] = work.findings()
    work.decide(finding.id, "accept", "Står i kontrakten")
    recognition = work.dossier().items[finding.id].recognition
    assert recognition is not None and not recognition.weak and recognition.lowest == 91.0


def test_the_confidence_of_each_page_is_shown(weak: Workspace) -> None:
    rows, head = listing(weak, "documents", Words("da"))
    assert rows[0][head.index("recognised")] == "92 %"
    data, lines = shown(weak, "kontrakt.pdf", Words("da"))
    assert data["recognised"] == {1: 92.2}
    assert "  side 1: genkendt, 92 % sikker" in lines


def test_words_a_person_marks_on_badly_recognised_text_wait_for_who_has_seen_the_original(
    weak: Workspace, tmp_path: Path
) -> None:
    said = Said(bound=Bound.VENDOR)
    for work, decision in ((weak, "pending"), (case_with_scan(tmp_path / "klar", "2009", 91.0), "accept")):
        made = work.mark("kontrakt.pdf", "klar til drift senest den 1. oktober 2009", Label.PROMISE, "functionality",
                         said=said, reason="Læst i scanningen")  # fmt: skip
        assert work.dossier().items[made.id].decision == decision
