"""The figures of the answer key, worked out a second time and in the plainest way.

    .venv/bin/python -m tests.cases.demo.hand            prints them as they stand in key.yaml
    .venv/bin/python -m tests.cases.demo.hand NB-9001    and shows one person's rows step by step

Only the standard library and openpyxl; nothing of ours. The rates are those a lawyer would look up, written out below;
the ledger and the log are the workbooks as shipped.
"""

from __future__ import annotations

import math
import sys
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

DOCUMENTS = Path(__file__).parents[3] / "claims" / "demo" / "documents"

# The state's share in per cent: benefit, status, first day, last day (included).
SHARES = (
    # LAS § 100, stk. 1 (LBK 946/2009); from 2011 lov nr. 1602/2010
    ("kontanthjaelp", "aktiv", date(2008, 1, 1), date(2010, 12, 31), 65),
    ("kontanthjaelp", "passiv", date(2008, 1, 1), date(2010, 12, 31), 35),
    ("kontanthjaelp", "passiv", date(2011, 1, 1), date(2015, 12, 31), 30),
    ("kontanthjaelp", "virksomhedspraktik", date(2011, 1, 1), date(2015, 12, 31), 50),
    ("kontanthjaelp", "ordinær uddannelse", date(2011, 1, 1), date(2015, 12, 31), 50),
    ("kontanthjaelp", "vejledning og opkvalificering", date(2011, 1, 1), date(2015, 12, 31), 30),
    # A-loven § 82 a (lov nr. 482/2009; lov nr. 1602/2010): 100 less the municipality's share
    ("a-dagpenge", "aktiv", date(2010, 1, 4), date(2011, 1, 2), 75),
    ("a-dagpenge", "virksomhedspraktik", date(2011, 1, 3), date(2016, 1, 3), 50),
    ("a-dagpenge", "ordinær uddannelse", date(2011, 1, 3), date(2016, 1, 3), 50),
    ("a-dagpenge", "vejledning og opkvalificering", date(2011, 1, 3), date(2016, 1, 3), 30),
    # Sygedagpengeloven § 62 with BEK 449/2010; from 2011 lov nr. 1598/2010
    ("sygedagpenge", "uge 9-52 aktiv (gradvis tilbage eller tilbud)", date(2010, 1, 4), date(2010, 12, 31), 65),
    ("sygedagpenge", "uge 9-52 passiv", date(2010, 1, 4), date(2010, 12, 31), 35),
    ("sygedagpenge", "uge 9-52 gradvist tilbage i arbejde", date(2011, 1, 1), date(2015, 12, 27), 50),
)
# When the rule behind a channel was in force (last day included); a channel not named here always was in 2010-2011.
IN_FORCE = {
    "A": (date(2011, 1, 3), date(2012, 12, 30)),  # the 100 per cent rule, BEK 1350/2009 § 7(2) no. 3
    "C": (date.min, date(2009, 12, 31)),  # follow-up sanction, suspended from January 2010
    "G": (date(2008, 1, 1), date(2012, 12, 31)),  # LAS § 100, stk. 2 (stk. 3 from 2011)
}
CLAIM_FROM, CLAIM_TO, OWN_CHANNEL = date(2010, 5, 1), date(2011, 6, 30), "B"
BOD = Decimal("166500.00")
CAP = Decimal("925000.00")  # 50 per cent of 1.850.000, clause 18.4
# Renteloven § 5: reference rate of the half-year, and 7 points for claims due before 1 March 2013.
REFERENCE = {date(2011, 7, 1): Decimal("1.30"), date(2012, 1, 1): Decimal("0.70"), date(2012, 7, 1): Decimal("0.45")}
ADD_ON = Decimal(7)
INTEREST_FROM, AS_OF = date(2011, 11, 3), date(2012, 8, 31)  # see key.yaml, rente
# Days off on Mondays to Fridays, February 2010 to June 2011 (clause 2.1: also 5 June, 24 and 31 December).
HOLIDAYS = {
    date(2010, 4, 1),
    date(2010, 4, 2),
    date(2010, 4, 5),
    date(2010, 4, 30),
    date(2010, 5, 13),
    date(2010, 5, 24),
    date(2010, 12, 24),
    date(2010, 12, 31),
    date(2011, 4, 21),
    date(2011, 4, 22),
    date(2011, 4, 25),
    date(2011, 5, 20),
    date(2011, 6, 2),
    date(2011, 6, 13),
}
NOT_VENDOR = {"SD-10-0166", "SD-10-0325", "SD-11-0081", "SD-10-0193"}
DAY_OPENS, DAY_CLOSES = 7, 18


def oere(value: Fraction) -> Decimal:
    """To whole øre, half away from zero."""
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return exact.quantize(Decimal("0.01"), ROUND_HALF_UP)


# --- the ledger -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Line:
    """A row of the ledger as read back from the workbook."""

    row: int
    person: str
    benefit: str
    first: date
    last: date
    paid: Fraction
    actual: str
    proof: str
    received: Fraction
    state: str
    recovered: Fraction
    channel: str


def read_ledger() -> list[Line]:
    sheet = load_workbook(DOCUMENTS / "refusionsopgoerelse.xlsx", read_only=True)["Refusion"]
    table = list(sheet.iter_rows(values_only=True))
    names = [str(name) for name in table[0]]
    lines = []
    for number, values in enumerate(table[1:], 2):
        cell = dict(zip(names, values, strict=True))
        lines.append(
            Line(
                number,
                str(cell["borger"]),
                str(cell["ydelse"]),
                _day(cell["fra"]),
                _day(cell["til"]),
                _money(cell["udbetalt"]),
                str(cell["faktisk"]),
                str(cell["bevis"] or ""),
                _money(cell["refusion"]),
                str(cell["stand"]),
                _money(cell["genindvundet"]),
                str(cell["kanal"] or OWN_CHANNEL),
            )
        )
    return lines


def _day(value: Any) -> date:
    if isinstance(value, datetime):
        return value.date()
    day, month, year = str(value).split(".")
    return date(int(year), int(month), int(day))


def _money(value: Any) -> Fraction:
    if value is None:
        return Fraction(0)
    if isinstance(value, str):
        return Fraction(value.replace(".", "").replace(",", "."))
    return Fraction(str(value))


def share(line: Line) -> tuple[Fraction, str] | None:
    """The share of the benefit that was due, as a fraction of one, and how it was found. None: no rate for a day."""
    days = [line.first + timedelta(n) for n in range((line.last - line.first).days + 1)]
    count: dict[int, int] = defaultdict(int)
    for day in days:
        found = [p for b, s, a, z, p in SHARES if b == line.benefit and s == line.actual and a <= day <= z]
        if len(found) != 1:
            return None
        count[found[0]] += 1
    total = sum(Fraction(n, len(days)) * Fraction(percent, 100) for percent, n in count.items())
    words = " + ".join(f"{n}/{len(days)} × {percent} %" for percent, n in count.items())
    return Fraction(total), words if len(count) > 1 else f"{next(iter(count))} %"


def would_be(line: Line) -> Decimal | None:
    """paid × share − received − recovered, never below zero, rounded once; None where no rate is found."""
    part = share(line)
    return None if part is None else oere(max(line.paid * part[0] - line.received - line.recovered, Fraction(0)))


def why_apart(line: Line, lines: Iterable[Line]) -> list[str]:
    """Every reason to leave the row out of the sum."""
    reasons = []
    if line.last < CLAIM_FROM or line.first > CLAIM_TO:
        reasons.append("outside_period")
    if line.state in ("recoverable", "recovered"):
        reasons.append(line.state)
    if not line.proof:
        reasons.append("no_proof")
    if line.channel in IN_FORCE:
        start, end = IN_FORCE[line.channel]
        if line.first < start or line.last > end:
            reasons.append("rule_not_in_force")
    if share(line) is None:
        reasons.append("no_rate")
    if line.channel == "B" and any(
        o.channel in "AG" and o.person == line.person and o.first <= line.last and line.first <= o.last for o in lines
    ):
        reasons.append("counted_already")
    return reasons


def ledger_figures() -> dict[str, Any]:
    lines = read_ledger()
    claimed: list[tuple[Line, Decimal]] = []
    apart: dict[str, list[tuple[Line, Decimal | None]]] = defaultdict(list)
    for line in lines:
        reasons = why_apart(line, lines)
        if len(reasons) > 1:
            raise AssertionError(f"row {line.row} has more than one reason: {reasons}")  # the key keeps them clean
        if reasons:
            apart[reasons[0]].append((line, would_be(line)))
        else:
            amount = would_be(line)
            if amount is None:
                raise AssertionError(f"row {line.row}: no rate")
            claimed.append((line, amount))
    by_channel: dict[str, Decimal] = defaultdict(Decimal)
    by_month: dict[str, Decimal] = defaultdict(Decimal)
    by_both: dict[str, dict[str, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    by_benefit: dict[str, Decimal] = defaultdict(Decimal)
    rows_of: dict[str, int] = defaultdict(int)
    for line, amount in claimed:
        month = f"{line.first:%Y-%m}"
        by_channel[line.channel] += amount
        rows_of[line.channel] += 1
        by_month[month] += amount
        by_both[line.channel][month] += amount
        by_benefit[line.benefit] += amount
    total = sum((amount for _, amount in claimed), Decimal(0))
    return {
        "rows": len(lines),
        "claimed_rows": len(claimed),
        "apart_rows": sum(len(group) for group in apart.values()),
        "by_channel": {k: {"rows": rows_of[k], "amount": str(by_channel[k])} for k in sorted(by_channel)},
        "by_benefit": {k: str(by_benefit[k]) for k in sorted(by_benefit)},
        "by_month": {k: str(by_month[k]) for k in sorted(by_month)},
        "by_channel_and_month": {k: {m: str(v[m]) for m in sorted(v)} for k, v in sorted(by_both.items())},
        "apart": {
            reason: {
                "rows": len(group),
                "amount": None if reason == "no_rate" else str(sum((a for _, a in group if a is not None), Decimal(0))),
                "recovered": str(oere(sum((x.recovered for x, _ in group), Fraction(0)))),
            }
            for reason, group in sorted(apart.items())
        },
        "gross": str(total),
        "deductions": str(BOD),
        "net": str(total - BOD),
        "capped": str(min(total - BOD, CAP)),
    }


#: The days of the incidents that are not the vendor's (see NOT_VENDOR and the log).
OTHER_DAYS = {
    "Arbejdsmarkedsportalen": (date(2010, 5, 19), date(2010, 10, 4), date(2011, 5, 11)),
    "superbruger": (date(2010, 6, 9),),
}


def cause_figures() -> dict[str, Any]:
    """Of each claimed row the part of its days that lies on those days; and the whole of the rows they touch."""
    lines = read_ledger()
    claimed = [(line, would_be(line) or Decimal(0)) for line in lines if not why_apart(line, lines)]
    found: dict[str, Any] = {}
    touched: set[int] = set()
    for cause, days in OTHER_DAYS.items():
        hit = [(line, amount) for line, amount in claimed if any(line.first <= day <= line.last for day in days)]
        touched |= {line.row for line, _ in hit}
        part = sum(
            (
                Fraction(amount)
                * sum(line.first <= day <= line.last for day in days)
                / ((line.last - line.first).days + 1)
                for line, amount in hit
            ),
            Fraction(0),
        )
        whole = sum((amount for _, amount in hit), Decimal(0))
        found[cause] = {"rows": len(hit), "touched": str(whole), "amount": str(oere(part))}
    total = sum((amount for _, amount in claimed), Decimal(0))
    cut = sum((Decimal(one["amount"]) for one in found.values()), Decimal(0))
    least = sum((amount for line, amount in claimed if line.row not in touched), Decimal(0))
    return {"causes": found, "remains": str(total - cut), "least": str(least)}


# --- interest -------------------------------------------------------------------------------------------------------


def interest_figures(principal: Decimal) -> dict[str, Any]:
    """Simple interest, real days over 365 or 366, the first day left out; rows rounded, the total is their sum."""
    rows = []
    starts = sorted(REFERENCE)
    for i, start in enumerate(starts):
        first = max(start, INTEREST_FROM + timedelta(1))
        last = min(AS_OF, starts[i + 1] - timedelta(1) if i + 1 < len(starts) else AS_OF)
        days = (last - first).days + 1
        year = 366 if first.year % 4 == 0 else 365
        rate = REFERENCE[start] + ADD_ON
        amount = oere(Fraction(principal) * Fraction(rate) / 100 * days / year)
        rows.append({"from": first, "to": last, "days": days, "rate": str(rate), "amount": str(amount)})
    return {"principal": str(principal), "rows": rows, "total": str(sum(Decimal(str(r["amount"])) for r in rows))}


# --- the log --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Ticket:
    """A line of the incident log."""

    number: str
    opened: datetime
    solved: datetime | None
    priority: int | None
    state: str


def read_log() -> list[Ticket]:
    book = load_workbook(DOCUMENTS / "haendelseslog.xlsx", read_only=True)
    out = []
    for name in ("2010", "2011"):
        table = [list(values) for values in book[name].iter_rows(values_only=True)]
        at = next(i for i, values in enumerate(table) if values and values[0] == "Sagsnr.")
        names = [str(n) for n in table[at]]
        for values in table[at + 1 :]:
            cell = dict(zip(names, values, strict=False))
            if str(cell["Beskrivelse"]).startswith("Ønske om"):  # what somebody wishes for is no incident
                continue
            opened = _moment(cell["Oprettet"])
            if opened is None:
                raise AssertionError(f"{cell['Sagsnr.']} was never opened")
            priority = cell["Prioritet"]
            out.append(
                Ticket(
                    str(cell["Sagsnr."]),
                    opened,
                    _moment(cell["Løst"]),
                    int(str(priority).lstrip("P")) if priority else None,
                    str(cell["Status"] or ""),
                )
            )
    return out


def _moment(value: Any) -> datetime | None:
    if value is None or isinstance(value, datetime):
        return value
    return datetime.strptime(str(value), "%d-%m-%Y %H:%M")


def service_minutes(start: datetime, end: datetime, *, holidays: bool = True) -> int:
    """Minutes between two moments inside weekdays 07-18; public holidays left out unless told otherwise."""
    total, day = 0, start.date()
    while day <= end.date():
        if day.weekday() < 5 and not (holidays and day in HOLIDAYS):
            opens = datetime(day.year, day.month, day.day, DAY_OPENS)
            closes = datetime(day.year, day.month, day.day, DAY_CLOSES)
            total += max(0, int((min(end, closes) - max(start, opens)).total_seconds()) // 60)
        day += timedelta(1)
    return total


def log_figures() -> dict[str, Any]:
    tickets = read_log()
    first = [t for t in tickets if t.priority == 1]
    vendor = [t for t in first if t.number not in NOT_VENDOR]
    timed = [(t, service_minutes(t.opened, t.solved)) for t in vendor if t.solved is not None]
    late = [t.number for t, minutes in timed if minutes > 4 * 60]
    by_clock = [t.number for t, _ in timed if t.solved is not None and t.solved - t.opened > timedelta(hours=4)]
    if late != by_clock:
        raise AssertionError("the key holds only where the clock and the service time agree")
    months = {}
    for year, month in [(2010, m) for m in range(5, 13)] + [(2011, m) for m in range(1, 7)]:
        start = datetime(year, month, 1)
        end = datetime(year + month // 12, month % 12 + 1, 1) - timedelta(minutes=1)
        agreed = service_minutes(start, end)
        plain = service_minutes(start, end, holidays=False)
        down = sum(
            service_minutes(max(t.opened, start), min(t.solved, end))
            for t, _ in timed
            if t.solved is not None and t.solved > start and t.opened < end
        )
        months[f"{year}-{month:02}"] = {
            "agreed": agreed,
            "down": down,
            "percent": _percent(agreed, down),
            "percent_mon_fri": _percent(plain, down),
        }
    return {
        "rows": len(tickets),
        "by_priority": {str(p): sum(t.priority == p for t in tickets) for p in (1, 2, 3, 4, None)},
        "unsolved": sum(t.solved is None for t in tickets),
        "priority_1": {
            "all": len(first),
            "not_vendor": len(first) - len(vendor),
            "no_end": len(vendor) - len(timed),
            "measured": len(timed),
            "late": len(late),
            "late_tickets": late,
        },
        "availability": months,
        "months_below": [m for m, v in months.items() if Decimal(str(v["percent"])) < Decimal("99.5")],
    }


# --- service levels and bod -----------------------------------------------------------------------------------------

TARGET = Decimal("99.5")
MONTHLY_FEE = Decimal(35000)  # clause 14.2
MINUTE = timedelta(minutes=1)
#: Clause 11.2, in minutes of the service time: hours as they are, working days of eleven hours.
FIX_LIMITS = {1: 4 * 60, 2: 2 * 11 * 60, 3: 10 * 11 * 60}


def in_service(minute: datetime) -> bool:
    """Is a minute in the service time of clause 2.1?"""
    return minute.weekday() < 5 and minute.date() not in HOLIDAYS and DAY_OPENS <= minute.hour < DAY_CLOSES


def working_days_on(day: date, count: int) -> date:
    """The last of so many working days after a day (clause 2.1)."""
    while count:
        day += timedelta(1)
        count -= day.weekday() < 5 and day not in HOLIDAYS
    return day


def service_figures() -> dict[str, Any]:
    """The months once more, minute by minute: every minute that somebody's outage lasted is written down once."""
    tickets = read_log()
    down: dict[str, dict[datetime, bool]] = defaultdict(dict)  # month → minute → is the vendor to answer for it?
    for ticket in (t for t in tickets if t.priority == 1 and t.solved is not None):
        minute = ticket.opened
        while ticket.solved is not None and minute < ticket.solved:
            held = down[f"{minute:%Y-%m}"]
            held[minute] = held.get(minute, False) or ticket.number not in NOT_VENDOR
            minute += MINUTE
    months = {}
    bod = {}
    for year, month in [(2010, m) for m in range(5, 13)] + [(2011, m) for m in range(1, 7)]:
        name = f"{year}-{month:02}"
        first, after = datetime(year, month, 1), datetime(year + month // 12, month % 12 + 1, 1)
        agreed = service_minutes(first, after - MINUTE)
        inside = [ours for minute, ours in down[name].items() if in_service(minute)]
        counted = sum(inside)
        months[name] = {
            "clock": len(down[name]),
            "raw": len(inside),
            "down": counted,
            "outside": len(down[name]) - len(inside),
            "other_cause": len(inside) - counted,
            "raw_percent": _percent(agreed, len(inside)),
        }
        short = TARGET - Decimal(_percent(agreed, counted))
        steps = max(0, math.ceil(short))
        bod[name] = {
            "steps": steps,
            "amount": str(min(steps * MONTHLY_FEE * 5 / 100, MONTHLY_FEE * 30 / 100).quantize(Decimal("0.01"))),
            "claim_by": working_days_on((after - MINUTE).date(), 30),
        }
    times = {}
    for priority, limit in FIX_LIMITS.items():
        # A line the log closes as a duplicate is no case of its own.
        own = [t for t in tickets if t.number not in NOT_VENDOR and t.state != "Dublet"]
        ours = [t for t in own if t.priority == priority]
        timed = [(t.number, service_minutes(t.opened, t.solved)) for t in ours if t.solved is not None]
        times[priority] = {
            "cases": len(timed),
            "unmeasured": len(ours) - len(timed),
            "late": [number for number, minutes in timed if minutes > limit],
            "longest": max(minutes for _, minutes in timed),
        }
    return {
        "months": months,
        "bod": bod,
        "bod_total": str(sum(Decimal(str(one["amount"])) for one in bod.values())),
        "times": times,
    }


def _percent(agreed: int, down: int) -> str:
    return str(oere(Fraction(agreed - down, agreed) * 100))


def figures() -> dict[str, Any]:
    """Everything the key gives a number for."""
    loss = ledger_figures()
    interest = interest_figures(Decimal(loss["net"]))
    return {
        "loss": loss, "interest": interest, "log": log_figures(), "service": service_figures(),
        "by_cause": cause_figures(),
    }  # fmt: skip


def explain(person: str) -> Iterable[str]:
    """One person's rows, step by step."""
    lines = read_ledger()
    for line in (x for x in lines if x.person == person):
        part, amount = share(line), would_be(line)
        reasons = why_apart(line, lines)
        yield (
            f"row {line.row}: {line.benefit} {line.first} - {line.last}, channel {line.channel}: {oere(line.paid)} × "
            f"({part[1] if part else 'no rate'}) − {oere(line.received)} − {oere(line.recovered)} = {amount}"
            + (f"   apart: {reasons[0]}" if reasons else "")
        )


if __name__ == "__main__":
    import pprint

    if sys.argv[1:]:
        print("\n".join(line for person in sys.argv[1:] for line in explain(person)))
    else:
        pprint.pp(figures(), width=140)
