"""Bod of a case: each ``[[bod]]`` held against the months, the late cases or the delay, down to log rows."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from claims.case import Case
from claims.comparison.availability import PERIODS, Month, by_period
from claims.comparison.duedays import due_days
from claims.comparison.reality import Reality
from claims.figures import Figures, summed
from claims.items import is_term
from claims.levels import said
from claims.levels.keys import BodSection
from claims.levels.log import same_priority
from claims.levels.model import Bod, BodLine
from claims.levels.scale import (
    Line,
    Money,
    Standing,
    days_late,
    for_availability,
    for_cases,
    for_delay,
    settled,
    standing_of,
)
from claims.levels.targets import Targets
from claims.levels.times import LateCase, Timed
from claims.mentions import ticket
from claims.model import Breach
from claims.rowlapse import RowLapse
from evidence.errors import KravError, Message
from evidence.months import month_end
from extract.model import Finding, Label
from templates.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Penalty:
    """One clause's bod: what the page says of it, what ``case.toml`` gave, and its sums."""

    section: BodSection
    page: Bod
    sums: Standing
    due_figure: str | None  # what is claimed in time and not paid
    of: tuple[str, ...] = ()  # what names its breach in a row of hours or cost
    #: Of each case of the log among those, the first days of the months it was down in.
    cases: tuple[tuple[str, tuple[date, ...]], ...] = ()
    netting: tuple[str, ...]


#: No contract leaves a longer delay without bod and still has bod for it.
_GRACE = timedelta(days=92)


class Penalties:
    """The bod of a case under computation."""

    def __init__(
        self,
        case: Case,
        findings: Sequence[Finding],
        breaches: Sequence[Breach],
        reality: Reality,
        timed: Sequence[Timed],
        *,
        targets: Targets,
        figures: Figures,
        words: Words,
        months: Mapping[Month, str],
        down: Sequence[Finding] = (),
    ) -> None:
        self.case, self.findings, self.breaches, self.reality = case, findings, breaches, reality
        self.timed, self.targets = timed, targets
        self.figures, self.words, self.months, self.down = figures, words, months, down
        self.lapse = RowLapse(case, breaches, {f.id: f for f in findings}, words)
        self.money = Money(contract_sum=case.contract.fee, monthly=case.contract.monthly_fee)

    def all(self) -> tuple[Penalty, ...]:
        """Each clause in the order of the file. Raises ``KravError`` where a share has nothing to be taken of."""
        return tuple(self._one(bod) for bod in self.case.bod)

    def _one(self, bod: BodSection) -> Penalty:
        words, terms = self.words, self._terms(bod)
        made_from = dict(self._lines(bod))
        named = self._named(bod)
        lines = settled(
            tuple(made_from), bod, self.money, self.case.as_of,
            lambda line: self.lapse.is_barred(bod.of, line.last, named),
        )  # fmt: skip
        sources = {(line.first, line.last): made for line, made in made_from.items()}
        shown = tuple(self._line(line, bod, sources[line.first, line.last], terms) for line in lines)
        sums = standing_of(lines, bod)
        total = self.figures.make(
            "bod.total", bod.what, summed(line.amount for line in lines),
            formula=words.say("the sum of the lines ({count})", count=sum(bool(line.amount) for line in lines)),
            figures=[line.figure for line in shown if line.amount], findings=terms,
            assumptions=[said.assumption(bod, words)],
        )  # fmt: skip
        page = Bod(
            id="bod-" + hashlib.sha256(f"{bod.clause}|{bod.what}".encode()).hexdigest()[:6],
            what=bod.what, of=bod.of, clause=bod.clause, terms=terms,
            scale=said.scale(bod, self.targets, words, self.period(bod) if bod.of == "availability" else "month"),
            confirmed=bool(bod.confirmed_by), lines=shown, total=total.value, claimed=sums.claimed, paid=sums.paid,
            due=sums.due, open=sums.open, lost=sums.lost, barred=sums.barred, figure=total.id, rule=bod.besides,
            rule_text=said.rule(bod, words),
        )  # fmt: skip
        return Penalty(
            section=bod, page=page, sums=sums, due_figure=self._due(bod, sums, total.id),
            netting=said.netting(bod, sums, {one.evidence for one in self.case.deduction if one.evidence}, words),
            of=named, cases=self._cases(shown, named),
        )  # fmt: skip

    def _cases(
        self, lines: Sequence[BodLine], named: Collection[str]
    ) -> tuple[tuple[str, tuple[date, ...]], ...]:
        rows = [(ticket(f.attributes["ticket"]), f.when) for f in self.findings if f.attributes.get("ticket")]
        return tuple(sorted(
            (name, tuple(line.first for line in lines if start <= line.last and line.first <= (when.end or date.max)))
            for name, when in rows
            if name in named and when and (start := when.start)
        ))  # fmt: skip

    def _due(self, bod: BodSection, sums: Standing, total: str) -> str | None:
        if not sums.due:
            return None
        words = self.words
        return self.figures.make(
            "bod.due", f"{bod.what}: {said.claimed_unpaid(bod, words)}", sums.due,
            formula=f"{words.kr(sums.claimed)} − {words.kr(sums.paid - sums.unasked)}", figures=[total],
        ).id  # fmt: skip

    def _terms(self, bod: BodSection) -> tuple[str, ...]:
        """The terms found with the clauses it names."""
        clauses = {one for one in (bod.clause, bod.deadline_clause, bod.besides_clause) if one}
        return tuple(f.id for f in self.findings if is_term(f) and in_clause(f, clauses))

    def _named(self, bod: BodSection) -> tuple[str, ...]:
        """What names the breach it is of, as rows of hours and cost do: tickets, breaches by id, clauses.

        Empty where neither a breach nor a case of the log is known to be its own.
        """
        promises = {f.id: f for f in self.findings if f.label is Label.PROMISE}
        own = [b for b in self.breaches if (p := promises.get(b.promise)) and _is_of(bod, p)]
        own = own or self._after_grace(bod, promises)
        rows = {f.id: f for f in self.findings if f.attributes.get("ticket")}
        cases = [rows[match.incident] for b in own for match in b.matches if match.incident in rows]
        if bod.of == "availability":
            cases += self.down
        elif bod.of == "fix_time":
            cases += [late.row for held in self._late(bod).values() for late in held]
        named = {ticket(one.attributes["ticket"]) for one in cases if one.attributes.get("ticket")}
        named |= {b.id for b in own}
        if not named:
            return ()
        clauses = (bod.clause, *(promises[b.promise].clause for b in own))
        return tuple(sorted(named | {f"§ {one}" for one in clauses if one}))

    def _after_grace(self, bod: BodSection, promises: Mapping[str, Finding]) -> list[Breach]:
        """The late deliveries bod is of where its days begin after the one that was due: «no bod the first two weeks».
        """
        due = {
            b.id: days[1] for b in self.breaches
            if bod.of == "delay" and bod.due and b.status == "late" and promises[b.promise].kind == "delivery_date"
            and (days := due_days(promises[b.promise])) and timedelta(0) < bod.due - days[1] <= _GRACE
        }  # fmt: skip
        return [b for b in self.breaches if b.id in due and due[b.id] == max(due.values())]

    def _lines(self, bod: BodSection) -> Iterator[tuple[Line, tuple[tuple[str, ...], tuple[str, ...]]]]:
        """Each line with the figures and the findings it was made from."""
        if bod.of == "delay":
            yield for_delay(bod, self.money), self._delay(bod)
        elif bod.of == "availability":
            target_of(bod, self.targets.steps[0].percent if self.targets.steps else None)
            measured = {
                (month.first, last): (month.percent, figures)
                for month, last, figures in measured_by(self.months, self.period(bod))
            }
            measured |= dict(self._reported(bod))
            for (first, last), (percent, figures) in sorted(measured.items()):
                target = target_of(bod, self.targets.percent(first))
                yield for_availability(percent, target, first, last, bod, self.money), (figures, ())
        else:
            for first, late in sorted(self._late(bod).items()):
                over = [one.over for one in late]
                line = for_cases(over, self.reality.window.longest_day, first, month_end(first), bod, self.money)
                yield line, (tuple(one.figure for one in late), ())

    def _reported(self, bod: BodSection) -> Iterator[tuple[tuple[date, date], tuple[Decimal, tuple[str, ...]]]]:
        """The months whose availability case.toml takes from a report, by their first and last day."""
        for one in bod.reported:
            first = one.month.replace(day=1)
            label = self.words.say("Availability in {month}", month=self.words.month(first))
            made = self.figures.make(
                "availability.reported", label, one.percent, unit="percent",
                assumptions=[self.words.say("as {evidence} tells it, by case.toml", evidence=one.evidence)],
            )  # fmt: skip
            yield (first, month_end(first)), (one.percent, (made.id,))

    def period(self, bod: BodSection) -> str:
        """By what the availability it is of is measured: as case.toml says, or else as the availability is promised."""
        source = self.targets.steps[0].source if self.targets.steps else None
        return bod.period or (source.metric.get("per", "") if source else "") or "month"

    def _late(self, bod: BodSection) -> dict[date, list[LateCase]]:
        """The late cases it is of, by the month they ended in."""
        months: dict[date, list[LateCase]] = defaultdict(list)
        for timed in self.timed:
            named = any(same_priority(one, other) for one in timed.limit.priorities for other in bod.priorities)
            if timed.limit.what == "fix" and (named or not bod.priorities):
                for one in timed.late:
                    months[one.ended.date().replace(day=1)].append(one)
        return months

    def _delay(self, bod: BodSection) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The days late as a figure: the comparison's own where it says the same, else what ``case.toml`` gives."""
        assert bod.due is not None and bod.delivered is not None
        words, days = self.words, days_late(bod)
        formula = f"{words.day(bod.delivered)} − {words.day(bod.due)}"
        for breach in self.breaches:
            for name in breach.figures:
                figure = self.figures.get(name)
                if figure.step == "comparison.days_late" and figure.formula == formula:
                    return (name,), ()
        made = self.figures.make(
            "bod.days", words.say("Days late"), Decimal(days), unit="days", formula=formula,
            assumptions=[said.assumption(bod, words)],
        )  # fmt: skip
        return (made.id,), ()

    def _line(
        self, line: Line, bod: BodSection, made: tuple[tuple[str, ...], tuple[str, ...]], terms: Sequence[str]
    ) -> BodLine:
        words = self.words
        is_month = bod.of != "delay" and month_end(line.first) == line.last
        label = words.month(line.first) if is_month else words.say(
            "{first} to {last}", first=line.first, last=line.last
        )  # fmt: skip
        figure = self.figures.make(
            "bod.line", words.say("{what}, {when}", what=bod.what, when=label), line.amount,
            formula=said.line(line, words), figures=made[0], findings=(*terms, *made[1]),
            assumptions=[said.assumption(bod, words)],
        )  # fmt: skip
        return BodLine(
            label=label, first=line.first, last=line.last, steps=line.steps, each=line.each, full=line.full,
            amount=line.amount, claim_by=line.claim_by, claimed_on=line.claimed_on, status=line.status,
            status_text=said.status(line, words), figure=figure.id, paid=line.paid,
        )  # fmt: skip


def _is_of(bod: BodSection, promise: Finding) -> bool:
    """Is it what the bod is to be paid for: its kind, and of a delay the very day that was due?"""
    if bod.of == "delay":
        due = due_days(promise) if promise.kind == "delivery_date" else None
        return due is not None and bod.due is not None and due[0] <= bod.due <= due[1]
    return promise.kind == {"availability": "availability", "fix_time": "response_fix"}[bod.of]


def in_clause(term: Finding, clauses: Collection[str]) -> bool:
    """Does the term stand in one of the clauses of those numbers?"""
    return bool(term.clause) and term.clause in clauses


def target_of(bod: BodSection, promised: Decimal | None) -> Decimal:
    """The availability it is measured against. Raises ``KravError`` where none is given."""
    target = promised if bod.target is None else bod.target
    if target is None:
        raise KravError(
            Message("case.toml, [[bod]] «{what}»: no availability is promised that it could be of.",
                    {"what": bod.what}),
            Message("Give target there, or under [service], in per cent."),
        )  # fmt: skip
    return target


def measured_by(months: Mapping[Month, str], period: str) -> Iterator[tuple[Month, date, tuple[str, ...]]]:
    """The months, or the months of each ``period`` together, each with its last day and the figures of its months."""
    length = PERIODS.get(period, 1)
    for one in by_period(tuple(months), length):
        of = [m for m in months if (m.first.year, (m.first.month - 1) // length) ==
              (one.first.year, (one.first.month - 1) // length)]  # fmt: skip
        yield one, max(month_end(m.first) for m in of), tuple(months[m] for m in of)
