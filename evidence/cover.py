"""Whether a place lies in one of many stretches of a text, told in the time of a look-up."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable


def covering(stretches: Iterable[tuple[int, int]]) -> Callable[[int], bool]:
    """What tells of a place whether one of these stretches (start, end) holds it; they may lie in one another."""
    starts: list[int] = []
    ends: list[int] = []
    for start, end in sorted(stretches):
        if ends and start <= ends[-1]:
            ends[-1] = max(ends[-1], end)
        else:
            starts.append(start)
            ends.append(end)

    def covered(place: int) -> bool:
        at = bisect_right(starts, place) - 1
        return at >= 0 and place < ends[at]

    return covered
