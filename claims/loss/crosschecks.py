"""Other ways to the lost reimbursement, beside the rows and never added to them: do they come to about the same?

Both are statistical estimates (floating point, marked as such on the page), each with an interval of 95 per cent:

- A checked sample: rows drawn by lot in every stratum (benefit and month), what was really lost in them told by a
  person, the mean of each stratum times its rows. Standard error with the finite population correction; a stratum with
  fewer than two checked rows is joined with the next of its benefit. W. G. Cochran, *Sampling Techniques*, 3rd ed.
  (Wiley 1977), ch. 5 (5.5-5.6 and, for joined strata, 5A.12).
- A baseline: the share of the benefit that was reimbursed in the months before, less that of comparison
  municipalities in the same month, carried on with its trend (and season, where two years or more allow one). The
  interval is that of a sum of predictions from a straight line: N. R. Draper and H. Smith, *Applied Regression
  Analysis*, 3rd ed. (Wiley 1998), ch. 1 and 3; that the difference to others stands for what would have been is the
  difference-in-differences of J. D. Angrist and J.-S. Pischke, *Mostly Harmless Econometrics* (Princeton 2009), ch. 5.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from math import sqrt
from statistics import fmean, linear_regression, variance
from typing import TYPE_CHECKING

from claims.figures import ZERO, Figures, ore
from evidence.errors import Message

if TYPE_CHECKING:
    from claims.model import CrossCheck, LedgerPlace, LossItem
    from templates.words import Words

#: Two-sided 95 per cent points of Student's t by degrees of freedom; beyond the table that of the normal distribution.
_T = (12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160, 2.145, 2.131, 2.120,
      2.110, 2.101, 2.093, 2.086, 2.080, 2.074, 2.069, 2.064, 2.060, 2.056, 2.052, 2.048, 2.045, 2.042)  # fmt: skip
_NORMAL = 1.960
#: Fewer months before the claim than this carry no line; from so many on each calendar month may have its own level.
FEWEST_MONTHS, SEASONAL_MONTHS = 6, 24

Stratum = tuple[str, date]  # benefit, first day of the month


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """A row of the drawn sample as a person checked it: what was really lost in it, in kr."""

    place: LedgerPlace
    stratum: Stratum
    lost: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthShare:
    """Benefit paid and reimbursement received in a month; ``who`` is empty for the municipality itself."""

    place: LedgerPlace
    who: str
    month: date
    paid: Decimal
    received: Decimal


@dataclass(frozen=True, slots=True)
class Estimate:
    """A value in kr. with the ends of its interval, and in how many parts (strata, months) it was made."""

    value: float
    low: float
    high: float
    parts: int
    joined: int = 0


def drawn(strata: Mapping[Stratum, int], size: int, seed: int) -> dict[Stratum, list[int]]:
    """Which rows of each stratum are drawn (counted from 0): in proportion to its rows, two at the least, without
    replacement.
    """
    lot, total = random.Random(seed), sum(strata.values())
    chosen = {}
    for stratum in sorted(strata):
        rows = strata[stratum]
        wanted = min(rows, max(2, round(size * rows / total)))
        chosen[stratum] = sorted(lot.sample(range(rows), wanted))
    return chosen


def extrapolated(strata: Mapping[Stratum, int], checked: Iterable[Checked]) -> Estimate | None:
    """The loss of all rows from that of the checked ones; None where there are too few for an interval.

    Strata without a checked row are told for by their neighbours of the same benefit.
    """
    found: dict[Stratum, list[float]] = defaultdict(list)
    for one in checked:
        found[one.stratum].append(float(one.lost))
    value = spread = 0.0
    parts = joined = 0
    freedom = 0
    for benefit in sorted({benefit for benefit, _ in strata}):
        held: list[float] = []
        rows = 0
        made: list[tuple[int, list[float]]] = []
        for stratum in sorted(one for one in strata if one[0] == benefit):
            joined += rows > 0
            rows, held = rows + strata[stratum], held + found[stratum]
            if len(held) >= 2 or len(held) == rows:
                made.append((rows, held))
                rows, held = 0, []
        if rows and made:
            last = made.pop()
            made.append((last[0] + rows, last[1] + held))
            joined += 1
        elif rows:
            return None
        for count, lost in made:
            value += count * fmean(lost)
            if len(lost) < count:
                spread += count**2 * (1 - len(lost) / count) * variance(lost) / len(lost)
                freedom += len(lost) - 1
            parts += 1
    if not parts:
        return None
    half = student(freedom) * sqrt(spread)
    return Estimate(value, max(0.0, value - half), value + half, parts, joined)


def student(freedom: int) -> float:
    """The two-sided 95 per cent point of Student's t."""
    return _NORMAL if freedom > len(_T) or freedom < 1 else _T[freedom - 1]


@dataclass(frozen=True, slots=True)
class Expected:
    """A month as the baseline has it: the share there was, and the share and its interval there should have been."""

    month: date
    share: float
    expected: float
    margin: float
    claimed: bool


def against_baseline(
    months: Sequence[MonthShare], period: tuple[date, date]
) -> tuple[Estimate, list[Expected]] | Message:
    """What was reimbursed less than the months before foretell; a message where the table does not allow it."""
    own = {one.month: one for one in months if not one.who}
    others: dict[date, list[MonthShare]] = defaultdict(list)
    for one in months:
        if one.who:
            others[one.month].append(one)
    first = period[0].replace(day=1)
    level = {month: fmean(_share(one) for one in held) for month, held in others.items()}
    series = {month: _share(one) - level.get(month, 0.0) for month, one in own.items()}
    if level and (missing := [month for month in series if month not in level]):
        return Message("comparison municipalities have no figures for {month}", {"month": missing[0]})
    before = sorted(month for month in series if month < first)
    inside = sorted(month for month in series if first <= month <= period[1])
    if len(before) < FEWEST_MONTHS:
        return Message(
            "{count} {count:month|months} before the claim period are too few; {fewest} are needed",
            {"count": len(before), "fewest": FEWEST_MONTHS},
        )
    if not inside:
        return Message("no month of the claim period stands in the table")
    season = _season(series, before)
    time = {month: month.year * 12 + month.month for month in series}
    xs = [float(time[month]) for month in before]
    ys = [series[month] - season.get(month.month, 0.0) for month in before]
    slope, at_zero = linear_regression(xs, ys)
    # A level for each calendar month, where there is one, takes as many degrees of freedom.
    freedom = len(xs) - 2 - max(0, len(season) - 1)
    noise = sum((y - at_zero - slope * x) ** 2 for x, y in zip(xs, ys, strict=True)) / max(1, freedom)
    middle, width = fmean(xs), sum((x - fmean(xs)) ** 2 for x in xs)
    shown, value, weight, lean, squares = [], 0.0, 0.0, 0.0, 0.0
    t = student(freedom)
    for month in sorted(series):
        x, base = float(time[month]), level.get(month, 0.0)
        should = at_zero + slope * x + season.get(month.month, 0.0) + base
        margin = t * sqrt(noise * (1 + 1 / len(xs) + (x - middle) ** 2 / width))
        shown.append(Expected(month, _share(own[month]), should, margin, month in inside))
        if month in inside:
            paid = float(own[month].paid)
            value += paid * (should - _share(own[month]))
            weight, lean, squares = weight + paid, lean + paid * (x - middle), squares + paid**2
    half = t * sqrt(noise * (squares + weight**2 / len(xs) + lean**2 / width))
    return Estimate(value, value - half, value + half, len(inside)), shown


def _share(one: MonthShare) -> float:
    return float(one.received) / float(one.paid) if one.paid else 0.0


def _season(series: Mapping[date, float], before: Sequence[date]) -> dict[int, float]:
    """How much each calendar month lies above or below the line; nothing where two whole years are not there."""
    if len(before) < SEASONAL_MONTHS or len({month.month for month in before}) < 12:
        return {}
    xs = [float(month.year * 12 + month.month) for month in before]
    slope, at_zero = linear_regression(xs, [series[month] for month in before])
    held: dict[int, list[float]] = defaultdict(list)
    for month, x in zip(before, xs, strict=True):
        held[month.month].append(series[month] - at_zero - slope * x)
    return {number: fmean(rest) for number, rest in held.items()}


def strata_of(loss: LossItem) -> dict[Stratum, int]:
    """The rows of a head of loss, claimed or set apart, by benefit and month."""
    strata: dict[Stratum, int] = defaultdict(int)
    for line in (*loss.lines, *loss.apart):
        strata[line.benefit, line.start.replace(day=1)] += 1
    for bundle in (*loss.bundles, *loss.bundles_apart):
        strata[bundle.benefit, bundle.start.replace(day=1)] += bundle.rows
    return dict(strata)


def beside(
    loss: LossItem,
    checked: Sequence[Checked],
    months: Sequence[MonthShare],
    period: tuple[date, date] | None,
    figures: Figures,
    words: Words,
) -> tuple[tuple[CrossCheck, ...], list[Message]]:
    """The other methods there are tables for, each held against the loss before deductions; and what kept one back."""
    made: list[CrossCheck] = []
    notices: list[Message] = []
    page = _Page(loss, figures, words)
    if checked:
        found = extrapolated(strata_of(loss), checked)
        if found:
            made.append(page.sample(found, checked))
        else:
            notices.append(Message("The checked sample holds too few rows of a benefit: two of each are needed."))
    if months and period is None:
        notices.append(Message("The comparison by months needs the claim period: give [claim] from and to."))
    elif months and period:
        result = against_baseline(months, period)
        if isinstance(result, Message):
            notices.append(Message("The comparison by months cannot be made: {why}.", {"why": result}))
        else:
            made.append(page.baseline(*result, months))
    return tuple(made), notices


class _Page:
    """Makes the other methods for the page, with their figures."""

    def __init__(self, loss: LossItem, figures: Figures, words: Words) -> None:
        self.loss, self.figures, self.words = loss, figures, words

    def sample(self, found: Estimate, checked: Sequence[Checked]) -> CrossCheck:
        words, rows = self.words, sum(strata_of(self.loss).values())
        method = words.say(
            "{checked} of {rows} ledger rows were drawn by lot in every month of every benefit and checked by a "
            "person. The mean of each part times its rows gives the whole ({parts} parts, {joined} joined with the "
            "next because they held too few). The interval is one of 95 per cent, with the correction for a finite "
            "number of rows (Cochran, Sampling Techniques, 1977, chapter 5).",
            checked=len(checked),
            rows=rows,
            parts=found.parts,
            joined=found.joined,
        )
        return self._made("sample", words.say("A checked sample"), method, found, [one.place for one in checked])

    def baseline(self, found: Estimate, shown: Sequence[Expected], months: Sequence[MonthShare]) -> CrossCheck:
        from claims.model import BaselineMonth

        words = self.words
        names = sorted({one.who for one in months if one.who})
        before = sum(not one.claimed for one in shown)
        method = (
            words.say(
                "The share of the benefit that was reimbursed, less that of {others} in the same month, is carried on "
                "from the {before} months before as a straight line; what the months claimed fall short of it, times "
                "the benefit paid, is the estimate.",
                others=", ".join(names),
                before=before,
            )
            if names
            else words.say(
                "The share of the benefit that was reimbursed is carried on from the {before} months before as a "
                "straight line; what the months claimed fall short of it, times the benefit paid, is the estimate. "
                "There is no other municipality to compare with, so what changed for all is not taken out.",
                before=before,
            )
        )
        method += " " + words.say(
            "The interval is one of 95 per cent for the sum of the predictions (Draper and Smith, Applied Regression "
            "Analysis, 1998). The method says nothing of the cause."
        )
        made = self._made("baseline", words.say("Comparison by months"), method, found, [one.place for one in months])
        return made.model_copy(
            update={
                "months": tuple(
                    BaselineMonth(
                        month=one.month, share=_percent(one.share), expected=_percent(one.expected),
                        low=_percent(one.expected - one.margin), high=_percent(one.expected + one.margin),
                        claimed=one.claimed,
                    )
                    for one in shown
                ),
            }
        )  # fmt: skip

    def _made(
        self, kind: str, title: str, method: str, found: Estimate, places: Sequence[LedgerPlace]
    ) -> CrossCheck:
        from claims.model import CrossCheck

        words, main = self.words, self.loss.gross
        low, value, high = (ore(Decimal(str(round(one, 2)))) for one in (found.low, found.value, found.high))
        agrees = low <= main <= high
        figure = self.figures.make(
            f"estimate.{kind}",
            words.say("{title}: lost reimbursement before deductions", title=title),
            value,
            formula=words.say("a statistical estimate, {low} to {high}", low=words.kr(low), high=words.kr(high)),
            rows=places[:50],
        )
        said = {"value": words.kr(value), "low": words.kr(low), "high": words.kr(high), "main": words.kr(main)}
        verdict = (
            words.say("It comes to {value}, between {low} and {high}; the figure row by row, {main}, lies within: they "
                      "agree.", **said)
            if agrees
            else words.say("It comes to {value}, between {low} and {high}; the figure row by row, {main}, lies above "
                           "that: they do not agree, and the difference must be explained before the figure is "
                           "used.", **said)
            if main > high
            else words.say("It comes to {value}, between {low} and {high}; the figure row by row, {main}, lies below "
                           "that: the rows may not hold the whole loss; nothing is added on that account.", **said)
        )  # fmt: skip
        documents = dict.fromkeys(place.document for place in places)
        return CrossCheck(
            kind=kind, title=title, method=method, value=value, low=low, high=high, main=main, agrees=agrees,
            verdict=verdict, figure=figure.id, sources=tuple(documents),
        )  # fmt: skip


def _percent(share: float) -> Decimal:
    return Decimal(str(round(100 * share, 2))) + ZERO
