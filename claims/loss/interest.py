"""Interest under renteloven: from which day, at which rate, counted how, and in rows that add up.

The add-on follows the day the claim fell due and stays for the life of the claim; the reference rate follows the
half-year each day lies in. Interest is simple. Each printed row is rounded to the øre and so is the total, once; where
the rows would miss the total, a row without days carries the difference and says so.
"""

from __future__ import annotations

from calendar import isleap
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from claims.figures import Figures, ore, summed
from claims.lawtables import ONE_DAY, Confirmation, Row, printed, table
from evidence.errors import KravError, Message
from templates.words import capital

if TYPE_CHECKING:
    from claims.model import Figure, Gap, Interest, InterestRow
    from templates.words import Words

CONVENTIONS = ("actual/actual", "actual/365", "30/360", "30E/360")
COUNTS = ("last", "both")

#: What falls due from this day on bears eight points above the reference rate, what fell due before keeps seven.
EIGHT_FROM = date(2013, 3, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class InterestTerms:
    """What the case says of interest; all optional, as in case.toml.

    ``arose`` is the last day on which a part of the loss arose: no interest runs before it (§ 2), and with no agreed
    due day it is the day that picks the add-on. ``start`` overrides the start rule (§ 3, stk. 5, or a plain sum).
    ``obstructed`` are the days, first and last, on which the creditor's own doings kept payment back (§ 4).
    ``alive`` is the first day whose interest is reckoned where that of the days before had lapsed and is left out.
    """

    request_sent: date | None = None
    request_received: date | None = None
    particulars: date | None = None
    filed: date | None = None
    due: date | None = None
    arose: date | None = None
    start: date | None = None
    convention: str = "actual/actual"
    count: str | None = None
    obstructed: tuple[tuple[date, date], ...] = ()
    alive: date | None = None

    def left_out(self, start: date) -> tuple[tuple[date, date], ...]:
        """The days from ``start`` on that carry none: the creditor's own, and those whose interest had lapsed."""
        lapsed = ((start, self.alive - ONE_DAY),) if self.alive and start < self.alive else ()
        return (*self.obstructed, *lapsed)


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """The day interest starts and the rule that says so."""

    day: date
    rule: str  # key of renteloven.startregler
    why: Message
    notes: tuple[Message, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Days with one rate and one divisor: ``[start, end)`` is what is covered, ``days`` what is counted."""

    start: date
    end: date
    days: int
    divisor: int
    reference: Decimal
    addition: Decimal
    law: tuple[Row, ...] = ()
    until: date | None = None  # the day a date-to-date count ends on, where the stretch is the last of its run

    @property
    def last(self) -> date:
        """The last day it covers."""
        return self.until or self.end - ONE_DAY

    @property
    def rate(self) -> Decimal:
        """Per cent a year, add-on included. May be less than the add-on: the reference rate has no floor."""
        return self.reference + self.addition

    def told(self, words: Words) -> str:
        """«8,75 % × 181/365»: what the principal is multiplied by."""
        return f"{words.percent(self.rate)} × {words.number(self.days)}/{words.number(self.divisor)}"

    def exact(self, principal: Decimal) -> Fraction:
        """The interest, not rounded."""
        return Fraction(principal) * Fraction(self.rate) * self.days / (100 * self.divisor)


def start_day(terms: InterestTerms) -> Start:
    """From which day interest runs. Raises ``KravError`` where the case names no day it could run from, or days that
    cannot both be right.
    """
    if terms.request_sent and terms.request_received and terms.request_received < terms.request_sent:
        raise KravError(
            Message(
                "case.toml, [interest]: request_received, {received}, lies before request_sent, {sent}.",
                {"received": terms.request_received, "sent": terms.request_sent},
            ),
            Message("A request is received on the day it is sent or later; mend one of the two days."),
        )
    if terms.start:
        return Start(day=terms.start, rule="særlige forhold", why=Message("the day that was chosen"))
    if terms.due:
        why = Message("the due day agreed in advance, {day} (§ 3, stk. 1)", {"day": terms.due})
        return Start(day=terms.due, rule="forfaldsdag", why=why)
    request, notes = _request_route(terms)
    filed = terms.filed
    if filed and (request is None or filed <= request.day):
        found = Start(
            day=filed,
            rule="sagsanlæg",
            why=Message("proceedings were begun on {day} (§ 3, stk. 4)", {"day": filed}),
            notes=notes,
        )
    elif request:
        found = request
    else:
        raise KravError(
            Message("The case names no day from which interest could run."),
            Message(
                "Give one under [interest] in case.toml: request_sent and particulars, filed, or due where a due day "
                "was agreed."
            ),
        )
    if terms.arose and found.day < terms.arose:
        late = Message(
            "Interest is reckoned from {day}, when the last part of the loss had arisen: not before the due day (§ 2).",
            {"day": terms.arose},
        )
        return Start(day=terms.arose, rule=found.rule, why=found.why, notes=(*found.notes, late))
    return found


def thirty_days() -> timedelta:
    """How long after the request for payment, or after the documented statement of loss, interest begins to run."""
    return timedelta(days=int(table("renteloven.startregler").on(date(2010, 1, 1), regel="påkrav").value))


def method(convention: str) -> Row:
    """The row on that way of counting days."""
    counts = table("renteloven.dagtaelling")
    return counts.on(counts.checked, metode=convention)


def _request_route(terms: InterestTerms) -> tuple[Start | None, tuple[Message, ...]]:
    """§ 3, stk. 2-3: the later of receipt, the request + 30 days and the particulars + 30 days."""
    if not (terms.request_sent or terms.request_received):
        return None, ()
    if not terms.particulars and terms.filed:
        # Without the day the other side could judge the claim, stk. 3 cannot be shown to be met; the writ can.
        return None, (
            Message(
                "The request for payment is left aside: the day the documented statement of loss was delivered is not "
                "given (§ 3, stk. 3)."
            ),
        )
    notes: list[Message] = []
    routes: list[Start] = []
    thirty = thirty_days()
    if terms.particulars:
        why = Message(
            "30 days after {day}, when the documented statement of loss was delivered (§ 3, stk. 3)",
            {"day": terms.particulars},
        )
        routes.append(Start(day=terms.particulars + thirty, rule="oplysninger", why=why))
    else:
        notes.append(Message("It is assumed that the request for payment held the documented statement of loss."))
    if received := terms.request_received:
        why = Message("the request for payment was received on {day} (§ 3, stk. 2)", {"day": received})
        routes.append(Start(day=received, rule="påkrav", why=why))
    else:
        notes.append(Message("The day the request for payment was received is not given; it is taken to be in time."))
    sent = terms.request_sent or terms.request_received
    assert sent is not None  # one of them is given
    why = Message("30 days after the request for payment of {day} (§ 3, stk. 2)", {"day": sent})
    routes.append(Start(day=sent + thirty, rule="påkrav", why=why))
    return replace(max(reversed(routes), key=lambda one: one.day), notes=tuple(notes)), ()


def stretches(
    start: date,
    until: date,
    *,
    due: date,
    convention: str = "actual/actual",
    count: str = "last",
    confirmed: Sequence[Confirmation] = (),
    obstructed: Sequence[tuple[date, date]] = (),
) -> tuple[Stretch, ...]:
    """The days from ``start`` to ``until`` (counted), by half-year, and by year where the divisor changes.

    The days of ``obstructed``, both ends included, are left out. ``count`` is "both" (``start`` counts as a day) or
    "last" (it does not). Raises ``OutsideCheckedLaw`` and ``UnconfirmedLaw`` as the tables do, ``KravError`` for an
    unknown convention.
    """
    rates = table("renteloven.referencesats")
    addition = table("renteloven.tillaeg").on(due, confirmed=confirmed)

    def rate(day: date) -> tuple[Decimal, Decimal, tuple[Row, ...]]:
        row = rates.on(day, confirmed=confirmed)
        return row.value, addition.value, (row, addition)

    made = []
    for first, last, counted in _runs(start, until, count, obstructed):
        run = list(day_counts(first, last, convention=convention, count=counted))
        for a, b, days, divisor in run:
            ref, add, law = rate(a)
            made.append(
                Stretch(
                    start=a, end=b, days=days, divisor=divisor, reference=ref, addition=add, law=law,
                    until=last if b == run[-1][1] else None,
                )
            )  # fmt: skip
    return tuple(made)


def _runs(
    start: date, until: date, count: str, obstructed: Sequence[tuple[date, date]]
) -> Iterator[tuple[date, date, str]]:
    """The time between the obstructions: first day, last day, and how the first is counted."""
    for first, last in sorted(obstructed):
        if first > until or last < start:
            continue
        if first > start:
            yield start, first - ONE_DAY, count
        # The last day kept out is where the count goes on from, and itself is left out.
        start, count = last, "last"
    if start <= until:
        yield start, until, count


def day_counts(start: date, until: date, *, convention: str, count: str) -> Iterator[tuple[date, date, int, int]]:
    """(first day, day after the last, days counted, divisor) for each half-year between the two days.

    KravError where ``convention`` or ``count`` is none of those we know.
    """
    if convention not in CONVENTIONS:
        raise KravError(
            Message("«{given}» is no day-count convention.", {"given": convention}),
            Message("Choose one of {known}.", {"known": ", ".join(CONVENTIONS)}),
        )
    if count not in COUNTS:
        raise KravError(
            Message("«{given}» is no way to count the first day.", {"given": count}),
            Message("Choose «last» (the first day is left out) or «both» (it counts)."),
        )
    thirty = convention in ("30/360", "30E/360")
    # Actual days are counted as days covered; a 30-day month only knows dates, so it counts from date to date.
    first = start if thirty or count == "both" else start + ONE_DAY
    end = until if thirty and count == "last" else until + ONE_DAY
    while first < end:
        half = date(first.year, 7, 1) if first.month < 7 else date(first.year + 1, 1, 1)
        stop = min(half, end)
        if thirty:
            # The day a date-to-date count ends on is covered by the last stretch.
            yield first, stop, _thirty_days(first, stop, european=convention == "30E/360"), 360
        else:
            divisor = 366 if convention == "actual/actual" and isleap(first.year) else 365
            yield first, stop, (stop - first).days, divisor
        first = stop


def _thirty_days(start: date, end: date, *, european: bool) -> int:
    first, last = min(start.day, 30), end.day
    if last == 31 and (european or first == 30):
        last = 30
    return (end.year - start.year) * 360 + (end.month - start.month) * 30 + last - first


def total(principal: Decimal, parts: Iterable[Stretch]) -> Decimal:
    """The interest on all stretches, rounded once to the øre."""
    return ore(sum((part.exact(principal) for part in parts), Fraction(0)))


def count_of(start: Start, terms: InterestTerms, until: date) -> tuple[Row, str]:
    """The rule interest starts by, and how it counts the first day where the case does not say."""
    rule = table("renteloven.startregler").on(min(start.day, until), regel=start.rule)
    return rule, terms.count or rule.columns["count"]


def due_day(start: Start, terms: InterestTerms) -> date:
    """The day that picks the add-on."""
    return terms.due or min(start.day, terms.arose or start.day)


def reckoned(
    start: Start, terms: InterestTerms, until: date, confirmed: Sequence[Confirmation] = ()
) -> tuple[Stretch, ...]:
    """The stretches from ``start`` to ``until`` as the case counts them; none where interest has not begun to run.

    Raises ``OutsideCheckedLaw`` and ``UnconfirmedLaw`` as the tables do.
    """
    if start.day > until:
        return ()
    _, count = count_of(start, terms, until)
    return stretches(
        start.day, until, due=due_day(start, terms), convention=terms.convention, count=count, confirmed=confirmed,
        obstructed=terms.left_out(start.day),
    )  # fmt: skip


def compute(
    principal: Figure,
    terms: InterestTerms,
    until: date,
    *,
    confirmed: Sequence[Confirmation] = (),
    figures: Figures,
    words: Words,
) -> Interest:
    """Interest on ``principal`` up to and including ``until``, with every row shown.

    Raises ``KravError`` where no start day is given or the principal is negative, ``OutsideCheckedLaw`` and
    ``UnconfirmedLaw`` as the tables do.
    """
    from claims.model import Interest

    if principal.value < 0:
        raise KravError(
            Message("Interest is asked of a negative principal, {amount} kr.", {"amount": principal.value}),
            Message("Give the principal as a positive amount; nothing is owed where the deductions exceed the loss."),
        )
    start = start_day(terms)
    rule, count = count_of(start, terms, until)
    due = due_day(start, terms)
    parts = reckoned(start, terms, until, confirmed)
    rule_ids = [figures.cite(printed(rule, words))]
    method_id = figures.cite(printed(method(terms.convention), words))
    rows, made = _stretched(principal, parts, method_id, confirmed, figures, words)
    if terms.obstructed:
        obstruction = table("renteloven.startregler").on(min(start.day, until), regel="fordringshaverens forhold")
        rule_ids.append(figures.cite(printed(obstruction, words)))
    sum_total = total(principal.value, parts)
    difference = sum_total - summed(row.amount for row in rows)
    if difference:
        label = words.say("Rounding of interest: the rows are rounded one by one, the total once")
        made.append(figures.make("interest.rounding", label, difference, figures=(principal.id,)).id)
        rows.append(_rounding(until, difference))
    begins = max(start.day, terms.alive or start.day)
    figure = figures.make(
        "interest.total",
        words.say("Interest from {start} to {until}", start=begins, until=until),
        sum_total,
        formula=words.say("the sum of the stretches, rounded once to the øre, half away from zero"),
        figures=made or [principal.id],
        law=(*rule_ids, method_id),
        assumptions=_assumptions(terms, words),
    )
    return Interest(
        principal=principal.value,
        start=begins,
        until=until,
        start_rule=capital(words.message(start.why)) + ".",
        convention=f"{capital(convention_text(terms.convention, words))}; {count_text(count, words)}.",
        rows=tuple(rows),
        total=sum_total,
        figure=figure.id,
        pleading=words.say(
            "interest under the Interest Act (procesrente) from {day} until payment is made", day=begins
        ),
        notes=(
            *(words.message(note) for note in start.notes), *_of_the_sum(difference, start, until, words),
            *_notes(start, due, parts, terms, words),
        ),
    )


def _of_the_sum(difference: Decimal, start: Start, until: date, words: Words) -> Iterator[str]:
    """Why the rows do not add up of themselves, or why there are none."""
    if difference:
        yield words.say(
            "Each row is rounded to the øre and the total once; the row without days holds the difference of {amount}.",
            amount=words.kr(difference),
        )
    if start.day > until:
        yield words.say("Interest has not begun to run on {day}.", day=until)


def _stretched(
    principal: Figure, parts: Iterable[Stretch], method_id: str, confirmed: Sequence[Confirmation], figures: Figures,
    words: Words,
) -> tuple[list[InterestRow], list[str]]:
    """The stretches as rows of the page, and the figure of each."""
    from claims.model import InterestRow

    rows, made = [], []
    for part in parts:
        law = tuple(figures.cite(printed(row, words, confirmed)) for row in part.law)
        amount = ore(part.exact(principal.value))
        rows.append(
            InterestRow(
                start=part.start, end=part.last, days=part.days, rate=part.rate, reference=part.reference,
                addition=part.addition, amount=amount, law=law, divisor=part.divisor,
            )
        )  # fmt: skip
        figure = figures.make(
            "interest.period", words.say("Interest {start} – {end}", start=part.start, end=part.last), amount,
            formula=f"{words.kr(principal.value)} × {part.told(words)}", figures=(principal.id,),
            law=(*law, method_id),
        )  # fmt: skip
        made.append(figure.id)
    return rows, made


def _rounding(day: date, difference: Decimal) -> InterestRow:
    """The row without days that makes the rows, rounded one by one, come to the total, which is rounded once."""
    from claims.model import InterestRow

    none = Decimal(0)
    return InterestRow(start=day, end=day, days=0, rate=none, reference=none, addition=none, amount=difference, law=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Lapsed:
    """Interest on the days before ``alive``, which had lapsed by itself, in kr., and how it is reckoned.

    Interest falls due day by day, and lapses three years from each, though the principal is kept alive.
    """

    alive: date
    amount: Decimal
    formula: str

    def told(self, words: Words, *, left_out: bool) -> str:
        """What the page says of it."""
        said = words.say(
            "Interest lapses by itself, three years from each day it is of (forældelsesloven §§ 2-3): of the days "
            "before {day}, nothing in case.toml has put it off in time. It is {formula} = {amount}.",
            day=self.alive, formula=self.formula, amount=words.kr(self.amount),
        )  # fmt: skip
        how = words.say("It is left out.") if left_out else words.say("It is counted here until somebody decides.")
        return f"{said} {how}"

    def asked(self, made: Interest, words: Words) -> Gap:
        """Which of the two holds is asked, with what the interest comes to either way."""
        from claims.model import Gap

        return Gap(
            what=words.say(
                "Of the interest, {amount} is of days before {day}, three years before anything in case.toml put its "
                "lapsing off ({formula}). With it the interest on that part of the claim is {whole}, without it "
                "{rest}.",
                amount=words.kr(self.amount), day=self.alive, formula=self.formula, whole=words.kr(made.total),
                rest=words.kr(made.total - self.amount),
            ),
            where="case.toml, [interest]",
            remedy=words.say("Say under [[limitation.event]] what kept it alive (an acknowledgement, an agreement, a "
                             "writ), or write lapsed = \"left_out\" under [interest]: then it is not claimed."),
            source=words.say("the municipality itself"),
            why=words.say("The three years of § 3 hold for interest as for any claim; that they run from each day it "
                          "is of is how the text reads, and no ruling was found that says so of interest on damages."),
        )  # fmt: skip


def lapsed(
    principal: Decimal, terms: InterestTerms, alive: date, confirmed: Sequence[Confirmation], words: Words
) -> Lapsed | None:
    """The interest on the days before ``alive``; None where it runs from no day before."""
    start = start_day(terms)
    if alive <= start.day:
        return None
    parts = reckoned(start, terms, alive - ONE_DAY, confirmed)
    each = " + ".join(part.told(words) for part in parts)
    formula = f"{words.kr(principal)} × ({each})" if len(parts) > 1 else f"{words.kr(principal)} × {each}"
    return Lapsed(alive=alive, amount=total(principal, parts), formula=formula)


def convention_text(convention: str, words: Words) -> str:
    """How the days are counted, in words."""
    return {
        "actual/actual": words.say("actual days over 365, in leap years over 366 (actual/actual)"),
        "actual/365": words.say("actual days over 365 (actual/365)"),
        "30/360": words.say("months of 30 days over 360, a last day 31 kept unless the first is 30 or 31 (30/360)"),
        "30E/360": words.say("months of 30 days over 360, every 31 taken as 30 (30E/360)"),
    }[convention]


def count_text(count: str, words: Words) -> str:
    """How the first day is counted, in words."""
    return words.say("the first day counts") if count == "both" else words.say("the first day is left out")


def _notes(start: Start, due: date, parts: Sequence[Stretch], terms: InterestTerms, words: Words) -> Iterator[str]:
    if terms.count is None:
        yield (
            words.say("The day proceedings were begun counts, for § 3, stk. 4, speaks of interest from that day.")
            if start.rule == "sagsanlæg"
            else words.say("The first day is left out, as the state's own guidance does (PAV 36.5.5).")
        )
    yield words.say(
        "No rule of law fixes the count of days; the other conventions give a slightly different amount. Interest is "
        "simple: no interest on interest."
    )
    if parts:
        yield words.say(
            "The add-on of {points} percentage points follows the day the claim fell due, {due}, and is kept for the "
            "life of the claim.",
            points=parts[0].addition,
            due=due,
        )
        if not terms.due and not terms.arose:
            yield words.say("With no due day given, the claim is taken to have fallen due when interest starts.")
        if due < EIGHT_FROM <= start.day:
            yield words.say("The claim fell due before 1 March 2013: it keeps 7 points although interest starts later.")
    for first, last in terms.obstructed:
        yield words.say(
            "No interest is reckoned from {first} up to and including {last}: in that time the creditor's own doings "
            "kept payment back (§ 4).",
            first=first,
            last=last,
        )
    if start.rule != "særlige forhold":
        yield words.say(
            "In the alternative the court may choose an earlier or a later day for special reasons (§ 3, stk. 5), for "
            "instance the day of each loss."
        )
    used = {row.id: row for part in parts for row in part.law}.values()
    secondary = sorted(row.id.partition("#")[2] for row in used if row.confidence == "secondary")
    if secondary:
        yield words.say(
            "The reference rate of {rows} rests on a secondary source and should be checked at Nationalbanken.",
            rows=secondary,
        )


def _assumptions(terms: InterestTerms, words: Words) -> tuple[str, ...]:
    days = {
        "interest.due": terms.due,
        "interest.request_sent": terms.request_sent,
        "interest.request_received": terms.request_received,
        "interest.particulars": terms.particulars,
        "interest.filed": terms.filed,
    }
    return tuple(f"{key}: {words.day(day)}" for key, day in days.items() if day)

