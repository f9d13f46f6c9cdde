"""Lost state reimbursement, row by row from the municipality's own ledger.

Loss of a row = benefit paid × the state's share for what was really done − reimbursement settled − regained later,
never below zero, and only where the reimbursement was refused or the window for correction had closed. A row that
crosses a change of rate is computed in parts by calendar days. A row that cannot be claimed is set apart with its
reason and the amount it would have been. Each row is rounded to the øre once; every sum is the sum of printed rows.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from claims import channels
from claims.figures import ZERO, Figures, ore
from claims.lawtables import ONE_DAY, Confirmation, Row, UnconfirmedLaw, printed, table
from claims.ledgers import CHANNELS, Entry, LedgerInput, read_ledgers
from claims.shares import NAMES, RATES, Part, known_status, parts
from evidence.errors import KravError, Message

if TYPE_CHECKING:
    from claims.model import Deduction, LedgerLine, LossGroup, LossItem, Place
    from templates.words import Words

__all__ = ["DeductionInput", "LedgerInput", "compute"]

CLAIMED = ("refused", "window_closed")


@dataclass(frozen=True, slots=True, kw_only=True)
class DeductionInput:
    """Something to be taken from the loss: what, how much, and what shows it."""

    what: str
    amount: Decimal
    evidence: str = ""
    place: Place | None = None


@dataclass(slots=True, kw_only=True)
class _Line:
    """A ledger row under computation."""

    entry: Entry
    parts: tuple[Part, ...] = ()
    law: tuple[Row, ...] = ()
    due: Decimal | None = None
    difference: Decimal | None = None  # due − received − recovered; below zero: more was settled than was due
    apart: Message | None = None
    rule: channels.Standing | None = None
    remark: Message | None = field(default=None)

    @property
    def loss(self) -> Decimal | None:
        return None if self.difference is None else max(self.difference, ZERO)


def compute(
    ledgers: Sequence[LedgerInput],
    *,
    period: tuple[date, date] | None = None,
    channel: str | None = None,
    columns: Mapping[str, str] | None = None,
    deductions: Sequence[DeductionInput] = (),
    confirmed: Sequence[Confirmation] = (),
    figures: Figures,
    words: Words,
) -> tuple[LossItem | None, list[Message]]:
    """The head of loss, and what is worth saying of the ledgers; None where they hold no row at all.

    ``period`` is the first and the last day claimed, both included. Raises ``KravError`` where a ledger cannot be read.
    """
    if channel is not None and channel not in CHANNELS:
        raise KravError(
            Message("case.toml, [claim] channel: «{channel}» is not one of A–I.", {"channel": channel}),
            Message("Give the letter of the channel, or leave it out and name one in each row of the ledger."),
        )
    entries, notices = read_ledgers(ledgers, columns or {}, channel)
    if not entries:
        return None, notices
    # What a row is comes before where it stands, so that the order of the rows in the file decides nothing.
    entries.sort(key=lambda one: (one.start, one.end, one.person, one.content, _stand(one)))
    lines = [_line(entry, period, confirmed) for entry in entries]
    _twice(lines)
    _overlaps(lines)
    notices += [
        Message(
            "{file}, sheet «{sheet}», row {row} is set apart: {fault}.",
            {
                "file": line.entry.place.document,
                "sheet": line.entry.place.sheet,
                "row": line.entry.place.row,
                "fault": line.remark,
            },
        )
        for line in sorted(lines, key=lambda one: _stand(one.entry))
        if line.remark and not line.entry.faults
    ]
    return _item(lines, deductions, confirmed, figures, words), notices


def _stand(entry: Entry) -> tuple[int, str, str, int]:
    return entry.place.exhibit, entry.place.document, entry.place.sheet, entry.place.row


def _line(entry: Entry, period: tuple[date, date] | None, confirmed: Sequence[Confirmation]) -> _Line:
    line = _Line(entry=entry)
    if entry.faults:
        line.apart = line.remark = entry.faults[0]
        if entry.end <= entry.start:
            return line
    _amounts(line, confirmed)
    if line.apart is None:
        line.apart = _reason(line, period)
    return line


def _amounts(line: _Line, confirmed: Sequence[Confirmation]) -> None:
    """What was due, as far as the law says."""
    entry = line.entry
    line.parts = parts(entry.benefit, entry.actual, entry.start, entry.end, entry.week)
    rows = [part.found.row for part in line.parts]
    if any(row is None for row in rows):
        return
    line.law = tuple({row.id: row for row in rows if row}.values())
    try:
        for row in line.law:
            table(RATES).confirm(row, confirmed)
    except UnconfirmedLaw:
        line.apart = line.apart or Message("the rate is recalled, not confirmed")
    line.due = _to_ore(_exact(entry.paid, line.parts))
    line.difference = line.due - entry.received - entry.recovered


def _exact(paid: Decimal, found: Sequence[Part]) -> Fraction:
    """The state's share of the benefit over the parts, by calendar days, not rounded."""
    days = sum(part.days for part in found)
    return (
        Fraction(paid)
        * sum(Fraction(part.found.row.value) * part.days for part in found if part.found.row)
        / (100 * days)
    )


def _to_ore(exact: Fraction) -> Decimal:
    cents = int(abs(exact) * 100 + Fraction(1, 2))
    return Decimal(cents if exact >= 0 else -cents).scaleb(-2)


def _reason(line: _Line, period: tuple[date, date] | None) -> Message | None:
    """Why the row is not claimed; None: it is."""
    entry = line.entry
    if period and (entry.end <= period[0] or entry.start > period[1]):
        return Message("outside the claim period")
    if period and (entry.start < period[0] or entry.end > period[1] + ONE_DAY):
        line.remark = Message(
            "it lies partly outside the claim period; divide it at {day} to claim the part inside",
            {
                "day": period[0] if entry.start < period[0] else period[1],
            },
        )
        return Message("partly outside the claim period")
    if entry.state == "recovered":
        return Message("recovered: the reimbursement was regained")
    if entry.state == "recoverable":
        return Message("recoverable: the reimbursement can still be claimed from the state")
    if not entry.proof:
        return Message("no proof of the actual status")
    if not entry.channel:
        return Message("no channel: neither the row nor the case names the rule")
    line.rule = channels.standing(entry.channel, entry.benefit, entry.start, entry.end)
    if line.rule.how != "in_force":
        text = channels.REASONS[line.rule.how]
        return Message(text.text, {"channel": entry.channel})
    missing = next((part.found.why for part in line.parts if part.found.row is None), None)
    if missing:
        line.remark = _missing(missing, entry)
        return _missing(missing, None)
    if any(part.found.free for part in line.parts):
        return Message("free weeks: the municipality bore no share")
    return None


def _missing(why: str, entry: Entry | None) -> Message:
    """Why no row of law could be taken; with the words of the row where one is given."""
    if why == "unknown_status":
        if entry is None:
            return Message("the actual status is not known to the table of rates")
        return Message(
            "the status «{value}» is not known for {benefit}", {"value": entry.actual, "benefit": entry.benefit}
        )
    if why == "type_needed":
        if entry is None:
            return Message("the type of activity is needed to find the rate")
        return Message(
            "«{value}» does not say which activity it was, and from 2011 the rate depends on it (virksomhedspraktik, "
            "ordinær uddannelse, vejledning og opkvalificering)",
            {"value": entry.actual},
        )
    if why == "week_needed":
        return Message("the benefit week is needed to find the rate")
    return Message("no checked rate for that benefit, status and time")


def _twice(lines: Sequence[_Line]) -> None:
    """A row that stands twice, word for word, is counted once: where it stands first."""
    seen: dict[tuple[str, ...], Entry] = {}
    for line in sorted(lines, key=lambda one: _stand(one.entry)):
        first = seen.setdefault(line.entry.content, line.entry)
        if first is not line.entry:
            line.apart = Message("the same row stands twice")
            line.remark = Message(
                "the same row stands in row {row} of {file}", {"row": first.place.row, "file": first.place.document}
            )


def _overlaps(lines: Sequence[_Line]) -> None:
    """A week of a person is lost once: the deadline channels first, then the others."""
    claimed: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    ranked = sorted(
        (line for line in lines if line.apart is None and line.loss),
        key=lambda one: (channels.ORDER.index(one.entry.channel), one.entry.start, one.entry.end, one.entry.content),
    )
    for line in ranked:
        entry = line.entry
        others = claimed[entry.person, entry.benefit]
        other = next((one for one in others if one.start < entry.end and entry.start < one.end), None)
        if other is None:
            others.append(entry)
        elif other.channel == entry.channel:
            line.apart = Message("overlaps another row of the same person and benefit")
            line.remark = Message("it overlaps row {row} of the same person and benefit", {"row": other.place.row})
        else:
            line.apart = Message("already counted under channel {channel}", {"channel": other.channel})


def _item(
    lines: Sequence[_Line],
    deductions: Sequence[DeductionInput],
    confirmed: Sequence[Confirmation],
    figures: Figures,
    words: Words,
) -> LossItem:
    from claims.model import LossItem

    page = _Page(figures, words, confirmed)
    counted = [line for line in lines if line.apart is None]
    apart = [line for line in lines if line.apart is not None]
    made = [page.line(line) for line in counted]
    groups = page.groups(counted, made)
    gross = sum((line.loss for line in made if line.loss is not None), ZERO)
    used = sorted({line.entry.channel for line in counted})
    gross_figure = figures.make(
        "reimbursement.gross",
        words.say("Lost reimbursement before deductions"),
        gross,
        formula=words.say("the sum of the ledger rows ({count})", count=len(made)),
        figures=[group.figure for group in groups],
    )
    taken = [page.deduction(one) for one in deductions]
    total = sum((one.amount for one in taken), ZERO)
    net = max(gross - total, ZERO)
    net_figure = figures.make(
        "reimbursement.net",
        words.say("Lost reimbursement after deductions"),
        net,
        formula=" − ".join(words.kr(amount) for amount in (gross, *(one.amount for one in taken))),
        figures=[gross_figure.id, *(one.figure for one in taken)],
    )
    rules = [words.message(channels.RULES[one]) for one in used]
    shown = [page.line(line) for line in apart]
    return LossItem(
        id="reimbursement",
        title=words.say("Lost state reimbursement"),
        method=words.say(
            "Row by row from the municipality's own ledger: benefit paid × the state's share for what was actually "
            "done, less the reimbursement settled and what was regained. Only rows that were refused, or whose window "
            "for correction had closed, with proof of the actual status, are counted; each row is rounded to the øre."
        ),
        rule="\n".join(rules),
        gross=gross,
        net=net,
        gross_figure=gross_figure.id,
        net_figure=net_figure.id,
        groups=groups,
        lines=tuple(made),
        apart=tuple(shown),
        apart_groups=page.apart_groups(apart, shown),
        deductions=tuple(taken),
        warnings=(*_warnings(lines, words), *_beyond(gross, total, words)),
    )


class _Page:
    """Makes lines, groups and their figures for the page."""

    def __init__(self, figures: Figures, words: Words, confirmed: Sequence[Confirmation]) -> None:
        self.figures, self.words, self.confirmed = figures, words, confirmed

    def benefit(self, name: str) -> str:
        return NAMES.get(name, name)

    def cite(self, rows: Iterable[Row]) -> tuple[str, ...]:
        return tuple(self.figures.cite(printed(row, self.words, self.confirmed)) for row in rows)

    def line(self, line: _Line) -> LedgerLine:
        from claims.model import LedgerLine

        entry, words = line.entry, self.words
        rule = (line.rule.row,) if line.rule and line.rule.row else ()
        law = self.cite((*line.law, *rule))
        shares = {row.value for row in line.law}
        figure = None
        if line.apart is None and line.loss is not None:
            figure = self.figures.make(
                "reimbursement.row",
                words.say(
                    "Lost reimbursement, {person}, {benefit}, {start} – {end}",
                    person=entry.person,
                    benefit=self.benefit(entry.benefit),
                    start=entry.start,
                    end=entry.end - ONE_DAY,
                ),
                line.loss,
                formula=self.formula(line),
                law=law,
                rows=[entry.place],
            ).id
        return LedgerLine(
            place=entry.place,
            person=entry.person,
            benefit=self.benefit(entry.benefit),
            start=entry.start,
            end=entry.end - ONE_DAY,
            registered=entry.registered,
            actual=entry.actual,
            channel=entry.channel,
            proof=entry.proof,
            paid=entry.paid,
            share=shares.pop() if len(shares) == 1 else None,
            due=line.due,
            received=entry.received,
            recovered=entry.recovered,
            loss=line.loss,
            figure=figure,
            law=law,
            apart=words.message(line.apart) if line.apart else "",
        )

    def formula(self, line: _Line) -> str:
        """«9.857,00 kr. × 65 % − 3.449,95 kr. = 2.957,10 kr.»; the parts where the rate changes."""
        entry, words = line.entry, self.words
        days = (entry.end - entry.start).days
        percent = [words.percent(part.found.row.value) for part in line.parts if part.found.row]
        if len(set(percent)) == 1:
            share = percent[0]
        else:
            each = [f"{part.days}/{days} × {said}" for part, said in zip(line.parts, percent, strict=True)]
            share = f"({' + '.join(each)})"
        taken = [amount for amount in (entry.received, entry.recovered) if amount]
        formula = " − ".join([f"{words.kr(entry.paid)} × {share}", *(words.kr(amount) for amount in taken)])
        if line.difference is not None and line.difference < 0:
            return words.say("{formula}, below zero: 0", formula=formula)
        return f"{formula} = {words.kr(line.loss or ZERO)}"

    def groups(self, lines: Sequence[_Line], made: Sequence[LedgerLine]) -> tuple[LossGroup, ...]:
        held: dict[tuple[str, date], list[LedgerLine]] = defaultdict(list)
        for line, shown in zip(lines, made, strict=True):
            held[line.entry.benefit, line.entry.start.replace(day=1)].append(shown)
        return tuple(
            self.group(
                f"{_capital(self.benefit(benefit))}, {self.words.month(month)}", rows, "reimbursement.group", "sum"
            )
            for (benefit, month), rows in sorted(held.items())
        )

    def apart_groups(self, lines: Sequence[_Line], made: Sequence[LedgerLine]) -> tuple[LossGroup, ...]:
        held: dict[str, list[LedgerLine]] = defaultdict(list)
        for _, shown in zip(lines, made, strict=True):
            held[_capital(shown.apart)].append(shown)
        return tuple(self.group(reason, rows, "reimbursement.apart", "apart") for reason, rows in sorted(held.items()))

    def group(self, label: str, rows: Sequence[LedgerLine], step: str, kind: str) -> LossGroup:
        from claims.model import LossGroup

        words = self.words
        loss = sum((row.loss for row in rows if row.loss is not None), ZERO)
        formula = (
            words.say("the sum of the ledger rows ({count})", count=len(rows))
            if kind == "sum"
            else words.say("what the ledger rows ({count}) would have come to; not claimed", count=len(rows))
        )
        figure = self.figures.make(
            step,
            label,
            loss,
            formula=formula,
            figures=[row.figure for row in rows if row.figure],
            rows=[] if kind == "sum" else [row.place for row in rows],
        )
        return LossGroup(
            label=label,
            rows=len(rows),
            paid=sum((row.paid for row in rows), ZERO),
            due=sum((row.due for row in rows if row.due is not None), ZERO),
            received=sum((row.received for row in rows), ZERO),
            recovered=sum((row.recovered for row in rows), ZERO),
            loss=loss,
            figure=figure.id,
        )

    def deduction(self, one: DeductionInput) -> Deduction:
        from claims.model import Deduction

        amount = ore(one.amount)
        if amount < 0:
            raise KravError(
                Message("case.toml, [[deduction]] «{what}»: the amount is negative.", {"what": one.what}),
                Message("Give what is to be taken from the loss as a positive amount."),
            )
        figure = self.figures.make(
            "deduction",
            one.what,
            amount,
            assumptions=[self.words.say("deduction: {what}, shown by {evidence}", what=one.what, evidence=one.evidence)]
            if one.evidence
            else [self.words.say("deduction: {what}", what=one.what)],
        )
        return Deduction(label=one.what, amount=amount, figure=figure.id, evidence=one.evidence, place=one.place)


def _warnings(lines: Sequence[_Line], words: Words) -> Iterable[str]:
    """What the lawyer must see before anybody else does."""
    silent: dict[tuple[str, str, str], list[_Line]] = defaultdict(list)
    for line in lines:
        if line.rule and line.rule.row and line.rule.how in ("not_yet", "suspended", "repealed"):
            silent[line.entry.channel, line.rule.how, line.rule.row.id].append(line)
    for (channel, how, _), held in sorted(silent.items()):
        row = held[0].rule.row if held[0].rule else None
        if row is None:
            continue
        said = {
            "count": len(held),
            "channel": channel,
            "benefit": NAMES.get(held[0].entry.benefit, held[0].entry.benefit),
            "amount": words.kr(sum((line.loss for line in held if line.loss), ZERO)),
            "cite": row.cite,
        }
        if how == "not_yet":
            text = words.say(
                "Channel {channel}, {benefit}: the rule did not apply on the days of the rows ({cite}; rows: {count}). "
                "They would have come to {amount}, which is not claimed.",
                **said,
            )
        elif how == "suspended":
            text = words.say(
                "Channel {channel}, {benefit}: the rule stood in the statute but was set out of force on the days of "
                "the rows ({cite}; rows: {count}). They would have come to {amount}, which is not claimed.",
                **said,
            )
        else:
            text = words.say(
                "Channel {channel}, {benefit}: the rule had been repealed on the days of the rows ({cite}; rows: "
                "{count}). They would have come to {amount}, which is not claimed.",
                **said,
            )
        yield text
    over = [line for line in lines if line.apart is None and line.difference is not None and line.difference < 0]
    if over:
        yield words.say(
            "In some of the rows counted ({count}) more was settled than was due, {amount} in all. They count as 0; "
            "the other side may ask that they be set off.",
            count=len(over),
            amount=words.kr(-sum((line.difference for line in over if line.difference is not None), ZERO)),
        )
    odd = [line for line in lines if line.apart is None and _settled_otherwise(line.entry)]
    if odd:
        yield words.say(
            "In some of the rows counted ({count}) the reimbursement settled is not what the registered status would "
            "have given by the table; see whether the registration, or something else, decided the settlement.",
            count=len(odd),
        )
    secondary = sorted(
        {row.id for line in lines if line.apart is None for row in line.law if row.confidence == "secondary"}
    )
    if secondary:
        yield words.say("These rates rest on a secondary source: {rows}.", rows=secondary)


def _settled_otherwise(entry: Entry) -> bool:
    """Does the settlement disagree with the registered status by more than a krone?"""
    if not entry.registered or not known_status(entry.benefit, entry.registered):
        return False
    found = parts(entry.benefit, entry.registered, entry.start, entry.end, entry.week)
    if any(part.found.row is None for part in found):
        return False
    return abs(_exact(entry.paid, found) - Fraction(entry.received)) > 1


def _beyond(gross: Decimal, deductions: Decimal, words: Words) -> Iterable[str]:
    if deductions > gross:
        yield words.say(
            "The deductions, {deductions}, are more than the loss, {gross}: nothing is left to claim.",
            deductions=words.kr(deductions),
            gross=words.kr(gross),
        )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
