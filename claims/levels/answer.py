"""``krav calc availability``: a log measured under a definition, without a case."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from claims.availability import Month
from claims.calc import Answer, plain
from claims.case import Case, checked
from claims.levels.log import Measured, measure
from claims.levels.said import REASONS
from claims.reality import Reality
from claims.service import tidy
from evidence.errors import KravError, Message
from extract.model import Finding
from templates.words import Words


def availability(
    path: Path, service: Mapping[str, Any], period: tuple[date, date] | None, words: Words,
    other_cause: tuple[Mapping[str, Any], ...] = (),
) -> Answer:  # fmt: skip
    """Availability by month from an incident log in any file ``krav`` reads; ``service`` as in ``case.toml``.

    KravError where the file is no incident log, or the definition has a mistake.
    """
    nobody = {"names": ["–"]}
    given: dict[str, Any] = {
        "as_of": period[1] if period else date.max, "customer": nobody, "vendor": nobody, "system": nobody,
        "service": service, "other_cause": other_cause,
        **({"claim": {"from": period[0], "to": period[1]}} if period else {}),
    }  # fmt: skip
    case = checked(given, "", "[service]")
    rows, read_as, reality = _read(path, case, words)
    found = measure(None, reality)
    target = case.service.target if case.service else None
    measured = found.months if found else ()
    below = sum(one.percent < target for one in measured) if target is not None else 0
    left = len(found.unended) if found else 0
    tickets = {row.id: row.attributes.get("ticket") or row.attributes["row"] for row in rows}
    data = {
        "months": [_month(one, target, tickets) for one in measured],
        "outages": len(found.rows) if found else 0, "without_end": left,
        **({"target": plain(target), "below": below} if target is not None else {}),
    }  # fmt: skip
    lines = [
        words.say("{month}: {percent} ({down} of {agreed} minutes down; outages: {outages})",
                  month=words.month(one.first), percent=words.percent(one.percent), down=tidy(one.down),
                  agreed=Decimal(one.agreed), outages=one.outages)
        for one in measured
    ]  # fmt: skip
    if target is not None:
        lines.append(words.say("{below} of {months} months lie below {target}.", below=below, months=len(measured),
                               target=words.percent(target)))  # fmt: skip
    why = [
        *(words.message(one) for one in read_as),
        words.say("Months are counted whole, in the agreed hours; outages that overlap are counted once."),
        words.say("{count} lines without an end are left out: their length is not known.", count=left),
        *(_raw(one, words) for one in measured if one.excepted),
        *_refused(found, words),
    ]
    return Answer(data=data, lines=lines, why=why)


def definition(path: Path) -> tuple[dict[str, Any], tuple[Mapping[str, Any], ...]]:
    """The tables ``[service]`` and ``[[other_cause]]`` of a TOML file. Raises ``KravError`` where it is none."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as wrong:
        raise KravError(
            Message("{file} cannot be read as TOML: {why}.", {"file": path.name, "why": str(wrong)}),
            Message("Write it as the [service] table of case.toml; docs/case.md lists its keys."),
        ) from None
    return dict(data.get("service", {})), tuple(data.get("other_cause", ()))


def _month(one: Month, target: Decimal | None, tickets: Mapping[str, str]) -> dict[str, Any]:
    return {
        "month": f"{one.first:%Y-%m}", "agreed_minutes": one.agreed, "down_minutes": _number(one.down),
        "outages": one.outages, "percent": plain(one.percent), "raw_minutes": one.raw, "clock_minutes": one.clock,
        "raw_percent": plain(one.raw_percent),
        "excepted": [
            {"reason": e.reason, "what": e.what, "minutes": _number(e.minutes),
             "tickets": [tickets[name] for name in e.names]}
            for e in one.excepted
        ],
        **({"below": one.percent < target} if target is not None else {}),
    }  # fmt: skip


def _number(minutes: Decimal) -> int | str:
    """Whole minutes as a number, parts of one as a decimal string."""
    return int(minutes) if minutes == minutes.to_integral() else plain(minutes.normalize())


def _raw(one: Month, words: Words) -> str:
    said = "; ".join(
        words.say("{minutes} minutes: {why}", minutes=tidy(e.minutes),
                  why=words.say(REASONS[e.reason].text, what=e.what))
        for e in one.excepted
    )  # fmt: skip
    return words.say(
        "{month}: down {clock} minutes by the clock, {down} under the contract. Not counted: {excepted}.",
        month=words.month(one.first), clock=Decimal(one.clock), down=tidy(one.down), excepted=said,
    )  # fmt: skip


def _refused(found: Measured | None, words: Words) -> list[str]:
    return [
        words.say("Maintenance «{what}» is not excepted: {why}.", what=one.maintenance.what, why=one.why)
        for one in (found.refused if found else ())
    ]


def _read(path: Path, case: Case, words: Words) -> tuple[list[Finding], list[Message], Reality]:
    """The lines of the log, how its columns were read, and both as the engine asks for them."""
    from evidence.model import Document, Outcome, Page
    from evidence.reading import read_file
    from extract.incident_log import describe, log_findings, read_logs

    read = read_file(path, path.name)
    if read.reading.outcome is not Outcome.READ:
        reason = read.reading.reason or Message("it holds no text")
        raise KravError(
            Message("{file} cannot be read: {reason}.", {"file": path.name, "reason": reason}),
            Message("Give the incident log as XLSX, CSV or a PDF with a text layer."),
        )
    document = Document(sha256="0" * 64, name=path.name, path=path.name, media=read.media, size=0, outcome=Outcome.READ)
    pages = [
        Page(document=document.sha256, number=number, text=page.text, label=page.label, marks=page.marks)
        for number, page in enumerate(read.reading.pages, 1)
    ]
    logs = read_logs(pages)
    if not logs:
        raise KravError(
            Message("{file} is not read as an incident log.", {"file": path.name}),
            Message("It needs a row of headings with number, opened, resolved and description (Danish or English)."),
        )
    rows = [finding for page in pages for finding in log_findings(document, page, logs.get(page.number))]
    return rows, [describe(log) for log in logs.values()], Reality(rows, {document.sha256: document}, case, words=words)
