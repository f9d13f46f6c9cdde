"""What a change of the rules gains and loses, in the words of the findings."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from claims.build import Workspace, make_case
from claims.cli import cli
from evidence.errors import KravError
from extract.rules.difference import compared, texts_at, texts_of
from tests.extract.rules.ownrule import RULE

TEXT = "Systemet brød sammen den 4. maj 2010.\n\nFlowJob lagde årerne den 5. maj 2010.\n"


def krav(*args: object) -> str:
    ran = CliRunner(env={"LC_ALL": "C.UTF-8"}).invoke(cli, [str(one) for one in args], catch_exceptions=False)
    assert ran.exit_code == 0
    return ran.output


def finding(start: int, end: int, kind: str = "outage", **more: object) -> Mapping[str, Any]:
    made = {"document": "a.txt", "sha256": "a" * 64, "page": 1, "start": start, "end": end, "label": "incident"}
    return {**made, "kind": kind, "quote": "…", "found_by": ["x"], **more}


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """A searched case of one text."""
    (tmp_path / "brev.txt").write_text(TEXT, encoding="utf-8")
    make_case(tmp_path / "sag", ["Nørreby Kommune"], ["Systemhuset A/S"], ["FlowJob"], date(2012, 6, 29))
    work = Workspace(tmp_path / "sag")
    work.add([tmp_path / "brev.txt"], jobs=1)
    work.find()
    return tmp_path / "sag"


def test_what_own_rules_gain_is_told_with_its_quote(case: Path) -> None:
    with pytest.raises(KravError, match="no rules of its own"):
        krav("-C", case, "rules", "report")
    (case / "rules").mkdir()
    (case / "rules" / "egne.toml").write_text(RULE, encoding="utf-8")
    said = krav("-C", case, "rules", "report")
    assert "+ incident / outage (brev.txt:1) »FlowJob lagde årerne den 5. maj 2010.« ← case:baglaas" in said
    assert said.endswith("1 gained, 0 lost, 0 changed, 1 as before, in 1 text.\n")


def test_an_earlier_export_tells_what_was_lost_and_changed(case: Path, tmp_path: Path) -> None:
    earlier = tmp_path / "før.jsonl"
    krav("-C", case, "export", "--as", "findings", "-o", earlier)
    (one,) = [json.loads(line) for line in earlier.read_text(encoding="utf-8").splitlines()]
    lost = {**one, "label": "loss", "kind": "claim"}
    earlier.write_text("".join(json.dumps(o) + "\n" for o in ({**one, "negated": True}, lost)), encoding="utf-8")
    data = json.loads(krav("-C", case, "rules", "report", tmp_path / "brev.txt", "--against", earlier, "--json"))
    assert [pair["fields"] for pair in data["changed"]] == [["negated"]]
    assert [gone["kind"] for gone in data["lost"]] == ["claim"]
    assert data["gained"] == []
    earlier.write_text('{"id": 1}\n', encoding="utf-8")
    with pytest.raises(KravError, match="line 1, is no finding"):
        krav("-C", case, "rules", "report", "--against", earlier)


def test_neighbours_do_not_take_each_others_twins() -> None:
    old = [finding(0, 10), finding(20, 30)]
    made = compared(old, [finding(5, 25), finding(0, 10), finding(20, 30)])
    assert (made.same, made.lost, made.changed) == (2, (), ())
    assert [one["start"] for one in made.gained] == [5]


def test_the_same_place_as_another_kind_is_a_change() -> None:
    made = compared([finding(0, 10)], [finding(0, 10, "slow")])
    assert [pair.fields for pair in made.changed] == [("kind",)]


FINDINGS = st.lists(
    st.builds(lambda start, size, kind: finding(start, start + size, kind), st.integers(0, 60), st.integers(1, 9),
              st.sampled_from(["outage", "slow"])), max_size=8,
)  # fmt: skip


@given(FINDINGS, FINDINGS)
def test_every_finding_is_accounted_for_once(old: list[Mapping[str, Any]], new: list[Mapping[str, Any]]) -> None:
    made = compared(old, new)
    assert len(made.lost) + len(made.changed) + made.same == len(old)
    assert len(made.gained) + len(made.changed) + made.same == len(new)
    again = compared(new, new)
    assert (again.gained, again.lost) == ((), ())


def test_a_folder_is_searched_with_all_below_it_and_a_file_nobody_can_read_is_refused(
    case: Path, tmp_path: Path
) -> None:
    (below := tmp_path / "papirer" / "mere").mkdir(parents=True)
    (below / "b.txt").write_text(TEXT, encoding="utf-8")
    assert [document.name for document, _, _ in texts_at([tmp_path / "papirer"])] == ["b.txt"]
    torn = below / "c.pdf"
    torn.write_bytes(b"%PDF-1.4 cut short")
    with pytest.raises(KravError, match=r"c\.pdf cannot be read"):
        list(texts_at([tmp_path / "papirer"]))
    work = Workspace(case)
    work.add([torn], jobs=1)
    assert [document.name for document, _, _ in texts_of(work.store)] == ["brev.txt"]
