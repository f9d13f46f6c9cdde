"""Low, main and high: every assumption given as a range moved alone, all at once, and drawn at random.

An assumption that bears on several heads is one: moved, or drawn, it moves them all together.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from claims.figures import ZERO, Figures, summed
from claims.loss.deducted import Deducted, Value
from claims.loss.ranges import Range, range_text, rests_on

if TYPE_CHECKING:
    from claims.model import LossItem, Uncertainty
    from templates.words import Words

#: Draws over all that is uncertain, and what they start from: the same each time, so that the page is.
DRAWS, SEED = 10_000, 2010
_WHOLE = Decimal(1)


class Spread:
    """The deductions of each head, kept as they were computed."""

    def __init__(self) -> None:
        self._heads: dict[str, Deducted] = {}

    def keep(self, head: str, deducted: Deducted) -> None:
        """Keep the deductions of a head."""
        self._heads[head] = deducted

    def uncertainty(self, losses: Sequence[LossItem], total: str, figures: Figures, words: Words) -> Uncertainty | None:
        """The spread of the sum of these heads, ``total`` being its figure; None: nothing in it is uncertain."""
        held = [self._heads[loss.id] for loss in losses if loss.id in self._heads]
        sure = summed(loss.net for loss in losses if loss.id not in self._heads)
        return _uncertainty(held, sure, total, "uncertainty.total_", words.say("The claim in all"), figures, words)


def uncertainty(deducted: Deducted, net: str, figures: Figures, words: Words) -> Uncertainty | None:
    """The spread of one head, ``net`` being its figure; None: nothing in it is uncertain."""
    return _uncertainty([deducted], ZERO, net, "uncertainty.", words.say("Loss"), figures, words)


def _uncertainty(
    held: Sequence[Deducted], sure: Decimal, base: str, step: str, name: str, figures: Figures, words: Words
) -> Uncertainty | None:
    from claims.model import Swing, Uncertainty

    ranged = list(dict.fromkeys(one for deducted in held for one in deducted.ranges))
    if not ranged:
        return None
    rests = [rests_on(one, words) for one in ranged]

    def net(value: Value) -> Decimal:
        return sum((deducted.net(value) for deducted in held), sure)

    def moved(which: Range, to: Decimal) -> Decimal:
        return net(lambda one: to if one == which else one.main)

    def figure(end: str, label: str, value: Decimal, formula: str) -> str:
        return figures.make(step + end, label, value, formula=formula, figures=[base], assumptions=rests).id

    low, high = net(lambda one: one.worst), net(lambda one: one.best)
    swings = [
        Swing(label=_label(one, words), low=moved(one, one.worst), high=moved(one, one.best),
              range_text=range_text(one, words))
        for one in ranged
    ]  # fmt: skip
    tenth, half, ninety = (one + sure.quantize(_WHOLE) for one in _drawn(held, ranged))
    return Uncertainty(
        low=low, main=net(lambda one: one.main), high=high,
        low_figure=figure("low", words.say("{name}, low", name=name), low,
                          words.say("every assumption at the end that leaves the least")),
        high_figure=figure("high", words.say("{name}, high", name=name), high,
                           words.say("every assumption at the end that leaves the most")),
        swings=tuple(sorted(swings, key=lambda one: (one.low - one.high, one.label))),
        p10=tenth, p50=half, p90=ninety,
        p50_figure=figure(
            "drawn", words.say("{name}, the middle of the draws", name=name), half,
            words.say("{draws} draws, each assumption from low over main to high (triangular, seed {seed})",
                      draws=words.number(DRAWS), seed=SEED),
        ),
        draws=DRAWS, seed=SEED,
    )  # fmt: skip


def _label(one: Range, words: Words) -> str:
    return words.say("{what}: from which day", what=one.what) if one.unit == "day" else one.what


def _drawn(held: Sequence[Deducted], ranged: Sequence[Range]) -> tuple[Decimal, ...]:
    """The sum at 10, 50 and 90 per cent of the draws, to the krone."""
    import numpy as np

    lot = random.Random(SEED)
    spans = [(float(one.low), float(one.high), float(one.main)) for one in ranged]
    place = {one: at for at, one in enumerate(ranged)}
    lots = np.array([[lot.triangular(*span) if span[1] > span[0] else span[2] for span in spans] for _ in range(DRAWS)])
    outcomes = np.zeros(DRAWS)
    for deducted in held:
        outcomes += deducted.about([lots[:, place[one]] for one in deducted.ranges])
    outcomes.sort()
    return tuple(Decimal(round(float(outcomes[DRAWS * share // 100]))).quantize(_WHOLE) for share in (10, 50, 90))
