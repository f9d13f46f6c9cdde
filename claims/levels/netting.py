"""Bod and damages for the same breach: what comes off, what is claimed as bod, and that no krone is counted twice.

Bod is no loss: it is due by the contract whether or not anything was lost. What is claimed of it in the case is a head
of its own, and comes off the damages for the same breach unless a clause lets both be paid.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from claims.figures import ZERO, Figures, summed
from claims.levels.keys import BodPaidSection
from claims.levels.model import BOD, BodLine
from claims.levels.penalty import Penalty
from claims.loss import caps, totals
from claims.loss.deductions import DeductionInput
from evidence.errors import Message
from templates.words import Words

if TYPE_CHECKING:
    from claims.model import CapScenario, Figure, Gap, LossItem, Place


def deductions(
    penalties: Iterable[Penalty],
    given: Sequence[DeductionInput],
    place: Callable[[str], Place | None],
    words: Words,
    told_in: Callable[[str], Container[Decimal]] = lambda _: (),
) -> tuple[list[DeductionInput], list[Message]]:
    """What comes off the damages for bod, beside what ``[[deduction]]`` says already, and what is worth saying of it.

    A payment shown by the paper that shows a deduction is that deduction, and is not taken off again; where the paper
    tells both amounts («8.400 kr. for februar», «desuden 60.000 kr.») they are two. ``told_in`` gives the amounts, in
    kr., that the findings of a paper tell, by its name.
    """
    made: list[DeductionInput] = []
    told: list[Message] = []
    shown = {one.evidence: one for one in given if one.evidence}
    for one in penalties:
        bod = one.section
        if bod.besides == "beside":
            told += [
                Message("case.toml, [[deduction]] «{what}» is bod that clause {clause} lets be paid beside damages; "
                        "see whether it is to be deducted.",
                        {"what": shown[paid.evidence].what, "clause": bod.besides_clause})
                for paid in bod.paid
                if paid.evidence in shown and _may_be(shown[paid.evidence], paid)
            ]  # fmt: skip
            continue
        for paid in bod.paid:
            same = shown.get(paid.evidence)
            if same is None or _are_two(same.amount, paid.amount, told_in(paid.evidence)):
                made.append(_paid(one, paid, place(paid.evidence), words))
            elif same.amount != paid.amount:
                told.append(
                    Message(
                        "case.toml: «{what}» is deducted with another amount than [[bod]] says was paid, {amount} kr.; "
                        "the deduction is used.",
                        {"what": same.what, "amount": paid.amount},
                    )
                )
        if one.due_figure:
            made.append(
                _off(one, words.say("Bod claimed as such: {what}", what=bod.what), one.sums.due, one.due_figure,
                     _months(one, "claimed"))
            )  # fmt: skip
        if bod.besides in ("deducted", "instead"):
            made += _unclaimed(one, words)
    return made, told


def _may_be(given: DeductionInput, paid: BodPaidSection) -> bool:
    """May a deduction shown by the same paper be this bod? What is called a credit of another amount is none."""
    return given.kind != "credit" or given.amount == paid.amount


def _are_two(one: Decimal | None, other: Decimal, told: Container[Decimal]) -> bool:
    return one != other and one in told and other in told


def _unclaimed(one: Penalty, words: Words) -> Iterator[DeductionInput]:
    """Bod that can still be claimed, and bod that nobody will pay any more."""
    what = one.section.what
    if one.sums.open:
        label = words.say("Bod that was not claimed: {what}", what=what)
        yield _off(one, label, one.sums.open, one.page.figure, _months(one, "open"))
    if one.sums.lost:
        label = (
            words.say("Bod that is time-barred: {what}", what=what)
            if one.sums.barred == one.sums.lost
            else words.say("Bod that can no longer be claimed: {what}", what=what)
        )
        made = _off(one, label, one.sums.lost, one.page.figure, _months(one, "lost", "late", "barred"))
        # It makes no loss less of which nobody says that it is of this breach, unless the contract says so.
        yield replace(made, named_only=made.set_off and not one.section.besides_clause)


def _paid(one: Penalty, paid: BodPaidSection, place: Place | None, words: Words) -> DeductionInput:
    what = words.say("Bod paid: {what}", what=one.section.what)
    return DeductionInput(
        what=what, amount=paid.amount, kind="penalty", evidence=paid.evidence, place=place, head=one.section.head,
        figures=(one.page.figure,), set_off=one.section.head is None, last=_over(one), of=one.of,
        months=_of_all(_months(one, within=paid), paid.amount), cases=one.cases,
        paid=None if one.section.own_interest or one.section.settled else paid.day,
    )  # fmt: skip


def _off(
    one: Penalty, what: str, amount: Decimal, figure: str, months: tuple[tuple[date, Decimal], ...]
) -> DeductionInput:
    head = one.section.head
    return DeductionInput(
        what=what, amount=amount, kind="penalty", head=head, figures=(figure,), set_off=head is None, due=True,
        last=_over(one), months=months, of=one.of, cases=one.cases,
    )  # fmt: skip


def _months(
    one: Penalty, *states: str, within: BodPaidSection | None = None
) -> tuple[tuple[date, Decimal], ...]:
    """The bod of each month, by its first day; of a delay, and of a head that is named, none.

    With ``states``, what is left of the months that stand so; without, all of it: a payment may be of any of them, or
    of those it names (``within``).
    """
    if one.section.of == "delay" or one.section.head is not None:
        return ()
    if not states:
        return tuple(
            (line.first, line.amount) for line in one.page.lines
            if line.amount and (within is None or _is_of(line, within))
        )  # fmt: skip
    left = ((line, line.amount - paid) for line, paid in _paid_of_each(one) if line.status in states)
    return tuple((line.first, amount) for line, amount in left if amount)


def _is_of(line: BodLine, paid: BodPaidSection) -> bool:
    """May a payment be of a line by the days it names?"""
    return (paid.start is None or paid.start <= line.last) and (paid.end is None or line.first <= paid.end)


def _paid_of_each(one: Penalty) -> Iterator[tuple[BodLine, Decimal]]:
    """Each line with what was paid of it: of the claimed months a payment names, and the rest of the first of them."""
    lines = one.page.lines
    met = [ZERO if line.status == "claimed" else line.paid for line in lines]
    rest = one.sums.paid - sum(met, ZERO)
    named = [paid for paid in one.section.paid if paid.start or paid.end]
    for payment in (*named, None):
        left = rest if payment is None else min(payment.amount, rest)
        for at, line in enumerate(lines):
            if line.status == "claimed" and (payment is None or _is_of(line, payment)):
                part = min(left, line.amount - met[at])
                left, rest, met[at] = left - part, rest - part, met[at] + part
    yield from zip(lines, met, strict=True)


def _of_all(months: tuple[tuple[date, Decimal], ...], paid: Decimal) -> tuple[tuple[date, Decimal], ...]:
    """What was paid beyond the bod of the months is of no month that is known, and comes off whatever was lost."""
    more = paid - summed(amount for _, amount in months)
    return (*months, (date.min, more)) if months and more > 0 else months


def _over(one: Penalty) -> date | None:
    """The last day of a delay: what was lost from a later day on was not lost by it. None: bod of another sort."""
    delivered = one.section.delivered if one.section.of == "delay" and one.section.head is None else None
    return delivered - timedelta(days=1) if delivered else None


def unmet(off: Sequence[DeductionInput], losses: Sequence[LossItem], words: Words) -> Iterator[Gap]:
    """What is set off and finds no damages of its breach and time to come off, though others are claimed."""
    claimed = [loss for loss in losses if loss.claimed and loss.id != BOD]
    if not any(loss.net for loss in claimed):
        return
    taken: dict[str, Decimal] = defaultdict(lambda: ZERO)
    for deduction in (d for loss in claimed for d in loss.deductions):
        taken[deduction.label] += deduction.amount
    for one in off:
        told = one.set_off and (one.last or one.months or one.of or one.named_only)
        left = one.main - taken[one.what] if told else ZERO
        if left > 0:
            yield _lapsed(one, left, words) if one.named_only else _unmet(one, left, words)


def borne_unnamed(off: Sequence[DeductionInput], losses: Sequence[LossItem], words: Words) -> Iterator[Gap]:
    """Bod that comes off a head of which rows do not say what they come of: whether it is the same breach nobody has
    said.
    """
    from claims.model import Gap

    ours = {one.what for one in off if one.set_off and one.figures}
    for loss in (loss for loss in losses if loss.claimed and loss.id != BOD):
        silent = [one for one in loss.losing if not one.incident.strip()]
        borne = [(one.label, one.amount) for one in loss.deductions if one.label in ours and one.amount]
        if silent and borne:
            yield Gap(
                what=words.say(
                    "{title}: {bod} comes off it, and {count} of its rows, together {amount}, do not say what they "
                    "come of.",
                    title=loss.title, bod="; ".join(f"{label}, {words.kr(amount)}" for label, amount in borne),
                    count=sum(one.rows for one in silent), amount=words.kr(summed(one.amount for one in silent)),
                ),
                where="ledgers/",
                remedy=words.say("Name in each row what it comes of (hændelse: a case of the log, a breach or a "
                                 "clause): what comes of another breach bears no bod of this one."),
                source=words.say("the municipality itself"),
                why=words.say("Bod comes off damages for the same breach, and off no other."),
            )  # fmt: skip


def _lapsed(one: DeductionInput, left: Decimal, words: Words) -> Gap:
    from claims.model import Gap

    say = words.say
    return Gap(
        what=say("{what}: {amount} of it is not taken off the damages, for no row claimed says that it comes of the "
                 "breach it is of.", what=one.what, amount=words.kr(left)),
        where="case.toml, [[bod]]",
        remedy=say("Name in each row what it comes of (hændelse): what comes of the same breach bears it. If the "
                   "contract lets bod take the place of damages whether it is claimed or not, name the clause in "
                   "besides_clause under [[bod]]; then it comes off the other rows too."),
        source=say("the municipality itself"),
        why=say("Nobody will pay it any more, so it makes no loss less; but agreed bod as a rule takes the place of "
                "damages for the same breach, and the other side will say that the municipality let it lapse. No "
                "ruling was found that settles which of the two holds."),
    )  # fmt: skip


def _unmet(one: DeductionInput, left: Decimal, words: Words) -> Gap:
    from claims.model import Gap

    say, told = words.say, {"what": one.what, "amount": words.kr(left), "day": one.last}
    if one.figures:
        where = "case.toml, [[bod]]"
        remedy = say("If some of it comes of the same breach after all, name the damages it comes off in head under "
                     "[[bod]], or mend what the rows say they come of.")  # fmt: skip
    else:
        where = "case.toml, [[deduction]]"
        remedy = say("See what the credit is of, and mend of under [[deduction]] or what the rows say they come of.")
    if one.figures and one.last:
        what = say("{what}: {amount} of it comes off no damages: what is claimed beside was lost after {day}, when the "
                   "delay was over, or its rows say that it comes of another breach.", **told)  # fmt: skip
    elif one.months:
        what = say("{what}: {amount} of it comes off no damages: what is claimed beside was lost before the months it "
                   "is of, or its rows say that it comes of another breach.", **told)  # fmt: skip
    else:
        what = say("{what}: {amount} of it comes off no damages: the rows claimed say that they come of something "
                   "else.", **told)  # fmt: skip
    return Gap(
        what=what, where=where, remedy=remedy,
        source=say("the municipality itself"),
        why=say("What was received for a breach comes off damages for the same breach; the other side will say that "
                "it is the same."),
    )  # fmt: skip


def head(penalties: Sequence[Penalty], figures: Figures, words: Words) -> LossItem | None:
    """Bod claimed in time and not paid, as a head of the claim; None where there is none."""
    from claims.model import LossGroup, LossItem

    due = [one for one in penalties if one.due_figure]
    if not due:
        return None
    groups = tuple(
        LossGroup(label=one.page.what, rows=sum(line.status == "claimed" for line in one.page.lines), loss=one.sums.due,
                  figure=one.due_figure or "")
        for one in due
    )  # fmt: skip
    amount = summed(one.sums.due for one in due)
    title = words.say("Agreed penalty (bod)")
    total = figures.make(
        "bod.claimed", title, amount, formula=" + ".join(words.kr(one.sums.due) for one in due),
        figures=[one.due_figure for one in due if one.due_figure],
    )  # fmt: skip
    return LossItem(
        id=BOD, title=title,
        method=words.say("By the contract's own scale, month by month or by the delay, as the section on service "
                         "levels shows; only what was claimed, in time where a deadline is given, and is not paid."),
        rule=" ".join(dict.fromkeys(one.page.rule_text for one in due)),
        gross=amount, net=amount, gross_figure=total.id, net_figure=total.id, groups=groups,
        dated=tuple(due_of(due).items()),
    )  # fmt: skip


def due_of(penalties: Iterable[Penalty]) -> dict[date, Decimal]:
    """What is due of bod, in kr., by the last day of what it is of."""
    sums: dict[date, Decimal] = defaultdict(lambda: ZERO)
    for line, amount in (found for one in penalties if one.due_figure for found in _unpaid(one)):
        sums[line.last] += amount
    return {day: amount for day, amount in sorted(sums.items()) if amount}


def _unpaid(one: Penalty) -> Iterator[tuple[BodLine, Decimal]]:
    """The lines claimed in time, each with what is left of it."""
    for line, paid in _paid_of_each(one):
        if line.status == "claimed":
            yield line, line.amount - paid


def paid_of(penalties: Iterable[Penalty]) -> dict[date, Decimal]:
    """What was paid of bod, in kr., by the last day of what it is of: what was claimed first, then what nobody claimed.

    What was paid beyond all of it is of the day it was paid on, or else of the last of the lines.
    """
    sums: dict[date, Decimal] = defaultdict(lambda: ZERO)
    for one in penalties:
        left = one.sums.paid
        for line, met in _paid_of_each(one):
            sums[line.last] += met
            left -= met
        days = [paid.day for paid in one.section.paid if paid.day] or [line.last for line in one.page.lines]
        if left and days:
            sums[max(days)] += left
    return {day: amount for day, amount in sorted(sums.items()) if amount}


def by_claim(penalties: Iterable[Penalty], *, own: bool) -> dict[date, Decimal]:
    """What is due of bod, in kr., by the day it was claimed: of clauses whose claim sets interest running by itself
    (``own``), or of the others.
    """
    sums: dict[date, Decimal] = defaultdict(lambda: ZERO)
    for one in penalties:
        if one.due_figure and one.section.own_interest == own:
            for line, amount in _unpaid(one):
                if line.claimed_on and amount:
                    sums[line.claimed_on] += amount
    return dict(sorted(sums.items()))


def without(bod: LossItem, penalties: Iterable[Penalty], days: Container[date]) -> LossItem:
    """The head without what was claimed on those days by clauses whose claim sets interest running by itself."""
    left: dict[date, Decimal] = defaultdict(lambda: ZERO)
    for one in penalties:
        for line, amount in _unpaid(one) if one.due_figure else ():
            if not (one.section.own_interest and line.claimed_on in days):
                left[line.last] += amount
    return bod.model_copy(
        update={"net": sum(left.values(), ZERO), "dated": tuple((day, left[day]) for day in sorted(left) if left[day])}
    )


def damages(losses: Sequence[LossItem], figures: Figures, words: Words) -> Figure | None:
    """What is claimed as damages, bod apart; None where nothing is."""
    claimed = [one for one in losses if one.claimed and one.id != BOD]
    return totals.together(claimed, "claim.damages", words.say("Damages in all"), figures, words)


def beside_damages(
    penalties: Iterable[Penalty], bod: LossItem | None, figures: Figures
) -> caps.Penalties:
    """Bod as the contract's limits meet it: what is claimed of it in the case, and what was paid."""
    paid = [one for one in penalties if one.sums.paid]
    return caps.Penalties(
        due=figures.get(bod.net_figure) if bod else None,
        paid=summed(one.sums.paid for one in paid),
        figures=tuple(one.page.figure for one in paid),
    )


def alone(bod: LossItem | None, words: Words) -> tuple[CapScenario, ...]:
    """What remains where no damages are claimed: the bod, if there is any."""
    from claims.model import CapScenario

    if bod is None:
        return ()
    said = words.say("Only bod is claimed. It is no damages; see whether the contract's limit reaches it.")
    return (CapScenario(name=words.say("Bod alone"), text=said, amount=bod.net, figure=bod.net_figure),)
