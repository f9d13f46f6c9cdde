"""A head of loss as the page prints it: its rows summed in groups, and what the deductions leave of their sum."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from claims.figures import Figures, summed
from claims.loss.deductions import Deducted, beyond
from claims.loss.spread import Spread, uncertainty

if TYPE_CHECKING:
    from claims.model import Figure, LedgerBundle, LedgerLine, LedgerPlace, LossGroup, LossItem, OutlayLine
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
        warnings=(*warnings, *beyond(gross.value, taken, words)), **told,
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
