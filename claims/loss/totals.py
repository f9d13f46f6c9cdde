"""The claim as a whole: the sum of the heads that are claimed, and the proof that no row is counted in two of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from claims.figures import ZERO, Figures, summed
from claims.frozen import LedgerPlace
from claims.loss.heads import spent
from claims.loss.rowplaces import stand_at
from claims.loss.setoffs import rest_of, within
from claims.loss.spread import Spread
from evidence.errors import KravError, Message

if TYPE_CHECKING:
    from claims.loss.deductions import DeductionInput
    from claims.model import ClaimTotal, Figure, LossItem, RowCount
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


class RowLost(KravError):
    """The rows computed are not those that were read; nothing is claimed on such a count."""

    def __init__(self, loss: LossItem, found: int) -> None:
        super().__init__(
            Message(
                "«{head}»: {read} rows were read, and {found} are counted, deducted or set apart.",
                {"head": loss.title, "read": loss.rows_read, "found": found},
            ),
            Message("That must not be. Tell those who keep the program of it; nothing has been claimed."),
        )


def counted_once(losses: Iterable[LossItem], figures: Figures) -> tuple[RowCount, ...]:
    """What became of the rows of each head, after proof that every one of them has one place and no more.

    Raises:
        CountedTwice: a row stands in two heads, or twice in one.
        RowLost: the rows of a head are not as many as were read.
    """
    from claims.model import RowCount

    held: dict[tuple[int, str, str, int], str] = {}
    sheets: dict[tuple[int, str, str], str] = {}
    counts = []
    for loss in losses:
        credits = [place for one in loss.deductions for place in figures.get(one.figure).rows]
        single = [line.place for line in (*loss.lines, *loss.apart)]
        single += [line.place for line in (*loss.outlays, *loss.outlays_apart)]
        for place in (*single, *credits):
            at = stand_at(place)
            if at in held:
                raise CountedTwice(place, held[at], loss.title)
            held[at] = loss.title
        # Rows told together name only the first of them; their whole sheet is of this head.
        for place in (place for one in (*loss.bundles, *loss.bundles_apart) for place in one.places):
            sheets[stand_at(place)[:3]] = loss.title
        counted = len(loss.lines) + len(loss.outlays) + sum(one.rows for one in loss.bundles)
        apart = len(loss.apart) + len(loss.outlays_apart) + sum(one.rows for one in loss.bundles_apart)
        if counted + len(credits) + apart != loss.rows_read:
            raise RowLost(loss, counted + len(credits) + apart)
        if loss.rows_read:
            counts.append(
                RowCount(title=loss.title, read=loss.rows_read, counted=counted, deducted=len(credits), apart=apart)
            )
    for at, head in held.items():
        if sheets.get(at[:3], head) != head:
            place = LedgerPlace(exhibit=at[0], document=at[1], sheet=at[2], row=at[3])
            raise CountedTwice(place, head, sheets[at[:3]])
    return tuple(counts)


def total(
    losses: Sequence[LossItem], figures: Figures, words: Words, spread: Spread | None = None
) -> ClaimTotal | None:
    """What is claimed; None where no head is. ``spread`` holds the deductions of each head.

    Raises:
        CountedTwice: a row is counted in two heads, or twice in one.
    """
    from claims.model import ClaimPart, ClaimTotal

    rows = counted_once(losses, figures)
    claimed = [loss for loss in losses if loss.claimed]
    figure = together(claimed, "claim.total", words.say("The claim in all"), figures, words)
    if figure is None:
        return None
    return ClaimTotal(
        parts=tuple(
            ClaimPart(head=loss.id, title=loss.title, gross=loss.gross, deducted=loss.gross - loss.net, net=loss.net,
                      claimed=loss.claimed, figure=loss.net_figure)
            for loss in losses
        ),
        amount=figure.value, figure=figure.id, rows=rows,
        uncertainty=spread.uncertainty(claimed, figure.id, figures, words) if spread else None,
    )  # fmt: skip


def beside_reimbursement(
    losses: Sequence[LossItem], off: Sequence[DeductionInput], told: Callable[[str], tuple[str, ...]], figures: Figures,
    words: Words,
) -> tuple[Figure | None, Decimal]:
    """What is claimed of hours and cost, and what of ``off`` has come off it besides; None where nothing is claimed.

    What is set off comes off the reimbursement first. Where that falls, it comes off the hours and the cost instead, as
    far as it is of their breach and time: money of the vendor's is received once, whatever the court makes of the
    heads. ``told`` says what a row comes of by the words of its cell.
    """
    claimed = [loss for loss in losses if loss.claimed and loss.id != "reimbursement"]
    whole = together(claimed, "claim.outlays", words.say("Hours and expenses in all"), figures, words)
    borne = next((loss.deductions for loss in losses if loss.claimed and loss.id == "reimbursement"), ())
    # Of the reimbursement's own part: what no head bore before has no other to fall on.
    held = summed(each.amount for each in borne if each.label in {o.what for o in off if o.set_off})
    moved = min(_shifted([one for one in off if one.set_off], claimed, told), held) if held else ZERO
    if whole is None or not moved:
        return whole, ZERO
    moved = min(moved, whole.value)
    left = figures.make(
        "claim.outlays_alone",
        words.say("Hours and expenses without the reimbursement"),
        whole.value - moved,
        formula=f"{words.kr(whole.value)} − {words.kr(moved)}",
        figures=[whole.id, *(one.figure for one in borne if one.label in {o.what for o in off if o.set_off})],
    )
    return left, moved


def _shifted(
    off: Sequence[DeductionInput], claimed: Sequence[LossItem], told: Callable[[str], tuple[str, ...]]
) -> Decimal:
    """What more of the set-offs these heads bear where no head before them bears any."""
    from claims.model import Deduction

    labels, more = {one.what for one in off}, ZERO
    for loss in claimed:
        rows = [spent(line, loss.id, told(line.incident)) for line in loss.outlays]
        borne = summed(one.amount for one in loss.deductions if one.label in labels)
        left = loss.net + borne
        taken = [
            Deduction(label=one.what, amount=one.main, figure="", evidence="") for one in within(left, rows, off)
        ]
        more += summed(one.amount for one in taken) - borne
        off = rest_of(off, taken)
    return more


def together(
    claimed: Sequence[LossItem], step: str, label: str, figures: Figures, words: Words
) -> Figure | None:
    """The sum of these heads; None: there are none. One alone is the sum: its own figure says all there is to say."""
    if len(claimed) < 2:
        return figures.get(claimed[0].net_figure) if claimed else None
    return figures.make(
        step, label, summed(loss.net for loss in claimed), formula=" + ".join(words.kr(loss.net) for loss in claimed),
        figures=[loss.net_figure for loss in claimed],
    )  # fmt: skip
