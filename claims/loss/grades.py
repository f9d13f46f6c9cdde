"""What of a claim arose after interest on the rest had begun to run: it carries interest from its own day (§ 2).

An invoice of a later month does not keep back the interest on what was lost before it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from claims.figures import ZERO, Figures, divided
from claims.loss import interest
from claims.loss.interest import InterestTerms
from evidence.months import month_end

if TYPE_CHECKING:
    from claims.model import Figure, LossItem
    from templates.words import Words

#: More later months than this are put together by year.
MONTHS = 12


def rows(loss: LossItem) -> Iterator[tuple[date, Decimal]]:
    """The last day and the amount of every row that lost something."""
    yield from ((row.end, row.amount) for row in loss.losing)
    yield from loss.dated


def by_month(losses: Sequence[LossItem]) -> dict[date, Decimal]:
    """What was lost net in each month, by its last day."""
    months: dict[date, Decimal] = defaultdict(lambda: ZERO)
    for loss in losses:
        for day, amount in _net(loss, {day: month_end(day) for day, _ in rows(loss)}).items():
            months[day] += amount
    return dict(sorted(months.items()))


def later(losses: Sequence[LossItem], start: date) -> dict[date, dict[str, Decimal]]:
    """What was lost net after ``start``, by the day it carries interest from and by head.

    A row belongs to the last day of its month, where those are many of its year; never to a day after the last loss.
    """
    days = {day for loss in losses for day, _ in rows(loss) if day > start}
    last = max(days, default=start)
    ends = {day: min(month_end(day), last) for day in days}
    if len(set(ends.values())) > MONTHS:
        ends = {day: min(day.replace(month=12, day=31), last) for day in days}
    found: dict[date, dict[str, Decimal]] = defaultdict(dict)
    for loss in losses:
        for day, amount in _net(loss, {day: ends.get(day, start) for day, _ in rows(loss)}).items():
            if day > start and amount:
                found[day][loss.id] = amount
    return dict(sorted(found.items()))


def arisen_by(losses: Sequence[LossItem], start: date) -> date | None:
    """The last day up to ``start`` on which something was lost."""
    return max((day for loss in losses for day, _ in rows(loss) if day <= start), default=None)


def parted(
    net: Figure, losses: Sequence[LossItem], terms: InterestTerms, figures: Figures, words: Words
) -> tuple[Figure, InterestTerms, list[tuple[Figure, InterestTerms]]]:
    """The claim as far as it had arisen when interest begins to run, and what of it arose later; each with its terms.

    Where a due day was agreed, all of it falls due then. Raises ``KravError`` where no day is given to start from.
    """
    start = interest.start_day(terms).day
    late = {} if terms.due else later(losses, start)
    if not late:
        last = max((day for loss in losses for day, _ in rows(loss)), default=None)
        return net, replace(terms, arose=last), []
    amounts = {day: sum(heads.values(), ZERO) for day, heads in late.items()}
    made = [
        (
            figures.make("interest.later", words.say("What of the claim arose by {day}", day=day), amount,
                         figures=[net.id]),
            replace(terms, arose=day),
        )
        for day, amount in amounts.items()
    ]  # fmt: skip
    rest = net.value - sum(amounts.values(), ZERO)
    if not rest:
        (first, at), *made = made
        return first, at, made
    early = figures.make(
        "interest.arisen", words.say("The claim as far as it had arisen by {day}", day=start), rest,
        formula=" − ".join(words.kr(one) for one in (net.value, *amounts.values())),
        figures=[net.id, *(one.id for one, _ in made)],
    )  # fmt: skip
    return early, replace(terms, arose=arisen_by(losses, start)), made


def _net(loss: LossItem, ends: Mapping[date, date]) -> dict[date, Decimal]:
    """The net loss of a head by the days its rows are put under; what comes off them does so as ``left`` says."""
    told = loss.left if loss.left and all(day in ends for day, _ in loss.left) else rows(loss)
    under: dict[date, Decimal] = defaultdict(lambda: ZERO)
    for day, amount in told:
        under[ends[day]] += amount
    days = sorted(under)
    return dict(zip(days, divided(loss.net, [under[day] for day in days]), strict=True))
