"""What is sent is whole or refused with what is wanting, and what was written is still there; figures lead to rows."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask import Flask

from claims.build import Workspace
from claims.dossier import gapwork
from claims.dossier.candidates import waiting
from extract.stops import WHY
from tests.claims.dossier.test_candidates import LETTER
from tests.claims.review.conftest import ORIGIN, Browser, Enter, ids, read

HOURS = "Dato;Medarbejder;Timer;Timesats;Formål\n03-05-2010;MLU;6;412,50;Dobbelt registrering\n"


@pytest.fixture
def chief(enter: Enter) -> Browser:
    return enter("Karen Holm", "chief")


@pytest.fixture
def there(chief: Browser) -> dict[str, str]:
    """One of each thing there is, by the letter of its id."""
    return {
        "f": ids(chief, "/items", "f")[0], "b": ids(chief, "/matrix", "b")[0],
        "d": ids(chief, "/search?q=driftsproblem", "d")[0],
        "g": re.findall(r'id="(g-[0-9a-f]{8})"', chief.get("/missing").text)[0],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("address", "at", "fields", "wanting"),
    [
        ("/item/{f}/decide", "/item/{f}", {"reason": "Godt nok"}, "Vælg"),
        ("/breach/{b}/answer", "/breach/{b}", {"excuse": "acceptance", "reason": "Godt nok"}, "Vælg"),
        ("/excuses", "/approval", {"reason": "Godt nok"}, "ikke valgt"),
        ("/talk/{f}", "/item/{f}", {"act": "råber", "body": "Godt nok"}, "ikke hel"),
        ("/talk/{b}", "/breach/{b}", {"act": "reply", "body": "Godt nok"}, "ikke hel"),
        ("/paper/{d}/1/mark", "/paper/{d}/1", {"quote": "driftsproblemer", "reason": "Godt nok"}, "ikke valgt"),
        ("/approval", "/approval", {"remarks": "Godt nok"}, "ikke valgt"),
        ("/missing/{g}", "/missing", {"state": "væk", "note": "Godt nok"}, "ikke hel"),
    ],
)
def test_a_form_that_is_not_whole_says_what_is_wanting(
    chief: Browser, there: dict[str, str], address: str, at: str, fields: dict[str, str], wanting: str
) -> None:
    sent = chief.post(address.format(**there), at.format(**there), fields=fields)
    assert sent.status_code == 400
    assert wanting in read(sent.text) and "Godt nok" in sent.text


def test_a_tie_that_is_neither_made_nor_loosed_is_refused(chief: Browser, there: dict[str, str]) -> None:
    at = f"/breach/{there['b']}"
    sent = chief.post(f"{at}/tie", at, fields={"act": "knyt", "incident": there["f"], "reason": "x"})
    assert sent.status_code == 400 and "ikke hel" in read(sent.text)


@pytest.mark.parametrize(
    "address",
    ["/item/f-000000000000/decide", "/breach/b-000000000000/answer", "/breach/b-000000000000/tie", "/talk/F-000000",
     "/talk/d-000000000000.1", "/talk/noget", "/paper/d-000000000000/1/mark", "/missing/g-00000000"],
)  # fmt: skip
def test_what_is_sent_about_what_is_not_in_the_case_goes_nowhere(chief: Browser, address: str) -> None:
    assert chief.post(address, "/", fields={"verdict": "accept", "reason": "x"}).status_code == 404


def test_a_figure_is_shown_down_to_its_row_and_talked_about(case: Path, chief: Browser) -> None:
    (case / "ledgers" / "timer.csv").write_text(HOURS, encoding="utf-8")
    work = Workspace(case)
    work.take_in_ledgers()
    figures = work.dossier().figures
    row = next(one for one in figures.values() if one.rows)
    page = chief.text(f"/figure/{row.id}")
    assert row.label in page and "timer.csv" in page
    wrong = chief.post(f"/talk/{row.id}", f"/figure/{row.id}", fields={"act": "råber", "body": "Hvorfor 6?"})
    assert wrong.status_code == 400 and "Hvorfor 6?" in wrong.text
    chief.post(f"/talk/{row.id}", f"/figure/{row.id}", fields={"act": "comment", "body": "Hvorfor 6?"})
    assert "Hvorfor 6?" in chief.text(f"/figure/{row.id}")


def test_a_page_of_the_evidence_is_shown_as_a_picture_with_and_without_words_to_mark(
    chief: Browser, there: dict[str, str]
) -> None:
    for query in ("?q=driftsproblem", ""):
        picture = chief.get(f"/picture/paper/{there['d']}/1.png{query}")
        assert picture.status_code == 200 and picture.data.startswith(b"\x89PNG")


def test_who_sees_to_what_is_missing_is_said_in_the_browser_and_on_the_command_line(
    chief: Browser, there: dict[str, str], enter: Enter, case: Path
) -> None:
    said = {"owner": "Mette", "state": "asked", "note": "Mail til arkivet"}
    assert chief.post(f"/missing/{there['g']}", "/missing", fields=said).status_code == 303
    assert "Mette tager sig af det" in chief.text("/missing") and "Mail til arkivet" in chief.text("/missing")
    seen = gapwork.seen(Workspace(case).store)[there["g"]]
    assert (seen.owner, seen.state, seen.note, seen.who) == ("Mette", "asked", "Mail til arkivet", "Karen Holm")
    # What a gap names can be opened from it; who only reads may read it and say nothing.
    first = re.search(r'href="(/(?:item|breach)/[fb]-[0-9a-f]{12})"', chief.get("/missing").text)
    assert first and chief.get(first[1]).status_code == 200
    reader = enter("Rikke Lund", "reader")
    assert f"/missing/{there['g']}" not in reader.get("/missing").text
    assert reader.post(f"/missing/{there['g']}", "/missing", fields=said).status_code == 403


def test_the_way_back_leads_from_a_page_that_is_not_there(chief: Browser, app: Flask) -> None:
    lost = chief.get("/findes-ikke")
    assert lost.status_code == 404 and 'href="/"' in lost.text
    assert app.test_client().get("/findes-ikke", base_url=ORIGIN).status_code == 401


def test_what_a_rule_nearly_found_is_listed_with_what_stopped_it(chief: Browser, case: Path, tmp_path: Path) -> None:
    (tmp_path / "brev.txt").write_text(LETTER, encoding="utf-8")
    work = Workspace(case)
    work.add([tmp_path / "brev.txt"], jobs=1)
    work.find()
    near = waiting(work.store)
    assert len(near) >= 2
    said = read(chief.get("/items?label=candidate").text)
    assert all(one.finding.quote in said and work.words.message(WHY[one.stop]) in said for one in near)
