"""Times to mend of several priorities in one sentence: each is a promise of its own, and no log row lacks its time."""

from __future__ import annotations

import pytest

from evidence.model import DocumentKind
from extract.model import Label
from tests.extract.conftest import Reader


def promised(read: Reader, text: str) -> list[tuple[str, str, str, str]]:
    """The priority, what is promised, and the time of each promise to mend."""
    found = (one.metric for one in read(text, DocumentKind.CONTRACT) if one.label is Label.PROMISE)
    return sorted((made.get("priority", ""), made["what"], made["value"], made["unit"]) for made in found)


FIX = [("A", "fix", "4", "hours"), ("B", "fix", "2", "working_days"), ("C", "fix", "20", "working_days")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Fejl i kategori A afhjælpes inden 4 timer, kategori B inden 2 arbejdsdage og C inden 20 arbejdsdage.",
         FIX),
        ("Fejl af kategori A afhjælpes inden 4 timer, B inden 2 arbejdsdage og C inden 20 arbejdsdage.", FIX),
        ("A-fejl skal være rettet inden for 4 timer; B-fejl inden for to arbejdsdage.", FIX[:2]),
        ("Leverandøren påbegynder fejlretning inden 30 minutter for A-fejl og 4 timer for B-fejl.",
         [("A", "response", "30", "minutes"), ("B", "response", "4", "hours")]),
        ("Leverandøren skal påbegynde afhjælpning af A-fejl inden 4 timer og have afhjulpet B-fejl inden 5 dage.",
         [("A", "response", "4", "hours"), ("B", "fix", "5", "days")]),
        ("Kritiske fejl afhjælpes inden 8 timer, alvorlige fejl inden 3 arbejdsdage.",
         [("alvorlig", "fix", "3", "working_days"), ("kritisk", "fix", "8", "hours")]),
        ("Supplier shall resolve Priority 1 incidents within 4 hours and Priority 2 incidents within 2 business days.",
         [("1", "fix", "4", "hours"), ("2", "fix", "2", "working_days")]),
        # One priority, whatever else lasts.
        ("Fejl i kategori A afhjælpes inden 4 timer i driftstiden, der er 10 timer om dagen.", FIX[:1]),
    ],
)  # fmt: skip
def test_each_priority_has_its_own_time(text: str, expected: list[tuple[str, str, str, str]], read: Reader) -> None:
    assert promised(read, text) == expected


def test_two_times_of_each_priority_are_to_begin_and_to_have_mended(read: Reader) -> None:
    first = "Prioritet 1: reaktion inden 30 minutter, løsning inden 4 timer; "
    text = first + "prioritet 2: reaktion inden 2 timer, løsning inden 2 dage."
    found = [one for one in read(text, DocumentKind.CONTRACT) if one.label is Label.PROMISE]
    assert [(one.metric["priority"], one.metric["value"], one.metric["fix_value"]) for one in found] == [
        ("1", "30", "4"), ("2", "2", "2"),
    ]  # fmt: skip
    assert found[1].quote == "prioritet 2: reaktion inden 2 timer, løsning inden 2 dage"
