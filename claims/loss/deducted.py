"""What the deductions leave of a head of loss, also where a reason is uncertain.

A share (per cent) is taken of what the shares before it left of the rows it concerns, so that several reasons never
take the same krone twice; fixed amounts come off last. A deduction, the day it begins, or the rows themselves may be
given with a lowest and a highest value: ``claims.loss.spread`` says what that comes to.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from claims.figures import ZERO, Figures, ore, summed
from claims.loss.deductions import KINDS, Counted, DeductionInput
from claims.loss.ranges import Range, RowsInput, range_text
from claims.loss.setoffs import placed, take_off, within
from evidence.errors import Message

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from claims.model import Deduction, Figure
    from templates.words import Words

    #: One value of each draw.
    Drawn = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class _Alike:
    """Rows that every assumption treats the same: which deductions may concern them, which assumptions move them, and
    the day they begin where that decides (else 0).
    """

    hits: tuple[int, ...]
    moved_by: tuple[Range, ...]
    day: int


Value = Callable[[Range], Decimal]


def _main(one: Range) -> Decimal:
    return one.main


class Deducted:
    """The deductions of a head of loss, over the rows that count; ``rows`` are the assumptions on these rows."""

    def __init__(
        self, lines: Sequence[Counted], given: Sequence[DeductionInput], rows: Sequence[RowsInput] = ()
    ) -> None:
        for one in given:
            one.main  # noqa: B018 - a value that cannot be is told before anything is computed
        if any(one.set_off for one in given):
            others = [one for one in given if not one.set_off]
            before = Deducted(lines, others, rows)
            given = [*others, *within(before.net(), before.bearing(), given)]
        self._bearers = _bearing_alike(lines)
        # Fixed amounts come off last, so that a share is a share of the rows and not of what a credit left.
        self.given = sorted(given, key=lambda one: one.percent is None)
        self.sizes, self.days = [one.size for one in self.given], [one.begins for one in self.given]
        moves = [(one.of, one.range) for one in rows]
        found = (*(one for _, one in moves), *self.sizes, *self.days)
        self.ranges = tuple(dict.fromkeys(one for one in found if one))
        self.rows = [0] * len(self.given)
        # One sum for rows that are alike serves every draw.
        self._sums: dict[_Alike, Decimal] = defaultdict(lambda: ZERO)
        for line in lines:
            hits = tuple(at for at, one in enumerate(self.given) if one.percent is not None and one.concerns(line))
            by = tuple(one for of, one in moves if of in line.rests_on)
            day = line.day.toordinal() if any(self.days[at] for at in hits) else 0
            self._sums[_Alike(hits, by, day)] += line.loss
            for at in hits:
                begins = self.days[at]
                self.rows[at] += line.count if begins is None or day >= begins.main else 0
        self.gross = sum(self._sums.values(), ZERO)
        places = {one: at for at, one in enumerate(self.ranges)}
        self._floats = [
            (float(total), alike.hits, [(places[one], float(one.main)) for one in alike.moved_by], alike.day)
            for alike, total in self._sums.items()
        ]
        self._values = [
            (float(one.main), places[size] if size else None, places[day] if day else None, one.percent is None)
            for one, size, day in zip(self.given, self.sizes, self.days, strict=True)
        ]

    def amounts(self, value: Value = _main) -> tuple[list[Fraction], list[Fraction], Fraction]:
        """What each deduction takes, what it was taken of, and the gross; ``value`` chooses in each range."""
        chosen = [value(size) if size else one.main for one, size in zip(self.given, self.sizes, strict=True)]
        begin = [value(day) if day else ZERO for day in self.days]
        taken, of, gross = [Fraction(0)] * len(chosen), [Fraction(0)] * len(chosen), Fraction(0)
        for alike, total in self._sums.items():
            left = Fraction(total)
            for moved in alike.moved_by:
                left *= Fraction(value(moved)) / Fraction(moved.main)
            gross += left
            for at in alike.hits:
                if alike.day >= begin[at]:
                    of[at] += left
                    taken[at] += left * Fraction(chosen[at]) / 100
                    left -= left * Fraction(chosen[at]) / 100
        for at, one in enumerate(self.given):
            if one.percent is None:
                taken[at] = Fraction(chosen[at])
        return taken, of, gross

    def net(self, value: Value = _main) -> Decimal:
        """What is left of the loss, never below zero; each deduction is rounded to the øre as on the page."""
        taken, _, gross = self.amounts(value)
        return max(ore(gross) - summed(ore(one) for one in taken), ZERO)

    def left(self) -> tuple[tuple[date, Decimal], ...]:
        """What is left of the loss by the last day of its rows; empty where nothing comes off.

        A share comes off the rows it is of, what is set off those of its breach and time, and an amount of neither
        comes off all rows as they were lost.
        """
        if not self.given:
            return ()
        held = self._held()
        for meets, amount in placed([one for one in self.given if one.set_off], held):
            take_off(held, meets, amount)
        days: dict[date, Decimal] = defaultdict(lambda: ZERO)
        for row, loss in held.items():
            days[row.until] += ore(loss)
        return tuple(sorted(days.items()))

    def bearing(self) -> list[Counted]:
        """The rows as they may bear a set-off, those alike together: with what the other deductions leave of them."""
        # Not rounded: rows that bear alike are, all together, as they stand in a figure.
        return [replace(row, loss=Decimal(loss.numerator) / loss.denominator) for row, loss in self._held().items()]

    def _held(self) -> dict[Counted, Fraction]:
        """What is left of the rows by what comes off them otherwise than as a set-off."""
        held = {row: Fraction(loss) for row, loss in self._bearers.items()}
        for one, begins in zip(self.given, self.days, strict=True):
            for row in held if one.percent is not None else ():
                if one.concerns(row) and (begins is None or row.day.toordinal() >= begins.main):
                    held[row] -= held[row] * Fraction(one.main) / 100
        for one in self.given:
            if one.percent is None and not one.set_off:
                own = [row for row in held if one.concerns(row)] if one.of else []
                take_off(held, own or list(held), Fraction(one.main))
        return held

    def about(self, drawn: Sequence[Drawn]) -> Drawn:
        """What is left of the loss with these values of ``ranges``, of each thousands of draws, in floating point."""
        import numpy as np

        values = [main if at is None else drawn[at] for main, at, _, _ in self._values]
        begin = [0 if at is None else np.rint(drawn[at]) for _, _, at, _ in self._values]
        left = -sum(value for value, (*_, is_amount) in zip(values, self._values, strict=True) if is_amount)
        for total, hits, moved_by, day in self._floats:
            rest: float | Drawn = total
            for at, main in moved_by:
                rest = rest * (drawn[at] / main)
            for at in hits:
                rest = rest * np.where(day >= begin[at], 1 - values[at] / 100, 1)
            left = left + rest
        return np.maximum(left, 0.0)

    def netted(
        self, gross: Figure, step: str, label: str, figures: Figures, words: Words
    ) -> tuple[tuple[Deduction, ...], Figure]:
        """The deductions as the page prints them, and what they leave of the gross as a figure of that step."""
        taken = self.shown(figures, words)
        net = figures.make(
            step, label, self.net(),
            formula=" − ".join(words.kr(amount) for amount in (gross.value, *(one.amount for one in taken))),
            figures=[gross.id, *(one.figure for one in taken)],
        )  # fmt: skip
        return taken, net

    def shown(self, figures: Figures, words: Words) -> tuple[Deduction, ...]:
        """The deductions as the page prints them, with their figures."""
        from claims.model import Deduction

        made = []
        every, bases, _ = self.amounts()
        for one, rows, taken, of in zip(self.given, self.rows, every, bases, strict=True):
            amount, formula = ore(taken), ""
            if one.percent is not None:
                formula = words.say("{percent} of {of} (rows: {rows})", percent=words.percent(one.percent),
                                    of=words.kr(ore(of)), rows=rows)  # fmt: skip
            figure = figures.make(
                "deduction", one.what, amount, formula=formula, rows=one.rows, figures=one.figures,
                assumptions=() if one.rows or one.figures else [_assumption(one, words)],
            )  # fmt: skip
            low, high = one.ends if one.size else (None, None)
            made.append(
                Deduction(
                    label=one.what, amount=amount, figure=figure.id, evidence=one.evidence, place=one.place,
                    kind=one.kind, kind_text=words.message(_kind_text(one)), percent=one.percent, low=low, high=high,
                    paid=one.paid,
                )
            )  # fmt: skip
        return tuple(made)


def _bearing_alike(lines: Iterable[Counted]) -> dict[Counted, Decimal]:
    """What was lost of rows that bear deductions alike."""
    sums: dict[Counted, Decimal] = defaultdict(lambda: ZERO)
    for line in lines:
        sums[replace(line, loss=ZERO, count=0, rests_on=())] += line.loss
    return dict(sums)


def _kind_text(one: DeductionInput) -> Message:
    if one.due:
        return Message("set off against the damages")
    return Message("credited in the municipality's own table") if one.rows else KINDS[one.kind]


def _assumption(one: DeductionInput, words: Words) -> str:
    """The deduction as something a figure rests on, with its ranges and what shows it."""
    said = words.say("deduction: {what}", what=one.what)
    for found in (one.size, one.begins):
        if found:
            said = words.say("{said} ({range})", said=said, range=range_text(found, words))
    return words.say("{said}, shown by {evidence}", said=said, evidence=one.evidence) if one.evidence else said
