"""What the lawyer must see of the loss before the other side does: each with its rows and the amount at stake.

None of it takes a row out of the claim: where the law is open, or the facts are not in the ledger, it is said.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from itertools import combinations
from operator import itemgetter
from typing import TYPE_CHECKING, Protocol

from claims.figures import ZERO, summed
from claims.lawtables import ONE_DAY, Row, table
from claims.loss.ledgers import Entry
from claims.loss.lossrows import Line, registered_as_it_was, settled_otherwise, stand
from claims.loss.rowplaces import places
from claims.loss.shares import NAMES, has_free_weeks, passive
from claims.model import LedgerPlace
from evidence.errors import Message
from evidence.months import next_month

if TYPE_CHECKING:
    from templates.words import Words

CORRECTIONS = "refusion.berigtigelse"
AMOUNTS = "ydelser.beloeb"
#: Benefits to live on: as a rule nobody has two of them for the same days (but kontanthjælp may top up another).
_TO_LIVE_ON = frozenset(
    (
        "a-dagpenge",
        "sygedagpenge",
        "kontanthjaelp",
        "uddannelseshjaelp",
        "ledighedsydelse",
        "revalideringsydelse",
        "ressourceforloebsydelse",
        "introduktionsydelse",
        "saerlig_ydelse",
    )
)


def warnings(
    lines: Sequence[Line], as_of: date | None, cite: Callable[[Iterable[Row]], object], words: Words
) -> Iterator[str]:
    """The warnings of a head of loss. ``cite`` puts the rows of law they rest on among those that are printed."""
    counted = [line for line in lines if line.apart is None]
    losing = [line for line in counted if line.loss]
    yield from _not_in_force(lines, words)
    yield from _settled(counted, words)
    yield from _passive(losing, words)
    if as_of:
        yield from _correctable(losing, as_of, cite, words)
    yield from told(_NO_WEEK, [line for line in losing if line.entry.week is None and _may_be_free(line)], words)
    by_share = [line for line in losing if line.entry.entitled is not None and not line.entry.actual]
    yield from told(_BY_SHARE, by_share, words)
    yield from _two_benefits(losing, words)
    yield from _above_highest(losing, cite, words)
    secondary = sorted({row.id for line in counted for row in line.law if row.confidence == "secondary"})
    if secondary:
        yield words.say("These rates rest on a secondary source: {rows}.", rows=secondary)


class Rows(Protocol):
    """A row of a table, or many told together."""

    @property
    def count(self) -> int: ...
    @property
    def places(self) -> tuple[LedgerPlace, ...]: ...
    @property
    def loss(self) -> Decimal | None: ...


def told(warning: Message, held: Sequence[Rows], words: Words, **more: object) -> Iterator[str]:
    """The warning with how many rows it is of, where they stand and what they come to; nothing where there are none."""
    if held:
        said = {"count": counted_rows(held), "rows": where(held), "amount": words.kr(summed(one.loss for one in held))}
        yield words.message(Message(warning.text, said | more))


def counted_rows(held: Iterable[Rows]) -> int:
    """How many rows of the tables they are."""
    return sum(one.count for one in held)


def where(held: Sequence[Rows]) -> str:
    """Where the rows stand, neighbours together."""
    said = places([place for one in held for place in one.places])
    return said if said.endswith("…") or all(len(one.places) == one.count for one in held) else f"{said}, …"


#: Rows that are alive by the day of knowledge alone, and rows whose first days had lapsed, or may have, not their last.
HANGING = Message(
    "Only the day of knowledge keeps them from being time-barred (rows: {count}, namely {rows}; together {amount}): "
    "three years from the row's own last day had passed before anything put it off. Who pays for work around a fault, "
    "or is refused reimbursement, as a rule knows it then; an earlier day for some of the claims is given under "
    "[[limitation.known]]."
)
PARTLY_LAPSED = Message(
    "Rows whose first days had lapsed, or only the day of knowledge keeps alive, and whose last had not (rows: "
    "{count}, namely {rows}; together {amount}): they are counted whole. Divide each at the day up to which it "
    "had lapsed, and leave out what lies before."
)
_NO_OFFER = Message(
    "Channel {channel}, rows counted although the actual status is passive (rows: {count}, namely {rows}; "
    "together {amount}): no offer was held. They are a loss only where an offer was due, could have begun in "
    "time, and the system was what held it up; that must be shown row by row."
)
_REGISTERED_SO = Message(
    "Channel {channel}: in some of these rows the registration too says passive (rows: {count}, namely "
    "{rows}; together {amount}). There it is not a wrong registration that cost the reimbursement."
)
_CLOSED_BUT_OPEN = Message(
    "Rows counted because the time for correction is said to have run out (rows: {count}, namely {rows}; "
    "together {amount}): by {cite} they could still be corrected on {day}. Show why they could not, or "
    "mark them as recoverable; the vendor will say that the loss could be averted."
)
_REFUSED_BUT_OPEN = Message(
    "Rows counted as refused (rows: {count}, namely {rows}; together {amount}): by {cite} reimbursement "
    "for that time could still be corrected on {day}. Show that the refusal was final, and what was done "
    "to have it undone (later documentation, waiver); the vendor will say that the loss could be averted."
)
_NO_WEEK = Message(
    "Rows of a-dagpenge counted without a benefit week (rows: {count}, namely {rows}; together {amount}): the "
    "first 18, 12, 8 or 4 weeks after placement (2010, 2011, 2012, 2013 on) cost the municipality nothing. The "
    "benefit week is needed to show that none of the rows lies in them."
)
_BY_SHARE = Message(
    "Of some rows the ledger says which share the state owed and not what was done (rows: {count}, namely "
    "{rows}; together {amount}). The table of rates has that share for the benefit and the time; the proof of "
    "each row must show what gave it."
)
_TWO_BENEFITS = Message(
    "The same person is counted with two benefits for the same days (rows: {count}, namely {rows}; together "
    "{amount}). As a rule the benefits exclude each other; see which was paid, or that one was a supplement."
)
_ABOVE_HIGHEST = Message(
    "More benefit is entered as paid than the highest amount of the benefit for the weeks or months the row "
    "touches (rows: {count}, namely {rows}; together {amount}). See whether supplements or a wrong period are "
    "in it; the state's share is of the benefit alone."
)
#: By how the rule of a channel stood.
_NOT_IN_FORCE = {
    "partly": Message(
        "Channel {channel}, {benefit}: the rule was in force for part of the days of the rows only ({cite}; "
        "rows: {count}). They would have come to {amount}, which is not claimed. Divide them in a copy of "
        "the ledger so that one begins on {day}, and give the part it was not in force for a channel whose "
        "rule was."
    ),
    "not_yet": Message(
        "Channel {channel}, {benefit}: the rule did not apply on the days of the rows ({cite}; rows: {count}). "
        "They would have come to {amount}, which is not claimed."
    ),
    "suspended": Message(
        "Channel {channel}, {benefit}: the rule stood in the statute but was set out of force on the days of "
        "the rows ({cite}; rows: {count}). They would have come to {amount}, which is not claimed."
    ),
    "repealed": Message(
        "Channel {channel}, {benefit}: the rule had been repealed on the days of the rows ({cite}; rows: "
        "{count}). They would have come to {amount}, which is not claimed."
    ),
}


def _passive(losing: Sequence[Line], words: Words) -> Iterator[str]:
    """The deadline channels, where no offer was held at all: then a late offer is what the rule punishes."""
    for channel in ("A", "G"):
        held = [line for line in losing if line.entry.channel == channel and passive(line.entry.actual)]
        same = [line for line in held if registered_as_it_was(line.entry)]
        yield from told(_NO_OFFER, held, words, channel=channel)
        yield from told(_REGISTERED_SO, same, words, channel=channel)


def open_until(line: Line, as_of: date) -> Row | None:
    """The rule by which the reimbursement of the row could still be corrected on that day; None: none is known."""
    rules, entry = table(CORRECTIONS), line.entry
    benefit = entry.benefit if (entry.benefit,) in rules.by_key else "*"
    row = rules.find(entry.start, ydelse=benefit)
    if row is None or as_of < entry.end:
        return None
    if not row.text.isdigit():
        return row
    last = entry.end - ONE_DAY + timedelta(weeks=int(row.text))
    stop = row.columns.get("sidste_dag")
    return row if as_of <= (min(last, date.fromisoformat(stop)) if stop else last) else None


def _correctable(
    losing: Sequence[Line], as_of: date, cite: Callable[[Iterable[Row]], object], words: Words
) -> Iterator[str]:
    """Rows counted as lost though the law still let them be corrected: the vendor will say mitigation."""
    held: dict[tuple[str, str], list[Line]] = defaultdict(list)
    rules: dict[str, Row] = {}
    for line in losing:
        if rule := open_until(line, as_of):
            rules[rule.cite] = rule
            held[line.entry.state, rule.cite].append(line)
    cite(rules[one] for one in sorted(rules))
    for (state, rule_cite), rows in sorted(held.items(), reverse=True):
        warning = _CLOSED_BUT_OPEN if state == "window_closed" else _REFUSED_BUT_OPEN
        yield from told(warning, rows, words, cite=rule_cite, day=as_of)


def _may_be_free(line: Line) -> bool:
    entry = line.entry
    return has_free_weeks(entry.benefit, entry.start) or has_free_weeks(entry.benefit, entry.end - ONE_DAY)


def _two_benefits(losing: Sequence[Line], words: Words) -> Iterator[str]:
    people: dict[str, list[Line]] = defaultdict(list)
    for line in losing:
        # Rows told together are of people none of whose rows touch each other.
        if line.together is None and line.entry.benefit in _TO_LIVE_ON:
            people[line.entry.who].append(line)
    odd: dict[tuple[int, str, str, int], Line] = {}
    for rows in people.values():
        for one, other in combinations(rows, 2):
            a, b = one.entry, other.entry
            if a.benefit != b.benefit and a.shares_days(b):
                odd |= {stand(a): one, stand(b): other}
    yield from told(_TWO_BENEFITS, list(odd.values()), words)


def _above_highest(
    losing: Sequence[Line], cite: Callable[[Iterable[Row]], object], words: Words
) -> Iterator[str]:
    """Rows with more benefit paid than the law's highest amount for the weeks or months they touch."""
    held: list[Line] = []
    rules: dict[str, Row] = {}
    for line in losing:
        highest, used = highest_amount(line.entry)
        if highest is not None and line.entry.paid > highest:
            held.append(line)
            rules |= {row.id: row for row in used}
    cite(rules[one] for one in sorted(rules))
    yield from told(_ABOVE_HIGHEST, held, words)


def highest_amount(entry: Entry) -> tuple[Decimal | None, list[Row]]:
    """The highest amount for every month or week the row touches, and the rows it is taken from; None: not known."""
    rules = table(AMOUNTS)
    kinds = [key for key in rules.by_key if key[0] == entry.benefit]
    total, used = ZERO, list[Row]()
    unit = "uge" if any(key[2] == "uge" for key in kinds) else "md"
    for day in _starts(entry.start, entry.end, unit):
        found = [row for key in kinds if key[2] == unit for row in rules.by_key[key] if row.covers(day)]
        if not found:
            return None, []
        most = max(found, key=lambda row: row.value)
        total += most.value
        used.append(most)
    return total, used


def _starts(start: date, end: date, unit: str) -> Iterator[date]:
    """A day in each calendar week or month that ``[start, end)`` touches."""
    day = start
    while day < end:
        yield day
        day = day + timedelta(days=7 - day.weekday()) if unit == "uge" else next_month(day)


def _not_in_force(lines: Sequence[Line], words: Words) -> Iterator[str]:
    silent: dict[tuple[str, str, str], tuple[Row, list[Line]]] = {}
    for line in lines:
        if line.rule and (row := line.rule.row) and line.rule.how in _NOT_IN_FORCE:
            silent.setdefault((line.entry.channel, line.rule.how, row.id), (row, []))[1].append(line)
    for (channel, how, _), (row, held) in sorted(silent.items(), key=itemgetter(0)):
        benefit = held[0].entry.benefit
        yield from told(
            _NOT_IN_FORCE[how], held, words, channel=channel, benefit=NAMES.get(benefit, benefit), cite=row.cite,
            day=held[0].rule and held[0].rule.turn,
        )  # fmt: skip


def _settled(counted: Sequence[Line], words: Words) -> Iterator[str]:
    over = [line for line in counted if line.difference is not None and line.difference < 0]
    if over:
        yield words.say(
            "In some of the rows counted ({count}) more was settled than was due, {amount} in all. They count as 0; "
            "the other side may ask that they be set off.",
            count=counted_rows(over),
            amount=words.kr(-summed(line.difference for line in over)),
        )
    odd = [line for line in counted if settled_otherwise(line.entry)]
    if odd:
        yield words.say(
            "In some of the rows counted ({count}) the reimbursement settled is not what the registered status would "
            "have given by the table; see whether the registration, or something else, decided the settlement.",
            count=counted_rows(odd),
        )
