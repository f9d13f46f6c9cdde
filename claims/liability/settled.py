"""Breaches the papers say were settled for good, and what of the loss lies in their time: people say what it is of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from claims.comparison.delivery import done_days, due_days
from claims.figures import ZERO
from claims.model import Breach, Gap, LossItem
from extract.model import Finding
from templates.words import Words


def settled_gaps(
    breaches: Iterable[Breach], findings: Mapping[str, Finding], losses: Sequence[LossItem], words: Words
) -> Iterator[Gap]:
    """A gap for each breach that a paper settled by the name of its part, unless a person answered that it did not.

    Hours and cost of the days it was late may be what was settled: their rows are told, and stay in the claim.
    """
    for breach in breaches:
        waived = next((e for e in breach.excuses if e.settled), None)
        if waived is None or (waived.answered and waived.answered.verdict == "fails"):
            continue
        days = _late(breach, findings)
        rows = [
            row for loss in losses if loss.claimed and days for row in loss.outlays
            if row.amount is not None and days[0] <= row.start <= days[1]
        ]  # fmt: skip
        if not rows and waived.answered:
            continue
        what = words.say("{id} is settled for good by the papers' words: {words}.", id=breach.id, words=waived.settled)
        if days and rows:
            what += " " + words.say(
                "{count} rows of hours and cost, together {amount}, are of the days from {first} to {last}, and stay "
                "in the claim.",
                count=len(rows), amount=words.kr(sum((row.amount or ZERO for row in rows), ZERO)),
                first=words.day(days[0]), last=words.day(days[1]),
            )  # fmt: skip
        yield Gap(
            what=what,
            where=breach.id,
            remedy=words.say(
                "Answer its waiver (krav answer {id} waiver). If it holds, take out the rows that are of it: by "
                "[claim] from, or in a copy of the table in ledgers/.", id=breach.id,
            ),
            source=words.say("the municipality itself"),
            why=words.say("The other side will say that nothing is owed beyond what was paid."),
        )  # fmt: skip


def _late(breach: Breach, findings: Mapping[str, Finding]) -> tuple[date, date] | None:
    """From the last day it was due to the last day it is told to have come, both included; None: nothing tells both."""
    promise = findings.get(breach.promise)
    due = due_days(promise) if promise else None
    told = (findings[one] for one in breach.incidents if one in findings)
    came = [done[1] for one in told if (done := done_days(one))]
    return (due[1], max(came)) if due and came and max(came) > due[1] else None
