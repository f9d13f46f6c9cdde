"""Breaches the papers say were settled for good, and what of the loss lies in their time: people say what it is of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from claims.comparison.duedays import done_days, due_days
from claims.figures import ZERO
from claims.liability.contested import Excuse
from claims.loss.rownames import RowNames
from claims.mentions import ticket
from claims.model import Breach, Gap, LossItem
from extract.model import Finding
from templates.words import Words


def settled_gaps(
    breaches: Iterable[Breach], findings: Mapping[str, Finding], losses: Sequence[LossItem], words: Words
) -> Iterator[Gap]:
    """A gap for each breach that a paper settled by the name of its part, unless a person answered that it did not.

    Hours and cost of the days it was late may be what was settled: their rows are told, and stay in the claim; those
    that say they come of something else are none of it.
    """
    breaches = tuple(breaches)
    named = RowNames.of(findings, breaches)
    for breach in breaches:
        waived = next((e for e in breach.excuses if e.settled), None)
        if waived is None or (waived.answered and waived.answered.verdict == "fails"):
            continue
        answered, say = _answered(waived), words.say
        stay = [
            *_outlays_of(breach, losses, named, findings, words), *_lines_of(breach, losses, named, findings, words)
        ]  # fmt: skip
        if not stay and answered:
            continue
        what = [say("{id} is settled for good by the papers' words: {words}.", id=breach.id, words=waived.settled)]
        if answered and waived.answer:
            what.append(say("Its waiver is answered: {answer}.", answer=waived.answer.rstrip(".")))
        yield Gap(
            what=" ".join([*what, *stay]),
            where=breach.id,
            remedy=say(
                "Take out the rows that are of it: by [claim] from, or in a copy of the table in ledgers/. What comes "
                "of something else names that in its own row (hændelse)."
            )
            if answered
            else say(
                "Answer its waiver (krav answer {id} waiver). If it holds, take out the rows that are of it: by "
                "[claim] from, or in a copy of the table in ledgers/.", id=breach.id,
            ),
            source=say("the municipality itself"),
            why=say("The other side will say that nothing is owed beyond what was paid."),
        )  # fmt: skip


def _outlays_of(
    breach: Breach, losses: Sequence[LossItem], named: RowNames, findings: Mapping[str, Finding], words: Words
) -> Iterator[str]:
    """What is claimed of hours and cost on the days a breach was late."""
    days = _late(breach, findings)
    rows = [
        row.amount for loss in losses if loss.claimed and days for row in loss.outlays
        if row.amount is not None and days[0] <= row.start <= days[1]
        and _may_be_of(breach, named.told(row.incident), findings)
    ]  # fmt: skip
    if days and rows:
        yield words.say(
            "{count} {count:row|rows} of hours and cost, together {amount}, are of the days from {first} to {last}, "
            "and stay in the claim.",
            count=len(rows), amount=words.kr(sum(rows, ZERO)),
            first=words.day(days[0]), last=words.day(days[1]),
        )  # fmt: skip


def _lines_of(
    breach: Breach, losses: Sequence[LossItem], named: RowNames, findings: Mapping[str, Finding], words: Words
) -> Iterator[str]:
    """What is claimed of a ledger's rows that name a breach: its days are the benefit's, and tie none of them to it."""
    own = [
        line.loss for loss in losses if loss.claimed for line in loss.ledger_rows
        if line.loss and (told := named.told(line.incident)) and _may_be_of(breach, told, findings)
    ]  # fmt: skip
    if own:
        yield words.say(
            "The ledger's own rows of it, together {amount}, stay in the claim.", amount=words.kr(sum(own, ZERO))
        )


def answered_for(breaches: Iterable[Breach]) -> frozenset[str]:
    """The settlements (ids of findings) whose meaning people have said: every breach they may be of has its answer."""
    slots = [slot for breach in breaches for slot in breach.excuses if slot.kind == "waiver" and slot.items]
    asked = {item for slot in slots if not _answered(slot) for item in slot.items}
    return frozenset(item for slot in slots for item in slot.items) - asked


def _answered(slot: Excuse) -> str:
    """What a person has said of it; empty: nothing, or something has come up since."""
    return slot.answered.verdict if slot.answered and not slot.answered.stale else ""


def _may_be_of(breach: Breach, tells: Sequence[str], findings: Mapping[str, Finding]) -> bool:
    """Whether a row that tells this may be of the breach: it names it, or nothing else the case knows."""
    cases = (findings[one.incident] for one in breach.matches if one.incident in findings)
    own = {breach.id, *(ticket(number) for one in cases if (number := one.attributes.get("ticket")))}
    if breach.promise in findings:
        own.add(f"§ {findings[breach.promise].clause}")
    return not tells or not own.isdisjoint(tells)


def _late(breach: Breach, findings: Mapping[str, Finding]) -> tuple[date, date] | None:
    """From the last day it was due to the last day it is told to have come, both included; None: nothing tells both."""
    promise = findings.get(breach.promise)
    due = due_days(promise) if promise else None
    told = (findings[one] for one in breach.incidents if one in findings)
    came = [done[1] for one in told if (done := done_days(one))]
    return (due[1], max(came)) if due and came and max(came) > due[1] else None
