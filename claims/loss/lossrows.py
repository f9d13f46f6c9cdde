"""A ledger row under computation: what was due, what of it was lost, and why it is not claimed where it is not.

No row vanishes: each is either counted, or set apart with one reason and the amount it would have been.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from claims.figures import ZERO, ore
from claims.lawtables import ONE_DAY, Confirmation, Row, UnconfirmedLaw, table
from claims.loss import channels, rowsays
from claims.loss.choices import Choices, another_cause
from claims.loss.deductions import Counted
from claims.loss.ledgers import Entry
from claims.loss.rowplaces import stand_at
from claims.loss.setapart import outside
from claims.loss.shares import RATES, Part, exact_share, known_status, lowest_step, parts, parts_by_rate, passive, plain
from claims.model import LedgerPlace
from evidence.errors import Message

#: The head of loss these rows are of.
HEAD = "reimbursement"

_WEEK_NEEDED = Message("the benefit week is needed to find the rate")
_NO_RATE = Message("no checked rate for that benefit, status and time")


@dataclass(frozen=True, slots=True, kw_only=True)
class Together:
    """What many rows that are alike in all but person, amounts and proof come to, and where the first of them stand."""

    count: int
    paid: Decimal
    received: Decimal
    recovered: Decimal
    places: tuple[LedgerPlace, ...]


@dataclass(slots=True, kw_only=True)
class Line:
    """A ledger row under computation; or many that are alike, told by the first of them, with the amounts of all."""

    entry: Entry
    together: Together | None = None
    parts: tuple[Part, ...] = ()
    law: tuple[Row, ...] = ()
    due: Decimal | None = None
    difference: Decimal | None = None  # due − received − recovered; below zero: more was settled than was due
    apart: Message | None = None
    rule: channels.Standing | None = None
    remark: Message | None = None  # the reason once more, with what the lawyer needs to mend the row
    confirmed: bool = True  # no row of law it rests on is merely recalled
    tells: tuple[str, ...] = ()  # what it says that it comes of, of what the case knows

    @property
    def day(self) -> date:
        """The day it begins."""
        return self.entry.start

    @property
    def until(self) -> date:
        """Its last day."""
        return self.entry.end - ONE_DAY

    @property
    def count(self) -> int:
        """How many rows of the ledger it is."""
        return self.together.count if self.together else 1

    @property
    def counted(self) -> Counted:
        """The row as deductions come off it."""
        return Counted(
            self.loss or ZERO, self.day, self.until, self.entry.channel, self.count, ("sample_share",),
            tells=self.tells,
        )  # fmt: skip

    @property
    def amounts(self) -> tuple[Decimal, Decimal, Decimal]:
        """Paid, received and recovered."""
        one = self.together or self.entry
        return one.paid, one.received, one.recovered

    @property
    def places(self) -> tuple[LedgerPlace, ...]:
        """Where it stands; of many rows the first."""
        return self.together.places if self.together else (self.entry.place,)

    @property
    def loss(self) -> Decimal | None:
        """What was lost, or would have been; None where the law does not say what was due."""
        return None if self.difference is None else max(self.difference, ZERO)


def stand(entry: Entry) -> tuple[int, str, str, int]:
    """Where the row stands, as it is ordered on paper."""
    return stand_at(entry.place)


def line_of(entry: Entry, choices: Choices) -> Line:
    """The row with what was due and, where it is not claimed, the first reason why."""
    line = Line(entry=entry, tells=choices.told(entry.incident))
    if entry.faults:
        line.apart = line.remark = entry.faults[0]
        if entry.end <= entry.start:
            return line
    _amounts(line, choices.confirmed)
    if line.apart is None:
        line.apart = _reason(line, choices)
    return line


def _amounts(line: Line, confirmed: Sequence[Confirmation]) -> None:
    """What was due, as far as the law says."""
    entry = line.entry
    line.parts = owed(entry)
    share = exact_share(line.parts)
    if share is None:
        return
    line.law = tuple({part.found.row.id: part.found.row for part in line.parts if part.found.row}.values())
    try:
        for row in line.law:
            table(RATES).confirm(row, confirmed)
    except UnconfirmedLaw:
        line.confirmed = False
    line.due = ore(Fraction(entry.paid) * share)
    line.difference = line.due - entry.received - entry.recovered


def owed(entry: Entry) -> tuple[Part, ...]:
    """The parts of the row with the law on what was done; where the ledger says only the share, with a row that has it.
    """
    if entry.entitled is not None and not entry.actual:
        return parts_by_rate(entry.benefit, entry.entitled, entry.start, entry.end, entry.week)
    return parts(entry.benefit, entry.actual, entry.start, entry.end, entry.week)


def _reason(line: Line, choices: Choices) -> Message | None:
    """Why the row is not claimed, the first reason there is; None: it is."""
    if away := outside(choices.period, line.day, line.until):
        line.remark = away[1]
        return away[0]
    return (
        _as_it_stands(line.entry, choices)
        or _by_its_rule(line, choices.confirmed)
        or _by_its_rate(line)
        or (_by_its_registration(line) or choices.barred(HEAD, line.until, line.tells) if line.loss else None)
    )


def _as_it_stands(entry: Entry, choices: Choices) -> Message | None:
    """The row itself says that nothing was lost or that another is to blame, or lacks what it is claimed by."""
    if entry.state == "recovered":
        return Message("recovered: the reimbursement was regained")
    if entry.state == "recoverable":
        return Message("recoverable: the reimbursement can still be claimed from the state")
    if why := choices.another_cause(entry.incident) or entry.blame:
        return why
    if not entry.proof:
        return Message("no proof of the actual status")
    if not entry.channel:
        return Message("no channel: neither the row nor the case names the rule")
    return None


def _by_its_rule(line: Line, confirmed: Sequence[Confirmation]) -> Message | None:
    """The rule its channel names was not in force in its time, or nobody answers for it."""
    entry = line.entry
    line.rule = channels.standing(entry.channel, entry.benefit, entry.start, entry.end)
    if line.rule.how != "in_force":
        text = channels.REASONS[line.rule.how]
        return Message(text.text, {"channel": entry.channel})
    if line.rule.row and not table(channels.TABLE).may_use(line.rule.row, confirmed):
        return Message("channel {channel}: the rule is recalled, not confirmed", {"channel": entry.channel})
    return None


def _by_its_rate(line: Line) -> Message | None:
    """The law gives no rate for what was done, none anybody answers for, or another than the row says or lives up to.
    """
    entry = line.entry
    missing = next((part.found.why for part in line.parts if part.found.row is None), None)
    if missing:
        text, remark = _MISSING[missing]
        owed = entry.entitled and entry.entitled.normalize()
        line.remark = Message(
            remark.text, {"value": entry.actual, "benefit": entry.benefit, "week": entry.week, "said": owed}
        )
        return text
    if entry.hours is not None and (least := _hours_asked(line)) > entry.hours:
        line.remark = Message(
            "{hours} hours a week, and the rate asks for {least} on average, unless the case says why fewer were "
            "enough; if it does, empty the cell in a copy of the table in ledgers/",
            {"hours": entry.hours, "least": least},
        )
        return Message("fewer hours a week than the rate asks for")
    if entry.entitled is not None and (other := _another_share(line)):
        line.remark = Message(
            "the ledger says that the state owed {said} per cent, the law gives «{status}» {share} per cent; see which "
            "is right",
            {"said": entry.entitled.normalize(), "status": entry.actual, "share": other.value},
        )
        return Message("the share in the ledger is not that of the status")
    if not line.confirmed:
        return Message("the rate is recalled, not confirmed")
    if any(part.found.free for part in line.parts):
        return Message("free weeks: the municipality bore no share")
    return None


def _by_its_registration(line: Line) -> Message | None:
    """What was registered, or settled by it, is not what cost the reimbursement."""
    entry = line.entry
    if entry.channel == "B" and _RUN_OUT.match(entry.registered) and not _RUN_OUT.match(entry.actual):
        line.remark = Message(
            "the registration «{value}» says how long the benefit had run, which no activity changes; if it had not "
            "run so long, enter what was registered of the activity",
            {"value": entry.registered},
        )
        return Message("the rate hung on how long the benefit had run")
    if registered_as_it_was(entry) and not passive(entry.actual):
        line.remark = Message(
            "the registration says what was done («{value}»), so it is not what cost the reimbursement; a reversal for "
            "want of documentation belongs under channel D",
            {"value": entry.registered},
        )
        return Message("registered as it was")
    if step := below_every_step(entry):
        line.remark = Message(
            "less was settled than the lowest step, {share} per cent: that is no difference between two steps; say "
            "under which rule the rest was refused",
            {"share": step.value},
        )
        return Message("channel F: less was settled than any step of the staircase gives")
    return None


#: «KSD nede», «nedbrud i betalingssystemet», «portalen tog ikke imod filen»: what the cause names has failed itself,
#: and not only lacks something.
_FAILED = re.compile(
    r"\b(?:nede|nedbrud\w*|udfald\w*|ude af drift|utilgængelig\w*|fejl (?:i|hos)|svigt\w*|down|outage"
    r"|(?:modtog|tog|tager|kunne|kan) ikke (?:imod|modtage|filen|filer)|afviste (?:filen|filer))\b",
    re.IGNORECASE,
)
#: «overført forkert af Ydelsesbasen», «ikke leveret fra portalen»: who did it wrong, or not at all.
_DONE_WRONG = re.compile(
    r"\b(?:(?:forkert|fejlagtigt|for sent|ikke|aldrig)\s+\w+|\w+\s+(?:forkert|fejlagtigt|for sent)|\w+ wrongly)"
    r"\s+(?:af|fra|by)\s+(?P<who>[^.,;]+?)(?=\s+(?:til|i|på|den|to)\b|\s*[.,;]|\s*$)",
    re.IGNORECASE,
)


def blame(systems: Sequence[str], elsewhere: Callable[[str], str], said: str, regained: bool) -> Message | None:
    """Why a row is no loss of the breach by the cause it names itself: another's system, the municipality's own doing.

    ``systems`` are the vendor's, ``elsewhere`` says which of another's some words are about.
    """
    doer = _DONE_WRONG.search(said)
    if (_FAILED.search(said) and elsewhere(said)) or (doer and elsewhere(doer["who"])):
        return another_cause(said)
    return rowsays.no_loss(said, systems, regained=regained)


#: A registration of time run out, not of what was done: «mere end 18 mdr.», «efter uge 52» (LAS § 104,
#: sygedagpengeloven § 62).
_RUN_OUT = re.compile(r"\s*(?:mere end|over|efter|more than|after)\s+(?:uge\s+|week\s+)?\d+", re.IGNORECASE)

#: Why no row of law could be taken, and the same with the words of the row.
_MISSING: Mapping[str, tuple[Message, Message]] = {
    "unknown_status": (
        Message("the actual status is not known to the table of rates"),
        Message("the status «{value}» is not known for {benefit}"),
    ),
    "type_needed": (
        Message("the type of activity is needed to find the rate"),
        Message(
            "«{value}» does not say which activity it was, and from 2011 the rate depends on it (virksomhedspraktik, "
            "ordinær uddannelse, vejledning og opkvalificering; of sygedagpenge also gradvist tilbage i arbejde)"
        ),
    ),
    "no_such_share": (
        Message("no status of the benefit gave the share the ledger says"),
        Message("no status of {benefit} gave {said} per cent at that time"),
    ),
    "week_needed": (_WEEK_NEEDED, _WEEK_NEEDED),
    "week_differs": (
        Message("the benefit week contradicts the actual status"),
        Message(
            "the status «{value}» does not hold the benefit week {week}; see which is right, and divide the row where "
            "it runs over more than one"
        ),
    ),
    "no_row": (_NO_RATE, _NO_RATE),
}


def _hours_asked(line: Line) -> Decimal:
    """How many hours a week the rates of the row ask for at the most; none: 0."""
    rows = (part.found.row for part in line.parts)
    return max((Decimal(row.columns.get("timer", "0")) for row in rows if row), default=ZERO)


def _another_share(line: Line) -> Row | None:
    """A row of law under what was done that gives another share than the ledger says the state owed."""
    return next((row for row in line.law if Decimal(row.value) != line.entry.entitled), None)


def below_every_step(entry: Entry) -> Row | None:
    """The lowest step of the staircase, where a row that claims the difference between two was settled below it."""
    if entry.channel != "F" or not (step := lowest_step(entry.benefit, entry.start)):
        return None
    settled = Fraction(entry.received + entry.recovered)
    return step if settled + 1 < Fraction(entry.paid) * Fraction(step.value) / 100 else None


def registered_as_it_was(entry: Entry) -> bool:
    """In a channel that rests on a wrong or missing registration: does the registration say what was done?"""
    return (
        bool(entry.registered) and entry.channel in ("A", "B", "G") and plain(entry.registered) == plain(entry.actual)
    )


def set_apart_by_others(lines: Sequence[Line]) -> None:
    """Set apart what the rows are by one another: the same twice, booked back, or of a week that is lost already."""
    _set_doubles_apart(lines)
    _set_reversed_apart(lines)
    _set_overlaps_apart(lines)


def _set_doubles_apart(lines: Sequence[Line]) -> None:
    """A row that stands twice, word for word, is counted once: where it stands first."""
    seen: dict[tuple[str, ...], Entry] = {}
    for line in sorted(lines, key=lambda one: stand(one.entry)):
        first = seen.setdefault(line.entry.content, line.entry)
        if first is not line.entry:
            line.apart = Message("the same row stands twice")
            there, again = first.place, line.entry.place
            # A sheet that lies in the case twice is told of once: its rows stand where they stand in the other.
            line.remark = (
                Message("the same rows stand in the same places of {file}", {"file": there.document})
                if there.row == again.row and there.document != again.document
                else Message("the same row stands in row {row} of {file}", {"row": there.row, "file": there.document})
            )


def _set_reversed_apart(lines: Sequence[Line]) -> None:
    """What was booked back is not lost: a row is set apart with the negative row that takes from its days.

    Where a negative row is all of one row and of no other, the two are nothing together, and what was booked in its
    place stands. How much was taken back otherwise only people can say.
    """
    of: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    for line in lines:
        if line.entry.paid < 0:
            of[line.entry.who, line.entry.benefit].append(line.entry)
    if not of:
        return
    whole = _taken_back_whole([one for held in of.values() for one in held], lines)
    for line in lines:
        entry = line.entry
        if line.apart is not None or not line.loss:
            continue
        met = [one for one in of[entry.who, entry.benefit] if one.shares_days(entry)]
        if back := next((one for one in met if whole.get(id(one)) is line), None):
            line.apart = Message("booked back whole by a negative row")
            line.remark = Message(
                "row {row} of {file} books all of it back", {"row": back.place.row, "file": back.place.document}
            )
        elif met := [one for one in met if id(one) not in whole]:
            place = {"row": met[0].place.row, "file": met[0].place.document}
            line.apart = Message("a negative row takes from the same days of the same person")
            line.remark = Message(
                "row {row} of {file} is negative and takes from the same days of the same person; leave both out where "
                "it is all of it, or write what is left in one row",
                place,
            )


def _taken_back_whole(negative: Sequence[Entry], lines: Sequence[Line]) -> dict[int, Line]:
    """Negative rows that take back all of one row of the same person, benefit and days, and that row."""
    same: dict[tuple[object, ...], list[Line]] = {_days(one, -one.paid): [] for one in negative}
    for line in lines:
        if (held := same.get(_days(line.entry, line.entry.paid))) is not None:
            held.append(line)
    met = ((id(one), same[_days(one, -one.paid)]) for one in negative)
    return {one: held[0] for one, held in met if len(held) == 1}


def _days(entry: Entry, paid: Decimal) -> tuple[object, ...]:
    return entry.who, entry.benefit, entry.start, entry.end, paid


def _set_overlaps_apart(lines: Sequence[Line]) -> None:
    """A week of a person is lost once: the deadline channels first, then the others.

    Of two rows that begin together the longer counts: the shorter is a part of it.
    """
    claimed: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    ranked = sorted(
        (line for line in lines if line.apart is None and line.loss),
        key=lambda one: (
            channels.ORDER.index(one.entry.channel), one.entry.start, -one.entry.end.toordinal(), one.entry.content
        ),
    )  # fmt: skip
    for line in ranked:
        entry = line.entry
        others = claimed[entry.who, entry.benefit]
        other = next((one for one in others if one.shares_days(entry)), None)
        if other is None:
            others.append(entry)
        elif other.channel == entry.channel:
            line.apart = Message("overlaps another row of the same person and benefit")
            line.remark = Message("it overlaps row {row} of the same person and benefit", {"row": other.place.row})
        else:
            line.apart = Message("already counted under channel {channel}", {"channel": other.channel})


def registered_share(entry: Entry) -> Fraction | None:
    """The share that the registered status gives by the table; None where none is registered, or it gives none."""
    if not entry.registered or not known_status(entry.benefit, entry.registered):
        return None
    return exact_share(parts(entry.benefit, entry.registered, entry.start, entry.end, entry.week))


def settled_otherwise(entry: Entry) -> bool:
    """Does the settlement disagree with the registered status by more than a krone?"""
    share = registered_share(entry)
    return share is not None and abs(Fraction(entry.paid) * share - Fraction(entry.received)) > 1
