"""The court fee of a first-instance money claim: at filing and for the hearing, by the rules of the day it is filed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from claims.figures import ZERO, ore
from claims.lawtables import Confirmation, OutsideCheckedLaw, Row, table
from evidence.errors import KravError, Message

FILING, HEARING = "retsafgift.indlevering", "retsafgift.hovedforhandling"


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


def court_fee(value: Decimal, filed: date, *, confirmed: Sequence[Confirmation] = ()) -> Fee:
    """The fee of a claim of ``value`` kr. (interest and costs left out, § 3) filed on that day.

    Raises ``OutsideCheckedLaw`` and ``UnconfirmedLaw`` as the tables do; ``KravError`` for a negative value.
    """
    if value < 0:
        raise KravError(Message("The value of the claim is negative."), Message("Give what is claimed in kr."))
    filing, first = _fee(FILING, value, filed, confirmed)
    hearing, second = _fee(HEARING, value, filed, confirmed)
    return Fee(value=value, filed=filed, filing=filing, hearing=hearing, law=(first, second))


def _fee(name: str, value: Decimal, filed: date, confirmed: Sequence[Confirmation]) -> tuple[Decimal, Row]:
    held = table(name)
    rows = held.standing(filed)
    if not rows:
        raise OutsideCheckedLaw(
            name,
            filed,
            Message(
                "The table is checked up to {last}. Add the newer row with its citation to {path}, or compute to an "
                "earlier day.",
                {"last": held.last_day(), "path": f"claims/law/{name.replace('.', '/')}.toml"},
            ),
        )
    row = held.confirm(
        max((one for one in rows if _over(one) < value), key=_over, default=min(rows, key=_over)), confirmed
    )
    amount = row.value + (value - _over(row)) * Decimal(row.columns.get("percent", "0")) / 100
    most = row.columns.get("max")
    return ore(min(amount, Decimal(most)) if most else amount) if amount else ZERO, row


def _over(row: Row) -> Decimal:
    return Decimal(row.key[0])
