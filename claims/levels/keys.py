"""``[service]`` and ``[[bod]]`` of ``case.toml``: how the contract measures, and what a missed level costs."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field, model_validator

from claims.casekeys import LAST_BEFORE_FIRST, Amount, Name, Section
from evidence.errors import Message

MAINTENANCE_UNTIMED = Message("give from and to, or the ticket of the log that is the maintenance.")
WEIGHT_OF_NOTHING = Message("say in priorities, kinds or tickets what it is the weight of.")
WEIGHT_OVER_WHOLE = Message("a weight is at most 100 per cent.")
BOD_WITHOUT_SIZE = Message("give percent or amount for each step, or brackets; one of them, not several.")
BOD_PERCENT_OF_NOTHING = Message("a percentage needs base: monthly_fee, contract_sum or an amount.")
BOD_PER_UNFIT = Message(
    "per does not fit: point or bracket for availability; case, hour or day for fix_time; day, working_day or week for "
    "delay. period is of availability."
)
BOD_REPORTED = Message("reported is of availability by the month.")
BOD_UNDATED = Message("a delay needs due and delivered.")
ONE_DEADLINE = Message("give one of within_days, within_working_days and within_months.")
BOD_BESIDE = Message("say in besides_clause where the contract lets bod be paid beside damages.")

TimeOfDay = Annotated[str, Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]
EndOfDay = Annotated[str, Field(pattern=r"^(([01]\d|2[0-3]):[0-5]\d|24:00)$")]
Days = Literal["all", "weekdays", "mon-fri", "mon-sat", "mon", "tue", "wed", "thu", "fri", "sat", "sun"]
#: The days of the week each word means, Monday 0.
MEANT: dict[str, tuple[int, ...]] = {
    "all": (0, 1, 2, 3, 4, 5, 6), "weekdays": (0, 1, 2, 3, 4),
    "mon-fri": (0, 1, 2, 3, 4), "mon-sat": (0, 1, 2, 3, 4, 5),
    "mon": (0,), "tue": (1,), "wed": (2,), "thu": (3,), "fri": (4,), "sat": (5,), "sun": (6,),
}  # fmt: skip


class HoursSection(Section):
    """Hours of some days of the week; an end that does not come after the start is of the next day."""

    days: Days = "all"
    start: TimeOfDay = Field("00:00", alias="from")
    end: EndOfDay = Field("24:00", alias="to")


class WeightSection(Section):
    """How much of the system some cases had down, per cent: a partial outage."""

    percent: Amount
    priorities: tuple[Name, ...] = ()
    kinds: tuple[Name, ...] = ()
    tickets: tuple[Name, ...] = ()

    @model_validator(mode="after")
    def _of_something(self) -> WeightSection:
        if not (self.priorities or self.kinds or self.tickets):
            raise ValueError(WEIGHT_OF_NOTHING.text)
        if self.percent > 100:
            raise ValueError(WEIGHT_OVER_WHOLE.text)
        return self


class MaintenanceSection(Section):
    """Planned maintenance: when, and when it was announced; a ticket takes the time from the log and is time down."""

    what: Name
    start: dt.datetime | None = Field(None, alias="from")
    end: dt.datetime | None = Field(None, alias="to")
    ticket: str = ""
    announced: dt.datetime | dt.date | None = None
    evidence: str = ""

    @model_validator(mode="after")
    def _timed(self) -> MaintenanceSection:
        if (self.start is None or self.end is None) == (not self.ticket):
            raise ValueError(MAINTENANCE_UNTIMED.text)
        if self.start and self.end and self.end < self.start:
            raise ValueError(LAST_BEFORE_FIRST.text)
        return self


class NotifiedSection(Section):
    """When the vendor was told of a case, where the log does not say it."""

    ticket: Name
    at: dt.datetime
    evidence: str = ""


class LimitSection(Section):
    """How soon work on a case must begin (response) or be done (fix), in the agreed operating time or by the clock.

    An amendment may shorten it: then a limit holds for the cases that began on one of its days, both included.
    """

    what: Literal["fix", "response"] = "fix"
    priorities: tuple[Name, ...] = Field(min_length=1)
    hours: Amount | None = None
    working_days: Amount | None = None
    clock: bool = False
    first: dt.date | None = Field(None, alias="from")
    last: dt.date | None = Field(None, alias="to")
    clause: str = ""

    @model_validator(mode="after")
    def _of_a_length(self) -> LimitSection:
        if (self.hours is None) == (self.working_days is None):
            raise ValueError(LIMIT_WITHOUT_LENGTH.text)
        if self.clock and self.hours is None:
            raise ValueError(CLOCK_WITHOUT_HOURS.text)
        if self.first and self.last and self.last < self.first:
            raise ValueError(LAST_BEFORE_FIRST.text)
        return self


LIMIT_WITHOUT_LENGTH = Message("give either hours or working_days.")
CLOCK_WITHOUT_HOURS = Message("clock is of hours; a working day has its own.")


class ServiceSection(HoursSection):
    """How the contract measures availability and times, from the month that ``since`` lies in."""

    since: dt.date | None = None
    priorities: tuple[Name, ...] = ()  # the priorities whose cases the contract counts as time down
    hours: tuple[HoursSection, ...] = ()  # other hours on some days of the week
    closed: tuple[dt.date, ...] = ()
    standing: tuple[HoursSection, ...] = ()
    target: Amount | None = None
    decimals: int = Field(2, ge=0, le=4)
    counts_from: Literal["opened", "notified"] = "opened"
    notified: tuple[NotifiedSection, ...] = ()
    excepts: tuple[Literal["third_party", "customer", "force_majeure", "other"], ...] | None = None
    users: int | None = Field(None, ge=1)  # how many use the system: a case's share is those it hit of them
    weight: tuple[WeightSection, ...] = ()
    maintenance: tuple[MaintenanceSection, ...] = ()
    notice_days: int | None = Field(None, ge=0)
    notice_working_days: int | None = Field(None, ge=0)
    notice_hours: int | None = Field(None, ge=0)
    maintenance_hours: Amount | None = None  # at most so many a month are excepted
    less_maintenance: bool = False
    limit: tuple[LimitSection, ...] = ()
    clause: str = ""
    confirmed_by: str = ""


class FeeSection(Section):
    """The monthly fee from a day on."""

    start: dt.date = Field(alias="from")
    amount: Amount


class BracketSection(Section):
    """What a month below a limit costs; the lowest limit it lies below decides."""

    below: Amount
    percent: Amount | None = None
    amount: Amount | None = None


class BodClaimSection(Section):
    """When bod was claimed, or when the report came that the deadline is counted from, and of which time (both days
    included; absent: all of it).
    """

    day: dt.date
    start: dt.date | None = Field(None, alias="from")
    end: dt.date | None = Field(None, alias="to")
    evidence: str = ""


class BodMonthSection(Section):
    """The availability of a month, per cent, by the report that the contract lets decide."""

    month: dt.date
    percent: Amount
    evidence: Name


class BodPaidSection(Section):
    """Bod paid or credited, and of which time (both days included; absent: of the oldest)."""

    amount: Amount
    day: dt.date | None = None
    start: dt.date | None = Field(None, alias="from")
    end: dt.date | None = Field(None, alias="to")
    evidence: str = ""


_PER = {
    "availability": ("point", "bracket"),
    "fix_time": ("case", "hour", "day"),
    "delay": ("day", "working_day", "week"),
}


class BodSection(Section):
    """Agreed penalty: its scale, ceilings and deadline, what was claimed and paid, how it stands to damages."""

    what: Name
    of: Literal["availability", "fix_time", "delay"] = Field(alias="for")
    clause: Name
    document: str = ""
    per: Literal["point", "bracket", "case", "hour", "day", "working_day", "week"]
    period: Literal["month", "quarter", "half_year", "year"] | None = None  # of availability; None: as is promised
    step: Amount = Decimal(1)
    whole: bool = False  # only whole steps count; else a step begun is a step
    percent: Amount | None = None
    amount: Amount | None = None
    bracket: tuple[BracketSection, ...] = ()
    base: Literal["monthly_fee", "contract_sum"] | Amount | None = None
    target: Amount | None = None
    reported: tuple[BodMonthSection, ...] = ()  # of availability by the month; the log decides the months not named
    priorities: tuple[Name, ...] = ()
    due: dt.date | None = None
    delivered: dt.date | None = None
    to_day_before: bool = False  # the clause counts the days late to the day before it was there
    never: bool = False  # it never came: `delivered` is the day the delay ended without it, by termination
    ceiling_percent: Amount | None = None  # of the base, each month (of a delay: in all)
    ceiling_amount: Amount | None = None
    yearly_percent: Amount | None = None  # of the monthly fee over the calendar year, each year
    yearly_amount: Amount | None = None
    total_percent: Amount | None = None  # of the contract sum, over the whole time
    total_amount: Amount | None = None
    within_days: int | None = Field(None, ge=0)
    within_working_days: int | None = Field(None, ge=0)
    within_months: int | None = Field(None, ge=0)
    deadline_clause: str = ""
    deadline_from: tuple[BodClaimSection, ...] = ()  # the day it is counted from, where that is not the last day late
    claimed: tuple[BodClaimSection, ...] = ()
    paid: tuple[BodPaidSection, ...] = ()
    besides: Literal["deducted", "paid_only", "beside", "instead"] = "deducted"
    besides_clause: str = ""
    head: Literal["reimbursement", "lost_time", "extra_cost"] | None = None  # the damages it comes off
    settled: str = ""  # the paper by which what was paid settled all of it
    own_interest: bool = False  # the claim of it stated its amount: interest runs from 30 days after that claim
    confirmed_by: str = ""

    @model_validator(mode="after")
    def _makes_sense(self) -> BodSection:
        if self.per not in _PER[self.of] or (self.period and self.of != "availability"):
            raise ValueError(BOD_PER_UNFIT.text)
        if self.reported and (self.of != "availability" or (self.period or "month") != "month"):
            raise ValueError(BOD_REPORTED.text)
        sized = [self.percent is not None, self.amount is not None, bool(self.bracket)]
        if sum(sized) != 1 or (self.per == "bracket") != bool(self.bracket):
            raise ValueError(BOD_WITHOUT_SIZE.text)
        if any((b.percent is None) == (b.amount is None) for b in self.bracket):
            raise ValueError(BOD_WITHOUT_SIZE.text)
        shares = (self.percent, self.ceiling_percent, *(b.percent for b in self.bracket))
        if self.base is None and any(one is not None for one in shares):
            raise ValueError(BOD_PERCENT_OF_NOTHING.text)
        if self.of == "delay" and (self.due is None or self.delivered is None):
            raise ValueError(BOD_UNDATED.text)
        if sum(one is not None for one in (self.within_days, self.within_working_days, self.within_months)) > 1:
            raise ValueError(ONE_DEADLINE.text)
        if self.besides == "beside" and not self.besides_clause:
            raise ValueError(BOD_BESIDE.text)
        return self
