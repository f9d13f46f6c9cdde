"""Every character of the evidence is on the page: shown, written by its number, or nothing where it is nothing."""

from __future__ import annotations

import pytest

from templates.typeface import showable


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Sagen er lukket", "Sagen er lukket"),
        ("Tak \U0001f600", "Tak [U+1F600]"),
        ("\ufeffårsrapport\u2060", "årsrapport"),
        ("drift/\u200bsupport", "drift/\u200bsupport"),  # a place where the line may break
    ],
)
def test_a_character_is_shown_or_named(text: str, shown: str) -> None:
    assert showable(text) == shown
