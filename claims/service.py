"""Service levels held against the incident log: availability by month, and fix times by priority."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal

from claims.availability import Window, fix_times, months
from claims.figures import Figures
from claims.items import standing
from claims.reality import Reality, Status, Verdict, same_module, strongest
from extract.model import Finding
from extract.wording import subject
from templates.words import Words


def availability_verdict(promise: Finding, reality: Reality, *, figures: Figures, words: Words) -> Verdict | None:
    """Month by month from the log's outages. None where no share is promised or the log has no outage with an end."""
    share = promise.metric.get("percent")
    if not share:
        return None
    target, say = Decimal(share), words.say
    rows = [f for f in reality.since(promise, _down(reality)) if _claimed(f, reality)]
    ours = [f for f in rows if not reality.cause(f)]
    closed = [f for f in ours if f.attributes.get("resolved")]
    if not closed:
        return None
    period = reality.case.claim
    measured = months([_times(f) for f in closed], reality.window, (period.start, period.end) if period else None)
    below = [m for m in measured if m.percent < target]
    worst = min(measured, key=lambda m: (m.percent, m.first))
    # Only a promise that binds is a basis for figures; marketing is told and not reckoned with.
    made = tuple(
        figures.make(
            value=month.percent,
            unit="percent",
            step="availability.month",
            label=say("Availability in {month}", month=words.month(month.first)),
            formula=f"({month.agreed} − {month.down}) / {month.agreed} × 100",
            findings=(promise.id, *(f.id for f in closed if _touches(f, month.first))),
        ).id
        for month in measured
        if standing(promise) == "basis"
    )
    test = say(
        "Promised {target}. In {below} of {months} months from {first} to {last} the availability in the agreed "
        "operating time was lower; lowest {worst} in {month} ({down} of {agreed} minutes down).",
        target=words.percent(target),
        below=len(below),
        months=len(measured),
        first=words.month(measured[0].first),
        last=words.month(measured[-1].first),
        worst=words.percent(worst.percent),
        month=words.month(worst.first),
        down=Decimal(worst.down),
        agreed=Decimal(worst.agreed),
    )
    test += reality.left_out(len(rows) - len(ours), len(ours) - len(closed))
    if not reality.case.service:
        test += " " + say("No operating time is stated in case.toml ([service]), so every hour of the day counts.")
    stated = [f for f in reality.incidents if f.kind in ("outage", "slow") and not f.attributes.get("opened")]
    told = [f for f in reality.since(promise, stated) if same_module(f, promise) and not reality.cause(f)]
    return Verdict(
        status="breached" if below else "kept", test=test, figures=made, incidents=(*strongest(told), *closed)
    )


def fix_time_verdict(promise: Finding, reality: Reality, *, figures: Figures, words: Words) -> Verdict | None:
    """How many resolved cases of the log took longer than agreed. None: no length is promised, or no case resolved."""
    limit, say = _limit(promise, reality.window), words.say
    if limit is None:
        return None
    if promise.metric.get("what") == "response":
        return Verdict(status="cannot_tell", test=say("The log does not tell when work on a case began."))
    priority = promise.metric.get("priority")
    if not priority and subject(promise.quote, reality.case.sides):
        return Verdict(status="cannot_tell", test=say("The log does not tell which cases this time was promised for."))
    rows = [
        f
        for f in reality.since(promise, reality.logged())
        if not priority or same_priority(f.attributes.get("priority"), priority)
    ]
    ours = [f for f in rows if not reality.cause(f)]
    closed = [f for f in ours if f.attributes.get("resolved")]
    if not closed:
        return None
    measured = fix_times([_times(f) for f in closed], limit, reality.window)
    figure = figures.make(
        value=Decimal(measured.exceeded),
        unit="count",
        step="fix_time.exceeded",
        label=say("Cases that took longer than agreed"),
        formula=say(
            "{exceeded} of {cases} cases over {limit} minutes", exceeded=measured.exceeded, cases=measured.cases,
            limit=limit,
        ),
        findings=(promise.id, *(f.id for f in closed)),
    )  # fmt: skip
    test = say(
        "Promised within {limit}. {exceeded} of {cases} resolved cases{priority} took longer; the longest took "
        "{longest}, counted in the agreed operating time.",
        limit=_length(limit, words),
        exceeded=measured.exceeded,
        cases=measured.cases,
        priority=say(" of priority {priority}", priority=priority) if priority else "",
        longest=_length(measured.longest, words),
    )
    test += reality.left_out(len(rows) - len(ours), len(ours) - len(closed))
    status: Status = "kept" if not measured.exceeded else "breached"
    over = [f for f in closed if reality.window.minutes(*_times(f)) > limit]
    return Verdict(status=status, test=test, figures=(figure.id,), incidents=tuple(over or closed))


def _down(reality: Reality) -> list[Finding]:
    """The log lines that count as time down: of the priorities ``[service]`` names, else those told as outages."""
    wanted = reality.case.service.priorities if reality.case.service else ()
    if not wanted:
        return reality.logged("outage")
    return [f for f in reality.logged() if any(same_priority(f.attributes.get("priority"), one) for one in wanted)]


def _claimed(row: Finding, reality: Reality) -> bool:
    """Does it touch the period claimed for, where one is set?"""
    period = reality.case.claim
    if period is None:
        return True
    opened = datetime.fromisoformat(row.attributes["opened"]).date()
    resolved = row.attributes.get("resolved")
    return opened <= period.end and (datetime.fromisoformat(resolved).date() if resolved else opened) >= period.start


def _length(minutes: int, words: Words) -> str:
    hours, rest = divmod(minutes, 60)
    whole = words.say("1 hour") if hours == 1 else words.say("{hours} hours", hours=hours)
    if not rest:
        return whole
    part = words.say("1 minute") if rest == 1 else words.say("{minutes} minutes", minutes=rest)
    return words.say("{hours} {minutes}", hours=whole, minutes=part) if hours else part


def _limit(finding: Finding, window: Window) -> int | None:
    """The time promised in minutes of the agreed operating time; None where it is not a length of hours or days."""
    a_day = window.end - window.start
    unit = {"minutes": 1, "hours": 60, "working_days": a_day, "days": a_day}.get(finding.metric.get("unit", ""))
    return int(Decimal(finding.metric["value"]) * unit) if unit and "value" in finding.metric else None


def same_priority(one: str | None, other: str) -> bool:
    digits = [c for c in (one or "") if c.isdigit()]
    wanted = [c for c in other if c.isdigit()]
    return digits[:1] == wanted[:1] if digits and wanted else (one or "").strip().casefold() == other.strip().casefold()


def _times(row: Finding) -> tuple[datetime, datetime]:
    return datetime.fromisoformat(row.attributes["opened"]), datetime.fromisoformat(row.attributes["resolved"])


def _touches(row: Finding, month: date) -> bool:
    start, end = _times(row)
    after = (month + timedelta(days=32)).replace(day=1)
    return start.date() < after and end.date() >= month
