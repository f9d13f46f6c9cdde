"""What is asked first, to save work, never changes what is found: each short cut beside the long way round."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence.model import DocumentKind
from extract.days import dates
from extract.finder import find_with
from extract.folding import folded
from extract.lexicon import one_of
from extract.model import Label
from extract.rules.patterns import NUMBER, Need, compile_pattern
from extract.rules.ruleset import own_rules, own_words, rule_set
from extract.rules.screen import Index, Words, condition
from tests.extract.conftest import SIDES, paper, screened, unscreened

SAID = [proof.text for rule in own_rules() for proof in (*rule.finds, *rule.passes_by)]
#: What stands in lists of words: a word, or two with one space between.
_WORDS = st.lists(st.text("ab", min_size=1, max_size=2), min_size=1, max_size=2).map(" ".join)


@given(st.lists(_WORDS, min_size=1, max_size=6), st.text("ab ", max_size=12))
def test_words_that_begin_alike_are_tried_together_with_the_same_end(choices: list[str], text: str) -> None:
    longest_first = sorted(set(choices), key=lambda word: (-len(word), word))
    plain = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in longest_first)
    for frame in ("(?:{})", r"(?<!\w)(?:{})(?!\w)"):
        either, one_by_one = re.compile(frame.format(one_of(choices))), re.compile(frame.format(plain))
        assert [m.span() for m in either.finditer(text)] == [m.span() for m in one_by_one.finditer(text)]


@pytest.mark.parametrize(
    "name", ["not", "not_really", "hedge", "hedge_not", "might", "if", "happened", "open_question"]
)
def test_a_list_of_words_stands_where_its_expression_does(name: str) -> None:
    pattern = compile_pattern("{" + name + "}", own_words())
    listed, expression = Words(pattern), re.compile(pattern.regex)
    for text in map(folded, SAID[::5]):
        assert [m.span() for m in listed.finditer(text)] == [m.span() for m in expression.finditer(text)]
        cut = (len(text) // 3, 2 * len(text) // 3)  # often in the middle of a word
        assert [m.span() for m in listed.finditer(text, *cut)] == [m.span() for m in expression.finditer(text, *cut)]


def test_a_list_that_may_begin_inside_a_word_is_refused() -> None:
    with pytest.raises(ValueError, match="inside a word"):
        Words(compile_pattern("nede/*fejl", {}))


@given(st.text("abc1", min_size=1, max_size=6), st.lists(st.text("abc", min_size=1, max_size=3), max_size=5))
def test_the_needs_of_a_word_are_those_that_stand_in_it(word: str, literals: list[str]) -> None:
    needs = {Need(one, left, right) for one in literals for left in (False, True) for right in (False, True)} | {NUMBER}
    met = list(Index(needs).met_by(word))
    assert set(met) == {need for need in needs if need.stands_in(word)}
    assert len(met) == len(set(met))


def test_a_word_of_a_million_letters_costs_no_more_than_its_letters() -> None:
    needs = [Need("nede", False, True), Need("brud", True, False)]
    assert [need.literal for need in Index(needs).met_by("nede" + 1_000_000 * "x" + "brud")] == ["nede", "brud"]


def test_a_sentence_is_looked_through_for_dates_only_where_it_may_hold_one(monkeypatch: pytest.MonkeyPatch) -> None:
    def read() -> list[list[tuple[int, int, str]]]:
        return [
            [(one.start, one.end, one.precision) for one in dates.written_dates(text, date(2012, 3, 4))]
            for text in said
        ]

    said = [*SAID[::3], "Nytår, årets udgang og year-end.", "Inden jul og før sommerferien.", "I Q3 og 2. halvår i år."]
    quickly = read()
    for gate in ("_DIGIT", "_A_MONTH", "_A_STRETCH"):
        monkeypatch.setattr(dates, gate, re.compile(""))
    assert quickly == read()
    assert sum(map(len, quickly)) > 100


def test_a_word_broken_at_the_end_of_a_line_is_seen_from_afar() -> None:
    text = "Der var møde.\n\nDen 4. maj 2010 op-\nstod et ned-\nbrud.\n\nDer var kaffe."
    document, page = paper(text, DocumentKind.MAIL)
    assert [one.label for one in find_with(rule_set(SIDES), document, [page])] == [Label.INCIDENT]


_KONTROL = Path(__file__).parents[1] / "kontrol.txt"
CONTROL = [block for block in _KONTROL.read_text(encoding="utf-8").split("\n\n") if block]
DEMO = Path(__file__).parents[3] / "claims" / "demo" / "documents"


@settings(max_examples=10, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from([*SAID, *CONTROL]), st.sampled_from([" ", "\n", "\n\n", "\n- "])), max_size=25)
)
def test_among_other_sentences_the_same_is_found_with_and_without_the_screen(pieces: list[tuple[str, str]]) -> None:
    text = "".join(piece + joint for piece, joint in pieces)
    document, page = paper(text, DocumentKind.OTHER, date(2012, 6, 1))
    assert screened(document, page) == unscreened(document, page)


@pytest.mark.parametrize(
    "path", sorted([*DEMO.glob("*.txt"), *DEMO.rglob("*.eml"), *DEMO.glob("*.html")]), ids=lambda path: path.name
)
def test_in_the_papers_of_the_sample_the_same_is_found_with_and_without_the_screen(path: Path) -> None:
    document, page = paper(path.read_text(encoding="utf-8", errors="replace"), DocumentKind.OTHER, date(2012, 6, 1))
    assert screened(document, page) == unscreened(document, page)


_PLAIN = (
    "nede", "nede*", "*nede", "*ne*", "gik ned", "(gik ned/brud*)", "{some}", "§ #", "nede/*brud/§ #", "[helt] nede",
    "#", "gik … ned",
)  # fmt: skip
_SAID = ("nede", "nedefra", "system-nede", "gik", "ned", "brud", "nedbrud", "§", "7", "helt", "a-brud,", "x")


@given(
    st.lists(st.sampled_from(_PLAIN), min_size=1, max_size=3),
    st.lists(st.sampled_from(_SAID), max_size=6).map(" ".join),
)
def test_a_condition_stands_where_its_expressions_do(sources: list[str], text: str) -> None:
    lists = {"some": ("nede", "gik i sort", "*brud")}
    expected = any(re.search(compile_pattern(source, lists).regex, text) for source in sources)
    assert condition(sources, lists).stands_in(text) is expected


def test_a_pattern_that_begins_with_any_word_is_looked_for_at_every_word() -> None:
    asked = condition(["* nede"], {})
    assert [asked.stands_in(text) for text in ("systemet nede", "nede", "nede systemet")] == [True, False, False]
