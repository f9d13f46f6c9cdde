"""The days that promises and findings name: when something was due, when it was ready, which of them was missed."""

from __future__ import annotations

import re
from datetime import date, timedelta

from claims.comparison.reality import Reality
from claims.items import last_day
from evidence.model import DocumentKind
from extract.model import Finding, Interval


def moved_to(promise: Finding) -> Interval:
    """The time a promise names; where it moves another, the later of its two days."""
    when = promise.when
    assert when is not None
    if promise.attributes.get("supersedes") == "yes" and when.start and when.end and when.start != when.end:
        if when.precision in ("minute", "day"):
            return Interval(start=when.end, end=when.end, precision=when.precision)
        return Interval(start=when.end.replace(day=1), end=when.end, precision=when.precision)
    return when


def due_days(promise: Finding) -> tuple[date, date] | None:
    """First and last day the promise can mean."""
    if promise.when is None:
        return None
    when = moved_to(promise)
    if when.start is None:
        return (when.end, when.end) if when.end else None
    return when.start, when.end or last_day(when.start, when.precision)


#: What runs from the day it was due to the day it came: a delay, and the bod for one («bod fra den … til den …»).
_SLIPS = ("missed_deadline", "penalty")


def done_days(finding: Finding) -> tuple[date, date] | None:
    """First and last day the finding can mean by «ready»: of a slip ("from X to Y") the later one."""
    when = finding.when
    if when is None or when.open:
        return None
    if finding.kind in _SLIPS and when.start and when.end and when.start != when.end:
        if when.precision in ("minute", "day"):
            return when.end, when.end
        if when.precision == "week":
            return when.end - timedelta(days=6), when.end
        if last_day(when.start, when.precision) != when.end:
            unit_start = when.end.replace(day=1) if when.precision != "year" else when.end.replace(month=1, day=1)
            return unit_start, when.end
    if when.start is None:
        return None
    return when.start, when.end or last_day(when.start, when.precision)


def slipped_from(finding: Finding) -> date | None:
    """The due day a finding says was missed, where it says from when to when."""
    when = finding.when
    if finding.kind not in _SLIPS or when is None or not when.start or not when.end or when.start == when.end:
        return None
    return None if last_day(when.start, when.precision) == when.end else when.start


#: What is approved as it is written down: «godkender hermed», and in minutes «Gitte Holm godkendte modulet»; who
#: «kvitterede for, at modulet fungerer» tells of something that was there before.
_HEREBY = re.compile(r"\b(?:hermed|herved|dags dato|hereby)\b", re.IGNORECASE)
_AT_THE_MEETING = re.compile(
    r"\b(?:godkendte|accepterede|kvitterede(?!\s+for,?\s+at\b)|approved|accepted)\b(?!.*\b(?:sidste|forrige|tidligere|last|previous)\b)",
    re.IGNORECASE | re.DOTALL,
)


def told_day(finding: Finding, reality: Reality) -> tuple[date, date] | None:
    """The days of ``done_days``; of an approval without a day that its paper gives, or tells of its own meeting, the
    day of that paper."""
    if finding.when is not None or finding.kind != "acceptance":
        return done_days(finding)
    minutes = reality.documents[finding.span.document].kind is DocumentKind.MINUTES
    now = _HEREBY.search(finding.quote) or (minutes and _AT_THE_MEETING.search(finding.quote))
    written = reality.written(finding) if now else None
    return None if written is None else (written, written)


def names_due_day(finding: Finding, promise: Finding) -> bool:
    """Does a lateness name only the day that was missed, and not the one on which the thing was ready?"""
    due, done = due_days(promise), done_days(finding)
    missed = finding.kind == "missed_deadline" and slipped_from(finding) is None
    return missed and due is not None and done is not None and done[0] <= due[1]
