"""What a case shows when asked for the less usual: readings, assumptions, old law, drafts, what fails or falls."""

from __future__ import annotations

import json
import shutil
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from claims import casestatus
from claims.build import Workspace
from claims.lawtables import tables
from claims.liability.answers import answer, standing_open
from claims.model import Figure
from claims.show import amount, law_check
from templates.words import Words
from tests.claims.commands.conftest import data, found, refused
from tests.claims.running import ENGLISH as SAME_DAY
from tests.claims.running import done, krav
from tests.extract.rules.ownrule import RULE

ENGLISH = Words("en")


def test_the_readings_of_the_limit_are_listed_with_what_each_leaves(made: Path) -> None:
    caps = json.loads(done("export", "--as", "dossier", folder=made))["caps"]
    listed = data("list", "readings", folder=made)
    assert [(one["reading"], one["figure"]) for one in listed] == [(cap["name"], cap["figure"]) for cap in caps]


def test_a_figure_says_what_it_is_a_number_of() -> None:
    def told(value: str, unit: str) -> str:
        return amount(Figure(id="F-000000", step="x", label="x", value=Decimal(value), unit=unit), ENGLISH)

    assert told("1234.5", "DKK") == "DKK 1,234.50"
    assert told("12.5", "percent") == "12.5%"
    assert told("1234", "count") == "1,234"


def test_a_figure_is_followed_down_to_words_and_assumptions(made: Path) -> None:
    figures = json.loads(done("export", "--as", "dossier", folder=made))["figures"]
    quoting = next(one for one in figures.values() if one["findings"])
    assuming = next(one for one in figures.values() if one["assumptions"])
    assert f"  » {quoting['findings'][0]} kontrakt.txt: " in done("show", quoting["id"], folder=made)
    assert f"  case.toml: {assuming['assumptions'][0]}" in done("show", assuming["id"], folder=made)


def test_law_that_was_looked_up_long_ago_is_listed_beside_what_is_merely_recalled() -> None:
    checked = max(row.checked for one in tables() for row in one.rows)
    recalled, *_ = law_check(checked, (), ENGLISH)
    later, *_ = law_check(checked + timedelta(days=400), (), ENGLISH)
    assert {one["row"] for one in recalled} < {one["row"] for one in later}
    said = {one["row"]: one["what is the matter"] for one in later}
    assert all("last checked on" in why for why in said.values())
    both = said[recalled[0]["row"]]
    assert both.startswith("recalled, not checked; last checked on")


def test_drafts_are_listed_and_what_would_fall_is_told_as_data(printed: Path, tmp_path: Path) -> None:
    case = Path(shutil.copytree(printed, tmp_path / "sag"))
    (draft,) = data("diff", "--drafts", folder=case)
    assert draft["number"] == 1 and draft["content_hash"][:12] in done("diff", "--drafts", folder=case)
    promise = found(case, "promise")["id"]
    fallen = data("diff", "--without", promise, folder=case)
    assert promise in {one["id"] for one in fallen}
    assert "name no draft" in refused("diff", "1", "--without", promise, folder=case, code=2)


def test_what_stands_in_the_dossier_is_told_in_short_and_for_the_other_side(
    made: Path, printed: Path, tmp_path: Path
) -> None:
    case = Path(shutil.copytree(printed, tmp_path / "sag"))
    short = done("status", folder=made)
    assert "in the dossier" in done("status", folder=case) and "in the dossier" not in short
    target = tmp_path / "til-modparten.pdf"
    assert str(target) in done("dossier", "--outward", "-o", target, folder=case)
    assert target.read_bytes().startswith(b"%PDF-") and not target.with_suffix(".json").exists()
    assert "does not end in .pdf" in refused("dossier", "--outward", "-o", tmp_path / "ud.docx", folder=case)


def test_a_rule_whose_proof_fails_is_named_with_its_file_and_what_it_changes_is_told(case: Path) -> None:
    (rules := case / "rules").mkdir()
    own = rules / "egne.toml"
    own.write_text(RULE, encoding="utf-8")
    assert "every proof holds" in done("rules", "test", "case:baglaas", folder=case)
    own.write_text(RULE.replace("Cyklen lagde", "FlowJob lagde"), encoding="utf-8")
    ran = krav("rules", "test", "case:baglaas", folder=case)
    assert ran.returncode == 1 and "egne.toml: case:baglaas: " in ran.stdout
    assert "1 proof of the rules fails" in ran.stderr
    assert "There is no sentence in it" in done("rules", "try", " ", folder=case)
    assert "is not in a case" in refused("rules", "test", "case:baglaas", folder=case.parent)
    assert "is not in a case" in refused("law", "check", folder=case.parent)


def test_what_is_found_as_another_kind_than_before_is_told_with_both(made: Path, tmp_path: Path) -> None:
    before = tmp_path / "før.jsonl"
    said = done("export", "--as", "findings", folder=made)
    before.write_text(said.replace('"kind": "delivery_date"', '"kind": "functionality"'), encoding="utf-8")
    told = done("rules", "report", "--against", before, folder=made).splitlines()
    assert any(line.startswith("~ promise / ") for line in told)
    assert "    kind: functionality → delivery_date" in told


def test_a_parcel_is_checked_by_the_command(
    one_paper: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # What its dossier looks like is told elsewhere, and takes longest.
    monkeypatch.setattr("templates.render.html", lambda *_: "<html lang=da><head><title>Sag</title></head>Sag</html>")
    target = tmp_path / "pakke.zip"
    one_paper.find()
    done("export", "--as", "parcel", "-o", target, folder=one_paper.folder)
    assert "as it was packed" in done("verify", target)
    assert "no parcel" in refused("verify", tmp_path)


def test_nothing_is_printed_from_evidence_that_was_changed_behind_the_back_of_the_case(case: Path) -> None:
    work = Workspace(case)
    original = work.store.original(work.store.document("kontrakt.txt").sha256)
    original.chmod(0o644)
    original.write_text("Ingen frist.", encoding="utf-8")
    said = refused("dossier", folder=case)
    assert "The evidence is not as it was taken in: The original of kontrakt.txt has been changed" in said
    assert "krav verify" in said and not (case / "out" / "dossier.pdf").exists()


def test_where_the_case_stands_is_read_from_the_dossier_for_as_long_as_that_is_true(
    printed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    built = Path(shutil.copytree(printed, tmp_path / "sag"))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", SAME_DAY["SOURCE_DATE_EPOCH"])

    def counted() -> dict[str, int]:
        work = Workspace(built)
        counts: dict[str, int] = casestatus.status(work, work.words)["counts"]
        compared = standing_open(work.breaches())
        assert {name: counts[name] for name in compared} == compared
        return compared

    before = counted()
    assert sum(before.values()) > 1
    with monkeypatch.context() as patch:
        patch.setattr(Workspace, "breaches", lambda _: pytest.fail("compared anew"))
        work = Workspace(built)
        assert before.items() <= casestatus.status(work, work.words)["counts"].items()
    breach = next(one for one in Workspace(built).breaches() if one.excuses)
    answer(Workspace(built).store, breach, breach.excuses[0].kind, "fails", "se referatet")
    assert sum(counted().values()) < sum(before.values())  # the dossier has not heard of it
    done("build", folder=built)
    answered = counted()
    data = built / "out" / "dossier.json"
    written = data.read_text(encoding="utf-8")
    data.write_text(json.dumps({**json.loads(written), "breaches": []}), encoding="utf-8")
    assert counted() == answered  # whoever has changed the file is not believed
