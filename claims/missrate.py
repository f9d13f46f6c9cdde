"""How much was overlooked, as a judged sample tells it: a share and its interval.

The sample is stratified by kind of document. The share is the strata's shares weighted by their sizes. The interval is
Wilson's (E. B. Wilson, Journal of the American Statistical Association 22 (1927), 209–212) with the sample's effective
size after Kish (1965), 1 / Σ W²/n, in the place of its size; the two are the same where every stratum is drawn in
proportion. That the population is finite is left out of account, which makes the interval wider, never narrower.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

#: The normal distribution's point for an interval of 95 per cent.
Z = Decimal("1.959963984540054")
T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stratum:
    """One kind of document in the sample."""

    population: int
    drawn: int
    missed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """Shares of one, with every digit they were computed with."""

    share: Decimal
    low: Decimal
    high: Decimal


def estimate(strata: Sequence[Stratum]) -> Estimate:
    """The share that was missed and its interval of 95 per cent. ValueError where a stratum has nothing drawn."""
    whole = Decimal(sum(one.population for one in strata))
    if not whole or any(not one.drawn for one in strata):
        raise ValueError("every stratum needs something drawn from it")
    weights = [Decimal(one.population) / whole for one in strata]
    share = sum((w * one.missed / one.drawn for w, one in zip(weights, strata, strict=True)), Decimal(0))
    size = 1 / sum((w * w / one.drawn for w, one in zip(weights, strata, strict=True)), Decimal(0))
    spread = Z * (share * (1 - share) / size + Z * Z / (4 * size * size)).sqrt()
    middle, scale = share + Z * Z / (2 * size), 1 + Z * Z / size
    low, high = (middle - spread) / scale, (middle + spread) / scale
    # The interval holds the share and lies between none and all; the last digit of the root may have it otherwise.
    return Estimate(share=share, low=min(share, max(Decimal(0), low)), high=max(share, min(Decimal(1), high)))


def allotted(sizes: Mapping[str, int], size: int) -> dict[str, int]:
    """How many to draw of each stratum: in proportion, largest remainders first, of each at least one.

    ValueError where the sample is smaller than there are strata.
    """
    whole = sum(sizes.values())
    if size >= whole:
        return dict(sizes)
    if size < len(sizes):
        raise ValueError("fewer than there are strata")
    drawn = {name: max(1, size * many // whole) for name, many in sizes.items()}
    # Rounding up to one may give too many: the largest strata yield.
    while sum(drawn.values()) > size:
        drawn[max(drawn, key=lambda name: (drawn[name], name))] -= 1
    rest = sorted(sizes, key=lambda name: (-(size * sizes[name] % whole), name))
    for name in [*rest, *rest]:
        if sum(drawn.values()) < size and drawn[name] < sizes[name]:
            drawn[name] += 1
    return drawn


def by_lot(ids: Mapping[str, T], seed: int, many: int) -> list[T]:
    """So many of them, in the order of SHA-256 of seed and id: anybody can draw the same again, with any tool."""
    order = sorted(ids, key=lambda one: hashlib.sha256(f"{seed}|{one}".encode()).hexdigest())
    return [ids[one] for one in order[:many]]
