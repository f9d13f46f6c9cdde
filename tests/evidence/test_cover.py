"""Which places of a text lie in one of many stretches."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from evidence.cover import covering


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30))))
def test_a_place_is_covered_where_any_stretch_holds_it(stretches: list[tuple[int, int]]) -> None:
    covered = covering(stretches)
    assert [covered(at) for at in range(32)] == [any(start <= at < end for start, end in stretches) for at in range(32)]
