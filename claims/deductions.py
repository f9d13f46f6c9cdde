"""What is taken from the loss, each with its reason and evidence, and what the loss is where a reason is uncertain.

A share (per cent) is taken of what the shares before it left of the rows it concerns, so that several reasons never
take the same krone twice; fixed amounts come off last. Where a deduction is given with a lowest and a highest value the
loss has a low, a main and a high figure; one deduction moved at a time shows which of them matters, and seeded draws
over all of them at once say how probable the ends are.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Protocol

from claims.figures import ZERO, Figures, ore
from evidence.errors import KravError, Message

if TYPE_CHECKING:
    from claims.model import Deduction, LedgerPlace, Place, Uncertainty
    from templates.words import Words

#: Why something is taken from the loss, as the lawyer names it in ``case.toml``.
KINDS = {
    "recovered": Message("regained later"),
    "normal_lateness": Message("lateness there would have been anyway"),
    "exempt": Message("persons exempt, or no longer on the benefit"),
    "saved_cost": Message("cost saved"),
    "credit": Message("credit from the vendor"),
    "penalty": Message("agreed penalty (bod) received"),
    "avoidable": Message("loss that could have been averted"),
    "other_cause": Message("other causes than the vendor's"),
    "grant": Message("general grants"),
    "other": Message("other"),
}
#: Draws over the uncertain deductions, and what they start from: the same each time, so that the page is.
DRAWS, SEED = 10_000, 2010
WHOLE = Decimal(1)


class Counted(Protocol):
    """A row that counts, or so many that are alike: the day it begins, its channel (empty: none), what was lost."""

    @property
    def day(self) -> date: ...
    @property
    def channel(self) -> str: ...
    @property
    def loss(self) -> Decimal | None: ...
    @property
    def count(self) -> int: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class DeductionInput:
    """Something to be taken from the loss: what, how much, and what shows it.

    Either ``amount`` (kr.) or ``percent`` of the rows that begin from ``first`` to ``last``, both included, under
    ``channels`` (empty: all). ``low`` and ``high`` are the least and the most it may be, in the same unit. ``rows``
    are the rows of a table it stands in itself, as a credit note does; ``head`` the head it is taken from (None: the
    reimbursement, or else the first one claimed); ``figures`` what its amount was computed as.
    """

    what: str
    amount: Decimal | None = None
    percent: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    kind: str = "other"
    first: date | None = None
    last: date | None = None
    channels: tuple[str, ...] = ()
    evidence: str = ""
    place: Place | None = None
    rows: tuple[LedgerPlace, ...] = ()
    head: str | None = None
    figures: tuple[str, ...] = ()

    @property
    def main(self) -> Decimal:
        """What is deducted in the main computation. Raises ``KravError`` where it is missing, double or negative."""
        if (self.amount is None) == (self.percent is None):
            raise self._wrong(Message("it needs either an amount or a percentage"))
        main = self.amount if self.percent is None else self.percent
        assert main is not None
        low, high = main if self.low is None else self.low, main if self.high is None else self.high
        if not 0 <= low <= main <= high:
            raise self._wrong(Message("low, the value itself and high must rise, from 0"))
        if self.percent is not None and high > 100:
            raise self._wrong(Message("a percentage is at most 100"))
        return main

    def _wrong(self, why: Message) -> KravError:
        return KravError(
            Message("case.toml, [[deduction]] «{what}»: {why}.", {"what": self.what, "why": why}),
            Message("Give amount or percent, and low and high around it where it is uncertain, in quotation marks."),
        )

    @property
    def uncertain(self) -> bool:
        """Is it given as a range?"""
        return self.low is not None or self.high is not None

    @property
    def ends(self) -> tuple[Decimal, Decimal]:
        """The least and the most it may be."""
        return (self.main if self.low is None else self.low), (self.main if self.high is None else self.high)

    def concerns(self, line: Counted) -> bool:
        """Is the row one of those it is a share of?"""
        return (
            (self.first is None or self.first <= line.day)
            and (self.last is None or line.day <= self.last)
            and (not self.channels or line.channel in self.channels)
        )


class Deducted:
    """The deductions of a head of loss, over the rows that count."""

    def __init__(self, lines: Sequence[Counted], given: Sequence[DeductionInput]) -> None:
        for one in given:
            one.main  # noqa: B018 - a value that cannot be is told before anything is computed
        # Fixed amounts come off last, so that a share is a share of the rows and not of what a credit left.
        self.given = sorted(given, key=lambda one: one.percent is None)
        # Rows that the same shares concern behave alike: one sum for them serves every draw.
        self._classes: dict[tuple[bool, ...], Decimal] = defaultdict(lambda: ZERO)
        self.rows = [0] * len(self.given)
        for line in lines:
            hit = tuple(one.percent is not None and one.concerns(line) for one in self.given)
            self._classes[hit] += line.loss or ZERO
            for at, is_hit in enumerate(hit):
                self.rows[at] += is_hit * line.count
        self.gross = sum(self._classes.values(), ZERO)
        self._floats = [(hit, float(total)) for hit, total in self._classes.items()]

    def amounts(self, values: Sequence[Decimal] | None = None) -> tuple[list[Fraction], list[Fraction]]:
        """What each deduction takes, and what it was taken of; ``values`` in the place of the main ones."""
        chosen = [one.main for one in self.given] if values is None else values
        taken, of = [Fraction(0)] * len(chosen), [Fraction(0)] * len(chosen)
        for hit, total in self._classes.items():
            left = Fraction(total)
            for at, value in enumerate(chosen):
                if hit[at]:
                    of[at] += left
                    taken[at] += left * Fraction(value) / 100
                    left -= left * Fraction(value) / 100
        for at, (one, value) in enumerate(zip(self.given, chosen, strict=True)):
            if one.percent is None:
                taken[at] = Fraction(value)
        return taken, of

    def net(self, values: Sequence[Decimal] | None = None) -> Decimal:
        """What is left of the loss, never below zero; each deduction is rounded to the øre as on the page."""
        taken, _ = self.amounts(values)
        return max(self.gross - sum((ore(one) for one in taken), ZERO), ZERO)

    def shown(self, figures: Figures, words: Words) -> tuple[Deduction, ...]:
        """The deductions as the page prints them, with their figures."""
        from claims.model import Deduction

        made = []
        for one, rows, taken, of in zip(self.given, self.rows, *self.amounts(), strict=True):
            amount, formula = ore(taken), ""
            if one.percent is not None:
                formula = words.say("{percent} of {of} (rows: {rows})", percent=words.percent(one.percent),
                                    of=words.kr(ore(of)), rows=rows)  # fmt: skip
            figure = figures.make(
                "deduction", one.what, amount, formula=formula, rows=one.rows, figures=one.figures,
                assumptions=() if one.rows or one.figures else [assumption(one, words)],
            )  # fmt: skip
            low, high = one.ends if one.uncertain else (None, None)
            made.append(
                Deduction(
                    label=one.what, amount=amount, figure=figure.id, evidence=one.evidence, place=one.place,
                    kind=one.kind, kind_text=words.message(KINDS[one.kind]), percent=one.percent, low=low, high=high,
                )
            )  # fmt: skip
        return tuple(made)

    def uncertainty(self, figures: Figures, net: str, words: Words) -> Uncertainty | None:
        """Low, main and high, what each range moves, and the spread of all together; None: nothing is uncertain."""
        from claims.model import Swing, Uncertainty

        ranged = [at for at, one in enumerate(self.given) if one.uncertain]
        if not ranged:
            return None
        main = [one.main for one in self.given]
        lows, highs = ([one.ends[end] for one in self.given] for end in (0, 1))

        def figure(step: str, label: str, value: Decimal, formula: str) -> str:
            assumptions = [assumption(self.given[at], words) for at in ranged]
            return figures.make(step, label, value, formula=formula, figures=[net], assumptions=assumptions).id

        most, least = self.net(lows), self.net(highs)
        swings = [
            Swing(
                label=self.given[at].what,
                low=self.net([*main[:at], highs[at], *main[at + 1 :]]),
                high=self.net([*main[:at], lows[at], *main[at + 1 :]]),
                range_text=range_text(self.given[at], words),
            )
            for at in ranged
        ]
        tenth, half, ninety = self._drawn(main, lows, highs)
        every = words.say("every uncertain deduction at its highest")
        none = words.say("every uncertain deduction at its lowest")
        drawn = words.say("{draws} draws, each deduction from low over main to high (triangular, seed {seed})",
                          draws=DRAWS, seed=SEED)  # fmt: skip
        return Uncertainty(
            low=least, main=self.net(), high=most,
            low_figure=figure("uncertainty.low", words.say("Loss, low"), least, every),
            high_figure=figure("uncertainty.high", words.say("Loss, high"), most, none),
            swings=tuple(sorted(swings, key=lambda one: (one.low - one.high, one.label))),
            p10=tenth, p50=half, p90=ninety,
            p50_figure=figure("uncertainty.drawn", words.say("Loss, the middle of the draws"), half, drawn),
            draws=DRAWS, seed=SEED,
        )  # fmt: skip

    def about(self, values: Sequence[float]) -> float:
        """What is left of the loss with these values, in floating point: for draws by the ten thousand, no amounts."""
        left = -sum(value for value, one in zip(values, self.given, strict=True) if one.percent is None)
        for hit, total in self._floats:
            for is_hit, value in zip(hit, values, strict=True):
                if is_hit:
                    total *= 1 - value / 100
            left += total
        return max(left, 0.0)

    def _drawn(self, main: list[Decimal], lows: list[Decimal], highs: list[Decimal]) -> tuple[Decimal, ...]:
        """The net loss at 10, 50 and 90 per cent of the draws, to the krone."""
        draw = random.Random(SEED)
        spans = [(float(low), float(high), float(mode)) for low, high, mode in zip(lows, highs, main, strict=True)]
        outcomes = [
            self.about([draw.triangular(low, high, mode) if high > low else mode for low, high, mode in spans])
            for _ in range(DRAWS)
        ]
        outcomes.sort()
        return tuple(Decimal(round(outcomes[DRAWS * share // 100])).quantize(WHOLE) for share in (10, 50, 90))


def range_text(one: DeductionInput, words: Words) -> str:
    """«5 % to 9 %, main 7 %»."""
    said: Callable[[Decimal], str] = words.kr if one.percent is None else words.percent
    low, high = one.ends
    return words.say("{low} to {high}, main {main}", low=said(low), high=said(high), main=said(one.main))


def assumption(one: DeductionInput, words: Words) -> str:
    """The deduction as something a figure rests on, with its range and what shows it."""
    said = words.say("deduction: {what}", what=one.what)
    if one.uncertain:
        said = words.say("{said} ({range})", said=said, range=range_text(one, words))
    return words.say("{said}, shown by {evidence}", said=said, evidence=one.evidence) if one.evidence else said


def beyond(gross: Decimal, deductions: Iterable[Deduction], words: Words) -> Iterable[str]:
    """Warnings of deductions that leave nothing, and of those that nothing shows."""
    taken = sum((one.amount for one in deductions), ZERO)
    if taken > gross:
        yield words.say(
            "The deductions, {deductions}, are more than the loss, {gross}: nothing is left to claim.",
            deductions=words.kr(taken),
            gross=words.kr(gross),
        )
