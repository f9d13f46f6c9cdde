"""The court fee of a money claim, in first instance or on appeal, by the rules of the day it is filed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from claims.figures import ZERO, Figures, ore
from claims.lawtables import (
    Confirmation,
    OutsideCheckedLaw,
    Row,
    UnconfirmedLaw,
    file_of,
    newer_wanted,
    printed,
    table,
)
from evidence.errors import KravError, Message

if TYPE_CHECKING:
    from claims.model import CourtFee, Figure
    from templates.words import Words

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


def of_claim(
    claim: Figure, filed: date | None, as_of: date, confirmed: Sequence[Confirmation], figures: Figures, words: Words
) -> CourtFee:
    """The fee of the claim as the dossier tells it, filed on that day or else on the day of the claim.

    Where the law of that day is not checked nothing is computed, and the reason is told with its remedy.
    """
    from claims.model import CourtFee

    day = filed or as_of
    try:
        made = court_fee(claim.value, day, confirmed=confirmed)
    except (OutsideCheckedLaw, UnconfirmedLaw) as lacking:
        note = f"{words.message(lacking.problem)} {words.message(lacking.advice)}"
        return CourtFee(value=claim.value, filed=day, note=note)
    law = tuple(figures.cite(printed(row, words, confirmed)) for row in made.law)
    label = words.say("Court fee at filing and for the hearing")
    formula = f"{words.kr(made.filing)} + {words.kr(made.hearing)}"
    total = figures.make("court_fee", label, made.total, formula=formula, figures=[claim.id], law=law)
    note = "" if filed else words.say("No day of filing is given, so the rules of the day of the claim are used.")
    return CourtFee(
        value=claim.value, filed=day, filing=made.filing, hearing=made.hearing, total=made.total, figure=total.id,
        law=law, note=note,
    )  # fmt: skip


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
    if filed > (last := table(name).last_day()):
        return newer_wanted(name, last)
    return Message(
        "The rules of that day have not been seen, and no other is put in their place. Add the row with its citation "
        "to {path}, or ask the court.",
        {"path": file_of(name)},
    )


def _over(row: Row) -> Decimal:
    return Decimal(row.key[-1])
