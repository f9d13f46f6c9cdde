"""Many rows, words and pairs read in one go are what they are one by one."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.folding import folded, folded_each
from extract.rules import screen as screens
from extract.rules.rows import Numbering, Rows, numbers, once
from extract.rules.ruleset import rule_set
from extract.rules.running import END, SIGNS, Pairs, running
from tests.extract.conftest import SIDES

_WORD = st.text("ab", min_size=1, max_size=2)


@given(st.lists(st.lists(st.integers(0, 9), max_size=3), min_size=1, max_size=5), st.data())
def test_rows_come_one_after_the_other_with_where_they_were_asked_for(
    rows: list[list[int]], data: st.DataObject
) -> None:
    wanted = data.draw(st.lists(st.integers(0, len(rows) - 1), max_size=6))
    values, places = Rows(rows).of(numbers(wanted))
    assert list(zip(places.tolist(), values.tolist(), strict=True)) == [
        (place, value) for place, row in enumerate(wanted) for value in rows[row]
    ]


@given(st.lists(st.integers(-5, 5)))
def test_values_come_once_and_in_order(values: list[int]) -> None:
    assert once(numbers(values)).tolist() == sorted(set(values))


@given(st.sets(st.tuples(_WORD, _WORD), max_size=4), st.lists(st.lists(st.sampled_from(["a", "b", "ab", ",", ";"]))))
def test_pairs_are_found_where_they_run_in_one_sentence(pairs: set[tuple[str, str]], said: list[list[str]]) -> None:
    held = Pairs(pairs)
    known: list[int] = []
    numbering = Numbering[str](lambda word: known.append(held.number(word)))
    numbering.of(SIGNS)
    words = running([" ".join(one) for one in said])
    tokens, sentence = words.numbered(numbering)
    which, stands = held.found(numbers(known)[tokens], tokens, sentence)
    plain = [[word for word in one if word.isalpha()] for one in said]
    assert list(zip(stands.tolist(), map(held.pairs.__getitem__, which.tolist()), strict=True)) == [
        (at, pair) for at, one in enumerate(plain) for pair in pairwise(one) if pair in pairs
    ]
    assert words.tokens.count(END) == len(said)


@given(st.lists(st.text("aBÆ -\n­\tİ.", min_size=1).map(str.strip).filter(bool)))
def test_texts_are_folded_together_as_one_by_one(texts: list[str]) -> None:
    assert folded_each(texts) == list(map(folded, texts))


def test_words_that_were_forgotten_are_learnt_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    text = folded("Den 4. maj 2010 var systemet nede i fire timer, og sagsbehandlerne kunne ikke arbejde.")
    rules = rule_set(SIDES)
    found = [compiled.rule.id for compiled, _ in rules.matches(text)]
    monkeypatch.setattr(screens, "MANY", 0)
    assert found == [compiled.rule.id for compiled, _ in rules.matches(text)] != []
