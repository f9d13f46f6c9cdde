"""Texts are looked through for a word first, and only then by the expression that cannot be met without it."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.loss import contractend
from extract import arriving, modules
from extract.folding import fold, folded, has_any
from extract.papers import objecting, reach

ASKED_FIRST = [
    (reach._WITHOUT_PREJUDICE, reach._SETTLING),
    (modules._NAMED, modules._STEMS),
    (arriving._ARRIVED, arriving._COMING),
    (objecting._NAMES_MINUTES, objecting._RECORDS),
    (contractend._ENDS, contractend._ENDINGS),
]


@pytest.mark.parametrize(("expression", "stems"), ASKED_FIRST)
@settings(max_examples=50, deadline=None)
@given(data=st.data())
def test_whatever_an_expression_meets_has_one_of_the_words_that_are_asked_for_first(
    expression: re.Pattern[str], stems: Sequence[str], data: st.DataObject
) -> None:
    assert has_any(stems, data.draw(st.from_regex(expression)))


def test_a_word_is_seen_in_letters_of_any_size_and_inside_another() -> None:
    assert has_any(("ophæv", "opsig"), "AFTALEN OPHÆVES HERMED")
    assert has_any(("judic",), "Uden præjudice")
    assert not has_any(("opsig",), "Aftalen ophører")


@given(text=st.text(st.sampled_from("aÅæß 1-‐­\n\t>»«“.Iİ"), max_size=40))
def test_a_folded_text_is_the_same_with_its_places_and_without(text: str) -> None:
    assert folded(text) == fold(text).text
