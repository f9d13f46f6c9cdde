"""A limit of liability that an amendment has moved or struck out: what each leaves of what was broken while it held.

What was broken before the amendment is owed as the contract then stood. The limit is one on all that is owed: what the
earlier one has been used for is no longer there of the later. What was broken when it had been struck out has none.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from claims.figures import ZERO, Figures, divided
from claims.lawtables import ONE_DAY
from templates.words import few

if TYPE_CHECKING:
    from claims.model import Figure, Limitation, LossItem
    from templates.words import Words

#: So many breaches are named under each limit.
_SHOWN = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """A limit in kr. and the day it holds from (None: from the beginning), as a clause of a paper says; ``findings``
    are those it rests on. Where the clause was struck out there is no limit from then on.
    """

    limit: Decimal | None
    start: date | None
    quote: str
    paper: str
    findings: tuple[str, ...] = ()

    def told(self, words: Words) -> str:
        """The limit with its clause."""
        limit = words.say("no limit") if self.limit is None else words.kr(self.limit)
        return words.say("{limit}, »{quote}« ({paper}).", limit=limit, quote=self.quote, paper=self.paper)


@dataclass(frozen=True, slots=True, kw_only=True)
class CapMoves:
    """The limits one after the other, and what was lost while each held, in kr., in the same order.

    ``others`` is the part of ``losses`` that is hours and cost; ``due`` and ``paid`` are the bod claimed in the case
    and the bod paid. ``named``: which breaches fall under each.
    """

    stages: tuple[Stage, ...]
    losses: tuple[Decimal, ...]
    others: tuple[Decimal, ...]
    due: tuple[Decimal, ...]
    paid: tuple[Decimal, ...]
    named: tuple[tuple[str, ...], ...] = field(default=())

    def told(self, words: Words) -> str:
        """Which clause holds for what, and which breaches fall under it."""
        say = words.say
        said = [say("The limit has been moved, and what was broken is held against the one that held on its day.")]
        for at, stage in enumerate(self.stages):
            following = self.stages[at + 1].start if at + 1 < len(self.stages) else None
            if following:
                said.append(say("To {day}: {clause}", day=following - ONE_DAY, clause=stage.told(words)))
            else:
                said.append(say("From {day}: {clause}", day=stage.start, clause=stage.told(words)))
            if self.named and (names := self.named[at]):
                said.append(say("Broken then: {breaches}.", breaches="; ".join(few(names, _SHOWN))))
        said.append(
            say("A row that names no breach goes by its last day. What an earlier limit has been used for is taken "
                "from the later one.")
        )  # fmt: skip
        return " ".join(said)

    def left(
        self, base: Figure, bod: Figure | None, figures: Figures, words: Words, *, others: bool,
        paid: Sequence[str] | None = None,
    ) -> Figure:  # fmt: skip
        """What the limits leave of ``base``, which is all of the loss or its ``others``.

        Where ``paid`` is given, the figures of the bod that was paid, bod counts within the limits: what is claimed of
        it, ``bod``, shares them with the loss, and what was paid has used some of them.
        """
        parts = divided(base.value, self.others if others else self.losses)
        kr, used, spent, told = words.kr, ZERO, ZERO, list[str]()
        for at, (stage, loss) in enumerate(zip(self.stages, parts, strict=True)):
            asked = [loss, *([self.due[at]] if bod else [])]
            spent += self.paid[at] if paid is not None else ZERO
            asks = " + ".join(kr(one) for one in asked if one) or kr(ZERO)
            since = words.say("from the beginning") if stage.start is None else words.say("from {day}", day=stage.start)
            if stage.limit is None:
                used += sum(asked, ZERO)
                told.append(words.say("{since}: {loss}, without a limit", since=since, loss=asks))
                continue
            taken = [one for one in (used, spent) if one]
            room = f"({' − '.join(map(kr, (stage.limit, *taken)))})" if taken else kr(stage.limit)
            told.append(words.say("{since}: the lesser of {loss} and {cap}", since=since, loss=asks, cap=room))
            used += min(sum(asked, ZERO), max(stage.limit - used - spent, ZERO))
        return figures.make(
            "cap.moved", words.say("Cap on liability, as it was moved"), used, formula="; ".join(told),
            figures=[base.id, *([bod.id] if bod else []), *(paid or ())],
            findings=[one for stage in self.stages for one in stage.findings],
        )  # fmt: skip


def held_against(
    stages: Sequence[Stage],
    losses: Sequence[LossItem],
    told: Callable[[str], tuple[str, ...]],
    begun: Mapping[str, date],
    lapses: Sequence[Limitation],
    due: Mapping[date, Decimal],
    paid: Mapping[date, Decimal],
    words: Words,
) -> CapMoves | None:
    """What was claimed and lost under each limit; None where there is but one.

    ``told`` says what a row comes of by the words of its cell, ``begun`` the first day of what is so named;
    ``lapses`` hold each breach with its day; ``due`` and ``paid`` are bod by the last day of what it is of.
    """
    if len(stages) < 2:
        return None

    def at(day: date) -> int:
        return max(number for number, one in enumerate(stages) if one.start is None or one.start <= day)

    def of_rows(claimed: Sequence[LossItem]) -> tuple[Decimal, ...]:
        sums = [ZERO] * len(stages)
        for loss in claimed:
            gross = [ZERO] * len(stages)
            for row in loss.losing:
                days = [begun[one] for one in told(row.incident) if one in begun]
                gross[at(min(days, default=row.end))] += row.amount
            for number, part in enumerate(divided(loss.net, gross)):
                sums[number] += part
        return tuple(sums)

    def of_days(amounts: Mapping[date, Decimal]) -> tuple[Decimal, ...]:
        sums = [ZERO] * len(stages)
        for day, amount in amounts.items():
            sums[at(day)] += amount
        return tuple(sums)

    claimed = [loss for loss in losses if loss.claimed]
    named: list[list[str]] = [[] for _ in stages]
    for one in lapses:
        if one.breach:
            named[at(one.start)].append(f"{one.what} ({words.day(one.start)})")
    return CapMoves(
        stages=tuple(stages),
        losses=of_rows(claimed),
        others=of_rows([loss for loss in claimed if loss.id != "reimbursement"]),
        due=of_days(due),
        paid=of_days(paid),
        named=tuple(tuple(dict.fromkeys(one)) for one in named),
    )
