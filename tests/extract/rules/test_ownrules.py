"""The case's own rules: used beside ours, named as the case's, found anew when they change, answered with the line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from evidence.errors import KravError
from evidence.intake import take_in
from evidence.store import Store
from extract import store as findings_store
from extract.model import Label
from extract.rules import ownrules
from extract.rules.proofs import SIDES
from extract.rules.workbench import proved
from extract.secondreader.likeness import by_likeness
from tests.extract.rules.ownrule import RULE


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Store]:
    """A case with one letter, and the folder its own rules lie in."""
    (letter := tmp_path / "brev.txt").write_text("FlowJob lagde årerne den 3. maj 2010.\n", encoding="utf-8")
    folder = tmp_path / "sag"
    with Store.create(folder) as store:
        take_in(store, [letter], jobs=1)
        (folder / "rules").mkdir()
        yield store


def found(store: Store) -> list[tuple[str, ...]]:
    findings_store.find_new(store, SIDES)
    return [one.found_by for one in findings_store.findings(store) if not by_likeness(one)]


def test_an_own_rule_finds_beside_ours_and_is_named_as_the_cases(case: Store) -> None:
    assert found(case) == []
    (case.folder / "rules" / "egne.toml").write_text(RULE, encoding="utf-8")
    assert found(case) == [("case:baglaas",)]
    (case.folder / "rules" / "egne.toml").write_text(RULE.replace('"lagde årerne", ', ""), encoding="utf-8")
    assert found(case) == []


def test_an_own_list_takes_in_one_of_ours(case: Store) -> None:
    own = RULE.replace('"gik i fjæren"', '"{solve}"')
    (case.folder / "rules" / "egne.toml").write_text(own, encoding="utf-8")
    lists = ownrules.ready(ownrules.read_own(case.folder), SIDES).lists
    assert lists["fraser"] == ("lagde årerne", *lists["solve"])


def test_an_own_rule_is_held_to_its_proof(case: Store) -> None:
    file = case.folder / "rules" / "egne.toml"
    file.write_text(RULE, encoding="utf-8")
    (held,) = proved(["case:baglaas"], ownrules.read_own(case.folder), SIDES)
    assert (held.file, held.proofs, held.failures) == ("egne.toml", 2, ())
    file.write_text(RULE.replace("Cyklen", "Systemet"), encoding="utf-8")
    (failing,) = proved(["case:baglaas"], ownrules.read_own(case.folder), SIDES)
    assert ["Systemet lagde årerne" in str(one) for one in failing.failures] == [True]


@pytest.mark.parametrize(
    ("right", "wrong", "line", "said"),
    [
        ('label = "incident"', 'label = "hændelse"', 6, "one of promise, incident"),
        ('kind = "outage"', 'kind = "support"', 7, "«support» is no kind of incident"),
        ('why = "Sådan', 'grund = "Sådan', 8, "unknown field «grund»"),
        ('patterns = ["{system}', 'paterns = ["{system}', 9, "is it patterns"),
        ('["{system} … {fraser}"]', '"{system}"', 9, "a list of texts"),
        ("… {fraser}", "… {frasr}", 9, "no word list «frasr»"),
        ("{system} … {fraser}", "({system} … {fraser}", 9, "not closed"),
        ("finds =", 'measures = ["tid"]\nfinds =', 10, "no measure «tid»"),
        ("finds =", 'documents = ["kontrakt"]\nfinds =', 10, "documents is «kontrakt»"),
        ("finds =", 'factual = "ja"\nfinds =', 10, "«factual» is of the wrong sort"),
    ],
)
def test_a_wrong_own_rule_is_answered_with_file_line_and_remedy(
    case: Store, right: str, wrong: str, line: int, said: str
) -> None:
    assert right in RULE
    (case.folder / "rules" / "egne.toml").write_text(RULE.replace(right, wrong), encoding="utf-8")
    with pytest.raises(KravError) as raised:
        findings_store.find_new(case, SIDES)
    assert f"egne.toml, line {line}," in str(raised.value)
    assert said in str(raised.value)
    assert raised.value.advice.text


def test_a_list_named_as_one_of_ours_is_refused(case: Store) -> None:
    text = RULE.replace("fraser", "deliver")
    (case.folder / "rules" / "egne.toml").write_text(text, encoding="utf-8")
    with pytest.raises(KravError, match="word list «deliver»"):
        ownrules.read_own(case.folder)


def test_a_case_without_own_rules_uses_ours(tmp_path: Path) -> None:
    own = ownrules.read_own(tmp_path)
    assert own.fingerprint == ""
    assert {rule.label for rule in ownrules.ready(own, SIDES).rules} == set(Label)
