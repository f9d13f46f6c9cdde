"""Hours and cost as heads of loss of their own: each row counted once, or set apart with its reason and its amount.

Salaried time is computed and shown, but whether it was a loss is a question that people answer: it is claimed only
where ``case.toml`` says so and why. A credit note is a deduction of the head its invoice stands in.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from claims.figures import ZERO, Figures, summed
from claims.loss import lossitem
from claims.loss.choices import Choices
from claims.loss.deducted import Deducted
from claims.loss.deductions import Counted, DeductionInput
from claims.loss.losswarnings import HANGING, told
from claims.loss.outlays import Outlay
from claims.loss.ranges import RowsInput
from claims.loss.rowplaces import places, stand_at
from claims.loss.setapart import outside, set_apart
from claims.loss.shares import fold
from claims.loss.spread import Spread
from claims.loss.worktimes import named_time
from claims.mentions import firm, named_in
from evidence.errors import Message
from templates.words import capital

if TYPE_CHECKING:
    from claims.model import LedgerPlace, LossGroup, LossItem, OutlayLine
    from templates.words import Words

TITLES = {"lost_time": Message("Lost working time"), "extra_cost": Message("Extra cost")}
_METHODS = {
    "lost_time": Message(
        "Row by row from the municipality's own record of hours: hours × the hourly rate in the row, or else the one "
        "in case.toml; each row is rounded to the øre."
    ),
    "extra_cost": Message(
        "Row by row from the municipality's own list of invoices and expenses, each invoice once. Credit notes are "
        "deducted."
    ),
}
_RULES = {
    "lost_time": Message(
        "Working time is a loss where it cost the municipality something: overtime, temps, or work that was not done. "
        "Salaries that would have been paid anyway are not of themselves a loss."
    ),
    "extra_cost": Message(
        "An expense is a loss where it would not have been without the breach and was needed to meet it; both must be "
        "shown for each invoice."
    ),
}
#: Why working time was a loss, where that is that it was paid beside the salary; what a salary was spent on instead of
#: other work is another loss, which ordinary hours may bear.
_OVERTIME = re.compile(r"\b(?:over|mer)arbejde\w*|\bovertid\w*|\bovertime\b", re.IGNORECASE)
_LEFT_UNDONE = re.compile(
    r"\b(?:ikke|dels|ordinær\w*|normal\w*|ligge\w*|lå|undlad\w*|forsøm\w*|not|undone|partly|ordinary)\b", re.IGNORECASE
)
HOURS_A_DAY = 24
#: What is done beside or instead of the system promised is done because of it, whatever the other system is called.
_CARRIED_ON = re.compile(
    r"\b(?:forlæng\w*|videreført\w*|viderefør\w*|fastholdelse|dobbelt\w*|parallel\w*|manuel\w*|gen(?:ind)?tast\w*"
    r"|nød(?!vend|ig)\w+|genoptag\w*|genåbn\w*|geneta\w*|i stedet for|fortsat drift|extension|extended|double|duplicate"
    r"|manual\w*|resum\w+|reopened|instead of)\b",
    re.IGNORECASE,
)
#: What a municipality pays for anyway: a post that stands open, leave, illness, courses, the closing of the year's
#: accounts, what it does for its staff.
_OCCASION = re.compile(
    r"\b(?:ledige?|vakante?|ubesatte?)\s+(?:stilling|post|plads)\w*|\bvakance\w*|\b(?:barsel|orlov|ferie|sygdom|syge"
    r"(?:meld|fravær|orlov))\w*|\b(?:\w*kursus|kurser|\w*konference|årsafslutning\w*)\b|\bvacan(?:t|cy)\b|"
    r"\b(?:\w*vaccin(?:ation|e|ering)\w*|(?:efter|videre)uddannelse\w*|temadag\w*|personaledag\w*|teambuilding|seminar\w*"
    r"|\w*jubilæum\w*|afskedsreception|julefrokost|sommerfest)\b|"
    r"\b(?:maternity|sick|annual) leave\b|\btraining course\b|\bflu (?:shot|jab)s?\b",
    re.IGNORECASE,
)
#: Training that was to be held whatever happened, also where it is in the system; held again, it is another matter.
_PLANNED = re.compile(
    r"\b(?:planlagt?e?|ordinære?|årlige?|tilbagevendende|planned|annual|regular)\s+(?:\w+\s+){0,2}?"
    r"(?:\w*uddannelse\w*|\w*undervisning\w*|oplæring\w*|\w*kursus|kurser|training)\b",
    re.IGNORECASE,
)
_AGAIN = re.compile(
    r"\b(?:gentag\w*|igen|omlagt|fornyet|ekstra\w*|aflys\w*|omplanlæg\w*|again|repeat\w*|extra|cancell?ed)\b",
    re.IGNORECASE,
)
#: A lawyer's work on this very claim: costs of the case (retsplejeloven § 312), whoever bears them in the end.
_PURSUED = re.compile(
    r"\b(?:juridisk|advokat\w*|procesførelse|legal|counsel)\b[^.;]{0,60}?\b(?:kravet|krav mod|erstatningskrav\w*"
    r"|stævning\w*|retssag\w*|sagen mod|voldgift\w*|the claim|lawsuit|writ)\b"
    r"|\b(?:udarbejdelse|udfærdigelse) af (?:stævning|krav\w*)\b",
    re.IGNORECASE,
)
#: Words by which a row says itself what it comes of.
_BECAUSE = re.compile(
    r"\b(?:pga|p\.g\.a|på grund af|som følge af|efter fejl\w*|skyldes|because of|due to)\b", re.IGNORECASE
)


@dataclass(slots=True, kw_only=True)
class OutlayRow:
    """A row of hours or cost under computation."""

    entry: Outlay
    apart: Message | None = None
    remark: Message | None = None
    tells: tuple[str, ...] = ()  # what it says that it comes of
    count: int = 1

    @property
    def places(self) -> tuple[LedgerPlace, ...]:
        """Where it stands."""
        return (self.entry.place,)

    @property
    def until(self) -> date:
        """Its last day."""
        return self.entry.end

    @property
    def loss(self) -> Decimal | None:
        """What it comes to; below zero for a credit note."""
        return self.entry.amount

    @property
    def counted(self) -> Counted:
        """The row as deductions come off it."""
        one = self.entry
        of_hours = (*(("hours",) if one.hours is not None else ()), *(("rate",) if one.by_default_rate else ()))
        return spent(one, one.head, self.tells, ("extra_cost",) if one.head == "extra_cost" else of_hours)

    @property
    def is_credit(self) -> bool:
        """Does it give money back?"""
        return (self.entry.amount or ZERO) < 0


def spent(one: Outlay | OutlayLine, head: str, tells: tuple[str, ...], rests_on: tuple[str, ...] = ()) -> Counted:
    """A row of hours or cost as deductions come off it.

    The one day of an expense is that of a bill; a row with the days from and to says itself when the work was done.
    """
    billed = head == "extra_cost" and one.start == one.end
    work = named_time(one.what, one.end) if billed else None
    return Counted(one.amount or ZERO, one.start, one.end, rests_on=rests_on, billed=billed, work=work, tells=tells)


def sorted_out(outlays: Sequence[Outlay], choices: Choices) -> tuple[list[OutlayRow], list[Message]]:
    """Every row with the first reason why it is not claimed, and what the lawyer needs to mend it."""
    # What a row is comes before where it stands, so that the order of the rows in the file decides nothing.
    ordered = sorted(outlays, key=lambda one: (one.start, one.end, one.content, stand_at(one.place)))
    rows = [_row(one, choices) for one in ordered]
    _set_doubles_apart(rows)
    notices = [
        set_apart(one.entry.place, one.remark)
        for one in sorted(rows, key=lambda one: stand_at(one.entry.place))
        if one.remark and not one.entry.faults
    ]
    return rows, [*notices, *_unclaimed(rows, choices)]


def _unclaimed(rows: Sequence[OutlayRow], choices: Choices) -> Iterator[Message]:
    """Tables of hours or cost among the evidence: what they come to, and how they are claimed."""
    for name in sorted({one.entry.place.document for one in rows} & choices.evidence):
        held = [one for one in rows if one.entry.place.document == name]
        yield Message(
            "{file} stands among the evidence and is not claimed (rows: {count}, together {amount} kr.). If the "
            'municipality claims it as its own, put it into ledgers/ or write [outlays] claimed = ["{file}"] in '
            "case.toml.",
            {"file": name, "count": len(held), "amount": summed(one.loss for one in held)},
        )


def _row(entry: Outlay, choices: Choices) -> OutlayRow:
    row = OutlayRow(entry=entry, tells=choices.told(entry.incident))
    period = choices.period
    # A credit comes after its invoice: one given after the period still takes from what was spent in it.
    latest = period[1] if period and row.is_credit else date.max
    if entry.faults:
        row.apart = entry.faults[0]
    elif entry.place.document in choices.evidence:
        row.apart = Message("it stands among the evidence, and the case does not claim it")
    elif away := outside(period, min(entry.start, latest), min(entry.end, latest)):
        row.apart, row.remark = away
    elif another := choices.another_cause(entry.incident):
        row.apart = another
    elif (system := choices.elsewhere(entry.what)) and not _CARRIED_ON.search(entry.what):
        row.apart = Message("spent on another system: {system}", {"system": system})
    elif entry.paid_anyway and _OVERTIME.search(choices.claimed) and not _LEFT_UNDONE.search(choices.claimed):
        row.apart = Message("the case claims overtime, and by its own words the row is none: «{said}»",
                            {"said": entry.paid_anyway})  # fmt: skip
    elif pursued := _PURSUED.search(entry.what):
        row.apart = Message("what it costs to pursue the claim is awarded as costs of the case, not as damages: "
                            "«{words}»", {"words": pursued[0]})  # fmt: skip
    elif occasion := _of_its_own(entry, choices):
        row.apart = Message("by its own words of something else, and it names nothing it comes of: {words}",
                            {"words": occasion})  # fmt: skip
        row.remark = Message(
            "by its own words it is of something else («{words}»), which would have cost the same anyway; if it comes "
            "of a breach after all, name the case, the breach or the clause in hændelse",
            {"words": occasion},
        )
    elif not row.is_credit:
        row.apart = choices.barred(entry.head, entry.end, row.tells)
    return row


def _of_its_own(entry: Outlay, choices: Choices) -> str:
    """The words by which a row that names no incident is of what a municipality pays for anyway; empty: it is not."""
    if entry.incident or _BECAUSE.search(entry.what):
        return ""
    if (planned := _PLANNED.search(entry.what)) and not _AGAIN.search(entry.what):
        return planned[0]
    found = _OCCASION.search(entry.what)
    if found is None:
        return ""
    return "" if any(named_in(name, entry.what) for name in choices.systems) else found[0]


def _set_doubles_apart(rows: Sequence[OutlayRow]) -> None:
    """A row that stands twice, and an invoice number that does, is counted once; of two amounts the lesser."""
    seen: dict[tuple[str, ...], Outlay] = {}
    numbers: dict[tuple[str, str, bool], Outlay] = {}
    alike: dict[tuple[object, ...], Outlay] = {}
    claimable = [one for one in rows if one.apart is None]
    for row in sorted(claimable, key=lambda one: (one.loss or ZERO, one.entry.content, stand_at(one.entry.place))):
        entry = row.entry
        first = seen.setdefault(entry.content, entry)
        invoiced = numbers.setdefault(entry.invoice, entry) if entry.invoice else entry
        if invoiced is entry and (digits := re.sub(r"\D", "", entry.number).lstrip("0")) and entry.invoice:
            # «7731», «F-7731», «0007731»: of one supplier, day and amount it is one invoice, however it is typed.
            invoiced = alike.setdefault((entry.who, entry.start, entry.amount, digits), entry)
        if first is not entry:
            row.apart = Message("the same row stands twice")
            row.remark = Message(
                "the same row stands in row {row} of {file}", {"row": first.place.row, "file": first.place.document}
            )
        elif invoiced is not entry:
            row.apart = Message("the same invoice number stands twice")
            row.remark = Message(
                "the invoice number {number} stands in row {row} of {file} too; where an invoice is divided over "
                "several rows, give each its own number, e.g. {number}-1",
                {"number": entry.number, "row": invoiced.place.row, "file": invoiced.place.document},
            )


def compute(
    head: str,
    rows: Sequence[OutlayRow],
    *,
    deductions: Sequence[DeductionInput] = (),
    assumed: Sequence[RowsInput] = (),
    choices: Choices,
    figures: Figures,
    words: Words,
    spread: Spread | None = None,
) -> LossItem:
    """One head of hours or cost. ``rows`` are those of the head, sorted out; ``assumed`` is what may be more or less of
    them; ``spread`` keeps its deductions.
    """
    page = _Page(figures, words)
    counted = _counted(rows)
    made = [page.line(row) for row in counted]
    shown = [page.line(row) for row in rows if row.apart is not None]
    groups = page.groups(
        made, "outlay.group", lambda line: capital(words.month(line.start)), by=lambda line: line.start
    )
    title = words.message(TITLES[head])
    gross = figures.make(
        "outlay.gross", words.say("{title} before deductions", title=title), summed(line.amount for line in made),
        formula=words.say("the sum of the rows ({count})", count=len(made)), figures=[group.figure for group in groups],
    )  # fmt: skip
    own = any(row.entry.place.document not in choices.evidence for row in rows)
    return lossitem.item(
        head, "outlay", gross, words.say("{title} after deductions", title=title),
        page.deducted(rows, deductions, assumed), figures, words, spread,
        title=title,
        method=words.message(_METHODS[head]),
        rule=words.message(_RULES[head]),
        groups=groups,
        apart_groups=page.groups(shown, "outlay.apart", lambda line: capital(line.apart), by=lambda line: line.apart),
        outlays=tuple(made),
        outlays_apart=tuple(shown),
        rows_read=len(rows),
        warnings=_warnings(head, counted, choices, words),
        claimed=(own or not rows) and choices.claims(head),
        claim_text=_claim_text(head, choices, words),
    )  # fmt: skip


def _counted(rows: Sequence[OutlayRow]) -> list[OutlayRow]:
    return [row for row in rows if row.apart is None and not row.is_credit]


def bearing(
    rows: Sequence[OutlayRow], deductions: Sequence[DeductionInput], assumed: Sequence[RowsInput], figures: Figures,
    words: Words,
) -> tuple[Decimal, Sequence[Counted]]:
    """What is left of a head, in kr., for bod and other set-offs to come off, and the rows they come off, with what is
    left of each.
    """
    deducted = _Page(figures, words).deducted(rows, deductions, assumed)
    return deducted.net(), deducted.bearing()


def _claim_text(head: str, choices: Choices, words: Words) -> str:
    if head != "lost_time":
        return ""
    if choices.claimed:
        return words.say("Claimed, for this reason: {reason}", reason=choices.claimed)
    return words.say(
        "Computed, not claimed. Was the salaried time a loss? It was where overtime was paid, temps were hired or work "
        "was left undone; the salary itself would have been paid anyway. Where that can be shown, [time] claimed and "
        "reason in case.toml make it part of the claim."
    )


_UNPROVEN = Message(
    "Rows without an invoice number or other proof (rows: {count}, namely {rows}; together {amount}): what "
    "shows them must be found."
)
_OF_NO_INCIDENT = Message(
    "Rows that name no incident (rows: {count}, namely {rows}; together {amount}): that the vendor's "
    "breach caused them must be shown otherwise."
)
_ANOTHER_SYSTEM = Message(
    "For another system carried on beside or instead of the vendor's (rows: {count}, namely {rows}; "
    "together {amount}): it is a loss for as long as the vendor's was late, and what it cost anyway is "
    "not."
)
_TO_THE_VENDOR = Message(
    "Paid to the vendor itself (rows: {count}, namely {rows}; together {amount}): see that it is not what "
    "was to be paid under the contract anyway."
)
_WITH_VAT = Message(
    "The amounts are with VAT (rows: {count}, namely {rows}; together {amount}). VAT that the municipality "
    "has had refunded is no loss; see whether it has."
)
_PAID_ANYWAY = Message(
    "{count} {count:row says itself|rows say themselves} that the hours were ordinary working time or taken off again "
    "({rows}), {amount}: what a salaried hour cost is a loss only where it is shown why; see what the contract says of "
    "it. Where [time] reason is of overtime alone, they are set apart."
)
_LONG_DAYS = Message(
    "More hours than the days have (rows: {count}, namely {rows}; together {amount}): see whether a row "
    "stands for several people or more days, and say so in it."
)


def _warnings(head: str, counted: Sequence[OutlayRow], choices: Choices, words: Words) -> Iterator[str]:
    """What the lawyer must see before the other side does; none of it takes a row out."""
    speaks: tuple[tuple[Message, Callable[[OutlayRow], bool]], ...] = (
        (_UNPROVEN, lambda row: not row.entry.proof and not row.entry.number),
        (_OF_NO_INCIDENT, lambda row: not row.entry.incident),
        (_ANOTHER_SYSTEM, lambda row: bool(choices.elsewhere(row.entry.what))),
        (_TO_THE_VENDOR, lambda row: head == "extra_cost" and _is_of(row.entry, choices.vendor)),
        (_WITH_VAT, lambda row: row.entry.with_vat),
        (_PAID_ANYWAY, lambda row: bool(row.entry.paid_anyway)),
        (HANGING, lambda row: choices.hanging(head, row.until, row.tells)),
        (_LONG_DAYS, lambda row: (row.entry.hours or 0) > HOURS_A_DAY * _days(row.entry)),
    )
    for warning, is_of in speaks:
        yield from told(warning, [row for row in counted if is_of(row)], words)


def _is_of(entry: Outlay, names: Collection[str]) -> bool:
    """Is it paid to one of these, with what that is by law or without?"""
    return not {entry.who, fold(firm(entry.party))}.isdisjoint(names)


def _days(entry: Outlay) -> int:
    return (entry.end - entry.start).days + 1


class _Page:
    """Makes lines, groups and their figures for the page."""

    def __init__(self, figures: Figures, words: Words) -> None:
        self.figures, self.words = figures, words

    def line(self, row: OutlayRow) -> OutlayLine:
        from claims.model import OutlayLine

        entry, words = row.entry, self.words
        figure = None
        if row.apart is None and entry.amount is not None:
            said = [part for part in (entry.party, entry.what, entry.number) if part]
            formula = ""
            if entry.hours is not None and entry.rate is not None:
                hours = entry.written or words.number(entry.hours)
                formula = words.say("{hours} {hours:hour|hours} × {rate}", hours=hours, rate=words.kr(entry.rate))
            figure = self.figures.make(
                "outlay.row",
                words.say("{day}: {what}", day=words.day(entry.start), what=", ".join(said)),
                entry.amount,
                formula=formula,
                rows=[entry.place],
            ).id
        return OutlayLine(
            place=entry.place, start=entry.start, end=entry.end, party=entry.party, what=entry.what,
            incident=entry.incident, number=entry.number, proof=entry.proof, hours=entry.hours, rate=entry.rate,
            amount=entry.amount, figure=figure, apart=words.message(row.apart) if row.apart else "",
        )  # fmt: skip

    def deducted(
        self, rows: Sequence[OutlayRow], deductions: Sequence[DeductionInput], assumed: Sequence[RowsInput]
    ) -> Deducted:
        """The rows that count, with their credit notes and these deductions."""
        credits = [self.credit(row) for row in rows if row.apart is None and row.is_credit]
        return Deducted([row.counted for row in _counted(rows)], [*credits, *deductions], assumed)

    def credit(self, row: OutlayRow) -> DeductionInput:
        """A credit note, or hours taken back, as the deduction it is."""
        entry, words = row.entry, self.words
        said = ", ".join(part for part in (entry.party, entry.number, words.day(entry.start)) if part)
        return DeductionInput(
            what=words.say("Credit note: {which}", which=said)
            if entry.head == "extra_cost"
            else words.say("Hours taken back: {which}", which=said),
            amount=-(entry.amount or ZERO),
            kind="credit",
            evidence=places([entry.place]),
            rows=(entry.place,),
            of=row.tells,
        )

    def groups(
        self,
        lines: Sequence[OutlayLine],
        step: str,
        label: Callable[[OutlayLine], str],
        by: Callable[[OutlayLine], Any],
    ) -> tuple[LossGroup, ...]:
        """The lines of one month, or of one reason, together."""
        held: dict[str, list[OutlayLine]] = {}
        for line in sorted(lines, key=by):
            held.setdefault(label(line), []).append(line)
        return tuple(self.group(said, rows, step) for said, rows in held.items())

    def group(self, label: str, rows: Sequence[OutlayLine], step: str) -> LossGroup:
        words, counted = self.words, step == "outlay.group"
        hours = [row.hours for row in rows if row.hours is not None]
        formula = (
            words.say("the sum of the rows ({count})", count=len(rows))
            if counted
            else words.say("what the ledger rows ({count}) would have come to; not claimed", count=len(rows))
        )
        return lossitem.group(
            step, label, rows, (row.amount for row in rows), formula, self.figures,
            places=() if counted else [row.place for row in rows],
            month=rows[0].start.replace(day=1) if counted else None, rows=len(rows),
            hours=summed(hours) if hours else None, unknown=sum(row.amount is None for row in rows),
        )  # fmt: skip
