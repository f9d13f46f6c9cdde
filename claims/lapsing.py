"""When the claim from each broken promise lapses: which day it runs from, and which events reach it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from textwrap import shorten

from claims.case import Case, LimitationEvent
from claims.comparison.delivery import due_days
from claims.comparison.matrix import BROKEN
from claims.figures import Figures
from claims.items import KIND_TEXT, standing
from claims.loss import limitation
from claims.model import Breach, Limitation
from evidence.errors import KravError, Message
from evidence.wording import one_line
from extract.model import KINDS, Finding, Label, Precision
from templates.words import Words


def of_breaches(
    case: Case,
    breaches: Sequence[Breach],
    findings: Mapping[str, Finding],
    figures: Figures,
    words: Words,
    as_moved: Callable[[Finding], Finding] = lambda promise: promise,
) -> tuple[Limitation, ...]:
    """A line for each day on which promises were broken; ``as_moved`` gives a promise with the day that stands.

    Raises ``KravError`` for an event that cannot be.
    """
    # Promises broken on one day lapse on one day, where the same events reach them: they are one line on the page.
    days: dict[tuple[date, str, tuple[bool, ...]], list[Breach]] = {}
    for breach in breaches:
        promise = findings[breach.promise]
        if breach.status not in BROKEN or standing(promise) != "basis":
            continue
        if found := _breach_day(as_moved(promise), breach, findings, words):
            reached = tuple(_covers(one, promise, breach) for one in case.limitation.event)
            days.setdefault((*found, reached), []).append(breach)
    kinds = {key: _kinds(together, findings, words) for key, together in days.items()}
    alike = Counter(kinds.values())
    return tuple(
        limitation.record(
            together[0].id,
            kinds[start, reason, reached]
            if alike[kinds[start, reason, reached]] == 1
            else f"{kinds[start, reason, reached]}: {_begins(findings[together[0].promise], words)}",
            start,
            reason,
            case.limitation.knowledge,
            tuple(_event(e, reached=here) for e, here in zip(case.limitation.event, reached, strict=True)),
            case.as_of,
            words,
            figures,
            [day for b in together if b.status != "late" for day in _days(b, findings)],
        ).model_copy(update={"breaches": tuple(b.id for b in together)})
        for (start, reason, reached), together in sorted(days.items(), key=lambda one: one[0])
    )


def of_the_whole(case: Case, figures: Figures, words: Words) -> tuple[Limitation, ...]:
    """The line of a claim that no breach with a day of its own carries yet: from the first day claimed for.

    No loss of the claim can be older, so that day is the earliest a period can have run from. Empty where the case
    gives no time that is claimed for.
    """
    if case.claim is None:
        return ()
    return (
        limitation.record(
            "", words.say("the claim as a whole"), case.claim.start,
            words.say("the first day claimed for, because no breach has been shown whose day is known"),
            case.limitation.knowledge, tuple(_event(one, reached=not one.covers) for one in case.limitation.event),
            case.as_of, words, figures,
        ),
    )  # fmt: skip


def _kinds(together: Sequence[Breach], findings: Mapping[str, Finding], words: Words) -> str:
    return ", ".join(dict.fromkeys(words.say(KIND_TEXT[findings[b.promise].kind]) for b in together))


def _begins(promise: Finding, words: Words) -> str:
    """The first words of a promise, to tell it from others of its kind."""
    return words.quoted(shorten(one_line(promise.quote), 60, placeholder=" …"))


def _event(one: LimitationEvent, *, reached: bool) -> limitation.Event:
    return limitation.Event(
        kind=one.kind, day=one.date, until=one.until, notice_months=one.notice_months, evidence=one.evidence,
        elsewhere=not reached,
    )  # fmt: skip


def _covers(event: LimitationEvent, promise: Finding, breach: Breach) -> bool:
    """Is the event about the claim from this breach? Raises ``KravError`` for a kind of promise there is not."""
    for one in event.covers:
        if one not in KINDS[Label.PROMISE] and not one.startswith("b-"):
            raise KravError(
                Message("case.toml, [[limitation.event]]: covers names «{what}».", {"what": one}),
                Message(
                    "Name kinds of promise ({kinds}) or breaches by their id, as krav list breaches shows them.",
                    {"kinds": ", ".join(KINDS[Label.PROMISE])},
                ),
            )
    return not event.covers or promise.kind in event.covers or breach.id in event.covers


def _days(breach: Breach, findings: Mapping[str, Finding], *, exact: bool = False) -> list[date]:
    """The first days of what broke it; with ``exact`` those the papers give as a day."""
    return [
        f.when.start
        for f in (findings[i] for i in breach.incidents)
        if f.when and f.when.start and standing(f) == "basis"
        and (not exact or f.when.precision in (Precision.DAY, Precision.MINUTE))
    ]  # fmt: skip


def _breach_day(
    promise: Finding, breach: Breach, findings: Mapping[str, Finding], words: Words
) -> tuple[date, str] | None:
    """The first day the promise was broken, and why that day; None where no day is known."""
    if (due := due_days(promise)) and (promise.kind == "delivery_date" or breach.status == "late"):
        delivery = words.say("the day after delivery was due")
        other = words.say("the day after what was promised was due")
        return due[1] + timedelta(days=1), delivery if promise.kind == "delivery_date" else other
    days = _days(breach, findings)
    if not days:
        return None
    told = _days(breach, findings, exact=True)
    if told and min(days) < min(told):
        return min(days), words.say(
            "the first incident that broke it, of which the paper gives no nearer time than one that begins that day; "
            "the first with a day of its own is of {day}, and three years from that end on {end}",
            day=min(told), end=limitation.expiry(min(told)),
        )  # fmt: skip
    return min(days), words.say("the first incident that broke it")
