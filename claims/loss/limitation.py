"""Limitation under forældelsesloven: for each breach the earliest day a claim may have lapsed, and the latest arguable.

The earliest counts three years from the breach (§ 2, stk. 3, § 3, stk. 1); the latest from the day the municipality
knew or ought to have known, at most ten years from the breach (§ 3, stk. 2 and 3). What interrupts or extends is
applied to both, in the order of the days, and only where it came in time. The earliest is the one to act by.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from claims.daysoff import WEEKEND, beyond_checked, day_off, next_working_day
from claims.lawtables import Row, Table, printed, table
from evidence.errors import KravError, Message
from evidence.months import months_after
from templates.words import capital

if TYPE_CHECKING:
    from claims.figures import Figures
    from claims.model import Limitation
    from templates.words import Words

#: The row of the table of periods that each kind of event rests on, and what the event is called.
_EVENTS = {
    "acknowledgement": ("erkendelse", Message("Acknowledgement")),
    "acknowledged_amount": ("erkendt beløb", Message("Acknowledgement in writing of a claim and its amount")),
    "agreement": ("aftale", Message("Agreement to suspend limitation")),
    "negotiations_ended": ("forhandling", Message("End of negotiations")),
    "writ": ("sagsanlæg", Message("Writ")),
    "survey_ended": ("syn og skøn", Message("End of the expert survey")),
}
KINDS = tuple(_EVENTS)
#: A new period runs from them.
ACKNOWLEDGED = ("acknowledgement", "acknowledged_amount")
IN_FORCE = date(2008, 1, 1)
OLDER_CLAIMS = date(2011, 1, 1)  # §§ 29-30: claims older than the act lapse on this day at the earliest


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that interrupts or extends. ``began`` is when negotiations or a survey were begun, where known.

    ``stands_still``: time does not run from ``day`` to ``until``, both included, and what was left of it runs on after
    that; else an agreement only keeps a claim from lapsing before ``until``. ``notice_months`` is the notice at which
    either side may end an agreement; None: it runs its time. ``elsewhere``: it is about other claims than this one.
    """

    kind: str
    day: date
    until: date | None = None
    stands_still: bool = False
    notice_months: int | None = None
    began: date | None = None
    evidence: str = ""
    elsewhere: bool = False


@dataclass(slots=True)
class _Track:
    """One way of counting, as it moves from event to event; ``raw`` is the day before days off move it (§ 27)."""

    expires: date
    raw: date
    open: bool = False  # interrupted by proceedings: no day to lapse on while they are pursued


def years_after(start: date, years: int) -> date:
    """The same day of the month so many years on, or the last of the month where there is none (§ 27)."""
    return months_after(start, 12 * years)


def expiry(start: date, years: int = 3) -> date:
    """The last day of a period of so many years from ``start``: moved on where it would end on a day off (§ 27)."""
    return next_working_day(years_after(start, years))


def record(
    breach_id: str,
    what: str,
    start: date,
    start_reason: str,
    knowledge: date | None,
    events: Sequence[Event],
    as_of: date,
    words: Words,
    figures: Figures | None = None,
    incidents: Collection[date] = (),
) -> Limitation:
    """When the claim from one breach lapses, with every step in words; its rows of law are cited in ``figures``.

    ``incidents`` are the days of all that broke the promise: what a later one cost lapses later.

    Raises ``KravError`` for an event of an unknown kind, for an agreement without its last day, and for days of one
    event that cannot all be right.
    """
    from claims.model import Limitation

    first, last, steps, used = _tracks(start, knowledge, events, as_of, words)
    steps += _later(start, incidents, as_of, words)
    if beyond_checked(max(first.expires, last.expires)):
        steps.append(
            words.say(
                "The calendar of days off was checked on {day}; later days are reckoned with the days off as they "
                "stood then.",
                day=table("foraeldelsesloven.fridage").checked,
            )
        )
    periods = table("foraeldelsesloven.frister")
    rows = [periods.on(min(start, periods.checked), frist=name) for name in dict.fromkeys(used) if name]
    law = tuple(figures.cite(printed(row, words)) for row in rows) if figures else ()
    return Limitation(
        breach=breach_id,
        what=what,
        basis=words.say("{day}: {reason}", day=start, reason=start_reason),
        start=start,
        earliest=first.expires,
        latest=last.expires,
        steps=tuple(steps),
        days_left=(first.expires - as_of).days,
        interrupted=first.open,
        law=law,
    )


def lapses(
    start: date, knowledge: date | None, events: Sequence[Event], as_of: date, words: Words
) -> tuple[date | None, date | None]:
    """The day a claim that arose on ``start`` lapses: at the earliest, and the latest arguable; None: proceedings keep
    it open.

    Raises ``KravError`` as ``record`` does.
    """
    first, last, _, _ = _tracks(start, knowledge, events, as_of, words)
    return None if first.open else first.expires, None if last.open else last.expires


def _tracks(
    start: date, knowledge: date | None, events: Sequence[Event], as_of: date, words: Words
) -> tuple[_Track, _Track, list[str], list[str]]:
    """Both ways of counting after every event, the steps in words, and the periods they rest on."""
    periods = table("foraeldelsesloven.frister")
    used = ["almindelig", "fristberegning"]
    steps: list[str] = []
    first = _Track(*_period(start, periods, "almindelig", steps, words, words.say("three years from the breach")))
    if start < IN_FORCE and first.expires < OLDER_CLAIMS:
        first.expires = first.raw = OLDER_CLAIMS
        steps.append(
            words.say(
                "The breach is older than the act: the claim lapses on {day} at the earliest (§§ 29-30), unless it had "
                "lapsed under both the old and the new rules before; a lawyer must look at that.",
                day=OLDER_CLAIMS,
            )
        )
    last = _Track(first.expires, first.raw)
    if knowledge and knowledge > as_of:
        steps.append(
            words.say(
                "The day of knowledge, {day}, lies after {as_of} and is not applied: see [limitation] knowledge.",
                day=knowledge,
                as_of=as_of,
            )
        )
    elif knowledge and knowledge > start:
        used += ["kendskab", "absolut"]
        known = _period(knowledge, periods, "kendskab", steps, words, words.say("three years from knowledge"))
        ten_years: list[str] = []
        absolute = _period(start, periods, "absolut", ten_years, words, words.say("at most ten years from the breach"))
        last.expires, last.raw = max((first.expires, first.raw), min(known, absolute))
        # Where the ten years decide nothing it is said in the same words of every claim, and so printed once.
        cite = periods.on(min(start, periods.checked), frist="absolut").cite
        later = words.say("Ten years from the breach end after that and decide nothing here ({cite}).", cite=cite)
        steps += ten_years if absolute < known else [later]
    elif knowledge is None:
        steps.append(
            words.say("No day of knowledge is given, so nothing later than three years from the breach can be argued.")
        )
    for event in sorted(events, key=lambda one: (one.day, one.kind)):
        used.append(_apply(event, (first, last), as_of, periods, steps, words))
    return first, last, steps, used


def _later(start: date, incidents: Collection[date], as_of: date, words: Words) -> Iterator[str]:
    """What the incidents after the first are: each may be a breach of its own, with its own three years."""
    days = [day for day in incidents if day >= start]
    if days and max(days) > start:
        yield words.say(
            "There are incidents to {last}. What each of them cost can be said to lapse three years from its own day, "
            "the last on {end}; without regard to what interrupts or extends, {lapsed} of {count} had lapsed on "
            "{as_of}.",
            last=max(days),
            end=expiry(max(days)),
            lapsed=sum(expiry(day) < as_of for day in days),
            count=len(days),
            as_of=as_of,
        )


def _period(
    start: date, periods: Table, name: str, steps: list[str], words: Words, why: str
) -> tuple[date, date]:
    """The last day of a period, and the day it ends before days off move it."""
    row = periods.on(min(start, periods.checked), frist=name)
    raw = years_after(start, int(row.value))
    end = next_working_day(raw)
    moved = _moved(raw, end, words)
    steps.append(
        words.say(
            "{why}: {start} → {end}{moved} ({cite}).",
            why=capital(why),
            start=start,
            end=end,
            moved=moved,
            cite=row.cite,
        )
    )
    return end, raw


def _moved(raw: date, end: date, words: Words) -> str:
    if raw == end:
        return ""
    name = day_off(raw)
    return words.say(", for {raw} is a day off ({name}; § 27)", raw=raw,
                     name=words.weekday(raw) if name in WEEKEND else name)  # fmt: skip


def _apply(
    event: Event, tracks: tuple[_Track, _Track], as_of: date, periods: Table, steps: list[str], words: Words
) -> str:
    """Apply one event to both tracks; give the name of the period it rests on, or "" where it did nothing."""
    _check(event)
    if passed_by := _passed_by(event, as_of, words):
        steps.append(passed_by)
        return ""
    period = _EVENTS[event.kind][0]
    row = periods.on(min(event.day, periods.checked), frist=period)
    applied = ""
    for track, which in zip(tracks, (words.say("earliest"), words.say("latest arguable")), strict=True):
        if track.open:
            continue
        if too_late := _too_late(event, track, which, words):
            steps.append(too_late)
            continue
        applied = period
        if event.kind == "writ":
            track.open = True
            steps.append(
                words.say(
                    "{event} on {day}: the {which} period, to {expires}, is interrupted while the case is pursued "
                    "within reasonable time ({cite}).",
                    event=_kind(event.kind, words), day=event.day, which=which, expires=track.expires, cite=row.cite,
                )
            )  # fmt: skip
        else:
            steps += _move(event, track, which, row, as_of if track is tracks[0] else None, words)
    return applied


def _passed_by(event: Event, as_of: date, words: Words) -> str:
    """Why an event does nothing to either track; "" where it may."""
    name = _kind(event.kind, words)
    if event.elsewhere:
        return words.say(
            "{event} on {day} covers other claims than this one and is not applied.", event=name, day=event.day
        )
    if event.day > as_of:
        return words.say(
            "{event} on {day} lies after {as_of} and is not applied.", event=name, day=event.day, as_of=as_of
        )
    return ""


def _too_late(event: Event, track: _Track, which: str, words: Words) -> str:
    """What is said of an event that came when the track had lapsed; "" where it had not."""
    decisive = event.began or event.day
    if decisive <= track.expires:
        return ""
    told = {"event": _kind(event.kind, words), "day": decisive, "which": which, "expires": track.expires}
    if event.began or event.kind not in ("negotiations_ended", "survey_ended"):
        return words.say("{event} on {day} came after the {which} day, {expires}, and does not help there.", **told)
    return words.say(
        "{event} on {day} lies after the {which} day, {expires}; when it was begun is not given, so it is not applied "
        "there.",
        **told,
    )


def _move(event: Event, track: _Track, which: str, row: Row, notice_on: date | None, words: Words) -> Iterator[str]:
    """Move the last day of a track on, never back. ``notice_on``: the day either side may give an agreement notice."""
    moved, before = "", track.expires
    if event.kind == "agreement":
        end = raw = event.until or event.day
        # Whoever may end it can do so at once: on that a municipality that acts by the earliest day cannot lose.
        if event.notice_months is not None and notice_on is not None:
            ended = months_after(notice_on, event.notice_months)
            yield _notice(event, ended, notice_on, words)
            end = raw = min(end, ended)
        if event.stands_still:
            # Notice may have been given before the agreement began: then it stood still for no day.
            still = max(0, (end - event.day).days + 1)
            yield words.say(
                "The agreement of {day} lets time stand still to {end}, {still} {still:day|days}; {left} "
                "{left:day|days} were left of the {which} period and run on after that.",
                day=event.day, end=end, still=still, left=max(0, (track.raw - event.day).days + 1), which=which,
            )  # fmt: skip
            raw = track.raw + timedelta(days=still)
            end = next_working_day(raw)
            moved = _moved(raw, end, words)
    else:
        raw = years_after(event.day, int(row.value))
        end = next_working_day(raw)
        moved = _moved(raw, end, words)
    track.expires, track.raw = max((before, track.raw), (end, raw))
    told = {"event": _kind(event.kind, words), "day": event.day, "which": which, "before": before, "cite": row.cite}
    yield (
        words.say(
            "{event} on {day}: the {which} day moves from {before} to {after}{moved} ({cite}).",
            after=track.expires, moved=moved if track.expires == end else "", **told,
        )
        if track.expires > before
        else words.say("{event} on {day}: the {which} day lies later already ({cite}).", **told)
    )  # fmt: skip


def _check(event: Event) -> None:
    """Raise ``KravError`` where something of the event cannot be."""
    told = {"kind": event.kind, "day": event.day, "until": event.until, "began": event.began}
    agreed = event.kind == "agreement"
    for wrong, what, advice in (
        (
            event.kind not in KINDS,
            Message("case.toml, [[limitation.event]]: «{kind}» is not a kind of event."),
            Message("Use one of {kinds}.", {"kinds": ", ".join(KINDS)}),
        ),
        (
            agreed and event.until is None,
            Message("case.toml, [[limitation.event]]: the agreement of {day} has no until."),
            Message("Give the last day of the agreed suspension as until."),
        ),
        (
            agreed and event.until and event.until < event.day,
            Message("case.toml, [[limitation.event]]: the until of the agreement, {until}, lies before its own day, "
                    "{day}."),
            Message("Give the day the agreement was made as date and the last day of the suspension as until."),
        ),
        (
            event.began and event.began > event.day,
            Message("case.toml, [[limitation.event]]: it ended on {day}, before it began on {began}."),
            Message("Mend one of the two days."),
        ),
        (
            event.stands_still and not agreed,
            Message("case.toml, [[limitation.event]]: stands_still belongs to an agreement ({day})."),
            Message("Say of an agreement that time stands still, or leave stands_still out."),
        ),
        (
            event.notice_months is not None and (not agreed or event.notice_months < 0),
            Message("case.toml, [[limitation.event]]: notice_months belongs to an agreement and is not negative "
                    "({day})."),
            Message("Give the months of notice at which the agreement may be ended, or leave notice_months out."),
        ),
    ):  # fmt: skip
        if wrong:
            raise KravError(Message(what.text, told), advice)


def _notice(event: Event, ended: date, as_of: date, words: Words) -> str:
    said = {"day": event.day, "months": event.notice_months, "as_of": as_of, "ended": ended, "until": event.until}
    if event.until and event.until <= ended:
        return words.say(
            "The agreement of {day} may be ended at a notice of {months} {months:month|months}; given on {as_of}, "
            "notice would run to "
            "{ended}, so the agreement runs its time, to {until}.",
            **said,
        )
    return words.say(
        "The agreement of {day} runs to {until}, but may be ended at a notice of {months} {months:month|months}; "
        "given on {as_of}, "
        "notice would end it on {ended}. The earliest day is counted from that.",
        **said,
    )


def _kind(kind: str, words: Words) -> str:
    return words.message(_EVENTS[kind][1])
