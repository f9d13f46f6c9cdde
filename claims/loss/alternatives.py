"""The other days interest can be argued to run from, each with what it comes to, and what another count of days gives.

Renteloven § 3 names several days; which of them decides is argued, the latter ones in the alternative. They stand side
by side and are never added.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from claims.figures import ZERO, Figures, divided, ore, summed
from claims.lawtables import ONE_DAY, Confirmation, Row, printed, table
from claims.loss import grades, interest
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


def period(losses: Sequence[LossItem]) -> tuple[date, date] | None:
    """The first and the last day of what was lost."""
    starts = [row.start for loss in losses for row in loss.losing]
    ends = [day for loss in losses for day, _ in grades.rows(loss)]
    return (min(starts), max(ends)) if starts else None


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

    ``losses`` are the heads claimed, ``principal`` all of them; ``made`` is of what of it had arisen by its day.
    """
    from claims.model import InterestPart

    parts: tuple[InterestPart, ...] = ()
    if len(losses) > 1:
        late = grades.later(losses, made.start).values()
        of = [loss.net - summed(one.get(loss.id, ZERO) for one in late) for loss in losses]
        each = divided(made.total, of)
        parts = tuple(
            InterestPart(title=loss.title, principal=net, amount=amount)
            for loss, net, amount in zip(losses, of, each, strict=True)
        )
    page = _Page(made, principal, losses, terms, confirmed, figures, words)
    return made.model_copy(
        update={
            "parts": parts,
            "alternatives": page.alternatives(),
            "conventions": page.conventions(),
        }
    )


@dataclass(frozen=True, slots=True)
class _Page:
    """The alternatives to one computation of interest."""

    made: Interest
    principal: Figure
    losses: Sequence[LossItem]
    terms: InterestTerms
    confirmed: Sequence[Confirmation]
    figures: Figures
    words: Words

    def alternatives(self) -> tuple[InterestAlternative, ...]:
        argued = [*self._days(), *self._middle()]
        months = grades.by_month(self.losses)
        chosen = interest.start_day(replace(self.terms, arose=None))
        found = [
            self._one(one, is_chosen=(one.start.day, one.start.rule) == (chosen.day, chosen.rule)) for one in argued
        ]
        return (*found, *self._seven_points(months), *([self._monthly(months)] if len(months) > 1 else []))

    def _days(self) -> Iterator[_Argued]:
        """The days of § 3, stk. 1–4, that the case gives; what arose later has a day of its own (§ 2)."""
        terms = self.terms
        thirty = interest.thirty_days()
        if terms.due:
            yield _Argued("§ 3, stk. 1", Start(day=terms.due, rule="forfaldsdag", why=Message("the agreed due day")))
        sent = terms.request_sent or terms.request_received
        if sent:
            day = max(sent + thirty, terms.request_received or sent)
            why = Message("30 days after the request for payment, and not before it was received")
            yield _Argued("§ 3, stk. 2", Start(day=day, rule="påkrav", why=why))
        if terms.particulars:
            why = Message("30 days after the other side could judge the claim's ground and size")
            day = terms.particulars + thirty
            yield _Argued("§ 3, stk. 3", Start(day=day, rule="oplysninger", why=why))
        if terms.filed:
            why = Message("the day proceedings were begun, at the latest")
            yield _Argued("§ 3, stk. 4", Start(day=terms.filed, rule="sagsanlæg", why=why))

    def _graded(self, start: Start, terms: InterestTerms) -> list[tuple[Decimal, tuple[interest.Stretch, ...]]]:
        """What carries interest from that day, and what arose later from its own, each with its stretches.

        Where a day was agreed, or is the court's choice for all of it, all of it does.
        """
        made, rest, arose = list[tuple[Decimal, tuple[interest.Stretch, ...]]](), self.principal.value, terms.arose
        if not terms.due and start.rule != _OTHER:
            for day, heads in grades.later(self.losses, start.day).items():
                amount = sum(heads.values(), ZERO)
                made.append((amount, self._stretches(replace(start, day=day), replace(terms, arose=day))))
                rest -= amount
            arose = grades.arisen_by(self.losses, start.day)
        return [(rest, self._stretches(start, replace(terms, arose=arose))), *made]

    def _stretches(self, start: Start, terms: InterestTerms) -> tuple[interest.Stretch, ...]:
        return interest.reckoned(start, terms, self.made.until, self.confirmed)

    def _middle(self) -> Iterator[_Argued]:
        if held := period(self.losses):
            day = held[0] + (held[1] - held[0]) // 2
            why = Message("the middle of the time in which the loss arose, {first} – {last}",
                          {"first": held[0], "last": held[1]})  # fmt: skip
            yield _Argued("§ 3, stk. 5", Start(day=day, rule=_OTHER, why=why))

    def _alternative(
        self, rule: str, why: str, label: str, total: Decimal, law: Iterable[Row], *, formula: str = "",
        start: date | None = None, chosen: bool = False, note: str = "",
    ) -> InterestAlternative:  # fmt: skip
        from claims.model import InterestAlternative

        figure = self.figures.make(
            "interest.alternative", label, total, formula=formula, figures=[self.principal.id],
            law=[self.figures.cite(printed(row, self.words, self.confirmed)) for row in law],
        )  # fmt: skip
        return InterestAlternative(
            rule=rule, why=why, start=start, total=figure.value, figure=figure.id, chosen=chosen, note=note
        )

    def _unreckoned(
        self, rule: str, why: str, lacking: KravError, *, start: date | None = None, chosen: bool = False
    ) -> InterestAlternative:
        """One that can be argued, and of whose days the law is not checked."""
        from claims.model import InterestAlternative

        return InterestAlternative(
            rule=rule, why=why, start=start, total=None, figure=None, chosen=chosen,
            note=self.words.message(lacking.problem),
        )  # fmt: skip

    def _one(self, argued: _Argued, *, is_chosen: bool) -> InterestAlternative:
        start, words = argued.start, self.words
        why = capital(words.message(start.why))
        note = ""
        if start.rule != _OTHER and not self.terms.due and (late := grades.later(self.losses, start.day)):
            # Of a claim all of which arose after the day, the first of it is where interest begins.
            if self.principal.value == summed(sum(heads.values(), ZERO) for heads in late.values()):
                start = replace(start, day=min(late))
            note = words.say("What arose later carries interest from its own day (§ 2).")
        try:
            graded = self._graded(start, self.terms)
        except KravError as lacking:
            return self._unreckoned(argued.rule, why, lacking, start=start.day, chosen=is_chosen)
        rule, _ = interest.count_of(start, self.terms, self.made.until)
        label = words.say("Interest from {start} to {until} ({rule})", start=start.day, until=self.made.until,
                          rule=argued.rule)  # fmt: skip
        parts = [f"{words.kr(amount)} × {part.told(words)}" for amount, held in graded for part in held]
        return self._alternative(
            argued.rule, why, label, _total(graded), (rule, *_law_of(graded)), formula=" + ".join(parts),
            start=start.day, chosen=is_chosen, note=note,
        )  # fmt: skip

    def _monthly(self, months: Mapping[date, Decimal]) -> InterestAlternative:
        """Each month's loss from the end of its month; each has the add-on of its own day."""
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
            return self._unreckoned("§ 3, stk. 5", why, lacking)
        rule = table("renteloven.startregler").on(min(*months, self.made.until), regel=_OTHER)
        label = words.say("Interest on each month's loss to {until} (§ 3, stk. 5)", until=self.made.until)
        formula = words.say("the interest on each month's loss ({count} {count:month|months}), rounded once to the "
                            "øre", count=len(months))  # fmt: skip
        return self._alternative("§ 3, stk. 5", why, label, ore(exact), (rule, *law.values()), formula=formula)

    def _seven_points(self, months: Mapping[date, Decimal]) -> Iterator[InterestAlternative]:
        """What arose before the eight points came keeps seven, the other side will say; the rest as it is reckoned."""
        start, words = interest.start_day(self.terms), self.words
        old = summed(amount for day, amount in months.items() if day < interest.EIGHT_FROM)
        if self.terms.due or not old:
            return
        if interest.due_day(start, self.terms) < interest.EIGHT_FROM:
            yield from self._eight_points(start, old)
            return
        before = replace(self.terms, due=interest.EIGHT_FROM - ONE_DAY)
        kept = self._stretches(start, before)
        graded = [(old, kept), *self._graded(start, self.terms)]
        graded[1] = (graded[1][0] - old, graded[1][1])
        rest = self.principal.value - old
        exact = sum((part.exact(amount) for amount, parts in graded for part in parts), Fraction(0))
        yield self._alternative(
            "§ 5, stk. 1",
            words.say("Seven points of {amount} that arose before 1 March 2013, eight of the rest",
                      amount=words.kr(old)),
            words.say("Interest with seven points of what arose before 1 March 2013"), ore(exact), _law_of(graded),
            formula=words.say("{old} with 7 points and {rest} with 8", old=words.kr(old), rest=words.kr(rest)),
            start=start.day,
        )  # fmt: skip

    def _eight_points(self, start: Start, old: Decimal) -> Iterator[InterestAlternative]:
        """All arose before the eight points came, and payment was asked for after: it may have fallen due then."""
        if old != self.principal.value or start.day < interest.EIGHT_FROM:
            return
        words, parts = self.words, self._stretches(start, replace(self.terms, due=start.day))
        yield self._alternative(
            "§ 5, stk. 1",
            words.say("Eight points, if damages first fall due when payment is asked for and not when the loss arose"),
            words.say("Interest with eight points, as of a claim that fell due when it was asked for"),
            interest.total(old, parts), _law(parts), start=start.day,
        )  # fmt: skip

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
        late = bool(grades.later(self.losses, start.day)) and not self.terms.due
        assert late or any(
            one.chosen and self.made.total == (one.first_counted if counted == "both" else one.first_left_out)
            for one in made
        ), "the count that is reckoned with must give what was reckoned"
        return tuple(made)

    def _counted(self, start: Start, convention: str, count: str) -> Figure:
        words = self.words
        first = interest.count_text(count, words)
        return self.figures.make(
            "interest.convention",
            words.say("Interest counted as {convention}, {first}", convention=convention, first=first),
            _total(self._graded(start, replace(self.terms, convention=convention, count=count))),
            figures=[self.principal.id],
            law=[self.figures.cite(printed(interest.method(convention), words))],
        )


def _total(graded: Sequence[tuple[Decimal, Sequence[interest.Stretch]]]) -> Decimal:
    """The interest on each of them, each rounded to the øre."""
    return summed(interest.total(amount, parts) for amount, parts in graded)


def _law_of(graded: Sequence[tuple[Decimal, Sequence[interest.Stretch]]]) -> list[Row]:
    return _law([part for _, parts in graded for part in parts])


def _law(parts: Sequence[interest.Stretch]) -> list[Row]:
    return list({row.id: row for part in parts for row in part.law}.values())
