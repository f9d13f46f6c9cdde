"""What changed between two drafts, and what moved it: evidence, a decision, a row, a rate, a setting."""

from __future__ import annotations

import copy
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from claims.build import Workspace, make_case
from claims.cli import cli
from claims.dossier.changes import Change, Moved, changes
from claims.dossier.drafts import drafts, keep, read_draft
from evidence.errors import KravError
from templates.words import Words
from tests.templates.made_up import dossier

EN = Words("en")


@pytest.fixture
def draft() -> dict[str, Any]:
    return dossier(lines=12).model_dump(mode="json")


def between(before: dict[str, Any], after: dict[str, Any], **more: Any) -> list[Change]:
    return changes(before, after, EN, **more)


def one(found: list[Change], section: str) -> Change:
    (only,) = [change for change in found if change.section == section]
    return only


def test_a_draft_does_not_differ_from_itself(draft: dict[str, Any]) -> None:
    assert between(draft, copy.deepcopy(draft)) == []


def test_what_came_one_way_went_the_other(draft: dict[str, Any]) -> None:
    other = copy.deepcopy(draft)
    name = next(iter(other["items"]))
    del other["items"][name]
    assert one(between(other, draft, decided={name: "marked by Mette"}), "findings").causes == ("marked by Mette",)
    assert one(between(draft, other), "findings").what == "went"


def test_what_moved_a_test_is_what_came_of_the_papers_and_not_an_answer(draft: dict[str, Any]) -> None:
    other = copy.deepcopy(draft)
    item, breach = next(iter(other["items"].values())), next(one for one in other["breaches"] if one["excuses"])
    given = {"who": "Mette", "at": "2026-11-26T10:00:00+00:00", "verdict_text": "it does not hold"}
    breach["excuses"][0]["answered"] = given
    assert all("Mette" in cause for cause in one(between(draft, other), "breaches").causes)
    other["items"]["f-new"] = {**item, "id": "f-new", "label": "adverse", "found_by": ["hand"]}
    breach["test"] = "Ready: 5 December 2016."
    first, *rest = one(between(draft, other), "breaches").causes
    assert first == "f-new: marked by a person" and any("Mette" in cause for cause in rest)


def test_a_finding_from_a_new_exhibit_says_so(draft: dict[str, Any]) -> None:
    other = copy.deepcopy(draft)
    exhibit = other["exhibits"][-1]
    item = next(iter(other["items"].values()))
    other["items"]["f-new"] = {**item, "id": "f-new",
                               "place": {**item["place"], "sha256": "n" * 64, "exhibit": 99}}  # fmt: skip
    other["exhibits"].append({**exhibit, "sha256": "n" * 64, "number": 99})
    found = between(draft, other)
    assert one(found, "findings").causes == ("exhibit 99 is new",)
    assert one(found, "exhibits").what == "came"


def test_a_figure_that_moved_names_the_row_the_rate_and_the_setting_that_moved_it(draft: dict[str, Any]) -> None:
    def case(row: str, rate: str, setting: str) -> dict[str, Any]:
        made = copy.deepcopy(draft)
        net = str(100 + int(row))
        figure: dict[str, Any] = {name: [] for name in ("findings", "law", "rows", "figures", "assumptions")}
        place = {"document": "refusion.xlsx", "exhibit": 4, "sheet": "Ark1", "row": 37}
        made["figures"] = {
            "F-sum": {**figure, "value": net, "figures": ["F-row", "F-other"]},
            "F-row": {**figure, "value": row, "rows": [place], "law": [rate], "assumptions": [setting]},
            "F-other": {**figure, "value": "100", "rows": [{**place, "row": 38}]},
        }
        made["total"] = {**(made["total"] or {}), "amount": net, "figure": "F-sum"}
        law = made["law"][0]
        made["law"] = [{**law, "id": "r#1", "value": "35 %", "table": "Refusion"},
                       {**law, "id": "r#2", "value": "65 %", "table": "Refusion"}]  # fmt: skip
        return made

    change = one(between(case("50", "r#1", "share = 0.4"), case("75", "r#2", "share = 0.3")), "claim")
    assert change.moved == (Moved("", "DKK 150.00", "DKK 175.00"),)
    assert change.causes == (
        "law: Refusion, 65 %", "case.toml: share = 0.3", "refusion.xlsx, row 37: DKK 50.00 → DKK 75.00",
    )  # fmt: skip


def test_a_breach_names_the_findings_and_answers_that_moved_it(draft: dict[str, Any]) -> None:
    other = copy.deepcopy(draft)
    breach = next(breach for breach in other["breaches"] if breach["incidents"])
    item = breach["incidents"].pop()
    del other["items"][item]
    breach["status_text"], breach["excuses"] = "excused", [
        {"kind": "waiver", "kind_text": "waiver", "items": [], "answer": "", "answered": {
            "verdict": "holds", "verdict_text": "holds", "share": None, "reason": "x", "evidence": [], "who": "Jens",
            "at": "2013-05-02T10:00:00+00:00", "stale": False, "since": []}}]  # fmt: skip
    found = between(draft, other, decided={item: "rejected by Mette on 3 May 2013: another system"})
    change = next(change for change in found if change.id == breach["id"])
    assert change.causes == (
        f"{item}: rejected by Mette on 3 May 2013: another system", "answered by Jens on 2 May 2013: waiver, holds",
    )  # fmt: skip


def test_sentences_that_differ_in_a_count_only_are_the_same_with_another_count(draft: dict[str, Any]) -> None:
    other = copy.deepcopy(draft)
    draft["not_ready"], other["not_ready"] = ["Findings nobody decided: 7.", "Old."], ["Findings nobody decided: 5."]
    counted, old = between(draft, other)
    assert counted.moved == (Moved("", "Findings nobody decided: 7.", "Findings nobody decided: 5."),)
    assert (old.title, old.what) == ("Old.", "went")


def test_settings_are_named_by_their_key(draft: dict[str, Any]) -> None:
    settings = '[claim]\nfrom = 2010-01-01\n[[deduction]]\namount = "5"\n', "[claim]\nfrom = 2010-02-01\n"
    said = [(change.title, change.what, *change.moved) for change in between(draft, draft, settings=settings)]
    assert said == [
        ("claim.from", "changed", Moved("", "2010-01-01", "2010-02-01")),
        ("deduction[1].amount", "went", Moved("", "5", "")),
    ]


def test_drafts_are_kept_once_and_read_as_they_were(tmp_path: Path) -> None:
    make_case(tmp_path / "sag", ["Nørreby Kommune"], ["Systemhuset A/S"], ["FlowJob"], date(2013, 1, 1))
    store = Workspace(tmp_path / "sag").store
    first = keep(store, "a" * 64, '{"x": "æ"}', "[claim]\n")
    assert keep(store, "a" * 64, '{"x": "æ"}', "[claim]\n") == first
    keep(store, "b" * 64, "{}", "")
    assert [one.number for one in drafts(store)] == [1, 2]
    assert read_draft(store, 1) == ({"x": "æ"}, "[claim]\n")
    with pytest.raises(KravError, match="no draft 3"):
        read_draft(store, 3)


def test_two_files_are_held_together_without_a_case(tmp_path: Path, draft: dict[str, Any]) -> None:
    files = []
    for number, items in enumerate((draft["items"], {}), 1):
        files.append(tmp_path / f"{number}.json")
        files[-1].write_text(json.dumps({**draft, "items": items, "breaches": []}), encoding="utf-8")
    said = CliRunner().invoke(cli, ["diff", *map(str, files)], catch_exceptions=False)
    assert said.exit_code == 0
    assert f"− {next(iter(draft['items']))}" in said.output
    files[0].write_text("{}", encoding="utf-8")
    with pytest.raises(KravError, match=r"1\.json is no draft"):
        CliRunner().invoke(cli, ["diff", *map(str, files)], catch_exceptions=False, standalone_mode=False)


def test_without_another_cause_it_is_the_program_that_reads_and_computes_otherwise(draft: dict[str, Any]) -> None:
    other = copy.deepcopy(draft)
    item = next(iter(other["items"].values()))
    other["made_by"] = "krav 9.9"
    other["items"]["f-new"] = {**item, "id": "f-new", "found_by": ["x"]}
    found = between(draft, other)
    assert one(found, "findings").causes == ("read by krav 9.9 now",)
    figure: dict[str, Any] = {name: [] for name in ("findings", "law", "rows", "figures", "assumptions")}
    loss = {**figure, "id": "F-1", "label": "Loss", "step": "sum", "unit": "DKK"}
    before, after = ({**copy.deepcopy(draft), "figures": {"F-1": {**loss, "value": kr}}} for kr in ("100", "200"))
    after["made_by"] = "krav 9.9"
    change = one(between(before, after), "figures")
    assert change.moved == (Moved("", "DKK 100.00", "DKK 200.00"),)
    assert change.causes == ("computed by krav 9.9 now",)


def test_of_many_rows_that_moved_the_first_are_named_and_the_rest_counted(draft: dict[str, Any]) -> None:
    def case(each: int) -> dict[str, Any]:
        made = copy.deepcopy(draft)
        figure: dict[str, Any] = {name: [] for name in ("findings", "law", "rows", "figures", "assumptions")}
        place = {"document": "refusion.xlsx", "exhibit": 4, "sheet": "Ark1"}
        rows = {f"F-{n}": {**figure, "value": str(each), "rows": [{**place, "row": n}]} for n in range(1, 21)}
        # One row under two sums is one row; one figure of two rows says of neither what it adds.
        both = {**figure, "value": "7", "rows": [{**place, "row": 98}, {**place, "row": 99}], "figures": ["F-1"]}
        whole = {**figure, "value": str(20 * each), "figures": [*rows, "F-both"]}
        made["figures"] = {"F-sum": whole, "F-both": both, **rows}
        made["total"] = {**(made["total"] or {}), "amount": str(20 * each), "figure": "F-sum"}
        return made

    *named, last = one(between(case(10), case(11)), "claim").causes
    assert named[0] == "refusion.xlsx, row 1: DKK 10.00 → DKK 11.00"
    assert last == f"and {20 - len(named)} more rows"
