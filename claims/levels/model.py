"""The part of the dossier on service levels and bod; a part of its public JSON."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Literal

from claims.frozen import Frozen, Number

#: The head of loss that is bod: due by the contract, whatever was lost.
BOD = "penalty"


class ExceptedMinutes(Frozen):
    """Minutes down that do not count under the contract, and why."""

    reason: Literal["outside", "day_off", "standing", "maintenance", "cause", "unnotified", "partial"]
    text: str
    minutes: Number
    rows: tuple[str, ...] = ()  # ids of the log lines


class ServiceMonth(Frozen):
    """A month as measured. ``clock`` is ``down`` and everything excepted."""

    first: date
    label: str
    hours: int  # agreed minutes, before anything is taken from them
    agreed: int  # agreed minutes that availability is a share of
    clock: int  # minutes down by the clock, all hours, all causes
    raw: int  # of these in the agreed time
    down: Number  # minutes down under the contract
    excepted: tuple[ExceptedMinutes, ...]
    outages: int
    raw_percent: Number
    percent: Number
    target: Number | None
    met: bool | None
    figure: str
    bod: Number | None = None  # under the clauses on availability
    bod_text: str = ""  # what became of it


class CaseTime(Frozen):
    """How long one case took, in minutes of the agreed time."""

    item: str  # id of the log line
    minutes: int
    late: bool


class TimeLevel(Frozen):
    """Response or fix times of one priority against the agreed limit."""

    what: Literal["fix", "response"]
    what_text: str
    priorities: tuple[str, ...]
    limit: int  # minutes of the agreed time
    limit_text: str
    clause: str
    source: str | None  # id of the promise the limit was taken from; None: case.toml gives it
    cases: int
    late: int
    longest: int
    unmeasured: int  # cases whose time the log does not tell
    rows: tuple[CaseTime, ...]
    figure: str


class BodLine(Frozen):
    """Bod for one month, or for one delay."""

    label: str
    first: date
    last: date
    steps: int
    each: Number
    full: Number  # before the ceiling
    amount: Number
    claim_by: date | None
    claimed_on: date | None
    status: Literal["none", "claimed", "late", "open", "lost", "barred", "paid"]
    status_text: str
    figure: str
    paid: Number = Decimal("0.00")  # of it, without a claim in time


class Bod(Frozen):
    """Agreed penalty under one clause."""

    id: str
    what: str
    of: Literal["availability", "fix_time", "delay"]
    clause: str
    scale: tuple[str, ...]  # the scale, the ceilings and the deadline in words
    terms: tuple[str, ...]  # ids of the terms found with that clause
    confirmed: bool
    lines: tuple[BodLine, ...]
    total: Number  # all lines
    claimed: Number
    paid: Number
    due: Number  # claimed in time and not paid
    open: Number
    lost: Number
    barred: Number = Decimal("0.00")  # of what is lost, what is time-barred
    figure: str
    rule: Literal["deducted", "paid_only", "beside", "instead"]
    rule_text: str


class ServiceLevels(Frozen):
    """Availability by the clock and under the contract, times per priority, and bod."""

    definition: tuple[str, ...]  # how it is measured, sentence by sentence
    confirmed: bool
    sources: tuple[str, ...]  # ids of the findings in which the contract says so
    months: tuple[ServiceMonth, ...]
    unended: tuple[str, ...] = ()  # ids of log lines without an end
    remarks: tuple[str, ...] = ()
    times: tuple[TimeLevel, ...] = ()
    bod: tuple[Bod, ...] = ()
    netting: tuple[str, ...] = ()  # how bod and damages for the same breach stand to each other
