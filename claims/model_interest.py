"""What the dossier holds of interest: the stretches with their rates, other days to begin, other counts of days."""

from __future__ import annotations

from datetime import date

from claims.frozen import Frozen, Number


class InterestRow(Frozen):
    """One stretch with one rate."""

    start: date
    end: date  # last day covered
    days: int
    rate: Number  # per cent a year, add-on included
    reference: Number
    addition: Number
    amount: Number  # rounded to øre for the page
    law: tuple[str, ...]
    divisor: int = 0  # days of the year they are counted as a share of; 0: the row only holds what rounding leaves


class InterestAlternative(Frozen):
    """What the interest is from another day that can be argued."""

    rule: str  # "§ 3, stk. 2"
    why: str
    start: date | None  # None: each month's loss has its own
    total: Number | None  # None: it cannot be computed, see note
    figure: str | None
    chosen: bool = False  # the one that is reckoned with
    note: str = ""


class InterestConvention(Frozen):
    """What the interest is by another count of days."""

    convention: str
    first_left_out: Number
    first_counted: Number
    figures: tuple[str, str]
    chosen: bool = False


class InterestPart(Frozen):
    """The share of one head of loss in the interest."""

    title: str
    principal: Number
    amount: Number


class Interest(Frozen):
    """Interest under renteloven on the net loss, to a stated day."""

    principal: Number
    start: date
    until: date
    start_rule: str
    convention: str
    rows: tuple[InterestRow, ...]
    total: Number
    figure: str
    pleading: str  # "procesrente fra …, til betaling sker"
    notes: tuple[str, ...] = ()
    shown: tuple[str, ...] = ()  # which exhibits may show the days it runs from, or that none does
    parts: tuple[InterestPart, ...] = ()  # where more than one head is claimed; they add up to the total
    alternatives: tuple[InterestAlternative, ...] = ()
    conventions: tuple[InterestConvention, ...] = ()
    apart: tuple[Interest, ...] = ()  # of bod claimed earlier, and of what was paid late; not in the total above
    what: str = ""  # of what stands apart: what it is interest on
    in_all: Number | None = None  # with what stands apart; None: nothing does
    in_all_figure: str | None = None

    @property
    def sum(self) -> tuple[Number, str]:
        """All of the interest, with its figure."""
        if self.in_all is None or self.in_all_figure is None:
            return self.total, self.figure
        return self.in_all, self.in_all_figure
