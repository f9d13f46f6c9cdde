"""From ``case.toml`` and the lines of the log to what is measured: which lines are time down, how much, from when."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from claims.comparison.availability import NEVER, WHOLE, Month, Outage, Terms, months
from claims.comparison.reality import Reality
from claims.daysoff import working_days_after
from claims.figures import ore
from claims.levels.hours import week_of, window_of
from claims.levels.keys import MaintenanceSection, ServiceSection
from claims.mentions import ticket
from evidence.errors import Message
from evidence.months import next_month
from extract.model import Finding

#: Words for priorities that tell none from another.
_NO_GRADE = {"prioritet", "prio", "kategori", "niveau", "klass", "fejlkategori", "fejlklass", "fejl", "p", "sev",
             "priority", "severity", "category", "level", "class"}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """Announced maintenance that the contract does not except, and why."""

    maintenance: MaintenanceSection
    why: Message


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """The months as measured, and what they were measured from.

    ``rows`` are the log lines with an end, each an outage of the same place; ``unended`` those without one.
    """

    terms: Terms
    rows: tuple[Finding, ...]
    outages: tuple[Outage, ...]
    unended: tuple[Finding, ...]
    months: tuple[Month, ...]
    refused: tuple[Refused, ...] = ()

    @property
    def other_cause(self) -> int:
        """How many lines are left out for their cause."""
        return sum(bool(o.cause) for o in self.outages)

    def of_month(self, month: Month) -> list[Finding]:
        """The lines that touch a month and are not another's doing."""
        start = dt.datetime.combine(month.first, dt.time.min)
        end = dt.datetime.combine(next_month(month.first), dt.time.min)
        return [
            row
            for row, o in zip(self.rows, self.outages, strict=True)
            if o.start < end and o.end >= start and not o.cause
        ]


def measure(promise: Finding | None, reality: Reality) -> Measured | None:
    """The months of the claim period (else of the log) from which the contract measures, from what was not over before
    ``promise`` was made.

    None where no line that counts as time down has an end.
    """
    service = reality.case.service
    down = [f for f in reality.logged() if counts(f, service)]
    rows = [f for f in (reality.since(promise, down) if promise else down) if _claimed(f, reality)]
    ended = [f for f in rows if f.attributes.get("resolved")]
    if not ended:
        return None
    outages = [outage(f, reality) for f in ended]
    times = {ticket(f.attributes.get("ticket", "")): span(f) for f in reality.logged() if f.attributes.get("resolved")}
    accepted, refused = maintenance(service, times)
    terms = terms_of(service, accepted)
    return Measured(
        terms=terms,
        rows=tuple(ended),
        outages=tuple(outages),
        unended=tuple(f for f in rows if not f.attributes.get("resolved")),
        months=tuple(months(outages, terms, _period(reality))),
        refused=refused,
    )


def terms_of(service: ServiceSection | None, accepted: Sequence[tuple[dt.datetime, dt.datetime, str]] = ()) -> Terms:
    """How the contract measures."""
    if service is None:
        return Terms()
    allowance = service.maintenance_hours
    return Terms(
        window=window_of(service),
        standing=tuple(week_of((one,)) for one in service.standing),
        maintenance=tuple(sorted(accepted)),
        allowance=None if allowance is None else int(allowance * 60),
        less=service.less_maintenance,
        decimals=service.decimals,
    )


def maintenance(
    service: ServiceSection | None, times: Mapping[str, tuple[dt.datetime, dt.datetime]]
) -> tuple[list[tuple[dt.datetime, dt.datetime, str]], tuple[Refused, ...]]:
    """The planned maintenance that was announced in time, and the rest with the reason. ``times`` are by ticket."""
    accepted, refused = [], []
    for one in service.maintenance if service else ():
        when = times.get(ticket(one.ticket)) if one.ticket else (one.start, one.end)
        if when is None or when[0] is None or when[1] is None:
            refused.append(Refused(maintenance=one, why=Message("no log has a finished ticket of that number")))
            continue
        assert service is not None
        if why := _unannounced(one, when[0], service):
            refused.append(Refused(maintenance=one, why=why))
        else:
            accepted.append((when[0], when[1], one.what))
    return accepted, tuple(refused)


def _unannounced(one: MaintenanceSection, start: dt.datetime, service: ServiceSection) -> Message | None:
    """Why it was not announced in time. The day of announcement does not count, the day it begins on does."""
    if one.announced is None:
        return Message("nothing shows when it was announced")
    told = one.announced
    day = told.date() if isinstance(told, dt.datetime) else told
    latest = {"announced": day, "begun": start}
    if (hours := service.notice_hours) is not None:
        # Of a day without a time of day only its end is sure.
        at = told if isinstance(told, dt.datetime) else dt.datetime.combine(day + dt.timedelta(days=1), dt.time.min)
        if at + dt.timedelta(hours=hours) > start:
            return Message("announced {announced}, less than {hours} {hours:hour|hours} before "
                           "{begun}", latest | {"hours": hours})
    if (days := service.notice_days) is not None and day + dt.timedelta(days=days) > start.date():
        return Message("announced {announced}, less than {days} {days:day|days} before "
                       "{begun}", latest | {"days": days})
    working = service.notice_working_days
    if working is not None and working_days_after(day, working) > start.date():
        return Message(
            "announced {announced}, less than {days} working days before {begun}", latest | {"days": working}
        )
    return Message("announced {announced}, after it had begun", latest) if day > start.date() else None


def outage(row: Finding, reality: Reality) -> Outage:
    """A finished line of the log as an outage, named by the id of its finding."""
    service, (start, end) = reality.case.service, span(row)
    since = None
    if service and service.counts_from == "notified":
        said = {ticket(one.ticket): one.at for one in service.notified}
        logged = row.attributes.get("notified")
        since = said.get(number(row)) or (dt.datetime.fromisoformat(logged) if logged else NEVER)
    return Outage(
        start=start, end=end, name=row.id, weight=weight(row, service), cause=cause(row, reality), counts_from=since
    )


def cause(row: Finding, reality: Reality) -> str:
    """The cause the contract excepts; empty: it counts."""
    service = reality.case.service
    if service and number(row) and number(row) in {ticket(one.ticket) for one in service.maintenance}:
        row = replace(row, attributes={**row.attributes, "planned": ""})  # excepted or not by when it was announced
    found = reality.cause(row)
    if service is None or service.excepts is None:
        return found
    named = next((c for c in reality.case.other_cause if number(row) in {ticket(one) for one in c.tickets}), None)
    logged = row.attributes.get("cause")
    kind = named.kind if named else logged if logged in ("third_party", "customer") else "other"
    if kind not in service.excepts:
        return ""
    return found or (reality.words.say("the log lays it on the customer") if kind == "customer" and logged else "")


def counts(row: Finding, service: ServiceSection | None) -> bool:
    """Is it time down, whole or in part? By the priorities named, else by what the log tells as outages."""
    if service is None:
        return row.kind == "outage"
    named = (*(one for section in service.weight for one in section.tickets), *(m.ticket for m in service.maintenance))
    if number(row) and number(row) in {ticket(one) for one in named}:
        return True
    wanted = (*service.priorities, *(one for section in service.weight for one in section.priorities))
    if _has_priority(row, wanted) or row.kind in {one for section in service.weight for one in section.kinds}:
        return True
    return not service.priorities and row.kind == "outage"


def weight(row: Finding, service: ServiceSection | None) -> Decimal:
    """How much of the system it had down, per cent: by its ticket, its users, priority or kind; else all of it."""
    if service is None:
        return WHOLE
    for section in service.weight:
        if number(row) and number(row) in {ticket(one) for one in section.tickets}:
            return section.percent
    if service.users and (hit := row.attributes.get("users", "")).isdigit():
        return min(ore(Decimal(hit) * 100 / service.users), WHOLE)
    for section in service.weight:
        if _has_priority(row, section.priorities):
            return section.percent
    return next((section.percent for section in service.weight if row.kind in section.kinds), WHOLE)


def _has_priority(row: Finding, wanted: Sequence[str]) -> bool:
    return any(same_priority(row.attributes.get("priority"), one) for one in wanted)


def same_priority(one: str | None, other: str) -> bool:
    """«1», «P1» and «1 - Kritisk» are one priority; so are «Kritisk» and «kritiske», where not both have a digit."""
    digits = [c for c in (one or "") if c.isdigit()]
    wanted = [c for c in other if c.isdigit()]
    if digits and wanted:
        return digits[:1] == wanted[:1]
    return not _grades(one or "").isdisjoint(_grades(other))


def _grades(priority: str) -> set[str]:
    """The words of a priority that tell it from others, without their endings."""
    return {word.removesuffix("e") for word in re.findall(r"[^\W\d_]+", priority.casefold())} - _NO_GRADE


def number(row: Finding) -> str:
    """The ticket of a log line as it is compared."""
    return ticket(row.attributes.get("ticket", ""))


def span(row: Finding, until: str = "resolved") -> tuple[dt.datetime, dt.datetime]:
    """When a finished line of the log was opened and resolved, or whatever else it tells the end of (``started``)."""
    return dt.datetime.fromisoformat(row.attributes["opened"]), dt.datetime.fromisoformat(row.attributes[until])


def _period(reality: Reality) -> tuple[dt.date, dt.date] | None:
    """The first and the last day measured; None: what the log tells of, from ``since`` on."""
    claim = reality.case.claim
    return (max(claim.start, _since(reality)), claim.end) if claim else None


def _since(reality: Reality) -> dt.date:
    """The first day of the month in which the contract begins to measure."""
    service = reality.case.service
    return service.since.replace(day=1) if service and service.since else dt.date.min


def _claimed(row: Finding, reality: Reality) -> bool:
    """Does it touch the period claimed for and measured, where one is set?"""
    first, last = _period(reality) or (_since(reality), dt.date.max)
    opened = dt.datetime.fromisoformat(row.attributes["opened"]).date()
    resolved = row.attributes.get("resolved")
    return opened <= last and (dt.datetime.fromisoformat(resolved).date() if resolved else opened) >= first
