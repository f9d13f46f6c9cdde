"""A head of loss as the page prints it: its rows summed in groups, and what the deductions leave of their sum."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from claims.figures import Figures, summed
from claims.loss.deducted import Deducted
from claims.loss.spread import Spread, uncertainty

if TYPE_CHECKING:
    from claims.model import Deduction, Figure, LedgerBundle, LedgerLine, LedgerPlace, LossGroup, LossItem, OutlayLine
    from templates.words import Words


def item(
    head: str, step: str, gross: Figure, after: str, deducted: Deducted, figures: Figures, words: Words,
    spread: Spread | None, *, warnings: Iterable[str], **told: Any,
) -> LossItem:  # fmt: skip
    """The head, ``gross`` being the figure of its rows; the figure of what the deductions leave is of the ``step`` with
    ``.net`` behind it and called ``after``. ``spread`` keeps the deductions, ``told`` are the other fields.
    """
    from claims.model import LossItem

    taken, net = deducted.netted(gross, f"{step}.net", after, figures, words)
    if spread:
        spread.keep(head, deducted)
    return LossItem(
        id=head, gross=gross.value, net=net.value, gross_figure=gross.id, net_figure=net.id, left=deducted.left(),
        deductions=taken, uncertainty=uncertainty(deducted, net.id, figures, words),
        warnings=(*warnings, *_beyond(gross.value, taken, words)), **told,
    )  # fmt: skip


def group(
    step: str, label: str, lines: Sequence[LedgerLine | LedgerBundle | OutlayLine], amounts: Iterable[Decimal | None],
    formula: str, figures: Figures, *, places: Sequence[LedgerPlace] = (), **told: Any,
) -> LossGroup:  # fmt: skip
    """Rows told together, and what they come to; the sum of rows set apart names their ``places``."""
    from claims.model import LossGroup

    figure = figures.make(
        step, label, summed(amounts), formula=formula, figures=[one.figure for one in lines if one.figure], rows=places
    )
    return LossGroup(label=label, loss=figure.value, figure=figure.id, **told)


def _beyond(gross: Decimal, taken: Iterable[Deduction], words: Words) -> Iterator[str]:
    """A warning of deductions that leave nothing."""
    if (off := summed(one.amount for one in taken)) > gross:
        yield words.say(
            "The deductions, {deductions}, are more than the loss, {gross}: nothing is left to claim.",
            deductions=words.kr(off), gross=words.kr(gross),
        )  # fmt: skip
