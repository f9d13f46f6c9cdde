"""The court fee of a money claim, in first instance or on appeal, by the rules of the day it is filed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from claims.figures import ZERO, ore
from claims.lawtables import Confirmation, OutsideCheckedLaw, Row, table
from evidence.errors import KravError, Message

FILING, HEARING = "retsafgift.indlevering", "retsafgift.hovedforhandling"
APPEAL, APPEAL_HEARING = "retsafgift.anke", "retsafgift.ankehovedforhandling"
Court = Literal["landsret", "hoejesteret"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fee:
    """What a case costs in fees, and the rows of law that say so."""

    value: Decimal
    filed: date
    filing: Decimal
    hearing: Decimal
    law: tuple[Row, ...]

    @property
    def total(self) -> Decimal:
        """Filing and hearing together."""
        return self.filing + self.hearing


def court_fee(
    value: Decimal, filed: date, *, appeal: Court | None = None, confirmed: Sequence[Confirmation] = ()
) -> Fee:
    """The fee of a claim of ``value`` kr. (interest and costs left out, § 3) filed on that day.

    ``appeal`` is the court a judgment is appealed to (retsafgiftsloven §§ 36-37); ``value`` then is what the appeal is
    about. Raises ``OutsideCheckedLaw`` and ``UnconfirmedLaw`` as the tables do; ``KravError`` for a negative value.
    """
    if value < 0:
        raise KravError(Message("The value of the claim is negative."), Message("Give what is claimed in kr."))
    if appeal is None:
        filing, first = _fee(FILING, value, filed, confirmed)
        hearing, second = _fee(HEARING, value, filed, confirmed)
        return Fee(value=value, filed=filed, filing=filing, hearing=hearing, law=(first, second))
    filing, first = _fee(APPEAL, value, filed, confirmed, appeal)
    share = table(APPEAL_HEARING).on(filed, confirmed=confirmed, ret=appeal)
    full, second = _fee(HEARING, value, filed, confirmed)
    hearing = ore(full * share.value / 100) if full else ZERO
    return Fee(value=value, filed=filed, filing=filing, hearing=hearing, law=(first, second, share))


def _fee(name: str, value: Decimal, filed: date, confirmed: Sequence[Confirmation], *court: str) -> tuple[Decimal, Row]:
    """The fee by the table's row for that value, in the tables of appeal for that court."""
    held = table(name)
    rows = [row for row in held.standing(filed) if row.key[:-1] == court]
    if not rows:
        raise OutsideCheckedLaw(name, filed, _advice(name, filed))
    row = held.confirm(
        max((one for one in rows if _over(one) < value), key=_over, default=min(rows, key=_over)), confirmed
    )
    amount = row.value + (value - _over(row)) * Decimal(row.columns.get("percent", "0")) / 100
    most = row.columns.get("max")
    return ore(min(amount, Decimal(most)) if most else amount) if amount else ZERO, row


def _advice(name: str, filed: date) -> Message:
    path, last = f"claims/law/{name.replace('.', '/')}.toml", table(name).last_day()
    if filed > last:
        return Message(
            "The table is checked up to {last}. Add the newer row with its citation to {path}, or compute to an "
            "earlier day.",
            {"last": last, "path": path},
        )
    return Message(
        "The rules of that day have not been seen, and no other is put in their place. Add the row with its citation "
        "to {path}, or ask the court.",
        {"path": path},
    )


def _over(row: Row) -> Decimal:
    return Decimal(row.key[-1])
