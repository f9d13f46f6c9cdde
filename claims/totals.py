"""The claim as a whole: the sum of the heads that are claimed, and the proof that no row is counted in two of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from claims.figures import ZERO, Figures
from claims.lossrows import stand_at
from evidence.errors import KravError, Message

if TYPE_CHECKING:
    from claims.model import ClaimTotal, Figure, LedgerPlace, LossItem
    from templates.words import Words


class CountedTwice(KravError):
    """A row would be paid for twice; nothing is computed from it."""

    def __init__(self, place: LedgerPlace, first: str, second: str) -> None:
        super().__init__(
            Message(
                "{file}, sheet «{sheet}», row {row} is counted twice: under «{first}» and under «{second}».",
                {
                    "file": place.document,
                    "sheet": place.sheet,
                    "row": place.row,
                    "first": first,
                    "second": second,
                },
            ),
            Message("That must not be. Keep the row in one table only, and tell those who keep the program of it."),
        )


def counted_once(losses: Iterable[LossItem], figures: Figures) -> dict[tuple[int, str, str, int], str]:
    """The place of every row that is counted or deducted, and its head.

    Raises:
        CountedTwice: a row stands in two heads, or twice in one.
    """
    held: dict[tuple[int, str, str, int], str] = {}
    for loss in losses:
        rows = [*(line.place for line in loss.lines), *(line.place for line in loss.outlays)]
        rows += [place for one in loss.deductions for place in figures.get(one.figure).rows]
        for place in rows:
            at = stand_at(place)
            if at in held:
                raise CountedTwice(place, held[at], loss.title)
            held[at] = loss.title
    return held


def total(losses: Sequence[LossItem], figures: Figures, words: Words) -> ClaimTotal | None:
    """What is claimed; None where no head is.

    Raises:
        CountedTwice: a row is counted in two heads, or twice in one.
    """
    from claims.model import ClaimPart, ClaimTotal

    counted_once(losses, figures)
    claimed = [loss for loss in losses if loss.claimed]
    if not claimed:
        return None
    if len(claimed) == 1:
        # One head is the claim: its own figure says all there is to say.
        figure = figures.get(claimed[0].net_figure)
    else:
        figure = figures.make(
            "claim.total",
            words.say("The claim in all"),
            sum((loss.net for loss in claimed), ZERO),
            formula=" + ".join(words.kr(loss.net) for loss in claimed),
            figures=[loss.net_figure for loss in claimed],
        )
    return ClaimTotal(
        parts=tuple(
            ClaimPart(
                head=loss.id,
                title=loss.title,
                gross=loss.gross,
                deducted=loss.gross - loss.net,
                net=loss.net,
                claimed=loss.claimed,
                figure=loss.net_figure,
            )
            for loss in losses
        ),
        amount=figure.value,
        figure=figure.id,
    )


def beside_reimbursement(losses: Sequence[LossItem], figures: Figures, words: Words) -> Figure | None:
    """What is claimed of hours and cost; None where nothing is."""
    claimed = [loss for loss in losses if loss.claimed and loss.id != "reimbursement"]
    if len(claimed) < 2:
        return figures.get(claimed[0].net_figure) if claimed else None
    return figures.make(
        "claim.outlays",
        words.say("Hours and expenses in all"),
        sum((loss.net for loss in claimed), ZERO),
        formula=" + ".join(words.kr(loss.net) for loss in claimed),
        figures=[loss.net_figure for loss in claimed],
    )
