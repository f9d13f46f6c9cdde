"""The pattern language: what each sign means, and that the screen's needs are truly needed."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.errors import KravError
from extract.folding import fold, small
from extract.rules.patterns import compile_pattern, words_and_pairs

LISTS = {"vendor": ["leverandøren", "systemhuset a/s"], "nothing": []}


def matches(pattern: str, text: str) -> bool:
    return re.search(compile_pattern(pattern, LISTS).regex, fold(text).text) is not None


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("leverandøren skal", "Leverandøren skal levere"),
        ("skal/må", "Det må ikke ske"),
        ("nedbrud*", "To nedbruddene"),
        ("*fejl", "en programfejl"),
        ("*problemer", "it-problemer"),
        ("{vendor} skal", "Systemhuset A/S skal"),
        ("{vendor} skal … levere*", "Leverandøren skal inden for rimelig tid levere modulet"),
        ("skal …… levere", "skal, hvis Kunden beder om det, levere"),
        ("senest # dage", "senest 30 dage"),
        ("(gik ned/brød sammen)", "Serveren brød sammen."),
        ("er [nu/igen] nede", "Det er nu nede"),
        ("er [nu/igen] nede", "Det er nede"),
        ("klar til", "klar «til» drift"),
        ("24\\/7", "døgnet rundt 24/7"),
        ("doku* mangler", "Doku-\nmentationen mangler"),
        ("drift* er", "drift\u00adsproblemet er"),
        ("systemet gik ned", "SYSTEMET\n   gik ned"),
    ],
)
def test_it_matches(pattern: str, text: str) -> None:
    assert matches(pattern, text)


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("fejl", "fejlen"),
        ("fejl*", "programfejl"),
        ("skal … levere", "skal, som aftalt, levere"),
        ("skal … levere", "skal a b c d e f g h i levere"),
        ("skal …2 levere", "skal a b c levere"),
        ("skal …… levere", "skal; levere"),
        ("{nothing}", "intet"),
        ("drifts pligt", "drifts- og pligt"),
    ],
)
def test_it_passes_by(pattern: str, text: str) -> None:
    assert not matches(pattern, text)


@pytest.mark.parametrize(
    "pattern",
    ["", "… levere", "levere …", "(a/b", "a)", "{unknown}", "[a]", "a … [b]", "a/", "a } b", "a {"],
)
def test_what_cannot_be_read_is_refused_with_its_own_words(pattern: str) -> None:
    with pytest.raises(KravError) as raised:
        compile_pattern(pattern, LISTS)
    assert "docs/findings.md" in str(raised.value)


@given(st.text(alphabet="aåæø bBÅİß-\u00ad\n\t,.", max_size=60))
def test_folding_keeps_every_place(text: str) -> None:
    assert len(small(text)) == len(text)
    folded = fold(text)
    assert len(folded.places) == len(folded.text) + 1
    for place, char in zip(folded.places, folded.text, strict=False):
        assert char == (" " if text[place].isspace() else small(text[place]))


@given(
    st.lists(
        st.sampled_from(["leverandøren", "skal", "inden", "fejlen", "programfejl", "nedbruddet", "og", "drift"]),
        max_size=9,
    )
)
def test_a_match_always_holds_one_of_the_needed_words(tokens: list[str]) -> None:
    text = " ".join(tokens)
    for source in ("{vendor} skal", "*fejl* … drift", "nedbrud*/drift", "(og drift/skal inden)", "skal inden"):
        pattern = compile_pattern(source, LISTS)
        words = words_and_pairs(text)
        if re.search(pattern.regex, text):
            assert pattern.needs
            assert all(any(need.stands_in(word) for need in needs for word in words) for needs in pattern.needs)


def test_a_name_of_the_case_is_taken_whole() -> None:
    """«Nordby» is a short name of «Nordby Systemer A/S», and «Systemer» no verb of what it does."""
    lists = {"vendor": ["nordby", "nordby systemer", "nordby systemer a/s"]}
    does = re.compile(compile_pattern("{vendor} *er", lists).regex)
    assert does.search(fold("Nordby Systemer A/S leverer modulet").text)
    assert does.search(fold("Nordby leverer modulet").text)
    assert not does.search(fold("For Nordby Systemer A/S").text)
    assert not does.search(fold("Nordby Systemer A/S har afvist kravet").text)


def test_a_pattern_is_read_with_the_lists_it_is_given_each_time() -> None:
    for names in (["leverandøren"], ["datahuset"], []):
        text = compile_pattern("{vendor} skal", {"vendor": names}).regex
        assert [one for one in ("leverandøren", "datahuset") if re.search(text, f"{one} skal")] == names
    with pytest.raises(KravError, match="vendor"):
        compile_pattern("{vendor} skal", {})
