"""Lost state reimbursement, row by row from the municipality's own ledger.

Loss of a row = benefit paid × the state's share for what was really done − reimbursement settled − regained later,
never below zero, and only where the reimbursement was refused or the window for correction had closed. A row that
crosses a change of rate is computed in parts by calendar days. A row that cannot be claimed is set apart with its
reason and the amount it would have been. Each row is rounded to the øre once; every sum is the sum of printed rows.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Any

from claims.figures import ZERO, Figures, summed
from claims.lawtables import ONE_DAY, Confirmation, Row, printed
from claims.loss import channels, lossitem
from claims.loss.choices import ANY, Choices
from claims.loss.deducted import Deducted
from claims.loss.deductions import DeductionInput
from claims.loss.ledgers import CHANNELS, Entry, read_ledgers
from claims.loss.lossrows import HEAD, Line, blame, line_of, set_apart_by_others, stand
from claims.loss.losswarnings import HANGING, PARTLY_LAPSED, counted_rows, told, warnings
from claims.loss.ranges import RowsInput
from claims.loss.rowplaces import stand_at
from claims.loss.setapart import set_apart
from claims.loss.shares import NAMES
from claims.loss.sheetrows import SHOWN, LedgerInput
from claims.loss.spread import Spread
from claims.loss.volume import NAMED, bundled, is_large
from evidence.errors import KravError, Message
from templates.words import capital, few

if TYPE_CHECKING:
    from claims.model import LedgerBundle, LedgerLine, LedgerPlace, LossGroup, LossItem
    from templates.words import Words

__all__ = ["DeductionInput", "LedgerInput", "compute"]


def compute(
    ledgers: Sequence[LedgerInput],
    choices: Choices = ANY,
    *,
    channel: str | None = None,
    columns: Mapping[str, str] | None = None,
    deductions: Sequence[DeductionInput] = (),
    assumed: Sequence[RowsInput] = (),
    as_of: date | None = None,
    figures: Figures,
    words: Words,
    spread: Spread | None = None,
    customer: Sequence[str] = (),
) -> tuple[LossItem | None, list[Message]]:
    """The head of loss, and what is worth saying of the ledgers; None where they hold no row at all.

    ``channel`` is that of rows that name none; ``as_of`` the day on which it is asked whether the reimbursement could
    still be corrected; ``assumed`` is what may be more or less of the rows; ``spread`` keeps the deductions;
    ``customer`` are its names, where the ledger says of each row whose it is. Raises ``KravError`` where a ledger
    cannot be read.
    """
    if channel is not None and channel not in tuple(CHANNELS):
        raise KravError(
            Message("case.toml, [claim] channel: «{channel}» is not one of A–I.", {"channel": channel}),
            Message("Give the letter of the channel, or leave it out and name one in each row of the ledger."),
        )
    judge = partial(blame, choices.systems, choices.elsewhere)
    large = is_large(ledgers)
    if large:
        lines, notices, spelled, read = bundled(ledgers, columns or {}, channel, choices, customer, judge)
    else:
        entries, notices = read_ledgers(ledgers, columns or {}, channel, customer, judge)
        # What a row is comes before where it stands, so that the order of the rows in the file decides nothing.
        entries.sort(key=lambda one: (one.start, one.end, one.person, one.content, stand(one)))
        spelled, read = _spelled(entries), len(entries)
        lines = [line_of(entry, choices) for entry in entries]
        set_apart_by_others(lines)
    if not lines:
        return None, notices
    notices += _spellings(spelled)
    notices += [
        set_apart(line.entry.place, line.remark)
        for line in sorted(lines, key=lambda one: stand(one.entry))
        if line.remark and not line.entry.faults and line.together is None
    ]
    page = _Page(figures, words, choices.confirmed, large=large)
    deducted = Deducted([line.counted for line in lines if line.apart is None], deductions, assumed)
    loss = _item(page, lines, read, deducted, as_of, spread)
    said = _of_limitation([one for one in lines if one.apart is None and one.loss], choices, words)
    return loss.model_copy(update={"warnings": (*loss.warnings, *said)}), notices


def _of_limitation(losing: Sequence[Line], choices: Choices, words: Words) -> Iterator[str]:
    """What is said of the rows that count and only a day of knowledge keeps alive, or that lapsed in part."""
    hangs = [one for one in losing if choices.hanging(HEAD, one.until, one.tells)]
    partly = [one for one in losing if choices.begun(HEAD, one.day, one.until, one.tells)]
    yield from told(HANGING, hangs, words)
    yield from told(PARTLY_LAPSED, partly, words)


def _spelled(entries: Sequence[Entry]) -> dict[str, set[str]]:
    names: dict[str, set[str]] = defaultdict(set)
    for entry in entries:
        names[entry.who].add(entry.person)
    return names


def _spellings(names: Mapping[str, set[str]]) -> Iterable[Message]:
    """Pseudonyms written in more than one way: to be seen, for taken as one they decide what is double."""
    twice = [" / ".join(sorted(held)) for _, held in sorted(names.items()) if len(held) > 1]
    if twice:
        yield Message(
            "Written in more than one way in the ledgers and taken as one person each ({count}): {names}.",
            {"count": len(twice), "names": "; ".join(few(twice, SHOWN))},
        )


def _item(
    page: _Page, lines: Sequence[Line], read: int, deducted: Deducted, as_of: date | None, spread: Spread | None
) -> LossItem:
    from claims.model import LedgerBundle, LedgerLine

    figures, words = page.figures, page.words
    counted = [line for line in lines if line.apart is None]
    made, shown = page.shown(counted), page.shown([line for line in lines if line.apart is not None])
    groups = page.groups(made)
    gross = figures.make(
        "reimbursement.gross", words.say("Lost reimbursement before deductions"),
        summed(group.loss for group in groups),
        formula=words.say("the sum of the ledger rows ({count})", count=counted_rows(counted)),
        figures=[group.figure for group in groups],
    )  # fmt: skip
    return lossitem.item(
        HEAD, "reimbursement", gross, words.say("Lost reimbursement after deductions"), deducted, figures, words,
        spread,
        title=words.say("Lost state reimbursement"),
        method=words.say(
            "Row by row from the municipality's own ledger: benefit paid × the state's share for what was actually "
            "done, less the reimbursement settled and what was regained. Only rows that were refused, or whose window "
            "for correction had closed, with proof of the actual status, are counted; each row is rounded to the øre."
        ),
        rule="\n".join(words.message(channels.RULES[one]) for one in sorted({one.entry.channel for one in counted})),
        groups=groups,
        apart_groups=page.apart_groups(shown),
        lines=tuple(one.row for one in made if isinstance(one.row, LedgerLine)),
        apart=tuple(one.row for one in shown if isinstance(one.row, LedgerLine)),
        bundles=tuple(one.row for one in made if isinstance(one.row, LedgerBundle)),
        bundles_apart=tuple(one.row for one in shown if isinstance(one.row, LedgerBundle)),
        rows_read=read,
        warnings=warnings(lines, as_of, page.cite, words),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Shown:
    """A row, or a bundle of rows, as the page prints it."""

    row: LedgerLine | LedgerBundle
    benefit: str  # the table's word for it
    month: date  # the first day of the month it begins in
    count: int
    places: tuple[LedgerPlace, ...]


class _Page:
    """Makes lines, groups and their figures for the page; ``large``: too many to be printed one by one."""

    def __init__(self, figures: Figures, words: Words, confirmed: Sequence[Confirmation], *, large: bool) -> None:
        self.figures, self.words, self.confirmed, self.large = figures, words, confirmed, large
        self.cited: dict[str, str] = {}

    def benefit(self, name: str) -> str:
        return NAMES.get(name, name)

    def cite(self, rows: Iterable[Row]) -> tuple[str, ...]:
        for row in (rows := tuple(rows)):
            if row.id not in self.cited:
                self.cited[row.id] = self.figures.cite(printed(row, self.words, self.confirmed))
        return tuple(row.id for row in rows)

    def reason(self, line: Line) -> str:
        """Why a row is set apart, in words; empty: it counts."""
        return self.words.message(line.apart) if line.apart else ""

    def law(self, line: Line) -> tuple[str, ...]:
        """The rows of law a row rests on: those of its share, and of its channel."""
        return self.cite((*line.law, *((line.rule.row,) if line.rule and line.rule.row else ())))

    def shown(self, lines: Sequence[Line]) -> list[_Shown]:
        """The rows one by one, or those of a large ledger in bundles of like ones."""
        held: dict[tuple[object, ...], list[Line]] = defaultdict(list)
        for at, line in enumerate(lines):
            held[self.likeness(line) if self.large else (at,)].append(line)
        return [
            _Shown(
                self.bundle(rows) if self.large else self.line(rows[0]),
                rows[0].entry.benefit,
                rows[0].entry.start.replace(day=1),
                counted_rows(rows),
                tuple(place for row in rows for place in row.places)[:NAMED],
            )
            for rows in (held[key] for key in (sorted(held, key=str) if self.large else held))
        ]

    def likeness(self, line: Line) -> tuple[object, ...]:
        """What the rows of one bundle have in common."""
        entry = line.entry
        last = entry.end - ONE_DAY
        months = entry.start.isoformat()[:7], last.isoformat()[:7]
        shares = tuple(sorted({row.id for row in line.law})), line.due is None
        said = entry.registered, entry.actual, entry.channel, line.tells
        return (entry.benefit, *months, *said, self.reason(line), *shares)

    def bundle(self, lines: Sequence[Line]) -> LedgerBundle:
        from claims.model import LedgerBundle

        first, words = lines[0], self.words
        entry = first.entry
        law = self.law(first)
        places = tuple(sorted((place for line in lines for place in line.places), key=stand_at))[:NAMED]
        paid, received, recovered = (sum(each, ZERO) for each in zip(*(line.amounts for line in lines), strict=True))
        due = None if first.due is None else summed(line.due for line in lines)
        loss = None if first.loss is None else summed(line.loss for line in lines)
        figure = None
        if first.apart is None and loss is not None:
            figure = self.figures.make(
                "reimbursement.bundle",
                words.say("Lost reimbursement, {benefit}, {month}, {actual}, channel {channel}",
                          benefit=self.benefit(entry.benefit), month=words.month(entry.start),
                          actual=entry.actual or "–", channel=entry.channel),
                loss,
                formula=words.say(
                    "{count} {count:row|rows}, each rounded to the øre: paid {paid}, due {due}, received {received}, "
                    "recovered {recovered}; a row in which more was settled than was due counts as 0",
                    count=counted_rows(lines), paid=words.kr(paid), due=words.kr(due or ZERO),
                    received=words.kr(received), recovered=words.kr(recovered),
                ),
                law=law, rows=places,
            ).id  # fmt: skip
        return LedgerBundle(
            benefit=self.benefit(entry.benefit),
            start=min(line.entry.start for line in lines), end=max(line.entry.end for line in lines) - ONE_DAY,
            registered=entry.registered, actual=entry.actual, channel=entry.channel, incident=", ".join(first.tells),
            share=_share(first), rows=counted_rows(lines), places=places, paid=paid, due=due, received=received,
            recovered=recovered, loss=loss, figure=figure, law=law, apart=self.reason(first),
        )  # fmt: skip

    def line(self, line: Line) -> LedgerLine:
        from claims.model import LedgerLine

        entry, words, law = line.entry, self.words, self.law(line)
        figure = None
        if line.apart is None and line.loss is not None:
            figure = self.figures.make(
                "reimbursement.row",
                words.say("Lost reimbursement, {person}, {benefit}, {start} – {end}", person=entry.person,
                          benefit=self.benefit(entry.benefit), start=line.day, end=line.until),
                line.loss, formula=self.formula(line), law=law, rows=[entry.place],
            ).id  # fmt: skip
        return LedgerLine(
            place=entry.place, person=entry.person, benefit=self.benefit(entry.benefit), start=line.day, end=line.until,
            registered=entry.registered, actual=entry.actual, drawn=entry.drawn, channel=entry.channel,
            incident=entry.incident, proof=entry.proof, paid=entry.paid, share=_share(line), due=line.due,
            received=entry.received, recovered=entry.recovered, loss=line.loss, figure=figure, law=law,
            apart=self.reason(line),
        )  # fmt: skip

    def formula(self, line: Line) -> str:
        """«9.857,00 kr. × 65 % − 3.449,95 kr. = 2.957,10 kr.»; the parts where the rate changes."""
        entry, words = line.entry, self.words
        days = (entry.end - entry.start).days
        percent = [words.percent(part.found.row.value) for part in line.parts if part.found.row]
        if len(set(percent)) == 1:
            share = percent[0]
        else:
            each = [f"{part.days}/{days} × {said}" for part, said in zip(line.parts, percent, strict=True)]
            share = f"({' + '.join(each)})"
        taken = [words.kr(amount) for amount in (entry.received, entry.recovered) if amount]
        if entry.drawn and entry.received:
            drawn = f"{words.kr(entry.paid)} × {words.percent(entry.drawn)}"
            taken[0] = words.say("{multiplied} (= {amount})", multiplied=drawn, amount=words.kr(entry.received))
        formula = " − ".join([f"{words.kr(entry.paid)} × {share}", *taken])
        if line.difference is not None and line.difference < 0:
            return words.say("{formula}, below zero: 0", formula=formula)
        return f"{formula} = {words.kr(line.loss or ZERO)}"

    def groups(self, made: Sequence[_Shown]) -> tuple[LossGroup, ...]:
        """The rows that count by benefit and month."""
        held: dict[tuple[str, date], list[_Shown]] = defaultdict(list)
        for one in made:
            held[one.benefit, one.month].append(one)
        return tuple(
            self.group("reimbursement.group", f"{named}, {self.words.month(month)}", rows, benefit=named, month=month)
            for (benefit, month), rows in sorted(held.items())
            if (named := capital(self.benefit(benefit)))
        )

    def apart_groups(self, made: Sequence[_Shown]) -> tuple[LossGroup, ...]:
        """The rows set apart by their reason."""
        held: dict[str, list[_Shown]] = defaultdict(list)
        for one in made:
            held[capital(one.row.apart)].append(one)
        return tuple(self.group("reimbursement.apart", reason, rows) for reason, rows in sorted(held.items()))

    def group(self, step: str, label: str, shown: Sequence[_Shown], **told: Any) -> LossGroup:
        words, apart = self.words, bool(shown[0].row.apart)
        rows, count = [one.row for one in shown], sum(one.count for one in shown)
        formula = (
            words.say("what the ledger rows ({count}) would have come to; not claimed", count=count)
            if apart
            else words.say("the sum of the ledger rows ({count})", count=count)
        )
        sums = {name: summed(getattr(row, name) for row in rows) for name in ("paid", "due", "received", "recovered")}
        return lossitem.group(
            step, label, rows, (row.loss for row in rows), formula, self.figures,
            places=[place for one in shown for place in one.places] if apart else (),
            rows=count, unknown=sum(one.count for one in shown if one.row.loss is None), **sums, **told,
        )  # fmt: skip


def _share(line: Line) -> Decimal | None:
    """The one share of the benefit that was due, per cent; None where it changed within the row, or none is known."""
    shares = {row.value for row in line.law}
    return shares.pop() if len(shares) == 1 else None
