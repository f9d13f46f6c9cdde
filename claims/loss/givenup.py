"""What the municipality has settled or given up by its own papers, or was at fault for, and claims all the same."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta

from claims.figures import summed
from claims.loss.papers import Papers
from claims.mentions import HEADS_NAMED, heads_named
from claims.model import Gap, LossItem
from extract.model import Finding, Label, Side
from templates.words import Words


def settled(p: Papers) -> Iterator[Gap]:
    """What was agreed or paid as a full and final settlement: of what, only people can say.

    What is claimed of the time its paper names is told with it.
    """
    known = {bod.settled for bod in p.case.bod if bod.settled}
    told: dict[str, list[Finding]] = {}
    for one in p.findings:
        paper = p.paper(one)
        if one.attributes.get("settles") and not (
            one.id in p.answered or one.negated or one.hedged or {paper.name, paper.path} & known
        ):
            told.setdefault(paper.name, []).append(one)
    for _, said in sorted(told.items()):
        papers = {one.span.document for one in said}
        sums = {one.amount_dkk for one in p.findings if one.span.document in papers and one.amount_dkk
                and one.kind in ("penalty_clause", "price_compensation", "penalty", "compensation_paid")}  # fmt: skip
        paid = " " + p.say(
            "The paper speaks of {amounts}; if it was paid as bod, it belongs under paid of a [[bod]], and has used so "
            "much of a limit that bod counts within.", amounts=[p.kr(one) for one in sorted(sums)],
        ) if sums else ""  # fmt: skip
        within = _within_time([one for one in p.findings if one.span.document in papers], p.losses, p.words)
        yield p.ask(
            what=p.say("The papers say that a matter was settled for good: {clauses}.",
                       clauses=p.quoted(said)) + paid + within,
            where="case.toml, [[deduction]]",
            remedy=p.say("Hold the words against each breach and each head of loss: take out what they cover, and "
                         "say by which words the rest is kept. Of bod, name the paper as settled under [[bod]]."),
            why=p.say("The other side will say that nothing is owed beyond what was paid."),
        )  # fmt: skip


_CLAIM = re.compile(r"\b\w*krav(?:et|ene)?\b|\bclaims?\b", re.IGNORECASE)


def waived(p: Papers) -> Iterator[Gap]:
    """What the municipality says that it gives up, and what is claimed of it all the same."""
    for one in p.findings:
        if one.label is not Label.ADVERSE or one.kind != "waiver" or one.speaker_side is not Side.CUSTOMER:
            continue
        if one.negated or one.hedged or one.attributes.get("settles") or one.id in p.answered:
            continue
        names = heads_named(one.quote)
        if not names and _CLAIM.search(one.quote):
            names = frozenset(HEADS_NAMED)  # the claim, whatever it is of
        named = [loss for loss in p.losses if loss.claimed and loss.id in names]
        held = [said for loss in named if (said := _claimed_of(loss, one, p.words))]
        if held:
            yield p.ask(
                what=p.say("The municipality says itself that it gives up a claim: {clauses}. Claimed of it: "
                           "{held}.", clauses=p.quoted([one]), held="; ".join(held)),
                where="ledgers/",
                remedy=p.say("Take out what its words cover, or say under the waiver of each breach why they do "
                             "not bind or are of something else."),
                why=p.say("What has been waived is not owed; the other side will lay its letter before the court."),
            )  # fmt: skip


def _claimed_of(loss: LossItem, waiver: Finding, words: Words) -> str:
    """What is claimed of a head, of the time a waiver names or of all of it; empty: nothing."""
    when = waiver.when
    if when is None or not (when.start or when.end):
        return words.say("{head}: {amount}", head=loss.title, amount=words.kr(loss.net)) if loss.net else ""
    first, last = when.start or date.min, when.end or date.max
    return _rows_of(loss, lambda start, end: start <= last and end >= first, words)


def _rows_of(loss: LossItem, concerns: Callable[[date, date], bool], words: Words) -> str:
    """How many rows of a head are of such days, the first and the last of each, and what they come to; empty: none."""
    held = [one for one in loss.losing if concerns(one.start, one.end)]
    if not held:
        return ""
    return words.say("{head}: rows {count}, {amount}", head=loss.title, count=sum(one.rows for one in held),
                     amount=words.kr(summed(one.amount for one in held)))  # fmt: skip


#: A stretch of time shorter than this is a payment's or a meeting's, not what a settlement is of.
_A_STRETCH = timedelta(days=27)


def _within_time(findings: Iterable[Finding], losses: Iterable[LossItem], words: Words) -> str:
    """What is claimed, head by head, of the longest time these name; empty where nothing lies in it."""
    named = [(one.when.end - one.when.start, one.when.start, one.when.end)
             for one in findings if one.when and one.when.start and one.when.end]  # fmt: skip
    length, first, last = max(named, default=(timedelta(0), date.min, date.min))
    if length < _A_STRETCH:
        return ""
    told = (_rows_of(loss, lambda start, end: first <= start and end <= last, words) for loss in losses)
    said = [one for one in told if one]
    if not said:
        return ""
    return " " + words.say("Claimed of the time the paper names, {first} – {last}: {rows}", first=first, last=last,
                           rows="; ".join(said))  # fmt: skip


#: A pseudonym has a figure; without one it could be anybody's name.
_PSEUDONYM = re.compile(r"\d")


def blamed(p: Papers) -> Iterator[Gap]:
    """Papers that tell of the municipality's own fault in the cases of citizens, with their rows that count.

    The other side's word that it was the municipality's fault is a contention, and is met among the objections.
    """
    rows = [line for loss in p.losses if loss.claimed for line in loss.lines if line.loss]
    people = {line.person for line in rows if _PSEUDONYM.search(line.person)}
    for one in p.findings:
        if one.label is not Label.ADVERSE or one.kind != "shared_blame" or one.negated:
            continue
        if one.speaker_side is Side.VENDOR:
            continue
        named = {who for who in people if re.search(rf"(?<!\w){re.escape(who)}(?!\w)", one.quote)}
        held = [line for line in rows if line.person in named]
        if held:
            yield p.ask(
                what=p.say(
                    "{count} {count:row that counts is|rows that count are} of citizens in whose cases the "
                    "municipality's own fault is told: {rows}, {amount}. {document}: »{quote}«.",
                    count=len(held), rows=", ".join(f"{line.person} ({line.place.row})" for line in held),
                    amount=p.kr(summed(line.loss for line in held)),
                    document=p.paper(one).name, quote=" ".join(one.quote.split()),
                ),
                where="ledgers/",
                remedy=p.say("See whether the fault is of the days of the row. If it is, say so in a remark of the "
                             "row in a copy of the table («egen fejl»), and it is set apart."),
                why=p.say("What the municipality did itself is no loss of the breach, and the paper will be put to "
                          "the witness."),
            )  # fmt: skip
