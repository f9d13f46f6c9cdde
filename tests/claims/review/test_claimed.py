"""A case with amounts as its people see it on the page: what is claimed, how sure that is, and what it looks like."""

from __future__ import annotations

import shutil
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest
from flask import Flask

from claims.build import Workspace
from claims.review.app import create_app
from claims.review.drafts import Draft
from claims.review.overview import sure
from templates.words import Words
from tests.claims.exports.office import case_with_ledgers
from tests.claims.made import TEXT, case_with_scan
from tests.claims.review.conftest import HOST, Browser, Enter, ids, let_in


@pytest.fixture(scope="module")
def with_ledgers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Contract, minutes, reimbursement and hours."""
    work = case_with_ledgers(tmp_path_factory.mktemp("krav") / "sag")
    work.store.close()
    return work.folder


@pytest.fixture
def case(with_ledgers: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(with_ledgers, tmp_path / "sag"))


@pytest.fixture
def lawyer(enter: Enter) -> Browser:
    return enter("Jens Friis", "lawyer")


def test_the_first_page_says_how_sure_what_is_claimed_is(case: Path, lawyer: Browser) -> None:
    sure = lawyer.text("/").split("Hvor sikkert det er")[1].split("Sammenfatning")[0]
    assert "Lovregler og satser, der ikke er holdt op mod deres kilde: 3." in sure
    assert "mellem" not in sure  # no deduction has a range, and every reading of the limit leaves the same
    settings = case / "case.toml"
    given = settings.read_text("utf-8").replace('percent = "12.5"', 'percent = "12.5"\nlow = "10"\nhigh = "20"')
    settings.write_text(f'{given}\n[cap]\namount = "100000"\n', "utf-8")
    sure = lawyer.text("/").split("Hvor sikkert det er")[1].split("Sammenfatning")[0]
    assert "Tabt statsrefusion: mellem 115.142,49 kr. og 129.576,97 kr., alt efter hvordan skønnene falder ud." in sure
    assert "Inden for kontraktens grænser kan mellem 100.000,00 kr. og 131.425,14 kr. blive tilbage." in sure


def test_how_the_binding_promises_came_out_is_one_sentence() -> None:
    """«Afløst: 1.» stood as a line of its own, and of what nobody could tell."""
    outcomes = {"breached": "misligholdt", "kept": "holdt", "superseded": "afløst", "cannot_tell": "kan ikke afgøres"}
    places = [{"sha256": "a", "page": 1, "start": n, "end": n + 1} for n in range(len(outcomes))]
    draft = SimpleNamespace(
        items={f"f-{n}": {"place": place, "standing": "basis"} for n, place in enumerate(places)},
        data={
            "breaches": [
                {"promise": f"f-{n}", "status": status, "status_text": text}
                for n, (status, text) in enumerate(outcomes.items())
            ],
            "chains": [], "losses": [], "caps": [], "law": [], "objections": [],
        },
    )  # fmt: skip
    said = sure(cast(Draft, draft), Words("da"))
    assert said == ["Løfter, der binder leverandøren: 1 ikke holdt, 1 holdt, 1 afløst; intet i materialet prøver 1."]


def test_a_case_file_that_cannot_be_read_is_told_with_what_to_do(case: Path, lawyer: Browser) -> None:
    settings = case / "case.toml"
    settings.write_text(settings.read_text("utf-8") + '\n[cap]\namuont = "100000"\n', "utf-8")
    told = lawyer.get("/")
    assert told.status_code == 500 and "amuont" in told.text and "amount" in told.text


def test_the_lines_of_a_quote_are_a_picture_and_the_oldest_pictures_are_let_go(
    case: Path, lawyer: Browser, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    items = [one for label in ("promise", "incident") for one in ids(lawyer, f"/items?label={label}", "f")]
    place = lawyer.get(f"/picture/place/{items[0]}.png")
    assert place.status_code == 200 and place.data.startswith(b"\x89PNG")
    assert lawyer.get(f"/picture/elsewhere/{items[0]}.png").status_code == 404
    monkeypatch.setattr("claims.review.pictures._MOST", 2)
    for item in items[:3]:
        assert lawyer.get(f"/picture/place/{item}.png").status_code == 200
    kept = app.config["pictures"]._made
    spans = {one.id: one.span for one in Workspace(case).findings()}
    assert list(kept) == [("place", (spans[item],)) for item in items[1:3]]


def test_a_page_without_its_pages_in_the_original_is_shown_without_picture(tmp_path: Path) -> None:
    """The scan of this case is no PDF at all: what was read of it stands, its picture does not."""
    work = case_with_scan(tmp_path / "skannet", "2009", 62.0)
    (finding,) = work.findings()
    (paper,) = work.store.documents()
    work.store.close()
    browser = let_in(create_app(work.folder, hosts={HOST}), work.folder, "Jens Friis", "lawyer")
    assert TEXT in browser.text(f"/item/{finding.id}")
    assert browser.get(f"/picture/page/{finding.id}.png").status_code == 404
    assert browser.get(f"/picture/paper/{paper.id}/1.png").status_code == 404
    assert "dårligt genkendt" in browser.text("/")
