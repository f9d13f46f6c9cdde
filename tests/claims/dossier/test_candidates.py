"""Sentences near a rule's edge: listed apart, not in the claim, pulled up by a person and then kept."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from claims.build import Workspace, make_case
from claims.decisions import decisions
from claims.dossier import candidates
from claims.show import listing, shown
from evidence.custody import entries
from evidence.errors import KravError
from extract.rules.stops import OVERRULABLE, Stop
from templates.words import Words
from tests.claims.made import LETTER

ENGLISH = Words("en")


@pytest.fixture
def work(tmp_path: Path) -> Workspace:
    """A searched case of one letter."""
    (letter := tmp_path / "brev.txt").write_text(LETTER, encoding="utf-8")
    make_case(tmp_path / "sag", ["Nørreby Kommune"], ["Systemhuset A/S", "Systemhuset"], ["FlowJob"], date(2012, 6, 29))
    made = Workspace(tmp_path / "sag")
    made.add([letter], jobs=1)
    made.find()
    return made


def test_what_one_thing_stops_is_listed_apart_with_what_stops_it(work: Workspace) -> None:
    stopped = {one.finding.quote: one.stop for one in candidates.waiting(work.store)}
    assert stopped == {
        "Hvis FlowJob går ned, går vi hjem den dag.": Stop.SUPPOSED,
        "Systemhuset talte om version 3 på mødet i juni 2011.": Stop.ALONE,
    }
    rows, head = listing(work, "candidates", ENGLISH)
    assert [row[head.index("stopped by")] for row in rows] == [
        "it is only possible, feared, wished for or required",
        "the words often stand together where it is so, but do not say it themselves",
    ]
    assert work.findings() == []
    assert work.dossier().items == {}
    assert work.status()["counts"]["candidates"] == 2


def test_an_accepted_candidate_is_a_finding_and_survives_finding_anew(work: Workspace) -> None:
    promised = next(one for one in candidates.waiting(work.store) if one.stop is Stop.ALONE)
    work.decide(promised.id, "accept", "Ordene faldt på mødet som et tilsagn")
    for title in ("Et brev", "Et andet brev"):
        (found,) = work.findings()
        assert found.found_by == ("candidate", "kandidat.leverandoer-og-frist")
        assert found.quote == "Systemhuset talte om version 3 på mødet i juni 2011."
        assert decisions(work.store)[found.id].verdict == "accept"
        assert promised.id not in {one.id for one in candidates.waiting(work.store)}
        letter = work.store.document("brev.txt")
        work.store.correct(letter.sha256, title=title)
        assert work.find() == 1
    assert work.verify() == []
    assert list(work.dossier().items) == [found.id]
    assert {"mark", "decide"} <= {line.act for line in entries(work.store)}


def test_a_rejected_candidate_is_not_asked_about_again(work: Workspace) -> None:
    first = candidates.waiting(work.store)[0]
    work.decide(first.id, "reject", "En betingelse, ingen hændelse")
    assert first.id not in {one.id for one in candidates.waiting(work.store)}
    (row,), head = listing(work, "decisions", ENGLISH)
    told = dict(zip(head, row, strict=True))
    assert (told["id"], told["decision"]) == (first.id, "rejected")
    assert told["quote"] == first.finding.quote and str(told["place"]).endswith(f":{first.finding.span.page}")
    assert work.findings() == []
    data, lines = shown(work, first.id, ENGLISH)
    assert data["stopped_by"] == "supposed"
    assert "  decision: reject" in lines


def test_an_unknown_candidate_is_answered_with_where_the_ids_stand(work: Workspace) -> None:
    with pytest.raises(KravError, match="krav list candidates"):
        work.decide("c-000000000000", "accept", "…")
    with pytest.raises(KravError, match="reason"):
        work.decide("c-000000000000", "accept", " ")
    with pytest.raises(KravError, match="Nobody has decided on"):
        work.decide(candidates.waiting(work.store)[0].id, "reopen", "Igen")


def test_what_a_person_cannot_know_better_is_no_candidate() -> None:
    assert Stop.DENIED not in OVERRULABLE
    assert Stop.PAPER not in OVERRULABLE
