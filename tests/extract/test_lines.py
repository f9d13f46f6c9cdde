"""Lines: an expression that begins with one is found at their beginnings as anywhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.model import DocumentKind
from extract import attributes, parts
from extract.days import daybook
from extract.lines import at_lines
from extract.tables import requirements
from extract.voices import attendance, debate, labels, posted
from tests.extract.conftest import paper, screened

DEMO = Path(__file__).parents[2] / "claims" / "demo" / "documents"


@pytest.mark.parametrize("regex", ["^a", "^ *a+$", "^a*$", "^(?:a|b\n)+", "^[^\n]*\n(?:b[^\n]*\n?){1,2}"])
@given(text=st.text("ab \n", max_size=40))
def test_what_begins_with_a_line_is_found_at_their_beginnings(regex: str, text: str) -> None:
    expression = re.compile(regex, re.MULTILINE)
    assert [m.span() for m in at_lines(expression, text)] == [m.span() for m in expression.finditer(text)]


def test_all_that_is_looked_for_so_begins_with_a_line(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = set[str]()

    def beside(expression: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
        asked.add(expression.pattern)
        found = list(at_lines(expression, text))
        assert [m.span() for m in found] == [m.span() for m in expression.finditer(text)]
        return iter(found)

    for module in (attendance, attributes, daybook, debate, parts, posted, requirements, labels):
        monkeypatch.setattr(module, "at_lines", beside)
    for path in sorted([*DEMO.glob("*.txt"), *DEMO.rglob("*.eml")]):
        for kind in (DocumentKind.OTHER, DocumentKind.MINUTES):
            screened(*paper(path.read_text(encoding="utf-8", errors="replace"), kind, date(2012, 6, 1)))
    assert len(asked) > 12
