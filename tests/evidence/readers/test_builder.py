"""What readers share: text that can be stored and searched, with marks where the pieces stand."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from evidence.model import MarkKind
from evidence.readers import TextBuilder, clean, searchable


def test_words_are_written_as_one_would_search_for_them() -> None:
    assert searchable("leveran\u00addør") == "leverandør"
    assert searchable("\ufb01nder a\u030a") == "finder å"
    assert searchable("e\u200bt") == "et"


@given(st.text(st.characters()))
def test_whatever_is_cleaned_can_be_stored(text: str) -> None:
    assert "\0" not in clean(text)
    clean(text).encode("utf-8")
    assert clean(clean(text)) == clean(text)


@given(st.lists(st.text(max_size=12), max_size=12))
def test_marks_stand_over_what_was_written(pieces: list[str]) -> None:
    builder = TextBuilder()
    places = [(searchable(piece), builder.block(piece)) for piece in pieces]
    page = builder.page()
    for said, (start, end) in places:
        assert page.text[start:end] == said
    assert all(mark.kind is MarkKind.BLOCK and mark.start < mark.end for mark in page.marks)


def test_a_row_after_words_begins_a_line_of_its_own() -> None:
    builder = TextBuilder()
    builder.write("Frister")
    builder.row(["Prioritet 1", "4 timer"], 1)
    assert builder.page().text == "Frister\nPrioritet 1\t4 timer\n"
