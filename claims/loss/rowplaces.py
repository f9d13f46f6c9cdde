"""Where rows of the municipality's tables stand: as they are ordered, and as it is told of many."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from itertools import groupby

from claims.model import LedgerPlace

#: So many stretches of rows are named; the amount and the count that are told with them are of all.
_STRETCHES = 8


def stand_at(place: LedgerPlace) -> tuple[int, str, str, int]:
    """The place as it is ordered on paper."""
    return place.exhibit, place.document, place.sheet, place.row


def stretches(numbers: Iterable[int]) -> list[str]:
    """«2–5», «9»: rising numbers, neighbours together."""
    runs = [[one for _, one in run] for _, run in groupby(enumerate(numbers), lambda pair: pair[1] - pair[0])]
    return [f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs]


def places(rows: Iterable[LedgerPlace]) -> str:
    """«refusion.xlsx 2–5, 9»: where the rows stand, neighbours together."""
    found: dict[tuple[int, str, str], list[int]] = defaultdict(list)
    for exhibit, document, sheet, row in sorted({stand_at(place) for place in rows}):
        found[exhibit, document, sheet].append(row)
    sheets = {(exhibit, document) for exhibit, document, _ in found}
    said, left = [], _STRETCHES
    for (_, document, sheet), numbers in found.items():
        runs = stretches(numbers)
        shown = runs[:left]
        left -= len(shown)
        if len(runs) > len(shown):
            shown.append("…")
        named = document if len(found) == len(sheets) else f"{document}, {sheet}"
        said.append(f"{named} {', '.join(shown)}")
        if not left:
            break
    return "; ".join(said)
