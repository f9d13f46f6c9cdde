"""One question of law or arithmetic answered without a case: interest, limitation, court fee, share.

Each answer comes as plain data (the public JSON of ``krav calc``), a few lines for a terminal, and the lines that
explain it. Nothing is computed here: the engines of the claim are asked with what was given.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from claims.figures import Figures, ore
from claims.lawtables import ONE_DAY, OutsideCheckedLaw, Row, newer_wanted, printed, table
from claims.loss import interest as interest_law
from claims.loss import limitation as limitation_law
from claims.loss.fees import Court, court_fee
from claims.loss.shares import BENEFITS, RATES, exact_share, parts, squash
from claims.model import LawRow
from evidence.errors import KravError, Message
from templates.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """``data`` for other tools, ``lines`` for a person, ``why`` for one who asks where they come from."""

    data: Mapping[str, Any]
    lines: Sequence[str]
    why: Sequence[str] = field(default=())


def interest(principal: Decimal, terms: interest_law.InterestTerms, until: date, words: Words) -> Answer:
    """Interest to and including ``until``. Raises as ``claims.loss.interest.compute`` does."""
    figures = Figures()
    base = figures.make("principal", words.say("Principal"), principal)
    made = interest_law.compute(base, terms, until, figures=figures, words=words)
    rows = [
        {
            "from": row.start.isoformat(), "to": row.end.isoformat(), "days": row.days,
            "reference": plain(row.reference), "addition": plain(row.addition), "rate": plain(row.rate),
            "amount": plain(row.amount), "law": list(row.law),
        }
        for row in made.rows
    ]  # fmt: skip
    lines = [words.say("Interest from {start} to {until}: {total}", start=made.start, until=until,
                       total=words.kr(made.total))]  # fmt: skip
    why = [made.start_rule, made.convention]
    why += [
        words.say("{start} – {end}: {days} {days:day|days} at {rate} ({reference} + {addition}): "
                  "{amount}", start=row.start,
                  end=row.end, days=row.days, rate=words.percent(row.rate), reference=words.percent(row.reference),
                  addition=row.addition, amount=words.kr(row.amount))
        for row in made.rows
        if row.days
    ]  # fmt: skip
    data = {
        "total": plain(made.total), "principal": plain(principal), "start": made.start.isoformat(),
        "until": until.isoformat(), "start_rule": made.start_rule, "convention": made.convention, "rows": rows,
        "notes": list(made.notes), "law": _law_data(figures.law()),
    }  # fmt: skip
    return Answer(data=data, lines=lines, why=[*why, *made.notes, *_law_lines(figures.law(), words)])


def limitation(
    breach: date, knowledge: date | None, events: Sequence[limitation_law.Event], as_of: date, words: Words
) -> Answer:
    """When a claim from a breach lapses. Raises as ``claims.loss.limitation.record`` does."""
    figures = Figures()
    reason = words.say("the day of the breach")
    made = limitation_law.record("", "", breach, reason, knowledge, events, as_of, words, figures)
    data = {
        "expires": made.earliest.isoformat(), "latest": made.latest.isoformat(), "breach": breach.isoformat(),
        "as_of": as_of.isoformat(), "days_left": made.days_left, "interrupted": made.interrupted,
        "steps": list(made.steps), "law": _law_data(figures.law()),
    }  # fmt: skip
    lines = [words.say("Earliest day the claim may lapse: {day}", day=made.earliest)]
    if made.latest != made.earliest:
        lines.append(words.say("Latest day that can be argued: {day}", day=made.latest))
    if made.interrupted:
        lines.append(words.say("Interrupted by proceedings while they are pursued."))
    elif made.days_left < 0:
        lines.append(words.say("The earliest day passed {days} {days:day|days} before {as_of}.", days=-made.days_left,
                               as_of=as_of))  # fmt: skip
    else:
        lines.append(words.say("{days} {days:day|days} left from {as_of}.", days=made.days_left, as_of=as_of))
    return Answer(data=data, lines=lines, why=[*made.steps, *_law_lines(figures.law(), words)])


def fee(amount: Decimal, filed: date, words: Words, appeal: Court | None = None) -> Answer:
    """The court fee of a money claim, or of an appeal of one. Raises as ``claims.loss.fees.court_fee`` does."""
    made = court_fee(amount, filed, appeal=appeal)
    law = [printed(row, words) for row in made.law]
    data = {
        "filing": plain(made.filing), "hearing": plain(made.hearing), "total": plain(made.total),
        "amount": plain(amount), "filed": filed.isoformat(), **({"appeal": appeal} if appeal else {}),
        "law": _law_data(law),
    }  # fmt: skip
    lines = [
        words.say("Fee at filing: {amount}", amount=words.kr(made.filing)),
        words.say("Fee for the hearing: {amount}", amount=words.kr(made.hearing)),
        words.say("Together: {amount}", amount=words.kr(made.total)),
    ]
    return Answer(data=data, lines=lines, why=_law_lines(law, words))


def share(benefit: str, status: str, first: date, last: date, week: int | None, paid: Decimal | None,
          words: Words) -> Answer:  # fmt: skip
    """The state's share of a benefit from ``first`` to ``last``, both included, and what it comes to.

    KravError where the benefit or the status is not known, or no checked row stands; ``UnconfirmedLaw`` where the row
    is merely recalled.
    """
    if last < first:
        raise KravError(
            Message("The last day, {last}, lies before the first, {first}.", {"last": last, "first": first}),
            Message("Give the first day with --day and the last day with --to."),
        )
    key = BENEFITS.get(squash(benefit))
    if key is None:
        known = ", ".join(dict.fromkeys(BENEFITS.values()))
        raise KravError(
            Message("«{benefit}» is not a benefit of the table.", {"benefit": benefit}),
            Message("Use one of: {known}.", {"known": known}),
        )
    found = parts(key, status, first, last + ONE_DAY, week)
    rows = [_checked(part.found.row, part.found.why, part.start, key, status, words) for part in found]
    law = [printed(row, words) for row in {row.id: row for row in rows}.values()]
    stretches = [
        {"from": part.start.isoformat(), "to": (part.end - ONE_DAY).isoformat(), "days": part.days,
         "share": plain(row.value), "law": row.id}
        for part, row in zip(found, rows, strict=True)
    ]  # fmt: skip
    one = rows[0].value if len({row.value for row in rows}) == 1 else None
    data: dict[str, Any] = {
        "benefit": key, "status": status, "share": plain(one) if one is not None else None, "parts": stretches,
        "law": _law_data(law),
    }  # fmt: skip
    lines = [
        words.say("{start} – {end}: the state's share is {share} ({status})", start=part.start,
                  end=part.end - ONE_DAY, share=words.percent(row.value), status=row.key[1])
        for part, row in zip(found, rows, strict=True)
    ]  # fmt: skip
    if paid is not None:
        owed = ore(Fraction(paid) * (exact_share(found) or 0))
        data |= {"paid": plain(paid), "due": plain(owed)}
        lines.append(words.say("Of {paid} the state owed {due}", paid=words.kr(paid), due=words.kr(owed)))
    return Answer(data=data, lines=lines, why=_law_lines(law, words))


def _checked(row: Row | None, why: str, day: date, benefit: str, status: str, words: Words) -> Row:
    if row is not None:
        return table(RATES).confirm(row, ())
    rates = table(RATES)
    if day > rates.last_day():
        raise OutsideCheckedLaw(RATES, day, newer_wanted(RATES, rates.last_day()), benefit)
    known = sorted(name for (of, name) in rates.by_key if of == benefit)
    advice = {
        "week_needed": Message("The share hangs on the benefit week: give it with --week."),
        "week_differs": Message("The status names other weeks than --week says; see which is right."),
        "type_needed": Message("From 2011 the share hangs on the type of activity; name it in --status."),
    }.get(why, Message("The table knows these: {known}.", {"known": "; ".join(known)}))
    raise OutsideCheckedLaw(RATES, day, advice, words.say("{benefit}, {status}", benefit=benefit, status=status))


def plain(number: Decimal) -> str:
    """A number as JSON for other tools holds it: a string, no exponent."""
    return format(number, "f")


def _law_data(rows: Iterable[LawRow]) -> list[dict[str, Any]]:
    return [row.model_dump(mode="json", include={"id", "value", "cite", "url", "confidence"}) for row in rows]


def _law_lines(rows: Iterable[LawRow], words: Words) -> list[str]:
    return [
        words.say("{table}: {value} – {cite} ({confidence})", table=row.table, value=row.value, cite=row.cite,
                  confidence=row.confidence_text)
        for row in rows
    ]  # fmt: skip
