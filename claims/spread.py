"""Low, main and high of the claim as a whole: every uncertain deduction of every head at once, each drawn once.

A deduction that bears on several heads is one assumption: moved, or drawn, it moves them all together.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from claims.deductions import DRAWS, SEED, WHOLE, Deducted, DeductionInput, assumption, range_text
from claims.figures import ZERO, Figures

if TYPE_CHECKING:
    from claims.model import LossItem, Uncertainty
    from templates.words import Words


class Spread:
    """The deductions of each head, kept as they were computed."""

    def __init__(self) -> None:
        self._heads: dict[str, Deducted] = {}

    def keep(self, head: str, deducted: Deducted) -> None:
        """Keep the deductions of a head."""
        self._heads[head] = deducted

    def uncertainty(self, losses: Sequence[LossItem], total: str, figures: Figures, words: Words) -> Uncertainty | None:
        """The spread of the sum of these heads, ``total`` being its figure; None: nothing in it is uncertain."""
        from claims.model import Swing, Uncertainty

        held = [self._heads[loss.id] for loss in losses if loss.id in self._heads]
        sure = sum((loss.net for loss in losses if loss.id not in self._heads), ZERO)
        ranged = list(dict.fromkeys(one for deducted in held for one in deducted.given if one.uncertain))
        if not ranged:
            return None

        def net(value: Callable[[DeductionInput], Decimal]) -> Decimal:
            return sum((deducted.net([value(one) for one in deducted.given]) for deducted in held), sure)

        def moved(which: DeductionInput, end: int) -> Decimal:
            return net(lambda one: one.ends[end] if one == which else one.main)

        def figure(step: str, label: str, value: Decimal, formula: str) -> str:
            rests = [assumption(one, words) for one in ranged]
            return figures.make(step, label, value, formula=formula, figures=[total], assumptions=rests).id

        low, high = net(lambda one: one.ends[1]), net(lambda one: one.ends[0])
        swings = [
            Swing(label=one.what, low=moved(one, 1), high=moved(one, 0), range_text=range_text(one, words))
            for one in ranged
        ]
        tenth, half, ninety = (one + sure.quantize(WHOLE) for one in _drawn(held, ranged))
        every = words.say("every uncertain deduction at its highest")
        none = words.say("every uncertain deduction at its lowest")
        drawn = words.say("{draws} draws, each deduction from low over main to high (triangular, seed {seed})",
                          draws=DRAWS, seed=SEED)  # fmt: skip
        return Uncertainty(
            low=low, main=net(lambda one: one.main), high=high,
            low_figure=figure("uncertainty.total_low", words.say("The claim in all, low"), low, every),
            high_figure=figure("uncertainty.total_high", words.say("The claim in all, high"), high, none),
            swings=tuple(sorted(swings, key=lambda one: (one.low - one.high, one.label))),
            p10=tenth, p50=half, p90=ninety,
            p50_figure=figure("uncertainty.total_drawn", words.say("The claim in all, the middle of the draws"), half,
                              drawn),
            draws=DRAWS, seed=SEED,
        )  # fmt: skip


def _drawn(held: Sequence[Deducted], ranged: Sequence[DeductionInput]) -> tuple[Decimal, ...]:
    """The sum at 10, 50 and 90 per cent of the draws, to the krone."""
    lot = random.Random(SEED)
    spans = [(float(one.ends[0]), float(one.ends[1]), float(one.main)) for one in ranged]
    place = {one: at for at, one in enumerate(ranged)}
    wanted = [[(place.get(one), float(one.main)) for one in deducted.given] for deducted in held]
    outcomes = []
    for _ in range(DRAWS):
        lots = [lot.triangular(low, high, mode) if high > low else mode for low, high, mode in spans]
        outcomes.append(
            sum(
                deducted.about([main if at is None else lots[at] for at, main in each])
                for deducted, each in zip(held, wanted, strict=True)
            )
        )
    outcomes.sort()
    return tuple(Decimal(round(outcomes[DRAWS * share // 100])).quantize(WHOLE) for share in (10, 50, 90))
