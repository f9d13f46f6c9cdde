"""The days that must not be missed as a calendar (RFC 5545): limitation, notice of breach, claims for agreed penalty.

An event keeps its name (UID) when its day moves, so that a calendar that takes the file in again moves it too.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from claims.exports import Wanted, Written, office
from claims.model import Dossier
from evidence.errors import Message
from templates.files import write_atomically
from templates.words import Words

if TYPE_CHECKING:
    from claims.build import Workspace

#: Octets of a line, its end not counted (RFC 5545, 3.1).
_LINE = 75
#: So many days before the calendar reminds of it.
_AHEAD = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A whole day. ``key`` is what the event is about, whatever its day."""

    key: tuple[str, ...]
    day: date
    title: str
    text: str


def write(work: Workspace, wanted: Wanted) -> Written:
    """The calendar as ``deadlines.ics``.

    Raises:
        KravError: the evidence is not as it was taken in, or the file asked for does not end in .ics.
    """
    target = office.target(work, wanted, "deadlines.ics")
    dossier = office.told(work)
    write_atomically(target, calendar(dossier))
    none = Message("The calendar is empty: the case has no day of limitation, notice or penalty yet.")
    return Written(paths=[target], notices=[] if any(events(dossier)) else [none])


def events(dossier: Dossier) -> Iterator[Event]:
    """The days of a dossier."""
    words = Words(dossier.language)
    yield from _limitation(dossier, words)
    yield from _notice(dossier, words)
    yield from _penalty(dossier, words)


def _limitation(dossier: Dossier, words: Words) -> Iterator[Event]:
    say = words.say
    for one in dossier.limitation:
        text = "\n".join((one.basis, *one.steps))
        earliest = say("Limitation, earliest: {what}", what=one.what)
        yield Event(key=("limitation", one.breach, one.what, "earliest"), day=one.earliest, title=earliest, text=text)
        if one.latest != one.earliest:
            latest = say("Limitation, latest arguable day: {what}", what=one.what)
            yield Event(key=("limitation", one.breach, one.what, "latest"), day=one.latest, title=latest, text=text)


def _notice(dossier: Dossier, words: Words) -> Iterator[Event]:
    for one in dossier.notices_given:
        if one.latest:
            yield Event(
                key=("notice", one.what, one.discovered.isoformat(), one.rule or ""),
                day=one.latest,
                title=words.say("Last day for notice of breach: {what}", what=one.what),
                text=words.say(
                    "Discovered {discovered}, notice given {given}; the contract gives {rule}.",
                    discovered=one.discovered, given=one.given, rule=one.rule_text,
                ),
            )  # fmt: skip


def _penalty(dossier: Dossier, words: Words) -> Iterator[Event]:
    for bod in dossier.service.bod if dossier.service else ():
        for line in bod.lines:
            if line.claim_by and line.status in ("open", "lost"):
                yield Event(
                    key=("bod", bod.id, line.first.isoformat()),
                    day=line.claim_by,
                    title=words.say("Last day to claim penalty: {what}, {label}", what=bod.what, label=line.label),
                    text=f"{words.kr(line.amount)} – {line.status_text}",
                )


def calendar(dossier: Dossier) -> bytes:
    """The calendar of a dossier; the same bytes for the same dossier."""
    words = Words(dossier.language)
    stamp = f"{dossier.as_of:%Y%m%d}T000000Z"
    lines = [
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//kravsag//krav//DA", "CALSCALE:GREGORIAN", "METHOD:PUBLISH",
        f"X-WR-CALNAME:{_escaped(dossier.title)}",
    ]  # fmt: skip
    said = words.say("As the case stands on {day}; check the day before you rely on it.", day=dossier.as_of)
    seen = set[str]()
    for event in sorted(events(dossier), key=lambda one: (one.day, one.key)):
        if (uid := _uid(dossier, event)) in seen:
            continue
        seen.add(uid)
        title = _escaped(f"{event.title} ({dossier.title})")
        lines += [
            "BEGIN:VEVENT", f"UID:{uid}", f"DTSTAMP:{stamp}", f"DTSTART;VALUE=DATE:{event.day:%Y%m%d}",
            f"DTEND;VALUE=DATE:{event.day + timedelta(days=1):%Y%m%d}", f"SUMMARY:{title}",
            f"DESCRIPTION:{_escaped(event.text + chr(10) + said)}", "TRANSP:TRANSPARENT",
            "BEGIN:VALARM", "ACTION:DISPLAY", f"TRIGGER:-P{_AHEAD}D", f"DESCRIPTION:{title}", "END:VALARM",
            "END:VEVENT",
        ]  # fmt: skip
    lines.append("END:VCALENDAR")
    return "".join(f"{_folded(line)}\r\n" for line in lines).encode()


def _uid(dossier: Dossier, event: Event) -> str:
    about = "\0".join((dossier.customer.name, dossier.vendor.name, dossier.title, *event.key))
    return f"{hashlib.sha256(about.encode()).hexdigest()[:32]}@kravsag"


def _escaped(text: str) -> str:
    plain = "".join(sign for sign in text.replace("\r\n", "\n").replace("\r", "\n") if sign == "\n" or sign >= " ")
    return plain.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def _folded(line: str) -> str:
    """The line in pieces of at most 75 octets, each but the first with a blank at its head; no letter is cut."""
    made, size = [], 0
    for sign in line:
        octets = len(sign.encode())
        if size + octets > _LINE:
            made.append("\r\n ")
            size = 1
        made.append(sign)
        size += octets
    return "".join(made)
