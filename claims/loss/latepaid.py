"""Interest on what was paid late: it has come off the claim, and carried interest until the day it was paid.

A payment is taken to be of the principal. What was received before interest began to run carries none.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from claims.figures import summed
from claims.lawtables import Confirmation
from claims.loss import interest
from claims.loss.interest import InterestTerms

if TYPE_CHECKING:
    from claims.figures import Figures
    from claims.model import Deduction, Interest, LossItem
    from templates.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class LatePaid:
    """An amount in kr. with the terms of its interest and the day it was paid; the figures it was made from."""

    what: str
    amount: Decimal
    terms: InterestTerms
    paid: date
    figures: tuple[str, ...]


def come_off(losses: Iterable[LossItem], terms: InterestTerms) -> list[LatePaid]:
    """What came off the heads claimed and was received after interest had begun to run on the claim."""
    start = interest.start_day(terms).day
    off: dict[tuple[str, date], list[Deduction]] = defaultdict(list)
    for one in (one for loss in losses for one in loss.deductions if one.amount):
        if one.paid and one.paid > start:
            off[one.label, one.paid].append(one)  # one payment, whichever heads bore it
    return [
        LatePaid(what=what, amount=summed(one.amount for one in borne), terms=terms, paid=day,
                 figures=tuple(one.figure for one in borne))
        for (what, day), borne in sorted(off.items(), key=lambda one: one[0][1])
    ]  # fmt: skip


def computed(
    late: Sequence[LatePaid],
    until: date,
    *,
    confirmed: Sequence[Confirmation] = (),
    figures: Figures,
    words: Words,
) -> list[Interest]:
    """The interest on each of them to the day it was paid, or to ``until`` where that comes first.

    Raises ``OutsideCheckedLaw`` and ``UnconfirmedLaw`` as the tables do.
    """
    made = []
    for one in late:
        principal = figures.make(
            "interest.paid", words.say("{what}, paid {day}", what=one.what, day=one.paid), one.amount,
            figures=one.figures,
        )  # fmt: skip
        found = interest.compute(
            principal, one.terms, min(one.paid, until), confirmed=confirmed, figures=figures, words=words
        )
        what = words.say("Paid {day}, after interest had begun to run: {what}", day=one.paid, what=one.what)
        made.append(found.model_copy(update={"what": what}))
    return made
