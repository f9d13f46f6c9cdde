"""The draft people look at: made once for all, anew when something has changed, and never waited for in vain."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from claims.build import Workspace
from claims.casefolder import CaseFileError
from claims.review.approvals import blocks
from claims.review.drafts import Drafts, sentence_id, state
from evidence.store import Store
from tests.claims.review.conftest import Enter, ids


def test_many_who_ask_at_once_get_the_one_draft(case: Path) -> None:
    drafts = Drafts(case)

    def ask(_: int) -> int:
        with Store.open(case) as store:
            return id(drafts.now(store).data)

    with ThreadPoolExecutor(8) as people:
        assert len(set(people.map(ask, range(8)))) == 1


def test_who_asks_while_another_state_is_made_waits_for_their_own(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    drafts, hold, made = Drafts(case), threading.Event(), Workspace.dossier

    def slow(work: Workspace) -> object:
        hold.wait(30)
        return made(work)

    monkeypatch.setattr(Workspace, "dossier", slow)
    with Store.open(case) as store, ThreadPoolExecutor(2) as people:

        def ask() -> bool:
            with Store.open(case) as own:
                return drafts.now(own).key == state(own)

        early = people.submit(ask)
        Workspace(case).decide(Workspace(case).findings()[0].id, "accept", "Ja")
        late = people.submit(ask)
        hold.set()
        assert late.result(60)
        early.result(60)  # it may have got the draft of either state, but never an error
        assert drafts.now(store).fresh


def test_talk_and_visits_make_nothing_anew_and_a_decision_does(case: Path) -> None:
    with Store.open(case) as store:
        before = state(store)
        store.log("remark", target="f-1")
        store.log("look", who="Karen")
        assert state(store) == before
        Workspace(case).decide(Workspace(case).findings()[0].id, "accept", "Ja")
        assert state(store) != before


def test_a_case_file_that_cannot_be_read_is_told_and_mended(case: Path) -> None:
    drafts, file = Drafts(case), case / "case.toml"
    good = file.read_text("utf-8")
    with Store.open(case) as store:
        file.write_text(good + "\n[ukendt]\nx = 1\n", "utf-8")
        for _ in range(2):
            with pytest.raises(CaseFileError):
                drafts.now(store)
        file.write_text(good, "utf-8")
        assert drafts.now(store).fresh


def test_a_sentence_of_the_account_without_support_stands_in_the_way_of_approval(case: Path) -> None:
    with Store.open(case) as store:
        data = Drafts(case).now(store).data
    assert not any(block.at.startswith("s-") for block in blocks(data))
    bare = {**data["facts"][0], "items": []}
    (found,) = [block for block in blocks({**data, "facts": [bare]}) if block.at.startswith("s-")]
    assert found.at == sentence_id(bare["sentence"])


def test_the_dossier_is_printed_and_opened_from_the_page(enter: Enter) -> None:
    lawyer = enter("Jens Friis", "lawyer")
    assert lawyer.get("/dossier.pdf").status_code == 404
    assert lawyer.post("/print", "/approval", fields={}).status_code == 303
    opened = lawyer.get("/dossier.pdf")
    assert opened.mimetype == "application/pdf" and opened.data.startswith(b"%PDF-")
    assert 'href="/dossier.pdf"' in lawyer.get("/approval").text
    item = ids(lawyer, "/items?label=promise", "f")[0]
    fields = {"verdict": "accept", "reason": "Står i kontrakten"}
    assert lawyer.post(f"/item/{item}/decide", f"/item/{item}", fields=fields).status_code == 303
    assert "er ikke trykt, som udkastet er nu" in lawyer.text("/approval")
    page = lawyer.text("/changes")
    assert "godtaget af Jens Friis" in page and "Står i kontrakten" in page
    fields = {"verdict": "amend", "reason": "Udskudt ved brev", "set-date_to": "2009-12-01"}
    assert lawyer.post(f"/item/{item}/decide", f"/item/{item}", fields=fields).status_code == 303
    assert "rettet af Jens Friis" in lawyer.text("/changes")
