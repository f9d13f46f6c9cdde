"""The other days interest can be argued to run from, each with what it comes to, and what another count of days gives.

Renteloven § 3 names several days; which of them decides is argued, the latter ones in the alternative. They stand side
by side and are never added.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from claims.figures import ORE, ZERO, Figures, ore
from claims.lawtables import ONE_DAY, Confirmation, Row, printed, table
from claims.loss import interest
from claims.loss.interest import CONVENTIONS, COUNTS, InterestTerms, Start
from evidence.errors import KravError, Message
from templates.words import capital

if TYPE_CHECKING:
    from claims.model import Figure, Interest, InterestAlternative, InterestConvention, InterestPart, LossItem
    from templates.words import Words

_OTHER = "særlige forhold"


@dataclass(frozen=True, slots=True)
class _Argued:
    """A day that can be argued: the paragraph, the day, and why."""

    rule: str
    start: Start


def shares(total: Decimal, weights: Sequence[Decimal]) -> list[Decimal]:
    """``total`` (kr.) divided as the weights are, each to the øre, adding up to it; the greatest rests round up."""
    whole = sum(weights, Decimal(0))
    if not whole:
        return [ZERO for _ in weights]
    exact = [Fraction(total) * Fraction(one) / Fraction(whole) for one in weights]
    cents = [int(one * 100) for one in exact]
    left = int(total * 100) - sum(cents)
    order = sorted(range(len(cents)), key=lambda at: (cents[at] - exact[at] * 100, at))
    for at in order[:left]:
        cents[at] += 1
    return [(Decimal(one) * ORE).quantize(ORE) for one in cents]


def by_month(losses: Sequence[LossItem]) -> dict[date, Decimal]:
    """What was lost net in each month, by its last day; deductions are spread over the months as the loss is."""
    months: dict[date, Decimal] = defaultdict(lambda: ZERO)
    for loss in losses:
        gross: dict[date, Decimal] = defaultdict(lambda: ZERO)
        for day, amount in _rows(loss):
            gross[_month_end(day)] += amount
        for month, share in zip(sorted(gross), shares(loss.net, [gross[m] for m in sorted(gross)]), strict=True):
            months[month] += share
    return dict(sorted(months.items()))


def _rows(loss: LossItem) -> Iterator[tuple[date, Decimal]]:
    """The last day and the amount of every row that lost something."""
    yield from ((line.end, line.loss) for line in loss.lines if line.loss)
    yield from ((bundle.end, bundle.loss) for bundle in loss.bundles if bundle.loss)
    yield from ((line.end, line.amount) for line in loss.outlays if line.amount)
    yield from loss.dated


def period(losses: Sequence[LossItem]) -> tuple[date, date] | None:
    """The first and the last day of what was lost."""
    starts = [line.start for loss in losses for line in loss.lines if line.loss]
    starts += [bundle.start for loss in losses for bundle in loss.bundles if bundle.loss]
    starts += [line.start for loss in losses for line in loss.outlays if line.amount]
    ends = [day for loss in losses for day, _ in _rows(loss)]
    return (min(starts), max(ends)) if starts else None


def _month_end(day: date) -> date:
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1) - ONE_DAY


def beside(
    made: Interest,
    principal: Figure,
    losses: Sequence[LossItem],
    terms: InterestTerms,
    *,
    confirmed: Sequence[Confirmation] = (),
    figures: Figures,
    words: Words,
) -> Interest:
    """The interest with its share in each head, the other days it could run from, and the other counts of days.

    ``losses`` are the heads claimed.
    """
    from claims.model import InterestPart

    parts: tuple[InterestPart, ...] = ()
    if len(losses) > 1:
        each = shares(made.total, [loss.net for loss in losses])
        parts = tuple(
            InterestPart(title=loss.title, principal=loss.net, amount=amount)
            for loss, amount in zip(losses, each, strict=True)
        )
    page = _Page(made, principal, terms, confirmed, figures, words)
    return made.model_copy(
        update={
            "parts": parts,
            "alternatives": page.alternatives(losses),
            "conventions": page.conventions(),
        }
    )


class _Page:
    """The alternatives to one computation of interest."""

    def __init__(
        self,
        made: Interest,
        principal: Figure,
        terms: InterestTerms,
        confirmed: Sequence[Confirmation],
        figures: Figures,
        words: Words,
    ) -> None:
        self.made, self.principal, self.terms = made, principal, terms
        self.confirmed, self.figures, self.words = confirmed, figures, words

    def alternatives(self, losses: Sequence[LossItem]) -> tuple[InterestAlternative, ...]:
        argued = [*self._days(), *self._middle(losses)]
        months = by_month(losses)
        chosen = interest.start_day(self.terms)
        found = [
            self._one(one, is_chosen=(one.start.day, one.start.rule) == (chosen.day, chosen.rule)) for one in argued
        ]
        return (*found, *self._seven_points(months), *([self._monthly(months)] if len(months) > 1 else []))

    def _days(self) -> Iterator[_Argued]:
        """The days of § 3, stk. 1–4, that the case gives; none before the loss had arisen (§ 2)."""
        terms = self.terms
        thirty = timedelta(days=int(table("renteloven.startregler").on(date(2010, 1, 1), regel="påkrav").value))
        if terms.due:
            yield _Argued("§ 3, stk. 1", Start(day=terms.due, rule="forfaldsdag", why=Message("the agreed due day")))
        sent = terms.request_sent or terms.request_received
        if sent:
            day = max(sent + thirty, terms.request_received or sent)
            why = Message("30 days after the request for payment, and not before it was received")
            yield _Argued("§ 3, stk. 2", self._not_before(Start(day=day, rule="påkrav", why=why)))
        if terms.particulars:
            why = Message("30 days after the other side could judge the claim's ground and size")
            day = terms.particulars + thirty
            yield _Argued("§ 3, stk. 3", self._not_before(Start(day=day, rule="oplysninger", why=why)))
        if terms.filed:
            why = Message("the day proceedings were begun, at the latest")
            yield _Argued("§ 3, stk. 4", self._not_before(Start(day=terms.filed, rule="sagsanlæg", why=why)))

    def _not_before(self, start: Start) -> Start:
        arose = self.terms.arose
        return replace(start, day=arose) if arose and start.day < arose else start

    def _middle(self, losses: Sequence[LossItem]) -> Iterator[_Argued]:
        if held := period(losses):
            day = held[0] + (held[1] - held[0]) // 2
            why = Message("the middle of the time in which the loss arose, {first} – {last}",
                          {"first": held[0], "last": held[1]})  # fmt: skip
            yield _Argued("§ 3, stk. 5", Start(day=day, rule=_OTHER, why=why))

    def _one(self, argued: _Argued, *, is_chosen: bool) -> InterestAlternative:
        from claims.model import InterestAlternative

        start, words = argued.start, self.words
        why = capital(words.message(start.why))
        try:
            parts = interest.reckoned(start, self.terms, self.made.until, self.confirmed)
        except KravError as lacking:
            return InterestAlternative(
                rule=argued.rule, why=why, start=start.day, total=None, figure=None, chosen=is_chosen,
                note=words.message(lacking.problem),
            )  # fmt: skip
        rule, _ = interest.count_of(start, self.terms, self.made.until)
        figure = self.figures.make(
            "interest.alternative",
            words.say("Interest from {start} to {until} ({rule})", start=start.day, until=self.made.until,
                      rule=argued.rule),
            interest.total(self.principal.value, parts),
            formula=" + ".join(
                f"{words.kr(self.principal.value)} × {words.percent(part.rate)} × "
                f"{words.number(part.days)}/{words.number(part.divisor)}"
                for part in parts
            ),
            figures=[self.principal.id],
            law=[self.figures.cite(printed(row, words, self.confirmed)) for row in (rule, *_law(parts))],
        )  # fmt: skip
        return InterestAlternative(
            rule=argued.rule, why=why, start=start.day, total=figure.value, figure=figure.id, chosen=is_chosen
        )

    def _monthly(self, months: Mapping[date, Decimal]) -> InterestAlternative:
        """Each month's loss from the end of its month; each has the add-on of its own day."""
        from claims.model import InterestAlternative

        words = self.words
        why = words.say("Each month's loss from the end of its month; deductions are spread over the months as the "
                        "loss is")  # fmt: skip
        exact, law = Fraction(0), dict[str, Row]()
        try:
            for day, amount in months.items():
                start = Start(day=day, rule=_OTHER, why=Message(""))
                terms = replace(self.terms, arose=day, due=None)
                parts = interest.reckoned(start, terms, self.made.until, self.confirmed)
                exact += sum((part.exact(amount) for part in parts), Fraction(0))
                law |= {row.id: row for row in _law(parts)}
        except KravError as lacking:
            return InterestAlternative(
                rule="§ 3, stk. 5", why=why, start=None, total=None, figure=None, note=words.message(lacking.problem)
            )
        rule = table("renteloven.startregler").on(min(*months, self.made.until), regel=_OTHER)
        figure = self.figures.make(
            "interest.alternative",
            words.say("Interest on each month's loss to {until} (§ 3, stk. 5)", until=self.made.until),
            ore(exact),
            formula=words.say(
                "the interest on each month's loss ({count} months), rounded once to the øre", count=len(months)
            ),
            figures=[self.principal.id],
            law=[self.figures.cite(printed(row, words, self.confirmed)) for row in (rule, *law.values())],
        )
        return InterestAlternative(rule="§ 3, stk. 5", why=why, start=None, total=figure.value, figure=figure.id)

    def _seven_points(self, months: Mapping[date, Decimal]) -> Iterator[InterestAlternative]:
        """What arose before the eight points came keeps seven, the other side will say; the rest as it is reckoned."""
        from claims.model import InterestAlternative

        start, words, until = interest.start_day(self.terms), self.words, self.made.until
        old = sum((amount for day, amount in months.items() if day < interest.EIGHT_FROM), ZERO)
        if self.terms.due or not old or interest.due_day(start, self.terms) < interest.EIGHT_FROM:
            return
        before = replace(self.terms, due=interest.EIGHT_FROM - ONE_DAY)
        kept = interest.reckoned(start, before, until, self.confirmed)
        parts = interest.reckoned(start, self.terms, until, self.confirmed)
        rest = self.principal.value - old
        exact = sum([*(one.exact(old) for one in kept), *(one.exact(rest) for one in parts)], Fraction(0))
        figure = self.figures.make(
            "interest.alternative",
            words.say("Interest with seven points of what arose before 1 March 2013"),
            ore(exact),
            formula=words.say("{old} with 7 points and {rest} with 8", old=words.kr(old), rest=words.kr(rest)),
            figures=[self.principal.id],
            law=[self.figures.cite(printed(row, words, self.confirmed)) for row in _law([*kept, *parts])],
        )
        why = words.say(
            "Seven points of {amount} that arose before 1 March 2013, eight of the rest", amount=words.kr(old)
        )
        yield InterestAlternative(rule="§ 5, stk. 1", why=why, start=start.day, total=figure.value, figure=figure.id)

    def conventions(self) -> tuple[InterestConvention, ...]:
        """What each count of days gives from the day that is reckoned with."""
        from claims.model import InterestConvention

        start = interest.start_day(self.terms)
        _, counted = interest.count_of(start, self.terms, self.made.until)
        made = []
        for convention in CONVENTIONS:
            pair = [self._counted(start, convention, count) for count in COUNTS]
            made.append(
                InterestConvention(
                    convention=capital(interest.convention_text(convention, self.words)),
                    first_left_out=pair[0].value,
                    first_counted=pair[1].value,
                    figures=(pair[0].id, pair[1].id),
                    chosen=convention == self.terms.convention,
                )
            )
        assert any(
            one.chosen and self.made.total == (one.first_counted if counted == "both" else one.first_left_out)
            for one in made
        ), "the count that is reckoned with must give what was reckoned"
        return tuple(made)

    def _counted(self, start: Start, convention: str, count: str) -> Figure:
        words = self.words
        terms = replace(self.terms, convention=convention, count=count)
        first = words.say("the first day counts") if count == "both" else words.say("the first day is left out")
        row = table("renteloven.dagtaelling").on(table("renteloven.dagtaelling").checked, metode=convention)
        return self.figures.make(
            "interest.convention",
            words.say("Interest counted as {convention}, {first}", convention=convention, first=first),
            interest.total(self.principal.value, interest.reckoned(start, terms, self.made.until, self.confirmed)),
            figures=[self.principal.id],
            law=[self.figures.cite(printed(row, words))],
        )


def _law(parts: Sequence[interest.Stretch]) -> list[Row]:
    return list({row.id: row for part in parts for row in part.law}.values())
