"""Rows of numbers of unequal length, many read in one go, and numbers for what is asked for again and again."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Hashable, Iterable
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

K = TypeVar("K", bound=Hashable)
#: So many things are numbered at most before all are forgotten.
MANY = 200_000
Numbers = NDArray[np.int64]


def numbers(held: Iterable[int]) -> Numbers:
    """These numbers as an array."""
    return np.fromiter(held, np.int64)


def once(values: Numbers) -> Numbers:
    """Each of these values once, in order; on some thousands of them several times as fast as ``np.unique``."""
    values = np.sort(values)
    fresh = np.ones(len(values), bool)
    fresh[1:] = values[1:] != values[:-1]
    return values[fresh]


class Rows:
    """Rows end to end, named by their numbers from 0; grows by a row at a time."""

    def __init__(self, rows: Iterable[Iterable[int]] = ()) -> None:
        self._values, self._edges = array("q"), array("q", [0])
        for row in rows:
            self.add(row)

    def add(self, row: Iterable[int]) -> None:
        """Keep one more row."""
        self._values.extend(row)
        self._edges.append(len(self._values))

    def of(self, wanted: Numbers) -> tuple[Numbers, Numbers]:
        """The values of these rows one after the other, and at which place of ``wanted`` the row of each stands."""
        if not self._values:
            return numbers(()), numbers(())
        values, edges = np.frombuffer(self._values, np.int64), np.frombuffer(self._edges, np.int64)
        first = edges[wanted]
        sizes = edges[wanted + 1] - first
        place = np.repeat(np.arange(len(wanted)), sizes)
        return values[np.arange(len(place)) + np.repeat(first - np.cumsum(sizes) + sizes, sizes)], place


class Numbering(dict[K, int]):
    """Numbers from 0 in the order things are first asked for; whoever keeps rows of them hears of each new one."""

    def __init__(self, hear: Callable[[K], object]) -> None:
        super().__init__()
        self._hear = hear

    def __missing__(self, new: K) -> int:
        self._hear(new)
        number = self[new] = len(self)
        return number

    def of(self, things: Iterable[K]) -> Numbers:
        """The number of each of these."""
        return numbers(map(self.__getitem__, things))
