"""Findings in the case store: saved whole or not at all, found anew only when something changed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from evidence.intake import take_in
from evidence.model import Document, DocumentKind
from evidence.store import Store
from extract import store as findings_store
from extract.excusing import excusing
from extract.export import lines
from extract.finder import find
from extract.model import Party, Sides
from tests.extract.conftest import SIDES, paper

PRESS = (
    "Jobcenter i knibe\n\nSystemet brød sammen den 4. maj 2010, og kommunen har mistet refusion for 300.000 kr.\n\n"
    "Datahuset A/S lovede, at systemet var klar den 1. januar 2010.\n"
)


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Store]:
    folder = tmp_path / "papers"
    folder.mkdir()
    (folder / "avis.txt").write_text(PRESS, encoding="utf-8")
    (folder / "brev.txt").write_text("Leverandøren oplyste, at systemet er nede.\n", encoding="utf-8")
    with Store.create(tmp_path / "case") as store:
        take_in(store, [folder], jobs=1)
        yield store


def test_what_is_saved_comes_back_as_it_was(case: Store) -> None:
    findings_store.find_new(case, SIDES)
    fresh = [f for document in case.documents() for f in find(document, case.pages(document.sha256), SIDES)]
    assert fresh
    assert findings_store.findings(case) == fresh


def test_what_is_found_in_a_list_set_in_columns_is_quoted_as_the_file_has_it(case: Store) -> None:
    rows = [(f"S-{n}", f"0{n}-05-2010 10:00", "", "Systemet er nede, ingen adgang") for n in range(1, 6)]
    rows = [("Sag", "Meldt", "Løst", "Tekst"), *rows]
    said = "Driftslog for DataJob\n\n" + "".join(f"{a:<6}{b:<18}{c:<7}{d}\n" for a, b, c, d in rows)
    (case.folder / "log.txt").write_text(said, encoding="utf-8")
    take_in(case, [case.folder / "log.txt"], jobs=1)
    findings_store.find_new(case, SIDES)
    log = case.document("log.txt").sha256
    found = [one for one in findings_store.findings(case) if one.span.document == log]
    assert len(found) == 5 and all("nede" in one.quote for one in found)
    assert [one.quote for one in found] == [said[one.span.start : one.span.end] for one in found]
    stored = case.connection.execute("SELECT text FROM pages WHERE document = ?", (log,)).fetchone()[0]
    assert stored == said and case.page(log, 1).text.count("\t") == 12


def test_sayings_are_saved_with_what_is_found_and_go_with_it(case: Store) -> None:
    letter = case.document("brev.txt")
    said = "Vi klager hermed over fejlene. Projektet er forsinket, fordi kommunen ikke har svaret.\n"
    (case.folder / "klage.txt").write_text(said, encoding="utf-8")
    take_in(case, [case.folder / "klage.txt"], jobs=1)
    findings_store.find_new(case, SIDES)
    complaint = case.document("klage.txt")
    kept = findings_store.sayings(case)
    assert kept[complaint.sha256] == excusing(SIDES).sayings(complaint, case.pages(complaint.sha256))
    assert [one.what for one in kept[complaint.sha256]] == ["notice", "customer_delay"] and kept[letter.sha256] == []
    case.correct(complaint.sha256, kind=DocumentKind.CONTRACT)
    findings_store.find_new(case, SIDES)
    assert findings_store.sayings(case)[complaint.sha256] == []


def test_a_second_run_has_nothing_to_do(case: Store) -> None:
    assert len(findings_store.find_new(case, SIDES)) == 2
    assert findings_store.find_new(case, SIDES) == []


def test_a_correction_or_a_new_name_makes_a_document_stale(case: Store) -> None:
    findings_store.find_new(case, SIDES)
    letter = case.document("brev.txt")
    case.correct(letter.sha256, date=date(2010, 5, 4))
    assert [document.name for document in findings_store.find_new(case, SIDES)] == ["brev.txt"]
    renamed = Sides(customer=SIDES.customer, vendor=Party(names=("Et andet hus",)), system=SIDES.system)
    assert len(findings_store.find_new(case, renamed)) == 2


def test_killed_between_two_documents_and_run_again_ends_the_same(case: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(done: int, _total: int, _document: Document) -> None:
        if done:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        findings_store.find_new(case, SIDES, on_progress=stop)
    assert len(findings_store.find_new(case, SIDES)) == 1
    killed = findings_store.findings(case)
    monkeypatch.setattr(findings_store, "ours", lambda: "other rules")
    findings_store.find_new(case, SIDES)
    assert findings_store.findings(case) == killed


def test_what_was_changed_behind_kravs_back_is_told_and_found_anew(case: Store) -> None:
    findings_store.find_new(case, SIDES)
    fresh, paper = findings_store.findings(case), case.document("avis.txt")
    assert findings_store.unsealed(case) == []
    with case.connection:
        case.connection.execute("UPDATE finding SET body = replace(body, '300000', '900000')")
    assert findings_store.findings(case) != fresh and findings_store.unsealed(case) == [paper.sha256]
    assert findings_store.find_new(case, SIDES) == [paper]
    assert findings_store.findings(case) == fresh and findings_store.unsealed(case) == []


def test_saving_that_fails_leaves_what_was_there(case: Store) -> None:
    findings_store.find_new(case, SIDES)
    before = findings_store.findings(case)
    sha = before[0].span.document
    with pytest.raises(Exception, match="UNIQUE"):
        findings_store.save(case, sha, [before[0], before[0]], "x")
    assert findings_store.findings(case) == before


def test_what_was_packed_or_attached_says_in_what() -> None:
    document, page = paper("Systemet brød sammen den 4. maj 2010.", DocumentKind.MINUTES)
    packed = replace(document, name="00001.eml", path="post/jens.mbox/00001.eml", parent="1" * 64)
    found = find(document, [page], SIDES)
    assert [json.loads(one)["path"] for one in lines(found, [packed])] == ["post/jens.mbox/00001.eml"]
    assert not any("path" in json.loads(one) for one in lines(found, [document]))


def test_the_public_format(case: Store) -> None:
    findings_store.find_new(case, SIDES)
    found = findings_store.findings(case)
    chosen = next(one for one in found if one.label == "loss")
    written = list(lines(found, case.documents(), {chosen.id: "accept"}))
    read = [json.loads(line) for line in written]
    assert all(line.endswith("\n") for line in written)
    keys = "id label kind document sha256 page start end quote speaker speaker_side strength bound date_from date_to"
    keys += " date_precision date_open amount_dkk negated hedged reported confidence found_by decision source_class"
    assert all(list(one) == keys.split() for one in read)
    assert [(one["document"], one["page"], one["start"]) for one in read] == sorted(
        (one["document"], one["page"], one["start"]) for one in read
    )
    loss = next(one for one in read if one["label"] == "loss")
    assert (loss["decision"], float(loss["amount_dkk"]), loss["strength"], loss["bound"]) == (
        "accept",
        300_000,
        None,
        None,
    )
    promise = next(one for one in read if one["label"] == "promise")
    assert (promise["decision"], promise["date_to"], promise["date_precision"]) == ("pending", "2010-01-01", "day")
    assert all(PRESS[one["start"] : one["end"]] == one["quote"] for one in read if one["document"] == "avis.txt")
