"""A large case on paper: what the claim rests on in full, lists that must be whole as lines, and nothing unsaid."""

from __future__ import annotations

import re
from typing import Any

import pytest

from templates import registers, render
from templates.view import REGISTERS, _homes, alike_ties, arrange, cited, excuse_register, number_runs, told_together
from templates.words import Words
from tests.templates import made_up

MORE = 300
RECEIVED = {
    "origin": "file", "origin_text": "", "outcome": "read", "outcome_text": "læst", "pages": 2, "text_share": "100",
    "recognised": 1, "language": "da", "date": "2010-05-01", "kind_text": "brev",
}  # fmt: skip


def _large() -> dict[str, Any]:
    """With ``MORE`` incidents and sentences that nothing names, statements against the claim, exhibits and files."""
    data: dict[str, Any] = made_up.dossier(1).model_dump(mode="json")
    incident = data["items"][data["incidents"][0]]
    adverse = data["items"][data["adverse"][0]]
    for number in range(MORE):
        for register, one in (("incidents", incident), ("adverse", adverse)):
            ident = f"f-{register}-{number:04}"
            data["items"][ident] = {**one, "id": ident, "quote": f"Udsagn nr. {number} om {register}."}
            data[register].append(ident)
        data["unmatched_incidents"].append(f"f-incidents-{number:04}")
        sentence = {**data["facts"][0], "sentence": f"Sætning nr. {number}.", "status": "supported"}
        data["facts"].append({**sentence, "items": [f"f-incidents-{number:04}"]})
        exhibit = {**data["exhibits"][0], "number": 1000 + number, "sha256": f"{number:064x}"}
        data["exhibits"].append(exhibit)
        data["received"].append({**RECEIVED, "path": f"mappe/fil-{number}.pdf"})
    data["origins"] = {"file": MORE, "member": 0, "attachment": 0}
    return data


@pytest.fixture(scope="module")
def large() -> dict[str, Any]:
    return _large()


@pytest.fixture(scope="module")
def page(large: dict[str, Any]) -> str:
    return render.html(large)


def test_what_the_claim_names_is_printed_in_full_and_the_rest_is_counted(large: dict[str, Any], page: str) -> None:
    named = registers.named(large)
    first = [ident for ident in large["incidents"] if not ident.startswith("f-incidents")]
    shown = registers.of_findings(large["incidents"], large, named)
    assert shown.all == len(large["incidents"]) and set(shown.shown) == named & set(large["incidents"])
    assert 0 < len(shown.shown) <= len(first)
    for breach in large["breaches"]:
        assert set(breach["incidents"]) <= named
    assert f"Gengivet er de {len(shown.shown)} af {shown.all}" in page
    assert f"{MORE + len(first) - len(shown.shown)} × " in page or "," in shown.others
    assert "på arket «Hændelser» i calculation.xlsx" in page
    for ident in shown.shown:
        assert f'id="{ident}"' in page
    assert "om incidents." not in page and "Sætning nr. 7." not in page
    points = [{"status": status, "accounts": [{"items": [ident]}]} for status, ident in (
        ("unsure", "f-incidents-0001"), ("disputed", "f-incidents-0002"), ("unsure", shown.shown[0]),
    )]  # fmt: skip
    held = registers.of_points({"points": points[:1] * MORE + points[1:]}, named)
    assert held.shown == points[1:] and held.all == MORE + 2
    facts = registers.of_facts(large, named)
    assert f"Gengivet er de {len(facts.shown)} af {len(large['facts'])} sætninger" in page


def test_what_speaks_against_the_claim_and_what_was_handed_in_is_never_cut(page: str) -> None:
    for number in range(MORE):
        assert f"Udsagn nr. {number} om adverse." in page
        assert f"{number:064x}" in page
        assert f"mappe/fil-{number}.pdf" in page
    assert page.count('class="sheet"') > 20


def test_no_link_leads_to_what_is_not_printed(page: str) -> None:
    ids = re.findall(r'\sid="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(ids)


def test_a_register_of_two_hundred_is_printed_whole(large: dict[str, Any]) -> None:
    data = {**large, "incidents": large["incidents"][: registers.MANY]}
    arranged = arrange(data, Words("da"))
    assert arranged["on_paper"]["incidents"].shown == data["incidents"]


def test_a_finding_named_in_a_text_is_led_to_and_never_parted() -> None:
    made = cited("Se f-0123456789ab; og <f-000000000000>", {"f-0123456789ab": {}})
    link, name = '<a class="id" href="#f-0123456789ab">f-0123456789ab</a>', '<span class="id">f-000000000000</span>'
    assert made == f"Se \u200b{link}; og &lt;\u200b{name}&gt;"


def test_breaches_in_a_row_are_named_by_the_first_and_the_last() -> None:
    numbers = {"a": 1, "b": 2, "c": 3, "d": 5, "e": 6}
    assert number_runs(["e", "d", "c", "a", "b", "x"], numbers) == [("a", "c"), ("d",), ("e",)]


def test_columns_fill_the_page() -> None:
    for columns in (registers.exhibit_columns, registers.received_columns, registers.finding_columns):
        assert abs(sum(column.share for column in columns(Words("da"))) - 100) < 0.01


def test_what_was_answered_to_an_excuse_stands_once_with_its_breaches() -> None:
    said = {"verdict": "fails", "share": None, "stale": False}
    slot = {"kind": "notice", "kind_text": "Reklamation", "grounds": [], "answer": "Det blev sagt.", "answered": said}
    (one,) = excuse_register([{"id": "B-1", "excuses": [slot]}, {"id": "B-2", "excuses": [slot]}])
    assert one["answers"] == [("Det blev sagt.", [("B-1", said), ("B-2", said)])]
    (none,) = excuse_register([{"id": "B-1", "excuses": [{**slot, "answered": None, "answer": ""}]}])
    assert none["answers"] == []


def test_what_is_printed_elsewhere_is_pointed_at_in_one_run_and_what_is_not_there_not_at_all() -> None:
    dossier: dict[str, Any] = {name: [] for _, lists in REGISTERS for name in lists}
    items = {ident: {"id": ident} for ident in ("f-1", "f-2", "f-3")}
    homes = _homes({**dossier, "promises": ["f-1", "f-2", "f-9"], "items": items})
    assert homes == {"f-1": "promises", "f-2": "promises", "f-3": "other"}
    assert told_together(["f-1", "f-2", "f-9"], "terms", homes, items) == [(False, [items["f-1"], items["f-2"]])]
    tie = {"incident": "f-1", "strength": "strong", "strength_text": "stærk", "reasons": ["samme sag"]}
    assert alike_ties({"incidents": ["f-1", "f-2"], "matches": [tie]}) == [("stærk", ("samme sag",), ["f-1"])]


def test_a_sentence_that_tells_two_things_is_printed_once_unless_one_of_them_speaks_against_the_claim() -> None:
    """«Kommunen kræver erstatning for tabt statsrefusion» stood twice, once as a claim and once as a loss."""
    place = {"sha256": "ab", "page": 1, "start": 3, "end": 90, "row": None}
    said: dict[str, Any] = {
        "quote": "Krav", "speaker": "KR", "side_text": "kunden", "clause": None, "also_in": [], "place": place,
    }  # fmt: skip
    standings = {"f-1": "context", "f-2": "basis", "f-3": "adverse"}
    items = {ident: {**said, "id": ident, "standing": standing} for ident, standing in standings.items()}
    made = told_together([*items], "stated_losses", dict.fromkeys(items, "stated_losses"), items)
    assert [[one["id"] for one in those] for _, those in made] == [["f-2", "f-1"], ["f-3"]]
