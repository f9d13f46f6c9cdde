"""Templates of a case's own: named with the dossier, part of what is approved, and told when they are wrong."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from claims.build import Workspace
from claims.dossier.printing import bring_up_to_date, write_excerpt
from claims.review.parts import changes, parts_of
from evidence.custody import entries
from evidence.errors import KravError
from tests.claims.exports.bundles import small_case
from tests.templates import made_up

FRONT = '<section class="front"><p>Juridisk afdeling, {{ d.title }}</p></section>'


@pytest.fixture
def work(tmp_path: Path) -> Workspace:
    small_case(tmp_path / "sag", "")
    return Workspace(tmp_path / "sag")


def _own(work: Workspace, name: str, text: str) -> str:
    path = work.folder / "templates" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return hashlib.sha256(text.encode()).hexdigest()


def test_they_are_named_in_the_receipt_the_data_and_the_pages_and_make_another_dossier(work: Workspace) -> None:
    before = work.dossier()
    assert before.templates == ()
    sha256 = _own(work, "parts/front.html.j2", FRONT)
    made = work.dossier()
    assert [(one.name, one.sha256) for one in made.templates] == [("parts/front.html.j2", sha256)]
    assert made.content_hash != before.content_hash
    pages, _, receipt = work.write_dossier(None)
    assert f"templates/parts/front.html.j2  SHA-256 {sha256}" in receipt.read_text(encoding="utf-8")
    told = [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(pages)]
    assert "Juridisk afdeling" in told[0] and any(f"parts/front.html.j2 (SHA-256 {sha256[:12]})" in one for one in told)
    # Another template is another print, even where the evidence is the same.
    assert bring_up_to_date(work).paths == ()
    _own(work, "parts/front.html.j2", FRONT + " ")
    assert len(bring_up_to_date(work).paths) == 3


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("parts/front.html.j2", "<p>\n{{ d.titel }}</p>", "templates/parts/front.html.j2, line 2: "),
        ("parts/forside.html.j2", "", "templates/parts/forside.html.j2 replaces no template"),
        ("dossier.css", "p { colour: red }", "own templates: "),
    ],
)
def test_one_that_is_wrong_stops_the_print_with_advice(work: Workspace, name: str, text: str, says: str) -> None:
    _own(work, name, text)
    with pytest.raises(KravError) as raised:
        work.write_dossier(None)
    problem = raised.value.problem
    assert says in problem.text.format(**problem.args) and raised.value.advice.text
    assert not (work.folder / "out" / "dossier.pdf").exists()


def _lapsed(before: dict[str, Any], after: dict[str, Any]) -> dict[str, tuple[str, ...]]:
    kept = {part.id: (part.name, part.grounds) for part in parts_of(before).values()}
    return {one.id: one.grounds for one in changes(kept, parts_of(after))}


def test_an_approval_lapses_for_what_a_changed_template_prints() -> None:
    data = made_up.dossier(3).model_dump(mode="json")
    one = {**data, "templates": [{"name": "parts/caps.html.j2", "sha256": "a" * 64}]}
    other = {**data, "templates": [{"name": "parts/caps.html.j2", "sha256": "b" * 64}]}
    assert _lapsed(data, one) == _lapsed(one, other) == {"caps": ("template",)}
    assert _lapsed(one, one) == {}
    style = {**data, "templates": [{"name": "dossier.css", "sha256": "a" * 64}]}
    assert set(_lapsed(data, style)) == set(parts_of(data))  # the sheet of style prints everything
    without = {key: value for key, value in data.items() if key != "templates"}
    assert _lapsed(without, data) == {}  # drafts of earlier versions name none


def test_an_excerpt_is_a_file_of_its_own_and_is_logged(work: Workspace) -> None:
    made = write_excerpt(work, None, ["1,C"])
    assert made.name == "dossier-excerpt.pdf" and [path.name for path in made.parent.iterdir()] == [made.name]
    text = "".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(made))
    assert "UDDRAG" in text and "Der er ikke opgjort noget tab" not in text
    logged = [line for line in entries(work.store) if line.act == "excerpt"]
    assert len(logged) == 1 and '"claims figures"' in logged[0].detail
    with pytest.raises(KravError, match="kapitel 3"):
        write_excerpt(work, None, ["kapitel 3"])
