"""``krav calc availability``: a log measured under a definition, and its bod by a scale, without a case."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from claims.calc import Answer, plain
from claims.case import Case, checked
from claims.comparison.availability import Month
from claims.comparison.reality import Reality
from claims.comparison.service import tidy
from claims.figures import summed
from claims.levels import said, targets
from claims.levels.keys import BodSection
from claims.levels.log import Measured, measure
from claims.levels.penalty import measured_by, target_of
from claims.levels.said import REASONS
from claims.levels.scale import Line, Money, for_availability, settled
from evidence.errors import KravError, Message
from extract.model import Finding
from templates.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreed:
    """What is agreed, as the tables of those names in ``case.toml`` say it."""

    service: Mapping[str, Any] = field(default_factory=dict)
    other_cause: tuple[Mapping[str, Any], ...] = ()
    bod: tuple[Mapping[str, Any], ...] = ()
    contract: Mapping[str, Any] = field(default_factory=dict)


def availability(path: Path, agreed: Agreed, period: tuple[date, date] | None, words: Words) -> Answer:
    """Availability by month, and the bod of it, from an incident log in any file ``krav`` reads.

    KravError where the file is no incident log, the definition has a mistake, or bod is of something not given.
    """
    nobody, somebody = {"names": ["–"]}, {"names": ["––"]}
    given: dict[str, Any] = {
        "as_of": period[1] if period else date.max, "customer": nobody, "vendor": somebody, "system": nobody,
        "service": agreed.service, "other_cause": agreed.other_cause, "bod": agreed.bod, "contract": agreed.contract,
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
    bods = [(one, _bod(one, measured, case)) for one in case.bod if one.of == "availability"]
    if bods:
        data["bod"] = [_bod_data(*one) for one in bods]
    lines = [
        words.say("{month}: {percent} ({down} of {agreed} minutes down; outages: {outages})",
                  month=words.month(one.first), percent=words.percent(one.percent), down=tidy(one.down),
                  agreed=Decimal(one.agreed), outages=one.outages)
        for one in measured
    ]  # fmt: skip
    if target is not None:
        lines.append(words.say("{below} of {months} {months:month lies|months lie} below "
                               "{target}.", below=below, months=len(measured),
                               target=words.percent(target)))  # fmt: skip
    lines += [line for one in bods for line in _bod_lines(*one, words)]
    why = [
        *(words.message(one) for one in read_as),
        words.say("Months are counted whole, in the agreed hours; outages that overlap are counted once."),
        words.say("{count} {count:line without an end is|lines without an end are} left out: their length is not "
                  "known.", count=left),
        *(_raw(one, words) for one in measured if one.excepted),
        *_refused(found, words),
        *(f"{bod.what}: {sentence}" for bod, _ in bods for sentence in said.scale(bod, targets.one(target), words)),
    ]
    if left_out := len(case.bod) - len(bods):
        why.append(words.say("{count} {count:scale of bod for other things than availability is|scales of bod for "
                             "other things than availability are} left out.", count=left_out))
    return Answer(data=data, lines=lines, why=why)


def definition(path: Path) -> Agreed:
    """What a TOML file says is agreed, as a ``case.toml`` does. Raises ``KravError`` where it is none."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as wrong:
        raise KravError(
            Message("{file} cannot be read as TOML: {why}.", {"file": path.name, "why": str(wrong)}),
            Message("Write it as the [service] table of case.toml; docs/case.md lists its keys."),
        ) from None
    fees = {key: value for key, value in data.get("contract", {}).items() if key in ("fee", "monthly_fee")}
    return Agreed(
        service=data.get("service", {}), other_cause=tuple(data.get("other_cause", ())),
        bod=tuple(data.get("bod", ())), contract=fees,
    )  # fmt: skip


def _bod(bod: BodSection, months: Sequence[Month], case: Case) -> tuple[Line, ...]:
    """Bod month by month, what is over the ceilings taken off; a claim for it may still be made."""
    target = target_of(bod, case.service.target if case.service else None)
    money = Money(contract_sum=case.contract.fee, monthly=case.contract.monthly_fee)
    lines = [
        for_availability(one.percent, target, one.first, last, bod, money)
        for one, last, _ in measured_by(dict.fromkeys(months, ""), bod.period or "month")
    ]
    return settled(lines, bod, money, date.min)


def _total(lines: Sequence[Line]) -> Decimal:
    return summed(line.amount for line in lines)


def _bod_data(bod: BodSection, lines: Sequence[Line]) -> dict[str, Any]:
    return {
        "what": bod.what, "total": plain(_total(lines)),
        "months": [
            {"month": f"{line.first:%Y-%m}", "steps": line.steps, "each": plain(line.each), "full": plain(line.full),
             "amount": plain(line.amount), "claim_by": line.claim_by.isoformat() if line.claim_by else None}
            for line in lines
        ],
    }  # fmt: skip


def _bod_lines(bod: BodSection, lines: Sequence[Line], words: Words) -> list[str]:
    """A line for each month that costs something, and what they come to."""
    each = [
        words.say("{what}, {month}: {amount} ({line})", what=bod.what, month=words.month(line.first),
                  amount=words.kr(line.amount), line=said.line(line, words))
        + (words.say("; to be claimed by {day}", day=line.claim_by) if line.claim_by else "")
        for line in lines
        if line.full
    ]  # fmt: skip
    total = words.say("{what}, together: {amount}", what=bod.what, amount=words.kr(_total(lines)))
    return [*each, total]


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
        words.say("{minutes} {minutes:minute|minutes}: {why}", minutes=tidy(e.minutes),
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
    from extract.tables.incident_log import describe, log_findings
    from extract.tables.log_table import read_logs

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
