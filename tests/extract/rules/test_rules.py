"""Every rule's own proof, and what holds for the rule files as a whole."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from evidence.errors import KravError
from extract.folding import fold
from extract.model import KINDS, Label, Party, Sides
from extract.rules import proofs
from extract.rules.rulefiles import BY_TOPIC, Rule, line_of, read_rules
from extract.rules.ruleset import RuleSet, own_rules, own_words


@pytest.mark.parametrize("rule", own_rules(), ids=lambda rule: rule.id)
def test_a_rule_finds_what_it_says_and_passes_by_what_it_says(rule: Rule) -> None:
    assert list(proofs.failures(rule)) == []


def test_every_rule_brings_hits_and_near_misses() -> None:
    assert [rule.id for rule in own_rules() if len(rule.finds) < 2 or len(rule.passes_by) < 2] == []
    assert sum(len(rule.finds) + len(rule.passes_by) for rule in own_rules()) >= 600


def test_every_kind_of_finding_has_a_rule() -> None:
    covered = {(rule.label, rule.kind) for rule in own_rules()}
    for label, kinds in KINDS.items():
        wanting = [kind for kind in kinds if (label, kind) not in covered]
        assert wanting == [] or (
            label is Label.PROMISE and (label, BY_TOPIC) in covered and wanting == ["functionality"]
        )


def test_the_screen_loses_no_hit() -> None:
    """Whatever a rule matches without the screen, the screen would have let through."""
    rules = proofs._rules()
    # Every rule without the screen on every sentence takes a minute; that each finds its own is told by its proof.
    for proof in [proof for rule in own_rules() for proof in (*rule.finds, *rule.passes_by)][::5]:
        text = fold(proof.text).text
        let_through = {compiled.rule.id for compiled, _ in rules.matches(text)}
        matched = {one.rule.id for one in rules.compiled
                   if one.holds(text) and any(pattern.expression.search(text) for pattern in one.patterns)}  # fmt: skip
        assert matched == let_through, proof.text


def test_a_sentence_without_any_word_of_the_rules_costs_nothing() -> None:
    assert proofs._rules().matches("katten sover på sofaen") == []


@pytest.mark.parametrize(
    ("written", "named"),
    [
        (
            'id = "x"\nlabel = "promise"\nkind = "outage"\nwhy = "y"\npatterns = ["a"]\n'
            'finds = ["a"]\npasses_by = ["b"]',
            "outage",
        ),
        ('id = "x"\nlabel = "promise"\nkind = "support"', "why"),
        (
            'id = "x"\nlabel = "promise"\nkind = "support"\nwhy = "y"\npatterns = ["a"]\n'
            'finds = [{document = "mail"}]\npasses_by = ["b"]',
            "line 7",
        ),
        ('id = "x', "TOML"),
        ('id = "x"\nlabel = "promise"\nkind = "support"\nwhy = "y"\npaterns = ["a"]', "paterns"),
    ],
)
def test_a_rule_that_is_wrong_is_named_with_its_file(tmp_path: Path, written: str, named: str) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(f"[[rule]]\n{written}\n", encoding="utf-8")
    with pytest.raises(KravError) as raised:
        read_rules([file])
    assert "mine.toml" in str(raised.value)
    assert named in str(raised.value)


def test_two_rules_of_one_name_are_refused_with_the_line_of_the_second(tmp_path: Path) -> None:
    rule = (
        '[[rule]]\nid = "x"\nlabel = "promise"\nkind = "support"\nwhy = "y"\npatterns = ["a"]\n'
        'finds = ["a"]\npasses_by = ["b"]\n'
    )
    (tmp_path / "mine.toml").write_text(rule * 2, encoding="utf-8")
    with pytest.raises(KravError, match=r"line 9.*stands in mine\.toml already"):
        read_rules([tmp_path / "mine.toml"])


def test_a_pattern_that_cannot_be_read_names_its_rule(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(
        '[[rule]]\nid = "min.regel"\nlabel = "promise"\nkind = "support"\nwhy = "y"\n'
        'patterns = ["(uden ende"]\nfinds = ["a"]\npasses_by = ["b"]\n',
        encoding="utf-8",
    )
    with pytest.raises(KravError, match=r"min\.regel.*uden ende"):
        RuleSet(read_rules([file]), own_words(), proofs.SIDES)


def test_a_field_that_is_like_none_is_named_and_no_other_is_guessed(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text('[[rule]]\nid = "x"\nqqqq = 1\n', encoding="utf-8")
    with pytest.raises(KravError, match=r"line 3.*unknown field «qqqq»[.]"):
        read_rules([tmp_path / "mine.toml"])


def test_a_fault_is_placed_in_its_own_rule_and_no_later_one(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text('[[rule]]\nid = "x"\n[[rule]]\nlabel = "promise"\n', encoding="utf-8")
    assert [line_of(tmp_path / "mine.toml", number, "label") for number in (1, 2)] == [1, 4]


def test_a_rule_that_reads_its_proof_otherwise_than_it_says_is_told_with_both() -> None:
    rule = next(one for one in own_rules() if one.id == "pligt.skal")
    said = replace(rule.finds[0], expects={"bound": "nobody"})
    (wrong,) = proofs.failures(replace(rule, finds=(said,), passes_by=()))
    assert "not «nobody»" in str(wrong)


def test_without_words_of_the_cases_own_a_topic_is_read_as_it_stands() -> None:
    none = Party(names=())
    alone = RuleSet(own_rules()[:1], own_words(), Sides(customer=none, vendor=none, system=none))
    assert alone.topic("udbetalingen af ydelser standser") == proofs._rules().topic("udbetalingen af ydelser standser")
