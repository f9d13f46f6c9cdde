"""When the claim from each broken promise lapses: which day it runs from, and which events reach it.

An event may be of some heads of loss alone («kommunens krav om tab af refusion»): the claim from one breach then lapses
on other days for these than for the rest of what it cost.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from claims.case import Case, LimitationEvent, LimitationKnown
from claims.comparison.duedays import due_days
from claims.comparison.matrix import BROKEN
from claims.figures import Figures
from claims.items import KIND_TEXT, begins, standing
from claims.levels.model import BOD
from claims.loss import limitation
from claims.loss.heads import TITLES
from claims.model import Breach, Limitation, LossItem
from evidence.errors import KravError, Message
from extract.model import KINDS, Finding, Label, Precision
from templates.words import Words

#: The heads of loss an event may be of, and what each is called.
HEADS: Mapping[str, Message] = {
    "reimbursement": Message("Lost state reimbursement"), **TITLES, BOD: Message("Agreed penalty (bod)"),
}  # fmt: skip


def of_breaches(
    case: Case,
    breaches: Sequence[Breach],
    findings: Mapping[str, Finding],
    figures: Figures,
    words: Words,
    as_moved: Callable[[Finding], Finding] = lambda promise: promise,
    losses: Sequence[LossItem] = (),
    given: Callable[[Finding], date | None] = lambda _promise: None,
) -> tuple[Limitation, ...]:
    """A line for each day on which promises were broken, and for each of the claimed heads in ``losses`` that events
    reach otherwise than the rest; ``as_moved`` gives a promise with the day that stands, and ``given`` the day it was
    made: no promise is broken before that.

    Raises ``KravError`` for an event that cannot be.
    """
    heads = _heads(losses, words)
    # Promises broken on one day lapse on one day, where the same events reach them: they are one line on the page.
    days: dict[tuple[date, str, _Reach, tuple[str, ...]], list[Breach]] = {}
    for breach in breaches:
        promise = findings[breach.promise]
        if breach.status not in BROKEN or standing(promise) != "basis":
            continue
        if found := _breach_day(as_moved(promise), breach, findings, given(promise), words):
            for reached, some in _reached(case, [(promise, breach)], heads, found[0]):
                days.setdefault((*found, reached, some), []).append(breach)
    kinds = {key: _kinds(together, findings, words) for key, together in days.items()}
    alike = Counter((kinds[key], key[3]) for key in kinds)
    return tuple(
        limitation.record(
            together[0].id,
            _named(kinds[key],
                   "" if alike[kinds[key], some] == 1 else begins(findings[together[0].promise].quote, words),
                   [heads[one] for one in some], words),
            start,
            reason,
            reached.knowledge,
            reached.events(case),
            case.as_of,
            words,
            figures,
            [day for b in together if b.status != "late"
             for day in _days(b, findings, given(findings[b.promise]))],
        ).model_copy(update={"breaches": tuple(b.id for b in together), "heads": some})
        for key, together in sorted(days.items(), key=lambda one: one[0])
        for start, reason, reached, some in (key,)
    )


def of_the_whole(
    case: Case, figures: Figures, words: Words, losses: Sequence[LossItem] = ()
) -> tuple[Limitation, ...]:
    """The line of a claim that no breach with a day of its own carries yet, or of the heads of it that the same events
    reach: from the first day claimed for.

    No loss of the claim can be older, so that day is the earliest a period can have run from. Empty where the case
    gives no time that is claimed for.
    """
    if case.claim is None:
        return ()
    heads = _heads(losses, words)
    return tuple(
        limitation.record(
            "", _named(words.say("the claim as a whole"), "", [heads[one] for one in some], words), case.claim.start,
            words.say("the first day claimed for, because no breach has been shown whose day is known"),
            reached.knowledge, reached.events(case), case.as_of, words, figures,
        ).model_copy(update={"heads": some})
        for reached, some in _reached(case, None, heads, case.claim.start)
    )  # fmt: skip


def _heads(losses: Sequence[LossItem], words: Words) -> dict[str, str]:
    """The heads of loss that are claimed, or else all there can be, and what each is called."""
    claimed = {loss.id: loss.title for loss in losses if loss.claimed}
    return claimed or {name: words.message(title) for name, title in HEADS.items()}


@dataclass(frozen=True, slots=True, order=True)
class _Reach:
    """Which of the events reach a claim, and the day the municipality knew of it."""

    of: tuple[bool, ...]
    known: str  # as it is written; empty: no day

    @property
    def knowledge(self) -> date | None:
        """The day the municipality knew."""
        return date.fromisoformat(self.known) if self.known else None

    def events(self, case: Case) -> tuple[limitation.Event, ...]:
        """All of them, those that do not reach it marked so."""
        return tuple(_event(one, reached=here) for one, here in zip(case.limitation.event, self.of, strict=True))


def _reached(
    case: Case, of: Sequence[tuple[Finding, Breach]] | None, heads: Iterable[str], day: date
) -> Iterator[tuple[_Reach, tuple[str, ...]]]:
    """How a claim is reached, head by head: heads that the same events and knowledge reach together; none named: all.

    ``of`` is what it is of, None: all of the claim; ``day`` when it arose.
    """
    some: dict[_Reach, list[str]] = {}
    for head in heads:
        some.setdefault(_reach(case, head, of, day), []).append(head)
    yield from ((reached, tuple(held) if len(some) > 1 else ()) for reached, held in some.items())


def _reach(
    case: Case, head: str, of: Sequence[tuple[Finding, Breach]] | None, day: date, *, loose: bool = False
) -> _Reach:
    """``loose``: what no breach is known of may be of any of them."""

    def covers(one: LimitationEvent | LimitationKnown) -> bool:
        covered = one.covers
        if of:
            about = any(_covers(covered, promise, breach) for promise, breach in of)
        else:
            about = loose or HEADS.keys() >= set(covered)
        in_time = (one.start or date.min) <= day <= (one.end or date.max)
        return about and in_time and (head in covered or not HEADS.keys() & set(covered))

    known = next((one.date for one in case.limitation.known if covers(one)), case.limitation.knowledge)
    return _Reach(tuple(covers(one) for one in case.limitation.event), str(known or ""))


def reaching(
    case: Case, head: str, of: Sequence[tuple[Finding, Breach]], day: date, *, every: bool = False
) -> tuple[tuple[limitation.Event, ...], date | None]:
    """The events that may reach what a head of loss lost on a day by some breaches, and the day the municipality knew.

    What nobody has tied to a breach may be of any; with ``every`` all events are taken to reach it. Raises
    ``KravError`` where an event or a day covers what there is not.
    """
    if every:
        return tuple(_event(one, reached=True) for one in case.limitation.event), case.limitation.knowledge
    reach = _reach(case, head, of, day, loose=True)
    return reach.events(case), reach.knowledge


def _named(what: str, begins: str, heads: Sequence[str], words: Words) -> str:
    """What lapses: the kinds of promise, the words of the first where others are of its kind, and the heads of loss."""
    said = f"{what}: {begins}" if begins else what
    return words.say("{claim} ({heads})", claim=said, heads=", ".join(heads)) if heads else said


def _kinds(together: Sequence[Breach], findings: Mapping[str, Finding], words: Words) -> str:
    return ", ".join(dict.fromkeys(words.say(KIND_TEXT[findings[b.promise].kind]) for b in together))


def _event(one: LimitationEvent, *, reached: bool) -> limitation.Event:
    return limitation.Event(
        kind=one.kind, day=one.date, until=one.until, stands_still=one.stands_still, notice_months=one.notice_months,
        evidence=one.evidence, elsewhere=not reached,
    )  # fmt: skip


def _covers(covered: Sequence[str], promise: Finding, breach: Breach) -> bool:
    """Is what covers these about the claim from this breach? Raises ``KravError`` for a kind there is not."""
    for one in covered:
        if one not in KINDS[Label.PROMISE] and one not in HEADS and not one.startswith("b-"):
            raise KravError(
                Message("case.toml, [[limitation.event]]: covers names «{what}».", {"what": one}),
                Message(
                    "Name kinds of promise ({kinds}), breaches by their id, as krav list breaches shows them, or "
                    "heads of loss ({heads}).",
                    {"kinds": ", ".join(KINDS[Label.PROMISE]), "heads": ", ".join(HEADS)},
                ),
            )
    of = set(covered) - HEADS.keys()
    return not of or promise.kind in of or not of.isdisjoint({breach.id, *breach.names})


def _days(
    breach: Breach, findings: Mapping[str, Finding], given: date | None, *, exact: bool = False
) -> list[date]:  # fmt: skip
    """The first days of what broke it; with ``exact`` those the papers give as a day.

    A time such as a year may begin before the promise was ``given``: what broke it in that time did so no sooner.
    """
    told = [findings[i] for i in breach.incidents if standing(findings[i]) == "basis"]
    days = ((f.when.start, f.when.precision in (Precision.DAY, Precision.MINUTE)) for f in told if f.when)
    told_as = [(day, nearer) for day, nearer in days if day and (nearer or not exact)]
    return [day if nearer or given is None else max(day, given) for day, nearer in told_as]


def _breach_day(
    promise: Finding, breach: Breach, findings: Mapping[str, Finding], given: date | None, words: Words
) -> tuple[date, str] | None:
    """The first day the promise was broken, and why that day; None where no day is known."""
    if (due := due_days(promise)) and (promise.kind == "delivery_date" or breach.status == "late"):
        delivery = words.say("the day after delivery was due")
        other = words.say("the day after what was promised was due")
        return due[1] + timedelta(days=1), delivery if promise.kind == "delivery_date" else other
    days = _days(breach, findings, given)
    if not days:
        return None
    told = _days(breach, findings, given, exact=True)
    if min(days) == given and given not in told:
        return min(days), words.say(
            "the day the promise was made; the paper gives no nearer time for the first incident that broke it than "
            "one that begins before that"
        )
    if told and min(days) < min(told):
        return min(days), words.say(
            "the first incident that broke it, of which the paper gives no nearer time than one that begins that day; "
            "the first with a day of its own is of {day}, and three years from that end on {end}",
            day=min(told), end=limitation.expiry(min(told)),
        )  # fmt: skip
    if not told:
        return min(days), words.say(
            "the first incident that broke it, of which the paper gives no nearer time than one that begins that day"
        )
    return min(days), words.say("the first incident that broke it")
