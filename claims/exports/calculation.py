"""The calculation of a workbook: formulas that give the dossier's figures, to the øre, beside what the dossier prints.

What cannot be counted from the cells beside it stands as the value it is: a ledger row that crosses a change of rate,
the rows of a large ledger told in bundles, a deduction of some rows only, hours written in minutes.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from claims.exports.sheets import Book, Cell, Formula, Table
from claims.figures import ZERO, ore
from claims.model import Deduction, Dossier, Interest, LedgerBundle, LedgerLine, LedgerPlace, LossItem, OutlayLine
from templates.words import Words, exhibit_mark


class Calculation:
    """The sheets of the calculation. Ledgers come first, for everything is counted from them."""

    def __init__(self, dossier: Dossier, book: Book, words: Words) -> None:
        self.dossier, self.book, self.words = dossier, book, words
        self.differences: list[str] = []  # the cells of each sheet that hold what formula and dossier differ by
        self._nets: dict[str, int] = {}  # the row of each head's net loss

    def write(self) -> None:
        """The rows of every head, the way from gross to net, the claim in all and the interest on it."""
        say = self.words.say
        sources = {loss.id: self._rows(loss) for loss in self.dossier.losses}
        heads = [
            say("Step"), say("Per cent"), say("Counted here, DKK"), say("In the dossier, DKK"), say("Difference"),
            say("How"), say("Evidence"), say("Figure"),
        ]  # fmt: skip
        self.sheet = self.book.table(say("Calculation"), heads, [50, 10, 18, 18, 12, 60, 40, 12])
        for loss in self.dossier.losses:
            self._head(loss, sources[loss.id])
        total = self._total()
        if self.dossier.interest:
            self._interest(self.dossier.interest, total)
            for number, apart in enumerate(self.dossier.interest.apart, 2):
                self._interest(apart, None, number)
        for cap in self.dossier.caps:
            self.sheet.add(cap.name, None, None, cap.amount, None, cap.text, "", cap.figure)
        self.differences.append(self.sheet.column("E", 2, max(2, self.sheet.last)))

    # --- rows -----------------------------------------------------------------------------------------------------

    def _rows(self, loss: LossItem) -> list[str]:
        """The sheets of a head's rows; gives the cells that hold what was lost in those that count."""
        words, ranges = self.words, []
        if loss.lines:
            ranges.append(self._ledger(loss.title, loss.lines))
        if loss.bundles:
            ranges.append(self._bundles(loss.title, loss.bundles))
        if loss.outlays:
            ranges.append(self._outlays(loss.title, loss.outlays))
        apart = words.say("Apart, {title}", title=loss.title)
        if loss.apart:
            self._ledger(apart, loss.apart)
        if loss.bundles_apart:
            self._bundles(apart, loss.bundles_apart)
        if loss.outlays_apart:
            self._outlays(apart, loss.outlays_apart)
        return ranges

    def _places(self) -> list[str]:
        say = self.words.say
        return [say("Exhibit"), say("Document"), say("Sheet"), say("Row")]

    def _ledger(self, title: str, lines: Sequence[LedgerLine]) -> str:
        say = self.words.say
        heads = [
            *self._places(), say("Person"), say("Benefit"), say("First day"), say("Last day"), say("Registered as"),
            say("Was really"), say("Channel"), say("Proof"), say("Paid"), say("State's share, %"), say("Received"),
            say("Recovered"), say("Due"), say("Loss"), say("In the dossier, DKK"), say("Difference"), say("How"),
            say("Set apart because"), say("Incident"),
        ]  # fmt: skip
        widths = [8, 24, 14, 7, 14, 18, 12, 12, 20, 20, 9, 24, 14, 10, 14, 14, 14, 14, 14, 11, 50, 40, 14]
        table = self.book.table(title, heads, widths)
        for line in lines:
            row = table.last + 1
            due: Cell = Formula(f"ROUND(M{row}*N{row}/100,2)") if line.share is not None else line.due
            if line.due is None:
                due = None
            loss = Formula(f"MAX(0,ROUND(Q{row}-O{row}-P{row},2))") if line.loss is not None else None
            table.add(
                *_place(line.place), line.person, line.benefit, line.start, line.end, line.registered, line.actual,
                line.channel, line.proof, line.paid, line.share, line.received, line.recovered, due, loss, line.loss,
                _difference("R", "S", row) if loss else None, self._how(line.figure), line.apart,
                line.incident,
            )  # fmt: skip
        return self._summed(table, "MOPQRS", "R", "T")

    def _bundles(self, title: str, bundles: Sequence[LedgerBundle]) -> str:
        say = self.words.say
        heads = [
            *self._places(), say("Rows"), say("Benefit"), say("First day"), say("Last day"), say("Registered as"),
            say("Was really"), say("Channel"), say("State's share, %"), say("Paid"), say("Received"), say("Recovered"),
            say("Due"), say("Loss"), say("How"), say("Set apart because"), say("Incident"),
        ]  # fmt: skip
        widths = [8, 24, 14, 7, 8, 18, 12, 12, 20, 20, 9, 10, 14, 14, 14, 14, 14, 50, 40, 14]
        table = self.book.table(title, heads, widths)
        for one in bundles:
            table.add(
                *_place(one.places[0]), one.rows, one.benefit, one.start, one.end, one.registered, one.actual,
                one.channel, one.share, one.paid, one.received, one.recovered, one.due, one.loss,
                self._how(one.figure), one.apart, one.incident,
            )  # fmt: skip
        return self._summed(table, "MNOPQ", "Q")

    def _outlays(self, title: str, lines: Sequence[OutlayLine]) -> str:
        say = self.words.say
        heads = [
            *self._places(), say("First day"), say("Last day"), say("Who"), say("What"), say("Incident"), say("No."),
            say("Proof"), say("Hours"), say("DKK an hour"), say("Amount, DKK"), say("In the dossier, DKK"),
            say("Difference"), say("How"), say("Set apart because"),
        ]  # fmt: skip
        widths = [8, 24, 14, 7, 12, 12, 24, 40, 14, 14, 24, 9, 12, 14, 14, 11, 40, 40]
        table = self.book.table(title, heads, widths)
        for line in lines:
            row, amount = table.last + 1, line.amount
            timed = line.hours is not None and line.rate is not None and ore(line.hours * line.rate) == amount
            counted = Formula(f"ROUND(L{row}*M{row},2)") if timed else amount
            table.add(
                *_place(line.place), line.start, line.end, line.party, line.what, line.incident, line.number,
                line.proof, line.hours, line.rate, counted, amount, _difference("N", "O", row), self._how(line.figure),
                line.apart,
            )  # fmt: skip
        return self._summed(table, "LNO", "N", "P")

    def _summed(self, table: Table, summed: str, loss: str, difference: str = "") -> str:
        """The sums below a sheet's rows; gives the cells that hold what was lost."""
        last = table.last
        foot: list[Cell] = [None] * len(table.heads)
        foot[0] = self.words.say("In all")
        for letter in summed:
            foot[ord(letter) - ord("A")] = Formula(f"ROUND(SUM({letter}2:{letter}{last}),2)")
        table.add(*foot, is_sum=True)
        if difference:
            self.differences.append(table.column(difference, 2, last))
        return table.column(loss, 2, last)

    def _how(self, figure: str | None) -> str:
        return self.dossier.figures[figure].formula if figure in self.dossier.figures and figure else ""

    # --- from gross to net ----------------------------------------------------------------------------------------

    def _step(
        self, label: str, live: Cell, printed: Decimal, figure: str, *,
        percent: Decimal | None = None, shown_by: str = "", is_sum: bool = False,
    ) -> int:  # fmt: skip
        row = self.sheet.last + 1
        return self.sheet.add(
            label, percent, live, printed, _difference("C", "D", row), self._how(figure), shown_by, figure,
            is_sum=is_sum,
        )  # fmt: skip

    def _head(self, loss: LossItem, sources: Sequence[str]) -> None:
        say = self.words.say
        gross = Formula(f"ROUND({'+'.join(f'SUM({one})' for one in sources)},2)") if sources else loss.gross
        label = say("{title}: gross loss", title=loss.title)
        first = self._step(label, gross, loss.gross, loss.gross_figure, is_sum=True)
        left, shown = Fraction(loss.gross), f"C{first}"
        for one in loss.deductions:
            row = self.sheet.last + 1
            live: Cell = one.amount
            # A share of all rows is counted here; of some of them only, its base is in no cell.
            if one.percent is not None and ore(left * Fraction(one.percent) / 100) == one.amount:
                live = Formula(f"ROUND({shown}*B{row}/100,2)")
                left -= left * Fraction(one.percent) / 100
                shown = f"{shown}*(1-B{row}/100)"
            self._step(
                say("Deducted: {what}", what=one.label), live, one.amount, one.figure,
                percent=one.percent, shown_by=self._evidence(one),
            )  # fmt: skip
        last = self.sheet.last
        taken = f"-SUM(C{first + 1}:C{last})" if last > first else ""
        label = say("{title}: net loss", title=loss.title)
        if not loss.claimed:
            label = say("{label} (computed, not claimed)", label=label)
        net = Formula(f"MAX(0,ROUND(C{first}{taken},2))")
        self._nets[loss.id] = self._step(label, net, loss.net, loss.net_figure, is_sum=True)

    def _evidence(self, one: Deduction) -> str:
        if one.place is None:
            return one.evidence
        return self.words.say(
            "Exhibit {exhibit}, page {page}", exhibit=exhibit_mark(one.place.exhibit), page=one.place.page
        )

    def _total(self) -> str | None:
        """The claim in all; gives its cell."""
        total = self.dossier.total
        if total is None:
            return None
        nets = [f"C{self._nets[part.head]}" for part in total.parts if part.claimed]
        live = Formula(f"ROUND({'+'.join(nets)},2)")
        row = self._step(self.words.say("Claimed in all"), live, total.amount, total.figure, is_sum=True)
        return self.sheet.cell("C", row)

    # --- interest -------------------------------------------------------------------------------------------------

    def _interest(self, interest: Interest, total: str | None, number: int = 1) -> None:
        say = self.words.say
        claimed = self.dossier.total
        is_total = total and claimed and claimed.amount == interest.principal
        principal: Cell = Formula(f"{total}") if is_total else interest.principal
        at = self._step(say("Principal of the interest"), principal, interest.principal, "", is_sum=True)
        base = self.sheet.cell("C", at)
        heads = [
            say("First day"), say("Last day"), say("Days"), say("Days of the year"), say("Reference rate"),
            say("Addition"), say("Rate a year, %"), say("Interest, DKK"), say("In the dossier, DKK"),
            say("Difference"), say("Law"),
        ]  # fmt: skip
        title = say("Interest") if number == 1 else f"{say('Interest')} {number}"
        table = self.book.table(title, heads, [12, 12, 8, 10, 12, 12, 12, 16, 16, 11, 60])
        counted = [row for row in interest.rows if row.divisor]
        sum_row = len(interest.rows) + 2
        for one in interest.rows:
            row = table.last + 1
            live = f"ROUND({base}*G{row}/100*C{row}/D{row},2)"
            if not one.divisor:
                live = f"ROUND(H{sum_row}-SUM(H2:H{len(counted) + 1}),2)"
            table.add(
                one.start, one.end, one.days, one.divisor or None, one.reference, one.addition,
                Formula(f"E{row}+F{row}"), Formula(live), one.amount, _difference("H", "I", row),
                "; ".join(law for law in one.law if law) if one.divisor else say("What rounding row by row leaves"),
            )  # fmt: skip
        last = len(counted) + 1
        exact: Cell = ZERO
        if counted:
            exact = Formula(f"ROUND({base}/100*SUMPRODUCT(G2:G{last},C2:C{last}/D2:D{last}),2)")
        table.add(
            say("In all"), None, None, None, None, None, None, exact, interest.total,
            _difference("H", "I", sum_row), interest.convention, is_sum=True,
        )  # fmt: skip
        self.differences.append(table.column("J", 2, sum_row))
        label = say("Interest {start} – {end}", start=interest.start, end=interest.until)
        self._step(label, Formula(table.cell("H", sum_row)), interest.total, interest.figure, is_sum=True)


def _place(place: LedgerPlace) -> tuple[Cell, ...]:
    return exhibit_mark(place.exhibit), place.document, place.sheet, place.row


def _difference(live: str, printed: str, row: int) -> Formula:
    return Formula(f"ROUND({live}{row}-{printed}{row},2)")
