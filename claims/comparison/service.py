"""Service levels held against the incident log: availability by month, and fix times by priority."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from decimal import Decimal

from claims.comparison.availability import PERIODS, FixTimes, Month, Outage, Window, by_period, fix_times, months
from claims.comparison.reality import Reality, Status, Verdict, same_module, strongest
from claims.figures import Figures
from claims.items import standing
from claims.levels.log import Measured, measure, same_priority, span, terms_of
from claims.levels.targets import Targets, of_answers, step
from claims.levels.times import changed_from, in_days, said_length, window_for
from claims.model import Figure
from evidence.errors import Message
from extract.model import Finding
from extract.wording import hours_named, subject
from templates.words import Words

#: Said of a measurement in its own house: the other side is not told what has not been stated.
NO_HOURS = Message("No operating time is stated in case.toml ([service]), so every hour of the day counts.")


def own_hours(hours: str) -> Message:
    """The promise names hours that are not measured by."""
    return Message(
        "The promise itself names hours («{hours}»): state them, or that they do not hold.", {"hours": hours}
    )


def availability_verdict(
    promise: Finding, reality: Reality, figures: Figures, changed_by: Finding | None = None
) -> Verdict | None:
    """Month by month from the log's outages, in the months the share holds; ``changed_by``: words that came after it.

    None where no share is promised, or the log has no outage with an end, or none of its months is of that time.
    """
    share, words = promise.metric.get("percent"), reality.words
    if not share or of_answers(promise):
        return None
    target = Decimal(share)
    found = measure(promise, reality)
    if found is None or all(o.cause for o in found.outages):
        return None
    held = Targets(tuple(step(one, reality.written(one)) for one in (promise, changed_by) if one))

    def holds(day: date) -> bool:
        current = held.at(day)
        return current is not None and current.source is promise

    measured = [m for m in found.months if holds(m.first)]
    if not measured:
        return None
    length = PERIODS.get(promise.metric.get("per", ""))
    whole = by_period(measured, length) if length else measured
    # Only a promise that binds is a basis for figures; marketing is told and not reckoned with.
    made = tuple(
        month_figure(month, found, promise.id, figures, words).id
        for month in measured
        if standing(promise) == "basis"
    )
    if made and length:
        made += tuple(_period_figure(one, length, measured, made, figures, words).id for one in whole)
    below = [m for m in whole if m.percent < target]
    test = _of_periods(target, whole, below, length, words) if length else _of_months(target, whole, below, words)
    test += reality.left_out(
        found.other_cause + sum(bool(reality.cause(f)) for f in found.unended),
        sum(not reality.cause(f) for f in found.unended),
    )
    if not reality.case.service:
        test += " " + words.message(NO_HOURS)
        if hours := hours_named(promise.quote):
            test += " " + words.message(own_hours(hours))
    stated = [f for f in reality.incidents if f.kind in ("outage", "slow") and not f.attributes.get("opened")]
    told = [
        f
        for f in reality.since(promise, stated)
        if same_module(f, promise) and not reality.cause(f) and not _of_the_pilot(f, reality) and _begins_when(f, holds)
    ]
    closed = [f for f, o in zip(found.rows, found.outages, strict=True) if not o.cause and _begins_when(f, holds)]
    return Verdict(
        status="breached" if below else "kept", test=test, figures=made, incidents=(*strongest(told), *closed)
    )


def _of_months(target: Decimal, measured: Sequence[Month], below: Sequence[Month], words: Words) -> str:
    """What the test of single months comes to."""
    worst = _worst(measured)
    return words.say(
        "Promised {target}. In {below} of {months} {months:month|months} from {first} to {last} the availability was "
        "lower; lowest {worst} in {month} ({down} of {agreed} minutes down).",
        target=words.percent(target), below=len(below), months=len(measured),
        first=words.month(measured[0].first), last=words.month(measured[-1].first),
        worst=words.percent(worst.percent), month=words.month(worst.first),
        down=tidy(worst.down), agreed=Decimal(worst.agreed),
    )  # fmt: skip


def _worst(measured: Sequence[Month]) -> Month:
    return min(measured, key=lambda month: (month.percent, month.first))


def kept_at_worst(promise: Finding, logged: Sequence[Finding], reality: Reality) -> Month | None:
    """The month in which cases of the log, each taken as time down from its beginning to its end, leave the least; of
    a promise of longer periods the period that begins with it.

    None: no share is promised that even so would be kept, or a case has no end.
    """
    share = promise.metric.get("percent")
    if not share or of_answers(promise) or not logged or not all(f.attributes.get("resolved") for f in logged):
        return None
    service = reality.case.service
    length = PERIODS.get(promise.metric.get("per", ""), 1)
    outages = [Outage(start=start, end=end) for start, end in map(span, logged)]
    begins, ends = min(one.start for one in outages), max(one.end for one in outages)
    # The periods they touch are measured whole.
    first = date(begins.year, (begins.month - 1) // length * length + 1, 1)
    last = date(ends.year, ((ends.month - 1) // length + 1) * length, 28)
    found = months(outages, terms_of(service), (first, last))
    periods = by_period(found, length)
    return worst if periods and (worst := _worst(periods)).percent >= Decimal(share) else None


def _of_periods(
    target: Decimal, whole: Sequence[Month], below: Sequence[Month], length: int, words: Words
) -> str:
    """What the test of periods of several months comes to."""
    worst = _worst(whole)
    return words.say(
        "Promised {target}, measured over {length} months at a time. In {below} of {periods} such periods from {first} "
        "on the availability was lower; lowest {worst} in the one that begins {month} "
        "({down} of {agreed} minutes down).",
        target=words.percent(target), length=length, below=len(below), periods=len(whole),
        first=words.month(whole[0].first), worst=words.percent(worst.percent), month=words.month(worst.first),
        down=tidy(worst.down), agreed=Decimal(worst.agreed),
    )  # fmt: skip


def _period_figure(
    one: Month, length: int, months: Sequence[Month], made: Sequence[str], figures: Figures, words: Words
) -> Figure:
    """The availability of several months together, made of the figures of its months."""
    place = (one.first.month - 1) // length
    of = [
        figure
        for month, figure in zip(months, made, strict=False)
        if month.first.year == one.first.year and (month.first.month - 1) // length == place
    ]
    agreed = words.number(one.agreed)
    return figures.make(
        value=one.percent, unit="percent", step="availability.period",
        label=words.say("Availability over {length} months, from {month}", length=length,
                        month=words.month(one.first)),
        formula=f"({agreed} − {words.number(tidy(one.down))}) / {agreed} × 100", figures=of,
    )  # fmt: skip


def _of_the_pilot(told: Finding, reality: Reality) -> bool:
    """Was it over before the first month the contract measures? Then it breaks no service level."""
    begun = reality.case.service.since if reality.case.service else None
    over = reality.over(told)
    return begun is not None and over is not None and over < begun.replace(day=1)


def _begins_when(incident: Finding, holds: Callable[[date], bool]) -> bool:
    """Did it begin then? What tells no day may have."""
    begun = incident.when and (incident.when.start or incident.when.end)
    return not begun or holds(begun)


def month_figure(month: Month, found: Measured, source: str | None, figures: Figures, words: Words) -> Figure:
    """The availability of a month under the contract, as a figure that knows its rows and where it was promised."""
    agreed = words.number(month.agreed)
    return figures.make(
        value=month.percent,
        unit="percent",
        step="availability.month",
        label=words.say("Availability in {month}", month=words.month(month.first)),
        formula=f"({agreed} − {words.number(tidy(month.down))}) / {agreed} × 100",
        findings=(*([source] if source else []), *(f.id for f in found.of_month(month))),
    )


def tidy(minutes: Decimal) -> Decimal:
    """Minutes without decimals they do not have."""
    return Decimal(int(minutes)) if minutes == minutes.to_integral() else minutes.normalize()


def _said(promise: Finding) -> str:
    """The words of a promise; of a table's cell with those its row begins with."""
    return f"{promise.attributes.get('row_heading', '')} {promise.quote}"


def fix_time_verdict(
    promise: Finding, reality: Reality, figures: Figures, until_day: date | None = None
) -> Verdict | None:
    """How many cases of the log took longer than agreed: to be solved, or, of a response, until work was begun.

    None: no length is promised, or no case was resolved. ``until_day``: the first day of another time in its place.
    """
    begun = promise.metric.get("what") == "response"
    until, what = ("started", "response") if begun else ("resolved", "fix")
    agreed = window_for(what, promise.metric.get("priority", ""), reality)
    window = agreed.on_working_days if promise.metric.get("unit") == "working_days" else agreed
    limit, words, say = _limit(promise, window), reality.words, reality.words.say
    if limit is None:
        return None
    priority = promise.metric.get("priority")
    if not priority and subject(_said(promise), reality.case.sides):
        return Verdict(status="cannot_tell", test=say("The log does not tell which cases this time was promised for."))
    from_day = changed_from(promise, reality.written(promise))
    rows = [
        f
        for f in reality.since(promise, reality.logged())
        if (not priority or same_priority(f.attributes.get("priority"), priority))
        and (from_day is None or f.attributes["opened"][:10] >= from_day.isoformat())
        and (until_day is None or f.attributes["opened"][:10] < until_day.isoformat())
    ]
    ours = [f for f in rows if not reality.cause(f)]
    closed = [f for f in ours if f.attributes.get(until)]
    if not closed and begun:
        return Verdict(status="cannot_tell", test=say("The log does not tell when work on a case began."))
    if not closed:
        return None
    measured = fix_times([span(f, until) for f in closed], limit, window)
    figure = figures.make(
        value=Decimal(measured.exceeded),
        unit="count",
        step="fix_time.exceeded",
        label=say("Cases that took longer than agreed"),
        formula=say(
            "{exceeded} of {cases} {cases:case|cases} over {limit} "
            "minutes", exceeded=measured.exceeded, cases=measured.cases,
            limit=words.number(limit),
        ),
        findings=(promise.id, *(f.id for f in closed)),
    )  # fmt: skip
    test = _of_cases(promise, limit, measured, reality.case.service is not None and agreed == reality.window, words)
    test += reality.left_out(len(rows) - len(ours), len(ours) - len(closed))
    status: Status = "kept" if not measured.exceeded else "breached"
    over = [f for f in closed if 0 <= limit < _took(window, span(f, until))]
    return Verdict(status=status, test=test, figures=(figure.id,), incidents=tuple(over or closed))


def _of_cases(promise: Finding, limit: int, measured: FixTimes, in_hours: bool, words: Words) -> str:
    """What the test of how long cases took comes to; ``in_hours``: counted in the agreed operating time."""
    say, priority = words.say, promise.metric.get("priority")
    return say(
        "Promised begun within {limit}. {exceeded} of {cases} {cases:case|cases}{priority} took longer; the longest "
        "took {longest}, {counted}."
        if promise.metric.get("what") == "response"
        else "Promised within {limit}. {exceeded} of {cases} {cases:resolved case|resolved cases}{priority} took "
        "longer; the longest took {longest}, {counted}.",
        limit=_promised_length(promise, limit, words), exceeded=measured.exceeded, cases=measured.cases,
        priority=say(" of priority {priority}", priority=priority) if priority else "",
        longest=said_length(measured.longest, words),
        counted=say(
            "counted in the agreed operating time" if in_hours
            else "counted on whole working days" if promise.metric.get("unit") == "working_days"
            else "counted by the clock"
        ),
    )  # fmt: skip


def _took(window: Window, span_: tuple[datetime, datetime]) -> int:
    """Minutes between; none where the end stands before the beginning."""
    return window.minutes(*span_) if span_[0] <= span_[1] else 0


def _promised_length(promise: Finding, limit: int, words: Words) -> str:
    """The time promised in its own words' unit, with what it is measured as where that is another."""
    unit = promise.metric["unit"]
    if unit not in ("days", "working_days"):
        return said_length(limit, words)
    return in_days(Decimal(promise.metric["value"]), limit, words, working=unit == "working_days")


def _limit(finding: Finding, window: Window) -> int | None:
    """The time promised in minutes of the agreed operating time; None where it is not a length of hours or days."""
    a_day = window.longest_day
    unit = {"minutes": 1, "hours": 60, "working_days": a_day, "days": a_day}.get(finding.metric.get("unit", ""))
    return int(Decimal(finding.metric["value"]) * unit) if unit and "value" in finding.metric else None
