"""Reads the municipality's own hours and invoices: what was spent because the system failed, row by row.

One sheet may hold both. A row with a supplier is cost, and so are an invoice and what was written off; a row of hours,
or of what an employee was paid, is working time, worth hours × rate. What is wrong in a row is kept with it as a fault,
so that the row is set apart and seen.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cached_property, partial
from types import MappingProxyType
from typing import Literal, NamedTuple

from claims.figures import ZERO, ore, summed
from claims.loss import rowsays
from claims.loss.cells import Cell, is_labelled_sum, read_amount, read_day, read_month, text_of
from claims.loss.headings import Headings
from claims.loss.ledgercells import proof_in
from claims.loss.ledgersheets import LEDGER, is_ledger, missing
from claims.loss.rowplaces import stretches
from claims.loss.shares import fold, squash
from claims.loss.sheetrows import LedgerInput, Reader, SheetLike, house, unreadable
from claims.model import LedgerPlace
from evidence.errors import Message

Head = Literal["lost_time", "extra_cost"]
OUTLAYS = Headings.of("outlays")
#: So long is the shortest ticket known among words: «12» may be anything.
_TICKET = 4
#: The municipality's own people in the column of suppliers: what they were paid is pay, and no bill of anybody's.
_OWN_PEOPLE = re.compile(
    r"\b(?:egne|eget|egen|vores|vore|kommunens|interne?)\s+(?:egne\s+)?"
    r"(?:medarbejdere|personale|ansatte|folk|sagsbehandlere|mandskab|stab|løn\w*|timer)\b"
    r"|\bfastansatte?\b|\b(?:our )?own (?:staff|employees|people)\b",
    re.IGNORECASE,
)
#: Columns of which a second one could change what a row comes to.
_ONCE = ("hours", "rate", "amount", "with_vat", "written_off", "lost")
#: VAT is a quarter of the price without it, a fifth of the price with it; of some things there is none.
_MOST_VAT = Decimal("0.2")
#: What came in of what the row says was lost: at the time, and later.
_CAME_IN = ("received", "regained")
_ALL_CAME_IN = Message("what was lost came in after all")
#: A sheet that lacks so many columns of a reimbursement ledger and says of each row what was lost is no such ledger.
_NO_LEDGER = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlay:
    """A row of hours or of cost as read. ``end`` is its last day; ``faults`` say why it cannot be claimed.

    ``amount`` is in kr., below zero for a credit note, and None where the row does not say what it comes to.
    """

    place: LedgerPlace
    head: Head
    start: date
    end: date
    party: str  # who worked, or was paid; else whom the row is of
    what: str
    incident: str
    number: str
    proof: str
    hours: Decimal | None
    rate: Decimal | None
    amount: Decimal | None
    with_vat: bool = False
    vat: Decimal = ZERO  # what the row says that there is of VAT in its amount; it is off ``amount``
    by_default_rate: bool = False  # the rate is the one of case.toml
    paid_anyway: str = ""  # the words by which the row says that the hours cost no pay of their own
    subject: str = ""  # the citizen the row is of
    remarks: str = ""  # what it says in the columns nothing is taken from
    came_in: Decimal = ZERO  # what others paid of what the row says was lost; it is off ``amount``
    written: str = ""  # the hours as written, where they are written «7:30»
    faults: tuple[Message, ...] = ()

    @property
    def who(self) -> str:
        """The person or supplier, however the name is written."""
        return fold(self.party)

    @property
    def invoice(self) -> tuple[str, str, bool] | None:
        """What makes an invoice one: who is paid, its number, and whether it is a credit note; None: it has none."""
        return (self.who, squash(self.number), (self.amount or ZERO) < 0) if squash(self.number) else None

    @property
    def content(self) -> tuple[str, ...]:
        """Everything but where it stands: two rows with one content are one row twice."""
        numbers = (str(one) if one is not None else "" for one in (self.hours, self.rate, self.amount))
        days = (self.start.isoformat(), self.end.isoformat())
        said = (squash(one) for one in (self.subject, self.what, self.incident, self.number, self.proof))
        return (self.head, self.who, *days, *numbers, *said)


def divided(
    ledgers: Sequence[LedgerInput], ledger_columns: Mapping[str, str], columns: Mapping[str, str]
) -> tuple[list[LedgerInput], list[LedgerInput]]:
    """The sheets that are, or ought to be, reimbursement ledgers, and those of hours and invoices.

    A file without any of hours or invoices is left whole among the first, where it is named if it cannot be read.
    """
    reimbursement, outlays = [], []
    names = OUTLAYS.mapping(columns)
    for ledger in ledgers:
        ours = [sheet for sheet in ledger.sheets if _holds_outlays(sheet, names)]
        if not ours:
            reimbursement.append(ledger)
            continue
        outlays.append(replace(ledger, sheets=ours))
        if rest := [s for s in ledger.sheets if s not in ours and is_ledger(s, ledger_columns)]:
            reimbursement.append(replace(ledger, sheets=rest))
    return reimbursement, outlays


def _holds_outlays(sheet: SheetLike, names: Mapping[str, str]) -> bool:
    _, where, _ = OUTLAYS.best(sheet, names)
    _, other, _ = LEDGER.best(sheet, LEDGER.mapping({}))
    return (
        "start" in where
        and not where.keys().isdisjoint(("hours", "amount", "with_vat", "written_off", "lost"))
        and not where.keys().isdisjoint(("person", "supplier", "what", "number", "written_off", "lost"))
        and (not {"benefit", "paid"} <= other.keys() or ("lost" in where and len(missing(other)) >= _NO_LEDGER))
    )


def states_losses(sheet: SheetLike) -> bool:
    """Has the sheet a column that says of each row what was lost?"""
    return "lost" in OUTLAYS.best(sheet, OUTLAYS.mapping({}))[1]


def read_outlays(
    ledgers: Iterable[LedgerInput], columns: Mapping[str, str], rate: Decimal | None,
    shown: Collection[str] = (), customer: Iterable[str] = (), systems: Iterable[str] = (),
    rates: Mapping[date, Decimal] = MappingProxyType({}),
) -> tuple[list[Outlay], list[Message]]:  # fmt: skip
    """All rows of hours and cost, and what is worth saying about how they were read. ``customer`` are its names,
    ``systems`` those of the vendor's.

    ``rate`` is what an hour costs where its row does not say, ``rates`` the same from each of these days;
    ``shown`` names the tables that are not claimed: a cell
    of theirs that cannot be read is told, and moves no figure. Raises ``KravError`` listing up to ten cells of the
    others that cannot be read as what they must be.
    """
    outlays: list[Outlay] = []
    notices: list[Message] = []
    bad: list[Message] = []
    names, ours, systems = OUTLAYS.mapping(columns), frozenset(map(house, customer)), tuple(systems)
    for ledger in ledgers:
        for sheet in ledger.sheets:
            at, where, twice = OUTLAYS.best(sheet, names)
            if double := [one for one in twice if one in {OUTLAYS.called[name] for name in _ONCE}]:
                raise OUTLAYS.unfit(ledger, sheet, at, [], double)
            reader = _Reader(ledger, sheet, at, where, OUTLAYS)
            reader.ours, reader.systems, reader.rates = ours, systems, rates
            outlays += reader.outlays(rate)
            notices += reader.notices
            (notices if ledger.document in shown else bad).extend(reader.bad)
    if bad:
        raise unreadable(bad)
    return outlays, notices


def naming(outlays: Iterable[Outlay], tickets: Collection[str]) -> list[Outlay]:
    """The rows, those without an incident with the tickets that what it was for or a remark of theirs names.

    ``tickets`` are those of the logs, without spaces and in small letters; a bare number must be long to be one.
    """

    def named(what: str) -> str:
        parts = (part.strip(".:()«»\"'") for part in re.split(r"[\s,;/+&]+", what))
        return " ".join(dict.fromkeys(one for one in parts if len(one) >= _TICKET and one.casefold() in tickets))

    said = ((one, f"{one.what}; {one.remarks}") for one in outlays)
    return [one if one.incident else replace(one, incident=named(words)) for one, words in said]


class _Stated(NamedTuple):
    """The amount a row states itself, in kr., what had come in of it, and whether VAT is in it; None: it has none."""

    amount: Decimal | None
    came_in: Decimal
    with_vat: bool = False
    vat: Decimal = ZERO  # off ``amount``


class _Reader(Reader):
    """Reads the rows of one sheet of hours or cost; ``rates`` is what an hour costs from each of these days."""

    rates: Mapping[date, Decimal] = MappingProxyType({})

    def outlays(self, rate: Decimal | None) -> list[Outlay]:
        """Every row; ``rate`` is what an hour costs where its row does not say."""
        column = self.given_up or ("amount" if "amount" in self.columns else "with_vat")
        rows = self.all(column, partial(self.outlay, rate), lambda one: (one.amount or ZERO) + one.came_in + one.vat)
        if less := [one for one in rows if one.vat]:
            text = (
                "{file}, sheet «{sheet}»: of {count} {count:row|rows} the VAT in the column «{column}», {amount}, is "
                "left out: a municipality has it refunded."
            )
            told = {"count": len(less), "amount": summed(one.vat for one in less)}
            self.notices.append(Message(text, self.where("vat") | told))
        if self.given_up == "lost" and rows:
            told = self.named | {"count": len(rows)}
            text = (
                "{file}, sheet «{sheet}»: {count} {count:row says itself|rows say themselves} what was lost, "
                "{amount} in all. By what rule it was lost, and at what share, is not held against the law: that must "
                "be shown."
            )
            self.notices.append(Message(text, told | {"amount": summed(one.amount for one in rows)}))
            self._tell_came_in([one for one in rows if one.came_in])
        return rows

    def _tell_came_in(self, rows: Sequence[Outlay]) -> None:
        """What came in of what was lost, by the sheet's own columns, and that it is off."""
        if rows:
            text = (
                "{file}, sheet «{sheet}»: of {count} {count:row|rows} ({rows}) {amount} had come in by the columns "
                "{columns}; it is taken off what each says was lost."
            )
            named = [text_of(self.header[self.columns[one]]) for one in _CAME_IN if one in self.columns]
            told = {"count": len(rows), "rows": ", ".join(stretches([one.place.row for one in rows])), "columns": named}
            self.notices.append(Message(text, self.named | told | {"amount": summed(one.came_in for one in rows)}))

    @cached_property
    def _tells_proof(self) -> bool:
        """Does the sheet say of any of its rows what shows it?"""
        at = self.columns.get("proof")
        below = self.sheet.rows[self.at + 1 :]
        return at is not None and any(proof_in(text_of(row[at])) for row in below if at < len(row))

    @staticmethod
    def _approved(said: str) -> bool:
        return squash(said) not in ("", "nej", "ikke", "ikkegodkendt", "afvist", "no", "notapproved")

    @cached_property
    def _tells_approval(self) -> bool:
        """Is any of the sheet's rows approved by its own column?"""
        at = self.columns.get("approved")
        below = self.sheet.rows[self.at + 1 :]
        return at is not None and any(self._approved(text_of(row[at])) for row in below if at < len(row))

    @property
    def given_up(self) -> str:
        """The column of what was written off or lost, however much had been paid; hours have a worth of their own."""
        stated = "lost" in self.columns and "hours" not in self.columns
        return "written_off" if "written_off" in self.columns else "lost" if stated else ""

    def is_sum(self, filled: Sequence[Cell]) -> bool:
        """A sum at the foot: labelled as one, or numbers without a day and a name."""
        if text_of(self.cell("start")) and (read_day(self.cell("start")) or read_month(self.cell("start"))):
            return False
        named = any(self.words(one) for one in ("person", "supplier", "what", "incident", "number"))
        numbers = all(
            not isinstance(cell, str) or read_amount(cell) is not None or clock_minutes(cell) is not None
            for cell in filled
        )
        return is_labelled_sum(filled) or (not named and numbers)

    def outlay(self, default: Decimal | None) -> Outlay | None:
        """The row; None where a cell is bad (then the reading stops anyway). ``default`` is what an hour costs in kr.
        where the row does not say.
        """
        before = len(self.bad)
        self.tell_currency()
        start = self.day("start")
        end = self.day("end" if text_of(self.cell("end")) else "start", last=True)
        minutes = clock_minutes(self.cell("hours"))
        hours = self.number("hours") if minutes is None else _as_hours(minutes)
        # «Sats: 35 %» is the state's share of a benefit, and no price of an hour.
        rate = None if text_of(self.cell("rate")).endswith("%") else self.number("rate")
        stated = self._stated()
        if len(self.bad) > before or start is None or end is None:
            return None
        amount = stated.amount
        party, is_time = self._whose(hours, amount)
        by_default = rate is None and is_time and amount is None
        if by_default:
            since = max((day for day in self.rates if day <= start), default=None)
            rate, by_default = (default, True) if since is None else (self.rates[since], False)
        if hours is not None and rate is not None and (is_time or amount is None):
            exact = Fraction(hours) if minutes is None else Fraction(minutes, 60)
            amount = self._lesser(ore(exact * Fraction(rate)), amount)
        amount = self._less_vat(amount) if amount and not stated.with_vat else amount
        faults = [*self._no_loss(), *self._no_claim(amount, stated.came_in, hours, is_time=is_time)]
        if is_time and self._tells_approval and not self._approved(self.words("approved")):
            faults.append(
                Message("by the column «{column}», where others are approved, it is not", self.where("approved"))
            )
        if end < start:
            faults.append(Message("the period ends before it begins", self.where("end", self.cell("end"))))
        return Outlay(
            place=self.place,
            head="lost_time" if is_time else "extra_cost",
            start=start,
            end=end,
            party=party,
            subject=self.words("subject"),
            came_in=stated.came_in,
            remarks="; ".join(self.unused()),
            what=self.words("what") or self._about(),
            incident=self.words("incident"),
            number=self.words("number"),
            proof=proof_in(self.words("proof")),
            hours=hours,
            written="" if minutes is None else self.words("hours"),
            rate=rate,
            amount=amount,
            with_vat=stated.with_vat,
            vat=stated.vat,
            by_default_rate=by_default,
            paid_anyway=next((said for said in self.unused() if is_time and rowsays.paid_anyway(said)), ""),
            faults=tuple(faults),
        )

    def _stated(self) -> _Stated:
        """What the row says itself that it cost, or that was lost, in kr., less what came in of it.

        What was written off is what is lost, whoever had been paid it, and however much that was.
        """
        said, came_in = self.amount(self.given_up or ("amount" if "amount" in self.columns else "lost")), ZERO
        if said is None and not self.given_up and text_of(self.cell("with_vat")):
            gross = self.amount("with_vat") or ZERO
            vat = self.amount("vat") or ZERO
            inside = bool(vat) and vat * gross > 0 and abs(vat) <= abs(gross) * _MOST_VAT + 1
            return _Stated(gross - vat, ZERO, vat=vat) if inside else _Stated(gross, ZERO, with_vat=True)
        if said and self.given_up == "lost":
            came_in = summed(self.amount(one) for one in _CAME_IN)
        if said and said > 0:
            came_in = min(came_in, said)
            said -= came_in
        return _Stated(said, came_in)

    def _whose(self, hours: Decimal | None, said: Decimal | None) -> tuple[str, bool]:
        """Who worked or was paid, and whether it is working time."""
        person, supplier = self.words("person"), self.words("supplier")
        own = _OWN_PEOPLE.search(supplier) is not None
        if own:
            person, supplier = person or supplier, ""
        # Pay is pay, whatever number its voucher has: what an employee cost is working time.
        invoiced = squash(self.words("number")) and not own and not (person and hours is not None)
        billed = bool(self.given_up) or bool(supplier or invoiced)
        is_time = not billed and (hours is not None or bool(person) or (said is None and "hours" in self.columns))
        return supplier or person or self.words("subject"), is_time

    def _no_claim(
        self, amount: Decimal | None, came_in: Decimal, hours: Decimal | None, *, is_time: bool
    ) -> Iterator[Message]:
        """Why nothing can be claimed of the row by whose it is and what it comes to."""
        if other := self.of_another:
            yield Message("the row is of «{value}», not of the customer", {"value": other})
        if amount is None:
            yield _lacking(hours, is_time=is_time)
        elif self.given_up and not amount:
            text = "nothing is written off" if self.given_up == "written_off" else "the row says that nothing was lost"
            yield _ALL_CAME_IN if came_in else Message(text)
        if self.given_up == "lost":
            yield from self._of_a_loss()

    def _about(self) -> str:
        """The first words of a row under none of the headings that say whose or what for it is: an institution."""
        named = self.columns.keys() & {"person", "supplier", "what", "incident", "number"}
        return "" if named else next(iter(self.unused()), "")

    def _no_loss(self) -> Iterator[Message]:
        """Why the row is no loss of the breach by its own status or remark."""
        for cell in self.unused():
            if why := rowsays.no_loss(cell, self.systems, stated=self.given_up == "lost"):
                self.taken.add(cell)
                yield why

    def _of_a_loss(self) -> Iterator[Message]:
        """Why what the row says was lost is not the municipality's to claim, by who should have paid and what shows it.
        """
        payer = self.words("payer")
        if payer and house(payer) in self.ours:
            yield Message("who should have paid is the municipality itself: «{value}»", {"value": payer})
        if self._tells_proof and not proof_in(self.words("proof")):
            yield Message("no proof of what was lost")

    def _less_vat(self, amount: Decimal) -> Decimal:
        """The amount of a row, without VAT where the row says itself that it is in it: a municipality has it refunded.
        """
        with_vat = [cell for cell in self.unused() if rowsays.with_vat(cell)]
        if not with_vat:
            return amount
        self.taken.update(with_vat)
        net = ore(rowsays.without_vat(amount))
        self.notices.append(
            Message(
                "{file}, sheet «{sheet}», row {row}: the row says that VAT is in its amount, {value}; it is reckoned "
                "without, {net}.",
                self.where("amount") | {"value": amount, "net": net},
            )
        )
        return net

    def _lesser(self, product: Decimal, said: Decimal | None) -> Decimal:
        """Of hours × rate and the amount in the row: which is right is not for us to say, what both can bear is."""
        if said is None or said == product:
            return product
        self.notices.append(
            Message(
                "{file}, sheet «{sheet}», row {row}: hours × rate is {product}, the amount in the row {value}; "
                "the lesser is used.",
                self.where("amount") | {"product": product, "value": said},
            )
        )
        return min(product, said)


def clock_minutes(cell: Cell) -> int | None:
    """«7:30» in a column of hours is seven hours and thirty minutes; None: it is not written so."""
    found = re.fullmatch(r"(\d{1,4}):([0-5]\d)(?::00)?", cell.strip()) if isinstance(cell, str) else None
    return int(found[1]) * 60 + int(found[2]) if found else None


def _as_hours(minutes: int) -> Decimal:
    """Hours to four decimals, for the eye; the amount is reckoned from the minutes."""
    return Decimal(f"{(Decimal(minutes) / 60).quantize(Decimal('0.0001')).normalize():f}")


def _lacking(hours: Decimal | None, *, is_time: bool) -> Message:
    if not is_time:
        return Message("no amount")
    return Message("no number of hours") if hours is None else Message("no hourly rate")
