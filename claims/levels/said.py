"""How measuring and bod are put to a reader: reasons, scales, deadlines, and how bod stands to damages."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from claims.comparison.availability import PERIODS, Reason
from claims.figures import ZERO
from claims.levels import targets
from claims.levels.keys import BodSection
from claims.levels.scale import Line, Standing
from claims.levels.targets import Targets
from evidence.errors import Message
from templates.words import Words, capital

#: What is said in one's own house of what the settings do not give.
NO_DEADLINE = Message("case.toml gives no deadline for claiming it; see whether the contract has one.")
NO_CLAUSE = Message("No clause is named for it; see besides and besides_clause in case.toml.")
#: Why minutes down are no time down under the contract; ``what`` names the cause or the maintenance.
REASONS: Mapping[Reason, Message] = {
    "outside": Message("outside the agreed operating time"),
    "day_off": Message("on a day off"),
    "standing": Message("in the standing service window"),
    "maintenance": Message("announced maintenance ({what})"),
    "cause": Message("another's cause ({what})"),
    "unnotified": Message("before the vendor was shown to have been told"),
    "partial": Message("the part of the system that was up"),
}
#: What a step is of: of one unit, and of several.
_STEPS = {
    "point": (
        Message("{size} for every percentage point the availability is too low"),
        Message("{size} for every {step} percentage points the availability is too low"),
    ),
    "case": (Message("{size} for every case that was late"),) * 2,
    "hour": (
        Message("{size} for every hour a case was late"), Message("{size} for every {step} hours a case was late"),
    ),
    "day": (Message("{size} for every day it was late"), Message("{size} for every {step} days it was late")),
    "working_day": (
        Message("{size} for every working day it was late"),
        Message("{size} for every {step} working days it was late"),
    ),
    "week": (Message("{size} for every week it was late"), Message("{size} for every {step} weeks it was late")),
}  # fmt: skip
_BASES = {"monthly_fee": Message("of the monthly fee"), "contract_sum": Message("of the contract sum")}
_RULES = {
    "deducted": Message("Bod that is due comes off damages for the same breach, whether or not it was claimed."),
    "paid_only": Message(
        "Bod that was paid, or is claimed here, comes off damages for the same breach; bod that was never claimed does "
        "not."
    ),
    "beside": Message("The contract lets bod be paid beside damages: nothing comes off."),
    "instead": Message(
        "Bod takes the place of damages for the same breach: what is claimed as damages must rest on other breaches. "
        "The bod that is due comes off all the same."
    ),
}
_WITHIN = {
    "within_days": Message("It must be claimed within {count} {count:day|days}."),
    "within_working_days": Message("It must be claimed within {count} working days."),
    "within_months": Message("It must be claimed within {count} {count:month|months}."),
}


def share(percent: Decimal | None, amount: Decimal | None, bod: BodSection, words: Words) -> str:
    """«5 % of the monthly fee», or an amount."""
    if percent is None:
        return words.kr(amount) if amount is not None else ""
    if isinstance(bod.base, Decimal):
        return words.say("{percent} of {base}", percent=words.percent(percent), base=words.kr(bod.base))
    return f"{words.percent(percent)} {words.say(_BASES[bod.base or 'contract_sum'].text)}"


def scale(bod: BodSection, promised: Targets, words: Words, period: str = "month") -> tuple[str, ...]:
    """The scale, its ceilings and its deadline, a sentence each; ``period`` is what availability is measured by."""
    return tuple(_scale(bod, promised if bod.target is None else targets.one(bod.target), words, period))


def _scale(bod: BodSection, promised: Targets, words: Words, period: str) -> Iterator[str]:
    say, together = words.say, PERIODS.get(period)
    if together:
        yield say("Availability is measured over {length} months at a time, and so is its bod.", length=together)
    if bod.bracket:
        rows = sorted(bod.bracket, key=lambda one: -one.below)
        yield say(
            "Bod of a month, by the lowest limit it lies below: {brackets}.",
            brackets="; ".join(
                say("below {limit} {size}", limit=words.percent(one.below),
                    size=share(one.percent, one.amount, bod, words))
                for one in rows
            ),
        )  # fmt: skip
    else:
        yield say(
            "Bod: {scale}; {count}.",
            scale=say(_STEPS[bod.per][bod.step != 1].text, size=share(bod.percent, bod.amount, bod, words),
                      step=words.number(bod.step.normalize())),
            count=say("only whole steps count") if bod.whole else say("a step begun counts"),
        )  # fmt: skip
    for number, step in enumerate(promised.turns if bod.of == "availability" else ()):
        target = words.percent(step.percent)
        yield (
            say("From {month} against {target}.", month=words.month(step.first), target=target)
            if number
            else say("Measured against {target}.", target=target)
        )
    if bod.to_day_before:
        yield say("The day on which it was there is not counted.")
    for percent, amount in (bod.ceiling_percent, None), (None, bod.ceiling_amount):
        if said := share(percent, amount, bod, words):
            yield (
                say("At most {limit} in all.", limit=said) if bod.of == "delay"
                else say("At most {limit} for the months measured together.", limit=said) if together
                else say("At most {limit} a month.", limit=said)
            )  # fmt: skip
    if bod.reported:
        months = sorted(bod.reported, key=lambda one: one.month)
        yield say(
            "Of these months the share is that of a report and not of the log: {months}.",
            months="; ".join(
                say("{month} {percent} ({evidence})", month=words.month(one.month), percent=words.percent(one.percent),
                    evidence=one.evidence)
                for one in months
            ),
        )  # fmt: skip
    if bod.yearly_percent is not None:
        yield say("In a calendar year at most {percent} of the monthly fee over that year.",
                  percent=words.percent(bod.yearly_percent))  # fmt: skip
    if bod.yearly_amount is not None:
        yield say("In a calendar year at most {amount}.", amount=words.kr(bod.yearly_amount))
    if bod.total_percent is not None:
        yield say("Over the whole time at most {percent} of the contract sum.",
                  percent=words.percent(bod.total_percent))  # fmt: skip
    if bod.total_amount is not None:
        yield say("Over the whole time at most {amount}.", amount=words.kr(bod.total_amount))
    within = next((name for name in _WITHIN if getattr(bod, name) is not None), None)
    if within is None:
        yield words.message(NO_DEADLINE)
        return
    yield say(_WITHIN[within].text, count=getattr(bod, within))
    if bod.deadline_from:
        days = ", ".join(words.day(one.day) for one in sorted(bod.deadline_from, key=lambda one: one.day))
        yield say("That is counted from {days}, and else from the last day it is of.", days=days)
    else:
        yield say(
            "That is counted from the last day it is of, where no other day is stated, such as that of a report."
        )


def line(one: Line, words: Words) -> str:
    """A line with its numbers: «14 × 1.750,00 kr., at most 10.500,00 kr.»."""
    said = f"{one.steps} × {words.kr(one.each)}"
    if one.amount == one.full:
        return said
    return words.say("{steps} = {full}, but at most {amount}", steps=said, full=words.kr(one.full),
                     amount=words.kr(one.amount))  # fmt: skip


def status(one: Line, words: Words) -> str:
    """What became of a line."""
    say = words.say
    if one.paid:
        return (
            say("paid, without a claim in time")
            if one.status == "paid"
            else say("{status}; {amount} of it is paid", status=status(replace(one, paid=ZERO), words),
                     amount=words.kr(one.paid))
        )  # fmt: skip
    if one.status == "none":
        return say("no bod")
    if one.status == "claimed":
        return (
            say("claimed {on}, in time ({by} at the latest)", on=one.claimed_on, by=one.claim_by)
            if one.claim_by
            else say("claimed {on}", on=one.claimed_on)
        )
    if one.status == "barred":
        return say("time-barred: three years from {last} had passed before anything put it off", last=one.last)
    if one.status == "late":
        return say("lost: claimed {on}, {by} at the latest", on=one.claimed_on, by=one.claim_by)
    if one.status == "lost":
        return say("lost: not claimed by {by}", by=one.claim_by)
    return say("not claimed; {by} at the latest", by=one.claim_by) if one.claim_by else say("not claimed")


def rule(bod: BodSection, words: Words) -> str:
    """How it stands to damages for the same breach, and by which clause."""
    said = words.say(_RULES[bod.besides].text)
    if bod.besides_clause:
        return f"{said} ({capital(words.clause(bod.besides_clause))}.)"
    return f"{said} {words.message(NO_CLAUSE)}"


def assumption(bod: BodSection, words: Words) -> str:
    """Where its scale is given."""
    said = f"{bod.what}, {words.clause(bod.clause)}"
    if bod.document:
        said += f" ({bod.document})"
    if not bod.confirmed_by:
        return words.say("{said}; not confirmed against the contract", said=said)
    return words.say("{said}; confirmed by {who}", said=said, who=bod.confirmed_by)


def claimed_unpaid(bod: BodSection, words: Words) -> str:
    """What is owed of it by a claim: in time, where a deadline is given; without one nobody can say that it was."""
    timely = any(getattr(bod, name) is not None for name in _WITHIN)
    return words.say("claimed in time and not paid") if timely else words.say("claimed and not paid")


def netting(bod: BodSection, sums: Standing, deducted: Collection[str], words: Words) -> tuple[str, ...]:
    """What comes off damages for it, and what does not, with the amounts.

    ``deducted`` are the papers by which ``[[deduction]]`` in ``case.toml`` takes something off.
    """
    say, kr = words.say, words.kr
    told = [f"{bod.what}: {rule(bod, words)}"]
    if sums.paid:
        told.append(
            say("{amount} is paid and is not deducted.", amount=kr(sums.paid))
            if bod.besides == "beside"
            else say("{amount} is paid and is deducted from the damages.", amount=kr(sums.paid))
        )
    if bod.settled:
        told.append(say("It was settled by that ({paper}); no more of it is claimed.", paper=bod.settled))
    if sums.due:
        told.append(say("{amount} is {claimed}; it is claimed as bod, beside the damages." if bod.besides == "beside"
                        else "{amount} is {claimed}; it is claimed as bod, and taken from the damages.",
                        amount=kr(sums.due), claimed=claimed_unpaid(bod, words)))  # fmt: skip
    if sums.open:
        told.append(say("{amount} can still be claimed.", amount=kr(sums.open)))
    if late := sums.lost - sums.barred:
        told.append(say("{amount} is lost, because it was not claimed in time.", amount=kr(late)))
    if sums.barred:
        told.append(say("{amount} is time-barred.", amount=kr(sums.barred)))
    if bod.besides in ("deducted", "instead") and sums.open:
        told.append(say("{amount} of bod that was not claimed is deducted too.", amount=kr(sums.open)))
    if bod.besides in ("deducted", "instead") and sums.lost:
        told.append(
            say("{amount} that can no longer be claimed is deducted too.", amount=kr(sums.lost))
            if bod.besides_clause or bod.head is not None
            else say("{amount} that can no longer be claimed comes off rows that name its breach, and off no other: "
                     "see the gaps.", amount=kr(sums.lost))
        )  # fmt: skip
    unclaimed = sums.open + sums.lost if bod.besides in ("deducted", "instead") else 0
    if bod.of != "delay" and bod.head is None and bod.besides != "beside" and sums.paid + sums.due + unclaimed:
        told.append(say("The bod of a month comes off what was lost from that month on; what meets no such loss stands "
                        "among the gaps."))  # fmt: skip
    if bod.head is None and bod.besides != "beside" and sums.paid + sums.due + unclaimed:
        told.append(say("A row of hours or cost that names a case, a breach or a clause goes by that and not by its "
                        "day: it bears the bod of its own breach alone."))  # fmt: skip
    if bod.of == "delay" and bod.head is None and bod.besides != "beside" and sums.paid + sums.due:
        told.append(
            say("It comes off as a deduction of its own, whatever the day of the loss it meets.")
            if any(paid.evidence in deducted for paid in bod.paid)
            else say(
                "It comes off what was lost before the delay was over; what meets no such loss stands among the gaps."
            )
        )
    return (" ".join(told),)
