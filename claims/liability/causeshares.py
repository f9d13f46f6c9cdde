"""Which part of a loss lies in days or rows with another cause than the vendor's, by what evidence, and what remains.

A row of the ledger covers days. Of a row, so much of the loss lies in days with another cause as those days are of all
its days; the loss of every row that such a day touches is the most the other side can point to. A row of hours or
expense that names an incident with another cause lies there whole. What is told without a day divides nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from claims.comparison.reality import Reality
from claims.figures import ZERO, Figures, ore
from claims.levels.log import span
from claims.liability.chained import CauseShare, Remainder
from claims.mentions import ticket
from claims.model import LossItem
from claims.model_methods import LedgerBundle
from extract.model import Finding, Precision

#: Incidents that can keep something from being registered or from arriving.
KINDS = ("outage", "data_loss", "integration_failure", "functional_defect")
_TO_THE_DAY = (Precision.DAY, Precision.MINUTE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row of the ledger, or a bundle of like ones: the days it covers, both included, and what was lost."""

    start: date
    end: date
    rows: int
    loss: Decimal
    figure: str | None

    def share(self, days: Iterable[date]) -> Decimal:
        """How much of the loss, in kr. and not rounded, lies in these days, every day of the row weighing the same."""
        inside = sum(self.start <= day <= self.end for day in days)
        return self.loss * inside / ((self.end - self.start).days + 1)


def rows_of(loss: LossItem) -> list[Row]:
    """The rows of a head of loss that are reckoned with."""
    return [
        Row(
            start=one.start, end=one.end, rows=one.rows if isinstance(one, LedgerBundle) else 1, loss=one.loss,
            figure=one.figure,
        )
        for one in loss.ledger_rows
        if one.loss is not None and not one.apart
    ]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Causes:
    """Divides the heads of loss of one case by cause."""

    reality: Reality
    figures: Figures

    def of_rows(self, rows: Sequence[Row]) -> Remainder | None:
        """What of the rows lies in days with another cause; None where there is no row or nothing has another cause."""
        causes, undated = self._days()
        if not rows or not (causes or undated):
            return None
        own = self._own_days()
        shares, touched, taken = [], set[int](), set[date]()
        for cause, told in sorted(causes.items()):
            days = sorted(told.keys() - taken)  # a day with two causes is cut out once
            taken.update(days)
            hit = [at for at, row in enumerate(rows) if any(row.start <= day <= row.end for day in days)]
            touched.update(hit)
            if hit:
                shares.append(self._share(cause, days, told, [rows[at] for at in hit], len(own & set(days))))
        gross = sum((row.loss for row in rows), ZERO)
        whole = sum((rows[at].loss for at in touched), ZERO)
        return self._remainder(gross, shares, gross - whole, undated)

    def of_outlays(self, loss: LossItem) -> Remainder | None:
        """What of hours and expense names an incident with another cause; None where no row does."""
        causes = {
            ticket(f.attributes["ticket"]): (cause, f)
            for f in self.reality.incidents
            if f.attributes.get("ticket") and (cause := self.reality.cause(f))
        }
        of: dict[str, list[tuple[Row, Finding]]] = {}
        counted = [one for one in loss.outlays if one.incident and not one.apart]
        for one in counted:
            if one.amount is not None and (known := causes.get(ticket(one.incident))):
                row = Row(start=one.start, end=one.end, rows=1, loss=one.amount, figure=one.figure)
                of.setdefault(known[0], []).append((row, known[1]))
        if not of:
            return None
        shares = [self._whole(cause, hits) for cause, hits in sorted(of.items())]
        cut = sum((one.loss for one in shares), ZERO)
        return self._remainder(loss.gross, shares, loss.gross - cut, ())

    def _days(self) -> tuple[dict[str, dict[date, list[str]]], tuple[str, ...]]:
        """By cause the days on which something with that cause is told, and by what; and what is told without a day."""
        causes: dict[str, dict[date, list[str]]] = {}
        undated = []
        for incident in self.reality.incidents:
            cause = self.reality.cause(incident) if incident.kind in KINDS else ""
            if not cause:
                continue
            days = _days_of(incident)
            if days is None:
                undated.append(incident.id)
            for day in days or ():
                causes.setdefault(self._named(cause, day), {}).setdefault(day, []).append(incident.id)
        return causes, tuple(undated)

    def _named(self, cause: str, day: date) -> str:
        """What the documents tell of a day is of the cause that people have named for a ticket of that day."""
        named = {self.reality.cause(f) for f in self.reality.logged() if (held := _days_of(f)) and day in held}
        return min(named - {""}, default=cause)

    def _own_days(self) -> set[date]:
        """Days on which something of the vendor's own that loses registrations is told as well."""
        return {
            day
            for f in self.reality.incidents
            if f.kind in ("data_loss", "integration_failure") and not self.reality.cause(f)
            for day in _days_of(f) or ()
        }

    def _share(
        self, cause: str, days: Sequence[date], told: dict[date, list[str]], hit: Sequence[Row], own: int
    ) -> CauseShare:
        words = self.reality.words
        value = ore(sum((row.share(days) for row in hit), ZERO))
        ids = tuple(dict.fromkeys(i for day in days for i in told[day]))
        figure = self.figures.make(
            step="chain.cause_share", value=value,
            label=words.say("Loss in days with another cause: {cause}", cause=cause),
            formula=words.say("of each row: its loss × days with the cause / days of the row"),
            figures=[row.figure for row in hit if row.figure], findings=ids,
        )  # fmt: skip
        return CauseShare(
            cause=cause, days=tuple(days), own_days=own, items=ids, rows=sum(row.rows for row in hit),
            touched=sum((row.loss for row in hit), ZERO), loss=value, figure=figure.id,
        )  # fmt: skip

    def _whole(self, cause: str, hits: Sequence[tuple[Row, Finding]]) -> CauseShare:
        words, value = self.reality.words, ore(sum((row.loss for row, _ in hits), ZERO))
        ids = tuple(dict.fromkeys(f.id for _, f in hits))
        figure = self.figures.make(
            step="chain.cause_share", value=value,
            label=words.say("Hours and expense for incidents with another cause: {cause}", cause=cause),
            figures=[row.figure for row, _ in hits if row.figure], findings=ids,
        )  # fmt: skip
        days = tuple(sorted({row.start for row, _ in hits}))
        return CauseShare(
            cause=cause, days=days, items=ids, rows=len(hits), touched=value, loss=value, figure=figure.id
        )

    def _remainder(
        self, gross: Decimal, shares: Sequence[CauseShare], least: Decimal, undated: Sequence[str]
    ) -> Remainder:
        words, cut = self.reality.words, sum((one.loss for one in shares), ZERO)
        figure = self.figures.make(
            step="chain.remainder", value=gross - cut, label=words.say("What remains when other causes are cut out"),
            formula=" − ".join((words.kr(gross), *(words.kr(one.loss) for one in shares))),
            figures=[one.figure for one in shares], findings=undated,
        )  # fmt: skip
        return Remainder(
            shares=tuple(shares), cut=cut, remains=gross - cut, least=least, figure=figure.id, undated=tuple(undated)
        )


def _days_of(incident: Finding) -> tuple[date, ...] | None:
    """The days an incident is told of, of a line of the log until it was mended; None where it names no day."""
    if incident.attributes.get("resolved"):
        opened, resolved = (moment.date() for moment in span(incident))
        return _each(opened, resolved)
    when = incident.when
    if when is None or when.open or when.precision not in _TO_THE_DAY or not (when.start or when.end):
        return None
    first, last = when.start or when.end, when.end or when.start
    assert first is not None and last is not None
    return _each(first, last)


def _each(first: date, last: date) -> tuple[date, ...]:
    return tuple(first + timedelta(days=n) for n in range((last - first).days + 1))
