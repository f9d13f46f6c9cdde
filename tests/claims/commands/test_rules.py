"""The rule workbench as a person meets it: proofs run, sentences tried, reasons given."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from click.testing import CliRunner

from claims.cli import cli
from evidence.errors import KravError
from evidence.model import DocumentKind
from extract.rules import workbench
from extract.rules.proofs import SIDES, failures
from extract.rules.rulefiles import Proof
from extract.rules.ruleset import RuleSet, own_rules, own_words, rule_set
from extract.rules.stops import WHY, Stop


def krav(*args: str) -> str:
    ran = CliRunner(env={"LC_ALL": "C.UTF-8"}).invoke(cli, list(args), catch_exceptions=False)
    assert ran.exit_code == 0
    return ran.output


def stops(text: str, kind: DocumentKind, rule: str, sender: str = "") -> tuple[Stop, ...]:
    """Why a rule makes nothing of a sentence."""
    (tried,) = workbench.tried(text, rule_set(SIDES), kind, sender=sender)
    return next(one.stops for one in tried.silent if one.rule.id == rule)


def test_a_sentence_tried_tells_what_is_found_who_says_it_and_when() -> None:
    said = krav("rules", "try", "Leverandøren skal levere modul 3 senest den 1. oktober 2021.", "--kind", "contract")
    assert "promise / delivery or readiness date ← frist.leverer" in said
    assert "strength: binding" in said
    assert "bound: the vendor" in said
    assert "time: by 1 October 2021 at the latest" in said
    (data,) = json.loads(krav("rules", "try", "Systemet har været nede siden maj 2010.", "--json"))
    assert [one["kind"] for one in data["findings"]] == ["outage"]
    assert data["findings"][0]["date_from"] == "2010-05-01"


@pytest.mark.parametrize(
    ("text", "kind", "rule", "why"),
    [
        ("Vil Systemhuset levere modul 3 senest den 1. oktober 2021?", DocumentKind.MAIL, "frist.leverer", Stop.ASKED),
        ("Hvis systemet går ned, ringer vi til leverandøren.", DocumentKind.MAIL, "nedbrud.verbum", Stop.SUPPOSED),
        ("Systemhuset skal levere modul 3.", DocumentKind.MAIL, "frist.leverer", Stop.MEASURE),
    ],
)
def test_a_rule_that_is_silent_says_why(text: str, kind: DocumentKind, rule: str, why: Stop) -> None:
    assert stops(text, kind, rule) == (why,)


def test_a_rule_for_another_kind_of_paper_says_so() -> None:
    of_contracts = next(rule for rule in own_rules() if rule.documents == (DocumentKind.CONTRACT,))
    seen = workbench.tried(of_contracts.finds[0].text, rule_set(SIDES), DocumentKind.PRESS)
    reasons = [silent.stops for tried in seen for silent in tried.silent if silent.rule.id == of_contracts.id]
    assert reasons
    assert all(Stop.PAPER in stopped for stopped in reasons)


def test_a_rule_that_lacks_one_word_names_it() -> None:
    (tried,) = workbench.tried("Vi vil levere en rapport.", rule_set(SIDES), DocumentKind.MAIL)
    lacking = [one for one in tried.silent if one.lacks]
    assert lacking
    for one in lacking:
        assert not one.stops
    assert "one of these would have to stand there: «" in krav("rules", "try", "Vi vil levere en rapport.")


def test_every_reason_has_its_words() -> None:
    assert set(WHY) == set(Stop)


def test_the_proof_of_one_rule_is_run_by_name() -> None:
    rule = own_rules()[0]
    data = json.loads(krav("rules", "test", rule.id, "--json"))
    assert data == {"rules": 1, "proofs": len(rule.finds) + len(rule.passes_by), "failures": []}
    with pytest.raises(KravError, match=rf"Did you mean .*{rule.id}"):
        krav("rules", "test", rule.id + "x")


def test_a_proof_that_fails_is_told_with_its_sentence() -> None:
    rule = replace(
        own_rules()[0], finds=(Proof(text="Katten sover."),), passes_by=(own_rules()[0].finds[0],)
    )
    said = [str(one) for one in failures(rule, RuleSet([rule], own_words(), SIDES))]
    assert said == [
        "does not find «Katten sover.»",
        f"finds «{own_rules()[0].finds[0].text}», which it says it passes by",
    ]
