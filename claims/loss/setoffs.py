"""What is set off: money of the vendor's that comes off the heads one after the other, no krone of it twice.

Bod is of a breach and of a month. It meets the rows that say they come of that breach, and those that name none by
their days; what one head cannot bear comes off the next.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from claims.figures import ZERO, ore, summed
from claims.loss.deductions import Counted, DeductionInput, Months
from claims.loss.meeting import met, most

if TYPE_CHECKING:
    from claims.model import Deduction


def within(
    left: Decimal, lines: Sequence[Counted], given: Iterable[DeductionInput]
) -> Iterable[DeductionInput]:
    """What is set off, as far as what is left of the rows it concerns reaches, no krone of which is met twice.

    ``left`` is what the other deductions leave of the head, in kr.
    """
    off = [one for one in given if one.set_off]
    if any(one.reserved for one in off):
        # The rows here that name its breach bear it before those that name nothing, as the rows to come do.
        here = reserved(off, [(left, lines)])
        off = [replace(one, reserved=_added(one.reserved, own.reserved)) for one, own in zip(off, here, strict=True)]
    parts = _parts(off)
    losses = _lost(_bearing(parts, lines))
    amounts, all_met = [ZERO] * len(parts), ZERO
    for one in off:
        amounts = [part.amount if part.of is one else amount for part, amount in zip(parts, amounts, strict=True)]
        all_met, before = most(amounts, losses), all_met
        room = min(one.main, left, all_met - before)
        if room > 0:
            left -= room
            yield replace(one, amount=room, reserved=())


def reserved(
    off: Iterable[DeductionInput], heads: Iterable[tuple[Decimal, Sequence[Counted]]]
) -> list[DeductionInput]:
    """The set-offs, of each what the rows of these heads that say they come of its breach can bear kept for them.

    A row that says nothing is nearer to no breach than to another: it bears what no row that names one does. The heads
    are those to come, each with what the other deductions leave of it in kr. and its rows.
    """
    given = list(off)
    # By their places: two payments of one bod go by one name.
    left = {
        at: replace(one, named_only=True, reserved=())
        for at, one in enumerate(given)
        if one.set_off and one.of and not one.head
    }
    kept: dict[int, dict[date, Decimal]] = {at: {} for at in left}
    for room, rows in heads:
        parts = _parts(left.values())
        flows: dict[int, Decimal] = defaultdict(lambda: ZERO)
        for (at, _), amount in met([part.amount for part in parts], _lost(_bearing(parts, rows))).items():
            flows[at] += amount
        after = {}
        for place, one in left.items():
            borne = {parts[at].first: amount for at, amount in flows.items() if parts[at].of is one and amount}
            taken = dict(_filled(tuple(borne.items()), min(room, one.main, sum(borne.values(), ZERO)), latest=True))
            room -= sum(taken.values(), ZERO)
            for first, amount in taken.items():
                kept[place][first] = kept[place].get(first, ZERO) + amount
            if rest := one.main - sum(taken.values(), ZERO):
                months = {first: amount - taken.get(first, ZERO) for first, amount in one.months}
                after[place] = replace(one, amount=rest, months=tuple(part for part in months.items() if part[1]))
        left = after
    return [replace(one, reserved=tuple(sorted(kept.get(at, {}).items()))) for at, one in enumerate(given)]


def _added(one: Months, other: Months) -> Months:
    sums: dict[date, Decimal] = defaultdict(lambda: ZERO)
    for first, amount in (*one, *other):
        sums[first] += amount
    return tuple(sorted(sums.items()))


class _Part(NamedTuple):
    """A part of what is set off: the first day of the month it is of (``date.min``: of none), and whether only rows
    that say they come of its breach bear it.
    """

    of: DeductionInput
    first: date
    amount: Decimal
    named: bool


def _parts(off: Iterable[DeductionInput]) -> list[_Part]:
    parts = []
    for one in off:
        kept = dict(one.reserved)
        for first, amount in one.months or ((date.min, one.main),):
            named = amount if one.named_only else min(amount, kept.get(first, ZERO))
            parts += [_Part(one, first, named, True), _Part(one, first, amount - named, False)]
    return [part for part in parts if part.amount]


def _lost(bearing: Mapping[frozenset[int], Sequence[Counted]]) -> dict[frozenset[int], Decimal]:
    """What the rows that bear alike have lost, rounded to the øre."""
    return {by: ore(summed(row.loss for row in rows)) for by, rows in bearing.items()}


def _bearing(parts: Sequence[_Part], rows: Iterable[Counted]) -> dict[frozenset[int], list[Counted]]:
    """The rows by the places of the parts that may come off them."""
    found: dict[frozenset[int], list[Counted]] = defaultdict(list)
    for row in rows:
        # The bod of a month comes off no row that was over before it.
        meets = (
            at for at, part in enumerate(parts)
            if row.until >= part.first and part.of.concerns(row) and part.of.bears(row, part.first)
            and (not part.named or (part.of.of and row.tells))
        )  # fmt: skip
        found[frozenset(meets)].append(row)
    return found


def placed(
    off: Sequence[DeductionInput], held: Mapping[Counted, Fraction]
) -> Iterator[tuple[list[Counted], Fraction]]:
    """What of the set-offs comes off which rows."""
    # The earliest of the months' bod may meet whatever later bod may: so all of what is set off finds its rows.
    parts = _parts(replace(one, months=_filled(one.months, one.main, latest=False)) for one in off)
    bearing = _bearing(parts, held)
    losses = {by: ore(sum((held[row] for row in rows), Fraction(0))) for by, rows in bearing.items()}
    taken = met([part.amount for part in parts], losses)
    yield from ((bearing[by], Fraction(amount)) for (_, by), amount in taken.items() if amount)


def take_off(held: dict[Counted, Fraction], rows: Sequence[Counted], amount: Fraction) -> None:
    """Take an amount off these rows, of each as much as its part of what is left of them."""
    whole = sum((held[row] for row in rows), Fraction(0))
    for row in rows if whole > 0 else ():
        held[row] -= held[row] * min(amount / whole, Fraction(1))


def rest_of(given: Iterable[DeductionInput], taken: Iterable[Deduction]) -> list[DeductionInput]:
    """What is set off and was more than a head could bear, to come off the next one."""
    used: dict[str, Decimal] = defaultdict(lambda: ZERO)
    for one in taken:
        used[one.label] += one.amount
    rest = []
    for given_one in given:
        amount = min(given_one.main, used[given_one.what])
        used[given_one.what] -= amount
        if left := given_one.main - amount:
            rest.append(replace(given_one, amount=left, months=_rest(given_one, left), reserved=()))
    return rest


def _rest(one: DeductionInput, left: Decimal) -> Months:
    """What is left of the months' bod: what was reserved for rows to come, and of the rest the latest of it."""
    if not one.reserved:
        return _filled(one.months, left, latest=True)
    kept = dict(_filled(one.reserved, left, latest=True))
    others = tuple((first, amount - kept.get(first, ZERO)) for first, amount in one.months)
    more = dict(_filled(others, left - sum(kept.values(), ZERO), latest=True))
    return tuple((first, whole) for first, _ in one.months if (whole := kept.get(first, ZERO) + more.get(first, ZERO)))


def _filled(months: Months, left: Decimal, *, latest: bool) -> Months:
    """So much of the months' bod: the ``latest`` of it, which is left when the earliest has met what it could, or the
    earliest.
    """
    kept = []
    for first, amount in sorted(months, reverse=latest):
        if part := min(amount, left):
            kept.append((first, part))
            left -= part
    return tuple(sorted(kept))
