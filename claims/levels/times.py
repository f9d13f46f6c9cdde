"""Response and fix times of each priority, counted in the agreed operating time or by the clock, case by case."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from claims.comparison.availability import DAY, Window
from claims.comparison.reality import Reality
from claims.figures import Figures
from claims.items import standing
from claims.levels.log import cause, number, same_priority
from claims.levels.model import CaseTime, TimeLevel
from claims.mentions import ticket
from evidence.errors import Message
from extract.model import Finding, Label
from templates.words import Words

_WHAT = {"fix": Message("solved"), "response": Message("work begun")}
What = Literal["fix", "response"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """How soon, in minutes of the agreed time or by the clock, and where that stands."""

    what: What
    priorities: tuple[str, ...]
    minutes: int
    first: dt.date | None = None  # of the cases it holds for; None: from the beginning
    last: dt.date | None = None  # included
    clock: bool = False  # counted by the clock, nights too
    clause: str = ""
    source: Finding | None = None
    days: Decimal | None = None  # where it is given in working days

    def holds_for(self, row: Finding) -> bool:
        """Is it the limit of a case, by its priority and the day it began?"""
        day = row.attributes["opened"][:10]
        return (
            any(same_priority(row.attributes.get("priority"), one) for one in self.priorities)
            and (self.first is None or day >= self.first.isoformat())
            and (self.last is None or day <= self.last.isoformat())
        )

    def told(self, words: Words) -> str:
        """«4 hours», and which cases it holds for where that is not all."""
        length = said_length(self.minutes, words)
        if self.days is not None:
            length = in_days(self.days, self.minutes, words, working=True)
        length = words.say("{length} by the clock", length=length) if self.clock else length
        if self.first and self.last:
            return words.say("{length}, cases from {first} to {last}", length=length, first=self.first, last=self.last)
        if self.first:
            return words.say("{length}, cases from {first}", length=length, first=self.first)
        return words.say("{length}, cases until {last}", length=length, last=self.last) if self.last else length


@dataclass(frozen=True, slots=True, kw_only=True)
class LateCase:
    """A case that took longer than agreed: when it ended, and by how many minutes it was late."""

    row: Finding
    ended: dt.datetime
    over: int
    figure: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Timed:
    """A limit held against the log, as the page tells it, and the late cases bod is reckoned from."""

    limit: Limit
    level: TimeLevel
    late: tuple[LateCase, ...]


def levels(findings: Sequence[Finding], reality: Reality, *, figures: Figures, words: Words) -> tuple[Timed, ...]:
    """Each limit of ``case.toml``, or else each that a binding promise gives for a priority, against the log."""
    rows = [f for f in reality.logged() if not cause(f, reality)]
    return tuple(_timed(limit, rows, reality, figures, words) for limit in limits(findings, reality) if rows)


def limits(findings: Sequence[Finding], reality: Reality) -> list[Limit]:
    """The limits that hold, by priority; in minutes of the agreed operating time."""
    service, window = reality.case.service, reality.window
    if service and service.limit:
        return [
            Limit(
                what=one.what, priorities=one.priorities, first=one.first, last=one.last, clause=one.clause,
                minutes=length(window, one.hours, one.working_days), clock=one.clock, days=one.working_days,
            )
            for one in service.limit
        ]  # fmt: skip
    found: dict[tuple[str, str], list[Limit]] = {}
    for promise in findings:
        for limit in _promised(promise, window):
            begins = changed_from(promise, reality.written(promise))
            found.setdefault((limit.what, limit.priorities[0]), []).append(replace(limit, first=begins))
    return [one for key in sorted(found) for one in _in_turn(found[key])]


def _in_turn(limits: Sequence[Limit]) -> Iterator[Limit]:
    """What was promised twice for one priority is one limit: the first, as the contract's words come first; one that
    takes its place holds for the cases from its day on.
    """
    base = next((one for one in limits if one.first is None), None)
    changes = sorted((one for one in limits if one.first), key=lambda one: one.first or dt.date.min)
    held = [*([base] if base else []), *changes]
    for one, after in zip(held, [*held[1:], None], strict=True):
        yield replace(one, last=after.first - dt.timedelta(days=1)) if after and after.first else one


def changed_from(promise: Finding, written: dt.date | None) -> dt.date | None:
    """The day from which words that put another time in the place of one hold: the one they give, or theirs."""
    if promise.kind != "response_fix" or promise.attributes.get("supersedes") != "yes":
        return None
    return promise.when.start if promise.when and promise.when.start else written


def window_for(what: str, priority: str, reality: Reality) -> Window:
    """The time a limit of cases of that priority is counted in: by the clock where case.toml says so of one."""
    limit = reality.case.service.limit if reality.case.service else ()
    by_clock = any(
        one.clock and one.what == what and any(same_priority(priority, other) for other in one.priorities)
        for one in limit
    )
    return Window() if by_clock else reality.window


def length(window: Window, hours: Decimal | None, working_days: Decimal | None) -> int:
    """A time limit in minutes of the agreed time; a working day is the longest day there is."""
    return int(hours * 60) if hours is not None else int((working_days or 0) * window.longest_day)


def _promised(promise: Finding, window: Window) -> Iterator[Limit]:
    """The limits a promise gives: of the time to begin, of that to have mended, or of both in one sentence."""
    said = promise.metric
    if promise.label is not Label.PROMISE or promise.kind != "response_fix" or standing(promise) != "basis":
        return
    first: What = "response" if said.get("what") == "response" else "fix"
    lengths: tuple[tuple[What, str, str], ...] = ((first, "value", "unit"), ("fix", "fix_value", "fix_unit"))
    for what, value, unit in lengths:
        minutes = {"minutes": 1, "hours": 60, "working_days": window.longest_day}.get(said.get(unit, ""))
        if minutes and said.get("priority") and said.get(value):
            yield Limit(
                what=what, priorities=(said["priority"],), minutes=int(Decimal(said[value]) * minutes),
                clause=promise.attributes.get("clause", ""), source=promise,
                days=Decimal(said[value]) if said[unit] == "working_days" else None,
            )  # fmt: skip


def _timed(limit: Limit, rows: Sequence[Finding], reality: Reality, figures: Figures, words: Words) -> Timed:
    ours = [row for row in rows if limit.holds_for(row)]
    measured = list(_measured(limit, ours, reality))
    what = words.say(_WHAT[limit.what].text)
    source = (limit.source.id,) if limit.source else ()
    late = []
    for row, ended, minutes in measured:
        if minutes > limit.minutes:
            named = row.attributes.get("ticket") or row.id
            figure = figures.make(
                "service.case", words.say("{ticket}: minutes over the limit", ticket=named),
                Decimal(minutes - limit.minutes), unit="count",
                formula=f"{words.number(minutes)} − {words.number(limit.minutes)}",
                findings=(*source, row.id),
            )  # fmt: skip
            late.append(LateCase(row=row, ended=ended, over=minutes - limit.minutes, figure=figure.id))
    of = ", ".join(limit.priorities)
    total = figures.make(
        "service.late", words.say("Late cases, priority {priority} ({what})", priority=of, what=what),
        Decimal(len(late)), unit="count",
        formula=words.say("{exceeded} of {cases} {cases:case|cases} over {limit} "
                          "minutes", exceeded=len(late), cases=len(measured),
                          limit=words.number(limit.minutes)),
        figures=[one.figure for one in late],
        findings=(*source, *(f.id for f, _, minutes in measured if minutes <= limit.minutes)),
        assumptions=() if source else [
            words.say("the time agreed for priority {priority}, as the municipality gives it", priority=of)
        ],
    )  # fmt: skip
    level = TimeLevel(
        what=limit.what, what_text=what, priorities=limit.priorities, limit=limit.minutes,
        limit_text=limit.told(words), clause=limit.clause,
        source=limit.source.id if limit.source else None, cases=len(measured), late=len(late),
        longest=max((minutes for _, _, minutes in measured), default=0), unmeasured=len(ours) - len(measured),
        rows=tuple(CaseTime(item=f.id, minutes=minutes, late=minutes > limit.minutes) for f, _, minutes in measured),
        figure=total.id,
    )  # fmt: skip
    return Timed(limit=limit, level=level, late=tuple(late))


def _measured(limit: Limit, rows: Sequence[Finding], reality: Reality) -> Iterator[tuple[Finding, dt.datetime, int]]:
    """The cases whose time the log tells, when each ended, and its minutes of agreed time."""
    service = reality.case.service
    told = {ticket(one.ticket): one.at for one in service.notified} if service else {}
    for row in rows:
        end = row.attributes.get("resolved" if limit.what == "fix" else "started")
        start: dt.datetime | str | None = row.attributes["opened"]
        if service and service.counts_from == "notified":
            start = told.get(number(row)) or row.attributes.get("notified")
        if not end or not start:
            continue
        begun = start if isinstance(start, dt.datetime) else dt.datetime.fromisoformat(start)
        ended = dt.datetime.fromisoformat(end)
        if begun <= ended:
            window = Window() if limit.clock else reality.window
            yield row, ended, (window.on_working_days if limit.days is not None else window).minutes(begun, ended)


def in_days(count: Decimal, minutes: int, words: Words, *, working: bool) -> str:
    """«2 working days», with the length they are measured as, where that is not whole days."""
    whole = int(count) if count == int(count) else count
    days = words.say("{count} working {count:day|days}" if working else "{count} {count:day|days}", count=whole)
    if minutes == count * DAY:
        return days
    return words.say(
        "{days} (measured as {length} of operating time)", days=days, length=said_length(minutes, words)
    )


def said_length(minutes: int, words: Words) -> str:
    """«4 hours», «2 hours 30 minutes»."""
    hours, rest = divmod(minutes, 60)
    whole = words.say("1 hour") if hours == 1 else words.say("{hours} {hours:hour|hours}", hours=words.number(hours))
    if not rest:
        return whole
    part = words.say("1 minute") if rest == 1 else words.say("{minutes} {minutes:minute|minutes}", minutes=rest)
    return words.say("{hours} {minutes}", hours=whole, minutes=part) if hours else part
